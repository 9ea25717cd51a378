//! Recognizes the parts of cells: marks, numbers, separators, counts, and pairs of characters that are
//! well-formed as modifiers.

use super::{Modifier, Modifiers};

pub(super) fn is_separator(character: char) -> bool {
    matches!(character, ',' | ':' | '|' | '/' | ';' | '-') || character.is_whitespace()
}

pub(super) fn has_small_letter(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// The pairs of characters read so far, each well-formed as a modifier.
#[derive(Clone, Copy)]
pub(super) struct Pairs {
    modifiers: Modifiers,
    too_many: bool,
}

impl Pairs {
    pub(super) const NONE: Self = Self {
        modifiers: Modifiers::NONE,
        too_many: false,
    };

    /// Returns the modifiers, or `None` if there are more of them than a line can have.
    pub(super) fn modifiers(self) -> Option<Modifiers> {
        (!self.too_many).then_some(self.modifiers)
    }

    /// Adds the pairs of a run of letters and digits that directly follows a code.
    pub(super) fn joined_to(self, code: &str, run: &str) -> Option<Self> {
        may_be_joined(code.as_bytes(), run.as_bytes())
            .then(|| self.and(run))
            .flatten()
    }

    /// Adds the pairs of the runs between separators.
    pub(super) fn and_separated(self, text: &str) -> Option<Self> {
        text.split(is_separator)
            .filter(|run| !run.is_empty())
            .try_fold(self, Self::and)
    }

    /// Adds the pairs of a run of letters and digits.
    ///
    /// Digits of two pairs may touch only in a run that begins with a letter: `G059` is G0 and 59, and
    /// `5926` is a number.
    pub(super) fn and(mut self, run: &str) -> Option<Self> {
        let is_lettered = run.starts_with(|first: char| first.is_ascii_alphabetic());
        let mut behind_digit = false;
        let mut pairs = run.as_bytes().chunks_exact(2);
        for pair in &mut pairs {
            let modifier = Modifier::parse(core::str::from_utf8(pair).ok()?).ok()?;
            let &[first, second] = modifier.as_bytes();
            let times = first == b'X' && second.is_ascii_digit();
            if times || (behind_digit && first.is_ascii_digit() && !is_lettered) {
                return None;
            }
            behind_digit = second.is_ascii_digit();
            match self.modifiers.with(modifier) {
                Ok(modifiers) => self.modifiers = modifiers,
                Err(_) => self.too_many = true,
            }
        }
        pairs.remainder().is_empty().then_some(self)
    }
}

/// Returns whether a run that begins with a digit can be told from a longer number.
pub(super) fn may_be_joined(code: &[u8], run: &[u8]) -> bool {
    let behind_letter = code.first().is_some_and(u8::is_ascii_alphabetic);
    match run {
        [b'0'..=b'9', b'0'..=b'9', rest @ ..] => behind_letter || !rest.is_empty(),
        [b'0'..=b'9', ..] => behind_letter || !code.iter().all(u8::is_ascii_digit),
        _ => true,
    }
}

/// Returns the text behind or inside a spreadsheet's mark: `'97112`, `="97112"`.
pub(super) fn marked(text: &str) -> Option<&str> {
    text.strip_prefix('\'')
        .or_else(|| text.strip_prefix("=\"")?.strip_suffix('"'))
}

/// Returns the text directly behind a word that names the code set, and its sign: `HC:97112`, `CPT4|97112`.
pub(super) fn qualified(text: &str) -> Option<&str> {
    let (word, rest) = text.split_once([':', '|'])?;
    let is_known = ["HC", "HCPCS", "CPT", "CPT4"]
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known));
    (is_known && !rest.starts_with(char::is_whitespace)).then_some(rest)
}

/// Returns the text in front of a count: `x2`, `* 2`, `(4)`, `(x4)`.
pub(super) fn without_count(text: &str) -> Option<&str> {
    let bracket = text
        .strip_suffix(')')
        .and_then(|open| open.rsplit_once('('));
    let counted = bracket.map_or(text, |(_, inside)| inside.trim());
    let front = counted.trim_end_matches(|last: char| last.is_ascii_digit());
    if !(1..=4).contains(&(counted.len() - front.len())) {
        return None;
    }
    let behind_code = front.trim_end().strip_suffix(['x', 'X', '*']);
    match bracket {
        None => behind_code.map(str::trim_end),
        Some((code, _)) if front.is_empty() || behind_code == Some("") => Some(code.trim_end()),
        Some(_) => None,
    }
}

/// Returns the text behind a number and two or more blanks. Five bare digits are a code, no number.
pub(super) fn behind_amount(text: &str) -> Option<&str> {
    let (number, rest) = text.split_once(char::is_whitespace)?;
    let is_code = number.len() == 5 && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = Number::parse(number).is_some() && !is_code;
    (is_number && rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
}

/// Returns the text in front of a point and one or more zeros.
pub(super) fn without_zero_decimals(text: &str) -> Option<&str> {
    let (whole, decimals) = text.split_once('.')?;
    let zeros = !decimals.is_empty() && decimals.bytes().all(|byte| byte == b'0');
    zeros.then_some(whole)
}

/// A number as price lists write it: `182.70`, `.50`, `$1,182.70`, `182`.
pub(super) struct Number<'a> {
    decimals: &'a str,
}

impl<'a> Number<'a> {
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let text = text.strip_prefix('$').unwrap_or(text);
        let (whole, decimals) = match text.split_once('.') {
            Some((_, "")) => return None,
            Some(parts) => parts,
            None if text.is_empty() => return None,
            None => (text, ""),
        };
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        (digits(decimals) && (digits(whole) || in_thousands(whole))).then_some(Self { decimals })
    }

    /// Returns whether its decimals are not all zero, so that no spreadsheet made it from a whole number.
    pub(super) fn is_fraction(&self) -> bool {
        self.decimals.bytes().any(|byte| byte != b'0')
    }
}

/// Returns whether a text is a number with groups of three digits, such as `1,182`.
fn in_thousands(text: &str) -> bool {
    let mut groups = text.split(',').enumerate();
    groups.all(|(place, group)| {
        let length = match place {
            0 => 1..=3,
            _ => 3..=3,
        };
        length.contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_digit())
    })
}
