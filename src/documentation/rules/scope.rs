//! For which records a rule is meant.

use core::fmt;

use super::chart::{Chart, Unjudged, Verdict};
use crate::code::ProcedureCode;
use crate::documentation::record::{PayerKind, Requirement};
use crate::reference::Setting;
use crate::units::UnitRule;

/// Whose rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scope {
    /// Everybody's.
    Any,
    /// Medicare's, and that of whoever follows Medicare.
    Medicare,
    /// Medicare Part B's alone.
    PartB,
    /// Medicare's, and that of payers or states that ask for this.
    MedicareOr(Requirement),
    /// Medicare's and Medicaid's.
    MedicareOrMedicaid,
    /// That of payers who count units by Medicare's rule.
    MedicareUnits,
    /// That of payers who count units by another known rule, or ask for minutes of each code.
    MinutesPerCode,
    /// That of payers or states that ask for this.
    Requires(Requirement),
    /// That of payers who use CQ and CO.
    AssistantModifiers,
    /// That of payers other than Medicare, where there is one.
    OtherPayers,
    /// That of payers who authorize visits.
    Authorization,
    /// That of states that limit therapy without an order.
    DirectAccess,
    /// That of payers with an interval of their own for reports.
    ProgressInterval,
    /// That of payers who exclude techniques.
    ExcludedTechniques,
    /// That of payers with a coverage list of diagnoses.
    DiagnosisList,
    /// Whoever switches on the reading of free text.
    Heuristics,
}

impl Scope {
    pub(super) fn holds(self, chart: &Chart<'_>) -> Verdict {
        let policy = chart.policy;
        let kind = chart.profile.payer.kind;
        let holds = match self {
            Self::Any => true,
            Self::Medicare => chart.medicare,
            Self::PartB => kind == PayerKind::MedicarePartB,
            Self::MedicareOr(requirement) => chart.medicare || chart.requires(requirement),
            Self::MedicareOrMedicaid => chart.medicare || kind == PayerKind::Medicaid,
            Self::MedicareUnits => chart.unit_rule().is_some_and(UnitRule::is_medicare),
            Self::MinutesPerCode => {
                chart.requires(Requirement::MinutesPerCode)
                    || chart.unit_rule().is_some_and(|rule| !rule.is_medicare())
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
        };
        applies(holds)
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

/// What else a record must be for a rule to apply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Condition {
    /// There is a plan.
    Plan,
    /// There is an evaluation.
    Evaluation,
    /// There is more than an evaluation.
    NotEvaluationOnly,
    /// The program is not maintenance.
    NotMaintenance,
    /// It is known of every entry whether it is timed.
    TimingsKnown,
    /// The services are not incident to a physician's.
    NotIncidentTo,
    /// The setting is neither a critical access hospital nor incident to a physician.
    UsesAssistantModifiers,
    /// 97112 is planned or was furnished.
    Neuromuscular,
}

impl Condition {
    pub(super) fn holds(self, chart: &Chart<'_>) -> Verdict {
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
