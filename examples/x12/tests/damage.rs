//! Promise: no damage to a file makes the reader panic, and none changes what was found before it.

mod support;

use support::{SAMPLES, answers, data, row};
use x12::Answer;

/// A stream of numbers that is the same on every machine (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let limit = u64::try_from(limit).expect("a length");
        usize::try_from((z ^ (z >> 31)) % limit).expect("below a length")
    }
}

/// The claims of a sample with the place of the byte after the last segment of each.
fn ends_of_claims(file: &[u8]) -> Vec<(String, usize)> {
    let text = String::from_utf8_lossy(file);
    let terminator = if text.contains('~') { '~' } else { '\n' };
    let element = if text.contains('*') { '*' } else { '|' };
    let mut ends: Vec<(String, usize)> = Vec::new();
    let (mut place, mut is_open) = (0, false);
    for segment in text.split_inclusive(terminator) {
        place += segment.len();
        let mut elements = segment.trim_matches(|end: char| end <= ' ').split(element);
        match elements.next() {
            Some("CLM") => {
                is_open = true;
                ends.push((elements.next().unwrap_or_default().to_owned(), place));
            }
            Some("HL" | "SE") => is_open = false,
            _ if is_open => ends.last_mut().expect("a claim").1 = place,
            _ => {}
        }
    }
    ends
}

/// The answers to claims that end at or before a byte.
fn before(answers: &[Answer], ends: &[(String, usize)], byte: usize) -> Vec<String> {
    let is_before = |answer: &&Answer| {
        let end = ends
            .iter()
            .find(|(clm, _)| answer.place.clm.as_ref() == Some(clm));
        end.is_some_and(|(_, end)| *end <= byte)
    };
    answers
        .iter()
        .filter(is_before)
        .map(|answer| row(answer).to_string())
        .collect()
}

/// What was found before the damage is found in the damaged file.
fn assert_kept(
    sample: &str,
    original: &[Answer],
    ends: &[(String, usize)],
    damaged: &[u8],
    at: usize,
) {
    let mut found: Vec<_> = answers(damaged)
        .iter()
        .map(|answer| row(answer).to_string())
        .collect();
    for wanted in before(original, ends, at) {
        let place = found.iter().position(|found| *found == wanted);
        let place = place.unwrap_or_else(|| {
            let text = String::from_utf8_lossy(damaged);
            panic!("{sample}, byte {at}\n{text}\nwanted {wanted}\nfound {found:#?}")
        });
        found.swap_remove(place);
    }
}

#[test]
fn ten_thousand_random_edits_change_nothing_before_them() {
    let samples = SAMPLES.map(|sample| {
        let file = data(sample);
        (sample, answers(&file), ends_of_claims(&file), file)
    });
    let mut random = Random(837);
    for _ in 0..10_000 {
        let (sample, original, ends, file) = &samples[random.below(samples.len())];
        let at = random.below(file.len());
        let mut damaged = file.clone();
        let byte = match random.below(2) {
            0 => u8::try_from(random.below(256)).expect("a byte"),
            _ => b"*|:>~^\r\n 0A"[random.below(11)],
        };
        match random.below(3) {
            0 => damaged[at] = byte,
            1 => damaged.insert(at, byte),
            _ => drop(damaged.remove(at)),
        }
        assert_kept(sample, original, ends, &damaged, at);
    }
}

#[test]
fn a_cut_off_file_keeps_what_came_before() {
    for sample in SAMPLES {
        let file = data(sample);
        let (original, ends) = (answers(&file), ends_of_claims(&file));
        for at in (0..file.len()).step_by(7) {
            assert_kept(sample, &original, &ends, &file[..at], at);
        }
    }
}

#[test]
fn a_lost_segment_changes_no_other_claim() {
    for sample in SAMPLES
        .into_iter()
        .filter(|sample| *sample != "broken.837p")
    {
        let file = data(sample);
        let ends = ends_of_claims(&file);
        let original = answers(&file);
        let terminator = if file.contains(&b'~') { b'~' } else { b'\n' };
        let mut start = 0;
        for part in file.split_inclusive(|byte| *byte == terminator) {
            let end = start + part.len();
            let is_of_claim = |(_, claim_end): &&(String, usize)| *claim_end >= end;
            let own = ends.iter().find(is_of_claim).map(|(clm, _)| clm.as_str());
            let damaged = [&file[..start], b"\n", &file[end..]].concat();
            start = end;
            // the separators and the payer are lost with their segments
            let name = String::from_utf8_lossy(part);
            let name = name.trim_start().get(..3).unwrap_or_default();
            if matches!(name, "ISA" | "SBR") {
                continue;
            }
            let others = |answers: &[Answer]| -> Vec<String> {
                let is_other = |answer: &&Answer| {
                    answer
                        .place
                        .clm
                        .as_deref()
                        .is_some_and(|clm| Some(clm) != own)
                };
                let without_numbers = |answer: &Answer| {
                    let mut row = row(answer);
                    row["segment"] = row["segment"].is_null().into();
                    row["st"] = ().into();
                    row.to_string()
                };
                answers
                    .iter()
                    .filter(is_other)
                    .map(without_numbers)
                    .collect()
            };
            assert_eq!(
                others(&answers(&damaged)),
                others(&original),
                "{sample} without {name}"
            );
        }
    }
}
