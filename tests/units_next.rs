//! The next unit against brute force: one minute more at a time, until the default pick has another unit.

use proptest::prelude::*;
use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::time::macros::date;
use therapy_billing::units::{PartialUnit, Pooling};
use therapy_billing::{Allocation, Discipline, Minutes, ProcedureCode, Session, UnitRule};

/// Codes of every kind: pooled, two families of two kinds, other lengths, untimed.
const CODES: [&str; 12] = [
    "97112", "97110", "97140", "97129", "97130", "97545", "97546", "96125", "97161", "97530",
    "97550", "97551",
];

fn session(services: &[(&str, u16)]) -> Session {
    let services = services.iter().copied();
    Session::of(date!(2025 - 03 - 14), Discipline::Pt, services).expect("a session")
}

fn rules() -> Vec<UnitRule> {
    let mut rules = UnitRule::PRESETS.to_vec();
    for pooling in Pooling::ALL {
        for (block, partial) in [
            (1, PartialUnit::PastMidpoint),
            (2, PartialUnit::Never),
            (10, PartialUnit::Minutes(BlockMinutes::of(5))),
            (15, PartialUnit::Minutes(BlockMinutes::of(1))),
            (20, PartialUnit::Minutes(BlockMinutes::of(12))),
            (30, PartialUnit::PastMidpoint),
            (60, PartialUnit::PastMidpoint),
            (90, PartialUnit::Never),
        ] {
            rules.push(UnitRule::contract(pooling, partial, BlockMinutes::of(block)).unwrap());
        }
    }
    rules
}

/// The units for which a code has its number: a first code counts for its family.
fn units_for(allocation: &Allocation, code: ProcedureCode) -> u32 {
    let service = allocation.services().find(|service| service.code == code);
    match service {
        Some(service) => service.units.into(),
        None => allocation.units(code).into(),
    }
}

/// The session with more minutes of a code: `more` are added to its first entry, or recorded under the code.
fn longer(session: &Session, code: ProcedureCode, more: u16) -> Session {
    let entry = therapy_billing::Service::new(code, more).expect("a known code");
    session.clone().with(entry).expect("a day has room")
}

#[track_caller]
fn is_as_counted_minute_by_minute(session: &Session, rule: UnitRule) {
    let allocation = rule.allocate(session);
    let room = 1440 - session.timed_minutes().get();
    let mut best: Option<u16> = None;
    let codes: Vec<ProcedureCode> = allocation.lines().map(|line| line.code).collect();
    for code in codes {
        let delivered = session.delivered_code(code);
        let is_first = allocation.services().any(|service| service.code == code);
        let timed = delivered.map_or(is_first, |code| code.timing.is_timed());
        let before = units_for(&allocation, code);
        let mut expected = None;
        if timed {
            for more in 1..=room.min(300) {
                let other = rule.allocate(&longer(session, code, more));
                if best.is_none_or(|best| more < best)
                    && other.timed_units() > allocation.timed_units()
                {
                    best = Some(more);
                }
                if expected.is_none() && units_for(&other, code) > before {
                    expected = Some(Minutes::new(more));
                }
                if expected.is_some() && best.is_some_and(|best| best <= more) {
                    break;
                }
            }
        }
        assert_eq!(
            allocation.next_unit(code),
            expected,
            "{code} of {session:?} under {rule}"
        );
    }
    assert_eq!(
        allocation.next_session_unit(),
        best.map(Minutes::new),
        "{session:?}, {rule:?}"
    );
}

#[test]
fn all_pairs_of_up_to_sixty_minutes_have_the_next_unit_that_counting_finds() {
    let codes = ["97112", "97110"].map(ProcedureCode::of);
    for rule in rules() {
        // no code needs more minutes than this, and every pair and every longer one is counted once
        let most = (2 * rule.block_minutes().get()).min(90);
        let mut pairs = Vec::new();
        for first in 0..=60 + most {
            for second in 0..=60 + most {
                if first > 60 && second > 60 {
                    pairs.push(None); // no longer pair is so long in both
                    continue;
                }
                let allocation = rule.allocate(&session(&[("97112", first), ("97110", second)]));
                let units = codes.map(|code| allocation.units(code));
                let next = codes.map(|code| allocation.next_unit(code));
                let next_of_session = allocation.next_session_unit();
                pairs.push(Some((
                    units,
                    allocation.timed_units(),
                    next,
                    next_of_session,
                )));
            }
        }
        let pair = |first: u16, second: u16| {
            let row = usize::from(first) * usize::from(61 + most);
            pairs[row + usize::from(second)].expect("a counted pair")
        };
        for (first, second) in
            (0..=60).flat_map(|first| (0..=60).map(move |second| (first, second)))
        {
            let (units, total, next, next_of_session) = pair(first, second);
            let longer = [
                |first, second, more| (first + more, second),
                |first, second, more| (first, second + more),
            ];
            let mut best = None::<u16>;
            for code in 0..2 {
                let longer = |more| {
                    let (first, second) = longer[code](first, second, more);
                    pair(first, second)
                };
                let expected = (1..=most).find(|more| longer(*more).0[code] > units[code]);
                assert_eq!(
                    next[code],
                    expected.map(Minutes::new),
                    "{first} {second} {rule:?}"
                );
                let raised = (1..=most).find(|more| longer(*more).1 > total);
                best = best.into_iter().chain(raised).min();
            }
            assert_eq!(
                next_of_session,
                best.map(Minutes::new),
                "{first} {second} {rule:?}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn random_sessions_have_the_next_unit_that_counting_finds(
        services in prop::collection::vec((0..CODES.len(), 0_u16..75), 0..=8),
        rule in prop::sample::select(rules()),
    ) {
        let services: Vec<_> = services.into_iter().map(|(code, minutes)| (CODES[code], minutes)).collect();
        is_as_counted_minute_by_minute(&session(&services), rule);
    }

    #[test]
    fn a_chosen_split_changes_no_next_unit(
        minutes in prop::collection::vec(0_u16..50, 1..=6), rule in prop::sample::select(rules()),
    ) {
        let services: Vec<_> = CODES.into_iter().zip(minutes).collect();
        let allocation = rule.allocate(&session(&services));
        for split in allocation.splits().take(5) {
            let chosen = allocation.with_split(&split).expect("permitted");
            prop_assert_eq!(chosen.next_session_unit(), allocation.next_session_unit());
            for (code, _) in services.iter().map(|(code, m)| (ProcedureCode::of(code), m)) {
                prop_assert_eq!(chosen.next_unit(code), allocation.next_unit(code));
            }
        }
    }
}

#[test]
fn the_day_has_to_have_room_for_the_next_unit() {
    let full = session(&[("97112", 1427), ("97110", 6)]);
    let allocation = UnitRule::MEDICARE.allocate(&full);
    assert_eq!(
        allocation.next_unit(ProcedureCode::CPT_97112),
        Some(Minutes::new(4))
    );
    assert_eq!(allocation.next_unit(ProcedureCode::CPT_97110), None);
    assert_eq!(allocation.next_session_unit(), None);
}

#[test]
fn an_add_on_that_the_count_made_has_no_number_and_the_first_code_counts_for_both() {
    let made = UnitRule::MEDICARE
        .allocate(&session(&[("97129", 37)]))
        .next_unit(ProcedureCode::of("97130"));
    assert_eq!(made, None);
    let recorded = UnitRule::MEDICARE.allocate(&session(&[("97129", 3), ("97130", 2)]));
    assert_eq!(
        recorded.next_unit(ProcedureCode::of("97129")),
        Some(Minutes::new(3))
    );
    assert_eq!(
        recorded.next_unit(ProcedureCode::of("97130")),
        Some(Minutes::new(18))
    );
    // a first line that the count made has the number of the family
    let alone = UnitRule::MEDICARE.allocate(&session(&[("97130", 20)]));
    assert_eq!(
        alone.next_unit(ProcedureCode::of("97129")),
        Some(Minutes::new(3))
    );
}
