//! A stored answer computes again to an equal answer, and a changed one names what differs.
//!
//! The first byte chooses the document. A record of an answer is written, read back and replayed against
//! the same facts: it is equal. Then one number or one text of its result is changed: it is not equal any
//! more, or the record is refused.

use std::fmt::Debug;

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use therapy_billing::claim::{BillInput, Claim};
use therapy_billing::replay::{AuditRecord, BillRecord, EstimateRecord, Replay, ReplayError};
use therapy_billing::{ReferenceData, TherapyDay};

pub fn check(data: &[u8]) {
    let [kind, place, text @ ..] = data else {
        return;
    };
    let Ok(text) = str::from_utf8(text) else {
        return;
    };
    let place = usize::from(*place);
    match kind % 3 {
        0 => {
            let bill = serde_json::from_str::<BillInput>(text).ok();
            let Some(bill) = bill.and_then(|input| input.bill().ok()) else {
                return;
            };
            again(
                place,
                &BillRecord::new(&bill).expect("a record"),
                BillRecord::replay,
            );
        }
        1 => {
            let claim = serde_json::from_str::<Claim>(text).ok();
            let Some(audit) = claim.and_then(|claim| claim.audit()) else {
                return;
            };
            again(
                place,
                &AuditRecord::new(&audit).expect("a record"),
                AuditRecord::replay,
            );
        }
        _ => {
            let day = serde_json::from_str::<TherapyDay>(text).ok();
            let Some(estimate) = day.and_then(|day| day.estimate().ok()) else {
                return;
            };
            let record = EstimateRecord::new(&estimate).expect("a record");
            again(place, &record, EstimateRecord::replay);
        }
    }
}

fn again<R: Serialize + DeserializeOwned + PartialEq + Debug>(
    place: usize,
    record: &R,
    replay: impl Fn(&R, &ReferenceData) -> Result<Replay, ReplayError>,
) {
    let facts = ReferenceData::built_in();
    let text = serde_json::to_string(record).expect("a record is written");
    let stored: R = serde_json::from_str(&text).expect("a record is read");
    assert_eq!(&stored, record, "{text}");
    let same = replay(&stored, facts).expect("a record is replayed");
    assert!(
        same.is_equal() && same.differences().is_empty(),
        "{text}: {same}"
    );

    let mut changed: Value = serde_json::from_str(&text).expect("a record is JSON");
    let mut leaves = 0;
    count(&changed["result"], &mut leaves);
    if leaves == 0 {
        return;
    }
    let mut left = place % leaves;
    change(&mut changed["result"], &mut left);
    if let Ok(other) = serde_json::from_value::<R>(changed.clone())
        && let Ok(replay) = replay(&other, facts)
    {
        assert!(!replay.is_equal(), "{changed}");
        assert!(!replay.differences().is_empty(), "{changed}");
    }
}

fn count(value: &Value, leaves: &mut usize) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| count(value, leaves)),
        Value::Object(keys) => keys.values().for_each(|value| count(value, leaves)),
        _ => *leaves += 1,
    }
}

/// Changes the leaf after so many others; true once it is changed.
fn change(value: &mut Value, left: &mut usize) -> bool {
    match value {
        Value::Array(list) => list.iter_mut().any(|value| change(value, left)),
        Value::Object(keys) => keys.values_mut().any(|value| change(value, left)),
        leaf if *left == 0 => {
            *leaf = match leaf {
                Value::Number(number) => (number.as_u64().unwrap_or_default() + 1).into(),
                Value::String(text) => format!("{text}?").into(),
                Value::Bool(is) => Value::Bool(!*is),
                _ => 7.into(),
            };
            true
        }
        _ => {
            *left -= 1;
            false
        }
    }
}
