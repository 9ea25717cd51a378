//! Builds, checks and audits claims: lines and modifiers, the edits that affect them, and what was delivered.
//!
//! A [`Visit`] becomes a [`Bill`] with its lines. A [`Claim`] is checked line by line and date by date, and
//! with a visit it is audited: billed units are compared with the minutes delivered. Every finding names its
//! place, its severity and its sources.
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::claim::{Bill, Visit};
//! use therapy_billing::{Discipline, Session, Setting, UnitRule, time::macros::date};
//!
//! let session = Session::of(date!(2024 - 08 - 14), Discipline::Pt, [("97112", 24), ("97110", 23)])?;
//! let bill = Bill::new(Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice));
//! let lines: Vec<String> = bill.lines().iter().map(ToString::to_string).collect();
//! assert_eq!(lines, ["97112 x 2 GP", "97110 x 1 GP"]);
//!
//! let audit = bill.into_claim().audit().expect("the claim of a bill has its visit");
//! assert_eq!(audit.findings().worst(), None);
//! # }
//! # Ok::<(), therapy_billing::Error>(())
//! ```

mod assistant;
mod attestation;
pub mod audit;
mod bill;
mod check;
#[allow(clippy::module_inception, reason = "the file of the type of that name")]
mod claim;
#[cfg(feature = "serde")]
mod document;
pub mod evidence;
mod line;
mod register;
mod threshold;
mod visit;

pub use assistant::division::{
    Division, DivisionGround, Furnishing, FurnishingClock, FurnishingError,
};
pub use assistant::reasons::{ModifierReason, ModifierStep};
pub use assistant::rule::{
    AssistantPolicy, AssistantReading, AssistantRule, DeMinimis, NotApplied, TwoUnitGap, WholeBlock,
};
pub use attestation::KxAttestation;
pub use audit::totals::{AuditTotals, CodeTotals};
pub use audit::{Audit, AuditSummary, AuditedCode};
#[cfg(feature = "serde")]
pub use bill::Brief;
pub use bill::{Bill, BillError, BillFinding, BillInput, KxError};
pub use claim::{Claim, ClaimError};
#[cfg(feature = "serde")]
pub use document::{AuditInput, CheckInput};
pub use line::{DiagnosisPointers, LineError, RevenueCode, ServiceLine};
pub use register::ClaimFinding;
pub use threshold::{
    Accrued, BucketTotal, KxNeed, KxScope, KxUnknown, KxVerdict, RunningTotals, YearlyAmounts,
    accruing_bucket, is_known_unpaid, with_kx,
};
pub use visit::Visit;
