//! Reads the files that CMS publishes: NCCI edits, relative values, geographic factors and payment amounts.
//!
//! Every reader takes bytes, because CMS files are Windows-1252 and not UTF-8, and in pieces of any
//! size. A row that cannot be read is a [`FileError`] with its line; nothing is skipped. Of the rows only
//! codes, numbers, dates and indicators are kept, so that no licensed descriptor is.
//!
//! # Examples
//!
//! ```
//! use therapy_billing::reference::edits::{EditTable, Quarter};
//! use therapy_billing::reference::files::MueReader;
//!
//! let file = "HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n\
//!     97112,4,3 Date of Service Edit: Clinical,Clinical: Data\n";
//! let table = MueReader::parse(EditTable::Practitioner, Quarter::new(2026, 4)?, file)?;
//! assert_eq!(table.len(), 1);
//! # Ok::<(), therapy_billing::Error>(())
//! ```

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
