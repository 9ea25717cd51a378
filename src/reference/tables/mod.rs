//! Contains the built-in facts, one file for each source and period.
//!
//! A new year of the fee schedule is a file of its own and a line in the list below.

use crate::reference::fee_schedule::{place::GeographicTable, relative_value::RelativeValueTable};

#[cfg(feature = "tables")]
pub(in crate::reference) mod catalog;
#[cfg(feature = "tables")]
mod conversion_factors;
#[cfg(feature = "tables")]
pub(in crate::reference) mod modifiers;
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
mod therapy_thresholds;

#[cfg(feature = "tables")]
pub(in crate::reference) use self::{
    conversion_factors::CONVERSION_FACTORS, therapy_thresholds::THERAPY_THRESHOLDS,
};
#[cfg(not(feature = "tables"))]
pub(in crate::reference) static CONVERSION_FACTORS:
    &[crate::reference::fee_schedule::ConversionFactor] = &[];
#[cfg(not(feature = "tables"))]
pub(in crate::reference) static THERAPY_THRESHOLDS: &[crate::reference::thresholds::Year] = &[];

macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident: $table:ty = $($file:ident,)+;)+) => {$(
        $(#[cfg(feature = "tables")] mod $file;)+

        $(#[$doc])*
        #[cfg(feature = "tables")]
        pub(in crate::reference) static $list: &[&$table] = &[$(&$file::TABLE),+];
        #[cfg(not(feature = "tables"))]
        pub(in crate::reference) static $list: &[&$table] = &[];
    )+};
}

lists! {
    /// The geographic factors of each year.
    GEOGRAPHIC_FACTORS: GeographicTable =
        gpci_2019,
        gpci_2020,
        gpci_2021,
        gpci_2022,
        gpci_2023,
        gpci_2024,
        gpci_2025,
        gpci_2026,
    ;
    /// The relative values of each year; of two tables of one year, the first that has a code applies.
    RELATIVE_VALUES: RelativeValueTable =
        rvu_2019,
        rvu_2020,
        rvu_2021,
        rvu_2022,
        rvu_2023,
        rvu_2024,
        rvu_2025,
        rvu_2026,
        rvu_2026_april,
        rvu_2026_january,
    ;
}

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
