//! The files under `data`, with exactly what is expected of them.

mod support;

use std::{fs, path::PathBuf};

use serde_json::{Value, json};

fn file(name: &str) -> Vec<u8> {
    let path: PathBuf = [env!("CARGO_MANIFEST_DIR"), "tests", "data", name]
        .iter()
        .collect();
    fs::read(path).expect("a file")
}

fn expected(name: &str) -> Value {
    serde_json::from_slice(&file(&format!("{name}.expected.json"))).expect("JSON")
}

fn sorted(mut list: Vec<String>) -> Vec<String> {
    list.sort();
    list
}

/// The expected issues as `support::places` writes them.
fn expected_places(issues: &Value) -> Vec<String> {
    let place = |issue: &Value| {
        let at = support::text(issue, "/expression");
        match issue["id"].as_str() {
            Some(id) => format!("{at} {id} {}", support::text(issue, "/severity")),
            None => format!("{at} error"),
        }
    };
    issues
        .as_array()
        .expect("a list")
        .iter()
        .map(place)
        .collect()
}

#[test]
fn claims_have_the_expected_findings() {
    for (name, code) in [
        ("claim-professional", 1),
        ("claim-two-dates", 0),
        ("eob-outpatient", 1),
    ] {
        let (found, answer) = support::run(&["check"], &file(&format!("{name}.json")));
        assert_eq!(found, code, "{name}");
        let places = sorted(support::places(&answer));
        assert_eq!(places, sorted(expected_places(&expected(name))), "{name}");
    }
}

#[test]
fn bundles_have_the_expected_lines() {
    for (name, code) in [("bundle-pt-encounter", 0), ("bundle-two-disciplines", 1)] {
        let (found, answer) = support::run(&["bill"], &file(&format!("{name}.json")));
        assert_eq!(found, code, "{name}");
        let expected = expected(name);
        let line = |line: &Value| {
            let modifiers = line["modifiers"].as_array().expect("a list").iter();
            let modifiers: String = modifiers
                .filter_map(Value::as_str)
                .map(|word| format!(" {word}"))
                .collect();
            let (date, code) = (support::text(line, "/date"), support::text(line, "/code"));
            format!("{date} {code} x {}{modifiers}", line["units"])
        };
        let lines = expected["lines"]
            .as_array()
            .expect("a list")
            .iter()
            .map(line)
            .collect();
        assert_eq!(sorted(support::lines(&answer)), sorted(lines), "{name}");
        let errors = support::places(&answer).into_iter();
        let errors =
            errors.filter(|place| place.starts_with("Bundle.") && place.ends_with("error"));
        assert_eq!(
            sorted(errors.collect()),
            sorted(expected_places(&expected["issues"])),
            "{name}"
        );
    }
}

#[test]
fn a_claim_that_was_billed_can_be_checked() {
    let (_, answer) = support::run(&["bill"], &file("bundle-pt-encounter.json"));
    let claim = answer["entry"][0]["resource"].to_string();
    let (code, outcome) = support::run(&["check"], claim.as_bytes());
    assert_eq!(code, 0);
    assert_eq!(support::text(&outcome, "/resourceType"), "OperationOutcome");
}

#[test]
fn changed_bytes_are_answered_and_never_panic() {
    let mut state = 97_112_u64;
    let mut random = move |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).expect("31 bits") % below
    };
    let samples = [
        ("check", file("claim-professional.json")),
        ("check", file("eob-outpatient.json")),
        ("bill", file("bundle-two-disciplines.json")),
    ];
    for _ in 0..200 {
        for (command, sample) in &samples {
            let mut bytes = sample.clone();
            let at = random(bytes.len());
            bytes[at] = b" \"{}[]:,0129aZ-"[random(15)];
            let (code, answer) = support::run(&[command], &bytes);
            assert!(matches!(code, 0 | 1), "{code}");
            assert!(!support::issues(&answer).is_empty());
        }
    }
}

/// A visit as an encounter with one procedure for each service, one after another.
fn encounter(visit: &Value) -> Value {
    let date = support::text(visit, "/date_of_service");
    let mut minute = 6 * 60;
    let mut entries = vec![json!({"resource": {
        "resourceType": "Encounter", "id": "e", "status": "finished",
        "subject": {"reference": "Patient/p"}, "period": {"start": date}
    }})];
    for service in visit["services"].as_array().expect("a list") {
        let at = |minute: u64| format!("{date}T{:02}:{:02}:00Z", minute / 60, minute % 60);
        let end = minute + service["minutes"].as_u64().expect("a number");
        entries.push(json!({"resource": {
            "resourceType": "Procedure", "status": "completed",
            "code": {"coding": [{"system": "http://www.ama-assn.org/go/cpt", "code": service["code"]}]},
            "performedPeriod": {"start": at(minute), "end": at(end)},
            "performer": [{"function": {"coding": [{"code": "PT"}]}}]
        }}));
        minute = end;
    }
    json!({"resourceType": "Bundle", "type": "collection", "entry": entries})
}

#[test]
fn the_same_visits_have_the_same_units_as_everywhere() {
    for line in include_str!("../../../tests/data/parity.ndjson").lines() {
        let visit: Value = serde_json::from_str(line).expect("a visit");
        let rule = support::text(&visit, "/rule");
        let (_, answer) = support::run(
            &["bill", "--rule", rule],
            encounter(&visit).to_string().as_bytes(),
        );
        let list = |key: &str| visit[key].as_array().expect("a list").iter();
        let services = list("services").zip(list("units"));
        let services = services.filter(|(_, units)| units.as_u64() != Some(0));
        let expected = services.map(|(service, units)| {
            let (date, code) = (
                support::text(&visit, "/date_of_service"),
                support::text(service, "/code"),
            );
            format!("{date} {code} x {units} GP")
        });
        assert_eq!(
            support::lines(&answer),
            expected.collect::<Vec<_>>(),
            "{line}"
        );
    }
}
