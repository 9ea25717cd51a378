//! Defines `Unmet`, a requirement that a record does not meet, with the facts that show it.

use alloc::{borrow::Cow, string::ToString};
use core::fmt;

use super::record::{Deficit, DiagnosisCode, Instrument};
use super::rules::{Rule, RuleRow};
use super::timeline::Breach;
use crate::{
    citation::Citation,
    finding::{Check, Evidence, Fact, Severity, ToFact},
};

/// A requirement that a record does not meet, with its evidence. `Display` writes the sentence.
///
/// The sentence states what is missing or wrong and what to do. It contains codes, counts, dates and
/// positions, and never a name, a date of birth or the text of a note.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Discipline, Setting, time::macros::date};
/// use therapy_billing::documentation::{Episode, PayerProfile, PayerKind, Profile, Record};
///
/// let (start, today) = (date!(2026 - 03 - 02), date!(2026 - 03 - 13));
/// let medicare = PayerProfile::new(PayerKind::MedicarePartB);
/// let profile = Profile::new(medicare, Setting::PrivatePractice, today);
/// let episode = Episode::new(Discipline::Pt, start);
/// let findings = Record::new(profile, episode).validate();
///
/// let plan = findings.iter().find(|finding| finding.id() == "evaluation/order-when-alone");
/// assert_eq!(plan.map(|finding| finding.at().to_string()).as_deref(), Some("episode.order"));
/// ```
#[doc(alias = "documentation finding")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    rule: Rule,
    severity: Severity,
    evidence: Evidence,
    corf: bool,
}

impl Unmet {
    pub(super) const fn new(
        rule: Rule,
        severity: Severity,
        evidence: Evidence,
        corf: bool,
    ) -> Self {
        Self {
            rule,
            severity,
            evidence,
            corf,
        }
    }

    /// Returns those who may establish the plan or certify it, for the sentence.
    const fn who(&self) -> &'static str {
        match self.rule {
            _ if self.corf => "a physician",
            Rule::PlanAuthor => "a physician, nonphysician practitioner or therapist",
            _ => "a physician or nonphysician practitioner",
        }
    }

    /// Returns the rule.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// Returns the facts that show it, under the names that the sentence has in braces.
    #[must_use]
    pub const fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

impl Check for Unmet {
    fn id(&self) -> &'static str {
        self.rule.id()
    }

    fn severity(&self) -> Severity {
        self.severity
    }

    fn citations(&self) -> &'static [Citation] {
        self.rule.row().citations
    }

    fn position(&self) -> usize {
        self.rule as usize
    }

    fn evidence(&self) -> Evidence {
        self.evidence.clone()
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who = Fact::Text(self.who().to_string());
        let words = self.evidence.clone().with(RuleRow::WHO, who);
        let sentence = self.rule.row().sentence();
        sentence.fill(f, &|name| words.get(name).map(Cow::Borrowed))
    }
}

impl ToFact for DiagnosisCode {
    fn to_fact(&self) -> Fact {
        Fact::Text(self.to_string())
    }
}

impl ToFact for Breach {
    fn to_fact(&self) -> Fact {
        Fact::Text(self.to_string())
    }
}

impl ToFact for Deficit {
    fn to_fact(&self) -> Fact {
        Fact::Word(self.as_str())
    }
}

impl ToFact for Instrument {
    fn to_fact(&self) -> Fact {
        Fact::Word(self.as_str())
    }
}
