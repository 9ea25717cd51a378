//! Turns minutes into units: the rules, the integer core, the split of a session and its explanation.

mod allocation;
mod apportion;
pub mod columns;
mod compare;
mod count;
mod entry;
mod explain;
mod finding;
#[cfg(feature = "serde")]
mod form;
mod lanes;
mod lawful;
mod next;
pub mod rounding;
mod rule;
mod splits;
mod staircase;
mod step;
mod words;

pub use allocation::{Allocation, AllocationLine, CountedBy, CountedService, Tie};
pub use apportion::{Apportionment, LengthMismatch, apportion};
pub use compare::{Comparison, Ground, RuleDifference};
pub use count::TotalError;
pub use explain::{Explanation, Reason};
pub use finding::{CountFinding, Force, LONG_DAY};
#[cfg(feature = "serde")]
pub(crate) use form::Alternatives;
pub use lawful::SplitError;
pub use rule::{
    PartialUnit, Payer, PayerCertainty, Pooling, Preset, RuleError, UnitRule, UnknownUnitRule,
};
pub use splits::{Split, Splits};
pub use staircase::Staircase;
pub use step::Step;
