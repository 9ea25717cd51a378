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

/// An ICD-10-CM diagnosis code: three characters, and up to four more after a point.
///
/// The shape is promised and nothing else: whether the code exists is not looked up.
///
/// # Examples
///
/// ```
/// use therapy_billing::documentation::DiagnosisCode;
///
/// let hemiplegia: DiagnosisCode = "I69.351".parse()?;
/// assert!(hemiplegia.begins_with("I69"));
/// assert!("I69351".parse::<DiagnosisCode>().is_err()); // the point is part of the code
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
    "expected a diagnosis code: a capital letter, a digit, a digit or capital letter, and up to \
     four digits or capital letters after a point"
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

    /// Whether the code begins so, the point included.
    #[must_use]
    pub fn begins_with(&self, prefix: &str) -> bool {
        self.as_str().starts_with(prefix)
    }
}

impl FromStr for DiagnosisCode {
    type Err = ParseDiagnosisError;

    fn from_str(text: &str) -> Result<Self, ParseDiagnosisError> {
        let alphanumeric = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
        let shape = match text.as_bytes() {
            [a, b, c, rest @ ..] if a.is_ascii_uppercase() && b.is_ascii_digit() => {
                alphanumeric(c)
                    && match rest {
                        [] => true,
                        [b'.', more @ ..] => {
                            (1..=4).contains(&more.len()) && more.iter().all(alphanumeric)
                        }
                        _ => false,
                    }
            }
            _ => false,
        };
        if !shape {
            return Err(ParseDiagnosisError);
        }
        let mut bytes = [0; 8];
        let mut length = 0;
        for (place, &byte) in bytes.iter_mut().zip(text.as_bytes()) {
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
