//! Sessions that are edited, stored and read back; intervals by person; the limits of lists.

use proptest::prelude::*;
use therapy_billing::reference::catalog::{BlockMinutes, Family};
use therapy_billing::session::{
    FurnishedBy, Intervals, ServiceError, ServiceRecord, SessionError, TimeError,
};
use therapy_billing::time::{Time, macros::date};
use therapy_billing::{
    CodeEntry, Discipline, Interval, Minutes, PersonMinutes, ProcedureCode, ReferenceData, Service,
    Session, Timing, TreatmentTime,
};

const CODES: [&str; 10] = [
    "97112", "97110", "97140", "97129", "97130", "96125", "97161", "97010", "97550", "S8948",
];

fn empty() -> Session {
    Session::new(date!(2026 - 03 - 14), Discipline::Pt)
}

fn clock(minute: u16) -> Time {
    let hour = u8::try_from(minute / 60 % 24).expect("an hour");
    Time::from_hms(hour, u8::try_from(minute % 60).expect("a minute"), 0).expect("a time")
}

fn interval(start: u16, minutes: u16, by: Option<FurnishedBy>) -> Interval {
    let interval = Interval::new(clock(start), clock(start + minutes)).expect("an interval");
    by.map_or(interval, |person| interval.by(person))
}

const THERAPIST: Option<FurnishedBy> = Some(FurnishedBy::Therapist);
const ASSISTANT: Option<FurnishedBy> = Some(FurnishedBy::Assistant);

fn at(code: &str, intervals: &[(u16, u16, Option<FurnishedBy>)]) -> Service {
    let intervals: Vec<_> = intervals
        .iter()
        .map(|(start, minutes, by)| interval(*start, *minutes, *by))
        .collect();
    Service::new(
        ProcedureCode::of(code),
        Intervals::new(intervals).expect("intervals"),
    )
    .expect("a service")
}

fn furnished(session: &Session) -> [u16; 4] {
    let furnished = session.delivered()[0].furnished;
    let minutes = [
        furnished.therapist_alone(),
        furnished.assistant(),
        furnished.together(),
        furnished.unnamed(),
    ];
    minutes.map(Minutes::get)
}

/// Facts of a caller: other lengths for known codes, and a local code.
fn supplied(length: u16) -> ReferenceData {
    let minutes = BlockMinutes::of(length);
    let entry = |code| {
        CodeEntry::try_new(
            ProcedureCode::of(code),
            Timing::Blocks { minutes },
            "a contract's code",
        )
        .expect("an entry")
    };
    ReferenceData::new()
        .with_entry(entry("S8948"))
        .with_entry(entry("97112"))
        .with_entry(entry("97161"))
}

fn people() -> impl Strategy<Value = Option<FurnishedBy>> {
    prop::sample::select(vec![None, THERAPIST, ASSISTANT])
}

fn time() -> impl Strategy<Value = TreatmentTime> {
    let interval = (0_u16..1400, 1_u16..40, people())
        .prop_map(|(start, minutes, by)| interval(start, minutes, by));
    prop_oneof![
        (0_u16..200).prop_map(|minutes| Minutes::new(minutes).into()),
        (0_u16..40, 0_u16..40, 0_u16..40).prop_map(|(therapist, assistant, together)| {
            TreatmentTime::from(PersonMinutes {
                therapist: Minutes::new(therapist),
                assistant: Minutes::new(assistant),
                together: Minutes::new(together),
            })
        }),
        prop::collection::vec(interval, 1..4).prop_map(|all| Intervals::new(all).unwrap().into()),
    ]
}

/// Services resolved against the facts of a caller, with or without a stated timing.
fn service() -> impl Strategy<Value = Service> {
    let timing = prop::sample::select(vec![None, Some(10), Some(15), Some(0)]);
    let entry = (
        prop::sample::select(CODES.to_vec()),
        time(),
        timing,
        prop::sample::select(vec![10, 15, 30]),
    );
    entry.prop_map(|(code, time, stated, length)| {
        let mut record = ServiceRecord::new(ProcedureCode::of(code), Some(time));
        record.timing = stated.map(|minutes| {
            BlockMinutes::new(minutes).map_or(Timing::Untimed, |minutes| Timing::Blocks { minutes })
        });
        record.resolve(&supplied(length)).expect("a service")
    })
}

#[derive(Clone, Debug)]
enum Edit {
    Push(Service),
    Remove(usize),
    Replace(usize, Service),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        4 => service().prop_map(Edit::Push),
        1 => (0_usize..8).prop_map(Edit::Remove),
        2 => (0_usize..8, service()).prop_map(|(entry, service)| Edit::Replace(entry, service)),
    ]
}

fn of(services: &[Service]) -> Result<Session, SessionError> {
    services.iter().cloned().try_fold(empty(), Session::with)
}

proptest! {
    #[test]
    fn an_edit_gives_the_session_of_the_edited_list_or_changes_nothing(
        edits in prop::collection::vec(edit(), 1..12)
    ) {
        let mut session = empty();
        for edit in edits {
            let before = session.clone();
            let mut services = session.services().to_vec();
            let is_done = match edit {
                Edit::Push(service) => {
                    services.push(service.clone());
                    session.try_push(service).is_ok()
                }
                Edit::Remove(entry) => {
                    let removed = (entry < services.len()).then(|| services.remove(entry));
                    let done = session.remove(entry);
                    prop_assert_eq!(&done, &removed);
                    done.is_some()
                }
                Edit::Replace(entry, service) => {
                    if let Some(place) = services.get_mut(entry) {
                        *place = service.clone();
                    }
                    session.replace(entry, service).is_ok()
                }
            };
            let expected = of(&services);
            if is_done {
                let expected = expected.expect("the list is a session");
                prop_assert_eq!(session.delivered(), expected.delivered());
                prop_assert_eq!(session.timed_minutes(), expected.timed_minutes());
                prop_assert_eq!(&session, &expected);
            } else {
                prop_assert_eq!(session.delivered(), before.delivered());
                prop_assert_eq!(session.timed_minutes(), before.timed_minutes());
                prop_assert_eq!(&session, &before);
                prop_assert!(expected.is_err() || services == before.services());
            }
        }
    }

    /// Two codes only, so that most edits change nothing but minutes and are made in place; a shared session stays as it
    /// was.
    #[test]
    fn a_replaced_service_of_the_same_code_gives_the_session_of_the_edited_list(
        times in prop::collection::vec((0_usize..3, time()), 1..6),
        edits in prop::collection::vec((0_usize..6, 0_usize..3, time()), 1..12),
    ) {
        let codes = ["97112", "97110", "97161"].map(ProcedureCode::of);
        let service = |code: usize, time: TreatmentTime| Service::new(codes[code], time).unwrap();
        let mut session = empty();
        for (code, time) in times {
            let _ = session.try_push(service(code, time));
        }
        for (entry, code, time) in edits {
            let (shared, copy) = (session.clone(), session.services().to_vec());
            let mut services = session.services().to_vec();
            let edit = service(code, time);
            let known = services.get_mut(entry);
            let known = known.map(|place| std::mem::replace(place, edit.clone()));
            let expected = known.map(|former| of(&services).map(|session| (session, former)));
            match (session.replace(entry, edit), expected) {
                (Ok(former), Some(Ok((expected, known)))) => {
                    prop_assert_eq!(former, known);
                    prop_assert_eq!(session.delivered(), expected.delivered());
                    prop_assert_eq!(session.timed_minutes(), expected.timed_minutes());
                    prop_assert_eq!(&session, &expected);
                }
                (Err(error), Some(Err(expected))) => prop_assert_eq!(error, expected),
                (Err(SessionError::NoEntry { .. }), None) => {}
                (found, _) => prop_assert!(false, "{:?}", found),
            }
            prop_assert_eq!(shared.services(), copy);
        }
    }

    #[cfg(feature = "serde")]
    #[test]
    fn what_is_stored_reads_back_as_an_equal_session_with_equal_answers(
        services in prop::collection::vec(service(), 0..6)
    ) {
        let mut session = empty();
        for service in services {
            let _ = session.try_push(service);
        }
        let text = serde_json::to_string(&session).expect("a session is written");
        let read: Session = serde_json::from_str(&text).expect(&text);
        prop_assert_eq!(&read, &session);
        prop_assert_eq!(read.delivered(), session.delivered());
        let packed = postcard::to_allocvec(&session).expect("a session is packed");
        let unpacked: Session = postcard::from_bytes(&packed).expect("and unpacked");
        prop_assert_eq!(&unpacked, &session);
        for rule in therapy_billing::UnitRule::PRESETS {
            prop_assert_eq!(rule.allocate(&read), rule.allocate(&session));
        }
        let facts = supplied(30);
        let records: Vec<ServiceRecord> =
            session.services().iter().cloned().map(ServiceRecord::from).collect();
        let again = Session::from_records(session.date_of_service(), session.discipline(), records, &facts);
        // with other facts a timing of the built-in catalog is looked up again, and the caller's stays
        for (one, other) in session.services().iter().zip(again.iter().flat_map(Session::services)) {
            prop_assert!(!one.is_stated() || one == other);
        }
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_timing_that_came_from_the_caller_is_written_with_the_service() {
    let ten = || supplied(10);
    let written = |code: &str| {
        let record = ServiceRecord::new(ProcedureCode::of(code), Some(20.into()));
        serde_json::to_value(record.resolve(&ten()).unwrap()).unwrap()
    };
    assert_eq!(
        written("97110"),
        serde_json::json!({"code": "97110", "minutes": 20})
    );
    let timing = serde_json::json!({"blocks": 10});
    assert_eq!(
        written("97112"),
        serde_json::json!({"code": "97112", "minutes": 20, "timing": timing})
    );
    let local: Service =
        serde_json::from_value(written("S8948")).expect("read back without its entry");
    let session = empty().with(local).unwrap();
    assert_eq!(
        therapy_billing::UnitRule::CPT
            .allocate(&session)
            .timed_units(),
        2
    );
}

#[test]
fn therapist_and_assistant_at_once_are_together_also_across_entries() {
    let one = at("97110", &[(540, 20, THERAPIST), (550, 20, ASSISTANT)]);
    let session = empty().with(one).unwrap();
    assert_eq!(furnished(&session), [10, 10, 10, 0]);
    assert_eq!(session.timed_minutes(), Minutes::new(30));
    let apart = empty()
        .with(at("97110", &[(540, 20, THERAPIST)]))
        .and_then(|session| session.with(at("97110", &[(550, 20, ASSISTANT)])))
        .unwrap();
    assert_eq!(furnished(&apart), [10, 10, 10, 0]);
    assert_eq!(apart.timed_minutes(), Minutes::new(30));
    // beside minutes of other forms
    let mixed = apart
        .with(Service::new(ProcedureCode::of("97110"), 7).unwrap())
        .unwrap();
    assert_eq!(furnished(&mixed), [10, 10, 10, 7]);
    // past midnight
    let late = empty()
        .with(at("97110", &[(1430, 20, THERAPIST), (1435, 30, ASSISTANT)]))
        .unwrap();
    assert_eq!(furnished(&late), [5, 15, 15, 0]);
}

#[test]
fn no_other_intervals_of_timed_codes_overlap() {
    for (first, second) in [
        (THERAPIST, THERAPIST),
        (ASSISTANT, ASSISTANT),
        (THERAPIST, None),
        (None, ASSISTANT),
        (None, None),
    ] {
        let own = empty().with(at("97110", &[(540, 20, first), (550, 20, second)]));
        assert!(
            matches!(
                own,
                Err(SessionError::Overlap {
                    entry: 0,
                    other: 0,
                    ..
                })
            ),
            "{first:?} {second:?}"
        );
        let apart = empty().with(at("97110", &[(540, 20, first)])).unwrap();
        let apart = apart.with(at("97110", &[(550, 20, second)]));
        assert!(
            matches!(
                apart,
                Err(SessionError::Overlap {
                    entry: 1,
                    other: 0,
                    ..
                })
            ),
            "{first:?} {second:?}"
        );
    }
    // another code, whoever furnished it, also of one family
    for (code, other) in [("97110", "97140"), ("97129", "97130")] {
        let session = empty().with(at(code, &[(540, 20, THERAPIST)])).unwrap();
        assert!(session.with(at(other, &[(550, 20, ASSISTANT)])).is_err());
    }
    // an untimed code may run beside, and its minutes count once
    let untimed = at(
        "97010",
        &[(540, 20, THERAPIST), (545, 20, THERAPIST), (550, 5, None)],
    );
    assert_eq!(furnished(&empty().with(untimed).unwrap()), [25, 0, 0, 0]);
}

#[test]
fn lists_have_4096_entries_and_not_one_more() {
    let evaluation = Service::without_time(ProcedureCode::of("97161")).unwrap();
    let mut session = empty();
    for _ in 0..4096 {
        session.try_push(evaluation.clone()).expect("a service");
    }
    let error = session.try_push(evaluation).expect_err("one too many");
    assert_eq!(error, SessionError::TooManyServices);
    assert!(
        error.to_string().contains("at most 4,096 services"),
        "{error}"
    );
    assert_eq!(session.services().len(), 4096);

    let many = |count: usize| Intervals::new(vec![interval(540, 5, None); count]);
    assert!(many(4096).is_ok());
    assert_eq!(many(4097), Err(TimeError::TooManyIntervals { found: 4097 }));
}

#[test]
fn a_session_of_4096_codes_and_services_of_4096_intervals_are_built() {
    let mut session = empty();
    for number in 0..4096_u32 {
        let code = ProcedureCode::of(&format!("{number:04}F"));
        session
            .try_push(Service::with_block(code, 0, 1).unwrap())
            .unwrap();
    }
    assert_eq!(session.delivered().len(), 4096);
    let mut intervals = empty();
    let parts: Vec<_> = (0..4096_u16)
        .map(|place| interval(place % 1400, 5, None))
        .collect();
    let service = Service::new(ProcedureCode::of("97010"), Intervals::new(parts).unwrap()).unwrap();
    for _ in 0..8 {
        intervals.try_push(service.clone()).unwrap();
    }
    assert_eq!(intervals.services().len(), 8);
}

#[test]
fn a_stated_timing_is_refused_where_no_session_can_use_it() {
    let code = ProcedureCode::of("97112");
    let stated = |timing| Service::with_timing(code, timing, Some(20.into()));
    let minutes = BlockMinutes::of(20);
    assert_eq!(
        stated(Timing::Month { minutes }),
        Err(ServiceError::TimingNotOfSession { code })
    );
    assert_eq!(
        stated(Timing::Visit),
        Err(ServiceError::TimingNotOfSession { code })
    );
    let family = Family {
        first: ProcedureCode::of("97129"),
        first_block: minutes,
        add_on: ProcedureCode::of("97130"),
        add_on_block: minutes,
    };
    assert!(matches!(
        stated(Timing::First { family }),
        Err(ServiceError::FamilyWithoutCode { .. })
    ));
    assert!(matches!(
        stated(Timing::AddOn { family }),
        Err(ServiceError::FamilyWithoutCode { .. })
    ));
    let own = Family {
        first: code,
        add_on: code,
        ..family
    };
    assert!(matches!(
        stated(Timing::First { family: own }),
        Err(ServiceError::FamilyWithoutCode { .. })
    ));
    let mut both = ServiceRecord::new(code, Some(20.into()));
    both.timing = Some(Timing::Untimed);
    both.block_minutes = Some(15);
    assert_eq!(
        both.resolve(ReferenceData::built_in()),
        Err(ServiceError::TimingAndBlock { code })
    );
}

#[test]
fn codes_of_home_health_visits_need_a_timing() {
    let visit = ProcedureCode::of("G0151");
    let refused = Service::new(visit, 23);
    assert_eq!(refused, Err(ServiceError::CountedByVisit { code: visit }));
    assert!(refused.unwrap_err().to_string().contains("visit by visit"));
    assert_eq!(
        Service::with_block(visit, 15, 23),
        Err(ServiceError::CountedByVisit { code: visit })
    );
    let minutes = BlockMinutes::QUARTER_HOUR;
    assert!(Service::with_timing(visit, Timing::Blocks { minutes }, Some(23.into())).is_ok());
}

#[test]
fn the_halves_of_a_family_state_one_timing() {
    let family = |first: &str, add_on: &str, block| Family {
        first: ProcedureCode::of(first),
        first_block: BlockMinutes::of(block),
        add_on: ProcedureCode::of(add_on),
        add_on_block: BlockMinutes::of(block),
    };
    let stated = |code: &str, timing| {
        Service::with_timing(ProcedureCode::of(code), timing, Some(20.into())).unwrap()
    };
    let first = |family: Family| stated(&family.first.to_string(), Timing::First { family });
    let add_on = |family: Family| stated(&family.add_on.to_string(), Timing::AddOn { family });
    let known = |code| Service::new(ProcedureCode::of(code), 20).unwrap();
    let ten = family("97129", "97130", 10);
    let blocks = Timing::Blocks {
        minutes: BlockMinutes::QUARTER_HOUR,
    };
    assert!(of(&[first(ten), add_on(ten)]).is_ok());
    for refused in [
        [first(ten), known("97130")],
        [known("97130"), first(ten)],
        [known("97129"), add_on(ten)],
        [first(ten), add_on(family("97129", "97130", 20))],
        [known("97130"), stated("97129", blocks)],
        [stated("97129", blocks), known("97130")],
        // one add-on of two first codes
        [
            first(family("97110", "97998", 15)),
            first(family("97112", "97998", 15)),
        ],
        // a code that is the add-on of one family and the first of another
        [
            first(family("97110", "97112", 15)),
            first(family("97112", "97998", 15)),
        ],
        [
            first(family("97112", "97998", 15)),
            first(family("97110", "97112", 15)),
        ],
        // one code with the timing of the catalog and with a stated one that is equal
        [known("97112"), stated("97112", blocks)],
    ] {
        let error = of(&refused).expect_err("refused");
        assert!(
            matches!(error, SessionError::TimingDiffers { entry: 1, .. }),
            "{error}"
        );
    }
}

#[test]
fn a_session_of_pairs_names_the_entry_that_it_cannot_use() {
    let of =
        |services: [(&str, u16); 2]| Session::of(date!(2026 - 03 - 14), Discipline::Pt, services);
    assert!(matches!(
        of([("97112", 24), ("9711", 23)]),
        Err(SessionError::Code { entry: 1, .. })
    ));
    assert!(matches!(
        of([("97112", 24), ("97999", 23)]),
        Err(SessionError::Service { entry: 1, .. })
    ));
    let typed = [
        (ProcedureCode::CPT_97112, Minutes::new(24)),
        (ProcedureCode::CPT_97110, Minutes::new(23)),
    ];
    let typed = Session::of(date!(2026 - 03 - 14), Discipline::Pt, typed);
    assert_eq!(typed, of([("97112", 24), ("97110", 23)]));
}
