//! Checks the treatment note: one for each billed day, with the billed codes and the two totals.

use alloc::{collections::BTreeMap, string::String, vec::Vec};

use super::out::{Known, Out, at};
use super::words::{beginning, plain};
use crate::code::ProcedureCode;
use crate::documentation::chart::{Chart, Counting, Unjudged, Verdict};
use crate::documentation::record::ClaimLine;
use crate::finding::Evidence;

/// Checks that a billed day has a note.
pub(super) fn each_billed_day(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let claim = chart.claim()?;
    if chart.same_day().is_err() {
        let evidence = Evidence::NONE.with("date", claim.date_of_service);
        out.fire(at("claim.date_of_service"), evidence);
    }
    Ok(())
}

/// Checks that each billed code is in the note and described.
pub(super) fn intervention(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let (note, claim) = chart.same_day()?;
    let mut billed: Option<Known<_>> = None;
    for (position, entry) in note.interventions.iter().enumerate() {
        let mut is_billed = || {
            let codes = || claim.lines.iter().map(ClaimLine::code).collect();
            billed.get_or_insert_with(codes).contains(&entry.code)
        };
        if entry.description.is_none() && is_billed() {
            let place = at("note.interventions[].description").index(position);
            out.fire(place, Evidence::NONE.with("code", entry.code));
        }
    }
    let noted: Known<_> = note.interventions.iter().map(|entry| entry.code).collect();
    for (position, line) in claim.lines.iter().enumerate() {
        if !noted.contains(&line.code()) {
            let place = at("claim.lines[].code").index(position);
            out.fire(place, Evidence::NONE.with("code", line.code()));
        }
    }
    Ok(())
}

/// Checks that a note with a timed entry states the total of timed minutes.
pub(super) fn total_timed_minutes(chart: &Chart<'_>, out: &mut Out) -> Verdict {
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

/// Checks that the note states the total treatment time.
pub(super) fn total_treatment_minutes(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.note()?.total_treatment_minutes.is_none() {
        out.fire(at("note.total_treatment_minutes"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that two codes are not described in the same words.
pub(super) fn distinct_descriptions(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let described = chart.billed()?.filter_map(|(position, entry)| {
        let text = entry.description.as_deref()?;
        let begins = beginning(text).filter(|_| chart.counting(entry) == Counting::Timed)?;
        Some((begins, entry.code, position, text))
    });
    // Few descriptions of two codes begin alike, and only these are compared as a whole.
    let mut beginnings: Vec<_> = described.clone().map(|(it, code, ..)| (it, code)).collect();
    beginnings.sort_unstable();
    beginnings.dedup();
    let is_shared = |begins| {
        let first = beginnings.partition_point(|(other, _)| *other < begins);
        let others = beginnings.iter().skip(first);
        others
            .take_while(|(other, _)| *other == begins)
            .nth(1)
            .is_some()
    };
    // By words: the first code of a description, and the first other one.
    let mut earlier: BTreeMap<String, (ProcedureCode, Option<ProcedureCode>)> = BTreeMap::new();
    for (_, code, position, text) in described.filter(|(begins, ..)| is_shared(*begins)) {
        let (first, second) = earlier.entry(plain(text)).or_insert((code, None));
        let other = if *first == code {
            *second
        } else {
            Some(*first)
        };
        if *first != code {
            second.get_or_insert(code);
        }
        if let Some(other) = other {
            let evidence = Evidence::NONE.with("code", code);
            let place = at("note.interventions[].description").index(position);
            out.fire(place, evidence.with("other", other));
        }
    }
    Ok(())
}
