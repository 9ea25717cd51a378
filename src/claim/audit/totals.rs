//! Adds up many audited claims.

use alloc::{collections::BTreeMap, vec::Vec};

use crate::{
    claim::{audit::Audit, register::ClaimFinding},
    code::ProcedureCode,
    finding::{Check, Severity},
};

/// Contains the totals of many audits.
///
/// Units above and below what is supported are added claim by claim, so that one does not cancel the other.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{
///     Discipline, Modifier, ProcedureCode, ServiceLine, Session, Setting, UnitRule, Units,
///     claim::{AuditTotals, Claim, Visit}, time::macros::date,
/// };
///
/// let session = Session::of(date!(2024 - 08 - 14), Discipline::Pt, [("97110", 38)])?;
/// let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
/// let mut totals = AuditTotals::new();
/// for units in [2, 4] {
///     let line = ServiceLine::new(ProcedureCode::CPT_97110, Units::new(units));
///     let line = line.with_modifier(Modifier::GP)?;
///     let audit = Claim::of_visit(visit.clone(), vec![line])?.audit().expect("a visit");
///     totals.add(&audit);
/// }
/// assert_eq!((totals.claims(), totals.units_over(), totals.units_under()), (2, 1, 1));
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditTotals {
    claims: u64,
    claims_with_errors: u64,
    unreadable: u64,
    timed_units_supported: u64,
    timed_units_billed: u64,
    units_over: u64,
    units_under: u64,
    codes: BTreeMap<ProcedureCode, CodeTotals>,
    /// The number of findings, by their place in the register.
    findings: Vec<u64>,
}

/// The units of one code in many claims.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct CodeTotals {
    /// The units billed.
    pub billed: u64,
    /// The units of the default split, in which an untimed service has one.
    pub supported: u64,
}

impl AuditTotals {
    /// Returns the totals of no claims.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            claims: 0,
            claims_with_errors: 0,
            unreadable: 0,
            timed_units_supported: 0,
            timed_units_billed: 0,
            units_over: 0,
            units_under: 0,
            codes: BTreeMap::new(),
            findings: Vec::new(),
        }
    }

    /// Adds one audited claim.
    pub fn add(&mut self, audit: &Audit) {
        let summary = audit.summary();
        let (billed, supported) = (
            u64::from(summary.timed_units_billed),
            u64::from(summary.timed_units_supported),
        );
        self.claims += 1;
        self.claims_with_errors += u64::from(audit.findings().worst() == Some(Severity::Error));
        self.timed_units_billed += billed;
        self.timed_units_supported += supported;
        self.units_over += billed.saturating_sub(supported);
        self.units_under += supported.saturating_sub(billed);
        for code in audit.codes() {
            let total = self.codes.entry(code.code).or_default();
            total.billed += u64::from(code.billed);
            total.supported += u64::from(code.supported);
        }
        for finding in audit.findings() {
            self.count(finding.check().position(), 1);
        }
    }

    /// Counts a claim that could not be read, which counts nowhere else.
    pub fn add_unreadable(&mut self) {
        self.claims += 1;
        self.unreadable += 1;
    }

    /// Adds the totals of other claims.
    pub fn merge(&mut self, other: &Self) {
        self.claims += other.claims;
        self.claims_with_errors += other.claims_with_errors;
        self.unreadable += other.unreadable;
        self.timed_units_supported += other.timed_units_supported;
        self.timed_units_billed += other.timed_units_billed;
        self.units_over += other.units_over;
        self.units_under += other.units_under;
        for (code, more) in &other.codes {
            let total = self.codes.entry(*code).or_default();
            total.billed += more.billed;
            total.supported += more.supported;
        }
        for (position, count) in other.findings.iter().enumerate() {
            self.count(position, *count);
        }
    }

    fn count(&mut self, position: usize, more: u64) {
        if self.findings.is_empty() {
            self.findings.resize(ClaimFinding::REGISTER.len(), 0);
        }
        if let Some(count) = self.findings.get_mut(position) {
            *count += more;
        }
    }

    /// Returns the number of claims, including those that could not be read.
    #[must_use]
    pub const fn claims(&self) -> u64 {
        self.claims
    }

    /// Returns the number of claims with at least one finding of severity error.
    #[must_use]
    pub const fn claims_with_errors(&self) -> u64 {
        self.claims_with_errors
    }

    /// Returns the number of claims that could not be read.
    #[must_use]
    pub const fn unreadable(&self) -> u64 {
        self.unreadable
    }

    /// Returns the timed units that the minutes support.
    #[must_use]
    pub const fn timed_units_supported(&self) -> u64 {
        self.timed_units_supported
    }

    /// Returns the timed units billed.
    #[must_use]
    pub const fn timed_units_billed(&self) -> u64 {
        self.timed_units_billed
    }

    /// Returns the timed units above what is supported, added claim by claim.
    #[must_use]
    pub const fn units_over(&self) -> u64 {
        self.units_over
    }

    /// Returns the timed units below what is supported, added claim by claim.
    #[must_use]
    pub const fn units_under(&self) -> u64 {
        self.units_under
    }

    /// Returns the units of each code, in order of code.
    pub fn codes(&self) -> impl Iterator<Item = (ProcedureCode, CodeTotals)> + '_ {
        self.codes.iter().map(|(code, totals)| (*code, *totals))
    }

    /// Returns how often each finding was raised, in register order, without those that were not raised.
    pub fn findings(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        let rows = ClaimFinding::REGISTER.iter();
        let counts = rows
            .zip(&self.findings)
            .map(|(row, count)| (row.id, *count));
        counts.filter(|(_, count)| *count > 0)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for AuditTotals {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        struct ById<'a>(&'a AuditTotals);
        impl serde::Serialize for ById<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map(self.0.findings())
            }
        }

        let mut fields = serializer.serialize_struct("AuditTotals", 9)?;
        fields.serialize_field("claims", &self.claims)?;
        fields.serialize_field("claims_with_errors", &self.claims_with_errors)?;
        fields.serialize_field("unreadable", &self.unreadable)?;
        fields.serialize_field("timed_units_supported", &self.timed_units_supported)?;
        fields.serialize_field("timed_units_billed", &self.timed_units_billed)?;
        fields.serialize_field("units_over", &self.units_over)?;
        fields.serialize_field("units_under", &self.units_under)?;
        fields.serialize_field("codes", &self.codes)?;
        fields.serialize_field("findings", &ById(self))?;
        fields.end()
    }
}
