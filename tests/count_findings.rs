//! Every finding of a count is raised by a session, and not by its nearest neighbour.

use std::collections::BTreeSet;

use therapy_billing::ReferenceData;
use therapy_billing::reference::catalog::{BlockMinutes, Confidence, Designation};
use therapy_billing::time::Date;
use therapy_billing::time::macros::{date, time};
use therapy_billing::units::CountFinding;
use therapy_billing::{
    CodeEntry, Discipline, Interval, Minutes, ProcedureCode, Service, Session, Timing,
    TreatmentTime, UnitRule,
};

const TODAY: Date = date!(2026 - 03 - 14);

fn on(date: Date, discipline: Discipline, services: Vec<Service>) -> Session {
    services
        .into_iter()
        .try_fold(Session::new(date, discipline), Session::with)
        .expect("services of one day")
}

fn pt(services: Vec<Service>) -> Session {
    on(TODAY, Discipline::Pt, services)
}

fn minutes(code: &str, minutes: u16) -> Service {
    Service::new(ProcedureCode::of(code), Minutes::new(minutes)).expect("a known code")
}

fn at(code: &str, start: time::Time, end: time::Time) -> Service {
    Service::new(ProcedureCode::of(code), Interval::new(start, end).unwrap()).unwrap()
}

fn supplied(listed: Designation) -> Service {
    let code = ProcedureCode::of("S8948");
    let timing = Timing::Blocks {
        minutes: BlockMinutes::QUARTER_HOUR,
    };
    let entry =
        CodeEntry::new(code, timing, "a local code").with_designation(listed, Confidence::High);
    let time = TreatmentTime::from(Minutes::new(15));
    Service::in_catalog(
        &ReferenceData::new().with_entry(entry),
        code,
        Some(time),
        None,
    )
    .unwrap()
}

fn found(session: &Session, rule: UnitRule) -> Vec<&'static str> {
    rule.allocate(session)
        .findings()
        .iter()
        .map(therapy_billing::Finding::id)
        .collect()
}

/// Each row: the finding, a session that raises it (alone), and one that does not.
fn fixtures() -> Vec<(&'static str, Session, Session)> {
    vec![
        (
            "long-day",
            pt(vec![minutes("97112", 300), minutes("97110", 181)]),
            pt(vec![minutes("97112", 300), minutes("97110", 180)]),
        ),
        (
            "below-eight-minutes",
            pt(vec![minutes("97112", 7)]),
            pt(vec![minutes("97112", 8)]),
        ),
        (
            "zero-minutes",
            pt(vec![minutes("97112", 0), minutes("97110", 15)]),
            pt(vec![minutes("97112", 1), minutes("97110", 15)]),
        ),
        (
            "unit-under-eight-minutes",
            pt(vec![minutes("97110", 33), minutes("97140", 7)]),
            pt(vec![minutes("97110", 33), minutes("97140", 8)]),
        ),
        (
            "code-not-in-force",
            on(
                date!(2017 - 01 - 01),
                Discipline::Pt,
                vec![minutes("97001", 30)],
            ),
            on(
                date!(2016 - 12 - 31),
                Discipline::Pt,
                vec![minutes("97001", 30)],
            ),
        ),
        (
            "code-outside-discipline",
            on(TODAY, Discipline::Ot, vec![minutes("97161", 30)]),
            pt(vec![minutes("97161", 30)]),
        ),
        (
            "code-not-therapy",
            pt(vec![minutes("97153", 30)]),
            pt(vec![minutes("97112", 30)]),
        ),
        (
            "timing-stated",
            pt(vec![
                Service::with_block(ProcedureCode::of("97999"), 15, Minutes::new(15)).unwrap(),
            ]),
            pt(vec![
                Service::with_block(ProcedureCode::of("97110"), 15, Minutes::new(15)).unwrap(),
            ]),
        ),
        (
            "entry-supplied",
            pt(vec![supplied(Designation::Sometimes)]),
            pt(vec![minutes("97112", 15)]),
        ),
        (
            "add-on-without-first",
            on(TODAY, Discipline::Slp, vec![minutes("97130", 30)]),
            on(
                TODAY,
                Discipline::Slp,
                vec![minutes("97129", 0), minutes("97130", 30)],
            ),
        ),
        (
            "units-not-by-time",
            pt(vec![minutes("95851", 30)]),
            pt(vec![minutes("97150", 30)]),
        ),
        (
            "untimed-overlaps-timed",
            pt(vec![
                at("97161", time!(09:00), time!(09:31)),
                at("97110", time!(09:30), time!(09:45)),
            ]),
            pt(vec![
                at("97161", time!(09:00), time!(09:30)),
                at("97110", time!(09:30), time!(09:45)),
            ]),
        ),
    ]
}

#[test]
fn each_finding_is_raised_by_its_session_and_not_by_the_neighbour() {
    for (id, raised, neighbour) in fixtures() {
        assert!(found(&raised, UnitRule::MEDICARE).contains(&id), "{id}");
        assert!(!found(&neighbour, UnitRule::MEDICARE).contains(&id), "{id}");
    }
}

#[test]
fn every_row_of_the_register_has_its_fixture() {
    let rows: BTreeSet<_> = CountFinding::REGISTER.iter().map(|row| row.id).collect();
    let fixtures: BTreeSet<_> = fixtures().iter().map(|(id, ..)| *id).collect();
    assert_eq!(rows, fixtures);
    assert_eq!(
        rows.len(),
        CountFinding::REGISTER.len(),
        "an id stands twice"
    );
    assert!(
        rows.iter()
            .all(|id| id.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
    );
}

#[test]
fn findings_of_medicare_are_not_raised_under_another_rule() {
    for (id, raised, _) in fixtures() {
        if ["below-eight-minutes", "unit-under-eight-minutes"].contains(&id) {
            assert!(!found(&raised, UnitRule::CPT).contains(&id), "{id}");
        }
    }
}

#[test]
fn the_limit_of_a_long_day_can_be_set() {
    let session = pt(vec![minutes("97112", 240)]);
    let allocation = UnitRule::MEDICARE.allocate(&session);
    assert_eq!(allocation.findings_above(Minutes::new(240)).len(), 0);
    let long = allocation.findings_above(Minutes::new(239));
    assert_eq!(
        long.as_slice()[0].to_string(),
        "warning[long-day] services: 240 minutes of timed services in one session, more than 239 \
         minutes; check the record (convention of this library (unverified))"
    );
}

#[test]
fn a_code_that_ended_names_its_dates_and_successors() {
    let session = on(
        date!(2017 - 01 - 01),
        Discipline::Pt,
        vec![minutes("97001", 30)],
    );
    let findings = UnitRule::MEDICARE.allocate(&session).findings();
    assert_eq!(
        findings.as_slice()[0].check().to_string(),
        "97001 was not in force on 2017-01-01 but from 1998-01-01 to 2016-12-31; now 97161, 97162 \
         or 97163"
    );
}
