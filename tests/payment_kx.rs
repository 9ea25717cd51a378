//! Promise: the estimate decides about KX by the table of the regulation, for every combination of
//! notice, KX, amount accrued, therapy threshold, price, policy and scope.
#![cfg(feature = "tables")]

#[path = "support/payment.rs"]
mod support;

use support::{dollars, estimate, ids};
use therapy_billing::claim::{BucketTotal, KxScope};
use therapy_billing::payment::{KxPolicy, PaymentPolicy, TherapyDay};
use therapy_billing::reference::fee_schedule::Place;
use therapy_billing::reference::thresholds::{Bucket, YearlyAmount};
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::macros::date;

/// A line of 2027, of which no figure is built in, and what is known about it.
#[derive(Clone, Copy, Debug)]
struct Combination {
    notice: &'static str,
    has_kx: bool,
    accrued: Option<&'static str>,
    threshold: Option<&'static str>,
    /// The allowed amount; `None` for a code without a price.
    allowed: Option<&'static str>,
    policy: KxPolicy,
    scope: KxScope,
}

fn combinations() -> Vec<Combination> {
    let mut all = Vec::new();
    for notice in ["", "GA", "GX", "GY", "GZ"] {
        for has_kx in [false, true] {
            for accrued in [
                None,
                Some("0.00"),
                Some("2460.00"),
                Some("2480.00"),
                Some("9000.00"),
            ] {
                for threshold in [None, Some("2480.00")] {
                    for allowed in [None, Some("0.00"), Some("20.00"), Some("20.01")] {
                        for policy in KxPolicy::ALL {
                            for scope in KxScope::ALL {
                                all.push(Combination {
                                    notice,
                                    has_kx,
                                    accrued,
                                    threshold,
                                    allowed,
                                    policy,
                                    scope,
                                });
                            }
                        }
                    }
                }
            }
        }
    }
    all
}

impl Combination {
    fn day(&self) -> TherapyDay {
        let code = if self.allowed.is_some() {
            "97110 GP"
        } else {
            "97799 GP"
        };
        let kx = if self.has_kx { " KX" } else { "" };
        let notice = format!(" {}", self.notice);
        let text = format!("{code}{kx}{}", notice.trim_end());
        let line = support::line(&text, 1, self.allowed.unwrap_or("60.00"));
        let values = therapy_billing::reference::fee_schedule::RelativeValues::new(
            therapy_billing::ProcedureCode::CPT_97110,
            Decimal::ONE,
            Decimal::ONE,
            Decimal::ONE,
        );
        let policy = PaymentPolicy::default()
            .with_kx(self.policy)
            .with_kx_scope(self.scope);
        let mut day = TherapyDay::new(date!(2027 - 03 - 14), Place::National)
            .with_line(line)
            .and_then(|day| day.with_relative_values(values?.with_multiple_procedure(5)))
            .expect("a day")
            .with_policy(policy)
            .with_deductible_remaining(Decimal::ZERO)
            .and_then(|day| day.with_conversion_factor(Decimal::TEN))
            .expect("figures");
        if let Some(accrued) = self.accrued {
            let accrued = dollars(accrued);
            day = day.with_accrued(Bucket::PtSlp, accrued).expect("cents");
        }
        if let Some(threshold) = self.threshold {
            let threshold = dollars(threshold);
            day = day
                .with_yearly_amount(Bucket::PtSlp, threshold)
                .expect("cents");
        }
        day
    }

    fn is_excluded(&self) -> bool {
        matches!(self.notice, "GX" | "GY" | "GZ")
    }

    /// The table, row by row.
    fn need(&self) -> &'static str {
        let (accrued, threshold) = match (self.accrued, self.threshold) {
            _ if self.is_excluded() => return "not-needed",
            (Some(accrued), Some(threshold)) => (dollars(accrued), dollars(threshold)),
            _ => return "unknown",
        };
        match self.allowed.map(dollars) {
            _ if accrued >= threshold => "needed",
            None => "unknown",
            Some(allowed) if accrued + allowed > threshold => "needed",
            Some(_) => "not-needed",
        }
    }

    fn is_denied(&self) -> bool {
        self.need() == "needed" && !self.has_kx
    }

    fn status(&self) -> &'static str {
        match self.notice {
            "GX" | "GY" => "not-covered",
            "GZ" => "denied-no-notice",
            "GA" if self.is_denied() => "denied-patient-liable",
            "" if self.is_denied() && self.policy == KxPolicy::AsBilled => "denied-without-kx",
            _ if self.allowed.is_some() => "estimated",
            _ => "no-data",
        }
    }

    fn findings(&self) -> Vec<&'static str> {
        let (need, status) = (self.need(), self.status());
        let is_known = self.accrued.is_some() && self.threshold.is_some();
        let mut ids = Vec::new();
        let mut when = |holds: bool, id| ids.extend(holds.then_some(id));
        when(self.accrued.is_none(), "accrued-unknown");
        when(
            self.is_denied() && self.notice.is_empty() && status != "denied-without-kx",
            "kx-added",
        );
        when(status == "no-data", "price-no-data");
        when(status == "not-covered", "not-covered");
        when(status == "denied-no-notice", "denied-no-notice");
        when(
            status == "estimated" && self.notice == "GA",
            "notice-on-file",
        );
        when(status == "denied-patient-liable", "denied-patient-liable");
        when(
            self.has_kx && matches!(self.notice, "GA" | "GY" | "GZ"),
            "kx-conflict",
        );
        when(status == "denied-without-kx", "kx-missing");
        when(
            need == "not-needed" && self.has_kx && !self.is_excluded(),
            "kx-early",
        );
        when(need == "unknown" && is_known, "kx-undecided");
        when(
            self.threshold.is_none() && !self.is_excluded(),
            "kx-no-amount",
        );
        let after = self.accrued.map(dollars).unwrap_or_default();
        when(
            after >= dollars("3000.00") && !self.is_excluded(),
            "review-threshold-reached",
        );
        ids.sort_unstable();
        ids
    }
}

#[test]
fn every_combination_is_decided_by_the_table() {
    let all = combinations();
    assert_eq!(all.len(), 1_600);
    for one in all {
        let estimate = estimate(&one.day());
        let line = estimate.lines[0];
        assert_eq!(line.kx.as_str(), one.need(), "{one:?}");
        assert_eq!(line.status.as_str(), one.status(), "{one:?}");
        let mut found = ids(&estimate);
        found.sort_unstable();
        assert_eq!(found, one.findings(), "{one:?}");
        let accrues = match line.status.as_str() {
            "estimated" => line.allowed,
            _ => Decimal::ZERO,
        };
        let after = one.accrued.map(|accrued| dollars(accrued) + accrues);
        assert_eq!(estimate.accrued.get(Bucket::PtSlp), after, "{one:?}");
        let owed = match one.status() {
            "denied-patient-liable" | "not-covered" => line.charge,
            "estimated" => Some(line.coinsurance),
            _ => Some(Decimal::ZERO),
        };
        assert_eq!(line.patient_may_owe, owed, "{one:?}");
    }
}

#[test]
fn the_estimate_decides_as_claims_do() {
    for one in combinations().into_iter().filter(|one| !one.is_excluded()) {
        let on = date!(2027 - 01 - 01);
        let threshold = one.threshold.map(|amount| {
            YearlyAmount::new(on, Bucket::PtSlp, dollars(amount)).expect("whole cents")
        });
        let total = BucketTotal::new(one.accrued.map(dollars), threshold);
        let need = total.need(one.allowed.map(dollars));
        let line = estimate(&one.day()).lines[0];
        assert_eq!(line.kx.as_str(), need.as_str(), "{one:?}");
    }
}
