//! The conversion factor: dollars per relative value unit, by date, and by participant from 2026.

use rust_decimal::Decimal;
use time::Date;
#[cfg(feature = "tables")]
use time::macros::date;

use crate::citation::Citation;
use crate::money::{self, AmountError};
use crate::reference::fee_schedule::Period;

/// To whom a conversion factor applies.
///
/// # Source
///
/// Social Security Act, §1848(d)(1)(A): from 2026, participants in alternative payment models that
/// qualify have a factor of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Participant {
    /// Everyone: one factor for the period.
    All,
    /// Qualifying participants of alternative payment models.
    Qp,
    /// Everyone else.
    NonQp,
}

impl Participant {
    /// Whether a factor for these applies to a provider who does or does not qualify.
    #[must_use]
    pub const fn includes(self, qualifying: bool) -> bool {
        match self {
            Self::All => true,
            Self::Qp => qualifying,
            Self::NonQp => !qualifying,
        }
    }
}

/// A conversion factor, the dates it holds, and its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConversionFactor {
    /// Dollars per relative value unit.
    pub value: Decimal,
    /// First and last date of service it holds.
    pub period: Period,
    /// To whom it applies.
    pub participant: Participant,
    /// Where it is published.
    pub citation: Citation,
}

impl ConversionFactor {
    /// Returns a conversion factor that the caller supplies, in dollars per relative value unit.
    ///
    /// # Errors
    ///
    /// A factor that is not above zero.
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
        Ok(Self {
            value: money::factor(value)?,
            period,
            participant,
            citation: Citation::SUPPLIED,
        })
    }

    /// Whether it holds on a date for a provider who does or does not qualify.
    #[must_use]
    pub fn applies(&self, date: Date, qualifying: bool) -> bool {
        self.period.contains(date) && self.participant.includes(qualifying)
    }
}

/// The built-in factor of a date; `None` outside the table.
pub(in crate::reference) fn built_in(date: Date, qualifying: bool) -> Option<ConversionFactor> {
    FACTORS
        .iter()
        .find(|row| row.applies(date, qualifying))
        .copied()
}

#[cfg(not(feature = "tables"))]
static FACTORS: [ConversionFactor; 0] = [];

#[cfg(feature = "tables")]
const fn row(
    from: Date,
    to: Date,
    participant: Participant,
    ten_thousandths: u32,
    citation: Citation,
) -> ConversionFactor {
    ConversionFactor {
        value: Decimal::from_parts(ten_thousandths, 0, 0, false, 4),
        period: Period { from, to },
        participant,
        citation,
    }
}

#[cfg(feature = "tables")]
#[rustfmt::skip]
static FACTORS: [ConversionFactor; 15] = [
    row(date!(2015 - 01 - 01), date!(2015 - 06 - 30), Participant::All, 35_7547, Citation::PFS_2015),
    row(date!(2015 - 07 - 01), date!(2015 - 12 - 31), Participant::All, 35_9335, Citation::PFS_2015),
    row(date!(2016 - 01 - 01), date!(2016 - 12 - 31), Participant::All, 35_8043, Citation::PFS_2016),
    row(date!(2017 - 01 - 01), date!(2017 - 12 - 31), Participant::All, 35_8887, Citation::PFS_2017),
    row(date!(2018 - 01 - 01), date!(2018 - 12 - 31), Participant::All, 35_9996, Citation::PFS_2018),
    row(date!(2019 - 01 - 01), date!(2019 - 12 - 31), Participant::All, 36_0391, Citation::PFS_2019),
    row(date!(2020 - 01 - 01), date!(2020 - 12 - 31), Participant::All, 36_0896, Citation::PFS_2020),
    row(date!(2021 - 01 - 01), date!(2021 - 12 - 31), Participant::All, 34_8931, Citation::PFS_2021),
    row(date!(2022 - 01 - 01), date!(2022 - 12 - 31), Participant::All, 34_6062, Citation::PFS_2022),
    row(date!(2023 - 01 - 01), date!(2023 - 12 - 31), Participant::All, 33_8872, Citation::PFS_2023),
    row(date!(2024 - 01 - 01), date!(2024 - 03 - 08), Participant::All, 32_7442, Citation::PFS_2024),
    row(date!(2024 - 03 - 09), date!(2024 - 12 - 31), Participant::All, 33_2875, Citation::PFS_2024),
    row(date!(2025 - 01 - 01), date!(2025 - 12 - 31), Participant::All, 32_3465, Citation::PFS_2025),
    row(date!(2026 - 01 - 01), date!(2026 - 12 - 31), Participant::NonQp, 33_4009, Citation::PFS_2026),
    row(date!(2026 - 01 - 01), date!(2026 - 12 - 31), Participant::Qp, 33_5675, Citation::PFS_2026),
];
