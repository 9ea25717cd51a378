//! Defines `FeeSchedule`, the figures that a caller supplies, and `ValueLookup`, what is known of a code.

use alloc::vec::Vec;

use time::Date;

use super::{
    factor::ConversionFactor, geographic_file::GeographicFile, payment_amounts::PaymentAmountFile,
    relative_value::RelativeValues, release::RelativeValueRelease,
};
use crate::citation::Citation;
use crate::reference::catalog::MedicareStatus;

/// Contains the supplied figures of the fee schedule; the built-in ones apply where none of these does.
///
/// What the caller adds comes first, what was added last before what was added earlier. A release
/// of the relative value file takes the place of the built-in rows on all its dates: a code that it
/// lacks has no price there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct FeeSchedule {
    pub(super) factors: Vec<ConversionFactor>,
    pub(super) releases: Vec<RelativeValueRelease>,
    pub(super) places: Vec<GeographicFile>,
    pub(super) amounts: Vec<PaymentAmountFile>,
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
    /// Returns a fee schedule without supplied figures.
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
