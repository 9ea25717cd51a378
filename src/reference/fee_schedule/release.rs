//! Defines `RelativeValueRelease`, one release of the relative value file (PPRRVU).

use alloc::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::{
    code::ProcedureCode,
    reference::{
        catalog::MedicareStatus,
        fee_schedule::{factor::Participant, period::Period, relative_value::RelativeValues},
    },
};

/// Contains one release of the relative value file (PPRRVU), for the dates and participants that the caller states.
///
/// `RelativeValueRelease::read` reads it from CMS's file.
#[doc(alias("RVU", "PPRRVU"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelativeValueRelease {
    period: Period,
    participant: Participant,
    conversion_factor: Option<Decimal>,
    pub(in crate::reference) rows: BTreeMap<ProcedureCode, ReleaseRow>,
}

/// What a release has for a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reference) struct ReleaseRow {
    pub(in crate::reference) status: Option<MedicareStatus>,
    pub(in crate::reference) values: RelativeValues,
    pub(in crate::reference) pctc: Option<u8>,
}

impl RelativeValueRelease {
    pub(in crate::reference) const fn from_rows(
        period: Period,
        participant: Participant,
        conversion_factor: Option<Decimal>,
        rows: BTreeMap<ProcedureCode, ReleaseRow>,
    ) -> Self {
        Self {
            period,
            participant,
            conversion_factor,
            rows,
        }
    }

    /// Returns the dates of service for which it is.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// Returns the participants whose conversion factor it has.
    #[must_use]
    pub const fn participant(&self) -> Participant {
        self.participant
    }

    /// Returns the conversion factor, if all priced rows have the same one.
    #[must_use]
    pub const fn conversion_factor(&self) -> Option<Decimal> {
        self.conversion_factor
    }

    /// Returns whether it has a row for a code.
    #[must_use]
    pub fn contains(&self, code: ProcedureCode) -> bool {
        self.rows.contains_key(&code)
    }

    /// Returns the PC/TC indicator of a code, or `None` if it has none or no row; 7 is a therapy service.
    #[must_use]
    pub fn pctc(&self, code: ProcedureCode) -> Option<u8> {
        self.rows.get(&code)?.pctc
    }

    /// Returns the number of its codes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns true for a release without a row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the values of all codes, in the order of the codes.
    pub(in crate::reference) fn all_values(&self) -> impl Iterator<Item = RelativeValues> + '_ {
        self.rows.values().map(|row| row.values)
    }

    /// Returns the status and the values of a code, or `None` if it has no row.
    pub(in crate::reference) fn row(
        &self,
        code: ProcedureCode,
    ) -> Option<(Option<MedicareStatus>, RelativeValues)> {
        self.rows.get(&code).map(|row| (row.status, row.values))
    }
}
