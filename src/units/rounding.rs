//! Turns minutes of one block length into units. Nothing else in the crate rounds minutes.
//!
//! # Examples
//!
//! ```
//! use therapy_billing::UnitRule;
//!
//! // Blocks of 15 minutes, in which a partial unit counts from 8 minutes.
//! let rounding = UnitRule::MEDICARE.rounding();
//! assert_eq!([7, 8, 22, 23].map(|minutes| rounding.units(minutes)), [0, 1, 1, 2]);
//! assert_eq!(rounding.least_minutes(3), 38);
//! ```

use crate::reference::catalog::BlockMinutes;

/// Contains a block length and the minutes that make its last, unfinished block count.
///
/// `units(m) = floor((m + block - threshold) / block)`, in whole minutes.
///
/// # Source
///
/// CMS Pub. 100-04, ch. 5, §20.2.C; AMA, CPT, Introduction, Time.
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::catalog::BlockMinutes;
/// use therapy_billing::units::rounding::Rounding;
///
/// let chart = Rounding::past_midpoint(BlockMinutes::QUARTER_HOUR);
/// assert_eq!((chart.units(7), chart.units(8), chart.units(22), chart.units(23)), (0, 1, 1, 2));
/// assert_eq!(Rounding::past_midpoint(BlockMinutes::of(30)).threshold(), 16);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rounding {
    block: BlockMinutes,
    threshold: u16,
}

impl Rounding {
    /// Counts the last block once its midpoint has passed: from 8 of 15, 16 of 30 and 31 of 60 minutes.
    #[must_use]
    pub const fn past_midpoint(block: BlockMinutes) -> Self {
        Self {
            block,
            threshold: block.get() / 2 + 1,
        }
    }

    /// Counts full blocks only.
    #[must_use]
    pub const fn whole_blocks(block: BlockMinutes) -> Self {
        Self {
            block,
            threshold: block.get(),
        }
    }

    /// Counts the last block from `minutes` of it, or returns `None` unless `1 <= minutes <= block`.
    #[must_use]
    pub const fn from_minutes(block: BlockMinutes, minutes: u16) -> Option<Self> {
        if 1 <= minutes && minutes <= block.get() {
            Some(Self {
                block,
                threshold: minutes,
            })
        } else {
            None
        }
    }

    /// Returns the minutes in a block.
    #[must_use]
    pub const fn block(self) -> BlockMinutes {
        self.block
    }

    /// Returns the minutes that make the last, unfinished block count.
    #[must_use]
    pub const fn threshold(self) -> u16 {
        self.threshold
    }

    /// Returns the units of `minutes`, for any total.
    #[must_use]
    pub const fn units(self, minutes: u32) -> u32 {
        self.full(minutes) + (self.remainder(minutes) >= self.threshold) as u32
    }

    /// Rounds services separately, as many as both columns have.
    pub(super) fn round_each(self, minutes: &[u16], units: &mut [u16]) {
        let any = Reciprocal::new(self);
        let Some(short) = ShortRounding::new(self) else {
            for (units, minutes) in units.iter_mut().zip(minutes) {
                *units = *minutes; // blocks of one minute
            }
            return;
        };
        for (minutes, units) in minutes.chunks(CHUNK).zip(units.chunks_mut(CHUNK)) {
            if short.round_each(minutes, units) >= LONG {
                for (&minutes, units) in minutes.iter().zip(units) {
                    *units = any.units(minutes);
                }
            }
        }
    }

    /// Returns the full blocks in `minutes`.
    #[must_use]
    pub const fn full(self, minutes: u32) -> u32 {
        minutes / self.block.get() as u32
    }

    /// Returns the minutes that remain after the full blocks.
    #[must_use]
    pub const fn remainder(self, minutes: u32) -> u16 {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "a remainder is below its u16 divisor"
        )]
        let remainder = (minutes % self.block.get() as u32) as u16;
        remainder
    }

    /// Returns the least minutes that have so many units; 0 for none.
    #[must_use]
    pub const fn least_minutes(self, units: u32) -> u64 {
        match units.checked_sub(1) {
            Some(full) => full as u64 * self.block.get() as u64 + self.threshold as u64,
            None => 0,
        }
    }
}

/// The minutes of one service, a power of two, from which on [`ShortRounding`] may not be used.
///
/// No day holds as many, so that the rest is a matter of being right, not of being fast.
pub(super) const LONG: u16 = 2048;

/// The number of services that are rounded before it is known whether one of them was [`LONG`].
const CHUNK: usize = 4096;

/// Rounds with a multiplication in place of the division, for any minutes of a service.
///
/// With `K = ceil(2^32 / block)`, `minutes * K / 2^32` exceeds `minutes / block` by less than
/// `minutes / 2^32`, which is below `1 / block`: no whole number lies between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reciprocal {
    multiplier: u64,
    block: u16,
    threshold: u16,
}

impl Reciprocal {
    pub(super) const fn new(rounding: Rounding) -> Self {
        let block = rounding.block.get();
        Self {
            multiplier: (u32::MAX / block as u32) as u64 + 1,
            block,
            threshold: rounding.threshold,
        }
    }

    /// Returns the full blocks and the remaining minutes.
    #[inline]
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a quotient of a u16 fits one"
    )]
    pub(super) const fn parts(self, minutes: u16) -> (u16, u16) {
        let full = ((minutes as u64 * self.multiplier) >> 32) as u16;
        (full, minutes - full * self.block)
    }

    /// Returns the units of one service that is counted separately.
    #[inline]
    pub(super) const fn units(self, minutes: u16) -> u16 {
        let (full, left) = self.parts(minutes);
        full + (left >= self.threshold) as u16
    }

    /// Returns the units of the minutes of any number of services together.
    pub(super) const fn units_of_sum(self, minutes: u64) -> u64 {
        (minutes + (self.block - self.threshold) as u64) / self.block as u64
    }
}

/// Rounds in 16 bits, eight services to a 128-bit register, for sums of up to 32,768 minutes.
///
/// With `2^shift < block <= 2^(shift + 1)` and `K = ceil(2^(16 + shift) / block)` the product exceeds
/// the true quotient by less than `minutes / 2^(16 + shift)`, which up to 2^15 minutes is no more than
/// `1 / block`: too little to reach the next whole number.
#[derive(Clone, Copy, Debug)]
pub(super) struct ShortRounding {
    multiplier: u16,
    shift: u32,
    round_up: u16,
}

impl ShortRounding {
    /// Creates the rounding, or returns `None` for a block of one minute, whose multiplier has 17 bits.
    pub(super) const fn new(rounding: Rounding) -> Option<Self> {
        let block = rounding.block.get();
        if block == 1 {
            return None;
        }
        let shift = (block - 1).ilog2();
        #[allow(
            clippy::cast_possible_truncation,
            reason = "2^shift < block, so the quotient is below 2^16"
        )]
        let multiplier = (1_u32 << (16 + shift)).div_ceil(block as u32) as u16;
        Some(Self {
            multiplier,
            shift,
            round_up: block - rounding.threshold,
        })
    }

    /// Returns the full blocks in up to 32,768 minutes.
    #[inline]
    #[allow(
        clippy::cast_possible_truncation,
        reason = "the high half of a 32-bit product"
    )]
    pub(super) const fn full(self, minutes: u16) -> u16 {
        let high = ((minutes as u32 * self.multiplier as u32) >> 16) as u16;
        high >> (self.shift & 15)
    }

    /// Returns the units of up to 16,384 minutes.
    #[inline]
    pub(super) const fn units(self, minutes: u16) -> u16 {
        self.full(minutes.wrapping_add(self.round_up))
    }

    /// Rounds services separately and returns the bits that are set in any of their minutes.
    ///
    /// Where these reach [`LONG`], the units are not to be used.
    pub(super) fn round_each(self, minutes: &[u16], units: &mut [u16]) -> u16 {
        match self.shift {
            0 => self.round_each_by::<0>(minutes, units),
            1 => self.round_each_by::<1>(minutes, units),
            2 => self.round_each_by::<2>(minutes, units),
            3 => self.round_each_by::<3>(minutes, units),
            4 => self.round_each_by::<4>(minutes, units),
            5 => self.round_each_by::<5>(minutes, units),
            6 => self.round_each_by::<6>(minutes, units),
            7 => self.round_each_by::<7>(minutes, units),
            8 => self.round_each_by::<8>(minutes, units),
            9 => self.round_each_by::<9>(minutes, units),
            _ => self.round_each_by::<10>(minutes, units), // blocks of 1,025 to 1,440 minutes
        }
    }

    /// Rounds services with a shift that is known to the compiler, which takes half the time.
    #[inline(never)]
    fn round_each_by<const SHIFT: u32>(self, minutes: &[u16], units: &mut [u16]) -> u16 {
        let short = Self {
            shift: SHIFT,
            ..self
        };
        let mut seen = 0;
        for (&minutes, units) in minutes.iter().zip(units) {
            seen |= minutes;
            *units = short.units(minutes);
        }
        seen
    }
}
