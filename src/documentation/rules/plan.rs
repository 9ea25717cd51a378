//! Checks the plan of care: its parts, its author, and whether treatment follows it.

use crate::documentation::chart::{Chart, Unjudged, Verdict, count, missing, plus};

use ::time::Date;

use super::out::{Known, Out, at};
use super::words;
use crate::finding::{Evidence, Fact};
use crate::{
    documentation::{
        record::{Approval, Certification, ChangeKind, Frequency, PlanDuration},
        timeline::TIMELY_DAYS,
    },
    finding::Severity,
};

/// Checks that a plan was established by the day of treatment.
pub(super) fn present(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let place = at("episode.plan");
    match chart.plan() {
        Err(_) => out.fire(place, Evidence::NONE),
        Ok(plan) => match plan.established_on {
            None => return missing("episode.plan.established_on"),
            Some(date) if date > chart.day => {
                out.fire(place, Evidence::NONE.with("date", date));
            }
            Some(_) => {}
        },
    }
    Ok(())
}

/// Checks that a clinician established the plan, and in a CORF a physician.
pub(super) fn author(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let credential = chart.plan()?.author.credential;
    let may_plan = if chart.corf {
        credential.is_physician()
    } else {
        credential.is_clinician()
    };
    if !may_plan {
        let evidence = Evidence::NONE.with("credential", words::credential(credential));
        out.fire(at("episode.plan.author"), evidence);
    }
    Ok(())
}

/// Checks that the plan is dated and signed with a professional designation.
pub(super) fn signed(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let plan = chart.plan()?;
    let signature = plan.signature.as_ref();
    if signature.is_none_or(|signature| signature.credential.is_none()) {
        out.fire(at("episode.plan.signature"), Evidence::NONE);
    }
    if plan.established_on.is_none() {
        out.fire(at("episode.plan.established_on"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that a physician signed the plan, or certified it in writing, before treatment.
///
/// # Source
///
/// 42 CFR 410.105(c) and 424.27 (unverified).
pub(super) fn physician_before_treatment(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let plan = chart.plan()?;
    let days = chart.episode.treatment_days.as_slice();
    let evaluated_first = chart.evaluation().is_ok_and(|it| it.date == chart.start);
    let limit = match days {
        [_, second, ..] if evaluated_first => *second,
        [_] if evaluated_first => return Err(Unjudged::NotApplicable), // nothing was treated yet
        _ => chart.start,
    };
    let plan_signed = plan.signature.as_ref().and_then(|signature| {
        let date = signature.signed_on.or(plan.established_on)?;
        signature.credential?.is_physician().then_some(date)
    });
    let certified = chart.certifications().filter(|(_, it)| it.is_initial());
    let mut signed = certified
        .filter_map(|(_, it)| signed_by_certifier(chart, it))
        .chain(plan_signed);
    if !signed.any(|date| date <= limit) {
        let place = at("episode.plan.signature");
        out.fire(place, Evidence::NONE.with("date", limit));
    }
    Ok(())
}

/// Returns the date on which a person who may certify signed a certification.
fn signed_by_certifier(chart: &Chart<'_>, certification: &Certification) -> Option<Date> {
    let credential = certification.approval.certifier()?.credential;
    let date = match &certification.approval {
        Approval::Signature { signed, date, .. } => date.filter(|_| *signed),
        Approval::Verbal { signed_on, .. } => *signed_on,
        Approval::OrderException { .. } => None,
    };
    date.filter(|_| chart.may_certify(credential, certification.low_vision))
}

/// Checks that the plan names a diagnosis.
pub(super) fn diagnosis(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.plan()?.diagnoses.is_empty() {
        out.fire(at("episode.plan.diagnoses"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that the plan has a long-term goal.
pub(super) fn long_term_goal(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.plan()?.long_term_goals.is_empty() {
        out.fire(at("episode.plan.long_term_goals"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that each long-term goal can be measured.
pub(super) fn goal_measurable(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    for &(position, goal) in chart.long_term_goals()? {
        let measurable = goal.measure.is_some() && goal.target.is_some() && goal.by.is_some();
        if !measurable && goal.unmeasurable_reason.is_none() {
            let place = at("episode.plan.long_term_goals[]").index(position);
            out.fire(place, Evidence::NONE.with("n", ordinal(position)));
        }
    }
    Ok(())
}

/// Checks that each long-term goal refers to a limitation of the evaluation.
pub(super) fn goal_functional(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let limitations = chart.evaluation()?.limitations.iter();
    let limitations: Known<_> = limitations.map(|limitation| &limitation.id).collect();
    for &(position, goal) in chart.long_term_goals()? {
        let tied = goal
            .limitation
            .as_ref()
            .is_some_and(|id| limitations.contains(&id));
        if !tied {
            let place = at("episode.plan.long_term_goals[].limitation").index(position);
            out.fire(place, Evidence::NONE.with("n", ordinal(position)));
        }
    }
    Ok(())
}

/// Checks that the plan is for the discipline of the episode.
pub(super) fn discipline(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let discipline = chart.episode.discipline;
    if chart
        .plan()?
        .discipline
        .is_some_and(|stated| stated != discipline)
    {
        let evidence = Evidence::NONE.with("discipline", words::discipline(discipline));
        out.fire(at("episode.plan.discipline"), evidence);
    }
    Ok(())
}

/// Checks that the plan states the frequency. On the first day its absence is advice.
pub(super) fn frequency(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.plan()?.frequency.is_none() {
        let severity = if chart.day == chart.start {
            Severity::Advice
        } else {
            Severity::Error
        };
        let evidence = Evidence::NONE.with("n", chart.days_so_far());
        out.fire_as(severity, at("episode.plan.frequency"), evidence);
    }
    Ok(())
}

/// Checks that the frequency is one number or a taper.
pub(super) fn frequency_range(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    match chart.plan()?.frequency {
        Some(Frequency::Range { min, max }) if min != max => {
            let evidence = Evidence::NONE.with("min", u32::from(min));
            let evidence = evidence.with("max", u32::from(max));
            out.fire(at("episode.plan.frequency"), evidence);
            Ok(())
        }
        Some(_) => Ok(()),
        None => missing("episode.plan.frequency"),
    }
}

/// Checks that the plan states the duration.
pub(super) fn duration(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.plan()?.duration.is_none() {
        out.fire(at("episode.plan.duration"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that each billed procedure is in the plan or was added to it, if the plan lists procedures.
pub(super) fn unplanned_intervention(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let plan = chart.plan()?;
    let billed = chart.billed()?;
    if plan.interventions.is_empty() {
        return Err(Unjudged::NotApplicable); // a courtesy, not a required part
    }
    let changes = plan.changes.iter();
    let changes = changes.filter(|it| it.kind == ChangeKind::Intervention && it.date <= chart.day);
    let added = changes.flat_map(|change| &change.codes);
    let planned: Known<_> = plan.interventions.iter().chain(added).collect();
    for (position, entry) in billed {
        if !planned.contains(&&entry.code) && !chart.kind(entry.code).is_evaluation() {
            let place = at("note.interventions[].code").index(position);
            out.fire(place, Evidence::NONE.with("code", entry.code));
        }
    }
    Ok(())
}

/// Checks that a clinician made and signed each change.
pub(super) fn change_author(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    for (position, change) in chart.plan()?.changes.iter().enumerate() {
        if !change.author.credential.is_clinician() || !change.signed {
            out.fire(at("episode.plan.changes[]").index(position), Evidence::NONE);
        }
    }
    Ok(())
}

/// Checks that a changed long-term goal is certified within 30 days.
pub(super) fn goal_change_certified(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let certified = chart.counting_certifications();
    let certified = certified.filter_map(|(_, it)| match &it.approval {
        Approval::Signature { signed, date, .. } => date.filter(|_| *signed),
        Approval::Verbal { date, .. } => *date,
        Approval::OrderException { .. } => None,
    });
    let last = certified.max();
    let changes = chart.plan()?.changes.iter().enumerate();
    for (position, change) in changes.filter(|(_, it)| it.kind == ChangeKind::LongTermGoal) {
        let is_certified = last.is_some_and(|last| last >= change.date);
        if chart.as_of() > plus(change.date, TIMELY_DAYS) && !is_certified {
            let place = at("episode.plan.changes[]").index(position);
            out.fire(place, Evidence::NONE.with("date", change.date));
        }
    }
    Ok(())
}

/// Checks that the treatment days do not exceed those of the plan and the day of the evaluation.
pub(super) fn visits_beyond_plan(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let plan = chart.plan()?;
    if chart
        .counting_certifications()
        .any(|(_, it)| !it.is_initial())
    {
        return Err(Unjudged::NotApplicable); // later plans have counts of their own
    }
    let planned = match (plan.duration, plan.frequency) {
        (Some(PlanDuration::Sessions(sessions)), _) => u32::from(sessions),
        (Some(PlanDuration::Weeks(weeks)), Some(frequency)) => {
            u32::from(weeks).saturating_mul(frequency.most_per_week().into())
        }
        (Some(PlanDuration::Weeks(_)), None) => return missing("episode.plan.frequency"),
        (None, _) => return missing("episode.plan.duration"),
    };
    let most = planned.saturating_add(1);
    let days = count(chart.episode.treatment_days.up_to(chart.day));
    if days > most {
        let evidence = Evidence::NONE.with("n", Fact::TreatmentDays(days.into()));
        let evidence = evidence.with("most", Fact::TreatmentDays(most.into()));
        out.fire(at("episode.treatment_days"), evidence);
    }
    Ok(())
}

/// Returns a position in a list, counted from 1.
fn ordinal(position: usize) -> Fact {
    Fact::Number(position as u64 + 1)
}
