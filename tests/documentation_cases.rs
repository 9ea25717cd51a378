//! Every record of the case file gives exactly its findings, and every rule has one on which it
//! fires and a nearest neighbour on which it does not.
#![cfg(all(feature = "serde", feature = "tables"))]

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use therapy_billing::{
    Severity,
    documentation::{Outcome, Record, Rule},
};

const CASES: &str = include_str!("data/documentation.ndjson");

#[derive(Deserialize)]
struct Case {
    id: String,
    expect: Expect,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    #[serde(default)]
    findings: Vec<Expected>,
    #[serde(default)]
    must_not_fire: Vec<Rule>,
    #[serde(default)]
    error: Option<ExpectedError>,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Expected {
    rule: Rule,
    severity: Severity,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ExpectedError {
    Any(bool),
    Saying { message_contains: String },
}

fn cases() -> impl Iterator<Item = (Case, &'static str)> {
    CASES
        .lines()
        .map(|line| (serde_json::from_str(line).expect(line), line))
}

#[test]
fn every_record_gives_exactly_its_findings() {
    let mut wrong = Vec::new();
    for (case, line) in cases() {
        let record: Result<Record, _> = serde_json::from_str(line);
        match (record, case.expect.error) {
            (Err(cause), Some(ExpectedError::Saying { message_contains })) => {
                let message = cause.to_string();
                assert!(
                    message.contains(&message_contains),
                    "{}: {message}",
                    case.id
                );
            }
            (Err(_), Some(ExpectedError::Any(expected))) => assert!(expected, "{}", case.id),
            (Ok(_), Some(_)) => wrong.push(format!("{}: read without an error", case.id)),
            (Err(cause), None) => wrong.push(format!("{}: {cause}", case.id)),
            (Ok(record), None) => {
                let findings = record.validate();
                let found: BTreeSet<_> = findings
                    .iter()
                    .map(|finding| Expected {
                        rule: finding.check().rule(),
                        severity: finding.severity(),
                    })
                    .collect();
                let expected: BTreeSet<_> = case.expect.findings.into_iter().collect();
                if found != expected {
                    wrong.push(format!(
                        "{}: found {found:?}, expected {expected:?}",
                        case.id
                    ));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} cases:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
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
