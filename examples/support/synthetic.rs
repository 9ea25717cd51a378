//! Made-up claims, each with the findings it must have: billed as its visit supports, or with one
//! fault of a known kind.
//!
//! Nothing here asks the library what is lawful: units are counted by the plain reading of the rule,
//! handing them out one at a time. The codes are ones that are no edit of each other, and the minutes
//! stay below every MUE value unless the fault is one.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "a module of programs that use parts of it"
)]

use std::io::{self, Write};

use therapy_billing::{
    Discipline, Minutes, Modifier, Modifiers, PersonMinutes, ProcedureCode, Service, ServiceLine,
    Session, Setting, UnitRule, Units,
    claim::{Claim, Visit},
    reference::thresholds::Bucket,
    rust_decimal::Decimal,
    time::{Date, Duration, macros::date},
};

/// A claim and the ids of its findings, sorted.
#[derive(Clone, Debug)]
pub struct Synthetic {
    /// The claim.
    pub claim: Claim,
    /// What an audit must find, and nothing else.
    pub expected: Vec<&'static str>,
}

/// Timed codes that are always therapy and no edit of each other, with units to spare below the MUE.
const TIMED: [&str; 6] = ["97110", "97112", "97116", "97140", "97530", "97535"];
/// An untimed code that is an edit of none of them, with an MUE of one unit.
const UNTIMED: &str = "G0283";
/// A timed code of the same kind that no visit has.
const NEVER_DELIVERED: &str = "97033";

/// What is wrong with a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    None,
    UnitTooMany,
    LineLeftOut,
    WrongCode,
    NoDiscipline,
    OtherDiscipline,
    AssistantUnneeded,
    AssistantMissing,
    LineTwice,
    UntimedTwice,
    IdleDistinct,
    NoKx,
    BothAssistants,
}

const FAULTS: [Fault; 12] = [
    Fault::UnitTooMany,
    Fault::LineLeftOut,
    Fault::WrongCode,
    Fault::NoDiscipline,
    Fault::OtherDiscipline,
    Fault::AssistantUnneeded,
    Fault::AssistantMissing,
    Fault::LineTwice,
    Fault::UntimedTwice,
    Fault::IdleDistinct,
    Fault::NoKx,
    Fault::BothAssistants,
];

/// A stream of numbers that is the same on every machine (`SplitMix64`).
#[derive(Clone, Debug)]
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

/// One code of a visit, with what is known of its units.
#[derive(Clone, Copy, Debug)]
struct Code {
    billed_as: ProcedureCode,
    minutes: u16,
    by_assistant: bool,
    least: u16,
    most: u16,
    /// Units of the lawful split that is billed.
    units: u16,
}

/// The `number`th claim; every other one is right, the rest have one fault.
pub fn claim(number: u64) -> Synthetic {
    let mut random = Random(number);
    let fault = match number % 2 {
        0 => Fault::None,
        _ => FAULTS[usize::try_from(number / 2 % 12).unwrap_or_default()],
    };
    let discipline = [Discipline::Pt, Discipline::Ot][usize::from(random.below(2) == 1)];
    let date: Date =
        date!(2024 - 07 - 01) + Duration::days(i64::try_from(random.below(92)).unwrap_or_default());

    let mut codes = timed_codes(&mut random, fault);
    count(&mut codes, &mut random);
    let has_untimed = fault == Fault::UntimedTwice || random.below(4) == 0;
    let session = session(date, discipline, &codes, has_untimed);

    let own = discipline.modifier();
    let mark = match discipline {
        Discipline::Pt => Modifier::CQ,
        _ => Modifier::CO,
    };
    let mut lines: Vec<ServiceLine> = codes
        .iter()
        .filter(|code| code.units > 0)
        .map(|code| {
            let modifiers = if code.by_assistant {
                vec![own, mark]
            } else {
                vec![own]
            };
            line(code.billed_as, code.units, &modifiers)
        })
        .collect();
    if has_untimed {
        lines.push(line(of(UNTIMED), 1, &[own]));
    }
    let mut expected: Vec<&'static str> = codes
        .iter()
        .filter(|code| code.units == 0 && code.minutes > 0)
        .map(|_| "minutes-unbilled")
        .collect();
    let accrued = (fault == Fault::NoKx).then(|| Decimal::from(2330));
    break_it(fault, &codes, &mut lines, discipline, &mut expected);
    expected.sort_unstable();

    let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
    let claim = Claim::of_visit(visit, lines).expect("a few lines");
    let mut claim = claim.with_id(format!("s-{number}"));
    if let Some(accrued) = accrued {
        let bucket = Bucket::of(discipline);
        claim = claim.with_accrued(bucket, accrued).expect("whole dollars");
    }
    Synthetic { claim, expected }
}

/// Writes the `number`th visit as an input of the example `bill`: one to six services of 1 to 75 minutes.
pub fn write_visit(number: u64, output: &mut impl Write) -> io::Result<()> {
    let mut random = Random(number);
    let discipline = ["pt", "ot"][usize::from(random.below(2) == 1)];
    let day = 1 + random.below(28);
    write!(
        output,
        r#"{{"id": "v-{number}", "date_of_service": "2026-03-{day:02}", "discipline": "{discipline}", "services": ["#
    )?;
    let skipped = usize::try_from(random.below(7)).unwrap_or_default();
    let codes = TIMED.into_iter().chain([UNTIMED]).cycle().skip(skipped);
    for (place, code) in (0..=random.below(6)).zip(codes) {
        let separator = if place == 0 { "" } else { ", " };
        let minutes = 1 + random.below(75);
        write!(
            output,
            r#"{separator}{{"code": "{code}", "minutes": {minutes}}}"#
        )?;
    }
    write!(output, "]}}")
}

fn of(code: &str) -> ProcedureCode {
    code.parse().expect("a well-formed code")
}

fn line(code: ProcedureCode, units: u16, modifiers: &[Modifier]) -> ServiceLine {
    let modifiers = Modifiers::new(modifiers.iter().copied()).expect("at most four");
    ServiceLine::new(code, Units::new(units)).with_modifiers(modifiers)
}

/// One to four codes; each is wholly the therapist's or wholly the assistant's, and at least one has
/// two full blocks, so that every fault has a line to befall.
fn timed_codes(random: &mut Random, fault: Fault) -> Vec<Code> {
    let mut left = TIMED.to_vec();
    let how_many = 1 + random.below(4);
    (0..how_many)
        .map(|place| {
            let pick = usize::try_from(random.below(left.len() as u64)).unwrap_or_default();
            let minutes = match place {
                0 => 30 + random.below(8),
                _ => 1 + random.below(29),
            };
            let by_assistant = match (fault, place) {
                (Fault::AssistantMissing | Fault::BothAssistants, 0) => true,
                (_, 0) => false,
                _ => random.below(3) == 0,
            };
            Code {
                billed_as: of(left.remove(pick)),
                minutes: u16::try_from(minutes).unwrap_or_default(),
                by_assistant,
                least: 0,
                most: 0,
                units: 0,
            }
        })
        .collect()
}

/// Counts under Medicare, handing the units out one at a time to the code with the most minutes not
/// yet paid for; among equals where they run out, to any.
fn count(codes: &mut [Code], random: &mut Random) {
    let total: u16 = codes.iter().map(|code| code.minutes).sum();
    let mut extra = (total + 7) / 15;
    for code in &mut *codes {
        (code.least, code.most) = (code.minutes / 15, code.minutes / 15);
        code.units = code.least;
        extra -= code.units;
    }
    while extra > 0 {
        let unpaid = |code: &Code| {
            if code.units > code.minutes / 15 {
                0
            } else {
                code.minutes % 15
            }
        };
        let most = codes.iter().map(unpaid).max().unwrap_or_default();
        let equal: Vec<usize> = (0..codes.len())
            .filter(|at| unpaid(&codes[*at]) == most)
            .collect();
        if equal.len() <= usize::from(extra) {
            for at in equal {
                codes[at].units += 1;
                codes[at].least += 1;
                codes[at].most += 1;
                extra -= 1;
            }
        } else {
            for at in &equal {
                codes[*at].most += 1;
            }
            let mut left = equal;
            for _ in 0..extra {
                let pick = usize::try_from(random.below(left.len() as u64)).unwrap_or_default();
                codes[left.remove(pick)].units += 1;
            }
            extra = 0;
        }
    }
}

fn session(date: Date, discipline: Discipline, codes: &[Code], has_untimed: bool) -> Session {
    let mut session = Session::new(date, discipline);
    for code in codes {
        let minutes = Minutes::new(code.minutes);
        let people = if code.by_assistant {
            PersonMinutes {
                assistant: minutes,
                ..PersonMinutes::default()
            }
        } else {
            PersonMinutes {
                therapist: minutes,
                ..PersonMinutes::default()
            }
        };
        let service = Service::new(code.billed_as, people).expect("a code of the catalog");
        session = session.with(service).expect("a day holds it");
    }
    if has_untimed {
        let service = Service::new(of(UNTIMED), Minutes::new(15)).expect("a code of the catalog");
        session = session.with(service).expect("a day holds it");
    }
    session
}

/// Breaks a right claim, and adds what an audit must say.
fn break_it(
    fault: Fault,
    codes: &[Code],
    lines: &mut Vec<ServiceLine>,
    discipline: Discipline,
    expected: &mut Vec<&'static str>,
) {
    let Some((first, rest)) = lines.split_first_mut() else {
        return;
    };
    let (code, units) = (codes[0], first.units().get());
    let own = discipline.modifier();
    let (mark, other_mark, other) = match discipline {
        Discipline::Pt => (Modifier::CQ, Modifier::CO, Modifier::GO),
        _ => (Modifier::CO, Modifier::CQ, Modifier::GP),
    };
    match fault {
        Fault::None => {}
        Fault::UnitTooMany => {
            *first = line(code.billed_as, units + 1, &[own]);
            expected.push("units-exceed-minutes");
            if units + 1 > code.most {
                expected.push("units-exceed-code");
            }
        }
        Fault::LineLeftOut => {
            lines.remove(0);
            expected.extend(["units-below-minutes", "code-not-billed"]);
        }
        Fault::WrongCode => {
            *first = line(of(NEVER_DELIVERED), units, &[own]);
            expected.extend(["code-not-delivered", "code-not-billed"]);
        }
        Fault::NoDiscipline => {
            *first = line(code.billed_as, units, &[]);
            expected.push("discipline-missing");
        }
        Fault::OtherDiscipline => {
            *first = line(code.billed_as, units, &[other]);
            expected.push("discipline-visit-mismatch");
        }
        Fault::AssistantUnneeded => {
            *first = line(code.billed_as, units, &[own, mark]);
            expected.push("assistant-modifier-unneeded");
        }
        Fault::AssistantMissing => {
            *first = line(code.billed_as, units, &[own]);
            expected.push("assistant-modifier-missing");
        }
        Fault::LineTwice => {
            *first = line(code.billed_as, units - 1, &[own]);
            let again = line(code.billed_as, 1, &[own]);
            lines.push(again);
            expected.push("line-duplicate");
        }
        Fault::UntimedTwice => {
            if let Some(untimed) = rest.iter_mut().find(|line| line.code() == of(UNTIMED)) {
                *untimed = line(of(UNTIMED), 2, &[own]);
            }
            expected.extend(["untimed-units", "mue-day-exceeded"]);
        }
        Fault::IdleDistinct => {
            *first = line(code.billed_as, units, &[own, Modifier::DISTINCT_SERVICE]);
            expected.push("distinct-without-pair");
        }
        Fault::NoKx => {
            for line in &mut *lines {
                if line.code() != code.billed_as {
                    let modifiers = line.modifiers().with(Modifier::KX).expect("three at most");
                    *line = line.with_modifiers(modifiers);
                }
            }
            expected.push("kx-missing");
        }
        Fault::BothAssistants => {
            *first = line(code.billed_as, units, &[own, mark, other_mark]);
            expected.push("assistant-both");
        }
    }
}
