//! Decides whether a line needs KX, from the amount accrued this year and the therapy threshold.
//!
//! There is one decision, which bills, claim checks, audits and estimates share. What accrued before a
//! claim, with all providers and in all settings, only the caller can know. An input that is not
//! known makes the decision unknown, unless the others are enough to decide.

use core::fmt;

use rust_decimal::Decimal;
use time::Date;

use crate::code::{Modifier, Modifiers};
use crate::money::{self, AmountError, sum};
use crate::reference::ReferenceData;
use crate::reference::catalog::{Discipline, MedicareStatus};
use crate::reference::thresholds::{Bucket, YearlyAmount};

crate::name::words! {
    /// Whether KX is decided for each line or for the whole day.
    #[derive(Default)]
    #[non_exhaustive]
    KxScope, 2, "line or day" {
        /// The line that exceeds the threshold needs KX, and so does every later line.
        #[default]
        Line "line",
        /// If the lines of the day together exceed the threshold, all of them need KX (unverified).
        Day "day",
    }
}

/// Contains a value for each of the two buckets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
struct ByBucket<T> {
    pt_slp: T,
    ot: T,
}

/// Dollars for each of the two buckets, where they are known.
type AmountsByBucket = ByBucket<Option<Decimal>>;

const NEITHER: AmountsByBucket = ByBucket {
    pt_slp: None,
    ot: None,
};

#[cfg(feature = "serde")]
crate::wire::form!("an object of pt_slp and ot", "AmountsByBucket" AmountsByBucket {
    #[serde(with = "crate::wire::money_or_null", default)]
    @"Option::is_none" pt_slp: Option<Decimal>,
    #[serde(with = "crate::wire::money_or_null", default)]
    @"Option::is_none" ot: Option<Decimal>,
});

impl<T> ByBucket<T> {
    const fn get(&self, bucket: Bucket) -> &T {
        match bucket {
            Bucket::PtSlp => &self.pt_slp,
            Bucket::Ot => &self.ot,
        }
    }

    const fn get_mut(&mut self, bucket: Bucket) -> &mut T {
        match bucket {
            Bucket::PtSlp => &mut self.pt_slp,
            Bucket::Ot => &mut self.ot,
        }
    }
}

/// The amounts accrued in a calendar year before a claim, by bucket; `None` where one is not known.
///
/// # Examples
///
/// ```
/// use therapy_billing::{claim::Accrued, money::parse_amount, reference::thresholds::Bucket};
///
/// let accrued = Accrued::UNKNOWN.with(Bucket::PtSlp, parse_amount("2400.00")?)?;
/// assert!(accrued.get(Bucket::PtSlp).is_some());
/// assert!(accrued.get(Bucket::Ot).is_none());
/// # Ok::<(), therapy_billing::money::AmountError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct Accrued(AmountsByBucket);

impl Accrued {
    /// Neither bucket is known.
    pub const UNKNOWN: Self = Self(NEITHER);

    /// Sets what has accrued in a bucket, in dollars.
    ///
    /// # Errors
    ///
    /// The amount is negative or finer than cents.
    pub fn with(mut self, bucket: Bucket, amount: Decimal) -> Result<Self, AmountError> {
        *self.0.get_mut(bucket) = Some(money::amount(amount)?);
        Ok(self)
    }

    /// Returns what has accrued in a bucket, in dollars, or `None` if it is not known.
    #[must_use]
    pub const fn get(&self, bucket: Bucket) -> Option<Decimal> {
        *self.0.get(bucket)
    }

    /// Returns whether neither bucket is known.
    #[must_use]
    pub const fn is_unknown(&self) -> bool {
        self.0.pt_slp.is_none() && self.0.ot.is_none()
    }
}

/// Therapy thresholds that the caller states for the year of a claim, in place of other facts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct YearlyAmounts(AmountsByBucket);

impl YearlyAmounts {
    /// Neither threshold is stated.
    pub const NONE: Self = Self(NEITHER);

    /// Sets the threshold of a bucket, in dollars.
    ///
    /// # Errors
    ///
    /// The amount is negative or finer than cents.
    pub fn with(mut self, bucket: Bucket, amount: Decimal) -> Result<Self, AmountError> {
        *self.0.get_mut(bucket) = Some(money::amount(amount)?);
        Ok(self)
    }

    /// Returns the stated threshold of a bucket on a date, or else the one of the facts.
    #[must_use]
    pub fn get(
        &self,
        bucket: Bucket,
        date: Date,
        reference: &ReferenceData,
    ) -> Option<YearlyAmount> {
        let stated = self.0.get(bucket);
        stated
            .map(|amount| YearlyAmount::of_year(date, bucket, amount))
            .or_else(|| reference.yearly_amount(date.year(), bucket))
    }
}

/// Whether a line needs KX.
#[doc(alias = "KX modifier")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "KX")]
#[doc(alias = "therapy cap")]
pub enum KxNeed {
    /// The line needs KX: the threshold has been reached before it, or it exceeds the threshold.
    Needed,
    /// The line does not need KX: with it, the threshold is not exceeded.
    NotNeeded,
    /// The decision is not known.
    Unknown(KxUnknown),
}

/// The first of the inputs whose absence leaves a decision about KX open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum KxUnknown {
    /// What has accrued in the bucket before the claim.
    Accrued,
    /// The therapy threshold of the year.
    YearlyAmount,
    /// The allowed amount of the line or of an earlier one.
    AllowedAmount,
}

impl KxNeed {
    /// Returns the serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Needed => "needed",
            Self::NotNeeded => "not-needed",
            Self::Unknown(_) => "unknown",
        }
    }

    /// Compares the need of a line with the modifiers that it has.
    #[must_use]
    pub fn verdict(self, modifiers: &Modifiers) -> KxVerdict {
        match (self, modifiers.contains(Modifier::KX)) {
            (Self::Needed, false) if modifiers.contains(Modifier::GA) => {
                KxVerdict::PatientMayBeLiable
            }
            (Self::Needed, false) => KxVerdict::Missing,
            (Self::NotNeeded, true) => KxVerdict::Early,
            (Self::Needed, true) | (Self::NotNeeded, false) => KxVerdict::AsDue,
            (Self::Unknown(what), _) => KxVerdict::Unknown(what),
        }
    }
}

impl fmt::Display for KxNeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The result of comparing the need for KX with the modifiers of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum KxVerdict {
    /// The line has KX where it needs it, or has none where it needs none.
    AsDue,
    /// The line needs KX and has neither KX nor a notice: it is denied.
    Missing,
    /// The line has KX and does not need it.
    Early,
    /// The line needs KX and has GA instead: it is denied, and the patient may owe the charge.
    PatientMayBeLiable,
    /// The need is not known.
    Unknown(KxUnknown),
}

/// What has accrued in one bucket, line after line, and the therapy threshold of its year.
///
/// # Source
///
/// 42 CFR 410.60(e)(1)(v): the threshold must be exceeded, and reaching it is not enough.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{ReferenceData, claim::{BucketTotal, KxNeed}, money::parse_amount};
/// use therapy_billing::reference::thresholds::Bucket;
///
/// let threshold = ReferenceData::built_in().yearly_amount(2026, Bucket::PtSlp);
/// let total = BucketTotal::new(Some(parse_amount("2460.00")?), threshold);
/// assert_eq!(total.need(Some(parse_amount("20.00")?)), KxNeed::NotNeeded); // reaches $2,480
/// assert_eq!(total.need(Some(parse_amount("20.01")?)), KxNeed::Needed); // exceeds it
/// # }
/// # Ok::<(), therapy_billing::money::AmountError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BucketTotal {
    accrued: Option<Decimal>,
    yearly: Option<YearlyAmount>,
    is_complete: bool,
}

impl BucketTotal {
    /// Returns the total before a claim. Each input is `None` if it is not known.
    #[must_use]
    pub const fn new(accrued: Option<Decimal>, yearly: Option<YearlyAmount>) -> Self {
        Self {
            accrued,
            yearly,
            is_complete: true,
        }
    }

    /// Returns what is known to have accrued so far, in dollars, or `None` if the start is not known.
    #[must_use]
    pub const fn accrued(&self) -> Option<Decimal> {
        self.accrued
    }

    /// Returns the therapy threshold, or `None` if none of the year is known.
    #[must_use]
    pub const fn yearly(&self) -> Option<YearlyAmount> {
        self.yearly
    }

    /// Returns whether every line so far had a known amount.
    #[must_use]
    pub const fn is_complete(&self) -> bool {
        self.is_complete
    }

    /// Decides whether the next line needs KX; its allowed amount is `None` if it is not known.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(e)(1)(v).
    #[must_use]
    pub fn need(&self, allowed: Option<Decimal>) -> KxNeed {
        let Some(accrued) = self.accrued else {
            return KxNeed::Unknown(KxUnknown::Accrued);
        };
        let Some(yearly) = self.yearly else {
            return KxNeed::Unknown(KxUnknown::YearlyAmount);
        };
        // below the threshold, the rest up to it is a positive amount and cannot overflow
        let is_exceeded = |allowed: Decimal| allowed > yearly.amount - accrued;
        if accrued >= yearly.amount || allowed.is_some_and(is_exceeded) {
            KxNeed::Needed
        } else if allowed.is_some() && self.is_complete {
            KxNeed::NotNeeded
        } else {
            KxNeed::Unknown(KxUnknown::AllowedAmount)
        }
    }

    /// Decides for all lines of a day together: if they exceed the threshold, all of them need KX.
    ///
    /// # Errors
    ///
    /// The sum of the amounts has more digits than a decimal number.
    pub fn need_of_day(
        &self,
        allowed: impl IntoIterator<Item = Option<Decimal>>,
    ) -> Result<KxNeed, AmountError> {
        let (mut known, mut is_complete) = (Decimal::ZERO, true);
        for amount in allowed {
            known = sum(known, amount.unwrap_or_default()).ok_or(AmountError::TooLong)?;
            is_complete &= amount.is_some();
        }
        Ok(match self.need(Some(known)) {
            KxNeed::NotNeeded if !is_complete => self.need(None),
            decided => decided,
        })
    }

    /// Adds what a line accrues, or `None` for a line whose amount is not known.
    ///
    /// # Errors
    ///
    /// The total has more digits than a decimal number. It is then as it was before.
    pub fn accrue(&mut self, amount: Option<Decimal>) -> Result<(), AmountError> {
        if let (Some(accrued), Some(amount)) = (self.accrued, amount) {
            self.accrued = Some(sum(accrued, amount).ok_or(AmountError::TooLong)?);
        }
        self.is_complete &= amount.is_some();
        Ok(())
    }
}

/// The totals of both buckets in one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunningTotals(ByBucket<BucketTotal>);

impl RunningTotals {
    /// Returns the totals before a claim of a date.
    #[must_use]
    pub fn new(date: Date, before: Accrued, reference: &ReferenceData) -> Self {
        let of = |bucket| {
            let yearly = reference.yearly_amount(date.year(), bucket);
            BucketTotal::new(before.get(bucket), yearly)
        };
        Self(ByBucket {
            pt_slp: of(Bucket::PtSlp),
            ot: of(Bucket::Ot),
        })
    }

    /// Returns the total of a bucket.
    #[must_use]
    pub const fn bucket(&self, bucket: Bucket) -> &BucketTotal {
        self.0.get(bucket)
    }

    /// Returns the total of a bucket, to add to it.
    pub const fn bucket_mut(&mut self, bucket: Bucket) -> &mut BucketTotal {
        self.0.get_mut(bucket)
    }

    /// Returns what is known to have accrued so far.
    #[must_use]
    pub const fn accrued(&self) -> Accrued {
        Accrued(ByBucket {
            pt_slp: self.0.pt_slp.accrued,
            ot: self.0.ot.accrued,
        })
    }
}

/// Returns the bucket in which a line with these modifiers accrues, or `None` without GP, GO and GN.
///
/// Of two disciplines on a line, the given one counts if the line has it, otherwise the first.
#[must_use]
pub fn accruing_bucket(modifiers: &Modifiers, discipline: Option<Discipline>) -> Option<Bucket> {
    let own = discipline.filter(|own| modifiers.contains(own.modifier()));
    own.map(Bucket::of).or_else(|| Bucket::of_line(modifiers))
}

/// Returns whether Medicare is known not to pay a line: it has GX, GY or GZ, or its code has the status
/// B, I, N or X. Such a line accrues nothing, and KX is not decided for it.
#[must_use]
pub fn is_known_unpaid(modifiers: &Modifiers, status: Option<MedicareStatus>) -> bool {
    let denied = [Modifier::GX, Modifier::GY, Modifier::GZ];
    denied.iter().any(|notice| modifiers.contains(*notice))
        || matches!(
            status,
            Some(
                MedicareStatus::Bundled
                    | MedicareStatus::AnotherCode
                    | MedicareStatus::NotCovered
                    | MedicareStatus::Excluded
            )
        )
}

/// Returns the modifiers with KX after those of discipline and assistant, or `None` if there are four
/// already.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Modifier, Modifiers, claim::with_kx};
///
/// let line = Modifiers::new([Modifier::GP, Modifier::CQ, Modifier::DISTINCT_SERVICE])?;
/// assert_eq!(with_kx(&line).map(|line| line.to_string()).as_deref(), Some("GP CQ KX 59"));
/// # Ok::<(), therapy_billing::code::TooManyModifiers>(())
/// ```
#[must_use]
pub fn with_kx(modifiers: &Modifiers) -> Option<Modifiers> {
    let first = [
        Modifier::GP,
        Modifier::GO,
        Modifier::GN,
        Modifier::CQ,
        Modifier::CO,
    ];
    let place = modifiers
        .as_slice()
        .iter()
        .rposition(|modifier| first.contains(modifier))
        .map_or(0, |last| last + 1);
    let (before, after) = modifiers.as_slice().split_at_checked(place)?;
    let line = before.iter().chain([&Modifier::KX]).chain(after).copied();
    Modifiers::new(line).ok()
}
