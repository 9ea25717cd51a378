//! Every case of `data/payment.ndjson` is answered as it expects, on each key it gives.
#![cfg(all(feature = "serde", feature = "tables"))]

use serde_json::Value;
use therapy_billing::ReferenceData;
use therapy_billing::payment::TherapyDay;

const CASES: &str = include_str!("data/payment.ndjson");

#[test]
fn every_case_is_answered_as_expected() {
    let schedule = ReferenceData::new();
    let mut seen = 0;
    for case in CASES.lines() {
        let case: Value = serde_json::from_str(case).expect("a case is JSON");
        check(&case, &schedule);
        seen += 1;
    }
    assert_eq!(seen, 52);
}

#[track_caller]
fn check(case: &Value, schedule: &ReferenceData) {
    let id = &case["id"];
    let day: Result<TherapyDay, _> = serde_json::from_value(case["input"].clone());
    let estimate = day
        .map_err(|cause| cause.to_string())
        .and_then(|day| day.estimate(schedule).map_err(|cause| cause.to_string()));
    if case["expect_error"].as_bool() == Some(true) {
        assert!(estimate.is_err(), "{id}: expected an error");
        return;
    }
    let estimate = estimate.unwrap_or_else(|cause| panic!("{id}: {cause}"));
    let mut answer = serde_json::to_value(&estimate).expect("an estimate is JSON");
    answer["statement"] = serde_json::to_value(estimate.statement()).expect("as is its statement");
    let mut ids: Vec<_> = estimate
        .findings
        .iter()
        .map(therapy_billing::Finding::id)
        .collect();
    ids.sort_unstable();
    answer["findings"] = serde_json::to_value(ids).expect("names");
    holds(id, "", &case["expect"], &answer);
}

/// Whether `found` holds what is expected, on the keys that are given.
#[track_caller]
fn holds(id: &Value, path: &str, expected: &Value, found: &Value) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) => {
            for (key, value) in expected {
                let missing = Value::String("no such key".to_owned());
                let found = found.get(key).unwrap_or(&missing);
                holds(id, &format!("{path}.{key}"), value, found);
            }
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                holds(id, &format!("{path}[{index}]"), expected, found);
            }
        }
        _ => assert_eq!(expected, found, "{id} at {path}"),
    }
}
