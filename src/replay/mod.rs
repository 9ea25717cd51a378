//! Stores answers together with their input and the facts behind them, and computes them again.
//!
//! A record keeps three things: the input document, the answer as it was given, and the
//! [`Provenance`](crate::reference::Provenance) of the facts. It serializes as
//! `{"input": …, "result": …, "provenance": …}` and reads back from every self-describing format, such as
//! JSON. [`Replay`] states whether the answer is the same today, and if not, which values differ and whether
//! other facts or another version of the library explain the difference.

mod error;
mod outcome;
mod record;
mod tree;

pub use error::ReplayError;
pub use outcome::{Cause, Difference, Replay};
pub use record::{AuditRecord, BillRecord, EstimateRecord};
pub use tree::{Tree, TreeError};
