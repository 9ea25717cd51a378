//! Defines `TherapyDay`, the input of an estimate: the lines of one patient, date and billing provider.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use rust_decimal::Decimal;
use time::Date;

use super::policy::PaymentPolicy;
use super::price::Provider;
use crate::calendar::IsoDate;
use crate::claim::{Accrued, Bill, ServiceLine};
use crate::code::ProcedureCode;
use crate::money::{self, AmountError};
use crate::reference::fee_schedule::{
    ConversionFactor, Participant, Period, Place, RelativeValues,
};
use crate::reference::thresholds::Bucket;
use crate::reference::{ReferenceData, Setting};

/// The most lines, and the most sets of relative values, of one day.
pub(super) const MOST: usize = crate::limit::LIST_LIMIT;

/// Contains the lines of one patient, one date of service and one billing provider: the input of an estimate.
///
/// The lines are those of all disciplines of the day, because the multiple procedure payment reduction (MPPR)
/// applies across disciplines.
///
/// Its figures come from a [`ReferenceData`], which [`with_reference`](Self::with_reference) replaces;
/// figures of the day itself come before it. A serialized day contains its own figures and not the
/// reference data: it is read back with the built-in facts.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{Modifier, ProcedureCode, ServiceLine, TherapyDay, Units};
/// use therapy_billing::{reference::fee_schedule::Place, time::macros::date};
///
/// let line = ServiceLine::new(ProcedureCode::CPT_97110, Units::new(3)).with_modifier(Modifier::GP)?;
/// let day = TherapyDay::new(date!(2026 - 03 - 14), Place::National).with_line(line)?;
/// let estimate = day.estimate()?;
/// assert_eq!(estimate.totals.allowed.map(|sum| sum.to_string()).as_deref(), Some("73.48"));
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[doc(alias = "MPPR")]
#[doc(alias = "multiple procedure payment reduction")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "DayForm", into = "DayForm"))]
pub struct TherapyDay {
    pub(super) id: Option<String>,
    pub(super) date: Date,
    pub(super) place: Place,
    pub(super) provider: Provider,
    pub(super) lines: Vec<ServiceLine>,
    pub(super) deductible_remaining: Option<Decimal>,
    pub(super) accrued: Accrued,
    pub(super) values: BTreeMap<ProcedureCode, RelativeValues>,
    pub(super) conversion_factor: Option<ConversionFactor>,
    pub(super) yearly_amounts: Accrued,
    pub(super) policy: PaymentPolicy,
    pub(super) reference: ReferenceData,
}

/// A day could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DayError {
    /// A line had 0 units.
    #[error("expected 1 unit of {code} or more, found 0; leave the line out or state its units")]
    NoUnits {
        /// The code of the line.
        code: ProcedureCode,
    },
    /// A line had a date of its own that is not the date of the day.
    #[error(
        "expected lines of {date}, found {code} on {found}; estimate each date as a day of its own",
        date = IsoDate(*.date),
        found = IsoDate(*.found)
    )]
    OtherDate {
        /// The code of the line.
        code: ProcedureCode,
        /// The date of the day.
        date: Date,
        /// The date of the line.
        found: Date,
    },
    /// A line stated an allowed amount.
    #[error(
        "expected {code} without an allowed amount, which the estimate calculates; leave it out"
    )]
    AllowedStated {
        /// The code of the line.
        code: ProcedureCode,
    },
    /// A code had two sets of relative values.
    #[error("expected one set of relative values of {code}, found two; remove one")]
    ValuesTwice {
        /// The code.
        code: ProcedureCode,
    },
    /// A list was too long.
    #[error(
        "expected at most {most} {list}, found more; split the day or leave some out",
        most = crate::limit::Thousands(MOST)
    )]
    TooMany {
        /// The list: `lines` or `rvus`.
        list: &'static str,
    },
    /// An amount or a factor was invalid.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

impl TherapyDay {
    /// Returns a day without lines, of a participating provider in private practice. The remaining deductible
    /// and the amounts accrued are not known.
    #[must_use]
    pub const fn new(date: Date, place: Place) -> Self {
        Self {
            id: None,
            date,
            place,
            provider: Provider::new(Setting::PrivatePractice),
            lines: Vec::new(),
            deductible_remaining: None,
            accrued: Accrued::UNKNOWN,
            values: BTreeMap::new(),
            conversion_factor: None,
            yearly_amounts: Accrued::UNKNOWN,
            policy: PaymentPolicy::DEFAULT,
            reference: ReferenceData::new(),
        }
    }

    /// Returns the day of a bill at a place, with its setting and its reference data.
    ///
    /// Lines of 0 units are left out, because they are not billed. A day of more than 4,096 lines cannot be
    /// estimated.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::claim::{Bill, Visit};
    /// use therapy_billing::{Discipline, Session, Setting, TherapyDay, UnitRule};
    /// use therapy_billing::{reference::fee_schedule::Place, time::macros::date};
    ///
    /// let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97112", 24)])?;
    /// let bill = Bill::new(Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice));
    /// let estimate = TherapyDay::of_bill(&bill, Place::National).estimate()?;
    /// assert_eq!(estimate.lines[0].allowed.to_string(), "57.61"); // 2 units: 32.73 and 24.88
    /// # }
    /// # Ok::<(), therapy_billing::Error>(())
    /// ```
    #[must_use]
    pub fn of_bill(bill: &Bill, place: Place) -> Self {
        let visit = bill.visit();
        let lines = bill.lines().iter().copied();
        Self {
            provider: Provider::new(visit.setting),
            lines: lines.filter(|line| !line.units().is_zero()).collect(),
            reference: visit.reference.clone(),
            ..Self::new(visit.session.date_of_service(), place)
        }
    }

    /// Sets the caller's identifier, which the estimate repeats.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Adds a line.
    ///
    /// # Errors
    ///
    /// The line has 0 units, another date than the day or an allowed amount, or it is the 4,097th.
    pub fn with_line(mut self, line: ServiceLine) -> Result<Self, DayError> {
        let code = line.code();
        if line.units().is_zero() {
            return Err(DayError::NoUnits { code });
        }
        if let Some(found) = line.date().filter(|found| *found != self.date) {
            let date = self.date;
            return Err(DayError::OtherDate { code, date, found });
        }
        if line.allowed().is_some() {
            return Err(DayError::AllowedStated { code });
        }
        if self.lines.len() == MOST {
            return Err(DayError::TooMany { list: "lines" });
        }
        self.lines.push(line);
        Ok(self)
    }

    /// Adds lines, in claim order.
    ///
    /// # Errors
    ///
    /// [`with_line`](Self::with_line) refuses one of them.
    pub fn with_lines(
        self,
        lines: impl IntoIterator<Item = ServiceLine>,
    ) -> Result<Self, DayError> {
        lines.into_iter().try_fold(self, Self::with_line)
    }

    /// Sets the provider.
    #[must_use]
    pub const fn with_provider(mut self, provider: Provider) -> Self {
        self.provider = provider;
        self
    }

    /// Sets what remains of the patient's yearly deductible, in dollars.
    ///
    /// # Errors
    ///
    /// The amount is negative or finer than cents.
    pub fn with_deductible_remaining(mut self, amount: Decimal) -> Result<Self, AmountError> {
        self.deductible_remaining = Some(money::amount(amount)?);
        Ok(self)
    }

    /// Sets what has accrued in a bucket this year before this day, in dollars.
    ///
    /// # Errors
    ///
    /// The amount is negative or finer than cents.
    pub fn with_accrued(mut self, bucket: Bucket, amount: Decimal) -> Result<Self, AmountError> {
        self.accrued = self.accrued.with(bucket, amount)?;
        Ok(self)
    }

    /// Adds relative values, which come before the tables and before the status of a code.
    ///
    /// # Errors
    ///
    /// The day has values of the code already, or they are the 4,097th.
    pub fn with_relative_values(mut self, values: RelativeValues) -> Result<Self, DayError> {
        let code = values.code();
        if self.values.len() == MOST && !self.values.contains_key(&code) {
            return Err(DayError::TooMany { list: "rvus" });
        }
        match self.values.insert(code, values.of_caller()) {
            None => Ok(self),
            Some(_) => Err(DayError::ValuesTwice { code }),
        }
    }

    /// Sets the conversion factor of the date, in dollars per relative value unit.
    ///
    /// # Errors
    ///
    /// The factor is not above 0.
    pub fn with_conversion_factor(mut self, factor: Decimal) -> Result<Self, AmountError> {
        let date = Period::of(self.date);
        self.conversion_factor = Some(ConversionFactor::new(date, Participant::All, factor)?);
        Ok(self)
    }

    /// Sets the therapy threshold of a bucket in the year of the date, in dollars.
    ///
    /// # Errors
    ///
    /// The amount is negative or finer than cents.
    pub fn with_yearly_amount(
        mut self,
        bucket: Bucket,
        amount: Decimal,
    ) -> Result<Self, AmountError> {
        self.yearly_amounts = self.yearly_amounts.with(bucket, amount)?;
        Ok(self)
    }

    /// Sets the readings of open questions.
    #[must_use]
    pub const fn with_policy(mut self, policy: PaymentPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// Replaces the reference data, from which the figures are taken.
    #[must_use]
    pub fn with_reference(mut self, reference: &ReferenceData) -> Self {
        self.reference = reference.clone();
        self
    }

    /// Reads a day, whose figures are then taken from the reference data.
    #[cfg(feature = "serde")]
    pub(crate) fn read<'de, D: serde::Deserializer<'de>>(
        deserializer: D,
        reference: &ReferenceData,
    ) -> Result<Self, D::Error> {
        let day: Self = serde::Deserialize::deserialize(deserializer)?;
        Ok(day.with_reference(reference))
    }

    /// Returns the facts from which the figures are taken.
    #[must_use]
    pub const fn reference(&self) -> &ReferenceData {
        &self.reference
    }

    /// Returns the caller's identifier.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// Returns the date of service.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.date
    }

    /// Returns the lines in claim order.
    #[must_use]
    pub fn lines(&self) -> &[ServiceLine] {
        &self.lines
    }
}

#[cfg(feature = "serde")]
use serialized::DayForm;

#[cfg(feature = "serde")]
mod serialized {
    use alloc::string::String;
    use alloc::vec::Vec;

    use rust_decimal::Decimal;
    use time::Date;

    use super::{DayError, TherapyDay};
    use crate::claim::{Accrued, ServiceLine};
    use crate::payment::policy::PaymentPolicy;
    use crate::payment::price::Provider;
    use crate::reference::Setting;
    use crate::reference::fee_schedule::{Place, RelativeValues};

    const fn yes() -> bool {
        true
    }

    pub(super) struct DayForm {
        id: Option<String>,
        date_of_service: Date,
        gpci: Place,
        lines: Vec<ServiceLine>,
        setting: Setting,
        participating: bool,
        qualifying_apm_participant: bool,
        deductible_remaining: Option<Decimal>,
        accrued: Option<Accrued>,
        rvus: Vec<RelativeValues>,
        conversion_factor: Option<Decimal>,
        yearly_amounts: Option<Accrued>,
        policy: PaymentPolicy,
    }

    crate::wire::form!("a day, an object of date_of_service, gpci and lines", "DayForm" DayForm {
        #[serde(default)]
        @"Option::is_none" id: Option<String>,
        #[serde(with = "crate::wire::date")]
        date_of_service: Date,
        gpci: Place,
        #[serde(deserialize_with = "crate::wire::list")]
        lines: Vec<ServiceLine>,
        #[serde(default)]
        setting: Setting,
        #[serde(default = "yes")]
        participating: bool,
        #[serde(default)]
        qualifying_apm_participant: bool,
        #[serde(default, with = "crate::wire::money_or_null")]
        @"Option::is_none" deductible_remaining: Option<Decimal>,
        #[serde(default)]
        @"Option::is_none" accrued: Option<Accrued>,
        #[serde(default, deserialize_with = "crate::wire::list")]
        @"Vec::is_empty" rvus: Vec<RelativeValues>,
        #[serde(default, with = "crate::wire::factor_or_null")]
        @"Option::is_none" conversion_factor: Option<Decimal>,
        #[serde(default)]
        @"Option::is_none" yearly_amounts: Option<Accrued>,
        #[serde(default)]
        policy: PaymentPolicy,
    });

    impl TryFrom<DayForm> for TherapyDay {
        type Error = DayError;

        fn try_from(form: DayForm) -> Result<Self, DayError> {
            let day = Self {
                id: form.id,
                provider: Provider {
                    setting: form.setting,
                    participating: form.participating,
                    qualifying_apm_participant: form.qualifying_apm_participant,
                },
                deductible_remaining: form.deductible_remaining,
                accrued: form.accrued.unwrap_or_default(),
                yearly_amounts: form.yearly_amounts.unwrap_or_default(),
                policy: form.policy,
                ..Self::new(form.date_of_service, form.gpci)
            };
            let day = match form.conversion_factor {
                Some(factor) => day.with_conversion_factor(factor)?,
                None => day,
            };
            let day = day.with_lines(form.lines)?;
            form.rvus
                .into_iter()
                .try_fold(day, Self::with_relative_values)
        }
    }

    impl From<TherapyDay> for DayForm {
        fn from(day: TherapyDay) -> Self {
            let stated = |amounts: Accrued| (!amounts.is_unknown()).then_some(amounts);
            Self {
                id: day.id,
                date_of_service: day.date,
                gpci: day.place,
                lines: day.lines,
                setting: day.provider.setting,
                participating: day.provider.participating,
                qualifying_apm_participant: day.provider.qualifying_apm_participant,
                deductible_remaining: day.deductible_remaining,
                accrued: stated(day.accrued),
                rvus: day.values.into_values().collect(),
                conversion_factor: day.conversion_factor.map(|factor| factor.value),
                yearly_amounts: stated(day.yearly_amounts),
                policy: day.policy,
            }
        }
    }
}
