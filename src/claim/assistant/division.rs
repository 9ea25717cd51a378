//! Decides for each unit whether it needs CQ or CO, from the minutes of the therapist and the assistant.

use crate::claim::assistant::rule::{
    AssistantReading, AssistantRule, DeMinimis, TwoUnitGap, WholeBlock,
};
use crate::quantity::{Minutes, Units};
use crate::reference::ReferenceData;
use crate::reference::catalog::{BlockMinutes, ServiceKind};
use crate::session::Session;
use crate::units::{CountedBy, CountedService};

/// The units of one code, or of a family as one service, and the minutes of the persons who furnished them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Furnishing {
    clock: FurnishingClock,
    units: Units,
    therapist: Minutes,
    assistant: Minutes,
}

/// States how the units that are divided relate to minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FurnishingClock {
    /// The units do not depend on the minutes.
    Untimed,
    /// A unit is a block of minutes.
    Blocks(BlockMinutes),
    /// A family of unequal blocks, for which no rule is published.
    UnequalFamily,
    /// The supply of a device, which no person furnishes by the minute.
    Supply,
}

/// The minutes of therapist and assistant could not support the units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected {least} to {most} units for the minutes of therapist and assistant, found {found}"
)]
pub struct FurnishingError {
    /// The least units: the full blocks that one person filled alone.
    pub least: u32,
    /// The most units: the full blocks, and a unit for the remaining minutes of each person.
    pub most: u32,
    /// The units that were given.
    pub found: u16,
}

/// The division of the units of one code, and the rule that decided it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Division {
    clean: Units,
    marked: Units,
    blocks: (Units, Units),
    left: (Minutes, Minutes),
    open: Units,
    ground: DivisionGround,
    methods_differ: bool,
}

/// The rule that decided the units that no person filled alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum DivisionGround {
    /// No unit was open, or no assistant took part.
    Nothing,
    /// The therapist has 8 minutes or more of the last unit.
    EightMinutes,
    /// The 10% test.
    TenPercent {
        /// Whether the assistant has more than 10%.
        exceeds: bool,
    },
    /// Two units, 9 to 14 minutes of each person, 23 or more together: one unit each.
    OneEach,
    /// Two units and no published rule: the choice of the reading.
    Gap(TwoUnitGap),
    /// Two units of another block length, or a family of unequal blocks: one 10% test for all units.
    OneTestForAll {
        /// Whether the assistant has more than 10%.
        exceeds: bool,
    },
    /// A full block of the assistant and 8 minutes of the therapist that earned no unit.
    BlockOrMidpoint(WholeBlock),
}

impl DivisionGround {
    /// Returns whether no published rule covers the case, so that a choice of the library or the biller decides.
    #[must_use]
    pub const fn is_unspecified(self) -> bool {
        matches!(
            self,
            Self::Gap(_) | Self::OneTestForAll { .. } | Self::BlockOrMidpoint(_)
        )
    }
}

impl AssistantReading {
    /// Divides the units of one code or family into units without and with the assistant modifier.
    ///
    /// Full blocks belong to the person who fills them alone. The rules for the last unit, and for two
    /// units, decide the rest. The two parts always add up to the units.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(a)(4)(iii)-(v); CMS, Billing Examples Using CQ/CO Modifiers.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{Discipline, Minutes, Setting, UnitRule, Units, time::macros::date};
    /// use therapy_billing::reference::catalog::BlockMinutes;
    /// use therapy_billing::claim::{AssistantPolicy, Furnishing, FurnishingClock};
    ///
    /// let reading = AssistantPolicy::default()
    ///     .reading(UnitRule::MEDICARE, Setting::PrivatePractice, Discipline::Pt, date!(2026 - 03 - 14))
    ///     .unwrap();
    /// let quarter_hours = FurnishingClock::Blocks(BlockMinutes::QUARTER_HOUR);
    /// let division = reading.divide(
    ///     Furnishing::new(quarter_hours, Units::new(3), Minutes::new(23), Minutes::new(22)).unwrap(),
    /// );
    /// assert_eq!((division.clean(), division.marked()), (Units::new(2), Units::new(1)));
    /// ```
    #[must_use]
    pub const fn divide(self, furnishing: Furnishing) -> Division {
        match furnishing.clock {
            FurnishingClock::Supply => Division::all_clean(furnishing.units),
            FurnishingClock::Blocks(block) => self.divide_blocks(block, furnishing),
            FurnishingClock::Untimed => self.test_whole(furnishing, false),
            FurnishingClock::UnequalFamily => self.test_whole(furnishing, true),
        }
    }

    /// Decides all units by one 10% test over all minutes.
    const fn test_whole(self, furnishing: Furnishing, is_family: bool) -> Division {
        let (left, units) = (
            (furnishing.therapist, furnishing.assistant),
            furnishing.units.get(),
        );
        let exceeds = exceeds(self.de_minimis, left);
        let ground = match (left.1.get(), is_family) {
            (0, _) => DivisionGround::Nothing,
            (_, true) => DivisionGround::OneTestForAll { exceeds },
            (_, false) => DivisionGround::TenPercent { exceeds },
        };
        let marked = if exceeds { units } else { 0 };
        Division::new(units, marked, (0, 0), left, units, ground)
    }

    const fn divide_blocks(self, block: BlockMinutes, furnishing: Furnishing) -> Division {
        let (units, length) = (furnishing.units.get(), block.get());
        let (t, a) = (furnishing.therapist.get(), furnishing.assistant.get());
        let clean = least(t / length, units);
        let marked = least(a / length, units - clean);
        let open = units - clean - marked;
        let left = (Minutes::new(t % length), Minutes::new(a % length));
        let (t, a) = (left.0.get(), left.1.get());
        let eight_minutes = matches!(self.rule, AssistantRule::From2022) && length == 15;
        let exceeds = exceeds(self.de_minimis, left);
        let (more_marked, ground) = match open {
            0 if eight_minutes && marked > 0 && t >= 8 => {
                let cleared = matches!(self.whole_block, WholeBlock::Midpoint) as u16;
                let ground = DivisionGround::BlockOrMidpoint(self.whole_block);
                return Division::new(units, marked - cleared, (clean, marked), left, 0, ground);
            }
            0 => (0, DivisionGround::Nothing),
            1 if a == 0 => (0, DivisionGround::Nothing),
            1 if eight_minutes && t >= 8 => (0, DivisionGround::EightMinutes),
            1 => (exceeds as u16, DivisionGround::TenPercent { exceeds }),
            _ if eight_minutes && t + a >= 23 => (1, DivisionGround::OneEach),
            _ if length != 15 => {
                let marked = if exceeds { open } else { 0 };
                (marked, DivisionGround::OneTestForAll { exceeds })
            }
            _ => match self.two_unit_gap {
                TwoUnitGap::Split if !eight_minutes || t >= 8 => {
                    (1, DivisionGround::Gap(TwoUnitGap::Split))
                }
                gap => (open, DivisionGround::Gap(gap)),
            },
        };
        Division::new(
            units,
            marked + more_marked,
            (clean, marked),
            left,
            open,
            ground,
        )
    }
}

const fn least(a: u16, b: u16) -> u16 {
    if a < b { a } else { b }
}

/// Whether the assistant has more than 10% of the minutes of therapist and assistant.
const fn exceeds(method: DeMinimis, (therapist, assistant): (Minutes, Minutes)) -> bool {
    let (therapist, assistant) = (therapist.get() as u32, assistant.get() as u32);
    method.exceeds(assistant, therapist + assistant)
}

/// Whether the three methods of measuring 10% disagree.
const fn methods_differ(minutes: (Minutes, Minutes)) -> bool {
    let exact = exceeds(DeMinimis::Exact, minutes);
    exceeds(DeMinimis::Simple, minutes) != exact || exceeds(DeMinimis::Percentage, minutes) != exact
}

impl Furnishing {
    /// Returns units and who furnished their minutes.
    ///
    /// # Errors
    ///
    /// The units are counted in blocks, and the minutes do not support so many or so few: each person
    /// fills full blocks alone, and the remaining minutes of each person add at most one unit.
    pub const fn new(
        clock: FurnishingClock,
        units: Units,
        therapist: Minutes,
        assistant: Minutes,
    ) -> Result<Self, FurnishingError> {
        if let FurnishingClock::Blocks(block) = clock {
            let (t, a) = (therapist.get() as u32, assistant.get() as u32);
            let length = block.get() as u32;
            let least = t / length + a / length;
            let most = least + (t % length > 0) as u32 + (a % length > 0) as u32;
            let found = units.get();
            if (found as u32) < least || found as u32 > most {
                return Err(FurnishingError { least, most, found });
            }
        }
        Ok(Self {
            clock,
            units,
            therapist,
            assistant,
        })
    }

    /// Returns `units` of a counted service and who furnished its minutes, both codes of a family added.
    #[must_use]
    pub(in crate::claim) fn counted(
        session: &Session,
        service: &CountedService,
        units: Units,
        reference: &ReferenceData,
    ) -> Self {
        let entry = reference.entry(service.code);
        let kind = entry.map(|entry| entry.facts_in_place().service_kind());
        let clock = match service.counted {
            _ if kind == Some(ServiceKind::DeviceSupply) => FurnishingClock::Supply,
            CountedBy::Blocks(block) => FurnishingClock::Blocks(block),
            CountedBy::UnequalBlocks => FurnishingClock::UnequalFamily,
            CountedBy::Once => FurnishingClock::Untimed,
        };
        let codes = [Some(service.code), service.add_on].into_iter().flatten();
        let delivered = codes.filter_map(|code| session.delivered_code(code));
        let (therapist, assistant) =
            delivered.fold((0_u16, 0_u16), |(therapist, assistant), code| {
                (
                    therapist.saturating_add(code.furnished.therapist().get()),
                    assistant.saturating_add(code.furnished.assistant().get()),
                )
            });
        Self {
            clock,
            units,
            therapist: Minutes::new(therapist),
            assistant: Minutes::new(assistant),
        }
    }

    /// Returns how the units relate to minutes.
    #[must_use]
    pub const fn clock(self) -> FurnishingClock {
        self.clock
    }

    /// Returns the units.
    #[must_use]
    pub const fn units(self) -> Units {
        self.units
    }

    /// Returns the minutes of the therapist: alone, together with the assistant, and of no named person.
    #[must_use]
    pub const fn therapist(self) -> Minutes {
        self.therapist
    }

    /// Returns the minutes of the assistant alone.
    #[must_use]
    pub const fn assistant(self) -> Minutes {
        self.assistant
    }
}

impl Division {
    const fn new(
        units: u16,
        marked: u16,
        blocks: (u16, u16),
        left: (Minutes, Minutes),
        open: u16,
        ground: DivisionGround,
    ) -> Self {
        let asked = matches!(
            ground,
            DivisionGround::TenPercent { .. } | DivisionGround::OneTestForAll { .. }
        );
        Self {
            clean: Units::new(units - marked),
            marked: Units::new(marked),
            blocks: (Units::new(blocks.0), Units::new(blocks.1)),
            left,
            open: Units::new(open),
            ground,
            methods_differ: asked && open > 0 && methods_differ(left),
        }
    }

    /// Returns a division in which no unit needs the modifier.
    #[must_use]
    pub const fn all_clean(units: Units) -> Self {
        let left = (Minutes::ZERO, Minutes::ZERO);
        Self::new(units.get(), 0, (0, 0), left, 0, DivisionGround::Nothing)
    }

    /// Returns the units without the assistant modifier.
    #[must_use]
    pub const fn clean(&self) -> Units {
        self.clean
    }

    /// Returns the units with the assistant modifier.
    #[must_use]
    pub const fn marked(&self) -> Units {
        self.marked
    }

    /// Returns the full blocks that the therapist and the assistant each filled alone.
    #[must_use]
    pub const fn blocks(&self) -> (Units, Units) {
        self.blocks
    }

    /// Returns the minutes of the therapist and of the assistant that remain after their full blocks.
    #[must_use]
    pub const fn left(&self) -> (Minutes, Minutes) {
        self.left
    }

    /// Returns the units that no person filled alone.
    #[must_use]
    pub const fn open(&self) -> Units {
        self.open
    }

    /// Returns what decided the open units.
    #[must_use]
    pub const fn ground(&self) -> DivisionGround {
        self.ground
    }

    /// Returns whether the 10% test was asked and the three methods disagree.
    #[must_use]
    pub const fn methods_differ(&self) -> bool {
        self.methods_differ
    }
}
