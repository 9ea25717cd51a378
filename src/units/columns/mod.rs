//! Counts many sessions at once in columns: it reads the caller's slices, writes into the caller's slices and allocates
//! no memory.
//!
//! These functions are for programs that count many visits. The slices are what an Arrow or Polars buffer
//! lends: a column of minutes, rows of a fixed width, or minutes with the offsets of their sessions.
//! Lengths and entries are checked before anything is written.
//!
//! | the table has | use |
//! |---|---|
//! | codes and minutes | [`Codebook`] and [`split_coded`], which know untimed codes, repeats, families and other block lengths |
//! | minutes of codes that are counted together | [`split_sessions`], [`split_rows`], [`total_sessions`], [`bounds_sessions`] |
//! | minutes of codes that are counted separately | [`round`] |
//! | a key in place of offsets, 32-bit minutes, or nulls | [`runs`], [`narrow`], [`narrow_nullable`], [`split_coded_nullable`] first |
//! | billed units beside the minutes | [`claim::audit::columns`](crate::claim::audit::columns) |
//!
//! Without codes, all services of a row or session are counted together: those of the rule's own block length, one
//! entry for each code, in the order they were first delivered. That order decides a tie between services of equal
//! length. Under a contract with another block length, the 15-minute codes of the catalog belong to them.
//!
//! # Limits
//!
//! A service has 0 to 65,535 minutes, and all of them are counted exactly; sums are taken in more
//! bits and never wrap. A service's units fit 16 bits under every rule. A session's units are `u32`
//! and stay at 4,294,967,295, which takes more than 65,537 services. Sessions of up to eight
//! services, each below 2,048 minutes, are the fast case; the others are counted by the same rule,
//! one by one.
//!
//! # Examples
//!
//! ```
//! use therapy_billing::{UnitRule, units::columns};
//!
//! // Three sessions: 24 and 23 minutes; 33 and 7; one of 8.
//! let (offsets, minutes) = ([0_u32, 2, 4, 5], [24, 23, 33, 7, 8]);
//!
//! let mut units = [0; 5];
//! columns::split_sessions(UnitRule::MEDICARE, &offsets, &minutes, &mut units)?;
//! assert_eq!(units, [2, 1, 2, 1, 1]);
//!
//! let mut totals = [0; 3];
//! columns::total_sessions(UnitRule::CPT, &offsets, &minutes, &mut totals)?;
//! assert_eq!(totals, [4, 2, 1]);
//! # Ok::<(), columns::ColumnError>(())
//! ```
#![doc(alias = "Arrow")]
#![doc(alias = "Polars")]

mod coded;
mod error;
mod prepare;
mod sessions;
mod validity;

use error::{one_total_each, same_length, whole_rows};
use sessions::{Sessions, sessions, split_blocks};

use super::{lanes::LANES, rounding::Rounding, rule::UnitRule};

pub use coded::{Codebook, CodebookError, split_coded, split_coded_nullable};
pub use error::ColumnError;
pub use prepare::{narrow, narrow_nullable, runs};
pub use validity::Validity;

/// Rounds a column of minutes to units, each service counted separately.
///
/// # Errors
///
/// `units` is shorter or longer than `minutes`.
///
/// # Source
///
/// CMS Pub. 100-04, ch. 5, §20.2.C; AMA, CPT, Introduction, Time.
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, units::columns};
///
/// let mut units = [0; 6];
/// columns::round(UnitRule::CPT.rounding(), &[0, 7, 8, 22, 23, 65_535], &mut units)?;
/// assert_eq!(units, [0, 0, 1, 1, 2, 4369]);
/// # Ok::<(), columns::ColumnError>(())
/// ```
pub fn round(rounding: Rounding, minutes: &[u16], units: &mut [u16]) -> Result<(), ColumnError> {
    same_length(minutes, units)?;
    rounding.round_each(minutes, units);
    Ok(())
}

/// Splits sessions of `width` services each, row after row, into units per service.
///
/// A row with fewer services is filled up with 0 minutes.
///
/// # Errors
///
/// `units` is shorter or longer than `minutes`, or these are no whole number of rows.
///
/// # Source
///
/// As for [`apportion`](super::apportion()).
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, units::columns};
///
/// let minutes = [24, 23, 0, 0, 18, 13, 10, 8, 7, 7, 7, 0];
/// let mut units = [0; 12];
/// columns::split_rows(UnitRule::MEDICARE, 4, &minutes, &mut units)?;
/// assert_eq!(units, [2, 1, 0, 0, 1, 1, 1, 0, 1, 0, 0, 0]);
/// # Ok::<(), columns::ColumnError>(())
/// ```
pub fn split_rows(
    rule: UnitRule,
    width: usize,
    minutes: &[u16],
    units: &mut [u16],
) -> Result<(), ColumnError> {
    whole_rows(minutes, width)?;
    same_length(minutes, units)?;
    let blocks = match width {
        4 => split_blocks::<4>(rule, minutes, units),
        8 => split_blocks::<8>(rule, minutes, units),
        _ => 0,
    };
    let rows = Sessions {
        count: minutes.len() / width - blocks * LANES,
        start: blocks * LANES * width,
        end_of: |row: usize| (row + blocks * LANES + 1) * width,
        minutes,
    };
    rows.split(rule, units);
    Ok(())
}

/// Splits sessions of any length, one after another, into units per service.
///
/// Session `i` is `minutes[offsets[i]..offsets[i + 1]]`, so that there is one offset more than there
/// are sessions. Offsets may be of any integer type and need not begin at 0 or end with the minutes,
/// as in a slice of an Arrow list; units outside of them are left as they are.
///
/// # Errors
///
/// `units` is shorter or longer than `minutes`; there is no offset; an offset is negative, below the
/// one before it, or beyond the minutes.
///
/// # Source
///
/// As for [`apportion`](super::apportion()).
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, units::columns::{self, ColumnError}};
///
/// let (minutes, mut units) = ([7, 7, 7, 60], [0; 4]);
/// columns::split_sessions(UnitRule::MEDICARE, &[0, 3, 3, 4], &minutes, &mut units)?;
/// assert_eq!(units, [1, 0, 0, 4]);
///
/// let beyond = columns::split_sessions(UnitRule::MEDICARE, &[0, 5], &minutes, &mut units);
/// assert_eq!(beyond, Err(ColumnError::Offset { position: 1, minutes: 4 }));
/// # Ok::<(), ColumnError>(())
/// ```
pub fn split_sessions<O: Copy + TryInto<usize>>(
    rule: UnitRule,
    offsets: &[O],
    minutes: &[u16],
    units: &mut [u16],
) -> Result<(), ColumnError> {
    same_length(minutes, units)?;
    sessions(offsets, minutes)?.split(rule, units);
    Ok(())
}

/// Counts the units of sessions of `width` services each, row after row, without the split.
///
/// # Errors
///
/// The minutes are no whole number of rows, or there is not one total for each row.
///
/// # Source
///
/// As for [`apportion`](super::apportion()).
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, units::columns};
///
/// let mut totals = [0; 2];
/// columns::total_rows(UnitRule::MEDICARE, 2, &[24, 23, 20, 20], &mut totals)?;
/// assert_eq!(totals, [3, 3]);
/// # Ok::<(), columns::ColumnError>(())
/// ```
pub fn total_rows(
    rule: UnitRule,
    width: usize,
    minutes: &[u16],
    totals: &mut [u32],
) -> Result<(), ColumnError> {
    whole_rows(minutes, width)?;
    one_total_each(minutes.len() / width, totals)?;
    let rows = Sessions {
        count: totals.len(),
        start: 0,
        end_of: |row: usize| (row + 1) * width,
        minutes,
    };
    rows.total(rule, totals);
    Ok(())
}

/// Counts the units of sessions of any length, one after another, without the split.
///
/// The offsets are those of [`split_sessions`].
///
/// # Errors
///
/// There is no offset; an offset is negative, below the one before it, or beyond the minutes; or
/// there is not one total for each session.
///
/// # Source
///
/// As for [`apportion`](super::apportion()).
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, units::columns};
///
/// let (offsets, minutes) = ([0, 3, 4], [7, 7, 7, 60]);
/// let mut totals = [0; 2];
/// columns::total_sessions(UnitRule::MEDICARE, &offsets, &minutes, &mut totals)?;
/// assert_eq!(totals, [1, 4]);
/// # Ok::<(), columns::ColumnError>(())
/// ```
pub fn total_sessions<O: Copy + TryInto<usize>>(
    rule: UnitRule,
    offsets: &[O],
    minutes: &[u16],
    totals: &mut [u32],
) -> Result<(), ColumnError> {
    let sessions = sessions(offsets, minutes)?;
    one_total_each(sessions.count, totals)?;
    sessions.total(rule, totals);
    Ok(())
}

/// Finds the least and the most units of each service over all permitted splits of its session.
///
/// The least and the most differ by one unit where services have equal remaining minutes and the biller may choose. The offsets are
/// those of [`split_sessions`].
///
/// # Errors
///
/// Nothing is written after an error.
///
/// - `least` or `most` is shorter or longer than `minutes`.
/// - There is no offset, or an offset is negative, below the one before it, or beyond the minutes.
///
/// # Source
///
/// As for [`apportion`](super::apportion()).
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, units::columns};
///
/// // 20 and 20 minutes are 3 units, and either service may have 2; then 33 and 7.
/// let (offsets, minutes) = ([0, 2, 4], [20, 20, 33, 7]);
/// let (mut least, mut most) = ([0; 4], [0; 4]);
/// columns::bounds_sessions(UnitRule::MEDICARE, &offsets, &minutes, &mut least, &mut most)?;
/// assert_eq!(least, [1, 1, 2, 1]);
/// assert_eq!(most, [2, 2, 2, 1]);
/// # Ok::<(), columns::ColumnError>(())
/// ```
pub fn bounds_sessions<O: Copy + TryInto<usize>>(
    rule: UnitRule,
    offsets: &[O],
    minutes: &[u16],
    least: &mut [u16],
    most: &mut [u16],
) -> Result<(), ColumnError> {
    same_length(minutes, least)?;
    same_length(minutes, most)?;
    sessions(offsets, minutes)?.bounds(rule, Some(least), most);
    Ok(())
}

/// Finds only the most units of each service, beside a column of billed units.
pub(crate) fn most_sessions<O: Copy + TryInto<usize>>(
    rule: UnitRule,
    offsets: &[O],
    minutes: &[u16],
    billed: &[u16],
    most: &mut [u16],
) -> Result<core::ops::Range<usize>, ColumnError> {
    same_length(minutes, billed)?;
    same_length(minutes, most)?;
    let sessions = sessions(offsets, minutes)?;
    sessions.bounds(rule, None, most);
    Ok(sessions.start..sessions.minutes.len())
}

/// Checks the lengths of billed units and results beside sessions of any length.
pub(crate) fn check_sessions<O: Copy + TryInto<usize>>(
    offsets: &[O],
    minutes: &[u16],
    billed: &[u16],
    results: &[i64],
) -> Result<(), ColumnError> {
    same_length(minutes, billed)?;
    one_total_each(sessions(offsets, minutes)?.count, results)
}

/// Checks the lengths of billed units and results beside rows of a fixed width.
pub(crate) fn check_rows(
    width: usize,
    minutes: &[u16],
    billed: &[u16],
    results: &[i64],
) -> Result<(), ColumnError> {
    same_length(minutes, billed)?;
    whole_rows(minutes, width)?;
    one_total_each(minutes.len() / width, results)
}
