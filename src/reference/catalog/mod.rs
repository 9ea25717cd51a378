//! What is known of a code on a date: timing, therapy designation, disciplines, dates, successors.
//!
//! The built-in table needs feature `tables`; without it every built-in lookup says
//! [`Lookup::Unknown`]. A [`ReferenceData`](crate::reference::ReferenceData) adds entries of the caller's own. Unknown is unknown: no
//! lookup falls back to a default, and "not in the catalog" is no verdict on a code.

pub mod cpt_97112;
mod descriptor;
pub(in crate::reference) mod entry;
#[cfg(feature = "serde")]
mod form;
mod kind;
pub(in crate::reference) mod timing;

use time::Date;

use crate::code::ProcedureCode;

pub use descriptor::{Descriptors, NoDescriptors, what_was_done};
pub use entry::{
    CodeEntry, CodeFacts, Confidence, Designation, Discipline, DisciplineUse, MedicareStatus,
    Origin, Successors,
};
pub use kind::ServiceKind;
pub use timing::{BlockMinutes, Family, Timing};

/// What the catalog says of a code on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Lookup<'a> {
    /// An entry, in force on the date.
    InForce(&'a CodeEntry),
    /// An entry, not in force on the date; it holds its dates and successors.
    NotInForce(&'a CodeEntry),
    /// No entry. That is no verdict on the code.
    Unknown,
}

impl<'a> Lookup<'a> {
    pub(in crate::reference) const fn on_date(entry: Option<&'a CodeEntry>, date: Date) -> Self {
        match entry {
            Some(entry) if entry.facts().is_in_force(date) => Self::InForce(entry),
            Some(entry) => Self::NotInForce(entry),
            None => Self::Unknown,
        }
    }

    /// The entry, in force or not.
    #[must_use]
    pub const fn entry(self) -> Option<&'a CodeEntry> {
        match self {
            Self::InForce(entry) | Self::NotInForce(entry) => Some(entry),
            Self::Unknown => None,
        }
    }
}

/// Looks a code up in the built-in table, on a date of service.
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

/// The built-in entry of a code, whatever the date; `None` if the table has none.
#[must_use]
pub fn entry(code: ProcedureCode) -> Option<&'static CodeEntry> {
    let entries = entries();
    let index = entries.binary_search_by_key(&code, CodeEntry::code).ok()?;
    entries.get(index)
}

/// The built-in entries, ordered by code; none without feature `tables`.
#[must_use]
pub const fn entries() -> &'static [CodeEntry] {
    #[cfg(feature = "tables")]
    return &crate::reference::tables::catalog::ENTRIES;
    #[cfg(not(feature = "tables"))]
    return &[];
}
