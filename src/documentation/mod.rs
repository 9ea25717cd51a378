//! What must be on record.
mod record;
pub use record::*;
