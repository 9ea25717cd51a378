//! Every program that reads one document per line can begin at any line, and its answers stay those of the file.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/program.rs"]
mod program;

use program::run;

/// The programs, each with a file of documents.
const PROGRAMS: [(&str, &str); 6] = [
    ("bill", include_str!("../examples/data/visits.ndjson")),
    (
        "audit_claims",
        include_str!("../examples/data/claims.ndjson"),
    ),
    (
        "check_claim",
        include_str!("../examples/data/claim_lines.ndjson"),
    ),
    (
        "check_note",
        include_str!("../examples/data/records.ndjson"),
    ),
    ("estimate", include_str!("../examples/data/days.ndjson")),
    (
        "read_codes",
        "{\"cell\": \"97112GP\"}\n{\"cell\": \"x\"}\n{\"cell\": \"97110 KX\"}\n",
    ),
];

/// A file with a broken line behind every other one, so that answers name lines.
fn with_broken_lines(file: &str) -> String {
    file.lines()
        .enumerate()
        .map(|(place, line)| match place % 2 {
            0 => format!("{line}\n{{\"id\": \"broken\", \n"),
            _ => format!("{line}\n\n"),
        })
        .collect()
}

#[test]
fn the_answers_from_a_line_on_are_the_last_answers_of_the_file() {
    for (name, file) in PROGRAMS {
        let input = with_broken_lines(file);
        // the last answer of an audit contains totals, which count from the first line that is read
        let answers = |from: &str| {
            let mut ran = run(name, &["--from", from], input.as_bytes());
            if name == "audit_claims" {
                ran.lines.pop();
            }
            ran.lines
        };
        let all = answers("1");
        let lines = input.lines().count();
        for from in [2, 3, 4, lines, lines + 1, lines + 100] {
            let before = input.lines().take(from - 1).filter(|line| !line.is_empty());
            let before = before.count();
            assert_eq!(
                answers(&from.to_string()),
                all[before..],
                "{name} from {from}"
            );
        }
    }
}

#[test]
fn a_run_that_stopped_and_one_that_resumes_write_what_one_run_writes() {
    for (name, file) in PROGRAMS
        .into_iter()
        .filter(|(name, _)| *name != "audit_claims")
    {
        let whole = run(name, &[], file.as_bytes()).lines;
        let first = file.lines().take(2).collect::<Vec<_>>().join("\n");
        let mut pieces = run(name, &[], first.as_bytes()).lines;
        pieces.extend(run(name, &["--from", "3"], file.as_bytes()).lines);
        assert_eq!(pieces, whole, "{name}");
    }
}

#[test]
fn lines_are_counted_from_1() {
    for (name, file) in PROGRAMS {
        for wrong in ["0", "-1", "x"] {
            let ran = run(name, &["--from", wrong], file.as_bytes());
            assert_eq!((ran.code, ran.lines.len()), (2, 0), "{name} from {wrong}");
        }
    }
}
