//! Procedure-to-Procedure edits: pairs of codes that are not paid together.

use alloc::vec::Vec;
use core::fmt;

use time::{Date, macros::date};

use crate::code::{Modifiers, ProcedureCode};
use crate::reference::catalog::Origin;
use crate::reference::edits::{EditSource, EditTable, Quarter, key};
use crate::reference::modifiers::is_ncci_associated;

/// Whether a modifier can pass an edit.
///
/// # Source
///
/// CMS NCCI PTP edits, column Modifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum ModifierIndicator {
    /// 0: never together.
    NotAllowed,
    /// 1: an NCCI-associated modifier may pass it.
    Allowed,
    /// 9: not applicable, the edit was deleted from its first day.
    NotApplicable,
}

impl ModifierIndicator {
    /// The indicator of a digit: 0, 1 or 9.
    #[must_use]
    pub const fn from_digit(digit: u8) -> Option<Self> {
        Some(match digit {
            0 => Self::NotAllowed,
            1 => Self::Allowed,
            9 => Self::NotApplicable,
            _ => return None,
        })
    }

    /// The digit of the table.
    #[must_use]
    pub const fn digit(self) -> u8 {
        match self {
            Self::NotAllowed => 0,
            Self::Allowed => 1,
            Self::NotApplicable => 9,
        }
    }
}

/// A pair of codes that is an edit on a date, in the columns of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct PtpEdit {
    /// The code that is paid.
    pub column_1: ProcedureCode,
    /// The code that is denied beside it.
    pub column_2: ProcedureCode,
    /// Table and quarter.
    pub source: EditSource,
}

/// The answer of a PTP lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
#[non_exhaustive]
pub enum PtpAnswer {
    /// The table of the date has no edit of the two codes.
    NoEdit(EditSource),
    /// Column 2 is denied, and no modifier helps.
    NeverTogether(PtpEdit),
    /// Column 2 is denied unless a modifier says that the services were separate; see
    /// [`PtpEdit::is_passed_by`].
    ModifierMayPass(PtpEdit),
    /// The pair was an edit at some time, and it is not known whether it was one on the date.
    NoData(EditSource),
    /// No table is held for the setting and date.
    NoTable,
}

impl PtpEdit {
    /// Whether the modifiers of two lines pass an edit of indicator 1.
    ///
    /// # Source
    ///
    /// CMS CR 11168: since 2019-07-01 a modifier on either column passes it, before only one on
    /// column 2.
    #[must_use]
    pub fn is_passed_by(column_1: &Modifiers, column_2: &Modifiers, date: Date) -> bool {
        let associated = |modifiers: &Modifiers| modifiers.iter().any(is_ncci_associated);
        associated(column_2) || (date >= EITHER_COLUMN && associated(column_1))
    }
}

/// First date of service on which a modifier of column 1 passes an edit.
pub(crate) const EITHER_COLUMN: Date = date!(2019 - 07 - 01);

/// One row: a pair in its columns, when it was in force, and its indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::reference) struct Row {
    key: u64,
    start: Start,
    /// Last Julian day it is in force, inclusive.
    end: i32,
    indicator: ModifierIndicator,
}

/// First day of a row, as Julian day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::reference) enum Start {
    /// It is known.
    On(i32),
    /// Not known; not before this day, on which both codes first existed.
    #[cfg_attr(
        not(feature = "tables"),
        allow(dead_code, reason = "built-in rows only")
    )]
    NotBefore(i32),
    /// Not known; after the first day of the table's quarter.
    #[cfg_attr(
        not(feature = "tables"),
        allow(dead_code, reason = "built-in rows only")
    )]
    AfterTable,
}

/// The end of a row that is in force.
pub(in crate::reference) const OPEN: i32 = i32::MAX;

const fn pair(column_1: u32, column_2: u32) -> u64 {
    ((column_1 as u64) << 30) | column_2 as u64
}

impl Row {
    pub(in crate::reference) const fn new(
        column_1: u32,
        column_2: u32,
        start: Start,
        end: i32,
        indicator: ModifierIndicator,
    ) -> Self {
        Self {
            key: pair(column_1, column_2),
            start,
            end,
            indicator,
        }
    }

    #[cfg(feature = "tables")]
    pub(in crate::reference) const fn key(self) -> u64 {
        self.key
    }

    /// Whether it is in force on a day, by a table of the quarter that begins on `published`; `None` if
    /// that is not known.
    fn is_in_force(&self, day: i32, published: i32) -> Option<bool> {
        if self.indicator == ModifierIndicator::NotApplicable || self.end < day {
            return Some(false);
        }
        match self.start {
            Start::On(first) => Some(first <= day),
            Start::NotBefore(first) if day < first => Some(false),
            // held by the table of its quarter and not ended: in force throughout it
            Start::NotBefore(_) if published <= day => Some(true),
            Start::NotBefore(_) => None,
            Start::AfterTable => Some(false),
        }
    }
}

/// The PTP table of one kind of provider and one quarter, supplied by the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PtpTable {
    table: EditTable,
    quarter: Quarter,
    answers_from: Date,
    rows: Vec<Row>,
}

impl PtpTable {
    /// A table without edits yet.
    #[must_use]
    pub const fn new(table: EditTable, quarter: Quarter) -> Self {
        Self::from_rows(table, quarter, Vec::new())
    }

    /// A table of rows that are in order.
    pub(in crate::reference) const fn from_rows(
        table: EditTable,
        quarter: Quarter,
        rows: Vec<Row>,
    ) -> Self {
        Self {
            table,
            quarter,
            answers_from: quarter.first_day(),
            rows,
        }
    }

    /// The same, with one edit more: its columns, indicator, and first and last date, both inclusive.
    #[must_use]
    pub fn with(
        mut self,
        column_1: ProcedureCode,
        column_2: ProcedureCode,
        indicator: ModifierIndicator,
        effective: Date,
        deleted: Option<Date>,
    ) -> Self {
        let row = Row::new(
            key(column_1),
            key(column_2),
            Start::On(effective.to_julian_day()),
            deleted.map_or(OPEN, Date::to_julian_day),
            indicator,
        );
        let place = self.rows.partition_point(|other| *other < row);
        self.rows.insert(place, row);
        self
    }

    /// The same, answering also for dates before its quarter, from `first` on.
    ///
    /// CMS keeps edits that have ended in the file, so a later file can answer for earlier dates; it
    /// may have been corrected since. A table of the date's own quarter comes before it.
    #[must_use]
    pub fn with_history_from(mut self, first: Date) -> Self {
        self.answers_from = first.min(self.quarter.first_day());
        self
    }

    /// Which of CMS's tables it is.
    #[must_use]
    pub const fn table(&self) -> EditTable {
        self.table
    }

    /// The quarter it was published for.
    #[must_use]
    pub const fn quarter(&self) -> Quarter {
        self.quarter
    }

    /// Whether it answers for a date of service.
    #[must_use]
    pub fn answers_for(&self, date: Date) -> bool {
        self.answers_from <= date && date <= self.quarter.last_day()
    }

    /// How many rows it has, those that have ended among them.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True of a table without rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(in crate::reference) fn same_place(&self, other: &Self) -> bool {
        self.table == other.table && self.quarter == other.quarter
    }

    pub(in crate::reference) fn same_quarter(&self, other: &Self) -> bool {
        self.quarter == other.quarter
    }

    pub(in crate::reference) fn lookup(&self) -> Lookup<'_> {
        Lookup {
            rows: &self.rows,
            source: EditSource {
                table: self.table,
                quarter: self.quarter,
                origin: Origin::Supplied,
            },
            published: self.quarter.first_day().to_julian_day(),
        }
    }
}

impl fmt::Display for PtpTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "PTP, {}, {}: {} rows",
            self.table,
            self.quarter,
            self.len()
        )
    }
}

/// The rows of one table, built in or supplied, ordered by pair.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lookup<'t> {
    rows: &'t [Row],
    source: EditSource,
    /// First day of the table's quarter, as Julian day.
    published: i32,
}

/// What the rows of one column order say on a day; the graver is greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum InForce {
    No,
    Unknown,
    ModifierMayPass,
    NeverTogether,
}

impl Lookup<'_> {
    /// The rows that have a code in column 1.
    pub(crate) fn headed_by(self, code: ProcedureCode) -> Self {
        let column_1 = key(code);
        let first = self.rows.partition_point(|row| row.key < pair(column_1, 0));
        let rows = self.rows.get(first..).unwrap_or_default();
        let count = rows.partition_point(|row| row.key < pair(column_1 + 1, 0));
        Self {
            rows: rows.get(..count).unwrap_or_default(),
            ..self
        }
    }

    /// True where no row is left.
    pub(crate) const fn is_empty(self) -> bool {
        self.rows.is_empty()
    }

    /// Looks a pair up in both column orders; the graver answer stands.
    pub(crate) fn answer(self, a: ProcedureCode, b: ProcedureCode, date: Date) -> PtpAnswer {
        Self::answer_of((a, self), (b, self), date)
    }

    /// The same, of two codes and the rows that either may head.
    pub(crate) fn answer_of(
        (a, headed_by_a): (ProcedureCode, Self),
        (b, headed_by_b): (ProcedureCode, Self),
        date: Date,
    ) -> PtpAnswer {
        let (key_a, key_b, day) = (key(a), key(b), date.to_julian_day());
        let forward = headed_by_a.in_columns(pair(key_a, key_b), day);
        let backward = headed_by_b.in_columns(pair(key_b, key_a), day);
        let (answer, column_1, column_2) = if backward > forward {
            (backward, b, a)
        } else {
            (forward, a, b)
        };
        let source = headed_by_a.source;
        let edit = PtpEdit {
            column_1,
            column_2,
            source,
        };
        match answer {
            InForce::No => PtpAnswer::NoEdit(source),
            InForce::Unknown => PtpAnswer::NoData(source),
            InForce::ModifierMayPass => PtpAnswer::ModifierMayPass(edit),
            InForce::NeverTogether => PtpAnswer::NeverTogether(edit),
        }
    }

    fn in_columns(self, key: u64, day: i32) -> InForce {
        let first = self.rows.partition_point(|row| row.key < key);
        let rows = self.rows.get(first..).unwrap_or_default();
        rows.iter()
            .take_while(|row| row.key == key)
            .map(|row| match row.is_in_force(day, self.published) {
                Some(false) => InForce::No,
                None => InForce::Unknown,
                Some(true) if row.indicator == ModifierIndicator::Allowed => {
                    InForce::ModifierMayPass
                }
                Some(true) => InForce::NeverTogether,
            })
            .max()
            .unwrap_or(InForce::No)
    }
}

/// The built-in table of a kind on a date: it holds ended rows, so it answers for every date up to
/// the end of its quarter.
#[cfg(feature = "tables")]
pub(in crate::reference) fn built_in(table: EditTable, date: Date) -> Option<Lookup<'static>> {
    use crate::reference::tables::ptp_2024q3::{OUTPATIENT_HOSPITAL, PRACTITIONER, QUARTER};

    const FIRST_DAY: Date = QUARTER.first_day();
    const LAST_DAY: Date = QUARTER.last_day();

    (date <= LAST_DAY).then_some(Lookup {
        rows: match table {
            EditTable::Practitioner => &PRACTITIONER,
            EditTable::OutpatientHospital => &OUTPATIENT_HOSPITAL,
        },
        source: EditSource {
            table,
            quarter: QUARTER,
            origin: Origin::BuiltIn,
        },
        published: FIRST_DAY.to_julian_day(),
    })
}

#[cfg(not(feature = "tables"))]
pub(in crate::reference) const fn built_in(_: EditTable, _: Date) -> Option<Lookup<'static>> {
    None
}
