//! The lines of a claim are checked date by date, and those of one date together, by code and by discipline.
#![cfg(feature = "tables")]

use therapy_billing::claim::{Claim, ClaimFinding, Visit};
use therapy_billing::reference::catalog::{BlockMinutes, CodeEntry, Family};
use therapy_billing::time::macros::date;
use therapy_billing::time::{Date, Duration};
use therapy_billing::units::{PartialUnit, Pooling};
use therapy_billing::{
    Discipline, Minutes, Modifiers, ProcedureCode, ReferenceData, Service, ServiceLine, Session,
    Setting, Timing, UnitRule, Units,
};

/// A line like `97112 2 GP`.
fn line(text: &str, date: Date) -> ServiceLine {
    let mut words = text.split(' ');
    let code = ProcedureCode::of(words.next().expect("a code"));
    let units = words.next().expect("units").parse().expect("a number");
    let modifiers = Modifiers::new(words.map(|word| word.parse().expect("a modifier")));
    let modifiers = modifiers.expect("at most four");
    ServiceLine::new(code, Units::new(units))
        .with_modifiers(modifiers)
        .with_date(date)
}

const DAY: Date = date!(2024 - 08 - 14);

/// Lines of a private practice without a visit, each with the number of days after [`DAY`].
fn claim(billed: &[(i64, &str)], same_day: &[(i64, &str)], rule: UnitRule) -> Claim {
    let lines = |of: &[(i64, &str)]| {
        let lines = of.iter();
        let lines = lines.map(|(days, text)| line(text, DAY + Duration::days(*days)));
        lines.collect::<Vec<_>>()
    };
    Claim::new(lines(billed), rule, Setting::PrivatePractice)
        .and_then(|claim| claim.with_same_day(lines(same_day)))
        .expect("a claim")
}

/// The places of the findings of an id.
fn places(claim: &Claim, id: &str) -> Vec<String> {
    let findings = claim.check();
    let of_id = findings.iter().filter(|finding| finding.id() == id);
    of_id.map(|finding| finding.at().to_string()).collect()
}

/// The lines of [`DAY`] in which an id is found.
fn of_day<const N: usize>(billed: [&str; N], id: &str) -> Vec<String> {
    places(
        &claim(&billed.map(|text| (0, text)), &[], UnitRule::MEDICARE),
        id,
    )
}

/// The units and minutes of the finding that the timed units of a date need many minutes.
fn needed(claim: &Claim) -> Option<(String, u32, u64)> {
    let findings = claim.check();
    findings.iter().find_map(|finding| match finding.check() {
        ClaimFinding::UnitsLongDay { units, minutes, .. }
        | ClaimFinding::UnitsExceedDay { units, minutes, .. } => {
            Some((finding.id().to_owned(), units.0, minutes.0))
        }
        _ => None,
    })
}

fn long_day(units: u32, minutes: u64) -> (String, u32, u64) {
    ("units-long-day".to_owned(), units, minutes)
}

#[test]
fn a_line_of_another_claim_counts_on_its_own_date_only() {
    let id = "mue-day-exceeded"; // 97112 has a value of 4
    let billed = [(0, "97112 3 GP"), (1, "97112 3 GP")];
    let of = |same_day: &[(i64, &str)]| places(&claim(&billed, same_day, UnitRule::MEDICARE), id);
    assert_eq!(of(&[(0, "97112 2 GO")]), ["lines[0]"]);
    assert_eq!(of(&[(1, "97112 2 GO")]), ["lines[1]"]);
    assert_eq!(
        of(&[(2, "97112 2 GO")]),
        Vec::<String>::new(),
        "no line has this date"
    );
    assert_eq!(
        of(&[(-1, "97112 2 GO")]),
        Vec::<String>::new(),
        "no line has this date"
    );
}

#[test]
fn units_of_an_untimed_code_are_added_by_discipline_in_any_order() {
    let id = "untimed-units";
    assert_eq!(
        of_day(["97012 1 GP", "97012 1 GO"], id),
        Vec::<String>::new()
    );
    assert_eq!(
        of_day(["97012 1 GP", "97012 1 GO", "97012 1 GP KX"], id),
        ["lines[0]"]
    );
    // two disciplines show none for the lines that name none, and these are added by themselves
    let lines = [
        "97012 1",
        "97012 1 GP",
        "97012 1 GO",
        "97012 1 GN",
        "97012 1 KX",
    ];
    assert_eq!(of_day(lines, id), ["lines[0]"]);
    let lines = ["97012 1 GP", "97016 1 GP", "97012 1 GP KX", "97016 1 GP KX"];
    assert_eq!(of_day(lines, id), ["lines[0]", "lines[1]"]);
}

#[test]
fn eight_hours_and_a_whole_day_are_not_exceeded_when_they_are_reached() {
    let rule = |partial| {
        let block = BlockMinutes::of(7);
        UnitRule::contract(Pooling::Session, partial, block).expect("within the block")
    };
    let of = |units: u16, rule| {
        let line = format!("97110 {units} GP");
        needed(&claim(&[(0, &line)], &[], rule))
    };
    let past_midpoint = rule(PartialUnit::PastMidpoint);
    assert_eq!(of(69, past_midpoint), None); // 7 x 68 + 4 = 480
    assert_eq!(of(70, past_midpoint), Some(long_day(70, 487)));
    let five = rule(PartialUnit::Minutes(BlockMinutes::of(5)));
    assert_eq!(of(206, five), Some(long_day(206, 1440))); // 7 x 205 + 5
    assert_eq!(
        of(207, five),
        Some(("units-exceed-day".to_owned(), 207, 1447))
    );
}

#[test]
fn the_least_minutes_of_a_date_are_added_over_disciplines_and_pools() {
    let of = |billed: &[&str], rule| {
        let billed: Vec<_> = billed.iter().map(|text| (0, *text)).collect();
        needed(&claim(&billed, &[], rule))
    };
    let medicare = UnitRule::MEDICARE;
    // pooled: 15 x 33 + 8
    assert_eq!(
        of(&["97110 17 GP", "97112 17 GP"], medicare),
        Some(long_day(34, 503))
    );
    // each discipline has a pool of its own: 2 x (15 x 16 + 8)
    assert_eq!(
        of(&["97110 17 GP", "97112 17 GO"], medicare),
        Some(long_day(34, 496))
    );
    let in_turn = ["97110 9 GP", "97112 9 GO", "97110 8 GP KX", "97112 8 GO KX"];
    assert_eq!(of(&in_turn, medicare), Some(long_day(34, 496)));
    // without pooling each code is rounded by itself, all of its lines together
    let in_turn = ["97110 9 GP", "97112 17 GP", "97110 8 GP KX"];
    assert_eq!(of(&in_turn, UnitRule::CPT), Some(long_day(34, 496)));
}

/// A contract that counts in blocks of seven minutes.
fn blocks_of_seven() -> UnitRule {
    let seven = BlockMinutes::of(7);
    let rule = UnitRule::contract(Pooling::Session, PartialUnit::PastMidpoint, seven);
    rule.expect("within the block")
}

#[test]
fn a_length_that_the_visit_states_is_counted_by_itself() {
    let code = ProcedureCode::CPT_97110;
    let of = |service: Service| {
        let session = Session::new(DAY, Discipline::Pt)
            .with(service)
            .expect("a session");
        let visit = Visit::new(session, blocks_of_seven(), Setting::PrivatePractice);
        let line = ServiceLine::new(code, Units::new(80));
        needed(&Claim::of_visit(visit, vec![line]).expect("a claim"))
    };
    let minutes = Minutes::new(30);
    // the quarter hour of the catalog is counted in the blocks of the contract: 7 x 79 + 4
    let service = Service::new(code, minutes).expect("a service");
    assert_eq!(of(service), Some(long_day(80, 557)));
    // the quarter hour that the caller states stays a quarter hour: 15 x 79 + 8
    let quarter_hour = Timing::Blocks {
        minutes: BlockMinutes::QUARTER_HOUR,
    };
    let service = Service::with_timing(code, quarter_hour, Some(minutes.into()));
    assert_eq!(of(service.expect("a service")), Some(long_day(80, 1193)));
}

#[test]
fn a_length_that_the_facts_of_the_caller_state_is_counted_by_itself() {
    let quarter_hour = Timing::Blocks {
        minutes: BlockMinutes::QUARTER_HOUR,
    };
    let own = CodeEntry::new(ProcedureCode::of("97999"), quarter_hour, "local");
    let reference = ReferenceData::new().with_entry(own);
    let claim = |code: &str| {
        let line = format!("{code} 80 GP");
        let claim = claim(&[(0, &line)], &[], blocks_of_seven());
        needed(&claim.with_reference(&reference))
    };
    assert_eq!(claim("97110"), Some(long_day(80, 557))); // 7 x 79 + 4
    assert_eq!(claim("97999"), Some(long_day(80, 1193))); // 15 x 79 + 8
}

#[test]
fn an_add_on_of_the_callers_own_facts_needs_its_first_code() {
    let (first, add_on) = (ProcedureCode::of("97998"), ProcedureCode::of("97999"));
    let family = Family {
        first,
        add_on,
        first_block: BlockMinutes::QUARTER_HOUR,
        add_on_block: BlockMinutes::QUARTER_HOUR,
    };
    let reference = ReferenceData::new()
        .with_entry(CodeEntry::new(first, Timing::First { family }, "first"))
        .with_entry(CodeEntry::new(add_on, Timing::AddOn { family }, "add-on"));
    let found = |billed: &[(i64, &str)]| {
        let claim = claim(billed, &[], UnitRule::MEDICARE).with_reference(&reference);
        places(&claim, "add-on-without-first")
    };
    assert_eq!(found(&[(0, "97999 1 GP")]), ["lines[0]"]);
    assert_eq!(found(&[(0, "97999 1 GP"), (1, "97998 1 GP")]), ["lines[0]"]);
    assert_eq!(
        found(&[(0, "97999 1 GP"), (0, "97998 1 GP")]),
        Vec::<String>::new()
    );
}

#[test]
fn two_modifiers_that_exclude_each_other_are_found_without_a_third() {
    assert_eq!(of_day(["97112 1 95 93"], "modifier-conflict"), ["lines[0]"]);
    assert_eq!(of_day(["97112 1 59 XU"], "distinct-conflict"), ["lines[0]"]);
    assert_eq!(of_day(["97112 1 GA GZ"], "notice-conflict"), ["lines[0]"]);
}

#[test]
fn modifier_51_is_not_for_an_add_on_with_or_without_a_family() {
    let id = "modifier-not-for-code";
    assert_eq!(of_day(["97597 1 GP", "97598 1 GP 51"], id), ["lines[1]"]);
    assert_eq!(of_day(["97129 1 GO", "97130 1 GO 51"], id), ["lines[1]"]);
    assert_eq!(
        of_day(["97597 1 GP 51", "97598 1 GP"], id),
        Vec::<String>::new()
    );
}
