//! Typed CPT/HCPCS codes, explained time-based unit counts, claim lines and audits, record checks and
//! payment estimates for US outpatient therapy billing.
//!
//! It answers, for a visit: which units do these minutes support under this payer's rule, why, what
//! else would have been lawful, who furnished each unit, is the record complete, what may it pay. It
//! embeds in other programs: no I/O, no clock, no global state, no floating point, no `unsafe`.
//!
//! **Not here:** whether a payer covers a service, whether care was needed, submission of claims, and
//! advice. An estimate is an estimate, and a record without findings is one in which no rule of the
//! register fired.
//!
//! # Tour
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::{
//!     Discipline, Minutes, ProcedureCode, Service, Session, UnitRule, Units, time::macros::date,
//! };
//!
//! // Parse a code. The shape is checked here; coverage is a payer's business.
//! let neuro: ProcedureCode = "97112".parse()?;
//!
//! // Hold what was delivered: one patient, one discipline, one date of service.
//! let session = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
//!     .with(Service::new(neuro, Minutes::new(24))?)?
//!     .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(23))?)?;
//!
//! // Count its units under Medicare, and say why.
//! let allocation = UnitRule::MEDICARE.allocate(&session);
//! assert_eq!(allocation.units(neuro), Units::new(2));
//! assert_eq!(
//!     allocation.explain().to_string(),
//!     "47 timed minutes are in the range 38 through 52, which supports 3 units.\n\
//!      97112: 24 minutes contain 1 full unit, with 9 minutes remaining.\n\
//!      97110: 23 minutes contain 1 full unit, with 8 minutes remaining.\n\
//!      The third unit is assigned to 97112, which has the most remaining minutes (9 minutes).\n\
//!      Source: CMS Pub. 100-04, ch. 5, §20.2.C\n"
//! );
//! # }
//! # Ok::<(), therapy_billing::Error>(())
//! ```
//!
//! # Five nouns
//!
//! A [`ProcedureCode`] promises five well-formed characters; the [`reference::catalog`] says what is known of it
//! on a date. A [`Session`] holds what was delivered. A [`UnitRule`] makes an [`Allocation`] of it:
//! units for each code, the tie, every lawful split, the reasons. A [`Visit`](claim::Visit) becomes a
//! [`Bill`](claim::Bill): lines with the modifiers that follow. A [`Finding`] is what a check saw, with
//! its place, its evidence and its source.
//!
//! Reading the modules from top to bottom is following a visit: its [`code`]s, what the [`reference::catalog`]
//! knows of them, the [`session`], its [`units`], the [`claim`], its record ([`documentation`]) and its
//! money ([`payment`]).
//!
//! | question | door |
//! |---|---|
//! | what is this cell of a file | [`code::read`] |
//! | what is known of a code on a date | [`reference::catalog::lookup`] |
//! | how many units, whose, why, what else | [`UnitRule::allocate`] |
//! | a year of visits at once | [`units::columns`] |
//! | which lines with which modifiers | [`claim::Bill`] |
//! | does the visit support what was billed | [`claim::Claim::audit`] |
//! | is the record complete | [`documentation`] |
//! | what may be paid, what does the patient read | [`payment`] |
//!
//! # Two rules, one session
//!
//! The payer's rule decides, and is named by the caller, never guessed from a payer's name.
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
//! Every rule and finding points to a [`Citation`], which says how well it was checked. The main ones:
//! CMS Pub. 100-04, ch. 5, §20 (counting minutes, revised 2011-03-21); 42 CFR 410.59 to 410.61
//! (assistants, plans, as amended for 2020 and 2022); CMS Pub. 100-02, ch. 15, §220 and §230 (the
//! record, revisions to 2019); AMA, CPT, Introduction, Time. Facts about codes are as of mid 2026,
//! edits of 2024-07-01 to 2024-09-30, relative values by year; each table says its own dates.
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
