//! What a count may have to say about the session it counted.

use time::Date;

use super::Allocation;
use crate::calendar::IsoDate;
use crate::citation::Citation;
use crate::code::ProcedureCode;
use crate::finding::{Findings, Location, findings};
use crate::quantity::{Minutes, Units};
use crate::reference::catalog::{
    BlockMinutes, CodeFacts, Designation, Discipline, DisciplineUse, Successors, Timing,
};
use crate::session::Delivered;

findings! {
    /// What a count saw in a session. The bill stands all the same.
    pub enum CountFinding {
        /// More timed minutes than the limit of a plausible day.
        LongDay { minutes: Minutes, limit: Minutes } =
            "long-day", Warning, [Citation::CONVENTION],
            "{minutes} of timed services in one session, more than {limit}; check the record";
        /// Under Medicare, a session of 1 to 7 timed minutes bills nothing.
        BelowEightMinutes { minutes: Minutes } =
            "below-eight-minutes", Advice, [Citation::CPM_20_2_C],
            "{minutes} of timed services are below 8: no unit, and they stay on record";
        /// A timed service was recorded with no minutes.
        ZeroMinutes { code: ProcedureCode } =
            "zero-minutes", Warning, [Citation::CPM_20_2_C],
            "{code} is a timed code and was recorded with 0 minutes: no unit";
        /// Under Medicare, the session's total gave a unit to a code of fewer than 8 minutes.
        UnitUnderEightMinutes { code: ProcedureCode, minutes: Minutes } =
            "unit-under-eight-minutes", Advice, [Citation::CPM_20_2_C],
            "{code} has a unit with {minutes}; right under Medicare, another payer may refuse it";
        /// The code was not in force on the date of service.
        CodeNotInForce { code: ProcedureCode, date: IsoDate, force: Force, successors: Successors } =
            "code-not-in-force", Error, [Citation::CATALOG],
            "{code} was not in force on {date} but {force}; now {successors}";
        /// The discipline does not furnish the code.
        CodeOutsideDiscipline { code: ProcedureCode, discipline: Discipline } =
            "code-outside-discipline", Warning, [Citation::CATALOG],
            "{code} is not furnished by {discipline}";
        /// The code is no therapy code.
        CodeNotTherapy { code: ProcedureCode } =
            "code-not-therapy", Advice, [Citation::CATALOG],
            "{code} is not on the therapy code list; it was counted by its own timing";
        /// The caller stated the timing; the catalog has no entry.
        TimingStated { code: ProcedureCode, timing: StatedTiming } =
            "timing-stated", Advice, [Citation::CATALOG],
            "{code} is not in the catalog and was counted {timing}, as stated";
        /// The entry that was counted is the user's own.
        EntrySupplied { code: ProcedureCode } =
            "entry-supplied", Advice, [Citation::CATALOG],
            "{code} was counted by an entry that the user laid over the catalog";
        /// Minutes were recorded under the add-on of a family and not under its first code.
        AddOnWithoutFirst { code: ProcedureCode, first: ProcedureCode } =
            "add-on-without-first", Warning, [Citation::CPT_TIME],
            "{code} never stands alone: the first unit of its minutes is {first}";
        /// The code is counted by something else than time.
        UnitsNotByTime { code: ProcedureCode } =
            "units-not-by-time", Advice, [Citation::CPT_TIME],
            "{code} is not counted by time: 1 unit, more must be stated";
        /// An untimed service that needs attendance ran in the minutes of a timed one.
        UntimedOverlapsTimed { code: ProcedureCode, timed: ProcedureCode } =
            "untimed-overlaps-timed", Warning, [Citation::CPM_20_3],
            "{code} was recorded in minutes that also count for {timed}";
    }
}

/// The dates on which a code was in force, for a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Force {
    /// First date of service, if known.
    pub effective: Option<Date>,
    /// Last date of service, if it has one.
    pub terminated: Option<Date>,
}

impl core::fmt::Display for Force {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match (self.effective.map(IsoDate), self.terminated.map(IsoDate)) {
            (Some(from), Some(to)) => write!(f, "from {from} to {to}"),
            (Some(from), None) => write!(f, "from {from} on"),
            (None, Some(to)) => write!(f, "until {to}"),
            (None, None) => f.write_str("at no known time"),
        }
    }
}

/// A timing on the caller's word, for a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatedTiming(Option<BlockMinutes>);

impl core::fmt::Display for StatedTiming {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            Some(block) => write!(f, "in blocks of {block}"),
            None => f.write_str("as untimed"),
        }
    }
}

/// Timed minutes above which a day is worth a look, unless the caller sets another limit.
pub const LONG_DAY: Minutes = Minutes::new(480);

impl Allocation<'_> {
    /// What the count saw, by location and then in register order.
    ///
    /// # Source
    ///
    /// Each row of [`CountFinding::REGISTER`] names its own.
    pub fn findings(&self) -> Findings<CountFinding> {
        self.findings_above(LONG_DAY)
    }

    /// The same, with the caller's limit for a long day.
    pub fn findings_above(&self, long_day: Minutes) -> Findings<CountFinding> {
        let mut findings = Findings::new();
        self.look_at_total(long_day, &mut findings);
        for delivered in self.session().delivered() {
            self.look_at_code(delivered, &mut findings);
        }
        for (entry, other) in self.session().attended_overlaps() {
            let code = |entry| {
                self.session()
                    .services()
                    .get(entry)
                    .map(crate::session::Service::code)
            };
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

    fn look_at_total(&self, long_day: Minutes, findings: &mut Findings<CountFinding>) {
        let minutes = self.session().timed_minutes();
        if minutes > long_day {
            let limit = long_day;
            findings.push(
                CountFinding::LongDay { minutes, limit },
                Location::new(SERVICES),
            );
        }
        if self.rule().is_medicare() && (1..8).contains(&self.pool_minutes()) {
            let minutes = Minutes::new(u16::try_from(self.pool_minutes()).unwrap_or_default());
            findings.push(
                CountFinding::BelowEightMinutes { minutes },
                Location::new(SERVICES),
            );
        }
    }

    fn look_at_code(&self, delivered: &Delivered, findings: &mut Findings<CountFinding>) {
        let code = delivered.code;
        let at = at(delivered.first_entry);
        let mut find = |check| findings.push(check, at);
        let minutes = delivered.minutes.unwrap_or_default();
        if delivered.timing.is_timed() && minutes.is_zero() {
            find(CountFinding::ZeroMinutes { code });
        }
        if self.rule().is_medicare() && self.has_unit_under_eight(code) {
            find(CountFinding::UnitUnderEightMinutes { code, minutes });
        }
        if let Some(facts) = &delivered.facts {
            self.look_at_facts(facts, &mut find);
        } else {
            let timing = StatedTiming(delivered.timing.block());
            find(CountFinding::TimingStated { code, timing });
        }
        match delivered.timing {
            Timing::AddOn { family } if self.session().delivered_code(family.first).is_none() => {
                find(CountFinding::AddOnWithoutFirst {
                    code,
                    first: family.first,
                });
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
                date: IsoDate(date),
                force: Force {
                    effective: facts.effective(),
                    terminated: facts.terminated(),
                },
                successors: facts.successors(),
            });
        }
        if facts.discipline_use(discipline) == DisciplineUse::Barred {
            find(CountFinding::CodeOutsideDiscipline { code, discipline });
        }
        if facts.designation() == Designation::NotListed {
            find(CountFinding::CodeNotTherapy { code });
        }
        if facts.origin() == crate::reference::catalog::Origin::Supplied {
            find(CountFinding::EntrySupplied { code });
        }
    }

    /// Whether a code of the pool, or its family as a whole, has a unit with fewer than 8 minutes.
    fn has_unit_under_eight(&self, code: ProcedureCode) -> bool {
        self.units(code) > Units::ZERO
            && self
                .entry(code)
                .is_some_and(|entry| entry.clock.is_pooled() && entry.counted < 8)
    }
}

const SERVICE: &str = "services[]";
const SERVICES: &str = "services";

fn at(entry: usize) -> Location {
    Location::new(SERVICE).index(entry)
}

impl crate::finding::ToFact for Force {
    fn to_fact(&self) -> crate::finding::Fact {
        crate::finding::Fact::Text(alloc::string::ToString::to_string(self))
    }
}

impl crate::finding::ToFact for StatedTiming {
    fn to_fact(&self) -> crate::finding::Fact {
        crate::finding::Fact::Text(alloc::string::ToString::to_string(self))
    }
}
