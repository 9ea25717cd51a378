//! Promise: every cell of a column of codes is read, or refused with its reason, as labelled.
//!
//! `data/code_strings.csv` contains 14,993 distinct cells of real files: hospital price lists of 2018
//! and 2019 (vsoch/hospital-chargemaster, MIT), DE-SynPUF and Beneficiary FHIR Data (CMS), and X12
//! sample files, each with the reading that was decided for it by rule, several hundred by eye.

#[path = "../examples/support/suite.rs"]
mod suite;

use proptest::prelude::*;
use suite::{Suite, Verdict};
use therapy_billing::{
    Modifiers, ProcedureCode,
    code::{self, CellReader, Reading, Refusal, RefusalReason, Repair, Repairs, Strictness},
};

const CONVENTIONS: CellReader = CellReader::new().with_leading_zero().with_leading_amount();

/// One labelled cell; lists are joined with `|` in the file.
struct Row {
    raw: String,
    reading: String,
    kind: String,
    code: String,
    modifiers: String,
    repairs: String,
    reason: String,
}

fn rows() -> Vec<Row> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/code_strings.csv");
    csv::Reader::from_path(file)
        .expect("the labelled cells are there")
        .records()
        .map(|record| {
            let record = record.expect("each row is well-formed");
            let field = |index: usize| record[index].to_owned();
            Row {
                raw: field(0),
                reading: field(1),
                kind: field(2),
                code: field(3),
                modifiers: field(4),
                repairs: field(5),
                reason: field(6),
            }
        })
        .collect()
}

/// A reading in the words of the file.
fn words(read: Result<Reading<'_>, Refusal<'_>>) -> [String; 6] {
    fn join(words: impl Iterator<Item = String>) -> String {
        words.collect::<Vec<_>>().join("|")
    }
    match read {
        Ok(reading) => [
            reading.strictness().to_string(),
            reading.kind().to_string(),
            reading.code.to_string(),
            join(
                reading
                    .modifiers
                    .iter()
                    .map(|modifier| modifier.to_string()),
            ),
            join(reading.repairs.iter().map(|repair| repair.to_string())),
            String::new(),
        ],
        Err(refusal) => {
            let [mut reading, kind, code, modifiers, repairs, mut reason] =
                <[String; 6]>::default();
            reading.push_str("refused");
            reason.push_str(refusal.reason.as_str());
            [reading, kind, code, modifiers, repairs, reason]
        }
    }
}

fn label(row: &Row) -> [String; 6] {
    [
        &row.reading,
        &row.kind,
        &row.code,
        &row.modifiers,
        &row.repairs,
        &row.reason,
    ]
    .map(Clone::clone)
}

#[test]
fn every_labelled_cell_reads_as_labelled_with_both_conventions() {
    let rows = rows();
    assert_eq!(rows.len(), 14_993);
    for row in &rows {
        assert_eq!(
            words(CONVENTIONS.read(&row.raw)),
            label(row),
            "{:?}",
            row.raw
        );
    }
}

#[test]
fn without_conventions_all_but_the_opt_in_cells_read_the_same() {
    let mut opt_in = 0;
    for row in &rows() {
        let read = code::read(&row.raw);
        if row.reading == "opt-in" {
            opt_in += 1;
            let refusal = read.expect_err(&row.raw);
            let convention = refusal.convention.expect("a convention would help");
            assert!(
                row.repairs.contains(convention.as_str()),
                "{:?}: {convention}",
                row.raw
            );
        } else {
            assert_eq!(words(read), label(row), "{:?}", row.raw);
        }
    }
    assert_eq!(opt_in, 2676);
}

#[test]
fn each_convention_reads_only_its_own_cells() {
    let zero = CellReader::new().with_leading_zero();
    let amount = CellReader::new().with_leading_amount();
    for row in rows().iter().filter(|row| row.reading == "opt-in") {
        let by_zero = row.repairs.contains("leading-zero");
        assert_eq!(zero.read(&row.raw).is_ok(), by_zero, "{:?}", row.raw);
        assert_eq!(amount.read(&row.raw).is_ok(), !by_zero, "{:?}", row.raw);
    }
}

#[track_caller]
fn reads(reader: CellReader, cell: &str, code: &str, modifiers: &str, repairs: &str) {
    let reading = reader.read(cell).unwrap_or_else(|refusal| {
        panic!("{cell:?} was refused: {}", refusal.reason);
    });
    assert_eq!(reading.code.as_str(), code, "{cell:?}");
    assert_eq!(reading.modifiers.to_string(), modifiers, "{cell:?}");
    assert_eq!(reading.repairs.to_string(), repairs, "{cell:?}");
    assert_eq!(reading.raw, cell);
}

#[track_caller]
fn refuses(cell: &str, reason: RefusalReason) {
    match CellReader::new().read(cell) {
        Ok(reading) => panic!("{cell:?} was read: {reading:?}"),
        Err(refusal) => {
            assert_eq!(refusal.reason, reason, "{cell:?}");
            assert_eq!(refusal.raw, cell);
        }
    }
}

#[test]
fn a_clean_cell_needs_no_repair() {
    let plain = CellReader::new();
    reads(plain, "97112", "97112", "", "");
    reads(plain, "0001U", "0001U", "", "");
    assert_eq!(
        code::read("97112").unwrap().strictness(),
        Strictness::Strict
    );
}

#[test]
fn each_default_repair_is_made_and_named() {
    let plain = CellReader::new();
    reads(plain, "97112  ", "97112", "", "trimmed");
    reads(plain, "\t97112\u{a0}", "97112", "", "trimmed");
    reads(plain, "j3370", "J3370", "", "letter-case");
    reads(
        plain,
        "97112gp",
        "97112",
        "GP",
        "letter-case, joined-modifiers",
    );
    reads(plain, "97112.0", "97112", "", "spreadsheet-decimal");
    reads(plain, "97112.00", "97112", "", "spreadsheet-decimal");
    reads(plain, "+97130", "97130", "", "add-on-sign");
    reads(
        plain,
        "+97130 GN",
        "97130",
        "GN",
        "add-on-sign, separated-modifiers",
    );
    reads(plain, "97112GPKX", "97112", "GP KX", "joined-modifiers");
    reads(plain, "G8978CHGP", "G8978", "CH GP", "joined-modifiers");
    reads(plain, "7370026LT", "73700", "26 LT", "joined-modifiers");
    reads(plain, "C890226", "C8902", "26", "joined-modifiers");
    reads(plain, "97112 GO", "97112", "GO", "separated-modifiers");
    reads(plain, "30300-LT", "30300", "LT", "separated-modifiers");
    reads(
        plain,
        "97112:GP:KX",
        "97112",
        "GP KX",
        "separated-modifiers",
    );
    reads(plain, "73600 50", "73600", "50", "separated-modifiers");
    reads(
        plain,
        "97112|GP/KX,59",
        "97112",
        "GP KX 59",
        "separated-modifiers",
    );
    reads(
        plain,
        "97112GP KX",
        "97112",
        "GP KX",
        "joined-modifiers, separated-modifiers",
    );
    reads(
        plain,
        " 97112gp ",
        "97112",
        "GP",
        "trimmed, letter-case, joined-modifiers",
    );
}

#[test]
fn the_conventions_of_one_file_are_off_and_can_be_switched_on() {
    let zero = CellReader::new().with_leading_zero();
    let amount = CellReader::new().with_leading_amount();
    refuses("097112", RefusalReason::LongNumber);
    reads(zero, "097112", "97112", "", "leading-zero");
    reads(
        zero,
        "0G8978CHGO",
        "G8978",
        "CH GO",
        "leading-zero, joined-modifiers",
    );
    reads(zero, "0001U", "0001U", "", "");
    refuses("182.70  97112GP", RefusalReason::Text);
    reads(
        amount,
        "182.70  97112GP",
        "97112",
        "GP",
        "leading-amount, joined-modifiers",
    );
    reads(amount, ".99  97112", "97112", "", "leading-amount");
    reads(amount, "00  97112", "97112", "", "leading-amount");
    reads(amount, "$1,182.70\t 97112", "97112", "", "leading-amount");

    // One blank is no gap, and the sum of two conventions is none.
    assert!(amount.read("182.70 97112").is_err());
    assert!(amount.read("$  97112").is_err(), "a sign is no amount");
    assert!(CONVENTIONS.read("182.70  097112").is_err());
    // Nothing but a code and modifiers follows.
    assert!(CONVENTIONS.read("0+97130").is_err());
    assert!(CONVENTIONS.read("097112.0").is_err());
    // Five bare digits are a second code: never choose between two readings.
    let refusal = amount.read("97110  97112").unwrap_err();
    assert_eq!(refusal.reason, RefusalReason::SeveralCodes);
}

#[test]
fn four_modifiers_are_read_and_a_fifth_is_refused() {
    let plain = CellReader::new();
    reads(
        plain,
        "97112GPKX59CQ",
        "97112",
        "GP KX 59 CQ",
        "joined-modifiers",
    );
    refuses("97112GPKX59CQGA", RefusalReason::TooManyModifiers);
    reads(
        plain,
        "97112 GP KX 59 CQ",
        "97112",
        "GP KX 59 CQ",
        "separated-modifiers",
    );
    refuses("97112 GP KX 59 CQ GA", RefusalReason::TooManyModifiers);
    reads(plain, "97112::GP", "97112", "GP", "separated-modifiers");
    refuses("97112 GP-", RefusalReason::Text);
}

#[test]
fn digits_are_a_modifier_only_where_they_cannot_be_part_of_a_longer_number() {
    let plain = CellReader::new();
    refuses("7370026", RefusalReason::LongNumber);
    reads(plain, "73700-26", "73700", "26", "separated-modifiers");
    refuses("7370026 LT", RefusalReason::Text);
    reads(plain, "97110G059", "97110", "G0 59", "joined-modifiers");
    reads(
        plain,
        "97110 LT2659",
        "97110",
        "LT 26 59",
        "separated-modifiers",
    );
    reads(plain, "C890226LT", "C8902", "26 LT", "joined-modifiers");
    refuses("C89022659", RefusalReason::Overlong);
    refuses("97112 5926", RefusalReason::Text);
    reads(
        plain,
        "97112 59 26",
        "97112",
        "59 26",
        "separated-modifiers",
    );
    refuses("737001P", RefusalReason::Overlong);
    reads(plain, "73700 1P", "73700", "1P", "separated-modifiers");
    refuses("233509RT", RefusalReason::Overlong);
    refuses("97112 10", RefusalReason::Text);
    refuses("97112-10", RefusalReason::LongNumber);
    refuses("0042T26", RefusalReason::Overlong);
    reads(plain, "0042T1P", "0042T", "1P", "joined-modifiers");
    reads(plain, "0042T 26", "0042T", "26", "separated-modifiers");
}

/// The hand-made cells, each with its reading.
#[test]
fn every_hand_made_cell_reads_as_expected() {
    let cases = Suite::Cells.cases().expect("cases");
    assert_eq!(cases.len(), 26);
    for case in cases {
        let document: serde_json::Value = serde_json::from_str(&case.document).expect("JSON");
        let got = match code::read(document["cell"].as_str().expect("a cell")) {
            Ok(reading) => serde_json::json!({
                "reading": reading.strictness().as_str(),
                "code": reading.code.as_str(),
                "modifiers": reading.modifiers.iter().map(|m| m.to_string()).collect::<Vec<_>>(),
                "repairs": reading.repairs.iter().map(Repair::as_str).collect::<Vec<_>>(),
            }),
            Err(refusal) => serde_json::json!({
                "reading": "refused",
                "reason": refusal.reason.as_str(),
            }),
        };
        assert_eq!(case.judge(&got), Verdict::Passed, "{case:?}: {got}");
    }
}

#[test]
fn a_qualifier_or_a_mark_is_removed_only_where_something_readable_is_directly_behind_it() {
    let plain = CellReader::new();
    reads(plain, "CPT4|97110", "97110", "", "qualifier");
    reads(
        plain,
        "HC:97112.0",
        "97112",
        "",
        "qualifier, spreadsheet-decimal",
    );
    reads(plain, "'97112", "97112", "", "spreadsheet-text");
    reads(
        plain,
        " =\"hc:+97130gn (KX)\" ",
        "97130",
        "GN KX",
        "trimmed, letter-case, spreadsheet-text, qualifier, add-on-sign, joined-modifiers, \
         parenthesized-modifiers",
    );
    let zero = CellReader::new().with_leading_zero();
    reads(zero, "HC:097112", "97112", "", "qualifier, leading-zero");
    refuses("HC:", RefusalReason::Text);
    refuses("'", RefusalReason::Text);
    refuses("=\"\"", RefusalReason::Text);
    refuses("=\"97112", RefusalReason::Text);
    refuses("CPT: 97112", RefusalReason::Text);
    refuses("CPT: 97112 97110", RefusalReason::Text);
    refuses("CPT :97112", RefusalReason::Text);
    refuses("HC:'97112", RefusalReason::Text);
    refuses("HC:CPT:97112", RefusalReason::Text);
    refuses("HC:97112G", RefusalReason::CutModifier);
    refuses("HC:97110;97112", RefusalReason::SeveralCodes);
}

#[test]
fn brackets_at_the_end_contain_modifiers_and_any_other_number_in_them_is_a_count() {
    let plain = CellReader::new();
    let brackets = "parenthesized-modifiers";
    reads(plain, "97110 ( GP, KX )", "97110", "GP KX", brackets);
    reads(plain, "97110(GPKX)", "97110", "GP KX", brackets);
    reads(plain, "99213 (25)", "99213", "25", brackets);
    reads(plain, "99213 (25 59)", "99213", "25 59", brackets);
    reads(
        plain,
        "97110 GP (KX)",
        "97110",
        "GP KX",
        &format!("separated-modifiers, {brackets}"),
    );
    reads(
        plain,
        "97110GP(KX)",
        "97110",
        "GP KX",
        &format!("joined-modifiers, {brackets}"),
    );
    refuses("97110 GP KX 59 (76 77)", RefusalReason::TooManyModifiers);
    for units in [
        "97112 (10)",
        "97112 (2559)",
        "97112 (x2)",
        "97112 (X 2)",
        "97112 (*2)",
        "97112 X 2",
        "97112*2",
        "97112 x 12",
        "97112GP x2",
        "97112 GP (2)",
        "+97130 x2",
        "HC:97112 x2",
    ] {
        refuses(units, RefusalReason::Units);
    }
    for text in [
        "97112 ()",
        "97112 ( )",
        "97112-(GP)",
        "97112 (GP) KX",
        "97112 ((GP))",
        "97112 (GP)(KX)",
        "(97112) GP",
        "97112 (X2 GP)",
        "97112 (123456)",
        "97112 (pain 4)",
        "97112: x2",
        "97112 x",
    ] {
        refuses(text, RefusalReason::Text);
    }
    refuses("97112X2", RefusalReason::Overlong);
}

#[test]
fn x_and_a_digit_says_how_many_times_and_is_no_modifier() {
    refuses("97112 X2", RefusalReason::Units);
    refuses("97112X2", RefusalReason::Overlong);
    reads(
        CellReader::new(),
        "97112 XU",
        "97112",
        "XU",
        "separated-modifiers",
    );
    reads(
        CellReader::new(),
        "97112 U2",
        "97112",
        "U2",
        "separated-modifiers",
    );
}

#[test]
fn each_refusal_has_its_reason_and_its_nearest_neighbour_another() {
    use RefusalReason::{
        Amount, Blank, CutModifier, LocalCode, LongNumber, ModifierOnly, Overlong, SeveralCodes,
        ShortNumber, Text,
    };
    refuses("", Blank);
    refuses("   ", Blank);
    refuses("97161-97163", SeveralCodes);
    refuses("97001/97162", SeveralCodes);
    refuses("G0463(99213)", SeveralCodes);
    refuses("81000 or 81001", SeveralCodes);
    refuses("97129 AND +97130", SeveralCodes);
    refuses("13.28  86703    G0432", SeveralCodes);
    refuses("97161 through 97163", Text);
    refuses("13.28 86703 G0432", Text);
    refuses("182.70", Amount);
    refuses("$182.70", Amount);
    refuses("1,182.70", Amount);
    refuses("11,82.70", Text);
    refuses("182.00", ShortNumber);
    refuses("100", ShortNumber);
    refuses("1996.0", ShortNumber);
    refuses("1996.", Text);
    refuses("50419018802.0", LongNumber);
    refuses("7104526", LongNumber);
    refuses("0409-7953-09", LongNumber);
    refuses("--", Text);
    refuses("X3922GP", LocalCode);
    refuses("Z7610", LocalCode);
    refuses("z7610", LocalCode);
    refuses("X3918 GP", Text);
    refuses("V7610GPK", CutModifier);
    refuses("GP", ModifierOnly);
    refuses("1p", ModifierOnly);
    refuses("26", ShortNumber);
    refuses("97112G", CutModifier);
    refuses("G8978GPC", CutModifier);
    refuses(" 97112G ", CutModifier);
    refuses("7370026L", CutModifier);
    refuses("971122", LongNumber);
    refuses("G02025", Overlong);
    refuses("CPT 81245", Text);
    refuses("9711O", Text);
    refuses("97112é", Text);
    refuses("97112 \u{ff27}\u{ff30}", Text);
}

#[test]
fn a_set_of_repairs_contains_each_one_once_in_the_order_of_reports() {
    let made = [Repair::JoinedModifiers, Repair::Trimmed, Repair::Trimmed];
    let repairs: Repairs = made.into_iter().collect();
    assert!(
        repairs
            .iter()
            .eq([Repair::Trimmed, Repair::JoinedModifiers])
    );
    assert_eq!((repairs.len(), repairs.is_empty()), (2, false));
    assert_eq!(repairs.with(Repair::Trimmed), repairs);
    assert_eq!(format!("{repairs:?}"), "[Trimmed, JoinedModifiers]");
    assert_eq!((Repairs::NONE.len(), Repairs::NONE.is_empty()), (0, true));
    let all: Repairs = Repair::ALL.into_iter().collect();
    assert_eq!(all.len(), Repair::ALL.len());
    assert!(all.iter().eq(Repair::ALL));
}

#[test]
fn the_conventions_of_one_file_are_the_leading_zero_and_the_leading_amount() {
    let conventions = Repair::ALL
        .into_iter()
        .filter(|repair| repair.is_convention());
    assert!(conventions.eq([Repair::LeadingZero, Repair::LeadingAmount]));
}

#[test]
fn names_are_those_of_the_wire_and_messages_hold_no_cell_text() {
    for repair in Repair::ALL {
        assert!(
            repair
                .as_str()
                .bytes()
                .all(|b| b == b'-' || b.is_ascii_lowercase())
        );
    }
    for reason in RefusalReason::ALL {
        assert!(
            reason
                .as_str()
                .bytes()
                .all(|b| b == b'-' || b.is_ascii_lowercase())
        );
        assert_eq!(reason.to_string(), reason.as_str());
        assert!(!reason.message().ends_with('.'));
        assert!(reason.message().starts_with("expected"));
    }
    let refusal = code::read("Jane Doe 97112").unwrap_err();
    assert!(!refusal.to_string().contains("Jane"));
    assert_eq!(
        code::read("097112").unwrap_err().to_string(),
        "expected a procedure code of 5 characters, found a longer number, such as an NDC, an item \
         number or a code joined to a modifier of digits; enter the code, a blank and its modifiers; \
         enable leading-zero if this file writes its codes this way"
    );
}

/// What holds of every reading: its code is well-formed by the strict parse, nothing is repaired
/// that need not be, and the text holds the code.
#[track_caller]
fn sound(reader: CellReader, cell: &str) {
    let strict = ProcedureCode::parse(cell);
    match reader.read(cell) {
        Ok(reading) => {
            assert_eq!(
                ProcedureCode::parse(reading.code.as_str()),
                Ok(reading.code)
            );
            assert_eq!(reading.is_strict(), strict.is_ok(), "{cell:?}");
            assert!(
                cell.to_ascii_uppercase().contains(reading.code.as_str()),
                "{cell:?}"
            );
            assert_eq!(
                reading.repairs.contains(Repair::LetterCase),
                cell.bytes().any(|byte| byte.is_ascii_lowercase()),
                "{cell:?}"
            );
            assert_eq!(
                reading.modifiers.is_empty(),
                !reading.repairs.contains(Repair::JoinedModifiers)
                    && !reading.repairs.contains(Repair::SeparatedModifiers)
                    && !reading.repairs.contains(Repair::ParenthesizedModifiers),
                "{cell:?}"
            );
        }
        Err(refusal) => {
            assert!(strict.is_err(), "{cell:?}");
            assert_eq!(
                refusal.reason == RefusalReason::Blank,
                cell.trim().is_empty(),
                "{cell:?}"
            );
        }
    }
}

/// Every text of up to three ASCII characters, of which the first is one of some.
fn texts_are_answered(first: std::ops::RangeInclusive<u8>) {
    let mut text = String::new();
    for first in first {
        for second in (0..=127_u8).map(Some).chain([None]) {
            let third = second.map_or(0, |_| 128); // nothing follows nothing
            for third in (0..third).map(Some).chain([None]) {
                text.clear();
                let characters = [Some(first), second, third].into_iter().flatten();
                text.extend(characters.map(char::from));
                sound(CONVENTIONS, &text);
            }
        }
    }
}

#[test]
fn every_text_of_up_to_three_ascii_characters_is_answered_from_the_first_half() {
    texts_are_answered(0..=63);
}

#[test]
fn every_text_of_up_to_three_ascii_characters_is_answered_from_the_second_half() {
    texts_are_answered(64..=127);
}

/// Cells of the characters that matter, up to 16 of them, and of all others.
fn cells() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9GPXKTo ,:|/.$+-]{0,16}",
        "('|=\"|)(HC|cpt|CPT4|HCPCS|)[:|]?[+0]?[0-9]{5} ?([(]?[GPKX0-9*x ,]{0,8}[)]?)\"?",
        "[0-9]{4}[0-9AFTUMgp][0-9A-Zx -]{0,11}",
        "0?[A-Z0-9][0-9]{4}([ -]?[0-9A-Z]{2}){0,5}",
        "[0-9]{0,4}\\.[0-9]{1,2} {1,3}[0-9G][0-9]{4}",
        "\\PC{0,16}",
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn no_text_is_too_strange_to_be_answered(cell in cells()) {
        sound(CellReader::new(), &cell);
        sound(CONVENTIONS, &cell);
    }

    #[test]
    fn a_convention_changes_nothing_that_is_read_without_it(cell in cells()) {
        if let Ok(reading) = code::read(&cell) {
            prop_assert_eq!(CONVENTIONS.read(&cell), Ok(reading));
        }
    }

    /// Second route: a cell is written from a code, modifiers and separators, and read back.
    #[test]
    fn what_was_written_is_read_back(
        code in "[0-9]{4}[0-9AFMTU]|[A-EGHJ-MP-V][0-9]{4}",
        modifiers in prop::collection::vec("[2-9][0-9]|[A-WYZ][A-Z0-9]|X[A-Z]|[0-9][A-Z]", 0..=4),
        separator in "[ ,:|/;-]{1,3}",
        small in any::<bool>(),
        blanks in " {0,2}",
    ) {
        let mut cell = code.clone();
        for modifier in &modifiers {
            cell.push_str(&separator);
            cell.push_str(modifier);
        }
        if small {
            cell = cell.to_ascii_lowercase();
        }
        cell.push_str(&blanks);
        let reading = code::read(&cell).unwrap();
        let written = Modifiers::new(modifiers.iter().map(|text| text.parse().unwrap())).unwrap();
        prop_assert_eq!(reading.code.as_str(), code);
        prop_assert_eq!(reading.modifiers, written);
        prop_assert_eq!(reading.repairs.contains(Repair::Trimmed), !blanks.is_empty());
    }

    /// Letter modifiers can be joined to any code, and nothing is lost.
    #[test]
    fn joined_letters_are_read_back(
        code in "[0-9]{4}[0-9AFMTU]|[A-EGHJ-MP-V][0-9]{4}",
        modifiers in prop::collection::vec("[A-Z][A-Z]", 1..=4),
    ) {
        let cell = format!("{code}{}", modifiers.concat());
        let reading = code::read(&cell).unwrap();
        prop_assert_eq!(reading.code.as_str(), code);
        prop_assert_eq!(reading.modifiers.to_string(), modifiers.join(" "));
        let cut = &cell[..cell.len() - 1];
        prop_assert_eq!(code::read(cut).unwrap_err().reason, RefusalReason::CutModifier);
    }
}

#[test]
fn only_a_code_of_digits_is_taken_for_a_number_of_a_spreadsheet() {
    let decimal = code::read("97112.0").unwrap();
    assert!(decimal.repairs.contains(Repair::SpreadsheetDecimal));
    for cell in ["G0283.0", "0019T.0"] {
        assert!(code::read(cell).is_err(), "{cell} is no number");
    }
}
