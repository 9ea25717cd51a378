//! Calculates the prices of a code: the full one, and the one that the multiple procedure payment reduction (MPPR) gives.

use rust_decimal::Decimal;
use time::Date;

use crate::calendar::IsoDate;
use crate::citation::Citation;
use crate::code::ProcedureCode;
use crate::money::{difference, product, product_in_cents, sum};
use crate::reference::catalog::MedicareStatus;
use crate::reference::fee_schedule::PaymentAmountFile;
use crate::reference::fee_schedule::{ConversionFactor, RelativeValues, ValueLookup};
use crate::reference::fee_schedule::{GeographicFactors, Locality, Place};
use crate::reference::rates::{self, DatedRate};
use crate::reference::{ReferenceData, Setting};

/// Contains the facts about a provider that decide a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Provider {
    /// The setting in which it furnishes therapy.
    pub setting: Setting,
    /// Whether it participates in Medicare. If not, prices are those of an assigned claim.
    pub participating: bool,
    /// Whether it is a qualifying participant of an alternative payment model (APM), which has a
    /// conversion factor of its own from 2026.
    pub qualifying_apm_participant: bool,
}

impl Provider {
    /// Returns a participating provider that is in no alternative payment model.
    #[must_use]
    pub const fn new(setting: Setting) -> Self {
        Self {
            setting,
            participating: true,
            qualifying_apm_participant: false,
        }
    }

    /// Sets that the provider does not participate in Medicare, so prices are 95%, as on an assigned claim.
    #[must_use]
    pub const fn not_participating(mut self) -> Self {
        self.participating = false;
        self
    }

    /// Sets that the provider is a qualifying participant of an alternative payment model.
    #[must_use]
    pub const fn qualifying_apm_participant(mut self) -> Self {
        self.qualifying_apm_participant = true;
        self
    }
}

impl Default for Provider {
    fn default() -> Self {
        Self::new(Setting::default())
    }
}

/// The prices of a date and place were not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PricingError {
    /// No conversion factor was known for the date.
    #[error(
        "expected a conversion factor for {date}, found none; supply one with \
         ReferenceData::with_conversion_factor, or the relative value file (PPRRVU) of that year with \
         ReferenceData::with_release",
        date = IsoDate(*.date)
    )]
    NoConversionFactor {
        /// The date of service.
        date: Date,
    },
    /// No geographic factors were known for the locality in that year.
    #[error(
        "expected geographic factors for locality {locality} in {year}, found none; supply them with \
         ReferenceData::with_geographic_file or state the three factors"
    )]
    NoGeographicFactors {
        /// The locality.
        locality: Locality,
        /// The year of service.
        year: i32,
    },
    /// The setting was a critical access hospital, which is paid by cost.
    #[error(
        "expected a setting under the fee schedule, found a critical access hospital, which is paid by cost"
    )]
    PaidByCost,
    /// The date was before the rules that the estimate follows.
    #[error(
        "expected a date from 1999-01-01 on, found {date}; earlier rules are not known",
        date = IsoDate(*.date)
    )]
    NoCoinsurance {
        /// The date of service.
        date: Date,
    },
    /// A price needed more digits than a decimal has.
    #[error(
        "expected prices of at most 28 digits, found more for {code}; check its relative values"
    )]
    TooLong {
        /// The code.
        code: ProcedureCode,
    },
}

/// Answers what one unit of a code costs for one date, place and provider.
///
/// Most callers need [`TherapyDay::estimate`](super::TherapyDay::estimate), which also applies the multiple procedure
/// payment reduction (MPPR) to the lines of the day.
#[doc(alias = "fee schedule")]
#[doc(alias = "physician fee schedule")]
#[doc(alias = "MPFS")]
#[derive(Clone, Copy, Debug)]
pub struct Pricing<'a> {
    reference: &'a ReferenceData,
    date: Date,
    provider: Provider,
    reduction: Option<DatedRate>,
    /// `None` only if published prices take their place.
    factors: Option<Factors>,
    published: Option<(&'a PaymentAmountFile, Locality)>,
}

/// Contains the factors by which relative values are multiplied.
#[derive(Clone, Copy, Debug)]
struct Factors {
    conversion: ConversionFactor,
    place: GeographicFactors,
    place_from: Option<Date>,
    place_citation: Citation,
}

/// Contains the price of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Price {
    /// The full price in dollars.
    pub full: Decimal,
    /// The reduced price in dollars; the full price if the multiple procedure payment reduction (MPPR)
    /// does not apply.
    pub reduced: Decimal,
    /// Whether the MPPR applies: the code has indicator 5, and the date is in the time of the rule.
    pub is_reducible: bool,
    /// Whether the code has indicator 5, also on a date before the rule.
    pub is_therapy: bool,
    /// The dollars that the MPPR removes from a unit, not rounded, by which units are ranked.
    pub practice_expense_cut: Decimal,
    /// The figures that make the price.
    pub basis: PriceBasis,
}

/// Contains the figures that make a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PriceBasis {
    /// Relative values and their first date, which is `None` for values of the day itself.
    RelativeValues(RelativeValues, Option<Date>),
    /// Published prices of a payment amount file (PFALL).
    PaymentAmounts {
        /// Full price as published.
        full: Decimal,
        /// Reduced price as published.
        reduced: Decimal,
        /// First date of service of the file.
        from: Date,
    },
}

/// States what the fee schedule answers about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceLookup {
    /// A price.
    Priced(Price),
    /// Medicare never pays a code of this status on its own.
    NotPayable(MedicareStatus),
    /// No figures are known that make a price. The code may still be paid.
    NoData,
}

impl<'a> Pricing<'a> {
    /// Returns the prices of a date, place and provider.
    ///
    /// # Errors
    ///
    /// No conversion factor is known for the date or no geographic factors for the locality in that year, or the
    /// setting is a critical access hospital.
    pub fn new(
        reference: &'a ReferenceData,
        date: Date,
        place: Place,
        provider: Provider,
    ) -> Result<Self, PricingError> {
        Self::find(reference, date, place, provider, None)
    }

    /// Returns the prices of a date, with a conversion factor that comes before those of the reference data.
    pub(super) fn find(
        reference: &'a ReferenceData,
        date: Date,
        place: Place,
        provider: Provider,
        own_factor: Option<ConversionFactor>,
    ) -> Result<Self, PricingError> {
        if provider.setting == Setting::CriticalAccessHospital {
            return Err(PricingError::PaidByCost);
        }
        let published = match place {
            Place::Locality(locality) => reference
                .published_amounts(locality, date)
                .map(|file| (file, locality)),
            Place::National | Place::Factors(_) => None,
        };
        let factors = match Factors::find(reference, date, place, provider, own_factor) {
            Ok(factors) => Some(factors),
            Err(_) if published.is_some() => None,
            Err(missing) => return Err(missing),
        };
        Ok(Self {
            reference,
            date,
            provider,
            reduction: rates::practice_expense_reduction(date, provider.setting),
            factors,
            published,
        })
    }

    /// Returns the date of service.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.date
    }

    /// Returns the provider.
    #[must_use]
    pub const fn provider(&self) -> Provider {
        self.provider
    }

    /// Returns the share of practice expense that the MPPR removes, or `None` before the rule.
    #[must_use]
    pub const fn reduction(&self) -> Option<DatedRate> {
        self.reduction
    }

    /// Returns whether published prices of a payment amount file take the place of factors.
    #[must_use]
    pub const fn has_published_amounts(&self) -> bool {
        self.published.is_some()
    }

    /// Returns the conversion factor, or `None` if published amounts take its place and none is known.
    #[must_use]
    pub fn conversion_factor(&self) -> Option<ConversionFactor> {
        self.factors.map(|factors| factors.conversion)
    }

    /// Returns the geographic factors with their first date and source, or `None` if published amounts
    /// take their place and none are known.
    #[must_use]
    pub fn place(&self) -> Option<(GeographicFactors, Option<Date>, Citation)> {
        self.factors
            .map(|factors| (factors.place, factors.place_from, factors.place_citation))
    }

    /// Returns the price of a code.
    ///
    /// # Errors
    ///
    /// The exact price has more digits than a decimal number.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::{ProcedureCode, time::macros::date};
    /// use therapy_billing::{ReferenceData, reference::fee_schedule::Place};
    /// use therapy_billing::payment::{PriceLookup, Pricing, Provider};
    ///
    /// let reference = ReferenceData::built_in();
    /// let date = date!(2026 - 03 - 14);
    /// let pricing = Pricing::new(reference, date, Place::National, Provider::default())?;
    /// let PriceLookup::Priced(price) = pricing.price(ProcedureCode::CPT_97110)? else { panic!() };
    /// assert_eq!((price.full.to_string(), price.reduced.to_string()), ("29.06".into(), "22.21".into()));
    /// # }
    /// # Ok::<(), therapy_billing::payment::PricingError>(())
    /// ```
    pub fn price(&self, code: ProcedureCode) -> Result<PriceLookup, PricingError> {
        if let Some((file, locality)) = self.published {
            return self.published(file, locality, code);
        }
        let (values, from) = self.reference.values(code, self.date);
        match values {
            ValueLookup::Values(values) => self.price_of(values, from),
            ValueLookup::NotPayable(status) => Ok(PriceLookup::NotPayable(status)),
            ValueLookup::NoData => Ok(PriceLookup::NoData),
        }
    }

    /// Returns the price that relative values of the caller make. There is none if all three are zero,
    /// or if no factors are known because published amounts take their place.
    ///
    /// # Errors
    ///
    /// The exact price has more digits than a decimal number.
    pub fn supplied(&self, values: RelativeValues) -> Result<PriceLookup, PricingError> {
        if values.is_zero() {
            return Ok(PriceLookup::NoData);
        }
        let known = self.reference.multiple_procedure(values.code());
        self.price_of(values.or_multiple_procedure(known), None)
    }

    /// Calculates steps 1 and 2. The sum is not rounded before it is multiplied by the conversion factor.
    fn price_of(
        &self,
        values: RelativeValues,
        from: Option<Date>,
    ) -> Result<PriceLookup, PricingError> {
        let code = values.code();
        let Some(Factors {
            conversion, place, ..
        }) = self.factors
        else {
            return Ok(PriceLookup::NoData);
        };
        let factor = conversion.value;
        let price = || {
            let work = product(values.work(), place.work())?;
            let expense = product(values.practice_expense(), place.practice_expense())?;
            let malpractice = product(values.malpractice(), place.malpractice())?;
            let fixed = sum(work, malpractice)?;
            let full = product_in_cents(sum(fixed, expense)?, factor)?;
            let rate = self
                .reduction
                .filter(|_| values.is_under_therapy_reduction())
                .map(|row| row.rate);
            let (reduced, cut) = match rate {
                Some(rate) => {
                    let left = product(expense, difference(Decimal::ONE, rate)?)?;
                    let cut = product(product(expense, rate)?, factor)?;
                    (product_in_cents(sum(fixed, left)?, factor)?, cut)
                }
                None => (full, Decimal::ZERO),
            };
            Some(Price {
                full: self.assigned(full)?,
                reduced: self.assigned(reduced)?,
                is_reducible: rate.is_some(),
                is_therapy: values.is_under_therapy_reduction(),
                practice_expense_cut: cut,
                basis: PriceBasis::RelativeValues(values, from),
            })
        };
        price()
            .map(PriceLookup::Priced)
            .ok_or(PricingError::TooLong { code })
    }

    /// Returns the price of a file of payment amounts, which takes the place of steps 1 and 2.
    fn published(
        &self,
        file: &PaymentAmountFile,
        locality: Locality,
        code: ProcedureCode,
    ) -> Result<PriceLookup, PricingError> {
        let amounts = file.amounts(locality, code);
        let stated = self.reference.stated_status(code);
        match stated.or(amounts.and_then(|amounts| amounts.status)) {
            Some(status) if status.is_never_paid() => return Ok(PriceLookup::NotPayable(status)),
            Some(MedicareStatus::ContractorPriced) => return Ok(PriceLookup::NoData),
            _ => {}
        }
        let Some(amounts) = amounts.filter(|amounts| !amounts.full.is_zero()) else {
            return Ok(PriceLookup::NoData);
        };
        let is_therapy = amounts.multiple_procedure == Some(5);
        let is_reducible = is_therapy && self.reduction.is_some();
        let reduced = if is_reducible {
            amounts.reduced(self.provider.setting)
        } else {
            amounts.full
        };
        let price = || {
            Some(Price {
                full: self.assigned(amounts.full)?,
                reduced: self.assigned(reduced)?,
                is_reducible,
                is_therapy,
                practice_expense_cut: difference(amounts.full, reduced)?,
                basis: PriceBasis::PaymentAmounts {
                    full: amounts.full,
                    reduced,
                    from: file.period().from(),
                },
            })
        };
        price()
            .map(PriceLookup::Priced)
            .ok_or(PricingError::TooLong { code })
    }

    /// Returns the price of an assigned claim: 95% where the provider does not participate.
    fn assigned(&self, price: Decimal) -> Option<Decimal> {
        if self.provider.participating {
            return Some(price);
        }
        product_in_cents(price, rates::not_participating().rate)
    }
}

impl Factors {
    fn find(
        reference: &ReferenceData,
        date: Date,
        place: Place,
        provider: Provider,
        own_factor: Option<ConversionFactor>,
    ) -> Result<Self, PricingError> {
        let conversion = own_factor
            .or_else(|| reference.conversion_factor(date, provider.qualifying_apm_participant))
            .ok_or(PricingError::NoConversionFactor { date })?;
        let (place, place_from, place_citation) =
            match place {
                Place::National => (GeographicFactors::NATIONAL, None, Citation::NATIONAL),
                Place::Factors(factors) => (factors, None, Citation::SUPPLIED),
                Place::Locality(locality) => reference.geographic(locality, date).ok_or(
                    PricingError::NoGeographicFactors {
                        locality,
                        year: date.year(),
                    },
                )?,
            };
        Ok(Self {
            conversion,
            place,
            place_from,
            place_citation,
        })
    }
}
