//! Defines the limits of a record and its errors: a part that is invalid, and a word without meaning.

use core::fmt;

/// The largest length of a text in a record, in bytes: 65,536, some twenty pages.
pub const MOST_BYTES: usize = crate::limit::TEXT_LIMIT;

/// The largest number of entries of a list or a map in a record: 4,096.
pub const MOST_ENTRIES: usize = crate::limit::LIST_LIMIT;

/// A part of a record was invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum RecordError {
    /// An episode had no treatment day.
    #[error("expected at least one treatment day, found none; state the day of the evaluation")]
    NoTreatmentDay,
    /// A list or a map would have had more than 4,096 entries.
    #[error(
        "expected at most {most} entries in {list}, found more; split the record",
        most = crate::limit::Thousands(MOST_ENTRIES)
    )]
    TooManyEntries {
        /// The name of the list in the record, such as `long_term_goals`.
        list: &'static str,
    },
    /// A text was longer than 65,536 bytes.
    #[error("expected at most {MOST_BYTES} bytes in {text}, found {found}; shorten it")]
    TextTooLong {
        /// The name of the text in the record, such as `assessment`.
        text: &'static str,
        /// The length of the text, in bytes.
        found: usize,
    },
}

impl RecordError {
    /// Names the list or the text that the error is about.
    pub(crate) const fn of(self, part: &'static str) -> Self {
        match self {
            Self::NoTreatmentDay => self,
            Self::TooManyEntries { .. } => Self::TooManyEntries { list: part },
            Self::TextTooLong { found, .. } => Self::TextTooLong { text: part, found },
        }
    }
}

/// A word was not in the vocabulary of its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownWord {
    /// The name of the vocabulary, such as `credential`.
    pub vocabulary: &'static str,
    /// The words of the vocabulary.
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
