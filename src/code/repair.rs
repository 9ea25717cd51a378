//! What the lenient reader repairs in a cell.

use core::fmt;

/// What the lenient reader mended in a cell. The order is that in which repairs are reported.
///
/// # Source
///
/// Convention of this library, from cells of hospital price lists and claim files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Repair {
    /// Blanks before or behind were dropped.
    Trimmed,
    /// Small letters were folded to capitals; the strict parse folds them too, without a word.
    LetterCase,
    /// A zero in front of the code was dropped, a convention of one file.
    LeadingZero,
    /// A number and two or more blanks in front of the code were dropped, a convention of one file.
    LeadingAmount,
    /// The decimal that a spreadsheet gave a code of five digits was dropped.
    SpreadsheetDecimal,
    /// The plus sign that marks add-on codes was dropped.
    AddOnSign,
    /// Modifiers stood directly behind the code.
    JoinedModifiers,
    /// Modifiers stood behind separators.
    SeparatedModifiers,
}

impl Repair {
    /// Every repair, in the order in which they are reported.
    pub const ALL: [Self; 8] = [
        Self::Trimmed,
        Self::LetterCase,
        Self::LeadingZero,
        Self::LeadingAmount,
        Self::SpreadsheetDecimal,
        Self::AddOnSign,
        Self::JoinedModifiers,
        Self::SeparatedModifiers,
    ];

    /// The serialized name, `trimmed` to `separated-modifiers`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trimmed => "trimmed",
            Self::LetterCase => "letter-case",
            Self::LeadingZero => "leading-zero",
            Self::LeadingAmount => "leading-amount",
            Self::SpreadsheetDecimal => "spreadsheet-decimal",
            Self::AddOnSign => "add-on-sign",
            Self::JoinedModifiers => "joined-modifiers",
            Self::SeparatedModifiers => "separated-modifiers",
        }
    }

    /// True of a convention of one file, which is off unless switched on.
    #[must_use]
    pub const fn is_convention(self) -> bool {
        matches!(self, Self::LeadingZero | Self::LeadingAmount)
    }
}

impl fmt::Display for Repair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The repairs of one reading, each at most once, in the order of [`Repair`].
///
/// # Examples
///
/// ```
/// use therapy_billing::code::{self, Repair};
///
/// let repairs = code::read(" 97112gp").unwrap().repairs;
/// assert!(repairs.iter().eq([Repair::Trimmed, Repair::LetterCase, Repair::JoinedModifiers]));
/// assert_eq!(repairs.to_string(), "trimmed, letter-case, joined-modifiers");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Repairs(u8);

impl Repairs {
    /// None.
    pub const NONE: Self = Self(0);

    const fn bit(repair: Repair) -> u8 {
        1 << repair as u8
    }

    /// The same, with one more repair.
    #[must_use]
    pub const fn with(self, repair: Repair) -> Self {
        Self(self.0 | Self::bit(repair))
    }

    pub(super) const fn with_if(self, repair: Repair, made: bool) -> Self {
        if made { self.with(repair) } else { self }
    }

    pub(super) const fn without(self, repair: Repair) -> Self {
        Self(self.0 & !Self::bit(repair))
    }

    /// Whether `repair` is among them.
    #[must_use]
    pub const fn contains(self, repair: Repair) -> bool {
        self.0 & Self::bit(repair) != 0
    }

    /// The repairs in the order in which they are reported.
    pub fn iter(self) -> impl Iterator<Item = Repair> {
        Repair::ALL
            .into_iter()
            .filter(move |&repair| self.contains(repair))
    }

    /// How many there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// True where nothing was repaired.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Repair> for Repairs {
    fn from_iter<I: IntoIterator<Item = Repair>>(repairs: I) -> Self {
        repairs.into_iter().fold(Self::NONE, Self::with)
    }
}

impl fmt::Display for Repairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, repair) in self.iter().enumerate() {
            if place > 0 {
                f.write_str(", ")?;
            }
            f.write_str(repair.as_str())?;
        }
        Ok(())
    }
}

impl fmt::Debug for Repairs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Repairs {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}
