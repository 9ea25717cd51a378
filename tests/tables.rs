//! Promise: the built-in tables under `src/reference/tables` are exactly what the CSV files make, and each
//! is in its list.
//!
//! With `WRITE_TABLES=1` the test writes the tables instead of comparing them. The description at the top of
//! a file and its source are written once and then kept, so that they may be edited by hand.
#![cfg(feature = "tables")]

#[path = "support/csv_files.rs"]
mod csv_files;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use csv_files::{Row, csv_file, csv_files};

const RENEW: &str = "run `WRITE_TABLES=1 cargo test --test tables`";
const SOURCE: &str = "@source@";

/// A table file that the CSV files make.
struct Made {
    name: String,
    /// The description of a new file.
    description: String,
    /// The document from which a new file was taken.
    document: String,
    /// What follows the description, with [`SOURCE`] where the citation belongs.
    code: String,
}

/// Writes the files, or compares them with what is there.
fn write_or_compare(made: &[Made]) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/reference/tables");
    let list = std::fs::read_to_string(folder.join("mod.rs")).expect("the list of tables");
    for made in made {
        let path = folder.join(format!("{}.rs", made.name));
        let present = std::fs::read_to_string(&path).unwrap_or_default();
        let text = text(made, &present);
        if std::env::var_os("WRITE_TABLES").is_some() {
            std::fs::write(&path, text).expect("the file can be written");
            continue;
        }
        let name = path.display();
        assert!(
            present == text,
            "{name} is not what the CSV files make: {RENEW}"
        );
        let line = format!("{},", made.name);
        assert!(
            list.lines().any(|listed| listed.trim() == line),
            "add the line `{line}` to its list in src/reference/tables/mod.rs"
        );
    }
}

/// The text of a file, with the description and the citation that it has now.
fn text(made: &Made, present: &str) -> String {
    let lines = present.lines();
    let kept: Vec<&str> = lines
        .clone()
        .take_while(|line| line.starts_with("//!"))
        .collect();
    let description = match kept.as_slice() {
        [] => format!(
            "//! {}\n//!\n//! # Source\n//!\n//! {}.",
            made.description.replace('\n', "\n//! "),
            made.document
        ),
        kept => kept.join("\n"),
    };
    let citation = lines
        .clone()
        .find_map(|line| line.trim().strip_prefix("source: "));
    let citation = citation.map_or_else(
        || format!("Citation::read({:?})", made.document),
        |citation| citation.trim_end_matches(',').to_owned(),
    );
    format!("{description}\n\n{}", made.code.replace(SOURCE, &citation))
}

/// The document that a row names, without the place where its copy was found.
fn document(row: &Row) -> String {
    let source = row["source"].as_str();
    let (document, _) = source.split_once(", as stored in").unwrap_or((source, ""));
    document.replace("CMS PFS", "CMS, PFS")
}

/// A decimal in units of its last place: `whole("0.915", 3)` is 915.
fn whole(text: &str, places: usize) -> u32 {
    let (units, fraction) = text.split_once('.').unwrap_or((text, ""));
    assert!(
        fraction.len() <= places,
        "{text} has more than {places} places"
    );
    let digits = format!("{units}{fraction:0<places$}");
    digits
        .parse()
        .unwrap_or_else(|_| panic!("{text:?} is not a number"))
}

/// Lines of a list, each with a comma behind it.
fn lines(indent: usize, lines: impl IntoIterator<Item = String>) -> String {
    let line = |line| format!("{:indent$}{line},\n", "");
    lines.into_iter().map(line).collect()
}

/// A list of one kind of year table.
fn year_table(year: &str, table: &str, columns: &str, rows: &str) -> String {
    format!(
        "#[rustfmt::skip]\npub(in crate::reference) static TABLE: {table} = {table} {{\n    year: {year},\n    \
         source: {SOURCE},\n    // {columns}\n    rows: {rows},\n}};\n"
    )
}

#[test]
fn geographic_factors_are_made_of_their_files() {
    let mut earlier: BTreeMap<Vec<String>, String> = BTreeMap::new();
    let made = csv_files("gpci_").into_iter().map(|(name, rows)| {
        let year = name.trim_start_matches("gpci_");
        let mut list: Vec<String> = rows
            .iter()
            .map(|row| {
                let factors = ["gpci_work", "gpci_pe", "gpci_mp"].map(|column| whole(&row[column], 3));
                let [work, pe, mp] = factors;
                format!("row({:?}, {:?}, {work}, {pe}, {mp})", row["mac"], row["locality"])
            })
            .collect();
        list.sort();
        // a file that repeats an earlier one shares its rows
        let (names, rows) = match earlier.get(&list) {
            Some(same) => ("GeographicTable", format!("super::{same}::TABLE.rows")),
            None => (
                "{GeographicTable, row}",
                format!("&[\n{}    ]", lines(8, list.iter().cloned())),
            ),
        };
        earlier.entry(list).or_insert_with(|| name.clone());
        let columns = "carrier, locality; work with its floor, practice expense and malpractice in thousandths";
        let table = year_table(year, "GeographicTable", columns, &rows);
        Made {
            description: format!("Geographic factors of {year}, by carrier and locality."),
            document: format!("CMS, PFS GPCI file, CY {year}"),
            code: format!(
                "use crate::citation::Citation;\nuse crate::reference::fee_schedule::place::{names};\n\n{table}"
            ),
            name,
        }
    });
    write_or_compare(&made.collect::<Vec<_>>());
}

#[test]
fn relative_values_are_made_of_their_files() {
    type Values = ([u32; 3], Option<u32>);
    // the rows of each document of a year: the values, and the practice expense in a facility where known
    let mut documents: BTreeMap<(String, String), BTreeMap<String, Values>> = BTreeMap::new();
    for row in csv_files("rvu_").iter().flat_map(|(_, rows)| rows) {
        let values = ["work", "pe", "mp"].map(|column| whole(&row[column], 2));
        let facility = (!row["pe_facility"].is_empty()).then(|| whole(&row["pe_facility"], 2));
        let rows = documents
            .entry((row["year"].clone(), document(row)))
            .or_default();
        let known = rows
            .entry(row["code"].clone())
            .or_insert((values, facility));
        assert_eq!(known.0, values, "two rows of a document differ: {row:?}");
        known.1 = known.1.or(facility);
    }
    // of the documents of a year, the one with the most codes comes first; the others add what it lacks
    let mut ordered: Vec<_> = documents.into_iter().collect();
    ordered.sort_by_key(|((year, _), rows)| (year.clone(), std::cmp::Reverse(rows.len())));
    let mut known: BTreeSet<(String, String)> = BTreeSet::new();
    let mut made = Vec::new();
    for ((year, document), mut rows) in ordered {
        rows.retain(|code, _| known.insert((year.clone(), code.clone())));
        if rows.is_empty() {
            continue;
        }
        let is_first = known.len() == rows.len()
            || !made
                .iter()
                .any(|made: &Made| made.name == format!("rvu_{year}"));
        let name = if is_first {
            format!("rvu_{year}")
        } else {
            let month = document
                .split(", ")
                .last()
                .and_then(|last| last.split(' ').next());
            format!("rvu_{year}_{}", month.expect("a month").to_lowercase())
        };
        let has_facility = rows.values().any(|(_, facility)| facility.is_some());
        let has_office = rows.values().any(|(_, facility)| facility.is_none());
        let list = rows
            .iter()
            .map(|(code, ([work, pe, mp], facility))| match facility {
                Some(facility) => format!("row({code:?}, {work}, {pe}, {mp}, {facility})"),
                None => format!("office_row({code:?}, {work}, {pe}, {mp})"),
            });
        let columns = match (has_facility, has_office) {
            (true, _) => {
                "code; work, practice expense, malpractice and practice expense in a facility, in hundredths"
            }
            (false, _) => "code; work, practice expense, malpractice, in hundredths",
        };
        let names = match (has_facility, has_office) {
            (true, true) => "{RelativeValueTable, office_row, row}",
            (true, false) => "{RelativeValueTable, row}",
            (false, _) => "{RelativeValueTable, office_row}",
        };
        let table = year_table(
            &year,
            "RelativeValueTable",
            columns,
            &format!("&[\n{}    ]", lines(8, list)),
        );
        made.push(Made {
            name,
            description: format!("Relative values of {year}, by code."),
            document,
            code: format!(
                "use crate::citation::Citation;\nuse crate::reference::fee_schedule::relative_value::{names};\n\n{table}"
            ),
        });
    }
    write_or_compare(&made);
}

/// Cells in lines of at most 100 characters.
fn wrapped(indent: usize, separator: &str, cells: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for cell in cells {
        match lines.last_mut() {
            Some(line) if indent + line.len() + separator.len() + cell.len() < 98 => {
                line.push_str(separator);
                line.push_str(&cell);
            }
            _ => lines.push(cell),
        }
    }
    lines
}

/// A quarter such as 2026Q4 as year and number.
fn quarter(text: &str) -> String {
    let (year, number) = text
        .split_once(['Q', 'q'])
        .expect("a quarter such as 2026Q4");
    format!("({year}, {number})")
}

#[test]
fn medically_unlikely_edits_are_made_of_their_files() {
    let made = csv_files("mue_").into_iter().map(|(name, mut rows)| {
        rows.sort_by_key(|row| row["code"].clone());
        let is_medicaid = name.contains("medicaid");
        let list = rows.iter().map(|row| {
            let number = |column: &str| whole(&row[column], 0);
            let (code, value) = (&row["code"], number("mue_practitioner"));
            if is_medicaid {
                return format!("({code:?}, {value})");
            }
            let (indicator, hospital) = (number("mai_practitioner"), number("mue_outpatient"));
            format!("({code:?}, {value}, {indicator}, {hospital}, {})", number("mai_outpatient"))
        });
        let list = lines(8, wrapped(8, ", ", list));
        let (medicare, medicaid) = if is_medicaid { ("", list.as_str()) } else { (list.as_str(), "") };
        let part = |list: &str| if list.is_empty() { String::from("&[]") } else { format!("&[\n{list}    ]") };
        let quarter = quarter(rows[0]["quarter"].trim_start_matches("Medicaid "));
        Made {
            description: format!(
                "Lists built-in MUE values of {}.\n\nColumns, in order of their codes: code; value and adjudication \
                 indicator of the\npractitioner table; the same of the outpatient hospital table. Medicaid: code; value.",
                rows[0]["quarter"]
            ),
            document: document(&rows[0]),
            code: format!(
                "use super::MueFile;\n\n#[rustfmt::skip]\npub(in crate::reference) const TABLE: MueFile = MueFile {{\n    \
                 quarter: {quarter},\n    medicare: {},\n    medicaid: {},\n}};\n",
                part(medicare),
                part(medicaid)
            ),
            name,
        }
    });
    write_or_compare(&made.collect::<Vec<_>>());
}

/// A row of a PTP file: column 1, indicator, first and last day, and column 2.
type Pair = (String, String, i64, String, String);

fn pair(row: &Row) -> Pair {
    let day = |text: &str| text.replace('-', "");
    let first = match row["effective"].as_str() {
        "" => -day(&row["not_before"]).parse::<i64>().expect("a date"),
        first => day(first).parse().expect("a date"),
    };
    let last = match row["deleted"].as_str() {
        "" => String::from("0"),
        last => day(last),
    };
    let [column_1, column_2, indicator] =
        ["column1", "column2", "modifier_indicator"].map(|name| row[name].clone());
    (column_1, indicator, first, last, column_2)
}

/// Groups of rows that share all but column 2.
fn groups<'p>(pairs: impl IntoIterator<Item = &'p Pair>) -> Vec<String> {
    let mut groups: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for (column_1, indicator, first, last, column_2) in pairs {
        let group = (column_1, indicator, first.abs(), first < &0, last);
        groups.entry(group).or_default().push(column_2);
    }
    let text = |((column_1, indicator, first, is_unknown, last), column_2): (
        (&String, _, _, _, _),
        Vec<&str>,
    )| {
        let sign = if is_unknown { "-" } else { "" };
        format!(
            "({column_1:?}, {indicator}, {sign}{first}, {last}, {:?})",
            column_2.join(" ")
        )
    };
    groups.into_iter().map(text).collect()
}

#[test]
fn procedure_to_procedure_edits_are_made_of_their_files() {
    const TABLES: [&str; 2] = ["practitioner", "outpatient_hospital"];
    let coverage = csv_file("ncci_coverage");
    let mut quarters: BTreeMap<String, (String, [BTreeSet<Pair>; 2])> = BTreeMap::new();
    for (name, rows) in csv_files("ncci_pairs_") {
        let of = quarters
            .entry(name.rsplit('_').next().expect("a quarter").to_owned())
            .or_default();
        of.0 = document(&rows[0]);
        for (table, pairs) in TABLES.into_iter().zip(&mut of.1) {
            pairs.extend(rows.iter().filter(|row| row["table"] == table).map(pair));
        }
    }
    let made = quarters.into_iter().map(|(of, (document, [practitioner, hospital]))| {
        let both: BTreeSet<&Pair> = practitioner.intersection(&hospital).collect();
        let part = |table: &str, pairs: &BTreeSet<Pair>| {
            if pairs.is_empty() {
                return String::from("None");
            }
            let codes = |covers: &str| {
                let rows = coverage.iter();
                let mut codes: Vec<String> = rows
                    .filter(|row| row["table"] == table && row["covers"] == covers)
                    .filter(|row| row["quarter"].eq_ignore_ascii_case(&of))
                    .map(|row| row["code"].clone())
                    .collect();
                codes.sort();
                wrapped(16, " ", codes).join(" \\\n            ")
            };
            let own = lines(12, groups(pairs.iter().filter(|pair| !both.contains(pair))));
            format!(
                "Some(PtpSelection {{\n        complete: \"\\\n            {}\",\n        all_pairs: {:?},\n        \
                 groups: &[\n{own}        ],\n    }})",
                codes("complete"),
                codes("all-pairs")
            )
        };
        let (practitioner, hospital) = (part(TABLES[0], &practitioner), part(TABLES[1], &hospital));
        let both = lines(8, groups(both));
        let both = if both.is_empty() { String::from("&[]") } else { format!("&[\n{both}    ]") };
        Made {
            name: format!("ptp_{of}"),
            description: format!(
                "Lists built-in PTP edits of {}.\n\nThe columns of a group of rows are those of [`PtpGroup`](super::PtpGroup).",
                of.to_uppercase()
            ),
            document,
            code: format!(
                "use super::{{PtpFile, PtpSelection}};\n\n#[rustfmt::skip]\n\
                 #[allow(clippy::unreadable_literal, reason = \"dates as YYYYMMDD\")]\n\
                 pub(in crate::reference) const TABLE: PtpFile = PtpFile {{\n    quarter: {},\n    both: {both},\n    \
                 practitioner: {practitioner},\n    outpatient_hospital: {hospital},\n}};\n",
                quarter(&of)
            ),
        }
    });
    write_or_compare(&made.collect::<Vec<_>>());
}
