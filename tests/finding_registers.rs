//! Promise: the registers of all layers are data: unique names, sentences whose names are evidence, and
//! sources.

use std::collections::BTreeSet;

use therapy_billing::finding::{RegisterEntry, Severity, registers};

/// The names in the braces of a sentence, and in its optional parts. `who` is wording and no evidence.
fn names(message: &str) -> BTreeSet<&str> {
    let pieces = message.split('{').skip(1);
    pieces
        .map(|piece| piece.split_once('}').expect("a brace is closed").0)
        .filter(|name| *name != "who")
        .collect()
}

fn rows() -> Vec<(&'static str, RegisterEntry)> {
    registers()
        .into_iter()
        .flat_map(|register| {
            register
                .rows
                .into_iter()
                .map(move |row| (register.name, row))
        })
        .collect()
}

#[test]
fn there_are_four_registers_in_the_order_of_the_layers() {
    let names = registers().map(|register| register.name);
    assert_eq!(names, ["units", "claims", "documentation", "payment"]);
    assert!(registers().iter().all(|register| register.rows.len() > 5));
}

#[test]
fn ids_are_kebab_case_and_unique_within_a_register() {
    let mut seen = BTreeSet::new();
    for (register, row) in rows() {
        let parts: Vec<_> = row.id.split('/').collect();
        assert_eq!(
            parts.len(),
            if register == "documentation" { 2 } else { 1 },
            "{}",
            row.id
        );
        for word in parts.iter().flat_map(|part| part.split('-')) {
            let lower = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
            assert!(!word.is_empty() && word.bytes().all(lower), "{}", row.id);
        }
        assert!(
            seen.insert((register, row.id)),
            "{register}: {} is there twice",
            row.id
        );
    }
}

#[test]
fn the_evidence_of_a_check_is_what_its_sentence_names() {
    for (register, row) in rows() {
        let evidence: BTreeSet<_> = row.evidence.iter().copied().collect();
        assert_eq!(evidence.len(), row.evidence.len(), "{register}: {}", row.id);
        // The conditions of a separate service are words of the sentence and no evidence.
        let mut named = names(row.message);
        named.retain(|name| *name != "conditions");
        assert_eq!(evidence, named, "{register}: {}", row.id);
    }
}

#[test]
fn every_check_has_a_severity_a_source_a_sentence_and_a_meaning() {
    for (register, row) in rows() {
        let at = format!("{register}: {}", row.id);
        assert!(
            !row.severities.is_empty() && !row.citations.is_empty(),
            "{at}"
        );
        let distinct: BTreeSet<Severity> = row.severities.iter().copied().collect();
        assert_eq!(distinct.len(), row.severities.len(), "{at}");
        assert!(
            row.message.len() >= 12 && !row.message.ends_with('.'),
            "{at}"
        );
        assert!(
            row.meaning.ends_with('.') && !row.meaning.contains("  "),
            "{at}: {}",
            row.meaning
        );
        assert!(row.scope.is_none() || register == "documentation", "{at}");
        assert_eq!(row.reads.is_some(), register == "documentation", "{at}");
    }
}

#[test]
fn every_sentence_states_what_is_wrong_and_then_what_to_do() {
    let is_whole = |part: &str| {
        let count = |sign| part.matches(sign).count();
        count('{') == count('}') && count('[') == count(']') && !part.contains("; ")
    };
    for (register, row) in rows() {
        let at = format!("{register}: {}", row.id);
        assert!(is_whole(row.problem()), "{at}: {}", row.problem());
        let action = row.action().expect(&at);
        assert!(is_whole(action), "{at}: {action}");
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_register_serializes_as_rows_of_plain_values() {
    let [units, ..] = registers();
    let json = serde_json::to_value(&units).unwrap();
    assert_eq!(json["name"], "units");
    let row = &json["rows"][0];
    for key in [
        "id",
        "severities",
        "message",
        "evidence",
        "citations",
        "scope",
        "reads",
        "from",
        "to",
        "meaning",
    ] {
        assert!(row.get(key).is_some(), "{key}: {row}");
    }
    assert!(row["citations"][0].is_string());
}
