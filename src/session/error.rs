//! Defines `SessionError`, the reasons why a session was refused.

use core::convert::Infallible;

use super::ServiceError;
use crate::{
    calendar::ClockTime,
    code::{ParseCodeError, ProcedureCode},
    limit::{LIST_LIMIT, Thousands},
};

/// A session was invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SessionError {
    /// The code of an entry could not be read.
    #[error("services[{entry}]: {error}")]
    Code {
        /// The position of the entry, counted from 0.
        entry: usize,
        /// The reason why its code could not be read.
        error: ParseCodeError,
    },
    /// A service entry could not be counted.
    #[error("services[{entry}]: {error}")]
    Service {
        /// The position of the entry, counted from 0.
        entry: usize,
        /// The reason.
        error: ServiceError,
    },
    /// Two timed services had the same minute.
    #[error(
        "expected each minute in one timed service, found services[{entry}] and services[{other}] both at \
         {at}; correct the times"
    )]
    Overlap {
        /// The position of the later entry, counted from 0.
        entry: usize,
        /// The position of the entry that it overlaps, counted from 0.
        other: usize,
        /// The first minute that both have.
        at: ClockTime,
    },
    /// The session had more timed minutes than a day.
    #[error("expected at most 1,440 timed minutes in a day, found {minutes}; correct the times")]
    OverADay {
        /// The timed minutes of all services.
        minutes: u32,
    },
    /// Two entries of one code, or of one family, were counted differently.
    #[error(
        "expected one timing of {code} and its family, found another one in services[{entry}]; state the same \
         timing in every entry"
    )]
    TimingDiffers {
        /// The position of the later entry, counted from 0.
        entry: usize,
        /// The code.
        code: ProcedureCode,
    },
    /// The list of services was too long.
    #[error("expected at most {limit} services in a session, found more; split the record", limit = Thousands(LIST_LIMIT))]
    TooManyServices,
    /// There was no service at a position.
    #[error(
        "expected the position of one of {count} services, found {entry}; correct the position"
    )]
    NoEntry {
        /// The position, counted from 0.
        entry: usize,
        /// The number of services.
        count: usize,
    },
}

/// Makes errors in functions of their own, because the sessions of most callers have none.
impl SessionError {
    /// Returns the error of a service entry that could not be counted.
    #[cold]
    #[inline(never)]
    pub(super) const fn of_service(entry: usize, error: ServiceError) -> Self {
        Self::Service { entry, error }
    }

    /// Returns the error of an entry that does not fit: the session is full, or the code or its family has another timing in
    /// an earlier entry.
    #[cold]
    #[inline(never)]
    pub(super) const fn of_timing(entry: usize, code: ProcedureCode) -> Self {
        if entry >= LIST_LIMIT {
            Self::TooManyServices
        } else {
            Self::TimingDiffers { entry, code }
        }
    }

    /// Returns the error of a session that has more timed minutes than a day.
    #[cold]
    #[inline(never)]
    pub(super) const fn over_a_day(minutes: u32) -> Self {
        Self::OverADay { minutes }
    }
}

/// A code that is typed already can always be read.
impl From<Infallible> for ParseCodeError {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
