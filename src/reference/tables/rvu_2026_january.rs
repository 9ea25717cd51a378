//! Relative values of 2026, by code.
//!
//! # Source
//!
//! CMS, PFS relative value file, January 2026, work and total; 0.20 split by inference.

use crate::citation::Citation;
use crate::reference::fee_schedule::relative_value::{RelativeValueTable, office_row};

#[rustfmt::skip]
pub(in crate::reference) static TABLE: RelativeValueTable = RelativeValueTable {
    year: 2026,
    source: Citation::unverified("CMS, PFS relative value file, January 2026, work and total; 0.20 split by inference"),
    // code; work, practice expense, malpractice, in hundredths
    rows: &[
        office_row("G0283", 18, 19, 1),
    ],
};
