//! The report on a run of a suite: as text, as JSON, or as one page for people.

#![allow(unreachable_pub, reason = "a module of one program")]

use std::fmt::{self, Write};

use serde_json::{Value, json};

use crate::{
    suite::{Case, Difference, Expected, Suite, Verdict},
    vendor::{Answer, Answers},
};

/// The most failing cases of a group that the text shows.
const SHOWN: usize = 3;

/// The counts of a group.
#[derive(Debug)]
struct Count {
    group: String,
    about: String,
    passed: usize,
    failed: usize,
    refused: usize,
}

/// A case that did not pass.
#[derive(Debug)]
struct Failure<'a> {
    case: &'a Case,
    kind: &'static str,
    got: Value,
    differences: Vec<Difference>,
}

/// What came of a suite.
#[derive(Debug)]
pub struct Report<'a> {
    suite: Suite,
    version: String,
    counts: Vec<Count>,
    failures: Vec<Failure<'a>>,
    answers: &'a Answers,
}

impl<'a> Report<'a> {
    /// Judges every answer.
    ///
    /// # Errors
    ///
    /// The manifest of the suites is not as this program expects it.
    pub fn new(suite: Suite, cases: &'a [Case], answers: &'a Answers) -> Result<Self, String> {
        let (version, groups) = suite.manifest()?;
        let mut counts: Vec<Count> = groups
            .into_iter()
            .map(|group| Count {
                group: group.name,
                about: group.about,
                passed: 0,
                failed: 0,
                refused: 0,
            })
            .collect();
        let mut failures = Vec::new();
        for (case, answer) in cases.iter().zip(&answers.of_cases) {
            let Some(count) = counts.iter_mut().find(|count| count.group == case.group) else {
                continue; // every case has a group of the manifest
            };
            let (kind, got, differences) = match answer {
                Answer::Given(answer) => match case.judge(answer) {
                    Verdict::Passed => {
                        count.passed += 1;
                        continue;
                    }
                    Verdict::Refused => {
                        count.refused += 1;
                        failures.push(Failure {
                            case,
                            kind: "refused",
                            got: answer.clone(),
                            differences: Vec::new(),
                        });
                        continue;
                    }
                    Verdict::Failed(found) => ("wrong", case.shown(answer), found),
                },
                Answer::Garbage(line) => ("not-json", line.as_str().into(), Vec::new()),
                Answer::Missing(why) => ("missing", why.as_str().into(), Vec::new()),
            };
            count.failed += 1;
            failures.push(Failure {
                case,
                kind,
                got,
                differences,
            });
        }
        Ok(Self {
            suite,
            version,
            counts,
            failures,
            answers,
        })
    }

    /// Whether every case passed and no other line was written.
    pub fn is_passed(&self) -> bool {
        self.failures.is_empty() && self.answers.extra_count == 0 && self.answers.problem.is_none()
    }

    fn sum(&self, of: impl Fn(&Count) -> usize) -> usize {
        self.counts.iter().map(of).sum()
    }

    fn headline(&self) -> String {
        let (passed, failed, refused) = (
            self.sum(|count| count.passed),
            self.sum(|count| count.failed),
            self.sum(|count| count.refused),
        );
        format!(
            "{}, version {}: {passed} of {} cases passed, {failed} failed, {refused} refused",
            self.suite.name(),
            self.version,
            passed + failed + refused
        )
    }

    /// What was wrong with the run as a whole.
    fn troubles(&self) -> Vec<String> {
        let answers = self.answers;
        let mut troubles: Vec<String> = answers.problem.iter().cloned().collect();
        if answers.extra_count > 0 {
            troubles.push(format!(
                "lines that answer no case: {}, such as {}",
                answers.extra_count,
                clip(&answers.extra.join(" "))
            ));
        }
        troubles
    }

    /// The report as one JSON document.
    pub fn json(&self) -> Value {
        let groups: Vec<Value> = self
            .counts
            .iter()
            .map(|count| {
                json!({
                    "group": count.group, "passed": count.passed,
                    "failed": count.failed, "refused": count.refused,
                })
            })
            .collect();
        let failures: Vec<Value> = self.failures.iter().map(Failure::json).collect();
        json!({
            "suite": self.suite.name(), "version": self.version,
            "groups": groups, "failures": failures,
            "extra": self.answers.extra, "problem": self.answers.problem,
        })
    }
}

impl Failure<'_> {
    fn expected(&self) -> Value {
        match &self.case.expected {
            Expected::Answer(expected) => expected.clone(),
            Expected::Error(part) if part.is_empty() => json!({ "error": true }),
            Expected::Error(part) => json!({ "error": { "message_contains": part } }),
        }
    }

    fn json(&self) -> Value {
        let differences: Vec<Value> = self
            .differences
            .iter()
            .map(|one| json!({"path": one.path, "expected": one.expected, "got": one.got}))
            .collect();
        json!({
            "id": self.case.id, "group": self.case.group, "kind": self.kind,
            "expected": self.expected(), "got": self.got, "differences": differences,
            "source": self.case.source, "certainty": self.case.certainty, "note": self.case.note,
        })
    }

    /// What was wrong, a line for each place.
    fn reasons(&self) -> Vec<String> {
        match self.kind {
            "wrong" => self.differences.iter().map(ToString::to_string).collect(),
            "refused" => vec![format!(
                "expected an answer, got an error: {}",
                self.got["error"]["message"]
                    .as_str()
                    .unwrap_or("without a message")
            )],
            "not-json" => vec![format!("expected JSON, got {}", self.got)],
            _ => vec![format!(
                "expected an answer, got none: {}",
                self.got.as_str().unwrap_or_default()
            )],
        }
    }
}

/// A long text, cut.
fn clip(text: &str) -> String {
    match text.char_indices().nth(300) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n", self.headline())?;
        writeln!(
            f,
            "{:<16}{:>8}{:>8}{:>9}",
            "group", "passed", "failed", "refused"
        )?;
        for count in &self.counts {
            writeln!(
                f,
                "{:<16}{:>8}{:>8}{:>9}",
                count.group, count.passed, count.failed, count.refused
            )?;
        }
        for trouble in self.troubles() {
            writeln!(f, "\n{trouble}")?;
        }
        for count in &self.counts {
            let own = || {
                let failures = self.failures.iter();
                failures.filter(|failure| failure.case.group == count.group)
            };
            for failure in own().take(SHOWN) {
                let case = failure.case;
                writeln!(f, "\n{} ({})", case.id, failure.kind)?;
                for reason in failure.reasons() {
                    writeln!(f, "  {}", clip(&reason))?;
                }
                if !case.note.is_empty() {
                    writeln!(f, "  why: {}", case.note)?;
                }
                writeln!(f, "  rests on: {} ({})", case.source, case.certainty)?;
            }
            let more = own().count().saturating_sub(SHOWN);
            if more > 0 {
                writeln!(f, "\n{}: {more} more did not pass", count.group)?;
            }
        }
        Ok(())
    }
}

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
table{border-collapse:collapse;width:100%}\
th,td{text-align:left;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #8886}\
td.n,th.n{text-align:right}\
.bad{font-weight:600}\
summary{cursor:pointer;padding:.25rem 0}\
pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#8882;padding:.5rem;border-radius:.25rem}\
dt{font-weight:600}dd{margin:0 0 .5rem}";

impl Report<'_> {
    /// The report as one page without anything outside it.
    pub fn html(&self, command: &str) -> String {
        let mut page = String::new();
        // Writing to a text does not fail.
        let _ = self.write_html(command, &mut page);
        page
    }

    fn write_html(&self, command: &str, page: &mut String) -> fmt::Result {
        let title = format!("Conformance: {}", self.suite.name());
        write!(
            page,
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n<h1>{title}</h1>\n\
             <p>Program: <code>{}</code></p>\n<p>{}.</p>\n",
            Escaped(command),
            Escaped(&self.headline())
        )?;
        for trouble in self.troubles() {
            writeln!(page, "<p class=\"bad\">{}</p>", Escaped(&trouble))?;
        }
        page.push_str(
            "<table>\n<tr><th>Group<th>About<th class=\"n\">Passed<th class=\"n\">Failed\
             <th class=\"n\">Refused</tr>\n",
        );
        for count in &self.counts {
            writeln!(
                page,
                "<tr><td>{}<td>{}<td class=\"n\">{}<td class=\"n{}\">{}<td class=\"n\">{}</tr>",
                Escaped(&count.group),
                Escaped(&count.about),
                count.passed,
                if count.failed > 0 { " bad" } else { "" },
                count.failed,
                count.refused
            )?;
        }
        page.push_str("</table>\n");
        if !self.failures.is_empty() {
            page.push_str("<h2>Cases that did not pass</h2>\n");
        }
        for failure in &self.failures {
            failure.write_html(page)?;
        }
        page.push_str("</html>\n");
        Ok(())
    }
}

impl Failure<'_> {
    fn write_html(&self, page: &mut String) -> fmt::Result {
        let case = self.case;
        write!(
            page,
            "<details id=\"{id}\"><summary>{id} ({})</summary>\n<dl>",
            self.kind,
            id = Escaped(&case.id)
        )?;
        let reasons = self.reasons().join("\n");
        let pretty = |value: &Value| format!("{value:#}");
        for (term, text, is_pre) in [
            ("Differences", reasons.as_str(), true),
            ("Document", case.document.as_str(), true),
            ("Expected", &pretty(&self.expected()), true),
            ("Got", &pretty(&self.got), true),
            ("Why", case.note.as_str(), false),
            (
                "Rests on",
                &format!("{} ({})", case.source, case.certainty),
                false,
            ),
        ] {
            if text.is_empty() {
                continue;
            }
            let text = Escaped(text);
            if is_pre {
                write!(page, "<dt>{term}<dd><pre>{text}</pre>")?;
            } else {
                write!(page, "<dt>{term}<dd>{text}")?;
            }
        }
        page.push_str("</dl></details>\n");
        Ok(())
    }
}

/// A text in which no character is markup.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                _ => f.write_char(character)?,
            }
        }
        Ok(())
    }
}
