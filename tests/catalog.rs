//! Promise: the catalog says of each code what the therapy code table says, on the dates it says it,
//! and nothing of any other code.
//!
//! `data/therapy_codes.csv` is the table as it was gathered from CMS files and payer lists.

use therapy_billing::ReferenceData;
use therapy_billing::reference::catalog::{
    self, BlockMinutes, CodeList, Confidence, DisciplineUse, EntryError, Family, Lookup,
    MedicareStatus, Origin,
};
use therapy_billing::reference::modifiers::ModifierCategory;
use therapy_billing::time::Date;
use therapy_billing::time::macros::date;
use therapy_billing::{CodeEntry, Designation, Discipline, ProcedureCode, Timing};

fn code(text: &str) -> ProcedureCode {
    text.parse().expect(text)
}

/// A user's entry takes the built-in one's place, with or without a built-in table.
#[test]
fn a_users_entry_lies_over_the_table_and_says_so() {
    let hour = Timing::Blocks {
        minutes: BlockMinutes::of(60),
    };
    let own = CodeEntry::try_new(ProcedureCode::CPT_97112, hour, "our hour")
        .expect("an entry")
        .with_designation(Designation::Sometimes, Confidence::High)
        .with_disciplines(
            DisciplineUse::Usual,
            DisciplineUse::Barred,
            DisciplineUse::Barred,
        )
        .with_dates(Some(date!(2025 - 01 - 01)), Some(date!(2025 - 12 - 31)))
        .expect("dates in order")
        .with_successors(CodeList::from(code("S8948")))
        .with_medicare_status(MedicareStatus::NotCovered)
        .with_pctc(7)
        .with_multiple_procedure(5)
        .with_source("contract of 2025");
    let catalog = ReferenceData::new().with_entry(own.clone());
    assert_eq!(catalog.entry(own.code()), Some(&own));
    for (on, in_force) in [
        (date!(2024 - 12 - 31), false),
        (date!(2025 - 01 - 01), true),
        (date!(2025 - 12 - 31), true),
        (date!(2026 - 01 - 01), false),
    ] {
        let expected = if in_force {
            Lookup::InForce(&own)
        } else {
            Lookup::NotInForce(&own)
        };
        assert_eq!(catalog.lookup(own.code(), on), expected, "{on}");
    }
    assert_eq!(own.origin(), Origin::Supplied);
    assert_eq!(own.timing(), hour);
    assert_eq!(own.designation(), Designation::Sometimes);
    assert_eq!(own.discipline_use(Discipline::Ot), DisciplineUse::Barred);
    assert_eq!(own.successors().to_string(), "S8948");
    assert_eq!(
        own.medicare_status(date!(1999 - 01 - 01)),
        Some(MedicareStatus::NotCovered)
    );
    assert_eq!((own.pctc(), own.multiple_procedure()), (Some(7), Some(5)));
    assert_eq!(own.source(), "contract of 2025");
    // The built-in table is as it was, and other codes are not touched.
    assert_ne!(catalog::entry(own.code()), Some(&own));
    assert_eq!(catalog.entry(code("97110")), catalog::entry(code("97110")));
}

#[test]
fn a_users_entry_claims_nothing_until_it_is_told() {
    let bare = CodeEntry::try_new(code("S8948"), Timing::Untimed, "laser").expect("an entry");
    assert_eq!(bare.designation(), Designation::Unverified);
    assert_eq!(bare.confidence(), Confidence::Low);
    assert_eq!(
        bare.discipline_use(Discipline::Slp),
        DisciplineUse::NotRestricted
    );
    assert_eq!((bare.effective(), bare.terminated()), (None, None));
    assert!(bare.successors().is_empty());
    assert_eq!(bare.successors().to_string(), "no other code");
    assert_eq!(bare.medicare_status(date!(2026 - 01 - 01)), None);
    assert_eq!((bare.pctc(), bare.multiple_procedure()), (None, None));
}

#[test]
fn an_entry_cannot_contradict_itself() {
    let own = code("S8948");
    let family = |first, add_on| Family {
        first: code(first),
        first_block: BlockMinutes::of(30),
        add_on: code(add_on),
        add_on_block: BlockMinutes::of(15),
    };
    for timing in [
        Timing::First {
            family: family("97129", "97130"),
        },
        Timing::AddOn {
            family: family("S8948", "97130"),
        },
        Timing::First {
            family: family("S8948", "S8948"),
        },
    ] {
        let refused = CodeEntry::try_new(own, timing, "laser");
        assert!(
            matches!(refused, Err(EntryError::FamilyWithoutCode { .. })),
            "{timing:?}"
        );
    }
    let entry = CodeEntry::try_new(
        own,
        Timing::First {
            family: family("S8948", "97130"),
        },
        "laser",
    );
    let (first, last) = (date!(2025 - 01 - 02), date!(2025 - 01 - 01));
    let entry = entry.expect("the first code of its family");
    assert_eq!(
        entry.clone().with_dates(Some(first), Some(last)),
        Err(EntryError::NeverInForce { first, last })
    );
    assert!(entry.with_dates(Some(first), Some(first)).is_ok());
}

#[test]
fn a_fifth_successor_is_an_error_and_not_dropped() {
    let codes = ["97110", "97112", "97116", "97140", "97150"].map(code);
    let error = CodeList::new(codes).expect_err("five codes");
    assert_eq!(
        error.to_string(),
        "expected at most 4 codes, found 5; state fewer"
    );
    let four = CodeList::new(codes.into_iter().take(4)).expect("four codes");
    assert_eq!(four.iter().count(), 4);
}

#[test]
fn every_word_of_the_catalog_is_read_back_from_its_name() {
    macro_rules! check {
        ($($type:ty),*) => {$(
            for value in <$type>::ALL {
                assert_eq!(value.as_str().parse(), Ok(value));
                assert_eq!(value.to_string(), value.as_str());
            }
            assert!("Always ".parse::<$type>().is_err());
        )*};
    }
    check!(
        Designation,
        Confidence,
        DisciplineUse,
        MedicareStatus,
        Origin,
        catalog::ServiceKind,
        ModifierCategory
    );
    for discipline in Discipline::ALL {
        assert_eq!(discipline.as_str().parse(), Ok(discipline));
    }
}

#[test]
fn successors_are_listed_as_a_person_would() {
    let list = |codes: &[&str]| {
        CodeList::new(codes.iter().map(|text| code(text)))
            .expect("four at most")
            .to_string()
    };
    assert_eq!(list(&["97163"]), "97163");
    assert_eq!(list(&["97129", "97130"]), "97129 or 97130");
    assert_eq!(
        list(&["92521", "92522", "92523", "92524"]),
        "92521, 92522, 92523 or 92524"
    );
}

#[test]
fn an_unknown_code_is_unknown_on_every_date() {
    for on in [Date::MIN, date!(2024 - 07 - 01), Date::MAX] {
        assert_eq!(catalog::lookup(code("97999"), on), Lookup::Unknown);
        assert_eq!(
            ReferenceData::new().lookup(code("A0001"), on),
            Lookup::Unknown
        );
        assert_eq!(catalog::lookup(code("A0001"), on).entry(), None);
    }
}

#[cfg(not(feature = "tables"))]
#[test]
fn without_tables_every_code_is_unknown_until_the_user_supplies_it() {
    assert!(catalog::entries().is_empty());
    assert_eq!(catalog::entry(ProcedureCode::CPT_97112), None);
    let on = date!(2024 - 07 - 01);
    assert_eq!(
        catalog::lookup(ProcedureCode::CPT_97112, on),
        Lookup::Unknown
    );
}

#[cfg(feature = "tables")]
mod table {
    use std::collections::{BTreeMap, BTreeSet};

    use therapy_billing::finding::Basis;
    use therapy_billing::reference::edits::MueAnswer;
    use therapy_billing::time::Duration;
    use therapy_billing::{ReferenceData, Setting};

    use super::*;

    fn entry(text: &str) -> &'static CodeEntry {
        catalog::entry(code(text)).unwrap_or_else(|| panic!("{text} is in the table"))
    }

    fn rows() -> Vec<BTreeMap<String, String>> {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/therapy_codes.csv");
        csv::Reader::from_path(file)
            .expect("the table is there")
            .deserialize()
            .map(|row| row.expect("each row is well-formed"))
            .collect()
    }

    /// The timing of an entry in the words of the file: kind, minutes, first code.
    fn timing(entry: &CodeEntry) -> (&'static str, String, String) {
        let minutes = entry
            .timing()
            .block()
            .map_or_else(String::new, |block| block.get().to_string());
        let none = String::new();
        match entry.timing() {
            Timing::Untimed => ("untimed", minutes, none),
            Timing::Blocks { .. } => ("blocks", minutes, none),
            Timing::First { .. } => ("first", minutes, none),
            Timing::AddOn { family } => ("add-on", minutes, family.first.to_string()),
            Timing::Month { .. } => ("month", minutes, none),
            Timing::Counted => ("count", minutes, none),
            Timing::Visit => ("visit", "15".into(), none),
            other => panic!("{other:?} is not in the file"),
        }
    }

    /// A patient reads the labels, so the table has no abbreviations.
    fn spelled_out(label: &str) -> String {
        let words = label.replace(" (TENS)", "");
        for (short, long) in [
            ("PT ", "physical therapy "),
            ("OT ", "occupational therapy "),
            ("SLP ", "speech-language pathology "),
        ] {
            if let Some(rest) = words.strip_prefix(short) {
                return format!("{}{}{rest}", long[..1].to_uppercase(), &long[1..]);
            }
            if words.contains(&format!(": {short}")) {
                return words.replace(short, long);
            }
        }
        words
    }

    #[test]
    fn every_entry_states_what_the_file_states() {
        let rows = rows();
        assert_eq!(rows.len(), 167);
        assert_eq!(catalog::entries().len(), 167);
        for row in &rows {
            let entry = entry(&row["code"]);
            let text = |value: Option<String>| value.unwrap_or_default();
            assert_eq!(entry.kind().as_str(), row["kind"], "{}", row["code"]);
            assert_eq!(entry.label(), spelled_out(&row["label"]));
            assert_eq!(
                entry.timing().is_timed()
                    || matches!(entry.timing(), Timing::Month { .. } | Timing::Visit),
                row["timed"] == "yes",
                "{}",
                row["code"]
            );
            let (kind, minutes, first) = timing(entry);
            assert_eq!(
                (kind, minutes),
                (row["timing"].as_str(), row["minutes_per_unit"].clone())
            );
            if kind == "add-on" {
                assert_eq!(first, row["addon_to"], "{}", row["code"]);
            }
            for (discipline, column) in Discipline::ALL.into_iter().zip(["pt", "ot", "slp"]) {
                let word = match entry.discipline_use(discipline) {
                    DisciplineUse::Usual => "yes",
                    DisciplineUse::Barred => "no",
                    DisciplineUse::NotRestricted => "any",
                };
                assert_eq!(word, row[column], "{} {column}", row["code"]);
            }
            let designation = match entry.designation() {
                Designation::Always => "always",
                Designation::Sometimes => "sometimes",
                Designation::Listed => "listed",
                Designation::NotListed => "not_listed",
                _ => "unverified",
            };
            assert_eq!(designation, row["always_or_sometimes"], "{}", row["code"]);
            let confidence = format!("{:?}", entry.confidence()).to_lowercase();
            assert_eq!(confidence, row["confidence"], "{}", row["code"]);
            assert_eq!(
                text(entry.effective().map(|day| day.to_string())),
                row["effective"]
            );
            assert_eq!(
                text(entry.terminated().map(|day| day.to_string())),
                row["terminated"]
            );
            let status = |on| {
                text(
                    entry
                        .medicare_status(on)
                        .map(|status| status.letter().into()),
                )
            };
            assert_eq!(
                status(date!(2024 - 07 - 01)),
                row["pfs_status_2024_07"],
                "{}",
                row["code"]
            );
            assert_eq!(
                status(date!(2026 - 07 - 01)),
                row["pfs_status_2026_07"],
                "{}",
                row["code"]
            );
            let both = [&row["pfs_status_2024_07"], &row["pfs_status_2026_07"]];
            let in_2025 = if both[0] == both[1] { both[0] } else { "" };
            assert_eq!(status(date!(2025 - 07 - 01)), in_2025, "{}", row["code"]);
            let reduced = match entry.multiple_procedure() {
                Some(5) => "yes",
                Some(_) => "no",
                None => "",
            };
            assert_eq!(reduced, row["therapy_mppr"], "{}", row["code"]);
            let adds_to: Vec<_> = entry
                .facts()
                .add_on_to()
                .iter()
                .map(|code| code.to_string())
                .collect();
            assert_eq!(adds_to.join("|"), row["addon_to"], "{}", row["code"]);
            assert_eq!(text(entry.pctc().map(|n| n.to_string())), row["pctc"]);
            let multiple = text(entry.multiple_procedure().map(|n| n.to_string()));
            assert_eq!(multiple, row["multiple_procedure"], "{}", row["code"]);
            assert_eq!(entry.source(), row["source"], "{}", row["code"]);
            assert_eq!(entry.origin(), Origin::BuiltIn);
        }
    }

    #[test]
    fn the_edits_of_2024_are_those_of_the_code_file() {
        let date = date!(2024 - 07 - 01);
        for row in rows() {
            for (side, setting) in [
                ("practitioner", Setting::PrivatePractice),
                ("outpatient", Setting::OutpatientHospital),
            ] {
                let answer = ReferenceData::built_in().mue(code(&row["code"]), setting, date);
                let found = match answer {
                    MueAnswer::Limit { limit, tables } if tables.basis() == Basis::Held => {
                        let digit = limit.indicator.digit();
                        [limit.value.to_string(), digit.to_string()]
                    }
                    // the value of another quarter is not that of this file
                    _ => Default::default(),
                };
                let expected =
                    ["mue", "mai"].map(|column| row[&format!("{column}_{side}")].clone());
                assert_eq!(found, expected, "{} {side}", row["code"]);
            }
        }
    }

    #[test]
    fn the_table_is_ordered_and_no_code_stands_twice() {
        let codes: Vec<_> = catalog::entries().iter().map(CodeEntry::code).collect();
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
        for code in codes {
            assert_eq!(catalog::entry(code).map(CodeEntry::code), Some(code));
        }
    }

    #[test]
    fn every_entry_has_a_label_of_its_own_and_a_source() {
        let mut labels = BTreeSet::new();
        for entry in catalog::entries() {
            assert!((3..=70).contains(&entry.label().len()), "{}", entry.label());
            assert!(entry.source().len() > 10, "{}", entry.code());
            let is_abbreviated =
                |word: &str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_uppercase());
            let mut words = entry.label().split(|c: char| !c.is_alphanumeric());
            assert!(
                !words.any(is_abbreviated),
                "a patient reads {}",
                entry.label()
            );
            labels.insert(entry.label());
        }
        assert!(labels.len() > 150, "{} labels", labels.len());
    }

    #[test]
    fn the_two_codes_of_a_family_point_at_each_other() {
        let mut families = BTreeSet::new();
        for entry in catalog::entries() {
            let Some(family) = entry.timing().family() else {
                continue;
            };
            let first = catalog::entry(family.first).expect("the first code is in the table");
            let add_on = catalog::entry(family.add_on).expect("the add-on is in the table");
            assert_eq!(first.timing(), Timing::First { family });
            assert_eq!(add_on.timing(), Timing::AddOn { family });
            assert_ne!(family.first, family.add_on);
            families.insert(family);
        }
        assert_eq!(families.len(), 8);
    }

    #[track_caller]
    fn blocks(text: &str, minutes: u16) {
        assert_eq!(
            entry(text).timing(),
            Timing::Blocks {
                minutes: BlockMinutes::of(minutes)
            }
        );
    }

    #[track_caller]
    fn family(first: &str, first_block: u16, add_on: &str, add_on_block: u16) {
        let family = Family {
            first: code(first),
            first_block: BlockMinutes::of(first_block),
            add_on: code(add_on),
            add_on_block: BlockMinutes::of(add_on_block),
        };
        assert_eq!(entry(first).timing(), Timing::First { family });
        assert_eq!(entry(add_on).timing(), Timing::AddOn { family });
        assert_eq!(entry(first).timing().block(), Some(family.first_block));
        assert_eq!(entry(add_on).timing().block(), Some(family.add_on_block));
    }

    #[track_caller]
    fn month(text: &str, minutes: u16) {
        assert_eq!(
            entry(text).timing(),
            Timing::Month {
                minutes: BlockMinutes::of(minutes)
            }
        );
        assert!(!entry(text).timing().is_timed());
    }

    #[test]
    fn timings_are_those_of_the_codes() {
        blocks("97112", 15);
        blocks("97110", 15);
        blocks("96125", 60);
        family("97129", 15, "97130", 15);
        family("97545", 120, "97546", 60);
        family("96112", 60, "96113", 30);
        family("97550", 30, "97551", 15);
        family("G0541", 30, "G0542", 15);
        month("98979", 10);
        month("98980", 20);
        month("98981", 20);
        for untimed in ["97150", "97161", "97168", "92507", "97597"] {
            assert_eq!(entry(untimed).timing(), Timing::Untimed, "{untimed}");
        }
        for counted in ["95831", "95851", "96110", "97598"] {
            assert_eq!(entry(counted).timing(), Timing::Counted, "{counted}");
        }
    }

    /// In force to and with `last`, and from the day after on replaced by `successors`.
    #[track_caller]
    fn ends(text: &str, last: Date, successors: &[&str]) {
        let code = code(text);
        let Lookup::InForce(entry) = catalog::lookup(code, last) else {
            panic!("{text} is in force on its last day");
        };
        assert_eq!(
            catalog::lookup(code, last + Duration::DAY),
            Lookup::NotInForce(entry)
        );
        let listed: Vec<_> = entry
            .successors()
            .iter()
            .map(|code| code.to_string())
            .collect();
        assert_eq!(listed, successors, "{text}");
        for successor in entry.successors().iter() {
            // What took the place is in force the day after.
            let next = catalog::lookup(successor, last + Duration::DAY);
            assert!(matches!(next, Lookup::InForce(_)), "{text} to {successor}");
        }
    }

    #[test]
    fn a_replaced_code_is_read_to_its_last_day_and_names_its_successors_after() {
        ends("97504", date!(2005 - 12 - 31), &["97760"]);
        ends("97520", date!(2005 - 12 - 31), &["97761"]);
        ends(
            "92506",
            date!(2013 - 12 - 31),
            &["92521", "92522", "92523", "92524"],
        );
        ends("97001", date!(2016 - 12 - 31), &["97161", "97162", "97163"]);
        ends("97002", date!(2016 - 12 - 31), &["97164"]);
        ends("97003", date!(2016 - 12 - 31), &["97165", "97166", "97167"]);
        ends("97004", date!(2016 - 12 - 31), &["97168"]);
        ends("97532", date!(2017 - 12 - 31), &["97127", "G0515"]);
        ends("97762", date!(2017 - 12 - 31), &["97763"]);
        ends("64550", date!(2018 - 12 - 31), &[]);
        ends("96111", date!(2018 - 12 - 31), &["96112", "96113"]);
        ends("97127", date!(2019 - 12 - 31), &["97129", "97130"]);
        ends("G0515", date!(2019 - 12 - 31), &["97129", "97130"]);
        ends("90911", date!(2019 - 12 - 31), &["90912", "90913"]);
        for muscle_test in ["95831", "95832", "95833", "95834"] {
            ends(muscle_test, date!(2019 - 12 - 31), &[]);
        }
    }

    #[track_caller]
    fn begins(text: &str, first: Date) {
        let code = code(text);
        assert!(
            matches!(catalog::lookup(code, first), Lookup::InForce(_)),
            "{text}"
        );
        assert!(matches!(
            catalog::lookup(code, first - Duration::DAY),
            Lookup::NotInForce(_)
        ));
        assert!(
            matches!(catalog::lookup(code, Date::MAX), Lookup::InForce(_)),
            "{text}"
        );
    }

    #[test]
    fn a_new_code_is_in_force_from_its_first_day_and_not_before() {
        begins("97161", date!(2017 - 01 - 01));
        begins("97129", date!(2020 - 01 - 01));
        for caregiver in ["97550", "97551", "97552"] {
            begins(caregiver, date!(2024 - 01 - 01));
        }
        for caregiver in ["G0541", "G0542", "G0543"] {
            begins(caregiver, date!(2025 - 01 - 01));
        }
        for monitoring in ["98979", "98984", "98985", "98986"] {
            begins(monitoring, date!(2026 - 01 - 01));
        }
    }

    #[test]
    fn no_code_ends_before_it_begins() {
        for entry in catalog::entries() {
            if let (Some(first), Some(last)) = (entry.effective(), entry.terminated()) {
                assert!(first < last, "{}", entry.code());
            }
        }
    }

    #[test]
    fn designations_are_as_many_as_the_code_list_counts() {
        let count = |designation| {
            let entries = catalog::entries().iter();
            entries
                .filter(|entry| entry.designation() == designation)
                .count()
        };
        let on = date!(2026 - 07 - 01);
        let always_now = catalog::entries()
            .iter()
            .filter(|entry| entry.designation() == Designation::Always)
            .filter(|entry| entry.facts().is_in_force(on))
            .count();
        assert_eq!((count(Designation::Always), always_now), (64, 55));
        assert_eq!(count(Designation::Sometimes), 60);
        assert_eq!(count(Designation::Listed), 4);
        assert_eq!(count(Designation::NotListed), 38);
        assert_eq!(count(Designation::Unverified), 1);
        let low = catalog::entries()
            .iter()
            .filter(|entry| entry.confidence() == Confidence::Low);
        assert_eq!(low.clone().count(), 26);
        let sometimes = low.filter(|entry| entry.designation() == Designation::Sometimes);
        assert_eq!(sometimes.count(), 23);
        for listed in ["92605", "92606", "92618", "97010"] {
            assert_eq!(entry(listed).designation(), Designation::Listed);
        }
        assert_eq!(entry("97037").designation(), Designation::Unverified);
        assert_eq!(entry("97112").designation(), Designation::Always);
    }

    #[test]
    fn the_therapy_reduction_marks_always_codes_and_all_but_four_of_the_current_ones() {
        let mut without = Vec::new();
        for entry in catalog::entries() {
            if entry.multiple_procedure() == Some(5) {
                assert_eq!(entry.designation(), Designation::Always, "{}", entry.code());
            } else if entry.designation() == Designation::Always && entry.terminated().is_none() {
                without.push(entry.code().to_string());
            }
        }
        assert_eq!(without, ["92608", "97039", "97139", "97799"]);
    }

    #[test]
    fn the_discipline_edit_bars_the_other_two() {
        let edit = [
            (Discipline::Pt, &["97161", "97162", "97163", "97164"][..]),
            (Discipline::Ot, &["97165", "97166", "97167", "97168"]),
            (
                Discipline::Slp,
                &["92521", "92522", "92523", "92524", "92597", "92607"],
            ),
        ];
        for (discipline, codes) in edit {
            for text in codes {
                for other in Discipline::ALL {
                    let barred = entry(text).discipline_use(other) == DisciplineUse::Barred;
                    assert_eq!(barred, other != discipline, "{text} {other}");
                }
            }
        }
    }

    #[test]
    fn medicare_has_twins_and_bundles() {
        let on = date!(2024 - 07 - 01);
        assert_eq!(
            entry("97014").medicare_status(on),
            Some(MedicareStatus::AnotherCode)
        );
        assert_eq!(
            entry("G0283").medicare_status(on),
            Some(MedicareStatus::Active)
        );
        assert_eq!(
            entry("97010").medicare_status(on),
            Some(MedicareStatus::Bundled)
        );
    }

    #[test]
    fn neighbours_that_are_no_therapy_codes_are_not_taken_for_them() {
        for text in ["97151", "97158", "97802", "97804", "97810", "97814"] {
            assert_eq!(entry(text).designation(), Designation::NotListed, "{text}");
        }
        for text in ["97007", "97009"] {
            assert_eq!(catalog::entry(code(text)), None);
        }
    }
}

#[cfg(feature = "serde")]
mod wire {
    use super::*;

    fn read(json: &str) -> Result<CodeEntry, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[track_caller]
    fn refused(json: &str, why: &str) {
        let message = read(json).expect_err("it is refused").to_string();
        assert!(message.starts_with(why), "{message}");
    }

    #[test]
    fn a_contracts_local_codes_are_read_through_the_constructor() {
        let entry = read(
            r#"{"code": "s8948", "label": "laser", "timing": {"blocks": 15},
                "designation": "sometimes", "confidence": "high", "disciplines": {"slp": "barred"},
                "effective": "2024-01-01", "terminated": "2025-12-31", "replaced_by": ["97799"],
                "medicare_status": "not-covered", "pctc": 7, "multiple_procedure": 5,
                "source": "contract"}"#,
        )
        .unwrap();
        let quarter = Timing::Blocks {
            minutes: BlockMinutes::QUARTER_HOUR,
        };
        let built = CodeEntry::try_new(code("S8948"), quarter, "laser")
            .expect("an entry")
            .with_designation(Designation::Sometimes, Confidence::High)
            .with_disciplines(
                DisciplineUse::NotRestricted,
                DisciplineUse::NotRestricted,
                DisciplineUse::Barred,
            )
            .with_dates(Some(date!(2024 - 01 - 01)), Some(date!(2025 - 12 - 31)))
            .expect("dates in order")
            .with_successors(CodeList::from(code("97799")))
            .with_medicare_status(MedicareStatus::NotCovered)
            .with_pctc(7)
            .with_multiple_procedure(5)
            .with_source("contract");
        assert_eq!(entry, built);
        assert_eq!(entry.origin(), Origin::Supplied);
        let written = serde_json::to_string(&entry).unwrap();
        assert_eq!(read(&written).unwrap(), entry);

        let bare = read(r#"{"code": "S8948", "label": "laser", "timing": "untimed"}"#);
        assert_eq!(
            bare.unwrap(),
            CodeEntry::try_new(code("S8948"), Timing::Untimed, "laser").expect("an entry")
        );
    }

    #[test]
    fn the_back_door_of_an_entry_is_closed() {
        let with = |more: &str| {
            format!(r#"{{"code": "S8948", "label": "laser", "timing": "untimed"{more}}}"#)
        };
        refused(&with(r#", "minuts": 15"#), "unknown field `minuts`");
        refused(
            &with(r#", "medicare_status_2024": "active""#),
            "unknown field",
        );
        refused(
            &with(r#", "origin": "built-in""#),
            "expected the origin supplied",
        );
        assert!(read(&with(r#", "origin": "supplied""#)).is_ok());
        refused(
            &with(r#", "designation": "always""#),
            "expected designation and confidence together",
        );
        refused(
            &with(r#", "confidence": "high""#),
            "expected designation and confidence together",
        );
        refused(
            &with(r#", "disciplines": {"dc": "usual"}"#),
            "unknown field `dc`",
        );
        refused(
            &with(r#", "effective": "2025-01-02", "terminated": "2025-01-01""#),
            "expected a last date of service on or after 2025-01-02",
        );
        assert!(
            read(&with(
                r#", "effective": "2025-01-01", "terminated": "2025-01-01""#
            ))
            .is_ok()
        );
        refused(
            &with(r#", "effective": "2025-02-29""#),
            "expected a day of the calendar",
        );
        refused(
            &with(r#", "replaced_by": ["97110","97112","97116","97140","97150"]"#),
            "invalid length 5",
        );
        refused(
            r#"{"code": "S8948", "timing": "untimed"}"#,
            "missing field `label`",
        );
        refused(
            r#"{"code": "S894", "label": "", "timing": "untimed"}"#,
            "expected a procedure code of 5 characters",
        );
        refused(
            "[]",
            "invalid type: sequence, expected an entry with at least its code",
        );
    }

    fn timed(timing: &str) -> Result<CodeEntry, serde_json::Error> {
        read(&format!(
            r#"{{"code": "97129", "label": "first", "timing": {timing}}}"#
        ))
    }

    #[test]
    fn a_timing_has_what_its_kind_needs_and_nothing_else() {
        for read in [
            r#"{"month": 20}"#,
            r#""counted""#,
            r#""visit""#,
            r#"{"blocks": 1440}"#,
        ] {
            assert!(timed(read).is_ok(), "{read}");
        }
        for refused in [
            r#"{"untimed": 15}"#,
            r#"{"counted": null}"#,
            r#""blocks""#,
            r#"{"blocks": 0}"#,
            r#"{"blocks": 1441}"#,
            r#"{"blocks": 15, "seconds": 1}"#,
            r#"{"kind": "blocks", "minutes": 15}"#,
        ] {
            assert!(timed(refused).is_err(), "{refused}");
        }
    }

    #[test]
    fn a_family_that_is_read_has_its_code_in_its_place() {
        let family = |place: &str, first: &str, add_on: &str| {
            timed(&format!(
                r#"{{"{place}": {{"first": "{first}", "first_block": 15,
                    "add_on": "{add_on}", "add_on_block": 15}}}}"#
            ))
        };
        assert!(family("first", "97129", "97130").is_ok());
        assert!(family("add-on", "97129", "97130").is_err());
        assert!(family("add-on", "97130", "97129").is_ok());
        assert!(family("first", "97130", "97129").is_err());
        assert!(family("first", "97129", "97129").is_err());
    }

    /// The JSON of entries of every timing; `UPDATE_GOLDEN=1` writes the file anew.
    #[cfg(feature = "tables")]
    #[test]
    fn entries_are_written_as_in_the_golden_file() {
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/golden/catalog_entries.json"
        );
        let entries: Vec<_> = [
            "92506", "95851", "97010", "97112", "97129", "97130", "98980", "G0283",
        ]
        .into_iter()
        .map(|text| catalog::entry(code(text)).expect(text))
        .collect();
        let mut written = serde_json::to_string_pretty(&entries).unwrap();
        written.push('\n');
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(file, &written).expect("the golden file is written");
        }
        assert_eq!(
            written,
            std::fs::read_to_string(file).expect("the golden file is there")
        );
    }

    #[cfg(feature = "tables")]
    #[test]
    fn the_facts_alone_are_written_without_label_and_source() {
        let neuro = catalog::entry(ProcedureCode::CPT_97112).unwrap();
        assert_eq!(
            serde_json::to_string(&neuro.facts()).unwrap(),
            concat!(
                r#"{"code":"97112","timing":{"blocks":15},"designation":"always","#,
                r#""confidence":"high","disciplines":{"pt":"usual","ot":"usual","slp":"not-restricted"},"#,
                r#""effective":"1984-01-01","terminated":null,"replaced_by":[],"origin":"built-in"}"#
            )
        );
    }
}
