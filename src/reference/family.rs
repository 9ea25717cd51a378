//! Defines `FactFamily`, which names the families of facts.

crate::name::words! {
    /// Identifies a family of facts.
    #[non_exhaustive]
    FactFamily, 14, "a family of facts, such as catalog" {
        /// Catalog entries: timing, designation, disciplines and dates of codes.
        Catalog "catalog",
        /// The modifier table.
        Modifiers "modifiers",
        /// Medically unlikely edits (MUE) of the practitioner table.
        MuePractitioner "mue-practitioner",
        /// Medically unlikely edits (MUE) of the outpatient hospital table.
        MueOutpatientHospital "mue-outpatient-hospital",
        /// Medically unlikely edits (MUE) of Medicaid, used only where the caller asks for them.
        MueMedicaid "mue-medicaid",
        /// Procedure-to-procedure (PTP) edits of the practitioner table.
        PtpPractitioner "ptp-practitioner",
        /// Procedure-to-procedure (PTP) edits of the outpatient hospital table.
        PtpOutpatientHospital "ptp-outpatient-hospital",
        /// Relative values of codes.
        RelativeValues "relative-values",
        /// Conversion factors: dollars per relative value unit.
        ConversionFactor "conversion-factor",
        /// Geographic practice cost indices (GPCI) by locality.
        GeographicFactors "geographic-factors",
        /// Payment amounts as published by carrier and locality (PFALL).
        PaymentAmounts "payment-amounts",
        /// The therapy threshold, above which a line needs KX.
        TherapyThreshold "therapy-threshold",
        /// Rates: sequestration, coinsurance, the assistant rate and the multiple procedure payment reduction.
        Rates "rates",
        /// The dates on which Medicare pays therapists' telehealth.
        TelehealthWindow "telehealth-window",
    }
}

impl FactFamily {
    /// Returns whether the family is a table of procedure-to-procedure (PTP) edits.
    pub(super) const fn is_ptp(self) -> bool {
        matches!(self, Self::PtpPractitioner | Self::PtpOutpatientHospital)
    }
}
