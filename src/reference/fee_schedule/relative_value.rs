//! Defines `RelativeValues`: work, practice expense and malpractice of one service.

use rust_decimal::Decimal;

use crate::citation::Citation;
use crate::code::ProcedureCode;
use crate::money::{self, AmountError};

/// The relative value units (RVU) of a code: work, practice expense and malpractice.
///
/// Practice expense is the value outside a facility, in every setting.
///
/// # Source
///
/// Social Security Act, §1848(c); CMS, PFS relative value files.
#[doc(alias("RVU", "relative value unit"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RelativeValues {
    code: ProcedureCode,
    work: Decimal,
    practice_expense: Decimal,
    malpractice: Decimal,
    facility_practice_expense: Option<Decimal>,
    multiple_procedure: Option<u8>,
    indicator_citation: Citation,
    citation: Citation,
}

impl RelativeValues {
    /// Returns values of the caller, which come before the tables.
    ///
    /// # Errors
    ///
    /// A value is negative.
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
            facility_practice_expense: None,
            multiple_procedure: None,
            indicator_citation: Citation::SUPPLIED,
            citation: Citation::SUPPLIED,
        })
    }

    /// Sets the multiple procedure indicator of the fee schedule; 5 is the therapy reduction. Without it,
    /// the indicator of the catalog applies.
    #[must_use]
    pub const fn with_multiple_procedure(mut self, indicator: u8) -> Self {
        self.multiple_procedure = Some(indicator);
        self
    }

    /// Returns the code.
    #[must_use]
    pub const fn code(&self) -> ProcedureCode {
        self.code
    }

    /// Returns the relative value of work.
    #[must_use]
    pub const fn work(&self) -> Decimal {
        self.work
    }

    /// Returns the relative value of practice expense outside a facility.
    #[must_use]
    pub const fn practice_expense(&self) -> Decimal {
        self.practice_expense
    }

    /// Returns the relative value of practice expense inside a facility, or `None` if it is not known.
    ///
    /// It is information and never part of a price: therapy is priced outside a facility in every
    /// setting.
    #[must_use]
    pub const fn facility_practice_expense(&self) -> Option<Decimal> {
        self.facility_practice_expense
    }

    /// Returns the relative value of malpractice.
    #[must_use]
    pub const fn malpractice(&self) -> Decimal {
        self.malpractice
    }

    /// Returns the multiple procedure indicator, or `None` if it is not known.
    #[must_use]
    pub const fn multiple_procedure(&self) -> Option<u8> {
        self.multiple_procedure
    }

    /// Returns whether the therapy reduction applies: indicator 5.
    #[must_use]
    pub const fn is_under_therapy_reduction(&self) -> bool {
        matches!(self.multiple_procedure, Some(5))
    }

    /// Returns the source of the values.
    #[must_use]
    pub const fn citation(&self) -> Citation {
        self.citation
    }

    /// Returns whether all three values are 0, so that the service has no price of its own.
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
        facility_practice_expense: Decimal,
        multiple_procedure: Option<u8>,
    ) -> Self {
        Self {
            code,
            work,
            practice_expense,
            malpractice,
            facility_practice_expense: Some(facility_practice_expense),
            multiple_procedure,
            indicator_citation: Citation::SUPPLIED_PPRRVU,
            citation: Citation::SUPPLIED_PPRRVU,
        }
    }

    /// Sets an indicator with its source where none is known.
    pub(crate) const fn or_multiple_procedure(mut self, known: Option<(u8, Citation)>) -> Self {
        if let (None, Some((indicator, citation))) = (self.multiple_procedure, known) {
            self.multiple_procedure = Some(indicator);
            self.indicator_citation = citation;
        }
        self
    }

    /// Returns the values as the caller's own, whatever table they were taken from: a stored day names no table.
    pub(crate) const fn of_caller(mut self) -> Self {
        self.facility_practice_expense = None;
        self.indicator_citation = Citation::SUPPLIED;
        self.citation = Citation::SUPPLIED;
        self
    }

    /// Returns the source of the indicator.
    pub(crate) const fn indicator_citation(&self) -> Citation {
        self.indicator_citation
    }
}

/// The relative values of one year, as one release has them.
#[derive(Debug)]
pub(in crate::reference) struct RelativeValueTable {
    pub(in crate::reference) year: i32,
    pub(in crate::reference) source: Citation,
    /// Ordered by code.
    pub(in crate::reference) rows: &'static [Row],
}

/// The relative values of one code, in hundredths.
#[derive(Debug)]
pub(in crate::reference) struct Row {
    code: ProcedureCode,
    work: u16,
    practice_expense: u16,
    malpractice: u16,
    facility_practice_expense: Option<u16>,
}

#[cfg(feature = "tables")]
pub(in crate::reference) const fn row(
    code: &str,
    work: u16,
    practice_expense: u16,
    malpractice: u16,
    facility_practice_expense: u16,
) -> Row {
    Row {
        facility_practice_expense: Some(facility_practice_expense),
        ..office_row(code, work, practice_expense, malpractice)
    }
}

/// Returns a row of a release from which the value in a facility was not taken.
#[cfg(feature = "tables")]
pub(in crate::reference) const fn office_row(
    code: &str,
    work: u16,
    practice_expense: u16,
    malpractice: u16,
) -> Row {
    Row {
        code: ProcedureCode::of(code),
        work,
        practice_expense,
        malpractice,
        facility_practice_expense: None,
    }
}

impl RelativeValueTable {
    /// Returns the values of a code, or `None` if it has no row.
    pub(in crate::reference) fn values(&self, code: ProcedureCode) -> Option<RelativeValues> {
        let index = self.rows.binary_search_by_key(&code, |row| row.code).ok()?;
        self.rows.get(index).map(|row| self.values_of(row))
    }

    /// Returns the values of all codes.
    pub(in crate::reference) fn all(&self) -> impl Iterator<Item = RelativeValues> + '_ {
        self.rows.iter().map(|row| self.values_of(row))
    }

    fn values_of(&self, row: &Row) -> RelativeValues {
        let hundredths = |number: u16| Decimal::from_parts(number.into(), 0, 0, false, 2);
        RelativeValues {
            code: row.code,
            work: hundredths(row.work),
            practice_expense: hundredths(row.practice_expense),
            malpractice: hundredths(row.malpractice),
            facility_practice_expense: row.facility_practice_expense.map(hundredths),
            multiple_procedure: None,
            indicator_citation: self.source,
            citation: self.source,
        }
    }
}

#[cfg(feature = "serde")]
mod serialized {
    use rust_decimal::Decimal;
    use serde::de::{self, Deserialize, Deserializer, Unexpected, Visitor};
    use serde::ser::{Serialize, Serializer};

    use super::RelativeValues;
    use crate::code::ProcedureCode;

    struct Values {
        code: ProcedureCode,
        work: Decimal,
        pe: Decimal,
        mp: Decimal,
        multiple_procedure: Option<Indicator>,
    }

    crate::wire::form!("relative values, an object of code, work, pe and mp", "Values" Values {
        code: ProcedureCode,
        #[serde(with = "crate::wire::factor")]
        work: Decimal,
        #[serde(with = "crate::wire::factor")]
        pe: Decimal,
        #[serde(with = "crate::wire::factor")]
        mp: Decimal,
        #[serde(default)]
        multiple_procedure: Option<Indicator>,
    });

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

            if deserializer.is_human_readable() {
                deserializer.deserialize_any(Digit)
            } else {
                deserializer.deserialize_str(Digit)
            }
        }
    }

    impl Serialize for Indicator {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(&self.0)
        }
    }

    impl<'de> Deserialize<'de> for RelativeValues {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let given = Values::deserialize(deserializer)?;
            let values =
                Self::new(given.code, given.work, given.pe, given.mp).map_err(de::Error::custom)?;
            Ok(match given.multiple_procedure {
                Some(Indicator(digit)) => values.with_multiple_procedure(digit),
                None => values,
            })
        }
    }

    impl Serialize for RelativeValues {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let given = Values {
                code: self.code,
                work: self.work,
                pe: self.practice_expense,
                mp: self.malpractice,
                multiple_procedure: self.multiple_procedure.map(Indicator),
            };
            given.serialize(serializer)
        }
    }
}
