//! Medically Unlikely Edits: the most units of a code for one patient and day.

use alloc::vec::Vec;
use core::fmt;

use time::Date;

use crate::code::ProcedureCode;
use crate::reference::catalog::Origin;
use crate::reference::edits::{EditSource, EditTable, Quarter, key};

/// How a payer applies an MUE value.
///
/// # Source
///
/// CMS NCCI MUE tables, MUE Adjudication Indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum AdjudicationIndicator {
    /// 1: each line alone.
    Line,
    /// 2: the day, absolute, by policy or anatomy.
    DayAbsolute,
    /// 3: the day; more may be paid on review.
    Day,
}

impl AdjudicationIndicator {
    /// The indicator of a digit, 1 to 3.
    #[must_use]
    pub const fn from_digit(digit: u8) -> Option<Self> {
        Some(match digit {
            1 => Self::Line,
            2 => Self::DayAbsolute,
            3 => Self::Day,
            _ => return None,
        })
    }

    /// The digit of the table.
    #[must_use]
    pub const fn digit(self) -> u8 {
        match self {
            Self::Line => 1,
            Self::DayAbsolute => 2,
            Self::Day => 3,
        }
    }
}

/// The most units of a code, and the table that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct MueLimit {
    /// The most units; 0 means not payable in that setting.
    pub value: u16,
    /// How the payer applies it.
    pub indicator: AdjudicationIndicator,
    /// Table and quarter.
    pub source: EditSource,
}

/// The answer of an MUE lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
#[non_exhaustive]
pub enum MueAnswer {
    /// The most units, and how they apply.
    Limit(MueLimit),
    /// The table of the date has no value for the code. Some values are unpublished: this is not
    /// "unlimited".
    NoValue(EditSource),
    /// No table is held for the setting and date.
    NoTable,
}

/// One row: a code, its value and its indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reference) struct Row {
    pub(in crate::reference) key: u32,
    pub(in crate::reference) value: u16,
    pub(in crate::reference) indicator: AdjudicationIndicator,
}

impl Row {
    pub(in crate::reference) const fn new(
        code: ProcedureCode,
        value: u16,
        indicator: AdjudicationIndicator,
    ) -> Self {
        Self {
            key: key(code),
            value,
            indicator,
        }
    }
}

/// The MUE table of one kind of provider and one quarter, supplied by the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MueTable {
    table: EditTable,
    quarter: Quarter,
    rows: Vec<Row>,
}

impl MueTable {
    /// A table without values yet.
    #[must_use]
    pub const fn new(table: EditTable, quarter: Quarter) -> Self {
        Self::from_rows(table, quarter, Vec::new())
    }

    /// A table of rows that are in order, each code once.
    pub(in crate::reference) const fn from_rows(
        table: EditTable,
        quarter: Quarter,
        rows: Vec<Row>,
    ) -> Self {
        Self {
            table,
            quarter,
            rows,
        }
    }

    /// The same, with a value for one code, in place of one it had.
    #[must_use]
    pub fn with(
        mut self,
        code: ProcedureCode,
        value: u16,
        indicator: AdjudicationIndicator,
    ) -> Self {
        let row = Row::new(code, value, indicator);
        match self.rows.binary_search_by_key(&row.key, |row| row.key) {
            Ok(place) => {
                if let Some(old) = self.rows.get_mut(place) {
                    *old = row;
                }
            }
            Err(place) => self.rows.insert(place, row),
        }
        self
    }

    /// Which of CMS's tables it is.
    #[must_use]
    pub const fn table(&self) -> EditTable {
        self.table
    }

    /// The quarter it was published for, and the only one it answers for.
    #[must_use]
    pub const fn quarter(&self) -> Quarter {
        self.quarter
    }

    /// How many codes have a value.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True of a table without values.
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
        }
    }
}

impl fmt::Display for MueTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "MUE, {}, {}: {} codes",
            self.table,
            self.quarter,
            self.len()
        )
    }
}

/// The rows of one table, built in or supplied.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lookup<'t> {
    rows: &'t [Row],
    source: EditSource,
}

impl Lookup<'_> {
    pub(crate) fn answer(self, code: ProcedureCode) -> MueAnswer {
        let found = self.rows.binary_search_by_key(&key(code), |row| row.key);
        match found.ok().and_then(|place| self.rows.get(place)) {
            Some(row) => MueAnswer::Limit(MueLimit {
                value: row.value,
                indicator: row.indicator,
                source: self.source,
            }),
            None => MueAnswer::NoValue(self.source),
        }
    }
}

/// The built-in table of a kind on a date; 2024 Q3 is the only quarter held.
#[cfg(feature = "tables")]
pub(in crate::reference) fn built_in(table: EditTable, date: Date) -> Option<Lookup<'static>> {
    use crate::reference::tables::mue_2024q3::{OUTPATIENT_HOSPITAL, PRACTITIONER, QUARTER};

    const FIRST_DAY: Date = QUARTER.first_day();
    const LAST_DAY: Date = QUARTER.last_day();

    (FIRST_DAY <= date && date <= LAST_DAY).then_some(Lookup {
        rows: match table {
            EditTable::Practitioner => &PRACTITIONER,
            EditTable::OutpatientHospital => &OUTPATIENT_HOSPITAL,
        },
        source: EditSource {
            table,
            quarter: QUARTER,
            origin: Origin::BuiltIn,
        },
    })
}

#[cfg(not(feature = "tables"))]
pub(in crate::reference) const fn built_in(_: EditTable, _: Date) -> Option<Lookup<'static>> {
    None
}
