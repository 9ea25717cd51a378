//! A column of minutes to units, against copying as many bytes.

mod visits;

use std::{hint::black_box, time::Duration};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use therapy_billing::UnitRule;
use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::units::rounding::Rounding;
use therapy_billing::units::{PartialUnit, Pooling, columns};
use visits::Draw;

/// The presets that round differently, a contract's threshold, and other lengths of block.
fn rules() -> [(&'static str, Rounding); 6] {
    let ten = PartialUnit::Minutes(BlockMinutes::of(10));
    let contract = UnitRule::contract(Pooling::None, ten, BlockMinutes::QUARTER_HOUR).unwrap();
    let of = |minutes| UnitRule::MEDICARE.rounding_of(BlockMinutes::of(minutes));
    [
        ("medicare", UnitRule::MEDICARE.rounding()),
        ("whole_blocks", UnitRule::WHOLE_BLOCKS.rounding()),
        ("from_ten_of_15", contract.rounding()),
        ("block_of_8", of(8)),
        ("block_of_30", of(30)),
        ("block_of_60", of(60)),
    ]
}

fn column(c: &mut Criterion) {
    // As a test, without optimisation, a shorter column is enough.
    let long = if cfg!(debug_assertions) {
        1 << 16
    } else {
        16 << 20
    };
    for (name, length) in [("4096", 4096), ("16Mi", long)] {
        let mut group = c.benchmark_group(format!("round/{name}"));
        group.throughput(Throughput::Elements(length as u64));
        let minutes = Draw(3).column(length);
        let mut units = vec![0_u16; length];

        group.bench_function("copy_from_slice", |b| {
            b.iter(|| black_box(&mut units).copy_from_slice(black_box(minutes.as_slice())));
        });
        for (rule, rounding) in rules() {
            columns::round(rounding, &minutes, &mut units).unwrap();
            for (&minutes, &units) in minutes.iter().zip(&units) {
                assert_eq!(
                    rounding.units(minutes.into()),
                    u32::from(units),
                    "{rule}: {minutes}"
                );
            }
            group.bench_function(rule, |b| {
                b.iter(|| columns::round(rounding, black_box(&minutes), black_box(&mut units)));
            });
        }
        // What the compiler makes of the plain expression for a block known only at run time.
        let (block, up) = black_box((15_u32, 7_u32));
        group.bench_function("plain_loop", |b| {
            b.iter(|| {
                for (&minutes, units) in black_box(&minutes).iter().zip(black_box(&mut units)) {
                    *units = u16::try_from((u32::from(minutes) + up) / block).unwrap_or(u16::MAX);
                }
            });
        });
        group.finish();
    }
}

/// Minutes that no day holds: exact as well, at the price of a wider multiplication.
fn long(c: &mut Criterion) {
    let mut group = c.benchmark_group("round/longest_minutes");
    let minutes: Vec<u16> = (0..4096).map(|i| u16::MAX - i).collect();
    let mut units = vec![0; minutes.len()];
    group.throughput(Throughput::Elements(4096));
    let rounding = UnitRule::MEDICARE.rounding();
    columns::round(rounding, &minutes, &mut units).unwrap();
    assert_eq!(units.first(), Some(&4369));
    group.bench_function("medicare", |b| {
        b.iter(|| columns::round(rounding, black_box(&minutes), black_box(&mut units)));
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = column, long
}
criterion_main!(benches);
