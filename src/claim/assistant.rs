//! Who furnished each unit: CQ and CO, decided unit by unit after the count.

use core::fmt;

use time::{Date, macros::date};

use crate::{
    catalog::{BlockMinutes, Discipline},
    code::{Modifier, ProcedureCode},
    quantity::{Minutes, Units},
    session::Setting,
    units::UnitRule,
};

/// Which version of the assistant rule holds.
///
/// # Source
///
/// 42 CFR 410.60(a)(4), 410.59(a)(4): 2020-01-01 through 2021-12-31, and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum AssistantRule {
    /// No modifier.
    #[cfg_attr(feature = "serde", serde(rename = "none"))]
    None,
    /// More than ten percent of a unit marks it.
    #[cfg_attr(feature = "serde", serde(rename = "2020"))]
    From2020,
    /// Eight minutes of the therapist clear the last unit; otherwise as in 2020.
    #[cfg_attr(feature = "serde", serde(rename = "2022"))]
    From2022,
}

/// First date of service on which CQ and CO are reported.
const MODIFIERS_BEGIN: Date = date!(2020 - 01 - 01);

/// First date of service on which eight minutes of the therapist clear the last unit.
const EIGHT_MINUTES_BEGIN: Date = date!(2022 - 01 - 01);

impl AssistantRule {
    /// The version in force on a date of service.
    #[must_use]
    pub fn on(date: Date) -> Self {
        if date < MODIFIERS_BEGIN {
            Self::None
        } else if date < EIGHT_MINUTES_BEGIN {
            Self::From2020
        } else {
            Self::From2022
        }
    }
}

/// How "more than ten percent" is measured, in whole minutes.
///
/// # Source
///
/// `Exact`: 42 CFR 410.60(a)(4). The other two: 84 FR 62702-62707 (unverified).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum DeMinimis {
    /// Ten times the assistant's minutes exceed the whole.
    #[default]
    Exact,
    /// A tenth of the whole, rounded, plus one minute.
    Simple,
    /// The percentage, rounded to a whole number, exceeds ten.
    Percentage,
}

impl DeMinimis {
    /// The three methods.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Simple, Self::Percentage];

    /// The serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Simple => "simple",
            Self::Percentage => "percentage",
        }
    }

    /// Whether the assistant's minutes are more than ten percent of the whole by this method.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::claim::DeMinimis;
    ///
    /// assert!(!DeMinimis::Exact.exceeds(1, 10)); // exactly ten percent is not more
    /// assert!(DeMinimis::Exact.exceeds(2, 15));
    /// assert!(!DeMinimis::Simple.exceeds(2, 15)); // 15 / 10 rounds to 2, and one more is 3
    /// ```
    #[must_use]
    pub const fn exceeds(self, assistant: u16, whole: u16) -> bool {
        let (assistant, whole) = (assistant as u32, whole as u32);
        if assistant == 0 {
            return false;
        }
        match self {
            Self::Exact => 10 * assistant > whole,
            // a tenth, halves up, is (whole + 5) / 10
            Self::Simple => assistant > (whole + 5) / 10,
            // 100 a / n, halves up, exceeds 10 from 10.5 on: 200 a >= 21 n
            Self::Percentage => 200 * assistant >= 21 * whole,
        }
    }
}

/// What is done with two units of one code when too few minutes are left for the published rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum TwoUnitGap {
    /// One each, where the therapist's minutes carry a unit.
    Split,
    /// Both marked.
    Both,
}

/// Which unit an assistant's full block is, when the therapist's minutes left earned no unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum WholeBlock {
    /// The block is the assistant's.
    #[default]
    Block,
    /// Eight minutes of the therapist clear the last unit all the same.
    Midpoint,
}

/// What a biller has settled about assistants; whatever is left out follows date, setting and rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(rename_all = "snake_case", deny_unknown_fields, default)
)]
#[non_exhaustive]
pub struct AssistantPolicy {
    /// Whether the modifiers are reported at all.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub applies: Option<bool>,
    /// Which version of the rule, whatever the date.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub rule: Option<AssistantRule>,
    /// How ten percent is measured.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub de_minimis: Option<DeMinimis>,
    /// Two units, too few minutes.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub two_unit_gap: Option<TwoUnitGap>,
    /// Block or midpoint.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub whole_block: Option<WholeBlock>,
}

/// A settled reading of the assistant rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Reading {
    /// The modifier of the discipline, CQ or CO.
    pub modifier: Modifier,
    /// The version; never [`AssistantRule::None`].
    pub rule: AssistantRule,
    /// How ten percent is measured.
    pub de_minimis: DeMinimis,
    /// Two units, too few minutes.
    pub two_unit_gap: TwoUnitGap,
    /// Block or midpoint.
    pub whole_block: WholeBlock,
}

/// Why an assistant's minutes set no modifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NotApplied {
    /// The caller said so.
    Stated,
    /// The modifiers begin with 2020-01-01.
    BeforeTheRule,
    /// The setting is not one the rule names.
    Setting(Setting),
    /// Another unit rule than Medicare's: the payer decides.
    UnitRule(UnitRule),
    /// Speech-language pathology has no such modifier.
    NoModifier,
}

impl fmt::Display for NotApplied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stated => f.write_str("it was stated that none is reported"),
            Self::BeforeTheRule => f.write_str("the modifiers begin with 2020-01-01"),
            Self::Setting(setting) => write!(f, "the rule does not name the setting {setting}"),
            Self::UnitRule(rule) => {
                write!(
                    f,
                    "under the unit rule {rule} the payer decides, state that it applies"
                )
            }
            Self::NoModifier => f.write_str("speech-language pathology has no such modifier"),
        }
    }
}

impl AssistantPolicy {
    /// The same, with whether the modifiers are reported at all.
    #[must_use]
    pub const fn with_applies(mut self, applies: bool) -> Self {
        self.applies = Some(applies);
        self
    }

    /// The same, with a version of the rule, whatever the date.
    #[must_use]
    pub const fn with_rule(mut self, rule: AssistantRule) -> Self {
        self.rule = Some(rule);
        self
    }

    /// The same, with how ten percent is measured.
    #[must_use]
    pub const fn with_de_minimis(mut self, method: DeMinimis) -> Self {
        self.de_minimis = Some(method);
        self
    }

    /// The same, with what is done with two units and too few minutes.
    #[must_use]
    pub const fn with_two_unit_gap(mut self, gap: TwoUnitGap) -> Self {
        self.two_unit_gap = Some(gap);
        self
    }

    /// The same, with whose unit a full block is.
    #[must_use]
    pub const fn with_whole_block(mut self, whole_block: WholeBlock) -> Self {
        self.whole_block = Some(whole_block);
        self
    }

    /// The reading that holds for a visit, or why none does.
    ///
    /// # Errors
    ///
    /// The first of: no modifier for the discipline; stated not to apply; an exempt setting; another
    /// unit rule; a date before the rule.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(a)(4); Social Security Act, §1834(v). That a critical access hospital need not
    /// report is unverified.
    pub fn reading(
        &self,
        rule: UnitRule,
        setting: Setting,
        discipline: Discipline,
        date: Date,
    ) -> Result<Reading, NotApplied> {
        let modifier = match discipline {
            Discipline::Pt => Modifier::CQ,
            Discipline::Ot => Modifier::CO,
            Discipline::Slp => return Err(NotApplied::NoModifier),
        };
        match (self.applies, setting) {
            (Some(false), _) => return Err(NotApplied::Stated),
            (None, Setting::PhysicianIncidentTo | Setting::CriticalAccessHospital) => {
                return Err(NotApplied::Setting(setting));
            }
            (None, _) if !rule.is_medicare() => return Err(NotApplied::UnitRule(rule)),
            (Some(true) | None, _) => {}
        }
        let version = self.rule.unwrap_or(AssistantRule::on(date));
        let gap = match version {
            AssistantRule::None if self.rule.is_some() => return Err(NotApplied::Stated),
            AssistantRule::None => return Err(NotApplied::BeforeTheRule),
            AssistantRule::From2020 => TwoUnitGap::Both,
            AssistantRule::From2022 => TwoUnitGap::Split,
        };
        Ok(Reading {
            modifier,
            rule: version,
            de_minimis: self.de_minimis.unwrap_or_default(),
            two_unit_gap: self.two_unit_gap.unwrap_or(gap),
            whole_block: self.whole_block.unwrap_or_default(),
        })
    }
}

/// What is divided: the units of one code, or of a family as one service, and whose minutes they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// use therapy_billing::catalog::BlockMinutes;
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

/// Device supply of remote monitoring, whose units nobody furnishes by the minute: 98976, 98977,
/// 98984, 98985.
///
/// # Source
///
/// By reasoning (unverified): the test is for the service codes.
#[must_use]
pub fn is_device_supply(code: ProcedureCode) -> bool {
    matches!(
        code.as_bytes(),
        [b'9', b'8', b'9', b'7', b'6' | b'7'] | [b'9', b'8', b'9', b'8', b'4' | b'5']
    )
}

/// Evaluations, which assistants do not furnish: 97161 to 97168.
#[must_use]
pub fn is_evaluation(code: ProcedureCode) -> bool {
    matches!(code.as_bytes(), [b'9', b'7', b'1', b'6', b'1'..=b'8'])
}
