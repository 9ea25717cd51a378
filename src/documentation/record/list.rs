//! Defines `List`, the lists of a record, with at most 4,096 entries each.

use alloc::vec::Vec;
use core::ops::{Deref, DerefMut};

use super::{MOST_ENTRIES, RecordError};
use crate::session::{Service, Session};

/// A list of a record, with at most [`MOST_ENTRIES`] entries.
///
/// It is read like a slice. An array of at most 4,096 entries converts into a list, and a longer array does
/// not compile; a vector is checked when it is converted.
///
/// # Examples
///
/// ```
/// use therapy_billing::documentation::{Goal, List, RecordError};
///
/// let mut goals: List<Goal> = [Goal::new("G1".parse()?), Goal::new("G2".parse()?)].into();
/// goals.try_push(Goal::new("G3".parse()?))?;
/// assert_eq!(goals.len(), 3);
/// assert_eq!(goals[0].id.as_str(), "G1");
///
/// let too_many = vec![Goal::new("G1".parse()?); 4_097];
/// assert!(List::try_from(too_many).is_err());
/// # Ok::<(), RecordError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct List<T>(Vec<T>);

impl<T> List<T> {
    /// Returns a list without entries.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Returns an entry for each service of a session, which has at most as many services as a list has
    /// entries.
    pub(super) fn of_services(session: &Session, entry: impl FnMut(&Service) -> T) -> Self {
        const { assert!(Session::LIMIT <= MOST_ENTRIES) };
        Self(session.services().iter().map(entry).collect())
    }

    /// Adds an entry at the end.
    ///
    /// # Errors
    ///
    /// The list has 4,096 entries already. It is then left as it was.
    pub fn try_push(&mut self, entry: T) -> Result<(), RecordError> {
        if self.0.len() >= MOST_ENTRIES {
            return Err(RecordError::TooManyEntries { list: "a list" });
        }
        self.0.push(entry);
        Ok(())
    }

    /// Removes the entry at a position, counted from 0, and returns it; `None` if there is no such entry.
    pub fn remove(&mut self, position: usize) -> Option<T> {
        (position < self.0.len()).then(|| self.0.remove(position))
    }

    /// Removes the entries of which `keep` is false.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }

    /// Returns the entries as a vector.
    #[must_use]
    pub fn into_vec(self) -> Vec<T> {
        self.0
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.0
    }
}

impl<T> TryFrom<Vec<T>> for List<T> {
    type Error = RecordError;

    fn try_from(entries: Vec<T>) -> Result<Self, RecordError> {
        if entries.len() > MOST_ENTRIES {
            return Err(RecordError::TooManyEntries { list: "a list" });
        }
        Ok(Self(entries))
    }
}

impl<T, const N: usize> From<[T; N]> for List<T> {
    fn from(entries: [T; N]) -> Self {
        const { assert!(N <= MOST_ENTRIES, "a list has at most 4,096 entries") };
        Self(entries.into())
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = alloc::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = core::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<'a, T> IntoIterator for &'a mut List<T> {
    type Item = &'a mut T;
    type IntoIter = core::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}
