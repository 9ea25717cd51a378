//! What is written for a Bundle: Claims, each with an OperationOutcome.

use serde::Serialize;
use therapy_billing::{ProcedureCode, ServiceLine, Setting, claim::Bill, time::Date};

use crate::{
    outcome::{Issue, Outcome},
    read::{CPT, HCPCS},
    resource::{Encounter, Reference},
};

/// The answer to a Bundle: a Bundle with one Claim per discipline. The findings of a Claim follow it, and the
/// last entry states what could not be billed.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    resource_type: &'static str,
    r#type: &'static str,
    entry: Vec<AnswerEntry>,
    #[serde(skip)]
    is_unread: bool,
}

#[derive(Serialize)]
struct AnswerEntry {
    resource: Answered,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answered {
    Claim(Box<ClaimAnswer>),
    Outcome(Outcome),
}

/// What the claims of an answer have in common.
pub struct Header<'e> {
    pub encounter: &'e Encounter,
    /// The reference to the encounter.
    pub name: Option<Reference>,
    /// The date on which the claims are created.
    pub created: Date,
}

impl Answer {
    /// Makes an answer of the bills, and of the issues of what could not be billed.
    pub fn new(header: &Header<'_>, bills: &[Bill], issues: Vec<Issue>) -> Self {
        let mut answered = Vec::new();
        for bill in bills {
            let (claim, outcome) = claim(header, bill);
            if !claim.item.is_empty() {
                answered.push(Answered::Claim(Box::new(claim)));
            }
            answered.push(Answered::Outcome(outcome));
        }
        let outcome = Outcome::new(issues);
        let is_unread = outcome.is_unread();
        answered.push(Answered::Outcome(outcome));
        Self {
            resource_type: "Bundle",
            r#type: "collection",
            entry: answered
                .into_iter()
                .map(|resource| AnswerEntry { resource })
                .collect(),
            is_unread,
        }
    }

    /// Returns whether a part of the bundle could not be billed.
    pub const fn is_unread(&self) -> bool {
        self.is_unread
    }
}

/// A draft of a Claim. What the bundle does not state is marked as unknown.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ClaimAnswer {
    resource_type: &'static str,
    status: &'static str,
    r#type: Concept,
    r#use: &'static str,
    patient: Known,
    created: String,
    provider: Known,
    priority: Concept,
    insurance: [Insurance; 1],
    item: Vec<Item>,
}

#[derive(Serialize)]
struct Concept {
    coding: [Coding; 1],
}

#[derive(Serialize)]
struct Coding {
    system: &'static str,
    code: String,
}

impl Concept {
    fn new(system: &'static str, code: impl Into<String>) -> Self {
        let code = code.into();
        Self {
            coding: [Coding { system, code }],
        }
    }
}

#[derive(Serialize)]
struct Insurance {
    sequence: u8,
    focal: bool,
    coverage: Known,
}

/// A reference, or the statement that it is not known.
#[derive(Serialize)]
#[serde(untagged)]
enum Known {
    Reference(Reference),
    #[serde(rename_all = "camelCase")]
    Absent {
        extension: [Absence; 1],
    },
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Absence {
    url: &'static str,
    value_code: &'static str,
}

impl From<Option<&Reference>> for Known {
    fn from(reference: Option<&Reference>) -> Self {
        reference.cloned().map_or(
            Self::Absent {
                extension: [Absence {
                    url: "http://hl7.org/fhir/StructureDefinition/data-absent-reason",
                    value_code: "unknown",
                }],
            },
            Self::Reference,
        )
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Item {
    sequence: usize,
    product_or_service: Concept,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    modifier: Vec<Concept>,
    serviced_date: String,
    quantity: Quantity,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    encounter: Vec<Reference>,
}

#[derive(Serialize)]
struct Quantity {
    value: u16,
}

/// Makes the Claim of a bill, and the findings of its lines.
fn claim(header: &Header<'_>, bill: &Bill) -> (ClaimAnswer, Outcome) {
    let session = &bill.visit().session;
    let lines = bill.lines().iter().filter(|line| !line.units().is_zero());
    let lines: Vec<_> = lines.collect();
    let item = |(index, line): (usize, &&ServiceLine)| Item {
        sequence: index + 1,
        product_or_service: procedure(line.code()),
        modifier: line
            .modifiers()
            .iter()
            .map(|modifier| Concept::new(HCPCS, modifier.as_str()))
            .collect(),
        serviced_date: session.date_of_service().to_string(),
        quantity: Quantity {
            value: line.units().get(),
        },
        encounter: header.name.iter().cloned().collect(),
    };
    let item: Vec<Item> = lines.iter().enumerate().map(item).collect();

    let findings = bill.findings();
    let issues = findings.iter().map(|finding| {
        let [entry, ..] = finding.at().positions();
        let is_service = finding.at().path() == "services[]";
        let entry = usize::try_from(entry).ok().filter(|_| is_service);
        let service = entry.and_then(|entry| session.services().get(entry));
        let line =
            service.and_then(|service| lines.iter().position(|line| line.code() == service.code()));
        let place = line.map_or_else(|| "Claim".to_owned(), |line| format!("Claim.item[{line}]"));
        Issue::finding(finding, place)
    });
    let setting = bill.visit().setting;
    let is_professional = matches!(
        setting,
        Setting::PrivatePractice | Setting::PhysicianIncidentTo
    );
    let kind = if is_professional {
        "professional"
    } else {
        "institutional"
    };
    let claim = ClaimAnswer {
        resource_type: "Claim",
        status: "draft",
        r#type: Concept::new("http://terminology.hl7.org/CodeSystem/claim-type", kind),
        r#use: "claim",
        patient: header.encounter.subject.as_ref().into(),
        created: header.created.to_string(),
        provider: header.encounter.service_provider.as_ref().into(),
        priority: Concept::new(
            "http://terminology.hl7.org/CodeSystem/processpriority",
            "normal",
        ),
        insurance: [Insurance {
            sequence: 1,
            focal: true,
            coverage: None.into(),
        }],
        item,
    };
    (claim, Outcome::new(issues.collect()))
}

fn procedure(code: ProcedureCode) -> Concept {
    Concept::new(if code.is_cpt() { CPT } else { HCPCS }, code.as_str())
}
