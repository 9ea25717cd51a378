//! Compares billed units with the minutes of many sessions in columns: plain slices, and no allocation.
//!
//! These functions are for programs that look over a year of claims before they audit single ones. Sessions, offsets and
//! limits are those of [`units::columns`](crate::units::columns). The services of a session are counted together in the
//! rule's own block length, and the billed units are beside the minutes, one entry for each code.
//!
//! # Examples
//!
//! ```
//! use therapy_billing::{UnitRule, claim::audit::columns};
//!
//! // Three sessions: 24 and 23 minutes, 33 and 7, one of 22.
//! let (offsets, minutes) = ([0_u32, 2, 4, 5], [24, 23, 33, 7, 22]);
//! let billed = [2, 2, 2, 0, 1];
//!
//! let mut differences = [0; 3];
//! let totals = columns::compare_sessions(
//!     UnitRule::MEDICARE, &offsets, &minutes, &billed, &mut differences,
//! )?;
//! assert_eq!(differences, [1, -1, 0]);
//! assert_eq!((totals.billed, totals.supported), (7, 7)); // and yet
//! assert_eq!((totals.over, totals.under), (1, 1));
//! # Ok::<(), therapy_billing::units::columns::ColumnError>(())
//! ```

use crate::units::{
    UnitRule,
    columns::{ColumnError, check_rows, check_sessions, most_sessions, total_rows, total_sessions},
};

/// Contains the sums of many sessions. Units over and under are added session by session, so that one does not
/// cancel the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ColumnTotals {
    /// The number of sessions.
    pub sessions: u64,
    /// The units that were billed.
    pub billed: u64,
    /// The units that the minutes support.
    pub supported: u64,
    /// The units billed above those supported, added up over the sessions.
    pub over: u64,
    /// The units billed below those supported, added up over the sessions.
    pub under: u64,
    /// The number of sessions with more units billed than supported.
    pub sessions_over: u64,
    /// The number of sessions with fewer units billed than supported.
    pub sessions_under: u64,
}

/// The number of sessions that are counted before they are compared with what is billed.
const BATCH: usize = 256;

/// Compares sessions of any length: billed units less supported ones, for each and in total.
///
/// Session `i` is `offsets[i]..offsets[i + 1]` of both columns.
///
/// # Errors
///
/// `billed` is shorter or longer than `minutes`; there is no offset, or one that is negative, below the
/// one before it, or beyond the minutes; there is not one difference for each session. Nothing is
/// written then.
///
/// # Source
///
/// CMS Pub. 100-04, ch. 5, §20.2.C; the rule's, see [`UnitRule`].
pub fn compare_sessions<O: Copy + TryInto<usize>>(
    rule: UnitRule,
    offsets: &[O],
    minutes: &[u16],
    billed: &[u16],
    differences: &mut [i64],
) -> Result<ColumnTotals, ColumnError> {
    check_sessions(offsets, minutes, billed, differences)?;
    let mut totals = ColumnTotals::default();
    let mut supported = [0_u32; BATCH];
    for (batch, differences) in differences.chunks_mut(BATCH).enumerate() {
        let first = batch * BATCH;
        let offsets = offsets.get(first..=first + differences.len());
        let offsets = offsets.unwrap_or_default();
        let supported = supported.get_mut(..differences.len()).unwrap_or_default();
        total_sessions(rule, offsets, minutes, supported)?;
        let ranges = offsets.iter().zip(offsets.iter().skip(1));
        for (((start, end), supported), difference) in ranges.zip(&*supported).zip(differences) {
            let range = index(*start)..index(*end);
            let billed = sum(billed.get(range).unwrap_or_default());
            *difference = totals.add(billed, u64::from(*supported));
        }
    }
    Ok(totals)
}

/// Compares sessions of `width` services each, row after row.
///
/// # Errors
///
/// `billed` is shorter or longer than `minutes`, these are no whole number of rows, or there is not one
/// difference for each row. Nothing is written after an error.
///
/// # Source
///
/// As for [`compare_sessions`].
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, claim::audit::columns};
///
/// let (minutes, billed) = ([20, 20, 8, 8], [2, 1, 1, 1]);
/// let mut differences = [0; 2];
/// let totals = columns::compare_rows(UnitRule::MEDICARE, 2, &minutes, &billed, &mut differences)?;
/// assert_eq!(differences, [0, 1]);
/// assert_eq!(totals.sessions_over, 1);
/// # Ok::<(), therapy_billing::units::columns::ColumnError>(())
/// ```
pub fn compare_rows(
    rule: UnitRule,
    width: usize,
    minutes: &[u16],
    billed: &[u16],
    differences: &mut [i64],
) -> Result<ColumnTotals, ColumnError> {
    check_rows(width, minutes, billed, differences)?;
    let mut totals = ColumnTotals::default();
    let mut supported = [0_u32; BATCH];
    let batch = width.saturating_mul(BATCH);
    let batches = minutes.chunks(batch).zip(billed.chunks(batch));
    for ((minutes, billed), differences) in batches.zip(differences.chunks_mut(BATCH)) {
        let supported = supported.get_mut(..differences.len()).unwrap_or_default();
        total_rows(rule, width, minutes, supported)?;
        let rows = billed.chunks_exact(width).zip(&*supported);
        for ((billed, supported), difference) in rows.zip(differences) {
            *difference = totals.add(sum(billed), u64::from(*supported));
        }
    }
    Ok(totals)
}

/// Compares the services of sessions of any length: billed units above the most that any permitted split gives.
///
/// `above` is given these units for each service, 0 for most of them, and their sum is returned. The sum of a session may
/// still be more than its minutes support, which [`compare_sessions`] reports. Session `i` is
/// `offsets[i]..offsets[i + 1]` of the three columns.
///
/// # Errors
///
/// Nothing is written after an error.
///
/// - `billed` or `above` is shorter or longer than `minutes`.
/// - There is no offset, or an offset is negative, below the one before it, or beyond the minutes.
///
/// # Source
///
/// As for [`compare_sessions`].
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, claim::audit::columns};
///
/// // 20 and 20 minutes support 3 units, of which either code may have 2; 33 and 7 support 2 and 1.
/// let (offsets, minutes) = ([0, 2, 4], [20, 20, 33, 7]);
/// let billed = [1, 2, 3, 0];
///
/// let mut above = [0; 4];
/// let sum = columns::compare_codes(UnitRule::MEDICARE, &offsets, &minutes, &billed, &mut above)?;
/// assert_eq!((above, sum), ([0, 0, 1, 0], 1));
/// # Ok::<(), therapy_billing::units::columns::ColumnError>(())
/// ```
pub fn compare_codes<O: Copy + TryInto<usize>>(
    rule: UnitRule,
    offsets: &[O],
    minutes: &[u16],
    billed: &[u16],
    above: &mut [u16],
) -> Result<u64, ColumnError> {
    let services = most_sessions(rule, offsets, minutes, billed, above)?;
    let billed = billed.get(services.clone()).unwrap_or_default();
    let above = above.get_mut(services).unwrap_or_default();
    let mut sum = 0;
    for (above, billed) in above.iter_mut().zip(billed) {
        *above = billed.saturating_sub(*above);
        sum += u64::from(*above);
    }
    Ok(sum)
}

impl ColumnTotals {
    /// Adds one session; its difference.
    fn add(&mut self, billed: u64, supported: u64) -> i64 {
        let (over, under) = (
            billed.saturating_sub(supported),
            supported.saturating_sub(billed),
        );
        self.sessions += 1;
        self.billed += billed;
        self.supported += supported;
        self.over += over;
        self.under += under;
        self.sessions_over += u64::from(over > 0);
        self.sessions_under += u64::from(under > 0);
        signed(over) - signed(under)
    }
}

fn sum(units: &[u16]) -> u64 {
    units.iter().map(|units| u64::from(*units)).sum()
}

/// Sums of 16-bit units over a slice stay far below 63 bits.
fn signed(units: u64) -> i64 {
    i64::try_from(units).unwrap_or(i64::MAX)
}

/// An offset that has been checked.
fn index<O: TryInto<usize>>(offset: O) -> usize {
    offset.try_into().unwrap_or_default()
}
