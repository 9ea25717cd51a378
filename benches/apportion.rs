//! One session at a time through the core, against the plain loop; and sessions of any size.

mod visits;

use std::{hint::black_box, time::Duration};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use therapy_billing::{
    Minutes, UnitRule, Units,
    units::{Pooling, apportion},
};
use visits::{Draw, plain, plain_rows, plain_sessions, visits};

const RULE: UnitRule = UnitRule::MEDICARE;

/// The typed door, on one session that stays the same, which flatters whatever branches on data.
fn fixed(c: &mut Criterion) {
    let cases: [(&str, &[u16], &[u16]); 5] = [
        ("one_service", &[23], &[2]),
        ("two_services", &[24, 23], &[2, 1]),
        ("a_tie", &[20, 20], &[2, 1]),
        ("four_services", &[18, 13, 10, 8], &[1, 1, 1, 0]),
        (
            "eight_services",
            &[24, 23, 15, 8, 30, 9, 14, 7],
            &[2, 2, 1, 0, 2, 1, 1, 0],
        ),
    ];
    let mut group = c.benchmark_group("count_into/medicare");
    for (name, minutes, expected) in cases {
        let minutes: Vec<_> = minutes.iter().copied().map(Minutes::new).collect();
        let mut units = vec![Units::ZERO; minutes.len()];
        RULE.count_into(&minutes, &mut units).unwrap();
        let found: Vec<u16> = units.iter().map(|units| units.get()).collect();
        assert_eq!(found, expected, "{name}");
        group.bench_function(name, |b| {
            b.iter(|| RULE.count_into(black_box(&minutes), black_box(&mut units)));
        });
    }
    group.finish();
}

/// Four services a session, another session every time, in sessions a second.
fn four(c: &mut Criterion) {
    const SESSIONS: usize = 16_384;
    let mut group = c.benchmark_group("apportion/four_services");
    group.throughput(Throughput::Elements(SESSIONS as u64));
    let minutes = Draw(4).column(SESSIONS * 4);
    for rule in UnitRule::PRESETS {
        let (rounding, pooling) = (rule.rounding(), rule.pooling());
        let mut expected = vec![0; minutes.len()];
        plain_rows(rounding, pooling, 4, &minutes, &mut expected);
        let mut units = vec![0; minutes.len()];
        let one_by_one = |minutes: &[u16], units: &mut [u16]| {
            for (minutes, units) in minutes.chunks_exact(4).zip(units.chunks_exact_mut(4)) {
                let _ = black_box(apportion(rounding, pooling, minutes, units));
            }
        };
        one_by_one(&minutes, &mut units);
        assert_eq!(units, expected, "{rule}");
        group.bench_function(rule.to_string(), |b| {
            b.iter(|| one_by_one(black_box(&minutes), black_box(&mut units)));
        });
    }
    let mut units = vec![0; minutes.len()];
    group.bench_function("plain_loop", |b| {
        b.iter(|| {
            plain_rows(
                black_box(RULE.rounding()),
                RULE.pooling(),
                4,
                black_box(&minutes),
                black_box(&mut units),
            );
        });
    });
    group.finish();
}

/// Sessions of 1 to 8 services, one call each, in sessions a second.
fn mixed(c: &mut Criterion) {
    const SESSIONS: usize = 16_384;
    let mut group = c.benchmark_group("apportion/one_to_eight_services");
    group.throughput(Throughput::Elements(SESSIONS as u64));
    let visits = visits(SESSIONS);
    let (rounding, pooling) = (RULE.rounding(), RULE.pooling());
    let mut expected = vec![0; visits.minutes.len()];
    plain_sessions(
        rounding,
        pooling,
        &visits.offsets,
        &visits.minutes,
        &mut expected,
    );
    let mut units = vec![0; visits.minutes.len()];
    let one_by_one = |units: &mut [u16]| {
        for ends in visits.offsets.windows(2) {
            let session = ends[0] as usize..ends[1] as usize;
            let minutes = black_box(&visits.minutes[session.clone()]);
            let _ = black_box(apportion(rounding, pooling, minutes, &mut units[session]));
        }
    };
    one_by_one(&mut units);
    assert_eq!(units, expected);
    group.bench_function("medicare", |b| b.iter(|| one_by_one(black_box(&mut units))));
    group.bench_function("plain_loop", |b| {
        b.iter(|| {
            plain_sessions(
                black_box(rounding),
                pooling,
                black_box(&visits.offsets),
                black_box(&visits.minutes),
                black_box(&mut units),
            );
        });
    });
    group.finish();
}

/// Sessions beyond the fast widths, in services a second: the cost of a service hardly grows.
fn large(c: &mut Criterion) {
    for services in [9, 16, 100, 1_000, 10_000] {
        let mut group = c.benchmark_group(format!("apportion/{services}_services"));
        group.throughput(Throughput::Elements(services as u64));
        let minutes = Draw(5).column(services);
        let (rounding, pooling) = (RULE.rounding(), Pooling::Session);
        let mut order = Vec::new();
        let mut expected = vec![0; services];
        plain(rounding, pooling, &minutes, &mut expected, &mut order);
        let mut units = vec![0; services];
        apportion(rounding, pooling, &minutes, &mut units).unwrap();
        assert_eq!(units, expected);

        group.bench_function("medicare", |b| {
            b.iter(|| {
                apportion(
                    rounding,
                    pooling,
                    black_box(&minutes),
                    black_box(&mut units),
                )
            });
        });
        group.bench_function("plain_loop", |b| {
            b.iter(|| {
                plain(
                    black_box(rounding),
                    pooling,
                    black_box(&minutes),
                    black_box(&mut units),
                    &mut order,
                );
            });
        });
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = fixed, four, mixed, large
}
criterion_main!(benches);
