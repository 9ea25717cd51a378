//! Defines `PtpTable`, the procedure-to-procedure (PTP) edits: pairs of codes that are not paid together.

use alloc::{collections::BTreeSet, vec, vec::Vec};
use core::fmt;

use time::{Date, macros::date};

use crate::{
    code::{Modifiers, ProcedureCode},
    reference::{
        day::{date_of, day as day_of},
        edits::{
            key::{code_of, key},
            quarter::Quarter,
            table::{EditSource, EditTable, EditTables, Published, getters, parted},
        },
        index::{self, Index},
        modifiers::is_ncci_associated,
        rows::Rows,
    },
};

crate::name::words! {
    /// States whether a modifier can lift an edit.
    ///
    /// # Source
    ///
    /// CMS NCCI PTP edits, column Modifier.
    #[non_exhaustive]
    ModifierIndicator, 3, "not-allowed, allowed or not-applicable" {
        /// 0: the codes are never paid together.
        NotAllowed "not-allowed",
        /// 1: an NCCI-associated modifier may lift the edit.
        Allowed "allowed",
        /// 9: the edit was never in force.
        NotApplicable "not-applicable",
    }
}

impl ModifierIndicator {
    /// Returns the indicator of a digit: 0, 1 or 9.
    #[must_use]
    pub const fn from_digit(digit: u8) -> Option<Self> {
        Some(match digit {
            0 => Self::NotAllowed,
            1 => Self::Allowed,
            9 => Self::NotApplicable,
            _ => return None,
        })
    }

    /// Returns the digit that the table has for it.
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
#[doc(alias("CCI edit", "NCCI edit"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct PtpEdit {
    /// The code that is paid.
    pub column_1: ProcedureCode,
    /// The code that is denied beside it.
    pub column_2: ProcedureCode,
    /// Whether a modifier may lift the edit (indicator 1) or none can (indicator 0); see
    /// [`PtpEdit::is_lifted_by`].
    pub allows_modifier: bool,
}

impl PtpEdit {
    /// Returns whether the modifiers of two lines lift an edit of indicator 1.
    ///
    /// # Source
    ///
    /// CMS CR 11168: since 2019-07-01 a modifier on either column lifts it, before only one on
    /// column 2.
    #[must_use]
    pub fn is_lifted_by(column_1: &Modifiers, column_2: &Modifiers, date: Date) -> bool {
        let associated = |modifiers: &Modifiers| modifiers.iter().any(is_ncci_associated);
        associated(column_2) || (date >= EITHER_COLUMN && associated(column_1))
    }
}

/// First date of service on which a modifier of column 1 lifts an edit.
pub(crate) const EITHER_COLUMN: Date = date!(2019 - 07 - 01);

/// The answer of a PTP lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[must_use]
#[non_exhaustive]
pub enum PtpAnswer {
    /// The two codes are an edit.
    Edit {
        /// Its columns, and whether a modifier may lift it.
        edit: PtpEdit,
        /// The tables that the answer rests on.
        tables: EditTables,
    },
    /// The two codes are known to be no edit.
    NoEdit {
        /// The tables that the answer rests on.
        tables: EditTables,
    },
    /// It is not known whether the pair is an edit: the tables around the date differ, or the start of
    /// the edit is not known.
    NoData,
    /// No table that is held covers the pair.
    NoCoverage,
    /// No table is held for the setting.
    NoTable,
}

impl PtpAnswer {
    /// Answers from the tables of a setting, which are in the order of their quarters.
    pub(in crate::reference) fn of(
        tables: &[PtpTable],
        a: ProcedureCode,
        b: ProcedureCode,
        date: Date,
    ) -> Self {
        let (pair, day) = (Pair::new(key(a), key(b)), day_of(date));
        let codes = if pair.is_reversed { [b, a] } else { [a, b] };
        let (before, after) = parted(tables, date, |table| &table.published);
        let current = before
            .last()
            .filter(|table| table.published.is_current(date));
        match current.and_then(|table| Some((table.begun(pair, day)?, table))) {
            Some((row, table)) => Self::new(codes, row, EditTables::held(table.source())),
            None => Self::of_other_quarters(before, after, codes, pair, day),
        }
    }

    /// Returns the answer for two codes, the one with the lower number first, from the row that is in force. No such row
    /// means that they are no edit.
    #[inline]
    fn new([low, high]: [ProcedureCode; 2], row: Option<Row>, tables: EditTables) -> Self {
        let Some((is_reversed, allows_modifier)) = row.map(Row::answer) else {
            return Self::NoEdit { tables };
        };
        let (column_1, column_2) = if is_reversed {
            (high, low)
        } else {
            (low, high)
        };
        let edit = PtpEdit {
            column_1,
            column_2,
            allows_modifier,
        };
        Self::Edit { edit, tables }
    }

    /// Answers from the nearest tables before and after a day, because no table of the day's own quarter covers the pair.
    #[inline(never)] // most dates have a table of their own quarter
    fn of_other_quarters(
        before: &[PtpTable],
        after: &[PtpTable],
        codes: [ProcedureCode; 2],
        pair: Pair,
        day: i32,
    ) -> Self {
        if before.is_empty() {
            let mut own_dates = after
                .iter()
                .filter_map(|table| Some((table.by_own_dates(pair, day)?, table.source())));
            return match own_dates.next() {
                Some((ByOwnDates::Known(row), source)) => {
                    Self::new(codes, row, EditTables::held(source))
                }
                Some((ByOwnDates::Unknown, _)) => Self::NoData,
                None if after.is_empty() => Self::NoTable,
                None => Self::NoCoverage,
            };
        }
        let before = first_begun(before.iter().rev(), pair, day);
        match (before, first_begun(after.iter(), pair, day)) {
            (Some((earlier, before)), Some((later, after))) => {
                if earlier.map(Row::answer) == later.map(Row::answer) {
                    let tables = EditTables::agreeing(before.source(), after.source());
                    return Self::new(codes, later, tables);
                }
                let first_day = day_of(before.published.first_day());
                match earlier {
                    Some(row) if after.has_ended(pair, row, first_day, day) => {
                        Self::new(codes, later, EditTables::inferred_from(after.source()))
                    }
                    _ => Self::NoData,
                }
            }
            (Some((row, table)), None) | (None, Some((row, table))) => {
                Self::new(codes, row, EditTables::inferred_from(table.source()))
            }
            (None, None) => Self::NoCoverage,
        }
    }
}

/// Returns the first table that covers a pair, after the row that is in force on a day if there is one.
#[inline]
fn first_begun<'a>(
    tables: impl Iterator<Item = &'a PtpTable>,
    pair: Pair,
    day: i32,
) -> Option<(Option<Row>, &'a PtpTable)> {
    for table in tables {
        if let Some(row) = table.begun(pair, day) {
            return Some((row, table));
        }
    }
    None
}

/// Two codes in the order of their numbers, and whether they were given the other way round.
#[derive(Clone, Copy)]
struct Pair {
    packed: u64,
    is_reversed: bool,
}

impl Pair {
    const fn new(first: u32, second: u32) -> Self {
        let is_reversed = first > second;
        let (low, high) = if is_reversed {
            (second, first)
        } else {
            (first, second)
        };
        Self {
            packed: (low as u64) << 30 | high as u64,
            is_reversed,
        }
    }

    /// Returns the two codes.
    #[allow(clippy::cast_possible_truncation, reason = "each code has 30 bits")]
    const fn codes(self) -> [u32; 2] {
        [
            (self.packed >> 30) as u32,
            (self.packed & LOW_30_BITS) as u32,
        ]
    }
}

/// The first day of a row, as the number of its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::reference) enum Start {
    /// The day is known.
    On(i32),
    /// The day is not known, but it is not before this one, on which both codes first existed.
    NotBefore(i32),
}

/// The end of a row that has not been deleted.
pub(in crate::reference) const OPEN: i32 = i32::MAX;

/// A row as it is stored: its days, and its pair of codes, below which four bits state the order of the columns, whether
/// the first day is known, and the indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::reference) struct Row {
    packed: u64,
    first: i32,
    /// The last day on which it is in force, as the number of its date.
    last: i32,
}

const LOW_30_BITS: u64 = (1 << 30) - 1;
const REVERSED: u64 = 0b1000;
const START_UNKNOWN: u64 = 0b0100;
const INDICATOR: u64 = 0b0011;

impl Row {
    pub(in crate::reference) const fn new(
        column_1: u32,
        column_2: u32,
        start: Start,
        last: i32,
        indicator: ModifierIndicator,
    ) -> Self {
        let pair = Pair::new(column_1, column_2);
        let (first, unknown) = match start {
            Start::On(day) => (day, 0),
            Start::NotBefore(day) => (day, START_UNKNOWN),
        };
        let reversed = if pair.is_reversed { REVERSED } else { 0 };
        Self {
            packed: pair.packed << 4 | reversed | unknown | indicator as u64,
            first,
            last,
        }
    }

    pub(in crate::reference) const fn is_before(self, other: Self) -> bool {
        if self.packed == other.packed {
            self.first < other.first
        } else {
            self.packed < other.packed
        }
    }

    pub(in crate::reference) const fn pair(self) -> u64 {
        self.packed >> 4
    }

    const fn is_reversed(self) -> bool {
        self.packed & REVERSED != 0
    }

    const fn is_start_known(self) -> bool {
        self.packed & START_UNKNOWN == 0
    }

    const fn indicator(self) -> ModifierIndicator {
        match self.packed & INDICATOR {
            0 => ModifierIndicator::NotAllowed,
            1 => ModifierIndicator::Allowed,
            _ => ModifierIndicator::NotApplicable,
        }
    }

    /// Returns whether column 1 has the code with the higher number, and whether a modifier may lift the edit. Two tables
    /// agree about a pair if both values are the same.
    const fn answer(self) -> (bool, bool) {
        let allows_modifier = matches!(self.indicator(), ModifierIndicator::Allowed);
        (self.is_reversed(), allows_modifier)
    }

    #[allow(clippy::cast_possible_truncation, reason = "each code has 30 bits")]
    fn public(self) -> Option<PtpRow> {
        let (low, high) = (
            code_of((self.pair() >> 30) as u32)?,
            code_of((self.pair() & LOW_30_BITS) as u32)?,
        );
        let first = date_of(self.first)?;
        Some(PtpRow {
            column_1: if self.is_reversed() { high } else { low },
            column_2: if self.is_reversed() { low } else { high },
            indicator: self.indicator(),
            effective: if self.is_start_known() {
                PtpStart::On(first)
            } else {
                PtpStart::NotBefore(first)
            },
            deleted: match self.last {
                OPEN => None,
                last => Some(date_of(last)?),
            },
        })
    }

    fn was_in_force(self, day: i32) -> bool {
        self.indicator() != ModifierIndicator::NotApplicable
            && day <= self.last
            && (self.first <= day || !self.is_start_known())
    }
}

/// A row of a PTP table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct PtpRow {
    /// The code that is paid.
    pub column_1: ProcedureCode,
    /// The code that is denied beside it.
    pub column_2: ProcedureCode,
    /// Whether a modifier can lift the edit.
    pub indicator: ModifierIndicator,
    /// First day on which the edit is in force.
    pub effective: PtpStart,
    /// Last day on which it is in force, or `None` if it has not been deleted.
    pub deleted: Option<Date>,
}

/// The first day of an edit, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PtpStart {
    /// The edit is in force from this day on.
    On(Date),
    /// The first day is not known, but it is not before this one, on which both codes first existed.
    NotBefore(Date),
}

/// A code of which many pairs are asked, with the pairs that a table covers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PtpCode {
    key: u32,
    coverage: PtpCoverage,
}

/// The pairs of a code for which a PTP table has an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PtpCoverage {
    /// The pairs of which the table has a row.
    RowsOnly,
    /// The pairs with other codes of this or the next kind, and those of which the table has a row.
    Complete,
    /// The pairs with any code.
    AllPairs,
}

/// What the rows of the oldest table have for a day before its quarter.
#[derive(Clone, Copy)]
enum ByOwnDates {
    Known(Option<Row>),
    Unknown,
}

/// The pairs for which a table has an answer, by a row or by its absence.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Coverage {
    Whole,
    /// The pairs of some codes, which are in the slots of an index: see [`covered`].
    Selection(Rows<u32>),
}

/// Any two codes with this mark are covered.
const COMPLETE: u32 = 1;
/// Every pair of a code with this mark is covered.
const ALL_PAIRS: u32 = 2;

/// Returns a code with its mark, as it is in a slot of a coverage.
pub(in crate::reference) const fn covered(key: u32, all_pairs: bool) -> u32 {
    key << 2 | if all_pairs { ALL_PAIRS } else { COMPLETE }
}

impl Coverage {
    /// Returns the pairs of a code for which there is an answer.
    fn of(&self, key: u32) -> PtpCoverage {
        let Self::Selection(slots) = self else {
            return PtpCoverage::AllPairs;
        };
        // a code may have both marks, of which the stronger one is first
        let mark = |slot: u32| (slot >> 2 == key).then_some(slot & 3);
        match index::find(slots, key.into(), mark) {
            None => PtpCoverage::RowsOnly,
            Some(COMPLETE) => PtpCoverage::Complete,
            Some(_) => PtpCoverage::AllPairs,
        }
    }
}

/// Contains the procedure-to-procedure (PTP) edits of one kind of provider and one quarter.
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::edits::{
///     EditTable, ModifierIndicator, PtpAnswer, PtpTable, Quarter,
/// };
/// use therapy_billing::{ProcedureCode, ReferenceData, Setting, time::macros::date};
///
/// let (group, neuro) = (ProcedureCode::CPT_97150, ProcedureCode::CPT_97112);
/// let first = date!(2027 - 01 - 01);
/// let table = PtpTable::new(EditTable::Practitioner, Quarter::new(2027, 1)?)
///     .with(group, neuro, ModifierIndicator::Allowed, first, None);
/// let reference = ReferenceData::empty().with_ptp(table);
/// let answer = reference.ptp(neuro, group, Setting::PrivatePractice, first);
/// assert!(matches!(answer, PtpAnswer::Edit { edit, .. } if edit.column_2 == neuro));
/// # Ok::<(), therapy_billing::reference::edits::ParseQuarterError>(())
/// ```
#[doc(alias = "procedure-to-procedure edit")]
#[doc(alias = "NCCI")]
#[derive(Clone, Debug)]
pub struct PtpTable {
    pub(in crate::reference::edits) published: Published,
    coverage: Coverage,
    rows: Rows<Row>,
    index: Index,
}

impl PartialEq for PtpTable {
    fn eq(&self, other: &Self) -> bool {
        self.published == other.published
            && self.coverage == other.coverage
            && self.rows == other.rows
    }
}

impl Eq for PtpTable {}

getters!(PtpTable, "rows, those of ended edits among them");

impl PtpTable {
    /// Returns a table without edits, which covers every pair of codes.
    #[must_use]
    pub const fn new(table: EditTable, quarter: Quarter) -> Self {
        Self {
            published: Published::new(EditSource::supplied(table, quarter)),
            coverage: Coverage::Whole,
            rows: Rows::NONE,
            index: Index::NONE,
        }
    }

    /// Returns a built-in selection of rows that are in order, with the slots of their index and of the
    /// codes that it covers.
    pub(in crate::reference) const fn built_in(
        table: EditTable,
        quarter: Quarter,
        rows: &'static [Row],
        slots: &'static [u16],
        covered: &'static [u32],
    ) -> Self {
        Self {
            published: Published::new(EditSource::built_in(table, quarter)),
            coverage: Coverage::Selection(Rows::BuiltIn(covered)),
            rows: Rows::BuiltIn(rows),
            index: Index::built_in(slots),
        }
    }

    /// Returns a supplied table of rows that are in order.
    pub(in crate::reference) fn from_rows(
        table: EditTable,
        quarter: Quarter,
        rows: Vec<Row>,
    ) -> Self {
        Self {
            index: Index::of(rows.iter().map(|row| row.pair())),
            rows: rows.into(),
            ..Self::new(table, quarter)
        }
    }

    /// Returns a supplied table of rows that are in order, which covers the pairs of some codes.
    pub(in crate::reference) fn selected(
        table: EditTable,
        quarter: Quarter,
        rows: Vec<Row>,
        codes: &BTreeSet<ProcedureCode>,
    ) -> Self {
        let mut slots = vec![0; index::slots(codes.len())];
        for &code in codes {
            index::insert(&mut slots, key(code).into(), covered(key(code), true));
        }
        Self {
            coverage: Coverage::Selection(slots.into()),
            ..Self::from_rows(table, quarter, rows)
        }
    }

    /// Adds one edit: its columns, indicator, and first and last date, both inclusive.
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
            Start::On(day_of(effective)),
            deleted.map_or(OPEN, day_of),
            indicator,
        );
        self.rows.change(|rows| {
            let place = rows.partition_point(|other| *other < row);
            rows.insert(place, row);
        });
        self.index = Index::of(self.rows.iter().map(|row| row.pair()));
        self
    }

    /// Returns for which pairs of a code the table has an answer.
    #[must_use]
    pub fn coverage(&self, code: ProcedureCode) -> PtpCoverage {
        self.coverage.of(key(code))
    }

    /// Returns a code with the pairs that the table covers, so that [`has_no_edit`](Self::has_no_edit) looks it up once.
    pub(crate) fn covered_code(&self, code: ProcedureCode) -> PtpCode {
        let key = key(code);
        let coverage = self.coverage.of(key);
        PtpCode { key, coverage }
    }

    /// Returns whether the table shows that a pair of codes is no edit on a date of its own quarter.
    pub(crate) fn has_no_edit(&self, a: PtpCode, b: PtpCode, date: Date) -> bool {
        let pair = Pair::new(a.key, b.key);
        match self.rows_with(pair) {
            Some(rows) => {
                let day = day_of(date);
                strictest(rows, pair, |row| row.was_in_force(day)).is_none()
            }
            None => is_covered(a.coverage, b.coverage),
        }
    }

    /// Returns the rows, those of one pair of codes next to each other.
    pub fn iter(&self) -> impl Iterator<Item = PtpRow> {
        self.rows.iter().filter_map(|row| row.public())
    }

    /// Returns the other code of every row that has a code in a column.
    #[allow(clippy::cast_possible_truncation, reason = "each code has 30 bits")]
    pub(in crate::reference) fn partners(
        &self,
        code: ProcedureCode,
    ) -> impl Iterator<Item = ProcedureCode> {
        let key = key(code);
        self.rows.iter().filter_map(move |row| {
            match ((row.pair() >> 30) as u32, (row.pair() & LOW_30_BITS) as u32) {
                (low, high) if low == key => code_of(high),
                (low, high) if high == key => code_of(low),
                _ => None,
            }
        })
    }

    /// Returns the codes that are in a row with a code and behind it in the order of the rows, so that each
    /// row of two codes is found from one of them.
    #[allow(clippy::cast_possible_truncation, reason = "each code has 30 bits")]
    pub(crate) fn later_partners(
        &self,
        code: ProcedureCode,
    ) -> impl Iterator<Item = ProcedureCode> {
        let low = u64::from(key(code));
        let first = self.rows.partition_point(|row| row.pair() >> 30 < low);
        let rows = self.rows.get(first..).unwrap_or_default().iter();
        rows.take_while(move |row| row.pair() >> 30 == low)
            .filter_map(|row| code_of((row.pair() & LOW_30_BITS) as u32))
    }

    /// Returns the rows from the first one of a pair on, none if it has no row, or `None` if the table does not cover it.
    #[inline]
    fn rows_from(&self, pair: Pair) -> Option<&[Row]> {
        let rows = self.rows_with(pair);
        rows.or_else(|| self.covers(pair).then_some(&[]))
    }

    /// Returns the rows from the first one of a pair on, or `None` if the table has no row of it.
    #[inline]
    fn rows_with(&self, pair: Pair) -> Option<&[Row]> {
        self.index.find(&self.rows, pair.packed, |row| row.pair())
    }

    fn covers(&self, pair: Pair) -> bool {
        let [low, high] = pair.codes().map(|code| self.coverage.of(code));
        is_covered(low, high)
    }

    /// Returns the row that is in force on a day of the table's quarter or near it: a row of which the start is
    /// not known counts as begun.
    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "inlining makes a lookup about a tenth faster"
    )]
    #[allow(clippy::option_option, reason = "not covered, no edit, or an edit")]
    fn begun(&self, pair: Pair, day: i32) -> Option<Option<Row>> {
        let rows = self.rows_from(pair)?;
        Some(strictest(rows, pair, |row| row.was_in_force(day)))
    }

    /// Returns the row that is in force on a day before the table's quarter.
    fn by_own_dates(&self, pair: Pair, day: i32) -> Option<ByOwnDates> {
        let rows = self.rows_from(pair)?;
        let is_in_force = |row: Row| row.was_in_force(day) && row.first <= day;
        let known = strictest(rows, pair, |row| is_in_force(row) && row.is_start_known());
        Some(
            if known.is_none() && strictest(rows, pair, is_in_force).is_some() {
                ByOwnDates::Unknown
            } else {
                ByOwnDates::Known(known)
            },
        )
    }

    /// Returns whether this table shows that a row ended before a day, although an earlier table, of the quarter
    /// that begins on `published`, has it without an end.
    fn has_ended(&self, pair: Pair, row: Row, published: i32, day: i32) -> bool {
        let is_same = |other: &Row| {
            other.is_reversed() == row.is_reversed()
                && if other.is_start_known() && row.is_start_known() {
                    other.first == row.first
                } else {
                    other.last >= published
                }
        };
        let rows = self.rows_from(pair).unwrap_or_default().iter();
        let mut rows = rows.take_while(|other| other.pair() == pair.packed);
        row.last == OPEN && rows.any(|other| is_same(other) && other.last < day)
    }
}

/// Returns whether a table with these coverages of two codes covers their pair.
fn is_covered(a: PtpCoverage, b: PtpCoverage) -> bool {
    match (a, b) {
        (PtpCoverage::AllPairs, _) | (_, PtpCoverage::AllPairs) => true,
        (a, b) => a == PtpCoverage::Complete && b == PtpCoverage::Complete,
    }
}

/// Returns the row of a pair that denies most among those that are meant: one that no modifier lifts, otherwise the
/// first. The rows begin with those of the pair.
#[inline]
fn strictest(rows: &[Row], pair: Pair, is_meant: impl Fn(Row) -> bool) -> Option<Row> {
    rows.iter()
        .copied()
        .take_while(|row| row.pair() == pair.packed)
        .filter(|row| is_meant(*row))
        .min_by_key(|row| row.packed & INDICATOR) // in the order of the indicators
}

impl fmt::Display for PtpTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.len() == 1 { "" } else { "s" };
        write!(
            f,
            "{} PTP table of {} row{plural}",
            self.source(),
            self.len()
        )
    }
}
