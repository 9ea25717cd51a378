//! How a code is counted.

use core::{fmt, num::NonZeroU16};

use crate::{code::ProcedureCode, quantity::Minutes};

/// The length of a block in minutes, 1 to 1,440: what one unit of a timed code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockMinutes(NonZeroU16);

impl BlockMinutes {
    /// 15 minutes, the block of most therapy codes.
    pub const QUARTER_HOUR: Self = Self::of(15);

    /// A block of `minutes`; `None` for 0 and above 1,440.
    #[must_use]
    pub const fn new(minutes: u16) -> Option<Self> {
        match NonZeroU16::new(minutes) {
            Some(minutes) if minutes.get() <= Minutes::DAY.get() => Some(Self(minutes)),
            _ => None,
        }
    }

    /// The block of a literal.
    ///
    /// # Panics
    ///
    /// On 0 and above 1,440; in a constant, that is a compile error.
    #[must_use]
    #[allow(clippy::panic, reason = "for literals, as documented")]
    pub const fn of(minutes: u16) -> Self {
        match Self::new(minutes) {
            Some(block) => block,
            None => panic!("a block is 1 to 1440 minutes"),
        }
    }

    /// The bare number, 1 to 1,440.
    #[must_use]
    pub const fn get(self) -> u16 {
        self.0.get()
    }
}

impl fmt::Display for BlockMinutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Minutes::new(self.get()).fmt(f)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for BlockMinutes {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u16(self.get())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for BlockMinutes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::Error;

        const EXPECTED: &str = "a block of 1 to 1440 minutes";
        let minutes = deserializer.deserialize_u16(crate::wire::WholeNumber(EXPECTED))?;
        Self::new(minutes).ok_or_else(|| {
            let found = serde::de::Unexpected::Unsigned(minutes.into());
            D::Error::invalid_value(found, &EXPECTED)
        })
    }
}

/// A "first block" code and its "each further block" add-on, with both lengths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
#[cfg_attr(feature = "serde", serde(remote = "Self"))]
pub struct Family {
    /// The code of the first block, at most once a session.
    pub first: ProcedureCode,
    /// The length of the first block.
    pub first_block: BlockMinutes,
    /// The code of every further block.
    pub add_on: ProcedureCode,
    /// The length of a further block.
    pub add_on_block: BlockMinutes,
}

#[cfg(feature = "serde")]
crate::wire::object!(Family, "a family, an object of two codes and their blocks");

/// How a code is counted.
///
/// # Source
///
/// AMA, CPT, Introduction, Time; CMS Pub. 100-04, ch. 5, §20.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)
)]
#[non_exhaustive]
pub enum Timing {
    /// One unit a code and date; minutes are kept and not counted.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "alone"))]
    Untimed,
    /// One unit a block.
    Blocks {
        /// Length of the block.
        minutes: BlockMinutes,
    },
    /// First code of a family, at most one unit a session.
    First {
        /// The two codes and their blocks.
        family: Family,
    },
    /// Each further block of a family; never alone.
    AddOn {
        /// The two codes and their blocks.
        family: Family,
    },
    /// Counted over a calendar month; a session refuses it.
    Month {
        /// Whole minutes of one unit.
        minutes: BlockMinutes,
    },
    /// Counted by limb, instrument or area, not by time.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "alone"))]
    Counted,
}

/// Refuses what stands beside the `kind` of a timing that has nothing beside it.
#[cfg(feature = "serde")]
fn alone<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<(), D::Error> {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Nothing {}

    let Nothing {} = serde::Deserialize::deserialize(deserializer)?;
    Ok(())
}

impl Timing {
    /// Whether units follow from the minutes of a session.
    #[must_use]
    pub const fn is_timed(self) -> bool {
        matches!(
            self,
            Self::Blocks { .. } | Self::First { .. } | Self::AddOn { .. }
        )
    }

    /// The length of one block of this code, `None` where units do not follow from minutes.
    #[must_use]
    pub const fn block(self) -> Option<BlockMinutes> {
        match self {
            Self::Blocks { minutes } | Self::Month { minutes } => Some(minutes),
            Self::First { family } => Some(family.first_block),
            Self::AddOn { family } => Some(family.add_on_block),
            Self::Untimed | Self::Counted => None,
        }
    }

    /// The family the code belongs to.
    #[must_use]
    pub const fn family(self) -> Option<Family> {
        match self {
            Self::First { family } | Self::AddOn { family } => Some(family),
            _ => None,
        }
    }
}
