//! Promise: an amount in text is read as written or refused, and rounding to cents is the decimal
//! type's own, halves away from zero, wherever that one can hold the result.

use proptest::prelude::*;
use therapy_billing::money::{AmountError, Dollars, parse_amount, parse_factor, to_cents};
use therapy_billing::rust_decimal::{Decimal, RoundingStrategy::MidpointAwayFromZero};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(5_000))]

    #[test]
    fn rounding_agrees_with_the_decimal_type(mantissa in any::<i64>(), scale in 0_u32..=28) {
        let number = Decimal::from_i128_with_scale(mantissa.into(), scale);
        let rounded = number.round_dp_with_strategy(2, MidpointAwayFromZero);
        prop_assert_eq!(to_cents(number), Some(rounded));
        prop_assert_eq!(to_cents(number).map(|cents| cents.scale()), Some(2));
    }

    #[test]
    fn rounding_agrees_also_on_numbers_of_96_bits(
        mantissa in -79_228_162_514_264_337_593_543_950_335_i128..=79_228_162_514_264_337_593_543_950_335,
        scale in 2_u32..=28,
    ) {
        let number = Decimal::from_i128_with_scale(mantissa, scale);
        prop_assert_eq!(to_cents(number), Some(number.round_dp_with_strategy(2, MidpointAwayFromZero)));
    }

    #[test]
    fn an_amount_is_written_as_it_was_read(cents in 0_u64..u64::MAX / 2) {
        let text = format!("{}.{:02}", cents / 100, cents % 100);
        let amount = parse_amount(&text).expect("an amount");
        prop_assert_eq!(Dollars::try_from(amount).expect("whole cents").to_string(), text);
    }

    #[test]
    fn no_text_is_read_that_is_not_digits_and_one_point(text in "\\PC{0,12}") {
        let is_plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let expected = match text.split_once('.') {
            Some((whole, decimals)) => is_plain(whole) && is_plain(decimals),
            None => is_plain(&text),
        };
        prop_assert_eq!(parse_factor(&text).is_ok(), expected, "{}", text);
    }
}

#[test]
fn halves_go_up_and_what_is_below_does_not() {
    let cents =
        |text| to_cents(parse_factor(text).expect("a factor")).map(|cents| cents.to_string());
    assert_eq!(cents("0.465").as_deref(), Some("0.47"));
    assert_eq!(
        cents("0.4649999999999999999999999999").as_deref(),
        Some("0.46")
    );
    assert_eq!(cents("0.475").as_deref(), Some("0.48"));
    assert_eq!(cents("1").as_deref(), Some("1.00"));
    assert_eq!(to_cents(Decimal::MAX), None);
}

#[test]
fn dollars_are_never_finer_than_cents_and_convert_to_what_they_print() {
    let finer = Decimal::new(1_005, 3);
    assert_eq!(
        Dollars::try_from(finer),
        Err(AmountError::FinerThanCents { amount: finer })
    );
    assert!(Dollars::try_from(Decimal::NEGATIVE_ONE).is_err());
    assert!(Dollars::try_from(Decimal::MAX).is_err());
    assert!("1.005".parse::<Dollars>().is_err());
    let dollars: Dollars = "1.1".parse().expect("an amount");
    assert_eq!(dollars.to_string(), "1.10");
    assert_eq!(Decimal::from(dollars).to_string(), "1.10");
}

#[test]
fn dollars_are_added_up_without_a_panic() {
    let most = Dollars::try_from(Decimal::new(i64::MAX, 2)).expect("whole cents");
    let huge: Dollars = "792281625142643375935439503.35"
        .parse()
        .expect("the largest amount");
    assert_eq!([huge, most].iter().sum::<Option<Dollars>>(), None);
    assert_eq!(
        [most, Dollars::ZERO].iter().sum::<Option<Dollars>>(),
        Some(most)
    );
    assert_eq!(
        Vec::<Dollars>::new().into_iter().sum::<Option<Dollars>>(),
        Some(Dollars::default())
    );
}
