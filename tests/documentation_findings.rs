//! Findings of the record: their order, place, evidence, sentence and serialized form; and the
//! deadlines that a scheduler asks for.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/chart.rs"]
mod chart;

use chart::{CASES, case, read, set, stroke};
use serde_json::{Value, json};
use therapy_billing::ReferenceData;
use therapy_billing::documentation::{Breach, OrderException, Outcome, Record, Rule};
use therapy_billing::finding::Fact;
use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::{CodeEntry, ProcedureCode, Timing};
use time::macros::date;

fn edited(base: &Value, edits: &[(&str, Value)]) -> Record {
    let mut value = base.clone();
    for (path, to) in edits {
        set(&mut value, path, to.clone());
    }
    read(&value)
}

/// The sentence of a rule's finding, with its place.
#[track_caller]
fn says(base: &Value, edits: &[(&str, Value)], rule: &str, expected: &str) {
    let findings = edited(base, edits).validate();
    let finding = findings.iter().find(|finding| finding.id() == rule);
    let finding = finding.unwrap_or_else(|| panic!("{rule} does not fire: {findings:?}"));
    assert_eq!(format!("{}: {}", finding.at(), finding.check()), expected);
}

#[test]
fn a_finding_prints_and_serializes_in_one_form() {
    let record = edited(&stroke(), &[("note.total_timed_minutes", Value::Null)]);
    let findings = record.validate();
    assert_eq!(findings.len(), 1);
    assert_eq!(
        findings.as_slice()[0].to_string(),
        "error[treatment-note/total-timed-minutes] note.total_timed_minutes: record total minutes of \
         timed codes (CMS Pub. 100-02, ch. 15, §220.3.E)"
    );
    assert_eq!(
        serde_json::to_string(&findings).unwrap(),
        concat!(
            r#"[{"rule":"treatment-note/total-timed-minutes","severity":"error","#,
            r#""at":"note.total_timed_minutes","message":"record total minutes of timed codes","#,
            r#""citation":"CMS Pub. 100-02, ch. 15, §220.3.E"}]"#
        )
    );
}

#[test]
fn findings_point_at_what_has_to_change_and_name_what_they_rest_on() {
    let base = stroke();
    says(
        &base,
        &[("note.signature.signed_on", json!("2026-03-30"))],
        "record/late-entry",
        "note.late_entry: signed 17 days after the visit: mark it as a late entry",
    );
    says(
        &base,
        &[("episode.plan.long_term_goals.0.target", Value::Null)],
        "plan/goal-measurable",
        "episode.plan.long_term_goals[0]: give long-term goal 1 a measure, a target and a date, or say \
         why it cannot be measured",
    );
    says(
        &base,
        &[("claim.lines.0.units", json!(4))],
        "time/units-exceed-minutes",
        "claim.lines: 5 units on 40 minutes recorded, which support 3 units: bill no more than that",
    );
    says(
        &base,
        &[(
            "episode.evaluation.measures",
            json!([{"instrument": "range-of-motion", "value": "90"}]),
        )],
        "nmr/deficit-measured",
        "note.interventions[0].nmr.deficits: measure balance and proprioception, for example with \
         berg balance, functional gait assessment and dynamic gait index",
    );
    says(
        &base,
        &[("note.interventions.0.purpose", json!("range-of-motion"))],
        "nmr/purpose",
        "note.interventions[0].purpose: purpose range of motion belongs to 97110",
    );
    says(
        &base,
        &[("episode.evaluation.measures.0.value", json!("56.5"))],
        "measure/range",
        "episode.evaluation.measures[0]: the value 56.5 is outside berg balance: correct it",
    );
    says(
        &base,
        &[("episode.evaluation.measures.0.value", json!("Jo Doe, 38"))],
        "measure/range",
        "episode.evaluation.measures[0]: the value is outside berg balance: correct it",
    );
    says(
        &base,
        &[("note.interventions.1.performed_by.0.person", json!("t9"))],
        "signature/contributors",
        "note.interventions[1].performed_by[0]: list everybody who furnished part of the visit; 97110 \
         names somebody who is not listed",
    );
    says(
        &base,
        &[(
            "claim.lines.1.diagnoses",
            json!(["Z99.1", "I69.351", "Z98.1", "Z97.1"]),
        )],
        "claim/diagnosis",
        "claim.lines[1].diagnoses: billed and not in the record: Z99.1, Z98.1 and Z97.1; record \
         the diagnosis or correct the claim",
    );
    says(
        &base,
        &[("episode.certifications.0.certifier.credential", json!("dc"))],
        "certification/certifier",
        "episode.certifications[0].certifier: DC cannot certify; ask physician or practitioner",
    );
}

#[test]
fn evidence_is_typed() {
    let findings = edited(&stroke(), &[("claim.lines.0.units", json!(4))]).validate();
    let evidence = findings.as_slice()[0].check().evidence();
    assert_eq!(evidence.get("billed"), Some(&Fact::Units(5)));
    assert_eq!(evidence.get("minutes"), Some(&Fact::Minutes(40)));
    assert_eq!(evidence.get("supported"), Some(&Fact::Units(3)));
    let record = edited(
        &case("record--vestibular-pt"),
        &[("episode.order.signed", json!(false))],
    );
    let findings = record.validate();
    let evidence = findings.as_slice()[0].check().evidence();
    assert_eq!(
        evidence.get("condition"),
        Some(&Fact::Breach(Breach::NoOrder))
    );
}

#[test]
fn every_sentence_of_the_case_file_is_whole() {
    for line in CASES.lines() {
        let Ok(record) = serde_json::from_str::<Record>(line) else {
            continue;
        };
        for finding in &record.validate() {
            let sentence = finding.check().to_string();
            assert!(!sentence.contains(['{', '}', '[', ']']), "{finding}");
            assert!(
                !sentence.contains("  ") && !sentence.ends_with('.'),
                "{finding}"
            );
            let place = finding.at().to_string();
            let known = ["profile.", "episode.", "note.", "claim."];
            assert!(
                known.iter().any(|part| place.starts_with(part)),
                "{finding}"
            );
        }
    }
}

#[test]
fn a_rule_that_cannot_be_judged_names_what_is_missing() {
    let missing = |edits: &[(&str, Value)], rule: Rule| match edited(&stroke(), edits)
        .checklist()
        .outcome(rule)
    {
        Outcome::Missing(input) => input.to_string(),
        other => panic!("{rule}: {other:?}"),
    };
    let none = Value::Null;
    assert_eq!(missing(&[], Rule::TimeSessionShorter), "note.start");
    assert_eq!(
        missing(&[("note.start", json!("10:00"))], Rule::TimeSessionShorter),
        "note.end"
    );
    assert_eq!(
        missing(
            &[("note.interventions.1.minutes", none.clone())],
            Rule::TimeSum
        ),
        "note.interventions[1].minutes"
    );
    assert_eq!(
        missing(
            &[("note.interventions.1.code", json!("97999"))],
            Rule::TimeSum
        ),
        "note.interventions[1].block_minutes"
    );
    assert_eq!(
        missing(
            &[("note.signature.signed_on", none.clone())],
            Rule::RecordLateEntry
        ),
        "note.signature.signed_on"
    );
    assert_eq!(
        missing(
            &[("episode.plan.duration", none)],
            Rule::PlanVisitsBeyondPlan
        ),
        "episode.plan.duration"
    );
}

#[test]
fn a_catalog_of_the_users_decides_what_is_timed() {
    let local = ProcedureCode::of("S8948");
    let mut edits = vec![
        ("note.interventions.1.code", json!("S8948")),
        ("note.total_timed_minutes", Value::Null),
        ("note.interventions.0.code", json!("97161")),
        ("claim", Value::Null),
    ];
    let rule = Rule::TreatmentNoteTotalTimedMinutes;
    let record = edited(&stroke(), &edits);
    let place = "note.interventions[1].block_minutes";
    let Outcome::Missing(input) = record.checklist().outcome(rule) else {
        panic!()
    };
    assert_eq!(input.to_string(), place);
    let timed = Timing::Blocks {
        minutes: BlockMinutes::QUARTER_HOUR,
    };
    let catalog = ReferenceData::new().with_entry(CodeEntry::new(local, timed, "Low-level laser"));
    assert_eq!(
        record.checklist_with(&catalog).outcome(rule),
        Outcome::Fired
    );
    assert!(
        record
            .validate_with(&catalog)
            .iter()
            .any(|it| it.check().rule() == rule)
    );
    edits.push(("note.interventions.1.block_minutes", json!(15)));
    assert_eq!(
        edited(&stroke(), &edits).checklist().outcome(rule),
        Outcome::Fired
    );
    edits.push(("note.interventions.1.block_minutes", json!(0)));
    assert_eq!(
        edited(&stroke(), &edits).checklist().outcome(rule),
        Outcome::NotApplicable
    );
}

#[test]
fn the_next_report_is_told_as_a_count_of_treatment_days() {
    let progress = read(&stroke()).timeline().progress().unwrap();
    assert_eq!((progress.unreported_days, progress.days_until_due), (6, 4));
    assert_eq!((progress.tenth_day, progress.write_by), (None, None));
    let eleventh = read(&case("progress-overdue--in-grace"))
        .timeline()
        .progress()
        .unwrap();
    assert_eq!((eleventh.unreported_days, eleventh.days_until_due), (11, 0));
    assert_eq!(eleventh.tenth_day, Some(date!(2026 - 03 - 23)));
    assert_eq!(eleventh.write_by, Some(date!(2026 - 03 - 30)));
    let reported = read(&case("record--knee-replacement"))
        .timeline()
        .progress()
        .unwrap();
    assert_eq!(reported.reported_to, Some(date!(2026 - 06 - 08)));
    assert_eq!((reported.unreported_days, reported.days_until_due), (2, 8));
    assert_eq!(
        read(&case("record--commercial")).timeline().progress(),
        None
    );
    assert_eq!(
        read(&case("record--evaluation-only")).timeline().progress(),
        None
    );
}

#[test]
fn the_end_of_certification_is_told_with_the_days_left() {
    let certified = read(&stroke()).timeline().certification();
    assert_eq!(certified.initial_due, date!(2026 - 04 - 01));
    assert!(certified.initial_on_record);
    assert_eq!(certified.ends, Some(date!(2026 - 04 - 13)));
    assert_eq!(certified.days_left, Some(31));
    let passed = edited(&stroke(), &[("profile.as_of", json!("2026-04-15"))]);
    assert_eq!(passed.timeline().certification().days_left, Some(-2));
    let none = edited(&stroke(), &[("episode.certifications", json!([]))]);
    let none = none.timeline().certification();
    assert_eq!(
        (none.initial_on_record, none.ends, none.days_left),
        (false, None, None)
    );
}

#[test]
fn the_order_exception_is_told_as_armed_open_or_broken() {
    let base = case("record--vestibular-pt");
    let state = |edits: &[(&str, Value)]| edited(&base, edits).timeline().order_exception();
    assert_eq!(state(&[]), OrderException::Armed);
    assert_eq!(
        state(&[("episode.certifications.0.sent_on", Value::Null)]),
        OrderException::SendBy(date!(2026 - 02 - 12))
    );
    assert_eq!(
        state(&[("episode.certifications.0.sent_evidence", json!(" "))]),
        OrderException::Broken(Breach::NoEvidence)
    );
    assert_eq!(
        read(&stroke()).timeline().order_exception(),
        OrderException::NotUsed
    );
}
