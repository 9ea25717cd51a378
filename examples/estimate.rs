//! What may be paid: one day a line in, its estimate out, or the patient's statement.
//!
//! `cargo run --example estimate examples/data/days.ndjson`
//! `cargo run --example estimate -- --format text examples/data/days.ndjson`

#[path = "support/ndjson.rs"]
mod ndjson;

use std::{ffi::OsString, process::ExitCode};

use ndjson::{Input, Unanswered};
use therapy_billing::payment::{Estimate, FeeSchedule, Statement, TherapyDay};

const USAGE: &str = "\
usage: estimate [--format json|text] [FILE]

Reads one patient's day a line as JSON, from FILE or standard input, and answers with what Medicare
and the patient may pay. It is an estimate.
  --format json  one JSON document a line (default)
  --format text  the patient's statement, to be read
Exit codes: 0 every day was estimated, 1 some were not (the answer says why), 2 unreadable input.";

/// The answer to one day.
#[derive(serde::Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    estimate: &'a Estimate,
    statement: Statement,
}

fn main() -> ExitCode {
    let (input, as_text) = match arguments() {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
    let schedule = FeeSchedule::new();
    ndjson::run_with(
        &input,
        &mut (),
        |(), _, line, answers| {
            let day: TherapyDay = ndjson::document(line)?;
            let estimate = day
                .estimate(&schedule)
                .map_err(|cause| Unanswered::new("estimate", cause).with_id(day.id()))?;
            let statement = estimate.statement();
            if as_text {
                answers.text(&statement);
            } else {
                answers.write(&Answer {
                    estimate: &estimate,
                    statement,
                });
            }
            Ok(())
        },
        |(), _, _| {},
    )
}

/// The input and whether the answer is text; or the exit code to leave with.
fn arguments() -> Result<(Input, bool), ExitCode> {
    let wrong = |message: &str| {
        eprintln!("{message}\n{USAGE}");
        ExitCode::from(2)
    };
    let mut file: Option<OsString> = None;
    let mut as_text = false;
    let mut only_files = false;
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        let option = argument.to_str().filter(|_| !only_files);
        let format = match option {
            Some("--") => {
                only_files = true;
                continue;
            }
            Some("--help" | "-h") => {
                println!("{USAGE}");
                return Err(ExitCode::SUCCESS);
            }
            Some("--format") => match arguments.next() {
                Some(format) => Some(format),
                None => return Err(wrong("expected a format behind --format")),
            },
            Some(text) if text.starts_with("--format=") => text.split('=').nth(1).map(Into::into),
            Some(text) if text.starts_with('-') && text != "-" => {
                return Err(wrong(&format!("unknown option {text}")));
            }
            _ => None,
        };
        match format.as_ref().map(|format| format.to_str()) {
            Some(Some("json")) => as_text = false,
            Some(Some("text")) => as_text = true,
            Some(_) => return Err(wrong("expected a format of json or text")),
            None if file.is_some() => return Err(wrong("expected one file, found two")),
            None => file = Some(argument),
        }
    }
    let input = match file {
        Some(file) if only_files || file != "-" => Input::File(file.into()),
        _ => Input::Standard,
    };
    Ok((input, as_text))
}
