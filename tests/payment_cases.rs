//! Every case of `data/payment.ndjson` is answered as it expects, on each key it gives.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "../examples/support/suite.rs"]
mod suite;

use serde_json::{Value, json};
use suite::{Suite, Verdict};
use therapy_billing::payment::TherapyDay;

/// The answer to a document, or the error in its place; the day reads back as the same value.
fn answer(text: &str) -> Value {
    let estimate = || -> Result<Value, String> {
        let day: TherapyDay = serde_json::from_str(text).map_err(|cause| cause.to_string())?;
        let written = serde_json::to_string(&day).expect("a day is JSON");
        let again: TherapyDay = serde_json::from_str(&written).expect("and is read back");
        assert_eq!(again, day, "{written}");
        let estimate = day.estimate().map_err(|cause| cause.to_string())?;
        let mut answer = serde_json::to_value(&estimate).expect("an estimate is JSON");
        let statement = serde_json::to_value(estimate.statement());
        answer["statement"] = statement.expect("as is its statement");
        Ok(answer)
    };
    estimate().unwrap_or_else(|message| json!({"error": {"message": message}}))
}

#[test]
fn every_case_is_answered_as_expected() {
    let cases = Suite::Payment.cases().expect("cases");
    assert_eq!(cases.len(), 84);
    for case in cases {
        let answer = answer(&case.document);
        assert_eq!(case.judge(&answer), Verdict::Passed, "{case:?}: {answer:#}");
    }
}
