//! Defines the steps of a count: the numbers of each, and its sentence.

use alloc::vec::Vec;
use core::fmt;

use super::words::{Counted, FullUnits, List, Ordinal, Piece, say};
use crate::code::ProcedureCode;
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
        /// The minutes of all codes that are counted together.
        minutes: u32,
        /// The units that they support.
        units: u32,
        /// The least minutes of as many units.
        from: u64,
        /// The most minutes of as many units.
        to: u64,
    },
    /// A code has full units and remaining minutes.
    FullUnits {
        /// The code; of a family, the first.
        code: ProcedureCode,
        /// The other code of a family.
        with: Option<ProcedureCode>,
        /// The minutes counted.
        minutes: Minutes,
        /// The full units.
        units: Units,
        /// The remaining minutes.
        left: Minutes,
    },
    /// An extra unit goes to the code with the most remaining minutes.
    #[cfg_attr(feature = "serde", serde(rename = "extra-unit"))]
    Extra {
        /// The place of the unit among those of the codes counted together, counted from 1.
        nth: u32,
        /// The code that gets it.
        code: ProcedureCode,
        /// The remaining minutes of the code.
        left: Minutes,
    },
    /// A code earns the extra unit on its own.
    EarnedAlone {
        /// The code that gets it.
        code: ProcedureCode,
        /// The remaining minutes of the code.
        left: Minutes,
        /// The minutes from which an unfinished block counts.
        threshold: Minutes,
    },
    /// Codes counted separately would have more units than the session supports.
    Cap {
        /// The units of the codes counted separately.
        alone: u32,
        /// The minutes of the session.
        minutes: u32,
        /// The units that they support.
        units: u32,
    },
    /// Several codes have equal remaining minutes, and fewer units than codes are left.
    Tie {
        /// The codes that could have a unit, in order of code.
        codes: Vec<ProcedureCode>,
        /// The remaining minutes of each.
        left: Minutes,
        /// The number of them that get a unit.
        units: u32,
        /// The codes that have it in this allocation.
        chosen: Vec<ProcedureCode>,
        /// States whether the caller chose them in place of the default pick.
        by_caller: bool,
    },
    /// A code of another block length is counted separately.
    OwnClock {
        /// The code.
        code: ProcedureCode,
        /// The minutes of the code.
        minutes: Minutes,
        /// The block of the code.
        block: BlockMinutes,
        /// The minutes from which an unfinished block counts.
        threshold: Minutes,
        /// The units.
        units: Units,
    },
    /// A family is counted separately as one service.
    OwnFamily {
        /// The two codes and their blocks.
        family: Family,
        /// The minutes recorded under both.
        minutes: Minutes,
        /// The units of both.
        units: Units,
    },
    /// The units of a family are divided: the first one is the first code, the others are the add-on.
    FamilyDivided {
        /// The two codes and their blocks.
        family: Family,
        /// The units of the first code.
        first: Units,
        /// The units of the add-on.
        further: Units,
    },
    /// An untimed code has 1 unit, and its minutes are not counted.
    Untimed {
        /// The code.
        code: ProcedureCode,
        /// The minutes of the code, if recorded.
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
        /// The minutes of the code.
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

impl Piece for Step {
    #[allow(clippy::too_many_lines, reason = "one sentence for each step")]
    fn put<W: fmt::Write>(&self, to: &mut W) -> fmt::Result {
        match self {
            Self::ContractBlocks { codes, block } => say!(
                to,
                "The contract counts ",
                List(codes),
                " in blocks of ",
                *block,
                "."
            ),
            Self::Total {
                minutes,
                units,
                from,
                to: most,
            } => say!(
                to,
                Counted(*minutes, "timed minute"),
                if *minutes == 1 { " is" } else { " are" },
                " in the range ",
                *from,
                " through ",
                *most,
                ", which supports ",
                Counted(*units, "unit"),
                "."
            ),
            Self::FullUnits {
                code,
                with,
                minutes,
                units,
                left,
            } => {
                say!(to, *code)?;
                if let Some(with) = with {
                    say!(to, " with ", *with)?;
                }
                let contain = if minutes.get() == 1 {
                    " contains "
                } else {
                    " contain "
                };
                say!(
                    to,
                    ": ",
                    *minutes,
                    contain,
                    FullUnits(*units),
                    ", with ",
                    *left,
                    " remaining."
                )
            }
            Self::Extra { nth, code, left } => say!(
                to,
                "The ",
                Ordinal(*nth),
                " unit is assigned to ",
                *code,
                ", which has the most remaining minutes (",
                *left,
                ")."
            ),
            Self::EarnedAlone {
                code,
                left,
                threshold,
            } => say!(
                to,
                *code,
                " earns 1 more unit on its own: ",
                *left,
                " remaining, and ",
                *threshold,
                " or more count as a unit."
            ),
            Self::Cap {
                alone,
                minutes,
                units,
            } => say!(
                to,
                "Counted separately, the codes have ",
                Counted(*alone, "unit"),
                ", but the ",
                Counted(*minutes, "minute"),
                " of the session support ",
                Counted(*units, "unit"),
                ". The units with the fewest remaining minutes are removed."
            ),
            Self::Tie {
                codes,
                left,
                units,
                chosen,
                by_caller,
            } => {
                say!(
                    to,
                    List(codes),
                    " each have ",
                    *left,
                    " remaining, and ",
                    Counted(*units, "unit"),
                    if *units == 1 { " is" } else { " are" },
                    " left to assign. The biller may choose. "
                )?;
                if *by_caller {
                    say!(
                        to,
                        "The split that was chosen assigns a unit to ",
                        List(chosen),
                        "."
                    )
                } else {
                    say!(
                        to,
                        "This count assigns a unit to ",
                        List(chosen),
                        ": the longer service first, then the one delivered first."
                    )
                }
            }
            Self::OwnClock {
                code,
                minutes,
                block,
                threshold,
                units,
            } => say!(
                to,
                *code,
                " is counted separately in blocks of ",
                *block,
                ", and the last block counts from ",
                *threshold,
                ". Its ",
                *minutes,
                " support ",
                *units,
                "."
            ),
            Self::OwnFamily {
                family,
                minutes,
                units,
            } => say!(
                to,
                family.first,
                " with ",
                family.add_on,
                " is counted separately as one service: ",
                family.first_block,
                " for the first unit and ",
                family.add_on_block,
                " for each further unit. Its ",
                *minutes,
                " support ",
                *units,
                "."
            ),
            Self::FamilyDivided {
                family,
                first,
                further,
            } => say!(
                to,
                "The first unit is billed as ",
                family.first,
                " (",
                *first,
                "), and every further unit as ",
                family.add_on,
                " (",
                *further,
                ")."
            ),
            Self::Untimed {
                code,
                minutes: Some(minutes),
            } => say!(
                to,
                *code,
                " is untimed and bills 1 unit. Its time (",
                *minutes,
                ") stays in the record and is not counted."
            ),
            Self::Untimed {
                code,
                minutes: None,
            } => say!(to, *code, " is untimed and bills 1 unit."),
            Self::Counted { code } => say!(
                to,
                *code,
                " is not billed by time and is counted as 1 unit. State the units if more were furnished."
            ),
            Self::NoUnit { code, minutes } => say!(
                to,
                "No unit is due for ",
                *code,
                ". Its time (",
                *minutes,
                ") stays in the record."
            ),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.put(f)
    }
}
