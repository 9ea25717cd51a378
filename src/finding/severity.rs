//! Defines `Severity` and `Basis`: how severe a finding is, and what its answer is based on.

use core::fmt;

/// Ranks a finding. "Shall" or "must" in the source is an error, "should" a warning and "may" advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The source has "may", a deadline is ahead, or the fact is worth knowing.
    Advice,
    /// The source has "should", or the data are likely wrong.
    Warning,
    /// The source has "shall" or "must", and the data do not meet it.
    Error,
}

#[cfg(feature = "serde")]
crate::wire::named!(Severity, "advice, warning or error");

crate::name::from_name!(Severity, "advice, warning or error");

impl Severity {
    /// Every severity, the least severe first.
    pub const ALL: [Self; 3] = [Self::Advice, Self::Warning, Self::Error];

    /// Returns the serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Severity {
    /// Returns the severity one step lower: a warning for an error, and advice for everything else.
    #[must_use]
    pub const fn lowered(self) -> Self {
        match self {
            Self::Error => Self::Warning,
            Self::Warning | Self::Advice => Self::Advice,
        }
    }
}

/// States whether an answer of an edit table is held for the date, or inferred from other quarters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// A table of the quarter of the date covers what was asked.
    Held,
    /// The tables of other quarters agree. The severity of the finding is one step lower.
    Inferred,
}

#[cfg(feature = "serde")]
crate::wire::named!(Basis, "held or inferred");

crate::name::from_name!(Basis, "held or inferred");

impl Basis {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Held, Self::Inferred];

    /// Returns the serialized name, `held` or `inferred`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Held => "held",
            Self::Inferred => "inferred",
        }
    }
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
