//! Reads therapy codes, counts billed units from minutes, builds and checks claim lines, audits claims,
//! checks records and estimates payment for US outpatient therapy billing.
//!
//! It counts the units that the minutes support under a payer's rule, explains the count and lists the
//! other permitted splits. It states who furnished each unit, whether the record is complete, whether the
//! claim meets the edits, and what it may pay. It is built into other programs: it does no I/O, reads no
//! clock, keeps no global state, and uses no floating point and no `unsafe` code.
//!
//! **Not here:** whether a payer covers a service, whether care was needed, submission of claims, and
//! advice. An estimate is an estimate. A record without findings only means that no rule of the register
//! found a problem.
//!
//! # Tour
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::{
//!     Discipline, Minutes, ProcedureCode, Session, UnitRule, Units, time::macros::date,
//! };
//!
//! // What was delivered to one patient, in one discipline, on one date of service.
//! let day = date!(2026 - 03 - 14);
//! let session = Session::of(day, Discipline::Pt, [("97112", 24), ("97110", 23)])?;
//!
//! // Count the units under Medicare's 8-minute rule, and explain the count.
//! let allocation = UnitRule::MEDICARE.allocate(&session);
//! assert_eq!(allocation.units(ProcedureCode::CPT_97112), Units::new(2));
//! assert_eq!(
//!     allocation.explain().to_string(),
//!     "47 timed minutes are in the range 38 through 52, which supports 3 units.\n\
//!      97112: 24 minutes contain 1 full unit, with 9 minutes remaining.\n\
//!      97110: 23 minutes contain 1 full unit, with 8 minutes remaining.\n\
//!      The third unit is assigned to 97112, which has the most remaining minutes (9 minutes).\n\
//!      Source: CMS Pub. 100-04, ch. 5, §20.2.C\n"
//! );
//!
//! // How many more minutes of 97110 would earn another unit?
//! assert_eq!(allocation.next_unit(ProcedureCode::CPT_97110), Some(Minutes::new(2)));
//! # }
//! # Ok::<(), therapy_billing::Error>(())
//! ```
//!
//! # The values and how they connect
//!
//! A [`ProcedureCode`] is five well-formed characters. [`ReferenceData`] contains what is known of it on a
//! date, with every other dated fact. A [`Session`] contains what was delivered. A [`UnitRule`] makes an
//! [`Allocation`] of it: units for each code, ties, every permitted split, the explanation. A
//! [`Visit`](claim::Visit) becomes a [`Bill`](claim::Bill): lines with the modifiers that follow. A
//! [`Claim`](claim::Claim) contains lines, with or without a visit. A [`Finding`] is a conclusion of a
//! check, with its place, its evidence and its source.
//!
//! The modules follow a visit: [`code`], [`mod@reference`], [`session`], [`units`], [`claim`],
//! [`documentation`], [`payment`].
//!
//! | question | function |
//! |---|---|
//! | What does this cell of a file contain? | [`code::read`] |
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
//! Every rule and finding points to a [`Citation`], which states how well it was checked. The main ones:
//! CMS Pub. 100-04, ch. 5, §20 (counting minutes); 42 CFR 410.59 to 410.61 (assistants, plans of care); CMS
//! Pub. 100-02, ch. 15, §220 and §230 (records); AMA, CPT, Introduction, Time; Social Security Act, §1833,
//! §1834 and §1848 (payment). Facts about codes are as of mid 2026, edits of 2024 and 2026, prices of 2019
//! to 2026; [`ReferenceData::coverage`] states what is known for a date.
//!
//! # CPT notice
//!
//! CPT® is a registered trademark of the American Medical Association. CPT codes and descriptors
//! belong to the AMA; use of CPT needs a licence from it. The crate ships code numbers, facts and
//! labels in its own words, and the single descriptor of 97112, with its notice. A user with a licence
//! plugs descriptors in through [`reference::catalog::Descriptors`].
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
mod limit;
pub mod money;
mod name;
pub mod payment;
mod quantity;
pub mod reference;
mod registers;
#[cfg(feature = "serde")]
pub mod replay;
pub mod session;
pub mod units;

pub use citation::{Certainty, Citation};
pub use claim::ServiceLine;
pub use code::{CodeKind, Modifier, Modifiers, ParseCodeError, ProcedureCode};
pub use documentation::{Record, TreatmentNote};
pub use error::Error;
pub use finding::{Check, Finding, Findings, Location, Severity};
pub use name::UnknownName;
pub use payment::{Estimate, TherapyDay};
pub use quantity::{Minutes, QuantityError, Units};
pub use reference::catalog::{CodeEntry, Designation, Discipline, Timing};
pub use reference::{ReferenceData, Setting};
pub use session::{Interval, PersonMinutes, Service, Session, TreatmentTime};
pub use units::{Allocation, AllocationLine, UnitRule};

/// Contains what is known of CPT 97112. The other facts about codes are in [`reference::catalog`].
pub mod catalog {
    pub use crate::reference::catalog::cpt_97112;
}

/// The code of the README is tested like any other.
#[cfg(all(doctest, feature = "serde", feature = "tables"))]
#[doc = include_str!("../README.md")]
#[derive(Debug)]
pub struct Readme;
