//! The module answers as the library does, and has every answer in its one room.
#![allow(unsafe_code, reason = "one test does what the page does")]

use serde_json::{Value, json};
use therapy_billing::claim::BillInput;
use wasm::{LONGEST, answer, codes};

const VISITS: &str = include_str!("../../data/visits.ndjson");
const PARITY: &str = include_str!("../../../tests/data/parity.ndjson");

fn value(text: &str) -> Value {
    serde_json::from_str(text).expect("the module answers with JSON")
}

/// A document of `bill` in the words of the page, or `None` if it states more than the page can.
fn question(visit: &Value) -> Option<String> {
    let word = |key: &str| visit[key].as_str();
    let rule = visit.get("rule").map_or(Some("medicare"), Value::as_str)?;
    let mut lines = vec![format!(
        "{}\t{}\t{rule}",
        word("date_of_service")?,
        word("discipline")?
    )];
    for service in visit["services"].as_array()? {
        let service = service.as_object()?;
        let code = service["code"].as_str()?;
        let times = [("minutes", ""), ("assistant_minutes", "\tassistant")];
        let time = times.iter().find(|(key, _)| service.contains_key(*key));
        lines.push(match (service.len(), time) {
            (1, None) => code.to_owned(),
            (2, Some((key, by))) => format!("{code}\t{}{by}", service[*key]),
            _ => return None,
        });
    }
    Some(lines.join("\n"))
}

/// What both answers have, of a bill and of the check of its lines.
fn expected(bill: &Value, check: &Value) -> Value {
    let findings = |findings: &Value| -> Value {
        let mut findings = findings.clone();
        for finding in findings.as_array_mut().expect("findings") {
            let finding = finding.as_object_mut().expect("a finding");
            finding.remove("evidence");
            finding.entry("basis").or_insert(Value::Null);
        }
        findings
    };
    let split = |split: &Value| -> Value {
        let units = split.as_object().expect("units by code").iter();
        units
            .map(|(code, units)| json!({"code": code, "units": units}))
            .collect()
    };
    let step = |step: &Value| json!({"text": step["text"], "citation": step["citation"]});
    let list = |key: &str, of: &dyn Fn(&Value) -> Value| -> Value {
        bill[key]
            .as_array()
            .expect("a list")
            .iter()
            .map(of)
            .collect()
    };
    json!({
        "timed_minutes": bill["timed_minutes"],
        "timed_units": bill["timed_units"],
        "next_session_unit": bill["next_session_unit"],
        "lines": bill["lines"],
        "splits": list("alternatives", &split),
        "splits_cut": bill.get("alternatives_cut").is_some(),
        "steps": list("steps", &step),
        "findings": findings(&bill["findings"]),
        "check": findings(check),
    })
}

#[test]
fn a_visit_is_answered_with_the_bill_of_the_library() {
    let mut answered = 0;
    for line in VISITS.lines().chain(PARITY.lines()) {
        let mut visit = value(line);
        visit.as_object_mut().expect("a visit").remove("units");
        let Some(question) = question(&visit) else {
            continue;
        };
        let input: BillInput = serde_json::from_value(visit).expect("a document of `bill`");
        let bill = input.bill().expect("a bill");
        let check = bill.clone().into_claim().check();
        let mut answer = value(&answer(&question));
        let further = answer.as_object_mut().expect("an answer");
        assert!(further.remove("picture").is_some() && further.remove("codes").is_some());
        // the order of the codes of a split is of no account
        for splits in answer["splits"].as_array_mut().expect("splits") {
            let split = splits.as_array_mut().expect("a split");
            split.sort_by_key(|units| units["code"].to_string());
        }
        assert_eq!(answer, expected(&json!(bill), &json!(check)), "{line}");
        answered += 1;
    }
    assert!(answered > 130, "{answered}");
}

#[test]
fn the_same_visits_have_the_same_units_as_everywhere() {
    for line in PARITY.lines() {
        let visit = value(line);
        let answer = value(&answer(&question(&visit).expect("a visit of the page")));
        let lines = answer["lines"].as_array().expect("lines").iter();
        let units: Value = lines.map(|line| line["units"].clone()).collect();
        assert_eq!(visit["units"], units, "{line}");
    }
}

#[test]
fn the_picture_has_one_mark_for_a_session_and_one_for_each_code_otherwise() {
    let picture = |rule: &str| {
        let services = "97112\t24\n97110\t23\n97129\t5\n97130\t20\n96125\t40\n97010";
        value(&answer(&format!("2026-03-14\tot\t{rule}\n{services}")))["picture"].clone()
    };
    assert_eq!(
        picture("medicare"),
        json!({"pooled": true, "steps": [8, 23, 38, 53, 68, 83, 98],
            "marks": [{"code": null, "minutes": 72, "units": 5}]})
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
    let of = |visit: &str| value(&answer(visit))["error"].clone();
    let of_service = |service: &str| of(&format!("2026-03-14\tpt\tmedicare\n{service}"));
    let missing =
        "services[0]: expected the minutes of timed code 97112, found none; state its minutes";
    assert_eq!(of_service("97112"), missing);
    for service in [
        "9711\t8",
        "99999\t8",
        "97112\t1441",
        "97112\t70000",
        "97112\t-8",
        "97112\t8\tnobody",
        "97112\t8\t",
        "97112\t8\ttherapist\tassistant",
        "97 12\t8",
    ] {
        assert!(of_service(service).is_string(), "{service}");
    }
    for visit in [
        "",
        "2026-03-14",
        "2026-02-30\tpt\tmedicare",
        "2026-03-14\tpt\tother",
        "2026-03-14\tPT\tmedicare",
    ] {
        assert!(of(visit).is_string(), "{visit}");
    }
}

#[test]
fn texts_of_any_character_are_answered_with_json() {
    for character in ['"', '\\', '\u{1}', '\u{7f}', '\u{2028}', '💊', '<'] {
        let service = format!("2026-03-14\tpt\tmedicare\n97112\t8\t{character}");
        let error = value(&answer(&service))["error"].clone();
        let error = error.as_str().expect("a reason");
        assert!(error.ends_with(character), "{error}");
    }
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
    let visit = "2026-03-14\tpt\tmedicare\n97112\t24";
    let start = wasm::room(visit.len());
    // SAFETY: `room` has just made this many bytes there, and nothing else was called since.
    unsafe { std::ptr::copy_nonoverlapping(visit.as_ptr(), start, visit.len()) };
    let length = wasm::answer_in_room();
    // SAFETY: the answer has this many bytes, and the room is not changed before they are copied.
    let bytes = unsafe { std::slice::from_raw_parts(wasm::place(), length) }.to_vec();
    assert_eq!(String::from_utf8(bytes), Ok(answer(visit)));
    assert!(wasm::room(LONGEST + 1).is_null());
}
