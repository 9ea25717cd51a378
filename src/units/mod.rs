//! From minutes to units: the rules, the integer core, the split of a session and its reasons.

mod allocation;
pub mod apportion;
pub mod rounding;
mod rule;
mod splits;

pub use allocation::{Allocation, AllocationLine, Tie, TotalError};
pub use rule::{PartialUnit, Pooling, Preset, RuleError, UnitRule};
pub use splits::{Split, Splits};
