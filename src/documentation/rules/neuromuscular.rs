//! Checks the entries of CPT 97112: deficit, technique, dose, purpose and the clinician's part.

use alloc::vec::Vec;

use super::out::{Known, Out, at, each_once};
use super::words::plain;
use crate::documentation::chart::{Chart, Unjudged, Verdict, missing, missing_at};
use crate::finding::{Evidence, Fact};
use crate::reference::catalog::cpt_97112::Element;
use crate::{
    code::ProcedureCode,
    documentation::{
        neuromuscular::NeuromuscularGap,
        record::{
            Assistance, Cue, Deficit, DiagnosisCode, Instrument, PriorNeuromuscular, Purpose,
            Technique,
        },
    },
};

/// The number of earlier notes without a change from which the rule fires.
const UNCHANGED_NOTES: usize = 4;

/// The number of earlier notes with independent work from which the rule fires.
const ALONE_NOTES: usize = 3;

/// The beginnings of diagnoses that do not show a deficit of 97112 on their own, such as pain and weakness.
const WEAK: [&str; 14] = [
    "M54.2", "M54.5", "M54.6", "M54.8", "M54.9", "M25.5", "M25.6", "M79.1", "M79.6", "M62.81",
    "M62.83", "R52", "R53", "G89",
];

/// Checks that the deficit is named.
pub(super) fn deficit(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::Deficit,
        "note.interventions[].nmr.deficits",
    )
}

/// Checks that the evaluation or a report mentions the deficit.
pub(super) fn deficit_evaluated(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let found = chart
        .evaluation()?
        .deficits
        .iter()
        .map(|found| found.deficit);
    let reported = chart
        .reports()
        .flat_map(|(_, report)| report.deficits.iter().copied());
    let evaluated = bits(found.chain(reported));
    for (position, entry) in chart.neuromuscular()? {
        let deficits = entry.nmr.deficits.iter().copied();
        let unknown = each_once(deficits.filter(|deficit| evaluated & deficit.bit() == 0));
        if !unknown.is_empty() {
            let place = at("note.interventions[].nmr.deficits").index(position);
            out.fire(place, Evidence::NONE.with("deficits", unknown));
        }
    }
    Ok(())
}

/// Checks that a measured value shows the deficit.
pub(super) fn deficit_measured(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let measured = chart.measurements().flat_map(|it| it.instrument.measures());
    let measured = bits(measured.copied());
    for (position, entry) in chart.neuromuscular()? {
        let deficits = &entry.nmr.deficits;
        if deficits.is_empty() || measured & bits(deficits.iter().copied()) != 0 {
            continue;
        }
        let deficits = each_once(deficits.iter().copied());
        let fits = |instrument: &Instrument| {
            let mut shown = instrument.measures().iter();
            shown.any(|deficit| deficits.contains(deficit))
        };
        let fitting: Vec<_> = Instrument::ALL
            .iter()
            .copied()
            .filter(fits)
            .take(3)
            .collect();
        let fitting = Some(fitting).filter(|fitting| !fitting.is_empty());
        let evidence = Evidence::NONE.with("instruments", fitting);
        let place = at("note.interventions[].nmr.deficits").index(position);
        out.fire(place, evidence.with("deficits", deficits));
    }
    Ok(())
}

/// Checks that a technique or activity is named.
pub(super) fn technique(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::Technique,
        "note.interventions[].nmr.techniques",
    )
}

/// Checks that not every technique is passive.
pub(super) fn passive_content(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::Activity,
        "note.interventions[].nmr.techniques",
    )
}

/// Checks that the body area is named.
pub(super) fn area(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::Area,
        "note.interventions[].nmr.areas",
    )
}

/// Checks that work in other positions has a reason that concerns sitting or standing.
pub(super) fn position(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::PositionReason,
        "note.interventions[].nmr.positions",
    )
}

/// Checks that the entry shows what the clinician did.
pub(super) fn skilled_input(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::SkilledInput,
        "note.interventions[].nmr.cues",
    )
}

/// Checks that the dose is recorded.
pub(super) fn dose(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::Dose,
        "note.interventions[].nmr.dose",
    )
}

/// Checks that the entry refers to goals of the plan.
pub(super) fn goal_link(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let plan = chart.plan()?;
    let planned = plan.long_term_goals.iter().chain(&plan.short_term_goals);
    let planned: Known<_> = planned.map(|goal| &goal.id).collect();
    for (position, entry) in chart.neuromuscular()? {
        let goals = &entry.nmr.goals;
        if goals.is_empty() || !goals.iter().all(|goal| planned.contains(&goal)) {
            let place = at("note.interventions[].nmr.goals").index(position);
            out.fire(place, Evidence::NONE);
        }
    }
    Ok(())
}

/// Checks that the purpose does not belong to another code.
pub(super) fn purpose(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    const INPUT: &str = "note.interventions[].purpose";
    let mut verdict = Ok(());
    for (position, entry) in chart.neuromuscular()? {
        let Some(purpose) = entry.purpose else {
            verdict = verdict.and_then(|()| missing_at(INPUT, position));
            continue;
        };
        if let Some(better) = better_code(purpose) {
            let evidence = Evidence::NONE.with("purpose", purpose.as_str());
            let evidence = evidence.with("better_code", Fact::Text(better.into()));
            out.fire(at(INPUT).index(position), evidence);
        }
    }
    verdict
}

/// Returns the code to which a purpose belongs, or `None` for a purpose of 97112.
const fn better_code(purpose: Purpose) -> Option<&'static str> {
    Some(match purpose {
        Purpose::Strength | Purpose::RangeOfMotion | Purpose::Flexibility | Purpose::Endurance => {
            "97110"
        }
        Purpose::GaitPattern => "97116",
        Purpose::FunctionalTask => "97530",
        Purpose::RepositioningManeuver => "95992",
        Purpose::SelfCareTraining => "97535",
        Purpose::PainRelief => "a modality or 97140",
        Purpose::NeuromuscularControl | Purpose::Evaluation | Purpose::Other => return None,
    })
}

/// Checks that the techniques or the dose changed within five visits.
pub(super) fn progression(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let prior = last_notes(chart, UNCHANGED_NOTES);
    let used = |techniques: &[Technique]| bits(techniques.iter().copied());
    let techniques: Vec<_> = prior.iter().map(|nmr| used(&nmr.techniques)).collect();
    let mut doses: Option<Vec<_>> = None; // in plain words, once they are needed
    let mut verdict = Ok(());
    for (position, entry) in chart.neuromuscular()? {
        let nmr = &entry.nmr;
        if nmr.techniques.is_empty() {
            verdict =
                verdict.and_then(|()| missing_at("note.interventions[].nmr.techniques", position));
            continue;
        }
        let Some(dose) = &nmr.dose else {
            verdict = verdict.and_then(|()| missing_at("note.interventions[].nmr.dose", position));
            continue;
        };
        let today = used(&nmr.techniques);
        if !techniques.iter().all(|prior| *prior == today) {
            continue;
        }
        let doses = doses.get_or_insert_with(|| {
            let doses = prior.iter().map(|nmr| nmr.dose.as_deref().map(plain));
            doses.collect()
        });
        let today = Some(plain(dose));
        if !doses.iter().all(|prior| *prior == today) {
            continue;
        }
        if prior.len() < UNCHANGED_NOTES {
            verdict = verdict.and_then(|()| missing("episode.prior_notes"));
        } else {
            let place = at("note.interventions[].nmr").index(position);
            out.fire(place, Evidence::NONE);
        }
    }
    verdict
}

/// Checks that the patient did not do the same alone and without cues at four visits.
pub(super) fn independent_repeat(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    const INPUT: &str = "note.interventions[].nmr.assistance";
    let alone = |assistance: Option<Assistance>, cues: &[Cue]| {
        assistance == Some(Assistance::Independent) && cues.is_empty()
    };
    let prior = last_notes(chart, ALONE_NOTES);
    let always = prior
        .iter()
        .all(|prior| alone(prior.assistance, &prior.cues));
    let mut verdict = Ok(());
    for (position, entry) in chart.neuromuscular()? {
        let nmr = &entry.nmr;
        if nmr.assistance.is_none() {
            verdict = verdict.and_then(|()| missing_at(INPUT, position));
        }
        if !alone(nmr.assistance, &nmr.cues) {
            continue;
        }
        if !always {
            continue;
        }
        if prior.len() < ALONE_NOTES {
            verdict = verdict.and_then(|()| missing("episode.prior_notes"));
        } else {
            out.fire(at(INPUT).index(position), Evidence::NONE);
        }
    }
    verdict
}

/// Checks that falls on record are described.
pub(super) fn falls_facts(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    chart.evaluation()?;
    let falls = chart.falls();
    let diagnosed = chart.episode.diagnoses.iter().any(|diagnosis| {
        let code = diagnosis.code;
        code.as_str() == "R29.6" || code.begins_with("Z91.81")
    });
    if !diagnosed && !falls.is_some_and(|falls| falls.reported) {
        return match falls {
            Some(_) => Ok(()),
            None => missing("episode.evaluation.falls"),
        };
    }
    if !falls.is_some_and(|falls| !falls.dates.is_empty() && falls.is_described()) {
        out.fire(at("episode.evaluation.falls"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that a line of 97112 has a diagnosis besides pain, stiffness or weakness.
pub(super) fn weak_diagnosis(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    const INPUT: &str = "claim.lines[].diagnoses";
    let weak = |code: &DiagnosisCode| WEAK.iter().any(|prefix| code.begins_with(prefix));
    let lines = chart.claim()?.lines.iter().enumerate();
    let mut lines = lines
        .filter(|(_, line)| line.code() == ProcedureCode::CPT_97112)
        .peekable();
    if lines.peek().is_none() {
        return Err(Unjudged::NotApplicable);
    }
    let mut verdict = Ok(());
    for (position, line) in lines {
        if line.diagnoses.is_empty() {
            verdict = verdict.and_then(|()| missing_at(INPUT, position));
        } else if line.diagnoses.iter().all(weak) {
            let icds = each_once(line.diagnoses.iter().copied());
            let evidence = Evidence::NONE.with("icds", icds);
            out.fire(at(INPUT).index(position), evidence);
        }
    }
    verdict
}

/// Reports each entry of 97112 that has a gap.
fn gap(chart: &Chart<'_>, out: &mut Out, gap: NeuromuscularGap, path: &'static str) -> Verdict {
    for (position, _) in chart.neuromuscular()?.filter(|(_, entry)| gap.is_in(entry)) {
        out.fire(at(path).index(position), Evidence::NONE);
    }
    Ok(())
}

/// Returns the 97112 treatment of the last notes that have it, the latest first.
fn last_notes<'a>(chart: &Chart<'a>, notes: usize) -> Vec<&'a PriorNeuromuscular> {
    let prior = chart.episode.prior_notes.iter().rev();
    prior
        .filter_map(|note| note.nmr.as_ref())
        .take(notes)
        .collect()
}

/// A value of a vocabulary of at most 64 words, each of which has a bit of its own.
trait Bit {
    fn bit(self) -> u64;
}

impl Bit for Technique {
    fn bit(self) -> u64 {
        const { assert!(Self::ALL.len() <= 64) };
        1 << self as u32
    }
}

impl Bit for Deficit {
    fn bit(self) -> u64 {
        const { assert!(Element::ALL.len() < 64) };
        match self {
            Self::Element(element) => 1 << element as u32,
            Self::MuscleTone => 1 << 63,
        }
    }
}

/// Returns the bits of the values of a list.
fn bits<T: Bit>(values: impl IntoIterator<Item = T>) -> u64 {
    let values = values.into_iter();
    values.fold(0, |all, value| all | value.bit())
}
