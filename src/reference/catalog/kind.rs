//! Defines `ServiceKind`, which states what sort of service a code describes where a rule asks for it.

/// States what sort of service a code describes.
///
/// Rules ask for the kind instead of listing codes, so that an entry of the caller's is treated as the
/// built-in entry of the same kind is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ServiceKind {
    /// No kind that a rule asks for: a treatment, a test or another service.
    #[default]
    Other,
    /// A first physical or occupational therapy evaluation, chosen by its complexity: one a day.
    Evaluation,
    /// A physical or occupational therapy re-evaluation.
    Reevaluation,
    /// A modality that needs no constant attendance, such as hot packs: it may run beside a timed service.
    UnattendedModality,
    /// Training of a caregiver, while the patient is absent.
    CaregiverTraining,
    /// The supply of a device for remote monitoring, which no person furnishes.
    DeviceSupply,
}

impl ServiceKind {
    #[cfg(feature = "serde")]
    #[allow(
        clippy::trivially_copy_pass_by_ref,
        reason = "the signature serde calls"
    )]
    pub(super) const fn is_other(&self) -> bool {
        matches!(self, Self::Other)
    }

    /// Returns whether the code describes an evaluation or a re-evaluation.
    #[must_use]
    pub const fn is_evaluation(self) -> bool {
        matches!(self, Self::Evaluation | Self::Reevaluation)
    }
}
