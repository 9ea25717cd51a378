//! Every object of every document is read from an object only, and messages name no type of the library.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/program.rs"]
mod program;

use program::run;
use serde_json::{Value, json};
use therapy_billing::claim::{AuditInput, BillInput, CheckInput, Claim, Visit};
use therapy_billing::{CodeEntry, Record, ServiceLine, TherapyDay};

fn visit() -> Value {
    json!({
        "id": "v", "date_of_service": "2026-03-14", "discipline": "pt", "setting": "private-practice",
        "rule": {"pooling": "session", "partial_unit": {"minutes": 8}, "block_minutes": 15},
        "services": [
            {"code": "97112", "minutes": 24, "block_minutes": 15},
            {"code": "97110", "therapist_minutes": 10, "assistant_minutes": 8, "together_minutes": 5},
            {"code": "97116", "intervals": [{"start": "09:00", "end": "09:12", "by": "therapist"}]},
            {"code": "97129", "minutes": 20, "timing":
                {"first": {"first": "97129", "first_block": 15, "add_on": "97130", "add_on_block": 15}}},
            {"code": "97161"},
        ],
        "assistant": {"applies": true, "rule": "2022", "de_minimis": "exact", "two_unit_gap": "split",
                      "whole_block": "block"},
        "edits": "medicare",
    })
}

fn with(mut document: Value, keys: Value) -> Value {
    let (Value::Object(document_keys), Value::Object(keys)) = (&mut document, keys) else {
        unreachable!("two objects")
    };
    document_keys.extend(keys);
    document
}

/// A way to read a document: its name, an example with every key, and the error of another one.
type Reader = (&'static str, Value, fn(&str) -> Option<String>);

fn read<T: serde::de::DeserializeOwned>(text: &str) -> Option<String> {
    serde_json::from_str::<T>(text)
        .err()
        .map(|error| error.to_string())
}

fn readers() -> Vec<Reader> {
    let line = json!({"code": "97110", "units": 1, "modifiers": ["GP"], "allowed": "28.00", "revenue_code": "0420"});
    let dated = with(
        line.clone(),
        json!({"date": "2026-03-14", "charge": "60.00"}),
    );
    let charged =
        json!({"code": "97110", "units": 1, "modifiers": ["GP"], "charge": "60.00", "minutes": 20});
    let amounts = json!({"pt_slp": "2480.00", "ot": "2480.00"});
    let record = include_str!("../examples/data/records.ndjson")
        .lines()
        .next();
    let audited = json!({
        "id": "c", "visit": visit(), "billed": [line], "same_day": [line],
        "threshold": {"accrued": "100.00"}, "yearly_amounts": amounts,
    });
    let checked = json!({
        "id": "k", "setting": "corf", "rule": "medicare", "edits": "medicare", "lines": [dated],
        "date_of_service": "2026-03-14", "threshold": amounts, "yearly_amounts": amounts,
    });
    let split = json!({"97112": 1, "97110": 2, "97116": 1, "97129": 1, "97130": 0});
    let attested =
        json!({"accrued": "1.00", "allowed": ["1.00", "1.00", "1.00", "1.00", "1.00", "1.00"]});
    let day = json!({
        "id": "e", "date_of_service": "2026-03-14", "gpci": {"work": "1.000", "pe": "0.869", "mp": "0.575"},
        "lines": [charged], "setting": "corf",
        "participating": true, "qualifying_apm_participant": false, "deductible_remaining": "0.00",
        "accrued": amounts, "conversion_factor": "33.4", "yearly_amounts": amounts,
        "rvus": [{"code": "97110", "work": "0.45", "pe": "0.40", "mp": "0.02", "multiple_procedure": 5}],
        "policy": {"kx": "as-billed", "kx_scope": "line"},
    });
    let by_locality = with(
        day.clone(),
        json!({"gpci": {"mac": "10112", "locality": "00"}}),
    );
    let entry = json!({
        "code": "S8948", "label": "laser", "timing": {"blocks": 15}, "designation": "listed",
        "confidence": "low", "disciplines": {"pt": "may-furnish"},
    });
    let entry = match read::<CodeEntry>(&entry.to_string()) {
        None => entry,
        Some(_) => {
            json!({"code": "S8948", "label": "laser", "timing": {"blocks": 15}, "disciplines": {}})
        }
    };
    vec![
        ("Visit", visit(), read::<Visit>),
        (
            "BillInput",
            with(visit(), json!({"split": split})),
            read::<BillInput>,
        ),
        (
            "BillInput",
            with(visit(), json!({"kx_attested": attested})),
            read::<BillInput>,
        ),
        ("AuditInput", audited.clone(), read::<AuditInput>),
        ("CheckInput", checked.clone(), read::<CheckInput>),
        (
            "Claim",
            with(audited, json!({"kx_scope": "line"})),
            read::<Claim>,
        ),
        ("Claim", checked, read::<Claim>),
        ("TherapyDay", day, read::<TherapyDay>),
        ("TherapyDay", by_locality, read::<TherapyDay>),
        (
            "Record",
            serde_json::from_str(record.expect("a record")).expect("JSON"),
            read::<Record>,
        ),
        ("ServiceLine", dated, read::<ServiceLine>),
        ("CodeEntry", entry, read::<CodeEntry>),
    ]
}

/// Every place of a document, as the keys and positions that lead to it.
fn places(value: &Value, path: &str, into: &mut Vec<String>) {
    into.push(path.to_owned());
    match value {
        Value::Object(keys) => {
            for (key, value) in keys {
                places(value, &format!("{path}/{key}"), into);
            }
        }
        Value::Array(values) => {
            for (place, value) in values.iter().enumerate() {
                places(value, &format!("{path}/{place}"), into);
            }
        }
        _ => {}
    }
}

/// Keys whose content a record does not look at.
fn is_ignored(path: &str) -> bool {
    ["/id", "/summary", "/expect"]
        .iter()
        .any(|key| path.starts_with(key))
}

#[test]
fn a_list_in_the_place_of_an_object_is_refused_as_a_list() {
    let mut wrong = Vec::new();
    for (name, document, read) in readers() {
        assert_eq!(read(&document.to_string()), None, "{name}: {document}");
        let mut all = Vec::new();
        places(&document, "", &mut all);
        for path in all.iter().filter(|path| !is_ignored(path)) {
            let mut other = document.clone();
            let place = other.pointer_mut(path).expect("a place of the document");
            let Value::Object(keys) = &*place else {
                continue;
            };
            let values: Vec<Value> = keys.values().cloned().collect();
            for list in [json!([]), json!(values), json!([values.first()])] {
                *other.pointer_mut(path).expect("a place of the document") = list;
                match read(&other.to_string()) {
                    Some(message) if message.contains("sequence") => {}
                    other => wrong.push(format!("{name} at {path}: {other:?}")),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_message_names_a_type_of_the_library() {
    let others = [
        json!(null),
        json!(true),
        json!(-1),
        json!(2.5),
        json!(70_000),
        json!(""),
        json!("x"),
        json!([]),
        json!({}),
        json!({"x": 1}),
        json!([[]]),
    ];
    let mut wrong = Vec::new();
    for (name, document, read) in readers() {
        let mut all = Vec::new();
        places(&document, "", &mut all);
        for path in &all {
            for other in &others {
                let mut changed = document.clone();
                *changed.pointer_mut(path).expect("a place of the document") = other.clone();
                let Some(message) = read(&changed.to_string()) else {
                    continue;
                };
                if ["struct", "tuple", "enum", "newtype", "Form", "Document"]
                    .iter()
                    .any(|word| message.contains(word))
                {
                    wrong.push(format!("{name} at {path} with {other}: {message}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_program_refuses_a_list_of_values_as_a_document() {
    for (program, list) in [
        ("bill", r#"["v", "2026-03-14", "pt", "medicare", []]"#),
        ("audit_claims", r#"["c", {}, []]"#),
        ("check_claim", r#"["k", "medicare"]"#),
        ("check_note", "[]"),
        ("estimate", r#"["e", "2026-03-14", "national", []]"#),
        ("read_codes", r#"["x", "97112"]"#),
    ] {
        for list in [list, "[]", "  [1]"] {
            let ran = run(program, &[], list.as_bytes());
            assert_eq!(ran.code, 1, "{program}: {list}");
            let answer: Value = serde_json::from_str(&ran.lines[0]).expect("an answer");
            assert_eq!(answer["error"]["kind"], "document", "{program}: {answer}");
            let message = answer["error"]["message"].to_string();
            assert!(!message.contains("struct"), "{program}: {message}");
        }
    }
}

/// The message of a program for one document.
fn refused(program: &str, document: &Value) -> String {
    let ran = run(program, &[], document.to_string().as_bytes());
    let answer: Value = serde_json::from_str(&ran.lines[0]).expect("an answer");
    answer["error"]["message"]
        .as_str()
        .unwrap_or_else(|| panic!("{program} answers {document}"))
        .to_owned()
}

#[test]
fn keys_that_a_program_does_not_have_are_refused_by_name() {
    let visit = json!({"date_of_service": "2026-03-14", "discipline": "pt", "services": []});
    let line = json!({"code": "97110", "units": 1});
    let audited = json!({"visit": visit, "billed": [line]});
    let checked = json!({"date_of_service": "2026-03-14", "lines": [line]});
    for (key, value) in [
        ("date", json!("2026-03-14")),
        ("charge", json!("60.00")),
        ("minutes", json!(null)),
        ("diagnosis_pointers", json!([1])),
    ] {
        let line = with(line.clone(), json!({key: value}));
        let document = json!({"visit": visit, "billed": [line]});
        let message = refused("audit_claims", &document);
        assert!(
            message.contains(&format!("unknown field `{key}`, expected one of `code`")),
            "{message}"
        );
    }
    for (key, value) in [
        ("rule", json!("medicare")),
        ("lines", json!([])),
        ("kx_scope", json!("line")),
        ("date_of_service", json!(null)),
    ] {
        let message = refused("audit_claims", &with(audited.clone(), json!({key: value})));
        assert!(
            message.contains(&format!(
                "unknown field `{key}`, expected one of `id`, `visit`"
            )),
            "{message}"
        );
    }
    for (key, value) in [
        ("visit", json!(null)),
        ("same_day", json!([])),
        ("billed", json!([])),
        ("kx_scope", json!("line")),
    ] {
        let message = refused("check_claim", &with(checked.clone(), json!({key: value})));
        assert!(
            message.contains(&format!(
                "unknown field `{key}`, expected one of `id`, `rule`"
            )),
            "{message}"
        );
    }
    let split = with(visit.clone(), json!({"split": {}}));
    let message = refused("audit_claims", &json!({"visit": split, "billed": []}));
    assert!(
        message.starts_with("expected a visit, found the key `split`"),
        "{message}"
    );
    let message = refused(
        "audit_claims",
        &with(audited, json!({"threshold": {"pt_slp": "1.00"}})),
    );
    assert!(
        message.contains("unknown field `pt_slp`, expected `accrued`"),
        "{message}"
    );
}

#[test]
fn limits_are_named_with_their_numbers() {
    let line = json!({"date": "2026-03-14", "code": "97110", "units": 1});
    let message = refused("check_claim", &json!({"lines": vec![line; 4097]}));
    assert!(
        message.starts_with("expected a list of at most 4096 entries, found more; split it"),
        "{message}"
    );
    let many = json!({"lines": [{"date": "2026-03-14", "code": "97110", "units": 70_000}]});
    let message = refused("check_claim", &many);
    assert!(
        message.contains("70000") && message.contains("65,535"),
        "{message}"
    );
}
