//! What is billed: lines, modifiers, edits, and billed against delivered.

pub mod edits;
mod line;
mod modifier_table;

pub use edits::{
    AdjudicationIndicator, CellProblem, EditSource, EditTable, Edits, ModifierIndicator, MueAnswer,
    MueLimit, MueReader, MueTable, ParseQuarterError, PtpAnswer, PtpEdit, PtpReader, PtpTable,
    Quarter, TableError,
};
pub use line::{DiagnosisPointers, LineError, ServiceLine};
pub use modifier_table::{ModifierCategory, ModifierFacts, is_ncci_associated};
