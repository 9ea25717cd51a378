//! Cleans up a column of codes: `cargo run --example read_codes [FILE]`.
//!
//! It reads one cell per line, `{"cell": "97112GPKX"}`, and echoes an `id`. It writes one answer per line:
//! the code, its kind, its modifiers and the repairs, or the reason why the cell was refused. A refused
//! cell is an answer. The exit code is 1 if a line was not such a document, and 2 if the input could not
//! be read.

use std::{borrow::Cow, process::ExitCode};

use clap::Parser;
use serde::{Deserialize, Serialize};
use therapy_billing::code::{CellReader, Reading, Refusal};

#[path = "support/ndjson.rs"]
mod ndjson;

/// Reads one cell per line, such as {"cell": "97112GPKX"}, and writes its code, or why it has none.
///
/// Exit codes: 0 if every cell was answered; 1 if some lines were not such documents (the output gives
/// the reason); 2 if the input could not be read or the arguments are wrong.
#[derive(Parser)]
struct Arguments {
    /// Accept a leading zero before the code, as in 097112.
    #[arg(long)]
    leading_zero: bool,
    /// Accept an amount and two or more blanks before the code, as in 182.70  97112GP.
    #[arg(long)]
    leading_amount: bool,
    #[command(flatten)]
    file: ndjson::File,
}

#[derive(Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a document such as {\"cell\": \"97112\"}"
)]
struct Cell<'a> {
    #[serde(borrow)]
    id: Option<Text<'a>>,
    #[serde(borrow)]
    cell: Text<'a>,
}

/// Borrowed from the line, unless it holds escapes.
#[derive(Deserialize, Serialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

#[derive(Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<Text<'a>>,
    #[serde(flatten)]
    read: Read<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Read<'a> {
    Code(Reading<'a>),
    Refused(Refusal<'a>),
}

fn main() -> ExitCode {
    let Arguments {
        leading_zero,
        leading_amount,
        file,
    } = Arguments::parse();
    let mut reader = CellReader::new();
    if leading_zero {
        reader = reader.with_leading_zero();
    }
    if leading_amount {
        reader = reader.with_leading_amount();
    }
    ndjson::run_lines(&file.input(), |_, line, answers| {
        let Cell { id, cell } = ndjson::document(line)?;
        let read = match reader.read(&cell.0) {
            Ok(reading) => Read::Code(reading),
            Err(refusal) => Read::Refused(refusal),
        };
        answers.write(&Answer { id, read });
        Ok(())
    })
}
