//! The roof over every error of the crate.

use crate::calendar::ParseDateError;
use crate::claim::{KxError, LineError};
use crate::code::{
    ParseCodeError, ParseModifierError, ParseModifiersError, Refusal, RefusalReason,
    TooManyModifiers,
};
use crate::documentation::{NoTreatmentDay, ParseDiagnosisError, UnknownRule, UnknownWord};
use crate::money::AmountError;
use crate::payment::{DayError, EstimateError, PricingError};
use crate::quantity::QuantityError;
use crate::reference::edits::ParseQuarterError;
use crate::reference::fee_schedule::TableError;
use crate::reference::fee_schedule::{LocalityError, PeriodError};
use crate::reference::files::EditFileError;
use crate::session::{ServiceError, SessionError, TimeError};
use crate::units::{LengthMismatch, RuleError, TotalError};

/// Any error of this crate, one variant a family.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A date or time of day that could not be read.
    #[error(transparent)]
    Date(#[from] ParseDateError),
    /// A procedure code that could not be read.
    #[error(transparent)]
    Code(#[from] ParseCodeError),
    /// A modifier that could not be read.
    #[error(transparent)]
    Modifier(#[from] ParseModifierError),
    /// A fifth modifier.
    #[error(transparent)]
    Modifiers(#[from] TooManyModifiers),
    /// Modifiers of a line's places that could not be read.
    #[error(transparent)]
    Places(#[from] ParseModifiersError),
    /// A cell of a column of codes that was refused.
    #[error("{}", .0.message())]
    Cell(RefusalReason),
    /// KX that could not be decided.
    #[error(transparent)]
    Kx(#[from] KxError),
    /// A number of minutes or units was invalid.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    /// A treatment time that cannot be.
    #[error(transparent)]
    Time(#[from] TimeError),
    /// A service entry that cannot be counted.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// A session that cannot be.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// A contract's rule that cannot be.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// A fact that a claim line cannot state.
    #[error(transparent)]
    Line(#[from] LineError),
    /// A quarter that could not be read.
    #[error(transparent)]
    Quarter(#[from] ParseQuarterError),
    /// A file of edits that cannot be used.
    #[error(transparent)]
    EditFile(#[from] EditFileError),
    /// A total that a rule cannot count.
    #[error(transparent)]
    Total(#[from] TotalError),
    /// A diagnosis code that could not be read.
    #[error(transparent)]
    Diagnosis(#[from] ParseDiagnosisError),
    /// An episode without a treatment day.
    #[error(transparent)]
    TreatmentDays(#[from] NoTreatmentDay),
    /// A word that is in no vocabulary of the record.
    #[error(transparent)]
    Word(#[from] UnknownWord),
    /// A text that is the name of no documentation rule.
    #[error(transparent)]
    DocumentationRule(#[from] UnknownRule),
    /// An amount or a factor that could not be taken.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// A day of an estimate was invalid.
    #[error(transparent)]
    Day(#[from] DayError),
    /// A period that ends before it begins.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// A payment locality that could not be read.
    #[error(transparent)]
    Locality(#[from] LocalityError),
    /// A file of the fee schedule that could not be read.
    #[error(transparent)]
    FeeScheduleFile(#[from] TableError),
    /// Prices that could not be had.
    #[error(transparent)]
    Pricing(#[from] PricingError),
    /// An estimate that could not be made.
    #[error(transparent)]
    Estimate(#[from] EstimateError),
    /// Slices that belong together and differ in length.
    #[error(transparent)]
    Length(#[from] LengthMismatch),
}

/// Keeps the reason; the raw text stays with the caller.
impl From<Refusal<'_>> for Error {
    fn from(refusal: Refusal<'_>) -> Self {
        Self::Cell(refusal.reason)
    }
}
