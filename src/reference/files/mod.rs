//! Reads the files that CMS publishes: NCCI edits, relative values, geographic factors and payment amounts.

mod edits;
mod fee_schedule;
mod gpci;
mod payment_amounts;
mod records;
mod release;

pub use edits::{CellProblem, MueReader, PtpReader, TableError as EditFileError};
pub use gpci::GeographicFile;
pub use payment_amounts::{PaymentAmountFile, PaymentAmounts};
pub use release::RelativeValueRelease;
