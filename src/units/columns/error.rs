//! Defines `ColumnError`, and the checks of lengths that come before every count.

use crate::units::apportion::LengthMismatch;

/// Columns did not belong together, or one of them had an invalid entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnError {
    /// The columns of minutes and of units differed in length.
    #[error(transparent)]
    Length(#[from] LengthMismatch),
    /// Another column was shorter or longer than the column that it belongs to.
    #[error(
        "expected {expected} entries in the column of {column}, found {found}; make the columns equally long"
    )]
    Unequal {
        /// The content of the column, such as `ids`.
        column: &'static str,
        /// The length that it should have.
        expected: usize,
        /// The length of the column.
        found: usize,
    },
    /// The minutes were no whole number of rows, which is always so for rows of width 0.
    #[error(
        "expected whole rows of {width}, found a column of length {minutes}; state the services in a row"
    )]
    Width {
        /// The length of the column of minutes.
        minutes: usize,
        /// The number of services in a row.
        width: usize,
    },
    /// There was not one total for each session.
    #[error(
        "expected one total per session, found {totals} for {sessions}; make the columns equally long"
    )]
    Totals {
        /// The number of sessions.
        sessions: usize,
        /// The length of the column of totals.
        totals: usize,
    },
    /// There was no offset, although even no sessions need one.
    #[error(
        "expected one offset more than there are sessions, found none; add the first offset, 0"
    )]
    NoOffsets,
    /// An offset was below the one before it, or beyond the minutes.
    #[error(
        "expected each offset between the one before it and {minutes}, found another at position {position}; correct it"
    )]
    Offset {
        /// The position among the offsets, counted from 0.
        position: usize,
        /// The length of the column of minutes.
        minutes: usize,
    },
    /// An id was not the position of a code in the codebook.
    #[error(
        "expected ids below {codes}, the number of codes in the codebook, found another at position {position}; \
         correct it or add its code"
    )]
    Id {
        /// The position in the column of ids, counted from 0.
        position: usize,
        /// The number of codes in the codebook.
        codes: usize,
    },
    /// A timed code had no minutes.
    #[error(
        "expected the minutes of every timed code, found none at position {position}; state its minutes"
    )]
    TimeMissing {
        /// The position in the column of minutes, counted from 0.
        position: usize,
    },
    /// The entries of one code had more minutes together than a service can have.
    #[error(
        "expected at most 65,535 minutes of a code in a session, found more at position {position}; correct them"
    )]
    Minutes {
        /// The position of the entry with which the sum became too large, counted from 0.
        position: usize,
    },
    /// A value was negative or above 65,535.
    #[error("expected values from 0 to 65,535, found another at position {position}; correct it")]
    Value {
        /// The position in the column of values, counted from 0.
        position: usize,
    },
    /// A key was below the one before it, or could not be compared with it.
    #[error(
        "expected keys in ascending order, found a key below the one before it at position {position}; sort the \
         table by its key"
    )]
    Order {
        /// The position in the column of keys, counted from 0.
        position: usize,
    },
    /// A column was longer than its offsets can state.
    #[error(
        "expected a column whose length the type of the offsets can represent, found {length} entries; use wider \
         offsets"
    )]
    TooLong {
        /// The length of the column.
        length: usize,
    },
    /// A validity bitmap had fewer bits than its column has entries.
    #[error("expected at least {expected} bits of validity, found {found}; pass the whole bitmap")]
    Validity {
        /// The number of bits that the column needs, its offset included, or `usize::MAX` above it.
        expected: usize,
        /// The number of bits.
        found: usize,
    },
}

pub(super) fn same_length(minutes: &[u16], units: &[u16]) -> Result<(), LengthMismatch> {
    LengthMismatch::check(minutes.len(), units.len())
}

/// Checks the length of a column that is neither minutes nor units.
pub(super) const fn equally_long(
    column: &'static str,
    expected: usize,
    found: usize,
) -> Result<(), ColumnError> {
    if expected == found {
        Ok(())
    } else {
        Err(ColumnError::Unequal {
            column,
            expected,
            found,
        })
    }
}

pub(super) fn whole_rows(minutes: &[u16], width: usize) -> Result<(), ColumnError> {
    match minutes.len().checked_rem(width) {
        Some(0) => Ok(()),
        _ => Err(ColumnError::Width {
            minutes: minutes.len(),
            width,
        }),
    }
}

pub(super) fn one_total_each<T>(sessions: usize, totals: &[T]) -> Result<(), ColumnError> {
    if sessions == totals.len() {
        Ok(())
    } else {
        Err(ColumnError::Totals {
            sessions,
            totals: totals.len(),
        })
    }
}
