//! Walks over sessions that follow one another, in blocks that are counted side by side.

use core::ops::Range;

use super::error::ColumnError;
use crate::units::{
    apportion::{bounds, split, total},
    lanes::{Block, LANES, Rows, ShortRule, are_short},
    rule::{Pooling, UnitRule},
};

/// Contains sessions that follow one another: where the first begins, and where each ends.
#[derive(Clone, Copy)]
pub(super) struct Sessions<'a, E> {
    pub(super) count: usize,
    pub(super) start: usize,
    pub(super) end_of: E,
    pub(super) minutes: &'a [u16],
}

/// Returns the sessions of checked offsets.
pub(super) fn sessions<'a, O: Copy + TryInto<usize>>(
    offsets: &'a [O],
    minutes: &'a [u16],
) -> Result<Sessions<'a, impl Fn(usize) -> usize>, ColumnError> {
    // A negative offset, or one that is too large for the machine, is outside as well.
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
    /// Returns some of the sessions, the first of which begins at `start`.
    pub(super) fn ranges(
        &self,
        some: Range<usize>,
        mut start: usize,
    ) -> impl Iterator<Item = Range<usize>> {
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

    pub(super) fn split(&self, rule: UnitRule, units: &mut [u16]) {
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
                if is_short && session.len() <= 8 {
                    put(row, units.get_mut(session.start..).unwrap_or_default());
                } else {
                    let units = units.get_mut(session.clone()).unwrap_or_default();
                    let minutes = all.get(session).unwrap_or_default();
                    split(rounding, pooling, minutes, units);
                }
            }
        }
    }

    /// Finds the most units of each service in any permitted split, and the least if they are asked for.
    pub(super) fn bounds(&self, rule: UnitRule, mut least: Option<&mut [u16]>, most: &mut [u16]) {
        let (rounding, pooling) = (rule.rounding(), rule.pooling());
        let (all, end) = (self.minutes, self.minutes.len());
        let Some(short) = pool_rule(rule) else {
            let minutes = all.get(self.start..).unwrap_or_default();
            for units in [Some(most), least].into_iter().flatten() {
                let units = units.get_mut(self.start..end).unwrap_or_default();
                rounding.round_each(minutes, units);
            }
            return;
        };
        let most = most.get_mut(..end).unwrap_or_default();
        let (mut block, mut rows, mut bound_rows) = (Block::<8>::new(), EMPTY, EMPTY);
        let mut start = self.start;
        for some in self.blocks() {
            fill(&mut rows, all, self.ranges(some.clone(), start));
            let rows = rows.as_flattened();
            let is_short = are_short(rows);
            if is_short {
                block.bounds(short, rows, bound_rows.as_flattened_mut());
            }
            for (row, session) in bound_rows.iter().zip(self.ranges(some, start)) {
                start = session.end;
                let least = least.as_deref_mut();
                if is_short && session.len() <= 8 {
                    let from = session.start;
                    put(
                        &row.map(|bounds| bounds >> 1),
                        most.get_mut(from..).unwrap_or_default(),
                    );
                    if let Some(least) = least.and_then(|least| least.get_mut(from..end)) {
                        put(&row.map(|bounds| (bounds >> 1) - (bounds & 1)), least);
                    }
                } else {
                    let most = most.get_mut(session.clone()).unwrap_or_default();
                    let least = least.and_then(|least| least.get_mut(session.clone()));
                    let minutes = all.get(session).unwrap_or_default();
                    bounds(rounding, pooling, minutes, least, most);
                }
            }
        }
    }

    pub(super) fn total(&self, rule: UnitRule, totals: &mut [u32]) {
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

/// Returns the rule of a split, or `None` where each service is counted separately, whatever its session.
fn pool_rule(rule: UnitRule) -> Option<ShortRule> {
    ShortRule::new(rule).filter(|_| rule.pooling() != Pooling::None)
}

/// Splits whole blocks of rows of `N` services in place and returns how many blocks there were.
pub(super) fn split_blocks<const N: usize>(
    rule: UnitRule,
    minutes: &[u16],
    units: &mut [u16],
) -> usize {
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

/// The masks of eight services that are kept, then of eight that are not: read from `8 - n`, the first `n` are kept.
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

/// Writes the row of a session, eight services at a time: the next session overwrites what is too much.
#[inline]
fn put(row: &[u16; 8], units: &mut [u16]) {
    match units.first_chunk_mut() {
        Some(units) => *units = *row,
        None => copy(row, units),
    }
}

fn copy(from: &[u16], to: &mut [u16]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = *from;
    }
}
