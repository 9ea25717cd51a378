//! Explanations and comparisons against golden text, word for word.
#![cfg(feature = "serde")]

use therapy_billing::{
    UnitRule,
    claim::{Bill, Visit},
    units::Comparison,
};

const VISITS: &str = include_str!("../examples/data/visits.ndjson");
const GOLDEN: &str = include_str!("golden/explanations.txt");

fn told() -> String {
    use std::fmt::Write;

    let mut text = String::new();
    for line in VISITS.lines() {
        let visit: Visit = serde_json::from_str(line).expect(line);
        let bill = Bill::new(visit.clone());
        let allocation = bill.allocation();
        let name = visit.id.as_deref().unwrap_or_default();
        writeln!(text, "# {name}, {}", visit.rule).unwrap();
        write!(text, "{}", allocation.explain()).unwrap();
        for reason in bill.modifier_reasons() {
            writeln!(text, "{reason}").unwrap();
        }
        for finding in &bill.findings() {
            writeln!(text, "{finding}").unwrap();
        }
        writeln!(text, "unbilled minutes: {}", allocation.unbilled_minutes()).unwrap();
        let other = if visit.rule == UnitRule::CPT {
            UnitRule::MEDICARE
        } else {
            UnitRule::CPT
        };
        writeln!(
            text,
            "{}",
            Comparison::new(&visit.session, visit.rule, other)
        )
        .unwrap();
    }
    text
}

#[test]
fn every_sample_visit_is_explained_in_these_words() {
    let told = told();
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/explanations.txt");
        std::fs::write(path, &told).expect("the golden file can be written");
        return;
    }
    for (number, (told, golden)) in told.lines().zip(GOLDEN.lines()).enumerate() {
        assert_eq!(told, golden, "line {}", number + 1);
    }
    assert_eq!(told.lines().count(), GOLDEN.lines().count());
}

#[test]
fn every_sentence_that_counts_names_its_minutes() {
    for line in VISITS.lines() {
        let visit: Visit = serde_json::from_str(line).expect(line);
        for reason in visit.rule.allocate(&visit.session).explain().reasons() {
            let sentence = reason.step.to_string();
            assert!(sentence.ends_with('.'), "{sentence}");
            assert!(sentence.chars().any(|c| c.is_ascii_digit()), "{sentence}");
        }
    }
}
