//! Every worked case of who furnished each unit, read and answered in the serialized form.

use serde_json::Value;
use therapy_billing::claim::{Bill, Visit};

const CASES: &str = include_str!("data/assistants.ndjson");

#[test]
fn every_case_is_answered_as_expected() {
    let mut seen = 0;
    for text in CASES.lines() {
        let case: Value = serde_json::from_str(text).expect("a case is JSON");
        let id = case["id"].as_str().expect("a case has an id");
        let visit = serde_json::from_value::<Visit>(case["input"].clone());
        seen += 1;
        if !case["expect_error"].is_null() {
            assert!(visit.is_err(), "{id}");
            continue;
        }
        let visit = visit.unwrap_or_else(|error| panic!("{id}: {error}"));
        let mut answer = serde_json::to_value(Bill::new(visit)).expect("a bill is written");
        for line in answer["lines"].as_array_mut().expect("lines are a list") {
            let line = line.as_object_mut().expect("a line is an object");
            assert!(line.remove("next_unit").is_some(), "{id}");
        }
        let expect = &case["expect"];
        assert_eq!(answer["lines"], expect["lines"], "{id}: {answer:#}");
        assert_eq!(answer["timed_units"], expect["timed_units"], "{id}");
        let mut found: Vec<&str> = answer["findings"]
            .as_array()
            .expect("findings are a list")
            .iter()
            .filter_map(|finding| finding["id"].as_str())
            .filter(|finding| finding.starts_with("assistant-"))
            .collect();
        found.sort_unstable();
        assert_eq!(
            Value::from(found),
            expect["assistant_findings"],
            "{id}: {answer:#}"
        );
    }
    assert_eq!(seen, 99);
}
