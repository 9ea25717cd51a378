//! Contains one code of a session with all its entries added.

use super::{
    PersonMinutes, Service, ServiceError, TimingSource, TreatmentTime,
    occupied::People,
    service::{self, Counted},
};
use crate::{code::ProcedureCode, quantity::Minutes, reference::catalog::Timing};

/// Contains one code of a session, with its repeats added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Delivered {
    /// The code.
    pub code: ProcedureCode,
    /// The way in which it is counted.
    pub timing: Timing,
    /// The one who stated how it is counted.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub timing_source: TimingSource,
    /// The minutes of all its entries, or `None` where no time was recorded.
    pub minutes: Option<Minutes>,
    /// The minutes by the person who furnished them.
    pub furnished: Furnished,
    /// The position of its first entry in the list of services.
    pub first_entry: usize,
}

/// Contains the minutes of one code by the person who furnished them, at most 1,440 in all.
///
/// A session makes these values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Furnished {
    by_person: PersonMinutes,
    unnamed: Minutes,
}

impl Delivered {
    /// The value of a place without a code.
    pub(super) const BLANK: Self = Self {
        code: ProcedureCode::CPT_97112,
        timing: Timing::Untimed,
        timing_source: TimingSource::Catalog,
        minutes: None,
        furnished: Furnished {
            by_person: PersonMinutes {
                therapist: Minutes::ZERO,
                assistant: Minutes::ZERO,
                together: Minutes::ZERO,
            },
            unnamed: Minutes::ZERO,
        },
        first_entry: 0,
    };

    /// Creates the delivered code of an entry, without minutes.
    #[inline]
    pub(super) const fn new(entry: usize, counted: Counted<'_>) -> Self {
        Self {
            code: counted.code,
            timing: *counted.timing,
            timing_source: counted.timing_source,
            first_entry: entry,
            ..Self::BLANK
        }
    }

    /// Creates the delivered code of an entry that states whole minutes and no person.
    #[inline]
    pub(super) const fn unnamed(entry: usize, counted: Counted<'_>, minutes: Minutes) -> Self {
        Self {
            minutes: Some(minutes),
            furnished: Furnished {
                unnamed: minutes,
                ..Self::BLANK.furnished
            },
            ..Self::new(entry, counted)
        }
    }

    #[inline]
    pub(super) fn is_counted_as(&self, counted: Counted<'_>) -> bool {
        self.timing == *counted.timing && self.timing_source == counted.timing_source
    }

    /// Adds an entry of the code. Intervals are given as the minutes of all entries of the code before and after.
    pub(super) fn add(
        &mut self,
        service: &Service,
        intervals: Option<(&People, &People)>,
    ) -> Result<(), ServiceError> {
        let (minutes, furnished) = match (service.time(), intervals) {
            (None, _) => return Ok(()),
            (_, Some((before, after))) => {
                let (before, after) = (Sums::of_intervals(before), Sums::of_intervals(after));
                self.with_sums(Sums::of(self.furnished).less(before).plus(after))?
            }
            (Some(TreatmentTime::Minutes(minutes)), None) => {
                self.with_unnamed(Minutes::ZERO, *minutes)?
            }
            (Some(time), None) => {
                self.with_sums(Sums::of(self.furnished).plus(Sums::of_time(time)))?
            }
        };
        self.minutes = Some(minutes);
        self.furnished = furnished;
        Ok(())
    }

    /// Returns the minutes of the code with those of one entry in place of those of another one, or `None` if either has
    /// intervals or no time, or if a day does not have so many minutes.
    #[inline]
    pub(super) fn exchanged(&self, entry: &Service, by: &Service) -> Option<(Minutes, Furnished)> {
        if let (Some(TreatmentTime::Minutes(before)), Some(TreatmentTime::Minutes(after))) =
            (entry.time(), by.time())
        {
            return self.with_unnamed(*before, *after).ok();
        }
        let time = |service: &Service| match service.time() {
            Some(TreatmentTime::Intervals(_)) | None => None,
            Some(time) => Some(Sums::of_time(time)),
        };
        let others = Sums::of(self.furnished).less(time(entry)?);
        self.with_sums(others.plus(time(by)?)).ok()
    }

    /// Returns the minutes with some that have no person in place of others, which are part of them.
    #[inline]
    fn with_unnamed(
        &self,
        before: Minutes,
        after: Minutes,
    ) -> Result<(Minutes, Furnished), ServiceError> {
        let changed = |minutes: Minutes| {
            let minutes = u32::from(minutes) - u32::from(before) + u32::from(after);
            service::within_a_day(self.code, minutes)
        };
        let minutes = changed(self.minutes.unwrap_or_default())?;
        let furnished = Furnished {
            unnamed: changed(self.furnished.unnamed)?,
            ..self.furnished
        };
        Ok((minutes, furnished))
    }

    fn with_sums(&self, sums: Sums) -> Result<(Minutes, Furnished), ServiceError> {
        let minutes = service::within_a_day(self.code, sums.0.iter().sum())?;
        let [therapist, assistant, together, unnamed] = sums.0;
        let part = |part| service::within_a_day(self.code, part);
        let furnished = Furnished {
            by_person: PersonMinutes {
                therapist: part(therapist)?,
                assistant: part(assistant)?,
                together: part(together)?,
            },
            unnamed: part(unnamed)?,
        };
        Ok((minutes, furnished))
    }

    /// Returns whether the record states that an assistant furnished part of the code alone.
    #[must_use]
    pub fn names_an_assistant(&self) -> bool {
        !self.furnished.assistant().is_zero()
    }
}

/// Contains the minutes of the therapist alone, of the assistant alone, of both, and of no recorded person.
#[derive(Clone, Copy)]
struct Sums([u32; 4]);

impl Sums {
    fn of(furnished: Furnished) -> Self {
        let people = furnished.by_person;
        let minutes = [
            people.therapist,
            people.assistant,
            people.together,
            furnished.unnamed,
        ];
        Self(minutes.map(u32::from))
    }

    /// Returns the minutes of an entry, without a look at the minutes that its intervals share with others.
    fn of_time(time: &TreatmentTime) -> Self {
        match time {
            TreatmentTime::ByPerson(people) => Self::of(Furnished {
                by_person: *people,
                unnamed: Minutes::ZERO,
            }),
            time => Self([0, 0, 0, time.minutes()]),
        }
    }

    /// Returns the minutes of intervals, each counted once. Those of therapist and assistant at once are minutes together.
    fn of_intervals(people: &People) -> Self {
        let named = people.therapist.or(people.assistant);
        let minutes = [
            people.therapist.without(people.assistant),
            people.assistant.without(people.therapist),
            people.therapist.and(people.assistant),
            people.unnamed.without(named),
        ];
        Self(minutes.map(|minutes| minutes.count().into()))
    }

    fn each(self, other: Self, of: impl Fn(u32, u32) -> u32) -> Self {
        let mut sums = self.0;
        for (sum, other) in sums.iter_mut().zip(other.0) {
            *sum = of(*sum, other);
        }
        Self(sums)
    }

    fn plus(self, other: Self) -> Self {
        self.each(other, |a, b| a + b)
    }

    /// Subtracts sums that are part of these.
    fn less(self, other: Self) -> Self {
        self.each(other, |a, b| a - b)
    }
}

impl Furnished {
    /// Returns the minutes that count as the therapist's: alone, together, and those of no person named.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(a)(4)(iii)(B): only what the assistant furnishes separately counts.
    #[must_use]
    pub const fn therapist(self) -> Minutes {
        // a day bounds the sum
        Minutes::new(self.therapist_alone().get() + self.together().get() + self.unnamed.get())
    }

    /// Returns the minutes for which only the therapist is recorded.
    #[must_use]
    pub const fn therapist_alone(self) -> Minutes {
        self.by_person.therapist
    }

    /// Returns the minutes of the assistant alone.
    #[must_use]
    pub const fn assistant(self) -> Minutes {
        self.by_person.assistant
    }

    /// Returns the minutes of therapist and assistant at once.
    #[must_use]
    pub const fn together(self) -> Minutes {
        self.by_person.together
    }

    /// Returns the minutes for which no person is recorded.
    #[must_use]
    pub const fn unnamed(self) -> Minutes {
        self.unnamed
    }
}
