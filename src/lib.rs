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
pub mod code;
pub mod finding;
pub mod money;
pub mod payment;
mod quantity;
pub mod session;
pub mod units;

pub use catalog::{Catalog, CodeEntry, Designation, Discipline, Timing};
pub use citation::{Certainty, Citation};
pub use code::{CodeKind, Modifier, Modifiers, ParseCodeError, ProcedureCode};
pub use finding::{Check, Finding, Findings, Location, Severity};
pub use quantity::{Minutes, Units};
pub use session::Setting;
pub use units::UnitRule;
