//! What was delivered: services, their time, and the session they make.

mod service;
mod time;

use alloc::vec::Vec;

use ::time::Date;

use crate::calendar::ClockTime;
use crate::code::ProcedureCode;
use crate::quantity::Minutes;
use crate::reference::ReferenceData;
use crate::reference::catalog::{CodeFacts, Discipline, Timing};

pub use service::{KnownBlock, Service, ServiceError, ServiceRecord};
pub use time::{Interval, Intervals, PersonMinutes, TimeError, TreatmentTime};

/// All services of one patient, one discipline and one date of service.
///
/// However many visits and clinicians: repeats of one code are one service. A session that exists
/// can be counted; what cannot be is refused on the way in.
///
/// # Source
///
/// CMS Pub. 100-04, ch. 5, §20.2.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{Discipline, Minutes, ProcedureCode, Service, Session, time::macros::date};
///
/// let session = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
///     .with(Service::new(ProcedureCode::CPT_97112, Minutes::new(8))?)?
///     .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(20))?)?
///     .with(Service::new(ProcedureCode::CPT_97112, Minutes::new(12))?)?;
/// assert_eq!(session.delivered().len(), 2); // two codes, each 20 minutes
/// assert_eq!(session.timed_minutes(), Minutes::new(40));
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    date_of_service: Date,
    discipline: Discipline,
    services: Vec<Service>,
    delivered: Vec<Delivered>,
    timed_minutes: Minutes,
    /// Intervals of timed services in order of start, one person's time each.
    timeline: Vec<Slot>,
}

/// One code of a session, its repeats added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Delivered {
    /// The code.
    pub code: ProcedureCode,
    /// How it is counted.
    pub timing: Timing,
    /// What the catalog knows of it; `None` where the caller stated its timing.
    pub facts: Option<CodeFacts>,
    /// All its minutes; `None` where no time was recorded.
    pub minutes: Option<Minutes>,
    /// Its minutes by who furnished them.
    pub furnished: Furnished,
    /// Position of its first entry in the list of services.
    pub first_entry: usize,
}

/// Minutes of one code by who furnished them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Furnished {
    /// Minutes of therapist, assistant, and both together.
    pub by_person: PersonMinutes,
    /// Minutes that name nobody.
    pub unnamed: Minutes,
}

/// An interval of a timed service on somebody's timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Slot {
    whose: Whose,
    interval: Interval,
    entry: usize,
}

/// Whose minutes an interval takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Whose {
    Patient,
    /// Caregiver training, during which the patient is absent.
    Caregiver,
}

/// A session that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SessionError {
    /// One entry cannot be counted.
    #[error("services[{entry}]: {error}")]
    Service {
        /// Position of the entry.
        entry: usize,
        /// What is wrong with it.
        error: ServiceError,
    },
    /// Two timed services claim one minute.
    #[error(
        "services[{entry}] overlaps services[{other}] at {at}: a minute serves one timed service, \
         correct the times"
    )]
    Overlap {
        /// Position of the later entry.
        entry: usize,
        /// Position of the entry it overlaps.
        other: usize,
        /// The first minute both claim.
        at: ClockTime,
    },
    /// More timed minutes than a day has.
    #[error("the session has {minutes} timed minutes, a day has 1440")]
    OverADay {
        /// Timed minutes of all services.
        minutes: u32,
    },
    /// Two entries of one code are counted differently.
    #[error(
        "services[{entry}] counts {code} in another way than an earlier entry, state one timing"
    )]
    TimingDiffers {
        /// Position of the later entry.
        entry: usize,
        /// The code.
        code: ProcedureCode,
    },
}

impl Session {
    /// A session without services yet.
    #[must_use]
    pub const fn new(date_of_service: Date, discipline: Discipline) -> Self {
        Self {
            date_of_service,
            discipline,
            services: Vec::new(),
            delivered: Vec::new(),
            timed_minutes: Minutes::ZERO,
            timeline: Vec::new(),
        }
    }

    /// A session of recorded entries, each read against a catalog.
    ///
    /// # Errors
    ///
    /// The first entry that cannot be counted, or does not fit those before it, by its position.
    pub fn from_records(
        date_of_service: Date,
        discipline: Discipline,
        records: impl IntoIterator<Item = ServiceRecord>,
        catalog: &ReferenceData,
    ) -> Result<Self, SessionError> {
        records
            .into_iter()
            .try_fold(Self::new(date_of_service, discipline), |session, record| {
                let entry = session.services.len();
                let service = record
                    .resolve(catalog)
                    .map_err(|error| SessionError::Service { entry, error })?;
                session.with(service)
            })
    }

    /// The same, with one more service.
    ///
    /// # Errors
    ///
    /// An interval that overlaps one of another timed service, or of the same; more than 1,440 timed
    /// minutes, or minutes of one code; a code that an earlier entry counts in another way.
    pub fn with(mut self, service: Service) -> Result<Self, SessionError> {
        self.push(service)?;
        Ok(self)
    }

    fn push(&mut self, service: Service) -> Result<(), SessionError> {
        let entry = self.services.len();
        let minutes = service.minutes().unwrap_or_default();
        if service.timing().is_timed() {
            let total = u32::from(self.timed_minutes) + u32::from(minutes);
            self.timed_minutes = u16::try_from(total)
                .ok()
                .map(Minutes::new)
                .filter(|total| *total <= Minutes::DAY)
                .ok_or(SessionError::OverADay { minutes: total })?;
            self.claim_minutes(entry, &service)?;
        }
        let code = service.code();
        let fresh = self.fresh_minutes(&service);
        match self
            .delivered
            .iter_mut()
            .find(|delivered| delivered.code == code)
        {
            Some(delivered) if delivered.timing == service.timing() => delivered
                .add(&service, fresh)
                .map_err(|error| SessionError::Service { entry, error })?,
            Some(_) => return Err(SessionError::TimingDiffers { entry, code }),
            None => self.delivered.push(Delivered::first(entry, &service)),
        }
        self.services.push(service);
        Ok(())
    }

    /// Minutes of an entry that no earlier entry of the code has: intervals of an untimed code may
    /// overlap, and a minute counts once all the same.
    fn fresh_minutes(&self, service: &Service) -> Option<Minutes> {
        let Some(TreatmentTime::Intervals(intervals)) = service.time() else {
            return service.minutes();
        };
        let earlier = self
            .services
            .iter()
            .filter(|earlier| earlier.code() == service.code());
        let taken = earlier.filter_map(|earlier| match earlier.time() {
            Some(TreatmentTime::Intervals(intervals)) => Some(intervals.as_slice()),
            _ => None,
        });
        let taken: Vec<Interval> = taken.flatten().copied().collect();
        let fresh = intervals.minutes_beside(taken);
        Some(Minutes::new(u16::try_from(fresh).unwrap_or(u16::MAX)))
    }

    /// Puts the intervals of a timed service on the timeline of the patient, or of the caregiver.
    fn claim_minutes(&mut self, entry: usize, service: &Service) -> Result<(), SessionError> {
        let Some(TreatmentTime::Intervals(intervals)) = service.time() else {
            return Ok(());
        };
        let whose = if is_caregiver_training(service.code()) {
            Whose::Caregiver
        } else {
            Whose::Patient
        };
        for &interval in intervals.as_slice() {
            let slot = Slot {
                whose,
                interval,
                entry,
            };
            let place = self.timeline.partition_point(|taken| *taken < slot);
            let before = place
                .checked_sub(1)
                .and_then(|place| self.timeline.get(place));
            let behind = self.timeline.get(place);
            for taken in [before, behind].into_iter().flatten() {
                if taken.whose == whose && !taken.interval.overlap(interval).is_zero() {
                    let at = ClockTime(taken.interval.start().max(interval.start()));
                    return Err(SessionError::Overlap {
                        entry,
                        other: taken.entry,
                        at,
                    });
                }
            }
            self.timeline.insert(place, slot);
        }
        Ok(())
    }

    /// The date of service.
    #[must_use]
    pub const fn date_of_service(&self) -> Date {
        self.date_of_service
    }

    /// The discipline under whose plan of care the services were delivered.
    #[must_use]
    pub const fn discipline(&self) -> Discipline {
        self.discipline
    }

    /// The entries as recorded.
    #[must_use]
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// The codes in order of delivery, repeats added.
    ///
    /// Delivered first means: its first entry stands earlier, even if that entry has 0 minutes.
    #[must_use]
    pub fn delivered(&self) -> &[Delivered] {
        &self.delivered
    }

    /// The merged service of a code.
    #[must_use]
    pub fn delivered_code(&self, code: ProcedureCode) -> Option<&Delivered> {
        self.delivered
            .iter()
            .find(|delivered| delivered.code == code)
    }

    /// Minutes of all timed codes, pooled or not, at most 1,440.
    #[must_use]
    pub const fn timed_minutes(&self) -> Minutes {
        self.timed_minutes
    }

    /// Positions of an untimed and a timed entry that share minutes, for untimed services that
    /// need hands or eyes of their own.
    pub(crate) fn attended_overlaps(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.services
            .iter()
            .enumerate()
            .filter_map(|(entry, service)| {
                if service.timing().is_timed() || is_unattended_modality(service.code()) {
                    return None;
                }
                let Some(TreatmentTime::Intervals(intervals)) = service.time() else {
                    return None;
                };
                let shares_a_minute = |slot: &&Slot| {
                    slot.whose == Whose::Patient
                        && intervals
                            .as_slice()
                            .iter()
                            .any(|own| !own.overlap(slot.interval).is_zero())
                };
                self.timeline
                    .iter()
                    .find(shares_a_minute)
                    .map(|slot| (entry, slot.entry))
            })
    }
}

impl Delivered {
    fn first(entry: usize, service: &Service) -> Self {
        let mut delivered = Self {
            code: service.code(),
            timing: service.timing(),
            facts: service.facts().copied(),
            minutes: service.minutes(),
            furnished: Furnished::default(),
            first_entry: entry,
        };
        let minutes = service.minutes().unwrap_or_default();
        delivered.furnished = delivered.furnished.plus(service.time(), minutes);
        delivered
    }

    /// Adds an entry of the code, of which `fresh` minutes stand in no earlier one.
    fn add(&mut self, service: &Service, fresh: Option<Minutes>) -> Result<(), ServiceError> {
        if let Some(minutes) = fresh {
            let total = u32::from(self.minutes.unwrap_or_default()) + u32::from(minutes);
            self.minutes = Some(service::within_a_day(self.code, total)?);
            self.furnished = self.furnished.plus(service.time(), minutes);
        }
        Ok(())
    }

    /// Whether somebody recorded that an assistant furnished part of it alone.
    #[must_use]
    pub fn names_an_assistant(&self) -> bool {
        !self.furnished.by_person.assistant.is_zero()
    }
}

impl Furnished {
    /// Minutes that count as the therapist's: alone, together, and those that name nobody.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(a)(4)(iii)(B): only what the assistant furnishes separately counts.
    #[must_use]
    pub const fn therapist(self) -> Minutes {
        Minutes::new(
            self.by_person.therapist.get() + self.by_person.together.get() + self.unnamed.get(),
        )
    }

    /// Minutes of the assistant alone.
    #[must_use]
    pub const fn assistant(self) -> Minutes {
        self.by_person.assistant
    }

    /// Adds one entry; a day bounds every sum, so none overflows.
    fn plus(self, time: Option<&TreatmentTime>, minutes: Minutes) -> Self {
        let add = |a: Minutes, b: Minutes| Minutes::new(a.get().saturating_add(b.get()));
        match time {
            Some(TreatmentTime::ByPerson(people)) => Self {
                by_person: PersonMinutes {
                    therapist: add(self.by_person.therapist, people.therapist),
                    assistant: add(self.by_person.assistant, people.assistant),
                    together: add(self.by_person.together, people.together),
                },
                ..self
            },
            Some(_) => Self {
                unnamed: add(self.unnamed, minutes),
                ..self
            },
            None => self,
        }
    }
}

/// Caregiver training without the patient: 97550 to 97552, G0541 to G0543.
fn is_caregiver_training(code: ProcedureCode) -> bool {
    matches!(
        code.as_bytes(),
        [b'9', b'7', b'5', b'5', b'0'..=b'2'] | [b'G', b'0', b'5', b'4', b'1'..=b'3']
    )
}

/// Supervised modalities that run by themselves beside other treatment: 97010 to 97028, G0283 and
/// its neighbours for wounds.
fn is_unattended_modality(code: ProcedureCode) -> bool {
    matches!(
        code.as_bytes(),
        [b'9', b'7', b'0', b'1' | b'2', _] | [b'G', b'0', b'2', b'8', b'1'..=b'3']
    )
}

#[cfg(feature = "serde")]
mod wire {
    use serde::{
        Deserialize, Deserializer, Serialize, Serializer, de::Error, ser::SerializeStruct,
    };

    use super::{Date, Discipline, ServiceRecord, Session, Vec};
    use crate::calendar::IsoDate;
    use crate::reference::ReferenceData;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    #[serde(remote = "Self")]
    struct Record {
        #[serde(with = "crate::wire::date")]
        date_of_service: Date,
        discipline: Discipline,
        services: Vec<ServiceRecord>,
    }

    crate::wire::object!(read Record, "a session, an object of date_of_service, discipline and services");

    impl Serialize for Session {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct("Session", 3)?;
            fields.serialize_field("date_of_service", &IsoDate(self.date_of_service))?;
            fields.serialize_field("discipline", &self.discipline)?;
            fields.serialize_field("services", &self.services)?;
            fields.end()
        }
    }

    impl<'de> Deserialize<'de> for Session {
        /// Reads the entries against the built-in catalog.
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let record = <Record as Deserialize>::deserialize(deserializer)?;
            Self::from_records(
                record.date_of_service,
                record.discipline,
                record.services,
                ReferenceData::built_in(),
            )
            .map_err(D::Error::custom)
        }
    }
}
