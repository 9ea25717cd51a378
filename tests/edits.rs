//! Every lookup in the built-in edit tables answers as the published rows do, on every kind of date.
#![cfg(feature = "tables")]

#[path = "support/csv_files.rs"]
mod csv_files;

use std::collections::{BTreeMap, BTreeSet};

use csv_files::{Row, csv_file, csv_files};
use proptest::prelude::*;
use therapy_billing::ReferenceData;
use therapy_billing::calendar::parse_date;
use therapy_billing::finding::{Basis, Fact, ToFact};
use therapy_billing::reference::edits::EditProgram::{Medicaid, Medicare};
use therapy_billing::reference::edits::{
    AdjudicationIndicator, EditProgram, EditTable, EditTables, EditTiming, ModifierIndicator,
    MueAnswer, MueTable, ParseQuarterError, PtpAnswer, PtpCoverage, PtpEdit, PtpRow, PtpStart,
    PtpTable, Quarter,
};
use therapy_billing::reference::modifiers::{ModifierFacts, is_ncci_associated};
use therapy_billing::time::macros::date;
use therapy_billing::time::{Date, Duration, Month};
use therapy_billing::{Modifier, Modifiers, ProcedureCode, Setting};

const PRACTICE: Setting = Setting::PrivatePractice;
const HOSPITAL: Setting = Setting::OutpatientHospital;
const SUMMER: Date = date!(2024 - 08 - 14);

fn code(text: &str) -> ProcedureCode {
    text.parse().unwrap()
}

/// The files of pairs: the quarter of each, such as 2026Q4, and its rows.
fn pair_files() -> Vec<(String, Vec<Row>)> {
    let quarter = |name: String| name.rsplit('_').next().unwrap().to_uppercase();
    let files = csv_files("ncci_pairs_").into_iter();
    let mut files: Vec<_> = files.map(|(name, rows)| (quarter(name), rows)).collect();
    files.sort_by_key(|(quarter, _)| quarter.clone());
    files
}

fn sign(answer: PtpAnswer) -> char {
    match answer {
        PtpAnswer::NoEdit { .. } => '-',
        PtpAnswer::NoData => '?',
        PtpAnswer::NoCoverage => 'o',
        PtpAnswer::NoTable => 'x',
        PtpAnswer::Edit { edit, .. } if edit.allows_modifier => '1',
        PtpAnswer::Edit { .. } => '0',
        _ => '!',
    }
}

fn tables_of(answer: PtpAnswer) -> Option<EditTables> {
    match answer {
        PtpAnswer::NoEdit { tables } | PtpAnswer::Edit { tables, .. } => Some(tables),
        _ => None,
    }
}

fn is_held(answer: PtpAnswer) -> bool {
    tables_of(answer).is_some_and(|tables| tables.basis() == Basis::Held)
}

fn ptp(a: &str, b: &str, setting: Setting, date: Date) -> PtpAnswer {
    ReferenceData::built_in().ptp(code(a), code(b), setting, date)
}

fn pair(a: &str, b: &str, setting: Setting, date: Date) -> char {
    sign(ptp(a, b, setting, date))
}

/// The value, the digit of the indicator and the tables.
fn mue(code_text: &str, setting: Setting, date: Date) -> Option<(u32, u8, String)> {
    limit(ReferenceData::built_in().mue(code(code_text), setting, date))
}

fn limit(answer: MueAnswer) -> Option<(u32, u8, String)> {
    match answer {
        MueAnswer::Limit { limit, tables } => {
            Some((limit.value, limit.indicator.digit(), tables.to_string()))
        }
        _ => None,
    }
}

fn setting_of(table: &str) -> Setting {
    match table {
        "practitioner" => PRACTICE,
        _ => HOSPITAL,
    }
}

fn table_of(quarter: &str, tables: &'static [PtpTable]) -> &'static PtpTable {
    let quarter: Quarter = quarter.parse().unwrap();
    let mut found = tables.iter().filter(|table| table.quarter() == quarter);
    found.next().unwrap()
}

#[test]
fn every_row_of_the_mue_files_is_in_the_tables_and_no_other() {
    let mut files = csv_files("mue_");
    assert!(files.len() >= 3);
    for (name, rows) in &mut files {
        rows.sort_by_key(|row| row["code"].clone());
        let (program, sides) = if name.contains("medicaid") {
            (Medicaid, 1)
        } else {
            (Medicare, 2)
        };
        let quarter: Quarter = rows[0]["quarter"]
            .trim_start_matches("Medicaid ")
            .parse()
            .unwrap();
        for (setting, side) in [(PRACTICE, "practitioner"), (HOSPITAL, "outpatient")]
            .into_iter()
            .take(sides)
        {
            let mut expected: Vec<(String, u32, u8)> = rows
                .iter()
                .map(|row| {
                    let digit = row[&format!("mai_{side}")].parse().unwrap_or(1);
                    let value = row[&format!("mue_{side}")].parse().unwrap();
                    (row["code"].clone(), value, digit)
                })
                .collect();
            expected.sort();
            let tables = ReferenceData::built_in().mue_tables(program, setting);
            let table = tables
                .iter()
                .find(|table| table.quarter() == quarter)
                .unwrap();
            let found: Vec<_> = table
                .iter()
                .map(|(code, limit)| (code.to_string(), limit.value, limit.indicator.digit()))
                .collect();
            assert_eq!(found, expected, "{table}");
        }
    }
    assert!(
        ReferenceData::built_in()
            .mue_tables(Medicaid, HOSPITAL)
            .is_empty()
    );
    assert_eq!(
        ReferenceData::built_in()
            .mue_tables(Medicaid, PRACTICE)
            .len(),
        1
    );
}

#[test]
fn every_row_of_the_ptp_files_is_in_the_tables_and_no_other() {
    let mut count = 0;
    for (quarter, rows) in pair_files() {
        for name in ["practitioner", "outpatient_hospital"] {
            let day = |row: &Row, key: &str| parse_date(&row[key]).ok();
            let mut expected: Vec<_> = rows
                .iter()
                .filter(|row| row["table"] == name)
                .map(|row| {
                    let start = match day(row, "effective") {
                        Some(first) => PtpStart::On(first),
                        None => PtpStart::NotBefore(day(row, "not_before").unwrap()),
                    };
                    (
                        row["column1"].clone(),
                        row["column2"].clone(),
                        row["modifier_indicator"].parse::<u8>().unwrap(),
                        start,
                        day(row, "deleted"),
                    )
                })
                .collect();
            if expected.is_empty() {
                continue;
            }
            expected.sort();
            let tables = ReferenceData::built_in().ptp_tables(Medicare, setting_of(name));
            let mut found: Vec<_> = table_of(&quarter, tables)
                .iter()
                .map(|row| {
                    (
                        row.column_1.to_string(),
                        row.column_2.to_string(),
                        row.indicator.digit(),
                        row.effective,
                        row.deleted,
                    )
                })
                .collect();
            found.sort();
            assert_eq!(found, expected, "{quarter} {name}");
            count += found.len();
        }
    }
    assert!(count >= 2402 + 825 + 787);
}

#[test]
fn every_row_of_the_coverage_file_is_in_the_tables_and_no_other() {
    let mut expected: BTreeMap<(String, String, String), PtpCoverage> = BTreeMap::new();
    for row in csv_file("ncci_coverage") {
        let coverage = match row["covers"].as_str() {
            "complete" => PtpCoverage::Complete,
            _ => PtpCoverage::AllPairs,
        };
        let key = (
            row["table"].clone(),
            row["quarter"].clone(),
            row["code"].clone(),
        );
        let held = expected.entry(key).or_insert(coverage);
        *held = coverage.max(*held);
    }
    let numbers = (0..100_000).map(|number| format!("{number:05}"));
    let letters =
        ('A'..='V').flat_map(|letter| (0..10_000).map(move |n| format!("{letter}{n:04}")));
    let codes: Vec<_> = numbers
        .chain(letters)
        .filter(|text| text.parse::<ProcedureCode>().is_ok())
        .collect();
    for (name, quarter) in [
        ("practitioner", "2024Q3"),
        ("practitioner", "2026Q3"),
        ("outpatient_hospital", "2024Q3"),
        ("outpatient_hospital", "2026Q4"),
    ] {
        let tables = ReferenceData::built_in().ptp_tables(Medicare, setting_of(name));
        let table = table_of(quarter, tables);
        for text in &codes {
            let key = (name.to_owned(), quarter.to_owned(), text.clone());
            let expected = expected.get(&key).copied().unwrap_or(PtpCoverage::RowsOnly);
            assert_eq!(table.coverage(code(text)), expected, "{table} {text}");
        }
    }
}

#[test]
fn an_mue_value_is_held_in_its_quarter_and_inferred_beside_it() {
    let none = |setting, day| assert_eq!(mue("97112", setting, day), None, "{day}");
    none(PRACTICE, date!(2024 - 06 - 30));
    none(HOSPITAL, date!(2024 - 06 - 30));
    for (day, text) in [
        (date!(2024 - 07 - 01), "(2024 Q3 practitioner table)"),
        (date!(2024 - 09 - 30), "(2024 Q3 practitioner table)"),
        (
            date!(2024 - 10 - 01),
            "(inferred: same in the 2024 Q3 and 2026 Q4 practitioner tables)",
        ),
        (
            date!(2026 - 09 - 30),
            "(inferred: same in the 2024 Q3 and 2026 Q4 practitioner tables)",
        ),
        (date!(2026 - 10 - 01), "(2026 Q4 practitioner table)"),
        (date!(2026 - 12 - 31), "(2026 Q4 practitioner table)"),
        (
            date!(2027 - 01 - 01),
            "(inferred from the 2026 Q4 practitioner table)",
        ),
    ] {
        let hospital = text.replace("practitioner", "outpatient hospital");
        assert_eq!(
            mue("97112", PRACTICE, day),
            Some((4, 3, text.to_owned())),
            "{day}"
        );
        assert_eq!(mue("97112", HOSPITAL, day), Some((6, 3, hospital)), "{day}");
    }
}

#[test]
fn a_code_without_a_value_is_not_unlimited() {
    let reference = ReferenceData::built_in();
    for day in [SUMMER, date!(2025 - 03 - 01), date!(2030 - 01 - 01)] {
        let answer = reference.mue(code("97999"), PRACTICE, day);
        assert_eq!(answer, MueAnswer::NoData, "{day}");
    }
    for (setting, day) in [(Setting::Corf, SUMMER), (PRACTICE, date!(1998 - 01 - 01))] {
        assert_eq!(
            reference.mue(code("97112"), setting, day),
            MueAnswer::NoTable
        );
    }
}

#[test]
fn medicaid_is_asked_only_by_name_and_has_practitioner_values_only() {
    let reference = ReferenceData::built_in();
    let day = date!(2026 - 02 - 02);
    let asked = |setting| limit(reference.mue_in(Medicaid, code("97151"), setting, day));
    let (value, digit, tables) = asked(PRACTICE).unwrap();
    assert_eq!(
        (digit, tables.as_str()),
        (1, "(2026 Q1 Medicaid practitioner table)")
    );
    let (medicare, ..) = mue("97151", PRACTICE, day).unwrap();
    assert_eq!((value, medicare), (32, 8));
    assert_eq!(asked(HOSPITAL), None);
    for setting in Setting::ALL {
        let answer = reference.ptp_in(Medicaid, code("97150"), code("97112"), setting, day);
        assert_eq!(answer, PtpAnswer::NoTable, "{setting}");
    }
}

#[test]
fn each_setting_has_the_tables_the_rules_give_it() {
    use EditTable::{MedicaidPractitioner, OutpatientHospital, Practitioner};
    let expected = |setting| match setting {
        Setting::PrivatePractice | Setting::PhysicianIncidentTo => (
            Some(Practitioner),
            Some(Practitioner),
            Some(MedicaidPractitioner),
        ),
        Setting::OutpatientHospital => (Some(OutpatientHospital), Some(OutpatientHospital), None),
        Setting::CriticalAccessHospital => (None, Some(OutpatientHospital), None),
        _ => (Some(OutpatientHospital), None, None),
    };
    for setting in Setting::ALL {
        let kinds = (
            EditTable::of_pairs(setting, Medicare),
            EditTable::of_units(setting, Medicare),
            EditTable::of_units(setting, Medicaid),
        );
        assert_eq!(kinds, expected(setting), "{setting}");
    }
}

/// The published rows of one selection, read one by one: a second route to every answer.
struct Selection {
    rows: BTreeMap<(String, String), Vec<Row>>,
    complete: Vec<String>,
    all_pairs: Vec<String>,
    first_day: Date,
    last_day: Date,
}

fn sorted_pair(a: &str, b: &str) -> (String, String) {
    (a.min(b).to_owned(), a.max(b).to_owned())
}

impl Selection {
    fn read(name: &str) -> Vec<Self> {
        let coverage = csv_file("ncci_coverage");
        let of_table = pair_files().into_iter().filter_map(|(quarter, file)| {
            let mut rows: BTreeMap<_, Vec<_>> = BTreeMap::new();
            for row in file.into_iter().filter(|row| row["table"] == name) {
                let pair = sorted_pair(&row["column1"], &row["column2"]);
                rows.entry(pair).or_default().push(row);
            }
            let codes = |covers: &str| {
                coverage
                    .iter()
                    .filter(|row| {
                        row["table"] == name && row["quarter"] == quarter && row["covers"] == covers
                    })
                    .map(|row| row["code"].clone())
                    .collect()
            };
            let quarter: Quarter = quarter.parse().unwrap();
            (!rows.is_empty()).then(|| Self {
                rows,
                complete: codes("complete"),
                all_pairs: codes("all-pairs"),
                first_day: quarter.first_day(),
                last_day: quarter.last_day(),
            })
        });
        of_table.collect()
    }

    fn rows(&self, a: &str, b: &str) -> Option<&[Row]> {
        let rows = self.rows.get(&sorted_pair(a, b)).map(Vec::as_slice);
        let has = |codes: &[String], code: &str| codes.iter().any(|other| other == code);
        let covered = rows.is_some()
            || (has(&self.complete, a) && has(&self.complete, b))
            || has(&self.all_pairs, a)
            || has(&self.all_pairs, b);
        covered.then(|| rows.unwrap_or_default())
    }

    /// What the rows in force on a day mean, for which `starts` decides on rows of unknown start.
    fn answer(rows: &[Row], day: Date, starts: impl Fn(Date) -> char) -> (char, String) {
        let mut answer = ('-', String::new());
        for row in rows {
            let ended = parse_date(&row["deleted"]).is_ok_and(|last| day > last);
            if ended || row["modifier_indicator"] == "9" {
                continue;
            }
            let in_force = match parse_date(&row["effective"]) {
                Ok(first) if day < first => '-',
                Ok(_) => '+',
                Err(_) => starts(parse_date(&row["not_before"]).unwrap()),
            };
            let sign = match in_force {
                '+' => row["modifier_indicator"].chars().next().unwrap(),
                other => other,
            };
            if "-?10".find(sign) > "-?10".find(answer.0) {
                answer = (sign, row["column1"].clone());
            }
        }
        answer
    }
}

/// The answer of the written rules, and whether it is held.
fn by_the_rules(selections: &[Selection], a: &str, b: &str, day: Date) -> (char, bool) {
    let begun = |_: Date| '+';
    let covering: Vec<_> = selections
        .iter()
        .filter_map(|selection| Some((selection, selection.rows(a, b)?)))
        .collect();
    if day < selections[0].first_day {
        let own_dates = |not_before| if day < not_before { '-' } else { '?' };
        return match covering.first() {
            Some((_, rows)) => match Selection::answer(rows, day, own_dates).0 {
                '?' => ('?', false),
                answer => (answer, true),
            },
            None => ('o', false),
        };
    }
    let (before, after): (Vec<_>, Vec<_>) = covering
        .into_iter()
        .partition(|(selection, _)| selection.first_day <= day);
    if let Some((selection, rows)) = before.last() {
        if day <= selection.last_day {
            return (Selection::answer(rows, day, begun).0, true);
        }
    }
    match (before.last(), after.first()) {
        (Some((_, before)), Some((_, after))) => {
            let (before, after) = (
                Selection::answer(before, day, begun),
                Selection::answer(after, day, begun),
            );
            (if before == after { before.0 } else { '?' }, false)
        }
        (Some((_, rows)), None) | (None, Some((_, rows))) => {
            (Selection::answer(rows, day, begun).0, false)
        }
        (None, None) => ('o', false),
    }
}

#[test]
fn every_pair_answers_as_the_rules_have_it_on_the_days_around_each_of_its_dates() {
    let mut seen: BTreeMap<(char, bool), usize> = BTreeMap::new();
    for name in ["practitioner", "outpatient_hospital"] {
        let (selections, setting) = (Selection::read(name), setting_of(name));
        assert!(selections.len() >= 2);
        let pairs: std::collections::BTreeSet<_> = selections
            .iter()
            .flat_map(|selection| selection.rows.keys().cloned())
            .chain([sorted_pair("97112", "97110"), sorted_pair("99999", "97110")])
            .chain([sorted_pair("98941", "97140"), sorted_pair("97530", "64466")])
            .collect();
        for (a, b) in &pairs {
            let mut days = vec![
                date!(1995 - 12 - 31),
                date!(2019 - 06 - 03),
                date!(2024 - 06 - 30),
                date!(2024 - 07 - 01),
                date!(2024 - 09 - 30),
                date!(2024 - 10 - 01),
                date!(2026 - 06 - 30),
                date!(2026 - 07 - 01),
                date!(2026 - 10 - 01),
                date!(2027 - 01 - 01),
            ];
            let rows = selections
                .iter()
                .filter_map(|selection| selection.rows(a, b));
            for row in rows.flatten() {
                for key in ["effective", "deleted", "not_before"] {
                    if let Ok(day) = parse_date(&row[key]) {
                        days.extend([day - Duration::DAY, day, day + Duration::DAY]);
                    }
                }
            }
            for day in days {
                let expected = by_the_rules(&selections, a, b, day);
                for (one, other) in [(a, b), (b, a)] {
                    let answer = ptp(one, other, setting, day);
                    let found = (sign(answer), is_held(answer));
                    assert_eq!(found, expected, "{one} {other} {setting} {day}");
                }
                *seen.entry(expected).or_default() += 1;
            }
        }
    }
    for (sign, held) in [
        ('-', true),
        ('1', true),
        ('0', true),
        ('-', false),
        ('1', false),
        ('0', false),
        ('?', false),
    ] {
        assert!(seen[&(sign, held)] > 30, "{seen:?}");
    }
}

#[test]
fn every_change_between_the_tables_shows_in_the_answers() {
    let rows = csv_file("ncci_pairs_changes");
    assert_eq!(rows.len(), 35);
    for row in &rows {
        let (a, b, setting) = (&row["column1"], &row["column2"], setting_of(&row["table"]));
        let later: Quarter = row["later_quarter"].parse().unwrap();
        let answer = |day| pair(a, b, setting, day);
        let sign = |key: &str| row[key].chars().next().unwrap();
        let expected = match row["change"].as_str() {
            "added" => ('-', '?', sign("indicator_later")),
            "indicator changed" => (sign("indicator_2024q3"), '?', sign("indicator_later")),
            _ => ('-', '-', '-'),
        };
        let found = (
            answer(SUMMER),
            answer(date!(2025 - 05 - 05)),
            answer(later.first_day()),
        );
        assert_eq!(found, expected, "{row:?}");
    }
}

#[test]
fn no_pair_outside_every_coverage_is_clean() {
    let codes = [
        "97112", "97110", "97140", "98941", "99213", "20550", "J1100", "G0541", "64466",
    ];
    for setting in [PRACTICE, HOSPITAL] {
        let tables = ReferenceData::built_in().ptp_tables(Medicare, setting);
        for (a, b) in codes
            .iter()
            .flat_map(|a| codes.iter().map(move |b| (*a, *b)))
        {
            let covers = |table: &PtpTable| {
                let (one, other) = (table.coverage(code(a)), table.coverage(code(b)));
                let has_row = table.iter().any(|row| {
                    sorted_pair(row.column_1.as_str(), row.column_2.as_str()) == sorted_pair(a, b)
                });
                has_row
                    || one.max(other) == PtpCoverage::AllPairs
                    || one.min(other) == PtpCoverage::Complete
            };
            let is_covered = tables.iter().any(covers);
            for day in [
                date!(2015 - 05 - 05),
                SUMMER,
                date!(2025 - 05 - 05),
                date!(2026 - 11 - 26),
            ] {
                let answer = pair(a, b, setting, day);
                assert_eq!(
                    answer == 'o',
                    !is_covered,
                    "{a} {b} {setting} {day}: {answer}"
                );
            }
        }
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
        (date!(2024 - 10 - 01), '1'),
        (date!(2026 - 11 - 26), '1'),
    ] {
        assert_eq!(pair("97150", "97112", PRACTICE, day), expected, "{day}");
    }
}

#[test]
fn the_tables_are_never_mixed() {
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
    for (day, text) in [
        (SUMMER, "(2024 Q3 practitioner table)"),
        (
            date!(2025 - 08 - 14),
            "(inferred: same in the 2024 Q3 and 2026 Q3 practitioner tables)",
        ),
        (
            date!(2026 - 11 - 26),
            "(inferred from the 2026 Q3 practitioner table)",
        ),
    ] {
        for (a, b) in [("97112", "97022"), ("97022", "97112")] {
            let PtpAnswer::Edit { edit, tables } = ptp(a, b, PRACTICE, day) else {
                panic!("{a} with {b} is an edit of indicator 1");
            };
            assert_eq!(
                (edit.column_1, edit.column_2),
                (code("97112"), code("97022"))
            );
            assert_eq!(tables.to_string(), text);
        }
    }
}

#[test]
fn the_tables_of_an_answer_are_the_evidence_of_a_finding() {
    let tables = tables_of(ptp("97150", "97112", PRACTICE, date!(2025 - 08 - 14))).unwrap();
    let texts =
        ["2024 Q3 practitioner", "2026 Q3 practitioner"].map(|text| Fact::Text(text.to_owned()));
    assert_eq!(
        tables.to_fact(),
        Fact::in_words(tables.to_string(), Fact::List(texts.to_vec()))
    );
    assert_eq!(ToFact::basis(&tables), Some(Basis::Inferred));
}

#[test]
fn a_date_outside_every_quarter_names_the_nearest_tables() {
    let reference = ReferenceData::built_in();
    let timing = |day| match reference.ptp_timing(Medicare, PRACTICE, day) {
        EditTiming::NoTable => "none".to_owned(),
        EditTiming::BeforeOldest { oldest } => format!("before {oldest}"),
        EditTiming::Current { table } => format!("in {table}"),
        EditTiming::NotCurrent {
            before,
            after: None,
        } => format!("after {before}"),
        EditTiming::NotCurrent {
            before,
            after: Some(after),
        } => format!("{before} to {after}"),
    };
    for (day, expected) in [
        (date!(2024 - 06 - 30), "before 2024 Q3 practitioner"),
        (SUMMER, "in 2024 Q3 practitioner"),
        (
            date!(2025 - 01 - 01),
            "2024 Q3 practitioner to 2026 Q3 practitioner",
        ),
        (date!(2026 - 09 - 30), "in 2026 Q3 practitioner"),
        (date!(2026 - 10 - 01), "after 2026 Q3 practitioner"),
    ] {
        assert_eq!(timing(day), expected, "{day}");
    }
    let hospital = reference.ptp_timing(Medicare, Setting::CriticalAccessHospital, SUMMER);
    assert_eq!(hospital, EditTiming::NoTable);
    let empty = ReferenceData::empty();
    assert_eq!(
        empty.mue_timing(Medicare, PRACTICE, SUMMER),
        EditTiming::NoTable
    );
    assert_eq!(
        empty.ptp(code("97150"), code("97112"), PRACTICE, SUMMER),
        PtpAnswer::NoTable
    );
}

#[test]
fn a_modifier_of_column_1_counts_since_july_2019() {
    let bare = Modifiers::new([Modifier::GP]).unwrap();
    let with = Modifiers::new([Modifier::GP, Modifier::DISTINCT_SERVICE]).unwrap();
    let (before, from) = (date!(2019 - 06 - 30), date!(2019 - 07 - 01));
    assert!(!PtpEdit::is_lifted_by(&with, &bare, before));
    assert!(PtpEdit::is_lifted_by(&with, &bare, from));
    assert!(PtpEdit::is_lifted_by(&bare, &with, before));
    assert!(!PtpEdit::is_lifted_by(&bare, &bare, from));
}

#[test]
fn a_supplied_table_takes_the_place_of_its_quarter_and_joins_the_others() {
    let quarter = |year, number| Quarter::new(year, number).unwrap();
    let neuro = code("97112");
    let table = |quarter| {
        MueTable::new(EditTable::Practitioner, quarter).with(neuro, 9, AdjudicationIndicator::Line)
    };
    let value = |reference: &ReferenceData, setting, day| {
        limit(reference.mue(neuro, setting, day)).map(|(value, ..)| value)
    };

    let later = ReferenceData::new().with_mue(table(quarter(2024, 4)));
    assert_eq!(value(&later, PRACTICE, date!(2024 - 09 - 30)), Some(4));
    assert_eq!(value(&later, PRACTICE, date!(2024 - 10 - 01)), Some(9));
    assert_eq!(value(&later, PRACTICE, date!(2025 - 01 - 01)), None);
    assert_eq!(value(&later, HOSPITAL, date!(2024 - 10 - 01)), Some(6));

    let instead = ReferenceData::new().with_mue(table(quarter(2024, 3)));
    assert_eq!(value(&instead, PRACTICE, SUMMER), Some(9));
    assert_eq!(value(&instead, HOSPITAL, SUMMER), Some(6));
    let other = limit(instead.mue(code("97110"), PRACTICE, SUMMER)).unwrap();
    assert_eq!(other.2, "(inferred from the 2026 Q4 practitioner table)");

    let own = ReferenceData::new()
        .with_mue_for(Setting::Corf, table(quarter(2024, 3)))
        .with_mue(table(quarter(2024, 3)).with(neuro, 90_000, AdjudicationIndicator::Day));
    assert_eq!(value(&own, Setting::Corf, SUMMER), Some(9));
    assert_eq!(value(&own, PRACTICE, SUMMER), Some(90_000));
}

#[test]
fn a_quarter_is_the_three_months_of_its_number() {
    for year in [1900, 2024, 2026, 2999] {
        for number in 1..=4_u8 {
            let quarter = Quarter::new(year, number).unwrap();
            assert_eq!((quarter.year(), quarter.number()), (year, number));
            assert_eq!(format!("{year}Q{number}").parse(), Ok(quarter));
            assert_eq!(quarter.to_string(), format!("{year} Q{number}"));
            let first_month = Month::try_from(number * 3 - 2).unwrap();
            let first = Date::from_calendar_date(year.into(), first_month, 1).unwrap();
            let last_month = Month::try_from(number * 3).unwrap();
            let last = last_month.length(year.into());
            let last = Date::from_calendar_date(year.into(), last_month, last).unwrap();
            assert_eq!((quarter.first_day(), quarter.last_day()), (first, last));
            for month in 1..=12_u8 {
                let month = Month::try_from(month).unwrap();
                for day in [1, month.length(year.into())] {
                    let date = Date::from_calendar_date(year.into(), month, day).unwrap();
                    let is_in = u8::from(month).div_ceil(3) == number;
                    assert_eq!(quarter.contains(date), is_in, "{date} in {quarter}");
                    assert_eq!(
                        Quarter::of(date) == Some(quarter),
                        is_in,
                        "{date} in {quarter}"
                    );
                }
            }
        }
    }
    assert!(
        !Quarter::new(2024, 1)
            .unwrap()
            .contains(date!(2025 - 02 - 01))
    );
    assert_eq!(Quarter::of(date!(1899 - 12 - 31)), None);
    assert_eq!(Quarter::of(date!(3000 - 01 - 01)), None);
}

#[test]
fn a_quarter_is_read_from_four_digits_and_one_number() {
    for text in [
        "24Q3", "02024Q3", "2024-3", "2024q3", "2O24Q3", "+024Q3", "2024Q+3", "2024Q", "1899Q4",
        "3000Q1",
    ] {
        assert_eq!(
            text.parse::<Quarter>(),
            Err(ParseQuarterError::Form),
            "{text}"
        );
    }
    for number in [0, 5, 255] {
        let error = ParseQuarterError::Number { number };
        assert_eq!(format!("2024Q{number}").parse::<Quarter>(), Err(error));
        assert_eq!(Quarter::new(2024, number), Err(error));
    }
}

#[test]
fn values_may_be_added_in_any_order_and_the_last_one_of_a_code_counts() {
    let table = |quarter: &str| MueTable::new(EditTable::Practitioner, quarter.parse().unwrap());
    let with = |table: MueTable, values: &[(&str, u32)]| {
        values.iter().fold(table, |table, (text, value)| {
            table.with(code(text), *value, AdjudicationIndicator::Day)
        })
    };
    let in_order = with(table("2027Q1"), &[("97110", 8), ("97112", 4), ("97140", 6)]);
    let reversed = with(
        table("2027Q1"),
        &[("97140", 6), ("97112", 1), ("97110", 8), ("97112", 4)],
    );
    assert_eq!(reversed, in_order);
    let values: Vec<_> = reversed
        .iter()
        .map(|(code, limit)| (code.to_string(), limit.value))
        .collect();
    let expected = [("97110", 8), ("97112", 4), ("97140", 6)];
    assert_eq!(
        values,
        expected.map(|(code, value)| (code.to_owned(), value))
    );

    assert_ne!(
        in_order,
        with(table("2027Q1"), &[("97110", 8), ("97112", 5), ("97140", 6)])
    );
    assert_ne!(
        in_order,
        with(table("2027Q2"), &[("97110", 8), ("97112", 4), ("97140", 6)])
    );
    assert_eq!(
        in_order.to_string(),
        "2027 Q1 practitioner MUE table of 3 codes"
    );
    let one = with(table("2027Q1"), &[("97110", 8)]);
    assert_eq!(one.to_string(), "2027 Q1 practitioner MUE table of 1 code");
}

#[test]
fn rows_may_be_added_in_any_order() {
    let table = |quarter: &str| PtpTable::new(EditTable::Practitioner, quarter.parse().unwrap());
    let (first, last) = (date!(2024 - 01 - 01), date!(2024 - 12 - 31));
    let mut rows = vec![
        ("97110", "97150", ModifierIndicator::Allowed, first, None),
        (
            "97150",
            "97112",
            ModifierIndicator::Allowed,
            date!(2020 - 01 - 01),
            Some(last),
        ),
        (
            "97150",
            "97112",
            ModifierIndicator::Allowed,
            date!(2025 - 01 - 01),
            None,
        ),
        ("97530", "97116", ModifierIndicator::NotAllowed, first, None),
    ];
    let with = |table: PtpTable, rows: &[(&str, &str, ModifierIndicator, Date, Option<Date>)]| {
        rows.iter()
            .fold(table, |table, (one, two, indicator, first, last)| {
                table.with(code(one), code(two), *indicator, *first, *last)
            })
    };
    let in_order = with(table("2027Q1"), &rows);
    let listed: Vec<_> = in_order
        .iter()
        .map(|row| {
            (
                row.column_1.to_string(),
                row.column_2.to_string(),
                row.effective,
                row.deleted,
            )
        })
        .collect();
    let expected = rows.iter().map(|(one, two, _, first, last)| {
        (
            (*one).to_owned(),
            (*two).to_owned(),
            PtpStart::On(*first),
            *last,
        )
    });
    assert_eq!(listed, expected.collect::<Vec<_>>());
    for _ in 0..rows.len() {
        rows.rotate_left(1);
        assert_eq!(with(table("2027Q1"), &rows), in_order);
        rows.reverse();
        assert_eq!(with(table("2027Q1"), &rows), in_order);
    }
    assert_ne!(with(table("2027Q1"), &rows[1..]), in_order);
    assert_ne!(with(table("2027Q2"), &rows), in_order);
    assert_eq!(
        in_order.to_string(),
        "2027 Q1 practitioner PTP table of 4 rows"
    );
    let one = with(table("2027Q1"), &rows[..1]);
    assert_eq!(one.to_string(), "2027 Q1 practitioner PTP table of 1 row");
}

#[test]
fn a_supplied_table_is_added_where_its_kind_is_used_and_changes_no_other_list() {
    let quarter = Quarter::new(2030, 1).unwrap();
    for kind in EditTable::ALL {
        let (mue, ptp) = (MueTable::new(kind, quarter), PtpTable::new(kind, quarter));
        let reference = ReferenceData::new()
            .with_mue(mue.clone())
            .with_ptp(ptp.clone());
        let built_in = ReferenceData::built_in();
        for setting in Setting::ALL {
            for program in EditProgram::ALL {
                let mut expected = built_in.mue_tables(program, setting).to_vec();
                if EditTable::of_units(setting, program) == Some(kind) {
                    expected.push(mue.clone());
                }
                assert_eq!(
                    reference.mue_tables(program, setting),
                    expected,
                    "{setting} {program}"
                );
                let mut expected = built_in.ptp_tables(program, setting).to_vec();
                if EditTable::of_pairs(setting, program) == Some(kind) {
                    expected.push(ptp.clone());
                }
                assert_eq!(
                    reference.ptp_tables(program, setting),
                    expected,
                    "{setting} {program}"
                );
            }
        }
    }
}

#[test]
fn the_partners_of_a_code_are_the_codes_that_a_row_of_any_table_names_beside_it() {
    let reference = ReferenceData::built_in();
    let day = date!(2026 - 08 - 03);
    for setting in [PRACTICE, HOSPITAL] {
        let mut partners: BTreeMap<ProcedureCode, BTreeSet<ProcedureCode>> = BTreeMap::new();
        for row in reference
            .ptp_tables(Medicare, setting)
            .iter()
            .flat_map(PtpTable::iter)
        {
            partners
                .entry(row.column_1)
                .or_default()
                .insert(row.column_2);
            partners
                .entry(row.column_2)
                .or_default()
                .insert(row.column_1);
        }
        assert!(partners.len() > 100);
        for (&one, others) in &partners {
            let found = reference.ptp_partners(Medicare, one, setting, day);
            let expected = others
                .iter()
                .map(|&other| (other, reference.ptp(one, other, setting, day)));
            assert!(found.eq(expected), "{one} in {setting}");
        }
        let unknown = code("A0001");
        assert_eq!(
            reference
                .ptp_partners(Medicare, unknown, setting, day)
                .count(),
            0
        );
    }
}

#[test]
fn a_later_table_that_shows_the_end_of_a_row_answers_between_the_tables() {
    let (gait, manual) = (code("97116"), code("97140"));
    let table = |quarter: &str| PtpTable::new(EditTable::Practitioner, quarter.parse().unwrap());
    let start = date!(2021 - 01 - 01);
    let open = table("2022Q1").with(gait, manual, ModifierIndicator::Allowed, start, None);
    let answer = |later: PtpTable, day| {
        let reference = ReferenceData::empty()
            .with_ptp(open.clone())
            .with_ptp(later);
        let answer = reference.ptp(manual, gait, PRACTICE, day);
        let tables = tables_of(answer).map(|tables| tables.to_string());
        (sign(answer), tables.unwrap_or_default())
    };
    let end = date!(2022 - 06 - 30);
    let ended = table("2023Q1").with(gait, manual, ModifierIndicator::Allowed, start, Some(end));
    let both = "(inferred: same in the 2022 Q1 and 2023 Q1 practitioner tables)".to_owned();
    let later = "(inferred from the 2023 Q1 practitioner table)".to_owned();
    assert_eq!(answer(ended.clone(), date!(2022 - 06 - 30)), ('1', both));
    assert_eq!(answer(ended, date!(2022 - 07 - 01)), ('-', later));
    // another row that ended before the earlier table was published shows nothing of its row
    let older = date!(2019 - 12 - 31);
    let other = table("2023Q1").with(
        gait,
        manual,
        ModifierIndicator::Allowed,
        date!(2019 - 01 - 01),
        Some(older),
    );
    assert_eq!(answer(other, date!(2022 - 07 - 01)).0, '?');
    // without a row, nothing shows when the edit ended
    assert_eq!(answer(table("2023Q1"), date!(2022 - 07 - 01)).0, '?');
    // an indicator that changed on a known day
    let changed = table("2023Q1")
        .with(gait, manual, ModifierIndicator::Allowed, start, Some(end))
        .with(
            gait,
            manual,
            ModifierIndicator::NotAllowed,
            date!(2022 - 07 - 01),
            None,
        );
    assert_eq!(answer(changed.clone(), date!(2022 - 06 - 30)).0, '1');
    assert_eq!(answer(changed, date!(2022 - 07 - 01)).0, '0');
}

#[test]
fn a_row_whose_first_day_is_not_known_is_the_same_as_one_that_ended_since_its_table() {
    let tables = ReferenceData::built_in().ptp_tables(Medicare, PRACTICE);
    let newest = tables.last().unwrap();
    let is_open = |row: &PtpRow| {
        let same = newest.iter().filter(|other| {
            [other.column_1, other.column_2].contains(&row.column_1)
                && [other.column_1, other.column_2].contains(&row.column_2)
        });
        matches!(row.effective, PtpStart::NotBefore(_))
            && row.deleted.is_none()
            && same.count() == 1
    };
    let row = newest.iter().find(is_open).unwrap();
    let published = newest.quarter().first_day();
    let answer = |last: Date, day: Date| {
        let quarter = Quarter::of(published + Duration::days(400)).unwrap();
        let start = date!(2001 - 02 - 03);
        let later = PtpTable::new(EditTable::Practitioner, quarter).with(
            row.column_1,
            row.column_2,
            row.indicator,
            start,
            Some(last),
        );
        let reference = ReferenceData::new().with_ptp(later);
        sign(reference.ptp(row.column_1, row.column_2, PRACTICE, day))
    };
    let day = newest.quarter().last_day() + Duration::days(60);
    let in_force = if row.indicator == ModifierIndicator::Allowed {
        '1'
    } else {
        '0'
    };
    assert_eq!(answer(day, day), in_force);
    assert_eq!(answer(day.previous_day().unwrap(), day), '-');
    assert_eq!(answer(published, day), '-');
    // a row that ended before the table was published is another one
    assert_eq!(answer(published.previous_day().unwrap(), day), '?');
}

#[test]
fn of_two_rows_in_force_the_one_that_no_modifier_lifts_answers_and_otherwise_the_first() {
    let (gait, manual) = (code("97116"), code("97140"));
    let start = date!(2020 - 01 - 01);
    let table = || PtpTable::new(EditTable::Practitioner, Quarter::new(2026, 1).unwrap());
    let answer = |table: PtpTable| {
        let reference = ReferenceData::empty().with_ptp(table);
        match reference.ptp(manual, gait, PRACTICE, date!(2026 - 02 - 01)) {
            PtpAnswer::Edit { edit, .. } => (edit.column_1, edit.allows_modifier),
            other => panic!("{other:?}"),
        }
    };
    let (allowed, never) = (ModifierIndicator::Allowed, ModifierIndicator::NotAllowed);
    let later = date!(2021 - 01 - 01);
    for (first, second) in [(allowed, never), (never, allowed)] {
        let both = table()
            .with(gait, manual, first, start, None)
            .with(gait, manual, second, later, None);
        assert_eq!(answer(both), (gait, false));
        let both = table()
            .with(gait, manual, first, start, None)
            .with(manual, gait, second, start, None);
        let column_1 = if first == never { gait } else { manual };
        assert_eq!(answer(both), (column_1, false));
    }
    let both = table()
        .with(manual, gait, allowed, start, None)
        .with(gait, manual, allowed, start, None);
    assert_eq!(answer(both), (gait, true));
}

#[test]
fn on_the_last_day_of_a_row_an_overlapping_row_of_a_later_table_answers_nothing() {
    let (gait, manual) = (code("97116"), code("97140"));
    let table = |quarter: &str| PtpTable::new(EditTable::Practitioner, quarter.parse().unwrap());
    let (start, last) = (date!(2021 - 01 - 01), date!(2022 - 06 - 30));
    let (allowed, never) = (ModifierIndicator::Allowed, ModifierIndicator::NotAllowed);
    let reference = ReferenceData::empty()
        .with_ptp(table("2022Q1").with(gait, manual, allowed, start, None))
        .with_ptp(
            table("2023Q1")
                .with(gait, manual, allowed, start, Some(last))
                .with(gait, manual, never, last, None),
        );
    let answer = |day| sign(reference.ptp(gait, manual, PRACTICE, day));
    assert_eq!(answer(last.previous_day().unwrap()), '1');
    assert_eq!(
        answer(last),
        '?',
        "the tables differ, and the row has not ended"
    );
    assert_eq!(answer(last.next_day().unwrap()), '0');
}

#[test]
fn two_tables_of_different_kinds_are_both_named() {
    let (gait, manual) = (code("97116"), code("97140"));
    let table = |kind, quarter: &str| {
        let table = PtpTable::new(kind, quarter.parse().unwrap());
        table.with(
            gait,
            manual,
            ModifierIndicator::Allowed,
            date!(2021 - 01 - 01),
            None,
        )
    };
    let reference = ReferenceData::empty()
        .with_ptp_for(PRACTICE, table(EditTable::OutpatientHospital, "2022Q1"))
        .with_ptp(table(EditTable::Practitioner, "2023Q1"));
    let answer = reference.ptp(gait, manual, PRACTICE, date!(2022 - 08 - 01));
    assert_eq!(
        tables_of(answer).unwrap().to_string(),
        "(inferred: same in the 2022 Q1 outpatient hospital and 2023 Q1 practitioner tables)"
    );
}

#[test]
fn kinds_of_tables_and_programs_have_their_names() {
    let names = EditTable::ALL.map(|kind| (kind.as_str(), kind.to_string()));
    let expected = [
        ("practitioner", "practitioner"),
        ("outpatient-hospital", "outpatient hospital"),
        ("medicaid-practitioner", "Medicaid practitioner"),
    ];
    assert_eq!(
        names,
        expected.map(|(name, words)| (name, words.to_owned()))
    );
    for kind in EditTable::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
    }
    let names = EditProgram::ALL.map(|program| (program.as_str(), program.to_string()));
    let expected = [("medicare", "Medicare"), ("medicaid", "Medicaid")];
    assert_eq!(
        names,
        expected.map(|(name, words)| (name, words.to_owned()))
    );
}

#[test]
fn a_row_that_was_never_in_force_is_no_edit() {
    let table = PtpTable::new(EditTable::Practitioner, Quarter::new(2026, 1).unwrap()).with(
        code("97116"),
        code("97140"),
        ModifierIndicator::NotApplicable,
        date!(2020 - 01 - 01),
        None,
    );
    let reference = ReferenceData::empty().with_ptp(table);
    for day in [
        date!(2021 - 01 - 01),
        date!(2026 - 02 - 01),
        date!(2027 - 01 - 01),
    ] {
        assert_eq!(
            sign(reference.ptp(code("97140"), code("97116"), PRACTICE, day)),
            '-'
        );
    }
}

proptest! {
    #[test]
    fn a_held_answer_rests_on_its_own_table_and_no_added_table_changes_it(
        tables in prop::collection::vec(supplied(), 1..5),
        added in supplied(),
        day in 0..4000_i64,
        (a, b) in (0..3_usize, 0..3_usize),
    ) {
        let codes = ["97112", "97140", "97530"].map(code);
        let day = date!(2019 - 01 - 01) + Duration::days(day);
        let all = tables.iter().cloned().fold(ReferenceData::empty(), ReferenceData::with_ptp);
        let answer = all.ptp(codes[a], codes[b], PRACTICE, day);
        if let Some(own) = tables_of(answer).filter(|_| is_held(answer)) {
            let quarter = own.iter().next().unwrap().quarter;
            let table = tables.iter().rev().find(|table| table.quarter() == quarter).unwrap();
            let alone = ReferenceData::empty().with_ptp(table.clone());
            prop_assert_eq!(alone.ptp(codes[a], codes[b], PRACTICE, day), answer);
            let is_older = day < quarter.first_day() && added.quarter() < quarter;
            if added.quarter() != quarter && !is_older {
                let more = all.with_ptp(added).ptp(codes[a], codes[b], PRACTICE, day);
                prop_assert_eq!(more, answer);
            }
        }
    }

    #[test]
    fn a_held_value_rests_on_its_own_table_and_no_added_table_changes_it(
        values in prop::collection::btree_map((2020..2027_i16, 1..=4_u8), 0..4_u32, 1..5),
        added in (2020..2027_i16, 1..=4_u8),
        value in 0..4_u32,
        day in 0..4000_i64,
    ) {
        let day = date!(2019 - 01 - 01) + Duration::days(day);
        let neuro = code("97112");
        let table = |(year, number): (i16, u8), value| {
            MueTable::new(EditTable::Practitioner, Quarter::new(year, number).unwrap())
                .with(neuro, value, AdjudicationIndicator::Day)
        };
        let all = values.iter().fold(ReferenceData::empty(), |all, (quarter, value)| {
            all.with_mue(table(*quarter, *value))
        });
        let answer = all.mue(neuro, PRACTICE, day);
        if let MueAnswer::Limit { tables, .. } = answer {
            if tables.basis() == Basis::Held && !values.contains_key(&added) {
                let more = all.with_mue(table(added, value));
                prop_assert_eq!(more.mue(neuro, PRACTICE, day), answer);
            }
        }
    }
}

/// A small supplied table of a random quarter.
fn supplied() -> impl Strategy<Value = PtpTable> {
    let row = (
        0..3_usize,
        0..3_usize,
        0..3_usize,
        0..3000_i64,
        prop::option::of(0..1000_i64),
    );
    let rows = prop::collection::vec(row, 0..4);
    ((2020..2027_i16, 1..=4_u8), rows).prop_map(|((year, number), rows)| {
        let codes = ["97112", "97140", "97530"].map(code);
        let quarter = Quarter::new(year, number).unwrap();
        let table = PtpTable::new(EditTable::Practitioner, quarter);
        rows.into_iter()
            .fold(table, |table, (a, b, indicator, first, length)| {
                let first = date!(2018 - 01 - 01) + Duration::days(first);
                let last = length.map(|length| first + Duration::days(length));
                table.with(
                    codes[a],
                    codes[b],
                    ModifierIndicator::ALL[indicator],
                    first,
                    last,
                )
            })
    })
}

#[test]
fn every_modifier_row_is_held_and_exclusions_are_mutual() {
    let rows = csv_file("modifiers");
    assert_eq!((rows.len(), ModifierFacts::table().len()), (52, 52));
    for row in &rows {
        let modifier: Modifier = row["modifier"].parse().unwrap();
        let facts = ModifierFacts::of(modifier).unwrap();
        let category = match row["category"].as_str() {
            "em" => "evaluation-and-management",
            "abn" => "notice",
            "dme" => "equipment",
            other => other,
        };
        assert_eq!(facts.category().as_str(), category, "{modifier}");
        assert_eq!(facts.meaning(), row["meaning"], "{modifier}");
        assert_eq!(facts.confidence().as_str(), row["confidence"], "{modifier}");
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
