//! What a code looks like: five well-formed characters, or two.
//!
//! Shape only. Whether a code exists, what it means and on which dates is the
//! [`catalog`](crate::reference::catalog)'s to say; whether a payer covers it, nobody's here.
//!
//! [`ProcedureCode::parse`] and [`Modifier::parse`] are strict: exactly the characters of a code, and
//! nothing trimmed, split or guessed. They are what `FromStr` and `Deserialize` use.
//!
//! # Reading messy cells
//!
//! A column of codes in a real file holds codes with modifiers run on, numbers that went through a
//! spreadsheet, amounts, item numbers and names. [`read`] takes a cell apart by shape alone: a code,
//! then pairs of characters that are well-formed as modifiers, and nothing left over. It repairs
//! what has one reading, says what it repaired, and refuses the rest with a [reason](RefusalReason);
//! it never chooses between two readings and never digs a code out of text.
//!
//! | repair | from | to |
//! |---|---|---|
//! | `trimmed` | `"97112  "` | 97112 |
//! | `letter-case` | `j3370`, `97112gp` | J3370, 97112 GP |
//! | `leading-zero`, off | `097112`, `0G8978CHGO` | 97112, G8978 CH GO |
//! | `leading-amount`, off | `182.70  97112GP` | 97112 GP |
//! | `spreadsheet-decimal` | `97112.0`, `97112.00` | 97112 |
//! | `add-on-sign` | `+97130` | 97130 |
//! | `joined-modifiers` | `97112GPKX`, `7370026LT`, `C890226` | 97112 GP KX, 73700 26 LT, C8902 26 |
//! | `separated-modifiers` | `97112 GO`, `30300-LT`, `73600 50` | 97112 GO, 30300 LT, 73600 50 |
//!
//! Separators are blanks, `,` `:` `|` `/` and `-`; several in a row count as one, so that empty
//! places between modifiers are dropped. Two digits are a modifier where they cannot be part of a
//! longer number: behind a separator, joined to a code that begins with a letter, or next to a
//! modifier that begins with one. `X` and a digit is no modifier here: `97112 X2` says "twice". The
//! repairs that are off are conventions of one file; a [`CellReader`] switches them on.

mod cell;
mod modifier;
mod procedure;
mod refusal;
mod repair;
mod shape;

pub use cell::{CellReader, Reading, Strictness, read};
pub use modifier::{
    Modifier, Modifiers, ParseModifierError, ParseModifiersError, TooManyModifiers,
};
pub use procedure::{CodeKind, ParseCodeError, ProcedureCode};
pub use refusal::{Refusal, RefusalReason};
pub use repair::{Repair, Repairs};

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
