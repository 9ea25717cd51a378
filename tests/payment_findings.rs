//! Promise: each row of the payment register is raised by a day, and not by its nearest neighbour.
#![cfg(feature = "tables")]

#[path = "support/payment.rs"]
mod support;

use support::{accrued, bare, day, dollars, estimate, ids, line};
use therapy_billing::ProcedureCode;
use therapy_billing::ReferenceData;
use therapy_billing::ServiceLine;
use therapy_billing::claim::KxScope;
use therapy_billing::finding::Severity;
use therapy_billing::payment::{
    Estimate, FigureName, KxPolicy, LineKx, LineStatus, PaymentFinding, PaymentPolicy, Provider,
    TherapyDay,
};
use therapy_billing::reference::catalog::{MedicareStatus, Origin};
use therapy_billing::reference::fee_schedule::{
    ConversionFactor, Participant, Period, RelativeValues,
};
use therapy_billing::reference::thresholds::{Bucket, YearlyAmount};
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::{Date, macros::date};
use therapy_billing::{CodeEntry, Setting, Timing};

const ON: Date = date!(2026 - 03 - 14);

#[track_caller]
fn says(estimate: &Estimate, expected: &[&str]) {
    let found: Vec<_> = estimate.findings.iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
}

fn one(text: &str) -> TherapyDay {
    day(ON, [line(text, 1, "60.00")])
}

#[test]
fn a_plain_line_raises_nothing() {
    says(&estimate(&one("97110 GP")), &[]);
}

#[test]
fn no_charge() {
    says(
        &estimate(&day(ON, [line("97110 GP", 1, "")])),
        &[
            "advice[charge-unknown] lines[0]: no charge is stated for 97110, so the fee schedule amount is the \
 allowed amount; state the charge (Social Security Act, §1834(k)(1)(B) and §1848(a)(1))",
        ],
    );
}

#[test]
fn no_deductible_and_no_running_total() {
    says(
        &estimate(&bare(ON, [line("97110 GP", 1, "60.00")])),
        &[
            "advice[deductible-unknown] claim: the remaining deductible is not stated, so the estimate assumes \
 that it is met; state it (Social Security Act, §1833(b))",
            "advice[accrued-unknown] claim: the amount accrued this year is not stated, so the need for KX was \
 not decided; state it (42 CFR 410.60(e))",
        ],
    );
}

#[test]
fn a_running_total_is_missed_only_in_a_bucket_that_the_day_touches() {
    let day = |text| {
        let day = bare(ON, [line(text, 1, "60.00")])
            .with_deductible_remaining(Decimal::ZERO)
            .expect("whole cents");
        day.with_accrued(Bucket::PtSlp, Decimal::ZERO)
            .expect("whole cents")
    };
    assert_eq!(ids(&estimate(&day("97110 GP"))), [""; 0]);
    assert_eq!(ids(&estimate(&day("97110 GO"))), ["accrued-unknown"]);
    assert_eq!(estimate(&day("97110 GO")).lines[0].kx, LineKx::Unknown);
}

#[test]
fn kx_is_added_where_need_is_attested() {
    let attested = PaymentPolicy::default().with_kx(KxPolicy::Attested);
    let day = |before| accrued(one("97110 GP"), before, "0.00").with_policy(attested);
    says(
        &estimate(&day("2480.00")),
        &[
            "advice[kx-added] lines[0]: KX was added to lines[0], because the caller attested that the service is \
 medically necessary; make sure that the record shows it (42 CFR 410.60(e)(1)(v))",
        ],
    );
    says(&estimate(&day("2400.00")), &[]);
}

#[test]
fn kx_missing_and_kx_early() {
    let at = |text, before| estimate(&accrued(one(text), before, "0.00"));
    says(
        &at("97110 GP", "2460.00"),
        &[
            "error[kx-missing] lines[0]: $2,460.00 accrued before plus $29.06 exceeds the therapy threshold of $2,480.00; \
 without KX the line is denied, so add KX if the record supports it (42 CFR 410.60(e)(1)(v); CMS, \
 therapy services)",
        ],
    );
    says(&at("97110 GP KX", "2460.00"), &[]);
    says(
        &at("97110 GP KX", "2400.00"),
        &[
            "warning[kx-early] lines[0]: $2,400.00 accrued before plus $29.06 does not exceed the therapy threshold \
 of $2,480.00; remove KX (42 CFR 410.60(e)(1)(v))",
        ],
    );
    says(&at("97110 GP", "2400.00"), &[]);
}

#[test]
fn a_day_that_crosses_needs_kx_on_all_its_lines_by_policy() {
    let lines = || [line("97110 GP", 1, "60.00"), line("97140 GP", 1, "60.00")];
    let day = || accrued(day(ON, lines()), "2450.00", "0.00");
    assert_eq!(ids(&estimate(&day())), ["kx-missing"]);
    let whole = PaymentPolicy::default().with_kx_scope(KxScope::Day);
    let estimate = estimate(&day().with_policy(whole));
    says(
        &estimate,
        &[
            "error[kx-missing] lines[0]: $2,450.00 accrued before plus $50.27 exceeds the therapy threshold of $2,480.00; \
 without KX the line is denied, so add KX if the record supports it (42 CFR 410.60(e)(1)(v); CMS, \
 therapy services)",
            "error[kx-missing] lines[1]: $2,450.00 accrued before plus $50.27 exceeds the therapy threshold of $2,480.00; \
 without KX the line is denied, so add KX if the record supports it (42 CFR 410.60(e)(1)(v); CMS, \
 therapy services)",
        ],
    );
    assert_eq!(estimate.totals.allowed, Some(Decimal::ZERO));
}

#[test]
fn a_year_without_an_amount_is_said_to_have_none() {
    let before = estimate(
        &TherapyDay::with_relative_values(
            day(date!(2017 - 12 - 31), [line("97110 GP KX", 1, "60.00")]),
            values("97110"),
        )
        .expect("one set"),
    );
    says(
        &before,
        &[
            "advice[kx-no-amount] claim: the therapy threshold of 2017 is not known, so the need for KX was not \
 decided; supply the amount with ReferenceData::with_yearly_amount (CMS, yearly KX threshold amounts, 2018 to 2026)",
        ],
    );
    assert_eq!(before.lines[0].kx, LineKx::Unknown);
    assert_eq!(before.accrued.get(Bucket::PtSlp), Some(dollars("33.02")));
    let after = estimate(
        &day(date!(2018 - 01 - 01), [line("97110 GP KX", 1, "60.00")])
            .with_relative_values(values("97110"))
            .expect("one set"),
    );
    assert_eq!(ids(&after), ["kx-early"]);
}

/// Relative values that make 0.92 of a conversion factor.
fn values(code: &str) -> RelativeValues {
    let hundredths = |number| Decimal::new(number, 2);
    RelativeValues::new(
        ProcedureCode::of(code),
        hundredths(45),
        hundredths(45),
        hundredths(2),
    )
    .expect("not negative")
    .with_multiple_procedure(5)
}

#[test]
fn the_review_amount_is_reached_at_3000_and_said_once_a_bucket() {
    let at = |before| {
        let lines = [
            line("97110 GP KX", 1, "10.00"),
            line("97140 GP KX", 1, "10.00"),
        ];
        ids(&estimate(&accrued(day(ON, lines), before, "4000.00")))
    };
    assert_eq!(at("2980.00"), ["review-threshold-reached"]);
    assert_eq!(at("2979.99"), [""; 0]);
    let both = [
        line("97110 GP KX", 1, "10.00"),
        line("97535 GO KX", 1, "10.00"),
    ];
    let both = estimate(&accrued(day(ON, both), "3100.00", "2990.00"));
    says(
        &both,
        &[
            "advice[review-threshold-reached] claim: $3,110.00 accrued this year reaches the targeted medical \
 review threshold of $3,000.00; be ready for a review of the claim (42 CFR 410.60(e)(3)(ii))",
            "advice[review-threshold-reached] claim: $3,000.00 accrued this year reaches the targeted medical \
 review threshold of $3,000.00; be ready for a review of the claim (42 CFR 410.60(e)(3)(ii))",
        ],
    );
}

#[test]
fn no_price_data() {
    let estimate = estimate(&day(
        ON,
        [line("97799 GP", 1, "80.00"), line("97112 GP", 1, "100.00")],
    ));
    says(
        &estimate,
        &[
            "advice[kx-undecided] claim: the need for KX could not be decided, because the price of a line is \
 not known; supply relative values for each line (42 CFR 410.60(e)(1)(v))",
            "warning[price-no-data] lines[0]: no price of 97799 is known on 2026-03-14, so the totals leave the line \
 out; supply relative values with ReferenceData::with_release if the code has a price (Social Security Act, §1848(b))",
        ],
    );
    assert!(!estimate.totals.complete);
    assert_eq!(estimate.totals.allowed, Some(dollars("32.73")));
}

#[track_caller]
fn status(text: &str) -> (LineStatus, Vec<&'static str>, Option<Decimal>) {
    let estimate = estimate(&one(text));
    let line = estimate.lines[0];
    (line.status, ids(&estimate), line.patient_may_owe)
}

#[test]
fn notices_decide_before_prices() {
    let (nothing, charge) = (Some(Decimal::ZERO), Some(dollars("60.00")));
    let not_covered = (LineStatus::NotCovered, vec!["not-covered"], charge);
    assert_eq!(status("97110 GP GY"), not_covered);
    assert_eq!(status("97110 GP GX"), not_covered);
    assert_eq!(status("97110 GP GX GY"), not_covered);
    assert_eq!(status("97799 GP GY"), not_covered);
    let denied = (
        LineStatus::DeniedNoNotice,
        vec!["denied-no-notice"],
        nothing,
    );
    assert_eq!(status("97110 GP GZ"), denied);
    let noticed = (
        LineStatus::Estimated,
        vec!["notice-on-file"],
        Some(dollars("5.81")),
    );
    assert_eq!(status("97110 GP GA"), noticed);
}

#[test]
fn a_line_that_is_not_covered_and_states_no_charge_leaves_the_share_unknown() {
    let estimate = estimate(&day(
        ON,
        [line("97110 GP GY", 1, ""), line("97112 GP", 1, "60.00")],
    ));
    assert_eq!(estimate.lines[0].patient_may_owe, None);
    assert_eq!(estimate.totals.patient_may_owe, None);
    assert_eq!(ids(&estimate), ["not-covered"]);
}

#[test]
fn a_status_that_is_not_paid() {
    says(
        &estimate(&one("97014 GP")),
        &[
            "error[code-not-payable] lines[0]: Medicare does not pay 97014, which has the status I in the physician \
 fee schedule; bill G0283 instead (CMS PFS relative value file)",
        ],
    );
    for text in ["97010 GP", "97169 GP", "97602 GP"] {
        let expected = (
            LineStatus::NotPayable,
            vec!["code-not-payable"],
            Some(Decimal::ZERO),
        );
        assert_eq!(status(text), expected, "{text}");
    }
    assert_eq!(status("G0283 GP").0, LineStatus::Estimated);
}

#[test]
fn values_of_the_callers_come_before_the_status() {
    let day = one("97014 GP")
        .with_relative_values(values("97014"))
        .expect("one set");
    let estimate = estimate(&day);
    assert_eq!(estimate.lines[0].status, LineStatus::Estimated);
    assert_eq!(estimate.lines[0].full_price, Some(dollars("30.73")));
    let supplied = estimate
        .figures
        .iter()
        .find(|row| row.name.as_str() == "rvu-work");
    assert_eq!(
        supplied.map(|row| row.citation.text()),
        Some("supplied by the caller")
    );
}

#[test]
fn a_therapy_code_without_discipline_is_priced_and_accrues_nowhere() {
    let estimate = estimate(&one("97110"));
    says(
        &estimate,
        &[
            "error[discipline-missing] lines[0]: 97110 is paid as therapy and the line has no discipline modifier; \
 add GP, GO or GN (CMS CR 10176)",
        ],
    );
    assert_eq!(estimate.lines[0].allowed, dollars("29.06"));
    assert_eq!(estimate.lines[0].kx, LineKx::NotTherapy);
    let after = estimate.accrued.get(Bucket::PtSlp);
    assert_eq!(after, Some(Decimal::ZERO));
    assert_eq!(ids(&support::estimate(&one("97129"))), [""; 0]); // not under the reduction
}

#[test]
fn a_line_with_ga_above_the_threshold_is_the_patients() {
    let above = |text| accrued(one(text), "2480.00", "0.00");
    for policy in KxPolicy::ALL {
        let day = above("97110 GP GA").with_policy(PaymentPolicy::default().with_kx(policy));
        let estimate = estimate(&day);
        assert_eq!(ids(&estimate), ["denied-patient-liable"]);
        assert_eq!(estimate.lines[0].patient_may_owe, Some(dollars("60.00")));
        assert_eq!(
            estimate.accrued.get(Bucket::PtSlp),
            Some(dollars("2480.00"))
        );
    }
    assert_eq!(
        ids(&estimate(&above("97110 GP GA KX"))),
        ["notice-on-file", "kx-conflict"]
    );
}

#[test]
fn a_line_with_ga_of_an_institution_is_denied_automatically_from_2010_04_on() {
    let at = |on, setting| {
        let day = day(on, [line("97110 GP GA", 1, "60.00")])
            .with_provider(Provider::new(setting))
            .with_conversion_factor(Decimal::TEN)
            .map(|day| day.with_relative_values(values("97110")).expect("one set"))
            .expect("above 0");
        ids(&estimate(&day)).contains(&"ga-denied-institutional")
    };
    assert!(at(ON, Setting::Corf) && at(date!(2010 - 04 - 01), Setting::OutpatientHospital));
    assert!(!at(date!(2010 - 03 - 31), Setting::OutpatientHospital));
    assert!(!at(ON, Setting::PrivatePractice) && !at(ON, Setting::PhysicianIncidentTo));
}

#[test]
fn a_supplied_entry_with_a_status_decides_the_price() {
    let entry = |code: &'static str, status| {
        CodeEntry::try_new(ProcedureCode::of(code), Timing::Untimed, "Own")
            .expect("an entry")
            .with_medicare_status(status)
    };
    let status = |code: &'static str, status| {
        let reference = ReferenceData::new().with_entry(entry(code, status));
        let day = one(&format!("{code} GP")).with_reference(&reference);
        estimate(&day).lines[0].status
    };
    assert_eq!(
        status("97110", MedicareStatus::NotCovered),
        LineStatus::NotPayable
    );
    assert_eq!(
        status("97110", MedicareStatus::ContractorPriced),
        LineStatus::NoData
    );
    assert_eq!(
        status("97110", MedicareStatus::Active),
        LineStatus::Estimated
    );
    assert_eq!(status("97602", MedicareStatus::Active), LineStatus::NoData); // its values are all 0
}

#[test]
fn a_supplied_entry_without_a_status_leaves_the_built_in_one() {
    let own =
        CodeEntry::try_new(ProcedureCode::of("97014"), Timing::Untimed, "Own").expect("an entry");
    let day = one("97014 GP").with_reference(&ReferenceData::new().with_entry(own));
    assert_eq!(estimate(&day).lines[0].status, LineStatus::NotPayable);
    let own =
        CodeEntry::try_new(ProcedureCode::CPT_97110, Timing::Untimed, "Own").expect("an entry");
    let day = one("97110 GP").with_reference(&ReferenceData::new().with_entry(own.clone()));
    assert_ne!(
        estimate(&day).lines[0].reduced_price,
        Some(dollars("29.06"))
    );
    let never = own.with_multiple_procedure(0);
    let day = one("97110 GP").with_reference(&ReferenceData::new().with_entry(never));
    let estimate = estimate(&day);
    assert_eq!(estimate.lines[0].reduced_price, Some(dollars("29.06")));
    let figures = estimate.figures.iter();
    let supplied = figures.filter(|row| row.origin == Origin::Supplied);
    assert!(
        supplied
            .map(|row| row.name)
            .any(|name| name == FigureName::MultipleProcedure)
    );
}

#[test]
fn findings_stand_in_order_of_place_then_register() {
    let lines: [ServiceLine; 3] = [
        line("97110 GP GA", 1, ""),
        line("97014 GP", 1, ""),
        line("97112", 1, ""),
    ];
    assert_eq!(
        ids(&estimate(&bare(ON, lines))),
        [
            "deductible-unknown",
            "accrued-unknown",
            "charge-unknown",
            "notice-on-file",
            "code-not-payable",
            "charge-unknown",
            "discipline-missing",
        ]
    );
}

#[test]
fn an_amount_of_the_callers_decides_a_year_without_one() {
    let year = Period::new(date!(2027 - 01 - 01), date!(2027 - 12 - 31)).expect("in order");
    let factor = Decimal::new(33_5000, 4);
    let amount = dollars("2550.00");
    let amount = YearlyAmount::new(date!(2027 - 01 - 01), Bucket::PtSlp, amount);
    let factor = ConversionFactor::new(year, Participant::All, factor);
    let schedule = ReferenceData::new()
        .with_conversion_factor(factor.expect("not negative"))
        .with_yearly_amount(amount.expect("not negative"));
    let day = accrued(
        day(date!(2027 - 03 - 14), [line("97110 GP", 1, "60.00")]),
        "2540.00",
        "0.00",
    );
    let day = day.with_relative_values(values("97110")).expect("one set");
    let estimate = day
        .with_reference(&schedule)
        .estimate()
        .expect("a factor is supplied");
    assert_eq!(ids(&estimate), ["kx-missing"]);
}

#[test]
fn the_register_has_its_rows_in_order_and_each_has_a_test_above() {
    let names: Vec<_> = PaymentFinding::REGISTER.iter().map(|row| row.id).collect();
    assert_eq!(
        names,
        [
            "charge-unknown",
            "deductible-unknown",
            "accrued-unknown",
            "kx-added",
            "price-no-data",
            "not-covered",
            "denied-no-notice",
            "notice-on-file",
            "ga-denied-institutional",
            "denied-patient-liable",
            "kx-conflict",
            "kx-missing",
            "kx-early",
            "kx-undecided",
            "kx-no-amount",
            "review-threshold-reached",
            "code-not-payable",
            "discipline-missing",
        ]
    );
    let this = include_str!("payment_findings.rs");
    for row in PaymentFinding::REGISTER {
        let mentions = this.matches(row.id).count();
        assert!(mentions > 1, "{} is raised by no day", row.id);
    }
    let errors = PaymentFinding::REGISTER
        .iter()
        .filter(|row| row.severity == Severity::Error)
        .count();
    assert_eq!(errors, 4);
}
