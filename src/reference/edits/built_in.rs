//! Gives the built-in edit tables, which the compiler expands from the files in `tables`.

pub(in crate::reference) use listed::{mue, ptp};

/// The tables of one kind share three lists, of which each has a part: its rows, the slots of their index,
/// and, of PTP edits, the slots of the codes that it covers.
#[allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::cast_possible_truncation,
    reason = "evaluated by the compiler"
)]
mod listed {
    use core::mem;

    use time::{Date, Month};

    use crate::reference::{
        day,
        edits::{
            key::key_of,
            mue::{self, AdjudicationIndicator, MueTable},
            ptp::{self, ModifierIndicator, OPEN, PtpTable, Start},
            quarter::Quarter,
            table::EditTable,
        },
        index,
        tables::{MUE, MueFile, PTP, PtpFile, PtpGroup, PtpSelection},
    };

    use EditTable::{MedicaidPractitioner, OutpatientHospital, Practitioner};

    pub(in crate::reference) const fn mue(kind: EditTable) -> &'static [MueTable] {
        match kind {
            Practitioner => &mue_practitioner::TABLES,
            OutpatientHospital => &mue_outpatient_hospital::TABLES,
            MedicaidPractitioner => &mue_medicaid::TABLES,
        }
    }

    pub(in crate::reference) const fn ptp(kind: EditTable) -> &'static [PtpTable] {
        match kind {
            Practitioner => &ptp_practitioner::TABLES,
            OutpatientHospital => &ptp_outpatient_hospital::TABLES,
            MedicaidPractitioner => &[],
        }
    }

    /// Declares the tables of one kind of MUE.
    macro_rules! mue_tables {
        ($($name:ident: $kind:ident,)+) => {$(
            mod $name {
                use super::*;

                const SIZE: Size = mue_size($kind);
                static ROWS: [mue::Row; SIZE.rows] = mue_rows($kind);
                static SLOTS: [u16; SIZE.slots] = mue_slots($kind, &ROWS);
                pub(super) static TABLES: [MueTable; SIZE.tables] =
                    self::mue_tables($kind, &ROWS, &SLOTS);
            }
        )+};
    }

    mue_tables! {
        mue_practitioner: Practitioner,
        mue_outpatient_hospital: OutpatientHospital,
        mue_medicaid: MedicaidPractitioner,
    }

    /// Declares the tables of one kind of PTP edits.
    macro_rules! ptp_tables {
        ($($name:ident: $kind:ident,)+) => {$(
            mod $name {
                use super::*;

                const SIZE: Size = ptp_size($kind);
                static ROWS: [ptp::Row; SIZE.rows] = ptp_rows($kind);
                static SLOTS: [u16; SIZE.slots] = ptp_slots($kind, &ROWS);
                static COVERED: [u32; SIZE.covered] = covered($kind);
                pub(super) static TABLES: [PtpTable; SIZE.tables] =
                    self::ptp_tables($kind, &ROWS, &SLOTS, &COVERED);
            }
        )+};
    }

    ptp_tables! {
        ptp_practitioner: Practitioner,
        ptp_outpatient_hospital: OutpatientHospital,
    }

    /// The number of tables, and the lengths of their lists together.
    struct Size {
        tables: usize,
        rows: usize,
        slots: usize,
        covered: usize,
    }

    impl Size {
        const NONE: Self = Self {
            tables: 0,
            rows: 0,
            slots: 0,
            covered: 0,
        };

        const fn add(&mut self, rows: usize, covered: usize) {
            self.tables += 1;
            self.rows += rows;
            self.slots += index::slots(rows);
            self.covered += index::slots(covered);
        }
    }

    impl MueFile {
        /// Returns the number of values of a kind.
        const fn len(&self, kind: EditTable) -> usize {
            match kind {
                Practitioner | OutpatientHospital => self.medicare.len(),
                MedicaidPractitioner => self.medicaid.len(),
            }
        }

        const fn row(&self, kind: EditTable, place: usize) -> mue::Row {
            let (code, value, digit) = match kind {
                Practitioner => {
                    let (code, value, digit, ..) = self.medicare[place];
                    (code, value, digit)
                }
                OutpatientHospital => {
                    let (code, _, _, value, digit) = self.medicare[place];
                    (code, value, digit)
                }
                // the table states no indicator, so that its values apply line by line
                MedicaidPractitioner => (self.medicaid[place].0, self.medicaid[place].1, 1),
            };
            let Some(indicator) = AdjudicationIndicator::from_digit(digit) else {
                panic!("an indicator is 1 to 3");
            };
            mue::Row::new(code_key(code), value, indicator)
        }
    }

    const fn mue_size(kind: EditTable) -> Size {
        let (mut size, mut file) = (Size::NONE, 0);
        while file < MUE.len() {
            if MUE[file].len(kind) > 0 {
                size.add(MUE[file].len(kind), 0);
            }
            file += 1;
        }
        size
    }

    /// Returns the number of a row, counted from 1.
    const fn number(place: usize) -> u16 {
        assert!(place < u16::MAX as usize, "a built-in table is short");
        place as u16 + 1
    }

    const fn mue_rows<const N: usize>(kind: EditTable) -> [mue::Row; N] {
        let mut rows = [mue::Row::new(0, 0, AdjudicationIndicator::Line); N];
        let (mut at, mut file) = (0, 0);
        while file < MUE.len() {
            let mut place = 0;
            while place < MUE[file].len(kind) {
                rows[at] = MUE[file].row(kind, place);
                assert!(
                    place == 0 || rows[at - 1].key() < rows[at].key(),
                    "codes are in order"
                );
                place += 1;
                at += 1;
            }
            file += 1;
        }
        rows
    }

    const fn mue_slots<const N: usize>(kind: EditTable, rows: &[mue::Row]) -> [u16; N] {
        let mut slots = [0; N];
        let (mut row, mut slot, mut file) = (0, 0, 0);
        while file < MUE.len() {
            let len = MUE[file].len(kind);
            let own = part_mut(&mut slots, slot, index::slots(len));
            let mut place = 0;
            while place < len {
                index::insert_row(own, rows[row + place].key() as u64, number(place));
                place += 1;
            }
            row += len;
            slot += index::slots(len);
            file += 1;
        }
        slots
    }

    const fn mue_tables<const N: usize>(
        kind: EditTable,
        rows: &'static [mue::Row],
        slots: &'static [u16],
    ) -> [MueTable; N] {
        let mut tables = [const { MueTable::new(Practitioner, FIRST) }; N];
        let (mut row, mut slot, mut table, mut file) = (0, 0, 0, 0);
        while file < MUE.len() {
            let len = MUE[file].len(kind);
            if len > 0 {
                let made = MueTable::built_in(
                    kind,
                    quarter(MUE[file].quarter),
                    part(rows, row, len),
                    part(slots, slot, index::slots(len)),
                );
                assert!(
                    table == 0 || tables[table - 1].quarter().rank() < made.quarter().rank(),
                    "quarters are in order"
                );
                mem::forget(mem::replace(&mut tables[table], made));
                table += 1;
            }
            row += len;
            slot += index::slots(len);
            file += 1;
        }
        tables
    }

    impl PtpFile {
        const fn selection(&self, kind: EditTable) -> Option<PtpSelection> {
            match kind {
                Practitioner => self.practitioner,
                OutpatientHospital => self.outpatient_hospital,
                MedicaidPractitioner => None,
            }
        }

        /// Returns the number of rows of a kind.
        const fn len(&self, kind: EditTable) -> usize {
            match self.selection(kind) {
                Some(selection) => rows_in(self.both) + rows_in(selection.groups),
                None => 0,
            }
        }
    }

    impl PtpSelection {
        /// Returns the number of codes that it covers.
        const fn len(&self) -> usize {
            codes_in(self.complete) + codes_in(self.all_pairs)
        }
    }

    const fn ptp_size(kind: EditTable) -> Size {
        let (mut size, mut file) = (Size::NONE, 0);
        while file < PTP.len() {
            if let Some(selection) = PTP[file].selection(kind) {
                size.add(PTP[file].len(kind), selection.len());
            }
            file += 1;
        }
        size
    }

    const fn ptp_rows<const N: usize>(kind: EditTable) -> [ptp::Row; N] {
        let mut rows =
            [ptp::Row::new(0, 0, Start::On(0), OPEN, ModifierIndicator::NotApplicable); N];
        let (mut at, mut file) = (0, 0);
        while file < PTP.len() {
            if let Some(selection) = PTP[file].selection(kind) {
                let own = part_mut(&mut rows, at, PTP[file].len(kind));
                expand(selection.groups, own, 0);
                expand(PTP[file].both, own, rows_in(selection.groups));
                sort(own);
                at += PTP[file].len(kind);
            }
            file += 1;
        }
        rows
    }

    const fn ptp_slots<const N: usize>(kind: EditTable, rows: &[ptp::Row]) -> [u16; N] {
        let mut slots = [0; N];
        let (mut row, mut slot, mut file) = (0, 0, 0);
        while file < PTP.len() {
            let len = PTP[file].len(kind);
            let own = part_mut(&mut slots, slot, index::slots(len));
            let mut place = 0;
            while place < len {
                let pair = rows[row + place].pair();
                if place == 0 || rows[row + place - 1].pair() != pair {
                    index::insert_row(own, pair, number(place));
                }
                place += 1;
            }
            row += len;
            slot += index::slots(len);
            file += 1;
        }
        slots
    }

    const fn covered<const N: usize>(kind: EditTable) -> [u32; N] {
        let mut slots = [0; N];
        let (mut slot, mut file) = (0, 0);
        while file < PTP.len() {
            if let Some(selection) = PTP[file].selection(kind) {
                let len = index::slots(selection.len());
                let own = part_mut(&mut slots, slot, len);
                cover(selection.all_pairs, true, own);
                cover(selection.complete, false, own);
                slot += len;
            }
            file += 1;
        }
        slots
    }

    const fn cover(list: &str, all_pairs: bool, slots: &mut [u32]) {
        let mut rest = list.as_bytes();
        while let Some((code, behind)) = next(rest) {
            index::insert(slots, code as u64, ptp::covered(code, all_pairs));
            rest = behind;
        }
    }

    const fn ptp_tables<const N: usize>(
        kind: EditTable,
        rows: &'static [ptp::Row],
        slots: &'static [u16],
        covered: &'static [u32],
    ) -> [PtpTable; N] {
        let mut tables = [const { PtpTable::new(Practitioner, FIRST) }; N];
        let (mut row, mut slot, mut code, mut table, mut file) = (0, 0, 0, 0, 0);
        while file < PTP.len() {
            if let Some(selection) = PTP[file].selection(kind) {
                let (len, codes) = (PTP[file].len(kind), index::slots(selection.len()));
                let made = PtpTable::built_in(
                    kind,
                    quarter(PTP[file].quarter),
                    part(rows, row, len),
                    part(slots, slot, index::slots(len)),
                    part(covered, code, codes),
                );
                assert!(
                    table == 0 || tables[table - 1].quarter().rank() < made.quarter().rank(),
                    "quarters are in order"
                );
                mem::forget(mem::replace(&mut tables[table], made));
                (row, slot, code) = (row + len, slot + index::slots(len), code + codes);
                table += 1;
            }
            file += 1;
        }
        tables
    }

    const fn part<T>(list: &'static [T], start: usize, len: usize) -> &'static [T] {
        list.split_at(start).1.split_at(len).0
    }

    const fn part_mut<T>(list: &mut [T], start: usize, len: usize) -> &mut [T] {
        list.split_at_mut(start).1.split_at_mut(len).0
    }

    /// The quarter of a table that is replaced.
    const FIRST: Quarter = quarter((1900, 1));

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

    /// Returns the number of codes in a list that is parted by blanks.
    const fn codes_in(list: &str) -> usize {
        (list.len() + 1) / 6
    }

    /// Returns the number of rows in groups.
    const fn rows_in(groups: &[PtpGroup]) -> usize {
        let (mut count, mut place) = (0, 0);
        while place < groups.len() {
            count += codes_in(groups[place].4);
            place += 1;
        }
        count
    }

    /// Returns the next code of a list and the rest of the list.
    const fn next(list: &[u8]) -> Option<(u32, &[u8])> {
        match list.split_first_chunk::<5>() {
            Some((code, [])) => Some((key_of(*code), &[])),
            Some((code, [b' ', rest @ ..])) => Some((key_of(*code), rest)),
            None if list.is_empty() => None,
            _ => panic!("codes of five characters are parted by blanks"),
        }
    }

    /// Writes the rows of groups from a place on.
    const fn expand(groups: &[PtpGroup], rows: &mut [ptp::Row], mut at: usize) {
        let mut place = 0;
        while place < groups.len() {
            let (column_1, digit, first, last, column_2) = groups[place];
            let Some(indicator) = ModifierIndicator::from_digit(digit) else {
                panic!("an indicator is 0, 1 or 9");
            };
            let column_1 = code_key(column_1);
            let start = if first < 0 {
                Start::NotBefore(day_of(-first))
            } else {
                Start::On(day_of(first))
            };
            let last = if last == 0 { OPEN } else { day_of(last) };
            let mut rest = column_2.as_bytes();
            while let Some((column_2, behind)) = next(rest) {
                rows[at] = ptp::Row::new(column_1, column_2, start, last, indicator);
                rest = behind;
                at += 1;
            }
            place += 1;
        }
    }

    /// Sorts rows by pair, in a heap.
    const fn sort(rows: &mut [ptp::Row]) {
        let mut top = rows.len() / 2;
        let mut len = rows.len();
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
    }

    /// Returns the number of a date as YYYYMMDD.
    const fn day_of(date: i32) -> i32 {
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
            Ok(date) => day::day(date),
            Err(_) => panic!("a day is one of the calendar"),
        }
    }
}
