//! Typed CPT/HCPCS codes, time-based unit rules and documentation checks for US outpatient therapy
//! billing.
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::float_arithmetic,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used
    )
)]

extern crate alloc;

pub use rust_decimal;
pub use time;

#[cfg(feature = "serde")]
mod wire;

pub mod calendar;
pub mod catalog;
mod citation;
pub mod claim;
pub mod code;
mod error;
pub mod finding;
pub mod money;
mod quantity;
pub mod session;
pub mod units;

pub use catalog::{Catalog, CodeEntry, Designation, Discipline, Timing};
pub use citation::{Certainty, Citation};
pub use claim::ServiceLine;
pub use code::{CodeKind, Modifier, Modifiers, ParseCodeError, ProcedureCode};
pub use error::Error;
pub use finding::{Check, Finding, Findings, Location, Severity};
pub use quantity::{Minutes, Units};
pub use session::{Interval, PersonMinutes, Service, Session, Setting, TreatmentTime};
pub use units::{Allocation, AllocationLine, UnitRule};
