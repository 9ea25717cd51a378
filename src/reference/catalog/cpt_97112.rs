//! Describes CPT 97112, neuromuscular reeducation: its descriptor, what its parts mean, and the way from a
//! visit to a claim.
//!
#![doc = include_str!("../../guide/cpt_97112.md")]
//!
//! # Examples
//!
//! ```
//! use therapy_billing::catalog::cpt_97112::{AREAS_MULTIPLY, BLOCK, Element, TechniqueFamily};
//!
//! assert_eq!(Element::ALL.len(), 6);
//! assert_eq!(TechniqueFamily::PostureCorrection.element(), Element::Posture);
//! assert_eq!(BLOCK.get(), 15);
//! assert!(!AREAS_MULTIPLY); // two body areas in 20 minutes are one service of 20 minutes
//! ```
#![doc(alias("97112", "neuromuscular reeducation", "neuro re-ed"))]

use core::fmt;

use crate::code::ProcedureCode;
use crate::reference::catalog::BlockMinutes;

/// The code 97112.
pub const CODE: ProcedureCode = ProcedureCode::CPT_97112;

/// The time of one unit, "each 15 minutes", with one patient.
pub const BLOCK: BlockMinutes = BlockMinutes::QUARTER_HOUR;

/// States whether the minutes are multiplied by the number of body areas. "One or more areas" means that they are not.
pub const AREAS_MULTIPLY: bool = false;

/// The descriptor of the code. Show it together with [`NOTICE`].
///
/// The AMA's current text joins the last two items with "and/or" and names sitting and standing
/// activities; a licensed user supplies it through [`Descriptors`](super::Descriptors).
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::catalog::cpt_97112::{DESCRIPTOR, Element};
///
/// // Each element is named in the descriptor.
/// for element in Element::ALL {
///     assert!(DESCRIPTOR.contains(&element.to_string()), "{element}");
/// }
/// ```
#[cfg(feature = "tables")]
pub const DESCRIPTOR: &str = "Therapeutic procedure, one or more areas, each 15 minutes; \
     neuromuscular reeducation of movement, balance, coordination, kinesthetic sense, posture, and \
     proprioception.";

/// The AMA's notice, which is shown wherever [`DESCRIPTOR`] is.
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::catalog::cpt_97112::NOTICE;
///
/// assert!(NOTICE.contains("American Medical Association"));
/// ```
#[cfg(feature = "tables")]
pub const NOTICE: &str = "CPT® is a registered trademark of the American Medical Association. \
     Descriptor © American Medical Association. All rights reserved. Shown for identification; use \
     of CPT needs a licence from the AMA.";

/// Declares a closed list of words about the code, each with its serialized name, label and meaning.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $name:ident, $count:literal {
            $($(#[$doc:meta])* $variant:ident $word:literal $label:literal: $meaning:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(
                #[doc = concat!("`", $word, "`: ", $meaning, ".")]
                $(#[$doc])*
                $variant,
            )*
        }

        impl $name {
            /// All values, in order.
            pub const ALL: [Self; $count] = [$(Self::$variant),*];

            /// Returns the serialized name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// Returns the meaning in plain words.
            #[must_use]
            pub const fn meaning(self) -> &'static str {
                match self {
                    $(Self::$variant => $meaning,)*
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(match self {
                    $(Self::$variant => $label,)*
                })
            }
        }

        crate::name::from_name!($name, "a name from the vocabulary of 97112");

        #[cfg(feature = "serde")]
        crate::wire::named!($name, "a name from the vocabulary of 97112");
    };
}

words! {
    /// Names one of the six elements of the descriptor, which the service retrains.
    ///
    /// # Source
    ///
    /// AMA, CPT, 97112; the meanings are our own words.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::reference::catalog::cpt_97112::Element;
    ///
    /// let sense = Element::KinestheticSense;
    /// assert_eq!(sense.as_str(), "kinesthetic-sense");
    /// assert_eq!(sense.to_string(), "kinesthetic sense");
    /// assert_eq!(sense.meaning(), "feeling that and how a part moves");
    /// ```
    Element, 6 {
        Movement "movement" "movement": "control of how a limb or the trunk moves",
        Balance "balance" "balance": "staying upright, still and moving",
        Coordination "coordination" "coordination": "muscles working together in time",
        KinestheticSense "kinesthetic-sense" "kinesthetic sense":
            "feeling that and how a part moves",
        Posture "posture" "posture": "alignment of the body",
        Proprioception "proprioception" "proprioception":
            "knowing where a part is without looking",
    }
}

words! {
    /// Names a field of practice in which 97112 is used.
    ///
    /// This is not the setting of a claim, which is [`reference::Setting`](crate::reference::Setting).
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::reference::catalog::cpt_97112::PracticeSetting;
    ///
    /// assert_eq!(PracticeSetting::SportsMedicine.meaning(), "return to function and performance");
    /// assert_eq!(PracticeSetting::ALL.map(PracticeSetting::as_str)[3], "balance-and-gait-training");
    /// ```
    PracticeSetting, 6 {
        PhysicalTherapy "physical-therapy" "physical therapy": "the general case",
        OrthopedicRehabilitation "orthopedic-rehabilitation" "orthopedic rehabilitation":
            "motion, balance and strength after injury or surgery",
        NeurologicalRehabilitation "neurological-rehabilitation" "neurological rehabilitation":
            "function lost to stroke, brain injury and the like",
        BalanceAndGaitTraining "balance-and-gait-training" "balance and gait training":
            "unsteadiness and walking, from disease or age",
        SportsMedicine "sports-medicine" "sports medicine": "return to function and performance",
        OccupationalTherapy "occupational-therapy" "occupational therapy":
            "fine motor skill, coordination, movement in daily tasks",
    }
}

words! {
    /// Names a family of techniques, each of which retrains one element.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::reference::catalog::cpt_97112::{Element, TechniqueFamily};
    ///
    /// let training = TechniqueFamily::BalanceTraining;
    /// assert_eq!(training.element(), Element::Balance);
    /// assert_eq!(training.meaning(), "steadier standing, shifting and moving");
    /// ```
    TechniqueFamily, 5 {
        BalanceTraining "balance-training" "balance training":
            "steadier standing, shifting and moving",
        CoordinationExercises "coordination-exercises" "coordination exercises":
            "surer movement where motor skill is impaired",
        KinestheticSenseDevelopment
            "kinesthetic-sense-development" "kinesthetic sense development":
            "sensing one's own movement and position better",
        PostureCorrection "posture-correction" "posture correction":
            "faults of alignment corrected, good alignment practised",
        ProprioceptionEnhancement "proprioception-enhancement" "proprioception enhancement":
            "knowing the body's position and movement in space",
    }
}

impl TechniqueFamily {
    /// Returns the element of the descriptor that the family retrains.
    #[must_use]
    pub const fn element(self) -> Element {
        match self {
            Self::BalanceTraining => Element::Balance,
            Self::CoordinationExercises => Element::Coordination,
            Self::KinestheticSenseDevelopment => Element::KinestheticSense,
            Self::PostureCorrection => Element::Posture,
            Self::ProprioceptionEnhancement => Element::Proprioception,
        }
    }
}

words! {
    /// Names a reason for which the use of the code is recorded.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::reference::catalog::cpt_97112::Significance;
    ///
    /// let for_patients = Significance::Transparency;
    /// assert_eq!(for_patients.meaning(), "patients can read on the bill what they received");
    /// ```
    Significance, 4 {
        Documentation "documentation" "documentation": "records stay clear about what was done",
        InsuranceCoverage "insurance-coverage" "insurance coverage":
            "the claim can be processed and the patient reaches the service",
        Compliance "compliance" "compliance": "the provider keeps to coding and billing rules",
        Transparency "transparency" "transparency":
            "patients can read on the bill what they received",
    }
}
