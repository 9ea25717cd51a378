//! Reports what a count found in the session that it counted.

use alloc::{format, vec};

use time::Date;

use super::{allocation::Allocation, rule::Preset};
use crate::calendar::IsoDate;
use crate::citation::Citation;
use crate::code::ProcedureCode;
use crate::finding::{Fact, Findings, Location, ToFact, findings};
use crate::quantity::Minutes;
use crate::reference::ReferenceData;
use crate::reference::catalog::{
    BlockMinutes, CodeEntry, CodeFacts, Designation, Discipline, DisciplineUse, Origin, Successors,
    Timing,
};
use crate::session::{Delivered, Service, TimingSource};

findings! {
    /// Reports what a count found in a session. The units are right all the same.
    pub enum CountFinding {
        /// The session has more timed minutes than the limit of a plausible day.
        LongDay { minutes: Minutes, limit: Minutes } =
            "long-day", Warning, [Citation::CONVENTION],
            "the session has {minutes} of timed services, more than the limit of {limit}; check the record";
        /// Under Medicare's rule, a session of 1 to 7 timed minutes bills no timed unit.
        BelowEightMinutes { minutes: Minutes } =
            "below-eight-minutes", Advice, [Citation::CPM_20_2_C],
            "the session has {minutes} of timed services, fewer than the 8 minutes that 1 unit requires; keep \
             them in the record and bill no timed unit";
        /// A timed service was recorded with 0 minutes.
        ZeroMinutes { code: ProcedureCode } =
            "zero-minutes", Warning, [Citation::CPM_20_2_C],
            "timed code {code} is recorded with 0 minutes and has no unit; check its time";
        /// Under Medicare's rule, the total of the session gave a unit to a code of fewer than 8 minutes.
        UnitUnderEightMinutes { code: ProcedureCode, minutes: Minutes } =
            "unit-under-eight-minutes", Advice, [Citation::CPM_20_2_C],
            "{code} has a unit for {minutes}, which is correct under Medicare's 8-minute rule; another payer \
             may deny it";
        /// The date of service is outside the dates of the code.
        CodeNotInForce {
            code: ProcedureCode,
            date: Date,
            from: Option<Date>,
            to: Option<Date>,
            successors: Successors,
        } =
            "code-not-in-force", Error, [Citation::CATALOG],
            "{code} is not valid on {date} (valid[ from {from}][ through {to}]); replacement: {successors}";
        /// The discipline does not furnish the code.
        CodeOutsideDiscipline { code: ProcedureCode, discipline: Discipline } =
            "code-outside-discipline", Warning, [Citation::CATALOG],
            "{code} is not furnished by {discipline}; check the code and the discipline";
        /// The code is not a therapy code.
        CodeNotTherapy { code: ProcedureCode } =
            "code-not-therapy", Advice, [Citation::CATALOG],
            "{code} is not on the therapy code list and is counted by its own timing; check the code";
        /// The caller stated the timing of a code that the catalog does not have.
        TimingStated { code: ProcedureCode, timing: Timing } =
            "timing-stated", Advice, [Citation::CATALOG],
            "the catalog has no entry for {code}, which is counted {timing} as the caller states; check the \
             code and its timing";
        /// An entry or a timing of the caller's took precedence over the built-in catalog.
        EntrySupplied { code: ProcedureCode } =
            "entry-supplied", Advice, [Citation::CATALOG],
            "{code} is counted by facts that the caller supplied; check that they apply";
        /// Minutes were recorded under the add-on of a family and none under its first code.
        AddOnWithoutFirst { code: ProcedureCode, first: ProcedureCode } =
            "add-on-without-first", Warning, [Citation::CPT_TIME],
            "add-on code {code} is billed only with {first}, so the first unit of its minutes is counted as \
             {first}; check the code";
        /// The code is counted by something else than time.
        UnitsNotByTime { code: ProcedureCode } =
            "units-not-by-time", Advice, [Citation::CPT_TIME],
            "{code} is not billed by time and is counted as 1 unit; state the units if more were furnished";
        /// An untimed service that needs attendance was recorded in the minutes of a timed one.
        UntimedOverlapsTimed { code: ProcedureCode, timed: ProcedureCode } =
            "untimed-overlaps-timed", Warning, [Citation::CPM_20_3],
            "{code} is recorded in minutes that also count for {timed}; correct the times if the same person \
             furnished both";
    }
}

/// Contains the dates on which a code is valid, for a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Force {
    /// The first date of service, if known.
    pub effective: Option<Date>,
    /// The last date of service, if there is one.
    pub terminated: Option<Date>,
}

impl core::fmt::Display for Force {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match (self.effective.map(IsoDate), self.terminated.map(IsoDate)) {
            (Some(from), Some(to)) => write!(f, "from {from} through {to}"),
            (Some(from), None) => write!(f, "from {from}"),
            (None, Some(to)) => write!(f, "through {to}"),
            (None, None) => f.write_str("at no known time"),
        }
    }
}

impl ToFact for Force {
    fn to_fact(&self) -> Fact {
        Fact::Text(format!("{self}"))
    }
}

/// The timed minutes above which a session is reported as a long day, unless the caller sets another limit.
pub const LONG_DAY: Minutes = Minutes::new(480);

impl Allocation {
    /// Returns what the count found, by location and then in the order of the register.
    ///
    /// Facts about codes are those of the built-in reference data.
    ///
    /// # Source
    ///
    /// Each row of [`CountFinding::REGISTER`] names its own.
    pub fn findings(&self) -> Findings<CountFinding> {
        self.findings_with(ReferenceData::built_in(), LONG_DAY)
    }

    /// Returns what the count found, with the caller's reference data and limit for a long day.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::{
    ///     Discipline, Minutes, ReferenceData, Session, UnitRule, time::macros::date,
    /// };
    ///
    /// let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97112", 241)])?;
    /// let allocation = UnitRule::MEDICARE.allocate(&session);
    /// let findings = allocation.findings_with(ReferenceData::built_in(), Minutes::new(240));
    /// assert_eq!(findings.as_slice()[0].id(), "long-day");
    /// # }
    /// # Ok::<(), therapy_billing::session::SessionError>(())
    /// ```
    pub fn findings_with(
        &self,
        reference: &ReferenceData,
        long_day: Minutes,
    ) -> Findings<CountFinding> {
        let mut findings = Findings::new();
        self.look_at_total(long_day, &mut findings);
        let delivered = self.session().delivered();
        for code in delivered {
            let facts = reference.entry(code.code).map(CodeEntry::facts_in_place);
            self.look_at_code(code, facts, &mut findings);
        }
        if self.counts_as_medicare() {
            let short = self
                .entries()
                .iter()
                .filter(|entry| entry.clock.is_pooled() && entry.counted < 8 && entry.attained > 0);
            for entry in short {
                let (code, minutes) = (entry.code, Minutes::new(entry.counted));
                let place = delivered
                    .get(entry.since)
                    .map_or(0, |code| code.first_entry);
                findings.push(
                    CountFinding::UnitUnderEightMinutes { code, minutes },
                    at(place),
                );
            }
        }
        for (entry, other) in self.session().attended_overlaps(reference) {
            let code = |entry| self.session().services().get(entry).map(Service::code);
            if let (Some(code), Some(timed)) = (code(entry), code(other)) {
                findings.push(
                    CountFinding::UntimedOverlapsTimed { code, timed },
                    at(entry),
                );
            }
        }
        findings.sort_by_path(|path| usize::from(path == SERVICE));
        findings
    }

    fn counts_as_medicare(&self) -> bool {
        self.rule().counts_as() == Some(Preset::Medicare)
    }

    fn look_at_total(&self, limit: Minutes, findings: &mut Findings<CountFinding>) {
        let minutes = self.session().timed_minutes();
        if minutes > limit {
            findings.push(CountFinding::LongDay { minutes, limit }, SERVICES);
        }
        if let (true, Ok(minutes @ 1..8)) = (
            self.counts_as_medicare(),
            u16::try_from(self.pool_minutes()),
        ) {
            let minutes = Minutes::new(minutes);
            findings.push(CountFinding::BelowEightMinutes { minutes }, SERVICES);
        }
    }

    /// Returns whether any minutes were recorded under a code.
    fn has_minutes_of(&self, code: ProcedureCode) -> bool {
        self.session()
            .delivered_code(code)
            .and_then(|delivered| delivered.minutes)
            .is_some_and(|minutes| !minutes.is_zero())
    }

    fn look_at_code(
        &self,
        delivered: &Delivered,
        facts: Option<&CodeFacts>,
        findings: &mut Findings<CountFinding>,
    ) {
        let code = delivered.code;
        let at = at(delivered.first_entry);
        let mut find = |check| findings.push(check, at);
        let minutes = delivered.minutes.unwrap_or_default();
        if delivered.timing.is_timed() && minutes.is_zero() {
            find(CountFinding::ZeroMinutes { code });
        }
        let is_stated = delivered.timing_source == TimingSource::Caller;
        match facts {
            Some(facts) => {
                self.look_at_facts(facts, &mut find);
                if is_stated || facts.origin() == Origin::Supplied {
                    find(CountFinding::EntrySupplied { code });
                }
            }
            None if is_stated => {
                let timing = delivered.timing;
                find(CountFinding::TimingStated { code, timing });
            }
            None => {}
        }
        match delivered.timing {
            Timing::AddOn { family }
                if !minutes.is_zero() && !self.has_minutes_of(family.first) =>
            {
                let first = family.first;
                find(CountFinding::AddOnWithoutFirst { code, first });
            }
            Timing::Counted => find(CountFinding::UnitsNotByTime { code }),
            _ => {}
        }
    }

    fn look_at_facts(&self, facts: &CodeFacts, find: &mut impl FnMut(CountFinding)) {
        let code = facts.code();
        let date = self.session().date_of_service();
        let discipline = self.session().discipline();
        if !facts.is_in_force(date) {
            find(CountFinding::CodeNotInForce {
                code,
                date,
                from: facts.effective(),
                to: facts.terminated(),
                successors: facts.successors(),
            });
        }
        if facts.discipline_use(discipline) == DisciplineUse::Barred {
            find(CountFinding::CodeOutsideDiscipline { code, discipline });
        }
        if facts.designation() == Designation::NotListed {
            find(CountFinding::CodeNotTherapy { code });
        }
    }
}

const SERVICE: &str = "services[]";
const SERVICES: Location = Location::new("services");

fn at(entry: usize) -> Location {
    Location::new(SERVICE).index(entry)
}

impl ToFact for Timing {
    /// The value has the serialized form of the timing.
    fn to_fact(&self) -> Fact {
        let word = |words: &str, word| Fact::in_words(words, Fact::Word(word));
        let blocks = |block: BlockMinutes| Fact::Number(block.get().into());
        let family = |key, words: &str| {
            self.family().map_or(Fact::Unknown, |family| {
                let value = vec![
                    ("first", family.first.to_fact()),
                    ("first_block", blocks(family.first_block)),
                    ("add_on", family.add_on.to_fact()),
                    ("add_on_block", blocks(family.add_on_block)),
                ];
                let words = format!("as {words} {} with {}", family.first, family.add_on);
                Fact::in_words(words, Fact::Object(vec![(key, Fact::Object(value))]))
            })
        };
        match *self {
            Self::Untimed => word("as untimed", "untimed"),
            Self::Visit => word("visit by visit", "visit"),
            Self::Counted => word("by something else than time", "counted"),
            Self::First { .. } => family("first", "the first code of the family"),
            Self::AddOn { .. } => family("add-on", "the add-on code of the family"),
            Self::Blocks { minutes } => Fact::in_words(
                format!("in blocks of {minutes}"),
                Fact::Object(vec![("blocks", blocks(minutes))]),
            ),
            Self::Month { minutes } => Fact::in_words(
                format!("by the calendar month in blocks of {minutes}"),
                Fact::Object(vec![("month", blocks(minutes))]),
            ),
        }
    }
}
