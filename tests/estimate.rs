//! Promise: the `estimate` program answers every day in its place, as JSON and as a statement to be
//! read, byte for byte as the golden files have them, and its exit code tells.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/program.rs"]
mod program;

use program::run;

const DAYS: &str = include_str!("../examples/data/days.ndjson");
const ESTIMATES: &str = include_str!("golden/estimates.ndjson");
const STATEMENTS: &str = include_str!("golden/statements.txt");

#[test]
fn the_answers_to_the_sample_days_are_these_bytes() {
    let ran = run("estimate", &[], DAYS.as_bytes());
    for (given, golden) in ran.lines.iter().zip(ESTIMATES.lines()) {
        assert_eq!(given, golden);
    }
    assert_eq!(ran.lines.len(), ESTIMATES.lines().count());
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""));
}

#[test]
fn the_statements_of_the_sample_days_are_these_bytes() {
    for arguments in [&["--format", "text"][..], &["--format=text", "-"]] {
        let ran = run("estimate", arguments, DAYS.as_bytes());
        let text = ran.lines.join("\n") + "\n";
        assert_eq!(text, STATEMENTS);
        assert_eq!(ran.code, 0);
    }
}

#[test]
fn a_day_that_cannot_be_estimated_is_answered_in_its_place() {
    let first = DAYS.lines().next().expect("a day");
    let input = format!(
        "{first}\n{}\n{}\n{}\n{first}\n",
        r#"{"id":"late","date_of_service":"2027-03-14","gpci":"national","lines":[]}"#,
        r#"{"id":"odd","date_of_service":"2026-03-14","gpci":"national","lines":[],"minuts":1}"#,
        "not JSON",
    );
    for format in ["json", "text"] {
        let ran = run("estimate", &["--format", format], input.as_bytes());
        let errors: Vec<_> = ran
            .lines
            .iter()
            .filter(|line| line.starts_with("{\"line\""))
            .collect();
        assert_eq!(ran.code, 1, "{ran:?}");
        assert_eq!(errors.len(), 3);
        assert_eq!(
            errors[0],
            "{\"line\":2,\"id\":\"late\",\"error\":{\"kind\":\"estimate\",\"message\":\"expected a \
             conversion factor for 2027-03-14, found none; supply one with \
             ReferenceData::with_conversion_factor, or the relative value file (PPRRVU) of that year with \
             ReferenceData::with_release\"}}"
        );
        assert!(
            errors[1].starts_with("{\"line\":3,\"id\":\"odd\",\"error\":{\"kind\":\"document\"")
        );
        assert!(errors[1].contains("minuts"), "{}", errors[1]);
        assert!(errors[2].starts_with("{\"line\":4,\"error\":{\"kind\":\"json\""));
    }
}

#[test]
fn wrong_arguments_and_unreadable_input_leave_with_2() {
    for arguments in [
        &["--format"][..],
        &["--format", "html"],
        &["--formats", "text"],
        &["one", "two"],
        &["no-such-file.ndjson"],
    ] {
        let ran = run("estimate", arguments, b"");
        assert_eq!(ran.code, 2, "{arguments:?} {ran:?}");
        assert!(ran.lines.is_empty() && !ran.errors.is_empty());
    }
    let help = run("estimate", &["--help"], b"");
    assert_eq!(help.code, 0);
    assert!(
        help.lines
            .iter()
            .any(|line| line.starts_with("Usage: estimate"))
    );
    assert_eq!(run("estimate", &[], b"\xff\n").code, 2);
}
