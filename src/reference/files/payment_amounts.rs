//! CMS's file of payment amounts, PFALL: prices by locality, read from text.

use alloc::collections::BTreeMap;

use rust_decimal::Decimal;
use time::Date;

use crate::code::ProcedureCode;
use crate::money::parse_amount;
use crate::reference::Setting;
use crate::reference::catalog::MedicareStatus;
use crate::reference::fee_schedule::Locality;
use crate::reference::fee_schedule::{Period, TableError};
use crate::reference::files::fee_schedule::{self as records, Record};
use crate::reference::files::release::indicator;

/// The published prices of all localities, for the dates the caller states.
///
/// They take the place of relative values, geographic and conversion factor: the therapy amounts of
/// the file are the reduced prices.
///
/// # Source
///
/// CMS, PFS payment amount files, `PFALL`: no header, 16 fields, notices below.
///
/// # Examples
///
/// ```
/// use therapy_billing::{ProcedureCode, time::macros::date};
/// use therapy_billing::reference::fee_schedule::{Locality, Period};
/// use therapy_billing::reference::files::PaymentAmountFile;
///
/// let text = concat!(
///     r#""2020","15202","00","97112","  ","0000034.65","0000034.65"," ","7","A","5","#,
///     r#""0000026.73","0000026.73","0","0000000.00","0000000.00""#,
/// );
/// let year = Period::new(date!(2020 - 01 - 01), date!(2020 - 12 - 31)).expect("in order");
/// let file = PaymentAmountFile::read(text, year)?;
/// let ohio = Locality::new("15202", "00").expect("digits");
/// let prices = file.amounts(ohio, ProcedureCode::CPT_97112).expect("a row");
/// assert_eq!((prices.full.to_string(), prices.reduced_office.to_string()), ("34.65".into(), "26.73".into()));
/// # Ok::<(), therapy_billing::reference::fee_schedule::TableError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PaymentAmountFile {
    period: Period,
    rows: BTreeMap<(Locality, ProcedureCode), PaymentAmounts>,
}

/// The code that sorts before all others.
const LOWEST_CODE: ProcedureCode = ProcedureCode::of("00000");

/// The published prices of a code in a locality.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PaymentAmounts {
    /// Price of one unit in full, outside a facility.
    pub full: Decimal,
    /// Price of one reduced unit in an office.
    pub reduced_office: Decimal,
    /// Price of one reduced unit in an institution.
    pub reduced_institution: Decimal,
    /// Fee schedule status; `None` for a letter not known here.
    pub status: Option<MedicareStatus>,
    /// Multiple-procedure indicator; 5 is the therapy reduction.
    pub multiple_procedure: Option<u8>,
}

impl PaymentAmounts {
    /// Price of one reduced unit in a setting.
    #[must_use]
    pub const fn reduced(&self, setting: Setting) -> Decimal {
        if crate::reference::fee_schedule::is_office(setting) {
            self.reduced_office
        } else {
            self.reduced_institution
        }
    }
}

impl PaymentAmountFile {
    /// Fields of a row.
    const FIELDS: usize = 16;

    /// Reads the text of a file for the dates of service it holds; its name is not trusted.
    ///
    /// # Errors
    ///
    /// A row of the wrong year or length, a cell that cannot be read, or two rows for one code and
    /// locality: each with its line.
    pub fn read(text: &str, period: Period) -> Result<Self, TableError> {
        let mut rows = BTreeMap::new();
        records::read(text, |record| {
            if !is_row(record) {
                return Ok(()); // blank lines and the notice below the table
            }
            let line = record.line;
            let cell = |column| TableError::Cell { line, column };
            if record.cells.len() != Self::FIELDS {
                return Err(TableError::Fields {
                    line,
                    expected: Self::FIELDS,
                    found: record.cells.len(),
                });
            }
            let expected = period.from().year();
            if record.cell(0).parse() != Ok(expected) {
                return Err(TableError::Year { line, expected });
            }
            let locality = Locality::new(record.cell(1), record.cell(2))
                .map_err(|_| cell("carrier and locality"))?;
            let code = ProcedureCode::parse(record.cell(3)).map_err(|_| cell("code"))?;
            let amounts = amounts(record)?;
            if !record.cell(4).is_empty() {
                return Ok(()); // a part of a service; therapy has none
            }
            match rows.insert((locality, code), amounts) {
                None => Ok(()),
                Some(_) => Err(TableError::CodeTwice { line, code }),
            }
        })?;
        if rows.is_empty() {
            return Err(TableError::NoRows);
        }
        Ok(Self { period, rows })
    }

    /// The dates of service it holds.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// The prices of a code in a locality; `None` if it has no row.
    #[must_use]
    pub fn amounts(&self, locality: Locality, code: ProcedureCode) -> Option<PaymentAmounts> {
        self.rows.get(&(locality, code)).copied()
    }

    /// Whether the file prices a locality on a date.
    #[must_use]
    pub fn covers(&self, locality: Locality, date: Date) -> bool {
        let first = (locality, LOWEST_CODE);
        self.period.contains(date)
            && self
                .rows
                .range(first..)
                .next()
                .is_some_and(|((found, _), _)| *found == locality)
    }
}

/// A row begins with a year and a carrier; a notice with words.
fn is_row(record: &Record<'_>) -> bool {
    record
        .cell(0)
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_digit())
}

fn amounts(record: &Record<'_>) -> Result<PaymentAmounts, TableError> {
    let dollars = |at, column| {
        parse_amount(record.cell(at)).map_err(|_| TableError::Cell {
            line: record.line,
            column,
        })
    };
    let mut status = record.cell(9).chars();
    Ok(PaymentAmounts {
        full: dollars(5, "non-facility amount")?,
        reduced_office: dollars(11, "therapy amount, office")?,
        reduced_institution: dollars(12, "therapy amount, institution")?,
        status: status.next().and_then(MedicareStatus::from_letter),
        multiple_procedure: indicator(record, 10, "multiple procedure")?,
    })
}
