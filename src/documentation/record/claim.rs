//! Defines `BilledDay`, the claim lines of one day with which a record is compared.

use time::Date;

use super::declare::record;
use super::{DiagnosisCode, List, PatientKey, RecordError};
use crate::{
    claim::ServiceLine,
    code::{Modifiers, ProcedureCode},
    quantity::Units,
};

record! {
    /// The claim lines of one day, with which the record is compared.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{ProcedureCode, Units, time::macros::date};
    /// use therapy_billing::documentation::{BilledDay, ClaimLine};
    ///
    /// let day = BilledDay::new(date!(2026 - 03 - 13)).with_line(
    ///     ClaimLine::new(ProcedureCode::CPT_97112, Units::new(2)).with_diagnosis("R26.81".parse()?)?,
    /// )?;
    /// assert_eq!(day.lines[0].code(), ProcedureCode::CPT_97112);
    /// # Ok::<(), therapy_billing::Error>(())
    /// ```
    BilledDay {
        required {
            /// the date of service
            date_of_service: Date = Date,
        }
        optional {
            /// the day on which the claim was sent
            submitted_on with_submitted_on: Date,
        }
        keys {
            /// the patient of the claim
            patient with_patient: PatientKey,
        }
        lists {
            /// the lines of the claim
            lines with_line: ClaimLine = "a line of the claim",
        }
    }
}

/// A billed line and the diagnoses that it points at.
///
/// In JSON it has `code`, `units`, `modifiers` and `diagnoses`. A line that states more than that, such as a
/// charge, is refused when it is written, because the record has no place for it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClaimLine {
    /// The line: its code, units and modifiers.
    pub line: ServiceLine,
    /// The diagnoses that the line points at, the first pointer first.
    pub diagnoses: List<DiagnosisCode>,
}

impl ClaimLine {
    /// Returns a line of a code and its units, without modifiers and diagnoses.
    #[must_use]
    pub fn new(code: ProcedureCode, units: Units) -> Self {
        ServiceLine::new(code, units).into()
    }

    /// Returns the procedure code.
    #[must_use]
    pub const fn code(&self) -> ProcedureCode {
        self.line.code()
    }

    /// Replaces the modifiers.
    #[must_use]
    pub fn with_modifiers(mut self, modifiers: Modifiers) -> Self {
        self.line = self.line.with_modifiers(modifiers);
        self
    }

    /// Adds a diagnosis that the line points at.
    ///
    /// # Errors
    ///
    /// There are 4,096 already.
    pub fn with_diagnosis(mut self, diagnosis: DiagnosisCode) -> Result<Self, RecordError> {
        let added = self.diagnoses.try_push(diagnosis);
        added.map_err(|error| error.of("diagnoses"))?;
        Ok(self)
    }
}

impl From<ServiceLine> for ClaimLine {
    fn from(line: ServiceLine) -> Self {
        Self {
            line,
            diagnoses: List::new(),
        }
    }
}

#[cfg(feature = "serde")]
#[allow(
    dead_code,
    unnameable_types,
    unreachable_pub,
    reason = "declared like the record, and kept inside"
)]
mod wire {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};

    use super::{DiagnosisCode, Modifiers, ProcedureCode, ServiceLine, Units, record};

    super::super::wire::by_serde!(super::ClaimLine);

    record! {
        /// A line as a document.
        ClaimLine {
            required {
                code: ProcedureCode = ProcedureCode,
                units: Units = Units,
            }
            optional {
                modifiers with_modifiers: Modifiers,
            }
            lists {
                diagnoses with_diagnosis: DiagnosisCode,
            }
        }
    }

    impl<'de> Deserialize<'de> for super::ClaimLine {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let form = ClaimLine::deserialize(deserializer)?;
            let line = ServiceLine::new(form.code, form.units);
            Ok(Self {
                line: line.with_modifiers(form.modifiers.unwrap_or(Modifiers::NONE)),
                diagnoses: form.diagnoses,
            })
        }
    }

    impl Serialize for super::ClaimLine {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let (code, units, modifiers) =
                (self.line.code(), self.line.units(), *self.line.modifiers());
            if ServiceLine::new(code, units).with_modifiers(modifiers) != self.line {
                return Err(ser::Error::custom(
                    "expected a line of code, units and modifiers, found further facts, for which a \
                     record has no place; remove them",
                ));
            }
            let mut form = ClaimLine::new(code, units);
            form.modifiers = Some(modifiers);
            form.diagnoses.clone_from(&self.diagnoses);
            form.serialize(serializer)
        }
    }
}
