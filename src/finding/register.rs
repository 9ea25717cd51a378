//! Registers: every check a row, so that names, severities and sources are read in one place.

use super::Severity;
use crate::citation::Citation;

/// One row of a register: a check by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RegisterRow {
    /// The kebab-case name.
    pub id: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The sentence, with `{}` around the evidence that fills it.
    pub message: &'static str,
    /// The sources it rests on.
    pub citations: &'static [Citation],
}

impl RegisterRow {
    pub(crate) const fn new(
        id: &'static str,
        severity: Severity,
        message: &'static str,
        citations: &'static [Citation],
    ) -> Self {
        Self {
            id,
            severity,
            message,
            citations,
        }
    }
}

/// Declares a register: an enum of checks with their evidence, and its rows in order.
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
                $(#[$doc:meta])*
                $variant:ident $({ $($field:ident: $type:ty),* $(,)? })? =
                    $id:literal, $severity:ident, [$($citation:expr),+ $(,)?], $message:literal;
            )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "evidence fields say what they are by their names")]
        $vis enum $name {
            $($(#[$doc])* $variant $({ $($field: $type),* })?,)*
        }

        impl $name {
            /// Every check of this register, in order.
            pub const REGISTER: &'static [$crate::finding::RegisterRow] = &[
                $($crate::finding::RegisterRow::new(
                    $id,
                    $crate::finding::Severity::$severity,
                    $message,
                    &[$($citation),+],
                ),)*
            ];

            fn row(&self) -> Option<&'static $crate::finding::RegisterRow> {
                Self::REGISTER.get($crate::finding::Check::position(self))
            }
        }

        impl $crate::finding::Check for $name {
            fn id(&self) -> &'static str {
                self.row().map_or("", |row| row.id)
            }

            fn severity(&self) -> $crate::finding::Severity {
                self.row().map_or($crate::finding::Severity::Error, |row| row.severity)
            }

            fn citations(&self) -> &'static [$crate::citation::Citation] {
                self.row().map_or(&[], |row| row.citations)
            }

            fn position(&self) -> usize {
                #[derive(Clone, Copy)]
                #[allow(clippy::enum_variant_names, reason = "named as the checks are")]
                enum Order { $($variant),* }
                match self {
                    $(Self::$variant $({ $($field: _),* })? => Order::$variant as usize,)*
                }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                match self {
                    $(Self::$variant $({ $($field),* })? => {
                        $($(let _ = $field;)*)?
                        write!(f, $message)
                    })*
                }
            }
        }
    };
}
pub(crate) use findings;
