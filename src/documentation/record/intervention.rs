//! One intervention of a treatment day, and what belongs to 97112.

use alloc::string::String;

use super::declare::record;
use super::{
    Assistance, Cue, Deficit, Delivery, GoalId, List, PersonId, Position, Purpose, RecordError,
    ReevaluationReason, Technique, Text,
};
use crate::{code::ProcedureCode, quantity::Minutes};

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
    pub performed_by: List<Performer>,
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
            performed_by: List::new(),
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

    /// Adds a person who furnished it.
    ///
    /// # Errors
    ///
    /// There are 4,096 already.
    pub fn with_performer(mut self, performer: Performer) -> Result<Self, RecordError> {
        let added = self.performed_by.try_push(performer);
        added.map_err(|error| error.of("performed_by"))?;
        Ok(self)
    }

    /// What it was for.
    #[must_use]
    pub fn with_purpose(mut self, purpose: Purpose) -> Self {
        self.purpose = Some(purpose);
        self
    }

    /// Sets the description of what was done. A blank text is the same as none.
    ///
    /// # Errors
    ///
    /// The text is longer than 65,536 bytes.
    pub fn with_description(
        mut self,
        description: impl AsRef<str> + Into<String>,
    ) -> Result<Self, RecordError> {
        let text = Text::new(description);
        self.description = text.map_err(|error| error.of("description"))?;
        Ok(self)
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
            person: PersonId = PersonId,
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

/// Parts whose absent keys mean something.
#[cfg(feature = "serde")]
#[allow(
    unnameable_types,
    unreachable_pub,
    reason = "declared like the record, and kept inside"
)]
mod wire {
    use super::super::wire::by_serde;
    use super::{
        Delivery, Minutes, Neuromuscular, Performer, ProcedureCode, Purpose, ReevaluationReason,
        record,
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
}
