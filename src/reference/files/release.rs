//! CMS's relative value file, PPRRVU: read from text, found by the names of its columns.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use rust_decimal::Decimal;

use crate::code::ProcedureCode;
use crate::money::{self, parse_factor};
use crate::reference::catalog::MedicareStatus;
use crate::reference::fee_schedule::{Participant, Period, RelativeValues, TableError};
use crate::reference::files::fee_schedule::{self as records, Record, column, joined};

/// One release of the relative value file, for the dates and participants the caller states.
///
/// Descriptors are dropped while reading. Rows with a modifier price a part of a service and are
/// checked, not kept: therapy has none.
///
/// # Source
///
/// CMS, PFS relative value files, `PPRRVU`.
///
/// # Examples
///
/// ```
/// use therapy_billing::{ProcedureCode, time::macros::date};
/// use therapy_billing::reference::fee_schedule::{Participant, Period};
/// use therapy_billing::reference::files::RelativeValueRelease;
///
/// let text = "2026 National Physician Fee Schedule Relative Value File,,,,,,,,,,
/// ,,,STATUS,WORK,NON-FAC,FACILITY,MP,PCTC,MULT,CONV
/// HCPCS,MOD,DESCRIPTION,CODE,RVU,PE RVU,PE RVU,RVU,IND,PROC,FACTOR
/// 97112,,dropped,A,0.49,0.47,0.47,0.02,7,5,33.4009
/// ";
/// let year = Period::new(date!(2026 - 01 - 01), date!(2026 - 12 - 31)).expect("in order");
/// let release = RelativeValueRelease::read(text, year, Participant::NonQp)?;
/// assert!(release.contains(ProcedureCode::CPT_97112));
/// # Ok::<(), therapy_billing::reference::fee_schedule::TableError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelativeValueRelease {
    period: Period,
    participant: Participant,
    conversion_factor: Option<Decimal>,
    rows: BTreeMap<ProcedureCode, ReleaseRow>,
}

/// What a release holds of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ReleaseRow {
    status: Option<MedicareStatus>,
    values: RelativeValues,
}

/// The columns that are read, by position.
struct Columns {
    status: usize,
    work: usize,
    practice_expense: usize,
    malpractice: usize,
    multiple_procedure: usize,
    conversion_factor: usize,
}

impl RelativeValueRelease {
    /// The rows over which the names of the columns are stacked, the last one among them.
    const STACK: usize = 5;

    /// Reads the text of a file for the dates of service it holds; its name is not trusted.
    ///
    /// # Errors
    ///
    /// No row that begins `HCPCS,MOD`, a column that is missing or there twice, a cell that cannot be
    /// read, or a code with two rows: each with its line.
    pub fn read(text: &str, period: Period, participant: Participant) -> Result<Self, TableError> {
        let mut above: Vec<Vec<String>> = Vec::new();
        let mut columns = None;
        let mut rows = BTreeMap::new();
        let mut factors = Factors::None;
        records::read(text, |record| {
            let Some(columns) = &columns else {
                if above.len() == Self::STACK {
                    above.remove(0);
                }
                above.push(record.kept());
                if is_header(record) {
                    columns = Some(Columns::find(&above)?);
                }
                return Ok(());
            };
            let code = ProcedureCode::parse(record.cell(0));
            if record.is_remark() && code.is_err() {
                return Ok(()); // blank lines and notices below the table
            }
            let line = record.line;
            let column = "HCPCS";
            let code = code.map_err(|_| TableError::Cell { line, column })?;
            let row = columns.row(record, code)?;
            let factor = number(record, columns.conversion_factor, "CONV FACTOR")?;
            if !record.cell(1).is_empty() {
                return Ok(()); // a part of a service; therapy has none
            }
            if !row.values.is_zero() {
                factors = factors.and(factor);
            }
            match rows.insert(code, row) {
                None => Ok(()),
                Some(_) => Err(TableError::CodeTwice { line, code }),
            }
        })?;
        if columns.is_none() {
            return Err(TableError::NoHeader {
                expected: "HCPCS,MOD,DESCRIPTION",
            });
        }
        Ok(Self {
            period,
            participant,
            conversion_factor: factors.one(),
            rows,
        })
    }

    /// The dates of service it holds.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// Whose conversion factor it carries.
    #[must_use]
    pub const fn participant(&self) -> Participant {
        self.participant
    }

    /// The conversion factor, if all priced rows carry the same one.
    #[must_use]
    pub const fn conversion_factor(&self) -> Option<Decimal> {
        self.conversion_factor
    }

    /// Whether a code stands in it.
    #[must_use]
    pub fn contains(&self, code: ProcedureCode) -> bool {
        self.rows.contains_key(&code)
    }

    /// How many codes it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True of a file without a row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns the values of all codes, in the order of the codes.
    pub(in crate::reference) fn all_values(&self) -> impl Iterator<Item = RelativeValues> + '_ {
        self.rows.values().map(|row| row.values)
    }

    /// Returns the status and the values of a code, or `None` if it has no row.
    pub(in crate::reference) fn row(
        &self,
        code: ProcedureCode,
    ) -> Option<(Option<MedicareStatus>, RelativeValues)> {
        self.rows.get(&code).map(|row| (row.status, row.values))
    }
}

fn is_header(record: &Record<'_>) -> bool {
    record.cell(0).eq_ignore_ascii_case("HCPCS") && record.cell(1).eq_ignore_ascii_case("MOD")
}

impl Columns {
    /// Finds the columns by the stack of their names.
    fn find(stack: &[Vec<String>]) -> Result<Self, TableError> {
        let header = stack.last().map(core::slice::from_ref).unwrap_or_default();
        let mut names = joined(stack);
        // The columns of code, modifier and description lie under titles and notices.
        for (name, last) in names.iter_mut().zip(joined(header)).take(3) {
            *name = last;
        }
        let has = |name: &str, words: &[&str]| words.iter().all(|word| name.contains(word));
        let facility_free = |name: &str| name.contains("NON-FAC") || name.contains("NON FAC");
        Ok(Self {
            status: column(&names, "STATUS CODE", |name| has(name, &["STATUS", "CODE"]))?,
            work: column(&names, "WORK RVU", |name| has(name, &["WORK", "RVU"]))?,
            practice_expense: column(&names, "NON-FAC PE RVU", |name| {
                facility_free(name) && has(name, &["PE", "RVU"]) && !name.contains("INDICATOR")
            })?,
            malpractice: column(&names, "MP RVU", |name| has(name, &["MP", "RVU"]))?,
            multiple_procedure: column(&names, "MULT PROC", |name| has(name, &["MULT", "PROC"]))?,
            conversion_factor: column(&names, "CONV FACTOR", |name| {
                has(name, &["CONV", "FACTOR"])
            })?,
        })
    }

    fn row(&self, record: &Record<'_>, code: ProcedureCode) -> Result<ReleaseRow, TableError> {
        let mut status = record.cell(self.status).chars();
        let (Some(letter), None) = (status.next(), status.next()) else {
            return Err(TableError::Cell {
                line: record.line,
                column: "STATUS CODE",
            });
        };
        Ok(ReleaseRow {
            status: MedicareStatus::from_letter(letter),
            values: RelativeValues::of_release(
                code,
                number(record, self.work, "WORK RVU")?,
                number(record, self.practice_expense, "NON-FAC PE RVU")?,
                number(record, self.malpractice, "MP RVU")?,
                indicator(record, self.multiple_procedure, "MULT PROC")?,
            ),
        })
    }
}

/// A factor in a cell, also one that begins with its point.
pub(in crate::reference) fn number(
    record: &Record<'_>,
    at: usize,
    column: &'static str,
) -> Result<Decimal, TableError> {
    let text = record.cell(at);
    let bare = text.strip_prefix('.').filter(|rest| !rest.is_empty());
    let number = match bare {
        Some(decimals) if decimals.bytes().all(|byte| byte.is_ascii_digit()) => {
            Decimal::from_str_exact(text).map_err(|_| money::AmountError::TooLong)
        }
        _ => parse_factor(text),
    };
    number.map_err(|_| TableError::Cell {
        line: record.line,
        column,
    })
}

/// An indicator of one digit, or none.
pub(in crate::reference) fn indicator(
    record: &Record<'_>,
    at: usize,
    column: &'static str,
) -> Result<Option<u8>, TableError> {
    match record.cell(at).as_bytes() {
        [] => Ok(None),
        [digit @ b'0'..=b'9'] => Ok(Some(digit - b'0')),
        _ => Err(TableError::Cell {
            line: record.line,
            column,
        }),
    }
}

/// The conversion factors seen so far.
#[derive(Clone, Copy)]
enum Factors {
    None,
    One(Decimal),
    Several,
}

impl Factors {
    fn and(self, factor: Decimal) -> Self {
        match self {
            _ if factor.is_zero() => self,
            Self::None => Self::One(factor),
            Self::One(seen) if seen == factor => self,
            Self::One(_) | Self::Several => Self::Several,
        }
    }

    const fn one(self) -> Option<Decimal> {
        match self {
            Self::One(factor) => Some(factor),
            Self::None | Self::Several => None,
        }
    }
}
