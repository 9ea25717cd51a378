//! Contains the answer of a count: the units of each code, and the tie.

use alloc::vec::Vec;

use super::{
    apportion::{Apportionment, Standing},
    entry::{Clock, Entry},
    rule::{Pooling, UnitRule},
};
use crate::code::ProcedureCode;
use crate::quantity::{Minutes, Units};
use crate::reference::catalog::BlockMinutes;
use crate::session::{Delivered, Session};

/// Contains the units of each code of a session and the other splits that the rule permits.
///
/// An allocation is owned and cheap to keep, because it shares the session. [`explain`](Self::explain) writes the
/// sentences.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{
///     Discipline, ProcedureCode, Session, UnitRule, Units, time::macros::date,
/// };
///
/// let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97112", 20), ("97110", 20)])?;
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
#[doc(alias = "unit count")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    pub(super) session: Session,
    pub(super) rule: UnitRule,
    pub(super) entries: Vec<Entry>,
    pub(super) pool: Apportionment,
    pub(super) pool_minutes: u32,
    pub(super) timed_units: u32,
    /// States whether the caller chose the split.
    pub(super) is_chosen: bool,
}

/// Contains one code of the answer, with its units and minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct AllocationLine {
    /// The code.
    pub code: ProcedureCode,
    /// The units.
    pub units: Units,
    /// The minutes recorded under the code, or `None` where there are none or the count made the line.
    pub minutes: Option<Minutes>,
}

/// Contains what was counted as one service: a code, or both codes of a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct CountedService {
    /// The code; of a family, the first.
    pub code: ProcedureCode,
    /// The add-on of a family.
    pub add_on: Option<ProcedureCode>,
    /// The way in which it was counted.
    pub counted: CountedBy,
    /// The units, of both codes of a family.
    pub units: Units,
    /// The least of them in any permitted split.
    pub least: Units,
    /// The most of them in any permitted split.
    pub most: Units,
}

/// States how a service was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum CountedBy {
    /// The service is one unit, whatever its minutes.
    Once,
    /// The service is counted by blocks of one length, together with other codes or separately.
    Blocks(BlockMinutes),
    /// The service is a family whose first and further blocks differ in length.
    UnequalBlocks,
}

/// Names codes with equal remaining minutes, where fewer units than codes are left.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Tie {
    /// The codes that could gain or lose a unit, in order of code.
    pub codes: Vec<ProcedureCode>,
    /// The number of them that get one.
    pub units: u32,
}

impl Allocation {
    /// Returns the session that was counted.
    #[must_use]
    pub const fn session(&self) -> &Session {
        &self.session
    }

    /// Returns the rule.
    #[must_use]
    pub const fn rule(&self) -> UnitRule {
        self.rule
    }

    /// Returns every code delivered, also one that has no unit, in order of delivery.
    ///
    /// An add-on line that the count made follows its first code, and a first-code line precedes its add-on.
    pub fn lines(&self) -> impl Iterator<Item = AllocationLine> + '_ {
        self.entries
            .iter()
            .filter(|entry| entry.is_delivered || entry.units > 0)
            .map(|entry| AllocationLine {
                code: entry.code,
                units: Units::new(entry.units),
                minutes: entry.minutes,
            })
    }

    /// Returns what was counted as one service, in order of delivery: codes, and families as one.
    pub fn services(&self) -> impl Iterator<Item = CountedService> + '_ {
        self.services_delivered().map(|(service, _)| service)
    }

    /// Returns each counted service with the delivered code that it counts, or `None` if the count made its first code.
    pub(crate) fn services_delivered(
        &self,
    ) -> impl Iterator<Item = (CountedService, Option<&Delivered>)> {
        self.entries.iter().filter_map(|entry| {
            let family = entry.clock.family();
            let counted = match entry.clock {
                Clock::AddOn(_) => return None,
                Clock::Untimed | Clock::Counted => CountedBy::Once,
                Clock::Pool | Clock::PoolFamily(_) => CountedBy::Blocks(self.rule.block_minutes()),
                Clock::Own(block) => CountedBy::Blocks(block),
                Clock::OwnFamily(family) => {
                    if family.first_block == family.add_on_block {
                        CountedBy::Blocks(family.first_block)
                    } else {
                        CountedBy::UnequalBlocks
                    }
                }
            };
            let standing = self.standing(entry);
            let service = CountedService {
                code: entry.code,
                add_on: family.map(|family| family.add_on),
                counted,
                units: Units::new(entry.attained),
                least: Units::new(entry.full + u16::from(standing == Standing::With)),
                most: Units::new(entry.full + u16::from(standing != Standing::Without)),
            };
            let delivered = self.session.delivered().get(usize::from(entry.position));
            Some((service, delivered.filter(|_| entry.is_delivered)))
        })
    }

    /// Returns the units of a code, timed or untimed, or zero if it is absent.
    #[must_use]
    pub fn units(&self, code: ProcedureCode) -> Units {
        self.entry(code)
            .map_or(Units::ZERO, |entry| Units::new(entry.units))
    }

    /// Returns the minutes of all timed codes, whether or not they are counted together.
    #[must_use]
    pub fn timed_minutes(&self) -> Minutes {
        self.session.timed_minutes()
    }

    /// Returns the units of all timed codes, whether or not they are counted together.
    #[must_use]
    pub const fn timed_units(&self) -> u32 {
        self.timed_units
    }

    /// Returns the units of all codes, untimed ones included.
    #[must_use]
    pub fn total_units(&self) -> u32 {
        self.entries
            .iter()
            .map(|entry| u32::from(entry.units))
            .sum()
    }

    /// Returns how the extra units were assigned among the codes counted together.
    #[must_use]
    pub const fn pool(&self) -> Apportionment {
        self.pool
    }

    /// Returns the minutes of all codes that are counted together.
    #[must_use]
    pub const fn pool_minutes(&self) -> u32 {
        self.pool_minutes
    }

    /// Returns the timed minutes beyond those of the units.
    ///
    /// Where minutes are added over codes, the codes counted together are taken as one; otherwise each code
    /// separately.
    #[must_use]
    pub fn unbilled_minutes(&self) -> u32 {
        let pooled = self.rule.pooling() == Pooling::Session;
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

    /// Returns the codes among which the biller may choose, or `None` if the rule permits one split only.
    #[must_use]
    pub fn tie(&self) -> Option<Tie> {
        let mut codes: Vec<_> = self.tied().map(Entry::movable_code).collect();
        crate::order::by_key(&mut codes, |code| code.rank());
        (!codes.is_empty()).then_some(Tie {
            codes,
            units: self.pool.tied_extra,
        })
    }

    /// Returns whether the caller chose the split in place of the default pick.
    #[must_use]
    pub const fn is_chosen(&self) -> bool {
        self.is_chosen
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub(super) fn entry(&self, code: ProcedureCode) -> Option<&Entry> {
        self.entries.get(self.place(code)?)
    }

    /// Returns the position of a code among the entries.
    pub(super) fn place(&self, code: ProcedureCode) -> Option<usize> {
        let position = self.session.position_beside(code)?;
        let place = |entry: &Entry| usize::from(entry.position);
        let entries = &self.entries;
        let first = entries.partition_point(|entry| place(entry) < position);
        let mut beside = entries
            .iter()
            .enumerate()
            .skip(first)
            .take_while(|(_, entry)| place(entry) == position);
        let (found, _) = beside.find(|(_, entry)| entry.code == code)?;
        Some(found)
    }

    /// Returns the entries that are counted together.
    pub(super) fn pooled(&self) -> impl Iterator<Item = &Entry> + '_ {
        self.entries.iter().filter(|entry| entry.clock.is_pooled())
    }

    /// Returns whether an entry has an extra unit of the pool.
    pub(super) fn standing(&self, entry: &Entry) -> Standing {
        if entry.clock.is_pooled() {
            self.pool.standing(entry.left(self.rule.block_minutes()))
        } else {
            Standing::Without
        }
    }

    /// Returns the entries that are tied.
    pub(super) fn tied(&self) -> impl Iterator<Item = &Entry> + '_ {
        self.entries
            .iter()
            .filter(|entry| self.standing(entry) == Standing::Tied)
    }
}
