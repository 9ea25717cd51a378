//! Promise: the program has the options, the output and the exit codes that its help describes.

mod support;

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use support::{compared, data, path, rows};

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_x12"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut stdin = program.stdin.take().expect("a pipe");
    let _ = stdin.write_all(input); // it may end before it has read everything
    drop(stdin);
    program.wait_with_output().expect("the program ends")
}

fn sample(name: &str) -> String {
    path(name).to_str().expect("a path of text").to_owned()
}

#[test]
fn each_finding_is_one_line_of_json_with_its_file() {
    let (first, second) = (sample("faults.837p"), sample("hospital.837i"));
    let output = run(&[&first, &second], b"");
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout).expect("text");
    let lines: Vec<serde_json::Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let (of_first, of_second): (Vec<_>, Vec<_>) = lines
        .into_iter()
        .partition(|row| row["file"] == first.as_str());
    assert_eq!(compared(&of_first), compared(&rows(&data("faults.837p"))));
    assert_eq!(
        compared(&of_second),
        compared(&rows(&data("hospital.837i")))
    );
    for row in of_first.iter().chain(&of_second) {
        for key in [
            "file",
            "st",
            "clm",
            "lx",
            "segment",
            "id",
            "severity",
            "at",
            "message",
            "citations",
            "evidence",
        ] {
            assert!(row.get(key).is_some(), "{key} of {row}");
        }
    }
}

#[test]
fn the_text_shows_the_segment_and_marks_the_place() {
    let output = run(&["--format", "text"], &data("hospital.837i"));
    let text = String::from_utf8(output.stdout).expect("text");
    let wanted = "-, ST 0001, CLM HOSP-1, LX 3, segment 34\n  \
                  SV2*0430*HC:97535:GP*80*UN*2\n      ^^^^\n  warning[revenue-code-mismatch]: ";
    assert!(text.starts_with(wanted), "{text}");
    assert!(
        text.ends_with("claims: 3, findings: 10, unreadable: 0\n"),
        "{text}"
    );
}

#[test]
fn exit_codes_tell_what_was_read() {
    assert_eq!(run(&[], &data("pt-clean.837p")).status.code(), Some(0));
    assert_eq!(run(&["-"], &data("broken.837p")).status.code(), Some(1));
    assert_eq!(run(&[&sample("none.837p")], b"").status.code(), Some(2));
    assert_eq!(run(&["--rule", "guess"], b"").status.code(), Some(2));
    assert_eq!(run(&["--help"], b"").status.code(), Some(0));
}

#[test]
fn a_file_that_cannot_be_opened_hides_no_other_file() {
    let output = run(&[&sample("none.837p"), &sample("faults.837p")], b"");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        output.stdout.iter().filter(|byte| **byte == b'\n').count(),
        21
    );
    assert!(String::from_utf8_lossy(&output.stderr).contains("none.837p"));
}

#[test]
fn the_rule_for_other_payers_can_be_stated() {
    let output = run(&["--rule", "medicare"], &data("pt-clean.837p"));
    let text = String::from_utf8(output.stdout).expect("text");
    assert_eq!(text.matches("discipline-missing").count(), 2);
}
