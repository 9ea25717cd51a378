//! From minutes to units: the rules, the integer core, the split of a session and its reasons.

pub mod rounding;
mod rule;

pub use rule::{PartialUnit, Pooling, Preset, RuleError, UnitRule};
