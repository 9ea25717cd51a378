//! Reads the file of payment amounts (PFALL): `PaymentAmountReader`.

use crate::{
    code::ProcedureCode,
    money::parse_amount,
    reference::{
        catalog::MedicareStatus,
        fee_schedule::{Locality, PaymentAmountFile, PaymentAmounts, Period},
        files::{
            error::FileError,
            records::Record,
            table::{Column, Keyed, Layout, Only, Row, TableFile, indicator, reader},
        },
    },
};

/// Reads the file of payment amounts (PFALL) as CMS publishes it, whole or in pieces.
///
/// It has no header but 16 quoted cells a row, and notices below. Rows with a modifier price a part of a
/// service and are checked, not kept: therapy has none.
///
/// # Source
///
/// CMS, PFS payment amount files, `PFALL`.
#[derive(Clone, Debug)]
pub struct PaymentAmountReader(TableFile<PaymentLayout>);

#[derive(Clone, Debug)]
struct PaymentLayout {
    period: Period,
    only: Only,
    rows: Keyed<(Locality, ProcedureCode), PaymentAmounts>,
}

const fn cell(name: &'static str) -> Column {
    Column {
        name,
        is_headed: |_| false,
    }
}

impl Layout for PaymentLayout {
    const NAMES: &'static str = "nothing";
    const CSV: &'static str = "the PFALL file";
    const HAS_HEADER: bool = false;
    const COLUMNS: &'static [Column] = &[
        cell("year"),
        cell("carrier"),
        cell("locality"),
        cell("code"),
        cell("modifier"),
        cell("non-facility amount"),
        cell("facility amount"),
        cell("filler"),
        cell("PC/TC"),
        cell("status"),
        cell("multiple procedure"),
        cell("therapy amount, office"),
        cell("therapy amount, institution"),
        cell("OPPS indicator"),
        cell("OPPS amount, non-facility"),
        cell("OPPS amount, facility"),
    ];

    /// Returns whether a record is a notice: a row begins with a year, and a notice does not.
    fn is_notice(record: &Record<'_>) -> bool {
        !record
            .get(0)
            .is_some_and(|cell| cell.starts_with(|c: char| c.is_ascii_digit()))
    }

    fn row(&mut self, row: &Row<'_>) -> Result<(), FileError> {
        let line = row.line();
        let expected = self.period.from().year();
        if row.cell(0).parse() != Ok(expected) {
            return Err(FileError::Year { line, expected });
        }
        let locality = Locality::new(row.cell(1), row.cell(2)).map_err(|_| {
            let carrier_is_valid = Locality::new(row.cell(1), "00").is_ok();
            row.error(
                1 + usize::from(carrier_is_valid),
                "the digits of a contractor and of a locality, such as 10112 and 00",
            )
        })?;
        let code = row.code(3)?;
        let dollars = |wanted| {
            parse_amount(row.cell(wanted))
                .map_err(|_| row.error(wanted, "dollars such as 0000034.65"))
        };
        let amounts = PaymentAmounts {
            full: dollars(5)?,
            reduced_office: dollars(11)?,
            reduced_institution: dollars(12)?,
            status: row
                .cell(9)
                .chars()
                .next()
                .and_then(MedicareStatus::from_letter),
            multiple_procedure: indicator(row, 10)?,
        };
        if !row.cell(4).is_empty() || !self.only.keeps(code) {
            return Ok(());
        }
        let twice = |other| FileError::CodeTwice { line, other, code };
        self.rows.add(line, (locality, code), amounts, twice)
    }
}

reader!(
    PaymentAmountReader,
    /// Keeps the rows of these codes only. Every row is checked.
    only
);

impl PaymentAmountReader {
    /// Returns a reader for the dates of service that the caller states; the file name is not trusted.
    #[must_use]
    pub const fn new(period: Period) -> Self {
        Self(TableFile::new(PaymentLayout {
            period,
            only: Only::ALL,
            rows: Keyed::new(),
        }))
    }

    /// Returns the amounts, once the whole file has been read.
    ///
    /// # Errors
    ///
    /// No rows, or a quotation mark that is not closed.
    pub fn finish(self) -> Result<PaymentAmountFile, FileError> {
        let PaymentLayout { period, rows, .. } = self.0.finish()?;
        Ok(PaymentAmountFile::from_rows(period, rows.into_rows()))
    }
}

impl PaymentAmountFile {
    /// Reads a whole file for the dates of service that the caller states; its name is not trusted.
    ///
    /// # Errors
    ///
    /// The errors of [`PaymentAmountReader`].
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{ProcedureCode, time::macros::date};
    /// use therapy_billing::reference::fee_schedule::{PaymentAmountFile, Locality, Period};
    ///
    /// let text = concat!(
    ///     r#""2020","15202","00","97112","  ","0000034.65","0000034.65"," ","7","A","5","#,
    ///     r#""0000026.73","0000026.73","0","0000000.00","0000000.00""#,
    /// );
    /// let year = Period::new(date!(2020 - 01 - 01), date!(2020 - 12 - 31)).expect("in order");
    /// let file = PaymentAmountFile::read(text, year)?;
    /// let ohio = Locality::new("15202", "00").expect("digits");
    /// let prices = file.amounts(ohio, ProcedureCode::CPT_97112).expect("a row");
    /// assert_eq!((prices.full.to_string(), prices.reduced_office.to_string()), ("34.65".into(), "26.73".into()));
    /// # Ok::<(), therapy_billing::reference::files::FileError>(())
    /// ```
    pub fn read(file: impl AsRef<[u8]>, period: Period) -> Result<Self, FileError> {
        let mut reader = PaymentAmountReader::new(period);
        reader.read(file)?;
        reader.finish()
    }
}
