//! The module answers as the library does, to the letter, and has every answer in its one room.
#![allow(unsafe_code, reason = "one test does what the page does")]

use serde_json::{Value, json};
use therapy_billing::claim::BillInput;
use wasm::{LONGEST, answer, codes};

const VISITS: &str = include_str!("../../data/visits.ndjson");
const PARITY: &str = include_str!("../../../tests/data/parity.ndjson");

fn value(text: &str) -> Value {
    serde_json::from_str(text).expect("the module answers with JSON")
}

#[test]
fn a_visit_is_answered_with_the_bill_of_the_library() {
    for line in VISITS.lines() {
        let input: BillInput = serde_json::from_str(line).expect("a document of `bill`");
        let bill = input.bill().expect("a permitted split");
        let answer = value(&answer(line));
        assert_eq!(answer["bill"], json!(bill), "{line}");
        assert_eq!(answer["check"], json!(bill.into_claim().check()), "{line}");
    }
}

#[test]
fn the_same_visits_have_the_same_units_as_everywhere() {
    for line in PARITY.lines() {
        let mut visit = value(line);
        let expected = visit.as_object_mut().expect("a visit").remove("units");
        let answer = value(&answer(&visit.to_string()));
        let lines = answer["bill"]["lines"].as_array().expect("lines").iter();
        let units: Value = lines.map(|line| line["units"].clone()).collect();
        assert_eq!(Some(units), expected, "{line}");
    }
}

#[test]
fn the_picture_has_one_mark_for_a_session_and_one_for_each_code_otherwise() {
    let picture = |rule: &str| {
        let visit = json!({
            "date_of_service": "2026-03-14", "discipline": "ot", "rule": rule,
            "services": [{"code": "97112", "minutes": 24}, {"code": "97110", "minutes": 23},
                {"code": "97129", "minutes": 5}, {"code": "97130", "minutes": 20},
                {"code": "96125", "minutes": 40}, {"code": "97010"}]
        });
        value(&answer(&visit.to_string()))["picture"].clone()
    };
    assert_eq!(
        picture("medicare"),
        json!({"pooled": true, "steps": [8, 23, 38, 53, 68, 83, 98],
            "marks": [{"minutes": 72, "units": 5}]})
    );
    assert_eq!(
        picture("cpt"),
        json!({"pooled": false, "steps": [8, 23, 38, 53], "marks": [
            {"code": "97112", "minutes": 24, "units": 2},
            {"code": "97110", "minutes": 23, "units": 2},
            {"code": "97129", "minutes": 25, "units": 2}]})
    );
}

#[test]
fn what_cannot_be_billed_is_answered_with_the_reason() {
    let of_service = |service: Value| {
        let visit =
            json!({"date_of_service": "2026-03-14", "discipline": "pt", "services": [service]});
        value(&answer(&visit.to_string()))["error"].clone()
    };
    let text = of_service(json!({"code": "97112"}));
    assert_eq!(
        text,
        "services[0]: expected the minutes of timed code 97112, found none; state its minutes"
    );
    for service in [
        json!({"code": "9711", "minutes": 8}),
        json!({"code": "99999", "minutes": 8}),
        json!({"code": "97112", "minutes": 1441}),
        json!({"code": "97112", "minuts": 8}),
    ] {
        let error = of_service(service.clone());
        assert!(
            error.as_str().is_some_and(|text| !text.contains("line 1")),
            "{service}: {error}"
        );
    }
    assert!(value(&answer("")).get("error").is_some());
}

#[test]
fn codes_are_those_in_force_on_the_date() {
    let has = |date: &str, code: &str| {
        let codes = value(&codes(date));
        codes
            .as_array()
            .expect("codes")
            .iter()
            .any(|entry| entry["code"] == code)
    };
    assert!(has("2026-03-14", "97112") && has("2016-05-02", "97001"));
    assert!(!has("2026-03-14", "97001"));
    assert!(value(&codes("yesterday")).get("error").is_some());
}

#[test]
fn the_exports_read_and_write_the_room() {
    let visit = VISITS.lines().next().expect("a visit");
    let start = wasm::room(visit.len());
    // SAFETY: `room` has just made this many bytes there, and nothing else was called since.
    unsafe { std::ptr::copy_nonoverlapping(visit.as_ptr(), start, visit.len()) };
    let length = wasm::answer_in_room();
    // SAFETY: the answer has this many bytes, and the room is not changed before they are copied.
    let bytes = unsafe { std::slice::from_raw_parts(wasm::place(), length) }.to_vec();
    assert_eq!(String::from_utf8(bytes), Ok(answer(visit)));
    assert!(wasm::room(LONGEST + 1).is_null());
}
