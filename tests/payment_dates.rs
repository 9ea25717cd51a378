//! Promise: every dated figure changes on its date and on no other, and outside its table there is no
//! data, never the nearest year.
#![allow(clippy::single_element_loop, reason = "a list of dates that grows")]
#![cfg(feature = "tables")]

#[path = "support/payment.rs"]
mod support;

use support::{bare, day, estimate, line};
use therapy_billing::ReferenceData;
use therapy_billing::payment::{
    EstimateError, LineStatus, Pricing, PricingError, Provider, TherapyDay,
};
use therapy_billing::reference::fee_schedule::{Locality, Place};
use therapy_billing::reference::rates;
use therapy_billing::reference::thresholds::{Bucket, kx_amount, review_amount};
use therapy_billing::time::{Date, Duration, macros::date};
use therapy_billing::{ProcedureCode, Setting};

fn factor(date: Date, qualifying: bool) -> Option<String> {
    ReferenceData::new()
        .conversion_factor(date, qualifying)
        .map(|row| row.value.to_string())
}

/// First date, value, and value for qualifying participants.
const FACTORS: [(Date, &str, &str); 14] = [
    (date!(2015 - 01 - 01), "35.7547", "35.7547"),
    (date!(2015 - 07 - 01), "35.9335", "35.9335"),
    (date!(2016 - 01 - 01), "35.8043", "35.8043"),
    (date!(2017 - 01 - 01), "35.8887", "35.8887"),
    (date!(2018 - 01 - 01), "35.9996", "35.9996"),
    (date!(2019 - 01 - 01), "36.0391", "36.0391"),
    (date!(2020 - 01 - 01), "36.0896", "36.0896"),
    (date!(2021 - 01 - 01), "34.8931", "34.8931"),
    (date!(2022 - 01 - 01), "34.6062", "34.6062"),
    (date!(2023 - 01 - 01), "33.8872", "33.8872"),
    (date!(2024 - 01 - 01), "32.7442", "32.7442"),
    (date!(2024 - 03 - 09), "33.2875", "33.2875"),
    (date!(2025 - 01 - 01), "32.3465", "32.3465"),
    (date!(2026 - 01 - 01), "33.4009", "33.5675"),
];

#[test]
fn conversion_factors_change_on_their_dates() {
    let mut before: (Option<String>, Option<String>) = (None, None);
    for (from, everyone, qualifying) in FACTORS {
        let eve = from - Duration::DAY;
        assert_eq!((factor(eve, false), factor(eve, true)), before, "{eve}");
        before = (Some(everyone.to_owned()), Some(qualifying.to_owned()));
        assert_eq!((factor(from, false), factor(from, true)), before, "{from}");
    }
    assert_eq!(
        factor(date!(2026 - 12 - 31), false).as_deref(),
        Some("33.4009")
    );
    assert_eq!(factor(date!(2027 - 01 - 01), false), None);
}

#[test]
fn factors_that_were_only_proposed_or_replaced_stand_nowhere() {
    let never = ["33.5983", "33.0607", "33.4209", "33.5875"];
    let mut day = date!(2014 - 12 - 31);
    while day < date!(2027 - 01 - 02) {
        for qualifying in [false, true] {
            let held = factor(day, qualifying);
            assert!(
                held.is_none_or(|value| !never.contains(&value.as_str())),
                "{day}"
            );
        }
        day += Duration::DAY;
    }
}

#[test]
fn a_date_without_a_factor_is_an_error_of_the_whole_day() {
    for on in [date!(2014 - 12 - 31), date!(2027 - 01 - 01)] {
        let error = bare(on, [line("97110 GP", 1, "")])
            .estimate()
            .expect_err("no factor is held");
        assert_eq!(
            error,
            EstimateError::Pricing(PricingError::NoConversionFactor { date: on })
        );
    }
}

#[test]
fn geographic_factors_are_held_of_2019_to_2026() {
    let alabama = Locality::new("10112", "00").expect("digits");
    let at = |on| {
        let place = Place::Locality(alabama);
        Pricing::new(ReferenceData::built_in(), on, place, Provider::default()).map(drop)
    };
    assert_eq!(at(date!(2019 - 01 - 01)), Ok(()));
    assert_eq!(at(date!(2026 - 12 - 31)), Ok(()));
    for on in [date!(2018 - 12 - 31)] {
        let (locality, year) = (alabama, on.year());
        assert_eq!(
            at(on),
            Err(PricingError::NoGeographicFactors { locality, year })
        );
    }
    let nowhere = Locality::new("99999", "00").expect("digits");
    let error = TherapyDay::new(date!(2024 - 08 - 14), Place::Locality(nowhere))
        .estimate()
        .expect_err("no such locality");
    assert_eq!(
        error.to_string(),
        "expected geographic factors for locality 99999-00 in 2024, found none; supply them with \
         ReferenceData::with_geographic_file or state the three factors"
    );
}

#[test]
fn relative_values_are_held_by_year_and_code() {
    let status = |code: &str, on| estimate(&day(on, [line(code, 1, "")])).lines[0].status;
    assert_eq!(
        status("97110 GP", date!(2018 - 12 - 31)),
        LineStatus::NoData
    );
    assert_eq!(
        status("97110 GP", date!(2019 - 01 - 01)),
        LineStatus::Estimated
    );
    assert_eq!(
        status("92507 GN", date!(2023 - 12 - 31)),
        LineStatus::Estimated
    );
    assert_eq!(
        status("92507 GN", date!(2024 - 01 - 01)),
        LineStatus::Estimated
    );
    assert_eq!(
        status("92507 GN", date!(2025 - 01 - 01)),
        LineStatus::Estimated
    );
    assert_eq!(
        status("92507 GN", date!(2026 - 01 - 01)),
        LineStatus::Estimated
    );
    let held = |year, code| {
        let on = Date::from_ordinal_date(year, 60).expect("a day");
        ReferenceData::new()
            .relative_values(ProcedureCode::of(code), on)
            .is_some()
    };
    for year in 2015..=2027 {
        assert_eq!(held(year, "97112"), (2019..=2026).contains(&year), "{year}");
    }
}

#[test]
fn the_status_of_2025_is_that_of_both_releases_and_earlier_years_have_none() {
    let status = |on| estimate(&day(on, [line("97014 GP", 1, "")])).lines[0].status;
    assert_eq!(status(date!(2024 - 08 - 14)), LineStatus::NotPayable);
    assert_eq!(status(date!(2025 - 08 - 14)), LineStatus::NotPayable);
    assert_eq!(status(date!(2023 - 08 - 14)), LineStatus::NoData);
    assert_eq!(status(date!(2026 - 08 - 14)), LineStatus::NotPayable);
}

#[test]
fn sequestration_changes_on_its_dates() {
    let rate = |on| rates::sequestration(on).map(|row| row.rate.to_string());
    assert_eq!(rate(date!(2013 - 03 - 31)), None);
    let mut before = None;
    for (from, value) in [
        (date!(2013 - 04 - 01), "0.02"),
        (date!(2020 - 05 - 01), "0.00"),
        (date!(2022 - 04 - 01), "0.01"),
        (date!(2022 - 07 - 01), "0.02"),
    ] {
        assert_eq!(rate(from - Duration::DAY), before, "{from}");
        before = Some(value.to_owned());
        assert_eq!(rate(from), before, "{from}");
    }
    assert_eq!(rate(date!(2026 - 12 - 31)), before);
}

#[test]
fn practice_expense_is_reduced_by_date_and_setting() {
    let rate = |on, setting| {
        rates::practice_expense_reduction(on, setting).map(|row| row.rate.to_string())
    };
    for setting in Setting::ALL {
        let is_office = matches!(
            setting,
            Setting::PrivatePractice | Setting::PhysicianIncidentTo
        );
        let early = if is_office { "0.20" } else { "0.25" };
        assert_eq!(rate(date!(2010 - 12 - 31), setting), None);
        assert_eq!(rate(date!(2011 - 01 - 01), setting).as_deref(), Some(early));
        assert_eq!(rate(date!(2013 - 03 - 31), setting).as_deref(), Some(early));
        assert_eq!(
            rate(date!(2013 - 04 - 01), setting).as_deref(),
            Some("0.50")
        );
    }
}

#[test]
fn assistants_are_cut_from_2022_outside_incident_to() {
    for setting in Setting::ALL {
        let is_cut = |on| rates::assistant_share(on, setting).is_some();
        assert!(!is_cut(date!(2021 - 12 - 31)));
        let applies = setting != Setting::PhysicianIncidentTo;
        assert_eq!(is_cut(date!(2022 - 01 - 01)), applies, "{setting}");
    }
}

#[test]
fn yearly_amounts_are_those_of_their_years() {
    let amounts = [2010, 2040, 2080, 2110, 2150, 2230, 2330, 2410, 2480];
    for bucket in Bucket::ALL {
        for (year, amount) in (2018..).zip(amounts) {
            let held = kx_amount(year, bucket).expect("a figure");
            assert_eq!(held.amount, amount.into(), "{year}");
            assert_eq!(held.from.year(), year);
        }
        assert_eq!(kx_amount(2017, bucket), None);
        assert_eq!(kx_amount(2027, bucket), None);
    }
    assert_eq!(review_amount(date!(2017 - 12 - 31)), None);
    assert!(review_amount(date!(2018 - 01 - 01)).is_some());
    assert!(review_amount(date!(2027 - 12 - 31)).is_some());
    assert_eq!(review_amount(date!(2028 - 01 - 01)), None);
}

#[test]
fn a_critical_access_hospital_is_not_estimated() {
    let day = bare(date!(2026 - 03 - 14), [line("97112 GP", 1, "")])
        .with_provider(Provider::new(Setting::CriticalAccessHospital));
    let error = day.estimate().expect_err("paid by cost");
    assert_eq!(error, EstimateError::Pricing(PricingError::PaidByCost));
}

#[test]
fn the_other_settings_change_the_assistant_rule_and_nothing_else() {
    let on = date!(2026 - 03 - 14);
    let with = |setting| {
        let day = day(on, [line("97110 GP", 3, ""), line("97140 GP", 1, "")]);
        let estimate = estimate(&day.with_provider(Provider::new(setting)));
        (estimate.lines, estimate.totals, estimate.figures)
    };
    for setting in Setting::ALL {
        if setting != Setting::CriticalAccessHospital {
            assert_eq!(with(setting), with(Setting::PrivatePractice), "{setting}");
        }
    }
}
