//! Checks that a caller's facts reach every rule of a claim, and that lists have their limit.
#![cfg(feature = "tables")]

use therapy_billing::{
    CodeEntry, Discipline, Finding, ProcedureCode, ReferenceData, ServiceLine, Session, Setting,
    Timing, UnitRule, Units,
    claim::{Bill, Claim, ClaimError, Visit},
    money::parse_amount,
    reference::catalog::MedicareStatus,
    reference::edits::{
        AdjudicationIndicator, EditTable, ModifierIndicator, MueTable, PtpTable, Quarter,
    },
    reference::thresholds::{Bucket, YearlyAmount},
    rust_decimal::Decimal,
    time::{Date, macros::date},
};

fn line(code: &str, units: u16, date: Date) -> ServiceLine {
    ServiceLine::new(ProcedureCode::of(code), Units::new(units))
        .with_modifier(Discipline::Pt.modifier())
        .unwrap()
        .with_date(date)
}

fn claim(lines: Vec<ServiceLine>) -> Claim {
    Claim::new(lines, UnitRule::MEDICARE, Setting::PrivatePractice).unwrap()
}

fn found(claim: &Claim) -> Vec<&'static str> {
    claim.check().iter().map(Finding::id).collect()
}

fn dollars(text: &str) -> Decimal {
    parse_amount(text).unwrap()
}

#[test]
fn the_status_of_a_callers_entry_reaches_the_check() {
    let code = ProcedureCode::of("S8948");
    let day = date!(2024 - 08 - 14);
    let entry = CodeEntry::try_new(code, Timing::Untimed, "Low-level laser").expect("an entry");
    let reference =
        ReferenceData::new().with_entry(entry.with_medicare_status(MedicareStatus::Excluded));
    let claim = claim(vec![line("S8948", 1, day)]);
    assert!(found(&claim).contains(&"code-unknown"));
    assert!(found(&claim.with_reference(&reference)).contains(&"code-not-payable"));
}

#[test]
fn without_facts_no_finding_rests_on_a_built_in_fact() {
    let day = date!(2024 - 08 - 14);
    let excluded = ["95", "93"].map(|text| text.parse().unwrap());
    let with = |line: ServiceLine| {
        excluded
            .into_iter()
            .fold(line, |line, modifier| line.with_modifier(modifier).unwrap())
    };
    let lines = vec![
        with(line("97112", 9, day)),
        line("97010", 1, day),
        line("97001", 1, day),
    ];
    let claim = claim(lines);
    let built_in = found(&claim);
    for id in ["modifier-conflict", "code-not-in-force", "code-bundled"] {
        assert!(built_in.contains(&id), "{id} in {built_in:?}");
    }
    let mut without = found(&claim.with_reference(&ReferenceData::empty()));
    without.sort_unstable();
    without.dedup();
    assert_eq!(
        without,
        [
            "code-unknown",
            "modifier-unknown",
            "mue-no-table",
            "ptp-no-table"
        ]
    );
}

#[test]
fn a_callers_edit_tables_reach_the_check() {
    let (quarter, day) = (Quarter::new(2024, 3).unwrap(), date!(2024 - 08 - 14));
    let (neuro, exercise) = (ProcedureCode::CPT_97112, ProcedureCode::CPT_97110);
    let mue =
        MueTable::new(EditTable::Practitioner, quarter).with(neuro, 1, AdjudicationIndicator::Day);
    let ptp = PtpTable::new(EditTable::Practitioner, quarter).with(
        exercise,
        neuro,
        ModifierIndicator::NotAllowed,
        date!(2024 - 07 - 01),
        None,
    );
    let lines = vec![line("97112", 2, day), line("97110", 1, day)];
    let claim = claim(lines);
    assert_eq!(found(&claim), Vec::<&str>::new());
    let of_mue = claim
        .clone()
        .with_reference(&ReferenceData::new().with_mue(mue));
    assert_eq!(found(&of_mue), ["mue-day-exceeded"]);
    let of_ptp = claim.with_reference(&ReferenceData::new().with_ptp(ptp));
    assert_eq!(found(&of_ptp), ["ptp-never-together"]);
}

#[test]
fn a_callers_yearly_amount_decides_kx_on_the_bill_in_the_check_and_in_the_audit() {
    let day = date!(2027 - 03 - 14);
    let amount = YearlyAmount::new(date!(2027 - 01 - 01), Bucket::PtSlp, dollars("2550.00"));
    let reference = ReferenceData::new().with_yearly_amount(amount.unwrap());
    let session = Session::of(day, Discipline::Pt, [("97110", 15)]).unwrap();
    let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
    let allowed = [dollars("30.00")];

    let bill = Bill::new(visit.clone());
    assert!(
        bill.clone()
            .with_kx_attested(dollars("2540.00"), &allowed)
            .is_err()
    );
    let bill = Bill::new(visit.with_reference(&reference));
    let bill = bill.with_kx_attested(dollars("2540.00"), &allowed).unwrap();
    assert_eq!(bill.lines()[0].to_string(), "97110 x 1 GP KX");

    let billed = line("97110", 1, day).with_allowed(allowed[0]).unwrap();
    let claim = claim(vec![billed])
        .with_accrued(Bucket::PtSlp, dollars("2540.00"))
        .unwrap();
    assert!(found(&claim).contains(&"kx-no-amount"));
    let claim = claim.with_reference(&reference);
    assert!(found(&claim).contains(&"kx-missing"));
    let audit = claim.with_visit(bill.visit().clone()).audit().unwrap();
    assert!(
        audit
            .findings()
            .iter()
            .any(|finding| finding.id() == "kx-missing")
    );
}

#[test]
fn a_claim_has_at_most_4_096_lines() {
    let day = date!(2024 - 08 - 14);
    let lines = |count| vec![line("97110", 1, day); count];
    let error = Claim::new(lines(4097), UnitRule::MEDICARE, Setting::PrivatePractice).unwrap_err();
    assert_eq!(error, ClaimError::TooManyLines { found: 4097 });
    assert!(error.to_string().contains("4,096"), "{error}");
    let most = claim(lines(4096));
    assert!(most.clone().with_same_day(lines(4097)).is_err());
    assert_eq!(
        most.check()
            .iter()
            .filter(|f| f.id() == "line-duplicate")
            .count(),
        4095
    );
}

#[test]
fn a_line_needs_a_date_and_a_visit_has_one_date() {
    let undated = ServiceLine::new(ProcedureCode::CPT_97110, Units::ONE);
    let error = Claim::new(vec![undated], UnitRule::MEDICARE, Setting::PrivatePractice);
    assert_eq!(error, Err(ClaimError::NoDate { line: 0 }));
    let session = Session::new(date!(2024 - 08 - 14), Discipline::Pt);
    let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
    let other = line("97110", 1, date!(2024 - 08 - 15));
    assert!(Claim::of_visit(visit.clone(), vec![undated]).is_ok());
    assert!(matches!(
        Claim::of_visit(visit, vec![other]),
        Err(ClaimError::OtherDate { .. })
    ));
}
