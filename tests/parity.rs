//! The typed path and the columns give the same visits the same units, which every adapter must give too.
//!
//! The tests of `examples/x12`, `examples/fhir` and `examples/wasm` and the engines of `.ci/adapters` read
//! the same file.
#![cfg(all(feature = "serde", feature = "tables"))]

use serde::Deserialize;
use therapy_billing::{Discipline, ProcedureCode, Session, UnitRule, time::Date, units::columns};

#[derive(Deserialize)]
struct Row {
    id: String,
    date_of_service: String,
    discipline: Discipline,
    rule: UnitRule,
    services: Vec<Service>,
    units: Vec<u16>,
}

#[derive(Deserialize)]
struct Service {
    code: ProcedureCode,
    minutes: u16,
}

impl Row {
    fn date(&self) -> Date {
        therapy_billing::calendar::parse_date(&self.date_of_service).unwrap()
    }
}

fn rows() -> Vec<Row> {
    let text = include_str!("data/parity.ndjson").lines();
    text.map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn the_typed_path_gives_the_stated_units() {
    for row in rows() {
        let services = row.services.iter();
        let services = services.map(|service| (service.code, service.minutes));
        let session = Session::of(row.date(), row.discipline, services).unwrap();
        let allocation = row.rule.allocate(&session);
        let units: Vec<u16> = allocation.lines().map(|line| line.units.get()).collect();
        assert_eq!(units, row.units, "{}", row.id);
    }
}

#[test]
fn the_columns_give_the_stated_units() {
    let rows = rows();
    for rule in [
        UnitRule::MEDICARE,
        UnitRule::CPT,
        UnitRule::COLORADO_WORKERS_COMPENSATION,
        UnitRule::WHOLE_BLOCKS,
    ] {
        let (mut offsets, mut minutes, mut expected) = (vec![0], Vec::new(), Vec::new());
        for row in rows.iter().filter(|row| row.rule == rule) {
            minutes.extend(row.services.iter().map(|service| service.minutes));
            expected.extend_from_slice(&row.units);
            offsets.push(minutes.len());
        }
        let mut units = vec![0; minutes.len()];
        columns::split_sessions(rule, &offsets, &minutes, &mut units).unwrap();
        assert_eq!(units, expected, "{rule}");
        assert!(offsets.len() > 20, "{rule}");
    }
}
