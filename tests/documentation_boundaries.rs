//! Every date and count of the rules, in pairs: the last that passes and the first that does not.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/chart.rs"]
mod chart;

use chart::{case, outcome, set, severity, stroke};
use serde_json::{Value, json};
use therapy_billing::{
    Severity::{Advice, Error, Warning},
    documentation::Outcome,
};
use time::{Date, Duration, macros::date};

fn day(from: Date, days: i64) -> String {
    therapy_billing::calendar::IsoDate(from + Duration::days(days)).to_string()
}

/// A Monday: first treatment, evaluation and plan of the stroke chart.
const START: Date = date!(2026 - 03 - 02);

/// The stroke chart on a treatment day so many days after the first, read on that day.
fn on(days: i64) -> Value {
    let mut value = stroke();
    visit(&mut value, START, days);
    value
}

/// Moves the visit, its signature, claim and reading to a day, which becomes a treatment day.
fn visit(value: &mut Value, start: Date, days: i64) {
    let date = json!(day(start, days));
    for path in [
        "profile.as_of",
        "note.date_of_service",
        "note.signature.signed_on",
        "claim.date_of_service",
        "claim.submitted_on",
    ] {
        chart::set(value, path, date.clone());
    }
    let list = value["episode"]["treatment_days"].as_array_mut().unwrap();
    list.retain(|old| old.as_str() < date.as_str());
    list.push(date);
}

/// Treatment days Monday, Wednesday, Friday.
fn three_a_week(count: usize) -> Vec<String> {
    (0_i64..)
        .filter(|offset| matches!(offset % 7, 0 | 2 | 4))
        .take(count)
        .map(|offset| day(START, offset))
        .collect()
}

/// The stroke chart on its treatment day of a number, read so many days after the tenth, or on the
/// day where there is no tenth.
fn numbered(number: usize, after_tenth: i64) -> Value {
    let days = three_a_week(number);
    let mut value = stroke();
    chart::set(&mut value, "episode.treatment_days", json!(days));
    let last = json!(days.last());
    for path in [
        "note.date_of_service",
        "note.signature.signed_on",
        "claim.date_of_service",
    ] {
        chart::set(&mut value, path, last.clone());
    }
    let tenth = date!(2026 - 03 - 23);
    let read = if number < 10 {
        last
    } else {
        json!(day(tenth, after_tenth))
    };
    chart::set(&mut value, "profile.as_of", read);
    value
}

#[test]
fn a_progress_report_is_due_with_the_tenth_treatment_day_and_overdue_after_its_grace() {
    let due = "progress/due";
    let overdue = "progress/overdue";
    assert_eq!(severity(&numbered(7, 0), &[], due), None);
    assert_eq!(severity(&numbered(8, 0), &[], due), Some(Advice));
    assert_eq!(severity(&numbered(9, 0), &[], due), Some(Advice));
    assert_eq!(severity(&numbered(10, 0), &[], due), Some(Warning));
    assert_eq!(severity(&numbered(10, 7), &[], due), Some(Warning));
    assert_eq!(severity(&numbered(10, 7), &[], overdue), None);
    assert_eq!(severity(&numbered(10, 8), &[], due), None);
    assert_eq!(severity(&numbered(10, 8), &[], overdue), Some(Error));
    assert_eq!(severity(&numbered(11, 7), &[], due), Some(Warning));
    assert_eq!(severity(&numbered(11, 8), &[], overdue), Some(Error));
    let grace = [("profile.payer.policy.progress_grace_days", json!(0))];
    assert_eq!(severity(&numbered(10, 0), &grace, overdue), None);
    assert_eq!(severity(&numbered(10, 1), &grace, overdue), Some(Error));
    let closed = [("episode.closed", json!({"on": "2026-03-20"}))];
    assert_eq!(severity(&numbered(9, 0), &closed, due), None);
}

#[test]
fn ten_treatment_days_are_the_measure_from_2013() {
    // the whole chart of the tenth day, moved back in weeks to the turn of 2012
    for (last, expected) in [("2012-12-31", None), ("2013-01-01", Some(Error))] {
        let end = therapy_billing::calendar::parse_date(last).unwrap();
        let days: Vec<_> = (0..10).rev().map(|back| day(end, -back)).collect();
        let edits = [
            ("episode.treatment_days", json!(days)),
            ("note.date_of_service", json!(last)),
            ("profile.as_of", json!(day(end, 8))),
        ];
        assert_eq!(
            severity(&stroke(), &edits, "progress/overdue"),
            expected,
            "{last}"
        );
    }
}

#[test]
fn one_report_covers_ten_treatment_days() {
    for (count, expected) in [(10, None), (11, Some(Error))] {
        let days = three_a_week(12);
        let end = &days[count - 1];
        let report = json!([{"author": {"credential": "pt"}, "period_start": "2026-03-02",
            "period_end": end, "written_on": end, "clinician_days": [end]}]);
        let edits = [("episode.progress_reports", report)];
        assert_eq!(
            severity(&numbered(12, 0), &edits, "progress/period-length"),
            expected
        );
    }
}

#[test]
fn a_second_report_counts_from_the_end_of_the_first_whatever_their_order() {
    let days = three_a_week(21);
    let report = |start: usize, end: usize| {
        json!({"author": {"credential": "pt"}, "period_start": days[start],
            "period_end": days[end], "written_on": days[end], "clinician_days": [days[end]]})
    };
    for (end, expected) in [(18, None), (19, Some(Error))] {
        let edits = [(
            "episode.progress_reports",
            json!([report(9, end), report(0, 8)]),
        )];
        assert_eq!(
            severity(&numbered(21, 30), &edits, "progress/period-length"),
            expected
        );
    }
}

#[test]
fn a_report_is_written_within_seven_days_of_its_period() {
    for (days, expected) in [(7, None), (8, Some(Error))] {
        let report = json!([{"author": {"credential": "pt"}, "period_start": "2026-03-02",
            "period_end": "2026-03-13", "written_on": day(date!(2026 - 03 - 13), days)}]);
        let edits = [("episode.progress_reports", report)];
        assert_eq!(
            severity(&stroke(), &edits, "progress/late"),
            expected,
            "{days}"
        );
    }
}

#[test]
fn a_note_is_signed_within_seven_days_of_the_visit() {
    for (days, expected) in [(7, None), (8, Some(Warning))] {
        let edits = [(
            "note.signature.signed_on",
            json!(day(date!(2026 - 03 - 13), days)),
        )];
        assert_eq!(
            severity(&stroke(), &edits, "record/late-entry"),
            expected,
            "{days}"
        );
    }
    let marked = [
        ("note.signature.signed_on", json!("2026-04-13")),
        ("note.late_entry", json!(true)),
    ];
    assert_eq!(severity(&stroke(), &marked, "record/late-entry"), None);
}

#[test]
fn a_signature_is_not_older_than_the_visit() {
    let signed = |date: &str| [("note.signature.signed_on", json!(date))];
    let rule = "signature/date";
    assert_eq!(severity(&stroke(), &signed("2026-03-13"), rule), None);
    assert_eq!(
        severity(&stroke(), &signed("2026-03-12"), rule),
        Some(Error)
    );
    let undated = [("note.signature.signed_on", Value::Null)];
    assert_eq!(severity(&stroke(), &undated, rule), Some(Warning));
}

#[test]
fn a_claim_goes_out_on_the_day_of_the_signature_at_the_earliest() {
    let rule = "record/claim-before-signature";
    let signed = |date: &str| [("note.signature.signed_on", json!(date))];
    assert_eq!(severity(&stroke(), &signed("2026-03-13"), rule), None);
    assert_eq!(
        severity(&stroke(), &signed("2026-03-14"), rule),
        Some(Error)
    );
    let others = [
        ("note.signature.signed_on", json!("2026-03-14")),
        ("profile.payer.kind", json!("commercial")),
    ];
    assert_eq!(severity(&stroke(), &others, rule), Some(Warning));
}

#[test]
fn an_initial_certification_is_pending_for_thirty_days_and_then_missing() {
    let none = [("episode.certifications", json!([]))];
    assert_eq!(
        severity(&on(30), &none, "certification/pending"),
        Some(Advice)
    );
    assert_eq!(severity(&on(30), &none, "certification/initial"), None);
    assert_eq!(severity(&on(31), &none, "certification/pending"), None);
    assert_eq!(
        severity(&on(31), &none, "certification/initial"),
        Some(Error)
    );
}

#[test]
fn certification_rules_hold_from_2008() {
    let none = |visit: &str| {
        [
            ("episode.certifications", json!([])),
            ("episode.treatment_days", json!(["2007-11-01", visit])),
            ("note.date_of_service", json!(visit)),
            ("profile.as_of", json!(visit)),
        ]
    };
    let rule = "certification/initial";
    assert_eq!(severity(&stroke(), &none("2007-12-31"), rule), None);
    assert_eq!(severity(&stroke(), &none("2008-01-01"), rule), Some(Error));
}

#[test]
fn a_late_certification_has_its_reason() {
    let rule = "certification/delay-explained";
    let dated = |days| {
        [
            ("episode.certifications.0.date", json!(day(START, days))),
            ("profile.as_of", json!(day(START, days))),
        ]
    };
    assert_eq!(severity(&stroke(), &dated(30), rule), None);
    assert_eq!(severity(&stroke(), &dated(31), rule), Some(Warning));
    let mut explained = dated(31).to_vec();
    explained.push((
        "episode.certifications.0.delay_reason",
        json!("The practice had moved"),
    ));
    assert_eq!(severity(&stroke(), &explained, rule), None);
}

#[test]
fn a_late_recertification_is_measured_by_the_interval_before_it() {
    // six weeks from 2 March end on 13 April
    let rule = "certification/delay-explained";
    let recertified = |date: &str| {
        let certification = json!({"kind": "recertification", "mode": "signature", "signed": true,
            "date": date, "certifier": {"credential": "md"}});
        [
            ("episode.certifications.1", certification),
            ("profile.as_of", json!(date)),
        ]
    };
    assert_eq!(severity(&stroke(), &recertified("2026-04-13"), rule), None);
    assert_eq!(
        severity(&stroke(), &recertified("2026-04-14"), rule),
        Some(Warning)
    );
}

#[test]
fn a_spoken_certification_is_signed_within_fourteen_days() {
    let rule = "certification/verbal-signature";
    let spoken = |signed: Value, read: &str| {
        [
            (
                "episode.certifications.0",
                json!({"kind": "initial", "mode": "verbal", "date": "2026-03-02",
                    "certifier": {"credential": "md"}, "signed_on": signed}),
            ),
            ("profile.as_of", json!(read)),
        ]
    };
    let never = Value::Null;
    assert_eq!(
        severity(&stroke(), &spoken(never.clone(), "2026-03-16"), rule),
        None
    );
    assert_eq!(
        severity(&stroke(), &spoken(never, "2026-03-17"), rule),
        Some(Error)
    );
    let signed = |date: &str| json!(date);
    assert_eq!(
        severity(&stroke(), &spoken(signed("2026-03-16"), "2026-05-01"), rule),
        None
    );
    assert_eq!(
        severity(&stroke(), &spoken(signed("2026-03-17"), "2026-05-01"), rule),
        Some(Error)
    );
}

#[test]
fn certified_intervals_end_as_the_manual_counts_them() {
    let rule = "certification/interval";
    let weeks = |weeks| ("episode.plan.duration", json!({"weeks": weeks}));
    let first = ("profile.payer.policy.day_count", json!("first-day-counts"));
    let until = |date: &str| ("episode.certifications.0.covers_to", json!(date));
    // six weeks: to 13 April, a day less where the first day counts
    assert_eq!(severity(&on(42), &[weeks(6)], rule), None);
    assert_eq!(severity(&on(43), &[weeks(6)], rule), Some(Error));
    assert_eq!(severity(&on(41), &[weeks(6), first.clone()], rule), None);
    assert_eq!(
        severity(&on(42), &[weeks(6), first.clone()], rule),
        Some(Error)
    );
    // sixteen weeks: 90 days, to 31 May
    assert_eq!(severity(&on(90), &[weeks(16)], rule), None);
    assert_eq!(severity(&on(91), &[weeks(16)], rule), Some(Error));
    assert_eq!(severity(&on(89), &[weeks(16), first.clone()], rule), None);
    assert_eq!(severity(&on(90), &[weeks(16), first], rule), Some(Error));
    // sessions, or nothing: 90 days
    let sessions = ("episode.plan.duration", json!({"sessions": 40}));
    assert_eq!(
        severity(&on(90), std::slice::from_ref(&sessions), rule),
        None
    );
    assert_eq!(severity(&on(91), &[sessions], rule), Some(Error));
    // no week: the day of the first treatment, or the day before where the first day counts
    let first = ("profile.payer.policy.day_count", json!("first-day-counts"));
    let signed = ("episode.certifications.0.date", json!(day(START, 0)));
    let none = [weeks(0), signed, first];
    assert_eq!(severity(&on(0), &none[..2], rule), None);
    assert_eq!(severity(&on(1), &none[..2], rule), Some(Error));
    assert_eq!(severity(&on(0), &none, rule), Some(Error));
    // the physician's own limit
    assert_eq!(
        severity(&on(26), &[weeks(6), until("2026-03-28")], rule),
        None
    );
    assert_eq!(
        severity(&on(27), &[weeks(6), until("2026-03-28")], rule),
        Some(Error)
    );
}

#[test]
fn a_recertification_runs_ninety_days_from_where_it_begins() {
    let rule = "certification/interval";
    let recertified = |from: Value, to: Value| {
        [(
            "episode.certifications.1",
            json!({"kind": "recertification", "mode": "signature", "signed": true,
                "date": "2026-04-10", "certifier": {"credential": "md"},
                "covers_from": from, "covers_to": to}),
        )]
    };
    let none = || Value::Null;
    // from its date, 10 April: day 90 is 9 July, day 129 of the episode
    assert_eq!(severity(&on(129), &recertified(none(), none()), rule), None);
    assert_eq!(
        severity(&on(130), &recertified(none(), none()), rule),
        Some(Error)
    );
    // from 14 April: 13 July
    let from = || json!("2026-04-14");
    assert_eq!(severity(&on(133), &recertified(from(), none()), rule), None);
    assert_eq!(
        severity(&on(134), &recertified(from(), none()), rule),
        Some(Error)
    );
    let to = || json!("2026-05-01");
    assert_eq!(severity(&on(60), &recertified(from(), to()), rule), None);
    assert_eq!(
        severity(&on(61), &recertified(from(), to()), rule),
        Some(Error)
    );
}

#[test]
fn recertification_is_announced_fourteen_days_ahead() {
    let rule = "certification/recertification-due"; // six weeks end on day 42
    assert_eq!(severity(&on(27), &[], rule), None);
    assert_eq!(severity(&on(28), &[], rule), Some(Advice));
    assert_eq!(severity(&on(42), &[], rule), Some(Advice));
    let read = |days| [("profile.as_of", json!(day(START, days)))];
    assert_eq!(severity(&on(40), &read(42), rule), Some(Advice));
    assert_eq!(severity(&on(40), &read(43), rule), None);
    let closed = [("episode.closed", json!({"on": day(START, 28)}))];
    assert_eq!(severity(&on(28), &closed, rule), None);
}

#[test]
fn the_order_exception_follows_its_table() {
    let base = case("record--vestibular-pt"); // evaluation 13 January 2026, order 8 January
    let broken = "certification/order-exception";
    let unsent = "certification/plan-not-sent";
    let sent = |date: &str| vec![("episode.certifications.0.sent_on", json!(date))];
    let not_sent = |read: &str| {
        vec![
            ("episode.certifications.0.sent_on", Value::Null),
            ("profile.as_of", json!(read)),
        ]
    };
    assert_eq!(severity(&base, &sent("2026-01-14"), broken), None);
    assert_eq!(severity(&base, &sent("2026-02-12"), broken), None); // day 30
    assert_eq!(severity(&base, &sent("2026-02-13"), broken), Some(Error));
    assert_eq!(
        severity(&base, &not_sent("2026-02-02"), unsent),
        Some(Advice)
    ); // day 20
    assert_eq!(
        severity(&base, &not_sent("2026-02-03"), unsent),
        Some(Warning)
    );
    assert_eq!(
        severity(&base, &not_sent("2026-02-12"), unsent),
        Some(Warning)
    );
    assert_eq!(severity(&base, &not_sent("2026-02-12"), broken), None);
    assert_eq!(severity(&base, &not_sent("2026-02-13"), unsent), None);
    assert_eq!(
        severity(&base, &not_sent("2026-02-13"), broken),
        Some(Error)
    );
    let ordered = |order: &str, sent: &str| {
        vec![
            ("episode.order.date", json!(order)),
            ("episode.certifications.0.sent_on", json!(sent)),
        ]
    };
    assert_eq!(
        severity(&base, &ordered("2026-01-13", "2026-01-16"), broken),
        None
    );
    assert_eq!(
        severity(&base, &ordered("2026-01-14", "2026-01-16"), broken),
        Some(Warning)
    );
    assert_eq!(
        severity(&base, &ordered("2026-01-16", "2026-01-16"), broken),
        Some(Warning)
    );
    assert_eq!(
        severity(&base, &ordered("2026-01-17", "2026-01-16"), broken),
        Some(Error)
    );
    let mut strict = ordered("2026-01-14", "2026-01-16");
    strict.push((
        "profile.payer.policy.exception_order",
        json!("before-evaluation"),
    ));
    assert_eq!(severity(&base, &strict, broken), Some(Error));
    strict[0].1 = json!("2026-01-13"); // the day of the evaluation
    assert_eq!(severity(&base, &strict, broken), None);
    let none = [("episode.order", Value::Null)];
    assert_eq!(severity(&base, &none, broken), Some(Error));
}

#[test]
fn the_order_exception_begins_with_2025() {
    for (visit, expected) in [("2024-12-31", Some(Error)), ("2025-01-01", None)] {
        let edits = [
            ("episode.treatment_days", json!(["2024-12-30", visit])),
            ("episode.evaluation.date", json!("2024-12-30")),
            ("episode.order.date", json!("2024-12-20")),
            ("episode.certifications.0.sent_on", json!("2024-12-30")),
            ("note.date_of_service", json!(visit)),
            ("profile.as_of", json!(visit)),
        ];
        let base = case("record--vestibular-pt");
        assert_eq!(
            severity(&base, &edits, "certification/order-exception"),
            expected,
            "{visit}"
        );
    }
}

#[test]
fn a_changed_long_term_goal_is_certified_within_thirty_days() {
    let rule = "plan/goal-change-certified";
    let changed = |read: i64| {
        [
            (
                "episode.plan.changes",
                json!([{"kind": "long-term-goal", "date": "2026-03-09", "signed": true,
                    "author": {"credential": "pt"}}]),
            ),
            ("profile.as_of", json!(day(date!(2026 - 03 - 09), read))),
        ]
    };
    assert_eq!(severity(&stroke(), &changed(30), rule), None);
    assert_eq!(severity(&stroke(), &changed(31), rule), Some(Error));
    for (certified, expected) in [("2026-03-08", Some(Error)), ("2026-03-09", None)] {
        let mut edits = changed(31).to_vec();
        edits.push(("episode.certifications.0.date", json!(certified)));
        assert_eq!(severity(&stroke(), &edits, rule), expected, "{certified}");
    }
}

#[test]
fn a_plan_allows_its_sessions_and_the_evaluation_beside_them() {
    let rule = "plan/visits-beyond-plan"; // six treatment days
    let sessions = |n| [("episode.plan.duration", json!({"sessions": n}))];
    assert_eq!(severity(&stroke(), &sessions(5), rule), None);
    assert_eq!(severity(&stroke(), &sessions(4), rule), Some(Warning));
    let weekly = |weeks, frequency| {
        [
            ("episode.plan.duration", json!({"weeks": weeks})),
            ("episode.plan.frequency", frequency),
        ]
    };
    assert_eq!(
        severity(&stroke(), &weekly(5, json!({"per-week": 1})), rule),
        None
    );
    assert_eq!(
        severity(&stroke(), &weekly(4, json!({"per-week": 1})), rule),
        Some(Warning)
    );
    let range = json!({"range": {"min": 1, "max": 5}});
    assert_eq!(severity(&stroke(), &weekly(1, range), rule), None);
    let taper = json!({"taper": {"from": 4, "to": 9}});
    assert_eq!(severity(&stroke(), &weekly(1, taper), rule), Some(Warning));
}

#[test]
fn an_agency_visit_is_at_most_thirty_days_old() {
    let base = case("record--maintenance");
    for (days, expected) in [(30, None), (31, Some(Error))] {
        let edits = [
            ("profile.setting", json!("rehabilitation-agency")),
            ("note.off_premises", json!(true)),
            (
                "episode.supervisory_visits",
                json!([day(date!(2026 - 07 - 01), -days)]),
            ),
        ];
        assert_eq!(
            severity(&base, &edits, "personnel/agency-visit"),
            expected,
            "{days}"
        );
    }
}

#[test]
fn assistants_in_private_practice_are_supervised_as_the_date_requires() {
    let base = case("record--maintenance");
    let level = |visit: &str, level: &str, setting: &str| {
        let edits = [
            ("note.date_of_service", json!(visit)),
            ("note.supervision", json!(level)),
            ("profile.setting", json!(setting)),
        ];
        severity(&base, &edits, "personnel/supervision-level")
    };
    let practice = "private-practice";
    assert_eq!(level("2024-12-31", "general", practice), Some(Error));
    assert_eq!(level("2025-01-01", "general", practice), None);
    assert_eq!(
        level("2020-02-29", "direct-by-video", practice),
        Some(Error)
    );
    assert_eq!(level("2020-03-01", "direct-by-video", practice), None);
    assert_eq!(level("2019-01-01", "direct", practice), None);
    assert_eq!(level("2019-01-01", "personal", practice), None);
    assert_eq!(level("2026-01-01", "none", practice), Some(Error));
    assert_eq!(level("2019-01-01", "general", "outpatient-hospital"), None);
    assert_eq!(
        level("2019-01-01", "none", "outpatient-hospital"),
        Some(Error)
    );
    assert_eq!(level("2019-01-01", "none", "physician-incident-to"), None);
}

#[test]
fn rules_begin_on_their_day() {
    let visit = |date: &str| vec![("note.date_of_service", json!(date))];
    let amended = |date| {
        let mut edits = visit(date);
        edits.push(("note.amendments", json!([{"labeled": true}])));
        severity(&stroke(), &edits, "record/amendment")
    };
    assert_eq!(amended("2013-01-07"), None);
    assert_eq!(amended("2013-01-08"), Some(Error));
    let student = case("record--student");
    let unverified = |date| {
        let mut edits = visit(date);
        edits.push(("note.verified_on", Value::Null));
        severity(&student, &edits, "signature/student-entry")
    };
    assert_eq!(unverified("2020-12-31"), None);
    assert_eq!(unverified("2021-01-01"), Some(Error));
    let together = case("personnel-minutes-attributed--neither");
    let split = |date| severity(&together, &visit(date), "personnel/minutes-attributed");
    assert_eq!(split("2019-12-31"), None);
    assert_eq!(split("2020-01-01"), Some(Error));
}

#[test]
fn part_b_pays_telehealth_inside_its_window() {
    let remote = |date: &str, kind: &str| {
        let edits = [
            ("note.date_of_service", json!(date)),
            (
                "note.telehealth",
                json!({"modality": "video", "patient_location": "home"}),
            ),
            ("profile.payer.kind", json!(kind)),
        ];
        severity(&stroke(), &edits, "mode/telehealth-window")
    };
    assert_eq!(remote("2020-02-29", "medicare-part-b"), Some(Error));
    assert_eq!(remote("2020-03-01", "medicare-part-b"), None);
    assert_eq!(remote("2027-12-31", "medicare-part-b"), None);
    assert_eq!(remote("2028-01-01", "medicare-part-b"), Some(Error));
    assert_eq!(remote("2028-01-01", "medicare-advantage"), None);
}

#[test]
fn authorizations_end_with_their_last_visit_and_their_last_day() {
    let rule = "policy/authorization"; // six treatment days, 2 to 13 March
    let granted = |from: &str, to: &str, visits: Value| {
        [(
            "profile.payer.policy.authorization",
            json!({"from": from, "to": to, "visits": visits}),
        )]
    };
    let any = || Value::Null;
    assert_eq!(
        severity(
            &stroke(),
            &granted("2026-03-02", "2026-03-31", json!(6)),
            rule
        ),
        None
    );
    assert_eq!(
        severity(
            &stroke(),
            &granted("2026-03-02", "2026-03-31", json!(5)),
            rule
        ),
        Some(Error)
    );
    assert_eq!(
        severity(
            &stroke(),
            &granted("2026-03-03", "2026-03-31", json!(5)),
            rule
        ),
        None
    );
    assert_eq!(
        severity(&stroke(), &granted("2026-03-02", "2026-03-13", any()), rule),
        None
    );
    assert_eq!(
        severity(&stroke(), &granted("2026-03-02", "2026-03-12", any()), rule),
        Some(Error)
    );
    assert_eq!(
        severity(&stroke(), &granted("2026-03-13", "2026-03-13", any()), rule),
        None
    );
    assert_eq!(
        severity(&stroke(), &granted("2026-03-14", "2026-03-31", any()), rule),
        Some(Error)
    );
}

#[test]
fn a_state_limits_therapy_without_an_order() {
    let rule = "policy/direct-access"; // the visit is on day 11, the sixth
    let limit = |limit: Value| {
        [
            ("profile.state.direct_access", limit),
            ("episode.order", Value::Null),
        ]
    };
    assert_eq!(severity(&stroke(), &limit(json!({"days": 11})), rule), None);
    assert_eq!(
        severity(&stroke(), &limit(json!({"days": 10})), rule),
        Some(Error)
    );
    assert_eq!(
        severity(&stroke(), &limit(json!({"visits": 6})), rule),
        None
    );
    assert_eq!(
        severity(&stroke(), &limit(json!({"visits": 5})), rule),
        Some(Error)
    );
    for (ordered, expected) in [("2026-03-13", None), ("2026-03-14", Some(Error))] {
        let edits = [
            ("profile.state.direct_access", json!({"visits": 5})),
            ("episode.order.date", json!(ordered)),
        ];
        assert_eq!(severity(&stroke(), &edits, rule), expected, "{ordered}");
    }
}

#[test]
fn a_payers_own_interval_of_reports_counts_visits_or_days() {
    let rule = "policy/progress-interval"; // six unreported days, the sixth on day 11
    let every = |key: &'static str, n: u16| [(key, json!(n))];
    let visits = "profile.payer.policy.progress_every_visits";
    let days = "profile.payer.policy.progress_every_days";
    assert_eq!(severity(&stroke(), &every(visits, 6), rule), None);
    assert_eq!(severity(&stroke(), &every(visits, 5), rule), Some(Error));
    assert_eq!(severity(&stroke(), &every(days, 11), rule), None);
    assert_eq!(severity(&stroke(), &every(days, 10), rule), Some(Error));
}

#[test]
fn minutes_support_units_from_the_eighth() {
    let rule = "time/units-exceed-minutes";
    let total = |minutes: u16, units: u16| {
        let edits = [
            ("note.total_timed_minutes", json!(minutes)),
            ("note.interventions.0.minutes", Value::Null),
            ("claim.lines", json!([{"code": "97112", "units": units}])),
        ];
        severity(&stroke(), &edits, rule)
    };
    assert_eq!(total(8, 1), None);
    assert_eq!(total(7, 1), Some(Error));
    assert_eq!(total(23, 2), None);
    assert_eq!(total(22, 2), Some(Error));
}

#[test]
fn treatment_minutes_fit_the_clock_to_the_minute() {
    let session = |end: &str| [("note.start", json!("10:00")), ("note.end", json!(end))];
    let rule = "time/session-shorter"; // 40 minutes
    assert_eq!(severity(&stroke(), &session("10:40"), rule), None);
    assert_eq!(severity(&stroke(), &session("10:39"), rule), Some(Error));
    assert_eq!(severity(&stroke(), &session("09:00"), rule), Some(Error));
    let other = |start: &str| {
        let other = json!([{"person": "t1", "start": start, "end": "11:30", "one_on_one": true}]);
        [
            ("note.start", json!("10:00")),
            ("note.end", json!("10:40")),
            ("note.other_sessions", other),
        ]
    };
    let overlap = "time/clinician-overlap";
    assert_eq!(severity(&stroke(), &other("10:40"), overlap), None);
    assert_eq!(severity(&stroke(), &other("10:39"), overlap), Some(Error));
}

#[test]
fn unchanged_means_five_visits_and_alone_means_four() {
    let dose = "4 x 30 s on foam; eyes closed / no hands";
    let alike = |count: usize| {
        let note = json!({"date": "2026-03-04", "nmr": {"dose": dose, "assistance": "independent",
            "techniques": ["rhythmic-stabilization", "unstable-surface"]}});
        let alone = json!({"deficits": ["balance"], "areas": ["ankle"], "dose": dose,
            "techniques": ["unstable-surface", "rhythmic-stabilization"], "goals": ["G1"],
            "assistance": "independent", "grading": "harder"});
        [
            ("episode.prior_notes", json!(vec![note; count])),
            ("note.interventions.0.nmr", alone),
        ]
    };
    let progression = "nmr/progression";
    assert!(matches!(
        outcome(&stroke(), &alike(3), progression),
        Outcome::Missing(_)
    ));
    assert_eq!(severity(&stroke(), &alike(4), progression), Some(Warning));
    let repeat = "nmr/independent-repeat";
    assert!(matches!(
        outcome(&stroke(), &alike(2), repeat),
        Outcome::Missing(_)
    ));
    assert_eq!(severity(&stroke(), &alike(3), repeat), Some(Warning));
}

#[test]
fn four_words_beside_stock_phrases_are_enough() {
    let text = |text: &str| {
        let edits = [
            ("profile.heuristics", json!(true)),
            ("note.assessment", json!(text)),
        ];
        severity(&stroke(), &edits, "text/stock-phrases")
    };
    assert_eq!(
        text("Patient tolerated treatment well. Continue per POC."),
        Some(Advice)
    );
    assert_eq!(text("Tolerated well; sways less laterally"), Some(Advice));
    assert_eq!(text("Tolerated well; sways less laterally now"), None);
    assert_eq!(
        text("The patient was to continue with the treatment today"),
        Some(Advice)
    );
    assert_eq!(text("..."), Some(Advice));
}

#[test]
fn nine_tenths_of_the_words_make_a_copy_from_eight_words_on() {
    let cloned = |today: &str, then: &str| {
        let prior =
            json!([{"date": "2026-03-09", "text": then}, {"date": "2026-03-11", "text": then}]);
        let edits = [
            ("profile.heuristics", json!(true)),
            ("note.subjective", Value::Null),
            ("note.assessment", json!(today)),
            ("episode.prior_notes", prior),
        ];
        severity(&stroke(), &edits, "text/cloned")
    };
    let ten = "one two three four five six seven eight nine ten";
    assert_eq!(
        cloned(ten, "ONE two, three four five six seven eight nine"),
        Some(Advice)
    );
    assert_eq!(cloned(ten, "one two three four five six seven eight"), None);
    let eight = "one two three four five six seven eight";
    assert_eq!(cloned(eight, eight), Some(Advice));
    assert_eq!(
        cloned(
            "one two three four five six seven",
            "one two three four five six seven"
        ),
        None
    );
    // beyond the words that are kept without an allocation
    let many: Vec<_> = (0..400).map(|n| format!("word{n}")).collect();
    let many = many.join(" ");
    assert_eq!(cloned(&many, &many), Some(Advice));
    assert_eq!(cloned(&many, &many.replace("word1", "other1")), None);
}

#[test]
fn descriptions_are_alike_if_all_their_words_are() {
    let alike = |one: &str, other: &str| {
        let edits = [
            ("note.interventions.0.description", json!(one)),
            ("note.interventions.1.description", json!(other)),
        ];
        let rule = "treatment-note/distinct-descriptions";
        severity(&stroke(), &edits, rule).is_some()
    };
    assert!(alike(
        "Stepping on foam, 3 x 30 s",
        "STEPPING: on foam (3 x 30 s)"
    ));
    assert!(!alike("Stepping on foam", "Stepping on foam twice")); // the first eight letters are the same
    assert!(!alike("Stepping on foam", "Stepping onfoam"));
    assert!(alike("Step", "\u{2014} step \u{2014}"));
    assert!(alike("Knee control", "\u{212a}nee control")); // the sign of a kelvin is a k in lower case
    assert!(alike("\u{130}liopsoas", "i liopsoas")); // in lower case, a dot follows the first letter
    assert!(!alike("...", "\u{2014}")); // no words
}

#[test]
fn of_three_codes_with_one_description_the_later_two_are_reported() {
    let words = "Stepping on foam, eyes closed";
    let mut value = stroke();
    let entry = |code: &str| json!({"code": code, "minutes": 10, "description": words});
    let entries = ["97110", "97112", "97110", "97116"].map(entry);
    set(&mut value, "note.interventions", json!(entries));
    let findings = chart::read(&value).validate();
    let rule = "treatment-note/distinct-descriptions";
    let found = findings.iter().filter(|finding| finding.id() == rule);
    let found: Vec<_> = found
        .map(|finding| format!("{} {}", finding.at(), finding.check()))
        .collect();
    let expected = [
        (1, "97112", "97110"),
        (2, "97110", "97112"),
        (3, "97116", "97110"),
    ];
    let expected = expected.map(|(place, code, other)| {
        format!(
            "note.interventions[{place}].description {code} and {other} have the same description; \
             say what was done under each code"
        )
    });
    assert_eq!(found, expected);
}

/// The rules that apply or answer differently by setting, with the settings in which they fire on one
/// chart: a therapist's plan, certified by a nurse practitioner and by the order exception, of a
/// maintenance program that an assistant treats off the premises without supervision.
#[test]
fn each_setting_has_its_rules() {
    let mut record = stroke();
    for (path, to) in [
        (
            "episode.maintenance",
            json!({"skill_reason": "Brittle balance"}),
        ),
        ("episode.plan.established_on", json!("2026-03-02")),
        ("episode.order.date", json!("2026-02-24")),
        (
            "episode.certifications",
            json!([
                {"kind": "initial", "mode": "order-exception"},
                {"kind": "initial", "mode": "signature", "signed": true, "date": "2026-03-04",
                    "certifier": {"credential": "np"}},
                {"kind": "recertification", "mode": "order-exception"},
            ]),
        ),
        ("note.people.0.credential", json!("pta")),
        ("note.off_premises", json!(true)),
        ("note.supervision", json!("none")),
        (
            "note.interventions.0.performed_by",
            json!([{"person": "t1"}]),
        ),
        (
            "note.interventions.1.performed_by",
            json!([{"person": "t1"}]),
        ),
    ] {
        set(&mut record, path, to);
    }
    let every = "private-practice physician-incident-to outpatient-hospital critical-access-hospital \
                 snf-part-b home-health-part-b rehabilitation-agency corf";
    let but = |left_out: &[&str]| -> Vec<&str> {
        let all = every.split_whitespace();
        all.filter(|setting| !left_out.contains(setting)).collect()
    };
    for (rule, expected) in [
        ("plan/author", vec!["corf"]),
        ("plan/physician-before-treatment", vec!["corf"]),
        ("certification/certifier", vec!["corf"]),
        ("certification/plan-not-sent", but(&["corf"])),
        ("certification/recertification-mode", but(&["corf"])),
        ("necessity/corf-maintenance", vec!["corf"]),
        (
            "personnel/assistant-incident-to",
            vec!["physician-incident-to"],
        ),
        ("personnel/agency-visit", vec!["rehabilitation-agency"]),
        (
            "personnel/supervision-level",
            but(&["physician-incident-to"]),
        ),
        ("plan/frequency-range", vec![]),
        ("signature/present", vec![]),
    ] {
        let fires = every.split_whitespace().filter(|setting| {
            severity(&record, &[("profile.setting", json!(setting))], rule).is_some()
        });
        assert_eq!(fires.collect::<Vec<_>>(), expected, "{rule}");
        // Without Medicare's rules, a CORF has no rules of its own.
        if rule.starts_with("plan/") || rule.starts_with("necessity/") {
            let other = [
                ("profile.setting", json!("corf")),
                ("profile.payer", json!({"kind": "commercial"})),
            ];
            assert_eq!(severity(&record, &other, rule), None, "{rule}");
        }
    }
    let pending = |setting: &str, kept: usize| {
        let mut record = record.clone();
        let entries = record["episode"]["certifications"].as_array_mut().unwrap();
        entries.truncate(kept);
        let edits = [("profile.setting", json!(setting))];
        severity(&record, &edits, "certification/pending").is_some()
    };
    assert!(
        pending("corf", 1),
        "the order exception does not count in a CORF"
    );
    assert!(!pending("corf", 2), "a certification with a fault counts");
    assert!(!pending("rehabilitation-agency", 1));
}
