//! Contains every dated fact that comes from outside: codes, modifiers, NCCI edits, prices, amounts and rates.
//!
//! Rules never know a fact of their own: they ask a [`ReferenceData`]. Each fact has the dates on which it
//! applies and its source, and is looked up by the date of service. What is not known is reported as unknown.
//!
//! # Examples
//!
//! ```
//! use therapy_billing::{CodeEntry, ProcedureCode, ReferenceData, Timing};
//!
//! let local = ProcedureCode::of("S8948");
//! let reference = ReferenceData::new()
//!     .with_entry(CodeEntry::new(local, Timing::Untimed, "Low-level laser"));
//! assert!(reference.entry(local).is_some());
//! assert!(ReferenceData::built_in().entry(local).is_none());
//! ```

pub mod catalog;
mod coverage;
mod data;
mod day;
pub mod edits;
mod family;
pub mod fee_schedule;
pub mod files;
mod index;
pub mod modifiers;
mod provenance;
pub mod rates;
mod rows;
mod setting;
mod tables;
pub mod thresholds;

pub use coverage::{Availability, Coverage, CoverageRow};
pub use data::ReferenceData;
pub use family::FactFamily;
pub use provenance::{Fingerprint, ParseFingerprintError, Provenance, SuppliedFacts};
pub use setting::{Setting, TypeOfBillError};
