//! Defines `FileError`, the error of every reader.

use crate::{
    code::ProcedureCode,
    reference::{edits::EditTable, fee_schedule::Locality},
};

/// A published file that could not be read. Nothing of it is used.
///
/// Lines and columns are counted from 1. The content of a cell is never repeated in the message, because
/// a file may have licensed descriptors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// A cell could not be read.
    #[error(
        "line {line}, column {column} ({name}): expected {expected}; correct the file or download it again"
    )]
    Cell {
        /// The line on which the row begins.
        line: usize,
        /// The position of the cell in its row.
        column: usize,
        /// The name of the column.
        name: &'static str,
        /// What the cell should have.
        expected: &'static str,
    },
    /// A row has more or fewer cells than it should.
    #[error(
        "line {line}: expected {expected} cells, found {found}; correct the file or download it again"
    )]
    Width {
        /// The line on which the row begins.
        line: usize,
        /// The cells that a row has.
        expected: usize,
        /// The cells that this row has.
        found: usize,
    },
    /// A quotation mark is not closed where its cell ends.
    #[error(
        "line {line}: expected a closing quotation mark at the end of a cell, found none; correct the file or download it again"
    )]
    Quote {
        /// The line on which the row begins.
        line: usize,
    },
    /// A row is longer than any published one.
    #[error(
        "line {line}: expected a row of at most {limit} bytes, found a longer one; look for a quotation mark that is not closed"
    )]
    LongRow {
        /// The line on which the row begins.
        line: usize,
        /// The most bytes of a row.
        limit: usize,
    },
    /// No row names the columns.
    #[error(
        "expected a header that names {columns}, found none; check that the file is the one that this reader reads, whole and as CSV or tab-delimited text"
    )]
    NoHeader {
        /// The columns that are looked for.
        columns: &'static str,
    },
    /// The header has a column not at all or several times.
    #[error(
        "line {line}: expected one column {name} in the header, found {found}; check that the file is the one that this reader reads"
    )]
    Column {
        /// The line of the header.
        line: usize,
        /// The name of the column.
        name: &'static str,
        /// The number of columns with that name.
        found: usize,
    },
    /// The file has columns of fixed width.
    #[error("expected comma-separated values, found columns of fixed width; read {csv} instead")]
    FixedWidth {
        /// The file that can be read.
        csv: &'static str,
    },
    /// The header names another table than the caller stated.
    #[error(
        "line {line}: expected the header of the {stated} table, found that of another; state the table that the file has"
    )]
    OtherTable {
        /// The line of the header.
        line: usize,
        /// The table that the caller stated.
        stated: EditTable,
    },
    /// A row is of another year than the caller stated.
    #[error(
        "line {line}: expected a row of {expected}, found another year; state the dates of service of the file"
    )]
    Year {
        /// The line on which the row begins.
        line: usize,
        /// The year that the caller stated.
        expected: i32,
    },
    /// A code has two rows that differ.
    #[error(
        "line {line}: expected one row for {code}, found another on line {other}; remove the wrong one"
    )]
    CodeTwice {
        /// The line of the later row.
        line: usize,
        /// The line of the earlier row.
        other: usize,
        /// The code.
        code: ProcedureCode,
    },
    /// A locality has two rows.
    #[error(
        "line {line}: expected one row for locality {locality}, found another on line {other}; remove the wrong one"
    )]
    LocalityTwice {
        /// The line of the later row.
        line: usize,
        /// The line of the earlier row.
        other: usize,
        /// The locality.
        locality: Locality,
    },
    /// The file or a part of it has no row.
    #[error("expected rows below the header, found none; check that the file is whole")]
    NoRows,
}
