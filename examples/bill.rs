//! From minutes to lines: one visit a line in, its explained units out.
//!
//! `cargo run --example bill examples/data/visits.ndjson`
//! `cargo run --example bill -- --format text examples/data/visits.ndjson`

#[path = "support/ndjson.rs"]
mod ndjson;

use std::{fmt, process::ExitCode};

use clap::Parser;
use ndjson::Format;
use therapy_billing::claim::{Bill, Visit};

/// Reads one visit a line and answers with its billed lines, what else would be lawful, and why.
///
/// Exit codes: 0 every visit was billed, 1 some were not (the answer says why), 2 unreadable input.
#[derive(Parser)]
struct Arguments {
    /// Leave out the alternatives and the steps.
    #[arg(long)]
    brief: bool,
    /// How answers are written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    file: ndjson::File,
}

fn main() -> ExitCode {
    let Arguments {
        brief,
        format,
        file,
    } = Arguments::parse();
    ndjson::run_with(
        &file.input(),
        &mut (),
        |(), _, line, answers| {
            let visit: Visit = ndjson::document(line)?;
            let bill = Bill::new(visit);
            match format {
                Format::Text => answers.text(&Told { bill: &bill, brief }),
                Format::Json if brief => answers.write(&bill.brief()),
                Format::Json => answers.write(&bill),
            }
            Ok(())
        },
        |(), _, _| {},
    )
}

/// A bill in sentences.
struct Told<'a> {
    bill: &'a Bill,
    brief: bool,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let visit = self.bill.visit();
        let allocation = self.bill.allocation();
        let name = visit.id.as_deref().unwrap_or("visit");
        let (units, minutes) = (allocation.timed_units(), allocation.timed_minutes());
        writeln!(
            f,
            "{name}: {minutes} timed, {units} timed units under {}",
            visit.rule
        )?;
        for line in self.bill.lines() {
            writeln!(f, "  {line}")?;
        }
        if !self.brief {
            for sentence in allocation.explain().to_string().lines() {
                writeln!(f, "    {sentence}")?;
            }
            for reason in self.bill.modifier_reasons() {
                writeln!(f, "    {reason}")?;
            }
        }
        for finding in &self.bill.findings() {
            writeln!(f, "  {finding}")?;
        }
        Ok(())
    }
}
