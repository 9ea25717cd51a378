//! Promise: the pages of the guide that list findings, codes, amounts and coverage are those of the
//! registers and tables. `UPDATE_GOLDEN=1 cargo test --test guide_pages` writes them again.
#![cfg(all(feature = "serde", feature = "tables"))]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::{Display, Write},
    fs,
    path::Path,
};

use serde_json::Value;
use therapy_billing::{
    Check, Citation, Designation, Discipline, Finding, Findings, ProcedureCode, ReferenceData,
    Setting, Timing, UnitRule,
    calendar::IsoDate,
    claim::{Bill, BillInput, Claim},
    documentation::{Record, Rule},
    finding::{Register, RegisterEntry, registers},
    payment::TherapyDay,
    reference::{
        catalog::{
            self, CodeEntry, DisciplineUse,
            cpt_97112::{self, Element, Significance, TechniqueFamily},
        },
        edits::{EditProgram, PtpAnswer},
        rates,
        thresholds::{Bucket, kx_amount, review_amount},
    },
    time::{Date, Month, macros::date},
    units::CountFinding,
};

/// Compares a page of the guide with its text, or writes it.
#[track_caller]
fn check(page: &str, text: &str) {
    check_file(&format!("src/guide/{page}"), text);
}

/// Compares a file with its text, or writes it.
#[track_caller]
fn check_file(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, text).expect("the page can be written");
    }
    let current = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        current == text,
        "{file} is not current; run this test with UPDATE_GOLDEN=1"
    );
}

/// Compares a part of a page, between `<!-- part -->` and `<!-- end -->`, with its text, or writes it.
#[track_caller]
fn check_part(page: &str, part: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/guide")
        .join(page);
    let current = fs::read_to_string(&path).expect("the page is there");
    let marker = format!("<!-- {part} -->\n\n");
    let (before, rest) = current.split_once(&marker).expect("the page has the part");
    let (_, after) = rest
        .split_once("\n<!-- end -->")
        .expect("the part has an end");
    check(
        page,
        &format!("{before}{marker}{text}\n<!-- end -->{after}"),
    );
}

/// The inputs of a case file, without the cases that are refused.
fn inputs(file: &str) -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(file);
    let text = fs::read_to_string(path).expect("the case file is there");
    let cases = text
        .lines()
        .map(|line| serde_json::from_str(line).expect("a case is JSON"));
    cases
        .map(|case: Value| case.get("input").cloned().unwrap_or(case))
        .collect()
}

/// The first finding of each id, printed without its sources.
type Examples = BTreeMap<&'static str, String>;

fn keep<C: Check>(examples: &mut Examples, findings: &Findings<C>) {
    for finding in findings {
        keep_one(examples, finding);
    }
}

fn keep_one<C: Check>(examples: &mut Examples, finding: &Finding<C>) {
    examples.entry(finding.id()).or_insert_with(|| {
        let (severity, at) = (finding.severity(), finding.at());
        format!("{severity}[{}] {at}: {}", finding.id(), finding.check())
    });
}

/// Visits with a finding that no visit of the case files has.
const MORE_VISITS: [&str; 3] = [
    r#"{"date_of_service": "2017-01-01", "discipline": "pt", "services": [{"code": "97001", "minutes": 30}]}"#,
    r#"{"date_of_service": "2026-03-14", "discipline": "pt", "services": [{"code": "95851"}]}"#,
    r#"{"date_of_service": "2026-03-14", "discipline": "pt", "services": [
        {"code": "97150", "intervals": [{"start": "09:00", "end": "09:30"}]},
        {"code": "97112", "intervals": [{"start": "09:20", "end": "09:40"}]}]}"#,
];

fn bills(visits: impl Iterator<Item = Value>) -> impl Iterator<Item = Bill> {
    visits.filter_map(|visit| serde_json::from_value::<BillInput>(visit).ok()?.bill().ok())
}

fn examples(register: &str) -> Examples {
    let mut found = Examples::new();
    match register {
        "units" => {
            let more = MORE_VISITS.map(|visit| serde_json::from_str(visit).expect("a visit"));
            for bill in bills(inputs("units.ndjson").into_iter().chain(more)) {
                keep(&mut found, &bill.allocation().findings());
            }
        }
        "claims" => {
            for bill in bills(inputs("assistants.ndjson").into_iter()) {
                let all = bill.findings();
                for finding in all
                    .iter()
                    .filter(|finding| finding.id().starts_with("assistant-"))
                {
                    keep_one(&mut found, finding);
                }
            }
            for file in ["audit.ndjson", "claims.ndjson"] {
                for input in inputs(file) {
                    if let Ok(claim) = serde_json::from_value::<Claim>(input) {
                        keep(&mut found, &claim.check());
                        if let Some(audit) = claim.audit() {
                            keep(&mut found, audit.findings());
                        }
                    }
                }
            }
        }
        "documentation" => {
            for input in inputs("documentation.ndjson") {
                if let Ok(record) = serde_json::from_value::<Record>(input) {
                    keep(&mut found, &record.validate());
                }
            }
        }
        _ => {
            for input in inputs("payment.ndjson") {
                let day = serde_json::from_value::<TherapyDay>(input);
                if let Some(estimate) = day.ok().and_then(|day| day.estimate().ok()) {
                    keep(&mut found, &estimate.findings);
                }
            }
        }
    }
    found
}

/// The introduction of a register's page, and the type of its checks.
const REGISTERS: [(&str, &str, &str); 4] = [
    (
        "units",
        "crate::units::CountFinding",
        "[`Allocation::findings`](crate::Allocation::findings) reports these findings about a session.",
    ),
    (
        "claims",
        "crate::claim::ClaimFinding",
        "[`Claim::check`](crate::claim::Claim::check), [`Claim::audit`](crate::claim::Claim::audit) and \
         [`Bill::findings`](crate::claim::Bill::findings) report these findings.",
    ),
    (
        "documentation",
        "crate::documentation::Rule",
        "[`Record::validate`](crate::Record::validate) reports a finding for each of these rules that a record \
         does not meet.",
    ),
    (
        "payment",
        "crate::payment::PaymentFinding",
        "[`TherapyDay::estimate`](crate::TherapyDay::estimate) reports these findings about a day.",
    ),
];

/// Families of documentation rules, each with its heading.
const FAMILIES: [(&str, &str); 17] = [
    ("record", "The record"),
    ("evaluation", "Evaluation"),
    ("plan", "Plan of care"),
    ("certification", "Certification"),
    ("progress", "Progress reports"),
    ("discharge", "Discharge"),
    ("treatment-note", "Treatment note"),
    ("signature", "Signatures"),
    ("personnel", "Who furnished the visit"),
    ("time", "Time"),
    ("mode", "Mode of delivery"),
    ("nmr", "CPT 97112"),
    ("measure", "Measures"),
    ("necessity", "Necessity"),
    ("claim", "Claim"),
    ("policy", "Requirements of a payer or a state"),
    ("text", "Free text"),
];

/// `kx-missing` and `plan/long-term-goal` as the names of variants.
fn variant(id: &str) -> String {
    id.split(['-', '/'])
        .map(|word| {
            let (first, rest) = word.split_at(1);
            first.to_uppercase() + rest
        })
        .collect()
}

fn join<T: Display>(items: impl IntoIterator<Item = T>, between: &str) -> String {
    let items: Vec<_> = items.into_iter().map(|item| item.to_string()).collect();
    items.join(between)
}

/// A citation as a link where it has an address, with its certainty.
fn source(citation: Citation) -> String {
    let text = citation.text();
    let shown = match citation.address() {
        Some(address) => format!("[{text}]({address})"),
        None => text.to_owned(),
    };
    format!("{shown} ({})", citation.certainty())
}

/// A sentence in Markdown, with the names of its evidence in italics.
fn sentence(message: &str) -> String {
    let message = message.replace('[', "\\[").replace(']', "\\]");
    message.replace(['{', '}'], "*").replace('_', "\\_")
}

fn entry(
    page: &mut String,
    register: &str,
    of: &str,
    row: &RegisterEntry,
    example: Option<&String>,
) {
    let (id, level) = (
        row.id,
        if register == "documentation" {
            "###"
        } else {
            "##"
        },
    );
    let add =
        |page: &mut String, name: &str, text: &str| writeln!(page, "- {name}: {text}").unwrap();
    write!(page, "\n<a id=\"{register}.{id}\"></a>\n\n{level} {id}\n\n").unwrap();
    write!(page, "{}\n\n", row.meaning).unwrap();
    add(page, "Severity", &join(&row.severities, ", "));
    add(page, "Problem", &sentence(row.problem()));
    if let Some(action) = row.action() {
        add(page, "What to do", &sentence(action));
    }
    if let Some(reads) = row.reads {
        add(
            page,
            "Reads",
            &join(reads.split(", ").map(|path| format!("`{path}`")), ", "),
        );
    }
    if let Some(scope) = &row.scope {
        add(page, "Applies to", scope);
    }
    match (row.from, row.to) {
        (None, None) => {}
        (from, to) => {
            let from = from.map(|date| format!("from {}", IsoDate(date)));
            let to = to.map(|date| format!("through {}", IsoDate(date)));
            add(
                page,
                "Dates of service",
                &join(from.into_iter().chain(to), " "),
            );
        }
    }
    add(
        page,
        "Source",
        &join(row.citations.iter().map(|&citation| source(citation)), "; "),
    );
    let name = variant(id);
    let short = of.rsplit("::").next().unwrap();
    add(
        page,
        "In code",
        &format!("[`{short}::{name}`]({of}::{name})"),
    );
    let example = example.expect("every finding has an example");
    add(page, "Example", &format!("`{example}`"));
}

fn register_page(register: &Register) -> String {
    let (_, of, introduction) = REGISTERS
        .iter()
        .find(|row| row.0 == register.name)
        .expect("a register");
    let examples = examples(register.name);
    let missing: Vec<_> = register
        .rows
        .iter()
        .map(|row| row.id)
        .filter(|id| !examples.contains_key(id))
        .collect();
    assert!(
        missing.is_empty(),
        "{}: no case raises {missing:?}",
        register.name
    );
    let count = register.rows.len();
    let mut page = format!(
        "{introduction}\n\nThe register `{}` has {count} entries. A name in *italics* is evidence; a part in \
         square brackets is left out where its value is not known. Each entry has the address \
         `#{}.` followed by its id, which does not change. See [findings](crate::guide::findings) for severity and certainty.\n",
        register.name, register.name
    );
    let mut written = 0;
    let mut add = |page: &mut String, row: &RegisterEntry| {
        entry(page, register.name, of, row, examples.get(row.id));
        written += 1;
    };
    if register.name == "documentation" {
        for (family, heading) in FAMILIES {
            write!(page, "\n## {heading}\n").unwrap();
            let prefix = format!("{family}/");
            for row in register
                .rows
                .iter()
                .filter(|row| row.id.starts_with(&prefix))
            {
                add(&mut page, row);
            }
        }
    } else {
        for row in &register.rows {
            add(&mut page, row);
        }
    }
    assert_eq!(written, count, "each finding has one entry");
    page
}

#[test]
fn the_page_of_each_register_is_current() {
    for register in registers() {
        check(
            &format!("findings_{}.md", register.name),
            &register_page(&register),
        );
    }
}

fn timing(timing: Timing) -> String {
    match timing {
        Timing::Untimed => "untimed".to_owned(),
        Timing::Blocks { minutes } => format!("blocks of {} minutes", minutes.get()),
        Timing::First { family } => format!("first code of {}", family.add_on),
        Timing::AddOn { family } => format!("add-on of {}", family.first),
        Timing::Month { minutes } => format!("calendar month, {} minutes", minutes.get()),
        Timing::Visit => "home health visit".to_owned(),
        Timing::Counted => "by count, not by time".to_owned(),
        _ => unreachable!("every timing is named above"),
    }
}

fn disciplines(entry: &CodeEntry) -> String {
    let used = Discipline::ALL.into_iter().filter_map(|discipline| {
        let name = discipline.as_str().to_uppercase();
        match entry.discipline_use(discipline) {
            DisciplineUse::Usual => Some(name),
            DisciplineUse::NotRestricted => Some(format!("({name})")),
            DisciplineUse::Barred => None,
        }
    });
    join(used, " ")
}

#[test]
fn the_table_of_codes_is_current() {
    let entries = catalog::entries();
    let mut page = format!(
        "The built-in catalog has {} codes. The labels are our own words; only 97112 has its CPT descriptor, in \
         [`cpt_97112`](crate::catalog::cpt_97112). A discipline in brackets is not restricted by Medicare, and practice \
         varies; a discipline that is missing does not furnish the code. A code that is missing from the table may \
         still be valid. [`ReferenceData::lookup`](crate::ReferenceData::lookup) returns the same facts.\n\n\
         | code | label | timing | designation | disciplines | dates of service | replaced by |\n\
         |---|---|---|---|---|---|---|\n",
        entries.len()
    );
    for entry in entries {
        let dates = match (entry.effective(), entry.terminated()) {
            (None, None) => String::new(),
            (Some(from), None) => format!("from {}", IsoDate(from)),
            (None, Some(to)) => format!("through {}", IsoDate(to)),
            (Some(from), Some(to)) => format!("{} through {}", IsoDate(from), IsoDate(to)),
        };
        writeln!(
            page,
            "| <a id=\"code.{code}\"></a>{code} | {} | {} | {} | {} | {dates} | {} |",
            entry.label(),
            timing(entry.timing()),
            entry.designation(),
            disciplines(entry),
            entry.successors(),
            code = entry.code(),
        )
        .unwrap();
    }
    check("codes.md", &page);
    assert_eq!(
        Designation::ALL.len(),
        5,
        "the guide names each designation"
    );
}

/// Days of a year that rates can change on.
fn days() -> impl Iterator<Item = Date> {
    let first_days = |year: i32| {
        (1..=12).map(move |month| {
            Date::from_calendar_date(year, Month::try_from(month).unwrap(), 1).unwrap()
        })
    };
    (1995..=2030).flat_map(first_days)
}

fn dollars(amount: impl Display) -> String {
    let digits = amount.to_string();
    let (whole, cents) = digits.split_once('.').unwrap_or((&digits, "00"));
    let mut text = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    format!("${text}.{cents}")
}

type Rate = fn(Date) -> Option<rates::DatedRate>;

#[test]
fn the_tables_of_amounts_are_current() {
    let mut page = String::from(
        "## Therapy threshold (KX)\n\n\
         Above the threshold a line needs the KX modifier: [therapy threshold](crate::guide::threshold). \
         [`kx_amount`](crate::reference::thresholds::kx_amount) returns the same amounts.\n\n\
         | year | physical therapy and speech-language pathology | occupational therapy | targeted medical review | source |\n\
         |---|---|---|---|---|\n",
    );
    for year in 1995..=2030 {
        let (Some(pt_slp), Some(ot)) =
            (kx_amount(year, Bucket::PtSlp), kx_amount(year, Bucket::Ot))
        else {
            continue;
        };
        let first_day = Date::from_ordinal_date(year, 1).unwrap();
        let review = review_amount(first_day).map_or(String::new(), |row| dollars(row.amount));
        writeln!(
            page,
            "| {year} | {} | {} | {review} | {} |",
            dollars(pt_slp.amount),
            dollars(ot.amount),
            source(pt_slp.citation)
        )
        .unwrap();
    }

    page.push_str(
        "\n## Conversion factors\n\n\
         [`ReferenceData::conversion_factor`](crate::ReferenceData::conversion_factor) returns the dollars per \
         relative value unit on a date.\n\n\
         | from | through | participant | dollars | source |\n|---|---|---|---|---|\n",
    );
    let mut seen = BTreeSet::new();
    for day in days() {
        for qualifying in [false, true] {
            let Some(factor) = ReferenceData::built_in().conversion_factor(day, qualifying) else {
                continue;
            };
            let (from, to) = (factor.period.from(), factor.period.to());
            if seen.insert((from, factor.participant)) {
                writeln!(
                    page,
                    "| {} | {} | {} | {} | {} |",
                    IsoDate(from),
                    IsoDate(to),
                    factor.participant.as_str(),
                    factor.value,
                    source(factor.citation)
                )
                .unwrap();
            }
        }
    }

    page.push_str(
        "\n## Rates\n\nThe functions of [`rates`](crate::reference::rates) return the rate on a date.\n\n\
         | rate | from | percent | source |\n|---|---|---|---|\n",
    );
    let rates: [(&str, Rate); 5] = [
        (
            "multiple procedure payment reduction (MPPR), office",
            |date| rates::practice_expense_reduction(date, Setting::PrivatePractice),
        ),
        (
            "multiple procedure payment reduction (MPPR), institution",
            |date| rates::practice_expense_reduction(date, Setting::OutpatientHospital),
        ),
        ("share paid for services of an assistant", |date| {
            rates::assistant_share(date, Setting::PrivatePractice)
        }),
        ("coinsurance", rates::coinsurance),
        ("sequestration", rates::sequestration),
    ];
    for (name, rate) in rates {
        let mut last = None;
        for day in days() {
            let row = rate(day);
            if row != last {
                if let Some(row) = row {
                    let from = row
                        .from
                        .map_or_else(String::new, |date| IsoDate(date).to_string());
                    let percent = (row.rate * therapy_billing::rust_decimal::Decimal::ONE_HUNDRED)
                        .normalize();
                    writeln!(
                        page,
                        "| {name} | {from} | {percent}% | {} |",
                        source(row.citation)
                    )
                    .unwrap();
                }
                last = row;
            }
        }
    }
    check("amounts.md", &page);
}

#[test]
fn the_table_of_facts_by_date_is_current() {
    const DATES: [Date; 4] = [
        date!(2019 - 07 - 01),
        date!(2024 - 08 - 14),
        date!(2025 - 03 - 14),
        date!(2026 - 11 - 26),
    ];
    let mut page = String::from("| facts |");
    for date in DATES {
        write!(page, " {} |", IsoDate(date)).unwrap();
    }
    page.push_str("\n|---|---|---|---|---|\n");
    let columns = DATES.map(|date| ReferenceData::built_in().coverage(date));
    for (index, row) in columns[0].rows().iter().enumerate() {
        write!(page, "| {} |", row.family).unwrap();
        for column in &columns {
            let row = &column.rows()[index];
            let sources = join(&row.sources, ", ");
            write!(
                page,
                " {}{}{sources} |",
                row.basis,
                if sources.is_empty() { "" } else { ": " }
            )
            .unwrap();
        }
        page.push('\n');
    }
    check_part("facts_and_coverage.md", "coverage", &page);
}

/// A table of words with their meanings.
fn words<T: Copy + Display>(
    page: &mut String,
    head: &str,
    words: &[T],
    cells: impl Fn(T) -> String,
) {
    let columns = head.matches('|').count() - 1;
    write!(page, "{head}\n|{}\n", "---|".repeat(columns)).unwrap();
    for &word in words {
        writeln!(page, "| {word} | {} |", cells(word)).unwrap();
    }
}

/// The codes that are edits with 97112 on a date, by what the edit does.
fn edits_of_97112(setting: Setting, date: Date) -> [Vec<ProcedureCode>; 3] {
    let mut lists = [const { Vec::new() }; 3];
    let partners = ReferenceData::built_in().ptp_partners(
        EditProgram::Medicare,
        cpt_97112::CODE,
        setting,
        date,
    );
    for (code, answer) in partners {
        let PtpAnswer::Edit { edit, .. } = answer else {
            continue;
        };
        let place = match (edit.allows_modifier, edit.column_1 == cpt_97112::CODE) {
            (false, _) => 0,
            (true, false) => 1,
            (true, true) => 2,
        };
        lists[place].push(code);
    }
    lists
}

/// The rules of a note about 97112.
fn rules_of_97112() -> String {
    let mut page = String::from("| rule | severity | problem | what to do |\n|---|---|---|---|\n");
    let [_, _, documentation, _] = registers();
    for row in documentation
        .rows
        .iter()
        .filter(|row| row.id.starts_with("nmr/"))
    {
        writeln!(
            page,
            "| [`{id}`](crate::guide::findings_documentation#documentation.{anchor}) | {} | {} | {} |",
            join(&row.severities, ", "),
            sentence(row.problem()),
            sentence(row.action().unwrap_or_default()),
            id = row.id,
            anchor = row.id.replace('/', "%2F"),
        )
        .unwrap();
    }

    page
}

/// The words of the descriptor of 97112.
fn words_of_97112() -> String {
    let mut page = String::new();
    page.push_str(
        "# The six elements\n\n\
         The descriptor names six [elements](crate::catalog::cpt_97112::Element). Five families of \
         [techniques](crate::catalog::cpt_97112::TechniqueFamily) retrain one of them each.\n\n",
    );
    words(
        &mut page,
        "| element | meaning | family of techniques | what it is for |",
        &Element::ALL,
        |element| {
            let family = TechniqueFamily::ALL
                .into_iter()
                .find(|family| family.element() == element);
            let (name, purpose) = family.map_or(("no family of its own".to_owned(), ""), |it| {
                (it.to_string(), it.meaning())
            });
            format!("{} | {name} | {purpose}", element.meaning())
        },
    );
    page.push_str(
        "\n# The six settings\n\nThe code is used in these [settings](crate::catalog::cpt_97112::PracticeSetting).\n\n",
    );
    words(
        &mut page,
        "| setting | use |",
        &cpt_97112::PracticeSetting::ALL,
        |it| it.meaning().to_owned(),
    );
    page.push_str(
        "\n# Why its use is recorded\n\nThere are four [reasons](crate::catalog::cpt_97112::Significance).\n\n",
    );
    words(
        &mut page,
        "| reason | meaning |",
        &Significance::ALL,
        |it| it.meaning().to_owned(),
    );

    page
}

/// The edits and the relative values of 97112.
fn tables_of_97112() -> String {
    let mut page = String::new();
    page.push_str(
        "# Medically unlikely edits (MUE) by quarter\n\n\
         | table | value | adjudication indicator |\n|---|---|---|\n",
    );
    let reference = ReferenceData::built_in();
    for (program, setting) in [
        (EditProgram::Medicare, Setting::PrivatePractice),
        (EditProgram::Medicare, Setting::OutpatientHospital),
        (EditProgram::Medicaid, Setting::PrivatePractice),
    ] {
        for table in reference.mue_tables(program, setting) {
            let row = table.iter().find(|row| row.0 == cpt_97112::CODE);
            let (_, limit) = row.expect("each table has 97112");
            writeln!(
                page,
                "| {} | {} units | {} |",
                table.source(),
                limit.value,
                limit.indicator.digit()
            )
            .unwrap();
        }
    }

    page.push_str(
        "\nThe Medicaid table states no indicator; its value is applied to each line (unverified).\n",
    );
    page.push_str(
        "\n# Procedure-to-procedure (PTP) edits by quarter\n\n\
         The lists contain the codes of the tables that are edits with 97112. \"Bypass\" means that a modifier such as 59 bypasses the edit \
         if the record supports it. [Edits](crate::guide::edits) explains the columns.\n\n\
         | table | never paid together | denies 97112, bypass possible | denied with 97112, bypass possible |\n|---|---|---|---|\n",
    );
    for setting in [Setting::PrivatePractice, Setting::OutpatientHospital] {
        for table in reference.ptp_tables(EditProgram::Medicare, setting) {
            let lists = edits_of_97112(setting, table.quarter().first_day());
            let cells = lists.map(|codes| join(codes, ", "));
            writeln!(page, "| {} | {} |", table.source(), cells.join(" | ")).unwrap();
        }
    }

    page.push_str(
        "\n# Relative values by year\n\n\
         Prices follow from these values, the locality and the conversion factor: [payment](crate::guide::payment).\n\n\
         | year | work | practice expense | malpractice | source |\n|---|---|---|---|---|\n",
    );
    for year in 2015..=2030 {
        let day = Date::from_ordinal_date(year, 182).unwrap();
        if let Some(values) = reference.relative_values(cpt_97112::CODE, day) {
            writeln!(
                page,
                "| {year} | {} | {} | {} | {} |",
                values.work(),
                values.practice_expense(),
                values.malpractice(),
                source(values.citation())
            )
            .unwrap();
        }
    }
    page.push_str(
        "\n`cargo run --example facts -- 97112 --date 2026-11-26` prints the facts of a date.\n",
    );
    page
}

#[test]
fn the_facts_of_97112_are_current() {
    check_part("cpt_97112.md", "words", &words_of_97112());
    check_part("cpt_97112.md", "rules", &rules_of_97112());
    check_part("cpt_97112.md", "tables", &tables_of_97112());
    let text = include_str!("../src/guide/cpt_97112.md");
    let words = |text: &str| {
        text.replace('>', "")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    for quoted in [cpt_97112::DESCRIPTOR, cpt_97112::NOTICE] {
        assert!(words(text).contains(&words(quoted)), "{quoted}");
    }
}

/// The staircase of the README, one character per minute.
fn staircase() -> String {
    let rounding = UnitRule::MEDICARE.rounding();
    let starts: Vec<usize> = (1..=4)
        .map(|units| usize::try_from(rounding.least_minutes(units)).unwrap())
        .collect();
    let mut picture = String::from("units\n");
    for (index, start) in starts.iter().enumerate().rev() {
        let end = starts.get(index + 1).copied();
        let width = end.unwrap_or(61) - start - 1;
        let corner = if end.is_some() { "┘" } else { "" };
        writeln!(
            picture,
            "{:>5}  {}┌{}{corner}",
            index + 1,
            " ".repeat(*start),
            "─".repeat(width)
        )
        .unwrap();
    }
    writeln!(picture, "    0  {}┘", "─".repeat(starts[0])).unwrap();
    let mut axis = String::from("       0");
    for start in starts {
        while axis.len() < 7 + start {
            axis.push(' ');
        }
        write!(axis, "{start}").unwrap();
    }
    picture + &axis
}

#[test]
fn the_picture_in_the_readme_is_the_rule() {
    let readme = include_str!("../README.md");
    let picture = staircase();
    assert!(
        readme.contains(&picture),
        "the README should contain\n{picture}"
    );
}

#[test]
fn every_rule_of_documentation_has_a_family_on_its_page() {
    for rule in Rule::ALL {
        assert!(
            FAMILIES.iter().any(|family| family.0 == rule.family()),
            "{rule}"
        );
        assert_eq!(format!("{rule:?}"), variant(rule.id()));
    }
    assert!(
        CountFinding::REGISTER
            .iter()
            .all(|row| !variant(row.id).is_empty())
    );
}

#[test]
fn the_suite_of_cases_explains_every_finding_that_its_answers_name() {
    let mut page = String::from(
        "# The findings of the cases\n\nThe `findings` of an answer name these conditions by id. An id is unique within its \
         table. Where a row has several severities, the case has the one that its facts support: what is inferred from \
         tables of other quarters is one step lower.\n",
    );
    for register in registers() {
        let suites = match register.name {
            "units" => "`units`, `assistants` and `audit`",
            "claims" => "`assistants`, `audit` and `claims`",
            "documentation" => "`documentation`",
            _ => "`payment`",
        };
        write!(
            page,
            "\n## {}\n\nIn answers of {suites}.\n\n| id | severity | raised where | rests on |\n|---|---|---|---|\n",
            register.name
        )
        .unwrap();
        for row in register.rows {
            let rests_on = row.citations.iter().map(|citation| citation.text());
            writeln!(
                page,
                "| `{}` | {} | {} | {} |",
                row.id,
                join(&row.severities, ", "),
                row.meaning,
                join(rests_on, "; ")
            )
            .unwrap();
        }
    }
    assert!(
        !page.contains("crate::"),
        "the page is read without this crate"
    );
    check_file("tests/data/findings.md", &page);
}
