//! Defines `Day`, the lines of a claim on one date, with their disciplines and their codes added up.

use alloc::{collections::BTreeMap, vec::Vec};

use time::Date;

use crate::claim::claim::Claim;
use crate::claim::line::ServiceLine;
use crate::claim::register::ClaimFinding;
use crate::code::{Modifier, Modifiers, ProcedureCode};
use crate::finding::{Findings, Location};
use crate::reference::catalog::{CodeEntry, Discipline, Timing};
use crate::reference::modifiers::is_ncci_associated;

/// The lines of a claim on one date.
#[derive(Debug)]
pub(in crate::claim) struct Day<'c> {
    pub(in crate::claim) claim: &'c Claim,
    pub(in crate::claim) date: Date,
    pub(in crate::claim) lines: Vec<DayLine<'c>>,
    /// The codes: billed ones in order of their first line, then those of the same day only.
    pub(in crate::claim) codes: Vec<CodeTally>,
    places: BTreeMap<ProcedureCode, usize>,
}

/// One line of a date.
#[derive(Clone, Copy, Debug)]
pub(in crate::claim) struct DayLine<'c> {
    /// The index in the claim.
    pub(in crate::claim) position: usize,
    pub(in crate::claim) line: &'c ServiceLine,
    pub(in crate::claim) entry: Option<&'c CodeEntry>,
    /// The discipline of the plan of care, if the lines or the visit show it.
    pub(in crate::claim) discipline: Option<Discipline>,
}

/// One code of a date, its lines added.
#[derive(Clone, Copy, Debug)]
pub(in crate::claim) struct CodeTally {
    pub(in crate::claim) code: ProcedureCode,
    /// The index of the first billed line, or `None` if the code is in `same_day` only.
    pub(in crate::claim) first_line: Option<usize>,
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
        let mut days: BTreeMap<Date, Self> = BTreeMap::new();
        for (position, dated) in claim.dated_lines().iter().enumerate() {
            let day = days.entry(dated.date);
            let day = day.or_insert_with(|| Self::new(claim, dated.date));
            let line = &dated.line;
            day.add(line, Some(position));
            day.lines.push(DayLine {
                position,
                line,
                entry: claim.reference().entry(line.code()),
                discipline: None,
            });
        }
        for dated in claim.same_day() {
            if let Some(day) = days.get_mut(&dated.date) {
                day.add(&dated.line, None);
            }
        }
        days.into_values().map(Self::with_disciplines).collect()
    }

    /// A date without lines.
    pub(in crate::claim) const fn new(claim: &'c Claim, date: Date) -> Self {
        Self {
            claim,
            date,
            lines: Vec::new(),
            codes: Vec::new(),
            places: BTreeMap::new(),
        }
    }

    fn add(&mut self, line: &ServiceLine, position: Option<usize>) {
        let (code, units, modifiers) = (line.code(), u32::from(line.units()), line.modifiers());
        let associated = modifiers
            .iter()
            .find(|modifier| is_ncci_associated(*modifier));
        let place = *self.places.entry(code).or_insert(self.codes.len());
        if place == self.codes.len() {
            self.codes.push(CodeTally::new(code, position));
        }
        let Some(tally) = self.codes.get_mut(place) else {
            return;
        };
        // at most 8,192 lines of at most 65,535 units: no sum wraps
        tally.that_day += units;
        tally.associated = tally.associated.or(associated);
        tally.all_associated &= associated.is_some();
        if position.is_some() {
            tally.billed += units;
            if is_marked(modifiers) {
                tally.marked += units;
            }
        }
    }

    /// Sets the discipline of each line: that of the visit, or else its own modifier, or else the only
    /// one of the date.
    fn with_disciplines(mut self) -> Self {
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
        self
    }

    /// The place of a code among the codes.
    pub(in crate::claim) fn place(&self, code: ProcedureCode) -> Option<usize> {
        self.places.get(&code).copied()
    }

    /// The tally of a code.
    pub(in crate::claim) fn code(&self, code: ProcedureCode) -> Option<&CodeTally> {
        self.codes.get(self.place(code)?)
    }

    /// The units of the billed lines of a code.
    pub(in crate::claim) fn units_billed(&self, code: ProcedureCode) -> u32 {
        self.code(code).map_or(0, |tally| tally.billed)
    }

    /// The billed codes, each with its first line.
    pub(in crate::claim) fn billed(&self) -> impl Iterator<Item = (usize, &CodeTally)> + '_ {
        let codes = self.codes.iter();
        codes.filter_map(|tally| tally.first_line.map(|line| (line, tally)))
    }

    /// How a code is counted: as the visit states, or else as the facts have it.
    pub(in crate::claim) fn timing(&self, code: ProcedureCode) -> Option<Timing> {
        let visit = self.claim.visit();
        let delivered = visit.and_then(|visit| visit.session.delivered_code(code));
        delivered
            .map(|delivered| delivered.timing)
            .or_else(|| self.claim.reference().entry(code).map(CodeEntry::timing))
    }

    pub(in crate::claim) fn is_timed(&self, code: ProcedureCode) -> bool {
        self.timing(code).is_some_and(Timing::is_timed)
    }

    /// The place of a line.
    pub(in crate::claim) fn at(&self, position: usize) -> Location {
        let is_audit = self.claim.visit().is_some();
        Location::new(if is_audit { BILLED } else { LINES }).index(position)
    }
}

impl CodeTally {
    const fn new(code: ProcedureCode, first_line: Option<usize>) -> Self {
        Self {
            code,
            first_line,
            billed: 0,
            marked: 0,
            that_day: 0,
            associated: None,
            all_associated: true,
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
