//! Defines `MueTable`, the medically unlikely edits (MUE): the most units of a code for one patient and day.

use alloc::vec::Vec;
use core::fmt;

use time::Date;

use crate::{
    code::ProcedureCode,
    reference::{
        edits::{
            key::{code_of, key},
            quarter::Quarter,
            table::{EditSource, EditTable, EditTables, Published, getters, parted},
        },
        index::Index,
        rows::Rows,
    },
};

crate::name::words! {
    /// The way in which a payer applies an MUE value.
    ///
    /// # Source
    ///
    /// CMS NCCI MUE tables, MUE Adjudication Indicator.
    #[non_exhaustive]
    AdjudicationIndicator, 3, "line, day-absolute or day" {
        /// 1: each line is judged alone.
        Line "line",
        /// 2: the lines of a day are added up; nothing beyond is paid, by policy or anatomy.
        DayAbsolute "day-absolute",
        /// 3: the lines of a day are added up; more may be paid on review.
        Day "day",
    }
}

impl AdjudicationIndicator {
    /// Returns the indicator of a digit, 1 to 3.
    #[must_use]
    pub const fn from_digit(digit: u8) -> Option<Self> {
        Some(match digit {
            1 => Self::Line,
            2 => Self::DayAbsolute,
            3 => Self::Day,
            _ => return None,
        })
    }

    /// Returns the digit that the table has for it.
    #[must_use]
    pub const fn digit(self) -> u8 {
        match self {
            Self::Line => 1,
            Self::DayAbsolute => 2,
            Self::Day => 3,
        }
    }
}

/// The most units of a code, and how the payer applies them.
#[doc(alias = "MUE")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct MueLimit {
    /// The most units; 0 means that the code is not payable in the setting.
    pub value: u32,
    /// How the payer applies the value.
    pub indicator: AdjudicationIndicator,
}

/// The answer of an MUE lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
#[non_exhaustive]
pub enum MueAnswer {
    /// The code has a value.
    Limit {
        /// The value and its indicator.
        limit: MueLimit,
        /// The tables that the answer rests on.
        tables: EditTables,
    },
    /// The value is not known: no table has the code, or the tables around the date differ. Some values
    /// are unpublished, so this does not mean "unlimited".
    NoData,
    /// No table is held for the setting, or the date is before the oldest one.
    NoTable,
}

impl MueAnswer {
    /// Answers from the tables of a setting, which are in the order of their quarters.
    pub(in crate::reference) fn of(tables: &[MueTable], code: ProcedureCode, date: Date) -> Self {
        let (before, after) = parted(tables, date, |table| &table.published);
        if before.is_empty() {
            return Self::NoTable;
        }
        let key = key(code);
        let before = first_limit(before.iter().rev(), key);
        if let Some((limit, table)) = before.filter(|(_, table)| table.is_current(date)) {
            let tables = EditTables::held(table.source);
            return Self::Limit { limit, tables };
        }
        let after = first_limit(after.iter(), key);
        match (before, after) {
            (Some((limit, before)), Some((other, after))) if limit == other => Self::Limit {
                limit,
                tables: EditTables::agreeing(before.source, after.source),
            },
            (Some((limit, table)), None) | (None, Some((limit, table))) => Self::Limit {
                limit,
                tables: EditTables::inferred_from(table.source),
            },
            (Some(_), Some(_)) | (None, None) => Self::NoData,
        }
    }
}

/// Returns the value of a code in the first of some tables that has it.
#[inline]
fn first_limit<'a>(
    tables: impl Iterator<Item = &'a MueTable>,
    key: u32,
) -> Option<(MueLimit, &'a Published)> {
    for table in tables {
        if let Some(limit) = table.limit(key) {
            return Some((limit, &table.published));
        }
    }
    None
}

/// A row of the table: a code and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reference) struct Row {
    key: u32,
    limit: MueLimit,
}

impl Row {
    pub(in crate::reference) const fn new(
        key: u32,
        value: u32,
        indicator: AdjudicationIndicator,
    ) -> Self {
        Self {
            key,
            limit: MueLimit { value, indicator },
        }
    }

    pub(in crate::reference) const fn key(self) -> u32 {
        self.key
    }
}

/// Contains the medically unlikely edits (MUE) of one kind of provider and one quarter.
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::edits::{
///     AdjudicationIndicator, EditTable, MueAnswer, MueTable, Quarter,
/// };
/// use therapy_billing::{ProcedureCode, ReferenceData, Setting, time::macros::date};
///
/// let code = ProcedureCode::CPT_97112;
/// let table = MueTable::new(EditTable::Practitioner, Quarter::new(2027, 1)?)
///     .with(code, 4, AdjudicationIndicator::Day);
/// let reference = ReferenceData::empty().with_mue(table);
/// let answer = reference.mue(code, Setting::PrivatePractice, date!(2027 - 02 - 01));
/// assert!(matches!(answer, MueAnswer::Limit { limit, .. } if limit.value == 4));
/// # Ok::<(), therapy_billing::reference::edits::ParseQuarterError>(())
/// ```
#[doc(alias = "medically unlikely edit")]
#[doc(alias = "NCCI")]
#[derive(Clone, Debug)]
pub struct MueTable {
    pub(in crate::reference::edits) published: Published,
    rows: Rows<Row>,
    index: Index,
}

impl PartialEq for MueTable {
    fn eq(&self, other: &Self) -> bool {
        self.published == other.published && self.rows == other.rows
    }
}

impl Eq for MueTable {}

getters!(MueTable, "codes that have a value");

impl MueTable {
    /// Returns a table without values.
    #[must_use]
    pub const fn new(table: EditTable, quarter: Quarter) -> Self {
        Self {
            published: Published::new(EditSource::supplied(table, quarter)),
            rows: Rows::NONE,
            index: Index::NONE,
        }
    }

    /// Returns a built-in table of rows that are in order, each code once, with the slots of their index.
    pub(in crate::reference) const fn built_in(
        table: EditTable,
        quarter: Quarter,
        rows: &'static [Row],
        slots: &'static [u16],
    ) -> Self {
        Self {
            published: Published::new(EditSource::built_in(table, quarter)),
            rows: Rows::BuiltIn(rows),
            index: Index::built_in(slots),
        }
    }

    /// Returns a supplied table of rows that are in order, each code once.
    pub(in crate::reference) fn from_rows(
        table: EditTable,
        quarter: Quarter,
        rows: Vec<Row>,
    ) -> Self {
        Self {
            index: Index::of(rows.iter().map(|row| row.key().into())),
            rows: rows.into(),
            ..Self::new(table, quarter)
        }
    }

    /// Adds the value of one code, and replaces the value that the table had for it.
    #[must_use]
    pub fn with(
        mut self,
        code: ProcedureCode,
        value: u32,
        indicator: AdjudicationIndicator,
    ) -> Self {
        let row = Row::new(key(code), value, indicator);
        self.rows.change(|rows| {
            let place = rows.partition_point(|other| other.key() < row.key());
            match rows.get_mut(place).filter(|other| other.key() == row.key()) {
                Some(other) => *other = row,
                None => rows.insert(place, row),
            }
        });
        self.index = Index::of(self.rows.iter().map(|row| row.key().into()));
        self
    }

    /// Returns the codes that have a value, in their order.
    pub fn iter(&self) -> impl Iterator<Item = (ProcedureCode, MueLimit)> {
        self.rows
            .iter()
            .filter_map(|row| Some((code_of(row.key)?, row.limit)))
    }

    /// Returns the answer for a date of the table's own quarter, or `None` if the table does not have the code.
    pub(crate) fn answer(&self, code: ProcedureCode) -> Option<MueAnswer> {
        let limit = self.limit(key(code))?;
        let tables = EditTables::held(self.source());
        Some(MueAnswer::Limit { limit, tables })
    }

    #[inline]
    fn limit(&self, key: u32) -> Option<MueLimit> {
        let rows = self
            .index
            .find(&self.rows, key.into(), |row| row.key().into());
        Some(rows?.first()?.limit)
    }
}

impl fmt::Display for MueTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.len() == 1 { "" } else { "s" };
        write!(
            f,
            "{} MUE table of {} code{plural}",
            self.source(),
            self.len()
        )
    }
}
