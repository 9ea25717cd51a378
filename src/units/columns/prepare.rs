//! Prepares columns of a table: sessions from keys, and minutes from wider integers.

use alloc::vec::Vec;
use core::cmp::Ordering;

use super::{
    error::{ColumnError, equally_long},
    validity::Validity,
};

/// Finds the sessions of a table that is sorted by a key, such as patient and date in one number, and writes their
/// offsets.
///
/// Entries of an equal key are one session. `offsets` is emptied first; its memory is reused. Returns how many
/// sessions there are.
///
/// # Errors
///
/// `offsets` is as it was before after an error.
///
/// - A key that is below the one before it is an error, because the entries of its session may be apart.
/// - A column that is longer than the type of the offsets can state is an error.
///
/// # Examples
///
/// ```
/// use therapy_billing::{UnitRule, units::columns};
///
/// let (visits, minutes) = ([7_001, 7_001, 7_002, 7_004, 7_004], [24, 23, 8, 20, 20]);
/// let (mut offsets, mut units) = (Vec::<u32>::new(), [0; 5]);
/// assert_eq!(columns::runs(&visits, &mut offsets)?, 3);
/// assert_eq!(offsets, [0, 2, 3, 5]);
/// columns::split_sessions(UnitRule::MEDICARE, &offsets, &minutes, &mut units)?;
/// assert_eq!(units, [2, 1, 1, 2, 1]);
///
/// let apart = columns::runs(&[7_001, 7_002, 7_001], &mut offsets);
/// assert_eq!(apart, Err(columns::ColumnError::Order { position: 2 }));
/// # Ok::<(), columns::ColumnError>(())
/// ```
#[doc(alias = "group by")]
pub fn runs<K: PartialOrd, O: TryFrom<usize>>(
    keys: &[K],
    offsets: &mut Vec<O>,
) -> Result<usize, ColumnError> {
    let length = keys.len();
    let too_long = || ColumnError::TooLong { length };
    let (first, last) = O::try_from(0)
        .ok()
        .zip(O::try_from(length).ok())
        .ok_or_else(too_long)?;
    let is_unsorted = |((before, key), _): &((&K, &K), usize)| {
        before.partial_cmp(key).is_none_or(Ordering::is_gt)
    };
    let pairs = || keys.iter().zip(keys.iter().skip(1)).zip(1..);
    if let Some((_, position)) = pairs().find(is_unsorted) {
        return Err(ColumnError::Order { position });
    }
    offsets.clear();
    offsets.push(first);
    for ((before, key), position) in pairs() {
        if before != key {
            // below the length, which the type can represent
            offsets.push(O::try_from(position).map_err(|_| too_long())?);
        }
    }
    if length > 0 {
        offsets.push(last);
    }
    Ok(offsets.len() - 1)
}

/// Narrows a column of wider integers to 16 bits, as minutes and billed units have them.
///
/// # Errors
///
/// Nothing is written after an error.
///
/// - The first value that is negative or above 65,535 is an error with its position.
/// - Columns of different length are an error.
///
/// # Examples
///
/// ```
/// use therapy_billing::units::columns::{self, ColumnError};
///
/// let mut minutes = [0; 3];
/// columns::narrow(&[24_i32, 23, 8], &mut minutes)?;
/// assert_eq!(minutes, [24, 23, 8]);
///
/// let negative = columns::narrow(&[24_i64, -1, 8], &mut minutes);
/// assert_eq!(negative, Err(ColumnError::Value { position: 1 }));
/// # Ok::<(), ColumnError>(())
/// ```
pub fn narrow<T: Copy + TryInto<u16>>(values: &[T], narrow: &mut [u16]) -> Result<(), ColumnError> {
    narrow_known(values, |_| true, narrow)
}

/// Narrows a column of wider integers with nulls to 16 bits and writes 0 for each null.
///
/// A service of 0 minutes has no unit and takes none from another service. What is in the column at a null is not read.
///
/// # Errors
///
/// The errors are those of [`narrow`], and a bitmap that is not as long as the column.
///
/// # Examples
///
/// ```
/// use therapy_billing::units::columns::{self, Validity};
///
/// let mut minutes = [9; 3];
/// let validity = Validity::new(&[0b101], 0, 3)?;
/// columns::narrow_nullable(&[24_i32, -1, 8], validity, &mut minutes)?;
/// assert_eq!(minutes, [24, 0, 8]);
/// # Ok::<(), columns::ColumnError>(())
/// ```
pub fn narrow_nullable<T: Copy + TryInto<u16>>(
    values: &[T],
    validity: Validity<'_>,
    narrow: &mut [u16],
) -> Result<(), ColumnError> {
    equally_long("validity bits", values.len(), validity.len())?;
    narrow_known(values, |position| validity.is_valid(position), narrow)?;
    for position in validity.nulls() {
        if let Some(narrow) = narrow.get_mut(position) {
            *narrow = 0;
        }
    }
    Ok(())
}

/// The number of values that are looked at before it is known whether all of them fit.
const CHUNK: usize = 1024;

fn narrow_known<T: Copy + TryInto<u16>>(
    values: &[T],
    is_known: impl Fn(usize) -> bool,
    narrow: &mut [u16],
) -> Result<(), ColumnError> {
    equally_long("narrow values", values.len(), narrow.len())?;
    let is_outside = |value: T| value.try_into().is_err();
    for (chunk, start) in values.chunks(CHUNK).zip((0..).step_by(CHUNK)) {
        let any = |any, value: &T| any | is_outside(*value);
        if chunk.iter().fold(false, any) {
            let outside = chunk
                .iter()
                .zip(start..)
                .filter(|(value, _)| is_outside(**value));
            if let Some((_, position)) = { outside }.find(|(_, position)| is_known(*position)) {
                return Err(ColumnError::Value { position });
            }
        }
    }
    for (narrow, value) in narrow.iter_mut().zip(values) {
        *narrow = (*value).try_into().unwrap_or_default();
    }
    Ok(())
}
