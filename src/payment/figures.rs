//! Lists the figures on which an estimate rests, from its worksheet.

use alloc::collections::BTreeSet;
use alloc::vec::Vec;

use time::{Date, macros::date};

use super::figure::{Figure, FigureName, FigureValue};
use super::policy::PaymentPolicy;
use super::price::PriceBasis;
use super::worksheet::{Row, Worksheet};
use crate::citation::Citation;
use crate::code::ProcedureCode;
use crate::money::Dollars;
use crate::reference::rates::{self, DatedRate};
use crate::reference::thresholds::Bucket;

impl Worksheet<'_> {
    /// Lists every figure that was used, in the order of the steps.
    pub(super) fn figures(&self) -> Vec<Figure> {
        let mut figures = Vec::with_capacity(24 + 4 * self.rows.len().min(100));
        self.list_prices(&mut figures);
        if !self.day.provider.participating {
            figures.push(Figure::rate(
                FigureName::NotParticipating,
                rates::not_participating(),
            ));
        }
        let reduces = self
            .rows
            .iter()
            .any(|row| row.price.is_some_and(|price| price.is_reducible));
        let mut rate = |name, row: Option<DatedRate>| {
            figures.extend(row.map(|row| Figure::rate(name, row)));
        };
        rate(
            FigureName::PracticeExpenseReduction,
            self.pricing.reduction().filter(|_| reduces),
        );
        rate(FigureName::Coinsurance, Some(self.rates.coinsurance));
        let reduces_for_assistant = self
            .rows
            .iter()
            .any(|row| row.price.is_some() && row.is_marked);
        rate(
            FigureName::AssistantShare,
            self.rates.assistant.filter(|_| reduces_for_assistant),
        );
        rate(FigureName::Sequestration, self.rates.sequestration);
        if let Some(amount) = self.day.deductible_remaining {
            figures.push(Figure::supplied(FigureName::Deductible, amount));
        }
        self.list_thresholds(&mut figures);
        list_policy(&mut figures, self.day.policy);
        figures
    }

    fn list_prices(&self, figures: &mut Vec<Figure>) {
        let mut by_code = Vec::with_capacity(4 * self.rows.len().min(100));
        let mut seen = BTreeSet::new();
        let mut multiplies = false;
        for Row { line, price, .. } in &self.rows {
            let Some(price) = price else {
                continue;
            };
            multiplies |= matches!(price.basis, PriceBasis::RelativeValues(..));
            if seen.insert(line.code) {
                list_basis(&mut by_code, line.code, price.basis);
            }
        }
        if multiplies || !self.pricing.has_published_amounts() {
            if let Some(factor) = self.pricing.conversion_factor() {
                figures.push(Figure::new(
                    FigureName::ConversionFactor,
                    FigureValue::Factor(factor.value),
                    self.day
                        .conversion_factor
                        .map_or(Some(factor.period.from()), |_| None),
                    factor.citation,
                ));
            }
            if let Some((place, from, citation)) = self.pricing.place() {
                figures.extend(
                    [
                        (FigureName::GpciWork, place.work()),
                        (FigureName::GpciPracticeExpense, place.practice_expense()),
                        (FigureName::GpciMalpractice, place.malpractice()),
                    ]
                    .map(|(name, factor)| {
                        Figure::new(name, FigureValue::Factor(factor), from, citation)
                    }),
                );
            }
        }
        figures.append(&mut by_code);
    }

    fn list_thresholds(&self, figures: &mut Vec<Figure>) {
        let mut is_reviewed = false;
        for bucket in Bucket::ALL {
            let Some(before) = self.day.accrued.get(bucket) else {
                continue;
            };
            figures.push(Figure::supplied(FigureName::accrued(bucket), before));
            if self.rows.iter().any(|row| row.kx_bucket == Some(bucket)) {
                is_reviewed = true;
                let amount = self.totals.bucket(bucket).yearly();
                figures.extend(amount.map(|row| Figure::kx_amount(bucket, row)));
            }
        }
        let review = self.day.reference.review_amount(self.day.date);
        figures.extend(review.filter(|_| is_reviewed).map(|row| {
            let value = FigureValue::Dollars(Dollars::of_cents(row.amount));
            Figure::new(
                FigureName::ReviewAmount,
                value,
                Some(row.from),
                row.citation,
            )
        }));
    }
}

/// Lists the figures of a price.
fn list_basis(figures: &mut Vec<Figure>, code: ProcedureCode, basis: PriceBasis) {
    match basis {
        PriceBasis::RelativeValues(values, from) => {
            let citation = values.citation();
            let factors = [
                (FigureName::RvuWork, values.work()),
                (FigureName::RvuPracticeExpense, values.practice_expense()),
                (FigureName::RvuMalpractice, values.malpractice()),
            ];
            figures.extend(factors.map(|(name, value)| {
                Figure::new(name, FigureValue::Factor(value), from, citation).of(code)
            }));
            let indicator = FigureValue::Indicator(values.multiple_procedure());
            let citation = values.indicator_citation();
            let figure = Figure::new(FigureName::MultipleProcedure, indicator, from, citation);
            figures.push(figure.of(code));
        }
        PriceBasis::PaymentAmounts {
            full,
            reduced,
            from,
        } => figures.extend(
            [
                (FigureName::PublishedFull, full),
                (FigureName::PublishedReduced, reduced),
            ]
            .map(|(name, amount)| {
                let value = FigureValue::Dollars(Dollars::of_cents(amount));
                Figure::new(name, value, Some(from), Citation::SUPPLIED_PFALL).of(code)
            }),
        ),
    }
}

/// Lists every switch, also one that has its default.
fn list_policy(figures: &mut Vec<Figure>, policy: PaymentPolicy) {
    const ASSISTANT: Date = date!(2022 - 01 - 01);
    const THRESHOLD: Date = date!(2018 - 01 - 01);
    const REDUCTION: Date = date!(2011 - 01 - 01);
    let standard = PaymentPolicy::DEFAULT;
    let mut switch = |name, value, is_standard, from, citation| {
        let citation = if is_standard {
            citation
        } else {
            Citation::SUPPLIED
        };
        figures.push(Figure::new(
            name,
            FigureValue::Switch(value),
            Some(from),
            citation,
        ));
    };
    switch(
        FigureName::AssistantBase,
        policy.assistant_base.as_str(),
        policy.assistant_base == standard.assistant_base,
        ASSISTANT,
        Citation::OPEN_ASSISTANT_BASE,
    );
    switch(
        FigureName::ThresholdAccrual,
        policy.threshold_accrual.as_str(),
        policy.threshold_accrual == standard.threshold_accrual,
        ASSISTANT,
        Citation::OPEN_THRESHOLD_ACCRUAL,
    );
    switch(
        FigureName::Kx,
        policy.kx.as_str(),
        policy.kx == standard.kx,
        THRESHOLD,
        Citation::CFR_410_60_E_1_V,
    );
    switch(
        FigureName::KxScope,
        policy.kx_scope.as_str(),
        policy.kx_scope == standard.kx_scope,
        THRESHOLD,
        Citation::OPEN_KX_SCOPE,
    );
    switch(
        FigureName::MpprTie,
        policy.mppr_tie.as_str(),
        policy.mppr_tie == standard.mppr_tie,
        REDUCTION,
        Citation::OPEN_MPPR_TIE,
    );
}
