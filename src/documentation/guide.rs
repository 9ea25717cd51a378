//! The register as a table, the payer's options, and rules of your own.
//!
//! # Reading a result
//!
//! Of a record every rule [passes](super::Outcome::Passed), [fires](super::Outcome::Fired), does
//! [not apply](super::Outcome::NotApplicable) or [lacks an input](super::Outcome::Missing). Absence
//! fires a rule only where that is its point: without plan, evaluation, report, signature, note or
//! claim the other rules about it do not apply, and a comparison with a missing date, number or total
//! is not made.
//!
//! Severity follows the source's verb: shall and must are an error, should and what is commonly
//! denied a warning, may and a deadline ahead advice. What payer or state have put in writing, and
//! the caller has switched on, is an error.
//!
//! A rule holds on the dates of its row, judged by the date of service, never by today: the day on
//! which the record is read comes with the profile.
//!
//! # Options
//!
//! They describe a payer's written rules and stand in [`Policy`](super::Policy); nothing is assumed
//! from a payer's name. What a state asks for stands in [`State`](super::State).
//!
//! | option | unless it is set | what it does |
//! |---|---|---|
//! | `follows_medicare` | by kind of payer | Medicare's rules apply |
//! | `unit_rule` | `medicare` under Medicare, else unknown | which totals and minutes are needed |
//! | `requires` | nothing | switches on what the payer asks for; the state's `requires` adds to it |
//! | `assistant_modifiers` | for Medicare Part B | CQ and CO are used, so that minutes must be split |
//! | `honors_order_exception` | yes | no: the initial plan still wants its signature |
//! | `exception_order` | `before-sending` | the latest date of the order that stands in for it |
//! | `day_count` | `elapsed` | `first-day-counts`: every certified interval is one day shorter |
//! | `progress_grace_days` | 7 | days after the tenth treatment day to write the report |
//! | `late_entry_days` | 7 | days after the visit in which a signature is in time |
//! | `progress_every_days`, `progress_every_visits` | none | the payer's own interval of reports |
//! | `authorization` | none | the days and visits that are authorized |
//! | `excluded_techniques` | none | techniques that are not covered |
//! | `diagnosis_prefixes` | none | by code, how covered diagnoses begin |
//!
//! ```
//! use therapy_billing::{Discipline, Setting, time::macros::date};
//! use therapy_billing::documentation::{
//!     Episode, Payer, PayerKind, Policy, Profile, Record, Requirement, TreatmentNote,
//! };
//!
//! let today = date!(2026 - 03 - 02);
//! let record = |policy| {
//!     let payer = Payer::new(PayerKind::Commercial).with_policy(policy);
//!     let profile = Profile::new(payer, Setting::OutpatientHospital, today);
//!     Record::new(profile, Episode::new(Discipline::Pt, today)).with_note(TreatmentNote::new())
//! };
//! let asks = |record: Record| {
//!     record.validate().iter().any(|finding| finding.id() == "policy/response")
//! };
//! assert!(!asks(record(Policy::new())));
//! assert!(asks(record(Policy::new().with_requirement(Requirement::Response))));
//! ```
//!
//! # Rules of your own
//!
//! A payer's rule that is not in the register is a type of your own that implements
//! [`Check`](crate::Check): its findings have the same form, print alike and serialize alike.
//!
//! ```
//! use core::fmt;
//! use therapy_billing::{Check, Citation, Finding, Location, Severity, documentation::Record};
//!
//! /// This payer wants the home program in every note.
//! #[derive(Clone, Debug, PartialEq, Eq)]
//! struct HomeProgram;
//!
//! impl Check for HomeProgram {
//!     const KEY: &'static str = "rule";
//!
//!     fn id(&self) -> &'static str {
//!         "our-payer/home-program"
//!     }
//!
//!     fn severity(&self) -> Severity {
//!         Severity::Error
//!     }
//!
//!     fn citations(&self) -> &'static [Citation] {
//!         &[Citation::PAYER]
//!     }
//!
//!     fn position(&self) -> usize {
//!         0
//!     }
//! }
//!
//! impl fmt::Display for HomeProgram {
//!     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
//!         f.write_str("say what the patient does at home")
//!     }
//! }
//!
//! fn home_program(record: &Record) -> Option<Finding<HomeProgram>> {
//!     let assessment = record.note.as_ref()?.assessment.as_deref().unwrap_or_default();
//!     let said = assessment.to_lowercase().contains("home program");
//!     (!said).then(|| Finding::new(HomeProgram, Location::new("note.assessment")))
//! }
//! # use therapy_billing::{Discipline, Setting, time::macros::date};
//! # use therapy_billing::documentation::{Episode, Payer, PayerKind, Profile, TreatmentNote};
//! # let payer = Payer::new(PayerKind::Commercial);
//! # let today = date!(2026 - 03 - 02);
//! # let profile = Profile::new(payer, Setting::PrivatePractice, today);
//! # let record = Record::new(profile, Episode::new(Discipline::Pt, today))
//! #     .with_note(TreatmentNote::new().with_assessment("Steadier on foam."));
//!
//! let finding = home_program(&record).expect("the note says nothing of it");
//! assert_eq!(
//!     finding.to_string(),
//!     "error[our-payer/home-program] note.assessment: say what the patient does at home \
//!      (the payer's written rules)",
//! );
//! ```
//!
//! # Reading JSON
//!
//! With feature `serde` a [`Record`](super::Record) is read strictly: `null` is the same as absent,
//! blank text is absent, and unknown keys, keys that stand twice, words outside a vocabulary,
//! impossible dates, missing required keys, texts above [`MOST_BYTES`](super::MOST_BYTES) and lists
//! above [`MOST_ENTRIES`](super::MOST_ENTRIES) are errors. Any format that serde knows will do; to
//! have the path of what is wrong named as well, read through the crate `serde_path_to_error`, as the
//! example `check_note` does: `episode.plan.frequency.range.min: invalid type: string "two"`.
#![allow(clippy::doc_markdown, reason = "names of payers and publishers")]
#![doc = include_str!("register.md")]
