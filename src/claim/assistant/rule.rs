//! Decides whether and how CQ and CO apply: the versions of the rule and the options of the biller.

use core::fmt;

use time::{Date, macros::date};

use crate::code::Modifier;
use crate::name::words;
use crate::reference::Setting;
use crate::reference::catalog::Discipline;
use crate::units::UnitRule;

words! {
    /// A version of the assistant rule.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(a)(4), 410.59(a)(4): 2020-01-01 through 2021-12-31, and after.
    #[non_exhaustive]
    AssistantRule, 3, "none, 2020 or 2022, as text" {
        /// No modifier is reported.
        None "none",
        /// A unit needs the modifier if the assistant furnished more than 10% of it.
        From2020 "2020",
        /// The last unit needs no modifier if the therapist furnished 8 minutes of it; otherwise as in 2020.
        From2022 "2022",
    }
}

words! {
    /// A method of measuring "more than 10%" in whole minutes.
    ///
    /// # Source
    ///
    /// `Exact`: 42 CFR 410.60(a)(4). The other two: 84 FR 62702-62707 (unverified).
    #[non_exhaustive]
    DeMinimis, 3, "exact, simple or percentage" {
        /// Ten times the assistant's minutes exceed the whole.
        Exact "exact",
        /// The assistant's minutes are at least a tenth of the whole, rounded, plus one minute.
        Simple "simple",
        /// The percentage, rounded to a whole number, exceeds 10.
        Percentage "percentage",
    }
}

words! {
    /// The treatment of two units of one code with too few minutes for the published rule.
    #[non_exhaustive]
    TwoUnitGap, 2, "split or both" {
        /// One unit each, where the therapist's minutes carry a unit.
        Split "split",
        /// Both units need the modifier.
        Both "both",
    }
}

words! {
    /// The treatment of an assistant's full block beside 8 minutes of the therapist that earned no unit.
    #[non_exhaustive]
    WholeBlock, 2, "block or midpoint" {
        /// The block is the assistant's.
        Block "block",
        /// 8 minutes of the therapist leave the last unit without the modifier.
        Midpoint "midpoint",
    }
}

/// First date of service on which CQ and CO are reported.
const MODIFIERS_BEGIN: Date = date!(2020 - 01 - 01);

/// First date of service on which 8 minutes of the therapist decide the last unit.
const EIGHT_MINUTES_BEGIN: Date = date!(2022 - 01 - 01);

impl AssistantRule {
    /// Returns the version in force on a date of service.
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

impl DeMinimis {
    /// Returns whether the assistant's minutes are more than 10% of the whole by this method.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::claim::DeMinimis;
    ///
    /// assert!(!DeMinimis::Exact.exceeds(1, 10)); // exactly 10% is not more
    /// assert!(DeMinimis::Exact.exceeds(2, 15));
    /// assert!(!DeMinimis::Simple.exceeds(2, 15)); // 15 / 10 rounds to 2, and one more is 3
    /// ```
    #[must_use]
    pub const fn exceeds(self, assistant: u32, whole: u32) -> bool {
        let (assistant, whole) = (assistant as u64, whole as u64);
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

/// The options of a biller for assistants. An option that is left out follows date, setting and rule.
#[doc(alias("CQ", "CO", "de minimis"))]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[doc(alias = "PTA")]
#[doc(alias = "OTA")]
pub struct AssistantPolicy {
    /// Whether the modifiers are reported at all.
    pub applies: Option<bool>,
    /// The version of the rule, whatever the date.
    pub rule: Option<AssistantRule>,
    /// How 10% is measured.
    pub de_minimis: Option<DeMinimis>,
    /// States how two units are decided that have fewer than 23 remaining minutes together.
    pub two_unit_gap: Option<TwoUnitGap>,
    /// How a full block beside 8 minutes of the therapist is decided.
    pub whole_block: Option<WholeBlock>,
}

#[cfg(feature = "serde")]
crate::wire::form!("an object of options for assistants", "AssistantPolicy" AssistantPolicy {
    #[serde(default)]
    @"Option::is_none" applies: Option<bool>,
    #[serde(default)]
    @"Option::is_none" rule: Option<AssistantRule>,
    #[serde(default)]
    @"Option::is_none" de_minimis: Option<DeMinimis>,
    #[serde(default)]
    @"Option::is_none" two_unit_gap: Option<TwoUnitGap>,
    #[serde(default)]
    @"Option::is_none" whole_block: Option<WholeBlock>,
});

/// The reading of the assistant rule that applies to a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[doc(alias = "CQ")]
#[doc(alias = "CO")]
#[doc(alias = "de minimis standard")]
pub struct AssistantReading {
    pub(in crate::claim) modifier: Modifier,
    pub(in crate::claim) rule: AssistantRule,
    pub(in crate::claim) de_minimis: DeMinimis,
    pub(in crate::claim) two_unit_gap: TwoUnitGap,
    pub(in crate::claim) whole_block: WholeBlock,
}

impl AssistantReading {
    /// Returns the modifier of the discipline, CQ or CO.
    #[must_use]
    pub const fn modifier(self) -> Modifier {
        self.modifier
    }

    /// Returns the version of the rule, which is never [`AssistantRule::None`].
    #[must_use]
    pub const fn rule(self) -> AssistantRule {
        self.rule
    }

    /// Returns how 10% is measured.
    #[must_use]
    pub const fn de_minimis(self) -> DeMinimis {
        self.de_minimis
    }

    /// Returns how two units with too few minutes are decided.
    #[must_use]
    pub const fn two_unit_gap(self) -> TwoUnitGap {
        self.two_unit_gap
    }

    /// Returns how a full block beside 8 minutes of the therapist is decided.
    #[must_use]
    pub const fn whole_block(self) -> WholeBlock {
        self.whole_block
    }
}

/// The reason why an assistant's minutes lead to no modifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NotApplied {
    /// The caller stated it.
    Stated,
    /// The date of service is before 2020-01-01.
    BeforeTheRule,
    /// The rule does not name the setting.
    Setting(Setting),
    /// The unit rule is not Medicare's, so the payer decides.
    UnitRule(UnitRule),
    /// Speech-language pathology has no such modifier.
    NoModifier,
}

impl fmt::Display for NotApplied {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stated => f.write_str("the caller stated that none is reported"),
            Self::BeforeTheRule => f.write_str("the modifiers are used only from 2020-01-01"),
            Self::Setting(setting) => write!(f, "the rule does not name the setting {setting}"),
            Self::UnitRule(rule) => {
                write!(f, "the payer decides under the unit rule {rule}")
            }
            Self::NoModifier => f.write_str("speech-language pathology has no such modifier"),
        }
    }
}

impl AssistantPolicy {
    /// No option is set.
    pub const DEFAULT: Self = Self {
        applies: None,
        rule: None,
        de_minimis: None,
        two_unit_gap: None,
        whole_block: None,
    };

    /// Sets whether the modifiers are reported at all.
    #[must_use]
    pub const fn with_applies(mut self, applies: bool) -> Self {
        self.applies = Some(applies);
        self
    }

    /// Sets the version of the rule, whatever the date.
    #[must_use]
    pub const fn with_rule(mut self, rule: AssistantRule) -> Self {
        self.rule = Some(rule);
        self
    }

    /// Sets how 10% is measured.
    #[must_use]
    pub const fn with_de_minimis(mut self, method: DeMinimis) -> Self {
        self.de_minimis = Some(method);
        self
    }

    /// Sets how two units with too few minutes are decided.
    #[must_use]
    pub const fn with_two_unit_gap(mut self, gap: TwoUnitGap) -> Self {
        self.two_unit_gap = Some(gap);
        self
    }

    /// Sets how a full block beside 8 minutes of the therapist is decided.
    #[must_use]
    pub const fn with_whole_block(mut self, whole_block: WholeBlock) -> Self {
        self.whole_block = Some(whole_block);
        self
    }

    /// Returns the reading that applies to a visit.
    ///
    /// # Errors
    ///
    /// No reading applies. The reason is the first of: the discipline has no modifier; the caller
    /// stated it; the setting is exempt; the unit rule is not Medicare's; the date is before the rule.
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
    ) -> Result<AssistantReading, NotApplied> {
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
        Ok(AssistantReading {
            modifier,
            rule: version,
            de_minimis: self.de_minimis.unwrap_or(DeMinimis::Exact),
            two_unit_gap: self.two_unit_gap.unwrap_or(gap),
            whole_block: self.whole_block.unwrap_or(WholeBlock::Block),
        })
    }
}
