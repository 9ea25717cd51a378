//! Modifiers: two characters that qualify a code, up to four on a line.

use core::{fmt, str::FromStr};

use super::length::characters;

/// A modifier of two well-formed characters.
///
/// CPT's are digits from 22 up; the rest are a letter and a letter or digit, or a digit and a
/// letter. Small letters are folded to capitals. `G0` is letter G, digit zero.
///
/// # Examples
///
/// ```
/// use therapy_billing::Modifier;
///
/// let plan: Modifier = "gp".parse()?;
/// assert_eq!(plan, Modifier::GP);
/// assert!("G".parse::<Modifier>().is_err());
/// # Ok::<(), therapy_billing::code::ParseModifierError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Modifier([u8; 2]);

/// A modifier could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ParseModifierError {
    /// The text was not two characters long.
    #[error(
        "expected a modifier of 2 characters, found {found}; check for missing or extra characters"
    )]
    Length {
        /// Characters in the text.
        found: usize,
    },
    /// The two characters fitted no pattern of a modifier.
    #[error("expected a modifier such as GP, 59 or 1P, found 2 other characters; correct them")]
    Pattern,
}

macro_rules! known_modifiers {
    ($($(#[$meta:meta])* $name:ident = $text:literal;)*) => {
        impl Modifier {
            $($(#[$meta])* pub const $name: Self = Self::of($text);)*
        }
    };
}

known_modifiers! {
    /// Under a physical therapy plan of care.
    GP = "GP";
    /// Under an occupational therapy plan of care.
    GO = "GO";
    /// Under a speech-language pathology plan of care.
    GN = "GN";
    /// Furnished in whole or in part by a physical therapist assistant.
    CQ = "CQ";
    /// Furnished in whole or in part by an occupational therapy assistant.
    CO = "CO";
    /// The requirements for exceeding the yearly amount are met.
    KX = "KX";
    /// 59, distinct procedural service.
    DISTINCT_SERVICE = "59";
    /// Separate encounter.
    XE = "XE";
    /// Separate practitioner.
    XP = "XP";
    /// Separate structure.
    XS = "XS";
    /// Unusual service that does not overlap.
    XU = "XU";
    /// Notice on file, denial expected as not reasonable and necessary.
    GA = "GA";
    /// Voluntary notice.
    GX = "GX";
    /// Excluded by statute.
    GY = "GY";
    /// Denial expected, no notice on file.
    GZ = "GZ";
    /// 95, telehealth with sound and picture.
    TELEHEALTH = "95";
    /// 93, telehealth with sound alone.
    TELEHEALTH_AUDIO = "93";
    /// 52, reduced service.
    REDUCED_SERVICE = "52";
}

impl Modifier {
    /// Reads exactly two characters; small letters are folded to capitals.
    ///
    /// # Errors
    ///
    /// `G` and `GPX`: not two characters. `10`, `G-`: they fit no pattern.
    pub const fn parse(text: &str) -> Result<Self, ParseModifierError> {
        let found = characters(text);
        if found != 2 {
            return Err(ParseModifierError::Length { found });
        }
        let &[first, second] = text.as_bytes() else {
            return Err(ParseModifierError::Pattern);
        };
        let pair = [first.to_ascii_uppercase(), second.to_ascii_uppercase()];
        match pair {
            [b'2'..=b'9', b'0'..=b'9']
            | [b'A'..=b'Z', b'A'..=b'Z' | b'0'..=b'9']
            | [b'0'..=b'9', b'A'..=b'Z'] => Ok(Self(pair)),
            _ => Err(ParseModifierError::Pattern),
        }
    }

    /// Returns the modifier of a literal.
    ///
    /// # Panics
    ///
    /// Panics if the literal is not well-formed; in a constant, that is a compile error.
    #[must_use]
    #[allow(clippy::panic, reason = "for literals, as documented")]
    pub const fn of(literal: &str) -> Self {
        match Self::parse(literal) {
            Ok(modifier) => modifier,
            Err(_) => panic!("not a well-formed modifier"),
        }
    }

    /// Returns the two characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default() // always ASCII
    }

    /// Returns the two characters as ASCII bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 2] {
        &self.0
    }
}

impl fmt::Display for Modifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Modifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Modifier({self})")
    }
}

impl FromStr for Modifier {
    type Err = ParseModifierError;

    fn from_str(text: &str) -> Result<Self, ParseModifierError> {
        Self::parse(text)
    }
}

#[cfg(feature = "serde")]
crate::wire::text!(as_str Modifier, "a modifier of two characters");

/// A claim line had more than four modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("expected at most 4 modifiers on a line, found one more: {refused}; remove one")]
pub struct TooManyModifiers {
    /// The modifier there was no room for.
    pub refused: Modifier,
}

/// The modifiers of a line could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ParseModifiersError {
    /// A place was not empty and contained no modifier.
    #[error("{cause} (modifier {place} of the line)")]
    Modifier {
        /// Place on the line, counted from 1.
        place: usize,
        /// What is wrong with it.
        cause: ParseModifierError,
    },
    /// A claim line had more than four modifiers.
    #[error(transparent)]
    TooMany(#[from] TooManyModifiers),
}

fn is_empty_place(text: &str) -> bool {
    text.bytes().all(|byte| byte == b' ')
}

/// Contains the modifiers of a claim line: at most four, in claim order, never sorted.
///
/// The same modifier twice is kept, because the record has it. The checks on claim lines report it.
///
/// # Source
///
/// CMS-1500 item 24D; 837P SV101-3 to -6: four places each.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Modifier, Modifiers};
///
/// let modifiers = Modifiers::new([Modifier::GP, Modifier::KX])?;
/// assert_eq!(modifiers.as_slice(), [Modifier::GP, Modifier::KX]);
/// assert!(modifiers.contains(Modifier::KX));
/// assert_eq!(modifiers.to_string(), "GP KX");
/// # Ok::<(), therapy_billing::code::TooManyModifiers>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Modifiers {
    places: [Modifier; 4],
    length: u8,
}

/// The value of a place without a modifier, which is never public.
const FREE: Modifier = Modifier([0, 0]);

impl Modifiers {
    /// None.
    pub const NONE: Self = Self {
        places: [FREE; 4],
        length: 0,
    };

    /// Returns the given modifiers, in their order.
    ///
    /// # Errors
    ///
    /// Returns an error for more than four.
    pub fn new(modifiers: impl IntoIterator<Item = Modifier>) -> Result<Self, TooManyModifiers> {
        modifiers.into_iter().try_fold(Self::NONE, Self::with)
    }

    /// Returns the modifiers in the places of a line, in their order, without empty places.
    pub(crate) fn of_places(places: [Option<Modifier>; 4]) -> Self {
        let mut modifiers = Self::NONE;
        let filled = places.into_iter().flatten();
        for (place, modifier) in modifiers.places.iter_mut().zip(filled) {
            *place = modifier;
            modifiers.length += 1;
        }
        modifiers
    }

    /// Reads the modifiers of a line's places as text. Empty places are dropped; the order is kept.
    ///
    /// # Errors
    ///
    /// `["GP", "G"]`: the second place holds no modifier. Five that are not empty: one too many.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{Modifier, Modifiers};
    ///
    /// let modifiers = Modifiers::parse(["GP", "", "kx", "  "])?;
    /// assert_eq!(modifiers.as_slice(), [Modifier::GP, Modifier::KX]);
    /// # Ok::<(), therapy_billing::code::ParseModifiersError>(())
    /// ```
    pub fn parse<'a>(
        places: impl IntoIterator<Item = &'a str>,
    ) -> Result<Self, ParseModifiersError> {
        let mut modifiers = Self::NONE;
        for (index, text) in places.into_iter().enumerate() {
            if is_empty_place(text) {
                continue;
            }
            let modifier = text
                .parse()
                .map_err(|cause| ParseModifiersError::Modifier {
                    place: index + 1,
                    cause,
                })?;
            modifiers = modifiers.with(modifier)?;
        }
        Ok(modifiers)
    }

    /// Adds a modifier at the end.
    ///
    /// # Errors
    ///
    /// Returns an error if there are four already.
    pub fn with(mut self, modifier: Modifier) -> Result<Self, TooManyModifiers> {
        match self.places.get_mut(usize::from(self.length)) {
            Some(place) => {
                *place = modifier;
                self.length += 1;
                Ok(self)
            }
            None => Err(TooManyModifiers { refused: modifier }),
        }
    }

    /// Returns the modifiers in claim order.
    #[must_use]
    pub fn as_slice(&self) -> &[Modifier] {
        self.places
            .get(..usize::from(self.length))
            .unwrap_or_default()
    }

    /// Returns the modifiers in claim order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Modifier> + '_ {
        self.as_slice().iter().copied()
    }

    /// Reports whether `modifier` is among them.
    #[must_use]
    pub fn contains(&self, modifier: Modifier) -> bool {
        self.as_slice().contains(&modifier)
    }

    /// Returns how many there are, 0 to 4.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length as usize
    }

    /// Reports whether the line has no modifiers.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
    }
}

/// Reads modifiers between blanks, as `Display` prints them: `GP KX`.
impl FromStr for Modifiers {
    type Err = ParseModifiersError;

    fn from_str(text: &str) -> Result<Self, ParseModifiersError> {
        Self::parse(text.split(' ').filter(|place| !place.is_empty()))
    }
}

impl TryFrom<&str> for Modifier {
    type Error = ParseModifierError;

    fn try_from(text: &str) -> Result<Self, ParseModifierError> {
        Self::parse(text)
    }
}

impl Default for Modifiers {
    fn default() -> Self {
        Self::NONE
    }
}

impl fmt::Display for Modifiers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, modifier) in self.iter().enumerate() {
            if place > 0 {
                f.write_str(" ")?;
            }
            f.write_str(modifier.as_str())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Modifiers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.as_slice()).finish()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Modifiers {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.as_slice())
    }
}

/// A list of texts; an empty one is an empty place, dropped as in [`Modifiers::parse`].
#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Modifiers {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        use serde::de::{Error, SeqAccess, Visitor};

        struct List;

        impl<'de> Visitor<'de> for List {
            type Value = Modifiers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of at most four modifiers")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Modifiers, A::Error> {
                let mut modifiers = Modifiers::NONE;
                while let Some(Place(modifier)) = list.next_element()? {
                    if let Some(modifier) = modifier {
                        modifiers = modifiers.with(modifier).map_err(Error::custom)?;
                    }
                }
                Ok(modifiers)
            }
        }

        deserializer.deserialize_seq(List)
    }
}

/// One place of a line: a modifier, or empty.
#[cfg(feature = "serde")]
struct Place(Option<Modifier>);

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Place {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        fn place(text: &str) -> Result<Place, ParseModifierError> {
            if is_empty_place(text) {
                return Ok(Place(None));
            }
            Modifier::parse(text).map(|modifier| Place(Some(modifier)))
        }

        deserializer.deserialize_str(crate::wire::Text("a modifier of two characters", place))
    }
}
