//! Whatever is left out, shifted or changed in a record: no panic, no unrelated finding, and what no
//! rule reads never matters.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/chart.rs"]
mod chart;

use std::{collections::BTreeSet, sync::LazyLock};

use chart::clean;
use proptest::{prelude::*, sample::Index};
use serde_json::{Value, json};
use therapy_billing::{
    Severity,
    calendar::{IsoDate, parse_date},
    documentation::{Credential, Outcome, Record, Rule},
};
use time::{Date, Duration, macros::date};

static CLEAN: LazyLock<Vec<Value>> = LazyLock::new(clean);

/// Where a value stands: keys and positions from the top.
type Path = Vec<String>;

/// Every place of a record below its top level.
fn places(value: &Value) -> Vec<Path> {
    fn walk(value: &Value, at: &Path, found: &mut Vec<Path>) {
        let mut visit = |key: String, value: &Value| {
            let mut path = at.clone();
            path.push(key);
            walk(value, &path, found);
            found.push(path);
        };
        match value {
            Value::Object(fields) => fields.iter().for_each(|(key, it)| visit(key.clone(), it)),
            Value::Array(list) => {
                list.iter()
                    .enumerate()
                    .for_each(|(place, it)| visit(place.to_string(), it));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(value, &Vec::new(), &mut found);
    found
}

fn pointer(path: &[String]) -> String {
    path.iter()
        .fold(String::new(), |pointer, part| pointer + "/" + part)
}

fn get<'a>(value: &'a Value, path: &[String]) -> Option<&'a Value> {
    value.pointer(&pointer(path))
}

/// Takes a field or an entry out.
fn drop_at(value: &mut Value, path: &[String]) {
    let Some((last, above)) = path.split_last() else {
        return;
    };
    match value.pointer_mut(&pointer(above)) {
        Some(Value::Object(fields)) => {
            fields.remove(last);
        }
        Some(Value::Array(entries)) => {
            if let Some(place) = last
                .parse::<usize>()
                .ok()
                .filter(|&place| place < entries.len())
            {
                entries.remove(place);
            }
        }
        _ => {}
    }
}

fn as_date(value: &Value) -> Option<Date> {
    value.as_str().and_then(|text| parse_date(text).ok())
}

fn date_value(date: Date) -> Value {
    json!(IsoDate(date).to_string())
}

/// Where and how gravely each rule fires, the sentences left out.
fn found(record: &Record) -> BTreeSet<(Rule, Severity, String)> {
    record
        .validate()
        .iter()
        .map(|finding| {
            (
                finding.check().rule(),
                finding.severity(),
                finding.at().to_string(),
            )
        })
        .collect()
}

#[derive(Clone, Debug)]
enum Edit {
    Drop(Index),
    Shift(Index, i64),
    Credential(Index, Index),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => any::<Index>().prop_map(Edit::Drop),
        2 => (any::<Index>(), -400_i64..400).prop_map(|(place, days)| Edit::Shift(place, days)),
        2 => any::<(Index, Index)>().prop_map(|(place, word)| Edit::Credential(place, word)),
    ]
}

fn apply(value: &mut Value, edit: &Edit) {
    let all = places(value);
    let of = |wanted: &dyn Fn(&Path, &Value) -> bool, index: &Index| {
        let fitting: Vec<&Path> = all
            .iter()
            .filter(|path| get(value, path).is_some_and(|it| wanted(path, it)))
            .collect();
        (!fitting.is_empty()).then(|| (*index.get(&fitting)).clone())
    };
    match edit {
        Edit::Drop(index) => {
            if let Some(path) = of(&|_, _| true, index) {
                drop_at(value, &path);
            }
        }
        Edit::Shift(index, days) => {
            if let Some(path) = of(&|_, it| as_date(it).is_some(), index) {
                let place = value.pointer_mut(&pointer(&path)).unwrap();
                *place = date_value(as_date(place).unwrap() + Duration::days(*days));
            }
        }
        Edit::Credential(index, word) => {
            let is_credential =
                |path: &Path, _: &Value| path.last().is_some_and(|it| it == "credential");
            if let Some(path) = of(&is_credential, index) {
                let place = value.pointer_mut(&pointer(&path)).unwrap();
                *place = json!(word.get(Credential::ALL).as_str());
            }
        }
    }
}

/// A text that no sentence has a reason to hold.
const SECRET: &str = "Zqx";

/// Puts the secret in place of names, keys of patients and free texts.
fn with_secrets(value: &mut Value) {
    for path in places(value) {
        let Some(key) = path
            .iter()
            .rev()
            .find(|part| part.parse::<usize>().is_err())
        else {
            continue;
        };
        let told = matches!(
            key.as_str(),
            "name"
                | "text"
                | "problem"
                | "prior_level"
                | "finding"
                | "description"
                | "dose"
                | "grading"
                | "areas"
                | "body_parts"
                | "subjective"
                | "assessment"
                | "response"
                | "patient"
                | "reason"
                | "circumstances"
                | "prior_mobility"
                | "cognition"
                | "prior_therapy"
                | "measure"
                | "target"
                | "sent_evidence"
                | "baseline"
                | "value"
        );
        let place = value
            .pointer_mut(&pointer(&path))
            .filter(|it| told && it.is_string());
        if let Some(place) = place {
            *place = json!(format!("{SECRET} {SECRET}"));
        }
    }
}

proptest! {
    #[test]
    fn a_mutated_record_is_refused_or_judged_the_same_twice_in_order_and_in_private(
        base in any::<Index>(),
        edits in prop::collection::vec(edit(), 1..12),
        secret in any::<bool>(),
    ) {
        let mut value = base.get(&CLEAN).clone();
        for edit in &edits {
            apply(&mut value, edit);
        }
        if secret {
            with_secrets(&mut value);
        }
        let born = value["profile"]["birth_date"].as_str().map(str::to_owned);
        let Ok(record) = serde_json::from_value::<Record>(value) else {
            return Ok(()); // a required part is gone
        };
        let checklist = record.checklist();
        prop_assert_eq!(&checklist.findings, &record.validate());
        let order: Vec<_> = checklist.findings.iter().map(|it| it.check().rule()).collect();
        prop_assert!(order.is_sorted());
        for &(rule, outcome) in &checklist.outcomes {
            prop_assert_eq!(outcome == Outcome::Fired, order.contains(&rule), "{}", rule);
        }
        for finding in &checklist.findings {
            let sentence = finding.check().to_string();
            prop_assert!(!sentence.contains(['{', '}', '[', ']']), "{}", finding);
            prop_assert!(!sentence.contains(SECRET), "{}", finding);
            let born = born.as_deref().filter(|born| *born < "2000");
            prop_assert!(born.is_none_or(|born| !sentence.contains(born)), "{}", finding);
        }
        let _ = record.timeline().progress();
        let _ = (record.timeline().certification(), record.timeline().order_exception());
    }

    #[test]
    fn a_record_written_out_reads_as_itself(
        base in any::<Index>(),
        edits in prop::collection::vec(edit(), 0..6),
    ) {
        let mut value = base.get(&CLEAN).clone();
        for edit in &edits {
            apply(&mut value, edit);
        }
        if let Ok(record) = serde_json::from_value::<Record>(value) {
            let written = serde_json::to_value(&record).expect("records can be written");
            prop_assert_eq!(chart::read(&written), record);
        }
    }

    #[test]
    fn filling_in_what_was_missing_fires_no_rule_that_does_not_read_it(
        base in any::<Index>(),
        (one, other) in any::<(Index, Index)>(),
    ) {
        let whole = base.get(&CLEAN);
        let all = places(whole);
        let (filled, absent) = (one.get(&all), other.get(&all));
        let mut more = whole.clone();
        drop_at(&mut more, absent);
        let mut less = more.clone();
        if get(&more, filled).is_none() {
            return Ok(());
        }
        drop_at(&mut less, filled);
        let read = |value| serde_json::from_value::<Record>(value);
        let (Ok(more), Ok(less)) = (read(more), read(less)) else { return Ok(()) };
        let named: Vec<_> = filled.iter().filter(|part| part.parse::<usize>().is_err()).collect();
        let (now, before) = (more.checklist(), less.checklist());
        for &(rule, outcome) in &now.outcomes {
            let Outcome::Missing(input) = before.outcome(rule) else { continue };
            if outcome != Outcome::Fired {
                continue;
            }
            let input = input.path();
            let reads = rule.row().reads.split(", ").chain([input]).any(|read| {
                let read = read.replace("[]", "");
                read.split('.').zip(&named).all(|(part, named)| part == *named)
            });
            prop_assert!(reads, "{} fires once {:?} is filled in", rule, filled);
        }
    }

    #[test]
    fn whole_weeks_change_nothing_inside_one_policy_period(
        base in any::<Index>(),
        edits in prop::collection::vec(edit(), 0..4),
        weeks in -40_i64..40,
    ) {
        const PERIOD: (Date, Date) = (date!(2025 - 01 - 01), date!(2027 - 12 - 31));
        let mut value = base.get(&CLEAN).clone();
        for edit in &edits {
            apply(&mut value, edit);
        }
        let mut shifted = value.clone();
        let mut inside = true;
        for path in places(&value) {
            let Some(date) = get(&value, &path).and_then(as_date) else { continue };
            let later = date + Duration::weeks(weeks);
            if path.last().is_some_and(|it| it != "birth_date") {
                inside &= PERIOD.0 <= date.min(later) && date.max(later) <= PERIOD.1;
            }
            *shifted.pointer_mut(&pointer(&path)).unwrap() = date_value(later);
        }
        let read = |value| serde_json::from_value::<Record>(value);
        if let (true, Ok(now), Ok(then)) = (inside, read(value), read(shifted)) {
            prop_assert_eq!(found(&now), found(&then));
        }
    }

    #[test]
    fn what_no_rule_reads_never_matters(
        base in any::<Index>(),
        edits in prop::collection::vec(edit(), 0..6),
        word in "[a-z]{1,12}",
        number in 0_u16..40,
    ) {
        let mut value = base.get(&CLEAN).clone();
        for edit in &edits {
            apply(&mut value, edit);
        }
        let mut other = value.clone();
        for path in places(&value) {
            let Some(key) = path.last() else { continue };
            let to = match key.as_str() {
                "name" | "finding" | "baseline" => json!(word),
                "text" if path.iter().any(|part| part == "long_term_goals" || part == "limitations") => {
                    json!(word)
                }
                "amount_per_day" => json!(number),
                "prognosis" => json!("poor"),
                "status" => json!("declined"),
                "modifiers" => json!(["GP"]),
                _ => continue,
            };
            let measured = path.iter().any(|part| part == "measures");
            if !measured && get(&value, &path).is_some_and(|it| !it.is_null()) {
                *other.pointer_mut(&pointer(&path)).unwrap() = to;
            }
        }
        other["summary"] = json!({"anything": [word]});
        let read = |value| serde_json::from_value::<Record>(value);
        if let (Ok(one), Ok(two)) = (read(value), read(other)) {
            prop_assert_eq!(one.validate(), two.validate());
        }
    }
}
