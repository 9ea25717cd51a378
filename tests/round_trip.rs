//! Promise: every serializable public type reads back as an equal value that gives equal answers, from JSON and
//! from a format that does not describe itself, and no public type shows serde's methods as its own.
#![cfg(all(feature = "serde", feature = "tables"))]

use std::{collections::BTreeSet, fmt::Debug, fs, path::Path};

use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
use therapy_billing::{
    Certainty, CodeEntry, CodeKind, Discipline, Interval, Minutes, Modifier, Modifiers,
    ProcedureCode, Record, ReferenceData, Service, ServiceLine, Session, Setting, Severity, Timing,
    UnitRule, Units, UnknownName,
    calendar::{ClockTime, IsoDate},
    claim::{
        Accrued, AssistantPolicy, AssistantRule, Bill, BillInput, Claim, DeMinimis,
        DiagnosisPointers, KxAttestation, KxScope, RevenueCode, TwoUnitGap, Visit, WholeBlock,
        YearlyAmounts,
    },
    code::{RefusalReason, Repair, Strictness},
    documentation,
    finding::Basis,
    money::Dollars,
    payment::{
        AssistantBase, FigureName, KxPolicy, LineKx, LineStatus, MpprTie, PaymentPolicy,
        PaymentStep, Provider, TherapyDay, ThresholdAccrual,
    },
    reference::{
        Availability, FactFamily, Provenance,
        catalog::{
            self, BlockMinutes, Confidence, Designation, DisciplineUse, Family, MedicareStatus,
            Origin, ServiceKind, Successors, cpt_97112,
        },
        edits::{AdjudicationIndicator, EditProgram, EditTable, ModifierIndicator, Quarter},
        fee_schedule::{GeographicFactors, Locality, Participant, Place, RelativeValues},
        modifiers::ModifierCategory,
        thresholds::Bucket,
    },
    replay::{AuditRecord, BillRecord, Cause, EstimateRecord, Tree},
    rust_decimal::Decimal,
    session::{FurnishedBy, Intervals, PersonMinutes, ServiceRecord, TreatmentTime},
    time::{Date, Time},
    units::{PartialUnit, Pooling, Split},
};

/// Writes a value and reads it back: as text, as a tree, and in a format that does not describe itself.
#[track_caller]
fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    described(value);
    let bytes = postcard::to_allocvec(value).expect("a value is packed");
    let read: T = postcard::from_bytes(&bytes).unwrap_or_else(|cause| panic!("{value:?}: {cause}"));
    assert_eq!(&read, value);
}

/// The same in self-describing formats alone, for a type whose form depends on what it describes.
#[track_caller]
fn described<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let text = serde_json::to_string(value).expect("a value is written");
    let read: T = serde_json::from_str(&text).unwrap_or_else(|cause| panic!("{text}: {cause}"));
    assert_eq!(&read, value, "{text}");
    let tree = serde_json::to_value(value).expect("a value is written");
    assert_eq!(
        &serde_json::from_value::<T>(tree).expect(&text),
        value,
        "{text}"
    );
}

/// A name reads back, and nothing but the name is read.
#[track_caller]
fn names<T: Serialize + DeserializeOwned + PartialEq + Debug>(all: &[T]) {
    let mut seen = BTreeSet::new();
    for value in all {
        round_trip(value);
        let name = serde_json::to_string(value).unwrap();
        for refused in [
            format!("{{{name}:null}}"),
            format!("[{name}]"),
            String::from("null"),
        ] {
            assert!(serde_json::from_str::<T>(&refused).is_err(), "{refused}");
        }
        assert!(seen.insert(name), "{value:?} has the name of another");
    }
    assert!(serde_json::from_str::<T>("\"no such name\"").is_err());
}

/// A name is read by `FromStr` too, and every value shows a text.
#[track_caller]
fn texts<T>(all: &[T])
where
    T: std::str::FromStr<Err = UnknownName> + std::fmt::Display + Serialize + PartialEq + Debug,
{
    let mut shown = BTreeSet::new();
    for value in all {
        let name = serde_json::to_value(value).unwrap();
        assert_eq!(name.as_str().unwrap().parse::<T>().as_ref(), Ok(value));
        assert!(
            shown.insert(value.to_string()),
            "{value:?} is shown as another"
        );
    }
    let error = "no such name"
        .parse::<T>()
        .err()
        .map(|error| error.to_string());
    let error = error.expect("it is refused");
    assert!(
        error.starts_with("expected ") && error.ends_with(", found other text; correct it"),
        "{error}"
    );
}

macro_rules! all_names {
    ($($name:ty),* $(,)?) => {
        #[test]
        fn every_name_reads_back_and_only_the_name_is_read() {
            $(
                names::<$name>(&<$name>::ALL[..]);
                texts::<$name>(&<$name>::ALL[..]);
            )*
        }
    };
}

all_names! {
    Certainty, CodeKind, Discipline, Setting, Severity, RefusalReason, Repair, Strictness, Basis,
    AssistantRule, DeMinimis, KxScope, TwoUnitGap, WholeBlock, AssistantBase, FigureName, KxPolicy, LineKx,
    LineStatus, MpprTie, PaymentStep, ThresholdAccrual, Availability, FactFamily, Confidence, Designation,
    DisciplineUse, MedicareStatus, Origin, ServiceKind, cpt_97112::Element, cpt_97112::Setting,
    cpt_97112::Significance, cpt_97112::Technique, AdjudicationIndicator, EditProgram, EditTable,
    ModifierIndicator, Participant, ModifierCategory, Bucket, Cause, FurnishedBy, Pooling,
}

/// The documents of a file of cases: `key` of each line, or the line.
fn documents(file: &str, key: Option<&str>) -> Vec<serde_json::Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(path).expect(file);
    text.lines()
        .map(|line| {
            let case: serde_json::Value = serde_json::from_str(line).expect(line);
            key.map_or(case.clone(), |key| case[key].clone())
        })
        .collect()
}

/// Every document of a file that can be read reads back as an equal value.
#[track_caller]
fn read_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(
    file: &str,
    key: Option<&str>,
    least: usize,
) {
    let mut count = 0;
    for document in documents(file, key) {
        if let Ok(value) = serde_json::from_value::<T>(document) {
            round_trip(&value);
            count += 1;
        }
    }
    assert!(count >= least, "{file}: {count} documents");
}

#[test]
fn every_visit_claim_day_and_record_of_the_cases_reads_back() {
    read_back::<Visit>("tests/data/units.ndjson", Some("input"), 50);
    read_back::<BillInput>("tests/data/units.ndjson", Some("input"), 50);
    read_back::<Visit>("tests/data/assistants.ndjson", Some("input"), 20);
    read_back::<Visit>("examples/data/visits.ndjson", None, 3);
    read_back::<Claim>("tests/data/audit.ndjson", Some("input"), 100);
    read_back::<Claim>("tests/data/claims.ndjson", Some("input"), 60);
    read_back::<TherapyDay>("tests/data/payment.ndjson", Some("input"), 30);
    read_back::<Record>("tests/data/documentation.ndjson", None, 200);
}

#[test]
fn every_entry_of_the_catalog_reads_back_with_its_timing() {
    let entries = catalog::entries();
    for entry in entries {
        let timing = entry.timing();
        round_trip(&timing);
        let supplied = CodeEntry::try_new(entry.code(), timing, "a label of the caller's")
            .expect("an entry")
            .with_dates(Some(date(2020, 1)), Some(date(2026, 365)))
            .expect("dates in order")
            .with_required_discipline(Discipline::Pt)
            .with_source("contract");
        round_trip(&supplied);
        // What is read is the caller's: a built-in entry cannot be made from a document.
        let document = serde_json::to_value(entry).expect("an entry is written");
        assert!(serde_json::from_value::<CodeEntry>(document).is_err());
    }
    assert!(entries.len() > 100, "{}", entries.len());
}

fn date(year: i32, day: u16) -> Date {
    Date::from_ordinal_date(year, day).expect("a day of the year")
}

fn dates() -> impl Strategy<Value = Date> {
    (1..=9999_i32, 1..=365_u16).prop_map(|(year, day)| date(year, day))
}

fn codes() -> impl Strategy<Value = ProcedureCode> {
    "[0-9]{4}[0-9AFMTU]|[A-EGHJ-MP-V][0-9]{4}".prop_map(|text| text.parse().unwrap())
}

fn modifiers() -> impl Strategy<Value = Modifier> {
    "[2-9][0-9]|[A-Z][A-Z0-9]|[0-9][A-Z]".prop_map(|text| text.parse().unwrap())
}

fn lists_of_modifiers() -> impl Strategy<Value = Modifiers> {
    prop::collection::vec(modifiers(), 0..=4).prop_map(|list| Modifiers::new(list).unwrap())
}

fn blocks() -> impl Strategy<Value = BlockMinutes> {
    (1..=1440_u16).prop_filter_map("a block", BlockMinutes::new)
}

fn families() -> impl Strategy<Value = Family> {
    (codes(), blocks(), codes(), blocks())
        .prop_filter("two codes", |(first, _, add_on, _)| first != add_on)
        .prop_map(|(first, first_block, add_on, add_on_block)| Family {
            first,
            first_block,
            add_on,
            add_on_block,
        })
}

fn timings() -> impl Strategy<Value = Timing> {
    prop_oneof![
        Just(Timing::Untimed),
        Just(Timing::Visit),
        Just(Timing::Counted),
        blocks().prop_map(|minutes| Timing::Blocks { minutes }),
        blocks().prop_map(|minutes| Timing::Month { minutes }),
        families().prop_map(|family| Timing::First { family }),
        families().prop_map(|family| Timing::AddOn { family }),
    ]
}

fn amounts() -> impl Strategy<Value = Decimal> {
    (0..=99_999_999_i64).prop_map(|cents| Decimal::new(cents, 2))
}

fn lines() -> impl Strategy<Value = ServiceLine> {
    (
        codes(),
        1..=500_u16,
        lists_of_modifiers(),
        prop::option::of(0..=1440_u16),
        prop::option::of(amounts()),
        prop::option::of(amounts()),
        prop::option::of(dates()),
        prop::option::of(100..=9999_u16),
    )
        .prop_map(
            |(code, units, modifiers, minutes, charge, allowed, date, revenue)| {
                let mut line = ServiceLine::new(code, Units::new(units)).with_modifiers(modifiers);
                if let Some(minutes) = minutes {
                    line = line.with_minutes(Minutes::new(minutes));
                }
                if let Some(charge) = charge {
                    line = line.with_charge(charge).unwrap();
                }
                if let Some(allowed) = allowed {
                    line = line.with_allowed(allowed).unwrap();
                }
                if let Some(date) = date {
                    line = line.with_date(date);
                }
                if let Some(revenue) = revenue {
                    line = line.with_revenue_code(format!("{revenue:04}").parse().unwrap());
                }
                line
            },
        )
}

fn sessions() -> impl Strategy<Value = Session> {
    let service = (
        prop::sample::select(vec!["97110", "97112", "97140", "97530"]),
        0..=60_u16,
    );
    (
        prop::collection::vec(service, 0..6),
        prop::sample::select(Discipline::ALL.to_vec()),
        1..=365_u16,
    )
        .prop_map(|(services, discipline, day)| {
            let session = Session::new(date(2026, day), discipline);
            services
                .into_iter()
                .fold(session, |session, (code, minutes)| {
                    let code = code.parse().unwrap();
                    session
                        .with(Service::new(code, Minutes::new(minutes)).unwrap())
                        .unwrap()
                })
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn numbers_dates_and_times_read_back(
        number in any::<u16>(), date in dates(), hour in 0..24_u8, minute in 0..60_u8,
    ) {
        round_trip(&Minutes::new(number));
        round_trip(&Units::new(number));
        round_trip(&IsoDate(date));
        round_trip(&ClockTime(Time::from_hms(hour, minute, 0).unwrap()));
    }

    #[test]
    fn codes_and_modifiers_read_back(
        code in codes(), modifier in modifiers(), list in lists_of_modifiers(), revenue in 100..=9999_u16,
    ) {
        round_trip(&code);
        round_trip(&modifier);
        round_trip(&list);
        prop_assert_eq!(list.to_string().parse(), Ok(list));
        round_trip(&format!("{revenue:04}").parse::<RevenueCode>().unwrap());
    }

    #[test]
    fn timings_families_and_entries_read_back(code in codes(), timing in timings(), family in families()) {
        round_trip(&timing);
        round_trip(&family);
        let code = match timing {
            Timing::First { family } => family.first,
            Timing::AddOn { family } => family.add_on,
            _ => code,
        };
        let entry = CodeEntry::try_new(code, timing, "a label of the caller's").expect("an entry");
        round_trip(&entry);
        round_trip(&entry.with_service_kind(catalog::ServiceKind::Evaluation));
    }

    #[test]
    fn lines_read_back(line in lines()) {
        round_trip(&line);
    }

    #[test]
    fn sessions_and_visits_read_back(session in sessions(), cpt in any::<bool>()) {
        round_trip(&session);
        let rule = if cpt { UnitRule::CPT } else { UnitRule::MEDICARE };
        round_trip(&rule);
        let visit = Visit::new(session, rule, Setting::OutpatientHospital);
        round_trip(&visit);
    }
}

/// The sources of the crate, by path.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("src is a folder") {
        let path = entry.expect("its entries can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("sources are text");
            found.push((path.display().to_string(), text));
        }
    }
}

#[test]
fn no_public_type_shows_the_methods_of_serde_as_its_own() {
    let mut files = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let mut shown = Vec::new();
    for (path, text) in &files {
        for behind in text.split("remote = \"Self\"").skip(1) {
            let declared = behind.lines().map(str::trim_start).find(|line| {
                ["pub ", "struct ", "enum ", "pub("]
                    .iter()
                    .any(|start| line.starts_with(start))
            });
            if let Some(line) = declared.filter(|line| line.starts_with("pub ")) {
                shown.push(format!("{path}: {line}"));
            }
        }
    }
    assert!(shown.is_empty(), "{shown:#?}");
}
