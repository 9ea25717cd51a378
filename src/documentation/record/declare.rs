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

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
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
            $(maps { $($(#[$mm:meta])* $m:ident: $mk:ty => $mv:ty,)* })?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name {
            $($($(#[$rm])* pub $r: $rt,)*)?
            $($($(#[$om])* pub $o: Option<$ot>,)*)?
            $($($(#[$km])* pub $k: Option<$kt>,)*)?
            $($($(#[$tm])* pub $t: Option<$crate::documentation::record::Text>,)*)?
            $($($(#[$fm])* pub $f: bool,)*)?
            $($($(#[$lm])* pub $l: alloc::vec::Vec<$lt>,)*)?
            $($($(#[$klm])* pub $kl: alloc::vec::Vec<$klt>,)*)?
            $($($(#[$tlm])* pub $tl: alloc::vec::Vec<$crate::documentation::record::Text>,)*)?
            $($($(#[$mm])* pub $m: alloc::collections::BTreeMap<$mk, $mv>,)*)?
        }

        #[cfg(feature = "serde")]
        const _: () = {
            use $crate::documentation::record::wire;

            #[derive(serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct Form {
                $($(#[serde(deserialize_with = "wire::required")] $r: $rt,)*)?
                $($(#[serde(default, deserialize_with = "wire::optional")] $o: Option<$ot>,)*)?
                $($(#[serde(default, deserialize_with = "wire::key")] $k: Option<$kt>,)*)?
                $($(
                    #[serde(default, deserialize_with = "wire::text")]
                    $t: Option<$crate::documentation::record::Text>,
                )*)?
                $($(#[serde(default, deserialize_with = "wire::flag")] $f: bool,)*)?
                $($(#[serde(default, deserialize_with = "wire::list")] $l: alloc::vec::Vec<$lt>,)*)?
                $($(#[serde(default, deserialize_with = "wire::ids")] $kl: alloc::vec::Vec<$klt>,)*)?
                $($(
                    #[serde(default, deserialize_with = "wire::texts")]
                    $tl: alloc::vec::Vec<$crate::documentation::record::Text>,
                )*)?
                $($(
                    #[serde(default, deserialize_with = "wire::map")]
                    $m: alloc::collections::BTreeMap<$mk, $mv>,
                )*)?
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> Result<Self, D::Error> {
                    let form: Form = wire::object(deserializer)?;
                    Ok(Self {
                        $($($r: form.$r,)*)?
                        $($($o: form.$o,)*)?
                        $($($k: form.$k,)*)?
                        $($($t: form.$t,)*)?
                        $($($f: form.$f,)*)?
                        $($($l: form.$l,)*)?
                        $($($kl: form.$kl,)*)?
                        $($($tl: form.$tl,)*)?
                        $($($m: form.$m,)*)?
                    })
                }
            }

            impl serde::Serialize for $name {
                #[allow(unused_variables, reason = "a struct may have required parts only")]
                fn serialize<S: serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> Result<S::Ok, S::Error> {
                    use serde::ser::SerializeStruct;

                    // A format that describes itself leaves out what is absent.
                    let all = !serializer.is_human_readable();
                    let count = 0
                        $($(+ { let _ = &self.$r; 1 })*)?
                        $($(+ usize::from(all || !wire::Part::is_absent(&self.$o)))*)?
                        $($(+ usize::from(all || !wire::Part::is_absent(&self.$k)))*)?
                        $($(+ usize::from(all || !wire::Part::is_absent(&self.$t)))*)?
                        $($(+ usize::from(all || !wire::Part::is_absent(&self.$f)))*)?
                        $($(+ usize::from(all || !wire::Part::is_absent(&self.$l)))*)?
                        $($(+ usize::from(all || !wire::Part::is_absent(&self.$kl)))*)?
                        $($(+ usize::from(all || !wire::Part::is_absent(&self.$tl)))*)?
                        $($(+ usize::from(all || !wire::Part::is_absent(&self.$m)))*)?;
                    let mut fields = serializer.serialize_struct(stringify!($name), count)?;
                    $($(fields.serialize_field(stringify!($r), &wire::ViaRef(&self.$r))?;)*)?
                    $($(if all || !wire::Part::is_absent(&self.$o) {
                        fields.serialize_field(stringify!($o), &wire::PartRef(&self.$o))?;
                    })*)?
                    $($(if all || !wire::Part::is_absent(&self.$k) {
                        fields.serialize_field(stringify!($k), &wire::PartRef(&self.$k))?;
                    })*)?
                    $($(if all || !wire::Part::is_absent(&self.$t) {
                        fields.serialize_field(stringify!($t), &wire::PartRef(&self.$t))?;
                    })*)?
                    $($(if all || !wire::Part::is_absent(&self.$f) {
                        fields.serialize_field(stringify!($f), &wire::PartRef(&self.$f))?;
                    })*)?
                    $($(if all || !wire::Part::is_absent(&self.$l) {
                        fields.serialize_field(stringify!($l), &wire::PartRef(&self.$l))?;
                    })*)?
                    $($(if all || !wire::Part::is_absent(&self.$kl) {
                        fields.serialize_field(stringify!($kl), &wire::PartRef(&self.$kl))?;
                    })*)?
                    $($(if all || !wire::Part::is_absent(&self.$tl) {
                        fields.serialize_field(stringify!($tl), &wire::PartRef(&self.$tl))?;
                    })*)?
                    $($(if all || !wire::Part::is_absent(&self.$m) {
                        fields.serialize_field(stringify!($m), &wire::PartRef(&self.$m))?;
                    })*)?
                    fields.end()
                }
            }

            wire::by_serde!($name);
        };

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
                    $($($m: alloc::collections::BTreeMap::new(),)*)?
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
    };
}
pub(crate) use record;
