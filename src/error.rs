//! Defines `Error`, the type that every error of the crate converts into.

use crate::calendar::ParseDateError;
use crate::claim::{BillError, ClaimError, FurnishingError, KxError, LineError};
use crate::code::{
    ParseCodeError, ParseModifierError, ParseModifiersError, Refusal, RefusedCell, TooManyModifiers,
};
use crate::documentation::{ParseDiagnosisError, RecordError, UnknownRule, UnknownWord};
use crate::finding::LocationError;
use crate::money::AmountError;
use crate::name::UnknownName;
use crate::payment::{DayError, EstimateError, PricingError};
use crate::quantity::QuantityError;
use crate::reference::catalog::{EntryError, TooManyCodes};
use crate::reference::edits::ParseQuarterError;
use crate::reference::fee_schedule::{LocalityError, PeriodError};
use crate::reference::files::FileError;
use crate::reference::{ParseFingerprintError, TypeOfBillError};
#[cfg(feature = "serde")]
use crate::replay::{ReplayError, TreeError};
use crate::session::{ServiceError, SessionError, TimeError};
use crate::units::columns::{CodebookError, ColumnError};
use crate::units::{LengthMismatch, RuleError, SplitError, TotalError, UnknownUnitRule};

/// Contains any error of this crate, with one variant per family.
///
/// Every error converts into it, so that a function that uses several parts of the crate returns one type.
/// `Display` states what was expected, what was found and how to fix it.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Error, Modifier, ProcedureCode, calendar::parse_date};
///
/// fn read(code: &str, modifier: &str, date: &str) -> Result<(), Error> {
///     let _: ProcedureCode = code.parse()?;
///     let _: Modifier = modifier.parse()?;
///     parse_date(date)?;
///     Ok(())
/// }
///
/// assert!(matches!(read("97112", "GP", "2026-3-14"), Err(Error::Date(_))));
/// let error = read("9711", "GP", "2026-03-14").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "expected a procedure code of 5 characters, found 4; check for missing or extra characters"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A date or time of day could not be read.
    #[error(transparent)]
    Date(#[from] ParseDateError),
    /// A procedure code could not be read.
    #[error(transparent)]
    Code(#[from] ParseCodeError),
    /// A modifier could not be read.
    #[error(transparent)]
    Modifier(#[from] ParseModifierError),
    /// A claim line had more than four modifiers.
    #[error(transparent)]
    Modifiers(#[from] TooManyModifiers),
    /// The modifiers of a line's places could not be read.
    #[error(transparent)]
    Places(#[from] ParseModifiersError),
    /// A cell of a column of codes was refused.
    #[error(transparent)]
    Cell(#[from] RefusedCell),
    /// The need for KX could not be decided.
    #[error(transparent)]
    Kx(#[from] KxError),
    /// The lines were not those of a claim.
    #[error(transparent)]
    Claim(#[from] ClaimError),
    /// The units of a code did not follow from the minutes of those who furnished it.
    #[error(transparent)]
    Furnishing(#[from] FurnishingError),
    /// A fingerprint of supplied facts could not be read.
    #[error(transparent)]
    Fingerprint(#[from] ParseFingerprintError),
    /// A number of minutes or units was invalid.
    #[error(transparent)]
    Quantity(#[from] QuantityError),
    /// The place of a finding was invalid.
    #[error(transparent)]
    Location(#[from] LocationError),
    /// A text was not the name of a value.
    #[error(transparent)]
    Name(#[from] UnknownName),
    /// A type of bill did not give a setting.
    #[error(transparent)]
    TypeOfBill(#[from] TypeOfBillError),
    /// A treatment time was invalid.
    #[error(transparent)]
    Time(#[from] TimeError),
    /// A service entry could not be counted.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// A session was invalid.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// A chosen split was not permitted.
    #[error(transparent)]
    Split(#[from] SplitError),
    /// A text was not the name of a unit rule.
    #[error(transparent)]
    UnknownRule(#[from] UnknownUnitRule),
    /// A contract's unit rule was invalid.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// A claim line could not contain a fact.
    #[error(transparent)]
    Line(#[from] LineError),
    /// A quarter could not be read.
    #[error(transparent)]
    Quarter(#[from] ParseQuarterError),
    /// A catalog entry contradicted itself.
    #[error(transparent)]
    Entry(#[from] EntryError),
    /// A list of codes had more than four codes.
    #[error(transparent)]
    Codes(#[from] TooManyCodes),
    /// A published file could not be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// A unit rule could not count a total.
    #[error(transparent)]
    Total(#[from] TotalError),
    /// A diagnosis code could not be read.
    #[error(transparent)]
    Diagnosis(#[from] ParseDiagnosisError),
    /// A part of a record was invalid.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// A word was in no vocabulary of the record.
    #[error(transparent)]
    Word(#[from] UnknownWord),
    /// A text was not the name of a documentation rule.
    #[error(transparent)]
    DocumentationRule(#[from] UnknownRule),
    /// An amount or a factor was invalid.
    #[error(transparent)]
    Amount(#[from] AmountError),
    /// A day of an estimate was invalid.
    #[error(transparent)]
    Day(#[from] DayError),
    /// A period ended before it began.
    #[error(transparent)]
    Period(#[from] PeriodError),
    /// A payment locality could not be read.
    #[error(transparent)]
    Locality(#[from] LocalityError),
    /// Prices could not be determined.
    #[error(transparent)]
    Pricing(#[from] PricingError),
    /// An estimate could not be made.
    #[error(transparent)]
    Estimate(#[from] EstimateError),
    /// A bill could not be made from its input.
    #[error(transparent)]
    Bill(#[from] BillError),
    /// An answer could not be stored or computed again.
    #[cfg(feature = "serde")]
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// A value could not be stored or read as plain values.
    #[cfg(feature = "serde")]
    #[error(transparent)]
    Tree(#[from] TreeError),
    /// Slices that belong together differed in length.
    #[error(transparent)]
    Length(#[from] LengthMismatch),
    /// Columns of minutes and units did not belong together.
    #[error(transparent)]
    Columns(#[from] ColumnError),
    /// A list of codes could not become a codebook for the columns.
    #[error(transparent)]
    Codebook(#[from] CodebookError),
}

/// Keeps the reason and its advice; the text of the cell stays with the caller.
impl From<Refusal<'_>> for Error {
    fn from(refusal: Refusal<'_>) -> Self {
        Self::Cell(refusal.without_text())
    }
}
