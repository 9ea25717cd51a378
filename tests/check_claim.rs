//! Checks that the `check_claim` program answers every claim in its place and as the cases expect.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/program.rs"]
mod program;

use program::run;
use serde_json::{Value, json};

const SAMPLE: &str = include_str!("../examples/data/claim_lines.ndjson");
const CASES: &str = include_str!("data/claims.ndjson");

fn check(arguments: &[&str], input: &str) -> (i32, Vec<Value>) {
    let ran = run("check_claim", arguments, input.as_bytes());
    let answers = ran
        .lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap());
    (ran.code, answers.collect())
}

fn found(answer: &Value) -> Vec<String> {
    let findings = answer["findings"].as_array().unwrap();
    let name = |finding: &Value| {
        let (id, at) = (
            finding["id"].as_str().unwrap(),
            finding["at"].as_str().unwrap(),
        );
        format!("{id}@{at}")
    };
    findings.iter().map(name).collect()
}

#[test]
fn the_claim_of_the_interface_has_the_answer_of_the_interface() {
    let (code, answers) = check(&[], SAMPLE.lines().next().unwrap());
    assert_eq!((code, &answers[0]["id"]), (0, &json!("k-1")));
    assert_eq!(
        found(&answers[0]),
        [
            "edits-not-current@claim",
            "kx-missing@lines[0]",
            "distinct-without-pair@lines[1]",
            "kx-missing@lines[1]",
            "mue-day-exceeded@lines[2]",
            "kx-missing@lines[2]",
            "untimed-units@lines[2]",
        ]
    );
    let distinct = &answers[0]["findings"][2];
    assert_eq!(
        (&distinct["basis"], &distinct["severity"]),
        (&json!("inferred"), &json!("advice"))
    );
    let kx = &answers[0]["findings"][3]["evidence"];
    assert_eq!(
        *kx,
        json!({"accrued": "2497.42", "allowed": null, "amount": "2480.00"})
    );
}

#[test]
fn every_worked_case_has_its_findings_through_the_program() {
    let cases: Vec<Value> = CASES
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let inputs: Vec<_> = cases.iter().map(|case| case["input"].to_string()).collect();
    let (code, answers) = check(&[], &inputs.join("\n"));
    assert_eq!((code, answers.len()), (1, cases.len())); // some of the cases cannot be read
    for (case, answer) in cases.iter().zip(&answers) {
        if case["expect_error"] == true {
            assert!(answer["error"]["message"].is_string(), "{answer}");
            continue;
        }
        let mut found = found(answer);
        found.sort_unstable();
        assert_eq!(json!(found), case["expect"]["findings"], "{}", case["id"]);
    }
}

#[test]
fn threads_and_resuming_change_no_answer() {
    let all = check(&[], SAMPLE).1;
    assert_eq!(check(&["--threads", "3"], SAMPLE).1, all);
    assert_eq!(check(&["--from", "2"], SAMPLE).1, all[1..]);
    let text = run("check_claim", &["--format", "text"], SAMPLE.as_bytes())
        .lines
        .join("\n");
    assert!(
        text.starts_with("k-1\n  advice[edits-not-current] claim: "),
        "{text}"
    );
    assert!(!text.contains("k-2"), "{text}"); // no findings
}

#[test]
fn documents_that_cannot_be_read_are_named() {
    for (document, named) in [
        (
            r#"{"lines": [{"code": "97110", "units": 1}]}"#,
            "date of service for lines[0]",
        ),
        (r#"{"date_of_service": "2026-03-14"}"#, "lines"),
        (r#"{"lines": [], "billed": []}"#, "billed"),
        (
            r#"{"lines": [], "threshold": {"accrued": "1.00"}}"#,
            "accrued",
        ),
        (r#"{"lines": [], "treshold": {}}"#, "treshold"),
        (
            r#"{"visit": {"date_of_service": "2026-03-14", "discipline": "pt", "services": []}, "billed": []}"#,
            "visit",
        ),
    ] {
        let (code, answers) = check(&[], document);
        let message = answers[0]["error"]["message"].as_str().unwrap_or_default();
        assert!(
            code == 1 && message.contains(named),
            "{document}: {answers:?}"
        );
    }
}
