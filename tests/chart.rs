//! The printed chart, 0 through 127 minutes, and its continuation through a whole day.

use therapy_billing::{
    Discipline, Minutes, ProcedureCode, Service, Session, UnitRule, time::macros::date,
};

/// The chart as printed: units, least and most minutes.
const CHART: [(u32, u16, u16); 9] = [
    (0, 0, 7),
    (1, 8, 22),
    (2, 23, 37),
    (3, 38, 52),
    (4, 53, 67),
    (5, 68, 82),
    (6, 83, 97),
    (7, 98, 112),
    (8, 113, 127),
];

fn units_of(rule: UnitRule, code: &str, minutes: u16) -> u32 {
    let service = Service::new(ProcedureCode::of(code), Minutes::new(minutes)).expect("known");
    let session = Session::new(date!(2025 - 03 - 14), Discipline::Pt)
        .with(service)
        .expect("a day");
    rule.allocate(&session).timed_units()
}

#[test]
fn every_printed_row_holds_at_every_minute() {
    for (units, from, to) in CHART {
        for minutes in from..=to {
            assert_eq!(
                units_of(UnitRule::MEDICARE, "97112", minutes),
                units,
                "{minutes} minutes"
            );
            assert_eq!(UnitRule::MEDICARE.units_of_total(minutes.into()), Ok(units));
        }
    }
}

#[test]
fn the_step_of_fifteen_goes_on_through_the_day() {
    // A second formulation: walk minute by minute, one more unit at every eighth of fifteen.
    let mut units = 0;
    for minutes in 0..=1440_u16 {
        if minutes % 15 == 8 {
            units += 1;
        }
        assert_eq!(
            units_of(UnitRule::MEDICARE, "97112", minutes),
            units,
            "{minutes} minutes"
        );
        assert_eq!(
            units_of(UnitRule::CPT, "97112", minutes),
            units,
            "{minutes} minutes"
        );
    }
    assert_eq!(units, 96);
}

#[test]
fn whole_blocks_count_full_quarter_hours_only() {
    for minutes in 0..=1440_u16 {
        let full = u32::from(minutes) / 15;
        assert_eq!(
            units_of(UnitRule::WHOLE_BLOCKS, "97112", minutes),
            full,
            "{minutes} minutes"
        );
    }
}

#[test]
fn an_hour_is_reached_past_its_middle() {
    for (minutes, units) in [(30, 0), (31, 1), (90, 1), (91, 2), (150, 2), (151, 3)] {
        assert_eq!(
            units_of(UnitRule::MEDICARE, "96125", minutes),
            units,
            "{minutes} minutes"
        );
    }
}

#[test]
fn families_step_at_their_own_minutes() {
    let steps = |code, steps: [u16; 3]| {
        for minutes in 0..=240_u16 {
            let reached = steps.iter().filter(|step| minutes >= **step).count();
            if minutes < steps[2] + 7 {
                let units = units_of(UnitRule::MEDICARE, code, minutes);
                assert_eq!(units as usize, reached, "{minutes} minutes of {code}");
            }
        }
    };
    steps("97129", [8, 23, 38]);
    steps("90912", [8, 23, 38]);
    steps("97545", [61, 151, 211]);
    steps("97550", [16, 38, 53]);
    steps("G0541", [16, 38, 53]);
    steps("92607", [31, 76, 106]);
    steps("92605", [31, 76, 106]);
    steps("96112", [31, 76, 106]);
}

#[test]
fn families_step_at_full_blocks_under_whole_blocks() {
    for (minutes, units) in [(119, 0), (120, 1), (179, 1), (180, 2), (239, 2), (240, 3)] {
        assert_eq!(
            units_of(UnitRule::WHOLE_BLOCKS, "97545", minutes),
            units,
            "{minutes} minutes"
        );
    }
}

#[test]
fn a_total_alone_is_counted_only_where_minutes_are_pooled() {
    assert_eq!(UnitRule::MEDICARE.units_of_total(1440), Ok(96));
    assert_eq!(UnitRule::MEDICARE.units_of_total(u32::MAX), Ok(286_331_153));
    for rule in [
        UnitRule::CPT,
        UnitRule::COLORADO_WORKERS_COMPENSATION,
        UnitRule::WHOLE_BLOCKS,
    ] {
        let refusal = rule.units_of_total(47).expect_err("no codes");
        assert!(
            refusal
                .to_string()
                .contains("expected the minutes of each code"),
            "{refusal}"
        );
    }
}
