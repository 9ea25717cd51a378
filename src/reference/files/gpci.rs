//! CMS's file of geographic factors, GPCI: read from text, found by the names of its columns.

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use crate::reference::fee_schedule::{GeographicFactors, Locality};
use crate::reference::fee_schedule::{Period, TableError};
use crate::reference::files::fee_schedule::{self as records, Record, column, joined};
use crate::reference::files::release::number;

/// The geographic factors of all localities, for the dates the caller states.
///
/// Where the file gives the work factor with and without the floor of 1.0, the one with the floor is
/// taken: it is the one that is paid.
///
/// # Source
///
/// CMS, PFS GPCI files (Addendum E of the final rule).
///
/// # Examples
///
/// ```
/// use therapy_billing::time::macros::date;
/// use therapy_billing::reference::files::GeographicFile;
/// use therapy_billing::reference::fee_schedule::{Locality, Period};
///
/// let text = "ADDENDUM E. GEOGRAPHIC PRACTICE COST INDICES,,,,,,
/// Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,2026 PW GPCI,2026 PE GPCI,2026 MP GPCI
/// 10112,AL,00,ALABAMA,1.000,0.869,0.575
/// ";
/// let year = Period::new(date!(2026 - 01 - 01), date!(2026 - 12 - 31)).expect("in order");
/// let file = GeographicFile::read(text, year)?;
/// let alabama = file.factors(Locality::new("10112", "00").expect("digits")).expect("a row");
/// assert_eq!(alabama.practice_expense().to_string(), "0.869");
/// # Ok::<(), therapy_billing::reference::fee_schedule::TableError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeographicFile {
    period: Period,
    rows: BTreeMap<Locality, GeographicFactors>,
}

struct Columns {
    carrier: usize,
    locality: usize,
    work: usize,
    practice_expense: usize,
    malpractice: usize,
}

impl GeographicFile {
    /// Reads the text of a file for the dates of service it holds; its name is not trusted.
    ///
    /// # Errors
    ///
    /// No header, a column that is missing or there twice, a cell that cannot be read, or a locality
    /// with two rows: each with its line.
    pub fn read(text: &str, period: Period) -> Result<Self, TableError> {
        let mut columns: Option<Columns> = None;
        let mut rows = BTreeMap::new();
        records::read(text, |record| {
            let Some(columns) = &columns else {
                columns = Columns::find(record)?;
                return Ok(());
            };
            if record.is_remark() {
                return Ok(()); // blank lines and notes below the table
            }
            let line = record.line;
            let cell = |column| TableError::Cell { line, column };
            let carrier = padded(record.cell(columns.carrier), 5);
            let number_in_carrier = padded(record.cell(columns.locality), 2);
            let locality = Locality::new(&carrier, &number_in_carrier)
                .map_err(|_| cell("MAC and Locality Number"))?;
            let factors = GeographicFactors::new(
                number(record, columns.work, "PW GPCI")?,
                number(record, columns.practice_expense, "PE GPCI")?,
                number(record, columns.malpractice, "MP GPCI")?,
            )
            .map_err(|_| cell("GPCI"))?;
            match rows.insert(locality, factors) {
                None => Ok(()),
                Some(_) => Err(TableError::LocalityTwice { line, locality }),
            }
        })?;
        if columns.is_none() {
            return Err(TableError::NoHeader {
                expected: "a Locality Number beside PW, PE and MP GPCI",
            });
        }
        Ok(Self { period, rows })
    }

    /// The dates of service it holds.
    #[must_use]
    pub const fn period(&self) -> Period {
        self.period
    }

    /// Returns all localities with their factors.
    pub(in crate::reference) fn rows(
        &self,
    ) -> impl Iterator<Item = (Locality, GeographicFactors)> + '_ {
        self.rows
            .iter()
            .map(|(locality, factors)| (*locality, *factors))
    }

    /// The factors of a locality; `None` if it has no row.
    #[must_use]
    pub fn factors(&self, locality: Locality) -> Option<GeographicFactors> {
        self.rows.get(&locality).copied()
    }
}

impl Columns {
    /// The columns of a header; `None` of a title.
    fn find(header: &Record<'_>) -> Result<Option<Self>, TableError> {
        let names = joined(&[header.kept()]);
        if !names.iter().any(|name| name.contains("PE GPCI")) {
            return Ok(None);
        }
        let work: Vec<String> = names
            .iter()
            .map(|name| {
                if name.contains("WITHOUT") {
                    String::new()
                } else {
                    name.clone()
                }
            })
            .collect();
        Ok(Some(Self {
            carrier: column(&names, "MAC", |name| {
                name.contains("MAC)") || name == "MAC" || name.contains("CARRIER")
            })?,
            locality: column(&names, "Locality Number", |name| {
                name.contains("LOCALITY") && !name.contains("NAME")
            })?,
            work: column(&work, "PW GPCI", |name| name.contains("PW GPCI"))?,
            practice_expense: column(&names, "PE GPCI", |name| name.contains("PE GPCI"))?,
            malpractice: column(&names, "MP GPCI", |name| name.contains("MP GPCI"))?,
        }))
    }
}

/// Puts back the zeros that a spreadsheet took from the front of a number.
fn padded(digits: &str, length: usize) -> String {
    let missing = length.saturating_sub(digits.len());
    let mut padded: String = core::iter::repeat_n('0', missing).collect();
    padded.push_str(digits);
    padded
}
