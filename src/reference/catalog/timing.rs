//! Defines `Timing`, which states how the units of a code are counted.

use core::{fmt, num::NonZeroU16};

use crate::{code::ProcedureCode, quantity::Minutes};

/// The length of a block of a timed code, 1 to 1,440 minutes: the time of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockMinutes(NonZeroU16);

impl BlockMinutes {
    /// 15 minutes, the block of most therapy codes.
    pub const QUARTER_HOUR: Self = Self::of(15);

    /// Creates a block, or returns `None` for 0 minutes and for more than 1,440.
    #[must_use]
    pub const fn new(minutes: u16) -> Option<Self> {
        match NonZeroU16::new(minutes) {
            Some(minutes) if minutes.get() <= Minutes::DAY.get() => Some(Self(minutes)),
            _ => None,
        }
    }

    /// Creates the block of a literal.
    ///
    /// # Panics
    ///
    /// Panics on 0 and on more than 1,440; in a constant, that is a compile error.
    #[must_use]
    #[allow(clippy::panic, reason = "for literals, as documented")]
    pub const fn of(minutes: u16) -> Self {
        match Self::new(minutes) {
            Some(block) => block,
            None => panic!("a block is 1 to 1440 minutes"),
        }
    }

    /// Returns the number of minutes, 1 to 1,440.
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
crate::wire::form!("a family, an object of two codes and their blocks", "Family" Family {
    first: ProcedureCode,
    first_block: BlockMinutes,
    add_on: ProcedureCode,
    add_on_block: BlockMinutes,
});

/// States how the units of a code are counted.
///
/// Serialized as `"untimed"`, `{"blocks": 15}`, `{"first": …}` and `{"add-on": …}` with the family,
/// `{"month": 20}`, `"visit"` or `"counted"`.
///
/// # Source
///
/// AMA, CPT, Introduction, Time; CMS Pub. 100-04, ch. 5, §20.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(align(8))] // copied as two words
#[non_exhaustive]
pub enum Timing {
    /// One unit per code and date of service. Minutes are recorded and not counted.
    Untimed,
    /// One unit per block.
    Blocks {
        /// The length of the block, 1 to 1,440 minutes.
        minutes: BlockMinutes,
    },
    /// The first code of a family: at most one unit per session.
    First {
        /// The two codes and their blocks.
        family: Family,
    },
    /// Each further block of a family, billed only beside its first code.
    AddOn {
        /// The two codes and their blocks.
        family: Family,
    },
    /// Counted over a calendar month. A session refuses such a code.
    Month {
        /// The whole minutes of one unit.
        minutes: BlockMinutes,
    },
    /// Counted visit by visit in home health, where the first unit begins with the first minute and
    /// each further unit takes 15 minutes. A session refuses such a code.
    Visit,
    /// Counted by limb, instrument or area, not by time.
    Counted,
}

#[cfg(feature = "serde")]
mod form {
    use alloc::string::String;
    use core::fmt;

    use serde::{
        Deserialize, Deserializer, Serialize, Serializer,
        de::{Error, IgnoredAny, IntoDeserializer, MapAccess, Unexpected, Visitor},
    };

    use super::{BlockMinutes, Family, Timing};

    #[derive(Serialize, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Form {
        Untimed,
        Blocks(BlockMinutes),
        First(Family),
        AddOn(Family),
        Month(BlockMinutes),
        Visit,
        Counted,
    }

    impl From<Form> for Timing {
        fn from(form: Form) -> Self {
            match form {
                Form::Untimed => Self::Untimed,
                Form::Blocks(minutes) => Self::Blocks { minutes },
                Form::First(family) => Self::First { family },
                Form::AddOn(family) => Self::AddOn { family },
                Form::Month(minutes) => Self::Month { minutes },
                Form::Visit => Self::Visit,
                Form::Counted => Self::Counted,
            }
        }
    }

    impl From<Timing> for Form {
        fn from(timing: Timing) -> Self {
            match timing {
                Timing::Untimed => Self::Untimed,
                Timing::Blocks { minutes } => Self::Blocks(minutes),
                Timing::First { family } => Self::First(family),
                Timing::AddOn { family } => Self::AddOn(family),
                Timing::Month { minutes } => Self::Month(minutes),
                Timing::Visit => Self::Visit,
                Timing::Counted => Self::Counted,
            }
        }
    }

    impl Serialize for Timing {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            Form::from(*self).serialize(serializer)
        }
    }

    /// Reads a word where nothing follows it, and an object where something does; serde's own enums
    /// would take `{"untimed": null}` as well.
    struct WordOrObject;

    impl<'de> Visitor<'de> for WordOrObject {
        type Value = Form;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(
                "a timing: \"untimed\", \"counted\", {\"blocks\": minutes}, {\"first\": family} or \
                 {\"add-on\": family}",
            )
        }

        fn visit_str<E: Error>(self, word: &str) -> Result<Form, E> {
            Form::deserialize(word.into_deserializer())
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Form, A::Error> {
            let Some(word) = map.next_key::<String>()? else {
                return Err(A::Error::invalid_type(Unexpected::Map, &self));
            };
            let form = match word.as_str() {
                "blocks" => Form::Blocks(map.next_value()?),
                "first" => Form::First(map.next_value()?),
                "add-on" => Form::AddOn(map.next_value()?),
                "month" => Form::Month(map.next_value()?),
                other => return Err(A::Error::invalid_value(Unexpected::Str(other), &self)),
            };
            match map.next_key::<IgnoredAny>()? {
                None => Ok(form),
                Some(_) => Err(A::Error::invalid_type(Unexpected::Map, &self)),
            }
        }
    }

    impl<'de> Deserialize<'de> for Timing {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            if deserializer.is_human_readable() {
                deserializer.deserialize_any(WordOrObject)
            } else {
                Form::deserialize(deserializer)
            }
            .map(Self::from)
        }
    }
}

impl Timing {
    /// Returns whether units follow from the minutes of a session.
    #[must_use]
    pub const fn is_timed(self) -> bool {
        matches!(
            self,
            Self::Blocks { .. } | Self::First { .. } | Self::AddOn { .. }
        )
    }

    /// Returns the length of one block of the code, or `None` if units do not follow from minutes.
    #[must_use]
    pub const fn block(self) -> Option<BlockMinutes> {
        match self {
            Self::Blocks { minutes } | Self::Month { minutes } => Some(minutes),
            Self::First { family } => Some(family.first_block),
            Self::AddOn { family } => Some(family.add_on_block),
            Self::Untimed | Self::Visit | Self::Counted => None,
        }
    }

    /// Returns the family of the code, or `None` if it has none.
    #[must_use]
    pub const fn family(self) -> Option<Family> {
        match self {
            Self::First { family } | Self::AddOn { family } => Some(family),
            _ => None,
        }
    }

    /// Returns the family if it does not have a code in its place, or has it in both places.
    #[inline]
    pub(crate) fn family_without(&self, code: ProcedureCode) -> Option<Family> {
        let (family, own) = match self {
            Self::First { family } => (family, family.first),
            Self::AddOn { family } => (family, family.add_on),
            _ => return None,
        };
        (own != code || family.first == family.add_on).then_some(*family)
    }
}
