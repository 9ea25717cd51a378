//! The answer: units for each code, what could move, and every lawful split.

use alloc::vec::Vec;

use super::{
    UnitRule,
    apportion::{Apportionment, split},
    rounding::Rounding,
    splits::Splits,
};
use crate::{
    catalog::{BlockMinutes, Family, Timing},
    code::ProcedureCode,
    quantity::{Minutes, Units},
    session::{Delivered, Session},
};

/// The units of a session under a rule: per code, with what could lawfully have been otherwise.
///
/// Numbers only; [`explain`](Self::explain) writes the sentences.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{
///     Discipline, Minutes, ProcedureCode, Service, Session, UnitRule, Units, time::macros::date,
/// };
///
/// let session = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
///     .with(Service::new(ProcedureCode::CPT_97112, Minutes::new(20))?)?
///     .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(20))?)?;
/// let allocation = UnitRule::MEDICARE.allocate(&session);
/// assert_eq!(allocation.timed_units(), 3);
/// assert_eq!(allocation.units(ProcedureCode::CPT_97112), Units::new(2)); // delivered first
/// assert_eq!(allocation.splits().count(), 2); // either code may have the third unit
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
///
/// # Source
///
/// The rule's, see [`UnitRule`]. Families and other block lengths: AMA, CPT, Introduction, Time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation<'s> {
    session: &'s Session,
    rule: UnitRule,
    entries: Vec<Entry>,
    pool: Apportionment,
    pool_minutes: u32,
    timed_units: u32,
}

/// One code of the answer, delivered or made by the count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) code: ProcedureCode,
    pub(super) units: u16,
    /// Position among the session's delivered codes; `None` for the other half of a family.
    pub(super) delivered: Option<usize>,
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
            Timing::Untimed | Timing::Month { .. } => Self::Untimed, // a session holds no month
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

/// How an entry of the pool stands to the extra units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// No extra unit in any lawful split.
    Without,
    /// Equal at the cut: an extra unit in some lawful splits and not in others.
    Tied,
    /// An extra unit in every lawful split.
    With,
}

/// One line of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct AllocationLine {
    /// The code.
    pub code: ProcedureCode,
    /// Its units.
    pub units: Units,
    /// Minutes recorded under the code; `None` where there are none, or the count made the line.
    pub minutes: Option<Minutes>,
}

/// What was counted as one service: a code, or both codes of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CountedService {
    /// The code; of a family, the first.
    pub code: ProcedureCode,
    /// The add-on of a family.
    pub add_on: Option<ProcedureCode>,
    /// How it was counted.
    pub counted: CountedBy,
    /// Its units in the default pick, of both codes of a family.
    pub units: Units,
    /// The least of them in any lawful split.
    pub least: Units,
    /// The most of them in any lawful split.
    pub most: Units,
}

/// How a service was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CountedBy {
    /// One unit, whatever the minutes.
    Once,
    /// A unit a block, in the pool or alone.
    Blocks(BlockMinutes),
    /// A family whose first and further blocks differ in length.
    UnequalBlocks,
}

/// Codes that stand equal where the extra units run out.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Tie {
    /// The codes that could gain or lose a unit, in order of code.
    pub codes: Vec<ProcedureCode>,
    /// How many of them get one.
    pub units: u32,
}

/// The most services of a pool that are counted without a heap allocation of their own.
const ON_STACK: usize = 16;

impl UnitRule {
    /// Units for each code of a session, with the tie and every lawful split.
    ///
    /// Repeats are one service, families are one service, codes of another block length are counted
    /// on their own clock, and untimed codes have one unit. At most one heap allocation for up to
    /// eight services.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-04, ch. 5, §20.2; AMA, CPT, Introduction, Time.
    #[must_use]
    pub fn allocate(self, session: &Session) -> Allocation<'_> {
        let mut entries = entries_of(session, self.block_minutes());
        let mut on_stack = ([0; ON_STACK], [0; ON_STACK]);
        let mut on_heap = (Vec::new(), Vec::new());
        let size = entries
            .iter()
            .filter(|entry| entry.clock.is_pooled())
            .count();
        let (minutes, units) = if let (Some(minutes), Some(units)) =
            (on_stack.0.get_mut(..size), on_stack.1.get_mut(..size))
        {
            (minutes, units)
        } else {
            on_heap.0.resize(size, 0);
            on_heap.1.resize(size, 0);
            (&mut *on_heap.0, &mut *on_heap.1)
        };

        let mut pool_minutes = 0;
        let pooled = entries.iter().filter(|entry| entry.clock.is_pooled());
        for (place, entry) in minutes.iter_mut().zip(pooled) {
            *place = entry.counted;
            pool_minutes += u32::from(entry.counted);
        }
        let pool = split(self.rounding(), self.pooling(), minutes, units);
        let pooled = entries.iter_mut().filter(|entry| entry.clock.is_pooled());
        for (entry, &units) in pooled.zip(&*units) {
            entry.attained = units;
            entry.full = whole(self.rounding().full(entry.counted.into()));
        }
        for entry in &mut entries {
            self.count_alone(entry);
        }
        divide_families(&mut entries);

        let timed_units = entries
            .iter()
            .filter(|entry| entry.clock.is_timed())
            .map(|entry| u32::from(entry.units))
            .sum();
        Allocation {
            session,
            rule: self,
            entries,
            pool,
            pool_minutes,
            timed_units,
        }
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
            super::Pooling::Session => Ok(self.rounding().units(timed_minutes)),
            super::Pooling::None | super::Pooling::Capped => Err(TotalError { rule: self }),
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
            delivered: Some(position),
            minutes: code.minutes,
            clock: Clock::of(code.timing, pool_block),
            counted: code.minutes.unwrap_or_default().get(),
            attained: 0,
            full: 0,
        };
        match code.timing {
            Timing::First { family } => {
                let add_on = session.delivered_code(family.add_on);
                entries.push(Entry {
                    counted: entry.counted + minutes_of(add_on),
                    ..entry
                });
                if add_on.is_none() {
                    let clock = Clock::AddOn(family);
                    entries.push(Entry::made(family.add_on, clock, 0));
                }
            }
            Timing::AddOn { family } => {
                if session.delivered_code(family.first).is_none() {
                    let clock = Clock::of(Timing::First { family }, pool_block);
                    entries.push(Entry::made(family.first, clock, entry.counted));
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

fn minutes_of(delivered: Option<&Delivered>) -> u16 {
    delivered
        .and_then(|code| code.minutes)
        .unwrap_or_default()
        .get()
}

impl Entry {
    /// A code nobody recorded, to which the count may give units of the other half's minutes.
    const fn made(code: ProcedureCode, clock: Clock, counted: u16) -> Self {
        Self {
            code,
            units: 0,
            delivered: None,
            minutes: None,
            clock,
            counted,
            attained: 0,
            full: 0,
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
            if !matches!(entry.clock, Clock::AddOn(_)) {
                entry.units = entry.attained;
            }
            continue;
        };
        let (first, further) = divide(entry.attained);
        entry.units = first;
        if let Some(add_on) = entries.iter_mut().find(|entry| entry.code == family.add_on) {
            add_on.units = further;
        }
    }
}

impl<'s> Allocation<'s> {
    /// The session that was counted.
    #[must_use]
    pub const fn session(&self) -> &'s Session {
        self.session
    }

    /// The rule it was counted by.
    #[must_use]
    pub const fn rule(&self) -> UnitRule {
        self.rule
    }

    /// Every code delivered, also one that earns no unit, in order of delivery.
    ///
    /// An add-on line made by the count follows its first code, a first-code line precedes its add-on.
    pub fn lines(&self) -> impl Iterator<Item = AllocationLine> + '_ {
        self.entries
            .iter()
            .filter(|entry| entry.delivered.is_some() || entry.units > 0)
            .map(Entry::line)
    }

    /// What was counted as one service, in order of delivery: codes, and families as one.
    pub fn services(&self) -> impl Iterator<Item = CountedService> + '_ {
        self.entries.iter().filter_map(|entry| {
            let family = entry.clock.family();
            let counted = match entry.clock {
                Clock::AddOn(_) => return None,
                Clock::Untimed | Clock::Counted => CountedBy::Once,
                Clock::Pool => CountedBy::Blocks(self.rule.block_minutes()),
                Clock::Own(block) => CountedBy::Blocks(block),
                Clock::PoolFamily(family) | Clock::OwnFamily(family) => {
                    if family.first_block == family.add_on_block {
                        CountedBy::Blocks(family.first_block)
                    } else {
                        CountedBy::UnequalBlocks
                    }
                }
            };
            let standing = self.standing(entry);
            Some(CountedService {
                code: entry.code,
                add_on: family.map(|family| family.add_on),
                counted,
                units: Units::new(entry.attained),
                least: Units::new(entry.full + u16::from(standing == Standing::With)),
                most: Units::new(entry.full + u16::from(standing != Standing::Without)),
            })
        })
    }

    /// Units of a code in the default pick, untimed codes included; zero if it is absent.
    #[must_use]
    pub fn units(&self, code: ProcedureCode) -> Units {
        self.entry(code)
            .map_or(Units::ZERO, |entry| Units::new(entry.units))
    }

    /// Minutes of all timed codes, pooled or not.
    #[must_use]
    pub const fn timed_minutes(&self) -> Minutes {
        self.session.timed_minutes()
    }

    /// Units of all timed codes, pooled or not.
    #[must_use]
    pub const fn timed_units(&self) -> u32 {
        self.timed_units
    }

    /// Units of all codes, untimed ones included.
    #[must_use]
    pub fn total_units(&self) -> u32 {
        self.entries
            .iter()
            .map(|entry| u32::from(entry.units))
            .sum()
    }

    /// How the extra units of the pool fell.
    #[must_use]
    pub const fn pool(&self) -> Apportionment {
        self.pool
    }

    /// Minutes of the pool: of all codes of the rule's block length.
    #[must_use]
    pub const fn pool_minutes(&self) -> u32 {
        self.pool_minutes
    }

    /// Timed minutes that no unit stands for, as far as they are not needed to attain one.
    ///
    /// Under session pooling the pool is taken as one; otherwise each code by itself.
    #[must_use]
    pub fn unbilled_minutes(&self) -> u32 {
        let pooled = self.rule.pooling() == super::Pooling::Session;
        let block = u32::from(self.rule.block_minutes().get());
        let pool = if pooled {
            self.pool_minutes.saturating_sub(self.pool.total * block)
        } else {
            0
        };
        let alone = self
            .entries
            .iter()
            .filter(|entry| !(pooled && entry.clock.is_pooled()));
        pool + alone.map(|entry| entry.unbilled(block)).sum::<u32>()
    }

    /// The codes that stand equal where the extra units run out; `None` if nothing could move.
    #[must_use]
    pub fn tie(&self) -> Option<Tie> {
        let mut codes: Vec<_> = self.tied().map(Entry::movable_code).collect();
        codes.sort_unstable();
        (!codes.is_empty()).then_some(Tie {
            codes,
            units: self.pool.tied_extra,
        })
    }

    /// Every lawful split of the timed units, the default pick first, made as they are asked for.
    pub fn splits(&self) -> Splits<'_> {
        Splits::new(self)
    }

    /// How many lawful splits there are; `u64::MAX` if more than that.
    #[must_use]
    pub fn lawful_splits(&self) -> u64 {
        if self.pool.is_tie() {
            super::splits::choose(self.pool.tied, self.pool.tied_extra)
        } else {
            1
        }
    }

    /// Whether billed units are one of the lawful splits, without listing them.
    ///
    /// Lines of one code are added; a code that is absent has 0 units. An untimed code may have its
    /// one unit or none.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-04, ch. 5, §20.2.C: the total is fixed, a service keeps its full units, equal
    /// remainders are the biller's choice.
    #[must_use]
    pub fn is_lawful(&self, billed: &[(ProcedureCode, Units)]) -> bool {
        let mut given_to_tied = 0;
        let known = billed
            .iter()
            .all(|&(code, units)| units.is_zero() || self.entry(code).is_some());
        known
            && self.entries.iter().all(|entry| {
                let Some(units) = entry.billed(billed) else {
                    return false;
                };
                let full = u32::from(entry.full);
                match self.standing(entry) {
                    _ if !entry.clock.is_timed() => units <= 1,
                    Standing::Without => units == full,
                    Standing::With => units == full + 1,
                    Standing::Tied => {
                        given_to_tied += u32::from(units == full + 1);
                        units == full || units == full + 1
                    }
                }
            })
            && given_to_tied
                == if self.pool.is_tie() {
                    self.pool.tied_extra
                } else {
                    0
                }
    }

    /// The most units of a code in any lawful split.
    #[must_use]
    pub fn most_units(&self, code: ProcedureCode) -> Units {
        self.extreme(code, Standing::Tied)
    }

    /// The least units of a code in any lawful split.
    #[must_use]
    pub fn least_units(&self, code: ProcedureCode) -> Units {
        self.extreme(code, Standing::With)
    }

    /// Units of a code if every entry from `least` on has its extra unit.
    fn extreme(&self, code: ProcedureCode, least: Standing) -> Units {
        let Some(entry) = self.entry(code) else {
            return Units::ZERO;
        };
        let counted_at = match entry.clock {
            Clock::AddOn(family) => self.entry(family.first).unwrap_or(entry),
            _ => entry,
        };
        let extra = u16::from(self.standing(counted_at) >= least);
        let attained = counted_at.full + extra;
        Units::new(match (entry.clock, counted_at.clock.family()) {
            (Clock::AddOn(_), _) => divide(attained).1,
            (_, Some(_)) => divide(attained).0,
            _ => attained,
        })
    }

    /// Whether some lawful split has at least the billed units in every code.
    ///
    /// True of every lawful split and of one that bills less; false if a code, the sum, or the
    /// choice among equals goes too far.
    #[must_use]
    pub fn covers(&self, billed: &[(ProcedureCode, Units)]) -> bool {
        let mut needed_of_tied = 0;
        let within = billed.iter().all(|&(code, _)| {
            let units: u32 = billed
                .iter()
                .filter(|(other, _)| *other == code)
                .map(|(_, units)| u32::from(*units))
                .sum();
            units <= u32::from(self.most_units(code))
        });
        for entry in self.tied() {
            let code = entry.movable_code();
            let units: u32 = billed
                .iter()
                .filter(|(billed, _)| *billed == code)
                .map(|(_, units)| u32::from(*units))
                .sum();
            needed_of_tied += u32::from(units > u32::from(self.least_units(code)));
        }
        within && needed_of_tied <= self.pool.tied_extra
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn entry(&self, code: ProcedureCode) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.code == code)
    }

    /// How an entry stands to the extra units of the pool.
    pub(super) fn standing(&self, entry: &Entry) -> Standing {
        if !entry.clock.is_pooled() || self.pool.extra == 0 {
            return Standing::Without;
        }
        match entry.remainder(self.rule.rounding()).cmp(&self.pool.cut) {
            core::cmp::Ordering::Less => Standing::Without,
            core::cmp::Ordering::Equal if self.pool.is_tie() => Standing::Tied,
            core::cmp::Ordering::Equal | core::cmp::Ordering::Greater => Standing::With,
        }
    }

    /// The entries that are equal at the cut.
    pub(super) fn tied(&self) -> impl Iterator<Item = &Entry> + '_ {
        self.entries
            .iter()
            .filter(|entry| self.standing(entry) == Standing::Tied)
    }
}

impl Entry {
    pub(super) fn remainder(&self, rounding: Rounding) -> u16 {
        rounding.remainder(self.counted.into())
    }

    /// Units billed here, of both codes at the first of a family; `None` if a family is
    /// divided in a way that no count makes.
    fn billed(&self, billed: &[(ProcedureCode, Units)]) -> Option<u32> {
        let sum = |code| -> u32 {
            let of_code = billed.iter().filter(|(billed, _)| *billed == code);
            of_code.map(|(_, units)| u32::from(*units)).sum()
        };
        match self.clock {
            Clock::AddOn(_) => Some(u32::from(self.full)),
            Clock::PoolFamily(family) | Clock::OwnFamily(family) => {
                let (first, further) = (sum(family.first), sum(family.add_on));
                (first <= 1 && (first == 1 || further == 0)).then_some(first + further)
            }
            _ => Some(sum(self.code)),
        }
    }

    /// The code that would gain or lose the extra unit: of a family, the add-on once the first has one.
    pub(super) fn movable_code(&self) -> ProcedureCode {
        match self.clock.family() {
            Some(family) if self.full > 0 => family.add_on,
            Some(family) => family.first,
            None => self.code,
        }
    }

    fn unbilled(&self, pool_block: u32) -> u32 {
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
