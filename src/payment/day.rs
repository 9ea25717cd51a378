//! What is to be estimated: one patient, one date, one billing provider, all disciplines.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use rust_decimal::Decimal;
use time::Date;

use super::policy::Policy;
use super::threshold::Accrued;
use crate::code::{Modifiers, ProcedureCode};
use crate::money::{self, AmountError};
use crate::payment::Provider;
use crate::quantity::{Minutes, Units};
use crate::reference::Setting;
use crate::reference::fee_schedule::{Place, RelativeValues};
use crate::reference::thresholds::Bucket;

/// One line of the day: a code, its units and modifiers, and the charge for all of them.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Modifier, Modifiers, ProcedureCode, Units};
/// use therapy_billing::{money::parse_amount, payment::ChargeLine};
///
/// let line = ChargeLine::new(ProcedureCode::CPT_97112, Units::new(2))?
///     .with_modifiers(Modifiers::new([Modifier::GP]).expect("one"))
///     .with_charge(parse_amount("150.00").expect("an amount")).expect("cents");
/// assert_eq!(line.units(), Units::new(2));
/// assert!(ChargeLine::new(ProcedureCode::CPT_97112, Units::ZERO).is_err());
/// # Ok::<(), therapy_billing::payment::NoUnits>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "LineForm", into = "LineForm"))]
pub struct ChargeLine {
    code: ProcedureCode,
    units: Units,
    modifiers: Modifiers,
    charge: Option<Decimal>,
    minutes: Option<Minutes>,
}

/// A line without units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected 1 unit of {code} or more, found 0")]
pub struct NoUnits {
    /// The code of the line.
    pub code: ProcedureCode,
}

impl ChargeLine {
    /// A line without modifiers, charge and minutes.
    ///
    /// # Errors
    ///
    /// No units.
    pub const fn new(code: ProcedureCode, units: Units) -> Result<Self, NoUnits> {
        if units.is_zero() {
            return Err(NoUnits { code });
        }
        Ok(Self {
            code,
            units,
            modifiers: Modifiers::NONE,
            charge: None,
            minutes: None,
        })
    }

    /// The same, with modifiers in claim order.
    #[must_use]
    pub const fn with_modifiers(mut self, modifiers: Modifiers) -> Self {
        self.modifiers = modifiers;
        self
    }

    /// The same, with the charge of the whole line in dollars.
    ///
    /// # Errors
    ///
    /// An amount that is negative or finer than cents.
    pub fn with_charge(mut self, charge: Decimal) -> Result<Self, AmountError> {
        self.charge = Some(money::amount(charge)?);
        Ok(self)
    }

    /// The same, with the minutes of the service, which the statement shows.
    #[must_use]
    pub const fn with_minutes(mut self, minutes: Minutes) -> Self {
        self.minutes = Some(minutes);
        self
    }

    /// The code.
    #[must_use]
    pub const fn code(&self) -> ProcedureCode {
        self.code
    }

    /// The units, one or more.
    #[must_use]
    pub const fn units(&self) -> Units {
        self.units
    }

    /// The modifiers in claim order.
    #[must_use]
    pub const fn modifiers(&self) -> Modifiers {
        self.modifiers
    }

    /// The charge of the whole line in dollars; `None` if not stated.
    #[must_use]
    pub const fn charge(&self) -> Option<Decimal> {
        self.charge
    }

    /// The minutes of the service; `None` if not stated.
    #[must_use]
    pub const fn minutes(&self) -> Option<Minutes> {
        self.minutes
    }
}

/// One patient, one date of service, one billing provider, with the lines of all disciplines of that
/// day: the several-procedure rule runs across them.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{Modifier, Modifiers, ProcedureCode, Units, time::macros::date};
/// use therapy_billing::payment::{ChargeLine, TherapyDay};
/// use therapy_billing::ReferenceData;
/// use therapy_billing::reference::fee_schedule::Place;
///
/// let gp = Modifiers::new([Modifier::GP]).expect("one");
/// let line = ChargeLine::new(ProcedureCode::CPT_97110, Units::new(3)).expect("units");
/// let day = TherapyDay::new(date!(2026 - 03 - 14), Place::National).with_line(line.with_modifiers(gp));
/// let estimate = day.estimate(ReferenceData::built_in())?;
/// assert_eq!(estimate.totals.allowed.to_string(), "73.48"); // one unit in full, two reduced
/// # }
/// # Ok::<(), therapy_billing::payment::EstimateError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(try_from = "DayForm", into = "DayForm"))]
pub struct TherapyDay {
    pub(super) id: Option<String>,
    pub(super) date: Date,
    pub(super) place: Place,
    pub(super) provider: Provider,
    pub(super) lines: Vec<ChargeLine>,
    pub(super) deductible_remaining: Option<Decimal>,
    pub(super) accrued: Accrued,
    pub(super) values: BTreeMap<ProcedureCode, RelativeValues>,
    pub(super) policy: Policy,
}

/// Two sets of relative values for one code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("relative values of {code} are given twice, give one set")]
pub struct ValuesTwice {
    /// The code.
    pub code: ProcedureCode,
}

impl TherapyDay {
    /// A day without lines, of a participating provider in private practice; what remains of the
    /// deductible and what has accrued are unknown.
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
            policy: Policy::DEFAULT,
        }
    }

    /// The same, with a reference of the caller's, which the estimate repeats.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// The same, with one line more.
    #[must_use]
    pub fn with_line(mut self, line: ChargeLine) -> Self {
        self.lines.push(line);
        self
    }

    /// The same, of another provider.
    #[must_use]
    pub const fn with_provider(mut self, provider: Provider) -> Self {
        self.provider = provider;
        self
    }

    /// The same, with what remains of the patient's yearly deductible, in dollars.
    ///
    /// # Errors
    ///
    /// An amount that is negative or finer than cents.
    pub fn with_deductible_remaining(mut self, amount: Decimal) -> Result<Self, AmountError> {
        self.deductible_remaining = Some(money::amount(amount)?);
        Ok(self)
    }

    /// The same, with what has accrued in a bucket this year before this day, in dollars.
    ///
    /// # Errors
    ///
    /// An amount that is negative or finer than cents.
    pub fn with_accrued(mut self, bucket: Bucket, amount: Decimal) -> Result<Self, AmountError> {
        self.accrued = self.accrued.with(bucket, amount)?;
        Ok(self)
    }

    /// The same, with relative values that come before the tables, and before the status of a code.
    ///
    /// # Errors
    ///
    /// A second set for one code.
    pub fn with_relative_values(mut self, values: RelativeValues) -> Result<Self, ValuesTwice> {
        match self.values.insert(values.code(), values) {
            None => Ok(self),
            Some(_) => Err(ValuesTwice {
                code: values.code(),
            }),
        }
    }

    /// The same, under other readings of what the sources leave open.
    #[must_use]
    pub const fn with_policy(mut self, policy: Policy) -> Self {
        self.policy = policy;
        self
    }

    /// The reference of the caller's.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// The date of service.
    #[must_use]
    pub const fn date(&self) -> Date {
        self.date
    }

    /// The lines in claim order.
    #[must_use]
    pub fn lines(&self) -> &[ChargeLine] {
        &self.lines
    }
}

#[cfg(feature = "serde")]
use serialized::{DayForm, LineForm};

#[cfg(feature = "serde")]
mod serialized {
    use alloc::string::String;
    use alloc::vec::Vec;

    use rust_decimal::Decimal;
    use time::Date;

    use super::{ChargeLine, NoUnits, TherapyDay, ValuesTwice};
    use crate::code::{Modifiers, ProcedureCode};
    use crate::payment::Provider;
    use crate::payment::policy::Policy;
    use crate::payment::threshold::Accrued;
    use crate::quantity::{Minutes, Units};
    use crate::reference::Setting;
    use crate::reference::fee_schedule::{Place, RelativeValues};

    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[serde(remote = "Self")]
    pub(super) struct LineForm {
        code: ProcedureCode,
        units: Units,
        #[serde(default)]
        modifiers: Modifiers,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        minutes: Option<Minutes>,
        #[serde(
            with = "crate::wire::money_or_null",
            default,
            skip_serializing_if = "Option::is_none"
        )]
        charge: Option<Decimal>,
    }

    crate::wire::object!(LineForm, "a line, an object of code and units");

    impl TryFrom<LineForm> for ChargeLine {
        type Error = NoUnits;

        fn try_from(form: LineForm) -> Result<Self, NoUnits> {
            let line = Self::new(form.code, form.units)?.with_modifiers(form.modifiers);
            Ok(Self {
                charge: form.charge,
                minutes: form.minutes,
                ..line
            })
        }
    }

    impl From<ChargeLine> for LineForm {
        fn from(line: ChargeLine) -> Self {
            Self {
                code: line.code,
                units: line.units,
                modifiers: line.modifiers,
                minutes: line.minutes,
                charge: line.charge,
            }
        }
    }

    const fn yes() -> bool {
        true
    }

    #[derive(serde::Serialize, serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    #[serde(remote = "Self")]
    pub(super) struct DayForm {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        #[serde(with = "crate::wire::date")]
        date_of_service: Date,
        gpci: Place,
        lines: Vec<ChargeLine>,
        #[serde(default)]
        setting: Setting,
        #[serde(default = "yes")]
        participating: bool,
        #[serde(default)]
        qualifying_apm_participant: bool,
        #[serde(
            with = "crate::wire::money_or_null",
            default,
            skip_serializing_if = "Option::is_none"
        )]
        deductible_remaining: Option<Decimal>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        accrued: Option<Accrued>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        rvus: Vec<RelativeValues>,
        #[serde(default)]
        policy: Policy,
    }

    crate::wire::object!(
        DayForm,
        "a day, an object of date_of_service, gpci and lines"
    );

    impl TryFrom<DayForm> for TherapyDay {
        type Error = ValuesTwice;

        fn try_from(form: DayForm) -> Result<Self, ValuesTwice> {
            let day = Self {
                id: form.id,
                lines: form.lines,
                deductible_remaining: form.deductible_remaining,
                accrued: form.accrued.unwrap_or_default(),
                ..Self::new(form.date_of_service, form.gpci)
            };
            let provider = Provider {
                setting: form.setting,
                participating: form.participating,
                qualifying_apm_participant: form.qualifying_apm_participant,
            };
            form.rvus
                .into_iter()
                .try_fold(day, Self::with_relative_values)
                .map(|day| day.with_provider(provider).with_policy(form.policy))
        }
    }

    impl From<TherapyDay> for DayForm {
        fn from(day: TherapyDay) -> Self {
            Self {
                id: day.id,
                date_of_service: day.date,
                gpci: day.place,
                lines: day.lines,
                setting: day.provider.setting,
                participating: day.provider.participating,
                qualifying_apm_participant: day.provider.qualifying_apm_participant,
                deductible_remaining: day.deductible_remaining,
                accrued: (!day.accrued.is_unknown()).then_some(day.accrued),
                rvus: day.values.into_values().collect(),
                policy: day.policy,
            }
        }
    }
}
