//! The estimate: what Medicare Part B and the patient may pay for one day of outpatient therapy.
//!
//! A [`TherapyDay`] is one patient, one date, one billing provider, and the lines of all disciplines.
//! [`TherapyDay::estimate`] prices it by a [`ReferenceData`](crate::ReferenceData) and answers with an [`Estimate`]: every
//! [`Step`] of every line, the totals, what has accrued, what remains of the deductible, every
//! [`Figure`] used with its date and source, and what there is to say. [`Estimate::statement`] is what
//! the patient reads.
//!
//! **It is an estimate**: the payer decides. Money is exact decimals throughout; each step rounds
//! where its rule rounds and nowhere else. What the sources leave open is a switch of the [`Policy`].
//!
//! Not estimated: secondary payers and Medigap; Medicare Advantage, Medicaid, commercial and workers'
//! compensation prices; unassigned claims and the limiting charge; quality adjustments and bonuses;
//! cost-based and Part A payment; facility fees; medical review; denial for edits, for which there is
//! the audit.
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::reference::thresholds::Bucket;
//! use therapy_billing::payment::{ChargeLine, KxNeed, TherapyDay};
//! use therapy_billing::ReferenceData;
//! use therapy_billing::reference::fee_schedule::Place;
//! use therapy_billing::{
//!     Error, Modifier, Modifiers, ProcedureCode, Units, money::parse_amount, time::macros::date,
//! };
//!
//! # fn main() -> Result<(), Error> {
//! let line = |code, units, charge| {
//!     ChargeLine::new(code, Units::new(units))?
//!         .with_modifiers(Modifiers::new([Modifier::GP])?)
//!         .with_charge(parse_amount(charge)?)
//!         .map_err(Error::from)
//! };
//! let day = TherapyDay::new(date!(2026 - 03 - 14), Place::National)
//!     .with_line(line(ProcedureCode::CPT_97110, 2, "120.00")?)
//!     .with_line(line(ProcedureCode::CPT_97530, 1, "60.00")?)
//!     .with_deductible_remaining(parse_amount("0.00")?)?
//!     .with_accrued(Bucket::PtSlp, parse_amount("2400.00")?)?;
//!
//! let estimate = day.estimate(ReferenceData::built_in())?;
//! // 97530 has the higher practice expense and keeps the full price; 97110 is reduced twice.
//! assert_eq!(estimate.lines[0].allowed.to_string(), "44.42");
//! assert_eq!(estimate.lines[1].allowed.to_string(), "35.07");
//! assert_eq!(estimate.lines[1].kx, KxNeed::NotNeeded); // 2,400.00 and 79.49 are below 2,480.00
//! assert_eq!(estimate.totals.medicare_pays.to_string(), "62.33");
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
mod estimate;
mod figure;
mod finding;
mod policy;
mod price;
mod reductions;
mod statement;
pub mod threshold;

pub use day::{ChargeLine, NoUnits, TherapyDay, ValuesTwice};
pub use estimate::{Estimate, EstimateError};
pub use figure::{Figure, FigureName, FigureValue};
pub use finding::PaymentFinding;
pub use policy::{AssistantBase, KxPolicy, KxScope, MpprTie, Policy, ThresholdAccrual};
pub use price::{Price, PriceBasis, PriceLookup, Pricing, PricingError, Provider};
pub use reductions::{LineEstimate, LineStatus, Step, Totals};
pub use statement::{Statement, StatementLine, StatementTotal};
pub use threshold::{Accrued, KxNeed, RunningTotals};
