//! From a session to its counted entries: what is pooled, what has a clock of its own, families.

use alloc::vec::Vec;

use super::{
    Allocation, AllocationLine, Pooling, UnitRule,
    apportion::{Apportionment, split},
    rounding::{Reciprocal, Rounding},
};
use crate::code::ProcedureCode;
use crate::quantity::{Minutes, Units};
use crate::reference::catalog::{BlockMinutes, Family, Timing};
use crate::session::{Delivered, Session};

/// One code of the answer, delivered or made by the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) code: ProcedureCode,
    pub(super) units: u16,
    /// Whether somebody recorded it; false of the other half of a family.
    pub(super) is_delivered: bool,
    /// Its position among the session's delivered codes; of a family, that of the half begun first.
    pub(super) since: usize,
    pub(super) minutes: Option<Minutes>,
    pub(super) clock: Clock,
    /// Minutes counted here: the code's, or those of the family at its first code.
    pub(super) counted: u16,
    /// Units counted here before a family divides them, and those that are full blocks.
    pub(super) attained: u16,
    pub(super) full: u16,
}

/// By which clock an entry is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// One unit, whatever the minutes.
    Untimed,
    /// One unit; more must be stated.
    Counted,
    /// In the pool of the rule's block length.
    Pool,
    /// Alone, by the block length of its own.
    Own(BlockMinutes),
    /// The first code of a family, in the pool; counts for both codes.
    PoolFamily(Family),
    /// The first code of a family, alone; counts for both codes.
    OwnFamily(Family),
    /// The add-on of a family, counted at its first code.
    AddOn(Family),
}

impl Clock {
    fn of(timing: Timing, pool_block: BlockMinutes) -> Self {
        match timing {
            Timing::Blocks { minutes } if minutes == pool_block => Self::Pool,
            Timing::Blocks { minutes } => Self::Own(minutes),
            Timing::First { family } => {
                if family.first_block == pool_block && family.add_on_block == pool_block {
                    Self::PoolFamily(family)
                } else {
                    Self::OwnFamily(family)
                }
            }
            Timing::AddOn { family } => Self::AddOn(family),
            Timing::Counted => Self::Counted,
            Timing::Untimed | Timing::Month { .. } | Timing::Visit => Self::Untimed, // no session has these
        }
    }

    pub(super) const fn is_pooled(self) -> bool {
        matches!(self, Self::Pool | Self::PoolFamily(_))
    }

    pub(super) const fn is_timed(self) -> bool {
        !matches!(self, Self::Untimed | Self::Counted)
    }

    pub(super) const fn family(self) -> Option<Family> {
        match self {
            Self::PoolFamily(family) | Self::OwnFamily(family) => Some(family),
            _ => None,
        }
    }
}

/// The most services of a pool that are counted without a heap allocation of their own.
const ON_STACK: usize = 16;

impl UnitRule {
    /// Units for each code of a session, with the tie and every lawful split.
    ///
    /// Repeats are one service, families are one service, codes of another block length are counted
    /// on their own clock, and untimed codes have one unit. At most one heap allocation for up to
    /// eight services, unless a family was begun with its add-on.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-04, ch. 5, §20.2; AMA, CPT, Introduction, Time.
    #[must_use]
    pub fn allocate(self, session: &Session) -> Allocation {
        let mut entries = entries_of(session, self.block_minutes());
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
        let pool = if is_in_order(&entries) {
            split(self.rounding(), self.pooling(), minutes, units)
        } else {
            self.split_by_delivery(&entries, minutes, units)
        };

        let reciprocal = Reciprocal::new(self.rounding());
        let mut units = units.iter();
        let (mut timed_units, mut has_family) = (0, false);
        for entry in &mut entries {
            if entry.clock.is_pooled() {
                entry.attained = units.next().copied().unwrap_or(0);
                entry.full = reciprocal.parts(entry.counted).0;
            } else {
                self.count_alone(entry);
            }
            entry.units = entry.attained;
            has_family |= entry.clock.family().is_some();
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
        }
    }

    /// Splits a pool in which a family was begun with its add-on, before the place where it is counted.
    fn split_by_delivery(
        self,
        entries: &[Entry],
        minutes: &[u16],
        units: &mut [u16],
    ) -> Apportionment {
        let pooled = entries.iter().filter(|entry| entry.clock.is_pooled());
        let mut order: Vec<_> = pooled.map(|entry| entry.since).zip(0..).collect();
        order.sort_unstable();
        let places = || order.iter().map(|&(_, place): &(usize, usize)| place);
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

    /// Counts an entry that shares no pool.
    fn count_alone(self, entry: &mut Entry) {
        entry.attained = match entry.clock {
            Clock::Untimed | Clock::Counted => 1,
            Clock::Own(block) => whole(self.rounding_of(block).units(entry.counted.into())),
            Clock::OwnFamily(family) => whole(self.units_of_family(family, entry.counted.into())),
            Clock::Pool | Clock::PoolFamily(_) | Clock::AddOn(_) => return,
        };
        entry.full = entry.attained;
    }

    /// Units of a family counted alone: the first code at its threshold, then each further block.
    pub(super) const fn units_of_family(self, family: Family, minutes: u32) -> u32 {
        let first = self.rounding_of(family.first_block);
        let further = self.rounding_of(family.add_on_block);
        match minutes.checked_sub(family.first_block.get() as u32) {
            Some(beyond) => 1 + further.units(beyond),
            None => first.units(minutes),
        }
    }

    /// Units that a day's timed minutes support, where the record holds only their total.
    ///
    /// The total fixes the number of units and not whose they are: nothing can be allocated from it.
    ///
    /// # Errors
    ///
    /// A rule that does not pool: it counts code by code, and a total has no codes.
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

/// A total that cannot be counted, because the rule counts code by code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "the rule {rule} counts each code alone, a total is not enough: state the minutes of each code"
)]
pub struct TotalError {
    /// The rule.
    pub rule: UnitRule,
}

/// Units of at most a day's minutes fit.
fn whole(units: u32) -> u16 {
    u16::try_from(units).unwrap_or(u16::MAX)
}

/// The codes in order of delivery; the other half of a family stands beside the one delivered.
fn entries_of(session: &Session, pool_block: BlockMinutes) -> Vec<Entry> {
    let delivered = session.delivered();
    let families = delivered
        .iter()
        .filter(|code| code.timing.family().is_some())
        .count();
    let mut entries = Vec::with_capacity(delivered.len() + families);
    for (position, code) in delivered.iter().enumerate() {
        let entry = Entry {
            code: code.code,
            units: 0,
            is_delivered: true,
            since: position,
            minutes: code.minutes,
            clock: Clock::of(code.timing, pool_block),
            counted: code.minutes.unwrap_or_default().get(),
            attained: 0,
            full: 0,
        };
        match code.timing {
            Timing::First { family } => {
                let place = delivered.iter().position(|code| code.code == family.add_on);
                let add_on = place.and_then(|place| delivered.get(place));
                entries.push(Entry {
                    counted: entry.counted + minutes_of(add_on),
                    since: place.map_or(position, |place| place.min(position)),
                    ..entry
                });
                if add_on.is_none() {
                    entries.push(Entry {
                        clock: Clock::AddOn(family),
                        ..entry.made(family.add_on, 0)
                    });
                }
            }
            Timing::AddOn { family } => {
                if session.delivered_code(family.first).is_none() {
                    entries.push(Entry {
                        clock: Clock::of(Timing::First { family }, pool_block),
                        ..entry.made(family.first, entry.counted)
                    });
                }
                entries.push(Entry {
                    counted: 0,
                    ..entry
                });
            }
            _ => entries.push(entry),
        }
    }
    entries
}

/// Whether the pool stands in order of delivery: whether no family was begun with its add-on, before the
/// place where it is counted.
fn is_in_order(entries: &[Entry]) -> bool {
    let pooled = entries.iter().filter(|entry| entry.clock.is_pooled());
    pooled.is_sorted_by_key(|entry| entry.since)
}

fn minutes_of(delivered: Option<&Delivered>) -> u16 {
    delivered
        .and_then(|code| code.minutes)
        .unwrap_or_default()
        .get()
}

impl Entry {
    /// The other half of a family, which nobody recorded and to which the count may give units.
    const fn made(self, code: ProcedureCode, counted: u16) -> Self {
        Self {
            code,
            is_delivered: false,
            minutes: None,
            counted,
            ..self
        }
    }

    pub(super) fn line(&self) -> AllocationLine {
        AllocationLine {
            code: self.code,
            units: Units::new(self.units),
            minutes: self.minutes,
        }
    }
}

/// The first unit of a family is its first code, every further one the add-on.
pub(super) const fn divide(attained: u16) -> (u16, u16) {
    let first = if attained > 0 { 1 } else { 0 };
    (first, attained - first)
}

fn divide_families(entries: &mut [Entry]) {
    for place in 0..entries.len() {
        let Some(entry) = entries.get_mut(place) else {
            return;
        };
        let Some(family) = entry.clock.family() else {
            continue;
        };
        let (first, further) = divide(entry.attained);
        entry.units = first;
        if let Some(add_on) = entries.iter_mut().find(|entry| entry.code == family.add_on) {
            add_on.units = further;
        }
    }
}

impl Entry {
    pub(super) fn remainder(&self, rounding: Rounding) -> u16 {
        rounding.remainder(self.counted.into())
    }

    /// The code that would gain or lose the extra unit: of a family, the add-on once the first has one.
    pub(super) fn movable_code(&self) -> ProcedureCode {
        match self.clock.family() {
            Some(family) if self.full > 0 => family.add_on,
            Some(family) => family.first,
            None => self.code,
        }
    }

    pub(super) fn unbilled(&self, pool_block: u32) -> u32 {
        let attained = u32::from(self.attained);
        let paid = match self.clock {
            Clock::Untimed | Clock::Counted | Clock::AddOn(_) => return 0,
            Clock::Pool | Clock::PoolFamily(_) => attained * pool_block,
            Clock::Own(block) => attained * u32::from(block.get()),
            Clock::OwnFamily(family) => match attained.checked_sub(1) {
                None => 0,
                Some(further) => {
                    u32::from(family.first_block.get())
                        + further * u32::from(family.add_on_block.get())
                }
            },
        };
        u32::from(self.counted).saturating_sub(paid)
    }
}
