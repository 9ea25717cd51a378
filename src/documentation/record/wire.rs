//! Reads a record strictly and writes it: null and blank texts are absent, and unknown keys, repeated keys and
//! lists or texts that are too long are refused.

use alloc::{collections::BTreeMap, vec::Vec};
use core::{fmt, marker::PhantomData};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{self, IntoDeserializer, MapAccess, SeqAccess, Visitor, value::StrDeserializer},
};
use time::{Date, Time};

use super::{List, MOST_ENTRIES, RecordError, Text};
use crate::calendar::{ClockTime, IsoDate, parse_time};

/// A type that is part of a record, with its serialized form.
pub(crate) trait Wire: Sized {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// Implements `Wire` for types whose own serde form is the one in a record.
macro_rules! by_serde {
    ($($name:ty),* $(,)?) => {$(
        impl $crate::documentation::record::wire::Wire for $name {
            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                serde::Deserialize::deserialize(deserializer)
            }

            fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self, serializer)
            }
        }
    )*};
}
pub(crate) use by_serde;

/// Implements serde's traits and `Wire` for a vocabulary. It is read from a text and from nothing else.
macro_rules! word {
    ($name:ty) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::documentation::record::wire::only_text(deserializer, |word| {
                    word.parse().map_err(|unknown| {
                        $crate::documentation::record::wire::unknown(word, unknown)
                    })
                })
            }
        }

        $crate::documentation::record::wire::by_serde!($name);
    };
}
pub(crate) use word;

by_serde! {
    bool,
    crate::quantity::Minutes, crate::quantity::Units,
    crate::code::ProcedureCode, crate::code::Modifiers,
    crate::units::UnitRule,
}

/// Returns the error for a word that its vocabulary does not have. A long word is not repeated.
pub(crate) fn unknown<E: de::Error>(word: &str, unknown: super::UnknownWord) -> E {
    if word.len() <= 64 {
        E::custom(format_args!(
            "unknown {} {word:?}, {unknown}",
            unknown.vocabulary
        ))
    } else {
        E::custom(format_args!("unknown {}, {unknown}", unknown.vocabulary))
    }
}

/// Reads a text and nothing else, and hands it to `parse`.
pub(crate) fn only_text<'de, D, T, F>(deserializer: D, parse: F) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    F: FnOnce(&str) -> Result<T, D::Error>,
{
    struct Word<F, T, E>(F, PhantomData<(T, E)>);

    impl<F: FnOnce(&str) -> Result<T, E>, T, E> Visitor<'_> for Word<F, T, E> {
        type Value = Result<T, E>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a text")
        }

        fn visit_str<G: de::Error>(self, text: &str) -> Result<Self::Value, G> {
            Ok((self.0)(text))
        }
    }

    deserializer.deserialize_str(Word(parse, PhantomData))?
}

/// Implements `Wire` for enums of other modules, whose derived reading would also accept `{"pt": null}`.
macro_rules! by_text {
    ($($name:ty),*) => {$(
        impl Wire for $name {
            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                only_text(deserializer, |word| {
                    let word: StrDeserializer<'_, D::Error> = word.into_deserializer();
                    Self::deserialize(word)
                })
            }

            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.serialize(serializer)
            }
        }
    )*};
}
by_text!(
    crate::reference::catalog::Discipline,
    crate::reference::Setting
);

impl Wire for u16 {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_u16(crate::wire::WholeNumber("a whole number, 0 to 65,535"))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(*self)
    }
}

impl Wire for Date {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::wire::date::deserialize(deserializer)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&IsoDate(*self))
    }
}

impl Wire for Time {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(crate::wire::Text("a time of day as HH:MM", parse_time))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&ClockTime(*self))
    }
}

/// Reads a text and nothing else, and makes a value of it that may refuse the text.
pub(crate) fn bounded<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    new: fn(&str) -> Result<T, RecordError>,
) -> Result<T, D::Error> {
    only_text(deserializer, |text| new(text).map_err(de::Error::custom))
}

/// A text that may be blank, which is the same as none.
struct Blankable(Option<Text>);

impl<'de> Deserialize<'de> for Blankable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bounded(deserializer, |text| Text::new(text)).map(Self)
    }
}

/// Reads a `Wire` value inside serde's own containers.
pub(crate) struct Via<T>(pub(crate) T);

impl<'de, T: Wire> Deserialize<'de> for Via<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::read(deserializer).map(Self)
    }
}

/// Writes a `Wire` value inside serde's own containers.
pub(crate) struct ViaRef<'a, T>(pub(crate) &'a T);

impl<T: Wire> Serialize for ViaRef<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

pub(crate) fn required<'de, T: Wire, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::read(deserializer)
}

pub(crate) fn optional<'de, T: Wire, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(Option::<Via<T>>::deserialize(deserializer)?.map(|via| via.0))
}

pub(crate) fn key<'de, T: Wire + AsRef<str>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<T>, D::Error> {
    Ok(optional::<T, D>(deserializer)?.filter(|id| !id.as_ref().trim().is_empty()))
}

pub(crate) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Text>, D::Error> {
    Ok(Option::deserialize(deserializer)?.and_then(|Blankable(text)| text))
}

pub(crate) fn flag<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    if deserializer.is_human_readable() {
        Ok(Option::deserialize(deserializer)?.unwrap_or(false))
    } else {
        bool::deserialize(deserializer)
    }
}

/// Reads a list of ids; a blank one is left out.
pub(crate) fn ids<'de, T: Wire + AsRef<str>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<List<T>, D::Error> {
    let mut ids: List<T> = list(deserializer)?;
    ids.retain(|id| !id.as_ref().trim().is_empty());
    Ok(ids)
}

/// Reads a form from an object and from nothing else. A format that does not describe itself has the fields in
/// their order.
pub(crate) fn object<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    struct Object<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for Object<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(de::value::MapAccessDeserializer::new(map))
        }
    }

    if deserializer.is_human_readable() {
        deserializer.deserialize_map(Object(PhantomData))
    } else {
        T::deserialize(deserializer)
    }
}

/// A part of a struct that may be absent.
pub(crate) trait Part {
    fn is_absent(&self) -> bool;
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

impl<T: Wire> Part for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Some(value) => serializer.serialize_some(&ViaRef(value)),
            None => serializer.serialize_none(),
        }
    }
}

impl Part for bool {
    fn is_absent(&self) -> bool {
        !self
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }
}

impl<T: Wire> Part for List<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(ViaRef))
    }
}

impl<K: Serialize, V: Wire> Part for BTreeMap<K, V> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, ViaRef(value))))
    }
}

/// Writes a `Part` inside serde's own containers.
pub(crate) struct PartRef<'a, T>(pub(crate) &'a T);

impl<T: Part> Serialize for PartRef<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// Reads a list of texts; a blank one is left out.
pub(crate) fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<List<Text>, D::Error> {
    let texts = entries(deserializer)?;
    let stated = texts.into_iter().filter_map(|Blankable(text)| text);
    List::try_from(stated.collect::<Vec<_>>()).map_err(de::Error::custom)
}

/// Reads a list; null is empty.
pub(crate) fn list<'de, T: Wire, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<List<T>, D::Error> {
    let entries = entries(deserializer)?;
    let entries: Vec<_> = entries.into_iter().map(|Via(entry)| entry).collect();
    List::try_from(entries).map_err(de::Error::custom)
}

/// Reads the entries of a list; null is no entry.
fn entries<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    if deserializer.is_human_readable() {
        crate::wire::list_or_null(deserializer).map(Option::unwrap_or_default)
    } else {
        crate::wire::list(deserializer)
    }
}

/// Reads a map with a key at most once; null is empty.
pub(crate) fn map<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    K: Ord + Deserialize<'de>,
    V: Wire,
    D: Deserializer<'de>,
{
    struct Map<K, V>(PhantomData<(K, V)>, bool);

    impl<'de, K: Ord + Deserialize<'de>, V: Wire> Visitor<'de> for Map<K, V> {
        type Value = BTreeMap<K, V>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(
                f,
                "an object of at most {} keys",
                crate::limit::Thousands(MOST_ENTRIES)
            )
        }

        fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(BTreeMap::new())
        }

        fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
            Ok(BTreeMap::new())
        }

        fn visit_some<D: Deserializer<'de>>(
            self,
            deserializer: D,
        ) -> Result<Self::Value, D::Error> {
            deserializer.deserialize_map(self)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
            let mut map = BTreeMap::new();
            // null is the same as absent, also for the value of a key
            while let Some(key) = entries.next_key::<K>()? {
                let value = if self.1 {
                    entries.next_value::<Option<Via<V>>>()?
                } else {
                    Some(entries.next_value::<Via<V>>()?)
                };
                if map.len() == MOST_ENTRIES {
                    let more = RecordError::TooManyEntries { list: "a map" };
                    return Err(de::Error::custom(more));
                }
                if map.insert(key, value.map(|via| via.0)).is_some() {
                    return Err(de::Error::custom("expected each key once, found one twice"));
                }
            }
            let stated = map
                .into_iter()
                .filter_map(|(key, value)| Some((key, value?)));
            Ok(stated.collect())
        }
    }

    if deserializer.is_human_readable() {
        deserializer.deserialize_option(Map(PhantomData, true))
    } else {
        deserializer.deserialize_map(Map(PhantomData, false))
    }
}

impl Wire for Text {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Blankable(text) = Blankable::deserialize(deserializer)?;
        text.ok_or_else(|| de::Error::custom("expected a text, found only blanks; state it"))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// Reads and writes a list of texts as the value of a map.
impl Wire for List<Text> {
    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        texts(deserializer)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Part::write(self, serializer)
    }
}

/// A value that is read and ignored. A format may refuse nesting without end: `serde_json` stops at a depth of
/// 128.
#[derive(Default)]
pub(crate) struct Ignored;

impl<'de> Deserialize<'de> for Ignored {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Self)
    }
}

impl<'de> Visitor<'de> for Ignored {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_bool<E: de::Error>(self, _: bool) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_i64<E: de::Error>(self, _: i64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_u64<E: de::Error>(self, _: u64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_f64<E: de::Error>(self, _: f64) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_str<E: de::Error>(self, _: &str) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Self, A::Error> {
        while entries.next_element::<Self>()?.is_some() {}
        Ok(self)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self, A::Error> {
        while entries.next_entry::<de::IgnoredAny, Self>()?.is_some() {}
        Ok(self)
    }
}
