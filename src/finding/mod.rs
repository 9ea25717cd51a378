//! Defines findings: what a check reports, the place in the caller's data, and the registers of checks.
//!
//! A [`Finding`] states a conclusion about the caller's data, such as a claim that bills more units than the minutes
//! support. Its id is public API and is never reused. Its [`Severity`] follows the verb of the source, and its
//! [`Evidence`] contains the facts of its sentence as plain values. All units, claims, records and estimates report
//! findings of this one shape. [`registers`] returns every check that the crate can report, as data.
//!
//! An empty list of findings only means that no check found a problem.
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::claim::{Bill, Visit};
//! use therapy_billing::{Discipline, Session, Setting, Severity, UnitRule, time::macros::date};
//!
//! let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97112", 5)])?;
//! let bill = Bill::new(Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice));
//! let findings = bill.findings();
//! assert_eq!(findings.worst(), Some(Severity::Advice));
//! for finding in &findings {
//!     println!("{finding}");
//! }
//! # }
//! # Ok::<(), therapy_billing::Error>(())
//! ```

mod evidence;
mod list;
mod location;
mod register;
mod sentence;
mod severity;

use alloc::vec::Vec;
use core::fmt;

use crate::citation::Citation;

pub use crate::registers::{Register, RegisterEntry, registers};
pub use evidence::{Evidence, Fact, ToFact};
pub(crate) use list::listed;
pub use location::{Location, LocationError};
pub use register::RegisterRow;
pub(crate) use register::{findings, problem_and_action};
pub(crate) use sentence::{Marks, Sentence};
pub use severity::{Basis, Severity};

/// States a conclusion of a check and its evidence; its `Display` is the sentence.
///
/// Each register of the crate is one type that implements this trait.
pub trait Check: Clone + fmt::Debug + fmt::Display + Eq {
    /// Returns the kebab-case name, which is public API and is never reused.
    fn id(&self) -> &'static str;

    /// Returns the severity.
    fn severity(&self) -> Severity;

    /// Returns the sources.
    fn citations(&self) -> &'static [Citation];

    /// Returns the place in the register, which orders findings of one location.
    fn position(&self) -> usize;

    /// Returns the facts on which the conclusion rests, under the names that its sentence has in braces.
    fn evidence(&self) -> Evidence;

    /// Returns the basis of an answer of edit tables, or `None` for every other check.
    fn basis(&self) -> Option<Basis> {
        None
    }
}

/// Contains one conclusion about the caller's data: what, where, how severe, and why.
///
/// `Display` writes `severity[id] location: sentence (sources)`.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{Discipline, Session, UnitRule, calendar::parse_date};
///
/// let session = Session::of(parse_date("2026-03-14")?, Discipline::Pt, [("97112", 7)])?;
/// let findings = UnitRule::MEDICARE.allocate(&session).findings();
/// let finding = findings.iter().next().expect("7 minutes are fewer than 8");
/// assert_eq!(finding.id(), "below-eight-minutes");
/// assert_eq!(finding.at().to_string(), "services");
/// assert_eq!(finding.citations()[0].to_string(), "CMS Pub. 100-04, ch. 5, §20.2.C");
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding<C> {
    check: C,
    at: Location,
}

impl<C: Check> Finding<C> {
    /// Returns a conclusion at a location.
    #[must_use]
    pub const fn new(check: C, at: Location) -> Self {
        Self { check, at }
    }

    /// Returns the conclusion with its typed evidence.
    #[must_use]
    pub const fn check(&self) -> &C {
        &self.check
    }

    /// Returns the place in the caller's data.
    #[must_use]
    pub const fn at(&self) -> Location {
        self.at
    }

    /// Returns the kebab-case name.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.check.id()
    }

    /// Returns the severity, one step lower where the basis is inferred.
    #[must_use]
    pub fn severity(&self) -> Severity {
        match self.check.basis() {
            Some(Basis::Inferred) => self.check.severity().lowered(),
            Some(Basis::Held) | None => self.check.severity(),
        }
    }

    /// Returns the facts that support it, under the names that its sentence has in braces.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        self.check.evidence()
    }

    /// Returns the sources.
    #[must_use]
    pub fn citations(&self) -> &'static [Citation] {
        self.check.citations()
    }
}

/// Several citations, joined with semicolons.
struct Sources(&'static [Citation]);

impl fmt::Display for Sources {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, citation) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{citation}")?;
        }
        Ok(())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Sources {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0)
    }
}

impl<C: Check> fmt::Display for Finding<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}[{}] {}: {} ({})",
            self.severity(),
            self.id(),
            self.at,
            self.check,
            Sources(self.citations())
        )
    }
}

#[cfg(feature = "serde")]
impl<C: Check> serde::Serialize for Finding<C> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        use crate::wire::Shown;

        let basis = self.check.basis();
        let length = 6 + usize::from(basis.is_some());
        let mut fields = serializer.serialize_struct("Finding", length)?;
        fields.serialize_field("id", self.id())?;
        fields.serialize_field("severity", self.severity().as_str())?;
        fields.serialize_field("at", &Shown(self.at))?;
        fields.serialize_field("message", &Shown(&self.check))?;
        fields.serialize_field("citations", &Sources(self.citations()))?;
        fields.serialize_field("evidence", &self.evidence())?;
        if let Some(basis) = basis {
            fields.serialize_field("basis", basis.as_str())?;
        }
        fields.end()
    }
}

/// Contains the findings of one check, in a fixed order.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{Modifier, ProcedureCode, ServiceLine, Severity, TherapyDay, Units};
/// use therapy_billing::{reference::fee_schedule::Place, time::macros::date};
///
/// let line = ServiceLine::new(ProcedureCode::CPT_97112, Units::ONE).with_modifier(Modifier::GP)?;
/// let day = TherapyDay::new(date!(2026 - 03 - 14), Place::National).with_line(line)?;
/// let findings = day.estimate()?.findings;
/// let ids: Vec<_> = findings.iter().map(|finding| finding.id()).collect();
/// assert_eq!(ids, ["deductible-unknown", "accrued-unknown", "charge-unknown"]);
/// assert_eq!(findings.worst(), Some(Severity::Advice));
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Findings<C>(Vec<Finding<C>>);

impl<C: Check> Findings<C> {
    /// Returns an empty list.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a conclusion.
    pub(crate) fn push(&mut self, check: C, at: Location) {
        self.0.push(Finding::new(check, at));
    }

    /// Puts them in order: by `rank` of the location's path, its positions, then the register.
    pub(crate) fn sort_by_path(&mut self, rank: impl Fn(&'static str) -> usize) {
        crate::order::by_key(&mut self.0, |finding| {
            let [first, second, third] = finding.at.positions().map(u128::from);
            // no path has a rank, and no register a row, of more than 16 bits
            let (rank, row) = (rank(finding.at.path()), finding.check.position());
            (rank as u128) << 112 | first << 80 | second << 48 | third << 16 | row as u128
        });
    }

    /// Returns the findings in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Finding<C>] {
        &self.0
    }

    /// Returns the findings in order.
    pub fn iter(&self) -> core::slice::Iter<'_, Finding<C>> {
        self.0.iter()
    }

    /// Returns how many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Reports whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the most severe severity among them, or `None` where nothing was found.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        self.0.iter().map(Finding::severity).max()
    }
}

impl<C: Check> Default for Findings<C> {
    fn default() -> Self {
        Self::new()
    }
}

impl<C> IntoIterator for Findings<C> {
    type Item = Finding<C>;
    type IntoIter = alloc::vec::IntoIter<Finding<C>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, C> IntoIterator for &'a Findings<C> {
    type Item = &'a Finding<C>;
    type IntoIter = core::slice::Iter<'a, Finding<C>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(feature = "serde")]
impl<C: Check> serde::Serialize for Findings<C> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(&self.0)
    }
}
