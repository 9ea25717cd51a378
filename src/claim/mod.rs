//! What is billed: lines, their modifiers, the edits they meet, and the audit against the visit.

mod assistant;
mod bill;
mod division;
mod furnished;
mod line;
mod reason;
mod register;
mod visit;

pub use assistant::{
    AssistantPolicy, AssistantRule, DeMinimis, NotApplied, Reading, TwoUnitGap, WholeBlock,
    is_device_supply, is_evaluation,
};
pub use bill::Bill;
#[cfg(feature = "serde")]
pub use bill::Brief;
pub use division::{Division, Furnishing, FurnishingClock, Ground};
pub use furnished::furnishing;
pub use line::{DiagnosisPointers, LineError, ServiceLine};
pub use reason::{ModifierReason, ModifierStep, Policy};
pub use register::{ClaimFinding, Codes, MethodsThatMark};
pub use visit::Visit;
