//! Defines `Replay`, the outcome of computing a stored answer again.

use alloc::{string::String, vec::Vec};
use core::fmt;

use super::tree::Tree;
use crate::name::words;
use crate::reference::Provenance;

words! {
    /// States what explains that a stored answer and the answer of today differ.
    #[non_exhaustive]
    Cause, 3, "facts, library or unknown" {
        /// The facts differ: other built-in tables, or other facts that the caller supplied.
        Facts "facts",
        /// The facts are the same, and another version of the library computed the answer.
        Library "library",
        /// Neither differs, so the record was changed after it was made.
        Unknown "unknown",
    }
}

impl Cause {
    pub(super) fn of(was: &Provenance, now: &Provenance) -> Self {
        if !was.has_facts_of(now) {
            Self::Facts
        } else if was.library() != now.library() {
            Self::Library
        } else {
            Self::Unknown
        }
    }
}

/// Contains one value in which a stored answer and the answer of today differ.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The place in the answer, such as `lines[0].units`.
    pub path: String,
    /// The stored value.
    pub was: Tree,
    /// The value of today.
    pub now: Tree,
    /// What explains the difference.
    pub because: Cause,
}

crate::wire::form!("a difference of path, was, now and because", "Difference" Difference {
    path: String,
    was: Tree,
    now: Tree,
    because: Cause,
});

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            was,
            now,
            because,
        } = self;
        write!(f, "{path}: {now}, was {was} ({because})")
    }
}

/// Contains the outcome of computing a stored answer again.
///
/// Serializes as `{"equal": true}`, or as `{"equal": false, "differences": […]}`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Replay {
    differences: Vec<Difference>,
}

impl Replay {
    pub(super) fn of(was: &Tree, now: &Tree, cause: Cause) -> Self {
        let mut differences = Vec::new();
        was.compare(now, &mut |path, was, now| {
            differences.push(Difference {
                path: path.into(),
                was: was.clone(),
                now: now.clone(),
                because: cause,
            });
        });
        Self { differences }
    }

    /// Returns whether the answer of today equals the stored one.
    #[must_use]
    pub fn is_equal(&self) -> bool {
        self.differences.is_empty()
    }

    /// Returns every value in which the two differ, in the order of the stored answer.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }
}

impl fmt::Display for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_equal() {
            return f.write_str("the answer is equal");
        }
        for (index, difference) in self.differences.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            difference.fmt(f)?;
        }
        Ok(())
    }
}

impl serde::Serialize for Replay {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let length = if self.is_equal() { 1 } else { 2 };
        let mut fields = serializer.serialize_struct("Replay", length)?;
        fields.serialize_field("equal", &self.is_equal())?;
        if self.is_equal() {
            fields.skip_field("differences")?;
        } else {
            fields.serialize_field("differences", &self.differences)?;
        }
        fields.end()
    }
}
