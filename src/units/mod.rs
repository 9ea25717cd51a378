//! Turns minutes into units: the rules, the integer core, the split of a session and its explanation.
//!
//! Start with a [`UnitRule`], such as Medicare's 8-minute rule or the CPT midpoint rule, and a
//! [`Session`](crate::Session). [`UnitRule::allocate`](crate::UnitRule::allocate) counts the session and returns an
//! [`Allocation`]: the units of each code, the other splits that the rule permits, the minutes to the next unit, and the
//! explanation with its sources. [`columns`] counts millions of sessions in plain slices, with the same results. This
//! module does not know modifiers, edits or prices; [`claim`](crate::claim) and [`payment`](crate::payment) do.
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::{Discipline, ProcedureCode, Session, UnitRule, Units, time::macros::date};
//!
//! // 33 and 7 minutes are 40 together, which supports 3 units.
//! let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97110", 33), ("97140", 7)])?;
//! let medicare = UnitRule::MEDICARE.allocate(&session);
//! assert_eq!(medicare.timed_units(), 3);
//! assert_eq!(medicare.units(ProcedureCode::CPT_97140), Units::ONE); // 7 minutes remain, against 3
//!
//! // Counted separately, 7 minutes are no unit.
//! assert_eq!(UnitRule::CPT.allocate(&session).timed_units(), 2);
//! # }
//! # Ok::<(), therapy_billing::Error>(())
//! ```
//!
//! # Source
//!
//! CMS Pub. 100-04, ch. 5, §20.2; AMA, CPT, Introduction, Time.

mod allocation;
mod apportion;
pub mod columns;
mod compare;
mod count;
mod entry;
mod explain;
mod finding;
#[cfg(feature = "serde")]
mod form;
mod lanes;
mod lawful;
mod next;
pub mod rounding;
mod rule;
mod splits;
mod staircase;
mod step;
mod words;

pub use allocation::{Allocation, AllocationLine, CountedBy, CountedService, Tie};
pub use apportion::{Apportionment, LengthMismatch, apportion};
pub use compare::{Comparison, Ground, RuleDifference};
pub use count::TotalError;
pub use explain::{Explanation, Reason};
pub use finding::{CountFinding, Force, LONG_DAY};
#[cfg(feature = "serde")]
pub(crate) use form::Alternatives;
pub use lawful::SplitError;
pub use rule::{
    PartialUnit, Payer, PayerCertainty, Pooling, Preset, RuleError, UnitRule, UnknownUnitRule,
};
pub use splits::{Split, Splits};
pub use staircase::Staircase;
pub use step::Step;
