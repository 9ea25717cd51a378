//! Defines `CodeEntry` and `CodeFacts`: what is known of one code, with its sources.

use alloc::borrow::Cow;

use time::Date;

use crate::calendar::IsoDate;
use crate::code::{CodeKind, ProcedureCode};
use crate::reference::catalog::designation::{Confidence, Designation, DisciplineUse, Origin};
use crate::reference::catalog::discipline::Discipline;
use crate::reference::catalog::kind::ServiceKind;
use crate::reference::catalog::status::MedicareStatus;
use crate::reference::catalog::successors::Successors;
use crate::reference::catalog::timing::{Family, Timing};
use crate::reference::day::day;

/// A catalog entry contradicted itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum EntryError {
    /// The family of the timing did not have the code in its place.
    #[error(
        "expected a family with {code} in its own place and another code in the other, found {} and {}; \
         correct the timing", family.first, family.add_on
    )]
    FamilyWithoutCode {
        /// The code.
        code: ProcedureCode,
        /// The family.
        family: Family,
    },
    /// The last date of service was before the first.
    #[error(
        "expected a last date of service on or after {}, found {}; correct the dates",
        IsoDate(*first), IsoDate(*last)
    )]
    NeverInForce {
        /// The first date of service.
        first: Date,
        /// The last date of service.
        last: Date,
    },
}

/// Contains the facts about a code on which a count and a check depend. It is small enough to copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeFacts {
    pub(in crate::reference) code: ProcedureCode,
    pub(in crate::reference) timing: Timing,
    pub(in crate::reference) designation: Designation,
    pub(in crate::reference) confidence: Confidence,
    pub(in crate::reference) disciplines: [DisciplineUse; 3],
    pub(in crate::reference) effective: Option<Date>,
    pub(in crate::reference) terminated: Option<Date>,
    pub(in crate::reference) successors: Successors,
    pub(in crate::reference) origin: Origin,
    pub(in crate::reference) kind: ServiceKind,
    pub(in crate::reference) required_discipline: Option<Discipline>,
    pub(in crate::reference) medicare_code: Option<ProcedureCode>,
    pub(in crate::reference) add_on_to: Successors,
}

impl CodeFacts {
    /// Returns the code.
    #[must_use]
    pub const fn code(&self) -> ProcedureCode {
        self.code
    }

    /// Returns how the code is counted.
    #[must_use]
    pub const fn timing(&self) -> Timing {
        self.timing
    }

    /// Returns whether the code is therapy.
    #[must_use]
    pub const fn designation(&self) -> Designation {
        self.designation
    }

    /// Returns how sure the designation is.
    #[must_use]
    pub const fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// Returns whether a discipline furnishes the code.
    #[must_use]
    pub const fn discipline_use(&self, discipline: Discipline) -> DisciplineUse {
        let [pt, ot, slp] = self.disciplines;
        match discipline {
            Discipline::Pt => pt,
            Discipline::Ot => ot,
            Discipline::Slp => slp,
        }
    }

    /// Returns the first date of service, inclusive, or `None` if it is not known.
    #[must_use]
    pub const fn effective(&self) -> Option<Date> {
        self.effective
    }

    /// Returns the last date of service, inclusive, or `None` while the code is in force.
    #[must_use]
    pub const fn terminated(&self) -> Option<Date> {
        self.terminated
    }

    /// Returns the codes that replaced the code.
    #[must_use]
    pub const fn successors(&self) -> Successors {
        self.successors
    }

    /// Returns whether the facts are built in or supplied.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        self.origin
    }

    /// Returns what sort of service the code describes.
    #[must_use]
    pub const fn service_kind(&self) -> ServiceKind {
        self.kind
    }

    /// Returns the only discipline under which Medicare accepts the code, from 2018-01-01.
    ///
    /// # Source
    ///
    /// CMS CR 10176.
    #[must_use]
    pub const fn required_discipline(&self) -> Option<Discipline> {
        self.required_discipline
    }

    /// Returns the code that Medicare pays in place of this one: G0283 for 97014.
    #[must_use]
    pub const fn medicare_code(&self) -> Option<ProcedureCode> {
        self.medicare_code
    }

    /// Returns the codes beside one of which this add-on code is billed, as published.
    ///
    /// The add-ons of a family have it, and so have add-ons that are not counted as a family.
    #[must_use]
    pub const fn add_on_to(&self) -> Successors {
        self.add_on_to
    }

    /// Returns whether the code is in force on a date of service. The first and the last date are included.
    #[must_use]
    pub const fn is_in_force(&self, date: Date) -> bool {
        let date = day(date);
        let begun = match self.effective {
            Some(first) => day(first) <= date,
            None => true,
        };
        let ended = match self.terminated {
            Some(last) => day(last) < date,
            None => false,
        };
        begun && !ended
    }
}

/// Contains what is known of one code, with its sources and how sure its therapy designation is.
///
/// A built-in and a supplied entry have the same serialized form, and only an entry of the caller's is read:
/// `code`, `label` and `timing` are required, `designation` comes with its `confidence`, unknown keys are
/// refused, and the [`Origin`] is always [`Origin::Supplied`].
///
/// # Source
///
/// [`source`](Self::source) of each entry names the documents its facts were taken from.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{ProcedureCode, Timing};
/// use therapy_billing::reference::catalog::{self, BlockMinutes};
///
/// let neuro = catalog::entry(ProcedureCode::CPT_97112).unwrap();
/// assert_eq!(neuro.timing(), Timing::Blocks { minutes: BlockMinutes::QUARTER_HOUR });
/// assert_eq!(neuro.multiple_procedure(), Some(5));
/// assert!(!neuro.source().is_empty());
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeEntry {
    pub(in crate::reference) facts: CodeFacts,
    pub(in crate::reference) label: Cow<'static, str>,
    pub(in crate::reference) source: Cow<'static, str>,
    pub(in crate::reference) medicare: MedicareFacts,
}

/// Contains columns of the physician fee schedule file, by the release from which they were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::reference) struct MedicareFacts {
    /// The status in the release of July 2024.
    pub(in crate::reference) status_2024: Option<MedicareStatus>,
    /// The status in the release of July 2026.
    pub(in crate::reference) status_2026: Option<MedicareStatus>,
    /// The status that the caller states for all dates.
    pub(in crate::reference) status_supplied: Option<MedicareStatus>,
    pub(in crate::reference) pctc: Option<u8>,
    pub(in crate::reference) multiple_procedure: Option<u8>,
}

impl CodeEntry {
    /// Creates an entry of the caller's: a code, how it is counted, and a label in the caller's words.
    ///
    /// The therapy designation is unverified, no discipline is restricted, and the code is in force on
    /// every date, until a `with_…` function states something else. The timing of a family that does not
    /// have the code in its place is refused by every session that uses the entry; [`try_new`](Self::try_new)
    /// refuses it at once.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{CodeEntry, ProcedureCode, Timing};
    ///
    /// let local = CodeEntry::new(ProcedureCode::of("S8948"), Timing::Untimed, "Low-level laser");
    /// assert_eq!(local.timing(), Timing::Untimed);
    /// ```
    #[must_use]
    pub fn new(code: ProcedureCode, timing: Timing, label: impl Into<Cow<'static, str>>) -> Self {
        Self {
            facts: CodeFacts {
                code,
                timing,
                designation: Designation::Unverified,
                confidence: Confidence::Low,
                disciplines: [DisciplineUse::NotRestricted; 3],
                effective: None,
                terminated: None,
                successors: Successors::NONE,
                origin: Origin::Supplied,
                kind: ServiceKind::Other,
                required_discipline: None,
                medicare_code: None,
                add_on_to: Successors::NONE,
            },
            label: label.into(),
            source: Cow::Borrowed("supplied by the user"),
            medicare: MedicareFacts {
                status_2024: None,
                status_2026: None,
                status_supplied: None,
                pctc: None,
                multiple_procedure: None,
            },
        }
    }

    /// Creates an entry of the caller's as [`new`](Self::new) does, and checks its timing.
    ///
    /// # Errors
    ///
    /// Returns an error for the timing of a family that does not have the code in its place, or that has it
    /// in both places.
    pub fn try_new(
        code: ProcedureCode,
        timing: Timing,
        label: impl Into<Cow<'static, str>>,
    ) -> Result<Self, EntryError> {
        match timing.family_without(code) {
            Some(family) => Err(EntryError::FamilyWithoutCode { code, family }),
            None => Ok(Self::new(code, timing, label)),
        }
    }

    /// Sets the therapy designation and how sure it is.
    #[must_use]
    pub fn with_designation(mut self, designation: Designation, confidence: Confidence) -> Self {
        self.facts.designation = designation;
        self.facts.confidence = confidence;
        self
    }

    /// Sets whether physical therapy, occupational therapy and speech-language pathology furnish the code.
    #[must_use]
    pub fn with_disciplines(
        mut self,
        pt: DisciplineUse,
        ot: DisciplineUse,
        slp: DisciplineUse,
    ) -> Self {
        self.facts.disciplines = [pt, ot, slp];
        self
    }

    /// Sets the first and the last date of service, both inclusive; `None` sets no limit.
    ///
    /// # Errors
    ///
    /// Returns an error for a last date before the first.
    pub fn with_dates(
        mut self,
        first: Option<Date>,
        last: Option<Date>,
    ) -> Result<Self, EntryError> {
        if let (Some(first), Some(last)) = (first, last) {
            if last < first {
                return Err(EntryError::NeverInForce { first, last });
            }
        }
        self.facts.effective = first;
        self.facts.terminated = last;
        Ok(self)
    }

    /// Sets the codes that replaced the code.
    #[must_use]
    pub fn with_successors(mut self, successors: Successors) -> Self {
        self.facts.successors = successors;
        self
    }

    /// Sets what sort of service the code describes.
    #[must_use]
    pub fn with_service_kind(mut self, kind: ServiceKind) -> Self {
        self.facts.kind = kind;
        self
    }

    /// Sets the only discipline under which Medicare accepts the code.
    #[must_use]
    pub fn with_required_discipline(mut self, discipline: Discipline) -> Self {
        self.facts.required_discipline = Some(discipline);
        self
    }

    /// Sets the code that Medicare pays in place of this one.
    #[must_use]
    pub fn with_medicare_code(mut self, code: ProcedureCode) -> Self {
        self.facts.medicare_code = Some(code);
        self
    }

    /// Sets the codes beside one of which this add-on code is billed.
    #[must_use]
    pub fn with_add_on_to(mut self, codes: Successors) -> Self {
        self.facts.add_on_to = codes;
        self
    }

    /// Sets the Medicare status of the code on all dates.
    #[must_use]
    pub fn with_medicare_status(mut self, status: MedicareStatus) -> Self {
        self.medicare.status_supplied = Some(status);
        self
    }

    /// Sets the PC/TC indicator of the fee schedule; 7 is a therapy service.
    #[must_use]
    pub fn with_pctc(mut self, indicator: u8) -> Self {
        self.medicare.pctc = Some(indicator);
        self
    }

    /// Sets the multiple-procedure indicator; 5 is the multiple procedure payment reduction of therapy.
    #[must_use]
    pub fn with_multiple_procedure(mut self, indicator: u8) -> Self {
        self.medicare.multiple_procedure = Some(indicator);
        self
    }

    /// Sets the document from which the facts were taken.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Cow<'static, str>>) -> Self {
        self.source = source.into();
        self
    }

    /// Returns the facts on which a count and a check depend.
    #[must_use]
    pub const fn facts(&self) -> CodeFacts {
        self.facts
    }

    /// Returns the facts of the code where they are.
    pub(crate) const fn facts_in_place(&self) -> &CodeFacts {
        &self.facts
    }

    /// Returns the code.
    #[must_use]
    pub const fn code(&self) -> ProcedureCode {
        self.facts.code
    }

    /// Returns the code set of the code.
    #[must_use]
    pub const fn kind(&self) -> CodeKind {
        self.facts.code.kind()
    }

    /// Returns a short label in our own words or the caller's, never the CPT descriptor.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Returns how the code is counted.
    #[must_use]
    pub const fn timing(&self) -> Timing {
        self.facts.timing
    }

    /// Returns whether the code is therapy.
    #[must_use]
    pub const fn designation(&self) -> Designation {
        self.facts.designation
    }

    /// Returns how sure the designation is.
    #[must_use]
    pub const fn confidence(&self) -> Confidence {
        self.facts.confidence
    }

    /// Returns whether a discipline furnishes the code.
    #[must_use]
    pub const fn discipline_use(&self, discipline: Discipline) -> DisciplineUse {
        self.facts.discipline_use(discipline)
    }

    /// Returns the first date of service, inclusive, or `None` if it is not known.
    #[must_use]
    pub const fn effective(&self) -> Option<Date> {
        self.facts.effective
    }

    /// Returns the last date of service, inclusive, or `None` while the code is in force.
    #[must_use]
    pub const fn terminated(&self) -> Option<Date> {
        self.facts.terminated
    }

    /// Returns the codes that replaced the code.
    #[must_use]
    pub const fn successors(&self) -> Successors {
        self.facts.successors
    }

    /// Returns the status of the code in the fee schedule on a date, or `None` if none is known.
    ///
    /// In 2024 and 2026 it is the status of that year's release, in 2025 the one that both releases
    /// have. A status that the caller stated applies on every date.
    #[must_use]
    pub fn medicare_status(&self, date: Date) -> Option<MedicareStatus> {
        let (in_2024, in_2026) = (self.medicare.status_2024, self.medicare.status_2026);
        self.medicare.status_supplied.or(match date.year() {
            2024 => in_2024,
            2025 if in_2024 == in_2026 => in_2024,
            2026 => in_2026,
            _ => None,
        })
    }

    /// Returns the status that the caller stated for all dates.
    pub(in crate::reference) const fn stated_status(&self) -> Option<MedicareStatus> {
        self.medicare.status_supplied
    }

    /// Returns whether a release near a date, from which the code has no status, gives it no price.
    pub(in crate::reference) fn has_unpriced_release_near(&self, date: Date) -> bool {
        let is_unpriced = |status: Option<MedicareStatus>| status.is_some_and(|it| !it.is_priced());
        match date.year() {
            2019..=2023 => is_unpriced(self.medicare.status_2024),
            2025 => {
                is_unpriced(self.medicare.status_2024) || is_unpriced(self.medicare.status_2026)
            }
            _ => false,
        }
    }

    /// Returns the PC/TC indicator of the fee schedule, or `None` if it is not known; 7 is a therapy service.
    #[must_use]
    pub const fn pctc(&self) -> Option<u8> {
        self.medicare.pctc
    }

    /// Returns the multiple-procedure indicator of the fee schedule, or `None` if it is not known; 5 is the
    /// multiple procedure payment reduction of therapy.
    #[must_use]
    pub const fn multiple_procedure(&self) -> Option<u8> {
        self.medicare.multiple_procedure
    }

    /// Returns whether the facts are built in or supplied.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        self.facts.origin
    }

    /// Returns the documents from which the facts were taken.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }
}
