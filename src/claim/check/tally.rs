//! The codes of a claim, their lines added up once for every check that needs them.

use alloc::vec::Vec;

use super::{Claim, ServiceLine};
use crate::code::{Modifier, Modifiers, ProcedureCode};
use crate::reference::modifiers::is_ncci_associated;

/// One code of a claim, of the lines billed and those of the same day.
#[derive(Clone, Copy, Debug)]
pub(super) struct CodeTally {
    pub(super) code: ProcedureCode,
    /// Position of the first billed line; `None` if the code stands in `same_day` only.
    pub(super) first_line: Option<usize>,
    /// Units of the billed lines, and of those with CQ or CO among them.
    pub(super) billed: u32,
    pub(super) marked: u32,
    /// Units of all lines of the day.
    pub(super) that_day: u32,
    /// The first NCCI-associated modifier, and whether every line of the day carries one.
    pub(super) associated: Option<Modifier>,
    pub(super) all_associated: bool,
}

/// The codes of a claim: billed ones in order of their first line, then those of the same day.
#[derive(Clone, Debug)]
pub(super) struct Tally(Vec<CodeTally>);

impl Tally {
    pub(super) fn of(claim: &Claim<'_>) -> Self {
        let mut codes: Vec<CodeTally> =
            Vec::with_capacity(claim.billed.len() + claim.same_day.len());
        let mut add = |line: &ServiceLine, position: Option<usize>| {
            let (units, modifiers) = (u32::from(line.units()), line.modifiers());
            let associated = modifiers
                .iter()
                .find(|modifier| is_ncci_associated(*modifier));
            let code = line.code();
            let place = codes.iter().position(|tally| tally.code == code);
            let place = place.unwrap_or_else(|| {
                codes.push(CodeTally::new(code, position));
                codes.len() - 1
            });
            let Some(tally) = codes.get_mut(place) else {
                return;
            };
            tally.that_day = tally.that_day.saturating_add(units);
            tally.associated = tally.associated.or(associated);
            tally.all_associated &= associated.is_some();
            if position.is_some() {
                tally.billed = tally.billed.saturating_add(units);
                if is_marked(modifiers) {
                    tally.marked = tally.marked.saturating_add(units);
                }
            }
        };
        for (position, line) in claim.billed.iter().enumerate() {
            add(line, Some(position));
        }
        for line in claim.same_day {
            add(line, None);
        }
        Self(codes)
    }

    pub(super) fn codes(&self) -> &[CodeTally] {
        &self.0
    }

    /// The billed codes, each with its first line.
    pub(super) fn billed(&self) -> impl Iterator<Item = (usize, &CodeTally)> + '_ {
        self.0
            .iter()
            .filter_map(|tally| tally.first_line.map(|line| (line, tally)))
    }

    pub(super) fn code(&self, code: ProcedureCode) -> Option<&CodeTally> {
        self.0.iter().find(|tally| tally.code == code)
    }

    /// Units of the billed lines of a code.
    pub(super) fn units_billed(&self, code: ProcedureCode) -> u32 {
        self.code(code).map_or(0, |tally| tally.billed)
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

/// Whether a line is billed as an assistant's.
pub(super) fn is_marked(modifiers: &Modifiers) -> bool {
    modifiers.contains(Modifier::CQ) || modifiers.contains(Modifier::CO)
}
