//! Promise: every sample file gets exactly the findings that are expected of it.

mod support;

use std::fs;

use serde_json::Value;
use support::{SAMPLES, compared, data, path, rows};

fn expected(sample: &str) -> Vec<Value> {
    let name = path(sample).with_extension("expected.json");
    serde_json::from_str(&fs::read_to_string(name).expect("a file of the tests")).expect("a list")
}

#[test]
fn every_sample_has_exactly_the_expected_findings() {
    for sample in SAMPLES {
        let rows = rows(&data(sample));
        assert_eq!(compared(&rows), compared(&expected(sample)), "{sample}");
    }
}

#[test]
fn the_kinds_of_errors_are_those_of_the_samples() {
    let kinds = |rows: &[Value]| -> Vec<String> {
        rows.iter()
            .filter_map(|row| Some(row.get("error")?.to_string()))
            .collect()
    };
    for sample in SAMPLES {
        let (mut found, mut wanted) = (kinds(&rows(&data(sample))), kinds(&expected(sample)));
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{sample}");
    }
}

#[test]
fn line_ends_behind_segments_change_nothing() {
    for sample in SAMPLES
        .into_iter()
        .filter(|sample| *sample != "odd-separators.837p")
    {
        let text = String::from_utf8(data(sample)).expect("samples are text");
        let bare = text.replace(['\r', '\n'], "");
        let wanted = rows(bare.as_bytes());
        for end in ["~\n", "~\r\n", "~\r", "~ \n\n"] {
            assert_eq!(
                rows(bare.replace('~', end).as_bytes()),
                wanted,
                "{sample} with {end:?}"
            );
        }
    }
}

#[test]
fn a_file_that_is_read_byte_by_byte_has_the_same_answers() {
    struct Slow<'a>(&'a [u8]);
    impl std::io::Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let length = buffer.len().min(1);
            std::io::Read::read(&mut self.0, &mut buffer[..length])
        }
    }
    for sample in SAMPLES {
        let file = data(sample);
        let slowly: Vec<_> = x12::items(Slow(&file)).map(Result::unwrap).collect();
        let at_once: Vec<_> = x12::items(file.as_slice()).map(Result::unwrap).collect();
        assert_eq!(slowly, at_once, "{sample}");
    }
}

#[test]
fn segments_of_two_files_are_counted_on_in_one() {
    let (first, second) = (data("odd-separators.837p"), data("hospital.837i"));
    let both = [first.as_slice(), second.as_slice()].concat();
    let mut wanted = rows(&first);
    let shift = 97; // segments of the first file
    wanted.extend(rows(&second).into_iter().map(|mut row| {
        if let Some(number) = row["segment"].as_u64() {
            row["segment"] = (number + shift).into();
        }
        row
    }));
    assert_eq!(rows(&both), wanted);
}
