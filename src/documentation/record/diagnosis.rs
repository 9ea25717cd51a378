//! Defines `DiagnosisCode`, an ICD-10-CM code by its form.

use core::{fmt, str::FromStr};

/// An ICD-10-CM diagnosis code: three characters, and up to four more after a dot.
///
/// A code may be written without its dot, which is then added. Only the form of the code is checked, not whether it exists.
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
#[doc(alias = "ICD-10-CM")]
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DiagnosisCode {
    bytes: [u8; 8],
    length: u8,
}

/// A text was not a diagnosis code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected a diagnosis code such as I69.351: a capital letter, a digit, a digit or capital letter, \
     and up to 4 digits or capital letters after a dot; check the code"
)]
pub struct ParseDiagnosisError;

impl DiagnosisCode {
    /// Returns the text, with its dot.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.bytes
            .get(..usize::from(self.length))
            .and_then(|bytes| core::str::from_utf8(bytes).ok())
            .unwrap_or_default()
    }

    /// Returns the beginnings of the code, the shortest first and the whole code last.
    pub(in crate::documentation) fn beginnings(&self) -> impl Iterator<Item = &str> {
        let code = self.as_str();
        (1..=code.len()).filter_map(|length| code.get(..length))
    }

    /// Returns whether the code begins with a text, its dot included.
    #[must_use]
    pub fn begins_with(&self, prefix: &str) -> bool {
        let code = self.bytes.get(..usize::from(self.length));
        code.is_some_and(|code| code.starts_with(prefix.as_bytes()))
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
