//! Reads and prints dates and times of day as ISO 8601 text, and accepts no other form.
//!
//! # Examples
//!
//! ```
//! use therapy_billing::calendar::{IsoDate, parse_date, parse_time};
//!
//! let day = parse_date("2026-03-14")?;
//! assert_eq!(IsoDate(day).to_string(), "2026-03-14");
//! assert!(parse_date("03/14/2026").is_err());
//! assert!(parse_time("09:30").is_ok());
//! # Ok::<(), therapy_billing::Error>(())
//! ```

use core::{fmt, str::FromStr};

use time::{Date, Month, Time};

/// A date or time of day could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ParseDateError {
    /// The text was not ten characters of the form `YYYY-MM-DD`.
    #[error("expected a date as YYYY-MM-DD, found other text; correct it")]
    DateForm,
    /// The text was not eight digits of the form `YYYYMMDD`.
    #[error("expected a date as YYYYMMDD, found other text; correct it")]
    CompactForm,
    /// The form was right, but the calendar has no such day.
    #[error("expected a day of the calendar, found no such day; correct the date")]
    NoSuchDay,
    /// The text was not a time of day of the form `HH:MM`, 00:00 to 23:59.
    #[error("expected a time of day as HH:MM from 00:00 to 23:59, found other text; correct it")]
    TimeForm,
}

/// Reads a date of the form `YYYY-MM-DD`.
///
/// # Errors
///
/// Returns an error for `2026-3-14`, which is not of the form, and for `2025-02-29`, which is no day.
///
/// # Examples
///
/// ```
/// use therapy_billing::{calendar::parse_date, time::macros::date};
///
/// assert_eq!(parse_date("2026-03-14"), Ok(date!(2026 - 03 - 14)));
/// assert!(parse_date("2025-02-29").is_err());
/// ```
pub fn parse_date(text: &str) -> Result<Date, ParseDateError> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return Err(ParseDateError::DateForm);
    };
    let year = number(&[y1, y2, y3, y4]).ok_or(ParseDateError::DateForm)?;
    let month = number(&[m1, m2]).ok_or(ParseDateError::DateForm)?;
    let day = number(&[d1, d2]).ok_or(ParseDateError::DateForm)?;
    assemble(year, month, day)
}

/// Reads a date of the form `YYYYMMDD`, as CMS's edit files write it.
///
/// # Errors
///
/// Returns an error for `2024-07-01` and `2024071`, which are not of the form, and for `20240230`,
/// which is no day.
pub fn parse_compact_date(text: &str) -> Result<Date, ParseDateError> {
    let &[y1, y2, y3, y4, m1, m2, d1, d2] = text.as_bytes() else {
        return Err(ParseDateError::CompactForm);
    };
    let year = number(&[y1, y2, y3, y4]).ok_or(ParseDateError::CompactForm)?;
    let month = number(&[m1, m2]).ok_or(ParseDateError::CompactForm)?;
    let day = number(&[d1, d2]).ok_or(ParseDateError::CompactForm)?;
    assemble(year, month, day)
}

fn assemble(year: u16, month: u16, day: u16) -> Result<Date, ParseDateError> {
    let month = u8::try_from(month)
        .ok()
        .and_then(|month| Month::try_from(month).ok());
    let day = u8::try_from(day).ok();
    match (month, day) {
        (Some(month), Some(day)) => Date::from_calendar_date(i32::from(year), month, day)
            .map_err(|_| ParseDateError::NoSuchDay),
        _ => Err(ParseDateError::NoSuchDay),
    }
}

/// Reads a time of day of the form `HH:MM`, 24 hours.
///
/// # Errors
///
/// Returns an error for `9:00`, `24:00` and `09:60`, which are not of the form.
///
/// # Examples
///
/// ```
/// use therapy_billing::{calendar::parse_time, time::macros::time};
///
/// assert_eq!(parse_time("09:24"), Ok(time!(09:24)));
/// assert!(parse_time("24:00").is_err());
/// ```
pub fn parse_time(text: &str) -> Result<Time, ParseDateError> {
    let &[h1, h2, b':', m1, m2] = text.as_bytes() else {
        return Err(ParseDateError::TimeForm);
    };
    let hour = number(&[h1, h2]).and_then(|hour| u8::try_from(hour).ok());
    let minute = number(&[m1, m2]).and_then(|minute| u8::try_from(minute).ok());
    match (hour, minute) {
        (Some(hour), Some(minute)) => {
            Time::from_hms(hour, minute, 0).map_err(|_| ParseDateError::TimeForm)
        }
        _ => Err(ParseDateError::TimeForm),
    }
}

fn number(digits: &[u8]) -> Option<u16> {
    digits.iter().try_fold(0_u16, |number, &digit| {
        digit
            .is_ascii_digit()
            .then(|| number * 10 + u16::from(digit - b'0'))
    })
}

/// Contains a date that prints as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IsoDate(pub Date);

impl fmt::Display for IsoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(f, "{year:04}-{:02}-{day:02}", u8::from(month))
    }
}

/// Contains a time of day that prints as `HH:MM`; seconds are not printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(pub Time);

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl FromStr for IsoDate {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        parse_date(text).map(Self)
    }
}

impl FromStr for ClockTime {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        parse_time(text).map(Self)
    }
}
