//! The published cases of `tests/data`: reads them, and compares an answer with what is expected.
//!
//! What counts as equal is described in `tests/data/README.md`. Both sides are brought into one form
//! first (units summed by code, ids sorted), and then compared on the keys that the case states.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "a module of a program and of several tests, none of which uses all of it"
)]

use std::{collections::BTreeMap, fmt};

use serde::Deserialize;
use serde_json::{Map, Value, json};

const MANIFEST: &str = include_str!("../../tests/data/suite.json");

/// The most splits that an answer lists.
const SPLITS: usize = 64;

/// A suite of cases: one kind of document, and what is expected of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suite {
    Units,
    Assistants,
    Cells,
    Audit,
    Claims,
    Payment,
    Documentation,
}

impl Suite {
    pub const ALL: [Self; 7] = [
        Self::Units,
        Self::Assistants,
        Self::Cells,
        Self::Audit,
        Self::Claims,
        Self::Payment,
        Self::Documentation,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Units => "units",
            Self::Assistants => "assistants",
            Self::Cells => "cells",
            Self::Audit => "audit",
            Self::Claims => "claims",
            Self::Payment => "payment",
            Self::Documentation => "documentation",
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Units => include_str!("../../tests/data/units.ndjson"),
            Self::Assistants => include_str!("../../tests/data/assistants.ndjson"),
            Self::Cells => include_str!("../../tests/data/cells.ndjson"),
            Self::Audit => include_str!("../../tests/data/audit.ndjson"),
            Self::Claims => include_str!("../../tests/data/claims.ndjson"),
            Self::Payment => include_str!("../../tests/data/payment.ndjson"),
            Self::Documentation => include_str!("../../tests/data/documentation.ndjson"),
        }
    }

    /// The version of the suites, and the groups of this one in order.
    ///
    /// # Errors
    ///
    /// The manifest is not as this program expects it.
    pub fn manifest(self) -> Result<(String, Vec<Group>), String> {
        let manifest: Manifest =
            serde_json::from_str(MANIFEST).map_err(|cause| format!("suite.json: {cause}"))?;
        let mut suites = manifest.suites.into_iter();
        let own = suites.find(|listed| listed.suite == self.name());
        let own = own.ok_or_else(|| format!("suite.json does not list {}", self.name()))?;
        Ok((manifest.version, own.groups))
    }

    /// Its cases, in the order of the file.
    ///
    /// # Errors
    ///
    /// A line is no case, or a case belongs to no group.
    pub fn cases(self) -> Result<Vec<Case>, String> {
        let (_, groups) = self.manifest()?;
        let lines = self.text().lines().zip(1..);
        lines
            .map(|(line, number)| {
                let place = |cause| format!("{}, line {number}: {cause}", self.name());
                let case: Value =
                    serde_json::from_str(line).map_err(|cause| place(cause.to_string()))?;
                Case::new(self, &groups, &case).map_err(place)
            })
            .collect()
    }
}

#[derive(Deserialize)]
struct Manifest {
    version: String,
    suites: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    suite: String,
    groups: Vec<Group>,
}

/// Cases that are about one subject; their ids begin alike.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    #[serde(rename = "group")]
    pub name: String,
    /// What the ids begin with.
    pub ids: Vec<String>,
    pub about: String,
}

/// A document, and what is expected of the answer.
#[derive(Clone, Debug)]
pub struct Case {
    suite: Suite,
    pub id: String,
    pub group: String,
    /// The line that a program reads.
    pub document: String,
    pub expected: Expected,
    /// What the right answer rests on.
    pub source: String,
    pub certainty: String,
    pub note: String,
}

/// What the answer should be.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// An answer with these values, in the form that is compared.
    Answer(Value),
    /// An error, whose message contains this text (letter case ignored).
    Error(String),
}

/// How an answer compares with what is expected.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    Passed,
    /// An error where an answer was expected: nothing wrong was stated.
    Refused,
    Failed(Vec<Difference>),
}

/// A place where an answer differs. What is missing is null.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    pub path: String,
    pub expected: Value,
    pub got: Value,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: expected {}, got {}",
            self.path, self.expected, self.got
        )
    }
}

impl Case {
    fn new(suite: Suite, groups: &[Group], case: &Value) -> Result<Self, String> {
        let text = |value: &Value, key: &str| value[key].as_str().map(str::to_owned);
        let id = text(case, "id").ok_or("a case has no id")?;
        let (document, about, error) = match suite {
            Suite::Documentation => {
                let mut record = case.clone();
                if let Some(keys) = record.as_object_mut() {
                    keys.retain(|key, _| !matches!(key.as_str(), "summary" | "expect"));
                }
                (
                    record.to_string(),
                    case["expect"].clone(),
                    &case["expect"]["error"],
                )
            }
            _ => (document(&id, case), case.clone(), &case["expect_error"]),
        };
        let missing = |key: &str| format!("{id} has no {key}");
        let begins = groups
            .iter()
            .flat_map(|group| group.ids.iter().map(move |begin| (begin, group)))
            .filter(|(begin, _)| id.starts_with(begin.as_str()))
            .max_by_key(|(begin, _)| begin.len());
        let expected = match error {
            Value::Null => Expected::Answer(suite.normal_case(case)),
            Value::Bool(true) => Expected::Error(String::new()),
            message => {
                Expected::Error(text(message, "message_contains").ok_or_else(|| missing("error"))?)
            }
        };
        Ok(Self {
            suite,
            group: begins.ok_or_else(|| missing("group"))?.1.name.clone(),
            document,
            expected,
            source: text(&about, "source").ok_or_else(|| missing("source"))?,
            certainty: text(&about, "certainty").ok_or_else(|| missing("certainty"))?,
            note: text(case, "note")
                .or_else(|| text(case, "summary"))
                .unwrap_or_default(),
            id,
        })
    }

    /// Compares the answer of a program.
    pub fn judge(&self, answer: &Value) -> Verdict {
        let error = answer.get("error");
        let expected = match (&self.expected, error) {
            (Expected::Answer(_), Some(_)) => return Verdict::Refused,
            (Expected::Answer(expected), None) => expected,
            (Expected::Error(part), error) => {
                let message = error.map(|error| error["message"].as_str().unwrap_or_default());
                return match message {
                    Some(message) if message.to_lowercase().contains(&part.to_lowercase()) => {
                        Verdict::Passed
                    }
                    message => Verdict::Failed(vec![Difference {
                        path: "error".to_owned(),
                        expected: if part.is_empty() {
                            Value::Bool(true)
                        } else {
                            json!({ "message_contains": part })
                        },
                        got: message.into(),
                    }]),
                };
            }
        };
        let mut found = Vec::new();
        differences("", expected, &self.shown(answer), &mut found);
        if found.is_empty() {
            Verdict::Passed
        } else {
            Verdict::Failed(found)
        }
    }

    /// The part of an answer that is compared, in the form in which it is compared.
    pub fn shown(&self, answer: &Value) -> Value {
        match (&self.expected, answer) {
            (Expected::Answer(expected), Value::Object(keys)) if !keys.contains_key("error") => {
                let mut normal = self.suite.normal(answer, expected);
                if let (Some(normal), Some(expected)) =
                    (normal.as_object_mut(), expected.as_object())
                {
                    normal.retain(|key, _| expected.contains_key(key));
                }
                normal
            }
            _ => answer.clone(),
        }
    }
}

/// The line of a case: its text where that matters, and otherwise its document, with an id.
fn document(id: &str, case: &Value) -> String {
    if let Some(raw) = case["raw"].as_str() {
        return raw.to_owned();
    }
    let mut input = case["input"].clone();
    if let Some(keys) = input.as_object_mut() {
        keys.entry("id").or_insert_with(|| id.into());
    }
    input.to_string()
}

impl Suite {
    /// What a case expects, in the form that is compared.
    fn normal_case(self, case: &Value) -> Value {
        let mut expect = case["expect"].clone();
        let Some(keys) = expect.as_object_mut() else {
            return expect;
        };
        match self {
            Self::Units => {
                for (key, change) in [
                    ("lines", units_by_code as fn(&Value) -> Value),
                    ("alternatives", splits),
                ] {
                    if let Some(value) = keys.get_mut(key) {
                        *value = change(value);
                    }
                }
                if case["input"]["split"].is_object() {
                    keys.insert("billed_split".to_owned(), split(&case["input"]["split"]));
                }
            }
            Self::Audit | Self::Claims => {
                keys.entry("basis").or_insert_with(|| json!({}));
            }
            Self::Documentation => {
                keys.retain(|key, _| key == "findings");
                if let Some(findings) = keys.get_mut("findings") {
                    *findings = sorted_set(findings, |one| {
                        format!("{} {}", word(&one["severity"]), word(&one["rule"]))
                    });
                }
            }
            Self::Assistants | Self::Cells | Self::Payment => {}
        }
        expect
    }

    /// An answer, in the form that is compared.
    fn normal(self, answer: &Value, expected: &Value) -> Value {
        let mut normal = answer.as_object().cloned().unwrap_or_default();
        let mut put = |key: &str, value: Value| {
            normal.insert(key.to_owned(), value);
        };
        match self {
            Self::Units => {
                if answer["lines"].is_array() {
                    put("lines", units_by_code(&answer["lines"]));
                    put("next_unit", next_units(&answer["lines"]));
                    put(
                        "lines_with_modifiers",
                        each(&answer["lines"], &["code", "units", "modifiers"]),
                    );
                }
                if answer["alternatives"].is_array() {
                    put("billed_split", split(&answer["alternatives"][0]));
                    put("alternatives", permitted(answer, &expected["alternatives"]));
                }
            }
            Self::Assistants => {
                put(
                    "lines",
                    each(&answer["lines"], &["code", "units", "minutes", "modifiers"]),
                );
                let mut found = sorted(&answer["findings"], |finding| {
                    word(&finding["id"]).to_owned()
                });
                if let Some(found) = found.as_array_mut() {
                    found.retain(|id| word(id).starts_with("assistant-"));
                }
                put("assistant_findings", found);
            }
            Self::Audit => {
                let key = |finding: &Value| word(&finding["id"]).to_owned();
                put("findings", sorted(&answer["findings"], key));
                put("basis", basis(&answer["findings"], key));
            }
            Self::Claims => {
                let key =
                    |finding: &Value| format!("{}@{}", word(&finding["id"]), word(&finding["at"]));
                put("findings", sorted(&answer["findings"], key));
                put("basis", basis(&answer["findings"], key));
            }
            Self::Payment => {
                put(
                    "findings",
                    sorted(&answer["findings"], |finding| {
                        word(&finding["id"]).to_owned()
                    }),
                );
                if let Some(expected) = expected["figures"].as_array() {
                    put("figures", figures(&answer["figures"], expected));
                }
            }
            Self::Documentation => put(
                "findings",
                sorted_set(&answer["findings"], |finding| {
                    format!("{} {}", word(&finding["severity"]), word(&finding["id"]))
                }),
            ),
            Self::Cells => {}
        }
        Value::Object(normal)
    }
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn entries(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

/// The texts of a list, sorted; what is no list stays as it is.
fn sorted(list: &Value, text: impl Fn(&Value) -> String) -> Value {
    if !list.is_array() {
        return list.clone();
    }
    let mut texts: Vec<String> = entries(list).iter().map(text).collect();
    texts.sort_unstable();
    texts.into()
}

fn sorted_set(list: &Value, text: impl Fn(&Value) -> String) -> Value {
    let mut texts = sorted(list, text);
    if let Some(texts) = texts.as_array_mut() {
        texts.dedup();
    }
    texts
}

/// The units of each code over its lines; codes without units are left out.
fn units_by_code(lines: &Value) -> Value {
    let mut units: BTreeMap<&str, u64> = BTreeMap::new();
    for line in entries(lines) {
        match line["units"].as_u64() {
            Some(number) => *units.entry(word(&line["code"])).or_default() += number,
            None => return lines.clone(),
        }
    }
    units.retain(|_, units| *units > 0);
    json!(units)
}

/// The next unit of each code, from its first line; a later line has null.
fn next_units(lines: &Value) -> Value {
    let mut next = Map::new();
    for line in entries(lines) {
        let number = line.get("next_unit").unwrap_or(&Value::Null);
        let code = word(&line["code"]);
        match next.get_mut(code) {
            None => {
                next.insert(code.to_owned(), number.clone());
            }
            Some(_) if number.is_null() => {}
            Some(first) => *first = json!({ "a later line": number }),
        }
    }
    Value::Object(next)
}

/// A split without the codes of 0 units.
fn split(units: &Value) -> Value {
    let mut units = units.clone();
    if let Some(codes) = units.as_object_mut() {
        codes.retain(|_, units| units.as_u64() != Some(0));
    }
    units
}

/// Splits as a set, in order.
fn splits(list: &Value) -> Value {
    let mut splits: Vec<Value> = entries(list).iter().map(split).collect();
    splits.sort_by_key(ToString::to_string);
    splits.dedup();
    splits.into()
}

/// The splits of an answer. Where more are permitted than an answer lists, each of 64 must be one of
/// them, and the answer must state that the list is cut; then all of them count as given.
fn permitted(answer: &Value, expected: &Value) -> Value {
    let given = splits(&answer["alternatives"]);
    let all = entries(expected);
    let is_cut = answer["alternatives_cut"] == true;
    let fits = all.len() > SPLITS
        && is_cut
        && entries(&given).len() == SPLITS
        && entries(&given).iter().all(|split| all.contains(split));
    if fits { expected.clone() } else { given }
}

/// Each entry of a list with the named keys alone.
fn each(list: &Value, keys: &[&str]) -> Value {
    if !list.is_array() {
        return list.clone();
    }
    let pick = |entry: &Value| -> Value {
        let keys = keys.iter();
        keys.filter_map(|key| {
            entry
                .get(*key)
                .map(|value| ((*key).to_owned(), value.clone()))
        })
        .collect()
    };
    entries(list).iter().map(pick).collect()
}

/// The findings all of which are inferred, and those of which some are.
fn basis(findings: &Value, key: impl Fn(&Value) -> String) -> Value {
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for finding in entries(findings) {
        let (all, inferred) = counts.entry(key(finding)).or_default();
        *all += 1;
        *inferred += usize::from(finding["basis"] == "inferred");
    }
    let named = counts
        .into_iter()
        .filter(|(_, (_, inferred))| *inferred > 0);
    named
        .map(|(key, (all, inferred))| {
            let name = if all == inferred { "inferred" } else { "mixed" };
            (key, Value::from(name))
        })
        .collect()
}

/// For each expected figure the one of the answer that agrees with it, or null.
fn figures(given: &Value, expected: &[Value]) -> Value {
    let agrees = |figure: &Value, wanted: &Value| {
        let mut found = Vec::new();
        differences("", wanted, figure, &mut found);
        found.is_empty()
    };
    let one = |wanted: &Value| {
        let mut given = entries(given).iter();
        given.find(|figure| agrees(figure, wanted)).cloned().into()
    };
    expected.iter().map(one).collect::<Vec<Value>>().into()
}

/// Adds the places where what was found differs, on the keys that are expected.
fn differences(path: &str, expected: &Value, found: &Value, to: &mut Vec<Difference>) {
    match (expected, found) {
        (Value::Object(expected), Value::Object(found)) if !is_whole(path) && path != "lines" => {
            for (key, value) in expected {
                let place = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                differences(&place, value, found.get(key).unwrap_or(&Value::Null), to);
                if value.is_null() && !found.contains_key(key) {
                    to.push(Difference {
                        path: place,
                        expected: Value::Null,
                        got: "no such key".into(),
                    });
                }
            }
        }
        (Value::Array(expected), Value::Array(found))
            if expected.len() == found.len() && !is_whole(path) =>
        {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                differences(&format!("{path}[{index}]"), expected, found, to);
            }
        }
        _ if expected == found => {}
        _ => to.push(Difference {
            path: path.to_owned(),
            expected: expected.clone(),
            got: found.clone(),
        }),
    }
}

/// Whether the value of a path is compared whole, and not on the keys that are expected. So are
/// `lines` where they map codes to units.
fn is_whole(path: &str) -> bool {
    matches!(
        path,
        "alternatives" | "billed_split" | "basis" | "findings" | "assistant_findings"
    )
}
