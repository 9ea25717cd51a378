//! One entry of the catalog: the facts about a code, their source and how sure they are.

use alloc::borrow::Cow;
use alloc::string::ToString;
use core::fmt;

use time::Date;

use crate::code::{CodeKind, Modifier, Modifiers, ProcedureCode};
use crate::finding::{Fact, ToFact, listed};
use crate::reference::catalog::{ServiceKind, Timing};

/// Therapy discipline: whose plan of care a service belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Discipline {
    /// Physical therapy.
    Pt,
    /// Occupational therapy.
    Ot,
    /// Speech-language pathology.
    Slp,
}

#[cfg(feature = "serde")]
crate::wire::named!(Discipline, "pt, ot or slp");

impl Discipline {
    /// The three, in the order of their columns.
    pub const ALL: [Self; 3] = [Self::Pt, Self::Ot, Self::Slp];

    /// The serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pt => "pt",
            Self::Ot => "ot",
            Self::Slp => "slp",
        }
    }

    /// The discipline modifier of a claim line: GP, GO or GN.
    #[must_use]
    pub const fn modifier(self) -> Modifier {
        match self {
            Self::Pt => Modifier::GP,
            Self::Ot => Modifier::GO,
            Self::Slp => Modifier::GN,
        }
    }

    /// Returns the discipline that the modifiers of a line name, or `None` if they have none of GP, GO
    /// and GN or two different ones.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-04, ch. 5, §20.1.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{Discipline, Modifier, Modifiers};
    ///
    /// let modifiers = Modifiers::new([Modifier::KX, Modifier::GO])?;
    /// assert_eq!(Discipline::of_modifiers(&modifiers), Some(Discipline::Ot));
    /// # Ok::<(), therapy_billing::code::TooManyModifiers>(())
    /// ```
    #[must_use]
    pub fn of_modifiers(modifiers: &Modifiers) -> Option<Self> {
        let mut named = Self::ALL
            .into_iter()
            .filter(|discipline| modifiers.contains(discipline.modifier()));
        named.next().filter(|_| named.next().is_none())
    }
}

impl fmt::Display for Discipline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Pt => "physical therapy",
            Self::Ot => "occupational therapy",
            Self::Slp => "speech-language pathology",
        })
    }
}

/// Whether a code is therapy.
///
/// # Source
///
/// CMS, therapy code list; payer lists that state they follow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Designation {
    /// Therapy whoever furnishes it.
    Always,
    /// Therapy under a therapy plan, or if a therapist furnishes it.
    Sometimes,
    /// On the list and bundled.
    Listed,
    /// A neighbour, no therapy code.
    NotListed,
    /// Not known.
    Unverified,
}

/// How sure a fact is. A fact of low confidence may inform and never rejects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Confidence {
    /// Not confirmed.
    Low,
    /// One public source, or an older one.
    Medium,
    /// A CMS table or manual, or several public sources that agree.
    High,
}

/// Whether a discipline furnishes a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum DisciplineUse {
    /// Usual.
    Usual,
    /// Barred by the CMS discipline edit, or outside the field.
    Barred,
    /// Not restricted by CMS; practice varies.
    NotRestricted,
}

/// Status of a code in the Medicare physician fee schedule.
///
/// # Source
///
/// CMS, PFS relative value files, column STATUS CODE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum MedicareStatus {
    /// A, priced and payable.
    Active,
    /// B, bundled: never paid on its own.
    Bundled,
    /// C, priced by the contractor.
    ContractorPriced,
    /// I, not valid for Medicare, which uses another code.
    AnotherCode,
    /// N, not covered.
    NotCovered,
    /// R, restricted coverage.
    Restricted,
    /// X, excluded by statute.
    Excluded,
}

impl MedicareStatus {
    /// Returns whether Medicare never pays a code of this status on its own: B, I, N and X.
    #[must_use]
    pub const fn is_never_paid(self) -> bool {
        matches!(
            self,
            Self::Bundled | Self::AnotherCode | Self::NotCovered | Self::Excluded
        )
    }

    /// Returns whether the fee schedule itself prices codes of this status.
    pub(in crate::reference) const fn is_priced(self) -> bool {
        !self.is_never_paid() && !matches!(self, Self::ContractorPriced)
    }

    /// The status of a letter of the fee schedule file; `None` for a letter not known here.
    #[must_use]
    pub const fn from_letter(letter: char) -> Option<Self> {
        Some(match letter {
            'A' => Self::Active,
            'B' => Self::Bundled,
            'C' => Self::ContractorPriced,
            'I' => Self::AnotherCode,
            'N' => Self::NotCovered,
            'R' => Self::Restricted,
            'X' => Self::Excluded,
            _ => return None,
        })
    }

    /// The letter of the fee schedule file.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Active => 'A',
            Self::Bundled => 'B',
            Self::ContractorPriced => 'C',
            Self::AnotherCode => 'I',
            Self::NotCovered => 'N',
            Self::Restricted => 'R',
            Self::Excluded => 'X',
        }
    }
}

/// Where a fact comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Origin {
    /// The table that ships with the crate.
    BuiltIn,
    /// The user, who laid it over the table.
    Supplied,
}

/// The codes that took a code's place, at most four; `Display` lists them, "97112 or 97116".
///
/// They are named in findings and never put in place of the old code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Successors([Option<ProcedureCode>; 4]);

impl Successors {
    /// None: the service ended, or it did not.
    pub const NONE: Self = Self([None; 4]);

    /// At most four codes; further ones are not held.
    #[must_use]
    pub fn new(codes: impl IntoIterator<Item = ProcedureCode>) -> Self {
        let mut successors = Self::NONE;
        for (place, code) in successors.0.iter_mut().zip(codes) {
            *place = Some(code);
        }
        successors
    }

    #[cfg(feature = "tables")]
    pub(in crate::reference) const fn of(codes: [Option<ProcedureCode>; 4]) -> Self {
        Self(codes)
    }

    /// The codes, in order.
    pub fn iter(&self) -> impl Iterator<Item = ProcedureCode> + '_ {
        self.0.iter().flatten().copied()
    }

    /// True where no code took the place.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self.0, [None, ..])
    }
}

impl fmt::Display for Successors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("no other code");
        }
        listed(f, self.iter(), " or ")
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Successors {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Successors {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;

        let codes = alloc::vec::Vec::<ProcedureCode>::deserialize(deserializer)?;
        if codes.len() > 4 {
            return Err(D::Error::invalid_length(
                codes.len(),
                &"at most 4 successors",
            ));
        }
        Ok(Self::new(codes))
    }
}

/// The facts about a code that a count and a check rest on; small enough to copy.
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
    /// The code.
    #[must_use]
    pub const fn code(&self) -> ProcedureCode {
        self.code
    }

    /// How it is counted.
    #[must_use]
    pub const fn timing(&self) -> Timing {
        self.timing
    }

    /// Whether it is therapy.
    #[must_use]
    pub const fn designation(&self) -> Designation {
        self.designation
    }

    /// How sure the designation is.
    #[must_use]
    pub const fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// Whether a discipline furnishes it.
    #[must_use]
    pub const fn discipline_use(&self, discipline: Discipline) -> DisciplineUse {
        let [pt, ot, slp] = self.disciplines;
        match discipline {
            Discipline::Pt => pt,
            Discipline::Ot => ot,
            Discipline::Slp => slp,
        }
    }

    /// First date of service, inclusive; `None` if not known.
    #[must_use]
    pub const fn effective(&self) -> Option<Date> {
        self.effective
    }

    /// Last date of service, inclusive; `None` while in force.
    #[must_use]
    pub const fn terminated(&self) -> Option<Date> {
        self.terminated
    }

    /// The codes that took its place.
    #[must_use]
    pub const fn successors(&self) -> Successors {
        self.successors
    }

    /// The built-in table, or the user.
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

    /// Whether the code is in force on a date of service; both ends count.
    #[must_use]
    pub const fn is_in_force(&self, date: Date) -> bool {
        let begun = match self.effective {
            Some(first) => first.to_julian_day() <= date.to_julian_day(),
            None => true,
        };
        let ended = match self.terminated {
            Some(last) => last.to_julian_day() < date.to_julian_day(),
            None => false,
        };
        begun && !ended
    }
}

/// What is known of one code, with its sources and how sure its therapy designation is.
///
/// Serialized, a built-in and a supplied entry look alike. Only a user's own is read: `code`,
/// `label` and `timing` are required, `designation` comes with its `confidence`, unknown keys are
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

/// Columns of the physician fee schedule file, by the release they were read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::reference) struct MedicareFacts {
    /// July 2024 release.
    pub(in crate::reference) status_2024: Option<MedicareStatus>,
    /// July 2026 release.
    pub(in crate::reference) status_2026: Option<MedicareStatus>,
    /// A status the user states for all dates.
    pub(in crate::reference) status_supplied: Option<MedicareStatus>,
    pub(in crate::reference) pctc: Option<u8>,
    pub(in crate::reference) multiple_procedure: Option<u8>,
}

impl CodeEntry {
    /// An entry of the user's: a code, how it is counted, and a label in the user's words.
    ///
    /// Therapy designation is unverified, no discipline is restricted, and the code is in force on
    /// every date until `with_*` says otherwise.
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

    /// The same, with a therapy designation and how sure it is.
    #[must_use]
    pub fn with_designation(mut self, designation: Designation, confidence: Confidence) -> Self {
        self.facts.designation = designation;
        self.facts.confidence = confidence;
        self
    }

    /// The same, with what the three disciplines do with it: PT, OT, SLP.
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

    /// The same, in force from `first`, and to `last` where it has ended; both inclusive.
    #[must_use]
    pub fn with_dates(mut self, first: Option<Date>, last: Option<Date>) -> Self {
        self.facts.effective = first;
        self.facts.terminated = last;
        self
    }

    /// The same, with the codes that took its place.
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

    /// The same, with its Medicare status on all dates.
    #[must_use]
    pub fn with_medicare_status(mut self, status: MedicareStatus) -> Self {
        self.medicare.status_supplied = Some(status);
        self
    }

    /// The same, with its PC/TC indicator in the fee schedule; 7 is a therapy service.
    #[must_use]
    pub fn with_pctc(mut self, indicator: u8) -> Self {
        self.medicare.pctc = Some(indicator);
        self
    }

    /// The same, with its multiple-procedure indicator; 5 is the therapy reduction.
    #[must_use]
    pub fn with_multiple_procedure(mut self, indicator: u8) -> Self {
        self.medicare.multiple_procedure = Some(indicator);
        self
    }

    /// The same, with the document its facts were taken from.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Cow<'static, str>>) -> Self {
        self.source = source.into();
        self
    }

    /// The facts that a count and a check rest on.
    #[must_use]
    pub const fn facts(&self) -> CodeFacts {
        self.facts
    }

    /// The code.
    #[must_use]
    pub const fn code(&self) -> ProcedureCode {
        self.facts.code
    }

    /// The code set it belongs to.
    #[must_use]
    pub const fn kind(&self) -> CodeKind {
        self.facts.code.kind()
    }

    /// A short label in our own words, or the user's; never the CPT descriptor.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// How it is counted.
    #[must_use]
    pub const fn timing(&self) -> Timing {
        self.facts.timing
    }

    /// Whether it is therapy.
    #[must_use]
    pub const fn designation(&self) -> Designation {
        self.facts.designation
    }

    /// How sure the designation is.
    #[must_use]
    pub const fn confidence(&self) -> Confidence {
        self.facts.confidence
    }

    /// Whether a discipline furnishes it.
    #[must_use]
    pub const fn discipline_use(&self, discipline: Discipline) -> DisciplineUse {
        self.facts.discipline_use(discipline)
    }

    /// First date of service, inclusive; `None` if not known.
    #[must_use]
    pub const fn effective(&self) -> Option<Date> {
        self.facts.effective
    }

    /// Last date of service, inclusive; `None` while in force.
    #[must_use]
    pub const fn terminated(&self) -> Option<Date> {
        self.facts.terminated
    }

    /// The codes that took its place.
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

    /// PC/TC indicator of the fee schedule; 7 is a therapy service. `None` if not known.
    #[must_use]
    pub const fn pctc(&self) -> Option<u8> {
        self.medicare.pctc
    }

    /// Multiple-procedure indicator of the fee schedule; 5 is the therapy reduction. `None` if not
    /// known.
    #[must_use]
    pub const fn multiple_procedure(&self) -> Option<u8> {
        self.medicare.multiple_procedure
    }

    /// The built-in table, or the user.
    #[must_use]
    pub const fn origin(&self) -> Origin {
        self.facts.origin
    }

    /// The documents its facts were taken from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }
}

impl ToFact for Discipline {
    fn to_fact(&self) -> Fact {
        Fact::in_words(self.to_string(), Fact::Word(self.as_str()))
    }
}

impl ToFact for Successors {
    fn to_fact(&self) -> Fact {
        Fact::in_words(self.to_string(), Fact::list(self.iter()))
    }
}
