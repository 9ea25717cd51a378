//! Sample files, and answers reduced to what is compared.
#![allow(dead_code, reason = "no test uses all of it")]

use std::{collections::BTreeMap, fs, path::PathBuf};

use serde_json::Value;
use therapy_billing::UnitRule;
use x12::{Answer, Item, check, items, report};

/// The sample files.
pub const SAMPLES: [&str; 7] = [
    "broken.837p",
    "faults.837p",
    "hospital.837i",
    "odd-lines.837i",
    "odd-separators.837p",
    "pt-clean.837p",
    "two-disciplines.837p",
];

/// Where a file of the tests is.
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(name)
}

/// The content of a file of the tests.
pub fn data(name: &str) -> Vec<u8> {
    fs::read(path(name)).expect("a file of the tests")
}

/// The answers to a file.
pub fn answers(file: &[u8]) -> Vec<Answer> {
    let answer = |item| match item {
        Item::Problem(problem) => vec![Answer::from(*problem)],
        Item::Claim(claim) => check(&claim, UnitRule::CPT),
    };
    items(file)
        .flat_map(|item| answer(item.expect("memory can be read")))
        .collect()
}

/// The answers to a file as JSON.
pub fn rows(file: &[u8]) -> Vec<Value> {
    answers(file).iter().map(row).collect()
}

/// An answer as JSON.
pub fn row(answer: &Answer) -> Value {
    let mut line = Vec::new();
    report::json(&mut line, "file", answer).expect("memory can be written");
    serde_json::from_slice(&line).expect("an answer is JSON")
}

/// What is compared: findings of lines with their count, findings of a claim once, and the places of
/// errors with their count.
pub fn compared(rows: &[Value]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for row in rows {
        let place = format!(
            "{} {} {} {}",
            row["st"], row["clm"], row["lx"], row["segment"]
        );
        let is_of_claim = row["segment"].is_null() && row.get("error").is_none();
        let key = match row.get("error") {
            Some(_) => format!("{place} error"),
            None => format!("{place} {} {}", row["id"], row["severity"]),
        };
        let count = counts.entry(key).or_insert(0);
        *count = if is_of_claim { 1 } else { *count + 1 };
    }
    counts
}
