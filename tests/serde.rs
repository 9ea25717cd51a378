//! The serialized forms: text in, text out, pinned by golden files; the back door is closed.
#![cfg(feature = "serde")]

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use therapy_billing::claim::{AssistantPolicy, Bill, Visit};
use therapy_billing::reference::catalog::{BlockMinutes, Family};
use therapy_billing::session::{Intervals, ServiceRecord};
use therapy_billing::units::{PartialUnit, Pooling, Split};
use therapy_billing::{
    CodeKind, Discipline, Interval, Minutes, Modifier, Modifiers, ProcedureCode, ServiceLine,
    Session, Setting, Severity, Timing, UnitRule, Units,
};
use therapy_billing::{claim::Accrued, payment::TherapyDay};

const VISITS: &str = include_str!("../examples/data/visits.ndjson");
const BILLS: &str = include_str!("golden/bills.ndjson");

#[test]
fn the_answers_to_the_sample_visits_are_these_bytes() {
    let mut given = String::new();
    for line in VISITS.lines() {
        let visit: Visit = serde_json::from_str(line).expect(line);
        given += &serde_json::to_string(&Bill::new(visit)).expect("a bill is written");
        given.push('\n');
    }
    for (given, golden) in given.lines().zip(BILLS.lines()) {
        assert_eq!(given, golden);
    }
    assert_eq!(given.lines().count(), BILLS.lines().count());
}

#[test]
fn a_brief_bill_is_the_bill_without_alternatives_steps_and_next_units() {
    for line in VISITS.lines() {
        let visit: Visit = serde_json::from_str(line).expect(line);
        let bill = Bill::new(visit);
        let mut whole = serde_json::to_value(&bill).expect("a bill is written");
        let keys = whole.as_object_mut().expect("an object");
        keys.remove("alternatives");
        keys.remove("steps");
        keys.remove("next_session_unit");
        for line in keys["lines"].as_array_mut().expect("lines are a list") {
            line.as_object_mut().expect("an object").remove("next_unit");
        }
        assert_eq!(
            serde_json::to_value(bill.brief()).expect("a brief one too"),
            whole
        );
    }
}

#[test]
fn a_visit_survives_the_way_out_and_in() {
    for line in VISITS.lines() {
        let visit: Visit = serde_json::from_str(line).expect(line);
        let text = serde_json::to_string(&visit).expect("a visit is written");
        assert_eq!(serde_json::from_str::<Visit>(&text).expect(&text), visit);
        let session = serde_json::to_string(&visit.session).expect("a session is written");
        let read: Session = serde_json::from_str(&session).expect(&session);
        assert_eq!(read, visit.session);
    }
}

#[track_caller]
#[allow(clippy::needless_pass_by_value, reason = "reads better at the call")]
fn pinned<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: T, wire: Value) {
    assert_eq!(serde_json::to_value(&value).expect("it is written"), wire);
    assert_eq!(
        serde_json::from_value::<T>(wire).expect("it is read"),
        value
    );
}

#[track_caller]
fn refused<T: DeserializeOwned + Debug>(wire: Value, part: &str) {
    let error = serde_json::from_value::<T>(wire)
        .expect_err("refused")
        .to_string();
    assert!(error.contains(part), "{error}");
}

#[test]
fn each_type_has_its_one_form() {
    pinned(ProcedureCode::CPT_97112, json!("97112"));
    pinned(CodeKind::Hcpcs2, json!("hcpcs-2"));
    pinned(
        Modifiers::new([Modifier::GP, Modifier::KX]).unwrap(),
        json!(["GP", "KX"]),
    );
    pinned(Minutes::new(24), json!(24));
    pinned(Units::new(2), json!(2));
    pinned(Discipline::Slp, json!("slp"));
    pinned(Setting::SnfPartB, json!("snf-part-b"));
    pinned(Severity::Warning, json!("warning"));
    pinned(UnitRule::MEDICARE, json!("medicare"));
    pinned(
        UnitRule::COLORADO_WORKERS_COMPENSATION,
        json!("colorado-workers-compensation"),
    );
    let ten = PartialUnit::Minutes(BlockMinutes::of(10));
    pinned(
        UnitRule::contract(Pooling::Session, ten, BlockMinutes::QUARTER_HOUR).unwrap(),
        json!({"pooling": "session", "partial_unit": {"minutes": 10}, "block_minutes": 15}),
    );
    pinned(
        UnitRule::contract(Pooling::None, PartialUnit::Never, BlockMinutes::of(30)).unwrap(),
        json!({"pooling": "none", "partial_unit": "never", "block_minutes": 30}),
    );
    let family = Family {
        first: ProcedureCode::of("97129"),
        first_block: BlockMinutes::QUARTER_HOUR,
        add_on: ProcedureCode::of("97130"),
        add_on_block: BlockMinutes::QUARTER_HOUR,
    };
    pinned(
        Timing::AddOn { family },
        json!({"add-on": {
            "first": "97129", "first_block": 15, "add_on": "97130", "add_on_block": 15
        }}),
    );
    pinned(AssistantPolicy::default(), json!({}));
    pinned(
        AssistantPolicy::default().with_applies(true),
        json!({"applies": true}),
    );
}

#[test]
fn nothing_but_a_whole_number_is_minutes() {
    for wire in [
        json!(-1),
        json!(1.0),
        json!(22.5),
        json!("24"),
        json!(true),
        json!([24]),
        json!(null),
    ] {
        refused::<Minutes>(wire, "expected whole minutes, 0 to 65,535");
    }
    refused::<Minutes>(json!(65_536), "expected whole minutes, 0 to 65,535");
    refused::<Minutes>(
        json!(4_294_967_297_u64),
        "expected whole minutes, 0 to 65,535",
    );
    assert!(serde_json::from_str::<Minutes>("2e1").is_err());
    assert!(serde_json::from_str::<Minutes>("NaN").is_err());
    assert!(serde_json::from_str::<Minutes>("1e400").is_err());
    assert_eq!(
        serde_json::from_str::<Minutes>("65535").unwrap(),
        Minutes::MAX
    );
}

#[test]
fn reading_runs_the_public_constructors() {
    refused::<ProcedureCode>(
        json!("9711"),
        "expected a procedure code of 5 characters, found 4",
    );
    refused::<Modifier>(json!("G"), "expected a modifier of 2 characters, found 1");
    refused::<Modifiers>(json!(["GP", "KX", "59", "95", "GA"]), "at most 4 modifiers");
    refused::<Interval>(
        json!({"start": "09:00", "end": "09:00"}),
        "found 09:00 for both",
    );
    refused::<Interval>(json!({"start": "24:00", "end": "24:20"}), "HH:MM");
    refused::<Interval>(json!({"start": "09:00"}), "missing field `end`");
    refused::<Interval>(
        json!({"start": "09:00", "stop": "09:20"}),
        "unknown field `stop`",
    );
    refused::<Intervals>(json!([]), "expected at least 1 interval");
    refused::<BlockMinutes>(json!(0), "a block of 1 to 1440 minutes");
    refused::<BlockMinutes>(json!(1441), "a block of 1 to 1440 minutes");
    refused::<UnitRule>(json!("Medicare"), "expected medicare, cpt");
    refused::<UnitRule>(
        json!({"pooling": "session", "partial_unit": {"minutes": 16}, "block_minutes": 15}),
        "expected a partial_unit of at most 15 minutes, found 16",
    );
    refused::<UnitRule>(
        json!({"pooling": "session", "partial_unit": "never"}),
        "missing field `block_minutes`",
    );
    refused::<ServiceRecord>(
        json!({"code": "97112", "modifer": "GP"}),
        "unknown field `modifer`",
    );
    refused::<AssistantPolicy>(json!({"rules": "2022"}), "unknown field `rules`");
    refused::<AssistantPolicy>(json!({"rule": "2021"}), "expected none, 2020 or 2022");
}

#[test]
fn a_repeated_key_is_refused() {
    for text in [
        r#"{"date_of_service": "2026-03-14", "discipline": "pt", "services": [], "services": []}"#,
        r#"{"date_of_service": "2026-03-14", "discipline": "pt",
            "services": [{"code": "97112", "minutes": 24, "minutes": 24}]}"#,
    ] {
        let error = serde_json::from_str::<Visit>(text)
            .expect_err("refused")
            .to_string();
        assert!(error.contains("duplicate field"), "{error}");
    }
}

#[test]
fn an_error_in_a_list_names_its_place() {
    let text = json!({"date_of_service": "2026-03-14", "discipline": "pt", "services": [
        {"code": "97112", "minutes": 24}, {"code": "97110"}
    ]});
    refused::<Visit>(
        text,
        "services[1]: expected the minutes of timed code 97110, found none",
    );
}

#[test]
fn a_list_is_no_object_and_an_object_no_word() {
    let visit = |services: Value| json!({"date_of_service": "2026-03-14", "discipline": "pt", "services": services});
    assert!(serde_json::from_value::<Visit>(visit(json!([]))).is_ok());
    refused::<Visit>(
        json!(["v", "2026-03-14", "pt", "medicare", []]),
        "expected a visit, an object",
    );
    refused::<Visit>(
        visit(json!([["97112", 24]])),
        "expected a service, an object",
    );
    refused::<Visit>(
        visit(json!([{"code": "97112", "intervals": [["09:00", "09:24"]]}])),
        "an interval",
    );
    refused::<AssistantPolicy>(json!([true]), "an object of options for assistants");
    refused::<ServiceLine>(json!(["97112", 2]), "expected a line, an object");
    refused::<Discipline>(json!({"pt": null}), "expected pt, ot or slp");
    refused::<Setting>(json!({"corf": null}), "expected a setting");
    refused::<Accrued>(json!(["2400.00", "0.00"]), "an object of pt_slp and ot");
    refused::<TherapyDay>(json!([]), "expected a day, an object");
    refused::<Modifiers>(json!("GP"), "expected a list of at most four modifiers");
    refused::<PartialUnit>(
        json!(8),
        "expected past-midpoint, never or an object of minutes",
    );
    refused::<Split>(
        json!(["97112", 2]),
        "expected a split, an object of units by code",
    );
}
