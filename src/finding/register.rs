//! Declares registers: one row per check, with its name, severity, sentence and sources.

use super::sentence::{Marks, Sentence};
use super::severity::Severity;
use crate::citation::Citation;

/// Contains one row of a register: a check, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RegisterRow {
    /// The kebab-case name, which is public API.
    pub id: &'static str,
    /// The severity of a finding, one step lower where its basis is inferred.
    pub severity: Severity,
    /// The sentence, with the names of its evidence in braces. A part in square brackets is left out
    /// where one of its values is not known.
    pub message: &'static str,
    /// The sources of the check.
    pub citations: &'static [Citation],
    /// The names of its evidence, which its sentence has in braces.
    pub evidence: &'static [&'static str],
    /// When the check reports a finding.
    pub meaning: &'static str,
    marks: Marks,
}

/// Splits the sentence of a register into what is wrong and what to do, or `None` where nothing can be done.
///
/// Both parts keep the names in braces and the optional parts in square brackets.
pub(crate) fn problem_and_action(message: &str) -> (&str, Option<&str>) {
    match message.split_once("; ") {
        None => (message, None),
        Some((problem, action)) => match problem.strip_suffix('[') {
            None => (problem, Some(action)),
            Some(problem) => (problem, action.strip_suffix(']')),
        },
    }
}

impl RegisterRow {
    pub(crate) const fn new(
        id: &'static str,
        severity: Severity,
        message: &'static str,
        citations: &'static [Citation],
        evidence: &'static [&'static str],
        meaning: &'static str,
    ) -> Self {
        Self {
            id,
            severity,
            message,
            citations,
            evidence,
            meaning: meaning.trim_ascii(),
            marks: Marks::of(message),
        }
    }

    /// Returns the sentence, to be filled with facts.
    pub(crate) const fn sentence(&'static self) -> Sentence {
        Sentence::new(self.message, &self.marks)
    }
}

/// Declares a register: an enum of checks with their evidence, and its rows in order.
///
/// A field after a semicolon only gives the sentence its words and is no evidence.
///
/// ```text
/// findings! {
///     /// What a count may have to say.
///     pub enum CountFinding {
///         /// A timed service was recorded with no minutes.
///         ZeroMinutes { code: ProcedureCode } =
///             "zero-minutes", Warning, [Citation::CPM_20_2], "{code} has 0 minutes";
///     }
/// }
/// ```
macro_rules! findings {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $(
                $(#[doc = $doc:literal])+
                $variant:ident $({
                    $($field:ident: $type:ty),* $(,)?
                    $(; $($word:ident: $word_type:ty),+ $(,)?)?
                })? =
                    $id:literal, $severity:ident, [$($citation:expr),+ $(,)?], $message:literal;
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "evidence fields say what they are by their names")]
        $vis enum $name {
            $(
                $(#[doc = $doc])+
                ///
                #[doc = concat!("**`", $id, "`** (", stringify!($severity), "): ", $message, ".")]
                ///
                /// Sources:
                $(#[doc = concat!("- [`", stringify!($citation), "`]")])+
                $variant $({ $($field: $type,)* $($($word: $word_type,)+)? })?,
            )*
        }

        impl $name {
            /// Every row, in the order of the register.
            pub const REGISTER: &'static [$crate::finding::RegisterRow] = &[
                $($crate::finding::RegisterRow::new(
                    $id,
                    $crate::finding::Severity::$severity,
                    $message,
                    &[$($citation),+],
                    &[$($(stringify!($field)),*)?],
                    concat!($($doc),+),
                ),)*
            ];

            /// Returns the row without its meaning, so that a program that only reports findings does not
            /// contain the meanings.
            const fn row(&self) -> &'static $crate::finding::RegisterRow {
                match self {
                    $(Self::$variant { .. } => {
                        const ROW: $crate::finding::RegisterRow = $crate::finding::RegisterRow::new(
                            $id,
                            $crate::finding::Severity::$severity,
                            $message,
                            &[$($citation),+],
                            &[$($(stringify!($field)),*)?],
                            "",
                        );
                        &ROW
                    })*
                }
            }
        }

        impl $crate::finding::Check for $name {
            fn id(&self) -> &'static str {
                self.row().id
            }

            fn severity(&self) -> $crate::finding::Severity {
                self.row().severity
            }

            fn citations(&self) -> &'static [$crate::citation::Citation] {
                self.row().citations
            }

            fn position(&self) -> usize {
                #[derive(Clone, Copy)]
                #[allow(clippy::enum_variant_names, reason = "named as the checks are")]
                enum Order { $($variant),* }
                match self {
                    $(Self::$variant { .. } => Order::$variant as usize,)*
                }
            }

            fn evidence(&self) -> $crate::finding::Evidence {
                match self {
                    $(Self::$variant { $($($field,)*)? .. } => {
                        $crate::finding::Evidence::of(alloc::vec![
                            $($((
                                stringify!($field),
                                $crate::finding::ToFact::to_fact($field),
                            ),)*)?
                        ])
                    })*
                }
            }

            fn basis(&self) -> Option<$crate::finding::Basis> {
                match self {
                    $(Self::$variant { $($($field,)*)? .. } => {
                        let basis = None;
                        $($(let basis = basis.or($crate::finding::ToFact::basis($field));)*)?
                        basis
                    })*
                }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                let fact = |name: &str| match self {
                    $(Self::$variant { $($($field,)* $($($word,)+)?)? } => match name {
                        $($(stringify!($field) => Some($crate::finding::ToFact::to_fact($field)),)*
                        $($(stringify!($word) => Some($crate::finding::ToFact::to_fact($word)),)+)?)?
                        _ => None,
                    },)*
                };
                let sentence = self.row().sentence();
                sentence.fill(f, &|name| fact(name).map(alloc::borrow::Cow::Owned))
            }
        }
    };
}
pub(crate) use findings;
