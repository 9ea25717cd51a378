//! A file that is read in pieces of any size gives what it gives when it is read whole.
//!
//! The first byte chooses the reader, the second the size of a piece. So does a file whose lines end with
//! `\r\n`, where it has no quotation mark, and no table has more rows than the file has lines.

use std::fmt::Debug;

use therapy_billing::reference::edits::{EditTable, Quarter};
use therapy_billing::reference::fee_schedule::{Participant, Period};
use therapy_billing::reference::files::{
    FileError, GeographicReader, MueReader, PaymentAmountReader, PtpReader, RelativeValueReader,
};
use therapy_billing::time::macros::date;

pub fn check(data: &[u8]) {
    let [kind, size, file @ ..] = data else {
        return;
    };
    let size = usize::from(*size).max(1);
    let period = Period::new(date!(2026 - 01 - 01), date!(2026 - 12 - 31)).expect("a year");
    let quarter = Quarter::new(2026, 3).expect("a quarter");
    let table = EditTable::ALL[usize::from(kind / 5) % EditTable::ALL.len()];
    match kind % 5 {
        0 => pieces(
            file,
            size,
            || MueReader::new(table, quarter),
            |reader, piece| reader.read(piece),
            MueReader::finish,
        ),
        1 => pieces(
            file,
            size,
            || PtpReader::new(table, quarter),
            |reader, piece| reader.read(piece),
            PtpReader::finish,
        ),
        2 => pieces(
            file,
            size,
            || RelativeValueReader::new(period, Participant::NonQp),
            |reader, piece| reader.read(piece),
            RelativeValueReader::finish,
        ),
        3 => pieces(
            file,
            size,
            || GeographicReader::new(period),
            |reader, piece| reader.read(piece),
            GeographicReader::finish,
        ),
        _ => pieces(
            file,
            size,
            || PaymentAmountReader::new(period),
            |reader, piece| reader.read(piece),
            PaymentAmountReader::finish,
        ),
    }
}

fn pieces<R, T: PartialEq + Debug>(
    file: &[u8],
    size: usize,
    new: impl Fn() -> R,
    read: impl Fn(&mut R, &[u8]) -> Result<(), FileError>,
    finish: impl Fn(R) -> Result<T, FileError>,
) {
    let by = |file: &[u8], size: usize| {
        let mut reader = new();
        for piece in file.chunks(size) {
            read(&mut reader, piece)?;
        }
        finish(reader)
    };
    let whole = by(file, usize::MAX);
    assert_eq!(by(file, size), whole, "in pieces of {size} bytes");
    if !file.contains(&b'\r') && !file.contains(&b'"') {
        let mut other = Vec::with_capacity(file.len() + 64);
        for line in file.split_inclusive(|byte| *byte == b'\n') {
            match line.split_last() {
                Some((b'\n', line)) => {
                    other.extend_from_slice(line);
                    other.extend_from_slice(b"\r\n");
                }
                _ => other.extend_from_slice(line),
            }
        }
        assert_eq!(by(&other, size), whole, "with other line ends");
    }
}
