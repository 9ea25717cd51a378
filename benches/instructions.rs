//! Repeats one step of the typed path a number of times, so that `instructions.sh` can count its instructions, which no
//! other program on the machine changes.

use std::hint::black_box;

use therapy_billing::{
    Discipline, Minutes, ProcedureCode, Service, Session, UnitRule, time::macros::date,
};

const RULE: UnitRule = UnitRule::MEDICARE;

/// The steps: a name, and what is repeated.
const STEPS: [(&str, fn(usize)); 5] = [
    ("session", |times| {
        repeat(times, || session(&[18, 13, 10, 8]))
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
];

fn session(minutes: &[u16]) -> Session {
    let codes = ["97112", "97110", "97140", "97530"].map(ProcedureCode::of);
    let services = codes.into_iter().zip(black_box(minutes).iter().copied());
    Session::of(date!(2026 - 03 - 14), Discipline::Pt, services).unwrap()
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
