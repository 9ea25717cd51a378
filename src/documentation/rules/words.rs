//! Words of a text, and names of vocabulary entries as people write them.

use core::{char::ToLowercase, str::Chars};

use crate::documentation::record::Credential;
use crate::reference::catalog::Discipline;

/// A text as its words: maximal runs of a-z and 0-9 after lower-casing, one blank between them.
#[derive(Clone, Debug)]
struct Plain<'a> {
    chars: Chars<'a>,
    lower: Option<ToLowercase>,
    pending: Option<u8>,
    begun: bool,
}

impl<'a> Plain<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            chars: text.chars(),
            lower: None,
            pending: None,
            begun: false,
        }
    }

    /// The next character in lower case.
    fn lowered(&mut self) -> Option<char> {
        loop {
            if let Some(next) = self.lower.as_mut().and_then(Iterator::next) {
                return Some(next);
            }
            match self.chars.next()? {
                ascii if ascii.is_ascii() => return Some(ascii.to_ascii_lowercase()),
                other => self.lower = Some(other.to_lowercase()),
            }
        }
    }
}

impl Iterator for Plain<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        if let Some(pending) = self.pending.take() {
            return Some(pending);
        }
        let mut apart = false;
        loop {
            match self.lowered()? {
                character @ ('a'..='z' | '0'..='9') => {
                    let byte = u8::try_from(character).ok()?;
                    if apart && self.begun {
                        self.pending = Some(byte);
                        return Some(b' ');
                    }
                    self.begun = true;
                    return Some(byte);
                }
                _ => apart = true,
            }
        }
    }
}

/// The words of a text, in order.
#[derive(Clone, Debug)]
pub(super) struct Words<'a>(Plain<'a>);

/// One word of a text.
#[derive(Clone, Debug)]
pub(super) struct Word<'a>(Plain<'a>);

/// The words of a text, in order.
pub(super) fn words(text: &str) -> Words<'_> {
    Words(Plain::new(text))
}

impl<'a> Iterator for Words<'a> {
    type Item = Word<'a>;

    fn next(&mut self) -> Option<Word<'a>> {
        let start = self.0.clone();
        self.0.next()?;
        self.0
            .by_ref()
            .take_while(|&byte| byte != b' ')
            .for_each(drop);
        Some(Word(start))
    }
}

impl Word<'_> {
    fn bytes(&self) -> impl Iterator<Item = u8> {
        self.0.clone().take_while(|&byte| byte != b' ')
    }

    /// Whether it is this word, written in small letters.
    pub(super) fn is(&self, word: &str) -> bool {
        self.bytes().eq(word.bytes())
    }
}

/// A number for each word of a text: FNV-1a, 64 bits.
pub(super) fn fingerprints(text: &str) -> impl Iterator<Item = u64> {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    let mut bytes = Plain::new(text).peekable();
    core::iter::from_fn(move || {
        bytes.peek()?;
        let word = bytes.by_ref().take_while(|&byte| byte != b' ');
        Some(word.fold(BASIS, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        }))
    })
}

/// Whether a text has any words.
pub(super) fn has_words(text: &str) -> bool {
    Plain::new(text).next().is_some()
}

/// Whether two texts have the same words in the same order.
pub(super) fn same_words(one: &str, other: &str) -> bool {
    Plain::new(one).eq(Plain::new(other))
}

/// A discipline as people write it in a chart.
pub(super) const fn discipline(discipline: Discipline) -> &'static str {
    match discipline {
        Discipline::Pt => "PT",
        Discipline::Ot => "OT",
        Discipline::Slp => "SLP",
    }
}

/// A credential as people sign with it.
pub(super) const fn credential(credential: Credential) -> &'static str {
    match credential {
        Credential::Pt => "PT",
        Credential::Pta => "PTA",
        Credential::Ot => "OT",
        Credential::Ota => "OTA",
        Credential::Slp => "SLP",
        Credential::Md => "MD",
        Credential::Do => "DO",
        Credential::Dpm => "DPM",
        Credential::Od => "OD",
        Credential::Np => "NP",
        Credential::Pa => "PA",
        Credential::Cns => "CNS",
        Credential::Dc => "DC",
        Credential::Dds => "DDS",
        Credential::Rn => "RN",
        Credential::Atc => "ATC",
        Credential::StudentPt => "PT student",
        Credential::StudentPta => "PTA student",
        Credential::StudentOt => "OT student",
        Credential::StudentOta => "OTA student",
        Credential::Aide => "aide",
    }
}
