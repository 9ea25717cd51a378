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
#[doc(alias = "encounter")]
#[doc(alias = "treatment day")]
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
        Self::asking(ReferenceData::new(), session, rule, setting)
    }

    /// Returns the visit of a session, without options for assistants and with facts of the caller's.
    #[must_use]
    pub const fn asking(
        reference: ReferenceData,
        session: Session,
        rule: UnitRule,
        setting: Setting,
    ) -> Self {
        Self {
            id: None,
            session,
            rule,
            setting,
            assistant: AssistantPolicy::DEFAULT,
            edits: EditProgram::Medicare,
            reference,
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
pub(in crate::claim) use wire::VisitDocument;

#[cfg(feature = "serde")]
mod wire {
    use alloc::{string::String, vec::Vec};

    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
    use time::Date;

    use super::Visit;
    use crate::claim::assistant::rule::AssistantPolicy;
    use crate::claim::attestation::KxAttestation;
    use crate::reference::catalog::{Discipline, Origin};
    use crate::reference::edits::EditProgram;
    use crate::reference::{ReferenceData, Setting};
    use crate::session::{Service, ServiceRecord, Session};
    use crate::units::{Split, UnitRule};

    /// A visit as written, before its entries are looked up, with the keys that only a bill has.
    pub(in crate::claim) struct VisitDocument {
        pub(in crate::claim) id: Option<String>,
        pub(in crate::claim) date_of_service: Date,
        pub(in crate::claim) discipline: Discipline,
        pub(in crate::claim) rule: UnitRule,
        pub(in crate::claim) services: Vec<ServiceRecord>,
        pub(in crate::claim) setting: Setting,
        pub(in crate::claim) assistant: AssistantPolicy,
        pub(in crate::claim) edits: EditProgram,
        pub(in crate::claim) split: Option<Split>,
        pub(in crate::claim) kx_attested: Option<KxAttestation>,
    }

    crate::wire::form!(
        "a visit, an object of date_of_service, discipline and services",
        "VisitDocument" VisitDocument {
            #[serde(default)]
            @"Option::is_none" id: Option<String>,
            #[serde(with = "crate::wire::date")]
            date_of_service: Date,
            discipline: Discipline,
            #[serde(default)]
            rule: UnitRule,
            #[serde(deserialize_with = "crate::wire::list")]
            services: Vec<ServiceRecord>,
            #[serde(default)]
            setting: Setting,
            #[serde(default)]
            assistant: AssistantPolicy,
            #[serde(default)]
            edits: EditProgram,
            #[serde(default)]
            @"Option::is_none" split: Option<Split>,
            #[serde(default)]
            @"Option::is_none" kx_attested: Option<KxAttestation>,
        }
    );

    impl VisitDocument {
        /// Returns a visit as it is written, without the keys that only a bill has.
        pub(in crate::claim) fn of(visit: &Visit) -> Self {
            let services = visit.session.services().iter();
            Self {
                id: visit.id.clone(),
                date_of_service: visit.session.date_of_service(),
                discipline: visit.session.discipline(),
                rule: visit.rule,
                services: services
                    .map(|service| entry(service, &visit.reference))
                    .collect(),
                setting: visit.setting,
                assistant: visit.assistant,
                edits: visit.edits,
                split: None,
                kx_attested: None,
            }
        }

        /// Looks the entries up in the reference data, which becomes that of the visit.
        pub(in crate::claim) fn resolve<E: Error>(
            self,
            reference: &ReferenceData,
        ) -> Result<Visit, E> {
            let of_bill = [
                ("split", self.split.is_some()),
                ("kx_attested", self.kx_attested.is_some()),
            ];
            if let Some((key, _)) = of_bill.into_iter().find(|(_, is_stated)| *is_stated) {
                return Err(E::custom(format_args!(
                    "expected a visit, found the key `{key}`, which only the input of a bill has; remove it"
                )));
            }
            let session = Session::from_records(
                self.date_of_service,
                self.discipline,
                self.services,
                reference,
            )
            .map_err(E::custom)?;
            Ok(Visit {
                id: self.id,
                assistant: self.assistant,
                edits: self.edits,
                reference: reference.clone(),
                ..Visit::new(session, self.rule, self.setting)
            })
        }
    }

    impl<'de> Deserialize<'de> for Visit {
        /// Looks the entries up in the built-in facts.
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            VisitDocument::deserialize(deserializer)?.resolve(ReferenceData::built_in())
        }
    }

    impl Serialize for Visit {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            VisitDocument::of(self).serialize(serializer)
        }
    }

    /// Returns the entry of a service. It states the timing that the facts of the visit do not have.
    fn entry(service: &Service, reference: &ReferenceData) -> ServiceRecord {
        let known = reference.entry(service.code());
        let is_known = known.is_some_and(|entry| {
            entry.origin() == Origin::BuiltIn && entry.timing() == service.timing()
        });
        let mut record = ServiceRecord::from(service.clone());
        if !is_known {
            record.timing = Some(service.timing());
        }
        record
    }
}
