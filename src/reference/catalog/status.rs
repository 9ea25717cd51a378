//! Defines `MedicareStatus`, which states how the physician fee schedule treats a code.

crate::name::words! {
    /// States how the Medicare physician fee schedule treats a code.
    ///
    /// # Source
    ///
    /// CMS, PFS relative value files, column STATUS CODE.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::reference::catalog::MedicareStatus;
    ///
    /// assert_eq!(MedicareStatus::from_letter('B'), Some(MedicareStatus::Bundled));
    /// assert_eq!("bundled".parse(), Ok(MedicareStatus::Bundled));
    /// ```
    #[non_exhaustive]
    MedicareStatus, 7, "the name of a status, such as active" {
        /// A: the code has a price and can be paid.
        Active "active",
        /// B: the code is bundled and never paid on its own.
        Bundled "bundled",
        /// C: the contractor sets the price.
        ContractorPriced "contractor-priced",
        /// I: the code is not valid for Medicare, which uses another code.
        AnotherCode "another-code",
        /// N: the code is not covered.
        NotCovered "not-covered",
        /// R: coverage is restricted.
        Restricted "restricted",
        /// X: the code is excluded by statute.
        Excluded "excluded",
    }
}

impl MedicareStatus {
    /// Returns whether Medicare never pays a code of this status on its own: B, I, N and X.
    #[must_use]
    pub const fn is_never_paid(self) -> bool {
        matches!(
            self,
            Self::Bundled | Self::AnotherCode | Self::NotCovered | Self::Excluded
        )
    }

    /// Returns whether the fee schedule itself prices codes of this status.
    pub(in crate::reference) const fn is_priced(self) -> bool {
        !self.is_never_paid() && !matches!(self, Self::ContractorPriced)
    }

    /// Returns the status of a letter of the fee schedule file, or `None` for a letter that is not known here.
    #[must_use]
    pub const fn from_letter(letter: char) -> Option<Self> {
        Some(match letter {
            'A' => Self::Active,
            'B' => Self::Bundled,
            'C' => Self::ContractorPriced,
            'I' => Self::AnotherCode,
            'N' => Self::NotCovered,
            'R' => Self::Restricted,
            'X' => Self::Excluded,
            _ => return None,
        })
    }

    /// Returns the letter of the fee schedule file.
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Active => 'A',
            Self::Bundled => 'B',
            Self::ContractorPriced => 'C',
            Self::AnotherCode => 'I',
            Self::NotCovered => 'N',
            Self::Restricted => 'R',
            Self::Excluded => 'X',
        }
    }
}
