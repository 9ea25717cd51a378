//! The edits on a claim: units of a code a day, and pairs of codes.

use alloc::vec;

use super::check::{CLAIM, billed, is_distinct_service};
use super::evidence::{SeparateServices, UnitCount};
use super::tally::{CodeTally, Tally};
use super::{Claim, ClaimFinding, ServiceLine};
use crate::calendar::IsoDate;
use crate::code::{Modifier, ProcedureCode};
use crate::finding::Findings;
use crate::reference::catalog::{CodeEntry, Timing};
use crate::reference::edits::{
    AdjudicationIndicator, EITHER_COLUMN, EditProgram, EditTables, EditTiming, MueAnswer,
    PtpAnswer, PtpEdit,
};

impl Claim<'_> {
    /// Medically Unlikely Edits.
    ///
    /// # Source
    ///
    /// CMS NCCI MUE tables: units are added over the lines of a date, unless the indicator is 1.
    pub(super) fn look_at_units(&self, tally: &Tally, findings: &mut Findings<ClaimFinding>) {
        if self.billed.is_empty() {
            return;
        }
        let (setting, date) = (self.visit.setting, self.date());
        if let EditTiming::NoTable | EditTiming::BeforeOldest { .. } =
            self.reference
                .mue_timing(EditProgram::Medicare, setting, date)
        {
            let date = IsoDate(date);
            return findings.push(ClaimFinding::MueNoTable { setting, date }, CLAIM);
        }
        for (first_line, tally) in tally.billed() {
            let code = tally.code;
            let (limit, tables) = match self.reference.mue(code, setting, date) {
                MueAnswer::Limit { limit, tables } => (limit, tables),
                MueAnswer::NoData | MueAnswer::NoTable => {
                    let date = IsoDate(date);
                    findings.push(ClaimFinding::MueNoData { code, date }, billed(first_line));
                    continue;
                }
            };
            let value = limit.value;
            if limit.indicator == AdjudicationIndicator::Line {
                let lines = self.billed.iter().enumerate();
                for (position, line) in lines.filter(|(_, line)| line.code() == code) {
                    if u32::from(line.units()) > value {
                        let finding = ClaimFinding::MueLineExceeded {
                            code,
                            units: UnitCount(line.units().into()),
                            value,
                            tables,
                        };
                        findings.push(finding, billed(position));
                    }
                }
            } else if tally.that_day > value {
                let units = UnitCount(tally.that_day);
                let finding = if limit.indicator == AdjudicationIndicator::DayAbsolute {
                    ClaimFinding::MueDayAbsolute {
                        code,
                        units,
                        value,
                        tables,
                    }
                } else {
                    ClaimFinding::MueDayExceeded {
                        code,
                        units,
                        value,
                        tables,
                    }
                };
                findings.push(finding, billed(first_line));
            }
        }
    }

    /// Procedure-to-Procedure edits, and 59 or X modifiers that answer none.
    ///
    /// # Source
    ///
    /// CMS NCCI PTP edits; CMS MLN1783722.
    pub(super) fn look_at_pairs(&self, tally: &Tally, findings: &mut Findings<ClaimFinding>) {
        let codes = tally.codes();
        if self.billed.is_empty() {
            return;
        }
        let mut paired = vec![false; codes.len()];
        if codes.len() > 1 {
            let (setting, date) = (self.visit.setting, self.date());
            let program = EditProgram::Medicare;
            if self.reference.ptp_timing(program, setting, date) == EditTiming::NoTable {
                let date = IsoDate(date);
                return findings.push(ClaimFinding::PtpNoTable { setting, date }, CLAIM);
            }
            for (place, a) in codes.iter().enumerate() {
                for (other, b) in codes.iter().enumerate().skip(place + 1) {
                    if a.first_line.is_none() && b.first_line.is_none() {
                        continue;
                    }
                    let answer = self.reference.ptp(a.code, b.code, setting, date);
                    if let Some((finding, line)) = self.finding_of(answer, a, b) {
                        findings.push(finding, billed(line));
                        for place in [place, other] {
                            if let Some(paired) = paired.get_mut(place) {
                                *paired = true;
                            }
                        }
                    }
                }
            }
        }
        self.look_at_idle_modifiers(codes, &paired, findings);
    }

    /// What a lookup of two codes means for their lines, and the line it stands at.
    fn finding_of(
        &self,
        answer: PtpAnswer,
        a: &CodeTally,
        b: &CodeTally,
    ) -> Option<(ClaimFinding, usize)> {
        match answer {
            PtpAnswer::NoEdit { .. } | PtpAnswer::NoTable => None,
            PtpAnswer::NoData | PtpAnswer::NoCoverage => {
                let (first, second) = if a.first_line <= b.first_line {
                    (a, b)
                } else {
                    (b, a)
                };
                let finding = ClaimFinding::PtpNoData {
                    a: first.code,
                    b: second.code,
                    date: IsoDate(self.date()),
                };
                Some((finding, second.first_line?))
            }
            PtpAnswer::Edit { edit, tables } => {
                let (column_1, column_2) = in_columns(edit, a, b);
                let finding = if edit.allows_modifier {
                    self.passed_or_not((edit, tables), column_1, column_2)
                } else {
                    ClaimFinding::PtpNeverTogether {
                        column_1: edit.column_1,
                        column_2: edit.column_2,
                        tables,
                    }
                };
                Some((finding, column_2.first_line.or(column_1.first_line)?))
            }
        }
    }

    /// An edit of indicator 1: passed if every pair of lines is.
    fn passed_or_not(
        &self,
        (edit, tables): (PtpEdit, EditTables),
        column_1: &CodeTally,
        column_2: &CodeTally,
    ) -> ClaimFinding {
        let timed = self.is_timed(column_1.code) && self.is_timed(column_2.code);
        // every line of one column is enough; otherwise some pair of lines has none
        let by_column_1 = column_1.all_associated && self.date() >= EITHER_COLUMN;
        let passed_by = match (column_2.all_associated, by_column_1) {
            (true, _) => column_2.associated,
            (false, true) => column_1.associated,
            (false, false) => None,
        };
        match passed_by {
            Some(modifier) => ClaimFinding::PtpModifierPresent {
                column_1: edit.column_1,
                column_2: edit.column_2,
                modifier,
                services: claimed_by(modifier, timed),
                tables,
            },
            None => ClaimFinding::PtpNeedsModifier {
                column_1: edit.column_1,
                column_2: edit.column_2,
                services: separate(timed),
                tables,
            },
        }
    }

    fn is_timed(&self, code: ProcedureCode) -> bool {
        let timing = self.reference.entry(code).map(CodeEntry::timing);
        timing.is_some_and(Timing::is_timed)
    }

    /// 59 and X modifiers on lines whose code is in no pair.
    fn look_at_idle_modifiers(
        &self,
        codes: &[CodeTally],
        paired: &[bool],
        findings: &mut Findings<ClaimFinding>,
    ) {
        let is_paired = |line: &ServiceLine| {
            let place = codes.iter().position(|tally| tally.code == line.code());
            place
                .and_then(|place| paired.get(place))
                .is_some_and(|paired| *paired)
        };
        for (position, line) in self.billed.iter().enumerate() {
            let distinct = line.modifiers().iter().find(|m| is_distinct_service(*m));
            if let Some(modifier) = distinct.filter(|_| !is_paired(line)) {
                let finding = ClaimFinding::DistinctWithoutPair { modifier };
                findings.push(finding, billed(position));
            }
        }
    }
}

/// The two codes in the order of the edit's columns.
fn in_columns<'t>(
    edit: PtpEdit,
    a: &'t CodeTally,
    b: &'t CodeTally,
) -> (&'t CodeTally, &'t CodeTally) {
    if a.code == edit.column_1 {
        (a, b)
    } else {
        (b, a)
    }
}

/// What must be true of two services that are billed beside each other.
const fn separate(both_timed: bool) -> SeparateServices {
    if both_timed {
        SeparateServices::Time
    } else {
        SeparateServices::Any
    }
}

/// What a modifier that passes an edit claims.
fn claimed_by(modifier: Modifier, both_timed: bool) -> SeparateServices {
    match modifier {
        Modifier::XE => SeparateServices::Encounter,
        Modifier::XP => SeparateServices::Practitioner,
        Modifier::XS => SeparateServices::Structure,
        Modifier::XU => SeparateServices::Unusual,
        Modifier::DISTINCT_SERVICE => separate(both_timed),
        _ => SeparateServices::Other,
    }
}
