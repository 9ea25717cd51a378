//! Treatment time: whole minutes, minutes by person, or start and stop times.

use alloc::vec::Vec;
use core::fmt;

use time::Time;

use crate::{calendar::ClockTime, quantity::Minutes};

/// Minutes of one service, divided by who furnished them.
///
/// Minutes that therapist and assistant furnish **together** are minutes of the patient, once.
///
/// # Source
///
/// 42 CFR 410.60(a)(4)(iii)(B).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
#[cfg_attr(feature = "serde", serde(remote = "Self"))]
pub struct PersonMinutes {
    /// Minutes of the therapist alone.
    pub therapist: Minutes,
    /// Minutes of the assistant alone.
    pub assistant: Minutes,
    /// Minutes of both at once on the same patient.
    pub together: Minutes,
}

#[cfg(feature = "serde")]
crate::wire::object!(
    PersonMinutes,
    "an object of therapist, assistant and together minutes"
);

impl PersonMinutes {
    /// The service's minutes: the sum, in which time together counts once.
    #[must_use]
    pub fn total(self) -> u32 {
        u32::from(self.therapist) + u32::from(self.assistant) + u32::from(self.together)
    }
}

/// A stretch of treatment from a start to a stop time, the stop exclusive.
///
/// A stop earlier than the start lies after midnight; all its minutes stay on the date the stretch
/// began.
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
    /// Minutes after midnight of the date of service, 0 to 1,439.
    start: u16,
    /// Minutes after the same midnight, above `start`, at most 2,878.
    end: u16,
}

/// A treatment time that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimeError {
    /// Start and stop are equal.
    #[error(
        "start and end are both {at}: that is nothing or a whole day, state the minutes instead"
    )]
    EmptyOrWholeDay {
        /// The time of day of both.
        at: ClockTime,
    },
    /// A time of day with seconds.
    #[error("{at} has seconds, start and stop times are whole minutes")]
    Seconds {
        /// The time of day, without its seconds.
        at: ClockTime,
    },
    /// A list of intervals without an interval.
    #[error("the list of intervals is empty, leave it out if no time was recorded")]
    NoInterval,
}

impl Interval {
    /// From `start` to `end`, the latter exclusive and after midnight if it is the earlier one.
    ///
    /// # Errors
    ///
    /// Equal times: nothing or a whole day, which cannot be told apart. Times with seconds.
    pub fn new(start: Time, end: Time) -> Result<Self, TimeError> {
        let start_minute = minute_of_day(start)?;
        let end_minute = minute_of_day(end)?;
        match start_minute.cmp(&end_minute) {
            core::cmp::Ordering::Less => Ok(Self {
                start: start_minute,
                end: end_minute,
            }),
            core::cmp::Ordering::Greater => Ok(Self {
                start: start_minute,
                end: end_minute + Minutes::DAY.get(),
            }),
            core::cmp::Ordering::Equal => Err(TimeError::EmptyOrWholeDay {
                at: ClockTime(start),
            }),
        }
    }

    /// Its length.
    #[must_use]
    pub const fn minutes(self) -> Minutes {
        Minutes::new(self.end - self.start)
    }

    /// The time of day at which it starts.
    #[must_use]
    pub fn start(self) -> Time {
        time_of_day(self.start)
    }

    /// The time of day at which it ends, perhaps after midnight.
    #[must_use]
    pub fn end(self) -> Time {
        time_of_day(self.end)
    }

    /// The minutes the two share; intervals that touch share none.
    #[must_use]
    pub fn overlap(self, other: Self) -> Minutes {
        let from = self.start.max(other.start);
        let to = self.end.min(other.end);
        Minutes::new(to.saturating_sub(from))
    }
}

fn minute_of_day(at: Time) -> Result<u16, TimeError> {
    if at.second() != 0 || at.nanosecond() != 0 {
        return Err(TimeError::Seconds { at: ClockTime(at) });
    }
    Ok(u16::from(at.hour()) * 60 + u16::from(at.minute()))
}

fn time_of_day(minute: u16) -> Time {
    let minute = minute % Minutes::DAY.get();
    let hour = u8::try_from(minute / 60).unwrap_or_default();
    let minute = u8::try_from(minute % 60).unwrap_or_default();
    Time::from_hms(hour, minute, 0).unwrap_or(Time::MIDNIGHT) // in range by the divisions above
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} to {}",
            ClockTime(self.start()),
            ClockTime(self.end())
        )
    }
}

/// The intervals of one service entry, at least one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Intervals(Vec<Interval>);

impl Intervals {
    /// At least one interval.
    ///
    /// # Errors
    ///
    /// None at all.
    pub fn new(intervals: impl Into<Vec<Interval>>) -> Result<Self, TimeError> {
        let intervals = intervals.into();
        if intervals.is_empty() {
            Err(TimeError::NoInterval)
        } else {
            Ok(Self(intervals))
        }
    }

    /// The intervals as recorded.
    #[must_use]
    pub fn as_slice(&self) -> &[Interval] {
        &self.0
    }

    /// Minutes that lie in at least one of them: a minute counts once.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        covered(self.0.clone())
    }

    /// Minutes that lie in at least one of them and in none of `taken`.
    pub(super) fn minutes_beside(&self, mut taken: Vec<Interval>) -> u32 {
        if taken.is_empty() {
            return self.minutes();
        }
        let before = covered(taken.clone());
        taken.extend_from_slice(&self.0);
        covered(taken) - before
    }
}

/// Minutes that lie in at least one interval.
fn covered(mut intervals: Vec<Interval>) -> u32 {
    intervals.sort_unstable();
    let mut covered_to = 0;
    intervals.iter().fold(0, |minutes, interval| {
        let fresh = interval.end.saturating_sub(interval.start.max(covered_to));
        covered_to = covered_to.max(interval.end);
        minutes + u32::from(fresh)
    })
}

/// The time of one service entry, in exactly one of three forms.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
pub enum TreatmentTime {
    /// Whole minutes that name nobody; they are taken as the therapist's.
    Minutes(Minutes),
    /// Minutes by who furnished them.
    ByPerson(PersonMinutes),
    /// Start and stop times, which name nobody.
    Intervals(Intervals),
}

impl TreatmentTime {
    /// The minutes of the entry, each once.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        match self {
            Self::Minutes(minutes) => u32::from(*minutes),
            Self::ByPerson(people) => people.total(),
            Self::Intervals(intervals) => intervals.minutes(),
        }
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

    use super::{Interval, Intervals};
    use crate::wire::clock_time;

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[serde(remote = "Self")]
    struct StartAndEnd {
        #[serde(with = "clock_time")]
        start: Time,
        #[serde(with = "clock_time")]
        end: Time,
    }

    crate::wire::object!(StartAndEnd, "an interval, an object of start and end");

    impl Serialize for Interval {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            StartAndEnd {
                start: self.start(),
                end: self.end(),
            }
            .serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for Interval {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let StartAndEnd { start, end } =
                <StartAndEnd as Deserialize>::deserialize(deserializer)?;
            Self::new(start, end).map_err(D::Error::custom)
        }
    }

    impl Serialize for Intervals {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(&self.0)
        }
    }

    impl<'de> Deserialize<'de> for Intervals {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let intervals = alloc::vec::Vec::deserialize(deserializer)?;
            Self::new(intervals).map_err(D::Error::custom)
        }
    }
}
