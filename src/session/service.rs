//! Contains one entry of what was delivered: a code and its time.

use super::time::{Intervals, PersonMinutes, TimeError, TreatmentTime};
use crate::code::ProcedureCode;
use crate::quantity::Minutes;
use crate::reference::ReferenceData;
use crate::reference::catalog::{BlockMinutes, CodeEntry, Family, Origin, Timing};

/// Contains one code, the time for which it was delivered, and how it is counted.
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
/// assert!(unknown.to_string().ends_with("state its block_minutes"));
/// # }
/// # Ok::<(), therapy_billing::session::ServiceError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Service {
    code: ProcedureCode,
    timing: Timing,
    timing_source: TimingSource,
    time: Option<TreatmentTime>,
    minutes: Minutes,
}

/// States who said how a code is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TimingSource {
    /// The built-in catalog.
    Catalog,
    /// The caller, who stated the timing or supplied a catalog entry.
    Caller,
}

/// A service entry could not be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ServiceError {
    /// Neither the catalog nor the caller stated how the code is counted.
    #[error("expected a code of the catalog, found {code}; state its block_minutes")]
    UnknownCode {
        /// The code.
        code: ProcedureCode,
    },
    /// The code was counted over a calendar month.
    #[error(
        "expected a code that a session can contain, found {code}, which is billed per calendar month; \
         remove it from the session or state its timing"
    )]
    CountedByMonth {
        /// The code.
        code: ProcedureCode,
    },
    /// The code was counted visit by visit.
    #[error(
        "expected a code that a session can contain, found {code}, which is counted visit by visit in \
         home health; state its timing"
    )]
    CountedByVisit {
        /// The code.
        code: ProcedureCode,
    },
    /// A timing that no session can use was stated.
    #[error(
        "expected a stated timing of {code} that counts within a session, found one by calendar month or \
         by visit; state another timing"
    )]
    TimingNotOfSession {
        /// The code.
        code: ProcedureCode,
    },
    /// Both a timing and a block were stated.
    #[error("expected timing or block_minutes for {code}, found both; remove one")]
    TimingAndBlock {
        /// The code.
        code: ProcedureCode,
    },
    /// The family of a code did not have the code in its place.
    #[error(
        "expected a family with {code} in its own place and another code in the other, found {} and {}; \
         correct the timing", family.first, family.add_on
    )]
    FamilyWithoutCode {
        /// The code.
        code: ProcedureCode,
        /// The family.
        family: Family,
    },
    /// A timed code had no time.
    #[error("expected the minutes of timed code {code}, found none; state its minutes")]
    TimeMissing {
        /// The code.
        code: ProcedureCode,
    },
    /// The stated block was not the one of the catalog.
    #[error(
        "expected block_minutes that agree with the catalog, which counts {code} {known}, found {stated}; \
         correct it or state a timing"
    )]
    BlockContradicts {
        /// The code.
        code: ProcedureCode,
        /// The stated block, 0 for untimed.
        stated: u16,
        /// The block of the catalog.
        known: KnownBlock,
    },
    /// The stated block was longer than a day.
    #[error(
        "expected block_minutes of 0 for untimed, or 1 to 1,440, for {code}, found {stated}; correct it"
    )]
    BlockOutOfRange {
        /// The code.
        code: ProcedureCode,
        /// The stated block.
        stated: u16,
    },
    /// A service had more minutes than a day.
    #[error("expected at most 1,440 minutes of {code} in a day, found {minutes}; correct the time")]
    OverADay {
        /// The code.
        code: ProcedureCode,
        /// The minutes of the service.
        minutes: u32,
    },
    /// One entry had more than one form of time.
    #[error(
        "expected one form of time for {code}, found several; keep minutes, minutes by person or intervals"
    )]
    TwoForms {
        /// The code.
        code: ProcedureCode,
    },
    /// A start or stop time was invalid.
    #[error("{code}: {error}")]
    Time {
        /// The code.
        code: ProcedureCode,
        /// The reason.
        error: TimeError,
    },
}

/// Describes for a message how the catalog counts a code.
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
    /// Creates a service from a code of the built-in catalog and its time.
    ///
    /// # Errors
    ///
    /// A code that the catalog does not have, one that is counted by the calendar month or by the visit,
    /// and more than 1,440 minutes are errors.
    pub fn new(code: ProcedureCode, time: impl Into<TreatmentTime>) -> Result<Self, ServiceError> {
        Counted::in_catalog(code)?.service(Some(time.into()))
    }

    /// Creates a service from an untimed code of the built-in catalog whose time was not recorded.
    ///
    /// # Errors
    ///
    /// A timed code, which needs its time, and a code that the catalog does not have are errors.
    pub fn without_time(code: ProcedureCode) -> Result<Self, ServiceError> {
        Stated::default().service(code, None, ReferenceData::built_in())
    }

    /// Creates a service whose block the caller states: minutes per unit, or 0 for untimed.
    ///
    /// # Errors
    ///
    /// A block above 1,440 minutes and one that contradicts the built-in catalog are errors.
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
        let stated = Stated {
            timing: None,
            block_minutes: Some(block_minutes),
        };
        stated.service(code, Some(time.into()), ReferenceData::built_in())
    }

    /// Creates a service whose timing the caller states. It takes precedence over every catalog.
    ///
    /// # Errors
    ///
    /// A timing by the calendar month or by the visit, a family that does not have the code in its place,
    /// a timed code without time, and more than 1,440 minutes are errors.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{Minutes, ProcedureCode, Service, Timing};
    /// use therapy_billing::reference::catalog::BlockMinutes;
    ///
    /// let ten = Timing::Blocks { minutes: BlockMinutes::of(10) };
    /// let manual = Service::with_timing(ProcedureCode::CPT_97140, ten, Some(Minutes::new(20).into()))?;
    /// assert_eq!(manual.timing(), ten);
    /// # Ok::<(), therapy_billing::session::ServiceError>(())
    /// ```
    pub fn with_timing(
        code: ProcedureCode,
        timing: Timing,
        time: Option<TreatmentTime>,
    ) -> Result<Self, ServiceError> {
        let stated = Stated {
            timing: Some(timing),
            block_minutes: None,
        };
        stated.service(code, time, ReferenceData::built_in())
    }

    /// Returns the code.
    #[must_use]
    pub const fn code(&self) -> ProcedureCode {
        self.code
    }

    /// Returns how the code is counted.
    #[must_use]
    pub const fn timing(&self) -> Timing {
        self.timing
    }

    /// Returns who said how the code is counted.
    #[must_use]
    pub const fn timing_source(&self) -> TimingSource {
        self.timing_source
    }

    /// Returns whether the timing came from the caller, who stated it or supplied a catalog entry.
    #[must_use]
    pub const fn is_stated(&self) -> bool {
        matches!(self.timing_source, TimingSource::Caller)
    }

    /// Returns the code together with its timing and who stated the timing.
    #[inline]
    pub(super) const fn counted(&self) -> Counted<'_> {
        Counted {
            code: self.code,
            timing: &self.timing,
            timing_source: self.timing_source,
        }
    }

    /// Returns the time as recorded, or `None` for an untimed code without time.
    #[must_use]
    pub const fn time(&self) -> Option<&TreatmentTime> {
        self.time.as_ref()
    }

    /// Returns the minutes, or `None` where no time was recorded.
    #[must_use]
    pub const fn minutes(&self) -> Option<Minutes> {
        match self.time {
            Some(_) => Some(self.minutes),
            None => None,
        }
    }
}

/// Returns the minutes of a service, or an error if a day has fewer.
#[inline]
pub(super) fn within_a_day(code: ProcedureCode, minutes: u32) -> Result<Minutes, ServiceError> {
    Minutes::within_a_day(minutes).ok_or(ServiceError::OverADay { code, minutes })
}

/// Contains a service entry as recorded: a code, its time in one of three forms, and what the caller states
/// about its timing.
///
/// This is the serialized form of a [`Service`]. [`resolve`](Self::resolve) looks the code up in the
/// reference data of the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceRecord {
    /// The code.
    pub code: ProcedureCode,
    /// Whole minutes for which no person is recorded.
    pub minutes: Option<Minutes>,
    /// The minutes of the therapist alone.
    pub therapist_minutes: Option<Minutes>,
    /// The minutes of the assistant alone.
    pub assistant_minutes: Option<Minutes>,
    /// The minutes of both at once.
    pub together_minutes: Option<Minutes>,
    /// The start and stop times.
    pub intervals: Option<Intervals>,
    /// The minutes per unit, or 0 for untimed, of a code that the catalog does not have.
    pub block_minutes: Option<u16>,
    /// The timing of any code. It takes precedence over the catalog.
    pub timing: Option<Timing>,
}

impl ServiceRecord {
    /// Creates an entry with its time, without a statement about its timing.
    #[must_use]
    pub fn new(code: ProcedureCode, time: Option<TreatmentTime>) -> Self {
        let mut record = Self {
            code,
            minutes: None,
            therapist_minutes: None,
            assistant_minutes: None,
            together_minutes: None,
            intervals: None,
            block_minutes: None,
            timing: None,
        };
        match time {
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

    fn time(&mut self) -> Result<Option<TreatmentTime>, ServiceError> {
        let people = (
            self.therapist_minutes,
            self.assistant_minutes,
            self.together_minutes,
        );
        let by_person = match people {
            (None, None, None) => None,
            (therapist, assistant, together) => Some(PersonMinutes {
                therapist: therapist.unwrap_or_default(),
                assistant: assistant.unwrap_or_default(),
                together: together.unwrap_or_default(),
            }),
        };
        Ok(match (self.minutes, by_person, self.intervals.take()) {
            (None, None, None) => None,
            (Some(minutes), None, None) => Some(TreatmentTime::Minutes(minutes)),
            (None, Some(people), None) => Some(TreatmentTime::ByPerson(people)),
            (None, None, Some(intervals)) => Some(TreatmentTime::Intervals(intervals)),
            _ => return Err(ServiceError::TwoForms { code: self.code }),
        })
    }

    /// Creates the service of the entry, counted as the caller states or as the reference data has it.
    ///
    /// # Errors
    ///
    /// - Two forms of time, a timed code without time, and more than 1,440 minutes are errors.
    /// - A code without an entry needs a `timing` or `block_minutes`, and cannot have both.
    /// - Codes that are counted by the calendar month or by the visit need a `timing`.
    /// - `block_minutes` have to agree with an entry. A family has to contain the code in its place.
    pub fn resolve(mut self, reference: &ReferenceData) -> Result<Service, ServiceError> {
        let time = self.time()?;
        self.stated().service(self.code, time, reference)
    }

    const fn stated(&self) -> Stated {
        Stated {
            timing: self.timing,
            block_minutes: self.block_minutes,
        }
    }
}

/// Contains what the caller states about the timing of a code.
#[derive(Clone, Copy, Default)]
struct Stated {
    timing: Option<Timing>,
    block_minutes: Option<u16>,
}

impl Stated {
    /// Creates a service that is counted as the caller states or as the reference data has it.
    fn service(
        self,
        code: ProcedureCode,
        time: Option<TreatmentTime>,
        reference: &ReferenceData,
    ) -> Result<Service, ServiceError> {
        let made;
        let counted = match (&self.timing, self.block_minutes) {
            (Some(_), Some(_)) => return Err(ServiceError::TimingAndBlock { code }),
            (Some(Timing::Month { .. } | Timing::Visit), None) => {
                return Err(ServiceError::TimingNotOfSession { code });
            }
            (Some(timing), None) => Counted::stated(code, timing),
            (None, stated) => match (reference.entry(code), stated) {
                (Some(entry), None) => Counted::of(entry)?,
                (Some(entry), Some(stated)) => {
                    let known = Counted::of(entry)?;
                    agrees(code, stated, *known.timing)?;
                    known
                }
                (None, None) => return Err(ServiceError::UnknownCode { code }),
                (None, Some(stated)) => {
                    made = match BlockMinutes::new(stated) {
                        Some(minutes) => Timing::Blocks { minutes },
                        None if stated == 0 => Timing::Untimed,
                        None => return Err(ServiceError::BlockOutOfRange { code, stated }),
                    };
                    Counted::stated(code, &made)
                }
            },
        };
        counted.service(time)
    }
}

/// Contains a code, its timing and who stated the timing.
#[derive(Clone, Copy)]
pub(super) struct Counted<'a> {
    pub(super) code: ProcedureCode,
    pub(super) timing: &'a Timing,
    pub(super) timing_source: TimingSource,
}

impl<'a> Counted<'a> {
    /// Returns a code with a timing that the caller states.
    const fn stated(code: ProcedureCode, timing: &'a Timing) -> Self {
        Self {
            code,
            timing,
            timing_source: TimingSource::Caller,
        }
    }

    /// Returns the code and timing of an entry of the reference data, or an error if a session cannot contain the code.
    #[inline]
    fn of(entry: &'a CodeEntry) -> Result<Self, ServiceError> {
        let code = entry.code();
        match entry.timing_ref() {
            Timing::Month { .. } => Err(ServiceError::CountedByMonth { code }),
            Timing::Visit => Err(ServiceError::CountedByVisit { code }),
            timing => Ok(Self {
                code,
                timing,
                timing_source: match entry.origin() {
                    Origin::BuiltIn => TimingSource::Catalog,
                    Origin::Supplied => TimingSource::Caller,
                },
            }),
        }
    }

    /// Returns whether the code is the first code or the add-on of a family.
    #[inline]
    pub(super) const fn is_of_family(self) -> bool {
        matches!(self.timing, Timing::First { .. } | Timing::AddOn { .. })
    }

    /// Creates a service with this code and timing.
    #[inline]
    pub(super) fn service(self, time: Option<TreatmentTime>) -> Result<Service, ServiceError> {
        let Self {
            code,
            timing,
            timing_source,
        } = self;
        if let Some(family) = timing.family_without(code) {
            return Err(ServiceError::FamilyWithoutCode { code, family });
        }
        let minutes = match &time {
            Some(time) => time.minutes(),
            None if timing.is_timed() => return Err(ServiceError::TimeMissing { code }),
            None => 0,
        };
        Ok(Service {
            code,
            timing: *timing,
            timing_source,
            minutes: within_a_day(code, minutes)?,
            time,
        })
    }
}

impl Counted<'static> {
    /// Returns a code with its timing in the built-in catalog.
    #[inline]
    pub(super) fn in_catalog(code: ProcedureCode) -> Result<Self, ServiceError> {
        match ReferenceData::built_in().entry(code) {
            Some(entry) => Self::of(entry),
            None => Err(ServiceError::UnknownCode { code }),
        }
    }
}

/// Checks that the block that a caller states is the one of the catalog.
fn agrees(code: ProcedureCode, stated: u16, timing: Timing) -> Result<(), ServiceError> {
    match timing.block() {
        known if stated == known.map_or(0, BlockMinutes::get) => Ok(()),
        known => Err(ServiceError::BlockContradicts {
            code,
            stated,
            known: KnownBlock(known),
        }),
    }
}

impl From<Service> for ServiceRecord {
    fn from(service: Service) -> Self {
        Self {
            timing: service.is_stated().then_some(service.timing),
            ..Self::new(service.code, service.time)
        }
    }
}

#[cfg(feature = "serde")]
crate::wire::form!(
    "a service, an object with at least its code",
    "ServiceRecord" ServiceRecord {
        code: ProcedureCode,
        #[serde(default)]
        @"Option::is_none" minutes: Option<Minutes>,
        #[serde(default)]
        @"Option::is_none" therapist_minutes: Option<Minutes>,
        #[serde(default)]
        @"Option::is_none" assistant_minutes: Option<Minutes>,
        #[serde(default)]
        @"Option::is_none" together_minutes: Option<Minutes>,
        #[serde(default)]
        @"Option::is_none" intervals: Option<Intervals>,
        #[serde(default)]
        @"Option::is_none" block_minutes: Option<u16>,
        #[serde(default)]
        @"Option::is_none" timing: Option<Timing>,
    }
);

#[cfg(feature = "serde")]
impl serde::Serialize for Service {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ServiceRecord::from(self.clone()).serialize(serializer)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Service {
    /// Looks the code up in the built-in catalog unless the entry states its timing.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        ServiceRecord::deserialize(deserializer)?
            .resolve(ReferenceData::built_in())
            .map_err(serde::de::Error::custom)
    }
}
