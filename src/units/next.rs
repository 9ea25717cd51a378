//! Finds how many minutes are missing to the next unit of a code or of the session.

use alloc::vec::Vec;

use super::{
    allocation::Allocation,
    entry::{Clock, Entry, order_of_service},
    rounding::Rounding,
    rule::Pooling,
};
use crate::{code::ProcedureCode, quantity::Minutes};

/// Contains the pool of an allocation in the order in which extra units are assigned, to ask about several codes.
pub(crate) struct NextUnits<'a> {
    allocation: &'a Allocation,
    rounding: Rounding,
    /// The places of all services that are counted together in the order of [`order_of_service`].
    keys: Vec<u128>,
    /// The full blocks of all services that are counted together.
    full: u32,
    /// The number of those services that earn an extra unit on their own.
    earned: usize,
}

impl<'a> NextUnits<'a> {
    fn new(allocation: &'a Allocation) -> Self {
        let rounding = allocation.rule().rounding();
        let pool = || allocation.pooled();
        let mut keys: Vec<u128> = pool()
            .map(|entry| order_of_service(rounding, entry.counted.into(), entry.since))
            .collect();
        crate::order::by_key(&mut keys, |key| *key);
        Self {
            full: pool().map(|entry| u32::from(entry.full)).sum(),
            earned: pool()
                .filter(|entry| entry.left(rounding.block()) >= rounding.threshold())
                .count(),
            allocation,
            rounding,
            keys,
        }
    }

    /// Returns the minutes that are missing to the next unit of a code.
    pub(crate) fn of(&self, code: ProcedureCode) -> Option<Minutes> {
        let own = self.allocation.entry(code)?;
        let missing = match own.clock {
            Clock::AddOn(_) if !own.is_delivered => None,
            Clock::AddOn(family) => {
                // the first unit of the family is not one of the add-on
                let first = self.allocation.entry(family.first)?;
                self.missing(first, self.attained(first, 0).max(1) + 1)
            }
            _ => self.missing(own, self.attained(own, 0) + 1),
        }?;
        within_the_day(self.allocation, missing)
    }

    /// Returns the least minutes with which an entry attains units, which it does not without.
    fn missing(&self, entry: &Entry, target: u32) -> Option<u32> {
        let rule = self.allocation.rule();
        let counted = u32::from(entry.counted);
        match entry.clock {
            Clock::Untimed | Clock::Counted | Clock::AddOn(_) => None,
            Clock::Own(block) => minutes_to(rule.rounding_of(block).least_minutes(target), counted),
            Clock::OwnFamily(family) => minutes_to(rule.minutes_of_family(family, target), counted),
            Clock::Pool | Clock::PoolFamily(_) => {
                // full blocks attain the units in any case, and more minutes never lose one
                let block = u32::from(self.rounding.block().get());
                let (mut least, mut enough) = (1, target * block - counted);
                while least < enough {
                    let middle = least + (enough - least) / 2;
                    if self.attained(entry, middle) >= target {
                        enough = middle;
                    } else {
                        least = middle + 1;
                    }
                }
                Some(least)
            }
        }
    }

    /// Returns the units of an entry in the default pick if it had so many more minutes.
    fn attained(&self, entry: &Entry, more: u32) -> u32 {
        if !entry.clock.is_pooled() {
            return entry.attained.into();
        }
        let rounding = self.rounding;
        let before = u32::from(entry.counted);
        let after = before + more;
        let earns = |minutes| usize::from(rounding.remainder(minutes) >= rounding.threshold());
        let full = self.full - rounding.full(before) + rounding.full(after);
        let units = rounding.units(self.allocation.pool_minutes() + more);
        let together = usize::try_from(units.saturating_sub(full)).unwrap_or(usize::MAX);
        let extra = self
            .allocation
            .rule()
            .pooling()
            .of(together, || self.earned - earns(before) + earns(after));
        let [old, new] =
            [before, after].map(|minutes| order_of_service(rounding, minutes, entry.since));
        let earlier = self.keys.partition_point(|key| *key < new) - usize::from(old < new);
        rounding.full(after) + u32::from(earlier < extra)
    }
}

fn minutes_to(least: u64, counted: u32) -> Option<u32> {
    u32::try_from(least).ok()?.checked_sub(counted)
}

/// Returns minutes if the timed minutes of the day have room for them.
fn within_the_day(allocation: &Allocation, minutes: u32) -> Option<Minutes> {
    let day = u32::from(Minutes::DAY);
    let fits = u32::from(allocation.timed_minutes()) + minutes <= day;
    u16::try_from(minutes)
        .ok()
        .filter(|_| fits)
        .map(Minutes::new)
}

impl Allocation {
    /// Returns how many more minutes of a code would give it one more unit.
    ///
    /// The answer is about the default pick, also where the caller chose another split. The first code of a family
    /// counts the units of both codes. There is no answer for an untimed code, for an add-on that nobody recorded, and
    /// where the timed minutes of the day would be more than 1,440.
    ///
    /// A code may need fewer minutes than the session, because it can take over the unit of another code.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::{
    ///     Discipline, Minutes, ProcedureCode, Session, UnitRule, time::macros::date,
    /// };
    ///
    /// let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97112", 24), ("97110", 23)])?;
    /// let allocation = UnitRule::MEDICARE.allocate(&session);
    /// assert_eq!(allocation.next_unit(ProcedureCode::CPT_97110), Some(Minutes::new(2)));
    /// assert_eq!(allocation.next_session_unit(), Some(Minutes::new(6)));
    /// # }
    /// # Ok::<(), therapy_billing::session::SessionError>(())
    /// ```
    #[must_use]
    pub fn next_unit(&self, code: ProcedureCode) -> Option<Minutes> {
        self.next_units().of(code)
    }

    /// Returns how many more minutes of one timed code, the best one, would give the session one more timed unit.
    ///
    /// There is no answer without a timed code, and where the timed minutes of the day would be more than 1,440.
    #[must_use]
    pub fn next_session_unit(&self) -> Option<Minutes> {
        let rule = self.rule();
        let rounding = rule.rounding();
        let pool = self.pool_minutes();
        let allowed = rounding.units(pool);
        let alone = |entry: &Entry| rounding.units(entry.counted.into());
        let earned: u32 = match rule.pooling() {
            Pooling::Capped => self.pooled().map(alone).sum(),
            Pooling::Session | Pooling::None => 0,
        };
        let of_session = minutes_to(rounding.least_minutes(allowed + 1), pool);
        let of_entry = |entry: &Entry| {
            let counted = u32::from(entry.counted);
            let own = || minutes_to(rounding.least_minutes(alone(entry) + 1), counted);
            match (entry.clock, rule.pooling()) {
                (Clock::Untimed | Clock::Counted | Clock::AddOn(_), _) => None,
                (Clock::Own(block), _) => {
                    let least = rule
                        .rounding_of(block)
                        .least_minutes(u32::from(entry.attained) + 1);
                    minutes_to(least, counted)
                }
                (Clock::OwnFamily(family), _) => {
                    let least = rule.minutes_of_family(family, u32::from(entry.attained) + 1);
                    minutes_to(least, counted)
                }
                (Clock::Pool | Clock::PoolFamily(_), Pooling::Session) => of_session,
                (Clock::Pool | Clock::PoolFamily(_), Pooling::None) => own(),
                // whichever holds the sum back has to grow, and both where they are equal
                (Clock::Pool | Clock::PoolFamily(_), Pooling::Capped) => match allowed.cmp(&earned)
                {
                    core::cmp::Ordering::Less => of_session,
                    core::cmp::Ordering::Greater => own(),
                    core::cmp::Ordering::Equal => of_session.max(own()),
                },
            }
        };
        let least = self.entries().iter().filter_map(of_entry).min()?;
        within_the_day(self, least)
    }

    /// Returns what answers about the next unit of several codes.
    pub(crate) fn next_units(&self) -> NextUnits<'_> {
        NextUnits::new(self)
    }
}
