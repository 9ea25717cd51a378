//! Checks the evaluation: that it is present, written by a clinician and complete.

use super::out::{Out, at};
use crate::documentation::chart::{Chart, Unjudged, Verdict};
use crate::documentation::record::{Credential, ReevaluationReason};
use crate::finding::Evidence;
use crate::reference::catalog::{Discipline, ServiceKind};

/// Checks that the patient was evaluated on or before the first treatment day.
pub(super) fn present(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let evaluated = chart.evaluation().is_ok_and(|it| it.date <= chart.start);
    if !evaluated {
        let evidence = Evidence::NONE.with("date", chart.start);
        out.fire(at("episode.evaluation"), evidence);
    }
    Ok(())
}

/// Checks that a clinician wrote the evaluation and that it is signed.
pub(super) fn author(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let evaluation = chart.evaluation()?;
    if !evaluation.author.credential.is_clinician() {
        out.fire(at("episode.evaluation.author"), Evidence::NONE);
    }
    if evaluation.signature.is_none() {
        out.fire(at("episode.evaluation.signature"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that the diagnosis, the problem and the body part are stated.
pub(super) fn problem(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let evaluation = chart.evaluation()?;
    let mut name = |path, what: &'static str| {
        out.fire(at(path), Evidence::NONE.with("what", what));
    };
    if chart.episode.diagnoses.is_empty() {
        name("episode.diagnoses", "the diagnosis");
    }
    if evaluation.problem.is_none() {
        name("episode.evaluation.problem", "the problem");
    }
    let of_the_body = chart.episode.discipline != Discipline::Slp;
    if of_the_body && evaluation.body_parts.is_empty() {
        name("episode.evaluation.body_parts", "the body part");
    }
    Ok(())
}

/// Checks that the evaluation contains a measured value.
pub(super) fn objective_baseline(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.evaluation()?.measures.is_empty() {
        out.fire_by_payer(at("episode.evaluation.measures"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that the prior level of function is described.
pub(super) fn prior_level(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if chart.evaluation()?.prior_level.is_none() {
        out.fire(at("episode.evaluation.prior_level"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that the conclusion denies the need for treatment, or gives a prognosis and a number of weeks.
pub(super) fn conclusion(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let conclusion = chart.evaluation()?.conclusion.as_ref();
    let concluded = conclusion.is_some_and(|it| {
        let framed = it.prognosis.is_some() && it.weeks.is_some_and(|weeks| weeks > 0);
        !it.treatment_needed || framed
    });
    if !concluded {
        out.fire(at("episode.evaluation.conclusion"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that an evaluation without treatment has a signed and dated order or a certification.
pub(super) fn order_when_alone(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    if !chart.evaluation_only {
        return Err(Unjudged::NotApplicable);
    }
    let ordered = chart.good_order().is_some_and(|(order, _)| {
        let signer = order.signer.credential;
        signer.is_certifier() || signer == Credential::Od
    });
    if !ordered && chart.counting_certifications().next().is_none() {
        out.fire(at("episode.order"), Evidence::NONE);
    }
    Ok(())
}

/// Checks that a billed re-evaluation has a reason that supports it.
pub(super) fn reevaluation_reason(chart: &Chart<'_>, out: &mut Out) -> Verdict {
    let mut applies = false;
    for (position, entry) in chart
        .billed()?
        .filter(|(_, entry)| chart.kind(entry.code) == ServiceKind::Reevaluation)
    {
        applies = true;
        if matches!(
            entry.reevaluation_reason,
            None | Some(ReevaluationReason::Routine)
        ) {
            let place = at("note.interventions[].reevaluation_reason").index(position);
            out.fire_by_payer(place, Evidence::NONE.with("code", entry.code));
        }
    }
    if applies {
        Ok(())
    } else {
        Err(Unjudged::NotApplicable)
    }
}
