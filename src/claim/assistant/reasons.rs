//! Explains why the lines of a bill have their modifiers.

use alloc::vec::Vec;
use core::fmt;

use crate::citation::Citation;
use crate::claim::assistant::division::{Division, DivisionGround, Furnishing};
use crate::claim::assistant::rule::{AssistantReading, AssistantRule, DeMinimis, WholeBlock};
use crate::claim::bill::Bill;
use crate::claim::evidence::GapPolicy;
use crate::code::ProcedureCode;
use crate::quantity::Minutes;
use crate::reference::catalog::Discipline;

/// The reason for a modifier, with the numbers on which it rests. Its `Display` is the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ModifierStep {
    /// Every line has the modifier of the plan of care.
    Discipline {
        /// The visit's discipline.
        discipline: Discipline,
    },
    /// The units of a code are divided between therapist and assistant.
    Assistant {
        /// The code; of a family, the first.
        code: ProcedureCode,
        /// The reading of the rules on assistants that was used.
        reading: AssistantReading,
        /// The units and who furnished their minutes.
        furnishing: Furnishing,
        /// The division.
        division: Division,
    },
}

impl ModifierStep {
    /// Returns the serialized kind of the step, in kebab-case.
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
                    "Every line has {}, because the plan of care is {discipline}.",
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
                    "{code}: the therapist furnished {} and the assistant alone {}. ",
                    furnishing.therapist(),
                    furnishing.assistant()
                )?;
                write_blocks(f, division)?;
                write_ground(f, *reading, division)?;
                write!(
                    f,
                    "The result is {} without {modifier} and {} with it.",
                    division.clean(),
                    division.marked(),
                    modifier = reading.modifier()
                )
            }
        }
    }
}

fn write_blocks(f: &mut fmt::Formatter<'_>, division: &Division) -> fmt::Result {
    let (blocks, left) = (division.blocks(), division.left());
    if blocks.0.is_zero() && blocks.1.is_zero() {
        return Ok(());
    }
    write!(
        f,
        "The therapist's time contains full blocks for {}, with {} remaining. \
         The assistant's time contains full blocks for {}, with {} remaining. ",
        blocks.0, left.0, blocks.1, left.1
    )
}

fn write_ground(
    f: &mut fmt::Formatter<'_>,
    reading: AssistantReading,
    division: &Division,
) -> fmt::Result {
    let (therapist, assistant) = division.left();
    let whole = Minutes::new(therapist.get().saturating_add(assistant.get()));
    let method = reading.de_minimis().as_str();
    let more = |exceeds: bool| if exceeds { "more" } else { "not more" };
    match division.ground() {
        DivisionGround::Nothing => Ok(()),
        DivisionGround::EightMinutes => write!(
            f,
            "The therapist furnished {therapist} of the last unit. Because this is 8 minutes or more, \
             the unit needs no {}. ",
            reading.modifier()
        ),
        DivisionGround::TenPercent { exceeds } => write!(
            f,
            "The assistant furnished {assistant} of {whole}, which is {} than 10% by the {method} \
             method. ",
            more(exceeds)
        ),
        DivisionGround::OneEach => write!(
            f,
            "Two units are left for {therapist} of the therapist and {assistant} of the assistant, \
             23 minutes or more together, so each person has one. "
        ),
        DivisionGround::OneTestForAll { exceeds } => write!(
            f,
            "No published rule decides these units. The assistant furnished {assistant} of {whole}, \
             which is {} than 10% by the {method} method and decides all of them. ",
            more(exceeds)
        ),
        ground @ (DivisionGround::Gap(_) | DivisionGround::BlockOrMidpoint(_)) => {
            match GapPolicy::of(ground, reading.de_minimis()) {
                Some(policy) => write!(
                    f,
                    "No published rule decides the remaining minutes, so {policy} was used. "
                ),
                None => Ok(()),
            }
        }
    }
}

/// A modifier step and its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ModifierReason {
    /// The step with its numbers.
    pub step: ModifierStep,
    /// The source of the rule.
    pub citation: Citation,
}

impl fmt::Display for ModifierReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.step, self.citation)
    }
}

impl Bill {
    /// Returns why the lines have their modifiers, with numbers and sources.
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
            let furnishing = self.furnishing(&service, service.units);
            if furnishing.assistant().is_zero() {
                continue;
            }
            let division = reading.divide(furnishing);
            let citation = match division.ground() {
                _ if reading.rule() == AssistantRule::From2020 => Citation::FR_2020,
                DivisionGround::TenPercent { .. } if reading.de_minimis() != DeMinimis::Exact => {
                    Citation::FR_2020
                }
                DivisionGround::BlockOrMidpoint(WholeBlock::Block) => Citation::CMS_CQ,
                _ => Citation::PT_4,
            };
            let step = ModifierStep::Assistant {
                code: service.code,
                reading,
                furnishing,
                division,
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
