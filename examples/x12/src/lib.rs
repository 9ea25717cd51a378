//! Reads X12 837 claims and checks their therapy lines with `therapy-billing`.
//!
//! [`items`] walks through a file and returns its claims; [`check()`] checks one; [`report`] writes the
//! answers.

mod check;
mod claim;
mod line;
pub mod report;
mod segment;

pub use check::{Answer, What, check};
pub use claim::{Claim, Item, Items, Line, Place, Problem, items};
pub use line::{Fault, Service};
pub use segment::{End, LONGEST, Segment, Segments, Separators};
