//! From minutes to units: the rules, the integer core, the split of a session and its reasons.

mod apportion;
pub mod columns;
pub mod rounding;
mod rule;

pub use apportion::{Apportionment, LengthMismatch, apportion};
pub use rule::{PartialUnit, Pooling, Preset, RuleError, UnitRule};
