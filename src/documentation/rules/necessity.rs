//! Measured values, what the program is for, and the claim's diagnoses.

use super::chart::{Chart, Unjudged, Verdict, missing};
use super::{Out, at};
use crate::finding::{Evidence, Fact};
use crate::{
    documentation::{
        finding::Few,
        record::{GoalKind, Measurement, hundredths},
    },
    finding::{Location, Severity},
};

/// A measured value is one of its instrument's.
pub(super) fn measure_range(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let mut measured = false;
    let mut judge = |place: Location, measurement: &Measurement| {
        measured = true;
        let (instrument, value) = (measurement.instrument, measurement.value.as_str());
        if !instrument.accepts(value) {
            let mut evidence = Evidence::NONE.with("instrument", instrument.as_str());
            if let Some(value) = hundredths(value) {
                evidence = evidence.with("value", Fact::Hundredths(value));
            }
            out.fire(place, evidence);
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

/// Some long-term goal is more than sport or fitness; under Medicare, every one is.
pub(super) fn goal_kind(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let goals = || chart.long_term_goals();
    let (mut all, mut uncovered) = (0, 0);
    for (_, goal) in goals()? {
        all += 1;
        if matches!(goal.kind, Some(GoalKind::Sport | GoalKind::Fitness)) {
            uncovered += 1;
        }
    }
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

/// A maintenance program says why it needs a therapist.
pub(super) fn maintenance_skill(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
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

/// The claim's diagnoses stand in episode or plan.
pub(super) fn claim_diagnosis(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let claim = chart.claim()?;
    let episode = &chart.episode.diagnoses;
    let planned = chart.plan().map_or(&[][..], |plan| &plan.diagnoses);
    if episode.is_empty() && planned.is_empty() {
        return missing("episode.diagnoses");
    }
    for (position, line) in claim.lines.iter().enumerate() {
        let unknown = line.diagnoses.iter().copied().filter(|code| {
            !planned.contains(code) && episode.iter().all(|known| known.code != *code)
        });
        let unknown = Few::of(unknown);
        if !unknown.is_empty() {
            let place = at("claim.lines[].diagnoses").index(position);
            out.fire(place, Evidence::NONE.with("icds", unknown));
        }
    }
    Ok(())
}
