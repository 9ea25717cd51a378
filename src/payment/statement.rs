//! What the patient reads: the same figures, in plain words.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Write};

use rust_decimal::Decimal;
use time::Date;

use super::estimate::Estimate;
use super::reductions::{LineEstimate, LineStatus};
use crate::code::{Modifier, ProcedureCode};
use crate::money::Dollars;
use crate::quantity::{Minutes, Units};
use crate::reference::catalog::{Descriptors, NoDescriptors, what_was_done};

/// What a patient reads of an estimate: data, and by its `Display` a page of text.
///
/// No amount stands in it that the estimate does not hold. It has no names and no diagnoses.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{ProcedureCode, Units, time::macros::date};
/// use therapy_billing::payment::{ChargeLine, TherapyDay};
/// use therapy_billing::ReferenceData;
/// use therapy_billing::reference::fee_schedule::Place;
///
/// let line = ChargeLine::new(ProcedureCode::CPT_97110, Units::ONE).expect("units");
/// let day = TherapyDay::new(date!(2026 - 03 - 14), Place::National).with_line(line);
/// let statement = day.estimate(ReferenceData::built_in())?.statement();
/// assert_eq!(statement.lines[0].may_owe.expect("known").to_string(), "5.81");
/// assert!(statement.to_string().starts_with("Estimate"));
/// # }
/// # Ok::<(), therapy_billing::payment::EstimateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Statement {
    /// The date of service.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub date: Date,
    /// One entry a service, in claim order.
    pub lines: Vec<StatementLine>,
    /// The sums over them.
    pub total: StatementTotal,
    /// What the reader should know, sentence by sentence.
    pub notes: Vec<String>,
}

/// One service of a statement. Money is in dollars.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct StatementLine {
    /// The code, as it stands on a bill.
    pub code: ProcedureCode,
    /// What was done: a licensed descriptor, or the library's own label.
    pub what: String,
    /// Who furnished it, in general terms; `None` where the line does not say.
    pub furnished: Option<&'static str>,
    /// Minutes, if they were given.
    pub minutes: Option<Minutes>,
    /// Units billed.
    pub units: Units,
    /// What became of the line.
    pub status: LineStatus,
    /// The charge; `None` if not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub charge: Option<Decimal>,
    /// What Medicare recognizes.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub allowed: Decimal,
    /// What the patient may owe; `None` where that is a charge that was not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub may_owe: Option<Decimal>,
}

/// The sums of a statement, in dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct StatementTotal {
    /// Charges; `None` unless every service states one.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub charge: Option<Decimal>,
    /// What Medicare recognizes.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money"))]
    pub allowed: Decimal,
    /// What the patient may owe; `None` where part of it is a charge that was not stated.
    #[cfg_attr(feature = "serde", serde(with = "crate::wire::money_or_null"))]
    pub may_owe: Option<Decimal>,
}

impl Estimate {
    /// What the patient reads, with the library's own labels.
    #[must_use]
    pub fn statement(&self) -> Statement {
        self.statement_with(&NoDescriptors)
    }

    /// What the patient reads, with licensed descriptors where the caller has them.
    #[must_use]
    pub fn statement_with<D: Descriptors + ?Sized>(&self, descriptors: &D) -> Statement {
        let lines: Vec<StatementLine> = self
            .lines
            .iter()
            .map(|line| StatementLine::new(line, self.date, descriptors))
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
    fn new<D: Descriptors + ?Sized>(line: &LineEstimate, date: Date, descriptors: &D) -> Self {
        Self {
            code: line.code,
            what: what_was_done(line.code, date, descriptors)
                .unwrap_or("Service")
                .to_string(),
            furnished: furnished(line),
            minutes: line.minutes,
            units: line.units,
            status: line.status,
            charge: line.charge,
            allowed: line.allowed,
            may_owe: line.patient_may_owe,
        }
    }

    /// The service by its words and its code.
    fn name(&self) -> String {
        format!("{} ({})", self.what, self.code)
    }
}

/// Who furnished a service, as far as its modifiers say.
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

/// What holds for every estimate.
const ALWAYS: [&str; 5] = [
    "This is an estimate. It is not a bill, not a Medicare Summary Notice and not a Good Faith \
     Estimate.",
    "Medicare decides what it pays. Other insurance may change your share.",
    "This estimate leaves out what other insurance pays, and fees of a hospital or other facility \
     that are not listed here.",
    "The allowed amount is the most that Medicare recognizes for a service: the charge, or \
     Medicare's price if that is lower.",
    "When you have more than one therapy service in a day, Medicare prices one of them in full. A \
     second service is priced lower, because part of the running costs of a visit comes up only \
     once.",
];

/// The notes, general ones first, then line by line, each sentence once.
fn notes(estimate: &Estimate, lines: &[StatementLine]) -> Vec<String> {
    let mut notes: Vec<String> = ALWAYS.iter().map(ToString::to_string).collect();
    let totals = &estimate.totals;
    notes.push(format!(
        "Of your share, ${} is deductible and ${} is coinsurance. The deductible is the part of a \
         year's costs that you pay first. Coinsurance is your part of the rest.",
        Dollars(totals.deductible),
        Dollars(totals.coinsurance),
    ));
    if estimate.deductible_remaining.is_none() {
        notes.push(
            "It was not stated how much of your yearly deductible remains. This estimate takes it \
             as already paid."
                .to_string(),
        );
    }
    if estimate.accrued.is_none() {
        notes.push(
            "It was not stated how much therapy you have had this year. Above a yearly amount, \
             Medicare asks the provider for more before it pays."
                .to_string(),
        );
    }
    let mut seen = alloc::collections::BTreeSet::new();
    for (line, result) in lines.iter().zip(&estimate.lines) {
        for note in notes_on(line, result) {
            if seen.insert(note.clone()) {
                notes.push(note);
            }
        }
    }
    notes
}

/// What is to be said of one line.
fn notes_on(line: &StatementLine, result: &LineEstimate) -> Vec<String> {
    let name = line.name();
    let has_notice = result.full_price.is_some() && result.modifiers.contains(Modifier::GA);
    let mut notes = Vec::new();
    match line.status {
        LineStatus::Estimated => {
            if line.charge.is_none() {
                notes.push(format!(
                    "The charge for {name} was not stated. Medicare's price stands in its place."
                ));
            }
        }
        LineStatus::NotCovered => notes.push(match line.charge {
            Some(charge) => format!(
                "Medicare does not pay for {name}. The charge of ${} is yours to pay.",
                Dollars(charge)
            ),
            None => format!(
                "Medicare does not pay for {name}. The charge is yours to pay and was not stated, \
                 so your total is not stated."
            ),
        }),
        LineStatus::DeniedWithoutKx => notes.push(format!(
            "Medicare does not pay for {name} as billed, because a statement that the provider \
             makes is missing.{}",
            if has_notice {
                ""
            } else {
                " You owe nothing for it."
            }
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
    if has_notice {
        notes.push(match line.charge {
            Some(charge) => format!(
                "A notice about {name} is on file. If Medicare denies the service and the notice \
                 is valid, you may owe the charge of ${}.",
                Dollars(charge)
            ),
            None => format!(
                "A notice about {name} is on file. If Medicare denies the service and the notice \
                 is valid, you may owe the charge."
            ),
        });
    }
    notes
}

/// Longest service text in the table before it is wrapped.
const SERVICE_WIDTH: usize = 42;
/// Longest line of a note.
const PAGE_WIDTH: usize = 92;
/// Blanks between columns.
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
            let mut words = wrapped(&line.name(), SERVICE_WIDTH);
            if let Some(furnished) = line.furnished {
                let more = wrapped(furnished, SERVICE_WIDTH.saturating_sub(2));
                words.extend(more.into_iter().map(|line| format!("  {line}")));
            }
            let mut words = words.into_iter();
            let [allowed, may_owe] = match line.status {
                LineStatus::NoData => ["no estimate".to_string(), "no estimate".to_string()],
                _ => [dollars(Some(line.allowed)), dollars(line.may_owe)],
            };
            rows.push([
                words.next().unwrap_or_default(),
                line.minutes
                    .map_or_else(not_stated, |minutes| minutes.get().to_string()),
                line.units.get().to_string(),
                dollars(line.charge),
                allowed,
                may_owe,
            ]);
            rows.extend(words.map(|words| {
                let blank = String::new;
                [words, blank(), blank(), blank(), blank(), blank()]
            }));
        }
        rows.push([
            "Estimated total".to_string(),
            String::new(),
            String::new(),
            dollars(self.total.charge),
            dollars(Some(self.total.allowed)),
            dollars(self.total.may_owe),
        ]);
        rows
    }
}

fn not_stated() -> String {
    "not stated".to_string()
}

fn dollars(amount: Option<Decimal>) -> String {
    amount.map_or_else(not_stated, |amount| format!("${}", Dollars(amount)))
}

/// A text in lines of at most `width` characters, broken between words.
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
