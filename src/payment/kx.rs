//! Applies the decision about KX to the lines of an estimate: step 6.

use alloc::vec::Vec;

use rust_decimal::Decimal;

use super::error::EstimateError;
use super::finding::PaymentFinding;
use super::line::{LineEstimate, LineStatus, PaymentStep};
use super::policy::{KxPolicy, ThresholdAccrual};
use super::reductions::share;
use super::worksheet::{CLAIM, Row, Worksheet, line_at, too_long};
use crate::claim::{BucketTotal, KxNeed, KxScope, KxUnknown, KxVerdict, with_kx};
use crate::money::{Dollars, sum};
use crate::reference::thresholds::Bucket;

/// Contains a decision and what it is based on: the total before, and the amount that is compared with it.
#[derive(Clone, Copy)]
struct Decision {
    before: BucketTotal,
    amount: Option<Decimal>,
    need: KxNeed,
}

impl Worksheet<'_> {
    /// Decides for each line whether it needs KX, and denies the lines that need it and lack it.
    pub(super) fn decide_kx(&mut self) -> Result<(), EstimateError> {
        let amounts = self.accruals()?;
        let of_day = match self.day.policy.kx_scope {
            KxScope::Line => None,
            KxScope::Day => Some([
                self.decision_of_day(Bucket::PtSlp, &amounts)?,
                self.decision_of_day(Bucket::Ot, &amounts)?,
            ]),
        };
        let mut is_undecided = false;
        for (index, (row, amount)) in self.rows.iter_mut().zip(amounts).enumerate() {
            let (at, line) = (line_at(index), &mut row.line);
            let Some(bucket) = row.kx_bucket else {
                continue;
            };
            let total = self.totals.bucket_mut(bucket);
            let decision = match (of_day, bucket) {
                (Some([pt_slp, _]), Bucket::PtSlp) => pt_slp,
                (Some([_, ot]), Bucket::Ot) => ot,
                (None, _) => Decision {
                    before: *total,
                    amount,
                    need: total.need(amount),
                },
            };
            line.kx = decision.need.into();
            let verdict = decision.need.verdict(&line.modifiers);
            match verdict {
                KxVerdict::Missing => {
                    let Some(modifiers) = attested(self.day.policy.kx, line) else {
                        deny(
                            line,
                            LineStatus::DeniedWithoutKx,
                            Some(Dollars::ZERO.into()),
                        );
                        if let Some((accrued, allowed, amount)) = decision.evidence() {
                            let finding = PaymentFinding::KxMissing {
                                accrued,
                                allowed,
                                amount,
                            };
                            self.findings.push(finding, at);
                        }
                        continue;
                    };
                    line.modifiers = modifiers;
                    self.findings.push(PaymentFinding::KxAdded { line: at }, at);
                }
                KxVerdict::PatientMayBeLiable => {
                    deny(line, LineStatus::DeniedPatientLiable, line.charge);
                    self.findings.push(PaymentFinding::DeniedPatientLiable, at);
                    continue;
                }
                KxVerdict::Early => {
                    if let Some((accrued, allowed, amount)) = decision.evidence() {
                        let finding = PaymentFinding::KxEarly {
                            amount,
                            accrued,
                            allowed,
                        };
                        self.findings.push(finding, at);
                    }
                }
                KxVerdict::Unknown(KxUnknown::AllowedAmount) => is_undecided = true,
                KxVerdict::AsDue | KxVerdict::Unknown(_) => {}
            }
            let too_long = |_| EstimateError::AccruedTooLong { bucket };
            total.accrue(amount).map_err(too_long)?;
        }
        if is_undecided {
            self.findings.push(PaymentFinding::KxUndecided, CLAIM);
        }
        self.find_on_totals();
        Ok(())
    }

    /// Returns what each line accrues if it is not denied, or `None` if its price is not known.
    fn accruals(&self) -> Result<Vec<Option<Decimal>>, EstimateError> {
        let is_reduced = self.day.policy.threshold_accrual == ThresholdAccrual::AssistantReduced;
        let assistant = self.rates.assistant.filter(|_| is_reduced);
        let accrual = |(
            index,
            Row {
                line,
                price,
                is_marked,
                ..
            },
        ): (usize, &Row)| {
            let amount = match assistant.filter(|_| *is_marked) {
                Some(row) => share(line.allowed, row.rate)
                    .ok_or_else(|| too_long(index, PaymentStep::Allowed))?,
                None => line.allowed,
            };
            Ok(price.map(|_| amount))
        };
        self.rows.iter().enumerate().map(accrual).collect()
    }

    /// Decides for all lines of a bucket together.
    fn decision_of_day(
        &self,
        bucket: Bucket,
        amounts: &[Option<Decimal>],
    ) -> Result<Decision, EstimateError> {
        let before = *self.totals.bucket(bucket);
        let lines = self.rows.iter().zip(amounts);
        let own = lines.filter(|(row, _)| row.kx_bucket == Some(bucket));
        let own: Vec<Option<Decimal>> = own.map(|(_, amount)| *amount).collect();
        let too_long = EstimateError::AccruedTooLong { bucket };
        let mut amount = Some(Decimal::from(Dollars::ZERO));
        for line in &own {
            amount = match (amount, line) {
                (Some(total), Some(line)) => Some(sum(total, *line).ok_or(too_long)?),
                _ => None,
            };
        }
        Ok(Decision {
            before,
            amount,
            need: before.need_of_day(own).map_err(|_| too_long)?,
        })
    }

    /// Reports what is not known of the totals, and a total that may be reviewed.
    fn find_on_totals(&mut self) {
        let is_asked = |bucket| self.rows.iter().any(|row| row.kx_bucket == Some(bucket));
        let asked: Vec<Bucket> = Bucket::ALL.into_iter().filter(|it| is_asked(*it)).collect();
        let before = self.day.accrued;
        if before.is_unknown() || asked.iter().any(|bucket| before.get(*bucket).is_none()) {
            self.findings.push(PaymentFinding::AccruedUnknown, CLAIM);
        }
        let date = self.day.date;
        if asked
            .iter()
            .any(|bucket| self.totals.bucket(*bucket).yearly().is_none())
        {
            let year = date.year();
            self.findings
                .push(PaymentFinding::KxNoAmount { year }, CLAIM);
        }
        let Some(review) = self.day.reference.review_amount(date) else {
            return;
        };
        for bucket in asked {
            let accrued = self.totals.bucket(bucket).accrued();
            if let Some(accrued) = accrued.filter(|accrued| *accrued >= review.amount) {
                let (accrued, amount) =
                    (Dollars::of_cents(accrued), Dollars::of_cents(review.amount));
                let finding = PaymentFinding::ReviewThresholdReached { accrued, amount };
                self.findings.push(finding, CLAIM);
            }
        }
    }
}

impl Decision {
    /// Returns the amount accrued before, the amount of the line or of the day, and the therapy threshold, or
    /// `None` where the decision is not known.
    fn evidence(&self) -> Option<(Dollars, Option<Dollars>, Dollars)> {
        let accrued = Dollars::of_cents(self.before.accrued()?);
        let yearly = Dollars::of_cents(self.before.yearly()?.amount);
        Some((accrued, self.amount.map(Dollars::of_cents), yearly))
    }
}

/// Returns the modifiers with KX, if the caller attests medical necessity and the line has room for KX.
fn attested(policy: KxPolicy, line: &LineEstimate) -> Option<crate::code::Modifiers> {
    match policy {
        KxPolicy::AsBilled => None,
        KxPolicy::Attested => with_kx(&line.modifiers),
    }
}

/// Denies a line: nothing is allowed, and the patient may owe the amount.
fn deny(line: &mut LineEstimate, status: LineStatus, patient_may_owe: Option<Decimal>) {
    line.status = status;
    line.allowed = Dollars::ZERO.into();
    line.patient_may_owe = patient_may_owe;
}
