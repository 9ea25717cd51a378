//! Defines `Quarter`, the calendar quarter for which an edit table is published.

use core::{fmt, str::FromStr};

use time::{Date, Month};

/// Identifies a calendar quarter. CMS publishes its edit tables once per quarter.
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::edits::Quarter;
/// use therapy_billing::time::macros::date;
///
/// let quarter: Quarter = "2024Q3".parse()?;
/// assert!(quarter.contains(date!(2024 - 09 - 30)));
/// assert!(!quarter.contains(date!(2024 - 10 - 01)));
/// assert_eq!(quarter.to_string(), "2024 Q3");
/// # Ok::<(), therapy_billing::reference::edits::ParseQuarterError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: i16,
    number: u8,
}

/// A quarter that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseQuarterError {
    /// The text did not have the form `2024Q3`.
    #[error("expected a quarter as 2024Q3")]
    Form,
    /// The number of the quarter was not from 1 to 4.
    #[error("expected a quarter from 1 to 4, found {number}; correct it")]
    Number {
        /// The quarter that was asked for.
        number: u8,
    },
}

impl Quarter {
    /// Creates quarter 1 to 4 of a year from 1900 to 2999.
    ///
    /// # Errors
    ///
    /// `2024` and `5`: a year has four quarters. `24` and `3`: not a year of four digits.
    pub const fn new(year: i16, number: u8) -> Result<Self, ParseQuarterError> {
        if number < 1 || number > 4 {
            return Err(ParseQuarterError::Number { number });
        }
        if year < 1900 || year > 2999 {
            return Err(ParseQuarterError::Form);
        }
        Ok(Self { year, number })
    }

    /// Returns the quarter in which a date is, or `None` outside the years 1900 to 2999.
    #[must_use]
    pub fn of(date: Date) -> Option<Self> {
        let year = i16::try_from(date.year()).ok()?;
        Self::new(year, (u8::from(date.month()) - 1) / 3 + 1).ok()
    }

    /// Returns the year.
    #[must_use]
    pub const fn year(self) -> i16 {
        self.year
    }

    /// Returns the number of the quarter in its year, 1 to 4.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.number
    }

    /// Returns a number that grows by one from quarter to quarter.
    pub(in crate::reference) const fn rank(self) -> i32 {
        self.year as i32 * 4 + self.number as i32 - 1
    }

    /// Returns the first day of the quarter.
    #[must_use]
    pub const fn first_day(self) -> Date {
        let month = match self.number {
            1 => Month::January,
            2 => Month::April,
            3 => Month::July,
            _ => Month::October,
        };
        match Date::from_calendar_date(self.year as i32, month, 1) {
            Ok(date) => date,
            Err(_) => Date::MIN, // excluded by `new`
        }
    }

    /// Returns the last day of the quarter.
    #[must_use]
    pub const fn last_day(self) -> Date {
        let (month, day) = match self.number {
            1 => (Month::March, 31),
            2 => (Month::June, 30),
            3 => (Month::September, 30),
            _ => (Month::December, 31),
        };
        match Date::from_calendar_date(self.year as i32, month, day) {
            Ok(date) => date,
            Err(_) => Date::MAX, // excluded by `new`
        }
    }

    /// Returns whether a date is in the quarter.
    #[must_use]
    pub fn contains(self, date: Date) -> bool {
        self.first_day() <= date && date <= self.last_day()
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} Q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = ParseQuarterError;

    /// Reads `2024Q3` or `2024 Q3`.
    fn from_str(text: &str) -> Result<Self, ParseQuarterError> {
        let (year, number) = text.split_once('Q').ok_or(ParseQuarterError::Form)?;
        let year = year.strip_suffix(' ').unwrap_or(year);
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || !digits(year) || !digits(number) {
            return Err(ParseQuarterError::Form);
        }
        Self::new(
            year.parse().map_err(|_| ParseQuarterError::Form)?,
            number.parse().map_err(|_| ParseQuarterError::Form)?,
        )
    }
}

#[cfg(feature = "serde")]
crate::wire::text!(Quarter, "a quarter as 2024Q3");
