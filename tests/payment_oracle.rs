//! Promise: any day comes out as a plain reading of the rule in whole numbers has it, line by line.
//!
//! The reading below shares nothing with the library but the figures: prices in units of a
//! ten-thousand-millionth of a dollar, everything after them in cents, no decimal type at all.
#![cfg(feature = "tables")]
#![allow(
    clippy::match_bool,
    clippy::struct_excessive_bools,
    clippy::too_many_lines,
    reason = "the rule is read in one piece, its switches as they come"
)]

#[path = "support/payment.rs"]
mod support;

use proptest::prelude::*;
use support::{accrued, bare, dollars, estimate, line};
use therapy_billing::claim::KxScope;
use therapy_billing::payment::{
    AssistantBase, KxPolicy, LineEstimate, LineKx, LineStatus, MpprTie, PaymentPolicy, Provider,
    TherapyDay, ThresholdAccrual,
};
use therapy_billing::reference::fee_schedule::{GeographicFactors, Place};
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::{Date, macros::date};
use therapy_billing::{Modifier, Modifiers, Setting};

/// July 2026 and July 2024: work, practice expense, malpractice in hundredths; under the reduction.
const CODES: [(&str, [i128; 3], [i128; 3], bool); 8] = [
    ("97110", [45, 41, 1], [45, 42, 1], true),
    ("97112", [50, 47, 1], [50, 50, 1], true),
    ("97140", [43, 39, 1], [43, 37, 1], true),
    ("97530", [44, 60, 1], [44, 65, 1], true),
    ("97535", [45, 51, 1], [45, 52, 1], true),
    ("97150", [29, 24, 1], [29, 24, 1], true),
    ("97161", [154, 138, 1], [154, 143, 4], true),
    ("97129", [50, 16, 1], [50, 16, 1], false),
];

#[derive(Clone, Debug)]
struct Case {
    in_2026: bool,
    qualifying: bool,
    participating: bool,
    incident_to: bool,
    place: [i128; 3],
    lines: Vec<(usize, u16, usize, Option<i128>)>,
    deductible: Option<i128>,
    accrued: Option<[i128; 2]>,
    policy: [bool; 5],
}

/// Sets of modifiers a line may carry.
const MODIFIERS: [&str; 10] = [
    "GP",
    "GP CQ",
    "GO",
    "GO CO",
    "GN",
    "GP KX",
    "GP CQ KX",
    "GO CO 59 95",
    "GP GY",
    "",
];

fn cases() -> impl Strategy<Value = Case> {
    let lines = prop::collection::vec(
        (
            0..CODES.len(),
            1_u16..5,
            0..MODIFIERS.len(),
            prop::option::weighted(0.7, 0_i128..20_000),
        ),
        0..7,
    );
    let place = prop_oneof![
        Just([1000, 1000, 1000]),
        [800_i128..1600, 800_i128..1600, 300_i128..2500],
    ];
    (
        any::<[bool; 4]>(),
        place,
        lines,
        prop::option::of(0_i128..26_000),
        prop::option::weighted(0.8, [200_000_i128..310_000, 200_000_i128..310_000]),
        any::<[bool; 5]>(),
    )
        .prop_map(|(flags, place, lines, deductible, accrued, policy)| Case {
            in_2026: flags[0],
            qualifying: flags[1],
            participating: flags[2],
            incident_to: flags[3],
            place,
            lines,
            deductible,
            accrued,
            policy,
        })
}

impl Case {
    fn date(&self) -> Date {
        if self.in_2026 {
            date!(2026 - 03 - 14)
        } else {
            date!(2024 - 08 - 14)
        }
    }

    /// Ten-thousandths of a dollar per relative value unit.
    fn factor(&self) -> i128 {
        match (self.in_2026, self.qualifying) {
            (true, true) => 335_675,
            (true, false) => 334_009,
            (false, _) => 332_875,
        }
    }

    fn policy(&self) -> PaymentPolicy {
        let [base, accrual, kx, scope, tie] = self.policy;
        let mut policy = PaymentPolicy::default();
        if base {
            policy = policy.with_assistant_base(AssistantBase::Allowed);
        }
        if accrual {
            policy = policy.with_threshold_accrual(ThresholdAccrual::AssistantReduced);
        }
        if kx {
            policy = policy.with_kx(KxPolicy::Attested);
        }
        if scope {
            policy = policy.with_kx_scope(KxScope::Day);
        }
        if tie {
            policy = policy.with_mppr_tie(MpprTie::UnmodifiedFirst);
        }
        policy
    }

    fn day(&self) -> TherapyDay {
        let lines = self.lines.iter().map(|&(code, units, modifiers, charge)| {
            let text = format!("{} {}", CODES[code].0, MODIFIERS[modifiers]);
            line(text.trim_end(), units, &charge.map_or(String::new(), cents))
        });
        let [work, expense, malpractice] = self
            .place
            .map(|number| Decimal::from_i128_with_scale(number, 3));
        let place = GeographicFactors::new(work, expense, malpractice).expect("not negative");
        let mut provider = Provider::new(match self.incident_to {
            true => Setting::PhysicianIncidentTo,
            false => Setting::OutpatientHospital,
        });
        provider.participating = self.participating;
        provider.qualifying_apm_participant = self.qualifying;
        let mut day = TherapyDay::new(self.date(), Place::Factors(place))
            .with_provider(provider)
            .with_policy(self.policy());
        for line in bare(self.date(), lines).lines() {
            day = day.with_line(*line).expect("a line of the day");
        }
        if let Some(amount) = self.deductible {
            day = day
                .with_deductible_remaining(dollars(&cents(amount)))
                .expect("whole cents");
        }
        match self.accrued {
            Some([pt_slp, ot]) => accrued(day, &cents(pt_slp), &cents(ot)),
            None => day,
        }
    }
}

/// Cents as dollars.
fn cents(number: i128) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

/// The nearest whole number, halves up.
fn nearest(number: i128, unit: i128) -> i128 {
    (2 * number + unit) / (2 * unit)
}

fn percent(amount: i128, of: i128) -> i128 {
    nearest(amount * of, 100)
}

/// What the rule makes of one line, in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Reading {
    priced: bool,
    full: i128,
    reduced: i128,
    schedule: i128,
    allowed: i128,
    needed: Option<bool>,
    denied: bool,
    deductible: i128,
    payment: i128,
    coinsurance: i128,
    assistant: i128,
    sequestration: i128,
    pays: i128,
    owes: i128,
}

fn read(case: &Case) -> Vec<Reading> {
    let [
        base_allowed,
        accrual_reduced,
        attested,
        whole_day,
        unmodified,
    ] = case.policy;
    let mut readings = vec![Reading::default(); case.lines.len()];
    // Steps 1 and 2, in 10^-9 dollars: hundredths, thousandths and ten-thousandths multiplied. The
    // reduced price takes half of the practice expense, so both are doubled.
    let [gw, ge, gm] = case.place;
    let assigned = |price| match case.participating {
        true => price,
        false => percent(price, 95),
    };
    for (reading, &(code, _, modifiers, _)) in readings.iter_mut().zip(&case.lines) {
        let (_, in_2026, in_2024, reducible) = CODES[code];
        let [w, e, m] = if case.in_2026 { in_2026 } else { in_2024 };
        let cent = 2 * 10_i128.pow(7);
        reading.priced = !MODIFIERS[modifiers].contains("GY");
        let full = 2 * (w * gw + e * ge + m * gm) * case.factor();
        let cut = if reducible { e * ge * case.factor() } else { 0 };
        reading.full = assigned(nearest(full, cent));
        reading.reduced = assigned(nearest(full - cut, cent));
    }
    // PaymentStep 3: the best line wins, the earlier one among equals.
    let mut top: Option<usize> = None;
    let expense = |index: usize| {
        let (_, in_2026, in_2024, _) = CODES[case.lines[index].0];
        if case.in_2026 { in_2026[1] } else { in_2024[1] }
    };
    let marked = |index: usize| MODIFIERS[case.lines[index].2].contains('C');
    for index in 0..readings.len() {
        if !readings[index].priced || !CODES[case.lines[index].0].3 {
            continue;
        }
        let better = top.is_none_or(|best| {
            let of = |index: usize| (expense(index), readings[index].full);
            of(index) > of(best)
                || of(index) == of(best) && unmodified && marked(best) && !marked(index)
        });
        if better {
            top = Some(index);
        }
    }
    for (index, reading) in readings.iter_mut().enumerate() {
        let (code, units, _, charge) = case.lines[index];
        let units = i128::from(units);
        if !reading.priced {
            reading.owes = charge.unwrap_or(-1);
            continue;
        }
        let in_full = match (CODES[code].3, top == Some(index)) {
            (false, _) => units,
            (true, true) => 1,
            (true, false) => 0,
        };
        reading.schedule = in_full * reading.full + (units - in_full) * reading.reduced;
        reading.allowed = charge.map_or(reading.schedule, |charge| charge.min(reading.schedule));
    }
    // PaymentStep 6.
    let bucket = |index: usize| match MODIFIERS[case.lines[index].2] {
        "" => None,
        text if text.starts_with("GO") => Some(1),
        _ => Some(0),
    };
    let is_cut = |index: usize| marked(index) && !case.incident_to;
    let accrual = |index: usize, reading: &Reading| match accrual_reduced && is_cut(index) {
        true => percent(reading.allowed, 85),
        false => reading.allowed,
    };
    let limit = if case.in_2026 { 248_000 } else { 233_000 };
    if let Some(start) = case.accrued {
        let mut sums = start;
        for (index, reading) in readings.iter().enumerate() {
            if let (true, Some(bucket)) = (reading.priced, bucket(index)) {
                sums[bucket] += accrual(index, reading);
            }
        }
        let mut running = start;
        for index in 0..readings.len() {
            let mut reading = readings[index];
            let (true, Some(bucket)) = (reading.priced, bucket(index)) else {
                continue;
            };
            let adds = accrual(index, &reading);
            let needed = match whole_day {
                true => sums[bucket] > limit,
                false => running[bucket] + adds > limit,
            };
            let text = MODIFIERS[case.lines[index].2];
            let room = text.split(' ').count() < 4;
            reading.needed = Some(needed);
            reading.denied = needed && !text.contains("KX") && !(attested && room);
            if !reading.denied {
                running[bucket] += adds;
            }
            readings[index] = reading;
        }
    }
    // Steps 7 to 13.
    let mut remaining = case.deductible.unwrap_or(0);
    for (index, reading) in readings.iter_mut().enumerate() {
        if !reading.priced {
            continue;
        }
        if reading.denied {
            reading.allowed = 0;
            continue;
        }
        let base = match base_allowed && is_cut(index) {
            true => percent(reading.allowed, 85),
            false => reading.allowed,
        };
        reading.deductible = remaining.min(base);
        remaining -= reading.deductible;
        reading.payment = percent(base - reading.deductible, 80);
        reading.coinsurance = base - reading.deductible - reading.payment;
        let left = match is_cut(index) && !base_allowed {
            true => percent(reading.payment, 85),
            false => reading.payment,
        };
        reading.assistant = reading.allowed - base + reading.payment - left;
        reading.sequestration = percent(left, 2);
        reading.pays = left - reading.sequestration;
        reading.owes = reading.deductible + reading.coinsurance;
    }
    readings
}

/// The library's line in the terms of the reading.
fn found(line: &LineEstimate) -> Reading {
    let number = |amount: Decimal| {
        let text = format!("{amount:.2}").replace('.', "");
        text.parse::<i128>().expect("whole cents")
    };
    let priced = line.full_price.is_some();
    Reading {
        priced,
        full: line.full_price.map_or(0, number),
        reduced: line.reduced_price.map_or(0, number),
        schedule: line.fee_schedule.map_or(0, number),
        allowed: number(line.allowed),
        needed: match line.kx {
            LineKx::Needed => Some(true),
            LineKx::NotNeeded if priced => Some(false),
            _ => None,
        },
        denied: line.status == LineStatus::DeniedWithoutKx,
        deductible: number(line.deductible),
        payment: number(line.payment_before_reductions),
        coinsurance: number(line.coinsurance),
        assistant: number(line.assistant_reduction),
        sequestration: number(line.sequestration),
        pays: number(line.medicare_pays),
        owes: line.patient_may_owe.map_or(-1, number),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn every_line_comes_out_as_the_plain_reading_has_it(case in cases()) {
        let estimate = estimate(&case.day());
        let mut expected = read(&case);
        for reading in &mut expected {
            if !reading.priced {
                (reading.full, reading.reduced) = (0, 0);
            }
        }
        let lines: Vec<_> = estimate.lines.iter().map(found).collect();
        prop_assert_eq!(&lines, &expected);
        let total: i128 = expected.iter().map(|reading| reading.pays).sum();
        prop_assert_eq!(estimate.totals.medicare_pays.unwrap_or_default(), dollars(&cents(total)));
    }
}

#[test]
fn kx_stands_behind_discipline_and_assistant_where_it_is_added() {
    let policy = PaymentPolicy::default().with_kx(KxPolicy::Attested);
    for (given, expected) in [
        ("97110 GP", "GP KX"),
        ("97110 GP CQ 59", "GP CQ KX 59"),
        ("97110 59 GP", "59 GP KX"),
        ("97110 GP 59 CQ", "GP 59 CQ KX"),
    ] {
        let on = date!(2026 - 03 - 14);
        let day = accrued(bare(on, [line(given, 1, "")]), "2480.00", "0.00").with_policy(policy);
        let modifiers: Modifiers = estimate(&day).lines[0].modifiers;
        assert_eq!(modifiers.to_string(), expected);
        assert!(modifiers.contains(Modifier::KX));
    }
}
