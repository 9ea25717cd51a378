//! The published cases are whole, the programs of this crate pass them, and the runner finds exactly
//! what is wrong with a program.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/program.rs"]
mod program;
#[path = "../examples/support/suite.rs"]
mod suite;

use std::collections::BTreeSet;

use program::{Ran, built, run};
use serde_json::Value;
use suite::Suite;

const README: &str = include_str!("data/README.md");
const CERTAINTIES: [&str; 5] = ["read", "digest", "unverified", "stated", "choice"];

#[test]
fn every_case_has_an_id_of_its_own_a_source_a_certainty_and_a_group() {
    for suite in Suite::ALL {
        let cases = suite.cases().expect("cases");
        let ids: BTreeSet<&str> = cases.iter().map(|case| case.id.as_str()).collect();
        assert_eq!(ids.len(), cases.len(), "{suite:?}: an id occurs twice");
        for case in &cases {
            assert!(!case.source.trim().is_empty(), "{}", case.id);
            assert!(
                CERTAINTIES.contains(&case.certainty.as_str()),
                "{}: {}",
                case.id,
                case.certainty
            );
            // a source is a document that others can find: this folder, or one that is published
            assert!(!case.source.contains(".md"), "{}: {}", case.id, case.source);
        }
        let (_, groups) = suite.manifest().expect("a manifest");
        for group in &groups {
            for begin in &group.ids {
                assert!(
                    cases
                        .iter()
                        .any(|case| case.group == group.name && case.id.starts_with(begin)),
                    "{suite:?}: no case begins with {begin}"
                );
            }
        }
    }
}

#[test]
fn the_readme_describes_every_suite_and_certainty() {
    for suite in Suite::ALL {
        let (version, _) = suite.manifest().expect("a manifest");
        assert!(README.contains(&format!("Version {version}")), "{version}");
        let count = suite.cases().expect("cases").len();
        let row = format!("| `{}` | {count} |", suite.name());
        assert!(README.contains(&row), "{row}");
    }
    for certainty in CERTAINTIES {
        assert!(
            README.contains(&format!("| `{certainty}` |")),
            "{certainty}"
        );
    }
}

/// Runs a suite against a command.
fn conformance(suite: Suite, options: &[&str], command: &[&str]) -> Ran {
    let mut arguments = vec!["--suite", suite.name()];
    arguments.extend(options);
    arguments.push("--");
    arguments.extend(command);
    run("conformance", &arguments, b"")
}

/// The failures of the JSON report, as id and kind, and the report.
#[track_caller]
fn failures(ran: &Ran) -> (Vec<(String, String)>, Value) {
    let report: Value = serde_json::from_str(&ran.lines.concat()).expect("a report is JSON");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let failures = report["failures"].as_array().expect("a list").iter();
    let failures = failures.map(|one| (text(&one["id"]), text(&one["kind"])));
    (failures.collect(), report)
}

#[test]
fn the_programs_of_this_crate_pass_every_suite() {
    for (suite, name) in [
        (Suite::Units, "bill"),
        (Suite::Assistants, "bill"),
        (Suite::Cells, "read_codes"),
        (Suite::Audit, "audit_claims"),
        (Suite::Claims, "check_claim"),
        (Suite::Payment, "estimate"),
        (Suite::Documentation, "check_note"),
    ] {
        let program = built(name);
        let ran = conformance(suite, &[], &[program.to_str().expect("a path")]);
        assert_eq!(ran.code, 0, "{suite:?}: {}", ran.lines.join("\n"));
        let count = suite.cases().expect("cases").len();
        let headline = format!("{count} of {count} cases passed, 0 failed, 0 refused");
        assert!(ran.lines[0].ends_with(&headline), "{}", ran.lines[0]);
    }
}

/// Python may be missing where the tests run; then nothing is shown, and the test states so.
fn has_python() -> bool {
    let found = std::process::Command::new("python3")
        .arg("--version")
        .output();
    let is_here = found.is_ok_and(|output| output.status.success());
    if !is_here {
        println!("python3 was not found: the reference programs were not run");
    }
    is_here
}

#[test]
fn the_plain_program_refuses_what_it_does_not_know_and_makes_no_mistake() {
    if !has_python() {
        return;
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/conformance/plain.py");
    let ran = conformance(Suite::Units, &["--format", "json"], &["python3", path]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let (failures, report) = failures(&ran);
    assert_eq!(failures.len(), 130);
    for (id, kind) in failures {
        assert_eq!(kind, "refused", "{id}");
    }
    let groups = report["groups"].as_array().expect("a list");
    let sum = |key: &str| groups.iter().map(|one| one[key].as_u64().expect(key)).sum();
    let (passed, failed, refused): (u64, u64, u64) = (sum("passed"), sum("failed"), sum("refused"));
    assert_eq!((passed, failed, refused), (277, 0, 130));
}

#[test]
fn the_runner_finds_exactly_the_mistake_of_each_reference_program() {
    if !has_python() {
        return;
    }
    for (name, expected) in [
        (
            "round_each_code",
            include_str!("golden/mistakes/round_each_code.txt"),
        ),
        (
            "proportional_split",
            include_str!("golden/mistakes/proportional_split.txt"),
        ),
        (
            "first_listed_wins",
            include_str!("golden/mistakes/first_listed_wins.txt"),
        ),
    ] {
        let path = format!("{}/tests/conformance/{name}.py", env!("CARGO_MANIFEST_DIR"));
        let ran = conformance(Suite::Units, &["--format", "json"], &["python3", &path]);
        assert_eq!(ran.code, 1, "{ran:?}");
        let (failures, _) = failures(&ran);
        let wrong: Vec<&str> = failures
            .iter()
            .filter(|(_, kind)| kind != "refused")
            .map(|(id, kind)| {
                assert_eq!(kind, "wrong", "{id}");
                id.as_str()
            })
            .collect();
        let expected: Vec<&str> = expected.lines().collect();
        assert_eq!(wrong, expected, "{name}");
    }
}

/// Runs the cells against a shell script that changes the answers of the program that is right.
#[cfg(unix)]
#[track_caller]
fn with_script(script: &str, options: &[&str]) -> Ran {
    let program = built("read_codes");
    let script = script.replace("PROGRAM", program.to_str().expect("a path"));
    conformance(Suite::Cells, options, &["sh", "-c", &script])
}

/// The failures where a script changes the answers, as `id kind`, and the report.
#[cfg(unix)]
#[track_caller]
fn scripted(script: &str) -> (Vec<String>, Value) {
    let ran = with_script(script, &["--format", "json", "--timeout", "2"]);
    assert_eq!(ran.code, 1, "{ran:?}");
    let (failures, report) = failures(&ran);
    let failures = failures
        .into_iter()
        .map(|(id, kind)| format!("{id} {kind}"));
    (failures.collect(), report)
}

#[cfg(unix)]
#[test]
fn a_line_that_is_not_json_costs_its_own_case_and_no_other() {
    let (failures, _) = scripted("PROGRAM | sed '3s/.*/oops/'");
    assert_eq!(failures, ["cell-3 not-json"]);
}

#[cfg(unix)]
#[test]
fn an_answer_left_out_and_one_too_many_are_named() {
    let (failures, _) = scripted("PROGRAM | sed '3d;5d'");
    assert_eq!(failures, ["cell-3 missing", "cell-5 missing"]);
    let (failures, report) = scripted("PROGRAM | sed '4p'");
    assert_eq!(failures, [""; 0]);
    assert_eq!(
        report["extra"].as_array().map(Vec::len),
        Some(1),
        "{report}"
    );
    let (failures, report) = scripted("PROGRAM; echo '{\"totals\": {}}'");
    assert_eq!(failures, [""; 0]);
    assert_eq!(report["extra"][0], "{\"totals\": {}}");
}

#[cfg(unix)]
#[test]
fn a_program_that_dies_or_hangs_keeps_what_it_answered() {
    let (failures, _) = scripted("PROGRAM | head -n 20; exit 3");
    let missing: Vec<String> = (21..27).map(|n| format!("cell-{n} missing")).collect();
    assert_eq!(failures, missing);
    let (failures, report) = scripted("PROGRAM | head -n 25; exec sleep 30");
    assert_eq!(failures, ["cell-26 missing"]);
    let problem = report["problem"].as_str().expect("a problem");
    assert!(problem.contains("wrote nothing for 2 seconds"), "{problem}");
}

#[cfg(unix)]
#[test]
fn an_error_is_a_refusal_and_a_wrong_value_is_shown_with_its_place() {
    let error = r#"{"error": {"kind": "input", "message": "not today"}}"#;
    let (failures, _) = scripted(&format!("PROGRAM | sed '2s/.*/{error}/;4s/G0283/G0284/'"));
    assert_eq!(failures, ["cell-2 refused", "cell-4 wrong"]);
    let text = with_script("PROGRAM | sed '4s/G0283/G0284/'", &[])
        .lines
        .join("\n");
    for part in [
        "cells, version 1: 25 of 26 cases passed, 1 failed, 0 refused",
        "cell-4 (wrong)\n  code: expected \"G0283\", got \"G0284\"",
        "rests on: the form of the documents",
    ] {
        assert!(text.contains(part), "{part} is not in:\n{text}");
    }
}

#[cfg(unix)]
#[test]
fn the_page_is_one_file_in_which_nothing_of_the_program_is_markup() {
    let script = "PROGRAM | sed '3s/.*/<script>alert(1)<\\/script>/'";
    let page = with_script(script, &["--format", "html"]).lines.join("\n");
    assert!(page.starts_with("<!doctype html>"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(1)"), "{page}");
    for outside in ["<script", "http:", "https:", "src=", "<link"] {
        assert!(!page.contains(outside), "{outside} is in the page");
    }
}

#[test]
fn a_program_that_cannot_be_run_is_two() {
    let ran = conformance(Suite::Units, &[], &["/no/such/program"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.errors.contains("could not be run"), "{ran:?}");
    let ran = run("conformance", &["--suite", "unit", "--", "true"], b"");
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.errors.contains("expected one of units"), "{ran:?}");
}
