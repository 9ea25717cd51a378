//! Dates and times as FHIR writes them.

use std::time::{SystemTime, UNIX_EPOCH};

use therapy_billing::{
    calendar::{parse_date, parse_time},
    time::{Date, Duration, Time, UtcOffset},
};

use crate::{
    outcome::{Cause, Refusal},
    resource::Period,
};

/// Returns today's date in UTC.
pub fn today() -> Date {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seconds = since.map_or(0, |since| since.as_secs());
    let days = i64::try_from(seconds / 86_400).unwrap_or(0);
    Date::from_calendar_date(1970, therapy_billing::time::Month::January, 1)
        .ok()
        .and_then(|epoch| epoch.checked_add(Duration::days(days)))
        .unwrap_or(Date::MAX)
}

/// Reads the calendar day of a date or a date and time, as it is written. The time zone does not change it.
pub fn day(text: &str) -> Result<Date, Refusal> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    if time.is_some_and(|time| clock(time).is_none()) {
        return Err((
            Cause::Value,
            format!("expected a date and time, found {text}"),
        ));
    }
    parse_date(date).map_err(|error| (Cause::Value, format!("{text}: {error}")))
}

/// Reads the one calendar day of a period.
pub fn one_day(period: &Period) -> Result<Date, Refusal> {
    let (Some(start), Some(end)) = (&period.start, &period.end) else {
        let what =
            "expected a period with start and end, found only one; state the date of service";
        return Err((Cause::Required, what.to_owned()));
    };
    let first = day(start)?;
    if first == day(end)? {
        return Ok(first);
    }
    let what =
        format!("expected a period of one day, found {start} to {end}; state the date of service");
    Err((Cause::Value, what))
}

/// A start and an end that is not before it.
#[derive(Clone, Copy)]
pub struct Span {
    from: Instant,
    to: Instant,
}

impl Span {
    /// Returns the time from the start to the end.
    pub fn duration(self) -> Duration {
        self.to.utc - self.from.utc
    }

    /// Returns the calendar day of the start, as written.
    pub const fn day(self) -> Date {
        self.from.day
    }

    /// Returns the start as the time since the first day of the calendar.
    pub const fn start(self) -> Duration {
        self.from.utc
    }

    /// Returns the end as the time since the first day of the calendar.
    pub const fn end(self) -> Duration {
        self.to.utc
    }

    /// Returns whether a later span begins before this one ends. With and without time zones they cannot
    /// be compared.
    pub fn overlaps(self, later: Self) -> bool {
        self.from.is_local == later.from.is_local
            && later.start() < self.end()
            && later.start() < later.end()
    }
}

/// Reads the start and the end of a period, or `None` if it does not have both times.
pub fn span(period: &Period) -> Result<Option<Span>, Refusal> {
    let (Some(start), Some(end)) = (&period.start, &period.end) else {
        return Ok(None);
    };
    let (Some(from), Some(to)) = (Instant::read(start)?, Instant::read(end)?) else {
        return Ok(None);
    };
    if from.is_local != to.is_local {
        let what = format!("expected a time zone at start and end, found {start} to {end}");
        return Err((Cause::Value, what));
    }
    if to.utc < from.utc {
        let what =
            format!("expected an end after the start, found {start} to {end}; correct the times");
        return Err((Cause::Value, what));
    }
    Ok(Some(Span { from, to }))
}

/// A moment, as the time since the first day of the calendar.
#[derive(Clone, Copy)]
struct Instant {
    day: Date,
    utc: Duration,
    is_local: bool,
}

impl Instant {
    /// Reads a moment, or `None` from a date without a time.
    fn read(text: &str) -> Result<Option<Self>, Refusal> {
        let day = day(text)?;
        let Some((time, offset)) = text.split_once('T').and_then(|(_, time)| clock(time)) else {
            return Ok(None);
        };
        let seconds = offset.map_or(0, UtcOffset::whole_seconds);
        let since_midnight = time - Time::MIDNIGHT;
        let days = Duration::days(i64::from(day.to_julian_day()));
        Ok(Some(Self {
            day,
            utc: days + since_midnight - Duration::seconds(i64::from(seconds)),
            is_local: offset.is_none(),
        }))
    }
}

/// Reads `hh:mm`, `hh:mm:ss` or `hh:mm:ss.fff`, and the time zone if there is one.
fn clock(text: &str) -> Option<(Time, Option<UtcOffset>)> {
    let at = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (time, zone) = text.split_at_checked(at)?;
    let offset = match zone {
        "" => None,
        "Z" => Some(UtcOffset::UTC),
        zone => {
            let sign = if zone.starts_with('-') { -1 } else { 1 };
            let (hour, minute, ..) = parse_time(zone.get(1..)?).ok()?.as_hms();
            let (hour, minute) = (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?);
            Some(UtcOffset::from_hms(sign * hour, sign * minute, 0).ok()?)
        }
    };
    let (minutes, seconds) = time.split_at_checked(5)?;
    let time = parse_time(minutes).ok()?;
    if seconds.is_empty() {
        return Some((time, offset));
    }
    let (whole, fraction) = match seconds.strip_prefix(':')?.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (seconds.strip_prefix(':')?, None),
    };
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 2 || !are_digits(whole) || !fraction.is_none_or(are_digits) {
        return None;
    }
    let nanoseconds: String = fraction
        .unwrap_or("0")
        .chars()
        .chain("000000000".chars())
        .take(9)
        .collect();
    let time = Time::from_hms_nano(
        time.hour(),
        time.minute(),
        whole.parse().ok()?,
        nanoseconds.parse().ok()?,
    );
    Some((time.ok()?, offset))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(start: &str, end: &str) -> Option<i64> {
        let period = Period {
            start: Some(start.to_owned()),
            end: Some(end.to_owned()),
        };
        span(&period)
            .ok()
            .flatten()
            .map(|span| span.duration().whole_minutes())
    }

    #[test]
    fn time_zones_are_part_of_the_time() {
        assert_eq!(
            minutes("2026-03-08T01:50:00-06:00", "2026-03-08T03:10:00-05:00"),
            Some(20)
        );
        assert_eq!(
            minutes("2026-03-08T23:50:00Z", "2026-03-09T00:10:30.5Z"),
            Some(20)
        );
        assert_eq!(minutes("2026-03-08T09:00", "2026-03-08T09:10"), Some(10));
    }

    #[test]
    fn what_is_no_pair_of_times_has_no_minutes() {
        for (start, end) in [
            ("2026-03-08", "2026-03-08"),
            ("2026-03-08T09:00:00Z", "2026-03-08T09:10:00"),
            ("2026-03-08T09:10:00Z", "2026-03-08T09:00:00Z"),
            ("2026-03-08T09:00:61Z", "2026-03-08T09:10:00Z"),
            ("2026-03-08T09:00:00.Z", "2026-03-08T09:10:00Z"),
            ("2026-03-08Té9:00:00Z", "2026-03-08T09:10:00Z"),
            ("2026-03-08T09:00:00+é", "2026-03-08T09:10:00Z"),
            ("T", ""),
        ] {
            assert_eq!(minutes(start, end), None, "{start} {end}");
        }
    }

    #[test]
    fn a_day_is_the_day_as_written() {
        assert!(day("2026-03-08T23:59:00-10:00").is_ok_and(|day| day.day() == 8));
        assert!(day("2026-03").is_err());
        assert!(day("2026-02-29").is_err());
    }
}
