//! Contains the yearly amounts of outpatient therapy: the therapy threshold, above which lines need KX,
//! and the targeted medical review threshold.
//!
//! Therapy thresholds need the feature `tables`. Without it, and for a year without a figure, the amount
//! is not known. No year uses the amount of another.
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::reference::thresholds::{Bucket, kx_amount};
//!
//! let amount = kx_amount(2026, Bucket::Ot).expect("2026 is built in");
//! assert_eq!(amount.amount.to_string(), "2480");
//! assert_eq!(kx_amount(2031, Bucket::Ot), None);
//! # }
//! ```

use core::fmt;

use rust_decimal::Decimal;
use time::{Date, macros::date};

use crate::citation::Citation;
use crate::code::{Modifier, Modifiers};
use crate::money::{self, AmountError};
use crate::reference::catalog::Discipline;
use crate::reference::tables::therapy_thresholds::THERAPY_THRESHOLDS;

/// One of the two running totals of a year: physical therapy and speech-language pathology share one.
///
/// # Source
///
/// Social Security Act, §1833(g).
///
/// # Examples
///
/// ```
/// use therapy_billing::Discipline;
/// use therapy_billing::reference::thresholds::Bucket;
///
/// assert_eq!(Bucket::of(Discipline::Slp), Bucket::of(Discipline::Pt));
/// assert_eq!(Bucket::of(Discipline::Ot), Bucket::Ot);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    /// Physical therapy and speech-language pathology together.
    PtSlp,
    /// Occupational therapy.
    Ot,
}

impl Bucket {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::PtSlp, Self::Ot];

    /// Returns the bucket in which a discipline accrues.
    #[must_use]
    pub const fn of(discipline: Discipline) -> Self {
        match discipline {
            Discipline::Pt | Discipline::Slp => Self::PtSlp,
            Discipline::Ot => Self::Ot,
        }
    }

    /// Returns the bucket of the first of GP, GN and GO on a line, or `None` without one.
    #[must_use]
    pub fn of_line(modifiers: &Modifiers) -> Option<Self> {
        modifiers.iter().find_map(Self::of_modifier)
    }

    /// Returns the bucket of a discipline modifier, or `None` for another modifier.
    #[must_use]
    pub const fn of_modifier(modifier: Modifier) -> Option<Self> {
        match modifier {
            Modifier::GP | Modifier::GN => Some(Self::PtSlp),
            Modifier::GO => Some(Self::Ot),
            _ => None,
        }
    }

    /// Returns the serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PtSlp => "pt-slp",
            Self::Ot => "ot",
        }
    }
}

#[cfg(feature = "serde")]
crate::wire::named!(Bucket, "pt-slp or ot");

crate::name::from_name!(Bucket, "pt-slp or ot");

impl fmt::Display for Bucket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::PtSlp => "physical therapy and speech-language pathology",
            Self::Ot => "occupational therapy",
        })
    }
}

/// The therapy threshold of a bucket and year, with its first date and source.
#[doc(alias("therapy threshold", "KX threshold", "therapy cap"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct YearlyAmount {
    /// The bucket.
    pub bucket: Bucket,
    /// The amount in dollars.
    pub amount: Decimal,
    /// The first date of service to which it applies.
    pub from: Date,
    /// The source of the amount.
    pub citation: Citation,
}

/// Contains the targeted medical review threshold: the total of a bucket at which claims may be reviewed.
#[doc(alias = "targeted medical review")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReviewAmount {
    /// The amount in dollars.
    pub amount: Decimal,
    /// The first date of service to which it applies.
    pub from: Date,
    /// The source of the amount.
    pub citation: Citation,
}

impl YearlyAmount {
    /// Returns whether a total exceeds the amount. Reaching it is not exceeding it.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(e)(1)(v).
    #[must_use]
    pub fn is_exceeded_by(&self, total: Decimal) -> bool {
        total > self.amount
    }

    /// Returns the therapy threshold that a day states for the year of its date, in whole cents.
    pub(crate) fn of_year(date: Date, bucket: Bucket, amount: Decimal) -> Self {
        Self {
            bucket,
            amount,
            from: Date::from_ordinal_date(date.year(), 1).unwrap_or(date),
            citation: Citation::SUPPLIED,
        }
    }

    /// Returns the therapy threshold that the caller supplies for a bucket and the year of `first_day`.
    ///
    /// # Errors
    ///
    /// The amount is negative or finer than cents.
    pub fn new(first_day: Date, bucket: Bucket, amount: Decimal) -> Result<Self, AmountError> {
        Ok(Self {
            bucket,
            amount: money::amount(amount)?,
            from: first_day,
            citation: Citation::SUPPLIED,
        })
    }
}

/// Returns the built-in therapy threshold of a year and bucket, above which a line needs KX, or `None`
/// for a year without a figure.
///
/// # Source
///
/// Social Security Act, §1833(g)(2); the citation of each year.
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::thresholds::{Bucket, kx_amount};
///
/// # #[cfg(feature = "tables")] {
/// let amount = kx_amount(2026, Bucket::PtSlp).map(|row| row.amount.to_string());
/// assert_eq!(amount.as_deref(), Some("2480"));
/// # }
/// assert_eq!(kx_amount(2017, Bucket::PtSlp), None);
/// ```
#[must_use]
pub fn kx_amount(year: i32, bucket: Bucket) -> Option<YearlyAmount> {
    let row = THERAPY_THRESHOLDS.iter().find(|row| row.of == year)?;
    Some(YearlyAmount {
        bucket,
        amount: Decimal::from(match bucket {
            Bucket::PtSlp => row.pt_slp,
            Bucket::Ot => row.ot,
        }),
        from: Date::from_ordinal_date(year, 1).ok()?,
        citation: row.source,
    })
}

/// Returns the targeted medical review threshold of a bucket, or `None` before 2018 and from 2028,
/// when it is indexed.
///
/// # Source
///
/// 42 CFR 410.60(e)(3)(ii); Social Security Act, §1833(g)(7)(B).
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::thresholds::review_amount;
/// use therapy_billing::time::macros::date;
///
/// let amount = review_amount(date!(2027 - 12 - 31)).map(|row| row.amount.to_string());
/// assert_eq!(amount.as_deref(), Some("3000"));
/// assert_eq!(review_amount(date!(2028 - 01 - 01)), None);
/// ```
#[must_use]
pub fn review_amount(date: Date) -> Option<ReviewAmount> {
    (2018..=2027).contains(&date.year()).then(|| ReviewAmount {
        amount: Decimal::from(3000),
        from: date!(2018 - 01 - 01),
        citation: Citation::CFR_410_60_E_3_II,
    })
}

/// The built-in thresholds of one year, in whole dollars.
#[derive(Debug)]
pub(in crate::reference) struct Year {
    pub(in crate::reference) of: i32,
    pub(in crate::reference) pt_slp: u32,
    pub(in crate::reference) ot: u32,
    pub(in crate::reference) source: Citation,
}
