//! Counts sessions side by side, one in each 16-bit lane of the processor's registers: the fast case of
//! [`columns`](super::columns).
#![allow(
    clippy::inline_always,
    reason = "lengths are constants only where these are inlined, and loops over them vectors"
)]

use core::ops::BitOr;

use super::{
    rounding::{LONG, ShortRounding},
    rule::{Pooling, UnitRule},
};

/// The number of sessions in a block: four registers of eight lanes.
pub(super) const LANES: usize = 32;

/// Contains [`LANES`] sessions of at most `N` services, filled up with zeros.
pub(super) type Rows<const N: usize> = [[u16; N]; LANES];

/// Returns whether no minutes reach [`LONG`], which is a single bit.
#[inline(always)]
pub(super) fn are_short(minutes: &[u16]) -> bool {
    minutes.iter().fold(0, BitOr::bitor) < LONG
}

/// A rule of up to eight services below [`LONG`] minutes, in 16 bits and without a branch on data.
///
/// The services are ordered by one number each, `(left * fulls + full) * 8 + 7 - position`, in which
/// `fulls` is the number of full blocks that 4,096 minutes hold; so it stays below `4096 * 8`. As
/// `left` is `minutes - full * block`, it is a weighted sum of minutes and full blocks.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShortRule {
    pooling: Pooling,
    rounding: ShortRounding,
    of_minutes: u16,
    of_full: u16,
    below_threshold: i16,
    block: u16,
    threshold: i16,
}

impl ShortRule {
    /// Creates the rule, or returns `None` for a block of one minute.
    pub(super) fn new(rule: UnitRule) -> Option<Self> {
        let rounding = rule.rounding();
        let block = rounding.block().get();
        let of_minutes = 4096 / block * 8;
        Some(Self {
            pooling: rule.pooling(),
            rounding: ShortRounding::new(rounding)?,
            of_minutes,
            of_full: (of_minutes * block).wrapping_sub(8),
            below_threshold: key(of_minutes * rounding.threshold() - 1),
            block,
            threshold: key(rounding.threshold()),
        })
    }

    /// Splits a session; a service of 0 minutes gets nothing and takes nothing.
    #[inline(always)]
    fn split<const N: usize>(self, minutes: [u16; N]) -> [u16; N] {
        let full = minutes.map(|minutes| self.rounding.full(minutes));
        let mut keys = [0; N];
        for (((to, minutes), full), position) in keys.iter_mut().zip(minutes).zip(full).zip(0..8) {
            let weighted = minutes
                .wrapping_mul(self.of_minutes)
                .wrapping_sub(full.wrapping_mul(self.of_full));
            *to = key(weighted.wrapping_add(7 - position));
        }
        let allowed = self.rounding.units(sum(minutes)).wrapping_sub(sum(full));
        let extra = self.pooling.of(allowed, || {
            sum(keys.map(|key| u16::from(key > self.below_threshold)))
        });

        let mut units = full;
        for (units, larger) in units.iter_mut().zip(larger_keys(keys)) {
            *units = units.wrapping_add(u16::from(larger < extra));
        }
        units
    }

    /// Finds the most units of each service in any permitted split, doubled, and 1 more where the least is one unit
    /// less.
    ///
    /// With `E` extra units, a service may have one if fewer than `E` others have more remaining minutes. It has one in
    /// every split if, with itself, no more than `E` have as many.
    #[inline(always)]
    fn bounds<const N: usize>(self, minutes: [u16; N]) -> [u16; N] {
        let full = minutes.map(|minutes| self.rounding.full(minutes));
        let mut left = [0; N];
        for ((left, minutes), full) in left.iter_mut().zip(minutes).zip(full) {
            *left = key(minutes.wrapping_sub(full.wrapping_mul(self.block)));
        }
        let allowed = self.rounding.units(sum(minutes)).wrapping_sub(sum(full));
        let extra = self.pooling.of(allowed, || {
            sum(left.map(|left| u16::from(left >= self.threshold)))
        });

        let (larger, equal) = larger_and_equal_keys(left);
        let mut bounds = full;
        for ((bounds, larger), equal) in bounds.iter_mut().zip(larger).zip(equal) {
            let may_have = u16::from(larger < extra);
            let is_tied = may_have & u16::from(larger.wrapping_add(equal) >= extra);
            *bounds = bounds
                .wrapping_add(may_have)
                .wrapping_mul(2)
                .wrapping_add(is_tied);
        }
        bounds
    }

    /// Counts the units of a session, without the split.
    #[inline(always)]
    fn total<const N: usize>(self, minutes: [u16; N]) -> [u16; 1] {
        [self.pooling.of(self.rounding.units(sum(minutes)), || {
            sum(minutes.map(|minutes| self.rounding.units(minutes)))
        })]
    }

    /// Sets a pooling that is known to the compiler, so that the choice leaves the loop.
    #[inline(always)]
    fn with(self, pooling: Pooling) -> Self {
        Self { pooling, ..self }
    }
}

#[inline(always)]
fn sum<const N: usize>(numbers: [u16; N]) -> u16 {
    numbers.into_iter().fold(0, u16::wrapping_add)
}

/// Returns a place in the order as the signed number that SSE2 compares in one instruction.
#[inline(always)]
#[allow(clippy::cast_possible_wrap, reason = "keys are below 2^15")]
const fn key(place: u16) -> i16 {
    place as i16
}

/// Returns for each of the keys, all different, how many are larger. Every pair is compared once.
#[inline(always)]
fn larger_keys<const N: usize>(keys: [i16; N]) -> [u16; N] {
    let mut larger = [0_u16; N];
    for position in 1..N {
        let own = larger.get_mut(..=position);
        let key = keys.get(..=position);
        if let (Some((own, earlier)), Some((key, earlier_keys))) = (
            own.and_then(<[u16]>::split_last_mut),
            key.and_then(<[i16]>::split_last),
        ) {
            for (other, other_key) in earlier.iter_mut().zip(earlier_keys) {
                let is_larger = u16::from(other_key > key);
                *own = own.wrapping_add(is_larger);
                *other = other.wrapping_add(1 - is_larger);
            }
        }
    }
    larger
}

/// Returns for each of the keys how many are larger, and how many others are equal.
#[inline(always)]
fn larger_and_equal_keys<const N: usize>(keys: [i16; N]) -> ([u16; N], [u16; N]) {
    let (mut larger, mut equal) = ([0_u16; N], [0_u16; N]);
    for position in 1..N {
        let ends = (larger.get_mut(..=position), equal.get_mut(..=position));
        let (Some(larger), Some(equal)) = ends else {
            continue;
        };
        if let (Some((own, earlier)), Some((own_equal, earlier_equal)), Some((key, keys))) = (
            larger.split_last_mut(),
            equal.split_last_mut(),
            keys.get(..=position).and_then(<[i16]>::split_last),
        ) {
            for ((other, other_equal), other_key) in earlier.iter_mut().zip(earlier_equal).zip(keys)
            {
                let (is_larger, is_equal) =
                    (u16::from(other_key > key), u16::from(other_key == key));
                *own = own.wrapping_add(is_larger);
                *own_equal = own_equal.wrapping_add(is_equal);
                *other_equal = other_equal.wrapping_add(is_equal);
                *other = other.wrapping_add(1 - is_larger - is_equal);
            }
        }
    }
    (larger, equal)
}

/// Contains a block of sessions, transposed: a column for each place in a session, minutes and units.
pub(super) struct Block<const N: usize> {
    minutes: [[u16; LANES]; N],
    units: [[u16; LANES]; N],
}

impl<const N: usize> Block<N> {
    pub(super) const fn new() -> Self {
        Self {
            minutes: [[0; LANES]; N],
            units: [[0; LANES]; N],
        }
    }

    /// Splits the sessions of a block, `N` services each, one session after another.
    #[inline(always)]
    pub(super) fn split(&mut self, rule: ShortRule, minutes: &[u16], units: &mut [u16]) {
        to_columns(minutes, &mut self.minutes);
        let (from, to) = (&self.minutes, &mut self.units);
        match rule.pooling {
            Pooling::Session => in_lanes(from, to, |row| rule.with(Pooling::Session).split(row)),
            Pooling::None => in_lanes(from, to, |row| rule.with(Pooling::None).split(row)),
            Pooling::Capped => in_lanes(from, to, |row| rule.with(Pooling::Capped).split(row)),
        }
        to_rows(&self.units, units);
    }

    /// Finds the bounds of the sessions of a block, as [`ShortRule::bounds`] does.
    #[inline(always)]
    pub(super) fn bounds(&mut self, rule: ShortRule, minutes: &[u16], bounds: &mut [u16]) {
        to_columns(minutes, &mut self.minutes);
        let (from, to) = (&self.minutes, &mut self.units);
        match rule.pooling {
            Pooling::Session => in_lanes(from, to, |row| rule.with(Pooling::Session).bounds(row)),
            Pooling::None => in_lanes(from, to, |row| rule.with(Pooling::None).bounds(row)),
            Pooling::Capped => in_lanes(from, to, |row| rule.with(Pooling::Capped).bounds(row)),
        }
        to_rows(&self.units, bounds);
    }

    /// Counts the units of the sessions of a block, without the split.
    #[inline(always)]
    pub(super) fn total(&mut self, rule: ShortRule, minutes: &[u16]) -> [u16; LANES] {
        to_columns(minutes, &mut self.minutes);
        let (from, mut totals) = (&self.minutes, [[0; LANES]]);
        let to = &mut totals;
        match rule.pooling {
            Pooling::Session => in_lanes(from, to, |row| rule.with(Pooling::Session).total(row)),
            Pooling::None => in_lanes(from, to, |row| rule.with(Pooling::None).total(row)),
            Pooling::Capped => in_lanes(from, to, |row| rule.with(Pooling::Capped).total(row)),
        }
        let [totals] = totals;
        totals
    }
}

/// Counts every session of a block in the same way, in the loop that the compiler turns into vectors.
#[inline(never)]
fn in_lanes<const N: usize, const R: usize>(
    columns: &[[u16; LANES]; N],
    results: &mut [[u16; LANES]; R],
    of_session: impl Fn([u16; N]) -> [u16; R],
) {
    for lane in 0..LANES {
        let session = columns
            .each_ref()
            .map(|column| column.get(lane).copied().unwrap_or(0));
        for (result, number) in results.iter_mut().zip(of_session(session)) {
            if let Some(cell) = result.get_mut(lane) {
                *cell = number;
            }
        }
    }
}

/// Writes a column for each place in a session, where there was a row for each session.
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

/// Writes a row for each session, where there was a column for each place in a session.
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
