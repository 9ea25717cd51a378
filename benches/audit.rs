//! Audits: single claims, and columns of billed units.

#[path = "../examples/support/synthetic.rs"]
mod synthetic;
mod visits;

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use therapy_billing::ReferenceData;
use therapy_billing::claim::{Bill, Claim, Visit, audit};
use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::time::macros::date;
use therapy_billing::units::columns;
use therapy_billing::{
    CodeEntry, Discipline, Minutes, PersonMinutes, ProcedureCode, Service, ServiceLine, Session,
    Setting, Timing, UnitRule, Units,
};
use visits::visits;

/// Sessions of a clinic day.
const DAY: u64 = 40;
const SESSIONS: usize = 4096;

fn claims(c: &mut Criterion) {
    let made: Vec<_> = (0..DAY).map(synthetic::claim).collect();
    for claim in &made {
        let findings = claim.claim.audit().map(|audit| audit.findings().len());
        assert_eq!(findings, Some(claim.expected.len()));
    }
    let day: Vec<Claim> = made.into_iter().map(|claim| claim.claim).collect();

    let sides: Vec<(Visit, Vec<ServiceLine>)> = day
        .iter()
        .filter_map(|claim| Some((claim.visit()?.clone(), claim.lines().copied().collect())))
        .collect();

    let mut group = c.benchmark_group("audit");
    group.throughput(Throughput::Elements(DAY));
    group.bench_function("claim/clinic_day", |b| {
        b.iter(|| {
            for claim in black_box(&day) {
                black_box(claim.audit());
            }
        });
    });
    group.bench_function("check/clinic_day", |b| {
        b.iter(|| {
            for claim in black_box(&day) {
                let _ = black_box(claim.check());
            }
        });
    });
    group.bench_function("units/clinic_day", |b| {
        b.iter(|| {
            for (visit, billed) in black_box(&sides) {
                let _ = black_box(audit::units(&visit.session, billed, UnitRule::MEDICARE));
            }
        });
    });
    group.finish();
}

/// The cost of a line should not grow with the number of lines: codes that are all different, half of them timed.
fn slope(c: &mut Criterion) {
    let code = |number: usize| ProcedureCode::of(&format!("A{number:04}"));
    let timing = |number: usize| match number % 2 {
        0 => Timing::Untimed,
        _ => Timing::Blocks {
            minutes: BlockMinutes::QUARTER_HOUR,
        },
    };
    let entries = (0..SESSIONS).map(|number| CodeEntry::new(code(number), timing(number), "local"));
    let reference = entries.fold(ReferenceData::new(), ReferenceData::with_entry);
    let day = date!(2026 - 08 - 14);
    let mut group = c.benchmark_group("audit/slope");
    for count in [1_000, 2_000, 4_000] {
        let lines: Vec<ServiceLine> = (0..count)
            .map(|number| ServiceLine::new(code(number), Units::ONE).with_date(day))
            .collect();
        let mut session = Session::new(day, Discipline::Pt);
        for number in 0..count {
            let by_assistant = u16::from(number % 4 == 1);
            let people = PersonMinutes {
                therapist: Minutes::new(u16::from(number % 4 == 3 && number < 1_400)),
                assistant: Minutes::new(by_assistant * u16::from(number < 1_400)),
                together: Minutes::ZERO,
            };
            let service = Service::with_timing(code(number), timing(number), Some(people.into()));
            session.try_push(service.unwrap()).unwrap();
        }
        let (rule, setting) = (UnitRule::MEDICARE, Setting::PrivatePractice);
        let visit = Visit::new(session, rule, setting).with_reference(&reference);
        let claim = Claim::of_visit(visit.clone(), lines).unwrap();
        group.throughput(Throughput::Elements(count as u64));
        group.bench_function(format!("check/{count}"), |b| {
            b.iter(|| black_box(black_box(&claim).check().len()));
        });
        group.bench_function(format!("audit/{count}"), |b| {
            b.iter(|| black_box(black_box(&claim).audit()));
        });
        group.bench_function(format!("bill/{count}"), |b| {
            b.iter(|| Bill::new(black_box(&visit).clone()).findings());
        });
    }
    group.finish();
}

fn compare_columns(c: &mut Criterion) {
    let visits = visits(SESSIONS);
    let (offsets, minutes) = (&visits.offsets, &visits.minutes);
    let mut billed = vec![0; minutes.len()];
    columns::split_sessions(UnitRule::MEDICARE, offsets, minutes, &mut billed).unwrap();
    billed[0] += 1;
    let mut differences = vec![0; SESSIONS];
    let rule = UnitRule::MEDICARE;
    let totals =
        audit::columns::compare_sessions(rule, offsets, minutes, &billed, &mut differences);
    assert_eq!(totals.map(|totals| (totals.over, totals.under)), Ok((1, 0)));

    let mut group = c.benchmark_group("audit/columns");
    group.throughput(Throughput::Elements(SESSIONS as u64));
    group.bench_function("compare_sessions", |b| {
        b.iter(|| {
            audit::columns::compare_sessions(
                rule,
                black_box(offsets),
                black_box(minutes),
                black_box(&billed),
                black_box(&mut differences),
            )
        });
    });
    let mut supported = vec![0; SESSIONS];
    group.bench_function("count_alone", |b| {
        b.iter(|| {
            columns::total_sessions(
                rule,
                black_box(offsets),
                black_box(minutes),
                black_box(&mut supported),
            )
        });
    });
    group.finish();
}

criterion_group!(benches, claims, slope, compare_columns);
criterion_main!(benches);
