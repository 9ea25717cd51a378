//! Procedure codes: CPT, HCPCS Level II and dental.

use core::{fmt, str::FromStr};

use super::length::characters;

/// A procedure code of five well-formed characters: CPT, HCPCS Level II or dental.
///
/// The type guarantees only the form: a well-formed code may not exist.
/// Small letters are folded to capitals once, on reading; nothing else is repaired
/// ([`code::read`](crate::code::read) reads the messy cells of real files).
///
/// # Examples
///
/// ```
/// use therapy_billing::{CodeKind, ProcedureCode};
///
/// let neuro: ProcedureCode = "97112".parse()?;
/// assert_eq!(neuro, ProcedureCode::CPT_97112);
/// assert!(neuro.is_cpt());
/// assert_eq!(ProcedureCode::of("U0001").kind(), CodeKind::Hcpcs2);
/// assert_eq!(ProcedureCode::of("0001U").kind(), CodeKind::CptPla);
/// # Ok::<(), therapy_billing::ParseCodeError>(())
/// ```
///
/// ```compile_fail
/// use therapy_billing::ProcedureCode;
///
/// const FOUR: ProcedureCode = ProcedureCode::of("9711"); // refused by the compiler
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProcedureCode([u8; 5]);

/// Names the code set of a procedure code, by its form.
///
/// # Source
///
/// AMA, CPT code sets; CMS, HCPCS Level II; ADA, CDT.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum CodeKind {
    /// CPT Category I, procedures and services; the `A` form is vaccine administration.
    Cpt1,
    /// CPT Category II, quality tracking, never paid.
    Cpt2,
    /// CPT Category III, new technology, temporary.
    Cpt3,
    /// CPT proprietary laboratory analyses.
    CptPla,
    /// CPT multianalyte assays with algorithms.
    CptMaaa,
    /// Dental, owned by the American Dental Association.
    Cdt,
    /// HCPCS Level II, kept by CMS.
    Hcpcs2,
}

#[cfg(feature = "serde")]
crate::wire::named!(CodeKind, "the name of a code set, such as cpt-1");

crate::name::from_name!(CodeKind, "the name of a code set, such as cpt-1");

impl CodeKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Cpt1,
        Self::Cpt2,
        Self::Cpt3,
        Self::CptPla,
        Self::CptMaaa,
        Self::Cdt,
        Self::Hcpcs2,
    ];

    /// Returns the serialized name, `cpt-1` to `hcpcs-2`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Cpt1 => "cpt-1",
            Self::Cpt2 => "cpt-2",
            Self::Cpt3 => "cpt-3",
            Self::CptPla => "cpt-pla",
            Self::CptMaaa => "cpt-maaa",
            Self::Cdt => "cdt",
            Self::Hcpcs2 => "hcpcs-2",
        }
    }
}

impl fmt::Display for CodeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A procedure code could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ParseCodeError {
    /// The text was not five characters long.
    #[error(
        "expected a procedure code of 5 characters, found {found}; check for missing or extra characters"
    )]
    Length {
        /// Characters in the text.
        found: usize,
    },
    /// A character fitted no pattern of a code at its position.
    #[error(
        "expected a procedure code such as 97112 or G0283, found another character at position \
         {position}; correct it"
    )]
    Character {
        /// Position in the text, counted from 1.
        position: usize,
    },
}

impl ProcedureCode {
    /// Therapeutic exercise.
    pub const CPT_97110: Self = Self::of("97110");
    /// Neuromuscular reeducation.
    pub const CPT_97112: Self = Self::of("97112");
    /// Gait training.
    pub const CPT_97116: Self = Self::of("97116");
    /// Manual therapy.
    pub const CPT_97140: Self = Self::of("97140");
    /// Group therapy.
    pub const CPT_97150: Self = Self::of("97150");
    /// Therapeutic activities.
    pub const CPT_97530: Self = Self::of("97530");
    /// Self-care and home management training.
    pub const CPT_97535: Self = Self::of("97535");

    /// Reads exactly five characters of one pattern; small letters are folded to capitals.
    ///
    /// # Errors
    ///
    /// `9711` and `97112 `: not five characters. `9711O`: the fifth fits no pattern. `X3900`: the
    /// first letter occurs in no code set in use.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{ParseCodeError, ProcedureCode};
    ///
    /// assert_eq!(ProcedureCode::parse("g0283"), Ok(ProcedureCode::of("G0283")));
    /// assert_eq!(ProcedureCode::parse("9711O"), Err(ParseCodeError::Character { position: 5 }));
    /// ```
    pub const fn parse(text: &str) -> Result<Self, ParseCodeError> {
        match text.as_bytes() {
            &[first, second, third, fourth, fifth]
                if (first | second | third | fourth | fifth).is_ascii() =>
            {
                let code = [
                    first.to_ascii_uppercase(),
                    second.to_ascii_uppercase(),
                    third.to_ascii_uppercase(),
                    fourth.to_ascii_uppercase(),
                    fifth.to_ascii_uppercase(),
                ];
                match misfit(code) {
                    None => Ok(Self(code)),
                    Some(position) => Err(ParseCodeError::Character { position }),
                }
            }
            bytes => match characters(text) {
                5 => Err(ParseCodeError::Character {
                    position: first_beyond_ascii(bytes),
                }),
                found => Err(ParseCodeError::Length { found }),
            },
        }
    }

    /// Returns the code of a literal.
    ///
    /// # Panics
    ///
    /// Panics if the literal is not well-formed; in a constant, that is a compile error.
    #[must_use]
    #[allow(clippy::panic, reason = "for literals, as documented")]
    pub const fn of(literal: &str) -> Self {
        match Self::parse(literal) {
            Ok(code) => code,
            Err(_) => panic!("not a well-formed procedure code"),
        }
    }

    /// Returns the five characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        core::str::from_utf8(&self.0).unwrap_or_default() // always ASCII
    }

    /// Returns the five characters as ASCII bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 5] {
        &self.0
    }

    /// Returns a number that orders codes as their texts are ordered.
    pub(crate) const fn rank(self) -> u128 {
        let &[first, second, third, fourth, fifth] = self.as_bytes();
        u64::from_be_bytes([0, 0, 0, first, second, third, fourth, fifth]) as u128
    }

    /// Returns the code set of the code, by its form.
    #[must_use]
    pub const fn kind(self) -> CodeKind {
        let [first, .., last] = self.0;
        match (first, last) {
            (b'D', _) => CodeKind::Cdt,
            (b'A'..=b'Z', _) => CodeKind::Hcpcs2,
            (_, b'F') => CodeKind::Cpt2,
            (_, b'T') => CodeKind::Cpt3,
            (_, b'U') => CodeKind::CptPla,
            (_, b'M') => CodeKind::CptMaaa,
            _ => CodeKind::Cpt1,
        }
    }

    /// Reports whether it is a CPT code of any of the five kinds, which is HCPCS Level I.
    #[must_use]
    pub const fn is_cpt(self) -> bool {
        match self.kind() {
            CodeKind::Cpt1
            | CodeKind::Cpt2
            | CodeKind::Cpt3
            | CodeKind::CptPla
            | CodeKind::CptMaaa => true,
            CodeKind::Cdt | CodeKind::Hcpcs2 => false,
        }
    }
}

/// Returns the position of the first character outside ASCII, or of the first misfit before it.
const fn first_beyond_ascii(mut bytes: &[u8]) -> usize {
    let mut position = 1;
    while let Some((&byte, rest)) = bytes.split_first() {
        let fits = match position {
            1 => begins_a_code(byte.to_ascii_uppercase()),
            2..=4 => byte.is_ascii_digit(),
            _ => false,
        };
        if !fits {
            break;
        }
        position += 1;
        bytes = rest;
    }
    position
}

const fn begins_a_code(byte: u8) -> bool {
    matches!(
        byte,
        b'0'..=b'9' | b'A'..=b'E' | b'G' | b'H' | b'J'..=b'M' | b'P'..=b'V'
    )
}

/// Returns the position, counted from 1, of the first character that fits no pattern.
const fn misfit(code: [u8; 5]) -> Option<usize> {
    let [first, second, third, fourth, fifth] = code;
    let last_fits = fifth.is_ascii_digit()
        || (first.is_ascii_digit() && matches!(fifth, b'A' | b'F' | b'M' | b'T' | b'U'));
    if !begins_a_code(first) {
        Some(1)
    } else if !second.is_ascii_digit() {
        Some(2)
    } else if !third.is_ascii_digit() {
        Some(3)
    } else if !fourth.is_ascii_digit() {
        Some(4)
    } else if !last_fits {
        Some(5)
    } else {
        None
    }
}

impl fmt::Display for ProcedureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for ProcedureCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ProcedureCode({self})")
    }
}

impl FromStr for ProcedureCode {
    type Err = ParseCodeError;

    fn from_str(text: &str) -> Result<Self, ParseCodeError> {
        Self::parse(text)
    }
}

impl TryFrom<&str> for ProcedureCode {
    type Error = ParseCodeError;

    fn try_from(text: &str) -> Result<Self, ParseCodeError> {
        Self::parse(text)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for ProcedureCode {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for ProcedureCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(crate::wire::Text(
            "a procedure code of five characters",
            Self::parse,
        ))
    }
}
