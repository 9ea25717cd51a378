//! Defines `TableFile`, which reads every published file: it finds the header and hands over the rows.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    string::String,
    vec::Vec,
};

use crate::{
    code::ProcedureCode,
    reference::files::{
        error::FileError,
        records::{Delimiter, Record, Records},
    },
};

/// The most rows that are looked through for a header, and the most that it fills.
const PREAMBLE: usize = 200;
const HEADER: usize = 6;

/// One kind of published file: its columns, and what is kept of its rows.
pub(super) trait Layout {
    /// The columns that are wanted.
    const COLUMNS: &'static [Column];
    /// Their names in an error.
    const NAMES: &'static str;
    /// The delimiters that the file may have.
    const DELIMITERS: &'static [Delimiter] = &[Delimiter::Comma];
    /// The file to read instead of one of fixed width.
    const CSV: &'static str;
    /// Whether columns are found by a header or are where `COLUMNS` has them.
    const HAS_HEADER: bool = true;

    /// Returns whether a record is the last row of the header for certain. A layout that cannot say so looks for
    /// the first rows that have all columns, and skips rows that continue them.
    fn ends_header(_: &Record<'_>) -> bool {
        false
    }

    /// Checks the header, given the squeezed names of the wanted columns.
    fn check_header(&self, _names: &[String], _line: usize) -> Result<(), FileError> {
        Ok(())
    }

    /// Returns whether a record below the header is a notice.
    fn is_notice(record: &Record<'_>) -> bool {
        record.iter().all(str::is_empty)
    }

    /// Takes a row.
    fn row(&mut self, row: &Row<'_>) -> Result<(), FileError>;
}

/// A wanted column: its name, and how its header is known, squeezed to small letters and digits.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) is_headed: fn(&str) -> bool,
}

/// The codes of which a reader keeps the rows: these, or all.
#[derive(Clone, Debug)]
pub(super) struct Only(Option<BTreeSet<ProcedureCode>>);

impl Only {
    pub(super) const ALL: Self = Self(None);

    pub(super) fn of(codes: impl IntoIterator<Item = ProcedureCode>) -> Self {
        Self(Some(codes.into_iter().collect()))
    }

    pub(super) fn keeps(&self, code: ProcedureCode) -> bool {
        self.0.as_ref().is_none_or(|codes| codes.contains(&code))
    }

    /// Returns the codes, or `None` if the rows of all codes are kept.
    pub(super) fn codes(&self) -> Option<&BTreeSet<ProcedureCode>> {
        self.0.as_ref()
    }
}

/// The rows of a file that has each key once, with the line on which each row begins.
#[derive(Clone, Debug)]
pub(super) struct Keyed<K, V>(BTreeMap<K, (usize, V)>);

impl<K: Ord, V> Keyed<K, V> {
    pub(super) const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Adds a row; `twice` makes the error of a key that an earlier line has.
    pub(super) fn add(
        &mut self,
        line: usize,
        key: K,
        value: V,
        twice: impl FnOnce(usize) -> FileError,
    ) -> Result<(), FileError> {
        match self.0.insert(key, (line, value)) {
            None => Ok(()),
            Some((other, _)) => Err(twice(other)),
        }
    }

    pub(super) fn into_rows(self) -> BTreeMap<K, V> {
        let rows = self.0.into_iter();
        rows.map(|(key, (_, value))| (key, value)).collect()
    }
}

/// Implements the functions that every reader of a CMS file has.
macro_rules! reader {
    ($reader:ident) => {
        impl $reader {
            /// Reads the next piece of the file, of any size.
            ///
            /// # Errors
            ///
            /// Returns an error with its line if a header or a row cannot be read. Nothing is read after an
            /// error.
            pub fn read(&mut self, piece: impl AsRef<[u8]>) -> Result<(), FileError> {
                self.0.read(piece.as_ref())
            }
        }
    };
    ($reader:ident, $(#[$doc:meta])* only) => {
        reader!($reader);

        impl $reader {
            $(#[$doc])*
            #[must_use]
            pub fn only(mut self, codes: impl IntoIterator<Item = ProcedureCode>) -> Self {
                self.0.layout_mut().only = Only::of(codes);
                self
            }
        }
    };
}
pub(super) use reader;

/// A row below the header.
pub(super) struct Row<'r> {
    pub(super) record: &'r Record<'r>,
    header: &'r Header,
    columns: &'static [Column],
}

impl Row<'_> {
    pub(super) const fn line(&self) -> usize {
        self.record.line
    }

    /// Returns the cell of a wanted column.
    pub(super) fn cell(&self, wanted: usize) -> &str {
        let column = self.header.columns.get(wanted);
        column
            .and_then(|&column| self.record.get(column))
            .unwrap_or("")
    }

    /// Returns the error of a cell that does not contain what its column requires.
    pub(super) fn error(&self, wanted: usize, expected: &'static str) -> FileError {
        FileError::Cell {
            line: self.line(),
            column: self
                .header
                .columns
                .get(wanted)
                .map_or(0, |column| column + 1),
            name: self.columns.get(wanted).map_or("", |column| column.name),
            expected,
        }
    }

    pub(super) fn code(&self, wanted: usize) -> Result<ProcedureCode, FileError> {
        ProcedureCode::parse(self.cell(wanted))
            .map_err(|_| self.error(wanted, "a procedure code of five characters, such as 97112"))
    }
}

/// Reads a file of one layout, in pieces of any size. Nothing is read after an error.
#[derive(Clone, Debug)]
pub(super) struct TableFile<L> {
    records: Records,
    stage: Stage,
    layout: L,
    has_rows: bool,
    failed: Option<FileError>,
}

#[derive(Clone, Debug)]
enum Stage {
    /// Before the end of the header: the last rows, of which it may consist.
    Preamble {
        recent: Vec<Line>,
        seen: usize,
    },
    /// Behind the row that completes the header, which may go on.
    Header(Header),
    Rows(Header),
}

/// A row of the preamble.
#[derive(Clone, Debug)]
struct Line {
    text: String,
    /// Its cells by each delimiter of the layout, or `None` where a quotation mark is not closed.
    cut: Vec<Option<Cut>>,
}

/// A row of the preamble, cut into its cells.
#[derive(Clone, Debug)]
struct Cut {
    /// The cells as [`squeeze`] writes them, in small letters and digits alone.
    names: Vec<String>,
    ends_header: bool,
}

impl Line {
    fn new<L: Layout>(text: &str, line: usize) -> Self {
        let cut = |&delimiter| {
            let record = Record::of(text, line, delimiter).ok()?;
            Some(Cut {
                names: record.iter().map(squeeze).collect(),
                ends_header: L::ends_header(&record),
            })
        };
        Self {
            text: String::from(text),
            cut: L::DELIMITERS.iter().map(cut).collect(),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Header {
    delimiter: Delimiter,
    /// The position of each wanted column.
    columns: Vec<usize>,
    width: usize,
}

impl<L: Layout> TableFile<L> {
    pub(super) const fn new(layout: L) -> Self {
        Self {
            records: Records::new(),
            stage: Stage::Preamble {
                recent: Vec::new(),
                seen: 0,
            },
            layout,
            has_rows: false,
            failed: None,
        }
    }

    pub(super) const fn layout_mut(&mut self) -> &mut L {
        &mut self.layout
    }

    /// Reads the next piece.
    pub(super) fn read(&mut self, piece: &[u8]) -> Result<(), FileError> {
        self.unless_failed(|file| {
            let (stage, layout) = (&mut file.stage, &mut file.layout);
            file.records
                .read(piece, &mut |text, line| take(stage, layout, text, line))
        })
    }

    /// Ends a part: the next piece begins another, with its own preamble and header.
    pub(super) fn end_part(&mut self) -> Result<(), FileError> {
        self.unless_failed(|file| {
            let (stage, layout) = (&mut file.stage, &mut file.layout);
            file.records
                .finish(&mut |text, line| take(stage, layout, text, line))?;
            let start = Stage::Preamble {
                recent: Vec::new(),
                seen: 0,
            };
            match core::mem::replace(stage, start) {
                Stage::Preamble { recent, .. } if L::HAS_HEADER => Err(no_header::<L>(&recent)),
                Stage::Preamble { .. } | Stage::Header(_) => Err(FileError::NoRows),
                Stage::Rows(_) => {
                    file.has_rows = true;
                    Ok(())
                }
            }
        })
    }

    /// Ends the last part, unless it has been ended and nothing has been read since.
    pub(super) fn finish(mut self) -> Result<L, FileError> {
        let is_between_parts = self.has_rows
            && self.records.is_empty()
            && matches!(&self.stage, Stage::Preamble { seen: 0, .. });
        if is_between_parts {
            self.failed.map_or(Ok(()), Err)?;
        } else {
            self.end_part()?;
        }
        Ok(self.layout)
    }

    fn unless_failed(
        &mut self,
        act: impl FnOnce(&mut Self) -> Result<(), FileError>,
    ) -> Result<(), FileError> {
        let done = match self.failed {
            Some(error) => Err(error),
            None => act(self),
        };
        self.failed = done.err();
        done
    }
}

/// Takes one record: a part of the preamble or of the header, or a row.
fn take<L: Layout>(
    stage: &mut Stage,
    layout: &mut L,
    text: &str,
    line: usize,
) -> Result<(), FileError> {
    if !L::HAS_HEADER && matches!(stage, Stage::Preamble { .. }) {
        *stage = Stage::Header(Header {
            delimiter: Delimiter::Comma,
            columns: (0..L::COLUMNS.len()).collect(),
            width: L::COLUMNS.len(),
        });
    }
    let (header, is_first) = match stage {
        Stage::Preamble { recent, seen } => {
            *seen += 1;
            if *seen > PREAMBLE {
                return Err(no_header::<L>(recent));
            }
            if recent.len() == HEADER {
                recent.remove(0);
            }
            recent.push(Line::new::<L>(text, line));
            if let Some(header) = find_header(layout, recent, line)? {
                *stage = Stage::Header(header);
            }
            return Ok(());
        }
        Stage::Header(header) => (header, true),
        Stage::Rows(header) => (header, false),
    };
    let record = Record::of(text, line, header.delimiter)?;
    let may_go_on = is_first && L::HAS_HEADER && !L::ends_header(&record);
    if L::is_notice(&record) || (may_go_on && goes_on(&record, header)) {
        return Ok(());
    }
    let row = Row {
        record: &record,
        header,
        columns: L::COLUMNS,
    };
    if L::HAS_HEADER {
        let extra = record
            .iter()
            .skip(header.width)
            .any(|cell| !cell.is_empty());
        if extra {
            return Err(FileError::Width {
                line,
                expected: header.width,
                found: record.len(),
            });
        }
        let missing = header
            .columns
            .iter()
            .position(|&column| column >= record.len());
        if let Some(missing) = missing {
            return Err(row.error(missing, "a cell, found the end of the row"));
        }
    } else if record.len() != header.width {
        return Err(FileError::Width {
            line,
            expected: header.width,
            found: record.len(),
        });
    }
    layout.row(&row)?;
    if is_first {
        *stage = Stage::Rows(header.clone());
    }
    Ok(())
}

/// Returns the error of a file that has no header. Long rows of one cell each are a table of fixed width.
fn no_header<L: Layout>(recent: &[Line]) -> FileError {
    let is_fixed = |line: &Line| {
        let text = line.text.trim_end();
        text.len() > 60 && !text.contains([',', '\t']) && text.contains("   ")
    };
    if recent.iter().filter(|line| is_fixed(line)).count() > 1 {
        return FileError::FixedWidth { csv: L::CSV };
    }
    FileError::NoHeader { columns: L::NAMES }
}

/// Returns the header that the last rows make, as few of them as will do. `line` is that of the last one.
fn find_header<L: Layout>(
    layout: &L,
    recent: &[Line],
    line: usize,
) -> Result<Option<Header>, FileError> {
    for (nth, &delimiter) in L::DELIMITERS.iter().enumerate() {
        let mut names: Vec<String> = Vec::new();
        let mut problem = None;
        for (above, row) in recent.iter().rev().enumerate() {
            let Some(Some(cut)) = row.cut.get(nth) else {
                break;
            };
            for (place, cell) in cut.names.iter().enumerate() {
                match names.get_mut(place) {
                    Some(name) => name.insert_str(0, cell),
                    None => names.push(cell.clone()),
                }
            }
            match columns::<L>(&names, line) {
                Ok(columns) => {
                    let wanted: Vec<String> = columns
                        .iter()
                        .filter_map(|&column| names.get(column).cloned())
                        .collect();
                    layout.check_header(&wanted, line)?;
                    return Ok(Some(Header {
                        delimiter,
                        columns,
                        width: names.len(),
                    }));
                }
                Err(error) if above == 0 && cut.ends_header => {
                    if cut.names.len() == 1 {
                        return Err(FileError::FixedWidth { csv: L::CSV });
                    }
                    problem = Some(error);
                }
                Err(error) => problem = problem.map(|_| error),
            }
        }
        if let Some(error) = problem {
            return Err(error);
        }
    }
    Ok(None)
}

/// Returns the position of each wanted column, of which there must be one.
fn columns<L: Layout>(names: &[String], line: usize) -> Result<Vec<usize>, FileError> {
    let one = |column: &Column| {
        let mut found = names
            .iter()
            .enumerate()
            .filter(|(_, name)| (column.is_headed)(name))
            .map(|(place, _)| place);
        match (found.next(), found.count()) {
            (Some(place), 0) => Ok(place),
            (first, more) => Err(FileError::Column {
                line,
                name: column.name,
                found: usize::from(first.is_some()).saturating_add(more),
            }),
        }
    };
    L::COLUMNS.iter().map(one).collect()
}

/// Returns a header cell in small letters and digits alone.
fn squeeze(cell: &str) -> String {
    let mut name = String::with_capacity(cell.len());
    let kept = cell.bytes().filter(u8::is_ascii_alphanumeric);
    name.extend(kept.map(|byte| char::from(byte.to_ascii_lowercase())));
    name
}

/// Returns whether a record behind the header is more of it: its first column is empty, and no cell is a date.
fn goes_on(record: &Record<'_>, header: &Header) -> bool {
    let first = header.columns.first().copied().unwrap_or_default();
    let is_date = |cell: &str| cell.len() == 8 && cell.bytes().all(|byte| byte.is_ascii_digit());
    record
        .iter()
        .enumerate()
        .all(|(place, cell)| (place != first || cell.is_empty()) && !is_date(cell))
}

/// Returns an indicator of one digit, or none.
pub(super) fn indicator(row: &Row<'_>, wanted: usize) -> Result<Option<u8>, FileError> {
    match row.cell(wanted).as_bytes() {
        [] => Ok(None),
        [digit @ b'0'..=b'9'] => Ok(Some(digit - b'0')),
        _ => Err(row.error(wanted, "one digit or nothing")),
    }
}
