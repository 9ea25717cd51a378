//! Promise: a stored answer reads back and computes again to the same answer, and where it does not, every
//! difference is named with what explains it.
#![cfg(all(feature = "serde", feature = "tables"))]

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use therapy_billing::claim::{BillInput, Claim, KxScope, Visit};
use therapy_billing::money::parse_amount;
use therapy_billing::reference::catalog::BlockMinutes;
use therapy_billing::reference::edits::{AdjudicationIndicator, EditTable, MueTable};
use therapy_billing::reference::fee_schedule::{ConversionFactor, Participant, Period, Place};
use therapy_billing::reference::thresholds::{Bucket, YearlyAmount};
use therapy_billing::replay::{
    AuditRecord, BillRecord, Cause, EstimateRecord, Replay, ReplayError, Tree,
};
use therapy_billing::time::{Date, Month, macros::date};
use therapy_billing::{
    CodeEntry, Discipline, ProcedureCode, ReferenceData, ServiceLine, Session, Setting, TherapyDay,
    Timing, UnitRule, Units, claim::Bill,
};

/// A record after a round trip through JSON.
#[track_caller]
fn stored<R: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(record: &R) -> R {
    let text = serde_json::to_string(record).expect("a record is JSON");
    let again: R = serde_json::from_str(&text).expect("and reads back");
    assert_eq!(&again, record, "{text}");
    assert_eq!(serde_json::to_string(&again).unwrap(), text);
    again
}

/// The inputs of a case file that have an answer.
fn inputs(cases: &str) -> impl Iterator<Item = (String, Value)> {
    let cases = cases.lines().map(|line| {
        let case: Value = serde_json::from_str(line).expect("a case is JSON");
        let is_error = !case["expect_error"].is_null();
        (!is_error).then(|| (case["id"].to_string(), case["input"].clone()))
    });
    cases.flatten()
}

fn built_in() -> &'static ReferenceData {
    ReferenceData::built_in()
}

fn bill(input: &str) -> BillRecord {
    let input: BillInput = serde_json::from_str(input).expect("an input");
    BillRecord::new(&input.bill().expect("a bill")).expect("a record")
}

/// The differences as `path: now, was was (because)`.
fn told(replay: &Replay) -> Vec<String> {
    let differences = replay.differences().iter();
    differences.map(ToString::to_string).collect()
}

#[test]
fn every_bill_of_the_case_files_is_equal_today() {
    let mut seen = 0;
    for cases in [
        include_str!("data/units.ndjson"),
        include_str!("data/assistants.ndjson"),
    ] {
        for (id, input) in inputs(cases) {
            let input: BillInput = serde_json::from_value(input).unwrap();
            let record = BillRecord::new(&input.bill().unwrap()).unwrap();
            let replay = stored(&record).replay(built_in()).unwrap();
            assert!(replay.is_equal(), "{id}: {replay}");
            seen += 1;
        }
    }
    assert_eq!(seen, 441);
}

#[test]
fn every_audit_of_the_case_files_is_equal_today() {
    let mut seen = 0;
    for cases in [
        include_str!("data/audit.ndjson"),
        include_str!("data/claims.ndjson"),
    ] {
        for (id, input) in inputs(cases) {
            let claim: Claim = serde_json::from_value(input).unwrap();
            let Some(audit) = claim.audit() else {
                continue;
            };
            let record = AuditRecord::new(&audit).unwrap();
            let replay = stored(&record).replay(built_in()).unwrap();
            assert!(replay.is_equal(), "{id}: {replay}");
            seen += 1;
        }
    }
    assert_eq!(seen, 129);
}

#[test]
fn every_estimate_of_the_case_files_is_equal_today() {
    let mut seen = 0;
    for (id, input) in inputs(include_str!("data/payment.ndjson")) {
        let day: TherapyDay = serde_json::from_value(input).unwrap();
        let record = EstimateRecord::new(&day.estimate().unwrap()).unwrap();
        let replay = stored(&record).replay(built_in()).unwrap();
        assert!(replay.is_equal(), "{id}: {replay}");
        seen += 1;
    }
    assert!(seen > 70, "{seen}");
}

const THREE_QUARTERS: &str = r#"{"id": "v-1", "date_of_service": "2026-03-14", "discipline": "pt",
    "services": [{"code": "97112", "minutes": 46}]}"#;

#[test]
fn a_record_has_the_document_the_answer_of_the_program_and_the_provenance() {
    let input: BillInput = serde_json::from_str(THREE_QUARTERS).unwrap();
    let bill = input.clone().bill().unwrap();
    let record = serde_json::to_value(BillRecord::new(&bill).unwrap()).unwrap();
    assert_eq!(record["input"], serde_json::to_value(&input).unwrap());
    assert_eq!(record["result"], serde_json::to_value(&bill).unwrap());
    let provenance = built_in().provenance();
    let provenance = serde_json::to_value(provenance).unwrap();
    assert_eq!(record["provenance"], provenance);
    assert_eq!(record.as_object().unwrap().len(), 3);
}

#[test]
fn the_stored_answer_is_the_text_that_the_program_writes() {
    let bill = serde_json::from_str::<BillInput>(THREE_QUARTERS).unwrap();
    let bill = bill.bill().unwrap();
    let record = BillRecord::new(&bill).unwrap();
    let text = serde_json::to_string(record.result()).unwrap();
    assert_eq!(text, serde_json::to_string(&bill).unwrap());
}

#[test]
fn another_timing_of_a_code_names_the_units_that_differ() {
    let half_hours = Timing::Blocks {
        minutes: BlockMinutes::of(30),
    };
    let entry = CodeEntry::try_new(ProcedureCode::CPT_97112, half_hours, "Half hours").unwrap();
    let reference = ReferenceData::new().with_entry(entry);
    let replay = stored(&bill(THREE_QUARTERS)).replay(&reference).unwrap();
    let told = told(&replay);
    assert!(
        told.contains(&"lines[0].units: 2, was 3 (facts)".to_owned()),
        "{told:#?}"
    );
    assert!(told.contains(&"timed_units: 2, was 3 (facts)".to_owned()));
    let differences = replay.differences();
    assert!(
        differences
            .iter()
            .all(|found| found.because == Cause::Facts)
    );

    let json = serde_json::to_value(&replay).unwrap();
    assert_eq!(json["equal"], false);
    let lines = json!({"path": "lines[0].units", "was": 3, "now": 2, "because": "facts"});
    assert!(json["differences"].as_array().unwrap().contains(&lines));
}

#[test]
fn a_stated_timing_is_kept_whatever_the_facts() {
    let stated = bill(
        r#"{"date_of_service": "2026-03-14", "discipline": "pt",
            "services": [{"code": "97112", "minutes": 45, "timing": {"blocks": 15}}]}"#,
    );
    let entry = CodeEntry::try_new(ProcedureCode::CPT_97112, Timing::Untimed, "Untimed").unwrap();
    let replay = stated
        .replay(&ReferenceData::new().with_entry(entry))
        .unwrap();
    let told = told(&replay);
    assert!(told.iter().all(|line| !line.contains("units:")), "{told:?}");
}

#[test]
fn a_timing_of_the_callers_catalog_is_equal_with_and_without_it() {
    let code = ProcedureCode::of("S8948");
    let ten = Timing::Blocks {
        minutes: BlockMinutes::of(10),
    };
    let reference =
        ReferenceData::new().with_entry(CodeEntry::try_new(code, ten, "Laser").unwrap());
    let record = therapy_billing::session::ServiceRecord::new(
        code,
        Some(therapy_billing::Minutes::new(25).into()),
    );
    let day = date!(2026 - 03 - 14);
    let session = Session::from_records(day, Discipline::Pt, [record], &reference).unwrap();
    let visit = Visit::new(session, UnitRule::CPT, Setting::PrivatePractice);
    let record = BillRecord::new(&Bill::new(visit.with_reference(&reference))).unwrap();
    let record = stored(&record);
    assert!(record.replay(&reference).unwrap().is_equal());
    assert_eq!(record.provenance(), &reference.provenance());
    let without = record.replay(built_in()).unwrap();
    assert!(told(&without).iter().all(|line| line.ends_with("(facts)")));
    assert!(told(&without).iter().all(|line| !line.contains("units:")));
}

#[test]
fn a_session_of_other_facts_than_its_visit_is_equal() {
    let half_hours = Timing::Blocks {
        minutes: BlockMinutes::of(30),
    };
    let entry = CodeEntry::try_new(ProcedureCode::CPT_97112, half_hours, "Half hours").unwrap();
    let reference = ReferenceData::new().with_entry(entry);
    let day = date!(2026 - 03 - 14);
    let session = Session::of(day, Discipline::Pt, [("97112", 45)]).unwrap();
    let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
    let record = BillRecord::new(&Bill::new(visit.with_reference(&reference))).unwrap();
    let replay = stored(&record).replay(&reference).unwrap();
    assert!(replay.is_equal(), "{replay}");
}

#[test]
fn a_bill_of_a_chosen_split_replays_with_its_split() {
    let record = bill(
        r#"{"date_of_service": "2026-03-14", "discipline": "pt",
            "services": [{"code": "97112", "minutes": 20}, {"code": "97110", "minutes": 20}],
            "split": {"97112": 1, "97110": 2}}"#,
    );
    let record = stored(&record);
    assert!(record.replay(built_in()).unwrap().is_equal());
    let input = record.input(built_in()).unwrap();
    assert_eq!(input.bill().unwrap().lines()[1].units(), Units::new(2));
}

#[test]
fn a_bill_with_attested_kx_replays_with_its_attestation() {
    let day = date!(2026 - 03 - 14);
    let session = Session::of(day, Discipline::Pt, [("97112", 15), ("97110", 15)]).unwrap();
    let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
    let amounts = ["30.00", "22.21"].map(|text| parse_amount(text).unwrap());
    let accrued = |text| parse_amount(text).unwrap();
    let early = Bill::new(visit).with_kx_attested(accrued("2479.99"), &amounts);
    let bill = early
        .unwrap()
        .with_kx_attested(accrued("2440.00"), &amounts);
    let bill = bill.unwrap();
    let lines: Vec<_> = bill.lines().iter().map(ToString::to_string).collect();
    assert_eq!(lines, ["97112 x 1 GP", "97110 x 1 GP KX"]); // the later attestation counts
    let record = stored(&BillRecord::new(&bill).unwrap());
    let replay = record.replay(built_in()).unwrap();
    assert!(replay.is_equal(), "{replay}");

    let amount =
        YearlyAmount::new(date!(2026 - 01 - 01), Bucket::PtSlp, accrued("3000.00")).unwrap();
    let raised = record.replay(&ReferenceData::new().with_yearly_amount(amount));
    let told = told(&raised.unwrap());
    assert_eq!(told, ["lines[1].modifiers[1]: nothing, was KX (facts)"]);
}

const AUDIT: &str = r#"{"id": "c-1",
    "visit": {"date_of_service": "2026-11-24", "discipline": "pt",
              "services": [{"code": "97112", "minutes": 60}]},
    "billed": [{"code": "97112", "units": 4, "modifiers": ["GP"], "allowed": "100.00"}],
    "threshold": {"accrued": "2300.00"}}"#;

fn audit() -> AuditRecord {
    let claim: Claim = serde_json::from_str(AUDIT).unwrap();
    stored(&AuditRecord::new(&claim.audit().unwrap()).unwrap())
}

/// The ids of the findings of an answer of today that the stored answer does not have.
fn new_ids(replay: &Replay) -> Vec<String> {
    let differences = replay.differences().iter();
    assert!(
        differences
            .clone()
            .all(|found| found.because == Cause::Facts)
    );
    let json = differences.flat_map(|found| {
        let now = serde_json::to_value(&found.now).unwrap();
        let findings = match now {
            Value::Array(findings) => findings,
            other => vec![other],
        };
        findings.into_iter().filter_map(|finding| {
            let id = finding.get("id")?.as_str()?;
            Some(id.to_owned())
        })
    });
    json.collect()
}

#[test]
fn another_mue_value_names_the_finding_that_is_new() {
    let record = audit();
    assert!(record.replay(built_in()).unwrap().is_equal());
    let table = MueTable::new(EditTable::Practitioner, "2026 Q4".parse().unwrap());
    let table = table.with(ProcedureCode::CPT_97112, 2, AdjudicationIndicator::Day);
    let replay = record
        .replay(&ReferenceData::new().with_mue(table))
        .unwrap();
    assert_eq!(new_ids(&replay), ["mue-day-exceeded"], "{replay}");
}

#[test]
fn another_therapy_threshold_names_the_finding_that_is_new() {
    let amount = parse_amount("2350.00").unwrap();
    let amount = YearlyAmount::new(date!(2026 - 01 - 01), Bucket::PtSlp, amount).unwrap();
    let reference = ReferenceData::new().with_yearly_amount(amount);
    let replay = audit().replay(&reference).unwrap();
    assert_eq!(new_ids(&replay), ["kx-missing"], "{replay}");
}

#[test]
fn an_audit_keeps_its_kx_scope_and_the_other_bucket() {
    let claim: Claim = serde_json::from_str(AUDIT).unwrap();
    let claim = claim.with_kx_scope(KxScope::Day);
    let other = parse_amount("10.00").unwrap();
    let claim = claim.with_accrued(Bucket::Ot, other).unwrap();
    let record = stored(&AuditRecord::new(&claim.audit().unwrap()).unwrap());
    assert_eq!(record.input(built_in()).unwrap(), claim);
    assert!(record.replay(built_in()).unwrap().is_equal());
}

#[test]
fn a_claim_that_its_document_cannot_contain_is_refused_when_it_is_stored() {
    let claim: Claim = serde_json::from_str(AUDIT).unwrap();
    let visit = claim.visit().unwrap().clone();
    let line = ServiceLine::new(ProcedureCode::CPT_97112, Units::ONE);
    let line = line.with_date(date!(2026 - 11 - 25));
    let claim = Claim::new(vec![line], UnitRule::MEDICARE, Setting::PrivatePractice).unwrap();
    let refused = AuditRecord::new(&claim.with_visit(visit).audit().unwrap()).unwrap_err();
    assert!(matches!(refused, ReplayError::Input(_)), "{refused}");
    assert!(refused.to_string().contains("2026-11-25"), "{refused}");
}

#[test]
fn another_conversion_factor_names_every_price_that_differs() {
    let line = ServiceLine::new(ProcedureCode::CPT_97110, Units::ONE);
    let day = TherapyDay::new(date!(2026 - 03 - 14), Place::National);
    let day = day.with_id("e-1").with_line(line).unwrap();
    let record = stored(&EstimateRecord::new(&day.estimate().unwrap()).unwrap());
    assert!(record.replay(built_in()).unwrap().is_equal());

    let factor = parse_amount("40.00").unwrap();
    let period = Period::of(date!(2026 - 03 - 14));
    let factor = ConversionFactor::new(period, Participant::All, factor).unwrap();
    let reference = ReferenceData::new().with_conversion_factor(factor);
    let replay = record.replay(&reference).unwrap();
    let paths: Vec<_> = replay
        .differences()
        .iter()
        .map(|found| &*found.path)
        .collect();
    assert!(paths.contains(&"lines[0].allowed"), "{paths:?}");
    assert!(paths.contains(&"totals.allowed"), "{paths:?}");
    assert!(paths.contains(&"statement.total.may_owe"), "{paths:?}");
    let differences = replay.differences();
    assert!(
        differences
            .iter()
            .all(|found| found.because == Cause::Facts)
    );
}

/// Facts of which one or more differ from the built-in ones: timing, MUE, therapy threshold, conversion factor.
fn other_facts() -> [ReferenceData; 4] {
    let half_hours = Timing::Blocks {
        minutes: BlockMinutes::of(30),
    };
    let entry = CodeEntry::try_new(ProcedureCode::CPT_97112, half_hours, "Half hours").unwrap();
    let one = |quarter: &str| {
        let table = MueTable::new(EditTable::Practitioner, quarter.parse().unwrap());
        table.with(ProcedureCode::CPT_97112, 1, AdjudicationIndicator::Day)
    };
    let with_threshold = |reference: ReferenceData, year: i32| {
        let first = Date::from_calendar_date(year, Month::January, 1).unwrap();
        let amount = parse_amount("100.00").unwrap();
        reference.with_yearly_amount(YearlyAmount::new(first, Bucket::PtSlp, amount).unwrap())
    };
    let period = Period::new(date!(2019 - 01 - 01), date!(2026 - 12 - 31)).unwrap();
    let factor = parse_amount("40.00").unwrap();
    let factor = ConversionFactor::new(period, Participant::All, factor).unwrap();
    [
        ReferenceData::new().with_entry(entry),
        ReferenceData::new()
            .with_mue(one("2024 Q3"))
            .with_mue(one("2026 Q4")),
        (2019..=2026).fold(ReferenceData::new(), with_threshold),
        ReferenceData::new().with_conversion_factor(factor),
    ]
}

/// A value without the keys and places that have nothing.
fn without_nothing(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
            Value::Object(
                fields
                    .map(|(key, value)| (key, without_nothing(value)))
                    .collect(),
            )
        }
        Value::Array(items) => {
            let mut items: Vec<_> = items.into_iter().map(without_nothing).collect();
            while items.last().is_some_and(Value::is_null) {
                items.pop();
            }
            Value::Array(items)
        }
        value => value,
    }
}

/// Puts a value at the end of a path.
fn put(at: &mut Value, path: &str, value: Value) {
    let Some((first, rest)) = path.split_at_checked(1).filter(|_| !path.is_empty()) else {
        *at = value;
        return;
    };
    if first == "[" {
        let (index, rest) = rest.split_once(']').unwrap();
        let (index, items) = (index.parse::<usize>().unwrap(), at.as_array_mut().unwrap());
        items.resize(items.len().max(index + 1), Value::Null);
        return put(&mut items[index], rest, value);
    }
    let path = path.strip_prefix('.').unwrap_or(path);
    let end = path.find(['.', '[']).unwrap_or(path.len());
    put(&mut at[&path[..end]], &path[end..], value);
}

/// Whether the differences turn the stored answer into that of today, and each of them is one and due to facts.
#[track_caller]
fn is_exact(id: &str, was: &Tree, replay: &Replay, today: &impl Serialize) {
    let json = |tree: &Tree| serde_json::to_value(tree).unwrap();
    let mut patched = json(was);
    for found in replay.differences() {
        assert_ne!(found.was, found.now, "{id}: {found}");
        assert_eq!(found.because, Cause::Facts, "{id}: {found}");
        put(&mut patched, &found.path, json(&found.now));
    }
    let today = serde_json::to_value(today).unwrap();
    assert_eq!(without_nothing(patched), without_nothing(today), "{id}");
}

#[test]
fn the_differences_of_every_case_are_exactly_those_of_the_answer_of_today() {
    let mut different = [0; 3];
    for reference in &other_facts() {
        for (id, input) in inputs(include_str!("data/units.ndjson")) {
            let input: BillInput = serde_json::from_value(input).unwrap();
            let record = BillRecord::new(&input.bill().unwrap()).unwrap();
            let Ok(today) = record.input(reference).and_then(|input| Ok(input.bill()?)) else {
                assert!(record.replay(reference).is_err(), "{id}");
                continue; // with these facts the visit has no answer
            };
            let replay = record.replay(reference).unwrap();
            is_exact(&id, record.result(), &replay, &today);
            different[0] += usize::from(!replay.is_equal());
        }
        for (id, input) in inputs(include_str!("data/audit.ndjson")) {
            let claim: Claim = serde_json::from_value(input).unwrap();
            let record = AuditRecord::new(&claim.audit().unwrap()).unwrap();
            let Ok(today) = record.input(reference) else {
                continue;
            };
            let replay = record.replay(reference).unwrap();
            is_exact(&id, record.result(), &replay, &today.audit().unwrap());
            different[1] += usize::from(!replay.is_equal());
        }
        for (id, input) in inputs(include_str!("data/payment.ndjson")) {
            let day: TherapyDay = serde_json::from_value(input).unwrap();
            let record = EstimateRecord::new(&day.estimate().unwrap()).unwrap();
            let today = record.input(reference).unwrap().estimate().unwrap();
            let replay = record.replay(reference).unwrap();
            is_exact(&id, record.result(), &replay, &today);
            different[2] += usize::from(!replay.is_equal());
        }
    }
    assert!(different.iter().all(|count| *count > 50), "{different:?}");
}

/// A record whose JSON a function changed.
fn changed(change: impl Fn(&mut Value)) -> BillRecord {
    let mut json = serde_json::to_value(bill(THREE_QUARTERS)).unwrap();
    change(&mut json);
    serde_json::from_value(json).unwrap()
}

#[test]
fn a_changed_record_is_of_unknown_cause() {
    let record = changed(|json| json["result"]["lines"][0]["units"] = json!(4));
    let replay = record.replay(built_in()).unwrap();
    assert_eq!(told(&replay), ["lines[0].units: 3, was 4 (unknown)"]);
    let text = r#"{"equal":false,"differences":[{"path":"lines[0].units","was":4,"now":3,"because":"unknown"}]}"#;
    assert_eq!(serde_json::to_string(&replay).unwrap(), text);
}

#[test]
fn another_version_of_the_library_explains_a_difference() {
    let record = changed(|json| {
        json["provenance"]["library"] = json!("0.1.0");
        json["result"]["lines"][0]["units"] = json!(4);
    });
    let replay = record.replay(built_in()).unwrap();
    assert_eq!(told(&replay), ["lines[0].units: 3, was 4 (library)"]);
}

#[test]
fn another_version_with_the_same_answer_is_equal() {
    let record = changed(|json| json["provenance"]["library"] = json!("0.1.0"));
    let replay = record.replay(built_in()).unwrap();
    assert_eq!(serde_json::to_string(&replay).unwrap(), r#"{"equal":true}"#);
}

#[test]
fn values_that_only_one_answer_has_are_named() {
    let record = changed(|json| {
        let result = json["result"].as_object_mut().unwrap();
        result.remove("timed_units");
        result.insert("added".to_owned(), json!([1, -2, true]));
    });
    let replay = record.replay(built_in()).unwrap();
    let mut told = told(&replay);
    told.sort();
    assert_eq!(
        told,
        [
            "added: nothing, was a list of 3 values (unknown)",
            "timed_units: 3, was nothing (unknown)"
        ]
    );
}

#[test]
fn an_input_that_no_program_reads_is_an_error_when_it_is_computed() {
    let record = changed(|json| json["input"]["minuts"] = json!(1));
    let refused = record.replay(built_in()).unwrap_err();
    assert!(refused.to_string().contains("minuts"), "{refused}");
}

#[test]
fn records_are_read_from_plain_values_only() {
    let refused = |result: &str| {
        let text = format!(
            r#"{{"input": {{}}, "result": {result}, "provenance": {{"library": "", "facts": [], "supplied": []}}}}"#
        );
        let read = serde_json::from_str::<BillRecord>(&text);
        read.map_or_else(|error| error.to_string(), |_| String::new())
    };
    assert_eq!(refused("null"), "");
    assert!(refused("1.5").contains("whole numbers"));
    assert!(refused(r#"{"a": 1, "a": 2}"#).contains("found one twice"));
    let deep = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(refused(&deep(64)), "");
    assert!(refused(&deep(65)).contains("at most 64"));

    // a format that does not describe itself cannot be read
    let bytes = postcard::to_allocvec(&bill(THREE_QUARTERS)).unwrap();
    assert!(postcard::from_bytes::<BillRecord>(&bytes).is_err());
}

#[test]
fn a_tree_keeps_every_kind_of_value() {
    let text = r#"{"none":null,"yes":true,"most":18446744073709551615,"least":-9223372036854775808,"text":"a","list":[[],{}]}"#;
    let tree: Tree = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&tree).unwrap(), text);
}

#[test]
fn the_document_of_a_bill_may_attest_kx_and_that_of_a_visit_may_not() {
    let text = r#"{"date_of_service": "2026-03-14", "discipline": "pt",
        "services": [{"code": "97112", "minutes": 15}],
        "kx_attested": {"accrued": "2480.00", "allowed": ["30.00"]}}"#;
    let input: BillInput = serde_json::from_str(text).unwrap();
    let bill = input.clone().bill().unwrap();
    assert_eq!(bill.lines()[0].to_string(), "97112 x 1 GP KX");
    assert_eq!(bill.input(), input);
    let refused = serde_json::from_str::<Visit>(text).unwrap_err();
    assert!(refused.to_string().contains("`kx_attested`"), "{refused}");
}

#[test]
fn records_can_be_sent_to_and_shared_between_threads() {
    const fn shared<T: Send + Sync + Unpin + 'static>() {}
    const _: () = shared::<(
        BillRecord,
        AuditRecord,
        EstimateRecord,
        Replay,
        Tree,
        ReplayError,
    )>();
}
