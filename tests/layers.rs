//! Promise: imports point up the list of layers, so there is never a cycle; and every module has a
//! noun for a name and says what it is in its first line.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The layers, first to last; a module uses its own layer and those before it. The first row is
/// what everything rests on, and its members may use each other; further on, two modules of one row
/// do not.
const LAYERS: [&[&str]; 9] = [
    &["calendar", "citation", "money", "name", "quantity", "wire"],
    &["code"],
    &["finding"],
    &["reference"],
    &["session"],
    &["units"],
    &["claim"],
    &["documentation", "payment"],
    &["error", "registers"],
];

/// The one path that points down the list: `registers()` gathers the registers of all layers, and is
/// found where a reader looks for it, beside what it returns.
const EXCEPTION: (&str, &str) = ("finding", "registers");

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|row| row.contains(&module))
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("src is a folder") {
        let path = entry.expect("its entries can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// Every source file but `lib.rs`, as its path below `src`, and its text.
fn files() -> Vec<(PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&src, &mut found);
    found.sort();
    found
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("sources are text");
            let below = path.strip_prefix(&src).expect("below src").to_path_buf();
            (below, text)
        })
        .filter(|(path, _)| path != Path::new("lib.rs"))
        .collect()
}

/// The top module a file belongs to: `units` for `units/rule.rs`.
fn module(path: &Path) -> String {
    let first = path.iter().next().expect("a path has a part");
    Path::new(first)
        .file_stem()
        .and_then(|stem| stem.to_str())
        .expect("module names are text")
        .to_owned()
}

/// The names that stand directly behind `crate::` in the code of a text, its comments left out.
fn used(text: &str) -> Vec<String> {
    let code: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.split(" //").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n");
    let mut names = Vec::new();
    for behind in code.split("crate::").skip(1) {
        match behind.strip_prefix('{') {
            Some(group) => names.extend(group_members(group)),
            None => names.push(name(behind)),
        }
    }
    names
}

fn name(text: &str) -> String {
    text.chars()
        .take_while(|&character| character == '_' || character.is_alphanumeric())
        .collect()
}

/// The names that a `{` … `}` group begins its members with.
fn group_members(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0;
    let mut at_start = true;
    for (index, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_start = true,
            _ if at_start && !character.is_whitespace() => {
                names.push(name(&group[index..]));
                at_start = false;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn the_reader_of_paths_reads_paths() {
    assert_eq!(used("use crate::code::Modifier;"), ["code"]);
    assert_eq!(
        used("// crate::units\nfn f() -> crate::claim::X { $crate::wire::Y }"),
        ["claim", "wire"]
    );
    assert_eq!(
        used(
            "use crate::{\n    code::{CodeKind, Modifier},\n    quantity::Units,\n};\nuse crate::wire;"
        ),
        ["code", "quantity", "wire"]
    );
}

#[test]
fn imports_point_up_the_list() {
    let mut checked = 0;
    for (path, text) in files() {
        let own = module(&path);
        let row = layer(&own).unwrap_or_else(|| panic!("{own} has no layer"));
        for used in used(&text) {
            let used_row = layer(&used).unwrap_or_else(|| {
                panic!(
                    "{}: crate::{used} is no module, name it by its own",
                    path.display()
                )
            });
            let points_up = used_row < row
                || used == own
                || (used_row == 0 && row == 0)
                || (own.as_str(), used.as_str()) == EXCEPTION;
            assert!(points_up, "{}: {own} uses {used}", path.display());
            checked += 1;
        }
    }
    assert!(checked > 20, "{checked} paths were found");
}

#[test]
fn modules_are_named_by_a_noun_of_the_field() {
    for (path, _) in files() {
        for part in &path {
            let part = Path::new(part).file_stem().expect("a part has a name");
            for refused in [
                "utils", "util", "helpers", "helper", "common", "types", "manager", "misc",
            ] {
                assert_ne!(part, refused, "{}", path.display());
            }
        }
    }
}

#[test]
fn every_file_says_in_its_first_line_what_it_is() {
    for (path, text) in files() {
        assert!(text.starts_with("//! "), "{}", path.display());
        let line = text.lines().next().unwrap_or_default();
        assert!(line.len() > 15, "{}: {line}", path.display());
    }
}
