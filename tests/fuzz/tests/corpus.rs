//! Every target keeps its invariant on its committed corpus, and on damaged copies of it.
//!
//! The damage is the same in every run. `ROUNDS` sets how many copies of each target there are, so that the
//! targets can be run for long without libFuzzer.

use std::fs;

use therapy_billing_fuzz::TARGETS;

/// The files of a target's corpus, in order.
fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = format!("{}/corpus/{name}", env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(&folder).expect("a target has a corpus");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{name} has an empty corpus");
    paths
        .iter()
        .map(|path| fs::read(path).expect("a file"))
        .collect()
}

#[test]
fn every_target_keeps_its_invariant_on_its_corpus() {
    for (name, check) in TARGETS {
        corpus(name).iter().for_each(|file| check(file));
    }
}

/// A small generator of numbers (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % end.max(1)
    }

    fn range(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let end = start + self.below((length - start).min(24) + 1);
        start..end
    }
}

/// Pieces of documents that damage alone would hardly make.
const WORDS: [&str; 18] = [
    "0",
    "1",
    "8",
    "15",
    "1440",
    "65535",
    "-1",
    "null",
    "true",
    "\"97112\"",
    "\"97129\"",
    "\"GP\"",
    "\"CQ\"",
    ",",
    "\r\n",
    "\"",
    "[]",
    "{}",
];

fn damage(random: &mut Random, seeds: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..=random.below(4) {
        match random.below(6) {
            0 if !bytes.is_empty() => {
                let place = random.below(bytes.len());
                bytes[place] = u8::try_from(random.below(256)).expect("a byte");
            }
            1 => drop(bytes.drain(random.range(bytes.len()))),
            2 => {
                // one digit in place of another keeps most documents whole
                let digits: Vec<usize> = (0..bytes.len())
                    .filter(|&at| bytes[at].is_ascii_digit())
                    .collect();
                if !digits.is_empty() {
                    let place = digits[random.below(digits.len())];
                    bytes[place] = b'0' + u8::try_from(random.below(10)).expect("a digit");
                }
            }
            3 => {
                let word = WORDS[random.below(WORDS.len())].bytes();
                drop(bytes.splice(random.range(bytes.len()), word));
            }
            4 => {
                let other = &seeds[random.below(seeds.len())];
                let piece = other[random.range(other.len())].to_vec();
                drop(bytes.splice(random.range(bytes.len()), piece));
            }
            _ => {
                let range = random.range(bytes.len());
                let (piece, end) = (bytes[range.clone()].to_vec(), range.end);
                drop(bytes.splice(end..end, piece));
            }
        }
    }
    bytes
}

#[test]
fn every_target_keeps_its_invariant_on_damaged_copies() {
    let rounds = std::env::var("ROUNDS")
        .ok()
        .and_then(|text| text.parse().ok());
    for (name, check) in TARGETS {
        let (seeds, mut random) = (corpus(name), Random(0x5eed_1234_5678_9abc));
        for round in 0..rounds.unwrap_or(2_000) {
            let input = damage(&mut random, &seeds);
            let broken = std::panic::catch_unwind(|| check(&input)).is_err();
            assert!(
                !broken,
                "{name}, round {round}: {:?}",
                String::from_utf8_lossy(&input)
            );
        }
    }
}
