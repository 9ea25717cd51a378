//! Every worked audit and every worked claim without a visit has exactly the findings that are expected.
#![allow(clippy::similar_names, reason = "billed and basis")]
#![cfg(all(feature = "serde", feature = "tables"))]

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use therapy_billing::{
    Finding, Findings,
    claim::{Claim, ClaimFinding},
    finding::Check,
};

const AUDITS: &str = include_str!("data/audit.ndjson");
const CLAIMS: &str = include_str!("data/claims.ndjson");

/// Compares the answer to every case of a file, and returns how many cases have an answer.
fn compare(
    cases: &str,
    answer: impl Fn(&Claim) -> (Findings<ClaimFinding>, Value),
    key: impl Fn(&Finding<ClaimFinding>) -> String,
) -> usize {
    let (mut wrong, mut answered) = (Vec::new(), 0);
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let name = case["id"].as_str().unwrap();
        let is_error = case["expect_error"] == true;
        let claim = match serde_json::from_value::<Claim>(case["input"].clone()) {
            Ok(claim) if !is_error => claim,
            // the program refuses minutes, which a line of a bill may have
            Ok(claim) if claim.lines().any(|line| line.minutes().is_some()) => continue,
            Err(_) if is_error => continue,
            Ok(_) => {
                wrong.push(format!("{name}: read, although an error is expected"));
                continue;
            }
            Err(error) => {
                wrong.push(format!("{name}: {error}"));
                continue;
            }
        };
        let written = serde_json::to_string(&claim).unwrap();
        let again: Claim = serde_json::from_str(&written).unwrap();
        assert_eq!(
            again, claim,
            "{name} reads back as another value: {written}"
        );
        let (findings, summary) = answer(&claim);
        assert_eq!(
            answer(&again).0,
            findings,
            "{name} reads back with another answer"
        );

        let mut found: Vec<String> = findings.iter().map(&key).collect();
        found.sort_unstable();
        let expected = &case["expect"];
        if Value::from(found.clone()) != expected["findings"] {
            wrong.push(format!(
                "{name}: found {found:?}, expected {}",
                expected["findings"]
            ));
        }
        let basis = basis_of(&findings, &key);
        let expected_basis = expected["basis"].as_object().cloned().unwrap_or_default();
        if Value::Object(expected_basis) != serde_json::to_value(&basis).unwrap() {
            wrong.push(format!(
                "{name}: basis {basis:?}, expected {}",
                expected["basis"]
            ));
        }
        for finding in &findings {
            let of_row = finding.check().severity();
            let is_inferred = finding
                .check()
                .basis()
                .map(therapy_billing::finding::Basis::as_str)
                == Some("inferred");
            let severity = if is_inferred {
                of_row.lowered()
            } else {
                of_row
            };
            assert_eq!(finding.severity(), severity, "{name}: {finding}");
        }
        let keys = expected["summary"].as_object().cloned().unwrap_or_default();
        for (key, value) in keys {
            if summary[&key] != value {
                wrong.push(format!(
                    "{name}: {key} is {}, expected {value}",
                    summary[&key]
                ));
            }
        }
        answered += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    answered
}

/// The findings that are inferred, and those of which some are.
fn basis_of(
    findings: &Findings<ClaimFinding>,
    key: impl Fn(&Finding<ClaimFinding>) -> String,
) -> BTreeMap<String, &'static str> {
    let mut bases: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for finding in findings {
        let basis = finding
            .check()
            .basis()
            .map_or("held", |basis| basis.as_str());
        bases.entry(key(finding)).or_default().insert(basis);
    }
    let named = bases.into_iter().filter_map(|(key, bases)| {
        let is_inferred = bases.contains("inferred");
        let name = if bases.len() > 1 { "mixed" } else { "inferred" };
        is_inferred.then_some((key, name))
    });
    named.collect()
}

#[test]
fn every_audit_has_its_findings_and_its_summary() {
    let audit = |claim: &Claim| {
        let audit = claim.audit().expect("an audit has a visit");
        let summary = serde_json::to_value(audit.summary()).unwrap();
        (audit.findings().clone(), summary)
    };
    let answered = compare(AUDITS, audit, |finding| finding.id().to_owned());
    assert_eq!((AUDITS.lines().count(), answered), (132, 129));
}

#[test]
fn every_claim_without_a_visit_has_its_findings() {
    let check = |claim: &Claim| (claim.check(), Value::Null);
    let key = |finding: &Finding<ClaimFinding>| format!("{}@{}", finding.id(), finding.at());
    let answered = compare(CLAIMS, check, key);
    assert_eq!((CLAIMS.lines().count(), answered), (81, 75));
}
