//! Defines `Visit`: a session with the unit rule, the setting and the assistant options under which it is billed.

use alloc::string::String;

use crate::claim::assistant::rule::AssistantPolicy;
use crate::reference::edits::EditProgram;
use crate::reference::{ReferenceData, Setting};
use crate::session::Session;
use crate::units::UnitRule;

/// A session with the unit rule, the setting and the assistant options under which it is billed.
///
/// This is the input of [`Bill`](super::Bill), and its serialized form the input of the example
/// `bill`.
///
/// # Examples
///
/// ```
/// # #[cfg(all(feature = "serde", feature = "tables"))] {
/// use therapy_billing::{UnitRule, claim::Visit};
///
/// let visit: Visit = serde_json::from_str(
///     r#"{"date_of_service": "2026-03-14", "discipline": "pt",
///         "services": [{"code": "97112", "minutes": 24}]}"#,
/// )?;
/// assert_eq!(visit.rule, UnitRule::MEDICARE);
///
/// let misspelt = serde_json::from_str::<Visit>(
///     r#"{"date_of_service": "2026-03-14", "discipline": "pt",
///         "services": [{"code": "97112", "minuts": 24}]}"#,
/// );
/// assert!(misspelt.unwrap_err().to_string().contains("minuts"));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Visit {
    /// The caller's name of the visit, which answers repeat.
    pub id: Option<String>,
    /// What was delivered.
    pub session: Session,
    /// The rule by which minutes become units.
    pub rule: UnitRule,
    /// The setting in which the services were furnished.
    pub setting: Setting,
    /// The options for assistants.
    pub assistant: AssistantPolicy,
    /// The NCCI edits that an audit asks.
    pub edits: EditProgram,
    /// The facts to ask.
    pub reference: ReferenceData,
}

impl Visit {
    /// Returns the visit of a session, without options for assistants and with the built-in facts.
    #[must_use]
    pub const fn new(session: Session, rule: UnitRule, setting: Setting) -> Self {
        Self {
            id: None,
            session,
            rule,
            setting,
            assistant: AssistantPolicy::DEFAULT,
            edits: EditProgram::Medicare,
            reference: ReferenceData::new(),
        }
    }

    /// Sets the caller's name of the visit.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Sets the options for assistants.
    #[must_use]
    pub fn with_assistant(mut self, policy: AssistantPolicy) -> Self {
        self.assistant = policy;
        self
    }

    /// Sets the NCCI edits that an audit asks. The default is Medicare's.
    #[must_use]
    pub fn with_edits(mut self, edits: EditProgram) -> Self {
        self.edits = edits;
        self
    }

    /// Sets the facts to ask. Otherwise the built-in ones are asked.
    #[must_use]
    pub fn with_reference(mut self, reference: &ReferenceData) -> Self {
        self.reference = reference.clone();
        self
    }
}

#[cfg(feature = "serde")]
pub(in crate::claim) use wire::with_split;

#[cfg(feature = "serde")]
mod wire {
    use alloc::{string::String, vec::Vec};

    use serde::{
        Deserialize, Deserializer, Serialize, Serializer, de::Error, ser::SerializeStruct,
    };
    use time::Date;

    use super::Visit;
    use crate::calendar::IsoDate;
    use crate::claim::assistant::rule::AssistantPolicy;
    use crate::reference::ReferenceData;
    use crate::reference::Setting;
    use crate::reference::catalog::Discipline;
    use crate::reference::edits::EditProgram;
    use crate::session::{ServiceRecord, Session};
    use crate::units::{Split, UnitRule};

    struct Record {
        id: Option<String>,
        date_of_service: Date,
        discipline: Discipline,
        rule: UnitRule,
        services: Vec<ServiceRecord>,
        setting: Setting,
        assistant: AssistantPolicy,
        edits: EditProgram,
        split: Option<Split>,
    }

    crate::wire::form!(
        "a visit, an object of date_of_service, discipline and services",
        "Record" Record {
            #[serde(default)]
            id: Option<String>,
            #[serde(with = "crate::wire::date")]
            date_of_service: Date,
            discipline: Discipline,
            #[serde(default)]
            rule: UnitRule,
            services: Vec<ServiceRecord>,
            #[serde(default)]
            setting: Setting,
            #[serde(default)]
            assistant: AssistantPolicy,
            #[serde(default)]
            edits: EditProgram,
            #[serde(default)]
            split: Option<Split>,
        }
    );

    /// Reads a visit and the split to bill. The entries are looked up in the built-in facts.
    pub(in crate::claim) fn with_split<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<(Visit, Option<Split>), D::Error> {
        let record = Record::deserialize(deserializer)?;
        let session = Session::from_records(
            record.date_of_service,
            record.discipline,
            record.services,
            ReferenceData::built_in(),
        )
        .map_err(D::Error::custom)?;
        let visit = Visit {
            id: record.id,
            assistant: record.assistant,
            edits: record.edits,
            ..Visit::new(session, record.rule, record.setting)
        };
        Ok((visit, record.split))
    }

    impl<'de> Deserialize<'de> for Visit {
        /// Looks the entries up in the built-in facts.
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            match with_split(deserializer)? {
                (visit, None) => Ok(visit),
                (_, Some(_)) => Err(D::Error::custom(
                    "expected a visit, found the key `split`, which only the input of a bill has; remove it",
                )),
            }
        }
    }

    impl Serialize for Visit {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let length = if self.id.is_some() { 8 } else { 7 };
            let mut fields = serializer.serialize_struct("Visit", length)?;
            match &self.id {
                Some(id) => fields.serialize_field("id", id)?,
                None => fields.skip_field("id")?,
            }
            let date = IsoDate(self.session.date_of_service());
            fields.serialize_field("date_of_service", &date)?;
            fields.serialize_field("discipline", &self.session.discipline())?;
            fields.serialize_field("rule", &self.rule)?;
            fields.serialize_field("services", self.session.services())?;
            fields.serialize_field("setting", &self.setting)?;
            fields.serialize_field("assistant", &self.assistant)?;
            fields.serialize_field("edits", &self.edits)?;
            fields.end()
        }
    }
}
