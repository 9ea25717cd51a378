//! The claim, and what its lines show by themselves: modifiers, codes, duplicates.

use rust_decimal::Decimal;
use time::{Date, macros::date};

use super::evidence::{ModifierList, NotUsedIn, ShortMinutes, StatusLetter, Twin};
use super::tally::Tally;
use super::{ClaimFinding, KxScope, NotApplied, Reading, ServiceLine, Visit};
use crate::calendar::IsoDate;
use crate::code::{Modifier, Modifiers, ProcedureCode};
use crate::finding::{Findings, Location};
use crate::money::{AmountError, amount};
use crate::reference::ReferenceData;
use crate::reference::catalog::{
    CodeEntry, Confidence, Designation, Discipline, Lookup, MedicareStatus, Timing,
};
use crate::reference::modifiers::{ModifierCategory, ModifierFacts};
use crate::units::Force;

/// The lines of one patient, date of service and billing provider, and the visit they bill.
///
/// Setting, unit rule and what is settled about assistants are the visit's. Of a claim whose minutes are
/// not known, a visit with an empty session says date and discipline, and [`check`](Self::check) looks
/// at the lines alone.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{Discipline, ProcedureCode, ServiceLine, Session, Units};
/// use therapy_billing::{claim::{Claim, Visit}, time::macros::date};
///
/// let visit = Visit::new(Session::new(date!(2024 - 08 - 14), Discipline::Pt));
/// let billed = [ServiceLine::new(ProcedureCode::CPT_97112, Units::new(2))];
/// let findings = Claim::new(&visit, &billed).check();
/// assert_eq!(
///     findings.iter().map(|finding| finding.to_string()).collect::<Vec<_>>(),
///     ["error[discipline-missing] billed[0]: 97112 is always therapy and needs one of GP, GO, GN \
///       (CMS CR 10176)"],
/// );
/// # }
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Claim<'a> {
    pub(super) visit: &'a Visit,
    pub(super) billed: &'a [ServiceLine],
    pub(super) same_day: &'a [ServiceLine],
    pub(super) accrued: Option<Decimal>,
    pub(super) kx_scope: KxScope,
    pub(super) reference: &'a ReferenceData,
}

impl<'a> Claim<'a> {
    /// The lines billed for a visit, with the built-in tables.
    #[must_use]
    pub fn new(visit: &'a Visit, billed: &'a [ServiceLine]) -> Self {
        Self {
            visit,
            billed,
            same_day: &[],
            accrued: None,
            kx_scope: KxScope::default(),
            reference: ReferenceData::built_in(),
        }
    }

    /// The same, beside lines of the patient, date and provider under another plan of care. They take
    /// part in the edits only.
    #[must_use]
    pub const fn with_same_day(mut self, lines: &'a [ServiceLine]) -> Self {
        self.same_day = lines;
        self
    }

    /// The same, with what the discipline's bucket has accrued this year before the claim, in dollars.
    /// Without it KX is not judged.
    ///
    /// # Errors
    ///
    /// Below zero, or finer than cents.
    pub fn with_accrued(mut self, accrued: Decimal) -> Result<Self, AmountError> {
        self.accrued = Some(amount(accrued)?);
        Ok(self)
    }

    /// The same, with KX decided for the day and not line by line.
    #[must_use]
    pub const fn with_kx_scope(mut self, scope: KxScope) -> Self {
        self.kx_scope = scope;
        self
    }

    /// Sets the facts to ask. Without it, the built-in ones are asked.
    #[must_use]
    pub const fn with_reference(mut self, reference: &'a ReferenceData) -> Self {
        self.reference = reference;
        self
    }

    /// What the lines show by themselves: modifiers, codes, edits and the yearly amount.
    ///
    /// Findings are ordered by location and then by register.
    ///
    /// # Source
    ///
    /// Each row of [`ClaimFinding::REGISTER`] names its own.
    pub fn check(&self) -> Findings<ClaimFinding> {
        let mut findings = Findings::new();
        let tally = Tally::of(self);
        self.check_into(&tally, &mut findings);
        in_order(&mut findings);
        findings
    }

    pub(super) fn check_into(&self, tally: &Tally, findings: &mut Findings<ClaimFinding>) {
        for (position, line) in self.billed.iter().enumerate() {
            let at = billed(position);
            self.look_at_line(line, at, findings);
            self.look_for_duplicate(position, line, at, findings);
        }
        self.look_at_units(tally, findings);
        self.look_at_pairs(tally, findings);
        self.look_at_kx(findings);
    }

    /// The date of service.
    pub(super) const fn date(&self) -> Date {
        self.visit.session.date_of_service()
    }

    /// The reading of the assistant rule that holds, or why none does.
    pub(super) fn reading(&self) -> Result<Reading, NotApplied> {
        let session = &self.visit.session;
        self.visit.assistant.reading(
            self.visit.rule,
            self.visit.setting,
            session.discipline(),
            session.date_of_service(),
        )
    }

    fn look_at_line(
        &self,
        line: &ServiceLine,
        at: Location,
        findings: &mut Findings<ClaimFinding>,
    ) {
        let (code, modifiers) = (line.code(), line.modifiers());
        let lookup = self.reference.lookup(code, self.date());
        look_at_repeats(modifiers, at, findings);
        look_at_exclusions(modifiers, at, findings);
        self.look_at_discipline(code, lookup.entry(), modifiers, at, findings);
        self.look_at_assistant(modifiers, at, findings);
        self.look_at_fit(code, lookup.entry(), modifiers, at, findings);
        self.look_at_code(code, lookup, at, findings);
        if line.units().is_zero() {
            findings.push(ClaimFinding::UnitsZero, at);
        }
    }

    /// GP, GO and GN, and KX that needs one of them.
    fn look_at_discipline(
        &self,
        code: ProcedureCode,
        entry: Option<&CodeEntry>,
        modifiers: &Modifiers,
        at: Location,
        findings: &mut Findings<ClaimFinding>,
    ) {
        let medicare = self.visit.rule.is_medicare();
        let found = those(modifiers, is_discipline);
        let finding = match *found.as_slice() {
            [] if medicare => match entry.map(|entry| (entry.designation(), entry.confidence())) {
                Some((Designation::Always, Confidence::Medium | Confidence::High)) => {
                    Some(ClaimFinding::DisciplineMissing { code })
                }
                Some((Designation::Always | Designation::Sometimes, _)) => {
                    Some(ClaimFinding::DisciplineAdvised { code })
                }
                _ => None,
            },
            [] => None,
            [found] => {
                if let Some(wanted) = self.demanded(code).filter(|wanted| *wanted != found) {
                    let mismatch = ClaimFinding::DisciplineCodeMismatch {
                        code,
                        wanted,
                        found,
                    };
                    findings.push(mismatch, at);
                }
                let discipline = self.visit.session.discipline();
                (found != discipline.modifier())
                    .then_some(ClaimFinding::DisciplineVisitMismatch { discipline, found })
            }
            _ => Some(ClaimFinding::DisciplineConflict {
                list: ModifierList(found),
            }),
        };
        if found.is_empty() && finding.is_none() && modifiers.contains(Modifier::KX) {
            findings.push(ClaimFinding::KxWithoutDiscipline, at);
        }
        if let Some(finding) = finding {
            findings.push(finding, at);
        }
    }

    /// The discipline modifier that Medicare's edit demands of a code, since 2018-01-01.
    fn demanded(&self, code: ProcedureCode) -> Option<Modifier> {
        let asked = self.visit.rule.is_medicare() && self.date() >= date!(2018 - 01 - 01);
        demanded_modifier(code).filter(|_| asked)
    }

    /// CQ and CO: by whom, when and where.
    fn look_at_assistant(
        &self,
        modifiers: &Modifiers,
        at: Location,
        findings: &mut Findings<ClaimFinding>,
    ) {
        let (cq, co) = (
            modifiers.contains(Modifier::CQ),
            modifiers.contains(Modifier::CO),
        );
        let (modifier, discipline) = match (cq, co) {
            (false, false) => return,
            (true, true) => return findings.push(ClaimFinding::AssistantBoth, at),
            (true, false) => (Modifier::CQ, Modifier::GP),
            (false, true) => (Modifier::CO, Modifier::GO),
        };
        if !modifiers.contains(discipline) {
            let list = ModifierList(*modifiers);
            findings.push(ClaimFinding::AssistantDisciplineMismatch { list }, at);
        }
        if self.date() < date!(2020 - 01 - 01) {
            findings.push(ClaimFinding::AssistantNotInForce { modifier }, at);
        }
        // setting and payer are asked of whatever discipline the visit is
        let (policy, date) = (self.visit.assistant, self.date());
        let reading = policy.reading(self.visit.rule, self.visit.setting, Discipline::Pt, date);
        if let Err(
            reason @ (NotApplied::Setting(_) | NotApplied::UnitRule(_) | NotApplied::Stated),
        ) = reading
        {
            let place = NotUsedIn(reason);
            findings.push(ClaimFinding::AssistantNotApplicable { modifier, place }, at);
        }
    }

    /// Modifiers of another field, of another time, or that do not do what they seem to.
    fn look_at_fit(
        &self,
        code: ProcedureCode,
        entry: Option<&CodeEntry>,
        modifiers: &Modifiers,
        at: Location,
        findings: &mut Findings<ClaimFinding>,
    ) {
        for modifier in once_each(modifiers) {
            match *modifier.as_str().as_bytes() {
                [b'2', b'4' | b'5'] | [b'5', b'7'] | [b'9', b'1'] | [b'A', b'T']
                    if entry.is_some_and(is_therapy) =>
                {
                    findings.push(ClaimFinding::ModifierNotForCode { modifier, code }, at);
                }
                [b'5', b'1'] if entry.is_some_and(is_add_on) => {
                    findings.push(ClaimFinding::ModifierNotForCode { modifier, code }, at);
                }
                [b'5', b'2'] => {
                    let delivered = self.visit.session.delivered_code(code);
                    let timing = delivered
                        .map(|delivered| delivered.timing)
                        .or_else(|| entry.map(CodeEntry::timing));
                    if timing.is_some_and(Timing::is_timed) {
                        let minutes = ShortMinutes(delivered.and_then(|code| code.minutes));
                        findings.push(ClaimFinding::ReducedServiceOnTimed { code, minutes }, at);
                    }
                }
                _ => {}
            }
            let ended = ModifierFacts::of(modifier).and_then(ModifierFacts::ended);
            if let Some(last) = ended.filter(|last| *last < self.date()) {
                let date = IsoDate(last);
                findings.push(ClaimFinding::ModifierEnded { modifier, date }, at);
            }
        }
    }

    /// Whether the catalog knows the code, on the date, and what Medicare says of it.
    fn look_at_code(
        &self,
        code: ProcedureCode,
        lookup: Lookup<'_>,
        at: Location,
        findings: &mut Findings<ClaimFinding>,
    ) {
        let entry = match lookup {
            Lookup::InForce(entry) => entry,
            Lookup::NotInForce(entry) => {
                let finding = ClaimFinding::CodeNotInForce {
                    code,
                    force: Force {
                        effective: entry.effective(),
                        terminated: entry.terminated(),
                    },
                    successors: entry.successors(),
                };
                findings.push(finding, at);
                entry
            }
            Lookup::Unknown => return findings.push(ClaimFinding::CodeUnknown { code }, at),
        };
        match entry.medicare_status(self.date()) {
            Some(
                status @ (MedicareStatus::AnotherCode
                | MedicareStatus::NotCovered
                | MedicareStatus::Excluded),
            ) => {
                let (status, twin) = (StatusLetter(status), Twin(twin_of(code)));
                findings.push(ClaimFinding::CodeNotPayable { code, status, twin }, at);
            }
            Some(MedicareStatus::Bundled) => findings.push(ClaimFinding::CodeBundled { code }, at),
            _ => {}
        }
    }

    /// The earliest line of equal code and equal set of modifiers.
    fn look_for_duplicate(
        &self,
        position: usize,
        line: &ServiceLine,
        at: Location,
        findings: &mut Findings<ClaimFinding>,
    ) {
        let same = |other: &ServiceLine| {
            other.code() == line.code() && same_set(other.modifiers(), line.modifiers())
        };
        if let Some(first) = self.billed.iter().take(position).position(same) {
            let line = billed(first);
            findings.push(ClaimFinding::LineDuplicate { line }, at);
        }
    }
}

/// Modifiers that stand twice, and those the table does not hold.
fn look_at_repeats(modifiers: &Modifiers, at: Location, findings: &mut Findings<ClaimFinding>) {
    for modifier in once_each(modifiers) {
        if modifiers.iter().filter(|other| *other == modifier).count() > 1 {
            findings.push(ClaimFinding::ModifierDuplicate { modifier }, at);
        }
        if ModifierFacts::of(modifier).is_none() {
            findings.push(ClaimFinding::ModifierUnknown { modifier }, at);
        }
    }
}

/// Modifiers that exclude each other, one finding a kind.
fn look_at_exclusions(modifiers: &Modifiers, at: Location, findings: &mut Findings<ClaimFinding>) {
    if modifiers.len() < 2 {
        return;
    }
    let distinct = those(modifiers, is_distinct_service);
    if distinct.len() > 1 {
        let list = ModifierList(distinct);
        findings.push(ClaimFinding::DistinctConflict { list }, at);
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
        // a modifier that the table does not hold may still be named by one that it does
        let excludes = |a, b| ModifierFacts::of(a).filter(|facts| facts.excludes(b));
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

/// The place of a billed line.
pub(super) fn billed(position: usize) -> Location {
    Location::new("billed[]").index(position)
}

/// The place of the claim as a whole.
pub(super) const CLAIM: Location = Location::new("claim");

/// The place of a delivered service.
pub(super) fn service(position: usize) -> Location {
    Location::new("visit.services[]").index(position)
}

/// Puts findings in order: the claim, its lines, the services of the visit; then the register.
pub(super) fn in_order(findings: &mut Findings<ClaimFinding>) {
    findings.sort_by_path(|path| match path {
        "claim" => 0,
        "billed[]" => 1,
        _ => 2,
    });
}

pub(super) const fn is_discipline(modifier: Modifier) -> bool {
    matches!(modifier, Modifier::GP | Modifier::GO | Modifier::GN)
}

pub(super) const fn is_distinct_service(modifier: Modifier) -> bool {
    matches!(
        modifier,
        Modifier::DISTINCT_SERVICE | Modifier::XE | Modifier::XP | Modifier::XS | Modifier::XU
    )
}

pub(super) const fn is_notice(modifier: Modifier) -> bool {
    matches!(
        modifier,
        Modifier::GA | Modifier::GX | Modifier::GY | Modifier::GZ
    )
}

/// The modifiers that `is` keeps, each once, in claim order.
fn those(modifiers: &Modifiers, is: impl Fn(Modifier) -> bool) -> Modifiers {
    once_each(modifiers)
        .filter(|modifier| is(*modifier))
        .fold(Modifiers::NONE, |kept, modifier| {
            kept.with(modifier).unwrap_or(kept) // a part of four fits four
        })
}

/// The modifiers, each once.
fn once_each(modifiers: &Modifiers) -> impl Iterator<Item = Modifier> + '_ {
    let all = modifiers.as_slice();
    all.iter()
        .enumerate()
        .filter(move |(place, modifier)| !all.iter().take(*place).any(|other| other == *modifier))
        .map(|(_, modifier)| *modifier)
}

/// Two by two, in claim order.
fn pairs(modifiers: &Modifiers) -> impl Iterator<Item = (Modifier, Modifier)> + '_ {
    modifiers.iter().enumerate().flat_map(move |(place, a)| {
        let behind = modifiers.as_slice().iter().skip(place + 1);
        behind.map(move |b| (a, *b))
    })
}

fn same_set(a: &Modifiers, b: &Modifiers) -> bool {
    a == b
        || (a.iter().all(|modifier| b.contains(modifier))
            && b.iter().all(|modifier| a.contains(modifier)))
}

/// On the therapy code list.
fn is_therapy(entry: &CodeEntry) -> bool {
    matches!(
        entry.designation(),
        Designation::Always | Designation::Sometimes | Designation::Listed
    )
}

/// An add-on: of a family, or one of those whose count depends on more than time.
fn is_add_on(entry: &CodeEntry) -> bool {
    matches!(entry.timing(), Timing::AddOn { .. })
        || matches!(
            entry.code().as_bytes(),
            b"97598" | b"97811" | b"97814" | b"98981"
        )
}

/// The discipline modifier that Medicare demands of a code.
///
/// # Source
///
/// CMS CR 10176.
fn demanded_modifier(code: ProcedureCode) -> Option<Modifier> {
    if cfg!(not(feature = "tables")) {
        return None;
    }
    match code.as_bytes() {
        [b'9', b'7', b'1', b'6', b'1'..=b'4'] => Some(Modifier::GP),
        [b'9', b'7', b'1', b'6', b'5'..=b'8'] => Some(Modifier::GO),
        [b'9', b'2', b'5', b'2', b'1'..=b'4'] | b"92597" | b"92607" => Some(Modifier::GN),
        _ => None,
    }
}

/// The code that Medicare pays in place of one it does not.
fn twin_of(code: ProcedureCode) -> Option<ProcedureCode> {
    (code == ProcedureCode::of("97014")).then_some(ProcedureCode::of("G0283"))
}
