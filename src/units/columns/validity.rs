//! Reads validity bits, which state the entries of a column that are null.

use super::error::ColumnError;

/// Contains the validity bits of a column: entry `i` is null where bit `offset + i` is 0.
///
/// The bits are those of an Arrow validity bitmap, with the least significant bit of each byte first.
///
/// # Examples
///
/// ```
/// use therapy_billing::units::columns::Validity;
///
/// let validity = Validity::new(&[0b0000_1011], 1, 3)?; // bits 1 to 3
/// assert!(validity.is_valid(0) && !validity.is_valid(1) && validity.is_valid(2));
/// assert!(validity.nulls().eq([1]));
/// # Ok::<(), therapy_billing::units::columns::ColumnError>(())
/// ```
#[doc(alias = "null bitmap")]
#[derive(Clone, Copy, Debug)]
pub struct Validity<'a> {
    bits: &'a [u8],
    offset: usize,
    length: usize,
}

impl<'a> Validity<'a> {
    /// Creates the validity of a column of `length` entries whose first bit is at `offset`.
    ///
    /// # Errors
    ///
    /// Fewer bits than `offset + length` are an error.
    pub const fn new(bits: &'a [u8], offset: usize, length: usize) -> Result<Self, ColumnError> {
        let found = bits.len().saturating_mul(8);
        match offset.checked_add(length) {
            Some(expected) if expected <= found => Ok(Self {
                bits,
                offset,
                length,
            }),
            Some(expected) => Err(ColumnError::Validity { expected, found }),
            None => Err(ColumnError::Validity {
                expected: usize::MAX,
                found,
            }),
        }
    }

    /// Returns the number of entries.
    #[must_use]
    pub const fn len(self) -> usize {
        self.length
    }

    /// Returns whether there is no entry.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.length == 0
    }

    /// Returns whether there is an entry at a position that is not null.
    #[must_use]
    pub fn is_valid(self, position: usize) -> bool {
        let bit = self.offset.wrapping_add(position); // below the length it cannot wrap
        let byte = self.bits.get(bit / 8).filter(|_| position < self.length);
        byte.is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
    }

    /// Returns the positions that are null, in order. Eight valid entries are passed over at once.
    pub fn nulls(self) -> impl Iterator<Item = usize> + 'a {
        let end = self.offset + self.length;
        let bytes = self.bits.iter().enumerate().skip(self.offset / 8);
        bytes
            .take_while(move |(place, _)| place * 8 < end)
            .filter(|(_, byte)| **byte != u8::MAX)
            .flat_map(|(place, byte)| {
                let bits = (0..8).filter(move |bit| byte >> bit & 1 == 0);
                bits.map(move |bit| place * 8 + bit)
            })
            .filter_map(move |bit| bit.checked_sub(self.offset))
            .filter(move |position| *position < self.length)
    }
}
