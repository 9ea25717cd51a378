//! Billed against delivered: one claim a line in, its findings out, and the totals at the end.
//!
//! `cargo run --release --example audit_claims examples/data/claims.ndjson`

#[path = "support/ndjson.rs"]
mod ndjson;
#[path = "support/parallel.rs"]
mod parallel;

use std::process::ExitCode;

use clap::Parser;
use ndjson::{Answers, Unanswered};
use serde::Serialize;
use therapy_billing::{
    Findings,
    claim::{AuditSummary, AuditTotals, ClaimFinding, ClaimRecord},
};

/// Reads one claim a line and answers with what was found; the last line is the totals.
///
/// Billed units, modifiers and edits are held against the visit that the lines bill. Exit codes: 0
/// every claim was audited, 1 some could not be read (the answer says why), 2 unreadable input.
/// Findings do not change the exit code.
#[derive(Parser)]
struct Arguments {
    /// Audits on so many threads; the output is the same, byte for byte.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: u16,
    #[command(flatten)]
    file: ndjson::File,
}

fn main() -> ExitCode {
    let Arguments { threads, file } = Arguments::parse();
    let (threads, input) = (usize::from(threads), file.input());
    if threads > 1 {
        return parallel::run(&input, threads, audit, AuditTotals::merge, close);
    }
    ndjson::run_with(
        &input,
        &mut AuditTotals::new(),
        audit,
        |totals, counts, answers| {
            close(totals, counts.unanswered, answers);
        },
    )
}

/// The answer to one claim.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    findings: &'a Findings<ClaimFinding>,
    summary: AuditSummary,
}

fn audit(
    totals: &mut AuditTotals,
    _line: u64,
    text: &str,
    answers: &mut Answers<'_>,
) -> Result<(), Unanswered> {
    let record: ClaimRecord = ndjson::document(text)?;
    let audit = record.claim().audit();
    totals.add(&audit);
    answers.write(&Answer {
        id: record.id.as_deref(),
        findings: audit.findings(),
        summary: audit.summary(),
    });
    Ok(())
}

/// The last line.
fn close(totals: &mut AuditTotals, unreadable: u64, answers: &mut Answers<'_>) {
    #[derive(Serialize)]
    struct Last<'a> {
        totals: &'a AuditTotals,
    }

    for _ in 0..unreadable {
        totals.add_unreadable();
    }
    answers.write(&Last { totals });
}
