//! Counts a session under a rule.

use alloc::vec::Vec;

use super::{
    allocation::Allocation,
    apportion::{Apportionment, split},
    entry::{Clock, Entry, divide_families, entries_of, is_in_order},
    rounding::Reciprocal,
    rule::{Pooling, UnitRule},
};
use crate::reference::catalog::Family;
use crate::session::Session;

/// The most services of a pool that are counted without a heap allocation of their own.
const ON_STACK: usize = 16;

impl UnitRule {
    /// Counts the units of each code of a session.
    ///
    /// Repeats are one service and so are the codes of a family. Codes of another block length are counted
    /// separately, and untimed codes have 1 unit. The count makes at most one heap allocation for up to eight
    /// services, unless a family was begun with its add-on.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-04, ch. 5, §20.2; AMA, CPT, Introduction, Time.
    #[must_use]
    pub fn allocate(self, session: &Session) -> Allocation {
        let (mut entries, has_family) = entries_of(session, self.block_minutes());
        let mut on_stack = ([0; ON_STACK], [0; ON_STACK]);
        let mut on_heap = (Vec::new(), Vec::new());
        let (minutes, units) = if entries.len() <= ON_STACK {
            (&mut on_stack.0[..], &mut on_stack.1[..])
        } else {
            on_heap.0.resize(entries.len(), 0);
            on_heap.1.resize(entries.len(), 0);
            (&mut on_heap.0[..], &mut on_heap.1[..])
        };

        let (mut size, mut pool_minutes) = (0, 0);
        let pooled = entries.iter().filter(|entry| entry.clock.is_pooled());
        for (place, entry) in minutes.iter_mut().zip(pooled) {
            *place = entry.counted;
            pool_minutes += u32::from(entry.counted);
            size += 1;
        }
        let minutes = minutes.get(..size).unwrap_or_default();
        let units = units.get_mut(..size).unwrap_or_default();
        let pool = if !has_family || is_in_order(&entries) {
            split(self.rounding(), self.pooling(), minutes, units)
        } else {
            self.split_by_delivery(&entries, minutes, units)
        };

        let reciprocal = Reciprocal::new(self.rounding());
        let mut units = units.iter();
        let mut timed_units = 0;
        for entry in &mut entries {
            if entry.clock.is_pooled() {
                entry.attained = units.next().copied().unwrap_or(0);
                entry.full = reciprocal.parts(entry.counted).0;
            } else if let Some(units) = self.count_alone(entry.clock, entry.counted) {
                entry.attained = units;
                entry.full = units;
            }
            entry.units = entry.attained;
            if entry.clock.is_timed() {
                timed_units += u32::from(entry.attained); // of both codes of a family
            }
        }
        if has_family {
            divide_families(&mut entries);
        }
        Allocation {
            session: session.clone(),
            rule: self,
            entries,
            pool,
            pool_minutes,
            timed_units,
            is_chosen: false,
        }
    }

    /// Splits a pool in which a family was begun with its add-on, before the place where it is counted.
    #[cold]
    fn split_by_delivery(
        self,
        entries: &[Entry],
        minutes: &[u16],
        units: &mut [u16],
    ) -> Apportionment {
        let pooled = entries.iter().filter(|entry| entry.clock.is_pooled());
        let mut order: Vec<_> = pooled.map(|entry| entry.since).zip(0..).collect();
        crate::order::by_key(&mut order, |(since, _)| u128::from(*since));
        let places = || order.iter().map(|&(_, place): &(u16, usize)| place);
        let in_order: Vec<u16> = places()
            .filter_map(|place| minutes.get(place).copied())
            .collect();
        let mut split_units = alloc::vec![0; in_order.len()];
        let pool = split(self.rounding(), self.pooling(), &in_order, &mut split_units);
        for (place, of_place) in places().zip(split_units) {
            if let Some(units) = units.get_mut(place) {
                *units = of_place;
            }
        }
        pool
    }

    /// Returns the units of a service that is counted separately, or `None` if it is counted with others or, as an
    /// add-on, at its first code.
    #[inline(never)]
    pub(super) fn count_alone(self, clock: Clock, minutes: u16) -> Option<u16> {
        match clock {
            Clock::Untimed | Clock::Counted => Some(1),
            Clock::Own(block) => Some(whole(self.rounding_of(block).units(minutes.into()))),
            Clock::OwnFamily(family) => Some(whole(self.units_of_family(family, minutes.into()))),
            Clock::Pool | Clock::PoolFamily(_) | Clock::AddOn(_) => None,
        }
    }

    /// Returns the units of a family that is counted separately: the first code at its threshold, then each further
    /// block.
    pub(super) const fn units_of_family(self, family: Family, minutes: u32) -> u32 {
        let first = self.rounding_of(family.first_block);
        let further = self.rounding_of(family.add_on_block);
        match minutes.checked_sub(family.first_block.get() as u32) {
            Some(beyond) => 1 + further.units(beyond),
            None => first.units(minutes),
        }
    }

    /// Returns the least minutes of a family that is counted separately and attains so many units, at least one.
    pub(super) const fn minutes_of_family(self, family: Family, units: u32) -> u64 {
        match units {
            0 | 1 => self.rounding_of(family.first_block).least_minutes(units),
            _ => {
                let further = self.rounding_of(family.add_on_block);
                family.first_block.get() as u64 + further.least_minutes(units - 1)
            }
        }
    }

    /// Returns the units that a total of timed minutes supports, for a record without minutes per code.
    ///
    /// The total fixes the number of units, but not the codes to which they belong.
    ///
    /// # Errors
    ///
    /// A rule that counts codes separately is an error, because a total has no codes.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-02, ch. 15, §220.3.E; CMS Pub. 100-04, ch. 5, §20.2.C.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::UnitRule;
    ///
    /// assert_eq!(UnitRule::MEDICARE.units_of_total(47), Ok(3));
    /// assert!(UnitRule::CPT.units_of_total(47).is_err());
    /// ```
    pub const fn units_of_total(self, timed_minutes: u32) -> Result<u32, TotalError> {
        match self.pooling() {
            Pooling::Session => Ok(self.rounding().units(timed_minutes)),
            Pooling::None | Pooling::Capped => Err(TotalError { rule: self }),
        }
    }
}

/// A total could not be counted, because the rule counts codes separately.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected the minutes of each code, because the rule {rule} counts codes separately, found only a total; \
     state them"
)]
pub struct TotalError {
    /// The rule.
    pub rule: UnitRule,
}

/// Returns units of at most a day's minutes, which fit.
fn whole(units: u32) -> u16 {
    u16::try_from(units).unwrap_or(u16::MAX)
}
