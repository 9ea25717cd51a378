//! Checks the lines of one date together: add-on codes, untimed codes, evaluations, and the length of a day.

use alloc::{collections::BTreeMap, vec::Vec};

use crate::calendar::IsoDate;
use crate::claim::check::day::{Day, DayLine};
use crate::claim::evidence::{FirstCodes, MinuteCount, TimedUnits};
use crate::claim::register::ClaimFinding;
use crate::code::ProcedureCode;
use crate::finding::Findings;
use crate::quantity::Minutes;
use crate::reference::catalog::{
    BlockMinutes, CodeEntry, Discipline, Family, Origin, ServiceKind, Successors, Timing,
};
use crate::session::TimingSource;
use crate::units::{Pooling, UnitRule};

/// Timed minutes of a date that are worth a look: eight hours.
const LONG_DAY: u64 = 480;

impl Day<'_> {
    /// Looks at the lines of the date together. A line of 0 units takes no part.
    pub(super) fn look_at_lines_together(&self, findings: &mut Findings<ClaimFinding>) {
        self.look_at_add_ons(findings);
        self.look_at_untimed(findings);
        self.look_at_evaluations(findings);
        self.look_at_length(findings);
    }

    fn taking_part(&self) -> impl Iterator<Item = &DayLine<'_>> {
        self.lines
            .iter()
            .filter(|line| !line.line.units().is_zero())
    }

    /// Add-on codes without a line of their first code.
    fn look_at_add_ons(&self, findings: &mut Findings<ClaimFinding>) {
        let is_billed = |code: ProcedureCode| self.code(code).is_some_and(|code| code.that_day > 0);
        for line in self.taking_part() {
            let Some(first) = line.entry.and_then(first_codes) else {
                continue;
            };
            if !first.iter().any(is_billed) {
                let (code, first) = (line.line.code(), FirstCodes(first));
                let finding = ClaimFinding::AddOnWithoutFirst { code, first };
                findings.push(finding, self.at(line.position));
            }
        }
    }

    /// More than one unit of an untimed code in one discipline.
    fn look_at_untimed(&self, findings: &mut Findings<ClaimFinding>) {
        let mut untimed: BTreeMap<(ProcedureCode, Option<Discipline>), (usize, u32)> =
            BTreeMap::new();
        for line in self.taking_part() {
            let code = line.line.code();
            let is_one = self
                .codes
                .get(line.place)
                .is_some_and(|code| code.billed == 1);
            if line.timing == Some(Timing::Untimed) && !is_one {
                let of_code = untimed.entry((code, line.discipline));
                of_code.or_insert((line.position, 0)).1 += u32::from(line.line.units());
            }
        }
        for ((code, _), (first, units)) in untimed {
            if units > 1 {
                findings.push(ClaimFinding::UntimedUnits { code }, self.at(first));
            }
        }
    }

    /// A second evaluation of one discipline.
    fn look_at_evaluations(&self, findings: &mut Findings<ClaimFinding>) {
        let mut first_of: BTreeMap<Option<Discipline>, ProcedureCode> = BTreeMap::new();
        let mut later: BTreeMap<ProcedureCode, usize> = BTreeMap::new();
        for line in self.taking_part() {
            let facts = line.entry.map(CodeEntry::facts_in_place);
            let evaluation = facts.filter(|facts| facts.service_kind() == ServiceKind::Evaluation);
            let Some(facts) = evaluation else {
                continue;
            };
            let code = line.line.code();
            let first = *first_of.entry(facts.required_discipline()).or_insert(code);
            if first != code && later.insert(code, line.position).is_none() {
                let finding = ClaimFinding::EvaluationsSameDay { a: first, b: code };
                findings.push(finding, self.at(line.position));
            }
        }
    }

    /// The least minutes that the timed units of all disciplines need.
    fn look_at_length(&self, findings: &mut Findings<ClaimFinding>) {
        // no unit needs more minutes than the longest block that it may be counted in
        let of_rule = self.claim.rule().block_minutes();
        let most = |line: &DayLine<'_>| {
            let longest = match line.timing {
                Some(Timing::First { family } | Timing::AddOn { family }) => {
                    family.first_block.max(family.add_on_block).max(of_rule)
                }
                timing => timing
                    .and_then(Timing::block)
                    .map_or(of_rule, |block| block.max(of_rule)),
            };
            u64::from(longest.get()) * u64::from(line.line.units().get())
        };
        if self.taking_part().map(most).sum::<u64>() <= LONG_DAY {
            return;
        }
        let mut disciplines: BTreeMap<Option<Discipline>, TimedLines> = BTreeMap::new();
        let (mut first, mut units) = (None, 0);
        for line in self.taking_part() {
            let code = line.line.code();
            let Some(timing) = line.timing.filter(|timing| timing.is_timed()) else {
                continue;
            };
            let stated = self.codes.get(line.place).and_then(|code| code.delivered);
            let is_supplied = match stated {
                Some(delivered) => delivered.timing_source == TimingSource::Caller,
                None => line
                    .entry
                    .is_some_and(|entry| entry.origin() == Origin::Supplied),
            };
            first = first.or(Some(line.position));
            let of_line = u32::from(line.line.units());
            units += of_line;
            let of_discipline = disciplines.entry(line.discipline).or_default();
            of_discipline.add(code, timing, is_supplied, of_line, self.claim.rule());
        }
        let Some(first) = first else {
            return;
        };
        let needed = disciplines.into_values();
        let needed: u64 = needed
            .map(|lines| lines.least_minutes(self.claim.rule()))
            .sum();
        let (units, minutes, date) = (TimedUnits(units), MinuteCount(needed), IsoDate(self.date));
        if needed > u64::from(Minutes::DAY.get()) {
            let finding = ClaimFinding::UnitsExceedDay {
                units,
                date,
                minutes,
            };
            findings.push(finding, self.at(first));
        } else if needed > LONG_DAY {
            let finding = ClaimFinding::UnitsLongDay {
                units,
                date,
                minutes,
            };
            findings.push(finding, self.at(first));
        }
    }
}

/// The timed units of one discipline: pooled ones, and each other code or family.
#[derive(Debug, Default)]
struct TimedLines {
    pooled: BTreeMap<ProcedureCode, u32>,
    alone: BTreeMap<ProcedureCode, (BlockMinutes, u32)>,
    families: BTreeMap<ProcedureCode, (Family, u32)>,
}

impl TimedLines {
    fn add(
        &mut self,
        code: ProcedureCode,
        timing: Timing,
        is_supplied: bool,
        units: u32,
        rule: UnitRule,
    ) {
        let is_pooled = |block: BlockMinutes| {
            let is_quarter_hour = block == BlockMinutes::QUARTER_HOUR && !is_supplied;
            block == rule.block_minutes() || is_quarter_hour
        };
        match (timing.family(), timing.block()) {
            (Some(family), _) if family.first_block != family.add_on_block => {
                self.families.entry(family.first).or_insert((family, 0)).1 += units;
            }
            (family, Some(block)) => {
                let service = family.map_or(code, |family| family.first);
                if is_pooled(block) {
                    *self.pooled.entry(service).or_default() += units;
                } else {
                    self.alone.entry(service).or_insert((block, 0)).1 += units;
                }
            }
            (_, None) => {}
        }
    }

    fn least_minutes(self, rule: UnitRule) -> u64 {
        let pooled: Vec<u32> = match rule.pooling() {
            Pooling::Session | Pooling::Capped => {
                Vec::from([self.pooled.into_values().sum::<u32>()])
            }
            Pooling::None => self.pooled.into_values().collect(),
        };
        let pooled = pooled
            .into_iter()
            .map(|units| rule.rounding().least_minutes(units));
        let alone = self.alone.into_values();
        let alone = alone.map(|(block, units)| rule.rounding_of(block).least_minutes(units));
        let families = self.families.into_values();
        let families = families.map(|(family, units)| match units.checked_sub(1) {
            Some(0) | None => rule.rounding_of(family.first_block).least_minutes(units),
            Some(further) => {
                let further = rule.rounding_of(family.add_on_block).least_minutes(further);
                u64::from(family.first_block.get()) + further
            }
        });
        pooled.chain(alone).chain(families).sum()
    }
}

/// The codes with one of which an add-on code is billed on the same date; `None` for every other code.
///
/// Add-on codes of a calendar month, and those that are counted in blocks of their own, may be alone.
fn first_codes(entry: &CodeEntry) -> Option<Successors> {
    match entry.timing() {
        Timing::AddOn { family } => Some(Successors::from(family.first)),
        Timing::Month { .. } | Timing::Blocks { .. } | Timing::Visit => None,
        _ => Some(entry.facts_in_place().add_on_to()).filter(|first| !first.is_empty()),
    }
}
