//! Whether and how CQ and CO apply: versions of the rule, what a biller has settled, the reading.

use core::fmt;

use time::{Date, macros::date};

use crate::code::{Modifier, ProcedureCode};
use crate::reference::Setting;
use crate::reference::catalog::Discipline;
use crate::units::UnitRule;

/// Which version of the assistant rule holds.
///
/// # Source
///
/// 42 CFR 410.60(a)(4), 410.59(a)(4): 2020-01-01 through 2021-12-31, and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
#[cfg_attr(feature = "serde", serde(remote = "Self"))]
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

#[cfg(feature = "serde")]
crate::wire::word!(AssistantRule, "none, 2020 or 2022, as text");

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
#[cfg_attr(feature = "serde", serde(remote = "Self"))]
pub enum DeMinimis {
    /// Ten times the assistant's minutes exceed the whole.
    #[default]
    Exact,
    /// A tenth of the whole, rounded, plus one minute.
    Simple,
    /// The percentage, rounded to a whole number, exceeds ten.
    Percentage,
}

#[cfg(feature = "serde")]
crate::wire::word!(DeMinimis, "exact, simple or percentage");

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
#[cfg_attr(feature = "serde", serde(remote = "Self"))]
pub enum TwoUnitGap {
    /// One each, where the therapist's minutes carry a unit.
    Split,
    /// Both marked.
    Both,
}

#[cfg(feature = "serde")]
crate::wire::word!(TwoUnitGap, "split or both");

/// Which unit an assistant's full block is, when the therapist's minutes left earned no unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
#[cfg_attr(feature = "serde", serde(remote = "Self"))]
pub enum WholeBlock {
    /// The block is the assistant's.
    #[default]
    Block,
    /// Eight minutes of the therapist clear the last unit all the same.
    Midpoint,
}

#[cfg(feature = "serde")]
crate::wire::word!(WholeBlock, "block or midpoint");

/// What a biller has settled about assistants; whatever is left out follows date, setting and rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(rename_all = "snake_case", deny_unknown_fields, default)
)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", serde(remote = "Self"))]
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

#[cfg(feature = "serde")]
crate::wire::object!(
    AssistantPolicy,
    "an object of what is settled about assistants"
);

/// A settled reading of the assistant rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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
