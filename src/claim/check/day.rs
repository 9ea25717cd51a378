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

/// The number of codes of a date up to which they are searched one by one.
const SEARCHED: usize = 16;

/// The dates of a claim in order. Most claims have one, which takes no list.
#[derive(Debug)]
pub(in crate::claim) struct Days<'c> {
    first: Option<Day<'c>>,
    later: Vec<Day<'c>>,
}

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

/// Which kinds of modifiers a line has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::claim) struct Kinds(u8);

impl Kinds {
    const GP: Self = Self(1);
    const GO: Self = Self(1 << 1);
    const GN: Self = Self(1 << 2);
    pub(in crate::claim) const CQ: Self = Self(1 << 3);
    pub(in crate::claim) const CO: Self = Self(1 << 4);
    pub(in crate::claim) const KX: Self = Self(1 << 5);
    /// 59 and the X modifiers.
    pub(in crate::claim) const DISTINCT: Self = Self(1 << 6);
    /// The modifiers that can bypass a PTP edit.
    const ASSOCIATED: Self = Self(1 << 7);
    const DISCIPLINES: Self = Self(0b111);

    fn of(modifiers: &Modifiers) -> Self {
        let all = modifiers.iter().fold(0, |all, modifier| {
            all | match modifier {
                Modifier::GP => Self::GP.0,
                Modifier::GO => Self::GO.0,
                Modifier::GN => Self::GN.0,
                Modifier::CQ => Self::CQ.0,
                Modifier::CO => Self::CO.0,
                Modifier::KX => Self::KX.0,
                distinct if is_distinct_service(distinct) => Self::DISTINCT.0 | Self::ASSOCIATED.0,
                other if is_ncci_associated(other) => Self::ASSOCIATED.0,
                _ => 0,
            }
        });
        Self(all)
    }

    /// Returns whether the line has any of the kinds.
    pub(in crate::claim) const fn has(self, kinds: Self) -> bool {
        self.0 & kinds.0 != 0
    }

    /// Returns whether the line has GP, GO or GN.
    pub(in crate::claim) const fn names_a_discipline(self) -> bool {
        self.has(Self::DISCIPLINES)
    }

    /// Returns the discipline of the only discipline modifier.
    pub(in crate::claim) const fn discipline(self) -> Option<Discipline> {
        match Self(self.0 & Self::DISCIPLINES.0) {
            Self::GP => Some(Discipline::Pt),
            Self::GO => Some(Discipline::Ot),
            Self::GN => Some(Discipline::Slp),
            _ => None,
        }
    }
}

/// One line of a date.
#[derive(Clone, Copy, Debug)]
pub(in crate::claim) struct DayLine<'c> {
    /// The index in the claim.
    pub(in crate::claim) position: usize,
    pub(in crate::claim) line: &'c ServiceLine,
    pub(in crate::claim) kinds: Kinds,
    /// The place of its code among those of the date.
    pub(in crate::claim) place: usize,
    pub(in crate::claim) entry: Option<&'c CodeEntry>,
    /// How the code is counted: as the visit states, or else as the facts have it.
    pub(in crate::claim) timing: Option<&'c Timing>,
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

impl<'c> Days<'c> {
    /// Returns the dates of a claim, each with its lines.
    pub(in crate::claim) fn of(claim: &'c Claim) -> Self {
        let lines = claim.dated_lines();
        let mut days = Self {
            first: None,
            later: Vec::new(),
        };
        let mut add = |(position, dated): (usize, &'c DatedLine)| {
            if let Some(day) = days.begin(claim, dated.date) {
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
            if let Some(day) = days.on(dated.date) {
                day.add(&dated.line, Kinds::of(dated.line.modifiers()), None);
            }
        }
        if claim.visit().is_none() {
            let all = days.first.iter_mut().chain(&mut days.later);
            all.for_each(Day::set_disciplines);
        }
        days
    }

    /// Returns the last date, which is made if it is another one.
    fn begin(&mut self, claim: &'c Claim, date: Date) -> Option<&mut Day<'c>> {
        match &self.first {
            None => self.first = Some(Day::new(claim, date)),
            Some(first) if self.later.last().unwrap_or(first).date != date => {
                self.later.push(Day::new(claim, date));
            }
            Some(_) => {}
        }
        self.later.last_mut().or(self.first.as_mut())
    }

    fn on(&mut self, date: Date) -> Option<&mut Day<'c>> {
        match &mut self.first {
            Some(first) if first.date == date => Some(first),
            _ => {
                let place = self.later.binary_search_by_key(&date, |day| day.date);
                self.later.get_mut(place.ok()?)
            }
        }
    }

    /// Returns the dates, the earliest first.
    pub(in crate::claim) fn iter(&self) -> impl Iterator<Item = &Day<'c>> {
        self.first.iter().chain(&self.later)
    }

    /// Returns the earliest date.
    pub(in crate::claim) const fn first(&self) -> Option<&Day<'c>> {
        self.first.as_ref()
    }
}

impl<'c> Day<'c> {
    /// Creates a date without lines.
    pub(in crate::claim) const fn new(claim: &'c Claim, date: Date) -> Self {
        Self {
            claim,
            date,
            lines: Vec::new(),
            codes: Vec::new(),
            places: BTreeMap::new(),
        }
    }

    fn add_billed(&mut self, line: &'c ServiceLine, position: usize) {
        if self.lines.is_empty() {
            let some = self.claim.dated_lines().len().min(SEARCHED);
            self.lines = Vec::with_capacity(some);
            self.codes = Vec::with_capacity(some);
        }
        let kinds = Kinds::of(line.modifiers());
        let place = self.add(line, kinds, Some(position));
        let tally = self.codes.get(place);
        self.lines.push(DayLine {
            position,
            line,
            kinds,
            place,
            entry: tally.and_then(|tally| tally.entry),
            timing: tally.and_then(CodeTally::timing),
            discipline: self.claim.visit().map(|visit| visit.session.discipline()),
        });
    }

    /// Adds a line to its code, and returns the place of the code.
    fn add(&mut self, line: &ServiceLine, kinds: Kinds, position: Option<usize>) -> usize {
        let (code, units) = (line.code(), u32::from(line.units()));
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
        let mut associated = None;
        if kinds.has(Kinds::ASSOCIATED) {
            let mut modifiers = line.modifiers().iter();
            associated = modifiers.find(|modifier| is_ncci_associated(*modifier));
        }
        // at most 8,192 lines of at most 65,535 units: no sum wraps
        tally.that_day += units;
        tally.associated = tally.associated.or(associated);
        tally.all_associated &= associated.is_some();
        if position.is_some() {
            tally.lines += 1;
            tally.billed += units;
            if kinds.has(Kinds::CQ) || kinds.has(Kinds::CO) {
                tally.marked += units;
            }
        }
        place
    }

    /// Sets the discipline of each line without a visit: its own modifier, or else the only one of the date.
    fn set_disciplines(&mut self) {
        let mut shown = self.lines.iter().filter_map(|line| line.kinds.discipline());
        let first = shown.next();
        let only = first.filter(|first| shown.all(|other| other == *first));
        for line in &mut self.lines {
            let of_date = only.filter(|_| !line.kinds.names_a_discipline());
            line.discipline = line.kinds.discipline().or(of_date);
        }
    }

    /// Returns the place of a code among the codes, or `None` if no line has it.
    pub(in crate::claim) fn place(&self, code: ProcedureCode) -> Option<usize> {
        if self.codes.len() > SEARCHED {
            self.places.get(&code).copied()
        } else {
            self.codes.iter().position(|tally| tally.code == code)
        }
    }

    /// Returns the tally of a code, or `None` if no line has it.
    pub(in crate::claim) fn code(&self, code: ProcedureCode) -> Option<&CodeTally<'c>> {
        self.codes.get(self.place(code)?)
    }

    /// Returns the units of the billed lines of a code.
    pub(in crate::claim) fn units_billed(&self, code: ProcedureCode) -> u32 {
        self.code(code).map_or(0, |tally| tally.billed)
    }

    /// Returns the billed codes, each with its first line.
    pub(in crate::claim) fn billed(&self) -> impl Iterator<Item = (usize, &CodeTally<'c>)> + '_ {
        let codes = self.codes.iter();
        codes.filter_map(|tally| tally.first_line.map(|line| (line, tally)))
    }

    /// Returns whether a code of the date is counted in blocks of minutes.
    pub(in crate::claim) fn is_timed(&self, code: ProcedureCode) -> bool {
        let timing = self.code(code).and_then(CodeTally::timing);
        timing.is_some_and(|timing| timing.is_timed())
    }

    /// Returns the location of a line.
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

    /// Returns how the code is counted: as the visit states, or else as the facts have it.
    pub(in crate::claim) fn timing(&self) -> Option<&'c Timing> {
        match self.delivered {
            Some(delivered) => Some(&delivered.timing),
            None => self.entry.map(CodeEntry::timing_ref),
        }
    }
}

const BILLED: &str = "billed[]";
const LINES: &str = "lines[]";

/// The location of the claim as a whole.
pub(in crate::claim) const CLAIM: Location = Location::new("claim");

/// Returns the location of a delivered service.
pub(in crate::claim) fn service(position: usize) -> Location {
    Location::new("visit.services[]").index(position)
}

/// Sorts findings by location, which is the claim, its lines and the services of the visit, and then as in the
/// register.
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
