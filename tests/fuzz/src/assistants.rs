//! A division between therapist and assistant loses no unit and is that of a plain reading, for blocks of
//! any length and every option. Units that the minutes cannot support are refused, and no others.

use therapy_billing::claim::{
    AssistantPolicy, AssistantRule, DeMinimis, Furnishing, FurnishingClock, TwoUnitGap, WholeBlock,
};
use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::time::macros::date;
use therapy_billing::{Discipline, Minutes, Setting, UnitRule, Units};

use crate::Numbers;

/// More than a tenth, each method in its own words.
fn exceeds(method: DeMinimis, therapist: u32, assistant: u32) -> bool {
    let whole = therapist + assistant;
    match method {
        DeMinimis::Exact => assistant * 100 > whole * 10,
        DeMinimis::Simple => assistant > whole / 10 + u32::from(whole % 10 >= 5),
        _ => whole > 0 && (200 * assistant + whole) / (2 * whole) > 10,
    }
}

pub fn check(data: &[u8]) {
    let mut numbers = Numbers(data);
    let rule = numbers.one(&[AssistantRule::From2020, AssistantRule::From2022]);
    let method = numbers.one(&DeMinimis::ALL);
    let gap = numbers.one(&TwoUnitGap::ALL);
    let whole = numbers.one(&WholeBlock::ALL);
    let reading = AssistantPolicy::default()
        .with_rule(rule)
        .with_de_minimis(method)
        .with_two_unit_gap(gap)
        .with_whole_block(whole)
        .reading(
            UnitRule::MEDICARE,
            Setting::PrivatePractice,
            Discipline::Pt,
            date!(2026 - 03 - 14),
        )
        .expect("assistants are reported");
    let length = numbers.one(&[15, 15, 15, 0]);
    let length = if length == 0 {
        1 + numbers.below(1440)
    } else {
        length
    };
    let (t, a) = (numbers.below(1441), numbers.below(1441));
    let least = t / length + a / length;
    let most = least + u16::from(t % length > 0) + u16::from(a % length > 0);
    let units = least.saturating_sub(1) + numbers.below(5);
    let clock = FurnishingClock::Blocks(BlockMinutes::of(length));
    let furnishing = Furnishing::new(clock, Units::new(units), Minutes::new(t), Minutes::new(a));
    let furnishing = match furnishing {
        Ok(furnishing) => furnishing,
        Err(error) => {
            assert!(units < least || units > most);
            assert_eq!((error.least, error.most), (least.into(), most.into()));
            return;
        }
    };
    assert!((least..=most).contains(&units));
    let division = reading.divide(furnishing);
    assert_eq!(division.clean().get() + division.marked().get(), units);

    let (blocks, (t, a)) = (a / length, (t % length, a % length));
    let midpoint = rule == AssistantRule::From2022 && length == 15;
    let tenth = u16::from(exceeds(method, t.into(), a.into()));
    let marked = match units - least {
        0 if midpoint && blocks > 0 && t >= 8 && whole == WholeBlock::Midpoint => blocks - 1,
        0 => blocks,
        1 if midpoint && t >= 8 => blocks,
        1 => blocks + tenth,
        _ if length != 15 => blocks + 2 * tenth,
        _ if midpoint && t >= 9 && a >= 9 && t + a >= 23 => blocks + 1,
        _ if gap == TwoUnitGap::Both || midpoint && t < 8 => blocks + 2,
        _ => blocks + 1,
    };
    assert_eq!(
        division.marked().get(),
        marked,
        "{length} {units} {t} {a} {division:?}"
    );
}
