//! One entry of what was delivered: a code and its time.

use crate::code::ProcedureCode;
use crate::quantity::Minutes;
use crate::reference::ReferenceData;
use crate::reference::catalog::{BlockMinutes, CodeFacts, Timing};

use super::time::{Intervals, PersonMinutes, TimeError, TreatmentTime};

/// One code and the time it was delivered, resolved against the catalog.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{Minutes, ProcedureCode, Service};
///
/// let neuro = Service::new(ProcedureCode::CPT_97112, Minutes::new(24))?;
/// assert_eq!(neuro.minutes(), Some(Minutes::new(24)));
///
/// let unknown = Service::new(ProcedureCode::of("97999"), Minutes::new(15)).unwrap_err();
/// assert_eq!(unknown.to_string(), "97999 is not in the catalog, state its block_minutes");
/// # }
/// # Ok::<(), therapy_billing::session::ServiceError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    code: ProcedureCode,
    timing: Timing,
    facts: Option<CodeFacts>,
    time: Option<TreatmentTime>,
    minutes: Minutes,
}

/// A service entry that cannot be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceError {
    /// Neither the catalog nor the caller says how the code is counted.
    #[error("{code} is not in the catalog, state its block_minutes")]
    UnknownCode {
        /// The code.
        code: ProcedureCode,
    },
    /// The code is counted over a calendar month.
    #[error("{code} is counted over a calendar month, a session cannot hold it")]
    CountedByMonth {
        /// The code.
        code: ProcedureCode,
    },
    /// A timed code without time.
    #[error("{code} is a timed code and has no time, state its minutes")]
    TimeMissing {
        /// The code.
        code: ProcedureCode,
    },
    /// The stated block is not the one the catalog knows.
    #[error("block_minutes of {stated} contradicts the catalog, which counts {code} {known}")]
    BlockContradicts {
        /// The code.
        code: ProcedureCode,
        /// The stated block, 0 for untimed.
        stated: u16,
        /// What the catalog knows.
        known: KnownBlock,
    },
    /// The stated block is longer than a day.
    #[error("block_minutes of {code} is {stated}, expected 0 for untimed or 1 to 1440")]
    BlockOutOfRange {
        /// The code.
        code: ProcedureCode,
        /// The stated block.
        stated: u16,
    },
    /// More minutes than a day has.
    #[error("{code} has {minutes} minutes, a day has 1440")]
    OverADay {
        /// The code.
        code: ProcedureCode,
        /// Minutes of the service.
        minutes: u32,
    },
    /// More than one form of time in one entry.
    #[error(
        "{code} states its time in two forms, keep one of minutes, minutes by person, intervals"
    )]
    TwoForms {
        /// The code.
        code: ProcedureCode,
    },
    /// A start or stop time that cannot be.
    #[error("{code}: {error}")]
    Time {
        /// The code.
        code: ProcedureCode,
        /// What is wrong with it.
        error: TimeError,
    },
}

/// How the catalog counts a code, for a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownBlock(Option<BlockMinutes>);

impl core::fmt::Display for KnownBlock {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.0 {
            Some(block) => write!(f, "in blocks of {block}"),
            None => f.write_str("as untimed (0)"),
        }
    }
}

impl Service {
    /// A code of the built-in catalog and its time.
    ///
    /// # Errors
    ///
    /// A code the catalog does not know, or one counted by the month; more than 1,440 minutes.
    pub fn new(code: ProcedureCode, time: impl Into<TreatmentTime>) -> Result<Self, ServiceError> {
        Self::in_catalog(ReferenceData::built_in(), code, Some(time.into()), None)
    }

    /// An untimed code of the built-in catalog whose time was not recorded.
    ///
    /// # Errors
    ///
    /// A timed code, which needs its time; a code the catalog does not know.
    pub fn without_time(code: ProcedureCode) -> Result<Self, ServiceError> {
        Self::in_catalog(ReferenceData::built_in(), code, None, None)
    }

    /// A code whose timing the caller states: minutes a unit, or 0 for untimed.
    ///
    /// # Errors
    ///
    /// A block above 1,440 minutes, or one that contradicts the built-in catalog.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{Minutes, ProcedureCode, Service};
    ///
    /// let local = Service::with_block(ProcedureCode::of("S8948"), 15, Minutes::new(10))?;
    /// assert!(local.is_stated());
    /// # Ok::<(), therapy_billing::session::ServiceError>(())
    /// ```
    pub fn with_block(
        code: ProcedureCode,
        block_minutes: u16,
        time: impl Into<TreatmentTime>,
    ) -> Result<Self, ServiceError> {
        Self::in_catalog(
            ReferenceData::built_in(),
            code,
            Some(time.into()),
            Some(block_minutes),
        )
    }

    /// A code, its time and perhaps its stated block, resolved against a catalog.
    ///
    /// # Errors
    ///
    /// As the other constructors have it, by what this catalog knows.
    pub fn in_catalog(
        catalog: &ReferenceData,
        code: ProcedureCode,
        time: Option<TreatmentTime>,
        block_minutes: Option<u16>,
    ) -> Result<Self, ServiceError> {
        let facts = catalog.facts(code);
        let timing = resolve(code, facts.as_ref(), block_minutes)?;
        if matches!(timing, Timing::Month { .. }) {
            return Err(ServiceError::CountedByMonth { code });
        }
        let minutes = match &time {
            Some(time) => time.minutes(),
            None if timing.is_timed() => return Err(ServiceError::TimeMissing { code }),
            None => 0,
        };
        let minutes = within_a_day(code, minutes)?;
        Ok(Self {
            code,
            timing,
            facts,
            time,
            minutes,
        })
    }

    /// The code.
    #[must_use]
    pub const fn code(&self) -> ProcedureCode {
        self.code
    }

    /// How it is counted.
    #[must_use]
    pub const fn timing(&self) -> Timing {
        self.timing
    }

    /// What the catalog knows of it; `None` where the caller stated its timing.
    #[must_use]
    pub const fn facts(&self) -> Option<&CodeFacts> {
        self.facts.as_ref()
    }

    /// Whether its timing rests on the caller's word alone.
    #[must_use]
    pub const fn is_stated(&self) -> bool {
        self.facts.is_none()
    }

    /// Its time as recorded; `None` for an untimed code without.
    #[must_use]
    pub const fn time(&self) -> Option<&TreatmentTime> {
        self.time.as_ref()
    }

    /// Its minutes; `None` where no time was recorded.
    #[must_use]
    pub const fn minutes(&self) -> Option<Minutes> {
        match self.time {
            Some(_) => Some(self.minutes),
            None => None,
        }
    }
}

/// The minutes of a service, if a day holds them.
pub(super) fn within_a_day(code: ProcedureCode, minutes: u32) -> Result<Minutes, ServiceError> {
    u16::try_from(minutes)
        .ok()
        .map(Minutes::new)
        .filter(|minutes| *minutes <= Minutes::DAY)
        .ok_or(ServiceError::OverADay { code, minutes })
}

fn resolve(
    code: ProcedureCode,
    facts: Option<&CodeFacts>,
    stated: Option<u16>,
) -> Result<Timing, ServiceError> {
    let known = facts.map(CodeFacts::timing);
    match (known, stated) {
        (Some(timing), None) => Ok(timing),
        (Some(timing), Some(stated)) => {
            let known = timing.block();
            if stated == known.map_or(0, BlockMinutes::get) {
                Ok(timing)
            } else {
                Err(ServiceError::BlockContradicts {
                    code,
                    stated,
                    known: KnownBlock(known),
                })
            }
        }
        (None, None) => Err(ServiceError::UnknownCode { code }),
        (None, Some(0)) => Ok(Timing::Untimed),
        (None, Some(stated)) => match BlockMinutes::new(stated) {
            Some(minutes) => Ok(Timing::Blocks { minutes }),
            None => Err(ServiceError::BlockOutOfRange { code, stated }),
        },
    }
}

/// A service entry as recorded: a code, its time in one of three forms, perhaps its stated block.
///
/// This is the serialized form of a [`Service`]. [`resolve`](Self::resolve) reads it against a
/// catalog, which a user may have laid own entries over.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[non_exhaustive]
#[cfg_attr(feature = "serde", serde(remote = "Self"))]
pub struct ServiceRecord {
    /// The code.
    pub code: ProcedureCode,
    /// Whole minutes that name nobody.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub minutes: Option<Minutes>,
    /// Minutes of the therapist alone.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub therapist_minutes: Option<Minutes>,
    /// Minutes of the assistant alone.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub assistant_minutes: Option<Minutes>,
    /// Minutes of both at once.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub together_minutes: Option<Minutes>,
    /// Start and stop times.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub intervals: Option<Intervals>,
    /// Minutes a unit, or 0 for untimed, of a code the catalog does not know.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "Option::is_none")
    )]
    pub block_minutes: Option<u16>,
}

#[cfg(feature = "serde")]
crate::wire::object!(ServiceRecord, "a service, an object with at least its code");

impl ServiceRecord {
    /// The entry, counted as `catalog` knows its code.
    ///
    /// # Errors
    ///
    /// Two forms of time, and whatever [`Service::in_catalog`] refuses.
    pub fn resolve(self, catalog: &ReferenceData) -> Result<Service, ServiceError> {
        let code = self.code;
        let by_person = match (
            self.therapist_minutes,
            self.assistant_minutes,
            self.together_minutes,
        ) {
            (None, None, None) => None,
            (therapist, assistant, together) => Some(PersonMinutes {
                therapist: therapist.unwrap_or_default(),
                assistant: assistant.unwrap_or_default(),
                together: together.unwrap_or_default(),
            }),
        };
        let time = match (self.minutes, by_person, self.intervals) {
            (None, None, None) => None,
            (Some(minutes), None, None) => Some(TreatmentTime::Minutes(minutes)),
            (None, Some(people), None) => Some(TreatmentTime::ByPerson(people)),
            (None, None, Some(intervals)) => Some(TreatmentTime::Intervals(intervals)),
            _ => return Err(ServiceError::TwoForms { code }),
        };
        Service::in_catalog(catalog, code, time, self.block_minutes)
    }
}

impl From<Service> for ServiceRecord {
    fn from(service: Service) -> Self {
        let mut record = Self {
            code: service.code,
            minutes: None,
            therapist_minutes: None,
            assistant_minutes: None,
            together_minutes: None,
            intervals: None,
            block_minutes: service
                .facts
                .is_none()
                .then(|| service.timing.block().map_or(0, BlockMinutes::get)),
        };
        match service.time {
            None => {}
            Some(TreatmentTime::Minutes(minutes)) => record.minutes = Some(minutes),
            Some(TreatmentTime::Intervals(intervals)) => record.intervals = Some(intervals),
            Some(TreatmentTime::ByPerson(people)) => {
                record.therapist_minutes = Some(people.therapist);
                record.assistant_minutes = Some(people.assistant);
                record.together_minutes = Some(people.together);
            }
        }
        record
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Service {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ServiceRecord::from(self.clone()).serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Service {
    /// Reads the entry against the built-in catalog.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <ServiceRecord as serde::Deserialize>::deserialize(deserializer)?
            .resolve(ReferenceData::built_in())
            .map_err(serde::de::Error::custom)
    }
}
