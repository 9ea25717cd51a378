//! Defines `BuiltInEdits`, a selection of the built-in edit tables.

use crate::reference::edits::{built_in, mue::MueTable, ptp::PtpTable, table::EditTable};

/// A selection of the built-in edit tables, by kind.
///
/// A program contains only the tables of the selections that it names. A page or a device that checks the claims of a
/// private practice can leave the tables of hospitals out.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::reference::edits::{BuiltInEdits, EditTable, MueAnswer};
/// use therapy_billing::{ProcedureCode, ReferenceData, Setting, time::macros::date};
///
/// static EDITS: BuiltInEdits = BuiltInEdits::NONE.with(EditTable::Practitioner);
///
/// let reference = ReferenceData::of_edits(&EDITS);
/// let limit = |setting| reference.mue(ProcedureCode::CPT_97112, setting, date!(2026 - 11 - 26));
/// assert!(matches!(limit(Setting::PrivatePractice), MueAnswer::Limit { .. }));
/// assert_eq!(limit(Setting::OutpatientHospital), MueAnswer::NoTable);
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct BuiltInEdits {
    practitioner: Tables,
    outpatient_hospital: Tables,
    medicaid_practitioner: Tables,
}

/// The tables of one kind, in the order of their quarters.
#[derive(Clone, Copy, Debug)]
struct Tables {
    mue: &'static [MueTable],
    ptp: &'static [PtpTable],
}

impl Tables {
    const NONE: Self = Self { mue: &[], ptp: &[] };
}

/// Every built-in table.
pub(in crate::reference) static ALL: BuiltInEdits = BuiltInEdits::NONE
    .with(EditTable::Practitioner)
    .with(EditTable::OutpatientHospital)
    .with(EditTable::MedicaidPractitioner);

impl BuiltInEdits {
    /// The selection without any table.
    pub const NONE: Self = Self {
        practitioner: Tables::NONE,
        outpatient_hospital: Tables::NONE,
        medicaid_practitioner: Tables::NONE,
    };

    /// Adds the tables of a kind.
    #[must_use]
    pub const fn with(mut self, kind: EditTable) -> Self {
        let tables = Tables {
            mue: built_in::mue(kind),
            ptp: built_in::ptp(kind),
        };
        match kind {
            EditTable::Practitioner => self.practitioner = tables,
            EditTable::OutpatientHospital => self.outpatient_hospital = tables,
            EditTable::MedicaidPractitioner => self.medicaid_practitioner = tables,
        }
        self
    }

    const fn of(&self, kind: EditTable) -> Tables {
        match kind {
            EditTable::Practitioner => self.practitioner,
            EditTable::OutpatientHospital => self.outpatient_hospital,
            EditTable::MedicaidPractitioner => self.medicaid_practitioner,
        }
    }

    pub(in crate::reference) const fn mue(&self, kind: EditTable) -> &'static [MueTable] {
        self.of(kind).mue
    }

    pub(in crate::reference) const fn ptp(&self, kind: EditTable) -> &'static [PtpTable] {
        self.of(kind).ptp
    }

    /// The number of tables of each kind, by which selections are told apart.
    fn counts(&self) -> [usize; EditTable::ALL.len()] {
        EditTable::ALL.map(|kind| self.mue(kind).len() + self.ptp(kind).len())
    }
}

/// Selections are equal if they have the same tables.
impl PartialEq for BuiltInEdits {
    fn eq(&self, other: &Self) -> bool {
        core::ptr::eq(self, other) || self.counts() == other.counts()
    }
}

impl Eq for BuiltInEdits {}
