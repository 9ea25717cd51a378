//! The record as types: profile, episode, treatment note, claim.

mod certification;
mod claim;
mod declare;
mod episode;
mod evaluation;
mod instrument;
mod intervention;
mod note;
mod plan;
mod profile;
mod text;
mod vocabulary;
#[cfg(feature = "serde")]
pub(crate) mod wire;

pub use certification::{Approval, Certification};
pub use claim::{Claim, ClaimLine};
pub use episode::{
    Closed, Diagnosis, Discharge, Episode, GoalAssessment, Maintenance, NoTreatmentDay, Order,
    PriorNeuromuscular, PriorNote, ProgressReport, TreatmentDays,
};
pub use evaluation::{
    Author, Conclusion, EvaluatedDeficit, Evaluation, Falls, Limitation, Measurement, Signature,
    Value,
};
pub(crate) use instrument::hundredths;
pub use instrument::{Instrument, Values};
pub use intervention::{Intervention, Neuromuscular, Performer};
pub use note::{
    Amendment, Attestation, Cotreatment, OtherSession, Person, Telehealth, TreatmentNote,
};
pub use plan::{Frequency, Goal, PlanChange, PlanDuration, PlanOfCare};
pub use profile::{Authorization, DirectAccess, Payer, PayerPolicy, Profile, State};
pub use text::{
    DiagnosisCode, GoalId, LimitationId, ParseDiagnosisError, PatientKey, PersonId, Signatory,
    Text, UnknownWord,
};
pub use vocabulary::{
    Assistance, AttestationSubject, CertificationKind, CertificationMode, ChangeKind, Credential,
    Cue, DayCount, Deficit, Delivery, DiagnosisKind, ExceptionOrder, GoalKind, GoalStatus,
    Modality, NextStep, PayerKind, Position, Prognosis, Purpose, ReevaluationReason, Requirement,
    Role, Side, SignatureMethod, SupervisionLevel, Technique,
};

/// The longest text that is read, in bytes: some twenty pages.
pub const MOST_BYTES: usize = 65_536;

/// The longest list that is read.
pub const MOST_ENTRIES: usize = 4_096;

/// One record: whose rules, the chart over time, one day, and that day's claim lines.
///
/// The profile says whose rules apply and on which day the record is read; the rest is looked at
/// as it stands. A record without a note is a chart between visits, one without a claim a note
/// before billing.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Discipline, Setting, time::macros::date};
/// use therapy_billing::documentation::{Episode, Payer, PayerKind, Profile, Record};
///
/// let today = date!(2026 - 03 - 02);
/// let medicare = Payer::new(PayerKind::MedicarePartB);
/// let profile = Profile::new(medicare, Setting::PrivatePractice, today);
/// let findings = Record::new(profile, Episode::new(Discipline::Pt, today)).validate();
/// assert!(findings.iter().any(|finding| finding.id() == "evaluation/present"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(from = "document::Document"))]
#[non_exhaustive]
pub struct Record {
    /// Whose rules apply, where, and when the record is read.
    pub profile: Profile,
    /// The chart over time.
    pub episode: Episode,
    /// The record of one treatment day.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub note: Option<TreatmentNote>,
    /// The claim lines of that day.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub claim: Option<Claim>,
}

impl Record {
    /// A chart, and whose rules apply to it.
    #[must_use]
    pub const fn new(profile: Profile, episode: Episode) -> Self {
        Self {
            profile,
            episode,
            note: None,
            claim: None,
        }
    }

    /// The record of one treatment day.
    #[must_use]
    pub fn with_note(mut self, note: TreatmentNote) -> Self {
        self.note = Some(note);
        self
    }

    /// The claim lines of that day.
    #[must_use]
    pub fn with_claim(mut self, claim: Claim) -> Self {
        self.claim = Some(claim);
        self
    }
}

/// A record as a document: beside its parts, what a caller may keep there for itself.
#[cfg(feature = "serde")]
mod document {
    use serde::Deserialize;

    use super::{Claim, Episode, Profile, Record, TreatmentNote, wire::Ignored};

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields, remote = "Self")]
    #[allow(dead_code, reason = "accepted and ignored")]
    pub(super) struct Document {
        profile: Profile,
        episode: Episode,
        #[serde(default)]
        note: Option<TreatmentNote>,
        #[serde(default)]
        claim: Option<Claim>,
        #[serde(default)]
        id: Ignored,
        #[serde(default)]
        summary: Ignored,
        #[serde(default)]
        expect: Ignored,
    }

    crate::wire::object!(read Document, "a record, an object of profile and episode");

    impl From<Document> for Record {
        fn from(document: Document) -> Self {
            Self {
                profile: document.profile,
                episode: document.episode,
                note: document.note,
                claim: document.claim,
            }
        }
    }
}
