//! Checks free text in English, if the caller enables it. The findings are advice.

use alloc::{collections::BTreeSet, vec::Vec};

use super::out::{Out, at};
use super::words::plain;
use crate::documentation::chart::{Chart, Verdict, missing};
use crate::finding::Evidence;

/// The stock phrases, a longer phrase before a shorter one with the same beginning.
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

/// The frequent short words that a comparison of two texts leaves out.
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

/// The fewest words that an assessment has besides stock phrases.
const OWN_WORDS: usize = 4;

/// The fewest different words for which two narratives are compared.
const DIFFERENT_WORDS: usize = 8;

/// Checks that the assessment contains more than stock phrases.
pub(super) fn stock_phrases(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let Some(assessment) = &chart.note()?.assessment else {
        return missing("note.assessment");
    };
    let plain = plain(assessment);
    let words: Vec<_> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    if own_words(&words) < OWN_WORDS {
        out.fire(at("note.assessment"), Evidence::NONE);
    }
    Ok(())
}

/// Returns the number of words that are left without stock phrases and words that are not counted.
fn own_words(mut rest: &[&str]) -> usize {
    let mut own = 0;
    while let [word, others @ ..] = rest {
        rest = others;
        let stock = STOCK.iter().find_map(|phrase| match phrase {
            [first, more @ ..] if first == word => others.strip_prefix(more),
            _ => None,
        });
        match stock {
            Some(after) => rest = after,
            None if SMALL.contains(word) => {}
            None => own += 1,
        }
    }
    own
}

/// Checks that the narrative does not repeat the last two notes.
pub(super) fn cloned(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let note = chart.note()?;
    if note.subjective.is_none() && note.assessment.is_none() {
        return missing("note.assessment");
    }
    let narrative = [&note.subjective, &note.assessment];
    let narrative: Vec<_> = narrative
        .into_iter()
        .flatten()
        .map(|text| plain(text))
        .collect();
    let today: BTreeSet<_> = narrative
        .iter()
        .flat_map(|text| text.split(' '))
        .filter(|word| !word.is_empty())
        .collect();
    if today.len() < DIFFERENT_WORDS {
        return Ok(());
    }
    let prior = chart.episode.prior_notes.iter().rev();
    let mut last = prior
        .filter_map(|note| note.text.as_deref().map(plain))
        .filter(|text| !text.is_empty());
    let (Some(last), Some(before)) = (last.next(), last.next()) else {
        return missing("episode.prior_notes");
    };
    let alike = |text: &str| {
        let then: BTreeSet<_> = text.split(' ').collect();
        10 * today.intersection(&then).count() >= 9 * today.union(&then).count()
    };
    if alike(&last) && alike(&before) {
        out.fire(at("note.assessment"), Evidence::NONE);
    }
    Ok(())
}
