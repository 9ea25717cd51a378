//! Estimates what may be paid: reads one day per line and writes its estimate or the patient's statement.
//!
//! `cargo run --example estimate examples/data/days.ndjson`
//! `cargo run --example estimate -- --format text examples/data/days.ndjson`

#[path = "support/ndjson.rs"]
mod ndjson;

use std::process::ExitCode;

use clap::Parser;
use ndjson::{Format, Unanswered};
use therapy_billing::TherapyDay;

/// Reads one day of one patient per line and writes what Medicare and the patient may pay.
///
/// A day has the lines of all disciplines of one patient, one date of service and one billing provider. The result is
/// an estimate: the payer decides. Exit codes: 0 if every day was estimated; 1 if some were not (the output
/// gives the reason); 2 if the input could not be read or the arguments are wrong.
#[derive(Parser)]
struct Arguments {
    /// Write JSON, or the patient's statement.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    file: ndjson::File,
}

fn main() -> ExitCode {
    let Arguments { format, file } = Arguments::parse();
    ndjson::run_lines(&file.input(), |_, line, answers| {
        let day: TherapyDay = ndjson::document(line)?;
        let estimate = day
            .estimate()
            .map_err(|cause| Unanswered::new("estimate", cause).with_id(day.id()))?;
        match format {
            Format::Text => answers.text(&estimate.statement()),
            Format::Json => answers.write(&estimate),
        }
        Ok(())
    })
}
