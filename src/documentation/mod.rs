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
//! # The chart
//!
//! A list has at most 4,096 entries, and a text at most 65,536 bytes ([`MOST_ENTRIES`], [`MOST_BYTES`]).
//!
//! | part | types |
//! |---|---|
//! | **Rules that apply**: payer, state, setting and the day of reading | [`Profile`], [`PayerProfile`], [`PayerKind`], [`PayerPolicy`], [`Requirement`], [`Authorization`], [`CoverageList`], [`DayCount`], [`ExceptionOrder`], [`State`], [`DirectAccess`] |
//! | **Episode**: one course of therapy, from the order to the discharge note | [`Episode`], [`TreatmentDays`], [`Diagnosis`], [`DiagnosisCode`], [`DiagnosisKind`], [`Order`], [`Maintenance`], [`PriorNote`], [`PriorNeuromuscular`], [`Closed`], [`Discharge`] |
//! | **Evaluation**: the problem, the measured values, the deficits and the conclusion | [`Evaluation`], [`Measurement`], [`Instrument`], [`Value`], [`Values`], [`Side`], [`Deficit`], [`EvaluatedDeficit`], [`Limitation`], [`Falls`], [`Conclusion`], [`Prognosis`] |
//! | **Plan of care**: goals, frequency, duration and changes | [`PlanOfCare`], [`Goal`], [`GoalKind`], [`Frequency`], [`PlanDuration`], [`PlanChange`], [`ChangeKind`] |
//! | **Certification**: the approval of the plan, and its form | [`Certification`], [`CertificationKind`], [`Approval`], [`CertificationMode`], [`UnusedKeys`] |
//! | **Progress report**: the goals, the measured values and what follows | [`ProgressReport`], [`GoalAssessment`], [`GoalStatus`], [`NextStep`] |
//!
//! # The note and the claim lines of its day
//!
//! | part | types |
//! |---|---|
//! | **Treatment note**: what was done, for how many minutes, and the totals | [`TreatmentNote`], [`Intervention`], [`Purpose`], [`Delivery`], [`ReevaluationReason`] |
//! | **CPT 97112**: deficit, technique, area, dose, cues and goals of an entry | [`Neuromuscular`], [`Technique`], [`Position`], [`Assistance`], [`Cue`] |
//! | **People**: who furnished, supervised or watched the visit | [`Person`], [`Role`], [`Credential`], [`Performer`], [`SupervisionLevel`], [`OtherSession`] |
//! | **Other forms of a visit**: two disciplines at once, or telehealth | [`Cotreatment`], [`Telehealth`], [`Modality`] |
//! | **Claim lines**: the billed codes, units, modifiers and diagnoses | [`BilledDay`], [`ClaimLine`] |
//!
//! # Signatures
//!
//! | part | types |
//! |---|---|
//! | **Signature**: who signed, with which designation, how and when | [`Signature`], [`SignatureMethod`], [`Author`], [`Signatory`] |
//! | **Later statements**: about an unsigned document, or a change after signing | [`Attestation`], [`AttestationSubject`], [`Amendment`] |
//!
//! # Ids, lists and errors
//!
//! | part | types |
//! |---|---|
//! | **Ids, lists and texts** that tie the parts together | [`PatientKey`], [`PersonId`], [`GoalId`], [`LimitationId`], [`List`], [`Text`] |
//! | **Errors** of parts that cannot be read | [`RecordError`], [`UnknownWord`], [`UnknownRule`], [`ParseDiagnosisError`] |
//!
//! # The results
//!
//! | question | types |
//! |---|---|
//! | What is missing or wrong? | [`validate`](Record::validate), [`Unmet`] |
//! | What is the result of each rule? | [`checklist`](Record::checklist), [`Checklist`], [`Outcome`] |
//! | What does a rule require, of whom, since when and by which source? | [`Rule`], [`RuleRow`], [`Scope`], [`Condition`], [`Dates`] |
//! | When are the next report and certification due? | [`timeline`](Record::timeline), [`Timeline`], [`ProgressTimeline`], [`CertificationTimeline`] |
//! | Does a signed order replace the signature on the plan? | [`order_exception`](Timeline::order_exception), [`OrderException`], [`Breach`] |
//! | What does an entry of CPT 97112 lack? | [`neuromuscular_gaps`](Intervention::neuromuscular_gaps), [`NeuromuscularGap`] |
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::documentation::{
//!     Author, Credential, Episode, Evaluation, Intervention, PayerProfile, PayerKind, Person,
//!     Profile, Record, Role, Signature, TreatmentDays, TreatmentNote,
//! };
//! use therapy_billing::{Discipline, Minutes, ProcedureCode, Setting, time::macros::date};
//!
//! let (first, today) = (date!(2026 - 03 - 02), date!(2026 - 03 - 13));
//! let medicare = PayerProfile::new(PayerKind::MedicarePartB);
//! let therapist = Author::new(Credential::Pt);
//! let signature = Signature::new().with_credential(Credential::Pt).with_person("t1".parse()?);
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
//!         .with_signature(signature),
//! );
//!
//! let findings = record.validate();
//! let missing = findings
//!     .iter()
//!     .find(|finding| finding.id() == "treatment-note/total-timed-minutes")
//!     .expect("the note has a timed entry and no total");
//! assert_eq!(
//!     missing.to_string(),
//!     "error[treatment-note/total-timed-minutes] note.total_timed_minutes: the note does not \
//!      state the total timed-code treatment minutes; record them \
//!      (CMS Pub. 100-02, ch. 15, §220.3.E)",
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
