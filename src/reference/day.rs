//! Turns dates into numbers that sort as the dates do.

use time::Date;

/// Returns a date as its year and its day of the year, which takes no division.
pub(in crate::reference) const fn day(date: Date) -> i32 {
    let (year, ordinal) = date.to_ordinal_date();
    (year << 9) | ordinal as i32
}

/// Returns the date of a number that [`day`] has given, or `None` for any other number.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "nine bits"
)]
pub(in crate::reference) fn date_of(day: i32) -> Option<Date> {
    Date::from_ordinal_date(day >> 9, (day & 0x1FF) as u16).ok()
}
