//! Every worked case of counting, read and answered in the serialized form.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "../examples/support/suite.rs"]
mod suite;

use serde_json::{Value, json};
use suite::{Suite, Verdict};
use therapy_billing::claim::BillInput;

/// The answer to a document, or the error in its place.
fn answer(text: &str) -> Value {
    let bill = || -> Result<Value, String> {
        let input: BillInput = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let bill = input.bill().map_err(|error| error.to_string())?;
        serde_json::to_value(bill).map_err(|error| error.to_string())
    };
    bill().unwrap_or_else(|message| json!({"error": {"message": message}}))
}

#[test]
fn every_case_is_answered_as_expected() {
    let cases = Suite::Units.cases().expect("cases");
    assert_eq!(cases.len(), 407);
    for case in cases {
        let answer = answer(&case.document);
        assert_eq!(case.judge(&answer), Verdict::Passed, "{case:?}: {answer:#}");
    }
}
