//! What would make a 97112 intervention complete, with nothing but the intervention at hand.

use alloc::vec::Vec;
use core::fmt;

use super::record::{Assistance, Intervention, Position, Purpose, Technique};

/// Something that a 97112 intervention lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum NeuromuscularGap {
    /// What was done, in the clinician's words.
    Description,
    /// The deficit that is treated.
    Deficit,
    /// A technique or activity, beyond the name of the code.
    Technique,
    /// Something the patient does: tape or a device alone is not retraining.
    Activity,
    /// The body area.
    Area,
    /// How work lying down serves sitting or standing.
    PositionReason,
    /// What the clinician did: cue, facilitation, grading.
    SkilledInput,
    /// Sets, time, surface.
    Dose,
    /// The goal that it serves.
    Goal,
    /// A purpose that is not another code's.
    Purpose,
}

impl NeuromuscularGap {
    /// All of them, in the order in which a note is read.
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

    /// Whether an intervention lacks it.
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
            Self::Description => "say what was done",
            Self::Deficit => {
                "name the deficit: movement, balance, coordination, kinesthetic sense, posture or \
                 proprioception"
            }
            Self::Technique => "name the technique or activity",
            Self::Activity => "name what the patient did beside tape or device",
            Self::Area => "name the body area",
            Self::PositionReason => "say how work in this position serves sitting or standing",
            Self::SkilledInput => "record what the clinician did: cue, facilitation, grading",
            Self::Dose => "record sets, time, surface",
            Self::Goal => "tie it to a goal of the plan",
            Self::Purpose => "bill the code that this purpose belongs to",
        })
    }
}

impl Intervention {
    /// What would make this intervention complete under 97112; nothing where it is.
    ///
    /// It is judged by itself, without plan or evaluation: whether a deficit was evaluated or a goal
    /// is in the plan, [`validate`](super::Record::validate) says.
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
    /// assert_eq!(gaps[0].to_string(), "record sets, time, surface");
    /// assert_eq!(gaps[0].rule().id(), "nmr/dose");
    /// # Ok::<(), therapy_billing::documentation::RecordError>(())
    /// ```
    #[must_use]
    pub fn neuromuscular_gaps(&self) -> Vec<NeuromuscularGap> {
        let gaps = NeuromuscularGap::ALL.iter().copied();
        gaps.filter(|gap| gap.is_in(self)).collect()
    }
}
