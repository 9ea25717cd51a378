//! Reads the words of a text, and names entries of vocabularies as people write them.

use alloc::{borrow::Cow, string::String};
use core::num::NonZero;

use crate::documentation::record::Credential;
use crate::finding::Fact;
use crate::reference::catalog::Discipline;

/// Returns the words of a text with one blank between them: maximal runs of a-z and 0-9 after lower-casing.
pub(super) fn plain(text: &str) -> String {
    let lower = if text.is_ascii() {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.to_lowercase())
    };
    let mut plain = String::with_capacity(lower.len());
    for word in lower.split(|one: char| !one.is_ascii_alphanumeric()) {
        if !word.is_empty() {
            if !plain.is_empty() {
                plain.push(' ');
            }
            plain.push_str(word);
        }
    }
    plain.make_ascii_lowercase();
    plain
}

/// Returns the first letters and digits of a text in lower case, or `None` if it has none. Texts with the same words
/// have the same beginning.
pub(super) fn beginning(text: &str) -> Option<NonZero<u64>> {
    let mut begins = 0_u64; // a byte for each, at most eight
    let mut add = |one: char| {
        let is_short = begins >> 56 == 0;
        if is_short && one.is_ascii_alphanumeric() {
            begins = begins << 8 | u64::from(one);
        }
        is_short
    };
    for one in text.chars() {
        let is_short = if one.is_ascii() {
            add(one.to_ascii_lowercase())
        } else {
            one.to_lowercase().all(&mut add)
        };
        if !is_short {
            break;
        }
    }
    NonZero::new(begins)
}

/// Returns a discipline as people write it in a chart.
pub(super) fn discipline(discipline: Discipline) -> Fact {
    let words = match discipline {
        Discipline::Pt => "PT",
        Discipline::Ot => "OT",
        Discipline::Slp => "SLP",
    };
    Fact::in_words(words, Fact::Word(discipline.as_str()))
}

/// Returns a credential as people write it in a signature.
pub(super) fn credential(credential: Credential) -> Fact {
    let words = match credential {
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
    };
    Fact::in_words(words, Fact::Word(credential.as_str()))
}
