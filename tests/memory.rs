//! Counting takes no memory: the batch doors and `count_into` allocate nothing, `allocate` at most
//! once for up to eight services.

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use therapy_billing::{
    Discipline, Minutes, ProcedureCode, Service, Session, UnitRule, Units,
    time::macros::date,
    units::{apportion, columns},
};

#[global_allocator]
static MEMORY: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often memory was asked for; the tests of this file are one, so that nobody else asks.
fn allocations<T>(work: impl FnOnce() -> T) -> usize {
    let region = Region::new(MEMORY);
    std::hint::black_box(work());
    let change = region.change();
    change.allocations + change.reallocations
}

fn session(services: usize) -> Session {
    let codes = [
        "97112", "97110", "97140", "97116", "97530", "97535", "97035", "97032",
    ];
    let first = Session::new(date!(2026 - 03 - 14), Discipline::Pt);
    codes.iter().take(services).fold(first, |session, code| {
        let code: ProcedureCode = code.parse().unwrap();
        let service = Service::with_block(code, 15, Minutes::new(20)).unwrap();
        session.with(service).unwrap()
    })
}

#[test]
fn counting_takes_no_memory_and_an_allocation_one_piece() {
    assert_eq!(allocations(|| vec![0_u8; 8]), 1, "the counter counts");

    let minutes: Vec<u16> = (0..12_000).map(|i| i % 76).collect();
    let long: Vec<u16> = minutes.iter().map(|m| m * 800).collect();
    let offsets: Vec<u32> = (0..=2_400).map(|session| session * 5).collect();
    let few: Vec<u32> = (0..=100).map(|session| session * 120).collect();
    let mut units = vec![0; minutes.len()];
    let mut totals = vec![0; minutes.len()];
    for rule in UnitRule::PRESETS {
        for minutes in [&minutes, &long] {
            let taken = allocations(|| columns::round(rule.rounding(), minutes, &mut units));
            assert_eq!(taken, 0, "round, {rule}");
            for width in [1, 4, 5, 8, 12, 120, 12_000] {
                let taken = allocations(|| columns::split_rows(rule, width, minutes, &mut units));
                assert_eq!(taken, 0, "split_rows of {width}, {rule}");
                let totals = &mut totals[..12_000 / width];
                let taken = allocations(|| columns::total_rows(rule, width, minutes, totals));
                assert_eq!(taken, 0, "total_rows of {width}, {rule}");
            }
            for offsets in [&offsets, &few] {
                let taken =
                    allocations(|| columns::split_sessions(rule, offsets, minutes, &mut units));
                assert_eq!(taken, 0, "split_sessions, {rule}");
                let totals = &mut totals[..offsets.len() - 1];
                let taken = allocations(|| columns::total_sessions(rule, offsets, minutes, totals));
                assert_eq!(taken, 0, "total_sessions, {rule}");
            }
            for services in [0, 1, 4, 8, 16, 17, 12_000] {
                let (minutes, units) = (&minutes[..services], &mut units[..services]);
                let taken =
                    allocations(|| apportion(rule.rounding(), rule.pooling(), minutes, units));
                assert_eq!(taken, 0, "apportion of {services}, {rule}");
            }
        }
        for services in 0..=8 {
            let minutes = vec![Minutes::new(20); services];
            let mut units = vec![Units::ZERO; services];
            let taken = allocations(|| rule.count_into(&minutes, &mut units));
            assert_eq!(taken, 0, "count_into of {services}, {rule}");

            let session = session(services);
            let taken = allocations(|| rule.allocate(&session));
            assert!(taken <= 1, "allocate of {services}, {rule}: {taken}");
        }
    }
}
