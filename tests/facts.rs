//! Promise: the `facts` program prints what is known of a code on a day, says of what is not known that
//! it is unknown, and leaves out no key.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/program.rs"]
mod program;

use program::run;
use serde_json::{Value, json};

fn facts(arguments: &str) -> Value {
    let arguments: Vec<_> = arguments.split(' ').chain(["--format", "json"]).collect();
    let ran = run("facts", &arguments, b"");
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""), "{arguments:?}");
    serde_json::from_str(&ran.lines.concat()).expect("one JSON object")
}

fn text(arguments: &str) -> String {
    let arguments: Vec<_> = arguments.split(' ').collect();
    let ran = run("facts", &arguments, b"");
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""), "{arguments:?}");
    ran.lines.join("\n")
}

#[test]
fn what_is_known_of_97112_is_printed() {
    let known = facts("97112 --date 2026-11-26 --locality 13202-01");
    for (key, value) in [
        ("code", json!("97112")),
        ("date", json!("2026-11-26")),
        ("timing", json!({"blocks": 15})),
        ("first_minutes", json!([8, 23, 38, 53])),
        ("designation", json!("always")),
        ("disciplines", json!(["pt", "ot", "slp"])),
        ("in_force", json!(true)),
    ] {
        assert_eq!(known[key], value, "{key}");
    }
    for (table, value) in [("practitioner", 4), ("outpatient-hospital", 6)] {
        let mue = &known["mue"][table];
        assert_eq!(mue["value"], value);
        assert_eq!((&mue["mai"], &mue["basis"]), (&json!(3), &json!("held")));
    }
    let pairs = known["ptp"].as_array().expect("edits");
    let group = pairs.iter().find(|pair| pair["with"] == "97150");
    let group = group.expect("an edit with 97150");
    assert_eq!(
        (&group["column"], &group["indicator"]),
        (&json!(2), &json!(1))
    );
    assert!(pairs.iter().all(|pair| pair["basis"] == "inferred"));
    // (0.50 × 1.064 + 0.47 × 1.162 + 0.01 × 1.586) × 33.4009, and with half of 0.47
    assert_eq!(
        known["price"],
        json!({"locality": "13202-01", "full": "36.54", "reduced": "27.42"})
    );
    assert_eq!(known["threshold"]["pt_slp"], "2480.00");
    assert_eq!(known["threshold"]["ot"], "2480.00");
    assert_eq!(known["missing"], json!([]));
}

#[test]
fn the_descriptor_of_97112_is_never_without_its_notice_and_no_other_code_has_one() {
    for code in ["97112", "97140"] {
        let known = facts(&format!("{code} --date 2026-11-26"));
        assert_eq!(known["descriptor"].is_string(), code == "97112");
        assert_eq!(known["notice"].is_string(), code == "97112");
    }
    assert!(text("97112 --date 2026-11-26").contains("American Medical Association"));
}

#[test]
fn the_words_of_97112_are_printed_and_those_of_no_other_code() {
    use therapy_billing::catalog::cpt_97112::{
        Element, PracticeSetting, Significance, TechniqueFamily,
    };

    let printed = text("97112 --date 2026-11-26");
    let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    let elements = Element::ALL.map(|word| format!("{word}: {}", word.meaning()));
    let families = TechniqueFamily::ALL.map(|word| format!("{word}: {}", word.meaning()));
    let settings = PracticeSetting::ALL.map(|word| word.to_string());
    let reasons = Significance::ALL.map(|word| word.to_string());
    let words = elements
        .into_iter()
        .chain(families)
        .chain(settings)
        .chain(reasons);
    for word in words {
        assert!(printed.contains(&word), "{word}: {printed}");
    }
    assert!(!text("97110 --date 2026-11-26").contains("elements"));
}

#[test]
fn every_code_and_date_has_every_key() {
    let all = facts("97112 --date 2026-11-26");
    let keys: Vec<_> = all.as_object().expect("an object").keys().collect();
    for code in ["97112", "97140", "97161", "97014", "99999"] {
        for year in [1950, 2018, 2025, 2026, 2027] {
            let known = facts(&format!("{code} --date {year}-06-15"));
            let found: Vec<_> = known.as_object().expect("an object").keys().collect();
            assert_eq!(found, keys, "{code} {year}");
            assert!(known["price"].is_null());
        }
    }
}

#[test]
fn an_unknown_code_is_unknown_and_no_error() {
    let known = facts("99999 --date 2026-11-26 --locality 13202-01");
    for key in [
        "label",
        "timing",
        "first_minutes",
        "in_force",
        "ptp",
        "price",
    ] {
        assert!(known[key].is_null(), "{key}");
    }
    assert!(known["mue"]["practitioner"].is_null());
    assert!(text("99999 --date 2026-11-26").contains("That is no verdict on the code"));
}

#[test]
fn an_untimed_code_has_no_first_minutes() {
    let known = facts("97161 --date 2026-11-26");
    assert_eq!(known["timing"], "untimed");
    assert!(known["first_minutes"].is_null());
}

#[test]
fn a_year_without_figures_names_the_functions_that_supply_them() {
    let told = text("97112 --date 2027-02-01 --locality 10112-00");
    let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for function in [
        "with_conversion_factor",
        "with_release",
        "with_yearly_amount",
    ] {
        assert!(told.contains(function), "{function}: {told}");
    }
}

#[test]
fn an_edit_whose_start_is_not_known_is_listed_as_unknown() {
    let known = facts("97140 --date 2018-06-01");
    assert_eq!(known["ptp"], json!([]));
    let unknown = known["ptp_unknown"].as_array().expect("codes");
    assert!(unknown.contains(&json!("97124")));
}

#[test]
fn without_a_code_the_coverage_of_the_day_is_printed() {
    let known = facts("--date 2026-11-26");
    let rows = known["coverage"].as_array().expect("rows");
    assert_eq!(rows.len(), 14);
    let row = rows.iter().find(|row| row["family"] == "ptp-practitioner");
    assert_eq!(
        row,
        Some(
            &json!({"family": "ptp-practitioner", "basis": "inferred", "sources": ["2026 Q3"],
            "from": null, "to": null})
        )
    );
    assert!(text("--date 2027-01-01").starts_with("Facts for 2027-01-01:"));
}

#[test]
fn no_printed_line_is_wider_than_100_columns() {
    for code in ["97112", "97140", "97161", "97014", "99999"] {
        for year in [2018, 2025, 2026, 2027] {
            for line in text(&format!("{code} --date {year}-06-15")).lines() {
                assert!(line.chars().count() <= 100, "{line}");
            }
        }
    }
}

#[test]
fn wrong_arguments_leave_with_2() {
    for arguments in [
        &["97112"][..],
        &["97112", "--date", "2026-13-01"],
        &["9711", "--date", "2026-01-01"],
        &["97112", "--date", "2026-01-01", "--locality", "1320201"],
        &["97112", "--date", "2026-01-01", "--setting", "home"],
        &["97112", "--date", "2026-01-01", "--format", "html"],
    ] {
        let ran = run("facts", arguments, b"");
        assert_eq!(ran.code, 2, "{arguments:?}");
        assert!(ran.lines.is_empty() && !ran.errors.is_empty());
    }
}
