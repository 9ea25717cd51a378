//! Defines `Severity` and `Basis`: how severe a finding is, and what its answer is based on.

use crate::name::words;

words! {
    /// Ranks a finding. "Shall" or "must" in the source is an error, "should" a warning and "may" advice.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::Severity;
    ///
    /// assert!(Severity::Advice < Severity::Error);
    /// assert_eq!(Severity::Error.lowered(), Severity::Warning);
    /// assert_eq!("warning".parse(), Ok(Severity::Warning));
    /// ```
    Severity, 3, "advice, warning or error" {
        /// The source has "may", a deadline is ahead, or the fact is worth knowing.
        Advice "advice",
        /// The source has "should", or the data are likely wrong.
        Warning "warning",
        /// The source has "shall" or "must", and the data do not meet it.
        Error "error",
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

words! {
    /// States whether the answer of an edit table is held for the date, or inferred from other quarters.
    Basis, 2, "held or inferred" {
        /// A table of the quarter of the date covers what was asked.
        Held "held",
        /// The tables of other quarters agree. The severity of the finding is one step lower.
        Inferred "inferred",
    }
}
