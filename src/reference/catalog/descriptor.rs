//! Defines `Descriptors`, through which a licensed user supplies descriptors.

use alloc::collections::BTreeMap;
use alloc::string::String;

use time::Date;

use crate::code::ProcedureCode;
use crate::reference::catalog::{CodeEntry, entry};

/// Gives the licensed descriptor of a code on a date of service.
///
/// CPT descriptors belong to the AMA, and the crate contains only that of 97112. A licensed user implements
/// this trait, or uses a map or a closure.
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
    /// Returns the descriptor of a code on a date, or `None` if this source has none.
    fn descriptor(&self, code: ProcedureCode, date: Date) -> Option<&str>;
}

/// Has no descriptor of any code, so that the labels of the catalog are used.
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

/// Returns what was done, in words: the licensed descriptor, or the label of the built-in catalog, or `None`.
///
/// [`ReferenceData::what_was_done`](crate::ReferenceData::what_was_done) does the same with the facts of the caller.
#[must_use]
pub fn what_was_done<D: Descriptors + ?Sized>(
    code: ProcedureCode,
    date: Date,
    descriptors: &D,
) -> Option<&str> {
    let descriptor = descriptors.descriptor(code, date);
    descriptor.or_else(|| entry(code).map(CodeEntry::label))
}
