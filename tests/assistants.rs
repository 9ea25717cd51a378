//! CQ and CO against a plain reading, exhaustively for one code, on a grid for two.

use proptest::prelude::*;
use therapy_billing::claim::{
    AssistantPolicy, AssistantReading, AssistantRule, Bill, DeMinimis, Furnishing, FurnishingClock,
    NotApplied, TwoUnitGap, Visit, WholeBlock,
};
use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::time::Date;
use therapy_billing::time::macros::date;
use therapy_billing::{
    Discipline, Minutes, Modifier, PersonMinutes, ProcedureCode, Service, Session, Setting,
    UnitRule, Units,
};

const IN_2021: Date = date!(2021 - 06 - 15);
const IN_2024: Date = date!(2024 - 08 - 14);

fn people(therapist: u16, assistant: u16, together: u16) -> PersonMinutes {
    PersonMinutes {
        therapist: Minutes::new(therapist),
        assistant: Minutes::new(assistant),
        together: Minutes::new(together),
    }
}

fn visit(date: Date, services: &[(&str, PersonMinutes)]) -> Visit {
    let session = services.iter().fold(
        Session::new(date, Discipline::Pt),
        |session, (code, people)| {
            let service = Service::new(ProcedureCode::of(code), *people).expect("a known code");
            session.with(service).expect("a day holds it")
        },
    );
    Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice)
}

/// Clean and marked units of a code on the lines of a bill.
fn divided(bill: &Bill, code: &str) -> (u16, u16) {
    bill.lines()
        .iter()
        .filter(|line| line.code().as_str() == code)
        .fold((0, 0), |(c, m), line| {
            let units = line.units().get();
            if line.modifiers().contains(Modifier::CQ) {
                (c, m + units)
            } else {
                (c + units, m)
            }
        })
}

/// Fills boxes of fifteen, person by person, then reads the rule for what is left.
fn plain(units: u16, therapist: u16, assistant: u16, since_2022: bool) -> (u16, u16) {
    let (mut t, mut a, mut clean, mut marked) = (therapist, assistant, 0, 0);
    while t >= 15 {
        t -= 15;
        clean += 1;
    }
    while a >= 15 {
        a -= 15;
        marked += 1;
    }
    let more_than_a_tenth = 100 * u32::from(a) > 10 * u32::from(t + a);
    match (units - clean - marked, since_2022) {
        (0, _) => {}
        (1, true) if t >= 8 => clean += 1,
        (1, _) if more_than_a_tenth => marked += 1,
        (1, _) => clean += 1,
        (_, true) if (9..=14).contains(&t) && (9..=14).contains(&a) && t + a >= 23 => {
            clean += 1;
            marked += 1;
        }
        (_, true) if t >= 8 => {
            clean += 1;
            marked += 1;
        }
        _ => marked += 2,
    }
    (clean, marked)
}

#[test]
fn one_code_is_divided_as_the_plain_reading_has_it_in_both_versions() {
    for therapist in 0..=40 {
        for assistant in 0..=40 {
            for (date, since_2022) in [(IN_2021, false), (IN_2024, true)] {
                let visit = visit(date, &[("97110", people(therapist, assistant, 0))]);
                let bill = Bill::new(visit);
                let units = bill.allocation().units(ProcedureCode::CPT_97110).get();
                let given = divided(&bill, "97110");
                let reason = &bill.modifier_reasons();
                assert_eq!(
                    given.0 + given.1,
                    units,
                    "{therapist} and {assistant} on {date}"
                );
                assert_eq!(
                    given,
                    plain(units, therapist, assistant, since_2022),
                    "{therapist} and {assistant} on {date}: {reason:?}"
                );
            }
        }
    }
}

#[test]
fn two_codes_on_a_grid_are_divided_as_the_plain_reading_has_it() {
    let grid = [0, 3, 7, 8, 10, 13, 15, 20, 23, 29];
    let mut gaps = 0;
    for t1 in grid {
        for a1 in grid {
            for t2 in grid {
                for a2 in grid {
                    let services = [("97110", people(t1, a1, 0)), ("97140", people(t2, a2, 0))];
                    for (date, since_2022) in [(IN_2021, false), (IN_2024, true)] {
                        let visit = visit(date, &services);
                        let bill = Bill::new(visit);
                        for (code, t, a) in [("97110", t1, a1), ("97140", t2, a2)] {
                            let units = bill.allocation().units(ProcedureCode::of(code)).get();
                            gaps += usize::from(units > t / 15 + a / 15 + 1);
                            assert_eq!(
                                divided(&bill, code),
                                plain(units, t, a, since_2022),
                                "{services:?} on {date}: {:?}",
                                bill.modifier_reasons()
                            );
                        }
                    }
                }
            }
        }
    }
    assert!(gaps > 0, "the grid reaches two open units");
}

#[test]
fn more_therapist_minutes_never_turn_a_clean_unit_into_an_assistants() {
    for date in [IN_2021, IN_2024] {
        for assistant in 0..=60 {
            let mut before = 0;
            for therapist in 0..=60 {
                let visit = visit(date, &[("97110", people(therapist, assistant, 0))]);
                let (clean, _) = divided(&Bill::new(visit), "97110");
                assert!(clean >= before, "{therapist} and {assistant} on {date}");
                before = clean;
            }
        }
    }
}

#[test]
fn the_least_minutes_that_mark_are_those_of_the_table() {
    // whole minutes; least assistant minutes by exact, percentage, simple
    let table = [
        (8, [1, 1, 2]),
        (9, [1, 1, 2]),
        (10, [2, 2, 2]),
        (15, [2, 2, 3]),
        (20, [3, 3, 3]),
        (25, [3, 3, 4]),
        (29, [3, 4, 4]),
        (30, [4, 4, 4]),
        (35, [4, 4, 5]),
        (40, [5, 5, 5]),
        (45, [5, 5, 6]),
        (60, [7, 7, 7]),
    ];
    let methods = [DeMinimis::Exact, DeMinimis::Percentage, DeMinimis::Simple];
    for (whole, least) in table {
        for (method, least) in methods.into_iter().zip(least) {
            assert!(
                method.exceeds(least, whole),
                "{least} of {whole} by {method:?}"
            );
            assert!(
                !method.exceeds(least - 1, whole),
                "{} of {whole} by {method:?}",
                least - 1
            );
        }
    }
}

#[test]
fn the_exact_method_is_never_more_lenient_than_another() {
    for whole in 1..=1440 {
        for assistant in 0..=whole {
            let exact = DeMinimis::Exact.exceeds(assistant, whole);
            for other in [DeMinimis::Simple, DeMinimis::Percentage] {
                assert!(
                    exact || !other.exceeds(assistant, whole),
                    "{assistant} of {whole}"
                );
            }
        }
    }
}

fn reading(policy: AssistantPolicy) -> AssistantReading {
    policy
        .reading(
            UnitRule::MEDICARE,
            Setting::PrivatePractice,
            Discipline::Pt,
            IN_2024,
        )
        .expect("it applies")
}

fn divide(reading: AssistantReading, units: u16, therapist: u16, assistant: u16) -> (u16, u16) {
    let clock = FurnishingClock::Blocks(BlockMinutes::QUARTER_HOUR);
    let minutes = (Minutes::new(therapist), Minutes::new(assistant));
    let furnishing = Furnishing::new(clock, Units::new(units), minutes.0, minutes.1);
    let division = reading.divide(furnishing.unwrap());
    (division.clean().get(), division.marked().get())
}

#[test]
fn units_are_conserved_for_every_block_length_and_both_versions() {
    let default = AssistantPolicy::default();
    let readings = [AssistantRule::From2020, AssistantRule::From2022]
        .map(|rule| reading(default.with_rule(rule)));
    let samples = [0, 1, 7, 8, 9, 14, 15, 22, 23, 59, 60, 1440, u16::MAX];
    for length in (1..=65).chain([90, 120, 1440]) {
        let clock = FurnishingClock::Blocks(BlockMinutes::of(length));
        for (t, a) in samples.iter().flat_map(|t| samples.map(|a| (*t, a))) {
            let full = u32::from(t / length) + u32::from(a / length);
            for units in (full..=full + 2).filter_map(|units| u16::try_from(units).ok()) {
                let minutes = (Minutes::new(t), Minutes::new(a));
                let furnishing = Furnishing::new(clock, Units::new(units), minutes.0, minutes.1);
                let Ok(furnishing) = furnishing else {
                    continue;
                };
                for reading in readings {
                    let division = reading.divide(furnishing);
                    let sum = division.clean().get() + division.marked().get();
                    assert_eq!(sum, units, "{t} and {a} minutes in blocks of {length}");
                }
            }
        }
    }
}

#[test]
fn units_that_the_minutes_cannot_support_are_refused() {
    let clock = FurnishingClock::Blocks(BlockMinutes::QUARTER_HOUR);
    let (t, a) = (Minutes::new(20), Minutes::new(15));
    for (units, is_possible) in [(1, false), (2, true), (3, true), (4, false)] {
        let furnishing = Furnishing::new(clock, Units::new(units), t, a);
        assert_eq!(furnishing.is_ok(), is_possible, "{units} units");
    }
    let most = Minutes::new(u16::MAX);
    let untimed = Furnishing::new(FurnishingClock::Untimed, Units::ONE, most, most).unwrap();
    let division = reading(AssistantPolicy::default()).divide(untimed);
    assert_eq!(
        (division.clean(), division.marked()),
        (Units::ZERO, Units::ONE)
    );
}

#[test]
fn the_worked_rows_of_the_rule_hold() {
    let reading = reading(AssistantPolicy::default());
    for (units, t, a, expected) in [
        (1, 5, 10, (0, 1)),
        (1, 8, 14, (1, 0)),
        (1, 7, 15, (0, 1)),
        (3, 23, 22, (2, 1)),
        (2, 12, 14, (1, 1)),
        (2, 13, 23, (1, 1)),
        (2, 15, 13, (1, 1)),
    ] {
        assert_eq!(divide(reading, units, t, a), expected, "{t} and {a}");
    }
}

#[test]
fn the_biller_settles_what_no_source_does() {
    let default = AssistantPolicy::default();
    let split = reading(default);
    let both = reading(default.with_two_unit_gap(TwoUnitGap::Both));
    assert_eq!(divide(split, 2, 10, 10), (1, 1));
    assert_eq!(divide(split, 2, 7, 14), (0, 2));
    assert_eq!(divide(both, 2, 10, 10), (0, 2));
    assert_eq!(divide(both, 2, 12, 14), (1, 1)); // the published rule, whatever the policy
    let midpoint = reading(default.with_whole_block(WholeBlock::Midpoint));
    assert_eq!(divide(split, 1, 8, 15), (0, 1));
    assert_eq!(divide(midpoint, 1, 8, 15), (1, 0));
    assert_eq!(divide(midpoint, 1, 7, 15), (0, 1));
    let of_2020 = default.with_rule(AssistantRule::From2020);
    assert_eq!(divide(reading(of_2020), 2, 12, 14), (0, 2));
    assert_eq!(
        divide(
            reading(of_2020.with_two_unit_gap(TwoUnitGap::Split)),
            2,
            12,
            14
        ),
        (1, 1)
    );
}

#[test]
fn the_version_follows_the_date_of_service() {
    for (date, version) in [
        (date!(2019 - 12 - 31), AssistantRule::None),
        (date!(2020 - 01 - 01), AssistantRule::From2020),
        (date!(2021 - 12 - 31), AssistantRule::From2020),
        (date!(2022 - 01 - 01), AssistantRule::From2022),
    ] {
        assert_eq!(AssistantRule::on(date), version, "{date}");
    }
}

#[test]
fn the_reason_that_the_rule_does_not_apply_is_a_clause_that_names_setting_and_unit_rule() {
    let reasons = [
        NotApplied::Stated,
        NotApplied::BeforeTheRule,
        NotApplied::Setting(Setting::CriticalAccessHospital),
        NotApplied::UnitRule(UnitRule::CPT),
        NotApplied::NoModifier,
    ];
    let expected = [
        "the caller stated that none is reported",
        "the modifiers are used only from 2020-01-01",
        "the rule does not name the setting critical-access-hospital",
        "the payer decides under the unit rule cpt",
        "speech-language pathology has no such modifier",
    ];
    assert_eq!(reasons.map(|reason| reason.to_string()), expected);
}

#[test]
fn where_the_rule_does_not_apply_the_reason_is_said() {
    let ask = |policy: AssistantPolicy, rule, setting, discipline, date| {
        policy
            .reading(rule, setting, discipline, date)
            .map(AssistantReading::modifier)
    };
    let default = AssistantPolicy::default();
    let (medicare, cpt) = (UnitRule::MEDICARE, UnitRule::CPT);
    let (private, pt) = (Setting::PrivatePractice, Discipline::Pt);
    assert_eq!(
        ask(default, medicare, private, pt, IN_2024),
        Ok(Modifier::CQ)
    );
    assert_eq!(
        ask(default, medicare, private, Discipline::Ot, IN_2024),
        Ok(Modifier::CO)
    );
    assert_eq!(
        ask(default, medicare, private, Discipline::Slp, IN_2024),
        Err(NotApplied::NoModifier)
    );
    assert_eq!(
        ask(default, cpt, private, pt, IN_2024),
        Err(NotApplied::UnitRule(cpt))
    );
    let before = date!(2019 - 12 - 31);
    assert_eq!(
        ask(default, medicare, private, pt, before),
        Err(NotApplied::BeforeTheRule)
    );
    for setting in Setting::ALL {
        let exempt = [
            Setting::PhysicianIncidentTo,
            Setting::CriticalAccessHospital,
        ];
        let answer = ask(default, medicare, setting, pt, IN_2024);
        assert_eq!(answer.is_err(), exempt.contains(&setting), "{setting}");
    }
    let stated = default.with_applies(true);
    let hospital = Setting::CriticalAccessHospital;
    assert_eq!(ask(stated, cpt, hospital, pt, IN_2024), Ok(Modifier::CQ));
    let stated = default.with_applies(false);
    assert_eq!(
        ask(stated, medicare, private, pt, IN_2024),
        Err(NotApplied::Stated)
    );
}

#[test]
fn minutes_that_name_nobody_are_the_therapists_and_said_to_be() {
    let unnamed = Service::new(ProcedureCode::CPT_97112, Minutes::new(15)).unwrap();
    let session = Session::new(IN_2024, Discipline::Pt).with(unnamed).unwrap();
    let alone = Visit::new(
        session.clone(),
        UnitRule::MEDICARE,
        Setting::PrivatePractice,
    );
    assert!(Bill::new(alone).findings().is_empty());
    let assisted = Service::new(ProcedureCode::CPT_97110, people(0, 15, 0)).unwrap();
    let beside = Visit::new(
        session.with(assisted).unwrap(),
        UnitRule::MEDICARE,
        Setting::PrivatePractice,
    );
    let bill = Bill::new(beside);
    let found: Vec<_> = bill
        .findings()
        .iter()
        .map(|f| (f.id(), f.at().to_string()))
        .collect();
    assert_eq!(found, [("assistant-unstated", "services[0]".to_owned())]);
    assert_eq!(divided(&bill, "97112"), (1, 0));
    assert_eq!(divided(&bill, "97110"), (0, 1));
}

#[test]
fn a_family_gives_its_first_code_a_clean_unit_if_there_is_one() {
    let lines = |therapist, assistant| {
        let visit = visit(IN_2024, &[("97129", people(therapist, assistant, 0))]);
        let bill = Bill::new(visit);
        bill.lines()
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(lines(15, 15), ["97129 x 1 GP", "97130 x 1 GP CQ"]);
    assert_eq!(
        lines(30, 15),
        ["97129 x 1 GP", "97130 x 1 GP", "97130 x 1 GP CQ"]
    );
    assert_eq!(lines(0, 30), ["97129 x 1 GP CQ", "97130 x 1 GP CQ"]);
}

#[test]
fn a_family_of_unequal_blocks_is_decided_by_one_test() {
    let check = |therapist, assistant, lines: &[&str], found: &[&str]| {
        let visit = visit(IN_2024, &[("97550", people(therapist, assistant, 0))]);
        let bill = Bill::new(visit);
        let given: Vec<_> = bill.lines().iter().map(ToString::to_string).collect();
        assert_eq!(given, lines, "{therapist} and {assistant}");
        let ids: Vec<_> = bill
            .findings()
            .iter()
            .map(therapy_billing::Finding::id)
            .collect();
        assert_eq!(ids, found, "{therapist} and {assistant}");
    };
    check(45, 0, &["97550 x 1 GP", "97551 x 1 GP"], &[]);
    check(
        41,
        4,
        &["97550 x 1 GP", "97551 x 1 GP"],
        &["assistant-unspecified"],
    );
    check(
        39,
        6,
        &["97550 x 1 GP CQ", "97551 x 1 GP CQ"],
        &["assistant-unspecified"],
    );
}

fn minutes() -> impl Strategy<Value = (u16, u16, u16)> {
    (0..=40_u16, 0..=40_u16, 0..=20_u16)
}

proptest! {
    #[test]
    fn the_step_never_changes_how_many_units_a_code_has(
        first in minutes(), second in minutes(), third in minutes()
    ) {
        let services = [("97110", first), ("97112", second), ("97140", third)]
            .map(|(code, (t, a, both))| (code, people(t, a, both)));
        for date in [IN_2021, IN_2024] {
            let visit = visit(date, &services);
            let bill = Bill::new(visit);
            for (code, _) in services {
                let (clean, marked) = divided(&bill, code);
                let units = bill.allocation().units(ProcedureCode::of(code));
                prop_assert_eq!(clean + marked, units.get());
            }
        }
    }

    #[test]
    fn minutes_together_behave_as_the_therapists(first in minutes(), second in minutes()) {
        let of = |(t, a, both): (u16, u16, u16)| (people(t, a, both), people(t + both, a, 0));
        let (apart, merged) = (of(first), of(second));
        let together = visit(IN_2024, &[("97110", apart.0), ("97112", merged.0)]);
        let alone = visit(IN_2024, &[("97110", apart.1), ("97112", merged.1)]);
        let (together, alone) = (Bill::new(together), Bill::new(alone));
        prop_assert_eq!(together.lines(), alone.lines());
    }

    #[test]
    fn the_order_of_entries_changes_only_lines_order_and_the_pick_between_equals(
        first in minutes(), second in minutes()
    ) {
        let services = [("97110", first), ("97112", second)]
            .map(|(code, (t, a, both))| (code, people(t, a, both)));
        let forth = visit(IN_2024, &services);
        let back = visit(IN_2024, &[services[1], services[0]]);
        let (forth, back) = (Bill::new(forth), Bill::new(back));
        if forth.allocation().tie().is_none() {
            let mut lines = back.lines().to_vec();
            lines.sort_by_key(therapy_billing::ServiceLine::code);
            prop_assert_eq!(forth.lines(), lines);
        }
    }
}
