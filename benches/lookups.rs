//! Looks up a code, a medically unlikely edit (MUE) and a procedure-to-procedure (PTP) edit by date.
//!
//! Each lookup is timed beside a binary search for the same key in the same rows, which does no more
//! than find the row: it knows no date and no basis of an answer. Codes are read from memory, as from a claim line.

use std::{collections::BTreeMap, hint::black_box};

use criterion::{Bencher, Criterion, criterion_group, criterion_main};
use therapy_billing::{
    ProcedureCode, ReferenceData, Setting,
    reference::{
        catalog::{self, CodeEntry, Lookup},
        edits::{EditProgram, MueAnswer, PtpAnswer},
    },
    time::{Date, macros::date},
};

const SETTING: Setting = Setting::PrivatePractice;
/// Days on which a table answers by itself, and from tables of other quarters.
const DAYS: [(&str, Date); 2] = [
    ("held", date!(2026 - 08 - 14)),
    ("inferred", date!(2025 - 08 - 14)),
];
const NEURO: ProcedureCode = ProcedureCode::CPT_97112;

/// Times a lookup whose answer is read where it is, as by a caller that matches it. To move an answer of several fields
/// that has just been written would add a third of the time.
fn time<T>(bencher: &mut Bencher<'_>, mut lookup: impl FnMut() -> T) {
    bencher.iter(|| {
        black_box(&lookup());
    });
}

fn codes(c: &mut Criterion) {
    let mut group = c.benchmark_group("lookup/catalog");
    let (reference, (_, day)) = (ReferenceData::built_in(), DAYS[0]);
    for (name, code) in [("hit", NEURO), ("miss", ProcedureCode::of("99999"))] {
        let found = matches!(reference.lookup(code, day), Lookup::InForce(_));
        assert_eq!(found, name == "hit");
        group.bench_function(name, |b| {
            time(b, || {
                black_box(reference).lookup(*black_box(&code), black_box(day))
            });
        });
        group.bench_function(format!("{name}/binary_search"), |b| {
            b.iter(|| {
                black_box(catalog::entries())
                    .binary_search_by_key(black_box(&code), CodeEntry::code)
            });
        });
    }
    group.finish();
}

fn units(c: &mut Criterion) {
    let mut group = c.benchmark_group("lookup/mue");
    let reference = ReferenceData::built_in();
    let [.., table] = reference.mue_tables(EditProgram::Medicare, SETTING) else {
        panic!("a built-in table");
    };
    let rows: BTreeMap<_, _> = table.iter().collect();
    for (name, day) in [("held", date!(2026 - 11 - 14)), DAYS[1]] {
        for (kind, code) in [("hit", NEURO), ("miss", ProcedureCode::of("99999"))] {
            let found = matches!(reference.mue(code, SETTING, day), MueAnswer::Limit { .. });
            assert_eq!(found, kind == "hit");
            group.bench_function(format!("{name}/{kind}"), |b| {
                time(b, || {
                    black_box(reference).mue(*black_box(&code), SETTING, black_box(day))
                });
            });
        }
    }
    group.bench_function("btree_map", |b| {
        b.iter(|| black_box(&rows).get(black_box(&NEURO)));
    });
    group.finish();
}

fn pairs(c: &mut Criterion) {
    let mut group = c.benchmark_group("lookup/ptp");
    let reference = ReferenceData::built_in();
    let [.., table] = reference.ptp_tables(EditProgram::Medicare, SETTING) else {
        panic!("a built-in table");
    };
    let mut rows: Vec<_> = table
        .iter()
        .map(|row| (row.column_1, row.column_2))
        .collect();
    rows.sort_unstable();
    let (group_therapy, exercise) = (ProcedureCode::CPT_97150, ProcedureCode::CPT_97110);
    for (name, day) in DAYS {
        for (kind, other) in [("hit", group_therapy), ("miss", exercise)] {
            let found = matches!(
                reference.ptp(NEURO, other, SETTING, day),
                PtpAnswer::Edit { .. }
            );
            assert_eq!(found, kind == "hit");
            group.bench_function(format!("{name}/{kind}"), |b| {
                time(b, || {
                    black_box(reference).ptp(
                        *black_box(&NEURO),
                        *black_box(&other),
                        SETTING,
                        black_box(day),
                    )
                });
            });
        }
    }
    group.bench_function("binary_search", |b| {
        b.iter(|| black_box(&rows).binary_search(black_box(&(group_therapy, NEURO))));
    });
    group.finish();
}

criterion_group!(benches, codes, units, pairs);
criterion_main!(benches);
