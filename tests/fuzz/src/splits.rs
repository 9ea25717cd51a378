//! The units of a session are those of a plain reading, and its splits are exactly the permitted ones.
//!
//! - The default split is what the rule text gives when it is followed word for word and slowly.
//! - Every listed split has the same total, occurs once, and is accepted; the default one is the first.
//! - A split with one unit more, or moved to where the rule does not permit it, is refused, and the error
//!   names a permitted one.

use std::collections::BTreeSet;

use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::time::macros::date;
use therapy_billing::units::{PartialUnit, Pooling, Split};
use therapy_billing::{
    Discipline, Minutes, ProcedureCode, Service, Session, Timing, UnitRule, Units,
};

use crate::Numbers;

const CODES: [ProcedureCode; 8] = [
    ProcedureCode::CPT_97110,
    ProcedureCode::CPT_97112,
    ProcedureCode::of("97116"),
    ProcedureCode::of("97140"),
    ProcedureCode::of("97530"),
    ProcedureCode::of("97535"),
    ProcedureCode::of("97032"),
    ProcedureCode::of("97035"),
];

/// What the rule text says, word for word and slowly, for codes of the rule's own block.
fn plain(rule: UnitRule, minutes: &[u16]) -> Vec<i64> {
    let block = i64::from(rule.block_minutes().get());
    let threshold = match rule.partial_unit() {
        PartialUnit::PastMidpoint => block / 2 + 1,
        PartialUnit::Never => block,
        PartialUnit::Minutes(minutes) => i64::from(minutes.get()),
    };
    let attained = |minutes: i64| minutes / block + i64::from(minutes % block >= threshold);
    let total: i64 = minutes.iter().map(|&own| i64::from(own)).sum();
    let alone = || minutes.iter().map(|&own| attained(own.into())).collect();
    match rule.pooling() {
        Pooling::Session => {
            let mut units = vec![0; minutes.len()];
            for _ in 0..attained(total) {
                let next = (0..minutes.len()).min_by_key(|&place| {
                    let own = i64::from(minutes[place]);
                    (units[place] * block - own, -own, place)
                });
                units[next.expect("a unit has minutes")] += 1;
            }
            units
        }
        Pooling::None => alone(),
        Pooling::Capped => {
            let mut units: Vec<i64> = alone();
            while units.iter().sum::<i64>() > attained(total) {
                let last = (0..minutes.len())
                    .filter(|&place| units[place] > 0)
                    .min_by_key(|&place| {
                        let own = i64::from(minutes[place]);
                        let behind = (own - (units[place] - 1) * block).min(block);
                        (behind, own, std::cmp::Reverse(place))
                    });
                units[last.expect("a unit to take away")] -= 1;
            }
            units
        }
    }
}

/// A rule that the bytes choose: a preset, or one of a contract.
fn rule(numbers: &mut Numbers<'_>) -> UnitRule {
    let presets = UnitRule::PRESETS;
    match usize::from(numbers.byte()) {
        preset if preset < 128 => presets[preset % presets.len()],
        _ => {
            let block = 1 + numbers.below(90);
            let partial = match numbers.byte() % 3 {
                0 => PartialUnit::PastMidpoint,
                1 => PartialUnit::Never,
                _ => PartialUnit::Minutes(BlockMinutes::of(1 + numbers.below(block.into()))),
            };
            let pooling = numbers.one(&[Pooling::Session, Pooling::None, Pooling::Capped]);
            UnitRule::contract(pooling, partial, BlockMinutes::of(block)).expect("within the block")
        }
    }
}

/// The units of each code, by which splits are compared.
fn by_code(split: &Split) -> [u16; CODES.len()] {
    let mut units = [0; CODES.len()];
    for (code, own) in split.iter() {
        let place = CODES.iter().position(|one| *one == code);
        units[place.expect("a code of the session")] = own.get();
    }
    units
}

pub fn check(data: &[u8]) {
    let mut numbers = Numbers(data);
    let rule = rule(&mut numbers);
    let count = usize::from(numbers.byte()) % (CODES.len() + 1);
    let timing = Timing::Blocks {
        minutes: rule.block_minutes(),
    };
    let mut session = Session::new(date!(2026 - 03 - 14), Discipline::Pt);
    let mut minutes = Vec::new();
    for code in CODES.iter().take(count) {
        let own = numbers.below(150);
        let service = Service::with_timing(*code, timing, Some(Minutes::new(own).into()));
        session = session
            .with(service.expect("a service"))
            .expect("a day has room");
        minutes.push(own);
    }
    let allocation = rule.allocate(&session);
    let expected = plain(rule, &minutes);
    for (code, units) in CODES.iter().zip(&expected) {
        let given = i64::from(allocation.units(*code).get());
        assert_eq!(given, *units, "{rule:?} {minutes:?}: {code}");
    }

    let sum = |split: &Split| -> u32 { split.iter().map(|(_, own)| u32::from(own.get())).sum() };
    let default = allocation.split();
    let splits: Vec<Split> = allocation.splits().take(64).collect();
    assert_eq!(splits.first(), Some(&default), "{rule:?} {minutes:?}");
    let mut seen = BTreeSet::new();
    for split in &splits {
        assert!(seen.insert(by_code(split)), "{split:?} occurs twice");
        assert_eq!(sum(split), sum(&default));
        let chosen = allocation
            .with_split(split)
            .expect("a listed split is permitted");
        assert_eq!(&chosen.split(), split);
        assert_eq!(chosen.total_units(), allocation.total_units());
    }
    if count == 0 {
        return;
    }
    // one unit from a code to another, and one too many
    let (from, to) = (numbers.one(&CODES[..count]), numbers.one(&CODES[..count]));
    let moved = |less: u16| -> Option<Split> {
        let units = CODES[..count].iter().map(|code| {
            let own = default.units(*code).get();
            let own = if *code == from {
                own.checked_sub(less)?
            } else {
                own
            };
            let own = own + u16::from(*code == to);
            Some((*code, Units::new(own)))
        });
        units.collect()
    };
    for split in [moved(1), moved(0)].into_iter().flatten() {
        let is_listed = seen.contains(&by_code(&split));
        match allocation.with_split(&split) {
            Ok(_) => assert!(
                is_listed || splits.len() == 64,
                "{rule:?} {minutes:?} {split:?}"
            ),
            Err(error) => {
                assert!(!is_listed, "{rule:?} {minutes:?} {split:?}");
                let nearest = error.nearest().first().expect("a permitted split");
                assert!(allocation.with_split(nearest).is_ok());
            }
        }
    }
}
