//! An audit of made-up claims finds every fault that was put in, and nothing else.
#![cfg(feature = "tables")]

#[path = "../examples/support/synthetic.rs"]
mod synthetic;

use therapy_billing::Finding;

#[track_caller]
fn audit_all(numbers: std::ops::Range<u64>) {
    for number in numbers {
        let made = synthetic::claim(number);
        let audit = made.claim.audit().expect("a claim of a visit");
        let mut found: Vec<_> = audit.findings().iter().map(Finding::id).collect();
        found.sort_unstable();
        assert_eq!(found, made.expected, "claim {number}: {:#?}", made.claim);
    }
}

#[test]
fn twenty_thousand_claims_have_the_findings_of_their_faults_and_no_other() {
    audit_all(0..20_000);
}

/// `cargo test --release --test synthetic_audit -- --ignored`
#[test]
#[ignore = "a minute without optimization"]
fn a_million_claims_have_the_findings_of_their_faults_and_no_other() {
    audit_all(0..1_000_000);
}
