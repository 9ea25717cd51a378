//! Promise: counting takes no memory. The columns and `count_into` allocate nothing, columns with codes a few pieces for
//! all sessions, `allocate` at most one for up to eight services, and a session of four services at most two.

use std::{alloc::System, thread, time::Duration};

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
    // The test runner's own thread asks for memory while it starts.
    while allocations(|| thread::sleep(Duration::from_millis(20))) > 0 {}
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
        bounds_take_no_memory(rule, &offsets, &minutes);
        an_edit_takes_no_memory(rule);
        #[cfg(feature = "tables")]
        typed_and_coded_paths_take_little(rule, &offsets, &minutes);
    }
    tables_are_made_ready_without_memory(&minutes);
}

fn bounds_take_no_memory(rule: UnitRule, offsets: &[u32], minutes: &[u16]) {
    use therapy_billing::claim::audit::columns::compare_codes;

    let [mut least, mut most] = [(); 2].map(|()| vec![0; minutes.len()]);
    let taken =
        allocations(|| columns::bounds_sessions(rule, offsets, minutes, &mut least, &mut most));
    assert_eq!(taken, 0, "bounds_sessions, {rule}");
    let taken = allocations(|| compare_codes(rule, offsets, minutes, &least, &mut most));
    assert_eq!(taken, 0, "compare_codes, {rule}");
}

/// The answer of a keystroke is one piece; the session is edited in place.
fn an_edit_takes_no_memory(rule: UnitRule) {
    let mut session = session(8);
    let service = session.services()[3].clone();
    let taken = allocations(|| session.replace(3, service).unwrap());
    assert_eq!(taken, 0, "replace");
    let taken = allocations(|| rule.allocate(&session));
    assert!(taken <= 1, "allocate after an edit, {rule}: {taken}");
}

#[cfg(feature = "tables")]
fn typed_and_coded_paths_take_little(rule: UnitRule, offsets: &[u32], minutes: &[u16]) {
    use therapy_billing::ReferenceData;

    let codes = [
        "97112", "97110", "97140", "97129", "97130", "96125", "97161", "97010",
    ];
    let codes = codes.map(ProcedureCode::of);
    let day = date!(2026 - 03 - 14);
    let taken = allocations(|| {
        let services = codes.into_iter().zip([18, 13, 10]);
        let session = Session::of(day, Discipline::Pt, services).unwrap();
        rule.allocate(&session)
    });
    assert!(taken <= 3, "three services from codes, {rule}: {taken}");
    let taken = allocations(|| {
        let services = ["97112", "97110", "97140", "97530"].map(ProcedureCode::of);
        let services = services.into_iter().zip([18, 13, 10, 8]);
        let session = Session::of(day, Discipline::Pt, services).unwrap();
        rule.allocate(&session)
    });
    assert!(taken <= 3, "four services from codes, {rule}: {taken}");

    let codebook = columns::Codebook::new(ReferenceData::built_in(), rule, day, &codes).unwrap();
    let mut units = vec![0; minutes.len()];
    let distinct: Vec<u8> = (0..)
        .map(|entry| [0, 1, 2, 6, 7][entry % 5])
        .take(minutes.len())
        .collect();
    let taken =
        allocations(|| columns::split_coded(&codebook, offsets, &distinct, minutes, &mut units));
    assert_eq!(taken, 0, "split_coded, {rule}");
    let families: Vec<u8> = (0_u8..8).cycle().take(minutes.len()).collect();
    for sessions in [100, 2_400] {
        let offsets = &offsets[..=sessions];
        let taken = allocations(|| {
            columns::split_coded(&codebook, offsets, &families, minutes, &mut units)
        });
        assert!(
            taken <= 8,
            "split_coded of {sessions} sessions with families, {rule}: {taken}"
        );
    }
}

fn tables_are_made_ready_without_memory(minutes: &[u16]) {
    let wide: Vec<i64> = minutes.iter().copied().map(i64::from).collect();
    let mut narrow = vec![0; minutes.len()];
    let taken = allocations(|| columns::narrow(&wide, &mut narrow));
    assert_eq!(taken, 0, "narrow");
    let keys: Vec<usize> = (0..minutes.len()).map(|entry| entry / 5).collect();
    let mut offsets: Vec<u32> = Vec::with_capacity(minutes.len() + 1);
    let taken = allocations(|| columns::runs(&keys, &mut offsets));
    assert_eq!(taken, 0, "runs");
}
