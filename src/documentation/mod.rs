//! Checks whether a therapy record is complete for CPT 97112 and the visit that contains it.
//!
//! A [`Record`] contains the rules that apply, the chart over time, one treatment note and the claim lines of
//! that day. [`Record::validate`] returns what is missing or wrong, [`Record::checklist`] the result of every
//! rule and [`Record::timeline`] the deadlines. [Notes and plans of care](crate::guide::notes_and_plans) explains
//! the rules and the options of payers, and [every rule](crate::guide::findings_documentation) has its sources
//! and an example there.
//!
//! A rule looks at what was recorded and at nothing else. It never decides whether care was needed,
//! whether a cue was given, or whether a claim will be paid. A record without findings only means that no
//! rule of the register found a problem.
//!
//! # The parts of a record
//!
//! | part | types |
//! |---|---|
//! | whose rules apply | [`Profile`], [`PayerProfile`], [`PayerPolicy`], [`State`], [`Authorization`] |
//! | chart over time | [`Episode`], [`TreatmentDays`], [`Order`], [`Diagnosis`], [`PriorNote`], [`Discharge`] |
//! | evaluation | [`Evaluation`], [`Measurement`], [`Limitation`], [`Falls`], [`Conclusion`] |
//! | plan of care | [`PlanOfCare`], [`Goal`], [`Frequency`], [`PlanDuration`], [`PlanChange`] |
//! | certification | [`Certification`], [`Approval`] |
//! | progress report | [`ProgressReport`], [`GoalAssessment`] |
//! | treatment note | [`TreatmentNote`], [`Intervention`], [`Neuromuscular`], [`Person`], [`Performer`] |
//! | signatures | [`Signature`], [`Author`], [`Credential`], [`Attestation`], [`Amendment`] |
//! | claim lines of the day | [`BilledDay`], [`ClaimLine`] |
//! | lists, texts and ids | [`List`], [`Text`], [`PersonId`], [`GoalId`]; at most 4,096 entries and 65,536 bytes |
//!
//! # The results
//!
//! | question | types |
//! |---|---|
//! | What is missing or wrong? | [`Record::validate`], [`Unmet`] |
//! | What is the result of each rule? | [`Record::checklist`], [`Checklist`], [`Outcome`] |
//! | What does a rule require, of whom, since when and by which source? | [`Rule`], [`RuleRow`], [`Scope`], [`Dates`] |
//! | When are the next report and certification due? | [`Record::timeline`], [`Timeline`] |
//! | What does a 97112 entry lack? | [`Intervention::neuromuscular_gaps`], [`NeuromuscularGap`] |
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::documentation::{
//!     Author, Credential, Episode, Evaluation, Intervention, PayerProfile, PayerKind, Person, Profile,
//!     Record, Role, Signature, TreatmentDays, TreatmentNote,
//! };
//! use therapy_billing::{Discipline, Minutes, ProcedureCode, Setting, time::macros::date};
//!
//! let (first, today) = (date!(2026 - 03 - 02), date!(2026 - 03 - 13));
//! let medicare = PayerProfile::new(PayerKind::MedicarePartB);
//! let therapist = Author::new(Credential::Pt);
//! let record = Record::new(
//!     Profile::new(medicare, Setting::PrivatePractice, today),
//!     Episode::new(Discipline::Pt, TreatmentDays::new([first, today])?)
//!         .with_evaluation(Evaluation::new(first, therapist)),
//! )
//! .with_note(
//!     TreatmentNote::new()
//!         .with_patient("P-1001".parse()?)
//!         .with_date_of_service(today)
//!         .with_person(Person::new("t1".parse()?, Credential::Pt, Role::Treating))?
//!         .with_intervention(
//!             Intervention::new(ProcedureCode::CPT_97112).with_minutes(Minutes::new(24)),
//!         )?
//!         .with_total_treatment_minutes(Minutes::new(24))
//!         .with_signature(Signature::new().with_credential(Credential::Pt).with_person("t1".parse()?)),
//! );
//!
//! let findings = record.validate();
//! let missing = findings
//!     .iter()
//!     .find(|finding| finding.id() == "treatment-note/total-timed-minutes")
//!     .expect("the note has a timed entry and no total");
//! assert_eq!(
//!     missing.to_string(),
//!     "error[treatment-note/total-timed-minutes] note.total_timed_minutes: the note does not state the \
//!      total timed-code treatment minutes; record them (CMS Pub. 100-02, ch. 15, §220.3.E)",
//! );
//! # }
//! # Ok::<(), therapy_billing::Error>(())
//! ```

mod chart;
mod checklist;
mod evidence;
mod neuromuscular;
mod record;
mod rules;
mod timeline;

pub use checklist::{Checklist, Outcome};
pub use evidence::Unmet;
pub use neuromuscular::NeuromuscularGap;
pub use record::*;
pub use rules::{Condition, Dates, Rule, RuleRow, Scope, UnknownRule};
pub use timeline::{Breach, CertificationTimeline, OrderException, ProgressTimeline, Timeline};
