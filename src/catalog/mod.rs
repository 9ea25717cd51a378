//! What is known of a code on a date: timing, therapy designation, disciplines, dates, successors.
//!
//! The built-in table needs feature `tables`; without it every built-in lookup says
//! [`Lookup::Unknown`]. A [`Catalog`] lays a user's own entries over it. Unknown is unknown: no
//! lookup falls back to a default, and "not in the catalog" is no verdict on a code.

pub mod cpt_97112;
mod descriptor;
mod entry;
#[cfg(feature = "serde")]
mod form;
#[cfg(feature = "tables")]
mod table;
pub mod threshold;
mod timing;

use alloc::collections::BTreeMap;

use time::Date;

use crate::code::ProcedureCode;

pub use descriptor::{Descriptors, NoDescriptors, what_was_done};
pub use entry::{
    CodeEntry, CodeFacts, Confidence, Designation, Discipline, DisciplineUse, MedicareStatus,
    Origin, Successors,
};
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
/// use therapy_billing::{ProcedureCode, catalog::{self, Lookup}, time::macros::date};
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
    on_date(entry(code), date)
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
    return &table::ENTRIES;
    #[cfg(not(feature = "tables"))]
    return &[];
}

const fn on_date(entry: Option<&CodeEntry>, date: Date) -> Lookup<'_> {
    match entry {
        Some(entry) if entry.facts().is_in_force(date) => Lookup::InForce(entry),
        Some(entry) => Lookup::NotInForce(entry),
        None => Lookup::Unknown,
    }
}

/// A user's own entries, laid over the built-in table.
///
/// An entry of the user's takes the place of the built-in one of the same code, and says so: its
/// [`Origin`] is [`Origin::Supplied`] in every result.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Catalog, CodeEntry, ProcedureCode, Timing, time::macros::date};
/// use therapy_billing::catalog::{BlockMinutes, Lookup};
///
/// let local = ProcedureCode::of("S8948");
/// let quarter_hours = Timing::Blocks { minutes: BlockMinutes::QUARTER_HOUR };
/// let catalog = Catalog::new().with(CodeEntry::new(local, quarter_hours, "Low-level laser"));
/// assert!(matches!(catalog.lookup(local, date!(2026 - 03 - 14)), Lookup::InForce(_)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catalog {
    supplied: BTreeMap<ProcedureCode, CodeEntry>,
}

/// The built-in table with nothing over it, for checks that were given no other.
pub(crate) fn built_in() -> &'static Catalog {
    static BUILT_IN: Catalog = Catalog::new();
    &BUILT_IN
}

impl Catalog {
    /// The built-in table with nothing over it.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            supplied: BTreeMap::new(),
        }
    }

    /// The same, with one entry more, or one in place of another.
    #[must_use]
    pub fn with(mut self, entry: CodeEntry) -> Self {
        self.supplied.insert(entry.code(), entry);
        self
    }

    /// The entry of a code, whatever the date.
    #[must_use]
    pub fn entry(&self, code: ProcedureCode) -> Option<&CodeEntry> {
        self.supplied.get(&code).or_else(|| entry(code))
    }

    /// The facts about a code, whatever the date.
    #[must_use]
    pub fn facts(&self, code: ProcedureCode) -> Option<CodeFacts> {
        self.entry(code).map(CodeEntry::facts)
    }

    /// What is known of a code on a date of service.
    #[must_use]
    pub fn lookup(&self, code: ProcedureCode, date: Date) -> Lookup<'_> {
        on_date(self.entry(code), date)
    }
}
