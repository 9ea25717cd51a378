//! Promise: the built-in figures of the fee schedule are those of the CSV files, row by row and both
//! ways, and no year has a figure that no file has.
#![cfg(feature = "tables")]

#[path = "support/csv_files.rs"]
mod csv_files;

use std::collections::BTreeMap;
use std::fmt::Debug;

use csv_files::{Row, csv_file, csv_files};
use therapy_billing::reference::fee_schedule::Locality;
use therapy_billing::reference::thresholds::{Bucket, kx_amount};
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::Date;
use therapy_billing::{ProcedureCode, ReferenceData};

/// The years of which a table may be built in, and those around them.
const YEARS: std::ops::RangeInclusive<i32> = 2010..=2035;

fn number(row: &Row, column: &str) -> Decimal {
    let text = &row[column];
    text.parse()
        .unwrap_or_else(|_| panic!("{column} is {text:?}"))
}

fn in_year(year: i32) -> Date {
    Date::from_ordinal_date(year, 73).expect("a day")
}

#[track_caller]
fn equal<K: Ord + Debug, V: PartialEq + Debug>(found: &BTreeMap<K, V>, expected: &BTreeMap<K, V>) {
    for (key, value) in expected {
        assert_eq!(found.get(key), Some(value), "{key:?}");
    }
    for key in found.keys() {
        assert!(expected.contains_key(key), "{key:?} is in no file");
    }
}

#[test]
fn geographic_factors_are_those_of_the_files() {
    let mut expected = BTreeMap::new();
    for (name, rows) in csv_files("gpci_") {
        let year: i32 = name.trim_start_matches("gpci_").parse().expect("a year");
        for row in rows {
            let locality = Locality::new(&row["mac"], &row["locality"]).expect("digits");
            let factors = ["gpci_work", "gpci_pe", "gpci_mp"].map(|column| number(&row, column));
            assert!(expected.insert((year, locality), factors).is_none());
        }
    }
    assert!(expected.len() >= 5 * 112 + 3 * 109);
    let mut found = BTreeMap::new();
    for year in YEARS {
        for (locality, factors) in ReferenceData::built_in().localities(in_year(year)) {
            let looked_up = ReferenceData::built_in().geographic_factors(locality, in_year(year));
            assert_eq!(looked_up, Some(factors));
            let factors = [
                factors.work(),
                factors.practice_expense(),
                factors.malpractice(),
            ];
            assert!(found.insert((year, locality), factors).is_none());
        }
    }
    equal(&found, &expected);
    assert!(found.values().all(|[work, ..]| *work >= Decimal::ONE)); // the floor
}

#[test]
fn relative_values_are_those_of_the_files() {
    let mut expected: BTreeMap<(i32, ProcedureCode), ([Decimal; 3], Option<Decimal>)> =
        BTreeMap::new();
    for row in csv_files("rvu_").into_iter().flat_map(|(_, rows)| rows) {
        let year = row["year"].parse().expect("a year");
        let values = ["work", "pe", "mp"].map(|column| number(&row, column));
        let facility = (!row["pe_facility"].is_empty()).then(|| number(&row, "pe_facility"));
        let known = expected
            .entry((year, ProcedureCode::of(&row["code"])))
            .or_insert((values, facility));
        assert_eq!(known.0, values, "two files differ: {row:?}");
        known.1 = known.1.or(facility);
    }
    let mut found = BTreeMap::new();
    for year in YEARS {
        for values in ReferenceData::built_in().published_values(in_year(year)) {
            let three = [
                values.work(),
                values.practice_expense(),
                values.malpractice(),
            ];
            let facility = values.facility_practice_expense();
            assert!(
                found
                    .insert((year, values.code()), (three, facility))
                    .is_none()
            );
        }
    }
    equal(&found, &expected);
}

#[test]
fn practice_expense_in_a_facility_is_that_of_an_office_under_the_therapy_reduction() {
    let reference = ReferenceData::built_in();
    let mut compared = 0;
    for year in YEARS {
        for values in reference.published_values(in_year(year)) {
            let priced = reference.relative_values(values.code(), in_year(year));
            let Some(facility) = values.facility_practice_expense() else {
                continue;
            };
            if priced.is_some_and(|values| values.is_under_therapy_reduction()) {
                assert_eq!(facility, values.practice_expense(), "{}", values.code());
                compared += 1;
            }
        }
    }
    assert!(compared > 300, "{compared}");
}

#[test]
fn conversion_factors_are_those_of_the_file_on_every_day() {
    let rows = csv_file("conversion_factors");
    let date = |text: &str| therapy_billing::calendar::parse_date(text).expect("a date");
    let mut day = date("2014-01-01");
    while day < date("2028-12-31") {
        for qualifying in [false, true] {
            let fits = |row: &&Row| {
                let participant = match row["participant"].as_str() {
                    "all" => true,
                    "qp" => qualifying,
                    other => other == "non-qp" && !qualifying,
                };
                participant && date(&row["from"]) <= day && day <= date(&row["to"])
            };
            let expected: Vec<_> = rows.iter().filter(fits).collect();
            assert!(expected.len() <= 1);
            let expected = expected.first().map(|row| number(row, "factor"));
            let found = ReferenceData::built_in().conversion_factor(day, qualifying);
            assert_eq!(found.map(|row| row.value), expected, "{day}");
        }
        day = day.next_day().expect("a day");
    }
}

#[test]
fn therapy_thresholds_are_those_of_the_file() {
    let mut expected = BTreeMap::new();
    for row in csv_file("kx_thresholds") {
        let bucket = if row["bucket"] == "ot" {
            Bucket::Ot
        } else {
            Bucket::PtSlp
        };
        let year: i32 = row["year"].parse().expect("a year");
        expected.insert((year, bucket), number(&row, "amount"));
        let review = ReferenceData::built_in().review_amount(in_year(year));
        assert_eq!(
            review.map(|row| row.amount),
            Some(number(&row, "targeted_review"))
        );
    }
    let mut found = BTreeMap::new();
    for year in YEARS {
        for bucket in Bucket::ALL {
            if let Some(row) = kx_amount(year, bucket) {
                found.insert((year, bucket), row.amount);
            }
        }
    }
    equal(&found, &expected);
}
