//! The register: every rule a row, so that names, scopes, dates, sources and sentences are read in
//! one place. The rows stand in the order in which a reader checks a chart.

use core::{fmt, str::FromStr};

use time::macros::date;

use super::out::RuleCheck;
use super::row::{Condition, Dates, RuleRow, Scope};
use super::{
    certification, evaluation, mode, necessity, neuromuscular, personnel, plan, policy, progress,
    record, signature, text, time as time_rules, treatment_note,
};
use crate::citation::Citation;
use crate::documentation::neuromuscular::NeuromuscularGap;
use crate::documentation::record::Requirement;
use crate::finding::Severity;

/// Returns the first severity of a row.
const fn first(severities: &[Severity]) -> Severity {
    match severities {
        [first, ..] => *first,
        [] => Severity::Error,
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
        /// assert_eq!(Rule::ALL.len(), 126);
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
                            severity: first(&[$(Severity::$severity),+]),
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

            pub(in crate::documentation) fn check(self) -> RuleCheck {
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

impl NeuromuscularGap {
    /// Returns the rule of the register that asks for it.
    #[must_use]
    pub const fn rule(self) -> Rule {
        match self {
            Self::Description => Rule::TreatmentNoteIntervention,
            Self::Deficit => Rule::NmrDeficit,
            Self::Technique => Rule::NmrTechnique,
            Self::Activity => Rule::NmrPassiveContent,
            Self::Area => Rule::NmrArea,
            Self::PositionReason => Rule::NmrPosition,
            Self::SkilledInput => Rule::NmrSkilledInput,
            Self::Dose => Rule::NmrDose,
            Self::Goal => Rule::NmrGoalLink,
            Self::Purpose => Rule::NmrPurpose,
        }
    }
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
        "the note names no patient, or not the patient of the chart or claim; use one patient identifier in all of them" => record::patient;
    RecordServiceDate "record/service-date" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.date_of_service, episode.treatment_days, profile.as_of, profile.birth_date",
        [BPM_220_3_E],
        "the note has no valid date of service[: {date} is not a day on which this patient was treated]; state the day of treatment" => record::service_date;
    RecordChronology "record/chronology" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "episode.plan.established_on, episode.evaluation.date, episode.certifications[].date, episode.progress_reports[].written_on",
        [BPM_220_1_2, CONVENTION],
        "{later} is dated {date}, which is before {earlier}; correct the wrong date and leave the correction visible" => record::chronology;
    RecordAmendment "record/amendment" [Error], Scope::Medicare, [], Dates::from(date!(2013 - 01 - 08)),
        reads "note.amendments[]",
        [PIM_3_3_2_5],
        "the amendment is incomplete, so reviewers must ignore it; label it as an amendment, with author and date, and keep the original readable" => record::amendment;
    RecordLateEntry "record/late-entry" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.late_entry, note.signature.signed_on, note.date_of_service",
        [PIM_3_3_2_5, BPM_220_3_A],
        "the note was signed {n} after the visit and is not marked as a late entry; mark it" => record::late_entry;
    RecordClaimBeforeSignature "record/claim-before-signature" [Error, Warning], Scope::Any, [], Dates::ALWAYS,
        reads "claim.submitted_on, note.signature",
        [PAL_SIG],
        "the claim was sent on {date}, before the note was signed[ on {signed}]; hold a claim until its note is signed" => record::claim_before_signature;
    // Evaluation
    EvaluationPresent "evaluation/present" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "episode.evaluation",
        [BPM_220_3_C],
        "the record has no evaluation dated {date} or earlier; evaluate before the first treatment and file the evaluation" => evaluation::present;
    EvaluationAuthor "evaluation/author" [Error], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.evaluation.author, episode.evaluation.signature",
        [BPM_220_A],
        "the evaluation was not written and signed by a clinician; have the therapist, physician or nonphysician practitioner who evaluated write and sign it" => evaluation::author;
    EvaluationProblem "evaluation/problem" [Error], Scope::Medicare, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.diagnoses, episode.evaluation.problem, episode.evaluation.body_parts",
        [BPM_220_3_C],
        "the evaluation does not state {what}; add it, because an evaluation names the diagnosis, the problem and the body part" => evaluation::problem;
    EvaluationObjectiveBaseline "evaluation/objective-baseline" [Error, Warning], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.evaluation.measures",
        [BPM_220_3_C],
        "the evaluation contains no measured value; record at least one, with an instrument of the clinician's choice" => evaluation::objective_baseline;
    EvaluationPriorLevel "evaluation/prior-level" [Warning], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.evaluation.prior_level",
        [NOR_DOC, BPM_220_3_C],
        "the evaluation does not describe the prior level of function; say what the patient could do before this problem began" => evaluation::prior_level;
    EvaluationConclusion "evaluation/conclusion" [Error], Scope::Medicare, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.evaluation.conclusion",
        [BPM_220_3_C],
        "the evaluation has no complete conclusion; state that no treatment is needed, or give a prognosis and the number of weeks" => evaluation::conclusion;
    EvaluationOrderWhenAlone "evaluation/order-when-alone" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.order, episode.certifications",
        [BPM_220_3_C],
        "the evaluation is the only service and has no signed and dated order and no certification; obtain either (the order may be dated later)" => evaluation::order_when_alone;
    EvaluationReevaluationReason "evaluation/reevaluation-reason" [Error, Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].reevaluation_reason",
        [BPM_220_A, BPM_220_3_C],
        "{code} is billed without a reason that supports a separate re-evaluation; bill it only for a new finding, a significant change or a lack of response, because routine reassessment is part of treatment" => evaluation::reevaluation_reason;
    // Plan of care
    PlanPresent "plan/present" [Error], Scope::MedicareOr(Requirement::PlanOfCare), [Condition::NotEvaluationOnly], Dates::ALWAYS,
        reads "episode.plan",
        [CFR_410_61_B],
        "there is no plan of care on the day of treatment[, because the plan is dated {date}]; write the plan before treatment begins" => plan::present;
    PlanAuthor "plan/author" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.author",
        [CFR_410_61_B, CFR_410_105_C],
        "{credential} may not establish this plan of care; have {who} establish it" => plan::author;
    PlanSigned "plan/signed" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.signature, episode.plan.established_on",
        [MLN_905365, NOV_POC],
        "the plan of care lacks the author's signature with professional designation, or the date on which it was established; complete it" => plan::signed;
    PlanPhysicianBeforeTreatment "plan/physician-before-treatment" [Error], Scope::Medicare, [Condition::Corf, Condition::Plan, Condition::NotEvaluationOnly], Dates::ALWAYS,
        reads "episode.plan.signature, episode.certifications, episode.treatment_days",
        [CFR_410_105_C, CFR_424_27],
        "no physician had signed the plan or its certification by {date}, before treatment, as a CORF requires; obtain the physician's signature before any further treatment" => plan::physician_before_treatment;
    PlanDiagnosis "plan/diagnosis" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.diagnoses",
        [CFR_410_61_C],
        "the plan of care names no diagnosis; add the diagnosis that is being treated" => plan::diagnosis;
    PlanLongTermGoal "plan/long-term-goal" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.long_term_goals",
        [BPM_220_1_2],
        "the plan of care has no long-term goal; set at least one" => plan::long_term_goal;
    PlanGoalMeasurable "plan/goal-measurable" [Warning], Scope::Any, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.long_term_goals[]",
        [BPM_220_1_2, OIG_2018],
        "long-term goal {n} lacks a measure, a target or a date; add what is missing, or say why the goal cannot be measured" => plan::goal_measurable;
    PlanGoalFunctional "plan/goal-functional" [Warning], Scope::Any, [Condition::Plan, Condition::Evaluation], Dates::ALWAYS,
        reads "episode.plan.long_term_goals[].limitation, episode.evaluation.limitations",
        [BPM_220_1_2],
        "long-term goal {n} is not tied to a limitation found in the evaluation; link it to something the patient cannot do" => plan::goal_functional;
    PlanDiscipline "plan/discipline" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.discipline",
        [BPM_220_1_2],
        "the plan is for another discipline than this episode; write a separate plan for {discipline}" => plan::discipline;
    PlanFrequency "plan/frequency" [Error, Advice], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.frequency",
        [CFR_410_61_C, BPM_220_1_2],
        "the plan of care does not state how many times a week the patient is treated, and this is treatment day {n}; state the frequency, because a plan without one covers only one treatment" => plan::frequency;
    PlanFrequencyRange "plan/frequency-range" [Advice], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.frequency",
        [WPT_POC],
        "the plan of care gives a range of {min} to {max} times a week, which reviewers have read as its lower end; state one figure or a taper" => plan::frequency_range;
    PlanDuration "plan/duration" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.duration",
        [CFR_410_61_C, OIG_2018],
        "the plan of care does not state how long it runs; state the duration in weeks or sessions" => plan::duration;
    PlanUnplannedIntervention "plan/unplanned-intervention" [Warning], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "note.interventions[].code, episode.plan.interventions, episode.plan.changes",
        [BPM_220_3_E],
        "{code} was furnished and is not in the plan; record the change of the plan and the reason for it" => plan::unplanned_intervention;
    PlanChangeAuthor "plan/change-author" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.changes[]",
        [CFR_410_61_D],
        "a change of the plan was not made and signed by a clinician; have the therapist, physician or nonphysician practitioner review and sign it" => plan::change_author;
    PlanGoalChangeCertified "plan/goal-change-certified" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.changes[], episode.certifications, profile.as_of",
        [BPM_220_1_2, BPM_220_1_2_THIRTY_DAYS],
        "a long-term goal was changed on {date} and nothing has been certified since; send the changed goal for certification" => plan::goal_change_certified;
    PlanVisitsBeyondPlan "plan/visits-beyond-plan" [Warning], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.treatment_days, episode.plan.frequency, episode.plan.duration",
        [BPM_220_3_D],
        "the patient has been treated on {n}, and the plan allows for {most}; record why more were needed, or revise the plan" => plan::visits_beyond_plan;
    // Certification
    CertificationInitial "certification/initial" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications, profile.as_of",
        [CFR_424_24_C, BPM_220_1_3],
        "the initial certification was due by {date} and is missing; obtain it and record the reason for the delay" => certification::initial;
    CertificationPending "certification/pending" [Advice], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications, profile.as_of",
        [BPM_220_1_3],
        "the plan is not certified yet; obtain the certification by {date}" => certification::pending;
    CertificationOrderException "certification/order-exception" [Error, Warning], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly, Condition::NotCorf], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[], episode.order, episode.evaluation.date",
        [CFR_424_24_C, PFS_RULE_2025],
        "the order does not replace the signature on the plan, or may not: {condition}; obtain the signature" => certification::order_exception;
    CertificationPlanNotSent "certification/plan-not-sent" [Warning, Advice], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly, Condition::NotCorf], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].sent_on, profile.as_of",
        [PFS_RULE_2025],
        "the plan has not been sent to the referrer, and without that the order does not replace the signature; send it by {date} and keep the proof" => certification::plan_not_sent;
    CertificationCertifier "certification/certifier" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].certifier",
        [BPM_220_A, BPM_220_1_3, CFR_424_27],
        "the certification was not given by a person who may certify this plan[: {credential} may not]; obtain it from {who}" => certification::certifier;
    CertificationSignedAndDated "certification/signed-and-dated" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[]",
        [BPM_220_1_3],
        "the certification lacks a signature or a date; obtain both from the person who certifies" => certification::signed_and_dated;
    CertificationVerbalSignature "certification/verbal-signature" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].signed_on, episode.certifications[].date, profile.as_of",
        [BPM_220_1_3],
        "the verbal certification was not signed by {date}, 14 days after it was given; obtain the signature and record the reason for the delay" => certification::verbal_signature;
    CertificationInterval "certification/interval" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "note.date_of_service, claim.date_of_service, episode.treatment_days",
        [BPM_220_1_3, CFR_424_24_C_4],
        "{date} is outside the certification period[, which ended on {end}]; obtain a certification that covers it" => certification::interval_covers;
    CertificationRecertificationMode "certification/recertification-mode" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly, Condition::NotCorf], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].mode",
        [PFS_RULE_2025, NOR_CERT],
        "a recertification cannot rest on the order exception, which applies to the initial plan only; have a physician or nonphysician practitioner sign it" => certification::recertification_mode;
    CertificationRecertificationDue "certification/recertification-due" [Advice], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications",
        [BPM_220_1_3],
        "the certification period ends on {date} and no other follows it; recertify before then if treatment continues" => certification::recertification_due;
    CertificationDelayExplained "certification/delay-explained" [Warning], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].delay_reason, episode.certifications[].date",
        [BPM_220_1_3_D],
        "the certification came {n} late and no reason is recorded; record why" => certification::delay_explained;
    // Progress and discharge
    ProgressOverdue "progress/overdue" [Error], Scope::Medicare, [Condition::NotEvaluationOnly], Dates::from(date!(2013 - 01 - 01)),
        reads "episode.progress_reports, episode.treatment_days, profile.as_of",
        [BPM_220_3_D],
        "the record has {n} since {date} without a clinician's progress report, which is due every 10 treatment days; write the report" => progress::overdue;
    ProgressDue "progress/due" [Warning, Advice], Scope::Medicare, [Condition::NotEvaluationOnly], Dates::from(date!(2013 - 01 - 01)),
        reads "episode.progress_reports, episode.treatment_days, profile.as_of",
        [BPM_220_3_D],
        "this is treatment day {n} since the last progress report, and a clinician's report is due with the tenth day; write it[ by {date}]" => progress::due;
    ProgressPeriodLength "progress/period-length" [Error], Scope::Medicare, [Condition::NotEvaluationOnly], Dates::from(date!(2013 - 01 - 01)),
        reads "episode.progress_reports[].period_end, episode.treatment_days",
        [BPM_220_3_D],
        "the progress report covers {n}, and 10 treatment days are the most; write a report at least every 10 treatment days" => progress::period_length;
    ProgressAuthor "progress/author" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].author, episode.progress_reports[].signature",
        [BPM_220_3_D],
        "the progress report was not written and signed by a clinician; have the clinician do so, because an assistant's report supplements it and does not replace it" => progress::author;
    ProgressDates "progress/dates" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[]",
        [BPM_220_3_D],
        "the progress report lacks the first day of its period, the last day or the day of writing, or its period ends before it begins; state all three dates in order" => progress::dates;
    ProgressLate "progress/late" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].written_on, episode.progress_reports[].period_end",
        [BPM_220_3_D_SEVEN_DAYS, BPM_220_3_A],
        "the progress report was written {n} after its period ended, and {allowed} are allowed; write reports within that time" => progress::late;
    ProgressGoalAssessment "progress/goal-assessment" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.progress_reports[].goals, episode.plan.long_term_goals",
        [BPM_220_3_D],
        "the progress report does not assess long-term goal {places} of the plan; say how far the patient has come toward it" => progress::goal_assessment;
    ProgressNextStep "progress/next-step" [Warning], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].next",
        [BPM_220_3_D],
        "the progress report does not say what comes next; state whether to continue the plan, to revise it or to end treatment" => progress::next_step;
    ProgressObjectiveMeasure "progress/objective-measure" [Warning], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].measures",
        [BPM_220_3_D],
        "the progress report contains no measured value; measure at least one value again" => progress::objective_measure;
    ProgressParticipation "progress/participation" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].clinician_days",
        [BPM_220_A, BPM_220_3_D],
        "no clinician furnished a complete billable service from {start} to {end}; each progress report period needs at least one" => progress::participation;
    ProgressPlateau "progress/plateau" [Warning], Scope::Any, [Condition::NotMaintenance], Dates::ALWAYS,
        reads "episode.progress_reports[].measures",
        [BPM_220_2, OIG_2018],
        "no measured value has changed[ since {date}]; change the plan, or say why treatment should go on" => progress::plateau;
    DischargePresent "discharge/present" [Error], Scope::Medicare, [Condition::NotEvaluationOnly], Dates::ALWAYS,
        reads "episode.discharge, episode.closed",
        [BPM_220_3_D],
        "the episode was closed on {date} without a discharge note; write one" => progress::discharge_present;
    DischargeAuthor "discharge/author" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.discharge.author, episode.discharge.signature",
        [BPM_220_3_D],
        "the discharge note was not written and signed by a clinician; have a clinician write and sign it (it may be based on the assistant's notes)" => progress::discharge_author;
    // Treatment note
    TreatmentNoteEachBilledDay "treatment-note/each-billed-day" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "claim.date_of_service, note.date_of_service",
        [BPM_220_3_E],
        "{date} is billed and there is no note for that day; write a note for every billed day" => treatment_note::each_billed_day;
    TreatmentNoteIntervention "treatment-note/intervention" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "claim.lines[].code, note.interventions",
        [BPM_220_3_E],
        "{code} is billed and not described in the note; describe what was done" => treatment_note::intervention;
    TreatmentNoteTotalTimedMinutes "treatment-note/total-timed-minutes" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.total_timed_minutes, note.interventions",
        [BPM_220_3_E],
        "the note does not state the total timed-code treatment minutes; record them" => treatment_note::total_timed_minutes;
    TreatmentNoteTotalTreatmentMinutes "treatment-note/total-treatment-minutes" [Error], Scope::MedicareOr(Requirement::SessionLength), [], Dates::ALWAYS,
        reads "note.total_treatment_minutes",
        [BPM_220_3_E, UHC_2024],
        "the note does not state the total treatment time, timed and untimed services together; record it" => treatment_note::total_treatment_minutes;
    TreatmentNoteDistinctDescriptions "treatment-note/distinct-descriptions" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].description",
        [LMRP_96],
        "{code} and {other} have the same description; say what was done under each code" => treatment_note::distinct_descriptions;
    // Signatures
    SignaturePresent "signature/present" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.signature",
        [BPM_220_3_E],
        "the treatment note is not signed; sign it" => signature::present;
    SignatureCredential "signature/credential" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.signature.credential",
        [BPM_220_3_E],
        "the signature on the note lacks the professional designation; add it" => signature::credential;
    SignatureMethod "signature/method" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.signature.method",
        [PIM_3_3_2_4],
        "the note is signed with a stamp; sign by hand or electronically, or keep on file why the signer must use a stamp" => signature::method;
    SignatureDate "signature/date" [Warning, Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.signature.signed_on, note.date_of_service",
        [PIM_3_3_2_4, CONVENTION],
        "the signature on the note has no valid date[: {date} is {n} before the visit]; date it on or after the day of the visit" => signature::date;
    SignatureSigner "signature/signer" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.signature.person, note.people",
        [BPM_220_3_E],
        "the person who signed the note neither treated nor supervised at this visit; have a person who did so sign it" => signature::signer;
    SignatureContributors "signature/contributors" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by[], note.people",
        [BPM_220_3_E],
        "a person who furnished {code} is not listed among the people of the visit; list everyone who furnished part of it" => signature::contributors;
    SignatureActiveSupervisor "signature/active-supervisor" [Warning], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.people[], note.signature.person, note.cosignature.person",
        [BPM_220_3_E],
        "a supervisor took part in the treatment and did not sign; have the supervisor sign the note too" => signature::active_supervisor;
    SignatureAttestation "signature/attestation" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.attestation",
        [PIM_3_3_2_4],
        "the attestation was not made by the author of the document, or it concerns an order; have the author make it, and obtain a signed order instead of attesting to one" => signature::attestation;
    SignatureStudentEntry "signature/student-entry" [Error], Scope::Medicare, [], Dates::from(date!(2021 - 01 - 01)),
        reads "note.verified_by, note.verified_on, note.documented_by, note.people",
        [PFS_RULE_2021],
        "a student wrote the entry and no qualified professional has verified it; have the billing professional verify, sign and date it" => signature::student_entry;
    // Who furnished the visit
    PersonnelQualified "personnel/qualified" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by, note.people",
        [BPM_230_STAFF],
        "{code} was furnished by a person whose work cannot be billed; bill only what a clinician or an assistant furnished" => personnel::qualified;
    PersonnelDiscipline "personnel/discipline" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by, note.people, episode.discipline",
        [BPM_220_1_2],
        "{credential} cannot furnish {code} under a plan of {discipline}; bill it under a plan of that person's own discipline" => personnel::discipline;
    PersonnelStudentSupervised "personnel/student-supervised" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.people",
        [BPM_230_B],
        "a student took part, and the record names no professional who was present throughout and treated nobody else; record it if it was so, and otherwise do not bill the student's services" => personnel::student_supervised;
    PersonnelAssistantEvaluation "personnel/assistant-evaluation" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by, note.people",
        [BPM_230_STAFF],
        "{code} was furnished by an assistant, and assistants do not evaluate; have a clinician evaluate" => personnel::assistant_evaluation;
    PersonnelAssistantIncidentTo "personnel/assistant-incident-to" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by, note.people, profile.setting",
        [BPM_230_STAFF],
        "{code} was furnished by an assistant, whose services cannot be billed incident to a physician; do not bill it in this setting" => personnel::assistant_incident_to;
    PersonnelAgencyVisit "personnel/agency-visit" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.supervisory_visits, note.off_premises",
        [CFR_485_713],
        "no therapist visited the assistant on site from {start} to {end}; make a supervisory visit at least every 30 days and record it" => personnel::agency_visit;
    PersonnelSupervisionLevel "personnel/supervision-level" [Error], Scope::Medicare, [Condition::NotIncidentTo], Dates::ALWAYS,
        reads "note.supervision, profile.setting",
        [PFS_RULE_2025, BPM_230_STAFF],
        "the supervision of the assistant, {level}, is not enough in {setting} on {date}; arrange the level that is required there and record it" => personnel::supervision_level;
    PersonnelMinutesAttributed "personnel/minutes-attributed" [Error], Scope::AssistantModifiers, [Condition::UsesAssistantModifiers], Dates::from(date!(2020 - 01 - 01)),
        reads "note.interventions[].performed_by",
        [CMS_CQ, PFS_RULE_2020],
        "{code} was furnished by an assistant and another person, and the minutes are not divided between them; record the minutes of each person" => personnel::minutes_attributed;
    // Time
    TimeUntimedCounted "time/untimed-counted" [Error], Scope::Any, [Condition::TimingsKnown], Dates::ALWAYS,
        reads "note.total_timed_minutes, note.interventions",
        [BPM_220_3_C],
        "the timed total includes {n} of untimed services; take them out" => time_rules::untimed_counted;
    TimeSum "time/sum" [Error], Scope::Any, [Condition::TimingsKnown], Dates::ALWAYS,
        reads "note.total_timed_minutes, note.interventions",
        [BPM_220_3_E],
        "the timed entries add up to {sum}, but the note states {total}; correct one of them" => time_rules::sum;
    TimeTotalBelowTimed "time/total-below-timed" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.total_treatment_minutes, note.total_timed_minutes",
        [BPM_220_3_E],
        "the total treatment time of {total} is less than the timed part of {timed}; correct one of them" => time_rules::total_below_timed;
    TimeUnbillableCounted "time/unbillable-counted" [Error], Scope::Medicare, [Condition::TimingsKnown], Dates::ALWAYS,
        reads "note.total_treatment_minutes, note.unbillable_minutes, note.interventions",
        [BPM_220_3_E],
        "the total treatment time includes {n} of rest or waiting; take them out" => time_rules::unbillable_counted;
    TimeTotalUnexplained "time/total-unexplained" [Warning], Scope::Medicare, [Condition::TimingsKnown], Dates::ALWAYS,
        reads "note.total_treatment_minutes, note.total_timed_minutes, note.interventions",
        [BPM_220_3_E],
        "the total treatment time and the entries differ by {n}; record what was done in that time, or correct the total" => time_rules::total_unexplained;
    TimeUnitsExceedMinutes "time/units-exceed-minutes" [Error], Scope::MedicareUnits, [], Dates::ALWAYS,
        reads "claim.lines, note.total_timed_minutes, note.interventions",
        [BPM_220_3_E, OIG_2018],
        "the claim bills {billed} of timed codes, but the {minutes} recorded support {supported}; reduce the billed units" => time_rules::units_exceed_minutes;
    TimeSessionShorter "time/session-shorter" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.end, note.start, note.total_treatment_minutes",
        [CONVENTION],
        "{total} of treatment do not fit between {start} and {end}; correct the times or the total" => time_rules::session_shorter;
    TimeClinicianOverlap "time/clinician-overlap" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.other_sessions[], note.start, note.end",
        [CMS_11],
        "one person is recorded one-on-one with two patients at the same time for {n}; correct the times, or bill shared time as a group" => time_rules::clinician_overlap;
    // Mode of delivery
    ModeOneOnOne "mode/one-on-one" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].mode, note.interventions[].patients",
        [CPT_PROCEDURES, CMS_11],
        "{code} requires one-on-one contact, and the entry records shared time or several patients; bill shared time as a group" => mode::one_on_one;
    ModeGroupSize "mode/group-size" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].patients",
        [CPT_PROCEDURES],
        "97150 is billed and the entry records {n}, but a group has at least two patients; correct the number or the code" => mode::group_size;
    ModeGroupSeparate "mode/group-separate" [Warning], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.interventions[].minutes",
        [CMS_11],
        "a group is billed beside one-on-one codes without minutes of its own; record the minutes of the group apart from the one-on-one minutes" => mode::group_separate;
    ModeCotreatmentTime "mode/cotreatment-time" [Error], Scope::MedicareOrMedicaid, [], Dates::ALWAYS,
        reads "note.cotreatment.billed_minutes, note.cotreatment.shared_minutes",
        [WPT_COTX, OK_317],
        "the patient was treated jointly for {shared}, and the disciplines together bill {billed}; divide the shared time between them" => mode::cotreatment_time;
    ModeCotreatmentReason "mode/cotreatment-reason" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.cotreatment",
        [WPT_COTX],
        "the record does not explain the co-treatment; say why the disciplines treated together, and give a goal for each of them" => mode::cotreatment_reason;
    ModeTelehealthWindow "mode/telehealth-window" [Error], Scope::PartB, [], Dates::ALWAYS,
        reads "note.telehealth",
        [CAA_2026],
        "Medicare does not pay for therapists' telehealth on {date}, but only from 2020-03-01 to 2027-12-31; treat in person" => mode::telehealth_window;
    ModeTelehealthRecord "mode/telehealth-record" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.telehealth.patient_location, note.telehealth.modality, note.interventions",
        [CONVENTION],
        "the telehealth record does not state where the patient was, or treatment that must be seen is billed[: {code} cannot be guided by sound alone]; record the place, and bill only what could be guided" => mode::telehealth_record;
    // 97112
    NmrDeficit "nmr/deficit" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.deficits",
        [CPT_PROCEDURES, HNS_97112],
        "the 97112 entry does not name the deficit that it treats; name movement, balance, coordination, kinesthetic sense, posture or proprioception" => neuromuscular::deficit;
    NmrDeficitEvaluated "nmr/deficit-evaluated" [Warning], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "note.interventions[].nmr.deficits, episode.evaluation.deficits, episode.progress_reports[].deficits",
        [BPM_220_1_2, HNS_97112],
        "97112 treats {deficits}, and neither the evaluation nor a report mentions it; evaluate it, or name a deficit that was evaluated" => neuromuscular::deficit_evaluated;
    NmrDeficitMeasured "nmr/deficit-measured" [Warning], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "note.interventions[].nmr.deficits, episode.evaluation.measures[], episode.progress_reports[].measures[]",
        [NGS_L33631],
        "no measurement on record shows {deficits}; measure it[, for example with {instruments}]" => neuromuscular::deficit_measured;
    NmrTechnique "nmr/technique" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.techniques",
        [HNS_97112],
        "the 97112 entry names no technique; state which technique or activity was used" => neuromuscular::technique;
    NmrPassiveContent "nmr/passive-content" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.techniques",
        [HNS_TAPE],
        "the 97112 entry names only passive techniques, such as tape or a device; record what the patient did" => neuromuscular::passive_content;
    NmrArea "nmr/area" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.areas",
        [HNS_97112],
        "the 97112 entry does not name the body area; name it" => neuromuscular::area;
    NmrPosition "nmr/position" [Advice], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.positions, note.interventions[].nmr.position_reason",
        [CPT_PROCEDURES],
        "the 97112 entry was not done in sitting, standing or walking; state how the work serves sitting or standing" => neuromuscular::position;
    NmrSkilledInput "nmr/skilled-input" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.cues, note.interventions[].nmr.grading, note.interventions[].nmr.assistance",
        [BPM_220_2, LCW_97112],
        "the 97112 entry does not show what the clinician did; record the cues, the hands-on help, or what was made harder or easier" => neuromuscular::skilled_input;
    NmrDose "nmr/dose" [Advice], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.dose",
        [HNS_97112],
        "the 97112 entry has no dose; record sets, repetitions, time or surface" => neuromuscular::dose;
    NmrGoalLink "nmr/goal-link" [Warning], Scope::Any, [Condition::Plan], Dates::ALWAYS,
        reads "note.interventions[].nmr.goals, episode.plan.long_term_goals, episode.plan.short_term_goals",
        [HNS_97112],
        "the 97112 entry is not tied to a goal of the plan; link it to one" => neuromuscular::goal_link;
    NmrPurpose "nmr/purpose" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].purpose",
        [CHC_97112],
        "the purpose recorded for 97112, {purpose}, belongs to {better_code}; correct the purpose or the code" => neuromuscular::purpose;
    NmrProgression "nmr/progression" [Warning], Scope::Any, [Condition::NotMaintenance], Dates::ALWAYS,
        reads "note.interventions[].nmr, episode.prior_notes",
        [NGS_L33631],
        "97112 has had the same techniques and the same dose for five visits; change them, or say why they stay" => neuromuscular::progression;
    NmrIndependentRepeat "nmr/independent-repeat" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.assistance, note.interventions[].nmr.cues, episode.prior_notes",
        [BPM_220_2, OIG_2018],
        "the patient has done this alone and without cues at four visits; move it to the home program, or record the skill that is still needed" => neuromuscular::independent_repeat;
    NmrFallsFacts "nmr/falls-facts" [Advice], Scope::Any, [Condition::Evaluation, Condition::Neuromuscular], Dates::ALWAYS,
        reads "episode.evaluation.falls, episode.diagnoses",
        [NGS_L33631],
        "falls are on record without all their facts; record dates, circumstances, prior mobility, cognition and prior therapy" => neuromuscular::falls_facts;
    NmrWeakDiagnosis "nmr/weak-diagnosis" [Advice], Scope::Any, [], Dates::ALWAYS,
        reads "claim.lines[].diagnoses",
        [PTM_2016],
        "97112 is pointed only at pain, stiffness or weakness ({icds}); point it at the neuromuscular deficit as well" => neuromuscular::weak_diagnosis;
    // Measures, necessity, claim
    MeasureRange "measure/range" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "episode.evaluation.measures[], episode.progress_reports[].measures[]",
        [INSTRUMENTS],
        "the value[ {value}] is not possible for {instrument}; correct the value or the instrument" => necessity::measure_range;
    NecessityGoalKind "necessity/goal-kind" [Error, Warning], Scope::Any, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.long_term_goals",
        [BPM_220_2],
        "the plan has goals of sport or fitness, which are not covered; add what the patient must be able to do in daily life or at work" => necessity::goal_kind;
    NecessityMaintenanceSkill "necessity/maintenance-skill" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.maintenance.skill_reason",
        [BPM_220_2_D],
        "the maintenance program does not state why it needs a therapist's skill; record the reason" => necessity::maintenance_skill;
    NecessityCorfMaintenance "necessity/corf-maintenance" [Warning], Scope::Medicare, [Condition::Corf], Dates::ALWAYS,
        reads "episode.maintenance, note.interventions[], claim.lines[]",
        [CFR_410_100_B],
        "the program is maintenance and treatment is billed, but in a CORF only setting up a maintenance program is covered; bill the set-up alone, or revise the plan if the patient can improve" => necessity::corf_maintenance;
    ClaimDiagnosis "claim/diagnosis" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "claim.lines[].diagnoses, episode.diagnoses, episode.plan.diagnoses",
        [CONVENTION],
        "{icds} is billed and is not in the record; record the diagnosis or correct the claim" => necessity::claim_diagnosis;
    // The payer's and the state's own rules
    PolicyUnknown "policy/unknown" [Advice], Scope::OtherPayers, [], Dates::ALWAYS,
        reads "profile.payer.policy",
        [CONVENTION],
        "no rules are stated for this payer, which does not mean that the record meets them; ask the payer for its written rules" => policy::unknown;
    PolicyAuthorization "policy/authorization" [Error], Scope::Authorization, [], Dates::ALWAYS,
        reads "profile.payer.policy.authorization, episode.treatment_days",
        [PAYER],
        "visit {n} on {date} is not covered by the authorization; obtain one that covers it" => policy::authorization;
    PolicyOrder "policy/order" [Error], Scope::Requires(Requirement::Order), [], Dates::ALWAYS,
        reads "episode.order",
        [PAYER],
        "there is no signed order dated {date}, the first visit, or earlier; obtain the signed order before the first visit" => policy::order;
    PolicyDirectAccess "policy/direct-access" [Error], Scope::DirectAccess, [], Dates::ALWAYS,
        reads "episode.order, episode.treatment_days",
        [PRACTICE_ACT],
        "visit {n} on {date} is beyond what the state allows without an order; obtain an order" => policy::direct_access;
    PolicyProgressInterval "policy/progress-interval" [Error], Scope::ProgressInterval, [Condition::NotEvaluationOnly], Dates::ALWAYS,
        reads "episode.progress_reports, episode.treatment_days",
        [MS_23_213],
        "this payer asks for a progress report every {interval}, and it has been {n}; write the report" => policy::progress_interval;
    PolicyRestorativeIntent "policy/restorative-intent" [Error], Scope::Requires(Requirement::RestorativeIntent), [], Dates::ALWAYS,
        reads "episode.maintenance",
        [MI_418],
        "the program is maintenance, and this payer pays for recovery only; plan for recovery, or do not bill this payer" => policy::restorative_intent;
    PolicyStartAndStopTimes "policy/start-and-stop-times" [Error], Scope::Requires(Requirement::StartAndStopTimes), [], Dates::ALWAYS,
        reads "note.start, note.end",
        [PAYER],
        "the note lacks the start or the stop time that this payer asks for; record both" => policy::start_and_stop_times;
    PolicyMinutesPerCode "policy/minutes-per-code" [Error], Scope::MinutesPerCode, [], Dates::ALWAYS,
        reads "note.interventions[].minutes",
        [CPT_PROCEDURES, PAYER],
        "the note lacks the minutes of {code}, and this payer asks for the minutes of each timed code; record them" => policy::minutes_per_code;
    PolicyResponse "policy/response" [Error], Scope::Requires(Requirement::Response), [], Dates::ALWAYS,
        reads "note.response",
        [UHC_2024, MS_23_213],
        "the note lacks the patient's response, which this payer asks for; record it" => policy::response;
    PolicyAssistantCosignature "policy/assistant-cosignature" [Error], Scope::Requires(Requirement::AssistantCosignature), [], Dates::ALWAYS,
        reads "note.cosignature, note.signature.credential",
        [SC_40_45],
        "an assistant signed the note, and the payer or the state asks for a cosignature; have the therapist cosign it" => policy::assistant_cosignature;
    PolicySupervisorNamed "policy/supervisor-named" [Error], Scope::Requires(Requirement::SupervisorNamed), [], Dates::ALWAYS,
        reads "note.people",
        [TX_PTOT],
        "an assistant treated, and the payer or the state asks for the supervisor's name; name the supervising therapist" => policy::supervisor_named;
    PolicyTechniqueNotCovered "policy/technique-not-covered" [Warning], Scope::ExcludedTechniques, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.techniques",
        [AET_0325, CIG_135],
        "this payer does not cover {technique}; leave its minutes out of 97112" => policy::technique_not_covered;
    PolicyDiagnosisNotListed "policy/diagnosis-not-listed" [Error], Scope::DiagnosisList, [], Dates::ALWAYS,
        reads "claim.lines[].diagnoses, claim.lines[].code",
        [PAYER],
        "no diagnosis of the line[, {icds},] is on the payer's list for {code}; point the line at a listed diagnosis if the record supports one" => policy::diagnosis_not_listed;
    // Free text
    TextStockPhrases "text/stock-phrases" [Advice], Scope::Heuristics, [], Dates::ALWAYS,
        reads "note.assessment",
        [AAPC_CANNED],
        "the assessment consists of stock phrases; add what was found today" => text::stock_phrases;
    TextCloned "text/cloned" [Advice], Scope::Heuristics, [], Dates::ALWAYS,
        reads "note.assessment, note.subjective, episode.prior_notes",
        [AAPC_CANNED],
        "the narrative nearly repeats the last two notes; say what has changed" => text::cloned;
}
