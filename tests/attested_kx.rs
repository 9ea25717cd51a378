//! KX on the lines of a bill: where the running total crosses the yearly amount, and nowhere before.
#![cfg(feature = "tables")]

use therapy_billing::{
    Discipline, Minutes, ProcedureCode, Service, Session, Setting, UnitRule,
    calendar::parse_date,
    claim::{Bill, KxError, Visit},
    money::parse_amount,
    rust_decimal::Decimal,
};

fn visit(date: &str) -> Visit {
    visit_under(date, UnitRule::MEDICARE)
}

fn visit_under(date: &str, rule: UnitRule) -> Visit {
    let date = parse_date(date).expect("a date");
    let services = [("97112", 15), ("97110", 15), ("97035", 3)];
    let session = services.into_iter().fold(
        Session::new(date, Discipline::Pt),
        |session, (code, minutes)| {
            let service = Service::new(ProcedureCode::of(code), Minutes::new(minutes));
            session
                .with(service.expect("a known code"))
                .expect("a day holds it")
        },
    );
    Visit::new(session, rule, Setting::PrivatePractice)
}

fn dollars(text: &str) -> Decimal {
    parse_amount(text).expect("an amount")
}

fn attested(visit: &Visit, accrued: &str, allowed: &[&str]) -> Result<Vec<String>, KxError> {
    let allowed: Vec<_> = allowed.iter().map(|text| dollars(text)).collect();
    let bill = Bill::new(visit.clone()).with_kx_attested(dollars(accrued), &allowed)?;
    Ok(bill.lines().iter().map(ToString::to_string).collect())
}

#[test]
fn the_line_that_exceeds_the_amount_needs_kx_and_every_one_after_it() {
    let visit = visit("2026-03-14"); // 2,480 dollars in 2026
    let lines = |accrued| attested(&visit, accrued, &["30.00", "20.00", "0.00"]).expect("decided");
    assert_eq!(
        lines("2430.00"),
        ["97112 x 1 GP", "97110 x 1 GP", "97035 x 0 GP"]
    ); // reached
    assert_eq!(
        lines("2430.01"),
        ["97112 x 1 GP", "97110 x 1 GP KX", "97035 x 0 GP"]
    );
    assert_eq!(
        lines("2450.00"),
        ["97112 x 1 GP", "97110 x 1 GP KX", "97035 x 0 GP"]
    );
    assert_eq!(
        lines("2450.01"),
        ["97112 x 1 GP KX", "97110 x 1 GP KX", "97035 x 0 GP"]
    );
}

#[test]
fn what_cannot_be_decided_is_said() {
    let known = visit("2026-03-14");
    let refused = |visit: &Visit, allowed: &[&str]| {
        attested(visit, "0.00", allowed)
            .expect_err("refused")
            .to_string()
    };
    let three = ["1.00", "1.00", "1.00"];
    assert_eq!(
        refused(&known, &three[..2]),
        "expected one allowed amount per line, found 2 for 3; state one for each line"
    );
    assert_eq!(
        refused(&visit("2027-01-04"), &three),
        "expected a therapy threshold for 2027-01-04, found none; supply the amount of that year"
    );
    assert_eq!(
        refused(&visit_under("2026-03-14", UnitRule::CPT), &["1.00"; 3]),
        "expected the unit rule medicare for KX, found cpt; do not attest KX for this visit"
    );
    let huge = Bill::new(known).with_kx_attested(Decimal::MAX, &[Decimal::MAX; 3]);
    assert!(huge.is_err(), "no figure wraps");
}
