//! Promise: a file of any length is checked in constant memory.

mod support;

use std::{
    alloc::System,
    io::{self, Read},
};

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};
use support::data;
use therapy_billing::UnitRule;
use x12::{Item, check, items};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// A text, a part of it many times, and the rest of it, without keeping more than one of them.
struct Repeated {
    parts: [Vec<u8>; 3],
    times: usize,
    part: usize,
    place: usize,
}

impl Read for Repeated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(part) = self.parts.get(self.part) else {
            return Ok(0);
        };
        let length = (&part[self.place..]).read(buffer)?;
        self.place += length;
        if self.place == part.len() {
            self.place = 0;
            match self.part {
                1 if self.times > 1 => self.times -= 1,
                _ => self.part += 1,
            }
        }
        Ok(length)
    }
}

/// A sample of which the part from one text up to another is repeated.
fn repeated(sample: &str, from: &str, to: &str, times: usize) -> Repeated {
    let text = String::from_utf8(data(sample)).expect("samples are text");
    let start = text.find(from).expect("the text");
    let end = start + text[start..].find(to).expect("the text");
    let parts =
        [&text[..start], &text[start..end], &text[end..]].map(|part| part.as_bytes().to_vec());
    Repeated {
        parts,
        times,
        part: 0,
        place: 0,
    }
}

/// The claims, the answers, and the most bytes in use at the end of a claim.
fn run(input: impl Read) -> (usize, usize, usize) {
    let region = Region::new(ALLOCATOR);
    let (mut claims, mut answered, mut most) = (0, 0, 0);
    for item in items(input) {
        let item = item.expect("memory can be read");
        let stats = region.change();
        most = most.max(
            stats
                .bytes_allocated
                .saturating_sub(stats.bytes_deallocated),
        );
        match item {
            Item::Claim(claim) => {
                claims += 1;
                answered += check(&claim, UnitRule::CPT).len();
            }
            Item::Problem(_) => answered += 1,
        }
    }
    (claims, answered, most)
}

// One test, since others would allocate at the same time.
#[test]
fn memory_does_not_grow_with_the_file() {
    // many claims of one transaction: 1 MB
    let (claims, answered, most) = run(repeated(
        "two-disciplines.837p",
        "CLM*TWO-2*",
        "HL*3*",
        3_000,
    ));
    assert_eq!((claims, answered), (3_002, 2 * 3_000 + 3 + 1 + 1)); // and the count in SE
    assert!(most < 256 * 1024, "{most} bytes");

    // one segment without an end: 4 MB
    let (claims, answered, most) = run(repeated("pt-clean.837p", "97112:GP", "*80", 500_000));
    assert_eq!((claims, answered), (4, 1));
    assert!(most < 256 * 1024, "{most} bytes");

    // one claim of very many lines: 1 MB, of which the first 4,096 lines are kept
    let (claims, answered, most) = run(repeated("pt-clean.837p", "LX*3~", "HL*3*", 20_000));
    assert_eq!((claims, answered), (4, 2));
    assert!(most < 8 * 1024 * 1024, "{most} bytes");
}
