//! Single claims, procedures and files that the samples do not have.

mod support;

use std::process::Command;

use serde_json::{Value, json};

fn concept(code: &str) -> Value {
    json!({"coding": [{"system": "http://www.ama-assn.org/go/cpt", "code": code}]})
}

/// The places of the issues of a claim with one line of 97112, changed by `change`.
fn check(arguments: &[&str], change: impl Fn(&mut Value)) -> (i32, Vec<String>) {
    let mut claim = json!({
        "resourceType": "Claim", "status": "active",
        "item": [{
            "productOrService": concept("97112"), "modifier": [{"coding": [{"code": "GP"}]}],
            "servicedDate": "2024-08-14", "quantity": {"value": 2}
        }]
    });
    change(&mut claim);
    let (code, answer) = support::run(
        &[&["check"], arguments].concat(),
        claim.to_string().as_bytes(),
    );
    (code, support::places(&answer))
}

fn procedure(code: &str, role: &str, start: &str, end: &str) -> Value {
    json!({
        "resourceType": "Procedure", "status": "completed", "code": concept(code),
        "performedPeriod": {"start": format!("2026-03-16T{start}Z"), "end": format!("2026-03-16T{end}Z")},
        "performer": [{"function": {"coding": [{"code": role}]}}]
    })
}

fn bundle(procedures: &[Value]) -> Value {
    let encounter = json!({
        "resourceType": "Encounter", "id": "e", "status": "finished", "subject": {"reference": "Patient/p"},
        "period": {"start": "2026-03-16T23:00:00-06:00"}
    });
    let resources = std::iter::once(&encounter).chain(procedures);
    let entries: Vec<Value> = resources
        .map(|resource| json!({"resource": resource}))
        .collect();
    json!({"resourceType": "Bundle", "type": "collection", "entry": entries})
}

/// The lines and the places of the issues of an encounter.
fn bill(bundle: &Value) -> (Vec<String>, Vec<String>) {
    let (_, answer) = support::run(
        &["bill", "--created", "2026-03-17"],
        bundle.to_string().as_bytes(),
    );
    (support::lines(&answer), support::places(&answer))
}

#[test]
fn bad_input_is_answered_with_a_fatal_issue() {
    for text in [
        "",
        "{",
        "[]",
        "null",
        "7",
        "{}",
        r#"{"resourceType": "Patient"}"#,
        r#"{"resourceType": "Claim", "item": {}}"#,
    ] {
        for command in ["check", "bill"] {
            let (code, answer) = support::run(&[command], text.as_bytes());
            assert_eq!(code, 1, "{text}");
            assert_eq!(
                support::text(&answer, "/issue/0/severity"),
                "fatal",
                "{text}"
            );
            assert!(
                support::text(&answer, "/issue/0/diagnostics").len() > 10,
                "{text}"
            );
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_is_exit_code_2() {
    let program = || Command::new(env!("CARGO_BIN_EXE_fhir"));
    let output = program()
        .args(["check", "no-such-file.json"])
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        support::text(&support::answer(&output.stdout), "/issue/0/severity"),
        "fatal"
    );
    let output = program()
        .args(["check", "--rule", "none", "x"])
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    let (code, _) = support::run(&["check"], b"\xff");
    assert_eq!(code, 2);
}

#[test]
fn a_sound_claim_has_no_issue_with_a_place() {
    assert_eq!(check(&[], |_| {}), (0, vec![]));
}

#[test]
fn quantities_are_read_from_their_text() {
    let quantity = |text: &str| {
        let claim = format!(
            r#"{{"resourceType": "Claim", "status": "active", "item": [{{"productOrService": {}, "modifier":
            [{{"coding": [{{"code": "GP"}}]}}], "servicedDate": "2024-08-14", "quantity": {text}}}]}}"#,
            concept("97112")
        );
        support::run(&["check"], claim.as_bytes()).0
    };
    for whole in [
        r#"{"value": 2.00}"#,
        r#"{"value": 2e0}"#,
        r#"{"value": 2, "unit": "units", "code": "1"}"#,
    ] {
        assert_eq!(quantity(whole), 0, "{whole}");
    }
    for refused in [
        r#"{"value": 2.00000000000000000001}"#,
        r#"{"value": -1}"#,
        r#"{"value": "2"}"#,
        r#"{"value": null}"#,
        r#"{"value": 1e99}"#,
        r#"{"value": 70000}"#,
        r#"{"value": 2, "comparator": "<"}"#,
        r#"{"value": 2, "code": "min"}"#,
    ] {
        assert_eq!(quantity(refused), 1, "{refused}");
    }
}

#[test]
fn an_unusable_status_is_reported() {
    let cancelled = check(&[], |claim| claim["status"] = json!("cancelled"));
    assert_eq!(cancelled, (1, vec!["Claim.status error".to_owned()]));
    let missing = check(&[], |claim| claim["status"] = json!(null));
    assert_eq!(missing, (0, vec!["Claim.status warning".to_owned()]));
}

#[test]
fn an_unknown_type_of_bill_is_reported_and_a_stated_setting_decides() {
    let inpatient = |claim: &mut Value| {
        claim["supportingInfo"] = json!([{"category": {"coding": [{"code": "typeofbill"}]}, "code": {"coding": [{"code": "0111"}]}}]);
    };
    assert_eq!(check(&[], inpatient), (1, vec!["Claim error".to_owned()]));
    assert_eq!(
        check(&["--setting", "physician-incident-to"], inpatient),
        (0, vec![])
    );
}

#[test]
fn what_cannot_be_read_is_an_error_at_its_item() {
    let item = |change: fn(&mut Value)| check(&[], |claim| change(&mut claim["item"][0]));
    let error = (1, vec!["Claim.item[0] error".to_owned()]);
    assert_eq!(item(|item| *item = json!(null)), error);
    assert_eq!(item(|item| item["servicedDate"] = json!(20_240_814)), error);
    assert_eq!(item(|item| item["servicedDate"] = json!(null)), error);
    assert_eq!(
        item(|item| item["modifier"] = json!([{"text": "GP"}])),
        error
    );
    assert_eq!(item(|item| item["modifier"] = json!([concept("G")])), error);
    assert_eq!(
        item(|item| item["modifier"] = json!(vec![concept("GP"); 5])),
        error
    );
    assert_eq!(
        item(|item| item["productOrService"] = concept("9711")),
        error
    );
    assert_eq!(
        item(|item| item["modifierExtension"] = json!([{"url": "http://example.org/x"}])),
        error
    );
    let revenue = (0, vec!["Claim.item[0].revenue warning".to_owned()]);
    assert_eq!(item(|item| item["revenue"] = concept("42")), revenue);
    let detail = (0, vec!["Claim.item[0].detail warning".to_owned()]);
    assert_eq!(
        item(|item| item["detail"] = json!([{"sequence": 1}])),
        detail
    );
}

#[test]
fn seconds_are_added_before_minutes_are_rounded_down() {
    let halves = [("09:00:00", "09:11:30"), ("10:00:00", "10:11:30.000")];
    let halves = halves.map(|(start, end)| procedure("97112", "PT", start, end));
    assert_eq!(
        bill(&bundle(&halves)),
        (vec!["2026-03-16 97112 x 2 GP".to_owned()], vec![])
    );
}

#[test]
fn an_untimed_service_of_an_assistant_alone_needs_no_time_for_its_modifier() {
    let mut traction = procedure("97012", "PTA", "09:00", "09:10");
    traction["performedPeriod"] = json!(null);
    assert_eq!(
        bill(&bundle(&[traction])),
        (vec!["2026-03-16 97012 x 1 GP CQ".to_owned()], vec![])
    );
}

#[test]
fn minutes_of_therapist_and_assistant_together_need_no_modifier() {
    let mut both = procedure("97112", "PT", "09:00:00", "09:23:00");
    both["performer"] =
        json!([{"function": concept("225200000X")}, {"function": concept("2251X0800X")}]);
    assert_eq!(
        bill(&bundle(&[both])),
        (vec!["2026-03-16 97112 x 2 GP".to_owned()], vec![])
    );
}

#[test]
fn a_procedure_that_needs_a_look_is_billed_with_a_warning() {
    let warned = |change: fn(&mut Value)| {
        let mut procedure = procedure("97112", "PT", "09:00:00", "09:23:00");
        change(&mut procedure);
        let second = self::procedure("97110", "PT", "10:00:00", "10:15:00");
        let (lines, places) = bill(&bundle(&[procedure, second]));
        assert_eq!(lines.len(), 2);
        places
    };
    assert_eq!(warned(|_| {}), Vec::<String>::new());
    let first = ["Bundle.entry[1].resource warning"];
    assert_eq!(
        warned(|procedure| procedure["performer"] = json!([])),
        first
    );
    assert_eq!(
        warned(|procedure| {
            procedure["performedPeriod"] =
                json!({"start": "2026-03-15T10:00:00Z", "end": "2026-03-15T10:23:00Z"});
        }),
        first
    );
    let later = ["Bundle.entry[2].resource warning"];
    assert_eq!(
        warned(|procedure| procedure["performedPeriod"]["end"] = json!("2026-03-16T10:05:00Z")),
        later
    );
}

#[test]
fn a_procedure_that_cannot_be_billed_does_not_hide_the_others() {
    let refused = |change: fn(&mut Value)| {
        let mut procedure = procedure("97112", "PT", "09:00:00", "09:23:00");
        change(&mut procedure);
        let second = self::procedure("97110", "PT", "10:00:00", "10:15:00");
        let (lines, places) = bill(&bundle(&[procedure, second]));
        assert_eq!(lines, ["2026-03-16 97110 x 1 GP"]);
        assert_eq!(places, ["Bundle.entry[1].resource error"]);
    };
    refused(|procedure| procedure["subject"] = json!({"reference": "Patient/other"}));
    refused(|procedure| procedure["encounter"] = json!({"reference": "Encounter/other"}));
    refused(|procedure| procedure["performedPeriod"]["end"] = json!("2026-03-16T08:00:00Z"));
    refused(|procedure| {
        procedure["performedPeriod"] = json!({"start": "2026-03-16", "end": "2026-03-16"})
    });
    refused(|procedure| procedure["status"] = json!(null));
    refused(|procedure| procedure["code"] = concept("00000"));
    refused(|procedure| procedure["code"] = json!("97112"));
    refused(|procedure| {
        procedure["performer"] = json!([{"function": concept("PT")}, {"function": concept("OT")}]);
    });
}

#[test]
fn an_encounter_must_be_one_that_took_place() {
    let answer = |change: fn(&mut Value)| {
        let mut bundle = bundle(&[procedure("97112", "PT", "09:00:00", "09:23:00")]);
        change(&mut bundle["entry"]);
        let (code, answer) = support::run(&["bill"], bundle.to_string().as_bytes());
        assert_eq!(code, 1);
        support::text(&answer, "/issue/0/diagnostics").to_owned()
    };
    assert!(
        answer(|entries| entries[0]["resource"]["status"] = json!("cancelled"))
            .contains("cancelled")
    );
    assert!(answer(|entries| entries[0]["resource"]["period"] = json!(null)).contains("start"));
    assert!(answer(|entries| entries[0] = json!({})).contains("found none"));
    assert!(answer(|entries| entries[1] = entries[0].clone()).contains("several"));
}
