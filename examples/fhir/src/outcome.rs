//! The OperationOutcome: one issue per finding, and one per part that could not be read.

use serde::Serialize;
use therapy_billing::{Check, Finding, Severity};

/// A FHIR OperationOutcome. It always has an issue, as FHIR requires.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    resource_type: &'static str,
    issue: Vec<Issue>,
    #[serde(skip)]
    is_unread: bool,
}

/// One issue of an OperationOutcome.
#[derive(Serialize)]
pub struct Issue {
    severity: &'static str,
    code: Cause,
    #[serde(skip_serializing_if = "Option::is_none")]
    details: Option<Details>,
    diagnostics: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    expression: Option<[String; 1]>,
}

/// The code of a finding in the register of the library.
#[derive(Serialize)]
struct Details {
    coding: [FindingCode; 1],
}

#[derive(Serialize)]
struct FindingCode {
    code: &'static str,
}

/// The codes of FHIR's value set `issue-type` that this program uses.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    BusinessRule,
    CodeInvalid,
    Exception,
    Extension,
    Informational,
    Invalid,
    NotSupported,
    Required,
    Structure,
    Value,
}

/// A reason why a part could not be read.
pub type Refusal = (Cause, String);

impl Outcome {
    /// Makes an outcome. If there is no issue, it states that nothing was found.
    pub fn new(mut issue: Vec<Issue>) -> Self {
        let is_unread = issue.iter().any(Issue::is_unread);
        if issue.is_empty() {
            issue.push(Issue {
                severity: "information",
                code: Cause::Informational,
                details: None,
                diagnostics: "nothing was found".to_owned(),
                expression: None,
            });
        }
        Self {
            resource_type: "OperationOutcome",
            issue,
            is_unread,
        }
    }

    /// Returns whether a part could not be read.
    pub const fn is_unread(&self) -> bool {
        self.is_unread
    }
}

impl From<Issue> for Outcome {
    fn from(issue: Issue) -> Self {
        Self::new(vec![issue])
    }
}

impl Issue {
    /// Makes the issue of a finding.
    pub fn finding<C: Check>(finding: &Finding<C>, place: String) -> Self {
        let sources: Vec<String> = finding
            .citations()
            .iter()
            .map(ToString::to_string)
            .collect();
        let mut diagnostics = finding.check().to_string();
        if !sources.is_empty() {
            diagnostics = format!("{diagnostics} ({})", sources.join("; "));
        }
        Self {
            severity: match finding.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Advice => "information",
            },
            code: Cause::BusinessRule,
            details: Some(Details {
                coding: [FindingCode { code: finding.id() }],
            }),
            diagnostics,
            expression: Some([place]),
        }
    }

    /// Makes the issue of a resource that could not be read at all.
    pub fn fatal(code: Cause, what: String) -> Self {
        Self::plain("fatal", (code, what), None)
    }

    /// Makes the issue of a part that was left out because it could not be read.
    pub fn unread(place: impl Into<String>, why: Refusal) -> Self {
        Self::plain("error", why, Some(place.into()))
    }

    /// Makes an issue of a part that was read, but that a person should look at.
    pub fn warning(place: impl Into<String>, why: Refusal) -> Self {
        Self::plain("warning", why, Some(place.into()))
    }

    /// Makes an issue about a part that was left out on purpose.
    pub fn information(place: impl Into<String>, what: String) -> Self {
        Self::plain(
            "information",
            (Cause::Informational, what),
            Some(place.into()),
        )
    }

    fn plain(
        severity: &'static str,
        (code, diagnostics): Refusal,
        expression: Option<String>,
    ) -> Self {
        Self {
            severity,
            code,
            details: None,
            diagnostics,
            expression: expression.map(|place| [place]),
        }
    }

    /// Whether the issue is no finding, and severe enough that a part is missing from the answer.
    fn is_unread(&self) -> bool {
        self.details.is_none() && matches!(self.severity, "fatal" | "error")
    }
}
