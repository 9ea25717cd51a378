//! One course of therapy: the chart over time.

use alloc::vec::Vec;

use time::Date;

use super::declare::record;
use super::{
    Assistance, Author, Certification, Cue, Deficit, DiagnosisCode, DiagnosisKind, Evaluation,
    GoalId, GoalStatus, MOST_ENTRIES, Measurement, NextStep, PatientKey, PlanOfCare, RecordError,
    Signature, Technique,
};
use crate::reference::catalog::Discipline;

/// The treatment days of an episode: at least one, in order, each once.
///
/// A treatment day is a calendar day on which the discipline evaluated or treated; the evaluation's
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

    /// The days in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Date] {
        &self.days
    }

    /// The first day.
    #[must_use]
    pub const fn start(&self) -> Date {
        self.first
    }

    /// The last day.
    #[must_use]
    pub fn last(&self) -> Date {
        self.days.last().copied().unwrap_or(self.first)
    }

    /// Whether the discipline evaluated or treated on this day.
    #[must_use]
    pub fn contains(&self, day: Date) -> bool {
        self.days.binary_search(&day).is_ok()
    }

    /// The days up to `day`, that day included.
    #[must_use]
    pub fn up_to(&self, day: Date) -> &[Date] {
        let count = self.days.partition_point(|&date| date <= day);
        self.days.get(..count).unwrap_or_default()
    }

    /// The days after `after`, up to `day`.
    #[must_use]
    pub fn between(&self, after: Option<Date>, day: Date) -> &[Date] {
        let days = self.up_to(day);
        let passed = after.map_or(0, |after| days.partition_point(|&date| date <= after));
        days.get(passed..).unwrap_or_default()
    }
}

impl From<Date> for TreatmentDays {
    /// A single day.
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
    /// One course of outpatient therapy of one discipline for one patient.
    Episode {
        required {
            /// Whose plan of care it is.
            discipline: Discipline = Discipline,
            /// Every treatment day known on the day of reading.
            treatment_days: TreatmentDays = impl Into<TreatmentDays>,
        }
        optional {
            /// The order or referral.
            order with_order: Order,
            /// The evaluation.
            evaluation with_evaluation: Evaluation,
            /// The plan of care.
            plan with_plan: PlanOfCare,
            /// Present where the program is maintenance.
            maintenance with_maintenance: Maintenance,
            /// The end of the episode.
            closed with_closed: Closed,
            /// The discharge note.
            discharge with_discharge: Discharge,
        }
        keys {
            /// The patient of the chart.
            patient with_patient: PatientKey,
        }
        lists {
            /// Diagnoses of the episode.
            diagnoses with_diagnosis: Diagnosis,
            /// Certifications of the plan.
            certifications with_certification: Certification,
            /// Progress reports.
            progress_reports with_progress_report: ProgressReport,
            /// On-site visits to a supervised assistant.
            supervisory_visits with_supervisory_visit: Date,
            /// Notes of earlier treatment days, oldest first, as many as the caller has.
            prior_notes with_prior_note: PriorNote,
        }
    }
}

record! {
    /// A diagnosis of the episode.
    Diagnosis {
        required {
            /// The code.
            code: DiagnosisCode = DiagnosisCode,
            /// The medical diagnosis, or the one that therapy treats.
            kind: DiagnosisKind = DiagnosisKind,
        }
    }
}

record! {
    /// An order or referral.
    Order {
        required {
            /// Who ordered.
            signer: Author = Author,
        }
        optional {
            /// The day of the order.
            date with_date: Date,
        }
        flags {
            /// Whether it is signed.
            signed with_signed,
        }
        lists {
            /// The disciplines it is for.
            disciplines with_discipline: Discipline,
        }
    }
}

record! {
    /// The clinician's report on a stretch of treatment days.
    ProgressReport {
        required {
            /// Who reports.
            author: Author = Author,
        }
        optional {
            /// First day of the period.
            period_start with_period_start: Date,
            /// Last day of the period.
            period_end with_period_end: Date,
            /// The day of writing.
            written_on with_written_on: Date,
            /// The author's signature.
            signature with_signature: Signature,
            /// What is to follow.
            next with_next: NextStep,
        }
        texts {
            /// Why nothing changed.
            no_change_reason with_no_change_reason,
        }
        flags {
            /// An assistant's interim piece; every rule passes it over.
            supplement with_supplement,
        }
        lists {
            /// Goals assessed.
            goals with_goal: GoalAssessment,
            /// Measured values.
            measures with_measure: Measurement,
            /// Deficits newly found.
            deficits with_deficit: Deficit,
            /// Days on which a clinician alone furnished one whole billable service.
            clinician_days with_clinician_day: Date,
        }
    }
}

record! {
    /// Where a goal stands.
    GoalAssessment {
        required {
            /// The goal.
            goal: GoalId = GoalId,
            /// Where it stands.
            status: GoalStatus = GoalStatus,
        }
    }
}

record! {
    /// A program that keeps function, or slows its loss.
    #[derive(Default)]
    Maintenance {
        texts {
            /// Why the program needs a therapist's skill.
            skill_reason with_skill_reason,
        }
    }
}

record! {
    /// The note of an earlier treatment day.
    PriorNote {
        required {
            /// The day.
            date: Date = Date,
        }
        optional {
            /// What of it was 97112.
            nmr with_nmr: PriorNeuromuscular,
        }
        texts {
            /// Its narrative.
            text with_text,
        }
    }
}

record! {
    /// What was done under 97112 on an earlier day.
    #[derive(Default)]
    PriorNeuromuscular {
        optional {
            /// How much help the patient needed.
            assistance with_assistance: Assistance,
        }
        texts {
            /// Sets, time, surface.
            dose with_dose,
        }
        lists {
            /// Techniques and activities.
            techniques with_technique: Technique,
            /// Cues given.
            cues with_cue: Cue,
        }
    }
}

record! {
    /// The end of an episode.
    Closed {
        required {
            /// The day.
            on: Date = Date,
        }
        flags {
            /// Whether the patient stayed away, or it ended otherwise without a plan.
            unplanned with_unplanned,
        }
    }
}

record! {
    /// The discharge note.
    Discharge {
        required {
            /// Who wrote it.
            author: Author = Author,
        }
        optional {
            /// The author's signature.
            signature with_signature: Signature,
            /// The day up to which it reports.
            period_end with_period_end: Date,
            /// The day of writing.
            written_on with_written_on: Date,
        }
    }
}
