//! Checks what a payer or a state has put in writing, in addition to the rules that always apply.

use alloc::collections::{BTreeMap, BTreeSet};

use super::out::{Known, Out, at, each_once};
use crate::documentation::chart::{Chart, Unjudged, Verdict, count, days_past, missing, plus};
use crate::documentation::record::{Credential, DiagnosisCode, Role};
use crate::finding::{Evidence, Fact};

/// Checks that a rule of the payer is stated.
pub(super) fn unknown(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.policy.is_unknown() {
        out.fire(at("profile.payer.policy"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that the visit is authorized.
pub(super) fn authorization(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let authorization = chart.policy.authorization.as_ref();
    let authorization = authorization.ok_or(Unjudged::NotApplicable)?;
    let (from, to) = (authorization.from, authorization.to);
    let days = chart
        .episode
        .treatment_days
        .between(from.previous_day(), chart.day);
    let used = count(days);
    let outside = chart.day < from || chart.day > to;
    let exhausted = authorization
        .visits
        .is_some_and(|visits| used > visits.into());
    if outside || exhausted {
        let evidence = Evidence::NONE.with("n", used);
        let evidence = evidence.with("date", chart.day);
        out.fire(at("profile.payer.policy.authorization"), evidence);
    }
    Ok(())
}

/// Checks that a signed order for the discipline is dated on or before the first visit.
pub(super) fn order(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let discipline = chart.episode.discipline;
    let ordered = chart.good_order().is_some_and(|(order, date)| {
        order.disciplines.contains(&discipline) && date <= chart.start
    });
    if !ordered {
        let evidence = Evidence::NONE.with("date", chart.start);
        out.fire(at("episode.order"), evidence);
    }
    Ok(())
}

/// Checks that therapy without an order is within the limit of the state.
pub(super) fn direct_access(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let state = chart.profile.state.as_ref();
    let limit = state.and_then(|state| state.direct_access.as_ref());
    let limit = limit.ok_or(Unjudged::NotApplicable)?;
    if chart
        .good_order()
        .is_some_and(|(_, date)| date <= chart.day)
    {
        return Ok(());
    }
    let days = chart.days_so_far();
    let too_late = limit
        .days
        .is_some_and(|most| chart.day > plus(chart.start, most));
    let too_often = limit.visits.is_some_and(|most| days > most.into());
    if too_late || too_often {
        let evidence = Evidence::NONE.with("n", days);
        out.fire(at("episode.order"), evidence.with("date", chart.day));
    }
    Ok(())
}

/// Checks that progress reports are as frequent as the payer requires.
pub(super) fn progress_interval(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let place = at("episode.progress_reports");
    let since = chart.reported_to.unwrap_or(chart.start);
    let unreported = count(chart.unreported);
    let visits = chart.policy.progress_every_visits.map(u32::from);
    let days = chart.policy.progress_every_days;
    let told = |most: Fact, been: Fact| Evidence::NONE.with("interval", most).with("n", been);
    if let Some(most) = visits.filter(|&most| unreported > most) {
        out.fire(
            place,
            told(Fact::Visits(most.into()), Fact::Visits(unreported.into())),
        );
    } else if let Some(most) = days.filter(|&most| chart.day > plus(since, most)) {
        let been = Fact::Days(days_past(since, chart.day).into());
        out.fire(place, told(Fact::Days(most.into()), been));
    }
    Ok(())
}

/// Checks that the program is not maintenance.
pub(super) fn restorative_intent(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.episode.maintenance.is_some() {
        out.fire(at("episode.maintenance"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that the start and stop times are recorded.
pub(super) fn start_and_stop_times(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let note = chart.note()?;
    if note.start.is_none() {
        out.fire(at("note.start"), Evidence::NONE);
    } else if note.end.is_none() {
        out.fire(at("note.end"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that the minutes of each timed code are recorded.
pub(super) fn minutes_per_code(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let mut verdict = Ok(());
    for (position, entry) in chart.billed()?.filter(|(_, entry)| entry.minutes.is_none()) {
        verdict = verdict.and(out.fire_if_timed(
            chart,
            (position, entry),
            "note.interventions[].minutes",
        ));
    }
    verdict
}

/// Checks that the patient's response is recorded.
pub(super) fn response(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.note()?.response.is_none() {
        out.fire(at("note.response"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that a clinician cosigned the note of an assistant.
pub(super) fn assistant_cosignature(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let Some(signer) = chart.signature()?.credential else {
        return missing("note.signature.credential");
    };
    if !signer.is_assistant() {
        return Err(Unjudged::NotApplicable);
    }
    let cosigner = chart
        .note()?
        .cosignature
        .as_ref()
        .and_then(|it| it.credential);
    if !cosigner.is_some_and(Credential::is_clinician) {
        out.fire(at("note.cosignature"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that the note of an assistant's visit names the supervising clinician.
pub(super) fn supervisor_named(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    chart.note()?;
    if !chart.assistant_treats() {
        return Err(Unjudged::NotApplicable);
    }
    let named = chart.people().any(|(_, person)| {
        person.role == Role::Supervising
            && person.credential.is_clinician()
            && person.name.is_some()
    });
    if !named {
        out.fire(at("note.people"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that 97112 has no technique that the payer excludes.
pub(super) fn technique_not_covered(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let excluded: Known<_> = chart.policy.excluded_techniques.iter().collect();
    for (position, entry) in chart.neuromuscular()? {
        let mut techniques = entry.nmr.techniques.iter();
        if let Some(technique) = techniques.find(|technique| excluded.contains(technique)) {
            let evidence = Evidence::NONE.with("technique", technique.as_str());
            let place = at("note.interventions[].nmr.techniques").index(position);
            out.fire(place, evidence);
        }
    }
    Ok(())
}

/// Checks that a diagnosis of each line is on the payer's list for the code.
pub(super) fn diagnosis_not_listed(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let lists = chart.policy.diagnosis_prefixes.iter();
    let lists = lists.filter(|(_, prefixes)| !prefixes.is_empty());
    let lists: BTreeMap<_, BTreeSet<&str>> = lists
        .map(|(code, prefixes)| (code, prefixes.iter().map(|prefix| &**prefix).collect()))
        .collect();
    let mut listed = false;
    for (position, line) in chart.claim()?.lines.iter().enumerate() {
        let Some(prefixes) = lists.get(&line.code()) else {
            continue;
        };
        listed = true;
        let is_covered = |code: &DiagnosisCode| {
            let mut beginnings = code.beginnings();
            beginnings.any(|beginning| prefixes.contains(beginning))
        };
        if !line.diagnoses.iter().any(is_covered) {
            let icds = each_once(line.diagnoses.iter().copied());
            let icds = Some(icds).filter(|icds| !icds.is_empty());
            let evidence = Evidence::NONE.with("icds", icds).with("code", line.code());
            let place = at("claim.lines[].diagnoses").index(position);
            out.fire(place, evidence);
        }
    }
    if listed {
        Ok(())
    } else {
        Err(Unjudged::NotApplicable)
    }
}
