//! Every lookup in the built-in edit tables answers as the published rows do, on every kind of date.
#![cfg(feature = "tables")]

use std::collections::BTreeMap;

use therapy_billing::ReferenceData;
use therapy_billing::calendar::parse_date;
use therapy_billing::reference::edits::{
    AdjudicationIndicator, EditTable, ModifierIndicator, MueAnswer, MueTable, PtpAnswer, PtpEdit,
    PtpTable, Quarter,
};
use therapy_billing::reference::modifiers::{ModifierFacts, is_ncci_associated};
use therapy_billing::time::macros::date;
use therapy_billing::time::{Date, Duration};
use therapy_billing::{Modifier, Modifiers, ProcedureCode, Setting};

const PRACTICE: Setting = Setting::PrivatePractice;
const HOSPITAL: Setting = Setting::OutpatientHospital;
const SUMMER: Date = date!(2024 - 08 - 14);

fn code(text: &str) -> ProcedureCode {
    text.parse().unwrap()
}

fn records(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

/// `-` no edit, `?` no data, `x` no table, `0` never together, `1` a modifier may pass it.
fn pair(a: &str, b: &str, setting: Setting, date: Date) -> char {
    match ReferenceData::new().ptp(code(a), code(b), setting, date) {
        PtpAnswer::NoEdit(_) => '-',
        PtpAnswer::NoData(_) => '?',
        PtpAnswer::NoTable => 'x',
        PtpAnswer::NeverTogether(_) => '0',
        PtpAnswer::ModifierMayPass(_) => '1',
        _ => '!',
    }
}

fn mue(code_text: &str, setting: Setting, date: Date) -> Option<(u16, u8)> {
    match ReferenceData::new().mue(code(code_text), setting, date) {
        MueAnswer::Limit(limit) => Some((limit.value, limit.indicator.digit())),
        _ => None,
    }
}

#[test]
fn every_mue_row_is_held_for_both_tables() {
    let rows = records(include_str!("data/mue_2024q3.csv"));
    assert_eq!(rows.len(), 155);
    for row in &rows {
        for (setting, value, indicator) in [
            (PRACTICE, "mue_practitioner", "mai_practitioner"),
            (HOSPITAL, "mue_outpatient", "mai_outpatient"),
        ] {
            let expected = (row[value].parse().unwrap(), row[indicator].parse().unwrap());
            assert_eq!(
                mue(&row["code"], setting, SUMMER),
                Some(expected),
                "{row:?}"
            );
        }
    }
}

#[test]
fn mue_values_answer_for_their_quarter_and_for_no_day_beside_it() {
    for (day, expected) in [
        (date!(2024 - 06 - 30), None),
        (date!(2024 - 07 - 01), Some((4, 3))),
        (date!(2024 - 09 - 30), Some((4, 3))),
        (date!(2024 - 10 - 01), None),
    ] {
        assert_eq!(mue("97112", PRACTICE, day), expected, "{day}");
        assert_eq!(
            mue("97112", HOSPITAL, day),
            expected.map(|_| (6, 3)),
            "{day}"
        );
    }
}

#[test]
fn a_code_without_a_value_is_not_unlimited() {
    let edits = ReferenceData::new();
    let MueAnswer::NoValue(source) = edits.mue(code("97999"), PRACTICE, SUMMER) else {
        panic!("97999 is in no table");
    };
    assert_eq!(source.to_string(), "the practitioner table 2024 Q3");
    assert!(matches!(
        edits.mue(code("97999"), Setting::Corf, SUMMER),
        MueAnswer::NoTable
    ));
}

#[test]
fn each_setting_has_the_tables_the_rules_give_it() {
    use EditTable::{OutpatientHospital, Practitioner};
    let expected = |setting| match setting {
        Setting::PrivatePractice | Setting::PhysicianIncidentTo => {
            (Some(Practitioner), Some(Practitioner))
        }
        Setting::OutpatientHospital => (Some(OutpatientHospital), Some(OutpatientHospital)),
        Setting::CriticalAccessHospital => (None, Some(OutpatientHospital)),
        _ => (Some(OutpatientHospital), None),
    };
    for setting in Setting::ALL {
        let tables = (EditTable::of_pairs(setting), EditTable::of_units(setting));
        assert_eq!(tables, expected(setting), "{setting}");
    }
}

/// The rows of the published tables, read one by one: a second route to every answer.
fn plain_reading(rows: &[&BTreeMap<String, String>], day: Date) -> char {
    let date_of = |text: &String| (!text.is_empty()).then(|| parse_date(text).unwrap());
    let mut answer = '-';
    for row in rows {
        let ended = date_of(&row["deleted"]).is_some_and(|last| day > last);
        if ended || row["modifier_indicator"] == "9" || row["active_2024_07_01"] == "not in table" {
            continue;
        }
        let in_force = match date_of(&row["effective"]) {
            Some(first) => Some(day >= first),
            None if day >= date!(2024 - 07 - 01) => Some(row["active_2024_07_01"] == "yes"),
            None if day < date_of(&row["not_before"]).unwrap() => Some(false),
            None => None,
        };
        let says = match (in_force, row["modifier_indicator"].as_str()) {
            (Some(false), _) => '-',
            (None, _) => '?',
            (Some(true), "0") => '0',
            (Some(true), _) => '1',
        };
        let grave = |answer| "-?10".find(answer);
        if grave(says) > grave(answer) {
            answer = says;
        }
    }
    answer
}

#[test]
fn every_pair_answers_as_its_rows_do_on_the_days_around_each_of_their_dates() {
    let rows = records(include_str!("data/ncci_pairs_2024q3.csv"));
    assert_eq!(rows.len(), 2404);
    let mut by_pair: BTreeMap<(&str, [&str; 2]), Vec<_>> = BTreeMap::new();
    for row in &rows {
        let mut codes = [row["column1"].as_str(), row["column2"].as_str()];
        codes.sort_unstable();
        by_pair.entry((&row["table"], codes)).or_default().push(row);
    }
    let mut seen: BTreeMap<char, usize> = BTreeMap::new();
    for ((table, [a, b]), rows) in &by_pair {
        let setting = match *table {
            "practitioner" => PRACTICE,
            _ => HOSPITAL,
        };
        let mut days = vec![
            date!(1995 - 12 - 31),
            date!(2019 - 06 - 03),
            date!(2024 - 06 - 30),
            date!(2024 - 07 - 01),
            date!(2024 - 09 - 30),
        ];
        for row in rows {
            for key in ["effective", "deleted", "not_before"] {
                if let Ok(day) = parse_date(&row[key]) {
                    days.extend([day - Duration::DAY, day, day + Duration::DAY]);
                }
            }
        }
        for day in days {
            let expected = plain_reading(rows, day);
            assert_eq!(
                pair(a, b, setting, day),
                expected,
                "{a} {b} {setting} {day}"
            );
            assert_eq!(
                pair(b, a, setting, day),
                expected,
                "{b} {a} {setting} {day}"
            );
            *seen.entry(expected).or_default() += 1;
        }
        assert_eq!(pair(a, b, setting, date!(2024 - 10 - 01)), 'x');
    }
    assert!("-?10".chars().all(|answer| seen[&answer] > 100), "{seen:?}");
}

#[test]
fn a_code_that_is_in_no_row_has_no_edit() {
    for (a, b) in [("97112", "97110"), ("97112", "97140"), ("99999", "97112")] {
        assert_eq!(pair(a, b, PRACTICE, SUMMER), '-', "{a} {b}");
    }
}

#[test]
fn pairs_of_97112_were_withdrawn_with_2020_and_came_back_in_october() {
    for (day, expected) in [
        (date!(2019 - 12 - 31), '?'),
        (date!(2020 - 01 - 01), '-'),
        (date!(2020 - 09 - 30), '-'),
        (date!(2020 - 10 - 01), '1'),
        (date!(2024 - 09 - 30), '1'),
        (date!(2024 - 10 - 01), 'x'),
    ] {
        assert_eq!(pair("97150", "97112", PRACTICE, day), expected, "{day}");
    }
}

#[test]
fn the_two_tables_differ_and_are_never_mixed() {
    assert_eq!(pair("92526", "97032", HOSPITAL, SUMMER), '1');
    assert_eq!(pair("92526", "97032", PRACTICE, SUMMER), '0');
    assert_eq!(pair("92526", "97032", Setting::SnfPartB, SUMMER), '1');
    assert_eq!(
        pair("92526", "97032", Setting::CriticalAccessHospital, SUMMER),
        'x'
    );
}

#[test]
fn the_answer_names_the_columns_of_the_row_whatever_the_order_asked() {
    let edits = ReferenceData::new();
    for (a, b) in [("97112", "97022"), ("97022", "97112")] {
        let PtpAnswer::ModifierMayPass(edit) = edits.ptp(code(a), code(b), PRACTICE, SUMMER) else {
            panic!("{a} with {b} is an edit of indicator 1");
        };
        assert_eq!(
            (edit.column_1, edit.column_2),
            (code("97112"), code("97022"))
        );
        assert_eq!(edit.source.quarter, Quarter::new(2024, 3).unwrap());
    }
}

#[test]
fn a_modifier_of_column_1_counts_since_july_2019() {
    let bare = Modifiers::new([Modifier::GP]).unwrap();
    let with = Modifiers::new([Modifier::GP, Modifier::DISTINCT_SERVICE]).unwrap();
    let (before, from) = (date!(2019 - 06 - 30), date!(2019 - 07 - 01));
    assert!(!PtpEdit::is_passed_by(&with, &bare, before));
    assert!(PtpEdit::is_passed_by(&with, &bare, from));
    assert!(PtpEdit::is_passed_by(&bare, &with, before));
    assert!(!PtpEdit::is_passed_by(&bare, &bare, from));
}

#[test]
fn a_supplied_table_answers_for_its_own_quarter_and_takes_the_place_of_the_built_in_one() {
    let third = Quarter::new(2024, 3).unwrap();
    let fourth = Quarter::new(2024, 4).unwrap();
    let neuro = code("97112");
    let table = |quarter| {
        MueTable::new(EditTable::Practitioner, quarter).with(neuro, 9, AdjudicationIndicator::Line)
    };
    let value = |edits: &ReferenceData, setting, day| match edits.mue(neuro, setting, day) {
        MueAnswer::Limit(limit) => Some(limit.value),
        _ => None,
    };

    let later = ReferenceData::new().with_mue(table(fourth));
    assert_eq!(value(&later, PRACTICE, date!(2024 - 09 - 30)), Some(4));
    assert_eq!(value(&later, PRACTICE, date!(2024 - 10 - 01)), Some(9));
    assert_eq!(value(&later, PRACTICE, date!(2025 - 01 - 01)), None);
    assert_eq!(value(&later, HOSPITAL, date!(2024 - 10 - 01)), None);

    let instead = ReferenceData::new().with_mue(table(third));
    assert_eq!(value(&instead, PRACTICE, SUMMER), Some(9));
    assert_eq!(value(&instead, HOSPITAL, SUMMER), Some(6));
    let other = code("97110");
    assert!(matches!(
        instead.mue(other, PRACTICE, SUMMER),
        MueAnswer::NoValue(_)
    ));

    let own = ReferenceData::new().with_mue_for(Setting::Corf, table(third));
    assert_eq!(value(&own, Setting::Corf, SUMMER), Some(9));
    assert_eq!(value(&own, PRACTICE, SUMMER), Some(4));
}

#[test]
fn a_supplied_pair_table_looks_back_only_if_the_user_says_so() {
    let quarter = Quarter::new(2026, 1).unwrap();
    let (gait, manual) = (code("97116"), code("97140"));
    let table = PtpTable::new(EditTable::Practitioner, quarter).with(
        gait,
        manual,
        ModifierIndicator::NotAllowed,
        date!(2025 - 04 - 01),
        Some(date!(2026 - 02 - 15)),
    );
    let answer = |edits: &ReferenceData, day| match edits.ptp(manual, gait, PRACTICE, day) {
        PtpAnswer::NeverTogether(_) => '0',
        PtpAnswer::NoEdit(_) => '-',
        PtpAnswer::NoTable => 'x',
        _ => '!',
    };
    let plain = ReferenceData::new().with_ptp(table.clone());
    let looking_back =
        ReferenceData::new().with_ptp(table.with_history_from(date!(2024 - 10 - 01)));
    for (day, alone, back) in [
        (date!(2024 - 09 - 30), '-', '-'), // the built-in table's
        (date!(2024 - 10 - 01), 'x', '-'),
        (date!(2025 - 03 - 31), 'x', '-'),
        (date!(2025 - 04 - 01), 'x', '0'),
        (date!(2026 - 01 - 01), '0', '0'),
        (date!(2026 - 02 - 15), '0', '0'),
        (date!(2026 - 02 - 16), '-', '-'),
        (date!(2026 - 04 - 01), 'x', 'x'),
    ] {
        assert_eq!(
            (answer(&plain, day), answer(&looking_back, day)),
            (alone, back),
            "{day}"
        );
    }
}

#[test]
fn every_modifier_row_is_held_and_exclusions_are_mutual() {
    let rows = records(include_str!("data/modifiers.csv"));
    assert_eq!((rows.len(), ModifierFacts::table().len()), (52, 52));
    for row in &rows {
        let modifier: Modifier = row["modifier"].parse().unwrap();
        let facts = ModifierFacts::of(modifier).unwrap();
        assert_eq!(
            facts.effective(),
            parse_date(&row["effective"]).ok(),
            "{modifier}"
        );
        assert_eq!(
            facts.passes_pair_edits(),
            row["ncci_associated"] == "yes",
            "{modifier}"
        );
        assert_eq!(
            is_ncci_associated(modifier),
            facts.passes_pair_edits(),
            "{modifier}"
        );
        assert_eq!(facts.source(), row["source"], "{modifier}");
        let mut excluded: Vec<Modifier> = row["not_with"]
            .split('|')
            .filter(|text| !text.is_empty())
            .map(|text| text.parse().unwrap())
            .collect();
        excluded.sort_unstable();
        assert_eq!(facts.not_with(), excluded, "{modifier}");
        for other in facts
            .not_with()
            .iter()
            .copied()
            .filter_map(ModifierFacts::of)
        {
            assert!(other.excludes(modifier), "{modifier} {other}");
        }
    }
}

#[test]
fn the_ncci_associated_modifiers_are_those_of_the_manual_and_no_other() {
    let manual = "E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD \
                  RC LM RI 24 25 57 58 78 79 27 59 91 XE XS XP XU";
    let mut found = Vec::new();
    let characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for first in characters.chars() {
        for second in characters.chars() {
            let Ok(modifier) = format!("{first}{second}").parse::<Modifier>() else {
                continue;
            };
            if is_ncci_associated(modifier) {
                found.push(modifier.to_string());
            }
        }
    }
    let mut expected: Vec<_> = manual.split_whitespace().map(String::from).collect();
    expected.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, expected);
}
