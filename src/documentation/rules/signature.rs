//! Checks signatures: their presence, their form, and that the signer took part in the visit.

use alloc::vec::Vec;

use super::out::{Out, at};
use crate::documentation::chart::{Chart, Unjudged, Verdict, days_past, missing};
use crate::finding::{Evidence, Fact};
use crate::{
    documentation::record::{
        AttestationSubject, Person, PersonId, Role, Signature, SignatureMethod,
    },
    finding::Severity,
};

/// Checks that the note is signed.
pub(super) fn present(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.note()?.signature.is_none() {
        out.fire(at("note.signature"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that the signature has a professional designation.
pub(super) fn credential(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.signature()?.credential.is_none() {
        out.fire(at("note.signature.credential"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that the signature is no stamp, unless a reason for it is on file.
pub(super) fn method(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let signature = chart.signature()?;
    match signature.method {
        None => return missing("note.signature.method"),
        Some(SignatureMethod::Stamp) if !signature.stamp_exception_on_file => {
            out.fire(at("note.signature.method"), Evidence::NONE);
        }
        Some(_) => {}
    }
    Ok(())
}

/// Checks that the signature is dated on or after the day of the visit.
pub(super) fn date(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let place = at("note.signature.signed_on");
    let Some(signed) = chart.signature()?.signed_on else {
        out.fire_as(Severity::Warning, place, Evidence::NONE);
        return Ok(());
    };
    let Some(visit) = chart.note()?.date_of_service else {
        return missing("note.date_of_service");
    };
    if signed < visit {
        let days = Fact::Days(days_past(signed, visit).into());
        let evidence = Evidence::NONE.with("date", signed).with("n", days);
        out.fire_as(Severity::Error, place, evidence);
    }
    Ok(())
}

/// Checks that the signer treated or supervised.
pub(super) fn signer(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let Some(signer) = &chart.signature()?.person else {
        return missing("note.signature.person");
    };
    let person = chart.person(signer);
    let took_part = person.is_some_and(|it| matches!(it.role, Role::Treating | Role::Supervising));
    if !took_part {
        out.fire(at("note.signature.person"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that everybody who furnished an entry is listed.
pub(super) fn contributors(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    for (position, entry) in chart.entries()? {
        for (place, performer) in entry.performed_by.iter().enumerate() {
            if chart.person(&performer.person).is_none() {
                let path = at("note.interventions[].performed_by[]");
                let evidence = Evidence::NONE.with("code", entry.code);
                out.fire(path.index(position).index(place), evidence);
            }
        }
    }
    Ok(())
}

/// Checks that a supervisor who took part signed or cosigned.
pub(super) fn active_supervisor(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let note = chart.note()?;
    let signature = chart.signature()?;
    let signs = |signature: &Signature, id: &PersonId| signature.person.as_ref() == Some(id);
    let supervised = |person: &Person| person.role == Role::Supervising && person.took_part;
    let mut supervisors: Vec<_> = chart.people().filter(|(_, it)| supervised(it)).collect();
    if supervisors.is_empty() {
        return Err(Unjudged::NotApplicable);
    }
    supervisors.sort_unstable_by_key(|(position, _)| *position);
    for (position, person) in supervisors {
        let cosigns = note.cosignature.as_ref();
        if !signs(signature, &person.id) && !cosigns.is_some_and(|it| signs(it, &person.id)) {
            out.fire(at("note.people[]").index(position), Evidence::NONE);
        }
    }
    Ok(())
}

/// Checks that the author made the attestation, and that it is not about an order.
pub(super) fn attestation(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let attestation = chart.note()?.attestation.as_ref();
    let attestation = attestation.ok_or(Unjudged::NotApplicable)?;
    if attestation.by != attestation.author || attestation.subject == AttestationSubject::Order {
        out.fire(at("note.attestation"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that a qualified person verified a student's entry, with the date.
pub(super) fn student_entry(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let note = chart.note()?;
    let Some(writer) = &note.documented_by else {
        return missing("note.documented_by");
    };
    let Some(writer) = chart.person(writer) else {
        return missing("note.people");
    };
    if writer.role != Role::Student && !writer.credential.is_student() {
        return Err(Unjudged::NotApplicable);
    }
    let verifier = note.verified_by.as_ref().and_then(|id| chart.person(id));
    let by_qualified = verifier.is_some_and(|it| it.credential.is_qualified());
    if !by_qualified {
        out.fire(at("note.verified_by"), Evidence::NONE);
    } else if note.verified_on.is_none() {
        out.fire(at("note.verified_on"), Evidence::NONE);
    }
    Ok(())
}
