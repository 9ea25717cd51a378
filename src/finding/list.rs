//! Writes lists in sentences.

use core::fmt;

/// Writes a list in a sentence: `a`, `a and b`, `a, b and c`, with `last` before the last item.
pub(crate) fn listed<T: fmt::Display>(
    f: &mut fmt::Formatter<'_>,
    items: impl IntoIterator<Item = T>,
    last: &str,
) -> fmt::Result {
    let mut items = items.into_iter().peekable();
    let mut is_first = true;
    while let Some(item) = items.next() {
        f.write_str(match items.peek() {
            _ if is_first => "",
            Some(_) => ", ",
            None => last,
        })?;
        write!(f, "{item}")?;
        is_first = false;
    }
    Ok(())
}
