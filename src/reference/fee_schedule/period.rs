//! Dates of service that a figure holds for.

use time::Date;

use crate::calendar::IsoDate;

/// First and last date of service, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub(in crate::reference) from: Date,
    pub(in crate::reference) to: Date,
}

/// A period that ends before it begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a last date on or after {from}, found {to}", from = IsoDate(*.from), to = IsoDate(*.to))]
pub struct PeriodError {
    /// The first date.
    pub from: Date,
    /// The last date.
    pub to: Date,
}

impl Period {
    /// From one date to another, both inclusive.
    ///
    /// # Errors
    ///
    /// A last date before the first.
    pub fn new(from: Date, to: Date) -> Result<Self, PeriodError> {
        if from <= to {
            Ok(Self { from, to })
        } else {
            Err(PeriodError { from, to })
        }
    }

    /// Returns the period of a single date.
    #[must_use]
    pub const fn of(date: Date) -> Self {
        Self {
            from: date,
            to: date,
        }
    }

    /// First date of service.
    #[must_use]
    pub const fn from(&self) -> Date {
        self.from
    }

    /// Last date of service.
    #[must_use]
    pub const fn to(&self) -> Date {
        self.to
    }

    /// Whether a date lies in it.
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }
}
