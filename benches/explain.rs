//! The reasons of an allocation, and the words for them.

use std::{hint::black_box, time::Duration};

use criterion::{Criterion, criterion_group, criterion_main};
use therapy_billing::{
    Discipline, Minutes, ProcedureCode, Service, Session, UnitRule, time::macros::date,
};

fn session(services: Services) -> Session {
    let first = Session::new(date!(2026 - 03 - 14), Discipline::Pt);
    services.iter().fold(first, |session, &(code, minutes)| {
        let code: ProcedureCode = code.parse().unwrap();
        let service = Service::with_block(code, 15, Minutes::new(minutes)).unwrap();
        session.with(service).unwrap()
    })
}

/// Codes and their minutes.
type Services = &'static [(&'static str, u16)];

fn explain(c: &mut Criterion) {
    let cases: [(&str, Services, &str); 3] = [
        (
            "two_services",
            &[("97112", 24), ("97110", 23)],
            "47 timed minutes are in the range 38 through 52, which supports 3 units.",
        ),
        (
            "a_tie",
            &[("97112", 20), ("97110", 20)],
            "40 timed minutes are in the range 38 through 52, which supports 3 units.",
        ),
        (
            "eight_services",
            &[
                ("97112", 24),
                ("97110", 23),
                ("97140", 15),
                ("97116", 8),
                ("97530", 30),
                ("97535", 9),
                ("97035", 14),
                ("97032", 7),
            ],
            "130 timed minutes are in the range 128 through 142, which supports 9 units.",
        ),
    ];
    let mut group = c.benchmark_group("explain/medicare");
    for (name, services, first) in cases {
        let session = session(services);
        let allocation = UnitRule::MEDICARE.allocate(&session);
        let text = allocation.explain().to_string();
        assert_eq!(text.lines().next(), Some(first), "{name}");
        assert_eq!(text, allocation.explain().text(), "{name}");
        group.bench_function(format!("{name}/reasons"), |b| {
            b.iter(|| black_box(&allocation).explain());
        });
        group.bench_function(format!("{name}/text"), |b| {
            b.iter(|| black_box(&allocation).explain().text());
        });
        group.bench_function(format!("{name}/to_string"), |b| {
            b.iter(|| black_box(&allocation).explain().to_string());
        });
        group.bench_function(format!("{name}/allocate_beside_it"), |b| {
            b.iter(|| UnitRule::MEDICARE.allocate(black_box(&session)));
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = explain
}
criterion_main!(benches);
