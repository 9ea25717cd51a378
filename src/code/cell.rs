//! The lenient reader of cells: a code, its modifiers, and what had to be repaired.

use core::fmt;

use super::refusal::{Refusal, RefusalReason};
use super::repair::{Repair, Repairs};
use super::shape::{Pairs, behind_amount, has_small_letter, is_separator, without_zero_decimals};
use super::{CodeKind, Modifiers, ProcedureCode};

/// How much leniency a reading took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum Strictness {
    /// None: [`ProcedureCode::parse`] takes the cell as it stands.
    Strict,
    /// The default repairs.
    Lenient,
    /// A convention of one file, switched on.
    OptIn,
}

impl Strictness {
    /// The serialized name.
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

/// A cell that was read: its code, its modifiers in order, and what was repaired.
///
/// Serialized, it is what the `read_codes` example answers: `reading`, `code`, `kind`, `modifiers`,
/// `repairs`; the raw text stays with the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Reading<'a> {
    /// The cell as it stands in the file.
    pub raw: &'a str,
    /// The code.
    pub code: ProcedureCode,
    /// The modifiers behind it, in order.
    pub modifiers: Modifiers,
    /// What was repaired.
    pub repairs: Repairs,
}

impl Reading<'_> {
    /// How much leniency it took.
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

    /// Whether the strict parse takes the cell as it stands; it folds small letters too.
    #[must_use]
    pub const fn is_strict(&self) -> bool {
        self.repairs.without(Repair::LetterCase).is_empty()
    }

    /// The code set the code belongs to.
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
/// # Errors
///
/// A [`Refusal`] with its reason: `""` is blank, `97112GPKX59GOGN` has a modifier too many,
/// `97161-97163` are several codes, `182.70` is an amount, `100` a short and `7104526` a long
/// number, `X3922GP` a local code, `GP` a modifier only, `97112G` is cut, `G02025` overlong, and
/// `CPT 81245` text.
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
/// // Cut off in the file: GP, GN or GO cannot be told, so nothing is guessed.
/// let refusal = code::read("97112G").unwrap_err();
/// assert_eq!(refusal.reason, RefusalReason::CutModifier);
/// assert_eq!(refusal.raw, "97112G");
/// # Ok::<(), code::Refusal<'static>>(())
/// ```
pub fn read(cell: &str) -> Result<Reading<'_>, Refusal<'_>> {
    CellReader::new().read(cell)
}

/// A reader of cells, with the conventions of one file switched on.
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
    /// The default repairs, no convention of any file.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            leading_zero: false,
            leading_amount: false,
        }
    }

    /// The same, for a file that writes a zero in front of its codes: `097112`.
    #[must_use]
    pub const fn with_leading_zero(mut self) -> Self {
        self.leading_zero = true;
        self
    }

    /// The same, for a file that writes a number and two or more blanks in front of its codes:
    /// `182.70  97112GP`. Five bare digits are no amount but a second code.
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
        match self.read_trimmed(text) {
            Some(Body {
                code,
                modifiers: Some(modifiers),
                repairs,
            }) => Ok(Reading {
                raw: cell,
                code,
                modifiers,
                repairs: repairs
                    .with_if(Repair::Trimmed, text.len() < cell.len())
                    .with_if(Repair::LetterCase, has_small_letter(text)),
            }),
            Some(Body {
                modifiers: None, ..
            }) => Err(Refusal::new(cell, RefusalReason::TooManyModifiers, None)),
            None => Err(Refusal::new(
                cell,
                RefusalReason::of(text),
                self.missing_convention(text),
            )),
        }
    }

    fn read_trimmed(self, text: &str) -> Option<Body> {
        let plain = plain(text);
        if plain.is_some() {
            return plain;
        }
        if self.leading_zero {
            let body = text.strip_prefix('0').and_then(code_and_modifiers);
            if let Some(body) = body {
                return Some(body.with(Repair::LeadingZero));
            }
        }
        if self.leading_amount {
            let body = behind_amount(text).and_then(code_and_modifiers);
            if let Some(body) = body {
                return Some(body.with(Repair::LeadingAmount));
            }
        }
        None
    }

    /// The convention that is off and would read the text.
    fn missing_convention(self, text: &str) -> Option<Repair> {
        let zero = Self::new().with_leading_zero();
        let amount = Self::new().with_leading_amount();
        let would_read = |reader: Self| {
            let body = reader.read_trimmed(text);
            body.is_some_and(|body| body.modifiers.is_some())
        };
        if !self.leading_zero && would_read(zero) {
            Some(Repair::LeadingZero)
        } else if !self.leading_amount && would_read(amount) {
            Some(Repair::LeadingAmount)
        } else {
            None
        }
    }
}

/// A code and what stands behind it; no modifiers where there are five or more.
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

/// A code as files write it when no convention is at work: with an add-on sign, with a
/// spreadsheet's decimal, with modifiers.
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

/// A code, then modifiers joined to it or separated from it, then nothing.
fn code_and_modifiers(text: &str) -> Option<Body> {
    let (head, tail) = text.split_at_checked(5)?;
    let code = ProcedureCode::parse(head).ok()?;
    if tail.ends_with(is_separator) {
        return None;
    }
    let mut pairs = Pairs::NONE;
    let mut runs = tail.split(is_separator);
    let joined = runs.next().unwrap_or_default();
    if !joined.is_empty() {
        pairs = pairs.joined_to(head, joined)?;
    }
    let mut separated = false;
    for run in runs.filter(|run| !run.is_empty()) {
        pairs = pairs.and(run)?;
        separated = true;
    }
    Some(Body {
        code,
        modifiers: pairs.modifiers(),
        repairs: Repairs::NONE
            .with_if(Repair::JoinedModifiers, !joined.is_empty())
            .with_if(Repair::SeparatedModifiers, separated),
    })
}
