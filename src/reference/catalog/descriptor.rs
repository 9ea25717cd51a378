//! Licensed descriptors, plugged in by whoever holds the licence.

use alloc::collections::BTreeMap;
use alloc::string::String;

use time::Date;

use crate::code::ProcedureCode;
use crate::reference::catalog::entry;

/// A source of licensed descriptors: code and date of service to text.
///
/// CPT descriptors are the AMA's and do not ship here. A user with a licence implements this trait,
/// or fills a map or a closure; every place that prints a label asks it first.
///
/// # Examples
///
/// ```
/// use therapy_billing::ProcedureCode;
/// use therapy_billing::reference::catalog::{Descriptors, what_was_done};
/// use therapy_billing::time::macros::date;
///
/// let licensed = |code: ProcedureCode, _| (code.as_str() == "97110").then_some("my wording");
/// let on = date!(2026 - 03 - 14);
/// assert_eq!(what_was_done(ProcedureCode::CPT_97110, on, &licensed), Some("my wording"));
/// ```
pub trait Descriptors {
    /// The descriptor of a code on a date, if this source has one.
    fn descriptor(&self, code: ProcedureCode, date: Date) -> Option<&str>;
}

/// No licence, no descriptors: labels are the library's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NoDescriptors;

impl Descriptors for NoDescriptors {
    fn descriptor(&self, _: ProcedureCode, _: Date) -> Option<&str> {
        None
    }
}

impl<F: Fn(ProcedureCode, Date) -> Option<&'static str>> Descriptors for F {
    fn descriptor(&self, code: ProcedureCode, date: Date) -> Option<&str> {
        self(code, date)
    }
}

impl Descriptors for BTreeMap<ProcedureCode, String> {
    fn descriptor(&self, code: ProcedureCode, _: Date) -> Option<&str> {
        self.get(&code).map(String::as_str)
    }
}

/// What a code stands for, in words: the licensed descriptor, else our own label, else nothing.
#[must_use]
pub fn what_was_done<D: Descriptors + ?Sized>(
    code: ProcedureCode,
    date: Date,
    descriptors: &D,
) -> Option<&str> {
    descriptors
        .descriptor(code, date)
        .or_else(|| entry(code).map(super::CodeEntry::label))
}
