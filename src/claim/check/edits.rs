//! Checks NCCI edits on a claim: medically unlikely edits (MUE) and procedure-to-procedure (PTP) edits.
//!
//! An answer that the tables do not give is reported as unknown and never counts as "no edit".

use alloc::{collections::BTreeSet, vec, vec::Vec};

use crate::calendar::IsoDate;
use crate::claim::check::day::{CLAIM, CodeTally, Day, is_distinct_service};
use crate::claim::evidence::{AnswerTables, EditKind, Quarters, SeparateServices, UnitCount};
use crate::claim::register::ClaimFinding;
use crate::code::Modifier;
use crate::finding::{Basis, Findings};
use crate::reference::edits::{
    AdjudicationIndicator, EITHER_COLUMN, EditSource, EditTables, EditTiming, MueAnswer, PtpAnswer,
    PtpEdit,
};

/// Looks at the edits of each date. What concerns the tables appears once a claim, for the earliest date.
pub(super) fn look_at_edits(days: &[Day<'_>], findings: &mut Findings<ClaimFinding>) {
    let mut raised = Raised::default();
    for day in days {
        day.look_at_units(&mut raised, findings);
        day.look_at_pairs(&mut raised, findings);
    }
}

/// Records which findings about missing or older edit tables the claim already has: each is raised once.
#[derive(Debug, Default)]
struct Raised(BTreeSet<(EditKind, bool)>);

impl Raised {
    /// Notes that no table answers; true for the first time.
    fn no_table(&mut self, kind: EditKind) -> bool {
        self.0.insert((kind, false))
    }

    /// Notes that tables of other quarters answer; true for the first time.
    fn not_current(&mut self, kind: EditKind) -> bool {
        self.0.insert((kind, true))
    }
}

/// What is known of the pairs of one code.
#[derive(Clone, Debug, Default)]
struct Pairs {
    /// Whether a pair is an edit, or it is not known whether one is.
    may_be_edit: bool,
    /// Whether no table covers the code.
    is_uncovered: bool,
    /// The tables by which no pair is an edit.
    tables: BTreeSet<EditSource>,
    is_inferred: bool,
}

impl Pairs {
    fn add_no_edit(&mut self, tables: EditTables) {
        self.tables.extend(tables.iter());
        self.is_inferred |= tables.basis() == Basis::Inferred;
    }
}

impl Day<'_> {
    /// Medically unlikely edits.
    ///
    /// # Source
    ///
    /// CMS NCCI MUE tables: units are added over the lines of a date, unless the indicator is 1.
    fn look_at_units(&self, raised: &mut Raised, findings: &mut Findings<ClaimFinding>) {
        let (claim, date) = (self.claim, self.date);
        let (setting, program) = (claim.setting(), claim.edits());
        let (reference, on) = (claim.reference(), IsoDate(date));
        if self.lines.is_empty() {
            return;
        }
        match reference.mue_timing(program, setting, date) {
            EditTiming::NoTable | EditTiming::BeforeOldest { .. } => {
                if raised.no_table(EditKind::Mue) {
                    findings.push(ClaimFinding::MueNoTable { setting, date: on }, CLAIM);
                }
                return;
            }
            EditTiming::NotCurrent { before, after } if raised.not_current(EditKind::Mue) => {
                findings.push(not_current(EditKind::Mue, on, before, after), CLAIM);
            }
            EditTiming::NotCurrent { .. } | EditTiming::Current { .. } => {}
        }
        let mut by_line = Vec::new();
        for (first_line, tally) in self.billed() {
            let (code, units, at) = (tally.code, UnitCount(tally.that_day), self.at(first_line));
            let (limit, tables) = match reference.mue_in(program, code, setting, date) {
                MueAnswer::Limit { limit, tables } => (limit, tables),
                MueAnswer::NoData | MueAnswer::NoTable => {
                    findings.push(ClaimFinding::MueNoData { code, date: on }, at);
                    continue;
                }
            };
            let value = limit.value;
            match limit.indicator {
                AdjudicationIndicator::Line => by_line.push((code, (value, tables))),
                _ if tally.that_day <= value => {}
                AdjudicationIndicator::DayAbsolute => {
                    let finding = ClaimFinding::MueDayAbsolute {
                        units,
                        code,
                        value,
                        tables,
                    };
                    findings.push(finding, at);
                }
                AdjudicationIndicator::Day => {
                    let finding = ClaimFinding::MueDayExceeded {
                        units,
                        code,
                        value,
                        tables,
                    };
                    findings.push(finding, at);
                }
            }
        }
        by_line.sort_unstable_by_key(|(code, _)| *code);
        for line in &self.lines {
            let (code, units) = (line.line.code(), u32::from(line.line.units()));
            let limit = by_line.binary_search_by_key(&code, |(code, _)| *code).ok();
            let limit = limit.and_then(|place| by_line.get(place));
            if let Some(&(code, (value, tables))) = limit.filter(|(_, (value, _))| units > *value) {
                let units = UnitCount(units);
                let finding = ClaimFinding::MueLineExceeded {
                    units,
                    code,
                    value,
                    tables,
                };
                findings.push(finding, self.at(line.position));
            }
        }
    }

    /// Procedure-to-procedure edits, and 59 or X modifiers that bypass none.
    ///
    /// # Source
    ///
    /// CMS NCCI PTP edits; CMS MLN1783722.
    fn look_at_pairs(&self, raised: &mut Raised, findings: &mut Findings<ClaimFinding>) {
        let (claim, date) = (self.claim, self.date);
        let (setting, program) = (claim.setting(), claim.edits());
        if self.lines.is_empty() {
            return;
        }
        let mut known = vec![Pairs::default(); self.codes.len()];
        if self.codes.len() > 1 {
            match claim.reference().ptp_timing(program, setting, date) {
                EditTiming::NoTable => {
                    if raised.no_table(EditKind::Ptp) {
                        findings.push(ClaimFinding::PtpNoTable { setting }, CLAIM);
                    }
                    return;
                }
                EditTiming::NotCurrent { before, after } if raised.not_current(EditKind::Ptp) => {
                    let finding = not_current(EditKind::Ptp, IsoDate(date), before, after);
                    findings.push(finding, CLAIM);
                }
                _ => {}
            }
            self.look_at_each_pair(&mut known, findings);
            for (tally, _) in self
                .codes
                .iter()
                .zip(&known)
                .filter(|(_, pairs)| pairs.is_uncovered)
            {
                let at = tally.first_line.map_or(CLAIM, |line| self.at(line));
                findings.push(ClaimFinding::PtpNoCoverage { code: tally.code }, at);
            }
        }
        self.look_at_distinct_modifiers(&known, findings);
    }

    fn look_at_each_pair(&self, known: &mut [Pairs], findings: &mut Findings<ClaimFinding>) {
        let (claim, date) = (self.claim, self.date);
        let (setting, program, reference) = (claim.setting(), claim.edits(), claim.reference());
        let covered: Vec<bool> = self
            .codes
            .iter()
            .map(|tally| reference.ptp_covers(program, tally.code, setting))
            .collect();
        for (place, (a, a_is_covered)) in self.codes.iter().zip(&covered).enumerate() {
            // codes of the same day only are behind the billed ones
            if a.first_line.is_none() {
                break;
            }
            let others = self.codes.iter().zip(&covered).enumerate().skip(place + 1);
            for (other, (b, b_is_covered)) in others {
                let answer = reference.ptp_in(program, a.code, b.code, setting, date);
                let (until, from) = known.split_at_mut(other);
                let (Some(of_a), Some(of_b)) = (until.get_mut(place), from.first_mut()) else {
                    continue;
                };
                match answer {
                    PtpAnswer::NoEdit { tables } => {
                        of_a.add_no_edit(tables);
                        of_b.add_no_edit(tables);
                        continue;
                    }
                    PtpAnswer::Edit { edit, tables } => {
                        if let Some((finding, line)) = self.finding_of(edit, tables, a, b) {
                            findings.push(finding, self.at(line));
                        }
                    }
                    PtpAnswer::NoCoverage if !(*a_is_covered && *b_is_covered) => {
                        of_a.is_uncovered |= !a_is_covered;
                        of_b.is_uncovered |= !b_is_covered;
                    }
                    PtpAnswer::NoData | PtpAnswer::NoCoverage | PtpAnswer::NoTable => {
                        self.push_no_data(a, b, findings);
                    }
                }
                of_a.may_be_edit = true;
                of_b.may_be_edit = true;
            }
        }
    }

    /// A pair of which it is not known whether it is an edit, at the later of the first lines.
    fn push_no_data(&self, a: &CodeTally, b: &CodeTally, findings: &mut Findings<ClaimFinding>) {
        let (first, second) = if a.first_line <= b.first_line {
            (a, b)
        } else {
            (b, a)
        };
        let finding = ClaimFinding::PtpNoData {
            a: first.code,
            b: second.code,
            date: IsoDate(self.date),
        };
        let at = second.first_line.map_or(CLAIM, |line| self.at(line));
        findings.push(finding, at);
    }

    /// What an edit means for the lines of its codes, and the line of the finding.
    fn finding_of(
        &self,
        edit: PtpEdit,
        tables: EditTables,
        a: &CodeTally,
        b: &CodeTally,
    ) -> Option<(ClaimFinding, usize)> {
        let (first, second) = if a.code == edit.column_1 {
            (a, b)
        } else {
            (b, a)
        };
        let (column_1, column_2) = (edit.column_1, edit.column_2);
        let timed = self.is_timed(column_1) && self.is_timed(column_2);
        // every line of one column is enough; otherwise some pair of lines has no modifier
        let by_column_1 = first.all_associated && self.date >= EITHER_COLUMN;
        let bypassed_by = match (second.all_associated, by_column_1) {
            (true, _) => second.associated,
            (false, true) => first.associated,
            (false, false) => None,
        };
        let finding = match bypassed_by {
            _ if !edit.allows_modifier => ClaimFinding::PtpNeverTogether {
                column_2,
                column_1,
                tables,
            },
            Some(modifier) => ClaimFinding::PtpModifierPresent {
                modifier,
                tables,
                conditions: stated_by(modifier, timed),
            },
            None => ClaimFinding::PtpNeedsModifier {
                column_2,
                column_1,
                tables,
                conditions: separate(timed),
            },
        };
        Some((finding, second.first_line.or(first.first_line)?))
    }

    /// 59 and X modifiers on lines whose code is known to be in no edit.
    fn look_at_distinct_modifiers(&self, known: &[Pairs], findings: &mut Findings<ClaimFinding>) {
        for line in &self.lines {
            let mut modifiers = line.line.modifiers().iter();
            let Some(modifier) = modifiers.find(|modifier| is_distinct_service(*modifier)) else {
                continue;
            };
            let place = self.place(line.line.code());
            let pairs = place.and_then(|place| known.get(place));
            if let Some(pairs) = pairs.filter(|pairs| !pairs.may_be_edit) {
                let basis = if pairs.is_inferred {
                    Basis::Inferred
                } else {
                    Basis::Held
                };
                let sources = pairs.tables.iter().copied().collect();
                let tables = AnswerTables { basis, sources };
                let finding = ClaimFinding::DistinctWithoutPair { modifier, tables };
                findings.push(finding, self.at(line.position));
            }
        }
    }
}

fn not_current(
    kind: EditKind,
    date: IsoDate,
    before: EditSource,
    after: Option<EditSource>,
) -> ClaimFinding {
    let tables = [Some(before), after].into_iter().flatten();
    let quarters = Quarters(tables.map(|table| table.quarter).collect());
    ClaimFinding::EditsNotCurrent {
        kind,
        date,
        quarters,
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

/// What a modifier that bypasses an edit states.
fn stated_by(modifier: Modifier, both_timed: bool) -> SeparateServices {
    match modifier {
        Modifier::XE => SeparateServices::Encounter,
        Modifier::XP => SeparateServices::Practitioner,
        Modifier::XS => SeparateServices::Structure,
        Modifier::XU => SeparateServices::Unusual,
        Modifier::DISTINCT_SERVICE => separate(both_timed),
        _ => SeparateServices::Other,
    }
}
