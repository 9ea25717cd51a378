//! Comma-separated records with quoted cells, as CMS publishes its files.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use super::TableError;

/// One record: the line it begins on, from 1, and its cells without outer blanks.
#[derive(Debug)]
pub(super) struct Record<'a> {
    pub(super) line: usize,
    pub(super) cells: Vec<Cow<'a, str>>,
}

impl Record<'_> {
    /// A cell by its column, from 0; empty beyond the last.
    pub(super) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.trim())
    }

    /// True where no cell holds anything.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }

    /// True where no cell but the first holds anything: a title or a notice.
    pub(super) fn is_remark(&self) -> bool {
        self.cells.iter().skip(1).all(|cell| cell.trim().is_empty())
    }
}

/// The records of a text, in order; a byte-order mark is dropped.
pub(super) fn records(text: &str) -> Records<'_> {
    Records {
        rest: text.strip_prefix('\u{feff}').unwrap_or(text),
        line: 1,
    }
}

#[derive(Debug)]
pub(super) struct Records<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Iterator for Records<'a> {
    type Item = Result<Record<'a>, TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let line = self.line;
        let mut cells = Vec::with_capacity(32);
        loop {
            let found = match self.rest.strip_prefix('"') {
                Some(text) => self.quoted(text),
                None => Some(self.plain()),
            };
            let Some((cell, end)) = found else {
                self.rest = "";
                return Some(Err(TableError::OpenQuote { line }));
            };
            cells.push(cell);
            if end == End::Record {
                return Some(Ok(Record { line, cells }));
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Cell,
    Record,
}

impl<'a> Records<'a> {
    /// A cell without quotes: up to the next comma or line end.
    fn plain(&mut self) -> (Cow<'a, str>, End) {
        let length = self.rest.find([',', '\n']).unwrap_or(self.rest.len());
        let (cell, after) = self.rest.split_at(length);
        (Cow::Borrowed(cell), self.leave(after))
    }

    /// A cell whose opening quote has been read; `None` without a closing one.
    fn quoted(&mut self, text: &'a str) -> Option<(Cow<'a, str>, End)> {
        let mut cell = Cow::Borrowed("");
        let mut rest = text;
        loop {
            let (piece, after) = rest.split_once('"')?;
            self.line += piece.bytes().filter(|&byte| byte == b'\n').count();
            if cell.is_empty() {
                cell = Cow::Borrowed(piece);
            } else {
                cell.to_mut().push_str(piece);
            }
            if let Some(more) = after.strip_prefix('"') {
                cell.to_mut().push('"');
                rest = more;
                continue;
            }
            // Whatever stands between the closing quote and the comma belongs to the cell.
            let length = after.find([',', '\n']).unwrap_or(after.len());
            let (tail, after) = after.split_at(length);
            if !tail.trim().is_empty() {
                cell = Cow::Owned(cell.into_owned() + tail);
            }
            return Some((cell, self.leave(after)));
        }
    }

    /// Steps over a comma or a line end.
    fn leave(&mut self, after: &'a str) -> End {
        if let Some(rest) = after.strip_prefix(',') {
            self.rest = rest;
            End::Cell
        } else {
            self.rest = after.strip_prefix('\n').unwrap_or(after);
            self.line += 1;
            End::Record
        }
    }
}

/// A header over several rows: the words of each column, joined from top to bottom in capitals.
pub(super) fn joined(rows: &[Record<'_>], columns: usize) -> Vec<String> {
    (0..columns)
        .map(|column| {
            let mut name = String::new();
            for word in rows
                .iter()
                .flat_map(|row| row.cell(column).split_whitespace())
            {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(&word.to_ascii_uppercase());
            }
            name
        })
        .collect()
}

/// The one column whose name fits.
pub(super) fn column(
    names: &[String],
    wanted: &'static str,
    fits: impl Fn(&str) -> bool,
) -> Result<usize, TableError> {
    let mut found = names
        .iter()
        .enumerate()
        .filter(|(_, name)| fits(name))
        .map(|(column, _)| column);
    match (found.next(), found.count()) {
        (Some(column), 0) => Ok(column),
        (None, _) => Err(TableError::Column {
            column: wanted,
            found: 0,
        }),
        (Some(_), more) => Err(TableError::Column {
            column: wanted,
            found: more.saturating_add(1),
        }),
    }
}
