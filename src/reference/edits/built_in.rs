//! Gives the built-in edit tables, which the compiler expands from the rows in `tables`.

#[cfg(feature = "tables")]
pub(in crate::reference) use listed::{mue, ptp};

#[cfg(not(feature = "tables"))]
use crate::reference::edits::{mue::MueTable, ptp::PtpTable, table::EditTable};

#[cfg(not(feature = "tables"))]
pub(in crate::reference) const fn mue(_: EditTable) -> &'static [MueTable] {
    &[]
}

#[cfg(not(feature = "tables"))]
pub(in crate::reference) const fn ptp(_: EditTable) -> &'static [PtpTable] {
    &[]
}

#[cfg(feature = "tables")]
#[allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "evaluated by the compiler"
)]
mod listed {
    use time::{Date, Month};

    use crate::reference::{
        edits::{
            key::key_of,
            mue::{self, AdjudicationIndicator, MueTable},
            ptp::{self, ModifierIndicator, OPEN, PtpTable, Start},
            quarter::Quarter,
            table::EditTable,
        },
        tables::{
            PtpSelection, mue_2024q3, mue_2026q4, mue_medicaid_2026q1, ptp_2024q3, ptp_2026q3,
            ptp_2026q4,
        },
    };

    use EditTable::{MedicaidPractitioner, OutpatientHospital, Practitioner};

    pub(in crate::reference) const fn mue(kind: EditTable) -> &'static [MueTable] {
        match kind {
            Practitioner => &MUE_PRACTITIONER,
            OutpatientHospital => &MUE_OUTPATIENT_HOSPITAL,
            MedicaidPractitioner => &MUE_MEDICAID,
        }
    }

    pub(in crate::reference) const fn ptp(kind: EditTable) -> &'static [PtpTable] {
        match kind {
            Practitioner => &PTP_PRACTITIONER,
            OutpatientHospital => &PTP_OUTPATIENT_HOSPITAL,
            MedicaidPractitioner => &[],
        }
    }

    /// Declares a static list of MUE tables from the values of two or of one kind of provider.
    macro_rules! mue_tables {
        ($name:ident, $kind:ident, $of:ident, [$($table:ident),*]) => {
            static $name: [MueTable; [$(stringify!($table)),*].len()] = [$({
                static ROWS: [mue::Row; $table::VALUES.len()] = {
                    let mut rows = [NO_VALUE; $table::VALUES.len()];
                    let mut place = 0;
                    while place < rows.len() {
                        rows[place] = $of($table::VALUES[place]);
                        assert!(
                            place == 0 || rows[place - 1].key() < rows[place].key(),
                            "codes are in order"
                        );
                        place += 1;
                    }
                    rows
                };
                MueTable::built_in($kind, quarter($table::QUARTER), &ROWS)
            }),*];
        };
    }

    mue_tables!(
        MUE_PRACTITIONER,
        Practitioner,
        practitioner,
        [mue_2024q3, mue_2026q4]
    );
    mue_tables!(
        MUE_OUTPATIENT_HOSPITAL,
        OutpatientHospital,
        hospital,
        [mue_2024q3, mue_2026q4]
    );
    mue_tables!(
        MUE_MEDICAID,
        MedicaidPractitioner,
        medicaid,
        [mue_medicaid_2026q1]
    );

    const NO_VALUE: mue::Row = mue::Row::new(0, 0, AdjudicationIndicator::Line);

    const fn limit(code: &str, value: u32, digit: u8) -> mue::Row {
        let Some(indicator) = AdjudicationIndicator::from_digit(digit) else {
            panic!("an indicator is 1 to 3");
        };
        mue::Row::new(code_key(code), value, indicator)
    }

    const fn practitioner((code, value, digit, ..): (&str, u32, u8, u32, u8)) -> mue::Row {
        limit(code, value, digit)
    }

    const fn hospital((code, _, _, value, digit): (&str, u32, u8, u32, u8)) -> mue::Row {
        limit(code, value, digit)
    }

    /// The table states no indicator, so that its values apply line by line.
    const fn medicaid((code, value): (&str, u32)) -> mue::Row {
        mue::Row::new(code_key(code), value, AdjudicationIndicator::Line)
    }

    /// Declares a static list of PTP tables from selections.
    macro_rules! ptp_tables {
        ($name:ident, $kind:ident, $selection:ident, [$($table:ident),*]) => {
            static $name: [PtpTable; [$(stringify!($table)),*].len()] = [$({
                const SELECTION: PtpSelection = $table::$selection;
                static ROWS: [ptp::Row; SELECTION.len()] = rows(&SELECTION);
                static COMPLETE: [u32; codes_in(SELECTION.complete)] = codes(SELECTION.complete);
                static ALL_PAIRS: [u32; codes_in(SELECTION.all_pairs)] = codes(SELECTION.all_pairs);
                PtpTable::built_in($kind, quarter(SELECTION.quarter), &ROWS, &COMPLETE, &ALL_PAIRS)
            }),*];
        };
    }

    ptp_tables!(
        PTP_PRACTITIONER,
        Practitioner,
        PRACTITIONER,
        [ptp_2024q3, ptp_2026q3]
    );
    ptp_tables!(
        PTP_OUTPATIENT_HOSPITAL,
        OutpatientHospital,
        OUTPATIENT_HOSPITAL,
        [ptp_2024q3, ptp_2026q4]
    );

    const fn quarter((year, number): (i16, u8)) -> Quarter {
        match Quarter::new(year, number) {
            Ok(quarter) => quarter,
            Err(_) => panic!("a quarter is 1 to 4 of a year"),
        }
    }

    const fn code_key(code: &str) -> u32 {
        match code.as_bytes().split_first_chunk::<5>() {
            Some((code, [])) => key_of(*code),
            _ => panic!("a code has five characters"),
        }
    }

    /// The number of codes in a list that is parted by blanks.
    const fn codes_in(list: &str) -> usize {
        (list.len() + 1) / 6
    }

    const fn codes<const N: usize>(list: &str) -> [u32; N] {
        let mut codes = [0; N];
        let mut rest = list.as_bytes();
        let mut place = 0;
        while let Some((code, behind)) = next(rest) {
            codes[place] = code;
            assert!(place == 0 || codes[place - 1] < code, "codes are in order");
            rest = behind;
            place += 1;
        }
        assert!(place == N, "every code is in the list");
        codes
    }

    /// The next code of a list, and what is behind it.
    const fn next(list: &[u8]) -> Option<(u32, &[u8])> {
        match list.split_first_chunk::<5>() {
            Some((code, [])) => Some((key_of(*code), &[])),
            Some((code, [b' ', rest @ ..])) => Some((key_of(*code), rest)),
            None if list.is_empty() => None,
            _ => panic!("codes of five characters are parted by blanks"),
        }
    }

    impl PtpSelection {
        const fn len(&self) -> usize {
            let (mut count, mut place) = (0, 0);
            while place < self.groups.len() {
                count += codes_in(self.groups[place].4);
                place += 1;
            }
            count
        }
    }

    const fn rows<const N: usize>(selection: &PtpSelection) -> [ptp::Row; N] {
        const FILLER: ptp::Row =
            ptp::Row::new(0, 0, Start::On(0), OPEN, ModifierIndicator::NotApplicable);

        let mut rows = [FILLER; N];
        let (mut count, mut place) = (0, 0);
        while place < selection.groups.len() {
            let (column_1, digit, first, last, column_2) = selection.groups[place];
            let Some(indicator) = ModifierIndicator::from_digit(digit) else {
                panic!("an indicator is 0, 1 or 9");
            };
            let column_1 = code_key(column_1);
            let start = if first < 0 {
                Start::NotBefore(day(-first))
            } else {
                Start::On(day(first))
            };
            let last = if last == 0 { OPEN } else { day(last) };
            let mut rest = column_2.as_bytes();
            while let Some((column_2, behind)) = next(rest) {
                rows[count] = ptp::Row::new(column_1, column_2, start, last, indicator);
                rest = behind;
                count += 1;
            }
            place += 1;
        }
        assert!(count == N, "every row is in the table");
        sorted(rows)
    }

    /// Sorts rows by pair, in a heap.
    const fn sorted<const N: usize>(mut rows: [ptp::Row; N]) -> [ptp::Row; N] {
        let mut top = N / 2;
        let mut len = N;
        while len > 1 {
            if top > 0 {
                top -= 1;
            } else {
                len -= 1;
                (rows[0], rows[len]) = (rows[len], rows[0]);
            }
            let mut parent = top;
            loop {
                let mut child = 2 * parent + 1;
                if child >= len {
                    break;
                }
                if child + 1 < len && rows[child].is_before(rows[child + 1]) {
                    child += 1;
                }
                if !rows[parent].is_before(rows[child]) {
                    break;
                }
                (rows[parent], rows[child]) = (rows[child], rows[parent]);
                parent = child;
            }
        }
        rows
    }

    /// The Julian day of a date as YYYYMMDD.
    const fn day(date: i32) -> i32 {
        let month = match date / 100 % 100 {
            1 => Month::January,
            2 => Month::February,
            3 => Month::March,
            4 => Month::April,
            5 => Month::May,
            6 => Month::June,
            7 => Month::July,
            8 => Month::August,
            9 => Month::September,
            10 => Month::October,
            11 => Month::November,
            12 => Month::December,
            _ => panic!("a year has twelve months"),
        };
        match Date::from_calendar_date(date / 10_000, month, (date % 100).unsigned_abs() as u8) {
            Ok(date) => date.to_julian_day(),
            Err(_) => panic!("a day is one of the calendar"),
        }
    }
}
