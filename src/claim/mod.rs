//! What is billed: lines, their modifiers, the edits they meet, and the audit against the visit.

mod assistant;
mod bill;
mod line;
mod register;
mod visit;

pub use assistant::{
    AssistantPolicy, AssistantRule, DeMinimis, Division, Furnishing, FurnishingClock, Ground,
    NotApplied, Reading, TwoUnitGap, WholeBlock, is_device_supply, is_evaluation,
};
#[cfg(feature = "serde")]
pub use bill::Brief;
pub use bill::{Bill, ModifierReason, ModifierStep, Policy, furnishing};
pub use line::{DiagnosisPointers, LineError, ServiceLine};
pub use register::{ClaimFinding, Codes, MethodsThatMark};
pub use visit::Visit;
