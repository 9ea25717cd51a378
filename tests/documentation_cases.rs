//! Every record of the case file gives exactly its findings, and every rule has one on which it
//! fires and a nearest neighbour on which it does not.
#![cfg(all(feature = "serde", feature = "tables"))]

use std::collections::BTreeMap;

#[path = "../examples/support/suite.rs"]
mod suite;

use serde::Deserialize;
use serde_json::json;
use suite::{Suite, Verdict};
use therapy_billing::documentation::{Outcome, Record, Rule};

const CASES: &str = include_str!("data/documentation.ndjson");

#[derive(Deserialize)]
struct Case {
    id: String,
    expect: Expect,
}

#[derive(Deserialize)]
struct Expect {
    #[serde(default)]
    findings: Vec<Expected>,
    #[serde(default)]
    must_not_fire: Vec<Rule>,
    error: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Expected {
    rule: Rule,
}

/// Each case, and the line that a record is read from.
fn cases() -> impl Iterator<Item = (Case, &'static str)> {
    CASES
        .lines()
        .map(|line| (serde_json::from_str(line).expect(line), line))
}

#[test]
fn every_record_gives_exactly_its_findings() {
    let cases = Suite::Documentation.cases().expect("cases");
    assert_eq!(cases.len(), 450);
    for case in cases {
        let record: Result<Record, _> = serde_json::from_str(&case.document);
        let answer = match record {
            Ok(record) => json!({"findings": record.validate()}),
            Err(cause) => json!({"error": {"message": cause.to_string()}}),
        };
        assert_eq!(
            case.judge(&answer),
            Verdict::Passed,
            "{}: {answer:#}",
            case.id
        );
    }
}

#[test]
fn every_rule_has_a_record_that_fires_and_a_neighbour_that_does_not() {
    let mut fires: BTreeMap<Rule, Vec<String>> = BTreeMap::new();
    let mut passes: BTreeMap<Rule, Vec<String>> = BTreeMap::new();
    for (case, line) in cases().filter(|(case, _)| case.expect.error.is_none()) {
        let record: Record = serde_json::from_str(line).expect(line);
        let checklist = record.checklist();
        for rule in case.expect.must_not_fire {
            assert_ne!(
                checklist.outcome(rule),
                Outcome::Fired,
                "{}: {rule}",
                case.id
            );
            passes.entry(rule).or_default().push(case.id.clone());
        }
        for expected in case.expect.findings {
            fires
                .entry(expected.rule)
                .or_default()
                .push(case.id.clone());
        }
    }
    for &rule in Rule::ALL {
        assert!(fires.contains_key(&rule), "no record on which {rule} fires");
        assert!(
            passes.contains_key(&rule),
            "no neighbour on which {rule} does not fire"
        );
    }
}
