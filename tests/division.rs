//! Every division between therapist and assistant agrees with a plain reading, for blocks of any length
//! and every option, and loses no unit.

use therapy_billing::claim::{
    AssistantPolicy, AssistantReading, AssistantRule, DeMinimis, Division, DivisionGround,
    Furnishing, FurnishingClock, TwoUnitGap, WholeBlock,
};
use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::time::macros::date;
use therapy_billing::{Discipline, Minutes, Setting, UnitRule, Units};

/// The options of a biller that a division depends on.
#[derive(Clone, Copy, Debug)]
struct Options {
    rule: AssistantRule,
    method: DeMinimis,
    gap: TwoUnitGap,
    whole: WholeBlock,
}

impl Options {
    fn all() -> impl Iterator<Item = Self> {
        let rules = [AssistantRule::From2020, AssistantRule::From2022];
        rules.into_iter().flat_map(|rule| {
            DeMinimis::ALL.iter().flat_map(move |&method| {
                TwoUnitGap::ALL.iter().flat_map(move |&gap| {
                    WholeBlock::ALL.iter().map(move |&whole| Self {
                        rule,
                        method,
                        gap,
                        whole,
                    })
                })
            })
        })
    }

    fn reading(self) -> AssistantReading {
        AssistantPolicy::default()
            .with_rule(self.rule)
            .with_de_minimis(self.method)
            .with_two_unit_gap(self.gap)
            .with_whole_block(self.whole)
            .reading(
                UnitRule::MEDICARE,
                Setting::PrivatePractice,
                Discipline::Pt,
                date!(2026 - 03 - 14),
            )
            .expect("assistants are reported")
    }

    /// More than a tenth, each method in its own words.
    fn exceeds(self, therapist: u16, assistant: u16) -> bool {
        let (a, whole) = (u32::from(assistant), u32::from(therapist + assistant));
        match self.method {
            DeMinimis::Exact => a * 100 > whole * 10,
            DeMinimis::Simple => {
                let tenth = whole / 10 + u32::from(whole % 10 >= 5);
                a > tenth
            }
            // the percentage in tenths of a percent, rounded half up to a whole percent
            DeMinimis::Percentage => whole > 0 && (200 * a + whole) / (2 * whole) > 10,
            _ => panic!("a method that this test does not know"),
        }
    }
}

/// Fills blocks person by person, and then reads the rule for what is left: units with the modifier,
/// and the units that no person filled alone.
fn plain(options: Options, block: u16, units: u16, therapist: u16, assistant: u16) -> (u16, u16) {
    let (mut t, mut a, mut open, mut marked) = (therapist, assistant, units, 0);
    while t >= block {
        t -= block;
        open -= 1;
    }
    while a >= block {
        a -= block;
        open -= 1;
        marked += 1;
    }
    let midpoint = options.rule == AssistantRule::From2022 && block == 15;
    let tenth = options.exceeds(t, a);
    let more = match open {
        0 if midpoint && marked > 0 && t >= 8 && options.whole == WholeBlock::Midpoint => {
            return (marked - 1, 0);
        }
        0 => 0,
        1 if midpoint && t >= 8 => 0,
        1 => u16::from(tenth),
        _ if block != 15 => 2 * u16::from(tenth),
        _ if midpoint && t >= 9 && a >= 9 && t + a >= 23 => 1,
        _ if options.gap == TwoUnitGap::Both => 2,
        _ if midpoint && t < 8 => 2,
        _ => 1,
    };
    (marked + more, open)
}

fn divide(options: Options, block: u16, units: u16, t: u16, a: u16) -> Division {
    let clock = FurnishingClock::Blocks(BlockMinutes::of(block));
    let (units, t, a) = (Units::new(units), Minutes::new(t), Minutes::new(a));
    let furnishing = Furnishing::new(clock, units, t, a).expect("the minutes support the units");
    options.reading().divide(furnishing)
}

#[track_caller]
fn check(options: Options, block: u16, units: u16, t: u16, a: u16) -> Division {
    let division = divide(options, block, units, t, a);
    let case = || format!("{options:?}: {units} units of {block} minutes, {t} and {a}");
    let (clean, marked) = (division.clean().get(), division.marked().get());
    assert_eq!(clean + marked, units, "{}: a unit is lost", case());
    let (of_plain, open) = plain(options, block, units, t, a);
    assert_eq!(marked, of_plain, "{}: {:?}", case(), division.ground());
    assert_eq!(division.open().get(), open, "{}", case());
    // where the assistant has nothing left there is nothing to decide
    if open == 1 && a % block == 0 {
        assert_eq!(division.ground(), DivisionGround::Nothing, "{}", case());
    }
    assert_eq!(
        division.blocks(),
        (Units::new(t / block), Units::new(a / block)),
        "{}",
        case()
    );
    assert_eq!(
        division.left(),
        (Minutes::new(t % block), Minutes::new(a % block)),
        "{}",
        case()
    );
    division
}

#[test]
fn every_block_length_keeps_every_unit_and_follows_the_plain_reading() {
    for block in [1, 2, 8, 10, 14, 15, 16, 20, 30, 60] {
        let most = 2 * block + block / 2 + 1;
        let step = (most / 40).max(1).into();
        for options in Options::all() {
            for t in (0..=most).step_by(step) {
                for a in (0..=most).step_by(step) {
                    let least = t / block + a / block;
                    let open = u16::from(t % block > 0) + u16::from(a % block > 0);
                    for units in least..=least + open {
                        check(options, block, units, t, a);
                    }
                }
            }
        }
    }
}

#[test]
fn nine_and_fourteen_minutes_are_one_unit_each_and_nine_and_thirteen_are_a_gap() {
    for options in Options::all() {
        let (at, below) = (
            check(options, 15, 2, 9, 14).ground(),
            check(options, 15, 2, 9, 13).ground(),
        );
        if options.rule == AssistantRule::From2022 {
            assert_eq!(at, DivisionGround::OneEach, "{options:?}");
        } else {
            assert!(matches!(at, DivisionGround::Gap(_)), "{options:?}");
        }
        assert!(matches!(below, DivisionGround::Gap(_)), "{options:?}");
    }
}

#[test]
fn the_ground_of_a_choice_is_that_no_rule_is_published() {
    for options in Options::all() {
        let both = check(options, 30, 2, 20, 20).ground();
        assert!(
            matches!(both, DivisionGround::OneTestForAll { exceeds: true })
                && both.is_unspecified()
        );
        let midpoint = check(options, 15, 1, 8, 15).ground();
        let is_choice = options.rule == AssistantRule::From2022;
        assert_eq!(midpoint.is_unspecified(), is_choice, "{options:?}");
        // one minute less of the therapist is no midpoint
        assert_eq!(
            check(options, 15, 1, 7, 15).ground(),
            DivisionGround::Nothing
        );
        assert!(
            !check(options, 15, 1, 9, 0).ground().is_unspecified(),
            "{options:?}"
        );
    }
}

#[test]
fn the_methods_of_a_tenth_differ_only_where_a_test_was_asked() {
    let options = |method| Options {
        rule: AssistantRule::From2022,
        method,
        gap: TwoUnitGap::Split,
        whole: WholeBlock::Block,
    };
    for method in DeMinimis::ALL {
        // 1 of 8 minutes is more than a tenth, but not more than a rounded tenth
        assert!(check(options(method), 15, 1, 7, 1).methods_differ());
        // 8 minutes of the therapist decide, whatever a tenth is
        assert!(!check(options(method), 15, 1, 8, 1).methods_differ());
        // all three agree
        assert!(!check(options(method), 15, 1, 7, 7).methods_differ());
    }
}

#[test]
fn units_that_the_minutes_do_not_support_are_an_error_that_names_the_bounds() {
    for block in [1, 15, 30] {
        for (t, a) in [
            (0, 0),
            (1, 0),
            (block, 1),
            (block + 1, 2 * block + 1),
            (2, 2),
        ] {
            let least = t / block + a / block;
            let most = least + u16::from(t % block > 0) + u16::from(a % block > 0);
            let clock = FurnishingClock::Blocks(BlockMinutes::of(block));
            for units in 0..=most + 2 {
                let made =
                    Furnishing::new(clock, Units::new(units), Minutes::new(t), Minutes::new(a));
                match made {
                    Ok(_) => assert!((least..=most).contains(&units), "{block}: {t} {a} {units}"),
                    Err(error) => {
                        assert!(!(least..=most).contains(&units), "{block}: {t} {a} {units}");
                        assert_eq!(
                            (error.least, error.most, error.found),
                            (least.into(), most.into(), units)
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn what_is_not_counted_in_blocks_is_one_test_for_all_units_and_a_supply_is_nobodys() {
    for options in Options::all() {
        for (t, a) in [
            (0, 0),
            (20, 0),
            (0, 20),
            (18, 2),
            (17, 2),
            (17, 3),
            (20, 20),
        ] {
            let exceeds = options.exceeds(t, a);
            for units in [0, 1, 3] {
                let divide = |clock| {
                    let (units, t, a) = (Units::new(units), Minutes::new(t), Minutes::new(a));
                    let furnishing = Furnishing::new(clock, units, t, a).expect("no bounds");
                    options.reading().divide(furnishing)
                };
                let marked = if exceeds { units } else { 0 };
                for (clock, ground) in [
                    (
                        FurnishingClock::Untimed,
                        DivisionGround::TenPercent { exceeds },
                    ),
                    (
                        FurnishingClock::UnequalFamily,
                        DivisionGround::OneTestForAll { exceeds },
                    ),
                ] {
                    let division = divide(clock);
                    assert_eq!(division.marked().get(), marked, "{options:?} {t} {a}");
                    assert_eq!(division.clean().get(), units - marked);
                    let expected = if a == 0 {
                        DivisionGround::Nothing
                    } else {
                        ground
                    };
                    assert_eq!(division.ground(), expected, "{options:?} {t} {a}");
                }
                let supply = divide(FurnishingClock::Supply);
                assert_eq!((supply.clean().get(), supply.marked().get()), (units, 0));
                assert_eq!(supply.ground(), DivisionGround::Nothing);
            }
        }
    }
}
