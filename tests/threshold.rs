//! The therapy threshold: what accrues line by line, what is not known, and where KX is put.
#![cfg(feature = "tables")]

use therapy_billing::ReferenceData;
use therapy_billing::claim::{BucketTotal, KxNeed, KxUnknown, YearlyAmounts, with_kx};
use therapy_billing::money::{AmountError, parse_amount};
use therapy_billing::reference::thresholds::Bucket;
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::macros::date;
use therapy_billing::{Modifier, Modifiers};

fn dollars(text: &str) -> Decimal {
    parse_amount(text).expect("an amount")
}

/// The total before a claim of 2026, in which the threshold is 2,480 dollars.
fn total(accrued: &str) -> BucketTotal {
    let threshold = ReferenceData::built_in().yearly_amount(2026, Bucket::PtSlp);
    BucketTotal::new(Some(dollars(accrued)), threshold)
}

#[test]
fn a_stated_threshold_takes_the_place_of_the_facts_in_its_bucket_alone() {
    let day = date!(2026 - 03 - 16);
    let facts = ReferenceData::built_in();
    let stated = YearlyAmounts::NONE
        .with(Bucket::Ot, dollars("100.00"))
        .expect("an amount");
    let amount = |amounts: &YearlyAmounts, bucket| {
        amounts.get(bucket, day, facts).map(|yearly| yearly.amount)
    };
    assert_eq!(amount(&stated, Bucket::Ot), Some(dollars("100.00")));
    assert_eq!(amount(&stated, Bucket::PtSlp), Some(dollars("2480.00")));
    let both = stated
        .with(Bucket::PtSlp, dollars("200.00"))
        .expect("an amount");
    assert_eq!(amount(&both, Bucket::PtSlp), Some(dollars("200.00")));
    assert_eq!(amount(&both, Bucket::Ot), Some(dollars("100.00")));
    let empty = ReferenceData::empty();
    assert_eq!(YearlyAmounts::NONE.get(Bucket::Ot, day, &empty), None);
    assert!(matches!(
        YearlyAmounts::NONE.with(Bucket::Ot, Decimal::NEGATIVE_ONE),
        Err(AmountError::Negative { .. })
    ));
}

#[test]
fn behind_a_line_of_unknown_amount_only_what_is_exceeded_is_decided() {
    let mut total = total("2400.00");
    assert!(total.is_complete());
    total.accrue(Some(dollars("30.00"))).expect("a sum");
    assert!(total.is_complete());
    assert_eq!(total.accrued(), Some(dollars("2430.00")));
    assert_eq!(total.need(Some(dollars("50.00"))), KxNeed::NotNeeded);

    total.accrue(None).expect("nothing to add");
    assert!(!total.is_complete());
    assert_eq!(total.accrued(), Some(dollars("2430.00")));
    let unknown = KxNeed::Unknown(KxUnknown::AllowedAmount);
    assert_eq!(total.need(Some(dollars("50.00"))), unknown);
    assert_eq!(total.need(Some(dollars("50.01"))), KxNeed::Needed);

    total.accrue(Some(dollars("10.00"))).expect("a sum");
    assert!(
        !total.is_complete(),
        "a later amount does not make an earlier one known"
    );
    assert_eq!(total.accrued(), Some(dollars("2440.00")));
    assert_eq!(total.need(None), unknown);
}

#[test]
fn a_total_that_cannot_be_added_stays_as_it_was() {
    let mut total = total("2400.00");
    let before = total;
    let most = Decimal::MAX;
    assert!(matches!(
        total.accrue(Some(most)),
        Err(AmountError::TooLong)
    ));
    assert_eq!(total, before);
}

#[test]
fn a_need_is_written_by_its_name() {
    let unknown = KxNeed::Unknown(KxUnknown::Accrued);
    let needs = [KxNeed::Needed, KxNeed::NotNeeded, unknown];
    let names = needs.map(|need| (need.as_str(), need.to_string()));
    let expected = ["needed", "not-needed", "unknown"];
    assert_eq!(names, expected.map(|name| (name, name.to_owned())));
}

#[test]
fn kx_follows_the_modifiers_of_discipline_and_assistant_and_has_the_first_place_without_them() {
    let with = |modifiers: &[&str]| {
        let modifiers = modifiers.iter().map(|text| Modifier::of(text));
        let modifiers = Modifiers::new(modifiers).expect("at most four");
        with_kx(&modifiers).map(|modifiers| modifiers.to_string())
    };
    assert_eq!(with(&[]).as_deref(), Some("KX"));
    assert_eq!(with(&["59"]).as_deref(), Some("KX 59"));
    assert_eq!(with(&["GP"]).as_deref(), Some("GP KX"));
    assert_eq!(with(&["GP", "59"]).as_deref(), Some("GP KX 59"));
    assert_eq!(with(&["GO", "CO", "59"]).as_deref(), Some("GO CO KX 59"));
    assert_eq!(with(&["59", "GN"]).as_deref(), Some("59 GN KX"));
    assert_eq!(with(&["59", "GP", "76"]).as_deref(), Some("59 GP KX 76"));
    assert_eq!(with(&["GP", "CQ", "59", "76"]), None);
}
