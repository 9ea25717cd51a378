//! Answers questions about prices from [`ReferenceData`]: supplied figures first, then the built-in tables.

use alloc::vec::Vec;

use time::Date;

use super::{
    factor::ConversionFactor,
    payment_amounts::PaymentAmountFile,
    place::{GeographicFactors, Locality},
    relative_value::RelativeValues,
    supplied::ValueLookup,
};
use crate::citation::Citation;
use crate::code::ProcedureCode;
use crate::reference::ReferenceData;
use crate::reference::catalog::{self, CodeEntry, MedicareStatus};
use crate::reference::tables;

impl ReferenceData {
    /// Returns the conversion factor of a date, or `None` if none is known.
    #[must_use]
    pub fn conversion_factor(&self, date: Date, qualifying: bool) -> Option<ConversionFactor> {
        let supplied = self.fee_schedule().factors.iter().rev();
        supplied
            .copied()
            .find(|row| row.applies(date, qualifying))
            .or_else(|| {
                let built_in = self.built_in_rows(tables::conversion_factors::CONVERSION_FACTORS);
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

    /// Returns the rows of a built-in table; none if this set is without built-in facts.
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

    /// Returns the built-in entry of a code, also where the caller's takes its place.
    fn built_in_entry(&self, code: ProcedureCode) -> Option<&'static CodeEntry> {
        catalog::entry(code).filter(|_| self.has_built_in())
    }
}

/// Returns 1 January of the year of a date.
fn first_of_year(date: Date) -> Option<Date> {
    Date::from_ordinal_date(date.year(), 1).ok()
}
