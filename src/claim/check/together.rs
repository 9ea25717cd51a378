//! Checks the lines of one date together: add-on codes, untimed codes, evaluations, and the length of a day.

use alloc::{collections::BTreeMap, vec::Vec};

use crate::calendar::IsoDate;
use crate::claim::check::day::{Day, DayLine};
use crate::claim::evidence::{FirstCodes, MinuteCount, TimedUnits};
use crate::claim::register::ClaimFinding;
use crate::code::ProcedureCode;
use crate::finding::Findings;
use crate::order;
use crate::quantity::Minutes;
use crate::reference::catalog::{
    BlockMinutes, CodeEntry, CodeList, Discipline, Family, Origin, ServiceKind, Timing,
};
use crate::session::TimingSource;
use crate::units::{Pooling, UnitRule};

/// The timed minutes of a date above which a finding asks for a look: eight hours.
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

    /// Reports add-on codes without a line of their first code.
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

    /// Reports more than one unit of an untimed code in one discipline.
    fn look_at_untimed(&self, findings: &mut Findings<ClaimFinding>) {
        let is_one = |line: &DayLine<'_>| {
            let code = self.codes.get(line.place);
            code.is_some_and(|code| code.billed == 1)
        };
        let lines = self.taking_part();
        let mut untimed: Vec<&DayLine<'_>> = lines
            .filter(|line| line.timing == Some(&Timing::Untimed) && !is_one(line))
            .collect();
        let key = |line: &&DayLine<'_>| (line.line.code(), line.discipline);
        order::by_key(&mut untimed, |line| {
            let discipline = line
                .discipline
                .map_or(0, |discipline| 1 + discipline as u128);
            line.line.code().rank() << 8 | discipline
        });
        for lines in untimed.chunk_by(|a, b| key(a) == key(b)) {
            let units: u32 = lines.iter().map(|line| u32::from(line.line.units())).sum();
            if let Some(first) = lines.first().filter(|_| units > 1) {
                let code = first.line.code();
                findings.push(ClaimFinding::UntimedUnits { code }, self.at(first.position));
            }
        }
    }

    /// Reports a second evaluation of one discipline.
    fn look_at_evaluations(&self, findings: &mut Findings<ClaimFinding>) {
        let mut first_of: Vec<(Option<Discipline>, ProcedureCode)> = Vec::new();
        let mut later: BTreeMap<ProcedureCode, usize> = BTreeMap::new();
        for line in self.taking_part() {
            let facts = line.entry.map(CodeEntry::facts_in_place);
            let evaluation = facts.filter(|facts| facts.service_kind() == ServiceKind::Evaluation);
            let Some(facts) = evaluation else {
                continue;
            };
            let code = line.line.code();
            let discipline = facts.required_discipline();
            let mut known = first_of.iter();
            let known = known.find_map(|(known, first)| (*known == discipline).then_some(*first));
            if known.is_none() {
                first_of.push((discipline, code));
            }
            let first = known.unwrap_or(code);
            if first != code && later.insert(code, line.position).is_none() {
                let finding = ClaimFinding::EvaluationsSameDay { a: first, b: code };
                findings.push(finding, self.at(line.position));
            }
        }
    }

    /// Reports timed units that need more minutes at least than a date is expected to have, in all disciplines.
    fn look_at_length(&self, findings: &mut Findings<ClaimFinding>) {
        // no unit needs more minutes than the longest block that it may be counted in
        let of_rule = self.claim.rule().block_minutes();
        let most = |line: &DayLine<'_>| {
            let longest = match line.timing {
                Some(Timing::First { family } | Timing::AddOn { family }) => {
                    family.first_block.max(family.add_on_block).max(of_rule)
                }
                timing => timing
                    .and_then(|timing| timing.block())
                    .map_or(of_rule, |block| block.max(of_rule)),
            };
            u64::from(longest.get()) * u64::from(line.line.units().get())
        };
        if self.taking_part().map(most).sum::<u64>() <= LONG_DAY {
            return;
        }
        let mut disciplines: Vec<(Option<Discipline>, TimedLines)> = Vec::new();
        let (mut first, mut units) = (None, 0);
        for line in self.taking_part() {
            let code = line.line.code();
            let Some(&timing) = line.timing.filter(|timing| timing.is_timed()) else {
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
            let timed = TimedLine::new(code, timing, is_supplied, of_line, self.claim.rule());
            let mut known = disciplines.iter_mut();
            match known.find(|(known, _)| *known == line.discipline) {
                Some((_, lines)) => lines.extend(timed),
                None => disciplines.push((line.discipline, timed.into_iter().collect())),
            }
        }
        let Some(first) = first else {
            return;
        };
        let needed = disciplines.iter_mut();
        let needed: u64 = needed
            .map(|(_, lines)| least_minutes(lines, self.claim.rule()))
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

/// The timed lines of one discipline.
type TimedLines = Vec<TimedLine>;

/// The units of a timed line, with the code under which it is counted: of a family, the first.
#[derive(Clone, Copy, Debug)]
struct TimedLine {
    service: ProcedureCode,
    clock: Clock,
    units: u32,
}

/// How a timed line is counted.
#[derive(Clone, Copy, Debug)]
enum Clock {
    Pool,
    Alone(BlockMinutes),
    Family(Family),
}

impl TimedLine {
    /// Returns the line, or `None` if it is not counted in blocks.
    fn new(
        code: ProcedureCode,
        timing: Timing,
        is_supplied: bool,
        units: u32,
        rule: UnitRule,
    ) -> Option<Self> {
        let is_pooled = |block: BlockMinutes| {
            let is_quarter_hour = block == BlockMinutes::QUARTER_HOUR && !is_supplied;
            block == rule.block_minutes() || is_quarter_hour
        };
        let family = timing.family();
        let clock = match (family, timing.block()) {
            (Some(family), _) if family.first_block != family.add_on_block => Clock::Family(family),
            (_, Some(block)) if is_pooled(block) => Clock::Pool,
            (_, Some(block)) => Clock::Alone(block),
            (_, None) => return None,
        };
        let service = family.map_or(code, |family| family.first);
        Some(Self {
            service,
            clock,
            units,
        })
    }

    fn key(&self) -> u128 {
        let clock = match self.clock {
            Clock::Pool => 0,
            Clock::Alone(_) => 1,
            Clock::Family(_) => 2,
        };
        self.service.rank() << 2 | clock
    }
}

/// Returns the least minutes that the units of one discipline need.
fn least_minutes(lines: &mut [TimedLine], rule: UnitRule) -> u64 {
    order::by_key(lines, TimedLine::key);
    let (mut pooled, mut alone) = (0_u32, 0_u64);
    for lines in lines.chunk_by(|a, b| a.key() == b.key()) {
        let units: u32 = lines.iter().map(|line| line.units).sum();
        let of_block = |block: BlockMinutes, units| rule.rounding_of(block).least_minutes(units);
        alone += match (lines.first().map(|line| line.clock), units.checked_sub(1)) {
            (None, _) => 0,
            (Some(Clock::Pool), _) if rule.pooling() == Pooling::None => {
                rule.rounding().least_minutes(units)
            }
            (Some(Clock::Pool), _) => {
                pooled += units;
                0
            }
            (Some(Clock::Alone(block)), _) => of_block(block, units),
            (Some(Clock::Family(family)), Some(0) | None) => of_block(family.first_block, units),
            (Some(Clock::Family(family)), Some(further)) => {
                let further = of_block(family.add_on_block, further);
                u64::from(family.first_block.get()) + further
            }
        };
    }
    alone + rule.rounding().least_minutes(pooled)
}

/// Returns the codes with one of which an add-on code is billed on the same date, or `None` for every other code.
///
/// Add-on codes of a calendar month, and those that are counted in blocks of their own, may be alone.
fn first_codes(entry: &CodeEntry) -> Option<CodeList> {
    match entry.timing_ref() {
        Timing::AddOn { family } => Some(CodeList::from(family.first)),
        Timing::Month { .. } | Timing::Blocks { .. } | Timing::Visit => None,
        _ => Some(entry.facts_in_place().add_on_to()).filter(|first| !first.is_empty()),
    }
}
