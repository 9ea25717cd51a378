//! Reads the words of a text, and names entries of vocabularies as people write them.

use alloc::string::String;

use crate::documentation::record::Credential;
use crate::finding::Fact;
use crate::reference::catalog::Discipline;

/// Returns the words of a text with one blank between them: maximal runs of a-z and 0-9 after lower-casing.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut ended = false; // the last word has ended, if there is one
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_ascii_lowercase() || character.is_ascii_digit() {
            if ended && !plain.is_empty() {
                plain.push(' ');
            }
            ended = false;
            plain.push(character);
        } else {
            ended = true;
        }
    }
    plain
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
