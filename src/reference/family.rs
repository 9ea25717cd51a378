//! Defines `FactFamily`, which names the families of facts.

use core::fmt;

/// Identifies a family of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FactFamily {
    /// Catalog entries: timing, designation, disciplines and dates of codes.
    Catalog,
    /// The modifier table.
    Modifiers,
    /// Medically unlikely edits (MUE) of the practitioner table.
    MuePractitioner,
    /// Medically unlikely edits (MUE) of the outpatient hospital table.
    MueOutpatientHospital,
    /// Medically unlikely edits (MUE) of Medicaid, used only where the caller asks for them.
    MueMedicaid,
    /// Procedure-to-procedure (PTP) edits of the practitioner table.
    PtpPractitioner,
    /// Procedure-to-procedure (PTP) edits of the outpatient hospital table.
    PtpOutpatientHospital,
    /// Relative values of codes.
    RelativeValues,
    /// Conversion factors: dollars per relative value unit.
    ConversionFactor,
    /// Geographic practice cost indices (GPCI) by locality.
    GeographicFactors,
    /// Payment amounts as published by carrier and locality (PFALL).
    PaymentAmounts,
    /// The therapy threshold, above which a line needs KX.
    TherapyThreshold,
    /// Rates: sequestration, coinsurance, the assistant rate and the multiple procedure payment reduction.
    Rates,
    /// The dates on which Medicare pays therapists' telehealth.
    TelehealthWindow,
}

impl FactFamily {
    /// All families, in the order in which a coverage lists them.
    pub const ALL: [Self; 14] = [
        Self::Catalog,
        Self::Modifiers,
        Self::MuePractitioner,
        Self::MueOutpatientHospital,
        Self::MueMedicaid,
        Self::PtpPractitioner,
        Self::PtpOutpatientHospital,
        Self::RelativeValues,
        Self::ConversionFactor,
        Self::GeographicFactors,
        Self::PaymentAmounts,
        Self::TherapyThreshold,
        Self::Rates,
        Self::TelehealthWindow,
    ];

    /// Returns whether the family is a table of procedure-to-procedure (PTP) edits.
    pub(super) const fn is_ptp(self) -> bool {
        matches!(self, Self::PtpPractitioner | Self::PtpOutpatientHospital)
    }

    /// Returns the serialized name, such as `ptp-practitioner`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Catalog => "catalog",
            Self::Modifiers => "modifiers",
            Self::MuePractitioner => "mue-practitioner",
            Self::MueOutpatientHospital => "mue-outpatient-hospital",
            Self::MueMedicaid => "mue-medicaid",
            Self::PtpPractitioner => "ptp-practitioner",
            Self::PtpOutpatientHospital => "ptp-outpatient-hospital",
            Self::RelativeValues => "relative-values",
            Self::ConversionFactor => "conversion-factor",
            Self::GeographicFactors => "geographic-factors",
            Self::PaymentAmounts => "payment-amounts",
            Self::TherapyThreshold => "therapy-threshold",
            Self::Rates => "rates",
            Self::TelehealthWindow => "telehealth-window",
        }
    }
}

impl fmt::Display for FactFamily {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(feature = "serde")]
crate::wire::named!(FactFamily, "a family of facts, such as catalog");
