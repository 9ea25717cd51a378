//! Cuts bytes into records and cells: a record is a line, except that a quoted cell may have line breaks.

use alloc::{borrow::Cow, string::String, vec::Vec};
use core::mem;

use crate::reference::files::error::FileError;

/// The most bytes of one record.
pub(super) const LONGEST: usize = 1 << 16;

/// Cuts bytes into records as they come, in pieces of any size.
#[derive(Clone, Debug)]
pub(super) struct Records {
    /// The begin of a record whose end has not come yet.
    open: Vec<u8>,
    quote: Quote,
    at_cell_start: bool,
    /// The line of the next byte, and of the first byte of the record, from 1.
    line: usize,
    record_line: usize,
    /// Whether the byte order mark of UTF-8 may still come.
    is_start: bool,
}

/// The state of a scan with regard to quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quote {
    Outside,
    Inside,
    /// Behind a mark that closes a cell, or is the first of two that mean one.
    Closed,
}

const MARK: &[u8] = b"\xef\xbb\xbf";

impl Records {
    pub(super) const fn new() -> Self {
        Self {
            open: Vec::new(),
            quote: Quote::Outside,
            at_cell_start: true,
            line: 1,
            record_line: 1,
            is_start: true,
        }
    }

    /// Returns whether nothing has been read since the begin or the last end.
    pub(super) fn is_empty(&self) -> bool {
        self.line == 1 && self.open.is_empty()
    }

    /// Hands every record that ends in `piece` to `each`, with the line on which it begins.
    pub(super) fn read(
        &mut self,
        piece: &[u8],
        each: &mut dyn FnMut(&str, usize) -> Result<(), FileError>,
    ) -> Result<(), FileError> {
        if !self.is_start {
            return self.read_on(piece, each);
        }
        // the mark may come in pieces
        let start = [mem::take(&mut self.open).as_slice(), piece].concat();
        if start.len() < MARK.len() && MARK.starts_with(&start) {
            self.open = start;
            return Ok(());
        }
        self.is_start = false;
        self.read_on(start.strip_prefix(MARK).unwrap_or(&start), each)
    }

    fn read_on(
        &mut self,
        mut piece: &[u8],
        each: &mut dyn FnMut(&str, usize) -> Result<(), FileError>,
    ) -> Result<(), FileError> {
        while let Some(end) = self.end_of_record(piece) {
            let (record, rest) = piece.split_at_checked(end).unwrap_or((piece, &[]));
            let line = self.record_line;
            if self.open.is_empty() {
                hand_over(record, line, each)?;
            } else {
                self.open.extend_from_slice(record);
                let whole = mem::take(&mut self.open);
                hand_over(&whole, line, each)?;
                self.open = whole;
                self.open.clear();
            }
            self.record_line = self.line;
            piece = rest.strip_prefix(b"\n").unwrap_or(rest);
        }
        self.open.extend_from_slice(piece);
        check_length(self.open.len(), self.record_line)
    }

    /// Hands the last record to `each`, if it has no line break behind it, and begins anew.
    pub(super) fn finish(
        &mut self,
        each: &mut dyn FnMut(&str, usize) -> Result<(), FileError>,
    ) -> Result<(), FileError> {
        let Self {
            open,
            quote,
            record_line: line,
            ..
        } = mem::replace(self, Self::new());
        if quote == Quote::Inside {
            return Err(FileError::Quote { line });
        }
        if open.is_empty() {
            return Ok(());
        }
        hand_over(&open, line, each)
    }

    /// Returns the position of the line break that ends the record, or `None` if it goes on beyond the piece.
    fn end_of_record(&mut self, piece: &[u8]) -> Option<usize> {
        for (place, &byte) in piece.iter().enumerate() {
            if byte == b'\n' {
                self.line += 1;
            }
            match (self.quote, byte) {
                (Quote::Inside, b'"') => self.quote = Quote::Closed,
                (Quote::Inside, _) => {}
                (Quote::Closed, b'"') => self.quote = Quote::Inside,
                (Quote::Outside, b'"') if self.at_cell_start => self.quote = Quote::Inside,
                (_, b'\n') => {
                    self.quote = Quote::Outside;
                    self.at_cell_start = true;
                    return Some(place);
                }
                (_, byte) => {
                    self.quote = Quote::Outside;
                    self.at_cell_start = matches!(byte, b',' | b'\t');
                }
            }
        }
        None
    }
}

const fn check_length(length: usize, line: usize) -> Result<(), FileError> {
    if length > LONGEST {
        return Err(FileError::LongRow {
            line,
            limit: LONGEST,
        });
    }
    Ok(())
}

/// Bytes beyond ASCII are Windows-1252 or UTF-8 in the cells that are dropped; in a cell that is read they
/// are an error in either.
fn hand_over(
    record: &[u8],
    line: usize,
    each: &mut dyn FnMut(&str, usize) -> Result<(), FileError>,
) -> Result<(), FileError> {
    check_length(record.len(), line)?;
    let record = record.strip_suffix(b"\r").unwrap_or(record);
    match core::str::from_utf8(record) {
        Ok(text) => each(text, line),
        Err(_) => each(
            &record.iter().copied().map(char::from).collect::<String>(),
            line,
        ),
    }
}

/// What parts the cells of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delimiter {
    Tab,
    Comma,
}

impl Delimiter {
    pub(super) const fn character(self) -> char {
        match self {
            Self::Tab => '\t',
            Self::Comma => ',',
        }
    }
}

/// A record of a file: the line on which it begins, and its cells without outer blanks.
#[derive(Debug)]
pub(super) struct Record<'a> {
    pub(super) line: usize,
    cells: Vec<Cow<'a, str>>,
}

impl<'a> Record<'a> {
    pub(super) fn of(text: &'a str, line: usize, delimiter: Delimiter) -> Result<Self, FileError> {
        let mut cells = Vec::new();
        let mut rest = Some(text);
        while let Some(record) = rest {
            let (cell, behind) =
                first_cell(record, delimiter.character()).ok_or(FileError::Quote { line })?;
            cells.push(cell);
            rest = behind;
        }
        Ok(Self { line, cells })
    }

    /// Returns a cell by its column, from 0, or `None` beyond the last.
    pub(super) fn get(&self, column: usize) -> Option<&str> {
        self.cells.get(column).map(|cell| &**cell)
    }

    pub(super) fn len(&self) -> usize {
        self.cells.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.cells.iter().map(|cell| &**cell)
    }

    /// Returns whether every cell but the first is empty: a title, a notice or a blank line.
    pub(super) fn is_remark(&self) -> bool {
        self.iter().skip(1).all(str::is_empty)
    }
}

/// Returns the first cell of a record without its quotes, and the text behind its delimiter, or `None` if a quote is not
/// closed where the cell ends.
fn first_cell(record: &str, delimiter: char) -> Option<(Cow<'_, str>, Option<&str>)> {
    let Some(mut quoted) = record.strip_prefix('"') else {
        return Some(match record.split_once(delimiter) {
            Some((cell, rest)) => (Cow::Borrowed(cell.trim()), Some(rest)),
            None => (Cow::Borrowed(record.trim()), None),
        });
    };
    let mut cell = Cow::Borrowed("");
    loop {
        let (piece, behind) = quoted.split_once('"')?;
        cell += piece;
        if let Some(further) = behind.strip_prefix('"') {
            cell += "\"";
            quoted = further;
            continue;
        }
        let rest = behind.strip_prefix(delimiter);
        if rest.is_none() && !behind.is_empty() {
            return None;
        }
        let cell = match cell {
            Cow::Borrowed(cell) => Cow::Borrowed(cell.trim()),
            Cow::Owned(cell) => Cow::Owned(String::from(cell.trim())),
        };
        return Some((cell, rest));
    }
}
