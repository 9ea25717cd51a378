//! Allocations against a plain reading of the rules: every pair, every triple, and what always holds.

use std::collections::BTreeSet;

use proptest::prelude::*;
use therapy_billing::reference::catalog::{BlockMinutes, Family};
use therapy_billing::time::macros::date;
use therapy_billing::units::{PartialUnit, Pooling, Preset};
use therapy_billing::{
    Allocation, Discipline, Minutes, ProcedureCode, Service, Session, Timing, UnitRule, Units,
};

/// Twelve codes of 15 minutes.
const CODES: [&str; 12] = [
    "97110", "97112", "97113", "97116", "97124", "97140", "97530", "97535", "97537", "97542",
    "97032", "97035",
];

fn session(services: &[(&str, u16)]) -> Session {
    let new = Session::new(date!(2025 - 03 - 14), Discipline::Pt);
    services.iter().fold(new, |session, &(code, minutes)| {
        let service = Service::new(ProcedureCode::of(code), Minutes::new(minutes));
        session
            .with(service.expect("a known code"))
            .expect("a day holds it")
    })
}

fn of_minutes(minutes: &[u16]) -> Session {
    let services: Vec<_> = CODES.into_iter().zip(minutes.iter().copied()).collect();
    session(&services)
}

fn split_of(allocation: &Allocation, services: usize) -> Vec<u16> {
    let codes = CODES.iter().take(services);
    codes
        .map(|code| allocation.units(ProcedureCode::of(code)).get())
        .collect()
}

fn all_splits(allocation: &Allocation, services: usize) -> BTreeSet<Vec<u16>> {
    let units = |split: therapy_billing::units::Split| {
        let codes = CODES.iter().take(services);
        codes
            .map(|code| split.units(ProcedureCode::of(code)).get())
            .collect()
    };
    allocation.splits().map(units).collect()
}

/// Units of quarter hours by walking the minutes.
fn walk(minutes: u16) -> u16 {
    (1..=minutes).fold(0, |units, minute| units + u16::from(minute % 15 == 8))
}

/// Every way to hand the session's units out, one at a time, each to a code with the most minutes
/// not yet paid for.
fn handed_out(minutes: &[u16]) -> BTreeSet<Vec<u16>> {
    let mut splits = BTreeSet::from([vec![0; minutes.len()]]);
    for _ in 0..walk(minutes.iter().sum()) {
        let mut next = BTreeSet::new();
        for split in splits {
            let unpaid: Vec<i32> = minutes
                .iter()
                .zip(&split)
                .map(|(minutes, units): (&u16, &u16)| i32::from(*minutes) - 15 * i32::from(*units))
                .collect();
            let most = *unpaid.iter().max().expect("a service");
            for place in (0..unpaid.len()).filter(|place| unpaid[*place] == most) {
                let mut split = split.clone();
                split[place] += 1;
                next.insert(split);
            }
        }
        splits = next;
    }
    splits
}

/// Each code alone; while the sum exceeds the session's count, every way to take away a unit with
/// the fewest minutes behind it.
fn capped(minutes: &[u16]) -> BTreeSet<Vec<u16>> {
    let alone: Vec<u16> = minutes.iter().map(|minutes| walk(*minutes)).collect();
    let cap = walk(minutes.iter().sum());
    let mut splits = BTreeSet::from([alone.clone()]);
    for _ in cap..alone.iter().sum::<u16>().max(cap) {
        let mut next = BTreeSet::new();
        for split in splits {
            // minutes behind the last unit of each code that has one
            let behind = |place: usize| {
                let before = 15 * (u32::from(split[place]) - 1);
                (u32::from(minutes[place]) - before).min(15)
            };
            let with_units = || (0..split.len()).filter(|place| split[*place] > 0);
            let fewest = with_units().map(behind).min().expect("a unit to take away");
            for place in with_units().filter(|place| behind(*place) == fewest) {
                let mut split = split.clone();
                split[place] -= 1;
                next.insert(split);
            }
        }
        splits = next;
    }
    splits
}

fn oracle(rule: UnitRule, minutes: &[u16]) -> BTreeSet<Vec<u16>> {
    match rule.preset() {
        Some(Preset::Medicare) => handed_out(minutes),
        Some(Preset::Cpt) => [minutes.iter().map(|minutes| walk(*minutes)).collect()].into(),
        Some(Preset::ColoradoWorkersCompensation) => capped(minutes),
        _ => [minutes.iter().map(|minutes| minutes / 15).collect()].into(),
    }
}

/// The default among lawful splits: longer services served first, then earlier ones.
fn preferred(minutes: &[u16], lawful: &BTreeSet<Vec<u16>>) -> Vec<u16> {
    let mut order: Vec<usize> = (0..minutes.len()).collect();
    order.sort_by_key(|place| (std::cmp::Reverse(minutes[*place]), *place));
    let in_order =
        |split: &&Vec<u16>| -> Vec<u16> { order.iter().map(|place| split[*place]).collect() };
    lawful
        .iter()
        .max_by_key(in_order)
        .expect("a lawful split")
        .clone()
}

#[track_caller]
fn check(rule: UnitRule, minutes: &[u16]) {
    let session = of_minutes(minutes);
    let allocation = rule.allocate(&session);
    let lawful = oracle(rule, minutes);
    let offered = all_splits(&allocation, minutes.len());
    assert_eq!(
        offered,
        lawful,
        "{minutes:?} under {rule}\n{}",
        allocation.explain()
    );
    assert_eq!(
        allocation.lawful_splits(),
        lawful.len() as u64,
        "{minutes:?} under {rule}"
    );
    let default = split_of(&allocation, minutes.len());
    assert_eq!(
        default,
        preferred(minutes, &lawful),
        "{minutes:?} under {rule}"
    );
    assert_eq!(
        allocation.tie().is_some(),
        lawful.len() > 1,
        "{minutes:?} under {rule}"
    );
}

#[test]
fn every_pair_up_to_ninety_minutes_is_split_as_the_plain_reading_has_it() {
    for first in 0..=90 {
        for second in 0..=90 {
            for rule in UnitRule::PRESETS {
                check(rule, &[first, second]);
            }
        }
    }
}

#[test]
fn every_triple_up_to_forty_five_minutes_is_split_as_the_plain_reading_has_it() {
    for first in 0..=45 {
        for second in 0..=45 {
            for third in 0..=45 {
                check(UnitRule::MEDICARE, &[first, second, third]);
            }
        }
    }
}

#[test]
fn triples_on_a_grid_are_split_by_every_preset() {
    for first in (0..=45).step_by(2) {
        for second in 0..=30 {
            for third in (0..=45).step_by(3) {
                for rule in UnitRule::PRESETS {
                    check(rule, &[first, second, third]);
                }
            }
        }
    }
}

/// Billed units by code, for the membership tests.
fn billed(units: &[u16]) -> Vec<(ProcedureCode, Units)> {
    let units = units.iter().map(|units| Units::new(*units));
    CODES
        .iter()
        .map(|code| ProcedureCode::of(code))
        .zip(units)
        .collect()
}

#[test]
fn a_split_is_lawful_exactly_if_it_is_listed() {
    for minutes in [
        [20, 20, 5],
        [7, 7, 7],
        [29, 25, 25],
        [8, 8, 8],
        [24, 23, 0],
        [15, 30, 45],
    ] {
        for rule in UnitRule::PRESETS {
            let session = of_minutes(&minutes);
            let allocation = rule.allocate(&session);
            let listed = all_splits(&allocation, 3);
            for units in (0..5_u16.pow(3)).map(|n| [n % 5, n / 5 % 5, n / 25]) {
                let is_listed = listed.contains(units.as_slice());
                let at_most = listed
                    .iter()
                    .any(|split| units.iter().zip(split).all(|(b, s)| b <= s));
                let billed = billed(&units);
                assert_eq!(
                    allocation.is_lawful(&billed),
                    is_listed,
                    "{minutes:?} {rule} {units:?}"
                );
                assert_eq!(
                    allocation.covers(&billed),
                    at_most,
                    "{minutes:?} {rule} {units:?}"
                );
            }
            for (place, code) in CODES.iter().take(3).enumerate() {
                let code = ProcedureCode::of(code);
                let units = || listed.iter().map(|split| split[place]);
                assert_eq!(
                    allocation.most_units(code).get(),
                    units().max().expect("one")
                );
                assert_eq!(
                    allocation.least_units(code).get(),
                    units().min().expect("one")
                );
            }
        }
    }
}

#[test]
fn lines_of_one_code_are_added_before_a_split_is_judged() {
    let session = of_minutes(&[30]);
    let allocation = UnitRule::MEDICARE.allocate(&session);
    let code = ProcedureCode::of(CODES[0]);
    assert!(allocation.is_lawful(&[(code, Units::ONE), (code, Units::ONE)]));
    assert!(!allocation.is_lawful(&[(code, Units::ONE), (code, Units::new(2))]));
    assert!(!allocation.is_lawful(&[
        (code, Units::new(2)),
        (ProcedureCode::CPT_97150, Units::ONE)
    ]));
}

#[test]
fn a_family_is_divided_before_its_split_is_judged() {
    let session = session(&[("97129", 30), ("97535", 30)]);
    let allocation = UnitRule::MEDICARE.allocate(&session);
    let judged = |first: u16, further: u16| {
        allocation.is_lawful(&[
            (ProcedureCode::of("97129"), Units::new(first)),
            (ProcedureCode::of("97130"), Units::new(further)),
            (ProcedureCode::CPT_97535, Units::new(2)),
        ])
    };
    assert!(judged(1, 1));
    assert!(!judged(2, 0)); // the first code at most once
    assert!(!judged(0, 2)); // the add-on never alone
}

#[test]
fn a_code_of_0_units_may_be_named_without_having_been_delivered() {
    let allocation = UnitRule::MEDICARE.allocate(&session(&[("97112", 15)]));
    let (own, other) = (ProcedureCode::CPT_97112, ProcedureCode::CPT_97140);
    assert!(allocation.is_lawful(&[(own, Units::ONE), (other, Units::ZERO)]));
    assert!(!allocation.is_lawful(&[(own, Units::ONE), (other, Units::ONE)]));
}

#[test]
fn the_number_of_splits_is_exact_as_long_as_it_has_64_bits() {
    // of each code as many minutes, which are fewer than a block
    let splits = |codes: u32, minutes: u16, block: u16| {
        let block = BlockMinutes::of(block);
        let rule = UnitRule::contract(Pooling::Session, PartialUnit::PastMidpoint, block).unwrap();
        let empty = Session::new(date!(2026 - 03 - 14), Discipline::Pt);
        let session = (0..codes).fold(empty, |session, number| {
            let code = ProcedureCode::of(&format!("A{number:04}"));
            let timing = Timing::Blocks { minutes: block };
            let service = Service::with_timing(code, timing, Some(Minutes::new(minutes).into()));
            session.with(service.unwrap()).unwrap()
        });
        rule.allocate(&session).lawful_splits()
    };
    // half as many units as codes
    let halves = |codes| splits(codes, 1, 2);
    assert_eq!([1, 2, 3, 4, 5, 6].map(halves), [1, 2, 3, 6, 10, 20]);
    assert_eq!(halves(67), 14_226_520_737_620_288_370);
    assert_eq!(halves(68), u64::MAX); // 28,453,041,475,240,576,740
    assert_eq!(halves(200), u64::MAX);
    // 51 units for 68 codes are as many ways as 17 codes without a unit
    assert_eq!(splits(68, 3, 4), 4_495_151_581_425_648);
}

#[test]
fn the_first_code_of_a_family_has_at_most_one_unit_in_every_split() {
    let (first, add_on) = (ProcedureCode::of("97129"), ProcedureCode::of("97130"));
    let bounds = |services: &[(&str, u16)]| {
        let allocation = UnitRule::MEDICARE.allocate(&session(services));
        [first, add_on].map(|code| {
            let (least, most) = (allocation.least_units(code), allocation.most_units(code));
            (least.get(), most.get())
        })
    };
    assert_eq!(bounds(&[("97129", 50)]), [(1, 1), (2, 2)]);
    assert_eq!(bounds(&[("97130", 50)]), [(1, 1), (2, 2)]);
    // 40 minutes are 3 units, and the third goes to either code
    assert_eq!(bounds(&[("97535", 20), ("97129", 20)]), [(1, 1), (0, 1)]);
    // 20 minutes are 1 unit
    assert_eq!(bounds(&[("97535", 10), ("97129", 10)]), [(0, 1), (0, 0)]);
}

#[test]
fn the_units_of_four_thousand_families_are_found_by_either_code() {
    let code = |letter: char, number: u16| ProcedureCode::of(&format!("{letter}{number:04}"));
    let mut session = Session::new(date!(2025 - 03 - 14), Discipline::Pt);
    for number in 0..4096 {
        // only the add-on is recorded, so that the count makes the first code
        let family = Family {
            first: code('A', number),
            first_block: BlockMinutes::QUARTER_HOUR,
            add_on: code('B', number),
            add_on_block: BlockMinutes::QUARTER_HOUR,
        };
        let minutes = Minutes::new(if number % 128 == 0 { 30 } else { 0 });
        let timing = Timing::AddOn { family };
        let service = Service::with_timing(family.add_on, timing, Some(minutes.into()));
        session.try_push(service.unwrap()).unwrap();
    }
    let allocation = UnitRule::MEDICARE.allocate(&session);
    assert_eq!(allocation.timed_units(), 64);
    for number in 0..4096 {
        let units = Units::new(u16::from(number % 128 == 0));
        assert_eq!(allocation.units(code('A', number)), units, "A{number:04}");
        assert_eq!(allocation.units(code('B', number)), units, "B{number:04}");
    }
    assert_eq!(allocation.units(code('C', 0)), Units::ZERO);
}

#[test]
fn a_tie_names_the_code_of_a_family_that_would_move() {
    let tie = |minutes| {
        let session = session(&[("97129", minutes), ("97535", minutes)]);
        let tie = UnitRule::MEDICARE
            .allocate(&session)
            .tie()
            .expect("equal services tie");
        tie.codes
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(tie(7), ["97129", "97535"]); // its first unit
    assert_eq!(tie(20), ["97130", "97535"]); // a further one
}

#[test]
fn many_lawful_splits_are_made_one_at_a_time() {
    let services: Vec<u16> = vec![4; 12];
    let session = of_minutes(&services);
    let allocation = UnitRule::MEDICARE.allocate(&session); // 48 minutes: 3 units for any of 12
    assert_eq!(allocation.lawful_splits(), 220);
    assert_eq!(allocation.splits().count(), 220);
    let first = allocation.splits().next().expect("the default pick");
    let default: Vec<_> = first.iter().collect();
    assert_eq!(default.len(), 3);
    assert!(
        default
            .iter()
            .all(|(code, units)| allocation.units(*code) == *units)
    );
}

#[test]
fn a_contract_of_ten_minutes_counts_from_the_tenth() {
    let ten = PartialUnit::Minutes(BlockMinutes::of(10));
    let rule = |pooling| {
        UnitRule::contract(pooling, ten, BlockMinutes::QUARTER_HOUR).expect("ten fits fifteen")
    };
    let session = of_minutes(&[24, 25]);
    assert_eq!(
        split_of(&rule(Pooling::Session).allocate(&session), 2),
        [1, 2]
    );
    assert_eq!(split_of(&rule(Pooling::None).allocate(&session), 2), [1, 2]);
    let session = of_minutes(&[25, 25]);
    assert_eq!(
        split_of(&rule(Pooling::Session).allocate(&session), 2),
        [2, 1]
    );
    assert_eq!(split_of(&rule(Pooling::None).allocate(&session), 2), [2, 2]);
    assert_eq!(
        split_of(&rule(Pooling::Capped).allocate(&session), 2),
        [2, 1]
    );
}

fn rules() -> impl Strategy<Value = UnitRule> {
    let pooling = prop_oneof![
        Just(Pooling::Session),
        Just(Pooling::None),
        Just(Pooling::Capped)
    ];
    let contract = (pooling, 1..=15_u16).prop_map(|(pooling, minutes)| {
        let partial = PartialUnit::Minutes(BlockMinutes::of(minutes));
        UnitRule::contract(pooling, partial, BlockMinutes::QUARTER_HOUR).expect("it fits")
    });
    prop_oneof![prop::sample::select(UnitRule::PRESETS.to_vec()), contract]
}

fn days() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(0..=75_u16, 1..=12)
}

proptest! {
    #[test]
    fn units_sum_to_the_total_and_no_code_has_more_than_one_extra(
        minutes in days(), rule in rules()
    ) {
        let session = of_minutes(&minutes);
        let allocation = rule.allocate(&session);
        let units = split_of(&allocation, minutes.len());
        let sum: u32 = units.iter().map(|units| u32::from(*units)).sum();
        prop_assert_eq!(sum, allocation.timed_units());
        let total = minutes.iter().map(|minutes| u32::from(*minutes)).sum();
        let session_count = rule.rounding().units(total);
        match rule.pooling() {
            Pooling::Session => prop_assert_eq!(sum, session_count),
            Pooling::Capped => prop_assert!(sum <= session_count),
            Pooling::None => {}
        }
        for (units, minutes) in units.iter().zip(&minutes) {
            let full = minutes / 15;
            prop_assert!(*units == full || *units == full + 1);
            prop_assert!(*units == full || minutes % 15 > 0);
        }
    }

    #[test]
    fn splitting_an_entry_never_changes_the_answer(
        minutes in days(), rule in rules(), place in any::<prop::sample::Index>(),
        part in any::<prop::sample::Index>()
    ) {
        let whole: Vec<_> = CODES.into_iter().zip(minutes.iter().copied()).collect();
        let place = place.index(whole.len());
        let parts: Vec<u16> = (0..=whole[place].1).collect();
        let part = *part.get(&parts);
        let mut parts = whole.clone();
        parts[place].1 = part;
        parts.push((whole[place].0, whole[place].1 - part));
        let (whole, parts) = (session(&whole), session(&parts));
        let (whole, parts) = (rule.allocate(&whole), rule.allocate(&parts));
        prop_assert_eq!(whole.lines().collect::<Vec<_>>(), parts.lines().collect::<Vec<_>>());
        prop_assert_eq!(whole.tie(), parts.tie());
    }

    #[test]
    fn order_never_changes_counts_or_the_set_of_lawful_splits(
        minutes in prop::collection::vec(0..=75_u16, 1..=6), rule in rules(),
        turn in any::<prop::sample::Index>(), is_reversed in any::<bool>()
    ) {
        let forth: Vec<_> = CODES.into_iter().zip(minutes.iter().copied()).collect();
        let mut turned = forth.clone();
        turned.rotate_left(turn.index(minutes.len()));
        if is_reversed { turned.reverse(); }
        let (forth, turned) = (session(&forth), session(&turned));
        let (forth, turned) = (rule.allocate(&forth), rule.allocate(&turned));
        prop_assert_eq!(forth.timed_units(), turned.timed_units());
        prop_assert_eq!(all_splits(&forth, minutes.len()), all_splits(&turned, minutes.len()));
        for (place, code) in CODES.into_iter().take(minutes.len()).enumerate() {
            let code = ProcedureCode::of(code);
            if forth.units(code) != turned.units(code) {
                // only between tied services of equal length
                let tie = forth.tie().expect("only a tie is turned");
                prop_assert!(tie.codes.contains(&code));
                let twin = minutes.iter().enumerate();
                let twins = twin.filter(|(other, m)| *other != place && **m == minutes[place]);
                prop_assert!(twins.count() > 0);
            }
        }
    }

    #[test]
    fn one_more_minute_never_lowers_the_total(
        minutes in days(), rule in rules(), place in any::<prop::sample::Index>()
    ) {
        let mut more = minutes.clone();
        let place = place.index(more.len());
        more[place] += 1;
        let (fewer, more) = (of_minutes(&minutes), of_minutes(&more));
        prop_assert!(rule.allocate(&fewer).timed_units() <= rule.allocate(&more).timed_units());
    }

    #[test]
    fn every_listed_split_is_lawful_and_the_first_is_the_pick(minutes in days(), rule in rules()) {
        let session = of_minutes(&minutes);
        let allocation = rule.allocate(&session);
        for (number, split) in allocation.splits().take(64).enumerate() {
            let units: Vec<_> = split.iter().collect();
            prop_assert!(allocation.is_lawful(&units));
            prop_assert!(allocation.covers(&units));
            if number == 0 {
                prop_assert!(units.iter().all(|(code, units)| allocation.units(*code) == *units));
            }
        }
    }
}
