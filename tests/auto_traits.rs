//! Promise: the public types can be sent to and shared between threads.

use therapy_billing::{
    Allocation, Catalog, Citation, CodeEntry, CodeKind, Designation, Discipline, Error, Estimate,
    FeeSchedule, Finding, Findings, Location, Minutes, Modifier, Modifiers, ParseCodeError,
    ProcedureCode, Service, ServiceLine, Session, Setting, Severity, TherapyDay, Timing, UnitRule,
    Units,
    catalog::{BlockMinutes, CodeFacts, Family, Lookup, MedicareStatus, Successors},
    claim::{Bill, ClaimFinding, Visit},
    code::{CellReader, Reading, Refusal, RefusalReason, Repair, Repairs},
    documentation::{Checklist, Record, Rule, Timeline, TreatmentNote, Unmet},
    payment,
};

const fn shared<T: Send + Sync + Unpin + 'static>() {}

macro_rules! shared {
    ($($type:ty),* $(,)?) => {
        $(const _: () = shared::<$type>();)*

        #[test]
        fn the_list_above_compiles() {
            assert!([$(stringify!($type)),*].len() > 30);
        }
    };
}

shared! {
    Citation, Minutes, Units,
    ProcedureCode, CodeKind, ParseCodeError, Modifier, Modifiers,
    CellReader, Reading<'static>, Refusal<'static>, RefusalReason, Repair, Repairs,
    Location, Severity, Finding<ClaimFinding>, Findings<ClaimFinding>,
    Catalog, CodeEntry, CodeFacts, Family, Lookup<'static>, MedicareStatus, Successors, Timing,
    BlockMinutes, Designation, Discipline,
    Service, Session, Setting,
    UnitRule, Allocation<'static>,
    TherapyDay, FeeSchedule, Estimate, payment::Statement, payment::Pricing<'static>,
    payment::EstimateError, payment::Figure, Findings<payment::PaymentFinding>,
    ServiceLine, Bill<'static>, Visit, ClaimFinding,
    Record, TreatmentNote, Rule, Finding<Unmet>, Findings<Unmet>, Checklist, Timeline<'static>,
    Error,
}
