//! Promise: unusual files are read as their separators and loops say, and nothing in them is guessed.

mod support;

use support::{answers, compared, data, rows};
use therapy_billing::UnitRule;
use x12::{Item, check, items};

/// A sample in which a text is replaced everywhere.
fn changed(sample: &str, from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(data(sample)).expect("samples are text");
    assert!(text.contains(from), "{from} is in {sample}");
    text.replace(from, to).into_bytes()
}

/// The errors of a file: claim, line, segment and kind.
fn errors(file: &[u8]) -> Vec<String> {
    let rows = rows(file);
    let errors = rows.iter().filter(|row| row.get("error").is_some());
    let text = |row: &serde_json::Value| {
        let parts =
            ["clm", "lx", "segment", "error"].map(|key| row[key].to_string().replace('"', ""));
        parts.join(" ")
    };
    errors.map(text).collect()
}

#[test]
fn text_before_the_first_interchange_is_skipped() {
    let file = [
        b"\xef\xbb\xbfA VISA, AN ISA*\r\n".as_slice(),
        &data("faults.837p"),
    ]
    .concat();
    assert_eq!(rows(&file), rows(&data("faults.837p")));
}

#[test]
fn an_interchange_header_without_padding_is_read() {
    let text = String::from_utf8(data("faults.837p")).expect("samples are text");
    let bare: String = text
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace("~ ", "~");
    assert!(!bare.contains("  ") && bare.starts_with("ISA*00* *00* *ZZ*"));
    assert_eq!(rows(bare.as_bytes()), rows(&data("faults.837p")));
}

#[test]
fn a_component_separator_that_contradicts_the_header_is_an_error_at_each_line() {
    let file = changed("pt-clean.837p", "*0*T*:~", "*0*T*>~");
    let errors = errors(&file);
    assert_eq!(errors.len(), 10); // ten lines
    assert_eq!(errors[0], "CLEAN-1 1 25 procedure");
}

#[test]
fn a_file_without_an_interchange_is_an_error() {
    assert_eq!(errors(b""), ["null null null interchange"]);
    assert_eq!(
        errors(b"{\"resourceType\": \"Claim\"}"),
        ["null null null interchange"]
    );
}

#[test]
fn another_payer_inside_a_claim_decides_nothing() {
    let other = "~\nSBR*S*18*******CI~\nOI***Y***Y~\nNM1*PR*2*OTHER*****PI*OTHER~\nLX*1~";
    let file = changed("faults.837p", "~\nLX*1~", other);
    let ids = |file: &[u8]| -> Vec<_> {
        rows(file)
            .iter()
            .filter_map(|row| Some(row.get("id")?.to_string()))
            .collect()
    };
    assert_eq!(ids(&file), ids(&data("faults.837p")));
}

#[test]
fn what_another_payer_paid_for_is_no_line() {
    let paid = "DTP*472*D8*20240812~\nSVD*TESTPAYER*50*HC:97110:GP**9~\nCAS*PR*1*30~\nDTP*573*D8*20240901~";
    let file = changed("faults.837p", "DTP*472*D8*20240812~", paid);
    let errors = errors(&file);
    assert_eq!(errors, ["null null 97 segment-count"]);
}

#[test]
fn the_rule_of_medicare_is_asked_of_other_payers_only_on_request() {
    let file = data("pt-clean.837p");
    let found = |rule| -> usize {
        let items = items(file.as_slice()).map(Result::unwrap);
        let claims = items.filter_map(|item| match item {
            Item::Claim(claim) => Some(check(&claim, rule).len()),
            Item::Problem(_) => None,
        });
        claims.sum()
    };
    assert_eq!(found(UnitRule::CPT), 0);
    assert_eq!(found(UnitRule::MEDICARE), 2); // 97110 and 97140 without GP
}

#[test]
fn a_type_of_bill_without_a_known_setting_is_an_error_at_the_claim() {
    let file = changed("hospital.837i", "***74:A:1*", "***18:A:1*");
    assert_eq!(errors(&file), ["ORF-2 null null setting"]);
    let kept = compared(&rows(&file));
    assert!(kept.keys().any(|key| key.contains("CAH-3")));
    assert!(
        !kept
            .keys()
            .any(|key| key.contains("ORF-2") && !key.ends_with("error"))
    );
}

#[test]
fn every_type_of_bill_of_outpatient_therapy_has_its_setting() {
    for facility in ["12", "13", "22", "23", "34", "74", "75", "85"] {
        let file = changed(
            "hospital.837i",
            "***74:A:1*",
            &format!("***{facility}:A:1*"),
        );
        assert!(errors(&file).is_empty(), "{facility}");
    }
}

#[test]
fn a_transaction_of_another_guide_is_named_once() {
    let file = changed(
        "pt-clean.837p",
        "ST*837*0001*005010X222A1",
        "ST*837*0001*005010X224A2",
    );
    assert_eq!(errors(&file), ["null null 3 guide"]);
    let file = changed(
        "pt-clean.837p",
        "ST*837*0001*005010X222A1",
        "ST*999*0001*005010X231A1",
    );
    assert_eq!(errors(&file), ["null null 3 guide"]);
}

#[test]
fn the_guide_of_the_group_counts_if_the_transaction_states_none() {
    let file = changed("hospital.837i", "ST*837*0001*005010X223A2", "ST*837*0001");
    assert_eq!(rows(&file), rows(&data("hospital.837i")));
}

#[test]
fn an_unknown_segment_is_an_error_and_hides_no_line() {
    let file = changed(
        "faults.837p",
        "LX*3~\nSV1*HC:97112:GP:59",
        "LX*3~\nZZZ*1~\nSV1*HC:97112:GP:59",
    );
    let (found, wanted) = (rows(&file), rows(&data("faults.837p")));
    assert_eq!(
        errors(&file),
        ["FAULT-1 3 31 segment", "null null 86 segment-count"]
    );
    assert_eq!(found.len(), wanted.len() + 2);
}

#[test]
fn a_line_without_lx_is_checked() {
    let file = changed("two-disciplines.837p", "LX*7~\n", "");
    let rows = rows(&file);
    assert!(
        rows.iter()
            .any(|row| row["lx"].is_null() && row["id"] == "ptp-modifier-present")
    );
}

#[test]
fn a_line_without_a_service_is_an_error_at_its_lx() {
    let file = changed("pt-clean.837p", "SV1*HC:97116:GP:KX*80*UN*1***1~\n", "");
    assert_eq!(
        errors(&file),
        ["CLEAN-2 4 52 missing", "null null 83 segment-count"]
    );
}

#[test]
fn lines_that_lost_their_claim_are_not_added_to_the_one_before() {
    let file = changed("two-disciplines.837p", "CLM*TWO-2*", "CLX*TWO-2*");
    let errors = errors(&file);
    assert_eq!(errors, ["TWO-1 8 48 segment", "null null null claim"]);
}

#[test]
fn a_wrong_revenue_code_is_an_error_and_none_is_not() {
    let file = changed("hospital.837i", "SV2*0440*", "SV2*44*");
    assert_eq!(errors(&file), ["HOSP-1 4 37 revenue-code"]);
    let file = changed("hospital.837i", "SV2*0440*", "SV2**");
    assert!(errors(&file).is_empty());
}

#[test]
fn a_file_that_ends_between_two_segments_is_cut_off() {
    let text = String::from_utf8(data("pt-clean.837p")).expect("samples are text");
    let end = text.find("LX*3~").expect("a line");
    assert_eq!(errors(&text.as_bytes()[..end]), ["CLEAN-1 2 29 truncated"]);
    let end = text.find("DTP*472*D8*20240814~\nLX*3~").expect("a date");
    let cut = &text.as_bytes()[..end];
    assert_eq!(errors(cut), ["CLEAN-1 2 28 date", "CLEAN-1 2 28 truncated"]);
}

#[test]
fn a_missing_se_is_an_error_at_what_follows() {
    let file = changed("pt-clean.837p", "SE*82*0001~\n", "");
    assert_eq!(errors(&file), ["null null 84 segment-count"]);
}

#[test]
fn one_claim_has_at_most_4096_lines() {
    let lines = |count: usize| {
        let line = "LX*1~\nSV1*HC:97110:GP*80*UN*1***1~\nDTP*472*D8*20240814~\n".repeat(count);
        changed("pt-clean.837p", "HL*3*", &format!("{line}HL*3*"))
    };
    assert!(
        !errors(&lines(4096 - 3))
            .iter()
            .any(|error| error.ends_with("claim"))
    );
    assert_eq!(errors(&lines(4096 - 2))[0], "CLEAN-1 null null claim");
}

#[test]
fn control_characters_of_a_file_do_not_reach_a_terminal() {
    let file = changed(
        "faults.837p",
        "SV1*HC:97112:GP:59",
        "SV1*HC:97112:GP:59:::\u{1b}[2J",
    );
    let mut text = Vec::new();
    for answer in answers(&file) {
        x12::report::text(&mut text, "file", &answer).expect("memory can be written");
    }
    assert!(!text.contains(&0x1b));
}
