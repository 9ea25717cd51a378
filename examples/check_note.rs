//! Checks whether records are complete: `cargo run --example check_note [FILE]`.
//!
//! The input has one record per line, `{"profile": ..., "episode": ..., "note": ..., "claim": ...}`. The output
//! has one line per record with the findings, in the order of the register. `--checklist` adds the outcome of
//! every rule, and `--format text` writes a report for people, ordered by the parts of the chart. The exit code
//! is 1 if a line was not a record, and 2 if the input could not be read. The key `id` is copied to the output;
//! `summary` and `expect` are ignored.

use std::{
    fmt,
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

use clap::Parser;
use ndjson::{Answers, Format, Input, Unanswered};
use serde::{Deserialize, Serialize};
use therapy_billing::{
    Finding, Severity,
    documentation::{
        BilledDay, Checklist, Episode, Outcome, Profile, Record, Rule, TreatmentNote, Unmet,
    },
};

#[path = "support/ndjson.rs"]
mod ndjson;

/// Reads one therapy record per line and writes what is missing or wrong in it.
///
/// Exit codes: 0 if every record was read; 1 if some were not (the output gives the reason); 2 if the input could
/// not be read or the arguments are wrong.
#[derive(Parser)]
struct Arguments {
    /// Add the outcome of every rule: passed, fired, not-applicable or cannot-be-judged.
    #[arg(long)]
    checklist: bool,
    /// Write the output as JSON, or as text ordered by the parts of the chart.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    #[command(flatten)]
    file: ndjson::File,
}

/// The most characters of an error message that are shown.
const SHOWN: usize = 400;

/// A line of the input: a record, and keys of the caller's.
#[derive(Deserialize)]
#[serde(
    deny_unknown_fields,
    expecting = "a record, an object of profile and episode"
)]
#[allow(dead_code, reason = "summary and expect are accepted and ignored")]
struct Document {
    profile: Profile,
    episode: Episode,
    #[serde(default)]
    note: Option<TreatmentNote>,
    #[serde(default)]
    claim: Option<BilledDay>,
    #[serde(default)]
    id: Option<serde_json::Value>,
    #[serde(default)]
    summary: Option<serde_json::Value>,
    #[serde(default)]
    expect: Option<serde_json::Value>,
}

#[derive(Serialize)]
struct Answer {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<serde_json::Value>,
    findings: therapy_billing::Findings<Unmet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    checklist: Option<Vec<Item>>,
}

/// The outcome of one rule.
#[derive(Serialize)]
struct Item {
    rule: Rule,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<String>,
}

impl Item {
    fn new(rule: Rule, outcome: Outcome) -> Self {
        let missing = match outcome {
            Outcome::Missing(input) => Some(input.to_string()),
            _ => None,
        };
        let outcome = word(outcome);
        Self {
            rule,
            outcome,
            missing,
        }
    }
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Passed => "passed",
        Outcome::Fired => "fired",
        Outcome::NotApplicable => "not-applicable",
        Outcome::Missing(_) => "cannot-be-judged",
        _ => "unknown",
    }
}

/// The reason why a line is not a record.
struct Unread {
    kind: &'static str,
    message: String,
}

impl From<Unread> for Unanswered {
    fn from(cause: Unread) -> Self {
        Self::new(cause.kind, cause.message)
    }
}

impl Unread {
    /// Returns what is wrong at a path. A record is one line, so the number of the line is left out.
    fn new(path: &str, cause: &serde_json::Error) -> Self {
        let kind = match cause.classify() {
            serde_json::error::Category::Data => "document",
            _ => "json",
        };
        let column = cause.column();
        let place = format!(" at line {} column {column}", cause.line());
        let text = cause.to_string();
        let what = text.strip_suffix(&place).unwrap_or(&text);
        let message = match path {
            "." | "" => format!("{what}, column {column}"),
            path => format!("{path}: {what}, column {column}"),
        };
        Self {
            kind,
            message: shortened(&message),
        }
    }
}

/// Reads a record. An error names the path of what is wrong.
fn read(line: &str) -> Result<(Option<serde_json::Value>, Record), Unread> {
    if line.starts_with('[') {
        // serde would accept a list of the four parts in their order
        let message =
            "expected a record, an object of profile and episode, found a list; write an object"
                .to_owned();
        return Err(Unread {
            kind: "document",
            message,
        });
    }
    // Paths cost time, so only a line that cannot be read is read again with them.
    let document = serde_json::from_str(line).or_else(|_| read_with_paths(line))?;
    let mut record = Record::new(document.profile, document.episode);
    record.note = document.note;
    record.claim = document.claim;
    Ok((document.id, record))
}

fn read_with_paths(line: &str) -> Result<Document, Unread> {
    let mut json = serde_json::Deserializer::from_str(line);
    let document = serde_path_to_error::deserialize(&mut json)
        .map_err(|cause| Unread::new(&cause.path().to_string(), cause.inner()))?;
    json.end().map_err(|cause| Unread::new("", &cause))?;
    Ok(document)
}

/// Shortens a long message by its middle.
fn shortened(message: &str) -> String {
    let count = message.chars().count();
    if count <= SHOWN {
        return message.to_owned();
    }
    let head: String = message.chars().take(SHOWN / 2).collect();
    let tail: String = message.chars().skip(count - SHOWN / 2).collect();
    format!("{head} … {tail}")
}

fn main() -> ExitCode {
    let Arguments {
        checklist,
        format,
        file,
    } = Arguments::parse();
    let input = file.input();
    match format {
        Format::Json => json(&input, checklist),
        Format::Text => text(&input, checklist),
    }
}

fn json(input: &Input, checklist: bool) -> ExitCode {
    ndjson::run(input, |_, line| {
        let (id, record) = read(line)?;
        let (findings, checklist) = if checklist {
            let Checklist {
                outcomes, findings, ..
            } = record.checklist();
            let items = outcomes
                .into_iter()
                .map(|(rule, outcome)| Item::new(rule, outcome));
            (findings, Some(items.collect()))
        } else {
            (record.validate(), None)
        };
        Ok(Answer {
            id,
            findings,
            checklist,
        })
    })
}

/// Writes reports for people. The loop itself would write JSON.
struct Report<'a, 'b> {
    out: &'a mut Answers<'b>,
    colour: bool,
    checklist: bool,
}

fn text(input: &Input, checklist: bool) -> ExitCode {
    let colour = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    ndjson::run_lines(input, |number, line, out| {
        let mut report = Report {
            out,
            colour,
            checklist,
        };
        let unwritten = |cause| Unanswered::new("output", cause);
        match read(line) {
            Ok((id, record)) => report.record(number, id, &record).map_err(unwritten),
            Err(cause) => {
                report.unread(number, line, &cause).map_err(unwritten)?;
                Err(Unanswered::WRITTEN)
            }
        }
    })
}

fn name(number: u64, id: Option<String>) -> String {
    match id {
        Some(id) => format!("line {number}, {id}"),
        None => format!("line {number}"),
    }
}

impl Report<'_, '_> {
    fn unread(&mut self, number: u64, line: &str, cause: &Unread) -> io::Result<()> {
        let (name, what) = (name(number, ndjson::id_of(line)), &cause.message);
        writeln!(self.out, "{name}\n  cannot be read: {what}\n")
    }

    fn record(
        &mut self,
        number: u64,
        id: Option<serde_json::Value>,
        record: &Record,
    ) -> io::Result<()> {
        let id = id.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
        let checklist = record.checklist();
        let findings = checklist.findings.as_slice();
        writeln!(self.out, "{}", self.bold(&name(number, id)))?;
        if findings.is_empty() {
            writeln!(self.out, "  no rule fired")?;
        }
        for (family, heading) in PARTS {
            self.part(family, heading, &checklist)?;
        }
        writeln!(self.out, "  {}\n", Summary(findings))
    }

    /// Writes one part of the chart: its findings and, with `--checklist`, every other outcome.
    fn part(&mut self, families: &[&str], heading: &str, list: &Checklist) -> io::Result<()> {
        let rules = list
            .outcomes
            .iter()
            .filter(|(rule, _)| families.contains(&rule.family()))
            .filter(|(_, outcome)| self.checklist || *outcome == Outcome::Fired);
        let mut headed = false;
        for &(rule, outcome) in rules {
            if !headed {
                writeln!(self.out, "  {}", self.bold(heading))?;
                headed = true;
            }
            match outcome {
                Outcome::Fired => {
                    let fired = list.findings.iter().filter(|it| it.check().rule() == rule);
                    for finding in fired {
                        let severity = self.painted(finding.severity());
                        writeln!(self.out, "    {severity}  {}", finding.check())?;
                        writeln!(self.out, "             {} [{rule}]", finding.at())?;
                        writeln!(self.out, "             {}", Sources(finding))?;
                    }
                }
                Outcome::Missing(input) => {
                    writeln!(self.out, "    unknown  {rule}: {input} is missing")?;
                }
                Outcome::Passed => writeln!(self.out, "    passed   {rule}")?,
                _ => writeln!(self.out, "    n/a      {rule}")?,
            }
        }
        Ok(())
    }

    fn bold(&self, text: &str) -> String {
        if self.colour {
            format!("\x1b[1m{text}\x1b[0m")
        } else {
            text.to_owned()
        }
    }

    /// Returns the severity as a word, seven characters wide.
    fn painted(&self, severity: Severity) -> String {
        let code = match severity {
            Severity::Error => 31,
            Severity::Warning => 33,
            Severity::Advice => 36,
        };
        if self.colour {
            format!("\x1b[{code}m{severity:7}\x1b[0m")
        } else {
            format!("{severity:7}")
        }
    }
}

/// The families of rules by the parts of the chart, in the order in which a reader checks it.
const PARTS: &[(&[&str], &str)] = &[
    (&["record"], "The record"),
    (&["evaluation"], "Evaluation"),
    (&["plan"], "Plan of care"),
    (&["certification"], "Certification"),
    (&["progress", "discharge"], "Progress and discharge"),
    (&["treatment-note"], "Treatment note"),
    (&["signature"], "Signatures"),
    (&["personnel"], "Who furnished the visit"),
    (&["time"], "Time"),
    (&["mode"], "How it was delivered"),
    (&["nmr"], "97112"),
    (
        &["measure", "necessity", "claim"],
        "Measures, necessity, claim",
    ),
    (&["policy"], "This payer and state"),
    (&["text"], "Free text"),
];

/// The sources of a finding.
struct Sources<'a>(&'a Finding<Unmet>);

impl fmt::Display for Sources<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, citation) in self.0.citations().iter().enumerate() {
            write!(f, "{}{citation}", if index == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

/// The number of findings of each severity.
struct Summary<'a>(&'a [Finding<Unmet>]);

impl fmt::Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |severity| self.0.iter().filter(|it| it.severity() == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let advice = count(Severity::Advice);
        write!(
            f,
            "errors: {errors}, warnings: {warnings}, advice: {advice}"
        )
    }
}
