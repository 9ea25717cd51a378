//! Defines `Repair`, which names what the lenient reader repairs in a cell.

use core::fmt;

/// Names a change that the lenient reader made to read a cell.
///
/// The order is that in which repairs are reported: from the outside of the cell to its inside.
///
/// # Source
///
/// Convention of this library, from cells of hospital price lists and claim files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Repair {
    /// Blanks before or after were dropped.
    Trimmed,
    /// Small letters were folded to capitals. The strict parse folds them too, and does not report it.
    LetterCase,
    /// The mark with which a spreadsheet keeps a number as text was dropped: `'97112`, `="97112"`.
    SpreadsheetText,
    /// The word and sign that name the code set were dropped: `HC:97112`, `CPT|97112`.
    Qualifier,
    /// A zero in front of the code was dropped, which is a convention of one file.
    LeadingZero,
    /// A number and two or more blanks in front of the code were dropped, which is a convention of one
    /// file.
    LeadingAmount,
    /// The decimal that a spreadsheet gave a code of five digits was dropped.
    SpreadsheetDecimal,
    /// The plus sign that marks add-on codes was dropped.
    AddOnSign,
    /// Modifiers directly behind the code were separated from it.
    JoinedModifiers,
    /// Modifiers behind separators were read.
    SeparatedModifiers,
    /// Modifiers in round brackets were read.
    ParenthesizedModifiers,
}

#[cfg(feature = "serde")]
crate::wire::named!(Repair, "the name of a repair, such as trimmed");

crate::name::from_name!(Repair, "the name of a repair, such as trimmed");

impl Repair {
    /// Every repair, in the order in which they are reported.
    pub const ALL: [Self; 11] = [
        Self::Trimmed,
        Self::LetterCase,
        Self::SpreadsheetText,
        Self::Qualifier,
        Self::LeadingZero,
        Self::LeadingAmount,
        Self::SpreadsheetDecimal,
        Self::AddOnSign,
        Self::JoinedModifiers,
        Self::SeparatedModifiers,
        Self::ParenthesizedModifiers,
    ];

    /// Returns the serialized name, `trimmed` to `parenthesized-modifiers`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Trimmed => "trimmed",
            Self::LetterCase => "letter-case",
            Self::SpreadsheetText => "spreadsheet-text",
            Self::Qualifier => "qualifier",
            Self::LeadingZero => "leading-zero",
            Self::LeadingAmount => "leading-amount",
            Self::SpreadsheetDecimal => "spreadsheet-decimal",
            Self::AddOnSign => "add-on-sign",
            Self::JoinedModifiers => "joined-modifiers",
            Self::SeparatedModifiers => "separated-modifiers",
            Self::ParenthesizedModifiers => "parenthesized-modifiers",
        }
    }

    /// Reports whether it is a convention of one file, which is off unless enabled.
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

/// Contains the repairs of one reading, each at most once, in the order of [`Repair`].
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
pub struct Repairs(u16);

impl Repairs {
    /// No repair.
    pub const NONE: Self = Self(0);

    const fn bit(repair: Repair) -> u16 {
        1 << repair as u8
    }

    /// Adds a repair.
    #[must_use]
    pub const fn with(self, repair: Repair) -> Self {
        Self(self.0 | Self::bit(repair))
    }

    pub(super) const fn with_if(self, repair: Repair, made: bool) -> Self {
        if made { self.with(repair) } else { self }
    }

    pub(super) const fn and(self, others: Self) -> Self {
        Self(self.0 | others.0)
    }

    pub(super) const fn without(self, repair: Repair) -> Self {
        Self(self.0 & !Self::bit(repair))
    }

    /// Reports whether `repair` is among them.
    #[must_use]
    pub const fn contains(self, repair: Repair) -> bool {
        self.0 & Self::bit(repair) != 0
    }

    /// Returns the repairs in the order in which they are reported.
    pub fn iter(self) -> impl Iterator<Item = Repair> {
        Repair::ALL
            .into_iter()
            .filter(move |&repair| self.contains(repair))
    }

    /// Returns how many there are.
    #[must_use]
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Reports whether nothing was repaired.
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
