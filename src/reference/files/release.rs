//! Reads the relative value file (PPRRVU): `RelativeValueReader`.

use alloc::collections::{BTreeMap, BTreeSet};

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
            table::{Column, Layout, Row, TableFile, indicator},
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
    only: Option<BTreeSet<ProcedureCode>>,
    factors: Factors,
    rows: BTreeMap<ProcedureCode, (usize, ReleaseRow)>,
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
                indicator(row, 6)?,
            ),
        };
        let conversion_factor = factor(row, 7)?;
        if !row.cell(1).is_empty() {
            return Ok(()); // a part of a service; therapy has none
        }
        if !release_row.values.is_zero() {
            self.factors = self.factors.and(conversion_factor);
        }
        if self.only.as_ref().is_some_and(|only| !only.contains(&code)) {
            return Ok(());
        }
        let line = row.line();
        match self.rows.insert(code, (line, release_row)) {
            None => Ok(()),
            Some((other, _)) => Err(FileError::CodeTwice { line, other, code }),
        }
    }
}

impl RelativeValueReader {
    /// Returns a reader for the dates of service that the caller states; the file name is not trusted.
    #[must_use]
    pub const fn new(period: Period, participant: Participant) -> Self {
        Self(TableFile::new(ReleaseLayout {
            period,
            participant,
            only: None,
            factors: Factors::None,
            rows: BTreeMap::new(),
        }))
    }

    /// Keeps the rows of these codes only. Every row is checked.
    #[must_use]
    pub fn only(mut self, codes: impl IntoIterator<Item = ProcedureCode>) -> Self {
        self.0.layout_mut().only = Some(codes.into_iter().collect());
        self
    }

    /// Reads the next piece of the file, of any size.
    ///
    /// # Errors
    ///
    /// A header or a row that cannot be read, with its line. Nothing is read after an error.
    pub fn read(&mut self, piece: impl AsRef<[u8]>) -> Result<(), FileError> {
        self.0.read(piece.as_ref())
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
        let rows = rows
            .into_iter()
            .map(|(code, (_, row))| (code, row))
            .collect();
        let release = RelativeValueRelease::from_rows(period, participant, factors.one(), rows);
        Ok(release)
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
    /// ///
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

/// A factor in a cell, also one that begins with its point.
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
