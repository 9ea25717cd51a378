//! Builds claim lines from a visit: units, discipline modifiers and CQ or CO.

use alloc::{collections::BTreeMap, vec::Vec};
use core::fmt;

use rust_decimal::Decimal;

use crate::calendar::IsoDate;
use crate::citation::Citation;
use crate::claim::assistant::division::{Division, Furnishing};
use crate::claim::assistant::rule::{AssistantReading, NotApplied};
use crate::claim::attestation::KxAttestation;
use crate::claim::claim::Claim;
use crate::claim::line::ServiceLine;
use crate::claim::register::ClaimFinding;
use crate::claim::threshold::{BucketTotal, KxNeed, is_known_unpaid};
use crate::claim::visit::Visit;
#[cfg(feature = "serde")]
use crate::claim::visit::VisitDocument;
use crate::code::{Modifier, Modifiers, ProcedureCode};
use crate::finding::{Basis, Check, Evidence, Findings, Severity};
use crate::money::{AmountError, amount};
use crate::quantity::Units;
#[cfg(feature = "serde")]
use crate::reference::ReferenceData;
use crate::reference::catalog::CodeEntry;
use crate::reference::thresholds::Bucket;
use crate::session::Delivered;
use crate::units::{
    Allocation, CountFinding, CountedService, LONG_DAY, Split, SplitError, UnitRule,
};

/// The lines of a visit, with every modifier that follows from it, and the reasons.
///
/// There is one line for each code and set of modifiers, in order of delivery; the line of a code without
/// CQ or CO comes before the line with it. A code that earns no unit keeps one line of 0 units, which
/// belongs to the record and not to the claim.
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
///     Discipline, Minutes, PersonMinutes, ProcedureCode, Service, Session, Setting, UnitRule,
///     claim::{Bill, Visit}, time::macros::date,
/// };
///
/// let people = PersonMinutes {
///     therapist: Minutes::new(23),
///     assistant: Minutes::new(22),
///     together: Minutes::ZERO,
/// };
/// let session = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
///     .with(Service::new(ProcedureCode::CPT_97110, people)?)?;
/// let bill = Bill::new(Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice));
/// let lines: Vec<String> = bill.lines().iter().map(ToString::to_string).collect();
/// assert_eq!(lines, ["97110 x 2 GP", "97110 x 1 GP CQ"]);
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "charge capture")]
#[doc(alias = "8-minute rule")]
pub struct Bill {
    visit: Visit,
    split: Option<Split>,
    kx_attested: Option<KxAttestation>,
    allocation: Allocation,
    reading: Result<AssistantReading, NotApplied>,
    lines: Vec<ServiceLine>,
}

/// Contains a visit, and what the caller decides about its bill: the split and the attestation of KX.
///
/// Its serialized form is the input of the example `bill`.
///
/// # Examples
///
/// ```
/// # #[cfg(all(feature = "serde", feature = "tables"))] {
/// use therapy_billing::claim::BillInput;
///
/// let input: BillInput = serde_json::from_str(
///     r#"{"date_of_service": "2026-03-14", "discipline": "pt",
///         "services": [{"code": "97112", "minutes": 20}, {"code": "97110", "minutes": 20}],
///         "split": {"97112": 1, "97110": 2}}"#,
/// )?;
/// assert_eq!(input.bill()?.lines()[1].units().get(), 2);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BillInput {
    /// The visit.
    pub visit: Visit,
    /// The split to bill, or `None` for the default pick.
    pub split: Option<Split>,
    /// The amounts with which KX is attested, or `None` if it is not. The serialized key is `kx_attested`.
    pub kx_attested: Option<KxAttestation>,
}

/// A bill could not be made from its input.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BillError {
    /// The unit rule does not permit the split.
    #[error(transparent)]
    Split(#[from] SplitError),
    /// The need for KX could not be decided.
    #[error(transparent)]
    Kx(#[from] KxError),
}

/// Takes the default pick, without an attestation.
impl From<Visit> for BillInput {
    fn from(visit: Visit) -> Self {
        Self {
            visit,
            split: None,
            kx_attested: None,
        }
    }
}

impl BillInput {
    /// Makes the bill.
    ///
    /// # Errors
    ///
    /// - A split that the unit rule does not permit is an error that names the nearest permitted ones.
    /// - The errors of an attestation are those of [`Bill::with_kx_attested`].
    pub fn bill(self) -> Result<Bill, BillError> {
        let bill = match &self.split {
            Some(split) => Bill::with_split(self.visit, split)?,
            None => Bill::new(self.visit),
        };
        Ok(match self.kx_attested {
            Some(kx) => bill.with_kx_attested(kx.accrued, &kx.allowed)?,
            None => bill,
        })
    }

    /// Reads an input. The entries are looked up in the reference data.
    #[cfg(feature = "serde")]
    pub(crate) fn read<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
        reference: &ReferenceData,
    ) -> Result<Self, D::Error> {
        let mut document: VisitDocument = serde::Deserialize::deserialize(deserializer)?;
        let (split, kx_attested) = (document.split.take(), document.kx_attested.take());
        Ok(Self {
            visit: document.resolve(reference)?,
            split,
            kx_attested,
        })
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for BillInput {
    /// Looks the entries up in the built-in facts.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(deserializer, ReferenceData::built_in())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for BillInput {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut document = VisitDocument::of(&self.visit);
        document.split.clone_from(&self.split);
        document.kx_attested.clone_from(&self.kx_attested);
        document.serialize(serializer)
    }
}

/// A finding of a bill: of the count, or of the step from units to lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BillFinding {
    /// A finding of the count.
    Count(CountFinding),
    /// A finding of the step from units to lines.
    Claim(ClaimFinding),
}

/// The need for KX could not be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KxError {
    /// The unit rule was not Medicare's.
    #[error(
        "expected the unit rule medicare for KX, found {rule}; do not attest KX for this visit"
    )]
    NotMedicare {
        /// The rule.
        rule: UnitRule,
    },
    /// No therapy threshold was known for the date.
    #[error("expected a therapy threshold for {date}, found none; supply the amount of that year")]
    NoAmount {
        /// The date of service.
        date: IsoDate,
    },
    /// The number of allowed amounts was not that of the lines.
    #[error(
        "expected one allowed amount per line, found {amounts} for {lines}; state one for each line"
    )]
    Lines {
        /// The lines of the bill.
        lines: usize,
        /// The amounts given.
        amounts: usize,
    },
    /// An amount was invalid.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

/// The path of the entries of a visit.
pub(in crate::claim) const SERVICE: &str = "services[]";

impl Bill {
    /// Counts a visit and makes its lines.
    #[must_use]
    pub fn new(visit: Visit) -> Self {
        let allocation = visit.rule.allocate(&visit.session);
        Self::of(visit, None, allocation)
    }

    /// Counts a visit and makes the lines of a split of the caller's choice.
    ///
    /// # Errors
    ///
    /// A split that the unit rule does not permit is an error that names the nearest permitted ones.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::{
    ///     Discipline, ProcedureCode, Session, Setting, UnitRule, Units,
    ///     claim::{Bill, Visit}, time::macros::date,
    /// };
    ///
    /// let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97112", 20), ("97110", 20)])?;
    /// let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
    /// let other = Bill::new(visit.clone()).allocation().splits().nth(1).unwrap();
    /// let bill = Bill::with_split(visit, &other).unwrap();
    /// assert_eq!(bill.lines()[1].units(), Units::new(2));
    /// # }
    /// # Ok::<(), therapy_billing::Error>(())
    /// ```
    pub fn with_split(visit: Visit, split: &Split) -> Result<Self, SplitError> {
        let allocation = visit.rule.allocate(&visit.session).with_split(split)?;
        Ok(Self::of(visit, Some(split.clone()), allocation))
    }

    fn of(visit: Visit, split: Option<Split>, allocation: Allocation) -> Self {
        let reading = visit.assistant.reading(
            visit.rule,
            visit.setting,
            visit.session.discipline(),
            visit.session.date_of_service(),
        );
        let mut bill = Self {
            visit,
            split,
            kx_attested: None,
            allocation,
            reading,
            lines: Vec::new(),
        };
        bill.make_lines();
        bill
    }

    fn make_lines(&mut self) {
        let services = self.services_by_code();
        let (clean_modifiers, marked_modifiers) = (self.modifiers(false), self.modifiers(true));
        let mut lines = Vec::with_capacity(self.visit.session.delivered().len());
        for counted in self.allocation.lines() {
            let (clean, marked) =
                self.divided(counted.code, counted.units, services.get(&counted.code));
            let mut minutes = counted.minutes;
            let mut add = |units, modifiers| {
                let line = ServiceLine::new(counted.code, units).with_modifiers(modifiers);
                lines.push(match minutes.take() {
                    Some(minutes) => line.with_minutes(minutes),
                    None => line,
                });
            };
            // a code without units keeps one line
            if !clean.is_zero() || marked.is_zero() {
                add(clean, clean_modifiers);
            }
            if !marked.is_zero() {
                add(marked, marked_modifiers);
            }
        }
        self.lines = lines;
    }

    /// The modifiers of a line: the discipline, and the assistant's if the line has it and a reading applies.
    fn modifiers(&self, is_marked: bool) -> Modifiers {
        let discipline = self.visit.session.discipline().modifier();
        let assistant = self.reading.ok().filter(|_| is_marked);
        let assistant = assistant.map(AssistantReading::modifier);
        Modifiers::of_places([Some(discipline), assistant, None, None])
    }

    /// Clean and marked units of a line. Of a family, the first code takes a clean unit if there is
    /// one, otherwise a marked one, and the add-on the rest.
    fn divided(
        &self,
        code: ProcedureCode,
        units: Units,
        service: Option<&CountedService>,
    ) -> (Units, Units) {
        let Some(service) = service else {
            return (units, Units::ZERO);
        };
        let division = self.division(service, service.units);
        let (clean, marked) = (division.clean(), division.marked());
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

    /// The counted services by each of their codes; none if no unit can need the assistant modifier.
    fn services_by_code(&self) -> BTreeMap<ProcedureCode, CountedService> {
        if self.reading.is_err() || !self.names_an_assistant() {
            return BTreeMap::new();
        }
        let mut services = BTreeMap::new();
        services.extend(self.allocation.services().flat_map(|service| {
            let codes = [Some(service.code), service.add_on].into_iter().flatten();
            codes.map(move |code| (code, service))
        }));
        services
    }

    fn names_an_assistant(&self) -> bool {
        let mut delivered = self.visit.session.delivered().iter();
        delivered.any(Delivered::names_an_assistant)
    }

    /// Returns how `units` of a service divide into units without and with the assistant modifier under
    /// the reading of the visit. None needs the modifier where no reading applies.
    #[must_use]
    pub fn division(&self, service: &CountedService, units: Units) -> Division {
        match self.reading {
            Ok(reading) => reading.divide(self.furnishing(service, units)),
            Err(_) => Division::all_clean(units),
        }
    }

    pub(in crate::claim) fn furnishing(
        &self,
        service: &CountedService,
        units: Units,
    ) -> Furnishing {
        Furnishing::counted(&self.visit.session, service, units, &self.visit.reference)
    }

    /// Returns the visit.
    #[must_use]
    pub const fn visit(&self) -> &Visit {
        &self.visit
    }

    /// Returns what the bill was made from: the visit, and what the caller decided about its bill.
    #[must_use]
    pub fn input(&self) -> BillInput {
        BillInput {
            split: self.split.clone(),
            kx_attested: self.kx_attested.clone(),
            ..self.visit.clone().into()
        }
    }

    /// Returns the count on which the lines rest.
    #[must_use]
    pub const fn allocation(&self) -> &Allocation {
        &self.allocation
    }

    /// Returns the reading of the assistant rule that applies to the visit.
    ///
    /// # Errors
    ///
    /// No reading applies; the error is the reason.
    pub const fn reading(&self) -> Result<AssistantReading, NotApplied> {
        self.reading
    }

    /// Returns the lines in order of delivery.
    #[must_use]
    pub fn lines(&self) -> &[ServiceLine] {
        &self.lines
    }

    /// Returns what the count and the step from units to lines found, ordered by location; findings of
    /// the count come first.
    pub fn findings(&self) -> Findings<BillFinding> {
        let mut findings = Findings::new();
        let reference = &self.visit.reference;
        for finding in self.allocation.findings_with(reference, LONG_DAY) {
            let at = finding.at();
            findings.push(BillFinding::Count(finding.check().clone()), at);
        }
        for finding in self.assistant_findings() {
            let at = finding.at();
            findings.push(BillFinding::Claim(finding.check().clone()), at);
        }
        findings.sort_by_path(|path| usize::from(path == SERVICE));
        findings
    }

    /// Makes the claim of the visit: the lines that have units.
    #[must_use]
    pub fn into_claim(self) -> Claim {
        let lines = self.lines.into_iter();
        Claim::of_bill(self.visit, lines.filter(|line| !line.units().is_zero()))
    }

    /// Adds KX to the lines that need it. The caller attests that services above the therapy threshold
    /// are necessary.
    ///
    /// `accrued` is what the bucket of the visit has accrued this year before the bill, and `allowed` is the
    /// allowed amount of each line in the order of [`lines`](Self::lines), in dollars. The line that
    /// exceeds the threshold needs KX, and so does every later line. A line of 0 units does not, and
    /// neither does a code that Medicare is known not to pay. A later attestation replaces an earlier one.
    ///
    /// # Errors
    ///
    /// The unit rule is not Medicare's; no therapy threshold of the year is known; there is not one amount
    /// for each line; or an amount is negative or finer than cents.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(e)(1)(v): the threshold must be exceeded, and reaching it is not enough.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::{
    ///     Discipline, Minutes, ProcedureCode, Service, Session, Setting, UnitRule,
    ///     claim::{Bill, Visit}, money::parse_amount, time::macros::date,
    /// };
    ///
    /// let session = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
    ///     .with(Service::new(ProcedureCode::CPT_97112, Minutes::new(15))?)?
    ///     .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(15))?)?;
    /// let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
    /// let allowed = [parse_amount("30.00")?, parse_amount("22.21")?];
    /// let bill = Bill::new(visit).with_kx_attested(parse_amount("2440.00")?, &allowed)?;
    /// let lines: Vec<String> = bill.lines().iter().map(ToString::to_string).collect();
    /// assert_eq!(lines, ["97112 x 1 GP", "97110 x 1 GP KX"]); // the threshold of 2026 is $2,480
    /// # }
    /// # Ok::<(), therapy_billing::Error>(())
    /// ```
    pub fn with_kx_attested(
        mut self,
        accrued: Decimal,
        allowed: &[Decimal],
    ) -> Result<Self, KxError> {
        if self.kx_attested.is_some() {
            self.make_lines();
        }
        let (visit, date) = (&self.visit, self.visit.session.date_of_service());
        if !visit.rule.is_medicare() {
            return Err(KxError::NotMedicare { rule: visit.rule });
        }
        let (lines, amounts) = (self.lines.len(), allowed.len());
        if lines != amounts {
            return Err(KxError::Lines { lines, amounts });
        }
        let bucket = Bucket::of(visit.session.discipline());
        let yearly = visit.reference.yearly_amount(date.year(), bucket);
        let yearly = yearly.ok_or(KxError::NoAmount {
            date: IsoDate(date),
        })?;
        let discipline = visit.session.discipline().modifier();
        let assistant = self.reading.ok().map(AssistantReading::modifier);
        let mut total = BucketTotal::new(Some(amount(accrued)?), Some(yearly));
        for (line, &allowed) in self.lines.iter_mut().zip(allowed) {
            let allowed = Some(amount(allowed)?);
            let entry = visit.reference.entry(line.code());
            let status = entry.and_then(|entry: &CodeEntry| entry.medicare_status(date));
            if line.units().is_zero() || is_known_unpaid(line.modifiers(), status) {
                continue;
            }
            if total.need(allowed) == KxNeed::Needed {
                let assistant = assistant.filter(|marked| line.modifiers().contains(*marked));
                let modifiers = [Some(discipline), assistant, Some(Modifier::KX), None];
                *line = line.with_modifiers(Modifiers::of_places(modifiers));
            }
            total.accrue(allowed)?;
        }
        self.kx_attested = Some(KxAttestation {
            accrued,
            allowed: allowed.to_vec(),
        });
        Ok(self)
    }
}

impl Check for BillFinding {
    fn id(&self) -> &'static str {
        match self {
            Self::Count(finding) => finding.id(),
            Self::Claim(finding) => finding.id(),
        }
    }

    fn severity(&self) -> Severity {
        match self {
            Self::Count(finding) => finding.severity(),
            Self::Claim(finding) => finding.severity(),
        }
    }

    fn citations(&self) -> &'static [Citation] {
        match self {
            Self::Count(finding) => finding.citations(),
            Self::Claim(finding) => finding.citations(),
        }
    }

    fn position(&self) -> usize {
        match self {
            Self::Count(finding) => finding.position(),
            Self::Claim(finding) => CountFinding::REGISTER.len() + finding.position(),
        }
    }

    fn evidence(&self) -> Evidence {
        match self {
            Self::Count(finding) => finding.evidence(),
            Self::Claim(finding) => finding.evidence(),
        }
    }

    fn basis(&self) -> Option<Basis> {
        match self {
            Self::Count(finding) => finding.basis(),
            Self::Claim(finding) => finding.basis(),
        }
    }
}

impl fmt::Display for BillFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(finding) => finding.fmt(f),
            Self::Claim(finding) => finding.fmt(f),
        }
    }
}

#[cfg(feature = "serde")]
mod wire {
    use serde::{Serialize, Serializer, ser::SerializeStruct};

    use super::{Bill, ServiceLine};
    use crate::{quantity::Minutes, units::Alternatives};

    /// The minutes that are missing to the next unit of a code; `None` where there is no such number.
    #[derive(Serialize)]
    #[serde(transparent)]
    struct NextUnit(Option<Minutes>);

    /// A line, with its next unit unless the bill is brief.
    struct Line<'a>(&'a ServiceLine, Option<NextUnit>);

    impl Serialize for Line<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let length = 4 + usize::from(self.1.is_some());
            let mut fields = serializer.serialize_struct("Line", length)?;
            fields.serialize_field("code", &self.0.code())?;
            fields.serialize_field("units", &self.0.units())?;
            fields.serialize_field("minutes", &self.0.minutes())?;
            fields.serialize_field("modifiers", self.0.modifiers())?;
            if let Some(next_unit) = &self.1 {
                fields.serialize_field("next_unit", next_unit)?;
            }
            fields.end()
        }
    }

    struct Lines<'a> {
        bill: &'a Bill,
        is_brief: bool,
    }

    impl Serialize for Lines<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let lines = self.bill.lines.iter();
            if self.is_brief {
                return serializer.collect_seq(lines.map(|line| Line(line, None)));
            }
            let next_units = self.bill.allocation.next_units();
            let mut earlier = None;
            serializer.collect_seq(lines.map(|line| {
                // only the first line of a code has the number
                let is_first = earlier.replace(line.code()) != Some(line.code());
                let next_unit = is_first.then(|| next_units.of(line.code())).flatten();
                Line(line, Some(NextUnit(next_unit)))
            }))
        }
    }

    /// A bill as serialized without steps, alternatives and next units.
    #[derive(Clone, Copy, Debug)]
    pub struct Brief<'b>(pub(super) &'b Bill);

    impl Serialize for Brief<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serialize(self.0, serializer, true)
        }
    }

    impl Serialize for Bill {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serialize(self, serializer, false)
        }
    }

    fn serialize<S: Serializer>(
        bill: &Bill,
        serializer: S,
        is_brief: bool,
    ) -> Result<S::Ok, S::Error> {
        let allocation = &bill.allocation;
        let mut fields = serializer.serialize_struct("Bill", 11)?;
        if let Some(id) = &bill.visit.id {
            fields.serialize_field("id", id)?;
        }
        fields.serialize_field("rule", &allocation.rule())?;
        fields.serialize_field("timed_minutes", &allocation.timed_minutes())?;
        fields.serialize_field("timed_units", &allocation.timed_units())?;
        if !is_brief {
            fields.serialize_field("next_session_unit", &allocation.next_session_unit())?;
        }
        fields.serialize_field("lines", &Lines { bill, is_brief })?;
        fields.serialize_field("tie", &allocation.tie())?;
        if !is_brief {
            let alternatives = Alternatives(allocation);
            fields.serialize_field("alternatives", &alternatives)?;
            if alternatives.are_cut() {
                fields.serialize_field("alternatives_cut", &true)?;
            }
            let steps = allocation.explain();
            fields.serialize_field("steps", &Steps(steps.reasons(), &bill.modifier_reasons()))?;
        }
        fields.serialize_field("findings", &bill.findings())?;
        fields.end()
    }

    /// The steps of the count and those of the modifiers.
    struct Steps<'a, C, M>(&'a [C], &'a [M]);

    impl<C: Serialize, M: Serialize> Serialize for Steps<'_, C, M> {
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
}

#[cfg(feature = "serde")]
pub use wire::Brief;

#[cfg(feature = "serde")]
impl Bill {
    /// Returns the bill as serialized without steps, alternatives and next units.
    #[must_use]
    pub const fn brief(&self) -> Brief<'_> {
        Brief(self)
    }
}
