//! Keeps the minutes that intervals take: of the patient, of a caregiver, and of each code by person.

use alloc::{boxed::Box, collections::BTreeMap, vec::Vec};

use super::{
    FurnishedBy, Interval, Service, SessionError, TreatmentTime,
    day::DayMinutes,
    time::{Intervals, time_of_day},
};
use crate::{
    calendar::ClockTime,
    code::ProcedureCode,
    reference::catalog::{self, ServiceKind},
};

/// Contains the minutes that the intervals of a session take.
#[derive(Clone, Debug, Default)]
pub(super) struct Occupied(Option<Box<Clocks>>);

#[derive(Clone, Debug, Default)]
struct Clocks {
    timed: TimedMinutes,
    codes: BTreeMap<ProcedureCode, People>,
}

/// Contains the minutes of timed services of the patient and of a caregiver.
#[derive(Clone, Copy, Debug, Default)]
struct TimedMinutes {
    patient: DayMinutes,
    /// During the training of a caregiver the patient is absent.
    caregiver: DayMinutes,
}

/// Contains the minutes of one code by the person who furnished them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct People {
    pub(super) therapist: DayMinutes,
    pub(super) assistant: DayMinutes,
    pub(super) unnamed: DayMinutes,
}

/// Contains what a service adds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Change {
    code: ProcedureCode,
    before: People,
    people: People,
    timed: TimedMinutes,
}

impl People {
    fn all(self) -> DayMinutes {
        self.therapist.or(self.assistant).or(self.unnamed)
    }

    fn of(&mut self, person: Option<FurnishedBy>) -> &mut DayMinutes {
        match person {
            Some(FurnishedBy::Therapist) => &mut self.therapist,
            Some(FurnishedBy::Assistant) => &mut self.assistant,
            None => &mut self.unnamed,
        }
    }

    /// Returns the minutes of a timed code that an interval may not share: only therapist and assistant may overlap.
    fn closed_to(self, person: Option<FurnishedBy>) -> DayMinutes {
        match person {
            Some(FurnishedBy::Therapist) => self.therapist.or(self.unnamed),
            Some(FurnishedBy::Assistant) => self.assistant.or(self.unnamed),
            None => self.all(),
        }
    }
}

impl Change {
    /// Returns the minutes of the code before and after.
    pub(super) const fn people(&self) -> (&People, &People) {
        (&self.before, &self.people)
    }
}

impl Occupied {
    pub(super) const NONE: Self = Self(None);

    /// Returns what the intervals of a service add, or `None` if it has none.
    pub(super) fn with(
        &self,
        service: &Service,
        earlier: &[Service],
    ) -> Result<Option<Box<Change>>, SessionError> {
        let Some(intervals) = intervals(service) else {
            return Ok(None);
        };
        let code = service.code();
        let clocks = self.0.as_deref();
        let before = clocks
            .and_then(|clocks| clocks.codes.get(&code))
            .copied()
            .unwrap_or_default();
        let mut change = Box::new(Change {
            code,
            before,
            people: before,
            timed: clocks.map(|clocks| clocks.timed).unwrap_or_default(),
        });
        let is_timed = service.timing().is_timed();
        let clock = change.timed.clock(code);
        let others = clock.without(before.all());
        for (place, interval) in intervals.as_slice().iter().enumerate() {
            let person = interval.furnished_by();
            let minutes = interval.day_minutes();
            let taken = others.or(change.people.closed_to(person)).and(minutes);
            if let (true, Some(minute)) = (is_timed, taken.first()) {
                let own = intervals.as_slice().get(..place).unwrap_or_default();
                return Err(overlap(service, *interval, minute, earlier, own));
            }
            let of_person = change.people.of(person);
            *of_person = of_person.or(minutes);
        }
        if is_timed {
            *change.timed.clock(code) = others.or(change.people.all());
        }
        Ok(Some(change))
    }

    pub(super) fn apply(&mut self, change: &Change) {
        let clocks = self.0.get_or_insert_default();
        clocks.timed = change.timed;
        clocks.codes.insert(change.code, change.people);
    }

    /// Returns the first minute that an untimed service shares with a timed one of the patient.
    pub(super) fn shared_with_timed(&self, service: &Service) -> Option<u16> {
        let own = intervals(service).filter(|_| !service.timing().is_timed())?;
        let patient = self.0.as_deref()?.timed.patient;
        own.day_minutes().and(patient).first()
    }
}

impl TimedMinutes {
    fn clock(&mut self, code: ProcedureCode) -> &mut DayMinutes {
        if is_caregiver_training(code) {
            &mut self.caregiver
        } else {
            &mut self.patient
        }
    }
}

/// Returns whether the patient is absent from a service.
///
/// The built-in catalog decides, so that a session that is read back does not depend on facts that were not stored.
fn is_caregiver_training(code: ProcedureCode) -> bool {
    let entry = catalog::entry(code);
    entry.is_some_and(|entry| entry.facts().service_kind() == ServiceKind::CaregiverTraining)
}

fn intervals(service: &Service) -> Option<&Intervals> {
    match service.time()? {
        TreatmentTime::Intervals(intervals) => Some(intervals),
        TreatmentTime::Minutes(_) | TreatmentTime::ByPerson(_) => None,
    }
}

/// Names the earlier entry, or the entry itself, that has a minute already.
fn overlap(
    service: &Service,
    interval: Interval,
    minute: u16,
    earlier: &[Service],
    own: &[Interval],
) -> SessionError {
    let (entry, code) = (earlier.len(), service.code());
    let clashes = |other: &Interval| {
        other.contains(minute)
            && (other.furnished_by().is_none()
                || interval.furnished_by().is_none()
                || other.furnished_by() == interval.furnished_by())
    };
    let is_of_clock = |other: &Service| {
        other.timing().is_timed()
            && is_caregiver_training(other.code()) == is_caregiver_training(code)
    };
    let other = if own.iter().any(clashes) {
        Some(entry)
    } else {
        earlier.iter().position(|other| {
            is_of_clock(other)
                && intervals(other).is_some_and(|intervals| {
                    let mut intervals = intervals.as_slice().iter();
                    let same = other.code() == code;
                    intervals.any(|other| {
                        if same {
                            clashes(other)
                        } else {
                            other.contains(minute)
                        }
                    })
                })
        })
    };
    SessionError::Overlap {
        entry,
        other: other.unwrap_or(entry),
        at: ClockTime(time_of_day(minute)),
    }
}

/// Returns for each minute the first timed entry of the patient that has it.
pub(super) fn owners(services: &[Service]) -> Vec<Option<usize>> {
    let mut owners = alloc::vec![None; 2 * 1440];
    for (entry, service) in services.iter().enumerate() {
        if !service.timing().is_timed() || is_caregiver_training(service.code()) {
            continue;
        }
        let Some(intervals) = intervals(service) else {
            continue;
        };
        let mut left = intervals.day_minutes();
        while let Some(minute) = left.first() {
            left = left.without(DayMinutes::between(minute, minute + 1));
            if let Some(owner) = owners.get_mut(usize::from(minute)) {
                owner.get_or_insert(entry);
            }
        }
    }
    owners
}
