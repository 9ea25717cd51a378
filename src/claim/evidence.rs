//! What the findings of a claim carry besides codes and numbers, and how it reads.

use alloc::vec::Vec;
use core::fmt;

use super::assistant::{DeMinimis, NotApplied, TwoUnitGap, WholeBlock};
use crate::code::{Modifier, Modifiers, ProcedureCode};
use crate::finding::listed;
use crate::money::Dollars;
use crate::quantity::Minutes;
use crate::reference::catalog::MedicareStatus;

/// Modifiers that a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ModifierList(pub(super) Modifiers);

impl ModifierList {
    /// The modifiers, in claim order.
    #[must_use]
    pub fn as_slice(&self) -> &[Modifier] {
        self.0.as_slice()
    }
}

impl fmt::Display for ModifierList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        listed(f, self.as_slice(), " and ")
    }
}

/// Letter of a fee schedule status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct StatusLetter(pub MedicareStatus);

impl fmt::Display for StatusLetter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.letter())
    }
}

/// The code that Medicare pays for the same service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Twin(pub Option<ProcedureCode>);

impl fmt::Display for Twin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(code) => write!(f, "bill {code}"),
            None => f.write_str("no other code is known to take its place"),
        }
    }
}

/// Minutes behind a line, where they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ShortMinutes(pub Option<Minutes>);

impl fmt::Display for ShortMinutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(minutes) => write!(f, "{} short minutes", minutes.get()),
            None => f.write_str("short minutes"),
        }
    }
}

/// Time of a service that was delivered, where it was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DeliveredTime(pub Option<Minutes>);

impl fmt::Display for DeliveredTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(minutes) => minutes.fmt(f),
            None => f.write_str("services"),
        }
    }
}

/// A number of units, of lines added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitCount(pub u32);

impl fmt::Display for UnitCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}",
            self.0,
            if self.0 == 1 { "unit" } else { "units" }
        )
    }
}

/// The allowed amount of a line, where it was stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AllowedAmount(pub Option<Dollars>);

impl fmt::Display for AllowedAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(amount) => amount.fmt(f),
            None => f.write_str("what the line adds"),
        }
    }
}

/// What a modifier that passes a pair edit claims, and what the record must show.
///
/// # Source
///
/// CMS MLN1783722. For two timed codes the time itself must be separate; otherwise one of the four
/// circumstances of the X modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
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
    /// An anatomic or other NCCI-associated modifier: what it says.
    Other,
}

impl fmt::Display for SeparateServices {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Time => {
                "each service had its own minutes, not overlapping, in different 15-minute \
                 intervals of the day"
            }
            Self::Any => {
                "the services were in separate encounters (XE), by separate practitioners (XP), on \
                 separate structures (XS), or do not overlap in nature (XU)"
            }
            Self::Encounter => "the services were in separate encounters",
            Self::Practitioner => "the services were by separate practitioners",
            Self::Structure => "the services were on separate structures",
            Self::Unusual => "the services do not overlap in nature",
            Self::Other => "the services were separate in the way it names",
        })
    }
}

/// Units by code: one way to divide the timed units of a session.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnitSplit(pub(super) Vec<(ProcedureCode, u32)>);

impl UnitSplit {
    /// Codes and units; a code that is absent has none.
    #[must_use]
    pub fn as_slice(&self) -> &[(ProcedureCode, u32)] {
        &self.0
    }
}

impl fmt::Display for UnitSplit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (code, units)) in self.0.iter().enumerate() {
            let joint = if place > 0 { " + " } else { "" };
            write!(f, "{joint}{code} x {units}")?;
        }
        Ok(())
    }
}

/// The lawful splits of a session, as many as are worth reading.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct LawfulSplits {
    /// The first of them, the default pick before the others.
    pub listed: Vec<UnitSplit>,
    /// How many more there are.
    pub more: u64,
}

impl fmt::Display for LawfulSplits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.more == 0 {
            return listed(f, &self.listed, " or ");
        }
        listed(f, &self.listed, ", ")?;
        write!(f, " or one of {} more", self.more)
    }
}

/// One reading where no source decides: what it says of the assistant's units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OpenReading {
    /// How 10% is measured.
    DeMinimis(DeMinimis),
    /// Whose two units with too few minutes are.
    TwoUnitGap(TwoUnitGap),
    /// Whose a block is beside 8 minutes of the therapist's.
    WholeBlock(WholeBlock),
}

impl fmt::Display for OpenReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DeMinimis(method) => write!(f, "the {} method", method.as_str()),
            Self::TwoUnitGap(TwoUnitGap::Split) => f.write_str("the gap of two units as split"),
            Self::TwoUnitGap(TwoUnitGap::Both) => f.write_str("the gap of two units as both"),
            Self::WholeBlock(WholeBlock::Block) => f.write_str("the whole block as block"),
            Self::WholeBlock(WholeBlock::Midpoint) => f.write_str("the whole block as midpoint"),
        }
    }
}

/// Where a modifier is not used, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NotUsedIn(pub NotApplied);

impl fmt::Display for NotUsedIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            NotApplied::Setting(setting) => write!(f, "the setting {setting}"),
            NotApplied::UnitRule(rule) => {
                write!(
                    f,
                    "claims under the unit rule {rule}, unless the payer says so"
                )
            }
            NotApplied::Stated => f.write_str("this claim, as was stated"),
            NotApplied::BeforeTheRule => f.write_str("claims before 2020-01-01"),
            NotApplied::NoModifier => f.write_str("speech-language pathology"),
        }
    }
}

/// Takes the words of a value as its fact.
macro_rules! in_words {
    ($($type:ty),* $(,)?) => {$(
        impl crate::finding::ToFact for $type {
            fn to_fact(&self) -> crate::finding::Fact {
                crate::finding::Fact::Text(alloc::string::ToString::to_string(self))
            }
        }
    )*};
}
in_words! {
    AllowedAmount, super::register::Codes, DeliveredTime,
    LawfulSplits, super::register::MethodsThatMark, NotApplied, NotUsedIn, OpenReading,
    SeparateServices, ShortMinutes, StatusLetter, Twin, UnitSplit, super::reason::Policy,
}

impl crate::finding::ToFact for ModifierList {
    fn to_fact(&self) -> crate::finding::Fact {
        self.0.to_fact()
    }
}

impl crate::finding::ToFact for UnitCount {
    fn to_fact(&self) -> crate::finding::Fact {
        crate::finding::Fact::Units(self.0.into())
    }
}
