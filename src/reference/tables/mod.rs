//! Contains the built-in facts, one file for each source and period, and the lists of these files.
//!
//! `README.md` in this folder states where the facts come from and how a year or a quarter is added.

use crate::reference::fee_schedule::{place::GeographicTable, relative_value::RelativeValueTable};

macro_rules! files {
    ($($file:ident: $($list:ident: $row:ty),+;)+) => {$(
        #[cfg(feature = "tables")]
        pub(in crate::reference) mod $file;
        #[cfg(not(feature = "tables"))]
        pub(in crate::reference) mod $file {
            $(pub(in crate::reference) static $list: &[$row] = &[];)+
        }
    )+};
}

files! {
    catalog: ENTRIES: crate::reference::catalog::CodeEntry, SLOTS: u32;
    modifiers: MODIFIERS: crate::reference::modifiers::ModifierFacts, SLOTS: u32;
    conversion_factors: CONVERSION_FACTORS: crate::reference::fee_schedule::ConversionFactor;
    therapy_thresholds: THERAPY_THRESHOLDS: crate::reference::thresholds::Year;
}

/// The time for which the catalog was gathered.
pub(in crate::reference) const CATALOG_AS_OF: &str = "mid 2026";
/// The time for which the modifier table was gathered.
pub(in crate::reference) const MODIFIERS_AS_OF: &str = "2026";

macro_rules! lists {
    ($($(#[$doc:meta])* $list:ident: $table:ty = $($file:ident,)+;)+) => {$(
        $(#[cfg(feature = "tables")] mod $file;)+

        $(#[$doc])*
        #[cfg(feature = "tables")]
        pub(in crate::reference) const $list: &[&$table] = &[$(&$file::TABLE),+];
        #[cfg(not(feature = "tables"))]
        pub(in crate::reference) const $list: &[&$table] = &[];
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
    /// The medically unlikely edits (MUE), the oldest first.
    MUE: MueFile =
        mue_2024q3,
        mue_medicaid_2026q1,
        mue_2026q4,
    ;
    /// The procedure-to-procedure (PTP) edits, the oldest first.
    PTP: PtpFile =
        ptp_2024q3,
        ptp_2026q3,
        ptp_2026q4,
    ;
}

/// The MUE values of a quarter, in the order of their codes.
pub(in crate::reference) struct MueFile {
    pub(in crate::reference) quarter: (i16, u8),
    /// Code; value and adjudication indicator of practitioners; the same of outpatient hospitals.
    pub(in crate::reference) medicare: &'static [(&'static str, u32, u8, u32, u8)],
    /// Code and value of Medicaid practitioners, whose table has no indicator.
    pub(in crate::reference) medicaid: &'static [(&'static str, u32)],
}

/// The PTP edits of a quarter: the rows that the tables of both kinds of provider have, and each table.
pub(in crate::reference) struct PtpFile {
    pub(in crate::reference) quarter: (i16, u8),
    pub(in crate::reference) both: &'static [PtpGroup],
    pub(in crate::reference) practitioner: Option<PtpSelection>,
    pub(in crate::reference) outpatient_hospital: Option<PtpSelection>,
}

/// The rows of one table that are not in both, and the codes that the table covers: any two of `complete`,
/// and each of `all_pairs` with any code.
#[derive(Clone, Copy)]
pub(in crate::reference) struct PtpSelection {
    pub(in crate::reference) complete: &'static str,
    pub(in crate::reference) all_pairs: &'static str,
    pub(in crate::reference) groups: &'static [PtpGroup],
}

/// Rows that share all but column 2: column 1; modifier indicator; first and last day, both included, as
/// YYYYMMDD; and the codes of column 2.
///
/// A first day with a minus sign is not known: it is not before that day, on which both codes first
/// existed. A last day of 0 means that the edit has not ended.
pub(in crate::reference) type PtpGroup = (&'static str, u8, i32, i32, &'static str);
