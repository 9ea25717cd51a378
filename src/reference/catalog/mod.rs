//! Contains what is known of a code on a date: its timing, therapy designation, disciplines, dates and
//! successors.
//!
//! The built-in table needs feature `tables`; without it every built-in lookup returns
//! [`Lookup::Unknown`]. A [`ReferenceData`](crate::reference::ReferenceData) adds entries of the caller's.
//! No lookup uses a default: a code that is missing from the catalog is reported as unknown, and may still
//! be valid.
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::{Designation, ProcedureCode, reference::catalog};
//!
//! let entry = catalog::entry(ProcedureCode::CPT_97112).expect("the catalog has 97112");
//! assert!(entry.timing().is_timed());
//! assert_eq!(entry.designation(), Designation::Always);
//! # }
//! ```

pub(in crate::reference) mod code_list;
pub mod cpt_97112;
mod descriptor;
pub(in crate::reference) mod designation;
pub(in crate::reference) mod discipline;
pub(in crate::reference) mod entry;
#[cfg(feature = "serde")]
mod form;
mod kind;
pub(in crate::reference) mod status;
pub(in crate::reference) mod timing;

use time::Date;

use crate::{
    code::ProcedureCode,
    reference::{index, tables},
};

pub use code_list::{CodeList, TooManyCodes};
pub use descriptor::{Descriptors, NoDescriptors, what_was_done};
pub use designation::{Confidence, Designation, DisciplineUse, Origin};
pub use discipline::Discipline;
pub use entry::{CodeEntry, CodeFacts, EntryError};
pub use kind::ServiceKind;
pub use status::MedicareStatus;
pub use timing::{BlockMinutes, Family, Timing};

/// States what the catalog has for a code on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lookup<'a> {
    /// The code has an entry and is in force on the date.
    InForce(&'a CodeEntry),
    /// The code has an entry and is not in force on the date. The entry has its dates and successors.
    NotInForce(&'a CodeEntry),
    /// The code has no entry. It may still be valid.
    Unknown,
}

impl<'a> Lookup<'a> {
    #[inline]
    pub(in crate::reference) fn on_date(entry: Option<&'a CodeEntry>, date: Date) -> Self {
        match entry {
            Some(entry) if entry.facts.is_in_force(date) => Self::InForce(entry),
            Some(entry) => Self::NotInForce(entry),
            None => Self::Unknown,
        }
    }

    /// Returns the entry, whether the code is in force or not.
    #[must_use]
    pub const fn entry(self) -> Option<&'a CodeEntry> {
        match self {
            Self::InForce(entry) | Self::NotInForce(entry) => Some(entry),
            Self::Unknown => None,
        }
    }
}

/// Looks up a code in the built-in table on a date of service.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::ProcedureCode;
/// use therapy_billing::reference::catalog::{self, Lookup};
/// use therapy_billing::time::macros::date;
///
/// let old = ProcedureCode::of("97001");
/// assert!(matches!(catalog::lookup(old, date!(2016 - 12 - 31)), Lookup::InForce(_)));
/// let Lookup::NotInForce(entry) = catalog::lookup(old, date!(2017 - 01 - 01)) else { panic!() };
/// assert_eq!(entry.successors().to_string(), "97161, 97162 or 97163");
/// assert_eq!(catalog::lookup(ProcedureCode::of("97999"), date!(2026 - 01 - 01)), Lookup::Unknown);
/// # }
/// ```
#[must_use]
pub fn lookup(code: ProcedureCode, date: Date) -> Lookup<'static> {
    Lookup::on_date(entry(code), date)
}

/// Returns the built-in entry of a code, whatever its dates, or `None` if the table has none.
#[must_use]
#[inline]
pub fn entry(code: ProcedureCode) -> Option<&'static CodeEntry> {
    index::find(tables::catalog::SLOTS, index::key_of_code(code), |row| {
        let entry = entries().get(row as usize - 1)?;
        (entry.code() == code).then_some(entry)
    })
}

/// Returns the built-in entries, ordered by code, or none without feature `tables`.
#[must_use]
#[inline]
pub const fn entries() -> &'static [CodeEntry] {
    tables::catalog::ENTRIES
}
