//! A document that is read is written to a text that reads back as an equal value, with the same answer.
//!
//! The first byte chooses the type. Answers are bounded: the units of a bill are those of its allocation,
//! the findings and their places are written, and reading the same text twice gives the same answer.

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};
use therapy_billing::claim::{AssistantPolicy, Bill, BillInput, Claim, YearlyAmounts};
use therapy_billing::documentation::Record;
use therapy_billing::payment::PaymentPolicy;
use therapy_billing::reference::Provenance;
use therapy_billing::reference::fee_schedule::Place;
use therapy_billing::replay::{AuditRecord, BillRecord, EstimateRecord, Tree};
use therapy_billing::session::Interval;
use therapy_billing::units::Split;
use therapy_billing::{
    CodeEntry, Modifiers, ProcedureCode, Service, ServiceLine, Session, TherapyDay, Timing,
    UnitRule, claim::Visit,
};

pub fn check(data: &[u8]) {
    let Some((kind, text)) = data.split_first() else {
        return;
    };
    let Ok(text) = str::from_utf8(text) else {
        return;
    };
    match kind % 22 {
        0 => visit(text),
        1 => claim(text),
        2 => record(text),
        3 => day(text),
        4 => input(text),
        5 => again::<Session>(text),
        6 => again::<Service>(text),
        7 => again::<ServiceLine>(text),
        8 => again::<UnitRule>(text),
        9 => again::<CodeEntry>(text),
        10 => again::<Timing>(text),
        11 => again::<Interval>(text),
        12 => again::<Split>(text),
        13 => again::<AssistantPolicy>(text),
        14 => again::<PaymentPolicy>(text),
        15 => again::<Place>(text),
        16 => again::<Provenance>(text),
        17 => again::<Tree>(text),
        18 => again::<YearlyAmounts>(text),
        19 => again::<Modifiers>(text),
        20 => again::<ProcedureCode>(text),
        _ => {
            again::<BillRecord>(text);
            again::<AuditRecord>(text);
            again::<EstimateRecord>(text);
        }
    }
}

/// Reads, writes and reads again.
fn read<T: Serialize + DeserializeOwned + PartialEq + Debug>(text: &str) -> Option<(T, T)> {
    let value: T = serde_json::from_str(text).ok()?;
    let written = serde_json::to_string(&value).expect("a value is written");
    let again: T = serde_json::from_str(&written)
        .unwrap_or_else(|cause| panic!("{cause}: {text} was written as {written}"));
    assert_eq!(again, value, "{text} was written as {written}");
    let twice = serde_json::to_string(&again).expect("a value is written");
    assert_eq!(twice, written);
    Some((value, again))
}

fn again<T: Serialize + DeserializeOwned + PartialEq + Debug>(text: &str) {
    read::<T>(text);
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("an answer is written")
}

fn visit(text: &str) {
    let Some((visit, again)) = read::<Visit>(text) else {
        return;
    };
    let bill = Bill::new(visit);
    bounded(&bill);
    assert_eq!(json(&bill), json(&Bill::new(again)));
}

fn input(text: &str) {
    let Ok(input) = serde_json::from_str::<BillInput>(text) else {
        return;
    };
    if let Ok(bill) = input.bill() {
        bounded(&bill);
    }
}

/// The lines of a bill have the units of its allocation, and these are within the minutes.
fn bounded(bill: &Bill) {
    let allocation = bill.allocation();
    let units: u32 = bill
        .lines()
        .iter()
        .map(|line| u32::from(line.units().get()))
        .sum();
    assert_eq!(units, allocation.total_units());
    assert!(
        allocation
            .explain()
            .to_string()
            .lines()
            .all(|line| !line.is_empty())
    );
    let split = allocation.split();
    for other in allocation.splits().take(64) {
        let sum =
            |split: &Split| -> u32 { split.iter().map(|(_, units)| u32::from(units.get())).sum() };
        assert_eq!(sum(&other), sum(&split));
    }
}

fn claim(text: &str) {
    let Some((claim, again)) = read::<Claim>(text) else {
        return;
    };
    let findings = claim.check();
    assert_eq!(findings, again.check());
    assert_eq!(json(&findings), json(&again.check()));
    match (claim.audit(), again.audit()) {
        (Some(one), Some(other)) => {
            assert_eq!(one.findings(), other.findings());
            assert_eq!(json(&one.summary()), json(&other.summary()));
        }
        (one, other) => assert_eq!(one.is_none(), other.is_none()),
    }
}

fn record(text: &str) {
    if let Some((record, again)) = read::<Record>(text) {
        assert_eq!(record.validate(), again.validate());
    }
}

fn day(text: &str) {
    let Some((day, again)) = read::<TherapyDay>(text) else {
        return;
    };
    match (day.estimate(), again.estimate()) {
        (Ok(one), Ok(other)) => {
            assert_eq!(json(&one), json(&other));
            assert_eq!(json(&one.statement()), json(&other.statement()));
        }
        (one, other) => assert_eq!(one.is_err(), other.is_err()),
    }
}
