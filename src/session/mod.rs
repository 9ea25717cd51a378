//! Contains what was delivered: services, their time, and the session that they make.
//!
//! Start with [`Session::of`], which takes codes and whole minutes. A [`Service`] may instead state the minutes of
//! therapist and assistant ([`PersonMinutes`]) or start and stop times ([`Intervals`]). A session refuses whatever cannot
//! be counted, such as overlapping timed services, so that counting a session never fails. It says nothing about units:
//! these follow from a [`UnitRule`](crate::UnitRule).
//!
//! # Examples
//!
//! ```
//! # #[cfg(feature = "tables")] {
//! use therapy_billing::{
//!     Discipline, Interval, Minutes, ProcedureCode, Service, Session, time::macros::{date, time},
//! };
//!
//! let mut session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97110", 20)])?;
//! let neuro = Interval::new(time!(09:00), time!(09:24))?;
//! session.try_push(Service::new(ProcedureCode::CPT_97112, neuro)?)?;
//! assert_eq!(session.timed_minutes(), Minutes::new(44));
//!
//! // Another timed service in the same minutes is refused, and the session stays as it was.
//! let manual = Interval::new(time!(09:20), time!(09:35))?;
//! let refused = session.try_push(Service::new(ProcedureCode::CPT_97140, manual)?);
//! assert!(refused.unwrap_err().to_string().contains("both at 09:20"));
//! assert_eq!(session.services().len(), 2);
//! # }
//! # Ok::<(), therapy_billing::Error>(())
//! ```

mod day;
mod delivered;
mod error;
mod few;
mod occupied;
mod service;
mod time;

use alloc::{collections::BTreeMap, sync::Arc, vec::Vec};

use ::time::Date;

use crate::code::{ParseCodeError, ProcedureCode};
use crate::limit::LIST_LIMIT;
use crate::order;
use crate::quantity::Minutes;
use crate::reference::ReferenceData;
use crate::reference::catalog::{Discipline, Family, ServiceKind, Timing};
use few::Few;
use occupied::{Change, Occupied};
use service::Counted;

pub use delivered::{Delivered, Furnished};
pub use error::SessionError;
pub use service::{KnownBlock, Service, ServiceError, ServiceRecord, TimingSource};
pub use time::{FurnishedBy, Interval, Intervals, PersonMinutes, TimeError, TreatmentTime};

/// Contains all services of one patient, one discipline and one date of service.
///
/// The number of visits and clinicians does not matter: repeats of one code are one service. Every session can be
/// counted, because services that cannot be counted are refused when they are added. A clone is cheap, because it
/// shares the services.
///
/// # Source
///
/// CMS Pub. 100-04, ch. 5, §20.2.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{Discipline, Minutes, Session, time::macros::date};
///
/// let visit = date!(2026 - 03 - 14);
/// let session = Session::of(visit, Discipline::Pt, [("97112", 8), ("97110", 20), ("97112", 12)])?;
/// assert_eq!(session.delivered().len(), 2); // two codes, each 20 minutes
/// assert_eq!(session.timed_minutes(), Minutes::new(40));
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Session {
    date_of_service: Date,
    discipline: Discipline,
    content: Arc<Content>,
}

/// Contains the services of a session, and what follows from them.
#[derive(Clone, Debug)]
struct Content {
    services: Vec<Service>,
    delivered: Few<Delivered>,
    /// The positions among the delivered codes, in order of code, once there are more than [`SEARCHED`].
    by_code: Vec<u16>,
    /// The families of delivered codes, by the code of the other half.
    families: BTreeMap<ProcedureCode, (Family, TimingSource)>,
    timed_minutes: Minutes,
    occupied: Occupied,
}

/// The number of delivered codes up to which they are searched one by one.
const SEARCHED: usize = 8;

/// Sessions are equal if their services are; everything else follows from these.
impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        self.date_of_service == other.date_of_service
            && self.discipline == other.discipline
            && (Arc::ptr_eq(&self.content, &other.content)
                || self.content.services == other.content.services)
    }
}

impl Eq for Session {}

impl core::hash::Hash for Session {
    fn hash<H: core::hash::Hasher>(&self, state: &mut H) {
        (self.date_of_service, self.discipline).hash(state);
        self.content.services.hash(state);
    }
}

impl Session {
    /// The most services of one session.
    pub const LIMIT: usize = LIST_LIMIT;

    /// Creates a session without services.
    #[must_use]
    pub fn new(date_of_service: Date, discipline: Discipline) -> Self {
        Self {
            date_of_service,
            discipline,
            content: Arc::new(Content::EMPTY),
        }
    }

    /// Creates a session from codes of the built-in catalog and their time.
    ///
    /// Codes are text or [`ProcedureCode`]s. Time is whole minutes as a number, or any [`TreatmentTime`].
    ///
    /// # Errors
    ///
    /// The error names the first entry whose code cannot be read, that cannot be counted, or that does not fit
    /// the entries before it.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::{Discipline, Session, UnitRule, time::macros::date};
    ///
    /// let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97112", 24), ("97110", 23)])?;
    /// assert_eq!(UnitRule::MEDICARE.allocate(&session).timed_units(), 3);
    /// # }
    /// # Ok::<(), therapy_billing::session::SessionError>(())
    /// ```
    pub fn of<C, T>(
        date_of_service: Date,
        discipline: Discipline,
        services: impl IntoIterator<Item = (C, T)>,
    ) -> Result<Self, SessionError>
    where
        C: TryInto<ProcedureCode, Error: Into<ParseCodeError>>,
        T: Into<TreatmentTime>,
    {
        let mut session = Self::new(date_of_service, discipline);
        let services = services.into_iter();
        let content = session.content_with_room(services.size_hint().0);
        for (entry, (code, time)) in services.enumerate() {
            let code = code.try_into().map_err(|error| SessionError::Code {
                entry,
                error: error.into(),
            })?;
            content.add(code, time.into())?;
        }
        Ok(session)
    }

    /// Creates a session from recorded entries, each looked up in the reference data.
    ///
    /// # Errors
    ///
    /// The error names the first entry that cannot be counted or does not fit the entries before it.
    pub fn from_records(
        date_of_service: Date,
        discipline: Discipline,
        records: impl IntoIterator<Item = ServiceRecord>,
        reference: &ReferenceData,
    ) -> Result<Self, SessionError> {
        let mut session = Self::new(date_of_service, discipline);
        let records = records.into_iter();
        let content = session.content_with_room(records.size_hint().0);
        for (entry, record) in records.enumerate() {
            let service = record.resolve(reference);
            content.push(service.map_err(|error| SessionError::of_service(entry, error))?)?;
        }
        Ok(session)
    }

    /// Returns the content for changes, with memory reserved for a number of services.
    fn content_with_room(&mut self, room: usize) -> &mut Content {
        let content = Arc::make_mut(&mut self.content);
        content.services.reserve_exact(room.min(Self::LIMIT));
        content
    }

    /// Adds a service.
    ///
    /// # Errors
    ///
    /// As [`try_push`](Self::try_push).
    pub fn with(mut self, service: Service) -> Result<Self, SessionError> {
        self.try_push(service)?;
        Ok(self)
    }

    /// Adds a service in place.
    ///
    /// # Errors
    ///
    /// - An interval that overlaps one of another timed code is an error. Within a timed code, only an interval
    ///   of the therapist and one of the assistant may overlap.
    /// - More than 1,440 timed minutes, or minutes of one code, are an error.
    /// - A code that an earlier entry counts in another way is an error, and so is half of a family whose other
    ///   half is counted in another way.
    /// - More than 4,096 services are an error.
    ///
    /// After an error the session is as it was before.
    pub fn try_push(&mut self, service: Service) -> Result<(), SessionError> {
        Arc::make_mut(&mut self.content).push(service)
    }

    /// Removes the service at a position and returns it, or returns `None` if there is none.
    pub fn remove(&mut self, entry: usize) -> Option<Service> {
        let mut services = self.content.services.clone();
        let removed = (entry < services.len()).then(|| services.remove(entry))?;
        self.content = Arc::new(Content::of(services).ok()?);
        Some(removed)
    }

    /// Puts a service in place of the one at a position, and returns the former one.
    ///
    /// # Errors
    ///
    /// A position without a service is an error. Otherwise the errors are those of [`try_push`](Self::try_push).
    /// After an error the session is as it was before.
    pub fn replace(&mut self, entry: usize, service: Service) -> Result<Service, SessionError> {
        let count = self.content.services.len();
        let Some(known) = self.content.services.get(entry) else {
            return Err(SessionError::NoEntry { entry, count });
        };
        if let Some(change) = self.content.change(known, &service) {
            return Ok(Arc::make_mut(&mut self.content).apply(entry, service, &change));
        }
        let mut services = self.content.services.clone();
        let replaced = services
            .get_mut(entry)
            .map(|place| core::mem::replace(place, service));
        self.content = Arc::new(Content::of(services)?);
        replaced.ok_or(SessionError::NoEntry { entry, count })
    }

    /// Returns the date of service.
    #[must_use]
    pub const fn date_of_service(&self) -> Date {
        self.date_of_service
    }

    /// Returns the discipline under whose plan of care the services were delivered.
    #[must_use]
    pub const fn discipline(&self) -> Discipline {
        self.discipline
    }

    /// Returns the entries as recorded.
    #[must_use]
    pub fn services(&self) -> &[Service] {
        &self.content.services
    }

    /// Returns the codes in order of delivery, with repeats added.
    ///
    /// The code that was delivered first is the one whose first entry is earlier in the list of services, even if
    /// that entry has 0 minutes.
    #[must_use]
    pub fn delivered(&self) -> &[Delivered] {
        self.content.delivered.as_slice()
    }

    /// Returns the merged service of a code, or `None` if it was not delivered.
    #[must_use]
    pub fn delivered_code(&self, code: ProcedureCode) -> Option<&Delivered> {
        self.content.delivered_code(code)
    }

    /// Returns the position of a code among the delivered ones.
    pub(crate) fn delivered_position(&self, code: ProcedureCode) -> Option<usize> {
        self.content.position(code)
    }

    /// Returns the position of a code among the delivered ones, or that of the other half of its family.
    pub(crate) fn position_beside(&self, code: ProcedureCode) -> Option<usize> {
        self.content.position(code).or_else(|| {
            let (family, _) = self.content.families.get(&code)?;
            self.content.position(other_half(*family, code))
        })
    }

    /// Returns the minutes of all timed codes, whether or not they are counted together, at most 1,440.
    #[must_use]
    pub fn timed_minutes(&self) -> Minutes {
        self.content.timed_minutes
    }

    /// Returns the positions of an untimed and a timed entry that share minutes, for untimed services that need
    /// the attendance of a person.
    pub(crate) fn attended_overlaps(&self, reference: &ReferenceData) -> Vec<(usize, usize)> {
        let services = || self.services().iter().enumerate();
        let shared = services().filter_map(|(entry, service)| {
            let shared = self.content.occupied.shared_with_timed(service)?;
            let facts = reference.facts(service.code());
            let kind = facts.map_or(ServiceKind::Other, |facts| facts.service_kind());
            (kind != ServiceKind::UnattendedModality).then_some((entry, shared))
        });
        let shared: Vec<_> = shared.collect();
        if shared.is_empty() {
            return Vec::new();
        }
        let owners = occupied::owners(&self.content.services);
        let overlaps = shared.into_iter();
        overlaps
            .filter_map(|(entry, minute)| {
                let owner = owners.get(usize::from(minute))?;
                Some((entry, (*owner)?))
            })
            .collect()
    }
}

/// Contains what an entry that keeps its code and timing changes: its code, and the minutes of all timed codes.
struct NewMinutes {
    position: usize,
    minutes: Minutes,
    furnished: Furnished,
    timed_minutes: Minutes,
}

impl Content {
    /// The content of a session without services.
    const EMPTY: Self = Self {
        services: Vec::new(),
        delivered: Few::new(Delivered::BLANK),
        by_code: Vec::new(),
        families: BTreeMap::new(),
        timed_minutes: Minutes::ZERO,
        occupied: Occupied::NONE,
    };

    fn of(services: Vec<Service>) -> Result<Self, SessionError> {
        let mut content = Self::EMPTY;
        content.services.reserve_exact(services.len());
        for service in services {
            content.push(service)?;
        }
        Ok(content)
    }

    fn position(&self, code: ProcedureCode) -> Option<usize> {
        let delivered = self.delivered.as_slice();
        if delivered.len() <= SEARCHED {
            return delivered.iter().position(|known| known.code == code);
        }
        let place = self.place(code).ok()?;
        self.by_code.get(place).copied().map(usize::from)
    }

    /// Finds the place of a code in the order of codes.
    fn place(&self, code: ProcedureCode) -> Result<usize, usize> {
        let delivered = self.delivered.as_slice();
        self.by_code.binary_search_by_key(&Some(code), |position| {
            let delivered = delivered.get(usize::from(*position));
            delivered.map(|delivered| delivered.code)
        })
    }

    /// Adds a code that was not delivered before.
    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "the code is written into its place without a copy"
    )]
    fn deliver(&mut self, delivered: Delivered) {
        let code = delivered.code;
        self.delivered.push(delivered);
        if self.delivered.as_slice().len() > SEARCHED {
            self.index_last(code);
        }
    }

    /// Puts the code that was delivered last into the order of codes.
    fn index_last(&mut self, last_code: ProcedureCode) {
        let codes = self.delivered.as_slice();
        // below the limit of services
        let number = |position: usize| u16::try_from(position).unwrap_or(u16::MAX);
        let last = number(codes.len() - 1);
        if self.by_code.is_empty() {
            let code = |position: &u16| codes.get(usize::from(*position)).map(|known| &known.code);
            self.by_code.extend(0..=last);
            order::by_key(&mut self.by_code, |position| {
                code(position).map_or(0, |code| code.rank())
            });
        } else {
            let (Ok(place) | Err(place)) = self.place(last_code);
            self.by_code.insert(place, last);
        }
    }

    /// Returns what changes if a service takes the place of another one, or `None` if more than minutes change.
    fn change(&self, known: &Service, service: &Service) -> Option<NewMinutes> {
        let position = self.position(known.code())?;
        let before = self.delivered.as_slice().get(position)?;
        let is_same = known.code() == service.code() && before.is_counted_as(service.counted());
        let (minutes, furnished) = before.exchanged(known, service).filter(|_| is_same)?;
        let timed_minutes = self.timed_with(service.timing(), Some(minutes), before.minutes);
        Some(NewMinutes {
            position,
            minutes,
            furnished,
            timed_minutes: timed_minutes.ok()?,
        })
    }

    /// Puts a service in place of another one, of which only the minutes change.
    fn apply(&mut self, entry: usize, service: Service, change: &NewMinutes) -> Service {
        if let Some(delivered) = self.delivered.get_mut(change.position) {
            delivered.minutes = Some(change.minutes);
            delivered.furnished = change.furnished;
        }
        self.timed_minutes = change.timed_minutes;
        match self.services.get_mut(entry) {
            Some(place) => core::mem::replace(place, service),
            None => service,
        }
    }

    fn delivered_code(&self, code: ProcedureCode) -> Option<&Delivered> {
        self.delivered.as_slice().get(self.position(code)?)
    }

    /// Adds a code of the built-in catalog.
    fn add(&mut self, code: ProcedureCode, time: TreatmentTime) -> Result<(), SessionError> {
        let entry = self.services.len();
        let refused = |error| SessionError::of_service(entry, error);
        let counted = Counted::in_catalog(code).map_err(refused)?;
        match (time, self.position(code)) {
            // most codes are delivered once and have whole minutes; such a service is written into its place without a copy
            (TreatmentTime::Minutes(minutes), None) => {
                let service = counted.service(Some(minutes.into())).map_err(refused)?;
                self.check_timing(counted, None)?;
                self.deliver_minutes(counted, minutes)?;
                self.services.push(service);
                Ok(())
            }
            (time, _) => self.push(counted.service(Some(time)).map_err(refused)?),
        }
    }

    /// Adds a service. Nothing changes before the last thing that can fail.
    fn push(&mut self, service: Service) -> Result<(), SessionError> {
        let counted = service.counted();
        let position = self.position(counted.code);
        self.check_timing(counted, position)?;
        if let (None, Some(TreatmentTime::Minutes(minutes))) = (position, service.time()) {
            self.deliver_minutes(counted, *minutes)?;
        } else {
            self.merge(position, &service)?;
            self.note_half(counted);
        }
        self.services.push(service);
        Ok(())
    }

    /// Checks that the session has room for another entry, and that earlier entries of the code and its family have the
    /// same timing.
    #[inline]
    fn check_timing(
        &self,
        counted: Counted<'_>,
        position: Option<usize>,
    ) -> Result<(), SessionError> {
        let known = position.and_then(|position| self.delivered.as_slice().get(position));
        let is_counted_alike = known.is_none_or(|known| known.is_counted_as(counted));
        let entry = self.services.len();
        if entry < Session::LIMIT && is_counted_alike && self.fits_families(counted) {
            Ok(())
        } else {
            Err(SessionError::of_timing(entry, counted.code))
        }
    }

    /// Adds a code that was not delivered before, with its minutes, which are at most 1,440.
    #[inline(always)]
    #[allow(
        clippy::inline_always,
        reason = "the code is written into its place without a copy"
    )]
    fn deliver_minutes(
        &mut self,
        counted: Counted<'_>,
        minutes: Minutes,
    ) -> Result<(), SessionError> {
        self.timed_minutes = self.timed_with(*counted.timing, Some(minutes), None)?;
        let entry = self.services.len();
        self.deliver(Delivered::unnamed(entry, counted, minutes));
        self.note_half(counted);
        Ok(())
    }

    /// Stores the family of a code, if it has one, under the other code of the family.
    #[inline]
    fn note_half(&mut self, counted: Counted<'_>) {
        if counted.is_of_family() {
            self.note_family(counted);
        }
    }

    #[inline(never)] // most sessions have no family
    fn note_family(&mut self, counted: Counted<'_>) {
        if let Some(family) = counted.timing.family() {
            let of_half = (family, counted.timing_source);
            let other = other_half(family, counted.code);
            self.families.insert(other, of_half);
        }
    }

    /// Adds the minutes of a service to those of its code, whatever the form of its time.
    #[inline(never)] // the minutes of a day are large, and most services state only how many
    fn merge(&mut self, position: Option<usize>, service: &Service) -> Result<(), SessionError> {
        let entry = self.services.len();
        let occupied = self.occupied.with(service, &self.services)?;
        let known = position.and_then(|position| self.delivered.as_slice().get(position));
        let mut delivered =
            known.map_or_else(|| Delivered::new(entry, service.counted()), |known| *known);
        let before = delivered.minutes;
        delivered
            .add(service, occupied.as_deref().map(Change::people))
            .map_err(|error| SessionError::of_service(entry, error))?;
        self.timed_minutes = self.timed_with(service.timing(), delivered.minutes, before)?;
        match position.and_then(|position| self.delivered.get_mut(position)) {
            Some(known) => *known = delivered,
            None => self.deliver(delivered),
        }
        if let Some(change) = occupied {
            self.occupied.apply(&change);
        }
        Ok(())
    }

    /// Returns the minutes of all timed codes if those of one code change.
    fn timed_with(
        &self,
        timing: Timing,
        after: Option<Minutes>,
        before: Option<Minutes>,
    ) -> Result<Minutes, SessionError> {
        if !timing.is_timed() {
            return Ok(self.timed_minutes);
        }
        let [after, before] = [after, before].map(|minutes| u32::from(minutes.unwrap_or_default()));
        let minutes = u32::from(self.timed_minutes) + after - before;
        Minutes::within_a_day(minutes).ok_or_else(|| SessionError::over_a_day(minutes))
    }

    /// Checks that both halves of a family are counted in the same way.
    #[inline]
    fn fits_families(&self, counted: Counted<'_>) -> bool {
        (self.families.is_empty() && !counted.is_of_family()) || self.fits_halves(counted)
    }

    #[inline(never)] // most sessions have no family
    fn fits_halves(&self, counted: Counted<'_>) -> bool {
        let own = counted
            .timing
            .family()
            .map(|family| (family, counted.timing_source));
        let of_half = self.families.get(&counted.code);
        let Some((family, source)) = own else {
            return of_half.is_none();
        };
        let other = other_half(family, counted.code);
        let known = self
            .delivered_code(other)
            .map(|other| (other.timing.family(), other.timing_source));
        of_half.is_none_or(|half| *half == (family, source))
            && self
                .families
                .get(&other)
                .is_none_or(|half| *half == (family, source))
            && known.is_none_or(|known| known == (Some(family), source))
    }
}

fn other_half(family: Family, code: ProcedureCode) -> ProcedureCode {
    if family.first == code {
        family.add_on
    } else {
        family.first
    }
}

#[cfg(feature = "serde")]
mod wire {
    use serde::{
        Deserialize, Deserializer, Serialize, Serializer, de::Error, ser::SerializeStruct,
    };

    use super::{Date, Discipline, ServiceRecord, Session, Vec};
    use crate::calendar::IsoDate;
    use crate::reference::ReferenceData;

    struct Record {
        date_of_service: Date,
        discipline: Discipline,
        services: Vec<ServiceRecord>,
    }

    crate::wire::form!(
        "a session, an object of date_of_service, discipline and services",
        "Record" Record {
            #[serde(with = "crate::wire::date")]
            date_of_service: Date,
            discipline: Discipline,
            #[serde(deserialize_with = "crate::wire::list")]
            services: Vec<ServiceRecord>,
        }
    );

    impl Serialize for Session {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct("Session", 3)?;
            fields.serialize_field("date_of_service", &IsoDate(self.date_of_service))?;
            fields.serialize_field("discipline", &self.discipline)?;
            fields.serialize_field("services", self.services())?;
            fields.end()
        }
    }

    impl<'de> Deserialize<'de> for Session {
        /// Looks codes up in the built-in catalog unless their entries state a timing.
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let record = Record::deserialize(deserializer)?;
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
