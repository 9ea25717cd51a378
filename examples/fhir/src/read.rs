//! Reads codes, modifiers and quantities. What is missing or malformed is refused and never guessed.

use serde::Deserialize;
use serde_json::value::RawValue;
use therapy_billing::{Modifier, Modifiers, ProcedureCode, Units, rust_decimal::Decimal};

use crate::{
    outcome::{Cause, Issue, Refusal},
    resource::{Concept, Extension, Kind, Quantity},
};

/// The systems of procedure codes, CPT (HCPCS level I) and HCPCS level II.
const PROCEDURE_SYSTEMS: [&str; 4] = [
    CPT,
    HCPCS,
    "http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
    "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets",
];
/// The system of CPT codes.
pub const CPT: &str = "http://www.ama-assn.org/go/cpt";
/// The system of HCPCS level II codes and of modifiers.
pub const HCPCS: &str = "http://terminology.hl7.org/CodeSystem/HCPCS-all-codes";

/// The units that count services.
const COUNTING_UNITS: [&str; 5] = ["UN", "unit", "units", "{unit}", "1"];

/// Reads the type of a resource, which is to be one of `expected`.
pub fn kind(text: &str, expected: &[&'static str]) -> Result<&'static str, Issue> {
    let unread = |error: serde_json::Error| {
        let code = if error.is_data() {
            Cause::Structure
        } else {
            Cause::Invalid
        };
        Issue::fatal(code, format!("expected one FHIR resource in JSON: {error}"))
    };
    let found = serde_json::from_str::<Kind>(text)
        .map_err(unread)?
        .resource_type;
    let known = expected.iter().find(|&&kind| kind == found);
    known.copied().ok_or_else(|| {
        let what = format!(
            "expected the resource {}, found {found}",
            expected.join(" or ")
        );
        Issue::fatal(Cause::NotSupported, what)
    })
}

/// Reads a resource whose type is known.
pub fn resource<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, Issue> {
    serde_json::from_str(text).map_err(|error| Issue::fatal(Cause::Structure, error.to_string()))
}

/// Reads one part of a resource.
pub fn part<'t, T: Deserialize<'t>>(text: &'t RawValue) -> Result<T, Refusal> {
    serde_json::from_str(text.get()).map_err(|error| (Cause::Structure, error.to_string()))
}

/// Refuses a part whose meaning is changed by an extension, because this program knows none.
pub fn no_modifier_extension(extensions: &[Extension]) -> Result<(), Refusal> {
    let refuse = |extension: &Extension| {
        let what = format!("expected no modifier extension, found {}", extension.url);
        Err((Cause::Extension, what))
    };
    extensions.first().map_or(Ok(()), refuse)
}

/// Reads the first code whose system is CPT or HCPCS, or `None` if there is none.
pub fn procedure_code(concept: Option<&Concept>) -> Result<Option<ProcedureCode>, Refusal> {
    let mut codings = concept.into_iter().flat_map(|concept| &concept.coding);
    let is_procedure = |system: &Option<String>| {
        system
            .as_deref()
            .is_some_and(|system| PROCEDURE_SYSTEMS.contains(&system))
    };
    let Some(coding) = codings.find(|coding| is_procedure(&coding.system)) else {
        return Ok(None);
    };
    let text = coding.code.as_deref().unwrap_or_default();
    let code = ProcedureCode::parse(text);
    code.map(Some)
        .map_err(|error| (Cause::CodeInvalid, error.to_string()))
}

/// The refusal of a part without a procedure code.
pub fn no_code() -> Refusal {
    let what =
        "expected a code of CPT or HCPCS, found none; add a coding with one of their systems";
    (Cause::Required, what.to_owned())
}

/// Reads the modifiers: the first code of each, whatever its system.
pub fn modifiers(concepts: &[Concept]) -> Result<Modifiers, Refusal> {
    concepts
        .iter()
        .try_fold(Modifiers::NONE, |modifiers, concept| {
            let first = concept
                .coding
                .first()
                .and_then(|coding| coding.code.as_deref());
            let text = first.ok_or_else(|| {
                (
                    Cause::Required,
                    "expected a code for each modifier, found none".to_owned(),
                )
            })?;
            let invalid = |error: String| (Cause::CodeInvalid, error);
            let modifier = Modifier::parse(text).map_err(|error| invalid(error.to_string()))?;
            modifiers
                .with(modifier)
                .map_err(|error| invalid(error.to_string()))
        })
}

/// Reads a whole number of units.
pub fn units(quantity: Option<&Quantity>) -> Result<Units, Refusal> {
    let value = quantity.and_then(|quantity| Some((quantity, quantity.value.as_deref()?)));
    let Some((quantity, value)) = value else {
        return Err((
            Cause::Required,
            "expected a quantity of units, found none".to_owned(),
        ));
    };
    if let Some(comparator) = &quantity.comparator {
        let what = format!("expected an exact quantity, found {comparator} {value}");
        return Err((Cause::Value, what));
    }
    let named = [&quantity.unit, &quantity.code].into_iter().flatten();
    if let Some(unit) = named
        .map(String::as_str)
        .find(|unit| !COUNTING_UNITS.contains(unit))
    {
        let what =
            format!("expected a quantity of units, found {value} {unit}; state the billed units");
        return Err((Cause::Value, what));
    }
    let text = value.get();
    let decimal = Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text));
    let not_a_number = |_| {
        (
            Cause::Value,
            format!("expected a number of units, found {text}"),
        )
    };
    let units = Units::try_from(decimal.map_err(not_a_number)?);
    units.map_err(|error| (Cause::Value, error.to_string()))
}
