//! Relative values of 2026, by code.
//!
//! # Source
//!
//! CMS, PFS relative value file, April 2026 (non-QP).

use crate::citation::Citation;
use crate::reference::fee_schedule::relative_value::{RelativeValueTable, office_row};

#[rustfmt::skip]
pub(in crate::reference) static TABLE: RelativeValueTable = RelativeValueTable {
    year: 2026,
    source: Citation::read("CMS, PFS relative value file, April 2026 (non-QP)"),
    // code; work, practice expense, malpractice, in hundredths
    rows: &[
        office_row("20560", 31, 42, 1),
        office_row("20561", 47, 64, 3),
        office_row("90901", 41, 81, 1),
        office_row("90912", 90, 151, 5),
        office_row("90913", 50, 45, 3),
        office_row("95851", 16, 61, 1),
        office_row("95852", 11, 52, 1),
        office_row("98940", 45, 34, 1),
        office_row("98941", 69, 45, 1),
        office_row("98942", 94, 54, 1),
        office_row("G0281", 18, 16, 1),
        office_row("G0329", 6, 25, 1),
        office_row("G0451", 0, 36, 1),
        office_row("G0541", 100, 58, 1),
        office_row("G0542", 54, 24, 0),
        office_row("G0543", 23, 42, 1),
        office_row("G2250", 18, 20, 1),
        office_row("G2251", 25, 16, 1),
    ],
};
