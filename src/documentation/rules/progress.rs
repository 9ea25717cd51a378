//! Progress reports and the discharge note: counted in treatment days, and a clinician's.

use super::chart::{Chart, Unjudged, Verdict, count, days_past, missing_at, plus};
use super::{Out, at};
use crate::finding::{Evidence, Fact};
use crate::{
    documentation::{
        finding::Few,
        record::{Measurement, ProgressReport},
        timeline::{REPORT_DAYS, progress},
    },
    finding::Severity,
};

/// The report on ten treatment days is written.
pub(super) fn overdue(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let timeline = progress(chart);
    if timeline.write_by.is_some_and(|by| chart.as_of() > by) {
        let since = chart.unreported.first().copied().unwrap_or(chart.start);
        let days = Fact::TreatmentDays(timeline.unreported_days.into());
        let evidence = Evidence::NONE.with("n", days).with("date", since);
        out.fire(at("episode.progress_reports"), evidence);
    }
    Ok(())
}

/// The tenth treatment day is reached, or near.
pub(super) fn due(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let timeline = progress(chart);
    let evidence = Evidence::NONE.with("n", timeline.unreported_days);
    let place = at("episode.progress_reports");
    match timeline.write_by {
        Some(by) if chart.as_of() <= by => {
            out.fire_as(Severity::Warning, place, evidence.with("date", by));
        }
        None if timeline.unreported_days + 2 >= REPORT_DAYS
            && chart.episode.closed.is_none()
            && chart.day == chart.episode.treatment_days.last() =>
        {
            out.fire_as(Severity::Advice, place, evidence);
        }
        Some(_) | None => {}
    }
    Ok(())
}

/// No report covers more than ten treatment days.
pub(super) fn period_length(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    const INPUT: &str = "episode.progress_reports[].period_end";
    let mut verdict = a_report(chart);
    let by_clinician = || {
        let reports = chart.reports();
        reports.filter(|(_, report)| report.author.credential.is_clinician())
    };
    for (position, report) in by_clinician() {
        let Some(end) = report.period_end else {
            verdict = verdict.and(missing_at(INPUT, position));
            continue;
        };
        let mut twins = by_clinician().take_while(|(other, _)| *other < position);
        if twins.any(|(_, twin)| twin.period_end == Some(end)) {
            continue; // nothing lies between two reports of one end
        }
        let ends = by_clinician().filter_map(|(_, report)| report.period_end);
        let before = ends.filter(|&other| other < end).max();
        let days = count(chart.episode.treatment_days.between(before, end));
        if days > REPORT_DAYS {
            let evidence = Evidence::NONE.with("n", Fact::TreatmentDays(days.into()));
            out.fire(at(INPUT).index(position), evidence);
        }
    }
    verdict
}

/// A clinician wrote and signed it.
pub(super) fn author(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    for (position, report) in chart.reports() {
        if !report.author.credential.is_clinician() {
            let place = at("episode.progress_reports[].author").index(position);
            out.fire(place, Evidence::NONE);
        }
        if report.signature.is_none() {
            let place = at("episode.progress_reports[].signature").index(position);
            out.fire(place, Evidence::NONE);
        }
    }
    a_report(chart)
}

/// It states its period and the day of writing.
pub(super) fn dates(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    for (position, report) in chart.reports() {
        let stated = match (report.period_start, report.period_end, report.written_on) {
            (Some(start), Some(end), Some(_)) => start <= end,
            _ => false,
        };
        if !stated {
            let place = at("episode.progress_reports[]").index(position);
            out.fire(place, Evidence::NONE);
        }
    }
    a_report(chart)
}

/// It was written in time.
pub(super) fn late(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let mut verdict = a_report(chart);
    let allowed = chart.progress_grace();
    for (position, report) in chart.reports() {
        let lacks = match (report.written_on, report.period_end) {
            (Some(written), Some(end)) => {
                if written > plus(end, allowed) {
                    let days = Fact::Days(days_past(end, written).into());
                    let evidence = Evidence::NONE.with("n", days);
                    let evidence = evidence.with("allowed", Fact::Number(allowed.into()));
                    let place = at("episode.progress_reports[].written_on").index(position);
                    out.fire(place, evidence);
                }
                continue;
            }
            (None, _) => "episode.progress_reports[].written_on",
            (_, None) => "episode.progress_reports[].period_end",
        };
        verdict = verdict.and(missing_at(lacks, position));
    }
    verdict
}

/// It assesses every long-term goal that was not met before.
pub(super) fn goal_assessment(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let mut verdict = a_report(chart);
    for (position, report) in chart.reports() {
        let mut places = Few::NONE;
        for (place, goal) in chart.long_term_goals()? {
            if report.goals.iter().any(|assessed| assessed.goal == goal.id) {
                continue;
            }
            match (goal.met_on, report.period_start) {
                (Some(met), Some(start)) if met < start => {}
                (Some(_), None) => {
                    let input = "episode.progress_reports[].period_start";
                    verdict = verdict.and(missing_at(input, position));
                }
                _ => {
                    let place = u32::try_from(place).unwrap_or(u32::MAX);
                    places = Few::of(places.iter().chain([place.saturating_add(1)]));
                }
            }
        }
        if !places.is_empty() {
            let place = at("episode.progress_reports[].goals").index(position);
            out.fire(place, Evidence::NONE.with("places", places));
        }
    }
    verdict
}

/// It says what is to follow.
pub(super) fn next_step(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    for (position, _) in chart.reports().filter(|(_, report)| report.next.is_none()) {
        let place = at("episode.progress_reports[].next").index(position);
        out.fire(place, Evidence::NONE);
    }
    a_report(chart)
}

/// It measures something again.
pub(super) fn objective_measure(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    for (position, _) in chart
        .reports()
        .filter(|(_, report)| report.measures.is_empty())
    {
        let place = at("episode.progress_reports[].measures").index(position);
        out.fire(place, Evidence::NONE);
    }
    a_report(chart)
}

/// A clinician furnished a whole service in its period.
pub(super) fn participation(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let mut verdict = a_report(chart);
    let unplanned = chart
        .episode
        .closed
        .as_ref()
        .is_some_and(|closed| closed.unplanned);
    let latest = chart
        .reports()
        .max_by_key(|(position, report)| (report.period_end, *position))
        .map(|(position, _)| position);
    for (position, report) in chart.reports() {
        let lacks = match (report.period_start, report.period_end) {
            (Some(start), Some(end)) => {
                let mut days = report.clinician_days.iter();
                let furnished = days.any(|&day| start <= day && day <= end);
                let excused = unplanned && latest == Some(position);
                if !furnished && !excused {
                    let evidence = Evidence::NONE.with("start", start);
                    let place = at("episode.progress_reports[].clinician_days").index(position);
                    out.fire(place, evidence.with("end", end));
                }
                continue;
            }
            (None, _) => "episode.progress_reports[].period_start",
            (_, None) => "episode.progress_reports[].period_end",
        };
        verdict = verdict.and(missing_at(lacks, position));
    }
    verdict
}

/// Something moved between the last two reports, or the last one says why not.
pub(super) fn plateau(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let mut latest = chart.reports().rev();
    let (Some((position, last)), Some((_, before))) = (latest.next(), latest.next()) else {
        return Err(Unjudged::NotApplicable);
    };
    let open = chart
        .long_term_goals()?
        .any(|(_, goal)| goal.met_on.is_none());
    if open && last.no_change_reason.is_none() && nothing_moved(before, last) {
        let mut evidence = Evidence::NONE;
        if let Some(since) = before.period_end.or(before.written_on) {
            evidence = evidence.with("date", since);
        }
        let place = at("episode.progress_reports[].measures").index(position);
        out.fire(place, evidence);
    }
    Ok(())
}

/// Whether two reports share values, and all of these are equal.
fn nothing_moved(before: &ProgressReport, last: &ProgressReport) -> bool {
    let mut shared = last
        .measures
        .iter()
        .filter(|now| value(last, now).is_some_and(|same| core::ptr::eq(same, *now)))
        .filter_map(|now| Some((now, value(before, now)?)))
        .peekable();
    shared.peek().is_some() && shared.all(|(now, then)| now.value.same_as(&then.value))
}

/// The value a report has of the same instrument, name and side, the last where there are several.
fn value<'a>(report: &'a ProgressReport, like: &Measurement) -> Option<&'a Measurement> {
    let key = |it: &Measurement| (it.instrument, it.side);
    let mut measures = report.measures.iter().rev();
    measures.find(|it| key(it) == key(like) && it.name == like.name)
}

/// A closed episode has its discharge note.
pub(super) fn discharge_present(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let Some(closed) = &chart.episode.closed else {
        return Err(Unjudged::NotApplicable);
    };
    if chart.episode.discharge.is_none() {
        let evidence = Evidence::NONE.with("date", closed.on);
        out.fire(at("episode.discharge"), evidence);
    }
    Ok(())
}

/// A clinician wrote it.
pub(super) fn discharge_author(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let Some(discharge) = &chart.episode.discharge else {
        return Err(Unjudged::NotApplicable);
    };
    if !discharge.author.credential.is_clinician() {
        out.fire(at("episode.discharge.author"), Evidence::NONE);
    }
    Ok(())
}

/// Without a report, rules about reports do not apply.
fn a_report(chart: &Chart<'_>) -> Verdict {
    match chart.reports().next() {
        Some(_) => Ok(()),
        None => Err(Unjudged::NotApplicable),
    }
}
