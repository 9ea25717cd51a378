//! Promise: the register has 126 rules, each with a name, a source, an input and a sentence.

use std::collections::BTreeSet;

use therapy_billing::documentation::Rule;

/// Families in the order of the register.
const FAMILIES: [&str; 17] = [
    "record",
    "evaluation",
    "plan",
    "certification",
    "progress",
    "discharge",
    "treatment-note",
    "signature",
    "personnel",
    "time",
    "mode",
    "nmr",
    "measure",
    "necessity",
    "claim",
    "policy",
    "text",
];

#[test]
fn the_register_has_126_rules_in_families_without_gaps() {
    assert_eq!(Rule::ALL.len(), 126);
    let mut seen = Vec::new();
    for rule in Rule::ALL {
        if seen.last() != Some(&rule.family()) {
            seen.push(rule.family());
        }
    }
    assert_eq!(seen, FAMILIES);
}

#[test]
fn names_are_unique_kebab_case_and_round_trip() {
    let mut names = BTreeSet::new();
    for &rule in Rule::ALL {
        let id = rule.id();
        assert!(names.insert(id), "{id} is there twice");
        assert_eq!(id.parse(), Ok(rule));
        let (family, requirement) = id.split_once('/').expect(id);
        for part in [family, requirement] {
            assert!(!part.is_empty(), "{id}");
            let kebab = part
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            assert!(kebab, "{id}");
        }
    }
    assert!("plan/no-such-rule".parse::<Rule>().is_err());
}

#[test]
fn every_rule_has_a_severity_a_source_an_input_and_a_sentence() {
    for rule in Rule::ALL {
        let row = rule.row();
        assert!(!row.severities.is_empty(), "{rule}");
        assert!(!row.citations.is_empty(), "{rule}");
        assert!(
            row.reads.split(", ").all(|input| input.contains('.')),
            "{rule}: {}",
            row.reads
        );
        assert!(row.message.len() >= 12, "{rule}");
        assert!(!row.message.ends_with('.'), "{rule}");
    }
}

#[test]
fn the_page_of_the_module_names_every_type_in_a_group() {
    let module = include_str!("../src/documentation/mod.rs");
    let parts = include_str!("../src/documentation/record/mod.rs");
    let page: String = module
        .lines()
        .filter(|line| line.starts_with("//!"))
        .collect();
    let exported = [module, parts]
        .into_iter()
        .flat_map(|source| source.split("\npub use ").skip(1))
        .filter_map(|exported| exported.split_once(';'))
        .flat_map(|(names, _)| names.split(|one: char| one != '_' && !one.is_alphanumeric()))
        .filter(|name| name.starts_with(char::is_uppercase));
    let missing: Vec<_> = exported
        .filter(|name| !page.contains(&format!("[`{name}`]")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}
