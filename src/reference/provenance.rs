//! Names the facts behind a result: the library's version, its tables, and what the caller supplied.

use alloc::{borrow::Cow, string::String, vec::Vec};
use core::fmt;

use super::coverage::FactFamily;

/// Contains a stable 64-bit fingerprint of supplied facts. Equal facts have equal fingerprints on every
/// machine; it finds changes and is no protection against forgery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    pub(super) const START: Self = Self(0xcbf2_9ce4_8422_2325);
}

/// Adds text by the FNV-1a method, whose result depends on the bytes alone.
impl fmt::Write for Fingerprint {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
        Ok(())
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Explains why text is not a fingerprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a fingerprint of 16 hexadecimal digits, found {found} characters or another character")]
pub struct ParseFingerprintError {
    /// The number of characters found.
    pub found: usize,
}

impl core::str::FromStr for Fingerprint {
    type Err = ParseFingerprintError;

    fn from_str(text: &str) -> Result<Self, ParseFingerprintError> {
        let found = text.chars().count();
        let digits = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if found != 16 || !digits {
            return Err(ParseFingerprintError { found });
        }
        u64::from_str_radix(text, 16)
            .map(Self)
            .map_err(|_| ParseFingerprintError { found })
    }
}

#[cfg(feature = "serde")]
crate::wire::text!(Fingerprint, "a fingerprint of 16 hexadecimal digits");

/// Names facts of one family that the caller supplied.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SuppliedFacts {
    /// The family.
    pub family: FactFamily,
    /// The number of entries, rows or figures.
    pub entries: u64,
    /// The fingerprint of their content.
    pub fingerprint: Fingerprint,
}

/// Names the facts behind a result.
///
/// Two values are equal where the same version of the library had the same facts. Every result that
/// rests on facts carries one; [`replay`](crate::replay) compares them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    library: Cow<'static, str>,
    facts: Vec<String>,
    supplied: Vec<SuppliedFacts>,
}

impl Provenance {
    pub(super) const fn new(facts: Vec<String>, supplied: Vec<SuppliedFacts>) -> Self {
        Self {
            library: Cow::Borrowed(env!("CARGO_PKG_VERSION")),
            facts,
            supplied,
        }
    }

    /// Returns the version of the library.
    #[must_use]
    pub fn library(&self) -> &str {
        &self.library
    }

    /// Returns the names of the built-in tables.
    #[must_use]
    pub fn facts(&self) -> &[String] {
        &self.facts
    }

    /// Returns what the caller supplied.
    #[must_use]
    pub fn supplied(&self) -> &[SuppliedFacts] {
        &self.supplied
    }

    /// Returns whether both have the same facts, whatever the version of the library.
    #[must_use]
    pub fn has_facts_of(&self, other: &Self) -> bool {
        self.facts == other.facts && self.supplied == other.supplied
    }
}

impl fmt::Display for Provenance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "therapy-billing {}", self.library)?;
        for table in &self.facts {
            write!(f, "; {table}")?;
        }
        for supplied in &self.supplied {
            let SuppliedFacts {
                family,
                entries,
                fingerprint,
            } = supplied;
            write!(f, "; supplied {family}: {entries} ({fingerprint})")?;
        }
        Ok(())
    }
}

#[cfg(feature = "serde")]
mod wire {
    use alloc::{borrow::Cow, string::String, vec::Vec};

    use super::{FactFamily, Fingerprint, Provenance, SuppliedFacts};

    crate::wire::form!("supplied facts: family, entries and fingerprint", "SuppliedFacts" SuppliedFacts {
        family: FactFamily,
        entries: u64,
        fingerprint: Fingerprint,
    });

    crate::wire::form!("a provenance of library, facts and supplied", "Provenance" Provenance {
        library: Cow<'static, str>,
        facts: Vec<String>,
        supplied: Vec<SuppliedFacts>,
    });
}
