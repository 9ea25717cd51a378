//! Compares the counts of one session under two rules.

use alloc::vec::Vec;
use core::fmt;

use super::{
    allocation::Allocation,
    apportion::Standing,
    entry::Clock,
    rule::{Pooling, UnitRule},
};
use crate::{
    citation::Citation,
    code::ProcedureCode,
    finding::Fact,
    quantity::{Minutes, Units},
    session::Session,
};

/// Contains one session counted by two rules: both answers, where they differ and why.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{
///     Discipline, Minutes, ProcedureCode, Service, Session, UnitRule, time::macros::date,
///     units::Comparison,
/// };
///
/// let session = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
///     .with(Service::new(ProcedureCode::CPT_97112, Minutes::new(24))?)?
///     .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(23))?)?;
/// let rules = Comparison::new(&session, UnitRule::MEDICARE, UnitRule::CPT);
/// assert_eq!((rules.left().timed_units(), rules.right().timed_units()), (3, 4));
/// let parted: Vec<_> = rules.differences().iter().map(|line| line.code.to_string()).collect();
/// assert_eq!(parted, ["97110"]);
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    left: Allocation,
    right: Allocation,
}

/// Contains a code to which two rules give different units, with the reason under each rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct RuleDifference {
    /// The code.
    pub code: ProcedureCode,
    /// The units under the first rule, and the reason.
    pub left: (Units, Ground),
    /// The units under the second rule, and the reason.
    pub right: (Units, Ground),
}

/// States why a rule gives a code its units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "kind", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Ground {
    /// Only full blocks count, or too few minutes remain.
    TooFewLeft {
        /// The minutes that remain after the full blocks.
        left: Minutes,
        /// The minutes from which an unfinished block counts.
        threshold: Minutes,
    },
    /// The remaining minutes reach the threshold on their own.
    EarnedAlone {
        /// The minutes that remain after the full blocks.
        left: Minutes,
        /// The minutes from which an unfinished block counts.
        threshold: Minutes,
    },
    /// The total of the session gives an extra unit, and this code has the most remaining minutes.
    EarnedByTotal {
        /// The minutes that remain after the full blocks.
        left: Minutes,
        /// The minutes of the session.
        total: u32,
        /// The units that they support.
        units: u32,
    },
    /// The total of the session has no unit left for this code.
    TotalUsedUp {
        /// The minutes that remain after the full blocks.
        left: Minutes,
        /// The minutes of the session.
        total: u32,
        /// The units that they support.
        units: u32,
    },
    /// Other codes have equal remaining minutes, and the biller may choose.
    Tied {
        /// The minutes that remain after the full blocks.
        left: Minutes,
    },
    /// The code is counted separately by its own block length.
    OwnClock {
        /// The minutes of the code or its family.
        minutes: Minutes,
    },
    /// The code is untimed, or not billed by time.
    NotByTime,
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewLeft { left, threshold } => {
                write!(
                    f,
                    "{left} remaining, fewer than the {threshold} that count as a unit"
                )
            }
            Self::EarnedAlone { left, threshold } => {
                write!(
                    f,
                    "{left} remaining, and {threshold} or more count as a unit"
                )
            }
            Self::EarnedByTotal { left, total, units } => write!(
                f,
                "{left} remaining, the most of a session whose {} support {}",
                Minutes::new(whole(*total)),
                Units::new(whole(*units))
            ),
            Self::TotalUsedUp { left, total, units } => write!(
                f,
                "{left} remaining, but the {} of the session support only {}",
                Minutes::new(whole(*total)),
                Units::new(whole(*units))
            ),
            Self::Tied { left } => write!(f, "{left} remaining, as many as other codes have"),
            Self::OwnClock { minutes } => write!(f, "{minutes} counted separately"),
            Self::NotByTime => f.write_str("not billed by time"),
        }
    }
}

/// A day bounds the minutes and units of a session.
fn whole(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

impl Comparison {
    /// Counts a session under two rules.
    #[must_use]
    pub fn new(session: &Session, left: UnitRule, right: UnitRule) -> Self {
        Self {
            left: left.allocate(session),
            right: right.allocate(session),
        }
    }

    /// Returns the answer of the first rule.
    #[must_use]
    pub const fn left(&self) -> &Allocation {
        &self.left
    }

    /// Returns the answer of the second rule.
    #[must_use]
    pub const fn right(&self) -> &Allocation {
        &self.right
    }

    /// Returns the codes whose units differ, in order of delivery.
    #[must_use]
    pub fn differences(&self) -> Vec<RuleDifference> {
        let entries = self.left.entries().iter();
        entries
            .map(|entry| RuleDifference {
                code: entry.code,
                left: (self.left.units(entry.code), self.left.ground(entry.code)),
                right: (self.right.units(entry.code), self.right.ground(entry.code)),
            })
            .filter(|line| line.left.0 != line.right.0)
            .collect()
    }

    /// Returns the sources of the two rules.
    #[must_use]
    pub const fn citations(&self) -> (Citation, Citation) {
        (self.left.rule().citation(), self.right.rule().citation())
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (left, right) = (self.left.rule(), self.right.rule());
        writeln!(
            f,
            "{left}: {} ({})\n{right}: {} ({})",
            Fact::TimedUnits(self.left.timed_units().into()),
            left.citation(),
            Fact::TimedUnits(self.right.timed_units().into()),
            right.citation()
        )?;
        for line in self.differences() {
            writeln!(
                f,
                "{}: {} under {left} ({}); {} under {right} ({})",
                line.code, line.left.0, line.left.1, line.right.0, line.right.1
            )?;
        }
        Ok(())
    }
}

impl Allocation {
    /// Returns why a code has its units. An add-on is counted at the first code of its family.
    fn ground(&self, code: ProcedureCode) -> Ground {
        let Some(own) = self.entry(code) else {
            return Ground::NotByTime;
        };
        let entry = match own.clock {
            Clock::AddOn(family) => self.entry(family.first).unwrap_or(own),
            _ => own,
        };
        if !entry.clock.is_timed() {
            return Ground::NotByTime;
        }
        if !entry.clock.is_pooled() {
            return Ground::OwnClock {
                minutes: Minutes::new(entry.counted),
            };
        }
        let rounding = self.rule().rounding();
        let left = Minutes::new(entry.left(rounding.block()));
        let threshold = Minutes::new(rounding.threshold());
        let total = self.pool_minutes();
        let units = rounding.units(total);
        let alone = left >= threshold;
        match (self.rule().pooling(), self.standing(entry)) {
            (_, Standing::Tied) => Ground::Tied { left },
            (Pooling::Session, Standing::With) => Ground::EarnedByTotal { left, total, units },
            (Pooling::Session, Standing::Without) => Ground::TotalUsedUp { left, total, units },
            (_, Standing::With) => Ground::EarnedAlone { left, threshold },
            (Pooling::Capped, Standing::Without) if alone => {
                Ground::TotalUsedUp { left, total, units }
            }
            (_, Standing::Without) => Ground::TooFewLeft { left, threshold },
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Comparison {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut fields = serializer.serialize_struct("Comparison", 3)?;
        fields.serialize_field("left", &self.left)?;
        fields.serialize_field("right", &self.right)?;
        fields.serialize_field("differences", &self.differences())?;
        fields.end()
    }
}
