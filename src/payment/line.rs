//! Contains the result of an estimate for one line, step by step.

use rust_decimal::Decimal;

use crate::citation::Citation;
use crate::claim::KxNeed;
use crate::code::{Modifiers, ProcedureCode};
use crate::name::words;
use crate::quantity::{Minutes, Units};

words! {
    /// States the payment result of a line.
    #[non_exhaustive]
    LineStatus, 7, "the status of a line" {
        /// The line is estimated as paid.
        Estimated "estimated",
        /// The line is above the therapy threshold without KX and without a notice: nothing is paid or owed.
        DeniedWithoutKx "denied-without-kx",
        /// The line is above the therapy threshold with GA instead of KX: the patient may owe the charge.
        DeniedPatientLiable "denied-patient-liable",
        /// The line has GY or GX: Medicare does not pay, and the charge is the patient's.
        NotCovered "not-covered",
        /// The line has GZ: denial is expected, and no notice was given.
        DeniedNoNotice "denied-no-notice",
        /// The code has a status under which Medicare never pays it on its own.
        NotPayable "not-payable",
        /// No figures are known that make a price.
        NoData "no-data",
    }
}

words! {
    /// States whether a line of an estimate needs KX.
    LineKx, 4, "needed, not-needed, unknown or not-therapy" {
        /// The line needs KX.
        Needed "needed",
        /// The line does not need KX, or Medicare does not pay it for another reason.
        NotNeeded "not-needed",
        /// The decision is not known.
        Unknown "unknown",
        /// The line has no discipline modifier and belongs to no bucket.
        NotTherapy "not-therapy",
    }
}

impl From<KxNeed> for LineKx {
    fn from(need: KxNeed) -> Self {
        match need {
            KxNeed::Needed => Self::Needed,
            KxNeed::NotNeeded => Self::NotNeeded,
            KxNeed::Unknown(_) => Self::Unknown,
        }
    }
}

/// Contains a line of an estimate, with the result of every step. Money is in dollars.
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
    /// The payment result of the line.
    pub status: LineStatus,
    /// Step 1: the full price of one unit; `None` if the line has no price, as in the next four fields.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub full_price: Option<Decimal>,
    /// Step 2: the price of one reduced unit.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub reduced_price: Option<Decimal>,
    /// Step 3: the units at the full price.
    pub units_full: Option<Units>,
    /// The other units.
    pub units_reduced: Option<Units>,
    /// Step 4: the fee schedule amount of the line.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub fee_schedule: Option<Decimal>,
    /// The charge of the whole line; `None` if not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub charge: Option<Decimal>,
    /// Step 5: the allowed amount; 0 if the line is denied or has no price.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub allowed: Decimal,
    /// Step 6: whether the line needs KX.
    pub kx: LineKx,
    /// Step 7: the part of the allowed amount that is deductible.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub deductible: Decimal,
    /// Step 9: the coinsurance, which is the patient's share of the rest.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub coinsurance: Decimal,
    /// Step 8: the program payment before reductions.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub payment_before_reductions: Decimal,
    /// Step 10: the reduction because an assistant furnished the service.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub assistant_reduction: Decimal,
    /// Step 11: the reduction by sequestration.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub sequestration: Decimal,
    /// Step 12: what Medicare may pay.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub medicare_pays: Decimal,
    /// Step 13: what the patient may owe; `None` if that is a charge that is not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub patient_may_owe: Option<Decimal>,
    /// The minutes of the service, which the statement shows.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub minutes: Option<Minutes>,
}

words! {
    /// Names a step of the estimate of a line.
    #[non_exhaustive]
    PaymentStep, 11, "the key of an amount of a line" {
        /// The full price of one unit.
        FullPrice "full_price",
        /// The price of one reduced unit.
        ReducedPrice "reduced_price",
        /// The fee schedule amount of the line.
        FeeSchedule "fee_schedule",
        /// The lesser of the charge and the fee schedule amount.
        Allowed "allowed",
        /// The deductible.
        Deductible "deductible",
        /// The program payment before reductions.
        PaymentBeforeReductions "payment_before_reductions",
        /// The coinsurance.
        Coinsurance "coinsurance",
        /// The reduction because an assistant furnished the service.
        AssistantReduction "assistant_reduction",
        /// The reduction by sequestration.
        Sequestration "sequestration",
        /// What Medicare may pay.
        MedicarePays "medicare_pays",
        /// What the patient may owe.
        PatientMayOwe "patient_may_owe",
    }
}

impl PaymentStep {
    /// Returns how the amount is calculated.
    #[must_use]
    pub const fn rule(self) -> &'static str {
        match self {
            Self::FullPrice => {
                "relative values times geographic factors, added, times the conversion factor, in cents"
            }
            Self::ReducedPrice => "as the full price, with practice expense reduced, in cents",
            Self::FeeSchedule => "full price times units in full, reduced price times the others",
            Self::Allowed => "the lesser of the charge and the fee schedule amount; 0 if denied",
            Self::Deductible => {
                "the lesser of the remaining deductible and the allowed amount, in claim order"
            }
            Self::PaymentBeforeReductions => {
                "80% of the allowed amount less the deductible, in cents"
            }
            Self::Coinsurance => "the allowed amount less the deductible and the program payment",
            Self::AssistantReduction => "the program payment less 85% of it, in cents",
            Self::Sequestration => {
                "the rate times the program payment after the assistant reduction, in cents"
            }
            Self::MedicarePays => "the program payment less both reductions",
            Self::PatientMayOwe => {
                "the deductible and the coinsurance; the charge if the patient is liable for it"
            }
        }
    }

    /// Returns the source of the rule.
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

impl LineEstimate {
    /// Returns the steps in their order, with their amounts in dollars, or `None` where there is
    /// none.
    pub fn breakdown(&self) -> impl Iterator<Item = (PaymentStep, Option<Decimal>)> + '_ {
        PaymentStep::ALL
            .iter()
            .map(|&step| (step, self.amount(step)))
    }

    /// Returns the amount of a step in dollars, or `None` where there is none.
    #[must_use]
    pub const fn amount(&self, step: PaymentStep) -> Option<Decimal> {
        match step {
            PaymentStep::FullPrice => self.full_price,
            PaymentStep::ReducedPrice => self.reduced_price,
            PaymentStep::FeeSchedule => self.fee_schedule,
            PaymentStep::Allowed => Some(self.allowed),
            PaymentStep::Deductible => Some(self.deductible),
            PaymentStep::PaymentBeforeReductions => Some(self.payment_before_reductions),
            PaymentStep::Coinsurance => Some(self.coinsurance),
            PaymentStep::AssistantReduction => Some(self.assistant_reduction),
            PaymentStep::Sequestration => Some(self.sequestration),
            PaymentStep::MedicarePays => Some(self.medicare_pays),
            PaymentStep::PatientMayOwe => self.patient_may_owe,
        }
    }
}
