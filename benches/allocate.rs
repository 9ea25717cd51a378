//! A session with codes to its allocation: units, tie, and no words.

mod visits;

use std::{hint::black_box, time::Duration};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use therapy_billing::{
    Discipline, Minutes, ProcedureCode, Service, Session, UnitRule, time::macros::date,
};
use visits::{Draw, plain};

const RULE: UnitRule = UnitRule::MEDICARE;

const CODES: [&str; 8] = [
    "97112", "97110", "97140", "97116", "97530", "97535", "97035", "97032",
];

/// One service for each number of minutes; every code in blocks of 15 minutes, with or without tables.
fn session(minutes: &[u16]) -> Session {
    let first = Session::new(date!(2026 - 03 - 14), Discipline::Pt);
    CODES
        .iter()
        .zip(minutes)
        .fold(first, |session, (code, &minutes)| {
            let code: ProcedureCode = code.parse().unwrap();
            let service = Service::with_block(code, 15, Minutes::new(minutes)).unwrap();
            session.with(service).unwrap()
        })
}

/// The days of the house: one service, two, a tie, four, eight, none.
const CASES: [(&str, &[u16], u32); 6] = [
    ("empty", &[], 0),
    ("one_service", &[23], 2),
    ("two_services", &[24, 23], 3),
    ("a_tie", &[20, 20], 3),
    ("four_services", &[18, 13, 10, 8], 3),
    ("eight_services", &[24, 23, 15, 8, 30, 9, 14, 7], 9),
];

fn one(c: &mut Criterion) {
    let mut group = c.benchmark_group("allocate/medicare");
    for (name, minutes, units) in CASES {
        let session = session(minutes);
        assert_eq!(RULE.allocate(&session).timed_units(), units, "{name}");
        group.bench_function(name, |b| b.iter(|| RULE.allocate(black_box(&session))));
    }
    group.finish();
}

/// Four services, another session every time, beside the bare numbers in the plain loop.
fn four(c: &mut Criterion) {
    const SESSIONS: usize = 4096;
    let mut group = c.benchmark_group("allocate/four_services");
    group.throughput(Throughput::Elements(SESSIONS as u64));
    let minutes = Draw(4).column(SESSIONS * 4);
    let sessions: Vec<_> = minutes.chunks_exact(4).map(session).collect();
    let mut order = Vec::new();
    for (session, minutes) in sessions.iter().zip(minutes.chunks_exact(4)) {
        let mut units = [0; 4];
        plain(
            RULE.rounding(),
            RULE.pooling(),
            minutes,
            &mut units,
            &mut order,
        );
        let allocation = RULE.allocate(session);
        let found: Vec<u16> = allocation.lines().map(|line| line.units.get()).collect();
        assert_eq!(found, units, "{minutes:?}");
    }
    for rule in UnitRule::PRESETS {
        group.bench_function(rule.to_string(), |b| {
            b.iter(|| {
                for session in &sessions {
                    black_box(rule.allocate(black_box(session)));
                }
            });
        });
    }
    group.bench_function("plain_loop", |b| {
        b.iter(|| {
            for minutes in minutes.chunks_exact(4) {
                // Fresh memory each time, as an answer that is handed on needs it.
                let (mut units, mut order) = (vec![0; 4], Vec::new());
                plain(
                    black_box(RULE.rounding()),
                    RULE.pooling(),
                    black_box(minutes),
                    &mut units,
                    &mut order,
                );
                black_box(units);
            }
        });
    });
    group.bench_function("plain_loop_without_memory", |b| {
        let mut units = [0; 4];
        b.iter(|| {
            for minutes in minutes.chunks_exact(4) {
                plain(
                    black_box(RULE.rounding()),
                    RULE.pooling(),
                    black_box(minutes),
                    black_box(&mut units),
                    &mut order,
                );
            }
        });
    });
    group.finish();
}

/// Four services from codes and minutes to their allocation; and one entry of them changed, as at a keystroke.
fn from_codes(c: &mut Criterion) {
    let day = date!(2026 - 03 - 14);
    let codes = CODES.map(ProcedureCode::of);
    let (minutes, units) = ([18, 13, 10, 8], [1, 1, 1, 0]);
    let blocks = |code, minutes| Service::with_block(code, 15, Minutes::new(minutes)).unwrap();
    let build = |minutes: [u16; 4]| {
        // the catalog knows the codes; without tables, the caller states their blocks
        if cfg!(feature = "tables") {
            Session::of(day, Discipline::Pt, codes.into_iter().zip(minutes)).unwrap()
        } else {
            session(&minutes)
        }
    };
    let found = RULE.allocate(&build(minutes));
    assert!(found.lines().map(|line| line.units.get()).eq(units));

    let mut group = c.benchmark_group("allocate/from_codes");
    group.bench_function("four_services", |b| {
        b.iter(|| RULE.allocate(&build(black_box(minutes))));
    });
    group.bench_function("session_alone", |b| b.iter(|| build(black_box(minutes))));
    group.bench_function("plain_loop", |b| {
        b.iter(|| {
            let (minutes, mut units) = (black_box(minutes).to_vec(), vec![0; 4]);
            plain(
                RULE.rounding(),
                RULE.pooling(),
                &minutes,
                &mut units,
                &mut Vec::new(),
            );
            units
        });
    });
    group.finish();

    let mut group = c.benchmark_group("allocate/keystroke");
    let edits: Vec<_> = (0..64).map(|minutes| blocks(codes[1], minutes)).collect();
    let first = session(&minutes);
    let mut edited = first.clone();
    for edit in &edits {
        edited.replace(1, edit.clone()).unwrap();
        let mut services = first.services().to_vec();
        services[1] = edit.clone();
        let empty = Session::new(day, Discipline::Pt);
        let rebuilt = services.into_iter().try_fold(empty, Session::with).unwrap();
        assert_eq!(RULE.allocate(&edited), RULE.allocate(&rebuilt));
    }
    let mut edits = edits.iter().cycle();
    group.bench_function("replace_and_allocate", |b| {
        b.iter(|| {
            let edit = edits.next().unwrap().clone();
            edited.replace(1, edit).unwrap();
            RULE.allocate(&edited)
        });
    });
    group.bench_function("replace_beside_the_answer_before", |b| {
        let mut answer = RULE.allocate(&edited);
        b.iter(|| {
            let edit = edits.next().unwrap().clone();
            edited.replace(1, edit).unwrap();
            answer = RULE.allocate(&edited);
        });
        black_box(answer);
    });
    group.bench_function("session_anew", |b| {
        b.iter(|| {
            let mut minutes = minutes;
            minutes[1] = edits.next().unwrap().minutes().unwrap().get();
            RULE.allocate(&session(&minutes))
        });
    });
    group.finish();
}

/// Forty sessions of 1 to 8 services, and their splits.
fn clinic_day(c: &mut Criterion) {
    let mut draw = Draw(40);
    let sessions: Vec<_> = (0..40)
        .map(|_| {
            let services = usize::try_from(1 + draw.below(8)).unwrap();
            session(&draw.column(services))
        })
        .collect();
    let units: u32 = sessions
        .iter()
        .map(|s| RULE.allocate(s).timed_units())
        .sum();
    let alone: u32 = sessions
        .iter()
        .map(|s| RULE.rounding().units(s.timed_minutes().into()))
        .sum();
    assert_eq!(units, alone);

    let mut group = c.benchmark_group("allocate/clinic_day");
    group.throughput(Throughput::Elements(40));
    group.bench_function("medicare", |b| {
        b.iter(|| {
            let day = black_box(&sessions);
            day.iter()
                .map(|s| RULE.allocate(s).timed_units())
                .sum::<u32>()
        });
    });
    group.bench_function("medicare_with_every_split", |b| {
        b.iter(|| {
            let day = black_box(&sessions);
            day.iter()
                .map(|s| RULE.allocate(s).splits().take(64).count())
                .sum::<usize>()
        });
    });
    group.finish();
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = one, four, from_codes, clinic_day
}
criterion_main!(benches);
