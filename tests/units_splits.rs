//! A chosen split: billed if the rule permits it, refused with the nearest permitted ones if not.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::time::macros::date;
use therapy_billing::units::{PartialUnit, Pooling, Split};
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
fn the_nearest_split_of_a_family_is_counted_from_its_add_on() {
    // 40 minutes are 3 units: the third goes to either code, and by default to the one delivered first
    let allocation = UnitRule::MEDICARE.allocate(&session(&[("97535", 20), ("97129", 20)]));
    let to_family = split(&[("97535", 1), ("97129", 1), ("97130", 1)]);
    let to_other = split(&[("97535", 2), ("97129", 1)]);
    assert_eq!(allocation.split(), to_other);
    let nearest = |given: &[(&str, u16)]| {
        let error = allocation.with_split(&split(given)).expect_err("refused");
        error.nearest().to_vec()
    };
    let family_first = [to_family.clone(), to_other.clone()];
    let other_first = [to_other, to_family];
    assert_eq!(nearest(&[("97535", 1), ("97130", 1)]), family_first);
    assert_eq!(
        nearest(&[("97535", 1), ("97129", 1), ("97130", 2)]),
        family_first
    );
    assert_eq!(nearest(&[("97535", 3), ("97129", 1)]), other_first);
    assert_eq!(
        nearest(&[("97535", 2), ("97129", 1), ("97130", 1)]),
        other_first
    );
    assert_eq!(nearest(&[("97129", 1)]), other_first);
}

#[test]
fn a_family_without_a_full_unit_gains_its_first_code() {
    // 20 minutes are 1 unit, for either; by default for the code delivered first
    let allocation = UnitRule::MEDICARE.allocate(&session(&[("97535", 10), ("97129", 10)]));
    let (to_family, to_other) = (split(&[("97129", 1)]), split(&[("97535", 1)]));
    assert_eq!(allocation.split(), to_other);
    let not_delivered = split(&[("97129", 1), ("97110", 1)]);
    let error = allocation.with_split(&not_delivered).expect_err("refused");
    assert_eq!(error.nearest(), [to_family, to_other]);
}

#[test]
fn splits_are_equal_if_their_units_are_whatever_the_order_of_their_codes() {
    let one = split(&[("97110", 1), ("97112", 2)]);
    assert_eq!(one, split(&[("97112", 2), ("97110", 1)]));
    assert_eq!(one, split(&[("97112", 2), ("97110", 1), ("97140", 0)]));
    assert_ne!(one, split(&[("97112", 1), ("97110", 2)]));
    assert_ne!(one, split(&[("97112", 2)]));
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

/// Timed codes of 15 minutes, which every rule counts in its own blocks.
const QUARTER_HOURS: [&str; 8] = [
    "97112", "97110", "97140", "97116", "97530", "97535", "97113", "97124",
];

/// The presets, and contracts of other blocks and thresholds.
fn rules() -> Vec<UnitRule> {
    let mut rules = UnitRule::PRESETS.to_vec();
    for pooling in Pooling::ALL {
        for (block, partial) in [
            (1, PartialUnit::PastMidpoint),
            (8, PartialUnit::Minutes(BlockMinutes::of(3))),
            (10, PartialUnit::PastMidpoint),
            (15, PartialUnit::Minutes(BlockMinutes::of(1))),
            (15, PartialUnit::Minutes(BlockMinutes::of(10))),
            (20, PartialUnit::Never),
            (30, PartialUnit::PastMidpoint),
            (60, PartialUnit::Minutes(BlockMinutes::of(45))),
        ] {
            rules.push(UnitRule::contract(pooling, partial, BlockMinutes::of(block)).unwrap());
        }
    }
    rules
}

/// The splits that the words of the rule permit: each unit in turn goes to any of the codes with the most minutes
/// that have no unit yet, or is taken from any of the codes with the fewest minutes behind their last unit.
fn splits_unit_by_unit(rule: UnitRule, minutes: &[u16]) -> BTreeSet<Vec<u32>> {
    let block = i64::from(rule.block_minutes().get());
    let threshold = match rule.partial_unit() {
        PartialUnit::PastMidpoint => block / 2 + 1,
        PartialUnit::Never => block,
        PartialUnit::Minutes(minutes) => i64::from(minutes.get()),
    };
    let attained = |minutes: i64| (minutes + block - threshold) / block;
    let minutes: Vec<i64> = minutes.iter().copied().map(i64::from).collect();
    let whole = attained(minutes.iter().sum());
    let alone: Vec<i64> = minutes.iter().copied().map(attained).collect();
    let (start, step, steps) = match rule.pooling() {
        Pooling::Session => (vec![0; minutes.len()], 1, whole),
        Pooling::None => (alone, 0, 0),
        Pooling::Capped => {
            let steps = (alone.iter().sum::<i64>() - whole).max(0);
            (alone, -1, steps)
        }
    };
    let mut splits = BTreeSet::from([start]);
    for _ in 0..steps {
        let mut others = BTreeSet::new();
        for split in splits {
            let rank = |code: usize| match step {
                1 => Some(split[code] * block - minutes[code]),
                _ if split[code] == 0 => None,
                _ => Some((minutes[code] - (split[code] - 1) * block).min(block)),
            };
            let least = (0..minutes.len()).filter_map(rank).min();
            for code in (0..minutes.len()).filter(|code| rank(*code) == least) {
                let mut other = split.clone();
                other[code] += step;
                others.insert(other);
            }
        }
        splits = others;
    }
    let units = |split: Vec<i64>| split.into_iter().map(|units| u32::try_from(units).unwrap());
    splits
        .into_iter()
        .map(|split| units(split).collect())
        .collect()
}

/// The permitted splits are those of the words of the rule: listed, counted, accepted, and the default one of them.
#[track_caller]
fn permits_what_the_words_of_the_rule_permit(rule: UnitRule, minutes: &[u16]) {
    let codes = QUARTER_HOURS.map(ProcedureCode::of);
    let services: Vec<_> = QUARTER_HOURS
        .into_iter()
        .zip(minutes.iter().copied())
        .collect();
    let allocation = rule.allocate(&session(&services));
    let units = |split: &Split| -> Vec<u32> {
        let codes = codes.iter().take(minutes.len());
        codes.map(|code| split.units(*code).get().into()).collect()
    };
    let expected = splits_unit_by_unit(rule, minutes);
    assert_eq!(
        allocation.lawful_splits(),
        expected.len() as u64,
        "{rule:?} {minutes:?}"
    );
    assert!(
        expected.contains(&units(&allocation.split())),
        "{rule:?} {minutes:?}"
    );
    let listed: BTreeSet<_> = allocation.splits().map(|split| units(&split)).collect();
    assert_eq!(listed, expected, "{rule:?} {minutes:?}");
}

#[test]
fn all_pairs_of_up_to_sixty_minutes_have_the_splits_that_the_words_of_the_rule_permit() {
    for rule in rules() {
        for first in 0..=60 {
            for second in 0..=60 {
                permits_what_the_words_of_the_rule_permit(rule, &[first, second]);
            }
        }
    }
}

proptest! {
    #[test]
    fn random_sessions_have_the_splits_that_the_words_of_the_rule_permit(
        minutes in prop::collection::vec(0_u16..=60, 1..=8), rule in prop::sample::select(rules()),
    ) {
        permits_what_the_words_of_the_rule_permit(rule, &minutes);
        // minutes of few kinds are often equal
        let few: Vec<_> = minutes.iter().map(|minutes| minutes % 4 * 5).collect();
        permits_what_the_words_of_the_rule_permit(rule, &few);
    }

    #[test]
    fn every_permitted_split_and_no_other_is_accepted(
        minutes in prop::collection::vec(0_u16..40, 1..=8), rule in prop::sample::select(rules()),
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
