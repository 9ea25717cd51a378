//! The built-in PTP edits of 2024 Q3: among therapy codes, and all with 97112.
//!
//! Columns of an `edit`: column 1; the tables that hold it; modifier indicator; first and last day,
//! both inclusive; column 2, every code that shares the rest. `never` is a row of indicator 9, deleted
//! from the day it was to begin.
//!
//! The published file leaves most first days blank. Such a row is `Unknown`: in force in its quarter,
//! and for earlier dates nobody knows, except that no edit precedes its codes. The two `AfterTable` rows
//! came after 2024-07-01 and no later than 2025-09-26, by a second-hand report; the built-in
//! table ends before they can be said to be in force.
//!
//! # Source
//!
//! CMS NCCI PTP edits, practitioner and outpatient hospital, 2024 Q3. That edits withdrawn from
//! 2020-01-01 returned on 2020-10-01 is inferred from the notices of both.

use time::{Date, Month};

use crate::reference::edits::ptp::{ModifierIndicator, OPEN, Row, Start};
use crate::reference::edits::{Quarter, key_of};

use First::{AfterTable, On, Unknown};

pub(in crate::reference) const QUARTER: Quarter = match Quarter::new(2024, 3) {
    Ok(quarter) => quarter,
    Err(_) => panic!("2024 has a third quarter"),
};

/// Ordered by pair, for the binary search.
pub(in crate::reference) static PRACTITIONER: [Row; 1239] = rows(PRACTITIONERS);
pub(in crate::reference) static OUTPATIENT_HOSPITAL: [Row; 1165] = rows(HOSPITALS);

/// Which tables hold a row, as bits.
type Tables = u8;
const PRACTITIONERS: Tables = 1;
const HOSPITALS: Tables = 2;
const BOTH: Tables = PRACTITIONERS | HOSPITALS;

/// First day of a group of rows.
#[derive(Clone, Copy)]
enum First {
    On(i32),
    Unknown,
    AfterTable,
}

/// Rows of one column 1 that share all but column 2.
struct Group {
    column_1: &'static str,
    tables: Tables,
    indicator: ModifierIndicator,
    first: First,
    last: i32,
    column_2: &'static str,
}

#[allow(clippy::panic, reason = "evaluated by the compiler")]
const fn edit(
    column_1: &'static str,
    tables: Tables,
    indicator: u8,
    first: First,
    last: i32,
    column_2: &'static str,
) -> Group {
    let Some(indicator) = ModifierIndicator::from_digit(indicator) else {
        panic!("an indicator is 0, 1 or 9");
    };
    Group {
        column_1,
        tables,
        indicator,
        first,
        last,
        column_2,
    }
}

const fn never(column_1: &'static str, tables: Tables, day: i32, column_2: &'static str) -> Group {
    edit(column_1, tables, 9, On(day), day, column_2)
}

#[allow(clippy::panic, reason = "evaluated by the compiler")]
const fn day(year: i32, month: u8, day: u8) -> i32 {
    let month = match month {
        1 => Month::January,
        3 => Month::March,
        4 => Month::April,
        6 => Month::June,
        7 => Month::July,
        9 => Month::September,
        10 => Month::October,
        12 => Month::December,
        _ => panic!("a month of this table"),
    };
    match Date::from_calendar_date(year, month, day) {
        Ok(date) => date.to_julian_day(),
        Err(_) => panic!("a day of the calendar"),
    }
}

#[allow(
    clippy::indexing_slicing,
    clippy::panic,
    reason = "evaluated by the compiler"
)]
const fn rows<const N: usize>(table: Tables) -> [Row; N] {
    let mut rows = [Row::new(0, 0, Start::AfterTable, OPEN, ModifierIndicator::NotAllowed); N];
    let mut count = 0;
    let mut place = 0;
    while place < GROUPS.len() {
        let group = &GROUPS[place];
        let mut codes: &[u8] = match group.tables & table {
            0 => &[],
            _ => group.column_2.as_bytes(),
        };
        while let Some((code, rest)) = codes.split_first_chunk::<5>() {
            let row = row(group, key_of(*code));
            let mut slot = count;
            while slot > 0 && rows[slot - 1].key() > row.key() {
                rows[slot] = rows[slot - 1];
                slot -= 1;
            }
            rows[slot] = row;
            count += 1;
            codes = match rest.split_first() {
                Some((b' ', rest)) => rest,
                Some(_) => panic!("codes are parted by a blank"),
                None => rest,
            };
        }
        assert!(codes.is_empty(), "column 2 is codes of five characters");
        place += 1;
    }
    assert!(count == N, "the count of rows is that of the array");
    rows
}

#[allow(clippy::panic, reason = "evaluated by the compiler")]
const fn row(group: &Group, column_2: u32) -> Row {
    let Some((column_1, [])) = group.column_1.as_bytes().split_first_chunk::<5>() else {
        panic!("column 1 is a code of five characters");
    };
    let column_1 = key_of(*column_1);
    let start = match group.first {
        On(day) => Start::On(day),
        AfterTable => Start::AfterTable,
        Unknown => {
            let (one, other) = (first_day_of(column_1), first_day_of(column_2));
            Start::NotBefore(if one > other { one } else { other })
        }
    };
    Row::new(column_1, column_2, start, group.last, group.indicator)
}

/// The first day of a code in this table.
#[allow(clippy::indexing_slicing, reason = "evaluated by the compiler")]
const fn first_day_of(code: u32) -> i32 {
    let (mut low, mut high) = (0, FIRST_DAYS.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let (candidate, day) = FIRST_DAYS[middle];
        let Some((candidate, [])) = candidate.as_bytes().split_first_chunk::<5>() else {
            return D1996_01_01;
        };
        let candidate = key_of(*candidate);
        if candidate == code {
            return day;
        } else if candidate < code {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    D1996_01_01
}

const D1996_01_01: i32 = day(1996, 1, 1);
const D1996_12_31: i32 = day(1996, 12, 31);
const D1997_01_01: i32 = day(1997, 1, 1);
const D1998_01_01: i32 = day(1998, 1, 1);
const D1999_01_01: i32 = day(1999, 1, 1);
const D1999_03_31: i32 = day(1999, 3, 31);
const D1999_04_01: i32 = day(1999, 4, 1);
const D1999_07_01: i32 = day(1999, 7, 1);
const D2000_01_01: i32 = day(2000, 1, 1);
const D2000_09_30: i32 = day(2000, 9, 30);
const D2000_10_30: i32 = day(2000, 10, 30);
const D2001_01_01: i32 = day(2001, 1, 1);
const D2002_01_01: i32 = day(2002, 1, 1);
const D2002_12_31: i32 = day(2002, 12, 31);
const D2003_01_01: i32 = day(2003, 1, 1);
const D2003_04_01: i32 = day(2003, 4, 1);
const D2003_07_01: i32 = day(2003, 7, 1);
const D2003_09_30: i32 = day(2003, 9, 30);
const D2004_01_01: i32 = day(2004, 1, 1);
const D2004_07_01: i32 = day(2004, 7, 1);
const D2004_09_30: i32 = day(2004, 9, 30);
const D2004_12_31: i32 = day(2004, 12, 31);
const D2005_01_01: i32 = day(2005, 1, 1);
const D2005_12_31: i32 = day(2005, 12, 31);
const D2006_01_01: i32 = day(2006, 1, 1);
const D2006_04_01: i32 = day(2006, 4, 1);
const D2006_09_30: i32 = day(2006, 9, 30);
const D2008_01_01: i32 = day(2008, 1, 1);
const D2009_01_01: i32 = day(2009, 1, 1);
const D2009_12_31: i32 = day(2009, 12, 31);
const D2010_01_01: i32 = day(2010, 1, 1);
const D2010_07_01: i32 = day(2010, 7, 1);
const D2010_12_31: i32 = day(2010, 12, 31);
const D2011_01_01: i32 = day(2011, 1, 1);
const D2014_01_01: i32 = day(2014, 1, 1);
const D2015_01_01: i32 = day(2015, 1, 1);
const D2015_12_31: i32 = day(2015, 12, 31);
const D2016_01_01: i32 = day(2016, 1, 1);
const D2016_12_31: i32 = day(2016, 12, 31);
const D2017_01_01: i32 = day(2017, 1, 1);
const D2017_06_30: i32 = day(2017, 6, 30);
const D2017_12_31: i32 = day(2017, 12, 31);
const D2018_01_01: i32 = day(2018, 1, 1);
const D2018_12_31: i32 = day(2018, 12, 31);
const D2019_01_01: i32 = day(2019, 1, 1);
const D2019_12_31: i32 = day(2019, 12, 31);
const D2020_01_01: i32 = day(2020, 1, 1);
const D2020_10_01: i32 = day(2020, 10, 1);
const D2020_12_31: i32 = day(2020, 12, 31);
const D2021_12_31: i32 = day(2021, 12, 31);
const D2022_01_01: i32 = day(2022, 1, 1);
const D2022_06_30: i32 = day(2022, 6, 30);
const D2023_01_01: i32 = day(2023, 1, 1);

/// First days of codes that came after 1996-01-01, when the edits began; ordered by code.
#[rustfmt::skip]
const FIRST_DAYS: [(&str, i32); 130] = [
    ("0213T", D2010_01_01), ("0216T", D2010_01_01), ("0228T", D2010_07_01), ("0229T", D2010_07_01),
    ("0230T", D2010_07_01), ("0231T", D2010_07_01), ("20560", D2020_01_01), ("20561", D2020_01_01),
    ("36591", D2008_01_01), ("36592", D2008_01_01), ("62310", D2000_01_01), ("62311", D2000_01_01),
    ("62318", D2000_01_01), ("62319", D2000_01_01), ("62320", D2017_01_01), ("62321", D2017_01_01),
    ("62322", D2017_01_01), ("62323", D2017_01_01), ("62324", D2017_01_01), ("62325", D2017_01_01),
    ("62326", D2017_01_01), ("62327", D2017_01_01), ("64416", D2003_01_01), ("64446", D2003_01_01),
    ("64447", D2003_01_01), ("64448", D2003_01_01), ("64449", D2004_01_01), ("64451", D2020_01_01),
    ("64454", D2020_01_01), ("64461", D2016_01_01), ("64463", D2016_01_01), ("64479", D2000_01_01),
    ("64480", D2000_01_01), ("64483", D2000_01_01), ("64484", D2000_01_01), ("64486", D2015_01_01),
    ("64487", D2015_01_01), ("64488", D2015_01_01), ("64489", D2015_01_01), ("64490", D2010_01_01),
    ("64493", D2010_01_01), ("64517", D2004_01_01), ("90901", D1997_01_01), ("90912", D2020_01_01),
    ("90913", D2020_01_01), ("92521", D2014_01_01), ("92522", D2014_01_01), ("92523", D2014_01_01),
    ("92524", D2014_01_01), ("92597", D2003_01_01), ("92607", D2003_01_01), ("92608", D2004_01_01),
    ("92609", D2003_01_01), ("92610", D2003_01_01), ("92611", D2003_01_01), ("92612", D2003_01_01),
    ("92614", D2003_01_01), ("92616", D2003_01_01), ("93668", D2001_01_01), ("94625", D2022_01_01),
    ("94626", D2022_01_01), ("95992", D2009_01_01), ("96112", D2019_01_01), ("96113", D2019_01_01),
    ("96125", D2008_01_01), ("96523", D2006_01_01), ("97001", D1998_01_01), ("97002", D1998_01_01),
    ("97003", D1998_01_01), ("97004", D1998_01_01), ("97033", D1998_01_01), ("97039", D1998_01_01),
    ("97127", D2018_01_01), ("97129", D2020_01_01), ("97130", D2020_01_01), ("97139", D1998_01_01),
    ("97140", D1999_01_01), ("97161", D2017_01_01), ("97162", D2017_01_01), ("97163", D2017_01_01),
    ("97164", D2017_01_01), ("97165", D2017_01_01), ("97166", D2017_01_01), ("97167", D2017_01_01),
    ("97168", D2017_01_01), ("97532", D2001_01_01), ("97533", D2001_01_01), ("97545", D1998_01_01),
    ("97597", D2005_01_01), ("97598", D2005_01_01), ("97602", D2001_01_01), ("97605", D2005_01_01),
    ("97606", D2005_01_01), ("97607", D2015_01_01), ("97608", D2015_01_01), ("97610", D2014_01_01),
    ("97755", D2004_01_01), ("97760", D2006_01_01), ("97761", D2006_01_01), ("97762", D2006_01_01),
    ("97763", D2018_01_01), ("98940", D1997_01_01), ("98941", D1997_01_01), ("98942", D1997_01_01),
    ("98980", D2022_01_01), ("98981", D2022_01_01), ("99234", D1998_01_01), ("99235", D1998_01_01),
    ("99236", D1998_01_01), ("99344", D1998_01_01), ("99345", D1998_01_01), ("99347", D1998_01_01),
    ("99348", D1998_01_01), ("99349", D1998_01_01), ("99350", D1998_01_01), ("G0151", D1999_07_01),
    ("G0157", D2011_01_01), ("G0159", D2011_01_01), ("G0177", D2001_01_01), ("G0237", D2002_01_01),
    ("G0238", D2002_01_01), ("G0239", D2002_01_01), ("G0281", D2003_04_01), ("G0283", D2003_01_01),
    ("G0329", D2004_07_01), ("G0422", D2010_01_01), ("G0423", D2010_01_01), ("G0424", D2010_01_01),
    ("G0515", D2018_01_01), ("M0005", D2023_01_01),
];

/// Ordered by column 1.
#[rustfmt::skip]
static GROUPS: [Group; 481] = [
    edit("20560", PRACTITIONERS, 1, Unknown, OPEN, "97602"),
    edit("20561", BOTH, 0, Unknown, OPEN, "20560"),
    edit("20561", PRACTITIONERS, 1, Unknown, OPEN, "97602"),
    edit("90901", BOTH, 1, Unknown, D2018_12_31, "64550"),
    edit("90911", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("90912", BOTH, 1, Unknown, OPEN, "97032 97530"),
    edit("90912", BOTH, 1, On(D2020_10_01), OPEN, "97110 97112 97535 97750"),
    never("90912", BOTH, D2020_01_01, "97110 97112 97535 97750"),
    edit("90912", PRACTITIONERS, 0, Unknown, OPEN, "90901"),
    edit("90912", HOSPITALS, 1, Unknown, OPEN, "90901"),
    edit("90913", BOTH, 1, Unknown, OPEN, "97032 97530"),
    edit("90913", BOTH, 1, On(D2020_10_01), OPEN, "97110 97112 97535 97750"),
    never("90913", BOTH, D2020_01_01, "97110 97112 97535 97750"),
    edit("90913", PRACTITIONERS, 0, Unknown, OPEN, "90901"),
    edit("90913", HOSPITALS, 1, Unknown, OPEN, "90901"),
    edit("92507", BOTH, 1, Unknown, OPEN, "97129"),
    edit("92507", BOTH, 1, Unknown, D2017_12_31, "97532"),
    edit("92507", BOTH, 1, Unknown, D2019_12_31, "97110 97112 97127 97150 97530 97533 G0515"),
    edit("92507", BOTH, 1, On(D2020_10_01), OPEN, "97110 97112 97150 97530 97533"),
    edit("92508", BOTH, 1, Unknown, OPEN, "97129 97150 97530 97533"),
    edit("92508", BOTH, 1, Unknown, D2017_12_31, "97532"),
    edit("92508", BOTH, 1, Unknown, D2019_12_31, "92507 97110 97112 97127 G0515"),
    edit("92508", BOTH, 1, On(D2020_10_01), OPEN, "92507 97110 97112"),
    edit("92521", BOTH, 1, Unknown, D2019_12_31, "96105 96125"),
    edit("92521", BOTH, 1, On(D2020_10_01), OPEN, "96105 96125"),
    edit("92522", BOTH, 1, Unknown, D2019_12_31, "96105 96125"),
    edit("92522", BOTH, 1, On(D2020_10_01), OPEN, "96105 96125"),
    edit("92523", BOTH, 0, Unknown, D2019_12_31, "92522"),
    edit("92523", BOTH, 0, On(D2020_10_01), OPEN, "92522"),
    edit("92523", BOTH, 1, Unknown, D2019_12_31, "96105 96125"),
    edit("92523", BOTH, 1, On(D2020_10_01), OPEN, "96105 96125"),
    edit("92524", BOTH, 1, Unknown, D2019_12_31, "96105 96125"),
    edit("92524", BOTH, 1, On(D2020_10_01), OPEN, "96105 96125"),
    edit("92526", BOTH, 1, Unknown, OPEN, "97150 97530"),
    edit("92526", BOTH, 1, Unknown, D2017_12_31, "97532"),
    edit("92526", BOTH, 1, Unknown, D2019_12_31, "97110 97112 97127 G0515"),
    edit("92526", BOTH, 1, On(D2020_10_01), OPEN, "97110 97112"),
    edit("92526", PRACTITIONERS, 0, Unknown, OPEN, "97032 G0283"),
    edit("92526", HOSPITALS, 1, Unknown, OPEN, "97032 G0283"),
    edit("92597", BOTH, 0, Unknown, D2019_12_31, "97755"),
    edit("92597", BOTH, 0, On(D2020_10_01), OPEN, "97755"),
    edit("92607", BOTH, 0, Unknown, OPEN, "92597"),
    edit("92607", BOTH, 0, Unknown, D2019_12_31, "97755"),
    edit("92607", BOTH, 0, On(D2020_10_01), OPEN, "97755"),
    edit("92607", BOTH, 1, Unknown, OPEN, "92508 92609"),
    edit("92607", BOTH, 1, Unknown, D2019_12_31, "92507 92521 92522 92523 92524"),
    edit("92607", BOTH, 1, On(D2020_10_01), OPEN, "92507 92521 92522 92523 92524"),
    edit("92608", BOTH, 0, Unknown, D2019_12_31, "97755"),
    edit("92608", BOTH, 0, On(D2020_10_01), OPEN, "97755"),
    edit("92609", BOTH, 0, Unknown, D2019_12_31, "97755"),
    edit("92609", BOTH, 0, On(D2020_10_01), OPEN, "97755"),
    edit("92609", BOTH, 1, Unknown, OPEN, "92508"),
    edit("92609", BOTH, 1, Unknown, D2019_12_31, "92507 92521 92522 92523 92524"),
    edit("92609", BOTH, 1, On(D2020_10_01), OPEN, "92507 92521 92522 92523 92524"),
    edit("92611", BOTH, 1, Unknown, OPEN, "92610"),
    never("92611", BOTH, D2003_07_01, "92610"),
    edit("92612", BOTH, 0, Unknown, OPEN, "92614"),
    edit("92612", BOTH, 1, Unknown, OPEN, "92610 92611"),
    never("92612", BOTH, D2003_07_01, "92610"),
    edit("92614", BOTH, 1, Unknown, OPEN, "92610 92611"),
    edit("92616", BOTH, 0, Unknown, OPEN, "92612 92614"),
    edit("92616", BOTH, 1, Unknown, OPEN, "92610 92611"),
    never("92616", BOTH, D2003_07_01, "92610"),
    edit("93668", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("93668", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("93797", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("93797", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("93798", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("93798", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("94625", BOTH, 1, Unknown, OPEN, "97112"),
    edit("94626", BOTH, 1, Unknown, OPEN, "97112"),
    edit("95831", BOTH, 0, Unknown, D2019_12_31, "95851"),
    edit("95831", BOTH, 1, Unknown, D2019_12_31, "97140"),
    never("95831", BOTH, D1999_07_01, "97530"),
    edit("95832", BOTH, 0, Unknown, D2019_12_31, "95852"),
    edit("95832", BOTH, 1, Unknown, D2019_12_31, "97140"),
    edit("95833", BOTH, 0, Unknown, D2019_12_31, "95831 95832 95851"),
    edit("95833", BOTH, 1, Unknown, D2019_12_31, "97140"),
    edit("95834", BOTH, 0, Unknown, D2019_12_31, "95831 95832 95833 95851 95852"),
    edit("95834", BOTH, 1, Unknown, D2019_12_31, "97140"),
    never("95851", BOTH, D1999_07_01, "97530"),
    edit("95992", BOTH, 1, Unknown, OPEN, "97140 97530"),
    edit("95992", BOTH, 1, Unknown, D2019_12_31, "97110 97112"),
    edit("95992", BOTH, 1, On(D2020_10_01), OPEN, "97110 97112"),
    edit("96105", BOTH, 1, Unknown, OPEN, "96110 96125"),
    edit("96110", BOTH, 1, Unknown, OPEN, "96125"),
    edit("96112", BOTH, 0, Unknown, OPEN, "96110"),
    edit("96112", BOTH, 1, Unknown, OPEN, "96105 96125"),
    edit("96112", BOTH, 1, Unknown, D2019_12_31, "97161 97162 97163 97164 97165 97166 97167 97168"),
    edit("96112", BOTH, 1, On(D2020_10_01), OPEN, "97161 97162 97163 97164 97165 97166 97167 97168"),
    edit("96113", BOTH, 0, Unknown, OPEN, "96110"),
    edit("96113", BOTH, 1, Unknown, OPEN, "96125"),
    edit("96113", BOTH, 1, Unknown, D2019_12_31, "97161 97162 97163 97164 97165 97166 97167 97168"),
    edit("96113", BOTH, 1, On(D2020_10_01), OPEN, "97161 97162 97163 97164 97165 97166 97167 97168"),
    edit("97001", BOTH, 0, Unknown, D2016_12_31, "95831 95832 95833 95834 95851 95852 97750 97755 97762"),
    edit("97001", BOTH, 1, Unknown, D2016_12_31, "96105 96125"),
    never("97001", BOTH, D1999_07_01, "97112"),
    edit("97002", BOTH, 0, Unknown, D2016_12_31, "95831 95832 95833 95834 95851 95852 97001 97750 97755 97762"),
    edit("97002", BOTH, 1, Unknown, D2000_09_30, "97112 97113 97504"),
    edit("97002", BOTH, 1, Unknown, D2016_12_31, "96105 96125"),
    edit("97003", BOTH, 0, Unknown, D2016_12_31, "95831 95832 95833 95834 95851 95852 97750 97755 97762"),
    edit("97003", BOTH, 1, Unknown, D2016_12_31, "96105 96125"),
    edit("97004", BOTH, 0, Unknown, D2016_12_31, "95831 95832 95833 95834 95851 95852 97003 97750 97755 97762"),
    edit("97004", BOTH, 1, Unknown, D2000_09_30, "97112 97113 97116 97124 97150 97504 97530 97535"),
    edit("97004", BOTH, 1, Unknown, D2016_12_31, "96105 96125"),
    never("97004", BOTH, D1999_07_01, "97140"),
    edit("97010", BOTH, 1, Unknown, D1996_12_31, "97018"),
    edit("97012", BOTH, 1, Unknown, OPEN, "97018 97140"),
    edit("97012", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97012", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97012", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    never("97012", BOTH, D1996_01_01, "97010 97022 97026"),
    edit("97014", BOTH, 1, Unknown, D2002_12_31, "64550 97002 97004"),
    never("97014", BOTH, D1996_01_01, "97010 97018 97026"),
    edit("97016", BOTH, 1, Unknown, OPEN, "97018 97026"),
    edit("97016", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97016", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97016", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    never("97016", BOTH, D1996_01_01, "97010 97022"),
    edit("97018", BOTH, 1, Unknown, OPEN, "97022"),
    edit("97018", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97018", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97018", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    edit("97022", BOTH, 1, Unknown, OPEN, "97602"),
    edit("97022", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97022", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97022", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    never("97022", BOTH, D1996_01_01, "97110 97112 97116 97124"),
    edit("97024", BOTH, 1, Unknown, OPEN, "97018 97026"),
    edit("97024", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97024", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97024", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    never("97024", BOTH, D1996_01_01, "97010 97022"),
    never("97024", BOTH, D1999_01_01, "97001 97002"),
    edit("97026", BOTH, 1, Unknown, OPEN, "97018 97022"),
    edit("97026", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97026", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97026", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    never("97026", BOTH, D1996_01_01, "97010"),
    edit("97028", BOTH, 1, Unknown, OPEN, "97018 97022 97026"),
    edit("97028", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97028", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97028", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    never("97028", BOTH, D1996_01_01, "97010"),
    edit("97032", BOTH, 1, Unknown, D2002_12_31, "97014"),
    edit("97032", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97032", BOTH, 1, Unknown, D2018_12_31, "64550"),
    edit("97032", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97032", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    edit("97033", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97033", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97033", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    edit("97034", BOTH, 1, Unknown, D2004_12_31, "97018 97022 97024 97026"),
    edit("97034", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97034", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97034", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    never("97034", BOTH, D1997_01_01, "97010"),
    edit("97035", BOTH, 1, Unknown, D2004_12_31, "97018 97022 97024 97026"),
    edit("97035", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97035", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97035", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    never("97035", BOTH, D1997_01_01, "97010"),
    edit("97036", BOTH, 1, Unknown, D2004_12_31, "97018 97022 97024 97026"),
    edit("97036", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97036", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97036", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    edit("97039", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97039", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97039", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    edit("97110", BOTH, 1, Unknown, D2003_09_30, "97750"),
    edit("97110", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97110", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    never("97110", BOTH, D1996_01_01, "97018"),
    never("97110", BOTH, D1999_04_01, "97140"),
    never("97110", BOTH, D2020_10_01, "97164 97168"),
    edit("97112", BOTH, 0, Unknown, D2009_12_31, "99186"),
    edit("97112", BOTH, 1, Unknown, D1999_03_31, "97261 97265"),
    edit("97112", BOTH, 1, Unknown, D2003_09_30, "97750"),
    edit("97112", BOTH, 1, Unknown, D2009_12_31, "64470 64472 64475 64476"),
    edit("97112", BOTH, 1, Unknown, D2015_12_31, "64412"),
    edit("97112", BOTH, 1, Unknown, D2016_12_31, "62310 62311 62318 62319 97002 97004"),
    edit("97112", BOTH, 1, Unknown, D2018_12_31, "64508"),
    edit("97112", BOTH, 1, Unknown, D2019_12_31, "0213T 0216T 0228T 0229T 0230T 0231T 62320 62321 62322 62323 62324 62325 62326 62327 64400 64402 64405 64408 64410 64413 64415 64416 64417 64418 64420 64421 64425 64430 64435 64445 64446 64447 64448 64449 64450 64461 64463 64479 64480 64483 64484 64486 64487 64488 64489 64490 64493 64505 64510 64517 64520 64530 97022 97036 97164 97168"),
    edit("97112", BOTH, 1, On(D2020_10_01), OPEN, "0213T 0216T 62320 62321 62322 62323 62324 62325 62326 62327 64400 64405 64408 64415 64416 64417 64418 64420 64421 64425 64430 64435 64445 64446 64447 64448 64449 64450 64451 64454 64461 64463 64479 64480 64483 64484 64486 64487 64488 64489 64490 64493 64505 64510 64517 64520 64530 97022 97036"),
    edit("97112", BOTH, 1, On(D2020_10_01), D2020_12_31, "0228T 0229T 0230T 0231T"),
    never("97112", BOTH, D1996_01_01, "97018 97026"),
    never("97112", BOTH, D1999_04_01, "97140"),
    never("97112", BOTH, D2020_01_01, "64451 64454"),
    never("97112", BOTH, D2020_10_01, "97164 97168"),
    edit("97112", PRACTITIONERS, 0, Unknown, D2019_12_31, "36591 36592 96523"),
    edit("97112", PRACTITIONERS, 0, On(D2020_10_01), OPEN, "36591 36592 96523"),
    never("97112", PRACTITIONERS, D2000_10_30, "99201 99202 99203 99204 99205 99211 99212 99213 99214 99215 99221 99222 99223 99231 99232 99233 99234 99235 99236 99238 99239 99241 99242 99243 99244 99245 99251 99252 99253 99254 99255 99261 99262 99263 99271 99272 99273 99274 99275 99291 99292 99301 99302 99303 99311 99312 99313 99321 99322 99323 99331 99332 99333 99341 99342 99343 99344 99345 99347 99348 99349 99350 99354 99355 99356 99357"),
    edit("97113", BOTH, 0, Unknown, OPEN, "97036"),
    edit("97113", BOTH, 1, Unknown, OPEN, "97022"),
    edit("97113", BOTH, 1, Unknown, D2003_09_30, "97750"),
    edit("97113", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97113", BOTH, 1, Unknown, D2019_12_31, "97110 97164 97168"),
    edit("97113", BOTH, 1, On(D2020_10_01), OPEN, "97110"),
    never("97113", BOTH, D1999_04_01, "97140"),
    never("97113", BOTH, D2020_10_01, "97164 97168"),
    edit("97116", BOTH, 1, Unknown, D2003_09_30, "97750"),
    edit("97116", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97116", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    never("97116", BOTH, D1996_01_01, "97010 97018 97026"),
    never("97116", BOTH, D1999_04_01, "97140"),
    never("97116", BOTH, D2020_10_01, "97164 97168"),
    edit("97124", BOTH, 1, Unknown, D2003_09_30, "97750"),
    edit("97124", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97124", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97124", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    never("97124", BOTH, D1996_01_01, "97010 97018 97026"),
    edit("97127", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97129", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    never("97129", BOTH, D2020_01_01, "97164 97168"),
    edit("97130", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    never("97130", BOTH, D2020_01_01, "97164 97168"),
    edit("97139", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97139", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97139", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    edit("97140", BOTH, 0, Unknown, OPEN, "97124"),
    edit("97140", BOTH, 1, Unknown, OPEN, "95851 95852 97018"),
    edit("97140", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97140", BOTH, 1, Unknown, D2019_12_31, "97164 97168 97530 97750"),
    edit("97140", BOTH, 1, On(D2020_10_01), OPEN, "97750"),
    never("97140", BOTH, D2020_10_01, "97164 97168"),
    edit("97150", BOTH, 0, Unknown, OPEN, "95851"),
    edit("97150", BOTH, 0, Unknown, D2019_12_31, "95831 95834"),
    edit("97150", BOTH, 1, Unknown, OPEN, "97113 97124 97140 97530 97533 97537 97542 97763"),
    edit("97150", BOTH, 1, Unknown, D2005_12_31, "97504 97520"),
    edit("97150", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97150", BOTH, 1, Unknown, D2017_12_31, "97532"),
    edit("97150", BOTH, 1, Unknown, D2019_12_31, "97110 97112 97116 97127 97164 97168 97535 97760 97761 G0515"),
    edit("97150", BOTH, 1, On(D2020_10_01), OPEN, "97110 97112 97116 97535 97760 97761"),
    never("97150", BOTH, D2020_01_01, "97161 97162 97163 97165 97166 97167"),
    never("97150", BOTH, D2020_10_01, "97164 97168"),
    edit("97161", BOTH, 0, Unknown, D2017_12_31, "97750 97755 97762"),
    edit("97161", BOTH, 0, Unknown, D2019_12_31, "95831 95832 95833 95834 95851 95852 97164"),
    edit("97161", BOTH, 0, On(D2020_10_01), OPEN, "95851 95852 97164"),
    edit("97161", BOTH, 1, Unknown, D2017_06_30, "97165 97166 97167 97168"),
    edit("97161", BOTH, 1, Unknown, D2019_12_31, "96105 96125"),
    edit("97161", BOTH, 1, On(D2020_10_01), OPEN, "96105 96125"),
    never("97161", BOTH, D2020_01_01, "97140"),
    never("97161", BOTH, D2020_10_01, "97140"),
    edit("97161", PRACTITIONERS, 0, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97161", PRACTITIONERS, 0, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97161", HOSPITALS, 1, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97161", HOSPITALS, 1, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97162", BOTH, 0, Unknown, D2017_12_31, "97750 97755 97762"),
    edit("97162", BOTH, 0, Unknown, D2019_12_31, "95831 95832 95833 95834 95851 95852 97161 97164"),
    edit("97162", BOTH, 0, On(D2020_10_01), OPEN, "95851 95852 97161 97164"),
    edit("97162", BOTH, 1, Unknown, D2017_06_30, "97165 97166 97167 97168"),
    edit("97162", BOTH, 1, Unknown, D2019_12_31, "96105 96125"),
    edit("97162", BOTH, 1, On(D2020_10_01), OPEN, "96105 96125"),
    never("97162", BOTH, D2020_01_01, "97140"),
    never("97162", BOTH, D2020_10_01, "97140"),
    edit("97162", PRACTITIONERS, 0, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97162", PRACTITIONERS, 0, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97162", HOSPITALS, 1, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97162", HOSPITALS, 1, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97163", BOTH, 0, Unknown, D2017_12_31, "97750 97755 97762"),
    edit("97163", BOTH, 0, Unknown, D2019_12_31, "95831 95832 95833 95834 95851 95852 97161 97162 97164"),
    edit("97163", BOTH, 0, On(D2020_10_01), OPEN, "95851 95852 97161 97162 97164"),
    edit("97163", BOTH, 1, Unknown, D2017_06_30, "97165 97166 97167 97168"),
    edit("97163", BOTH, 1, Unknown, D2019_12_31, "96105 96125"),
    edit("97163", BOTH, 1, On(D2020_10_01), OPEN, "96105 96125"),
    never("97163", BOTH, D2020_01_01, "97140"),
    never("97163", BOTH, D2020_10_01, "97140"),
    edit("97163", PRACTITIONERS, 0, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97163", PRACTITIONERS, 0, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97163", HOSPITALS, 1, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97163", HOSPITALS, 1, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97164", BOTH, 0, Unknown, D2017_12_31, "97750 97755 97762"),
    edit("97164", BOTH, 0, Unknown, D2019_12_31, "95831 95832 95833 95834 95851 95852"),
    edit("97164", BOTH, 0, On(D2020_10_01), OPEN, "95851 95852"),
    edit("97164", BOTH, 1, Unknown, D2019_12_31, "96105 96125"),
    edit("97164", BOTH, 1, On(D2020_10_01), OPEN, "96105 96125"),
    edit("97164", PRACTITIONERS, 0, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97164", PRACTITIONERS, 0, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97164", HOSPITALS, 1, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97164", HOSPITALS, 1, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97165", BOTH, 0, Unknown, D2017_12_31, "97750 97755 97762"),
    edit("97165", BOTH, 0, Unknown, D2019_12_31, "95831 95832 95833 95834 95851 95852 97168"),
    edit("97165", BOTH, 0, On(D2020_10_01), OPEN, "95851 95852 97168"),
    edit("97165", BOTH, 1, Unknown, D2017_06_30, "97164"),
    edit("97165", BOTH, 1, Unknown, D2019_12_31, "96105 96125"),
    edit("97165", BOTH, 1, On(D2020_10_01), OPEN, "96105 96125"),
    never("97165", BOTH, D2020_01_01, "97140"),
    never("97165", BOTH, D2020_10_01, "97140"),
    edit("97165", PRACTITIONERS, 0, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97165", PRACTITIONERS, 0, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97165", HOSPITALS, 1, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97165", HOSPITALS, 1, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97166", BOTH, 0, Unknown, D2017_12_31, "97750 97755 97762"),
    edit("97166", BOTH, 0, Unknown, D2019_12_31, "95831 95832 95833 95834 95851 95852 97165 97168"),
    edit("97166", BOTH, 0, On(D2020_10_01), OPEN, "95851 95852 97165 97168"),
    edit("97166", BOTH, 1, Unknown, D2017_06_30, "97164"),
    edit("97166", BOTH, 1, Unknown, D2019_12_31, "96105 96125"),
    edit("97166", BOTH, 1, On(D2020_10_01), OPEN, "96105 96125"),
    never("97166", BOTH, D2020_01_01, "97140"),
    never("97166", BOTH, D2020_10_01, "97140"),
    edit("97166", PRACTITIONERS, 0, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97166", PRACTITIONERS, 0, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97166", HOSPITALS, 1, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97166", HOSPITALS, 1, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97167", BOTH, 0, Unknown, D2017_12_31, "97750 97755 97762"),
    edit("97167", BOTH, 0, Unknown, D2019_12_31, "95831 95832 95833 95834 95851 95852 97165 97166 97168"),
    edit("97167", BOTH, 0, On(D2020_10_01), OPEN, "95851 95852 97165 97166 97168"),
    edit("97167", BOTH, 1, Unknown, D2017_06_30, "97164"),
    edit("97167", BOTH, 1, Unknown, D2019_12_31, "96105 96125"),
    edit("97167", BOTH, 1, On(D2020_10_01), OPEN, "96105 96125"),
    never("97167", BOTH, D2020_01_01, "97140"),
    never("97167", BOTH, D2020_10_01, "97140"),
    edit("97167", PRACTITIONERS, 0, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97167", PRACTITIONERS, 0, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97167", HOSPITALS, 1, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97167", HOSPITALS, 1, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97168", BOTH, 0, Unknown, D2017_12_31, "97750 97755 97762"),
    edit("97168", BOTH, 0, Unknown, D2019_12_31, "95831 95832 95833 95834 95851 95852"),
    edit("97168", BOTH, 0, On(D2020_10_01), OPEN, "95851 95852"),
    edit("97168", BOTH, 1, Unknown, D2017_06_30, "97164"),
    edit("97168", BOTH, 1, Unknown, D2019_12_31, "96105 96125"),
    edit("97168", BOTH, 1, On(D2020_10_01), OPEN, "96105 96125"),
    edit("97168", PRACTITIONERS, 0, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97168", PRACTITIONERS, 0, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97168", HOSPITALS, 1, Unknown, D2019_12_31, "97750 97755 97763"),
    edit("97168", HOSPITALS, 1, On(D2020_10_01), OPEN, "97750 97755 97763"),
    edit("97504", BOTH, 1, Unknown, D2005_12_31, "97002 97004 97016 97110 97112 97116 97124 97140 97755"),
    edit("97520", BOTH, 1, Unknown, D2005_12_31, "97002 97004 97016 97110 97112 97116 97124 97140 97504 97755"),
    never("97520", BOTH, D1996_01_01, "97010 97012 97018 97026"),
    never("97521", BOTH, D1996_01_01, "97112"),
    edit("97530", BOTH, 0, Unknown, OPEN, "95851 95852"),
    edit("97530", BOTH, 0, Unknown, D2019_12_31, "95831 95832 95833 95834"),
    edit("97530", BOTH, 1, Unknown, OPEN, "97537 97542"),
    edit("97530", BOTH, 1, Unknown, D2006_09_30, "97755"),
    edit("97530", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97530", BOTH, 1, Unknown, D2017_12_31, "97532"),
    edit("97530", BOTH, 1, Unknown, D2019_12_31, "97113 97116 97127 97164 97168 97535 97750 G0515"),
    edit("97530", BOTH, 1, Unknown, D2021_12_31, "97533"),
    edit("97530", BOTH, 1, On(D2020_10_01), OPEN, "97750"),
    edit("97530", BOTH, 1, On(D2020_10_01), D2021_12_31, "97535"),
    never("97530", BOTH, D1996_01_01, "97018 97026 97110 97112 97116"),
    never("97530", BOTH, D2020_01_01, "97161 97162 97163 97165 97166 97167"),
    never("97530", BOTH, D2020_10_01, "97116 97164 97168"),
    edit("97530", PRACTITIONERS, 1, AfterTable, OPEN, "97533 97535"),
    edit("97532", BOTH, 1, Unknown, D2006_09_30, "97755"),
    edit("97532", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97532", BOTH, 1, Unknown, D2017_12_31, "97164 97168"),
    edit("97533", BOTH, 1, Unknown, D2006_09_30, "97755"),
    edit("97533", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97533", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97533", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    edit("97535", BOTH, 1, Unknown, D2006_09_30, "97755"),
    edit("97535", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97535", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97535", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    edit("97537", BOTH, 1, Unknown, D2006_09_30, "97755"),
    edit("97537", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97537", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97537", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    edit("97542", BOTH, 1, Unknown, D2006_09_30, "97755"),
    edit("97542", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97542", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97542", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    edit("97545", BOTH, 0, Unknown, OPEN, "97140"),
    edit("97545", BOTH, 1, Unknown, D2006_09_30, "97755"),
    edit("97545", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97545", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("97545", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    edit("97597", BOTH, 0, Unknown, OPEN, "97602"),
    edit("97597", BOTH, 1, Unknown, OPEN, "20560 20561 97022 97605 97606 97607 97608 97610"),
    edit("97597", BOTH, 1, Unknown, D2016_12_31, "97002"),
    edit("97597", BOTH, 1, Unknown, D2019_12_31, "97164"),
    edit("97597", BOTH, 1, On(D2020_10_01), OPEN, "97164"),
    edit("97598", BOTH, 0, Unknown, OPEN, "97602"),
    edit("97598", BOTH, 0, Unknown, D2010_12_31, "97597"),
    edit("97598", BOTH, 1, Unknown, OPEN, "20560 20561 97022 97605 97606 97607 97608 97610"),
    edit("97598", BOTH, 1, Unknown, D2016_12_31, "97002"),
    edit("97598", BOTH, 1, Unknown, D2019_12_31, "97164"),
    edit("97598", BOTH, 1, On(D2020_10_01), OPEN, "97164"),
    edit("97602", BOTH, 0, Unknown, OPEN, "97607 97608"),
    edit("97602", BOTH, 1, Unknown, D2016_12_31, "97002"),
    edit("97602", BOTH, 1, Unknown, D2019_12_31, "97164"),
    edit("97602", BOTH, 1, On(D2020_10_01), OPEN, "97164"),
    never("97602", BOTH, D2006_04_01, "97022"),
    edit("97602", HOSPITALS, 1, Unknown, OPEN, "20560 20561"),
    edit("97605", BOTH, 0, Unknown, OPEN, "97602 97608"),
    edit("97605", BOTH, 1, Unknown, OPEN, "97607 97610"),
    edit("97605", BOTH, 1, Unknown, D2016_12_31, "97002"),
    edit("97605", BOTH, 1, Unknown, D2019_12_31, "97164"),
    edit("97605", BOTH, 1, On(D2020_10_01), OPEN, "97164"),
    edit("97606", BOTH, 0, Unknown, OPEN, "97602 97605 97607"),
    edit("97606", BOTH, 1, Unknown, OPEN, "97608 97610"),
    edit("97606", BOTH, 1, Unknown, D2016_12_31, "97002"),
    edit("97606", BOTH, 1, Unknown, D2019_12_31, "97164"),
    edit("97606", BOTH, 1, On(D2020_10_01), OPEN, "97164"),
    never("97606", BOTH, D2006_04_01, "97597"),
    edit("97607", BOTH, 1, Unknown, D2016_12_31, "97002"),
    edit("97607", BOTH, 1, Unknown, D2019_12_31, "97164"),
    edit("97607", BOTH, 1, On(D2020_10_01), OPEN, "97164"),
    edit("97608", BOTH, 0, Unknown, OPEN, "97607"),
    edit("97608", BOTH, 1, Unknown, D2016_12_31, "97002"),
    edit("97608", BOTH, 1, Unknown, D2019_12_31, "97164"),
    edit("97608", BOTH, 1, On(D2020_10_01), OPEN, "97164"),
    edit("97610", BOTH, 1, Unknown, OPEN, "97035 97607 97608"),
    edit("97610", PRACTITIONERS, 0, Unknown, OPEN, "97602"),
    edit("97610", HOSPITALS, 1, Unknown, OPEN, "97602"),
    edit("97750", BOTH, 0, Unknown, D2019_12_31, "95831 95832 95833 95834 95851 95852 97150"),
    edit("97750", BOTH, 0, On(D2020_10_01), OPEN, "95851 95852 97150"),
    never("97750", BOTH, D1999_01_01, "97004"),
    edit("97750", HOSPITALS, 1, Unknown, OPEN, "98980"),
    edit("97755", BOTH, 0, Unknown, D2017_12_31, "97762"),
    edit("97755", BOTH, 0, Unknown, D2019_12_31, "97750"),
    edit("97755", BOTH, 0, On(D2020_10_01), OPEN, "97750"),
    edit("97755", BOTH, 1, Unknown, D2017_12_31, "97532"),
    edit("97755", BOTH, 1, Unknown, D2019_12_31, "97035 97110 97112 97127 97140 97530 97533 97535 97537 97542 97545 97760 97761 97763 G0515"),
    edit("97755", BOTH, 1, On(D2020_10_01), OPEN, "97035 97110 97112 97140 97530 97533 97535 97537 97542 97545 97760 97761 97763"),
    edit("97760", BOTH, 0, Unknown, D2019_12_31, "97763"),
    edit("97760", BOTH, 0, On(D2020_10_01), OPEN, "97763"),
    edit("97760", BOTH, 1, Unknown, D2006_09_30, "97755"),
    edit("97760", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97760", BOTH, 1, Unknown, D2017_12_31, "97762"),
    edit("97760", BOTH, 1, Unknown, D2019_12_31, "97016 97110 97112 97116 97124 97140 97164 97168"),
    edit("97760", BOTH, 1, On(D2020_10_01), OPEN, "97016 97110 97112 97116 97124 97140 97164 97168"),
    edit("97761", BOTH, 0, Unknown, D2019_12_31, "97763"),
    edit("97761", BOTH, 0, On(D2020_10_01), OPEN, "97763"),
    edit("97761", BOTH, 1, Unknown, D2006_09_30, "97755"),
    edit("97761", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("97761", BOTH, 1, Unknown, D2017_12_31, "97762"),
    edit("97761", BOTH, 1, Unknown, D2019_12_31, "97016 97110 97112 97116 97124 97140 97164 97168 97760"),
    edit("97761", BOTH, 1, On(D2020_10_01), OPEN, "97016 97110 97112 97116 97124 97140 97164 97168 97760"),
    edit("97763", BOTH, 1, Unknown, OPEN, "97016 97124 97140"),
    edit("97763", BOTH, 1, Unknown, D2019_12_31, "97110 97112 97116"),
    edit("97763", BOTH, 1, On(D2020_10_01), OPEN, "97110 97112 97116"),
    edit("98940", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("98940", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("98941", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("98941", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("98942", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("98942", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("98980", PRACTITIONERS, 0, Unknown, OPEN, "97750"),
    edit("98981", BOTH, 0, Unknown, OPEN, "97750"),
    edit("G0151", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("G0151", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("G0157", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("G0157", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("G0159", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("G0159", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("G0177", PRACTITIONERS, 1, Unknown, D2004_09_30, "97112"),
    edit("G0177", HOSPITALS, 1, Unknown, OPEN, "97112"),
    edit("G0237", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("G0237", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("G0238", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("G0238", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("G0239", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("G0239", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("G0281", BOTH, 0, Unknown, OPEN, "G0329"),
    edit("G0281", BOTH, 1, Unknown, OPEN, "97032 G0283"),
    edit("G0281", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("G0281", BOTH, 1, Unknown, D2018_12_31, "64550"),
    edit("G0281", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("G0281", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    edit("G0283", BOTH, 1, Unknown, OPEN, "97032"),
    edit("G0283", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("G0283", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("G0283", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    never("G0283", BOTH, D2003_01_01, "64550"),
    edit("G0329", BOTH, 1, Unknown, OPEN, "G0283"),
    edit("G0329", BOTH, 1, Unknown, D2016_12_31, "97002 97004"),
    edit("G0329", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    edit("G0329", BOTH, 1, On(D2020_10_01), OPEN, "97164 97168"),
    edit("G0422", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("G0422", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("G0423", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("G0423", BOTH, 1, On(D2020_10_01), OPEN, "97112"),
    edit("G0424", BOTH, 1, Unknown, D2019_12_31, "97112"),
    edit("G0424", BOTH, 1, On(D2020_10_01), D2022_06_30, "97112"),
    edit("G0515", BOTH, 1, Unknown, D2019_12_31, "97164 97168"),
    never("M0005", BOTH, D1996_01_01, "97112"),
    never("M0006", BOTH, D1996_01_01, "97112"),
    never("M0007", BOTH, D1996_01_01, "97112"),
    never("M0008", BOTH, D1996_01_01, "97112"),
];
