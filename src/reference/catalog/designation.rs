//! Defines whether a code is therapy, how sure that is, and which disciplines furnish it.

crate::name::words! {
    /// States whether a code is therapy.
    ///
    /// # Source
    ///
    /// CMS, therapy code list, and the lists of payers that state that they follow it.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::Designation;
    ///
    /// assert_eq!("not-listed".parse(), Ok(Designation::NotListed));
    /// assert_eq!(Designation::Always.to_string(), "always");
    /// ```
    #[non_exhaustive]
    Designation, 5, "always, sometimes, listed, not-listed or unverified" {
        /// The code is therapy, whoever furnishes it.
        Always "always",
        /// The code is therapy under a therapy plan of care, or if a therapist furnishes it.
        Sometimes "sometimes",
        /// The code is on the list and bundled.
        Listed "listed",
        /// The code is not on the list.
        NotListed "not-listed",
        /// The designation is not known.
        Unverified "unverified",
    }
}

crate::name::words! {
    /// States how sure a fact is. A fact of low confidence may lead to advice, and never to a refusal.
    Confidence, 3, "low, medium or high" {
        /// The fact is not confirmed.
        Low "low",
        /// One public source or an older one states the fact.
        Medium "medium",
        /// A CMS table or manual, or several public sources that agree, state the fact.
        High "high",
    }
}

crate::name::words! {
    /// States whether a discipline furnishes a code.
    DisciplineUse, 3, "usual, barred or not-restricted" {
        /// The discipline usually furnishes the code.
        Usual "usual",
        /// The CMS discipline edit bars the code, or the code is outside the field of the discipline.
        Barred "barred",
        /// CMS does not restrict the code, and practice varies.
        NotRestricted "not-restricted",
    }
}

crate::name::words! {
    /// States where a fact comes from.
    Origin, 2, "built-in or supplied" {
        /// The fact is from the table that the crate contains.
        BuiltIn "built-in",
        /// The caller supplied the fact, which takes precedence over the table.
        Supplied "supplied",
    }
}
