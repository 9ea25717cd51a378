//! Checks the people who furnished the visit: qualification, discipline and supervision.

use ::time::{Date, Duration, macros::date};

use super::out::{Out, at};
use super::words::{credential, discipline as discipline_word};
use crate::documentation::chart::{Chart, Unjudged, Verdict, missing};
use crate::documentation::record::{Person, Role, SupervisionLevel};
use crate::documentation::timeline::EXCEPTION_FROM as GENERAL_SUPERVISION_FROM;
use crate::finding::Evidence;
use crate::reference::Setting;

/// The first day on which supervision in private practice could be by video.
const VIDEO_FROM: Date = date!(2020 - 03 - 01);

const PERFORMED_BY: &str = "note.interventions[].performed_by";

/// Checks that billed entries were furnished by qualified people, or by students together with them.
pub(super) fn qualified(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let is_student = |it: &Person| it.role == Role::Student || it.credential.is_student();
    let is_payable = |it: &Person| {
        !matches!(it.role, Role::Aide | Role::Observer)
            && (it.credential.is_qualified() || is_student(it))
    };
    for (position, entry) in chart.billed()? {
        let furnishers = || chart.performers(entry);
        let furnished = furnishers().next().is_some();
        if furnished && (!furnishers().all(is_payable) || furnishers().all(is_student)) {
            let place = at(PERFORMED_BY).index(position);
            out.fire(place, Evidence::NONE.with("code", entry.code));
        }
    }
    Ok(())
}

/// Checks that nobody of another discipline furnished a billed entry.
pub(super) fn discipline(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let own = chart.episode.discipline;
    for (position, entry) in chart.billed()? {
        let mut credentials = chart.performers(entry).map(|person| person.credential);
        let stranger = credentials.find(|it| it.discipline().is_some_and(|other| other != own));
        if let Some(stranger) = stranger {
            let evidence = Evidence::NONE
                .with("credential", credential(stranger))
                .with("code", entry.code)
                .with("discipline", discipline_word(own));
            out.fire(at(PERFORMED_BY).index(position), evidence);
        }
    }
    Ok(())
}

/// Checks that a professional was present throughout and treated nobody else when a student took part.
pub(super) fn student_supervised(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    chart.note()?;
    if !chart
        .people()
        .any(|(_, person)| person.role == Role::Student)
    {
        return Err(Unjudged::NotApplicable);
    }
    let supervises = |person: &Person| {
        matches!(person.role, Role::Treating | Role::Supervising)
            && person.credential.is_qualified()
            && person.present_throughout == Some(true)
            && person.treating_others == Some(false)
    };
    if !chart.people().any(|(_, person)| supervises(person)) {
        out.fire(at("note.people"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that no assistant furnished an evaluation, billed or not.
pub(super) fn assistant_evaluation(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let evaluations = chart
        .entries()?
        .filter(|(_, entry)| chart.kind(entry.code).is_evaluation());
    for (position, entry) in evaluations {
        if chart.has_assistant(entry) {
            let place = at(PERFORMED_BY).index(position);
            out.fire(place, Evidence::NONE.with("code", entry.code));
        }
    }
    Ok(())
}

/// Checks that no assistant's service is billed incident to a physician.
pub(super) fn assistant_incident_to(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.profile.setting != Setting::PhysicianIncidentTo {
        return Err(Unjudged::NotApplicable);
    }
    for (position, entry) in chart.billed()? {
        if chart.has_assistant(entry) {
            let place = at(PERFORMED_BY).index(position);
            out.fire(place, Evidence::NONE.with("code", entry.code));
        }
    }
    Ok(())
}

/// Checks that a therapist of the agency visited the assistant on site within 30 days.
pub(super) fn agency_visit(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let note = chart.note()?;
    let agency = chart.profile.setting == Setting::RehabilitationAgency;
    if !agency || !note.off_premises || !chart.assistant_treats() {
        return Err(Unjudged::NotApplicable);
    }
    let from = chart.day.saturating_sub(Duration::days(30));
    let mut visits = chart.episode.supervisory_visits.iter();
    if !visits.any(|&visit| from <= visit && visit <= chart.day) {
        let evidence = Evidence::NONE.with("start", from);
        let place = at("episode.supervisory_visits");
        out.fire(place, evidence.with("end", chart.day));
    }
    Ok(())
}

/// Checks that an assistant was supervised at the level that the setting and the date require.
///
/// # Source
///
/// CMS Pub. 100-02, ch. 15, §230. Since 2025, general supervision in private practice: 42 CFR 410.59
/// and 410.60. Supervision by video from 2020-03-01 is unverified.
pub(super) fn supervision_level(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let note = chart.note()?;
    if !chart.assistant_treats() {
        return Err(Unjudged::NotApplicable);
    }
    let Some(level) = note.supervision else {
        return missing("note.supervision");
    };
    let setting = chart.profile.setting;
    let strict = setting == Setting::PrivatePractice && chart.day < GENERAL_SUPERVISION_FROM;
    let enough = match level {
        SupervisionLevel::Personal | SupervisionLevel::Direct => true,
        SupervisionLevel::DirectByVideo => !strict || chart.day >= VIDEO_FROM,
        SupervisionLevel::General => !strict,
        SupervisionLevel::None => false,
    };
    if !enough {
        let evidence = Evidence::NONE
            .with("level", level.as_str())
            .with("setting", setting.as_str())
            .with("date", chart.day);
        out.fire(at("note.supervision"), evidence);
    }
    Ok(())
}

/// Checks that the minutes of a timed entry are divided by person if an assistant and another person furnished it.
pub(super) fn minutes_attributed(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let mut verdict = Ok(());
    for (position, entry) in chart.billed()? {
        let assistants = |person: &Person| person.credential.is_assistant();
        let shared = chart.has_assistant(entry) && !chart.performers(entry).all(assistants);
        let split = entry.performed_by.iter().all(|it| it.minutes.is_some());
        if !shared || split {
            continue;
        }
        verdict = verdict.and(out.fire_if_timed(chart, (position, entry), PERFORMED_BY));
    }
    verdict
}
