//! KX on lines the library makes: an attestation of the caller's, put where it is needed.

use rust_decimal::Decimal;

use super::{Bill, check::is_discipline};
use crate::calendar::IsoDate;
use crate::code::{Modifier, Modifiers};
use crate::money::{AmountError, amount};
use crate::reference::thresholds::{Bucket, kx_amount};
use crate::units::UnitRule;

/// KX that could not be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KxError {
    /// Another unit rule than Medicare's.
    #[error("KX is Medicare's, the visit is billed by the unit rule {rule}")]
    NotMedicare {
        /// The rule.
        rule: UnitRule,
    },
    /// No yearly amount is known for the date.
    #[error("no yearly amount is known for {date}, KX was not decided")]
    NoAmount {
        /// The date of service.
        date: IsoDate,
    },
    /// Not one allowed amount for each line.
    #[error("{lines} lines need as many allowed amounts, not {amounts}")]
    Lines {
        /// Lines of the bill.
        lines: usize,
        /// Amounts given.
        amounts: usize,
    },
    /// An amount that cannot be.
    #[error(transparent)]
    Amount(#[from] AmountError),
}

impl Bill<'_> {
    /// The same, with KX on the lines that need it: the caller attests that services above the yearly
    /// amount are needed.
    ///
    /// `accrued` is what the visit's bucket has accrued this year before the bill, `allowed` the allowed
    /// amount of each line in the order of [`lines`](Self::lines), in dollars. The line that crosses
    /// the amount needs KX, and every one after it; a line of 0 units does not.
    ///
    /// # Errors
    ///
    /// Another rule than Medicare's; a year without an amount; another number of amounts than of lines;
    /// an amount below zero or finer than cents.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(e)(1)(v): the amount must be exceeded, reaching it is not enough.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::{
    ///     Discipline, Minutes, ProcedureCode, Service, Session, claim::{Bill, Visit},
    ///     money::parse_amount, time::macros::date,
    /// };
    ///
    /// let session = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
    ///     .with(Service::new(ProcedureCode::CPT_97112, Minutes::new(15))?)?
    ///     .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(15))?)?;
    /// let visit = Visit::new(session);
    /// let allowed = [parse_amount("30.00")?, parse_amount("22.21")?];
    /// let bill = Bill::new(&visit).with_kx_attested(parse_amount("2440.00")?, &allowed)?;
    /// let lines: Vec<String> = bill.lines().iter().map(ToString::to_string).collect();
    /// assert_eq!(lines, ["97112 x 1 GP", "97110 x 1 GP KX"]); // the amount of 2026 is 2,480
    /// # }
    /// # Ok::<(), therapy_billing::Error>(())
    /// ```
    pub fn with_kx_attested(
        mut self,
        accrued: Decimal,
        allowed: &[Decimal],
    ) -> Result<Self, KxError> {
        let visit = self.visit();
        if !visit.rule.is_medicare() {
            return Err(KxError::NotMedicare { rule: visit.rule });
        }
        let (lines, amounts) = (self.lines().len(), allowed.len());
        if lines != amounts {
            return Err(KxError::Lines { lines, amounts });
        }
        let date = visit.session.date_of_service();
        let bucket = Bucket::of(visit.session.discipline());
        let yearly = kx_amount(date.year(), bucket).ok_or(KxError::NoAmount {
            date: IsoDate(date),
        })?;
        let mut running = amount(accrued)?;
        for (line, &allowed) in self.lines_mut().zip(allowed) {
            running = running
                .checked_add(amount(allowed)?)
                .ok_or(AmountError::TooLong)?;
            if yearly.is_exceeded_by(running) && !line.units().is_zero() {
                // two modifiers at the most stand on a line of a bill: there is room
                let modifiers = with_kx(line.modifiers()).unwrap_or(*line.modifiers());
                *line = line.with_modifiers(modifiers);
            }
        }
        Ok(self)
    }
}

/// The modifiers with KX behind the last one of discipline and assistant; `None` where four stand
/// already.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Modifier, Modifiers, claim::with_kx};
///
/// let line = Modifiers::new([Modifier::GP, Modifier::CQ, Modifier::DISTINCT_SERVICE])?;
/// assert_eq!(with_kx(&line).map(|line| line.to_string()).as_deref(), Some("GP CQ KX 59"));
/// # Ok::<(), therapy_billing::code::TooManyModifiers>(())
/// ```
#[must_use]
pub fn with_kx(modifiers: &Modifiers) -> Option<Modifiers> {
    let whose = |modifier: &Modifier| {
        is_discipline(*modifier) || matches!(*modifier, Modifier::CQ | Modifier::CO)
    };
    let place = modifiers
        .as_slice()
        .iter()
        .rposition(whose)
        .map_or(0, |last| last + 1);
    let (before, after) = modifiers.as_slice().split_at_checked(place)?;
    let line = before.iter().chain([&Modifier::KX]).chain(after).copied();
    Modifiers::new(line).ok()
}
