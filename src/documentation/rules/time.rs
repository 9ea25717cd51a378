//! Checks times: the totals against the entries, the units against the minutes, the sessions against each other.

use ::time::Time;

use super::out::{Known, Out, at};
use crate::documentation::chart::{Chart, Counting, Unjudged, Verdict, missing};
use crate::finding::{Evidence, Fact};
use crate::units::UnitRule;

/// Checks that the timed total does not include untimed services.
pub(super) fn untimed_counted(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if let Some(untimed) = chart.untimed_counted()? {
        let evidence = Evidence::NONE.with("n", Fact::Minutes(untimed.into()));
        out.fire(at("note.total_timed_minutes"), evidence);
    }
    Ok(())
}

/// Checks that the timed total is the sum of the timed entries.
pub(super) fn sum(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let Some(total) = chart.note()?.total_timed_minutes else {
        return missing("note.total_timed_minutes");
    };
    let sum = chart.timed_sum()?;
    if sum != u32::from(total) && !matches!(chart.untimed_counted(), Ok(Some(_))) {
        let evidence = Evidence::NONE.with("sum", Fact::Minutes(sum.into()));
        let evidence = evidence.with("total", total);
        out.fire(at("note.total_timed_minutes"), evidence);
    }
    Ok(())
}

/// Checks that the total treatment time is not less than the timed total.
pub(super) fn total_below_timed(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let total = treatment_total(chart)?;
    let Some(timed) = chart.note()?.total_timed_minutes else {
        return missing("note.total_timed_minutes");
    };
    if total < timed.into() {
        let evidence = Evidence::NONE.with("total", total);
        let evidence = evidence.with("timed", timed);
        out.fire(at("note.total_treatment_minutes"), evidence);
    }
    Ok(())
}

/// Checks that the total treatment time does not include rest and waiting.
pub(super) fn unbillable_counted(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if let Some(unbillable) = unbillable_in_total(chart)? {
        let evidence = Evidence::NONE.with("n", Fact::Minutes(unbillable.into()));
        out.fire(at("note.total_treatment_minutes"), evidence);
    }
    Ok(())
}

/// Checks that the entries add up to the total treatment time.
pub(super) fn total_unexplained(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let total = treatment_total(chart)?;
    let timed = chart.timed_total()?;
    let untimed = chart.untimed_sum()?;
    let explained = timed.saturating_add(untimed);
    let rest = matches!(unbillable_in_total(chart), Ok(Some(_)));
    if total >= timed && total != explained && !rest {
        let evidence = Evidence::NONE.with("n", Fact::Minutes(total.abs_diff(explained).into()));
        out.fire(at("note.total_treatment_minutes"), evidence);
    }
    Ok(())
}

/// Checks that the minutes support the billed units.
///
/// # Source
///
/// CMS Pub. 100-04, ch. 5, §20.2.C: minutes of timed codes are added, and the last unit counts from
/// its eighth minute.
pub(super) fn units_exceed_minutes(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let (note, claim) = chart.same_day()?;
    let mut counting = chart.line_counting(note);
    let lines = claim.lines.iter();
    let timed = lines.filter(|line| counting(line.code()) == Counting::Timed);
    let billed: u64 = timed.map(|line| u64::from(line.line.units().get())).sum();
    if billed == 0 {
        return Ok(());
    }
    let minutes = chart.timed_total()?;
    let supported = UnitRule::MEDICARE.rounding().units(minutes).into();
    if billed > supported {
        let evidence = Evidence::NONE.with("billed", Fact::Units(billed));
        let evidence = evidence.with("minutes", Fact::Minutes(minutes.into()));
        let supported = Fact::Units(supported);
        out.fire(at("claim.lines"), evidence.with("supported", supported));
    }
    Ok(())
}

/// Checks that the total treatment time fits between the start and the end of the session.
pub(super) fn session_shorter(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let (start, end) = session(chart)?;
    let total = treatment_total(chart)?;
    if minutes_between(start, end) < i64::from(total) {
        let evidence = Evidence::NONE.with("total", total);
        let evidence = evidence.with("start", start);
        out.fire(at("note.end"), evidence.with("end", end));
    }
    Ok(())
}

/// Checks that nobody was one-on-one with two patients at the same time.
pub(super) fn clinician_overlap(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let note = chart.note()?;
    if note.other_sessions.is_empty() {
        return Err(Unjudged::NotApplicable);
    }
    let (start, end) = session(chart)?;
    let entries = note.interventions.iter();
    let timed = entries.filter(|entry| chart.counting(entry) == Counting::Timed);
    let performers = timed.flat_map(|entry| &entry.performed_by);
    let here: Known<_> = performers.map(|performer| &performer.person).collect();
    for (position, other) in note.other_sessions.iter().enumerate() {
        let here = here.contains(&&other.person);
        let overlap = minutes_between(start.max(other.start), end.min(other.end));
        if other.one_on_one && here && overlap >= 1 {
            let minutes = Fact::Minutes(u32::try_from(overlap).unwrap_or(u32::MAX).into());
            let place = at("note.other_sessions[]").index(position);
            out.fire(place, Evidence::NONE.with("n", minutes));
        }
    }
    Ok(())
}

/// Returns the minutes of rest and waiting if the total treatment time includes them.
fn unbillable_in_total(chart: &Chart<'_>) -> Result<Option<u32>, Unjudged> {
    let Some(unbillable) = chart.note()?.unbillable_minutes else {
        return missing("note.unbillable_minutes");
    };
    let unbillable = u32::from(unbillable);
    if unbillable == 0 {
        return Ok(None);
    }
    let total = treatment_total(chart)?;
    let rest = chart.timed_total()?.saturating_add(chart.untimed_sum()?);
    Ok((total == rest.saturating_add(unbillable)).then_some(unbillable))
}

fn treatment_total(chart: &Chart<'_>) -> Result<u32, Unjudged> {
    match chart.note()?.total_treatment_minutes {
        Some(total) => Ok(total.into()),
        None => missing("note.total_treatment_minutes"),
    }
}

/// Returns the times at which the session began and ended.
fn session(chart: &Chart<'_>) -> Result<(Time, Time), Unjudged> {
    let note = chart.note()?;
    match (note.start, note.end) {
        (Some(start), Some(end)) => Ok((start, end)),
        (None, _) => missing("note.start"),
        (_, None) => missing("note.end"),
    }
}

/// Returns the whole minutes from one time of day to another. They are negative if the second is earlier.
fn minutes_between(start: Time, end: Time) -> i64 {
    (end - start).whole_minutes()
}
