//! The integer core agrees with a plain reading of the rules: each unit in turn to the most minutes
//! not yet paid for; each code alone; and the unit with the fewest minutes behind it taken away.

use therapy_billing::{
    UnitRule,
    catalog::BlockMinutes,
    units::{Apportionment, PartialUnit, Pooling, apportion},
};

/// What the rule text says, word for word and slowly, for the default pick.
fn oracle(rule: UnitRule, minutes: &[u16]) -> Vec<u16> {
    let block = i64::from(rule.block_minutes().get());
    let threshold = match rule.partial_unit() {
        PartialUnit::PastMidpoint => block / 2 + 1,
        PartialUnit::Never => block,
        PartialUnit::Minutes(minutes) => i64::from(minutes.get()),
    };
    let attained = |minutes: i64| {
        let mut units = 0;
        while minutes >= units * block + threshold {
            units += 1;
        }
        units
    };
    let total: i64 = minutes.iter().map(|&m| i64::from(m)).sum();
    let mut units: Vec<i64>;
    match rule.pooling() {
        Pooling::Session => {
            units = vec![0; minutes.len()];
            for _ in 0..attained(total) {
                let next = (0..minutes.len())
                    .min_by_key(|&i| {
                        let minutes = i64::from(minutes[i]);
                        (-(minutes - units[i] * block), -minutes, i)
                    })
                    .expect("a unit has minutes");
                units[next] += 1;
            }
        }
        Pooling::None => units = minutes.iter().map(|&m| attained(m.into())).collect(),
        Pooling::Capped => {
            units = minutes.iter().map(|&m| attained(m.into())).collect();
            while units.iter().sum::<i64>() > attained(total) {
                let last = (0..minutes.len())
                    .filter(|&i| units[i] > 0)
                    .min_by_key(|&i| {
                        let minutes = i64::from(minutes[i]);
                        let behind = (minutes - (units[i] - 1) * block).min(block);
                        (behind, minutes, std::cmp::Reverse(i))
                    })
                    .expect("a unit to take away");
                units[last] -= 1;
            }
        }
    }
    units
        .into_iter()
        .map(|units| u16::try_from(units).unwrap())
        .collect()
}

fn rules() -> Vec<UnitRule> {
    let mut rules = UnitRule::PRESETS.to_vec();
    for (block, partial) in [
        (15, PartialUnit::Minutes(BlockMinutes::of(10))),
        (15, PartialUnit::Minutes(BlockMinutes::of(1))),
        (8, PartialUnit::Minutes(BlockMinutes::of(3))),
        (1, PartialUnit::PastMidpoint),
        (2, PartialUnit::PastMidpoint),
        (30, PartialUnit::PastMidpoint),
        (60, PartialUnit::Never),
        (7, PartialUnit::PastMidpoint),
        (1440, PartialUnit::PastMidpoint),
        (1439, PartialUnit::Minutes(BlockMinutes::of(1))),
    ] {
        for pooling in [Pooling::Session, Pooling::None, Pooling::Capped] {
            rules.push(UnitRule::contract(pooling, partial, BlockMinutes::of(block)).unwrap());
        }
    }
    rules
}

#[track_caller]
fn split(rule: UnitRule, minutes: &[u16]) -> (Vec<u16>, Apportionment) {
    let mut units = vec![0; minutes.len()];
    let split = apportion(rule.rounding(), rule.pooling(), minutes, &mut units).unwrap();
    (units, split)
}

#[track_caller]
fn agrees(rule: UnitRule, minutes: &[u16]) {
    let (units, split) = split(rule, minutes);
    assert_eq!(units, oracle(rule, minutes), "{rule:?} of {minutes:?}");
    let sum: u32 = units.iter().map(|&units| u32::from(units)).sum();
    assert_eq!(split.total, sum, "{rule:?} of {minutes:?}");

    // The tie, read off the remainders.
    let block = rule.block_minutes().get();
    let extra = |i: &usize| units[*i] > minutes[*i] / block;
    let least = (0..minutes.len())
        .filter(extra)
        .map(|i| minutes[i] % block)
        .min();
    let at_cut = |i: &usize| Some(minutes[*i] % block) == least;
    let all = 0..minutes.len();
    assert_eq!(split.extra as usize, all.clone().filter(extra).count());
    assert_eq!(split.cut, least.unwrap_or(0), "{rule:?} of {minutes:?}");
    assert_eq!(
        split.tied as usize,
        all.clone().filter(at_cut).count(),
        "{rule:?} of {minutes:?}"
    );
    assert_eq!(
        split.tied_extra as usize,
        all.filter(at_cut).filter(extra).count(),
        "{rule:?} of {minutes:?}"
    );
    assert!(
        !(split.is_tie() && rule.pooling() == Pooling::None),
        "each code alone never ties"
    );
}

#[test]
fn every_pair_and_triple_of_an_hour_agrees() {
    for rule in UnitRule::PRESETS {
        for a in 0..=61 {
            for b in 0..=61 {
                agrees(rule, &[a, b]);
                for c in 0..=31 {
                    agrees(rule, &[a, b, c]);
                }
            }
        }
    }
}

#[test]
fn contracts_of_other_lengths_agree_on_small_sessions() {
    for rule in rules() {
        for a in 0..=17 {
            for b in 0..=17 {
                for c in [0, 1, 4, 7, 8, 15, 16, 720, 721, 1439, 1440] {
                    agrees(rule, &[a, b, c]);
                }
            }
        }
    }
}

/// A small generator with a fixed seed.
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    fn session(&mut self, most: u64, longest: u64) -> Vec<u16> {
        let services = self.below(most + 1);
        (0..services)
            .map(|_| u16::try_from(self.below(longest + 1)).unwrap())
            .collect()
    }
}

#[test]
fn random_sessions_agree() {
    let mut draw = Draw(0x7ae);
    for rule in rules() {
        for _ in 0..400 {
            agrees(rule, &draw.session(12, 75));
            agrees(rule, &draw.session(20, 31));
        }
        for _ in 0..10 {
            agrees(rule, &draw.session(9, 65_535));
        }
    }
}

#[test]
fn the_longest_minutes_agree() {
    for rule in rules() {
        for last in 65_520..=65_535 {
            agrees(rule, &[last]);
            agrees(rule, &[last, 65_535]);
            agrees(rule, &[7, last, 65_528]);
        }
    }
}
