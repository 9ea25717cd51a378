//! Defines `Place`, where a service is furnished: a locality, its geographic factors, or the nation.

use core::fmt;

use rust_decimal::Decimal;

use crate::citation::Citation;
use crate::money::{self, AmountError};

/// The geographic practice cost indices (GPCI) of a place for work, practice expense and malpractice.
///
/// # Source
///
/// Social Security Act, §1848(e); CMS, PFS GPCI files.
#[doc(alias("GPCI", "geographic practice cost index"))]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GeographicFactors {
    work: Decimal,
    practice_expense: Decimal,
    malpractice: Decimal,
}

impl GeographicFactors {
    /// 1.000 each, which gives the national amounts.
    pub const NATIONAL: Self = Self::thousandths(1000, 1000, 1000);

    /// Returns the three factors.
    ///
    /// # Errors
    ///
    /// A factor is negative.
    pub fn new(
        work: Decimal,
        practice_expense: Decimal,
        malpractice: Decimal,
    ) -> Result<Self, AmountError> {
        Ok(Self {
            work: money::factor(work)?,
            practice_expense: money::factor(practice_expense)?,
            malpractice: money::factor(malpractice)?,
        })
    }

    const fn thousandths(work: u16, practice_expense: u16, malpractice: u16) -> Self {
        Self {
            work: Decimal::from_parts(work as u32, 0, 0, false, 3),
            practice_expense: Decimal::from_parts(practice_expense as u32, 0, 0, false, 3),
            malpractice: Decimal::from_parts(malpractice as u32, 0, 0, false, 3),
        }
    }

    /// Returns the factor of work.
    #[must_use]
    pub const fn work(&self) -> Decimal {
        self.work
    }

    /// Returns the factor of practice expense.
    #[must_use]
    pub const fn practice_expense(&self) -> Decimal {
        self.practice_expense
    }

    /// Returns the factor of malpractice.
    #[must_use]
    pub const fn malpractice(&self) -> Decimal {
        self.malpractice
    }
}

/// A payment locality: five digits of the carrier and two of the locality.
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::fee_schedule::Locality;
///
/// let alabama = Locality::new("10112", "00")?;
/// assert_eq!(alabama.to_string(), "10112-00");
/// assert!(Locality::new("9202", "20").is_err()); // 09202: leading zeros count
/// # Ok::<(), therapy_billing::reference::fee_schedule::LocalityError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Locality {
    carrier: [u8; 5],
    locality: [u8; 2],
}

/// A locality could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LocalityError {
    /// The carrier was not five digits.
    #[error("expected 5 digits of a carrier (MAC), found other text; write leading zeros too")]
    Carrier,
    /// The locality was not two digits.
    #[error("expected 2 digits of a locality, found other text; write leading zeros too")]
    Locality,
}

impl Locality {
    /// Returns the locality of a carrier.
    ///
    /// # Errors
    ///
    /// The carrier is not five digits, or the locality is not two digits.
    pub const fn new(carrier: &str, locality: &str) -> Result<Self, LocalityError> {
        let &[c1, c2, c3, c4, c5] = carrier.as_bytes() else {
            return Err(LocalityError::Carrier);
        };
        let &[l1, l2] = locality.as_bytes() else {
            return Err(LocalityError::Locality);
        };
        if !(c1.is_ascii_digit()
            && c2.is_ascii_digit()
            && c3.is_ascii_digit()
            && c4.is_ascii_digit()
            && c5.is_ascii_digit())
        {
            return Err(LocalityError::Carrier);
        }
        if !(l1.is_ascii_digit() && l2.is_ascii_digit()) {
            return Err(LocalityError::Locality);
        }
        Ok(Self {
            carrier: [c1, c2, c3, c4, c5],
            locality: [l1, l2],
        })
    }

    #[cfg(feature = "tables")]
    #[allow(clippy::panic, reason = "for the literals of the built-in table")]
    pub(in crate::reference) const fn of(carrier: &str, locality: &str) -> Self {
        match Self::new(carrier, locality) {
            Ok(locality) => locality,
            Err(_) => panic!("not a carrier and a locality"),
        }
    }

    /// Returns the five digits of the carrier.
    #[must_use]
    pub fn carrier(&self) -> &str {
        core::str::from_utf8(&self.carrier).unwrap_or_default() // always digits
    }

    /// Returns the two digits of the locality.
    #[must_use]
    pub fn locality(&self) -> &str {
        core::str::from_utf8(&self.locality).unwrap_or_default() // always digits
    }
}

impl fmt::Display for Locality {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.carrier(), self.locality())
    }
}

/// The place where the services of a day were furnished. It has no default.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// No particular place: the national amounts.
    National,
    /// A locality, of which the factors or the prices are looked up.
    Locality(Locality),
    /// The three factors, stated by the caller.
    Factors(GeographicFactors),
}

/// The geographic factors of one year.
#[derive(Debug)]
pub(in crate::reference) struct GeographicTable {
    pub(in crate::reference) year: i32,
    pub(in crate::reference) source: Citation,
    /// Ordered by locality.
    pub(in crate::reference) rows: &'static [Row],
}

/// The geographic factors of one locality, in thousandths.
#[derive(Debug)]
pub(in crate::reference) struct Row {
    locality: Locality,
    work: u16,
    practice_expense: u16,
    malpractice: u16,
}

#[cfg(feature = "tables")]
pub(in crate::reference) const fn row(
    carrier: &str,
    locality: &str,
    work: u16,
    practice_expense: u16,
    malpractice: u16,
) -> Row {
    Row {
        locality: Locality::of(carrier, locality),
        work,
        practice_expense,
        malpractice,
    }
}

impl GeographicTable {
    /// Returns the factors of a locality, or `None` if it has no row.
    pub(in crate::reference) fn factors(&self, locality: Locality) -> Option<GeographicFactors> {
        let index = self
            .rows
            .binary_search_by_key(&locality, |row| row.locality)
            .ok()?;
        self.rows.get(index).map(Row::factors)
    }

    /// Returns all localities with their factors.
    pub(in crate::reference) fn all(
        &self,
    ) -> impl Iterator<Item = (Locality, GeographicFactors)> + use<> {
        self.rows.iter().map(|row| (row.locality, row.factors()))
    }
}

impl Row {
    fn factors(&self) -> GeographicFactors {
        GeographicFactors::thousandths(self.work, self.practice_expense, self.malpractice)
    }
}

#[cfg(feature = "serde")]
mod serialized {
    use alloc::string::String;
    use core::fmt;

    use serde::de::{
        self, Deserialize, Deserializer, MapAccess, Visitor, value::MapAccessDeserializer,
    };
    use serde::ser::{Serialize, SerializeStruct, Serializer};

    use super::{GeographicFactors, Locality, Place};
    use crate::wire::Factor;

    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Form {
        work: Option<Factor>,
        pe: Option<Factor>,
        mp: Option<Factor>,
        mac: Option<String>,
        locality: Option<String>,
    }

    /// The form in formats that do not describe themselves.
    #[derive(serde::Serialize, serde::Deserialize)]
    enum Packed {
        National,
        Locality(String, String),
        Factors(Factor, Factor, Factor),
    }

    fn locality<E: de::Error>(carrier: &str, locality: &str) -> Result<Place, E> {
        let locality = Locality::new(carrier, locality).map_err(E::custom)?;
        Ok(Place::Locality(locality))
    }

    fn factors<E: de::Error>(factors: [Factor; 3]) -> Result<Place, E> {
        let [Factor(work), Factor(expense), Factor(malpractice)] = factors;
        let factors = GeographicFactors::new(work, expense, malpractice).map_err(E::custom)?;
        Ok(Place::Factors(factors))
    }

    const EXPECTED: &str = "\"national\", the factors work, pe and mp, or a mac and its locality";

    impl<'de> Deserialize<'de> for Place {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Said;

            impl<'de> Visitor<'de> for Said {
                type Value = Place;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(EXPECTED)
                }

                fn visit_str<E: de::Error>(self, text: &str) -> Result<Place, E> {
                    match text {
                        "national" => Ok(Place::National),
                        _ => Err(E::invalid_value(de::Unexpected::Str(text), &self)),
                    }
                }

                fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Place, A::Error> {
                    match Form::deserialize(MapAccessDeserializer::new(map))? {
                        Form {
                            work: Some(work),
                            pe: Some(pe),
                            mp: Some(mp),
                            mac: None,
                            locality: None,
                        } => factors([work, pe, mp]),
                        Form {
                            work: None,
                            pe: None,
                            mp: None,
                            mac: Some(mac),
                            locality: Some(place),
                        } => locality(&mac, &place),
                        _ => Err(de::Error::custom(format_args!("expected {EXPECTED}"))),
                    }
                }
            }

            if deserializer.is_human_readable() {
                return deserializer.deserialize_any(Said);
            }
            match Packed::deserialize(deserializer)? {
                Packed::National => Ok(Self::National),
                Packed::Locality(mac, place) => locality(&mac, &place),
                Packed::Factors(work, pe, mp) => factors([work, pe, mp]),
            }
        }
    }

    impl Serialize for Place {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            if !serializer.is_human_readable() {
                let packed = match self {
                    Self::National => Packed::National,
                    Self::Locality(place) => {
                        Packed::Locality(place.carrier().into(), place.locality().into())
                    }
                    Self::Factors(factors) => Packed::Factors(
                        Factor(factors.work),
                        Factor(factors.practice_expense),
                        Factor(factors.malpractice),
                    ),
                };
                return packed.serialize(serializer);
            }
            match self {
                Self::National => serializer.serialize_str("national"),
                Self::Locality(locality) => {
                    let mut fields = serializer.serialize_struct("Place", 2)?;
                    fields.serialize_field("mac", locality.carrier())?;
                    fields.serialize_field("locality", locality.locality())?;
                    fields.end()
                }
                Self::Factors(factors) => {
                    let mut fields = serializer.serialize_struct("Place", 3)?;
                    fields.serialize_field("work", &Factor(factors.work))?;
                    fields.serialize_field("pe", &Factor(factors.practice_expense))?;
                    fields.serialize_field("mp", &Factor(factors.malpractice))?;
                    fields.end()
                }
            }
        }
    }
}
