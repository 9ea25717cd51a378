//! The register of claim findings.

use alloc::vec::Vec;
use core::fmt;

use super::{
    assistant::{DeMinimis, NotApplied},
    reason::Policy,
};
use crate::{
    citation::Citation,
    code::ProcedureCode,
    finding::findings,
    quantity::{Minutes, Units},
};

findings! {
    /// What the step from units to lines, and the audit of billed lines, may have to say.
    pub enum ClaimFinding {
        /// The three methods of measuring ten percent disagree.
        AssistantMethodsDiffer { assistant: Minutes, of: Minutes, methods: MethodsThatMark } =
            "assistant-methods-differ", Advice, [Citation::FR_2020],
            "{assistant} of {of}: {methods}";
        /// No published rule covers the units that are left.
        AssistantUnspecified { code: ProcedureCode, therapist: Minutes, assistant: Minutes, units: Units, policy: Policy } =
            "assistant-unspecified", Advice, [Citation::PT_4],
            "{code}, {therapist} of the therapist and {assistant} of the assistant left for {units}: no published rule; {policy} was used";
        /// A choice between equals decides the modifier.
        AssistantTie { codes: Codes } =
            "assistant-tie", Advice, [Citation::CMS_CQ],
            "the tie of {codes} decides how many units are marked";
        /// An assistant has minutes of an evaluation.
        AssistantEvaluation { code: ProcedureCode } =
            "assistant-evaluation", Warning, [Citation::BPM_230],
            "assistant minutes of evaluation {code}, which assistants do not furnish";
        /// An assistant has minutes in speech-language pathology.
        AssistantSlp { code: ProcedureCode } =
            "assistant-slp", Warning, [Citation::SSA_1834_V],
            "assistant minutes of {code} in speech-language pathology, which has no modifier for them";
        /// Nobody is named for minutes beside an assistant's.
        AssistantUnstated { code: ProcedureCode, minutes: Minutes } =
            "assistant-unstated", Advice, [Citation::PT_4],
            "nobody is named for {minutes} of {code}; taken as the therapist's";
        /// Assistant minutes set no modifier.
        AssistantNotApplied { code: ProcedureCode, reason: NotApplied } =
            "assistant-not-applied", Advice, [Citation::PT_4],
            "assistant minutes of {code} set no modifier: {reason}";
    }
}

/// Codes in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes(pub Vec<ProcedureCode>);

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, code) in self.0.iter().enumerate() {
            match place {
                0 => {}
                _ if place + 1 == self.0.len() => f.write_str(" and ")?,
                _ => f.write_str(", ")?,
            }
            write!(f, "{code}")?;
        }
        Ok(())
    }
}

/// Which methods of measuring ten percent mark a unit, and which do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MethodsThatMark {
    assistant: Minutes,
    of: Minutes,
}

impl MethodsThatMark {
    /// The methods, asked for the assistant's minutes of the whole.
    #[must_use]
    pub const fn new(assistant: Minutes, of: Minutes) -> Self {
        Self { assistant, of }
    }

    /// Whether one method marks.
    #[must_use]
    pub const fn marks(self, method: DeMinimis) -> bool {
        method.exceeds(self.assistant.get(), self.of.get())
    }
}

impl fmt::Display for MethodsThatMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mark, others): (Vec<_>, Vec<_>) = DeMinimis::ALL
            .into_iter()
            .partition(|method| self.marks(*method));
        let names = |f: &mut fmt::Formatter<'_>, methods: &[DeMinimis]| {
            for (place, method) in methods.iter().enumerate() {
                let joint = if place == 0 { "" } else { " and " };
                write!(f, "{joint}{}", method.as_str())?;
            }
            f.write_str(if methods.len() == 1 {
                " marks"
            } else {
                " mark"
            })
        };
        if mark.is_empty() {
            return f.write_str("no method marks");
        }
        names(f, &mark)?;
        for (place, method) in others.iter().enumerate() {
            write!(
                f,
                "{}{}",
                if place == 0 { ", " } else { " and " },
                method.as_str()
            )?;
        }
        match others.len() {
            0 => Ok(()),
            1 => f.write_str(" does not"),
            _ => f.write_str(" do not"),
        }
    }
}
