//! Runs the published cases of `tests/data` against any program that reads one JSON document per line
//! and answers with one JSON document per line.
//!
//! `cargo run --release --example conformance -- --suite units -- python3 their_program.py`
//!
//! `tests/data/README.md` describes the documents and what counts as equal. The exit code is 0 where
//! all cases passed, 1 where some did not, and 2 where the program could not be run.

#[path = "support/suite.rs"]
mod suite;
#[path = "support/vendor.rs"]
mod vendor;
#[path = "support/verdicts.rs"]
mod verdicts;

use std::{io::Write, process::ExitCode, time::Duration};

use clap::Parser;
use suite::Suite;
use verdicts::Report;

/// Runs the published cases against any program that reads and answers JSON lines.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// The cases to run: units, assistants, cells, audit, claims, payment or documentation.
    #[arg(long, value_parser = suite_of)]
    suite: Suite,
    /// How the report is written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// How long to wait for the next answer before the program is ended.
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(1..=86400))]
    timeout: u64,
    /// The program and its arguments.
    #[arg(last = true, required = true, value_name = "PROGRAM")]
    program: Vec<String>,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// To be read in a terminal: the first failing cases of each group.
    #[default]
    Text,
    /// One JSON document with every failing case.
    Json,
    /// One page with every failing case, to be read in a browser.
    Html,
}

fn suite_of(name: &str) -> Result<Suite, String> {
    let mut suites = Suite::ALL.into_iter();
    suites.find(|suite| suite.name() == name).ok_or_else(|| {
        let names = Suite::ALL.map(Suite::name).join(", ");
        format!("expected one of {names}")
    })
}

fn main() -> ExitCode {
    let options = Options::parse();
    match report(&options) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(cause) => {
            eprintln!("{cause}");
            ExitCode::from(2)
        }
    }
}

/// Writes the report; true where every case passed.
fn report(options: &Options) -> Result<bool, String> {
    let cases = options.suite.cases()?;
    let patience = Duration::from_secs(options.timeout);
    let command = options.program.join(" ");
    let answers = vendor::run(options.suite, &cases, &options.program, patience)
        .map_err(|cause| format!("{command} could not be run: {cause}"))?;
    let report = Report::new(options.suite, &cases, &answers)?;
    let text = match options.format {
        Format::Text => report.to_string(),
        Format::Json => format!("{}\n", report.json()),
        Format::Html => report.html(&command),
    };
    // a reader that closes the pipe early has seen what it wanted
    let _ = std::io::stdout().write_all(text.as_bytes());
    Ok(report.is_passed())
}
