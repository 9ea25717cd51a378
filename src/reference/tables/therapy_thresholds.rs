//! Therapy thresholds: the amount of each year above which a line needs `KX`.
//!
//! # Source
//!
//! Social Security Act, §1833(g)(2), and the citation of each row.

use crate::citation::Citation;
use crate::reference::thresholds::Year;

const fn year(of: i32, pt_slp: u32, ot: u32, source: Citation) -> Year {
    Year {
        of,
        pt_slp,
        ot,
        source,
    }
}

// year; whole dollars of physical therapy and speech-language pathology, and of occupational therapy
#[rustfmt::skip]
pub(in crate::reference) static THERAPY_THRESHOLDS: &[Year] = &[
    year(2018, 2010, 2010, Citation::digest("CMS, therapy services; BBA 2018, §50202")),
    year(2019, 2040, 2040, Citation::digest("CMS CR 11055")),
    year(2020, 2080, 2080, Citation::digest("CMS, therapy update CY 2020")),
    year(2021, 2110, 2110, Citation::digest("CMS CR 12014")),
    year(2022, 2150, 2150, Citation::digest("CMS, therapy update CY 2022")),
    year(2023, 2230, 2230, Citation::digest("CMS CR 12923")),
    year(2024, 2330, 2330, Citation::digest("CMS CR 13371")),
    year(2025, 2410, 2410, Citation::digest("CMS, PFS final rule CY 2025")),
    year(2026, 2480, 2480, Citation::read("CMS CR 14252")),
];
