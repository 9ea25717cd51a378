//! Geographic factors of 2025, which are those of 2024 in every locality.
//!
//! # Source
//!
//! CMS, PFS GPCI file, CY 2025.

use crate::citation::Citation;
use crate::reference::fee_schedule::place::GeographicTable;

#[rustfmt::skip]
pub(in crate::reference) static TABLE: GeographicTable = GeographicTable {
    year: 2025,
    source: Citation::read("CMS, PFS GPCI file, CY 2025"),
    // carrier, locality; work with its floor, practice expense and malpractice in thousandths
    rows: super::gpci_2024::TABLE.rows,
};
