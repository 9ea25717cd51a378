//! Counts many sessions in columns, from plain slices to plain slices and without memory of its own.
//!
//! These functions are for programs that count many visits. The slices are what an Arrow or Polars buffer
//! lends: a column of minutes, rows of a fixed width, or minutes with the offsets of their sessions.
//! Lengths are checked once, before anything is written.
//!
//! Every row or session is one pool: services of the rule's own block length, one entry for each
//! code, in the order they were first delivered. That order decides a tie between services of equal
//! length. Under a contract with another block length, the 15-minute codes of the catalog belong to the pool.
//! Codes that are counted separately are counted with [`round`].
//!
//! # Limits
//!
//! A service has 0 to 65,535 minutes, and all of them are counted exactly; sums are taken in more
//! bits and never wrap. A service's units fit 16 bits under every rule. A session's units are `u32`
//! and stay at 4,294,967,295, which takes more than 65,537 services. Sessions of up to eight
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

use core::ops::Range;

use super::{
    apportion::{LengthMismatch, split, total},
    lanes::{Block, LANES, Rows, ShortRule, are_short},
    rounding::Rounding,
    rule::{Pooling, UnitRule},
};

/// Columns did not belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnError {
    /// The columns of minutes and of units differed in length.
    #[error(transparent)]
    Length(#[from] LengthMismatch),
    /// The minutes were no whole number of rows, which is always so for rows of width 0.
    #[error(
        "expected whole rows of {width}, found a column of length {minutes}; state the services in a row"
    )]
    Width {
        /// Length of the column of minutes.
        minutes: usize,
        /// Services in a row.
        width: usize,
    },
    /// There was not one total for each session.
    #[error(
        "expected one total per session, found {totals} for {sessions}; make the columns equally long"
    )]
    Totals {
        /// Number of sessions.
        sessions: usize,
        /// Length of the column of totals.
        totals: usize,
    },
    /// There was no offset, although even no sessions need one.
    #[error(
        "expected one offset more than there are sessions, found none; add the first offset, 0"
    )]
    NoOffsets,
    /// An offset was below the one before it, or beyond the minutes.
    #[error(
        "expected each offset between the one before it and {minutes}, found another at position {position}; correct it"
    )]
    Offset {
        /// Position among the offsets, counted from 0.
        position: usize,
        /// Length of the column of minutes.
        minutes: usize,
    },
}

/// Rounds a column: minutes of services, each counted separately, to units.
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
    rounding.round_each(minutes, units);
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
    let blocks = match width {
        4 => split_blocks::<4>(rule, minutes, units),
        8 => split_blocks::<8>(rule, minutes, units),
        _ => 0,
    };
    let rows = Sessions {
        count: minutes.len() / width - blocks * LANES,
        start: blocks * LANES * width,
        end_of: |row: usize| (row + blocks * LANES + 1) * width,
        minutes,
    };
    rows.split(rule, units);
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
    sessions(offsets, minutes)?.split(rule, units);
    Ok(())
}

/// Counts the units of sessions of `width` services each, row after row, without the split.
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
    let rows = Sessions {
        count: totals.len(),
        start: 0,
        end_of: |row: usize| (row + 1) * width,
        minutes,
    };
    rows.total(rule, totals);
    Ok(())
}

/// Counts the units of sessions of any length, one after another, without the split.
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
    let sessions = sessions(offsets, minutes)?;
    one_total_each(sessions.count, totals)?;
    sessions.total(rule, totals);
    Ok(())
}

/// Lengths of billed units and results beside sessions of any length.
pub(crate) fn check_sessions<O: Copy + TryInto<usize>>(
    offsets: &[O],
    minutes: &[u16],
    billed: &[u16],
    results: &[i64],
) -> Result<(), ColumnError> {
    same_length(minutes, billed)?;
    one_total_each(sessions(offsets, minutes)?.count, results)
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

/// Sessions that follow one another: where the first begins, and where each ends.
struct Sessions<'a, E> {
    count: usize,
    start: usize,
    end_of: E,
    minutes: &'a [u16],
}

/// Sessions by their offsets, once these are checked.
fn sessions<'a, O: Copy + TryInto<usize>>(
    offsets: &'a [O],
    minutes: &'a [u16],
) -> Result<Sessions<'a, impl Fn(usize) -> usize>, ColumnError> {
    // A negative offset, or one that is too large for the machine, lies outside as well.
    let index = |offset: O| offset.try_into().unwrap_or(usize::MAX);
    let (&first, ends) = offsets.split_first().ok_or(ColumnError::NoOffsets)?;
    let mut before = 0;
    for (position, &offset) in offsets.iter().enumerate() {
        let offset = index(offset);
        if offset < before || offset > minutes.len() {
            return Err(ColumnError::Offset {
                position,
                minutes: minutes.len(),
            });
        }
        before = offset;
    }
    Ok(Sessions {
        count: ends.len(),
        start: index(first),
        end_of: move |session| ends.get(session).map_or(before, |&end| index(end)),
        minutes: minutes.get(..before).unwrap_or_default(),
    })
}

impl<E: Fn(usize) -> usize> Sessions<'_, E> {
    /// Some of the sessions, the first of which begins at `start`.
    fn ranges(&self, some: Range<usize>, mut start: usize) -> impl Iterator<Item = Range<usize>> {
        some.map(move |session| {
            let session = start..(self.end_of)(session);
            start = session.end;
            session
        })
    }

    fn blocks(&self) -> impl Iterator<Item = Range<usize>> {
        let firsts = (0..self.count).step_by(LANES);
        firsts.map(|first| first..self.count.min(first + LANES))
    }

    fn split(&self, rule: UnitRule, units: &mut [u16]) {
        let (rounding, pooling) = (rule.rounding(), rule.pooling());
        let (all, end) = (self.minutes, self.minutes.len());
        let Some(short) = pool_rule(rule) else {
            let minutes = all.get(self.start..).unwrap_or_default();
            let units = units.get_mut(self.start..end).unwrap_or_default();
            return rounding.round_each(minutes, units);
        };
        let units = units.get_mut(..end).unwrap_or_default();
        let (mut block, mut rows, mut split_rows) = (Block::<8>::new(), EMPTY, EMPTY);
        let mut start = self.start;
        for some in self.blocks() {
            fill(&mut rows, all, self.ranges(some.clone(), start));
            let rows = rows.as_flattened();
            let is_short = are_short(rows);
            if is_short {
                block.split(short, rows, split_rows.as_flattened_mut());
            }
            for (row, session) in split_rows.iter().zip(self.ranges(some, start)) {
                start = session.end;
                let units = units.get_mut(session.start..).unwrap_or_default();
                if is_short && session.len() <= 8 {
                    // Eight at a time: what is too much, the next session overwrites.
                    match units.first_chunk_mut() {
                        Some(units) => *units = *row,
                        None => copy(row, units),
                    }
                } else {
                    let units = units.get_mut(..session.len()).unwrap_or_default();
                    let minutes = all.get(session).unwrap_or_default();
                    split(rounding, pooling, minutes, units);
                }
            }
        }
    }

    fn total(&self, rule: UnitRule, totals: &mut [u32]) {
        let short = ShortRule::new(rule);
        let (mut block, mut rows) = (Block::<8>::new(), EMPTY);
        let mut start = self.start;
        for (some, totals) in self.blocks().zip(totals.chunks_mut(LANES)) {
            fill(&mut rows, self.minutes, self.ranges(some.clone(), start));
            let rows = rows.as_flattened();
            let short = short.filter(|_| are_short(rows));
            let of_rows = short.map_or([0; LANES], |short| block.total(short, rows));
            for ((session, of_row), to) in self.ranges(some, start).zip(of_rows).zip(totals) {
                start = session.end;
                *to = if short.is_some() && session.len() <= 8 {
                    of_row.into()
                } else {
                    let minutes = self.minutes.get(session).unwrap_or_default();
                    total(rule.rounding(), rule.pooling(), minutes)
                };
            }
        }
    }
}

/// The rule of a split; `None` where each service is counted alone, whoever it belongs to.
fn pool_rule(rule: UnitRule) -> Option<ShortRule> {
    ShortRule::new(rule).filter(|_| rule.pooling() != Pooling::None)
}

/// Splits whole blocks of rows of `N` services where they stand; says how many blocks.
fn split_blocks<const N: usize>(rule: UnitRule, minutes: &[u16], units: &mut [u16]) -> usize {
    let Some(short) = pool_rule(rule) else {
        return 0;
    };
    let mut block = Block::<N>::new();
    let minutes = minutes.chunks_exact(LANES * N);
    let blocks = minutes.len();
    for (minutes, units) in minutes.zip(units.chunks_exact_mut(LANES * N)) {
        if are_short(minutes) {
            block.split(short, minutes, units);
        } else {
            for (minutes, units) in minutes.chunks(N).zip(units.chunks_mut(N)) {
                split(rule.rounding(), rule.pooling(), minutes, units);
            }
        }
    }
    blocks
}

const EMPTY: Rows<8> = [[0; 8]; LANES];

/// Eight services that are kept, then eight that are not: seen from `8 - n`, the first `n` are kept.
const KEPT: [[u16; 8]; 2] = [[u16::MAX; 8], [0; 8]];

/// Puts sessions into rows, cut off after eight services, filled up with zeros.
#[inline]
fn fill(rows: &mut Rows<8>, minutes: &[u16], sessions: impl Iterator<Item = Range<usize>>) {
    for (row, session) in rows.iter_mut().zip(sessions) {
        let kept = KEPT
            .as_flattened()
            .get(8_usize.saturating_sub(session.len())..);
        let kept = kept.and_then(<[u16]>::first_chunk::<8>);
        let eight = minutes
            .get(session.start..)
            .and_then(<[u16]>::first_chunk::<8>);
        if let (Some(eight), Some(kept)) = (eight, kept) {
            for ((cell, &minutes), &kept) in row.iter_mut().zip(eight).zip(kept) {
                *cell = minutes & kept;
            }
        } else {
            *row = [0; 8];
            copy(minutes.get(session).unwrap_or_default(), row);
        }
    }
}

fn copy(from: &[u16], to: &mut [u16]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = *from;
    }
}
