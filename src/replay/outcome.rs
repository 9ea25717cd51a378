//! Defines `Replay`, the outcome of computing a stored answer again.

use alloc::{string::String, vec::Vec};
use core::fmt;

use super::tree::Tree;
use crate::name::words;
use crate::reference::Provenance;

words! {
    /// States what explains that a stored answer and the answer of today differ.
    #[non_exhaustive]
    Cause, 3, "facts, library or unknown" {
        /// The facts differ: other built-in tables, or other facts that the caller supplied.
        Facts "facts",
        /// The facts are the same, and another version of the library computed the answer.
        Library "library",
        /// Neither differs, so the record was changed after it was made.
        Unknown "unknown",
    }
}

impl Cause {
    pub(super) fn of(was: &Provenance, now: &Provenance) -> Self {
        if !was.has_facts_of(now) {
            Self::Facts
        } else if was.library() != now.library() {
            Self::Library
        } else {
            Self::Unknown
        }
    }
}

/// Contains one value in which a stored answer and the answer of today differ.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The place in the answer, such as `lines[0].units`.
    pub path: String,
    /// The stored value.
    pub was: Tree,
    /// The value of today.
    pub now: Tree,
    /// What explains the difference.
    pub because: Cause,
}

crate::wire::form!("a difference of path, was, now and because", "Difference" Difference {
    path: String,
    was: Tree,
    now: Tree,
    because: Cause,
});

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            was,
            now,
            because,
        } = self;
        write!(f, "{path}: {now}, was {was} ({because})")
    }
}

/// Contains the outcome of computing a stored answer again.
///
/// Serializes as `{"equal": true}`, or as `{"equal": false, "differences": […]}`. A key that one of the answers does
/// not have counts as null.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::claim::{Bill, Visit};
/// use therapy_billing::reference::thresholds::{Bucket, YearlyAmount};
/// use therapy_billing::replay::{AuditRecord, Cause};
/// use therapy_billing::{Discipline, ReferenceData, Session, Setting, UnitRule};
/// use therapy_billing::{money::parse_amount, time::macros::date};
///
/// let day = date!(2026 - 03 - 14);
/// let session = Session::of(day, Discipline::Pt, [("97112", 24)])?;
/// let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
/// let accrued = parse_amount("3100.00")?;
/// let claim = Bill::new(visit).into_claim().with_accrued(Bucket::PtSlp, accrued)?;
/// let record = AuditRecord::new(&claim.audit().expect("the claim has a visit"))?;
/// assert!(record.replay(ReferenceData::built_in())?.is_equal());
///
/// // With a higher therapy threshold, the audit no longer reports that KX is missing.
/// let amount = YearlyAmount::new(day, Bucket::PtSlp, parse_amount("4000.00")?)?;
/// let replay = record.replay(&ReferenceData::new().with_yearly_amount(amount))?;
/// assert!(replay.differences().iter().all(|found| found.because == Cause::Facts));
/// assert!(replay.differences().iter().any(|found| found.path.starts_with("findings[")));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Replay {
    differences: Vec<Difference>,
}

impl Replay {
    pub(super) fn of(was: &Tree, now: &Tree, cause: Cause) -> Self {
        let mut differences = Vec::new();
        was.compare(now, &mut |path, was, now| {
            differences.push(Difference {
                path: path.into(),
                was: was.clone(),
                now: now.clone(),
                because: cause,
            });
        });
        Self { differences }
    }

    /// Returns whether the answer of today equals the stored one.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.differences.is_empty()
    }

    /// Returns every value in which the two differ, in the order of the stored answer.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }
}

impl fmt::Display for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_equal() {
            return f.write_str("the answer is equal");
        }
        for (index, difference) in self.differences.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            difference.fmt(f)?;
        }
        Ok(())
    }
}

impl serde::Serialize for Replay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let length = if self.is_equal() { 1 } else { 2 };
        let mut fields = serializer.serialize_struct("Replay", length)?;
        fields.serialize_field("equal", &self.is_equal())?;
        if self.is_equal() {
            fields.skip_field("differences")?;
        } else {
            fields.serialize_field("differences", &self.differences)?;
        }
        fields.end()
    }
}
