//! Writes the pieces of sentences straight into a text, without the detour of a format string for each of them.

use core::fmt::{self, Write};

use crate::citation::Citation;
use crate::code::ProcedureCode;
use crate::quantity::{Minutes, Units};
use crate::reference::catalog::BlockMinutes;

/// A piece of a sentence.
pub(super) trait Piece {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result;
}

/// Writes pieces of a sentence one after another.
macro_rules! say {
    ($to:expr, $($piece:expr),+ $(,)?) => {{
        $($crate::units::words::Piece::put(&$piece, $to)?;)+
        Ok(())
    }};
}
pub(super) use say;

impl Piece for &str {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        to.write_str(self)
    }
}

impl Piece for ProcedureCode {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        to.write_str(self.as_str())
    }
}

impl Piece for Citation {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        write!(to, "{self}")
    }
}

/// The numbers of two digits.
const DIGITS: &str = "00010203040506070809101112131415161718192021222324252627282930313233343536373839\
                      40414243444546474849505152535455565758596061626364656667686970717273747576777879\
                      8081828384858687888990919293949596979899";

/// Writes a number below 100, with a zero before a single digit if another number comes before it.
fn two_digits<W: Write>(to: &mut W, number: usize, is_first: bool) -> fmt::Result {
    let start = 2 * number + usize::from(is_first && number < 10);
    to.write_str(DIGITS.get(start..2 * number + 2).unwrap_or_default())
}

impl Piece for usize {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        let (before, last) = (self / 100, self % 100);
        if before > 0 {
            before.put(to)?;
        }
        two_digits(to, last, before == 0)
    }
}

impl Piece for u16 {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        usize::from(*self).put(to)
    }
}

impl Piece for u32 {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        u64::from(*self).put(to)
    }
}

impl Piece for u64 {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        match usize::try_from(*self) {
            Ok(number) => number.put(to),
            Err(_) => write!(to, "{self}"),
        }
    }
}

impl Piece for Minutes {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        Counted(self.get().into(), "minute").put(to)
    }
}

impl Piece for BlockMinutes {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        Minutes::new(self.get()).put(to)
    }
}

impl Piece for Units {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        Counted(self.get().into(), "unit").put(to)
    }
}

/// Contains a number and its noun: `1 unit`, `3 units`.
pub(super) struct Counted(pub(super) u32, pub(super) &'static str);

impl Piece for Counted {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        let plural = if self.0 == 1 { "" } else { "s" };
        say!(to, self.0, " ", self.1, plural)
    }
}

/// Contains the full units of a code: `no full unit`, `1 full unit`, `2 full units`.
pub(super) struct FullUnits(pub(super) Units);

impl Piece for FullUnits {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        match self.0.get() {
            0 => say!(to, "no full unit"),
            1 => say!(to, "1 full unit"),
            more => say!(to, more, " full units"),
        }
    }
}

/// Contains a place in an order: `first`, `ninth`, `10th`, `21st`.
pub(super) struct Ordinal(pub(super) u32);

impl Piece for Ordinal {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        const WORDS: [&str; 9] = [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        ];
        let place = usize::try_from(self.0)
            .ok()
            .and_then(|nth| nth.checked_sub(1));
        if let Some(word) = place.and_then(|place| WORDS.get(place)) {
            return say!(to, *word);
        }
        let ending = match (self.0 % 100, self.0 % 10) {
            (11..=13, _) => "th",
            (_, 1) => "st",
            (_, 2) => "nd",
            (_, 3) => "rd",
            _ => "th",
        };
        say!(to, self.0, ending)
    }
}

/// Contains codes in a sentence: `97110, 97112 and 97140`.
pub(super) struct List<'a>(pub(super) &'a [ProcedureCode]);

impl Piece for List<'_> {
    fn put<W: Write>(&self, to: &mut W) -> fmt::Result {
        let count = self.0.len();
        for (place, code) in self.0.iter().enumerate() {
            let before = match place {
                0 => "",
                _ if place + 1 == count => " and ",
                _ => ", ",
            };
            say!(to, before, *code)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use alloc::{format, string::String};

    use super::{Counted, Ordinal, Piece};

    fn text(piece: &impl Piece) -> String {
        let mut text = String::new();
        piece.put(&mut text).unwrap();
        text
    }

    #[test]
    fn numbers_are_written_as_the_standard_library_writes_them() {
        for number in (0..20_000).chain([99_999, 100_000, 1_000_099, u64::MAX - 1, u64::MAX]) {
            assert_eq!(text(&number), format!("{number}"));
        }
        assert_eq!(text(&u16::MAX), "65535");
        assert_eq!(text(&u32::MAX), "4294967295");
    }

    #[test]
    fn nouns_and_ordinals_agree_with_their_number() {
        let minutes = [0, 1, 2].map(|number| text(&Counted(number, "minute")));
        assert_eq!(minutes, ["0 minutes", "1 minute", "2 minutes"]);
        let ordinals = [1, 9, 10, 11, 12, 13, 21, 22, 23, 111, 101].map(|nth| text(&Ordinal(nth)));
        let expected = [
            "first", "ninth", "10th", "11th", "12th", "13th", "21st", "22nd", "23rd", "111th",
            "101st",
        ];
        assert_eq!(ordinals, expected);
    }
}
