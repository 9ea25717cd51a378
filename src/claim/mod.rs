//! What is billed: lines, modifiers, edits, and billed against delivered.

mod check;
mod check_edits;
pub mod edits;
pub mod evidence;
mod kx;
mod line;
mod modifier_table;
mod policy;
mod register;
mod tally;

pub use check::Claim;
pub use edits::{
    AdjudicationIndicator, CellProblem, EditSource, EditTable, Edits, ModifierIndicator, MueAnswer,
    MueLimit, MueReader, MueTable, ParseQuarterError, PtpAnswer, PtpEdit, PtpReader, PtpTable,
    Quarter, TableError,
};
pub use kx::KxScope;
pub use line::{DiagnosisPointers, LineError, ServiceLine};
pub use modifier_table::{ModifierCategory, ModifierFacts, is_ncci_associated};
pub use policy::{AssistantPolicy, AssistantRule, DeMinimis, Exemption, TwoUnitGap, WholeBlock};
pub use register::ClaimFinding;
