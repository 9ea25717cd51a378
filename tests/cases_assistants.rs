//! Every worked case of who furnished each unit, read and answered in the serialized form.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "../examples/support/suite.rs"]
mod suite;

use suite::{Suite, Verdict};
use therapy_billing::claim::{Bill, Visit};

#[test]
fn every_case_is_answered_as_expected() {
    let cases = Suite::Assistants.cases().expect("cases");
    assert_eq!(cases.len(), 99);
    for case in cases {
        let visit: Visit = serde_json::from_str(&case.document)
            .unwrap_or_else(|error| panic!("{}: {error}", case.id));
        let answer = serde_json::to_value(Bill::new(visit)).expect("a bill is written");
        assert_eq!(case.judge(&answer), Verdict::Passed, "{case:?}: {answer:#}");
    }
}
