//! Splits the units of services that are counted together by largest remainder.

use core::cmp::Ordering;

use super::{
    rounding::{Reciprocal, Rounding},
    rule::{Pooling, UnitRule},
};
use crate::quantity::{Minutes, Units};

/// States how the extra units of services that are counted together were assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Apportionment {
    /// The units of all services together.
    pub total: u32,
    /// The units beyond the full blocks of the services.
    pub extra: u32,
    /// The least remainder that earned an extra unit, in minutes; 0 if there is none.
    pub cut: u16,
    /// The number of services with this remainder, or 0 if there is no extra unit.
    pub tied: u32,
    /// The number of those that have an extra unit.
    pub tied_extra: u32,
}

impl Apportionment {
    /// Returns whether several splits are permitted, because not all tied services can have an extra unit.
    #[must_use]
    pub const fn is_tie(self) -> bool {
        self.tied > self.tied_extra
    }
}

/// States whether a service that is counted together with others has an extra unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// It has no extra unit in any permitted split.
    Without,
    /// It has an extra unit in some permitted splits and not in others.
    Tied,
    /// It has an extra unit in every permitted split.
    With,
}

impl Apportionment {
    /// Returns whether a service with so many remaining minutes has an extra unit.
    pub(super) fn standing(self, left: u16) -> Standing {
        match left.cmp(&self.cut) {
            _ if self.extra == 0 => Standing::Without,
            Ordering::Less => Standing::Without,
            Ordering::Equal if self.is_tie() => Standing::Tied,
            Ordering::Equal | Ordering::Greater => Standing::With,
        }
    }
}

/// Two columns that belong together differed in length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected columns of equal length, found {minutes} of minutes and {units} of units; make them equally long"
)]
pub struct LengthMismatch {
    /// The length of the column of minutes.
    pub minutes: usize,
    /// The length of the column of units.
    pub units: usize,
}

impl Pooling {
    /// Returns what a rule gives: what the session allows, what the services earn separately, or the lesser.
    #[inline]
    pub(super) fn of<T: Ord>(self, together: T, alone: impl FnOnce() -> T) -> T {
        match self {
            Self::Session => together,
            Self::None => alone(),
            Self::Capped => together.min(alone()),
        }
    }
}

impl LengthMismatch {
    pub(super) const fn check(minutes: usize, units: usize) -> Result<(), Self> {
        if minutes == units {
            Ok(())
        } else {
            Err(Self { minutes, units })
        }
    }
}

/// Splits services of equal block length that are counted together, in the order they were first delivered.
///
/// Every service keeps its full blocks, and the extra units go to the largest remainders; among
/// equal ones to the longer service, then to the one delivered first. All of 0 to 65,535 minutes
/// are counted exactly. `total` stays at 4,294,967,295, which takes more than 65,537 services.
///
/// # Errors
///
/// It is an error if `units` is shorter or longer than `minutes`. Nothing is written after an error.
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
    LengthMismatch::check(minutes.len(), units.len())?;
    Ok(split(rounding, pooling, minutes, units))
}

impl UnitRule {
    /// Splits one session into units per service, without codes, reasons or memory of its own.
    ///
    /// The services are those of the rule's own block length, one for each code, in the order they
    /// were first delivered. For many sessions see [`columns`](super::columns).
    ///
    /// # Errors
    ///
    /// It is an error if `units` is shorter or longer than `minutes`. Nothing is written after an error.
    ///
    /// # Source
    ///
    /// As for [`apportion`].
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{Minutes, UnitRule, Units};
    ///
    /// let minutes = [18, 13, 10, 8].map(Minutes::new);
    /// let mut units = [Units::ZERO; 4];
    /// UnitRule::MEDICARE.count_into(&minutes, &mut units)?;
    /// assert_eq!(units, [1, 1, 1, 0].map(Units::new));
    ///
    /// assert_eq!(UnitRule::CPT.count_into(&minutes, &mut units)?.total, 4);
    /// # Ok::<(), therapy_billing::units::LengthMismatch>(())
    /// ```
    pub fn count_into(
        self,
        minutes: &[Minutes],
        units: &mut [Units],
    ) -> Result<Apportionment, LengthMismatch> {
        LengthMismatch::check(minutes.len(), units.len())?;
        Ok(split(self.rounding(), self.pooling(), minutes, units))
    }
}

/// Splits a pool, for numbers with or without their type.
pub(super) fn split<M: Copy + Into<u16>, U: From<u16>>(
    rounding: Rounding,
    pooling: Pooling,
    minutes: &[M],
    units: &mut [U],
) -> Apportionment {
    match minutes.len() {
        0..=4 => split_few::<4, M, U>(rounding, pooling, minutes, units),
        5..=8 => split_few::<8, M, U>(rounding, pooling, minutes, units),
        9..=16 => split_few::<16, M, U>(rounding, pooling, minutes, units),
        _ => split_any(rounding, pooling, minutes, units),
    }
}

/// Finds the least and the most units of each service of a pool in any permitted split.
pub(super) fn bounds(
    rounding: Rounding,
    pooling: Pooling,
    minutes: &[u16],
    least: Option<&mut [u16]>,
    most: &mut [u16],
) {
    let pool = split(rounding, pooling, minutes, most);
    let reciprocal = Reciprocal::new(rounding);
    let bounds = |minutes| {
        let (full, left) = reciprocal.parts(minutes);
        let standing = pool.standing(left);
        let of = |from| full + u16::from(standing >= from);
        (of(Standing::With), of(Standing::Tied))
    };
    for (most, &minutes) in most.iter_mut().zip(minutes) {
        *most = bounds(minutes).1;
    }
    for (least, &minutes) in least.into_iter().flatten().zip(minutes) {
        *least = bounds(minutes).0;
    }
}

/// Counts the units of a pool, without the split.
pub(super) fn total(rounding: Rounding, pooling: Pooling, minutes: &[u16]) -> u32 {
    let reciprocal = Reciprocal::new(rounding);
    let sum = minutes.iter().copied().map(u64::from).sum();
    let alone = minutes
        .iter()
        .map(|&minutes| u64::from(reciprocal.units(minutes)));
    let units = pooling.of(reciprocal.units_of_sum(sum), || alone.sum());
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// Splits a pool of at most `N` services, `N` being at most 16, each ranked by counting those before it.
///
/// The order is one number for each: 11 bits of remainder, 16 of minutes, 4 of position from the end.
#[inline]
fn split_few<const N: usize, M: Copy + Into<u16>, U: From<u16>>(
    rounding: Rounding,
    pooling: Pooling,
    minutes: &[M],
    units: &mut [U],
) -> Apportionment {
    let reciprocal = Reciprocal::new(rounding);
    let (mut keys, mut fulls) = ([0_i32; N], [0; N]);
    let (mut full, mut left, mut earned) = (0, 0, 0);
    for (((key, fulls), &minutes), from_end) in keys
        .iter_mut()
        .zip(&mut fulls)
        .zip(minutes)
        .zip((0..16).rev())
    {
        let minutes = minutes.into();
        let parts = reciprocal.parts(minutes);
        *key = (i32::from(parts.1) << 20) | (i32::from(minutes) << 4) | from_end;
        *fulls = parts.0;
        full += u32::from(parts.0);
        left += parts.1; // of 16 services below 16 times 1,440
        earned += u16::from(parts.1 >= rounding.threshold());
    }
    let extra = i32::from(pooling.of(reciprocal.units(left), || earned));

    let mut larger = [0_i32; N];
    for other in keys {
        for (larger, key) in larger.iter_mut().zip(keys) {
            *larger += i32::from(other > key);
        }
    }
    let extras = larger.map(|larger| i32::from(larger < extra));
    let lefts = keys.map(|key| key >> 20);
    let cut: i32 = lefts
        .into_iter()
        .zip(larger)
        .map(|(left, larger)| if larger + 1 == extra { left } else { 0 })
        .sum();
    let at_cut = lefts.map(|left| i32::from(left == cut && extra > 0));
    let tied: i32 = at_cut.into_iter().sum();
    let tied_extra: i32 = at_cut
        .into_iter()
        .zip(extras)
        .map(|(at_cut, extra)| at_cut & extra)
        .sum();
    for ((to, full), extra) in units.iter_mut().zip(fulls).zip(extras) {
        *to = (full + u16::from(extra == 1)).into();
    }
    Apportionment {
        total: full + extra.unsigned_abs(),
        extra: extra.unsigned_abs(),
        cut: u16::try_from(cut).unwrap_or(0),
        tied: tied.unsigned_abs(),
        tied_extra: tied_extra.unsigned_abs(),
    }
}

/// Splits a pool of any number of services and minutes, in passes over them and without memory of its own.
///
/// The cut is found by halving: the largest remainder that enough services reach, then the most full
/// blocks that enough of those at the cut hold. With blocks of 15 minutes and services of a day that
/// is four passes and seven, with any block and any minutes never more than 27.
#[cold]
fn split_any<M: Copy + Into<u16>, U: From<u16>>(
    rounding: Rounding,
    pooling: Pooling,
    minutes: &[M],
    units: &mut [U],
) -> Apportionment {
    let reciprocal = Reciprocal::new(rounding);
    let parts = || {
        minutes.iter().map(|&minutes| {
            let (full, left) = reciprocal.parts(minutes.into());
            (left, full)
        })
    };

    let full: u64 = parts().map(|(_, full)| u64::from(full)).sum();
    let left: u64 = parts().map(|(left, _)| u64::from(left)).sum();
    let allowed = usize::try_from(reciprocal.units_of_sum(left)).unwrap_or(usize::MAX);
    let extra = pooling.of(allowed, || {
        count(parts(), |(left, _)| left >= rounding.threshold())
    });

    // The last extra unit falls on a remainder of `cut` and a service of `longest` full blocks.
    let most = parts().map(|(_, full)| full).max().unwrap_or(0);
    let cut = nth_largest(extra, rounding.block().get() - 1, |least| {
        count(parts(), |(left, _)| left >= least)
    });
    let at_cut = || parts().filter(move |&(left, _)| Some(left) == cut);
    let tied = at_cut().count();
    let tied_extra = extra - count(parts(), |(left, _)| cut.is_some_and(|cut| left > cut));
    let longest = nth_largest(tied_extra, most, |least| {
        count(at_cut(), |(_, full)| full >= least)
    });
    let mut first_delivered = tied_extra - count(at_cut(), |(_, full)| Some(full) > longest);

    let last = cut.zip(longest);
    for (service, units) in parts().zip(units) {
        let has_extra = match last.map(|last| service.cmp(&last)) {
            Some(Ordering::Greater) => true,
            Some(Ordering::Equal) if first_delivered > 0 => {
                first_delivered -= 1;
                true
            }
            _ => false,
        };
        *units = (service.1 + u16::from(has_extra)).into();
    }

    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    Apportionment {
        total: u32::try_from(full + extra as u64).unwrap_or(u32::MAX),
        extra: number(extra),
        cut: cut.unwrap_or(0),
        tied: number(tied),
        tied_extra: number(tied_extra),
    }
}

/// Returns the number of services, each a remainder and full blocks, that meet a condition.
fn count(parts: impl Iterator<Item = (u16, u16)>, holds: impl Fn((u16, u16)) -> bool) -> usize {
    parts.map(|part| usize::from(holds(part))).sum()
}

/// Returns the `nth` largest of some numbers up to `most`, where `reach` states how many are at least so large.
///
/// `None` for the zeroth.
fn nth_largest(nth: usize, most: u16, reach: impl Fn(u16) -> usize) -> Option<u16> {
    if nth == 0 {
        return None;
    }
    let (mut least, mut most) = (0, most);
    while least < most {
        let middle = least + (most - least).div_ceil(2);
        if reach(middle) >= nth {
            least = middle;
        } else {
            most = middle - 1;
        }
    }
    Some(least)
}
