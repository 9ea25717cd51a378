//! Defines `Estimate`, the result for one day, and calculates it.

use alloc::string::String;
use alloc::vec::Vec;

use rust_decimal::Decimal;
use time::Date;

use super::day::TherapyDay;
use super::error::EstimateError;
use super::figure::Figure;
use super::finding::PaymentFinding;
use super::line::LineEstimate;
use super::totals::Totals;
use super::worksheet::{CLAIM, Worksheet};
use crate::claim::Accrued;
use crate::finding::Findings;

/// Contains what Medicare Part B and the patient may pay for a day. It is an estimate: the payer decides.
///
/// It lists every figure on which it is based, with its first date and source. Its serialized form is the answer of
/// the example `estimate`, which includes the patient's statement. There, the key `accrued` is null where no
/// bucket was stated, and an object with null for the one that was not stated where the other one was.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::reference::fee_schedule::Place;
/// use therapy_billing::{
///     Modifier, ProcedureCode, ServiceLine, TherapyDay, Units, calendar::parse_date, money::parse_amount,
/// };
///
/// let line = ServiceLine::new(ProcedureCode::CPT_97112, Units::new(2)).with_modifier(Modifier::GP)?;
/// let estimate = TherapyDay::new(parse_date("2026-03-14")?, Place::National)
///     .with_line(line.with_charge(parse_amount("150.00")?)?)?
///     .with_deductible_remaining(parse_amount("0.00")?)?
///     .estimate()?;
/// assert_eq!(estimate.totals.allowed, Some(parse_amount("57.61")?));
/// assert_eq!(estimate.totals.patient_may_owe, Some(parse_amount("11.52")?));
/// // The amount accrued this year is not stated, so the need for KX is not decided.
/// assert!(estimate.findings.iter().any(|finding| finding.id() == "accrued-unknown"));
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[doc(alias = "allowed amount")]
#[doc(alias = "fee schedule")]
#[doc(alias = "coinsurance")]
#[doc(alias = "deductible")]
#[doc(alias = "sequestration")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Estimate {
    /// The caller's identifier.
    pub id: Option<String>,
    /// The date of service.
    pub date: Date,
    /// The lines in claim order.
    pub lines: Vec<LineEstimate>,
    /// The sums over all lines.
    pub totals: Totals,
    /// The amounts accrued after the day, by bucket; a bucket is `None` if its start is not stated.
    pub accrued: Accrued,
    /// The remaining deductible after the day, in dollars; `None` if it is not stated.
    pub deductible_remaining: Option<Decimal>,
    /// Every figure that the estimate used.
    pub figures: Vec<Figure>,
    /// The findings about the day and its lines.
    pub findings: Findings<PaymentFinding>,
    /// The input, with the facts from which the statement takes its labels.
    pub(super) day: TherapyDay,
}

impl Estimate {
    /// Returns the day that was estimated.
    #[must_use]
    pub const fn day(&self) -> &TherapyDay {
        &self.day
    }
}

impl TherapyDay {
    /// Estimates what Medicare Part B and the patient may pay.
    ///
    /// The estimate reports every other problem as a finding.
    ///
    /// # Errors
    ///
    /// - The date has no conversion factor or is before 1999.
    /// - The locality has no geographic factors in that year.
    /// - The setting is a critical access hospital, which is paid by cost.
    /// - The day was made from a bill of more than 4,096 lines.
    /// - An amount has more digits than a decimal number.
    ///
    /// # Source
    ///
    /// The citation of each [`PaymentStep`](super::PaymentStep) and of each figure.
    pub fn estimate(&self) -> Result<Estimate, EstimateError> {
        let mut sheet = Worksheet::new(self)?;
        sheet.allow()?;
        sheet.decide_kx()?;
        let deductible_remaining = sheet.pay()?;
        let figures = sheet.figures();
        let mut findings = sheet.findings;
        findings.sort_by_path(|path| usize::from(path != CLAIM.path()));
        let lines: Vec<LineEstimate> = sheet.rows.into_iter().map(|row| row.line).collect();
        Ok(Estimate {
            id: self.id.clone(),
            date: self.date,
            totals: Totals::of(&lines).map_err(|_| EstimateError::TotalTooLong)?,
            lines,
            accrued: sheet.totals.accrued(),
            deductible_remaining,
            figures,
            findings,
            day: self.clone(),
        })
    }
}
