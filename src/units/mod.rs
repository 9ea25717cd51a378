//! From minutes to units: the rules, the integer core, the split of a session and its reasons.

mod allocation;
mod apportion;
pub mod columns;
mod compare;
mod count;
mod explain;
mod finding;
mod lanes;
mod lawful;
pub mod rounding;
mod rule;
mod splits;
mod staircase;
mod step;

#[cfg(feature = "serde")]
pub(crate) use allocation::wire::Alternatives;
pub use allocation::{Allocation, AllocationLine, CountedBy, CountedService, Tie};
pub use apportion::{Apportionment, LengthMismatch, apportion};
pub use compare::{Comparison, Difference, Ground};
pub use count::TotalError;
pub use explain::{Explanation, Reason};
pub use finding::{CountFinding, Force, LONG_DAY};
pub use rule::{PartialUnit, Pooling, Preset, RuleError, UnitRule};
pub use splits::{Split, Splits};
pub use staircase::Staircase;
pub use step::Step;
