//! Decides whether billed units are a permitted split, without listing the splits, and bills a chosen one.

use alloc::{collections::BTreeMap, vec::Vec};
use core::fmt;

use super::{
    allocation::Allocation,
    apportion::Standing,
    entry::{Clock, Entry, divide, divide_families},
    splits::{Choice, Split, TiedEntry, Ties, first_choice, next_choice},
};
use crate::{code::ProcedureCode, quantity::Units};

/// A chosen split was not one of the permitted ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SplitError {
    given: Split,
    nearest: Vec<Split>,
}

impl SplitError {
    /// Returns the split that was given.
    #[must_use]
    pub const fn given(&self) -> &Split {
        &self.given
    }

    /// Returns the permitted splits nearest to it, at most three, the nearest first.
    ///
    /// The distance of two splits is the sum of their differences in units over all codes.
    #[must_use]
    pub fn nearest(&self) -> &[Split] {
        &self.nearest
    }
}

impl fmt::Display for SplitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "expected a split that the unit rule permits, found {}; the nearest permitted: ",
            self.given
        )?;
        for (place, split) in self.nearest.iter().enumerate() {
            f.write_str(if place == 0 { "" } else { "; " })?;
            write!(f, "{split}")?;
        }
        Ok(())
    }
}

impl core::error::Error for SplitError {}

/// Contains the units billed by code, with the lines of one code added.
struct Billed(BTreeMap<ProcedureCode, u32>);

impl Billed {
    fn of(lines: impl IntoIterator<Item = (ProcedureCode, Units)>) -> Self {
        let mut billed = BTreeMap::new();
        for (code, units) in lines {
            let sum = billed.entry(code).or_insert(0_u32);
            *sum = sum.saturating_add(units.into());
        }
        Self(billed)
    }

    fn units(&self, code: ProcedureCode) -> u32 {
        self.0.get(&code).copied().unwrap_or_default()
    }

    /// Returns the units billed of an entry, of both codes at the first of a family, or `None` if a family is
    /// divided in a way that no count makes.
    fn of_entry(&self, entry: &Entry) -> Option<u32> {
        match entry.clock.family() {
            Some(family) => {
                let (first, further) = (self.units(family.first), self.units(family.add_on));
                let is_divided = first <= 1 && (first == 1 || further == 0);
                is_divided.then_some(first.saturating_add(further))
            }
            None => Some(self.units(entry.code)),
        }
    }
}

impl Allocation {
    /// Returns whether billed units are one of the permitted splits, without listing them.
    ///
    /// Lines of one code are added, and a code that is absent has 0 units. An untimed code may have its one unit or
    /// none.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-04, ch. 5, §20.2.C: the total is fixed, a service keeps its full units, and among equal
    /// remaining minutes the biller may choose.
    #[must_use]
    pub fn is_lawful(&self, billed: &[(ProcedureCode, Units)]) -> bool {
        self.permits(&Billed::of(billed.iter().copied()), 1)
    }

    /// Returns whether billed units are a permitted split, where untimed codes may have some units.
    fn permits(&self, billed: &Billed, untimed: u32) -> bool {
        let mut given_to_tied = 0;
        let mut codes: Vec<_> = self.entries().iter().map(|entry| entry.code).collect();
        crate::order::by_key(&mut codes, |code| code.rank());
        let mut known = billed.0.iter().filter(|(_, units)| **units > 0);
        known.all(|(code, _)| codes.binary_search(code).is_ok())
            && self.entries().iter().all(|entry| {
                let full = u32::from(entry.full);
                match (billed.of_entry(entry), entry.clock) {
                    (_, Clock::AddOn(_)) => true, // counted at its first code
                    (None, _) => false,
                    (Some(units), Clock::Untimed | Clock::Counted) => units <= untimed,
                    (Some(units), _) => match self.standing(entry) {
                        Standing::Without => units == full,
                        Standing::With => units == full + 1,
                        Standing::Tied => {
                            given_to_tied += u32::from(units == full + 1);
                            units == full || units == full + 1
                        }
                    },
                }
            })
            && given_to_tied
                == if self.pool().is_tie() {
                    self.pool().tied_extra
                } else {
                    0
                }
    }

    /// Returns the allocation that follows a split of the caller's choice, in place of the default pick.
    ///
    /// Ties, the permitted splits and the next units describe the session and stay as they are.
    ///
    /// # Errors
    ///
    /// A split that the rule does not permit is an error that names the nearest permitted ones. Fewer units than
    /// the count, units of an untimed code, and units of a code that was not delivered are not permitted.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "tables")] {
    /// use therapy_billing::{Discipline, Session, UnitRule, time::macros::date};
    ///
    /// let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, [("97112", 20), ("97110", 20)])?;
    /// let allocation = UnitRule::MEDICARE.allocate(&session);
    /// let other = allocation.splits().nth(1).unwrap();
    /// let chosen = allocation.with_split(&other).unwrap();
    /// assert_eq!(chosen.split(), other);
    /// # }
    /// # Ok::<(), therapy_billing::session::SessionError>(())
    /// ```
    pub fn with_split(&self, split: &Split) -> Result<Self, SplitError> {
        let billed = Billed::of(split.iter());
        if !self.permits(&billed, 0) {
            return Err(SplitError {
                given: split.clone(),
                nearest: self.nearest(&billed),
            });
        }
        let mut chosen = self.clone();
        for entry in chosen
            .entries
            .iter_mut()
            .filter(|entry| entry.clock.is_pooled())
        {
            let units = billed
                .of_entry(entry)
                .and_then(|units| u16::try_from(units).ok());
            entry.attained = units.unwrap_or(entry.attained); // a permitted split has no others
            entry.units = entry.attained;
        }
        divide_families(&mut chosen.entries);
        chosen.is_chosen = true;
        Ok(chosen)
    }

    /// Returns the permitted splits nearest to billed units, at most three.
    ///
    /// An extra unit of a tied entry changes its distance by one, up or down. The nearest choices are those with as
    /// many entries as possible where it goes down.
    fn nearest(&self, billed: &Billed) -> Vec<Split> {
        let ties = Ties::of(self);
        let is_wanted = |tied: &TiedEntry| {
            let entry = self.entries().get(tied.extra_at);
            entry.is_some_and(|entry| {
                let without = entry.units - u16::from(tied.has_extra(self));
                billed.units(entry.code) > u32::from(without)
            })
        };
        let wanted: Vec<bool> = ties.entries.iter().map(is_wanted).collect();
        let count = wanted.iter().filter(|wanted| **wanted).count();
        let others = wanted.len() - count;
        let least = ties.units.saturating_sub(others);
        let of_wanted = (least..=count.min(ties.units)).rev();
        let choices = of_wanted.flat_map(|of_wanted| {
            let first = first_choice(&wanted, [ties.units - of_wanted, of_wanted]);
            core::iter::successors(Some(first), |choice: &Choice| {
                next_choice(choice, |place| {
                    wanted.get(place).is_some_and(|wanted| *wanted)
                })
            })
        });
        choices
            .take(3)
            .map(|choice| ties.split(self, &choice))
            .collect()
    }

    /// Returns the most units of a code in any permitted split.
    #[must_use]
    pub fn most_units(&self, code: ProcedureCode) -> Units {
        self.extreme(code, Standing::Tied)
    }

    /// Returns the least units of a code in any permitted split.
    #[must_use]
    pub fn least_units(&self, code: ProcedureCode) -> Units {
        self.extreme(code, Standing::With)
    }

    /// Returns the units of a code if every entry from `least` on has its extra unit.
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

    /// Returns whether some permitted split has at least the billed units in every code.
    ///
    /// This is true of every permitted split and of one that bills less. It is false if a code, the sum, or the choice
    /// among equals goes too far.
    #[must_use]
    pub fn covers(&self, billed: &[(ProcedureCode, Units)]) -> bool {
        let billed = Billed::of(billed.iter().copied());
        let within = billed
            .0
            .iter()
            .all(|(code, units)| *units <= u32::from(self.most_units(*code)));
        let needed_of_tied = self
            .tied()
            .map(Entry::movable_code)
            .map(|code| u32::from(billed.units(code) > u32::from(self.least_units(code))));
        within && needed_of_tied.sum::<u32>() <= self.pool().tied_extra
    }
}
