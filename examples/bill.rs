//! Makes claim lines from minutes: reads one visit per line and writes its lines and the explanation.
//!
//! `cargo run --example bill examples/data/visits.ndjson`
//! `cargo run --example bill -- --format text examples/data/visits.ndjson`

#[path = "support/ndjson.rs"]
mod ndjson;
#[path = "support/parallel.rs"]
mod parallel;

use std::{fmt, process::ExitCode};

use clap::Parser;
use ndjson::{Answers, Format, Unanswered};
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
    /// How answers are written.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Set the number of threads, from 1 to 256. The output does not change.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: u16,
    #[command(flatten)]
    file: ndjson::File,
}

fn main() -> ExitCode {
    let Arguments {
        brief,
        format,
        threads,
        file,
    } = Arguments::parse();
    let input = file.input();
    let answer = |(): &mut (), _, line: &str, answers: &mut Answers<'_>| {
        let document: BillInput = ndjson::document(line)?;
        let bill = document.bill().map_err(Unanswered::input)?;
        match format {
            Format::Text => answers.text(&Told { bill: &bill, brief }),
            Format::Json if brief => answers.write(&bill.brief()),
            Format::Json => answers.write(&bill),
        }
        Ok(())
    };
    match usize::from(threads) {
        0 | 1 => ndjson::run_with(&input, &mut (), answer, |(), _, _| {}),
        threads => parallel::run(&input, threads, answer, |(), ()| {}, |(), _, _| {}),
    }
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
