//! One session under two rules, side by side.

use alloc::vec::Vec;
use core::fmt;

use super::{Allocation, Pooling, UnitRule, allocation::Standing, count::Clock};
use crate::{
    citation::Citation,
    code::ProcedureCode,
    quantity::{Minutes, Units},
    session::Session,
};

/// One session counted by two rules: both answers, where they part and why.
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

/// A code that two rules give different units, and why each rule gives what it gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Difference {
    /// The code.
    pub code: ProcedureCode,
    /// Units under the first rule, and the reason.
    pub left: (Units, Ground),
    /// Units under the second rule, and the reason.
    pub right: (Units, Ground),
}

/// The reason why a rule gives a code its units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "kind", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Ground {
    /// Only full blocks count, or too few minutes are left.
    TooFewLeft {
        /// Minutes left after the full blocks.
        left: Minutes,
        /// Minutes that make an unfinished block count.
        threshold: Minutes,
    },
    /// The minutes left reach the threshold by themselves.
    EarnedAlone {
        /// Minutes left after the full blocks.
        left: Minutes,
        /// Minutes that make an unfinished block count.
        threshold: Minutes,
    },
    /// The session's total gives an extra unit, and this code has the most minutes left.
    EarnedByTotal {
        /// Minutes left after the full blocks.
        left: Minutes,
        /// Minutes of the session.
        total: u32,
        /// Units they hold.
        units: u32,
    },
    /// The session's total has no unit left for this code.
    TotalUsedUp {
        /// Minutes left after the full blocks.
        left: Minutes,
        /// Minutes of the session.
        total: u32,
        /// Units they hold.
        units: u32,
    },
    /// Equal with others at the cut; the default pick decides.
    Tied {
        /// Minutes left after the full blocks.
        left: Minutes,
    },
    /// Counted on a clock of its own.
    OwnClock {
        /// Minutes of the code or its family.
        minutes: Minutes,
    },
    /// Untimed, or not counted by time.
    NotByTime,
}

impl fmt::Display for Ground {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewLeft { left, threshold } => {
                write!(
                    f,
                    "{left} left, fewer than the {} that count",
                    threshold.get()
                )
            }
            Self::EarnedAlone { left, threshold } => {
                write!(
                    f,
                    "{left} left, {} or more count as a unit of this code",
                    threshold.get()
                )
            }
            Self::EarnedByTotal { left, total, units } => write!(
                f,
                "{left} left, the most where the {total} minutes of the session give {units} units"
            ),
            Self::TotalUsedUp { left, total, units } => write!(
                f,
                "{left} left, and the {total} minutes of the session give only {units} units"
            ),
            Self::Tied { left } => write!(f, "{left} left, equal with others at the cut"),
            Self::OwnClock { minutes } => write!(f, "{minutes} on a clock of its own"),
            Self::NotByTime => f.write_str("not counted by time"),
        }
    }
}

impl Comparison {
    /// Counts a session by two rules.
    #[must_use]
    pub fn new(session: &Session, left: UnitRule, right: UnitRule) -> Self {
        Self {
            left: left.allocate(session),
            right: right.allocate(session),
        }
    }

    /// The answer of the first rule.
    #[must_use]
    pub const fn left(&self) -> &Allocation {
        &self.left
    }

    /// The answer of the second rule.
    #[must_use]
    pub const fn right(&self) -> &Allocation {
        &self.right
    }

    /// The codes whose units differ, in order of delivery.
    #[must_use]
    pub fn differences(&self) -> Vec<Difference> {
        let entries = self.left.entries().iter();
        entries
            .map(|entry| Difference {
                code: entry.code,
                left: (self.left.units(entry.code), self.left.ground(entry.code)),
                right: (self.right.units(entry.code), self.right.ground(entry.code)),
            })
            .filter(|line| line.left.0 != line.right.0)
            .collect()
    }

    /// The sources of the two rules.
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
            "{left}: {} timed units ({})\n{right}: {} timed units ({})",
            self.left.timed_units(),
            left.citation(),
            self.right.timed_units(),
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
    /// Why a code has its units. An add-on is counted at the first code of its family.
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
        let left = Minutes::new(entry.remainder(rounding));
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
