//! Promise: the `audit_claims` program answers every claim in its place, ends with the totals, and
//! writes the same bytes on any number of threads.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/program.rs"]
mod program;
#[path = "../examples/support/synthetic.rs"]
mod synthetic;

use program::run;
use serde_json::{Value, json};

const SAMPLE: &str = include_str!("../examples/data/claims.ndjson");
const GOLDEN: &str = include_str!("golden/audits.ndjson");
const CASES: &str = include_str!("data/audit.ndjson");

fn audit(arguments: &[&str], input: &str) -> (i32, Vec<Value>, String) {
    let ran = run("audit_claims", arguments, input.as_bytes());
    let answers = ran
        .lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap());
    (ran.code, answers.collect(), ran.errors)
}

fn ids(answer: &Value) -> Vec<&str> {
    let findings = answer["findings"].as_array().unwrap();
    findings
        .iter()
        .map(|finding| finding["id"].as_str().unwrap())
        .collect()
}

#[test]
fn the_claim_of_the_interface_has_the_answer_of_the_interface() {
    let first = SAMPLE.lines().next().unwrap();
    let (code, answers, _) = audit(&[], first);
    assert_eq!(code, 0);
    assert_eq!(answers[0]["id"], "c-1");
    let at: Vec<_> = answers[0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|finding| {
            assert!(
                ["severity", "message"]
                    .iter()
                    .all(|key| finding[key].is_string())
                    && finding["citations"].is_array()
            );
            (
                finding["id"].as_str().unwrap(),
                finding["at"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        at,
        [
            ("ptp-needs-modifier", "billed[0]"),
            ("assistant-modifier-missing", "billed[0]"),
        ]
    );
    assert_eq!(
        answers[0]["summary"],
        json!({"timed_units_supported": 2, "timed_units_billed": 2})
    );
}

#[test]
fn the_answers_to_the_sample_claims_are_these_bytes() {
    let ran = run("audit_claims", &[], SAMPLE.as_bytes());
    let golden: Vec<_> = GOLDEN.lines().collect();
    for (line, (given, golden)) in ran.lines.iter().zip(&golden).enumerate() {
        assert_eq!(given, golden, "line {}", line + 1);
    }
    assert_eq!((ran.lines.len(), ran.code), (golden.len(), 0));
}

#[test]
fn every_worked_case_has_its_findings_through_the_program() {
    let cases: Vec<Value> = CASES
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let inputs: Vec<_> = cases.iter().map(|case| case["input"].to_string()).collect();
    let input = inputs.join("\n");
    let (code, answers, _) = audit(&[], &input);
    assert_eq!(code, 1); // three of the cases cannot be read
    assert_eq!(answers.len(), cases.len() + 1);
    for (case, answer) in cases.iter().zip(&answers) {
        assert_eq!(case["id"], answer["id"]);
        if case["expect_error"] == true {
            assert!(answer["error"]["message"].is_string(), "{answer}");
            continue;
        }
        let mut found = ids(answer);
        found.sort_unstable();
        assert_eq!(json!(found), case["expect"]["findings"], "{}", case["id"]);
        assert_eq!(
            answer["summary"], case["expect"]["summary"],
            "{}",
            case["id"]
        );
    }
    let totals = &answers[cases.len()]["totals"];
    assert_eq!(
        (&totals["claims"], &totals["unreadable"]),
        (&json!(132), &json!(3))
    );
}

#[test]
fn totals_do_not_let_over_and_under_cancel() {
    let claim = |units: u16| {
        format!(
            r#"{{"visit": {{"date_of_service": "2024-08-14", "discipline": "pt", "services": [
               {{"code": "97110", "minutes": 30}}, {{"code": "97161"}}]}},
               "billed": [{{"code": "97110", "units": {units}, "modifiers": ["GP"]}},
                          {{"code": "97161", "units": 1, "modifiers": ["GP"]}}]}}"#
        )
        .replace('\n', "")
            + "\n"
    };
    let input = claim(3) + &claim(1) + "not JSON\n" + &claim(2);
    let (code, answers, _) = audit(&[], &input);
    assert_eq!(code, 1);
    assert_eq!(answers[2]["line"], 3);
    assert_eq!(answers[3]["findings"], json!([]));
    assert_eq!(
        answers[4],
        json!({"totals": {
            "claims": 4, "claims_with_errors": 1, "unreadable": 1,
            "timed_units_supported": 6, "timed_units_billed": 6, "units_over": 1, "units_under": 1,
            "codes": {"97110": {"billed": 6, "supported": 6}, "97161": {"billed": 3, "supported": 3}},
            "findings": {"units-exceed-minutes": 1, "units-below-minutes": 1, "units-exceed-code": 1},
        }})
    );
}

#[test]
fn documents_that_cannot_be_read_are_named() {
    let visit = r#""visit": {"date_of_service": "2024-08-14", "discipline": "pt", "services": []}"#;
    let line = |line: &str| format!(r#"{{"id": "x", {visit}, "billed": [{line}]}}"#);
    for (document, named) in [
        (line(r#"{"code": "97110", "unit": 1}"#), "unit"),
        (line(r#"{"code": "97110", "units": -1}"#), "-1"),
        (line(r#"{"code": "97110", "units": 1.0}"#), "floating point"),
        (line(r#"{"code": "9711", "units": 1}"#), "5 characters"),
        (
            line(r#"{"code": "97110", "units": 1, "modifiers": ["GP","KX","59","95","CQ"]}"#),
            "CQ",
        ),
        (
            line(r#"{"code": "97110", "units": 1, "allowed": 30.0}"#),
            "decimal text",
        ),
        (
            line(r#"{"code": "97110", "units": 1, "allowed": "30.001"}"#),
            "cents",
        ),
        (format!(r#"{{"id": "x", {visit}}}"#), "billed"),
        (
            format!(r#"{{"id": "x", {visit}, "billed": [], "treshold": {{}}}}"#),
            "treshold",
        ),
        (
            format!(r#"{{"id": "x", {visit}, "billed": [], "threshold": {{}}}}"#),
            "accrued",
        ),
        (
            format!(r#"{{"id": "x", {visit}, "billed": [], "threshold": {{"accrued": "-1"}}}}"#),
            "-1",
        ),
        (
            format!(r#"{{"id": "x", {visit}, {visit}, "billed": []}}"#),
            "visit",
        ),
    ] {
        let (code, answers, _) = audit(&[], &document);
        assert_eq!((code, &answers[0]["id"]), (1, &json!("x")), "{document}");
        let message = answers[0]["error"]["message"].as_str().unwrap();
        assert!(message.contains(named), "{document}: {message}");
        assert_eq!(answers[1]["totals"]["unreadable"], 1);
    }
}

#[test]
fn any_number_of_threads_writes_the_same_bytes() {
    let mut input: String = (0..3000)
        .map(|number| serde_json::to_string(&synthetic::claim(number).claim).unwrap() + "\n")
        .collect();
    input.push_str("{\"id\": \"cut");
    input.push_str("\n\n   \n");
    input.push_str(SAMPLE);
    let alone = run("audit_claims", &[], input.as_bytes());
    assert_eq!(
        (alone.code, alone.lines.len()),
        (1, 3000 + 1 + SAMPLE.lines().count() + 1)
    );
    for threads in ["1", "2", "3", "8", "64"] {
        let ran = run("audit_claims", &["--threads", threads], input.as_bytes());
        assert_eq!(ran.code, alone.code, "{threads} threads");
        assert!(ran.lines == alone.lines, "{threads} threads");
    }
}

#[test]
fn the_report_names_the_claims_with_findings_and_ends_with_the_totals() {
    let ran = run("audit_claims", &["--format", "text"], SAMPLE.as_bytes());
    let text = ran.lines.join("\n");
    assert!(
        text.starts_with("c-1: timed units: 2 billed, 2 supported\n  error[ptp-needs-modifier]"),
        "{text}"
    );
    assert!(!text.contains("clean:"), "{text}"); // nothing was found
    assert!(text.contains("\n32 claims, 16 with errors, 0 unreadable; 58 timed units billed, 57 "));
    assert!(text.contains("\n  97012       2          1\n"), "{text}");
    assert!(text.contains("\n      1  split-unlawful\n"), "{text}");
    let threads = ["--format=text", "--threads=3"];
    assert_eq!(
        run("audit_claims", &threads, SAMPLE.as_bytes()).lines,
        ran.lines
    );
}

#[test]
fn input_that_is_no_text_ends_the_run_where_it_stands() {
    let mut input = SAMPLE.lines().next().unwrap().as_bytes().to_vec();
    input.extend_from_slice(b"\n\xff\xfe\n");
    for arguments in [&[][..], &["--threads", "4"][..]] {
        let ran = run("audit_claims", arguments, &input);
        assert_eq!((ran.code, ran.lines.len()), (2, 1), "{ran:?}");
        assert!(ran.errors.contains("line 2 is not UTF-8"), "{ran:?}");
    }
}

#[test]
fn wrong_arguments_end_with_2() {
    for arguments in [
        &["--threads"][..],
        &["--threads", "0"],
        &["--threads", "257"],
        &["--threads=x"],
        &["--thread", "2"],
        &["no-such-file.ndjson"],
        &["--threads", "2", "no-such-file.ndjson"],
    ] {
        let ran = run("audit_claims", arguments, b"");
        assert_eq!(
            (ran.code, ran.lines.len()),
            (2, 0),
            "{arguments:?}: {ran:?}"
        );
        assert!(!ran.errors.is_empty());
    }
    assert_eq!(run("audit_claims", &["--help"], b"").code, 0);
}

#[test]
fn no_claims_have_totals_of_nothing() {
    for arguments in [&[][..], &["--threads=3"][..]] {
        let (code, answers, _) = audit(arguments, "");
        assert_eq!((code, answers.len()), (0, 1));
        assert_eq!(answers[0]["totals"]["claims"], 0);
        assert_eq!(answers[0]["totals"]["findings"], json!({}));
    }
}
