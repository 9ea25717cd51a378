//! Many sessions in columns: plain slices in, plain slices out, and no allocation.
//!
//! For whoever counts a year of visits rather than one. The slices are what an Arrow or Polars buffer
//! lends: a column of minutes, rows of a fixed width, or minutes with the offsets of their sessions.
//! Lengths are checked once, before anything is written.
//!
//! Every row or session is one pool: services of the rule's own block length, one entry for each
//! code, in the order they were first delivered. That order is the last word in a tie, after the
//! longer service. Codes of another block length are counted alone, with [`round`].
//!
//! # Limits
//!
//! A service has 0 to 65,535 minutes, and all of them are counted exactly; sums are taken in more
//! bits and never wrap. A service's units fit 16 bits under every rule. A session's units are `u32`
//! and stand still at 4,294,967,295, which takes more than 65,537 services. Sessions of up to eight
//! services, each below 2,048 minutes, are the fast case; the others are counted by the same rule,
//! one by one.
//!
//! # Examples
//!
//! ```
//! use therapy_billing::{UnitRule, units::columns};
//!
//! // Three sessions: 24 and 23 minutes; 33 and 7; one of 8.
//! let (offsets, minutes) = ([0_u32, 2, 4, 5], [24, 23, 33, 7, 8]);
//!
//! let mut units = [0; 5];
//! columns::split_sessions(UnitRule::MEDICARE, &offsets, &minutes, &mut units)?;
//! assert_eq!(units, [2, 1, 2, 1, 1]);
//!
//! let mut totals = [0; 3];
//! columns::total_sessions(UnitRule::CPT, &offsets, &minutes, &mut totals)?;
//! assert_eq!(totals, [4, 2, 1]);
//! # Ok::<(), columns::ColumnError>(())
//! ```

use core::ops::{BitOr, Range};

use super::{
    LengthMismatch, Pooling, UnitRule,
    apportion::{ShortRule, split, total},
    rounding::{LONG, Reciprocal, Rounding, Short},
};

/// Columns that do not belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnError {
    /// The columns of minutes and of units differ in length.
    #[error(transparent)]
    Length(#[from] LengthMismatch),
    /// The minutes are no whole number of rows; always so for rows of width 0.
    #[error("{minutes} minutes do not make whole rows of {width}, state the services in a row")]
    Width {
        /// Length of the column of minutes.
        minutes: usize,
        /// Services in a row.
        width: usize,
    },
    /// There is not one total for each session.
    #[error("{sessions} sessions need as many totals, not {totals}")]
    Totals {
        /// Number of sessions.
        sessions: usize,
        /// Length of the column of totals.
        totals: usize,
    },
    /// There is no offset at all; no sessions are one offset.
    #[error("sessions need one offset more than there are sessions, found none")]
    NoOffsets,
    /// An offset is below the one before it, or beyond the minutes.
    #[error("offset {position} is not between the one before it and the {minutes} minutes")]
    Offset {
        /// Position among the offsets, counted from 0.
        position: usize,
        /// Length of the column of minutes.
        minutes: usize,
    },
}

/// Rounds a column: minutes of services, each counted alone, to units.
///
/// # Errors
///
/// `units` is shorter or longer than `minutes`.
///
/// # Source
///
/// CMS Pub. 100-04, ch. 5, §20.2.C; AMA, CPT, Introduction, Time.
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, units::columns};
///
/// let mut units = [0; 6];
/// columns::round(UnitRule::CPT.rounding(), &[0, 7, 8, 22, 23, 65_535], &mut units)?;
/// assert_eq!(units, [0, 0, 1, 1, 2, 4369]);
/// # Ok::<(), columns::ColumnError>(())
/// ```
pub fn round(rounding: Rounding, minutes: &[u16], units: &mut [u16]) -> Result<(), ColumnError> {
    same_length(minutes, units)?;
    round_each(rounding, minutes, units);
    Ok(())
}

/// Splits sessions of `width` services each, row after row, into units per service.
///
/// A row with fewer services is filled up with 0 minutes.
///
/// # Errors
///
/// `units` is shorter or longer than `minutes`, or these are no whole number of rows.
///
/// # Source
///
/// As for [`apportion`](super::apportion()).
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, units::columns};
///
/// let minutes = [24, 23, 0, 0, 18, 13, 10, 8, 7, 7, 7, 0];
/// let mut units = [0; 12];
/// columns::split_rows(UnitRule::MEDICARE, 4, &minutes, &mut units)?;
/// assert_eq!(units, [2, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 0]);
/// # Ok::<(), columns::ColumnError>(())
/// ```
pub fn split_rows(
    rule: UnitRule,
    width: usize,
    minutes: &[u16],
    units: &mut [u16],
) -> Result<(), ColumnError> {
    whole_rows(minutes, width)?;
    same_length(minutes, units)?;
    match short_rule(rule) {
        None => round_each(rule.rounding(), minutes, units),
        Some(short) => match width {
            // A width known to the compiler makes rows of four and eight faster than the others.
            4 => split_narrow::<4>(rule, short, 4, minutes, units),
            8 => split_narrow::<8>(rule, short, 8, minutes, units),
            0..4 => split_narrow::<4>(rule, short, width, minutes, units),
            5..8 => split_narrow::<8>(rule, short, width, minutes, units),
            9.. => split_each(rule, width, minutes, units),
        },
    }
    Ok(())
}

/// Splits sessions of any length, one after another, into units per service.
///
/// Session `i` is `minutes[offsets[i]..offsets[i + 1]]`, so that there is one offset more than there
/// are sessions. Offsets may be of any integer type and need not begin at 0 or end with the minutes,
/// as in a slice of an Arrow list; units outside of them are left as they are.
///
/// # Errors
///
/// `units` is shorter or longer than `minutes`; there is no offset; an offset is negative, below the
/// one before it, or beyond the minutes.
///
/// # Source
///
/// As for [`apportion`](super::apportion()).
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, units::columns::{self, ColumnError}};
///
/// let (minutes, mut units) = ([7, 7, 7, 60], [0; 4]);
/// columns::split_sessions(UnitRule::MEDICARE, &[0, 3, 3, 4], &minutes, &mut units)?;
/// assert_eq!(units, [1, 0, 0, 4]);
///
/// let beyond = columns::split_sessions(UnitRule::MEDICARE, &[0, 5], &minutes, &mut units);
/// assert_eq!(beyond, Err(ColumnError::Offset { position: 1, minutes: 4 }));
/// # Ok::<(), ColumnError>(())
/// ```
pub fn split_sessions<O: Copy + TryInto<usize>>(
    rule: UnitRule,
    offsets: &[O],
    minutes: &[u16],
    units: &mut [u16],
) -> Result<(), ColumnError> {
    same_length(minutes, units)?;
    let sessions = Sessions::new(offsets, minutes)?;
    let end = sessions.minutes.len();
    let units = units.get_mut(..end).unwrap_or_default();
    let (rounding, pooling) = (rule.rounding(), rule.pooling());
    let Some(short) = short_rule(rule) else {
        let all = sessions.start..end;
        let minutes = minutes.get(all.clone()).unwrap_or_default();
        let units = units.get_mut(all).unwrap_or_default();
        round_each(rounding, minutes, units);
        return Ok(());
    };
    let mut block = Block::<8>::new();
    let mut rows: Rows<8> = [[0; 8]; LANES];
    let mut split_rows: Rows<8> = [[0; 8]; LANES];
    let mut start = sessions.start;
    for ends in sessions.ends.chunks(LANES) {
        fill_sessions(&mut rows, sessions.minutes, start, ends);
        let rows = rows.as_flattened();
        let is_short = are_short(rows);
        if is_short {
            block.split(short, pooling, rows, split_rows.as_flattened_mut());
        }
        for (row, session) in split_rows.iter().zip(ranges(start, ends)) {
            start = session.end;
            let Some(units) = units.get_mut(session.start..) else {
                continue;
            };
            if is_short && session.len() <= 8 {
                // Eight at a time: what is too much, the next session overwrites.
                match units.first_chunk_mut() {
                    Some(units) => *units = *row,
                    None => copy(row, units),
                }
            } else {
                let units = units.get_mut(..session.len()).unwrap_or_default();
                let minutes = minutes.get(session).unwrap_or_default();
                split(rounding, pooling, minutes, units);
            }
        }
    }
    Ok(())
}

/// Units of sessions of `width` services each, row after row, without the split.
///
/// # Errors
///
/// The minutes are no whole number of rows, or there is not one total for each row.
///
/// # Source
///
/// As for [`apportion`](super::apportion()).
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, units::columns};
///
/// let mut totals = [0; 2];
/// columns::total_rows(UnitRule::MEDICARE, 2, &[24, 23, 20, 20], &mut totals)?;
/// assert_eq!(totals, [3, 3]);
/// # Ok::<(), columns::ColumnError>(())
/// ```
pub fn total_rows(
    rule: UnitRule,
    width: usize,
    minutes: &[u16],
    totals: &mut [u32],
) -> Result<(), ColumnError> {
    whole_rows(minutes, width)?;
    one_total_each(minutes.len() / width, totals)?;
    match (ShortRule::new(rule.rounding()), width) {
        (Some(short), 4) => total_narrow::<4>(rule, short, 4, minutes, totals),
        (Some(short), 8) => total_narrow::<8>(rule, short, 8, minutes, totals),
        (Some(short), 0..4) => total_narrow::<4>(rule, short, width, minutes, totals),
        (Some(short), 5..8) => total_narrow::<8>(rule, short, width, minutes, totals),
        _ => total_each(rule, width, minutes, totals),
    }
    Ok(())
}

/// Units of sessions of any length, one after another, without the split.
///
/// The offsets are those of [`split_sessions`].
///
/// # Errors
///
/// There is no offset; an offset is negative, below the one before it, or beyond the minutes; or
/// there is not one total for each session.
///
/// # Source
///
/// As for [`apportion`](super::apportion()).
pub fn total_sessions<O: Copy + TryInto<usize>>(
    rule: UnitRule,
    offsets: &[O],
    minutes: &[u16],
    totals: &mut [u32],
) -> Result<(), ColumnError> {
    let sessions = Sessions::new(offsets, minutes)?;
    one_total_each(sessions.ends.len(), totals)?;
    let (rounding, pooling) = (rule.rounding(), rule.pooling());
    let short = ShortRule::new(rounding);
    let mut block = Block::<8>::new();
    let mut rows: Rows<8> = [[0; 8]; LANES];
    let mut start = sessions.start;
    for (ends, totals) in sessions.ends.chunks(LANES).zip(totals.chunks_mut(LANES)) {
        fill_sessions(&mut rows, sessions.minutes, start, ends);
        let rows = rows.as_flattened();
        let units = short
            .filter(|_| are_short(rows))
            .map(|short| block.total(short, pooling, rows));
        let all = units.unwrap_or([0; LANES]);
        for ((session, short), to) in ranges(start, ends).zip(all).zip(totals) {
            start = session.end;
            *to = if units.is_some() && session.len() <= 8 {
                short.into()
            } else {
                total(rounding, pooling, minutes.get(session).unwrap_or_default())
            };
        }
    }
    Ok(())
}

/// What every comparison of two columns checks before it writes: sessions by offsets.
pub(crate) fn check_sessions<O: Copy + TryInto<usize>>(
    offsets: &[O],
    minutes: &[u16],
    billed: &[u16],
    results: &[i64],
) -> Result<(), ColumnError> {
    same_length(minutes, billed)?;
    let sessions = Sessions::new(offsets, minutes)?;
    one_total_each(sessions.ends.len(), results)
}

/// The same, for rows of a fixed width.
pub(crate) fn check_rows(
    width: usize,
    minutes: &[u16],
    billed: &[u16],
    results: &[i64],
) -> Result<(), ColumnError> {
    same_length(minutes, billed)?;
    whole_rows(minutes, width)?;
    one_total_each(minutes.len() / width, results)
}

fn same_length(minutes: &[u16], units: &[u16]) -> Result<(), LengthMismatch> {
    LengthMismatch::check(minutes.len(), units.len())
}

fn whole_rows(minutes: &[u16], width: usize) -> Result<(), ColumnError> {
    match minutes.len().checked_rem(width) {
        Some(0) => Ok(()),
        _ => Err(ColumnError::Width {
            minutes: minutes.len(),
            width,
        }),
    }
}

fn one_total_each<T>(sessions: usize, totals: &[T]) -> Result<(), ColumnError> {
    if sessions == totals.len() {
        Ok(())
    } else {
        Err(ColumnError::Totals {
            sessions,
            totals: totals.len(),
        })
    }
}

/// The rule of a pool; `None` where every service is counted alone.
fn short_rule(rule: UnitRule) -> Option<ShortRule> {
    ShortRule::new(rule.rounding()).filter(|_| rule.pooling() != Pooling::None)
}

/// Minutes that are looked at before it is decided how they are rounded.
const CHUNK: usize = 4096;

fn round_each(rounding: Rounding, minutes: &[u16], units: &mut [u16]) {
    let any = Reciprocal::new(rounding);
    let Some(short) = Short::new(rounding) else {
        units.copy_from_slice(minutes);
        return;
    };
    for (minutes, units) in minutes.chunks(CHUNK).zip(units.chunks_mut(CHUNK)) {
        if short.round_each(minutes, units) >= LONG {
            for (&minutes, units) in minutes.iter().zip(units) {
                *units = any.units(minutes);
            }
        }
    }
}

/// Sessions that are split side by side, one in each lane of the processor's registers.
const LANES: usize = 32;

/// [`LANES`] sessions of at most `N` services, filled up with zeros.
type Rows<const N: usize> = [[u16; N]; LANES];

/// The same, transposed: a column for each place in a session, and what becomes of it.
struct Block<const N: usize> {
    minutes: [[u16; LANES]; N],
    units: [[u16; LANES]; N],
}

impl<const N: usize> Block<N> {
    const fn new() -> Self {
        Self {
            minutes: [[0; LANES]; N],
            units: [[0; LANES]; N],
        }
    }

    /// Splits the rows of a block, one after another in `minutes`.
    #[inline(always)]
    fn split(&mut self, rule: ShortRule, pooling: Pooling, minutes: &[u16], units: &mut [u16]) {
        to_columns(minutes, &mut self.minutes);
        let (minutes, results) = (&self.minutes, &mut self.units);
        match pooling {
            Pooling::Session => in_lanes(minutes, results, |row| rule.split(Pooling::Session, row)),
            Pooling::None => in_lanes(minutes, results, |row| rule.split(Pooling::None, row)),
            Pooling::Capped => in_lanes(minutes, results, |row| rule.split(Pooling::Capped, row)),
        }
        to_rows(&self.units, units);
    }

    /// Units of the rows of a block, one after another in `minutes`.
    #[inline(always)]
    fn total(&mut self, rule: ShortRule, pooling: Pooling, minutes: &[u16]) -> [u16; LANES] {
        to_columns(minutes, &mut self.minutes);
        let (minutes, mut results) = (&self.minutes, [[0; LANES]]);
        match pooling {
            Pooling::Session => in_lanes(minutes, &mut results, |row| {
                [rule.total(Pooling::Session, row)]
            }),
            Pooling::None => in_lanes(
                minutes,
                &mut results,
                |row| [rule.total(Pooling::None, row)],
            ),
            Pooling::Capped => in_lanes(minutes, &mut results, |row| {
                [rule.total(Pooling::Capped, row)]
            }),
        }
        let [totals] = results;
        totals
    }
}

/// A column for each place in a session, where there was a row for each session.
#[inline(always)]
fn to_columns<const N: usize>(rows: &[u16], columns: &mut [[u16; LANES]; N]) {
    for (lane, row) in rows.chunks_exact(N).enumerate() {
        for (column, &number) in columns.iter_mut().zip(row) {
            if let Some(cell) = column.get_mut(lane) {
                *cell = number;
            }
        }
    }
}

/// The way back.
#[inline(always)]
fn to_rows<const N: usize>(columns: &[[u16; LANES]; N], rows: &mut [u16]) {
    for (lane, row) in rows.chunks_exact_mut(N).enumerate() {
        for (column, number) in columns.iter().zip(row) {
            if let Some(&cell) = column.get(lane) {
                *number = cell;
            }
        }
    }
}

/// True where no minutes reach [`LONG`], which is a single bit.
#[inline(always)]
fn are_short(minutes: &[u16]) -> bool {
    minutes.iter().fold(0, BitOr::bitor) < LONG
}

/// Does the same with every session of a block: the loop that the compiler turns into vectors.
#[inline(never)]
fn in_lanes<const N: usize, const R: usize>(
    columns: &[[u16; LANES]; N],
    results: &mut [[u16; LANES]; R],
    of_row: impl Fn([u16; N]) -> [u16; R],
) {
    for lane in 0..LANES {
        let row = columns
            .each_ref()
            .map(|column| column.get(lane).copied().unwrap_or(0));
        for (result, number) in results.iter_mut().zip(of_row(row)) {
            if let Some(cell) = result.get_mut(lane) {
                *cell = number;
            }
        }
    }
}

fn split_narrow<const N: usize>(
    rule: UnitRule,
    short: ShortRule,
    width: usize,
    mut minutes: &[u16],
    mut units: &mut [u16],
) {
    let mut block = Block::<N>::new();
    if width == N {
        let mut blocks = minutes.chunks_exact(LANES * N);
        let mut unit_blocks = units.chunks_exact_mut(LANES * N);
        for (minutes, units) in blocks.by_ref().zip(unit_blocks.by_ref()) {
            if are_short(minutes) {
                block.split(short, rule.pooling(), minutes, units);
            } else {
                split_each(rule, width, minutes, units);
            }
        }
        (minutes, units) = (blocks.remainder(), unit_blocks.into_remainder());
    }
    let rows = LANES * width;
    for (minutes, units) in minutes.chunks(rows).zip(units.chunks_mut(rows)) {
        if are_short(minutes) {
            let mut rows = [[0; N]; LANES];
            fill(&mut rows, width, minutes);
            let mut split = [[0; N]; LANES];
            block.split(
                short,
                rule.pooling(),
                rows.as_flattened(),
                split.as_flattened_mut(),
            );
            for (units, row) in units.chunks_mut(width).zip(&split) {
                copy(row, units);
            }
        } else {
            split_each(rule, width, minutes, units);
        }
    }
}

fn total_narrow<const N: usize>(
    rule: UnitRule,
    short: ShortRule,
    width: usize,
    minutes: &[u16],
    totals: &mut [u32],
) {
    let mut block = Block::<N>::new();
    for (minutes, totals) in minutes.chunks(LANES * width).zip(totals.chunks_mut(LANES)) {
        if are_short(minutes) {
            let units = if minutes.len() == LANES * N {
                block.total(short, rule.pooling(), minutes)
            } else {
                let mut rows = [[0; N]; LANES];
                fill(&mut rows, width, minutes);
                block.total(short, rule.pooling(), rows.as_flattened())
            };
            for (to, units) in totals.iter_mut().zip(units) {
                *to = units.into();
            }
        } else {
            total_each(rule, width, minutes, totals);
        }
    }
}

/// Puts rows of `width` services into rows of `N`.
fn fill<const N: usize>(rows: &mut Rows<N>, width: usize, minutes: &[u16]) {
    for (row, minutes) in rows.iter_mut().zip(minutes.chunks(width)) {
        copy(minutes, row);
    }
}

#[inline(always)]
fn copy(from: &[u16], to: &mut [u16]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = *from;
    }
}

/// Rows of any width and any minutes, one by one.
fn split_each(rule: UnitRule, width: usize, minutes: &[u16], units: &mut [u16]) {
    for (row, units) in minutes.chunks(width).zip(units.chunks_mut(width)) {
        split(rule.rounding(), rule.pooling(), row, units);
    }
}

fn total_each(rule: UnitRule, width: usize, minutes: &[u16], totals: &mut [u32]) {
    for (row, units) in minutes.chunks(width).zip(totals) {
        *units = total(rule.rounding(), rule.pooling(), row);
    }
}

/// Sessions of any length, with offsets that were checked.
struct Sessions<'a, O> {
    start: usize,
    ends: &'a [O],
    minutes: &'a [u16],
}

impl<'a, O: Copy + TryInto<usize>> Sessions<'a, O> {
    fn new(offsets: &'a [O], minutes: &'a [u16]) -> Result<Self, ColumnError> {
        let (&first, ends) = offsets.split_first().ok_or(ColumnError::NoOffsets)?;
        let mut end = 0;
        for (position, &offset) in offsets.iter().enumerate() {
            let offset = index(offset);
            if offset < end || offset > minutes.len() {
                return Err(ColumnError::Offset {
                    position,
                    minutes: minutes.len(),
                });
            }
            end = offset;
        }
        Ok(Self {
            start: index(first),
            ends,
            minutes: minutes.get(..end).unwrap_or_default(),
        })
    }
}

/// An offset that was checked; a negative one is beyond all minutes.
#[inline(always)]
fn index(offset: impl TryInto<usize>) -> usize {
    offset.try_into().unwrap_or(usize::MAX)
}

/// The sessions that follow one another from `start`.
#[inline(always)]
fn ranges<O: Copy + TryInto<usize>>(
    mut start: usize,
    ends: &[O],
) -> impl Iterator<Item = Range<usize>> {
    ends.iter().map(move |&end| {
        let session = start..index(end);
        start = session.end;
        session
    })
}

/// Eight services that are kept, then eight that are not: seen from `8 - n`, the first `n` are kept.
const KEPT: [[u16; 8]; 2] = [[u16::MAX; 8], [0; 8]];

/// Puts sessions of any length into rows, cut off after eight services, filled up with zeros.
#[inline(always)]
fn fill_sessions<O: Copy + TryInto<usize>>(
    rows: &mut Rows<8>,
    minutes: &[u16],
    start: usize,
    ends: &[O],
) {
    for (row, session) in rows.iter_mut().zip(ranges(start, ends)) {
        let kept = KEPT
            .as_flattened()
            .get(8_usize.saturating_sub(session.len())..);
        let minutes = minutes.get(session.start..).unwrap_or_default();
        if let (Some(eight), Some(kept)) = (
            minutes.first_chunk::<8>(),
            kept.and_then(<[u16]>::first_chunk::<8>),
        ) {
            for ((cell, &minutes), &kept) in row.iter_mut().zip(eight).zip(kept) {
                *cell = minutes & kept;
            }
        } else {
            *row = [0; 8];
            copy(minutes.get(..session.len()).unwrap_or_default(), row);
        }
    }
}
