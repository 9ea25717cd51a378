//! Defines the records of a bill, an audit and an estimate.

use serde::Serialize;

use super::error::ReplayError;
use super::outcome::{Cause, Replay};
use super::tree::{Tree, TreeError};
use crate::claim::{Audit, Bill, BillInput, Claim};
use crate::payment::{Estimate, TherapyDay};
use crate::reference::{Provenance, ReferenceData};

/// An input document, and the answer that its program gives.
trait Document: Sized {
    fn read(input: Tree, reference: &ReferenceData) -> Result<Self, TreeError>;
    fn answer(self) -> Result<Tree, ReplayError>;
}

impl Document for BillInput {
    fn read(input: Tree, reference: &ReferenceData) -> Result<Self, TreeError> {
        Self::read(input, reference)
    }

    fn answer(self) -> Result<Tree, ReplayError> {
        Tree::of(&self.bill()?).map_err(ReplayError::Answer)
    }
}

impl Document for Claim {
    fn read(input: Tree, reference: &ReferenceData) -> Result<Self, TreeError> {
        Self::read(input, reference)
    }

    fn answer(self) -> Result<Tree, ReplayError> {
        let audit = self.audit().ok_or(ReplayError::NoVisit)?;
        Tree::of(&audit).map_err(ReplayError::Answer)
    }
}

impl Document for TherapyDay {
    fn read(input: Tree, reference: &ReferenceData) -> Result<Self, TreeError> {
        Self::read(input, reference)
    }

    fn answer(self) -> Result<Tree, ReplayError> {
        Tree::of(&self.estimate()?).map_err(ReplayError::Answer)
    }
}

/// The content of every record.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Stored {
    input: Tree,
    result: Tree,
    provenance: Provenance,
}

crate::wire::form!("a record of input, result and provenance", "Stored" Stored {
    input: Tree,
    result: Tree,
    provenance: Provenance,
});

impl Stored {
    fn new<D: Document + Serialize>(
        input: &D,
        result: &impl Serialize,
        reference: &ReferenceData,
    ) -> Result<Self, ReplayError> {
        let input = Tree::of(input).map_err(ReplayError::Input)?;
        D::read(input.clone(), reference).map_err(ReplayError::Input)?;
        Ok(Self {
            input,
            result: Tree::of(result).map_err(ReplayError::Answer)?,
            provenance: reference.provenance(),
        })
    }

    fn input<D: Document>(&self, reference: &ReferenceData) -> Result<D, ReplayError> {
        D::read(self.input.clone(), reference).map_err(ReplayError::Input)
    }

    fn replay<D: Document>(&self, reference: &ReferenceData) -> Result<Replay, ReplayError> {
        let now = self.input::<D>(reference)?.answer()?;
        let cause = Cause::of(&self.provenance, &reference.provenance());
        Ok(Replay::of(&self.result, &now, cause))
    }
}

/// Defines a record, what it is made of, and what it has in common with the other ones.
macro_rules! record {
    ($(#[$docs:meta])* $name:ident of $result:ident from $input:ident, |$from:ident| $parts:expr) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name(Stored);

        impl $name {
            /// Stores a result together with its input and the provenance of its facts.
            ///
            /// # Errors
            ///
            /// The input cannot be read back. This applies to a claim with lines of another date than
            /// its visit.
            pub fn new($from: &$result) -> Result<Self, ReplayError> {
                let (input, reference) = $parts;
                Stored::new::<$input>(&input, $from, reference).map(Self)
            }

            /// Reads the input, whose codes are looked up in the reference data.
            ///
            /// # Errors
            ///
            /// The input is no document that can be read with these facts.
            pub fn input(&self, reference: &ReferenceData) -> Result<$input, ReplayError> {
                self.0.input(reference)
            }

            /// Returns the input document as it was stored.
            #[must_use]
            pub const fn document(&self) -> &Tree {
                &self.0.input
            }

            /// Returns the answer as it was given.
            #[must_use]
            pub const fn result(&self) -> &Tree {
                &self.0.result
            }

            /// Returns the provenance of the facts behind the answer.
            #[must_use]
            pub const fn provenance(&self) -> &Provenance {
                &self.0.provenance
            }

            /// Computes the answer again with the facts of the reference data, and compares.
            ///
            /// A timing that the caller stated is kept. A timing from the catalog is looked up again.
            ///
            /// # Errors
            ///
            /// The input cannot be read or answered with these facts.
            pub fn replay(&self, reference: &ReferenceData) -> Result<Replay, ReplayError> {
                self.0.replay::<$input>(reference)
            }
        }

        impl Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            /// Reads the record as it was stored. Its input is read when it is computed again.
            fn deserialize<D: serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                Stored::deserialize(deserializer).map(Self)
            }
        }
    };
}

record! {
    /// Contains a bill together with its input and the provenance of its facts.
    ///
    /// The chosen split and the attestation of KX are parts of the input.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::{CodeEntry, Discipline, ProcedureCode, ReferenceData, Session, Setting};
    /// use therapy_billing::{Timing, UnitRule, reference::catalog::BlockMinutes, replay::BillRecord};
    /// use therapy_billing::{claim::{Bill, Visit}, time::macros::date};
    ///
    /// let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97112", 46)])?;
    /// let bill = Bill::new(Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice));
    /// let stored = serde_json::to_string(&BillRecord::new(&bill)?)?;
    ///
    /// let record: BillRecord = serde_json::from_str(&stored)?;
    /// assert!(record.replay(ReferenceData::built_in())?.is_equal());
    ///
    /// let timing = Timing::Blocks { minutes: BlockMinutes::of(30) };
    /// let entry = CodeEntry::new(ProcedureCode::CPT_97112, timing, "Half hours");
    /// let replay = record.replay(&ReferenceData::new().with_entry(entry))?;
    /// let units = replay.differences().iter().find(|found| found.path == "lines[0].units").unwrap();
    /// assert_eq!(units.to_string(), "lines[0].units: 2, was 3 (facts)");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    BillRecord of Bill from BillInput, |bill| (bill.input(), &bill.visit().reference)
}

record! {
    /// Contains an audit together with its claim and the provenance of its facts.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::{Discipline, ReferenceData, Session, Setting, UnitRule};
    /// use therapy_billing::{claim::{Bill, Visit}, replay::AuditRecord, time::macros::date};
    ///
    /// let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97112", 46)])?;
    /// let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
    /// let audit = Bill::new(visit).into_claim().audit().expect("the claim has a visit");
    /// let stored = serde_json::to_string(&AuditRecord::new(&audit)?)?;
    ///
    /// let record: AuditRecord = serde_json::from_str(&stored)?;
    /// assert!(record.replay(ReferenceData::built_in())?.is_equal());
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    AuditRecord of Audit from Claim, |audit| (audit.claim().clone(), audit.claim().reference())
}

record! {
    /// Contains an estimate together with its day and the provenance of its facts.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::{ProcedureCode, ReferenceData, ServiceLine, TherapyDay, Units};
    /// use therapy_billing::{reference::fee_schedule::Place, replay::EstimateRecord};
    /// use therapy_billing::time::macros::date;
    ///
    /// let line = ServiceLine::new(ProcedureCode::CPT_97110, Units::new(3));
    /// let day = TherapyDay::new(date!(2026 - 03 - 14), Place::National).with_line(line)?;
    /// let stored = serde_json::to_string(&EstimateRecord::new(&day.estimate()?)?)?;
    ///
    /// let record: EstimateRecord = serde_json::from_str(&stored)?;
    /// assert!(record.replay(ReferenceData::built_in())?.is_equal());
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    EstimateRecord of Estimate from TherapyDay, |estimate| (estimate.day().clone(), estimate.day().reference())
}
