//! The steps from a price to what Medicare and the patient may pay, one by one, each rounded where
//! the rule rounds and nowhere else.

use core::cmp::Reverse;
use core::fmt;

use rust_decimal::Decimal;

use super::policy::{AssistantBase, MpprTie};
use super::threshold::KxNeed;
use crate::citation::Citation;
use crate::code::{Modifiers, ProcedureCode};
use crate::money::{difference, product_in_cents, sum};
use crate::payment::Price;
use crate::quantity::{Minutes, Units};
use crate::reference::rates::DatedRate;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LineStatus {
    /// Estimated as paid.
    Estimated,
    /// Above the yearly amount without KX: nothing is paid, and nothing is owed.
    DeniedWithoutKx,
    /// GY or GX: excluded, or a voluntary notice; the charge is the patient's.
    NotCovered,
    /// GZ: denial is expected and no notice was given.
    DeniedNoNotice,
    /// A status under which Medicare pays nothing for the code on its own.
    NotPayable,
    /// No figures to make a price of.
    NoData,
}

impl LineStatus {
    /// The serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Estimated => "estimated",
            Self::DeniedWithoutKx => "denied-without-kx",
            Self::NotCovered => "not-covered",
            Self::DeniedNoNotice => "denied-no-notice",
            Self::NotPayable => "not-payable",
            Self::NoData => "no-data",
        }
    }
}

impl fmt::Display for LineStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// One line of an estimate, with the result of every step. Money is in dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct LineEstimate {
    /// The code.
    pub code: ProcedureCode,
    /// The units billed.
    pub units: Units,
    /// The modifiers in claim order, with KX where it was added.
    pub modifiers: Modifiers,
    /// What became of the line.
    pub status: LineStatus,
    /// Step 1, price of one unit in full; `None` of a line without a price, like the next four.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub full_price: Option<Decimal>,
    /// Step 2, price of one reduced unit.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub reduced_price: Option<Decimal>,
    /// Step 3, units at the full price.
    pub units_full: Option<Units>,
    /// The other units.
    pub units_reduced: Option<Units>,
    /// Step 4, fee schedule amount of the line.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub fee_schedule: Option<Decimal>,
    /// The charge of the whole line; `None` if not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub charge: Option<Decimal>,
    /// Step 5, what Medicare recognizes; 0 of a line that is denied or has no price.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub allowed: Decimal,
    /// Step 6, whether the line needs KX.
    pub kx: KxNeed,
    /// Step 7, what goes to the deductible.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub deductible: Decimal,
    /// Step 9, the patient's share of the rest.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub coinsurance: Decimal,
    /// Step 8, the program's share before reductions.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub payment_before_reductions: Decimal,
    /// Step 10, what is taken off because an assistant furnished the service.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub assistant_reduction: Decimal,
    /// Step 11, what sequestration takes off.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub sequestration: Decimal,
    /// Step 12, what Medicare may pay.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub medicare_pays: Decimal,
    /// Step 13, what the patient may owe; `None` where that is a charge that was not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub patient_may_owe: Option<Decimal>,
    /// Minutes of the service, for the statement.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub minutes: Option<Minutes>,
}

/// A step of the estimate of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Step {
    /// Price of one unit in full.
    FullPrice,
    /// Price of one reduced unit.
    ReducedPrice,
    /// Fee schedule amount of the line.
    FeeSchedule,
    /// The lesser of charge and fee schedule amount.
    Allowed,
    /// What goes to the deductible.
    Deductible,
    /// The program's share before reductions.
    PaymentBeforeReductions,
    /// The patient's share of the rest.
    Coinsurance,
    /// What is taken off because an assistant furnished the service.
    AssistantReduction,
    /// What sequestration takes off.
    Sequestration,
    /// What Medicare may pay.
    MedicarePays,
    /// What the patient may owe.
    PatientMayOwe,
}

impl Step {
    /// All steps, in the order they are taken.
    pub const ALL: [Self; 11] = [
        Self::FullPrice,
        Self::ReducedPrice,
        Self::FeeSchedule,
        Self::Allowed,
        Self::Deductible,
        Self::PaymentBeforeReductions,
        Self::Coinsurance,
        Self::AssistantReduction,
        Self::Sequestration,
        Self::MedicarePays,
        Self::PatientMayOwe,
    ];

    /// The key under which the amount is serialized.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FullPrice => "full_price",
            Self::ReducedPrice => "reduced_price",
            Self::FeeSchedule => "fee_schedule",
            Self::Allowed => "allowed",
            Self::Deductible => "deductible",
            Self::PaymentBeforeReductions => "payment_before_reductions",
            Self::Coinsurance => "coinsurance",
            Self::AssistantReduction => "assistant_reduction",
            Self::Sequestration => "sequestration",
            Self::MedicarePays => "medicare_pays",
            Self::PatientMayOwe => "patient_may_owe",
        }
    }

    /// How the amount comes about.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::FullPrice => {
                "relative values times geographic factors, added, times the conversion factor, in cents"
            }
            Self::ReducedPrice => "the same with practice expense reduced, in cents",
            Self::FeeSchedule => "full price times units in full, reduced price times the others",
            Self::Allowed => "the lesser of charge and fee schedule amount; 0 if denied",
            Self::Deductible => "the lesser of what remains and the allowed amount, in claim order",
            Self::PaymentBeforeReductions => "80% of allowed less deductible, in cents",
            Self::Coinsurance => "allowed less deductible, less the program's share",
            Self::AssistantReduction => "what 85% leaves off, in cents",
            Self::Sequestration => "the rate times what is left of the program's share, in cents",
            Self::MedicarePays => "the program's share less both reductions",
            Self::PatientMayOwe => "deductible and coinsurance; the charge if not covered",
        }
    }

    /// Where the rule is set.
    #[must_use]
    pub const fn citation(self) -> Citation {
        match self {
            Self::FullPrice => Citation::SSA_1848_B,
            Self::ReducedPrice | Self::FeeSchedule => Citation::SSA_1848_B_7,
            Self::Allowed => Citation::SSA_1848_A_1,
            Self::Deductible => Citation::SSA_1833_B,
            Self::PaymentBeforeReductions | Self::Coinsurance | Self::PatientMayOwe => {
                Citation::SSA_1834_K_1_B
            }
            Self::AssistantReduction => Citation::SSA_1834_V_1,
            Self::Sequestration | Self::MedicarePays => Citation::BBEDCA_251A,
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl LineEstimate {
    /// The steps in the order they are taken, with their amounts in dollars; `None` where there is
    /// none.
    pub fn breakdown(&self) -> impl Iterator<Item = (Step, Option<Decimal>)> + '_ {
        Step::ALL.iter().map(|&step| (step, self.amount(step)))
    }

    /// The amount of a step, in dollars; `None` where there is none.
    #[must_use]
    pub const fn amount(&self, step: Step) -> Option<Decimal> {
        match step {
            Step::FullPrice => self.full_price,
            Step::ReducedPrice => self.reduced_price,
            Step::FeeSchedule => self.fee_schedule,
            Step::Allowed => Some(self.allowed),
            Step::Deductible => Some(self.deductible),
            Step::PaymentBeforeReductions => Some(self.payment_before_reductions),
            Step::Coinsurance => Some(self.coinsurance),
            Step::AssistantReduction => Some(self.assistant_reduction),
            Step::Sequestration => Some(self.sequestration),
            Step::MedicarePays => Some(self.medicare_pays),
            Step::PatientMayOwe => self.patient_may_owe,
        }
    }
}

/// Dollars and no cents.
pub(super) const NOTHING: Decimal = Decimal::from_parts(0, 0, 0, false, 2);

/// The line whose first unit keeps the full price, among those under the several-procedure rule:
/// the highest practice expense of its place, then the higher full price, then as the policy says,
/// then the line that stands first.
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

/// Steps 3 and 4: units in full, units reduced, and the fee schedule amount they make.
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

/// The share that is left of an amount, in cents.
pub(super) fn share(amount: Decimal, of: Decimal) -> Option<Decimal> {
    product_in_cents(amount, of)
}

/// The rates of steps 8 to 11 on a date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rates {
    /// Rate of the patient's share.
    pub(super) coinsurance: DatedRate,
    /// Share left of an assistant's service, where that is cut.
    pub(super) assistant: Option<DatedRate>,
    /// Sequestration, where there is any.
    pub(super) sequestration: Option<DatedRate>,
    /// What the assistant's share is taken of.
    pub(super) assistant_base: AssistantBase,
}

/// Steps 7 to 13 of a line whose allowed amount stands; `remaining` is what is left of the
/// deductible, `None` where it is taken as met.
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

/// The sums over all lines, in dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Totals {
    /// Fee schedule amounts of the lines that have one.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub fee_schedule: Decimal,
    /// Charges; `None` unless every line states one.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub charge: Option<Decimal>,
    /// Allowed amounts.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub allowed: Decimal,
    /// What goes to the deductible.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub deductible: Decimal,
    /// The patient's share of the rest.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub coinsurance: Decimal,
    /// The program's share before reductions.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub payment_before_reductions: Decimal,
    /// What is taken off for assistants.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub assistant_reduction: Decimal,
    /// What sequestration takes off.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub sequestration: Decimal,
    /// What Medicare may pay.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub medicare_pays: Decimal,
    /// What the patient may owe; `None` where part of it is a charge that was not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub patient_may_owe: Option<Decimal>,
    /// False where a line has no price data and the sums leave it out.
    pub complete: bool,
}

impl Totals {
    pub(super) const EMPTY: Self = Self {
        fee_schedule: NOTHING,
        charge: Some(NOTHING),
        allowed: NOTHING,
        deductible: NOTHING,
        coinsurance: NOTHING,
        payment_before_reductions: NOTHING,
        assistant_reduction: NOTHING,
        sequestration: NOTHING,
        medicare_pays: NOTHING,
        patient_may_owe: Some(NOTHING),
        complete: true,
    };

    /// The sums with one line more; `None` where a decimal cannot hold one.
    pub(super) fn and(self, line: &LineEstimate) -> Option<Self> {
        let known = |a, b| match (a, b) {
            (Some(a), Some(b)) => sum(a, b).map(Some),
            _ => Some(None), // unknown if either is
        };
        Some(Self {
            fee_schedule: sum(self.fee_schedule, line.fee_schedule.unwrap_or(NOTHING))?,
            charge: known(self.charge, line.charge)?,
            allowed: sum(self.allowed, line.allowed)?,
            deductible: sum(self.deductible, line.deductible)?,
            coinsurance: sum(self.coinsurance, line.coinsurance)?,
            payment_before_reductions: sum(
                self.payment_before_reductions,
                line.payment_before_reductions,
            )?,
            assistant_reduction: sum(self.assistant_reduction, line.assistant_reduction)?,
            sequestration: sum(self.sequestration, line.sequestration)?,
            medicare_pays: sum(self.medicare_pays, line.medicare_pays)?,
            patient_may_owe: known(self.patient_may_owe, line.patient_may_owe)?,
            complete: self.complete && line.status != LineStatus::NoData,
        })
    }
}
