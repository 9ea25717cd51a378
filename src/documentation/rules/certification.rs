//! Certification: that it is there, in time, by somebody who may, and covers the day.

use super::chart::{Chart, Unjudged, Verdict, days_past, missing, missing_at, plus};
use super::{Out, at};
use crate::finding::{Evidence, Fact};
use crate::{
    documentation::{
        record::{Approval, Certification, CertificationMode, Credential},
        timeline::{
            Breach, TIMELY_DAYS, breach, exceptions, has_initial, interval, intervals, send_by,
            sending_counts_from,
        },
    },
    finding::Severity,
};

/// Days in which a spoken certification is signed.
const VERBAL_DAYS: u16 = 14;

/// Days from the evaluation on which a plan not sent is no longer only a thing to do.
const SENDING_WARNING: u16 = 21;

/// Days before the end of an interval in which a recertification is due.
const RECERTIFICATION_DAYS: u16 = 14;

/// The initial certification is on record 30 days after the first treatment.
pub(super) fn initial(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let due = plus(chart.start, TIMELY_DAYS);
    if !has_initial(chart) && chart.as_of() > due {
        let evidence = Evidence::NONE.with("date", due);
        out.fire(at("episode.certifications"), evidence);
    }
    Ok(())
}

/// Until then it is a thing to do.
pub(super) fn pending(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let due = plus(chart.start, TIMELY_DAYS);
    if !has_initial(chart) && chart.as_of() <= due {
        let evidence = Evidence::NONE.with("date", due);
        out.fire(at("episode.certifications"), evidence);
    }
    Ok(())
}

/// Where the order stands in for the signature, its conditions are kept.
pub(super) fn order_exception(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    applies(exceptions(chart).next().is_some())?;
    for (position, sent_on, evidence) in exceptions(chart) {
        let order = chart.episode.order.as_ref();
        let late = match (chart.evaluation(), order.and_then(|order| order.date)) {
            (Ok(evaluation), Some(ordered)) => ordered > evaluation.date,
            _ => false,
        };
        let broken = breach(chart, sent_on, evidence);
        if let Some(breach) = broken {
            let place = at("episode.certifications[]").index(position);
            out.fire(place, Evidence::NONE.with("condition", breach));
        } else if late {
            let condition = Evidence::NONE.with("condition", Breach::OrderAfterEvaluation);
            out.fire_as(Severity::Warning, at("episode.order.date"), condition);
        }
    }
    Ok(())
}

/// A plan that rests on the order goes out in time.
pub(super) fn plan_not_sent(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    applies(exceptions(chart).next().is_some())?;
    for (position, sent_on, evidence) in exceptions(chart) {
        if sent_on.is_none() && breach(chart, sent_on, evidence).is_none() {
            let near = plus(sending_counts_from(chart), SENDING_WARNING);
            let severity = if chart.as_of() >= near {
                Severity::Warning
            } else {
                Severity::Advice
            };
            let place = at("episode.certifications[].sent_on").index(position);
            let evidence = Evidence::NONE.with("date", send_by(chart));
            out.fire_as(severity, place, evidence);
        }
    }
    Ok(())
}

/// Whoever certifies may.
pub(super) fn certifier(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    const INPUT: &str = "episode.certifications[].certifier";
    let mut verdict = applies(by_certifier(chart).next().is_some());
    for (position, certification) in by_certifier(chart) {
        let Some(certifier) = certification.approval.certifier() else {
            verdict = verdict.and(missing_at(INPUT, position));
            continue;
        };
        let credential = certifier.credential;
        let low_vision = certification.low_vision && credential == Credential::Od;
        if !credential.is_certifier() && !low_vision {
            let word = super::words::credential(credential);
            let evidence = Evidence::NONE.with("credential", word);
            out.fire(at(INPUT).index(position), evidence);
        }
    }
    verdict
}

/// A signature is one, with its date.
pub(super) fn signed_and_dated(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let mut signatures = 0;
    for (position, certification) in chart.certifications() {
        if let Approval::Signature { signed, date, .. } = &certification.approval {
            signatures += 1;
            if !*signed || date.is_none() {
                let place = at("episode.certifications[]").index(position);
                out.fire(place, Evidence::NONE);
            }
        }
    }
    applies(signatures > 0)
}

/// A spoken certification is signed within 14 days.
pub(super) fn verbal_signature(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let spoken = || {
        let all = chart.certifications();
        all.filter_map(|(position, it)| match it.approval {
            Approval::Verbal {
                date, signed_on, ..
            } => Some((position, date, signed_on)),
            _ => None,
        })
    };
    let mut verdict = applies(spoken().next().is_some());
    for (position, date, signed_on) in spoken() {
        let Some(date) = date else {
            verdict = verdict.and(missing_at("episode.certifications[].date", position));
            continue;
        };
        let due = plus(date, VERBAL_DAYS);
        if signed_on.unwrap_or(chart.as_of()) > due {
            let place = at("episode.certifications[].signed_on").index(position);
            out.fire(place, Evidence::NONE.with("date", due));
        }
    }
    verdict
}

/// The day is certified.
pub(super) fn interval_covers(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let place = match (chart.note(), chart.claim()) {
        (Ok(note), _) if note.date_of_service.is_some() => at("note.date_of_service"),
        (_, Ok(_)) => at("claim.date_of_service"),
        (Ok(_), Err(_)) => return missing("note.date_of_service"),
        (Err(unjudged), Err(_)) => return Err(unjudged),
    };
    applies(has_initial(chart))?;
    if !intervals(chart).any(|interval| interval.contains(chart.day)) {
        let mut evidence = Evidence::NONE.with("date", chart.day);
        let ends = intervals(chart).map(|interval| interval.to);
        if let Some(end) = ends.filter(|&end| end < chart.day).max() {
            evidence = evidence.with("end", end);
        }
        out.fire(place, evidence);
    }
    Ok(())
}

/// A recertification is signed or spoken.
pub(super) fn recertification_mode(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let mut recertifications = 0;
    for (position, certification) in chart.certifications().filter(|(_, it)| !it.is_initial()) {
        recertifications += 1;
        if certification.approval.mode() == CertificationMode::OrderException {
            let place = at("episode.certifications[].mode").index(position);
            out.fire(place, Evidence::NONE);
        }
    }
    applies(recertifications > 0)
}

/// The end of certification is near, and nothing follows.
pub(super) fn recertification_due(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    applies(has_initial(chart) && chart.episode.closed.is_none())?;
    let around = intervals(chart).filter(|interval| interval.contains(chart.day));
    let Some(end) = around.map(|interval| interval.to).max() else {
        return Ok(());
    };
    let near = end <= plus(chart.day, RECERTIFICATION_DAYS) && end >= chart.as_of();
    if near && intervals(chart).all(|interval| interval.to <= end) {
        let evidence = Evidence::NONE.with("date", end);
        out.fire(at("episode.certifications"), evidence);
    }
    Ok(())
}

/// A late certification has its reason.
pub(super) fn delay_explained(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let mut verdict = applies(by_certifier(chart).next().is_some());
    for (position, certification) in by_certifier(chart) {
        let Some(date) = certification.approval.date() else {
            verdict = verdict.and(missing_at("episode.certifications[].date", position));
            continue;
        };
        let Some(due) = timely(chart, certification) else {
            continue;
        };
        if date > due && certification.delay_reason.is_none() {
            let place = at("episode.certifications[].delay_reason").index(position);
            let evidence = Evidence::NONE.with("n", Fact::Days(days_past(due, date).into()));
            out.fire(place, evidence);
        }
    }
    verdict
}

/// The last day on which a certification is timely: 30 days after the first treatment, or the end
/// of what was certified before.
fn timely(chart: &Chart<'_>, certification: &Certification) -> Option<time::Date> {
    if certification.is_initial() {
        return Some(plus(chart.start, TIMELY_DAYS));
    }
    let own = interval(chart, certification)?;
    let before = intervals(chart).filter(|other| other.from < own.from);
    before.map(|interval| interval.to).max()
}

/// Certifications that somebody gave, signed or spoken.
fn by_certifier<'a>(
    chart: &Chart<'a>,
) -> impl Iterator<Item = (usize, &'a Certification)> + use<'a> {
    let all = chart.certifications();
    all.filter(|(_, it)| it.approval.mode() != CertificationMode::OrderException)
}

const fn applies(to_anything: bool) -> Verdict {
    if to_anything {
        Ok(())
    } else {
        Err(Unjudged::NotApplicable)
    }
}
