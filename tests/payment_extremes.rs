//! Promise: at the extremes there is an answer or a typed error, never a panic or a wrapped figure.
#![cfg(feature = "tables")]

#[path = "support/payment.rs"]
mod support;

use support::{accrued, bare, day, dollars, estimate, ids, line};
use therapy_billing::ReferenceData;
use therapy_billing::money::{AmountError, parse_amount, parse_factor};
use therapy_billing::payment::{EstimateError, LineStatus, PricingError, Step};
use therapy_billing::reference::fee_schedule::{GeographicFactors, Place, RelativeValues};
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::macros::date;
use therapy_billing::{ProcedureCode, Units};

const ON: therapy_billing::time::Date = date!(2026 - 03 - 14);
/// The largest amount that has cents beside it.
const MOST: &str = "792281625142643375935439503.35";

fn values(work: Decimal, expense: Decimal) -> RelativeValues {
    RelativeValues::new(ProcedureCode::CPT_97110, work, expense, Decimal::ZERO)
        .expect("not negative")
        .with_multiple_procedure(5)
}

#[test]
fn relative_values_of_zero_are_no_price() {
    let day = day(ON, [line("97110 GP", 1, "60.00")])
        .with_relative_values(values(Decimal::ZERO, Decimal::ZERO))
        .expect("one set");
    let estimate = estimate(&day);
    assert_eq!(estimate.lines[0].status, LineStatus::NoData);
    assert!(!estimate.totals.complete);
    assert_eq!(ids(&estimate), ["price-no-data"]);
}

#[test]
fn practice_expense_alone_is_halved_and_work_alone_is_not() {
    let price = |work: &str, expense: &str| {
        let [work, expense] = [work, expense].map(|text| parse_factor(text).expect("a factor"));
        let day = day(ON, [line("97110 GP", 2, "")])
            .with_relative_values(values(work, expense))
            .expect("one set");
        let line = estimate(&day).lines[0];
        (line.full_price, line.reduced_price)
    };
    let one = Some(dollars("33.40"));
    assert_eq!(price("1", "0"), (one, one));
    assert_eq!(price("0", "1"), (one, Some(dollars("16.70"))));
}

#[test]
fn a_charge_of_nothing_leaves_nothing_to_pay() {
    let line = estimate(&day(ON, [line("97110 GP", 3, "0.00")])).lines[0];
    assert_eq!(line.allowed, Decimal::ZERO);
    assert_eq!(line.patient_may_owe, Some(Decimal::ZERO));
    assert_eq!(line.fee_schedule, Some(dollars("73.48")));
}

#[test]
fn a_deductible_larger_than_the_day_takes_the_day_and_no_more() {
    let day = day(ON, [line("97110 GP", 3, "")])
        .with_deductible_remaining(dollars(MOST))
        .expect("whole cents");
    let estimate = estimate(&day);
    assert_eq!(estimate.lines[0].patient_may_owe, Some(dollars("73.48")));
    assert_eq!(estimate.lines[0].medicare_pays, Decimal::ZERO);
    assert_eq!(estimate.lines[0].sequestration, Decimal::ZERO);
    let left = dollars(MOST) - dollars("73.48");
    assert_eq!(estimate.deductible_remaining, Some(left));
}

#[test]
fn the_largest_charge_is_held_and_two_of_them_are_an_error() {
    let one = day(ON, [line("97110 GP", 1, MOST)]);
    assert_eq!(estimate(&one).totals.charge, Some(dollars(MOST)));
    let two = day(ON, [line("97110 GP", 1, MOST), line("97110 GP", 1, MOST)]);
    let error = two
        .estimate(&ReferenceData::new())
        .expect_err("no decimal holds the sum");
    assert_eq!(error, EstimateError::TotalTooLong);
}

#[test]
fn a_running_total_at_the_limit_is_an_error() {
    let day = accrued(day(ON, [line("97110 GP KX", 1, "")]), MOST, "0.00");
    let error = day
        .estimate(&ReferenceData::new())
        .expect_err("no decimal holds the sum");
    assert!(
        matches!(error, EstimateError::AccruedTooLong { .. }),
        "{error}"
    );
}

#[test]
fn values_and_factors_that_no_decimal_can_multiply_are_an_error() {
    let digits = parse_factor("1.2345678901234567890123456").expect("26 digits");
    for (work, place) in [
        (Decimal::MAX, Decimal::ONE),
        (Decimal::ONE, Decimal::MAX),
        (digits, digits),
    ] {
        let place = GeographicFactors::new(place, place, place).expect("not negative");
        let day = therapy_billing::payment::TherapyDay::new(ON, Place::Factors(place))
            .with_line(line("97110 GP", 1, ""))
            .with_relative_values(values(work, Decimal::ONE))
            .expect("one set");
        let error = day.estimate(&ReferenceData::new()).expect_err("too long");
        let code = ProcedureCode::CPT_97110;
        assert_eq!(
            error,
            EstimateError::Pricing(PricingError::TooLong { code })
        );
    }
}

#[test]
fn a_price_at_the_limit_times_its_units_is_an_error() {
    let work = parse_factor("100000000000000000000000").expect("24 digits");
    let day = day(ON, [line("97110 GP", u16::MAX, "")])
        .with_relative_values(values(work, Decimal::ZERO))
        .expect("one set");
    let error = day.estimate(&ReferenceData::new()).expect_err("too long");
    assert!(
        matches!(
            error,
            EstimateError::TooLong {
                step: Step::FeeSchedule,
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(
        error.to_string(),
        "lines[0]: fee_schedule needs more than the 28 digits of a decimal"
    );
}

#[test]
fn a_figure_that_can_be_held_only_without_its_trailing_zeros_is_held() {
    let padded = parse_factor("0.45000000000000000000000000").expect("26 digits");
    let factor = parse_factor("1.0000000000000000000000").expect("23 digits");
    let place = GeographicFactors::new(factor, factor, factor).expect("not negative");
    let day = therapy_billing::payment::TherapyDay::new(ON, Place::Factors(place))
        .with_line(line("97110 GP", 1, ""))
        .with_relative_values(values(padded, Decimal::new(41, 2)))
        .expect("one set");
    assert_eq!(estimate(&day).lines[0].full_price, Some(dollars("28.72")));
}

#[test]
fn the_most_units_a_line_holds_are_counted() {
    let line = estimate(&day(ON, [line("97110 GP", u16::MAX, "")])).lines[0];
    assert_eq!(line.units_reduced, Some(Units::new(u16::MAX - 1)));
    assert_eq!(line.fee_schedule, Some(dollars("1455539.20"))); // 29.06 + 65534 x 22.21
}

#[test]
fn ten_thousand_lines_are_one_day() {
    let codes = ["97110", "97112", "97140", "97530"];
    let lines = (0..10_000).map(|index| line(&format!("{} GP", codes[index % 4]), 1, ""));
    let estimate = estimate(&bare(ON, lines));
    assert_eq!(estimate.lines.len(), 10_000);
    let sum = "233385.02"; // 2500 x (22.21 + 24.88 + 21.21 + 25.05), and 10.02 for the full unit
    assert_eq!(estimate.totals.allowed, dollars(sum));
    let full: usize = estimate
        .lines
        .iter()
        .filter(|line| line.units_full == Some(Units::ONE))
        .count();
    assert_eq!(full, 1);
    assert!(estimate.statement().to_string().lines().count() > 10_000);
}

#[test]
fn a_day_without_lines_has_totals_of_nothing() {
    let estimate = estimate(&day(ON, []));
    assert_eq!(estimate.totals.allowed, Decimal::ZERO);
    assert_eq!(estimate.totals.charge, Some(Decimal::ZERO));
    assert!(estimate.totals.complete);
}

#[test]
fn amounts_that_are_none_are_refused_by_name() {
    for text in [
        "", ".", "5.", ".5", "1e3", "+5", "1_000", "1,000.00", " 5", "5 ", "-0.00", "NaN", "٣",
    ] {
        assert_eq!(parse_amount(text), Err(AmountError::Form), "{text:?}");
    }
    assert!(matches!(
        parse_amount("-0.01"),
        Err(AmountError::Negative { .. })
    ));
    assert!(matches!(
        parse_amount("0.001"),
        Err(AmountError::FinerThanCents { .. })
    ));
    assert_eq!(parse_amount(&"9".repeat(40)), Err(AmountError::TooLong));
    assert_eq!(
        parse_amount("79228162514264337593543950335"),
        Err(AmountError::TooLong)
    );
    assert_eq!(parse_amount("0.00"), Ok(Decimal::ZERO));
    assert_eq!(parse_amount("007.50"), Ok(dollars("7.5")));
    assert_eq!(parse_amount("7.500"), Ok(dollars("7.50")));
}
