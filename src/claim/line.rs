//! One billed line: a code, its units and its modifiers.

use core::{fmt, num::NonZeroU8};

use rust_decimal::Decimal;
use time::Date;

use crate::{
    code::{Modifier, Modifiers, ProcedureCode, TooManyModifiers},
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
    date_of_service: Option<Date>,
    diagnosis_pointers: DiagnosisPointers,
}

/// A fact that a line cannot state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LineError {
    /// An amount below zero.
    #[error("an amount of a line is 0.00 or more, found {amount}")]
    NegativeAmount {
        /// The amount.
        amount: Decimal,
    },
    /// An amount with more than two decimals.
    #[error("an amount of a line is in whole cents, found {amount}")]
    FinerThanCents {
        /// The amount.
        amount: Decimal,
    },
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
            date_of_service: None,
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
    pub fn with_charge(mut self, charge: Decimal) -> Result<Self, LineError> {
        self.charge = Some(amount(charge)?);
        Ok(self)
    }

    /// The same, with the allowed amount in dollars for the whole line.
    ///
    /// # Errors
    ///
    /// Below zero, or finer than cents.
    pub fn with_allowed(mut self, allowed: Decimal) -> Result<Self, LineError> {
        self.allowed = Some(amount(allowed)?);
        Ok(self)
    }

    /// The same, with its own date of service.
    #[must_use]
    pub const fn with_date_of_service(mut self, date: Date) -> Self {
        self.date_of_service = Some(date);
        self
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

    /// The line's own date of service; `None` where the claim's counts.
    #[must_use]
    pub const fn date_of_service(&self) -> Option<Date> {
        self.date_of_service
    }

    /// The diagnoses of the claim the line points at.
    #[must_use]
    pub const fn diagnosis_pointers(&self) -> DiagnosisPointers {
        self.diagnosis_pointers
    }
}

fn amount(amount: Decimal) -> Result<Decimal, LineError> {
    if amount.is_sign_negative() && !amount.is_zero() {
        Err(LineError::NegativeAmount { amount })
    } else if amount.normalize().scale() > 2 {
        Err(LineError::FinerThanCents { amount })
    } else {
        Ok(amount)
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
