//! The totals of many audits are the sums over the claims, and parts that are merged give the totals of the whole.
#![cfg(feature = "tables")]

use therapy_billing::claim::{Audit, AuditTotals, AuditedCode, Claim, Visit};
use therapy_billing::time::macros::date;
use therapy_billing::{
    Discipline, Modifiers, ProcedureCode, ServiceLine, Session, Setting, UnitRule, Units,
};

/// The audit of a physical therapy visit and of its lines.
fn audit<const S: usize, const L: usize>(
    services: [(&str, u16); S],
    billed: [(&str, u16, &str); L],
) -> Audit {
    let session = Session::of(date!(2024 - 08 - 14), Discipline::Pt, services).expect("a session");
    let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
    let lines = billed.map(|(code, units, modifiers)| {
        let modifiers: Modifiers = modifiers.parse().expect("modifiers");
        ServiceLine::new(ProcedureCode::of(code), Units::new(units)).with_modifiers(modifiers)
    });
    let claim = Claim::of_visit(visit, lines.to_vec()).expect("a claim");
    claim.audit().expect("a claim of a visit")
}

/// Two units too many of 97110; two units too few of 97112 beside an untimed code; a code that was not delivered;
/// and a claim without a fault.
fn audits() -> [Audit; 4] {
    [
        audit(
            [("97110", 24), ("97012", 10)],
            [("97110", 4, "GP"), ("97012", 1, "GP")],
        ),
        audit(
            [("97112", 38), ("97150", 20)],
            [("97112", 1, "GP"), ("97150", 1, "GP 59")],
        ),
        audit([("97110", 15)], [("97110", 1, "GP"), ("97140", 1, "GP")]),
        audit([("97140", 30)], [("97140", 2, "GP")]),
    ]
}

fn totals(audits: &[Audit]) -> AuditTotals {
    let mut totals = AuditTotals::new();
    for audit in audits {
        totals.add(audit);
    }
    totals
}

#[test]
fn units_above_and_below_are_added_claim_by_claim() {
    let totals = totals(&audits());
    // 24 minutes are 2 units of 4 billed, 38 are 3 of 1, 15 are 1 of 2, and 30 are 2 of 2
    assert_eq!(totals.claims(), 4);
    assert_eq!(totals.timed_units_supported(), 2 + 3 + 1 + 2);
    assert_eq!(totals.timed_units_billed(), 4 + 1 + 2 + 2);
    assert_eq!(totals.units_over(), 2 + 1);
    assert_eq!(totals.units_under(), 2);
    assert_eq!(totals.unreadable(), 0);
}

#[test]
fn a_claim_counts_as_one_with_errors_where_its_worst_finding_is_an_error() {
    let of = |audit: &Audit| totals(std::slice::from_ref(audit)).claims_with_errors();
    assert_eq!(audits().each_ref().map(of), [1, 0, 1, 0]);
    assert_eq!(totals(&audits()).claims_with_errors(), 2);
}

#[test]
fn codes_are_added_in_their_order_with_billed_and_supported_units() {
    let codes: Vec<_> = totals(&audits())
        .codes()
        .map(|(code, units)| (code.to_string(), units.billed, units.supported))
        .collect();
    let expected = [
        ("97012", 1, 1),
        ("97110", 4 + 1, 2 + 1),
        ("97112", 1, 3),
        ("97140", 1 + 2, 2),
        ("97150", 1, 1),
    ];
    assert_eq!(
        codes,
        expected.map(|(code, billed, supported)| (code.to_owned(), billed, supported))
    );
}

#[test]
fn findings_are_counted_by_their_ids_and_those_that_were_not_raised_are_left_out() {
    let audits = audits();
    let totals = totals(&audits);
    for (id, count) in totals.findings() {
        let raised = audits.iter().flat_map(Audit::findings);
        assert_eq!(
            raised.filter(|finding| finding.id() == id).count() as u64,
            count,
            "{id}"
        );
        assert!(count > 0, "{id} was not raised");
    }
    let all: usize = audits
        .iter()
        .map(|audit| audit.findings().iter().count())
        .sum();
    assert_eq!(
        totals.findings().map(|(_, count)| count).sum::<u64>(),
        all as u64
    );
    let exceeds = totals
        .findings()
        .find(|(id, _)| *id == "units-exceed-minutes");
    assert_eq!(exceeds, Some(("units-exceed-minutes", 2)));
    assert_eq!(AuditTotals::new().findings().count(), 0);
}

#[test]
fn a_claim_that_cannot_be_read_counts_as_a_claim_and_nowhere_else() {
    let mut totals = totals(&audits());
    let before = totals.clone();
    totals.add_unreadable();
    totals.add_unreadable();
    assert_eq!((totals.claims(), totals.unreadable()), (6, 2));
    assert_eq!(totals.claims_with_errors(), before.claims_with_errors());
    assert!(totals.codes().eq(before.codes()));
    assert!(totals.findings().eq(before.findings()));
}

#[test]
fn parts_that_are_merged_give_the_totals_of_the_whole() {
    let audits = audits();
    let mut whole = totals(&audits);
    whole.add_unreadable();
    for place in 0..=audits.len() {
        let (first, second) = audits.split_at(place);
        let (mut merged, mut other) = (totals(first), totals(second));
        other.add_unreadable();
        merged.merge(&other);
        assert_eq!(
            merged,
            whole,
            "in parts of {place} and {}",
            audits.len() - place
        );
    }
}

#[test]
fn the_codes_of_an_audit_are_those_delivered_in_their_order_and_then_those_only_billed() {
    let audit = audit(
        [("97140", 8), ("97110", 30), ("97012", 10), ("97112", 0)],
        [("97530", 1, "GP"), ("97110", 2, "GP")],
    );
    let codes: Vec<_> = audit
        .codes()
        .iter()
        .map(
            |AuditedCode {
                 code,
                 billed,
                 supported,
                 ..
             }| (code.to_string(), *billed, *supported),
        )
        .collect();
    // 38 minutes are 3 units; 97110 has two whole blocks, and 97140 the 8 minutes of the third
    let expected = [
        ("97140", 0, 1),
        ("97110", 2, 2),
        ("97012", 0, 1),
        ("97112", 0, 0),
        ("97530", 1, 0),
    ];
    assert_eq!(
        codes,
        expected.map(|(code, billed, supported)| (code.to_owned(), billed, supported))
    );
}
