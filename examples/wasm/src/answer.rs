//! Answers a document of `bill` with all that the page shows.

use std::fmt;

use serde::Serialize;
use therapy_billing::{
    Allocation, CodeEntry, Findings, ProcedureCode, ServiceLine, Timing,
    calendar::parse_date,
    claim::{Bill, BillInput, ClaimFinding},
    reference::catalog,
    units::{CountedBy, CountedService, Pooling},
};

/// The steps of the picture beyond the units that were reached.
const STEPS_AHEAD: u32 = 2;

/// The answer to a document.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Counted(Box<Counted>),
    Refused { error: String },
}

#[derive(Serialize)]
struct Counted {
    /// The answer of the program `bill`, to the letter.
    bill: Bill,
    /// What a check of the claim lines finds.
    check: Findings<ClaimFinding>,
    picture: Picture,
    /// What is known of the codes of the lines.
    codes: Vec<Known>,
}

/// The numbers of the staircase: where each unit begins, and where the session is.
#[derive(Serialize)]
struct Picture {
    /// Whether minutes are added over codes. Then there is one mark, otherwise one for each code.
    pooled: bool,
    /// The least minutes of each unit, from the first unit on.
    steps: Vec<u64>,
    marks: Vec<Mark>,
}

#[derive(Serialize)]
struct Mark {
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<ProcedureCode>,
    minutes: u32,
    units: u32,
}

/// Answers a document of `bill` with its bill, the check of its claim lines and the numbers of the picture.
///
/// A document that cannot be billed is answered with the key `error`.
#[must_use]
pub fn answer(document: &str) -> String {
    let answer = match counted(document) {
        Ok(counted) => Answer::Counted(Box::new(counted)),
        Err(error) => Answer::Refused { error },
    };
    json(&answer)
}

fn counted(document: &str) -> Result<Counted, String> {
    let input: BillInput = serde_json::from_str(document).map_err(|cause| without_place(&cause))?;
    let bill = input.bill().map_err(text)?;
    let codes = bill.lines().iter().map(ServiceLine::code);
    Ok(Counted {
        check: bill.clone().into_claim().check(),
        picture: Picture::of(bill.allocation()),
        codes: codes.filter_map(catalog::entry).map(Known::of).collect(),
        bill,
    })
}

impl Picture {
    fn of(allocation: &Allocation) -> Self {
        let rule = allocation.rule();
        let pooled = rule.pooling() == Pooling::Session;
        let marks = if pooled {
            vec![Mark {
                code: None,
                minutes: allocation.pool_minutes(),
                units: allocation.pool().total,
            }]
        } else {
            let block = CountedBy::Blocks(rule.block_minutes());
            let of_block = |service: &CountedService| service.counted == block;
            let mark = |service| Mark::of(allocation, service);
            allocation.services().filter(of_block).map(mark).collect()
        };
        let most = marks.iter().map(|mark| rule.rounding().units(mark.minutes));
        let last = most.max().unwrap_or_default() + STEPS_AHEAD;
        let steps = (1..=last).map(|units| rule.rounding().least_minutes(units));
        Self {
            pooled,
            steps: steps.collect(),
            marks,
        }
    }
}

impl Mark {
    /// The minutes and units of a code, or of both codes of a family.
    fn of(allocation: &Allocation, service: CountedService) -> Self {
        let minutes = |code| {
            let delivered = allocation.session().delivered_code(code);
            let minutes = delivered.and_then(|delivered| delivered.minutes);
            minutes.map_or(0, |minutes| u32::from(minutes.get()))
        };
        Self {
            code: Some(service.code),
            minutes: minutes(service.code) + service.add_on.map_or(0, minutes),
            units: u32::from(service.units.get()),
        }
    }
}

/// A code with its label, in the library's own words, and how it is counted.
#[derive(Serialize)]
struct Known {
    code: ProcedureCode,
    label: &'static str,
    timing: Timing,
}

impl Known {
    fn of(entry: &'static CodeEntry) -> Self {
        Self {
            code: entry.code(),
            label: entry.label(),
            timing: entry.timing(),
        }
    }
}

/// Answers an ISO 8601 date with the codes that are in force on it, or with the key `error`.
#[must_use]
pub fn codes(date: &str) -> String {
    let date = match parse_date(date.trim()) {
        Ok(date) => date,
        Err(cause) => return json(&Answer::Refused { error: text(cause) }),
    };
    let entries = catalog::entries().iter();
    let known: Vec<_> = entries
        .filter(|entry| entry.facts().is_in_force(date))
        .map(Known::of)
        .collect();
    json(&known)
}

fn json(value: &impl Serialize) -> String {
    // No value of these types fails to be written; if one does, the page shows why.
    serde_json::to_string(value).unwrap_or_else(|cause| format!(r#"{{"error":{:?}}}"#, text(cause)))
}

fn text(cause: impl fmt::Display) -> String {
    cause.to_string()
}

/// The message of an error without its line and column, since nobody typed the document.
fn without_place(cause: &serde_json::Error) -> String {
    let message = cause.to_string();
    let place = format!(" at line {} column {}", cause.line(), cause.column());
    message
        .strip_suffix(&place)
        .map_or(message.clone(), str::to_owned)
}
