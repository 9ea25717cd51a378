//! Makes the permitted splits of a session one at a time.

use alloc::{collections::BTreeMap, vec::Vec};
use core::fmt;

use super::{
    allocation::Allocation,
    apportion::Standing,
    entry::{Entry, order_of_service},
};
use crate::{code::ProcedureCode, finding::listed, order, quantity::Units};

/// Contains a way to assign the timed units of a session to its codes. A code that is absent has 0 units.
///
/// Splits are equal if they have the same units, in whatever order.
///
/// # Examples
///
/// ```
/// use therapy_billing::{ProcedureCode, Units, units::Split};
///
/// let split: Split = [(ProcedureCode::CPT_97112, Units::new(1)), (ProcedureCode::CPT_97110, Units::new(2))]
///     .into_iter()
///     .collect();
/// assert_eq!(split.units(ProcedureCode::CPT_97110), Units::new(2));
/// assert_eq!(split.to_string(), "1 unit of 97112 and 2 units of 97110");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Split {
    codes: Vec<(ProcedureCode, Units)>,
}

impl Split {
    /// Returns the units of a code.
    #[must_use]
    pub fn units(&self, code: ProcedureCode) -> Units {
        self.iter()
            .find_map(|(known, units)| (known == code).then_some(units))
            .unwrap_or_default()
    }

    /// Returns the codes that have units, in the order of the split.
    pub fn iter(&self) -> impl Iterator<Item = (ProcedureCode, Units)> + '_ {
        self.codes.iter().copied()
    }

    /// Returns the units by code.
    pub(super) fn by_code(&self) -> BTreeMap<ProcedureCode, Units> {
        let mut units = BTreeMap::new();
        units.extend(self.iter());
        units
    }
}

/// Collects units by code. The last one of a code counts.
impl FromIterator<(ProcedureCode, Units)> for Split {
    fn from_iter<I: IntoIterator<Item = (ProcedureCode, Units)>>(codes: I) -> Self {
        let mut places = BTreeMap::new();
        let mut split: Vec<(ProcedureCode, Units)> = Vec::new();
        for (code, units) in codes {
            let place = *places.entry(code).or_insert(split.len());
            match split.get_mut(place) {
                Some(known) => known.1 = units,
                None => split.push((code, units)),
            }
        }
        split.retain(|(_, units)| !units.is_zero());
        Self { codes: split }
    }
}

impl PartialEq for Split {
    fn eq(&self, other: &Self) -> bool {
        self.codes == other.codes || self.by_code() == other.by_code()
    }
}

impl Eq for Split {}

impl fmt::Display for Split {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        struct UnitsOf(ProcedureCode, Units);

        impl fmt::Display for UnitsOf {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{} of {}", self.1, self.0)
            }
        }

        if self.codes.is_empty() {
            return f.write_str("no units");
        }
        listed(
            f,
            self.iter().map(|(code, units)| UnitsOf(code, units)),
            " and ",
        )
    }
}

/// Iterates over the permitted splits of a session: the one of the allocation first, and the default pick before the
/// others.
///
/// Nothing is made before it is asked for: `splits().take(64)` costs 64 splits, however many there are.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{Discipline, Session, UnitRule, time::macros::date};
///
/// // Three services of 7 minutes: 21 minutes are 1 unit, for any of them.
/// let services = [("97112", 7), ("97110", 7), ("97140", 7)];
/// let session = Session::of(date!(2026 - 03 - 14), Discipline::Pt, services)?;
/// let allocation = UnitRule::MEDICARE.allocate(&session);
/// let splits: Vec<_> = allocation.splits().map(|split| split.to_string()).collect();
/// assert_eq!(splits, ["1 unit of 97112", "1 unit of 97110", "1 unit of 97140"]);
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[doc(alias = "alternatives")]
#[derive(Clone, Debug)]
#[must_use]
pub struct Splits<'a> {
    allocation: &'a Allocation,
    ties: Ties,
    /// The choice that the allocation has.
    own: Choice,
    /// Whether the split of the allocation was made.
    is_own_made: bool,
    /// The next choice in order, or `None` after the last.
    next: Option<Choice>,
}

/// Contains for each tied entry, in the order of the default pick, whether it has the extra unit.
pub(super) type Choice = Vec<bool>;

/// Contains the tied entries in the order in which the default pick serves them.
#[derive(Clone, Debug)]
pub(super) struct Ties {
    /// The tied entries.
    pub(super) entries: Vec<TiedEntry>,
    /// The number of them that have an extra unit.
    pub(super) units: usize,
}

/// Contains a tied entry by its positions among the entries.
#[derive(Clone, Copy, Debug)]
pub(super) struct TiedEntry {
    /// The position of the entry that counts the minutes.
    counted_at: usize,
    /// The position of the code that gains the extra unit: the entry itself, or the add-on of its family.
    pub(super) extra_at: usize,
}

impl TiedEntry {
    /// Returns whether the entry has its extra unit in an allocation.
    pub(super) fn has_extra(self, allocation: &Allocation) -> bool {
        let entry = allocation.entries().get(self.counted_at);
        entry.is_some_and(|entry| entry.attained > entry.full)
    }
}

impl Ties {
    pub(super) fn of(allocation: &Allocation) -> Self {
        let entries = allocation.entries().iter().enumerate();
        let mut tied: Vec<_> = entries
            .filter(|(_, entry)| allocation.standing(entry) == Standing::Tied)
            .collect();
        let rounding = allocation.rule().rounding();
        order::by_key(&mut tied, |(_, entry)| {
            order_of_service(rounding, entry.counted.into(), entry.since)
        });
        let units = usize::try_from(allocation.pool().tied_extra).unwrap_or(usize::MAX);
        let tied_entry = |(counted_at, entry): (usize, &Entry)| {
            let family = entry.clock.family();
            let extra_at = family.and_then(|_| allocation.place(entry.movable_code()));
            TiedEntry {
                counted_at,
                extra_at: extra_at.unwrap_or(counted_at),
            }
        };
        Self {
            units: units.min(tied.len()),
            entries: tied.into_iter().map(tied_entry).collect(),
        }
    }

    /// Returns the default pick.
    fn first(&self) -> Choice {
        (0..self.entries.len())
            .map(|place| place < self.units)
            .collect()
    }

    /// Returns the choice of an allocation.
    fn own(&self, allocation: &Allocation) -> Choice {
        let entries = self.entries.iter();
        entries.map(|entry| entry.has_extra(allocation)).collect()
    }

    /// Returns the split of a choice, which differs from that of the allocation in extra units only.
    pub(super) fn split(&self, allocation: &Allocation, choice: &Choice) -> Split {
        let mut codes: Vec<_> = timed_units(allocation.entries()).collect();
        for (entry, is_chosen) in self.entries.iter().zip(choice) {
            if let Some((_, units)) = codes.get_mut(entry.extra_at) {
                let others = units.get() - u16::from(entry.has_extra(allocation));
                *units = Units::new(others + u16::from(*is_chosen));
            }
        }
        codes.retain(|(_, units)| !units.is_zero());
        Split { codes }
    }
}

/// Returns each code of an allocation with its timed units. An untimed code has 0 units.
fn timed_units(entries: &[Entry]) -> impl Iterator<Item = (ProcedureCode, Units)> {
    entries.iter().map(|entry| {
        let units = if entry.clock.is_timed() {
            entry.units
        } else {
            0
        };
        (entry.code, Units::new(units))
    })
}

/// Returns the next choice in order that has as many places of each kind, or `None` after the last.
///
/// The order is that of the positions chosen. `kind_of` tells two kinds of places apart.
pub(super) fn next_choice(choice: &Choice, kind_of: impl Fn(usize) -> bool) -> Option<Choice> {
    let of = |kind: bool| usize::from(kind);
    // places of each kind after the one that is looked at, and those of them that are chosen
    let (mut free, mut needed) = ([0_usize; 2], [0_usize; 2]);
    let mut moved = None;
    for (place, is_chosen) in choice.iter().enumerate().rev() {
        let kind = kind_of(place);
        let [needed_of_kind, free_of_kind] = [&needed, &free].map(|count| count.get(of(kind)));
        if *is_chosen && needed_of_kind < free_of_kind {
            moved = Some((place, kind));
            break;
        }
        if let Some(count) = free.get_mut(of(kind)) {
            *count += 1;
        }
        if let Some(count) = needed.get_mut(of(kind)) {
            *count += usize::from(*is_chosen);
        }
    }
    let (moved, kind) = moved?;
    if let Some(count) = needed.get_mut(of(kind)) {
        *count += 1;
    }
    let mut next = choice.clone();
    for (place, is_chosen) in next.iter_mut().enumerate().skip(moved) {
        let count = needed.get_mut(of(kind_of(place)))?;
        *is_chosen = place > moved && *count > 0;
        *count -= usize::from(*is_chosen);
    }
    Some(next)
}

/// Returns the first choice in order that has the given numbers of places of each kind.
pub(super) fn first_choice(kinds: &[bool], mut of_kind: [usize; 2]) -> Choice {
    let mut take = |kind: &bool| match of_kind.get_mut(usize::from(*kind)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    };
    kinds.iter().map(&mut take).collect()
}

impl Iterator for Splits<'_> {
    type Item = Split;

    fn next(&mut self) -> Option<Split> {
        if !self.is_own_made {
            self.is_own_made = true;
            return Some(self.allocation.split());
        }
        loop {
            let choice = self.next.take()?;
            self.next = next_choice(&choice, |_| false);
            // place by place: to compare them all at once would wait for the bytes that have just been written
            if choice.iter().ne(&self.own) {
                return Some(self.ties.split(self.allocation, &choice));
            }
        }
    }
}

impl core::iter::FusedIterator for Splits<'_> {}

impl Allocation {
    /// Returns every permitted split of the timed units, made one at a time: the one of this allocation first.
    pub fn splits(&self) -> Splits<'_> {
        let ties = Ties::of(self);
        Splits {
            own: ties.own(self),
            is_own_made: false,
            next: Some(ties.first()),
            ties,
            allocation: self,
        }
    }

    /// Returns how many permitted splits there are, or `u64::MAX` if there are more than that.
    #[must_use]
    pub fn lawful_splits(&self) -> u64 {
        let pool = self.pool();
        if pool.is_tie() {
            choose(pool.tied, pool.tied_extra)
        } else {
            1
        }
    }

    /// Returns the split of this allocation: the default pick, or the one that the caller chose.
    #[must_use]
    pub fn split(&self) -> Split {
        let codes = timed_units(self.entries()).filter(|(_, units)| !units.is_zero());
        Split {
            codes: codes.collect(),
        }
    }
}

#[cfg(feature = "serde")]
mod wire {
    use core::fmt;

    use serde::{
        Deserialize, Deserializer, Serialize, Serializer,
        de::{Error, MapAccess, Visitor},
    };

    use super::{BTreeMap, ProcedureCode, Split, Units, Vec};

    impl Serialize for Split {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map(self.iter())
        }
    }

    struct UnitsByCode;

    impl<'de> Visitor<'de> for UnitsByCode {
        type Value = Split;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a split, an object of units by code")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Split, A::Error> {
            let mut codes: Vec<(ProcedureCode, Units)> = Vec::new();
            let mut seen = BTreeMap::new();
            while let Some((code, units)) = map.next_entry()? {
                if seen.insert(code, ()).is_some() {
                    return Err(A::Error::custom(format_args!("duplicate field `{code}`")));
                }
                if codes.len() >= crate::session::Session::LIMIT {
                    return Err(A::Error::custom(format_args!(
                        "expected at most {} codes in a split, found more; remove some",
                        crate::session::Session::LIMIT
                    )));
                }
                codes.push((code, units));
            }
            Ok(codes.into_iter().collect())
        }
    }

    impl<'de> Deserialize<'de> for Split {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_map(UnitsByCode)
        }
    }
}

/// Returns how many ways there are to choose `chosen` of `of`, or `u64::MAX` if there are more than that.
fn choose(of: u32, chosen: u32) -> u64 {
    let chosen = chosen.min(of.saturating_sub(chosen));
    let mut ways: u128 = 1;
    for step in 0..u128::from(chosen) {
        // the product of k consecutive numbers is divisible by k!, so each division is exact
        ways = ways * (u128::from(of) - step) / (step + 1);
        if ways > u128::from(u64::MAX) {
            return u64::MAX;
        }
    }
    u64::try_from(ways).unwrap_or(u64::MAX)
}
