//! The split of one pool: its units among its services, by largest remainder.

use core::cmp::Ordering;

use super::{Pooling, rounding::Rounding};

/// How the extra units of a pool fell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Apportionment {
    /// Units of the pool.
    pub total: u32,
    /// Units given beyond the full blocks of the services.
    pub extra: u32,
    /// The least remainder that earned an extra unit, in minutes; 0 if there is none.
    pub cut: u16,
    /// Services whose remainder equals the cut; 0 if there is no extra unit.
    pub tied: u32,
    /// How many of those have an extra unit.
    pub tied_extra: u32,
}

impl Apportionment {
    /// True where several splits are lawful: not all services at the cut can have an extra unit.
    #[must_use]
    pub const fn is_tie(self) -> bool {
        self.tied > self.tied_extra
    }
}

/// Two columns that belong together and differ in length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{minutes} minutes need as many units, not {units}")]
pub struct LengthMismatch {
    /// Length of the column of minutes.
    pub minutes: usize,
    /// Length of the column of units.
    pub units: usize,
}

/// Splits one pool of services of equal block length, in the order they were first delivered.
///
/// Every service keeps its full blocks, and the extra units go to the largest remainders; among
/// equal ones to the longer service, then to the one delivered first. All of 0 to 65,535 minutes
/// are counted exactly. `total` stands still at 4,294,967,295, which takes more than 65,537 services.
///
/// # Errors
///
/// `units` is shorter or longer than `minutes`; nothing is written.
///
/// # Source
///
/// CMS Pub. 100-04, ch. 5, §20.2.C, examples 1 to 5. Among equal remainders the manual leaves the
/// choice to the biller; the pick is this library's.
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, units::{Pooling, apportion}};
///
/// let mut units = [0; 2];
/// let split = apportion(UnitRule::MEDICARE.rounding(), Pooling::Session, &[33, 7], &mut units)?;
/// assert_eq!((split.total, units), (3, [2, 1]));
///
/// let tie = apportion(UnitRule::MEDICARE.rounding(), Pooling::Session, &[20, 20], &mut units)?;
/// assert_eq!((units, tie.tied, tie.tied_extra), ([2, 1], 2, 1));
/// # Ok::<(), therapy_billing::units::LengthMismatch>(())
/// ```
pub fn apportion(
    rounding: Rounding,
    pooling: Pooling,
    minutes: &[u16],
    units: &mut [u16],
) -> Result<Apportionment, LengthMismatch> {
    if minutes.len() != units.len() {
        return Err(LengthMismatch {
            minutes: minutes.len(),
            units: units.len(),
        });
    }
    Ok(split(rounding, pooling, minutes, units))
}

/// The split of a pool, for numbers with or without their type.
pub(super) fn split<M: Copy + Into<u16>, U: From<u16>>(
    rounding: Rounding,
    pooling: Pooling,
    minutes: &[M],
    units: &mut [U],
) -> Apportionment {
    let parts = || {
        minutes.iter().map(|&minutes| {
            let minutes = u32::from(minutes.into());
            (rounding.remainder(minutes), rounding.full(minutes))
        })
    };
    let count = |holds: &dyn Fn(u16, u32) -> bool| {
        parts().filter(|&(left, full)| holds(left, full)).count()
    };

    let full: u64 = parts().map(|(_, full)| u64::from(full)).sum();
    let left: u64 = parts().map(|(left, _)| u64::from(left)).sum();
    let earned = count(&|left, _| left >= rounding.threshold());
    let allowed = usize::try_from(rounding.units_of_sum(left)).unwrap_or(usize::MAX);
    let extra = match pooling {
        Pooling::Session => allowed,
        Pooling::None => earned,
        Pooling::Capped => allowed.min(earned),
    };

    // The last extra unit falls on remainder `cut`; of those, on the services of `longest` full blocks.
    let longest_block = u32::from(rounding.block().get());
    let cut = nth_largest(extra, longest_block, |least| {
        count(&|left, _| u32::from(left) >= least)
    });
    let tied = count(&|left, _| u32::from(left) == cut);
    let tied_extra = extra - count(&|left, _| u32::from(left) > cut);
    let longest = nth_largest(tied_extra, u32::from(u16::MAX) + 1, |least| {
        count(&|left, full| u32::from(left) == cut && full >= least)
    });
    let mut first = tied_extra - count(&|left, full| u32::from(left) == cut && full > longest);

    for ((left, full), units) in parts().zip(units) {
        let has_extra = match u32::from(left).cmp(&cut).then(full.cmp(&longest)) {
            Ordering::Greater => true,
            Ordering::Equal if first > 0 => {
                first -= 1;
                true
            }
            Ordering::Equal | Ordering::Less => false,
        };
        *units = u16::try_from(full + u32::from(has_extra))
            .unwrap_or(u16::MAX)
            .into();
    }

    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Apportionment {
        total: u32::try_from(full + extra as u64).unwrap_or(u32::MAX),
        extra: number(extra),
        cut: if extra == 0 {
            0
        } else {
            u16::try_from(cut).unwrap_or(u16::MAX)
        },
        tied: if extra == 0 { 0 } else { number(tied) },
        tied_extra: number(tied_extra),
    }
}

/// The `nth` largest of some numbers below `end`, where `at_least` says how many reach a number.
///
/// `end` for the zeroth, which nothing reaches.
fn nth_largest(nth: usize, end: u32, at_least: impl Fn(u32) -> usize) -> u32 {
    if nth == 0 {
        return end;
    }
    let (mut reached, mut missed) = (0, end);
    while missed - reached > 1 {
        let middle = reached.midpoint(missed);
        if at_least(middle) >= nth {
            reached = middle;
        } else {
            missed = middle;
        }
    }
    reached
}
