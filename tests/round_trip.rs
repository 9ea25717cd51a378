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
            self, BlockMinutes, CodeList, Confidence, Designation, DisciplineUse, Family,
            MedicareStatus, Origin, ServiceKind, cpt_97112,
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

/// A value after a round trip through a format that does not describe itself.
fn packed<T: Serialize + DeserializeOwned>(value: &T) -> T {
    postcard::from_bytes(&postcard::to_allocvec(value).expect("packed")).expect("and unpacked")
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

macro_rules! words_of_the_record {
    ($($name:ident),* $(,)?) => {
        #[test]
        fn every_word_of_a_record_reads_back_and_only_the_word_is_read() {
            $(names::<documentation::$name>(documentation::$name::ALL);)*
        }
    };
}

words_of_the_record! {
    Assistance, AttestationSubject, CertificationKind, ChangeKind, Credential, Cue, DayCount, Deficit, Delivery,
    DiagnosisKind, ExceptionOrder, GoalKind, GoalStatus, Instrument, Modality, NextStep, PayerKind, Position,
    Prognosis, Purpose, ReevaluationReason, Requirement, Role, Rule, Side, SignatureMethod, SupervisionLevel,
    Technique, CertificationMode,
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
    DisciplineUse, MedicareStatus, Origin, ServiceKind, cpt_97112::Element, cpt_97112::PracticeSetting,
    cpt_97112::Significance, cpt_97112::TechniqueFamily, AdjudicationIndicator, EditProgram, EditTable,
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
fn every_part_of_a_record_reads_back_on_its_own() {
    for document in documents("tests/data/documentation.ndjson", None) {
        let Ok(record) = serde_json::from_value::<Record>(document) else {
            continue;
        };
        round_trip(&record.profile);
        round_trip(&record.episode);
        round_trip(&record.note);
        round_trip(&record.claim);
    }
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

#[test]
fn the_other_types_read_back() {
    for year in [1900, 2026, 2999] {
        for number in 1..=4 {
            round_trip(&Quarter::new(year, number).unwrap());
        }
    }
    for axes in [None, Some(true), Some(false)] {
        let policy = AssistantPolicy::default();
        round_trip(&axes.map_or(policy, |applies| policy.with_applies(applies)));
    }
    for pooling in Pooling::ALL {
        let ten = PartialUnit::Minutes(BlockMinutes::of(10));
        for partial in [PartialUnit::PastMidpoint, PartialUnit::Never, ten] {
            round_trip(&partial);
            round_trip(&UnitRule::contract(pooling, partial, BlockMinutes::of(30)).unwrap());
        }
    }
    let codes = ["97112", "97110", "97140", "97530"].map(ProcedureCode::of);
    for count in 0..=4 {
        round_trip(&CodeList::new(codes.into_iter().take(count)).unwrap());
        let units = codes
            .into_iter()
            .take(count)
            .zip([3, 0, 1, 2].map(Units::new));
        round_trip(&units.collect::<Split>());
    }
    let entry = CodeEntry::try_new(codes[0], Timing::Untimed, "a label").unwrap();
    for reference in [
        ReferenceData::new(),
        ReferenceData::empty().with_entry(entry),
    ] {
        let provenance: Provenance = reference.provenance();
        round_trip(&provenance);
        for supplied in provenance.supplied() {
            round_trip(supplied);
            round_trip(&supplied.fingerprint);
        }
    }
}

#[test]
fn a_record_of_an_answer_reads_back_from_a_format_that_describes_itself() {
    let session = Session::of(date(2026, 73), Discipline::Pt, [("97112", 46)]).unwrap();
    let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
    let bill = Bill::new(visit);
    let day = TherapyDay::of_bill(&bill, Place::National);
    let record = BillRecord::new(&bill).unwrap();
    described::<Tree>(record.result());
    described(&record);
    described(&EstimateRecord::new(&day.estimate().unwrap()).unwrap());
    described(&AuditRecord::new(&bill.into_claim().audit().unwrap()).unwrap());
    let other = CodeEntry::try_new("97112".parse().unwrap(), Timing::Untimed, "a label").unwrap();
    let replay = record
        .replay(&ReferenceData::new().with_entry(other))
        .unwrap();
    for difference in replay.differences() {
        described(difference);
    }
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

/// Places of every kind.
fn places() -> impl Strategy<Value = Place> {
    let factor = (1..=9_999_i64, 1..=4_u32).prop_map(|(digits, scale)| Decimal::new(digits, scale));
    let factors = (factor.clone(), factor.clone(), factor)
        .prop_map(|(work, pe, mp)| GeographicFactors::new(work, pe, mp).unwrap());
    prop_oneof![
        Just(Place::National),
        ("[0-9]{5}", "[0-9]{2}")
            .prop_map(|(mac, locality)| Place::Locality(Locality::new(&mac, &locality).unwrap())),
        factors.prop_map(Place::Factors),
    ]
}

fn accruals() -> impl Strategy<Value = Accrued> {
    [prop::option::of(amounts()), prop::option::of(amounts())].prop_map(|[pt_slp, ot]| {
        let mut accrued = Accrued::UNKNOWN;
        for (bucket, amount) in [(Bucket::PtSlp, pt_slp), (Bucket::Ot, ot)] {
            if let Some(amount) = amount {
                accrued = accrued.with(bucket, amount).unwrap();
            }
        }
        accrued
    })
}

fn policies() -> impl Strategy<Value = PaymentPolicy> {
    any::<[bool; 5]>().prop_map(|[base, accrual, kx, scope, tie]| {
        PaymentPolicy::default()
            .with_assistant_base(AssistantBase::ALL[usize::from(base)])
            .with_threshold_accrual(ThresholdAccrual::ALL[usize::from(accrual)])
            .with_kx(KxPolicy::ALL[usize::from(kx)])
            .with_kx_scope(KxScope::ALL[usize::from(scope)])
            .with_mppr_tie(MpprTie::ALL[usize::from(tie)])
    })
}

/// Days with every part that a day can have.
fn days() -> impl Strategy<Value = TherapyDay> {
    let providers = (
        prop::sample::select(Setting::ALL.to_vec()),
        any::<[bool; 2]>(),
    )
        .prop_map(|(setting, [participating, qualifying])| {
            let provider = Provider::new(setting);
            let provider = if participating {
                provider
            } else {
                provider.not_participating()
            };
            if qualifying {
                provider.qualifying_apm_participant()
            } else {
                provider
            }
        });
    let figures = (
        prop::option::of(amounts()),
        accruals(),
        accruals(),
        prop::option::of(1..=99_999_i64),
        prop::collection::btree_map(
            codes(),
            (any::<[u16; 3]>(), prop::option::of(0..=9_u8)),
            0..4,
        ),
    );
    (
        places(),
        providers,
        policies(),
        figures,
        prop::collection::vec(lines(), 0..4),
    )
        .prop_map(|(place, provider, policy, figures, lines)| {
            let (deductible, accrued, yearly, factor, values) = figures;
            let mut day = TherapyDay::new(date(2026, 73), place)
                .with_provider(provider)
                .with_policy(policy);
            if let Some(deductible) = deductible {
                day = day
                    .with_id("d-1")
                    .with_deductible_remaining(deductible)
                    .unwrap();
            }
            if let Some(factor) = factor {
                day = day.with_conversion_factor(Decimal::new(factor, 3)).unwrap();
            }
            for bucket in Bucket::ALL {
                if let Some(amount) = accrued.get(bucket) {
                    day = day.with_accrued(bucket, amount).unwrap();
                }
                if let Some(amount) = yearly.get(bucket) {
                    day = day.with_yearly_amount(bucket, amount).unwrap();
                }
            }
            for (code, (values, indicator)) in values {
                let [work, expense, malpractice] =
                    values.map(|value| Decimal::new(value.into(), 2));
                let mut values = RelativeValues::new(code, work, expense, malpractice).unwrap();
                if let Some(indicator) = indicator {
                    values = values.with_multiple_procedure(indicator);
                }
                round_trip(&values);
                day = day.with_relative_values(values).unwrap();
            }
            for line in lines {
                let mut own =
                    ServiceLine::new(line.code(), line.units()).with_modifiers(*line.modifiers());
                if let Some(charge) = line.charge() {
                    own = own.with_charge(charge).unwrap();
                }
                day = day.with_line(own).unwrap();
            }
            day
        })
}

/// Codes of the catalog and codes of no catalog, for which a caller supplies entries.
const SUPPLIED: [&str; 7] = [
    "97112", "97110", "97140", "97161", "S8948", "0991T", "G9999",
];

/// Facts with random entries of the caller's.
fn facts() -> impl Strategy<Value = ReferenceData> {
    let timings = prop_oneof![
        Just(Timing::Untimed),
        Just(Timing::Counted),
        (1..=90_u16).prop_map(|minutes| Timing::Blocks {
            minutes: BlockMinutes::of(minutes)
        }),
    ];
    let entry = (prop::sample::select(SUPPLIED.to_vec()), timings);
    prop::collection::vec(entry, 0..5).prop_map(|entries| {
        entries
            .into_iter()
            .fold(ReferenceData::new(), |reference, (code, timing)| {
                let code = code.parse().unwrap();
                reference.with_entry(
                    CodeEntry::try_new(code, timing, "a label of the caller's").unwrap(),
                )
            })
    })
}

/// Times of every form.
fn times() -> impl Strategy<Value = TreatmentTime> {
    let interval = (
        0..1380_u16,
        1..=50_u16,
        prop::option::of(prop::sample::select(FurnishedBy::ALL.to_vec())),
    )
        .prop_map(|(start, length, by)| {
            let time = |minutes: u16| {
                Time::from_hms(
                    u8::try_from(minutes / 60).unwrap(),
                    u8::try_from(minutes % 60).unwrap(),
                    0,
                )
                .unwrap()
            };
            let interval = Interval::new(time(start), time(start + length)).unwrap();
            by.map_or(interval, |person| interval.by(person))
        });
    prop_oneof![
        (0..=60_u16).prop_map(|minutes| Minutes::new(minutes).into()),
        any::<[u8; 3]>().prop_map(|minutes| {
            let [therapist, assistant, together] =
                minutes.map(|minutes| Minutes::new((minutes % 30).into()));
            TreatmentTime::ByPerson(PersonMinutes {
                therapist,
                assistant,
                together,
            })
        }),
        interval
            .prop_map(|interval| TreatmentTime::Intervals(Intervals::new(vec![interval]).unwrap())),
    ]
}

/// Entries of the supplied codes, each with a time that does not overlap another: at most one in intervals.
fn entries() -> impl Strategy<Value = Vec<ServiceRecord>> {
    let record = (prop::sample::select(SUPPLIED.to_vec()), times())
        .prop_map(|(code, time)| ServiceRecord::new(code.parse().unwrap(), Some(time)));
    prop::collection::vec(record, 0..6).prop_map(|mut records| {
        let mut seen = 0;
        records.retain(|record| {
            seen += usize::from(record.intervals.is_some());
            record.intervals.is_none() || seen == 1
        });
        records
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
    fn lines_days_and_their_parts_read_back(line in lines(), day in days(), place in places(), policy in policies(),
        accrued in accruals(), amount in amounts(), pointers in prop::collection::btree_set(1..=12_u8, 0..=4),
    ) {
        round_trip(&line);
        let pointers = DiagnosisPointers::new(pointers).unwrap();
        round_trip(&pointers);
        round_trip(&line.with_diagnosis_pointers(pointers));
        round_trip(&day);
        round_trip(&place);
        round_trip(&policy);
        round_trip(&accrued);
        round_trip(&Dollars::try_from(amount).unwrap());
        round_trip(&YearlyAmounts::NONE.with(Bucket::Ot, amount).unwrap());
        round_trip(&KxAttestation { accrued: amount, allowed: vec![amount, amount] });
        let (read, was): (TherapyDay, _) = (packed(&day), day.estimate());
        prop_assert_eq!(&read.estimate(), &was);
        let read: TherapyDay = serde_json::from_value(serde_json::to_value(&day).unwrap()).unwrap();
        prop_assert_eq!(&read.estimate(), &was);
    }

    #[test]
    fn what_was_counted_with_supplied_entries_gives_the_same_answers_after_it_was_stored(
        reference in facts(), records in entries(), rule in prop::sample::select(UnitRule::PRESETS.to_vec()),
        discipline in prop::sample::select(Discipline::ALL.to_vec()),
    ) {
        let session = Session::from_records(date(2026, 73), discipline, records, &reference);
        prop_assume!(session.is_ok());
        let session = session.unwrap();
        let answer = |session: &Session| {
            let allocation = rule.allocate(session);
            let steps: Vec<_> = allocation.explain().reasons().iter().map(ToString::to_string).collect();
            (allocation.split(), allocation.timed_units(), steps, session.timed_minutes())
        };
        round_trip(&session);
        prop_assert_eq!(answer(&packed(&session)), answer(&session));
        for service in session.services() {
            round_trip(service);
            round_trip(&ServiceRecord::from(service.clone()));
            if let Some(time) = service.time() {
                round_trip(time);
            }
        }
        // a visit, its bill and its claim, against the built-in facts and against those of the visit
        let visit = Visit::new(session, rule, Setting::PrivatePractice).with_reference(&reference);
        let bill = Bill::new(visit.clone());
        let read: Visit = packed(&visit);
        prop_assert_eq!(&read.session, &visit.session);
        prop_assert!(Bill::new(read).lines() == bill.lines());
        let text = serde_json::to_string(&visit).unwrap();
        let read: Visit = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&read.session, &visit.session);
        prop_assert!(Bill::new(read).lines() == bill.lines());
        let record = BillRecord::new(&bill).unwrap();
        described(&record);
        prop_assert_eq!(&record.input(&reference).unwrap().visit, &visit);
        let replay = record.replay(&reference).unwrap();
        prop_assert!(replay.is_equal(), "{}", replay);
        let claim = bill.into_claim();
        let read: Claim = packed(&claim);
        prop_assert!(read.lines().eq(claim.lines()));
        let record = AuditRecord::new(&claim.audit().unwrap()).unwrap();
        described(&record);
        let replay = record.replay(&reference).unwrap();
        prop_assert!(replay.is_equal(), "{}", replay);
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
