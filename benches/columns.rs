//! Many sessions at once: rows of a fixed width, sessions of mixed length, totals, and their scaling.

mod visits;

use std::{hint::black_box, time::Duration};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use therapy_billing::{UnitRule, units::columns};
use visits::{Draw, plain_rows, plain_sessions, visits};

const SESSIONS: usize = 16_384;

/// Rows of 4 and of 8 services, in sessions a second.
fn rows(c: &mut Criterion) {
    for width in [4, 8] {
        let mut group = c.benchmark_group(format!("columns/split_rows/{width}"));
        group.throughput(Throughput::Elements(SESSIONS as u64));
        let minutes = Draw(1).column(SESSIONS * width);
        for rule in UnitRule::PRESETS {
            let (rounding, pooling) = (rule.rounding(), rule.pooling());
            let mut expected = vec![0; minutes.len()];
            plain_rows(rounding, pooling, width, &minutes, &mut expected);
            let mut units = vec![0; minutes.len()];
            columns::split_rows(rule, width, &minutes, &mut units).unwrap();
            assert_eq!(units, expected, "{rule}");

            group.bench_function(rule.to_string(), |b| {
                b.iter(|| {
                    columns::split_rows(rule, width, black_box(&minutes), black_box(&mut units))
                });
            });
        }
        let (rounding, pooling) = (UnitRule::MEDICARE.rounding(), UnitRule::MEDICARE.pooling());
        let mut units = vec![0; minutes.len()];
        group.bench_function("plain_loop", |b| {
            b.iter(|| {
                plain_rows(
                    rounding,
                    pooling,
                    width,
                    black_box(&minutes),
                    black_box(&mut units),
                );
            });
        });
        group.finish();
    }
}

/// Sessions of 1 to 8 services, in sessions a second.
fn sessions(c: &mut Criterion) {
    let mut group = c.benchmark_group("columns/split_sessions");
    let visits = visits(SESSIONS);
    group.throughput(Throughput::Elements(SESSIONS as u64));
    for rule in UnitRule::PRESETS {
        let (rounding, pooling) = (rule.rounding(), rule.pooling());
        let mut expected = vec![0; visits.minutes.len()];
        plain_sessions(
            rounding,
            pooling,
            &visits.offsets,
            &visits.minutes,
            &mut expected,
        );
        let mut units = vec![0; visits.minutes.len()];
        columns::split_sessions(rule, &visits.offsets, &visits.minutes, &mut units).unwrap();
        assert_eq!(units, expected, "{rule}");

        group.bench_function(rule.to_string(), |b| {
            b.iter(|| {
                columns::split_sessions(
                    rule,
                    black_box(&visits.offsets),
                    black_box(&visits.minutes),
                    black_box(&mut units),
                )
            });
        });
    }
    let (rounding, pooling) = (UnitRule::MEDICARE.rounding(), UnitRule::MEDICARE.pooling());
    let mut units = vec![0; visits.minutes.len()];
    group.bench_function("plain_loop", |b| {
        b.iter(|| {
            plain_sessions(
                rounding,
                pooling,
                black_box(&visits.offsets),
                black_box(&visits.minutes),
                black_box(&mut units),
            );
        });
    });
    group.finish();
}

/// Units of sessions without their split, in sessions a second.
fn totals(c: &mut Criterion) {
    let mut group = c.benchmark_group("columns/total_sessions");
    let visits = visits(SESSIONS);
    group.throughput(Throughput::Elements(SESSIONS as u64));
    for rule in UnitRule::PRESETS {
        let mut units = vec![0; visits.minutes.len()];
        columns::split_sessions(rule, &visits.offsets, &visits.minutes, &mut units).unwrap();
        let mut totals = vec![0; SESSIONS];
        columns::total_sessions(rule, &visits.offsets, &visits.minutes, &mut totals).unwrap();
        for (ends, &total) in visits.offsets.windows(2).zip(&totals) {
            let units = &units[ends[0] as usize..ends[1] as usize];
            assert_eq!(
                units.iter().map(|&units| u32::from(units)).sum::<u32>(),
                total
            );
        }

        group.bench_function(rule.to_string(), |b| {
            b.iter(|| {
                columns::total_sessions(
                    rule,
                    black_box(&visits.offsets),
                    black_box(&visits.minutes),
                    black_box(&mut totals),
                )
            });
        });
    }
    group.finish();
}

/// The cost of a session does not grow with their number.
fn scaling(c: &mut Criterion) {
    let mut group = c.benchmark_group("columns/scaling");
    group.sample_size(20);
    // As a test, without optimisation, the small ones are enough.
    let most = if cfg!(debug_assertions) {
        10_000
    } else {
        10_000_000
    };
    for sessions in [1_000, 10_000, 100_000, 1_000_000, 10_000_000] {
        if sessions > most {
            continue;
        }
        let visits = visits(sessions);
        group.throughput(Throughput::Elements(sessions as u64));
        let (rounding, pooling) = (UnitRule::MEDICARE.rounding(), UnitRule::MEDICARE.pooling());
        let mut expected = vec![0; visits.minutes.len()];
        plain_sessions(
            rounding,
            pooling,
            &visits.offsets,
            &visits.minutes,
            &mut expected,
        );
        let mut units = vec![0; visits.minutes.len()];
        columns::split_sessions(
            UnitRule::MEDICARE,
            &visits.offsets,
            &visits.minutes,
            &mut units,
        )
        .unwrap();
        assert_eq!(units, expected);
        drop(expected);
        group.bench_function(BenchmarkId::new("medicare", sessions), |b| {
            b.iter(|| {
                columns::split_sessions(
                    UnitRule::MEDICARE,
                    black_box(&visits.offsets),
                    black_box(&visits.minutes),
                    black_box(&mut units),
                )
            });
        });
    }
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default().warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2));
    targets = rows, sessions, totals, scaling
}
criterion_main!(benches);
