//! Defines `Edits`, the edit tables of each setting.

use alloc::{collections::BTreeSet, vec::Vec};

use time::Date;

use crate::reference::{
    Setting,
    edits::{
        mue::MueTable,
        ptp::PtpTable,
        quarter::Quarter,
        selection::BuiltInEdits,
        table::{EditProgram, EditSource, EditTable, EditTiming, Published, parted},
    },
};

/// Contains the tables of each setting and program, built-in ones among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reference) struct Edits {
    mue: Lists<MueTable>,
    ptp: Lists<PtpTable>,
}

impl Edits {
    pub(in crate::reference) fn new(built_in: &BuiltInEdits) -> Self {
        Self {
            mue: Lists::new(built_in),
            ptp: Lists::new(built_in),
        }
    }

    pub(in crate::reference) fn add_mue(&mut self, setting: Option<Setting>, table: &MueTable) {
        self.mue.add(setting, table);
    }

    pub(in crate::reference) fn add_ptp(&mut self, setting: Option<Setting>, table: &PtpTable) {
        self.ptp.add(setting, table);
    }

    pub(in crate::reference) fn mue(&self, setting: Setting, program: EditProgram) -> &[MueTable] {
        self.mue.of(setting, program)
    }

    pub(in crate::reference) fn ptp(&self, setting: Setting, program: EditProgram) -> &[PtpTable] {
        self.ptp.of(setting, program)
    }
}

/// A kind of edit table that is kept by setting, program and quarter.
pub(in crate::reference) trait Table: Clone + 'static {
    fn published(&self) -> &Published;

    fn source(&self) -> EditSource {
        self.published().source
    }

    /// Returns the kind that a program uses in a setting.
    fn kind(setting: Setting, program: EditProgram) -> Option<EditTable>;

    /// Returns the built-in tables of a kind, in the order of their quarters.
    fn built_in(selection: &BuiltInEdits, kind: EditTable) -> &'static [Self];

    /// Returns the built-in tables that a program uses in a setting.
    fn built_in_of(
        selection: &BuiltInEdits,
        setting: Setting,
        program: EditProgram,
    ) -> &'static [Self] {
        Self::kind(setting, program).map_or(&[], |kind| Self::built_in(selection, kind))
    }
}

impl Table for MueTable {
    fn published(&self) -> &Published {
        &self.published
    }

    fn kind(setting: Setting, program: EditProgram) -> Option<EditTable> {
        EditTable::of_units(setting, program)
    }

    fn built_in(selection: &BuiltInEdits, kind: EditTable) -> &'static [Self] {
        selection.mue(kind)
    }
}

impl Table for PtpTable {
    fn published(&self) -> &Published {
        &self.published
    }

    fn kind(setting: Setting, program: EditProgram) -> Option<EditTable> {
        EditTable::of_pairs(setting, program)
    }

    fn built_in(selection: &BuiltInEdits, kind: EditTable) -> &'static [Self] {
        selection.ptp(kind)
    }
}

const LISTS: usize = Setting::ALL.len() * EditProgram::ALL.len();

const fn place(setting: Setting, program: EditProgram) -> usize {
    setting as usize * EditProgram::ALL.len() + program as usize
}

/// The tables of each setting and program, in the order of their quarters.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Lists<T> {
    lists: [Vec<T>; LISTS],
    /// The tables that one setting has for itself.
    own: BTreeSet<(usize, Quarter)>,
}

impl<T: Table> Lists<T> {
    fn new(built_in: &BuiltInEdits) -> Self {
        let mut new = Self {
            lists: core::array::from_fn(|_| Vec::new()),
            own: BTreeSet::new(),
        };
        for setting in Setting::ALL {
            for program in EditProgram::ALL {
                if let Some(list) = new.lists.get_mut(place(setting, program)) {
                    *list = T::built_in_of(built_in, setting, program).to_vec();
                }
            }
        }
        new
    }

    /// Adds a table for one setting, or for every setting that uses its kind and has no table of its own
    /// for the quarter. It replaces the one of its quarter.
    fn add(&mut self, own: Option<Setting>, table: &T) {
        let (kind, quarter) = (table.source().table, table.source().quarter);
        let program = kind.program();
        for setting in Setting::ALL {
            let place = place(setting, program);
            let is_meant = match own {
                Some(own) => own == setting,
                None => {
                    T::kind(setting, program) == Some(kind) && !self.own.contains(&(place, quarter))
                }
            };
            let Some(list) = self.lists.get_mut(place).filter(|_| is_meant) else {
                continue;
            };
            if own.is_some() {
                self.own.insert((place, quarter));
            }
            let at = list.partition_point(|other| other.source().quarter < quarter);
            match list.get_mut(at) {
                Some(same) if same.source().quarter == quarter => *same = table.clone(),
                _ => list.insert(at, table.clone()),
            }
        }
    }

    fn of(&self, setting: Setting, program: EditProgram) -> &[T] {
        self.lists
            .get(place(setting, program))
            .map_or(&[], Vec::as_slice)
    }
}

/// Returns whether tables, which are in the order of their quarters, include the one for the quarter of a date, and that
/// table if they do.
pub(in crate::reference) fn timing_and_table<T: Table>(
    tables: &[T],
    date: Date,
) -> (EditTiming, Option<&T>) {
    let (before, after) = parted(tables, date, Table::published);
    let after = after.first().map(Table::source);
    match (before.last(), after) {
        (None, None) => (EditTiming::NoTable, None),
        (None, Some(oldest)) => (EditTiming::BeforeOldest { oldest }, None),
        (Some(current), _) if current.published().is_current(date) => {
            let table = current.source();
            (EditTiming::Current { table }, Some(current))
        }
        (Some(before), after) => {
            let before = before.source();
            (EditTiming::NotCurrent { before, after }, None)
        }
    }
}
