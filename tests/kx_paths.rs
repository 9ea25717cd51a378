//! Bill, claim check, audit and estimate decide about KX by one table, for every combination of notice, KX,
//! amount accrued, therapy threshold, allowed amount and attestation.
#![cfg(feature = "tables")]

#[path = "support/payment.rs"]
mod support;

use support::{dollars, estimate, ids};
use therapy_billing::claim::{Bill, Claim, Visit};
use therapy_billing::payment::{KxPolicy, PaymentPolicy, TherapyDay};
use therapy_billing::reference::fee_schedule::{Place, RelativeValues};
use therapy_billing::reference::thresholds::{Bucket, YearlyAmount};
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::{Date, macros::date};
use therapy_billing::{
    Discipline, Finding, Modifier, Modifiers, ProcedureCode, ReferenceData, ServiceLine, Session,
    Setting, UnitRule, Units,
};

/// Where the therapy threshold of the year comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Amount {
    /// 2026: 2,480 dollars are built in.
    BuiltIn,
    /// 2027, for which the caller supplies 2,550 dollars.
    Supplied,
    /// 2027, for which no amount is known.
    None,
}

#[derive(Clone, Copy, Debug)]
struct Combination {
    notice: &'static str,
    has_kx: bool,
    accrued: Option<&'static str>,
    amount: Amount,
    /// The allowed amount, or `None` if it is not known.
    allowed: Option<&'static str>,
    is_attested: bool,
}

fn combinations() -> Vec<Combination> {
    let mut all = Vec::new();
    for notice in ["", "GA", "GX", "GY", "GZ"] {
        for has_kx in [false, true] {
            for accrued in [
                None,
                Some("0.00"),
                Some("2460.00"),
                Some("2530.00"),
                Some("2550.00"),
                Some("2990.00"),
            ] {
                for amount in [Amount::BuiltIn, Amount::Supplied, Amount::None] {
                    for allowed in [None, Some("0.00"), Some("20.00"), Some("20.01")] {
                        for is_attested in [false, true] {
                            all.push(Combination {
                                notice,
                                has_kx,
                                accrued,
                                amount,
                                allowed,
                                is_attested,
                            });
                        }
                    }
                }
            }
        }
    }
    all
}

/// The rows of the table: what is decided about a line.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Decision {
    /// The line takes no part.
    None,
    AccruedUnknown,
    AmountUnknown,
    AllowedUnknown,
    Needed,
    NotNeeded,
}

impl Combination {
    fn date(&self) -> Date {
        match self.amount {
            Amount::BuiltIn => date!(2026 - 03 - 16),
            Amount::Supplied | Amount::None => date!(2027 - 03 - 15),
        }
    }

    fn threshold(&self) -> Option<Decimal> {
        match self.amount {
            Amount::BuiltIn => Some(dollars("2480.00")),
            Amount::Supplied => Some(dollars("2550.00")),
            Amount::None => None,
        }
    }

    fn reference(&self) -> ReferenceData {
        let reference = ReferenceData::new();
        if self.amount == Amount::Supplied {
            let amount = YearlyAmount::new(self.date(), Bucket::PtSlp, dollars("2550.00"));
            return reference.with_yearly_amount(amount.expect("whole cents"));
        }
        reference
    }

    /// The table.
    fn decision(&self) -> Decision {
        if ["GX", "GY", "GZ"].contains(&self.notice) {
            return Decision::None;
        }
        let Some(accrued) = self.accrued.map(dollars) else {
            return Decision::AccruedUnknown;
        };
        let Some(threshold) = self.threshold() else {
            return Decision::AmountUnknown;
        };
        match self.allowed.map(dollars) {
            _ if accrued >= threshold => Decision::Needed,
            None => Decision::AllowedUnknown,
            Some(allowed) if accrued + allowed > threshold => Decision::Needed,
            Some(_) => Decision::NotNeeded,
        }
    }

    fn modifiers(&self) -> Modifiers {
        let kx = if self.has_kx { "KX" } else { "" };
        let modifiers = ["GP", kx, self.notice]
            .into_iter()
            .filter(|text| !text.is_empty());
        Modifiers::new(modifiers.map(Modifier::of)).expect("at most four")
    }

    fn line(&self) -> ServiceLine {
        let line =
            ServiceLine::new(ProcedureCode::CPT_97110, Units::ONE).with_modifiers(self.modifiers());
        match self.allowed {
            Some(allowed) => line.with_allowed(dollars(allowed)).expect("whole cents"),
            None => line,
        }
    }

    fn visit(&self) -> Visit {
        let session = Session::of(self.date(), Discipline::Pt, [("97110", 15)]).expect("a session");
        Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice)
            .with_reference(&self.reference())
    }

    /// What has accrued after a line, and what counts if the line is denied.
    fn after(&self, of_denied: bool) -> Option<Decimal> {
        let is_denied = self.decision() == Decision::Needed && !self.has_kx;
        let accrues = match self.decision() {
            Decision::None => false,
            _ if is_denied => of_denied && self.notice.is_empty(),
            _ => true,
        };
        let allowed = self.allowed.map_or(Decimal::ZERO, dollars);
        let added = if accrues { allowed } else { Decimal::ZERO };
        self.accrued.map(|accrued| dollars(accrued) + added)
    }

    /// The findings about KX that every path shares.
    fn shared_findings(&self) -> Vec<&'static str> {
        let mut found = Vec::new();
        match (self.decision(), self.has_kx) {
            (Decision::Needed, false) if self.notice.is_empty() => found.push("kx-missing"),
            (Decision::NotNeeded, true) => found.push("kx-early"),
            (Decision::AmountUnknown, _) => found.push("kx-no-amount"),
            (Decision::AllowedUnknown, _) => found.push("kx-undecided"),
            _ => {}
        }
        if self.has_kx && ["GA", "GY", "GZ"].contains(&self.notice) {
            found.push("kx-conflict");
        }
        found
    }

    /// What a claim check and an audit find: the line that is denied counts until it is corrected.
    fn claim_findings(&self) -> Vec<&'static str> {
        let mut found = self.shared_findings();
        let is_judged = !matches!(self.decision(), Decision::None | Decision::AccruedUnknown);
        if is_judged && self.after(true) >= Some(dollars("3000.00")) {
            found.push("review-threshold-reached");
        }
        found.sort_unstable();
        found
    }

    /// What an estimate finds: it names an unknown accrual, and it adds KX where it may.
    fn estimate_findings(&self) -> Vec<&'static str> {
        let mut found = self.shared_findings();
        let is_added = self.is_attested && found.contains(&"kx-missing");
        if is_added {
            found.retain(|id| *id != "kx-missing");
            found.push("kx-added");
        }
        if self.accrued.is_none() {
            found.push("accrued-unknown");
            if self.decision() == Decision::AccruedUnknown && self.amount == Amount::None {
                found.push("kx-no-amount");
            }
        }
        let is_judged = !matches!(self.decision(), Decision::None | Decision::AccruedUnknown);
        let after = if is_added {
            self.after(true)
        } else {
            self.after(false)
        };
        if is_judged && after >= Some(dollars("3000.00")) {
            found.push("review-threshold-reached");
        }
        found.sort_unstable();
        found
    }

    fn day(&self) -> TherapyDay {
        let code = self.allowed.map_or("97799", |_| "97110");
        let line =
            ServiceLine::new(ProcedureCode::of(code), Units::ONE).with_modifiers(self.modifiers());
        let charge = dollars(self.allowed.unwrap_or("60.00"));
        let values = RelativeValues::new(
            ProcedureCode::CPT_97110,
            Decimal::ONE,
            Decimal::ONE,
            Decimal::ONE,
        );
        let policy = if self.is_attested {
            KxPolicy::Attested
        } else {
            KxPolicy::AsBilled
        };
        let day = TherapyDay::new(self.date(), Place::National)
            .with_line(line.with_charge(charge).expect("whole cents"))
            .and_then(|day| day.with_relative_values(values?.with_multiple_procedure(5)))
            .expect("a day")
            .with_conversion_factor(Decimal::TEN)
            .and_then(|day| day.with_deductible_remaining(Decimal::ZERO))
            .expect("figures")
            .with_policy(PaymentPolicy::default().with_kx(policy))
            .with_reference(&self.reference());
        match self.accrued {
            Some(accrued) => day
                .with_accrued(Bucket::PtSlp, dollars(accrued))
                .expect("whole cents"),
            None => day,
        }
    }
}

/// The findings of a claim that are about KX.
fn about_kx(findings: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let mut found: Vec<_> = findings
        .filter(|id| {
            id.starts_with("kx-") || ["accrued-unknown", "review-threshold-reached"].contains(id)
        })
        .collect();
    found.sort_unstable();
    found
}

#[test]
fn every_path_decides_by_one_table() {
    let all = combinations();
    assert_eq!(all.len(), 1_440);
    for one in all {
        let with_accrued = |claim: Claim| match one.accrued {
            Some(accrued) => claim
                .with_accrued(Bucket::PtSlp, dollars(accrued))
                .expect("whole cents"),
            None => claim,
        };
        let lines = vec![one.line().with_date(one.date())];
        let claim = Claim::new(lines.clone(), UnitRule::MEDICARE, Setting::PrivatePractice);
        let claim = with_accrued(claim.expect("a dated line")).with_reference(&one.reference());
        let checked = claim.check();
        assert_eq!(
            about_kx(checked.iter().map(Finding::id)),
            one.claim_findings(),
            "check: {one:?}"
        );

        let audit = with_accrued(Claim::of_visit(one.visit(), lines).expect("of the date")).audit();
        let audit = audit.expect("a visit");
        let found = audit.findings().iter().map(Finding::id);
        assert_eq!(about_kx(found), one.claim_findings(), "audit: {one:?}");

        let estimated = estimate(&one.day());
        assert_eq!(
            about_kx(ids(&estimated).into_iter()),
            one.estimate_findings(),
            "estimate: {one:?}"
        );
        let decided = match one.decision() {
            Decision::Needed => "needed",
            Decision::NotNeeded | Decision::None => "not-needed",
            _ => "unknown",
        };
        assert_eq!(estimated.lines[0].kx.as_str(), decided, "estimate: {one:?}");

        let (Some(accrued), Some(allowed)) = (one.accrued, one.allowed) else {
            continue;
        };
        let is_plain = one.notice.is_empty() && !one.has_kx;
        let bill = Bill::new(one.visit());
        let bill = if is_plain && one.is_attested {
            bill.with_kx_attested(dollars(accrued), &[dollars(allowed)])
        } else {
            Ok(bill)
        };
        match (one.decision(), bill) {
            (Decision::AmountUnknown, result) if is_plain && one.is_attested => {
                assert!(result.is_err(), "bill: {one:?}");
            }
            (decision, bill) => {
                let bill = bill.expect("a bill");
                let has_kx = bill.lines()[0].modifiers().contains(Modifier::KX);
                let is_due = is_plain && one.is_attested && decision == Decision::Needed;
                assert_eq!(has_kx, is_due, "bill: {one:?}");
            }
        }
    }
}
