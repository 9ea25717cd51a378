//! What a code looks like: five well-formed characters, or two.
//!
//! Shape only. Whether a code exists, what it means and on which dates is the
//! [`catalog`](crate::catalog)'s to say; whether a payer covers it, nobody's here.

mod modifier;
mod procedure;

pub use modifier::{Modifier, Modifiers, ParseModifierError, TooManyModifiers};
pub use procedure::{CodeKind, ParseCodeError, ProcedureCode};

/// Characters of a text: bytes of its UTF-8 that begin one.
const fn characters(text: &str) -> usize {
    let mut bytes = text.as_bytes();
    let mut count = 0;
    while let Some((&byte, rest)) = bytes.split_first() {
        if byte & 0b1100_0000 != 0b1000_0000 {
            count += 1;
        }
        bytes = rest;
    }
    count
}
