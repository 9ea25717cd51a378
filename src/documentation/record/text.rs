//! Defines `Text`, free text that is neither blank nor longer than 65,536 bytes.

use alloc::string::String;
use core::ops::Deref;

use super::{MOST_BYTES, RecordError};

/// A free text that a clinician phrased. It is never blank, and at most [`MOST_BYTES`] long.
///
/// # Examples
///
/// ```
/// use therapy_billing::documentation::Text;
///
/// assert_eq!(Text::new("3 x 30 s on foam")?.as_deref(), Some("3 x 30 s on foam"));
/// assert_eq!(Text::new("  ")?, None);
/// assert!(Text::new("x".repeat(65_537)).is_err());
/// # Ok::<(), therapy_billing::documentation::RecordError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(String);

impl Text {
    /// Returns a text, or `None` if it is blank: a blank text is the same as no text.
    ///
    /// # Errors
    ///
    /// The text is longer than [`MOST_BYTES`].
    pub fn new(text: impl AsRef<str> + Into<String>) -> Result<Option<Self>, RecordError> {
        let is_blank = text.as_ref().trim().is_empty();
        bounded(text).map(|text| (!is_blank).then_some(Self(text)))
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Returns a text as a string if it is not too long.
pub(super) fn bounded(text: impl AsRef<str> + Into<String>) -> Result<String, RecordError> {
    let found = text.as_ref().len();
    if found > MOST_BYTES {
        return Err(RecordError::TextTooLong {
            text: "a text",
            found,
        });
    }
    Ok(text.into())
}
