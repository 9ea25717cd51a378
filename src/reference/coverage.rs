//! States which facts are available for a date, and from which source.

use alloc::{string::String, vec::Vec};
use core::fmt;

use time::Date;

use crate::calendar::IsoDate;

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

/// States how facts of a family are available on a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Availability {
    /// Built-in facts of the date are held.
    Held,
    /// No facts of the date are held, and those of other dates answer where they agree.
    Inferred,
    /// The caller supplied facts of the date.
    Supplied,
    /// No facts are available. What they would say is not known.
    None,
}

impl Availability {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Held, Self::Inferred, Self::Supplied, Self::None];

    /// Returns the serialized name: `held`, `inferred`, `supplied` or `none`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Inferred => "inferred",
            Self::Supplied => "supplied",
            Self::None => "none",
        }
    }
}

impl fmt::Display for Availability {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(feature = "serde")]
crate::wire::named!(Availability, "held, inferred, supplied or none");

/// Contains what is available of one family of facts on a date.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct CoverageRow {
    /// The family.
    pub family: FactFamily,
    /// How its facts are available.
    pub basis: Availability,
    /// The tables, files or rows that answer, such as "2026 Q3".
    pub sources: Vec<String>,
    /// The first date of service to which they apply, if it is known.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::wire::optional_date"))]
    pub from: Option<Date>,
    /// The last date of service to which they apply, if it is known.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::wire::optional_date"))]
    pub to: Option<Date>,
}

impl CoverageRow {
    pub(super) const fn none(family: FactFamily) -> Self {
        Self {
            family,
            basis: Availability::None,
            sources: Vec::new(),
            from: None,
            to: None,
        }
    }
}

/// Contains what is available of every family of facts on one date.
///
/// `Display` prints a table for people: a service logs it when it starts. Returned by
/// [`ReferenceData::coverage`](super::ReferenceData::coverage).
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Coverage {
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::date"))]
    date: Date,
    #[cfg_attr(feature = "serde", serde(rename = "coverage"))]
    rows: Vec<CoverageRow>,
}

impl Coverage {
    pub(super) const fn new(date: Date, rows: Vec<CoverageRow>) -> Self {
        Self { date, rows }
    }

    /// Returns the date of service.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.date
    }

    /// Returns one row for each family of facts.
    #[must_use]
    pub fn rows(&self) -> &[CoverageRow] {
        &self.rows
    }

    /// Returns how facts of a family are available.
    #[must_use]
    pub fn of(&self, family: FactFamily) -> Availability {
        let mut rows = self.rows.iter();
        rows.find(|row| row.family == family)
            .map_or(Availability::None, |row| row.basis)
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "Facts for {}:", IsoDate(self.date))?;
        for row in &self.rows {
            write!(f, "  {:<24} {:<9}", row.family, row.basis)?;
            for (index, source) in row.sources.iter().enumerate() {
                f.write_str(if index == 0 { " " } else { ", " })?;
                f.write_str(source)?;
            }
            match (row.from, row.to) {
                (None, None) => {}
                (Some(from), None) => write!(f, " (from {})", IsoDate(from))?,
                (None, Some(to)) => write!(f, " (to {})", IsoDate(to))?,
                (Some(from), Some(to)) => write!(f, " ({} to {})", IsoDate(from), IsoDate(to))?,
            }
            f.write_str("\n")?;
        }
        Ok(())
    }
}
