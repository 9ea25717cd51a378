//! Free text, where the caller has it read: English, and advice at most.

use alloc::vec::Vec;

use super::chart::{Chart, Verdict, missing};
use super::words::{Words, fingerprints, has_words, words};
use super::{Out, at};
use crate::finding::Evidence;

/// Phrases that say nothing of the day, the longer before the shorter of one beginning.
const STOCK: [&[&str]; 12] = [
    &["patient", "tolerated", "treatment", "well"],
    &["tolerated", "treatment", "well"],
    &["tolerated", "well"],
    &["continue", "per", "plan", "of", "care"],
    &["continue", "with", "plan", "of", "care"],
    &["continue", "plan", "of", "care"],
    &["continue", "per", "poc"],
    &["continue", "with", "poc"],
    &["continue", "poc"],
    &["no", "new", "complaints"],
    &["progressing", "as", "expected"],
    &["see", "flow", "sheet"],
];

/// Words that carry nothing by themselves.
const SMALL: [&str; 19] = [
    "a",
    "an",
    "and",
    "as",
    "continue",
    "for",
    "in",
    "is",
    "of",
    "on",
    "patient",
    "per",
    "pt",
    "the",
    "to",
    "today",
    "treatment",
    "was",
    "with",
];

/// Words that an assessment has beside stock phrases.
const OWN_WORDS: usize = 4;

/// Different words from which two narratives are compared.
const DIFFERENT_WORDS: usize = 8;

/// The assessment says something of its own.
pub(super) fn stock_phrases(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let Some(assessment) = &chart.note()?.assessment else {
        return missing("note.assessment");
    };
    if own_words(words(assessment)) < OWN_WORDS {
        out.fire(at("note.assessment"), Evidence::NONE);
    }
    Ok(())
}

/// Words that are left after stock phrases and small words, counted up to what is enough.
fn own_words(mut rest: Words<'_>) -> usize {
    let mut own = 0;
    while own < OWN_WORDS {
        if let Some(after) = STOCK.iter().find_map(|phrase| after(rest.clone(), phrase)) {
            rest = after;
            continue;
        }
        match rest.next() {
            None => break,
            Some(word) if SMALL.iter().any(|small| word.is(small)) => {}
            Some(_) => own += 1,
        }
    }
    own
}

/// What follows a phrase, where the words begin with it.
fn after<'a>(mut words: Words<'a>, phrase: &[&str]) -> Option<Words<'a>> {
    phrase
        .iter()
        .all(|expected| words.next().is_some_and(|word| word.is(expected)))
        .then_some(words)
}

/// The narrative is not that of the last two notes.
pub(super) fn cloned(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let note = chart.note()?;
    if note.subjective.is_none() && note.assessment.is_none() {
        return missing("note.assessment");
    }
    let narrative = [&note.subjective, &note.assessment];
    let narrative = narrative
        .into_iter()
        .flatten()
        .flat_map(|text| fingerprints(text));
    let today = Different::of(narrative);
    if today.as_slice().len() < DIFFERENT_WORDS {
        return Ok(());
    }
    let prior = chart.episode.prior_notes.iter().rev();
    let mut last = prior
        .filter_map(|note| note.text.as_deref())
        .filter(|text| has_words(text));
    let (Some(last), Some(before)) = (last.next(), last.next()) else {
        return missing("episode.prior_notes");
    };
    let alike = |text| {
        let then = Different::of(fingerprints(text));
        today.is_nearly(&then)
    };
    if alike(last) && alike(before) {
        out.fire(at("note.assessment"), Evidence::NONE);
    }
    Ok(())
}

/// The different words of a text by their fingerprints, in order; no allocation for a short one.
struct Different {
    few: [u64; Self::FEW],
    many: Vec<u64>,
    length: usize,
}

impl Different {
    const FEW: usize = 256;

    fn of(words: impl Iterator<Item = u64>) -> Self {
        let mut all = Self {
            few: [0; Self::FEW],
            many: Vec::new(),
            length: 0,
        };
        for word in words {
            if let Some(place) = all.few.get_mut(all.length) {
                *place = word;
            } else {
                if all.many.is_empty() {
                    all.many.extend_from_slice(&all.few);
                }
                all.many.push(word);
            }
            all.length += 1;
        }
        let words = all.as_mut_slice();
        words.sort_unstable();
        all.length = dedup(words);
        all
    }

    fn as_mut_slice(&mut self) -> &mut [u64] {
        let Self { few, many, length } = self;
        let all = if many.is_empty() { &mut few[..] } else { many };
        all.get_mut(..*length).unwrap_or_default()
    }

    fn as_slice(&self) -> &[u64] {
        let all = if self.many.is_empty() {
            &self.few[..]
        } else {
            &self.many
        };
        all.get(..self.length).unwrap_or_default()
    }

    /// Whether nine tenths of the words in either are words of both.
    fn is_nearly(&self, other: &Self) -> bool {
        let (mine, theirs) = (self.as_slice(), other.as_slice());
        let both = mine
            .iter()
            .filter(|word| theirs.binary_search(word).is_ok())
            .count();
        let either = mine.len() + theirs.len() - both;
        10 * both >= 9 * either
    }
}

/// Moves each different number of a sorted list to its front, and says how many there are.
fn dedup(sorted: &mut [u64]) -> usize {
    let mut kept = 0;
    let mut last = None;
    for index in 0..sorted.len() {
        let Some(&word) = sorted.get(index) else {
            break;
        };
        if last != Some(word) {
            last = Some(word);
            if let Some(place) = sorted.get_mut(kept) {
                *place = word;
            }
            kept += 1;
        }
    }
    kept
}
