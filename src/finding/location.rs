//! Where a finding stands in the caller's data.

use core::fmt;

/// A path into the caller's data, such as `lines[0].units`.
///
/// The path is a fixed text with `[]` for each list, and the positions that fill them, so a location
/// is copied and compared without allocating.
///
/// # Examples
///
/// ```
/// use therapy_billing::Location;
///
/// let at = Location::new("episode.plan.long_term_goals[].limitation").index(1);
/// assert_eq!(at.to_string(), "episode.plan.long_term_goals[1].limitation");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    path: &'static str,
    positions: [u32; Self::DEEPEST],
    filled: u8,
}

impl Location {
    /// The most lists a path leads through.
    pub const DEEPEST: usize = 3;

    /// A path, with `[]` where a position is to follow.
    #[must_use]
    pub const fn new(path: &'static str) -> Self {
        Self {
            path,
            positions: [0; Self::DEEPEST],
            filled: 0,
        }
    }

    /// The same, with the position in its next list.
    #[must_use]
    pub fn index(mut self, position: usize) -> Self {
        if let Some(place) = self.positions.get_mut(usize::from(self.filled)) {
            *place = u32::try_from(position).unwrap_or(u32::MAX);
            self.filled += 1;
        }
        self
    }

    /// The path with `[]` for each list.
    #[must_use]
    pub const fn path(self) -> &'static str {
        self.path
    }

    /// The positions that fill the path's lists, zero where there is none.
    #[must_use]
    pub const fn positions(self) -> [u32; Self::DEEPEST] {
        self.positions
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut pieces = self.path.split("[]");
        if let Some(piece) = pieces.next() {
            f.write_str(piece)?;
        }
        for (piece, position) in pieces.zip(self.positions) {
            write!(f, "[{position}]{piece}")?;
        }
        Ok(())
    }
}
