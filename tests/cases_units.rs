//! Every worked case of counting, read and answered in the serialized form.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use serde_json::{Value, json};
use therapy_billing::claim::BillInput;

const CASES: &str = include_str!("data/units.ndjson");

/// The answer to a document, or why there is none.
fn answer(text: &str) -> Result<Value, String> {
    let input: BillInput = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let bill = input.bill().map_err(|error| error.to_string())?;
    serde_json::to_value(bill).map_err(|error| error.to_string())
}

/// The number of the first line of each code; a later line has none.
fn next_units(lines: &Value) -> BTreeMap<String, Value> {
    let mut next = BTreeMap::new();
    for line in lines.as_array().expect("lines are a list") {
        let code = line["code"].as_str().expect("a line has a code").to_owned();
        let number = line
            .get("next_unit")
            .expect("every line has the key")
            .clone();
        match next.entry(code) {
            Entry::Occupied(first) => {
                assert_eq!(number, Value::Null, "a later line of {}", first.key());
            }
            Entry::Vacant(first) => {
                first.insert(number);
            }
        }
    }
    next
}

fn units_by_code(lines: &Value) -> BTreeMap<String, u64> {
    let mut units = BTreeMap::new();
    for line in lines.as_array().expect("lines are a list") {
        let code = line["code"].as_str().expect("a line has a code");
        *units.entry(code.to_owned()).or_default() += line["units"].as_u64().expect("whole units");
    }
    units.retain(|_, units| *units > 0);
    units
}

fn splits(alternatives: &Value) -> BTreeSet<String> {
    let splits = alternatives
        .as_array()
        .expect("alternatives are a list")
        .iter();
    splits
        .map(ToString::to_string)
        .map(|split| sorted(&split))
        .collect()
}

/// A split with its codes in order.
fn sorted(split: &str) -> String {
    let units: BTreeMap<String, u64> = serde_json::from_str(split).expect("a split maps codes");
    format!("{units:?}")
}

#[test]
fn every_case_is_answered_as_expected() {
    let mut seen = 0;
    for (number, text) in CASES.lines().enumerate() {
        let case: Value = serde_json::from_str(text).expect("a case is JSON");
        let id = case["id"].as_str().expect("a case has an id");
        let document = match &case["raw"] {
            Value::String(raw) => raw.clone(),
            _ => case["input"].to_string(),
        };
        check(id, &document, &case);
        seen = number + 1;
    }
    assert_eq!(seen, 407);
}

#[track_caller]
fn check(id: &str, document: &str, case: &Value) {
    let answer = answer(document);
    if !case["expect_error"].is_null() {
        let message = answer.expect_err(id);
        if let Some(part) = case["expect_error"]["message_contains"].as_str() {
            assert!(
                message.to_lowercase().contains(&part.to_lowercase()),
                "{id}: {message}"
            );
        }
        return;
    }
    let answer = answer.unwrap_or_else(|error| panic!("{id}: {error}"));
    let expect = &case["expect"];
    for key in ["timed_minutes", "timed_units"] {
        if !expect[key].is_null() {
            assert_eq!(answer[key], expect[key], "{id}: {key} of {answer:#}");
        }
    }
    if let Some(numbers) = expect["next_unit"].as_object() {
        let given = next_units(&answer["lines"]);
        for (code, number) in numbers {
            assert_eq!(&given[code], number, "{id}: next unit of {code}");
        }
    }
    if let Some(number) = expect.get("next_session_unit") {
        assert_eq!(answer.get("next_session_unit"), Some(number), "{id}");
    }
    if let Some(lines) = expect["lines_with_modifiers"].as_array() {
        let given = answer["lines"].as_array().expect("lines are a list").iter();
        let given: Vec<Value> = given
            .map(|line| {
                json!({"code": line["code"], "units": line["units"], "modifiers": line["modifiers"]})
            })
            .collect();
        assert_eq!(&given, lines, "{id}");
    }
    if !case["input"]["split"].is_null() {
        let split = case["input"]["split"].to_string();
        let mut split: BTreeMap<String, u64> = serde_json::from_str(&split).expect("a split");
        split.retain(|_, units| *units > 0);
        assert_eq!(
            sorted(&answer["alternatives"][0].to_string()),
            format!("{split:?}"),
            "{id}"
        );
    }
    if !expect["lines"].is_null() {
        assert_eq!(
            units_by_code(&answer["lines"]),
            units_by_code(&expect["lines"]),
            "{id}: {answer:#}"
        );
    }
    if !expect["alternatives"].is_null() {
        let (given, lawful) = (
            splits(&answer["alternatives"]),
            splits(&expect["alternatives"]),
        );
        if lawful.len() > 64 {
            assert_eq!(given.len(), 64, "{id}");
            assert_eq!(answer["alternatives_cut"], true, "{id}");
            assert!(given.is_subset(&lawful), "{id}");
        } else {
            assert_eq!(given, lawful, "{id}: {answer:#}");
        }
    }
}
