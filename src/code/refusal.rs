//! Defines `Refusal`, which states why a messy cell was not read.

use core::fmt;

use super::repair::Repair;
use super::shape::{
    Number, Pairs, behind_amount, may_be_joined, without_count, without_zero_decimals,
};
use super::{Modifier, ProcedureCode};

/// States why a cell was not read; where several reasons fit, the first.
///
/// # Source
///
/// Convention of this library, from cells of hospital price lists and claim files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RefusalReason {
    /// The cell contains nothing but blanks.
    Blank,
    /// The cell contains a code and five or more modifiers.
    TooManyModifiers,
    /// The cell contains two or more codes: `97161-97163`, `81000 or 81001`.
    SeveralCodes,
    /// The cell is a decimal number whose decimals are not all zero: `182.70`.
    Amount,
    /// The cell is a number of one to four digits: lost zeros, a revenue code, a DRG.
    ShortNumber,
    /// The cell contains other digits and hyphens: an NDC, an item number, or a code with a digit
    /// modifier joined to it.
    LongNumber,
    /// The cell has the form of a local code, which HIPAA ended: `X3922GP`.
    LocalCode,
    /// The cell contains a modifier without a code.
    ModifierOnly,
    /// The cell contains a code, perhaps modifiers, and one letter: GP, GN or GO cannot be told apart.
    CutModifier,
    /// The cell contains a code with letters and digits joined to it that are not modifiers.
    Overlong,
    /// The cell contains a code and a count: `97112 x2`, `88368(4)`.
    Units,
    /// The cell contains anything else: a code is never taken out of other text.
    Text,
}

#[cfg(feature = "serde")]
crate::wire::named!(RefusalReason, "the name of a reason, such as cut-modifier");

crate::name::from_name!(RefusalReason, "the name of a reason, such as cut-modifier");

impl RefusalReason {
    /// Every reason, in the order in which they are tried.
    pub const ALL: [Self; 12] = [
        Self::Blank,
        Self::TooManyModifiers,
        Self::SeveralCodes,
        Self::Amount,
        Self::ShortNumber,
        Self::LongNumber,
        Self::LocalCode,
        Self::ModifierOnly,
        Self::CutModifier,
        Self::Overlong,
        Self::Units,
        Self::Text,
    ];

    /// Returns the serialized name, `blank` to `text`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::TooManyModifiers => "too-many-modifiers",
            Self::SeveralCodes => "several-codes",
            Self::Amount => "amount",
            Self::ShortNumber => "short-number",
            Self::LongNumber => "long-number",
            Self::LocalCode => "local-code",
            Self::ModifierOnly => "modifier-only",
            Self::CutModifier => "cut-modifier",
            Self::Overlong => "overlong",
            Self::Units => "units",
            Self::Text => "text",
        }
    }

    /// Returns the sentence for a person: what was expected, what was found and how to fix it.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Blank => "expected a procedure code, found a blank cell; enter a code",
            Self::TooManyModifiers => {
                "expected at most 4 modifiers after the code, found more; remove the extra ones"
            }
            Self::SeveralCodes => {
                "expected one procedure code, found several; enter each code in its own cell"
            }
            Self::Amount => {
                "expected a procedure code, found an amount; enter the code of the service"
            }
            Self::ShortNumber => {
                "expected a procedure code of 5 characters, found a number of fewer digits, such as \
                 a revenue code, a DRG or a code that lost its zeros; enter the whole code"
            }
            Self::LongNumber => {
                "expected a procedure code of 5 characters, found a longer number, such as an NDC, \
                 an item number or a code joined to a modifier of digits; enter the code, a blank \
                 and its modifiers"
            }
            Self::LocalCode => {
                "expected a procedure code in use, found the form of a local code, which HIPAA \
                 ended; enter the code that replaced it"
            }
            Self::ModifierOnly => {
                "expected a procedure code, found only a modifier; enter the code before it"
            }
            Self::CutModifier => {
                "expected 2 characters of the last modifier, found 1, so the cell may have been cut \
                 off; enter the whole modifier"
            }
            Self::Overlong => {
                "expected modifiers of 2 characters after the code, found other letters and digits; \
                 enter only the code and its modifiers"
            }
            Self::Units => {
                "expected a procedure code and its modifiers, found a count of units as well; enter \
                 the units in their own cell"
            }
            Self::Text => {
                "expected a procedure code, found other text; enter only the code and its modifiers"
            }
        }
    }

    /// Returns the first reason that fits a text which is no code with modifiers and not a blank cell.
    pub(super) fn of(text: &str, is_readable: impl Fn(&str) -> bool) -> Self {
        if is_several_codes(text) {
            Self::SeveralCodes
        } else if Number::parse(text).is_some_and(|number| number.is_fraction()) {
            Self::Amount
        } else if let Some(reason) = whole_number(text) {
            reason
        } else if is_local_code(text) {
            Self::LocalCode
        } else if Modifier::parse(text).is_ok() {
            Self::ModifierOnly
        } else if let Some(reason) = behind_code(text) {
            reason
        } else if without_count(text).is_some_and(is_readable) {
            Self::Units
        } else {
            Self::Text
        }
    }
}

impl fmt::Display for RefusalReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Contains a cell that was not read and the reason; `Display` is the sentence, without the cell's text.
///
/// It serializes as `reading` (`refused`), `reason` and `message`, without the raw text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Refusal<'a> {
    /// The cell as it is in the file.
    pub raw: &'a str,
    /// Why it was not read.
    pub reason: RefusalReason,
    /// The convention of one file that was not enabled and would read the cell, if there is one.
    pub convention: Option<Repair>,
}

impl<'a> Refusal<'a> {
    pub(super) const fn new(
        raw: &'a str,
        reason: RefusalReason,
        convention: Option<Repair>,
    ) -> Self {
        Self {
            raw,
            reason,
            convention,
        }
    }

    /// Returns the refusal without the text of the cell, for an error that outlives the file.
    #[must_use]
    pub const fn without_text(self) -> RefusedCell {
        RefusedCell {
            reason: self.reason,
            convention: self.convention,
        }
    }
}

impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.without_text().fmt(f)
    }
}

impl core::error::Error for Refusal<'_> {}

/// Contains the reason of a [`Refusal`] and its advice, without the text of the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct RefusedCell {
    /// Why the cell was not read.
    pub reason: RefusalReason,
    /// The convention of one file that was not enabled and would read the cell, if there is one.
    pub convention: Option<Repair>,
}

impl fmt::Display for RefusedCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason.message())?;
        match self.convention {
            Some(convention) => write!(
                f,
                "; enable {convention} if this file writes its codes this way"
            ),
            None => Ok(()),
        }
    }
}

impl core::error::Error for RefusedCell {}

#[cfg(feature = "serde")]
impl serde::Serialize for Refusal<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut fields = serializer.serialize_struct("Refusal", 3)?;
        fields.serialize_field("reading", "refused")?;
        fields.serialize_field("reason", &self.reason)?;
        fields.serialize_field("message", &format_args!("{self}"))?;
        fields.end()
    }
}

/// Returns whether a text is two or more words, each a code with or without modifiers joined to it. An amount in front, and
/// the words or, and, to between them do not count.
fn is_several_codes(text: &str) -> bool {
    let codes = behind_amount(text).unwrap_or(text);
    let mut words = codes
        .split(|character: char| !character.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty() && !is_joint(word));
    let mut count = 0;
    words.all(|word| {
        count += 1;
        is_code_with_modifiers(word)
    }) && count >= 2
}

fn is_joint(word: &str) -> bool {
    ["or", "and", "to"]
        .iter()
        .any(|joint| word.eq_ignore_ascii_case(joint))
}

fn is_code_with_modifiers(word: &str) -> bool {
    word.split_at_checked(5).is_some_and(|(code, run)| {
        ProcedureCode::parse(code).is_ok()
            && Pairs::NONE
                .joined_to(code, run)
                .and_then(Pairs::modifiers)
                .is_some()
    })
}

/// Digits and hyphens, perhaps with a spreadsheet's `.0` behind.
fn whole_number(text: &str) -> Option<RefusalReason> {
    let number = without_zero_decimals(text).unwrap_or(text);
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let hyphens = number.bytes().filter(|&byte| byte == b'-').count();
    if digits == 0 || digits + hyphens < number.len() {
        None
    } else if hyphens == 0 && digits < 5 {
        Some(RefusalReason::ShortNumber)
    } else {
        Some(RefusalReason::LongNumber)
    }
}

/// Returns a first letter that no code set in use has, four digits, perhaps modifiers joined to them.
fn is_local_code(text: &str) -> bool {
    let Some((code, run)) = text.split_at_checked(5) else {
        return false;
    };
    let [first, digits @ ..] = code.as_bytes() else {
        return false;
    };
    matches!(
        first.to_ascii_uppercase(),
        b'F' | b'I' | b'N' | b'O' | b'W'..=b'Z'
    ) && digits.iter().all(u8::is_ascii_digit)
        && Pairs::NONE.joined_to(code, run).is_some()
}

/// Returns a code and letters and digits joined to it: cut off in a modifier, or else too long.
fn behind_code(text: &str) -> Option<RefusalReason> {
    let (code, run) = text.split_at_checked(5)?;
    let is_word = run.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if run.is_empty() || !is_word || ProcedureCode::parse(code).is_err() {
        return None;
    }
    let (pairs, last) = run.split_at_checked(run.len() - 1)?;
    let is_cut = last.bytes().all(|byte| byte.is_ascii_alphabetic())
        && may_be_joined(code.as_bytes(), run.as_bytes())
        && Pairs::NONE.and(pairs).is_some();
    Some(if is_cut {
        RefusalReason::CutModifier
    } else {
        RefusalReason::Overlong
    })
}
