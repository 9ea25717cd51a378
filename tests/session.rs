//! What a session holds, and what it refuses on the way in, by name and with the way out.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use therapy_billing::ReferenceData;
use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::session::{Intervals, ServiceError, ServiceRecord, SessionError, TimeError};
use therapy_billing::time::Time;
use therapy_billing::time::macros::{date, time};
use therapy_billing::{
    CodeEntry, Discipline, Interval, Minutes, PersonMinutes, ProcedureCode, Service, Session,
    Timing, TreatmentTime, UnitRule, Units,
};

fn empty() -> Session {
    Session::new(date!(2026 - 03 - 14), Discipline::Pt)
}

fn between(code: &str, start: Time, end: Time) -> Service {
    let interval = Interval::new(start, end).expect("a start before its end");
    Service::new(ProcedureCode::of(code), interval).expect("a known code")
}

fn minutes(code: &str, minutes: u16) -> Result<Service, ServiceError> {
    Service::new(ProcedureCode::of(code), Minutes::new(minutes))
}

#[track_caller]
fn refused<T: std::fmt::Debug, E: std::fmt::Display>(result: Result<T, E>, message: &str) {
    assert_eq!(result.expect_err("refused").to_string(), message);
}

#[test]
fn an_unknown_code_is_named_and_its_block_asked_for() {
    refused(
        minutes("97999", 15),
        "expected a code of the catalog, found 97999; state its block_minutes",
    );
    let stated = Service::with_block(ProcedureCode::of("97999"), 15, Minutes::new(15));
    assert!(stated.expect("stated").is_stated());
}

#[test]
fn a_stated_block_must_agree_with_the_catalog() {
    let stated = |block| Service::with_block(ProcedureCode::CPT_97112, block, Minutes::new(24));
    assert!(stated(15).is_ok());
    refused(
        stated(30),
        "expected block_minutes that agree with the catalog, which counts 97112 in blocks of 15 minutes, found \
         30; correct it or state a timing",
    );
    refused(
        stated(0),
        "expected block_minutes that agree with the catalog, which counts 97112 in blocks of 15 minutes, found 0; \
         correct it or state a timing",
    );
    let group = Service::with_block(ProcedureCode::CPT_97150, 15, Minutes::new(24));
    refused(
        group,
        "expected block_minutes that agree with the catalog, which counts 97150 as untimed (0), found 15; correct \
         it or state a timing",
    );
}

#[test]
fn a_stated_block_is_at_most_a_day() {
    let stated = |block| Service::with_block(ProcedureCode::of("97999"), block, Minutes::new(24));
    assert!(stated(1440).is_ok());
    refused(
        stated(1441),
        "expected block_minutes of 0 for untimed, or 1 to 1,440, for 97999, found 1441; correct it",
    );
}

#[test]
fn a_timed_code_needs_its_time_and_an_untimed_one_does_not() {
    refused(
        Service::without_time(ProcedureCode::CPT_97112),
        "expected the minutes of timed code 97112, found none; state its minutes",
    );
    let evaluation = Service::without_time(ProcedureCode::of("97161")).expect("untimed");
    assert_eq!(evaluation.minutes(), None);
}

#[test]
fn a_month_is_not_a_visit() {
    refused(
        minutes("98980", 20),
        "expected a code that a session can contain, found 98980, which is billed per calendar month; remove it \
         from the session or state its timing",
    );
}

#[test]
fn a_day_holds_1440_minutes_and_not_one_more() {
    assert!(minutes("97112", 1440).is_ok());
    refused(
        minutes("97112", 1441),
        "expected at most 1,440 minutes of 97112 in a day, found 1441; correct the time",
    );
    let session = empty().with(minutes("97112", 1000).unwrap()).unwrap();
    assert!(session.clone().with(minutes("97110", 440).unwrap()).is_ok());
    refused(
        session.with(minutes("97110", 441).unwrap()),
        "expected at most 1,440 timed minutes in a day, found 1441; correct the times",
    );
    // of one untimed code too, entry by entry
    let session = empty().with(minutes("97150", 1000).unwrap()).unwrap();
    refused(
        session.with(minutes("97150", 441).unwrap()),
        "services[1]: expected at most 1,440 minutes of 97150 in a day, found 1441; correct the time",
    );
}

#[test]
fn minutes_of_both_count_once() {
    let people = PersonMinutes {
        therapist: Minutes::new(10),
        assistant: Minutes::new(8),
        together: Minutes::new(5),
    };
    let service = Service::new(ProcedureCode::CPT_97110, people).unwrap();
    assert_eq!(service.minutes(), Some(Minutes::new(23)));
    let huge = PersonMinutes {
        therapist: Minutes::MAX,
        assistant: Minutes::MAX,
        together: Minutes::MAX,
    };
    refused(
        Service::new(ProcedureCode::CPT_97110, huge),
        "expected at most 1,440 minutes of 97110 in a day, found 196605; correct the time",
    );
}

#[test]
fn intervals_that_touch_do_not_overlap() {
    let session = empty()
        .with(between("97112", time!(09:00), time!(09:24)))
        .unwrap();
    assert!(
        session
            .clone()
            .with(between("97110", time!(09:24), time!(09:40)))
            .is_ok()
    );
    assert!(
        session
            .clone()
            .with(between("97110", time!(08:30), time!(09:00)))
            .is_ok()
    );
    refused(
        session.with(between("97110", time!(09:23), time!(09:40))),
        "expected each minute in one timed service, found services[1] and services[0] both at 09:23; correct the \
         times",
    );
}

#[test]
fn an_overlap_is_found_whatever_the_order_of_entries() {
    let session = empty()
        .with(between("97112", time!(10:00), time!(10:15)))
        .and_then(|session| session.with(between("97110", time!(09:00), time!(09:15))))
        .and_then(|session| session.with(between("97140", time!(11:00), time!(11:15))))
        .unwrap();
    for (start, end) in [
        (time!(08:00), time!(12:00)),
        (time!(09:10), time!(09:20)),
        (time!(10:05), time!(10:06)),
        (time!(10:14), time!(10:30)),
        (time!(10:59), time!(11:01)),
    ] {
        let late = session.clone().with(between("97116", start, end));
        assert!(
            matches!(late, Err(SessionError::Overlap { entry: 3, .. })),
            "{start} to {end}"
        );
    }
    assert!(
        session
            .with(between("97116", time!(10:15), time!(11:00)))
            .is_ok()
    );
}

#[test]
fn an_entry_may_not_overlap_itself() {
    let intervals = Intervals::new([
        Interval::new(time!(09:00), time!(09:24)).unwrap(),
        Interval::new(time!(09:10), time!(09:30)).unwrap(),
    ])
    .unwrap();
    let service = Service::new(ProcedureCode::CPT_97112, intervals).unwrap();
    assert_eq!(service.minutes(), Some(Minutes::new(30))); // each minute once
    assert!(matches!(
        empty().with(service),
        Err(SessionError::Overlap {
            entry: 0,
            other: 0,
            ..
        })
    ));
}

#[test]
fn a_service_past_midnight_keeps_its_start_date() {
    let late = between("97112", time!(23:40), time!(00:20));
    assert_eq!(late.minutes(), Some(Minutes::new(40)));
    let session = empty().with(late).unwrap();
    assert!(
        session
            .clone()
            .with(between("97140", time!(23:50), time!(23:58)))
            .is_err()
    );
    assert!(
        session
            .clone()
            .with(between("97140", time!(23:55), time!(00:05)))
            .is_err()
    );
    // the early minutes of the same date are another part of the day
    assert!(
        session
            .with(between("97140", time!(00:00), time!(00:20)))
            .is_ok()
    );
}

#[test]
fn untimed_services_and_caregivers_may_run_beside() {
    let session = empty()
        .with(between("97110", time!(09:00), time!(09:30)))
        .unwrap();
    let beside = |code| {
        session
            .clone()
            .with(between(code, time!(09:00), time!(09:30)))
    };
    assert!(beside("97010").is_ok());
    assert!(beside("97150").is_ok());
    assert!(beside("97550").is_ok());
    assert!(beside("97112").is_err());
    let found = |session: Session| -> Vec<&'static str> {
        let allocation = UnitRule::MEDICARE.allocate(&session);
        allocation
            .findings()
            .iter()
            .map(therapy_billing::Finding::id)
            .collect()
    };
    assert_eq!(found(beside("97010").unwrap()), [""; 0]);
    assert_eq!(found(beside("97150").unwrap()), ["untimed-overlaps-timed"]);
    // but a caregiver's minute is no two minutes either
    let trained = beside("97550").unwrap();
    assert!(
        trained
            .with(between("97551", time!(09:20), time!(09:40)))
            .is_err()
    );
}

#[test]
fn a_minute_of_an_untimed_code_counts_once_however_it_is_entered() {
    let apart = empty()
        .with(between("97012", time!(09:00), time!(09:20)))
        .and_then(|session| session.with(between("97012", time!(09:10), time!(09:30))))
        .unwrap();
    let intervals = Intervals::new([
        Interval::new(time!(09:00), time!(09:20)).unwrap(),
        Interval::new(time!(09:10), time!(09:30)).unwrap(),
    ]);
    let together = Service::new(ProcedureCode::of("97012"), intervals.unwrap()).unwrap();
    let together = empty().with(together).unwrap();
    for session in [apart, together] {
        assert_eq!(session.delivered()[0].minutes, Some(Minutes::new(30)));
        assert_eq!(session.delivered()[0].furnished.unnamed(), Minutes::new(30));
    }
}

#[test]
fn equal_times_and_seconds_are_no_interval() {
    refused(
        Interval::new(time!(09:00), time!(09:00)),
        "expected different start and end times, found 09:00 for both; state the minutes instead",
    );
    refused(
        Interval::new(time!(09:00:30), time!(09:10)),
        "expected start and stop times in whole minutes, found seconds at 09:00; remove the seconds",
    );
    assert_eq!(Intervals::new([]), Err(TimeError::NoInterval));
}

#[test]
fn repeats_of_a_code_are_one_service_in_its_first_place() {
    let session = empty()
        .with(minutes("97110", 0).unwrap())
        .and_then(|session| session.with(minutes("97112", 20).unwrap()))
        .and_then(|session| session.with(between("97110", time!(09:00), time!(09:20))))
        .unwrap();
    let delivered: Vec<_> = session
        .delivered()
        .iter()
        .map(|code| (code.code.to_string(), code.minutes, code.first_entry))
        .collect();
    assert_eq!(
        delivered,
        [
            ("97110".to_owned(), Some(Minutes::new(20)), 0),
            ("97112".to_owned(), Some(Minutes::new(20)), 1),
        ]
    );
    // equal services tie, and the one begun first is the pick
    let allocation = UnitRule::MEDICARE.allocate(&session);
    assert_eq!(allocation.units(ProcedureCode::CPT_97110), Units::new(2));
}

#[test]
fn one_code_is_counted_in_one_way() {
    let local = ProcedureCode::of("97999");
    let session = empty()
        .with(Service::with_block(local, 15, Minutes::new(15)).unwrap())
        .unwrap();
    refused(
        session.with(Service::with_block(local, 30, Minutes::new(15)).unwrap()),
        "expected one timing of 97999 and its family, found another one in services[1]; state the same timing in \
         every entry",
    );
}

#[test]
fn a_users_entry_counts_and_says_so() {
    let local = ProcedureCode::of("S8948");
    let timing = Timing::Blocks {
        minutes: BlockMinutes::of(10),
    };
    let catalog = ReferenceData::new()
        .with_entry(CodeEntry::try_new(local, timing, "Low-level laser").expect("an entry"));
    let time = Some(TreatmentTime::from(Minutes::new(16)));
    let service = ServiceRecord::new(local, time).resolve(&catalog).unwrap();
    let session = empty().with(service).unwrap();
    let allocation = UnitRule::MEDICARE.allocate(&session);
    assert_eq!(allocation.units(local), Units::new(2)); // ten, and six past the middle
    let found: Vec<_> = allocation
        .findings_with(&catalog, Minutes::DAY)
        .iter()
        .map(therapy_billing::Finding::id)
        .collect();
    assert_eq!(found, ["entry-supplied"]);
}

#[test]
fn seconds_round_down_once() {
    assert_eq!(Minutes::from_seconds(52 * 60 + 36), Some(Minutes::new(52)));
    assert_eq!(Minutes::from_seconds(7 * 60 + 31), Some(Minutes::new(7)));
    assert_eq!(Minutes::from_seconds(65_535 * 60 + 59), Some(Minutes::MAX));
    assert_eq!(Minutes::from_seconds(65_536 * 60), None);
}

#[test]
fn sessions_are_equal_if_date_discipline_and_services_are() {
    let services = [("97112", 24), ("97110", 23)];
    let of = |date, discipline, services: &[(&str, u16)]| {
        Session::of(date, discipline, services.iter().copied()).unwrap()
    };
    let (friday, saturday) = (date!(2026 - 03 - 13), date!(2026 - 03 - 14));
    let session = of(friday, Discipline::Pt, &services);
    assert_eq!(session, session.clone());

    let one_by_one = services.iter().fold(
        Session::new(friday, Discipline::Pt),
        |session, &(code, time)| session.with(minutes(code, time).unwrap()).unwrap(),
    );
    assert_eq!(session, one_by_one);
    let others = [
        of(saturday, Discipline::Pt, &services),
        of(friday, Discipline::Ot, &services),
        of(friday, Discipline::Pt, &services[..1]),
        of(friday, Discipline::Pt, &[("97110", 23), ("97112", 24)]),
    ];
    let hashes: BTreeSet<u64> = others.iter().map(hash).collect();
    assert_eq!(hash(&session), hash(&one_by_one));
    assert!(hashes.len() == others.len() && !hashes.contains(&hash(&session)));
    assert!(others.iter().all(|other| *other != session));
}

fn hash(session: &Session) -> u64 {
    let mut hasher = DefaultHasher::new();
    session.hash(&mut hasher);
    hasher.finish()
}
