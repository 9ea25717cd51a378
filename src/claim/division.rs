//! Who furnished each unit: clean and marked ones, decided unit by unit after the count.

use super::assistant::{AssistantRule, DeMinimis, Reading, TwoUnitGap, WholeBlock};
use crate::quantity::{Minutes, Units};
use crate::reference::catalog::BlockMinutes;

/// What is divided: the units of one code, or of a family as one service, and whose minutes they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Furnishing {
    /// How its units relate to minutes.
    pub clock: FurnishingClock,
    /// Units of the count.
    pub units: Units,
    /// Minutes of the therapist: alone, together, and those that name nobody.
    pub therapist: Minutes,
    /// Minutes of the assistant alone.
    pub assistant: Minutes,
}

/// How the units that are divided relate to minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum FurnishingClock {
    /// One unit, whatever the minutes.
    Untimed,
    /// A unit a block.
    Blocks(BlockMinutes),
    /// A family of unequal blocks, for which no rule is published.
    UnequalFamily,
    /// Device supply, which nobody furnishes by the minute.
    Supply,
}

/// How the units of one code divide, and by which ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Division {
    /// Units without the assistant modifier.
    pub clean: Units,
    /// Units with it.
    pub marked: Units,
    /// Full blocks of the therapist's own minutes, and of the assistant's.
    pub blocks: (Units, Units),
    /// Minutes left of the therapist and of the assistant after their full blocks.
    pub left: (Minutes, Minutes),
    /// Units that one person alone did not fill.
    pub open: Units,
    /// What decided the open units.
    pub ground: Ground,
    /// Whether the ten-percent test was asked, and the three methods disagree.
    pub methods_differ: bool,
}

/// What decided the units that one person alone did not fill.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Ground {
    /// None was open, or no assistant took part.
    Nothing,
    /// The therapist has eight minutes or more of the last unit.
    EightMinutes,
    /// The ten-percent test.
    TenPercent {
        /// Whether the assistant has more.
        exceeds: bool,
    },
    /// Two units, nine to fourteen minutes each, twenty-three or more together: one each.
    OneEach,
    /// Two units and no published rule: the reading's choice.
    Gap(TwoUnitGap),
    /// Two units of another block length, or a family of unequal blocks: one ten-percent test for all.
    OneTestForAll {
        /// Whether the assistant has more.
        exceeds: bool,
    },
    /// A full block of the assistant and eight minutes of the therapist that earned no unit.
    BlockOrMidpoint(WholeBlock),
}

impl Ground {
    /// Whether no published rule covers the case, so that a choice of this library or the biller does.
    #[must_use]
    pub const fn is_unspecified(self) -> bool {
        matches!(
            self,
            Self::Gap(_) | Self::OneTestForAll { .. } | Self::BlockOrMidpoint(_)
        )
    }
}

impl Reading {
    /// Divides the units of one code or family into clean and marked ones.
    ///
    /// Full blocks go to whoever fills them alone; then the rules for the last unit, and for two.
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
    /// let division = reading.divide(Furnishing::new(
    ///     quarter_hours, Units::new(3), Minutes::new(23), Minutes::new(22),
    /// ));
    /// assert_eq!((division.clean, division.marked), (Units::new(2), Units::new(1)));
    /// ```
    #[must_use]
    pub const fn divide(self, furnishing: Furnishing) -> Division {
        let Furnishing {
            clock,
            units,
            therapist,
            assistant,
        } = furnishing;
        match clock {
            FurnishingClock::Supply => Division::all_clean(units),
            FurnishingClock::Blocks(block) => {
                self.divide_blocks(block, units.get(), therapist.get(), assistant.get())
            }
            FurnishingClock::Untimed => self.test_whole(units, therapist, assistant, false),
            FurnishingClock::UnequalFamily => self.test_whole(units, therapist, assistant, true),
        }
    }

    /// One ten-percent test over all minutes decides all units.
    const fn test_whole(
        self,
        units: Units,
        therapist: Minutes,
        assistant: Minutes,
        is_family: bool,
    ) -> Division {
        let (t, a) = (therapist.get(), assistant.get());
        let exceeds = self.de_minimis.exceeds(a, t + a);
        let ground = match (a, is_family) {
            (0, _) => Ground::Nothing,
            (_, true) => Ground::OneTestForAll { exceeds },
            (_, false) => Ground::TenPercent { exceeds },
        };
        let (clean, marked) = if exceeds {
            (Units::ZERO, units)
        } else {
            (units, Units::ZERO)
        };
        Division {
            clean,
            marked,
            blocks: (Units::ZERO, Units::ZERO),
            left: (therapist, assistant),
            open: units,
            ground,
            methods_differ: !units.is_zero() && methods_differ(a, t + a),
        }
    }

    const fn divide_blocks(self, block: BlockMinutes, units: u16, t: u16, a: u16) -> Division {
        let length = block.get();
        let (clean, marked) = (t / length, a / length);
        let (t, a) = (t % length, a % length);
        let open = units.saturating_sub(clean + marked);
        let eight_minutes = matches!(self.rule, AssistantRule::From2022) && length == 15;
        let exceeds = self.de_minimis.exceeds(a, t + a);
        let (more_clean, more_marked, ground) = match open {
            0 if eight_minutes && marked > 0 && t >= 8 => {
                let ground = Ground::BlockOrMidpoint(self.whole_block);
                match self.whole_block {
                    WholeBlock::Block => (0, 0, ground),
                    WholeBlock::Midpoint => {
                        return Division::new(
                            (clean + 1, marked - 1),
                            (clean, marked),
                            (t, a),
                            0,
                            ground,
                        );
                    }
                }
            }
            0 => (0, 0, Ground::Nothing),
            1 if a == 0 => (1, 0, Ground::Nothing),
            1 if eight_minutes && t >= 8 => (1, 0, Ground::EightMinutes),
            1 => {
                let (clean, marked) = if exceeds { (0, 1) } else { (1, 0) };
                (clean, marked, Ground::TenPercent { exceeds })
            }
            _ if eight_minutes && t + a >= 23 => (1, 1, Ground::OneEach),
            _ if length != 15 => {
                let (clean, marked) = if exceeds { (0, open) } else { (open, 0) };
                (clean, marked, Ground::OneTestForAll { exceeds })
            }
            _ => match self.two_unit_gap {
                TwoUnitGap::Split if !eight_minutes || t >= 8 => {
                    (1, 1, Ground::Gap(TwoUnitGap::Split))
                }
                gap => (0, open, Ground::Gap(gap)),
            },
        };
        Division::new(
            (clean + more_clean, marked + more_marked),
            (clean, marked),
            (t, a),
            open,
            ground,
        )
    }
}

/// Whether the three methods of measuring ten percent disagree.
const fn methods_differ(assistant: u16, whole: u16) -> bool {
    let exact = DeMinimis::Exact.exceeds(assistant, whole);
    DeMinimis::Simple.exceeds(assistant, whole) != exact
        || DeMinimis::Percentage.exceeds(assistant, whole) != exact
}

impl Furnishing {
    /// Units of a count, and whose minutes they are.
    #[must_use]
    pub const fn new(
        clock: FurnishingClock,
        units: Units,
        therapist: Minutes,
        assistant: Minutes,
    ) -> Self {
        Self {
            clock,
            units,
            therapist,
            assistant,
        }
    }
}

impl Division {
    const fn new(
        units: (u16, u16),
        blocks: (u16, u16),
        left: (u16, u16),
        open: u16,
        ground: Ground,
    ) -> Self {
        let asked = matches!(
            ground,
            Ground::TenPercent { .. } | Ground::OneTestForAll { .. }
        );
        Self {
            clean: Units::new(units.0),
            marked: Units::new(units.1),
            blocks: (Units::new(blocks.0), Units::new(blocks.1)),
            left: (Minutes::new(left.0), Minutes::new(left.1)),
            open: Units::new(open),
            ground,
            methods_differ: asked && methods_differ(left.1, left.0 + left.1),
        }
    }

    /// Clean and marked units.
    #[must_use]
    pub const fn shares(&self) -> (Units, Units) {
        (self.clean, self.marked)
    }

    /// All units the therapist's, for want of a rule or of an assistant.
    #[must_use]
    pub const fn all_clean(units: Units) -> Self {
        Self::new((units.get(), 0), (0, 0), (0, 0), 0, Ground::Nothing)
    }
}
