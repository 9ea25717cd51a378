//! Contains treatment time: whole minutes, minutes by person, or start and stop times.

use alloc::vec::Vec;
use core::fmt;

use time::Time;

use super::day::DayMinutes;
use crate::{calendar::ClockTime, quantity::Minutes};

/// Contains the minutes of one service by the person who furnished them.
///
/// Minutes that therapist and assistant furnish **together** are minutes of the patient and count once.
///
/// # Source
///
/// 42 CFR 410.60(a)(4)(iii)(B).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonMinutes {
    /// The minutes of the therapist alone.
    pub therapist: Minutes,
    /// The minutes of the assistant alone.
    pub assistant: Minutes,
    /// The minutes of both at once on the same patient.
    pub together: Minutes,
}

#[cfg(feature = "serde")]
crate::wire::form!(
    "an object of therapist, assistant and together minutes",
    "PersonMinutes" PersonMinutes {
        #[serde(default)]
        therapist: Minutes,
        #[serde(default)]
        assistant: Minutes,
        #[serde(default)]
        together: Minutes,
    }
);

impl PersonMinutes {
    /// Returns the minutes of the service: the sum, in which time together counts once.
    #[must_use]
    pub fn total(self) -> u32 {
        u32::from(self.therapist) + u32::from(self.assistant) + u32::from(self.together)
    }
}

crate::name::words! {
    /// Names the person who furnished an interval.
    FurnishedBy, 2, "therapist or assistant" {
        /// The therapist.
        Therapist "therapist",
        /// The assistant.
        Assistant "assistant",
    }
}

/// Contains a stretch of treatment from a start to a stop time, the stop exclusive.
///
/// A stop earlier than the start is after midnight. All minutes of the interval belong to the date on which
/// it began. The interval may name the person who furnished it.
///
/// # Source
///
/// AMA, CPT, Introduction, Time: continuous service keeps the date on which it began.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Minutes, session::Interval, time::macros::time};
///
/// let late = Interval::new(time!(23:50), time!(00:13))?;
/// assert_eq!(late.minutes(), Minutes::new(23));
/// assert!(Interval::new(time!(09:00), time!(09:00)).is_err()); // nothing, or a whole day?
/// # Ok::<(), therapy_billing::session::TimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    /// The minutes after midnight of the date of service, 0 to 1,439.
    start: u16,
    /// The minutes after the same midnight, above `start`, at most 2,878.
    end: u16,
    by: Option<FurnishedBy>,
}

/// A treatment time was invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// Start and stop were equal.
    #[error(
        "expected different start and end times, found {at} for both; state the minutes instead"
    )]
    EmptyOrWholeDay {
        /// The time of day of both.
        at: ClockTime,
    },
    /// A time of day had seconds.
    #[error(
        "expected start and stop times in whole minutes, found seconds at {at}; remove the seconds"
    )]
    Seconds {
        /// The time of day, without its seconds.
        at: ClockTime,
    },
    /// A list of intervals had no interval.
    #[error("expected at least 1 interval, found none; leave the list out if no time was recorded")]
    NoInterval,
    /// A list of intervals was too long.
    #[error("expected at most {limit} intervals in a service, found {found}; state its minutes instead", limit = Intervals::LIMIT)]
    TooManyIntervals {
        /// The length of the list.
        found: usize,
    },
}

impl Interval {
    /// Creates an interval from `start` to `end`, which is exclusive, and after midnight if it is the earlier one.
    ///
    /// # Errors
    ///
    /// Equal times are an error, because they mean nothing or a whole day. Times with seconds are an error,
    /// because time is counted in whole minutes.
    pub fn new(start: Time, end: Time) -> Result<Self, TimeError> {
        let start_minute = minute_of_day(start)?;
        let end_minute = minute_of_day(end)?;
        let end = match start_minute.cmp(&end_minute) {
            core::cmp::Ordering::Less => end_minute,
            core::cmp::Ordering::Greater => end_minute + Minutes::DAY.get(),
            core::cmp::Ordering::Equal => {
                let at = ClockTime(start);
                return Err(TimeError::EmptyOrWholeDay { at });
            }
        };
        Ok(Self {
            start: start_minute,
            end,
            by: None,
        })
    }

    /// Sets the person who furnished the interval.
    #[must_use]
    pub const fn by(mut self, person: FurnishedBy) -> Self {
        self.by = Some(person);
        self
    }

    /// Returns the person who furnished the interval, or `None` if nobody is named.
    #[must_use]
    pub const fn furnished_by(self) -> Option<FurnishedBy> {
        self.by
    }

    /// Returns the length of the interval.
    #[must_use]
    pub const fn minutes(self) -> Minutes {
        Minutes::new(self.end - self.start)
    }

    /// Returns the time of day at which the interval starts.
    #[must_use]
    pub fn start(self) -> Time {
        time_of_day(self.start)
    }

    /// Returns the time of day at which the interval ends, which may be after midnight.
    #[must_use]
    pub fn end(self) -> Time {
        time_of_day(self.end)
    }

    /// Returns the minutes that two intervals share. Intervals that touch share none.
    #[must_use]
    pub fn overlap(self, other: Self) -> Minutes {
        let from = self.start.max(other.start);
        let to = self.end.min(other.end);
        Minutes::new(to.saturating_sub(from))
    }

    pub(super) fn day_minutes(self) -> DayMinutes {
        DayMinutes::between(self.start, self.end)
    }

    pub(super) const fn contains(self, minute: u16) -> bool {
        self.start <= minute && minute < self.end
    }
}

fn minute_of_day(at: Time) -> Result<u16, TimeError> {
    if at.second() != 0 || at.nanosecond() != 0 {
        return Err(TimeError::Seconds { at: ClockTime(at) });
    }
    Ok(u16::from(at.hour()) * 60 + u16::from(at.minute()))
}

/// Returns the time of day of a minute after midnight of the date of service.
pub(super) fn time_of_day(minute: u16) -> Time {
    Time::MIDNIGHT + time::Duration::minutes(minute.into()) // wraps at midnight
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} to {}",
            ClockTime(self.start()),
            ClockTime(self.end())
        )?;
        self.by
            .map_or(Ok(()), |person| write!(f, " by the {person}"))
    }
}

/// Contains the intervals of one service entry: at least one, and at most 4,096.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Intervals(Vec<Interval>);

impl Intervals {
    /// The most intervals of one entry.
    pub const LIMIT: usize = crate::limit::LIST_LIMIT;

    /// Creates a list of intervals.
    ///
    /// # Errors
    ///
    /// An empty list is an error, and so is one of more than 4,096 intervals.
    pub fn new(intervals: impl Into<Vec<Interval>>) -> Result<Self, TimeError> {
        let intervals = intervals.into();
        match intervals.len() {
            0 => Err(TimeError::NoInterval),
            1..=Self::LIMIT => Ok(Self(intervals)),
            found => Err(TimeError::TooManyIntervals { found }),
        }
    }

    /// Returns the intervals as recorded.
    #[must_use]
    pub fn as_slice(&self) -> &[Interval] {
        &self.0
    }

    /// Returns the minutes that are in at least one of the intervals. Each minute counts once.
    #[must_use]
    #[inline(never)] // a set of the minutes of a day is large, and most services have no interval
    pub fn minutes(&self) -> u32 {
        self.day_minutes().count().into()
    }

    pub(super) fn day_minutes(&self) -> DayMinutes {
        let intervals = self.0.iter();
        intervals.fold(DayMinutes::NONE, |all, interval| {
            all.or(interval.day_minutes())
        })
    }
}

/// Contains the time of one service entry, in exactly one of three forms.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Interval, Minutes, PersonMinutes, TreatmentTime, time::macros::time};
///
/// let whole = TreatmentTime::from(24);
/// let people = TreatmentTime::from(PersonMinutes {
///     therapist: Minutes::new(14),
///     assistant: Minutes::new(10),
///     together: Minutes::ZERO,
/// });
/// let clock = TreatmentTime::from(Interval::new(time!(09:00), time!(09:24))?);
/// assert_eq!([whole, people, clock].map(|time| time.minutes()), [24; 3]);
/// # Ok::<(), therapy_billing::session::TimeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum TreatmentTime {
    /// The entry has whole minutes without a person. They count as the therapist's.
    Minutes(Minutes),
    /// The entry has minutes by the person who furnished them.
    ByPerson(PersonMinutes),
    /// The entry has start and stop times, each of which may name a person.
    Intervals(Intervals),
}

impl TreatmentTime {
    /// Returns the minutes of the entry, each counted once.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        match self {
            Self::Minutes(minutes) => u32::from(*minutes),
            Self::ByPerson(people) => people.total(),
            Self::Intervals(intervals) => intervals.minutes(),
        }
    }
}

impl From<u16> for TreatmentTime {
    fn from(minutes: u16) -> Self {
        Self::Minutes(Minutes::new(minutes))
    }
}

impl From<Minutes> for TreatmentTime {
    fn from(minutes: Minutes) -> Self {
        Self::Minutes(minutes)
    }
}

impl From<PersonMinutes> for TreatmentTime {
    fn from(people: PersonMinutes) -> Self {
        Self::ByPerson(people)
    }
}

impl From<Interval> for TreatmentTime {
    fn from(interval: Interval) -> Self {
        Self::Intervals(Intervals(alloc::vec![interval]))
    }
}

impl From<Intervals> for TreatmentTime {
    fn from(intervals: Intervals) -> Self {
        Self::Intervals(intervals)
    }
}

#[cfg(feature = "serde")]
mod wire {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
    use time::Time;

    use super::{FurnishedBy, Interval, Intervals, time_of_day};

    #[derive(Clone, Copy)]
    struct StartAndEnd {
        start: Time,
        end: Time,
        by: Option<FurnishedBy>,
    }

    crate::wire::form!("an interval, an object of start and end", "StartAndEnd" StartAndEnd {
        #[serde(with = "crate::wire::clock_time")]
        start: Time,
        #[serde(with = "crate::wire::clock_time")]
        end: Time,
        #[serde(default)]
        @"Option::is_none" by: Option<FurnishedBy>,
    });

    /// Writes an object, or in binary formats the minutes after midnight of start and end, and the person.
    impl Serialize for Interval {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            if !serializer.is_human_readable() {
                return (self.start, self.end, self.by).serialize(serializer);
            }
            StartAndEnd {
                start: self.start(),
                end: self.end(),
                by: self.by,
            }
            .serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for Interval {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let StartAndEnd { start, end, by } = if deserializer.is_human_readable() {
                StartAndEnd::deserialize(deserializer)?
            } else {
                let (start, end, by) = Deserialize::deserialize(deserializer)?;
                let [start, end] = [start, end].map(time_of_day);
                StartAndEnd { start, end, by }
            };
            let interval = Self::new(start, end).map_err(D::Error::custom)?;
            Ok(Self { by, ..interval })
        }
    }

    impl Serialize for Intervals {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(&self.0)
        }
    }

    impl<'de> Deserialize<'de> for Intervals {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let intervals: alloc::vec::Vec<_> = crate::wire::list(deserializer)?;
            Self::new(intervals).map_err(D::Error::custom)
        }
    }
}
