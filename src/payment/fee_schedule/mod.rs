//! The fee schedule: relative values, geographic factors and conversion factors by date, and the
//! price they make.
//!
//! The built-in tables need feature `tables` and hold what their rows say, no more: outside of them
//! there is no data, and no year answers for another. A [`FeeSchedule`] lays the caller's own figures
//! and CMS's own files over them.

mod amount_file;
mod factor;
mod gpci_file;
mod period;
mod place;
#[cfg(feature = "tables")]
mod place_table;
mod price;
mod records;
mod relative_value;
#[cfg(feature = "tables")]
mod relative_value_table;
mod release;

use alloc::vec::Vec;

use rust_decimal::Decimal;
use time::Date;

use crate::catalog::threshold::{Bucket, YearlyAmount, kx_amount};
use crate::catalog::{self, MedicareStatus};
use crate::citation::Citation;
use crate::code::ProcedureCode;
use crate::money::{self, AmountError};
use crate::session::Setting;

pub use amount_file::{PaymentAmountFile, PaymentAmounts};
pub use factor::{ConversionFactor, Participant};
pub use gpci_file::GeographicFile;
pub use period::{Period, PeriodError};
pub use place::{GeographicFactors, Locality, LocalityError, Place};
pub use price::{Price, PriceBasis, PriceLookup, Pricing, PricingError, Provider};
pub use relative_value::RelativeValues;
pub use release::RelativeValueRelease;

/// A file of CMS's that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// No row is the header that the file should have.
    #[error("expected a header with {expected}, found none")]
    NoHeader {
        /// What the header begins with, or holds.
        expected: &'static str,
    },
    /// A column is missing, or its name stands over several.
    #[error("expected one column {column}, found {found}")]
    Column {
        /// The name of the column.
        column: &'static str,
        /// How many columns fit it.
        found: usize,
    },
    /// A cell could not be read.
    #[error("line {line}: the cell of column {column} could not be read")]
    Cell {
        /// Line of the file, from 1.
        line: usize,
        /// The name of the column.
        column: &'static str,
    },
    /// A row is too long or too short.
    #[error("line {line}: expected {expected} fields, found {found}")]
    Fields {
        /// Line of the file, from 1.
        line: usize,
        /// Fields of a row.
        expected: usize,
        /// Fields of this one.
        found: usize,
    },
    /// A row is of another year than the caller stated.
    #[error("line {line}: expected a row of {expected}, state the dates of service of the file")]
    Year {
        /// Line of the file, from 1.
        line: usize,
        /// The year stated.
        expected: i32,
    },
    /// A code has two rows, and they cannot both hold.
    #[error("line {line}: a second row for {code}")]
    CodeTwice {
        /// Line of the file, from 1.
        line: usize,
        /// The code.
        code: ProcedureCode,
    },
    /// A locality has two rows, and they cannot both hold.
    #[error("line {line}: a second row for locality {locality}")]
    LocalityTwice {
        /// Line of the file, from 1.
        line: usize,
        /// The locality.
        locality: Locality,
    },
    /// A quoted cell is not closed.
    #[error("line {line}: a quoted cell begins here and never ends")]
    OpenQuote {
        /// Line of the file, from 1.
        line: usize,
    },
    /// A quoted cell has text behind its end.
    #[error("line {line}: a quoted cell has text behind its closing quote")]
    BehindQuote {
        /// Line of the file, from 1.
        line: usize,
    },
    /// The file holds no row at all.
    #[error("expected rows of prices, found none")]
    NoRows,
}

/// Whether practice expense of a setting was reduced at the office rate, before April 2013.
const fn is_office(setting: Setting) -> bool {
    matches!(
        setting,
        Setting::PrivatePractice | Setting::PhysicianIncidentTo
    )
}

/// The prices of services: the built-in tables, with the caller's figures laid over them.
///
/// What the caller adds comes first, what was added last before what was added earlier. A release
/// of the relative value file takes the place of the built-in rows on all its dates: a code that it
/// lacks has no price there.
///
/// # Examples
///
/// ```
/// use therapy_billing::payment::{FeeSchedule, Participant, Period};
/// use therapy_billing::{money::parse_factor, time::macros::date};
///
/// let year = Period::new(date!(2027 - 01 - 01), date!(2027 - 12 - 31)).expect("in order");
/// let schedule = FeeSchedule::new()
///     .with_conversion_factor(year, Participant::All, parse_factor("33.5000")?)?;
/// assert!(schedule.conversion_factor(date!(2027 - 03 - 14), false).is_some());
/// assert!(schedule.conversion_factor(date!(2028 - 03 - 14), false).is_none());
/// # Ok::<(), therapy_billing::money::AmountError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeeSchedule {
    factors: Vec<ConversionFactor>,
    releases: Vec<RelativeValueRelease>,
    places: Vec<GeographicFile>,
    amounts: Vec<PaymentAmountFile>,
    thresholds: Vec<(i32, Bucket, YearlyAmount)>,
}

/// Relative values of a code on a date, with the status they come with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueLookup {
    /// Values that make a price.
    Values(RelativeValues),
    /// A status under which Medicare pays nothing.
    NotPayable(MedicareStatus),
    /// Nothing to make a price of.
    NoData,
}

impl FeeSchedule {
    /// The built-in tables with nothing over them.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            factors: Vec::new(),
            releases: Vec::new(),
            places: Vec::new(),
            amounts: Vec::new(),
            thresholds: Vec::new(),
        }
    }

    /// The same, with a conversion factor of the caller's.
    ///
    /// # Errors
    ///
    /// A factor below zero.
    pub fn with_conversion_factor(
        mut self,
        period: Period,
        participant: Participant,
        factor: Decimal,
    ) -> Result<Self, AmountError> {
        self.factors.push(ConversionFactor {
            value: money::factor(factor)?,
            period,
            participant,
            citation: Citation::SUPPLIED,
        });
        Ok(self)
    }

    /// The same, with a release of the relative value file and the conversion factor it carries.
    #[must_use]
    pub fn with_release(mut self, release: RelativeValueRelease) -> Self {
        if let Some(value) = release.conversion_factor() {
            self.factors.push(ConversionFactor {
                value,
                period: release.period(),
                participant: release.participant(),
                citation: Citation::SUPPLIED_PPRRVU,
            });
        }
        self.releases.push(release);
        self
    }

    /// The same, with a file of geographic factors.
    #[must_use]
    pub fn with_geographic_file(mut self, file: GeographicFile) -> Self {
        self.places.push(file);
        self
    }

    /// The same, with a file of payment amounts, whose prices come before relative values.
    #[must_use]
    pub fn with_payment_amounts(mut self, file: PaymentAmountFile) -> Self {
        self.amounts.push(file);
        self
    }

    /// The same, with the amount above which claims of a year need KX.
    ///
    /// # Errors
    ///
    /// An amount that is negative or finer than cents.
    pub fn with_kx_amount(
        mut self,
        first_day: Date,
        bucket: Bucket,
        amount: Decimal,
    ) -> Result<Self, AmountError> {
        let supplied = YearlyAmount::supplied(money::amount(amount)?, first_day);
        self.thresholds.push((first_day.year(), bucket, supplied));
        Ok(self)
    }

    /// The conversion factor of a date of service; `None` where none is held.
    #[must_use]
    pub fn conversion_factor(&self, date: Date, qualifying: bool) -> Option<ConversionFactor> {
        self.factors
            .iter()
            .rev()
            .find(|row| row.applies(date, qualifying))
            .copied()
            .or_else(|| factor::built_in(date, qualifying))
    }

    /// The geographic factors of a locality on a date of service; `None` where none are held.
    #[must_use]
    pub fn geographic_factors(&self, locality: Locality, date: Date) -> Option<GeographicFactors> {
        self.geographic(locality, date).map(|(factors, ..)| factors)
    }

    /// The same with the first date the factors hold, and their source.
    fn geographic(
        &self,
        locality: Locality,
        date: Date,
    ) -> Option<(GeographicFactors, Option<Date>, Citation)> {
        for file in self.places.iter().rev() {
            if file.period().contains(date) {
                return file
                    .factors(locality)
                    .map(|row| (row, Some(file.period().from()), Citation::SUPPLIED_GPCI));
            }
        }
        place::built_in(locality, date.year())
            .map(|row| (row, first_of_year(date), Citation::GPCI_2024))
    }

    /// The relative values of a code on a date of service; `None` where none are held.
    #[must_use]
    pub fn relative_values(&self, code: ProcedureCode, date: Date) -> Option<RelativeValues> {
        match self.values(code, date) {
            (ValueLookup::Values(values), _) => Some(values),
            (ValueLookup::NotPayable(_) | ValueLookup::NoData, _) => None,
        }
    }

    /// The amount above which claims of a year need KX; `None` for a year without a figure.
    #[must_use]
    pub fn kx_amount(&self, year: i32, bucket: Bucket) -> Option<YearlyAmount> {
        self.thresholds
            .iter()
            .rev()
            .find(|(of, under, _)| (*of, *under) == (year, bucket))
            .map(|(.., amount)| *amount)
            .or_else(|| kx_amount(year, bucket))
    }

    /// What is held of a code, and the first date it holds: status before values.
    pub(crate) fn values(&self, code: ProcedureCode, date: Date) -> (ValueLookup, Option<Date>) {
        for release in self.releases.iter().rev() {
            if release.period().contains(date) {
                let from = Some(release.period().from());
                return (release.values(code), from);
            }
        }
        let entry = catalog::entry(code);
        let values = relative_value::built_in(code, date.year()).map(|values| {
            values.or_multiple_procedure(entry.and_then(catalog::CodeEntry::multiple_procedure))
        });
        let status = entry.and_then(|entry| entry.medicare_status(date));
        (ValueLookup::of(status, values), first_of_year(date))
    }

    /// The prices of a date, place and provider.
    ///
    /// # Errors
    ///
    /// No conversion factor for the date, no geographic factors for the locality in that year, a
    /// setting that the fee schedule does not price.
    pub fn pricing(
        &self,
        date: Date,
        place: Place,
        provider: Provider,
    ) -> Result<Pricing<'_>, PricingError> {
        Pricing::new(self, date, place, provider)
    }
}

impl ValueLookup {
    /// Status before values: B, I, N and X are not paid, C and all-zero values have no price.
    pub(crate) fn of(status: Option<MedicareStatus>, values: Option<RelativeValues>) -> Self {
        match status {
            Some(
                status @ (MedicareStatus::Bundled
                | MedicareStatus::AnotherCode
                | MedicareStatus::NotCovered
                | MedicareStatus::Excluded),
            ) => Self::NotPayable(status),
            Some(MedicareStatus::ContractorPriced) => Self::NoData,
            _ => match values {
                Some(values) if !values.is_zero() => Self::Values(values),
                _ => Self::NoData,
            },
        }
    }
}

/// 1 January of the year of a date.
fn first_of_year(date: Date) -> Option<Date> {
    Date::from_ordinal_date(date.year(), 1).ok()
}
