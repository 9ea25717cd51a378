//! One billed line: a code, its units and its modifiers.

use core::{fmt, num::NonZeroU8};

use rust_decimal::Decimal;

use crate::{
    code::{Modifier, Modifiers, ProcedureCode, TooManyModifiers},
    money::{AmountError, amount},
    quantity::{Minutes, Units},
};

/// One line of a claim: a code, its units, up to four modifiers, and what else the line states.
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
pub struct ServiceLine {
    code: ProcedureCode,
    units: Units,
    modifiers: Modifiers,
    minutes: Option<Minutes>,
    charge: Option<Decimal>,
    allowed: Option<Decimal>,
    diagnosis_pointers: DiagnosisPointers,
}

/// A fact that a line cannot state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// A pointer to a diagnosis that a claim has no place for.
    #[error("a diagnosis pointer is 1 to 12, found {pointer}")]
    PointerRange {
        /// The pointer.
        pointer: u8,
    },
    /// A fifth pointer on a line that holds four.
    #[error("a line holds at most 4 diagnosis pointers, {refused} would be one too many")]
    TooManyPointers {
        /// The pointer there was no room for.
        refused: u8,
    },
    /// The same pointer twice.
    #[error("diagnosis pointer {pointer} stands twice on the line")]
    RepeatedPointer {
        /// The pointer.
        pointer: u8,
    },
}

impl ServiceLine {
    /// A line without modifiers and amounts.
    #[must_use]
    pub const fn new(code: ProcedureCode, units: Units) -> Self {
        Self {
            code,
            units,
            modifiers: Modifiers::NONE,
            minutes: None,
            charge: None,
            allowed: None,
            diagnosis_pointers: DiagnosisPointers::NONE,
        }
    }

    /// The same, with one more modifier behind.
    ///
    /// # Errors
    ///
    /// Four stand already.
    pub fn with_modifier(mut self, modifier: Modifier) -> Result<Self, TooManyModifiers> {
        self.modifiers = self.modifiers.with(modifier)?;
        Ok(self)
    }

    /// The same, with these modifiers in place of its own.
    #[must_use]
    pub const fn with_modifiers(mut self, modifiers: Modifiers) -> Self {
        self.modifiers = modifiers;
        self
    }

    /// The same, with the minutes behind it.
    #[must_use]
    pub const fn with_minutes(mut self, minutes: Minutes) -> Self {
        self.minutes = Some(minutes);
        self
    }

    /// The same, with the provider's charge in dollars for the whole line.
    ///
    /// # Errors
    ///
    /// Below zero, or finer than cents.
    pub fn with_charge(mut self, charge: Decimal) -> Result<Self, AmountError> {
        self.charge = Some(amount(charge)?);
        Ok(self)
    }

    /// The same, with the allowed amount in dollars for the whole line.
    ///
    /// # Errors
    ///
    /// Below zero, or finer than cents.
    pub fn with_allowed(mut self, allowed: Decimal) -> Result<Self, AmountError> {
        self.allowed = Some(amount(allowed)?);
        Ok(self)
    }

    /// The same, pointing at diagnoses of the claim, the first pointer first.
    #[must_use]
    pub const fn with_diagnosis_pointers(mut self, pointers: DiagnosisPointers) -> Self {
        self.diagnosis_pointers = pointers;
        self
    }

    /// The code.
    #[must_use]
    pub const fn code(&self) -> ProcedureCode {
        self.code
    }

    /// The billed units.
    #[must_use]
    pub const fn units(&self) -> Units {
        self.units
    }

    /// The modifiers in claim order.
    #[must_use]
    pub const fn modifiers(&self) -> &Modifiers {
        &self.modifiers
    }

    /// The minutes behind the line, where it states them.
    #[must_use]
    pub const fn minutes(&self) -> Option<Minutes> {
        self.minutes
    }

    /// The provider's charge in dollars for the whole line.
    #[must_use]
    pub const fn charge(&self) -> Option<Decimal> {
        self.charge
    }

    /// The allowed amount in dollars for the whole line.
    #[must_use]
    pub const fn allowed(&self) -> Option<Decimal> {
        self.allowed
    }

    /// The diagnoses of the claim the line points at.
    #[must_use]
    pub const fn diagnosis_pointers(&self) -> DiagnosisPointers {
        self.diagnosis_pointers
    }
}

impl fmt::Display for ServiceLine {
    /// Code, units and modifiers: `97112 x 2 GP`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} x {}", self.code, self.units.get())?;
        if !self.modifiers.is_empty() {
            write!(f, " {}", self.modifiers)?;
        }
        Ok(())
    }
}

/// Which of the claim's diagnoses a line points at: up to four of the numbers 1 to 12.
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
    /// None stated.
    pub const NONE: Self = Self([None; 4]);

    /// The given pointers, in their order.
    ///
    /// # Errors
    ///
    /// `0` and `13`: a claim has 12 diagnoses. A fifth: a line holds four. The same one twice.
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

    /// The pointers, 1 to 12, the first pointer first.
    pub fn iter(&self) -> impl Iterator<Item = u8> + '_ {
        self.0.iter().flatten().map(|number| number.get())
    }

    /// True where the line points at none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self.0, [None, ..])
    }
}

impl fmt::Display for DiagnosisPointers {
    /// The letters of the paper form: A for 1, L for 12.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for pointer in self.iter() {
            write!(f, "{}", char::from(b'A' + (pointer - 1)))?;
        }
        Ok(())
    }
}

#[cfg(feature = "serde")]
mod wire {
    use alloc::vec::Vec;

    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use super::{DiagnosisPointers, ServiceLine};
    use crate::{
        code::{Modifiers, ProcedureCode},
        quantity::{Minutes, Units},
        wire,
    };

    impl Serialize for DiagnosisPointers {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.iter())
        }
    }

    impl<'de> Deserialize<'de> for DiagnosisPointers {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Self::new(Vec::<u8>::deserialize(deserializer)?).map_err(D::Error::custom)
        }
    }

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[serde(remote = "Self")]
    struct Fields {
        code: ProcedureCode,
        units: Units,
        #[serde(default)]
        modifiers: Modifiers,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<Minutes>,
        #[serde(
            default,
            with = "wire::money_or_null",
            skip_serializing_if = "Option::is_none"
        )]
        charge: Option<Decimal>,
        #[serde(
            default,
            with = "wire::money_or_null",
            skip_serializing_if = "Option::is_none"
        )]
        allowed: Option<Decimal>,
        #[serde(default, skip_serializing_if = "DiagnosisPointers::is_empty")]
        diagnosis_pointers: DiagnosisPointers,
    }

    crate::wire::object!(Fields, "a line, an object of code and units");

    impl Serialize for ServiceLine {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            Fields {
                code: self.code,
                units: self.units,
                modifiers: self.modifiers,
                minutes: self.minutes,
                charge: self.charge,
                allowed: self.allowed,
                diagnosis_pointers: self.diagnosis_pointers,
            }
            .serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for ServiceLine {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let fields = <Fields as Deserialize>::deserialize(deserializer)?;
            let mut line = Self::new(fields.code, fields.units).with_modifiers(fields.modifiers);
            if let Some(charge) = fields.charge {
                line = line.with_charge(charge).map_err(D::Error::custom)?;
            }
            if let Some(allowed) = fields.allowed {
                line = line.with_allowed(allowed).map_err(D::Error::custom)?;
            }
            line.minutes = fields.minutes;
            line.diagnosis_pointers = fields.diagnosis_pointers;
            Ok(line)
        }
    }
}
