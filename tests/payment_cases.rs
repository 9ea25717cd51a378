//! Every case of `data/payment.ndjson` is answered as it expects, on each key it gives, by the library
//! and by the program `estimate`.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/program.rs"]
mod program;

use serde_json::Value;
use therapy_billing::payment::TherapyDay;

const CASES: &str = include_str!("data/payment.ndjson");

#[test]
fn every_case_is_answered_as_expected() {
    let mut seen = 0;
    for case in CASES.lines() {
        let case: Value = serde_json::from_str(case).expect("a case is JSON");
        check(&case);
        seen += 1;
    }
    assert_eq!(seen, 84);
}

#[test]
fn the_program_answers_every_case_as_expected() {
    let cases: Vec<Value> = CASES
        .lines()
        .map(|case| serde_json::from_str(case).expect("a case is JSON"))
        .collect();
    let input: Vec<String> = cases.iter().map(|case| case["input"].to_string()).collect();
    let ran = program::run("estimate", &[], input.join("\n").as_bytes());
    assert_eq!(ran.lines.len(), cases.len(), "{ran:?}");
    for (case, line) in cases.iter().zip(&ran.lines) {
        let mut answer: Value = serde_json::from_str(line).expect("an answer is JSON");
        if case["expect_error"].as_bool() == Some(true) {
            assert!(answer["error"].is_object(), "{}: {answer}", case["id"]);
        } else {
            compare(&case["id"], &case["expect"], &mut answer);
        }
    }
}

#[track_caller]
fn check(case: &Value) {
    let id = &case["id"];
    let day: Result<TherapyDay, _> = serde_json::from_value(case["input"].clone());
    if let Ok(day) = &day {
        let text = serde_json::to_string(day).expect("a day is JSON");
        let again: TherapyDay = serde_json::from_str(&text).expect("and is read back");
        assert_eq!(&again, day, "{id}: {text}");
    }
    let estimate = day
        .map_err(|cause| cause.to_string())
        .and_then(|day| day.estimate().map_err(|cause| cause.to_string()));
    if case["expect_error"].as_bool() == Some(true) {
        assert!(estimate.is_err(), "{id}: expected an error");
        return;
    }
    let estimate = estimate.unwrap_or_else(|cause| panic!("{id}: {cause}"));
    let mut answer = serde_json::to_value(&estimate).expect("an estimate is JSON");
    answer["statement"] = serde_json::to_value(estimate.statement()).expect("as is its statement");
    compare(id, &case["expect"], &mut answer);
}

/// Compares an answer with what is expected, on the keys that are given.
#[track_caller]
fn compare(id: &Value, expected: &Value, answer: &mut Value) {
    let findings = answer["findings"].as_array().expect("a list");
    let mut ids: Vec<_> = findings
        .iter()
        .map(|finding| finding["id"].clone())
        .collect();
    ids.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
    answer["findings"] = Value::Array(ids);
    let mut expected = expected.clone();
    if let Some(figures) = expected.as_object_mut().and_then(|it| it.remove("figures")) {
        for figure in figures.as_array().expect("a list of figures") {
            let all = answer["figures"].as_array().expect("a list of figures");
            let fits = |own: &Value| {
                let mut keys = figure.as_object().expect("a figure").iter();
                keys.all(|(key, value)| own.get(key) == Some(value))
            };
            assert!(all.iter().any(fits), "{id}: no {figure} in {all:#?}");
        }
    }
    holds(id, "", &expected, answer);
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
