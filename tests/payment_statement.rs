//! Promise: the statement says what a patient needs in plain words, and no amount that the estimate
//! does not hold.
#![cfg(feature = "tables")]

#[path = "support/payment.rs"]
mod support;

use std::collections::BTreeSet;

use proptest::prelude::*;
use support::{accrued, bare, day, dollars, estimate, line};
use therapy_billing::payment::{Estimate, LineStatus, Provider, TherapyDay};
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::{Date, macros::date};
use therapy_billing::{Minutes, ProcedureCode};
use therapy_billing::{ServiceLine, Setting};

const ON: Date = date!(2026 - 03 - 14);

fn notes(day: &TherapyDay) -> String {
    estimate(day).statement().notes.join("\n")
}

#[track_caller]
fn says(day: &TherapyDay, words: &[&str]) {
    let notes = notes(day);
    for word in words {
        assert!(notes.contains(word), "{word:?} is not in\n{notes}");
    }
}

#[test]
fn heading_and_total_say_that_it_is_an_estimate() {
    let text = estimate(&day(ON, [line("97110 GP", 1, "60.00")]))
        .statement()
        .to_string();
    assert!(
        text.starts_with("Estimate for therapy on March 14, 2026\n"),
        "{text}"
    );
    assert!(text.contains("\nEstimated total"), "{text}");
}

#[test]
fn what_holds_of_every_estimate_is_said() {
    says(
        &day(ON, [line("97110 GP", 1, "60.00")]),
        &[
            "not a bill, not a Medicare Summary Notice and not a Good Faith Estimate",
            "Medicare decides what it pays",
            "Other insurance may change your share",
            "The allowed amount is",
            "Medicare pays the full price for one unit and less for the others",
            "$0.00 is deductible and $5.81 is coinsurance",
        ],
    );
}

#[test]
fn what_was_taken_for_granted_is_said_and_only_then() {
    let known = notes(&day(ON, [line("97110 GP", 1, "60.00")]));
    assert!(!known.contains("not known"), "{known}");
    says(
        &bare(ON, [line("97110 GP", 1, "")]),
        &[
            "It is not known how much of your yearly deductible remains. This estimate assumes that you \
             have already paid it.",
            "It is not known how much therapy you have had this year.",
            "(97110) is not known. This estimate uses Medicare's price instead.",
        ],
    );
}

#[test]
fn lines_that_are_not_estimated_are_explained() {
    let one = |text, charge| day(ON, [line(text, 1, charge)]);
    says(
        &one("97110 GP GY", "60.00"),
        &[
            "Medicare does not pay for Exercise for strength and motion (97110). You pay the charge of \
           $60.00.",
        ],
    );
    says(&one("97110 GP GY", ""), &["so your total is not stated"]);
    says(&one("97110 GP GZ", "60.00"), &["You owe nothing for it."]);
    says(&one("97014 GP", "60.00"), &["You owe nothing for it."]);
    says(
        &one("97799 GP", "60.00"),
        &["No estimate could be made for", "The total leaves it out."],
    );
    says(
        &accrued(one("97110 GP", "60.00"), "2480.00", "0.00"),
        &["the provider's statement that you need the service is missing. You owe nothing for it."],
    );
    says(
        &one("97110 GP GA", "60.00"),
        &["A notice about", "you may owe the charge of $60.00."],
    );
}

#[test]
fn a_denied_line_with_a_notice_is_not_said_to_cost_nothing() {
    let day = accrued(
        day(ON, [line("97110 GP GA", 1, "60.00")]),
        "2480.00",
        "0.00",
    );
    let notes = notes(&day);
    assert!(!notes.contains("You owe nothing"), "{notes}");
    assert!(
        notes.contains("you may owe the charge of $60.00"),
        "{notes}"
    );
}

#[test]
fn unknown_shows_as_not_stated_and_never_as_nothing() {
    let day = day(ON, [line("97110 GP GY", 1, ""), line("97799 GP", 1, "")]);
    let text = estimate(&day).statement().to_string();
    let rows: Vec<_> = text.lines().skip(4).take(5).collect();
    let cells = |row: &str| {
        let cells: Vec<_> = row
            .split("  ")
            .map(str::trim)
            .filter(|cell| !cell.is_empty())
            .collect();
        cells.join("|")
    };
    assert_eq!(
        cells(rows[0]),
        "Exercise for strength and motion (97110)|not stated|1|not stated|$0.00|not stated"
    );
    assert!(cells(rows[2]).ends_with("|not stated|1|not stated|no estimate|no estimate"));
    assert!(
        text.contains("not stated           $0.00   not stated\n"),
        "{text}"
    );
}

#[test]
fn a_licensed_descriptor_takes_the_place_of_the_label() {
    let estimate = estimate(&day(
        ON,
        [line("97110 GP", 1, "60.00"), line("97140 GP", 1, "60.00")],
    ));
    let licensed = |code: ProcedureCode, _| {
        (code == ProcedureCode::CPT_97110).then_some("Wording of the user's")
    };
    let statement = estimate.statement_with(&licensed);
    assert_eq!(statement.lines[0].what, "Wording of the user's");
    assert_eq!(statement.lines[1].what, "Hands-on (manual) therapy");
}

#[test]
fn a_label_has_no_abbreviation_without_its_words() {
    for (text, words) in [
        ("97161 GP", "Physical therapy evaluation, low complexity"),
        ("97168 GO", "Occupational therapy re-evaluation"),
        (
            "G0161 GN",
            "Home health: speech-language pathology maintenance program",
        ),
    ] {
        let statement = estimate(&day(ON, [line(text, 1, "60.00")])).statement();
        assert_eq!(statement.lines[0].what, words);
    }
}

#[test]
fn who_furnished_it_is_said_in_general_terms() {
    let furnished = |text| {
        estimate(&day(ON, [line(text, 1, "60.00")]))
            .statement()
            .lines[0]
            .furnished
    };
    assert_eq!(
        furnished("97110 GP"),
        Some("under a physical therapy plan of care")
    );
    assert_eq!(
        furnished("97110 GO"),
        Some("under an occupational therapy plan of care")
    );
    assert_eq!(
        furnished("92507 GN"),
        Some("under a speech-language pathology plan of care")
    );
    assert_eq!(
        furnished("97110 GP CQ"),
        Some("by a physical therapist assistant, in whole or in part")
    );
    assert_eq!(furnished("97129"), None);
}

#[test]
fn minutes_stand_where_they_were_given() {
    let timed = line("97110 GP", 1, "60.00").with_minutes(Minutes::new(23));
    let statement = estimate(&day(ON, [timed, line("97140 GP", 1, "60.00")])).statement();
    let minutes: Vec<_> = statement.lines.iter().map(|line| line.minutes).collect();
    assert_eq!(minutes, [Some(Minutes::new(23)), None]);
}

#[test]
fn an_estimated_service_is_never_called_covered_approved_or_guaranteed() {
    for entry in therapy_billing::reference::catalog::entries() {
        let text = format!("{} GP", entry.code());
        let estimate = estimate(&bare(ON, [line(&text, 2, "")]));
        if estimate.lines[0].status != LineStatus::Estimated {
            continue;
        }
        let text = estimate.statement().to_string().to_lowercase();
        for word in ["covered", "approved", "guarantee", "entitled"] {
            assert!(!text.contains(word), "{word} in\n{text}");
        }
    }
}

#[test]
fn codes_of_modifiers_and_rules_stand_nowhere() {
    let lines = [
        "97110 GP GY",
        "97112 GP GZ",
        "97530 GP",
        "97140 GP GA KX",
        "97116 GP CQ",
    ];
    let day = accrued(
        bare(ON, lines.map(|text| line(text, 1, ""))),
        "2470.00",
        "0.00",
    );
    let text = estimate(&day).statement().to_string();
    for word in [
        "KX", "GY", "GZ", "GA", "CQ", "GP", "MPPR", "RVU", "GPCI", "CMS", "PT ",
    ] {
        assert!(!text.contains(word), "{word} in\n{text}");
    }
}

/// Every amount of dollars in a text.
fn amounts(text: &str) -> BTreeSet<Decimal> {
    text.split('$')
        .skip(1)
        .map(|rest| {
            let end = rest
                .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ','))
                .unwrap_or(rest.len());
            dollars(
                rest[..end]
                    .trim_end_matches(['.', ','])
                    .replace(',', "")
                    .as_str(),
            )
        })
        .collect()
}

/// Every amount that the breakdown holds.
fn held(estimate: &Estimate) -> BTreeSet<Decimal> {
    let lines = estimate.lines.iter().flat_map(|line| {
        let steps: Vec<_> = line.breakdown().filter_map(|(_, amount)| amount).collect();
        steps.into_iter().chain(line.charge)
    });
    let totals = estimate.totals;
    lines
        .chain(
            [totals.allowed, totals.deductible, totals.coinsurance]
                .into_iter()
                .flatten(),
        )
        .chain(totals.charge)
        .chain(totals.patient_may_owe)
        .collect()
}

fn lines() -> impl Strategy<Value = Vec<ServiceLine>> {
    const CODES: [&str; 6] = ["97110", "97112", "97530", "97014", "97799", "29240"];
    const MODIFIERS: [&str; 6] = ["GP", "GO CO", "GP KX", "GP GA", "GP GZ", "GP GY"];
    let one = (
        prop::sample::select(&CODES[..]),
        prop::sample::select(&MODIFIERS[..]),
        1_u16..4,
        prop::option::of(0_i64..30_000),
    );
    let one = one.prop_map(|(code, modifiers, units, charge)| {
        let charge = charge.map_or(String::new(), |cents| Decimal::new(cents, 2).to_string());
        line(&format!("{code} {modifiers}"), units, &charge)
    });
    prop::collection::vec(one, 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn no_amount_stands_in_a_statement_that_the_breakdown_does_not_hold(
        lines in lines(),
        before in 200_000_i64..310_000,
        deductible in 0_i64..10_000,
    ) {
        let before = Decimal::new(before, 2).to_string();
        let day = accrued(day(ON, lines), &before, "0.00")
            .with_deductible_remaining(Decimal::new(deductible, 2))
            .expect("whole cents");
        let estimate = estimate(&day);
        let statement = estimate.statement();
        let text = statement.to_string();
        let held = held(&estimate);
        for amount in amounts(&text) {
            prop_assert!(held.contains(&amount), "{} is not held:\n{}", amount, text);
        }
        for note in &statement.notes {
            prop_assert!(!note.is_empty());
        }
        let widest = text.lines().map(|line| line.chars().count()).max();
        prop_assert!(widest.is_none_or(|width| width <= 132));
        prop_assert_eq!(text.lines().find(|line| line.ends_with(' ')), None);
    }
}

#[test]
fn nothing_is_printed_as_zero_where_nothing_could_be_estimated() {
    let statement = estimate(&day(ON, [line("97799 GP", 1, "80.00")])).statement();
    assert_eq!(statement.total.allowed, None);
    assert_eq!(statement.total.may_owe, None);
    let text = statement.to_string();
    assert!(!text.contains("$0.00"), "{text}");
    assert!(!text.contains("is coinsurance"), "{text}");
    let total = text
        .lines()
        .find(|line| line.starts_with("Estimated total"));
    assert!(
        total.is_some_and(|line| line.matches("no estimate").count() == 2),
        "{text}"
    );
}

#[test]
fn a_line_with_ga_of_an_institution_is_said_to_be_denied_as_a_rule() {
    let day = day(ON, [line("97110 GP GA", 1, "60.00")])
        .with_provider(Provider::new(Setting::OutpatientHospital));
    says(
        &day,
        &["For this kind of provider, Medicare usually denies it."],
    );
}
