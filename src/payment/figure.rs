//! Defines `Figure`, a value on which an estimate rests, with its first date and its source.

use core::fmt;

use rust_decimal::Decimal;
use time::Date;

use crate::citation::{Certainty, Citation};
use crate::code::ProcedureCode;
use crate::money::Dollars;
use crate::name::words;
use crate::reference::catalog::Origin;
use crate::reference::thresholds::{Bucket, YearlyAmount};

use crate::reference::rates::DatedRate;

/// Contains a figure that an estimate used, with its first date and its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure {
    /// The name of the figure.
    pub name: FigureName,
    /// The code to which it belongs, or `None` if it belongs to no single code.
    pub code: Option<ProcedureCode>,
    /// The value.
    pub value: FigureValue,
    /// The first date on which it applies; `None` if it has none, or the caller gave none.
    pub from: Option<Date>,
    /// The source of the value.
    pub citation: Citation,
    /// Whether it is built in or supplied by the caller.
    pub origin: Origin,
}

/// Contains the value of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FigureValue {
    /// A factor or a rate, with its own decimals.
    Factor(Decimal),
    /// An amount in dollars.
    Dollars(Dollars),
    /// An indicator of one digit; `None` if none is known.
    Indicator(Option<u8>),
    /// A switch of the policy.
    Switch(&'static str),
}

impl fmt::Display for FigureValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Factor(factor) => fmt::Display::fmt(factor, f),
            Self::Dollars(amount) => fmt::Display::fmt(amount, f),
            Self::Indicator(Some(digit)) => fmt::Display::fmt(digit, f),
            Self::Indicator(None) => f.write_str("not held"),
            Self::Switch(value) => f.write_str(value),
        }
    }
}

words! {
    /// Names a figure of an estimate.
    #[non_exhaustive]
    FigureName, 26, "the name of a figure" {
        /// The conversion factor, in dollars per relative value unit.
        ConversionFactor "conversion-factor",
        /// The geographic factor of work.
        GpciWork "gpci-work",
        /// The geographic factor of practice expense.
        GpciPracticeExpense "gpci-pe",
        /// The geographic factor of malpractice.
        GpciMalpractice "gpci-mp",
        /// The relative value of work.
        RvuWork "rvu-work",
        /// The relative value of practice expense.
        RvuPracticeExpense "rvu-pe",
        /// The relative value of malpractice.
        RvuMalpractice "rvu-mp",
        /// The multiple procedure indicator of the code; 5 is the therapy reduction.
        MultipleProcedure "multiple-procedure",
        /// The published price of a unit in full, in dollars.
        PublishedFull "published-full-price",
        /// The published price of a reduced unit, in dollars.
        PublishedReduced "published-reduced-price",
        /// The share of the price that is allowed to a provider that does not participate.
        NotParticipating "not-participating",
        /// The share of practice expense that the multiple procedure payment reduction (MPPR) removes.
        PracticeExpenseReduction "pe-reduction",
        /// The share of the allowed amount that the patient owes as coinsurance.
        Coinsurance "coinsurance",
        /// The share of Medicare's payment that is paid for an assistant's service.
        AssistantShare "assistant-rate",
        /// The share of Medicare's payment that sequestration withholds.
        Sequestration "sequestration",
        /// The deductible that remains before the day, in dollars.
        Deductible "deductible-remaining",
        /// The amount that has accrued before the day in physical therapy and speech-language pathology.
        AccruedPtSlp "accrued-pt-slp",
        /// The amount that has accrued before the day in occupational therapy.
        AccruedOt "accrued-ot",
        /// The therapy threshold of physical therapy and speech-language pathology.
        KxAmountPtSlp "kx-amount-pt-slp",
        /// The therapy threshold of occupational therapy.
        KxAmountOt "kx-amount-ot",
        /// The targeted medical review threshold, in dollars.
        ReviewAmount "review-amount",
        /// The setting of the policy that names the base of the 85% for an assistant.
        AssistantBase "assistant_base",
        /// The setting of the policy that names the amount that an assistant's line accrues.
        ThresholdAccrual "threshold_accrual",
        /// The setting of the policy that names the treatment of a line that lacks KX.
        Kx "kx",
        /// The setting of the policy that names whether KX is decided for each line or for the day.
        KxScope "kx_scope",
        /// The setting of the policy that names the choice between equal lines.
        MpprTie "mppr_tie",
    }
}

impl FigureName {
    pub(super) const fn accrued(bucket: Bucket) -> Self {
        match bucket {
            Bucket::PtSlp => Self::AccruedPtSlp,
            Bucket::Ot => Self::AccruedOt,
        }
    }

    const fn kx_amount(bucket: Bucket) -> Self {
        match bucket {
            Bucket::PtSlp => Self::KxAmountPtSlp,
            Bucket::Ot => Self::KxAmountOt,
        }
    }
}

impl Figure {
    /// Returns a figure whose citation tells whether the caller supplied it.
    #[inline] // the figure is written into its place without a copy
    pub(super) fn new(
        name: FigureName,
        value: FigureValue,
        from: Option<Date>,
        citation: Citation,
    ) -> Self {
        let supplied = citation.certainty() == Certainty::Digest
            && matches!(
                citation,
                Citation::SUPPLIED
                    | Citation::SUPPLIED_PPRRVU
                    | Citation::SUPPLIED_GPCI
                    | Citation::SUPPLIED_PFALL
            );
        Self {
            name,
            code: None,
            value,
            from,
            citation,
            origin: if supplied {
                Origin::Supplied
            } else {
                Origin::BuiltIn
            },
        }
    }

    pub(super) fn of(mut self, code: ProcedureCode) -> Self {
        self.code = Some(code);
        self
    }

    pub(super) fn rate(name: FigureName, row: DatedRate) -> Self {
        Self::new(name, FigureValue::Factor(row.rate), row.from, row.citation)
    }

    pub(super) fn kx_amount(bucket: Bucket, row: YearlyAmount) -> Self {
        let name = FigureName::kx_amount(bucket);
        let value = FigureValue::Dollars(Dollars::of_cents(row.amount));
        Self::new(name, value, Some(row.from), row.citation)
    }

    pub(super) fn supplied(name: FigureName, amount: Decimal) -> Self {
        Self::new(
            name,
            FigureValue::Dollars(Dollars::of_cents(amount)),
            None,
            Citation::SUPPLIED,
        )
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Figure {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        use crate::calendar::IsoDate;

        struct Text<T>(T);
        impl<T: fmt::Display> serde::Serialize for Text<T> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&self.0)
            }
        }

        let length = if self.code.is_some() { 6 } else { 5 };
        let mut fields = serializer.serialize_struct("Figure", length)?;
        fields.serialize_field("name", self.name.as_str())?;
        match self.code {
            Some(code) => fields.serialize_field("code", &code)?,
            None => fields.skip_field("code")?,
        }
        fields.serialize_field("value", &Text(self.value))?;
        fields.serialize_field("from", &self.from.map(|from| Text(IsoDate(from))))?;
        fields.serialize_field("citation", &self.citation)?;
        fields.serialize_field("supplied", &(self.origin == Origin::Supplied))?;
        fields.end()
    }
}
