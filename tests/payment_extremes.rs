//! Promise: at the extremes there is an answer or a typed error, never a panic or a wrapped figure.
#![cfg(feature = "tables")]

#[path = "support/payment.rs"]
mod support;

use support::{accrued, bare, day, dollars, estimate, ids, line};
use therapy_billing::claim::{AssistantPolicy, Bill, Visit};
use therapy_billing::money::{AmountError, parse_amount, parse_factor};
use therapy_billing::payment::{
    DayError, EstimateError, LineStatus, PaymentStep, PriceBasis, PriceLookup, Pricing,
    PricingError, Provider,
};
use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::reference::fee_schedule::{GeographicFactors, Place, RelativeValues};
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::session::{PersonMinutes, ServiceRecord, TreatmentTime};
use therapy_billing::time::macros::date;
use therapy_billing::{
    CodeEntry, Discipline, Minutes, ProcedureCode, ReferenceData, ServiceLine, Session, Setting,
    TherapyDay, Timing, UnitRule, Units,
};

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
    assert_eq!(ids(&estimate), ["kx-undecided", "price-no-data"]);
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
    let error = two.estimate().expect_err("no decimal holds the sum");
    assert_eq!(error, EstimateError::TotalTooLong);
}

#[test]
fn a_running_total_at_the_limit_is_an_error() {
    let day = accrued(day(ON, [line("97110 GP KX", 1, "")]), MOST, "0.00");
    let error = day.estimate().expect_err("no decimal holds the sum");
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
            .expect("a line of the day")
            .with_relative_values(values(work, Decimal::ONE))
            .expect("one set");
        let error = day.estimate().expect_err("too long");
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
    let error = day.estimate().expect_err("too long");
    assert!(
        matches!(
            error,
            EstimateError::TooLong {
                step: PaymentStep::FeeSchedule,
                ..
            }
        ),
        "{error}"
    );
    assert_eq!(
        error.to_string(),
        "expected amounts of at most 28 digits, found more in fee_schedule of lines[0]"
    );
}

#[test]
fn a_figure_that_can_be_held_only_without_its_trailing_zeros_is_held() {
    let padded = parse_factor("0.45000000000000000000000000").expect("26 digits");
    let factor = parse_factor("1.0000000000000000000000").expect("23 digits");
    let place = GeographicFactors::new(factor, factor, factor).expect("not negative");
    let day = therapy_billing::payment::TherapyDay::new(ON, Place::Factors(place))
        .with_line(line("97110 GP", 1, ""))
        .expect("a line of the day")
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
fn a_day_has_4096_lines_and_no_more() {
    let codes = ["97110", "97112", "97140", "97530"];
    let lines = (0..4_096).map(|index| line(&format!("{} GP", codes[index % 4]), 1, ""));
    let full = bare(ON, lines);
    let error = full
        .clone()
        .with_line(line("97110 GP", 1, ""))
        .expect_err("one line too many");
    assert_eq!(error, DayError::TooMany { list: "lines" });
    assert!(error.to_string().contains("at most 4,096 lines"), "{error}");
    let estimate = estimate(&full);
    assert_eq!(estimate.lines.len(), 4_096);
    let sum = "95600.42"; // 1024 x (22.21 + 24.88 + 21.21 + 25.05), and 10.02 for the full unit
    assert_eq!(estimate.totals.allowed, Some(dollars(sum)));
    let full: usize = estimate
        .lines
        .iter()
        .filter(|line| line.units_full == Some(Units::ONE))
        .count();
    assert_eq!(full, 1);
    assert!(estimate.statement().to_string().lines().count() > 4_096);
}

#[test]
fn a_day_has_4096_sets_of_relative_values_and_no_more() {
    let set = |number: usize| {
        let code = ProcedureCode::parse(&format!("{:05}", 10_000 + number)).expect("a code");
        RelativeValues::new(code, Decimal::ONE, Decimal::ONE, Decimal::ONE).expect("not negative")
    };
    let day = |sets| (0..sets).try_fold(bare(ON, []), |day, at| day.with_relative_values(set(at)));
    assert!(day(4_096).is_ok());
    assert_eq!(day(4_097), Err(DayError::TooMany { list: "rvus" }));
}

#[test]
fn lines_that_an_estimate_cannot_use_are_refused_by_name() {
    let day = || bare(ON, []);
    let line = line("97110 GP", 1, "");
    let code = ProcedureCode::CPT_97110;
    let none = ServiceLine::new(code, Units::ZERO);
    assert_eq!(day().with_line(none), Err(DayError::NoUnits { code }));
    let allowed = line.with_allowed(dollars("29.06")).expect("whole cents");
    assert_eq!(
        day().with_line(allowed),
        Err(DayError::AllowedStated { code })
    );
    let found = ON.next_day().expect("a day");
    let later = line.with_date(found);
    let error = day().with_line(later);
    assert_eq!(
        error,
        Err(DayError::OtherDate {
            code,
            date: ON,
            found
        })
    );
    assert!(day().with_line(line.with_date(ON)).is_ok());
}

#[test]
fn a_conversion_factor_is_above_zero() {
    let day = bare(ON, []);
    assert_eq!(
        day.clone().with_conversion_factor(Decimal::ZERO),
        Err(AmountError::Zero)
    );
    assert!(day.with_conversion_factor(Decimal::NEGATIVE_ONE).is_err());
}

#[test]
fn a_day_without_lines_has_totals_of_nothing() {
    let estimate = estimate(&day(ON, []));
    assert_eq!(estimate.totals.allowed, Some(Decimal::ZERO));
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

#[test]
fn the_day_of_a_bill_with_too_many_lines_is_refused_as_the_same_document_is() {
    // 3,376 untimed codes, and 720 timed ones with a unit of the therapist's and one of the assistant's
    let minute = Minutes::new(1);
    let people = PersonMinutes {
        therapist: minute,
        assistant: minute,
        together: Minutes::ZERO,
    };
    let timed = Timing::Blocks {
        minutes: BlockMinutes::of(1),
    };
    let codes = (0..4096).map(|number| -> (ProcedureCode, Timing, Option<TreatmentTime>) {
        let code = format!("S{number:04}").parse().expect("a code");
        match number {
            ..720 => (code, timed, Some(TreatmentTime::ByPerson(people))),
            _ => (code, Timing::Untimed, None),
        }
    });
    let reference = codes
        .clone()
        .fold(ReferenceData::new(), |reference, (code, timing, _)| {
            reference.with_entry(CodeEntry::try_new(code, timing, "a code").expect("an entry"))
        });
    let records = codes.map(|(code, _, time)| ServiceRecord::new(code, time));
    let session = Session::from_records(ON, Discipline::Pt, records, &reference);
    let visit = Visit::new(
        session.expect("a day"),
        UnitRule::WHOLE_BLOCKS,
        Setting::PrivatePractice,
    );
    let visit = visit.with_assistant(AssistantPolicy::default().with_applies(true));
    let bill = Bill::new(visit.with_reference(&reference));
    assert_eq!(bill.lines().len(), 4096 + 720);
    let day = TherapyDay::of_bill(&bill, Place::National);
    let refused = day.estimate().expect_err("too many lines");
    assert_eq!(refused, DayError::TooMany { list: "lines" }.into());
    let added = TherapyDay::new(ON, Place::National).with_lines(bill.lines().iter().copied());
    assert_eq!(added.map(|_| ()).map_err(EstimateError::from), Err(refused));
}

#[test]
fn relative_values_of_a_day_are_the_callers_whatever_table_they_come_from() {
    let reference = ReferenceData::built_in();
    let pricing = Pricing::new(reference, ON, Place::National, Provider::default());
    let price = pricing.and_then(|pricing| pricing.price(ProcedureCode::CPT_97110));
    let Ok(PriceLookup::Priced(price)) = price else {
        panic!("97110 has a price in 2026");
    };
    let PriceBasis::RelativeValues(known, _) = price.basis else {
        panic!("the price is made of values");
    };
    let own = RelativeValues::new(
        known.code(),
        known.work(),
        known.practice_expense(),
        known.malpractice(),
    );
    let estimate = |values: RelativeValues| {
        let day = day(ON, [line("97110 GP", 1, "60.00")]);
        estimate(&day.with_relative_values(values).expect("one set"))
    };
    assert_eq!(
        estimate(known),
        estimate(own.expect("not negative").with_multiple_procedure(5))
    );
}
