//! The record of one treatment day, and the claim lines of that day.

use alloc::{collections::BTreeMap, vec::Vec};

use time::{Date, Time};

use super::declare::record;
use super::{
    Assistance, AttestationSubject, Credential, Cue, Deficit, Delivery, DiagnosisCode, GoalId,
    Modality, PatientKey, PersonId, Position, Purpose, ReevaluationReason, Role, Signatory,
    Signature, SupervisionLevel, Technique, Text,
};
use crate::{
    catalog::Discipline,
    code::{Modifiers, ProcedureCode},
    quantity::{Minutes, Units},
    session::Session,
};

record! {
    /// The record of one treatment day.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{Minutes, ProcedureCode, time::macros::date};
    /// use therapy_billing::documentation::{
    ///     Credential, Intervention, Performer, Person, Role, Signature, TreatmentNote,
    /// };
    ///
    /// let note = TreatmentNote::new()
    ///     .with_date_of_service(date!(2026 - 03 - 13))
    ///     .with_person(Person::new("t1", Credential::Pt, Role::Treating))
    ///     .with_intervention(
    ///         Intervention::new(ProcedureCode::CPT_97112)
    ///             .with_minutes(Minutes::new(24))
    ///             .with_performer(Performer::new("t1"))
    ///             .with_description("Weight shift on foam, eyes closed"),
    ///     )
    ///     .with_total_timed_minutes(Minutes::new(24))
    ///     .with_total_treatment_minutes(Minutes::new(24))
    ///     .with_signature(Signature::new().with_credential(Credential::Pt).with_person("t1"));
    /// assert_eq!(note.interventions.len(), 1);
    /// ```
    #[derive(Default)]
    TreatmentNote {
        optional {
            /// The treatment day.
            date_of_service with_date_of_service: Date,
            /// The day a student's entry was verified.
            verified_on with_verified_on: Date,
            /// Minutes of all timed codes.
            total_timed_minutes with_total_timed_minutes: Minutes,
            /// Minutes of all codes, timed and untimed.
            total_treatment_minutes with_total_treatment_minutes: Minutes,
            /// Minutes of rest and waiting, which belong to neither total.
            unbillable_minutes with_unbillable_minutes: Minutes,
            /// When the session began.
            start with_start: Time,
            /// When it ended.
            end with_end: Time,
            /// The signature of whoever furnished the visit.
            signature with_signature: Signature,
            /// A second signature.
            cosignature with_cosignature: Signature,
            /// How closely an assistant was supervised.
            supervision with_supervision: SupervisionLevel,
            /// A later statement that an unsigned document is the author's.
            attestation with_attestation: Attestation,
            /// Two disciplines, one patient, one time.
            cotreatment with_cotreatment: Cotreatment,
            /// How a telehealth visit was held.
            telehealth with_telehealth: Telehealth,
        }
        keys {
            /// The patient of the note.
            patient with_patient: PatientKey,
            /// Who typed the note.
            documented_by with_documented_by: PersonId,
            /// Who verified a student's entry.
            verified_by with_verified_by: PersonId,
        }
        texts {
            /// What the patient said.
            subjective with_subjective,
            /// What the clinician makes of the visit.
            assessment with_assessment,
            /// How the patient responded.
            response with_response,
        }
        flags {
            /// Whether the note is marked as written late.
            late_entry with_late_entry,
            /// Whether the visit was away from the organization's premises.
            off_premises with_off_premises,
        }
        lists {
            /// Everybody who took part.
            people with_person: Person,
            /// What was done.
            interventions with_intervention: Intervention,
            /// Sessions of the same people with other patients.
            other_sessions with_other_session: OtherSession,
            /// Changes after signing.
            amendments with_amendment: Amendment,
        }
    }
}

impl TreatmentNote {
    /// The note of a session: its date, and an entry with its minutes for each service.
    ///
    /// Totals, people, signature and what was done are the clinician's to record, and stay absent.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::{
    ///     Discipline, Minutes, ProcedureCode, Service, Session, TreatmentNote, time::macros::date,
    /// };
    ///
    /// let session = Session::new(date!(2026 - 03 - 13), Discipline::Pt)
    ///     .with(Service::new(ProcedureCode::CPT_97112, Minutes::new(24))?)?;
    /// let note = TreatmentNote::of_session(&session);
    /// assert_eq!(note.interventions[0].minutes, Some(Minutes::new(24)));
    /// assert_eq!(note.total_timed_minutes, None);
    /// # }
    /// # Ok::<(), therapy_billing::Error>(())
    /// ```
    #[must_use]
    pub fn of_session(session: &Session) -> Self {
        let mut note = Self::new().with_date_of_service(session.date_of_service());
        for service in session.services() {
            let mut entry = Intervention::new(service.code());
            entry.minutes = service.minutes();
            if service.is_stated() {
                let block = service.timing().block();
                entry.block_minutes = Some(block.map_or(0, crate::catalog::BlockMinutes::get));
            }
            note.interventions.push(entry);
        }
        note
    }

    /// The person of an id; where an id stands twice, its last entry.
    #[must_use]
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.iter().rev().find(|person| person.id == *id)
    }
}

record! {
    /// Somebody who took part in a visit.
    Person {
        required {
            /// The id within the note.
            id: PersonId = impl Into<PersonId>,
            /// The professional designation.
            credential: Credential = Credential,
            /// What the person did.
            role: Role = Role,
        }
        optional {
            /// Whether the person was in the room all the time; absent is unknown.
            present_throughout with_present_throughout: bool,
            /// Whether the person treated others meanwhile; absent is unknown.
            treating_others with_treating_others: bool,
        }
        texts {
            /// The name; it appears in no finding.
            name with_name,
        }
        flags {
            /// Whether a supervisor took part in the treatment.
            took_part with_took_part,
        }
    }
}

/// One intervention of a treatment day.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Minutes, ProcedureCode, documentation::Intervention};
///
/// let entry = Intervention::new(ProcedureCode::CPT_97112).with_minutes(Minutes::new(24));
/// assert!(entry.billed);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(from = "wire::Intervention", into = "wire::Intervention")
)]
#[non_exhaustive]
pub struct Intervention {
    /// The procedure code.
    pub code: ProcedureCode,
    /// Minutes of one unit, for codes the catalog lacks; 0 is untimed.
    pub block_minutes: Option<u16>,
    /// Minutes of the intervention.
    pub minutes: Option<Minutes>,
    /// Whether it is billed; it is unless it says otherwise.
    pub billed: bool,
    /// One-on-one unless it says otherwise.
    pub mode: Delivery,
    /// Patients treated at the time.
    pub patients: Option<u16>,
    /// Who furnished it.
    pub performed_by: Vec<Performer>,
    /// What it was for.
    pub purpose: Option<Purpose>,
    /// What was done.
    pub description: Option<Text>,
    /// Why the patient was evaluated again.
    pub reevaluation_reason: Option<ReevaluationReason>,
    /// What belongs to 97112.
    pub nmr: Neuromuscular,
}

impl Intervention {
    /// A billed, one-on-one intervention.
    #[must_use]
    pub fn new(code: ProcedureCode) -> Self {
        Self {
            code,
            block_minutes: None,
            minutes: None,
            billed: true,
            mode: Delivery::Individual,
            patients: None,
            performed_by: Vec::new(),
            purpose: None,
            description: None,
            reevaluation_reason: None,
            nmr: Neuromuscular::new(),
        }
    }

    /// Minutes of one unit, for codes the catalog lacks; 0 is untimed.
    #[must_use]
    pub fn with_block_minutes(mut self, minutes: u16) -> Self {
        self.block_minutes = Some(minutes);
        self
    }

    /// Minutes of the intervention.
    #[must_use]
    pub fn with_minutes(mut self, minutes: Minutes) -> Self {
        self.minutes = Some(minutes);
        self
    }

    /// Whether it is billed.
    #[must_use]
    pub fn with_billed(mut self, billed: bool) -> Self {
        self.billed = billed;
        self
    }

    /// One-on-one, in a group, or beside others.
    #[must_use]
    pub fn with_mode(mut self, mode: Delivery) -> Self {
        self.mode = mode;
        self
    }

    /// Patients treated at the time.
    #[must_use]
    pub fn with_patients(mut self, patients: u16) -> Self {
        self.patients = Some(patients);
        self
    }

    /// Somebody who furnished it.
    #[must_use]
    pub fn with_performer(mut self, performer: Performer) -> Self {
        self.performed_by.push(performer);
        self
    }

    /// What it was for.
    #[must_use]
    pub fn with_purpose(mut self, purpose: Purpose) -> Self {
        self.purpose = Some(purpose);
        self
    }

    /// What was done.
    #[must_use]
    pub fn with_description(mut self, description: impl Into<alloc::string::String>) -> Self {
        self.description = Text::new(description);
        self
    }

    /// Why the patient was evaluated again.
    #[must_use]
    pub fn with_reevaluation_reason(mut self, reason: ReevaluationReason) -> Self {
        self.reevaluation_reason = Some(reason);
        self
    }

    /// What belongs to 97112.
    #[must_use]
    pub fn with_nmr(mut self, nmr: Neuromuscular) -> Self {
        self.nmr = nmr;
        self
    }
}

record! {
    /// Who furnished an intervention, and for how long.
    Performer {
        required {
            /// The person.
            person: PersonId = impl Into<PersonId>,
        }
        optional {
            /// Minutes; those that two people furnish together stand once, under the therapist.
            minutes with_minutes: Minutes,
        }
    }
}

record! {
    /// What belongs to an intervention of 97112.
    #[derive(Default)]
    Neuromuscular {
        optional {
            /// How much help the patient needed.
            assistance with_assistance: Assistance,
        }
        texts {
            /// Why it was done lying or kneeling.
            position_reason with_position_reason,
            /// What was made harder or easier.
            grading with_grading,
            /// Sets, time, surface.
            dose with_dose,
        }
        lists {
            /// What the patient lacks.
            deficits with_deficit: Deficit,
            /// Techniques and activities.
            techniques with_technique: Technique,
            /// Positions of the body.
            positions with_position: Position,
            /// Cues given.
            cues with_cue: Cue,
        }
        key_lists {
            /// Goals of the plan that it serves.
            goals with_goal: GoalId,
        }
        text_lists {
            /// Body areas.
            areas with_area,
        }
    }
}

record! {
    /// A session of the same people with another patient.
    OtherSession {
        required {
            /// Who treated.
            person: PersonId = impl Into<PersonId>,
            /// When it began.
            start: Time = Time,
            /// When it ended.
            end: Time = Time,
        }
        flags {
            /// Whether it was one-on-one.
            one_on_one with_one_on_one,
        }
    }
}

record! {
    /// A later statement that an unsigned document is the author's.
    Attestation {
        required {
            /// Who attests.
            by: Signatory = impl Into<Signatory>,
            /// Who wrote the document.
            author: Signatory = impl Into<Signatory>,
            /// What it is about.
            subject: AttestationSubject = AttestationSubject,
        }
    }
}

record! {
    /// A change after signing.
    #[derive(Default)]
    Amendment {
        optional {
            /// The day of the change.
            date with_date: Date,
        }
        texts {
            /// Who changed it; it appears in no finding.
            author with_author,
        }
        flags {
            /// Whether it is marked as a change.
            labeled with_labeled,
            /// Whether the original can still be read.
            original_kept with_original_kept,
        }
    }
}

/// Two disciplines, one patient, one time.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct Cotreatment {
    /// Minutes that the patient had.
    pub shared_minutes: Minutes,
    /// Minutes that each discipline bills.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            deserialize_with = "super::wire::map::read",
            serialize_with = "super::wire::map::write",
            skip_serializing_if = "BTreeMap::is_empty"
        )
    )]
    pub billed_minutes: BTreeMap<Discipline, Minutes>,
    /// Why together.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            deserialize_with = "super::wire::text",
            serialize_with = "super::wire::write_some",
            skip_serializing_if = "Option::is_none"
        )
    )]
    pub reason: Option<Text>,
    /// The goals of each discipline.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            deserialize_with = "super::wire::map::read",
            serialize_with = "super::wire::map::write",
            skip_serializing_if = "BTreeMap::is_empty"
        )
    )]
    pub goals: BTreeMap<Discipline, Vec<Text>>,
}

#[cfg(feature = "serde")]
super::wire::by_serde!(Cotreatment);

impl Cotreatment {
    /// The minutes that the patient had.
    #[must_use]
    pub const fn new(shared_minutes: Minutes) -> Self {
        Self {
            shared_minutes,
            billed_minutes: BTreeMap::new(),
            reason: None,
            goals: BTreeMap::new(),
        }
    }

    /// Minutes that a discipline bills.
    #[must_use]
    pub fn with_billed_minutes(mut self, discipline: Discipline, minutes: Minutes) -> Self {
        self.billed_minutes.insert(discipline, minutes);
        self
    }

    /// Why together.
    #[must_use]
    pub fn with_reason(mut self, reason: impl Into<alloc::string::String>) -> Self {
        self.reason = Text::new(reason);
        self
    }

    /// A goal of a discipline, by its id or in words.
    #[must_use]
    pub fn with_goal(
        mut self,
        discipline: Discipline,
        goal: impl Into<alloc::string::String>,
    ) -> Self {
        self.goals
            .entry(discipline)
            .or_default()
            .extend(Text::new(goal));
        self
    }
}

record! {
    /// How a telehealth visit was held.
    Telehealth {
        required {
            /// With or without a picture.
            modality: Modality = Modality,
        }
        texts {
            /// Where the patient was.
            patient_location with_patient_location,
        }
    }
}

record! {
    /// The lines billed for one day.
    Claim {
        required {
            /// The day.
            date_of_service: Date = Date,
        }
        optional {
            /// The day the claim was sent.
            submitted_on with_submitted_on: Date,
        }
        keys {
            /// The patient of the claim.
            patient with_patient: PatientKey,
        }
        lists {
            /// The lines.
            lines with_line: ClaimLine,
        }
    }
}

/// One billed line.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
pub struct ClaimLine {
    /// The procedure code.
    pub code: ProcedureCode,
    /// Units billed.
    pub units: Units,
    /// Modifiers in claim order.
    #[cfg_attr(
        feature = "serde",
        serde(default, deserialize_with = "wire::modifiers")
    )]
    pub modifiers: Modifiers,
    /// Diagnoses the line points at, the first pointer first.
    #[cfg_attr(
        feature = "serde",
        serde(
            default,
            deserialize_with = "super::wire::list",
            serialize_with = "super::wire::write_list",
            skip_serializing_if = "Vec::is_empty"
        )
    )]
    pub diagnoses: Vec<DiagnosisCode>,
}

#[cfg(feature = "serde")]
super::wire::by_serde!(ClaimLine);

impl ClaimLine {
    /// Units of a code.
    #[must_use]
    pub fn new(code: ProcedureCode, units: Units) -> Self {
        Self {
            code,
            units,
            modifiers: Modifiers::NONE,
            diagnoses: Vec::new(),
        }
    }

    /// Modifiers in claim order.
    #[must_use]
    pub fn with_modifiers(mut self, modifiers: Modifiers) -> Self {
        self.modifiers = modifiers;
        self
    }

    /// A diagnosis the line points at.
    #[must_use]
    pub fn with_diagnosis(mut self, diagnosis: DiagnosisCode) -> Self {
        self.diagnoses.push(diagnosis);
        self
    }
}

/// Parts whose absent keys mean something.
#[cfg(feature = "serde")]
#[allow(
    unnameable_types,
    unreachable_pub,
    reason = "declared like the record, and kept inside"
)]
mod wire {
    use serde::{Deserialize, Deserializer};

    use super::super::wire::by_serde;
    use super::{
        Delivery, Minutes, Modifiers, Neuromuscular, Performer, ProcedureCode, Purpose,
        ReevaluationReason, record,
    };

    by_serde!(super::Intervention);

    record! {
        /// An intervention as it is written.
        Intervention {
            required {
                code: ProcedureCode = ProcedureCode,
            }
            optional {
                block_minutes with_block_minutes: u16,
                minutes with_minutes: Minutes,
                billed with_billed: bool,
                mode with_mode: Delivery,
                patients with_patients: u16,
                purpose with_purpose: Purpose,
                reevaluation_reason with_reevaluation_reason: ReevaluationReason,
                nmr with_nmr: Neuromuscular,
            }
            texts {
                description with_description,
            }
            lists {
                performed_by with_performer: Performer,
            }
        }
    }

    impl From<Intervention> for super::Intervention {
        fn from(wire: Intervention) -> Self {
            Self {
                code: wire.code,
                block_minutes: wire.block_minutes,
                minutes: wire.minutes,
                billed: wire.billed.unwrap_or(true),
                mode: wire.mode.unwrap_or(Delivery::Individual),
                patients: wire.patients,
                performed_by: wire.performed_by,
                purpose: wire.purpose,
                description: wire.description,
                reevaluation_reason: wire.reevaluation_reason,
                nmr: wire.nmr.unwrap_or_default(),
            }
        }
    }

    impl From<super::Intervention> for Intervention {
        fn from(entry: super::Intervention) -> Self {
            let mut wire = Self::new(entry.code);
            wire.block_minutes = entry.block_minutes;
            wire.minutes = entry.minutes;
            wire.billed = (!entry.billed).then_some(false);
            wire.mode = (entry.mode != Delivery::Individual).then_some(entry.mode);
            wire.patients = entry.patients;
            wire.performed_by = entry.performed_by;
            wire.purpose = entry.purpose;
            wire.description = entry.description;
            wire.reevaluation_reason = entry.reevaluation_reason;
            wire.nmr = (entry.nmr != Neuromuscular::new()).then_some(entry.nmr);
            wire
        }
    }

    pub(super) fn modifiers<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Modifiers, D::Error> {
        Ok(Option::deserialize(deserializer)?.unwrap_or(Modifiers::NONE))
    }
}
