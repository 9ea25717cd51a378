//! A visit: a session, the payer's unit rule, the setting, and what is settled about assistants.

use alloc::string::String;

use super::assistant::AssistantPolicy;
use crate::reference::Setting;
use crate::session::Session;
use crate::units::UnitRule;

/// A session and what decides how it is billed.
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
    /// The caller's name for it, echoed.
    pub id: Option<String>,
    /// What was delivered.
    pub session: Session,
    /// How minutes become units.
    pub rule: UnitRule,
    /// Where it was furnished.
    pub setting: Setting,
    /// What is settled about assistants.
    pub assistant: AssistantPolicy,
}

impl Visit {
    /// A session billed under Medicare's rule in private practice, nothing settled about assistants.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self {
            id: None,
            session,
            rule: UnitRule::MEDICARE,
            setting: Setting::PrivatePractice,
            assistant: AssistantPolicy::default(),
        }
    }

    /// The same, under another unit rule.
    #[must_use]
    pub fn with_rule(mut self, rule: UnitRule) -> Self {
        self.rule = rule;
        self
    }

    /// The same, in another setting.
    #[must_use]
    pub fn with_setting(mut self, setting: Setting) -> Self {
        self.setting = setting;
        self
    }

    /// The same, with what is settled about assistants.
    #[must_use]
    pub fn with_assistant(mut self, policy: AssistantPolicy) -> Self {
        self.assistant = policy;
        self
    }
}

#[cfg(feature = "serde")]
mod wire {
    use alloc::{string::String, vec::Vec};

    use serde::{
        Deserialize, Deserializer, Serialize, Serializer, de::Error, ser::SerializeStruct,
    };
    use time::Date;

    use super::Visit;
    use crate::calendar::IsoDate;
    use crate::claim::assistant::AssistantPolicy;
    use crate::reference::ReferenceData;
    use crate::reference::Setting;
    use crate::reference::catalog::Discipline;
    use crate::session::{ServiceRecord, Session};
    use crate::units::UnitRule;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    #[serde(remote = "Self")]
    struct Record {
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
    }

    crate::wire::object!(read Record, "a visit, an object of date_of_service, discipline and services");

    impl<'de> Deserialize<'de> for Visit {
        /// Reads the entries against the built-in catalog.
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let record = <Record as Deserialize>::deserialize(deserializer)?;
            let session = Session::from_records(
                record.date_of_service,
                record.discipline,
                record.services,
                ReferenceData::built_in(),
            )
            .map_err(D::Error::custom)?;
            Ok(Self {
                id: record.id,
                session,
                rule: record.rule,
                setting: record.setting,
                assistant: record.assistant,
            })
        }
    }

    impl Serialize for Visit {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let length = if self.id.is_some() { 7 } else { 6 };
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
            fields.end()
        }
    }
}
