//! Checks each line of a claim: its modifiers, its code, and earlier lines that are equal.

use alloc::vec::Vec;

use time::macros::date;

use crate::calendar::IsoDate;
use crate::claim::assistant::rule::NotApplied;
use crate::claim::check::day::{Day, DayLine, Kinds, is_discipline, is_distinct_service};
use crate::claim::evidence::{NotUsedIn, StatusLetter};
use crate::claim::line::ServiceLine;
use crate::claim::register::ClaimFinding;
use crate::code::{Modifier, Modifiers};
use crate::finding::{Findings, Location};
use crate::order;
use crate::reference::ReferenceData;
use crate::reference::catalog::{
    CodeEntry, Confidence, Designation, Discipline, MedicareStatus, Timing,
};
use crate::reference::modifiers::ModifierCategory;

impl Day<'_> {
    /// Looks at each line, and at earlier lines with equal code and equal set of modifiers.
    pub(super) fn look_at_lines(&self, findings: &mut Findings<ClaimFinding>) {
        let mut repeated: Vec<(u128, usize)> = Vec::new();
        for line in &self.lines {
            let at = self.at(line.position);
            self.look_at_line(line, at, findings);
            if self
                .codes
                .get(line.place)
                .is_none_or(|code| code.lines == 1)
            {
                continue;
            }
            repeated.push((key_of(line.line), line.position));
        }
        order::by_key(&mut repeated, |(key, _)| *key);
        for lines in repeated.chunk_by(|(a, _), (b, _)| a == b) {
            let Some(((_, first), later)) = lines.split_first() else {
                continue;
            };
            let line = self.at(*first);
            for (_, position) in later {
                findings.push(ClaimFinding::LineDuplicate { line }, self.at(*position));
            }
        }
    }

    fn look_at_line(
        &self,
        line: &DayLine<'_>,
        at: Location,
        findings: &mut Findings<ClaimFinding>,
    ) {
        let modifiers = line.line.modifiers();
        let reference = self.claim.reference();
        self.look_at_modifiers(line, at, findings);
        look_at_exclusions(reference, modifiers, at, findings);
        self.look_at_discipline(line, at, findings);
        self.look_at_assistant(line, at, findings);
        self.look_at_code(line, at, findings);
        if line.line.units().is_zero() {
            findings.push(ClaimFinding::UnitsZero, at);
        }
    }

    /// Looks at GP, GO and GN, and at KX and revenue codes, which need one of them.
    fn look_at_discipline(
        &self,
        line: &DayLine<'_>,
        at: Location,
        findings: &mut Findings<ClaimFinding>,
    ) {
        let (code, modifiers) = (line.line.code(), line.line.modifiers());
        let of_visit = self.claim.visit().map(|visit| visit.session.discipline());
        let has_none = !line.kinds.names_a_discipline();
        let finding = match line.kinds.discipline().map(Discipline::modifier) {
            None if has_none && self.claim.rule().is_medicare() => {
                let designation = line
                    .entry
                    .map(|entry| (entry.designation(), entry.confidence()));
                match designation {
                    Some((Designation::Always, Confidence::Medium | Confidence::High)) => {
                        Some(ClaimFinding::DisciplineMissing { code })
                    }
                    // only a visit shows that a therapist furnished the service
                    Some((Designation::Always | Designation::Sometimes, _)) => {
                        of_visit.map(|_| ClaimFinding::DisciplineAdvised { code })
                    }
                    _ => None,
                }
            }
            None if has_none => None,
            Some(found) => {
                look_at_revenue_code(line.line, found, at, findings);
                let wanted = self
                    .required_modifier(line)
                    .filter(|wanted| *wanted != found);
                if let Some(wanted) = wanted {
                    let mismatch = ClaimFinding::DisciplineCodeMismatch {
                        code,
                        wanted,
                        found,
                    };
                    findings.push(mismatch, at);
                }
                let other = of_visit.filter(|discipline| found != discipline.modifier());
                other.map(|discipline| ClaimFinding::DisciplineVisitMismatch { discipline, found })
            }
            None => {
                let list = those(modifiers, is_discipline);
                Some(ClaimFinding::DisciplineConflict { list })
            }
        };
        if has_none && finding.is_none() && line.kinds.has(Kinds::KX) {
            findings.push(ClaimFinding::KxWithoutDiscipline, at);
        }
        if let Some(finding) = finding {
            findings.push(finding, at);
        }
    }

    /// Returns the discipline modifier that Medicare requires of a code since 2018-01-01.
    fn required_modifier(&self, line: &DayLine<'_>) -> Option<Modifier> {
        let is_asked = self.claim.rule().is_medicare() && self.date >= date!(2018 - 01 - 01);
        let facts = line.entry.filter(|_| is_asked)?.facts_in_place();
        facts.required_discipline().map(Discipline::modifier)
    }

    /// Looks at CQ and CO: whether they fit the discipline, the date, the setting and the payer.
    fn look_at_assistant(
        &self,
        line: &DayLine<'_>,
        at: Location,
        findings: &mut Findings<ClaimFinding>,
    ) {
        let modifiers = line.line.modifiers();
        let (cq, co) = (line.kinds.has(Kinds::CQ), line.kinds.has(Kinds::CO));
        let (modifier, discipline) = match (cq, co) {
            (false, false) => return,
            (true, true) => return findings.push(ClaimFinding::AssistantBoth, at),
            (true, false) => (Modifier::CQ, Modifier::GP),
            (false, true) => (Modifier::CO, Modifier::GO),
        };
        if !modifiers.contains(discipline) {
            let list = *modifiers;
            findings.push(ClaimFinding::AssistantDisciplineMismatch { list }, at);
        }
        if self.date < date!(2020 - 01 - 01) {
            findings.push(ClaimFinding::AssistantNotInForce { modifier }, at);
        }
        // setting and payer are asked whatever the discipline is
        let (policy, claim) = (self.claim.assistant(), self.claim);
        let reading = policy.reading(claim.rule(), claim.setting(), Discipline::Pt, self.date);
        if let Err(
            reason @ (NotApplied::Setting(_) | NotApplied::UnitRule(_) | NotApplied::Stated),
        ) = reading
        {
            let setting_or_payer = NotUsedIn(reason);
            let finding = ClaimFinding::AssistantNotApplicable {
                modifier,
                setting_or_payer,
            };
            findings.push(finding, at);
        }
    }

    /// Reports modifiers that appear twice, have no row in the table, or belong to another field or time, and 52
    /// on a timed code.
    fn look_at_modifiers(
        &self,
        line: &DayLine<'_>,
        at: Location,
        findings: &mut Findings<ClaimFinding>,
    ) {
        let (code, entry, modifiers) = (line.line.code(), line.entry, line.line.modifiers());
        for modifier in once_each(modifiers) {
            if modifiers.iter().filter(|other| *other == modifier).count() > 1 {
                findings.push(ClaimFinding::ModifierDuplicate { modifier }, at);
            }
            match *modifier.as_bytes() {
                [b'2', b'4' | b'5'] | [b'5', b'7'] | [b'9', b'1'] | [b'A', b'T']
                    if entry.is_some_and(is_therapy) =>
                {
                    findings.push(ClaimFinding::ModifierNotForCode { modifier, code }, at);
                }
                [b'5', b'1'] if entry.is_some_and(is_add_on) => {
                    findings.push(ClaimFinding::ModifierNotForCode { modifier, code }, at);
                }
                [b'5', b'2'] if line.timing.is_some_and(|timing| timing.is_timed()) => {
                    let delivered = self.codes.get(line.place).and_then(|code| code.delivered);
                    let minutes = delivered.and_then(|delivered| delivered.minutes);
                    findings.push(ClaimFinding::ReducedServiceOnTimed { minutes }, at);
                }
                _ => {}
            }
            let Some(facts) = self.claim.reference().modifier(modifier) else {
                findings.push(ClaimFinding::ModifierUnknown { modifier }, at);
                continue;
            };
            if let Some(last) = facts.ended().filter(|last| *last < self.date) {
                let date = IsoDate(last);
                findings.push(ClaimFinding::ModifierEnded { modifier, date }, at);
            }
        }
    }

    /// Looks whether the facts have the code on the date, and at its status in the fee schedule.
    fn look_at_code(
        &self,
        line: &DayLine<'_>,
        at: Location,
        findings: &mut Findings<ClaimFinding>,
    ) {
        let code = line.line.code();
        let Some(entry) = line.entry else {
            return findings.push(ClaimFinding::CodeUnknown { code }, at);
        };
        if !entry.facts_in_place().is_in_force(self.date) {
            let finding = ClaimFinding::CodeNotInForce {
                code,
                from: entry.effective().map(IsoDate),
                to: entry.terminated().map(IsoDate),
                successors: entry.successors(),
            };
            findings.push(finding, at);
        }
        if !self.claim.rule().is_medicare() {
            return;
        }
        match entry.medicare_status(self.date) {
            Some(
                status @ (MedicareStatus::AnotherCode
                | MedicareStatus::NotCovered
                | MedicareStatus::Excluded),
            ) => {
                let finding = ClaimFinding::CodeNotPayable {
                    status: StatusLetter(status),
                    code,
                    twin: entry.facts_in_place().medicare_code(),
                };
                findings.push(finding, at);
            }
            Some(MedicareStatus::Bundled) => findings.push(ClaimFinding::CodeBundled { code }, at),
            _ => {}
        }
    }
}

/// Reports a revenue code of another therapy than that of the discipline modifier.
fn look_at_revenue_code(
    line: &ServiceLine,
    found: Modifier,
    at: Location,
    findings: &mut Findings<ClaimFinding>,
) {
    let Some(revenue_code) = line.revenue_code() else {
        return;
    };
    let wanted = revenue_code.discipline().map(Discipline::modifier);
    if let Some(wanted) = wanted.filter(|wanted| *wanted != found) {
        let finding = ClaimFinding::RevenueCodeMismatch {
            revenue_code,
            wanted,
            found,
        };
        findings.push(finding, at);
    }
}

/// Returns the code of a line and its modifiers, whose order and repeats do not count, as one number.
fn key_of(line: &ServiceLine) -> u128 {
    let mut set = [[0; 2]; 4];
    for (place, modifier) in set.iter_mut().zip(once_each(line.modifiers())) {
        *place = *modifier.as_bytes();
    }
    set.sort_unstable();
    let bytes = set.into_iter().map(u16::from_be_bytes);
    bytes.fold(line.code().rank(), |key, modifier| {
        key << 16 | u128::from(modifier)
    })
}

/// Reports modifiers that exclude each other, one finding for each kind.
fn look_at_exclusions(
    reference: &ReferenceData,
    modifiers: &Modifiers,
    at: Location,
    findings: &mut Findings<ClaimFinding>,
) {
    if modifiers.len() < 2 {
        return;
    }
    let distinct = those(modifiers, is_distinct_service);
    if distinct.len() > 1 {
        findings.push(ClaimFinding::DistinctConflict { list: distinct }, at);
    }
    let notices = those(modifiers, is_notice);
    let opposite = |a, b| !matches!((a, b), VOLUNTARY_AND_EXCLUDED | EXCLUDED_AND_VOLUNTARY);
    if let Some((a, b)) = pairs(&notices).find(|&(a, b)| opposite(a, b)) {
        findings.push(ClaimFinding::NoticeConflict { a, b }, at);
    }
    if modifiers.contains(Modifier::KX) {
        if let Some(notice) = notices.iter().find(|notice| *notice != Modifier::GX) {
            findings.push(ClaimFinding::KxConflict { notice }, at);
        }
    }

    let rest = those(modifiers, |modifier| {
        !is_discipline(modifier) && !is_distinct_service(modifier) && !is_notice(modifier)
    });
    let mut kinds_found: [Option<ModifierCategory>; 2] = [None; 2]; // four modifiers, two pairs
    for (a, b) in pairs(&rest) {
        // a modifier without a row may still be excluded by the row of another
        let excludes = |a, b| reference.modifier(a).filter(|facts| facts.excludes(b));
        let Some(facts) = excludes(a, b).or_else(|| excludes(b, a)) else {
            continue;
        };
        let kind = Some(facts.category());
        if facts.category() != ModifierCategory::TherapyAssistant && !kinds_found.contains(&kind) {
            kinds_found.rotate_right(1);
            kinds_found[0] = kind;
            findings.push(ClaimFinding::ModifierConflict { a, b }, at);
        }
    }
}

const VOLUNTARY_AND_EXCLUDED: (Modifier, Modifier) = (Modifier::GX, Modifier::GY);
const EXCLUDED_AND_VOLUNTARY: (Modifier, Modifier) = (Modifier::GY, Modifier::GX);

const fn is_notice(modifier: Modifier) -> bool {
    matches!(
        modifier,
        Modifier::GA | Modifier::GX | Modifier::GY | Modifier::GZ
    )
}

/// Returns the modifiers of which `is` is true, each once, in claim order.
fn those(modifiers: &Modifiers, is: impl Fn(Modifier) -> bool) -> Modifiers {
    let mut kept = [None; 4];
    let those = once_each(modifiers).filter(|modifier| is(*modifier));
    for (place, modifier) in kept.iter_mut().zip(those) {
        *place = Some(modifier);
    }
    Modifiers::of_places(kept)
}

/// Returns the modifiers in claim order, each once.
fn once_each(modifiers: &Modifiers) -> impl Iterator<Item = Modifier> + '_ {
    let all = modifiers.as_slice();
    all.iter()
        .enumerate()
        .filter(move |(place, modifier)| !all.iter().take(*place).any(|other| other == *modifier))
        .map(|(_, modifier)| *modifier)
}

/// Returns every pair of modifiers, in claim order.
fn pairs(modifiers: &Modifiers) -> impl Iterator<Item = (Modifier, Modifier)> + '_ {
    modifiers.iter().enumerate().flat_map(move |(place, a)| {
        let behind = modifiers.as_slice().iter().skip(place + 1);
        behind.map(move |b| (a, *b))
    })
}

/// Returns whether a code is on the therapy code list.
fn is_therapy(entry: &CodeEntry) -> bool {
    matches!(
        entry.designation(),
        Designation::Always | Designation::Sometimes | Designation::Listed
    )
}

/// Returns whether a code is an add-on code, whether or not it is of a family.
fn is_add_on(entry: &CodeEntry) -> bool {
    matches!(entry.timing(), Timing::AddOn { .. }) || !entry.facts_in_place().add_on_to().is_empty()
}
