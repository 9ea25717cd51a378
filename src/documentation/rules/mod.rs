//! Contains the rules: one register, and one small function per rule in the file of its family.
#![allow(
    clippy::unnecessary_wraps,
    reason = "every rule has the one form that the register calls"
)]

mod judge;
mod out;
mod register;
mod row;

mod certification;
mod evaluation;
mod mode;
mod necessity;
mod neuromuscular;
mod personnel;
mod plan;
mod policy;
mod progress;
mod record;
mod signature;
mod text;
mod time;
mod treatment_note;
mod words;

pub(super) use out::Out;
pub use register::{Rule, UnknownRule};
pub use row::{Condition, Dates, RuleRow, Scope};
