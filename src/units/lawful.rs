//! Whether billed units are lawful, without listing the splits.

use super::{
    Allocation,
    allocation::Standing,
    count::{Clock, Entry, divide},
};
use crate::{code::ProcedureCode, quantity::Units};

impl Allocation {
    /// Whether billed units are one of the lawful splits, without listing them.
    ///
    /// Lines of one code are added; a code that is absent has 0 units. An untimed code may have its
    /// one unit or none.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-04, ch. 5, §20.2.C: the total is fixed, a service keeps its full units, equal
    /// remainders are the biller's choice.
    #[must_use]
    pub fn is_lawful(&self, billed: &[(ProcedureCode, Units)]) -> bool {
        let mut given_to_tied = 0;
        let known = billed
            .iter()
            .all(|&(code, units)| units.is_zero() || self.entry(code).is_some());
        known
            && self.entries.iter().all(|entry| {
                let Some(units) = entry.billed(billed) else {
                    return false;
                };
                let full = u32::from(entry.full);
                match self.standing(entry) {
                    _ if !entry.clock.is_timed() => units <= 1,
                    Standing::Without => units == full,
                    Standing::With => units == full + 1,
                    Standing::Tied => {
                        given_to_tied += u32::from(units == full + 1);
                        units == full || units == full + 1
                    }
                }
            })
            && given_to_tied
                == if self.pool.is_tie() {
                    self.pool.tied_extra
                } else {
                    0
                }
    }

    /// The most units of a code in any lawful split.
    #[must_use]
    pub fn most_units(&self, code: ProcedureCode) -> Units {
        self.extreme(code, Standing::Tied)
    }

    /// The least units of a code in any lawful split.
    #[must_use]
    pub fn least_units(&self, code: ProcedureCode) -> Units {
        self.extreme(code, Standing::With)
    }

    /// Units of a code if every entry from `least` on has its extra unit.
    fn extreme(&self, code: ProcedureCode, least: Standing) -> Units {
        let Some(entry) = self.entry(code) else {
            return Units::ZERO;
        };
        let counted_at = match entry.clock {
            Clock::AddOn(family) => self.entry(family.first).unwrap_or(entry),
            _ => entry,
        };
        let extra = u16::from(self.standing(counted_at) >= least);
        let attained = counted_at.full + extra;
        Units::new(match (entry.clock, counted_at.clock.family()) {
            (Clock::AddOn(_), _) => divide(attained).1,
            (_, Some(_)) => divide(attained).0,
            _ => attained,
        })
    }

    /// Whether some lawful split has at least the billed units in every code.
    ///
    /// True of every lawful split and of one that bills less; false if a code, the sum, or the
    /// choice among equals goes too far.
    #[must_use]
    pub fn covers(&self, billed: &[(ProcedureCode, Units)]) -> bool {
        let within = billed
            .iter()
            .all(|&(code, _)| units_of(code, billed) <= u32::from(self.most_units(code)));
        let needed_of_tied = self
            .tied()
            .map(Entry::movable_code)
            .map(|code| u32::from(units_of(code, billed) > u32::from(self.least_units(code))));
        within && needed_of_tied.sum::<u32>() <= self.pool.tied_extra
    }
}

/// Units of a code over all its lines.
fn units_of(code: ProcedureCode, billed: &[(ProcedureCode, Units)]) -> u32 {
    let of_code = billed.iter().filter(|(billed, _)| *billed == code);
    of_code.fold(0, |sum, (_, units)| sum.saturating_add((*units).into()))
}

impl Entry {
    /// Units billed here, of both codes at the first of a family; `None` if a family is
    /// divided in a way that no count makes.
    fn billed(&self, billed: &[(ProcedureCode, Units)]) -> Option<u32> {
        let sum = |code| units_of(code, billed);
        match self.clock {
            Clock::AddOn(_) => Some(u32::from(self.full)),
            Clock::PoolFamily(family) | Clock::OwnFamily(family) => {
                let (first, further) = (sum(family.first), sum(family.add_on));
                (first <= 1 && (first == 1 || further == 0))
                    .then_some(first.saturating_add(further))
            }
            _ => Some(sum(self.code)),
        }
    }
}
