//! Conversion factors: dollars per relative value unit, by period and participant.
//!
//! # Source
//!
//! CMS, PFS final rules and updates, 2015 to 2026.

use time::macros::date;

use crate::reference::fee_schedule::{ConversionFactor, Participant, factor::row};

// Factors in ten-thousandths of a dollar. A factor that was replaced before it was used is not listed.
#[rustfmt::skip]
pub(in crate::reference) static CONVERSION_FACTORS: &[ConversionFactor] = &[
    row(date!(2015 - 01 - 01), date!(2015 - 06 - 30), Participant::All, 35_7547, "CMS, PFS final rule and updates, CY 2015"),
    row(date!(2015 - 07 - 01), date!(2015 - 12 - 31), Participant::All, 35_9335, "CMS, PFS final rule and updates, CY 2015"),
    row(date!(2016 - 01 - 01), date!(2016 - 12 - 31), Participant::All, 35_8043, "CMS, PFS final rule and updates, CY 2016"),
    row(date!(2017 - 01 - 01), date!(2017 - 12 - 31), Participant::All, 35_8887, "CMS, PFS final rule and updates, CY 2017"),
    row(date!(2018 - 01 - 01), date!(2018 - 12 - 31), Participant::All, 35_9996, "CMS, PFS final rule and updates, CY 2018"),
    row(date!(2019 - 01 - 01), date!(2019 - 12 - 31), Participant::All, 36_0391, "CMS, PFS final rule and updates, CY 2019"),
    row(date!(2020 - 01 - 01), date!(2020 - 12 - 31), Participant::All, 36_0896, "CMS, PFS final rule and updates, CY 2020"),
    row(date!(2021 - 01 - 01), date!(2021 - 12 - 31), Participant::All, 34_8931, "CMS, PFS final rule and updates, CY 2021"),
    row(date!(2022 - 01 - 01), date!(2022 - 12 - 31), Participant::All, 34_6062, "CMS, PFS final rule and updates, CY 2022"),
    row(date!(2023 - 01 - 01), date!(2023 - 12 - 31), Participant::All, 33_8872, "CMS, PFS final rule and updates, CY 2023"),
    row(date!(2024 - 01 - 01), date!(2024 - 03 - 08), Participant::All, 32_7442, "CMS, PFS final rule and updates, CY 2024"),
    row(date!(2024 - 03 - 09), date!(2024 - 12 - 31), Participant::All, 33_2875, "CMS, PFS final rule and updates, CY 2024"),
    row(date!(2025 - 01 - 01), date!(2025 - 12 - 31), Participant::All, 32_3465, "CMS, PFS final rule and updates, CY 2025"),
    row(date!(2026 - 01 - 01), date!(2026 - 12 - 31), Participant::NonQp, 33_4009, "CMS, PFS final rule and updates, CY 2026"),
    row(date!(2026 - 01 - 01), date!(2026 - 12 - 31), Participant::Qp, 33_5675, "CMS, PFS final rule and updates, CY 2026"),
];
