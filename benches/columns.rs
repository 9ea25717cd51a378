//! Many sessions at once: rows of a fixed width, sessions of mixed length, totals, and their scaling.

mod visits;

use std::{hint::black_box, time::Duration};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
#[cfg(feature = "tables")]
use therapy_billing::{ProcedureCode, ReferenceData, time::macros::date, units::columns::Codebook};
use therapy_billing::{UnitRule, claim::audit::columns::compare_codes, units::columns};
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

/// Codes of which eight are counted together and eight are untimed.
#[cfg(feature = "tables")]
const CODES: [&str; 16] = [
    "97112", "97110", "97140", "97116", "97530", "97535", "97035", "97032", "97010", "97150",
    "97161", "97014", "97164", "97012", "97016", "97113",
];

/// Sessions of 1 to 8 entries with codes, beside the same sessions without; and with a repeated code in one of twenty.
#[cfg(feature = "tables")]
fn coded(c: &mut Criterion) {
    let mut group = c.benchmark_group("columns/split_coded");
    let visits = visits(SESSIONS);
    group.throughput(Throughput::Elements(SESSIONS as u64));
    let mut draw = Draw(0xc0de);
    let mut ids = Vec::new();
    for ends in visits.offsets.windows(2) {
        let mut left: Vec<u8> = (0..16).collect();
        ids.extend((ends[0]..ends[1]).map(|_| {
            let place = draw.below(left.len() as u64);
            left.swap_remove(usize::try_from(place).unwrap())
        }));
    }
    let mut repeated = ids.clone();
    for ends in visits.offsets.windows(2).step_by(20) {
        repeated[ends[1] as usize - 1] = repeated[ends[0] as usize];
    }
    let codes = CODES.map(ProcedureCode::of);
    let codebook = |rule| {
        Codebook::new(
            ReferenceData::built_in(),
            rule,
            date!(2026 - 03 - 14),
            &codes,
        )
        .unwrap()
    };
    let mut units = vec![0; visits.minutes.len()];
    for rule in UnitRule::PRESETS {
        let codebook = codebook(rule);
        let (offsets, minutes) = (&visits.offsets, &visits.minutes);
        columns::split_coded(&codebook, offsets, &repeated, minutes, &mut units).unwrap();
        assert_eq!(units, by_hand(&visits, &repeated, rule), "{rule}");
        group.bench_function(rule.to_string(), |b| {
            b.iter(|| {
                let (ids, minutes) = (black_box(&ids), black_box(minutes));
                columns::split_coded(&codebook, offsets, ids, minutes, black_box(&mut units))
            });
        });
    }
    let medicare = codebook(UnitRule::MEDICARE);
    group.bench_function("medicare_with_repeats", |b| {
        b.iter(|| {
            let (ids, minutes) = (black_box(&repeated), black_box(&visits.minutes));
            columns::split_coded(
                &medicare,
                &visits.offsets,
                ids,
                minutes,
                black_box(&mut units),
            )
        });
    });
    group.bench_function("split_sessions", |b| {
        b.iter(|| {
            let minutes = black_box(&visits.minutes);
            let rule = UnitRule::MEDICARE;
            columns::split_sessions(rule, &visits.offsets, minutes, black_box(&mut units))
        });
    });
    group.bench_function("plain_loop", |b| {
        b.iter(|| by_hand(black_box(&visits), black_box(&ids), UnitRule::MEDICARE));
    });
    group.finish();
}

/// The plain loop over sessions with codes: untimed codes sorted out, repeats added, the rest split.
#[cfg(feature = "tables")]
fn by_hand(visits: &visits::Visits, ids: &[u8], rule: UnitRule) -> Vec<u16> {
    let mut units = vec![0; ids.len()];
    let (mut firsts, mut minutes) = (Vec::<usize>::new(), Vec::new());
    let (mut split, mut order) = (Vec::new(), Vec::new());
    for ends in visits.offsets.windows(2) {
        firsts.clear();
        minutes.clear();
        for entry in ends[0] as usize..ends[1] as usize {
            let is_untimed = (8..15).contains(&ids[entry]);
            let earlier = (ends[0] as usize..entry).any(|earlier| ids[earlier] == ids[entry]);
            let known = firsts.iter().position(|first| ids[*first] == ids[entry]);
            match known {
                _ if is_untimed => units[entry] = u16::from(!earlier),
                Some(known) => minutes[known] += visits.minutes[entry],
                None => {
                    firsts.push(entry);
                    minutes.push(visits.minutes[entry]);
                }
            }
        }
        split.resize(minutes.len(), 0);
        visits::plain(
            rule.rounding(),
            rule.pooling(),
            &minutes,
            &mut split,
            &mut order,
        );
        for (first, split) in firsts.iter().zip(&split) {
            units[*first] = *split;
        }
    }
    units
}

#[cfg(not(feature = "tables"))]
fn coded(_: &mut Criterion) {}

/// Bounds and comparisons of sessions, beside the split.
fn bounds(c: &mut Criterion) {
    let mut group = c.benchmark_group("columns/bounds_sessions");
    let visits = visits(SESSIONS);
    group.throughput(Throughput::Elements(SESSIONS as u64));
    let (offsets, minutes) = (&visits.offsets, &visits.minutes);
    let [mut units, mut least, mut most] = [(); 3].map(|()| vec![0; minutes.len()]);
    for rule in UnitRule::PRESETS {
        columns::split_sessions(rule, offsets, minutes, &mut units).unwrap();
        columns::bounds_sessions(rule, offsets, minutes, &mut least, &mut most).unwrap();
        let within = units.iter().zip(least.iter().zip(&most));
        assert!({ within }.all(|(units, (least, most))| (least..=most).contains(&units)));
        group.bench_function(rule.to_string(), |b| {
            b.iter(|| {
                let minutes = black_box(minutes);
                columns::bounds_sessions(rule, offsets, minutes, &mut least, black_box(&mut most))
            });
        });
    }
    let rule = UnitRule::MEDICARE;
    group.bench_function("compare_codes", |b| {
        b.iter(|| {
            compare_codes(
                rule,
                offsets,
                black_box(minutes),
                &units,
                black_box(&mut most),
            )
        });
    });
    group.bench_function("split_sessions", |b| {
        b.iter(|| columns::split_sessions(rule, offsets, black_box(minutes), black_box(&mut most)));
    });
    group.finish();
}

/// Columns of a table made ready: 32-bit minutes narrowed beside a copy of 16 bits, and sessions found by their key.
fn prepare(c: &mut Criterion) {
    let mut group = c.benchmark_group("columns/prepare");
    let visits = visits(SESSIONS);
    group.throughput(Throughput::Elements(visits.minutes.len() as u64));
    let wide: Vec<i32> = visits.minutes.iter().copied().map(i32::from).collect();
    let mut narrow = vec![0; wide.len()];
    columns::narrow(&wide, &mut narrow).unwrap();
    assert_eq!(narrow, visits.minutes);
    group.bench_function("narrow", |b| {
        b.iter(|| columns::narrow(black_box(&wide), black_box(&mut narrow)));
    });
    group.bench_function("copy_from_slice", |b| {
        b.iter(|| black_box(&mut narrow).copy_from_slice(black_box(&visits.minutes)));
    });
    let ends = visits.offsets.windows(2).zip(0_u64..);
    let keys: Vec<u64> = ends
        .flat_map(|(ends, key)| (ends[0]..ends[1]).map(move |_| key))
        .collect();
    let mut offsets = Vec::<u32>::new();
    columns::runs(&keys, &mut offsets).unwrap();
    assert_eq!(offsets, visits.offsets);
    group.bench_function("runs", |b| {
        b.iter(|| columns::runs(black_box(&keys), black_box(&mut offsets)));
    });
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
    targets = rows, sessions, totals, coded, bounds, prepare, scaling
}
criterion_main!(benches);
