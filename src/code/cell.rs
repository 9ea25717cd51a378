//! Reads cells of real files: a code, its modifiers, and what had to be repaired.

use core::fmt;

use super::refusal::{Refusal, RefusalReason};
use super::repair::{Repair, Repairs};
use super::shape::{
    Pairs, behind_amount, has_small_letter, is_separator, marked, qualified, without_zero_decimals,
};
use super::{CodeKind, Modifiers, ProcedureCode};

/// States how much leniency a reading needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strictness {
    /// None: [`ProcedureCode::parse`] accepts the cell unchanged.
    Strict,
    /// The default repairs.
    Lenient,
    /// A convention of one file, which the caller enabled.
    OptIn,
}

#[cfg(feature = "serde")]
crate::wire::named!(Strictness, "strict, lenient or opt-in");

crate::name::from_name!(Strictness, "strict, lenient or opt-in");

impl Strictness {
    /// All of them, from strict to lenient.
    pub const ALL: [Self; 3] = [Self::Strict, Self::Lenient, Self::OptIn];

    /// Returns the serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Strict => "strict",
            Self::Lenient => "lenient",
            Self::OptIn => "opt-in",
        }
    }
}

impl fmt::Display for Strictness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Contains what was read from a cell: its code, its modifiers in order, and the repairs.
///
/// It serializes as `reading`, `code`, `kind`, `modifiers` and `repairs`, without the raw text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Reading<'a> {
    /// The cell as it is in the file.
    pub raw: &'a str,
    /// The code.
    pub code: ProcedureCode,
    /// The modifiers of the cell, in order.
    pub modifiers: Modifiers,
    /// The repairs that the reading needed.
    pub repairs: Repairs,
}

impl Reading<'_> {
    /// Returns how much leniency the reading needed.
    #[must_use]
    pub const fn strictness(&self) -> Strictness {
        if self.repairs.contains(Repair::LeadingZero)
            || self.repairs.contains(Repair::LeadingAmount)
        {
            Strictness::OptIn
        } else if self.is_strict() {
            Strictness::Strict
        } else {
            Strictness::Lenient
        }
    }

    /// Reports whether the strict parse accepts the cell unchanged. It folds small letters too.
    #[must_use]
    pub const fn is_strict(&self) -> bool {
        self.repairs.without(Repair::LetterCase).is_empty()
    }

    /// Returns the code set of the code.
    #[must_use]
    pub const fn kind(&self) -> CodeKind {
        self.code.kind()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Reading<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        let mut fields = serializer.serialize_struct("Reading", 5)?;
        fields.serialize_field("reading", &self.strictness())?;
        fields.serialize_field("code", &self.code)?;
        fields.serialize_field("kind", &self.kind())?;
        fields.serialize_field("modifiers", &self.modifiers)?;
        fields.serialize_field("repairs", &self.repairs)?;
        fields.end()
    }
}

/// Reads a cell of a column of codes with the default repairs.
///
/// A cell that has two readings is refused; a code is never taken out of other text.
///
/// # Errors
///
/// Returns a [`Refusal`] with its reason: `""` is blank, `97112GPKX59GOGN` has a modifier too many,
/// `97161-97163` are several codes, `182.70` is an amount, `100` a short and `7104526` a long
/// number, `X3922GP` a local code, `GP` a modifier only, `97112G` is cut, `G02025` is overlong,
/// `97112 x2` has a count of units, and `CPT 81245` is text.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Modifier, ProcedureCode, code::{self, RefusalReason, Strictness}};
///
/// let reading = code::read("97112GPKX")?;
/// assert_eq!(reading.code, ProcedureCode::CPT_97112);
/// assert_eq!(reading.modifiers.as_slice(), [Modifier::GP, Modifier::KX]);
/// assert_eq!(reading.repairs.to_string(), "joined-modifiers");
/// assert_eq!(reading.strictness(), Strictness::Lenient);
/// assert!(code::read("97112")?.is_strict());
///
/// // The fields of an 837P, and modifiers in brackets.
/// let reading = code::read("HC:97110 (GP KX)")?;
/// assert_eq!(reading.repairs.to_string(), "qualifier, parenthesized-modifiers");
///
/// // Cut off in the file: GP, GN or GO cannot be told, so nothing is guessed.
/// let refusal = code::read("97112G").unwrap_err();
/// assert_eq!(refusal.reason, RefusalReason::CutModifier);
/// assert_eq!(refusal.raw, "97112G");
/// # Ok::<(), code::Refusal<'static>>(())
/// ```
pub fn read(cell: &str) -> Result<Reading<'_>, Refusal<'_>> {
    CellReader::new().read(cell)
}

/// Reads cells, with the conventions of one file where the caller enables them.
///
/// # Examples
///
/// ```
/// use therapy_billing::{ProcedureCode, code::{self, CellReader, Repair, Strictness}};
///
/// let refusal = code::read("097112").unwrap_err();
/// assert_eq!(refusal.convention, Some(Repair::LeadingZero)); // it would help
///
/// let reader = CellReader::new().with_leading_zero();
/// let reading = reader.read("097112")?;
/// assert_eq!(reading.code, ProcedureCode::CPT_97112);
/// assert_eq!(reading.strictness(), Strictness::OptIn);
/// # Ok::<(), code::Refusal<'static>>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CellReader {
    leading_zero: bool,
    leading_amount: bool,
}

impl CellReader {
    /// Returns a reader with the default repairs and no convention of any file.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            leading_zero: false,
            leading_amount: false,
        }
    }

    /// Accepts a zero in front of the code, for a file that writes `097112`.
    #[must_use]
    pub const fn with_leading_zero(mut self) -> Self {
        self.leading_zero = true;
        self
    }

    /// Accepts a number and two or more blanks in front of the code, for a file that writes
    /// `182.70  97112GP`. Five bare digits are not an amount but a second code.
    #[must_use]
    pub const fn with_leading_amount(mut self) -> Self {
        self.leading_amount = true;
        self
    }

    /// Reads a cell. Nothing is allocated.
    ///
    /// # Errors
    ///
    /// As [`read`]; behind a leading zero or amount only a code and modifiers may follow.
    pub fn read(self, cell: &str) -> Result<Reading<'_>, Refusal<'_>> {
        if let Ok(code) = ProcedureCode::parse(cell) {
            return Ok(Reading {
                raw: cell,
                code,
                modifiers: Modifiers::NONE,
                repairs: Repairs::NONE.with_if(Repair::LetterCase, has_small_letter(cell)),
            });
        }
        let text = cell.trim();
        let (inner, outer) = peeled(text);
        match self.body(inner) {
            Some(Body {
                code,
                modifiers: Some(modifiers),
                repairs,
            }) => Ok(Reading {
                raw: cell,
                code,
                modifiers,
                repairs: repairs
                    .and(outer)
                    .with_if(Repair::Trimmed, text.len() < cell.len())
                    .with_if(Repair::LetterCase, has_small_letter(text)),
            }),
            Some(Body {
                modifiers: None, ..
            }) => Err(Refusal::new(cell, RefusalReason::TooManyModifiers, None)),
            None if text.is_empty() => Err(Refusal::new(cell, RefusalReason::Blank, None)),
            None => Err(Refusal::new(
                cell,
                RefusalReason::of(inner, |code| self.reads(code)),
                self.missing_convention(inner),
            )),
        }
    }

    /// What is behind a spreadsheet's mark and a qualifier: a convention of one file, or a code.
    fn body(self, text: &str) -> Option<Body> {
        plain(text)
            .or_else(|| {
                let rest = text.strip_prefix('0').filter(|_| self.leading_zero)?;
                Some(code_and_modifiers(rest)?.with(Repair::LeadingZero))
            })
            .or_else(|| {
                let rest = behind_amount(text).filter(|_| self.leading_amount)?;
                Some(code_and_modifiers(rest)?.with(Repair::LeadingAmount))
            })
    }

    fn reads(self, text: &str) -> bool {
        self.body(text).is_some_and(|body| body.modifiers.is_some())
    }

    /// Returns the convention that is off and would read the text.
    fn missing_convention(self, text: &str) -> Option<Repair> {
        if !self.leading_zero && Self::new().with_leading_zero().reads(text) {
            Some(Repair::LeadingZero)
        } else if !self.leading_amount && Self::new().with_leading_amount().reads(text) {
            Some(Repair::LeadingAmount)
        } else {
            None
        }
    }
}

/// Returns the text without a spreadsheet's mark and, inside it, a qualifier.
fn peeled(text: &str) -> (&str, Repairs) {
    let (text, repairs) = match marked(text) {
        Some(inner) => (inner, Repairs::NONE.with(Repair::SpreadsheetText)),
        None => (text, Repairs::NONE),
    };
    match qualified(text) {
        Some(inner) => (inner, repairs.with(Repair::Qualifier)),
        None => (text, repairs),
    }
}

/// A code and what follows it; no modifiers where there are five or more.
struct Body {
    code: ProcedureCode,
    modifiers: Option<Modifiers>,
    repairs: Repairs,
}

impl Body {
    const fn with(mut self, repair: Repair) -> Self {
        self.repairs = self.repairs.with(repair);
        self
    }
}

/// Returns a code without the convention of a file: with an add-on sign, with a spreadsheet's decimal, with
/// modifiers.
fn plain(text: &str) -> Option<Body> {
    match text.strip_prefix('+') {
        Some(rest) => plain_unsigned(rest).map(|body| body.with(Repair::AddOnSign)),
        None => plain_unsigned(text),
    }
}

fn plain_unsigned(text: &str) -> Option<Body> {
    match without_zero_decimals(text) {
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => Some(Body {
            code: ProcedureCode::parse(digits).ok()?,
            modifiers: Some(Modifiers::NONE),
            repairs: Repairs::NONE.with(Repair::SpreadsheetDecimal),
        }),
        _ => code_and_modifiers(text),
    }
}

/// Reads a code and the modifiers that are joined to it, separated from it or in brackets, if nothing else follows.
fn code_and_modifiers(text: &str) -> Option<Body> {
    let (head, tail) = text.split_at_checked(5)?;
    let code = ProcedureCode::parse(head).ok()?;
    let (tail, bracket) = match tail.strip_suffix(')') {
        Some(open) => {
            let (tail, bracket) = open.split_once('(')?;
            (tail.trim_end(), Some(bracket))
        }
        None => (tail, None),
    };
    if tail.ends_with(is_separator) {
        return None;
    }
    let mut pairs = Pairs::NONE;
    let (joined, separated) = tail.split_at(tail.find(is_separator).unwrap_or(tail.len()));
    if !joined.is_empty() {
        pairs = pairs.joined_to(head, joined)?;
    }
    pairs = pairs.and_separated(separated)?;
    if let Some(bracket) = bracket {
        if bracket.chars().all(is_separator) {
            return None;
        }
        pairs = pairs.and_separated(bracket)?;
    }
    Some(Body {
        code,
        modifiers: pairs.modifiers(),
        repairs: Repairs::NONE
            .with_if(Repair::JoinedModifiers, !joined.is_empty())
            .with_if(Repair::SeparatedModifiers, !separated.is_empty())
            .with_if(Repair::ParenthesizedModifiers, bracket.is_some()),
    })
}
