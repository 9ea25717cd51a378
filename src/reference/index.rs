//! Finds a row by its key in one or two steps: open addressing over at least twice as many slots as keys.

use alloc::vec;

use crate::{
    code::{Modifier, ProcedureCode},
    reference::rows::Rows,
};

/// Contains the positions of rows by their keys.
///
/// Whoever builds an index gives the slots that [`slots`] counts, so that half of them stay empty and every
/// search ends.
#[derive(Clone, Debug)]
pub(in crate::reference) enum Index {
    /// The compiler has built it. No built-in table has more than 65,535 rows.
    BuiltIn(&'static [u16]),
    Supplied(Rows<u32>),
}

/// Returns the key of a code: its five characters.
pub(in crate::reference) const fn key_of_code(code: ProcedureCode) -> u64 {
    let &[first, second, third, fourth, fifth] = code.as_bytes();
    u64::from_le_bytes([first, second, third, fourth, fifth, 0, 0, 0])
}

/// Returns the key of a modifier: its two characters.
pub(in crate::reference) const fn key_of_modifier(modifier: Modifier) -> u64 {
    let &[first, second] = modifier.as_bytes();
    u64::from_le_bytes([first, second, 0, 0, 0, 0, 0, 0])
}

/// Declares the slots of an index of built-in rows, whose keys an expression gives.
#[cfg(feature = "tables")]
macro_rules! index_of {
    ($(#[$doc:meta])* $name:ident: $rows:ident, |$row:ident| $key:expr) => {
        $(#[$doc])*
        pub(in crate::reference) static $name: &[u16] = &{
            let mut slots = [0; crate::reference::index::slots($rows.len())];
            let (mut rest, mut number): (&[_], u16) = ($rows, 1);
            while let [$row, behind @ ..] = rest {
                crate::reference::index::insert_row(&mut slots, $key, number);
                (rest, number) = (behind, number + 1);
            }
            slots
        };
    };
}
#[cfg(feature = "tables")]
pub(in crate::reference) use index_of;

/// Returns how many slots an index of so many keys has: a power of two.
pub(in crate::reference) const fn slots(keys: usize) -> usize {
    if keys == 0 {
        0
    } else {
        (2 * keys).next_power_of_two()
    }
}

/// The slot at which the search for a key begins, of a number of slots that is a power of two.
#[allow(
    clippy::cast_possible_truncation,
    reason = "less than the number of slots"
)]
const fn first_slot(key: u64, slots: usize) -> usize {
    let bits = slots.trailing_zeros(); // at least 1
    (key.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - bits)) as usize
}

/// Declares a function that puts a value other than 0 into the first empty slot of a key.
macro_rules! insert {
    ($(#[$meta:meta])* $name:ident: $slot:ty) => {
        $(#[$meta])*
        pub(in crate::reference) const fn $name(slots: &mut [$slot], key: u64, value: $slot) {
            let count = slots.len();
            let mut place = first_slot(key, count);
            loop {
                match slots.split_at_mut_checked(place) {
                    Some((_, [slot, ..])) if *slot == 0 => {
                        *slot = value;
                        return;
                    }
                    Some((_, [_, ..])) => place = (place + 1) & (count - 1),
                    _ => return,
                }
            }
        }
    };
}

insert! {
    /// Puts a value other than 0 into the first empty slot of a key.
    insert: u32
}
insert! {
    /// Puts the number of a built-in row into the first empty slot of its key.
    insert_row: u16
}

/// Returns the first value of a key's slots that `is_meant`, or `None` if an empty slot comes before.
pub(in crate::reference) fn find<S: Copy + Into<u32>>(
    slots: &[S],
    key: u64,
    mut is_meant: impl FnMut(u32) -> bool,
) -> Option<u32> {
    let mut place = first_slot(key, slots.len().max(2));
    loop {
        match slots.get(place).map(|slot| (*slot).into()) {
            None | Some(0) => return None,
            Some(value) if is_meant(value) => return Some(value),
            Some(_) => place = (place + 1) & (slots.len() - 1),
        }
    }
}

impl Index {
    pub(in crate::reference) const NONE: Self = Self::BuiltIn(&[]);

    /// Returns an index that the compiler has built.
    pub(in crate::reference) const fn built_in(slots: &'static [u16]) -> Self {
        Self::BuiltIn(slots)
    }

    /// Builds an index of keys in the order of their rows. Of equal keys the first row is found.
    pub(in crate::reference) fn of(keys: impl ExactSizeIterator<Item = u64>) -> Self {
        let mut index = vec![0; slots(keys.len())];
        let mut previous = None;
        for (row, key) in (1_u32..).zip(keys) {
            if previous != Some(key) {
                insert(&mut index, key, row);
            }
            previous = Some(key);
        }
        Self::Supplied(index.into())
    }

    /// Returns the row of a key, given the key of each row.
    pub(in crate::reference) fn find(
        &self,
        key: u64,
        is_of_key: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let is_meant = |row| is_of_key(row as usize - 1);
        let row = match self {
            Self::BuiltIn(slots) => find(slots, key, is_meant),
            Self::Supplied(slots) => find(slots, key, is_meant),
        }?;
        Some(row as usize - 1)
    }
}
