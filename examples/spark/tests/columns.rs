//! The C function gives the stated units, and answers every fault with its status.
#![allow(unsafe_code, reason = "the function is called as an engine calls it")]

use std::ptr::{null, null_mut};

use serde_json::Value;
use therapy_units::{COUNTED, NO_BUFFER, NO_RULE, OFFSETS, RULES, therapy_units_split};

const PARITY: &str = include_str!("../../../tests/data/parity.ndjson");

fn call(rules: &[u8], offsets: &[i64], minutes: &[u16]) -> (i32, Vec<u16>) {
    let mut units = vec![99; minutes.len()];
    assert!(rules.len() < offsets.len());
    // SAFETY: the lengths are those of the slices, one offset more than rules, and `units` is apart.
    let status = unsafe {
        let (minutes, services) = (minutes.as_ptr(), minutes.len());
        let (rules, sessions) = (rules.as_ptr(), rules.len());
        therapy_units_split(
            rules,
            offsets.as_ptr(),
            sessions,
            minutes,
            units.as_mut_ptr(),
            services,
        )
    };
    (status, units)
}

#[test]
fn the_same_visits_have_the_same_units_as_everywhere() {
    let (mut rules, mut offsets, mut minutes, mut expected) = (vec![], vec![0], vec![], vec![]);
    for line in PARITY.lines() {
        let visit: Value = serde_json::from_str(line).expect("a visit");
        let number =
            |value: &Value| u16::try_from(value.as_u64().expect("a number")).expect("16 bits");
        let list = |key: &str| visit[key].as_array().expect("a list").iter();
        let rule = RULES
            .iter()
            .position(|rule| visit["rule"] == rule.to_string());
        rules.push(u8::try_from(rule.expect("a rule")).expect("few rules"));
        minutes.extend(list("services").map(|service| number(&service["minutes"])));
        expected.extend(list("units").map(number));
        offsets.push(i64::try_from(minutes.len()).expect("a length"));
    }
    assert_eq!(call(&rules, &offsets, &minutes), (COUNTED, expected));
}

#[test]
fn a_slice_of_a_column_leaves_the_other_units_alone() {
    assert_eq!(
        call(&[0, 1], &[1, 3, 4], &[60, 24, 23, 8, 60]),
        (COUNTED, vec![99, 2, 1, 1, 99])
    );
}

#[test]
fn faults_have_a_status() {
    assert_eq!(call(&[9], &[0, 1], &[8]).0, NO_RULE);
    assert_eq!(call(&[0], &[0, 2], &[8]).0, OFFSETS);
    assert_eq!(call(&[0, 0], &[0, 1, 0], &[8]).0, OFFSETS);
    assert_eq!(call(&[0], &[-1, 1], &[8]).0, OFFSETS);
    assert_eq!(call(&[], &[0], &[]).0, COUNTED);
    // SAFETY: null is permitted, and no length is beyond a buffer.
    let status = unsafe { therapy_units_split(null(), null(), 0, null(), null_mut(), 0) };
    assert_eq!(status, NO_BUFFER);
    // SAFETY: as above.
    let status =
        unsafe { therapy_units_split(null(), [0_i64, 0].as_ptr(), 1, null(), null_mut(), 0) };
    assert_eq!(status, NO_BUFFER);
}
