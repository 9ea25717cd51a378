//! Collects what a rule finds.

use alloc::vec::Vec;

use super::row::RuleRow;
use crate::documentation::{
    chart::{Chart, Counting, Verdict, missing_at},
    record::Intervention,
};
use crate::finding::{Evidence, Fact, Location, Severity};

/// Examines a chart, reports what it finds and returns whether the rule could be evaluated.
pub(in crate::documentation) type RuleCheck = fn(&Chart<'_>, &mut Out) -> Verdict;

/// A place where a requirement is not met.
pub(in crate::documentation) struct Found {
    pub(in crate::documentation) severity: Severity,
    pub(in crate::documentation) at: Location,
    pub(in crate::documentation) evidence: Evidence,
}

/// Collects what one rule after another finds.
pub(in crate::documentation) struct Out {
    row: &'static RuleRow,
    medicare: bool,
    found: Vec<Found>,
}

impl Out {
    pub(in crate::documentation) const fn new(row: &'static RuleRow, medicare: bool) -> Self {
        Self {
            row,
            medicare,
            found: Vec::new(),
        }
    }

    /// Begins with another rule.
    pub(in crate::documentation) const fn begin(&mut self, row: &'static RuleRow) {
        self.row = row;
    }

    /// Removes and returns what the rule has found.
    pub(in crate::documentation) fn take_found(&mut self) -> impl Iterator<Item = Found> {
        self.found.drain(..)
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
        self.fire_as(self.row.severity, at, evidence);
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
    #[allow(
        clippy::needless_pass_by_value,
        reason = "rules build the evidence in place"
    )]
    pub(super) fn fire_as(&mut self, severity: Severity, at: Location, evidence: Evidence) {
        let evidence = self.row.evidence().fold(Evidence::NONE, |all, name| {
            all.with(name, evidence.get(name).cloned().unwrap_or(Fact::Unknown))
        });
        self.found.push(Found {
            severity,
            at,
            evidence,
        });
    }
}

/// Returns a place in the record.
pub(super) const fn at(path: &'static str) -> Location {
    Location::new(path)
}

/// Returns the values of a list, in order and each once.
pub(super) fn each_once<T: crate::finding::ToFact + Ord + Copy>(
    items: impl IntoIterator<Item = T>,
) -> Vec<T> {
    let mut seen = alloc::collections::BTreeSet::new();
    items
        .into_iter()
        .filter(|item| seen.insert(*item))
        .collect()
}
