//! Checks what the library says that it knows on a date, and what names the facts behind a result.

use therapy_billing::reference::edits::{AdjudicationIndicator, EditTable, MueTable, Quarter};
use therapy_billing::reference::fee_schedule::{ConversionFactor, Participant, Period};
use therapy_billing::reference::thresholds::{Bucket, YearlyAmount};
use therapy_billing::reference::{Availability, FactFamily};
use therapy_billing::rust_decimal::Decimal;
use therapy_billing::time::macros::date;
use therapy_billing::{CodeEntry, ProcedureCode, ReferenceData, Timing};

fn entry(code: &str, label: &'static str) -> CodeEntry {
    CodeEntry::try_new(code.parse().expect("a code"), Timing::Untimed, label).expect("an entry")
}

fn amount(dollars: i64) -> YearlyAmount {
    let first_day = date!(2027 - 01 - 01);
    YearlyAmount::new(first_day, Bucket::PtSlp, Decimal::from(dollars)).expect("an amount")
}

fn mue(value: u32) -> MueTable {
    let quarter = Quarter::new(2027, 1).expect("a quarter");
    MueTable::new(EditTable::Practitioner, quarter).with(
        ProcedureCode::CPT_97112,
        value,
        AdjudicationIndicator::Day,
    )
}

#[test]
fn nothing_is_available_of_an_empty_set_but_what_the_law_sets() {
    let coverage = ReferenceData::empty().coverage(date!(2026 - 03 - 14));
    let legal = [FactFamily::Rates, FactFamily::TelehealthWindow];
    for row in coverage.rows() {
        let expected = if legal.contains(&row.family) {
            Availability::Held
        } else {
            Availability::None
        };
        assert_eq!(row.basis, expected, "{}", row.family);
    }
    assert!(ReferenceData::empty().provenance().facts().is_empty());
}

#[test]
fn a_coverage_has_every_family_once_and_in_order() {
    let coverage = ReferenceData::built_in().coverage(date!(2026 - 03 - 14));
    let families: Vec<_> = coverage.rows().iter().map(|row| row.family).collect();
    assert_eq!(families, FactFamily::ALL);
    assert_eq!(
        coverage.to_string().lines().count(),
        1 + FactFamily::ALL.len()
    );
}

#[cfg(feature = "tables")]
#[test]
fn families_are_held_inferred_or_unknown_by_date() {
    use Availability::{Held, Inferred, None};
    use FactFamily::{
        ConversionFactor, GeographicFactors, MueMedicaid, MuePractitioner, PtpOutpatientHospital,
        PtpPractitioner, RelativeValues, TelehealthWindow, TherapyThreshold,
    };

    let check = |on: therapy_billing::time::Date, expected: &[(FactFamily, Availability)]| {
        let coverage = ReferenceData::built_in().coverage(on);
        for (family, basis) in expected {
            assert_eq!(coverage.of(*family), *basis, "{family} on {on}");
        }
    };
    check(
        date!(2026 - 11 - 26),
        &[
            (MuePractitioner, Held),
            (PtpPractitioner, Inferred),
            (PtpOutpatientHospital, Held),
            (MueMedicaid, Inferred),
            (RelativeValues, Held),
            (GeographicFactors, Held),
            (ConversionFactor, Held),
            (TherapyThreshold, Held),
        ],
    );
    check(
        date!(2025 - 05 - 05),
        &[(MuePractitioner, Inferred), (PtpPractitioner, Inferred)],
    );
    check(
        date!(2018 - 05 - 05),
        &[
            (MuePractitioner, None),
            (PtpPractitioner, Inferred),
            (RelativeValues, None),
            (GeographicFactors, None),
            (ConversionFactor, Held),
            (TherapyThreshold, Held),
        ],
    );
    check(
        date!(2027 - 05 - 05),
        &[
            (RelativeValues, None),
            (GeographicFactors, None),
            (ConversionFactor, None),
            (TherapyThreshold, None),
            (TelehealthWindow, Held),
        ],
    );
    check(date!(2028 - 01 - 01), &[(TelehealthWindow, None)]);
}

#[test]
fn supplied_facts_are_named_for_the_dates_to_which_they_apply() {
    let year = Period::new(date!(2027 - 01 - 01), date!(2027 - 12 - 31)).expect("in order");
    let factor = ConversionFactor::new(year, Participant::All, Decimal::new(33, 0));
    let other = YearlyAmount::new(date!(2027 - 01 - 01), Bucket::Ot, Decimal::from(2550));
    let reference = ReferenceData::new()
        .with_mue(mue(4))
        .with_conversion_factor(factor.expect("above zero"))
        .with_yearly_amount(amount(2550))
        .with_yearly_amount(other.expect("an amount"));
    let (inside, outside) = (date!(2027 - 02 - 01), date!(2030 - 02 - 01));
    for family in [
        FactFamily::MuePractitioner,
        FactFamily::ConversionFactor,
        FactFamily::TherapyThreshold,
    ] {
        assert_eq!(
            reference.coverage(inside).of(family),
            Availability::Supplied,
            "{family}"
        );
        assert_ne!(
            reference.coverage(outside).of(family),
            Availability::Supplied,
            "{family}"
        );
    }
}

#[test]
fn a_fingerprint_depends_on_the_content_and_not_on_the_order_of_supply() {
    let a = entry("S8948", "Low-level laser");
    let b = entry("S8940", "Riding therapy");
    let one = ReferenceData::new()
        .with_entry(a.clone())
        .with_entry(b.clone());
    let other = ReferenceData::new().with_entry(b).with_entry(a.clone());
    assert_eq!(one.provenance(), other.provenance());
    assert_eq!(one.provenance().supplied()[0].entries, 2);

    // A later value of an equal key replaces the earlier one, in the fingerprint too.
    let twice = other
        .with_entry(entry("S8948", "Other words"))
        .with_entry(a);
    assert_eq!(one.provenance(), twice.provenance());

    let changed = ReferenceData::new().with_mue(mue(4)).provenance();
    assert!(!changed.has_facts_of(&ReferenceData::new().with_mue(mue(5)).provenance()));
    assert!(
        changed.has_facts_of(
            &ReferenceData::new()
                .with_mue(mue(5))
                .with_mue(mue(4))
                .provenance()
        )
    );
    let changed = ReferenceData::new()
        .with_yearly_amount(amount(2550))
        .provenance();
    let again = ReferenceData::new()
        .with_yearly_amount(amount(2551))
        .provenance();
    assert!(!changed.has_facts_of(&again));
}

#[test]
fn a_fingerprint_is_the_same_on_every_machine() {
    let reference = ReferenceData::new().with_yearly_amount(amount(2550));
    let [supplied] = reference
        .provenance()
        .supplied()
        .to_vec()
        .try_into()
        .expect("one family");
    assert_eq!(supplied.fingerprint.to_string(), "d8b871137e3a82c1");
    assert_eq!(
        supplied.fingerprint.to_string().parse(),
        Ok(supplied.fingerprint)
    );
    assert!(
        "12".parse::<therapy_billing::reference::Fingerprint>()
            .is_err()
    );
}

#[cfg(feature = "serde")]
#[test]
fn a_provenance_reads_back_equal() {
    let provenance = ReferenceData::new()
        .with_yearly_amount(amount(2550))
        .provenance();
    let text = serde_json::to_string(&provenance).expect("written");
    assert_eq!(
        serde_json::from_str::<therapy_billing::reference::Provenance>(&text).ok(),
        Some(provenance)
    );
}
