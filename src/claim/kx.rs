//! KX against the yearly amount, given a running total.

use rust_decimal::Decimal;

use super::{
    Claim, ClaimFinding, KxScope, ServiceLine,
    check::{CLAIM, billed, is_notice},
    evidence::AllowedAmount,
};
use crate::code::Modifier;
use crate::finding::Findings;
use crate::money::Dollars;
use crate::reference::catalog::Designation;
use crate::reference::thresholds::{Bucket, YearlyAmount, kx_amount, review_amount};

/// Whether a line needs KX.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    Yes,
    No,
    Unknown,
}

impl Claim<'_> {
    /// KX on lines of the visit's bucket, in claim order, from what was accrued before the claim.
    ///
    /// A line with a notice of likely denial asks for none. One that is excluded or expected to be
    /// denied accrues nothing either.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(e)(1)(v): the amount must be exceeded, reaching it is not enough; (e)(3)(ii):
    /// review when it is reached.
    pub(super) fn look_at_kx(&self, findings: &mut Findings<ClaimFinding>) {
        let Some(accrued) = self.accrued.filter(|_| self.visit.rule.is_medicare()) else {
            return;
        };
        let bucket = Bucket::of(self.visit.session.discipline());
        let lines = || {
            let lines = self.billed.iter().enumerate();
            lines.filter(move |(_, line)| self.accrues_in(line, bucket))
        };
        if lines().next().is_none() {
            return;
        }
        let mut total = accrued;
        let mut all_known = true;
        for (_, line) in lines() {
            total = plus(total, line.allowed().unwrap_or_default());
            all_known &= line.allowed().is_some();
        }
        let year = self.date().year();
        match kx_amount(year, bucket) {
            None => findings.push(ClaimFinding::KxNoAmount { year }, CLAIM),
            Some(row) => {
                let day = (self.kx_scope == KxScope::Day).then_some((total, all_known));
                look_at_kx_lines(lines(), accrued, day, row, findings);
            }
        }
        let review = review_amount(self.date()).map(|row| row.amount);
        if let Some(amount) = review.filter(|amount| total >= *amount) {
            let finding = ClaimFinding::ReviewThresholdReached {
                accrued: Dollars::of_cents(total),
                amount: Dollars::of_cents(amount),
            };
            findings.push(finding, CLAIM);
        }
    }

    /// Whether a line adds to the bucket: it carries a discipline modifier of it, or should carry the
    /// visit's, and is neither empty nor excluded from payment.
    fn accrues_in(&self, line: &ServiceLine, bucket: Bucket) -> bool {
        let excluded = |modifier| matches!(modifier, Modifier::GX | Modifier::GY | Modifier::GZ);
        if line.units().is_zero() || line.modifiers().iter().any(excluded) {
            return false;
        }
        // of two disciplines on a line the visit's counts, wherever it stands
        let mut buckets = line
            .modifiers()
            .iter()
            .filter_map(Bucket::of_modifier)
            .peekable();
        if buckets.peek().is_some() {
            return buckets.any(|own| own == bucket);
        }
        let entry = self.reference.entry(line.code());
        entry.is_some_and(|entry| entry.designation() == Designation::Always)
    }
}

/// Decides each line from the running total, or all of them from the day's.
fn look_at_kx_lines<'l>(
    lines: impl Iterator<Item = (usize, &'l ServiceLine)>,
    accrued: Decimal,
    day: Option<(Decimal, bool)>,
    yearly: YearlyAmount,
    findings: &mut Findings<ClaimFinding>,
) {
    let (mut running, mut known, mut undecided) = (accrued, true, false);
    for (position, line) in lines {
        let notice = line.modifiers().iter().any(is_notice);
        let allowed = line.allowed();
        let (before, adds, after, known_after) = if let Some((total, known)) = day {
            let adds = known.then(|| total.checked_sub(accrued)).flatten();
            (accrued, adds, total, known)
        } else {
            let after = plus(running, allowed.unwrap_or_default());
            (running, allowed, after, known && allowed.is_some())
        };
        let reached = after >= yearly.amount;
        let need = if yearly.is_exceeded_by(after) || (!known_after && reached) {
            Need::Yes
        } else if known_after {
            Need::No
        } else {
            Need::Unknown
        };
        (running, known) = (plus(running, allowed.unwrap_or_default()), known_after);
        let (accrued, amount) = (Dollars::of_cents(before), Dollars::of_cents(yearly.amount));
        let allowed = AllowedAmount(adds.map(Dollars::of_cents));
        match (need, line.modifiers().contains(Modifier::KX)) {
            (Need::Yes, false) if !notice => {
                let finding = ClaimFinding::KxMissing {
                    accrued,
                    allowed,
                    amount,
                };
                findings.push(finding, billed(position));
            }
            (Need::No, true) => {
                let finding = ClaimFinding::KxEarly {
                    accrued,
                    allowed,
                    amount,
                };
                findings.push(finding, billed(position));
            }
            (Need::Unknown, _) => undecided = true,
            _ => {}
        }
    }
    if undecided {
        findings.push(ClaimFinding::KxUndecided, CLAIM);
    }
}

/// The sum; beyond what a decimal holds, more than any amount.
fn plus(a: Decimal, b: Decimal) -> Decimal {
    a.checked_add(b).unwrap_or(Decimal::MAX)
}
