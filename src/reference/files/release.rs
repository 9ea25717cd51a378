//! Reads the relative value file (PPRRVU): `RelativeValueReader`.

use rust_decimal::Decimal;

use crate::{
    code::ProcedureCode,
    money::parse_factor,
    reference::{
        catalog::MedicareStatus,
        fee_schedule::{
            Participant, Period, RelativeValueRelease, RelativeValues, release::ReleaseRow,
        },
        files::{
            error::FileError,
            records::Record,
            table::{Column, Keyed, Layout, Only, Row, TableFile, indicator, reader},
        },
    },
};

/// Reads the relative value file (PPRRVU) as CMS publishes it, as CSV, whole or in pieces.
///
/// Descriptors are dropped while reading. Rows with a modifier price a part of a service and are
/// checked, not kept: therapy has none.
///
/// # Source
///
/// CMS, PFS relative value files, `PPRRVU`.
#[derive(Clone, Debug)]
pub struct RelativeValueReader(TableFile<ReleaseLayout>);

#[derive(Clone, Debug)]
struct ReleaseLayout {
    period: Period,
    participant: Participant,
    only: Only,
    factors: Factors,
    rows: Keyed<ProcedureCode, ReleaseRow>,
}

impl Layout for ReleaseLayout {
    const NAMES: &'static str = "HCPCS, MOD and DESCRIPTION";
    const CSV: &'static str = "the PPRRVU file that ends in .csv";
    const COLUMNS: &'static [Column] = &[
        Column {
            name: "HCPCS",
            is_headed: |head| head.ends_with("hcpcs"),
        },
        Column {
            name: "MOD",
            is_headed: |head| head.ends_with("mod"),
        },
        Column {
            name: "STATUS CODE",
            is_headed: |head| head.ends_with("statuscode"),
        },
        Column {
            name: "WORK RVU",
            is_headed: |head| head.ends_with("workrvu"),
        },
        Column {
            name: "NON-FAC PE RVU",
            is_headed: |head| head.contains("nonfac") && head.ends_with("pervu"),
        },
        Column {
            name: "MP RVU",
            is_headed: |head| head.ends_with("mprvu"),
        },
        Column {
            name: "MULT PROC",
            is_headed: |head| head.ends_with("multproc"),
        },
        Column {
            name: "FACILITY PE RVU",
            is_headed: |head| head.contains("facilitype") && head.ends_with("pervu"),
        },
        Column {
            name: "PCTC IND",
            is_headed: |head| head.ends_with("pctcind"),
        },
        Column {
            name: "CONV FACTOR",
            is_headed: |head| head.ends_with("convfactor"),
        },
    ];

    fn ends_header(record: &Record<'_>) -> bool {
        let is = |column, name| {
            record
                .get(column)
                .is_some_and(|cell| cell.eq_ignore_ascii_case(name))
        };
        is(0, "HCPCS") && is(1, "MOD")
    }

    fn is_notice(record: &Record<'_>) -> bool {
        record.is_remark()
            && record
                .get(0)
                .is_none_or(|cell| ProcedureCode::parse(cell).is_err())
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), FileError> {
        let code = row.code(0)?;
        let mut status = row.cell(2).chars();
        let (Some(letter), None) = (status.next(), status.next()) else {
            return Err(row.error(2, "one letter"));
        };
        let release_row = ReleaseRow {
            status: MedicareStatus::from_letter(letter),
            values: RelativeValues::of_release(
                code,
                factor(row, 3)?,
                factor(row, 4)?,
                factor(row, 5)?,
                factor(row, 7)?,
                indicator(row, 6)?,
            ),
            pctc: indicator(row, 8)?,
        };
        let conversion_factor = factor(row, 9)?;
        if !row.cell(1).is_empty() {
            return Ok(()); // a part of a service; therapy has none
        }
        if !release_row.values.is_zero() {
            self.factors = self.factors.and(conversion_factor);
        }
        if !self.only.keeps(code) {
            return Ok(());
        }
        let line = row.line();
        let twice = |other| FileError::CodeTwice { line, other, code };
        self.rows.add(line, code, release_row, twice)
    }
}

reader!(
    RelativeValueReader,
    /// Keeps the rows of these codes only. Every row is checked.
    only
);

impl RelativeValueReader {
    /// Returns a reader for the dates of service that the caller states; the file name is not trusted.
    #[must_use]
    pub const fn new(period: Period, participant: Participant) -> Self {
        Self(TableFile::new(ReleaseLayout {
            period,
            participant,
            only: Only::ALL,
            factors: Factors::None,
            rows: Keyed::new(),
        }))
    }

    /// Returns the release, once the whole file has been read.
    ///
    /// # Errors
    ///
    /// No header, no rows, or a quotation mark that is not closed.
    pub fn finish(self) -> Result<RelativeValueRelease, FileError> {
        let ReleaseLayout {
            period,
            participant,
            factors,
            rows,
            ..
        } = self.0.finish()?;
        Ok(RelativeValueRelease::from_rows(
            period,
            participant,
            factors.one(),
            rows.into_rows(),
        ))
    }
}

impl RelativeValueRelease {
    /// Reads a whole file for the dates of service and the participants that the caller states; its
    /// name is not trusted.
    ///
    /// # Errors
    ///
    /// The errors of [`RelativeValueReader`].
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{ProcedureCode, time::macros::date};
    /// use therapy_billing::reference::fee_schedule::{RelativeValueRelease, Participant, Period};
    ///
    /// let text = "2026 National Physician Fee Schedule Relative Value File,,,,,,,,,,
    /// ,,,STATUS,WORK,NON-FAC,FACILITY,MP,PCTC,MULT,CONV
    /// HCPCS,MOD,DESCRIPTION,CODE,RVU,PE RVU,PE RVU,RVU,IND,PROC,FACTOR
    /// 97112,,dropped,A,0.49,0.47,0.47,0.02,7,5,33.4009
    /// ";
    /// let year = Period::new(date!(2026 - 01 - 01), date!(2026 - 12 - 31)).expect("in order");
    /// let release = RelativeValueRelease::read(text, year, Participant::NonQp)?;
    /// assert!(release.contains(ProcedureCode::CPT_97112));
    /// # Ok::<(), therapy_billing::reference::files::FileError>(())
    /// ```
    pub fn read(
        file: impl AsRef<[u8]>,
        period: Period,
        participant: Participant,
    ) -> Result<Self, FileError> {
        let mut reader = RelativeValueReader::new(period, participant);
        reader.read(file)?;
        reader.finish()
    }
}

/// Returns a factor in a cell, also one that begins with its point.
fn factor(row: &Row<'_>, wanted: usize) -> Result<Decimal, FileError> {
    let text = row.cell(wanted);
    let bare = text.strip_prefix('.').filter(|rest| !rest.is_empty());
    let number = match bare {
        Some(decimals) if decimals.bytes().all(|byte| byte.is_ascii_digit()) => {
            Decimal::from_str_exact(text).ok()
        }
        _ => parse_factor(text).ok(),
    };
    number.ok_or_else(|| row.error(wanted, "a factor such as 0.47"))
}

/// The conversion factors seen so far.
#[derive(Clone, Copy, Debug)]
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
