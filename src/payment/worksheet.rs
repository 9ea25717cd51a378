//! Contains the worksheet of a day, on which an estimate is made step by step: prices and allowed amounts.

use alloc::vec::Vec;

use rust_decimal::Decimal;
use time::{Date, macros::date};

use super::day::{DayError, MOST, TherapyDay};
use super::error::EstimateError;
use super::finding::PaymentFinding;
use super::line::{LineEstimate, LineKx, LineStatus, PaymentStep};
use super::price::{Price, PriceLookup, Pricing, PricingError};
use super::reductions::{Rates, fee_schedule_amount, line_in_full, settle};
use crate::calendar::IsoDate;
use crate::claim::evidence::StatusLetter;
use crate::claim::{BucketTotal, RunningTotals, ServiceLine, accruing_bucket};
use crate::code::{Modifier, Modifiers, ProcedureCode};
use crate::finding::{Findings, Location};
use crate::money::Dollars;
use crate::reference::Setting;
use crate::reference::catalog::CodeEntry;
use crate::reference::rates;
use crate::reference::thresholds::{Bucket, YearlyAmount};

/// The location of a finding about the whole day.
pub(super) const CLAIM: Location = Location::new("claim");

pub(super) fn line_at(index: usize) -> Location {
    Location::new("lines[]").index(index)
}

pub(super) fn too_long(index: usize, step: PaymentStep) -> EstimateError {
    let at = line_at(index);
    EstimateError::TooLong { at, step }
}

/// Contains a line on the worksheet: its result so far, and what else decides about it.
pub(super) struct Row {
    pub(super) line: LineEstimate,
    pub(super) price: Option<Price>,
    /// The bucket of a line that may need KX; `None` if it is denied or excluded for another reason.
    pub(super) kx_bucket: Option<Bucket>,
    /// Whether the line has CQ or CO.
    pub(super) is_marked: bool,
}

/// Contains the worksheet of one day, step by step.
pub(super) struct Worksheet<'a> {
    pub(super) day: &'a TherapyDay,
    pub(super) pricing: Pricing<'a>,
    pub(super) rates: Rates,
    pub(super) totals: RunningTotals,
    pub(super) rows: Vec<Row>,
    pub(super) findings: Findings<PaymentFinding>,
}

impl<'a> Worksheet<'a> {
    /// Looks up the prices of every line: steps 1 and 2.
    pub(super) fn new(day: &'a TherapyDay) -> Result<Self, EstimateError> {
        if day.lines.len() > MOST {
            return Err(DayError::TooMany { list: "lines" }.into());
        }
        let date = day.date;
        let setting = day.provider.setting;
        let own_factor = day.conversion_factor;
        let reference = &day.reference;
        let pricing = Pricing::find(reference, date, day.place, day.provider, own_factor)?;
        let mut sheet = Self {
            day,
            pricing,
            rates: Rates {
                coinsurance: rates::coinsurance(date)
                    .ok_or(PricingError::NoCoinsurance { date })?,
                assistant: rates::assistant_share(date, setting),
                sequestration: rates::sequestration(date),
                assistant_base: day.policy.assistant_base,
            },
            totals: totals_before(day),
            rows: Vec::with_capacity(day.lines.len()),
            findings: Findings::new(),
        };
        for (index, line) in day.lines.iter().enumerate() {
            let row = sheet.row(line, line_at(index))?;
            sheet.rows.push(row);
        }
        Ok(sheet)
    }

    fn row(&mut self, line: &ServiceLine, at: Location) -> Result<Row, EstimateError> {
        let (code, modifiers) = (line.code(), *line.modifiers());
        for notice in [Modifier::GA, Modifier::GY, Modifier::GZ] {
            if modifiers.contains(Modifier::KX) && modifiers.contains(notice) {
                self.findings
                    .push(PaymentFinding::KxConflict { notice }, at);
            }
        }
        let (status, price) = match excluded(&modifiers) {
            Some((status, finding)) => {
                self.findings.push(finding, at);
                (status, None)
            }
            None => self.look_up(code, at)?,
        };
        let bucket = accruing_bucket(&modifiers, None);
        if let Some(price) = price {
            if line.charge().is_none() {
                self.findings
                    .push(PaymentFinding::ChargeUnknown { code }, at);
            }
            if bucket.is_none() && price.is_therapy {
                self.findings
                    .push(PaymentFinding::DisciplineMissing { code }, at);
            }
        }
        let nothing = Decimal::from(Dollars::ZERO);
        Ok(Row {
            price,
            kx_bucket: bucket
                .filter(|_| matches!(status, LineStatus::Estimated | LineStatus::NoData)),
            is_marked: modifiers.contains(Modifier::CQ) || modifiers.contains(Modifier::CO),
            line: LineEstimate {
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
                allowed: nothing,
                kx: bucket.map_or(LineKx::NotTherapy, |_| LineKx::NotNeeded),
                deductible: nothing,
                coinsurance: nothing,
                payment_before_reductions: nothing,
                assistant_reduction: nothing,
                sequestration: nothing,
                medicare_pays: nothing,
                patient_may_owe: match status {
                    LineStatus::NotCovered => line.charge(),
                    _ => Some(nothing),
                },
                minutes: line.minutes(),
            },
        })
    }

    /// Looks up the price of a code: the values of the day come before the tables and the status.
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
                let entry = self.day.reference.entry(code);
                let finding = PaymentFinding::CodeNotPayable {
                    status: StatusLetter(status),
                    code,
                    twin: entry
                        .map(CodeEntry::facts)
                        .and_then(|facts| facts.medicare_code()),
                };
                self.findings.push(finding, at);
                (LineStatus::NotPayable, None)
            }
            PriceLookup::NoData => (LineStatus::NoData, None),
        })
    }

    /// Calculates the allowed amounts: steps 3 to 5, with one unit of the day in full.
    pub(super) fn allow(&mut self) -> Result<(), EstimateError> {
        let rows = self.rows.iter().enumerate();
        let priced =
            rows.filter_map(|(index, row)| Some((index, row.price.as_ref()?, row.is_marked)));
        let in_full = line_in_full(priced, self.day.policy.mppr_tie);
        for (index, Row { line, price, .. }) in self.rows.iter_mut().enumerate() {
            let Some(price) = price else {
                continue;
            };
            let (full, reduced, amount) =
                fee_schedule_amount(price, line.units, in_full == Some(index))
                    .ok_or_else(|| too_long(index, PaymentStep::FeeSchedule))?;
            line.units_full = Some(full);
            line.units_reduced = Some(reduced);
            line.fee_schedule = Some(amount);
            line.allowed = line.charge.map_or(amount, |charge| charge.min(amount));
        }
        Ok(())
    }

    /// Calculates the payments: steps 7 to 13, in claim order. Returns the remaining deductible.
    pub(super) fn pay(&mut self) -> Result<Option<Decimal>, EstimateError> {
        let mut remaining = self.day.deductible_remaining;
        if remaining.is_none() {
            self.findings.push(PaymentFinding::DeductibleUnknown, CLAIM);
        }
        for (
            index,
            Row {
                line, is_marked, ..
            },
        ) in self.rows.iter_mut().enumerate()
        {
            let at = line_at(index);
            match line.status {
                LineStatus::Estimated => {
                    settle(line, *is_marked, &self.rates, &mut remaining)
                        .ok_or_else(|| too_long(index, PaymentStep::PaymentBeforeReductions))?;
                    if line.modifiers.contains(Modifier::GA) {
                        self.findings.push(PaymentFinding::NoticeOnFile, at);
                        if is_ga_denied(self.day.date, self.day.provider.setting) {
                            self.findings
                                .push(PaymentFinding::GaDeniedInstitutional, at);
                        }
                    }
                }
                LineStatus::NoData => {
                    let (code, date) = (line.code, IsoDate(self.day.date));
                    self.findings
                        .push(PaymentFinding::PriceNoData { code, date }, at);
                }
                _ => {}
            }
        }
        Ok(remaining)
    }
}

/// Returns the amounts accrued before the day. A therapy threshold that the day states comes first.
fn totals_before(day: &TherapyDay) -> RunningTotals {
    let mut totals = RunningTotals::new(day.date, day.accrued, &day.reference);
    for bucket in Bucket::ALL {
        if let Some(amount) = day.yearly_amounts.get(bucket) {
            let yearly = YearlyAmount::of_year(day.date, bucket, amount);
            *totals.bucket_mut(bucket) = BucketTotal::new(day.accrued.get(bucket), Some(yearly));
        }
    }
    totals
}

/// Returns the result of a notice under which Medicare does not pay. GY and GX come before GZ.
fn excluded(modifiers: &Modifiers) -> Option<(LineStatus, PaymentFinding)> {
    if modifiers.contains(Modifier::GY) || modifiers.contains(Modifier::GX) {
        Some((LineStatus::NotCovered, PaymentFinding::NotCovered))
    } else if modifiers.contains(Modifier::GZ) {
        Some((LineStatus::DeniedNoNotice, PaymentFinding::DeniedNoNotice))
    } else {
        None
    }
}

/// Returns whether Medicare's systems deny lines with GA on claims of a setting.
///
/// # Source
///
/// CMS CR 6563, transmittal R1840CP (unverified): institutions, from 2010-04-01.
fn is_ga_denied(date: Date, setting: Setting) -> bool {
    date >= date!(2010 - 04 - 01)
        && matches!(
            setting,
            Setting::OutpatientHospital
                | Setting::SnfPartB
                | Setting::HomeHealthPartB
                | Setting::RehabilitationAgency
                | Setting::Corf
        )
}
