//! The estimate of a day, and the statement of one, by how many lines it has.
//!
//! `cargo bench --bench payment`

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use therapy_billing::ServiceLine;
use therapy_billing::payment::TherapyDay;
use therapy_billing::reference::fee_schedule::Place;
use therapy_billing::reference::thresholds::Bucket;
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::macros::date;
use therapy_billing::{Modifier, Modifiers, ProcedureCode, Units};

fn day(lines: &[(&str, u16)]) -> TherapyDay {
    let gp = Modifiers::new([Modifier::GP]).expect("one modifier");
    let empty = TherapyDay::new(date!(2026 - 03 - 14), Place::National)
        .with_deductible_remaining(Decimal::new(1_500, 2))
        .and_then(|day| day.with_accrued(Bucket::PtSlp, Decimal::new(50_000, 2)))
        .and_then(|day| day.with_accrued(Bucket::Ot, Decimal::ZERO))
        .expect("amounts in cents");
    lines.iter().fold(empty, |day, &(code, units)| {
        let line = ServiceLine::new(ProcedureCode::of(code), Units::new(units))
            .with_modifiers(gp)
            .with_charge(Decimal::new(40_000, 2))
            .expect("cents");
        day.with_line(line).expect("a line of the day")
    })
}

fn estimates(criterion: &mut Criterion) {
    let one = day(&[("97110", 3)]);
    let four = day(&[("97110", 1), ("97112", 1), ("97140", 1), ("97530", 1)]);
    let codes = ["97110", "97112", "97140", "97530", "97535", "97116"];
    let crowded: Vec<_> = codes
        .iter()
        .cycle()
        .take(4_096)
        .map(|&code| (code, 1))
        .collect();
    let crowded = day(&crowded);
    let total = |day: &TherapyDay| {
        let estimate = day.estimate().expect("the day has prices");
        estimate.totals.allowed.expect("prices").to_string()
    };
    assert_eq!(total(&one), "73.48");
    assert_eq!(total(&four), "103.37");

    let mut group = criterion.benchmark_group("estimate");
    for (name, day) in [
        ("one_line", &one),
        ("four_lines", &four),
        ("most_lines", &crowded),
    ] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| black_box(day).estimate());
        });
    }
    group.finish();

    let estimate = four.estimate().expect("the day has prices");
    let mut group = criterion.benchmark_group("statement");
    group.bench_function("four_lines", |bencher| {
        bencher.iter(|| black_box(&estimate).statement());
    });
    group.bench_function("four_lines_as_text", |bencher| {
        bencher.iter(|| black_box(&estimate).statement().to_string());
    });
    group.finish();
}

criterion_group!(benches, estimates);
criterion_main!(benches);
