//! Defines `TreatmentNote`, the record of one treatment day, and the people of the visit.

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
    /// The record of one treatment day: who treated, what was done, and for how many minutes.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-02, ch. 15, §220.3.E.
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
    #[doc(alias = "SOAP note")]
    #[doc(alias = "daily note")]
    #[doc(alias = "encounter note")]
    TreatmentNote {
        optional {
            /// the treatment day
            date_of_service with_date_of_service: Date,
            /// the day on which a student's entry was verified
            verified_on with_verified_on: Date,
            /// the timed-code treatment minutes: the minutes of all timed codes
            total_timed_minutes with_total_timed_minutes: Minutes,
            /// the total treatment time: the minutes of timed and untimed codes together
            total_treatment_minutes with_total_treatment_minutes: Minutes,
            /// the minutes of rest and waiting, which belong to neither total
            unbillable_minutes with_unbillable_minutes: Minutes,
            /// the time at which the session began
            start with_start: Time,
            /// the time at which the session ended
            end with_end: Time,
            /// the signature of the person who furnished the visit
            signature with_signature: Signature,
            /// the signature of a second person
            cosignature with_cosignature: Signature,
            /// how closely an assistant was supervised
            supervision with_supervision: SupervisionLevel,
            /// the author's later statement about an unsigned document
            attestation with_attestation: Attestation,
            /// the treatment by two disciplines at the same time
            cotreatment with_cotreatment: Cotreatment,
            /// the way in which a telehealth visit was held
            telehealth with_telehealth: Telehealth,
        }
        keys {
            /// the patient of the note
            patient with_patient: PatientKey,
            /// the person who typed the note
            documented_by with_documented_by: PersonId,
            /// the person who verified a student's entry
            verified_by with_verified_by: PersonId,
        }
        texts {
            /// what the patient reported
            subjective with_subjective,
            /// the clinician's assessment of the visit
            assessment with_assessment,
            /// the patient's response to treatment
            response with_response,
        }
        flags {
            /// whether the note is marked as a late entry
            late_entry with_late_entry,
            /// whether the visit took place away from the organization's premises
            off_premises with_off_premises,
        }
        lists {
            /// the people who took part in the visit
            people with_person: Person = "a person who took part in the visit",
            /// the interventions of the day
            interventions with_intervention: Intervention = "an intervention of the day",
            /// the sessions of the same people with other patients
            other_sessions with_other_session: OtherSession = "a session of one of the people with another patient",
            /// the changes after the note was signed
            amendments with_amendment: Amendment = "a change after the note was signed",
        }
    }
}

impl TreatmentNote {
    /// Returns a note with the date of a session, and an entry with its minutes for each service.
    ///
    /// The clinician records the totals, the people, the signature and what was done. These parts are absent.
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

    /// Returns the person of an id, or `None` if the note does not list the id. If it lists the id more than
    /// once, the last entry counts.
    #[must_use]
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.people.iter().rev().find(|person| person.id == *id)
    }
}

record! {
    /// A person who took part in a visit.
    Person {
        required {
            /// the id of the person within the note
            id: PersonId = PersonId,
            /// the professional designation
            credential: Credential = Credential,
            /// what the person did at the visit
            role: Role = Role,
        }
        optional {
            /// whether the person was present during the whole visit. If it is absent, this is unknown
            present_throughout with_present_throughout: bool,
            /// whether the person treated other patients at the same time. If it is absent, this is unknown
            treating_others with_treating_others: bool,
        }
        texts {
            /// the name. It appears in no finding
            name with_name,
        }
        flags {
            /// whether a supervising person took part in the treatment
            took_part with_took_part,
        }
    }
}

record! {
    /// A session of one of the people with another patient.
    OtherSession {
        required {
            /// the person who treated
            person: PersonId = PersonId,
            /// the time at which the session began
            start: Time = Time,
            /// the time at which the session ended
            end: Time = Time,
        }
        flags {
            /// whether the session was one-on-one
            one_on_one with_one_on_one,
        }
    }
}

record! {
    /// An attestation: a later statement that an unsigned document is the author's.
    #[doc(alias = "signature attestation")]
    Attestation {
        required {
            /// the person who makes the statement
            by: Signatory = Signatory,
            /// the author of the document
            author: Signatory = Signatory,
            /// the document that the statement is about
            subject: AttestationSubject = AttestationSubject,
        }
    }
}

record! {
    /// An amendment: a change of the note after it was signed.
    #[derive(Default)]
    #[doc(alias = "addendum")]
    Amendment {
        optional {
            /// the day of the change
            date with_date: Date,
        }
        texts {
            /// the person who made the change. The name appears in no finding
            author with_author,
        }
        flags {
            /// whether the change is labeled as an amendment
            labeled with_labeled,
            /// whether the original is still readable
            original_kept with_original_kept,
        }
    }
}

record! {
    /// The treatment of one patient by two disciplines at the same time.
    #[doc(alias = "co-treatment")]
    Cotreatment {
        required {
            /// the minutes for which the patient was treated jointly
            shared_minutes: Minutes = Minutes,
        }
        texts {
            /// the reason why the disciplines treated together
            reason with_reason,
        }
        maps {
            /// the minutes that each discipline bills
            billed_minutes: BTreeMap<Discipline, Minutes> = Discipline => Minutes,
            /// the goals of each discipline
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
    /// The facts of a telehealth visit: where the patient was, and whether it was by video or by audio only.
    Telehealth {
        required {
            /// whether the visit was held by video or by audio only
            modality: Modality = Modality,
        }
        texts {
            /// the place where the patient was
            patient_location with_patient_location,
        }
    }
}
