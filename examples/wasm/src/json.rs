//! Writes JSON. The answers are small and of known types, so the module does without a crate for it.

use std::fmt::{self, Display, Write};

/// A value that can be written as JSON.
pub(crate) trait Json {
    fn put(self, to: &mut String);
}

/// A text: whatever its value displays.
pub(crate) struct Text<T>(pub(crate) T);

/// A list.
pub(crate) struct List<I>(pub(crate) I);

/// Escapes what is written to it.
struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for character in text.chars() {
            match character {
                '"' | '\\' => self.0.extend(['\\', character]),
                '\0'..'\u{20}' => write!(self.0, "\\u{:04x}", u32::from(character))?,
                _ => self.0.push(character),
            }
        }
        Ok(())
    }
}

/// Adds a piece of JSON. It is not inlined, because the module would be longer.
#[inline(never)]
pub(crate) fn push(to: &mut String, piece: &str) {
    to.push_str(piece);
}

/// Writes a value as it displays itself. Writing to a string cannot fail.
fn plain(to: &mut String, value: &dyn Display) {
    let _ = write!(to, "{value}");
}

/// Writes a value between quotation marks.
fn text(to: &mut String, value: &dyn Display) {
    push(to, "\"");
    let _ = write!(Escaped(to), "{value}");
    push(to, "\"");
}

impl<T: Display> Json for Text<T> {
    fn put(self, to: &mut String) {
        text(to, &self.0);
    }
}

impl Json for u64 {
    fn put(self, to: &mut String) {
        plain(to, &self);
    }
}

impl Json for bool {
    fn put(self, to: &mut String) {
        plain(to, &self);
    }
}

impl<T: Json> Json for Option<T> {
    fn put(self, to: &mut String) {
        match self {
            Some(value) => value.put(to),
            None => push(to, "null"),
        }
    }
}

impl<I: IntoIterator<Item: Json>> Json for List<I> {
    fn put(self, to: &mut String) {
        let mut before = "[";
        for item in self.0 {
            push(to, before);
            item.put(to);
            before = ",";
        }
        push(to, if before == "[" { "[]" } else { "]" });
    }
}

/// Writes an object. Its keys are names, which need no escapes.
macro_rules! object {
    ($to:expr, $first:ident: $value:expr $(, $key:ident: $other:expr)* $(,)?) => {{
        $crate::json::push($to, concat!("{\"", stringify!($first), "\":"));
        $crate::json::Json::put($value, $to);
        $(
            $crate::json::push($to, concat!(",\"", stringify!($key), "\":"));
            $crate::json::Json::put($other, $to);
        )*
        $crate::json::push($to, "}");
    }};
}
pub(crate) use object;
