//! Keeps visits and their bills in a database: bills a visit, corrects it, bills it again, and proves
//! every stored answer.
//!
//! `cargo run` uses a database in memory; `cargo run -- FILE` keeps it in a file.

mod store;

use std::error::Error;

use rusqlite::Connection;
use store::Store;
use therapy_billing::claim::Visit;
use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::{
    CodeEntry, Discipline, Minutes, ProcedureCode, ReferenceData, Service, Session, Setting,
    Timing, UnitRule, calendar::parse_date,
};

fn main() -> Result<(), Box<dyn Error>> {
    let connection = match std::env::args_os().nth(1) {
        Some(file) => Connection::open(file)?,
        None => Connection::open_in_memory()?,
    };
    run(connection)
}

fn run(connection: Connection) -> Result<(), Box<dyn Error>> {
    let facts = ReferenceData::built_in();
    let store = Store::new(connection)?;

    // A visit is documented and billed.
    let services = [("97112", 24), ("97110", 23)];
    let session = Session::of(parse_date("2026-03-14")?, Discipline::Pt, services)?;
    let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
    let id = store.add(visit.into())?;
    print_lines(&store, id)?;

    // The therapist corrects the minutes of 97110. The first version is kept.
    let mut input = store.latest(id)?.record.input(facts)?;
    let corrected = Service::new(ProcedureCode::CPT_97110, Minutes::new(30))?;
    input.visit.session.replace(1, corrected)?;
    store.correct(id, input)?;
    print_lines(&store, id)?;

    println!("What the correction changed:");
    let changes = store.changes(id)?;
    for change in &changes {
        println!("  {change}");
    }
    let units = "lines[1].units: 2, was 1";
    assert!(changes.iter().any(|change| change == units), "{changes:?}");

    // Every stored answer is computed again with the facts of today.
    for version in store.versions(id)? {
        let replay = version.record.replay(facts)?;
        println!("Version {}: {replay}", version.number);
        assert!(replay.is_equal());
    }

    // With other facts, the differences are named.
    let half_hours = Timing::Blocks {
        minutes: BlockMinutes::new(30).ok_or("30 minutes are a block")?,
    };
    let entry = CodeEntry::new(ProcedureCode::CPT_97112, half_hours, "By the half hour");
    let other_facts = ReferenceData::new().with_entry(entry);
    let replay = store.latest(id)?.record.replay(&other_facts)?;
    let difference = replay.differences().first().ok_or("97112 has 15 minutes")?;
    println!("If 97112 had 30 minutes per unit, then {difference}, and so on.");
    Ok(())
}

fn print_lines(store: &Store, id: i64) -> Result<(), Box<dyn Error>> {
    let version = store.latest(id)?;
    let bill = version.record.input(ReferenceData::built_in())?.bill()?;
    println!("Visit {id}, version {}:", version.number);
    for line in bill.lines() {
        println!("  {line}");
    }
    Ok(())
}

#[test]
fn every_step_has_its_expected_result() -> Result<(), Box<dyn Error>> {
    run(Connection::open_in_memory()?)
}
