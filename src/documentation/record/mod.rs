//! Defines `Record` and its parts: profile, episode, treatment note and claim lines.

mod certification;
mod claim;
mod declare;
mod diagnosis;
mod episode;
mod error;
mod evaluation;
mod ids;
mod instrument;
mod intervention;
mod list;
mod note;
mod plan;
mod profile;
mod text;
mod vocabulary;
#[cfg(feature = "serde")]
pub(crate) mod wire;

pub use certification::{Approval, Certification, UnusedKeys};
pub use claim::{BilledDay, ClaimLine};
pub use diagnosis::{DiagnosisCode, ParseDiagnosisError};
pub use episode::{
    Closed, Diagnosis, Discharge, Episode, GoalAssessment, Maintenance, Order, PriorNeuromuscular,
    PriorNote, ProgressReport, TreatmentDays,
};
pub use error::{MOST_BYTES, MOST_ENTRIES, RecordError, UnknownWord};
pub use evaluation::{
    Author, Conclusion, EvaluatedDeficit, Evaluation, Falls, Limitation, Measurement, Signature,
    Value,
};
pub use ids::{GoalId, LimitationId, PatientKey, PersonId, Signatory};
pub(crate) use instrument::hundredths;
pub use instrument::{Instrument, Values};
pub use intervention::{Intervention, Neuromuscular, Performer};
pub use list::List;
pub use note::{
    Amendment, Attestation, Cotreatment, OtherSession, Person, Telehealth, TreatmentNote,
};
pub use plan::{Frequency, Goal, PlanChange, PlanDuration, PlanOfCare};
pub use profile::{
    Authorization, CoverageList, DirectAccess, PayerPolicy, PayerProfile, Profile, State,
};
pub use text::Text;
pub use vocabulary::{
    Assistance, AttestationSubject, CertificationKind, CertificationMode, ChangeKind, Credential,
    Cue, DayCount, Deficit, Delivery, DiagnosisKind, ExceptionOrder, GoalKind, GoalStatus,
    Modality, NextStep, PayerKind, Position, Prognosis, Purpose, ReevaluationReason, Requirement,
    Role, Side, SignatureMethod, SupervisionLevel, Technique,
};

/// A therapy record: the rules that apply, the chart over time, one treatment note and the claim lines of that day.
///
/// The profile states whose rules apply and on which day the record is read. A record without a note is a chart
/// between visits, and a record without claim lines is a note before billing. [`validate`](Record::validate) returns
/// what is missing or wrong, [`checklist`](Record::checklist) the result of every rule, and
/// [`timeline`](Record::timeline) the deadlines.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Discipline, Setting, time::macros::date};
/// use therapy_billing::documentation::{Episode, PayerProfile, PayerKind, Profile, Record};
///
/// let today = date!(2026 - 03 - 02);
/// let medicare = PayerProfile::new(PayerKind::MedicarePartB);
/// let profile = Profile::new(medicare, Setting::PrivatePractice, today);
/// let findings = Record::new(profile, Episode::new(Discipline::Pt, today)).validate();
/// assert!(findings.iter().any(|finding| finding.id() == "evaluation/present"));
/// ```
#[doc(alias = "medical record")]
#[doc(alias = "Medicare Benefit Policy Manual 220.3")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Record {
    /// The rules that apply: the payer, the setting and the day on which the record is read.
    pub profile: Profile,
    /// The chart over time.
    pub episode: Episode,
    /// The record of one treatment day.
    pub note: Option<TreatmentNote>,
    /// The claim lines of that day.
    pub claim: Option<BilledDay>,
}

impl Record {
    /// Returns a record of a chart, without note and claim lines.
    #[must_use]
    pub const fn new(profile: Profile, episode: Episode) -> Self {
        Self {
            profile,
            episode,
            note: None,
            claim: None,
        }
    }

    /// Sets the record of one treatment day.
    #[must_use]
    pub fn with_note(mut self, note: TreatmentNote) -> Self {
        self.note = Some(note);
        self
    }

    /// Sets the claim lines of that day.
    #[must_use]
    pub fn with_claim(mut self, claim: BilledDay) -> Self {
        self.claim = Some(claim);
        self
    }
}

/// Reads and writes a record as a document, which may have an `id`, a `summary` and an `expect` beside its parts.
#[cfg(feature = "serde")]
mod document {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeStruct};

    use super::{BilledDay, Episode, Profile, Record, TreatmentNote, wire::Ignored};

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "accepted and ignored")]
    struct Document {
        profile: Profile,
        episode: Episode,
        #[serde(default)]
        note: Option<TreatmentNote>,
        #[serde(default)]
        claim: Option<BilledDay>,
        #[serde(default)]
        id: Ignored,
        #[serde(default)]
        summary: Ignored,
        #[serde(default)]
        expect: Ignored,
    }

    impl<'de> Deserialize<'de> for Record {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let (profile, episode, note, claim) = if deserializer.is_human_readable() {
                let document: Document = super::wire::object(deserializer)?;
                let Document {
                    profile,
                    episode,
                    note,
                    claim,
                    ..
                } = document;
                (profile, episode, note, claim)
            } else {
                Deserialize::deserialize(deserializer)?
            };
            Ok(Self {
                profile,
                episode,
                note,
                claim,
            })
        }
    }

    impl Serialize for Record {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            if !serializer.is_human_readable() {
                return (&self.profile, &self.episode, &self.note, &self.claim)
                    .serialize(serializer);
            }
            let count = 2 + usize::from(self.note.is_some()) + usize::from(self.claim.is_some());
            let mut parts = serializer.serialize_struct("Record", count)?;
            parts.serialize_field("profile", &self.profile)?;
            parts.serialize_field("episode", &self.episode)?;
            if let Some(note) = &self.note {
                parts.serialize_field("note", note)?;
            }
            if let Some(claim) = &self.claim {
                parts.serialize_field("claim", claim)?;
            }
            parts.end()
        }
    }
}
