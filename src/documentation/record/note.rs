//! The record of one treatment day.

use alloc::{collections::BTreeMap, string::String};

use time::{Date, Time};

use super::declare::record;
use super::{
    AttestationSubject, Credential, Intervention, List, Modality, PatientKey, PersonId,
    RecordError, Role, Signatory, Signature, SupervisionLevel, Text,
};
use crate::quantity::Minutes;
use crate::reference::catalog::{BlockMinutes, Discipline};
use crate::session::Session;

record! {
    /// The record of one treatment day.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{Minutes, ProcedureCode, time::macros::date};
    /// use therapy_billing::documentation::{
    ///     Credential, Intervention, Performer, Person, PersonId, Role, Signature, TreatmentNote,
    /// };
    ///
    /// let therapist: PersonId = "t1".parse()?;
    /// let note = TreatmentNote::new()
    ///     .with_date_of_service(date!(2026 - 03 - 13))
    ///     .with_person(Person::new(therapist.clone(), Credential::Pt, Role::Treating))?
    ///     .with_intervention(
    ///         Intervention::new(ProcedureCode::CPT_97112)
    ///             .with_minutes(Minutes::new(24))
    ///             .with_performer(Performer::new(therapist.clone()))?
    ///             .with_description("Weight shift on foam, eyes closed")?,
    ///     )?
    ///     .with_total_timed_minutes(Minutes::new(24))
    ///     .with_total_treatment_minutes(Minutes::new(24))
    ///     .with_signature(Signature::new().with_credential(Credential::Pt).with_person(therapist));
    /// assert_eq!(note.interventions.len(), 1);
    /// # Ok::<(), therapy_billing::documentation::RecordError>(())
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
        note.interventions = List::of_services(session, |service| {
            let mut entry = Intervention::new(service.code());
            entry.minutes = service.minutes();
            if service.is_stated() {
                let block = service.timing().block();
                entry.block_minutes = Some(block.map_or(0, BlockMinutes::get));
            }
            entry
        });
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
            id: PersonId = PersonId,
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

record! {
    /// A session of the same people with another patient.
    OtherSession {
        required {
            /// Who treated.
            person: PersonId = PersonId,
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
            by: Signatory = Signatory,
            /// Who wrote the document.
            author: Signatory = Signatory,
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

record! {
    /// The treatment of one patient by two disciplines at one time.
    Cotreatment {
        required {
            /// Minutes that the patient was treated.
            shared_minutes: Minutes = Minutes,
        }
        texts {
            /// Why the disciplines treated together.
            reason with_reason,
        }
        maps {
            /// The minutes that each discipline bills.
            billed_minutes: BTreeMap<Discipline, Minutes> = Discipline => Minutes,
            /// The goals of each discipline.
            goals: BTreeMap<Discipline, List<Text>> = Discipline => List<Text>,
        }
    }
}

impl Cotreatment {
    /// Sets the minutes that a discipline bills.
    #[must_use]
    pub fn with_billed_minutes(mut self, discipline: Discipline, minutes: Minutes) -> Self {
        self.billed_minutes.insert(discipline, minutes);
        self
    }

    /// Adds a goal of a discipline, by its id or in words. A blank text is left out.
    ///
    /// # Errors
    ///
    /// The text is longer than 65,536 bytes, or the discipline has 4,096 goals already.
    pub fn with_goal(
        mut self,
        discipline: Discipline,
        goal: impl AsRef<str> + Into<String>,
    ) -> Result<Self, RecordError> {
        let goals = self.goals.entry(discipline).or_default();
        let added = Text::new(goal).and_then(|goal| goal.map_or(Ok(()), |it| goals.try_push(it)));
        added.map_err(|error| error.of("goals"))?;
        Ok(self)
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
