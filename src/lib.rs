//! Turns the treatment minutes of US outpatient therapy into billed units and claim lines, checks claims and
//! records, estimates payment, and cites every source.
//!
//! **Not here:** whether a payer covers a service, whether care was needed, submission of claims, and
//! advice. An estimate is an estimate. A record without findings only means that no rule of the register
//! found a problem.
//!
//! The library is built into other programs: it does no I/O, reads no clock, keeps no global state, and
//! uses no floating point and no `unsafe` code. The [glossary](guide::glossary) explains the terms of the
//! trade.
//!
//! # Start
//!
//! ```console
//! $ cargo add therapy-billing
//! ```
//!
//! ```
//! use therapy_billing::{Discipline, Error, Session, UnitRule, calendar::parse_date};
//!
//! # #[cfg(not(feature = "tables"))]
//! # fn main() {}
//! # #[cfg(feature = "tables")]
//! fn main() -> Result<(), Error> {
//!     let day = parse_date("2026-03-14")?;
//!     let session = Session::of(day, Discipline::Pt, [("97112", 24), ("97110", 23)])?;
//!     print!("{}", UnitRule::MEDICARE.allocate(&session).explain());
//!     Ok(())
//! }
//! ```
//!
//! It prints:
//!
//! ```text
//! 47 timed minutes are in the range 38 through 52, which supports 3 units.
//! 97112: 24 minutes contain 1 full unit, with 9 minutes remaining.
//! 97110: 23 minutes contain 1 full unit, with 8 minutes remaining.
//! The third unit is assigned to 97112, which has the most remaining minutes (9 minutes).
//! Source: CMS Pub. 100-04, ch. 5, §20.2.C
//! ```
//!
//! Under Medicare's 8-minute rule, the units rise with the timed minutes of the session:
//!
#![doc = include_str!("units/staircase.svg")]
//!
//! # What to read next
//!
//! | you are | read |
//! |---|---|
//! | a biller or a coder | [counting units](guide::counting_units), [CPT 97112 from visit to claim](guide::cpt_97112), [assistants](guide::assistants), [edits](guide::edits), [payment](guide::payment) |
//! | a compliance officer or an auditor | [notes and plans of care](guide::notes_and_plans), [every finding with its source](guide::findings), [therapy threshold](guide::threshold), [facts and coverage](guide::facts_and_coverage) |
//! | a Rust developer | the tour below, [embedding](guide::embedding), [performance](guide::performance), [design decisions](guide::design_decisions), [changelog](guide::changelog) |
//!
//! # Tour
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::{
//!     Discipline, Minutes, ProcedureCode, Session, Setting, UnitRule, Units,
//!     claim::{Bill, Visit}, time::macros::date,
//! };
//!
//! // What was delivered to one patient, in one discipline, on one date of service.
//! let day = date!(2026 - 03 - 14);
//! let session = Session::of(day, Discipline::Pt, [("97112", 24), ("97110", 23)])?;
//!
//! // Count the units under Medicare's 8-minute rule, and explain the count.
//! let allocation = UnitRule::MEDICARE.allocate(&session);
//! assert_eq!(allocation.units(ProcedureCode::CPT_97112), Units::new(2));
//! let explanation = allocation.explain().to_string();
//! assert!(explanation.starts_with(
//!     "47 timed minutes are in the range 38 through 52, which supports 3 units.\n"
//! ));
//!
//! // How many more minutes of 97110 would earn another unit?
//! assert_eq!(allocation.next_unit(ProcedureCode::CPT_97110), Some(Minutes::new(2)));
//!
//! // The lines of the claim, with the modifiers that follow from the visit.
//! let bill = Bill::new(Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice));
//! assert_eq!(bill.lines()[0].to_string(), "97112 x 2 GP");
//! # }
//! # Ok::<(), therapy_billing::Error>(())
//! ```
//!
//! # The values and how they connect
//!
//! A [`ProcedureCode`] is five well-formed characters. [`ReferenceData`] contains what is known of the code
//! on a date, and every other dated fact. A [`Session`] contains what was delivered. A [`UnitRule`] turns it
//! into an [`Allocation`]: units for each code, ties, every permitted split, the explanation. A
//! [`Visit`](claim::Visit) becomes a [`Bill`](claim::Bill): lines with the modifiers that follow. A
//! [`Claim`](claim::Claim) contains lines, with or without a visit. A [`Finding`] is a conclusion of a
//! check, with its place, its evidence and its source.
//!
//! The modules follow a visit: [`code`], [`mod@reference`], [`session`], [`units`], [`claim`],
//! [`documentation`], [`payment`].
//!
//! | question | function |
//! |---|---|
//! | Which code and modifiers does this cell of a file contain? | [`code::read`] |
//! | What is known of a code on a date? | [`ReferenceData::lookup`] |
//! | What is known at all on a date? | [`ReferenceData::coverage`] |
//! | How many units do these minutes support, and why? | [`UnitRule::allocate`] |
//! | How many units do many visits support? | [`units::columns`] |
//! | Which lines and modifiers follow from a visit? | [`claim::Bill::new`] |
//! | Does a claim meet the edits? | [`claim::Claim::check`] |
//! | Does the visit support what was billed? | [`claim::Claim::audit`] |
//! | Is the record complete? | [`Record::validate`] |
//! | What may be paid, and what does the patient read? | [`TherapyDay::estimate`] |
//! | Is an answer that was stored still the same today? | [`replay`] |
//!
//! # Two rules, one session
//!
//! The payer's rule decides. The caller names it; it is never guessed from a payer's name.
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::{
//!     Discipline, Minutes, ProcedureCode, Service, Session, UnitRule, time::macros::date,
//!     units::Comparison,
//! };
//!
//! let session = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
//!     .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(33))?)?
//!     .with(Service::new(ProcedureCode::CPT_97140, Minutes::new(7))?)?;
//! assert_eq!(
//!     Comparison::new(&session, UnitRule::MEDICARE, UnitRule::CPT).to_string(),
//!     "medicare: 3 timed units (CMS Pub. 100-04, ch. 5, §20.2.C)\n\
//!      cpt: 2 timed units (AMA, CPT, Introduction, Time)\n\
//!      97140: 1 unit under medicare (7 minutes remaining, the most of a session whose 40 minutes support \
//!      3 units); 0 units under cpt (7 minutes remaining, fewer than the 8 minutes that count as a unit)\n"
//! );
//! # }
//! # Ok::<(), therapy_billing::Error>(())
//! ```
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `std` | yes | `std` in the dependencies; without it the crate is `no_std` with `alloc` |
//! | `serde` | yes | a pinned serialized form for the public data types |
//! | `tables` | yes | built-in facts keyed by code: catalog, edits, relative values, the 97112 wording |
//!
//! Without `tables` the library has every type and rule and no built-in row: look-ups say unknown, or
//! no data, until the caller supplies entries. [`time`] and [`rust_decimal`] are part of the public
//! interface and re-exported. The macro `date!` expands to a path of the crate `time`: to use it, have
//! `time` with its feature `macros` among your own dependencies; [`calendar::parse_date`] needs nothing.
//!
//! # Sources
//!
//! Every rule and finding names its source as a [`Citation`], which states how well it was checked. The main ones:
//! CMS Pub. 100-04, ch. 5, §20 (counting minutes); 42 CFR 410.59 to 410.61 (assistants, plans of care); CMS
//! Pub. 100-02, ch. 15, §220 and §230 (records); AMA, CPT, Introduction, Time; Social Security Act, §1833,
//! §1834 and §1848 (payment). Facts about codes are as of mid 2026, edits of 2024 and 2026, prices of 2019
//! to 2026; [`ReferenceData::coverage`] states what is known for a date.
//!
//! The guide has [every finding](guide::findings), [every code](guide::codes) and [every yearly amount](guide::amounts)
//! that is built in.
//!
//! # CPT notice
//!
//! CPT® is a registered trademark of the American Medical Association. CPT codes and descriptors
//! belong to the AMA; use of CPT needs a licence from it. The crate ships code numbers, facts and
//! labels in its own words, and the single descriptor of 97112, with its notice. A user with a licence
//! supplies descriptors through [`reference::catalog::Descriptors`].
#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(test),
    deny(
        clippy::expect_used,
        clippy::float_arithmetic,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::unwrap_used
    )
)]

extern crate alloc;

pub use rust_decimal;
pub use time;

#[cfg(feature = "serde")]
mod wire;

pub mod calendar;
mod citation;
pub mod claim;
pub mod code;
pub mod documentation;
mod error;
pub mod finding;
#[cfg(any(doc, all(doctest, feature = "serde", feature = "tables")))]
pub mod guide;
mod limit;
pub mod money;
mod name;
mod order;
pub mod payment;
mod quantity;
pub mod reference;
mod registers;
#[cfg(feature = "serde")]
pub mod replay;
pub mod session;
pub mod units;

pub use citation::{Certainty, Citation};
#[doc(inline)]
pub use claim::ServiceLine;
#[doc(inline)]
pub use code::{CodeKind, Modifier, Modifiers, ParseCodeError, ProcedureCode};
#[doc(inline)]
pub use documentation::{Record, TreatmentNote};
pub use error::Error;
#[doc(inline)]
pub use finding::{Check, Finding, Findings, Location, Severity};
pub use name::UnknownName;
#[doc(inline)]
pub use payment::{Estimate, TherapyDay};
pub use quantity::{Minutes, QuantityError, Units};
#[doc(inline)]
pub use reference::catalog::{CodeEntry, Designation, Discipline, Timing};
#[doc(inline)]
pub use reference::{ReferenceData, Setting};
#[doc(inline)]
pub use session::{Interval, PersonMinutes, Service, Session, TreatmentTime};
#[doc(inline)]
pub use units::{Allocation, AllocationLine, UnitRule};

/// Contains what is known of CPT 97112. The other facts about codes are in [`reference::catalog`].
///
/// [`cpt_97112`](catalog::cpt_97112) has the descriptor with its notice, and the meaning of its parts. The
/// [guide](guide::cpt_97112) follows the code from a visit to a claim.
///
/// # Examples
///
/// ```
/// use therapy_billing::catalog::cpt_97112::{BLOCK, CODE, Element};
///
/// assert_eq!(CODE.as_str(), "97112");
/// assert_eq!((BLOCK.get(), Element::ALL.len()), (15, 6));
/// ```
pub mod catalog {
    #[doc(inline)]
    pub use crate::reference::catalog::cpt_97112;
}

/// The code of the README is tested like any other.
#[cfg(all(doctest, feature = "serde", feature = "tables"))]
#[doc = include_str!("../README.md")]
#[derive(Debug)]
pub struct Readme;
