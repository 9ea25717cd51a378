//! Modifiers: two characters that qualify a code, up to four on a line.

use core::{fmt, str::FromStr};

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

/// A modifier that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseModifierError {
    /// The text is not two characters long.
    #[error("expected 2 characters of a modifier, found {found}")]
    Length {
        /// Characters in the text.
        found: usize,
    },
    /// The two characters fit no pattern of a modifier.
    #[error("expected a modifier such as GP, 59 or 1P, the two characters fit no pattern")]
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
        let found = super::characters(text);
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

    /// The modifier of a literal.
    ///
    /// # Panics
    ///
    /// If the literal is not well-formed; in a constant, that is a compile error.
    #[must_use]
    #[allow(clippy::panic, reason = "for literals, as documented")]
    pub const fn of(literal: &str) -> Self {
        match Self::parse(literal) {
            Ok(modifier) => modifier,
            Err(_) => panic!("not a well-formed modifier"),
        }
    }

    /// The two characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default() // always ASCII
    }

    /// The two characters as ASCII bytes.
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
crate::wire::text!(Modifier, "a modifier of two characters");

/// A fifth modifier on a line that holds four.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a line holds at most 4 modifiers, {refused} would be one too many")]
pub struct TooManyModifiers {
    /// The modifier there was no room for.
    pub refused: Modifier,
}

/// Modifiers of a line that could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseModifiersError {
    /// A place that is not empty and holds no modifier.
    #[error("place {place} of the modifiers: {cause}")]
    Modifier {
        /// Place on the line, counted from 1.
        place: usize,
        /// What is wrong with it.
        cause: ParseModifierError,
    },
    /// More of them than a line holds.
    #[error(transparent)]
    TooMany(#[from] TooManyModifiers),
}

fn is_empty_place(text: &str) -> bool {
    text.bytes().all(|byte| byte == b' ')
}

/// The modifiers of a line, at most four, in claim order, never sorted.
///
/// The same modifier twice is held, since the record has it, and found by the checks on claim lines.
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

/// What stands in a place that is not taken; never seen outside.
const FREE: Modifier = Modifier([0, 0]);

impl Modifiers {
    /// None.
    pub const NONE: Self = Self {
        places: [FREE; 4],
        length: 0,
    };

    /// The given modifiers, in their order.
    ///
    /// # Errors
    ///
    /// More than four.
    pub fn new(modifiers: impl IntoIterator<Item = Modifier>) -> Result<Self, TooManyModifiers> {
        modifiers.into_iter().try_fold(Self::NONE, Self::with)
    }

    /// The modifiers of a line's places as text; empty places are dropped, the order is kept.
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

    /// The same, with one more modifier behind.
    ///
    /// # Errors
    ///
    /// Four stand already.
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

    /// The modifiers in claim order.
    #[must_use]
    pub fn as_slice(&self) -> &[Modifier] {
        self.places
            .get(..usize::from(self.length))
            .unwrap_or_default()
    }

    /// The modifiers in claim order.
    #[must_use]
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Modifier> + '_ {
        self.as_slice().iter().copied()
    }

    /// Whether `modifier` is among them.
    #[must_use]
    pub fn contains(&self, modifier: Modifier) -> bool {
        self.as_slice().contains(&modifier)
    }

    /// How many there are, 0 to 4.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.length as usize
    }

    /// True of a line without modifiers.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.length == 0
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
