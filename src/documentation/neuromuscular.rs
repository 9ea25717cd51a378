//! Lists what a 97112 intervention lacks, from the intervention alone.

use alloc::vec::Vec;
use core::fmt;

use super::record::{Assistance, Intervention, Position, Purpose, Technique};

/// A gap in the record of a 97112 intervention. `Display` writes what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NeuromuscularGap {
    /// The description of what was done.
    Description,
    /// The deficit that is treated.
    Deficit,
    /// The technique or activity. The name of the code alone is none.
    Technique,
    /// What the patient did. Tape or a device alone is not retraining.
    Activity,
    /// The body area.
    Area,
    /// The way in which work in another position serves sitting or standing.
    PositionReason,
    /// What the clinician did: cues, hands-on help, or what was made harder or easier.
    SkilledInput,
    /// The dose: sets, repetitions, time or surface.
    Dose,
    /// The goal of the plan that the intervention serves.
    Goal,
    /// A purpose that does not belong to another code.
    Purpose,
}

impl NeuromuscularGap {
    /// Lists all gaps, in the order in which a note is read.
    pub const ALL: &'static [Self] = &[
        Self::Description,
        Self::Deficit,
        Self::Technique,
        Self::Activity,
        Self::Area,
        Self::PositionReason,
        Self::SkilledInput,
        Self::Dose,
        Self::Goal,
        Self::Purpose,
    ];

    /// Returns whether an intervention has this gap.
    #[must_use]
    pub fn is_in(self, entry: &Intervention) -> bool {
        let nmr = &entry.nmr;
        match self {
            Self::Description => entry.description.is_none(),
            Self::Deficit => nmr.deficits.is_empty(),
            Self::Technique => {
                let mut techniques = nmr.techniques.iter();
                techniques.all(|&technique| technique == Technique::Unspecified)
            }
            Self::Activity => {
                let mut techniques = nmr.techniques.iter();
                !nmr.techniques.is_empty() && techniques.all(|technique| technique.is_passive())
            }
            Self::Area => nmr.areas.is_empty(),
            Self::PositionReason => {
                let upright = |position: &Position| {
                    matches!(
                        position,
                        Position::Sitting | Position::Standing | Position::Walking
                    )
                };
                !nmr.positions.is_empty()
                    && !nmr.positions.iter().any(upright)
                    && nmr.position_reason.is_none()
            }
            Self::SkilledInput => {
                nmr.cues.is_empty()
                    && nmr.grading.is_none()
                    && nmr.assistance.is_none_or(Assistance::is_independent)
            }
            Self::Dose => nmr.dose.is_none(),
            Self::Goal => nmr.goals.is_empty(),
            Self::Purpose => entry.purpose.is_some_and(Purpose::is_of_another_code),
        }
    }
}

impl fmt::Display for NeuromuscularGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Description => "describe what was done",
            Self::Deficit => {
                "name the deficit: movement, balance, coordination, kinesthetic sense, posture or \
                 proprioception"
            }
            Self::Technique => "state the technique or activity",
            Self::Activity => "record what the patient did besides tape or a device",
            Self::Area => "name the body area",
            Self::PositionReason => "state how work in this position serves sitting or standing",
            Self::SkilledInput => {
                "record the cues, the hands-on help, or what was made harder or easier"
            }
            Self::Dose => "record sets, repetitions, time or surface",
            Self::Goal => "link it to a goal of the plan",
            Self::Purpose => "bill the code that this purpose belongs to",
        })
    }
}

impl Intervention {
    /// Returns what this intervention lacks to be complete under CPT 97112. The list is empty if it lacks nothing.
    ///
    /// The intervention is judged without the plan and the evaluation. [`validate`](super::Record::validate) also
    /// checks whether the deficit was evaluated and the goal is in the plan.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::ProcedureCode;
    /// use therapy_billing::reference::catalog::cpt_97112::Element;
    /// use therapy_billing::documentation::{
    ///     Cue, Deficit, Intervention, Neuromuscular, NeuromuscularGap, Technique,
    /// };
    ///
    /// let entry = Intervention::new(ProcedureCode::CPT_97112)
    ///     .with_description("Weight shift on foam, eyes closed")?
    ///     .with_nmr(
    ///         Neuromuscular::new()
    ///             .with_deficit(Deficit::Element(Element::Balance))?
    ///             .with_technique(Technique::WeightShift)?
    ///             .with_area("right ankle")?
    ///             .with_cue(Cue::Tactile)?,
    ///     );
    /// let gaps = entry.neuromuscular_gaps();
    /// assert_eq!(gaps, [NeuromuscularGap::Dose, NeuromuscularGap::Goal]);
    /// assert_eq!(gaps[0].to_string(), "record sets, repetitions, time or surface");
    /// assert_eq!(gaps[0].rule().id(), "nmr/dose");
    /// # Ok::<(), therapy_billing::documentation::RecordError>(())
    /// ```
    #[must_use]
    pub fn neuromuscular_gaps(&self) -> Vec<NeuromuscularGap> {
        let gaps = NeuromuscularGap::ALL.iter().copied();
        gaps.filter(|gap| gap.is_in(self)).collect()
    }
}
