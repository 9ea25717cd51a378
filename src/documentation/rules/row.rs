//! Defines `RuleRow`, one row of the register: the name of a rule, the records and dates that it applies
//! to, its sources and its sentence.

use core::fmt;

use time::Date;

use crate::calendar::IsoDate;
use crate::citation::Citation;
use crate::code::ProcedureCode;
use crate::documentation::chart::{Chart, Unjudged, Verdict};
use crate::documentation::record::{PayerKind, Requirement};
use crate::finding::{Marks, Sentence, Severity};
use crate::reference::Setting;
use crate::units::{Preset, UnitRule};

/// A row of the register: the name of a rule, the records and dates that it applies to, its sources and its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleRow {
    /// The name, `family/requirement`. It is public API and names the requirement that is not met.
    pub id: &'static str,
    /// When the rule fires, as a sentence for the person who checks the chart.
    pub meaning: &'static str,
    /// The severity of a finding, unless the record decides that it has another one.
    pub severity: Severity,
    /// The severities that a finding may have.
    pub severities: &'static [Severity],
    /// The payers and states whose records the rule is about.
    pub scope: Scope,
    /// The further conditions of the record.
    pub conditions: &'static [Condition],
    /// The dates of service on which the rule applies.
    pub dates: Dates,
    /// The inputs that the rule reads. A finding is at the first of them unless the rule says otherwise.
    pub reads: &'static str,
    /// The sources of the rule.
    pub citations: &'static [Citation],
    /// The sentence. Braces are filled with evidence, and a part in square brackets is left out where one of
    /// its values is not known.
    pub message: &'static str,
    pub(super) marks: Marks,
}

impl RuleRow {
    /// The name in a sentence that is wording and no evidence.
    pub(in crate::documentation) const WHO: &'static str = "who";

    /// Fails if the rule does not apply: on the day, to the payer and the state, and to the record.
    #[allow(
        clippy::inline_always,
        reason = "the compiler knows the row of each rule and leaves a test or two of it"
    )]
    #[inline(always)]
    pub(super) fn applies(&self, chart: &Chart<'_>) -> Verdict {
        applies(self.dates.contain(chart.day) && self.scope.holds(chart))?;
        for condition in self.conditions {
            condition.holds(chart)?;
        }
        Ok(())
    }

    /// Returns the sentence, to be filled with facts.
    pub(in crate::documentation) const fn sentence(&'static self) -> Sentence {
        Sentence::new(self.message, &self.marks)
    }

    /// Returns the names of the evidence, in the order of the sentence.
    pub fn evidence(&self) -> impl Iterator<Item = &'static str> + use<> {
        let pieces = self.message.split('{').skip(1);
        let names = pieces.filter_map(|piece| piece.split_once('}').map(|(name, _)| name));
        names.filter(|name| *name != Self::WHO)
    }
}

/// The dates of service on which a rule applies, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Dates {
    /// The first date, or `None` if the rule has always applied.
    pub from: Option<Date>,
    /// The last date, or `None` if the rule still applies.
    pub to: Option<Date>,
}

impl Dates {
    /// Every date of service.
    pub const ALWAYS: Self = Self {
        from: None,
        to: None,
    };

    pub(super) const fn from(first: Date) -> Self {
        Self {
            from: Some(first),
            to: None,
        }
    }

    /// Returns whether the rule applies on a date of service.
    #[must_use]
    pub fn contain(self, date: Date) -> bool {
        self.from.is_none_or(|from| from <= date) && self.to.is_none_or(|to| date <= to)
    }
}

impl fmt::Display for Dates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (None, None) => Ok(()),
            (Some(from), None) => write!(f, "{} on", IsoDate(from)),
            (None, Some(to)) => write!(f, "to {}", IsoDate(to)),
            (Some(from), Some(to)) => write!(f, "{} to {}", IsoDate(from), IsoDate(to)),
        }
    }
}

/// The payers and states whose records a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scope {
    /// All payers.
    Any,
    /// Medicare, and payers who follow Medicare's rules.
    Medicare,
    /// Medicare Part B only.
    PartB,
    /// Medicare, and payers or states with this requirement.
    MedicareOr(Requirement),
    /// Medicare and Medicaid.
    MedicareOrMedicaid,
    /// Payers who count units by Medicare's 8-minute rule.
    MedicareUnits,
    /// Payers who count units by another known rule, or require the minutes of each code.
    MinutesPerCode,
    /// Payers or states with this requirement.
    Requires(Requirement),
    /// Payers who use the assistant modifiers CQ and CO.
    AssistantModifiers,
    /// Payers other than Medicare, but not patients who pay themselves.
    OtherPayers,
    /// Payers who authorize visits.
    Authorization,
    /// States that limit therapy without an order.
    DirectAccess,
    /// Payers with their own interval of progress reports.
    ProgressInterval,
    /// Payers who do not cover some techniques.
    ExcludedTechniques,
    /// Payers with a coverage list of diagnoses.
    DiagnosisList,
    /// Records for which the caller has enabled the rules that read free text.
    Heuristics,
}

impl Scope {
    #[inline]
    fn holds(self, chart: &Chart<'_>) -> bool {
        let policy = &*chart.policy;
        let kind = chart.profile.payer.kind;
        match self {
            Self::Any => true,
            Self::Medicare => chart.medicare,
            Self::PartB => kind == PayerKind::MedicarePartB,
            Self::MedicareOr(requirement) => chart.medicare || chart.requires(requirement),
            Self::MedicareOrMedicaid => chart.medicare || kind == PayerKind::Medicaid,
            Self::MedicareUnits => chart.unit_rule().is_some_and(counts_as_medicare),
            Self::MinutesPerCode => {
                chart.requires(Requirement::MinutesPerCode)
                    || chart
                        .unit_rule()
                        .is_some_and(|rule| !counts_as_medicare(rule))
            }
            Self::Requires(requirement) => chart.requires(requirement),
            Self::AssistantModifiers => policy
                .assistant_modifiers
                .unwrap_or(kind == PayerKind::MedicarePartB),
            Self::OtherPayers => !kind.is_medicare() && kind != PayerKind::SelfPay,
            Self::Authorization => policy.authorization.is_some(),
            Self::DirectAccess => {
                let state = chart.profile.state.as_ref();
                state.is_some_and(|state| state.direct_access.is_some())
            }
            Self::ProgressInterval => {
                policy.progress_every_days.is_some() || policy.progress_every_visits.is_some()
            }
            Self::ExcludedTechniques => !policy.excluded_techniques.is_empty(),
            Self::DiagnosisList => !policy.diagnosis_prefixes.is_empty(),
            Self::Heuristics => chart.profile.heuristics,
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("any"),
            Self::Medicare => f.write_str("Medicare"),
            Self::PartB => f.write_str("Part B"),
            Self::MedicareOr(requirement) => write!(f, "Medicare; `{requirement}`"),
            Self::MedicareOrMedicaid => f.write_str("Medicare, Medicaid"),
            Self::MedicareUnits => f.write_str("unit rule `medicare`"),
            Self::MinutesPerCode => f.write_str("`minutes-per-code`; another known unit rule"),
            Self::Requires(requirement) => write!(f, "`{requirement}`"),
            Self::AssistantModifiers => f.write_str("`assistant_modifiers`"),
            Self::OtherPayers => f.write_str("any but Medicare and self-pay"),
            Self::Authorization => f.write_str("`authorization`"),
            Self::DirectAccess => f.write_str("`direct_access`"),
            Self::ProgressInterval => f.write_str("`progress_every_days`, `progress_every_visits`"),
            Self::ExcludedTechniques => f.write_str("`excluded_techniques`"),
            Self::DiagnosisList => f.write_str("`diagnosis_prefixes`"),
            Self::Heuristics => f.write_str("`heuristics`"),
        }
    }
}

/// A further condition under which a rule applies to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Condition {
    /// The record has a plan of care.
    Plan,
    /// The record has an evaluation.
    Evaluation,
    /// The record is about more than an evaluation.
    NotEvaluationOnly,
    /// The program is not maintenance.
    NotMaintenance,
    /// The note has no entry of which it is unknown whether it is timed.
    TimingsKnown,
    /// The services are not billed incident to a physician.
    NotIncidentTo,
    /// The setting is neither a critical access hospital nor incident to a physician.
    UsesAssistantModifiers,
    /// CPT 97112 is planned or was furnished.
    Neuromuscular,
    /// The setting is a comprehensive outpatient rehabilitation facility (CORF) under Medicare's rules.
    Corf,
    /// The setting is not a CORF under Medicare's rules.
    NotCorf,
}

impl Condition {
    #[inline]
    fn holds(self, chart: &Chart<'_>) -> Verdict {
        let setting = chart.profile.setting;
        applies(match self {
            Self::Plan => chart.episode.plan.is_some(),
            Self::Evaluation => chart.episode.evaluation.is_some(),
            Self::NotEvaluationOnly => !chart.evaluation_only,
            Self::NotMaintenance => chart.episode.maintenance.is_none(),
            Self::TimingsKnown => return chart.all_timings_known(),
            Self::NotIncidentTo => setting != Setting::PhysicianIncidentTo,
            Self::UsesAssistantModifiers => !matches!(
                setting,
                Setting::PhysicianIncidentTo | Setting::CriticalAccessHospital
            ),
            Self::Corf => chart.corf,
            Self::NotCorf => !chart.corf,
            Self::Neuromuscular => {
                let plan = chart.episode.plan.as_ref();
                chart.neuromuscular().is_ok()
                    || plan
                        .is_some_and(|plan| plan.interventions.contains(&ProcedureCode::CPT_97112))
            }
        })
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plan => "plan",
            Self::Evaluation => "evaluation",
            Self::NotEvaluationOnly => "not evaluation only",
            Self::NotMaintenance => "not maintenance",
            Self::TimingsKnown => "all timings known",
            Self::NotIncidentTo => "not incident to a physician",
            Self::UsesAssistantModifiers => {
                "not incident to a physician, no critical access hospital"
            }
            Self::Neuromuscular => "97112 planned or furnished",
            Self::Corf => "CORF",
            Self::NotCorf => "not CORF",
        })
    }
}

const fn applies(holds: bool) -> Verdict {
    if holds {
        Ok(())
    } else {
        Err(Unjudged::NotApplicable)
    }
}

/// Returns whether a unit rule is Medicare's 8-minute rule, by its own name or by that of a payer.
fn counts_as_medicare(rule: UnitRule) -> bool {
    rule.counts_as() == Some(Preset::Medicare)
}
