//! What may be paid: one day a line in, its estimate out, or the patient's statement.
//!
//! `cargo run --example estimate examples/data/days.ndjson`
//! `cargo run --example estimate -- --format text examples/data/days.ndjson`

#[path = "support/ndjson.rs"]
mod ndjson;

use std::process::ExitCode;

use clap::Parser;
use ndjson::{Format, Unanswered};
use therapy_billing::ReferenceData;
use therapy_billing::payment::{Estimate, Statement, TherapyDay};

/// Reads one patient's day a line and answers with what Medicare and the patient may pay.
///
/// It is an estimate. Exit codes: 0 every day was estimated, 1 some were not (the answer says why),
/// 2 unreadable input.
#[derive(Parser)]
struct Arguments {
    /// How answers are written: JSON, or the patient's statement.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    file: ndjson::File,
}

/// The answer to one day.
#[derive(serde::Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    estimate: &'a Estimate,
    statement: Statement,
}

fn main() -> ExitCode {
    let Arguments { format, file } = Arguments::parse();
    let schedule = ReferenceData::new();
    ndjson::run_with(
        &file.input(),
        &mut (),
        |(), _, line, answers| {
            let day: TherapyDay = ndjson::document(line)?;
            let estimate = day
                .estimate(&schedule)
                .map_err(|cause| Unanswered::new("estimate", cause).with_id(day.id()))?;
            let statement = estimate.statement();
            if format == Format::Text {
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
