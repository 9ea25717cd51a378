//! From a visit to lines: units, who furnished them, and the modifiers that follow.

use alloc::vec::Vec;
use core::fmt;

use super::{
    assistant::{
        AssistantRule, Division, Furnishing, FurnishingClock, Ground, NotApplied, Reading,
        TwoUnitGap, WholeBlock, is_device_supply, is_evaluation,
    },
    line::ServiceLine,
    register::{ClaimFinding, Codes, MethodsThatMark},
    visit::Visit,
};
use crate::{
    catalog::Discipline,
    citation::Citation,
    code::{Modifier, Modifiers, ProcedureCode},
    finding::{Findings, Location},
    quantity::{Minutes, Units},
    session::{Delivered, Session},
    units::{Allocation, CountedBy, CountedService},
};

/// The lines of a visit, with every modifier that follows from it, and the reasons.
///
/// One line for each code and set of modifiers, in order of delivery, the clean line of a code before
/// its marked one. A code that earns no unit keeps one line of 0 units: record, not claim.
///
/// # Source
///
/// CMS Pub. 100-04, ch. 5, §20.1 and §20.2; 42 CFR 410.60(a)(4).
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{
///     Discipline, Minutes, PersonMinutes, ProcedureCode, Service, Session, claim::{Bill, Visit},
///     time::macros::date,
/// };
///
/// let people = PersonMinutes {
///     therapist: Minutes::new(23),
///     assistant: Minutes::new(22),
///     together: Minutes::ZERO,
/// };
/// let session = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
///     .with(Service::new(ProcedureCode::CPT_97110, people)?)?;
/// let visit = Visit::new(session);
/// let bill = Bill::new(&visit);
/// let lines: Vec<String> = bill.lines().iter().map(ToString::to_string).collect();
/// assert_eq!(lines, ["97110 x 2 GP", "97110 x 1 GP CQ"]);
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill<'v> {
    visit: &'v Visit,
    allocation: Allocation<'v>,
    reading: Result<Reading, NotApplied>,
    lines: Vec<ServiceLine>,
}

impl<'v> Bill<'v> {
    /// Counts a visit and makes its lines.
    #[must_use]
    pub fn new(visit: &'v Visit) -> Self {
        let allocation = visit.rule.allocate(&visit.session);
        let reading = visit.assistant.reading(
            visit.rule,
            visit.setting,
            visit.session.discipline(),
            visit.session.date_of_service(),
        );
        let mut bill = Self {
            visit,
            allocation,
            reading,
            lines: Vec::new(),
        };
        bill.make_lines();
        bill
    }

    fn make_lines(&mut self) {
        let plain = one(self.visit.session.discipline().modifier());
        let mut lines = Vec::with_capacity(self.visit.session.delivered().len());
        for line in self.allocation.lines() {
            let (clean, marked) = self.divided(line.code, line.units);
            let mut made = ServiceLine::new(line.code, clean).with_modifiers(plain);
            if let Some(minutes) = line.minutes {
                made = made.with_minutes(minutes);
            }
            if !clean.is_zero() || marked.is_zero() {
                lines.push(made);
                made = ServiceLine::new(line.code, marked);
            }
            if let (false, Ok(reading)) = (marked.is_zero(), self.reading) {
                let with_assistant = plain.with(reading.modifier).unwrap_or(plain);
                let marked = ServiceLine::new(line.code, marked).with_modifiers(with_assistant);
                lines.push(match made.minutes() {
                    Some(minutes) => marked.with_minutes(minutes),
                    None => marked,
                });
            }
        }
        self.lines = lines;
    }

    /// Clean and marked units of a line: of a family, the first code takes a clean unit if there is
    /// one, else a marked one, and the add-on the rest.
    fn divided(&self, code: ProcedureCode, units: Units) -> (Units, Units) {
        if self.reading.is_err() || !self.names_an_assistant() {
            return (units, Units::ZERO);
        }
        let of_code =
            |service: &CountedService| service.code == code || service.add_on == Some(code);
        let Some(service) = self.allocation.services().find(of_code) else {
            return (units, Units::ZERO);
        };
        let (clean, marked) = self.division(&service, service.units).shares();
        let first_is_clean = !clean.is_zero();
        let less = |units: Units, by: bool| Units::new(units.get().saturating_sub(u16::from(by)));
        match service.add_on {
            None => (clean, marked),
            Some(add_on) if add_on == code => {
                (less(clean, first_is_clean), less(marked, !first_is_clean))
            }
            Some(_) if units.is_zero() => (Units::ZERO, Units::ZERO),
            Some(_) if first_is_clean => (units, Units::ZERO),
            Some(_) => (Units::ZERO, units),
        }
    }

    fn names_an_assistant(&self) -> bool {
        self.visit
            .session
            .delivered()
            .iter()
            .any(Delivered::names_an_assistant)
    }

    /// How `units` of a service divide into clean and marked ones under the visit's reading; all
    /// clean where no assistant modifier is set.
    #[must_use]
    pub fn division(&self, service: &CountedService, units: Units) -> Division {
        match self.reading {
            Ok(reading) => reading.divide(furnishing(&self.visit.session, service, units)),
            Err(_) => Division::all_clean(units),
        }
    }

    /// The visit.
    #[must_use]
    pub const fn visit(&self) -> &'v Visit {
        self.visit
    }

    /// The count the lines rest on.
    #[must_use]
    pub const fn allocation(&self) -> &Allocation<'v> {
        &self.allocation
    }

    /// The reading of the assistant rule that holds for the visit.
    ///
    /// # Errors
    ///
    /// Why none does.
    pub const fn reading(&self) -> Result<Reading, NotApplied> {
        self.reading
    }

    /// The lines in order of delivery.
    #[must_use]
    pub fn lines(&self) -> &[ServiceLine] {
        &self.lines
    }

    /// Why the lines carry the modifiers they carry, with numbers and source.
    #[must_use]
    pub fn modifier_reasons(&self) -> Vec<ModifierReason> {
        let discipline = self.visit.session.discipline();
        let mut reasons = Vec::new();
        if !self.lines.is_empty() {
            let step = ModifierStep::Discipline { discipline };
            reasons.push(ModifierReason {
                step,
                citation: Citation::CPM_20_1,
            });
        }
        let Ok(reading) = self.reading else {
            return reasons;
        };
        for service in self.allocation.services() {
            let furnishing = furnishing(&self.visit.session, &service, service.units);
            if furnishing.assistant.is_zero() {
                continue;
            }
            let division = reading.divide(furnishing);
            let step = ModifierStep::Assistant {
                code: service.code,
                reading,
                furnishing,
                division,
            };
            let citation = match division.ground {
                _ if reading.rule == AssistantRule::From2020 => Citation::FR_2020,
                Ground::TenPercent { .. } if reading.de_minimis != super::DeMinimis::Exact => {
                    Citation::FR_2020
                }
                Ground::BlockOrMidpoint(WholeBlock::Block) => Citation::CMS_CQ,
                _ => Citation::PT_4,
            };
            reasons.push(ModifierReason { step, citation });
        }
        reasons
    }

    /// What the step from units to lines saw: assistants in places where a reader should look.
    ///
    /// Findings about the count itself are the [`allocation`](Self::allocation)'s.
    pub fn findings(&self) -> Findings<ClaimFinding> {
        let mut findings = Findings::new();
        let session = &self.visit.session;
        let somebody = session
            .delivered()
            .iter()
            .any(|code| code.names_an_assistant() || !code.furnished.by_person.together.is_zero());
        if !somebody {
            return findings;
        }
        for delivered in session.delivered() {
            self.look_at(delivered, &mut findings);
        }
        if let Ok(reading) = self.reading {
            for service in self.allocation.services() {
                self.look_at_division(reading, &service, &mut findings);
            }
            self.look_at_tie(&mut findings);
        }
        findings.sort_by_path(|path| usize::from(path == SERVICE));
        findings
    }

    fn look_at(&self, delivered: &Delivered, findings: &mut Findings<ClaimFinding>) {
        let code = delivered.code;
        let at = Location::new(SERVICE).index(delivered.first_entry);
        let unnamed = delivered.furnished.unnamed;
        let another_names_one = || {
            self.visit.session.delivered().iter().any(|other| {
                other.code != code
                    && (other.names_an_assistant() || !other.furnished.by_person.together.is_zero())
            })
        };
        if !unnamed.is_zero() && another_names_one() {
            findings.push(
                ClaimFinding::AssistantUnstated {
                    code,
                    minutes: unnamed,
                },
                at,
            );
        }
        if !delivered.names_an_assistant() {
            return;
        }
        if is_evaluation(code) {
            findings.push(ClaimFinding::AssistantEvaluation { code }, at);
        }
        match self.reading {
            Ok(_) => {}
            Err(NotApplied::NoModifier) => {
                findings.push(ClaimFinding::AssistantSlp { code }, at);
            }
            Err(reason) => findings.push(ClaimFinding::AssistantNotApplied { code, reason }, at),
        }
    }

    fn look_at_division(
        &self,
        reading: Reading,
        service: &CountedService,
        findings: &mut Findings<ClaimFinding>,
    ) {
        if service.units.is_zero() {
            return;
        }
        let code = service.code;
        let division = self.division(service, service.units);
        let at = Location::new(SERVICE).index(first_entry(&self.visit.session, service));
        let (therapist, assistant) = division.left;
        if division.methods_differ {
            let of = Minutes::new(therapist.get() + assistant.get());
            let methods = MethodsThatMark::new(assistant, of);
            findings.push(
                ClaimFinding::AssistantMethodsDiffer {
                    assistant,
                    of,
                    methods,
                },
                at,
            );
        }
        if division.ground.is_unspecified() {
            findings.push(
                ClaimFinding::AssistantUnspecified {
                    code,
                    therapist,
                    assistant,
                    units: division.open,
                    policy: Policy {
                        ground: division.ground,
                        de_minimis: reading.de_minimis,
                    },
                },
                at,
            );
        }
    }

    /// Whether the lawful splits differ in how many units are marked: if those that could gain the
    /// unit do not all gain a clean one, or all a marked one.
    fn look_at_tie(&self, findings: &mut Findings<ClaimFinding>) {
        let Some(tie) = self.allocation.tie() else {
            return;
        };
        let gained = |service: CountedService| {
            let marked = |units| i32::from(self.division(&service, units).marked.get());
            (service.most > service.least).then(|| marked(service.most) - marked(service.least))
        };
        let mut gains = self.allocation.services().filter_map(gained);
        let first = gains.next();
        if gains.any(|gain| Some(gain) != first) {
            let codes = Codes(tie.codes);
            findings.push(
                ClaimFinding::AssistantTie { codes },
                Location::new("services"),
            );
        }
    }
}

const SERVICE: &str = "services[]";

fn one(modifier: Modifier) -> Modifiers {
    Modifiers::NONE.with(modifier).unwrap_or(Modifiers::NONE)
}

/// Whose minutes a counted service is, both codes of a family added.
#[must_use]
pub fn furnishing(session: &Session, service: &CountedService, units: Units) -> Furnishing {
    let codes = [Some(service.code), service.add_on];
    let delivered = codes
        .into_iter()
        .flatten()
        .filter_map(|code| session.delivered_code(code));
    let (therapist, assistant) = delivered.fold((0_u16, 0_u16), |(therapist, assistant), code| {
        (
            therapist.saturating_add(code.furnished.therapist().get()),
            assistant.saturating_add(code.furnished.assistant().get()),
        )
    });
    let clock = match service.counted {
        _ if is_device_supply(service.code) => FurnishingClock::Supply,
        CountedBy::Blocks(block) => FurnishingClock::Blocks(block),
        CountedBy::UnequalBlocks => FurnishingClock::UnequalFamily,
        _ => FurnishingClock::Untimed,
    };
    Furnishing::new(
        clock,
        units,
        Minutes::new(therapist),
        Minutes::new(assistant),
    )
}

/// The first entry of a code, or of either code of a family.
fn first_entry(session: &Session, service: &CountedService) -> usize {
    let codes = [Some(service.code), service.add_on];
    let delivered = codes
        .into_iter()
        .flatten()
        .filter_map(|code| session.delivered_code(code));
    delivered
        .map(|code| code.first_entry)
        .min()
        .unwrap_or_default()
}

/// The choice made where no rule is published, for a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    ground: Ground,
    de_minimis: super::DeMinimis,
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ground {
            Ground::Gap(TwoUnitGap::Split) => f.write_str("two_unit_gap split (one each)"),
            Ground::Gap(TwoUnitGap::Both) => f.write_str("two_unit_gap both (both marked)"),
            Ground::BlockOrMidpoint(WholeBlock::Block) => {
                f.write_str("whole_block block (the block is the assistant's)")
            }
            Ground::BlockOrMidpoint(WholeBlock::Midpoint) => {
                f.write_str("whole_block midpoint (eight minutes clear the last unit)")
            }
            _ => write!(
                f,
                "one {} ten-percent test for all units",
                self.de_minimis.as_str()
            ),
        }
    }
}

/// Why lines carry a modifier, with the numbers it rests on; its `Display` is the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModifierStep {
    /// Every line carries the modifier of the plan of care.
    Discipline {
        /// The visit's discipline.
        discipline: Discipline,
    },
    /// Units of a code divided between therapist and assistant.
    Assistant {
        /// The code; of a family, the first.
        code: ProcedureCode,
        /// The reading that was used.
        reading: Reading,
        /// Units and whose minutes they are.
        furnishing: Furnishing,
        /// The division.
        division: Division,
    },
}

impl ModifierStep {
    /// The kebab-case kind of the step, as serialized.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Discipline { .. } => "discipline-modifier",
            Self::Assistant { .. } => "assistant-modifier",
        }
    }
}

impl fmt::Display for ModifierStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Discipline { discipline } => {
                write!(
                    f,
                    "{} on every line: the plan of care is {discipline}.",
                    discipline.modifier()
                )
            }
            Self::Assistant {
                code,
                reading,
                furnishing,
                division,
            } => {
                write!(
                    f,
                    "{code}: {} of the therapist, {} of the assistant alone. ",
                    furnishing.therapist, furnishing.assistant
                )?;
                write_blocks(f, division)?;
                write_ground(f, *reading, division)?;
                write!(
                    f,
                    "{} without {modifier}, {} with it.",
                    division.clean,
                    division.marked.get(),
                    modifier = reading.modifier
                )
            }
        }
    }
}

fn write_blocks(f: &mut fmt::Formatter<'_>, division: &Division) -> fmt::Result {
    let (therapist, assistant) = division.blocks;
    if therapist.is_zero() && assistant.is_zero() {
        return Ok(());
    }
    write!(
        f,
        "Full blocks: {} of the therapist, {} of the assistant; {} and {} left. ",
        therapist.get(),
        assistant.get(),
        division.left.0.get(),
        division.left.1
    )
}

fn write_ground(f: &mut fmt::Formatter<'_>, reading: Reading, division: &Division) -> fmt::Result {
    let (therapist, assistant) = division.left;
    let whole = Minutes::new(therapist.get().saturating_add(assistant.get()));
    let method = reading.de_minimis.as_str();
    let more = |exceeds: bool| if exceeds { "more" } else { "not more" };
    match division.ground {
        Ground::Nothing => Ok(()),
        Ground::EightMinutes => {
            write!(
                f,
                "The therapist has {therapist} of the last unit, 8 or more: no mark. "
            )
        }
        Ground::TenPercent { exceeds } => write!(
            f,
            "{} of {whole} are {} than ten percent ({method}). ",
            assistant.get(),
            more(exceeds)
        ),
        Ground::OneEach => write!(
            f,
            "Two units are left and {} and {assistant}, 23 or more together: one each. ",
            therapist.get()
        ),
        Ground::OneTestForAll { exceeds } => write!(
            f,
            "No rule is published for these units; {} of {whole} are {} than ten percent \
             ({method}), which decides them all. ",
            assistant.get(),
            more(exceeds)
        ),
        ground @ (Ground::Gap(_) | Ground::BlockOrMidpoint(_)) => {
            let policy = Policy {
                ground,
                de_minimis: reading.de_minimis,
            };
            write!(
                f,
                "No rule is published for what is left; {policy} was used. "
            )
        }
    }
}

/// A modifier step and the source it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModifierReason {
    /// The step with its numbers.
    pub step: ModifierStep,
    /// Where the rule for it is written down.
    pub citation: Citation,
}

impl fmt::Display for ModifierReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.step, self.citation)
    }
}

#[cfg(feature = "serde")]
mod wire {
    use alloc::vec::Vec;
    use core::fmt;

    use serde::{Serialize, Serializer, ser::SerializeStruct};

    use super::{Bill, ModifierReason};
    use crate::{claim::ServiceLine, finding::Finding, units::Splits};

    /// The most lawful splits that are listed.
    const LISTED: usize = 64;

    struct Text<T>(T);

    impl<T: fmt::Display> Serialize for Text<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(&self.0)
        }
    }

    impl Serialize for ModifierReason {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct("ModifierReason", 3)?;
            fields.serialize_field("kind", self.step.kind())?;
            fields.serialize_field("text", &Text(self.step))?;
            fields.serialize_field("citation", &self.citation)?;
            fields.end()
        }
    }

    struct Line<'a>(&'a ServiceLine);

    impl Serialize for Line<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct("Line", 4)?;
            fields.serialize_field("code", &self.0.code())?;
            fields.serialize_field("units", &self.0.units())?;
            fields.serialize_field("minutes", &self.0.minutes())?;
            fields.serialize_field("modifiers", self.0.modifiers())?;
            fields.end()
        }
    }

    struct Lines<'a>(&'a [ServiceLine]);

    impl Serialize for Lines<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.0.iter().map(Line))
        }
    }

    struct Listed<'a>(Splits<'a>);

    impl Serialize for Listed<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.0.clone().take(LISTED))
        }
    }

    /// A bill without steps and alternatives, for those who only need the lines.
    #[derive(Clone, Copy, Debug)]
    pub struct Brief<'b, 'v>(pub(super) &'b Bill<'v>);

    impl Serialize for Brief<'_, '_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serialize(self.0, serializer, true)
        }
    }

    impl Serialize for Bill<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serialize(self, serializer, false)
        }
    }

    fn serialize<S: Serializer>(
        bill: &Bill<'_>,
        serializer: S,
        is_brief: bool,
    ) -> Result<S::Ok, S::Error> {
        let allocation = &bill.allocation;
        let mut fields = serializer.serialize_struct("Bill", 10)?;
        if let Some(id) = &bill.visit.id {
            fields.serialize_field("id", id)?;
        }
        fields.serialize_field("rule", &allocation.rule())?;
        fields.serialize_field("timed_minutes", &allocation.timed_minutes())?;
        fields.serialize_field("timed_units", &allocation.timed_units())?;
        fields.serialize_field("lines", &Lines(&bill.lines))?;
        fields.serialize_field("tie", &allocation.tie())?;
        if !is_brief {
            fields.serialize_field("alternatives", &Listed(allocation.splits()))?;
            if allocation.lawful_splits() > LISTED as u64 {
                fields.serialize_field("alternatives_cut", &true)?;
            }
            let steps = allocation.explain();
            fields.serialize_field("steps", &Steps(steps.reasons(), &bill.modifier_reasons()))?;
        }
        fields.serialize_field("findings", &AllFindings(bill))?;
        fields.end()
    }

    struct Steps<'a>(&'a [crate::units::Reason], &'a [ModifierReason]);

    impl Serialize for Steps<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            use serde::ser::SerializeSeq;

            let mut steps = serializer.serialize_seq(Some(self.0.len() + self.1.len()))?;
            for reason in self.0 {
                steps.serialize_element(reason)?;
            }
            for reason in self.1 {
                steps.serialize_element(reason)?;
            }
            steps.end()
        }
    }

    /// Findings of the count and of the lines, by location, those of the count first.
    struct AllFindings<'a>(&'a Bill<'a>);

    impl Serialize for AllFindings<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            enum Either {
                Count(Finding<crate::units::CountFinding>),
                Claim(Finding<crate::claim::ClaimFinding>),
            }
            impl Either {
                fn place(&self) -> (bool, [u32; 3]) {
                    let at = match self {
                        Self::Count(finding) => finding.at(),
                        Self::Claim(finding) => finding.at(),
                    };
                    (at.path() == super::SERVICE, at.positions())
                }
            }
            impl Serialize for Either {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    match self {
                        Self::Count(finding) => finding.serialize(serializer),
                        Self::Claim(finding) => finding.serialize(serializer),
                    }
                }
            }

            let count = self.0.allocation.findings().into_iter().map(Either::Count);
            let claim = self.0.findings().into_iter().map(Either::Claim);
            let mut all: Vec<Either> = count.chain(claim).collect();
            all.sort_by_key(Either::place);
            serializer.collect_seq(all)
        }
    }
}

#[cfg(feature = "serde")]
pub use wire::Brief;

#[cfg(feature = "serde")]
impl<'v> Bill<'v> {
    /// The bill as serialized without steps and alternatives.
    #[must_use]
    pub const fn brief(&self) -> Brief<'_, 'v> {
        Brief(self)
    }
}
