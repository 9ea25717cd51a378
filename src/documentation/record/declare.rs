//! The two forms in which a record is declared: closed vocabularies, and structs whose required
//! parts are arguments of `new` and whose other parts are added with `with_*`.

/// Declares closed vocabularies: enums whose words are their serialized names.
macro_rules! vocabulary {
    ($(
        $(#[$meta:meta])*
        $name:ident, $what:literal {
            $($(#[$doc:meta])* $variant:ident $word:literal,)*
        }
    )*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(
                #[doc = concat!("`", $word, "`")]
                $(#[$doc])*
                $variant,
            )*
        }

        impl $name {
            /// All of them, in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Their serialized names, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The serialized name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }

        impl core::str::FromStr for $name {
            type Err = $crate::documentation::record::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $($word => Ok(Self::$variant),)*
                    _ => Err($crate::documentation::record::UnknownWord {
                        vocabulary: $what,
                        words: Self::WORDS,
                    }),
                }
            }
        }

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        $crate::documentation::record::wire::word!($name);
    )*};
}
pub(crate) use vocabulary;

/// Declares ids: texts of the caller's that tie one part of the record to another.
macro_rules! ids {
    ($($(#[$meta:meta])* $name:ident;)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(alloc::string::String);

        impl $name {
            /// Takes any text.
            #[must_use]
            pub fn new(id: impl Into<alloc::string::String>) -> Self {
                Self(id.into())
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl<T: Into<alloc::string::String>> From<T> for $name {
            fn from(id: T) -> Self {
                Self(id.into())
            }
        }

        #[cfg(feature = "serde")]
        impl $crate::documentation::record::wire::Wire for $name {
            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::documentation::record::wire::string(deserializer).map(Self)
            }

            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }
    )*};
}
pub(crate) use ids;

/// Declares a part of the record.
///
/// The sections stand in this order, each may be left out: `required` (arguments of `new`, taken by
/// `Into`), `optional`, `keys` (opaque texts, blank is absent), `texts` (blank is absent), `flags`
/// (absent is false), `lists`, `key_lists`, `text_lists` (absent is empty).
macro_rules! record {
    (
        $(#[$meta:meta])*
        $name:ident {
            $(required { $($(#[$rm:meta])* $r:ident: $rt:ty = $ra:ty,)* })?
            $(optional { $($(#[$om:meta])* $o:ident $ow:ident: $ot:ty,)* })?
            $(keys { $($(#[$km:meta])* $k:ident $kw:ident: $kt:ty,)* })?
            $(texts { $($(#[$tm:meta])* $t:ident $tw:ident,)* })?
            $(flags { $($(#[$fm:meta])* $f:ident $fw:ident,)* })?
            $(lists { $($(#[$lm:meta])* $l:ident $lw:ident: $lt:ty,)* })?
            $(key_lists { $($(#[$klm:meta])* $kl:ident $klw:ident: $klt:ty,)* })?
            $(text_lists { $($(#[$tlm:meta])* $tl:ident $tlw:ident,)* })?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(deny_unknown_fields, remote = "Self"))]
        #[non_exhaustive]
        pub struct $name {
            $($(
                $(#[$rm])*
                #[cfg_attr(feature = "serde", serde(
                    deserialize_with = "crate::documentation::record::wire::required",
                    serialize_with = "crate::documentation::record::wire::write"
                ))]
                pub $r: $rt,
            )*)?
            $($(
                $(#[$om])*
                #[cfg_attr(feature = "serde", serde(
                    default,
                    deserialize_with = "crate::documentation::record::wire::optional",
                    serialize_with = "crate::documentation::record::wire::write_some",
                    skip_serializing_if = "Option::is_none"
                ))]
                pub $o: Option<$ot>,
            )*)?
            $($(
                $(#[$km])*
                #[cfg_attr(feature = "serde", serde(
                    default,
                    deserialize_with = "crate::documentation::record::wire::key",
                    serialize_with = "crate::documentation::record::wire::write_some",
                    skip_serializing_if = "Option::is_none"
                ))]
                pub $k: Option<$kt>,
            )*)?
            $($(
                $(#[$tm])*
                #[cfg_attr(feature = "serde", serde(
                    default,
                    deserialize_with = "crate::documentation::record::wire::text",
                    serialize_with = "crate::documentation::record::wire::write_some",
                    skip_serializing_if = "Option::is_none"
                ))]
                pub $t: Option<$crate::documentation::record::Text>,
            )*)?
            $($(
                $(#[$fm])*
                #[cfg_attr(feature = "serde", serde(
                    default,
                    deserialize_with = "crate::documentation::record::wire::flag",
                    skip_serializing_if = "core::ops::Not::not"
                ))]
                pub $f: bool,
            )*)?
            $($(
                $(#[$lm])*
                #[cfg_attr(feature = "serde", serde(
                    default,
                    deserialize_with = "crate::documentation::record::wire::list",
                    serialize_with = "crate::documentation::record::wire::write_list",
                    skip_serializing_if = "alloc::vec::Vec::is_empty"
                ))]
                pub $l: alloc::vec::Vec<$lt>,
            )*)?
            $($(
                $(#[$klm])*
                #[cfg_attr(feature = "serde", serde(
                    default,
                    deserialize_with = "crate::documentation::record::wire::list",
                    serialize_with = "crate::documentation::record::wire::write_list",
                    skip_serializing_if = "alloc::vec::Vec::is_empty"
                ))]
                pub $kl: alloc::vec::Vec<$klt>,
            )*)?
            $($(
                $(#[$tlm])*
                #[cfg_attr(feature = "serde", serde(
                    default,
                    deserialize_with = "crate::documentation::record::wire::texts",
                    serialize_with = "crate::documentation::record::wire::write_list",
                    skip_serializing_if = "alloc::vec::Vec::is_empty"
                ))]
                pub $tl: alloc::vec::Vec<$crate::documentation::record::Text>,
            )*)?
        }

        impl $name {
            /// The required parts, and nothing else yet.
            #[must_use]
            #[allow(clippy::useless_conversion, clippy::new_without_default, reason = "one form for all parts")]
            pub fn new($($($r: $ra),*)?) -> Self {
                Self {
                    $($($r: $r.into(),)*)?
                    $($($o: None,)*)?
                    $($($k: None,)*)?
                    $($($t: None,)*)?
                    $($($f: false,)*)?
                    $($($l: alloc::vec::Vec::new(),)*)?
                    $($($kl: alloc::vec::Vec::new(),)*)?
                    $($($tl: alloc::vec::Vec::new(),)*)?
                }
            }

            $($(
                $(#[$om])*
                #[must_use]
                pub fn $ow(mut self, $o: $ot) -> Self {
                    self.$o = Some($o);
                    self
                }
            )*)?
            $($(
                $(#[$km])*
                #[must_use]
                pub fn $kw(mut self, $k: impl Into<$kt>) -> Self {
                    self.$k = Some($k.into()).filter(|key| !key.as_str().trim().is_empty());
                    self
                }
            )*)?
            $($(
                $(#[$tm])*
                #[must_use]
                pub fn $tw(mut self, $t: impl Into<alloc::string::String>) -> Self {
                    self.$t = $crate::documentation::record::Text::new($t);
                    self
                }
            )*)?
            $($(
                $(#[$fm])*
                #[must_use]
                pub fn $fw(mut self, $f: bool) -> Self {
                    self.$f = $f;
                    self
                }
            )*)?
            $($(
                $(#[$lm])*
                ///
                /// Adds one more.
                #[must_use]
                pub fn $lw(mut self, one: $lt) -> Self {
                    self.$l.push(one);
                    self
                }
            )*)?
            $($(
                $(#[$klm])*
                ///
                /// Adds one more.
                #[must_use]
                pub fn $klw(mut self, one: impl Into<$klt>) -> Self {
                    self.$kl.push(one.into());
                    self
                }
            )*)?
            $($(
                $(#[$tlm])*
                ///
                /// Adds one more, unless it is blank.
                #[must_use]
                pub fn $tlw(mut self, one: impl Into<alloc::string::String>) -> Self {
                    self.$tl.extend($crate::documentation::record::Text::new(one));
                    self
                }
            )*)?
        }

        #[cfg(feature = "serde")]
        $crate::wire::object!($name, "an object");
        #[cfg(feature = "serde")]
        $crate::documentation::record::wire::by_serde!($name);
    };
}
pub(crate) use record;
