//! A chosen split: billed if the rule permits it, refused with the nearest permitted ones if not.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use therapy_billing::time::macros::date;
use therapy_billing::units::Split;
use therapy_billing::{Allocation, Discipline, ProcedureCode, Session, UnitRule, Units};

const CODES: [&str; 9] = [
    "97112", "97110", "97140", "97116", "97129", "97530", "97535", "90912", "97161",
];

fn session(services: &[(&str, u16)]) -> Session {
    let services = services.iter().copied();
    Session::of(date!(2025 - 03 - 14), Discipline::Pt, services).expect("a session")
}

fn split(codes: &[(&str, u16)]) -> Split {
    let codes = codes.iter();
    codes
        .map(|(code, units)| (ProcedureCode::of(code), Units::new(*units)))
        .collect()
}

fn distance(a: &Split, b: &Split) -> u32 {
    let codes: BTreeSet<_> = a.iter().chain(b.iter()).map(|(code, _)| code).collect();
    let differences = codes
        .into_iter()
        .map(|code| a.units(code).get().abs_diff(b.units(code).get()));
    differences.map(u32::from).sum()
}

/// All permitted splits, the default pick first, by distance.
fn by_distance(allocation: &Allocation, given: &Split) -> Vec<(u32, Split)> {
    let mut splits: Vec<_> = allocation
        .splits()
        .map(|split| (distance(given, &split), split))
        .collect();
    splits.sort_by_key(|(distance, _)| *distance);
    splits
}

#[test]
fn a_chosen_split_is_billed_and_listed_first_while_the_tie_stays() {
    let allocation = UnitRule::MEDICARE.allocate(&session(&[("97112", 20), ("97110", 20)]));
    let other = split(&[("97112", 1), ("97110", 2)]);
    let chosen = allocation.with_split(&other).expect("permitted");
    assert!(chosen.is_chosen());
    assert_eq!(chosen.units(ProcedureCode::CPT_97110), Units::new(2));
    assert_eq!(
        chosen.splits().collect::<Vec<_>>(),
        [other, allocation.split()]
    );
    assert_eq!(chosen.tie(), allocation.tie());
    let said = chosen.explain().to_string();
    assert!(
        said.contains("The split that was chosen assigns a unit to 97110."),
        "{said}"
    );
    assert_eq!(
        chosen
            .with_split(&allocation.split())
            .expect("permitted")
            .split(),
        allocation.split()
    );
}

#[test]
fn units_that_no_count_gives_are_refused_with_the_way_out() {
    let allocation =
        UnitRule::MEDICARE.allocate(&session(&[("97112", 20), ("97110", 20), ("97161", 30)]));
    for refused in [
        &[("97112", 3)][..],
        &[("97112", 1), ("97110", 1)],
        &[("97112", 2), ("97110", 1), ("97161", 1)],
        &[("97112", 2), ("97110", 1), ("97140", 1)],
        &[],
    ] {
        let error = allocation.with_split(&split(refused)).expect_err("refused");
        assert_eq!(error.nearest()[0], allocation.split());
    }
    let error = allocation
        .with_split(&split(&[("97110", 3)]))
        .expect_err("refused");
    assert_eq!(
        error.to_string(),
        "expected a split that the unit rule permits, found 3 units of 97110; the nearest permitted: 1 unit of \
         97112 and 2 units of 97110; 2 units of 97112 and 1 unit of 97110"
    );
}

#[test]
fn the_split_of_a_family_begins_with_its_first_code() {
    let allocation = UnitRule::MEDICARE.allocate(&session(&[("97129", 20), ("97535", 20)]));
    assert!(
        allocation
            .with_split(&split(&[("97129", 1), ("97130", 1), ("97535", 1)]))
            .is_ok()
    );
    assert!(
        allocation
            .with_split(&split(&[("97129", 2), ("97535", 1)]))
            .is_err()
    );
    assert!(
        allocation
            .with_split(&split(&[("97130", 2), ("97535", 1)]))
            .is_err()
    );
}

#[test]
fn a_split_is_accepted_though_a_list_of_64_would_not_contain_it() {
    let codes = [
        "97110", "97112", "97113", "97116", "97124", "97140", "97530", "97535", "97537", "97542",
        "97032", "97035",
    ];
    let services: Vec<_> = codes.iter().map(|code| (*code, 20)).collect();
    let allocation = UnitRule::MEDICARE.allocate(&session(&services));
    assert!(allocation.lawful_splits() > 64);
    let last = allocation.splits().last().expect("splits");
    assert!(allocation.splits().take(64).all(|split| split != last));
    let chosen = allocation.with_split(&last).expect("permitted");
    assert_eq!(chosen.split(), last);
    assert_eq!(chosen.splits().next(), Some(last));
    assert_eq!(chosen.splits().count(), allocation.splits().count());
}

proptest! {
    #[test]
    fn every_permitted_split_and_no_other_is_accepted(
        minutes in prop::collection::vec(0_u16..40, 1..=6), rule in prop::sample::select(UnitRule::PRESETS.to_vec()),
        changes in prop::collection::vec((0..CODES.len(), 0_u16..4), 0..4),
    ) {
        let services: Vec<_> = CODES.into_iter().zip(minutes).collect();
        let allocation = rule.allocate(&session(&services));
        let listed: Vec<Split> = allocation.splits().collect();
        prop_assert_eq!(listed.len() as u64, allocation.lawful_splits());
        for split in &listed {
            let chosen = allocation.with_split(split).expect("permitted");
            prop_assert_eq!(&chosen.split(), split);
            prop_assert_eq!(chosen.timed_units(), allocation.timed_units());
            let again: BTreeSet<_> = chosen.splits().map(|split| split.to_string()).collect();
            prop_assert_eq!(again.len(), listed.len());
            prop_assert_eq!(chosen.splits().next(), Some(split.clone()));
        }
        let mut units: BTreeMap<_, _> = allocation.split().iter().collect();
        for (code, count) in changes {
            units.insert(ProcedureCode::of(CODES[code]), Units::new(count));
        }
        let given: Split = units.into_iter().collect();
        match allocation.with_split(&given) {
            Ok(chosen) => prop_assert!(listed.contains(&chosen.split())),
            Err(error) => {
                prop_assert!(!listed.contains(&given));
                let expected = by_distance(&allocation, &given);
                let distances: Vec<_> = error.nearest().iter().map(|split| distance(&given, split)).collect();
                let least: Vec<_> = expected.iter().take(3).map(|(distance, _)| *distance).collect();
                prop_assert_eq!(distances, least);
                prop_assert_eq!(&error.nearest()[0], &expected[0].1);
            }
        }
    }
}
