//! Checks the record itself: patient, date of service, order of dates, changes and late signatures.

use super::out::{Out, at};
use crate::documentation::chart::{Chart, Verdict, days_past, missing, missing_at, plus};
use crate::documentation::record::Approval;
use crate::finding::{Evidence, Fact};

/// Checks that the note names a patient, and that the chart and the claim name the same one.
pub(super) fn patient(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let Some(patient) = &chart.note()?.patient else {
        out.fire(at("note.patient"), Evidence::NONE);
        return Ok(());
    };
    let differs = |other: &Option<_>| other.as_ref().is_some_and(|other| other != patient);
    if differs(&chart.episode.patient) {
        out.fire(at("note.patient"), Evidence::NONE);
    }
    if chart.claim().is_ok_and(|claim| differs(&claim.patient)) {
        out.fire(at("claim.patient"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that the note is about a treatment day.
pub(super) fn service_date(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let place = at("note.date_of_service");
    match chart.note()?.date_of_service {
        None => out.fire(place, Evidence::NONE),
        Some(date)
            if date > chart.as_of()
                || chart.profile.birth_date.is_some_and(|birth| date < birth)
                || !chart.episode.treatment_days.contains(date) =>
        {
            out.fire(place, Evidence::NONE.with("date", date));
        }
        Some(_) => {}
    }
    Ok(())
}

/// Checks that the plan follows the evaluation, each certification the plan, and each report its period.
pub(super) fn chronology(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let mut verdict = Ok(());
    let mut told = |place, later: &'static str, date: time::Date, earlier: &'static str| {
        let evidence = Evidence::NONE.with("later", later);
        let evidence = evidence.with("date", date);
        out.fire(place, evidence.with("earlier", earlier));
    };
    if let Ok(plan) = chart.plan() {
        let established = plan.established_on;
        let therapist = plan.author.credential.is_therapist();
        match (chart.evaluation(), established) {
            (Ok(evaluation), Some(date)) if therapist && date < evaluation.date => {
                let place = at("episode.plan.established_on");
                told(place, "the plan", date, "the evaluation");
            }
            (Ok(_), None) if therapist => verdict = missing("episode.plan.established_on"),
            _ => {}
        }
        for (position, certification) in chart.certifications() {
            if matches!(certification.approval, Approval::OrderException { .. }) {
                continue;
            }
            match (certification.approval.date(), established) {
                (Some(date), Some(established)) if date < established => {
                    let place = at("episode.certifications[].date").index(position);
                    told(place, "the certification", date, "the plan");
                }
                (None, _) => {
                    verdict = verdict
                        .and_then(|()| missing_at("episode.certifications[].date", position));
                }
                (_, None) => {
                    verdict = verdict.and_then(|()| missing("episode.plan.established_on"));
                }
                _ => {}
            }
        }
    }
    for (position, report) in chart.reports() {
        match (report.written_on, report.period_start) {
            (Some(date), Some(start)) if date < start => {
                let place = at("episode.progress_reports[].written_on").index(position);
                told(place, "the report", date, "its period");
            }
            (None, _) => {
                let input = "episode.progress_reports[].written_on";
                verdict = verdict.and_then(|()| missing_at(input, position));
            }
            (_, None) => {
                let input = "episode.progress_reports[].period_start";
                verdict = verdict.and_then(|()| missing_at(input, position));
            }
            _ => {}
        }
    }
    verdict
}

/// Checks that each amendment is labeled, has an author and a date, and keeps the original.
pub(super) fn amendment(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    for (position, change) in chart.note()?.amendments.iter().enumerate() {
        let proper = change.labeled && change.original_kept;
        if !proper || change.author.is_none() || change.date.is_none() {
            out.fire(at("note.amendments[]").index(position), Evidence::NONE);
        }
    }
    Ok(())
}

/// Checks that a note that was signed late is marked as a late entry.
pub(super) fn late_entry(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let note = chart.note()?;
    let Some(signed_on) = chart.signature()?.signed_on else {
        return missing("note.signature.signed_on");
    };
    let Some(visit) = note.date_of_service else {
        return missing("note.date_of_service");
    };
    let allowed = chart.policy.late_entry_days.unwrap_or(7);
    if signed_on > plus(visit, allowed) && !note.late_entry {
        let days = Fact::Days(days_past(visit, signed_on).into());
        out.fire(at("note.late_entry"), Evidence::NONE.with("n", days));
    }
    Ok(())
}

/// Checks that the claim was not sent before the note was signed.
pub(super) fn claim_before_signature(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let (note, claim) = chart.same_day()?;
    let Some(sent) = claim.submitted_on else {
        return missing("claim.submitted_on");
    };
    let place = at("claim.submitted_on");
    let evidence = || Evidence::NONE.with("date", sent);
    match &note.signature {
        None => out.fire_by_payer(place, evidence()),
        Some(signature) => match signature.signed_on {
            None => return missing("note.signature.signed_on"),
            Some(signed) if signed > sent => {
                out.fire_by_payer(place, evidence().with("signed", signed));
            }
            Some(_) => {}
        },
    }
    Ok(())
}
