//! Contains the rates that the law sets, by date of service.
//!
//! # Source
//!
//! The citation of each row.
//!
//! # Examples
//!
//! ```
//! use therapy_billing::{calendar::parse_date, reference::rates};
//!
//! let rate = rates::coinsurance(parse_date("2026-03-14")?).expect("a rate since 1999");
//! assert_eq!(rate.rate.to_string(), "0.20");
//! # Ok::<(), therapy_billing::Error>(())
//! ```

use rust_decimal::Decimal;
use time::{Date, macros::date};

use crate::citation::Citation;
use crate::reference::Setting;
use crate::reference::fee_schedule::Period;

/// A rate, its first date of service and its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DatedRate {
    /// The rate as a share of 1: 0.50 is half.
    pub rate: Decimal,
    /// The first date of service on which it applies; `None` if it is not known.
    pub from: Option<Date>,
    /// The source.
    pub citation: Citation,
}

const fn percent(number: u32) -> Decimal {
    Decimal::from_parts(number, 0, 0, false, 2)
}

/// Rows of one rate, the latest first.
type Rows<const N: usize> = [(Date, u32, Citation); N];

fn on_date<const N: usize>(rows: &Rows<N>, date: Date) -> Option<DatedRate> {
    rows.iter()
        .find(|(from, ..)| *from <= date)
        .map(|&(from, number, citation)| DatedRate {
            rate: percent(number),
            from: Some(from),
            citation,
        })
}

/// Returns the share of practice expense that the multiple procedure payment reduction (MPPR)
/// removes, or `None` before 2011, when there was no such rule.
///
/// # Source
///
/// Social Security Act, §1848(b)(7), §1834(k)(7): half from 2013-04-01 in all settings; before, a
/// fifth in an office and a quarter in an institution.
///
/// # Examples
///
/// ```
/// use therapy_billing::Setting;
/// use therapy_billing::reference::rates;
/// use therapy_billing::time::macros::date;
///
/// let on = |date, setting| rates::practice_expense_reduction(date, setting).map(|row| row.rate.to_string());
/// assert_eq!(on(date!(2013 - 04 - 01), Setting::Corf).as_deref(), Some("0.50"));
/// assert_eq!(on(date!(2013 - 03 - 31), Setting::Corf).as_deref(), Some("0.25"));
/// assert_eq!(on(date!(2013 - 03 - 31), Setting::PrivatePractice).as_deref(), Some("0.20"));
/// assert_eq!(on(date!(2010 - 12 - 31), Setting::Corf), None);
/// ```
#[doc(alias("MPPR", "multiple procedure payment reduction"))]
#[must_use]
pub fn practice_expense_reduction(date: Date, setting: Setting) -> Option<DatedRate> {
    const HALF: (Date, u32, Citation) = (date!(2013 - 04 - 01), 50, Citation::SSA_1848_B_7);
    const OFFICE: Rows<2> = [HALF, (date!(2011 - 01 - 01), 20, Citation::SSA_1848_B_7)];
    const INSTITUTION: Rows<2> = [HALF, (date!(2011 - 01 - 01), 25, Citation::SSA_1848_B_7)];
    match setting {
        Setting::PrivatePractice | Setting::PhysicianIncidentTo => on_date(&OFFICE, date),
        _ => on_date(&INSTITUTION, date),
    }
}

/// Returns the share that is paid if an assistant furnished the service, or `None` before 2022, when
/// nothing was reduced, and in a setting to which the rule does not apply.
///
/// # Source
///
/// Social Security Act, §1834(v)(1).
#[must_use]
pub fn assistant_share(date: Date, setting: Setting) -> Option<DatedRate> {
    const ROWS: Rows<1> = [(date!(2022 - 01 - 01), 85, Citation::SSA_1834_V_1)];
    match setting {
        Setting::PhysicianIncidentTo => None,
        _ => on_date(&ROWS, date),
    }
}

/// Returns the rate of coinsurance, or `None` before 1999.
///
/// # Source
///
/// Social Security Act, §1834(k)(1)(B).
#[must_use]
pub fn coinsurance(date: Date) -> Option<DatedRate> {
    const ROWS: Rows<1> = [(date!(1999 - 01 - 01), 20, Citation::SSA_1834_K_1_B)];
    on_date(&ROWS, date)
}

/// Returns the rate by which sequestration reduces the program payment, which is 0 while it was
/// suspended, or `None` before 2013-04-01, when there was none.
///
/// # Source
///
/// BBEDCA, §251A; CARES Act, §3709 and extensions; Pub. L. 117-71 (unverified).
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::rates;
/// use therapy_billing::time::macros::date;
///
/// let on = |date| rates::sequestration(date).map(|row| row.rate.to_string());
/// assert_eq!(on(date!(2020 - 04 - 30)).as_deref(), Some("0.02"));
/// assert_eq!(on(date!(2020 - 05 - 01)).as_deref(), Some("0.00"));
/// assert_eq!(on(date!(2022 - 06 - 30)).as_deref(), Some("0.01"));
/// ```
#[must_use]
pub fn sequestration(date: Date) -> Option<DatedRate> {
    const ROWS: Rows<4> = [
        (date!(2022 - 07 - 01), 2, Citation::PL_117_71),
        (date!(2022 - 04 - 01), 1, Citation::PL_117_71),
        (date!(2020 - 05 - 01), 0, Citation::CARES_3709),
        (date!(2013 - 04 - 01), 2, Citation::BBEDCA_251A),
    ];
    on_date(&ROWS, date)
}

/// Returns the share of the price that a provider receives that does not participate and takes
/// assignment.
///
/// # Source
///
/// Social Security Act, §1848(a)(3).
#[must_use]
pub const fn not_participating() -> DatedRate {
    DatedRate {
        rate: percent(95),
        from: None,
        citation: Citation::SSA_1848_A_3,
    }
}

/// The dates of service on which Medicare Part B pays the telehealth services of therapists.
///
/// # Source
///
/// Consolidated Appropriations Act, 2026: to 2027-12-31, the gap of January 2026 filled.
pub const TELEHEALTH: Period = Period {
    from: date!(2020 - 03 - 01),
    to: date!(2027 - 12 - 31),
};
