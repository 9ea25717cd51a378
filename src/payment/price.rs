//! The price of a code: full, and reduced by the several-procedure rule.

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

/// What of a provider decides a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Provider {
    /// Where it furnishes therapy.
    pub setting: Setting,
    /// Whether it participates in Medicare. If not, prices are those of an assigned claim.
    pub participating: bool,
    /// Whether it is a qualifying participant of an alternative payment model, which matters from
    /// 2026.
    pub qualifying_apm_participant: bool,
}

impl Provider {
    /// A participating provider that is in no alternative payment model.
    #[must_use]
    pub const fn new(setting: Setting) -> Self {
        Self {
            setting,
            participating: true,
            qualifying_apm_participant: false,
        }
    }

    /// The same, outside the participation agreement: prices are those of an assigned claim.
    #[must_use]
    pub const fn not_participating(mut self) -> Self {
        self.participating = false;
        self
    }

    /// The same, as a qualifying participant of an alternative payment model.
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

/// Prices that could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PricingError {
    /// No conversion factor is held for the date.
    #[error(
        "no conversion factor is held for {date}, supply one with the release of that year",
        date = IsoDate(*.date)
    )]
    NoConversionFactor {
        /// The date of service.
        date: Date,
    },
    /// No geographic factors are held for the locality in that year.
    #[error(
        "no geographic factors are held for locality {locality} in {year}, state the three factors"
    )]
    NoGeographicFactors {
        /// The locality.
        locality: Locality,
        /// The year of service.
        year: i32,
    },
    /// A critical access hospital is paid by its cost.
    #[error("a critical access hospital is paid by cost, the fee schedule gives no estimate")]
    PaidByCost,
    /// The date lies before the rule that the estimate follows.
    #[error(
        "no coinsurance is held for {date}, estimates begin with 1999-01-01",
        date = IsoDate(*.date)
    )]
    NoCoinsurance {
        /// The date of service.
        date: Date,
    },
    /// A price needs more digits than a decimal has.
    #[error("the price of {code} needs more than the 28 digits of a decimal")]
    TooLong {
        /// The code.
        code: ProcedureCode,
    },
}

/// The prices of one date, place and provider.
#[derive(Clone, Copy, Debug)]
pub struct Pricing<'a> {
    reference: &'a ReferenceData,
    date: Date,
    provider: Provider,
    reduction: Option<DatedRate>,
    /// `None` only beside published prices.
    factors: Option<Factors>,
    published: Option<(&'a PaymentAmountFile, Locality)>,
}

/// What relative values are multiplied with.
#[derive(Clone, Copy, Debug)]
struct Factors {
    conversion: ConversionFactor,
    place: GeographicFactors,
    place_from: Option<Date>,
    place_citation: Citation,
}

/// The price of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Price {
    /// Dollars for a unit in full.
    pub full: Decimal,
    /// Dollars for a unit under the several-procedure rule; the full price where the rule does not
    /// apply.
    pub reduced: Decimal,
    /// Whether the several-procedure rule applies: indicator 5, on a date on which the rule holds.
    pub is_reducible: bool,
    /// Dollars that the rule takes off a unit, not rounded: by these, units are ranked.
    pub practice_expense_cut: Decimal,
    /// What it was made of.
    pub basis: PriceBasis,
}

/// What a price was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PriceBasis {
    /// Relative values, and the first date they hold; `None` of the caller's own.
    RelativeValues(RelativeValues, Option<Date>),
    /// Published prices of the caller's file, full and reduced, and the first date they hold.
    PaymentAmounts {
        /// Full price as published.
        full: Decimal,
        /// Reduced price as published.
        reduced: Decimal,
        /// First date of service of the file.
        from: Date,
    },
}

/// What the fee schedule says of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PriceLookup {
    /// A price.
    Priced(Price),
    /// A status under which Medicare pays nothing for the code on its own.
    NotPayable(MedicareStatus),
    /// No figures to make a price of. That is no verdict on the code.
    NoData,
}

impl<'a> Pricing<'a> {
    /// Returns the prices of a date, place and provider.
    ///
    /// # Errors
    ///
    /// No conversion factor for the date, no geographic factors for the locality in that year, a
    /// setting that the fee schedule does not price.
    pub fn new(
        reference: &'a ReferenceData,
        date: Date,
        place: Place,
        provider: Provider,
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
        let factors = match Factors::find(reference, date, place, provider) {
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

    /// The date of service.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.date
    }

    /// The provider.
    #[must_use]
    pub const fn provider(&self) -> Provider {
        self.provider
    }

    /// What the several-procedure rule takes off practice expense; `None` before the rule.
    #[must_use]
    pub const fn reduction(&self) -> Option<DatedRate> {
        self.reduction
    }

    /// Whether published prices of the caller's file take the place of factors.
    #[must_use]
    pub const fn has_published_amounts(&self) -> bool {
        self.published.is_some()
    }

    /// The conversion factor; `None` where published amounts take its place and none is held.
    #[must_use]
    pub fn conversion_factor(&self) -> Option<ConversionFactor> {
        self.factors.map(|factors| factors.conversion)
    }

    /// The geographic factors, the first date they hold, and their source; `None` where published
    /// amounts take their place and none are held.
    #[must_use]
    pub fn place(&self) -> Option<(GeographicFactors, Option<Date>, Citation)> {
        self.factors
            .map(|factors| (factors.place, factors.place_from, factors.place_citation))
    }

    /// The price of a code.
    ///
    /// # Errors
    ///
    /// Figures so long that the price cannot be held exactly.
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

    /// The price that relative values of the caller's make; no data where all are zero, or where
    /// there are no factors beside published amounts.
    ///
    /// # Errors
    ///
    /// Figures so long that the price cannot be held exactly.
    pub fn supplied(&self, values: RelativeValues) -> Result<PriceLookup, PricingError> {
        if values.is_zero() {
            return Ok(PriceLookup::NoData);
        }
        let known = self
            .reference
            .entry(values.code())
            .and_then(crate::reference::catalog::CodeEntry::multiple_procedure);
        self.price_of(values.or_multiple_procedure(known), None)
    }

    /// Steps 1 and 2: the sum is not rounded before the conversion factor.
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
                practice_expense_cut: cut,
                basis: PriceBasis::RelativeValues(values, from),
            })
        };
        price()
            .map(PriceLookup::Priced)
            .ok_or(PricingError::TooLong { code })
    }

    /// The price of a file of payment amounts, which takes the place of steps 1 and 2.
    fn published(
        &self,
        file: &PaymentAmountFile,
        locality: Locality,
        code: ProcedureCode,
    ) -> Result<PriceLookup, PricingError> {
        let Some(amounts) = file.amounts(locality, code) else {
            return Ok(PriceLookup::NoData);
        };
        match amounts.status {
            Some(
                status @ (MedicareStatus::Bundled
                | MedicareStatus::AnotherCode
                | MedicareStatus::NotCovered
                | MedicareStatus::Excluded),
            ) => return Ok(PriceLookup::NotPayable(status)),
            Some(MedicareStatus::ContractorPriced) => return Ok(PriceLookup::NoData),
            _ if amounts.full.is_zero() => return Ok(PriceLookup::NoData),
            _ => {}
        }
        let is_reducible = amounts.multiple_procedure == Some(5) && self.reduction.is_some();
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

    /// The price of an assigned claim: 95% where the provider does not participate.
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
    ) -> Result<Self, PricingError> {
        let conversion = reference
            .conversion_factor(date, provider.qualifying_apm_participant)
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
