//! Minutes and units: whole numbers, and nothing that turns one into the other.

use core::fmt;

macro_rules! quantity {
    ($(#[$meta:meta])* $name:ident, $one:literal, $many:literal, $expecting:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(transparent)]
        pub struct $name(u16);

        impl $name {
            /// None at all.
            pub const ZERO: Self = Self(0);
            /// One.
            pub const ONE: Self = Self(1);
            /// The most the type holds, 65,535.
            pub const MAX: Self = Self(u16::MAX);

            /// Wraps a whole number.
            #[must_use]
            pub const fn new(number: u16) -> Self {
                Self(number)
            }

            /// The bare number.
            #[must_use]
            pub const fn get(self) -> u16 {
                self.0
            }

            /// The sum, or `None` above 65,535.
            #[must_use]
            pub const fn checked_add(self, other: Self) -> Option<Self> {
                match self.0.checked_add(other.0) {
                    Some(sum) => Some(Self(sum)),
                    None => None,
                }
            }

            /// True of zero.
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
    /// Whole minutes of treatment, 0 to 65,535.
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
    Minutes, "minute", "minutes", "whole minutes, 0 to 65535"
}

quantity! {
    /// Billed service units, 0 to 65,535.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::Units;
    ///
    /// assert_eq!(Units::ONE.to_string(), "1 unit");
    /// ```
    Units, "unit", "units", "whole units, 0 to 65535"
}

impl Minutes {
    /// The minutes in a day, 1,440: more than that no date of service holds.
    pub const DAY: Self = Self(1440);

    /// Whole minutes in `seconds` of one service, rounded **down**, once.
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

    /// Whole minutes in a duration, rounded **down**; `None` if negative or above 65,535 minutes.
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
