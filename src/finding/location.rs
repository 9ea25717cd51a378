//! Defines `Location`, the place of a finding in the caller's data.

use core::fmt;

/// Identifies a place in the caller's data by its path, such as `lines[0].units`.
///
/// The path is a fixed text with `[]` for each list, and the positions of the entries, counted from 0. A
/// location is copied and compared without allocating. A list without a position is shown as `[]`.
///
/// # Examples
///
/// ```
/// use therapy_billing::Location;
///
/// let at = Location::new("episode.plan.long_term_goals[].limitation").try_index(1)?;
/// assert_eq!(at.to_string(), "episode.plan.long_term_goals[1].limitation");
/// assert!(at.try_index(2).is_err()); // the path has one list
/// # Ok::<(), therapy_billing::finding::LocationError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    path: &'static str,
    positions: [u32; Self::DEEPEST],
    filled: u8,
}

/// A position could not be added to a location.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum LocationError {
    /// Every list of the path had a position already.
    #[error(
        "expected a path with a list for the position {position}, found {path}; write [] for the list"
    )]
    NoList {
        /// The path.
        path: &'static str,
        /// The position.
        position: usize,
    },
    /// The path had more lists than a location has positions.
    #[error(
        "expected a path through at most {deepest} lists, found {path}; name a place closer to the root",
        deepest = Location::DEEPEST
    )]
    TooDeep {
        /// The path.
        path: &'static str,
    },
    /// The position was above 4,294,967,295.
    #[error("expected a position from 0 to 4294967295, found {position}; correct it")]
    Position {
        /// The position.
        position: usize,
    },
}

impl Location {
    /// The largest number of lists in a path.
    pub const DEEPEST: usize = 3;

    /// Returns the place of a path, with `[]` where the position in a list follows.
    #[must_use]
    pub const fn new(path: &'static str) -> Self {
        Self {
            path,
            positions: [0; Self::DEEPEST],
            filled: 0,
        }
    }

    /// Sets the position in the next list of the path.
    ///
    /// # Errors
    ///
    /// Returns an error if each list of the path has a position already, if the path has more than
    /// three lists, or if the position is above 4,294,967,295.
    pub fn try_index(mut self, position: usize) -> Result<Self, LocationError> {
        let path = self.path;
        let filled = usize::from(self.filled);
        let lists = path.as_bytes().windows(2).filter(|pair| pair == b"[]");
        if lists.count() <= filled {
            return Err(LocationError::NoList { path, position });
        }
        let place = self.positions.get_mut(filled);
        *place.ok_or(LocationError::TooDeep { path })? =
            u32::try_from(position).map_err(|_| LocationError::Position { position })?;
        self.filled += 1;
        Ok(self)
    }

    /// Sets the position in the next list of a path of this crate, which has one: every list is shorter
    /// than 4,294,967,295 entries, and debug builds check the path.
    #[must_use]
    #[inline]
    pub(crate) fn index(mut self, position: usize) -> Self {
        debug_assert!(
            self.try_index(position).is_ok(),
            "{self} has no list for the position {position}"
        );
        let place = self.positions.get_mut(usize::from(self.filled));
        if let (Some(place), Ok(position)) = (place, u32::try_from(position)) {
            *place = position;
            self.filled += 1;
        }
        self
    }

    /// Returns the path with `[]` for each list.
    #[must_use]
    pub const fn path(self) -> &'static str {
        self.path
    }

    /// Returns the positions in the path's lists, 0 where there is none.
    #[must_use]
    pub const fn positions(self) -> [u32; Self::DEEPEST] {
        self.positions
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let filled = self.positions.iter().take(usize::from(self.filled));
        let mut rest = self.path;
        for position in filled {
            let (before, behind) = split_in_list(rest);
            f.write_str(before)?;
            write!(f, "{position}")?;
            rest = behind;
        }
        f.write_str(rest)
    }
}

/// Splits a path between the brackets of its first list.
fn split_in_list(path: &str) -> (&str, &str) {
    let open = path.bytes().position(|byte| byte == b'[');
    let split = open.and_then(|open| path.split_at_checked(open + 1));
    split.unwrap_or((path, ""))
}
