//! Collects what a rule finds.

use alloc::{collections::BTreeSet, vec::Vec};

use super::register::Rule;
use crate::documentation::{
    chart::{Chart, Counting, Verdict, missing_at},
    evidence::Unmet,
    record::Intervention,
};
use crate::finding::{Evidence, Fact, Findings, Location, Severity, ToFact};

/// Collects what one rule after another finds.
pub(in crate::documentation) struct Out {
    rule: Rule,
    medicare: bool,
    corf: bool,
    /// The names of the evidence of the rule that fired last.
    names: (Rule, Vec<&'static str>),
    pub(in crate::documentation) findings: Findings<Unmet>,
}

impl Out {
    /// Returns a collection without findings, for a first rule.
    pub(in crate::documentation) const fn new(rule: Rule, chart: &Chart<'_>) -> Self {
        Self {
            rule,
            medicare: chart.medicare,
            corf: chart.corf,
            names: (rule, Vec::new()),
            findings: Findings::new(),
        }
    }

    /// Begins with another rule.
    pub(in crate::documentation) const fn begin(&mut self, rule: Rule) {
        self.rule = rule;
    }

    /// Reports an entry if it is timed; the verdict names the input that is missing to decide that.
    pub(super) fn fire_if_timed(
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

    /// Reports a finding of the first severity of the row.
    pub(super) fn fire(&mut self, at: Location, evidence: Evidence) {
        self.fire_as(self.rule.row().severity, at, evidence);
    }

    /// Reports an error under Medicare's rules and a warning under others.
    pub(super) fn fire_by_payer(&mut self, at: Location, evidence: Evidence) {
        let severity = if self.medicare {
            Severity::Error
        } else {
            Severity::Warning
        };
        self.fire_as(severity, at, evidence);
    }

    /// Reports a finding. Its evidence has every name of the row's sentence, also of what is not known.
    pub(super) fn fire_as(&mut self, severity: Severity, at: Location, evidence: Evidence) {
        let (rule, names) = &mut self.names;
        if *rule != self.rule || names.is_empty() {
            *rule = self.rule;
            names.clear();
            names.extend(rule.row().evidence());
        }
        let names = names.iter().copied();
        let evidence = if names.clone().eq(evidence.iter().map(|(name, _)| name)) {
            evidence
        } else {
            names.fold(Evidence::NONE, |all, name| {
                all.with(name, evidence.get(name).cloned().unwrap_or(Fact::Unknown))
            })
        };
        let unmet = Unmet::new(self.rule, severity, evidence, self.corf);
        self.findings.push(unmet, at);
    }
}

/// Returns a place in the record.
pub(super) const fn at(path: &'static str) -> Location {
    Location::new(path)
}

/// Returns the values of a list, in order and each once.
pub(super) fn each_once<T: ToFact + Ord + Copy>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    items
        .into_iter()
        .filter(|item| seen.insert(*item))
        .collect()
}

/// The values of a list, in which many others are looked for: in order if there are more than a few.
pub(super) struct Known<T>(Vec<T>);

impl<T: Ord> Known<T> {
    /// The number of values up to which looking at each is faster than keeping an order.
    const FEW: usize = 8;

    pub(super) fn contains(&self, value: &T) -> bool {
        if self.0.len() <= Self::FEW {
            self.0.contains(value)
        } else {
            self.0.binary_search(value).is_ok()
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Ord> FromIterator<T> for Known<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        let mut values: Vec<T> = values.into_iter().collect();
        if values.len() > Self::FEW {
            values.sort_unstable();
        }
        Self(values)
    }
}
