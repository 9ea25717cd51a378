//! Contains the register: one row per rule with its meaning, name, scope, dates, sources and sentence, in the
//! order in which a reader checks a chart.

use core::{fmt, str::FromStr};

use time::macros::date;

use super::row::{Condition, Dates, RuleRow, Scope};
use crate::citation::Citation;
use crate::documentation::neuromuscular::NeuromuscularGap;
use crate::documentation::record::Requirement;
use crate::finding::{Marks, Severity};

/// A text was not the name of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected the name of a rule, such as plan/long-term-goal, found other text; check the name"
)]
pub struct UnknownRule;

macro_rules! register {
    ($(
        $(#[doc = $meaning:literal])+
        $rule:ident $id:literal [$first:ident $(, $second:ident)?], $scope:expr, [$($condition:expr),*],
        $dates:expr,
        reads $reads:literal,
        [$($citation:ident),+],
        $message:literal => $check:path;
    )*) => {
        /// A rule of the register. Each page entry states when the rule fires, its severity, its inputs, its sentence and
        /// its source.
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
                $(#[doc = $meaning])+
                ///
                #[doc = concat!("The rule `", $id, "` has the severity `", stringify!($first) $(, "` or `", stringify!($second))?, "`.")]
                #[doc = concat!("It reads `", $reads, "`.")]
                ///
                #[doc = concat!("> ", $message)]
                ///
                /// # Source
                ///
                $(#[doc = concat!("[", stringify!($citation), "](crate::citation::Citation::", stringify!($citation), ")")])+
                $rule,
            )*
        }

        impl Rule {
            /// Lists every rule, in the order in which a reader checks a chart.
            pub const ALL: &'static [Self] = &[$(Self::$rule),*];

            /// Returns the row of the register.
            #[must_use]
            pub const fn row(self) -> &'static RuleRow {
                match self {
                    $(Self::$rule => {
                        const ROW: RuleRow = RuleRow {
                            id: $id,
                            meaning: concat!($($meaning),+).trim_ascii_start(),
                            severity: Severity::$first,
                            severities: &[Severity::$first $(, Severity::$second)?],
                            scope: $scope,
                            conditions: &[$($condition),*],
                            dates: $dates,
                            reads: $reads,
                            citations: &[$(Citation::$citation),+],
                            message: $message,
                            marks: Marks::of($message),
                        };
                        &ROW
                    })*
                }
            }
        }

        /// Implements the evaluation of each rule where the functions of the rules are imported.
        macro_rules! judge_rules {
            () => {
                impl Rule {
                    /// Evaluates this rule: its dates, its scope, its conditions, then the rule itself.
                    pub(in crate::documentation) fn judge(self, chart: &Chart<'_>, out: &mut Out) -> Verdict {
                        match self {
                            $(Self::$rule => {
                                const { Self::$rule.row() }.applies(chart)?;
                                out.begin(self);
                                $check(chart, out)
                            })*
                        }
                    }
                }
            };
        }
        pub(super) use judge_rules;

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
    /// Returns the name, `family/requirement`.
    #[must_use]
    pub const fn id(self) -> &'static str {
        self.row().id
    }

    /// Returns the family: the name before the slash, which is the part of the chart.
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
    /// The note does not name a patient, or the chart or the claim names another patient.
    RecordPatient "record/patient" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.patient, episode.patient, claim.patient",
        [NOR_DOC],
        "the note names no patient, or not the patient of the chart or claim; use one patient identifier in all of them" => record::patient;
    /// The note has no date of service, or its date is after the day of reading, before the patient's birth or not a treatment day.
    RecordServiceDate "record/service-date" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.date_of_service, episode.treatment_days, profile.as_of, profile.birth_date",
        [BPM_220_3_E],
        "the note has no valid date of service[: {date} is not a day on which this patient was treated]; state the day of treatment" => record::service_date;
    /// A therapist's plan is dated before the evaluation, a certification before the plan, or a progress report before its period began.
    RecordChronology "record/chronology" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "episode.plan.established_on, episode.evaluation.date, episode.certifications[].date, episode.progress_reports[].written_on",
        [BPM_220_1_2, CONVENTION],
        "{later} is dated {date}, which is before {earlier}; correct the wrong date and leave the correction visible" => record::chronology;
    /// A change after signing has no label, no author or no date, or the original is not kept.
    RecordAmendment "record/amendment" [Error], Scope::Medicare, [], Dates::from(date!(2013 - 01 - 08)),
        reads "note.amendments[]",
        [PIM_3_3_2_5],
        "the amendment is incomplete, so reviewers must ignore it; label it as an amendment, with author and date, and keep the original readable" => record::amendment;
    /// The note was signed later after the visit than the late-entry limit permits, and is not marked as a late entry.
    RecordLateEntry "record/late-entry" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.late_entry, note.signature.signed_on, note.date_of_service",
        [PIM_3_3_2_5, BPM_220_3_A],
        "the note was signed {n} after the visit and is not marked as a late entry; mark it" => record::late_entry;
    /// The claim was sent although the note was unsigned or was signed later.
    RecordClaimBeforeSignature "record/claim-before-signature" [Error, Warning], Scope::Any, [], Dates::ALWAYS,
        reads "claim.submitted_on, note.signature",
        [PAL_SIG],
        "the claim was sent on {date}, before the note was signed[ on {signed}]; hold a claim until its note is signed" => record::claim_before_signature;
    // Evaluation
    /// The record has no evaluation dated on or before the first treatment day.
    EvaluationPresent "evaluation/present" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "episode.evaluation",
        [BPM_220_3_C],
        "the record has no evaluation dated {date} or earlier; evaluate before the first treatment and file the evaluation" => evaluation::present;
    /// The author of the evaluation is not a clinician, or the evaluation is not signed.
    EvaluationAuthor "evaluation/author" [Error], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.evaluation.author, episode.evaluation.signature",
        [BPM_220_A],
        "the evaluation was not written and signed by a clinician; have the therapist, physician or nonphysician practitioner who evaluated write and sign it" => evaluation::author;
    /// The episode has no diagnosis, or the evaluation does not state the problem or, in PT and OT, the body part.
    EvaluationProblem "evaluation/problem" [Error], Scope::Medicare, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.diagnoses, episode.evaluation.problem, episode.evaluation.body_parts",
        [BPM_220_3_C],
        "the evaluation does not state {what}; add it, because an evaluation names the diagnosis, the problem and the body part" => evaluation::problem;
    /// The evaluation contains no measured value.
    EvaluationObjectiveBaseline "evaluation/objective-baseline" [Error, Warning], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.evaluation.measures",
        [BPM_220_3_C],
        "the evaluation contains no measured value; record at least one, with an instrument of the clinician's choice" => evaluation::objective_baseline;
    /// The evaluation does not state the prior level of function.
    EvaluationPriorLevel "evaluation/prior-level" [Warning], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.evaluation.prior_level",
        [NOR_DOC, BPM_220_3_C],
        "the evaluation does not describe the prior level of function; say what the patient could do before this problem began" => evaluation::prior_level;
    /// The evaluation has no conclusion, or finds that treatment is needed without a prognosis or a number of weeks.
    EvaluationConclusion "evaluation/conclusion" [Error], Scope::Medicare, [Condition::Evaluation], Dates::ALWAYS,
        reads "episode.evaluation.conclusion",
        [BPM_220_3_C],
        "the evaluation has no complete conclusion; state that no treatment is needed, or give a prognosis and the number of weeks" => evaluation::conclusion;
    /// The record is about an evaluation only, and neither a signed and dated order nor a certification supports it.
    EvaluationOrderWhenAlone "evaluation/order-when-alone" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.order, episode.certifications",
        [BPM_220_3_C],
        "the evaluation is the only service and has no signed and dated order and no certification; obtain either (the order may be dated later)" => evaluation::order_when_alone;
    /// A re-evaluation (97164 or 97168) is billed without a reason, or as routine.
    EvaluationReevaluationReason "evaluation/reevaluation-reason" [Error, Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].reevaluation_reason",
        [BPM_220_A, BPM_220_3_C],
        "{code} is billed without a reason that supports a separate re-evaluation; bill it only for a new finding, a significant change or a lack of response, because routine reassessment is part of treatment" => evaluation::reevaluation_reason;
    // Plan of care
    /// There is no plan of care, or the plan is dated after the day of treatment.
    PlanPresent "plan/present" [Error], Scope::MedicareOr(Requirement::PlanOfCare), [Condition::NotEvaluationOnly], Dates::ALWAYS,
        reads "episode.plan",
        [CFR_410_61_B],
        "there is no plan of care on the day of treatment[, because the plan is dated {date}]; write the plan before treatment begins" => plan::present;
    /// The author of the plan is not a clinician or, in a CORF under Medicare, not a physician.
    PlanAuthor "plan/author" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.author",
        [CFR_410_61_B, CFR_410_105_C],
        "{credential} may not establish this plan of care; have {who} establish it" => plan::author;
    /// The plan has no signature with a professional designation, or no date.
    PlanSigned "plan/signed" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.signature, episode.plan.established_on",
        [MLN_905365, NOV_POC],
        "the plan of care lacks the author's signature with professional designation, or the date on which it was established; complete it" => plan::signed;
    /// In a CORF, no physician signed the plan or its certification before treatment began.
    PlanPhysicianBeforeTreatment "plan/physician-before-treatment" [Error], Scope::Medicare, [Condition::Corf, Condition::Plan, Condition::NotEvaluationOnly], Dates::ALWAYS,
        reads "episode.plan.signature, episode.certifications, episode.treatment_days",
        [CFR_410_105_C, CFR_424_27],
        "no physician had signed the plan or its certification by {date}, before treatment, as a CORF requires; obtain the physician's signature before any further treatment" => plan::physician_before_treatment;
    /// The plan of care lists no diagnosis.
    PlanDiagnosis "plan/diagnosis" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.diagnoses",
        [CFR_410_61_C],
        "the plan of care names no diagnosis; add the diagnosis that is being treated" => plan::diagnosis;
    /// The plan of care has no long-term goal.
    PlanLongTermGoal "plan/long-term-goal" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.long_term_goals",
        [BPM_220_1_2],
        "the plan of care has no long-term goal; set at least one" => plan::long_term_goal;
    /// A long-term goal has no measure, no target or no date, and no reason why it cannot be measured.
    PlanGoalMeasurable "plan/goal-measurable" [Warning], Scope::Any, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.long_term_goals[]",
        [BPM_220_1_2, OIG_2018],
        "long-term goal {n} lacks a measure, a target or a date; add what is missing, or say why the goal cannot be measured" => plan::goal_measurable;
    /// A long-term goal does not refer to a limitation that the evaluation found.
    PlanGoalFunctional "plan/goal-functional" [Warning], Scope::Any, [Condition::Plan, Condition::Evaluation], Dates::ALWAYS,
        reads "episode.plan.long_term_goals[].limitation, episode.evaluation.limitations",
        [BPM_220_1_2],
        "long-term goal {n} is not tied to a limitation found in the evaluation; link it to something the patient cannot do" => plan::goal_functional;
    /// The plan states another discipline than the episode.
    PlanDiscipline "plan/discipline" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.discipline",
        [BPM_220_1_2],
        "the plan is for another discipline than this episode; write a separate plan for {discipline}" => plan::discipline;
    /// The plan does not state the frequency. On the first treatment day this is advice.
    PlanFrequency "plan/frequency" [Error, Advice], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.frequency",
        [CFR_410_61_C, BPM_220_1_2],
        "the plan of care does not state how many times a week the patient is treated, and this is treatment day {n}; state the frequency, because a plan without one covers only one treatment" => plan::frequency;
    /// The plan states the frequency as a range of two different numbers.
    PlanFrequencyRange "plan/frequency-range" [Advice], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.frequency",
        [WPT_POC],
        "the plan of care gives a range of {min} to {max} times a week, which reviewers have read as its lower end; state one figure or a taper" => plan::frequency_range;
    /// The plan does not state how long it runs.
    PlanDuration "plan/duration" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.duration",
        [CFR_410_61_C, OIG_2018],
        "the plan of care does not state how long it runs; state the duration in weeks or sessions" => plan::duration;
    /// The plan lists procedures, and a billed one other than an evaluation is neither listed nor added by a change.
    PlanUnplannedIntervention "plan/unplanned-intervention" [Warning], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "note.interventions[].code, episode.plan.interventions, episode.plan.changes",
        [BPM_220_3_E],
        "{code} was furnished and is not in the plan; record the change of the plan and the reason for it" => plan::unplanned_intervention;
    /// A change of the plan was made by a person who is not a clinician, or is not signed.
    PlanChangeAuthor "plan/change-author" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.changes[]",
        [CFR_410_61_D],
        "a change of the plan was not made and signed by a clinician; have the therapist, physician or nonphysician practitioner review and sign it" => plan::change_author;
    /// A long-term goal was changed more than 30 days ago, and no certification is dated on or after the change.
    PlanGoalChangeCertified "plan/goal-change-certified" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.changes[], episode.certifications, profile.as_of",
        [BPM_220_1_2, BPM_220_1_2_THIRTY_DAYS],
        "a long-term goal was changed on {date} and nothing has been certified since; send the changed goal for certification" => plan::goal_change_certified;
    /// Before any recertification, the patient was treated on more days than the plan's frequency and duration allow.
    PlanVisitsBeyondPlan "plan/visits-beyond-plan" [Warning], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.treatment_days, episode.plan.frequency, episode.plan.duration",
        [BPM_220_3_D],
        "the patient has been treated on {n}, and the plan allows for {most}; record why more were needed, or revise the plan" => plan::visits_beyond_plan;
    // Certification
    /// More than 30 days after the first treatment day, no initial certification counts.
    CertificationInitial "certification/initial" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications, profile.as_of",
        [CFR_424_24_C, BPM_220_1_3],
        "the initial certification was due by {date} and is missing; obtain it and record the reason for the delay" => certification::initial;
    /// Within 30 days of the first treatment day, no initial certification counts yet.
    CertificationPending "certification/pending" [Advice], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications, profile.as_of",
        [BPM_220_1_3],
        "the plan is not certified yet; obtain the certification by {date}" => certification::pending;
    /// An initial certification by the signed-order exception breaks one of its conditions, or its order is dated after the evaluation.
    CertificationOrderException "certification/order-exception" [Error, Warning], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly, Condition::NotCorf], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[], episode.order, episode.evaluation.date",
        [CFR_424_24_C, PFS_RULE_2025],
        "the order does not replace the signature on the plan, or may not: {condition}; obtain the signature" => certification::order_exception;
    /// The initial plan relies on the signed-order exception and has not been sent to the referrer yet.
    CertificationPlanNotSent "certification/plan-not-sent" [Warning, Advice], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly, Condition::NotCorf], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].sent_on, profile.as_of",
        [PFS_RULE_2025],
        "the plan has not been sent to the referrer, and without that the order does not replace the signature; send it by {date} and keep the proof" => certification::plan_not_sent;
    /// A certification by signature or verbal approval names no certifier, or a person who may not certify.
    CertificationCertifier "certification/certifier" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].certifier",
        [BPM_220_A, BPM_220_1_3, CFR_424_27],
        "the certification was not given by a person who may certify this plan[: {credential} may not]; obtain it from {who}" => certification::certifier;
    /// A certification by signature is not signed or has no date.
    CertificationSignedAndDated "certification/signed-and-dated" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[]",
        [BPM_220_1_3],
        "the certification lacks a signature or a date; obtain both from the person who certifies" => certification::signed_and_dated;
    /// A verbal certification was not signed within 14 days.
    CertificationVerbalSignature "certification/verbal-signature" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].signed_on, episode.certifications[].date, profile.as_of",
        [BPM_220_1_3],
        "the verbal certification was not signed by {date}, 14 days after it was given; obtain the signature and record the reason for the delay" => certification::verbal_signature;
    /// The day of the record is outside every certification period.
    CertificationInterval "certification/interval" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "note.date_of_service, claim.date_of_service, episode.treatment_days",
        [BPM_220_1_3, CFR_424_24_C_4],
        "{date} is outside the certification period[, which ended on {end}]; obtain a certification that covers it" => certification::interval_covers;
    /// A recertification uses the signed-order exception.
    CertificationRecertificationMode "certification/recertification-mode" [Error], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly, Condition::NotCorf], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].mode",
        [PFS_RULE_2025, NOR_CERT],
        "a recertification cannot rest on the order exception, which applies to the initial plan only; have a physician or nonphysician practitioner sign it" => certification::recertification_mode;
    /// The certification period ends within 14 days of the day of the record, and no other period ends later.
    CertificationRecertificationDue "certification/recertification-due" [Advice], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications",
        [BPM_220_1_3],
        "the certification period ends on {date} and no other follows it; recertify before then if treatment continues" => certification::recertification_due;
    /// A certification is late and has no reason: an initial one after 30 days, or a recertification after the earlier period ended.
    CertificationDelayExplained "certification/delay-explained" [Warning], Scope::Medicare, [Condition::Plan, Condition::NotEvaluationOnly], Dates::from(date!(2008 - 01 - 01)),
        reads "episode.certifications[].delay_reason, episode.certifications[].date",
        [BPM_220_1_3_D],
        "the certification came {n} late and no reason is recorded; record why" => certification::delay_explained;
    // Progress and discharge
    /// Ten or more treatment days have no progress report, and the days in which it may still be written have passed.
    ProgressOverdue "progress/overdue" [Error], Scope::Medicare, [Condition::NotEvaluationOnly], Dates::from(date!(2013 - 01 - 01)),
        reads "episode.progress_reports, episode.treatment_days, profile.as_of",
        [BPM_220_3_D],
        "the record has {n} since {date} without a clinician's progress report, which is due every 10 treatment days; write the report" => progress::overdue;
    /// The tenth treatment day without a progress report is reached, or is one or two treatment days away.
    ProgressDue "progress/due" [Warning, Advice], Scope::Medicare, [Condition::NotEvaluationOnly], Dates::from(date!(2013 - 01 - 01)),
        reads "episode.progress_reports, episode.treatment_days, profile.as_of",
        [BPM_220_3_D],
        "this is treatment day {n} since the last progress report, and a clinician's report is due with the tenth day; write it[ by {date}]" => progress::due;
    /// A progress report covers more than 10 treatment days.
    ProgressPeriodLength "progress/period-length" [Error], Scope::Medicare, [Condition::NotEvaluationOnly], Dates::from(date!(2013 - 01 - 01)),
        reads "episode.progress_reports[].period_end, episode.treatment_days",
        [BPM_220_3_D],
        "the progress report covers {n}, and 10 treatment days are the most; write a report at least every 10 treatment days" => progress::period_length;
    /// The author of a progress report is not a clinician, or the report is not signed.
    ProgressAuthor "progress/author" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].author, episode.progress_reports[].signature",
        [BPM_220_3_D],
        "the progress report was not written and signed by a clinician; have the clinician do so, because an assistant's report supplements it and does not replace it" => progress::author;
    /// A progress report lacks the first or the last day of its period or the day of writing, or its period ends before it begins.
    ProgressDates "progress/dates" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[]",
        [BPM_220_3_D],
        "the progress report lacks the first day of its period, the last day or the day of writing, or its period ends before it begins; state all three dates in order" => progress::dates;
    /// A progress report was written later after its period than permitted.
    ProgressLate "progress/late" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].written_on, episode.progress_reports[].period_end",
        [BPM_220_3_D_SEVEN_DAYS, BPM_220_3_A],
        "the progress report was written {n} after its period ended, and {allowed} are allowed; write reports within that time" => progress::late;
    /// A progress report does not assess a long-term goal that was not met before its period.
    ProgressGoalAssessment "progress/goal-assessment" [Error], Scope::Medicare, [Condition::Plan], Dates::ALWAYS,
        reads "episode.progress_reports[].goals, episode.plan.long_term_goals",
        [BPM_220_3_D],
        "the progress report does not assess long-term goal {places} of the plan; say how far the patient has come toward it" => progress::goal_assessment;
    /// A progress report does not state what follows.
    ProgressNextStep "progress/next-step" [Warning], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].next",
        [BPM_220_3_D],
        "the progress report does not say what comes next; state whether to continue the plan, to revise it or to end treatment" => progress::next_step;
    /// A progress report contains no measured value.
    ProgressObjectiveMeasure "progress/objective-measure" [Warning], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].measures",
        [BPM_220_3_D],
        "the progress report contains no measured value; measure at least one value again" => progress::objective_measure;
    /// The period of a progress report contains no day on which a clinician furnished a complete billable service.
    ProgressParticipation "progress/participation" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.progress_reports[].clinician_days",
        [BPM_220_A, BPM_220_3_D],
        "no clinician furnished a complete billable service from {start} to {end}; each progress report period needs at least one" => progress::participation;
    /// The values that the last two progress reports have in common are all equal, a long-term goal is not met, and no reason is given.
    ProgressPlateau "progress/plateau" [Warning], Scope::Any, [Condition::NotMaintenance], Dates::ALWAYS,
        reads "episode.progress_reports[].measures",
        [BPM_220_2, OIG_2018],
        "no measured value has changed[ since {date}]; change the plan, or say why treatment should go on" => progress::plateau;
    /// The episode is closed and has no discharge note.
    DischargePresent "discharge/present" [Error], Scope::Medicare, [Condition::NotEvaluationOnly], Dates::ALWAYS,
        reads "episode.discharge, episode.closed",
        [BPM_220_3_D],
        "the episode was closed on {date} without a discharge note; write one" => progress::discharge_present;
    /// The author of the discharge note is not a clinician, or the note is not signed.
    DischargeAuthor "discharge/author" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.discharge.author, episode.discharge.signature",
        [BPM_220_3_D],
        "the discharge note was not written and signed by a clinician; have a clinician write and sign it (it may be based on the assistant's notes)" => progress::discharge_author;
    // Treatment note
    /// There is a claim for a day that has no note.
    TreatmentNoteEachBilledDay "treatment-note/each-billed-day" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "claim.date_of_service, note.date_of_service",
        [BPM_220_3_E],
        "{date} is billed and there is no note for that day; write a note for every billed day" => treatment_note::each_billed_day;
    /// A billed code is not in the note, or the note does not describe it.
    TreatmentNoteIntervention "treatment-note/intervention" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "claim.lines[].code, note.interventions",
        [BPM_220_3_E],
        "{code} is billed and not described in the note; describe what was done" => treatment_note::intervention;
    /// The note has a timed entry and does not state the total timed-code treatment minutes.
    TreatmentNoteTotalTimedMinutes "treatment-note/total-timed-minutes" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.total_timed_minutes, note.interventions",
        [BPM_220_3_E],
        "the note does not state the total timed-code treatment minutes; record them" => treatment_note::total_timed_minutes;
    /// The note does not state the total treatment time.
    TreatmentNoteTotalTreatmentMinutes "treatment-note/total-treatment-minutes" [Error], Scope::MedicareOr(Requirement::SessionLength), [], Dates::ALWAYS,
        reads "note.total_treatment_minutes",
        [BPM_220_3_E, UHC_2024],
        "the note does not state the total treatment time, timed and untimed services together; record it" => treatment_note::total_treatment_minutes;
    /// Two timed codes of the note are described in the same words.
    TreatmentNoteDistinctDescriptions "treatment-note/distinct-descriptions" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].description",
        [LMRP_96],
        "{code} and {other} have the same description; say what was done under each code" => treatment_note::distinct_descriptions;
    // Signatures
    /// The treatment note has no signature.
    SignaturePresent "signature/present" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.signature",
        [BPM_220_3_E],
        "the treatment note is not signed; sign it" => signature::present;
    /// The signature on the note has no professional designation.
    SignatureCredential "signature/credential" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.signature.credential",
        [BPM_220_3_E],
        "the signature on the note lacks the professional designation; add it" => signature::credential;
    /// The note is signed with a stamp, and no exception is on file.
    SignatureMethod "signature/method" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.signature.method",
        [PIM_3_3_2_4],
        "the note is signed with a stamp; sign by hand or electronically, or keep on file why the signer must use a stamp" => signature::method;
    /// The signature on the note has no date, or a date before the visit.
    SignatureDate "signature/date" [Warning, Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.signature.signed_on, note.date_of_service",
        [PIM_3_3_2_4, CONVENTION],
        "the signature on the note has no valid date[: {date} is {n} before the visit]; date it on or after the day of the visit" => signature::date;
    /// The signer of the note is not a treating or supervising person of the visit.
    SignatureSigner "signature/signer" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.signature.person, note.people",
        [BPM_220_3_E],
        "the person who signed the note neither treated nor supervised at this visit; have a person who did so sign it" => signature::signer;
    /// Somebody who furnished an entry is not among the people of the note.
    SignatureContributors "signature/contributors" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by[], note.people",
        [BPM_220_3_E],
        "a person who furnished {code} is not listed among the people of the visit; list everyone who furnished part of it" => signature::contributors;
    /// A supervisor who took part in the treatment neither signed nor cosigned the note.
    SignatureActiveSupervisor "signature/active-supervisor" [Warning], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.people[], note.signature.person, note.cosignature.person",
        [BPM_220_3_E],
        "a supervisor took part in the treatment and did not sign; have the supervisor sign the note too" => signature::active_supervisor;
    /// The attestation was made by another person than the author, or it is about an order.
    SignatureAttestation "signature/attestation" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.attestation",
        [PIM_3_3_2_4],
        "the attestation was not made by the author of the document, or it concerns an order; have the author make it, and obtain a signed order instead of attesting to one" => signature::attestation;
    /// A student documented the note, and no qualified person verified it with a date.
    SignatureStudentEntry "signature/student-entry" [Error], Scope::Medicare, [], Dates::from(date!(2021 - 01 - 01)),
        reads "note.verified_by, note.verified_on, note.documented_by, note.people",
        [PFS_RULE_2021],
        "a student wrote the entry and no qualified professional has verified it; have the billing professional verify, sign and date it" => signature::student_entry;
    // Who furnished the visit
    /// A billed entry was furnished by a person whose work cannot be billed, or by students only.
    PersonnelQualified "personnel/qualified" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by, note.people",
        [BPM_230_STAFF],
        "{code} was furnished by a person whose work cannot be billed; bill only what a clinician or an assistant furnished" => personnel::qualified;
    /// A billed entry was furnished by a therapist, assistant or student of another discipline.
    PersonnelDiscipline "personnel/discipline" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by, note.people, episode.discipline",
        [BPM_220_1_2],
        "{credential} cannot furnish {code} under a plan of {discipline}; bill it under a plan of that person's own discipline" => personnel::discipline;
    /// A student took part, and no professional is recorded as present throughout and treating nobody else.
    PersonnelStudentSupervised "personnel/student-supervised" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.people",
        [BPM_230_B],
        "a student took part, and the record names no professional who was present throughout and treated nobody else; record it if it was so, and otherwise do not bill the student's services" => personnel::student_supervised;
    /// An assistant furnished an evaluation or re-evaluation.
    PersonnelAssistantEvaluation "personnel/assistant-evaluation" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by, note.people",
        [BPM_230_STAFF],
        "{code} was furnished by an assistant, and assistants do not evaluate; have a clinician evaluate" => personnel::assistant_evaluation;
    /// An assistant furnished a billed entry in a setting that is incident to a physician.
    PersonnelAssistantIncidentTo "personnel/assistant-incident-to" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.interventions[].performed_by, note.people, profile.setting",
        [BPM_230_STAFF],
        "{code} was furnished by an assistant, whose services cannot be billed incident to a physician; do not bill it in this setting" => personnel::assistant_incident_to;
    /// An assistant of a rehabilitation agency treated off the premises, and no on-site visit took place in the last 30 days.
    PersonnelAgencyVisit "personnel/agency-visit" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.supervisory_visits, note.off_premises",
        [CFR_485_713],
        "no therapist visited the assistant on site from {start} to {end}; make a supervisory visit at least every 30 days and record it" => personnel::agency_visit;
    /// The supervision of an assistant was below the level that the setting and the date require.
    PersonnelSupervisionLevel "personnel/supervision-level" [Error], Scope::Medicare, [Condition::NotIncidentTo], Dates::ALWAYS,
        reads "note.supervision, profile.setting",
        [PFS_RULE_2025, BPM_230_STAFF],
        "the supervision of the assistant, {level}, is not enough in {setting} on {date}; arrange the level that is required there and record it" => personnel::supervision_level;
    /// An assistant and another person furnished a timed entry, and the minutes are not divided between them.
    PersonnelMinutesAttributed "personnel/minutes-attributed" [Error], Scope::AssistantModifiers, [Condition::UsesAssistantModifiers], Dates::from(date!(2020 - 01 - 01)),
        reads "note.interventions[].performed_by",
        [CMS_CQ, PFS_RULE_2020],
        "{code} was furnished by an assistant and another person, and the minutes are not divided between them; record the minutes of each person" => personnel::minutes_attributed;
    // Time
    /// The stated timed total equals the minutes of timed and untimed entries together.
    TimeUntimedCounted "time/untimed-counted" [Error], Scope::Any, [Condition::TimingsKnown], Dates::ALWAYS,
        reads "note.total_timed_minutes, note.interventions",
        [BPM_220_3_C],
        "the timed total includes {n} of untimed services; take them out" => time_rules::untimed_counted;
    /// The stated timed total differs from the sum of the timed entries.
    TimeSum "time/sum" [Error], Scope::Any, [Condition::TimingsKnown], Dates::ALWAYS,
        reads "note.total_timed_minutes, note.interventions",
        [BPM_220_3_E],
        "the timed entries add up to {sum}, but the note states {total}; correct one of them" => time_rules::sum;
    /// The total treatment time is less than the timed total.
    TimeTotalBelowTimed "time/total-below-timed" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.total_treatment_minutes, note.total_timed_minutes",
        [BPM_220_3_E],
        "the total treatment time of {total} is less than the timed part of {timed}; correct one of them" => time_rules::total_below_timed;
    /// The total treatment time includes rest or waiting.
    TimeUnbillableCounted "time/unbillable-counted" [Error], Scope::Medicare, [Condition::TimingsKnown], Dates::ALWAYS,
        reads "note.total_treatment_minutes, note.unbillable_minutes, note.interventions",
        [BPM_220_3_E],
        "the total treatment time includes {n} of rest or waiting; take them out" => time_rules::unbillable_counted;
    /// The total treatment time differs from the sum of the entries.
    TimeTotalUnexplained "time/total-unexplained" [Warning], Scope::Medicare, [Condition::TimingsKnown], Dates::ALWAYS,
        reads "note.total_treatment_minutes, note.total_timed_minutes, note.interventions",
        [BPM_220_3_E],
        "the total treatment time and the entries differ by {n}; record what was done in that time, or correct the total" => time_rules::total_unexplained;
    /// The claim bills more units of timed codes than the timed minutes support under the 8-minute rule.
    TimeUnitsExceedMinutes "time/units-exceed-minutes" [Error], Scope::MedicareUnits, [], Dates::ALWAYS,
        reads "claim.lines, note.total_timed_minutes, note.interventions",
        [BPM_220_3_E, OIG_2018],
        "the claim bills {billed} of timed codes, but the {minutes} recorded support {supported}; reduce the billed units" => time_rules::units_exceed_minutes;
    /// The time between the start and the end of the session is less than the total treatment time.
    TimeSessionShorter "time/session-shorter" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.end, note.start, note.total_treatment_minutes",
        [CONVENTION],
        "{total} of treatment do not fit between {start} and {end}; correct the times or the total" => time_rules::session_shorter;
    /// A person was one-on-one with another patient during this session.
    TimeClinicianOverlap "time/clinician-overlap" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.other_sessions[], note.start, note.end",
        [CMS_11],
        "one person is recorded one-on-one with two patients at the same time for {n}; correct the times, or bill shared time as a group" => time_rules::clinician_overlap;
    // Mode of delivery
    /// A timed code was not furnished one-on-one, or to more than one patient.
    ModeOneOnOne "mode/one-on-one" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].mode, note.interventions[].patients",
        [CPT_PROCEDURES, CMS_11],
        "{code} requires one-on-one contact, and the entry records shared time or several patients; bill shared time as a group" => mode::one_on_one;
    /// A group (97150) is billed with fewer than two patients.
    ModeGroupSize "mode/group-size" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].patients",
        [CPT_PROCEDURES],
        "97150 is billed and the entry records {n}, but a group has at least two patients; correct the number or the code" => mode::group_size;
    /// A group (97150) is billed without minutes, together with one-on-one codes.
    ModeGroupSeparate "mode/group-separate" [Warning], Scope::Medicare, [], Dates::ALWAYS,
        reads "note.interventions[].minutes",
        [CMS_11],
        "a group is billed beside one-on-one codes without minutes of its own; record the minutes of the group apart from the one-on-one minutes" => mode::group_separate;
    /// The disciplines of a co-treatment bill more minutes together than the patient was treated.
    ModeCotreatmentTime "mode/cotreatment-time" [Error], Scope::MedicareOrMedicaid, [], Dates::ALWAYS,
        reads "note.cotreatment.billed_minutes, note.cotreatment.shared_minutes",
        [WPT_COTX, OK_317],
        "the patient was treated jointly for {shared}, and the disciplines together bill {billed}; divide the shared time between them" => mode::cotreatment_time;
    /// A co-treatment has no reason, fewer than two disciplines with goals, or a discipline that bills without a goal.
    ModeCotreatmentReason "mode/cotreatment-reason" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.cotreatment",
        [WPT_COTX],
        "the record does not explain the co-treatment; say why the disciplines treated together, and give a goal for each of them" => mode::cotreatment_reason;
    /// A telehealth visit is outside the dates on which Part B pays for therapists' telehealth.
    ModeTelehealthWindow "mode/telehealth-window" [Error], Scope::PartB, [], Dates::ALWAYS,
        reads "note.telehealth",
        [CAA_2026],
        "Medicare does not pay for therapists' telehealth on {date}, but only from 2020-03-01 to 2027-12-31; treat in person" => mode::telehealth_window;
    /// The telehealth note does not state the place of the patient, or a one-on-one code was furnished by audio only.
    ModeTelehealthRecord "mode/telehealth-record" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.telehealth.patient_location, note.telehealth.modality, note.interventions",
        [CONVENTION],
        "the telehealth record does not state where the patient was, or treatment that must be seen is billed[: {code} cannot be guided by sound alone]; record the place, and bill only what could be guided" => mode::telehealth_record;
    // 97112
    /// A billed 97112 entry names no deficit.
    NmrDeficit "nmr/deficit" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.deficits",
        [CPT_PROCEDURES, HNS_97112],
        "the 97112 entry does not name the deficit that it treats; name movement, balance, coordination, kinesthetic sense, posture or proprioception" => neuromuscular::deficit;
    /// A 97112 entry treats a deficit that neither the evaluation nor a progress report lists.
    NmrDeficitEvaluated "nmr/deficit-evaluated" [Warning], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "note.interventions[].nmr.deficits, episode.evaluation.deficits, episode.progress_reports[].deficits",
        [BPM_220_1_2, HNS_97112],
        "97112 treats {deficits}, and neither the evaluation nor a report mentions it; evaluate it, or name a deficit that was evaluated" => neuromuscular::deficit_evaluated;
    /// No measured value of the evaluation or the progress reports shows a deficit that 97112 treats.
    NmrDeficitMeasured "nmr/deficit-measured" [Warning], Scope::Any, [Condition::Evaluation], Dates::ALWAYS,
        reads "note.interventions[].nmr.deficits, episode.evaluation.measures[], episode.progress_reports[].measures[]",
        [NGS_L33631],
        "no measurement on record shows {deficits}; measure it[, for example with {instruments}]" => neuromuscular::deficit_measured;
    /// A 97112 entry names no technique or activity.
    NmrTechnique "nmr/technique" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.techniques",
        [HNS_97112],
        "the 97112 entry names no technique; state which technique or activity was used" => neuromuscular::technique;
    /// All techniques of a 97112 entry are passive.
    NmrPassiveContent "nmr/passive-content" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.techniques",
        [HNS_TAPE],
        "the 97112 entry names only passive techniques, such as tape or a device; record what the patient did" => neuromuscular::passive_content;
    /// A 97112 entry names no body area.
    NmrArea "nmr/area" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.areas",
        [HNS_97112],
        "the 97112 entry does not name the body area; name it" => neuromuscular::area;
    /// A 97112 entry was done in no position of sitting, standing or walking, and gives no reason.
    NmrPosition "nmr/position" [Advice], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.positions, note.interventions[].nmr.position_reason",
        [CPT_PROCEDURES],
        "the 97112 entry was not done in sitting, standing or walking; state how the work serves sitting or standing" => neuromuscular::position;
    /// A 97112 entry records no cues, no grading and no hands-on help.
    NmrSkilledInput "nmr/skilled-input" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.cues, note.interventions[].nmr.grading, note.interventions[].nmr.assistance",
        [BPM_220_2, LCW_97112],
        "the 97112 entry does not show what the clinician did; record the cues, the hands-on help, or what was made harder or easier" => neuromuscular::skilled_input;
    /// A 97112 entry records no dose.
    NmrDose "nmr/dose" [Advice], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.dose",
        [HNS_97112],
        "the 97112 entry has no dose; record sets, repetitions, time or surface" => neuromuscular::dose;
    /// A 97112 entry refers to no goal, or to a goal that the plan does not have.
    NmrGoalLink "nmr/goal-link" [Warning], Scope::Any, [Condition::Plan], Dates::ALWAYS,
        reads "note.interventions[].nmr.goals, episode.plan.long_term_goals, episode.plan.short_term_goals",
        [HNS_97112],
        "the 97112 entry is not tied to a goal of the plan; link it to one" => neuromuscular::goal_link;
    /// The purpose of a 97112 entry belongs to another code.
    NmrPurpose "nmr/purpose" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].purpose",
        [CHC_97112],
        "the purpose recorded for 97112, {purpose}, belongs to {better_code}; correct the purpose or the code" => neuromuscular::purpose;
    /// 97112 had the same techniques and the same dose today and in the last four notes that record it.
    NmrProgression "nmr/progression" [Warning], Scope::Any, [Condition::NotMaintenance], Dates::ALWAYS,
        reads "note.interventions[].nmr, episode.prior_notes",
        [NGS_L33631],
        "97112 has had the same techniques and the same dose for five visits; change them, or say why they stay" => neuromuscular::progression;
    /// The patient did the 97112 work independently and without cues today and in the last three notes that record it.
    NmrIndependentRepeat "nmr/independent-repeat" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.assistance, note.interventions[].nmr.cues, episode.prior_notes",
        [BPM_220_2, OIG_2018],
        "the patient has done this alone and without cues at four visits; move it to the home program, or record the skill that is still needed" => neuromuscular::independent_repeat;
    /// Falls are reported or diagnosed, and their dates, circumstances, prior mobility, cognition or prior therapy are not recorded.
    NmrFallsFacts "nmr/falls-facts" [Advice], Scope::Any, [Condition::Evaluation, Condition::Neuromuscular], Dates::ALWAYS,
        reads "episode.evaluation.falls, episode.diagnoses",
        [NGS_L33631],
        "falls are on record without all their facts; record dates, circumstances, prior mobility, cognition and prior therapy" => neuromuscular::falls_facts;
    /// All diagnoses of a 97112 line are about pain, stiffness or weakness.
    NmrWeakDiagnosis "nmr/weak-diagnosis" [Advice], Scope::Any, [], Dates::ALWAYS,
        reads "claim.lines[].diagnoses",
        [PTM_2016],
        "97112 is pointed only at pain, stiffness or weakness ({icds}); point it at the neuromuscular deficit as well" => neuromuscular::weak_diagnosis;
    // Measures, necessity, claim
    /// A measured value is not possible for its instrument.
    MeasureRange "measure/range" [Error], Scope::Any, [], Dates::ALWAYS,
        reads "episode.evaluation.measures[], episode.progress_reports[].measures[]",
        [INSTRUMENTS],
        "the value[ {value}] is not possible for {instrument}; correct the value or the instrument" => necessity::measure_range;
    /// Some or all long-term goals are about sport or fitness.
    NecessityGoalKind "necessity/goal-kind" [Error, Warning], Scope::Any, [Condition::Plan], Dates::ALWAYS,
        reads "episode.plan.long_term_goals",
        [BPM_220_2],
        "the plan has goals of sport or fitness, which are not covered; add what the patient must be able to do in daily life or at work" => necessity::goal_kind;
    /// The program is maintenance, and the reason why it needs a therapist's skill is not stated.
    NecessityMaintenanceSkill "necessity/maintenance-skill" [Error], Scope::Medicare, [], Dates::ALWAYS,
        reads "episode.maintenance.skill_reason",
        [BPM_220_2_D],
        "the maintenance program does not state why it needs a therapist's skill; record the reason" => necessity::maintenance_skill;
    /// In a CORF, the program is maintenance, and a code other than an evaluation is billed.
    NecessityCorfMaintenance "necessity/corf-maintenance" [Warning], Scope::Medicare, [Condition::Corf], Dates::ALWAYS,
        reads "episode.maintenance, note.interventions[], claim.lines[]",
        [CFR_410_100_B],
        "the program is maintenance and treatment is billed, but in a CORF only setting up a maintenance program is covered; bill the set-up alone, or revise the plan if the patient can improve" => necessity::corf_maintenance;
    /// A diagnosis of the claim is neither in the episode nor in the plan.
    ClaimDiagnosis "claim/diagnosis" [Warning], Scope::Any, [], Dates::ALWAYS,
        reads "claim.lines[].diagnoses, episode.diagnoses, episode.plan.diagnoses",
        [CONVENTION],
        "{icds} is billed and is not in the record; record the diagnosis or correct the claim" => necessity::claim_diagnosis;
    // The payer's and the state's own rules
    /// No written rule of the payer is stated.
    PolicyUnknown "policy/unknown" [Advice], Scope::OtherPayers, [], Dates::ALWAYS,
        reads "profile.payer.policy",
        [CONVENTION],
        "no rules are stated for this payer, which does not mean that the record meets them; ask the payer for its written rules" => policy::unknown;
    /// The visit is outside the authorized dates or above the authorized number of visits.
    PolicyAuthorization "policy/authorization" [Error], Scope::Authorization, [], Dates::ALWAYS,
        reads "profile.payer.policy.authorization, episode.treatment_days",
        [PAYER],
        "visit {n} on {date} is not covered by the authorization; obtain one that covers it" => policy::authorization;
    /// A signed order is required, and none for the discipline is dated on or before the first visit.
    PolicyOrder "policy/order" [Error], Scope::Requires(Requirement::Order), [], Dates::ALWAYS,
        reads "episode.order",
        [PAYER],
        "there is no signed order dated {date}, the first visit, or earlier; obtain the signed order before the first visit" => policy::order;
    /// Without an order, the visit is above the days or visits that the state permits.
    PolicyDirectAccess "policy/direct-access" [Error], Scope::DirectAccess, [], Dates::ALWAYS,
        reads "episode.order, episode.treatment_days",
        [PRACTICE_ACT],
        "visit {n} on {date} is beyond what the state allows without an order; obtain an order" => policy::direct_access;
    /// The payer's own interval of progress reports has been exceeded.
    PolicyProgressInterval "policy/progress-interval" [Error], Scope::ProgressInterval, [Condition::NotEvaluationOnly], Dates::ALWAYS,
        reads "episode.progress_reports, episode.treatment_days",
        [MS_23_213],
        "this payer asks for a progress report every {interval}, and it has been {n}; write the report" => policy::progress_interval;
    /// The program is maintenance, and the payer or the state requires treatment that aims at recovery.
    PolicyRestorativeIntent "policy/restorative-intent" [Error], Scope::Requires(Requirement::RestorativeIntent), [], Dates::ALWAYS,
        reads "episode.maintenance",
        [MI_418],
        "the program is maintenance, and this payer pays for recovery only; plan for recovery, or do not bill this payer" => policy::restorative_intent;
    /// The start or the stop time is required and missing.
    PolicyStartAndStopTimes "policy/start-and-stop-times" [Error], Scope::Requires(Requirement::StartAndStopTimes), [], Dates::ALWAYS,
        reads "note.start, note.end",
        [PAYER],
        "the note lacks the start or the stop time that this payer asks for; record both" => policy::start_and_stop_times;
    /// The minutes of each timed code are required, and a billed one has none.
    PolicyMinutesPerCode "policy/minutes-per-code" [Error], Scope::MinutesPerCode, [], Dates::ALWAYS,
        reads "note.interventions[].minutes",
        [CPT_PROCEDURES, PAYER],
        "the note lacks the minutes of {code}, and this payer asks for the minutes of each timed code; record them" => policy::minutes_per_code;
    /// The patient's response is required and missing.
    PolicyResponse "policy/response" [Error], Scope::Requires(Requirement::Response), [], Dates::ALWAYS,
        reads "note.response",
        [UHC_2024, MS_23_213],
        "the note lacks the patient's response, which this payer asks for; record it" => policy::response;
    /// A cosignature is required, and no clinician cosigned the note that an assistant signed.
    PolicyAssistantCosignature "policy/assistant-cosignature" [Error], Scope::Requires(Requirement::AssistantCosignature), [], Dates::ALWAYS,
        reads "note.cosignature, note.signature.credential",
        [SC_40_45],
        "an assistant signed the note, and the payer or the state asks for a cosignature; have the therapist cosign it" => policy::assistant_cosignature;
    /// The supervisor's name is required, and no supervising clinician is named.
    PolicySupervisorNamed "policy/supervisor-named" [Error], Scope::Requires(Requirement::SupervisorNamed), [], Dates::ALWAYS,
        reads "note.people",
        [TX_PTOT],
        "an assistant treated, and the payer or the state asks for the supervisor's name; name the supervising therapist" => policy::supervisor_named;
    /// A 97112 entry uses a technique that the payer does not cover.
    PolicyTechniqueNotCovered "policy/technique-not-covered" [Warning], Scope::ExcludedTechniques, [], Dates::ALWAYS,
        reads "note.interventions[].nmr.techniques",
        [AET_0325, CIG_135],
        "this payer does not cover {technique}; leave its minutes out of 97112" => policy::technique_not_covered;
    /// No diagnosis of the line is on the payer's list for its code.
    PolicyDiagnosisNotListed "policy/diagnosis-not-listed" [Error], Scope::DiagnosisList, [], Dates::ALWAYS,
        reads "claim.lines[].diagnoses, claim.lines[].code",
        [PAYER],
        "no diagnosis of the line[, {icds},] is on the payer's list for {code}; point the line at a listed diagnosis if the record supports one" => policy::diagnosis_not_listed;
    // Free text
    /// Without stock phrases, the assessment has fewer than four words of its own.
    TextStockPhrases "text/stock-phrases" [Advice], Scope::Heuristics, [], Dates::ALWAYS,
        reads "note.assessment",
        [AAPC_CANNED],
        "the assessment consists of stock phrases; add what was found today" => text::stock_phrases;
    /// The narrative has nearly the same words as each of the last two notes.
    TextCloned "text/cloned" [Advice], Scope::Heuristics, [], Dates::ALWAYS,
        reads "note.assessment, note.subjective, episode.prior_notes",
        [AAPC_CANNED],
        "the narrative nearly repeats the last two notes; say what has changed" => text::cloned;
}
