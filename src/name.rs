//! Defines `UnknownName`, the error of a text that is not the serialized name of a value.

/// A text was not the serialized name of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("expected {expected}, found other text; correct it")]
#[non_exhaustive]
pub struct UnknownName {
    /// What the text was expected to be.
    pub expected: &'static str,
}

/// Implements `FromStr` of an enum without data by its serialized name. The enum needs `ALL` and `as_str`.
macro_rules! from_name {
    ($type:ty, $expected:literal) => {
        /// Reads the serialized name.
        impl core::str::FromStr for $type {
            type Err = $crate::name::UnknownName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                let mut all = <$type>::ALL.into_iter();
                all.find(|known| known.as_str() == name)
                    .ok_or($crate::name::UnknownName {
                        expected: $expected,
                    })
            }
        }
    };
}
pub(crate) use from_name;

/// Declares an enum without data, each variant with its serialized name: `ALL`, `as_str`, `Display`, `FromStr`
/// and, with feature `serde`, the serialized form.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $type:ident, $count:literal, $expected:literal {
            $($(#[$doc:meta])* $variant:ident $word:literal,)*
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type {
            $($(#[$doc])* $variant,)*
        }

        impl $type {
            /// All values, in order.
            pub const ALL: [Self; $count] = [$(Self::$variant),*];

            /// Returns the serialized name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        /// Writes the serialized name.
        impl core::fmt::Display for $type {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        $crate::name::from_name!($type, $expected);

        #[cfg(feature = "serde")]
        $crate::wire::named!($type, $expected);
    };
}
pub(crate) use words;
