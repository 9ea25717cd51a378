//! The treatment note: one for each billed day, with what was billed and the two totals.

use super::chart::{Chart, Counting, Unjudged, Verdict};
use super::words::{has_words, same_words};
use super::{Out, at};
use crate::finding::Evidence;

/// A billed day has its note.
pub(super) fn each_billed_day(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let claim = chart.claim()?;
    if chart.same_day().is_err() {
        let evidence = Evidence::NONE.with("date", claim.date_of_service);
        out.fire(at("claim.date_of_service"), evidence);
    }
    Ok(())
}

/// A billed code is in the note, and described.
pub(super) fn intervention(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let (note, claim) = chart.same_day()?;
    for (position, entry) in note.interventions.iter().enumerate() {
        let on_claim = claim.lines.iter().any(|line| line.code == entry.code);
        if on_claim && entry.description.is_none() {
            let place = at("note.interventions[].description").index(position);
            out.fire(place, Evidence::NONE.with("code", entry.code));
        }
    }
    for (position, line) in claim.lines.iter().enumerate() {
        if !note
            .interventions
            .iter()
            .any(|entry| entry.code == line.code)
        {
            let place = at("claim.lines[].code").index(position);
            out.fire(place, Evidence::NONE.with("code", line.code));
        }
    }
    Ok(())
}

/// A note with a timed entry has the total of timed minutes.
pub(super) fn total_timed_minutes(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    if chart.note()?.total_timed_minutes.is_some() {
        return Ok(());
    }
    let timed = |entry| chart.counting(entry) == Counting::Timed;
    if chart.entries()?.any(|(_, entry)| timed(entry)) {
        out.fire(at("note.total_timed_minutes"), Evidence::NONE);
        return Ok(());
    }
    chart.all_timings_known()?;
    Err(Unjudged::NotApplicable)
}

/// The note has the total of treatment minutes.
pub(super) fn total_treatment_minutes(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    if chart.note()?.total_treatment_minutes.is_none() {
        out.fire(at("note.total_treatment_minutes"), Evidence::NONE);
    }
    Ok(())
}

/// Two codes are not described in the same words.
pub(super) fn distinct_descriptions(chart: &Chart<'_>, out: &mut Out<'_>) -> Verdict {
    let timed = |entry| chart.counting(entry) == Counting::Timed;
    let entries = chart.billed()?.filter(|(_, entry)| timed(entry));
    let entries = entries.filter_map(|(position, entry)| {
        let description = entry.description.as_deref()?;
        has_words(description).then_some((position, entry.code, description))
    });
    for (position, code, description) in entries.clone() {
        let mut earlier = entries.clone().take_while(|(other, ..)| *other < position);
        let twin = earlier.find(|(_, other, text)| *other != code && same_words(text, description));
        if let Some((_, other, _)) = twin {
            let evidence = Evidence::NONE.with("code", code);
            let place = at("note.interventions[].description").index(position);
            out.fire(place, evidence.with("other", other));
        }
    }
    Ok(())
}
