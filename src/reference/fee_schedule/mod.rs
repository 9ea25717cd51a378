//! The fee schedule: relative values, geographic factors and conversion factors by date, and the
//! price they make.
//!
//! The built-in tables need feature `tables` and hold what their rows say, no more: outside of them
//! there is no data, and no year answers for another. A [`ReferenceData`] adds the caller's own figures
//! and CMS's own files.

pub(in crate::reference) mod factor;
mod geographic_file;
mod payment_amounts;
mod period;
pub(in crate::reference) mod place;
pub(in crate::reference) mod relative_value;
pub(in crate::reference) mod release;

use alloc::vec::Vec;

use time::Date;

use crate::citation::Citation;
use crate::code::ProcedureCode;
use crate::reference::ReferenceData;
use crate::reference::catalog::{self, CodeEntry, MedicareStatus};
use crate::reference::tables;

pub use factor::{ConversionFactor, Participant};
pub use geographic_file::GeographicFile;
pub use payment_amounts::{PaymentAmountFile, PaymentAmounts};
pub use period::{Period, PeriodError};
pub use place::{GeographicFactors, Locality, LocalityError, Place};
pub use relative_value::RelativeValues;
pub use release::RelativeValueRelease;

/// Contains the supplied figures of the fee schedule; the built-in ones apply where none of these does.
///
/// What the caller adds comes first, what was added last before what was added earlier. A release
/// of the relative value file takes the place of the built-in rows on all its dates: a code that it
/// lacks has no price there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FeeSchedule {
    factors: Vec<ConversionFactor>,
    releases: Vec<RelativeValueRelease>,
    places: Vec<GeographicFile>,
    amounts: Vec<PaymentAmountFile>,
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
    pub(in crate::reference) const fn new() -> Self {
        Self {
            factors: Vec::new(),
            releases: Vec::new(),
            places: Vec::new(),
            amounts: Vec::new(),
        }
    }

    pub(in crate::reference) fn add_conversion_factor(&mut self, factor: ConversionFactor) {
        self.factors.push(factor);
    }

    pub(in crate::reference) fn add_release(&mut self, release: RelativeValueRelease) {
        if let Some(value) = release.conversion_factor() {
            self.factors.push(ConversionFactor {
                value,
                period: release.period(),
                participant: release.participant(),
                citation: Citation::SUPPLIED_PPRRVU,
            });
        }
        self.releases.push(release);
    }

    pub(in crate::reference) fn add_geographic_file(&mut self, file: GeographicFile) {
        self.places.push(file);
    }

    pub(in crate::reference) fn add_payment_amounts(&mut self, file: PaymentAmountFile) {
        self.amounts.push(file);
    }
}

impl FeeSchedule {
    /// Returns the supplied release of relative values that applies on a date.
    pub(in crate::reference) fn release(&self, date: Date) -> Option<&RelativeValueRelease> {
        let mut releases = self.releases.iter().rev();
        releases.find(|release| release.period().contains(date))
    }

    /// Returns the supplied file of geographic factors that applies on a date.
    pub(in crate::reference) fn geographic_file(&self, date: Date) -> Option<&GeographicFile> {
        let mut files = self.places.iter().rev();
        files.find(|file| file.period().contains(date))
    }

    /// Returns the supplied file of payment amounts that applies on a date.
    pub(in crate::reference) fn payment_amounts(&self, date: Date) -> Option<&PaymentAmountFile> {
        let mut files = self.amounts.iter().rev();
        files.find(|file| file.period().contains(date))
    }
}

impl ReferenceData {
    /// Returns the conversion factor of a date, or `None` if none is known.
    #[must_use]
    pub fn conversion_factor(&self, date: Date, qualifying: bool) -> Option<ConversionFactor> {
        let supplied = self.fee_schedule().factors.iter().rev();
        supplied
            .copied()
            .find(|row| row.applies(date, qualifying))
            .or_else(|| {
                let built_in = self.built_in_rows(tables::CONVERSION_FACTORS);
                built_in
                    .iter()
                    .copied()
                    .find(|row| row.applies(date, qualifying))
            })
    }

    /// Returns the geographic factors of a locality on a date, or `None` if none are known.
    #[must_use]
    pub fn geographic_factors(&self, locality: Locality, date: Date) -> Option<GeographicFactors> {
        self.geographic(locality, date).map(|(factors, ..)| factors)
    }

    /// Returns the localities that have geographic factors on a date, with these factors.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{ReferenceData, time::macros::date};
    ///
    /// # #[cfg(feature = "tables")]
    /// assert_eq!(ReferenceData::built_in().localities(date!(2026 - 03 - 14)).len(), 109);
    /// ```
    #[must_use]
    pub fn localities(&self, date: Date) -> Vec<(Locality, GeographicFactors)> {
        let mut files = self.fee_schedule().places.iter().rev();
        if let Some(file) = files.find(|file| file.period().contains(date)) {
            return file.rows().collect();
        }
        let tables = self.built_in_rows(tables::GEOGRAPHIC_FACTORS).iter();
        let of_year = tables.filter(|table| table.year == date.year());
        of_year.flat_map(|table| table.all()).collect()
    }

    /// Returns the relative values of all codes that are published for a date, in the order of the codes.
    ///
    /// The values of a code that Medicare does not pay are among them; they are no price.
    #[must_use]
    pub fn published_values(&self, date: Date) -> Vec<RelativeValues> {
        let mut releases = self.fee_schedule().releases.iter().rev();
        if let Some(release) = releases.find(|release| release.period().contains(date)) {
            return release.all_values().collect();
        }
        let tables = self.built_in_rows(tables::RELATIVE_VALUES).iter();
        let of_year = tables.filter(|table| table.year == date.year());
        let mut values: Vec<_> = of_year.flat_map(|table| table.all()).collect();
        values.sort_by_key(RelativeValues::code);
        values.dedup_by_key(|values| values.code());
        values
    }

    /// Returns the relative values of a code on a date, or `None` if it has none or is not payable.
    #[must_use]
    pub fn relative_values(&self, code: ProcedureCode, date: Date) -> Option<RelativeValues> {
        match self.values(code, date) {
            (ValueLookup::Values(values), _) => Some(values),
            (ValueLookup::NotPayable(_) | ValueLookup::NoData, _) => None,
        }
    }

    /// Returns the geographic factors with their first date and source.
    pub(crate) fn geographic(
        &self,
        locality: Locality,
        date: Date,
    ) -> Option<(GeographicFactors, Option<Date>, Citation)> {
        if let Some(file) = self.fee_schedule().geographic_file(date) {
            let from = Some(file.period().from());
            return file
                .factors(locality)
                .map(|row| (row, from, Citation::SUPPLIED_GPCI));
        }
        let built_in = self.built_in_rows(tables::GEOGRAPHIC_FACTORS);
        let table = built_in.iter().find(|table| table.year == date.year())?;
        let factors = table.factors(locality)?;
        Some((factors, first_of_year(date), table.source))
    }

    /// The rows of a built-in table; none if this set is without built-in facts.
    fn built_in_rows<T>(&self, rows: &'static [T]) -> &'static [T] {
        if self.has_built_in() { rows } else { &[] }
    }

    /// Returns the supplied payment amount file of a locality and date.
    pub(crate) fn published_amounts(
        &self,
        locality: Locality,
        date: Date,
    ) -> Option<&PaymentAmountFile> {
        let mut files = self.fee_schedule().amounts.iter().rev();
        files.find(|file| file.covers(locality, date))
    }

    /// Returns the Medicare status of a code on a date, or `None` if none is known.
    ///
    /// A status that the caller's catalog entry states applies on every date.
    #[must_use]
    pub fn medicare_status(&self, code: ProcedureCode, date: Date) -> Option<MedicareStatus> {
        let built_in = || self.built_in_entry(code)?.medicare_status(date);
        self.stated_status(code).or_else(built_in)
    }

    /// Returns the status that the caller's catalog entry states, which comes before every table.
    pub(crate) fn stated_status(&self, code: ProcedureCode) -> Option<MedicareStatus> {
        self.entry(code)?.stated_status()
    }

    /// Returns the multiple procedure indicator of a code with its source; the caller's comes first.
    pub(crate) fn multiple_procedure(&self, code: ProcedureCode) -> Option<(u8, Citation)> {
        let own = self.entry(code).and_then(CodeEntry::multiple_procedure);
        let built_in = || self.built_in_entry(code)?.multiple_procedure();
        let indicator = own.or_else(built_in)?;
        let is_built_in = built_in() == Some(indicator);
        let citation = if is_built_in {
            Citation::CMS_PFS
        } else {
            Citation::SUPPLIED
        };
        Some((indicator, citation))
    }

    /// Returns what is known of the price of a code and its first date: the status before the values.
    pub(crate) fn values(&self, code: ProcedureCode, date: Date) -> (ValueLookup, Option<Date>) {
        let stated = self.stated_status(code);
        let mut releases = self.fee_schedule().releases.iter().rev();
        if let Some(release) = releases.find(|release| release.period().contains(date)) {
            let lookup = match release.row(code) {
                Some((status, values)) => ValueLookup::of(stated.or(status), Some(values)),
                None => ValueLookup::of(stated, None),
            };
            return (lookup, Some(release.period().from()));
        }
        let values = self
            .built_in_rows(tables::RELATIVE_VALUES)
            .iter()
            .filter(|table| table.year == date.year())
            .find_map(|table| table.values(code))
            .map(|values| values.or_multiple_procedure(self.multiple_procedure(code)));
        let status = self.medicare_status(code, date);
        let built_in = self.built_in_entry(code);
        let lookup = match built_in.filter(|entry| entry.has_unpriced_release_near(date)) {
            Some(_) if status.is_none() => ValueLookup::NoData,
            _ => ValueLookup::of(status, values),
        };
        (lookup, first_of_year(date))
    }

    /// The built-in entry of a code, also where the caller's takes its place.
    fn built_in_entry(&self, code: ProcedureCode) -> Option<&'static CodeEntry> {
        catalog::entry(code).filter(|_| self.has_built_in())
    }
}

impl ValueLookup {
    /// Status before values: B, I, N and X are not paid, C and values of zero have no price.
    pub(crate) fn of(status: Option<MedicareStatus>, values: Option<RelativeValues>) -> Self {
        match (status, values) {
            (Some(status), _) if status.is_never_paid() => Self::NotPayable(status),
            (Some(MedicareStatus::ContractorPriced), _) => Self::NoData,
            (_, Some(values)) if !values.is_zero() => Self::Values(values),
            _ => Self::NoData,
        }
    }
}

/// 1 January of the year of a date.
fn first_of_year(date: Date) -> Option<Date> {
    Date::from_ordinal_date(date.year(), 1).ok()
}
