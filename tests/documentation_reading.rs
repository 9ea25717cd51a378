//! A damaged document gives an error that names its place, or findings, and never a panic.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/chart.rs"]
mod chart;

use chart::{read, set, stroke};
use serde_json::{Value, json};
use therapy_billing::documentation::{MOST_BYTES, MOST_ENTRIES, Record};

fn refused(edits: &[(&str, Value)]) -> (String, String) {
    let mut value = stroke();
    for (path, to) in edits {
        set(&mut value, path, to.clone());
    }
    text_refused(&value.to_string())
}

fn text_refused(text: &str) -> (String, String) {
    let mut json = serde_json::Deserializer::from_str(text);
    let cause = serde_path_to_error::deserialize::<_, Record>(&mut json).expect_err("read");
    (cause.path().to_string(), cause.inner().to_string())
}

#[track_caller]
fn refuses(path: &str, to: Value, at: &str, says: &str) {
    let (place, message) = refused(&[(path, to)]);
    assert_eq!(place, at, "{message}");
    assert!(message.contains(says), "{message}");
}

#[test]
fn what_is_wrong_is_named_by_its_path() {
    let frequency = json!({"range": {"min": "two", "max": 3}});
    refuses(
        "episode.plan.frequency",
        frequency,
        "episode.plan.frequency.range.min",
        "expected a whole number, 0 to 65,535",
    );
    refuses(
        "note.interventions.0.minuts",
        json!(3),
        "note.interventions[0].minuts",
        "minuts",
    );
    refuses(
        "note.people.0.credential",
        json!("PT"),
        "note.people[0].credential",
        "unknown credential",
    );
    refuses(
        "profile.as_of",
        json!("2026-02-30"),
        "profile.as_of",
        "no such day",
    );
    refuses(
        "profile.payer.policy.requires",
        json!(["plan"]),
        "profile.payer.policy.requires[0]",
        "plan",
    );
    refuses(
        "episode.treatment_days",
        json!([]),
        "episode.treatment_days",
        "at least one treatment day",
    );
    refuses(
        "claim.lines.0.diagnoses",
        json!(["i69.351"]),
        "claim.lines[0].diagnoses[0]",
        "diagnosis",
    );
    refuses("note.start", json!("9:00"), "note.start", "HH:MM");
    refuses(
        "note.interventions.0.minutes",
        json!(-1),
        "note.interventions[0].minutes",
        "-1",
    );
    refuses(
        "note.interventions.0.minutes",
        json!(24.0),
        "note.interventions[0].minutes",
        "24.0",
    );
    refuses(
        "note.interventions.0.minutes",
        json!(65_536),
        "note.interventions[0].minutes",
        "65536",
    );
    refuses(
        "note.interventions.0.code",
        json!("9711"),
        "note.interventions[0].code",
        "",
    );
    refuses(
        "episode.discipline",
        json!({"pt": null}),
        "episode.discipline",
        "expected a text",
    );
    refuses(
        "note.late_entry",
        json!("yes"),
        "note.late_entry",
        "expected a boolean",
    );
}

#[test]
fn frequency_and_duration_have_one_form() {
    let two = json!({"per-week": 3, "taper": {"from": 2, "to": 1}});
    refuses(
        "episode.plan.frequency",
        two,
        "episode.plan.frequency",
        "exactly one of",
    );
    refuses(
        "episode.plan.frequency",
        json!({}),
        "episode.plan.frequency",
        "exactly one of",
    );
    let both = json!({"weeks": 1, "sessions": 2});
    refuses(
        "episode.plan.duration",
        both,
        "episode.plan.duration",
        "exactly one of",
    );
    let mut one = stroke();
    set(
        &mut one,
        "episode.plan.frequency",
        json!({"per-week": 3, "range": null}),
    );
    assert_eq!(read(&one), read(&stroke()));
}

#[test]
fn a_required_key_that_is_null_is_missing() {
    for path in [
        "profile.as_of",
        "episode.discipline",
        "note.interventions.0.code",
        "claim.date_of_service",
    ] {
        let (place, _) = refused(&[(path, Value::Null)]);
        assert!(!place.is_empty(), "{path}");
    }
    let (place, message) = text_refused(r#"{"profile": {"setting": "corf"}}"#);
    assert_eq!(
        (place.as_str(), message.contains("payer")),
        ("profile", true),
        "{message}"
    );
}

#[test]
fn a_key_that_stands_twice_is_refused() {
    let text = stroke().to_string();
    let twice = text.replacen(r#""as_of":"#, r#""as_of":"2026-03-13","as_of":"#, 1);
    assert!(text_refused(&twice).1.contains("duplicate field"));
    let maps = r#"{"shared_minutes":30,"billed_minutes":{"pt":15,"pt":30}}"#;
    let twice = text.replacen(
        r#""late_entry":"#,
        &format!(r#""cotreatment":{maps},"late_entry":"#),
        1,
    );
    let (place, message) = text_refused(&twice);
    assert!(
        place.starts_with("note.cotreatment.billed_minutes"),
        "{place}"
    );
    assert!(message.contains("expected each key once"), "{message}");
}

#[test]
fn null_is_absent_everywhere() {
    let whole = stroke();
    let mut nulled = whole.clone();
    // every optional key of a vocabulary of keys, set to null where the record has none
    for path in [
        "profile.state",
        "profile.payer.policy",
        "episode.closed",
        "episode.discharge",
        "episode.maintenance",
        "episode.plan.changes",
        "episode.supervisory_visits",
        "episode.progress_reports",
        "note.cotreatment",
        "note.telehealth",
        "note.attestation",
        "note.amendments",
        "note.other_sessions",
        "note.cosignature",
        "note.supervision",
        "note.late_entry",
        "note.interventions.1.nmr",
        "note.interventions.0.billed",
        "note.interventions.0.mode",
        "note.people.0.took_part",
        "note.people.0.present_throughout",
        "claim.lines.0.modifiers",
        "id",
        "summary",
        "expect",
    ] {
        set(&mut nulled, path, Value::Null);
    }
    let (one, other) = (read(&nulled), read(&whole));
    assert_eq!(one.validate(), other.validate());
    assert_eq!(
        one.note.unwrap().interventions,
        other.note.unwrap().interventions
    );
}

#[test]
fn blank_text_is_absent() {
    let mut blank = stroke();
    set(&mut blank, "episode.evaluation.prior_level", json!("  "));
    set(&mut blank, "note.patient", json!(""));
    set(&mut blank, "note.interventions.0.nmr.areas", json!([" "]));
    let record = read(&blank);
    let rules: Vec<_> = record
        .validate()
        .iter()
        .map(therapy_billing::Finding::id)
        .collect();
    assert_eq!(
        rules,
        ["record/patient", "evaluation/prior-level", "nmr/area"]
    );
}

#[test]
fn an_id_that_stands_twice_means_its_last_entry() {
    let twice = |first: &str, second: &str| {
        let person = |role: &str| json!({"id": "t1", "credential": "pt", "role": role});
        let mut value = stroke();
        set(
            &mut value,
            "note.people",
            json!([person(first), person(second)]),
        );
        let findings = read(&value).validate();
        findings
            .iter()
            .any(|finding| finding.id() == "signature/signer")
    };
    assert!(!twice("observer", "treating"));
    assert!(twice("treating", "observer"));
}

#[test]
fn megabyte_texts_and_endless_lists_are_refused() {
    let long = |bytes: usize| json!("x".repeat(bytes));
    let (place, message) = refused(&[("note.assessment", long(1 << 20))]);
    assert_eq!(place, "note.assessment");
    assert!(message.contains("at most 65536 bytes"), "{message}");
    assert!(message.len() < 200, "{message}");
    let mut fits = stroke();
    set(&mut fits, "note.assessment", long(MOST_BYTES));
    read(&fits);
    refuses(
        "note.assessment",
        long(MOST_BYTES + 1),
        "note.assessment",
        "65537",
    );
    refuses(
        "note.patient",
        long(MOST_BYTES + 1),
        "note.patient",
        "65537",
    );
    let (_, message) = refused(&[("note.people.0.credential", long(1 << 20))]);
    assert!(message.len() < 400, "{}", message.len());
    let days = |count: usize| json!(vec!["2026-03-02"; count]);
    let mut fits = stroke();
    set(&mut fits, "episode.supervisory_visits", days(MOST_ENTRIES));
    read(&fits);
    refuses(
        "episode.supervisory_visits",
        days(MOST_ENTRIES + 1),
        "episode.supervisory_visits",
        "at most 4096 entries",
    );
}

#[test]
fn a_list_is_no_object() {
    for (path, list) in [
        ("episode.maintenance", json!([])),
        ("note", json!([])),
        ("profile.payer", json!(["medicare-part-b"])),
        ("profile.payer.policy", json!([])),
        ("episode.closed", json!(["2026-03-30", true])),
        ("episode.plan.frequency", json!([3])),
        ("episode.plan.duration", json!([6])),
        ("note.signature", json!([])),
        ("note.cotreatment", json!([30])),
    ] {
        refuses(path, list, path, "invalid type: sequence");
    }
}

#[test]
fn deep_nesting_is_refused() {
    let deep = "[".repeat(100_000) + &"]".repeat(100_000);
    for key in ["id", "expect", "note"] {
        let text = stroke().to_string();
        let text = format!("{{\"{key}\":{deep},{}", &text[1..]);
        let cause = serde_json::from_str::<Record>(&text)
            .expect_err("refused")
            .to_string();
        assert!(!cause.is_empty() && cause.len() < 200, "{cause}");
    }
}

/// Numbers without end from a seed; xorshift.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end).unwrap()).unwrap()
    }
}

#[test]
fn ten_thousand_damaged_documents_are_refused_with_a_place_or_judged() {
    let lines: Vec<&str> = chart::CASES.lines().collect();
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    let scraps = [
        "null",
        "true",
        "-1",
        "1e400",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "[[",
        "\"2026-13-01\"",
        "65536",
        "\"\\ud800\"",
        "\u{0}",
        "é",
        ",",
        ":",
        "\"pt\":",
        "0.5",
    ];
    let (mut refused, mut judged) = (0, 0);
    for _ in 0..10_000 {
        let mut text = lines[numbers.below(lines.len())].to_owned();
        for _ in 0..=numbers.below(3) {
            let boundary = |mut at: usize, text: &str| {
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let start = boundary(numbers.below(text.len() + 1), &text);
            let end = boundary((start + numbers.below(30)).min(text.len()), &text).max(start);
            match numbers.below(4) {
                0 => text.truncate(end),
                1 => text.replace_range(start..end, ""),
                2 => text.replace_range(start..end, scraps[numbers.below(scraps.len())]),
                _ => {
                    let copy = text[start..end].to_owned();
                    text.insert_str(start, &copy);
                }
            }
        }
        let mut json = serde_json::Deserializer::from_str(&text);
        match serde_path_to_error::deserialize::<_, Record>(&mut json) {
            Ok(record) => {
                judged += 1;
                let _ = record.validate();
            }
            Err(cause) => {
                refused += 1;
                let message = cause.inner().to_string();
                assert!(!message.is_empty());
                // the only place without a name is a key that is empty
                let unnamed = cause.path().to_string().is_empty();
                assert!(
                    !unnamed || message.contains("unknown field ``"),
                    "{message}: {text}"
                );
            }
        }
    }
    assert!(
        refused > 5_000 && judged > 500,
        "{refused} refused, {judged} judged"
    );
}

#[test]
fn every_record_reads_back_equal_from_json_and_from_a_format_that_does_not_describe_itself() {
    for line in chart::CASES.lines() {
        let Ok(record) = serde_json::from_str::<Record>(line) else {
            continue;
        };
        let json = serde_json::to_string(&record).unwrap();
        assert_eq!(
            serde_json::from_str::<Record>(&json).unwrap(),
            record,
            "{json}"
        );
        let bytes = postcard::to_allocvec(&record).unwrap();
        let read = postcard::from_bytes::<Record>(&bytes);
        let policy = record.profile.payer.policy.as_ref();
        if policy.is_some_and(|policy| policy.unit_rule.is_some()) && read.is_err() {
            continue; // a rule is a name or its axes, which only a self-describing format tells
        }
        assert_eq!(read.expect(line), record, "{json}");
    }
}

#[test]
fn keys_of_another_mode_of_certification_are_kept_and_looked_at_by_no_rule() {
    let mut value = stroke();
    let before = read(&value).validate();
    set(
        &mut value,
        "episode.certifications.0.sent_on",
        json!("2026-03-03"),
    );
    set(
        &mut value,
        "episode.certifications.0.signed_on",
        json!("2026-01-03"),
    );
    let record = read(&value);
    assert_eq!(record.validate(), before);
    let written = serde_json::to_value(&record).unwrap();
    let certification = &written["episode"]["certifications"][0];
    assert_eq!(certification["sent_on"], json!("2026-03-03"));
    assert_eq!(certification["signed_on"], json!("2026-01-03"));
    assert_eq!(read(&written), record);
}

#[test]
fn a_line_with_facts_that_a_record_has_no_place_for_is_not_written() {
    use therapy_billing::documentation::ClaimLine;
    use therapy_billing::{Minutes, ProcedureCode, ServiceLine, Units};

    let line = ServiceLine::new(ProcedureCode::CPT_97112, Units::new(2));
    assert!(serde_json::to_string(&ClaimLine::from(line)).is_ok());
    let line = ClaimLine::from(line.with_minutes(Minutes::new(24)));
    let refused = serde_json::to_string(&line).unwrap_err().to_string();
    assert!(refused.contains("no place"), "{refused}");
}

#[test]
fn a_diagnosis_code_may_leave_its_dot_out_and_is_written_with_it() {
    use therapy_billing::documentation::DiagnosisCode;

    for (text, expected) in [
        ("I69351", Some("I69.351")),
        ("I69.351", Some("I69.351")),
        ("R52", Some("R52")),
        ("S72001A", Some("S72.001A")),
        ("M62.838", Some("M62.838")),
        ("R52.", None),
        ("I693.51", None),
        ("I69..351", None),
        ("I69.35112", None),
        ("I6935112", None),
        ("i69351", None),
        ("I6", None),
    ] {
        let read = text
            .parse::<DiagnosisCode>()
            .ok()
            .map(|code| code.to_string());
        assert_eq!(read.as_deref(), expected, "{text}");
    }
}
