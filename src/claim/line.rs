//! Defines `ServiceLine`, the one type of a billed line: a code, its units and its modifiers.

use core::{fmt, num::NonZeroU8, str::FromStr};

use rust_decimal::Decimal;
use time::Date;

use crate::{
    code::{Modifier, Modifiers, ProcedureCode, TooManyModifiers},
    money::{AmountError, amount},
    quantity::{Minutes, Units},
    reference::catalog::Discipline,
};

/// A claim line: one code, its units and up to four modifiers, with what else the line states.
///
/// Bills, claims, records and estimates use the same type.
///
/// # Source
///
/// 837P loop 2400, SV1; CMS-1500 items 24A to 24G.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Modifier, ProcedureCode, ServiceLine, Units};
///
/// let line = ServiceLine::new(ProcedureCode::CPT_97112, Units::new(2)).with_modifier(Modifier::GP)?;
/// assert_eq!(line.to_string(), "97112 x 2 GP");
/// # Ok::<(), therapy_billing::code::TooManyModifiers>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[doc(alias = "claim line")]
#[doc(alias = "SV1")]
#[doc(alias = "CMS-1500 item 24")]
pub struct ServiceLine {
    code: ProcedureCode,
    units: Units,
    modifiers: Modifiers,
    date: Option<Date>,
    minutes: Option<Minutes>,
    charge: Option<Decimal>,
    allowed: Option<Decimal>,
    revenue_code: Option<RevenueCode>,
    diagnosis_pointers: DiagnosisPointers,
}

/// A fact of a line was invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// A pointer was outside the 12 diagnoses of a claim.
    #[error("expected a diagnosis pointer in the range 1 through 12, found {pointer}")]
    PointerRange {
        /// The pointer.
        pointer: u8,
    },
    /// A line had a fifth pointer.
    #[error(
        "expected at most 4 diagnosis pointers on a line, found one more: {refused}; remove one"
    )]
    TooManyPointers {
        /// The fifth pointer.
        refused: u8,
    },
    /// A line had the same pointer twice.
    #[error("expected each diagnosis pointer once, found {pointer} twice; remove one")]
    RepeatedPointer {
        /// The pointer.
        pointer: u8,
    },
    /// The text of a revenue code was not three or four digits.
    #[error(
        "expected a revenue code of 4 digits such as 0420, or of 3 digits without the leading zero"
    )]
    RevenueCode,
}

impl ServiceLine {
    /// Returns a line of a code and its units, without modifiers, date and amounts.
    #[must_use]
    pub const fn new(code: ProcedureCode, units: Units) -> Self {
        Self {
            code,
            units,
            modifiers: Modifiers::NONE,
            date: None,
            minutes: None,
            charge: None,
            allowed: None,
            revenue_code: None,
            diagnosis_pointers: DiagnosisPointers::NONE,
        }
    }

    /// Adds a modifier after the others.
    ///
    /// # Errors
    ///
    /// The line has four modifiers already.
    pub fn with_modifier(mut self, modifier: Modifier) -> Result<Self, TooManyModifiers> {
        self.modifiers = self.modifiers.with(modifier)?;
        Ok(self)
    }

    /// Replaces the modifiers.
    #[must_use]
    pub const fn with_modifiers(mut self, modifiers: Modifiers) -> Self {
        self.modifiers = modifiers;
        self
    }

    /// Sets the minutes recorded for the line.
    #[must_use]
    pub const fn with_minutes(mut self, minutes: Minutes) -> Self {
        self.minutes = Some(minutes);
        self
    }

    /// Sets the provider's charge in dollars for the whole line.
    ///
    /// # Errors
    ///
    /// The amount is negative or finer than cents.
    pub fn with_charge(mut self, charge: Decimal) -> Result<Self, AmountError> {
        self.charge = Some(amount(charge)?);
        Ok(self)
    }

    /// Sets the allowed amount in dollars for the whole line.
    ///
    /// # Errors
    ///
    /// The amount is negative or finer than cents.
    pub fn with_allowed(mut self, allowed: Decimal) -> Result<Self, AmountError> {
        self.allowed = Some(amount(allowed)?);
        Ok(self)
    }

    /// Sets the date of service of the line.
    #[must_use]
    pub const fn with_date(mut self, date: Date) -> Self {
        self.date = Some(date);
        self
    }

    /// Sets the revenue code of the line on an institutional claim.
    #[must_use]
    pub const fn with_revenue_code(mut self, revenue_code: RevenueCode) -> Self {
        self.revenue_code = Some(revenue_code);
        self
    }

    /// Sets the pointers to diagnoses of the claim, the first pointer first.
    #[must_use]
    pub const fn with_diagnosis_pointers(mut self, pointers: DiagnosisPointers) -> Self {
        self.diagnosis_pointers = pointers;
        self
    }

    /// Returns the code.
    #[must_use]
    pub const fn code(&self) -> ProcedureCode {
        self.code
    }

    /// Returns the billed units.
    #[must_use]
    pub const fn units(&self) -> Units {
        self.units
    }

    /// Returns the modifiers in claim order.
    #[must_use]
    pub const fn modifiers(&self) -> &Modifiers {
        &self.modifiers
    }

    /// Returns the date of service of the line, or `None` if it states none.
    #[must_use]
    pub const fn date(&self) -> Option<Date> {
        self.date
    }

    /// Returns the revenue code of the line, or `None` if it states none.
    #[must_use]
    pub const fn revenue_code(&self) -> Option<RevenueCode> {
        self.revenue_code
    }

    /// Returns the minutes recorded for the line, or `None` if it states none.
    #[must_use]
    pub const fn minutes(&self) -> Option<Minutes> {
        self.minutes
    }

    /// Returns the provider's charge in dollars for the whole line, or `None` if it is not stated.
    #[must_use]
    pub const fn charge(&self) -> Option<Decimal> {
        self.charge
    }

    /// Returns the allowed amount in dollars for the whole line, or `None` if it is not stated.
    #[must_use]
    pub const fn allowed(&self) -> Option<Decimal> {
        self.allowed
    }

    /// Returns the pointers to the diagnoses of the claim.
    #[must_use]
    pub const fn diagnosis_pointers(&self) -> DiagnosisPointers {
        self.diagnosis_pointers
    }
}

impl fmt::Display for ServiceLine {
    /// Writes code, units and modifiers: `97112 x 2 GP`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} x {}", self.code, self.units.get())?;
        if !self.modifiers.is_empty() {
            write!(f, " {}", self.modifiers)?;
        }
        Ok(())
    }
}

/// The diagnoses of the claim to which a line points: up to four of the numbers 1 to 12.
///
/// # Source
///
/// 837P SV107; CMS-1500 item 24E, where the numbers are the letters A to L.
///
/// # Examples
///
/// ```
/// use therapy_billing::claim::DiagnosisPointers;
///
/// let pointers = DiagnosisPointers::new([1, 3])?;
/// assert_eq!(pointers.to_string(), "AC");
/// assert!(DiagnosisPointers::new([13]).is_err());
/// # Ok::<(), therapy_billing::claim::LineError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DiagnosisPointers([Option<NonZeroU8>; 4]);

impl DiagnosisPointers {
    /// No pointer.
    pub const NONE: Self = Self([None; 4]);

    /// Returns the given pointers, in their order.
    ///
    /// # Errors
    ///
    /// A pointer is 0 or above 12, because a claim has 12 diagnoses; there are more than four; or one appears twice.
    pub fn new(pointers: impl IntoIterator<Item = u8>) -> Result<Self, LineError> {
        let mut taken = Self::NONE;
        for pointer in pointers {
            let number = NonZeroU8::new(pointer)
                .filter(|number| number.get() <= 12)
                .ok_or(LineError::PointerRange { pointer })?;
            if taken.iter().any(|other| other == pointer) {
                return Err(LineError::RepeatedPointer { pointer });
            }
            let free = taken.0.iter_mut().find(|place| place.is_none());
            *free.ok_or(LineError::TooManyPointers { refused: pointer })? = Some(number);
        }
        Ok(taken)
    }

    /// Returns the pointers, 1 to 12, the first pointer first.
    pub fn iter(&self) -> impl Iterator<Item = u8> + '_ {
        self.0.iter().flatten().map(|number| number.get())
    }

    /// Returns whether the line has no pointer.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self.0, [None, ..])
    }
}

impl fmt::Display for DiagnosisPointers {
    /// Writes the letters of the paper form: A for 1, L for 12.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for pointer in self.iter() {
            write!(f, "{}", char::from(b'A' + (pointer - 1)))?;
        }
        Ok(())
    }
}

/// A revenue code: the four digits under which an institutional claim groups a line.
///
/// # Source
///
/// National Uniform Billing Committee, revenue codes 042x, 043x and 044x (unverified).
///
/// # Examples
///
/// ```
/// use therapy_billing::{Discipline, claim::RevenueCode};
///
/// let physical: RevenueCode = "420".parse()?;
/// assert_eq!(physical.to_string(), "0420");
/// assert_eq!(physical.discipline(), Some(Discipline::Pt));
/// assert_eq!("0510".parse::<RevenueCode>()?.discipline(), None);
/// # Ok::<(), therapy_billing::claim::LineError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RevenueCode(u16);

impl RevenueCode {
    /// Returns the discipline whose therapy the code names, or `None` for every other code.
    #[must_use]
    pub const fn discipline(self) -> Option<Discipline> {
        match self.0 / 10 {
            42 => Some(Discipline::Pt),
            43 => Some(Discipline::Ot),
            44 => Some(Discipline::Slp),
            _ => None,
        }
    }
}

impl FromStr for RevenueCode {
    type Err = LineError;

    /// Reads three or four digits.
    fn from_str(text: &str) -> Result<Self, LineError> {
        let is_code = matches!(text.len(), 3 | 4) && text.bytes().all(|byte| byte.is_ascii_digit());
        let number = text.parse().ok().filter(|_| is_code);
        number.map(Self).ok_or(LineError::RevenueCode)
    }
}

impl fmt::Display for RevenueCode {
    /// Writes four digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

#[cfg(feature = "serde")]
crate::wire::text!(RevenueCode, "a revenue code of 3 or 4 digits, as text");

#[cfg(feature = "serde")]
crate::wire::form!("a line, an object of code and units", "ServiceLine" ServiceLine {
    #[serde(default, with = "crate::wire::date_or_null")]
    @"Option::is_none" date: Option<Date>,
    code: ProcedureCode,
    units: Units,
    #[serde(default)]
    modifiers: Modifiers,
    #[serde(default)]
    @"Option::is_none" minutes: Option<Minutes>,
    #[serde(default, with = "crate::wire::money_or_null")]
    @"Option::is_none" charge: Option<Decimal>,
    #[serde(default, with = "crate::wire::money_or_null")]
    @"Option::is_none" allowed: Option<Decimal>,
    #[serde(default)]
    @"Option::is_none" revenue_code: Option<RevenueCode>,
    #[serde(default)]
    @"DiagnosisPointers::is_empty" diagnosis_pointers: DiagnosisPointers,
});

#[cfg(feature = "serde")]
pub(in crate::claim) use documents::{BilledLine, CheckedLine};

/// Reads lines with the keys that the programs document, and with no others.
#[cfg(feature = "serde")]
mod documents {
    use serde::{Deserialize, Deserializer};

    use super::{
        Date, Decimal, DiagnosisPointers, Minutes, Modifiers, ProcedureCode, RevenueCode,
        ServiceLine, Units,
    };

    /// A line beside a visit.
    pub(in crate::claim) struct BilledLine(pub(in crate::claim) ServiceLine);

    /// A line without a visit.
    pub(in crate::claim) struct CheckedLine(pub(in crate::claim) ServiceLine);

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields, remote = "ServiceLine")]
    struct Billed {
        code: ProcedureCode,
        units: Units,
        #[serde(default)]
        modifiers: Modifiers,
        #[serde(default, with = "crate::wire::money_or_null")]
        allowed: Option<Decimal>,
        #[serde(default)]
        revenue_code: Option<RevenueCode>,
        #[serde(skip)]
        date: Option<Date>,
        #[serde(skip)]
        minutes: Option<Minutes>,
        #[serde(skip)]
        charge: Option<Decimal>,
        #[serde(skip)]
        diagnosis_pointers: DiagnosisPointers,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields, remote = "ServiceLine")]
    struct Checked {
        #[serde(default, with = "crate::wire::date_or_null")]
        date: Option<Date>,
        code: ProcedureCode,
        units: Units,
        #[serde(default)]
        modifiers: Modifiers,
        #[serde(default, with = "crate::wire::money_or_null")]
        charge: Option<Decimal>,
        #[serde(default, with = "crate::wire::money_or_null")]
        allowed: Option<Decimal>,
        #[serde(default)]
        revenue_code: Option<RevenueCode>,
        #[serde(skip)]
        minutes: Option<Minutes>,
        #[serde(skip)]
        diagnosis_pointers: DiagnosisPointers,
    }

    impl BilledLine {
        fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Billed::deserialize(deserializer).map(Self)
        }
    }

    impl CheckedLine {
        fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Checked::deserialize(deserializer).map(Self)
        }
    }

    crate::wire::object!(read BilledLine, "a line, an object of code and units");
    crate::wire::object!(read CheckedLine, "a line, an object of code and units");
}

#[cfg(feature = "serde")]
impl serde::Serialize for DiagnosisPointers {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().collect::<alloc::vec::Vec<_>>())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for DiagnosisPointers {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pointers: alloc::vec::Vec<u8> = crate::wire::list(deserializer)?;
        Self::new(pointers).map_err(serde::de::Error::custom)
    }
}
