//! Defines `ModifierFacts`, which is what is known of a modifier: its kind, and what it excludes and lifts.
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::{Modifier, ReferenceData, reference::modifiers::is_ncci_associated};
//!
//! assert!(ReferenceData::built_in().modifier(Modifier::KX).is_some());
//! assert!(is_ncci_associated(Modifier::DISTINCT_SERVICE));
//! # }
//! ```

use core::fmt;

use time::Date;

use crate::code::Modifier;
use crate::reference::{catalog::Confidence, index, tables};

crate::name::words! {
    /// Names the kind of statement that a modifier makes. Those of one kind tend to exclude each other.
    #[non_exhaustive]
    ModifierCategory, 18, "the name of a kind of modifier, such as telehealth" {
        /// Whose plan of care: GP, GO, GN.
        TherapyDiscipline "therapy-discipline",
        /// An assistant furnished it: CQ, CO.
        TherapyAssistant "therapy-assistant",
        /// Medical necessity above the therapy threshold: KX.
        TherapyThreshold "therapy-threshold",
        /// A service distinct from another: 59, XE, XP, XS, XU.
        DistinctService "distinct-service",
        /// More or less work than usual: 22, 52, 53.
        Extent "extent",
        /// Evaluation and management visits: 24, 25, 57.
        EvaluationAndManagement "evaluation-and-management",
        /// Several procedures: 51.
        Multiple "multiple",
        /// Sides of the body: 50, LT, RT.
        Laterality "laterality",
        /// The same service again: 76, 77, 91.
        Repeat "repeat",
        /// The time after an operation: 58, 78, 79.
        Global "global",
        /// At a distance: 93, 95, FQ, FR, G0, GQ, GT.
        Telehealth "telehealth",
        /// A skill new or lost: 96, 97, SZ.
        Habilitation "habilitation",
        /// Notice of likely denial: GA, GX, GY, GZ.
        Notice "notice",
        /// Spinal manipulation: AT.
        Chiropractic "chiropractic",
        /// Equipment: KF.
        Equipment "equipment",
        /// Residents: GE.
        Teaching "teaching",
        /// How limited a function is: CH to CN.
        FunctionalReporting "functional-reporting",
        /// Any other.
        Other "other",
    }
}

/// Contains what is known of one modifier.
///
/// # Source
///
/// [`source`](Self::source) of each row names the documents.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::Modifier;
/// use therapy_billing::reference::modifiers::ModifierFacts;
///
/// let facts = ModifierFacts::of(Modifier::XE).expect("a row of the table");
/// assert!(facts.excludes(Modifier::DISTINCT_SERVICE));
/// assert!(facts.passes_pair_edits());
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModifierFacts {
    pub(in crate::reference) modifier: Modifier,
    pub(in crate::reference) category: ModifierCategory,
    pub(in crate::reference) meaning: &'static str,
    pub(in crate::reference) effective: Option<Date>,
    pub(in crate::reference) ended: Option<Date>,
    pub(in crate::reference) passes_pair_edits: bool,
    pub(in crate::reference) not_with: &'static [Modifier],
    pub(in crate::reference) confidence: Confidence,
    pub(in crate::reference) source: &'static str,
}

impl ModifierFacts {
    /// Returns the row of a modifier, or `None` if the table has none, which does not mean that it is invalid.
    #[must_use]
    pub fn of(modifier: Modifier) -> Option<&'static Self> {
        let facts = |row: u32| Self::table().get(row as usize - 1);
        let is_meant = |row| facts(row).is_some_and(|facts| facts.modifier == modifier);
        let key = index::key_of_modifier(modifier);
        index::find(tables::modifiers::SLOTS, key, is_meant).and_then(facts)
    }

    /// Returns all rows, ordered by modifier, or none without feature `tables`.
    #[must_use]
    pub const fn table() -> &'static [Self] {
        tables::modifiers::MODIFIERS
    }

    /// Returns the modifier.
    #[must_use]
    pub const fn modifier(&self) -> Modifier {
        self.modifier
    }

    /// Returns the kind of statement that it makes.
    #[must_use]
    pub const fn category(&self) -> ModifierCategory {
        self.category
    }

    /// Returns what it means, in our own words.
    #[must_use]
    pub const fn meaning(&self) -> &'static str {
        self.meaning
    }

    /// Returns the first date of service, or `None` if that is before 2010 or not known.
    #[must_use]
    pub const fn effective(&self) -> Option<Date> {
        self.effective
    }

    /// Returns the last date of service on which it was asked for, or `None` while it is in use.
    #[must_use]
    pub const fn ended(&self) -> Option<Date> {
        self.ended
    }

    /// Returns whether it can lift a procedure-to-procedure edit of indicator 1.
    #[must_use]
    pub const fn passes_pair_edits(&self) -> bool {
        self.passes_pair_edits
    }

    /// Returns the modifiers that must not be on the same line.
    #[must_use]
    pub const fn not_with(&self) -> &'static [Modifier] {
        self.not_with
    }

    /// Returns whether it must not be on the same line as `other`.
    #[must_use]
    pub fn excludes(&self, other: Modifier) -> bool {
        self.not_with.contains(&other)
    }

    /// Returns how sure the row is.
    #[must_use]
    pub const fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// Returns the documents from which the row was taken.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }
}

impl fmt::Display for ModifierFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.modifier, self.meaning)
    }
}

/// Returns whether a modifier is NCCI-associated: it can lift a procedure-to-procedure edit of indicator 1.
///
/// This is a rule of the edits and not a fact of a table: it answers without feature `tables` too, and for
/// anatomic modifiers that the table does not have.
///
/// # Source
///
/// CMS NCCI policy manual, ch. I; CMS MLN1783722.
///
/// # Examples
///
/// ```
/// use therapy_billing::Modifier;
/// use therapy_billing::reference::modifiers::is_ncci_associated;
///
/// assert!(is_ncci_associated(Modifier::DISTINCT_SERVICE));
/// assert!(is_ncci_associated(Modifier::of("F9")));
/// assert!(!is_ncci_associated(Modifier::GP));
/// ```
#[must_use]
#[doc(alias("modifier 59", "NCCI"))]
pub fn is_ncci_associated(modifier: Modifier) -> bool {
    matches!(
        modifier.as_bytes(),
        [b'E', b'1'..=b'4']
            | [b'F' | b'T', b'A' | b'1'..=b'9']
            | [b'L', b'T' | b'C' | b'D' | b'M']
            | [b'R', b'T' | b'C' | b'I']
            | [b'2', b'4' | b'5' | b'7']
            | [b'5', b'7' | b'8' | b'9']
            | [b'7', b'8' | b'9']
            | [b'9', b'1']
            | [b'X', b'E' | b'S' | b'P' | b'U']
    )
}
