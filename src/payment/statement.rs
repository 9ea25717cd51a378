//! What the patient reads: the same figures, in plain words.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Write};

use rust_decimal::Decimal;
use time::Date;

use super::estimate::Estimate;
use super::reductions::{LineEstimate, LineStatus};
use crate::catalog::{Descriptors, NoDescriptors, what_was_done};
use crate::code::{Modifier, ProcedureCode};
use crate::money::Dollars;
use crate::quantity::{Minutes, Units};

/// What a patient reads of an estimate: data, and by its `Display` a page of text.
///
/// No amount stands in it that the estimate does not hold. It has no names and no diagnoses.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{ProcedureCode, Units, time::macros::date};
/// use therapy_billing::payment::{ChargeLine, FeeSchedule, Place, TherapyDay};
///
/// let line = ChargeLine::new(ProcedureCode::CPT_97110, Units::ONE).expect("units");
/// let day = TherapyDay::new(date!(2026 - 03 - 14), Place::National).with_line(line);
/// let statement = day.estimate(&FeeSchedule::new())?.statement();
/// assert_eq!(statement.lines[0].may_owe.expect("known").to_string(), "5.81");
/// assert!(statement.to_string().starts_with("Estimate"));
/// # }
/// # Ok::<(), therapy_billing::payment::EstimateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Statement {
    /// The date of service.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub date: Date,
    /// One entry a service, in claim order.
    pub lines: Vec<StatementLine>,
    /// The sums over them.
    pub total: StatementTotal,
    /// What the reader should know, sentence by sentence.
    pub notes: Vec<String>,
}

/// One service of a statement. Money is in dollars.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct StatementLine {
    /// The code, as it stands on a bill.
    pub code: ProcedureCode,
    /// What was done: a licensed descriptor, or the library's own label.
    pub what: String,
    /// Who furnished it, in general terms; `None` where the line does not say.
    pub furnished: Option<&'static str>,
    /// Minutes, if they were given.
    pub minutes: Option<Minutes>,
    /// Units billed.
    pub units: Units,
    /// What became of the line.
    pub status: LineStatus,
    /// The charge; `None` if not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub charge: Option<Decimal>,
    /// What Medicare recognizes.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub allowed: Decimal,
    /// What the patient may owe; `None` where that is a charge that was not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub may_owe: Option<Decimal>,
}

/// The sums of a statement, in dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct StatementTotal {
    /// Charges; `None` unless every service states one.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub charge: Option<Decimal>,
    /// What Medicare recognizes.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub allowed: Decimal,
    /// What the patient may owe; `None` where part of it is a charge that was not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub may_owe: Option<Decimal>,
}
