//! A lean reader and writer of JSON for the lines of the example programs.
//!
//! Both take the plain forms, in which almost every line is written, and give up on the rest: the caller then
//! asks `serde_json`, which gives the same answer, or the message of an error. Plain are strings without
//! escapes, whole numbers from 0, `true`, `false`, `null`, lists and objects.
#![allow(
    clippy::inline_always,
    dead_code,
    unnameable_types,
    unreachable_pub,
    reason = "a module of each program, none of which uses all of it; names of fields are known where it is inlined"
)]

use std::fmt::{self, Write};

use serde::{
    Deserialize, Serialize, Serializer,
    de::{self, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor},
    forward_to_deserialize_any, ser,
};

/// A text or a value that is not of a plain form, or that its type refuses.
#[derive(Debug)]
pub struct NotPlain;

impl fmt::Display for NotPlain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the form is not plain")
    }
}

impl std::error::Error for NotPlain {}

impl de::Error for NotPlain {
    #[cold]
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

impl ser::Error for NotPlain {
    #[cold]
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// Returns the value of a text, or `None` if only `serde_json` can tell what the text is.
pub fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let mut reader = Reader {
        text,
        at: 0,
        depth: 0,
    };
    let value = T::deserialize(&mut reader).ok()?;
    reader.next_byte().is_none().then_some(value)
}

/// Appends the JSON of a value, or leaves `out` as it was if only `serde_json` can write the value.
///
/// # Errors
///
/// The value has floating-point numbers, bytes or keys that are no strings.
pub fn write(value: &impl Serialize, out: &mut Vec<u8>) -> Result<(), NotPlain> {
    let before = out.len();
    value.serialize(&mut Writer(out)).inspect_err(|_| {
        out.truncate(before);
    })
}

const ONES: u64 = u64::MAX / 255;
const HIGH_BITS: u64 = ONES * 0x80;

/// The number of bytes before the first quote, backslash or control character.
#[inline]
fn plain_length(bytes: &[u8]) -> usize {
    let is_zero = |word: u64| word.wrapping_sub(ONES) & !word;
    let mut rest = bytes;
    while let Some((eight, behind)) = rest.split_first_chunk() {
        let word = u64::from_le_bytes(*eight);
        let quotes = is_zero(word ^ (ONES * u64::from(b'"')));
        let backslashes = is_zero(word ^ (ONES * u64::from(b'\\')));
        let controls = word.wrapping_sub(ONES * 0x20) & !word;
        // the lowest bit that is set is exact, and so is its byte
        let special = (quotes | backslashes | controls) & HIGH_BITS;
        if special != 0 {
            return bytes.len() - rest.len() + special.trailing_zeros() as usize / 8;
        }
        rest = behind;
    }
    let is_special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    let few = rest.iter().position(is_special).unwrap_or(rest.len());
    bytes.len() - rest.len() + few
}

struct Reader<'de> {
    text: &'de str,
    at: usize,
    depth: u8,
}

/// The lists and objects in each other that are read.
const DEEPEST: u8 = 100;

impl<'de> Reader<'de> {
    /// The next byte that is no blank.
    #[inline]
    fn next_byte(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        if bytes.get(self.at) == Some(&b' ') {
            self.at += 1; // most blanks are alone
        }
        match bytes.get(self.at) {
            Some(&byte) if byte > b' ' => Some(byte),
            _ => self.behind_blanks(),
        }
    }

    #[cold]
    fn behind_blanks(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.text.as_bytes().get(self.at) {
            self.at += 1;
        }
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn expect(&mut self, wanted: u8) -> Result<(), NotPlain> {
        if self.next_byte() != Some(wanted) {
            return Err(NotPlain);
        }
        self.at += 1;
        Ok(())
    }

    #[inline]
    fn string(&mut self) -> Result<&'de str, NotPlain> {
        self.expect(b'"')?;
        let (text, start) = (self.text, self.at);
        let bytes = text.as_bytes();
        let end = start + plain_length(bytes.get(start..).unwrap_or_default());
        if bytes.get(end) != Some(&b'"') {
            return Err(NotPlain);
        }
        self.at = end + 1;
        text.get(start..end).ok_or(NotPlain)
    }

    #[inline]
    fn number(&mut self) -> Result<u64, NotPlain> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let (mut number, mut digits) = (0, 0);
        for byte in rest {
            match byte {
                b'0'..=b'9' if digits < 18 => number = 10 * number + u64::from(byte - b'0'),
                b'0'..=b'9' | b'.' | b'e' | b'E' => return Err(NotPlain),
                _ => break,
            }
            digits += 1;
        }
        if digits == 0 || (digits > 1 && rest.first() == Some(&b'0')) {
            return Err(NotPlain);
        }
        self.at += digits;
        Ok(number)
    }

    fn word(&mut self, word: &str) -> Result<(), NotPlain> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return Err(NotPlain);
        }
        self.at += word.len();
        Ok(())
    }

    #[inline]
    fn entries<T>(
        &mut self,
        (open, close): (u8, u8),
        visit: impl FnOnce(Entries<'_, 'de>) -> Result<T, NotPlain>,
    ) -> Result<T, NotPlain> {
        self.expect(open)?;
        if self.depth == DEEPEST {
            return Err(NotPlain);
        }
        self.depth += 1;
        let value = visit(Entries {
            reader: self,
            close,
            is_first: true,
        })?;
        self.depth -= 1;
        self.expect(close)?;
        Ok(value)
    }
}

const LIST: (u8, u8) = (b'[', b']');
const OBJECT: (u8, u8) = (b'{', b'}');

/// The entries of a list or an object.
struct Entries<'a, 'de> {
    reader: &'a mut Reader<'de>,
    close: u8,
    is_first: bool,
}

impl Entries<'_, '_> {
    /// Moves to the next entry; false at the end.
    #[inline]
    fn advance(&mut self) -> Result<bool, NotPlain> {
        match self.reader.next_byte() {
            Some(byte) if byte == self.close => Ok(false),
            Some(b',') if !self.is_first => {
                self.reader.at += 1;
                Ok(true)
            }
            _ if self.is_first => {
                self.is_first = false;
                Ok(true)
            }
            _ => Err(NotPlain),
        }
    }
}

impl<'de> SeqAccess<'de> for Entries<'_, 'de> {
    type Error = NotPlain;

    #[inline]
    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, NotPlain> {
        if !self.advance()? {
            return Ok(None);
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = NotPlain;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, NotPlain> {
        if !self.advance()? {
            return Ok(None);
        }
        let key = self.reader.string()?;
        self.reader.expect(b':')?;
        seed.deserialize(de::value::BorrowedStrDeserializer::new(key))
            .map(Some)
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, NotPlain> {
        seed.deserialize(&mut *self.reader)
    }
}

impl<'de> de::Deserializer<'de> for &mut Reader<'de> {
    type Error = NotPlain;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        match self.next_byte() {
            Some(b'"') => visitor.visit_borrowed_str(self.string()?),
            Some(b'{') => self.deserialize_map(visitor),
            Some(b'[') => self.deserialize_seq(visitor),
            Some(b'0'..=b'9') => visitor.visit_u64(self.number()?),
            Some(b't') => {
                self.word("true")?;
                visitor.visit_bool(true)
            }
            Some(b'f') => {
                self.word("false")?;
                visitor.visit_bool(false)
            }
            Some(b'n') => {
                self.word("null")?;
                visitor.visit_unit()
            }
            _ => Err(NotPlain),
        }
    }

    #[inline]
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        visitor.visit_borrowed_str(self.string()?)
    }

    #[inline]
    fn deserialize_u16<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        self.next_byte();
        visitor.visit_u64(self.number()?)
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        if self.next_byte() == Some(b'n') {
            self.word("null")?;
            return visitor.visit_none();
        }
        visitor.visit_some(self)
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, NotPlain> {
        visitor.visit_newtype_struct(self)
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        self.entries(LIST, |entries| visitor.visit_seq(entries))
    }

    #[inline]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, NotPlain> {
        self.entries(OBJECT, |entries| visitor.visit_map(entries))
    }

    #[inline]
    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotPlain> {
        self.deserialize_map(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, NotPlain> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, NotPlain> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotPlain> {
        if self.next_byte() == Some(b'"') {
            return visitor.visit_enum(self.string()?.into_deserializer());
        }
        self.entries(OBJECT, |entries| {
            visitor.visit_enum(Variant(entries.reader))
        })
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, _: V) -> Result<V::Value, NotPlain> {
        Err(NotPlain)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, _: V) -> Result<V::Value, NotPlain> {
        Err(NotPlain)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u32 u64 u128 f32 f64 char string unit unit_struct identifier ignored_any
    }
}

/// The only entry of an object that is a variant with data.
struct Variant<'a, 'de>(&'a mut Reader<'de>);

impl<'de> de::EnumAccess<'de> for Variant<'_, 'de> {
    type Error = NotPlain;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), NotPlain> {
        let name = self.0.string()?;
        self.0.expect(b':')?;
        let variant = seed.deserialize(de::value::BorrowedStrDeserializer::new(name))?;
        Ok((variant, self))
    }
}

impl<'de> de::VariantAccess<'de> for Variant<'_, 'de> {
    type Error = NotPlain;

    fn unit_variant(self) -> Result<(), NotPlain> {
        Err(NotPlain)
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, NotPlain> {
        seed.deserialize(self.0)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, NotPlain> {
        de::Deserializer::deserialize_seq(self.0, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, NotPlain> {
        de::Deserializer::deserialize_map(self.0, visitor)
    }
}

struct Writer<'a>(&'a mut Vec<u8>);

impl Writer<'_> {
    #[inline]
    fn string(&mut self, text: &str) {
        self.0.reserve(text.len() + 2); // the bytes between quotes are few, and mostly plain
        self.0.push(b'"');
        self.escaped(text);
        self.0.push(b'"');
    }

    #[inline]
    fn escaped(&mut self, text: &str) {
        let bytes = text.as_bytes();
        if plain_length(bytes) == bytes.len() {
            self.0.extend_from_slice(bytes);
        } else {
            self.with_escapes(bytes);
        }
    }

    #[cold]
    fn with_escapes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let short = match byte {
                b'"' | b'\\' => byte,
                0x08 => b'b',
                b'\t' => b't',
                b'\n' => b'n',
                0x0c => b'f',
                b'\r' => b'r',
                0..=0x1f => {
                    let _ = write!(self, "\\u{byte:04x}"); // memory does not fail
                    continue;
                }
                _ => {
                    self.0.push(byte);
                    continue;
                }
            };
            self.0.extend_from_slice(&[b'\\', short]);
        }
    }

    #[inline]
    fn number(&mut self, number: u64) {
        if number < 10 {
            return self.0.push(digit(number));
        }
        if number < 100 {
            let both = [digit(number / 10), digit(number % 10)];
            return self.0.extend_from_slice(&both);
        }
        self.number(number / 100);
        let both = [digit(number / 10 % 10), digit(number % 10)];
        self.0.extend_from_slice(&both);
    }

    #[inline(always)]
    fn name(&mut self, name: &'static str) {
        debug_assert_eq!(plain_length(name.as_bytes()), name.len(), "{name}");
        self.0.push(b'"');
        self.0.extend_from_slice(name.as_bytes());
        self.0.extend_from_slice(b"\":");
    }
}

/// The last digit of a number.
#[allow(clippy::cast_possible_truncation, reason = "below 10")]
const fn digit(number: u64) -> u8 {
    b'0' + (number % 10) as u8
}

/// Writes text as it is.
impl Write for Writer<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

/// Writes the text of a string.
struct Escaped<'a, 'b>(&'a mut Writer<'b>);

impl Write for Escaped<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.escaped(text);
        Ok(())
    }
}

/// A list or an object that is being written, and what ends it.
struct Open<'a, 'b> {
    writer: &'a mut Writer<'b>,
    is_first: bool,
    end: &'static str,
}

impl<'a, 'b> Open<'a, 'b> {
    #[inline]
    fn new(writer: &'a mut Writer<'b>, start: u8, end: &'static str) -> Self {
        writer.0.push(start);
        Self {
            writer,
            is_first: true,
            end,
        }
    }

    fn variant(
        writer: &'a mut Writer<'b>,
        variant: &'static str,
        start: u8,
        end: &'static str,
    ) -> Self {
        writer.0.push(b'{');
        writer.name(variant);
        Self::new(writer, start, end)
    }

    #[inline]
    fn separate(&mut self) {
        if !std::mem::take(&mut self.is_first) {
            self.writer.0.push(b',');
        }
    }

    #[inline]
    fn element(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), NotPlain> {
        self.separate();
        value.serialize(&mut *self.writer)
    }

    #[inline(always)]
    fn field(
        &mut self,
        name: &'static str,
        value: &(impl Serialize + ?Sized),
    ) -> Result<(), NotPlain> {
        self.separate();
        self.writer.name(name);
        value.serialize(&mut *self.writer)
    }

    #[inline]
    fn close(self) {
        self.writer.0.extend_from_slice(self.end.as_bytes());
    }
}

macro_rules! open {
    ($($trait:ident $method:ident)*) => {$(
        impl ser::$trait for Open<'_, '_> {
            type Ok = ();
            type Error = NotPlain;

            #[inline]
            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotPlain> {
                self.element(value)
            }

            #[inline]
            fn end(self) -> Result<(), NotPlain> {
                self.close();
                Ok(())
            }
        }
    )*};
    (fields $($trait:ident)*) => {$(
        impl ser::$trait for Open<'_, '_> {
            type Ok = ();
            type Error = NotPlain;

            #[inline(always)]
            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), NotPlain> {
                self.field(name, value)
            }

            #[inline]
            fn end(self) -> Result<(), NotPlain> {
                self.close();
                Ok(())
            }
        }
    )*};
}

open! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}
open!(fields SerializeStruct SerializeStructVariant);

impl ser::SerializeMap for Open<'_, '_> {
    type Ok = ();
    type Error = NotPlain;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), NotPlain> {
        self.separate();
        let before = self.writer.0.len();
        key.serialize(&mut *self.writer)?;
        if self.writer.0.get(before) != Some(&b'"') {
            return Err(NotPlain);
        }
        self.writer.0.push(b':');
        Ok(())
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NotPlain> {
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> Result<(), NotPlain> {
        self.close();
        Ok(())
    }
}

macro_rules! numbers {
    ($($method:ident $type:ty: $number:ident => $value:expr;)*) => {$(
        #[inline]
        fn $method(self, $number: $type) -> Result<(), NotPlain> {
            self.number($value);
            Ok(())
        }
    )*};
    (refused $($method:ident $type:ty;)*) => {$(
        fn $method(self, _: $type) -> Result<(), NotPlain> {
            Err(NotPlain)
        }
    )*};
}

impl<'a, 'b> Serializer for &'a mut Writer<'b> {
    type Ok = ();
    type Error = NotPlain;
    type SerializeSeq = Open<'a, 'b>;
    type SerializeTuple = Open<'a, 'b>;
    type SerializeTupleStruct = Open<'a, 'b>;
    type SerializeTupleVariant = Open<'a, 'b>;
    type SerializeMap = Open<'a, 'b>;
    type SerializeStruct = Open<'a, 'b>;
    type SerializeStructVariant = Open<'a, 'b>;

    numbers! {
        serialize_u8 u8: number => number.into();
        serialize_u16 u16: number => number.into();
        serialize_u32 u32: number => number.into();
        serialize_u64 u64: number => number;
    }
    numbers!(refused serialize_f32 f32; serialize_f64 f64; serialize_bytes &[u8];);

    fn serialize_i8(self, number: i8) -> Result<(), NotPlain> {
        self.serialize_i64(number.into())
    }

    fn serialize_i16(self, number: i16) -> Result<(), NotPlain> {
        self.serialize_i64(number.into())
    }

    fn serialize_i32(self, number: i32) -> Result<(), NotPlain> {
        self.serialize_i64(number.into())
    }

    fn serialize_i64(self, number: i64) -> Result<(), NotPlain> {
        if number < 0 {
            self.0.push(b'-');
        }
        self.number(number.unsigned_abs());
        Ok(())
    }

    fn serialize_bool(self, is_true: bool) -> Result<(), NotPlain> {
        let word: &[u8] = if is_true { b"true" } else { b"false" };
        self.0.extend_from_slice(word);
        Ok(())
    }

    fn serialize_char(self, character: char) -> Result<(), NotPlain> {
        self.string(character.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    #[inline]
    fn serialize_str(self, text: &str) -> Result<(), NotPlain> {
        self.string(text);
        Ok(())
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Result<(), NotPlain> {
        self.0.push(b'"');
        write!(Escaped(self), "{value}").map_err(|_| NotPlain)?;
        self.0.push(b'"');
        Ok(())
    }

    #[inline]
    fn serialize_none(self) -> Result<(), NotPlain> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NotPlain> {
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit(self) -> Result<(), NotPlain> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), NotPlain> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), NotPlain> {
        self.serialize_str(variant)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), NotPlain> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), NotPlain> {
        let mut object = Open::new(self, b'{', "}");
        object.field(variant, value)?;
        object.close();
        Ok(())
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Open<'a, 'b>, NotPlain> {
        Ok(Open::new(self, b'[', "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Open<'a, 'b>, NotPlain> {
        Ok(Open::new(self, b'[', "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Open<'a, 'b>, NotPlain> {
        Ok(Open::new(self, b'[', "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a, 'b>, NotPlain> {
        Ok(Open::variant(self, variant, b'[', "]}"))
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Open<'a, 'b>, NotPlain> {
        Ok(Open::new(self, b'{', "}"))
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Open<'a, 'b>, NotPlain> {
        Ok(Open::new(self, b'{', "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Open<'a, 'b>, NotPlain> {
        Ok(Open::variant(self, variant, b'{', "}}"))
    }
}
