//! Defines the serialized forms that several types share. They do not depend on the features that other crates
//! enable.

#![allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signatures serde calls"
)]

use alloc::vec::Vec;
use core::{fmt, marker::PhantomData};

use rust_decimal::Decimal;
use serde::{
    Deserialize, Deserializer, Serialize,
    de::{self, SeqAccess, Visitor},
};

use crate::limit::{LIST_LIMIT, Thousands};

/// Implements `Serialize` by `Display` and `Deserialize` by `FromStr`, so that the public parser validates every value.
///
/// With `as_str`, `Display` writes what the function of that name returns, and needs no formatting.
macro_rules! text {
    ($name:ty, $expecting:literal) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        $crate::wire::text!(read $name, $expecting);
    };
    (as_str $name:ty, $expecting:literal) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        $crate::wire::text!(read $name, $expecting);
    };
    (read $name:ty, $expecting:literal) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer
                    .deserialize_str($crate::wire::Text($expecting, core::str::FromStr::from_str))
            }
        }
    };
}
pub(crate) use text;

// Here and not beside their types, because the modules below read dates and dollars by these types.
text!(crate::calendar::IsoDate, "a date as YYYY-MM-DD");
text!(crate::calendar::ClockTime, "a time of day as HH:MM");
text!(crate::money::Dollars, "dollars as decimal text");

/// Implements `Deserialize` of a struct from an object and from nothing else: serde's own derive would take a list
/// of its fields as well, in which a misspelt key cannot be named.
///
/// The struct derives with `#[serde(remote = "Self")]`.
macro_rules! object {
    (read $name:ty, $expecting:expr) => {
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Object;

                impl<'de> serde::de::Visitor<'de> for Object {
                    type Value = $name;

                    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        map: A,
                    ) -> Result<$name, A::Error> {
                        <$name>::deserialize(serde::de::value::MapAccessDeserializer::new(map))
                    }
                }

                deserializer.deserialize_map(Object)
            }
        }
    };
}
pub(crate) use object;

/// Implements `Serialize` and `Deserialize` of a public struct by the fields of a private form, so that
/// no method of serde's becomes public.
///
/// A format for people, such as JSON, writes an object, and reads nothing else: serde's own derive would take a
/// list of the fields as well, in which a misspelt key cannot be named. It leaves a field out where the function
/// behind `@` is true of its value. Every other format writes all fields in order, because it may read them by
/// their places.
///
/// ```ignore
/// form!("an object of start and end", "Span" Span {
///     start: u16,
///     #[serde(default)]
///     @"Option::is_none" end: Option<u16>,
/// });
/// ```
macro_rules! form {
    ($expecting:literal, $remote:literal $name:ident {
        $($(#[$meta:meta])* $(@ $is_left_out:literal)? $field:ident: $type:ty),* $(,)?
    }) => {
        const _: () = {
            #[derive(serde::Serialize, serde::Deserialize)]
            #[serde(deny_unknown_fields, remote = $remote)]
            struct Form {
                $($(#[$meta])* $(#[serde(skip_serializing_if = $is_left_out)])? $field: $type,)*
            }

            #[derive(serde::Serialize)]
            #[serde(remote = $remote)]
            struct AllFields { $($(#[$meta])* $field: $type,)* }

            impl serde::Serialize for $name {
                fn serialize<S: serde::Serializer>(
                    &self,
                    serializer: S,
                ) -> Result<S::Ok, S::Error> {
                    if serializer.is_human_readable() {
                        Form::serialize(self, serializer)
                    } else {
                        AllFields::serialize(self, serializer)
                    }
                }
            }

            impl<'de> serde::Deserialize<'de> for $name {
                fn deserialize<D: serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> Result<Self, D::Error> {
                    struct Object;

                    impl<'de> serde::de::Visitor<'de> for Object {
                        type Value = $name;

                        fn expecting(
                            &self,
                            f: &mut core::fmt::Formatter<'_>,
                        ) -> core::fmt::Result {
                            f.write_str($expecting)
                        }

                        fn visit_map<A: serde::de::MapAccess<'de>>(
                            self,
                            map: A,
                        ) -> Result<$name, A::Error> {
                            Form::deserialize(serde::de::value::MapAccessDeserializer::new(map))
                        }
                    }

                    if deserializer.is_human_readable() {
                        deserializer.deserialize_map(Object)
                    } else {
                        Form::deserialize(deserializer)
                    }
                }
            }
        };
    };
}
pub(crate) use form;

/// Implements `Serialize` and `Deserialize` of an enum without data by its word: the enum has `ALL` and
/// `as_str`. Nothing but the word is read.
macro_rules! named {
    ($name:ty, $expecting:literal) => {
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Word;

                impl serde::de::Visitor<'_> for Word {
                    type Value = $name;

                    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                        f.write_str($expecting)
                    }

                    fn visit_str<E: serde::de::Error>(self, word: &str) -> Result<$name, E> {
                        let mut all = <$name>::ALL.iter().copied();
                        all.find(|known| known.as_str() == word).ok_or_else(|| {
                            E::invalid_value(serde::de::Unexpected::Str(word), &self)
                        })
                    }
                }

                deserializer.deserialize_str(Word)
            }
        }
    };
}
pub(crate) use named;

/// Serializes a value as what its `Display` shows.
pub(crate) struct Shown<T>(pub(crate) T);

impl<T: fmt::Display> serde::Serialize for Shown<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Visits a text with a parser.
pub(crate) struct Text<T, E>(pub(crate) &'static str, pub(crate) fn(&str) -> Result<T, E>);

impl<T, E: fmt::Display> Visitor<'_> for Text<T, E> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<F: de::Error>(self, text: &str) -> Result<T, F> {
        (self.1)(text).map_err(F::custom)
    }
}

/// Reads a list of at most 4,096 entries. A longer list is refused while it is read, before it is collected.
pub(crate) struct Bounded<T>(pub(crate) Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Bounded<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for List<T> {
            type Value = Bounded<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "a list of at most {} entries", Thousands(LIST_LIMIT))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Bounded<T>, A::Error> {
                let mut list = Vec::new();
                while let Some(entry) = entries.next_element()? {
                    if list.len() == LIST_LIMIT {
                        return Err(de::Error::custom(format_args!(
                            "expected a list of at most {LIST_LIMIT} entries, found more; split it"
                        )));
                    }
                    list.push(entry);
                }
                Ok(Bounded(list))
            }
        }

        deserializer.deserialize_seq(List(PhantomData))
    }
}

/// Reads a list of at most 4,096 entries: `#[serde(deserialize_with = "crate::wire::list")]`.
pub(crate) fn list<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Bounded::deserialize(deserializer).map(|Bounded(list)| list)
}

/// Reads a list of at most 4,096 entries, or null for none: `deserialize_with = "crate::wire::list_or_null"`.
pub(crate) fn list_or_null<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Vec<T>>, D::Error> {
    Ok(Option::deserialize(deserializer)?.map(|Bounded(list)| list))
}

/// Visits a whole number of 0 to 65,535: no text, no fraction, no sign, no wrap-around.
pub(crate) struct WholeNumber(pub(crate) &'static str);

impl Visitor<'_> for WholeNumber {
    type Value = u16;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<u16, E> {
        u16::try_from(number).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }
}

/// Writes and reads a date as `YYYY-MM-DD`: `#[serde(with = "crate::wire::date")]`.
pub(crate) mod date {
    use crate::calendar::{IsoDate, parse_date};

    pub(crate) fn serialize<S: serde::Serializer>(
        date: &time::Date,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&IsoDate(*date))
    }

    pub(crate) fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<time::Date, D::Error> {
        deserializer.deserialize_str(super::Text("a date as YYYY-MM-DD", parse_date))
    }
}

/// Writes and reads a date as `YYYY-MM-DD`, or null for none: `with = "crate::wire::date_or_null"`.
pub(crate) mod date_or_null {
    use serde::{Deserialize, Serialize};
    use time::Date;

    use crate::calendar::IsoDate;

    #[allow(clippy::ref_option, reason = "the signature serde calls")]
    pub(crate) fn serialize<S: serde::Serializer>(
        date: &Option<Date>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        date.map(IsoDate).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Date>, D::Error> {
        Ok(Option::deserialize(deserializer)?.map(|IsoDate(date)| date))
    }
}

/// Writes and reads a time of day as `HH:MM`: `#[serde(with = "crate::wire::clock_time")]`.
pub(crate) mod clock_time {
    use crate::calendar::{ClockTime, parse_time};

    pub(crate) fn serialize<S: serde::Serializer>(
        time: &time::Time,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&ClockTime(*time))
    }

    pub(crate) fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<time::Time, D::Error> {
        deserializer.deserialize_str(super::Text("a time of day as HH:MM", parse_time))
    }
}

/// Writes and reads dollars as decimal text with two decimals: `#[serde(with = "crate::wire::money")]`.
pub(crate) mod money {
    use rust_decimal::Decimal;

    use crate::money::{Dollars, parse_amount};

    pub(crate) fn serialize<S: serde::Serializer>(
        amount: &Decimal,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Dollars::of_cents(*amount))
    }

    pub(crate) fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Decimal, D::Error> {
        deserializer.deserialize_str(super::Text("dollars as decimal text", parse_amount))
    }
}

/// Writes and reads dollars as decimal text, or null for none: `with = "crate::wire::money_or_null"`.
pub(crate) mod money_or_null {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Serialize};

    use crate::money::Dollars;

    #[allow(clippy::ref_option, reason = "the signature serde calls")]
    pub(crate) fn serialize<S: serde::Serializer>(
        amount: &Option<Decimal>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        amount.map(Dollars::of_cents).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Decimal>, D::Error> {
        Ok(Option::<Dollars>::deserialize(deserializer)?.map(Decimal::from))
    }
}

/// Writes and reads a factor as decimal text with its own decimals: `#[serde(with = "crate::wire::factor")]`.
pub(crate) mod factor {
    use rust_decimal::Decimal;

    use crate::money::parse_factor;

    pub(crate) fn serialize<S: serde::Serializer>(
        factor: &Decimal,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(factor)
    }

    pub(crate) fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Decimal, D::Error> {
        deserializer.deserialize_str(super::Text("a factor as decimal text", parse_factor))
    }
}

/// Contains a factor, written as decimal text with its own decimals.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Factor(#[serde(with = "self::factor")] pub(crate) Decimal);

/// Writes and reads a factor as decimal text, or null for none: `with = "crate::wire::factor_or_null"`.
pub(crate) mod factor_or_null {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Serialize};

    use super::Factor;

    #[allow(clippy::ref_option, reason = "the signature serde calls")]
    pub(crate) fn serialize<S: serde::Serializer>(
        factor: &Option<Decimal>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        factor.map(Factor).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Decimal>, D::Error> {
        Ok(Option::deserialize(deserializer)?.map(|Factor(factor)| factor))
    }
}
