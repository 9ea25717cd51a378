//! Contains the built-in facts, one file for each source and period.

#[cfg(feature = "tables")]
pub(in crate::reference) mod catalog;
#[cfg(feature = "tables")]
pub(in crate::reference) mod gpci_2024;
#[cfg(feature = "tables")]
pub(in crate::reference) mod mue_2024q3;
#[cfg(feature = "tables")]
pub(in crate::reference) mod ptp_2024q3;
#[cfg(feature = "tables")]
pub(in crate::reference) mod relative_values;
