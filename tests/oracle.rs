//! The integer core agrees with a plain reading of the rules: each unit in turn to the most minutes
//! not yet paid for; each code alone; and the unit with the fewest minutes behind it taken away.

use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::units::{Apportionment, PartialUnit, Pooling, apportion, columns};
use therapy_billing::{Minutes, UnitRule, Units};

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

/// Sessions one after another.
#[derive(Default)]
struct Sessions {
    offsets: Vec<u32>,
    minutes: Vec<u16>,
}

impl Sessions {
    fn push(&mut self, session: &[u16]) {
        self.minutes.extend_from_slice(session);
        self.offsets
            .push(u32::try_from(self.minutes.len()).unwrap());
    }

    fn iter(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let mut start = 0;
        self.offsets.iter().map(move |&end| {
            let session = start..end as usize;
            start = session.end;
            session
        })
    }

    /// Holds every way to count these sessions against the oracle, and then forgets them.
    #[track_caller]
    fn agree(&mut self, rule: UnitRule) {
        let mut expected = Vec::with_capacity(self.minutes.len());
        for session in self.iter() {
            let minutes = &self.minutes[session];
            let units = oracle(rule, minutes);
            one_session(rule, minutes, &units);
            expected.extend(units);
        }

        // All of them at once, by their offsets.
        let mut offsets = vec![0];
        offsets.append(&mut self.offsets);
        let mut units = vec![u16::MAX; self.minutes.len()];
        columns::split_sessions(rule, &offsets, &self.minutes, &mut units).unwrap();
        let mut totals = vec![u32::MAX; offsets.len() - 1];
        columns::total_sessions(rule, &offsets, &self.minutes, &mut totals).unwrap();

        // And in rows, filled up with services of no minutes.
        let widest = offsets
            .windows(2)
            .map(|ends| ends[1] - ends[0])
            .max()
            .unwrap_or(0) as usize;
        for width in [widest.max(1), 4, 7, 8, 11] {
            if width < widest {
                continue;
            }
            let mut rows = vec![0; totals.len() * width];
            for (row, ends) in rows.chunks_mut(width).zip(offsets.windows(2)) {
                let session = &self.minutes[ends[0] as usize..ends[1] as usize];
                row[..session.len()].copy_from_slice(session);
            }
            let mut row_units = vec![u16::MAX; rows.len()];
            columns::split_rows(rule, width, &rows, &mut row_units).unwrap();
            let mut row_totals = vec![u32::MAX; totals.len()];
            columns::total_rows(rule, width, &rows, &mut row_totals).unwrap();
            assert_eq!(row_totals, totals, "{rule:?} in rows of {width}");
            for ((row, units), ends) in rows
                .chunks(width)
                .zip(row_units.chunks(width))
                .zip(offsets.windows(2))
            {
                let (from_row, filled) = units.split_at((ends[1] - ends[0]) as usize);
                let session = ends[0] as usize..ends[1] as usize;
                assert_eq!(from_row, &expected[session], "{rule:?} of {row:?}");
                assert!(
                    filled.iter().all(|&units| units == 0),
                    "{rule:?} of {row:?}"
                );
            }
        }
        for (ends, &total) in offsets.windows(2).zip(&totals) {
            let session = ends[0] as usize..ends[1] as usize;
            let minutes = &self.minutes[session.clone()];
            assert_eq!(
                units[session.clone()],
                expected[session.clone()],
                "{rule:?} of {minutes:?}"
            );
            let sum: u32 = expected[session]
                .iter()
                .map(|&units| u32::from(units))
                .sum();
            assert_eq!(total, sum, "{rule:?} of {minutes:?}");
        }
        self.minutes.clear();
    }
}

/// Both doors of one session: the units, and the tie as it can be read off the remainders.
#[track_caller]
fn one_session(rule: UnitRule, minutes: &[u16], expected: &[u16]) {
    let mut units = vec![u16::MAX; minutes.len()];
    let split: Apportionment =
        apportion(rule.rounding(), rule.pooling(), minutes, &mut units).unwrap();
    assert_eq!(units, expected, "{rule:?} of {minutes:?}");

    let typed: Vec<_> = minutes.iter().copied().map(Minutes::new).collect();
    let mut typed_units = vec![Units::MAX; minutes.len()];
    assert_eq!(rule.count_into(&typed, &mut typed_units), Ok(split));
    assert!(
        typed_units
            .iter()
            .map(|units| units.get())
            .eq(units.iter().copied())
    );

    let block = rule.block_minutes().get();
    let all = || {
        minutes
            .iter()
            .zip(expected)
            .map(|(m, u)| (m % block, *u > m / block))
    };
    let cut = all()
        .filter(|&(_, has_extra)| has_extra)
        .map(|(left, _)| left)
        .min();
    let count = |holds: &dyn Fn((u16, bool)) -> bool| {
        u32::try_from(all().filter(|&service| holds(service)).count()).unwrap()
    };
    assert_eq!(
        (
            split.total,
            split.extra,
            split.cut,
            split.tied,
            split.tied_extra
        ),
        (
            expected.iter().map(|&units| u32::from(units)).sum(),
            count(&|(_, has_extra)| has_extra),
            cut.unwrap_or(0),
            count(&|(left, _)| Some(left) == cut),
            count(&|(left, has_extra)| Some(left) == cut && has_extra),
        ),
        "{rule:?} of {minutes:?}"
    );
    assert!(
        !(split.is_tie() && rule.pooling() == Pooling::None),
        "each code alone never ties: {minutes:?}"
    );
}

#[track_caller]
fn agrees(rule: UnitRule, minutes: &[u16]) {
    let mut sessions = Sessions::default();
    sessions.push(minutes);
    sessions.agree(rule);
}

/// Pairs of an hour; triples of as much with optimisation, and of 23 minutes without.
#[test]
fn every_pair_and_triple_agrees() {
    let most = if cfg!(debug_assertions) { 23 } else { 61 };
    for rule in UnitRule::PRESETS {
        let mut sessions = Sessions::default();
        for a in 0..=61 {
            for b in 0..=61 {
                sessions.push(&[a, b]);
            }
        }
        sessions.agree(rule);
        for a in 0..=most {
            for b in 0..=most {
                for c in 0..=most {
                    sessions.push(&[a, b, c]);
                }
            }
            sessions.agree(rule);
        }
    }
}

#[test]
fn contracts_of_other_lengths_agree_on_small_sessions() {
    for rule in rules() {
        let mut sessions = Sessions::default();
        for a in 0..=17 {
            for b in 0..=17 {
                for c in [0, 7, 8, 15, 720, 721, 1440] {
                    sessions.push(&[a, b, c]);
                }
            }
        }
        sessions.agree(rule);
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

    /// 0 to 8 services of 0 to 75 minutes; a few longer, and a few sessions of many services.
    fn day(&mut self) -> Vec<u16> {
        match self.below(100) {
            0 => self.session(20, 75),
            1 => self.session(8, 300),
            2..20 => self.session(8, 16), // where remainders are often equal
            _ => self.session(8, 75),
        }
    }
}

#[test]
fn random_days_agree() {
    let mut draw = Draw(0x7ae);
    for rule in rules() {
        let mut sessions = Sessions::default();
        for _ in 0..400 {
            sessions.push(&draw.day());
        }
        sessions.agree(rule);
    }
}

#[test]
fn minutes_that_no_day_holds_agree_alone_and_among_others() {
    let mut draw = Draw(0xda7);
    for rule in rules() {
        let mut sessions = Sessions::default();
        for at in 0..80 {
            if at % 40 == 7 {
                sessions.push(&draw.session(9, 65_535));
            } else {
                sessions.push(&draw.day());
            }
        }
        sessions.agree(rule);
        for edge in [
            2046, 2047, 2048, 2049, 65_520, 65_527, 65_528, 65_534, 65_535,
        ] {
            agrees(rule, &[edge]);
            agrees(rule, &[7, edge, 65_528, 65_535]);
        }
    }
}

/// Two days of minutes in one service are where the fast case ends, whatever a block's length.
#[test]
fn minutes_on_both_sides_of_the_fast_case_agree() {
    let mut draw = Draw(0x800);
    for rule in rules() {
        let mut sessions = Sessions::default();
        for longest in [2047, 4095, 8191] {
            for _ in 0..6 {
                sessions.push(&draw.session(8, longest));
            }
            sessions.push(&[u16::try_from(longest).unwrap(); 8]);
            sessions.agree(rule);
        }
    }
}

#[test]
fn sessions_of_every_size_up_to_forty_agree() {
    let mut draw = Draw(0x40);
    for rule in UnitRule::PRESETS {
        for size in 0..=40 {
            let minutes: Vec<_> = (0..size)
                .map(|_| u16::try_from(draw.below(40)).unwrap())
                .collect();
            agrees(rule, &minutes);
            agrees(rule, &vec![20; size]);
        }
    }
}

/// In release mode, `cargo test --release --test oracle -- --ignored`; `SESSIONS` asks for another
/// number.
#[test]
#[ignore = "ten million sessions take a minute in release mode"]
fn ten_million_random_days_agree() {
    let count = std::env::var("SESSIONS").map_or(10_000_000, |text| text.parse().unwrap());
    let mut draw = Draw(0x0097_1120);
    let rules = rules();
    let mut done = 0;
    for rule in rules.iter().cycle() {
        let mut sessions = Sessions::default();
        for _ in 0..10_000 {
            sessions.push(&draw.day());
        }
        sessions.agree(*rule);
        done += 10_000;
        if done >= count {
            break;
        }
    }
}
