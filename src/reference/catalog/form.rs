//! Writes every entry and reads the entries of a caller.

use alloc::string::String;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use time::Date;

use crate::code::ProcedureCode;
use crate::reference::catalog::code_list::CodeList;
use crate::reference::catalog::designation::{Confidence, Designation, DisciplineUse, Origin};
use crate::reference::catalog::discipline::Discipline;
use crate::reference::catalog::entry::{CodeEntry, CodeFacts};
use crate::reference::catalog::kind::ServiceKind;
use crate::reference::catalog::status::MedicareStatus;
use crate::reference::catalog::timing::Timing;

/// A date as `YYYY-MM-DD`.
#[derive(Deserialize, Serialize)]
struct Day(#[serde(with = "crate::wire::date")] Date);

/// States whether the three disciplines furnish a code. One that is left out is not restricted.
struct Disciplines {
    pt: DisciplineUse,
    ot: DisciplineUse,
    slp: DisciplineUse,
}

crate::wire::form!("an object of pt, ot and slp", "Disciplines" Disciplines {
    #[serde(default = "not_restricted")]
    pt: DisciplineUse,
    #[serde(default = "not_restricted")]
    ot: DisciplineUse,
    #[serde(default = "not_restricted")]
    slp: DisciplineUse,
});

const fn not_restricted() -> DisciplineUse {
    DisciplineUse::NotRestricted
}

/// The written form of every entry. What the fee schedule or the table does not state is left out.
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
    replaced_by: CodeList,
    origin: Origin,
    #[serde(skip_serializing_if = "ServiceKind::is_other")]
    service_kind: ServiceKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    required_discipline: Option<Discipline>,
    #[serde(skip_serializing_if = "Option::is_none")]
    medicare_code: Option<ProcedureCode>,
    #[serde(skip_serializing_if = "CodeList::is_empty")]
    add_on_to: CodeList,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    medicare: Option<WrittenMedicare>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
}

/// The status by the year of the release, or once for all dates if the caller stated it.
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
        if !serializer.is_human_readable() {
            let facts = Written::of(&self.facts);
            let supplied = Supplied {
                code: facts.code,
                label: self.label().into(),
                timing: facts.timing,
                designation: Some(facts.designation),
                confidence: Some(facts.confidence),
                disciplines: Some(facts.disciplines),
                effective: facts.effective,
                terminated: facts.terminated,
                replaced_by: facts.replaced_by,
                medicare_status: medicare.status_supplied,
                pctc: medicare.pctc,
                multiple_procedure: medicare.multiple_procedure,
                service_kind: facts.service_kind,
                required_discipline: facts.required_discipline,
                medicare_code: facts.medicare_code,
                add_on_to: facts.add_on_to,
                source: Some(self.source().into()),
                origin: Some(facts.origin),
            };
            return supplied.serialize(serializer);
        }
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

/// An entry of the caller's: code, label and timing are required, and everything else may be left out.
struct Supplied {
    code: ProcedureCode,
    label: String,
    timing: Timing,
    designation: Option<Designation>,
    confidence: Option<Confidence>,
    disciplines: Option<Disciplines>,
    effective: Option<Day>,
    terminated: Option<Day>,
    replaced_by: CodeList,
    medicare_status: Option<MedicareStatus>,
    pctc: Option<u8>,
    multiple_procedure: Option<u8>,
    service_kind: ServiceKind,
    required_discipline: Option<Discipline>,
    medicare_code: Option<ProcedureCode>,
    add_on_to: CodeList,
    source: Option<String>,
    origin: Option<Origin>,
}

crate::wire::form!("an entry with at least its code, label and timing", "Supplied" Supplied {
    code: ProcedureCode,
    label: String,
    timing: Timing,
    #[serde(default)]
    designation: Option<Designation>,
    #[serde(default)]
    confidence: Option<Confidence>,
    #[serde(default)]
    disciplines: Option<Disciplines>,
    #[serde(default)]
    effective: Option<Day>,
    #[serde(default)]
    terminated: Option<Day>,
    #[serde(default)]
    replaced_by: CodeList,
    #[serde(default)]
    medicare_status: Option<MedicareStatus>,
    #[serde(default)]
    pctc: Option<u8>,
    #[serde(default)]
    multiple_procedure: Option<u8>,
    #[serde(default)]
    service_kind: ServiceKind,
    #[serde(default)]
    required_discipline: Option<Discipline>,
    #[serde(default)]
    medicare_code: Option<ProcedureCode>,
    #[serde(default)]
    add_on_to: CodeList,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    origin: Option<Origin>,
});

/// Reads an entry of the caller's through [`CodeEntry::new`]. Its origin is [`Origin::Supplied`].
impl<'de> Deserialize<'de> for CodeEntry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given = Supplied::deserialize(deserializer)?;
        if given.origin == Some(Origin::BuiltIn) {
            return Err(D::Error::custom(
                "expected the origin supplied, found built-in; leave it out",
            ));
        }
        let [first, last] = [given.effective, given.terminated].map(|day| day.map(|Day(day)| day));
        let mut entry = Self::try_new(given.code, given.timing, given.label)
            .and_then(|entry| entry.with_dates(first, last))
            .map_err(D::Error::custom)?
            .with_successors(given.replaced_by);
        match (given.designation, given.confidence) {
            (Some(designation), Some(confidence)) => {
                entry = entry.with_designation(designation, confidence);
            }
            (None, None) => {}
            _ => {
                return Err(D::Error::custom(
                    "expected designation and confidence together, found one of them; state both or neither",
                ));
            }
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
