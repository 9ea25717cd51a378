//! The register: every rule a row, so that names, scopes, dates, sources and sentences are read in
//! one place. The rows stand in the order in which a reader checks a chart.

use core::{fmt, str::FromStr};

use time::{Date, macros::date};

use super::{
    Condition, RuleCheck, Scope, certification, evaluation, mode, necessity, neuromuscular,
    personnel, plan, policy, progress, record, signature, text, time as time_rules, treatment_note,
};
use crate::{
    calendar::IsoDate, citation::Citation, documentation::record::Requirement, finding::Severity,
};

/// One row of the register: what a rule is called, for whom and when it holds, and where it is
/// written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleRow {
    /// The name, `family/requirement`: public API, and the requirement that is not met.
    pub id: &'static str,
    /// How grave it is; where there are two, the evidence decides.
    pub severities: &'static [Severity],
    /// Whose rule it is.
    pub scope: Scope,
    /// What else a record must be.
    pub conditions: &'static [Condition],
    /// The dates of service on which it holds.
    pub dates: Dates,
    /// The inputs it looks at, the first of them where a finding stands by default.
    pub reads: &'static str,
    /// The sources it rests on.
    pub citations: &'static [Citation],
    /// The sentence: `{}` is filled with evidence, `[]` is left out where it is not known.
    pub message: &'static str,
}

/// The dates of service on which a rule holds, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Dates {
    /// The first; `None` from the beginning.
    pub from: Option<Date>,
    /// The last; `None` while in force.
    pub to: Option<Date>,
}

impl Dates {
    /// Every date.
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

    /// Whether the rule holds on a date of service.
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

/// A text that is the name of no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the name of a rule, such as plan/long-term-goal")]
pub struct UnknownRule;

macro_rules! register {
    ($(
        $rule:ident $id:literal [$($severity:ident),+], $scope:expr, [$($condition:expr),*],
        $dates:expr,
        reads $reads:literal,
        [$($citation:ident),+],
        $message:literal => $check:path;
    )*) => {
        /// A rule of the register.
        ///
        /// # Examples
        ///
        /// ```
        /// use therapy_billing::documentation::Rule;
        ///
        /// let rule: Rule = "treatment-note/total-timed-minutes".parse()?;
        /// assert_eq!(rule, Rule::TreatmentNoteTotalTimedMinutes);
        /// assert_eq!(rule.row().citations[0].to_string(), "CMS Pub. 100-02, ch. 15, §220.3.E");
        /// assert_eq!(Rule::ALL.len(), 124);
        /// # Ok::<(), therapy_billing::documentation::UnknownRule>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Rule {
            $(
                #[doc = concat!("`", $id, "`: ", $message, ".")]
                $rule,
            )*
        }

        impl Rule {
            /// Every rule, in the order in which a reader checks a chart.
            pub const ALL: &'static [Self] = &[$(Self::$rule),*];

            /// Its row of the register.
            #[must_use]
            pub const fn row(self) -> &'static RuleRow {
                match self {
                    $(Self::$rule => {
                        const ROW: RuleRow = RuleRow {
                            id: $id,
                            severities: &[$(Severity::$severity),+],
                            scope: $scope,
                            conditions: &[$($condition),*],
                            dates: $dates,
                            reads: $reads,
                            citations: &[$(Citation::$citation),+],
                            message: $message,
                        };
                        &ROW
                    })*
                }
            }

            pub(super) fn check(self) -> RuleCheck {
                match self {
                    $(Self::$rule => $check,)*
                }
            }
        }

        impl FromStr for Rule {
            type Err = UnknownRule;

            fn from_str(id: &str) -> Result<Self, UnknownRule> {
                match id {
                    $($id => Ok(Self::$rule),)*
                    _ => Err(UnknownRule),
                }
            }
        }
    };
}

impl Rule {
    /// The name, `family/requirement`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.row().id
    }

    /// The part of the chart it is about: the name before the slash.
    #[must_use]
    pub fn family(self) -> &'static str {
        self.id().split_once('/').map_or("", |(family, _)| family)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Rule {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(crate::wire::Text("the name of a rule", FromStr::from_str))
    }
}

register! {
    // The record itself
    RecordPatient "record/patient" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.patient, episode.patient, claim.patient",
        [NOR_DOC],
        "tie note, chart and claim to one patient" => record::patient;
    RecordServiceDate "record/service-date" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.date_of_service, episode.treatment_days, profile.as_of, profile.birth_date",
        [BPM_220_3_E],
        "state the day of treatment[; {date} is not one]" => record::service_date;
    RecordChronology "record/chronology" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "episode.plan.established_on, episode.evaluation.date, episode.certifications[].date, episode.progress_reports[].written_on",
        [BPM_220_1_2, CONVENTION],
        "{later} is dated {date}, before {earlier}; correct the wrong date openly" => record::chronology;
    RecordAmendment "record/amendment" [Error], Scope::Medicare, [], Dates::from(date!(2013 - 01 - 08)),
        reads "note.amendments[]",
        [PIM_3_3_2_5],
        "mark the change as one, with author, date and the original readable, or reviewers must ignore it" => record::amendment;
    RecordLateEntry "record/late-entry" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.late_entry, note.signature.signed_on, note.date_of_service",
        [PIM_3_3_2_5, BPM_220_3_A],
        "signed {n} after the visit: mark it as a late entry" => record::late_entry;
    RecordClaimBeforeSignature "record/claim-before-signature" [Error, Warning], Scope::Any, [], Dates::ALWAYS,
        reads "claim.submitted_on, note.signature",
        [PAL_SIG],
        "the claim was sent on {date}, before the note was signed[ on {signed}]: hold it until then" => record::claim_before_signature;
    // Evaluation
    EvaluationPresent "evaluation/present" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "episode.evaluation",
        [BPM_220_3_C],
        "evaluate before treating, by {date}, and keep the evaluation with the record" => evaluation::present;
    EvaluationAuthor "evaluation/author" [Error], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.evaluation.author, episode.evaluation.signature",
        [BPM_220_A],
        "an evaluation is written and signed by a clinician" => evaluation::author;
    EvaluationProblem "evaluation/problem" [Error], Scope::Medicare, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.diagnoses, episode.evaluation.problem, episode.evaluation.body_parts",
        [BPM_220_3_C],
        "{what} is missing: an evaluation rests on diagnosis, problem and body part" => evaluation::problem;
    EvaluationObjectiveBaseline "evaluation/objective-baseline" [Error, Warning], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.evaluation.measures",
        [BPM_220_3_C],
        "record at least one measured value; which instrument is the clinician's choice" => evaluation::objective_baseline;
    EvaluationPriorLevel "evaluation/prior-level" [Warning], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.evaluation.prior_level",
        [NOR_DOC, BPM_220_3_C],
        "say what the patient could do before" => evaluation::prior_level;
    EvaluationConclusion "evaluation/conclusion" [Error], Scope::Medicare, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.evaluation.conclusion",
        [BPM_220_3_C],
        "conclude: treatment not needed, or a prognosis with its time frame" => evaluation::conclusion;
    EvaluationOrderWhenAlone "evaluation/order-when-alone" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.order, episode.certifications",
        [BPM_220_3_C],
        "an evaluation alone needs an order, even one dated later, or a certification" => evaluation::order_when_alone;
    EvaluationReevaluationReason "evaluation/reevaluation-reason" [Error, Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].reevaluation_reason",
        [BPM_220_A, BPM_220_3_C],
        "bill {code} for a new finding, a significant change or no response; routine checks are part of treatment" => evaluation::reevaluation_reason;
    // Plan of care
    PlanPresent "plan/present" [Error], Scope::MedicareOr(Requirement::PlanOfCare), [Condition::NotEvaluationOnly], Dates::ALWAYS,
        reads "episode.plan",
        [CFR_410_61_B],
        "write the plan before treating[; it is dated {date}]" => plan::present;
    PlanAuthor "plan/author" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.author",
        [CFR_410_61_B],
        "a plan is established by physician, practitioner or therapist" => plan::author;
    PlanSigned "plan/signed" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.signature, episode.plan.established_on",
        [MLN_905365, NOV_POC],
        "sign the plan with designation and the date it was established" => plan::signed;
    PlanDiagnosis "plan/diagnosis" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.diagnoses",
        [CFR_410_61_C],
        "name a diagnosis in the plan" => plan::diagnosis;
    PlanLongTermGoal "plan/long-term-goal" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.long_term_goals",
        [BPM_220_1_2],
        "set at least one long-term goal" => plan::long_term_goal;
    PlanGoalMeasurable "plan/goal-measurable" [Warning], Scope::Any, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.long_term_goals[]",
        [BPM_220_1_2, OIG_2018],
        "give long-term goal {n} a measure, a target and a date, or say why it cannot be measured" => plan::goal_measurable;
    PlanGoalFunctional "plan/goal-functional" [Warning], Scope::Any, [Condition::Plan, Condition::Evaluation], Dates::ALWAYS,
        reads "episode.plan.long_term_goals[].limitation, episode.evaluation.limitations",
        [BPM_220_1_2],
        "tie long-term goal {n} to something the patient cannot do" => plan::goal_functional;
    PlanDiscipline "plan/discipline" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.discipline",
        [BPM_220_1_2],
        "{discipline} needs its own plan" => plan::discipline;
    PlanFrequency "plan/frequency" [Error, Advice], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.frequency",
        [CFR_410_61_C, BPM_220_1_2],
        "state how often a week; unstated means one treatment, and this is treatment day {n}" => plan::frequency;
    PlanFrequencyRange "plan/frequency-range" [Advice], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.frequency",
        [WPT_POC],
        "{min} to {max} times a week has been read as its lower end; write one figure or a taper" => plan::frequency_range;
    PlanDuration "plan/duration" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.duration",
        [CFR_410_61_C, OIG_2018],
        "state weeks or sessions" => plan::duration;
    PlanUnplannedIntervention "plan/unplanned-intervention" [Warning], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "note.interventions[].code, episode.plan.interventions, episode.plan.changes",
        [BPM_220_3_E],
        "{code} is not in the plan: record the change and why" => plan::unplanned_intervention;
    PlanChangeAuthor "plan/change-author" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.changes[]",
        [CFR_410_61_D],
        "changes of the plan are written and signed by a clinician" => plan::change_author;
    PlanGoalChangeCertified "plan/goal-change-certified" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.changes[], episode.certifications, profile.as_of",
        [BPM_220_1_2, BPM_220_1_2_THIRTY_DAYS],
        "a long-term goal changed on {date} and nothing was certified since: send it for certification" => plan::goal_change_certified;
    PlanVisitsBeyondPlan "plan/visits-beyond-plan" [Warning], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.treatment_days, episode.plan.frequency, episode.plan.duration",
        [BPM_220_3_D],
        "{n}, the plan allows {most}: record why" => plan::visits_beyond_plan;
    // Certification
    CertificationInitial "certification/initial" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications, profile.as_of",
        [CFR_424_24_C, BPM_220_1_3],
        "obtain the certification, which was due by {date}; a late one is accepted with its reason" => certification::initial;
    CertificationPending "certification/pending" [Advice], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications, profile.as_of",
        [BPM_220_1_3],
        "certification is due by {date}" => certification::pending;
    CertificationOrderException "certification/order-exception" [Error, Warning], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[], episode.order, episode.evaluation.date",
        [CFR_424_24_C, PFS_RULE_2025],
        "the order does not stand in for the signature, or may not: {condition}" => certification::order_exception;
    CertificationPlanNotSent "certification/plan-not-sent" [Warning, Advice], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].sent_on, profile.as_of",
        [PFS_RULE_2025],
        "send the plan to the referrer by {date} and keep the proof" => certification::plan_not_sent;
    CertificationCertifier "certification/certifier" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].certifier",
        [BPM_220_A, BPM_220_1_3],
        "{credential} cannot certify; ask physician or practitioner" => certification::certifier;
    CertificationSignedAndDated "certification/signed-and-dated" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[]",
        [BPM_220_1_3],
        "a certification is signed and dated" => certification::signed_and_dated;
    CertificationVerbalSignature "certification/verbal-signature" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].signed_on, episode.certifications[].date, profile.as_of",
        [BPM_220_1_3],
        "sign the verbal certification by {date}" => certification::verbal_signature;
    CertificationInterval "certification/interval" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "note.date_of_service, claim.date_of_service",
        [BPM_220_1_3, CFR_424_24_C_4],
        "{date} is outside the certified interval[, which ended {end}]: recertify" => certification::interval_covers;
    CertificationRecertificationMode "certification/recertification-mode" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].mode",
        [PFS_RULE_2025, NOR_CERT],
        "the exception is for the initial plan only; a recertification is signed" => certification::recertification_mode;
    CertificationRecertificationDue "certification/recertification-due" [Advice], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications",
        [BPM_220_1_3],
        "the certified interval ends {date}: recertify before it does" => certification::recertification_due;
    CertificationDelayExplained "certification/delay-explained" [Warning], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].delay_reason, episode.certifications[].date",
        [BPM_220_1_3_D],
        "certified {n} late: record why" => certification::delay_explained;
    // Progress and discharge
    ProgressOverdue "progress/overdue" [Error], Scope::Medicare, [Condition::NotEvaluationOnly], Dates::from(date!(2013 - 01 - 01)),
        reads "episode.progress_reports, episode.treatment_days, profile.as_of",
        [BPM_220_3_D],
        "{n} without a clinician's report since {date}: ten is the most" => progress::overdue;
    ProgressDue "progress/due" [Warning, Advice], Scope::Medicare, [Condition::NotEvaluationOnly], Dates::from(date!(2013 - 01 - 01)),
        reads "episode.progress_reports, episode.treatment_days, profile.as_of",
        [BPM_220_3_D],
        "a progress report is due with treatment day ten, and this is day {n}[; write it by {date}]" => progress::due;
    ProgressPeriodLength "progress/period-length" [Error], Scope::Medicare, [Condition::NotEvaluationOnly], Dates::from(date!(2013 - 01 - 01)),
        reads "episode.progress_reports[].period_end, episode.treatment_days",
        [BPM_220_3_D],
        "the report covers {n}; ten is the most" => progress::period_length;
    ProgressAuthor "progress/author" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].author, episode.progress_reports[].signature",
        [BPM_220_3_D],
        "a clinician writes and signs the report; an assistant's supplements it and does not replace it" => progress::author;
    ProgressDates "progress/dates" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[]",
        [BPM_220_3_D],
        "state first and last day of the period, in this order, and the day of writing" => progress::dates;
    ProgressLate "progress/late" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].written_on, episode.progress_reports[].period_end",
        [BPM_220_3_D_SEVEN_DAYS, BPM_220_3_A],
        "written {n} after the period; {allowed} are allowed" => progress::late;
    ProgressGoalAssessment "progress/goal-assessment" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.progress_reports[].goals, episode.plan.long_term_goals",
        [BPM_220_3_D],
        "assess long-term goal {places} of the plan" => progress::goal_assessment;
    ProgressNextStep "progress/next-step" [Warning], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].next",
        [BPM_220_3_D],
        "say whether to continue, revise or end" => progress::next_step;
    ProgressObjectiveMeasure "progress/objective-measure" [Warning], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].measures",
        [BPM_220_3_D],
        "measure at least one value again" => progress::objective_measure;
    ProgressParticipation "progress/participation" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].clinician_days",
        [BPM_220_A, BPM_220_3_D],
        "a clinician furnishes one whole billable service in each period: none from {start} to {end}" => progress::participation;
    ProgressPlateau "progress/plateau" [Warning], Scope::Any, [Condition::NotMaintenance], Dates::ALWAYS,
        reads "episode.progress_reports[].measures",
        [BPM_220_2, OIG_2018],
        "no value moved[ since {date}]: change the plan, or say why to go on" => progress::plateau;
    DischargePresent "discharge/present" [Error], Scope::Medicare, [Condition::NotEvaluationOnly], Dates::ALWAYS,
        reads "episode.discharge, episode.closed",
        [BPM_220_3_D],
        "the episode closed on {date}: write the discharge note" => progress::discharge_present;
    DischargeAuthor "discharge/author" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.discharge.author",
        [BPM_220_3_D],
        "a discharge note is a clinician's; it may rest on the assistant's notes" => progress::discharge_author;
    // Treatment note
    TreatmentNoteEachBilledDay "treatment-note/each-billed-day" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "claim.date_of_service, note.date_of_service",
        [BPM_220_3_E],
        "no note for {date}: write one for each billed day" => treatment_note::each_billed_day;
    TreatmentNoteIntervention "treatment-note/intervention" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "claim.lines[].code, note.interventions",
        [BPM_220_3_E],
        "{code} is billed and not described in the note" => treatment_note::intervention;
    TreatmentNoteTotalTimedMinutes "treatment-note/total-timed-minutes" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.total_timed_minutes, note.interventions",
        [BPM_220_3_E],
        "record total minutes of timed codes" => treatment_note::total_timed_minutes;
    TreatmentNoteTotalTreatmentMinutes "treatment-note/total-treatment-minutes" [Error], Scope::MedicareOr(Requirement::SessionLength), [], Dates::ALWAYS,
        reads "note.total_treatment_minutes",
        [BPM_220_3_E, UHC_2024],
        "record total treatment minutes" => treatment_note::total_treatment_minutes;
    TreatmentNoteDistinctDescriptions "treatment-note/distinct-descriptions" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].description",
        [LMRP_96],
        "{code} and {other} share one description: say what each was" => treatment_note::distinct_descriptions;
    // Signatures
    SignaturePresent "signature/present" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.signature",
        [BPM_220_3_E],
        "sign the note" => signature::present;
    SignatureCredential "signature/credential" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.signature.credential",
        [BPM_220_3_E],
        "sign with the professional designation" => signature::credential;
    SignatureMethod "signature/method" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.signature.method",
        [PIM_3_3_2_4],
        "sign by hand or electronically" => signature::method;
    SignatureDate "signature/date" [Warning, Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.signature.signed_on, note.date_of_service",
        [PIM_3_3_2_4, CONVENTION],
        "date the signature, on or after the visit[; {date} is {n} before it]" => signature::date;
    SignatureSigner "signature/signer" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.signature.person, note.people",
        [BPM_220_3_E],
        "the signer is to be somebody who treated or supervised at this visit" => signature::signer;
    SignatureContributors "signature/contributors" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by[], note.people",
        [BPM_220_3_E],
        "list everybody who furnished part of the visit; {code} names somebody who is not listed" => signature::contributors;
    SignatureActiveSupervisor "signature/active-supervisor" [Warning], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.people[], note.signature.person, note.cosignature.person",
        [BPM_220_3_E],
        "a supervisor who took part signs too" => signature::active_supervisor;
    SignatureAttestation "signature/attestation" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.attestation",
        [PIM_3_3_2_4],
        "only the author attests, and never for an order" => signature::attestation;
    SignatureStudentEntry "signature/student-entry" [Error], Scope::Medicare, [], Dates::from(date!(2021 - 01 - 01)),
        reads "note.verified_by, note.verified_on, note.documented_by, note.people",
        [PFS_RULE_2021],
        "the billing professional verifies, signs and dates a student's entry" => signature::student_entry;
    // Who furnished the visit
    PersonnelQualified "personnel/qualified" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by, note.people",
        [BPM_230_STAFF],
        "{code} was furnished by staff whose work is not payable: bill what a therapist or assistant furnished" => personnel::qualified;
    PersonnelDiscipline "personnel/discipline" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by, note.people, episode.discipline",
        [BPM_220_1_2],
        "{credential} cannot furnish {code} under a plan of {discipline}" => personnel::discipline;
    PersonnelStudentSupervised "personnel/student-supervised" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.people",
        [BPM_230_B],
        "with a student the professional stays in the room, directs and treats nobody else: record that this was so" => personnel::student_supervised;
    PersonnelAssistantEvaluation "personnel/assistant-evaluation" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by, note.people",
        [BPM_230_STAFF],
        "assistants do not evaluate: {code} is a therapist's" => personnel::assistant_evaluation;
    PersonnelAssistantIncidentTo "personnel/assistant-incident-to" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by, note.people, profile.setting",
        [BPM_230_STAFF],
        "assistants' services, such as {code} here, are not billed incident to a physician" => personnel::assistant_incident_to;
    PersonnelAgencyVisit "personnel/agency-visit" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.supervisory_visits, note.off_premises",
        [CFR_485_713],
        "a therapist visits on site every 30 days: none from {start} to {end}" => personnel::agency_visit;
    PersonnelSupervisionLevel "personnel/supervision-level" [Error], Scope::Medicare, [Condition::NotIncidentTo], Dates::ALWAYS,
        reads "note.supervision, profile.setting",
        [PFS_RULE_2025, BPM_230_STAFF],
        "supervision of an assistant: {level} is not enough in {setting} on {date}" => personnel::supervision_level;
    PersonnelMinutesAttributed "personnel/minutes-attributed" [Error], Scope::AssistantModifiers, [Condition::UsesAssistantModifiers], Dates::from(date!(2020 - 01 - 01)),
        reads "note.interventions[].performed_by",
        [CMS_CQ, PFS_RULE_2020],
        "split the minutes of {code} by person" => personnel::minutes_attributed;
    // Time
    TimeUntimedCounted "time/untimed-counted" [Error], Scope::Any, [Condition::TimingsKnown], Dates::ALWAYS,
        reads "note.total_timed_minutes, note.interventions",
        [BPM_220_3_C],
        "{n} of untimed services stand in the timed total: take them out" => time_rules::untimed_counted;
    TimeSum "time/sum" [Error], Scope::Any, [Condition::TimingsKnown], Dates::ALWAYS,
        reads "note.total_timed_minutes, note.interventions",
        [BPM_220_3_E],
        "timed entries give {sum}, the note says {total}: correct one of them" => time_rules::sum;
    TimeTotalBelowTimed "time/total-below-timed" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.total_treatment_minutes, note.total_timed_minutes",
        [BPM_220_3_E],
        "treatment time includes timed time: {total} in all are less than {timed} timed" => time_rules::total_below_timed;
    TimeUnbillableCounted "time/unbillable-counted" [Error], Scope::Medicare, [Condition::TimingsKnown], Dates::ALWAYS,
        reads "note.total_treatment_minutes, note.unbillable_minutes, note.interventions",
        [BPM_220_3_E],
        "take {n} of rest out of the total" => time_rules::unbillable_counted;
    TimeTotalUnexplained "time/total-unexplained" [Warning], Scope::Medicare, [Condition::TimingsKnown], Dates::ALWAYS,
        reads "note.total_treatment_minutes, note.total_timed_minutes, note.interventions",
        [BPM_220_3_E],
        "total treatment time and the entries differ by {n}: say what they were, or correct the total" => time_rules::total_unexplained;
    TimeUnitsExceedMinutes "time/units-exceed-minutes" [Error], Scope::MedicareUnits, [], Dates::ALWAYS,
        reads "claim.lines, note.total_timed_minutes, note.interventions",
        [BPM_220_3_E, OIG_2018],
        "{billed} on {minutes} recorded, which support {supported}: bill no more than that" => time_rules::units_exceed_minutes;
    TimeSessionShorter "time/session-shorter" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.end, note.start, note.total_treatment_minutes",
        [CONVENTION],
        "{total} do not fit between {start} and {end}: correct the times or the total" => time_rules::session_shorter;
    TimeClinicianOverlap "time/clinician-overlap" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.other_sessions[], note.start, note.end",
        [CMS_11],
        "the same person cannot be one-on-one with two patients: {n} overlap" => time_rules::clinician_overlap;
    // Mode of delivery
    ModeOneOnOne "mode/one-on-one" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].mode, note.interventions[].patients",
        [CPT_PROCEDURES, CMS_11],
        "{code} is one-on-one: bill shared time as a group" => mode::one_on_one;
    ModeGroupSize "mode/group-size" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].patients",
        [CPT_PROCEDURES],
        "a group has at least two patients, {n} recorded" => mode::group_size;
    ModeGroupSeparate "mode/group-separate" [Warning], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.interventions[].minutes",
        [CMS_11],
        "record group minutes apart from one-on-one minutes" => mode::group_separate;
    ModeCotreatmentTime "mode/cotreatment-time" [Error], Scope::MedicareOrMedicaid, [], Dates::ALWAYS,
        reads "note.cotreatment.billed_minutes, note.cotreatment.shared_minutes",
        [WPT_COTX, OK_317],
        "the patient had {shared}, {billed} are billed: share them out" => mode::cotreatment_time;
    ModeCotreatmentReason "mode/cotreatment-reason" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.cotreatment",
        [WPT_COTX],
        "say why together, with a goal for each discipline" => mode::cotreatment_reason;
    ModeTelehealthWindow "mode/telehealth-window" [Error], Scope::PartB, [], Dates::ALWAYS,
        reads "note.telehealth",
        [CAA_2026],
        "therapists' telehealth is not payable on {date}: it is from 2020-03-01 to 2027-12-31" => mode::telehealth_window;
    ModeTelehealthRecord "mode/telehealth-record" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.telehealth.patient_location, note.telehealth.modality, note.interventions",
        [CONVENTION],
        "say where the patient was, and bill what could be seen[: {code} cannot be guided by sound alone]" => mode::telehealth_record;
    // 97112
    NmrDeficit "nmr/deficit" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.deficits",
        [CPT_PROCEDURES, HNS_97112],
        "name the deficit that 97112 treats: movement, balance, coordination, kinesthetic sense, posture or proprioception" => neuromuscular::deficit;
    NmrDeficitEvaluated "nmr/deficit-evaluated" [Warning], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "note.interventions[].nmr.deficits, episode.evaluation.deficits, episode.progress_reports[].deficits",
        [BPM_220_1_2, HNS_97112],
        "treated and never evaluated: {deficits}; evaluate it, or name what was evaluated" => neuromuscular::deficit_evaluated;
    NmrDeficitMeasured "nmr/deficit-measured" [Warning], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "note.interventions[].nmr.deficits, episode.evaluation.measures[], episode.progress_reports[].measures[]",
        [NGS_L33631],
        "measure {deficits}[, for example with {instruments}]" => neuromuscular::deficit_measured;
    NmrTechnique "nmr/technique" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.techniques",
        [HNS_97112],
        "name the technique or activity" => neuromuscular::technique;
    NmrPassiveContent "nmr/passive-content" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.techniques",
        [HNS_TAPE],
        "tape or a device alone is not retraining: name what the patient did" => neuromuscular::passive_content;
    NmrArea "nmr/area" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.areas",
        [HNS_97112],
        "name the body area" => neuromuscular::area;
    NmrPosition "nmr/position" [Advice], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.positions, note.interventions[].nmr.position_reason",
        [CPT_PROCEDURES],
        "say how work in this position serves sitting or standing" => neuromuscular::position;
    NmrSkilledInput "nmr/skilled-input" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.cues, note.interventions[].nmr.grading, note.interventions[].nmr.assistance",
        [BPM_220_2, LCW_97112],
        "record what the clinician did: cue, facilitation, grading" => neuromuscular::skilled_input;
    NmrDose "nmr/dose" [Advice], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.dose",
        [HNS_97112],
        "record sets, time, surface" => neuromuscular::dose;
    NmrGoalLink "nmr/goal-link" [Warning], Scope::Any, [Condition::Plan], Dates::ALWAYS,
        reads "note.interventions[].nmr.goals, episode.plan.long_term_goals, episode.plan.short_term_goals",
        [HNS_97112],
        "tie the activity to a goal of the plan" => neuromuscular::goal_link;
    NmrPurpose "nmr/purpose" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].purpose",
        [CHC_97112],
        "purpose {purpose} belongs to {better}" => neuromuscular::purpose;
    NmrProgression "nmr/progression" [Warning], Scope::Any, [Condition::NotMaintenance], Dates::ALWAYS,
        reads "note.interventions[].nmr, episode.prior_notes",
        [NGS_L33631],
        "unchanged for five visits: progress it or say why not" => neuromuscular::progression;
    NmrIndependentRepeat "nmr/independent-repeat" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.assistance, note.interventions[].nmr.cues, episode.prior_notes",
        [BPM_220_2, OIG_2018],
        "done alone four times: move it to the home program" => neuromuscular::independent_repeat;
    NmrFallsFacts "nmr/falls-facts" [Advice], Scope::Any, [Condition::Evaluation, Condition::Neuromuscular], Dates::ALWAYS,
        reads "episode.evaluation.falls, episode.diagnoses",
        [NGS_L33631],
        "falls are on record: record dates, cause, prior mobility, cognition, prior therapy" => neuromuscular::falls_facts;
    NmrWeakDiagnosis "nmr/weak-diagnosis" [Advice], Scope::Any, [], Dates::ALWAYS,
        reads "claim.lines[].diagnoses",
        [PTM_2016],
        "point 97112 at the deficit too, not at pain or weakness alone: {icds}" => neuromuscular::weak_diagnosis;
    // Measures, necessity, claim
    MeasureRange "measure/range" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "episode.evaluation.measures[], episode.progress_reports[].measures[]",
        [INSTRUMENTS],
        "the value[ {value}] is outside {instrument}: correct it" => necessity::measure_range;
    NecessityGoalKind "necessity/goal-kind" [Error, Warning], Scope::Any, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.long_term_goals",
        [BPM_220_2],
        "fitness and sport are not covered goals; add what the patient must be able to do" => necessity::goal_kind;
    NecessityMaintenanceSkill "necessity/maintenance-skill" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.maintenance.skill_reason",
        [BPM_220_2_D],
        "say why the program needs a therapist's skill" => necessity::maintenance_skill;
    ClaimDiagnosis "claim/diagnosis" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "claim.lines[].diagnoses, episode.diagnoses, episode.plan.diagnoses",
        [CONVENTION],
        "billed and not in the record: {icds}; record the diagnosis or correct the claim" => necessity::claim_diagnosis;
    // The payer's and the state's own rules
    PolicyUnknown "policy/unknown" [Advice], Scope::OtherPayers, [], Dates::ALWAYS,
        reads "profile.payer.policy",
        [CONVENTION],
        "nothing is known of this payer's rules; silence is no approval" => policy::unknown;
    PolicyAuthorization "policy/authorization" [Error], Scope::Authorization, [], Dates::ALWAYS,
        reads "profile.payer.policy.authorization, episode.treatment_days",
        [PAYER],
        "visit {n} on {date} is not authorized: obtain an authorization that covers it" => policy::authorization;
    PolicyOrder "policy/order" [Error], Scope::Requires(Requirement::Order), [], Dates::ALWAYS,
        reads "episode.order",
        [PAYER],
        "obtain the signed order before the first visit, {date}" => policy::order;
    PolicyDirectAccess "policy/direct-access" [Error], Scope::DirectAccess, [], Dates::ALWAYS,
        reads "episode.order, episode.treatment_days",
        [PRACTICE_ACT],
        "the state's limit without an order is passed with visit {n} on {date}: obtain an order" => policy::direct_access;
    PolicyProgressInterval "policy/progress-interval" [Error], Scope::ProgressInterval, [Condition::NotEvaluationOnly], Dates::ALWAYS,
        reads "episode.progress_reports, episode.treatment_days",
        [MS_23_213],
        "report every {interval}; it has been {n}" => policy::progress_interval;
    PolicyRestorativeIntent "policy/restorative-intent" [Error], Scope::Requires(Requirement::RestorativeIntent), [], Dates::ALWAYS,
        reads "episode.maintenance",
        [MI_418],
        "this payer pays for recovery, not maintenance" => policy::restorative_intent;
    PolicyStartAndStopTimes "policy/start-and-stop-times" [Error], Scope::Requires(Requirement::StartAndStopTimes), [], Dates::ALWAYS,
        reads "note.start, note.end",
        [PAYER],
        "record start and stop times" => policy::start_and_stop_times;
    PolicyMinutesPerCode "policy/minutes-per-code" [Error], Scope::MinutesPerCode, [], Dates::ALWAYS,
        reads "note.interventions[].minutes",
        [CPT_PROCEDURES, PAYER],
        "record minutes of {code}" => policy::minutes_per_code;
    PolicyResponse "policy/response" [Error], Scope::Requires(Requirement::Response), [], Dates::ALWAYS,
        reads "note.response",
        [UHC_2024, MS_23_213],
        "record the patient's response" => policy::response;
    PolicyAssistantCosignature "policy/assistant-cosignature" [Error], Scope::Requires(Requirement::AssistantCosignature), [], Dates::ALWAYS,
        reads "note.cosignature, note.signature.credential",
        [SC_40_45],
        "have the therapist cosign" => policy::assistant_cosignature;
    PolicySupervisorNamed "policy/supervisor-named" [Error], Scope::Requires(Requirement::SupervisorNamed), [], Dates::ALWAYS,
        reads "note.people",
        [TX_PTOT],
        "name the supervising therapist" => policy::supervisor_named;
    PolicyTechniqueNotCovered "policy/technique-not-covered" [Warning], Scope::ExcludedTechniques, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.techniques",
        [AET_0325, CIG_135],
        "{technique} is not covered: leave its minutes out" => policy::technique_not_covered;
    PolicyDiagnosisNotListed "policy/diagnosis-not-listed" [Error], Scope::DiagnosisList, [], Dates::ALWAYS,
        reads "claim.lines[].diagnoses, claim.lines[].code",
        [PAYER],
        "no diagnosis of the line[, {icds},] is on the payer's list for {code}" => policy::diagnosis_not_listed;
    // Free text
    TextStockPhrases "text/stock-phrases" [Advice], Scope::Heuristics, [], Dates::ALWAYS,
        reads "note.assessment",
        [AAPC_CANNED],
        "reads like stock phrases: add today's findings" => text::stock_phrases;
    TextCloned "text/cloned" [Advice], Scope::Heuristics, [], Dates::ALWAYS,
        reads "note.assessment, note.subjective, episode.prior_notes",
        [AAPC_CANNED],
        "reads like the last two notes: say what changed" => text::cloned;
}
