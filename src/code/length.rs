//! Counts the characters of a text in constant functions, for errors that state how many were found.

/// Returns how many characters a text has: the bytes of its UTF-8 that begin one.
pub(super) const fn characters(text: &str) -> usize {
    let mut bytes = text.as_bytes();
    let mut count = 0;
    while let Some((&byte, rest)) = bytes.split_first() {
        if byte & 0b1100_0000 != 0b1000_0000 {
            count += 1;
        }
        bytes = rest;
    }
    count
}
