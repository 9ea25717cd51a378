//! Promise: units that were counted from minutes are read from a claim as they were written.

mod support;

use std::fmt::Write;

use serde_json::Value;
use support::data;
use x12::{Item, items};

const PARITY: &str = include_str!("../../../tests/data/parity.ndjson");

/// The codes and units of a visit, without those of 0 units, which are no lines of a claim.
fn lines(visit: &Value) -> Vec<(String, u64)> {
    let list = |key: &str| visit[key].as_array().expect("a list").iter();
    let code = |service: &Value| service["code"].as_str().expect("a code").to_owned();
    let units = list("units").map(|units| units.as_u64().expect("a number"));
    let lines = list("services").map(code).zip(units);
    lines.filter(|(_, units)| *units > 0).collect()
}

#[test]
fn the_same_visits_have_the_same_units_as_everywhere() {
    let visits: Vec<Value> = PARITY
        .lines()
        .map(|line| serde_json::from_str(line).expect("a visit"))
        .collect();
    let sample = String::from_utf8(data("pt-clean.837p")).expect("samples are text");
    let mut file = sample[..sample.find("CLM*").expect("a claim")].to_owned();
    for visit in &visits {
        let id = visit["id"].as_str().expect("an id");
        write!(file, "CLM*{id}*100***11:B:1*Y*A*Y*Y~HI*ABK:R2689~").expect("text");
        for (number, (code, units)) in lines(visit).iter().enumerate() {
            let number = number + 1;
            write!(
                file,
                "LX*{number}~SV1*HC:{code}:GP*50*UN*{units}***1~DTP*472*D8*20260316~"
            )
            .expect("text");
        }
    }
    let body = &file[file.find("ST*").expect("a transaction")..];
    let segments = body.matches('~').count() + 1;
    write!(file, "SE*{segments}*0001~GE*1*1~IEA*1*000000001~").expect("text");

    let mut read = items(file.as_bytes());
    for visit in &visits {
        let item = read.next().expect("a claim").expect("memory can be read");
        let Item::Claim(claim) = item else {
            panic!("{visit}: {item:?}")
        };
        assert_eq!(claim.place.clm.as_deref(), visit["id"].as_str());
        let found = claim.lines.iter().map(|line| {
            let line = line
                .service
                .line
                .as_ref()
                .expect("a readable line")
                .expect("a service");
            (line.code().to_string(), u64::from(line.units().get()))
        });
        assert_eq!(found.collect::<Vec<_>>(), lines(visit), "{visit}");
    }
    assert!(read.next().is_none());
}
