//! Repeats one step of the typed path a number of times, so that `instructions.sh` can count its instructions, which no
//! other program on the machine changes.

use std::hint::black_box;

use therapy_billing::{
    Discipline, Minutes, Modifier, Modifiers, ProcedureCode, ReferenceData, Service, ServiceLine,
    Session, Setting, UnitRule, Units,
    claim::{Bill, Claim, Visit},
    documentation::Record,
    time::{Date, macros::date},
};

const RULE: UnitRule = UnitRule::MEDICARE;
const SETTING: Setting = Setting::PrivatePractice;
/// A day whose quarter has tables of edits, one that has only one of PTP edits, one that has only one of MUE values, and
/// one that has neither.
const CLAIM_DAY: Date = date!(2024 - 08 - 14);
const PTP_DAY: Date = date!(2026 - 08 - 14);
const MUE_DAY: Date = date!(2026 - 11 - 14);
const INFERRED_DAY: Date = date!(2025 - 08 - 14);
const CODES: [&str; 4] = ["97112", "97110", "97140", "97530"];

/// A name, and what is repeated.
type Step = (&'static str, fn(usize));

const STEPS: [Step; 20] = [
    ("catalog-hit", |times| catalog(times, "97112")),
    ("catalog-miss", |times| catalog(times, "99999")),
    ("mue-held-hit", |times| mue(times, "97112", MUE_DAY)),
    ("mue-held-miss", |times| mue(times, "99999", MUE_DAY)),
    ("mue-inferred-hit", |times| {
        mue(times, "97112", INFERRED_DAY);
    }),
    ("mue-inferred-miss", |times| {
        mue(times, "99999", INFERRED_DAY);
    }),
    ("ptp-held-hit", |times| ptp(times, "97150", PTP_DAY)),
    ("ptp-held-miss", |times| ptp(times, "97110", PTP_DAY)),
    ("ptp-inferred-hit", |times| {
        ptp(times, "97150", INFERRED_DAY);
    }),
    ("ptp-inferred-miss", |times| {
        ptp(times, "97110", INFERRED_DAY);
    }),
    ("session", |times| {
        repeat(times, || session(&[18, 13, 10, 8]));
    }),
    ("session-and-allocation", |times| {
        repeat(times, || RULE.allocate(&session(&[18, 13, 10, 8])));
    }),
    ("allocation", |times| {
        let session = session(&[18, 13, 10, 8]);
        repeat(times, || RULE.allocate(black_box(&session)));
    }),
    ("keystroke", |times| {
        let mut session = session(&[18, 13, 10, 8]);
        let mut minutes = 0;
        repeat(times, || {
            minutes = (minutes + 1) % 64;
            let service = Service::new(ProcedureCode::CPT_97110, Minutes::new(minutes));
            session.replace(1, service.unwrap()).unwrap();
            RULE.allocate(&session)
        });
    }),
    ("explanation", |times| {
        let allocation = RULE.allocate(&session(&[24, 23]));
        repeat(times, || black_box(&allocation).explain().text());
    }),
    ("bill", |times| {
        let visit = visit();
        repeat(times, || Bill::new(black_box(&visit).clone()).findings());
    }),
    ("check", |times| {
        let claim = claim();
        repeat(times, || black_box(&claim).check());
    }),
    ("audit", |times| {
        let claim = claim();
        repeat(times, || black_box(&claim).audit());
    }),
    ("complete-record", |times| record(times, 0)),
    ("thin-record", |times| record(times, 1)),
];

fn catalog(times: usize, code: &str) {
    let (reference, code) = (ReferenceData::built_in(), ProcedureCode::of(code));
    repeat(times, || {
        black_box(reference).lookup(black_box(code), black_box(PTP_DAY))
    });
}

fn mue(times: usize, code: &str, day: Date) {
    let (reference, code) = (ReferenceData::built_in(), ProcedureCode::of(code));
    repeat(times, || {
        black_box(reference).mue(black_box(code), SETTING, black_box(day))
    });
}

fn ptp(times: usize, other: &str, day: Date) {
    let reference = ReferenceData::built_in();
    let (code, other) = (ProcedureCode::CPT_97112, ProcedureCode::of(other));
    repeat(times, || {
        black_box(reference).ptp(black_box(code), black_box(other), SETTING, black_box(day))
    });
}

fn session(minutes: &[u16]) -> Session {
    let codes = CODES.map(ProcedureCode::of);
    let services = codes.into_iter().zip(black_box(minutes).iter().copied());
    Session::of(PTP_DAY, Discipline::Pt, services).unwrap()
}

fn visit() -> Visit {
    Visit::new(session(&[18, 13, 10, 8]), RULE, SETTING)
}

/// A claim of four lines that its visit supports.
fn claim() -> Claim {
    let codes = ["97112", "97110", "97140", "G0283"].map(ProcedureCode::of);
    let services = codes.into_iter().zip([18, 13, 10, 12]);
    let session = Session::of(CLAIM_DAY, Discipline::Pt, services).unwrap();
    let modifiers = Modifiers::new([Modifier::GP]).unwrap();
    let line = |code| ServiceLine::new(code, Units::ONE).with_modifiers(modifiers);
    let visit = Visit::new(session, RULE, SETTING);
    let claim = Claim::of_visit(visit, codes.map(line).to_vec()).unwrap();
    let audit = claim.audit().unwrap();
    assert!(audit.findings().is_empty() && claim.check().is_empty());
    claim
}

fn record(times: usize, number: usize) {
    let records = include_str!("../examples/data/records.ndjson");
    let line = records.lines().nth(number).unwrap();
    let record: Record = serde_json::from_str(line).unwrap();
    repeat(times, || black_box(&record).validate());
}

fn repeat<T>(times: usize, mut step: impl FnMut() -> T) {
    for _ in 0..times {
        black_box(step());
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let known = arguments.first().and_then(|name| {
        let mut steps = STEPS.iter();
        steps.find(|(known, _)| known == name)
    });
    match (known, arguments.get(1).and_then(|times| times.parse().ok())) {
        (Some((_, step)), Some(times)) => step(times),
        _ => STEPS.iter().for_each(|(name, _)| println!("{name}")),
    }
}
