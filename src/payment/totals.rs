//! Contains the sums of an estimate over its lines.

use rust_decimal::Decimal;

use super::line::{LineEstimate, LineStatus};
use crate::money::{Dollars, sum};

/// Contains the sums over all lines of an estimate, in dollars.
///
/// If no line has a price and none is denied or excluded, nothing was estimated, and every sum but that
/// of the charges is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Totals {
    /// The fee schedule amounts of the lines that have one.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub fee_schedule: Option<Decimal>,
    /// The charges; `None` unless every line states one.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub charge: Option<Decimal>,
    /// The allowed amounts.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub allowed: Option<Decimal>,
    /// The deductible.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub deductible: Option<Decimal>,
    /// The coinsurance.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub coinsurance: Option<Decimal>,
    /// The program payment before reductions.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub payment_before_reductions: Option<Decimal>,
    /// The reductions for assistants.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub assistant_reduction: Option<Decimal>,
    /// The reductions by sequestration.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub sequestration: Option<Decimal>,
    /// What Medicare may pay.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub medicare_pays: Option<Decimal>,
    /// What the patient may owe; also `None` if part of it is a charge that is not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub patient_may_owe: Option<Decimal>,
    /// False if a line has the status `no-data` and the sums leave it out.
    pub complete: bool,
}

/// A sum has more digits than a decimal number.
#[derive(Clone, Copy, Debug)]
pub(super) struct TooLong;

impl Totals {
    /// Adds up the lines.
    pub(super) fn of(lines: &[LineEstimate]) -> Result<Self, TooLong> {
        let is_unpriced = |line: &LineEstimate| line.status == LineStatus::NoData;
        let is_estimated = lines.is_empty() || !lines.iter().all(is_unpriced);
        let total = |amount: fn(&LineEstimate) -> Option<Decimal>| {
            let mut total = Decimal::from(Dollars::ZERO);
            for line in lines {
                let Some(amount) = amount(line) else {
                    return Ok(None);
                };
                total = sum(total, amount).ok_or(TooLong)?;
            }
            Ok(Some(total))
        };
        let estimated = |amount| {
            if is_estimated {
                total(amount)
            } else {
                Ok(None)
            }
        };
        Ok(Self {
            fee_schedule: estimated(|line| Some(line.fee_schedule.unwrap_or_default()))?,
            charge: total(|line| line.charge)?,
            allowed: estimated(|line| Some(line.allowed))?,
            deductible: estimated(|line| Some(line.deductible))?,
            coinsurance: estimated(|line| Some(line.coinsurance))?,
            payment_before_reductions: estimated(|line| Some(line.payment_before_reductions))?,
            assistant_reduction: estimated(|line| Some(line.assistant_reduction))?,
            sequestration: estimated(|line| Some(line.sequestration))?,
            medicare_pays: estimated(|line| Some(line.medicare_pays))?,
            patient_may_owe: estimated(|line| line.patient_may_owe)?,
            complete: !lines.iter().any(is_unpriced),
        })
    }
}
