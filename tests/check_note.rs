//! The `check_note` program answers every record in its place, and its exit code tells.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/program.rs"]
mod program;

use std::collections::BTreeSet;

use program::run;
use serde_json::{Value, json};
use therapy_billing::documentation::Rule;

const RECORDS: &str = include_str!("../examples/data/records.ndjson");
const CASES: &str = include_str!("data/documentation.ndjson");

fn parsed(line: &str) -> Value {
    serde_json::from_str(line).unwrap_or_else(|cause| panic!("{cause}: {line}"))
}

#[test]
fn every_case_is_answered_in_its_line_with_its_findings_or_an_error() {
    let ran = run("check_note", &[], CASES.as_bytes());
    assert_eq!(ran.code, 1, "the file holds documents that cannot be read");
    assert_eq!(ran.lines.len(), CASES.lines().count());
    for (number, (case, answer)) in CASES.lines().zip(&ran.lines).enumerate() {
        let (case, answer) = (parsed(case), parsed(answer));
        assert_eq!(case["id"], answer["id"]);
        let Some(expected) = case["expect"]["findings"].as_array() else {
            assert_eq!(answer["line"], json!(number + 1), "{answer}");
            assert_eq!(answer["error"]["kind"], json!("document"), "{answer}");
            continue;
        };
        let pairs = |list: &[Value], id: &str| -> BTreeSet<String> {
            list.iter()
                .map(|it| format!("{} {}", it[id], it["severity"]))
                .collect()
        };
        let Some(findings) = answer["findings"].as_array() else {
            panic!("{answer}");
        };
        let found = pairs(findings, "id");
        assert_eq!(found, pairs(expected, "rule"), "{}", case["id"]);
        for finding in findings {
            let keys: Vec<_> = finding.as_object().unwrap().keys().collect();
            let expected = ["at", "citations", "evidence", "id", "message", "severity"];
            assert_eq!(keys, expected);
            let rule: Rule = finding["id"].as_str().unwrap().parse().unwrap();
            let evidence = finding["evidence"].as_object().unwrap();
            let names: BTreeSet<_> = evidence.keys().map(String::as_str).collect();
            assert_eq!(names, rule.row().evidence().collect(), "{finding}");
        }
    }
}

#[test]
fn the_sample_records_are_answered_and_the_program_exits_with_0() {
    let ran = run("check_note", &[], RECORDS.as_bytes());
    assert_eq!(ran.code, 0);
    let rules: Vec<Vec<String>> = ran
        .lines
        .iter()
        .map(|line| {
            let findings = parsed(line)["findings"].clone();
            let rules = findings.as_array().unwrap().iter();
            rules
                .map(|it| it["id"].as_str().unwrap().to_owned())
                .collect()
        })
        .collect();
    assert_eq!(
        rules,
        [
            &[] as &[&str],
            &[
                "treatment-note/total-treatment-minutes",
                "signature/credential",
                "nmr/area",
                "nmr/dose"
            ],
            &[],
            &["progress/overdue"],
            &["policy/response"],
        ]
    );
}

#[test]
fn an_error_names_the_path_of_what_is_wrong() {
    let mut record = parsed(RECORDS.lines().next().unwrap());
    record["episode"]["plan"]["frequency"] = json!({"range": {"min": "two", "max": 3}});
    let ran = run("check_note", &[], record.to_string().as_bytes());
    assert_eq!(ran.code, 1);
    let answer = parsed(&ran.lines[0]);
    assert_eq!(answer["id"], json!("stroke"));
    let message = answer["error"]["message"].as_str().unwrap();
    assert!(
        message.starts_with("episode.plan.frequency.range.min: "),
        "{message}"
    );
}

#[test]
fn a_checklist_holds_every_rule() {
    let ran = run("check_note", &["--checklist"], RECORDS.as_bytes());
    for line in &ran.lines {
        let answer = parsed(line);
        let list = answer["checklist"].as_array().unwrap();
        assert_eq!(list.len(), 126);
        for item in list {
            let missing = item["outcome"] == json!("cannot-be-judged");
            assert_eq!(missing, item["missing"].is_string(), "{item}");
        }
    }
}

#[test]
fn a_report_for_people_is_grouped_by_part_of_the_chart_and_has_no_colour_in_a_file() {
    let ran = run("check_note", &["--format", "text"], RECORDS.as_bytes());
    assert_eq!(ran.code, 0);
    let text = ran.lines.join("\n");
    assert!(!text.contains('\u{1b}'), "{text}");
    for part in [
        "line 1, stroke\n  no rule fired",
        "  Treatment note\n    error    the note does not state the total treatment time, timed and untimed \
         services together; record it\n             \
         note.total_treatment_minutes [treatment-note/total-treatment-minutes]",
        "  97112\n    warning  the 97112 entry does not name the body area; name it",
        "errors: 2, warnings: 1, advice: 1",
    ] {
        assert!(text.contains(part), "{part}\n---\n{text}");
    }
    let listed = run(
        "check_note",
        &["--format=text", "--checklist"],
        RECORDS.as_bytes(),
    );
    let text = listed.lines.join("\n");
    for part in [
        "    passed   record/patient",
        "    unknown  time/session-shorter: note.start is missing",
    ] {
        assert!(text.contains(part), "{part}\n---\n{text}");
    }
}

#[test]
fn exit_codes_tell_what_could_not_be_read() {
    let text = run("check_note", &["--format", "text"], b"{\"id\": \"x\"}\n");
    assert_eq!(text.code, 1);
    assert!(
        text.lines
            .join("\n")
            .contains("cannot be read: missing field `profile`"),
        "{text:?}"
    );
    let wrong = run("check_note", &["--format", "yaml"], b"");
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.errors.contains("possible values: json, text"),
        "{wrong:?}"
    );
    assert_eq!(run("check_note", &["--colour"], b"").code, 2);
    assert_eq!(run("check_note", &["no-such-file.ndjson"], b"").code, 2);
    assert_eq!(
        run(
            "check_note",
            &["--format", "text", "no-such-file.ndjson"],
            b""
        )
        .code,
        2
    );
    assert_eq!(run("check_note", &[], b"\xff\n").code, 2);
    assert_eq!(run("check_note", &[], b"").code, 0);
}
