//! Defines `Episode`, the chart of one course of therapy, with its progress reports and earlier notes.

use alloc::vec::Vec;

use time::Date;

use super::declare::record;
use super::{
    Assistance, Author, Certification, Cue, Deficit, DiagnosisCode, DiagnosisKind, Evaluation,
    GoalId, GoalStatus, MOST_ENTRIES, Measurement, NextStep, PatientKey, PlanOfCare, RecordError,
    Signature, Technique,
};
use crate::reference::catalog::Discipline;

/// The treatment days of an episode: at least one and at most 4,096, in order and each of them once.
///
/// A treatment day is a calendar day on which the discipline evaluated or treated. The day of the evaluation
/// is one of them.
///
/// # Examples
///
/// ```
/// use therapy_billing::{documentation::TreatmentDays, time::macros::date};
///
/// let second = date!(2026 - 03 - 04);
/// let days = TreatmentDays::new([second, date!(2026 - 03 - 02), second])?;
/// assert_eq!(days.start(), date!(2026 - 03 - 02));
/// assert_eq!(days.as_slice().len(), 2);
/// assert!(TreatmentDays::new([]).is_err());
/// # Ok::<(), therapy_billing::documentation::RecordError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TreatmentDays {
    days: Vec<Date>,
    first: Date,
}

impl TreatmentDays {
    /// Returns the treatment days of an episode from dates in any order, each as often as the caller has it.
    ///
    /// # Errors
    ///
    /// There is no date, or there are more than 4,096.
    pub fn new(days: impl IntoIterator<Item = Date>) -> Result<Self, RecordError> {
        let mut days: Vec<Date> = days.into_iter().take(MOST_ENTRIES + 1).collect();
        if days.len() > MOST_ENTRIES {
            return Err(RecordError::TooManyEntries {
                list: "treatment_days",
            });
        }
        days.sort_unstable();
        days.dedup();
        let first = *days.first().ok_or(RecordError::NoTreatmentDay)?;
        Ok(Self { days, first })
    }

    /// Returns the days in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Date] {
        &self.days
    }

    /// Returns the first day.
    #[must_use]
    pub const fn start(&self) -> Date {
        self.first
    }

    /// Returns the last day.
    #[must_use]
    pub fn last(&self) -> Date {
        self.days.last().copied().unwrap_or(self.first)
    }

    /// Returns whether the discipline evaluated or treated on a day.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.days.binary_search(&day).is_ok()
    }

    /// Returns the days up to `day`, that day included.
    #[must_use]
    pub fn up_to(&self, day: Date) -> &[Date] {
        let count = self.days.partition_point(|&date| date <= day);
        self.days.get(..count).unwrap_or_default()
    }

    /// Returns the days after `after` (or from the first on, if it is `None`) up to `day`.
    #[must_use]
    pub fn between(&self, after: Option<Date>, day: Date) -> &[Date] {
        let days = self.up_to(day);
        let passed = after.map_or(0, |after| days.partition_point(|&date| date <= after));
        days.get(passed..).unwrap_or_default()
    }
}

impl From<Date> for TreatmentDays {
    /// Returns an episode of a single day.
    fn from(day: Date) -> Self {
        Self {
            days: alloc::vec![day],
            first: day,
        }
    }
}

#[cfg(feature = "serde")]
impl super::wire::Wire for TreatmentDays {
    fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let days: super::List<Date> = super::wire::list(deserializer)?;
        Self::new(days).map_err(serde::de::Error::custom)
    }

    fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.days.iter().map(super::wire::ViaRef))
    }
}

record! {
    /// A course of outpatient therapy of one discipline for one patient: the chart over time.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{Discipline, time::macros::date};
    /// use therapy_billing::documentation::{
    ///     Author, Credential, Episode, Evaluation, PlanOfCare, TreatmentDays,
    /// };
    ///
    /// let (first, second) = (date!(2026 - 03 - 02), date!(2026 - 03 - 04));
    /// let therapist = Author::new(Credential::Pt);
    /// let episode = Episode::new(Discipline::Pt, TreatmentDays::new([first, second])?)
    ///     .with_evaluation(Evaluation::new(first, therapist.clone()))
    ///     .with_plan(PlanOfCare::new(therapist));
    /// assert_eq!(episode.treatment_days.start(), first);
    /// # Ok::<(), therapy_billing::documentation::RecordError>(())
    /// ```
    #[doc(alias = "chart")]
    #[doc(alias = "episode of care")]
    Episode {
        required {
            /// the discipline whose plan of care it is
            discipline: Discipline = Discipline,
            /// every treatment day that is known on the day of reading
            treatment_days: TreatmentDays = impl Into<TreatmentDays>,
        }
        optional {
            /// the order or referral
            order with_order: Order,
            /// the evaluation
            evaluation with_evaluation: Evaluation,
            /// the plan of care
            plan with_plan: PlanOfCare,
            /// the reason for a maintenance program. It is present only if the program is maintenance
            maintenance with_maintenance: Maintenance,
            /// the end of the episode
            closed with_closed: Closed,
            /// the discharge note
            discharge with_discharge: Discharge,
        }
        keys {
            /// the patient of the chart
            patient with_patient: PatientKey,
        }
        lists {
            /// the diagnoses of the episode
            diagnoses with_diagnosis: Diagnosis = "a diagnosis of the episode",
            /// the certifications of the plan of care
            certifications with_certification: Certification = "a certification of the plan of care",
            /// the progress reports
            progress_reports with_progress_report: ProgressReport = "a progress report",
            /// the on-site visits to a supervised assistant
            supervisory_visits with_supervisory_visit: Date = "an on-site visit to a supervised assistant",
            /// the notes of earlier treatment days, the oldest first, as many as the caller has
            prior_notes with_prior_note: PriorNote = "the note of an earlier treatment day, after those before it",
        }
    }
}

record! {
    /// A diagnosis of the episode: the medical one, or the one that therapy treats.
    Diagnosis {
        required {
            /// the ICD-10-CM code
            code: DiagnosisCode = DiagnosisCode,
            /// whether it is the medical diagnosis or the one that therapy treats
            kind: DiagnosisKind = DiagnosisKind,
        }
    }
}

record! {
    /// An order or referral for therapy, with its signer, its date and the disciplines that it names.
    #[doc(alias = "referral")]
    Order {
        required {
            /// the person who ordered therapy
            signer: Author = Author,
        }
        optional {
            /// the day of the order
            date with_date: Date,
        }
        flags {
            /// whether the order is signed
            signed with_signed,
        }
        lists {
            /// the disciplines that are ordered
            disciplines with_discipline: Discipline = "a discipline that is ordered",
        }
    }
}

record! {
    /// A clinician's report on the progress of at most 10 treatment days.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-02, ch. 15, §220.3.D.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::time::macros::date;
    /// use therapy_billing::documentation::{
    ///     Author, Credential, GoalAssessment, GoalStatus, Instrument, Measurement, NextStep,
    ///     ProgressReport, Signature,
    /// };
    ///
    /// let written = date!(2026 - 03 - 23);
    /// let report = ProgressReport::new(Author::new(Credential::Pt))
    ///     .with_period_start(date!(2026 - 03 - 02))
    ///     .with_period_end(written)
    ///     .with_written_on(written)
    ///     .with_signature(Signature::new().with_credential(Credential::Pt).with_signed_on(written))
    ///     .with_goal(GoalAssessment::new("G1".parse()?, GoalStatus::Progressing))?
    ///     .with_measure(Measurement::new(Instrument::BergBalance, "44".parse()?))?
    ///     .with_clinician_day(date!(2026 - 03 - 13))?
    ///     .with_next(NextStep::Continue);
    /// assert_eq!(report.goals.len(), 1);
    /// # Ok::<(), therapy_billing::documentation::RecordError>(())
    /// ```
    #[doc(alias = "progress note")]
    ProgressReport {
        required {
            /// the person who reports
            author: Author = Author,
        }
        optional {
            /// the first day of the period
            period_start with_period_start: Date,
            /// the last day of the period
            period_end with_period_end: Date,
            /// the day on which the report was written
            written_on with_written_on: Date,
            /// the author's signature
            signature with_signature: Signature,
            /// what follows: to continue the plan, to revise it or to end treatment
            next with_next: NextStep,
        }
        texts {
            /// the reason why no measured value has changed
            no_change_reason with_no_change_reason,
        }
        flags {
            /// whether it is an assistant's interim report, which every rule passes over
            supplement with_supplement,
        }
        lists {
            /// the goals that are assessed
            goals with_goal: GoalAssessment = "the assessment of a goal",
            /// the measured values
            measures with_measure: Measurement = "a measured value",
            /// the deficits that were newly found
            deficits with_deficit: Deficit = "a deficit that was newly found",
            /// the days on which a clinician alone furnished one complete billable service
            clinician_days with_clinician_day: Date = "a day on which a clinician alone furnished one complete billable service",
        }
    }
}

record! {
    /// The assessment of a goal in a progress report: how far the patient has come toward it.
    GoalAssessment {
        required {
            /// the goal of the plan of care
            goal: GoalId = GoalId,
            /// how far the patient has come toward the goal
            status: GoalStatus = GoalStatus,
        }
    }
}

record! {
    /// A maintenance program: skilled care that keeps function or slows its loss.
    #[derive(Default)]
    #[doc(alias = "skilled maintenance")]
    Maintenance {
        texts {
            /// the reason why the program needs a therapist's skill
            skill_reason with_skill_reason,
        }
    }
}

record! {
    /// The note of an earlier treatment day, as far as the note of today is compared with it.
    PriorNote {
        required {
            /// the treatment day
            date: Date = Date,
        }
        optional {
            /// what was done under 97112
            nmr with_nmr: PriorNeuromuscular,
        }
        texts {
            /// the narrative
            text with_text,
        }
    }
}

record! {
    /// The CPT 97112 treatment of an earlier day: its techniques, dose, assistance and cues.
    #[derive(Default)]
    PriorNeuromuscular {
        optional {
            /// how much help the patient needed
            assistance with_assistance: Assistance,
        }
        texts {
            /// the dose: sets, repetitions, time or surface
            dose with_dose,
        }
        lists {
            /// the techniques and activities
            techniques with_technique: Technique = "a technique or activity",
            /// the cues that the clinician gave
            cues with_cue: Cue = "a cue that the clinician gave",
        }
    }
}

record! {
    /// The end of an episode, planned or not.
    Closed {
        required {
            /// the day on which the episode ended
            on: Date = Date,
        }
        flags {
            /// whether the episode ended without a plan, for example because the patient did not return
            unplanned with_unplanned,
        }
    }
}

record! {
    /// The discharge note: a clinician's report that ends the episode.
    #[doc(alias = "discharge summary")]
    Discharge {
        required {
            /// the person who wrote the note
            author: Author = Author,
        }
        optional {
            /// the author's signature
            signature with_signature: Signature,
            /// the last day that the note reports on
            period_end with_period_end: Date,
            /// the day on which the note was written
            written_on with_written_on: Date,
        }
    }
}
