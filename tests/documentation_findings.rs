//! Findings of the record: their order, place, evidence, sentence and serialized form; and the
//! deadlines that a scheduler asks for.
#![allow(clippy::too_many_lines, reason = "one finding after the other")]
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
fn says(base: &Value, edits: &[(&str, Value)], rule: &str, expected: &str, evidence: &Value) {
    let findings = edited(base, edits).validate();
    let finding = findings.iter().find(|finding| finding.id() == rule);
    let finding = finding.unwrap_or_else(|| panic!("{rule} does not fire: {findings:?}"));
    assert_eq!(format!("{}: {}", finding.at(), finding.check()), expected);
    assert_eq!(&serde_json::to_value(finding.evidence()).unwrap(), evidence);
}

#[test]
fn a_finding_prints_and_serializes_in_one_form() {
    let record = edited(&stroke(), &[("note.total_timed_minutes", Value::Null)]);
    let findings = record.validate();
    assert_eq!(findings.len(), 1);
    let sentence = "the note does not state the total timed-code treatment minutes; record them";
    let place = "note.total_timed_minutes";
    let source = "CMS Pub. 100-02, ch. 15, §220.3.E";
    assert_eq!(
        findings.as_slice()[0].to_string(),
        format!("error[treatment-note/total-timed-minutes] {place}: {sentence} ({source})")
    );
    assert_eq!(
        serde_json::to_value(&findings).unwrap(),
        json!([{
            "id": "treatment-note/total-timed-minutes", "severity": "error", "at": place,
            "message": sentence, "citations": [source], "evidence": {},
        }])
    );
}

#[test]
fn findings_point_at_what_has_to_change_and_name_their_facts() {
    let base = stroke();
    says(
        &base,
        &[("note.signature.signed_on", json!("2026-03-30"))],
        "record/late-entry",
        "note.late_entry: the note was signed 17 days after the visit and is not marked as a late \
         entry; mark it",
        &json!({"n": 17}),
    );
    says(
        &base,
        &[("episode.plan.long_term_goals.0.target", Value::Null)],
        "plan/goal-measurable",
        "episode.plan.long_term_goals[0]: long-term goal 1 lacks a measure, a target or a date; add \
         what is missing, or say why the goal cannot be measured",
        &json!({"n": 1}),
    );
    says(
        &base,
        &[("claim.lines.0.units", json!(4))],
        "time/units-exceed-minutes",
        "claim.lines: the claim bills 5 units of timed codes, but the 40 minutes recorded support 3 \
         units; reduce the billed units",
        &json!({"billed": 5, "minutes": 40, "supported": 3}),
    );
    says(
        &base,
        &[(
            "episode.evaluation.measures",
            json!([{"instrument": "range-of-motion", "value": "90"}]),
        )],
        "nmr/deficit-measured",
        "note.interventions[0].nmr.deficits: no measurement on record shows balance and \
         proprioception; measure it, for example with berg balance, functional gait assessment and \
         dynamic gait index",
        &json!({
            "deficits": ["balance", "proprioception"],
            "instruments": ["berg-balance", "functional-gait-assessment", "dynamic-gait-index"],
        }),
    );
    says(
        &base,
        &[("note.interventions.0.purpose", json!("range-of-motion"))],
        "nmr/purpose",
        "note.interventions[0].purpose: the purpose recorded for 97112, range of motion, belongs to \
         97110; correct the purpose or the code",
        &json!({"purpose": "range-of-motion", "better_code": "97110"}),
    );
    says(
        &base,
        &[("episode.evaluation.measures.0.value", json!("56.5"))],
        "measure/range",
        "episode.evaluation.measures[0]: the value 56.5 is not possible for berg balance; correct the \
         value or the instrument",
        &json!({"value": "56.5", "instrument": "berg-balance"}),
    );
    says(
        &base,
        &[("episode.evaluation.measures.0.value", json!("Jo Doe, 38"))],
        "measure/range",
        "episode.evaluation.measures[0]: the value is not possible for berg balance; correct the value \
         or the instrument",
        &json!({"value": null, "instrument": "berg-balance"}),
    );
    says(
        &base,
        &[("note.interventions.1.performed_by.0.person", json!("t9"))],
        "signature/contributors",
        "note.interventions[1].performed_by[0]: a person who furnished 97110 is not listed among the \
         people of the visit; list everyone who furnished part of it",
        &json!({"code": "97110"}),
    );
    says(
        &base,
        &[(
            "claim.lines.1.diagnoses",
            json!([
                "Z991", "I69.351", "Z98.1", "Z97.1", "Z96.1", "Z95.0", "Z99.1"
            ]),
        )],
        "claim/diagnosis",
        "claim.lines[1].diagnoses: Z99.1, Z98.1, Z97.1, Z96.1 and Z95.0 is billed and is not in the \
         record; record the diagnosis or correct the claim",
        &json!({"icds": ["Z99.1", "Z98.1", "Z97.1", "Z96.1", "Z95.0"]}),
    );
    says(
        &base,
        &[("episode.certifications.0.certifier.credential", json!("dc"))],
        "certification/certifier",
        "episode.certifications[0].certifier: the certification was not given by a person who may \
         certify this plan: DC may not; obtain it from a physician or nonphysician practitioner",
        &json!({"credential": "dc"}),
    );
    says(
        &base,
        &[
            ("profile.setting", json!("corf")),
            ("episode.certifications.0.certifier", Value::Null),
        ],
        "certification/certifier",
        "episode.certifications[0].certifier: the certification was not given by a person who may \
         certify this plan; obtain it from a physician",
        &json!({"credential": null}),
    );
    says(
        &base,
        &[("profile.setting", json!("corf"))],
        "plan/author",
        "episode.plan.author: PT may not establish this plan of care; have a physician establish it",
        &json!({"credential": "pt"}),
    );
    says(
        &base,
        &[("episode.plan.author.credential", json!("student-pt"))],
        "plan/author",
        "episode.plan.author: PT student may not establish this plan of care; have a physician, \
         nonphysician practitioner or therapist establish it",
        &json!({"credential": "student-pt"}),
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
    let condition = "there is no signed and dated order";
    assert_eq!(
        evidence.get("condition"),
        Some(&Fact::Text(condition.into()))
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
    let catalog = ReferenceData::new()
        .with_entry(CodeEntry::try_new(local, timed, "Low-level laser").expect("an entry"));
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
    assert_eq!(state(&[]), OrderException::Applies);
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

#[test]
fn of_several_exceptions_the_first_that_applies_is_told_and_else_the_first_breach() {
    let base = case("record--vestibular-pt");
    let state = |certifications: [&Value; 2]| {
        let edits = [("episode.certifications", json!(certifications))];
        edited(&base, &edits).timeline().order_exception()
    };
    let applies = base["episode"]["certifications"][0].clone();
    let (mut late, mut unproven) = (applies.clone(), applies.clone());
    late["sent_on"] = json!("2026-02-13");
    unproven["sent_evidence"] = Value::Null;
    let (is_late, is_unproven) = (
        OrderException::Broken(Breach::SentLate),
        OrderException::Broken(Breach::NoEvidence),
    );
    assert_eq!(state([&late, &unproven]), is_late);
    assert_eq!(state([&unproven, &late]), is_unproven);
    assert_eq!(state([&late, &applies]), OrderException::Applies);
}

#[test]
fn a_supplied_evaluation_code_is_an_evaluation_for_every_rule() {
    use therapy_billing::reference::catalog::ServiceKind;

    let local = ProcedureCode::of("S9999");
    let entry = |kind| {
        let entry = CodeEntry::try_new(local, Timing::Untimed, "Local code")
            .expect("an entry")
            .with_service_kind(kind);
        ReferenceData::new().with_entry(entry)
    };
    let fires = |record: &Record, reference: &ReferenceData, rule: Rule| {
        record.checklist_with(reference).outcome(rule) == Outcome::Fired
    };
    let (other, evaluation) = (entry(ServiceKind::Other), entry(ServiceKind::Evaluation));
    let code = ("note.interventions.1.code", json!("S9999"));
    let record = edited(&stroke(), std::slice::from_ref(&code));
    assert!(fires(&record, &other, Rule::PlanUnplannedIntervention));
    assert!(!fires(
        &record,
        &evaluation,
        Rule::PlanUnplannedIntervention
    ));
    let again = entry(ServiceKind::Reevaluation);
    assert!(!fires(
        &record,
        &evaluation,
        Rule::EvaluationReevaluationReason
    ));
    assert!(fires(&record, &again, Rule::EvaluationReevaluationReason));
    let record = edited(
        &stroke(),
        &[code.clone(), ("note.people.0.credential", json!("pta"))],
    );
    assert!(!fires(&record, &other, Rule::PersonnelAssistantEvaluation));
    assert!(fires(
        &record,
        &evaluation,
        Rule::PersonnelAssistantEvaluation
    ));
    let record = edited(
        &stroke(),
        &[
            ("note.interventions", json!([{"code": "S9999"}])),
            ("claim", Value::Null),
            ("profile.setting", json!("corf")),
            (
                "episode.maintenance",
                json!({"skill_reason": "Brittle balance"}),
            ),
        ],
    );
    assert!(fires(&record, &other, Rule::NecessityCorfMaintenance));
    assert!(!fires(&record, &evaluation, Rule::NecessityCorfMaintenance));
    let record = edited(
        &stroke(),
        &[
            ("note.interventions", json!([{"code": "S9999"}])),
            ("claim", Value::Null),
            ("episode.plan", Value::Null),
            ("episode.treatment_days", json!(["2026-03-13"])),
        ],
    );
    assert!(fires(&record, &other, Rule::PlanPresent));
    assert!(!fires(&record, &evaluation, Rule::PlanPresent));
}
