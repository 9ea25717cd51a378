//! Checks NCCI edits on a claim: medically unlikely edits (MUE) and procedure-to-procedure (PTP) edits.
//!
//! An answer that the tables do not give is reported as unknown and never counts as "no edit".

use alloc::{collections::BTreeMap, vec::Vec};

use crate::calendar::IsoDate;
use crate::claim::check::day::{CLAIM, CodeTally, Day, Days, Kinds, is_distinct_service};
use crate::claim::evidence::{AnswerTables, EditKind, Quarters, SeparateServices, UnitCount};
use crate::claim::register::ClaimFinding;
use crate::code::Modifier;
use crate::finding::{Basis, Findings};
use crate::order;
use crate::reference::edits::{
    AdjudicationIndicator, EITHER_COLUMN, EditSource, EditTables, EditTiming, MueAnswer, PtpAnswer,
    PtpCoverage, PtpEdit, PtpTable,
};

/// Looks at the edits of each date. A finding about the tables is reported once per claim, for the earliest date.
pub(super) fn look_at_edits(days: &Days<'_>, findings: &mut Findings<ClaimFinding>) {
    let mut raised = Raised::default();
    for day in days.iter() {
        day.look_at_units(&mut raised, findings);
        day.look_at_pairs(&mut raised, findings);
    }
}

/// Records which findings about missing or older edit tables the claim already has: each is raised once.
#[derive(Debug, Default)]
struct Raised {
    no_table: [bool; 2],
    not_current: [bool; 2],
}

impl Raised {
    /// Notes that no table answers, and returns whether it is noted for the first time.
    fn no_table(&mut self, kind: EditKind) -> bool {
        is_first(&mut self.no_table, kind)
    }

    /// Notes that tables of other quarters answer, and returns whether it is noted for the first time.
    fn not_current(&mut self, kind: EditKind) -> bool {
        is_first(&mut self.not_current, kind)
    }
}

fn is_first([mue, ptp]: &mut [bool; 2], kind: EditKind) -> bool {
    let raised = match kind {
        EditKind::Mue => mue,
        EditKind::Ptp => ptp,
    };
    !core::mem::replace(raised, true)
}

/// What is known of the pairs of each code, by its place. There are none for codes of which nothing is noted.
#[derive(Debug, Default)]
struct Known(Vec<Pairs>);

impl Known {
    fn of(&mut self, place: usize) -> Option<&mut Pairs> {
        if self.0.len() <= place {
            self.0.resize_with(place + 1, Pairs::default);
        }
        self.0.get_mut(place)
    }

    fn note(&mut self, places: [usize; 2], note: impl Fn(&mut Pairs)) {
        for place in places {
            if let Some(pairs) = self.of(place) {
                note(pairs);
            }
        }
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
    tables: Vec<EditSource>,
    is_inferred: bool,
}

impl Pairs {
    fn add_no_edit(&mut self, tables: EditTables) {
        self.is_inferred |= tables.basis() == Basis::Inferred;
        for table in tables.iter() {
            if let Err(place) = self.tables.binary_search(&table) {
                self.tables.insert(place, table);
            }
        }
    }
}

/// Sorts pairs and removes repeated ones.
fn once_each(pairs: &mut Vec<(usize, usize)>) {
    order::by_key(pairs, |(a, b)| {
        order::key(0, 0, *a) << 64 | order::key(0, 0, *b)
    });
    pairs.dedup();
}

/// The number of codes up to which each pair is asked. Of more codes, only the pairs are asked that may differ from
/// others.
const FEW_CODES: usize = 16;

impl Day<'_> {
    /// Compares the units of each code with its medically unlikely edit (MUE).
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
        let (timing, current) = reference.mue_timing_and_table(program, setting, date);
        match timing {
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
            let (code, units) = (tally.code, UnitCount(tally.that_day));
            let at = || self.at(first_line);
            let held = current.and_then(|table| table.answer(code));
            let answer = || reference.mue_in(program, code, setting, date);
            let answer = held.unwrap_or_else(answer);
            // only a finding takes a copy of the tables
            let (limit, tables) = match &answer {
                MueAnswer::Limit { limit, tables } => (limit, tables),
                MueAnswer::NoData | MueAnswer::NoTable => {
                    findings.push(ClaimFinding::MueNoData { code, date: on }, at());
                    continue;
                }
            };
            let value = limit.value;
            match limit.indicator {
                AdjudicationIndicator::Line => by_line.push((code, (value, *tables))),
                _ if tally.that_day <= value => {}
                AdjudicationIndicator::DayAbsolute => {
                    let finding = ClaimFinding::MueDayAbsolute {
                        units,
                        code,
                        value,
                        tables: *tables,
                    };
                    findings.push(finding, at());
                }
                AdjudicationIndicator::Day => {
                    let finding = ClaimFinding::MueDayExceeded {
                        units,
                        code,
                        value,
                        tables: *tables,
                    };
                    findings.push(finding, at());
                }
            }
        }
        if by_line.is_empty() {
            return;
        }
        order::by_key(&mut by_line, |(code, _)| code.rank());
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

    /// Looks for procedure-to-procedure (PTP) edits, and for modifiers 59 and X that bypass none.
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
        let mut lines = self.lines.iter();
        let is_asked = lines.any(|line| line.kinds.has(Kinds::DISTINCT));
        let mut known = Known::default();
        if self.codes.len() > 1 {
            let reference = claim.reference();
            let (timing, current) = reference.ptp_timing_and_table(program, setting, date);
            match timing {
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
            let table = current.filter(|_| !is_asked);
            self.look_at_each_pair(is_asked, table, &mut known, findings);
            let codes = self.codes.iter().zip(&known.0);
            for (tally, _) in codes.filter(|(_, pairs)| pairs.is_uncovered) {
                let at = tally.first_line.map_or(CLAIM, |line| self.at(line));
                findings.push(ClaimFinding::PtpNoCoverage { code: tally.code }, at);
            }
        }
        if is_asked {
            self.look_at_distinct_modifiers(&mut known, findings);
        }
    }

    /// Asks the pairs. Those that are no edit by `table`, the table of the quarter, need no further question.
    fn look_at_each_pair(
        &self,
        is_asked: bool,
        table: Option<&PtpTable>,
        known: &mut Known,
        findings: &mut Findings<ClaimFinding>,
    ) {
        let (claim, date) = (self.claim, self.date);
        let (setting, program, reference) = (claim.setting(), claim.edits(), claim.reference());
        let mut look_at = |(place, other): (usize, usize)| {
            let places = [place, other];
            let [Some(a), Some(b)] = places.map(|place| self.codes.get(place)) else {
                return;
            };
            match reference.ptp_in(program, a.code, b.code, setting, date) {
                PtpAnswer::NoEdit { .. } if !is_asked => return,
                PtpAnswer::NoEdit { tables } => {
                    return known.note(places, |pairs| pairs.add_no_edit(tables));
                }
                PtpAnswer::Edit { edit, tables } => {
                    if let Some((finding, line)) = self.finding_of(edit, tables, a, b) {
                        findings.push(finding, self.at(line));
                    }
                }
                answer => {
                    let is_covered = |code| reference.ptp_covers(program, code, setting);
                    let uncovered = [a, b].map(|tally| !is_covered(tally.code));
                    if answer == PtpAnswer::NoCoverage && uncovered != [false, false] {
                        for (place, is_uncovered) in places.into_iter().zip(uncovered) {
                            if let Some(pairs) = known.of(place) {
                                pairs.is_uncovered |= is_uncovered;
                            }
                        }
                    } else {
                        self.push_no_data(a, b, findings);
                    }
                }
            }
            known.note(places, |pairs| pairs.may_be_edit = true);
        };
        if self.codes.len() > FEW_CODES {
            for pair in self.pairs_that_may_differ() {
                look_at(pair);
            }
            return;
        }
        let mut codes = [None; FEW_CODES];
        for (code, tally) in codes.iter_mut().zip(&self.codes) {
            *code = table.map(|table| table.covered_code(tally.code));
        }
        let codes = codes.get(..self.codes.len()).unwrap_or_default();
        // codes of the same day only are behind the billed ones
        for (place, a) in codes.iter().enumerate().take(self.billed().count()) {
            for (other, b) in codes.iter().enumerate().skip(place + 1) {
                let is_no_edit = match (table, a, b) {
                    (Some(table), Some(a), Some(b)) => table.has_no_edit(*a, *b, date),
                    _ => false,
                };
                if !is_no_edit {
                    look_at((place, other));
                }
            }
        }
    }

    /// Returns the pairs of places that have an answer of their own, in order.
    ///
    /// A pair that is in no row of a table has the answer that follows from which tables cover its codes. So
    /// the codes are sorted into classes by their coverage, and one such pair is asked for each code and each
    /// class; all of them are where each has a finding of its own.
    fn pairs_that_may_differ(&self) -> Vec<(usize, usize)> {
        let (claim, date) = (self.claim, self.date);
        let (setting, program, reference) = (claim.setting(), claim.edits(), claim.reference());
        let tables = reference.ptp_tables(program, setting);
        let in_order = |a: usize, b: usize| (a.min(b), a.max(b));
        let mut pairs = Vec::new();
        let mut classes: BTreeMap<(bool, Vec<PtpCoverage>), Vec<usize>> = BTreeMap::new();
        for (place, tally) in self.codes.iter().enumerate() {
            let (code, is_billed) = (tally.code, tally.first_line.is_some());
            let partners = tables.iter().flat_map(|table| table.later_partners(code));
            for other in partners.filter_map(|partner| self.place(partner)) {
                let is_other_billed = self
                    .codes
                    .get(other)
                    .is_some_and(|other| other.first_line.is_some());
                if other != place && (is_billed || is_other_billed) {
                    pairs.push(in_order(place, other));
                }
            }
            let coverage = tables.iter().map(|table| table.coverage(code)).collect();
            classes
                .entry((is_billed, coverage))
                .or_default()
                .push(place);
        }
        once_each(&mut pairs);
        let in_rows = pairs.clone();
        for ((is_a_billed, of_a), class) in &classes {
            for ((is_billed, of_b), other_class) in &classes {
                if !(*is_a_billed || *is_billed) {
                    continue;
                }
                let has_set = |coverage: &[PtpCoverage]| {
                    coverage.iter().any(|one| *one != PtpCoverage::RowsOnly)
                };
                let each_has_a_set = has_set(of_a) && has_set(of_b);
                for &place in class {
                    let others = other_class.iter().filter(|other| **other != place);
                    let mut pairs_of_class = others
                        .map(|other| in_order(place, *other))
                        .filter(|pair| in_rows.binary_search(pair).is_err());
                    let Some(first) = pairs_of_class.next() else {
                        continue;
                    };
                    pairs.push(first);
                    let codes = [first.0, first.1].map(|place| self.codes.get(place));
                    let [Some(a), Some(b)] = codes else {
                        continue;
                    };
                    let answer = || reference.ptp_in(program, a.code, b.code, setting, date);
                    if each_has_a_set && answer() == PtpAnswer::NoCoverage {
                        pairs.extend(pairs_of_class);
                    }
                }
            }
        }
        once_each(&mut pairs);
        pairs
    }

    /// Reports that it is not known whether a pair is an edit, at the later of the first lines of its codes.
    fn push_no_data(
        &self,
        a: &CodeTally<'_>,
        b: &CodeTally<'_>,
        findings: &mut Findings<ClaimFinding>,
    ) {
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

    /// Returns the finding of an edit, and the line to which it belongs.
    fn finding_of(
        &self,
        edit: PtpEdit,
        tables: EditTables,
        a: &CodeTally<'_>,
        b: &CodeTally<'_>,
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

    /// Reports modifiers 59 and X on lines whose code is known to be in no edit.
    fn look_at_distinct_modifiers(&self, known: &mut Known, findings: &mut Findings<ClaimFinding>) {
        for line in &self.lines {
            let mut modifiers = line.line.modifiers().iter();
            let Some(modifier) = modifiers.find(|modifier| is_distinct_service(*modifier)) else {
                continue;
            };
            if let Some(pairs) = known.of(line.place).filter(|pairs| !pairs.may_be_edit) {
                let basis = if pairs.is_inferred {
                    Basis::Inferred
                } else {
                    Basis::Held
                };
                let sources = pairs.tables.clone();
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

/// Returns what must be true of two services that are billed beside each other.
const fn separate(both_timed: bool) -> SeparateServices {
    if both_timed {
        SeparateServices::Time
    } else {
        SeparateServices::Any
    }
}

/// Returns what a modifier that bypasses an edit states.
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
