//! Stores answers together with their input and the facts behind them, and computes them again.
//!
//! A [`BillRecord`], an [`AuditRecord`] or an [`EstimateRecord`] contains three things: the input document, the
//! answer as it was given, and the [`Provenance`](crate::reference::Provenance) of the facts. It serializes as
//! `{"input": …, "result": …, "provenance": …}` and reads back from every format that describes itself, such as
//! JSON; a format that does not, such as `postcard`, is refused. A database may change the order of the keys.
//!
//! [`Replay`] states whether the answer is the same today, and if not, every value that differs by its path.
//! [`Cause`] states what explains the differences:
//!
//! - `facts`, if the built-in tables or the supplied facts are others, whether or not the version of the library is
//!   another one too. Compute the answer again with the facts of the record to tell the two apart.
//! - `library`, if the facts are the same and only the version of the library is another one.
//! - `unknown`, if neither differs. Then the record was changed after it was made.
//!
//! Two keys of the input document are not read by the example programs alone: the input of a bill may attest KX under
//! `kx_attested` (the `accrued` amount and the `allowed` amount of each line), and a claim may decide KX for the
//! whole day under `kx_scope`. Both are written where the caller used them, so that the answer can be computed again.
//!
//! # Examples
//!
//! An application bills a visit, chooses another permitted split, estimates and audits it, stores all three answers,
//! and proves them later:
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::claim::{Bill, Visit};
//! use therapy_billing::reference::{fee_schedule::Place, thresholds::Bucket};
//! use therapy_billing::replay::{AuditRecord, BillRecord, EstimateRecord};
//! use therapy_billing::{Discipline, ReferenceData, Session, Setting, TherapyDay, UnitRule};
//! use therapy_billing::{calendar::parse_date, money::parse_amount};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let services = [("97112", 20), ("97110", 20)];
//! let session = Session::of(parse_date("2026-03-14")?, Discipline::Pt, services)?;
//! let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
//! let bill = Bill::new(visit.clone());
//!
//! // 5 minutes remain of both codes, and the biller may choose which of them has the last unit.
//! let other = bill.allocation().splits().nth(1).ok_or("the codes are tied")?;
//! let bill = Bill::with_split(visit, &other)?;
//! let lines: Vec<String> = bill.lines().iter().map(ToString::to_string).collect();
//! assert_eq!(lines, ["97112 x 1 GP", "97110 x 2 GP"]);
//!
//! let accrued = parse_amount("2400.00")?;
//! let day = TherapyDay::of_bill(&bill, Place::National).with_accrued(Bucket::PtSlp, accrued)?;
//! let estimate = day.estimate()?;
//! println!("{}", estimate.statement());
//! let stored_bill = serde_json::to_string(&BillRecord::new(&bill)?)?;
//! let stored_estimate = serde_json::to_string(&EstimateRecord::new(&estimate)?)?;
//!
//! let claim = bill.into_claim().with_accrued(Bucket::PtSlp, accrued)?;
//! let audit = claim.audit().ok_or("the claim has a visit")?;
//! let stored_audit = serde_json::to_string(&AuditRecord::new(&audit)?)?;
//!
//! // Years later, with the same facts:
//! let facts = ReferenceData::built_in();
//! let bill: BillRecord = serde_json::from_str(&stored_bill)?;
//! let estimate: EstimateRecord = serde_json::from_str(&stored_estimate)?;
//! let audit: AuditRecord = serde_json::from_str(&stored_audit)?;
//! assert!(bill.replay(facts)?.is_equal());
//! assert!(estimate.replay(facts)?.is_equal());
//! assert!(audit.replay(facts)?.is_equal());
//! # Ok(())
//! # }
//! # main().expect("every answer is equal");
//! # }
//! ```

mod error;
mod outcome;
mod record;
mod tree;

pub use error::ReplayError;
pub use outcome::{Cause, Difference, Replay};
pub use record::{AuditRecord, BillRecord, EstimateRecord};
pub use tree::{Tree, TreeError};
