//! Promise: the `read_codes` program answers every line in its place, and its exit code tells.
#![cfg(feature = "serde")]

use std::fmt::Write;

#[path = "support/program.rs"]
mod program;

use program::{Ran, run};

#[track_caller]
fn answers(arguments: &[&str], input: &str, code: i32, expected: &[&str]) -> Ran {
    let ran = run("read_codes", arguments, input.as_bytes());
    assert_eq!(ran.lines, expected, "{ran:?}");
    assert_eq!(ran.code, code, "{ran:?}");
    ran
}

const STRICT: &str =
    r#"{"reading":"strict","code":"97112","kind":"cpt-1","modifiers":[],"repairs":[]}"#;

#[test]
fn cells_are_answered_in_order_and_a_refused_cell_is_an_answer() {
    answers(
        &[],
        "{\"cell\": \"97112\"}\n{\"id\": \"b\", \"cell\": \"97112gp:KX\"}\n{\"cell\": \"97112G\"}\n",
        0,
        &[
            STRICT,
            concat!(
                r#"{"id":"b","reading":"lenient","code":"97112","kind":"cpt-1","#,
                r#""modifiers":["GP","KX"],"#,
                r#""repairs":["letter-case","joined-modifiers","separated-modifiers"]}"#
            ),
            concat!(
                r#"{"reading":"refused","reason":"cut-modifier","message":"expected 2 characters "#,
                r#"of the last modifier, found 1, so the cell may have been cut off; enter the whole modifier"}"#
            ),
        ],
    );
}

#[test]
fn the_conventions_of_one_file_are_switched_on_by_name() {
    let zero = r#"{"cell": "097112"}"#;
    let refused = run("read_codes", &["--leading-amount"], zero.as_bytes());
    assert!(
        refused.lines[0].contains(r#""reason":"long-number""#),
        "{refused:?}"
    );
    answers(
        &["--leading-zero"],
        zero,
        0,
        &[concat!(
            r#"{"reading":"opt-in","code":"97112","kind":"cpt-1","modifiers":[],"#,
            r#""repairs":["leading-zero"]}"#
        )],
    );
    answers(
        &["--leading-amount", "-"],
        r#"{"cell": "182.70  97112GP"}"#,
        0,
        &[concat!(
            r#"{"reading":"opt-in","code":"97112","kind":"cpt-1","modifiers":["GP"],"#,
            r#""repairs":["leading-amount","joined-modifiers"]}"#
        )],
    );
}

#[test]
fn a_document_that_cannot_be_read_has_an_error_in_its_place() {
    answers(
        &[],
        concat!(
            "{\"cell\": \"97112\"}\n",
            "{\"id\": \"a\", \"cel\": \"97112\"}\n",
            "{\"id\": \"b\", \"cell\": \"971\n",
            "{\"cell\": 97112, \"id\": \"c\"}\n",
            "97112\n",
            "{\"id\": \"d\"}\n",
            "{\"cell\": \"97112\"} {}\n",
            "{\"cell\": \"97112\"}"
        ),
        1,
        &[
            STRICT,
            concat!(
                r#"{"line":2,"id":"a","error":{"kind":"document","#,
                r#""message":"unknown field `cel`, expected `id` or `cell`, column 17"}}"#
            ),
            concat!(
                r#"{"line":3,"id":"b","error":{"kind":"json","#,
                r#""message":"EOF while parsing a string, column 24"}}"#
            ),
            concat!(
                r#"{"line":4,"id":"c","error":{"kind":"document","#,
                r#""message":"invalid type: integer `97112`, expected a string, column 14"}}"#
            ),
            concat!(
                r#"{"line":5,"error":{"kind":"document","#,
                r#""message":"invalid type: integer `97112`, expected a document such as "#,
                r#"{\"cell\": \"97112\"}, column 5"}}"#
            ),
            concat!(
                r#"{"line":6,"id":"d","error":{"kind":"document","#,
                r#""message":"missing field `cell`, column 11"}}"#
            ),
            concat!(
                r#"{"line":7,"error":{"kind":"json","#,
                r#""message":"trailing characters, column 19"}}"#
            ),
            STRICT,
        ],
    );
}

#[test]
fn line_ends_a_byte_order_mark_and_blank_lines_are_no_part_of_a_document() {
    answers(
        &[],
        "\u{feff}{\"cell\": \"97112\"}\r\n\r\n \t\n{\"cell\": \"97112\"}\n\n{]",
        1,
        &[
            STRICT,
            STRICT,
            concat!(
                r#"{"line":6,"error":{"kind":"json","#,
                r#""message":"key must be a string, column 2"}}"#
            ),
        ],
    );
    answers(&[], "", 0, &[]);
}

#[test]
fn input_that_cannot_be_read_ends_the_run_with_two() {
    let ran = run(
        "read_codes",
        &[],
        b"{\"cell\": \"97112\"}\n{\"cell\": \"\xff\"}\n",
    );
    assert_eq!(ran.lines, [STRICT]);
    assert_eq!(
        (ran.code, ran.errors.as_str()),
        (2, "line 2 is not UTF-8 at byte 11\n")
    );

    let ran = answers(&["no such file"], "", 2, &[]);
    assert!(ran.errors.starts_with("no such file: "), "{ran:?}");
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    answers(&[directory], "", 2, &[]);
}

#[test]
fn wrong_arguments_end_the_run_with_two_and_say_which() {
    let ran = answers(&["--leading-zeros"], "", 2, &[]);
    assert!(
        ran.errors.contains("'--leading-zeros'") && ran.errors.contains("Usage: read_codes"),
        "{ran:?}"
    );
    let ran = answers(&["one", "two"], "", 2, &[]);
    assert!(
        ran.errors.contains("'two'") && ran.errors.contains("Usage: read_codes"),
        "{ran:?}"
    );
    assert_eq!(run("read_codes", &["--help"], b"").code, 0);
}

#[test]
fn every_hand_made_and_every_real_cell_is_answered_as_expected_on_any_number_of_threads() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/");
    let cases = std::fs::read_to_string(format!("{folder}cells.ndjson")).expect("it is there");
    let mut input = String::new();
    let mut expected = Vec::new();
    for case in cases.lines() {
        let mut case: serde_json::Value = serde_json::from_str(case).expect("each line is JSON");
        writeln!(input, "{}", case["input"]).expect("a string takes it");
        expected.push(case["expect"].take());
    }
    let mut rows =
        csv::Reader::from_path(format!("{folder}code_strings.csv")).expect("it is there");
    for row in rows.records() {
        let row = row.expect("each row is well-formed");
        writeln!(input, "{}", serde_json::json!({ "cell": row[0] })).expect("a string takes it");
        let list = |text: &str| -> Vec<String> {
            text.split('|')
                .filter(|item| !item.is_empty())
                .map(str::to_owned)
                .collect()
        };
        expected.push(match &row[1] {
            "refused" => serde_json::json!({ "reading": "refused", "reason": row[6] }),
            reading => serde_json::json!({
                "reading": reading, "kind": row[2], "code": row[3],
                "modifiers": list(&row[4]), "repairs": list(&row[5]),
            }),
        });
    }
    let options = ["--leading-zero", "--leading-amount"];
    let ran = run("read_codes", &options, input.as_bytes());
    assert_eq!((ran.code, ran.lines.len()), (0, expected.len()));
    for (line, expected) in ran.lines.iter().zip(&expected) {
        let answer: serde_json::Value = serde_json::from_str(line).expect("each answer is JSON");
        for (key, value) in expected.as_object().expect("an object") {
            assert_eq!(&answer[key], value, "{line}");
        }
    }
    let threads = ["--leading-zero", "--leading-amount", "--threads", "3"];
    assert_eq!(
        run("read_codes", &threads, input.as_bytes()).lines,
        ran.lines
    );
}

#[test]
fn a_run_resumes_at_a_line_and_keeps_the_line_numbers_of_the_file() {
    let input = "\u{feff}{\"cell\": \"97110\"}\n\n{\"cell\": \"97112\"}\n{]\n";
    let error = r#"{"line":4,"error":{"kind":"json","message":"key must be a string, column 2"}}"#;
    for threads in ["1", "2"] {
        answers(
            &["--from", "3", "--threads", threads],
            input,
            1,
            &[STRICT, error],
        );
        answers(&["--from", "4", "--threads", threads], input, 1, &[error]);
        answers(&["--from", "5", "--threads", threads], input, 0, &[]);
    }
    assert_eq!(run("read_codes", &["--from", "0"], b"").code, 2);
    assert_eq!(run("read_codes", &["--threads", "257"], b"").code, 2);
}

#[test]
fn the_sample_file_is_answered_line_by_line() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/cells.ndjson");
    let ran = run("read_codes", &[file], b"");
    let cells = std::fs::read_to_string(file).expect("the sample is there");
    assert_eq!(ran.code, 0);
    assert_eq!(ran.lines.len(), cells.lines().count());
    assert_eq!(ran.errors, "");
}

#[test]
fn many_lines_are_answered_without_one_being_lost() {
    let mut input = String::new();
    for n in 0..20_000 {
        writeln!(input, r#"{{"id": "{n}", "cell": "{n:05}"}}"#).expect("a string takes it");
    }
    let ran = run("read_codes", &[], input.as_bytes());
    assert_eq!((ran.code, ran.lines.len()), (0, 20_000));
    for (n, line) in ran.lines.iter().enumerate() {
        assert!(line.starts_with(&format!(
            r#"{{"id":"{n}","reading":"strict","code":"{n:05}""#
        )));
    }
}
