//! Defines `ServiceKind`, which states what sort of service a code describes.

crate::name::words! {
    /// States what sort of service a code describes.
    ///
    /// Rules ask for the kind instead of listing codes, so that an entry of the caller's is treated as the
    /// built-in entry of the same kind is.
    #[derive(Default)]
    #[non_exhaustive]
    ServiceKind, 6, "the name of a kind of service, such as evaluation" {
        /// No kind that a rule asks for: a treatment, a test or another service.
        #[default]
        Other "other",
        /// A first physical or occupational therapy evaluation, chosen by its complexity: one a day.
        Evaluation "evaluation",
        /// A physical or occupational therapy re-evaluation.
        Reevaluation "reevaluation",
        /// A modality that needs no constant attendance, such as hot packs: it may run beside a timed service.
        UnattendedModality "unattended-modality",
        /// Training of a caregiver, while the patient is absent.
        CaregiverTraining "caregiver-training",
        /// The supply of a device for remote monitoring, which no person furnishes.
        DeviceSupply "device-supply",
    }
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
