//! 97112: what was treated, how, how much, for what, and that it needed a clinician.

use super::chart::{Chart, Unjudged, Verdict, missing, missing_at};
use super::words::same_words;
use super::{Out, at};
use crate::finding::Evidence;
use crate::{
    code::ProcedureCode,
    documentation::{
        finding::Few,
        neuromuscular::NeuromuscularGap,
        record::{
            Assistance, Cue, Deficit, DiagnosisCode, Instrument, PriorNeuromuscular, Purpose,
            Technique,
        },
    },
};

/// Notes before today's in which nothing changed.
const UNCHANGED_NOTES: usize = 4;

/// Notes before today's in which the patient did it alone.
const ALONE_NOTES: usize = 3;

/// Diagnoses that do not point at a deficit of 97112 by themselves: pain, weakness.
const WEAK: [&str; 14] = [
    "M54.2", "M54.5", "M54.6", "M54.8", "M54.9", "M25.5", "M25.6", "M79.1", "M79.6", "M62.81",
    "M62.83", "R52", "R53", "G89",
];

/// The deficit is named.
pub(super) fn deficit(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::Deficit,
        "note.interventions[].nmr.deficits",
    )
}

/// It was evaluated.
pub(super) fn deficit_evaluated(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let evaluation = chart.evaluation()?;
    let evaluated = |deficit: Deficit| {
        let mut found = evaluation.deficits.iter();
        found.any(|found| found.deficit == deficit)
            || chart
                .reports()
                .any(|(_, report)| report.deficits.contains(&deficit))
    };
    for (position, entry) in chart.neuromuscular()? {
        let deficits = entry.nmr.deficits.iter().copied();
        let unknown = Few::of(deficits.filter(|&deficit| !evaluated(deficit)));
        if !unknown.is_empty() {
            let place = at("note.interventions[].nmr.deficits").index(position);
            out.fire(place, Evidence::NONE.with("deficits", unknown));
        }
    }
    Ok(())
}

/// It was measured.
pub(super) fn deficit_measured(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    for (position, entry) in chart.neuromuscular()? {
        let deficits = &entry.nmr.deficits;
        let measures_any = |instrument: Instrument| {
            let mut measured = instrument.measures().iter();
            measured.any(|deficit| deficits.contains(deficit))
        };
        let mut measurements = chart.measurements();
        if !deficits.is_empty() && !measurements.any(|it| measures_any(it.instrument)) {
            let fitting = Instrument::ALL.iter().copied();
            let fitting = Few::of(fitting.filter(|&it| measures_any(it)).take(3));
            let deficits = Few::of(deficits.iter().copied());
            let mut evidence = Evidence::NONE.with("deficits", deficits);
            if !fitting.is_empty() {
                evidence = evidence.with("instruments", fitting);
            }
            let place = at("note.interventions[].nmr.deficits").index(position);
            out.fire(place, evidence);
        }
    }
    Ok(())
}

/// A technique or activity is named.
pub(super) fn technique(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::Technique,
        "note.interventions[].nmr.techniques",
    )
}

/// Not all of it was done to the patient.
pub(super) fn passive_content(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::Activity,
        "note.interventions[].nmr.techniques",
    )
}

/// The body area is named.
pub(super) fn area(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::Area,
        "note.interventions[].nmr.areas",
    )
}

/// Work lying down says how it serves sitting or standing.
pub(super) fn position(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::PositionReason,
        "note.interventions[].nmr.positions",
    )
}

/// The clinician did something.
pub(super) fn skilled_input(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::SkilledInput,
        "note.interventions[].nmr.cues",
    )
}

/// How much is recorded.
pub(super) fn dose(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    gap(
        chart,
        out,
        NeuromuscularGap::Dose,
        "note.interventions[].nmr.dose",
    )
}

/// It serves a goal of the plan.
pub(super) fn goal_link(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let plan = chart.plan()?;
    for (position, entry) in chart.neuromuscular()? {
        let goals = &entry.nmr.goals;
        if goals.is_empty() || !goals.iter().all(|goal| plan.has_goal(goal)) {
            let place = at("note.interventions[].nmr.goals").index(position);
            out.fire(place, Evidence::NONE);
        }
    }
    Ok(())
}

/// Its purpose is not another code's.
pub(super) fn purpose(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    const INPUT: &str = "note.interventions[].purpose";
    let mut verdict = Ok(());
    for (position, entry) in chart.neuromuscular()? {
        let Some(purpose) = entry.purpose else {
            verdict = verdict.and(missing_at(INPUT, position));
            continue;
        };
        if let Some(better) = better_code(purpose) {
            let evidence = Evidence::NONE.with("purpose", purpose.as_str());
            let evidence = evidence.with("better", better);
            out.fire(at(INPUT).index(position), evidence);
        }
    }
    verdict
}

/// The code to which a purpose belongs; `None` where 97112 will do.
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

/// Something changed in five visits: the techniques, or the dose.
pub(super) fn progression(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let mut verdict = Ok(());
    for (position, entry) in chart.neuromuscular()? {
        let nmr = &entry.nmr;
        if nmr.techniques.is_empty() {
            verdict = verdict.and(missing_at("note.interventions[].nmr.techniques", position));
            continue;
        }
        let Some(dose) = &nmr.dose else {
            verdict = verdict.and(missing_at("note.interventions[].nmr.dose", position));
            continue;
        };
        let alike = |prior: &PriorNeuromuscular| {
            let prior_dose = prior.dose.as_deref();
            same_set(&prior.techniques, &nmr.techniques)
                && prior_dose.is_some_and(|prior| same_words(prior, dose))
        };
        match all_of_last(chart, UNCHANGED_NOTES, alike) {
            None => verdict = verdict.and(missing("episode.prior_notes")),
            Some(true) => {
                let place = at("note.interventions[].nmr").index(position);
                out.fire(place, Evidence::NONE);
            }
            Some(false) => {}
        }
    }
    verdict
}

/// What the patient does alone, visit after visit, needs no clinician.
pub(super) fn independent_repeat(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    const INPUT: &str = "note.interventions[].nmr.assistance";
    let alone = |assistance: Option<Assistance>, cues: &[Cue]| {
        assistance == Some(Assistance::Independent) && cues.is_empty()
    };
    let mut verdict = Ok(());
    for (position, entry) in chart.neuromuscular()? {
        let nmr = &entry.nmr;
        if nmr.assistance.is_none() {
            verdict = verdict.and(missing_at(INPUT, position));
        }
        if !alone(nmr.assistance, &nmr.cues) {
            continue;
        }
        let prior = |prior: &PriorNeuromuscular| alone(prior.assistance, &prior.cues);
        match all_of_last(chart, ALONE_NOTES, prior) {
            None => verdict = verdict.and(missing("episode.prior_notes")),
            Some(true) => out.fire(at(INPUT).index(position), Evidence::NONE),
            Some(false) => {}
        }
    }
    verdict
}

/// Falls on record are described.
pub(super) fn falls_facts(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
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

/// A line of 97112 points at more than pain or weakness.
pub(super) fn weak_diagnosis(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    const INPUT: &str = "claim.lines[].diagnoses";
    let weak = |code: &DiagnosisCode| WEAK.iter().any(|prefix| code.begins_with(prefix));
    let lines = chart.claim()?.lines.iter().enumerate();
    let mut lines = lines
        .filter(|(_, line)| line.code == ProcedureCode::CPT_97112)
        .peekable();
    if lines.peek().is_none() {
        return Err(Unjudged::NotApplicable);
    }
    let mut verdict = Ok(());
    for (position, line) in lines {
        if line.diagnoses.is_empty() {
            verdict = verdict.and(missing_at(INPUT, position));
        } else if line.diagnoses.iter().all(weak) {
            let icds = Few::of(line.diagnoses.iter().copied());
            let evidence = Evidence::NONE.with("icds", icds);
            out.fire(at(INPUT).index(position), evidence);
        }
    }
    verdict
}

/// Fires at `path` for each entry that lacks something.
fn gap(chart: &Chart<'_>, out: &mut Out<'_>, gap: NeuromuscularGap, path: &'static str) -> Verdict {
    for (position, _) in chart.neuromuscular()?.filter(|(_, entry)| gap.is_in(entry)) {
        out.fire(at(path).index(position), Evidence::NONE);
    }
    Ok(())
}

/// Whether something holds of the last so many notes with 97112; `None` where there are fewer.
fn all_of_last(
    chart: &Chart<'_>,
    notes: usize,
    holds: impl Fn(&PriorNeuromuscular) -> bool,
) -> Option<bool> {
    let prior = chart.episode.prior_notes.iter().rev();
    let mut last = prior.filter_map(|note| note.nmr.as_ref()).take(notes);
    let mut seen = 0;
    let all = last.by_ref().inspect(|_| seen += 1).all(holds);
    if all && seen < notes { None } else { Some(all) }
}

/// Whether two lists hold the same techniques, in whatever order.
fn same_set(one: &[Technique], other: &[Technique]) -> bool {
    one.iter().all(|technique| other.contains(technique))
        && other.iter().all(|technique| one.contains(technique))
}
