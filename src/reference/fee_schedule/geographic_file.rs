//! Defines `GeographicFile`, the geographic factors of all localities (GPCI).

use alloc::collections::BTreeMap;

use crate::reference::fee_schedule::{
    period::Period,
    place::{GeographicFactors, Locality},
};

/// Contains the geographic practice cost indices (GPCI) of all localities, for the dates that the caller states.
///
/// `GeographicFile::read` reads it from CMS's file.
#[doc(alias = "GPCI")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeographicFile {
    period: Period,
    pub(in crate::reference) rows: BTreeMap<Locality, GeographicFactors>,
}

impl GeographicFile {
    pub(in crate::reference) const fn from_rows(
        period: Period,
        rows: BTreeMap<Locality, GeographicFactors>,
    ) -> Self {
        Self { period, rows }
    }

    /// Returns the dates of service for which it is.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// Returns all localities with their factors.
    pub(in crate::reference) fn rows(
        &self,
    ) -> impl Iterator<Item = (Locality, GeographicFactors)> + '_ {
        self.rows
            .iter()
            .map(|(locality, factors)| (*locality, *factors))
    }

    /// Returns the factors of a locality, or `None` if it has no row.
    #[must_use]
    pub fn factors(&self, locality: Locality) -> Option<GeographicFactors> {
        self.rows.get(&locality).copied()
    }

    /// Returns the number of its localities.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns true for a file without a row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
