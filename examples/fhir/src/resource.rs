//! The parts of FHIR R4 resources that this program uses. Other fields are ignored, as FHIR asks.
//!
//! Lists of parts that are judged one by one keep their text, so that one bad part does not hide the others.

use serde::Deserialize;
use serde_json::value::RawValue;

/// What a resource is.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Kind {
    pub resource_type: String,
}

/// A Claim or an ExplanationOfBenefit.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    pub status: Option<String>,
    pub billable_period: Option<Period>,
    #[serde(default)]
    pub supporting_info: Vec<SupportingInfo>,
    #[serde(default)]
    pub item: Vec<Box<RawValue>>,
    #[serde(default)]
    pub modifier_extension: Vec<Extension>,
}

/// Information about a whole claim, such as the type of bill.
#[derive(Deserialize)]
pub struct SupportingInfo {
    pub category: Option<Concept>,
    pub code: Option<Concept>,
}

/// A line of a claim.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    pub product_or_service: Option<Concept>,
    pub revenue: Option<Concept>,
    #[serde(default)]
    pub modifier: Vec<Concept>,
    pub serviced_date: Option<String>,
    pub serviced_period: Option<Period>,
    pub quantity: Option<Quantity>,
    #[serde(default)]
    pub detail: Vec<Box<RawValue>>,
    #[serde(default)]
    pub modifier_extension: Vec<Extension>,
}

/// A Bundle.
#[derive(Deserialize)]
pub struct Bundle {
    #[serde(default)]
    pub entry: Vec<Entry>,
}

/// An entry of a Bundle.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    pub full_url: Option<String>,
    pub resource: Option<Box<RawValue>>,
}

/// The type and the id of a resource in a Bundle.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Identity {
    pub resource_type: String,
    pub id: Option<String>,
}

impl Identity {
    /// Returns the resource as references name it, or `None` without an id.
    pub fn name(&self) -> Option<String> {
        let id = self.id.as_ref()?;
        Some(format!("{}/{id}", self.resource_type))
    }
}

/// An Encounter.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Encounter {
    pub status: Option<String>,
    pub subject: Option<Reference>,
    pub period: Option<Period>,
    pub service_provider: Option<Reference>,
    #[serde(default)]
    pub modifier_extension: Vec<Extension>,
}

/// A Procedure.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Procedure {
    pub status: Option<String>,
    pub subject: Option<Reference>,
    pub encounter: Option<Reference>,
    pub code: Option<Concept>,
    pub performed_period: Option<Period>,
    #[serde(default)]
    pub performer: Vec<Performer>,
    #[serde(default)]
    pub modifier_extension: Vec<Extension>,
}

/// Who performed a procedure.
#[derive(Deserialize)]
pub struct Performer {
    pub function: Option<Concept>,
}

/// A period of time.
#[derive(Deserialize)]
pub struct Period {
    pub start: Option<String>,
    pub end: Option<String>,
}

/// A reference to another resource.
#[derive(Clone, Deserialize, serde::Serialize)]
pub struct Reference {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
}

/// A `CodeableConcept`.
#[derive(Deserialize)]
pub struct Concept {
    #[serde(default)]
    pub coding: Vec<Coding>,
}

/// A code and the system that it belongs to.
#[derive(Deserialize)]
pub struct Coding {
    pub system: Option<String>,
    pub code: Option<String>,
}

/// A quantity. Its value is the text of the number, so that no digit is lost.
#[derive(Deserialize)]
pub struct Quantity {
    pub value: Option<Box<RawValue>>,
    pub comparator: Option<String>,
    pub unit: Option<String>,
    pub code: Option<String>,
}

/// An extension that changes the meaning of the part that contains it.
#[derive(Deserialize)]
pub struct Extension {
    pub url: String,
}
