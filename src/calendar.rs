//! Dates and times of day as text: ISO 8601, and nothing that resembles it.

use core::fmt;

use time::{Date, Month, Time};

/// A date or time of day that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseDateError {
    /// The text is not ten characters of the form `YYYY-MM-DD`.
    #[error("expected a date as YYYY-MM-DD")]
    DateForm,
    /// The form is right and the calendar has no such day.
    #[error("the calendar has no such day, expected a date as YYYY-MM-DD")]
    NoSuchDay,
    /// The text is not a time of day of the form `HH:MM`, 00:00 to 23:59.
    #[error("expected a time of day as HH:MM, 00:00 to 23:59")]
    TimeForm,
}

/// Reads a date of the form `YYYY-MM-DD`.
///
/// # Errors
///
/// `2026-3-14`: not of the form. `2025-02-29`: no such day.
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
/// `2024-07-01` and `2024071`: not of the form. `20240230`: no such day.
pub fn parse_compact_date(text: &str) -> Result<Date, ParseDateError> {
    let &[y1, y2, y3, y4, m1, m2, d1, d2] = text.as_bytes() else {
        return Err(ParseDateError::DateForm);
    };
    let year = number(&[y1, y2, y3, y4]).ok_or(ParseDateError::DateForm)?;
    let month = number(&[m1, m2]).ok_or(ParseDateError::DateForm)?;
    let day = number(&[d1, d2]).ok_or(ParseDateError::DateForm)?;
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
/// `9:00`, `24:00` and `09:60`: not of the form.
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

/// A date that prints as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IsoDate(pub Date);

impl fmt::Display for IsoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(f, "{year:04}-{:02}-{day:02}", u8::from(month))
    }
}

/// A time of day that prints as `HH:MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClockTime(pub Time);

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for IsoDate {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
