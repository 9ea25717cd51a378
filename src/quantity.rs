//! Defines `Minutes` and `Units` as separate whole-number types; only a unit rule converts minutes into
//! units.

use core::{fmt, iter::Sum, str::FromStr};

use rust_decimal::{Decimal, prelude::ToPrimitive};

/// A number of minutes or units was invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum QuantityError {
    /// The text was not a number.
    #[error("expected a number of {noun}, found other text; write digits such as 2")]
    Form {
        /// The noun that the number counts: `minutes` or `units`.
        noun: &'static str,
    },
    /// The number had a fraction.
    #[error("expected whole {noun}, found {found}; state whole {noun}")]
    Fraction {
        /// The noun that the number counts: `minutes` or `units`.
        noun: &'static str,
        /// The number.
        found: Decimal,
    },
    /// The number was negative or above 65,535.
    #[error("expected {noun} from 0 to 65,535, found a number outside this range; correct it")]
    Range {
        /// The noun that the number counts: `minutes` or `units`.
        noun: &'static str,
    },
}

/// Returns the number that a text of digits states, with or without decimals after a point.
fn decimal(text: &str, noun: &'static str) -> Result<Decimal, QuantityError> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) {
        return Err(QuantityError::Form { noun });
    }
    let decimals = decimals.trim_end_matches('0');
    let whole = whole.trim_start_matches('0');
    if whole.len() > 5 {
        return Err(QuantityError::Range { noun });
    }
    // A `Decimal` has 28 places. A fraction that is longer is shown as far as they go; its last digit
    // of the text is not 0, so it remains a fraction.
    let number = match decimals.split_at_checked(22) {
        Some((first, rest)) if !rest.is_empty() => alloc::format!("0{whole}.{first}1"),
        _ => alloc::format!("0{whole}.{decimals}0"),
    };
    Decimal::from_str_exact(&number).map_err(|_| QuantityError::Form { noun })
}

fn whole(number: Decimal, noun: &'static str) -> Result<u16, QuantityError> {
    if !number.is_integer() {
        return Err(QuantityError::Fraction {
            noun,
            found: number.normalize(),
        });
    }
    number.to_u16().ok_or(QuantityError::Range { noun })
}

macro_rules! quantity {
    (try $name:ident, $many:literal: $($number:ty),*) => {$(
        impl TryFrom<$number> for $name {
            type Error = QuantityError;

            fn try_from(number: $number) -> Result<Self, QuantityError> {
                u16::try_from(number)
                    .map(Self)
                    .map_err(|_| QuantityError::Range { noun: $many })
            }
        }
    )*};
    ($(#[$meta:meta])* $name:ident, $one:literal, $many:literal, $expecting:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(transparent)]
        pub struct $name(u16);

        impl $name {
            /// The number 0.
            pub const ZERO: Self = Self(0);
            /// The number 1.
            pub const ONE: Self = Self(1);
            /// The largest number that the type can represent, 65,535.
            pub const MAX: Self = Self(u16::MAX);

            /// Returns a whole number of them.
            #[must_use]
            pub const fn new(number: u16) -> Self {
                Self(number)
            }

            /// Returns the number.
            #[must_use]
            pub const fn get(self) -> u16 {
                self.0
            }

            /// Returns the sum, or `None` above 65,535.
            #[must_use]
            pub const fn checked_add(self, other: Self) -> Option<Self> {
                match self.0.checked_add(other.0) {
                    Some(sum) => Some(Self(sum)),
                    None => None,
                }
            }

            /// Reports whether the number is 0.
            #[must_use]
            pub const fn is_zero(self) -> bool {
                self.0 == 0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{} {}", self.0, if self.0 == 1 { $one } else { $many })
            }
        }

        impl From<$name> for u16 {
            fn from(quantity: $name) -> Self {
                quantity.0
            }
        }

        impl From<$name> for u32 {
            fn from(quantity: $name) -> Self {
                Self::from(quantity.0)
            }
        }

        impl From<u16> for $name {
            fn from(number: u16) -> Self {
                Self(number)
            }
        }

        quantity!(try $name, $many: u32, u64, usize, i32, i64);

        /// Converts a whole number with or without decimals, such as 2 and 2.00.
        impl TryFrom<Decimal> for $name {
            type Error = QuantityError;

            fn try_from(number: Decimal) -> Result<Self, QuantityError> {
                whole(number, $many).map(Self)
            }
        }

        /// Reads a number without its noun, such as `2` or `2.00`.
        impl FromStr for $name {
            type Err = QuantityError;

            fn from_str(text: &str) -> Result<Self, QuantityError> {
                whole(decimal(text, $many)?, $many).map(Self)
            }
        }

        /// Adds quantities up, and returns `None` above 65,535.
        impl Sum<$name> for Option<$name> {
            fn sum<I: Iterator<Item = $name>>(mut numbers: I) -> Self {
                numbers.try_fold($name::ZERO, $name::checked_add)
            }
        }

        /// Adds quantities up, and returns `None` above 65,535.
        impl<'a> Sum<&'a $name> for Option<$name> {
            fn sum<I: Iterator<Item = &'a $name>>(numbers: I) -> Self {
                numbers.copied().sum()
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_u16(self.0)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer
                    .deserialize_u16(crate::wire::WholeNumber($expecting))
                    .map(Self)
            }
        }
    };
}

quantity! {
    /// Contains whole minutes of treatment, 0 to 65,535.
    ///
    /// A minute is never split and never rounded up: 52 minutes and 36 seconds are 52 minutes. There
    /// is no conversion to [`Units`]; only a unit rule makes one from the other.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::Minutes;
    ///
    /// assert_eq!(Minutes::from_seconds(52 * 60 + 36), Some(Minutes::new(52)));
    /// assert_eq!(Minutes::new(24).to_string(), "24 minutes");
    /// ```
    ///
    /// ```compile_fail
    /// use therapy_billing::{Minutes, Units};
    ///
    /// let units: Units = Minutes::new(24).into(); // minutes are not units
    /// ```
    Minutes, "minute", "minutes", "whole minutes, 0 to 65,535"
}

quantity! {
    /// Contains billed service units, 0 to 65,535.
    ///
    /// Files write units with decimals, such as `2.00`; a fraction of a unit is an error.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::Units;
    ///
    /// assert_eq!(Units::ONE.to_string(), "1 unit");
    /// assert_eq!("1.00".parse(), Ok(Units::ONE));
    /// assert_eq!(
    ///     "1.5".parse::<Units>().unwrap_err().to_string(),
    ///     "expected whole units, found 1.5; state whole units"
    /// );
    /// let total: Option<Units> = [Units::ONE, Units::new(2)].iter().sum();
    /// assert_eq!(total, Some(Units::new(3)));
    /// ```
    Units, "unit", "units", "whole units, 0 to 65,535"
}

impl Minutes {
    /// The minutes of a day, 1,440, the most that a date of service can have.
    pub const DAY: Self = Self(1440);

    /// Returns a number of minutes if a day has so many.
    #[inline]
    pub(crate) fn within_a_day(minutes: u32) -> Option<Self> {
        let minutes = u16::try_from(minutes).ok().map(Self);
        minutes.filter(|minutes| *minutes <= Self::DAY)
    }

    /// Returns the whole minutes in `seconds` of one service, rounded **down**, once.
    ///
    /// Add up the seconds of a service before converting them. `None` above 65,535 minutes.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::Minutes;
    ///
    /// assert_eq!(Minutes::from_seconds(451), Some(Minutes::new(7))); // 7:31 is 7 minutes
    /// assert_eq!(Minutes::from_seconds(u64::MAX), None);
    /// ```
    #[must_use]
    pub const fn from_seconds(seconds: u64) -> Option<Self> {
        let minutes = seconds / 60;
        if minutes > u16::MAX as u64 {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, reason = "checked in the line above")]
        Some(Self(minutes as u16))
    }

    /// Returns the whole minutes in a duration, rounded **down**; `None` if negative or above 65,535
    /// minutes.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{Minutes, time::Duration};
    ///
    /// assert_eq!(Minutes::from_duration(Duration::seconds(899)), Some(Minutes::new(14)));
    /// assert_eq!(Minutes::from_duration(Duration::seconds(-1)), None);
    /// ```
    #[must_use]
    pub const fn from_duration(duration: time::Duration) -> Option<Self> {
        if duration.is_negative() {
            return None;
        }
        Self::from_seconds(duration.whole_seconds().unsigned_abs())
    }
}
