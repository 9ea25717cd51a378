//! Compares billed lines with the services delivered: units, splits and assistant modifiers.
//!
//! [`Claim::audit`] compares a claim with its visit and adds what [`Claim::check`] finds. [`units`] compares
//! units alone. Every split that the unit rule permits passes, and so does billing fewer units, which is
//! reported as advice. [`columns`] compares the units of many sessions without their codes.
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::{
//!     Discipline, ProcedureCode, ServiceLine, Session, UnitRule, Units, claim::audit, time::macros::date,
//! };
//!
//! let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97112", 22)])?;
//! let billed = [ServiceLine::new(ProcedureCode::CPT_97112, Units::new(2))];
//! let findings = audit::units(&session, &billed, UnitRule::MEDICARE)?;
//! assert_eq!(findings.as_slice()[0].id(), "units-exceed-minutes"); // 22 minutes are 1 unit
//! # }
//! # Ok::<(), therapy_billing::Error>(())
//! ```

pub mod columns;
pub(in crate::claim) mod totals;

use alloc::{collections::BTreeSet, vec::Vec};

use crate::claim::assistant::division::{Division, Furnishing};
use crate::claim::assistant::rule::{AssistantReading, DeMinimis, TwoUnitGap, WholeBlock};
use crate::claim::check::day::{CLAIM, Day, Days, in_order, service};
use crate::claim::claim::{Claim, ClaimError};
use crate::claim::evidence::{LawfulSplits, OpenReading, TimedUnits, UnitCount, UnitSplit};
use crate::claim::line::ServiceLine;
use crate::claim::register::ClaimFinding;
use crate::claim::visit::Visit;
use crate::code::ProcedureCode;
use crate::finding::Findings;
use crate::quantity::{Minutes, Units};
use crate::reference::Setting;
use crate::session::{Delivered, Session};
use crate::units::{Allocation, CountedBy, CountedService, UnitRule};

/// The result of comparing a claim with its visit: the findings and the units of both sides.
///
/// [`Claim::audit`] makes it. Serialized, it is the answer of the example `audit_claims`.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{
///     Discipline, Modifier, ProcedureCode, ServiceLine, Session, Setting, UnitRule, Units,
///     claim::{Claim, Visit}, time::macros::date,
/// };
///
/// let session = Session::of(date!(2024 - 08 - 14), Discipline::Pt, [("97110", 24), ("97112", 23)])?;
/// let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
/// let line = |code| ServiceLine::new(code, Units::new(2)).with_modifier(Modifier::GP);
/// let lines = vec![line(ProcedureCode::CPT_97110)?, line(ProcedureCode::CPT_97112)?];
///
/// let audit = Claim::of_visit(visit, lines)?.audit().expect("the claim has a visit");
/// let (billed, supported) = (audit.summary().timed_units_billed, audit.summary().timed_units_supported);
/// assert_eq!((billed, supported), (4, 3)); // 47 minutes support 3 units
/// assert_eq!(audit.findings().as_slice()[0].id(), "units-exceed-minutes");
/// assert_eq!(audit.codes()[1].supported, 1); // 97112 has the fewer remaining minutes
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "8-minute rule audit")]
#[doc(alias = "chart audit")]
pub struct Audit {
    claim: Claim,
    findings: Findings<ClaimFinding>,
    summary: AuditSummary,
    codes: Vec<AuditedCode>,
}

/// The timed units of a claim: those billed, and those that the minutes of the visit support.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct AuditSummary {
    /// Timed units that the minutes support.
    pub timed_units_supported: u32,
    /// Timed units billed, also of codes that were not delivered.
    pub timed_units_billed: u32,
}

/// One code of an audit, with the units billed and those of the default split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AuditedCode {
    /// The code.
    pub code: ProcedureCode,
    /// The units of all its billed lines.
    pub billed: u32,
    /// Its units in the default split. An untimed service has one.
    pub supported: u32,
}

#[cfg(feature = "serde")]
impl serde::Serialize for Audit {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let length = 2 + usize::from(self.claim.id().is_some());
        let mut fields = serializer.serialize_struct("Audit", length)?;
        match self.claim.id() {
            Some(id) => fields.serialize_field("id", id)?,
            None => fields.skip_field("id")?,
        }
        fields.serialize_field("findings", &self.findings)?;
        fields.serialize_field("summary", &self.summary)?;
        fields.end()
    }
}

impl Audit {
    /// Returns the claim, which contains its visit.
    #[must_use]
    pub const fn claim(&self) -> &Claim {
        &self.claim
    }

    /// Returns the findings, ordered by location and then as in the register.
    pub const fn findings(&self) -> &Findings<ClaimFinding> {
        &self.findings
    }

    /// Returns the timed units of both sides.
    #[must_use]
    pub const fn summary(&self) -> AuditSummary {
        self.summary
    }

    /// Returns the codes of both sides: those delivered in order of delivery, then those only billed.
    #[must_use]
    pub fn codes(&self) -> &[AuditedCode] {
        &self.codes
    }
}

/// Compares billed units with the units that a session supports. This function does not check modifiers
/// or edits.
///
/// Every permitted split passes. Billing fewer units than such a split is reported as advice.
///
/// # Errors
///
/// There are more lines than a claim may have, or a line has another date than the session.
///
/// # Source
///
/// CMS Pub. 100-04, ch. 5, §20.2.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{
///     Discipline, Minutes, ProcedureCode, Service, ServiceLine, Session, UnitRule, Units,
///     claim::audit, time::macros::date,
/// };
///
/// let session = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
///     .with(Service::new(ProcedureCode::CPT_97112, Minutes::new(24))?)?
///     .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(23))?)?;
/// let billed = [
///     ServiceLine::new(ProcedureCode::CPT_97112, Units::new(2)),
///     ServiceLine::new(ProcedureCode::CPT_97110, Units::new(2)),
/// ];
/// let findings = audit::units(&session, &billed, UnitRule::MEDICARE)?;
/// assert_eq!(findings.as_slice()[0].to_string(),
///     "error[units-exceed-minutes] claim: the claim bills 4 timed units, but the minutes support 3 units; \
///      reduce the billed units (CMS Pub. 100-04, ch. 5, §20.2)");
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
pub fn units(
    session: &Session,
    billed: &[ServiceLine],
    rule: UnitRule,
) -> Result<Findings<ClaimFinding>, ClaimError> {
    let visit = Visit::new(session.clone(), rule, Setting::PrivatePractice);
    let allocation = rule.allocate(session);
    let claim = Claim::of_visit(visit, billed.to_vec())?;
    let (days, no_lines) = (
        Days::of(&claim),
        Day::new(&claim, session.date_of_service()),
    );
    let mut comparison = Comparison::new(days.first().unwrap_or(&no_lines), &allocation);
    comparison.compare_units();
    in_order(&mut comparison.findings);
    Ok(comparison.findings)
}

impl Claim {
    /// Compares the lines of the date of the visit with what was delivered, and adds everything that
    /// [`check`](Self::check) finds. Returns `None` for a claim without a visit.
    ///
    /// Every permitted choice passes: any split of a tie, and fewer units than supported from any
    /// permitted split. No finding hides another.
    ///
    /// # Source
    ///
    /// Each row of [`ClaimFinding::REGISTER`] names its own.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::{
    ///     Discipline, Minutes, Modifier, ProcedureCode, Service, ServiceLine, Session, Setting,
    ///     UnitRule, Units, claim::{Claim, Visit}, time::macros::date,
    /// };
    ///
    /// let session = Session::new(date!(2024 - 08 - 14), Discipline::Pt)
    ///     .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(22))?)?;
    /// let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
    /// let line = ServiceLine::new(ProcedureCode::CPT_97110, Units::new(2));
    /// let claim = Claim::of_visit(visit, vec![line.with_modifier(Modifier::GP)?]).unwrap();
    /// let audit = claim.audit().expect("the claim has a visit");
    /// let ids: Vec<_> = audit.findings().iter().map(|finding| finding.id()).collect();
    /// assert_eq!(ids, ["units-exceed-minutes", "units-exceed-code"]);
    /// assert_eq!(audit.summary().timed_units_supported, 1);
    /// # }
    /// # Ok::<(), therapy_billing::Error>(())
    /// ```
    #[must_use]
    pub fn audit(&self) -> Option<Audit> {
        self.clone().into_audit()
    }

    /// Makes the audit of the claim, as [`audit`](Self::audit) does, without a copy of the claim.
    #[must_use]
    pub fn into_audit(self) -> Option<Audit> {
        let session = &self.visit()?.session;
        let allocation = self.rule().allocate(session);
        let (days, date) = (Days::of(&self), session.date_of_service());
        let no_lines = Day::new(&self, date);
        let day = days.iter().find(|day| day.date == date);
        let mut comparison = Comparison::new(day.unwrap_or(&no_lines), &allocation);
        self.check_into(&days, &mut comparison.findings);
        comparison.compare_units();
        comparison.compare_assistants();
        in_order(&mut comparison.findings);
        let Comparison {
            findings,
            summary,
            codes,
            ..
        } = comparison;
        drop(days);
        Some(Audit {
            claim: self,
            findings,
            summary,
            codes,
        })
    }
}

/// The two sides, and what was seen of them so far.
struct Comparison<'c> {
    day: &'c Day<'c>,
    allocation: &'c Allocation,
    findings: Findings<ClaimFinding>,
    summary: AuditSummary,
    codes: Vec<AuditedCode>,
}

/// One code of what was counted, with its units in the default split and in any.
#[derive(Clone, Copy)]
struct CountedCode {
    code: ProcedureCode,
    supported: u32,
    least: u32,
    most: u32,
    is_timed: bool,
    minutes: Option<Minutes>,
    /// Position of its first entry, or of the other half of its family.
    entry: usize,
}

impl<'c> Comparison<'c> {
    fn new(day: &'c Day<'c>, allocation: &'c Allocation) -> Self {
        Self {
            day,
            allocation,
            findings: Findings::new(),
            summary: AuditSummary {
                timed_units_supported: allocation.timed_units(),
                timed_units_billed: 0,
            },
            codes: Vec::with_capacity(allocation.session().delivered().len() + 1),
        }
    }

    fn compare_units(&mut self) {
        let mut exceeds = false;
        for (service, delivered) in self.allocation.services_delivered() {
            let (first, add_on) = self.codes_of(&service, delivered);
            exceeds |= self.compare_code(&first);
            if let Some(add_on) = &add_on {
                exceeds |= self.compare_code(add_on);
            }
        }
        // a code that was not delivered may be the other half of a family that was counted
        let others = self
            .day
            .billed()
            .filter(|(_, tally)| tally.delivered.is_none());
        let add_ons = || {
            self.allocation
                .services()
                .filter_map(|service| Some([service.code, service.add_on?]))
        };
        let mut halves: Option<BTreeSet<ProcedureCode>> = None;
        for (line, tally) in others {
            let code = tally.code;
            let halves = halves.get_or_insert_with(|| add_ons().flatten().collect());
            if halves.contains(&code) {
                continue;
            }
            let at = self.day.at(line);
            self.findings
                .push(ClaimFinding::CodeNotDelivered { code }, at);
            if tally.timing().is_some_and(|timing| timing.is_timed()) {
                self.summary.timed_units_billed += tally.billed;
            }
            self.codes.push(AuditedCode {
                code,
                billed: tally.billed,
                supported: 0,
            });
        }
        self.compare_totals();
        let within = self.summary.timed_units_billed <= self.summary.timed_units_supported;
        if !exceeds && within && self.allocation.lawful_splits() > 1 {
            self.compare_split();
        }
    }

    /// Returns the codes of all services, add-ons among them.
    fn codes(&self) -> impl Iterator<Item = CountedCode> + '_ {
        let services = self.allocation.services_delivered();
        services.flat_map(|(service, delivered)| {
            let (first, add_on) = self.codes_of(&service, delivered);
            core::iter::once(first).chain(add_on)
        })
    }

    /// Returns the code of a service and, if the service is a family, its add-on code. The delivered code is that of the
    /// service, or `None` if it was not delivered.
    #[inline]
    fn codes_of(
        &self,
        service: &CountedService,
        delivered: Option<&Delivered>,
    ) -> (CountedCode, Option<CountedCode>) {
        let [units, least, most] = [service.units, service.least, service.most].map(u32::from);
        let first = CountedCode {
            code: service.code,
            supported: units,
            least,
            most,
            is_timed: service.counted != CountedBy::Once,
            minutes: delivered.and_then(|code| code.minutes),
            entry: delivered.map_or(0, |code| code.first_entry),
        };
        let Some(add_on) = service.add_on else {
            return (first, None);
        };
        let further = self.allocation.session().delivered_code(add_on);
        let entry = |own: Option<&Delivered>| {
            let entry = own.or(delivered).or(further);
            entry.map_or(0, |code| code.first_entry)
        };
        let one = |units: u32| units.min(1);
        (
            CountedCode {
                supported: one(units),
                least: one(least),
                most: one(most),
                entry: entry(delivered),
                ..first
            },
            Some(CountedCode {
                code: add_on,
                supported: units - one(units),
                least: least - one(least),
                most: most - one(most),
                minutes: further.and_then(|code| code.minutes),
                entry: entry(further),
                ..first
            }),
        )
    }

    /// Compares one code of the visit, and returns whether more of it is billed than any permitted split gives.
    fn compare_code(&mut self, counted: &CountedCode) -> bool {
        let &CountedCode {
            code,
            supported,
            least,
            most,
            ..
        } = counted;
        let tally = self.day.code(code);
        let of_code = tally.map_or(0, |tally| tally.billed);
        let first_line = tally.and_then(|tally| tally.first_line);
        if counted.is_timed {
            self.summary.timed_units_billed += of_code;
        }
        if first_line.is_some() || supported > 0 || counted.minutes.is_some() {
            self.codes.push(AuditedCode {
                code,
                billed: of_code,
                supported,
            });
        }
        let exceeds = counted.is_timed && of_code > most;
        if let Some(line) = first_line.filter(|_| exceeds) {
            let finding = ClaimFinding::UnitsExceedCode {
                billed: UnitCount(of_code),
                code,
                most: UnitCount(most),
            };
            self.findings.push(finding, self.day.at(line));
        }
        if of_code == 0 {
            let at = service(counted.entry);
            if least > 0 {
                let finding = ClaimFinding::CodeNotBilled {
                    minutes: counted.minutes,
                    code,
                    units: UnitCount(least),
                };
                self.findings.push(finding, at);
            } else if let Some(minutes) = counted.minutes.filter(|minutes| !minutes.is_zero()) {
                let finding = ClaimFinding::MinutesUnbilled { minutes, code };
                self.findings.push(finding, at);
            }
        }
        exceeds
    }

    /// Compares the timed units of all codes together.
    fn compare_totals(&mut self) {
        let AuditSummary {
            timed_units_supported,
            timed_units_billed,
        } = self.summary;
        let (supported, billed) = (
            UnitCount(timed_units_supported),
            TimedUnits(timed_units_billed),
        );
        if timed_units_billed > timed_units_supported {
            let finding = ClaimFinding::UnitsExceedMinutes { billed, supported };
            self.findings.push(finding, CLAIM);
        } else if timed_units_billed < timed_units_supported {
            let finding = ClaimFinding::UnitsBelowMinutes {
                billed,
                supported,
                codes: self.short_codes(),
            };
            self.findings.push(finding, CLAIM);
        }
    }

    /// Returns the codes billed below every permitted split, or, if there are none, those billed below the most units that
    /// some permitted split gives them.
    fn short_codes(&self) -> Vec<ProcedureCode> {
        let below = |limit: fn(&CountedCode) -> u32| {
            self.codes()
                .filter(|counted| counted.is_timed)
                .filter(|counted| self.day.units_billed(counted.code) < limit(counted))
                .map(|counted| counted.code)
                .collect::<Vec<_>>()
        };
        let short = below(|counted| counted.least);
        if short.is_empty() {
            below(|counted| counted.most)
        } else {
            short
        }
    }

    /// Reports units that no permitted split has.
    fn compare_split(&mut self) {
        let timed = self.codes().filter(|counted| counted.is_timed);
        let of_visit: Vec<(ProcedureCode, Units)> = timed
            .map(|counted| {
                let units = self.day.units_billed(counted.code);
                // not above the most of a split, which a day bounds
                (
                    counted.code,
                    Units::new(u16::try_from(units).unwrap_or(u16::MAX)),
                )
            })
            .collect();
        if self.allocation.covers(&of_visit) {
            return;
        }
        let split = of_visit.iter().filter(|(_, units)| !units.is_zero());
        let split = UnitSplit(
            split
                .map(|(code, units)| (*code, u32::from(*units)))
                .collect(),
        );
        let listed = self.allocation.splits().take(LISTED).map(|split| {
            UnitSplit(
                split
                    .iter()
                    .map(|(code, units)| (code, u32::from(units)))
                    .collect(),
            )
        });
        let splits = LawfulSplits {
            listed: listed.collect(),
            more: self
                .allocation
                .lawful_splits()
                .saturating_sub(LISTED as u64),
        };
        self.findings
            .push(ClaimFinding::SplitUnlawful { split, splits }, CLAIM);
    }

    /// Compares the clean and marked units of each service, by the division of the lawful count nearest to what
    /// is billed.
    fn compare_assistants(&mut self) {
        let claim = self.day.claim;
        let session = self.allocation.session();
        let reading = claim.assistant().reading(
            claim.rule(),
            claim.setting(),
            session.discipline(),
            session.date_of_service(),
        );
        let Ok(reading) = reading else {
            return;
        };
        let delivered = session.delivered();
        let no_assistant = !delivered.iter().any(Delivered::names_an_assistant);
        if no_assistant && self.day.codes.iter().all(|tally| tally.marked == 0) {
            return;
        }
        for service in self.allocation.services() {
            self.compare_assistant(reading, &service);
        }
    }

    fn compare_assistant(&mut self, reading: AssistantReading, service: &CountedService) {
        let tallies = [Some(service.code), service.add_on].map(|code| self.day.code(code?));
        let mut first: Option<(usize, ProcedureCode)> = None;
        let (mut billed_units, mut marked) = (0_u32, 0_u32);
        for tally in tallies.into_iter().flatten() {
            let Some(line) = tally.first_line else {
                continue;
            };
            if first.is_none_or(|(earlier, _)| line < earlier) {
                first = Some((line, tally.code));
            }
            billed_units = billed_units.saturating_add(tally.billed);
            marked = marked.saturating_add(tally.marked);
        }
        let Some((line, code)) = first else {
            return;
        };
        let clean = billed_units.saturating_sub(marked);
        let lawful = u16::try_from(billed_units)
            .unwrap_or(u16::MAX)
            .clamp(service.least.get(), service.most.get());
        let spare = billed_units.saturating_sub(u32::from(lawful));
        let session = self.allocation.session();
        let reference = self.day.claim.reference();
        let furnishing = Furnishing::counted(session, service, Units::new(lawful), reference);
        let fits = |division: Division| {
            clean <= u32::from(division.clean()) + spare
                && marked <= u32::from(division.marked()) + spare
        };
        let division = reading.divide(furnishing);
        if fits(division) {
            return;
        }
        let other = self
            .other_readings(reading)
            .find(|(other, ..)| fits(other.divide(furnishing)));
        if let Some((_, reading, default)) = other {
            let finding = ClaimFinding::AssistantOtherReading {
                code,
                reading,
                default,
            };
            return self.findings.push(finding, self.day.at(line));
        }
        let modifier = reading.modifier;
        if clean > u32::from(division.clean()) + spare {
            let finding = ClaimFinding::AssistantModifierMissing {
                clean: UnitCount(clean),
                code,
                modifier,
                most: division.clean().into(),
            };
            self.findings.push(finding, self.day.at(line));
        }
        if marked > u32::from(division.marked()) + spare {
            let finding = ClaimFinding::AssistantModifierUnneeded {
                marked: UnitCount(marked),
                code,
                modifier,
                most: division.marked().into(),
            };
            self.findings.push(finding, self.day.at(line));
        }
    }

    /// Returns the readings that differ from the default in one switch that nobody stated, with both names.
    ///
    /// One at a time is enough: the minutes decide which switch is asked.
    fn other_readings(
        &self,
        default: AssistantReading,
    ) -> impl Iterator<Item = (AssistantReading, OpenReading, OpenReading)> + use<> {
        let policy = self.day.claim.assistant();
        let methods = DeMinimis::ALL.iter().map(move |&method| {
            let names = [method, default.de_minimis].map(OpenReading::DeMinimis);
            let mut reading = default;
            reading.de_minimis = method;
            (policy.de_minimis.is_none(), reading, names)
        });
        let gaps = TwoUnitGap::ALL.iter().map(move |&gap| {
            let names = [gap, default.two_unit_gap].map(OpenReading::TwoUnitGap);
            let mut reading = default;
            reading.two_unit_gap = gap;
            (policy.two_unit_gap.is_none(), reading, names)
        });
        let blocks = WholeBlock::ALL.iter().map(move |&block| {
            let names = [block, default.whole_block].map(OpenReading::WholeBlock);
            let mut reading = default;
            reading.whole_block = block;
            (policy.whole_block.is_none(), reading, names)
        });
        methods
            .chain(gaps)
            .chain(blocks)
            .filter(move |(is_open, reading, _)| *is_open && *reading != default)
            .map(|(_, reading, [name, default])| (reading, name, default))
    }
}

/// Lawful splits that a finding lists.
const LISTED: usize = 8;
