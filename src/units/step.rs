//! Defines the steps of a count: the numbers of each, and its sentence.

use alloc::vec::Vec;
use core::fmt;

use crate::code::ProcedureCode;
use crate::finding::listed;
use crate::quantity::{Minutes, Units};
use crate::reference::catalog::{BlockMinutes, Family};

/// Contains one reason of an allocation with its numbers; its `Display` is the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(tag = "kind", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Step {
    /// A contract counts 15-minute codes in blocks of another length.
    ContractBlocks {
        /// The codes, in order of code.
        codes: Vec<ProcedureCode>,
        /// The length of the contract's block.
        block: BlockMinutes,
    },
    /// The minutes counted together fix the units.
    Total {
        /// Minutes of all codes that are counted together.
        minutes: u32,
        /// Units that they support.
        units: u32,
        /// Least minutes of as many units.
        from: u64,
        /// Most minutes of as many units.
        to: u64,
    },
    /// A code has full units and remaining minutes.
    FullUnits {
        /// The code; of a family, the first.
        code: ProcedureCode,
        /// The other code of a family.
        with: Option<ProcedureCode>,
        /// Minutes counted.
        minutes: Minutes,
        /// Full units.
        units: Units,
        /// Remaining minutes.
        left: Minutes,
    },
    /// An extra unit goes to the code with the most remaining minutes.
    #[cfg_attr(feature = "serde", serde(rename = "extra-unit"))]
    Extra {
        /// Which unit of the codes counted together it is, counted from 1.
        nth: u32,
        /// The code that gets it.
        code: ProcedureCode,
        /// Its remaining minutes.
        left: Minutes,
    },
    /// A code earns the extra unit on its own.
    EarnedAlone {
        /// The code that gets it.
        code: ProcedureCode,
        /// Its remaining minutes.
        left: Minutes,
        /// Minutes that make an unfinished block count.
        threshold: Minutes,
    },
    /// Codes counted separately would have more units than the session supports.
    Cap {
        /// Units of the codes counted separately.
        alone: u32,
        /// Minutes of the session.
        minutes: u32,
        /// Units that they support.
        units: u32,
    },
    /// Several codes have equal remaining minutes, and fewer units than codes are left.
    Tie {
        /// The codes that could have a unit, in order of code.
        codes: Vec<ProcedureCode>,
        /// Remaining minutes of each.
        left: Minutes,
        /// How many of them get a unit.
        units: u32,
        /// The codes that have it in this allocation.
        chosen: Vec<ProcedureCode>,
        /// Whether the caller chose them in place of the default pick.
        by_caller: bool,
    },
    /// A code of another block length is counted separately.
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
    /// A family is counted separately as one service.
    OwnFamily {
        /// The two codes and their blocks.
        family: Family,
        /// Minutes recorded under both.
        minutes: Minutes,
        /// Units of both.
        units: Units,
    },
    /// The units of a family are divided: the first one is the first code, the others are the add-on.
    FamilyDivided {
        /// The two codes and their blocks.
        family: Family,
        /// Units of the first code.
        first: Units,
        /// Units of the add-on.
        further: Units,
    },
    /// An untimed code has 1 unit, and its minutes are not counted.
    Untimed {
        /// The code.
        code: ProcedureCode,
        /// Its minutes, if recorded.
        minutes: Option<Minutes>,
    },
    /// A code is counted by something else than time.
    Counted {
        /// The code.
        code: ProcedureCode,
    },
    /// A timed code has no unit, and its minutes stay in the record.
    NoUnit {
        /// The code.
        code: ProcedureCode,
        /// Its minutes.
        minutes: Minutes,
    },
}

impl Step {
    /// Returns the serialized kind of the step.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::ContractBlocks { .. } => "contract-blocks",
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
            Self::ContractBlocks { codes, block } => write!(
                f,
                "The contract counts {} in blocks of {block}.",
                List(codes)
            ),
            Self::Total {
                minutes,
                units,
                from,
                to,
            } => write!(
                f,
                "{} {} in the range {from} through {to}, which supports {}.",
                Counted(*minutes, "timed minute"),
                if *minutes == 1 { "is" } else { "are" },
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
                let verb = if minutes.get() == 1 {
                    "contains"
                } else {
                    "contain"
                };
                let full = FullUnits(units.get());
                write!(f, ": {minutes} {verb} {full}, with {left} remaining.")
            }
            Self::Extra { nth, code, left } => write!(
                f,
                "The {} unit is assigned to {code}, which has the most remaining minutes ({left}).",
                Ordinal(*nth),
            ),
            Self::EarnedAlone {
                code,
                left,
                threshold,
            } => write!(
                f,
                "{code} earns 1 more unit on its own: {left} remaining, and {threshold} or more count as a unit.",
            ),
            Self::Cap {
                alone,
                minutes,
                units,
            } => write!(
                f,
                "Counted separately, the codes have {}, but the {} of the session support {}. The units with the \
                 fewest remaining minutes are removed.",
                Counted(*alone, "unit"),
                Counted(*minutes, "minute"),
                Counted(*units, "unit")
            ),
            Self::Tie {
                codes,
                left,
                units,
                chosen,
                by_caller,
            } => {
                let verb = if *units == 1 { "is" } else { "are" };
                write!(
                    f,
                    "{} each have {left} remaining, and {} {verb} left to assign. The biller may choose. ",
                    List(codes),
                    Counted(*units, "unit")
                )?;
                if *by_caller {
                    write!(
                        f,
                        "The split that was chosen assigns a unit to {}.",
                        List(chosen)
                    )
                } else {
                    write!(
                        f,
                        "This count assigns a unit to {}: the longer service first, then the one delivered first.",
                        List(chosen)
                    )
                }
            }
            Self::OwnClock {
                code,
                minutes,
                block,
                threshold,
                units,
            } => write!(
                f,
                "{code} is counted separately in blocks of {block}, and the last block counts from {threshold}. \
                 Its {minutes} support {units}.",
            ),
            Self::OwnFamily {
                family,
                minutes,
                units,
            } => write!(
                f,
                "{} with {} is counted separately as one service: {} for the first unit and {} for each further \
                 unit. Its {minutes} support {units}.",
                family.first, family.add_on, family.first_block, family.add_on_block
            ),
            Self::FamilyDivided {
                family,
                first,
                further,
            } => write!(
                f,
                "The first unit is billed as {} ({first}), and every further unit as {} ({further}).",
                family.first, family.add_on
            ),
            Self::Untimed {
                code,
                minutes: Some(minutes),
            } => write!(
                f,
                "{code} is untimed and bills 1 unit. Its time ({minutes}) stays in the record and is not counted."
            ),
            Self::Untimed {
                code,
                minutes: None,
            } => write!(f, "{code} is untimed and bills 1 unit."),
            Self::Counted { code } => write!(
                f,
                "{code} is not billed by time and is counted as 1 unit. State the units if more were furnished."
            ),
            Self::NoUnit { code, minutes } => write!(
                f,
                "No unit is due for {code}. Its time ({minutes}) stays in the record."
            ),
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
