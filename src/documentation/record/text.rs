//! Free text, ids, and diagnosis codes.

use alloc::string::String;
use core::{fmt, ops::Deref, str::FromStr};

use super::declare::ids;

/// Free text of a clinician's, never blank.
///
/// # Examples
///
/// ```
/// use therapy_billing::documentation::Text;
///
/// assert_eq!(Text::new("3 x 30 s on foam").as_deref(), Some("3 x 30 s on foam"));
/// assert_eq!(Text::new("  "), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub(super) String);

impl Text {
    /// Takes a text; `None` for a blank one, which is the same as none.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        (!text.trim().is_empty()).then_some(Self(text))
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

ids! {
    /// The caller's key of a patient; compared, and never shown.
    PatientKey;
    /// The id of a person within one note.
    PersonId;
    /// The id of a goal within one plan.
    GoalId;
    /// The id of a limitation within one evaluation.
    LimitationId;
    /// Who wrote or attests a document, as the caller names them; compared, and never shown.
    Signatory;
}

/// A word that is in no vocabulary of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// What the word was to be, such as `credential`.
    pub vocabulary: &'static str,
    /// The words there are.
    pub words: &'static [&'static str],
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected one of ")?;
        for (index, word) in self.words.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            f.write_str(word)?;
        }
        Ok(())
    }
}

impl core::error::Error for UnknownWord {}

/// An ICD-10-CM diagnosis code: three characters, and up to four more after a dot.
///
/// The dot may be left out, and is added. Only the form of the code is checked, not whether it exists.
///
/// # Examples
///
/// ```
/// use therapy_billing::documentation::DiagnosisCode;
///
/// let hemiplegia: DiagnosisCode = "I69.351".parse()?;
/// assert!(hemiplegia.begins_with("I69"));
/// assert_eq!("I69351".parse::<DiagnosisCode>()?, hemiplegia);
/// assert!("i69.351".parse::<DiagnosisCode>().is_err());
/// # Ok::<(), therapy_billing::documentation::ParseDiagnosisError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DiagnosisCode {
    bytes: [u8; 8],
    length: u8,
}

/// A text that is no diagnosis code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected a diagnosis code such as I69.351: a capital letter, a digit, a digit or capital letter, \
     and up to 4 digits or capital letters after a dot; check the code"
)]
pub struct ParseDiagnosisError;

impl DiagnosisCode {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.bytes
            .get(..usize::from(self.length))
            .and_then(|bytes| core::str::from_utf8(bytes).ok())
            .unwrap_or_default()
    }

    /// The beginnings of the code, the shortest first and the whole code last.
    pub(in crate::documentation) fn beginnings(&self) -> impl Iterator<Item = &str> {
        let code = self.as_str();
        (1..=code.len()).filter_map(|length| code.get(..length))
    }

    /// Returns whether the code begins with a text, its dot included.
    #[must_use]
    pub fn begins_with(&self, prefix: &str) -> bool {
        self.as_str().starts_with(prefix)
    }
}

impl FromStr for DiagnosisCode {
    type Err = ParseDiagnosisError;

    fn from_str(text: &str) -> Result<Self, ParseDiagnosisError> {
        let is_alphanumeric = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
        let (category, rest) = match text.as_bytes() {
            [a, b, c, rest @ ..]
                if a.is_ascii_uppercase() && b.is_ascii_digit() && is_alphanumeric(c) =>
            {
                ([*a, *b, *c], rest)
            }
            _ => return Err(ParseDiagnosisError),
        };
        let more = match rest {
            [b'.'] => return Err(ParseDiagnosisError),
            [b'.', more @ ..] | more => more,
        };
        if more.len() > 4 || !more.iter().all(is_alphanumeric) {
            return Err(ParseDiagnosisError);
        }
        let dot: &[u8] = if more.is_empty() { b"" } else { b"." };
        let mut bytes = [0; 8];
        let mut length = 0;
        let code = category.iter().chain(dot).chain(more);
        for (place, &byte) in bytes.iter_mut().zip(code) {
            *place = byte;
            length += 1;
        }
        Ok(Self { bytes, length })
    }
}

impl fmt::Display for DiagnosisCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for DiagnosisCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DiagnosisCode({self})")
    }
}

#[cfg(feature = "serde")]
crate::wire::text!(DiagnosisCode, "a diagnosis code such as I69.351");
#[cfg(feature = "serde")]
super::wire::by_serde!(DiagnosisCode);
