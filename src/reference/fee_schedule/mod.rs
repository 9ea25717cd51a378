//! Contains the figures of the physician fee schedule by date: relative values (RVU), geographic practice cost
//! indices (GPCI), conversion factors and payment amounts.
//!
//! The built-in tables need feature `tables`. What they do not contain is not known, and no year uses the
//! figures of another. A [`ReferenceData`](crate::ReferenceData) adds the caller's own figures
//! and CMS's own files.
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::{ProcedureCode, ReferenceData, calendar::parse_date};
//!
//! let (facts, day) = (ReferenceData::built_in(), parse_date("2026-03-14")?);
//! let factor = facts.conversion_factor(day, false).expect("2026 is built in");
//! assert_eq!(factor.value.to_string(), "33.4009");
//! let values = facts.relative_values(ProcedureCode::CPT_97112, day).expect("2026 is built in");
//! assert_eq!(values.work().to_string(), "0.50");
//! # }
//! # Ok::<(), therapy_billing::Error>(())
//! ```

mod answers;
pub(in crate::reference) mod factor;
mod geographic_file;
mod payment_amounts;
mod period;
pub(in crate::reference) mod place;
pub(in crate::reference) mod relative_value;
pub(in crate::reference) mod release;
mod supplied;

pub use factor::{ConversionFactor, Participant};
pub use geographic_file::GeographicFile;
pub use payment_amounts::{PaymentAmountFile, PaymentAmounts};
pub use period::{Period, PeriodError};
pub use place::{GeographicFactors, Locality, LocalityError, Place};
pub use relative_value::RelativeValues;
pub use release::RelativeValueRelease;
pub(crate) use supplied::{FeeSchedule, ValueLookup};
