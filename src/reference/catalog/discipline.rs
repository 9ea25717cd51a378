//! Defines `Discipline`, the three therapy disciplines.

use alloc::string::ToString;
use core::fmt;

use crate::code::{Modifier, Modifiers};
use crate::finding::{Fact, ToFact};

/// Names the therapy discipline under whose plan of care a service is furnished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Discipline {
    /// Physical therapy.
    Pt,
    /// Occupational therapy.
    Ot,
    /// Speech-language pathology.
    Slp,
}

#[cfg(feature = "serde")]
crate::wire::named!(Discipline, "pt, ot or slp");

impl Discipline {
    /// All three disciplines: physical therapy, occupational therapy and speech-language pathology.
    pub const ALL: [Self; 3] = [Self::Pt, Self::Ot, Self::Slp];

    /// Returns the serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pt => "pt",
            Self::Ot => "ot",
            Self::Slp => "slp",
        }
    }

    /// Returns the discipline modifier of a claim line: GP, GO or GN.
    #[must_use]
    pub const fn modifier(self) -> Modifier {
        match self {
            Self::Pt => Modifier::GP,
            Self::Ot => Modifier::GO,
            Self::Slp => Modifier::GN,
        }
    }

    /// Returns the discipline that the modifiers of a line name, or `None` if they have none of GP, GO
    /// and GN or two different ones.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-04, ch. 5, §20.1.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{Discipline, Modifier, Modifiers};
    ///
    /// let modifiers = Modifiers::new([Modifier::KX, Modifier::GO])?;
    /// assert_eq!(Discipline::of_modifiers(&modifiers), Some(Discipline::Ot));
    /// # Ok::<(), therapy_billing::code::TooManyModifiers>(())
    /// ```
    #[must_use]
    pub fn of_modifiers(modifiers: &Modifiers) -> Option<Self> {
        let mut named = Self::ALL
            .into_iter()
            .filter(|discipline| modifiers.contains(discipline.modifier()));
        named.next().filter(|_| named.next().is_none())
    }
}

/// Writes the name in words, such as "physical therapy".
impl fmt::Display for Discipline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Pt => "physical therapy",
            Self::Ot => "occupational therapy",
            Self::Slp => "speech-language pathology",
        })
    }
}

crate::name::from_name!(Discipline, "pt, ot or slp");

impl ToFact for Discipline {
    fn to_fact(&self) -> Fact {
        Fact::in_words(self.to_string(), Fact::Word(self.as_str()))
    }
}
