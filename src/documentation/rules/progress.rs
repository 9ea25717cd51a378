//! Checks progress reports and the discharge note: when they are due, who wrote them and what they state.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    string::String,
    vec::Vec,
};

use super::out::{Out, at};
use crate::documentation::chart::{Chart, Unjudged, Verdict, count, days_past, missing_at, plus};
use crate::documentation::record::{GoalId, Measurement, ProgressReport, Side, Text};
use crate::documentation::timeline::{REPORT_DAYS, progress};
use crate::documentation::{chart::LastOf, record::Instrument};
use crate::finding::{Evidence, Fact, Severity};

/// The most long-term goals that one finding lists.
const MOST_PLACES: usize = 64;

/// Checks that a report was written within the days allowed after the tenth treatment day.
pub(super) fn overdue(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let timeline = progress(chart);
    if timeline.write_by.is_some_and(|by| chart.as_of() > by) {
        let since = chart.unreported.first().copied().unwrap_or(chart.start);
        let days = Fact::TreatmentDays(timeline.unreported_days.into());
        let evidence = Evidence::NONE.with("n", days).with("date", since);
        out.fire(at("episode.progress_reports"), evidence);
    }
    Ok(())
}

/// Reports that the tenth treatment day without a report is reached or near.
pub(super) fn due(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let timeline = progress(chart);
    let evidence = || Evidence::NONE.with("n", timeline.unreported_days);
    let place = at("episode.progress_reports");
    match timeline.write_by {
        Some(by) if chart.as_of() <= by => {
            out.fire_as(Severity::Warning, place, evidence().with("date", by));
        }
        None if timeline.unreported_days + 2 >= REPORT_DAYS
            && chart.episode.closed.is_none()
            && chart.day == chart.episode.treatment_days.last() =>
        {
            out.fire_as(Severity::Advice, place, evidence());
        }
        Some(_) | None => {}
    }
    Ok(())
}

/// Checks that no report covers more than 10 treatment days.
pub(super) fn period_length(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    const INPUT: &str = "episode.progress_reports[].period_end";
    let mut verdict = a_report(chart);
    let mut first_of_end = BTreeMap::new();
    for (position, report) in chart.reports() {
        if report.author.credential.is_clinician() {
            match report.period_end {
                Some(end) => {
                    first_of_end.entry(end).or_insert(position);
                }
                None => verdict = verdict.and_then(|()| missing_at(INPUT, position)),
            }
        }
    }
    let mut before = None;
    let mut too_long = Vec::new();
    for (end, position) in first_of_end {
        let days = count(chart.episode.treatment_days.between(before, end));
        before = Some(end);
        if days > REPORT_DAYS {
            too_long.push((position, days));
        }
    }
    too_long.sort_unstable();
    for (position, days) in too_long {
        let evidence = Evidence::NONE.with("n", Fact::TreatmentDays(days.into()));
        out.fire(at(INPUT).index(position), evidence);
    }
    verdict
}

/// Checks that a clinician wrote it and that it is signed.
pub(super) fn author(chart: &Chart<'_>, out: &mut Out) -> Verdict {
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

/// Checks that each report states its period and the day of writing.
pub(super) fn dates(chart: &Chart<'_>, out: &mut Out) -> Verdict {
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

/// Checks that each report was written in time.
pub(super) fn late(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let mut verdict = a_report(chart);
    let allowed = chart.progress_grace();
    for (position, report) in chart.reports() {
        let lacks = match (report.written_on, report.period_end) {
            (Some(written), Some(end)) => {
                if written > plus(end, allowed) {
                    let days = Fact::Days(days_past(end, written).into());
                    let evidence = Evidence::NONE.with("n", days);
                    let evidence = evidence.with("allowed", Fact::Days(allowed.into()));
                    let place = at("episode.progress_reports[].written_on").index(position);
                    out.fire(place, evidence);
                }
                continue;
            }
            (None, _) => "episode.progress_reports[].written_on",
            (_, None) => "episode.progress_reports[].period_end",
        };
        verdict = verdict.and_then(|()| missing_at(lacks, position));
    }
    verdict
}

/// Checks that each report assesses every long-term goal that was not met before its period.
pub(super) fn goal_assessment(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    a_report(chart)?;
    let mut verdict = Ok(());
    let goals = chart.long_term_goals()?;
    let places: BTreeMap<&GoalId, usize> =
        goals.iter().map(|(place, it)| (&it.id, *place)).collect();
    let met = goals
        .iter()
        .filter_map(|(place, it)| Some((it.met_on?, *place)));
    let mut met: Vec<_> = met.collect();
    met.sort_unstable();
    let mut reports: Vec<_> = chart.reports().collect();
    reports.sort_by_key(|(_, report)| report.period_start);
    // Goals that a report must assess. A later period has fewer of them.
    let mut open: BTreeSet<usize> = places.values().copied().collect();
    let without_start = goals.iter().filter(|(_, goal)| goal.met_on.is_none());
    let without_start: BTreeSet<usize> = without_start.map(|(place, _)| *place).collect();
    let mut passed = met.iter().peekable();
    let mut lacking = Vec::new();
    let mut undecided = Vec::new();
    for (position, report) in reports {
        let assessed = report.goals.iter();
        let assessed = assessed.filter_map(|it| places.get(&it.goal).copied());
        let assessed: BTreeSet<usize> = assessed.collect();
        let asked = if let Some(start) = report.period_start {
            while let Some((_, place)) = passed.next_if(|(met, _)| *met < start) {
                open.remove(place);
            }
            &open
        } else {
            if met.iter().any(|(_, place)| !assessed.contains(place)) {
                undecided.push(position);
            }
            &without_start
        };
        let mut missing = asked
            .iter()
            .filter(|place| !assessed.contains(place))
            .peekable();
        if missing.peek().is_some() {
            let listed: Vec<_> = missing.by_ref().take(MOST_PLACES).copied().collect();
            lacking.push((position, listed, missing.next().is_some()));
        }
    }
    undecided.sort_unstable();
    for position in undecided {
        let input = "episode.progress_reports[].period_start";
        verdict = verdict.and_then(|()| missing_at(input, position));
    }
    lacking.sort_unstable();
    let mut last = (Vec::new(), String::new()); // reports in sequence often lack the same goals
    for (position, listed, has_more) in lacking {
        let numbers = || Fact::list(listed.iter().map(|place| *place as u64 + 1)); // counted from 1
        let places = if has_more {
            if last.0 != listed {
                let words = format!("{} and others", numbers()).replacen(" and ", ", ", 1);
                last = (listed.clone(), words);
            }
            Fact::in_words(&*last.1, numbers())
        } else {
            numbers()
        };
        let place = at("episode.progress_reports[].goals").index(position);
        out.fire(place, Evidence::NONE.with("places", places));
    }
    verdict
}

/// Checks that each report states what follows.
pub(super) fn next_step(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    for (position, _) in chart.reports().filter(|(_, report)| report.next.is_none()) {
        let place = at("episode.progress_reports[].next").index(position);
        out.fire(place, Evidence::NONE);
    }
    a_report(chart)
}

/// Checks that each report contains a measured value.
pub(super) fn objective_measure(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    for (position, _) in chart
        .reports()
        .filter(|(_, report)| report.measures.is_empty())
    {
        let place = at("episode.progress_reports[].measures").index(position);
        out.fire(place, Evidence::NONE);
    }
    a_report(chart)
}

/// Checks that a clinician furnished a complete billable service in the period of each report.
pub(super) fn participation(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let mut verdict = a_report(chart);
    let unplanned = chart
        .episode
        .closed
        .as_ref()
        .is_some_and(|closed| closed.unplanned);
    let latest = chart.reports().map(|(_, report)| report.period_end).max();
    for (position, report) in chart.reports() {
        let lacks = match (report.period_start, report.period_end) {
            (Some(start), Some(end)) => {
                let mut days = report.clinician_days.iter();
                let furnished = days.any(|&day| start <= day && day <= end);
                let excused = unplanned && latest == Some(report.period_end);
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
        verdict = verdict.and_then(|()| missing_at(lacks, position));
    }
    verdict
}

/// Checks that a measured value changed between the last two reports, or that the last one gives a reason.
pub(super) fn plateau(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let mut latest = chart.reports().rev();
    let (Some((position, last)), Some((_, before))) = (latest.next(), latest.next()) else {
        return Err(Unjudged::NotApplicable);
    };
    let open = chart
        .long_term_goals()?
        .iter()
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

/// Returns whether two reports have values in common and all of these are equal.
fn nothing_moved(before: &ProgressReport, last: &ProgressReport) -> bool {
    type Key<'a> = (Instrument, Option<&'a Text>, Option<Side>);
    fn key(it: &Measurement) -> Key<'_> {
        (it.instrument, it.name.as_ref(), it.side)
    }
    let then = LastOf::new(&before.measures, key);
    let now = LastOf::new(&last.measures, key);
    let mut shared = now
        .iter()
        .filter_map(|(key, now)| Some((now, then.get(key)?)))
        .peekable();
    shared.peek().is_some() && shared.all(|(now, then)| now.value.same_as(&then.value))
}

/// Checks that a closed episode has a discharge note.
pub(super) fn discharge_present(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let Some(closed) = &chart.episode.closed else {
        return Err(Unjudged::NotApplicable);
    };
    if chart.episode.discharge.is_none() {
        let evidence = Evidence::NONE.with("date", closed.on);
        out.fire(at("episode.discharge"), evidence);
    }
    Ok(())
}

/// Checks that a clinician wrote it and that it is signed.
pub(super) fn discharge_author(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let Some(discharge) = &chart.episode.discharge else {
        return Err(Unjudged::NotApplicable);
    };
    if !discharge.author.credential.is_clinician() {
        out.fire(at("episode.discharge.author"), Evidence::NONE);
    }
    if discharge.signature.is_none() {
        out.fire(at("episode.discharge.signature"), Evidence::NONE);
    }
    Ok(())
}

/// Returns that a rule about reports does not apply if there is no report.
fn a_report(chart: &Chart<'_>) -> Verdict {
    match chart.reports().next() {
        Some(_) => Ok(()),
        None => Err(Unjudged::NotApplicable),
    }
}
