//! Judges KX on the lines of a claim, given what has accrued in their buckets.

use alloc::vec::Vec;

use rust_decimal::Decimal;

use crate::claim::check::day::{CLAIM, Day, DayLine, Days, is_discipline};
use crate::claim::claim::Claim;
use crate::claim::register::ClaimFinding;
use crate::claim::threshold::{
    BucketTotal, KxNeed, KxScope, KxUnknown, KxVerdict, accruing_bucket, is_known_unpaid,
};
use crate::finding::Findings;
use crate::money::{Dollars, sum};
use crate::reference::catalog::{CodeEntry, Designation};
use crate::reference::thresholds::Bucket;

impl Claim {
    /// Judges the lines of each bucket in order of date and then of claim.
    ///
    /// The accrued amount is that of the year of the earliest line; lines of later years are not judged.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(e)(1)(v): the threshold must be exceeded; (e)(3)(ii): review when it is reached.
    pub(super) fn look_at_kx(&self, days: &Days<'_>, findings: &mut Findings<ClaimFinding>) {
        let is_asked = self.rule().is_medicare() && !self.accrued().is_unknown();
        let Some(first) = days.first().filter(|_| is_asked) else {
            return;
        };
        let (date, reference) = (first.date, self.reference());
        let (mut has_no_amount, mut is_undecided) = (false, false);
        for bucket in Bucket::ALL {
            let Some(accrued) = self.accrued().get(bucket) else {
                continue;
            };
            let yearly = self.yearly_amounts().get(bucket, date, reference);
            let mut total = BucketTotal::new(Some(accrued), yearly);
            let mut takes_part = false;
            for day in days.iter().filter(|day| day.date.year() == date.year()) {
                let lines = day
                    .lines
                    .iter()
                    .filter(|line| bucket_of(day, line) == Some(bucket));
                let lines: Vec<_> = lines.collect();
                takes_part |= !lines.is_empty();
                match judge(day, &lines, self.kx_scope(), &mut total, findings) {
                    Some(KxUnknown::AllowedAmount) => is_undecided = true,
                    Some(KxUnknown::YearlyAmount) => has_no_amount = true,
                    Some(KxUnknown::Accrued) | None => {}
                }
            }
            let review = reference.review_amount(date).filter(|_| takes_part);
            if let (Some(accrued), Some(review)) = (total.accrued(), review) {
                if accrued >= review.amount {
                    let finding = ClaimFinding::ReviewThresholdReached {
                        accrued: Dollars::of_cents(accrued),
                        amount: Dollars::of_cents(review.amount),
                    };
                    findings.push(finding, CLAIM);
                }
            }
        }
        if is_undecided {
            findings.push(ClaimFinding::KxUndecided, CLAIM);
        }
        if has_no_amount {
            let year = date.year();
            findings.push(ClaimFinding::KxNoAmount { year }, CLAIM);
        }
    }
}

/// Returns the bucket in which a line takes part, or `None` if it takes part in none.
fn bucket_of(day: &Day<'_>, line: &DayLine<'_>) -> Option<Bucket> {
    let modifiers = line.line.modifiers();
    let status = line.entry.and_then(|entry| entry.medicare_status(day.date));
    if line.line.units().is_zero() || is_known_unpaid(modifiers, status) {
        return None;
    }
    let designation = line.entry.map(CodeEntry::designation);
    match modifiers
        .iter()
        .filter(|modifier| is_discipline(*modifier))
        .count()
    {
        0 if designation == Some(Designation::Always) => line.discipline.map(Bucket::of),
        0 => None,
        1 => accruing_bucket(modifiers, None),
        _ => line
            .discipline
            .and(accruing_bucket(modifiers, line.discipline)),
    }
}

/// Judges the lines of a bucket on one date, and returns what was unknown.
fn judge(
    day: &Day<'_>,
    lines: &[&DayLine<'_>],
    scope: KxScope,
    total: &mut BucketTotal,
    findings: &mut Findings<ClaimFinding>,
) -> Option<KxUnknown> {
    let amounts = || lines.iter().map(|line| line.line.allowed());
    let mut of_day = None;
    if scope == KxScope::Day {
        let allowed = amounts().try_fold(Decimal::ZERO, |all, amount| sum(all, amount?));
        let too_long = KxNeed::Unknown(KxUnknown::AllowedAmount);
        let need = total.need_of_day(amounts()).unwrap_or(too_long);
        of_day = Some((need, total.accrued(), allowed));
    }
    let mut unknown = None;
    for line in lines {
        let allowed = line.line.allowed();
        let of_line = || (total.need(allowed), total.accrued(), allowed);
        let (need, accrued, counted) = of_day.unwrap_or_else(of_line);
        let verdict = need.verdict(line.line.modifiers());
        let facts = accrued.zip(total.yearly());
        let facts = facts.map(|(accrued, yearly)| {
            (Dollars::of_cents(accrued), Dollars::of_cents(yearly.amount))
        });
        let (allowed_amount, at) = (counted.map(Dollars::of_cents), day.at(line.position));
        match (verdict, facts) {
            (KxVerdict::Missing, Some((accrued, amount))) => {
                let allowed = allowed_amount;
                findings.push(
                    ClaimFinding::KxMissing {
                        accrued,
                        allowed,
                        amount,
                    },
                    at,
                );
            }
            (KxVerdict::Early, Some((accrued, amount))) => {
                let allowed = allowed_amount;
                findings.push(
                    ClaimFinding::KxEarly {
                        amount,
                        accrued,
                        allowed,
                    },
                    at,
                );
            }
            (KxVerdict::Unknown(what), _) => unknown = Some(what),
            _ => {}
        }
        let amount = match verdict {
            KxVerdict::PatientMayBeLiable => Some(Decimal::ZERO),
            _ => allowed,
        };
        if total.accrue(amount).is_err() {
            // the total is no longer known
            let _ = total.accrue(None);
        }
    }
    unknown
}
