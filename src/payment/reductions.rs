//! Calculates the steps from a price to what Medicare and the patient may pay.
//!
//! Each step rounds where its rule rounds and nowhere else.

use core::cmp::Reverse;

use rust_decimal::Decimal;

use super::line::LineEstimate;
use super::policy::{AssistantBase, MpprTie};
use super::price::Price;
use crate::money::{difference, product_in_cents, sum};
use crate::quantity::Units;
use crate::reference::rates::DatedRate;

/// Returns the line whose first unit keeps the full price under the multiple procedure payment
/// reduction (MPPR): the highest practice expense of the place, then the higher full price, then the
/// choice of the policy, then the line that comes first.
///
/// # Source
///
/// Social Security Act, §1848(b)(7), §1834(k)(7).
pub(super) fn line_in_full<'a>(
    priced: impl Iterator<Item = (usize, &'a Price, bool)>,
    tie: MpprTie,
) -> Option<usize> {
    priced
        .filter(|(_, price, _)| price.is_reducible)
        .max_by_key(|(index, price, is_marked)| {
            let is_preferred = tie == MpprTie::UnmodifiedFirst && !is_marked;
            let first = Reverse(*index);
            (price.practice_expense_cut, price.full, is_preferred, first)
        })
        .map(|(index, ..)| index)
}

/// Returns steps 3 and 4: units in full, reduced units and their fee schedule amount.
pub(super) fn fee_schedule_amount(
    price: &Price,
    units: Units,
    keeps_one_in_full: bool,
) -> Option<(Units, Units, Decimal)> {
    let full = match (price.is_reducible, keeps_one_in_full) {
        (false, _) => units,
        (true, true) => Units::ONE,
        (true, false) => Units::ZERO,
    };
    let reduced = Units::new(units.get().checked_sub(full.get())?);
    let amount = sum(
        product_in_cents(price.full, full.get().into())?,
        product_in_cents(price.reduced, reduced.get().into())?,
    )?;
    Some((full, reduced, amount))
}

/// Returns a share of an amount, in cents.
pub(super) fn share(amount: Decimal, of: Decimal) -> Option<Decimal> {
    product_in_cents(amount, of)
}

/// The rates of steps 8 to 11 on a date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rates {
    /// The rate of coinsurance.
    pub(super) coinsurance: DatedRate,
    /// The share that is paid for an assistant's service, if it is reduced.
    pub(super) assistant: Option<DatedRate>,
    /// The rate of sequestration, if there is one.
    pub(super) sequestration: Option<DatedRate>,
    /// The base of the assistant's share.
    pub(super) assistant_base: AssistantBase,
}

/// Calculates steps 7 to 13 of a line with an allowed amount; `remaining` is the remaining deductible,
/// `None` if it is assumed to be met.
pub(super) fn settle(
    line: &mut LineEstimate,
    is_marked: bool,
    rates: &Rates,
    remaining: &mut Option<Decimal>,
) -> Option<()> {
    let assistant = rates.assistant.filter(|_| is_marked).map(|row| row.rate);
    let base = match (assistant, rates.assistant_base) {
        (Some(left), AssistantBase::Allowed) => share(line.allowed, left)?,
        _ => line.allowed,
    };
    if let Some(remaining) = remaining {
        line.deductible = base.min(*remaining);
        *remaining = difference(*remaining, line.deductible)?;
    }
    let after_deductible = difference(base, line.deductible)?;
    let program = difference(Decimal::ONE, rates.coinsurance.rate)?;
    line.payment_before_reductions = share(after_deductible, program)?;
    line.coinsurance = difference(after_deductible, line.payment_before_reductions)?;
    let payment = match (assistant, rates.assistant_base) {
        (Some(left), AssistantBase::ProgramPayment) => share(line.payment_before_reductions, left)?,
        _ => line.payment_before_reductions,
    };
    line.assistant_reduction = sum(
        difference(line.allowed, base)?,
        difference(line.payment_before_reductions, payment)?,
    )?;
    if let Some(row) = rates.sequestration {
        line.sequestration = share(payment, row.rate)?;
    }
    line.medicare_pays = difference(payment, line.sequestration)?;
    line.patient_may_owe = Some(sum(line.deductible, line.coinsurance)?);
    Some(())
}
