//! Answers a visit with all that the page shows.

use std::fmt::Display;

use therapy_billing::{
    Allocation, Citation, CodeEntry, Finding, Minutes, ProcedureCode, ReferenceData, ServiceLine,
    Timing,
    calendar::parse_date,
    claim::Bill,
    finding::Check,
    reference::{
        catalog,
        edits::{BuiltInEdits, EditTable},
    },
    units::{CountedBy, CountedService, Pooling, Split},
};

use crate::json::{Json, List, Text, object};
use crate::question;

/// The steps of the picture beyond the units that were reached.
const STEPS_AHEAD: u32 = 2;

/// The edits of practitioners: the page counts the visits of a private practice, so the module has no others.
static EDITS: BuiltInEdits = BuiltInEdits::NONE.with(EditTable::Practitioner);
static FACTS: ReferenceData = ReferenceData::of_edits(&EDITS);

/// The most splits that are listed.
const MOST_SPLITS: usize = 64;

/// Answers a visit with its lines, its explanation, the findings, and the numbers of the picture.
///
/// A visit that cannot be billed is answered with the key `error`.
#[must_use]
pub fn answer(text: &str) -> String {
    let mut answer = String::new();
    match question::visit(text, &FACTS) {
        Ok(visit) => Answer(&Bill::new(visit)).put(&mut answer),
        Err(error) => refuse(&error, &mut answer),
    }
    answer
}

/// Answers an ISO 8601 date with the codes that are in force on it, or with the key `error`.
#[must_use]
pub fn codes(date: &str) -> String {
    let mut answer = String::new();
    match parse_date(date.trim()) {
        Ok(date) => {
            let entries = catalog::entries().iter();
            let known = entries.filter(|entry| entry.facts().is_in_force(date));
            List(known.map(Known)).put(&mut answer);
        }
        Err(error) => refuse(&error, &mut answer),
    }
    answer
}

fn refuse(error: &dyn Display, to: &mut String) {
    object!(to, error: Text(error));
}

struct Answer<'a>(&'a Bill);

impl Json for Answer<'_> {
    fn put(self, to: &mut String) {
        let (bill, allocation) = (self.0, self.0.allocation());
        let reference = &bill.visit().reference;
        let explanation = allocation.explain();
        let count = explanation.reasons().iter();
        let modifiers = bill.modifier_reasons();
        let modifiers = modifiers.iter();
        let mut steps: Vec<_> = count
            .map(|reason| Step(&reason.step, reason.citation))
            .collect();
        steps.extend(modifiers.map(|reason| Step(&reason.step, reason.citation)));
        let codes = bill.lines().iter().map(ServiceLine::code);
        object!(to,
            timed_minutes: minutes(allocation.timed_minutes()),
            timed_units: u64::from(allocation.timed_units()),
            next_session_unit: allocation.next_session_unit().map(minutes),
            lines: List(lines(bill)),
            splits: List(allocation.splits().take(MOST_SPLITS)),
            splits_cut: allocation.lawful_splits() > MOST_SPLITS as u64,
            steps: List(steps),
            findings: List(bill.findings().iter()),
            check: List(bill.clone().into_claim().check().iter()),
            picture: Picture(allocation),
            codes: List(codes.filter_map(|code| reference.entry(code)).map(Known)),
        );
    }
}

fn minutes(minutes: Minutes) -> u64 {
    minutes.get().into()
}

/// A line of the bill. Only the first line of a code has the minutes to its next unit.
struct Line<'a> {
    line: &'a ServiceLine,
    next_unit: Option<Minutes>,
}

fn lines(bill: &Bill) -> Vec<Line<'_>> {
    let mut earlier = None;
    let lines = bill.lines().iter().map(|line| {
        let is_first = earlier.replace(line.code()) != Some(line.code());
        let next_unit = bill.allocation().next_unit(line.code());
        Line {
            line,
            next_unit: next_unit.filter(|_| is_first),
        }
    });
    lines.collect()
}

impl Json for Line<'_> {
    fn put(self, to: &mut String) {
        object!(to,
            code: Text(self.line.code()),
            units: u64::from(self.line.units().get()),
            minutes: self.line.minutes().map(minutes),
            modifiers: List(self.line.modifiers().iter().map(Text)),
            next_unit: self.next_unit.map(minutes),
        );
    }
}

impl Json for Split {
    fn put(self, to: &mut String) {
        List(
            self.iter()
                .map(|(code, units)| CodeUnits(code, units.get().into())),
        )
        .put(to);
    }
}

struct CodeUnits(ProcedureCode, u64);

impl Json for CodeUnits {
    fn put(self, to: &mut String) {
        object!(to, code: Text(self.0), units: self.1);
    }
}

/// A step of the explanation and its source.
struct Step<'a>(&'a dyn Display, Citation);

impl Json for Step<'_> {
    fn put(self, to: &mut String) {
        object!(to, text: Text(self.0), citation: Text(self.1));
    }
}

impl<C: Check> Json for &Finding<C> {
    fn put(self, to: &mut String) {
        object!(to,
            id: Text(self.id()),
            severity: Text(self.severity()),
            at: Text(self.at()),
            message: Text(self.check()),
            citations: List(self.citations().iter().map(Text)),
            basis: self.check().basis().map(Text),
        );
    }
}

/// The numbers of the staircase: where each unit begins, and where the session is.
struct Picture<'a>(&'a Allocation);

impl Json for Picture<'_> {
    fn put(self, to: &mut String) {
        let rule = self.0.rule();
        let marks = self.marks();
        let most = marks.iter().map(|mark| rule.rounding().units(mark.minutes));
        let last = most.max().unwrap_or_default() + STEPS_AHEAD;
        object!(to,
            pooled: rule.pooling() == Pooling::Session,
            steps: List((1..=last).map(|units| rule.rounding().least_minutes(units))),
            marks: List(marks),
        );
    }
}

impl Picture<'_> {
    /// One mark for the session if minutes are added over codes, otherwise one for each code.
    fn marks(&self) -> Vec<Mark> {
        let allocation = self.0;
        let rule = allocation.rule();
        if rule.pooling() == Pooling::Session {
            return vec![Mark {
                code: None,
                minutes: allocation.pool_minutes(),
                units: allocation.pool().total,
            }];
        }
        let block = CountedBy::Blocks(rule.block_minutes());
        let services = allocation
            .services()
            .filter(|service| service.counted == block);
        services
            .map(|service| Mark::of(allocation, service))
            .collect()
    }
}

#[derive(Clone, Copy)]
struct Mark {
    code: Option<ProcedureCode>,
    minutes: u32,
    units: u32,
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

impl Json for Mark {
    fn put(self, to: &mut String) {
        object!(to,
            code: self.code.map(Text),
            minutes: u64::from(self.minutes),
            units: u64::from(self.units),
        );
    }
}

/// A code with its label, in the library's own words, and the length of its block if it has one.
struct Known<'a>(&'a CodeEntry);

impl Json for Known<'_> {
    fn put(self, to: &mut String) {
        let block = match self.0.timing() {
            Timing::Blocks { minutes } => Some(u64::from(minutes.get())),
            _ => None,
        };
        object!(to,
            code: Text(self.0.code()),
            label: Text(self.0.label()),
            block: block,
        );
    }
}
