//! A code, a session, its units and their reasons, the rule changed, and the lines of the claim.
//!
//! `cargo run --example tour`

use therapy_billing::{
    Discipline, Error, Minutes, PersonMinutes, ProcedureCode, Service, Session, Setting, UnitRule,
    Units,
    claim::{Bill, Visit},
    time::macros::date,
    units::Comparison,
};

fn main() -> Result<(), Error> {
    // Parse a code. The shape is checked here; coverage is a payer's business.
    let neuro: ProcedureCode = "97112".parse()?;
    assert!(neuro.is_cpt());

    // Hold what was delivered: one patient, one discipline, one date of service.
    let session = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
        .with(Service::new(neuro, Minutes::new(24))?)?
        .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(23))?)?;

    // Count its units under Medicare, and say why.
    let allocation = UnitRule::MEDICARE.allocate(&session);
    assert_eq!(allocation.timed_units(), 3);
    assert_eq!(allocation.units(neuro), Units::new(2));
    println!("{}", allocation.explain());

    // The payer's rule decides: the same visit side by side.
    let rules = Comparison::new(&session, UnitRule::MEDICARE, UnitRule::CPT);
    assert_eq!(rules.right().timed_units(), 4);
    println!("{rules}");

    // Where the rule leaves a choice, every lawful split is offered.
    let equal = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
        .with(Service::new(neuro, Minutes::new(20))?)?
        .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(20))?)?;
    let tied = UnitRule::MEDICARE.allocate(&equal);
    assert_eq!(tied.splits().count(), 2);
    println!("{}", tied.explain());

    // Make the lines of the claim, with who furnished each unit.
    let people = PersonMinutes {
        therapist: Minutes::new(23),
        assistant: Minutes::new(22),
        together: Minutes::ZERO,
    };
    let shared =
        Session::new(date!(2026 - 03 - 14), Discipline::Pt).with(Service::new(neuro, people)?)?;
    let visit = Visit::new(shared, UnitRule::MEDICARE, Setting::PrivatePractice);
    let bill = Bill::new(visit);
    assert_eq!(bill.lines().len(), 2); // two units of the therapist, one of the assistant
    for line in bill.lines() {
        println!("{line}");
    }
    for reason in bill.modifier_reasons() {
        println!("{reason}");
    }

    // What cannot be counted is refused, with the way out.
    let unknown = Service::new(ProcedureCode::of("97999"), Minutes::new(15)).unwrap_err();
    assert_eq!(
        unknown.to_string(),
        "expected a code of the catalog, found 97999; state its block_minutes"
    );
    Ok(())
}
