//! Complete records of the case file, and what comes of them after an edit.
#![allow(dead_code, reason = "each test uses what it needs")]

use serde_json::{Value, json};
use therapy_billing::{
    Severity,
    documentation::{Outcome, Record, Rule},
};

pub(crate) const CASES: &str = include_str!("../data/documentation.ndjson");

/// A record of the case file, without what the file keeps beside it.
#[track_caller]
pub(crate) fn case(id: &str) -> Value {
    let quoted = format!("{{\"id\":\"{id}\"");
    let line = CASES
        .lines()
        .find(|line| line.starts_with(&quoted))
        .expect(id);
    let mut value: Value = serde_json::from_str(line).expect(id);
    let fields = value.as_object_mut().expect(id);
    fields.retain(|key, _| matches!(key.as_str(), "profile" | "episode" | "note" | "claim"));
    value
}

/// The complete stroke chart: PT, Medicare Part B, private practice.
pub(crate) fn stroke() -> Value {
    case("record--stroke-pt")
}

/// The records in which nothing is found.
pub(crate) fn clean() -> Vec<Value> {
    CASES
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).expect(line))
        .filter(|value| value["expect"]["findings"] == json!([]))
        .map(|value| case(value["id"].as_str().expect("an id")))
        .collect()
}

#[track_caller]
pub(crate) fn read(value: &Value) -> Record {
    serde_json::from_value(value.clone()).unwrap_or_else(|cause| panic!("{cause}: {value}"))
}

/// Sets a place, `episode.plan.duration` or `note.interventions.0.minutes`, to a value; what is
/// missing on the way is added.
#[track_caller]
pub(crate) fn set(value: &mut Value, path: &str, to: Value) {
    let mut place = value;
    for part in path.split('.') {
        place = if let Ok(index) = part.parse::<usize>() {
            if place.is_null() {
                *place = json!([]);
            }
            let list = place.as_array_mut().expect(path);
            while list.len() <= index {
                list.push(json!({}));
            }
            &mut list[index]
        } else {
            if place.is_null() {
                *place = json!({});
            }
            let fields = place.as_object_mut().expect(path);
            fields.entry(part).or_insert(Value::Null)
        };
    }
    *place = to;
}

/// The gravest severity with which a rule fires on a record after edits.
#[track_caller]
pub(crate) fn severity(base: &Value, edits: &[(&str, Value)], rule: &str) -> Option<Severity> {
    let mut value = base.clone();
    for (path, to) in edits {
        set(&mut value, path, to.clone());
    }
    let record = read(&value);
    record
        .validate()
        .iter()
        .filter(|finding| finding.id() == rule)
        .map(therapy_billing::Finding::severity)
        .max()
}

/// What came of a rule on a record after edits.
#[track_caller]
pub(crate) fn outcome(base: &Value, edits: &[(&str, Value)], rule: &str) -> Outcome {
    let mut value = base.clone();
    for (path, to) in edits {
        set(&mut value, path, to.clone());
    }
    read(&value)
        .checklist()
        .outcome(rule.parse::<Rule>().expect(rule))
}
