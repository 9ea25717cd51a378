//! The integer core: minutes of one block length to units. Nothing else in the crate rounds.

use crate::catalog::BlockMinutes;

/// A block length and the minutes that make its last, unfinished block count.
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
/// use therapy_billing::{catalog::BlockMinutes, units::rounding::Rounding};
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
    /// The last block counts once its midpoint is passed: 8 of 15, 16 of 30, 31 of 60.
    #[must_use]
    pub const fn past_midpoint(block: BlockMinutes) -> Self {
        Self {
            block,
            threshold: block.get() / 2 + 1,
        }
    }

    /// Full blocks only.
    #[must_use]
    pub const fn whole_blocks(block: BlockMinutes) -> Self {
        Self {
            block,
            threshold: block.get(),
        }
    }

    /// The last block counts from `minutes` of it; `None` unless `1 <= minutes <= block`.
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

    /// Minutes in a block.
    #[must_use]
    pub const fn block(self) -> BlockMinutes {
        self.block
    }

    /// Minutes that make the last, unfinished block count.
    #[must_use]
    pub const fn threshold(self) -> u16 {
        self.threshold
    }

    /// Units attained by `minutes`, for any total.
    #[must_use]
    pub const fn units(self, minutes: u32) -> u32 {
        self.full(minutes) + (self.remainder(minutes) >= self.threshold) as u32
    }

    /// Units attained by the minutes of any number of services.
    pub(super) const fn units_of_sum(self, minutes: u64) -> u64 {
        let block = self.block.get() as u64;
        minutes / block + (minutes % block >= self.threshold as u64) as u64
    }

    /// Full blocks in `minutes`.
    #[must_use]
    pub const fn full(self, minutes: u32) -> u32 {
        minutes / self.block.get() as u32
    }

    /// Minutes left over after the full blocks.
    #[must_use]
    pub const fn remainder(self, minutes: u32) -> u16 {
        #[allow(
            clippy::cast_possible_truncation,
            reason = "a remainder is below its u16 divisor"
        )]
        let remainder = (minutes % self.block.get() as u32) as u16;
        remainder
    }

    /// The least minutes that attain `units`; 0 for none.
    #[must_use]
    pub const fn least_minutes(self, units: u32) -> u64 {
        match units.checked_sub(1) {
            Some(full) => full as u64 * self.block.get() as u64 + self.threshold as u64,
            None => 0,
        }
    }
}
