//! The claim lines of one day, as far as the record is held against them.

use alloc::vec::Vec;

use time::Date;

use super::declare::record;
use super::{DiagnosisCode, PatientKey};
use crate::{
    code::{Modifiers, ProcedureCode},
    quantity::Units,
};

record! {
    /// The lines billed for one day.
    Claim {
        required {
            /// The day.
            date_of_service: Date = Date,
        }
        optional {
            /// The day the claim was sent.
            submitted_on with_submitted_on: Date,
        }
        keys {
            /// The patient of the claim.
            patient with_patient: PatientKey,
        }
        lists {
            /// The lines.
            lines with_line: ClaimLine,
        }
    }
}

/// One billed line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, remote = "Self"))]
#[non_exhaustive]
pub struct ClaimLine {
    /// The procedure code.
    pub code: ProcedureCode,
    /// Units billed.
    pub units: Units,
    /// Modifiers in claim order.
    #[cfg_attr(feature = "serde", serde(default, deserialize_with = "modifiers"))]
    pub modifiers: Modifiers,
    /// Diagnoses the line points at, the first pointer first.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            deserialize_with = "super::wire::list",
            serialize_with = "super::wire::write_list",
            skip_serializing_if = "Vec::is_empty"
        )
    )]
    pub diagnoses: Vec<DiagnosisCode>,
}

#[cfg(feature = "serde")]
crate::wire::object!(ClaimLine, "a line, an object of code and units");

#[cfg(feature = "serde")]
super::wire::by_serde!(ClaimLine);

impl ClaimLine {
    /// Units of a code.
    #[must_use]
    pub fn new(code: ProcedureCode, units: Units) -> Self {
        Self {
            code,
            units,
            modifiers: Modifiers::NONE,
            diagnoses: Vec::new(),
        }
    }

    /// Modifiers in claim order.
    #[must_use]
    pub fn with_modifiers(mut self, modifiers: Modifiers) -> Self {
        self.modifiers = modifiers;
        self
    }

    /// A diagnosis the line points at.
    #[must_use]
    pub fn with_diagnosis(mut self, diagnosis: DiagnosisCode) -> Self {
        self.diagnoses.push(diagnosis);
        self
    }
}

/// Modifiers; null is none.
#[cfg(feature = "serde")]
fn modifiers<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Modifiers, D::Error> {
    let modifiers: Option<Modifiers> = serde::Deserialize::deserialize(deserializer)?;
    Ok(modifiers.unwrap_or(Modifiers::NONE))
}
