//! The allocations of a validation are bounded by the size of the record and the findings.
#![cfg(all(feature = "serde", feature = "tables"))]

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use therapy_billing::documentation::Record;

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const CASES: &str = include_str!("data/documentation.ndjson");

// One test: the allocator counts for all threads.
#[test]
fn a_record_is_judged_with_few_allocations() {
    let (mut complete, mut others) = (0, 0);
    for line in CASES.lines() {
        let Ok(record) = serde_json::from_str::<Record>(line) else {
            continue;
        };
        let region = Region::new(ALLOCATOR);
        let findings = record.validate();
        let change = region.change();
        let allocations = change.allocations + change.reallocations;
        assert!(
            allocations <= 200 + 16 * findings.len(),
            "{allocations}: {line}"
        );
        if findings.is_empty() {
            assert!(allocations <= 80, "{allocations}: {line}");
            complete += 1;
        } else {
            others += 1;
        }
    }
    assert!(complete > 100 && others > 100, "{complete}, {others}");
}
