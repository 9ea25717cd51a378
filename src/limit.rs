//! Defines how many entries a list and how many bytes a text may have.

/// The largest number of entries of any list that the crate takes.
pub(crate) const LIST_LIMIT: usize = 4096;

/// The largest number of bytes of a free text.
pub(crate) const TEXT_LIMIT: usize = 65_536;
