//! Checks certifications: that they are present, timely, given by a person who may certify, and cover the day.

use alloc::vec::Vec;

use ::time::Date;

use super::out::{Out, at};
use super::words;
use crate::documentation::chart::{Chart, Unjudged, Verdict, days_past, plus};
use crate::finding::{Evidence, Fact};
use crate::{
    documentation::{
        record::{Approval, Certification, CertificationMode},
        timeline::{
            Breach, TIMELY_DAYS, breach, exceptions, interval, intervals, send_by,
            sending_counts_from,
        },
    },
    finding::Severity,
};

/// The days in which a verbal certification must be signed.
const VERBAL_DAYS: u16 = 14;

/// The days after the evaluation from which a plan that was not sent is a warning instead of advice.
const SENDING_WARNING: u16 = 21;

/// The days before the end of a certification period in which a recertification is due.
const RECERTIFICATION_DAYS: u16 = 14;

/// Checks that an initial certification counts 30 days after the first treatment day.
pub(super) fn initial(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let due = plus(chart.start, TIMELY_DAYS);
    if !chart.is_certified() && chart.as_of() > due {
        let evidence = Evidence::NONE.with("date", due);
        out.fire(at("episode.certifications"), evidence);
    }
    Ok(())
}

/// Reports during the first 30 days that no initial certification counts yet.
pub(super) fn pending(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let due = plus(chart.start, TIMELY_DAYS);
    if !chart.is_certified() && chart.as_of() <= due {
        let evidence = Evidence::NONE.with("date", due);
        out.fire(at("episode.certifications"), evidence);
    }
    Ok(())
}

/// Checks the conditions of the signed-order exception.
pub(super) fn order_exception(chart: &Chart<'_>, out: &mut Out) -> Verdict {
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

/// Checks that a plan under the signed-order exception is sent in time.
pub(super) fn plan_not_sent(chart: &Chart<'_>, out: &mut Out) -> Verdict {
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

/// Checks that each certification was given by a person who may certify the plan.
pub(super) fn certifier(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let mut given = chart
        .certifications()
        .filter(|(_, it)| it.approval.mode() != CertificationMode::OrderException)
        .peekable();
    applies(given.peek().is_some())?;
    for (position, certification) in given {
        let certifier = certification.approval.certifier();
        let credential = certifier.map(|certifier| certifier.credential);
        if !credential.is_some_and(|it| chart.may_certify(it, certification.low_vision)) {
            let place = at("episode.certifications[].certifier").index(position);
            let evidence = Evidence::NONE.with("credential", credential.map(words::credential));
            out.fire(place, evidence);
        }
    }
    Ok(())
}

/// Checks that each certification by signature is signed and dated.
pub(super) fn signed_and_dated(chart: &Chart<'_>, out: &mut Out) -> Verdict {
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

/// Checks that a verbal certification that counts is signed within 14 days.
pub(super) fn verbal_signature(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let mut spoken = 0;
    for (position, certification) in chart.counting_certifications() {
        if let Approval::Verbal {
            date: Some(date),
            signed_on,
            ..
        } = &certification.approval
        {
            spoken += 1;
            let due = plus(*date, VERBAL_DAYS);
            if signed_on.unwrap_or(chart.as_of()) > due {
                let place = at("episode.certifications[].signed_on").index(position);
                out.fire(place, Evidence::NONE.with("date", due));
            }
        }
    }
    applies(spoken > 0)
}

/// Checks that the day of the record is certified. The finding is at the input that the day comes from.
pub(super) fn interval_covers(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    applies(chart.is_certified())?;
    if !intervals(chart).any(|interval| interval.contains(chart.day)) {
        let ends = intervals(chart).map(|interval| interval.to);
        let end = ends.filter(|&end| end < chart.day).max();
        let evidence = Evidence::NONE.with("date", chart.day).with("end", end);
        out.fire(at(chart.day_from), evidence);
    }
    Ok(())
}

/// Checks that each recertification was given by signature or verbal approval.
pub(super) fn recertification_mode(chart: &Chart<'_>, out: &mut Out) -> Verdict {
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

/// Reports that the end of the certification period is near and no other period follows.
pub(super) fn recertification_due(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    applies(chart.is_certified() && chart.episode.closed.is_none())?;
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

/// Checks that a late certification has a reason.
pub(super) fn delay_explained(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let mut before = None;
    let mut judged = 0;
    for (position, certification) in chart.counting_certifications() {
        let Some(date) = certification.approval.date() else {
            continue; // by exception
        };
        judged += 1;
        let Some(due) = timely(chart, certification, &mut before) else {
            continue;
        };
        if date > due && certification.delay_reason.is_none() {
            let place = at("episode.certifications[].delay_reason").index(position);
            let evidence = Evidence::NONE.with("n", Fact::Days(days_past(due, date).into()));
            out.fire(place, evidence);
        }
    }
    applies(judged > 0)
}

/// Returns the last day on which a certification is timely: 30 days after the first treatment, or the latest end
/// of the periods that begin before its own.
fn timely(
    chart: &Chart<'_>,
    certification: &Certification,
    before: &mut Option<Vec<(Date, Option<Date>)>>,
) -> Option<Date> {
    if certification.is_initial() {
        return Some(plus(chart.start, TIMELY_DAYS));
    }
    let own = interval(chart, certification)?;
    let before = before.get_or_insert_with(|| latest_ends(chart));
    let position = before.partition_point(|(from, _)| *from < own.from);
    before.get(position).and_then(|(_, latest)| *latest)
}

/// Returns for each period, in order, its first day and the latest end of the periods before it.
fn latest_ends(chart: &Chart<'_>) -> Vec<(Date, Option<Date>)> {
    let mut certified: Vec<_> = intervals(chart).map(|it| (it.from, it.to)).collect();
    certified.sort_unstable();
    let mut latest = None;
    let before = certified.into_iter().map(|(from, to)| {
        let earlier = latest;
        latest = latest.max(Some(to));
        (from, earlier)
    });
    before.collect()
}

const fn applies(to_anything: bool) -> Verdict {
    if to_anything {
        Ok(())
    } else {
        Err(Unjudged::NotApplicable)
    }
}
