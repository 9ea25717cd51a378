//! Defines `Statement`, the page on which the patient reads the figures of an estimate in plain words.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Write};

use rust_decimal::Decimal;
use time::Date;

use super::estimate::Estimate;
use super::finding::PaymentFinding;
use super::line::{LineEstimate, LineStatus};
use super::worksheet::line_at;
use crate::code::{Modifier, ProcedureCode};
use crate::finding::Fact;
use crate::money::Dollars;
use crate::quantity::{Minutes, Units};
use crate::reference::catalog::{CodeEntry, Descriptors, NoDescriptors};

/// The patient's statement: the figures of an estimate in plain words. `Display` writes a page of text.
///
/// It contains no names and no diagnoses.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{ProcedureCode, Units, time::macros::date};
/// use therapy_billing::{ServiceLine, TherapyDay, reference::fee_schedule::Place};
///
/// let line = ServiceLine::new(ProcedureCode::CPT_97110, Units::ONE);
/// let day = TherapyDay::new(date!(2026 - 03 - 14), Place::National).with_line(line)?;
/// let statement = day.estimate()?.statement();
/// assert_eq!(statement.lines[0].may_owe.expect("known").to_string(), "5.81");
/// assert!(statement.to_string().starts_with("Estimate"));
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Statement {
    /// The date of service.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub date: Date,
    /// The services in claim order.
    pub lines: Vec<StatementLine>,
    /// The sums over them.
    pub total: StatementTotal,
    /// What the patient should know, sentence by sentence.
    pub notes: Vec<String>,
}

/// Contains a service on a statement. Money is in dollars.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct StatementLine {
    /// The code, as on a bill.
    pub code: ProcedureCode,
    /// What was done: a licensed descriptor, or the label of the catalog.
    pub what: String,
    /// Who furnished it, in general terms; `None` if the modifiers do not state it.
    pub furnished: Option<&'static str>,
    /// The minutes; `None` if not stated.
    pub minutes: Option<Minutes>,
    /// The billed units.
    pub units: Units,
    /// The payment result of the line.
    pub status: LineStatus,
    /// The charge; `None` if not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub charge: Option<Decimal>,
    /// The allowed amount; `None` if no estimate could be made.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub allowed: Option<Decimal>,
    /// What the patient may owe; `None` if no estimate could be made, or if that is a charge that is
    /// not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub may_owe: Option<Decimal>,
}

/// Contains the sums of a statement, in dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct StatementTotal {
    /// The charges; `None` unless every service states one.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub charge: Option<Decimal>,
    /// The allowed amounts; `None` if nothing could be estimated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub allowed: Option<Decimal>,
    /// What the patient may owe; `None` if nothing could be estimated, or if part of it is a charge that
    /// is not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub may_owe: Option<Decimal>,
}

impl Estimate {
    /// Returns the patient's statement, with the labels of the catalog.
    #[must_use]
    pub fn statement(&self) -> Statement {
        self.statement_with(&NoDescriptors)
    }

    /// Returns the patient's statement, with licensed descriptors where the caller has them.
    #[must_use]
    pub fn statement_with<D: Descriptors + ?Sized>(&self, descriptors: &D) -> Statement {
        let lines: Vec<StatementLine> = self
            .lines
            .iter()
            .map(|line| StatementLine::new(line, self, descriptors))
            .collect();
        Statement {
            date: self.date,
            total: StatementTotal {
                charge: self.totals.charge,
                allowed: self.totals.allowed,
                may_owe: self.totals.patient_may_owe,
            },
            notes: notes(self, &lines),
            lines,
        }
    }
}

impl StatementLine {
    fn new<D: Descriptors + ?Sized>(
        line: &LineEstimate,
        estimate: &Estimate,
        descriptors: &D,
    ) -> Self {
        let label = || {
            estimate
                .day
                .reference
                .entry(line.code)
                .map(CodeEntry::label)
        };
        let is_estimated = line.status != LineStatus::NoData;
        Self {
            code: line.code,
            what: descriptors
                .descriptor(line.code, estimate.date)
                .or_else(label)
                .unwrap_or("Service")
                .to_string(),
            furnished: furnished(line),
            minutes: line.minutes,
            units: line.units,
            status: line.status,
            charge: line.charge,
            allowed: is_estimated.then_some(line.allowed),
            may_owe: line.patient_may_owe.filter(|_| is_estimated),
        }
    }

    /// Returns the service by its words and its code.
    const fn name(&self) -> Name<'_> {
        Name(self)
    }
}

/// Writes a service by its words and its code.
struct Name<'a>(&'a StatementLine);

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.0.what, self.0.code)
    }
}

/// Writes the charge of a service in a sentence.
struct Charge(Option<Decimal>);

impl fmt::Display for Charge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(charge) => write!(f, "the charge of {}", in_dollars(charge)),
            None => f.write_str("the charge, which is not known"),
        }
    }
}

/// Returns who furnished a service, as far as its modifiers state it.
fn furnished(line: &LineEstimate) -> Option<&'static str> {
    const BY: [(Modifier, &str); 5] = [
        (
            Modifier::CQ,
            "by a physical therapist assistant, in whole or in part",
        ),
        (
            Modifier::CO,
            "by an occupational therapy assistant, in whole or in part",
        ),
        (Modifier::GP, "under a physical therapy plan of care"),
        (Modifier::GO, "under an occupational therapy plan of care"),
        (
            Modifier::GN,
            "under a speech-language pathology plan of care",
        ),
    ];
    BY.iter()
        .find(|(modifier, _)| line.modifiers.contains(*modifier))
        .map(|(_, words)| *words)
}

/// The sentences that are true of every estimate.
const ALWAYS: [&str; 5] = [
    "This is an estimate. It is not a bill, not a Medicare Summary Notice and not a Good Faith \
     Estimate.",
    "Medicare decides what it pays. Other insurance may change your share.",
    "This estimate leaves out what other insurance pays, and fees of a hospital or other facility \
     that are not listed here.",
    "The allowed amount is the most that Medicare recognizes for a service. It is the charge, or \
     Medicare's price if that is lower.",
    "When you have more than one therapy service in a day, Medicare pays the full price for one \
     unit and less for the others. The reason is that part of the cost of a visit arises only once.",
];

/// Returns the notes: general ones first, then line by line, each sentence once.
fn notes(estimate: &Estimate, lines: &[StatementLine]) -> Vec<String> {
    let mut notes: Vec<String> = ALWAYS.iter().map(ToString::to_string).collect();
    if let (Some(deductible), Some(coinsurance)) =
        (estimate.totals.deductible, estimate.totals.coinsurance)
    {
        notes.push(format!(
            "Of your share, {} is deductible and {} is coinsurance. The deductible is the part of a \
             year's costs that you pay first. Coinsurance is your part of the rest.",
            in_dollars(deductible),
            in_dollars(coinsurance),
        ));
    }
    let mut denied = BTreeSet::new();
    for finding in &estimate.findings {
        match finding.check() {
            PaymentFinding::DeductibleUnknown => notes.push(
                "It is not known how much of your yearly deductible remains. This estimate assumes \
                 that you have already paid it."
                    .to_string(),
            ),
            PaymentFinding::AccruedUnknown => notes.push(
                "It is not known how much therapy you have had this year. Above a yearly amount, \
                 Medicare asks the provider for more before it pays."
                    .to_string(),
            ),
            PaymentFinding::GaDeniedInstitutional => {
                denied.insert(finding.at());
            }
            _ => {}
        }
    }
    let mut seen = BTreeSet::new();
    for (index, (line, result)) in lines.iter().zip(&estimate.lines).enumerate() {
        let is_usually_denied = denied.contains(&line_at(index));
        for note in notes_on(line, result, is_usually_denied) {
            if seen.insert(note.clone()) {
                notes.push(note);
            }
        }
    }
    notes
}

/// Returns the notes about one line.
fn notes_on(line: &StatementLine, result: &LineEstimate, is_usually_denied: bool) -> Vec<String> {
    let (name, charge) = (line.name(), Charge(line.charge));
    let mut notes = Vec::new();
    match line.status {
        LineStatus::Estimated => {
            if line.charge.is_none() {
                notes.push(format!(
                    "The charge for {name} is not known. This estimate uses Medicare's price instead."
                ));
            }
            if result.modifiers.contains(Modifier::GA) {
                notes.push(format!(
                    "A notice about {name} is on file. If Medicare denies the service, you may owe \
                     {charge}.{}",
                    if is_usually_denied {
                        " For this kind of provider, Medicare usually denies it."
                    } else {
                        ""
                    }
                ));
            }
        }
        LineStatus::NotCovered => notes.push(match line.charge {
            Some(_) => format!("Medicare does not pay for {name}. You pay {charge}."),
            None => format!(
                "Medicare does not pay for {name}. You pay {charge}, so your total is not stated."
            ),
        }),
        LineStatus::DeniedPatientLiable => notes.push(format!(
            "Medicare does not pay for {name} as billed. Your therapy of this year is above the yearly \
             amount, and the provider's statement that you need the service is missing. A notice \
             about this is on file, so you may owe {charge}."
        )),
        LineStatus::DeniedWithoutKx => notes.push(format!(
            "Medicare does not pay for {name} as billed. Your therapy of this year is above the yearly \
             amount, and the provider's statement that you need the service is missing. You owe \
             nothing for it."
        )),
        LineStatus::DeniedNoNotice => notes.push(format!(
            "Medicare is expected to deny {name}, and you were given no notice of that. You owe \
             nothing for it."
        )),
        LineStatus::NotPayable => notes.push(format!(
            "Medicare makes no payment of its own for {name}. You owe nothing for it."
        )),
        LineStatus::NoData => notes.push(format!(
            "No estimate could be made for {name}. The total leaves it out."
        )),
    }
    notes
}

/// The longest service text in the table before it is wrapped, in characters.
const SERVICE_WIDTH: usize = 42;
/// The longest line of a note, in characters.
const PAGE_WIDTH: usize = 92;
/// The blanks between columns.
const GAP: &str = "  ";

/// The cells of a row of the table: words on the left, the rest on the right.
type Row = [String; 6];

impl Statement {
    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        rows.push(
            [
                "Service",
                "Minutes",
                "Units",
                "Charge",
                "Allowed amount",
                "You may owe",
            ]
            .map(ToString::to_string),
        );
        for line in &self.lines {
            let mut words = wrapped(&line.name().to_string(), SERVICE_WIDTH);
            if let Some(furnished) = line.furnished {
                let more = wrapped(furnished, SERVICE_WIDTH.saturating_sub(2));
                words.extend(more.into_iter().map(|line| format!("  {line}")));
            }
            let [allowed, may_owe] = estimated(line.allowed, line.may_owe);
            let minutes = line.minutes;
            let mut cells = [
                minutes.map_or_else(not_stated, |minutes| minutes.get().to_string()),
                line.units.get().to_string(),
                dollars(line.charge),
                allowed,
                may_owe,
            ];
            for words in words {
                let [minutes, units, charge, allowed, may_owe] = core::mem::take(&mut cells);
                rows.push([words, minutes, units, charge, allowed, may_owe]);
            }
        }
        let [allowed, may_owe] = estimated(self.total.allowed, self.total.may_owe);
        rows.push([
            "Estimated total".to_string(),
            String::new(),
            String::new(),
            dollars(self.total.charge),
            allowed,
            may_owe,
        ]);
        rows
    }
}

fn not_stated() -> String {
    "not stated".to_string()
}

fn dollars(amount: Option<Decimal>) -> String {
    amount.map_or_else(not_stated, in_dollars)
}

fn in_dollars(amount: Decimal) -> String {
    Fact::Money(Dollars::of_cents(amount)).to_string()
}

/// Returns the cells of an allowed amount and of what the patient may owe.
fn estimated(allowed: Option<Decimal>, may_owe: Option<Decimal>) -> [String; 2] {
    match allowed {
        Some(allowed) => [in_dollars(allowed), dollars(may_owe)],
        None => ["no estimate", "no estimate"].map(ToString::to_string),
    }
}

/// Breaks a text between words into lines of at most `width` characters.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length > 0 && length + 1 + letters > width {
            lines.push(core::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += letters;
    }
    lines.push(line);
    lines
}

impl fmt::Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, day) = (self.date.year(), self.date.day());
        writeln!(
            f,
            "Estimate for therapy on {} {day}, {year}",
            self.date.month()
        )?;
        writeln!(f)?;
        let rows = self.rows();
        let mut widths = [0_usize; 6];
        for row in &rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.chars().count());
            }
        }
        let rule = "-".repeat(widths.iter().sum::<usize>() + GAP.len() * (widths.len() - 1));
        let last = rows.len().saturating_sub(1);
        for (index, row) in rows.iter().enumerate() {
            if index == last {
                writeln!(f, "{rule}")?;
            }
            write_row(f, row, &widths)?;
            if index == 0 {
                writeln!(f, "{rule}")?;
            }
        }
        writeln!(f)?;
        for note in &self.notes {
            for (index, line) in wrapped(note, PAGE_WIDTH.saturating_sub(2))
                .iter()
                .enumerate()
            {
                writeln!(f, "{} {line}", if index == 0 { "*" } else { " " })?;
            }
        }
        Ok(())
    }
}

fn write_row(f: &mut fmt::Formatter<'_>, row: &Row, widths: &[usize; 6]) -> fmt::Result {
    let mut text = String::new();
    for (index, (cell, width)) in row.iter().zip(widths).enumerate() {
        if index == 0 {
            write!(text, "{cell:<width$}")?;
        } else {
            write!(text, "{GAP}{cell:>width$}")?;
        }
    }
    writeln!(f, "{}", text.trim_end())
}
