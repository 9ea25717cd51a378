//! Defines `CodeList`, a short list of codes.

use alloc::string::ToString;
use core::fmt;

use crate::code::ProcedureCode;
use crate::finding::{Fact, ToFact, listed};

/// A list of at most four codes: those that replaced a code, or those that an add-on code is billed with.
///
/// `Display` writes "97112 or 97116". Findings name the codes; the library never puts one in place of another.
///
/// # Examples
///
/// ```
/// use therapy_billing::ProcedureCode;
/// use therapy_billing::reference::catalog::CodeList;
///
/// let codes = ["97161", "97162", "97163"].map(ProcedureCode::of);
/// assert_eq!(CodeList::new(codes)?.to_string(), "97161, 97162 or 97163");
/// # Ok::<(), therapy_billing::reference::catalog::TooManyCodes>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct CodeList([Option<ProcedureCode>; 4]);

/// A list of codes had more than four codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[error("expected at most 4 codes, found {found}; state fewer")]
#[non_exhaustive]
pub struct TooManyCodes {
    /// The number of codes.
    pub found: usize,
}

impl CodeList {
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
        let mut list = Self::NONE;
        for (place, code) in list.0.iter_mut().zip(codes.by_ref().take(4)) {
            *place = Some(code);
        }
        match codes.count() {
            0 => Ok(list),
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

impl From<ProcedureCode> for CodeList {
    fn from(code: ProcedureCode) -> Self {
        Self([Some(code), None, None, None])
    }
}

impl fmt::Display for CodeList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("no other code");
        }
        listed(f, self.iter(), " or ")
    }
}

impl ToFact for CodeList {
    fn to_fact(&self) -> Fact {
        Fact::in_words(self.to_string(), Fact::list(self.iter()))
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for CodeList {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().collect::<alloc::vec::Vec<_>>())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for CodeList {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Codes;

        impl<'de> serde::de::Visitor<'de> for Codes {
            type Value = CodeList;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of at most 4 codes")
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut list: A,
            ) -> Result<CodeList, A::Error> {
                let mut codes = alloc::vec::Vec::new();
                while let Some(code) = list.next_element()? {
                    if codes.len() == 4 {
                        return Err(serde::de::Error::invalid_length(5, &self));
                    }
                    codes.push(code);
                }
                CodeList::new(codes).map_err(serde::de::Error::custom)
            }
        }

        deserializer.deserialize_seq(Codes)
    }
}
