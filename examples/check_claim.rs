//! Reads one claim per line without its visit, and writes the findings of its lines.
//!
//! `cargo run --release --example check_claim examples/data/claim_lines.ndjson`
//! `cargo run --release --example check_claim -- --format text examples/data/claim_lines.ndjson`

#[path = "support/ndjson.rs"]
mod ndjson;

use std::{fmt, process::ExitCode};

use clap::Parser;
use ndjson::{Answers, Format, Unanswered};
use serde::Serialize;
use therapy_billing::{
    Findings,
    claim::{CheckInput, ClaimFinding},
};

/// Reads one claim per line and writes the findings of its lines.
///
/// The lines are those of one patient and one billing provider, on one date or several. Minutes are not
/// known. Exit codes: 0 if every claim was checked; 1 if some could not be read (the output gives the
/// reason); 2 if the input could not be read or the arguments are wrong. Findings do not change the
/// exit code.
#[derive(Parser)]
struct Arguments {
    /// Set how answers are written: as JSON, or as a report of the claims that have findings.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    file: ndjson::File,
}

fn main() -> ExitCode {
    let Arguments { format, file } = Arguments::parse();
    ndjson::run_lines(&file.input(), |_, text, answers| {
        check(format, text, answers)
    })
}

/// The answer to one claim.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    findings: &'a Findings<ClaimFinding>,
}

fn check(format: Format, text: &str, answers: &mut Answers<'_>) -> Result<(), Unanswered> {
    let CheckInput(claim) = ndjson::document(text)?;
    let findings = claim.check();
    let answer = Answer {
        id: claim.id(),
        findings: &findings,
    };
    match format {
        Format::Json => answers.write(&answer),
        Format::Text if findings.is_empty() => {}
        Format::Text => answers.text(&answer),
    }
    Ok(())
}

impl fmt::Display for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.id.unwrap_or("(no id)"))?;
        for finding in self.findings {
            writeln!(f, "  {finding}")?;
        }
        Ok(())
    }
}
