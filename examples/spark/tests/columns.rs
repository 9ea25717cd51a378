//! The C function gives the stated units, and answers every fault with its status.
#![allow(unsafe_code, reason = "the function is called as an engine calls it")]

use std::ptr::{null, null_mut};

use serde_json::Value;
use therapy_units::{
    COLUMNS, COUNTED, Columns, NO_BUFFER, NO_CODE, NO_RULE, RULES, Sessions, therapy_units_split,
};

const PARITY: &str = include_str!("../../../tests/data/parity.ndjson");

/// No columns at all.
const NOTHING: Columns = Columns {
    rules: null(),
    offsets: null(),
    sessions: 0,
    codes: null(),
    code_count: 0,
    ids: null(),
    minutes: null(),
    units: null_mut(),
    entries: 0,
};

fn call(sessions: Sessions<'_>) -> (i32, Vec<u16>) {
    let mut units = vec![99; sessions.minutes.len()];
    assert_eq!(sessions.ids.len(), units.len());
    assert!(sessions.rules.len() < sessions.offsets.len());
    let columns = Columns {
        rules: sessions.rules.as_ptr(),
        offsets: sessions.offsets.as_ptr(),
        sessions: sessions.rules.len(),
        codes: sessions.codes.as_ptr(),
        code_count: sessions.codes.len() / 5,
        ids: sessions.ids.as_ptr(),
        minutes: sessions.minutes.as_ptr(),
        units: units.as_mut_ptr(),
        entries: units.len(),
    };
    // SAFETY: the lengths are those of the slices, one offset more than rules, and `units` is apart.
    let status = unsafe { therapy_units_split(&raw const columns) };
    (status, units)
}

/// Sessions of 97112, 97110 and 97161, one entry for each.
fn sessions<'a>(rules: &'a [u8], offsets: &'a [i64], minutes: &'a [u16]) -> Sessions<'a> {
    const CODES: &[u8] = b"971129711097161";
    Sessions {
        rules,
        offsets,
        codes: CODES,
        ids: &[0, 1, 2, 0, 1][..minutes.len()],
        minutes,
    }
}

#[test]
fn the_same_visits_have_the_same_units_as_everywhere() {
    let (mut rules, mut offsets, mut minutes, mut expected) = (vec![], vec![0], vec![], vec![]);
    let (mut codes, mut ids) = (Vec::new(), Vec::new());
    for line in PARITY.lines() {
        let visit: Value = serde_json::from_str(line).expect("a visit");
        let number =
            |value: &Value| u16::try_from(value.as_u64().expect("a number")).expect("16 bits");
        let list = |key: &str| visit[key].as_array().expect("a list").iter();
        let rule = RULES
            .iter()
            .position(|rule| visit["rule"] == rule.to_string());
        rules.push(u8::try_from(rule.expect("a rule")).expect("few rules"));
        for service in list("services") {
            ids.push(i32::try_from(codes.len() / 5).expect("few codes"));
            codes.extend_from_slice(service["code"].as_str().expect("a code").as_bytes());
            minutes.push(number(&service["minutes"]));
        }
        expected.extend(list("units").map(number));
        offsets.push(i64::try_from(minutes.len()).expect("a length"));
    }
    let sessions = Sessions {
        rules: &rules,
        offsets: &offsets,
        codes: &codes,
        ids: &ids,
        minutes: &minutes,
    };
    assert_eq!(call(sessions), (COUNTED, expected));
}

#[test]
fn an_untimed_code_has_one_unit_whatever_its_minutes() {
    assert_eq!(
        call(sessions(&[0], &[0, 3], &[24, 23, 50])),
        (COUNTED, vec![2, 1, 1])
    );
}

#[test]
fn a_slice_of_a_column_leaves_the_other_units_alone() {
    let found = call(sessions(&[1, 1], &[1, 2, 4], &[60, 23, 50, 24, 60]));
    assert_eq!(found, (COUNTED, vec![99, 2, 1, 2, 99]));
}

#[test]
fn faults_have_a_status() {
    assert_eq!(call(sessions(&[9], &[0, 1], &[8])).0, NO_RULE);
    for offsets in [&[0, 2, 2][..], &[0, 1, 0], &[-1, 1, 1]] {
        assert_eq!(call(sessions(&[0, 0], offsets, &[8])).0, COLUMNS);
    }
    for codes in [&b"9711G"[..], b"99999", b"97\xff12"] {
        assert_eq!(
            call(Sessions {
                codes,
                ..sessions(&[0], &[0, 1], &[8])
            })
            .0,
            NO_CODE
        );
    }
    assert_eq!(
        call(Sessions {
            ids: &[3],
            ..sessions(&[0], &[0, 1], &[8])
        })
        .0,
        COLUMNS
    );
    assert_eq!(call(sessions(&[], &[0], &[])).0, COUNTED);
}

#[test]
fn a_missing_buffer_has_a_status() {
    let offsets = [0_i64, 0];
    let (offsets, minutes, mut units) = (offsets.as_ptr(), [8_u16].as_ptr(), [0_u16]);
    let units = units.as_mut_ptr();
    for columns in [
        NOTHING,
        Columns {
            offsets,
            sessions: 1,
            ..NOTHING
        },
        Columns {
            offsets,
            sessions: usize::MAX,
            ..NOTHING
        },
        Columns {
            offsets,
            code_count: 1,
            ..NOTHING
        },
        Columns {
            offsets,
            minutes,
            units,
            entries: 1,
            ..NOTHING
        },
    ] {
        // SAFETY: null is permitted, and no other address has fewer values than stated before a null is met.
        assert_eq!(
            unsafe { therapy_units_split(&raw const columns) },
            NO_BUFFER,
            "{columns:?}"
        );
    }
    // SAFETY: null is permitted.
    assert_eq!(unsafe { therapy_units_split(null()) }, NO_BUFFER);
}
