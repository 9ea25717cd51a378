//! Lists the rules of the register, explains a payer's options and shows how to add rules of your own.
//!
//! # Reading a result
//!
//! For a record every rule [passes](crate::documentation::Outcome::Passed), [fires](crate::documentation::Outcome::Fired), is
//! [not applicable](crate::documentation::Outcome::NotApplicable) or [lacks an input](crate::documentation::Outcome::Missing). Absence
//! makes a rule fire only where the rule asks for the absent part. Where a plan, evaluation, report,
//! signature, note or claim is absent, the other rules about it are not evaluated, and no comparison is
//! made with a missing date, number or total.
//!
//! The severity follows the verb of the source. "Shall" and "must" make an error. "Should" and a habit of
//! denials make a warning. "May" and a deadline ahead make advice. A requirement that a payer or a state has put in
//! writing, and that the caller has enabled, is an error.
//!
//! A rule applies on the dates of its row. They are compared with the date of service; the day on which the
//! record is read is part of the profile.
//!
//! # Options
//!
//! The options of [`PayerPolicy`](crate::documentation::PayerPolicy) describe a payer's written rules. Nothing is assumed from
//! a payer's name. [`State`](crate::documentation::State) contains what a state asks for.
//!
//! | option | unless it is set | what it does |
//! |---|---|---|
//! | `follows_medicare` | by kind of payer | Medicare's rules apply |
//! | `unit_rule` | `medicare` under Medicare, else unknown | which totals and minutes are needed |
//! | `requires` | nothing | enables what the payer requires; the state's `requires` adds to it |
//! | `assistant_modifiers` | for Medicare Part B | CQ and CO are used, so that minutes must be split |
//! | `honors_order_exception` | yes | no: the payer requires the signature on the initial plan |
//! | `exception_order` | `before-sending` | the latest date of the order that replaces it |
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
//!     Episode, PayerProfile, PayerKind, PayerPolicy, Profile, Record, Requirement, TreatmentNote,
//! };
//!
//! let today = date!(2026 - 03 - 02);
//! let record = |policy| {
//!     let payer = PayerProfile::new(PayerKind::Commercial).with_policy(policy);
//!     let profile = Profile::new(payer, Setting::OutpatientHospital, today);
//!     Record::new(profile, Episode::new(Discipline::Pt, today)).with_note(TreatmentNote::new())
//! };
//! let asks = |record: Record| {
//!     record.validate().iter().any(|finding| finding.id() == "policy/response")
//! };
//! assert!(!asks(record(PayerPolicy::new())));
//! assert!(asks(record(PayerPolicy::new().with_requirement(Requirement::Response)?)));
//! # Ok::<(), therapy_billing::documentation::RecordError>(())
//! ```
//!
//! # Rules of your own
//!
//! A payer's rule that is not in the register is a type of your own that implements
//! [`Check`](crate::Check): its findings have the same form, print alike and serialize alike.
//!
//! ```
//! use core::fmt;
//! use therapy_billing::finding::Evidence;
//! use therapy_billing::{Check, Citation, Finding, Location, Severity, documentation::Record};
//!
//! /// This payer asks for the home program in every note.
//! #[derive(Clone, Debug, PartialEq, Eq)]
//! struct HomeProgram;
//!
//! impl Check for HomeProgram {
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
//!
//!     fn evidence(&self) -> Evidence {
//!         Evidence::NONE
//!     }
//! }
//!
//! impl fmt::Display for HomeProgram {
//!     fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
//!         f.write_str("the note does not describe the home program; record what the patient does at home")
//!     }
//! }
//!
//! fn home_program(record: &Record) -> Option<Finding<HomeProgram>> {
//!     let assessment = record.note.as_ref()?.assessment.as_deref().unwrap_or_default();
//!     let said = assessment.to_lowercase().contains("home program");
//!     (!said).then(|| Finding::new(HomeProgram, Location::new("note.assessment")))
//! }
//! # use therapy_billing::{Discipline, Setting, time::macros::date};
//! # use therapy_billing::documentation::{Episode, PayerProfile, PayerKind, Profile, TreatmentNote};
//! # let payer = PayerProfile::new(PayerKind::Commercial);
//! # let today = date!(2026 - 03 - 02);
//! # let profile = Profile::new(payer, Setting::PrivatePractice, today);
//! # let record = Record::new(profile, Episode::new(Discipline::Pt, today))
//! #     .with_note(TreatmentNote::new().with_assessment("Steadier on foam.")?);
//!
//! let finding = home_program(&record).expect("the note says nothing of it");
//! assert_eq!(
//!     finding.to_string(),
//!     "error[our-payer/home-program] note.assessment: the note does not describe the home program; \
//!      record what the patient does at home (the payer's written rules)",
//! );
//! # Ok::<(), therapy_billing::documentation::RecordError>(())
//! ```
//!
//! # Reading JSON
//!
//! With feature `serde` a [`Record`](crate::documentation::Record) is read strictly: `null` is the same as absent, and blank
//! text is absent. Unknown keys, keys that appear twice, words outside a vocabulary, impossible dates, missing
//! required keys, texts above [`MOST_BYTES`](crate::documentation::MOST_BYTES) and lists above
//! [`MOST_ENTRIES`](crate::documentation::MOST_ENTRIES) are errors. To have the error name its path as well, read through the
//! crate `serde_path_to_error`, as the example `check_note` does:
//! `episode.plan.frequency.range.min: invalid type: string "two"`.
//!
//! Formats that do not describe themselves, such as `postcard`, work too. There a record is written without
//! the keys `id`, `summary` and `expect`, and a policy with a `unit_rule` needs a self-describing format.
#![allow(clippy::doc_markdown, reason = "names of payers and publishers")]
#![doc = include_str!("register.md")]
