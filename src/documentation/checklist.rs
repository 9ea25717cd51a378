//! Evaluates the rules of the register: the findings of a record and the result of every rule.

use alloc::vec::Vec;

use super::chart::{Chart, Unjudged};
use super::evidence::Unmet;
use super::record::Record;
use super::rules::{Out, Rule};
use crate::finding::{Findings, Location};
use crate::reference::ReferenceData;

/// The result of one rule for a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// The requirement of the rule is met.
    Passed,
    /// The requirement is not met, in one place or in several.
    Fired,
    /// The rule is about another payer, another date or a part that the record does not have.
    NotApplicable,
    /// The rule was not evaluated, because this input is missing.
    Missing(Location),
}

/// The result of every rule for a record, and the findings.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Discipline, Setting, time::macros::date};
/// use therapy_billing::documentation::{Episode, Outcome, PayerProfile, PayerKind, Profile, Record, Rule};
///
/// let today = date!(2026 - 03 - 02);
/// let medicare = PayerProfile::new(PayerKind::MedicarePartB);
/// let profile = Profile::new(medicare, Setting::PrivatePractice, today);
/// let checklist = Record::new(profile, Episode::new(Discipline::Pt, today)).checklist();
/// assert_eq!(checklist.outcomes.len(), Rule::ALL.len());
/// assert_eq!(checklist.outcome(Rule::EvaluationPresent), Outcome::Fired);
/// assert_eq!(checklist.outcome(Rule::SignaturePresent), Outcome::NotApplicable); // no note
/// ```
#[doc(alias = "chart audit")]
#[doc(alias = "documentation checklist")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checklist {
    /// The result of every rule, in the order of the register.
    pub outcomes: Vec<(Rule, Outcome)>,
    /// The findings, as [`Record::validate`] returns them.
    pub findings: Findings<Unmet>,
}

impl Checklist {
    /// Returns the result of a rule.
    #[must_use]
    pub fn outcome(&self, rule: Rule) -> Outcome {
        let outcome = self.outcomes.get(rule as usize);
        outcome.map_or(Outcome::NotApplicable, |(_, outcome)| *outcome)
    }
}

impl Record {
    /// Evaluates every rule with the built-in facts and returns the findings, in the order of the register
    /// and within a rule in the order of the document.
    ///
    /// A record without findings only means that no rule of the register found a problem. No rule decides
    /// whether care was needed or whether a claim will be paid.
    pub fn validate(&self) -> Findings<Unmet> {
        self.validate_with(ReferenceData::built_in())
    }

    /// Evaluates every rule with the given facts and returns the findings.
    pub fn validate_with(&self, reference: &ReferenceData) -> Findings<Unmet> {
        judge_all(self, reference, |_, _| {})
    }

    /// Evaluates every rule with the built-in facts and returns each result.
    #[must_use]
    pub fn checklist(&self) -> Checklist {
        self.checklist_with(ReferenceData::built_in())
    }

    /// Evaluates every rule with the given facts and returns each result.
    #[must_use]
    pub fn checklist_with(&self, reference: &ReferenceData) -> Checklist {
        let mut outcomes = Vec::with_capacity(Rule::ALL.len());
        let findings = judge_all(self, reference, |rule, outcome| {
            outcomes.push((rule, outcome));
        });
        Checklist { outcomes, findings }
    }
}

/// Evaluates every rule, hands over each result and returns the findings.
fn judge_all(
    record: &Record,
    reference: &ReferenceData,
    mut result: impl FnMut(Rule, Outcome),
) -> Findings<Unmet> {
    let chart = Chart::new(record, reference);
    let mut out = Out::new(Rule::RecordPatient, &chart);
    for &rule in Rule::ALL {
        let before = out.findings.len();
        let outcome = match rule.judge(&chart, &mut out) {
            _ if out.findings.len() > before => Outcome::Fired,
            Ok(()) => Outcome::Passed,
            Err(Unjudged::NotApplicable) => Outcome::NotApplicable,
            Err(Unjudged::Missing(input)) => Outcome::Missing(input),
        };
        result(rule, outcome);
    }
    out.findings
}
