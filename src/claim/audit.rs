//! Billed against delivered: units, splits and assistant modifiers.

pub mod columns;

use alloc::vec::Vec;

use super::{
    Claim, ClaimFinding, Codes, Division, Reading, ServiceLine, TwoUnitGap, Visit, WholeBlock,
    assistant::DeMinimis,
    check::{CLAIM, billed, in_order, service},
    evidence::{DeliveredTime, LawfulSplits, OpenReading, UnitCount, UnitSplit},
    furnished::furnishing,
    tally::Tally,
};
use crate::code::ProcedureCode;
use crate::finding::Findings;
use crate::quantity::{Minutes, Units};
use crate::reference::catalog::{CodeEntry, Timing};
use crate::session::{Delivered, Session};
use crate::units::{Allocation, CountedBy, CountedService, UnitRule};

/// A claim held against its visit: what was found, and the units of both sides.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Audit {
    findings: Findings<ClaimFinding>,
    summary: AuditSummary,
    #[cfg_attr(feature = "serde", serde(skip))]
    codes: Vec<AuditedCode>,
}

/// Timed units of a claim, billed and supported by the visit's minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct AuditSummary {
    /// Timed units that the minutes support.
    pub timed_units_supported: u32,
    /// Timed units billed, also of codes nobody delivered.
    pub timed_units_billed: u32,
}

/// One code of an audit: billed, and supported by the default split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AuditedCode {
    /// The code.
    pub code: ProcedureCode,
    /// Units of all its billed lines.
    pub billed: u32,
    /// Its units in the default split; an untimed service has one.
    pub supported: u32,
}

impl Audit {
    /// What was found, by location and then in register order.
    pub const fn findings(&self) -> &Findings<ClaimFinding> {
        &self.findings
    }

    /// Timed units of both sides.
    #[must_use]
    pub const fn summary(&self) -> AuditSummary {
        self.summary
    }

    /// The codes of both sides: delivered ones in order of delivery, then those billed besides.
    #[must_use]
    pub fn codes(&self) -> &[AuditedCode] {
        &self.codes
    }
}

/// Billed units against a session's, without a look at modifiers and edits.
///
/// Every lawful split passes, and so does billing less in a way that leads to one; the findings say how
/// far the units go too far or fall short.
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
/// let findings = audit::units(&session, &billed, UnitRule::MEDICARE);
/// assert_eq!(findings.as_slice()[0].to_string(),
///     "error[units-exceed-minutes] claim: 4 timed units, the minutes support 3 \
///      (CMS Pub. 100-04, ch. 5, §20.2)");
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
pub fn units(session: &Session, billed: &[ServiceLine], rule: UnitRule) -> Findings<ClaimFinding> {
    let visit = Visit::new(session.clone()).with_rule(rule);
    let claim = Claim::new(&visit, billed);
    let allocation = rule.allocate(&visit.session);
    let mut comparison = Comparison::new(&claim, &allocation);
    comparison.compare_units();
    in_order(&mut comparison.findings);
    comparison.findings
}

impl Claim<'_> {
    /// The claim held against what was delivered, and everything [`check`](Self::check) sees.
    ///
    /// Every lawful choice passes: any split of a tie, and fewer units than supported from any lawful
    /// split. No finding hides another.
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
    ///     Discipline, Minutes, Modifier, ProcedureCode, Service, ServiceLine, Session, Units,
    ///     claim::{Claim, Visit}, time::macros::date,
    /// };
    ///
    /// let session = Session::new(date!(2024 - 08 - 14), Discipline::Pt)
    ///     .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(22))?)?;
    /// let visit = Visit::new(session);
    /// let line = ServiceLine::new(ProcedureCode::CPT_97110, Units::new(2));
    /// let audit = Claim::new(&visit, &[line.with_modifier(Modifier::GP)?]).audit();
    /// let ids: Vec<_> = audit.findings().iter().map(|finding| finding.id()).collect();
    /// assert_eq!(ids, ["units-exceed-minutes", "units-exceed-code"]);
    /// assert_eq!(audit.summary().timed_units_supported, 1);
    /// # }
    /// # Ok::<(), therapy_billing::Error>(())
    /// ```
    #[must_use]
    pub fn audit(&self) -> Audit {
        let allocation = self.visit.rule.allocate(&self.visit.session);
        let mut comparison = Comparison::new(self, &allocation);
        self.check_into(&comparison.tally, &mut comparison.findings);
        comparison.compare_units();
        comparison.compare_assistants();
        in_order(&mut comparison.findings);
        Audit {
            findings: comparison.findings,
            summary: comparison.summary,
            codes: comparison.codes,
        }
    }
}

/// The two sides, and what was seen of them so far.
struct Comparison<'c> {
    claim: &'c Claim<'c>,
    allocation: &'c Allocation,
    tally: Tally,
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
    /// Counted by something else than time: one unit, unless more is stated.
    is_counted: bool,
    minutes: Option<Minutes>,
    /// Position of its first entry, or of the other half of its family.
    entry: usize,
}

impl<'c> Comparison<'c> {
    fn new(claim: &'c Claim<'c>, allocation: &'c Allocation) -> Self {
        Self {
            claim,
            allocation,
            tally: Tally::of(claim),
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
        for service in self.allocation.services() {
            for counted in self.codes_of(&service).into_iter().flatten() {
                exceeds |= self.compare_code(counted);
            }
        }
        let delivered = self.codes.len();
        for (line, tally) in self.tally.billed() {
            let code = tally.code;
            let known = self.codes.iter().take(delivered);
            if known.clone().any(|known| known.code == code) || self.is_of_visit(code) {
                continue;
            }
            self.findings
                .push(ClaimFinding::CodeNotDelivered { code }, billed(line));
            let timing = self.claim.reference.entry(code).map(CodeEntry::timing);
            if timing.is_some_and(Timing::is_timed) {
                self.summary.timed_units_billed += tally.billed;
            } else if timing == Some(Timing::Untimed) && tally.billed > 1 {
                let billed_units = tally.billed;
                let finding = ClaimFinding::UntimedUnits {
                    code,
                    billed: billed_units,
                };
                self.findings.push(finding, billed(line));
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

    /// Whether the visit has a code, or its count may make it of a family.
    fn is_of_visit(&self, code: ProcedureCode) -> bool {
        let mut services = self.allocation.services();
        services.any(|service| service.code == code || service.add_on == Some(code))
    }

    /// The codes of a service: itself, and its add-on.
    fn codes_of(&self, service: &CountedService) -> [Option<CountedCode>; 2] {
        let session = self.allocation.session();
        let delivered = session.delivered_code(service.code);
        let [units, least, most] = [service.units, service.least, service.most].map(u32::from);
        let first = CountedCode {
            code: service.code,
            supported: units,
            least,
            most,
            is_timed: service.counted != CountedBy::Once,
            is_counted: delivered.is_some_and(|code| code.timing == Timing::Counted),
            minutes: delivered.and_then(|code| code.minutes),
            entry: delivered.map_or(0, |code| code.first_entry),
        };
        let Some(add_on) = service.add_on else {
            return [Some(first), None];
        };
        let further = session.delivered_code(add_on);
        let entry = |own: Option<&Delivered>| {
            let entry = own.or(delivered).or(further);
            entry.map_or(0, |code| code.first_entry)
        };
        let one = |units: u32| units.min(1);
        [
            Some(CountedCode {
                supported: one(units),
                least: one(least),
                most: one(most),
                entry: entry(delivered),
                ..first
            }),
            Some(CountedCode {
                code: add_on,
                supported: units - one(units),
                least: least - one(least),
                most: most - one(most),
                minutes: further.and_then(|code| code.minutes),
                entry: entry(further),
                ..first
            }),
        ]
    }

    /// One code of the visit; whether more is billed of it than any lawful split gives.
    fn compare_code(&mut self, counted: CountedCode) -> bool {
        let CountedCode {
            code,
            supported,
            least,
            most,
            ..
        } = counted;
        let tally = self.tally.code(code);
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
        let mut exceeds = false;
        if let Some(line) = first_line {
            exceeds = counted.is_timed && of_code > most;
            if exceeds {
                let finding = ClaimFinding::UnitsExceedCode {
                    code,
                    billed: of_code,
                    most,
                };
                self.findings.push(finding, billed(line));
            } else if !counted.is_timed && !counted.is_counted && of_code > 1 {
                let finding = ClaimFinding::UntimedUnits {
                    code,
                    billed: of_code,
                };
                self.findings.push(finding, billed(line));
            }
        }
        if of_code == 0 {
            let at = service(counted.entry);
            if least > 0 {
                let finding = ClaimFinding::CodeNotBilled {
                    code,
                    minutes: DeliveredTime(counted.minutes),
                    units: UnitCount(least),
                };
                self.findings.push(finding, at);
            } else if let Some(minutes) = counted.minutes.filter(|minutes| !minutes.is_zero()) {
                let finding = ClaimFinding::MinutesUnbilled { code, minutes };
                self.findings.push(finding, at);
            }
        }
        exceeds
    }

    /// Timed units in all.
    fn compare_totals(&mut self) {
        let AuditSummary {
            timed_units_supported: supported,
            timed_units_billed: billed,
        } = self.summary;
        if billed > supported {
            let finding = ClaimFinding::UnitsExceedMinutes { billed, supported };
            self.findings.push(finding, CLAIM);
        } else if billed < supported {
            let finding = ClaimFinding::UnitsBelowMinutes {
                billed,
                supported,
                codes: self.short_codes(),
            };
            self.findings.push(finding, CLAIM);
        }
    }

    /// The codes billed below every lawful split; where none is, those billed below the fullest.
    fn short_codes(&self) -> Codes {
        let below = |limit: fn(&CountedCode) -> u32| {
            let services = self.allocation.services();
            let codes = services.flat_map(|service| self.codes_of(&service));
            codes
                .flatten()
                .filter(|counted| counted.is_timed)
                .filter(|counted| self.tally.units_billed(counted.code) < limit(counted))
                .map(|counted| counted.code)
                .collect::<Vec<_>>()
        };
        let short = below(|counted| counted.least);
        Codes(if short.is_empty() {
            below(|counted| counted.most)
        } else {
            short
        })
    }

    /// Units that each fit, among codes that tie.
    fn compare_split(&mut self) {
        let services = self.allocation.services();
        let codes = services.flat_map(|service| self.codes_of(&service));
        let timed = codes.flatten().filter(|counted| counted.is_timed);
        let of_visit: Vec<(ProcedureCode, Units)> = timed
            .map(|counted| {
                let units = self.tally.units_billed(counted.code);
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

    /// Clean and marked units of each service, by the division of the lawful count nearest to what
    /// is billed.
    fn compare_assistants(&mut self) {
        let Ok(reading) = self.claim.reading() else {
            return;
        };
        let delivered = self.allocation.session().delivered();
        let no_assistant = !delivered.iter().any(Delivered::names_an_assistant);
        if no_assistant && self.tally.codes().iter().all(|tally| tally.marked == 0) {
            return;
        }
        for service in self.allocation.services() {
            self.compare_assistant(reading, &service);
        }
    }

    fn compare_assistant(&mut self, reading: Reading, service: &CountedService) {
        let tallies = [Some(service.code), service.add_on].map(|code| self.tally.code(code?));
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
        let furnishing = furnishing(self.allocation.session(), service, Units::new(lawful));
        let fits = |division: Division| {
            clean <= u32::from(division.clean) + spare
                && marked <= u32::from(division.marked) + spare
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
            return self.findings.push(finding, billed(line));
        }
        let modifier = reading.modifier;
        if clean > u32::from(division.clean) + spare {
            let finding = ClaimFinding::AssistantModifierMissing {
                code,
                clean,
                modifier,
                most: division.clean.into(),
            };
            self.findings.push(finding, billed(line));
        }
        if marked > u32::from(division.marked) + spare {
            let finding = ClaimFinding::AssistantModifierUnneeded {
                code,
                marked,
                modifier,
                most: division.marked.into(),
            };
            self.findings.push(finding, billed(line));
        }
    }

    /// The readings that differ from the default in one switch that nobody stated, with both names.
    ///
    /// One at a time is enough: the minutes decide which switch is asked.
    fn other_readings(
        &self,
        default: Reading,
    ) -> impl Iterator<Item = (Reading, OpenReading, OpenReading)> + use<> {
        let policy = self.claim.visit.assistant;
        let methods = DeMinimis::ALL.into_iter().map(move |method| {
            let names = [method, default.de_minimis].map(OpenReading::DeMinimis);
            let mut reading = default;
            reading.de_minimis = method;
            (policy.de_minimis.is_none(), reading, names)
        });
        let gaps = [TwoUnitGap::Split, TwoUnitGap::Both]
            .into_iter()
            .map(move |gap| {
                let names = [gap, default.two_unit_gap].map(OpenReading::TwoUnitGap);
                let mut reading = default;
                reading.two_unit_gap = gap;
                (policy.two_unit_gap.is_none(), reading, names)
            });
        let blocks = [WholeBlock::Block, WholeBlock::Midpoint]
            .into_iter()
            .map(move |block| {
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
