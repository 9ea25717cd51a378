//! Promise: a well-formed code or modifier is read and printed back, and any other text is refused
//! with exactly these messages.

use proptest::prelude::*;
use therapy_billing::{
    CodeKind, Minutes, Modifier, Modifiers, ParseCodeError, ProcedureCode,
    code::{ParseModifierError, ParseModifiersError, TooManyModifiers},
};

#[track_caller]
fn kind(text: &str, kind: CodeKind, is_cpt: bool) {
    let code: ProcedureCode = text.parse().unwrap();
    assert_eq!(code.kind(), kind, "{text}");
    assert_eq!(code.is_cpt(), is_cpt, "{text}");
    assert_eq!(code.to_string(), text);
    assert_eq!(code.as_str(), text);
    assert_eq!(code.as_bytes(), text.as_bytes());
}

#[test]
fn the_kind_of_a_code_follows_from_the_place_of_its_letter() {
    kind("00000", CodeKind::Cpt1, true);
    kind("97112", CodeKind::Cpt1, true);
    kind("99999", CodeKind::Cpt1, true);
    kind("0001A", CodeKind::Cpt1, true);
    kind("0001F", CodeKind::Cpt2, true);
    kind("0019T", CodeKind::Cpt3, true);
    kind("0001U", CodeKind::CptPla, true);
    kind("0001M", CodeKind::CptMaaa, true);
    kind("D0120", CodeKind::Cdt, false);
    kind("G0283", CodeKind::Hcpcs2, false);
    kind("U0001", CodeKind::Hcpcs2, false);
    kind("A0001", CodeKind::Hcpcs2, false);
}

#[test]
fn kinds_have_the_names_of_the_wire() {
    let names = [
        (CodeKind::Cpt1, "cpt-1"),
        (CodeKind::Cpt2, "cpt-2"),
        (CodeKind::Cpt3, "cpt-3"),
        (CodeKind::CptPla, "cpt-pla"),
        (CodeKind::CptMaaa, "cpt-maaa"),
        (CodeKind::Cdt, "cdt"),
        (CodeKind::Hcpcs2, "hcpcs-2"),
    ];
    for (kind, name) in names {
        assert_eq!(kind.as_str(), name);
        assert_eq!(kind.to_string(), name);
    }
}

#[track_caller]
fn length(text: &str, found: usize) {
    let refused = ProcedureCode::parse(text);
    assert_eq!(refused, Err(ParseCodeError::Length { found }), "{text:?}");
    assert_eq!(
        refused.unwrap_err().to_string(),
        format!(
            "expected a procedure code of 5 characters, found {found}; check for missing or extra characters"
        )
    );
}

#[track_caller]
fn character(text: &str, position: usize) {
    let refused = ProcedureCode::parse(text);
    assert_eq!(
        refused,
        Err(ParseCodeError::Character { position }),
        "{text:?}"
    );
    assert_eq!(
        refused.unwrap_err().to_string(),
        format!(
            "expected a procedure code such as 97112 or G0283, found another character at position {position}; correct it"
        )
    );
}

#[test]
fn a_text_of_another_length_is_refused_with_its_length_in_characters() {
    length("", 0);
    length("9711", 4);
    length("971122", 6);
    length("97112 ", 6);
}

#[test]
fn the_first_character_that_fits_no_pattern_is_named() {
    character("9711O", 5);
    character("97-12", 3);
    character("A971B", 5);
    character("X3900", 1);
    character(" 9711", 1);
    character("9711 ", 5);
    character("9A112", 2);
    character("971A2", 4);
    character("0001B", 5);
    character("D120F", 5);
    character("A000A", 5);
    character("-----", 1);
}

#[test]
fn characters_are_counted_not_bytes() {
    length("9711é2", 6);
    for five_bytes in ["é711", "9é11", "97é1", "911é", "éé1"] {
        length(five_bytes, five_bytes.chars().count());
    }
    character("9711é", 5);
    character("é7112", 1);
    character("97é12", 3);
    character("9-é12", 2);
    character("９７１１２", 1); // full-width digits
}

#[test]
fn debug_output_shows_the_text_of_a_value() {
    assert_eq!(
        format!("{:?}", ProcedureCode::of("97112")),
        "ProcedureCode(97112)"
    );
    assert_eq!(format!("{:?}", Modifier::of("GP")), "Modifier(GP)");
    let modifiers = Modifiers::parse(["GP", "59"]).unwrap();
    assert_eq!(format!("{modifiers:?}"), "[Modifier(GP), Modifier(59)]");
}

#[test]
fn small_letters_are_folded_once_and_nothing_else_is() {
    assert_eq!("g0283".parse(), Ok(ProcedureCode::of("G0283")));
    assert_eq!("0001u".parse(), Ok(ProcedureCode::of("0001U")));
    character("x3900", 1);
    character("ß0283", 1);
    // A dotless or dotted i, a Kelvin sign: letters that Unicode would fold into ASCII.
    character("\u{212a}0283", 1);
}

/// Second route: the table of patterns, each position a set of characters.
fn fits_a_pattern(text: [u8; 5]) -> bool {
    const DIGIT: &[u8] = b"0123456789";
    const PATTERNS: [[&[u8]; 5]; 3] = [
        [DIGIT, DIGIT, DIGIT, DIGIT, DIGIT],
        [DIGIT, DIGIT, DIGIT, DIGIT, b"AFTUM"],
        [b"ABCDEGHJKLMPQRSTUV", DIGIT, DIGIT, DIGIT, DIGIT],
    ];
    PATTERNS.iter().any(|pattern| {
        pattern
            .iter()
            .zip(&text)
            .all(|(set, byte)| set.contains(&byte.to_ascii_uppercase()))
    })
}

#[test]
fn every_first_and_last_character_is_taken_as_the_patterns_say() {
    for first in 0..=127_u8 {
        for last in 0..=127_u8 {
            let bytes = [first, b'0', b'1', b'2', last];
            let text = std::str::from_utf8(&bytes).unwrap();
            assert_eq!(
                ProcedureCode::parse(text).is_ok(),
                fits_a_pattern(bytes),
                "{text:?}"
            );
        }
    }
    for middle in (0..=127_u8).filter(|byte| !byte.is_ascii_digit()) {
        for place in 1..=3 {
            let mut bytes = *b"97112";
            bytes[place] = middle;
            character(std::str::from_utf8(&bytes).unwrap(), place + 1);
        }
    }
}

#[test]
fn a_modifier_is_two_digits_from_20_up_or_has_a_letter() {
    /// Second route: listed, not matched.
    fn listed(first: char, second: char) -> bool {
        match (first.is_ascii_digit(), second.is_ascii_digit()) {
            (true, true) => ('2'..='9').contains(&first),
            (true, false) => second.is_ascii_alphabetic(),
            (false, _) => first.is_ascii_alphabetic() && second.is_ascii_alphanumeric(),
        }
    }
    let mut read = 0;
    for first in (0..=127_u8).map(char::from) {
        for second in (0..=127_u8).map(char::from) {
            let text = String::from_iter([first, second]);
            let parsed = Modifier::parse(&text);
            if listed(first, second) {
                read += 1;
                let modifier = parsed.unwrap();
                assert_eq!(modifier.as_str(), text.to_ascii_uppercase());
                assert_eq!(modifier.to_string().parse(), Ok(modifier));
            } else {
                assert_eq!(parsed, Err(ParseModifierError::Pattern), "{text:?}");
            }
        }
    }
    // 80 of digits; a letter of 52 and one of 62 characters; a digit and a letter of 52.
    assert_eq!(read, 80 + 52 * 62 + 10 * 52);
}

#[test]
fn a_refused_modifier_says_why() {
    let refused = |text: &str| Modifier::parse(text).unwrap_err().to_string();
    assert_eq!(
        refused(""),
        "expected a modifier of 2 characters, found 0; check for missing or extra characters"
    );
    assert_eq!(
        refused("G"),
        "expected a modifier of 2 characters, found 1; check for missing or extra characters"
    );
    assert_eq!(
        refused("GPX"),
        "expected a modifier of 2 characters, found 3; check for missing or extra characters"
    );
    assert_eq!(
        refused("é"),
        "expected a modifier of 2 characters, found 1; check for missing or extra characters"
    );
    let pattern =
        "expected a modifier such as GP, 59 or 1P, found 2 other characters; correct them";
    assert_eq!(refused("19"), pattern);
    assert_eq!(refused("G-"), pattern);
    assert_eq!(refused("Gé"), pattern);
    assert!(Modifier::parse("20").is_ok());
}

#[test]
fn four_modifiers_stand_in_claim_order_and_a_fifth_is_refused() {
    let four = Modifiers::parse(["KX", "59", "GP", "CQ"]).unwrap();
    assert_eq!(four.to_string(), "KX 59 GP CQ");
    assert_eq!((four.len(), four.is_empty()), (4, false));
    assert_eq!(
        four.with(Modifier::GA),
        Err(TooManyModifiers {
            refused: Modifier::GA
        })
    );
    assert_eq!(
        Modifiers::parse(["KX", "59", "GP", "CQ", "ga"])
            .unwrap_err()
            .to_string(),
        "expected at most 4 modifiers on a line, found one more: GA; remove one"
    );
}

#[test]
fn empty_places_are_dropped_and_an_equal_modifier_twice_is_held() {
    let held = Modifiers::parse(["", "GP", "  ", "GP", ""]).unwrap();
    assert_eq!(held.as_slice(), [Modifier::GP, Modifier::GP]);
    assert_eq!(Modifiers::parse([]), Ok(Modifiers::NONE));
    assert_eq!(
        Modifiers::parse(["GP", "", "G"]),
        Err(ParseModifiersError::Modifier {
            place: 3,
            cause: ParseModifierError::Length { found: 1 },
        })
    );
    assert_eq!(
        Modifiers::parse(["GP", "", "G"]).unwrap_err().to_string(),
        "expected a modifier of 2 characters, found 1; check for missing or extra characters (modifier 3 of the line)"
    );
}

#[test]
fn modifiers_are_compared_by_what_stands_and_not_by_free_places() {
    let one = Modifiers::new([Modifier::GP]).unwrap();
    let two = Modifiers::new([Modifier::GP, Modifier::KX]).unwrap();
    let turned = Modifiers::new([Modifier::KX, Modifier::GP]).unwrap();
    assert_ne!(one, two);
    assert_ne!(two, turned);
    assert!(Modifiers::NONE < one && one < two);
}

proptest! {
    #[test]
    fn any_text_is_a_code_or_is_refused_at_a_place_within_it(text in "\\PC{0,8}|[0-9A-Za-z]{5}") {
        match ProcedureCode::parse(&text) {
            Ok(code) => prop_assert_eq!(code.to_string(), text.to_ascii_uppercase()),
            Err(ParseCodeError::Length { found }) => {
                prop_assert_eq!(found, text.chars().count());
                prop_assert_ne!(found, 5);
            }
            Err(ParseCodeError::Character { position }) => {
                prop_assert_eq!(text.chars().count(), 5);
                // Up to the position the text begins some code, with it none.
                let fits = |end: usize| {
                    let head: String = text.chars().take(end).collect();
                    ["00000", "A0000"].iter().any(|rest| {
                        let whole: String = head.chars().chain(rest.chars().skip(end)).collect();
                        ProcedureCode::parse(&whole).is_ok()
                    })
                };
                prop_assert!(fits(position - 1), "{:?} at {}", text, position);
                prop_assert!(!fits(position), "{:?} at {}", text, position);
            }
            Err(other) => prop_assert!(false, "{}", other),
        }
    }

    #[test]
    fn any_two_characters_are_a_modifier_or_are_refused(text in "\\PC{0,3}") {
        match Modifier::parse(&text) {
            Ok(modifier) => prop_assert_eq!(modifier.to_string(), text.to_ascii_uppercase()),
            Err(ParseModifierError::Length { found }) => prop_assert_eq!(found, text.chars().count()),
            Err(_) => prop_assert_eq!(text.chars().count(), 2),
        }
    }
}

#[cfg(feature = "serde")]
mod wire {
    use super::*;

    #[test]
    fn codes_and_modifiers_are_texts_and_go_through_the_strict_parse() {
        let code: ProcedureCode = serde_json::from_str(r#""g0283""#).unwrap();
        assert_eq!(serde_json::to_string(&code).unwrap(), r#""G0283""#);
        let refused = serde_json::from_str::<ProcedureCode>(r#""97112 ""#).unwrap_err();
        assert!(
            refused
                .to_string()
                .starts_with("expected a procedure code of 5 characters, found 6")
        );
        assert!(serde_json::from_str::<ProcedureCode>("97112").is_err());
        assert!(serde_json::from_str::<Modifier>(r#""19""#).is_err());
    }

    #[test]
    fn modifiers_are_a_list_in_order_without_its_empty_places() {
        let read: Modifiers = serde_json::from_str(r#"["KX", "", "gp"]"#).unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), r#"["KX","GP"]"#);
        let fifth = serde_json::from_str::<Modifiers>(r#"["GP","KX","59","CQ","GA"]"#);
        let message = fifth.unwrap_err().to_string();
        assert!(
            message.starts_with(
                "expected at most 4 modifiers on a line, found one more: GA; remove one"
            )
        );
        assert!(serde_json::from_str::<Modifiers>(r#""GP""#).is_err());
        assert!(serde_json::from_str::<Modifiers>("[26]").is_err());
        assert!(serde_json::from_str::<Modifiers>(r#"["GP", null]"#).is_err());
    }

    #[test]
    fn kinds_are_read_as_they_are_written() {
        for name in [
            "cpt-1", "cpt-2", "cpt-3", "cpt-pla", "cpt-maaa", "cdt", "hcpcs-2",
        ] {
            let kind: CodeKind = serde_json::from_value(name.into()).unwrap();
            assert_eq!(kind.as_str(), name);
            assert_eq!(serde_json::to_value(kind).unwrap(), name);
        }
    }
}

#[test]
fn units_are_read_from_decimal_text_and_a_fraction_is_named() {
    use therapy_billing::{QuantityError, Units, rust_decimal::Decimal};

    for (text, units) in [("1", 1), ("1.00", 1), ("0012", 12), ("65535.000", 65_535)] {
        assert_eq!(text.parse(), Ok(Units::new(units)), "{text}");
    }
    let fraction = "1.5".parse::<Units>().unwrap_err();
    assert_eq!(
        fraction,
        QuantityError::Fraction {
            noun: "units",
            found: Decimal::new(15, 1)
        }
    );
    assert_eq!(
        fraction.to_string(),
        "expected whole units, found 1.5; state whole units"
    );
    // A fraction that is too long for a decimal is a fraction all the same.
    let long = format!("1.{}1", "0".repeat(40));
    assert!(matches!(
        long.parse::<Units>(),
        Err(QuantityError::Fraction { .. })
    ));
    for text in [
        "", ".", "1.", ".5", "-1", "+1", "1e2", " 1", "1 unit", "1,000", "１",
    ] {
        assert!(
            matches!(
                text.parse::<Units>(),
                Err(QuantityError::Form { noun: "units" })
            ),
            "{text}"
        );
    }
    for text in ["65536", "99999999999999999999999999999999999", "70000.5"] {
        assert!(text.parse::<Units>().is_err(), "{text}");
    }
    assert_eq!(Units::try_from(Decimal::new(200, 2)), Ok(Units::new(2)));
    assert!(Units::try_from(Decimal::NEGATIVE_ONE).is_err());
    assert!(Units::try_from(65_536_u32).is_err());
    assert!(Minutes::try_from(-1).is_err());
}

#[test]
fn a_sum_of_minutes_above_the_type_is_none() {
    let sum = |list: &[Minutes]| list.iter().sum::<Option<Minutes>>();
    assert_eq!(sum(&[]), Some(Minutes::ZERO));
    assert_eq!(
        sum(&[Minutes::new(8), Minutes::new(15)]),
        Some(Minutes::new(23))
    );
    assert_eq!(sum(&[Minutes::MAX, Minutes::ONE]), None);
}
