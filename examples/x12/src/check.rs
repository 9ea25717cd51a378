//! Checks a claim with the library and puts every answer in its place in the file.

use therapy_billing::{
    Finding, ServiceLine, Setting, UnitRule,
    claim::{Claim as Lines, ClaimError, ClaimFinding},
};

use crate::{
    claim::{Claim, Line, Place, Problem},
    line::{Fault, Places},
    segment::Segment,
};

/// One answer about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The place. Line and segment are not stated for an answer about a claim as a whole.
    pub place: Place,
    /// The segment to show.
    pub segment: Option<Segment>,
    /// The place of the element in the segment, or `None` for the segment as a whole.
    pub element: Option<usize>,
    /// What is to be said.
    pub what: What,
}

/// A finding of the library, or the reason why something could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types say it")]
pub enum What {
    Finding(Finding<ClaimFinding>),
    Fault(Fault),
}

impl From<Problem> for Answer {
    fn from(problem: Problem) -> Self {
        Self {
            place: problem.place,
            segment: problem.segment,
            element: problem.fault.element,
            what: What::Fault(problem.fault),
        }
    }
}

/// Checks a claim. Medicare's rule applies if the payer is Medicare, and otherwise the given one.
///
/// Every line that could not be read gets an error in its place, and the other lines are checked
/// without it. A claim without a therapy line is not checked.
#[must_use]
pub fn check(claim: &Claim, other_rule: UnitRule) -> Vec<Answer> {
    let mut read: Vec<(&Line, ServiceLine)> = Vec::new();
    let mut faults = Vec::new();
    for line in &claim.lines {
        match &line.service.line {
            Ok(Some(entry)) => read.push((line, *entry)),
            Ok(None) => {}
            Err(fault) => faults.push(of_line(
                claim,
                line,
                fault.element,
                What::Fault(fault.clone()),
            )),
        }
    }
    let is_therapy = claim.lines.iter().any(|line| line.service.is_therapy);
    let mut answers = match &claim.setting {
        // lines without CLM are reported in any case: they may belong to another claim
        Err(fault) if is_therapy || claim.place.clm.is_none() => {
            vec![of_claim(claim, fault.clone())]
        }
        Ok(setting) if is_therapy && !claim.is_too_long => {
            findings(claim, &read, *setting, other_rule)
        }
        Ok(_) if is_therapy => {
            let found = claim.lines.len() + 1;
            vec![of_claim(
                claim,
                refused(&ClaimError::TooManyLines { found }),
            )]
        }
        _ => Vec::new(),
    };
    answers.append(&mut faults);
    answers.sort_by_key(|answer| answer.place.segment);
    answers
}

fn findings(
    claim: &Claim,
    read: &[(&Line, ServiceLine)],
    setting: Setting,
    other_rule: UnitRule,
) -> Vec<Answer> {
    let rule = match claim.payer.as_str() {
        "MA" | "MB" => UnitRule::MEDICARE,
        _ => other_rule,
    };
    let lines = read.iter().map(|(_, entry)| *entry).collect();
    let findings = match Lines::new(lines, rule, setting) {
        Ok(claim) => claim.check(),
        Err(cause) => return vec![of_claim(claim, refused(&cause))],
    };
    let place = |finding: &Finding<ClaimFinding>| {
        let index = (finding.at().path() == "lines[]").then(|| finding.at().positions()[0]);
        index.and_then(|index| read.get(usize::try_from(index).ok()?))
    };
    let answer = |finding: &Finding<ClaimFinding>| match place(finding) {
        Some((line, _)) => {
            let element = element(finding.id(), &line.segment);
            of_line(claim, line, Some(element), What::Finding(finding.clone()))
        }
        None => Answer {
            place: claim.place.clone(),
            segment: Some(claim.segment.clone()),
            element: None,
            what: What::Finding(finding.clone()),
        },
    };
    findings.iter().map(answer).collect()
}

fn refused(cause: &ClaimError) -> Fault {
    Fault::new("claim", None, cause)
}

fn of_claim(claim: &Claim, fault: Fault) -> Answer {
    Answer {
        place: claim.place.clone(),
        segment: Some(claim.segment.clone()),
        element: fault.element,
        what: What::Fault(fault),
    }
}

fn of_line(claim: &Claim, line: &Line, element: Option<usize>, what: What) -> Answer {
    let place = Place {
        lx: line.lx.clone(),
        segment: Some(line.segment.number),
        ..claim.place.clone()
    };
    Answer {
        place,
        segment: Some(line.segment.clone()),
        element,
        what,
    }
}

/// The element that a finding is about.
fn element(id: &str, segment: &Segment) -> usize {
    let places = Places::of(segment.name());
    match (id, places.revenue) {
        ("revenue-code-mismatch", Some(revenue)) => revenue,
        ("untimed-units" | "units-zero" | "units-exceed-day" | "units-long-day", _) => {
            places.quantity
        }
        (id, _) if id.starts_with("mue-") => places.quantity,
        _ => places.procedure,
    }
}
