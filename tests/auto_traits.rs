//! Promise: the public types can be sent to and shared between threads.

use therapy_billing::claim::{Audit, AuditTotals, Bill, Claim, ClaimFinding, Visit};
use therapy_billing::code::{CellReader, Reading, Refusal, RefusalReason, Repair, Repairs};
use therapy_billing::documentation::{Checklist, Record, Rule, Timeline, TreatmentNote, Unmet};
use therapy_billing::reference::catalog::{
    BlockMinutes, CodeFacts, CodeList, Family, Lookup, MedicareStatus,
};
use therapy_billing::reference::files::{MueReader, PtpReader};
use therapy_billing::{
    Allocation, Citation, CodeEntry, CodeKind, Designation, Discipline, Error, Estimate, Finding,
    Findings, Location, Minutes, Modifier, Modifiers, ParseCodeError, ProcedureCode, ReferenceData,
    Service, ServiceLine, Session, Setting, Severity, TherapyDay, Timing, UnitRule, Units, payment,
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
    ReferenceData, CodeEntry, CodeFacts, Family, Lookup<'static>, MedicareStatus, CodeList, Timing,
    BlockMinutes, Designation, Discipline,
    Service, Session, Setting,
    UnitRule, Allocation,
    TherapyDay, Estimate, payment::Statement, payment::Pricing<'static>,
    payment::EstimateError, payment::Figure, Findings<payment::PaymentFinding>,
    ServiceLine, Bill, Visit, ClaimFinding,
    Claim, Audit, AuditTotals, MueReader, PtpReader,
    Record, TreatmentNote, Rule, Finding<Unmet>, Findings<Unmet>, Checklist, Timeline<'static>,
    Error,
}
