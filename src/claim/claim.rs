//! Defines `Claim`: the lines of one patient and one billing provider, with or without their visit.

use alloc::{string::String, vec::Vec};

use rust_decimal::Decimal;
use time::Date;

use crate::calendar::IsoDate;
use crate::claim::assistant::rule::AssistantPolicy;
use crate::claim::line::ServiceLine;
use crate::claim::threshold::{Accrued, KxScope, YearlyAmounts};
use crate::claim::visit::Visit;
use crate::limit::Thousands;
use crate::money::AmountError;
use crate::reference::edits::EditProgram;
use crate::reference::thresholds::Bucket;
use crate::reference::{ReferenceData, Setting};
use crate::units::UnitRule;

/// The lines of one patient and one billing provider, and the visit that they bill if it is known.
///
/// Every line has a date of service. [`check`](Self::check) judges the lines date by date. With a visit,
/// [`audit`](Self::audit) also compares the lines of its date with what was delivered.
///
/// With feature `serde`, a claim without a visit is the input of the example `check_claim`, and a claim
/// with one the input of `audit_claims`. The claim lines that `bill` writes can be used under `billed`,
/// except those of 0 units, which belong to the record and not to the claim.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{ProcedureCode, ServiceLine, Setting, UnitRule, Units};
/// use therapy_billing::{claim::Claim, time::macros::date};
///
/// let line = ServiceLine::new(ProcedureCode::CPT_97112, Units::new(2)).with_date(date!(2024 - 08 - 14));
/// let claim = Claim::new(vec![line], UnitRule::MEDICARE, Setting::PrivatePractice)?;
/// let ids: Vec<_> = claim.check().iter().map(|finding| finding.id()).collect();
/// assert_eq!(ids, ["discipline-missing"]);
/// # }
/// # Ok::<(), therapy_billing::claim::ClaimError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "837P")]
#[doc(alias = "CMS-1500")]
#[doc(alias = "UB-04")]
pub struct Claim {
    id: Option<String>,
    lines: Vec<DatedLine>,
    same_day: Vec<DatedLine>,
    rule: UnitRule,
    setting: Setting,
    edits: EditProgram,
    visit: Option<Visit>,
    /// The facts to ask, and whether the caller set them.
    reference: ReferenceData,
    is_reference_set: bool,
    accrued: Accrued,
    yearly_amounts: YearlyAmounts,
    kx_scope: KxScope,
}

/// A line and its date of service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::claim) struct DatedLine {
    pub(in crate::claim) date: Date,
    pub(in crate::claim) line: ServiceLine,
}

/// A claim was invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ClaimError {
    /// A list had more entries than a claim may have.
    #[error(
        "expected at most {limit} lines, found {found}; split the claim",
        limit = Thousands(Claim::MOST_LINES), found = Thousands(*found)
    )]
    TooManyLines {
        /// The number of lines.
        found: usize,
    },
    /// A line had no date of service.
    #[error("expected a date of service for lines[{line}], found none; state the date of the line")]
    NoDate {
        /// The index of the line.
        line: usize,
    },
    /// A line had another date of service than the visit.
    #[error(
        "expected the date of the visit, {visit}, for lines[{line}], found {found}; correct the date"
    )]
    OtherDate {
        /// The index of the line.
        line: usize,
        /// The date of the line.
        found: IsoDate,
        /// The date of the visit.
        visit: IsoDate,
    },
}

impl Claim {
    /// The most lines of a claim, and of the lines of the same day.
    pub const MOST_LINES: usize = crate::limit::LIST_LIMIT;

    /// Returns a claim without a visit. Every line must have a date.
    ///
    /// # Errors
    ///
    /// There are more than [`MOST_LINES`](Self::MOST_LINES), or a line has no date.
    pub fn new(
        lines: Vec<ServiceLine>,
        rule: UnitRule,
        setting: Setting,
    ) -> Result<Self, ClaimError> {
        let lines = dated(lines, None)?;
        Ok(Self::of_lines(lines, rule, setting, ReferenceData::new()))
    }

    fn of_lines(
        lines: Vec<DatedLine>,
        rule: UnitRule,
        setting: Setting,
        reference: ReferenceData,
    ) -> Self {
        Self {
            id: None,
            lines,
            same_day: Vec::new(),
            rule,
            setting,
            edits: EditProgram::default(),
            visit: None,
            reference,
            is_reference_set: false,
            accrued: Accrued::UNKNOWN,
            yearly_amounts: YearlyAmounts::NONE,
            kx_scope: KxScope::Line,
        }
    }

    /// Returns the claim of a visit. A line without a date has the date of the visit.
    ///
    /// # Errors
    ///
    /// There are more than [`MOST_LINES`](Self::MOST_LINES), or a line has another date than the visit.
    pub fn of_visit(visit: Visit, lines: Vec<ServiceLine>) -> Result<Self, ClaimError> {
        let date = visit.session.date_of_service();
        let lines = dated(lines, Some(date))?;
        if let Some(line) = lines.iter().position(|line| line.date != date) {
            let found = lines.get(line).map_or(date, |line| line.date);
            return Err(ClaimError::OtherDate {
                line,
                found: IsoDate(found),
                visit: IsoDate(date),
            });
        }
        Ok(Self::of_visit_lines(lines, visit))
    }

    /// Returns the claim of a bill, whose lines are of the visit and bounded by its services.
    pub(in crate::claim) fn of_bill(
        visit: Visit,
        lines: impl Iterator<Item = ServiceLine>,
    ) -> Self {
        let date = visit.session.date_of_service();
        let lines = lines.map(|line| DatedLine { date, line }).collect();
        Self::of_visit_lines(lines, visit)
    }

    fn of_visit_lines(lines: Vec<DatedLine>, visit: Visit) -> Self {
        let (rule, setting, reference) = (visit.rule, visit.setting, visit.reference.clone());
        let mut claim = Self::of_lines(lines, rule, setting, reference);
        claim.edits = visit.edits;
        claim.visit = Some(visit);
        claim
    }

    /// Sets the caller's name of the claim, which answers repeat.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the visit that the claim bills. Its rule, setting and edits become those of the claim.
    ///
    /// An [`audit`](Self::audit) compares the lines of the date of the visit; lines of other dates are
    /// only checked.
    #[must_use]
    pub fn with_visit(mut self, visit: Visit) -> Self {
        (self.rule, self.setting, self.edits) = (visit.rule, visit.setting, visit.edits);
        if !self.is_reference_set {
            self.reference = visit.reference.clone();
        }
        self.visit = Some(visit);
        self
    }

    /// Sets the lines of the patient and provider under another plan of care. They take part in the
    /// edits of their date and supply first codes for add-on codes.
    ///
    /// # Errors
    ///
    /// There are more than [`MOST_LINES`](Self::MOST_LINES), or a line has no date and there is no visit.
    pub fn with_same_day(mut self, lines: Vec<ServiceLine>) -> Result<Self, ClaimError> {
        let date = self
            .visit
            .as_ref()
            .map(|visit| visit.session.date_of_service());
        self.same_day = dated(lines, date)?;
        Ok(self)
    }

    /// Sets what a bucket has accrued this year before the claim, in dollars. KX is not judged in a
    /// bucket for which it is not set.
    ///
    /// # Errors
    ///
    /// The amount is negative or finer than cents.
    pub fn with_accrued(mut self, bucket: Bucket, amount: Decimal) -> Result<Self, AmountError> {
        self.accrued = self.accrued.with(bucket, amount)?;
        Ok(self)
    }

    /// Sets the therapy thresholds of the year of the claim. They take precedence over other facts.
    #[must_use]
    pub const fn with_yearly_amounts(mut self, amounts: YearlyAmounts) -> Self {
        self.yearly_amounts = amounts;
        self
    }

    /// Sets whether KX is decided line by line, which is the default, or for the day.
    #[must_use]
    pub const fn with_kx_scope(mut self, scope: KxScope) -> Self {
        self.kx_scope = scope;
        self
    }

    /// Sets the NCCI edits that are asked. The default is Medicare's.
    #[must_use]
    pub const fn with_edits(mut self, edits: EditProgram) -> Self {
        self.edits = edits;
        self
    }

    /// Sets the facts to ask. Otherwise those of the visit are asked, or the built-in ones without a visit.
    #[must_use]
    pub fn with_reference(mut self, reference: &ReferenceData) -> Self {
        self.reference = reference.clone();
        self.is_reference_set = true;
        self
    }

    /// Returns the caller's name of the claim.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Returns the lines in claim order.
    pub fn lines(&self) -> impl Iterator<Item = &ServiceLine> {
        self.lines.iter().map(|dated| &dated.line)
    }

    /// Returns the visit that the claim bills, or `None` if it is not known.
    #[must_use]
    pub const fn visit(&self) -> Option<&Visit> {
        self.visit.as_ref()
    }

    /// Returns the unit rule under which the claim is billed.
    #[must_use]
    pub const fn rule(&self) -> UnitRule {
        self.rule
    }

    /// Returns the setting in which the services were furnished.
    #[must_use]
    pub const fn setting(&self) -> Setting {
        self.setting
    }

    /// Returns the NCCI edits that are asked.
    #[must_use]
    pub const fn edits(&self) -> EditProgram {
        self.edits
    }

    /// Returns what each bucket has accrued before the claim.
    #[must_use]
    pub const fn accrued(&self) -> Accrued {
        self.accrued
    }

    /// Returns the facts that are asked.
    #[must_use]
    pub const fn reference(&self) -> &ReferenceData {
        &self.reference
    }

    pub(in crate::claim) fn dated_lines(&self) -> &[DatedLine] {
        &self.lines
    }

    pub(in crate::claim) fn same_day(&self) -> &[DatedLine] {
        &self.same_day
    }

    pub(in crate::claim) fn assistant(&self) -> AssistantPolicy {
        self.visit
            .as_ref()
            .map_or_else(AssistantPolicy::default, |visit| visit.assistant)
    }

    pub(in crate::claim) const fn yearly_amounts(&self) -> YearlyAmounts {
        self.yearly_amounts
    }

    pub(in crate::claim) const fn kx_scope(&self) -> KxScope {
        self.kx_scope
    }
}

fn dated(lines: Vec<ServiceLine>, date: Option<Date>) -> Result<Vec<DatedLine>, ClaimError> {
    if lines.len() > Claim::MOST_LINES {
        return Err(ClaimError::TooManyLines { found: lines.len() });
    }
    let lines = lines.into_iter().enumerate();
    lines
        .map(|(place, line)| match line.date().or(date) {
            Some(date) => Ok(DatedLine { date, line }),
            None => Err(ClaimError::NoDate { line: place }),
        })
        .collect()
}

#[cfg(feature = "serde")]
mod wire {
    use alloc::{string::String, vec::Vec};

    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
    use time::Date;

    use super::{Claim, DatedLine};
    use crate::claim::line::ServiceLine;
    use crate::claim::threshold::{Accrued, KxScope, YearlyAmounts};
    use crate::claim::visit::{Visit, VisitDocument};
    use crate::reference::edits::EditProgram;
    use crate::reference::thresholds::Bucket;
    use crate::reference::{ReferenceData, Setting};
    use crate::units::UnitRule;

    /// What the buckets have accrued: one amount beside a visit, one for each bucket without.
    #[derive(Clone, Copy, Default)]
    struct Threshold {
        accrued: Option<Decimal>,
        pt_slp: Option<Decimal>,
        ot: Option<Decimal>,
    }

    crate::wire::form!("an object of accrued, pt_slp and ot", "Threshold" Threshold {
        #[serde(default, with = "crate::wire::money_or_null")]
        @"Option::is_none" accrued: Option<Decimal>,
        #[serde(default, with = "crate::wire::money_or_null")]
        @"Option::is_none" pt_slp: Option<Decimal>,
        #[serde(default, with = "crate::wire::money_or_null")]
        @"Option::is_none" ot: Option<Decimal>,
    });

    /// A claim as written.
    struct Document {
        id: Option<String>,
        visit: Option<VisitDocument>,
        rule: Option<UnitRule>,
        setting: Option<Setting>,
        edits: Option<EditProgram>,
        date_of_service: Option<Date>,
        billed: Option<Vec<ServiceLine>>,
        lines: Option<Vec<ServiceLine>>,
        same_day: Option<Vec<ServiceLine>>,
        threshold: Option<Threshold>,
        yearly_amounts: Option<YearlyAmounts>,
        kx_scope: Option<KxScope>,
    }

    crate::wire::form!("a claim, an object of lines, or of visit and billed", "Document" Document {
        #[serde(default)]
        @"Option::is_none" id: Option<String>,
        #[serde(default)]
        @"Option::is_none" visit: Option<VisitDocument>,
        #[serde(default)]
        @"Option::is_none" rule: Option<UnitRule>,
        #[serde(default)]
        @"Option::is_none" setting: Option<Setting>,
        #[serde(default)]
        @"Option::is_none" edits: Option<EditProgram>,
        #[serde(default, with = "crate::wire::date_or_null")]
        @"Option::is_none" date_of_service: Option<Date>,
        #[serde(default, deserialize_with = "crate::wire::list_or_null")]
        @"Option::is_none" billed: Option<Vec<ServiceLine>>,
        #[serde(default, deserialize_with = "crate::wire::list_or_null")]
        @"Option::is_none" lines: Option<Vec<ServiceLine>>,
        #[serde(default, deserialize_with = "crate::wire::list_or_null")]
        @"Option::is_none" same_day: Option<Vec<ServiceLine>>,
        #[serde(default)]
        @"Option::is_none" threshold: Option<Threshold>,
        #[serde(default)]
        @"Option::is_none" yearly_amounts: Option<YearlyAmounts>,
        #[serde(default)]
        @"Option::is_none" kx_scope: Option<KxScope>,
    });

    /// Refuses a key that a claim of this kind does not have.
    fn absent<T, E: Error>(value: Option<&T>, key: &str, kind: &str) -> Result<(), E> {
        match value {
            None => Ok(()),
            Some(_) => Err(E::custom(format_args!(
                "unknown field `{key}` of a claim {kind}"
            ))),
        }
    }

    impl Document {
        fn of_visit<E: Error>(self, visit: Visit) -> Result<Claim, E> {
            let kind = "with a visit";
            absent(self.rule.as_ref(), "rule", kind)?;
            absent(self.setting.as_ref(), "setting", kind)?;
            absent(self.edits.as_ref(), "edits", kind)?;
            absent(self.date_of_service.as_ref(), "date_of_service", kind)?;
            absent(self.lines.as_ref(), "lines", kind)?;
            let bucket = Bucket::of(visit.session.discipline());
            let billed = self.billed.ok_or_else(|| E::missing_field("billed"))?;
            let mut claim = Claim::of_visit(visit, billed).map_err(E::custom)?;
            if let Some(lines) = self.same_day {
                claim = claim.with_same_day(lines).map_err(E::custom)?;
            }
            if let Some(threshold) = self.threshold {
                let (own, key, other, other_bucket) = match bucket {
                    Bucket::PtSlp => (threshold.pt_slp, "pt_slp", threshold.ot, Bucket::Ot),
                    Bucket::Ot => (threshold.ot, "ot", threshold.pt_slp, Bucket::PtSlp),
                };
                absent(own.as_ref(), key, kind)?;
                if threshold.accrued.is_none() && other.is_none() {
                    return Err(E::missing_field("accrued"));
                }
                for (bucket, amount) in [(bucket, threshold.accrued), (other_bucket, other)] {
                    if let Some(amount) = amount {
                        claim = claim.with_accrued(bucket, amount).map_err(E::custom)?;
                    }
                }
            }
            Ok(claim)
        }

        fn alone<E: Error>(self) -> Result<Claim, E> {
            let kind = "without a visit";
            absent(self.billed.as_ref(), "billed", kind)?;
            let lines = self.lines.ok_or_else(|| E::missing_field("lines"))?;
            let with_date = |line: ServiceLine| match (line.date(), self.date_of_service) {
                (None, Some(date)) => line.with_date(date),
                _ => line,
            };
            let lines = lines.into_iter().map(with_date).collect();
            let (rule, setting) = (
                self.rule.unwrap_or_default(),
                self.setting.unwrap_or_default(),
            );
            let mut claim = Claim::new(lines, rule, setting).map_err(E::custom)?;
            claim.edits = self.edits.unwrap_or_default();
            if let Some(lines) = self.same_day {
                claim = claim.with_same_day(lines).map_err(E::custom)?;
            }
            let threshold = self.threshold.unwrap_or_default();
            absent(threshold.accrued.as_ref(), "threshold.accrued", kind)?;
            for (bucket, amount) in [
                (Bucket::PtSlp, threshold.pt_slp),
                (Bucket::Ot, threshold.ot),
            ] {
                if let Some(amount) = amount {
                    claim = claim.with_accrued(bucket, amount).map_err(E::custom)?;
                }
            }
            Ok(claim)
        }
    }

    impl Claim {
        /// Reads a claim with or without a visit, whose entries are looked up in the reference data.
        pub(crate) fn read<'de, D: Deserializer<'de>>(
            deserializer: D,
            reference: &ReferenceData,
        ) -> Result<Self, D::Error> {
            let mut document = Document::deserialize(deserializer)?;
            let (id, amounts) = (document.id.take(), document.yearly_amounts.take());
            let kx_scope = document.kx_scope.unwrap_or_default();
            let mut claim = match document.visit.take() {
                Some(visit) => document.of_visit(visit.resolve(reference)?)?,
                None => Self {
                    reference: reference.clone(),
                    is_reference_set: reference != ReferenceData::built_in(),
                    ..document.alone()?
                },
            };
            claim.id = id;
            let amounts = amounts.unwrap_or(YearlyAmounts::NONE);
            Ok(claim.with_yearly_amounts(amounts).with_kx_scope(kx_scope))
        }
    }

    impl<'de> Deserialize<'de> for Claim {
        /// Reads a claim with or without a visit, against the built-in facts.
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Self::read(deserializer, ReferenceData::built_in())
        }
    }

    impl Serialize for Claim {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let written = |lines: &[DatedLine]| lines.iter().map(|dated| dated.line).collect();
            let is_alone = self.visit.is_none();
            let lines: Vec<ServiceLine> = written(&self.lines);
            let of = |bucket: Bucket| self.accrued.get(bucket);
            let visit_bucket = self
                .visit
                .as_ref()
                .map(|visit| Bucket::of(visit.session.discipline()));
            let threshold = match visit_bucket {
                Some(Bucket::PtSlp) => Threshold {
                    accrued: of(Bucket::PtSlp),
                    pt_slp: None,
                    ot: of(Bucket::Ot),
                },
                Some(Bucket::Ot) => Threshold {
                    accrued: of(Bucket::Ot),
                    pt_slp: of(Bucket::PtSlp),
                    ot: None,
                },
                None => Threshold {
                    accrued: None,
                    pt_slp: of(Bucket::PtSlp),
                    ot: of(Bucket::Ot),
                },
            };
            let is_known = self.accrued != Accrued::UNKNOWN;
            Document {
                id: self.id.clone(),
                visit: self.visit.as_ref().map(VisitDocument::of),
                rule: is_alone.then_some(self.rule),
                setting: is_alone.then_some(self.setting),
                edits: is_alone.then_some(self.edits),
                date_of_service: None,
                billed: (!is_alone).then(|| lines.clone()),
                lines: is_alone.then_some(lines),
                same_day: (!self.same_day.is_empty()).then(|| written(&self.same_day)),
                threshold: is_known.then_some(threshold),
                yearly_amounts: (self.yearly_amounts != YearlyAmounts::NONE)
                    .then_some(self.yearly_amounts),
                kx_scope: (self.kx_scope != KxScope::Line).then_some(self.kx_scope),
            }
            .serialize(serializer)
        }
    }
}
