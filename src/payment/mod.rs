//! Estimates what Medicare Part B and the patient may pay for one day of outpatient therapy.
//!
//! A [`TherapyDay`] is one patient, one date of service and one billing provider, with the lines of all
//! disciplines. [`TherapyDay::estimate`] returns an [`Estimate`]: every [`PaymentStep`] of every line, the
//! totals, the amounts accrued, the remaining deductible, every [`Figure`] with its date and source, and
//! the findings. [`Estimate::statement`] returns the page that the patient reads.
//!
//! **The result is an estimate: the payer decides.** Money is exact decimal numbers, and each step rounds
//! where its rule rounds and nowhere else. The switches of [`PaymentPolicy`] decide what the sources leave
//! open.
//!
//! The module does not estimate secondary payers and Medigap; Medicare Advantage, Medicaid, commercial and
//! workers' compensation prices; unassigned claims and the limiting charge; quality adjustments and bonuses;
//! cost-based and Part A payment; facility fees; medical review; or denials by edits, for which there is the
//! audit.
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::payment::LineKx;
//! use therapy_billing::reference::{fee_schedule::Place, thresholds::Bucket};
//! use therapy_billing::{
//!     Error, Modifier, ProcedureCode, ServiceLine, TherapyDay, Units, money::parse_amount,
//!     time::macros::date,
//! };
//!
//! # fn main() -> Result<(), Error> {
//! let line = |code, units, charge| -> Result<ServiceLine, Error> {
//!     let line = ServiceLine::new(code, Units::new(units)).with_modifier(Modifier::GP)?;
//!     Ok(line.with_charge(parse_amount(charge)?)?)
//! };
//! let day = TherapyDay::new(date!(2026 - 03 - 14), Place::National)
//!     .with_line(line(ProcedureCode::CPT_97110, 2, "120.00")?)?
//!     .with_line(line(ProcedureCode::CPT_97530, 1, "60.00")?)?
//!     .with_deductible_remaining(parse_amount("0.00")?)?
//!     .with_accrued(Bucket::PtSlp, parse_amount("2400.00")?)?;
//!
//! let estimate = day.estimate()?;
//! // 97530 has the higher practice expense and keeps the full price; 97110 is reduced twice.
//! assert_eq!(estimate.lines[0].allowed.to_string(), "44.42");
//! assert_eq!(estimate.lines[1].allowed.to_string(), "35.07");
//! assert_eq!(estimate.lines[1].kx, LineKx::NotNeeded); // $2,400.00 and $79.49 are below $2,480.00
//! assert_eq!(estimate.totals.medicare_pays, Some(parse_amount("62.33")?));
//! println!("{}", estimate.statement());
//! # Ok(())
//! # }
//! # main().expect("an estimate");
//! # }
//! ```
//!
//! # Source
//!
//! Social Security Act, §1833(b), §1833(g), §1834(k), §1834(v), §1848; 42 CFR 410.60(e). Each step,
//! figure and finding names its own.

mod day;
mod error;
mod estimate;
mod figure;
mod figures;
mod finding;
mod kx;
mod line;
mod policy;
mod price;
mod reductions;
#[cfg(feature = "serde")]
mod serialized;
mod statement;
mod totals;
mod worksheet;

pub use day::{DayError, TherapyDay};
pub use error::EstimateError;
pub use estimate::Estimate;
pub use figure::{Figure, FigureName, FigureValue};
pub use finding::PaymentFinding;
pub use line::{LineEstimate, LineKx, LineStatus, PaymentStep};
pub use policy::{AssistantBase, KxPolicy, MpprTie, PaymentPolicy, ThresholdAccrual};
pub use price::{Price, PriceBasis, PriceLookup, Pricing, PricingError, Provider};
pub use statement::{Statement, StatementLine, StatementTotal};
pub use totals::Totals;
