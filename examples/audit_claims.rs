//! Reads one claim per line with its visit, writes the findings of its audit, and adds the totals.
//!
//! `cargo run --release --example audit_claims examples/data/claims.ndjson`
//! `cargo run --release --example audit_claims -- --format text examples/data/claims.ndjson`

#[path = "support/ndjson.rs"]
mod ndjson;

use std::{fmt, process::ExitCode};

use clap::Parser;
use ndjson::{Answers, Format, Unanswered};
use serde::Serialize;
use therapy_billing::claim::{Audit, AuditInput, AuditSummary, AuditTotals};

/// Reads one claim per line and writes the findings of its audit; the last line contains the totals.
///
/// Billed units, modifiers and edits are compared with the visit that the lines bill. Exit codes: 0 if
/// every claim was audited; 1 if some could not be read (the output gives the reason); 2 if the input
/// could not be read or the arguments are wrong. Findings do not change the exit code.
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
    ndjson::run_with(
        &file.input(),
        |totals, _, text, answers| audit(format, totals, text, answers),
        AuditTotals::merge,
        |totals, unanswered, answers| close(format, totals, unanswered, answers),
    )
}

fn audit(
    format: Format,
    totals: &mut AuditTotals,
    text: &str,
    answers: &mut Answers<'_>,
) -> Result<(), Unanswered> {
    let AuditInput(claim) = ndjson::document(text)?;
    let audit = claim.into_audit();
    let audit = audit.ok_or_else(|| Unanswered::new("document", "missing field `visit`"))?;
    totals.add(&audit);
    match format {
        Format::Json => answers.write(&audit),
        Format::Text if audit.findings().is_empty() => {}
        Format::Text => answers.text(&Told(&audit)),
    }
    Ok(())
}

/// Writes the last line, or the last lines of the report.
fn close(format: Format, totals: &mut AuditTotals, unreadable: u64, answers: &mut Answers<'_>) {
    #[derive(Serialize)]
    struct Last<'a> {
        totals: &'a AuditTotals,
    }

    for _ in 0..unreadable {
        totals.add_unreadable();
    }
    match format {
        Format::Json => answers.write(&Last { totals }),
        Format::Text => answers.text(&Summary(totals)),
    }
}

/// An audit as a report.
struct Told<'a>(&'a Audit);

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let AuditSummary {
            timed_units_supported: supported,
            timed_units_billed: billed,
            ..
        } = self.0.summary();
        let name = self.0.claim().id().unwrap_or("(no id)");
        writeln!(
            f,
            "{name}: timed units: {billed} billed, {supported} supported"
        )?;
        for finding in self.0.findings() {
            writeln!(f, "  {finding}")?;
        }
        Ok(())
    }
}

/// The totals as a report.
struct Summary<'a>(&'a AuditTotals);

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let totals = self.0;
        writeln!(
            f,
            "{} claims, {} with errors, {} unreadable; {} timed units billed, {} supported: {} over, \
             {} under",
            totals.claims(),
            totals.claims_with_errors(),
            totals.unreadable(),
            totals.timed_units_billed(),
            totals.timed_units_supported(),
            totals.units_over(),
            totals.units_under(),
        )?;
        writeln!(f, "\n  code   billed  supported")?;
        for (code, units) in totals.codes() {
            writeln!(f, "  {code}  {:>6}  {:>9}", units.billed, units.supported)?;
        }
        writeln!(f, "\n  found  finding")?;
        for (id, count) in totals.findings() {
            writeln!(f, "  {count:>5}  {id}")?;
        }
        Ok(())
    }
}
