//! Without facts nothing rests on a built-in row: each family of facts has a test with an empty set.
#![cfg(feature = "tables")]

#[cfg(feature = "serde")]
#[path = "support/chart.rs"]
mod chart;
#[path = "support/payment.rs"]
mod support;

use support::{accrued, bare, line};
use therapy_billing::reference::catalog::{Lookup, NoDescriptors};
use therapy_billing::reference::edits::{EditProgram, MueAnswer, PtpAnswer};
use therapy_billing::reference::fee_schedule::{ConversionFactor, Participant, Period};
use therapy_billing::reference::thresholds::Bucket;
use therapy_billing::{
    Finding, Modifier, ProcedureCode, ReferenceData, Setting, UnitRule,
    claim::Claim,
    money::parse_factor,
    payment::{LineStatus, PricingError},
    time::{Date, macros::date},
};

const NEURO: ProcedureCode = ProcedureCode::CPT_97112;
/// Days on which every family of facts has built-in rows, or had them.
const DAYS: [Date; 3] = [
    date!(2019 - 03 - 14),
    date!(2024 - 08 - 14),
    date!(2026 - 11 - 26),
];

#[test]
fn codes_are_unknown() {
    let empty = ReferenceData::empty();
    for day in DAYS {
        assert_eq!(empty.lookup(NEURO, day), Lookup::Unknown);
        assert_eq!(empty.medicare_status(NEURO, day), None);
        assert_eq!(empty.what_was_done(NEURO, day, &NoDescriptors), None);
    }
    assert_eq!(empty.facts(NEURO), None);
}

#[test]
fn modifiers_are_unknown() {
    assert_eq!(ReferenceData::empty().modifier(Modifier::KX), None);
    let lines = vec![line("97112 GP 95 93", 1, "").with_date(DAYS[1])];
    let claim = Claim::new(lines, UnitRule::MEDICARE, Setting::PrivatePractice).expect("a claim");
    let findings = claim.with_reference(&ReferenceData::empty()).check();
    let found: Vec<_> = findings.iter().map(Finding::id).collect();
    assert!(found.contains(&"modifier-unknown"), "{found:?}");
    assert!(!found.contains(&"modifier-conflict"), "{found:?}");
}

#[test]
fn edits_have_no_table() {
    let empty = ReferenceData::empty();
    for (setting, day) in Setting::ALL.into_iter().zip(DAYS.into_iter().cycle()) {
        for program in EditProgram::ALL {
            let mue = empty.mue_in(program, NEURO, setting, day);
            assert_eq!(mue, MueAnswer::NoTable, "{setting}");
            let ptp = empty.ptp_in(program, NEURO, ProcedureCode::CPT_97150, setting, day);
            assert_eq!(ptp, PtpAnswer::NoTable, "{setting}");
            let mut partners = empty.ptp_partners(program, NEURO, setting, day);
            assert!(partners.next().is_none(), "{setting}");
        }
    }
}

#[test]
fn prices_have_no_figures() {
    let empty = ReferenceData::empty();
    for day in DAYS {
        assert_eq!(empty.conversion_factor(day, false), None);
        assert_eq!(empty.relative_values(NEURO, day), None);
        assert!(empty.published_values(day).is_empty());
        assert!(empty.localities(day).is_empty());
        let estimate = bare(day, [line("97112 GP", 2, "")])
            .with_reference(&empty)
            .estimate();
        let expected = PricingError::NoConversionFactor { date: day };
        assert_eq!(estimate.map(drop), Err(expected.into()));
        // with a factor of the caller's, the values are still unknown
        let period = Period::new(day, day).expect("a day");
        let factor = parse_factor("33.0000").expect("a factor");
        let factor = ConversionFactor::new(period, Participant::All, factor).expect("a factor");
        let reference = ReferenceData::empty().with_conversion_factor(factor);
        let day = bare(day, [line("97112 GP", 2, "")]).with_reference(&reference);
        let estimate = day.estimate().expect("an estimate");
        assert_eq!(estimate.lines[0].status, LineStatus::NoData);
    }
}

#[test]
fn thresholds_are_unknown_and_decide_nothing() {
    let empty = ReferenceData::empty();
    for day in DAYS {
        for bucket in Bucket::ALL {
            assert_eq!(empty.yearly_amount(day.year(), bucket), None);
        }
        assert_eq!(empty.review_amount(day), None);
        let period = Period::new(day, day).expect("a day");
        let factor = parse_factor("33.0000").expect("a factor");
        let factor = ConversionFactor::new(period, Participant::All, factor).expect("a factor");
        let reference = ReferenceData::empty().with_conversion_factor(factor);
        let day = bare(day, [line("97112 GP", 2, "")]).with_reference(&reference);
        let estimate = accrued(day, "9000.00", "9000.00")
            .estimate()
            .expect("an estimate");
        let found = support::ids(&estimate);
        assert!(found.contains(&"kx-no-amount"), "{found:?}");
        for id in ["kx-missing", "kx-early", "review-threshold-reached"] {
            assert!(!found.contains(&id), "{id} in {found:?}");
        }
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_record_is_judged_without_what_the_catalog_knows_of_its_codes() {
    use therapy_billing::documentation::{Outcome, Rule};

    // the timed entries add up to another total, and only the catalog knows which entries are timed
    let mut chart = chart::stroke();
    chart::set(
        &mut chart,
        "note.total_timed_minutes",
        serde_json::json!(39),
    );
    let record = chart::read(&chart);
    let outcome = |reference| record.checklist_with(reference).outcome(Rule::TimeSum);
    assert_eq!(outcome(ReferenceData::built_in()), Outcome::Fired);
    assert_ne!(outcome(&ReferenceData::empty()), Outcome::Fired);
}
