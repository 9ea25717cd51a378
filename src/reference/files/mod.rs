//! Reads the files that CMS publishes: NCCI edits, relative values, geographic factors and payment amounts.
//!
//! Every reader takes bytes, because CMS files are Windows-1252 and not UTF-8, and in pieces of any
//! size. A row that cannot be read is a [`FileError`] with its line; nothing is skipped. Of the rows only
//! codes, numbers, dates and indicators are kept, so that no licensed descriptor is.

mod edits;
mod error;
mod gpci;
mod payment_amounts;
mod records;
mod release;
mod table;

pub use edits::{MueReader, PtpReader};
pub use error::FileError;
pub use gpci::GeographicReader;
pub use payment_amounts::PaymentAmountReader;
pub use release::RelativeValueReader;
