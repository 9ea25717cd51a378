//! Fills facts into the sentences of findings.

use alloc::borrow::Cow;
use core::fmt;

use super::evidence::Fact;

/// The places of the braces and square brackets in a sentence, found by the compiler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Marks([u8; Self::MOST]);

impl Marks {
    /// The most braces and square brackets of a sentence.
    const MOST: usize = 20;

    /// Finds the places in a sentence. One that is too long does not compile.
    pub(crate) const fn of(sentence: &str) -> Self {
        assert!(
            sentence.len() < Self::NONE as usize,
            "the sentence is too long"
        );
        let mut marks = [Self::NONE; Self::MOST];
        let (mut bytes, mut place, mut count) = (sentence.as_bytes(), 0, 0);
        while let [byte, behind @ ..] = bytes {
            if matches!(byte, b'{' | b'}' | b'[' | b']') {
                assert!(count < Self::MOST, "the sentence has too many braces");
                if let Some((_, [mark, ..])) = marks.split_at_mut_checked(count) {
                    *mark = place;
                }
                count += 1;
            }
            place += 1;
            bytes = behind;
        }
        Self(marks)
    }

    /// The value of an entry without a place, which no sentence is long enough to have.
    const NONE: u8 = u8::MAX;
}

/// A sentence with the names of facts in braces. A part in square brackets is left out where one of its facts is
/// missing, not known or an empty list.
#[derive(Clone, Copy)]
pub(crate) struct Sentence {
    text: &'static str,
    marks: &'static Marks,
}

impl Sentence {
    pub(crate) const fn new(text: &'static str, marks: &'static Marks) -> Self {
        Self { text, marks }
    }

    /// Writes the sentence with its facts. A name without a fact stays as it is.
    pub(crate) fn fill<'a>(
        self,
        f: &mut fmt::Formatter<'_>,
        fact: &dyn Fn(&str) -> Option<Cow<'a, Fact>>,
    ) -> fmt::Result {
        let mut written = 0;
        let mut marks = self.marks();
        while let Some((place, mark)) = marks.next() {
            f.write_str(self.between(written, place))?;
            written = place + 1;
            if mark == b'{' {
                let (name, behind) = self.name(written, &mut marks);
                match fact(name) {
                    Some(fact) => fmt::Display::fmt(&*fact, f)?,
                    None => write!(f, "{{{name}}}")?,
                }
                written = behind;
            } else if mark == b'[' && !self.is_known(marks.clone(), fact) {
                let end = marks.find(|(_, mark)| *mark == b']');
                written = end.map_or(self.text.len(), |(end, _)| end + 1);
            }
        }
        f.write_str(self.between(written, self.text.len()))
    }

    /// Returns whether every fact of a part in square brackets is known.
    fn is_known<'a>(
        self,
        mut marks: impl Iterator<Item = (usize, u8)>,
        fact: &dyn Fn(&str) -> Option<Cow<'a, Fact>>,
    ) -> bool {
        while let Some((place, b'{')) = marks.next() {
            let (name, _) = self.name(place + 1, &mut marks);
            let is_known = match fact(name).as_deref() {
                None | Some(Fact::Unknown) => false,
                Some(Fact::List(items)) => !items.is_empty(),
                Some(_) => true,
            };
            if !is_known {
                return false;
            }
        }
        true
    }

    /// Returns the name that begins at a place, and the place behind its brace, which is the next of the marks.
    fn name(
        self,
        start: usize,
        marks: &mut impl Iterator<Item = (usize, u8)>,
    ) -> (&'static str, usize) {
        let end = marks.next().map_or(self.text.len(), |(end, _)| end);
        (self.between(start, end), end + 1)
    }

    /// Returns the places of braces and square brackets, with the characters there.
    fn marks(self) -> impl Iterator<Item = (usize, u8)> + Clone {
        let places = self.marks.0.iter().map(|place| usize::from(*place));
        places.map_while(move |place| Some((place, *self.text.as_bytes().get(place)?)))
    }

    fn between(self, start: usize, end: usize) -> &'static str {
        self.text.get(start..end).unwrap_or_default()
    }
}
