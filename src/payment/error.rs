//! Defines `EstimateError`, the reasons why no estimate can be made.

use super::day::DayError;
use super::line::PaymentStep;
use super::price::PricingError;
use crate::finding::Location;
use crate::reference::thresholds::Bucket;

/// No estimate could be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EstimateError {
    /// The day had no prices.
    #[error(transparent)]
    Pricing(#[from] PricingError),
    /// The day had too many lines.
    #[error(transparent)]
    Day(#[from] DayError),
    /// An amount needed more digits than a decimal has.
    #[error("expected amounts of at most 28 digits, found more in {step} of {at}")]
    TooLong {
        /// The line.
        at: Location,
        /// The step.
        step: PaymentStep,
    },
    /// A total needed more digits than a decimal has.
    #[error("expected amounts of at most 28 digits, found more in a total of the day")]
    TotalTooLong,
    /// An amount accrued needed more digits than a decimal has.
    #[error("expected amounts of at most 28 digits, found more in the amount accrued for {bucket}")]
    AccruedTooLong {
        /// The bucket.
        bucket: Bucket,
    },
}
