//! Makes claim lines from minutes: reads one visit per line and writes its lines and the explanation.
//!
//! `cargo run --example bill examples/data/visits.ndjson`
//! `cargo run --example bill -- --format text examples/data/visits.ndjson`

#[path = "support/ndjson.rs"]
mod ndjson;

use std::{fmt, process::ExitCode};

use clap::Parser;
use ndjson::{Format, Unanswered};
use therapy_billing::claim::{Bill, BillInput};

/// Reads one visit per line and writes its claim lines, the other permitted splits and the explanation.
///
/// Exit codes: 0 if every visit was billed; 1 if some were not (the output gives the reason); 2 if the input could not
/// be read or the arguments are wrong.
#[derive(Parser)]
struct Arguments {
    /// Omit the other permitted splits, the explanation and the next units.
    #[arg(long)]
    brief: bool,
    /// Set how answers are written: as JSON, or as a report.
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
    ndjson::run_lines(&file.input(), |_, line, answers| {
        let document: BillInput = ndjson::document(line)?;
        let bill = document.bill().map_err(Unanswered::input)?;
        match format {
            Format::Text => answers.text(&Told { bill: &bill, brief }),
            Format::Json if brief => answers.write(&bill.brief()),
            Format::Json => answers.write(&bill),
        }
        Ok(())
    })
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
        let plural = if units == 1 { "" } else { "s" };
        writeln!(
            f,
            "{name}: {minutes} of timed services, {units} timed unit{plural} under {}",
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
            if let Some(minutes) = allocation.next_session_unit() {
                writeln!(f, "    The next timed unit needs {minutes} more.")?;
            }
        }
        for finding in &self.bill.findings() {
            writeln!(f, "  {finding}")?;
        }
        Ok(())
    }
}
