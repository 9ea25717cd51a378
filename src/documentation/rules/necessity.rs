//! Checks measured values, the purpose of the program and the diagnoses of the claim.

use super::out::{Known, Out, at, each_once};
use crate::code::ProcedureCode;
use crate::documentation::chart::{Chart, Unjudged, Verdict, missing};
use crate::documentation::record::{ClaimLine, GoalKind, Measurement, hundredths};
use crate::finding::{Evidence, Fact};
use crate::finding::{Location, Severity};

/// The evaluation codes of speech-language pathology, which may set up a program like those of PT and OT.
const SPEECH_EVALUATIONS: [ProcedureCode; 4] = [
    ProcedureCode::of("92521"),
    ProcedureCode::of("92522"),
    ProcedureCode::of("92523"),
    ProcedureCode::of("92524"),
];

/// Checks that each measured value is possible for its instrument.
pub(super) fn measure_range(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let mut measured = false;
    let mut judge = |place: Location, measurement: &Measurement| {
        measured = true;
        let (instrument, value) = (measurement.instrument, measurement.value.as_str());
        if !instrument.accepts(value) {
            let evidence = Evidence::NONE.with("instrument", instrument.as_str());
            out.fire(
                place,
                evidence.with("value", hundredths(value).map(Fact::Hundredths)),
            );
        }
    };
    if let Ok(evaluation) = chart.evaluation() {
        for (position, measurement) in evaluation.measures.iter().enumerate() {
            let place = at("episode.evaluation.measures[]").index(position);
            judge(place, measurement);
        }
    }
    for (report, of) in chart.reports() {
        for (position, measurement) in of.measures.iter().enumerate() {
            let place = at("episode.progress_reports[].measures[]").index(report);
            judge(place.index(position), measurement);
        }
    }
    if measured {
        Ok(())
    } else {
        Err(Unjudged::NotApplicable)
    }
}

/// Checks that a long-term goal is about more than sport or fitness. Under Medicare every goal must be.
pub(super) fn goal_kind(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let goals = chart.long_term_goals()?;
    let all = goals.len();
    let uncovered = goals
        .iter()
        .filter(|(_, goal)| matches!(goal.kind, Some(GoalKind::Sport | GoalKind::Fitness)))
        .count();
    let place = at("episode.plan.long_term_goals");
    if all == 0 {
        return missing("episode.plan.long_term_goals");
    }
    if uncovered == all {
        out.fire_by_payer(place, Evidence::NONE);
    } else if uncovered > 0 && chart.medicare {
        out.fire_as(Severity::Warning, place, Evidence::NONE);
    }
    Ok(())
}

/// Checks that a maintenance program states why it needs a therapist's skill.
pub(super) fn maintenance_skill(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let maintenance = chart.episode.maintenance.as_ref();
    if maintenance
        .ok_or(Unjudged::NotApplicable)?
        .skill_reason
        .is_none()
    {
        out.fire(at("episode.maintenance.skill_reason"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that nothing but the set-up of a maintenance program is billed in a CORF.
///
/// # Source
///
/// 42 CFR 410.100(b)(2) (unverified).
pub(super) fn corf_maintenance(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.episode.maintenance.is_none() {
        return Err(Unjudged::NotApplicable);
    }
    let billed = chart
        .billed()
        .map(|billed| billed.map(|(_, entry)| entry.code));
    let lines = chart
        .claim()
        .map(|claim| claim.lines.iter().map(ClaimLine::code));
    if billed.is_err() && lines.is_err() {
        return Err(Unjudged::NotApplicable);
    }
    let mut codes = billed
        .into_iter()
        .flatten()
        .chain(lines.into_iter().flatten());
    let sets_up = |code| chart.kind(code).is_evaluation() || SPEECH_EVALUATIONS.contains(&code);
    if codes.any(|code| !sets_up(code)) {
        out.fire(at("episode.maintenance"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that the diagnoses of the claim are in the episode or in the plan.
pub(super) fn claim_diagnosis(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let claim = chart.claim()?;
    let episode = chart.episode.diagnoses.iter().map(|known| known.code);
    let planned = chart.plan().map_or(&[][..], |plan| &plan.diagnoses);
    let known: Known<_> = episode.chain(planned.iter().copied()).collect();
    if known.is_empty() {
        return missing("episode.diagnoses");
    }
    for (position, line) in claim.lines.iter().enumerate() {
        let diagnoses = line.diagnoses.iter().copied();
        let unknown = each_once(diagnoses.filter(|code| !known.contains(code)));
        if !unknown.is_empty() {
            let place = at("claim.lines[].diagnoses").index(position);
            out.fire(place, Evidence::NONE.with("icds", unknown));
        }
    }
    Ok(())
}
