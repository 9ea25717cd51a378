//! The yearly amount: what has accrued by bucket, where KX becomes due, and the review amount.
//!
//! What accrued before a day, with all providers and in all settings, only the caller can know. Without
//! it, and in a year without a figure, nothing is decided.

use core::fmt;

use rust_decimal::Decimal;
use time::Date;

use crate::money::{self, AmountError, sum};
use crate::reference::ReferenceData;
use crate::reference::thresholds::{Bucket, ReviewAmount, YearlyAmount, review_amount};

/// What has accrued in a calendar year, by bucket; `None` where it is not known.
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::thresholds::Bucket;
/// use therapy_billing::money::parse_amount;
/// use therapy_billing::payment::Accrued;
///
/// let accrued = Accrued::UNKNOWN.with(Bucket::PtSlp, parse_amount("2400.00")?)?;
/// assert!(accrued.get(Bucket::PtSlp).is_some());
/// assert!(accrued.get(Bucket::Ot).is_none());
/// # Ok::<(), therapy_billing::money::AmountError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "serde", serde(remote = "Self"))]
pub struct Accrued {
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null", default))]
    pt_slp: Option<Decimal>,
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null", default))]
    ot: Option<Decimal>,
}

#[cfg(feature = "serde")]
crate::wire::object!(Accrued, "an object of pt_slp and ot");

impl Accrued {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self {
        pt_slp: None,
        ot: None,
    };

    /// The same, with what has accrued in a bucket.
    ///
    /// # Errors
    ///
    /// An amount that is negative or finer than cents.
    pub fn with(mut self, bucket: Bucket, amount: Decimal) -> Result<Self, AmountError> {
        *self.of_mut(bucket) = Some(money::amount(amount)?);
        Ok(self)
    }

    /// What has accrued in a bucket, in dollars.
    #[must_use]
    pub const fn get(&self, bucket: Bucket) -> Option<Decimal> {
        match bucket {
            Bucket::PtSlp => self.pt_slp,
            Bucket::Ot => self.ot,
        }
    }

    /// True where neither bucket is known.
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        self.pt_slp.is_none() && self.ot.is_none()
    }

    const fn of_mut(&mut self, bucket: Bucket) -> &mut Option<Decimal> {
        match bucket {
            Bucket::PtSlp => &mut self.pt_slp,
            Bucket::Ot => &mut self.ot,
        }
    }
}

/// Whether a line needs KX.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum KxNeed {
    /// The yearly amount is exceeded with it.
    Needed,
    /// The yearly amount is not exceeded, or nothing of the line accrues.
    NotNeeded,
    /// No running total, or no amount for the year.
    Unknown,
    /// No discipline modifier: the line is in no bucket.
    NotTherapy,
}

impl KxNeed {
    /// The serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Needed => "needed",
            Self::NotNeeded => "not-needed",
            Self::Unknown => "unknown",
            Self::NotTherapy => "not-therapy",
        }
    }
}

impl fmt::Display for KxNeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The running totals of a year, line after line.
///
/// # Source
///
/// 42 CFR 410.60(e); Social Security Act, §1833(g).
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::reference::thresholds::Bucket;
/// use therapy_billing::money::parse_amount;
/// use therapy_billing::time::macros::date;
/// use therapy_billing::payment::{Accrued, KxNeed, RunningTotals};
/// use therapy_billing::ReferenceData;
///
/// let before = Accrued::UNKNOWN.with(Bucket::PtSlp, parse_amount("2460.00")?)?;
/// let totals = RunningTotals::new(date!(2026 - 03 - 14), before, ReferenceData::built_in());
/// assert_eq!(totals.need(Bucket::PtSlp, parse_amount("20.00")?), Some(KxNeed::NotNeeded)); // reaches
/// assert_eq!(totals.need(Bucket::PtSlp, parse_amount("20.01")?), Some(KxNeed::Needed)); // exceeds
/// # }
/// # Ok::<(), therapy_billing::money::AmountError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunningTotals {
    date: Date,
    accrued: Accrued,
    amounts: [Option<YearlyAmount>; 2],
}

impl RunningTotals {
    /// The totals before a day.
    #[must_use]
    pub fn new(date: Date, before: Accrued, reference: &ReferenceData) -> Self {
        Self {
            date,
            accrued: before,
            amounts: Bucket::ALL.map(|bucket| reference.yearly_amount(date.year(), bucket)),
        }
    }

    /// What has accrued so far.
    #[must_use]
    pub const fn accrued(&self) -> Accrued {
        self.accrued
    }

    /// The amount above which claims of the bucket need KX; `None` for a year without a figure.
    #[must_use]
    pub const fn kx_amount(&self, bucket: Bucket) -> Option<YearlyAmount> {
        let [pt_slp, ot] = self.amounts;
        match bucket {
            Bucket::PtSlp => pt_slp,
            Bucket::Ot => ot,
        }
    }

    /// Whether `amount` more exceeds the yearly amount: reaching it is not exceeding it. `None` where
    /// a decimal cannot hold the sum.
    #[must_use]
    pub fn need(&self, bucket: Bucket, amount: Decimal) -> Option<KxNeed> {
        let (Some(before), Some(limit)) = (self.accrued.get(bucket), self.kx_amount(bucket)) else {
            return Some(KxNeed::Unknown);
        };
        Some(if limit.is_exceeded_by(sum(before, amount)?) {
            KxNeed::Needed
        } else {
            KxNeed::NotNeeded
        })
    }

    /// Adds what a line accrues; nothing where the total is not known. `None` where a decimal cannot
    /// hold the sum.
    #[must_use]
    pub fn accrue(mut self, bucket: Bucket, amount: Decimal) -> Option<Self> {
        if let Some(total) = self.accrued.of_mut(bucket) {
            *total = sum(*total, amount)?;
        }
        Some(self)
    }

    /// The review amount of the date.
    #[must_use]
    pub fn review_amount(&self) -> Option<ReviewAmount> {
        review_amount(self.date)
    }

    /// What has accrued, where it reaches the review amount.
    #[must_use]
    pub fn reaches_review(&self, bucket: Bucket) -> Option<(Decimal, ReviewAmount)> {
        let (accrued, review) = (self.accrued.get(bucket)?, self.review_amount()?);
        (accrued >= review.amount).then_some((accrued, review))
    }
}
