//! Promise: imports point up the list of layers, so there is never a cycle; and every module has a
//! noun for a name and says what it is in its first line.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The layers, first to last; a module uses its own layer and those before it. The first row is
/// what everything rests on, and its members may use each other; further on, two modules of one row
/// do not.
const LAYERS: [&[&str]; 10] = [
    &[
        "calendar", "citation", "limit", "money", "name", "order", "quantity", "wire",
    ],
    &["code"],
    &["finding"],
    &["reference"],
    &["session"],
    &["units"],
    &["claim"],
    &["documentation", "payment"],
    &["replay"],
    &["error", "guide", "registers"],
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

/// The source files as a module tree: which file defines a module, and what its names lead to.
struct Tree {
    /// The text of each file without comments and tests, by the path of its module.
    files: BTreeMap<Vec<String>, String>,
}

impl Tree {
    fn new() -> Self {
        let module = |path: &Path| {
            let mut parts: Vec<String> = path
                .with_extension("")
                .iter()
                .map(|part| part.to_str().expect("module names are text").to_owned())
                .collect();
            if parts.last().is_some_and(|last| last == "mod") {
                parts.pop();
            }
            parts
        };
        let files = files().into_iter();
        Self {
            files: files
                .map(|(path, text)| (module(&path), code(&text)))
                .collect(),
        }
    }

    /// The file that defines what a path leads to, by way of re-exports.
    fn leads_to(&self, path: &[String], depth: usize) -> Option<Vec<String>> {
        let own = (0..=path.len())
            .rev()
            .map(|length| &path[..length])
            .find(|module| self.files.contains_key(*module))?;
        let Some(name) = path.get(own.len()).filter(|_| depth > 0) else {
            return Some(own.to_vec());
        };
        // `pub use plan::{Frequency, Goal};` leads on to `plan`.
        let exported = uses(&self.files[own], own, true);
        let named = exported.iter().find(|used| used.last() == Some(name));
        let globs = exported
            .iter()
            .filter(|used| used.last().is_some_and(|last| last == "*"));
        let through =
            globs.map(|glob| [&glob[..glob.len() - 1], std::slice::from_ref(name)].concat());
        let mut onward = named
            .cloned()
            .into_iter()
            .chain(through)
            .filter(|next| next[..] != path[..]);
        let own = own.to_vec();
        let found =
            onward.find_map(|next| self.leads_to(&next, depth - 1).filter(|file| *file != own));
        Some(found.unwrap_or(own))
    }

    /// The files that each file imports.
    fn imports(&self) -> BTreeMap<&Vec<String>, BTreeSet<Vec<String>>> {
        let of = |file: &Vec<String>, text: &str| {
            let sections = sections(text, file).into_iter();
            let used = sections.flat_map(|(module, text)| {
                [uses(&text, &module, true), uses(&text, &module, false)].concat()
            });
            let files = used.filter_map(|path| self.leads_to(&path, 8));
            // a table file may name the row type of the file that reads it
            let is_row_type = |other: &Vec<String>| is_table(file) && !is_table(other);
            files
                .filter(|other| other != file && !is_row_type(other))
                .collect()
        };
        self.files
            .iter()
            .map(|(module, text)| (module, of(module, text)))
            .collect()
    }
}

fn is_table(file: &[String]) -> bool {
    file.starts_with(&["reference".to_owned(), "tables".to_owned()])
}

/// The code of a file: without comments and without its test module.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.split(" //").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The text of a file by its modules: its own, and those that are written out in it.
fn sections(text: &str, file: &[String]) -> BTreeMap<Vec<String>, String> {
    let mut sections: BTreeMap<Vec<String>, String> = BTreeMap::new();
    let mut module = file.to_vec();
    let mut begun = Vec::new();
    let mut depth = 0;
    for line in text.lines() {
        let words: Vec<_> = line.split_whitespace().collect();
        if let [.., "mod", name, "{"] = words[..] {
            begun.push(depth);
            module.push(name.to_owned());
        } else {
            let section = sections.entry(module.clone()).or_default();
            section.push_str(line);
            section.push('\n');
        }
        depth += line.matches('{').count();
        depth = depth.saturating_sub(line.matches('}').count());
        if begun.last().is_some_and(|&outside| depth <= outside) {
            begun.pop();
            module.pop();
        }
    }
    sections
}

/// The whole paths of what a file names by `crate::`, `super::` and `self::`; of its `pub use` with `exported`, and
/// otherwise of everything else.
fn uses(text: &str, module: &[String], exported: bool) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((at, word)) = [
        "crate::",
        "super::",
        "self::",
        "pub use ",
        "pub(crate) use ",
        "pub(super) use ",
    ]
    .iter()
    .filter_map(|word| Some((rest.find(word)?, *word)))
    .min()
    {
        let is_export = word.ends_with(' ');
        let before = &rest[..at];
        let begins = !before.ends_with("(in ") // a visibility
            && !before.ends_with(|last: char| last.is_alphanumeric() || "_:$".contains(last));
        let end = if is_export {
            rest[at..].find(';').map_or(rest.len(), |end| at + end)
        } else {
            at
        };
        let path = if is_export {
            &rest[at + word.len()..end]
        } else {
            &rest[at..]
        };
        if begins && is_export == exported {
            members(path, &mut Vec::new(), &mut |path| {
                found.push(absolute(path, module));
            });
        }
        rest = if is_export {
            &rest[end..]
        } else {
            &rest[at + word.len()..]
        };
        if !is_export {
            rest = rest.trim_start_matches("super::");
        }
    }
    found
}

/// Every path of `a::{b, c::{d}}`; returns what follows it.
fn members<'a>(
    text: &'a str,
    before: &mut Vec<String>,
    each: &mut impl FnMut(&[String]),
) -> &'a str {
    let text = text.trim_start();
    if let Some(mut group) = text.strip_prefix('{') {
        loop {
            group = members(group, before, each).trim_start();
            match group.strip_prefix(',') {
                Some(more) if !more.trim_start().starts_with('}') => group = more,
                Some(more) => return more.trim_start().strip_prefix('}').unwrap_or_default(),
                None => return group.strip_prefix('}').unwrap_or_default(),
            }
        }
    }
    let length = text
        .find(|c: char| !c.is_alphanumeric() && c != '_' && c != '*')
        .unwrap_or(text.len());
    let (name, mut rest) = text.split_at(length);
    before.push(name.to_owned());
    if let Some(after) = rest
        .strip_prefix("::")
        .filter(|after| !after.starts_with('<'))
    {
        rest = members(after, before, each);
    } else {
        each(before);
        rest = rest
            .split_once(" as ")
            .filter(|(gap, _)| gap.is_empty())
            .map_or(rest, |(_, renamed)| {
                renamed.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_')
            });
    }
    before.pop();
    rest
}

/// A path from the root of the crate.
fn absolute(path: &[String], module: &[String]) -> Vec<String> {
    let mut whole = module.to_vec();
    for (position, part) in path.iter().enumerate() {
        match part.as_str() {
            "crate" => whole.clear(),
            "super" => drop(whole.pop()),
            "self" if position == 0 => {}
            part => whole.push(part.to_owned()),
        }
    }
    whole
}

/// The circles among the files: each as the files from which each one reaches every other.
fn circles() -> Vec<Vec<String>> {
    let tree = Tree::new();
    let mut imports = tree.imports();
    let (file, exception) = EXCEPTION;
    imports
        .get_mut(&vec![file.to_owned()])
        .expect("the exception is a file")
        .retain(|other| other[..] != [exception]);
    let reaches = |from: &Vec<String>| {
        let mut seen = BTreeSet::new();
        let mut open = vec![from.clone()];
        while let Some(next) = open.pop() {
            for file in &imports[&next] {
                if seen.insert(file.clone()) {
                    open.push(file.clone());
                }
            }
        }
        seen
    };
    let reachable: BTreeMap<_, _> = imports.keys().map(|file| (*file, reaches(file))).collect();
    let mut circles: Vec<Vec<String>> = Vec::new();
    for (file, far) in &reachable {
        let circle: Vec<_> = far
            .iter()
            .filter(|other| reachable[other].contains(*file))
            .map(|file| file.join("/"))
            .collect();
        if !circle.is_empty() && !circles.contains(&circle) {
            circles.push(circle);
        }
    }
    circles
}

#[test]
fn no_two_files_import_each_other_in_a_circle() {
    let found = circles();
    assert_eq!(found, Vec::<Vec<String>>::new(), "{found:#?}");
}

#[test]
fn the_paths_of_a_file_are_found() {
    let text = "use super::{plan::Goal, text::{Text, UnknownWord as Word},};\n\
                pub use crate::claim::line::*;\n let x = super::super::money::zero(crate::units::Rule::new());";
    let module = ["a", "b"].map(str::to_owned);
    let found: Vec<_> = uses(text, &module, false)
        .iter()
        .map(|path| path.join("::"))
        .collect();
    assert_eq!(
        found,
        [
            "a::plan::Goal",
            "a::text::Text",
            "a::text::UnknownWord",
            "money::zero",
            "units::Rule::new"
        ]
    );
    let found: Vec<_> = uses(text, &module, true)
        .iter()
        .map(|path| path.join("::"))
        .collect();
    assert_eq!(found, ["claim::line::*"]);
}
