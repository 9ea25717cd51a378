//! Cutting text into records and cells: lines, except that a quoted cell may hold line breaks.

use alloc::{borrow::Cow, string::String};
use core::mem;

/// The most bytes of one record. A longer one is a quote that was never closed.
const LONGEST: usize = 1 << 16;

/// Cuts text into records as it comes, in pieces of any size.
#[derive(Clone, Debug)]
pub(crate) struct Records {
    /// What came of a record whose end has not come yet.
    open: String,
    quote: Quote,
    at_cell_start: bool,
    /// Line of the next character, and of the record's first one, from 1.
    line: usize,
    record_line: usize,
    first_piece: bool,
}

/// Where a scan stands to quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quote {
    Outside,
    Inside,
    /// Behind a mark that closes a cell, or is the first of two that stand for one.
    Closed,
}

/// A record that cannot be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unclosed {
    /// Line on which it begins.
    pub(crate) line: usize,
}

impl Records {
    pub(crate) const fn new() -> Self {
        Self {
            open: String::new(),
            quote: Quote::Outside,
            at_cell_start: true,
            line: 1,
            record_line: 1,
            first_piece: true,
        }
    }

    /// Hands every record that ends in `piece` to `each`, with the line it begins on.
    pub(crate) fn read<E: From<Unclosed>>(
        &mut self,
        mut piece: &str,
        mut each: impl FnMut(&str, usize) -> Result<(), E>,
    ) -> Result<(), E> {
        if mem::take(&mut self.first_piece) {
            piece = piece.strip_prefix('\u{feff}').unwrap_or(piece);
        }
        while let Some(end) = self.end_of_record(piece) {
            let (record, rest) = piece.split_at_checked(end).unwrap_or((piece, ""));
            let line = mem::replace(&mut self.record_line, self.line);
            if self.open.is_empty() {
                each(without_return(record), line)?;
            } else {
                self.open.push_str(record);
                let record = mem::take(&mut self.open);
                each(without_return(&record), line)?;
                self.open = record;
                self.open.clear();
            }
            piece = rest.strip_prefix('\n').unwrap_or(rest);
        }
        self.open.push_str(piece);
        if self.open.len() > LONGEST {
            return Err(Unclosed {
                line: self.record_line,
            }
            .into());
        }
        Ok(())
    }

    /// Hands the last record to `each`, if it has no line break behind it.
    pub(crate) fn finish<E: From<Unclosed>>(
        &mut self,
        each: impl FnOnce(&str, usize) -> Result<(), E>,
    ) -> Result<(), E> {
        if self.quote == Quote::Inside {
            return Err(Unclosed {
                line: self.record_line,
            }
            .into());
        }
        let last = mem::take(&mut self.open);
        let line = self.record_line;
        *self = Self::new();
        if last.is_empty() {
            return Ok(());
        }
        each(without_return(&last), line)
    }

    /// Position of the line break that ends the record; `None` if it goes on beyond the piece.
    fn end_of_record(&mut self, piece: &str) -> Option<usize> {
        for (place, byte) in piece.bytes().enumerate() {
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

fn without_return(record: &str) -> &str {
    record.strip_suffix('\r').unwrap_or(record)
}

/// What parts the cells of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delimiter {
    Tab,
    Comma,
}

impl Delimiter {
    pub(crate) const fn character(self) -> char {
        match self {
            Self::Tab => '\t',
            Self::Comma => ',',
        }
    }
}

/// The cells of a record, trimmed, without the quotes of quoted ones.
#[derive(Clone, Debug)]
pub(crate) struct Cells<'r> {
    rest: Option<&'r str>,
    delimiter: char,
}

impl<'r> Cells<'r> {
    pub(crate) const fn of(record: &'r str, delimiter: Delimiter) -> Self {
        Self {
            rest: Some(record),
            delimiter: delimiter.character(),
        }
    }
}

/// A cell with text behind its closing quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BehindQuote;

impl<'r> Iterator for Cells<'r> {
    type Item = Result<Cow<'r, str>, BehindQuote>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = self.rest?;
        let Some(mut quoted) = record.strip_prefix('"') else {
            let (cell, rest) = match record.split_once(self.delimiter) {
                Some((cell, rest)) => (cell, Some(rest)),
                None => (record, None),
            };
            self.rest = rest;
            return Some(Ok(Cow::Borrowed(cell.trim())));
        };

        let mut cell = Cow::Borrowed("");
        loop {
            // an unclosed quote has been refused with its record
            let (piece, behind) = quoted.split_once('"').unwrap_or((quoted, ""));
            cell += piece;
            if let Some(further) = behind.strip_prefix('"') {
                cell += "\"";
                quoted = further;
                continue;
            }
            self.rest = behind.strip_prefix(self.delimiter);
            if self.rest.is_none() && !behind.is_empty() {
                return Some(Err(BehindQuote));
            }
            return Some(Ok(match cell {
                Cow::Borrowed(cell) => Cow::Borrowed(cell.trim()),
                Cow::Owned(cell) => Cow::Owned(String::from(cell.trim())),
            }));
        }
    }
}
