//! Defines `Rows`, the rows of a table that is built in or supplied.

use alloc::{sync::Arc, vec::Vec};
use core::ops::Deref;

/// Rows in order: built in, or supplied and shared by the copies of a table.
#[derive(Clone, Debug)]
pub(in crate::reference) enum Rows<R: 'static> {
    BuiltIn(&'static [R]),
    Supplied(Arc<[R]>),
}

impl<R> Rows<R> {
    pub(in crate::reference) const NONE: Self = Self::BuiltIn(&[]);
}

impl<R: Clone> Rows<R> {
    pub(in crate::reference) fn change(&mut self, change: impl FnOnce(&mut Vec<R>)) {
        let mut rows = self.to_vec();
        change(&mut rows);
        *self = rows.into();
    }
}

impl<R> From<Vec<R>> for Rows<R> {
    fn from(rows: Vec<R>) -> Self {
        Self::Supplied(rows.into())
    }
}

impl<R> Deref for Rows<R> {
    type Target = [R];

    #[inline]
    fn deref(&self) -> &[R] {
        match self {
            Self::BuiltIn(rows) => rows,
            Self::Supplied(rows) => rows,
        }
    }
}

impl<R: PartialEq> PartialEq for Rows<R> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<R: Eq> Eq for Rows<R> {}
