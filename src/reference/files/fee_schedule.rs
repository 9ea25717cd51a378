//! The records of CMS's comma-separated files, and columns found by their names.

use alloc::borrow::Cow;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::reference::fee_schedule::TableError;
use crate::reference::files::records::{BehindQuote, Cells, Delimiter, Records, Unclosed};

/// One record: the line it begins on, from 1, and its cells without outer blanks.
#[derive(Debug)]
pub(in crate::reference) struct Record<'a> {
    pub(in crate::reference) line: usize,
    pub(in crate::reference) cells: Vec<Cow<'a, str>>,
}

impl Record<'_> {
    /// A cell by its column, from 0; empty beyond the last.
    pub(in crate::reference) fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell)
    }

    /// True where no cell but the first holds anything: a title, a notice or a blank line.
    pub(in crate::reference) fn is_remark(&self) -> bool {
        self.cells.iter().skip(1).all(|cell| cell.is_empty())
    }

    /// The cells, for longer than the record.
    pub(in crate::reference) fn kept(&self) -> Vec<String> {
        self.cells.iter().map(ToString::to_string).collect()
    }
}

impl From<Unclosed> for TableError {
    fn from(Unclosed { line }: Unclosed) -> Self {
        Self::OpenQuote { line }
    }
}

/// Hands every record of a text to `each`, in order.
pub(in crate::reference) fn read(
    text: &str,
    mut each: impl FnMut(&Record<'_>) -> Result<(), TableError>,
) -> Result<(), TableError> {
    let mut each = |record: &str, line| {
        let cells = Cells::of(record, Delimiter::Comma)
            .collect::<Result<Vec<_>, _>>()
            .map_err(|BehindQuote| TableError::BehindQuote { line })?;
        each(&Record { line, cells })
    };
    let mut records = Records::new();
    records.read(text, &mut each)?;
    records.finish(&mut each)
}

/// A header over several rows: the words of each column, joined from top to bottom in capitals.
pub(in crate::reference) fn joined(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    (0..columns)
        .map(|column| {
            let words = rows
                .iter()
                .filter_map(|row| row.get(column))
                .flat_map(|cell| cell.split_whitespace());
            let mut name = String::new();
            for word in words {
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
pub(in crate::reference) fn column(
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
        (first, more) => Err(TableError::Column {
            column: wanted,
            found: usize::from(first.is_some()).saturating_add(more),
        }),
    }
}
