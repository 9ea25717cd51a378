//! Contains the values of claim findings that are more than a code or a number, and how they read.
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::claim::{Claim, ClaimFinding, evidence::StatusLetter};
//! use therapy_billing::reference::catalog::MedicareStatus;
//! use therapy_billing::{ProcedureCode, ServiceLine, Setting, UnitRule, Units, time::macros::date};
//!
//! let line = ServiceLine::new(ProcedureCode::of("97014"), Units::ONE).with_date(date!(2026 - 03 - 14));
//! let claim = Claim::new(vec![line], UnitRule::MEDICARE, Setting::PrivatePractice)?;
//! let findings = claim.check();
//! let status = findings.iter().find_map(|finding| match finding.check() {
//!     ClaimFinding::CodeNotPayable { status, .. } => Some(*status),
//!     _ => None,
//! });
//! assert_eq!(status, Some(StatusLetter(MedicareStatus::AnotherCode)));
//! assert_eq!(status.map(|status| status.to_string()).as_deref(), Some("I"));
//! # }
//! # Ok::<(), therapy_billing::claim::ClaimError>(())
//! ```

use alloc::string::ToString;
use alloc::vec::Vec;
use core::fmt;

use crate::claim::assistant::division::DivisionGround;
use crate::claim::assistant::rule::{DeMinimis, NotApplied, TwoUnitGap, WholeBlock};
use crate::claim::line::RevenueCode;
use crate::code::ProcedureCode;
use crate::finding::{Basis, Fact, ToFact, listed};
use crate::reference::catalog::{MedicareStatus, Successors};
use crate::reference::edits::{EditSource, Quarter};

/// Takes the words of a value as its fact.
macro_rules! in_words {
    ($($type:ty),* $(,)?) => {$(
        impl ToFact for $type {
            fn to_fact(&self) -> Fact {
                Fact::Text(self.to_string())
            }
        }
    )*};
}
in_words! { GapPolicy, NotApplied, NotUsedIn, OpenReading, RevenueCode, SeparateServices, StatusLetter }

/// Declares a count with the noun that the sentence prints after it.
macro_rules! counts {
    ($($(#[$doc:meta])* $name:ident($number:ty) = $fact:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $number);

        impl ToFact for $name {
            fn to_fact(&self) -> Fact {
                Fact::$fact(self.0.into())
            }
        }
    )*};
}
counts! {
    /// Units, added over lines.
    UnitCount(u32) = Units;
    /// Units of timed codes, added over lines.
    TimedUnits(u32) = TimedUnits;
    /// Minutes, added over services.
    MinuteCount(u64) = Minutes;
}

/// The letter of a status in the physician fee schedule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StatusLetter(pub MedicareStatus);

impl fmt::Display for StatusLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.letter())
    }
}

/// The codes with one of which an add-on code is billed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FirstCodes(pub Successors);

impl ToFact for FirstCodes {
    fn to_fact(&self) -> Fact {
        let mut codes = self.0.iter();
        match (codes.next(), codes.next()) {
            (Some(code), None) => Fact::Code(code),
            _ => self.0.to_fact(),
        }
    }
}

/// The kind of an NCCI edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EditKind {
    /// Medically unlikely edits.
    Mue,
    /// Procedure-to-procedure edits.
    Ptp,
}

impl ToFact for EditKind {
    fn to_fact(&self) -> Fact {
        Fact::Word(match self {
            Self::Mue => "MUE",
            Self::Ptp => "PTP",
        })
    }
}

/// The conditions under which a modifier may bypass a PTP edit, which the record must show.
///
/// # Source
///
/// CMS MLN1783722. For two timed codes the time itself must be separate; otherwise one of the four
/// circumstances of the X modifiers applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[doc(alias = "59 modifier")]
#[doc(alias = "XE")]
#[doc(alias = "XP")]
#[doc(alias = "XS")]
#[doc(alias = "XU")]
pub enum SeparateServices {
    /// Two timed codes: separate minutes.
    Time,
    /// Any of the four circumstances.
    Any,
    /// XE: another encounter.
    Encounter,
    /// XP: another practitioner.
    Practitioner,
    /// XS: another structure.
    Structure,
    /// XU: no overlap in nature.
    Unusual,
    /// An anatomic or other NCCI-associated modifier: what it names.
    Other,
}

impl fmt::Display for SeparateServices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Time => {
                "each service had its own minutes, which do not overlap and are in different \
                 15-minute intervals of the day"
            }
            Self::Any => {
                "the services were in separate encounters (XE), by separate practitioners (XP), on \
                 separate structures (XS), or do not overlap in nature (XU)"
            }
            Self::Encounter => "the services were in separate encounters",
            Self::Practitioner => "the services were by separate practitioners",
            Self::Structure => "the services were on separate structures",
            Self::Unusual => "the services do not overlap in nature",
            Self::Other => "the services were separate in the way that it names",
        })
    }
}

/// Units by code: one way to assign the timed units of a session.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnitSplit(pub Vec<(ProcedureCode, u32)>);

impl ToFact for UnitSplit {
    fn to_fact(&self) -> Fact {
        Fact::Split(self.0.clone())
    }
}

/// The permitted splits of a session that a finding lists.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct LawfulSplits {
    /// The first of them, beginning with the default split.
    pub listed: Vec<UnitSplit>,
    /// The number of further ones.
    pub more: u64,
}

impl fmt::Display for LawfulSplits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed_splits = self.listed.iter().map(ToFact::to_fact);
        if self.more == 0 {
            return listed(f, listed_splits, ", or ");
        }
        listed(f, listed_splits, ", ")?;
        write!(f, ", or one of {} more splits", self.more)
    }
}

impl ToFact for LawfulSplits {
    fn to_fact(&self) -> Fact {
        Fact::in_words(self.to_string(), self.listed.to_fact())
    }
}

/// One reading of the assistant rule where no source decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OpenReading {
    /// How 10% is measured.
    DeMinimis(DeMinimis),
    /// States how two units are decided that have fewer than 23 remaining minutes together.
    TwoUnitGap(TwoUnitGap),
    /// How a full block of the assistant is decided beside 8 minutes of the therapist.
    WholeBlock(WholeBlock),
}

impl fmt::Display for OpenReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DeMinimis(method) => write!(f, "de_minimis {}", method.as_str()),
            Self::TwoUnitGap(gap) => write!(f, "two_unit_gap {}", gap.as_str()),
            Self::WholeBlock(block) => write!(f, "whole_block {}", block.as_str()),
        }
    }
}

/// The choice that was used where no rule is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GapPolicy {
    ground: DivisionGround,
    de_minimis: DeMinimis,
}

impl GapPolicy {
    /// Returns the choice behind a division, or `None` where a published rule decided it.
    #[must_use]
    pub const fn of(ground: DivisionGround, de_minimis: DeMinimis) -> Option<Self> {
        if ground.is_unspecified() {
            Some(Self { ground, de_minimis })
        } else {
            None
        }
    }
}

impl fmt::Display for GapPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ground {
            DivisionGround::Gap(TwoUnitGap::Split) => {
                f.write_str("two_unit_gap split (one unit each)")
            }
            DivisionGround::Gap(TwoUnitGap::Both) => {
                f.write_str("two_unit_gap both (both units with the modifier)")
            }
            DivisionGround::BlockOrMidpoint(WholeBlock::Block) => {
                f.write_str("whole_block block (the full block is the assistant's)")
            }
            DivisionGround::BlockOrMidpoint(WholeBlock::Midpoint) => f.write_str(
                "whole_block midpoint (8 minutes of the therapist decide the last unit)",
            ),
            _ => write!(
                f,
                "one 10% test by the {} method for all units",
                self.de_minimis.as_str()
            ),
        }
    }
}

/// Methods of measuring 10%.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Methods(pub Vec<DeMinimis>);

impl ToFact for Methods {
    fn to_fact(&self) -> Fact {
        if self.0.is_empty() {
            return Fact::in_words("none", Fact::List(Vec::new()));
        }
        Fact::List(
            self.0
                .iter()
                .map(|method| Fact::Word(method.as_str()))
                .collect(),
        )
    }
}

/// Where a modifier is not used, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NotUsedIn(pub NotApplied);

impl fmt::Display for NotUsedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            NotApplied::Setting(setting) => write!(f, "in the setting {setting}"),
            NotApplied::UnitRule(rule) => {
                write!(
                    f,
                    "under the unit rule {rule}, unless the payer requires it"
                )
            }
            NotApplied::Stated => f.write_str("on this claim, as stated"),
            NotApplied::BeforeTheRule => f.write_str("before 2020-01-01"),
            NotApplied::NoModifier => f.write_str("in speech-language pathology"),
        }
    }
}

/// The quarters of the tables that are available.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quarters(pub Vec<Quarter>);

impl ToFact for Quarters {
    fn to_fact(&self) -> Fact {
        let texts = self.0.iter().map(ToString::to_string);
        Fact::list(texts)
    }
}

/// The tables on which the answers about all pairs of a code rest, and their basis.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct AnswerTables {
    /// Inferred if one of the answers is.
    pub basis: Basis,
    /// The tables, the oldest first; none where the answer needs no table.
    pub sources: Vec<EditSource>,
}

impl fmt::Display for AnswerTables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.sources.len() == 1 {
            "table"
        } else {
            "tables"
        };
        f.write_str(match (self.basis, self.sources.len()) {
            (Basis::Held, _) => "(",
            (Basis::Inferred, 1) => "(inferred from the ",
            (Basis::Inferred, _) => "(inferred: same in the ",
        })?;
        listed(f, &self.sources, " and ")?;
        write!(f, " {noun})")
    }
}

impl ToFact for AnswerTables {
    fn to_fact(&self) -> Fact {
        let value = Fact::list(self.sources.iter().map(ToString::to_string));
        if self.sources.is_empty() {
            return value;
        }
        Fact::in_words(self.to_string(), value)
    }

    fn basis(&self) -> Option<Basis> {
        Some(self.basis)
    }
}
