//! Names the facts behind a result: the library's version, its tables, and what the caller supplied.

use alloc::{borrow::Cow, string::String, vec::Vec};
use core::fmt;

use super::{
    catalog::{CodeEntry, Discipline, MedicareStatus, Timing},
    edits::{MueTable, PtpStart, PtpTable},
    family::FactFamily,
    fee_schedule::{
        ConversionFactor, GeographicFile, PaymentAmountFile, RelativeValueRelease,
        release::ReleaseRow,
    },
    thresholds::YearlyAmount,
};
use crate::calendar::IsoDate;

/// Contains a stable 64-bit fingerprint of supplied facts. Equal facts have equal fingerprints on every
/// machine; it finds changes and is no protection against forgery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(u64);

impl Fingerprint {
    const START: Self = Self(0xcbf2_9ce4_8422_2325);

    /// Returns the fingerprint of what a function adds.
    pub(super) fn of(write: impl FnOnce(&mut Self)) -> Self {
        let mut fingerprint = Self::START;
        write(&mut fingerprint);
        fingerprint
    }

    /// Adds text. No value of the crate fails to be written.
    pub(super) fn add(&mut self, text: fmt::Arguments<'_>) {
        let _ = fmt::Write::write_fmt(self, text);
    }
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
#[error(
    "expected a fingerprint of 16 hexadecimal digits, found {found} characters or another character"
)]
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

impl SuppliedFacts {
    pub(super) fn new(
        family: FactFamily,
        entries: u64,
        key: &str,
        fingerprint: Fingerprint,
    ) -> Self {
        let mut new = Self {
            family,
            entries: 0,
            fingerprint: Fingerprint::START,
        };
        new.add(entries, key, fingerprint);
        new
    }

    /// Adds a value of the same family.
    pub(super) fn add(&mut self, entries: u64, key: &str, fingerprint: Fingerprint) {
        self.entries = self.entries.saturating_add(entries);
        self.fingerprint.add(format_args!("{key}={fingerprint};"));
    }
}

/// Writes supplied facts in a form that depends on nothing but their content.
pub(super) trait Content {
    /// Returns the number of entries, rows or figures.
    fn entries(&self) -> u64 {
        1
    }

    /// Writes the content.
    fn write(&self, to: &mut Fingerprint);
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

impl Content for CodeEntry {
    fn write(&self, to: &mut Fingerprint) {
        let facts = self.facts();
        let (code, label, source) = (self.code(), self.label(), self.source());
        to.add(format_args!("{code}|{label}|{source}|"));
        match self.timing() {
            Timing::Untimed => to.add(format_args!("untimed")),
            Timing::Blocks { minutes } => to.add(format_args!("blocks {}", minutes.get())),
            Timing::First { family } | Timing::AddOn { family } => to.add(format_args!(
                "family {} {} {} {}",
                family.first,
                family.first_block.get(),
                family.add_on,
                family.add_on_block.get()
            )),
            Timing::Month { minutes } => to.add(format_args!("month {}", minutes.get())),
            Timing::Visit => to.add(format_args!("visit")),
            Timing::Counted => to.add(format_args!("counted")),
        }
        let (designation, confidence) = (self.designation(), self.confidence());
        let kind = facts.service_kind();
        to.add(format_args!("|{designation:?}|{confidence:?}|{kind:?}"));
        for discipline in Discipline::ALL {
            to.add(format_args!("|{:?}", self.discipline_use(discipline)));
        }
        for date in [self.effective(), self.terminated()] {
            match date {
                Some(date) => to.add(format_args!("|{}", IsoDate(date))),
                None => to.add(format_args!("|")),
            }
        }
        let (successors, add_on_to) = (self.successors(), facts.add_on_to());
        let codes = successors.iter().chain(facts.medicare_code());
        for code in codes.chain(add_on_to.iter()) {
            to.add(format_args!("|{code}"));
        }
        let status = self
            .medicare
            .status_supplied
            .map_or('-', MedicareStatus::letter);
        let required = facts.required_discipline().map_or("-", Discipline::as_str);
        to.add(format_args!("|{status}|{required}"));
        for indicator in [self.pctc(), self.multiple_procedure()] {
            to.add(format_args!("|{indicator:?}"));
        }
    }
}

impl Content for MueTable {
    fn entries(&self) -> u64 {
        self.len() as u64
    }

    fn write(&self, to: &mut Fingerprint) {
        for (code, limit) in self.iter() {
            let (value, indicator) = (limit.value, limit.indicator.digit());
            to.add(format_args!("{code} {value} {indicator};"));
        }
    }
}

impl Content for PtpTable {
    fn entries(&self) -> u64 {
        self.len() as u64
    }

    fn write(&self, to: &mut Fingerprint) {
        for row in self.iter() {
            to.add(format_args!("{} {} ", row.column_1, row.column_2));
            let (known, first) = match row.effective {
                PtpStart::On(day) => ("from", day),
                PtpStart::NotBefore(day) => ("not before", day),
            };
            to.add(format_args!("{known} {} ", IsoDate(first)));
            match row.deleted {
                Some(last) => to.add(format_args!("to {} ", IsoDate(last))),
                None => to.add(format_args!("open ")),
            }
            to.add(format_args!("{};", row.indicator.digit()));
        }
    }
}

impl Content for ConversionFactor {
    fn write(&self, to: &mut Fingerprint) {
        let (from, last) = (IsoDate(self.period.from()), IsoDate(self.period.to()));
        let (value, participant) = (self.value.normalize(), self.participant);
        to.add(format_args!("{from} {last} {participant:?} {value}"));
    }
}

impl Content for RelativeValueRelease {
    fn entries(&self) -> u64 {
        self.len() as u64
    }

    fn write(&self, to: &mut Fingerprint) {
        let factor = self.conversion_factor().map(|factor| factor.normalize());
        to.add(format_args!("{:?} {factor:?};", self.participant()));
        for (code, row) in &self.rows {
            let ReleaseRow {
                status,
                values,
                pctc,
            } = row;
            let status = status.map_or('-', MedicareStatus::letter);
            let (work, mp) = (values.work().normalize(), values.malpractice().normalize());
            let pe = values.practice_expense().normalize();
            let facility = values.facility_practice_expense().map(|pe| pe.normalize());
            let indicator = values.multiple_procedure();
            to.add(format_args!(
                "{code} {status} {work} {pe} {mp} {facility:?} {indicator:?} {pctc:?};"
            ));
        }
    }
}

impl Content for GeographicFile {
    fn entries(&self) -> u64 {
        self.rows.len() as u64
    }

    fn write(&self, to: &mut Fingerprint) {
        for (locality, factors) in &self.rows {
            let (work, mp) = (
                factors.work().normalize(),
                factors.malpractice().normalize(),
            );
            let pe = factors.practice_expense().normalize();
            to.add(format_args!("{locality} {work} {pe} {mp};"));
        }
    }
}

impl Content for PaymentAmountFile {
    fn entries(&self) -> u64 {
        self.rows.len() as u64
    }

    fn write(&self, to: &mut Fingerprint) {
        for ((locality, code), amounts) in &self.rows {
            to.add(format_args!("{locality} {code} {amounts:?};"));
        }
    }
}

impl Content for YearlyAmount {
    fn write(&self, to: &mut Fingerprint) {
        to.add(format_args!(
            "{} {}",
            IsoDate(self.from),
            self.amount.normalize()
        ));
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
