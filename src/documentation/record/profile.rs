//! Whose rules apply, where, and when the record is read.

use alloc::{collections::BTreeMap, vec::Vec};

use time::Date;

use super::declare::record;
use super::{DayCount, ExceptionOrder, PayerKind, Requirement, Technique, Text};
use crate::code::ProcedureCode;
use crate::reference::Setting;
use crate::units::UnitRule;

record! {
    /// Whose rules apply to a record, where, and on which day it is read.
    Profile {
        required {
            /// Who pays.
            payer: Payer = Payer,
            /// Where the patient is treated.
            setting: Setting = Setting,
            /// The day the record is read. There is no clock: deadlines are judged on this day.
            as_of: Date = Date,
        }
        optional {
            /// The patient's date of birth.
            birth_date with_birth_date: Date,
            /// What the state asks for.
            state with_state: State,
        }
        flags {
            /// Whether the rules that read free text are on.
            heuristics with_heuristics,
        }
    }
}

record! {
    /// Who pays, and what is known of the payer's written rules.
    Payer {
        required {
            /// The kind of payer.
            kind: PayerKind = PayerKind,
        }
        optional {
            /// The payer's written rules.
            policy with_policy: PayerPolicy,
        }
        texts {
            /// The payer's name; nothing is assumed from it.
            name with_name,
        }
    }
}

record! {
    /// What a state asks for.
    #[derive(Default)]
    State {
        optional {
            /// How far the state lets therapy go without an order.
            direct_access with_direct_access: DirectAccess,
        }
        texts {
            /// The state's name.
            name with_name,
        }
        lists {
            /// What the state's law requires.
            requires with_requirement: Requirement,
        }
    }
}

record! {
    /// How far therapy may go without an order.
    #[derive(Default)]
    DirectAccess {
        optional {
            /// Days after the first treatment day.
            days with_days: u16,
            /// Treatment days.
            visits with_visits: u16,
        }
    }
}

record! {
    /// What a payer has authorized.
    Authorization {
        required {
            /// First day.
            from: Date = Date,
            /// Last day.
            to: Date = Date,
        }
        optional {
            /// Treatment days.
            visits with_visits: u16,
        }
    }
}

/// A payer's written rules, each switched on by whoever read them.
///
/// All are optional, and nothing is assumed from a payer's name. See the
/// [guide](crate::documentation::guide#options) for what each one does.
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, documentation::{PayerPolicy, Requirement}};
///
/// let mut policy = PayerPolicy::new().with_requirement(Requirement::Response);
/// policy.unit_rule = Some(UnitRule::CPT);
/// assert!(!policy.is_unknown());
/// assert!(PayerPolicy::new().is_unknown());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields, remote = "Self"))]
#[non_exhaustive]
pub struct PayerPolicy {
    /// Whether Medicare's documentation rules apply; by default for the two Medicare kinds.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub follows_medicare: Option<bool>,
    /// How minutes become units; by default Medicare's rule where Medicare's rules apply, else
    /// unknown.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub unit_rule: Option<UnitRule>,
    /// What the payer asks for in writing.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            deserialize_with = "super::wire::list",
            serialize_with = "super::wire::write_list",
            skip_serializing_if = "Vec::is_empty"
        )
    )]
    pub requires: Vec<Requirement>,
    /// Whether CQ and CO are used, so that minutes must be split by person; by default for Medicare
    /// Part B.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub assistant_modifiers: Option<bool>,
    /// Whether a signed order may stand in for the signature on the initial plan; by default yes.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub honors_order_exception: Option<bool>,
    /// The latest date of that order; by default before the plan is sent.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub exception_order: Option<ExceptionOrder>,
    /// Whether the last day of an interval is inside; by default elapsed days, so that it is.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub day_count: Option<DayCount>,
    /// Days after the tenth treatment day in which the report may still be written; by default 7.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            deserialize_with = "super::wire::optional",
            skip_serializing_if = "Option::is_none"
        )
    )]
    pub progress_grace_days: Option<u16>,
    /// Days after the visit in which a note is signed in time; by default 7.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            deserialize_with = "super::wire::optional",
            skip_serializing_if = "Option::is_none"
        )
    )]
    pub late_entry_days: Option<u16>,
    /// The payer's own interval of progress reports, in days.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            deserialize_with = "super::wire::optional",
            skip_serializing_if = "Option::is_none"
        )
    )]
    pub progress_every_days: Option<u16>,
    /// The payer's own interval of progress reports, in treatment days.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            deserialize_with = "super::wire::optional",
            skip_serializing_if = "Option::is_none"
        )
    )]
    pub progress_every_visits: Option<u16>,
    /// What the payer has authorized.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub authorization: Option<Authorization>,
    /// Techniques the payer does not cover.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            deserialize_with = "super::wire::list",
            serialize_with = "super::wire::write_list",
            skip_serializing_if = "Vec::is_empty"
        )
    )]
    pub excluded_techniques: Vec<Technique>,
    /// The payer's coverage list: by code, how covered diagnoses begin.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            deserialize_with = "super::wire::map::read",
            serialize_with = "super::wire::map::write",
            skip_serializing_if = "BTreeMap::is_empty"
        )
    )]
    pub diagnosis_prefixes: BTreeMap<ProcedureCode, Vec<Text>>,
}

#[cfg(feature = "serde")]
crate::wire::object!(PayerPolicy, "an object of policy options");

#[cfg(feature = "serde")]
super::wire::by_serde!(PayerPolicy);

impl PayerPolicy {
    /// Nothing is known.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            follows_medicare: None,
            unit_rule: None,
            requires: Vec::new(),
            assistant_modifiers: None,
            honors_order_exception: None,
            exception_order: None,
            day_count: None,
            progress_grace_days: None,
            late_entry_days: None,
            progress_every_days: None,
            progress_every_visits: None,
            authorization: None,
            excluded_techniques: Vec::new(),
            diagnosis_prefixes: BTreeMap::new(),
        }
    }

    /// The same, with one requirement more.
    #[must_use]
    pub fn with_requirement(mut self, requirement: Requirement) -> Self {
        self.requires.push(requirement);
        self
    }

    /// The same, with an authorization.
    #[must_use]
    pub fn with_authorization(mut self, authorization: Authorization) -> Self {
        self.authorization = Some(authorization);
        self
    }

    /// The same, with a technique that is not covered.
    #[must_use]
    pub fn with_excluded_technique(mut self, technique: Technique) -> Self {
        self.excluded_techniques.push(technique);
        self
    }

    /// The same, with a beginning of diagnosis codes that cover a procedure; blank is none.
    #[must_use]
    pub fn with_diagnosis_prefix(
        mut self,
        code: ProcedureCode,
        prefix: impl Into<alloc::string::String>,
    ) -> Self {
        self.diagnosis_prefixes
            .entry(code)
            .or_default()
            .extend(Text::new(prefix));
        self
    }

    /// Whether no option is set at all.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        *self == Self::new()
    }
}
