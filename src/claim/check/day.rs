//! Defines `Day`, the lines of a claim on one date, with their disciplines and their codes added up.

use alloc::{collections::BTreeMap, vec::Vec};

use time::Date;

use crate::claim::claim::{Claim, DatedLine};
use crate::claim::line::ServiceLine;
use crate::claim::register::ClaimFinding;
use crate::code::{Modifier, Modifiers, ProcedureCode};
use crate::finding::{Findings, Location};
use crate::order;
use crate::reference::catalog::{CodeEntry, Discipline, Timing};
use crate::reference::modifiers::is_ncci_associated;
use crate::session::Delivered;

/// Up to so many codes of a date are searched one by one.
const SEARCHED: usize = 16;

/// The lines of a claim on one date.
#[derive(Debug)]
pub(in crate::claim) struct Day<'c> {
    pub(in crate::claim) claim: &'c Claim,
    pub(in crate::claim) date: Date,
    pub(in crate::claim) lines: Vec<DayLine<'c>>,
    /// The codes: billed ones in order of their first line, then those of the same day only.
    pub(in crate::claim) codes: Vec<CodeTally<'c>>,
    /// The places of the codes, once there are more than [`SEARCHED`].
    places: BTreeMap<ProcedureCode, usize>,
}

/// One line of a date.
#[derive(Clone, Copy, Debug)]
pub(in crate::claim) struct DayLine<'c> {
    /// The index in the claim.
    pub(in crate::claim) position: usize,
    pub(in crate::claim) line: &'c ServiceLine,
    /// The place of its code among those of the date.
    pub(in crate::claim) place: usize,
    pub(in crate::claim) entry: Option<&'c CodeEntry>,
    /// How the code is counted: as the visit states, or else as the facts have it.
    pub(in crate::claim) timing: Option<Timing>,
    /// The discipline of the plan of care, if the lines or the visit show it.
    pub(in crate::claim) discipline: Option<Discipline>,
}

/// One code of a date, its lines added.
#[derive(Clone, Copy, Debug)]
pub(in crate::claim) struct CodeTally<'c> {
    pub(in crate::claim) code: ProcedureCode,
    pub(in crate::claim) entry: Option<&'c CodeEntry>,
    /// What the visit has of the code.
    pub(in crate::claim) delivered: Option<&'c Delivered>,
    /// The index of the first billed line, or `None` if the code is in `same_day` only.
    pub(in crate::claim) first_line: Option<usize>,
    /// How many billed lines have the code.
    pub(in crate::claim) lines: usize,
    /// The units of the billed lines, and of those with CQ or CO among them.
    pub(in crate::claim) billed: u32,
    pub(in crate::claim) marked: u32,
    /// The units of all lines of the date.
    pub(in crate::claim) that_day: u32,
    /// The first NCCI-associated modifier, and whether every line of the date has one.
    pub(in crate::claim) associated: Option<Modifier>,
    pub(in crate::claim) all_associated: bool,
}

impl<'c> Day<'c> {
    /// Returns the dates of a claim in order, each with its lines.
    pub(in crate::claim) fn of(claim: &'c Claim) -> Vec<Self> {
        let lines = claim.dated_lines();
        let mut days: Vec<Self> = Vec::with_capacity(1);
        let mut add = |(position, dated): (usize, &'c DatedLine)| {
            if days.last().is_none_or(|day| day.date != dated.date) {
                days.push(Self::new(claim, dated.date));
            }
            if let Some(day) = days.last_mut() {
                day.add_billed(&dated.line, position);
            }
        };
        if lines.is_sorted_by_key(|dated| dated.date) {
            lines.iter().enumerate().for_each(add);
        } else {
            let mut in_order: Vec<_> = lines.iter().enumerate().collect();
            order::by_key(&mut in_order, |(_, dated)| order::of_date(dated.date));
            in_order.into_iter().for_each(&mut add);
        }
        for dated in claim.same_day() {
            if let Ok(place) = days.binary_search_by_key(&dated.date, |day| day.date) {
                if let Some(day) = days.get_mut(place) {
                    day.add(&dated.line, None);
                }
            }
        }
        days.iter_mut().for_each(Self::set_disciplines);
        days
    }

    /// A date without lines.
    pub(in crate::claim) fn new(claim: &'c Claim, date: Date) -> Self {
        let some = claim.dated_lines().len().min(SEARCHED);
        Self {
            claim,
            date,
            lines: Vec::with_capacity(some),
            codes: Vec::with_capacity(some),
            places: BTreeMap::new(),
        }
    }

    fn add_billed(&mut self, line: &'c ServiceLine, position: usize) {
        let place = self.add(line, Some(position));
        let tally = self.codes.get(place);
        self.lines.push(DayLine {
            position,
            line,
            place,
            entry: tally.and_then(|tally| tally.entry),
            timing: tally.and_then(CodeTally::timing),
            discipline: None,
        });
    }

    /// Adds a line to its code, and returns the place of the code.
    fn add(&mut self, line: &ServiceLine, position: Option<usize>) -> usize {
        let (code, units, modifiers) = (line.code(), u32::from(line.units()), line.modifiers());
        let place = self.place(code).unwrap_or_else(|| {
            let place = self.codes.len();
            self.codes.push(CodeTally::new(self.claim, code, position));
            if place == SEARCHED {
                let codes = self.codes.iter().map(|tally| tally.code);
                self.places.extend(codes.zip(0..));
            } else if place > SEARCHED {
                self.places.insert(code, place);
            }
            place
        });
        let Some(tally) = self.codes.get_mut(place) else {
            return place;
        };
        let associated = modifiers
            .iter()
            .find(|modifier| is_ncci_associated(*modifier));
        // at most 8,192 lines of at most 65,535 units: no sum wraps
        tally.that_day += units;
        tally.associated = tally.associated.or(associated);
        tally.all_associated &= associated.is_some();
        if position.is_some() {
            tally.lines += 1;
            tally.billed += units;
            if is_marked(modifiers) {
                tally.marked += units;
            }
        }
        place
    }

    /// Sets the discipline of each line: that of the visit, or else its own modifier, or else the only
    /// one of the date.
    fn set_disciplines(&mut self) {
        let of_visit = self.claim.visit().map(|visit| visit.session.discipline());
        let mut shown = self
            .lines
            .iter()
            .filter_map(|line| own_discipline(line.line));
        let first = shown.next();
        let only = first.filter(|first| shown.all(|other| other == *first));
        for line in &mut self.lines {
            let has_none = !line.line.modifiers().iter().any(is_discipline);
            let of_date = only.filter(|_| has_none);
            line.discipline = of_visit.or(own_discipline(line.line)).or(of_date);
        }
    }

    /// The place of a code among the codes.
    pub(in crate::claim) fn place(&self, code: ProcedureCode) -> Option<usize> {
        if self.codes.len() > SEARCHED {
            self.places.get(&code).copied()
        } else {
            self.codes.iter().position(|tally| tally.code == code)
        }
    }

    /// The tally of a code.
    pub(in crate::claim) fn code(&self, code: ProcedureCode) -> Option<&CodeTally<'c>> {
        self.codes.get(self.place(code)?)
    }

    /// The units of the billed lines of a code.
    pub(in crate::claim) fn units_billed(&self, code: ProcedureCode) -> u32 {
        self.code(code).map_or(0, |tally| tally.billed)
    }

    /// The billed codes, each with its first line.
    pub(in crate::claim) fn billed(&self) -> impl Iterator<Item = (usize, &CodeTally<'c>)> + '_ {
        let codes = self.codes.iter();
        codes.filter_map(|tally| tally.first_line.map(|line| (line, tally)))
    }

    /// Whether a code of the date is counted in blocks of minutes.
    pub(in crate::claim) fn is_timed(&self, code: ProcedureCode) -> bool {
        let timing = self.code(code).and_then(CodeTally::timing);
        timing.is_some_and(Timing::is_timed)
    }

    /// The place of a line.
    pub(in crate::claim) fn at(&self, position: usize) -> Location {
        let is_audit = self.claim.visit().is_some();
        Location::new(if is_audit { BILLED } else { LINES }).index(position)
    }
}

impl<'c> CodeTally<'c> {
    fn new(claim: &'c Claim, code: ProcedureCode, first_line: Option<usize>) -> Self {
        let visit = claim.visit();
        Self {
            code,
            entry: claim.reference().entry(code),
            delivered: visit.and_then(|visit| visit.session.delivered_code(code)),
            first_line,
            lines: 0,
            billed: 0,
            marked: 0,
            that_day: 0,
            associated: None,
            all_associated: true,
        }
    }

    /// How the code is counted: as the visit states, or else as the facts have it.
    pub(in crate::claim) fn timing(&self) -> Option<Timing> {
        match self.delivered {
            Some(delivered) => Some(delivered.timing),
            None => self.entry.map(CodeEntry::timing),
        }
    }
}

const BILLED: &str = "billed[]";
const LINES: &str = "lines[]";

/// The place of the claim as a whole.
pub(in crate::claim) const CLAIM: Location = Location::new("claim");

/// The place of a delivered service.
pub(in crate::claim) fn service(position: usize) -> Location {
    Location::new("visit.services[]").index(position)
}

/// Puts findings in order: the claim, its lines, the services of the visit; then the register.
pub(in crate::claim) fn in_order(findings: &mut Findings<ClaimFinding>) {
    findings.sort_by_path(|path| match path {
        "claim" => 0,
        BILLED | LINES => 1,
        _ => 2,
    });
}

pub(in crate::claim) const fn is_discipline(modifier: Modifier) -> bool {
    matches!(modifier, Modifier::GP | Modifier::GO | Modifier::GN)
}

pub(in crate::claim) const fn is_distinct_service(modifier: Modifier) -> bool {
    matches!(
        modifier,
        Modifier::DISTINCT_SERVICE | Modifier::XE | Modifier::XP | Modifier::XS | Modifier::XU
    )
}

/// Whether a line is billed as an assistant's.
fn is_marked(modifiers: &Modifiers) -> bool {
    modifiers.contains(Modifier::CQ) || modifiers.contains(Modifier::CO)
}

/// The discipline of the only discipline modifier of a line.
fn own_discipline(line: &ServiceLine) -> Option<Discipline> {
    let of = |discipline: &Discipline| line.modifiers().contains(discipline.modifier());
    let mut found = Discipline::ALL.into_iter().filter(of);
    found.next().filter(|_| found.next().is_none())
}
