//! What is billed: lines, their modifiers, the edits they meet, and the audit against the visit.

mod assistant;
mod attest;
pub mod audit;
mod bill;
mod check;
mod check_edits;
mod division;
pub mod evidence;
mod furnished;
mod kx;
mod line;
mod reason;
mod record;
mod register;
mod tally;
mod threshold;
mod totals;
mod visit;

pub use assistant::{
    AssistantPolicy, AssistantRule, DeMinimis, NotApplied, Reading, TwoUnitGap, WholeBlock,
    is_device_supply, is_evaluation,
};
pub use attest::{KxError, with_kx};
pub use audit::{Audit, AuditSummary, AuditedCode};
pub use bill::Bill;
#[cfg(feature = "serde")]
pub use bill::Brief;
pub use check::Claim;
pub use division::{Division, Furnishing, FurnishingClock, Ground};
pub use furnished::furnishing;
pub use line::{DiagnosisPointers, LineError, RevenueCode, ServiceLine};
pub use reason::{ModifierReason, ModifierStep, Policy};
pub use record::ClaimRecord;
pub use register::{ClaimFinding, Codes, MethodsThatMark};
pub use threshold::{
    Accrued, BucketTotal, KxNeed, KxScope, KxUnknown, KxVerdict, RunningTotals, accruing_bucket,
    is_known_unpaid,
};
pub use totals::{AuditTotals, CodeTotals};
pub use visit::Visit;
