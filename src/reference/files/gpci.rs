//! Reads the file of geographic factors (GPCI): `GeographicReader`.

use alloc::string::String;

use crate::{
    money::parse_factor,
    reference::{
        fee_schedule::{GeographicFactors, GeographicFile, Locality, Period},
        files::{
            error::FileError,
            records::Record,
            table::{Column, Keyed, Layout, Row, TableFile, reader},
        },
    },
};

/// Reads the file of geographic factors (GPCI) as CMS publishes it, as CSV, whole or in pieces.
///
/// Where the file gives the work factor with and without the floor of 1.0, the one with the floor is
/// taken: it is the one that is paid.
///
/// # Source
///
/// CMS, PFS GPCI files (Addendum E of the final rule).
#[derive(Clone, Debug)]
pub struct GeographicReader(TableFile<GeographicLayout>);

#[derive(Clone, Debug)]
struct GeographicLayout {
    period: Period,
    rows: Keyed<Locality, GeographicFactors>,
}

impl Layout for GeographicLayout {
    const NAMES: &'static str = "MAC, Locality Number, PW GPCI, PE GPCI and MP GPCI";
    const CSV: &'static str = "the GPCI file that ends in .csv";
    const COLUMNS: &'static [Column] = &[
        Column {
            name: "MAC",
            is_headed: |head| {
                head == "mac" || head.ends_with("contractormac") || head.contains("carrier")
            },
        },
        Column {
            name: "Locality Number",
            is_headed: |head| head.contains("locality") && !head.contains("name"),
        },
        Column {
            name: "PW GPCI",
            is_headed: |head| head.contains("pwgpci") && !head.contains("without"),
        },
        Column {
            name: "PE GPCI",
            is_headed: |head| head.contains("pegpci"),
        },
        Column {
            name: "MP GPCI",
            is_headed: |head| head.contains("mpgpci"),
        },
    ];

    fn ends_header(record: &Record<'_>) -> bool {
        record.iter().any(|cell| cell.contains("PE GPCI"))
    }

    fn is_notice(record: &Record<'_>) -> bool {
        record.is_remark()
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), FileError> {
        let factor = |wanted| {
            parse_factor(row.cell(wanted)).map_err(|_| row.error(wanted, "a factor such as 0.869"))
        };
        let carrier = padded(row.cell(0), 5);
        let locality = Locality::new(&carrier, &padded(row.cell(1), 2)).map_err(|_| {
            let carrier_is_valid = Locality::new(&carrier, "00").is_ok();
            row.error(
                usize::from(carrier_is_valid),
                "the digits of a contractor and of a locality, such as 10112 and 00",
            )
        })?;
        let factors = GeographicFactors::new(factor(2)?, factor(3)?, factor(4)?)
            .map_err(|_| row.error(2, "factors that are not negative"))?;
        let line = row.line();
        let twice = |other| FileError::LocalityTwice {
            line,
            other,
            locality,
        };
        self.rows.add(line, locality, factors, twice)
    }
}

reader!(GeographicReader);

impl GeographicReader {
    /// Returns a reader for the dates of service that the caller states; the file name is not trusted.
    #[must_use]
    pub const fn new(period: Period) -> Self {
        Self(TableFile::new(GeographicLayout {
            period,
            rows: Keyed::new(),
        }))
    }

    /// Returns the factors, once the whole file has been read.
    ///
    /// # Errors
    ///
    /// No header, no rows, or a quotation mark that is not closed.
    pub fn finish(self) -> Result<GeographicFile, FileError> {
        let GeographicLayout { period, rows } = self.0.finish()?;
        Ok(GeographicFile::from_rows(period, rows.into_rows()))
    }
}

impl GeographicFile {
    /// Reads a whole file for the dates of service that the caller states; its name is not trusted.
    ///
    /// # Errors
    ///
    /// The errors of [`GeographicReader`].
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::time::macros::date;
    /// use therapy_billing::reference::fee_schedule::{GeographicFile, Locality, Period};
    ///
    /// let text = "ADDENDUM E. GEOGRAPHIC PRACTICE COST INDICES,,,,,,
    /// Medicare Administrative Contractor (MAC),State,Locality Number,Locality Name,2026 PW GPCI,2026 PE GPCI,2026 MP GPCI
    /// 10112,AL,00,ALABAMA,1.000,0.869,0.575
    /// ";
    /// let year = Period::new(date!(2026 - 01 - 01), date!(2026 - 12 - 31)).expect("in order");
    /// let file = GeographicFile::read(text, year)?;
    /// let alabama = file.factors(Locality::new("10112", "00").expect("digits")).expect("a row");
    /// assert_eq!(alabama.practice_expense().to_string(), "0.869");
    /// # Ok::<(), therapy_billing::reference::files::FileError>(())
    /// ```
    pub fn read(file: impl AsRef<[u8]>, period: Period) -> Result<Self, FileError> {
        let mut reader = GeographicReader::new(period);
        reader.read(file)?;
        reader.finish()
    }
}

/// Puts back the zeros that a spreadsheet took from the front of a number.
fn padded(digits: &str, length: usize) -> String {
    let missing = length.saturating_sub(digits.len());
    let mut padded: String = core::iter::repeat_n('0', missing).collect();
    padded.push_str(digits);
    padded
}
