//! Claim lines, documents and their edits tables are read strictly and written as they are read.
#![cfg(all(feature = "serde", feature = "tables"))]

use serde_json::{Value, json};
use therapy_billing::claim::{Bill, Claim, DiagnosisPointers, LineError, Visit};
use therapy_billing::money::{AmountError, parse_amount};
use therapy_billing::reference::edits::{EditTable, ParseQuarterError, Quarter};
use therapy_billing::reference::files::MueReader;
use therapy_billing::reference::thresholds::Bucket;
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::macros::date;
use therapy_billing::{ProcedureCode, ServiceLine, Units};

const SAMPLE: &str = include_str!("../examples/data/claims.ndjson");
const VISITS: &str = include_str!("../examples/data/visits.ndjson");

#[test]
fn a_line_is_written_as_it_is_read() {
    for text in [
        json!({"code": "97112", "units": 2, "modifiers": ["GP", "59"]}),
        json!({"code": "97112", "units": 0, "modifiers": []}),
        json!({"code": "97112", "units": 2, "modifiers": ["GP"], "minutes": 24, "charge": "150.00",
               "allowed": "58.12", "revenue_code": "0420", "diagnosis_pointers": [2, 1]}),
        json!({"date": "2026-03-14", "code": "97112", "units": 2, "modifiers": []}),
    ] {
        let line: ServiceLine = serde_json::from_value(text.clone()).unwrap();
        assert_eq!(serde_json::to_value(line).unwrap(), text);
    }
}

#[test]
fn what_a_line_may_leave_out_is_left_out_or_null() {
    let least = json!({"code": "97112", "units": 1});
    let nulls = json!({"code": "97112", "units": 1, "minutes": null, "allowed": null});
    let line = ServiceLine::new(ProcedureCode::CPT_97112, Units::ONE);
    for text in [least, nulls] {
        assert_eq!(serde_json::from_value::<ServiceLine>(text).unwrap(), line);
    }
}

#[test]
fn a_line_that_cannot_be_is_refused_by_name() {
    for (text, named) in [
        (json!({"code": "97112"}), "units"),
        (json!({"units": 1}), "code"),
        (json!({"code": "97112", "units": 70_000}), "70000"),
        (json!({"code": "97112", "units": "1"}), "string"),
        (
            json!({"code": "97112", "units": 1, "modifier": ["GP"]}),
            "modifier",
        ),
        (
            json!({"code": "97112", "units": 1, "modifiers": ["G"]}),
            "2 characters",
        ),
        (
            json!({"code": "97112", "units": 1, "allowed": "-1.00"}),
            "-1",
        ),
        (
            json!({"code": "97112", "units": 1, "charge": "1e3"}),
            "decimal text",
        ),
        (
            json!({"code": "97112", "units": 1, "revenue_code": "42"}),
            "4 digits",
        ),
        (
            json!({"code": "97112", "units": 1, "revenue_code": 420}),
            "text",
        ),
        (
            json!({"code": "97112", "units": 1, "date": "3/14/2026"}),
            "YYYY-MM-DD",
        ),
        (
            json!({"code": "97112", "units": 1, "diagnosis_pointers": [0]}),
            "1 through 12",
        ),
        (
            json!({"code": "97112", "units": 1, "diagnosis_pointers": [1, 1]}),
            "twice",
        ),
        (
            json!({"code": "97112", "units": 1, "diagnosis_pointers": [1, 2, 3, 4, 5]}),
            "at most 4",
        ),
    ] {
        let error = serde_json::from_value::<ServiceLine>(text.clone()).unwrap_err();
        assert!(error.to_string().contains(named), "{text}: {error}");
    }
}

#[test]
fn amounts_and_pointers_have_their_bounds() {
    let line = ServiceLine::new(ProcedureCode::CPT_97112, Units::ONE);
    assert!(line.with_allowed(Decimal::ZERO).is_ok());
    assert!(matches!(
        line.with_charge(Decimal::NEGATIVE_ONE),
        Err(AmountError::Negative { .. })
    ));
    let finer = Decimal::new(1, 3);
    assert!(matches!(
        line.with_allowed(finer),
        Err(AmountError::FinerThanCents { .. })
    ));
    assert!(DiagnosisPointers::new([12]).is_ok());
    assert_eq!(
        DiagnosisPointers::new([13]),
        Err(LineError::PointerRange { pointer: 13 })
    );
}

#[test]
fn a_claim_survives_the_way_out_and_in() {
    for text in SAMPLE.lines() {
        let claim: Claim = serde_json::from_str(text).unwrap();
        let written = serde_json::to_string(&claim).unwrap();
        assert_eq!(serde_json::from_str::<Claim>(&written).unwrap(), claim);
    }
    let claim: Claim = serde_json::from_str(SAMPLE.lines().next().unwrap()).unwrap();
    let accrued = claim.accrued().get(Bucket::PtSlp);
    assert_eq!(accrued, Some(parse_amount("1310.00").unwrap()));
}

/// What `bill` writes can be audited as it is; lines of no units are record and not claim.
#[test]
fn the_lines_of_a_bill_are_lines_of_a_claim() {
    let mut audited = 0;
    for text in VISITS.lines() {
        let visit: Value = serde_json::from_str(text).unwrap();
        let read: Visit = serde_json::from_str(text).unwrap();
        let mut bill = serde_json::to_value(Bill::new(read)).unwrap();
        let lines = bill["lines"].as_array_mut().unwrap();
        for line in lines.iter_mut() {
            // The minutes to the next unit belong to the answer and not to the line.
            line.as_object_mut().unwrap().remove("next_unit");
        }
        let billed: Vec<_> = lines.iter().filter(|line| line["units"] != 0).collect();
        let record = json!({"visit": visit, "billed": billed});
        let claim: Claim = serde_json::from_value(record).unwrap();
        let audit = claim.audit().unwrap();
        let units = audit.summary();
        assert_eq!(
            units.timed_units_billed, units.timed_units_supported,
            "{text}"
        );
        audited += 1;
    }
    assert!(audited > 5);
}

#[test]
fn quarters_are_read_strictly_and_end_where_they_end() {
    assert_eq!("2024Q3".parse(), Quarter::new(2024, 3));
    assert_eq!("2024 Q3".parse(), Quarter::new(2024, 3));
    for text in [
        "2024", "2024q3", "24Q3", "2024Q", "2024Q+3", "+024Q3", "2024Q33x",
    ] {
        assert_eq!(
            text.parse::<Quarter>(),
            Err(ParseQuarterError::Form),
            "{text}"
        );
    }
    assert_eq!(
        "2024Q5".parse::<Quarter>(),
        Err(ParseQuarterError::Number { number: 5 })
    );
    let firsts = [
        date!(2024 - 01 - 01),
        date!(2024 - 04 - 01),
        date!(2024 - 07 - 01),
    ];
    for (number, first) in (1..).zip(firsts) {
        let quarter = Quarter::new(2024, number).unwrap();
        assert_eq!(
            (quarter.first_day(), Quarter::of(first)),
            (first, Some(quarter))
        );
        let next = Quarter::new(2024, number + 1).unwrap();
        assert_eq!(quarter.last_day().next_day(), Some(next.first_day()));
    }
    let last = Quarter::new(2024, 4).unwrap();
    assert_eq!(last.last_day(), date!(2024 - 12 - 31));
    assert_eq!(serde_json::to_value(last).unwrap(), json!("2024 Q4"));
}

#[test]
fn a_message_about_a_file_never_repeats_its_content() {
    let file = "HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,R\n\
                a licensed descriptor,4,3 Date,x\n";
    let quarter = Quarter::new(2026, 1).unwrap();
    let error = MueReader::parse(EditTable::Practitioner, quarter, file).unwrap_err();
    assert!(!error.to_string().contains("licensed"), "{error}");
}

#[test]
fn a_line_without_a_discipline_has_the_only_one_of_its_date() {
    // the threshold of occupational therapy is reached, and that of the other two is not
    let checked = |others: &[&str]| {
        let mut lines = vec![json!({"code": "97110", "units": 1, "allowed": "30.00"})];
        lines.extend(others.iter().map(
            |other| json!({"code": "97530", "units": 1, "modifiers": [other], "allowed": "0.00"}),
        ));
        let claim: Claim = serde_json::from_value(json!({
            "date_of_service": "2026-03-14", "lines": lines,
            "threshold": {"pt_slp": "0.00", "ot": "9000.00"},
        }))
        .unwrap();
        let findings = claim.check();
        findings
            .iter()
            .any(|finding| finding.id() == "kx-missing" && finding.at().to_string() == "lines[0]")
    };
    assert!(checked(&["GO"]));
    assert!(checked(&["GO", "GO"]));
    assert!(!checked(&["GP"]));
    assert!(!checked(&["GO", "GP"]), "no single discipline is shown");
}
