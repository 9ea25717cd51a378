//! Reads the NCCI edit files: `MueReader` and `PtpReader`.

use alloc::{string::String, vec::Vec};

use crate::{
    calendar::parse_compact_date,
    code::ProcedureCode,
    reference::{
        day::day,
        edits::{
            AdjudicationIndicator, EditProgram, EditTable, ModifierIndicator, MueTable, PtpTable,
            Quarter,
            key::key,
            mue,
            ptp::{self, OPEN, Start},
        },
        files::{
            error::FileError,
            records::Delimiter,
            table::{Column, Layout, Only, Row, TableFile, reader},
        },
    },
};

/// Reads the MUE file of one table and quarter as CMS publishes it, whole or in pieces.
///
/// The file is CSV: a quoted notice of several lines, a header, then code, value, adjudication
/// indicator and rationale. The rationale is dropped. The caller states table and quarter; the file
/// name is not trusted. CMS files are Windows-1252, not UTF-8, so the reader takes bytes.
///
/// # Source
///
/// CMS, `MCR_MUE_PractitionerServices` and `MCR_MUE_OutpatientHospitalServices` files.
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::edits::{EditTable, Quarter};
/// use therapy_billing::reference::files::MueReader;
///
/// let file = "\"A notice\nof two lines\",,,\n\
///     \"HCPCS/CPT\nCode\",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n\
///     97112,4,3 Date of Service Edit: Clinical,Clinical: Data\n";
/// let quarter = Quarter::new(2026, 1)?;
/// let table = MueReader::parse(EditTable::Practitioner, quarter, file)?;
/// assert_eq!(table.to_string(), "2026 Q1 practitioner MUE table of 1 code");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct MueReader(TableFile<MueLayout>);

#[derive(Clone, Copy, Debug)]
struct MueRow {
    code: ProcedureCode,
    value: u32,
    indicator: AdjudicationIndicator,
    line: usize,
}

#[derive(Clone, Debug)]
struct MueLayout {
    table: EditTable,
    quarter: Quarter,
    only: Only,
    rows: Vec<MueRow>,
}

impl Layout for MueLayout {
    const NAMES: &'static str = "HCPCS/CPT Code, MUE Values and MUE Adjudication Indicator";
    const CSV: &'static str = "the MUE file as CSV";
    const DELIMITERS: &'static [Delimiter] = &[Delimiter::Tab, Delimiter::Comma];
    const COLUMNS: &'static [Column] = &[
        Column {
            name: "code",
            is_headed: |head| head.starts_with("hcpcs") && head.ends_with("code"),
        },
        Column {
            name: "value",
            is_headed: |head| head.contains("muevalue"),
        },
        Column {
            name: "adjudication indicator",
            is_headed: |head| head.contains("adjudicationindicator"),
        },
    ];

    fn check_header(&self, names: &[String], line: usize) -> Result<(), FileError> {
        let hospital = names.iter().any(|name| name.contains("outpatient"));
        let is_of_stated = hospital == (self.table == EditTable::OutpatientHospital)
            && (hospital || names.iter().any(|name| name.contains("practitioner")));
        if is_of_stated {
            return Ok(());
        }
        let stated = self.table;
        Err(FileError::OtherTable { line, stated })
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), FileError> {
        let value =
            Some(row.cell(1)).filter(|value| value.bytes().all(|byte| byte.is_ascii_digit()));
        let indicator = match row.cell(2).as_bytes() {
            &[digit @ b'0'..=b'9'] | &[digit @ b'0'..=b'9', b' ', ..] => {
                AdjudicationIndicator::from_digit(digit - b'0')
            }
            // Medicaid states none, so that its values apply line by line
            [] if self.table.program() == EditProgram::Medicaid => {
                Some(AdjudicationIndicator::Line)
            }
            _ => None,
        };
        let code = row.code(0)?;
        let mue_row = MueRow {
            code,
            value: value
                .and_then(|value| value.parse().ok())
                .ok_or_else(|| row.error(1, "units, 0 to 4294967295"))?,
            indicator: indicator
                .ok_or_else(|| row.error(2, "an indicator of 1 to 3, with or without its words"))?,
            line: row.line(),
        };
        if self.only.keeps(code) {
            self.rows.push(mue_row);
        }
        Ok(())
    }
}

reader!(
    MueReader,
    /// Keeps the rows of these codes only. Every row is checked.
    only
);

impl MueReader {
    /// Returns a reader of the table and quarter that the caller states.
    #[must_use]
    pub const fn new(table: EditTable, quarter: Quarter) -> Self {
        Self(TableFile::new(MueLayout {
            table,
            quarter,
            only: Only::ALL,
            rows: Vec::new(),
        }))
    }

    /// Reads a whole file.
    ///
    /// # Errors
    ///
    /// The errors of [`read`](Self::read) and [`finish`](Self::finish).
    pub fn parse(
        table: EditTable,
        quarter: Quarter,
        file: impl AsRef<[u8]>,
    ) -> Result<MueTable, FileError> {
        let mut reader = Self::new(table, quarter);
        reader.read(file)?;
        reader.finish()
    }

    /// Returns the table, once the whole file has been read.
    ///
    /// # Errors
    ///
    /// No header, no rows, a quotation mark that is not closed, or one code with two values.
    pub fn finish(self) -> Result<MueTable, FileError> {
        let MueLayout {
            table,
            quarter,
            mut rows,
            ..
        } = self.0.finish()?;
        rows.sort_by_key(|row| key(row.code));
        for (a, b) in rows.iter().zip(rows.iter().skip(1)) {
            if a.code == b.code && (a.value, a.indicator) != (b.value, b.indicator) {
                return Err(FileError::CodeTwice {
                    line: b.line,
                    other: a.line,
                    code: b.code,
                });
            }
        }
        rows.dedup_by_key(|row| row.code);
        let rows = rows
            .iter()
            .map(|row| mue::Row::new(key(row.code), row.value, row.indicator))
            .collect();
        Ok(MueTable::from_rows(table, quarter, rows))
    }
}

/// Reads the PTP file of one table and quarter as CMS publishes it, whole or in pieces and parts.
///
/// The file is tab-delimited text or CSV: a preamble, a header over several rows, then the columns,
/// dates and indicator of each edit, ended ones among them. The rationale is dropped. CMS publishes a
/// table in four parts, which are read one after the other. The caller states table and quarter; the
/// file name is not trusted. The reader takes bytes, because CMS files are Windows-1252, not UTF-8.
///
/// # Source
///
/// CMS, `ccipra` and `ccioph` files.
///
/// # Examples
///
/// ```
/// use therapy_billing::reference::edits::{EditTable, Quarter};
/// use therapy_billing::reference::files::PtpReader;
///
/// let mut reader = PtpReader::new(EditTable::Practitioner, Quarter::new(2026, 1)?);
/// for part in [
///     "Column 1\tColumn 2\t\tEffective Date\tDeletion Date\tModifier\n97150\t97112\t\t20201001\t*\t1\n",
///     "Column 1\tColumn 2\t\tEffective Date\tDeletion Date\tModifier\n97140\t97124\t\t20201001\t*\t0\n",
/// ] {
///     reader.read(part)?;
///     reader.end_part()?;
/// }
/// assert_eq!(reader.finish()?.len(), 2);
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct PtpReader(TableFile<PtpLayout>);

#[derive(Clone, Debug)]
struct PtpLayout {
    table: EditTable,
    quarter: Quarter,
    only: Only,
    rows: Vec<ptp::Row>,
}

impl Layout for PtpLayout {
    const NAMES: &'static str = "Column 1, Column 2, Effective Date, Deletion Date and Modifier";
    const CSV: &'static str = "the PTP file as tab-delimited text or CSV";
    const DELIMITERS: &'static [Delimiter] = &[Delimiter::Tab, Delimiter::Comma];
    const COLUMNS: &'static [Column] = &[
        Column {
            name: "column 1",
            is_headed: |head| head.starts_with("column1") && !head.contains("column2"),
        },
        Column {
            name: "column 2",
            is_headed: |head| head.starts_with("column2"),
        },
        Column {
            name: "effective date",
            is_headed: |head| head.starts_with("effective"),
        },
        Column {
            name: "deletion date",
            is_headed: |head| head.starts_with("deletion"),
        },
        Column {
            name: "modifier indicator",
            is_headed: |head| head.starts_with("modifier"),
        },
    ];

    fn row(&mut self, row: &Row<'_>) -> Result<(), FileError> {
        const DATE: &str = "a date as YYYYMMDD";
        const DATE_OR_NONE: &str = "a date as YYYYMMDD, or * where there is none";

        let date = |wanted, expected| {
            parse_compact_date(row.cell(wanted))
                .map(day)
                .map_err(|_| row.error(wanted, expected))
        };
        let indicator = match row.cell(4).as_bytes() {
            &[digit @ b'0'..=b'9'] => ModifierIndicator::from_digit(digit - b'0'),
            _ => None,
        };
        let (column_1, column_2) = (row.code(0)?, row.code(1)?);
        let ptp_row = ptp::Row::new(
            key(column_1),
            key(column_2),
            Start::On(date(2, DATE)?),
            match row.cell(3) {
                "*" => OPEN,
                _ => date(3, DATE_OR_NONE)?,
            },
            indicator.ok_or_else(|| row.error(4, "an indicator of 0, 1 or 9"))?,
        );
        if self.only.keeps(column_1) || self.only.keeps(column_2) {
            self.rows.push(ptp_row);
        }
        Ok(())
    }
}

reader!(
    PtpReader,
    /// Keeps the rows that have one of these codes in a column. Every row is checked.
    ///
    /// The table then answers for the pairs of these codes with any code, and for no other pair. A
    /// service that keeps the therapy codes needs a hundredth of the memory of the whole table.
    only
);

impl PtpReader {
    /// Returns a reader of the table and quarter that the caller states.
    #[must_use]
    pub const fn new(table: EditTable, quarter: Quarter) -> Self {
        Self(TableFile::new(PtpLayout {
            table,
            quarter,
            only: Only::ALL,
            rows: Vec::new(),
        }))
    }

    /// Reads a whole file that is the whole table.
    ///
    /// # Errors
    ///
    /// The errors of [`read`](Self::read) and [`finish`](Self::finish).
    pub fn parse(
        table: EditTable,
        quarter: Quarter,
        file: impl AsRef<[u8]>,
    ) -> Result<PtpTable, FileError> {
        let mut reader = Self::new(table, quarter);
        reader.read(file)?;
        reader.finish()
    }

    /// Ends a part: the next piece begins another, with its own preamble and header.
    ///
    /// # Errors
    ///
    /// No header, no rows, or a quotation mark that is not closed.
    pub fn end_part(&mut self) -> Result<(), FileError> {
        self.0.end_part()
    }

    /// Returns the table, once all parts have been read. It ends the last part if that has not been done.
    ///
    /// # Errors
    ///
    /// The errors of [`end_part`](Self::end_part), also for a part of which only some text has been read.
    pub fn finish(self) -> Result<PtpTable, FileError> {
        let PtpLayout {
            table,
            quarter,
            only,
            mut rows,
        } = self.0.finish()?;
        rows.sort_unstable();
        rows.dedup();
        Ok(match only.codes() {
            None => PtpTable::from_rows(table, quarter, rows),
            Some(codes) => PtpTable::selected(table, quarter, rows, codes),
        })
    }
}
