//! Promise: the `load_reference` program reads its sample files, and names file, line and way out where
//! it cannot read one.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "support/program.rs"]
mod program;

use std::{env, fs, path::Path};

use program::run;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/data/reference");

#[test]
fn the_sample_files_are_read_and_a_visit_is_billed_with_them() {
    let ran = run("load_reference", &[], b"");
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""));
    let has = |text: &str| ran.lines.iter().any(|line| line.contains(text));
    assert!(has("ptp-outpatient-hospital  supplied"));
    assert!(has("97112 x 2 GP") && has("97110 x 1 GP"));
}

#[test]
fn a_bad_file_is_refused_with_its_name_and_line_and_what_to_do() {
    let folder = env::temp_dir().join(format!("therapy-billing-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let name = "mue_outpatient_hospital.csv";
    let good = fs::read(Path::new(SAMPLE).join(name)).expect("the sample");
    let bad: Vec<u8> = good
        .iter()
        .map(|&byte| if byte == b'8' { b'x' } else { byte })
        .collect();
    let list = folder.join("tables.ndjson");
    let (mue, path) = (folder.join(name), list.display().to_string());
    fs::write(&mue, bad).expect("a file");
    for (text, expected) in [
        (
            r#"{"table":"mue","kind":"outpatient-hospital","quarter":"2026Q4","files":["mue_outpatient_hospital.csv"]}"#,
            format!(
                "{}: line 7, column 2 (value): expected units",
                mue.display()
            ),
        ),
        (
            r#"{"table":"mue","kind":"hospital","quarter":"2026Q4","files":[]}"#,
            format!("{path}, line 1: "),
        ),
    ] {
        fs::write(&list, text).expect("a list");
        let ran = run("load_reference", &[&path], b"");
        assert_eq!(ran.code, 2);
        assert!(ran.errors.starts_with(&expected), "{}", ran.errors);
    }
    fs::remove_dir_all(&folder).expect("the folder goes");
}
