//! Lawful splits, made one at a time.

use alloc::vec::Vec;
use core::cmp::Reverse;

use super::{
    Allocation,
    allocation::Standing,
    count::{Clock, Entry, divide},
};
use crate::{code::ProcedureCode, quantity::Units};

/// The lawful splits of a session's timed units, the default pick first.
///
/// Nothing is made before it is asked for: `splits().take(64)` costs 64 splits, however many
/// there are.
#[derive(Clone, Debug)]
#[must_use]
pub struct Splits<'a> {
    allocation: &'a Allocation,
    /// Positions of the tied entries, in the order in which the default pick serves them.
    tied: Vec<usize>,
    /// Places in `tied` that have the unit in the next split, rising; `None` behind the last.
    next: Option<Vec<usize>>,
}

/// One lawful split: units of every timed code; an absent code has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split<'a> {
    allocation: &'a Allocation,
    /// Positions of the tied entries that have the extra unit.
    chosen: Vec<usize>,
}

impl<'a> Splits<'a> {
    pub(super) fn new(allocation: &'a Allocation) -> Self {
        let entries = allocation.entries().iter().enumerate();
        let mut tied: Vec<_> = entries
            .filter(|(_, entry)| allocation.standing(entry) == Standing::Tied)
            .map(|(position, entry)| (Reverse(entry.counted), entry.since, position))
            .collect();
        tied.sort_unstable(); // longer first, then delivered first
        let units = usize::try_from(allocation.pool().tied_extra).unwrap_or(usize::MAX);
        let next = (0..units.min(tied.len())).collect();
        Self {
            allocation,
            tied: tied.into_iter().map(|(.., position)| position).collect(),
            next: Some(next),
        }
    }

    /// The next choice of as many places among `tied`, in lexical order.
    fn advance(&self, mut places: Vec<usize>) -> Option<Vec<usize>> {
        let beyond = self.tied.len() - places.len();
        let (moved, place) = places
            .iter()
            .enumerate()
            .rev()
            .find(|(position, place)| **place < beyond + position)
            .map(|(position, place)| (position, *place))?;
        for (place, next) in places.iter_mut().skip(moved).zip(place + 1..) {
            *place = next;
        }
        Some(places)
    }
}

impl<'a> Iterator for Splits<'a> {
    type Item = Split<'a>;

    fn next(&mut self) -> Option<Split<'a>> {
        let places = self.next.take()?;
        let chosen = places
            .iter()
            .filter_map(|place| self.tied.get(*place).copied())
            .collect();
        self.next = self.advance(places);
        Some(Split {
            allocation: self.allocation,
            chosen,
        })
    }
}

impl core::iter::FusedIterator for Splits<'_> {}

impl Split<'_> {
    /// Units of a timed code in this split.
    #[must_use]
    pub fn units(&self, code: ProcedureCode) -> Units {
        let position = self
            .allocation
            .entries()
            .iter()
            .position(|entry| entry.code == code);
        position.map_or(Units::ZERO, |position| Units::new(self.units_at(position)))
    }

    /// The timed codes that have units, in the order of the lines.
    pub fn iter(&self) -> impl Iterator<Item = (ProcedureCode, Units)> + '_ {
        let entries = self.allocation.entries().iter().enumerate();
        entries
            .filter(|(_, entry)| entry.clock.is_timed())
            .map(|(position, entry)| (entry.code, Units::new(self.units_at(position))))
            .filter(|(_, units)| !units.is_zero())
    }

    fn units_at(&self, position: usize) -> u16 {
        let entries = self.allocation.entries();
        let Some(entry) = entries.get(position) else {
            return 0;
        };
        match entry.clock {
            Clock::Untimed | Clock::Counted => 0,
            Clock::AddOn(family) => entries
                .iter()
                .enumerate()
                .find(|(_, entry)| entry.code == family.first)
                .map_or(0, |(position, first)| {
                    divide(self.attained(position, first)).1
                }),
            Clock::PoolFamily(_) | Clock::OwnFamily(_) => divide(self.attained(position, entry)).0,
            Clock::Pool | Clock::Own(_) => self.attained(position, entry),
        }
    }

    fn attained(&self, position: usize, entry: &Entry) -> u16 {
        match self.allocation.standing(entry) {
            Standing::Without => entry.full,
            Standing::With => entry.full + 1,
            Standing::Tied => entry.full + u16::from(self.chosen.contains(&position)),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Split<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

/// How many ways there are to choose `chosen` of `of`; `u64::MAX` if more than that.
pub(super) fn choose(of: u32, chosen: u32) -> u64 {
    let chosen = chosen.min(of.saturating_sub(chosen));
    let mut ways: u128 = 1;
    for step in 0..u128::from(chosen) {
        // the product of k consecutive numbers is divisible by k!, so each division is exact
        ways = ways * (u128::from(of) - step) / (step + 1);
        if ways > u128::from(u64::MAX) {
            return u64::MAX;
        }
    }
    u64::try_from(ways).unwrap_or(u64::MAX)
}
