//! Steps of a count: the numbers of each, and its sentence.

use alloc::vec::Vec;
use core::fmt;

use crate::code::ProcedureCode;
use crate::finding::listed;
use crate::quantity::{Minutes, Units};
use crate::reference::catalog::{BlockMinutes, Family};

/// One reason of an allocation, with the numbers it rests on; its `Display` is the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "kind", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Step {
    /// The pool's minutes fix its units.
    Total {
        /// Minutes of all codes in the pool.
        minutes: u32,
        /// Units they support.
        units: u32,
        /// Least minutes of as many units.
        from: u64,
        /// Most minutes of as many units.
        to: u64,
    },
    /// Full blocks of one code of the pool, and what is left.
    FullUnits {
        /// The code; of a family, the first.
        code: ProcedureCode,
        /// The other code of a family.
        with: Option<ProcedureCode>,
        /// Minutes counted.
        minutes: Minutes,
        /// Full blocks.
        units: Units,
        /// Minutes left over.
        left: Minutes,
    },
    /// An extra unit goes to the code with the most minutes left.
    #[cfg_attr(feature = "serde", serde(rename = "extra-unit"))]
    Extra {
        /// Which unit of the pool it is, counted from 1.
        nth: u32,
        /// The code that gets it.
        code: ProcedureCode,
        /// Minutes left of it.
        left: Minutes,
    },
    /// A code earns the extra unit by itself.
    EarnedAlone {
        /// The code that gets it.
        code: ProcedureCode,
        /// Minutes left of it.
        left: Minutes,
        /// Minutes that make an unfinished block count.
        threshold: Minutes,
    },
    /// Codes counted one by one would have more units than the session holds.
    Cap {
        /// Units of the codes counted one by one.
        alone: u32,
        /// Minutes of the session.
        minutes: u32,
        /// Units they hold.
        units: u32,
    },
    /// Several codes are equal where the extra units run out.
    Tie {
        /// The codes that could move, in order of code.
        codes: Vec<ProcedureCode>,
        /// Minutes left of each.
        left: Minutes,
        /// How many of them get a unit.
        units: u32,
        /// The codes that have it in the default pick.
        chosen: Vec<ProcedureCode>,
    },
    /// A code of another block length, counted on its own clock.
    OwnClock {
        /// The code.
        code: ProcedureCode,
        /// Its minutes.
        minutes: Minutes,
        /// Its block.
        block: BlockMinutes,
        /// Minutes that make an unfinished block count.
        threshold: Minutes,
        /// Its units.
        units: Units,
    },
    /// A family counted as one service on its own clock.
    OwnFamily {
        /// The two codes and their blocks.
        family: Family,
        /// Minutes recorded under both.
        minutes: Minutes,
        /// Units of both.
        units: Units,
    },
    /// Units of a family divided: the first one to the first code, the rest to the add-on.
    FamilyDivided {
        /// The two codes and their blocks.
        family: Family,
        /// Units of the first code.
        first: Units,
        /// Units of the add-on.
        further: Units,
    },
    /// An untimed code: one unit, its minutes kept and not counted.
    Untimed {
        /// The code.
        code: ProcedureCode,
        /// Its minutes, if recorded.
        minutes: Option<Minutes>,
    },
    /// A code counted by something else than time.
    Counted {
        /// The code.
        code: ProcedureCode,
    },
    /// A timed code that earns no unit; its minutes stay on record.
    NoUnit {
        /// The code.
        code: ProcedureCode,
        /// Its minutes.
        minutes: Minutes,
    },
}

impl Step {
    /// The kebab-case kind of the step, as serialized.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Total { .. } => "total",
            Self::FullUnits { .. } => "full-units",
            Self::Extra { .. } => "extra-unit",
            Self::EarnedAlone { .. } => "earned-alone",
            Self::Cap { .. } => "cap",
            Self::Tie { .. } => "tie",
            Self::OwnClock { .. } => "own-clock",
            Self::OwnFamily { .. } => "own-family",
            Self::FamilyDivided { .. } => "family-divided",
            Self::Untimed { .. } => "untimed",
            Self::Counted { .. } => "counted",
            Self::NoUnit { .. } => "no-unit",
        }
    }
}

impl fmt::Display for Step {
    #[allow(clippy::too_many_lines, reason = "one sentence a step")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Total {
                minutes,
                units,
                from,
                to,
            } => write!(
                f,
                "{minutes} timed minutes fall in {from} through {to}: {}.",
                Counted(*units, "unit")
            ),
            Self::FullUnits {
                code,
                with,
                minutes,
                units,
                left,
            } => {
                write!(f, "{code}")?;
                if let Some(with) = with {
                    write!(f, " with {with}")?;
                }
                write!(
                    f,
                    ": {minutes} {} {}, {} left.",
                    if minutes.get() == 1 { "holds" } else { "hold" },
                    FullUnits(units.get()),
                    left
                )
            }
            Self::Extra { nth, code, left } => write!(
                f,
                "The {} unit goes to {code}, which has the most minutes left ({}).",
                Ordinal(*nth),
                left.get()
            ),
            Self::EarnedAlone {
                code,
                left,
                threshold,
            } => write!(
                f,
                "{code} earns one more unit by itself: {left} left, {} or more count.",
                threshold.get()
            ),
            Self::Cap {
                alone,
                minutes,
                units,
            } => write!(
                f,
                "One by one the codes have {}, the session's {minutes} minutes hold {units}: \
                 the units with the fewest minutes behind them go.",
                Counted(*alone, "unit")
            ),
            Self::Tie {
                codes,
                left,
                units,
                chosen,
            } => write!(
                f,
                "{} are equal with {left} left and {} for them: the choice is the biller's. \
                 {} taken, the longer service first, then the one delivered first.",
                List(codes),
                IsOrAre(*units),
                Chosen(chosen)
            ),
            Self::OwnClock {
                code,
                minutes,
                block,
                threshold,
                units,
            } => write!(
                f,
                "{code} is counted alone in blocks of {block}, the last from {}: {minutes} are \
                 {units}.",
                threshold.get()
            ),
            Self::OwnFamily {
                family,
                minutes,
                units,
            } => write!(
                f,
                "{} with {} is one service, first {} and then {} each: {minutes} are {units}.",
                family.first, family.add_on, family.first_block, family.add_on_block
            ),
            Self::FamilyDivided {
                family,
                first,
                further,
            } => write!(
                f,
                "The first unit is {} ({}), every further one {} ({}).",
                family.first,
                first.get(),
                family.add_on,
                further.get()
            ),
            Self::Untimed {
                code,
                minutes: Some(minutes),
            } => {
                write!(
                    f,
                    "{code} is untimed: 1 unit, its {minutes} are kept and not counted."
                )
            }
            Self::Untimed {
                code,
                minutes: None,
            } => write!(f, "{code} is untimed: 1 unit."),
            Self::Counted { code } => {
                write!(
                    f,
                    "{code} is not counted by time: 1 unit, more must be stated."
                )
            }
            Self::NoUnit { code, minutes } => {
                write!(f, "{code} earns no unit; its {minutes} stay on record.")
            }
        }
    }
}

/// A number and its noun: `1 unit`, `3 units`.
struct Counted(u32, &'static str);

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}{}",
            self.0,
            self.1,
            if self.0 == 1 { "" } else { "s" }
        )
    }
}

struct FullUnits(u16);

impl fmt::Display for FullUnits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("no full unit"),
            1 => f.write_str("1 full unit"),
            more => write!(f, "{more} full units"),
        }
    }
}

struct IsOrAre(u32);

impl fmt::Display for IsOrAre {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.0 == 1 { "is" } else { "are" };
        write!(f, "there {verb} {}", Counted(self.0, "unit"))
    }
}

struct Ordinal(u32);

impl fmt::Display for Ordinal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const WORDS: [&str; 9] = [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        ];
        let place = usize::try_from(self.0)
            .ok()
            .and_then(|nth| nth.checked_sub(1));
        if let Some(word) = place.and_then(|place| WORDS.get(place)) {
            return f.write_str(word);
        }
        let ending = match (self.0 % 100, self.0 % 10) {
            (11..=13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        write!(f, "{}{ending}", self.0)
    }
}

/// Codes in a sentence: `97110, 97112 and 97140`.
struct List<'a>(&'a [ProcedureCode]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        listed(f, self.0, " and ")
    }
}

struct Chosen<'a>(&'a [ProcedureCode]);

impl fmt::Display for Chosen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.0.len() == 1 { "is" } else { "are" };
        write!(f, "{} {verb}", List(self.0))
    }
}
