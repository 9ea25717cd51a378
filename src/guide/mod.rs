//! Contains the guide: how each part of outpatient therapy billing works, and where it is in the crate.
//!
//! The module has no items but pages. It exists in the documentation only, and every example on its pages
//! runs with the tests.
#![doc = include_str!("index.md")]

/// Declares one page for each row, with the text of its file.
macro_rules! pages {
    ($($(#[doc = $summary:literal])+ $(#[doc(alias($($alias:literal),+))])? $page:ident;)*) => {
        $(
            $(#[doc = $summary])+
            ///
            #[doc = include_str!(concat!(stringify!($page), ".md"))]
            $(#[doc(alias($($alias),+))])?
            pub mod $page {}
        )*
    };
}

pages! {
    /// Explains how minutes become units: the 8-minute rule, the midpoint rule, ties and families of codes.
    #[doc(alias("8-minute rule", "midpoint rule", "rule of eights", "substantial portion"))]
    counting_units;
    /// Explains the modifiers CQ and CO for services that an assistant furnished.
    #[doc(alias("CQ", "CO", "de minimis"))]
    assistants;
    /// Explains the edits of the National Correct Coding Initiative: MUE, PTP, modifier 59 and the X modifiers.
    #[doc(alias("NCCI", "MUE", "PTP", "modifier 59"))]
    edits;
    /// Explains the therapy threshold and the KX modifier.
    #[doc(alias("KX", "KX modifier", "therapy threshold", "therapy cap"))]
    threshold;
    /// Explains the rules of treatment notes and plans of care, and the options of payers.
    #[doc(alias("plan of care", "certification", "progress report"))]
    notes_and_plans;
    /// Explains an estimate of Medicare's payment, and the statement that the patient reads.
    #[doc(alias("MPPR", "GPCI", "RVU", "sequestration"))]
    payment;
    /// Shows how to build the library into services, databases, column stores, `no_std` programs and browsers.
    embedding;
    /// Shows which facts are built in, for which dates, and how to supply newer ones.
    facts_and_coverage;
    /// Gives the speed and the memory use of each layer, with machine and date.
    performance;
    /// Gives the reasons for the design of the library.
    design_decisions;
    /// Defines the terms of the trade, with the type that each has in the crate.
    glossary;
    /// Explains findings, and leads to the lists of all of them.
    findings;
    /// Lists every finding of a count of units.
    findings_units;
    /// Lists every finding of claims.
    findings_claims;
    /// Lists every rule of documentation.
    findings_documentation;
    /// Lists every finding of an estimate.
    findings_payment;
    /// Lists every code of the built-in catalog with its timing and therapy designation.
    codes;
    /// Lists the yearly amounts and the rates that the library contains.
    amounts;
}

/// Follows CPT 97112, neuromuscular reeducation, from the visit to the claim.
///
#[doc = include_str!("cpt_97112.md")]
#[doc(alias("97112", "neuromuscular reeducation", "neuro re-ed"))]
pub mod cpt_97112 {}

/// Lists the changes of each release: changed answers, renamed items, additions.
#[doc = include_str!("../../CHANGELOG.md")]
pub mod changelog {}
