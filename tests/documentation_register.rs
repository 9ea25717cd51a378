//! The register: 126 rules, named, sourced, and printed in the docs as they are.

use std::{collections::BTreeSet, fmt::Write, fs, path::Path};

use therapy_billing::documentation::{Rule, RuleRow};

/// Families in the order of the register, with the heading each has in the docs.
const FAMILIES: [(&str, &str); 17] = [
    ("record", "The record"),
    ("evaluation", "Evaluation"),
    ("plan", "Plan of care"),
    ("certification", "Certification"),
    ("progress", "Progress reports"),
    ("discharge", "Discharge"),
    ("treatment-note", "Treatment note"),
    ("signature", "Signatures"),
    ("personnel", "Who furnished the visit"),
    ("time", "Time"),
    ("mode", "How it was delivered"),
    ("nmr", "97112"),
    ("measure", "Measures"),
    ("necessity", "Necessity"),
    ("claim", "Claim"),
    ("policy", "What this payer or state asks for"),
    ("text", "Free text"),
];

fn page() -> String {
    let mut page = String::from("\n# The register\n");
    for (family, heading) in FAMILIES {
        let rules: Vec<_> = Rule::ALL
            .iter()
            .filter(|rule| rule.family() == family)
            .collect();
        if rules.is_empty() {
            continue;
        }
        write!(
            page,
            "\n## {heading}\n\n| rule | severity | for whom | dates of service | what it says | source |\n\
             |---|---|---|---|---|---|\n"
        )
        .unwrap();
        for rule in rules {
            page.push_str(&line(rule.row()));
        }
    }
    page
}

fn line(row: &RuleRow) -> String {
    let severities: Vec<_> = row.severities.iter().map(ToString::to_string).collect();
    let mut whom = row.scope.to_string();
    for condition in row.conditions {
        write!(whom, ", {condition}").unwrap();
    }
    let sources: Vec<_> = row.citations.iter().map(ToString::to_string).collect();
    let message = row.message.replace(['[', ']'], "");
    format!(
        "| `{}` | {} | {whom} | {} | {} | {} |\n",
        row.id,
        severities.join(", "),
        row.dates,
        message.replace(['{', '}'], "*"),
        sources.join("; "),
    )
}

#[test]
fn the_docs_page_is_the_register() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/documentation/register.md");
    if std::env::var_os("UPDATE_REGISTER").is_some() {
        fs::write(&path, page()).unwrap();
    }
    let printed = fs::read_to_string(&path).unwrap();
    assert!(
        printed == page(),
        "src/documentation/register.md is not the register; run this test with UPDATE_REGISTER=1"
    );
}

#[test]
fn the_register_has_126_rules_in_families_that_stand_together() {
    assert_eq!(Rule::ALL.len(), 126);
    let mut seen = Vec::new();
    for rule in Rule::ALL {
        if seen.last() != Some(&rule.family()) {
            seen.push(rule.family());
        }
    }
    // discharge stands with progress; each family is one stretch of the register
    let families: Vec<_> = FAMILIES
        .iter()
        .map(|(family, _)| *family)
        .filter(|f| !f.is_empty())
        .collect();
    assert_eq!(seen, families);
}

#[test]
fn names_are_unique_kebab_case_and_round_trip() {
    let mut names = BTreeSet::new();
    for &rule in Rule::ALL {
        let id = rule.id();
        assert!(names.insert(id), "{id} stands twice");
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
