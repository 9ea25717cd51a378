//! Finds the CSV files from which the built-in tables are made, so that a new file needs no line in a test.

use std::collections::BTreeMap;

/// A row, by the names of its columns.
pub(crate) type Row = BTreeMap<String, String>;

/// Returns the rows of a file.
pub(crate) fn csv_file(name: &str) -> Vec<Row> {
    let path = format!("{}/{name}.csv", folder());
    let mut reader = csv::Reader::from_path(path).expect("a CSV file");
    let rows = reader.deserialize().map(|row| row.expect("a row"));
    rows.collect()
}

/// Returns the files whose names begin with a prefix and whose rows name their source: the name without
/// its ending, and the rows.
pub(crate) fn csv_files(prefix: &str) -> Vec<(String, Vec<Row>)> {
    let mut found = Vec::new();
    for file in std::fs::read_dir(folder()).expect("the folder of the CSV files") {
        let path = file.expect("a file").path();
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(stem) = name.and_then(|name| name.strip_suffix(".csv")) else {
            continue;
        };
        if !stem.starts_with(prefix) {
            continue;
        }
        let mut reader = csv::Reader::from_path(&path).expect("a CSV file");
        let headers = reader.headers().expect("a header");
        if headers.iter().any(|column| column == "source") {
            found.push((stem.to_owned(), csv_file(stem)));
        }
    }
    found.sort();
    assert!(!found.is_empty(), "no file begins with {prefix}");
    found
}

fn folder() -> &'static str {
    concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data")
}
