//! Defines `Tree`, a document as plain values, which is compared with another one path by path.

use alloc::{
    borrow::ToOwned,
    collections::BTreeMap,
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{
        self, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::MapDeserializer,
    },
    ser,
};

/// Contains one plain value: what a JSON document has, without numbers that are not whole.
///
/// Two objects are equal where they have equal values under equal keys, in any order: a database may return the
/// keys of a document in another order.
#[derive(Clone, Debug, Eq)]
pub enum Tree {
    /// Nothing: an unknown value.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number of 0 or more.
    Number(u64),
    /// A whole number below 0.
    Negative(i64),
    /// A text.
    Text(String),
    /// Values in order.
    List(Vec<Tree>),
    /// Values by key, in the order in which they were written.
    Object(Vec<(String, Tree)>),
}

impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Bool(yes), Self::Bool(other)) => yes == other,
            (Self::Number(number), Self::Number(other)) => number == other,
            (Self::Negative(number), Self::Negative(other)) => number == other,
            (Self::Text(text), Self::Text(other)) => text == other,
            (Self::List(items), Self::List(others)) => items == others,
            (Self::Object(fields), Self::Object(others)) => {
                fields.len() == others.len() && by_key(fields) == by_key(others)
            }
            _ => false,
        }
    }
}

/// Explains why a value could not be stored or read as plain values.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct TreeError(String);

impl ser::Error for TreeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl de::Error for TreeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl Tree {
    /// Stores a value as plain values.
    pub(super) fn of<T: Serialize + ?Sized>(value: &T) -> Result<Self, TreeError> {
        value.serialize(Planter)
    }

    /// Calls a function with the path and both values wherever the two differ: first the own value, then
    /// that of `now`.
    ///
    /// A value that only one of them has is compared with [`Tree::Null`].
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::replay::Tree;
    ///
    /// let was: Tree = serde_json::from_str(r#"{"lines": [{"code": "97112", "units": 3}]}"#)?;
    /// let now: Tree = serde_json::from_str(r#"{"lines": [{"code": "97112", "units": 2}]}"#)?;
    /// let mut changes = Vec::new();
    /// was.compare(&now, &mut |path, was, now| changes.push(format!("{path}: {now}, was {was}")));
    /// assert_eq!(changes, ["lines[0].units: 2, was 3"]);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn compare(&self, now: &Self, differs: &mut impl FnMut(&str, &Self, &Self)) {
        self.compare_at(&mut String::new(), now, differs);
    }

    fn compare_at(
        &self,
        path: &mut String,
        now: &Self,
        differs: &mut impl FnMut(&str, &Self, &Self),
    ) {
        let end = path.len();
        match (self, now) {
            (Self::Object(was), Self::Object(is)) => {
                let (was_by_key, is_by_key) = (by_key(was), by_key(is));
                let keys = was.iter().chain(is).map(|(key, _)| key.as_str());
                let is_added = |key: &&str| !was_by_key.contains_key(key);
                let keys = keys
                    .enumerate()
                    .filter(|(at, key)| *at < was.len() || is_added(key));
                for (_, key) in keys {
                    if end > 0 {
                        path.push('.');
                    }
                    path.push_str(key);
                    let was = was_by_key.get(key).copied().unwrap_or(&Self::Null);
                    let is = is_by_key.get(key).copied().unwrap_or(&Self::Null);
                    was.compare_at(path, is, differs);
                    path.truncate(end);
                }
            }
            (Self::List(was), Self::List(is)) => {
                for index in 0..was.len().max(is.len()) {
                    path.push('[');
                    path.push_str(&index.to_string());
                    path.push(']');
                    let was = was.get(index).unwrap_or(&Self::Null);
                    was.compare_at(path, is.get(index).unwrap_or(&Self::Null), differs);
                    path.truncate(end);
                }
            }
            _ if self == now => {}
            _ => differs(path, self, now),
        }
    }
}

fn by_key(fields: &[(String, Tree)]) -> BTreeMap<&str, &Tree> {
    let fields = fields.iter().map(|(key, value)| (key.as_str(), value));
    fields.collect()
}

/// A number of values, in words.
struct Values(usize);

impl fmt::Display for Values {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let noun = if self.0 == 1 { "value" } else { "values" };
        write!(f, "{} {noun}", self.0)
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("nothing"),
            Self::Bool(yes) => yes.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Negative(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
            Self::List(items) => write!(f, "a list of {}", Values(items.len())),
            Self::Object(fields) => write!(f, "an object of {}", Values(fields.len())),
        }
    }
}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Bool(yes) => serializer.serialize_bool(*yes),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Negative(number) => serializer.serialize_i64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(fields) => {
                serializer.collect_map(fields.iter().map(|(key, value)| (key, value)))
            }
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    /// Reads from a self-describing format. Values in more than 64 lists and objects are refused, and so is a
    /// key that an object has twice.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        AnyValue(DEEPEST).deserialize(deserializer)
    }
}

/// The most lists and objects around a value.
const DEEPEST: u8 = 64;

/// Reads one value with at most so many lists and objects in each other.
#[derive(Clone, Copy)]
struct AnyValue(u8);

impl AnyValue {
    fn inner<E: de::Error>(self) -> Result<Self, E> {
        let left = self.0.checked_sub(1);
        left.map(Self).ok_or_else(|| {
            E::custom(format_args!(
                "expected at most {DEEPEST} lists and objects in each other, found more"
            ))
        })
    }
}

impl<'de> DeserializeSeed<'de> for AnyValue {
    type Value = Tree;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Tree, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plain value with whole numbers only")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<Tree, D::Error> {
        self.inner()?.deserialize(value)
    }

    fn visit_bool<E: de::Error>(self, yes: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(yes))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::from(number))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::from(number))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let (inner, mut list) = (self.inner()?, Vec::new());
        while let Some(item) = items.next_element_seed(inner)? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Tree, A::Error> {
        let (inner, mut fields) = (self.inner()?, Vec::<(String, Tree)>::new());
        while let Some(key) = map.next_key()? {
            fields.push((key, map.next_value_seed(inner)?));
        }
        if by_key(&fields).len() < fields.len() {
            return Err(de::Error::custom("expected each key once, found one twice"));
        }
        Ok(Tree::Object(fields))
    }
}

impl IntoDeserializer<'_, TreeError> for Tree {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for Tree {
    type Error = TreeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match self {
            Self::Null => visitor.visit_unit(),
            Self::Bool(yes) => visitor.visit_bool(yes),
            Self::Number(number) => visitor.visit_u64(number),
            Self::Negative(number) => visitor.visit_i64(number),
            Self::Text(text) => visitor.visit_string(text),
            Self::List(items) => {
                visitor.visit_seq(de::value::SeqDeserializer::new(items.into_iter()))
            }
            Self::Object(fields) => visitor.visit_map(MapDeserializer::new(fields.into_iter())),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, TreeError> {
        match self {
            Self::Null => visitor.visit_none(),
            value => visitor.visit_some(value),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, TreeError> {
        match self {
            Self::Text(word) => {
                let word: de::value::StringDeserializer<TreeError> = word.into_deserializer();
                word.deserialize_enum(name, variants, visitor)
            }
            Self::Object(fields) => {
                let map = MapDeserializer::new(fields.into_iter());
                de::value::MapAccessDeserializer::new(map).deserialize_enum(name, variants, visitor)
            }
            value => value.deserialize_any(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit unit_struct seq
        tuple tuple_struct map struct identifier ignored_any
    }
}

/// Serializes any value into a tree.
struct Planter;

/// Collects the items of a list, under the name of a variant if there is one.
struct Items(Option<&'static str>, Vec<Tree>);

/// Collects the fields of an object, under the name of a variant if there is one.
struct Fields(Option<&'static str>, Vec<(String, Tree)>, Option<String>);

fn under(variant: Option<&'static str>, value: Tree) -> Tree {
    match variant {
        Some(name) => Tree::Object(alloc::vec![(name.to_owned(), value)]),
        None => value,
    }
}

macro_rules! whole {
    ($($method:ident $type:ty as $wide:ty;)*) => {$(
        fn $method(self, number: $type) -> Result<Tree, TreeError> {
            Ok(Tree::from(<$wide>::from(number)))
        }
    )*};
}

impl From<u64> for Tree {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<i64> for Tree {
    fn from(number: i64) -> Self {
        u64::try_from(number).map_or(Self::Negative(number), Self::Number)
    }
}

impl Serializer for Planter {
    type Ok = Tree;
    type Error = TreeError;
    type SerializeSeq = Items;
    type SerializeTuple = Items;
    type SerializeTupleStruct = Items;
    type SerializeTupleVariant = Items;
    type SerializeMap = Fields;
    type SerializeStruct = Fields;
    type SerializeStructVariant = Fields;

    whole! {
        serialize_i8 i8 as i64; serialize_i16 i16 as i64;
        serialize_i32 i32 as i64; serialize_i64 i64 as i64;
        serialize_u8 u8 as u64; serialize_u16 u16 as u64;
        serialize_u32 u32 as u64; serialize_u64 u64 as u64;
    }

    fn serialize_bool(self, yes: bool) -> Result<Tree, TreeError> {
        Ok(Tree::Bool(yes))
    }

    fn serialize_f32(self, _: f32) -> Result<Tree, TreeError> {
        Err(ser::Error::custom(
            "expected whole numbers, found a fraction",
        ))
    }

    fn serialize_f64(self, _: f64) -> Result<Tree, TreeError> {
        Err(ser::Error::custom(
            "expected whole numbers, found a fraction",
        ))
    }

    fn serialize_char(self, character: char) -> Result<Tree, TreeError> {
        Ok(Tree::Text(character.to_string()))
    }

    fn serialize_str(self, text: &str) -> Result<Tree, TreeError> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<Tree, TreeError> {
        Ok(Tree::List(
            bytes
                .iter()
                .map(|byte| Tree::Number((*byte).into()))
                .collect(),
        ))
    }

    fn serialize_none(self) -> Result<Tree, TreeError> {
        Ok(Tree::Null)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<Tree, TreeError> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<Tree, TreeError> {
        Ok(Tree::Null)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<Tree, TreeError> {
        Ok(Tree::Null)
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<Tree, TreeError> {
        Ok(Tree::Text(variant.to_owned()))
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<Tree, TreeError> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<Tree, TreeError> {
        Ok(under(Some(variant), value.serialize(self)?))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items, TreeError> {
        Ok(Items(None, Vec::new()))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items, TreeError> {
        Ok(Items(None, Vec::new()))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items, TreeError> {
        Ok(Items(None, Vec::new()))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Items, TreeError> {
        Ok(Items(Some(variant), Vec::new()))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Fields, TreeError> {
        Ok(Fields(None, Vec::new(), None))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Fields, TreeError> {
        Ok(Fields(None, Vec::new(), None))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Fields, TreeError> {
        Ok(Fields(Some(variant), Vec::new(), None))
    }
}

macro_rules! items {
    ($($trait:ident $method:ident;)*) => {$(
        impl ser::$trait for Items {
            type Ok = Tree;
            type Error = TreeError;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), TreeError> {
                self.1.push(value.serialize(Planter)?);
                Ok(())
            }

            fn end(self) -> Result<Tree, TreeError> {
                Ok(under(self.0, Tree::List(self.1)))
            }
        }
    )*};
}
items! {
    SerializeSeq serialize_element; SerializeTuple serialize_element;
    SerializeTupleStruct serialize_field; SerializeTupleVariant serialize_field;
}

macro_rules! fields {
    ($($trait:ident)*) => {$(
        impl ser::$trait for Fields {
            type Ok = Tree;
            type Error = TreeError;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                key: &'static str,
                value: &T,
            ) -> Result<(), TreeError> {
                self.1.push((key.to_owned(), value.serialize(Planter)?));
                Ok(())
            }

            fn end(self) -> Result<Tree, TreeError> {
                Ok(under(self.0, Tree::Object(self.1)))
            }
        }
    )*};
}
fields! { SerializeStruct SerializeStructVariant }

impl ser::SerializeMap for Fields {
    type Ok = Tree;
    type Error = TreeError;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), TreeError> {
        self.2 = match key.serialize(Planter)? {
            Tree::Text(key) => Some(key),
            _ => return Err(ser::Error::custom("expected keys that are text")),
        };
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), TreeError> {
        let key = self.2.take();
        let key = key.ok_or_else(|| ser::Error::custom("expected a key before its value"))?;
        self.1.push((key, value.serialize(Planter)?));
        Ok(())
    }

    fn end(self) -> Result<Tree, TreeError> {
        Ok(Tree::Object(self.1))
    }
}
