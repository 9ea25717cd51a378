//! Why a messy cell was not read.

use core::fmt;

use super::repair::Repair;
use super::shape::{Number, Pairs, behind_amount, may_be_joined, without_zero_decimals};
use super::{Modifier, ProcedureCode};

/// Why a cell was not read; where several fit, the first.
///
/// # Source
///
/// Convention of this library, from cells of hospital price lists and claim files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum RefusalReason {
    /// Nothing but blanks.
    Blank,
    /// A code and five or more modifiers.
    TooManyModifiers,
    /// Two or more codes and nothing else: `97161-97163`, `81000 or 81001`.
    SeveralCodes,
    /// A decimal number whose decimals are not all zero: `182.70`.
    Amount,
    /// One to four digits: lost zeros, a revenue code, a DRG.
    ShortNumber,
    /// Other digits and hyphens: an NDC, an item number, a code with a digit modifier joined to it.
    LongNumber,
    /// The shape of a local code, gone under HIPAA: `X3922GP`.
    LocalCode,
    /// A modifier without a code.
    ModifierOnly,
    /// A code, perhaps modifiers, and one letter: GP, GN or GO cannot be told.
    CutModifier,
    /// A code with letters and digits joined to it that are no modifiers.
    Overlong,
    /// The rest: a code is never dug out of text.
    Text,
}

impl RefusalReason {
    /// Every reason, in the order in which they are tried.
    pub const ALL: [Self; 11] = [
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
        Self::Text,
    ];

    /// The serialized name, `blank` to `text`.
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
            Self::Text => "text",
        }
    }

    /// The sentence for a person: what was expected, and what stood there.
    #[must_use]
    pub const fn message(self) -> &'static str {
        match self {
            Self::Blank => "expected a procedure code, found a blank cell",
            Self::TooManyModifiers => {
                "expected at most 4 modifiers behind the code, found more than a line holds"
            }
            Self::SeveralCodes => {
                "expected one procedure code, found several, give each a cell of its own"
            }
            Self::Amount => "expected a procedure code, found an amount",
            Self::ShortNumber => {
                "expected 5 characters of a procedure code, found a number of fewer digits: \
                 lost zeros, a revenue code or a DRG"
            }
            Self::LongNumber => {
                "expected 5 characters of a procedure code, found a longer number: an NDC, an item \
                 number, or a code with a digit modifier joined to it"
            }
            Self::LocalCode => {
                "expected a procedure code, found the shape of a local code, gone under HIPAA"
            }
            Self::ModifierOnly => "expected a procedure code, found a modifier without one",
            Self::CutModifier => {
                "expected 2 characters of the last modifier, found 1, the cell may have been cut off"
            }
            Self::Overlong => {
                "expected modifiers of 2 characters behind the code, found letters and digits that \
                 are none"
            }
            Self::Text => {
                "expected a procedure code, found text, and a code is not dug out of text"
            }
        }
    }

    /// The first reason that fits a trimmed text which holds no code with modifiers.
    pub(super) fn of(text: &str) -> Self {
        if text.is_empty() {
            Self::Blank
        } else if is_several_codes(text) {
            Self::SeveralCodes
        } else if Number::parse(text).is_some_and(|number| number.is_fraction()) {
            Self::Amount
        } else if let Some(reason) = whole_number(text) {
            reason
        } else if is_local_code(text) {
            Self::LocalCode
        } else if Modifier::parse(text).is_ok() {
            Self::ModifierOnly
        } else {
            behind_code(text).unwrap_or(Self::Text)
        }
    }
}

impl fmt::Display for RefusalReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A cell that was not read, and why; `Display` is the sentence, without the cell's text.
///
/// Serialized, it is what the `read_codes` example answers: `reading`, `reason` and `message`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Refusal<'a> {
    /// The cell as it stands in the file.
    pub raw: &'a str,
    /// Why it was not read.
    pub reason: RefusalReason,
    /// The convention that was off and would have helped, if one of them would.
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
}

impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason.message())?;
        match self.convention {
            Some(convention) => write!(f, "; switch {convention} on if this file writes codes so"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for Refusal<'_> {}

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

/// Two or more words, each a code with or without modifiers joined to it. An amount in front, and
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

/// A first letter that no code set in use has, four digits, perhaps modifiers joined to them.
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

/// A code and letters and digits joined to it: cut off in a modifier, or else too long.
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
