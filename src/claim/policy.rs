//! How the assistant modifiers are decided: what a payer states, and what follows where nobody did.

use core::fmt;

use time::{Date, macros::date};

use crate::{session::Setting, units::UnitRule};

/// Which version of the assistant rule counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum AssistantRule {
    /// No modifier is set.
    #[cfg_attr(feature = "serde", serde(rename = "none"))]
    None,
    /// As in force in 2020 and 2021: more than 10% of a unit.
    #[cfg_attr(feature = "serde", serde(rename = "2020"))]
    Y2020,
    /// Since 2022: not where the therapist has 8 minutes of the last unit.
    #[cfg_attr(feature = "serde", serde(rename = "2022"))]
    Y2022,
}

impl AssistantRule {
    /// The version in force on a date of service.
    ///
    /// # Source
    ///
    /// Social Security Act, §1834(v)(2); 42 CFR 410.60(a)(4), as amended at 86 FR 65664.
    #[must_use]
    pub fn on(date: Date) -> Self {
        if date < date!(2020 - 01 - 01) {
            Self::None
        } else if date < date!(2022 - 01 - 01) {
            Self::Y2020
        } else {
            Self::Y2022
        }
    }
}

/// How "more than 10%" is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum DeMinimis {
    /// Ten times the assistant's minutes exceed all minutes.
    #[default]
    Exact,
    /// The assistant's minutes reach a tenth of all minutes, rounded to whole minutes, and one more.
    Simple,
    /// The assistant's share, rounded to whole percent, exceeds 10.
    Percentage,
}

impl DeMinimis {
    /// The three, in the order they are listed.
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
}

impl fmt::Display for DeMinimis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Whose are two units of one code with fewer than 23 minutes left for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum TwoUnitGap {
    /// One each, where the therapist has 8 of the minutes.
    Split,
    /// Both are marked.
    Both,
}

/// Whose is a unit that the assistant's block fills, where the therapist has 8 minutes left over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum WholeBlock {
    /// The block is the assistant's.
    Block,
    /// The therapist's 8 minutes clear the unit.
    Midpoint,
}

/// What a payer or a practice states of the assistant modifiers. What is not stated has a default.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Setting, UnitRule, claim::AssistantPolicy};
///
/// let policy = AssistantPolicy::new();
/// assert!(policy.applies_in(Setting::Corf, UnitRule::MEDICARE));
/// assert!(!policy.applies_in(Setting::CriticalAccessHospital, UnitRule::MEDICARE));
/// assert!(!policy.applies_in(Setting::Corf, UnitRule::CPT)); // the payer decides
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, default))]
#[non_exhaustive]
pub struct AssistantPolicy {
    /// Whether the rule applies, whatever setting and unit rule say.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub applies: Option<bool>,
    /// Which version, whatever the date says.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub rule: Option<AssistantRule>,
    /// How 10% is measured.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub de_minimis: Option<DeMinimis>,
    /// Whose two units with too few minutes are.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub two_unit_gap: Option<TwoUnitGap>,
    /// Whose a block is beside 8 minutes of the therapist's.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub whole_block: Option<WholeBlock>,
}

impl AssistantPolicy {
    /// Nothing stated.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            applies: None,
            rule: None,
            de_minimis: None,
            two_unit_gap: None,
            whole_block: None,
        }
    }

    /// Whether the modifiers are used, in a setting and under a unit rule.
    #[must_use]
    pub fn applies_in(&self, setting: Setting, rule: UnitRule) -> bool {
        self.exemption(setting, rule).is_none()
    }

    /// Why the modifiers are not used; `None` where they are.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(a)(4) names providers and private practices only; a critical access hospital is
    /// paid neither under §1848 nor §1834(k) of the Social Security Act, so it is never cut (that it
    /// need not report them either is unverified). Other payers decide for themselves.
    #[must_use]
    pub fn exemption(&self, setting: Setting, rule: UnitRule) -> Option<Exemption> {
        if self.rule == Some(AssistantRule::None) {
            return Some(Exemption::Stated);
        }
        match self.applies {
            Some(true) => None,
            Some(false) => Some(Exemption::Stated),
            None => match setting {
                _ if !rule.is_medicare() => Some(Exemption::Payer(rule)),
                Setting::PhysicianIncidentTo | Setting::CriticalAccessHospital => {
                    Some(Exemption::Setting(setting))
                }
                _ => None,
            },
        }
    }

    /// The version that counts on a date.
    #[must_use]
    pub fn rule_on(&self, date: Date) -> AssistantRule {
        self.rule.unwrap_or_else(|| AssistantRule::on(date))
    }
}

/// Why the assistant modifiers are not used on a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Exemption {
    /// The setting does not report them.
    Setting(Setting),
    /// The payer decides, and nobody said that it wants them.
    Payer(UnitRule),
    /// The policy says so.
    Stated,
}

impl fmt::Display for Exemption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting(setting) => write!(f, "the setting {setting}"),
            Self::Payer(rule) => write!(f, "claims under the unit rule {rule}"),
            Self::Stated => f.write_str("claims under the policy stated"),
        }
    }
}
