//! Keeps the first few items of a list in place, so that most sessions need no memory for them.

use alloc::vec::Vec;

/// The number of items that are kept in place.
const FEW: usize = 4;

/// Contains a list that takes memory of its own only beyond four items.
#[derive(Clone, Debug)]
pub(super) enum Few<T> {
    /// The list has up to four items, and this is their number.
    InPlace([T; FEW], usize),
    /// The list has more items.
    Apart(Vec<T>),
}

impl<T: Copy> Few<T> {
    /// Creates an empty list, with a value for the places without an item.
    pub(super) const fn new(blank: T) -> Self {
        Self::InPlace([blank; FEW], 0)
    }

    #[inline]
    pub(super) fn as_slice(&self) -> &[T] {
        match self {
            Self::InPlace(items, count) => items.get(..*count).unwrap_or_default(),
            Self::Apart(items) => items,
        }
    }

    pub(super) fn get_mut(&mut self, position: usize) -> Option<&mut T> {
        match self {
            Self::InPlace(items, count) => items.get_mut(..*count)?.get_mut(position),
            Self::Apart(items) => items.get_mut(position),
        }
    }

    #[inline]
    pub(super) fn push(&mut self, item: T) {
        match self {
            Self::InPlace(items, count) => {
                if let Some(place) = items.get_mut(*count) {
                    *place = item;
                    *count += 1;
                } else {
                    let mut all = Vec::with_capacity(2 * FEW);
                    all.extend_from_slice(items);
                    all.push(item);
                    *self = Self::Apart(all);
                }
            }
            Self::Apart(items) => items.push(item),
        }
    }
}
