//! Every finding of a count is raised by a session, and not by its nearest neighbour.

use std::collections::BTreeSet;

use therapy_billing::ReferenceData;
use therapy_billing::reference::catalog::{BlockMinutes, Confidence, Designation};
use therapy_billing::session::ServiceRecord;
use therapy_billing::time::Date;
use therapy_billing::time::macros::{date, time};
use therapy_billing::units::{CountFinding, LONG_DAY};
use therapy_billing::{
    CodeEntry, Discipline, Interval, Minutes, ProcedureCode, Service, Session, Timing, UnitRule,
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

fn local_code() -> ProcedureCode {
    ProcedureCode::of("S8948")
}

/// The built-in facts and one local code.
fn reference() -> ReferenceData {
    let minutes = BlockMinutes::QUARTER_HOUR;
    let entry = CodeEntry::new(local_code(), Timing::Blocks { minutes }, "a local code")
        .expect("an entry")
        .with_designation(Designation::Sometimes, Confidence::High);
    ReferenceData::new().with_entry(entry)
}

fn supplied() -> Service {
    ServiceRecord::new(local_code(), Some(Minutes::new(15).into()))
        .resolve(&reference())
        .unwrap()
}

fn found(session: &Session, rule: UnitRule) -> Vec<&'static str> {
    rule.allocate(session)
        .findings_with(&reference(), LONG_DAY)
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
            pt(vec![supplied()]),
            pt(vec![minutes("97112", 15)]),
        ),
        (
            "add-on-without-first",
            on(TODAY, Discipline::Slp, vec![minutes("97130", 30)]),
            on(
                TODAY,
                Discipline::Slp,
                vec![minutes("97129", 8), minutes("97130", 30)],
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
    assert_eq!(
        allocation
            .findings_with(ReferenceData::built_in(), Minutes::new(240))
            .len(),
        0
    );
    let long = allocation.findings_with(ReferenceData::built_in(), Minutes::new(239));
    assert_eq!(
        long.as_slice()[0].to_string(),
        "warning[long-day] services: the session has 240 minutes of timed services, more than the limit of \
         239 minutes; check the record (convention of this library (unverified))"
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
        "97001 is not valid on 2017-01-01 (valid from 1998-01-01 through 2016-12-31); replacement: 97161, \
         97162 or 97163"
    );
}

#[test]
fn the_finding_of_a_supplied_fact_depends_on_the_facts_that_are_asked() {
    let session = pt(vec![supplied()]);
    let allocation = UnitRule::MEDICARE.allocate(&session);
    assert_eq!(found(&session, UnitRule::MEDICARE), ["entry-supplied"]);
    let findings = allocation.findings();
    let stated = findings.as_slice()[0].check();
    assert_eq!(
        stated.to_string(),
        "the catalog has no entry for S8948, which is counted in blocks of 15 minutes as the caller states; \
         check the code and its timing"
    );
    // a timing that contradicts a known code is marked as well
    let minutes = BlockMinutes::of(10);
    let manual = Service::with_timing(
        ProcedureCode::CPT_97140,
        Timing::Blocks { minutes },
        Some(Minutes::new(20).into()),
    );
    assert_eq!(
        found(&pt(vec![manual.unwrap()]), UnitRule::MEDICARE),
        ["entry-supplied"]
    );
}

#[cfg(feature = "serde")]
#[test]
fn evidence_of_findings_is_plain() {
    let evidence = |session: &Session| {
        let findings = UnitRule::MEDICARE.allocate(session).findings();
        serde_json::to_value(findings).unwrap()[0]["evidence"].clone()
    };
    let ended = on(
        date!(2017 - 01 - 01),
        Discipline::Pt,
        vec![minutes("97001", 30)],
    );
    assert_eq!(
        evidence(&ended),
        serde_json::json!({
            "code": "97001", "date": "2017-01-01", "from": "1998-01-01", "to": "2016-12-31",
            "successors": ["97161", "97162", "97163"]
        })
    );
    let family = serde_json::json!({"add-on": {
        "first": "97997", "first_block": 60, "add_on": "97998", "add_on_block": 15
    }});
    let timing = serde_json::from_value(family.clone()).unwrap();
    let local = Service::with_timing(ProcedureCode::of("97998"), timing, Some(18.into()));
    assert_eq!(
        evidence(&pt(vec![local.unwrap()])),
        serde_json::json!({"code": "97998", "timing": family})
    );
    let under = on(
        TODAY,
        Discipline::Slp,
        vec![minutes("97129", 3), minutes("97130", 5)],
    );
    assert_eq!(
        UnitRule::MEDICARE.allocate(&under).findings().len(),
        0,
        "8 minutes in all"
    );
}

/// Minutes decide, and not the presence of a code: an add-on of 0 minutes lacks nothing, and a first code of 0 minutes is none.
#[test]
fn an_add_on_lacks_its_first_code_where_only_the_add_on_has_minutes() {
    for (first, add_on, lacks) in [
        (None, 30, true),
        (Some(0), 30, true),
        (Some(1), 30, false),
        (None, 0, false),
        (Some(0), 0, false),
    ] {
        let mut services = vec![minutes("97130", add_on)];
        services.extend(first.map(|first| minutes("97129", first)));
        let session = on(TODAY, Discipline::Slp, services);
        assert_eq!(
            found(&session, UnitRule::MEDICARE).contains(&"add-on-without-first"),
            lacks,
            "97129 {first:?}, 97130 {add_on}"
        );
    }
}
