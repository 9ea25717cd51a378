//! Counts the units of a CSV file of services with the library's typed path, on one core.
//!
//! `totals lines.csv`: the columns `visit,rule,sequence,code,minutes`, in any order of rows. It writes the
//! units by rule and code as JSON, with which the engines must agree.

use std::{
    collections::BTreeMap,
    error::Error,
    fs::File,
    io::{BufRead, BufReader},
};

use therapy_billing::{Discipline, ProcedureCode, Session, UnitRule, calendar::parse_date};

/// The header of the file.
const COLUMNS: &str = "visit,rule,sequence,code,minutes";

/// The services of a visit, by sequence, and its rule.
#[derive(Default)]
struct Visit {
    rule: String,
    services: BTreeMap<u32, (ProcedureCode, u16)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("expected the path of a CSV file, found none")?;
    let mut lines = BufReader::new(File::open(path)?).lines();
    let header = lines
        .next()
        .ok_or("expected a header, found an empty file")??;
    if header.replace('"', "") != COLUMNS {
        return Err(format!("expected the columns {COLUMNS}, found {header}").into());
    }
    let mut visits: BTreeMap<u64, Visit> = BTreeMap::new();
    for line in lines {
        let line = line?.replace('"', "");
        let fields: Vec<&str> = line.split(',').collect();
        let [visit, rule, sequence, code, minutes] = fields[..] else {
            return Err(format!("expected 5 fields, found {line}").into());
        };
        let visit = visits.entry(visit.parse()?).or_default();
        rule.clone_into(&mut visit.rule);
        let earlier = visit
            .services
            .insert(sequence.parse()?, (code.parse()?, minutes.parse()?));
        if earlier.is_some() {
            return Err(format!("expected each sequence once, found another {line}").into());
        }
    }

    let day = parse_date("2026-03-16")?;
    let mut totals: BTreeMap<&str, BTreeMap<ProcedureCode, u64>> = BTreeMap::new();
    for visit in visits.values() {
        let rule: UnitRule = visit.rule.parse()?;
        let session = Session::of(day, Discipline::Pt, visit.services.values().copied())?;
        let totals = totals.entry(&visit.rule).or_default();
        for line in rule.allocate(&session).lines() {
            *totals.entry(line.code).or_default() += u64::from(line.units.get());
        }
    }
    let rules = totals.iter().map(|(rule, codes)| {
        let codes = codes
            .iter()
            .map(|(code, units)| format!("\"{code}\": {units}"));
        format!("\"{rule}\": {{{}}}", codes.collect::<Vec<_>>().join(", "))
    });
    println!("{{{}}}", rules.collect::<Vec<_>>().join(", "));
    Ok(())
}
