//! Names the edit tables: their program, kind and quarter, and which of them an answer rests on.

use alloc::format;
use core::fmt;

use time::Date;

use crate::{
    finding::{Basis, Fact, ToFact},
    reference::{Setting, catalog::Origin, edits::quarter::Quarter},
};

/// The program whose edits apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EditProgram {
    /// Medicare, whose edits apply unless a caller asks for others.
    #[default]
    Medicare,
    /// Medicaid, which publishes tables of its own.
    Medicaid,
}

impl EditProgram {
    /// All programs, in the order in which they are listed.
    pub const ALL: [Self; 2] = [Self::Medicare, Self::Medicaid];

    /// Returns the serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Medicare => "medicare",
            Self::Medicaid => "medicaid",
        }
    }
}

/// The kind of an edit table: a program publishes its tables by the kind of provider that bills.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum EditTable {
    /// Medicare, practitioners, therapists in private practice among them.
    Practitioner,
    /// Medicare, outpatient hospital services.
    OutpatientHospital,
    /// Medicaid, practitioners.
    MedicaidPractitioner,
}

impl EditTable {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Self; 3] = [
        Self::Practitioner,
        Self::OutpatientHospital,
        Self::MedicaidPractitioner,
    ];

    /// Returns the kind of PTP table that a program uses in a setting, or `None` if none is known.
    ///
    /// # Source
    ///
    /// CMS NCCI policy manual, introduction. That facilities under Part B other than hospitals use
    /// the hospital's table, and which one a critical access hospital uses, is unverified.
    #[must_use]
    pub const fn of_pairs(setting: Setting, program: EditProgram) -> Option<Self> {
        match (program, setting) {
            (
                EditProgram::Medicare,
                Setting::OutpatientHospital
                | Setting::SnfPartB
                | Setting::HomeHealthPartB
                | Setting::RehabilitationAgency
                | Setting::Corf,
            ) => Some(Self::OutpatientHospital),
            (EditProgram::Medicare, Setting::CriticalAccessHospital) => None,
            _ => Self::of_practitioners(setting, program),
        }
    }

    /// Returns the kind of MUE table that a program uses in a setting, or `None` if none is known.
    ///
    /// # Source
    ///
    /// CMS NCCI policy manual, introduction; the critical access hospital is unverified.
    #[must_use]
    pub const fn of_units(setting: Setting, program: EditProgram) -> Option<Self> {
        match (program, setting) {
            (
                EditProgram::Medicare,
                Setting::OutpatientHospital | Setting::CriticalAccessHospital,
            ) => Some(Self::OutpatientHospital),
            _ => Self::of_practitioners(setting, program),
        }
    }

    const fn of_practitioners(setting: Setting, program: EditProgram) -> Option<Self> {
        match (setting, program) {
            (Setting::PrivatePractice | Setting::PhysicianIncidentTo, EditProgram::Medicare) => {
                Some(Self::Practitioner)
            }
            (Setting::PrivatePractice | Setting::PhysicianIncidentTo, EditProgram::Medicaid) => {
                Some(Self::MedicaidPractitioner)
            }
            _ => None,
        }
    }

    /// Returns the program that publishes tables of this kind.
    #[must_use]
    pub const fn program(self) -> EditProgram {
        match self {
            Self::Practitioner | Self::OutpatientHospital => EditProgram::Medicare,
            Self::MedicaidPractitioner => EditProgram::Medicaid,
        }
    }

    /// Returns the serialized name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Practitioner => "practitioner",
            Self::OutpatientHospital => "outpatient-hospital",
            Self::MedicaidPractitioner => "medicaid-practitioner",
        }
    }
}

#[cfg(feature = "serde")]
crate::wire::named!(EditProgram, "medicare or medicaid");
#[cfg(feature = "serde")]
crate::wire::named!(EditTable, "a kind of edit table, such as practitioner");

crate::name::from_name!(EditProgram, "medicare or medicaid");
crate::name::from_name!(EditTable, "a kind of edit table, such as practitioner");

impl fmt::Display for EditProgram {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Medicare => "Medicare",
            Self::Medicaid => "Medicaid",
        })
    }
}

impl fmt::Display for EditTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Practitioner => "practitioner",
            Self::OutpatientHospital => "outpatient hospital",
            Self::MedicaidPractitioner => "Medicaid practitioner",
        })
    }
}

impl ToFact for EditTable {
    fn to_fact(&self) -> Fact {
        Fact::in_words(format!("{self}"), Fact::Word(self.as_str()))
    }
}

/// Names one edit table; `Display` writes "2026 Q3 practitioner".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
#[repr(align(8))] // copied as one word into every answer
pub struct EditSource {
    /// The quarter for which it was published.
    pub quarter: Quarter,
    /// The kind of table.
    pub table: EditTable,
    /// Whether it is built in or was supplied.
    pub origin: Origin,
}

impl EditSource {
    pub(in crate::reference) const fn built_in(table: EditTable, quarter: Quarter) -> Self {
        let origin = Origin::BuiltIn;
        Self {
            quarter,
            table,
            origin,
        }
    }

    pub(in crate::reference) const fn supplied(table: EditTable, quarter: Quarter) -> Self {
        let origin = Origin::Supplied;
        Self {
            quarter,
            table,
            origin,
        }
    }
}

/// Contains the source of a table with the days of its quarter, so that the table of a date is found without a look at
/// months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::reference) struct Published {
    pub(in crate::reference::edits) source: EditSource,
    first_day: Date,
    last_day: Date,
}

impl Published {
    pub(in crate::reference::edits) const fn new(source: EditSource) -> Self {
        Self {
            source,
            first_day: source.quarter.first_day(),
            last_day: source.quarter.last_day(),
        }
    }

    /// Returns whether a date is in the quarter, which has begun.
    pub(in crate::reference::edits) fn is_current(&self, date: Date) -> bool {
        date <= self.last_day
    }

    pub(in crate::reference::edits) const fn first_day(&self) -> Date {
        self.first_day
    }
}

/// Parts tables, which are in the order of their quarters, into those whose quarter has begun on a date and the others.
#[inline]
pub(in crate::reference::edits) fn parted<T>(
    tables: &[T],
    date: Date,
    published: impl Fn(&T) -> &Published,
) -> (&[T], &[T]) {
    let last = tables
        .iter()
        .rposition(|table| published(table).first_day <= date);
    tables.split_at(last.map_or(0, |last| last + 1))
}

/// Gives a table of edits the functions that every such table has.
macro_rules! getters {
    ($table:ident, $rows:literal) => {
        impl $table {
            /// Returns the quarter, the kind and the origin of the table.
            #[must_use]
            pub const fn source(&self) -> EditSource {
                self.published.source
            }

            /// Returns the kind of table.
            #[must_use]
            pub const fn table(&self) -> EditTable {
                self.published.source.table
            }

            /// Returns the quarter for which the table was published.
            #[must_use]
            pub const fn quarter(&self) -> Quarter {
                self.published.source.quarter
            }

            #[doc = concat!("Returns the number of ", $rows, ".")]
            #[must_use]
            pub fn len(&self) -> usize {
                self.rows.len()
            }

            /// Returns whether the table has no rows.
            #[must_use]
            pub fn is_empty(&self) -> bool {
                self.rows.is_empty()
            }
        }
    };
}
pub(in crate::reference::edits) use getters;

impl fmt::Display for EditSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.quarter, self.table)
    }
}

impl ToFact for EditSource {
    fn to_fact(&self) -> Fact {
        Fact::Text(format!("{self}"))
    }
}

/// Names the one or two tables that an answer rests on, and its basis.
///
/// `Display` writes what a finding ends with: "(2026 Q3 practitioner table)", "(inferred: same in the
/// 2024 Q3 and 2026 Q3 practitioner tables)" or "(inferred from the 2026 Q3 practitioner table)".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias = "NCCI")]
pub struct EditTables {
    basis: Basis,
    first: EditSource,
    second: Option<EditSource>,
}

impl EditTables {
    /// Names the table of the date itself.
    pub(in crate::reference) const fn held(table: EditSource) -> Self {
        Self {
            basis: Basis::Held,
            first: table,
            second: None,
        }
    }

    /// Names one table of another quarter.
    pub(in crate::reference) const fn inferred_from(table: EditSource) -> Self {
        Self {
            basis: Basis::Inferred,
            first: table,
            second: None,
        }
    }

    /// Names the nearest tables before and after the date, which give the same answer.
    pub(in crate::reference) const fn agreeing(before: EditSource, after: EditSource) -> Self {
        Self {
            basis: Basis::Inferred,
            first: before,
            second: Some(after),
        }
    }

    /// Returns whether the answer is held for the date or inferred.
    #[must_use]
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// Returns the tables, the earlier one first.
    pub fn iter(&self) -> impl Iterator<Item = EditSource> + use<> {
        core::iter::once(self.first).chain(self.second)
    }
}

impl fmt::Display for EditTables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first;
        match (self.basis, self.second) {
            (Basis::Held, _) => write!(f, "({first} table)"),
            (Basis::Inferred, None) => write!(f, "(inferred from the {first} table)"),
            (Basis::Inferred, Some(second)) if first.table == second.table => {
                let quarter = first.quarter;
                write!(f, "(inferred: same in the {quarter} and {second} tables)")
            }
            (Basis::Inferred, Some(second)) => {
                write!(f, "(inferred: same in the {first} and {second} tables)")
            }
        }
    }
}

impl ToFact for EditTables {
    fn to_fact(&self) -> Fact {
        Fact::in_words(format!("{self}"), Fact::list(self.iter()))
    }

    fn basis(&self) -> Option<Basis> {
        Some(self.basis)
    }
}

/// States whether the tables of a setting include the one for the quarter of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[must_use]
pub enum EditTiming {
    /// No table is held for the setting.
    NoTable,
    /// The date is before the oldest table.
    BeforeOldest {
        /// The oldest table.
        oldest: EditSource,
    },
    /// The date is in the quarter of a table.
    Current {
        /// The table of the quarter.
        table: EditSource,
    },
    /// The date is after the oldest table and in the quarter of none: answers rest on other quarters.
    NotCurrent {
        /// The nearest table before the date.
        before: EditSource,
        /// The nearest table after the date, if there is one.
        after: Option<EditSource>,
    },
}
