//! Defines `Intervention`, one entry of a treatment note, and what the note records about CPT 97112.

use alloc::string::String;

use super::declare::record;
use super::{
    Assistance, Cue, Deficit, Delivery, GoalId, List, PersonId, Position, Purpose, RecordError,
    ReevaluationReason, Technique, Text,
};
use crate::{code::ProcedureCode, quantity::Minutes};

/// An intervention of a treatment day: a code, its minutes, who furnished it and what was done.
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
    /// The minutes of one unit, for a code that the catalog does not have. 0 means that the code is untimed.
    pub block_minutes: Option<u16>,
    /// The minutes of the intervention.
    pub minutes: Option<Minutes>,
    /// Whether the intervention is billed. In JSON it is, if the key is absent.
    pub billed: bool,
    /// How the intervention was delivered. In JSON it is one-on-one, if the key is absent.
    pub mode: Delivery,
    /// The number of patients who were treated at the same time.
    pub patients: Option<u16>,
    /// The people who furnished it, with their minutes.
    pub performed_by: List<Performer>,
    /// The purpose of the intervention.
    pub purpose: Option<Purpose>,
    /// A description of what was done.
    pub description: Option<Text>,
    /// The reason for a re-evaluation.
    pub reevaluation_reason: Option<ReevaluationReason>,
    /// What the note records about CPT 97112.
    pub nmr: Neuromuscular,
}

impl Intervention {
    /// Returns a billed one-on-one intervention of a code.
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

    /// Sets the minutes of one unit, for a code that the catalog does not have. 0 means that the code is
    /// untimed.
    #[must_use]
    pub fn with_block_minutes(mut self, minutes: u16) -> Self {
        self.block_minutes = Some(minutes);
        self
    }

    /// Sets the minutes of the intervention.
    #[must_use]
    pub fn with_minutes(mut self, minutes: Minutes) -> Self {
        self.minutes = Some(minutes);
        self
    }

    /// Sets whether the intervention is billed.
    #[must_use]
    pub fn with_billed(mut self, billed: bool) -> Self {
        self.billed = billed;
        self
    }

    /// Sets how the intervention was delivered: one-on-one, in a group or to several patients at a time.
    #[must_use]
    pub fn with_mode(mut self, mode: Delivery) -> Self {
        self.mode = mode;
        self
    }

    /// Sets the number of patients who were treated at the same time.
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

    /// Sets the purpose of the intervention.
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

    /// Sets the reason for a re-evaluation.
    #[must_use]
    pub fn with_reevaluation_reason(mut self, reason: ReevaluationReason) -> Self {
        self.reevaluation_reason = Some(reason);
        self
    }

    /// Sets what the note records about CPT 97112.
    #[must_use]
    pub fn with_nmr(mut self, nmr: Neuromuscular) -> Self {
        self.nmr = nmr;
        self
    }
}

record! {
    /// A person who furnished an intervention, with the minutes.
    Performer {
        required {
            /// the person, one of those of the note
            person: PersonId = PersonId,
        }
        optional {
            /// the minutes of the person. Minutes that two people furnish together are recorded once, for the
            /// therapist
            minutes with_minutes: Minutes,
        }
    }
}

record! {
    /// What the note records about an intervention of CPT 97112, neuromuscular reeducation.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::documentation::{Assistance, Cue, Deficit, Neuromuscular, Position, Technique};
    ///
    /// let nmr = Neuromuscular::new()
    ///     .with_deficit(Deficit::BALANCE)?
    ///     .with_technique(Technique::UnstableSurface)?
    ///     .with_area("right ankle")?
    ///     .with_position(Position::Standing)?
    ///     .with_cue(Cue::Tactile)?
    ///     .with_assistance(Assistance::ContactGuard)
    ///     .with_dose("4 x 30 s on foam, eyes closed")?
    ///     .with_goal("G1".parse()?)?;
    /// assert_eq!(nmr.techniques[0], Technique::UnstableSurface);
    /// # Ok::<(), therapy_billing::documentation::RecordError>(())
    /// ```
    #[derive(Default)]
    #[doc(alias = "97112")]
    #[doc(alias = "neuromuscular reeducation")]
    #[doc(alias = "NMR")]
    Neuromuscular {
        optional {
            /// how much help the patient needed
            assistance with_assistance: Assistance,
        }
        texts {
            /// how work in this position serves sitting or standing
            position_reason with_position_reason,
            /// what was made harder or easier
            grading with_grading,
            /// the dose: sets, repetitions, time or surface
            dose with_dose,
        }
        lists {
            /// the deficits that are treated
            deficits with_deficit: Deficit = "a deficit that is treated",
            /// the techniques and activities
            techniques with_technique: Technique = "a technique or activity",
            /// the positions of the body
            positions with_position: Position = "a position of the body",
            /// the cues that the clinician gave
            cues with_cue: Cue = "a cue that the clinician gave",
        }
        key_lists {
            /// the goals of the plan that the intervention serves
            goals with_goal: GoalId = "a goal of the plan that the intervention serves",
        }
        text_lists {
            /// the body areas
            areas with_area = "a body area",
        }
    }
}

/// Reads and writes an intervention, of which some absent keys have a meaning.
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
