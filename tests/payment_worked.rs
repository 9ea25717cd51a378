//! Promise: published prices come out to the cent, and so do the worked days and tables of the rule.
#![cfg(feature = "tables")]

#[path = "support/payment.rs"]
mod support;

use support::{accrued, bare, day, dollars, estimate, ids, line};
use therapy_billing::ReferenceData;
use therapy_billing::money::parse_factor;
use therapy_billing::payment::{
    AssistantBase, LineKx, LineStatus, PaymentPolicy, PriceLookup, Pricing, Provider, TherapyDay,
    ThresholdAccrual,
};
use therapy_billing::reference::fee_schedule::{
    GeographicFactors, Locality, Place, RelativeValues,
};
use therapy_billing::reference::thresholds::Bucket;
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::macros::date;
use therapy_billing::{ProcedureCode, Setting};

/// The CMS payment amount file of 2020 for Ohio (carrier 15202, locality 00), which implies the
/// factors below: full price, and price with half the practice expense.
const OHIO_2020: [(&str, [&str; 3], &str, &str); 9] = [
    ("97032", ["0.25", "0.16", "0.01"], "14.68", "12.04"),
    ("97035", ["0.21", "0.19", "0.01"], "14.23", "11.09"),
    ("97112", ["0.50", "0.48", "0.02"], "34.65", "26.73"),
    ("97140", ["0.43", "0.35", "0.02"], "27.83", "22.05"),
    ("97150", ["0.29", "0.22", "0.01"], "18.11", "14.48"),
    ("97165", ["1.20", "1.33", "0.05"], "89.12", "67.16"),
    ("97168", ["0.75", "1.00", "0.03"], "61.22", "44.71"),
    ("97530", ["0.44", "0.66", "0.02"], "38.43", "27.53"),
    ("G0283", ["0.18", "0.20", "0.01"], "13.48", "10.18"),
];

fn factor(text: &str) -> Decimal {
    parse_factor(text).expect("a factor")
}

fn ohio() -> Place {
    let [work, expense, malpractice] = ["1.000", "0.915", "1.049"].map(factor);
    Place::Factors(GeographicFactors::new(work, expense, malpractice).expect("not negative"))
}

#[test]
fn the_published_prices_of_ohio_come_out_to_the_cent_both_of_them() {
    let schedule = ReferenceData::new();
    let pricing = Pricing::new(
        &schedule,
        date!(2020 - 02 - 03),
        ohio(),
        Provider::default(),
    )
    .expect("2020 has a factor");
    for (code, values, full, reduced) in OHIO_2020 {
        let [work, expense, malpractice] = values.map(factor);
        let values = RelativeValues::new(ProcedureCode::of(code), work, expense, malpractice)
            .expect("not negative")
            .with_multiple_procedure(5);
        let Ok(PriceLookup::Priced(price)) = pricing.supplied(values) else {
            panic!("{code} has a price");
        };
        assert_eq!(
            (price.full, price.reduced),
            (dollars(full), dollars(reduced)),
            "{code}"
        );
    }
}

/// The built-in relative values of 2020 are those of the October file, and make the same prices
/// wherever the two releases agree.
#[test]
fn the_built_in_rows_of_2020_make_the_published_prices_where_the_file_agrees() {
    let schedule = ReferenceData::new();
    let pricing = Pricing::new(
        &schedule,
        date!(2020 - 02 - 03),
        ohio(),
        Provider::default(),
    )
    .expect("2020 has a factor");
    let mut agreeing = 0;
    for (code, values, full, _) in OHIO_2020 {
        let code = ProcedureCode::of(code);
        let held = schedule
            .relative_values(code, date!(2020 - 02 - 03))
            .expect("one of the 18");
        let parts = [held.work(), held.practice_expense(), held.malpractice()];
        if parts == values.map(factor) {
            let Ok(PriceLookup::Priced(price)) = pricing.price(code) else {
                panic!("{code} has a price");
            };
            assert_eq!(price.full, dollars(full), "{code}");
            agreeing += 1;
        }
    }
    assert!(agreeing >= 5, "{agreeing} agree");
}

#[track_caller]
fn allowed(lines: &[(&str, u16)], amounts: &[&str], total: &str) {
    let lines = lines.iter().map(|&(text, units)| line(text, units, ""));
    let estimate = estimate(&day(date!(2026 - 03 - 14), lines));
    let found: Vec<_> = estimate.lines.iter().map(|line| line.allowed).collect();
    let amounts: Vec<_> = amounts.iter().map(|text| dollars(text)).collect();
    assert_eq!(found, amounts);
    assert_eq!(estimate.totals.allowed, Some(dollars(total)));
}

#[test]
fn three_units_of_one_code_are_one_full_and_two_reduced() {
    allowed(&[("97110 GP", 3)], &["73.48"], "73.48");
}

#[test]
fn of_four_units_the_one_with_the_highest_practice_expense_is_full() {
    allowed(
        &[("97110 GP", 2), ("97140 GP", 1), ("97530 GP", 1)],
        &["44.42", "21.21", "35.07"],
        "100.70",
    );
}

#[test]
fn the_reduction_runs_across_disciplines() {
    allowed(
        &[("97110 GP", 2), ("97530 GP", 1), ("97535 GO", 2)],
        &["44.42", "35.07", "47.76"],
        "127.25",
    );
}

#[test]
fn an_evaluation_takes_part_in_the_ranking() {
    allowed(
        &[("97161 GP", 1), ("97110 GP", 1)],
        &["97.86", "22.21"],
        "120.07",
    );
}

/// A day on which one unit of 97110 is priced at 100.00.
fn hundred(text: &str) -> TherapyDay {
    let code = ProcedureCode::CPT_97110;
    let values = RelativeValues::new(code, factor("2.95095"), Decimal::ZERO, Decimal::ZERO)
        .expect("not negative")
        .with_multiple_procedure(0);
    day(date!(2023 - 05 - 01), [line(text, 1, "")])
        .with_relative_values(values)
        .expect("one set")
}

#[track_caller]
fn paid(day: &TherapyDay, before: &str, after: &str, coinsurance: &str, pays: &str) {
    let line = estimate(day).lines[0];
    let payment = line.payment_before_reductions;
    let program = line.medicare_pays + line.sequestration;
    assert_eq!(payment, dollars(before), "80%");
    assert_eq!(program, dollars(after), "after 85%");
    assert_eq!(line.coinsurance, dollars(coinsurance), "coinsurance");
    assert_eq!(line.medicare_pays, dollars(pays), "after 2%");
}

#[test]
fn the_table_of_assistants_under_both_readings() {
    let allowed = PaymentPolicy::default().with_assistant_base(AssistantBase::Allowed);
    paid(&hundred("97110 GP CQ"), "80.00", "68.00", "20.00", "66.64");
    paid(
        &hundred("97110 GP CQ").with_policy(allowed),
        "68.00",
        "68.00",
        "17.00",
        "66.64",
    );
    let on = date!(2026 - 03 - 14);
    let whole = day(on, [line("97110 GP CQ", 1, "")]);
    paid(&whole, "23.25", "19.76", "5.81", "19.36");
    let reduced = day(on, [line("97110 GP CQ", 1, "22.21")]);
    paid(&reduced, "17.77", "15.10", "4.44", "14.80");
    let nobody = day(on, [line("97110 GP", 1, "")]);
    paid(&nobody, "23.25", "23.25", "5.81", "22.78");
}

#[test]
fn the_other_reading_shows_the_allowed_amount_whole_and_the_cut_beside_it() {
    let allowed = PaymentPolicy::default().with_assistant_base(AssistantBase::Allowed);
    let line = estimate(&hundred("97110 GP CQ").with_policy(allowed)).lines[0];
    assert_eq!(line.allowed, dollars("100.00"));
    assert_eq!(line.assistant_reduction, dollars("15.00"));
    assert_eq!(line.patient_may_owe, Some(dollars("17.00")));
}

#[test]
fn the_deductible_of_the_other_reading_meets_85_percent() {
    let allowed = PaymentPolicy::default().with_assistant_base(AssistantBase::Allowed);
    let day = hundred("97110 GP CQ")
        .with_policy(allowed)
        .with_deductible_remaining(dollars("90.00"))
        .expect("whole cents");
    let estimate = estimate(&day);
    assert_eq!(estimate.lines[0].deductible, dollars("85.00"));
    assert_eq!(estimate.deductible_remaining, Some(dollars("5.00")));
    assert_eq!(estimate.lines[0].medicare_pays, Decimal::ZERO);
}

#[test]
fn nothing_is_cut_incident_to_a_physician() {
    let on = date!(2026 - 03 - 14);
    let office = Provider::new(Setting::PhysicianIncidentTo);
    let day = day(on, [line("97110 GP CQ", 1, "")]).with_provider(office);
    paid(&day, "23.25", "23.25", "5.81", "22.78");
}

#[test]
fn nothing_is_cut_before_2022() {
    let boundary = [date!(2021 - 12 - 31), date!(2022 - 01 - 01)];
    let cut = boundary.map(|on| {
        let line = estimate(&day(on, [line("97110 GP CQ", 1, "")])).lines[0];
        line.assistant_reduction > Decimal::ZERO
    });
    assert_eq!(cut, [false, true]);
}

#[test]
fn a_provider_that_does_not_participate_is_paid_95_percent_of_both_prices() {
    let provider = Provider::default().not_participating();
    let day = day(date!(2026 - 03 - 14), [line("97110 GP", 2, "")]).with_provider(provider);
    let line = estimate(&day).lines[0];
    assert_eq!(line.full_price, Some(dollars("27.61"))); // 0.95 x 29.06 = 27.607
    assert_eq!(line.reduced_price, Some(dollars("21.10"))); // 0.95 x 22.21 = 21.0995
}

#[test]
fn qualifying_participants_have_a_factor_of_their_own_from_2026() {
    let provider = Provider::default().qualifying_apm_participant();
    let price = |on, provider| {
        let day = day(on, [line("97112 GP", 1, "")]).with_provider(provider);
        estimate(&day).lines[0].full_price
    };
    assert_eq!(
        price(date!(2026 - 03 - 14), provider),
        Some(dollars("32.90"))
    );
    assert_eq!(
        price(date!(2026 - 03 - 14), Provider::default()),
        Some(dollars("32.73"))
    );
    let before = date!(2025 - 03 - 14);
    assert_eq!(price(before, provider), price(before, Provider::default()));
}

#[test]
fn a_locality_gives_the_prices_of_its_factors() {
    let alabama = Place::Locality(Locality::new("10112", "00").expect("digits"));
    let day = TherapyDay::new(date!(2024 - 08 - 14), alabama)
        .with_line(line("97112 GP", 3, ""))
        .expect("a line of the day");
    let line = estimate(&day).lines[0];
    assert_eq!(line.full_price, Some(dollars("31.30")));
    assert_eq!(line.fee_schedule, Some(dollars("79.44")));
}

#[test]
fn each_line_is_capped_by_its_own_charge() {
    let estimate = estimate(&day(
        date!(2026 - 03 - 14),
        [line("97112 GP", 1, "32.73"), line("97140 GP", 1, "10.00")],
    ));
    let found: Vec<_> = estimate.lines.iter().map(|line| line.allowed).collect();
    assert_eq!(found, [dollars("32.73"), dollars("10.00")]);
    assert_eq!(estimate.lines[1].fee_schedule, Some(dollars("21.21")));
}

#[test]
fn reaching_the_yearly_amount_is_not_exceeding_it() {
    let on = date!(2026 - 03 - 14);
    let kx = |before| {
        let day = accrued(day(on, [line("97110 GP", 1, "20.00")]), before, "0.00");
        let line = estimate(&day).lines[0];
        (line.kx, line.status)
    };
    assert_eq!(kx("2460.00"), (LineKx::NotNeeded, LineStatus::Estimated));
    assert_eq!(kx("2460.01"), (LineKx::Needed, LineStatus::DeniedWithoutKx));
}

#[test]
fn a_denied_line_accrues_nothing_and_leaves_the_deductible_alone() {
    let on = date!(2026 - 03 - 14);
    let lines = [
        line("97530 GP", 1, ""),     // 35.07 exceeds: denied
        line("97110 GP", 1, "5.00"), // 5.00 does not
    ];
    let day = accrued(day(on, lines), "2470.00", "0.00")
        .with_deductible_remaining(dollars("7.00"))
        .expect("whole cents");
    let estimate = estimate(&day);
    assert_eq!(estimate.lines[0].status, LineStatus::DeniedWithoutKx);
    assert_eq!(estimate.lines[0].fee_schedule, Some(dollars("35.07")));
    assert_eq!(estimate.lines[0].allowed, Decimal::ZERO);
    assert_eq!(estimate.lines[0].patient_may_owe, Some(Decimal::ZERO));
    assert_eq!(estimate.lines[1].status, LineStatus::Estimated);
    assert_eq!(estimate.lines[1].deductible, dollars("5.00"));
    assert_eq!(estimate.deductible_remaining, Some(dollars("2.00")));
    assert_eq!(ids(&estimate), ["charge-unknown", "kx-missing"]);
}

#[test]
fn an_assistants_line_accrues_whole_or_by_policy_85_percent() {
    let on = date!(2026 - 03 - 14);
    let day = accrued(
        day(on, [line("97110 GP CQ", 1, "60.00")]),
        "2455.00",
        "0.00",
    );
    assert_eq!(estimate(&day).lines[0].kx, LineKx::Needed);
    let reduced =
        PaymentPolicy::default().with_threshold_accrual(ThresholdAccrual::AssistantReduced);
    let estimate = estimate(&day.with_policy(reduced));
    assert_eq!(estimate.lines[0].kx, LineKx::NotNeeded);
    let after = estimate.accrued.get(Bucket::PtSlp);
    assert_eq!(after, Some(dollars("2479.70")));
}

#[test]
fn without_a_running_total_and_a_deductible_both_are_said_to_be_unknown() {
    let estimate = estimate(&bare(date!(2026 - 03 - 14), [line("97110 GP", 1, "60.00")]));
    assert_eq!(ids(&estimate), ["deductible-unknown", "accrued-unknown"]);
    assert_eq!(estimate.lines[0].kx, LineKx::Unknown);
    assert!(estimate.accrued.is_unknown());
    assert_eq!(estimate.deductible_remaining, None);
    assert_eq!(estimate.lines[0].patient_may_owe, Some(dollars("5.81")));
}

#[test]
fn a_bill_is_estimated_without_its_lines_of_0_units() {
    use therapy_billing::claim::{Bill, Visit};
    use therapy_billing::{Discipline, Minutes, Service, Session};

    let on = date!(2026 - 03 - 14);
    let session = [("97112", 24), ("97110", 5)].into_iter().fold(
        Session::new(on, Discipline::Pt),
        |session, (code, minutes)| {
            let service = Service::new(ProcedureCode::of(code), Minutes::new(minutes));
            session.with(service.expect("a known code")).expect("a day")
        },
    );
    let bill = Bill::new(Visit::new(
        session,
        therapy_billing::UnitRule::MEDICARE,
        therapy_billing::Setting::PrivatePractice,
    ));
    let day = TherapyDay::of_bill(&bill, Place::National);
    assert_eq!(day.date(), on);
    let texts: Vec<_> = day.lines().iter().map(ToString::to_string).collect();
    assert_eq!(texts, ["97112 x 2 GP"]);
}
