//! Promise: another reader of X12, the crate `x12-types`, finds the same claims and the same lines in
//! every sample that it can read.

mod support;

use support::{SAMPLES, data};
use x12::{Item, items};
use x12_types::{
    util::Parser,
    v005010::{_837, Transmission},
};

/// One line: ST02, CLM01, LX01, and the elements of `SV1` or `SV2` up to the quantity.
type Line = (String, String, String, Vec<String>);

fn by_the_other_reader(text: &str) -> Option<Vec<Line>> {
    let (_, file) = Transmission::<_837>::parse(text).ok()?;
    let mut lines = Vec::new();
    for transaction in file
        .functional_group
        .iter()
        .flat_map(|group| &group.segments)
    {
        let claims = transaction
            .loop_2000
            .iter()
            .flat_map(|level| &level.loop_2300);
        for claim in claims {
            for line in &claim.loop_2400 {
                let optional = |value: &Option<String>| value.clone().unwrap_or_default();
                let elements = match (&line.sv1, &line.sv2) {
                    (Some(sv), _) => {
                        vec![
                            sv._01.clone(),
                            optional(&sv._02),
                            optional(&sv._03),
                            optional(&sv._04),
                        ]
                    }
                    (_, Some(sv)) => vec![
                        sv._01.clone(),
                        optional(&sv._02),
                        optional(&sv._03),
                        optional(&sv._04),
                        optional(&sv._05),
                    ],
                    _ => vec![],
                };
                let number = transaction.st._02.clone();
                lines.push((number, claim.clm._01.clone(), line.lx._01.clone(), elements));
            }
        }
    }
    Some(lines)
}

fn by_this_reader(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    for item in items(text.as_bytes()) {
        let Item::Claim(claim) = item.expect("memory can be read") else {
            continue;
        };
        for line in &claim.lines {
            let last = if line.segment.name() == "SV1" { 4 } else { 5 };
            let elements = (1..=last)
                .map(|place| line.segment.element(place).to_owned())
                .collect();
            let text = |value: &Option<String>| value.clone().unwrap_or_default();
            let (st, clm, lx) = (
                text(&claim.place.st),
                text(&claim.place.clm),
                text(&line.lx),
            );
            lines.push((st, clm, lx, elements));
        }
    }
    lines
}

#[test]
fn another_reader_finds_the_same_claims_and_lines() {
    let mut unread = Vec::new();
    for sample in SAMPLES {
        let text = String::from_utf8(data(sample))
            .expect("samples are text")
            .replace(['\r', '\n'], "");
        match by_the_other_reader(&text) {
            Some(lines) => {
                assert!(!lines.is_empty(), "{sample}");
                assert_eq!(by_this_reader(&text), lines, "{sample}");
            }
            None => unread.push(sample),
        }
    }
    // other separators, repeated PER segments and a file that was cut off are not read by it
    assert_eq!(
        unread,
        ["broken.837p", "odd-lines.837i", "odd-separators.837p"]
    );
}
