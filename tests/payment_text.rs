//! Promise: money is text on the wire and a decimal inside, and no path goes through binary floating
//! point; what is not money in text is refused.
#![cfg(all(feature = "serde", feature = "tables"))]

use std::{fs, path::Path};

use serde_json::{Value, json};
use therapy_billing::ReferenceData;
use therapy_billing::payment::TherapyDay;

const CASES: &str = include_str!("data/payment.ndjson");
const DAYS: &str = include_str!("../examples/data/days.ndjson");

/// A document that can be estimated.
fn document() -> Value {
    json!({
        "date_of_service": "2026-03-14",
        "gpci": {"work": "1.000", "pe": "0.869", "mp": "0.575"},
        "lines": [{"code": "97112", "units": 2, "modifiers": ["GP"], "minutes": 24, "charge": "150.00"}],
        "deductible_remaining": "0.00",
        "accrued": {"pt_slp": "2400.00", "ot": "0.00"},
        "rvus": [{"code": "97112", "work": "0.50", "pe": "0.47", "mp": "0.01", "multiple_procedure": "5"}]
    })
}

fn read(document: &Value) -> Result<TherapyDay, String> {
    serde_json::from_str(&document.to_string()).map_err(|cause| cause.to_string())
}

/// Every number below a value, with the keys that lead to it.
fn numbers(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Number(_) => found.push(path.to_owned()),
        Value::Array(list) => list.iter().for_each(|value| numbers(value, path, found)),
        Value::Object(object) => {
            for (key, value) in object {
                numbers(value, key, found);
            }
        }
        _ => {}
    }
}

#[test]
fn no_source_of_money_names_a_binary_floating_point_type() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![src.join("payment"), src.join("reference")];
    let mut files = vec![src.join("money.rs"), src.join("wire.rs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("sources are there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push(path);
            }
        }
    }
    assert!(files.len() > 15);
    for file in files {
        let text = fs::read_to_string(&file).expect("sources are text");
        for word in ["f32", "f64", "float", "visit_f", "from_scientific"] {
            let at = text
                .lines()
                .find(|line| line.contains(word) && !line.contains("floating point"));
            assert_eq!(at, None, "{} in {}", word, file.display());
        }
    }
}

#[test]
fn the_only_numbers_of_an_answer_are_units_and_minutes() {
    let schedule = ReferenceData::new();
    let days = DAYS
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    let cases = CASES.lines().map(|line| {
        let case: Value = serde_json::from_str(line).expect("JSON");
        case["input"].clone()
    });
    let mut answers = 0;
    for document in days.chain(cases) {
        let Ok(day) = read(&document) else { continue };
        let Ok(estimate) = day.with_reference(&schedule).estimate() else {
            continue;
        };
        let mut found = Vec::new();
        let answer = serde_json::to_value(&estimate).expect("JSON");
        numbers(&answer, "", &mut found);
        let statement = serde_json::to_value(estimate.statement()).expect("JSON");
        numbers(&statement, "", &mut found);
        for key in found {
            let known = ["units", "units_full", "units_reduced", "minutes", "year"];
            assert!(known.contains(&key.as_str()), "{key} is a number");
        }
        answers += 1;
    }
    assert!(answers > 50);
}

#[test]
fn every_amount_has_two_decimals_and_factors_keep_their_own() {
    let estimate = read(&document())
        .expect("can be read")
        .estimate()
        .expect("can be estimated");
    let answer = serde_json::to_value(&estimate).expect("JSON");
    for key in [
        "allowed",
        "deductible",
        "coinsurance",
        "sequestration",
        "medicare_pays",
    ] {
        let text = answer["totals"][key].as_str().expect("text");
        assert_eq!(
            text.rsplit_once('.').map(|(_, cents)| cents.len()),
            Some(2),
            "{key}"
        );
    }
    let value = |name: &str| {
        let figures = answer["figures"].as_array().expect("a list");
        let figure = figures.iter().find(|figure| figure["name"] == name);
        figure.map_or(Value::Null, |figure| figure["value"].clone())
    };
    assert_eq!(value("conversion-factor"), "33.4009");
    assert_eq!(value("gpci-work"), "1.000");
    assert_eq!(value("kx-amount-pt-slp"), "2480.00");
}

#[test]
fn a_day_goes_out_and_comes_back() {
    for line in DAYS.lines() {
        let day: TherapyDay = serde_json::from_str(line).expect(line);
        let text = serde_json::to_string(&day).expect("a day is written");
        assert_eq!(serde_json::from_str::<TherapyDay>(&text).expect(&text), day);
    }
}

/// The document with one value set, by its path.
fn with(path: &[&str], value: Value) -> Value {
    let mut document = document();
    let mut place = &mut document;
    for key in path {
        place = match key.parse::<usize>() {
            Ok(index) => &mut place[index],
            Err(_) => &mut place[*key],
        };
    }
    *place = value;
    document
}

#[test]
fn money_and_factors_are_text_and_nothing_else() {
    assert!(read(&document()).is_ok());
    for path in [
        &["lines", "0", "charge"][..],
        &["deductible_remaining"],
        &["accrued", "pt_slp"],
        &["gpci", "pe"],
        &["rvus", "0", "work"],
    ] {
        for value in [
            json!(150),
            json!(1.5),
            json!("1e2"),
            json!("-1.00"),
            json!("+1"),
            json!("1,000.00"),
            json!(""),
            json!(" 1"),
            json!(true),
            json!(["1.00"]),
        ] {
            assert!(
                read(&with(path, value.clone())).is_err(),
                "{path:?} = {value}"
            );
        }
        assert!(read(&with(path, json!("1"))).is_ok(), "{path:?}");
    }
    for path in [
        &["lines", "0", "charge"][..],
        &["deductible_remaining"],
        &["accrued", "ot"],
    ] {
        let error = read(&with(path, json!("0.005"))).expect_err("finer than cents");
        assert!(
            error.contains("expected whole cents, found 0.005"),
            "{error}"
        );
    }
    assert!(read(&with(&["gpci", "mp"], json!("0.5755"))).is_ok());
}

#[test]
fn unknown_keys_are_refused_by_name() {
    for path in [
        &["unknown"][..],
        &["lines", "0", "unit"],
        &["gpci", "malpractice"],
        &["accrued", "slp"],
        &["rvus", "0", "facility"],
        &["policy"],
    ] {
        let value = match path {
            ["policy"] => json!({"assistants": "allowed"}),
            _ => json!("1"),
        };
        let error = read(&with(path, value)).expect_err("unknown");
        let name = if path == ["policy"] {
            "assistants"
        } else {
            path[path.len() - 1]
        };
        assert!(error.contains(name), "{error}");
    }
}

#[test]
fn a_place_is_one_of_three_forms_and_must_be_said() {
    for value in [
        json!(null),
        json!("Alabama"),
        json!({}),
        json!({"work": "1.0", "pe": "1.0"}),
        json!({"mac": "10112"}),
        json!({"mac": "112", "locality": "00"}),
        json!({"mac": "10112", "locality": "0"}),
        json!({"work": "1", "pe": "1", "mp": "1", "mac": "10112", "locality": "00"}),
        json!(1),
    ] {
        assert!(read(&with(&["gpci"], value.clone())).is_err(), "{value}");
    }
    for value in [json!("national"), json!({"mac": "10112", "locality": "00"})] {
        assert!(read(&with(&["gpci"], value.clone())).is_ok(), "{value}");
    }
    let mut without = document();
    without.as_object_mut().expect("an object").remove("gpci");
    let error = read(&without).expect_err("no place");
    assert!(error.contains("gpci"), "{error}");
}

#[test]
fn lines_have_units_and_at_most_four_modifiers() {
    for (path, value) in [
        (&["lines", "0", "units"][..], json!(0)),
        (&["lines", "0", "units"], json!(-1)),
        (&["lines", "0", "units"], json!(65_536)),
        (&["lines", "0", "units"], json!(1.5)),
        (&["lines", "0", "units"], json!("2")),
        (
            &["lines", "0", "modifiers"],
            json!(["GP", "CQ", "59", "95", "KX"]),
        ),
        (&["lines", "0", "modifiers"], json!(["G"])),
        (&["lines", "0", "code"], json!("9711O")),
        (&["date_of_service"], json!("2026-02-30")),
        (&["setting"], json!("clinic")),
    ] {
        assert!(
            read(&with(path, value.clone())).is_err(),
            "{path:?} = {value}"
        );
    }
    let error = read(&with(&["lines", "0", "units"], json!(0))).expect_err("no units");
    assert!(
        error.contains("expected 1 unit of 97112 or more, found 0"),
        "{error}"
    );
}

#[test]
fn relative_values_are_given_once_a_code() {
    let mut twice = document();
    let values = twice["rvus"][0].clone();
    twice["rvus"].as_array_mut().expect("a list").push(values);
    let error = read(&twice).expect_err("twice");
    assert!(
        error.contains("expected one set of relative values of 97112, found two"),
        "{error}"
    );
}

#[test]
fn switches_have_two_values_each_and_the_first_is_the_default() {
    for (key, first, second) in [
        ("assistant_base", "program-payment", "allowed"),
        ("threshold_accrual", "allowed", "assistant-reduced"),
        ("kx", "as-billed", "attested"),
        ("kx_scope", "line", "day"),
        ("mppr_tie", "first-line", "unmodified-first"),
    ] {
        let used = |value: Option<&str>| {
            let document = match value {
                Some(value) => with(&["policy"], json!({key: value})),
                None => document(),
            };
            let estimate = read(&document)
                .expect("a value of the switch")
                .estimate()
                .expect("can be estimated");
            let figure = estimate
                .figures
                .into_iter()
                .find(|figure| figure.name.as_str() == key);
            figure.map(|figure| figure.value.to_string())
        };
        assert_eq!(used(None).as_deref(), Some(first));
        assert_eq!(used(Some(first)).as_deref(), Some(first));
        assert_eq!(used(Some(second)).as_deref(), Some(second));
        assert!(read(&with(&["policy"], json!({key: "other"}))).is_err());
    }
}
