//! Days of therapy in few words, for the tests of payment.
#![allow(
    dead_code,
    reason = "a module of several tests, none of which uses all of it"
)]

use therapy_billing::money::parse_amount;
use therapy_billing::payment::{Estimate, TherapyDay};
use therapy_billing::reference::fee_schedule::Place;
use therapy_billing::reference::thresholds::Bucket;
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::Date;
use therapy_billing::{Finding, Modifiers, ProcedureCode, ServiceLine, Units};

/// Dollars of a text.
#[track_caller]
pub(crate) fn dollars(text: &str) -> Decimal {
    parse_amount(text).unwrap_or_else(|cause| panic!("{text}: {cause}"))
}

/// A line as `97110 GP CQ`, with its units and its charge (empty: not stated).
#[track_caller]
pub(crate) fn line(text: &str, units: u16, charge: &str) -> ServiceLine {
    let mut words = text.split(' ');
    let code = ProcedureCode::of(words.next().expect("a code"));
    let modifiers = words.map(|word| word.parse().expect("a modifier"));
    let line = ServiceLine::new(code, Units::new(units))
        .with_modifiers(Modifiers::new(modifiers).expect("at most four"));
    match charge {
        "" => line,
        _ => line.with_charge(dollars(charge)).expect("whole cents"),
    }
}

/// A day at national amounts whose deductible is met and whose buckets are empty.
pub(crate) fn day(date: Date, lines: impl IntoIterator<Item = ServiceLine>) -> TherapyDay {
    accrued(bare(date, lines), "0.00", "0.00")
        .with_deductible_remaining(Decimal::ZERO)
        .expect("whole cents")
}

/// A day at national amounts of which nothing else is known.
#[track_caller]
pub(crate) fn bare(date: Date, lines: impl IntoIterator<Item = ServiceLine>) -> TherapyDay {
    TherapyDay::new(date, Place::National)
        .with_lines(lines)
        .expect("lines of the day")
}

/// The same with what has accrued before it.
#[track_caller]
pub(crate) fn accrued(day: TherapyDay, pt_slp: &str, ot: &str) -> TherapyDay {
    day.with_accrued(Bucket::PtSlp, dollars(pt_slp))
        .and_then(|day| day.with_accrued(Bucket::Ot, dollars(ot)))
        .expect("whole cents")
}

/// The estimate of a day by the built-in tables.
#[track_caller]
pub(crate) fn estimate(day: &TherapyDay) -> Estimate {
    day.estimate()
        .unwrap_or_else(|cause| panic!("{cause}: {day:?}"))
}

/// The names of its findings, in order.
pub(crate) fn ids(estimate: &Estimate) -> Vec<&'static str> {
    estimate.findings.iter().map(Finding::id).collect()
}
