//! Checks how treatment was delivered: one-on-one, in a group, as co-treatment or by telehealth.

use crate::finding::{Evidence, Fact};

use super::out::{Out, at};
use crate::code::ProcedureCode;
use crate::documentation::chart::{Chart, Unjudged, Verdict, missing_at};
use crate::documentation::record::{Cotreatment, Delivery, Modality, Telehealth};
use crate::reference::catalog::Discipline;
use crate::reference::rates::TELEHEALTH;

/// Checks that each timed code was furnished one-on-one.
pub(super) fn one_on_one(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    for (position, entry) in chart
        .billed()?
        .filter(|(_, it)| chart.is_timed_in_catalog(it))
    {
        let shared = entry.patients.is_some_and(|patients| patients > 1);
        if entry.mode != Delivery::Individual || shared {
            let place = at("note.interventions[].mode").index(position);
            out.fire(place, Evidence::NONE.with("code", entry.code));
        }
    }
    Ok(())
}

/// Checks that a group had at least two patients.
pub(super) fn group_size(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    const INPUT: &str = "note.interventions[].patients";
    let groups = || {
        chart
            .billed()
            .map(|billed| billed.filter(|(_, it)| is_group(it.code)))
    };
    let mut verdict = applies(groups()?.next().is_some());
    for (position, entry) in groups()? {
        match entry.patients {
            None => verdict = verdict.and_then(|()| missing_at(INPUT, position)),
            Some(patients) if patients < 2 => {
                let words = if patients == 1 {
                    "1 patient"
                } else {
                    "0 patients"
                };
                let patients = Fact::in_words(words, Fact::Number(patients.into()));
                let evidence = Evidence::NONE.with("n", patients);
                out.fire(at(INPUT).index(position), evidence);
            }
            Some(_) => {}
        }
    }
    verdict
}

/// Checks that a group has minutes of its own beside one-on-one codes.
pub(super) fn group_separate(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let groups = chart.billed()?.filter(|(_, entry)| is_group(entry.code));
    applies(groups.clone().next().is_some())?;
    if chart
        .billed()?
        .any(|(_, entry)| chart.is_timed_in_catalog(entry))
    {
        for (position, _) in groups.filter(|(_, entry)| entry.minutes.is_none()) {
            let place = at("note.interventions[].minutes").index(position);
            out.fire(place, Evidence::NONE);
        }
    }
    Ok(())
}

/// Checks that the disciplines together do not bill more minutes than the patient was treated.
pub(super) fn cotreatment_time(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let shared = cotreatment(chart)?;
    let billed = shared.billed_minutes.values();
    let billed = billed.fold(0, |sum: u32, &minutes| sum.saturating_add(minutes.into()));
    if billed > shared.shared_minutes.into() {
        let evidence = Evidence::NONE.with("shared", shared.shared_minutes);
        let evidence = evidence.with("billed", Fact::Minutes(billed.into()));
        out.fire(at("note.cotreatment.billed_minutes"), evidence);
    }
    Ok(())
}

/// Checks that co-treatment has a reason, and a goal for each discipline.
pub(super) fn cotreatment_reason(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let shared = cotreatment(chart)?;
    let has_goals = |discipline: &Discipline| {
        shared
            .goals
            .get(discipline)
            .is_some_and(|goals| !goals.is_empty())
    };
    let with_goals = shared
        .goals
        .keys()
        .filter(|discipline| has_goals(discipline))
        .count();
    let mut bills = shared
        .billed_minutes
        .iter()
        .filter(|(_, minutes)| !minutes.is_zero());
    let goalless = bills.any(|(discipline, _)| !has_goals(discipline));
    if shared.reason.is_none() || with_goals < 2 || goalless {
        out.fire(at("note.cotreatment"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that Part B pays for therapists' telehealth on the day.
///
/// # Source
///
/// Consolidated Appropriations Act, 2026: through 2027-12-31, including the gap of January 2026.
pub(super) fn telehealth_window(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    telehealth(chart)?;
    if !TELEHEALTH.contains(chart.day) {
        let evidence = Evidence::NONE.with("date", chart.day);
        out.fire(at("note.telehealth"), evidence);
    }
    Ok(())
}

/// Checks that a telehealth note states where the patient was, and that one-on-one codes were guided by video.
pub(super) fn telehealth_record(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let telehealth = telehealth(chart)?;
    if telehealth.patient_location.is_none() {
        out.fire(at("note.telehealth.patient_location"), Evidence::NONE);
    }
    let mut timed = chart
        .billed()?
        .filter(|(_, entry)| chart.is_timed_in_catalog(entry));
    if let (Modality::Audio, Some((_, entry))) = (telehealth.modality, timed.next()) {
        let evidence = Evidence::NONE.with("code", entry.code);
        out.fire(at("note.telehealth.modality"), evidence);
    }
    Ok(())
}

fn is_group(code: ProcedureCode) -> bool {
    code == ProcedureCode::CPT_97150
}

fn cotreatment<'a>(chart: &Chart<'a>) -> Result<&'a Cotreatment, Unjudged> {
    chart
        .note()?
        .cotreatment
        .as_ref()
        .ok_or(Unjudged::NotApplicable)
}

fn telehealth<'a>(chart: &Chart<'a>) -> Result<&'a Telehealth, Unjudged> {
    chart
        .note()?
        .telehealth
        .as_ref()
        .ok_or(Unjudged::NotApplicable)
}

const fn applies(to_anything: bool) -> Verdict {
    if to_anything {
        Ok(())
    } else {
        Err(Unjudged::NotApplicable)
    }
}
