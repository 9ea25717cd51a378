//! Promise: every error of the crate converts into `Error` and keeps its message and its advice.

use std::{collections::BTreeSet, error::Error as _, fs, path::Path};

use therapy_billing::{
    Discipline, Error, Location, Modifier, Modifiers, Setting,
    code::{self, CellReader, RefusalReason},
    finding::LocationError,
    reference::TypeOfBillError,
};

/// The sources of the crate.
fn sources(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).expect("src is a folder") {
        let path = entry.expect("its entries can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(fs::read_to_string(path).expect("sources are text"));
        }
    }
}

/// The public types that derive or implement `Error`, by name.
fn error_types() -> BTreeSet<String> {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut names = BTreeSet::new();
    for file in &files {
        for behind in file.split("thiserror::Error").skip(1) {
            let declared = behind.lines().find_map(|line| {
                ["pub enum ", "pub struct "]
                    .iter()
                    .find_map(|s| line.strip_prefix(s))
            });
            names.extend(declared.map(name));
        }
        for behind in file.split("impl core::error::Error for ").skip(1) {
            names.insert(name(behind));
        }
    }
    names.remove("Error");
    names
}

fn name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric()).collect()
}

#[test]
fn every_error_type_of_the_crate_converts_into_the_one_error_unchanged() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/error.rs");
    let text = fs::read_to_string(path).expect("it is there");
    let (_, variants) = text.split_once("pub enum Error {").expect("the enum");
    let (variants, _) = variants.split_once("\n}").expect("its end");
    // Every variant is the error itself: nothing of it can be dropped.
    let from: Vec<_> = variants.split("#[from] ").skip(1).map(name).collect();
    assert_eq!(
        variants.matches("#[error(transparent)]").count(),
        from.len()
    );
    assert_eq!(variants.matches("#[error(").count(), from.len());
    let missing: Vec<_> = error_types()
        .into_iter()
        .filter(|name| !from.contains(name))
        .filter(|name| !text.contains(&format!("impl From<{name}<'_>> for Error")))
        .collect();
    assert!(missing.is_empty(), "no conversion into Error: {missing:?}");
}

#[test]
fn a_refused_cell_keeps_its_reason_and_its_advice_as_an_error() {
    let mut checked = 0;
    for cell in [
        "",
        "97112GPKX59CQGA",
        "97161-97163",
        "182.70",
        "100",
        "7104526",
        "X3922GP",
        "GP",
        "97112G",
        "G02025",
        "97112 x2",
        "CPT 81245",
        "097112",
        "182.70  97112GP",
    ] {
        let refusal = code::read(cell).expect_err(cell);
        let error = Error::from(refusal);
        assert_eq!(error.to_string(), refusal.to_string(), "{cell:?}");
        let Error::Cell(refused) = error else {
            panic!("{cell:?} is no cell: {error:?}");
        };
        assert_eq!(
            (refused.reason, refused.convention),
            (refusal.reason, refusal.convention)
        );
        assert!(
            cell.len() < 3 || !refused.to_string().contains(cell),
            "{cell:?}"
        );
        checked += usize::from(refused.convention.is_some());
    }
    assert_eq!(checked, 2, "two of them have advice");
    assert!(
        CellReader::new()
            .read("097112")
            .unwrap_err()
            .source()
            .is_none()
    );
}

#[test]
fn a_refusal_says_what_was_expected_what_was_found_and_what_to_do() {
    for reason in RefusalReason::ALL {
        let message = reason.message();
        assert!(message.starts_with("expected "), "{message}");
        assert!(
            message.contains(", found ") && message.contains("; "),
            "{message}"
        );
        assert!(!message.ends_with('.'), "{message}");
    }
}

#[test]
fn no_position_of_a_location_is_lost() {
    let one = Location::new("lines[].units").try_index(3).unwrap();
    assert_eq!(one.to_string(), "lines[3].units");
    assert_eq!(
        one.try_index(4),
        Err(LocationError::NoList {
            path: "lines[].units",
            position: 4
        })
    );
    assert_eq!(
        Location::new("claim").try_index(0).unwrap_err().to_string(),
        "expected a path with a list for the position 0, found claim; write [] for the list"
    );
    let three = [1, 2, 3]
        .into_iter()
        .try_fold(Location::new("a[].b[].c[].d[]"), Location::try_index)
        .unwrap();
    assert_eq!(three.to_string(), "a[1].b[2].c[3].d[]");
    assert_eq!(
        three.try_index(4),
        Err(LocationError::TooDeep {
            path: "a[].b[].c[].d[]"
        })
    );
    // A position that is not known is not shown as the first.
    assert_eq!(Location::new("lines[].units").to_string(), "lines[].units");
    if let Ok(position) = usize::try_from(u64::from(u32::MAX) + 1) {
        assert_eq!(
            Location::new("lines[]").try_index(position),
            Err(LocationError::Position { position })
        );
    }
}

#[test]
fn a_setting_is_read_from_a_type_of_bill_and_an_unknown_one_is_named() {
    for (bill, setting) in [
        ("131", Setting::OutpatientHospital),
        ("0137", Setting::OutpatientHospital),
        ("22X", Setting::SnfPartB),
        ("0231", Setting::SnfPartB),
        ("34x", Setting::HomeHealthPartB),
        ("741", Setting::RehabilitationAgency),
        ("0751", Setting::Corf),
        ("85I", Setting::CriticalAccessHospital),
    ] {
        assert_eq!(Setting::of_type_of_bill(bill), Ok(setting), "{bill}");
    }
    let unknown = Setting::of_type_of_bill("0111").unwrap_err();
    assert_eq!(
        unknown,
        TypeOfBillError::Unknown {
            facility: '1',
            sort: '1'
        }
    );
    assert_eq!(
        unknown.to_string(),
        "expected a type of bill of outpatient therapy, such as 13X, 22X or 85X, found 11X; state the \
         setting"
    );
    for text in ["", "13", "1131", "01311", "ABX", "13-", "013"] {
        assert!(Setting::of_type_of_bill(text).is_err(), "{text}");
    }
    for setting in Setting::ALL {
        assert_eq!(setting.as_str().parse(), Ok(setting));
    }
    assert!("hospital".parse::<Setting>().is_err());
}

#[test]
fn a_discipline_is_read_from_modifiers_unless_they_name_two() {
    let of = |list: &[Modifier]| {
        Discipline::of_modifiers(&Modifiers::new(list.iter().copied()).unwrap())
    };
    assert_eq!(of(&[Modifier::KX, Modifier::GN]), Some(Discipline::Slp));
    assert_eq!(of(&[Modifier::GP, Modifier::GP]), Some(Discipline::Pt));
    assert_eq!(of(&[Modifier::GP, Modifier::GO]), None);
    assert_eq!(of(&[]), None);
}

/// The texts of `#[error("...")]` in the sources, without line breaks.
fn messages() -> Vec<String> {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut found = Vec::new();
    for file in &files {
        for behind in file.split("#[error(").skip(1) {
            let Some(text) = behind.trim_start().strip_prefix('"') else {
                continue; // transparent
            };
            let (text, _) = text.split_once('"').expect("a text ends");
            let pieces = text
                .split("\\\n")
                .map(|piece| piece.trim_start_matches(['\n', ' ']));
            found.push(pieces.collect());
        }
    }
    found
}

#[test]
fn every_error_message_begins_in_lower_case_and_has_no_final_period() {
    let messages = messages();
    assert!(messages.len() > 30, "{}", messages.len());
    for message in &messages {
        assert!(!message.ends_with('.'), "{message}");
        let first = message.chars().next().expect("a message has a text");
        let is_name = ["KX ", "CPT "].iter().any(|name| message.starts_with(name));
        assert!(first.is_lowercase() || first == '{' || is_name, "{message}");
    }
}
