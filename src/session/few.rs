//! Keeps the first few items of a list in place, so that most sessions allocate no memory for them.

use alloc::vec::Vec;

/// The number of items that are kept in place.
const FEW: usize = 4;

/// Contains a list that allocates memory only if it has more than four items.
#[derive(Clone, Debug)]
pub(super) struct Few<T> {
    /// Contains the items as long as there are no more than four.
    in_place: [T; FEW],
    count: usize,
    /// Contains all items once there are more than four, and is empty before.
    apart: Vec<T>,
}

impl<T: Copy> Few<T> {
    /// Creates an empty list, with a value for the places without an item.
    pub(super) const fn new(blank: T) -> Self {
        Self {
            in_place: [blank; FEW],
            count: 0,
            apart: Vec::new(),
        }
    }

    #[inline]
    pub(super) fn as_slice(&self) -> &[T] {
        if self.apart.is_empty() {
            self.in_place.get(..self.count).unwrap_or_default()
        } else {
            &self.apart
        }
    }

    pub(super) fn get_mut(&mut self, position: usize) -> Option<&mut T> {
        if self.apart.is_empty() {
            self.in_place.get_mut(..self.count)?.get_mut(position)
        } else {
            self.apart.get_mut(position)
        }
    }

    #[inline]
    pub(super) fn push(&mut self, item: T) {
        match self.in_place.get_mut(self.count) {
            Some(place) => {
                *place = item;
                self.count += 1;
            }
            None => self.apart().push(item),
        }
    }

    /// Copies the items to a vector if they are still in place, and returns the vector.
    #[inline(never)] // most lists have few items
    fn apart(&mut self) -> &mut Vec<T> {
        if self.apart.is_empty() {
            self.apart.reserve(2 * FEW);
            self.apart.extend_from_slice(&self.in_place);
        }
        &mut self.apart
    }
}
