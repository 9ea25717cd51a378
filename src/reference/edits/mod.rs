//! Contains Medicare's edits: the most units of a code (MUE), and pairs of codes that are not paid
//! together (PTP), by table, setting and date.
//!
//! [`ReferenceData::mue`](crate::reference::ReferenceData::mue) and
//! [`ReferenceData::ptp`](crate::reference::ReferenceData::ptp) look them up. An answer names the
//! tables that it rests on, and whether it is held for the date or inferred from tables of other
//! quarters. What no table answers is reported as *no data*, never as clean. The built-in tables are
//! selections for therapy codes and need feature `tables`; a caller adds whole ones.
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::reference::edits::{MueAnswer, PtpAnswer};
//! use therapy_billing::{ProcedureCode, ReferenceData, Setting, calendar::parse_date};
//!
//! let (facts, day) = (ReferenceData::built_in(), parse_date("2026-11-26")?);
//! let (neuro, group) = (ProcedureCode::CPT_97112, ProcedureCode::of("97150"));
//! let mue = facts.mue(neuro, Setting::PrivatePractice, day);
//! assert!(matches!(mue, MueAnswer::Limit { limit, .. } if limit.value == 4));
//! let ptp = facts.ptp(neuro, group, Setting::PrivatePractice, day);
//! assert!(matches!(ptp, PtpAnswer::Edit { edit, .. } if edit.column_2 == neuro));
//! # }
//! # Ok::<(), therapy_billing::Error>(())
//! ```

pub(in crate::reference) mod built_in;
mod held;
pub(in crate::reference) mod key;
pub(in crate::reference) mod mue;
pub(in crate::reference) mod ptp;
mod quarter;
mod selection;
mod table;

pub(in crate::reference) use held::{Edits, Table, timing_and_table};
pub use mue::{AdjudicationIndicator, MueAnswer, MueLimit, MueTable};
pub(crate) use ptp::EITHER_COLUMN;
pub use ptp::{ModifierIndicator, PtpAnswer, PtpCoverage, PtpEdit, PtpRow, PtpStart, PtpTable};
pub use quarter::{ParseQuarterError, Quarter};
pub(in crate::reference) use selection::ALL as ALL_EDITS;
pub use selection::BuiltInEdits;
pub use table::{EditProgram, EditSource, EditTable, EditTables, EditTiming};
