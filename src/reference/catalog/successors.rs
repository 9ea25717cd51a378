//! Defines `Successors`, a short list of codes.

use alloc::string::ToString;
use core::fmt;

use crate::code::ProcedureCode;
use crate::finding::{Fact, ToFact, listed};

/// Lists the codes that replaced a code, at most four. `Display` writes "97112 or 97116".
///
/// Findings name them; the library never puts one in place of the old code.
///
/// # Examples
///
/// ```
/// use therapy_billing::ProcedureCode;
/// use therapy_billing::reference::catalog::Successors;
///
/// let codes = ["97161", "97162", "97163"].map(ProcedureCode::of);
/// assert_eq!(Successors::new(codes)?.to_string(), "97161, 97162 or 97163");
/// # Ok::<(), therapy_billing::reference::catalog::TooManyCodes>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Successors([Option<ProcedureCode>; 4]);

/// A list of codes had more than four codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("expected at most 4 codes, found {found}; state fewer")]
#[non_exhaustive]
pub struct TooManyCodes {
    /// The number of codes.
    pub found: usize,
}

impl Successors {
    /// A list without codes.
    pub const NONE: Self = Self([None; 4]);

    /// Creates a list of at most four codes, in their order.
    ///
    /// # Errors
    ///
    /// Returns an error for more than four codes.
    pub fn new<I>(codes: I) -> Result<Self, TooManyCodes>
    where
        I: IntoIterator<Item = ProcedureCode>,
    {
        let mut codes = codes.into_iter();
        let mut successors = Self::NONE;
        for (place, code) in successors.0.iter_mut().zip(codes.by_ref().take(4)) {
            *place = Some(code);
        }
        match codes.count() {
            0 => Ok(successors),
            further => Err(TooManyCodes {
                found: 4_usize.saturating_add(further),
            }),
        }
    }

    #[cfg(feature = "tables")]
    pub(in crate::reference) const fn of(codes: [Option<ProcedureCode>; 4]) -> Self {
        Self(codes)
    }

    /// Returns the codes, in order.
    pub fn iter(&self) -> impl Iterator<Item = ProcedureCode> + '_ {
        self.0.iter().flatten().copied()
    }

    /// Returns whether the list has no code.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self.0, [None, ..])
    }
}

impl From<ProcedureCode> for Successors {
    fn from(code: ProcedureCode) -> Self {
        Self([Some(code), None, None, None])
    }
}

impl fmt::Display for Successors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("no other code");
        }
        listed(f, self.iter(), " or ")
    }
}

impl ToFact for Successors {
    fn to_fact(&self) -> Fact {
        Fact::in_words(self.to_string(), Fact::list(self.iter()))
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Successors {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().collect::<alloc::vec::Vec<_>>())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Successors {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Codes;

        impl<'de> serde::de::Visitor<'de> for Codes {
            type Value = Successors;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of at most 4 codes")
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut list: A,
            ) -> Result<Successors, A::Error> {
                let mut codes = alloc::vec::Vec::new();
                while let Some(code) = list.next_element()? {
                    if codes.len() == 4 {
                        return Err(serde::de::Error::invalid_length(5, &self));
                    }
                    codes.push(code);
                }
                Successors::new(codes).map_err(serde::de::Error::custom)
            }
        }

        deserializer.deserialize_seq(Codes)
    }
}
