//! Declares the parts of a record: closed vocabularies, ids, and structs whose required parts are arguments of
//! `new` and whose other parts are set with `with_…` methods.

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
                $(#[$doc])*
                #[doc = ""]
                #[doc = concat!("Its serialized name is `", $word, "`.")]
                $variant,
            )*
        }

        impl $name {
            /// Lists all values, in the order of the vocabulary.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Lists the serialized names of all values, in the same order.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// Returns the serialized name.
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
            /// Returns the text as given. Every text of at most 65,536 bytes is accepted.
            ///
            /// # Errors
            ///
            /// The text is longer than 65,536 bytes.
            pub fn new(
                text: impl AsRef<str> + Into<alloc::string::String>,
            ) -> Result<Self, $crate::documentation::record::RecordError> {
                $crate::documentation::record::text::bounded(text).map(Self)
            }

            /// Returns the text.
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

        impl core::str::FromStr for $name {
            type Err = $crate::documentation::record::RecordError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::new(text)
            }
        }

        #[cfg(feature = "serde")]
        impl $crate::documentation::record::wire::Wire for $name {
            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::documentation::record::wire::bounded(deserializer, core::str::FromStr::from_str)
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
/// The sections appear in this order, and each may be left out: `required` (the arguments of `new`),
/// `optional`, `keys` (opaque texts, of which a blank one is absent), `texts` (a blank text is absent), `flags`
/// (an absent flag is false), `lists`, `key_lists`, `text_lists` (an absent list is empty) and `maps`.
///
/// The comment of a part is a phrase such as `the day of the visit`, from which the sentences of the field
/// and of its `with_…` method are made. A list has a second phrase, for one of its entries.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $name:ident {
            $(required { $($(#[doc = $rd:literal])* $r:ident: $rt:ty = $ra:ty,)* })?
            $(optional { $($(#[doc = $od:literal])* $o:ident $ow:ident: $ot:ty,)* })?
            $(keys { $($(#[doc = $kd:literal])* $k:ident $kw:ident: $kt:ty,)* })?
            $(texts { $($(#[doc = $td:literal])* $t:ident $tw:ident,)* })?
            $(flags { $($(#[doc = $fd:literal])* $f:ident $fw:ident,)* })?
            $(lists { $($(#[doc = $ld:literal])* $l:ident $lw:ident: $lt:ty $(= $lone:literal)?,)* })?
            $(key_lists { $($(#[doc = $kld:literal])* $kl:ident $klw:ident: $klt:ty $(= $klone:literal)?,)* })?
            $(text_lists { $($(#[doc = $tld:literal])* $tl:ident $tlw:ident $(= $tlone:literal)?,)* })?
            $(maps { $($(#[doc = $md:literal])* $m:ident: $mt:ty = $mk:ty => $mv:ty,)* })?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[doc = concat!("States", $($rd,)* ".")] pub $r: $rt,)*)?
            $($(#[doc = concat!("States", $($od,)* ".")] pub $o: Option<$ot>,)*)?
            $($(#[doc = concat!("States", $($kd,)* ".")] pub $k: Option<$kt>,)*)?
            $($(#[doc = concat!("States", $($td,)* ".")] pub $t: Option<$crate::documentation::record::Text>,)*)?
            $($(#[doc = concat!("States", $($fd,)* ".")] pub $f: bool,)*)?
            $($(#[doc = concat!("Lists", $($ld,)* ".")] pub $l: $crate::documentation::record::List<$lt>,)*)?
            $($(#[doc = concat!("Lists", $($kld,)* ".")] pub $kl: $crate::documentation::record::List<$klt>,)*)?
            $($(#[doc = concat!("Lists", $($tld,)* ".")] pub $tl: $crate::documentation::record::List<$crate::documentation::record::Text>,)*)?
            $($(#[doc = concat!("States", $($md,)* ".")] pub $m: $mt,)*)?
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
                $($(#[serde(default, deserialize_with = "wire::list")] $l: $crate::documentation::record::List<$lt>,)*)?
                $($(#[serde(default, deserialize_with = "wire::ids")] $kl: $crate::documentation::record::List<$klt>,)*)?
                $($(
                    #[serde(default, deserialize_with = "wire::texts")]
                    $tl: $crate::documentation::record::List<$crate::documentation::record::Text>,
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
                        $($($m: form.$m.try_into().map_err(serde::de::Error::custom)?,)*)?
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
            #[doc = concat!("Returns a `", stringify!($name), "` with the required parts. All other parts are absent.")]
            #[must_use]
            #[allow(clippy::useless_conversion, clippy::new_without_default, reason = "one form for all parts")]
            pub fn new($($($r: $ra),*)?) -> Self {
                Self {
                    $($($r: $r.into(),)*)?
                    $($($o: None,)*)?
                    $($($k: None,)*)?
                    $($($t: None,)*)?
                    $($($f: false,)*)?
                    $($($l: $crate::documentation::record::List::new(),)*)?
                    $($($kl: $crate::documentation::record::List::new(),)*)?
                    $($($tl: $crate::documentation::record::List::new(),)*)?
                    $($($m: <$mt>::default(),)*)?
                }
            }

            $($(
                #[doc = concat!("Sets", $($od,)* ".")]
                #[must_use]
                pub fn $ow(mut self, $o: $ot) -> Self {
                    self.$o = Some($o);
                    self
                }
            )*)?
            $($(
                #[doc = concat!("Sets", $($kd,)* ".")]
                ///
                /// A blank one is the same as none.
                #[must_use]
                pub fn $kw(mut self, $k: $kt) -> Self {
                    self.$k = Some($k).filter(|key| !key.as_str().trim().is_empty());
                    self
                }
            )*)?
            $($(
                #[doc = concat!("Sets", $($td,)* ".")]
                ///
                /// A blank text is the same as none.
                ///
                /// # Errors
                ///
                /// The text is longer than 65,536 bytes.
                pub fn $tw(
                    mut self,
                    $t: impl AsRef<str> + Into<alloc::string::String>,
                ) -> Result<Self, $crate::documentation::record::RecordError> {
                    let text = $crate::documentation::record::Text::new($t);
                    self.$t = text.map_err(|error| error.of(stringify!($t)))?;
                    Ok(self)
                }
            )*)?
            $($(
                #[doc = concat!("Sets", $($fd,)* ".")]
                #[must_use]
                pub fn $fw(mut self, $f: bool) -> Self {
                    self.$f = $f;
                    self
                }
            )*)?
            $($($crate::documentation::record::declare::record!(@add $l $lw $lt $(= $lone)?);)*)?
            $($($crate::documentation::record::declare::record!(@add $kl $klw $klt $(= $klone)?);)*)?
            $($(
                #[doc = concat!("Adds ", $($tlone,)? ".")]
                ///
                /// A blank text is left out.
                ///
                /// # Errors
                ///
                /// The text is longer than 65,536 bytes, or there are 4,096 texts already.
                pub fn $tlw(
                    mut self,
                    one: impl AsRef<str> + Into<alloc::string::String>,
                ) -> Result<Self, $crate::documentation::record::RecordError> {
                    let text = $crate::documentation::record::Text::new(one);
                    let added = text.and_then(|text| text.map_or(Ok(()), |it| self.$tl.try_push(it)));
                    added.map_err(|error| error.of(stringify!($tl)))?;
                    Ok(self)
                }
            )*)?
        }
    };
    (@add $list:ident $with:ident $entry:ty $(= $one:literal)?) => {
        #[doc = concat!("Adds ", $($one,)? ".")]
        ///
        /// # Errors
        ///
        /// There are 4,096 already.
        pub fn $with(
            mut self,
            one: $entry,
        ) -> Result<Self, $crate::documentation::record::RecordError> {
            self.$list.try_push(one).map_err(|error| error.of(stringify!($list)))?;
            Ok(self)
        }
    };
}
pub(crate) use record;
