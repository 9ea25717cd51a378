//! Defines `UnknownName`, the error of a text that is not the serialized name of a value.

/// A text was not the serialized name of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("expected {expected}, found other text; correct it")]
#[non_exhaustive]
pub struct UnknownName {
    /// What the text was expected to be.
    pub expected: &'static str,
}

/// Implements `FromStr` of an enum without data by its serialized name: the enum has `ALL` and `as_str`.
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
