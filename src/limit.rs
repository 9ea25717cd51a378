//! Defines how many entries a list and how many bytes a text may have.

use core::fmt;

/// The largest number of entries of any list that the crate takes.
pub(crate) const LIST_LIMIT: usize = 4096;

/// The largest number of bytes of a free text.
pub(crate) const TEXT_LIMIT: usize = 65_536;

/// Shows a number with commas between its thousands.
pub(crate) struct Thousands(pub(crate) usize);

impl fmt::Display for Thousands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0 / 1000, self.0 % 1000) {
            (0, rest) => write!(f, "{rest}"),
            (thousands, rest) => write!(f, "{},{rest:03}", Self(thousands)),
        }
    }
}
