//! Medicare's edits: the most units of a code a day (MUE), and pairs of codes not paid together
//! (PTP), by table, setting and date.
//!
//! A lookup answers with a value, with none, or with *no data*, and names the table and quarter it
//! rests on. The built-in tables are those of 2024 Q3, for therapy codes, and need feature `tables`;
//! [`ReferenceData`](crate::reference::ReferenceData) adds a user's own. A quarter never answers for another.

pub(in crate::reference) mod mue;
pub(in crate::reference) mod ptp;
mod quarter;

use alloc::vec::Vec;
use core::fmt;

use time::Date;

use crate::code::ProcedureCode;
use crate::reference::Setting;
use crate::reference::catalog::Origin;

pub use mue::{AdjudicationIndicator, MueAnswer, MueLimit, MueTable};
pub(crate) use ptp::{EITHER_COLUMN, Lookup as PtpLookup};
pub use ptp::{ModifierIndicator, PtpAnswer, PtpEdit, PtpTable};
pub use quarter::{ParseQuarterError, Quarter};

/// Which of CMS's tables: they are published by the kind of provider that bills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum EditTable {
    /// Practitioners, therapists in private practice among them.
    Practitioner,
    /// Outpatient hospital services.
    OutpatientHospital,
}

impl EditTable {
    /// The PTP table of a setting; `None` where none is held.
    ///
    /// # Source
    ///
    /// CMS NCCI policy manual, introduction. That facilities under Part B other than hospitals use
    /// the hospital's table, and which one a critical access hospital uses, is unverified.
    #[must_use]
    pub const fn of_pairs(setting: Setting) -> Option<Self> {
        match setting {
            Setting::PrivatePractice | Setting::PhysicianIncidentTo => Some(Self::Practitioner),
            Setting::OutpatientHospital
            | Setting::SnfPartB
            | Setting::HomeHealthPartB
            | Setting::RehabilitationAgency
            | Setting::Corf => Some(Self::OutpatientHospital),
            Setting::CriticalAccessHospital => None,
        }
    }

    /// The MUE table of a setting; `None` where none is held.
    ///
    /// # Source
    ///
    /// CMS NCCI policy manual, introduction; the critical access hospital is unverified.
    #[must_use]
    pub const fn of_units(setting: Setting) -> Option<Self> {
        match setting {
            Setting::PrivatePractice | Setting::PhysicianIncidentTo => Some(Self::Practitioner),
            Setting::OutpatientHospital | Setting::CriticalAccessHospital => {
                Some(Self::OutpatientHospital)
            }
            Setting::SnfPartB
            | Setting::HomeHealthPartB
            | Setting::RehabilitationAgency
            | Setting::Corf => None,
        }
    }

    /// The serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Practitioner => "practitioner",
            Self::OutpatientHospital => "outpatient-hospital",
        }
    }
}

impl fmt::Display for EditTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Practitioner => "the practitioner table",
            Self::OutpatientHospital => "the outpatient hospital table",
        })
    }
}

/// The table an answer rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct EditSource {
    /// Which of CMS's tables.
    pub table: EditTable,
    /// The quarter it was published for.
    pub quarter: Quarter,
    /// The table that ships with the crate, or one the user supplied.
    pub origin: Origin,
}

impl fmt::Display for EditSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.table, self.quarter)
    }
}

/// Contains the supplied edit tables; the built-in ones answer where none of these does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Edits {
    mue: Vec<Supplied<MueTable>>,
    ptp: Vec<Supplied<PtpTable>>,
}

/// A supplied table, and the one setting it is for if not for all that use its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Supplied<T> {
    table: T,
    setting: Option<Setting>,
}

impl Edits {
    /// The built-in tables alone; empty without feature `tables`.
    #[must_use]
    pub(in crate::reference) const fn new() -> Self {
        Self {
            mue: Vec::new(),
            ptp: Vec::new(),
        }
    }

    pub(in crate::reference) fn add_mue(&mut self, setting: Option<Setting>, table: MueTable) {
        let same = if setting.is_some() {
            MueTable::same_quarter
        } else {
            MueTable::same_place
        };
        lay(&mut self.mue, table, setting, same);
    }

    pub(in crate::reference) fn add_ptp(&mut self, setting: Option<Setting>, table: PtpTable) {
        let same = if setting.is_some() {
            PtpTable::same_quarter
        } else {
            PtpTable::same_place
        };
        lay(&mut self.ptp, table, setting, same);
    }

    /// The most units of a code, in a setting, on a date.
    pub(in crate::reference) fn mue(
        &self,
        code: ProcedureCode,
        setting: Setting,
        date: Date,
    ) -> MueAnswer {
        match self.mue_table(setting, date) {
            Some(table) => table.answer(code),
            None => MueAnswer::NoTable,
        }
    }

    /// Whether two codes are an edit, in a setting, on a date; in whichever order.
    pub(in crate::reference) fn ptp(
        &self,
        a: ProcedureCode,
        b: ProcedureCode,
        setting: Setting,
        date: Date,
    ) -> PtpAnswer {
        match self.ptp_table(setting, date) {
            Some(table) => table.answer(a, b, date),
            None => PtpAnswer::NoTable,
        }
    }

    /// The MUE table of a setting and date.
    pub(crate) fn mue_table(&self, setting: Setting, date: Date) -> Option<mue::Lookup<'_>> {
        let kind = EditTable::of_units(setting);
        find(&self.mue, setting, |table, own| {
            (own || kind == Some(table.table())) && table.quarter().contains(date)
        })
        .map(MueTable::lookup)
        .or_else(|| mue::built_in(kind?, date))
    }

    /// The PTP table of a setting and date.
    pub(crate) fn ptp_table(&self, setting: Setting, date: Date) -> Option<ptp::Lookup<'_>> {
        let kind = EditTable::of_pairs(setting);
        let is_of = |table: &PtpTable, own| own || kind == Some(table.table());
        find(&self.ptp, setting, |table, own| {
            is_of(table, own) && table.quarter().contains(date)
        })
        .or_else(|| {
            find(&self.ptp, setting, |table, own| {
                is_of(table, own) && table.answers_for(date)
            })
        })
        .map(PtpTable::lookup)
        .or_else(|| ptp::built_in(kind?, date))
    }
}

/// Lays a table over those before it, in place of one for the same setting and quarter.
fn lay<T>(
    tables: &mut Vec<Supplied<T>>,
    table: T,
    setting: Option<Setting>,
    same: impl Fn(&T, &T) -> bool,
) {
    tables.retain(|other| other.setting != setting || !same(&other.table, &table));
    tables.push(Supplied { table, setting });
}

/// The last table that fits, one of the setting's own before one of its kind.
fn find<T>(
    tables: &[Supplied<T>],
    setting: Setting,
    fits: impl Fn(&T, bool) -> bool,
) -> Option<&T> {
    let of = |own: Option<Setting>| {
        tables
            .iter()
            .rev()
            .find(|supplied| supplied.setting == own && fits(&supplied.table, own.is_some()))
            .map(|supplied| &supplied.table)
    };
    of(Some(setting)).or_else(|| of(None))
}

/// A code as a number that sorts as its five characters do.
pub(in crate::reference) const fn key(code: ProcedureCode) -> u32 {
    key_of(*code.as_bytes())
}

pub(in crate::reference) const fn key_of([first, second, third, fourth, fifth]: [u8; 5]) -> u32 {
    (six_bits(first) << 24)
        | (six_bits(second) << 18)
        | (six_bits(third) << 12)
        | (six_bits(fourth) << 6)
        | six_bits(fifth)
}

/// A digit or capital letter, in ASCII order, in six bits.
const fn six_bits(character: u8) -> u32 {
    character.wrapping_sub(b'0') as u32 & 0b11_1111
}
