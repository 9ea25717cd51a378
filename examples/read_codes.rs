//! Cleans up a column of codes: `cargo run --example read_codes [FILE]`.
//!
//! One cell a line, `{"cell": "97112GPKX"}`, an `id` is echoed; one answer a line: the code, its
//! kind, its modifiers and what was repaired, or the reason why the cell was refused. A refused cell
//! is an answer. Exit code 1 if a line was no such document, 2 if the input could not be read.

use std::{borrow::Cow, process::ExitCode};

use clap::Parser;
use serde::{Deserialize, Serialize};
use therapy_billing::code::{CellReader, Reading, Refusal};

#[path = "support/ndjson.rs"]
mod ndjson;

/// Reads a cell a line, such as {"cell": "97112GPKX"}, and answers with its code, or why it has none.
///
/// Exit codes: 0 every cell was answered, 1 some lines were no such document, 2 unreadable input.
#[derive(Parser)]
struct Arguments {
    /// Codes of this file may have a zero in front: 097112.
    #[arg(long)]
    leading_zero: bool,
    /// Codes of this file may have an amount in front: 182.70  97112GP.
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
    ndjson::run_with(
        &file.input(),
        &mut reader,
        |reader, _, line, answers| {
            let Cell { id, cell } = ndjson::document(line)?;
            let read = match reader.read(&cell.0) {
                Ok(reading) => Read::Code(reading),
                Err(refusal) => Read::Refused(refusal),
            };
            answers.write(&Answer { id, read });
            Ok(())
        },
        |_, _, _| {},
    )
}
