//! Contains the counted entries of a session: the codes, the families, and how each is counted.

use alloc::{collections::BTreeMap, vec::Vec};

use super::rounding::Rounding;
use crate::code::ProcedureCode;
use crate::order;
use crate::quantity::Minutes;
use crate::reference::catalog::{BlockMinutes, Family, Timing};
use crate::session::{Delivered, Session, TimingSource};

/// Contains one code of the answer, delivered or made by the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) code: ProcedureCode,
    pub(super) units: u16,
    /// States whether it was recorded, which the other half of a family need not be.
    pub(super) is_delivered: bool,
    /// The position among the session's delivered codes; of an entry that the count made, that of the other half.
    pub(super) position: u16,
    /// The position at which it was begun; of a family, that of the half begun first.
    pub(super) since: u16,
    pub(super) minutes: Option<Minutes>,
    pub(super) clock: Clock,
    /// The minutes that this entry counts: those of the code, or at the first code of a family those of both codes.
    pub(super) counted: u16,
    /// The units of these minutes before a family divides them between its codes.
    pub(super) attained: u16,
    /// The units of these minutes that are full blocks.
    pub(super) full: u16,
}

/// States how an entry is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Clock {
    /// It is one unit, whatever the minutes.
    Untimed,
    /// It is one unit; more must be stated.
    Counted,
    /// It is counted together with other codes in blocks of the rule.
    Pool,
    /// It is counted separately by its own block length.
    Own(BlockMinutes),
    /// It is the first code of a family that is counted together with other codes; it counts for both codes.
    PoolFamily(Family),
    /// It is the first code of a family that is counted separately; it counts for both codes.
    OwnFamily(Family),
    /// It is the add-on of a family, counted at its first code.
    AddOn(Family),
}

impl Clock {
    /// Returns how a code is counted.
    ///
    /// Codes that the catalog counts in blocks of 15 minutes are counted in blocks of the rule, and so is every code of
    /// the rule's length. Another length that the caller stated is kept.
    #[inline]
    fn of(timing: Timing, source: TimingSource, pool_block: BlockMinutes) -> Self {
        let is_pooled = |block: BlockMinutes| match source {
            _ if block == pool_block => true,
            TimingSource::Catalog => block == BlockMinutes::QUARTER_HOUR,
            TimingSource::Caller => false,
        };
        match timing {
            Timing::Blocks { minutes } if is_pooled(minutes) => Self::Pool,
            Timing::Blocks { minutes } => Self::Own(minutes),
            Timing::First { family }
                if family.first_block == family.add_on_block && is_pooled(family.first_block) =>
            {
                Self::PoolFamily(family)
            }
            Timing::First { family } => Self::OwnFamily(family),
            Timing::AddOn { family } => Self::AddOn(family),
            Timing::Counted => Self::Counted,
            Timing::Untimed | Timing::Month { .. } | Timing::Visit => Self::Untimed, // no session has the last two
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

/// Returns the codes in order of delivery, and whether there are families. The other half of a family follows or precedes
/// the one delivered.
pub(super) fn entries_of(session: &Session, pool_block: BlockMinutes) -> (Vec<Entry>, bool) {
    let delivered = session.delivered();
    let is_of_family =
        |code: &&Delivered| matches!(code.timing, Timing::First { .. } | Timing::AddOn { .. });
    match delivered.iter().filter(is_of_family).count() {
        0 => {
            let codes = delivered.iter().zip(0..);
            let entries = codes.map(|(code, position)| Entry::of(code, position, pool_block));
            (entries.collect(), false)
        }
        families => {
            let mut entries = Vec::with_capacity(delivered.len() + families);
            for (code, position) in delivered.iter().zip(0..) {
                push_with_family(&mut entries, session, position, code, pool_block);
            }
            (entries, true)
        }
    }
}

/// Adds the entry of a code, and that of the other half of its family if nobody recorded it.
#[inline(never)]
fn push_with_family(
    entries: &mut Vec<Entry>,
    session: &Session,
    position: u16,
    code: &Delivered,
    pool_block: BlockMinutes,
) {
    let entry = Entry::of(code, position, pool_block);
    match code.timing {
        Timing::First { family } => {
            let place = session.delivered_position(family.add_on);
            let add_on = place.and_then(|place| session.delivered().get(place));
            entries.push(Entry {
                counted: entry.counted + minutes_of(add_on),
                since: place
                    .and_then(|place| u16::try_from(place).ok())
                    .map_or(position, |place| place.min(position)),
                ..entry
            });
            if add_on.is_none() {
                entries.push(Entry {
                    clock: Clock::AddOn(family),
                    ..entry.made(family.add_on)
                });
            }
        }
        Timing::AddOn { family } => {
            if session.delivered_code(family.first).is_none() {
                entries.push(Entry {
                    clock: Clock::of(Timing::First { family }, code.timing_source, pool_block),
                    ..entry.made(family.first)
                });
            }
            entries.push(entry); // counted at the first code
        }
        _ => entries.push(entry),
    }
}

/// Returns whether the pool is in order of delivery, so that no family was begun with its add-on before the place
/// where it is counted.
pub(super) fn is_in_order(entries: &[Entry]) -> bool {
    let pooled = entries.iter().filter(|entry| entry.clock.is_pooled());
    pooled.is_sorted_by_key(|entry| entry.since)
}

fn minutes_of(delivered: Option<&Delivered>) -> u16 {
    delivered
        .and_then(|code| code.minutes)
        .unwrap_or_default()
        .get()
}

/// Returns the key by which services are in the order in which extra units are assigned: the most remaining minutes
/// first, then the most minutes, then the one delivered first.
pub(super) fn order_of_service(rounding: Rounding, minutes: u32, since: u16) -> u128 {
    order::key(!rounding.remainder(minutes), !minutes, since.into())
}

impl Entry {
    /// Creates the entry of a delivered code, before it is counted.
    #[inline]
    fn of(code: &Delivered, position: u16, pool_block: BlockMinutes) -> Self {
        Self {
            code: code.code,
            units: 0,
            is_delivered: true,
            position,
            since: position,
            minutes: code.minutes,
            clock: Clock::of(code.timing, code.timing_source, pool_block),
            counted: code.minutes.unwrap_or_default().get(),
            attained: 0,
            full: 0,
        }
    }

    /// Creates the other half of a family, which was not recorded and to which the count may give units.
    const fn made(self, code: ProcedureCode) -> Self {
        Self {
            code,
            is_delivered: false,
            minutes: None,
            ..self
        }
    }
}

/// Divides units between the codes of a family: the first unit is the first code, every further one the add-on.
pub(super) const fn divide(attained: u16) -> (u16, u16) {
    let first = if attained > 0 { 1 } else { 0 };
    (first, attained - first)
}

/// Divides the units of each family between its two codes.
pub(super) fn divide_families(entries: &mut [Entry]) {
    let mut further = BTreeMap::new();
    for entry in entries.iter_mut() {
        if let Some(family) = entry.clock.family() {
            let (first, add_on) = divide(entry.attained);
            entry.units = first;
            further.insert(family.add_on, add_on);
        }
    }
    for entry in entries {
        if let (Clock::AddOn(_), Some(units)) = (entry.clock, further.get(&entry.code)) {
            entry.units = *units;
        }
    }
}

impl Entry {
    /// Returns the minutes that the full blocks leave, of a service that is counted together with others.
    pub(super) const fn left(&self, block: BlockMinutes) -> u16 {
        self.counted - self.full * block.get()
    }

    /// Returns the code that would gain or lose the extra unit: of a family, the add-on once the first has one.
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
