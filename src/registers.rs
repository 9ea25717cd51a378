//! Gathers the registers of units, claims, documentation and payment as data.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};

use time::Date;

use crate::citation::Citation;
use crate::claim::ClaimFinding;
use crate::documentation::{Rule, RuleRow};
use crate::finding::{RegisterRow, Severity, problem_and_action};
use crate::payment::PaymentFinding;
use crate::units::CountFinding;

/// Contains one register: every check that a part of the crate can report.
///
/// Ids are unique within a register; two registers may use one id. An anchor or a key that is unique in
/// the crate is the name of the register and the id.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Register {
    /// The name: `units`, `claims`, `documentation` or `payment`.
    pub name: &'static str,
    /// The checks, in the order in which findings of one place are sorted.
    pub rows: Vec<RegisterEntry>,
}

/// Contains one check of a register.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct RegisterEntry {
    /// The name of the check, which its findings have as their id.
    pub id: &'static str,
    /// The severities that its findings may have, the usual one first.
    pub severities: Vec<Severity>,
    /// The sentence, with the names of its evidence in braces. A part in square brackets is left out
    /// where one of its values is not known.
    pub message: &'static str,
    /// The names of its evidence.
    pub evidence: Vec<&'static str>,
    /// The sources of the check.
    pub citations: &'static [Citation],
    /// The records that the check is about, or `None` for every one.
    pub scope: Option<String>,
    /// The inputs that the check reads, or `None` where its evidence names them.
    pub reads: Option<&'static str>,
    /// The first date of service on which the check applies, or `None` for no first date.
    #[cfg_attr(
        feature = "serde",
        serde(serialize_with = "crate::wire::date_or_null::serialize")
    )]
    pub from: Option<Date>,
    /// The last date of service on which the check applies, or `None` while it is in force.
    #[cfg_attr(
        feature = "serde",
        serde(serialize_with = "crate::wire::date_or_null::serialize")
    )]
    pub to: Option<Date>,
    /// When the check reports a finding.
    pub meaning: &'static str,
}

/// Returns the four registers: units, claims, documentation and payment.
///
/// # Examples
///
/// ```
/// use therapy_billing::finding::registers;
///
/// let [units, claims, documentation, payment] = registers();
/// assert_eq!(documentation.name, "documentation");
/// let signed = documentation.rows.iter().find(|row| row.id == "signature/present");
/// assert!(signed.is_some());
/// ```
#[must_use]
pub fn registers() -> [Register; 4] {
    let documentation = Rule::ALL
        .iter()
        .map(|rule| RegisterEntry::of_rule(rule.row()));
    [
        Register::of_checks("units", CountFinding::REGISTER),
        Register::of_checks("claims", ClaimFinding::REGISTER),
        Register {
            name: "documentation",
            rows: documentation.collect(),
        },
        Register::of_checks("payment", PaymentFinding::REGISTER),
    ]
}

impl Register {
    fn of_checks(name: &'static str, rows: &'static [RegisterRow]) -> Self {
        Self {
            name,
            rows: rows.iter().map(RegisterEntry::of_check).collect(),
        }
    }
}

impl RegisterEntry {
    /// Returns the part of the sentence that states what is wrong.
    ///
    /// # Examples
    ///
    /// ```
    /// let [units, ..] = therapy_billing::finding::registers();
    /// let row = units.rows.iter().find(|row| row.id == "long-day").expect("a check of units");
    /// assert_eq!(
    ///     row.problem(),
    ///     "the session has {minutes} of timed services, more than the limit of {limit}"
    /// );
    /// assert_eq!(row.action(), Some("check the record"));
    /// ```
    #[must_use]
    pub fn problem(&self) -> &'static str {
        problem_and_action(self.message).0
    }

    /// Returns the part of the sentence that states what to do, or `None` where nothing can be done.
    #[must_use]
    pub fn action(&self) -> Option<&'static str> {
        problem_and_action(self.message).1
    }

    fn of_check(row: &'static RegisterRow) -> Self {
        Self {
            id: row.id,
            severities: Vec::from([row.severity]),
            message: row.message,
            evidence: row.evidence.to_vec(),
            citations: row.citations,
            scope: None,
            reads: None,
            from: None,
            to: None,
            meaning: row.meaning,
        }
    }

    fn of_rule(row: &'static RuleRow) -> Self {
        let conditions = row.conditions.iter().map(ToString::to_string);
        let scope: Vec<_> = core::iter::once(row.scope.to_string())
            .chain(conditions)
            .filter(|part| !part.is_empty())
            .collect();
        Self {
            id: row.id,
            severities: row.severities.to_vec(),
            message: row.message,
            evidence: row.evidence().collect(),
            citations: row.citations,
            scope: (!scope.is_empty()).then(|| scope.join(", ")),
            reads: Some(row.reads),
            from: row.dates.from,
            to: row.dates.to,
            meaning: row.meaning,
        }
    }
}
