//! Promise: the laws of the estimate hold for any day: parts add up, one unit is full, accrual is
//! what was allowed, order and one more unit do what they should.
#![cfg(feature = "tables")]

#[path = "support/payment.rs"]
mod support;

use proptest::prelude::*;
use support::{accrued, bare, day, estimate, line};
use therapy_billing::ReferenceData;
use therapy_billing::ServiceLine;
use therapy_billing::payment::{
    AssistantBase, Estimate, KxPolicy, LineEstimate, LineStatus, PaymentPolicy, PaymentStep,
    TherapyDay,
};
use therapy_billing::reference::thresholds::Bucket;
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::macros::date;
use therapy_billing::{Modifier, ProcedureCode, Units};

const CODES: [&str; 14] = [
    "97110", "97112", "97116", "97140", "97150", "97161", "97530", "97535", "97032", "97129",
    "G0283", "92507", "97014", "97799",
];
const MODIFIERS: [&str; 8] = [
    "GP", "GP CQ", "GO", "GO CO", "GN", "GP KX", "GP GZ", "GP GY",
];

fn lines(charged: bool) -> impl Strategy<Value = Vec<ServiceLine>> {
    let charge = prop::option::weighted(0.6, 0_u32..30_000)
        .prop_map(move |charge| charge.filter(|_| charged));
    let one = (
        prop::sample::select(&CODES[..]),
        prop::sample::select(&MODIFIERS[..]),
        1_u16..6,
        charge,
    );
    let one = one.prop_map(|(code, modifiers, units, charge)| {
        let charge = charge.map_or(String::new(), |cents| {
            Decimal::new(cents.into(), 2).to_string()
        });
        line(&format!("{code} {modifiers}"), units, &charge)
    });
    prop::collection::vec(one, 1..9)
}

fn days() -> impl Strategy<Value = TherapyDay> {
    let start = || prop::option::weighted(0.8, 0_i64..320_000);
    let start = (
        start(),
        start(),
        prop::option::of(0_i64..40_000),
        any::<[bool; 2]>(),
    );
    (lines(true), start).prop_map(|(lines, (pt_slp, ot, deductible, [base, kx]))| {
        let cents = |number| Decimal::new(number, 2);
        let mut day = bare(date!(2026 - 03 - 14), lines);
        if let Some(amount) = pt_slp {
            day = day
                .with_accrued(Bucket::PtSlp, cents(amount))
                .expect("cents");
        }
        if let Some(amount) = ot {
            day = day.with_accrued(Bucket::Ot, cents(amount)).expect("cents");
        }
        if let Some(amount) = deductible {
            day = day.with_deductible_remaining(cents(amount)).expect("cents");
        }
        let mut policy = PaymentPolicy::default();
        if base {
            policy = policy.with_assistant_base(AssistantBase::Allowed);
        }
        if kx {
            policy = policy.with_kx(KxPolicy::Attested);
        }
        day.with_policy(policy)
    })
}

/// The day without a running total, so that no line is denied for want of KX.
fn undecided(lines: impl IntoIterator<Item = ServiceLine>) -> Estimate {
    estimate(&bare(date!(2026 - 03 - 14), lines))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn payment_share_and_reductions_add_up_to_what_is_allowed(day in days()) {
        for line in &estimate(&day).lines {
            let reductions = line.assistant_reduction + line.sequestration;
            if line.status == LineStatus::Estimated {
                let share = line.patient_may_owe.expect("known of an estimated line");
                prop_assert_eq!(line.medicare_pays + share + reductions, line.allowed);
                prop_assert_eq!(line.deductible + line.coinsurance, share);
            } else {
                prop_assert_eq!(line.medicare_pays + reductions, Decimal::ZERO);
                prop_assert_eq!(line.allowed, Decimal::ZERO);
            }
        }
    }

    #[test]
    fn every_total_is_the_sum_of_its_steps(day in days()) {
        let estimate = estimate(&day);
        let totals = estimate.totals;
        for (step, total) in [
            (PaymentStep::FeeSchedule, totals.fee_schedule),
            (PaymentStep::Allowed, totals.allowed),
            (PaymentStep::Deductible, totals.deductible),
            (PaymentStep::PaymentBeforeReductions, totals.payment_before_reductions),
            (PaymentStep::Coinsurance, totals.coinsurance),
            (PaymentStep::AssistantReduction, totals.assistant_reduction),
            (PaymentStep::Sequestration, totals.sequestration),
            (PaymentStep::MedicarePays, totals.medicare_pays),
            (PaymentStep::PatientMayOwe, totals.patient_may_owe),
        ] {
            let sum: Decimal = estimate
                .lines
                .iter()
                .filter_map(|line| line.breakdown().find(|(name, _)| *name == step)?.1)
                .sum();
            let known = estimate.lines.iter().all(|line| line.patient_may_owe.is_some());
            let unpriced = |line: &LineEstimate| line.status == LineStatus::NoData;
            let nothing = !estimate.lines.is_empty() && estimate.lines.iter().all(unpriced);
            match total {
                Some(total) => prop_assert!(total == sum && !nothing, "{}", step),
                None => prop_assert!(nothing || (step == PaymentStep::PatientMayOwe && !known)),
            }
        }
        let charges: Option<Vec<_>> = estimate.lines.iter().map(|line| line.charge).collect();
        prop_assert_eq!(totals.charge, charges.map(|all| all.into_iter().sum()));
    }

    #[test]
    fn exactly_one_unit_a_day_is_at_full_practice_expense(day in days()) {
        let estimate = estimate(&day);
        let reducible = |line: &&_| {
            let line: &LineEstimate = line;
            line.full_price.is_some() && line.full_price != line.reduced_price
        };
        let lines: Vec<_> = estimate.lines.iter().filter(reducible).collect();
        let full: u16 = lines.iter().filter_map(|line| line.units_full).map(Units::get).sum();
        prop_assert_eq!(full, u16::from(!lines.is_empty()));
        for line in estimate.lines.iter().filter(|line| line.full_price.is_some()) {
            let [full, reduced] = [line.units_full, line.units_reduced].map(|units| units.expect("priced"));
            prop_assert_eq!(full.checked_add(reduced), Some(line.units));
        }
    }

    #[test]
    fn accrual_is_the_sum_of_what_was_allowed(day in days()) {
        let after = estimate(&day);
        for bucket in Bucket::ALL {
            let allowed: Decimal = after
                .lines
                .iter()
                .filter(|line| Bucket::of_line(&line.modifiers) == Some(bucket))
                .map(|line| line.allowed)
                .sum();
            let now = after.accrued.get(bucket);
            let figure = match bucket { Bucket::PtSlp => "accrued-pt-slp", Bucket::Ot => "accrued-ot" };
            let before = after.figures.iter().find(|row| row.name.as_str() == figure);
            match (before, now) {
                (Some(before), Some(now)) => {
                    let before: Decimal = before.value.to_string().parse().expect("an amount");
                    prop_assert_eq!(before + allowed, now);
                }
                (before, now) => prop_assert_eq!(before.is_none(), now.is_none()),
            }
        }
    }

    #[test]
    fn what_meets_the_deductible_is_what_leaves_it(day in days()) {
        let after = estimate(&day);
        let before = after.figures.iter().find(|row| row.name.as_str() == "deductible-remaining");
        match (before, after.deductible_remaining) {
            (Some(before), Some(now)) => {
                let before: Decimal = before.value.to_string().parse().expect("an amount");
                prop_assert_eq!(before - after.totals.deductible.unwrap_or_default(), now);
                prop_assert!(now >= Decimal::ZERO);
            }
            (before, now) => prop_assert!(before.is_none() && now.is_none()),
        }
    }

    #[test]
    fn the_order_of_uncapped_lines_changes_neither_schedule_nor_allowed(
        (lines, shuffled) in lines(false)
            .prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle()))
    ) {
        let (given, other) = (undecided(lines).totals, undecided(shuffled).totals);
        prop_assert_eq!(given.fee_schedule, other.fee_schedule);
        prop_assert_eq!(given.allowed, other.allowed);
    }

    #[test]
    fn the_order_of_lines_of_different_prices_changes_no_total(
        (lines, shuffled) in lines(true)
            .prop_map(|mut lines| {
                // 97116 has the values of 97110 in 2026, so that the two are equal in rank.
                lines.retain(|line| line.code() != ProcedureCode::CPT_97116);
                lines.sort_by_key(ServiceLine::code);
                lines.dedup_by_key(|line| line.code());
                lines
            })
            .prop_flat_map(|lines| (Just(lines.clone()), Just(lines).prop_shuffle()))
    ) {
        prop_assert_eq!(undecided(lines).totals, undecided(shuffled).totals);
    }

    #[test]
    fn one_more_unit_never_lowers_what_is_allowed(lines in lines(true), which in any::<prop::sample::Index>()) {
        let which = which.index(lines.len());
        let more = lines.iter().enumerate().map(|(index, line)| {
            let units = line.units().get() + u16::from(index == which);
            let charge = line.charge();
            let line = ServiceLine::new(line.code(), Units::new(units))
                .with_modifiers(*line.modifiers());
            charge.map_or(line, |charge| line.with_charge(charge).expect("cents"))
        });
        let (fewer, more) = (undecided(lines.clone()), undecided(more));
        prop_assert!(fewer.totals.allowed <= more.totals.allowed);
        for (fewer, more) in fewer.lines.iter().zip(&more.lines) {
            prop_assert!(fewer.allowed <= more.allowed);
        }
    }

    #[test]
    fn the_same_day_has_the_same_estimate(day in days()) {
        prop_assert_eq!(estimate(&day), estimate(&day));
    }

    #[test]
    fn a_line_needs_kx_and_lacks_it_only_where_it_is_denied(day in days()) {
        use therapy_billing::payment::LineKx;
        for line in &estimate(&day).lines {
            let lacks = line.kx == LineKx::Needed && !line.modifiers.contains(Modifier::KX);
            prop_assert_eq!(lacks, line.status == LineStatus::DeniedWithoutKx);
        }
    }
}

/// Where order does move money, and why: the rule goes by claim order there.
#[test]
fn order_moves_money_where_the_rule_follows_it() {
    let on = date!(2026 - 03 - 14);
    let total = |day: &TherapyDay| estimate(day).totals;
    let forth = || [line("97110 GP", 1, "1.00"), line("97110 GP", 1, "")];
    let back = || [line("97110 GP", 1, ""), line("97110 GP", 1, "1.00")];
    // Charge caps: of two lines of one code the first keeps the full unit, and its cap with it.
    assert_ne!(
        total(&day(on, forth())).allowed,
        total(&day(on, back())).allowed
    );
    // KX: the line that crosses is denied, and which one crosses follows the order.
    let crossing = |lines| accrued(day(on, lines), "2470.00", "0.00");
    let [first, second] = [line("97530 GP", 1, ""), line("97140 GP", 1, "5.00")];
    assert_ne!(
        estimate(&crossing([first, second])).lines[0].status,
        estimate(&crossing([second, first])).lines[0].status
    );
}

#[test]
fn the_reduction_never_touches_work_or_malpractice() {
    use therapy_billing::money::to_cents;
    use therapy_billing::payment::{PriceLookup, Pricing, Provider};
    use therapy_billing::reference::fee_schedule::Place;

    let on = date!(2026 - 03 - 14);
    let schedule = ReferenceData::new();
    let pricing = Pricing::new(&schedule, on, Place::National, Provider::default()).expect("2026");
    let factor = schedule.conversion_factor(on, false).expect("2026").value;
    let mut reducible = 0;
    for entry in therapy_billing::reference::catalog::entries() {
        let code: ProcedureCode = entry.code();
        let Ok(PriceLookup::Priced(price)) = pricing.price(code) else {
            continue;
        };
        let values = schedule
            .relative_values(code, on)
            .expect("priced by its values");
        let kept = (values.work() + values.malpractice()) * factor;
        assert!(price.reduced >= to_cents(kept).expect("small"), "{code}");
        let cut = if price.is_reducible {
            values.practice_expense() / Decimal::TWO
        } else {
            Decimal::ZERO
        };
        assert_eq!(price.practice_expense_cut, cut * factor, "{code}");
        let whole = (values.work() + values.practice_expense() + values.malpractice()) * factor;
        assert_eq!(Some(price.full), to_cents(whole), "{code}");
        assert_eq!(
            Some(price.reduced),
            to_cents(whole - cut * factor),
            "{code}"
        );
        reducible += usize::from(price.is_reducible);
    }
    assert!(reducible > 30, "{reducible} codes are under the reduction");
}
