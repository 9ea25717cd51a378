//! Keeps the minutes of a day as bits, so that an interval is compared with all earlier ones at once.

/// The minutes from midnight of a date of service to the end of the next day.
const MINUTES: u16 = 2880;
const WORDS: usize = 45;

/// Contains a set of minutes of a date of service, which may go on after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DayMinutes([u64; WORDS]);

impl Default for DayMinutes {
    fn default() -> Self {
        Self::NONE
    }
}

impl DayMinutes {
    pub(super) const NONE: Self = Self([0; WORDS]);

    /// Returns the minutes from `start` to before `end`.
    pub(super) fn between(start: u16, end: u16) -> Self {
        let below = |end: u16| {
            let mut words = [0; WORDS];
            let whole = usize::from(end.min(MINUTES) / 64);
            for (place, word) in words.iter_mut().enumerate() {
                *word = match place.cmp(&whole) {
                    core::cmp::Ordering::Less => u64::MAX,
                    core::cmp::Ordering::Equal => (1_u64 << (end.min(MINUTES) % 64)) - 1,
                    core::cmp::Ordering::Greater => 0,
                };
            }
            Self(words)
        };
        below(end).without(below(start))
    }

    fn each(self, other: Self, of: impl Fn(u64, u64) -> u64) -> Self {
        let mut words = self.0;
        for (word, other) in words.iter_mut().zip(other.0) {
            *word = of(*word, other);
        }
        Self(words)
    }

    pub(super) fn and(self, other: Self) -> Self {
        self.each(other, |a, b| a & b)
    }

    pub(super) fn or(self, other: Self) -> Self {
        self.each(other, |a, b| a | b)
    }

    pub(super) fn without(self, other: Self) -> Self {
        self.each(other, |a, b| a & !b)
    }

    /// Returns how many minutes there are, at most 2,880.
    pub(super) fn count(self) -> u16 {
        let ones = self.0.iter().map(|word| word.count_ones()).sum::<u32>();
        u16::try_from(ones).unwrap_or(MINUTES)
    }

    /// Returns the first minute, or `None` if there is none.
    pub(super) fn first(self) -> Option<u16> {
        (0_u16..)
            .step_by(64)
            .zip(self.0)
            .find(|(_, word)| *word != 0)
            .and_then(|(from, word)| Some(from + u16::try_from(word.trailing_zeros()).ok()?))
    }
}
