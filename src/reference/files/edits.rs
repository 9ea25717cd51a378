//! Reading CMS's own edit files: rows of codes behind a notice and a header of several rows.

use alloc::{borrow::Cow, string::String, vec::Vec};
use core::{fmt, mem};

use time::Date;

use crate::reference::edits::mue::{self, AdjudicationIndicator, MueTable};
use crate::reference::edits::ptp::{self, ModifierIndicator, OPEN, PtpTable, Start};
use crate::reference::edits::{EditTable, Quarter, key::key};
use crate::reference::files::records::{BehindQuote, Cells, Delimiter, Records, Unclosed};
use crate::{
    calendar::{ParseDateError, parse_compact_date},
    code::{ParseCodeError, ProcedureCode},
};

/// An edit file that cannot be used. Nothing of it is.
///
/// The content of a cell is never repeated in the message: a file may hold licensed descriptors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// A cell that cannot be read.
    #[error("line {line}, column {column} ({name}): {problem}")]
    Cell {
        /// Line on which the row begins, from 1.
        line: usize,
        /// Position of the cell in its row, from 1.
        column: usize,
        /// What the column holds.
        name: &'static str,
        /// What is wrong with the cell.
        problem: CellProblem,
    },
    /// More cells than the header has.
    #[error("line {line}: expected {expected} cells, found more")]
    MoreCells {
        /// Line on which the row begins, from 1.
        line: usize,
        /// Cells of the header.
        expected: usize,
    },
    /// A quoted cell that never ends, or has text behind its end.
    #[error("line {line}: a quotation mark is not closed where its cell ends")]
    Quote {
        /// Line on which the row begins, from 1.
        line: usize,
    },
    /// No row names the columns.
    #[error("no header names the columns {columns}")]
    Header {
        /// The columns that are looked for.
        columns: &'static str,
    },
    /// The header names another table than the caller stated.
    #[error("line {line}: the header is that of another table than the one stated, {stated}")]
    OtherTable {
        /// Line of the header, from 1.
        line: usize,
        /// The table the caller stated.
        stated: EditTable,
    },
    /// One code with two values.
    #[error("line {line}: {code} has another value than on line {other}")]
    TwoValues {
        /// Line of the later row, from 1.
        line: usize,
        /// Line of the earlier row, from 1.
        other: usize,
        /// The code.
        code: ProcedureCode,
    },
    /// A header and no row.
    #[error("the table has no rows")]
    NoRows,
}

/// What is wrong with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CellProblem {
    /// The row ends before it.
    Missing,
    /// Not a procedure code.
    Code(ParseCodeError),
    /// Not a date of the form `YYYYMMDD`.
    Date(ParseDateError),
    /// Not a whole number of units, 0 to 65,535.
    Value,
    /// Not an indicator of this table.
    Indicator,
}

impl fmt::Display for CellProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("the row ends before it"),
            Self::Code(error) => write!(f, "{error}"),
            Self::Date(ParseDateError::NoSuchDay) => f.write_str("the calendar has no such day"),
            Self::Date(_) => f.write_str("expected a date as YYYYMMDD, or * where there is none"),
            Self::Value => f.write_str("expected units, 0 to 65535"),
            Self::Indicator => f.write_str("not an indicator of this table"),
        }
    }
}

impl From<Unclosed> for TableError {
    fn from(Unclosed { line }: Unclosed) -> Self {
        Self::Quote { line }
    }
}

/// The most rows that are looked through for a header, and the most it fills.
const PREAMBLE: usize = 200;
const HEADER: usize = 6;

/// One kind of file: its columns, and how a row of them is read.
trait Layout {
    type Row;
    const COLUMNS: &'static [Column];
    const NAMES: &'static str;

    fn row(cells: &[Cow<'_, str>], place: &Place<'_>) -> Result<Self::Row, TableError>;
}

/// A column that is wanted: what it holds, and how its header is known, squeezed to letters and digits.
struct Column {
    name: &'static str,
    is_headed: fn(&str) -> bool,
}

/// Where a row stands, for its errors.
struct Place<'h> {
    line: usize,
    columns: &'h [usize],
}

impl Place<'_> {
    fn error<L: Layout>(&self, wanted: usize, problem: CellProblem) -> TableError {
        TableError::Cell {
            line: self.line,
            column: self.columns.get(wanted).map_or(0, |column| column + 1),
            name: L::COLUMNS.get(wanted).map_or("", |column| column.name),
            problem,
        }
    }
}

/// A reader of one layout, fed with text as it comes.
#[derive(Clone, Debug)]
struct Reader<R> {
    records: Records,
    stage: Stage,
    rows: Vec<R>,
    failed: Option<TableError>,
}

#[derive(Clone, Debug)]
enum Stage {
    /// Before the header: the last rows, of which it may be made.
    Preamble {
        recent: Vec<String>,
        seen: usize,
    },
    /// Behind the row that completes the header, which may go on.
    Header(Header),
    Rows(Header),
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Header {
    delimiter: Delimiter,
    /// Position of each wanted column.
    columns: Vec<usize>,
    width: usize,
    line: usize,
    /// The squeezed name of the column of values.
    values: String,
}

impl Stage {
    const START: Self = Self::Preamble {
        recent: Vec::new(),
        seen: 0,
    };
}

impl<R> Reader<R> {
    const fn new() -> Self {
        Self {
            records: Records::new(),
            stage: Stage::START,
            rows: Vec::new(),
            failed: None,
        }
    }

    fn read<L: Layout<Row = R>>(
        &mut self,
        piece: &str,
        accept: impl Fn(&Header) -> Result<(), TableError>,
    ) -> Result<(), TableError> {
        let (stage, rows) = (&mut self.stage, &mut self.rows);
        let done = match self.failed {
            Some(error) => Err(error),
            None => self.records.read(piece, |record, line| {
                take::<L>(stage, rows, record, line, &accept)
            }),
        };
        self.failed = done.err();
        done
    }

    fn end_part<L: Layout<Row = R>>(
        &mut self,
        accept: impl Fn(&Header) -> Result<(), TableError>,
    ) -> Result<(), TableError> {
        let (stage, rows) = (&mut self.stage, &mut self.rows);
        let done = match self.failed {
            Some(error) => Err(error),
            None => self
                .records
                .finish(|record, line| take::<L>(stage, rows, record, line, &accept))
                .and_then(|()| match mem::replace(stage, Stage::START) {
                    Stage::Preamble { .. } => Err(TableError::Header { columns: L::NAMES }),
                    Stage::Header(_) => Err(TableError::NoRows),
                    Stage::Rows(_) => Ok(()),
                }),
        };
        self.failed = done.err();
        done
    }

    /// Whether the last part has been ended, and nothing has been read since.
    fn is_between_parts(&self) -> bool {
        matches!(&self.stage, Stage::Preamble { seen: 0, .. }) && !self.rows.is_empty()
    }
}

/// Takes one record: part of the preamble, of the header, or a row.
fn take<L: Layout>(
    stage: &mut Stage,
    rows: &mut Vec<L::Row>,
    record: &str,
    line: usize,
    accept: &impl Fn(&Header) -> Result<(), TableError>,
) -> Result<(), TableError> {
    match stage {
        Stage::Preamble { recent, seen } => {
            *seen += 1;
            if *seen > PREAMBLE {
                return Err(TableError::Header { columns: L::NAMES });
            }
            if recent.len() == HEADER {
                recent.remove(0);
            }
            recent.push(String::from(record));
            if let Some(header) = header::<L>(recent, line) {
                accept(&header)?;
                *stage = Stage::Header(header);
            }
            Ok(())
        }
        Stage::Header(header) => {
            if is_blank(record, header) || goes_on(record, header) {
                return Ok(());
            }
            let row = row::<L>(record, line, header)?;
            *stage = Stage::Rows(header.clone());
            rows.push(row);
            Ok(())
        }
        Stage::Rows(header) => {
            if !is_blank(record, header) {
                rows.push(row::<L>(record, line, header)?);
            }
            Ok(())
        }
    }
}

/// The header that the last rows make, as few of them as will do.
fn header<L: Layout>(recent: &[String], line: usize) -> Option<Header> {
    [Delimiter::Tab, Delimiter::Comma]
        .into_iter()
        .find_map(|delimiter| header_by::<L>(recent, line, delimiter))
}

fn header_by<L: Layout>(recent: &[String], line: usize, delimiter: Delimiter) -> Option<Header> {
    let mut stacks: Vec<String> = Vec::new();
    for record in recent.iter().rev() {
        for (place, cell) in Cells::of(record, delimiter).enumerate() {
            let cell = squeeze(&cell.ok()?);
            match stacks.get_mut(place) {
                Some(stack) => stack.insert_str(0, &cell),
                None => stacks.push(cell),
            }
        }
        let columns: Option<Vec<usize>> = L::COLUMNS
            .iter()
            .map(|column| stacks.iter().position(|stack| (column.is_headed)(stack)))
            .collect();
        if let Some(columns) = columns {
            let values = columns.get(1).and_then(|&place| stacks.get(place));
            return Some(Header {
                delimiter,
                values: values.cloned().unwrap_or_default(),
                columns,
                width: stacks.len(),
                line,
            });
        }
    }
    None
}

/// A header cell in small letters and digits alone.
fn squeeze(cell: &str) -> String {
    cell.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_lowercase())
        .collect()
}

/// Whether no cell of a record says anything.
fn is_blank(record: &str, header: &Header) -> bool {
    record
        .chars()
        .all(|c| c.is_whitespace() || c == header.delimiter.character())
}

/// Whether a record behind the header is more of it: its first column is empty, and no cell is a date.
fn goes_on(record: &str, header: &Header) -> bool {
    let mut cells = Cells::of(record, header.delimiter).map(Result::unwrap_or_default);
    let first = header.columns.first().copied().unwrap_or_default();
    let is_date = |cell: &str| cell.len() == 8 && cell.bytes().all(|byte| byte.is_ascii_digit());
    cells
        .by_ref()
        .enumerate()
        .all(|(place, cell)| (place != first || cell.is_empty()) && !is_date(&cell))
}

/// The most columns that any layout wants.
const WANTED: usize = 5;

fn row<L: Layout>(record: &str, line: usize, header: &Header) -> Result<L::Row, TableError> {
    let place = Place {
        line,
        columns: &header.columns,
    };
    let mut wanted: [Cow<'_, str>; WANTED] = Default::default();
    let mut count = 0;
    for cell in Cells::of(record, header.delimiter) {
        let cell = cell.map_err(|BehindQuote| TableError::Quote { line })?;
        if count >= header.width && !cell.is_empty() {
            let expected = header.width;
            return Err(TableError::MoreCells { line, expected });
        }
        let slot = header.columns.iter().position(|&column| column == count);
        if let Some(slot) = slot.and_then(|slot| wanted.get_mut(slot)) {
            *slot = cell;
        }
        count += 1;
    }
    if let Some(missing) = header.columns.iter().position(|&column| column >= count) {
        return Err(place.error::<L>(missing, CellProblem::Missing));
    }
    L::row(&wanted, &place)
}

/// The cell of a wanted column.
fn cell<'c>(cells: &'c [Cow<'_, str>], wanted: usize) -> &'c str {
    cells.get(wanted).map_or("", |cell| cell)
}

fn code<L: Layout>(
    cells: &[Cow<'_, str>],
    wanted: usize,
    place: &Place<'_>,
) -> Result<ProcedureCode, TableError> {
    ProcedureCode::parse(cell(cells, wanted))
        .map_err(|error| place.error::<L>(wanted, CellProblem::Code(error)))
}

/// Reads CMS's MUE file of one table and quarter, whole or in pieces.
///
/// The file is CSV: a quoted notice of several lines, a header, then code, value, adjudication
/// indicator and rationale; the last is dropped. The caller states table and quarter.
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
/// assert_eq!(table.to_string(), "MUE, the practitioner table, 2026 Q1: 1 codes");
/// # Ok::<(), Box<dyn core::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct MueReader {
    table: EditTable,
    quarter: Quarter,
    reader: Reader<MueRow>,
}

#[derive(Clone, Copy, Debug)]
struct MueRow {
    code: ProcedureCode,
    value: u32,
    indicator: AdjudicationIndicator,
    line: usize,
}

struct MueLayout;

impl Layout for MueLayout {
    type Row = MueRow;
    const NAMES: &'static str = "HCPCS/CPT Code, MUE Values, MUE Adjudication Indicator";
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

    fn row(cells: &[Cow<'_, str>], place: &Place<'_>) -> Result<MueRow, TableError> {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let value = cell(cells, 1);
        let value = Some(value).filter(|value| digits(value));
        let indicator = match cell(cells, 2).as_bytes() {
            &[digit @ b'0'..=b'9'] | &[digit @ b'0'..=b'9', b' ', ..] => Some(digit - b'0'),
            _ => None,
        };
        Ok(MueRow {
            code: code::<Self>(cells, 0, place)?,
            value: value
                .and_then(|value| value.parse().ok())
                .ok_or_else(|| place.error::<Self>(1, CellProblem::Value))?,
            indicator: indicator
                .and_then(AdjudicationIndicator::from_digit)
                .ok_or_else(|| place.error::<Self>(2, CellProblem::Indicator))?,
            line: place.line,
        })
    }
}

impl MueReader {
    /// A reader of the table and quarter that the caller states.
    #[must_use]
    pub const fn new(table: EditTable, quarter: Quarter) -> Self {
        Self {
            table,
            quarter,
            reader: Reader::new(),
        }
    }

    /// Reads a whole file.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read) and [`finish`](Self::finish) have it.
    pub fn parse(table: EditTable, quarter: Quarter, text: &str) -> Result<MueTable, TableError> {
        let mut reader = Self::new(table, quarter);
        reader.read(text)?;
        reader.finish()
    }

    /// Reads the next piece of the file, of any size.
    ///
    /// # Errors
    ///
    /// A row that cannot be read, by line and column; a header of another table than the stated one.
    /// Nothing is read after an error.
    pub fn read(&mut self, piece: &str) -> Result<(), TableError> {
        let table = self.table;
        self.reader
            .read::<MueLayout>(piece, |header| stated(table, header))
    }

    /// The table, once the whole file has been read.
    ///
    /// # Errors
    ///
    /// No header; no rows; a quote that was not closed; one code with two values.
    pub fn finish(mut self) -> Result<MueTable, TableError> {
        let table = self.table;
        self.reader
            .end_part::<MueLayout>(|header| stated(table, header))?;
        let mut rows = self.reader.rows;
        rows.sort_by_key(|row| key(row.code));
        let same = |a: &MueRow, b: &MueRow| a.value == b.value && a.indicator == b.indicator;
        for (a, b) in rows.iter().zip(rows.iter().skip(1)) {
            if a.code == b.code && !same(a, b) {
                return Err(TableError::TwoValues {
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
        Ok(MueTable::from_rows(self.table, self.quarter, rows))
    }
}

/// Whether the header is that of the stated table.
fn stated(stated: EditTable, header: &Header) -> Result<(), TableError> {
    let named = match stated {
        EditTable::Practitioner | EditTable::MedicaidPractitioner => "practitioner",
        EditTable::OutpatientHospital => "outpatient",
    };
    if header.values.starts_with("muevalue") || header.values.contains(named) {
        return Ok(());
    }
    Err(TableError::OtherTable {
        line: header.line,
        stated,
    })
}

/// Reads CMS's PTP files of one table and quarter, in parts, whole or in pieces.
///
/// The files are tab-delimited text or CSV: a preamble, a header that may fill several rows, then
/// column 1, column 2, a mark, effective date, deletion date, modifier indicator and rationale; the
/// mark and the rationale are dropped. The caller states table and quarter.
///
/// # Source
///
/// CMS, NCCI PTP edit files `ccipra` (practitioner) and `ccioph` (outpatient hospital), parts f1 to f4.
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
pub struct PtpReader {
    table: EditTable,
    quarter: Quarter,
    reader: Reader<ptp::Row>,
}

struct PtpLayout;

impl Layout for PtpLayout {
    type Row = ptp::Row;
    const NAMES: &'static str = "Column 1, Column 2, Effective Date, Deletion Date, Modifier";
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

    fn row(cells: &[Cow<'_, str>], place: &Place<'_>) -> Result<ptp::Row, TableError> {
        let date = |wanted| {
            parse_compact_date(cell(cells, wanted))
                .map(Date::to_julian_day)
                .map_err(|error| place.error::<Self>(wanted, CellProblem::Date(error)))
        };
        let indicator = match cell(cells, 4).as_bytes() {
            &[digit @ b'0'..=b'9'] => ModifierIndicator::from_digit(digit - b'0'),
            _ => None,
        };
        Ok(ptp::Row::new(
            key(code::<Self>(cells, 0, place)?),
            key(code::<Self>(cells, 1, place)?),
            Start::On(date(2)?),
            if cell(cells, 3) == "*" {
                OPEN
            } else {
                date(3)?
            },
            indicator.ok_or_else(|| place.error::<Self>(4, CellProblem::Indicator))?,
        ))
    }
}

impl PtpReader {
    /// A reader of the table and quarter that the caller states.
    #[must_use]
    pub const fn new(table: EditTable, quarter: Quarter) -> Self {
        Self {
            table,
            quarter,
            reader: Reader::new(),
        }
    }

    /// Reads a whole file that is the whole table.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read) and [`finish`](Self::finish) have it.
    pub fn parse(table: EditTable, quarter: Quarter, text: &str) -> Result<PtpTable, TableError> {
        let mut reader = Self::new(table, quarter);
        reader.read(text)?;
        reader.finish()
    }

    /// Reads the next piece of a part, of any size.
    ///
    /// # Errors
    ///
    /// A row that cannot be read, by line and column. Nothing is read after an error.
    pub fn read(&mut self, piece: &str) -> Result<(), TableError> {
        self.reader.read::<PtpLayout>(piece, |_| Ok(()))
    }

    /// Ends a part: the next piece begins another, with its own preamble and header.
    ///
    /// # Errors
    ///
    /// No header; no rows; a quote that was not closed.
    pub fn end_part(&mut self) -> Result<(), TableError> {
        self.reader.end_part::<PtpLayout>(|_| Ok(()))
    }

    /// The table, once all parts have been read; ends the last one if it has not been ended.
    ///
    /// # Errors
    ///
    /// Those of [`end_part`](Self::end_part).
    pub fn finish(mut self) -> Result<PtpTable, TableError> {
        if let Some(error) = self.reader.failed {
            return Err(error);
        }
        if !self.reader.is_between_parts() {
            self.end_part()?;
        }
        let mut rows = self.reader.rows;
        rows.sort_unstable();
        rows.dedup();
        Ok(PtpTable::from_rows(self.table, self.quarter, rows))
    }
}
