//! The estimate of a day, step after step.

use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;

use rust_decimal::Decimal;
use time::{Date, macros::date};

use super::day::{ChargeLine, TherapyDay};
use super::figure::{Figure, FigureName, FigureValue};
use super::finding::{PaymentFinding, twin_of};
use super::policy::{KxPolicy, KxScope, Policy, ThresholdAccrual};
use super::reductions::{
    LineEstimate, LineStatus, NOTHING, Rates, Step, Totals, fee_schedule_amount, line_in_full,
    settle, share,
};
use super::threshold::{Accrued, KxNeed, RunningTotals};
use crate::citation::Citation;
use crate::claim::{evidence::StatusLetter, with_kx};
use crate::code::{Modifier, Modifiers, ProcedureCode};
use crate::finding::{Findings, Location};
use crate::money::sum;
use crate::payment::{Price, PriceBasis, PriceLookup, Pricing, PricingError};
use crate::reference::ReferenceData;
use crate::reference::rates::{self, DatedRate};
use crate::reference::thresholds::Bucket;

/// An estimate that could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EstimateError {
    /// The day has no prices.
    #[error(transparent)]
    Pricing(#[from] PricingError),
    /// An amount needs more digits than a decimal has.
    #[error("{at}: {step} needs more than the 28 digits of a decimal")]
    TooLong {
        /// The line.
        at: Location,
        /// The step.
        step: Step,
    },
    /// A total needs more digits than a decimal has.
    #[error("a total of the day needs more than the 28 digits of a decimal")]
    TotalTooLong,
    /// A running total needs more digits than a decimal has.
    #[error("accrued: the running total of {bucket} needs more than the 28 digits of a decimal")]
    AccruedTooLong {
        /// The bucket.
        bucket: Bucket,
    },
}

/// What Medicare Part B and the patient may pay for a day.
///
/// Every figure it rests on is listed, with its date and source.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Estimate {
    /// The caller's schedule.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub id: Option<String>,
    /// The date of service.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub date: Date,
    /// The lines in claim order.
    pub lines: Vec<LineEstimate>,
    /// The sums over all lines.
    pub totals: Totals,
    /// What has accrued after the day, by bucket; `None` if nothing was stated.
    pub accrued: Option<Accrued>,
    /// What remains of the deductible after the day, in dollars; `None` if not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub deductible_remaining: Option<Decimal>,
    /// Every figure the estimate used.
    pub figures: Vec<Figure>,
    /// What the estimate has to say.
    pub findings: Findings<PaymentFinding>,
}

/// Where a finding stands that is about the whole day.
const CLAIM: Location = Location::new("claim");

fn line_at(index: usize) -> Location {
    Location::new("lines[]").index(index)
}

fn too_long(index: usize, step: Step) -> EstimateError {
    EstimateError::TooLong {
        at: line_at(index),
        step,
    }
}

/// What is worked out of a line before its result.
#[derive(Clone, Copy)]
struct Working {
    price: Option<Price>,
    bucket: Option<Bucket>,
    /// CQ or CO, where the reduction for assistants applies.
    is_reduced_for_assistant: bool,
    /// CQ or CO, whether or not it does.
    is_marked: bool,
}

impl TherapyDay {
    /// What Medicare Part B and the patient may pay.
    ///
    /// # Errors
    ///
    /// No conversion factor for the date, no geographic factors for the locality and year, a critical
    /// access hospital, amounts that a decimal cannot hold. What else is amiss is a finding.
    ///
    /// # Source
    ///
    /// The citation of each [`Step`] and of each figure.
    pub fn estimate(&self, reference: &ReferenceData) -> Result<Estimate, EstimateError> {
        Estimator::new(self, reference)?.run()
    }
}

/// One run over a day.
struct Estimator<'a> {
    day: &'a TherapyDay,
    pricing: Pricing<'a>,
    rates: Rates,
    totals: RunningTotals,
    working: Vec<Working>,
    lines: Vec<LineEstimate>,
    findings: Findings<PaymentFinding>,
}

impl<'a> Estimator<'a> {
    fn new(day: &'a TherapyDay, reference: &'a ReferenceData) -> Result<Self, EstimateError> {
        let date = day.date;
        let pricing = Pricing::new(reference, date, day.place, day.provider)?;
        Ok(Self {
            day,
            pricing,
            rates: Rates {
                coinsurance: rates::coinsurance(date)
                    .ok_or(PricingError::NoCoinsurance { date })?,
                assistant: rates::assistant_share(date, day.provider.setting),
                sequestration: rates::sequestration(date),
                assistant_base: day.policy.assistant_base,
            },
            totals: RunningTotals::new(date, day.accrued, reference),
            working: Vec::with_capacity(day.lines.len()),
            lines: Vec::with_capacity(day.lines.len()),
            findings: Findings::new(),
        })
    }

    fn run(mut self) -> Result<Estimate, EstimateError> {
        for (index, line) in self.day.lines.iter().enumerate() {
            self.price(index, line)?;
        }
        self.allow()?;
        let deductible_remaining = self.decide_and_settle()?;
        let mut totals = Totals::EMPTY;
        for line in &self.lines {
            totals = totals.and(line).ok_or(EstimateError::TotalTooLong)?;
        }
        self.findings
            .sort_by_path(|path| usize::from(path != CLAIM.path()));
        let figures = self.figures();
        let accrued = self.totals.accrued();
        Ok(Estimate {
            id: self.day.id.clone(),
            date: self.day.date,
            lines: self.lines,
            totals,
            accrued: (!accrued.is_unknown()).then_some(accrued),
            deductible_remaining,
            figures,
            findings: self.findings,
        })
    }

    /// Steps 1 and 2, and the lines that are not estimated.
    fn price(&mut self, index: usize, line: &ChargeLine) -> Result<(), EstimateError> {
        let (code, modifiers) = (line.code(), line.modifiers());
        let at = line_at(index);
        let bucket = Bucket::of_line(&modifiers);
        let is_marked = modifiers.contains(Modifier::CQ) || modifiers.contains(Modifier::CO);
        let (status, price) = match notice(&modifiers) {
            Some(LineStatus::NotCovered) => {
                self.findings.push(PaymentFinding::NotCovered { code }, at);
                (LineStatus::NotCovered, None)
            }
            Some(status) => {
                self.findings
                    .push(PaymentFinding::DeniedNoNotice { code }, at);
                (status, None)
            }
            None => self.look_up(code, at)?,
        };
        if let Some(price) = price {
            if modifiers.contains(Modifier::GA) {
                self.findings
                    .push(PaymentFinding::NoticeOnFile { code }, at);
            }
            if line.charge().is_none() {
                self.findings
                    .push(PaymentFinding::ChargeUnknown { code }, at);
            }
            if bucket.is_none() && is_under_therapy_reduction(&price) {
                self.findings
                    .push(PaymentFinding::DisciplineMissing { code }, at);
            }
        }
        self.working.push(Working {
            price,
            bucket,
            is_reduced_for_assistant: is_marked && self.rates.assistant.is_some(),
            is_marked,
        });
        self.lines.push(LineEstimate {
            code,
            units: line.units(),
            modifiers,
            status,
            full_price: price.map(|price| price.full),
            reduced_price: price.map(|price| price.reduced),
            units_full: None,
            units_reduced: None,
            fee_schedule: None,
            charge: line.charge(),
            allowed: NOTHING,
            kx: match bucket {
                Some(_) => KxNeed::NotNeeded,
                None => KxNeed::NotTherapy,
            },
            deductible: NOTHING,
            coinsurance: NOTHING,
            payment_before_reductions: NOTHING,
            assistant_reduction: NOTHING,
            sequestration: NOTHING,
            medicare_pays: NOTHING,
            patient_may_owe: match status {
                LineStatus::NotCovered => line.charge(),
                _ => Some(NOTHING),
            },
            minutes: line.minutes(),
        });
        Ok(())
    }

    /// The price of a code: the caller's values before the tables and before the status.
    fn look_up(
        &mut self,
        code: ProcedureCode,
        at: Location,
    ) -> Result<(LineStatus, Option<Price>), EstimateError> {
        let lookup = match self.day.values.get(&code) {
            Some(values) => self.pricing.supplied(*values)?,
            None => self.pricing.price(code)?,
        };
        Ok(match lookup {
            PriceLookup::Priced(price) => (LineStatus::Estimated, Some(price)),
            PriceLookup::NotPayable(status) => {
                let finding = PaymentFinding::CodeNotPayable {
                    code,
                    status: StatusLetter(status),
                    twin: twin_of(code),
                };
                self.findings.push(finding, at);
                (LineStatus::NotPayable, None)
            }
            PriceLookup::NoData => {
                let finding = PaymentFinding::price_no_data(code, self.day.date);
                self.findings.push(finding, at);
                (LineStatus::NoData, None)
            }
        })
    }

    /// Steps 3 to 5: one unit of the day in full, the fee schedule amount, the cap of the charge.
    fn allow(&mut self) -> Result<(), EstimateError> {
        let priced = self
            .working
            .iter()
            .enumerate()
            .filter_map(|(index, line)| Some((index, line.price.as_ref()?, line.is_marked)));
        let in_full = line_in_full(priced, self.day.policy.mppr_tie);
        for (index, (line, working)) in self.lines.iter_mut().zip(&self.working).enumerate() {
            let Some(price) = &working.price else {
                continue;
            };
            let (full, reduced, amount) =
                fee_schedule_amount(price, line.units, in_full == Some(index))
                    .ok_or_else(|| too_long(index, Step::FeeSchedule))?;
            line.units_full = Some(full);
            line.units_reduced = Some(reduced);
            line.fee_schedule = Some(amount);
            line.allowed = line.charge.map_or(amount, |charge| charge.min(amount));
        }
        Ok(())
    }

    /// Steps 6 to 13, in claim order; what then remains of the deductible.
    fn decide_and_settle(&mut self) -> Result<Option<Decimal>, EstimateError> {
        let mut remaining = self.day.deductible_remaining;
        if remaining.is_none() {
            self.findings.push(PaymentFinding::DeductibleUnknown, CLAIM);
        }
        let accruals = self.accruals()?;
        let of_day = match self.day.policy.kx_scope {
            KxScope::Line => [None, None],
            KxScope::Day => self.sums_of_day(&accruals)?,
        };
        let before = self.totals;
        for (index, accrual) in accruals.into_iter().enumerate() {
            let (Some(line), Some(working)) = (self.lines.get_mut(index), self.working.get(index))
            else {
                continue;
            };
            if working.price.is_none() {
                continue;
            }
            if let Some(bucket) = working.bucket {
                let [pt_slp, ot] = of_day;
                let day = match bucket {
                    Bucket::PtSlp => pt_slp,
                    Bucket::Ot => ot,
                };
                let (totals, allowed) = match day {
                    Some(sum) => (&before, sum),
                    None => (&self.totals, accrual),
                };
                let too_long = EstimateError::AccruedTooLong { bucket };
                line.kx = totals.need(bucket, allowed).ok_or(too_long)?;
                let at = line_at(index);
                if let Some(finding) = decide(line, self.day.policy.kx, totals, bucket, allowed, at)
                {
                    self.findings.push(finding, at);
                }
                if line.status == LineStatus::DeniedWithoutKx {
                    line.allowed = NOTHING;
                    continue;
                }
                self.totals = self.totals.accrue(bucket, accrual).ok_or(too_long)?;
            }
            let is_reduced = working.is_reduced_for_assistant;
            settle(line, is_reduced, &self.rates, &mut remaining)
                .ok_or_else(|| too_long(index, Step::PaymentBeforeReductions))?;
        }
        self.find_on_totals();
        Ok(remaining)
    }

    /// What each line accrues if it is not denied.
    fn accruals(&self) -> Result<Vec<Decimal>, EstimateError> {
        let lines = self.lines.iter().zip(&self.working).enumerate();
        lines
            .map(|(index, (line, working))| {
                let left = self
                    .rates
                    .assistant
                    .filter(|_| working.is_reduced_for_assistant)
                    .filter(|_| {
                        self.day.policy.threshold_accrual == ThresholdAccrual::AssistantReduced
                    });
                match left {
                    Some(row) => {
                        share(line.allowed, row.rate).ok_or_else(|| too_long(index, Step::Allowed))
                    }
                    None => Ok(line.allowed),
                }
            })
            .collect()
    }

    /// What the lines of each bucket accrue together.
    fn sums_of_day(&self, accruals: &[Decimal]) -> Result<[Option<Decimal>; 2], EstimateError> {
        let mut sums = [NOTHING; 2];
        for (working, accrual) in self.working.iter().zip(accruals) {
            let [pt_slp, ot] = &mut sums;
            let (bucket, total) = match working.bucket.filter(|_| working.price.is_some()) {
                Some(bucket @ Bucket::PtSlp) => (bucket, pt_slp),
                Some(bucket @ Bucket::Ot) => (bucket, ot),
                None => continue,
            };
            *total = sum(*total, *accrual).ok_or(EstimateError::AccruedTooLong { bucket })?;
        }
        Ok(sums.map(Some))
    }

    /// Whether a priced line of the day belongs to a bucket.
    fn touches(&self, bucket: Bucket) -> bool {
        self.working
            .iter()
            .any(|line| line.price.is_some() && line.bucket == Some(bucket))
    }

    /// What the running totals have to say after the day.
    fn find_on_totals(&mut self) {
        let (before, after) = (self.day.accrued, self.totals);
        let touched = Bucket::ALL.map(|bucket| self.touches(bucket).then_some(bucket));
        let mut touched = touched.into_iter().flatten();
        if before.is_unknown() || touched.clone().any(|bucket| before.get(bucket).is_none()) {
            self.findings.push(PaymentFinding::AccruedUnknown, CLAIM);
        }
        for bucket in touched.clone() {
            if let Some((accrued, review)) = after.reaches_review(bucket) {
                let finding = PaymentFinding::review_reached(accrued, review.amount);
                self.findings.push(finding, CLAIM);
            }
        }
        if touched.any(|bucket| after.kx_amount(bucket).is_none()) {
            let year = self.day.date.year();
            self.findings
                .push(PaymentFinding::KxNoAmount { year }, CLAIM);
        }
    }

    /// Every figure that was used, in the order of the steps.
    fn figures(&self) -> Vec<Figure> {
        let mut figures = Vec::with_capacity(24 + 4 * self.lines.len().min(100));
        self.list_prices(&mut figures);
        if !self.day.provider.participating {
            figures.push(Figure::rate(
                FigureName::NotParticipating,
                rates::not_participating(),
            ));
        }
        let reduces = self
            .working
            .iter()
            .any(|line| line.price.is_some_and(|price| price.is_reducible));
        let mut rate = |name, row: Option<DatedRate>| {
            figures.extend(row.map(|row| Figure::rate(name, row)));
        };
        rate(
            FigureName::PracticeExpenseReduction,
            self.pricing.reduction().filter(|_| reduces),
        );
        rate(FigureName::Coinsurance, Some(self.rates.coinsurance));
        let reduces_for_assistant = self
            .working
            .iter()
            .any(|line| line.price.is_some() && line.is_reduced_for_assistant);
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
        let mut by_code = Vec::with_capacity(4 * self.lines.len().min(100));
        let mut seen = BTreeSet::new();
        let mut multiplies = false;
        for (line, working) in self.lines.iter().zip(&self.working) {
            let Some(price) = &working.price else {
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
                    Some(factor.period.from()),
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
        let mut reviews = false;
        for bucket in Bucket::ALL {
            let Some(before) = self.day.accrued.get(bucket) else {
                continue;
            };
            figures.push(Figure::supplied(FigureName::accrued(bucket), before));
            if self.touches(bucket) {
                reviews = true;
                let amount = self.totals.kx_amount(bucket);
                figures.extend(amount.map(|row| Figure::kx_amount(bucket, row)));
            }
        }
        let review = self.totals.review_amount().filter(|_| reviews);
        figures.extend(review.map(|row| {
            let value = FigureValue::Dollars(row.amount);
            Figure::new(
                FigureName::ReviewAmount,
                value,
                Some(row.from),
                row.citation,
            )
        }));
    }
}

/// What a notice on a line makes of it: GY and GX before GZ; `None` without one of them.
fn notice(modifiers: &Modifiers) -> Option<LineStatus> {
    if modifiers.contains(Modifier::GY) || modifiers.contains(Modifier::GX) {
        Some(LineStatus::NotCovered)
    } else if modifiers.contains(Modifier::GZ) {
        Some(LineStatus::DeniedNoNotice)
    } else {
        None
    }
}

/// Indicator 5, also on a date before the reduction.
fn is_under_therapy_reduction(price: &Price) -> bool {
    match price.basis {
        PriceBasis::RelativeValues(values, _) => values.is_under_therapy_reduction(),
        PriceBasis::PaymentAmounts { .. } => price.is_reducible,
    }
}

/// Step 6: sets status and modifiers of a line that needs KX or carries it early.
fn decide(
    line: &mut LineEstimate,
    policy: KxPolicy,
    totals: &RunningTotals,
    bucket: Bucket,
    allowed: Decimal,
    at: Location,
) -> Option<PaymentFinding> {
    let accrued = totals.accrued().get(bucket)?;
    let amount = totals.kx_amount(bucket)?.amount;
    match (line.kx, line.modifiers.contains(Modifier::KX)) {
        (KxNeed::Needed, false) => {
            let attested = match policy {
                KxPolicy::AsBilled => None,
                KxPolicy::Attested => with_kx(&line.modifiers),
            };
            if let Some(modifiers) = attested {
                line.modifiers = modifiers;
                return Some(PaymentFinding::KxAdded { line: at });
            }
            line.status = LineStatus::DeniedWithoutKx;
            Some(PaymentFinding::kx_missing(accrued, allowed, amount))
        }
        (KxNeed::NotNeeded, true) => Some(PaymentFinding::kx_early(accrued, allowed, amount)),
        _ => None,
    }
}

/// What a price was made of.
fn list_basis(figures: &mut Vec<Figure>, code: ProcedureCode, basis: PriceBasis) {
    match basis {
        PriceBasis::RelativeValues(values, from) => {
            let citation = values.citation();
            let factor = FigureValue::Factor;
            figures.extend(
                [
                    (FigureName::RvuWork, factor(values.work())),
                    (
                        FigureName::RvuPracticeExpense,
                        factor(values.practice_expense()),
                    ),
                    (FigureName::RvuMalpractice, factor(values.malpractice())),
                    (
                        FigureName::MultipleProcedure,
                        FigureValue::Indicator(values.multiple_procedure()),
                    ),
                ]
                .map(|(name, value)| Figure::new(name, value, from, citation).of(code)),
            );
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
                let value = FigureValue::Dollars(amount);
                Figure::new(name, value, Some(from), Citation::SUPPLIED_PFALL).of(code)
            }),
        ),
    }
}

/// Every switch, also where it stands at its default.
fn list_policy(figures: &mut Vec<Figure>, policy: Policy) {
    const ASSISTANT: Date = date!(2022 - 01 - 01);
    const THRESHOLD: Date = date!(2018 - 01 - 01);
    const REDUCTION: Date = date!(2011 - 01 - 01);
    let standard = Policy::DEFAULT;
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
        match policy.kx_scope {
            KxScope::Line => "line",
            KxScope::Day => "day",
        },
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
