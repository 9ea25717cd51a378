//! Reads procedure codes, modifiers and messy cells, and checks their form.
//!
//! This module checks only the form of a code: five well-formed characters, or two for a modifier. The
//! [`catalog`](crate::reference::catalog) states whether a code is valid on a date; this crate does not
//! decide coverage.
//!
//! [`ProcedureCode::parse`] and [`Modifier::parse`] are strict: they accept exactly the characters of a
//! code, and trim, split or guess nothing. `FromStr` and `Deserialize` use them.
//!
//! # Reading messy cells
//!
//! A column of codes in a real file also contains codes with modifiers joined to them, numbers that a
//! spreadsheet changed, amounts, item numbers and names. [`read`] recognizes a code by its form, then
//! pairs of characters that are well-formed as modifiers, with nothing left over. It repairs a cell
//! that has only one meaning and reports the repair. It refuses every other cell with a
//! [reason](RefusalReason). It never chooses between two readings and never takes a code out of text.
//!
//! The reader removes layers from the outside to the inside, and reports the repairs in this order:
//!
//! | repair | from | to |
//! |---|---|---|
//! | `trimmed` | `"97112  "` | 97112 |
//! | `letter-case` | `j3370`, `97112gp` | J3370, 97112 GP |
//! | `spreadsheet-text` | `'97112`, `="97112"` | 97112 |
//! | `qualifier` | `HC:97110:GP`, `CPT4:97110`, `HCPCS:G0283` | what follows it |
//! | `leading-zero`, off | `097112`, `0G8978CHGO` | 97112, G8978 CH GO |
//! | `leading-amount`, off | `182.70  97112GP` | 97112 GP |
//! | `spreadsheet-decimal` | `97112.0`, `97112.00` | 97112 |
//! | `add-on-sign` | `+97130` | 97130 |
//! | `joined-modifiers` | `97112GPKX`, `7370026LT`, `C890226`, `97110G059` | 97112 GP KX, 73700 26 LT, C8902 26, 97110 G0 59 |
//! | `separated-modifiers` | `97112 GO`, `30300-LT`, `97112;GP`, `73600 50` | 97112 GO, 30300 LT, 97112 GP, 73600 50 |
//! | `parenthesized-modifiers` | `97110 (GP KX)`, `97112(GP)` | 97110 GP KX, 97112 GP |
//!
//! Separators are blanks, `,` `:` `|` `/` `;` and `-`. Several separators count as one, so that empty
//! places between modifiers are dropped. Two digits are a modifier where they cannot be part of a
//! longer number: behind a separator, joined to a code that begins with a letter, or next to a
//! modifier that begins with one. `X` and a digit is not read as a modifier: `97112 X2` means "twice". A
//! [`CellReader`] enables the repairs that are off, which are conventions of one file.
//!
//! # Examples
//!
//! ```
//! use therapy_billing::{Modifier, ProcedureCode};
//! use therapy_billing::code::read;
//!
//! assert_eq!("97112".parse(), Ok(ProcedureCode::CPT_97112));
//! assert_eq!("GP".parse(), Ok(Modifier::GP));
//! assert!("97112GP".parse::<ProcedureCode>().is_err());
//! assert_eq!(read("97112GP")?.code, ProcedureCode::CPT_97112);
//! # Ok::<(), therapy_billing::Error>(())
//! ```

mod cell;
mod length;
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
pub use refusal::{Refusal, RefusalReason, RefusedCell};
pub use repair::{Repair, Repairs};
