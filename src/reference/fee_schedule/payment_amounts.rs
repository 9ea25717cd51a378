//! Defines `PaymentAmountFile`, the published prices of all localities (PFALL).

use alloc::collections::BTreeMap;

use rust_decimal::Decimal;
use time::Date;

use crate::{
    code::ProcedureCode,
    reference::{
        Setting,
        catalog::MedicareStatus,
        fee_schedule::{period::Period, place::Locality},
    },
};

/// Contains the published prices (PFALL) of all localities, for the dates that the caller states.
///
/// They take the place of relative values, geographic factors and conversion factor: the therapy amounts of
/// the file are the reduced prices. `PaymentAmountFile::read` reads it from CMS's file.
#[doc(alias = "PFALL")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentAmountFile {
    period: Period,
    pub(in crate::reference) rows: BTreeMap<(Locality, ProcedureCode), PaymentAmounts>,
}

/// The code that sorts before all others.
const LOWEST_CODE: ProcedureCode = ProcedureCode::of("00000");

/// The published prices of a code in a locality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PaymentAmounts {
    /// The price of one unit in full, outside a facility, in dollars.
    pub full: Decimal,
    /// The price of one reduced unit in an office, in dollars.
    pub reduced_office: Decimal,
    /// The price of one reduced unit in an institution, in dollars.
    pub reduced_institution: Decimal,
    /// Fee schedule status; `None` for a letter not known here.
    pub status: Option<MedicareStatus>,
    /// Multiple-procedure indicator; 5 is the therapy reduction.
    pub multiple_procedure: Option<u8>,
}

impl PaymentAmounts {
    /// Returns the price of one reduced unit in a setting, in dollars.
    #[must_use]
    pub const fn reduced(&self, setting: Setting) -> Decimal {
        if setting.is_office() {
            self.reduced_office
        } else {
            self.reduced_institution
        }
    }
}

impl PaymentAmountFile {
    pub(in crate::reference) const fn from_rows(
        period: Period,
        rows: BTreeMap<(Locality, ProcedureCode), PaymentAmounts>,
    ) -> Self {
        Self { period, rows }
    }

    /// Returns the number of its rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns true for a file without a row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the dates of service for which it is.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// Returns the prices of a code in a locality, or `None` if it has no row.
    #[must_use]
    pub fn amounts(&self, locality: Locality, code: ProcedureCode) -> Option<PaymentAmounts> {
        self.rows.get(&(locality, code)).copied()
    }

    /// Returns whether the file prices a locality on a date.
    #[must_use]
    pub fn covers(&self, locality: Locality, date: Date) -> bool {
        let first = (locality, LOWEST_CODE);
        self.period.contains(date)
            && self
                .rows
                .range(first..)
                .next()
                .is_some_and(|((found, _), _)| *found == locality)
    }
}
