//! Promise: the lean reader and writer of the example programs give what `serde_json` gives, or give up.
#![cfg(all(feature = "serde", feature = "tables"))]

#[path = "../examples/support/json.rs"]
mod json;

use serde_json::Value;
use therapy_billing::claim::{AuditInput, Bill, BillInput};

const SAMPLES: [&str; 5] = [
    include_str!("../examples/data/visits.ndjson"),
    include_str!("../examples/data/bad_visits.ndjson"),
    include_str!("../examples/data/claims.ndjson"),
    include_str!("../examples/data/days.ndjson"),
    include_str!("../examples/data/records.ndjson"),
];

fn lines() -> impl Iterator<Item = &'static str> {
    SAMPLES.into_iter().flat_map(str::lines)
}

fn written(value: &impl serde::Serialize) -> Option<String> {
    let mut out = b"before ".to_vec();
    let written = json::write(value, &mut out);
    let text = String::from_utf8(out).unwrap();
    if written.is_err() {
        assert_eq!(
            text, "before ",
            "nothing is left of a value that is given up"
        );
        return None;
    }
    Some(text.strip_prefix("before ").unwrap().to_owned())
}

#[test]
fn what_is_read_is_what_serde_json_reads() {
    let mut plain = 0;
    for line in lines() {
        if let Some(value) = json::read::<Value>(line) {
            assert_eq!(Some(value), serde_json::from_str(line).ok(), "{line}");
            plain += 1;
        }
        let visit = json::read::<BillInput>(line);
        assert!(
            visit.is_none() || visit == serde_json::from_str(line).ok(),
            "{line}"
        );
        let claim = json::read::<AuditInput>(line);
        assert!(
            claim.is_none() || claim == serde_json::from_str(line).ok(),
            "{line}"
        );
    }
    assert!(plain > 50, "most lines are plain: {plain}");
}

#[test]
fn what_is_written_is_what_serde_json_writes() {
    let texts = [
        r#"{"a": [1, -2, 18446744073709551615, null, true, false], "b": {}, "c": [], "ü": "\"\\/\b\f\n\r\t\u0001é€"}"#,
        r#"[[], [[]], {"": {"": ""}}, "a long text with a \" quote behind sixteen bytes"]"#,
    ];
    for line in lines().chain(texts) {
        let Ok(value) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        if let Some(text) = written(&value) {
            assert_eq!(text, value.to_string());
        }
    }
    for text in texts {
        let value: Value = serde_json::from_str(text).unwrap();
        assert_eq!(written(&value), Some(value.to_string()));
    }
    for line in lines() {
        let bill = serde_json::from_str(line)
            .ok()
            .and_then(|input: BillInput| input.bill().ok());
        if let Some(bill) = bill {
            assert_eq!(written(&bill), serde_json::to_string(&bill).ok());
            let brief = Bill::brief(&bill);
            assert_eq!(written(&brief), serde_json::to_string(&brief).ok());
        }
    }
}

#[test]
fn what_is_not_plain_is_given_up() {
    let deep = "[".repeat(101) + &"]".repeat(101);
    let not_plain = [
        "",
        " ",
        "nul",
        "nullx",
        "tru",
        "truex",
        "01",
        "1.0",
        "1e3",
        "-1",
        "1234567890123456789",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "]",
        "{\"a\":1,}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{a:1}",
        "{,}",
        "{\"a\":1 \"b\":2}",
        "\"a",
        "\"\\u0041\"",
        "\"a\tb\"",
        "1 2",
        "{} x",
        "\u{a0}1",
        &deep,
    ];
    for text in not_plain {
        assert_eq!(json::read::<Value>(text), None, "{text}");
    }
    assert_eq!(written(&1.5), None);
    assert_eq!(written(&std::collections::BTreeMap::from([(1, 2)])), None);
    let blanks = " { \"a\" : [ 1 ,\t2 ] ,\r\n\"b\":\"ü\" } ";
    assert_eq!(
        json::read::<Value>(blanks),
        serde_json::from_str(blanks).ok()
    );
}
