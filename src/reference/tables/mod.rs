//! Contains the built-in facts, one file for each source and period.

#[cfg(feature = "tables")]
pub(in crate::reference) mod catalog;
#[cfg(feature = "tables")]
pub(in crate::reference) mod gpci_2024;
#[cfg(feature = "tables")]
pub(in crate::reference) mod mue_2024q3;
#[cfg(feature = "tables")]
pub(in crate::reference) mod mue_2026q4;
#[cfg(feature = "tables")]
pub(in crate::reference) mod mue_medicaid_2026q1;
#[cfg(feature = "tables")]
pub(in crate::reference) mod ptp_2024q3;
#[cfg(feature = "tables")]
pub(in crate::reference) mod ptp_2026q3;
#[cfg(feature = "tables")]
pub(in crate::reference) mod ptp_2026q4;
#[cfg(feature = "tables")]
pub(in crate::reference) mod relative_values;

/// A selection of PTP edits, and the codes that it covers: any two of `complete`, and each of
/// `all_pairs` with any code.
#[cfg(feature = "tables")]
pub(in crate::reference) struct PtpSelection {
    pub(in crate::reference) quarter: (i16, u8),
    pub(in crate::reference) complete: &'static str,
    pub(in crate::reference) all_pairs: &'static str,
    pub(in crate::reference) groups: &'static [PtpGroup],
}

/// Rows that share all but column 2: column 1, indicator, first and last day, and the codes of column 2.
#[cfg(feature = "tables")]
pub(in crate::reference) type PtpGroup = (&'static str, u8, i32, i32, &'static str);
