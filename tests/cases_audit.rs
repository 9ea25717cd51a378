//! Every worked audit and every worked claim without a visit has exactly the findings that are expected.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "../examples/support/suite.rs"]
mod suite;

use serde_json::{Value, json};
use suite::{Case, Expected, Suite, Verdict};
use therapy_billing::{
    Findings,
    claim::{Claim, ClaimFinding},
    finding::Check,
};

/// Compares the answer to every case of a suite, and returns how many cases have an answer.
fn compare(suite: Suite, answer: impl Fn(&Claim) -> (Findings<ClaimFinding>, Value)) -> usize {
    let mut answered = 0;
    for case in suite.cases().expect("cases") {
        let id = &case.id;
        let claim = match serde_json::from_str::<Claim>(&case.document) {
            // the program refuses minutes, which a line of a bill may have
            Ok(claim) if is_error(&case) => {
                assert!(
                    claim.lines().any(|line| line.minutes().is_some()),
                    "{id}: read, although an error is expected"
                );
                continue;
            }
            Ok(claim) => claim,
            Err(error) => {
                assert!(is_error(&case), "{id}: {error}");
                continue;
            }
        };
        let written = serde_json::to_string(&claim).unwrap();
        let again: Claim = serde_json::from_str(&written).unwrap();
        assert_eq!(again, claim, "{id} reads back as another value: {written}");
        let (findings, summary) = answer(&claim);
        assert_eq!(
            answer(&again).0,
            findings,
            "{id} reads back with another answer"
        );
        let answer = json!({"findings": findings, "summary": summary});
        assert_eq!(case.judge(&answer), Verdict::Passed, "{case:?}: {answer:#}");
        for finding in &findings {
            let of_row = finding.check().severity();
            let basis = finding.check().basis();
            let is_inferred = basis.is_some_and(|basis| basis.as_str() == "inferred");
            let severity = if is_inferred {
                of_row.lowered()
            } else {
                of_row
            };
            assert_eq!(finding.severity(), severity, "{id}: {finding}");
        }
        answered += 1;
    }
    answered
}

fn is_error(case: &Case) -> bool {
    matches!(case.expected, Expected::Error(_))
}

#[test]
fn every_audit_has_its_findings_and_its_summary() {
    let audit = |claim: &Claim| {
        let audit = claim.audit().expect("an audit has a visit");
        let summary = serde_json::to_value(audit.summary()).unwrap();
        (audit.findings().clone(), summary)
    };
    assert_eq!(compare(Suite::Audit, audit), 129);
}

#[test]
fn every_claim_without_a_visit_has_its_findings() {
    assert_eq!(
        compare(Suite::Claims, |claim| (claim.check(), Value::Null)),
        75
    );
}
