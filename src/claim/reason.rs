//! Why lines carry the modifiers they carry.

use alloc::vec::Vec;
use core::fmt;

use super::{
    Bill, DeMinimis,
    assistant::{AssistantRule, Reading, TwoUnitGap, WholeBlock},
    division::{Division, Furnishing, Ground},
    furnished::furnishing,
};
use crate::citation::Citation;
use crate::code::ProcedureCode;
use crate::quantity::Minutes;
use crate::reference::catalog::Discipline;

/// The choice made where no rule is published, for a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    pub(super) ground: Ground,
    pub(super) de_minimis: DeMinimis,
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.ground {
            Ground::Gap(TwoUnitGap::Split) => f.write_str("two_unit_gap split (one each)"),
            Ground::Gap(TwoUnitGap::Both) => f.write_str("two_unit_gap both (both marked)"),
            Ground::BlockOrMidpoint(WholeBlock::Block) => {
                f.write_str("whole_block block (the block is the assistant's)")
            }
            Ground::BlockOrMidpoint(WholeBlock::Midpoint) => {
                f.write_str("whole_block midpoint (eight minutes clear the last unit)")
            }
            _ => write!(
                f,
                "one {} ten-percent test for all units",
                self.de_minimis.as_str()
            ),
        }
    }
}

/// Why lines carry a modifier, with the numbers it rests on; its `Display` is the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModifierStep {
    /// Every line carries the modifier of the plan of care.
    Discipline {
        /// The visit's discipline.
        discipline: Discipline,
    },
    /// Units of a code divided between therapist and assistant.
    Assistant {
        /// The code; of a family, the first.
        code: ProcedureCode,
        /// The reading that was used.
        reading: Reading,
        /// Units and whose minutes they are.
        furnishing: Furnishing,
        /// The division.
        division: Division,
    },
}

impl ModifierStep {
    /// The kebab-case kind of the step, as serialized.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Discipline { .. } => "discipline-modifier",
            Self::Assistant { .. } => "assistant-modifier",
        }
    }
}

impl fmt::Display for ModifierStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Discipline { discipline } => {
                write!(
                    f,
                    "{} on every line: the plan of care is {discipline}.",
                    discipline.modifier()
                )
            }
            Self::Assistant {
                code,
                reading,
                furnishing,
                division,
            } => {
                write!(
                    f,
                    "{code}: {} of the therapist, {} of the assistant alone. ",
                    furnishing.therapist, furnishing.assistant
                )?;
                write_blocks(f, division)?;
                write_ground(f, *reading, division)?;
                write!(
                    f,
                    "{} without {modifier}, {} with it.",
                    division.clean,
                    division.marked.get(),
                    modifier = reading.modifier
                )
            }
        }
    }
}

fn write_blocks(f: &mut fmt::Formatter<'_>, division: &Division) -> fmt::Result {
    let (therapist, assistant) = division.blocks;
    if therapist.is_zero() && assistant.is_zero() {
        return Ok(());
    }
    write!(
        f,
        "Full blocks: {} of the therapist, {} of the assistant; {} and {} left. ",
        therapist.get(),
        assistant.get(),
        division.left.0.get(),
        division.left.1
    )
}

fn write_ground(f: &mut fmt::Formatter<'_>, reading: Reading, division: &Division) -> fmt::Result {
    let (therapist, assistant) = division.left;
    let whole = Minutes::new(therapist.get().saturating_add(assistant.get()));
    let method = reading.de_minimis.as_str();
    let more = |exceeds: bool| if exceeds { "more" } else { "not more" };
    match division.ground {
        Ground::Nothing => Ok(()),
        Ground::EightMinutes => {
            write!(
                f,
                "The therapist has {therapist} of the last unit, 8 or more: no mark. "
            )
        }
        Ground::TenPercent { exceeds } => write!(
            f,
            "{} of {whole} are {} than ten percent ({method}). ",
            assistant.get(),
            more(exceeds)
        ),
        Ground::OneEach => write!(
            f,
            "Two units are left and {} and {assistant}, 23 or more together: one each. ",
            therapist.get()
        ),
        Ground::OneTestForAll { exceeds } => write!(
            f,
            "No rule is published for these units; {} of {whole} are {} than ten percent \
             ({method}), which decides them all. ",
            assistant.get(),
            more(exceeds)
        ),
        ground @ (Ground::Gap(_) | Ground::BlockOrMidpoint(_)) => {
            let policy = Policy {
                ground,
                de_minimis: reading.de_minimis,
            };
            write!(
                f,
                "No rule is published for what is left; {policy} was used. "
            )
        }
    }
}

/// A modifier step and the source it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModifierReason {
    /// The step with its numbers.
    pub step: ModifierStep,
    /// Where the rule for it is written down.
    pub citation: Citation,
}

impl fmt::Display for ModifierReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.step, self.citation)
    }
}

impl Bill<'_> {
    /// Why the lines carry the modifiers they carry, with numbers and source.
    #[must_use]
    pub fn modifier_reasons(&self) -> Vec<ModifierReason> {
        let discipline = self.visit().session.discipline();
        let mut reasons = Vec::new();
        if !self.lines().is_empty() {
            let step = ModifierStep::Discipline { discipline };
            reasons.push(ModifierReason {
                step,
                citation: Citation::CPM_20_1,
            });
        }
        let Ok(reading) = self.reading() else {
            return reasons;
        };
        for service in self.allocation().services() {
            let furnishing = furnishing(&self.visit().session, &service, service.units);
            if furnishing.assistant.is_zero() {
                continue;
            }
            let division = reading.divide(furnishing);
            let step = ModifierStep::Assistant {
                code: service.code,
                reading,
                furnishing,
                division,
            };
            let citation = match division.ground {
                _ if reading.rule == AssistantRule::From2020 => Citation::FR_2020,
                Ground::TenPercent { .. } if reading.de_minimis != DeMinimis::Exact => {
                    Citation::FR_2020
                }
                Ground::BlockOrMidpoint(WholeBlock::Block) => Citation::CMS_CQ,
                _ => Citation::PT_4,
            };
            reasons.push(ModifierReason { step, citation });
        }
        reasons
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for ModifierReason {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut fields = serializer.serialize_struct("ModifierReason", 3)?;
        fields.serialize_field("kind", self.step.kind())?;
        fields.serialize_field("text", &crate::wire::Shown(&self.step))?;
        fields.serialize_field("citation", &self.citation)?;
        fields.end()
    }
}
