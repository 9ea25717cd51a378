//! Every worked example of the manual, by its number, and the failures known of other counts.

use therapy_billing::{
    Allocation, Discipline, Minutes, ProcedureCode, Service, Session, UnitRule, Units,
    time::macros::date,
};

fn session(services: &[(&str, u16)]) -> Session {
    let new = Session::new(date!(2025 - 03 - 14), Discipline::Pt);
    services.iter().fold(new, |session, &(code, minutes)| {
        let service = Service::new(ProcedureCode::of(code), Minutes::new(minutes));
        session
            .with(service.expect("a known code"))
            .expect("a day holds it")
    })
}

fn splits(allocation: &Allocation, codes: &[&str]) -> Vec<Vec<u16>> {
    let units = |split: therapy_billing::units::Split| {
        codes
            .iter()
            .map(|code| split.units(ProcedureCode::of(code)).get())
            .collect()
    };
    let mut splits: Vec<_> = allocation.splits().map(units).collect();
    splits.sort_unstable();
    splits
}

#[track_caller]
fn check_under(rule: UnitRule, services: &[(&str, u16)], units: &[u16]) {
    let session = session(services);
    let allocation = rule.allocate(&session);
    let mut codes: Vec<&str> = Vec::new();
    for (code, _) in services {
        if !codes.contains(code) {
            codes.push(code);
        }
    }
    let given: Vec<u16> = codes
        .iter()
        .map(|code| allocation.units(ProcedureCode::of(code)).get())
        .collect();
    assert_eq!(
        given,
        units,
        "{services:?} under {rule}\n{}",
        allocation.explain()
    );
}

#[track_caller]
fn check(services: &[(&str, u16)], units: &[u16]) {
    check_under(UnitRule::MEDICARE, services, units);
}

#[test]
fn example_1_the_larger_remainder_takes_the_third_unit() {
    check(&[("97112", 24), ("97110", 23)], &[2, 1]);
}

#[test]
fn example_2_either_code_may_have_the_third_unit() {
    check(&[("97112", 20), ("97110", 20)], &[2, 1]);
    let session = session(&[("97112", 20), ("97110", 20)]);
    let allocation = UnitRule::MEDICARE.allocate(&session);
    assert_eq!(splits(&allocation, &["97112", "97110"]), [[1, 2], [2, 1]]);
    let tie = allocation.tie().expect("a tie");
    assert_eq!(
        tie.codes,
        [ProcedureCode::CPT_97110, ProcedureCode::CPT_97112]
    );
    assert_eq!(tie.units, 1);
}

#[test]
fn example_3_seven_minutes_left_beat_three() {
    check(&[("97110", 33), ("97140", 7)], &[2, 1]);
}

#[test]
fn example_4_three_units_for_four_codes() {
    check(
        &[("97110", 18), ("97140", 13), ("97116", 10), ("97035", 8)],
        &[1, 1, 1, 0],
    );
}

#[test]
fn example_5_one_unit_for_any_of_three_short_services() {
    check(&[("97112", 7), ("97110", 7), ("97140", 7)], &[1, 0, 0]);
    let session = session(&[("97112", 7), ("97110", 7), ("97140", 7)]);
    let allocation = UnitRule::MEDICARE.allocate(&session);
    let lawful = splits(&allocation, &["97112", "97110", "97140"]);
    assert_eq!(lawful, [[0, 0, 1], [0, 1, 0], [1, 0, 0]]);
}

#[test]
fn example_b_an_hour_of_one_code_is_four() {
    check(&[("97530", 60)], &[4]);
}

/// Services, and their units under the four presets.
type Row = (&'static [(&'static str, u16)], [&'static [u16]; 4]);

#[test]
fn the_table_of_presets_holds() {
    use UnitRule as R;
    let colorado = R::COLORADO_WORKERS_COMPENSATION;
    let rows: [Row; 6] = [
        (
            &[("97112", 24), ("97110", 23)],
            [&[2, 1], &[2, 2], &[2, 1], &[1, 1]],
        ),
        (
            &[("97112", 20), ("97110", 20)],
            [&[2, 1], &[1, 1], &[1, 1], &[1, 1]],
        ),
        (
            &[("97110", 33), ("97140", 7)],
            [&[2, 1], &[2, 0], &[2, 0], &[2, 0]],
        ),
        (
            &[("97110", 18), ("97140", 13), ("97116", 10), ("97035", 8)],
            [&[1, 1, 1, 0], &[1, 1, 1, 1], &[1, 1, 1, 0], &[1, 0, 0, 0]],
        ),
        (
            &[("97112", 7), ("97110", 7), ("97140", 7)],
            [&[1, 0, 0], &[0, 0, 0], &[0, 0, 0], &[0, 0, 0]],
        ),
        (
            &[("97110", 8), ("97140", 8)],
            [&[1, 0], &[1, 1], &[1, 0], &[0, 0]],
        ),
    ];
    for (services, units) in rows {
        for (rule, units) in [R::MEDICARE, R::CPT, colorado, R::WHOLE_BLOCKS]
            .iter()
            .zip(units)
        {
            check_under(*rule, services, units);
        }
    }
}

#[test]
fn rounding_code_by_code_is_not_medicare() {
    check(&[("97112", 24), ("97110", 23)], &[2, 1]); // not 2 and 2
}

#[test]
fn a_proportional_split_is_not_the_method() {
    check(&[("97110", 18), ("97140", 5)], &[1, 1]); // not 2 and 0
}

#[test]
fn the_first_listed_does_not_win_unless_equal() {
    check(&[("97110", 33), ("97140", 7)], &[2, 1]);
    check(&[("97140", 7), ("97110", 33)], &[1, 2]);
}

#[test]
fn leftovers_are_not_gated_at_eight_minutes() {
    check(&[("97110", 7), ("97112", 7), ("97140", 7)], &[1, 0, 0]);
}

#[test]
fn the_chart_does_not_run_out() {
    check(&[("97110", 83)], &[6]);
    check(&[("97110", 136)], &[9]);
    check(&[("97110", 247)], &[16]);
}

#[test]
fn the_same_code_on_two_lines_is_one_service() {
    check(&[("97110", 8), ("97140", 8), ("97110", 8)], &[1, 1]);
    check_under(
        UnitRule::CPT,
        &[("97110", 8), ("97140", 8), ("97110", 8)],
        &[1, 1],
    );
}

#[test]
fn untimed_minutes_are_not_counted() {
    check(&[("97110", 15), ("97150", 30), ("97010", 20)], &[1, 1, 1]);
}

#[test]
fn minutes_of_97129_alone_reach_its_add_on() {
    let session = session(&[("97129", 38)]);
    let allocation = UnitRule::MEDICARE.allocate(&session);
    assert_eq!(allocation.units(ProcedureCode::of("97129")), Units::ONE);
    assert_eq!(allocation.units(ProcedureCode::of("97130")), Units::new(2));
    let made: Vec<_> = allocation
        .lines()
        .filter(|line| line.minutes.is_none())
        .collect();
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].code, ProcedureCode::of("97130"));
}

#[test]
fn lines_made_by_the_count_stand_beside_the_code_delivered() {
    let codes = |services| {
        let session = session(services);
        let allocation = UnitRule::MEDICARE.allocate(&session);
        allocation
            .lines()
            .map(|line| line.code.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        codes(&[("97110", 15), ("97129", 30), ("97112", 15)]),
        ["97110", "97129", "97130", "97112"]
    );
    assert_eq!(
        codes(&[("97110", 15), ("97130", 30), ("97112", 15)]),
        ["97110", "97129", "97130", "97112"]
    );
}

#[test]
fn a_family_is_begun_with_whichever_half_stands_first() {
    let units = |services| {
        let session = session(services);
        let allocation = UnitRule::MEDICARE.allocate(&session);
        let first = allocation.splits().next().expect("the default pick");
        let of = |code| {
            let code = ProcedureCode::of(code);
            assert_eq!(
                first.units(code),
                allocation.units(code),
                "the pick is listed first"
            );
            allocation.units(code).get()
        };
        [of("97129"), of("97130"), of("97535")]
    };
    assert_eq!(
        units(&[("97130", 11), ("97535", 20), ("97129", 9)]),
        [1, 1, 1]
    );
    assert_eq!(
        units(&[("97130", 7), ("97535", 7), ("97129", 0)]),
        [1, 0, 0]
    );
    assert_eq!(
        units(&[("97535", 20), ("97130", 11), ("97129", 9)]),
        [1, 0, 2]
    );
    assert_eq!(
        units(&[("97535", 21), ("97110", 21), ("97130", 12), ("97129", 9)]),
        [1, 0, 2]
    );
}
