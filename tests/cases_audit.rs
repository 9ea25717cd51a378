//! Every worked audit has exactly the findings and the summary it is expected to have.
#![cfg(all(feature = "serde", feature = "tables"))]

use serde_json::Value;
use therapy_billing::{Finding, claim::ClaimRecord};

const CASES: &str = include_str!("data/audit.ndjson");

#[test]
fn every_case_has_its_findings_and_its_summary() {
    let mut wrong = Vec::new();
    let mut audited = 0;
    for line in CASES.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let name = case["id"].as_str().unwrap();
        let record = match serde_json::from_value::<ClaimRecord>(case["input"].clone()) {
            Ok(record) => record,
            Err(_) if case["expect_error"] == true => continue,
            Err(error) => {
                wrong.push(format!("{name}: {error}"));
                continue;
            }
        };
        if case["expect_error"] == true {
            wrong.push(format!("{name}: read, and it should not have been"));
            continue;
        }
        let audit = record.claim().audit();
        let mut found: Vec<_> = audit.findings().iter().map(Finding::id).collect();
        found.sort_unstable();
        let expected: Vec<_> = case["expect"]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|id| id.as_str().unwrap())
            .collect();
        if found != expected {
            wrong.push(format!("{name}: found {found:?}, expected {expected:?}"));
        }
        let summary = serde_json::to_value(audit.summary()).unwrap();
        if summary != case["expect"]["summary"] {
            wrong.push(format!(
                "{name}: {summary}, expected {}",
                case["expect"]["summary"]
            ));
        }
        audited += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!((CASES.lines().count(), audited), (94, 91));
}
