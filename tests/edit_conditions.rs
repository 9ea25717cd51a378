//! Promise: an edit that a modifier lifts states what the modifier claims, and what has to be true of
//! services that still need one.
#![cfg(feature = "tables")]

use therapy_billing::claim::{Claim, ClaimFinding, evidence::SeparateServices};
use therapy_billing::time::macros::date;
use therapy_billing::{Modifiers, ProcedureCode, ServiceLine, Setting, UnitRule, Units};

/// The conditions of the edit between two codes of a day, of which the second has a modifier.
fn conditions(codes: [&str; 2], modifier: Option<&str>) -> SeparateServices {
    let lines = codes.into_iter().enumerate().map(|(place, code)| {
        let further = modifier.filter(|_| place == 1);
        let modifiers = Modifiers::parse(["GP"].into_iter().chain(further)).unwrap();
        let line = ServiceLine::new(ProcedureCode::of(code), Units::ONE).with_modifiers(modifiers);
        line.with_date(date!(2024 - 08 - 14))
    });
    let claim = Claim::new(
        lines.collect(),
        UnitRule::MEDICARE,
        Setting::PrivatePractice,
    )
    .unwrap();
    let findings = claim.check();
    let mut found = findings.iter().filter_map(|finding| match finding.check() {
        ClaimFinding::PtpModifierPresent { conditions, .. }
        | ClaimFinding::PtpNeedsModifier { conditions, .. } => Some(*conditions),
        _ => None,
    });
    let conditions = found.next().expect("an edit");
    assert_eq!(found.next(), None);
    conditions
}

#[test]
fn each_modifier_states_its_own_condition() {
    let timed = ["97113", "97110"];
    for (modifier, states) in [
        ("XE", SeparateServices::Encounter),
        ("XP", SeparateServices::Practitioner),
        ("XS", SeparateServices::Structure),
        ("XU", SeparateServices::Unusual),
        ("59", SeparateServices::Time),
    ] {
        assert_eq!(conditions(timed, Some(modifier)), states, "{modifier}");
    }
}

#[test]
fn only_two_timed_services_are_asked_for_separate_blocks_of_time() {
    assert_eq!(conditions(["97113", "97110"], None), SeparateServices::Time);
    assert_eq!(conditions(["97012", "97140"], None), SeparateServices::Any);
    assert_eq!(
        conditions(["97012", "97140"], Some("59")),
        SeparateServices::Any
    );
}
