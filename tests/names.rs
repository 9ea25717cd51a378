//! One name means one thing: no two public modules of the crate have a type of the same name, so that the globs
//! of any two of them can be imported together.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// The file of a module below another one.
fn file(folder: &Path, module: &str) -> PathBuf {
    let file = folder.join(format!("{module}.rs"));
    if file.exists() {
        file
    } else {
        folder.join(module).join("mod.rs")
    }
}

/// Gathers the names of a module and of its public modules, by name the modules that have it.
fn gather(path: &Path, module: &str, found: &mut BTreeMap<String, BTreeSet<String>>) {
    let text = fs::read_to_string(path).unwrap_or_else(|_| panic!("{}", path.display()));
    let folder = if path.ends_with("mod.rs") || path.ends_with("lib.rs") {
        path.parent().unwrap().to_path_buf()
    } else {
        path.with_extension("")
    };
    let code: Vec<_> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let mut add = |name: &str| {
        let is_type = name.starts_with(|first: char| first.is_ascii_uppercase());
        let is_constant =
            name.len() > 1 && name.chars().all(|one| one == '_' || one.is_uppercase());
        if is_type && !is_constant {
            let modules = found.entry(name.to_owned()).or_default();
            modules.insert(module.to_owned());
        }
    };
    for line in &code {
        let words: Vec<_> = line
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .collect();
        if let ["pub", "struct" | "enum" | "trait" | "type", name, ..] = words[..] {
            add(name);
        }
    }
    // Types that a macro declares: a name, and the number of its values.
    for line in &code {
        if let Some((name, count)) = line.strip_prefix("    ").and_then(|it| it.split_once(", ")) {
            if count.ends_with(" {") && count.starts_with(|one: char| one.is_ascii_digit()) {
                add(name);
            }
        }
    }
    let mut below = Vec::new();
    for used in code.join("\n").split("\npub use ").skip(1) {
        let used = used.split(';').next().unwrap_or_default();
        let (from, names) = used.rsplit_once("::").unwrap_or_default();
        if names == "*" {
            below.push((file(&folder, from), module.to_owned()));
        } else if !used.starts_with("crate::") && module != "crate" {
            let names = used.split_once('{').map_or(names, |(_, names)| names);
            for name in names.split([',', '}']) {
                add(name.trim().rsplit("::").next().unwrap_or_default());
            }
        }
    }
    for line in &code {
        if let Some(name) = line
            .strip_prefix("pub mod ")
            .and_then(|it| it.strip_suffix(';'))
        {
            let inner = if module == "crate" {
                name.to_owned()
            } else {
                format!("{module}::{name}")
            };
            below.push((file(&folder, name), inner));
        }
    }
    for (path, module) in below {
        gather(&path, &module, found);
    }
}

#[test]
fn no_name_means_two_things() {
    let mut found = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs");
    gather(&root, "crate", &mut found);
    for known in [
        "Record",
        "PayerPolicy",
        "Session",
        "TechniqueFamily",
        "MueTable",
        "Estimate",
    ] {
        assert!(
            found.contains_key(known),
            "{known} is not among the names found"
        );
    }
    assert!(found.len() > 200, "{}", found.len());
    // A module may offer what a module below it defines.
    let is_again = |modules: &BTreeSet<String>| {
        let first = modules.first().expect("a name has a module");
        modules
            .iter()
            .all(|module| module.starts_with(first.as_str()))
    };
    let twice: Vec<_> = found
        .iter()
        .filter(|(_, modules)| modules.len() > 1 && !is_again(modules))
        .collect();
    assert!(twice.is_empty(), "{twice:#?}");
}
