//! Defines `Period`, the dates of service on which a figure applies.

use time::Date;

use crate::calendar::IsoDate;

/// The first and the last date of service on which a figure applies, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    pub(in crate::reference) from: Date,
    pub(in crate::reference) to: Date,
}

/// A period ended before it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a last date on or after {from}, found {to}", from = IsoDate(*.from), to = IsoDate(*.to))]
pub struct PeriodError {
    /// The first date.
    pub from: Date,
    /// The last date.
    pub to: Date,
}

impl Period {
    /// Returns the period from one date to another, both inclusive.
    ///
    /// # Errors
    ///
    /// The last date is before the first.
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

    /// Returns the first date of service.
    #[must_use]
    pub const fn from(&self) -> Date {
        self.from
    }

    /// Returns the last date of service.
    #[must_use]
    pub const fn to(&self) -> Date {
        self.to
    }

    /// Returns whether a date is in the period.
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        self.from <= date && date <= self.to
    }
}
