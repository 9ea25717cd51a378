//! The rules: one register, and one small function a rule in the file of its family.
#![allow(
    clippy::unnecessary_wraps,
    reason = "every rule has the one form that the register calls"
)]

pub(crate) mod chart;
mod register;
mod scope;

mod certification;
mod evaluation;
mod mode;
mod necessity;
pub(super) mod neuromuscular;
mod personnel;
mod plan;
mod policy;
mod progress;
mod record;
mod signature;
mod text;
mod time;
mod treatment_note;
mod words;

use crate::finding::Evidence;
use alloc::vec::Vec;

use self::chart::{Chart, Counting, Unjudged, Verdict, missing_at};
use super::finding::Unmet;
use super::record::{Intervention, Record};
use crate::finding::{Findings, Location, Severity};
use crate::reference::ReferenceData;

pub use register::{Dates, Rule, RuleRow, UnknownRule};
pub use scope::{Condition, Scope};

/// What came of one rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// Its requirement is met.
    Passed,
    /// Its requirement is not met, in one place or several.
    Fired,
    /// It is about something this record is not: another payer, no note, an earlier date.
    NotApplicable,
    /// It cannot be judged: this input is missing.
    Missing(Location),
}

/// Every rule with what came of it, for a checklist.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Discipline, Setting, time::macros::date};
/// use therapy_billing::documentation::{Episode, Outcome, Payer, PayerKind, Profile, Record, Rule};
///
/// let today = date!(2026 - 03 - 02);
/// let medicare = Payer::new(PayerKind::MedicarePartB);
/// let profile = Profile::new(medicare, Setting::PrivatePractice, today);
/// let checklist = Record::new(profile, Episode::new(Discipline::Pt, today)).checklist();
/// assert_eq!(checklist.outcomes.len(), Rule::ALL.len());
/// assert_eq!(checklist.outcome(Rule::EvaluationPresent), Outcome::Fired);
/// assert_eq!(checklist.outcome(Rule::SignaturePresent), Outcome::NotApplicable); // no note
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checklist {
    /// Every rule of the register in order.
    pub outcomes: Vec<(Rule, Outcome)>,
    /// What was found, as `validate` gives it.
    pub findings: Findings<Unmet>,
}

impl Checklist {
    /// What came of a rule.
    #[must_use]
    pub fn outcome(&self, rule: Rule) -> Outcome {
        let outcome = self.outcomes.get(rule as usize);
        outcome.map_or(Outcome::NotApplicable, |(_, outcome)| *outcome)
    }
}

impl Record {
    /// What the rules find: in the order of the register, within a rule in that of the document.
    ///
    /// A clean record means that no rule fired, and nothing more: whether care was needed or a claim
    /// will be paid is not looked at.
    pub fn validate(&self) -> Findings<Unmet> {
        self.validate_with(ReferenceData::built_in())
    }

    /// The same, with entries of the user's over the built-in catalog.
    pub fn validate_with(&self, catalog: &ReferenceData) -> Findings<Unmet> {
        let chart = Chart::new(self, catalog);
        let mut findings = Findings::new();
        for &rule in Rule::ALL {
            judge(rule, &chart, &mut findings);
        }
        findings
    }

    /// Every rule with what came of it.
    #[must_use]
    pub fn checklist(&self) -> Checklist {
        self.checklist_with(ReferenceData::built_in())
    }

    /// The same, with entries of the user's over the built-in catalog.
    #[must_use]
    pub fn checklist_with(&self, catalog: &ReferenceData) -> Checklist {
        let chart = Chart::new(self, catalog);
        let mut findings = Findings::new();
        let outcomes = Rule::ALL
            .iter()
            .map(|&rule| (rule, judge(rule, &chart, &mut findings)))
            .collect();
        Checklist { outcomes, findings }
    }
}

/// Judges one rule: its dates, its scope, its conditions, then the rule itself.
fn judge(rule: Rule, chart: &Chart<'_>, findings: &mut Findings<Unmet>) -> Outcome {
    let row = rule.row();
    let mut out = Out {
        rule,
        medicare: chart.medicare,
        fired: false,
        findings,
    };
    let verdict = if row.dates.contain(chart.day) {
        row.scope
            .holds(chart)
            .and_then(|()| row.conditions.iter().try_for_each(|one| one.holds(chart)))
            .and_then(|()| rule.check()(chart, &mut out))
    } else {
        Err(Unjudged::NotApplicable)
    };
    match verdict {
        _ if out.fired => Outcome::Fired,
        Ok(()) => Outcome::Passed,
        Err(Unjudged::NotApplicable) => Outcome::NotApplicable,
        Err(Unjudged::Missing(input)) => Outcome::Missing(input),
    }
}

/// Where a rule puts what it finds.
struct Out<'a> {
    rule: Rule,
    medicare: bool,
    fired: bool,
    findings: &'a mut Findings<Unmet>,
}

impl Out<'_> {
    /// A finding at an entry if it is timed; the verdict says if that is not known.
    fn fire_if_timed(
        &mut self,
        chart: &Chart<'_>,
        (position, entry): (usize, &Intervention),
        path: &'static str,
    ) -> Verdict {
        match chart.counting(entry) {
            Counting::Timed => {
                let code = Evidence::NONE.with("code", entry.code);
                self.fire(at(path).index(position), code);
                Ok(())
            }
            Counting::Untimed => Ok(()),
            Counting::Unknown => missing_at("note.interventions[].block_minutes", position),
        }
    }

    /// A finding of the rule's own severity, the first of its row.
    fn fire(&mut self, at: Location, evidence: Evidence) {
        let severity = self.rule.row().severities.first();
        self.fire_as(severity.copied().unwrap_or(Severity::Error), at, evidence);
    }

    /// An error under Medicare's rules, a warning under others.
    fn fire_by_payer(&mut self, at: Location, evidence: Evidence) {
        let severity = if self.medicare {
            Severity::Error
        } else {
            Severity::Warning
        };
        self.fire_as(severity, at, evidence);
    }

    fn fire_as(&mut self, severity: Severity, at: Location, evidence: Evidence) {
        self.fired = true;
        self.findings
            .push(Unmet::new(self.rule, severity, evidence), at);
    }
}

/// What a rule is: it looks at a chart and says what it finds.
type RuleCheck = fn(&Chart<'_>, &mut Out<'_>) -> Verdict;

/// A place in the record.
const fn at(path: &'static str) -> Location {
    Location::new(path)
}
