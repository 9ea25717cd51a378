//! Defines `Text`, free text that is never blank, and the limits of texts and lists.

use alloc::string::String;
use core::{fmt, ops::Deref};

/// The longest text that is read, in bytes: some twenty pages.
pub const MOST_BYTES: usize = 65_536;

/// The most entries of a list or a map.
pub const MOST_ENTRIES: usize = 4_096;

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
