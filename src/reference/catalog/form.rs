//! The serialized form of an entry: written for every entry, read for a user's own.

use alloc::string::String;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use time::Date;

use crate::code::ProcedureCode;
use crate::reference::catalog::entry::{
    CodeEntry, CodeFacts, Confidence, Designation, Discipline, DisciplineUse, MedicareStatus,
    Origin, Successors,
};
use crate::reference::catalog::{ServiceKind, Timing};

/// A date as `YYYY-MM-DD`.
#[derive(Deserialize, Serialize)]
struct Day(#[serde(with = "crate::wire::date")] Date);

/// What the three disciplines do with a code; not restricted where nothing is said.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[serde(remote = "Self")]
struct Disciplines {
    #[serde(default = "not_restricted")]
    pt: DisciplineUse,
    #[serde(default = "not_restricted")]
    ot: DisciplineUse,
    #[serde(default = "not_restricted")]
    slp: DisciplineUse,
}

crate::wire::object!(Disciplines, "an object of pt, ot and slp");

const fn not_restricted() -> DisciplineUse {
    DisciplineUse::NotRestricted
}

/// Written for every entry: what the fee schedule or the table does not state is left out.
#[derive(Serialize)]
struct Written<'a> {
    code: ProcedureCode,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    timing: Timing,
    designation: Designation,
    confidence: Confidence,
    disciplines: Disciplines,
    effective: Option<Day>,
    terminated: Option<Day>,
    replaced_by: Successors,
    origin: Origin,
    #[serde(skip_serializing_if = "ServiceKind::is_other")]
    service_kind: ServiceKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    required_discipline: Option<Discipline>,
    #[serde(skip_serializing_if = "Option::is_none")]
    medicare_code: Option<ProcedureCode>,
    #[serde(skip_serializing_if = "Successors::is_empty")]
    add_on_to: Successors,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    medicare: Option<WrittenMedicare>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

/// The status is written by the year of the release, or once for all dates where the user stated it.
#[derive(Serialize)]
struct WrittenMedicare {
    #[serde(skip_serializing_if = "Option::is_none")]
    medicare_status: Option<MedicareStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    medicare_status_2024: Option<MedicareStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    medicare_status_2026: Option<MedicareStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pctc: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    multiple_procedure: Option<u8>,
}

impl Written<'_> {
    fn of(facts: &CodeFacts) -> Self {
        Self {
            code: facts.code(),
            label: None,
            timing: facts.timing(),
            designation: facts.designation(),
            confidence: facts.confidence(),
            disciplines: Disciplines {
                pt: facts.discipline_use(Discipline::Pt),
                ot: facts.discipline_use(Discipline::Ot),
                slp: facts.discipline_use(Discipline::Slp),
            },
            effective: facts.effective().map(Day),
            terminated: facts.terminated().map(Day),
            replaced_by: facts.successors(),
            origin: facts.origin(),
            service_kind: facts.service_kind(),
            required_discipline: facts.required_discipline(),
            medicare_code: facts.medicare_code(),
            add_on_to: facts.add_on_to(),
            medicare: None,
            source: None,
        }
    }
}

impl Serialize for CodeFacts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Written::of(self).serialize(serializer)
    }
}

impl Serialize for CodeEntry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let medicare = &self.medicare;
        Written {
            label: Some(self.label()),
            medicare: Some(WrittenMedicare {
                medicare_status: medicare.status_supplied,
                medicare_status_2024: medicare.status_2024,
                medicare_status_2026: medicare.status_2026,
                pctc: medicare.pctc,
                multiple_procedure: medicare.multiple_procedure,
            }),
            source: Some(self.source()),
            ..Written::of(&self.facts)
        }
        .serialize(serializer)
    }
}

/// A user's entry: code, label and timing are required, everything else may be left out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
struct Supplied {
    code: ProcedureCode,
    label: String,
    timing: Timing,
    designation: Option<Designation>,
    confidence: Option<Confidence>,
    disciplines: Option<Disciplines>,
    effective: Option<Day>,
    terminated: Option<Day>,
    #[serde(default)]
    replaced_by: Successors,
    medicare_status: Option<MedicareStatus>,
    pctc: Option<u8>,
    multiple_procedure: Option<u8>,
    #[serde(default)]
    service_kind: ServiceKind,
    required_discipline: Option<Discipline>,
    medicare_code: Option<ProcedureCode>,
    #[serde(default)]
    add_on_to: Successors,
    source: Option<String>,
    origin: Option<Origin>,
}

crate::wire::object!(read Supplied, "an entry with at least its code, label and timing");

impl Supplied {
    /// What is wrong between the fields, each of which is right by itself.
    fn contradiction(&self) -> Option<&'static str> {
        let family = self.timing.family();
        let stands_in_family = match (self.timing, family) {
            (Timing::First { .. }, Some(family)) => family.first == self.code,
            (Timing::AddOn { .. }, Some(family)) => family.add_on == self.code,
            _ => true,
        };
        if self.origin == Some(Origin::BuiltIn) {
            Some("an entry that is read is supplied by the user, not built in")
        } else if self.designation.is_some() != self.confidence.is_some() {
            Some("designation and confidence are stated together or not at all")
        } else if !stands_in_family {
            Some("the family of the timing does not hold the code in its place")
        } else if family.is_some_and(|family| family.first == family.add_on) {
            Some("the first code and the add-on of a family are two codes")
        } else {
            match (&self.effective, &self.terminated) {
                (Some(Day(first)), Some(Day(last))) if last < first => {
                    Some("terminated is before effective, so the code was never in force")
                }
                _ => None,
            }
        }
    }
}

/// Reads a user's own entry through [`CodeEntry::new`]; its origin is [`Origin::Supplied`].
impl<'de> Deserialize<'de> for CodeEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = <Supplied as Deserialize>::deserialize(deserializer)?;
        if let Some(contradiction) = given.contradiction() {
            return Err(D::Error::custom(contradiction));
        }
        let mut entry = Self::new(given.code, given.timing, given.label)
            .with_dates(
                given.effective.map(|Day(date)| date),
                given.terminated.map(|Day(date)| date),
            )
            .with_successors(given.replaced_by);
        if let (Some(designation), Some(confidence)) = (given.designation, given.confidence) {
            entry = entry.with_designation(designation, confidence);
        }
        if let Some(Disciplines { pt, ot, slp }) = given.disciplines {
            entry = entry.with_disciplines(pt, ot, slp);
        }
        if let Some(status) = given.medicare_status {
            entry = entry.with_medicare_status(status);
        }
        if let Some(indicator) = given.pctc {
            entry = entry.with_pctc(indicator);
        }
        if let Some(indicator) = given.multiple_procedure {
            entry = entry.with_multiple_procedure(indicator);
        }
        entry = entry.with_service_kind(given.service_kind);
        if let Some(discipline) = given.required_discipline {
            entry = entry.with_required_discipline(discipline);
        }
        if let Some(code) = given.medicare_code {
            entry = entry.with_medicare_code(code);
        }
        entry = entry.with_add_on_to(given.add_on_to);
        if let Some(source) = given.source {
            entry = entry.with_source(source);
        }
        Ok(entry)
    }
}
