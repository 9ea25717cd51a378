//! Promise: the built documentation is whole. Every link leads somewhere, every finding has its anchor, and
//! no page lacks its text, its errors, its source or its example. `.ci/docs` builds the pages and runs this.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use therapy_billing::finding::registers;

/// Types that users construct or read first.
const READ_FIRST: [&str; 12] = [
    "session/struct.Session.html",
    "session/struct.Service.html",
    "units/struct.UnitRule.html",
    "units/struct.Allocation.html",
    "claim/struct.Bill.html",
    "claim/struct.Claim.html",
    "documentation/struct.Record.html",
    "documentation/struct.PlanOfCare.html",
    "payment/struct.Estimate.html",
    "finding/struct.Finding.html",
    "reference/struct.ReferenceData.html",
    "enum.Error.html",
];

/// Items that encode a provision: the page, and the id of the item, empty for the page itself.
const RULES: [(&str, &str); 27] = [
    ("units/struct.UnitRule.html", ""),
    ("units/struct.UnitRule.html", "method.units_of_total"),
    ("units/fn.apportion.html", ""),
    ("units/columns/fn.split_rows.html", ""),
    ("units/columns/fn.split_sessions.html", ""),
    ("claim/struct.Bill.html", ""),
    ("claim/struct.BucketTotal.html", "method.need"),
    ("claim/enum.AssistantRule.html", ""),
    ("claim/enum.DeMinimis.html", ""),
    ("claim/struct.AssistantReading.html", "method.divide"),
    ("reference/catalog/enum.Designation.html", ""),
    ("reference/catalog/enum.Timing.html", ""),
    ("reference/edits/enum.AdjudicationIndicator.html", ""),
    ("reference/edits/enum.ModifierIndicator.html", ""),
    ("reference/edits/struct.PtpEdit.html", "method.is_lifted_by"),
    ("reference/modifiers/fn.is_ncci_associated.html", ""),
    ("reference/rates/constant.TELEHEALTH.html", ""),
    ("reference/rates/fn.assistant_share.html", ""),
    ("reference/rates/fn.coinsurance.html", ""),
    ("reference/rates/fn.not_participating.html", ""),
    ("reference/rates/fn.practice_expense_reduction.html", ""),
    ("reference/rates/fn.sequestration.html", ""),
    ("reference/thresholds/enum.Bucket.html", ""),
    ("reference/thresholds/fn.kx_amount.html", ""),
    ("reference/thresholds/fn.review_amount.html", ""),
    (
        "reference/thresholds/struct.YearlyAmount.html",
        "method.is_exceeded_by",
    ),
    ("payment/index.html", ""),
];

/// The pages of `target/doc`, by path.
struct Pages {
    root: PathBuf,
    texts: BTreeMap<PathBuf, String>,
}

impl Pages {
    fn read() -> Self {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let target =
            std::env::var_os("CARGO_TARGET_DIR").map_or(manifest.join("target"), PathBuf::from);
        let root = target.join("doc");
        let mut texts = BTreeMap::new();
        for folder in ["therapy_billing", "src/therapy_billing"] {
            collect(&root.join(folder), &mut texts);
        }
        assert!(
            !texts.is_empty(),
            "build the pages first: cargo doc --no-deps --all-features"
        );
        Self { root, texts }
    }

    /// The pages of items and modules, without those of the source.
    fn items(&self) -> impl Iterator<Item = (&Path, &str)> {
        let root = self.root.join("therapy_billing");
        let pages = self
            .texts
            .iter()
            .filter(move |(path, _)| path.starts_with(&root));
        pages.map(|(path, text)| (path.as_path(), text.as_str()))
    }

    fn page(&self, path: &str) -> &str {
        let path = self.root.join("therapy_billing").join(path);
        self.texts
            .get(&path)
            .unwrap_or_else(|| panic!("there is no page {}", path.display()))
    }

    fn short<'a>(&self, path: &'a Path) -> &'a str {
        let below = path.strip_prefix(&self.root).unwrap_or(path);
        below.to_str().expect("a path is text")
    }
}

fn collect(folder: &Path, texts: &mut BTreeMap<PathBuf, String>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries {
        let path = entry.expect("an entry can be read").path();
        if path.is_dir() {
            collect(&path, texts);
        } else if path.extension().is_some_and(|it| it == "html") {
            let text = fs::read_to_string(&path).expect("a page is text");
            texts.insert(path, text);
        }
    }
}

/// The values of an attribute, in order.
fn values<'a>(text: &'a str, attribute: &str) -> impl Iterator<Item = &'a str> {
    let start = format!(" {attribute}=\"");
    let mut rest = text;
    std::iter::from_fn(move || {
        let at = rest.find(&start)?;
        let (value, behind) = rest[at + start.len()..].split_once('"')?;
        rest = behind;
        Some(value)
    })
}

fn plain(value: &str) -> String {
    value
        .replace("&amp;", "&")
        .replace("&#39;", "'")
        .replace("%2F", "/")
}

/// A path without `.` and `..`.
fn normal(path: &Path) -> PathBuf {
    let mut found = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                found.pop();
            }
            std::path::Component::CurDir => {}
            _ => found.push(part),
        }
    }
    found
}

#[track_caller]
fn none(what: &str, found: &[String]) {
    println!("{}: {what}", found.len());
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

/// The text of an item on its page: from its id to the next item, with the markup before it.
struct Item<'a> {
    id: &'a str,
    is_documented: bool,
    text: &'a str,
}

/// The fields, variants, constants and methods of a page, without those of trait implementations.
fn members(page: &str) -> Vec<Item<'_>> {
    const KINDS: [&str; 7] = [
        "structfield.",
        "variant.",
        "method.",
        "tymethod.",
        "associatedconstant.",
        "associatedtype.",
        "primitive.",
    ];
    let others = [
        "trait-implementations",
        "foreign-impls",
        "implementors",
        "deref-methods",
    ];
    let ends = others
        .iter()
        .filter_map(|id| page.find(&format!("id=\"{id}")));
    let end = ends.min().unwrap_or(page.len());
    let own = &page[..end];
    let mut starts: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    while let Some(found) = own[at..].find(" id=\"") {
        let start = at + found + " id=\"".len();
        let id = own[start..].split('"').next().unwrap_or_default();
        // The fields of a variant and of a tuple are named by their types.
        let is_named = !id.contains(".field")
            && !id.ends_with(|last: char| last.is_ascii_digit() && id.contains("field."));
        if KINDS.iter().any(|kind| id.starts_with(kind)) && is_named {
            starts.push((start, id));
        }
        at = start;
    }
    let ends = starts
        .iter()
        .skip(1)
        .map(|it| it.0)
        .chain([own.len()])
        .collect::<Vec<_>>();
    starts
        .iter()
        .zip(ends)
        .map(|(&(start, id), end)| {
            let text = &own[start..end];
            Item {
                id,
                is_documented: text.contains("<div class=\"docblock"),
                text,
            }
        })
        .collect()
}

/// The signature of a method or function.
fn signature(text: &str) -> &str {
    let text = text
        .split("<div class=\"docblock")
        .next()
        .unwrap_or_default();
    text.split("-&gt;").nth(1).unwrap_or_default()
}

#[test]
#[ignore = "reads the built pages"]
fn every_link_leads_to_a_page_and_an_anchor() {
    let pages = Pages::read();
    let anchors: BTreeMap<&Path, BTreeSet<String>> = pages
        .items()
        .map(|(path, text)| (path, values(text, "id").map(plain).collect()))
        .collect();
    let (mut broken, mut seen) = (Vec::new(), 0);
    for (path, text) in pages.items() {
        for link in values(text, "href").map(plain) {
            if link.contains("://") || link.starts_with("data:") || link.starts_with("javascript:")
            {
                continue;
            }
            seen += 1;
            let (file, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = match file {
                "" => path.to_owned(),
                _ => normal(&path.parent().expect("a page is in a folder").join(file)),
            };
            let known = anchors.get(target.as_path());
            let exists = known.is_some() || target.exists();
            let has_anchor = anchor.is_empty() || known.is_none_or(|ids| ids.contains(anchor));
            if !exists || !has_anchor {
                broken.push(format!("{}: {link}", pages.short(path)));
            }
        }
    }
    assert!(seen > 10_000, "the reader of links found {seen}");
    println!("{seen} links were followed");
    none("links that lead nowhere", &broken);
}

#[test]
#[ignore = "reads the built pages"]
fn every_finding_has_an_anchor() {
    let pages = Pages::read();
    let (mut missing, mut seen) = (Vec::new(), 0);
    for register in registers() {
        let page = pages.page(&format!("guide/findings_{}/index.html", register.name));
        let anchors: BTreeSet<_> = values(page, "id").collect();
        for row in register.rows {
            seen += 1;
            let anchor = format!("{}.{}", register.name, row.id);
            if !anchors.contains(anchor.as_str()) {
                missing.push(anchor);
            }
        }
    }
    println!("{seen} findings were looked up");
    none("findings without an anchor", &missing);
}

#[test]
#[ignore = "reads the built pages"]
fn every_public_item_is_documented() {
    let pages = Pages::read();
    let (mut missing, mut seen) = (Vec::new(), 0);
    for (path, text) in pages.items() {
        let name = pages.short(path);
        let is_item = text.contains("<section id=\"main-content\"");
        if !is_item || name.ends_with("all.html") || text.contains("<title>Redirection</title>") {
            continue;
        }
        seen += 1;
        if !text.contains("class=\"toggle top-doc\"") {
            missing.push(name.to_owned());
        }
        for member in members(text) {
            seen += 1;
            if !member.is_documented {
                missing.push(format!("{name}#{}", member.id));
            }
        }
    }
    println!("{seen} items were looked at");
    none("public items without documentation", &missing);
}

#[test]
#[ignore = "reads the built pages"]
fn every_fallible_function_names_its_errors() {
    let pages = Pages::read();
    let (mut missing, mut seen) = (Vec::new(), 0);
    for (path, text) in pages.items() {
        let name = pages.short(path);
        let is_function = name.contains("/fn.");
        let functions = if is_function {
            vec![Item {
                id: "",
                is_documented: true,
                text,
            }]
        } else {
            let mut members = members(text);
            members.retain(|it| it.id.starts_with("method.") || it.id.starts_with("tymethod."));
            members
        };
        for function in functions {
            if !signature(function.text).contains(">Result</a>&lt;") {
                continue;
            }
            seen += 1;
            if !function.text.contains("href=\"#errors") {
                missing.push(format!("{name}#{}", function.id));
            }
        }
    }
    println!("{seen} fallible functions were looked at");
    none("fallible functions without Errors", &missing);
}

#[test]
#[ignore = "reads the built pages"]
fn every_item_that_encodes_a_provision_names_its_source() {
    let pages = Pages::read();
    let missing: Vec<_> = RULES
        .iter()
        .filter(|(path, id)| {
            let page = pages.page(path);
            let text = match *id {
                "" => page,
                id => {
                    let found = members(page).into_iter().find(|member| member.id == id);
                    found.unwrap_or_else(|| panic!("{path} has no {id}")).text
                }
            };
            !text.contains("href=\"#source")
        })
        .map(|(path, id)| format!("{path}#{id}"))
        .collect();
    println!("{} items with a provision were looked at", RULES.len());
    none("rule-bearing items without Source", &missing);

    let without: Vec<_> = registers()
        .iter()
        .flat_map(|register| register.rows.iter().map(move |row| (register.name, row)))
        .filter(|(_, row)| row.citations.is_empty())
        .map(|(register, row)| format!("{register}.{}", row.id))
        .collect();
    none("findings without a source", &without);
}

#[test]
#[ignore = "reads the built pages"]
fn every_type_that_is_read_first_has_an_example() {
    let pages = Pages::read();
    let missing: Vec<_> = READ_FIRST
        .iter()
        .filter(|path| {
            let page = pages.page(path);
            let top = page
                .find("class=\"toggle top-doc\"")
                .map_or("", |at| &page[at..]);
            let top = top.split("</details>").next().unwrap_or_default();
            !top.contains("class=\"rust rust-example-rendered\"")
        })
        .map(|path| (*path).to_owned())
        .collect();
    println!("{} types were looked at", READ_FIRST.len());
    none("pages of first types without an example", &missing);
}
