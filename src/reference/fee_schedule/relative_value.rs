//! Relative values: work, practice expense and malpractice of one service.

use rust_decimal::Decimal;

use crate::citation::Citation;
use crate::code::ProcedureCode;
use crate::money::{self, AmountError};

/// The relative values of a code, without the place and without the conversion factor.
///
/// Practice expense is the value outside a facility, in every setting.
///
/// # Source
///
/// Social Security Act, §1848(c); CMS, PFS relative value files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelativeValues {
    code: ProcedureCode,
    work: Decimal,
    practice_expense: Decimal,
    malpractice: Decimal,
    multiple_procedure: Option<u8>,
    citation: Citation,
}

impl RelativeValues {
    /// Values of the caller's, which come before the tables.
    ///
    /// # Errors
    ///
    /// A value below zero.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::ProcedureCode;
    /// use therapy_billing::money::parse_factor;
    /// use therapy_billing::reference::fee_schedule::RelativeValues;
    ///
    /// let [work, expense, malpractice] = ["0.50", "0.48", "0.02"].map(parse_factor);
    /// let values = RelativeValues::new(ProcedureCode::CPT_97112, work?, expense?, malpractice?)?
    ///     .with_multiple_procedure(5);
    /// assert!(values.is_under_therapy_reduction());
    /// # Ok::<(), therapy_billing::money::AmountError>(())
    /// ```
    pub fn new(
        code: ProcedureCode,
        work: Decimal,
        practice_expense: Decimal,
        malpractice: Decimal,
    ) -> Result<Self, AmountError> {
        Ok(Self {
            code,
            work: money::factor(work)?,
            practice_expense: money::factor(practice_expense)?,
            malpractice: money::factor(malpractice)?,
            multiple_procedure: None,
            citation: Citation::SUPPLIED,
        })
    }

    /// The same, with the multiple-procedure indicator of the fee schedule; 5 is the therapy
    /// reduction. Without it, the catalog's indicator stands.
    #[must_use]
    pub const fn with_multiple_procedure(mut self, indicator: u8) -> Self {
        self.multiple_procedure = Some(indicator);
        self
    }

    /// The code.
    #[must_use]
    pub const fn code(&self) -> ProcedureCode {
        self.code
    }

    /// Relative value of the work.
    #[must_use]
    pub const fn work(&self) -> Decimal {
        self.work
    }

    /// Relative value of practice expense, outside a facility.
    #[must_use]
    pub const fn practice_expense(&self) -> Decimal {
        self.practice_expense
    }

    /// Relative value of malpractice.
    #[must_use]
    pub const fn malpractice(&self) -> Decimal {
        self.malpractice
    }

    /// The multiple-procedure indicator; `None` if not known.
    #[must_use]
    pub const fn multiple_procedure(&self) -> Option<u8> {
        self.multiple_procedure
    }

    /// Whether the therapy reduction applies: indicator 5.
    #[must_use]
    pub const fn is_under_therapy_reduction(&self) -> bool {
        matches!(self.multiple_procedure, Some(5))
    }

    /// Where the values are published.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        self.citation
    }

    /// True where all three are zero: the service has no price of its own.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.work.is_zero() && self.practice_expense.is_zero() && self.malpractice.is_zero()
    }

    /// Values of a release of the relative value file, whose reader takes no sign.
    pub(in crate::reference) const fn of_release(
        code: ProcedureCode,
        work: Decimal,
        practice_expense: Decimal,
        malpractice: Decimal,
        multiple_procedure: Option<u8>,
    ) -> Self {
        Self {
            code,
            work,
            practice_expense,
            malpractice,
            multiple_procedure,
            citation: Citation::SUPPLIED_PPRRVU,
        }
    }

    /// The same with another indicator where it has none.
    pub(crate) const fn or_multiple_procedure(mut self, indicator: Option<u8>) -> Self {
        if self.multiple_procedure.is_none() {
            self.multiple_procedure = indicator;
        }
        self
    }
}

/// One row of the built-in table, in hundredths.
#[derive(Debug)]
pub(in crate::reference) struct Row {
    pub(in crate::reference) code: ProcedureCode,
    pub(in crate::reference) work: u16,
    pub(in crate::reference) practice_expense: u16,
    pub(in crate::reference) malpractice: u16,
    pub(in crate::reference) source: Citation,
}

/// The built-in values of a code in a year; `None` where none are held.
pub(in crate::reference) fn built_in(code: ProcedureCode, year: i32) -> Option<RelativeValues> {
    #[cfg(feature = "tables")]
    let rows = crate::reference::tables::relative_values::rows(year);
    #[cfg(not(feature = "tables"))]
    let (rows, _): (&[Row], i32) = (&[], year);
    let index = rows.binary_search_by_key(&code, |row| row.code).ok()?;
    let row = rows.get(index)?;
    let hundredths = |number: u16| Decimal::new(number.into(), 2);
    Some(RelativeValues {
        code,
        work: hundredths(row.work),
        practice_expense: hundredths(row.practice_expense),
        malpractice: hundredths(row.malpractice),
        multiple_procedure: None,
        citation: row.source,
    })
}

#[cfg(feature = "serde")]
mod serialized {
    use rust_decimal::Decimal;
    use serde::de::{self, Deserialize, Deserializer, Unexpected, Visitor};
    use serde::ser::{Serialize, SerializeStruct, Serializer};

    use super::RelativeValues;
    use crate::code::ProcedureCode;

    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(transparent)]
    struct Factor(#[serde(with = "crate::wire::factor")] Decimal);

    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields, remote = "Self")]
    struct Form {
        code: ProcedureCode,
        work: Factor,
        pe: Factor,
        mp: Factor,
        #[serde(default)]
        multiple_procedure: Option<Indicator>,
    }

    crate::wire::object!(read Form, "relative values, an object of code, work, pe and mp");

    /// One digit, as text or as a number: an indicator is a name, not a quantity.
    struct Indicator(u8);

    impl<'de> Deserialize<'de> for Indicator {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Digit;

            impl Visitor<'_> for Digit {
                type Value = Indicator;

                fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                    f.write_str("a multiple-procedure indicator, one digit")
                }

                fn visit_str<E: de::Error>(self, text: &str) -> Result<Indicator, E> {
                    match *text.as_bytes() {
                        [digit @ b'0'..=b'9'] => Ok(Indicator(digit - b'0')),
                        _ => Err(E::invalid_value(Unexpected::Str(text), &self)),
                    }
                }

                fn visit_u64<E: de::Error>(self, number: u64) -> Result<Indicator, E> {
                    match u8::try_from(number) {
                        Ok(digit @ 0..=9) => Ok(Indicator(digit)),
                        _ => Err(E::invalid_value(Unexpected::Unsigned(number), &self)),
                    }
                }
            }

            deserializer.deserialize_any(Digit)
        }
    }

    impl<'de> Deserialize<'de> for RelativeValues {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let form = <Form as Deserialize>::deserialize(deserializer)?;
            let values = Self::new(form.code, form.work.0, form.pe.0, form.mp.0)
                .map_err(de::Error::custom)?;
            Ok(match form.multiple_procedure {
                Some(Indicator(digit)) => values.with_multiple_procedure(digit),
                None => values,
            })
        }
    }

    impl Serialize for RelativeValues {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            struct Digit(u8);

            impl Serialize for Digit {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_str(&self.0)
                }
            }

            let mut fields = serializer.serialize_struct("RelativeValues", 5)?;
            fields.serialize_field("code", &self.code)?;
            fields.serialize_field("work", &Factor(self.work))?;
            fields.serialize_field("pe", &Factor(self.practice_expense))?;
            fields.serialize_field("mp", &Factor(self.malpractice))?;
            fields.serialize_field("multiple_procedure", &self.multiple_procedure.map(Digit))?;
            fields.end()
        }
    }
}
