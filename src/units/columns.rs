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
    match (rule.pooling(), width) {
        (Pooling::None, _) => round_each(rule.rounding(), minutes, units),
        (_, 0..=4) => split_narrow::<4>(rule, width, minutes, units),
        (_, 5..=8) => split_narrow::<8>(rule, width, minutes, units),
        _ => {
            for (row, units) in minutes.chunks(width).zip(units.chunks_mut(width)) {
                split(rule.rounding(), rule.pooling(), row, units);
            }
        }
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
    let units = units.get_mut(..sessions.end).unwrap_or_default();
    let (rounding, pooling) = (rule.rounding(), rule.pooling());
    let short = match ShortRule::new(rounding) {
        Some(short) if pooling != Pooling::None => short,
        _ => {
            let units = units.get_mut(sessions.start..).unwrap_or_default();
            round_each(rounding, sessions.all(), units);
            return Ok(());
        }
    };
    sessions.in_blocks(|block| {
        let split_rows = block
            .is_short()
            .then(|| split_block(short, pooling, &block.rows));
        for (session, row) in block
            .sessions()
            .zip(split_rows.as_ref().unwrap_or(&block.rows))
        {
            let Some(units) = units.get_mut(session.start..) else {
                continue;
            };
            match (units.first_chunk_mut(), &split_rows) {
                // Eight at a time: what is too much, the next session overwrites.
                (Some(units), Some(_)) if session.len() <= 8 => *units = *row,
                (None, Some(_)) if session.len() <= 8 => copy(row, units),
                _ => {
                    let minutes = minutes.get(session.clone()).unwrap_or_default();
                    let units = units.get_mut(..session.len()).unwrap_or_default();
                    split(rounding, pooling, minutes, units);
                }
            }
        }
    });
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
        (Some(short), 0..=4) => total_narrow::<4>(rule, short, width, minutes, totals),
        (Some(short), 5..=8) => total_narrow::<8>(rule, short, width, minutes, totals),
        _ => {
            for (row, units) in minutes.chunks(width).zip(totals) {
                *units = total(rule.rounding(), rule.pooling(), row);
            }
        }
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
    let mut totals = totals.iter_mut();
    sessions.in_blocks(|block| {
        let block_totals = short
            .filter(|_| block.is_short())
            .map(|short| total_block(short, pooling, &block.rows));
        for ((session, &short), units) in block
            .sessions()
            .zip(block_totals.as_ref().unwrap_or(&[0; LANES]))
            .zip(&mut totals)
        {
            *units = if block_totals.is_some() && session.len() <= 8 {
                short.into()
            } else {
                let minutes = minutes.get(session).unwrap_or_default();
                total(rounding, pooling, minutes)
            };
        }
    });
    Ok(())
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

fn one_total_each(sessions: usize, totals: &[u32]) -> Result<(), ColumnError> {
    if sessions == totals.len() {
        Ok(())
    } else {
        Err(ColumnError::Totals {
            sessions,
            totals: totals.len(),
        })
    }
}

/// Minutes that are looked at before it is decided how they are rounded.
const CHUNK: usize = 1024;

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

fn split_narrow<const N: usize>(rule: UnitRule, width: usize, minutes: &[u16], units: &mut [u16]) {
    let (rounding, pooling) = (rule.rounding(), rule.pooling());
    let Some(short) = ShortRule::new(rounding) else {
        return round_each(rounding, minutes, units);
    };
    for (minutes, units) in minutes
        .chunks(LANES * width)
        .zip(units.chunks_mut(LANES * width))
    {
        if let Some(rows) = load_rows::<N>(width, minutes) {
            let split = split_block(short, pooling, &rows);
            for (units, row) in units.chunks_mut(width).zip(&split) {
                copy(row, units);
            }
        } else {
            for (minutes, units) in minutes.chunks(width).zip(units.chunks_mut(width)) {
                split(rounding, pooling, minutes, units);
            }
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
    for (minutes, totals) in minutes.chunks(LANES * width).zip(totals.chunks_mut(LANES)) {
        if let Some(rows) = load_rows::<N>(width, minutes) {
            for (units, total) in totals
                .iter_mut()
                .zip(total_block(short, rule.pooling(), &rows))
            {
                *units = total.into();
            }
        } else {
            for (units, row) in totals.iter_mut().zip(minutes.chunks(width)) {
                *units = total(rule.rounding(), rule.pooling(), row);
            }
        }
    }
}

/// Rows of at most `N` services, filled up with zeros; `None` where a service is long.
#[inline]
fn load_rows<const N: usize>(width: usize, minutes: &[u16]) -> Option<[[u16; N]; LANES]> {
    let mut rows = [[0; N]; LANES];
    let mut seen = [0; N];
    if width == N {
        for (row, minutes) in rows.iter_mut().zip(minutes.chunks_exact(N)) {
            copy(minutes, row);
            gather(&mut seen, row);
        }
    } else {
        for (row, minutes) in rows.iter_mut().zip(minutes.chunks(width)) {
            copy(minutes, row);
            gather(&mut seen, row);
        }
    }
    (seen.into_iter().fold(0, BitOr::bitor) < LONG).then_some(rows)
}

#[inline]
fn copy(from: &[u16], to: &mut [u16]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = *from;
    }
}

/// The bits that were set in any row; [`LONG`] is one bit, so that they tell of a long service.
#[inline]
fn gather<const N: usize>(seen: &mut [u16; N], row: &[u16; N]) {
    for (seen, minutes) in seen.iter_mut().zip(row) {
        *seen |= minutes;
    }
}

#[inline(never)]
fn split_block<const N: usize>(
    rule: ShortRule,
    pooling: Pooling,
    rows: &[[u16; N]; LANES],
) -> [[u16; N]; LANES] {
    let minutes = transposed(rows);
    let units = match pooling {
        Pooling::Session => in_lanes(&minutes, |row| rule.split(Pooling::Session, row).units),
        Pooling::None => in_lanes(&minutes, |row| rule.split(Pooling::None, row).units),
        Pooling::Capped => in_lanes(&minutes, |row| rule.split(Pooling::Capped, row).units),
    };
    transposed(&units)
}

#[inline(never)]
fn total_block<const N: usize>(
    rule: ShortRule,
    pooling: Pooling,
    rows: &[[u16; N]; LANES],
) -> [u16; LANES] {
    let minutes = transposed(rows);
    let [units] = match pooling {
        Pooling::Session => in_lanes(&minutes, |row| [rule.total(Pooling::Session, row)]),
        Pooling::None => in_lanes(&minutes, |row| [rule.total(Pooling::None, row)]),
        Pooling::Capped => in_lanes(&minutes, |row| [rule.total(Pooling::Capped, row)]),
    };
    units
}

/// Does the same with every session of a block; the loop that the compiler turns into vectors.
#[inline(always)]
fn in_lanes<const N: usize, const R: usize>(
    columns: &[[u16; LANES]; N],
    of_row: impl Fn([u16; N]) -> [u16; R],
) -> [[u16; LANES]; R] {
    let mut results = [[0; LANES]; R];
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
    results
}

#[inline(always)]
fn transposed<const R: usize, const C: usize>(rows: &[[u16; C]; R]) -> [[u16; R]; C] {
    let mut columns = [[0; R]; C];
    for (position, row) in rows.iter().enumerate() {
        for (column, &number) in columns.iter_mut().zip(row) {
            if let Some(cell) = column.get_mut(position) {
                *cell = number;
            }
        }
    }
    columns
}

/// Sessions of any length, checked.
struct Sessions<'a, O> {
    start: usize,
    end: usize,
    ends: &'a [O],
    minutes: &'a [u16],
}

/// Up to [`LANES`] sessions in a row; those of more than eight services have a row of zeros.
struct Block<'a, O> {
    rows: [[u16; 8]; LANES],
    seen: [u16; 8],
    start: usize,
    ends: &'a [O],
}

fn index(offset: impl TryInto<usize>) -> usize {
    offset.try_into().unwrap_or(usize::MAX)
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
        let minutes = minutes.get(..end).unwrap_or_default();
        Ok(Self {
            start: index(first),
            end,
            ends,
            minutes,
        })
    }

    fn all(&self) -> &'a [u16] {
        self.minutes.get(self.start..).unwrap_or_default()
    }

    #[inline(always)]
    fn in_blocks(&self, mut of_block: impl FnMut(&Block<'a, O>)) {
        let mut start = self.start;
        for ends in self.ends.chunks(LANES) {
            let mut block = Block {
                rows: [[0; 8]; LANES],
                seen: [0; 8],
                start,
                ends,
            };
            for (row, &end) in block.rows.iter_mut().zip(ends) {
                let session = start..index(end);
                start = session.end;
                if session.len() <= 8 {
                    *row = load(self.minutes, session);
                    gather(&mut block.seen, row);
                }
            }
            of_block(&block);
        }
    }
}

impl<O: Copy + TryInto<usize>> Block<'_, O> {
    fn is_short(&self) -> bool {
        self.seen.into_iter().fold(0, BitOr::bitor) < LONG
    }

    #[inline(always)]
    fn sessions(&self) -> impl Iterator<Item = Range<usize>> {
        let mut start = self.start;
        self.ends.iter().map(move |&end| {
            let session = start..index(end);
            start = session.end;
            session
        })
    }
}

/// A session of up to eight services as a row, filled up with zeros.
#[inline(always)]
fn load(minutes: &[u16], session: Range<usize>) -> [u16; 8] {
    let mut row = [0; 8];
    if let Some(eight) = minutes.get(session.start..).and_then(<[u16]>::first_chunk) {
        row = *eight;
        for (minutes, position) in row.iter_mut().zip(0..) {
            *minutes = if position < session.len() {
                *minutes
            } else {
                0
            };
        }
    } else {
        copy(minutes.get(session).unwrap_or_default(), &mut row);
    }
    row
}
