//! Writes an allocation in its serialized form.

use serde::{Serialize, Serializer, ser::SerializeStruct};

use super::allocation::Allocation;
use crate::{
    code::ProcedureCode,
    quantity::{Minutes, Units},
};

/// The most permitted splits that are listed.
const LISTED: usize = 64;

/// Contains the permitted splits of an allocation, as far as they are listed.
pub(crate) struct Alternatives<'a>(pub(crate) &'a Allocation);

impl Alternatives<'_> {
    /// Returns whether there are more than are listed.
    pub(crate) fn are_cut(&self) -> bool {
        self.0.lawful_splits() > LISTED as u64
    }
}

impl Serialize for Alternatives<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.splits().take(LISTED))
    }
}

#[derive(Serialize)]
struct Line {
    code: ProcedureCode,
    units: Units,
    minutes: Option<Minutes>,
    next_unit: Option<Minutes>,
}

struct Lines<'a>(&'a Allocation);

impl Serialize for Lines<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let next_units = self.0.next_units();
        serializer.collect_seq(self.0.lines().map(|line| Line {
            code: line.code,
            units: line.units,
            minutes: line.minutes,
            next_unit: next_units.of(line.code),
        }))
    }
}

impl Serialize for Allocation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let alternatives = Alternatives(self);
        let mut fields = serializer.serialize_struct("Allocation", 10)?;
        fields.serialize_field("rule", &self.rule())?;
        fields.serialize_field("timed_minutes", &self.timed_minutes())?;
        fields.serialize_field("timed_units", &self.timed_units())?;
        fields.serialize_field("next_session_unit", &self.next_session_unit())?;
        fields.serialize_field("lines", &Lines(self))?;
        fields.serialize_field("tie", &self.tie())?;
        fields.serialize_field("alternatives", &alternatives)?;
        if alternatives.are_cut() {
            fields.serialize_field("alternatives_cut", &true)?;
        }
        fields.serialize_field("steps", &self.explain())?;
        fields.serialize_field("findings", &self.findings())?;
        fields.end()
    }
}
