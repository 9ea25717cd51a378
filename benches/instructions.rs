//! Repeats one step of the typed path a number of times, so that `instructions.sh` can count its instructions, which no
//! other program on the machine changes.

mod visits;

use std::hint::black_box;

use therapy_billing::{
    Discipline, Minutes, Modifier, Modifiers, ProcedureCode, ReferenceData, Service, ServiceLine,
    Session, Setting, UnitRule, Units,
    claim::{Bill, Claim, Visit},
    documentation::Record,
    payment::TherapyDay,
    reference::{fee_schedule::Place, thresholds::Bucket},
    rust_decimal::Decimal,
    time::{Date, macros::date},
    units::columns::{self, Codebook},
};
use visits::{Draw, Visits};

const RULE: UnitRule = UnitRule::MEDICARE;
const SETTING: Setting = Setting::PrivatePractice;
/// A day whose quarter has tables of edits, one that has only one of PTP edits, one that has only one of MUE values, and
/// one that has neither.
const CLAIM_DAY: Date = date!(2024 - 08 - 14);
const PTP_DAY: Date = date!(2026 - 08 - 14);
const MUE_DAY: Date = date!(2026 - 11 - 14);
const INFERRED_DAY: Date = date!(2025 - 08 - 14);
const CODES: [ProcedureCode; 4] = [
    ProcedureCode::CPT_97112,
    ProcedureCode::CPT_97110,
    ProcedureCode::CPT_97140,
    ProcedureCode::CPT_97530,
];

/// A name, and what is repeated.
type Step = (&'static str, fn(usize));

const STEPS: [Step; 29] = [
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
    ("estimate", |times| {
        let day = day();
        repeat(times, || black_box(&day).estimate());
    }),
    ("statement", |times| {
        let estimate = day().estimate().unwrap();
        repeat(times, || black_box(&estimate).statement());
    }),
    ("complete-record", |times| record(times, 0)),
    ("thin-record", |times| record(times, 1)),
    ("split-rows-4", |times| rows(times, 4)),
    ("split-rows-8", |times| rows(times, 8)),
    ("split-sessions", |times| {
        in_columns(times, |visits, units| {
            columns::split_sessions(RULE, &visits.offsets, &visits.minutes, units)
        });
    }),
    ("split-coded-u8", |times| coded(times, usize::MAX, |id| id)),
    ("split-coded-u16", |times| {
        coded(times, usize::MAX, u16::from);
    }),
    ("split-coded-u32", |times| {
        coded(times, usize::MAX, u32::from);
    }),
    ("split-coded-repeats", |times| coded(times, 20, |id| id)),
];

fn catalog(times: usize, code: &str) {
    let (reference, code) = (ReferenceData::built_in(), ProcedureCode::of(code));
    repeat(times, || {
        black_box(reference).lookup(*black_box(&code), black_box(PTP_DAY))
    });
}

fn mue(times: usize, code: &str, day: Date) {
    let (reference, code) = (ReferenceData::built_in(), ProcedureCode::of(code));
    repeat(times, || {
        black_box(reference).mue(*black_box(&code), SETTING, black_box(day))
    });
}

fn ptp(times: usize, other: &str, day: Date) {
    let reference = ReferenceData::built_in();
    let (code, other) = (ProcedureCode::CPT_97112, ProcedureCode::of(other));
    repeat(times, || {
        black_box(reference).ptp(
            *black_box(&code),
            *black_box(&other),
            SETTING,
            black_box(day),
        )
    });
}

fn session(minutes: &[u16]) -> Session {
    let services = black_box(CODES)
        .into_iter()
        .zip(black_box(minutes).iter().copied());
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

/// A day of four lines, with everything stated that a price needs.
fn day() -> TherapyDay {
    let modifiers = Modifiers::new([Modifier::GP]).unwrap();
    let empty = TherapyDay::new(date!(2026 - 03 - 16), Place::National)
        .with_deductible_remaining(Decimal::TEN)
        .and_then(|day| day.with_accrued(Bucket::PtSlp, Decimal::ONE_HUNDRED));
    let lines = CODES.iter().map(|&code| {
        let line = ServiceLine::new(code, Units::ONE).with_modifiers(modifiers);
        line.with_charge(Decimal::ONE_HUNDRED).unwrap()
    });
    let day = lines.fold(empty.unwrap(), |day, line| day.with_line(line).unwrap());
    assert!(day.estimate().unwrap().totals.allowed.is_some());
    day
}

fn record(times: usize, number: usize) {
    let records = include_str!("../examples/data/records.ndjson");
    let line = records.lines().nth(number).unwrap();
    let record: Record = serde_json::from_str(line).unwrap();
    repeat(times, || black_box(&record).validate());
}

/// The sessions of a call in columns; the times of `instructions.sh` are multiples of it, and count sessions.
const SESSIONS: usize = 1_000;

fn in_columns<T>(times: usize, step: impl Fn(&Visits, &mut [u16]) -> T) {
    let visits = visits::visits(SESSIONS);
    let mut units = vec![0; visits.minutes.len()];
    repeat(times / SESSIONS, || {
        step(black_box(&visits), black_box(&mut units))
    });
}

fn rows(times: usize, width: usize) {
    let minutes = Draw(1).column(SESSIONS * width);
    let mut units = vec![0; minutes.len()];
    repeat(times / SESSIONS, || {
        columns::split_rows(RULE, width, black_box(&minutes), black_box(&mut units))
    });
}

/// Counts sessions with codes, half of which are untimed. One session in `every` has a code twice.
fn coded<I: Copy + Ord + TryInto<usize> + TryFrom<usize>>(
    times: usize,
    every: usize,
    id: impl Fn(u8) -> I,
) {
    const CODES: [&str; 16] = [
        "97112", "97110", "97140", "97116", "97530", "97535", "97035", "97032", "97010", "97150",
        "97161", "97014", "97164", "97012", "97016", "97113",
    ];
    let codes = CODES.map(ProcedureCode::of);
    let codebook = Codebook::new(ReferenceData::built_in(), RULE, PTP_DAY, &codes).unwrap();
    let mut draw = Draw(0xc0de);
    let mut ids = Vec::new();
    for ends in visits::visits(SESSIONS).offsets.windows(2) {
        let mut left: Vec<u8> = (0..16).collect();
        let first = ids.len();
        ids.extend((ends[0]..ends[1]).map(|_| {
            let place = draw.below(left.len() as u64);
            id(left.swap_remove(usize::try_from(place).unwrap()))
        }));
        if draw.below(every as u64) == 0 {
            *ids.last_mut().unwrap() = ids[first];
        }
    }
    in_columns(times, |visits, units| {
        columns::split_coded(
            &codebook,
            &visits.offsets,
            black_box(&ids),
            &visits.minutes,
            units,
        )
    });
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
