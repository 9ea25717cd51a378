//! Defines `ConversionFactor`: dollars per relative value unit on a date, and by participant from 2026.

use rust_decimal::Decimal;
use time::Date;

use crate::citation::Citation;
use crate::money::{self, AmountError};
use crate::reference::fee_schedule::Period;

crate::name::words! {
    /// The providers to whom a conversion factor applies.
    ///
    /// # Source
    ///
    /// Social Security Act, §1848(d)(1)(A): from 2026, participants in alternative payment models that
    /// qualify have a factor of their own.
    #[non_exhaustive]
    Participant, 3, "all, qp or non-qp" {
        /// All providers.
        All "all",
        /// Qualifying participants of alternative payment models (APM).
        Qp "qp",
        /// All other providers.
        NonQp "non-qp",
    }
}

impl Participant {
    /// Returns whether the factor applies to a provider that does or does not qualify.
    #[must_use]
    pub const fn includes(self, qualifying: bool) -> bool {
        match self {
            Self::All => true,
            Self::Qp => qualifying,
            Self::NonQp => !qualifying,
        }
    }
}

/// Contains a conversion factor, in dollars per relative value unit (RVU), with its dates and its source.
#[doc(alias = "CF")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConversionFactor {
    /// The dollars per relative value unit.
    pub value: Decimal,
    /// The first and last date of service.
    pub period: Period,
    /// The providers to whom it applies.
    pub participant: Participant,
    /// The source.
    pub citation: Citation,
}

impl ConversionFactor {
    /// Returns a conversion factor that the caller supplies, in dollars per relative value unit.
    ///
    /// # Errors
    ///
    /// The factor is not above 0.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::reference::fee_schedule::{ConversionFactor, Participant, Period};
    /// use therapy_billing::{ReferenceData, money::parse_factor, time::macros::date};
    ///
    /// let year = Period::new(date!(2027 - 01 - 01), date!(2027 - 12 - 31))?;
    /// let factor = ConversionFactor::new(year, Participant::All, parse_factor("33.5000")?)?;
    /// let reference = ReferenceData::new().with_conversion_factor(factor);
    /// assert!(reference.conversion_factor(date!(2027 - 03 - 14), false).is_some());
    /// assert!(reference.conversion_factor(date!(2028 - 03 - 14), false).is_none());
    /// # Ok::<(), therapy_billing::Error>(())
    /// ```
    pub fn new(
        period: Period,
        participant: Participant,
        value: Decimal,
    ) -> Result<Self, AmountError> {
        if value.is_zero() {
            return Err(AmountError::Zero);
        }
        Ok(Self {
            value: money::factor(value)?,
            period,
            participant,
            citation: Citation::SUPPLIED,
        })
    }

    /// Returns whether it applies on a date to a provider that does or does not qualify.
    #[must_use]
    pub fn applies(&self, date: Date, qualifying: bool) -> bool {
        self.period.contains(date) && self.participant.includes(qualifying)
    }
}

#[cfg(feature = "tables")]
pub(in crate::reference) const fn row(
    from: Date,
    to: Date,
    participant: Participant,
    ten_thousandths: u32,
    source: &'static str,
) -> ConversionFactor {
    ConversionFactor {
        value: Decimal::from_parts(ten_thousandths, 0, 0, false, 4),
        period: Period { from, to },
        participant,
        citation: Citation::digest(source),
    }
}
