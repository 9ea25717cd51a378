//! Counts sessions by codes and minutes, as [`UnitRule::allocate`] counts one session.

use alloc::{collections::BTreeMap, vec::Vec};
use core::ops::Range;

use ::time::Date;

use super::{
    error::{ColumnError, equally_long, same_length},
    sessions::{Sessions, sessions},
    validity::Validity,
};
use crate::code::ProcedureCode;
use crate::limit::LIST_LIMIT;
use crate::quantity::Minutes;
use crate::reference::ReferenceData;
use crate::reference::catalog::Discipline;
use crate::session::{ServiceError, ServiceRecord, Session};
use crate::units::{
    apportion::split,
    entry::{Clock, divide},
    lanes::LANES,
    rule::UnitRule,
};

/// Contains how a unit rule counts each code of a table, looked up once for all of its sessions.
///
/// The id of a code is its position in the list of codes, as in a dictionary-encoded column. Two ids of one code are
/// the same code. A code that is not valid on the date is counted by its own timing, as in a session, and
/// [`not_in_force`](Self::not_in_force) names it.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{ProcedureCode, ReferenceData, UnitRule, time::macros::date};
/// use therapy_billing::units::columns::{Codebook, CodebookError};
///
/// let (reference, visits) = (ReferenceData::built_in(), date!(2026 - 03 - 14));
/// let codes = [ProcedureCode::CPT_97112, ProcedureCode::of("97001")];
/// let codebook = Codebook::new(reference, UnitRule::MEDICARE, visits, &codes)?;
/// assert!(codebook.not_in_force().eq([ProcedureCode::of("97001")])); // replaced in 2017
///
/// let unknown = ProcedureCode::of("97999");
/// let error = Codebook::new(reference, UnitRule::MEDICARE, visits, &[unknown]).unwrap_err();
/// assert_eq!(error, CodebookError::Unknown { position: 0, code: unknown });
/// # }
/// # Ok::<(), therapy_billing::units::columns::CodebookError>(())
/// ```
#[doc(alias = "dictionary encoding")]
#[derive(Clone, Debug)]
pub struct Codebook {
    rule: UnitRule,
    /// What the fast case needs of each code, filled up to [`FIRST`] codes.
    codes: Vec<Code>,
    places: Vec<Place>,
    /// The way in which each service is counted; a family is one service.
    services: Vec<Clock>,
    not_in_force: Vec<ProcedureCode>,
}

/// A list of codes could not become a codebook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CodebookError {
    /// The reference data had no entry for a code.
    #[error(
        "expected a code of the reference data, found {code} at position {position}; add an entry for it"
    )]
    Unknown {
        /// The position of the code, counted from 0.
        position: usize,
        /// The code.
        code: ProcedureCode,
    },
    /// No session can contain a code.
    #[error("codes[{position}]: {error}")]
    NotOfSession {
        /// The position of the code, counted from 0.
        position: usize,
        /// The reason.
        error: ServiceError,
    },
    /// Two codes of a family were counted in different ways.
    #[error(
        "expected one timing of {code} and its family, found another one at position {position}; state the same \
         timing in both entries of the reference data"
    )]
    TimingDiffers {
        /// The position of the later code, counted from 0.
        position: usize,
        /// The later code.
        code: ProcedureCode,
    },
    /// The list of codes was too long.
    #[error("expected at most {limit} codes, found {found}; leave out codes that no session has", limit = LIST_LIMIT)]
    TooManyCodes {
        /// The length of the list.
        found: usize,
    },
}

/// Contains what the fast case needs of a code.
#[derive(Clone, Copy, Debug, Default)]
struct Code {
    /// The bit of a code that needs no look at the other entries of the session, and 0 for every other code.
    ///
    /// The sum of a session has as many bits as there are entries exactly if all of them are different and of that
    /// kind. Codes beyond the 64th share bits, and their sessions may be counted separately for nothing.
    sign: u64,
    /// The mask that keeps the minutes of a code that is counted together with others.
    kept: u16,
    /// The units of a code that is not billed by time.
    once: u16,
}

/// States where a code is counted.
#[derive(Clone, Copy, Debug)]
struct Place {
    service: usize,
    is_add_on: bool,
}

impl Codebook {
    /// Creates a codebook from the codes of a table, whose positions are their ids.
    ///
    /// # Errors
    ///
    /// - A code that the reference data does not have is an error with its position, and so is a code that is counted
    ///   by the calendar month or by the visit.
    /// - Codes of one family that are counted in different ways are an error.
    /// - More than 4,096 codes are an error.
    pub fn new(
        reference: &ReferenceData,
        rule: UnitRule,
        date: Date,
        codes: &[ProcedureCode],
    ) -> Result<Self, CodebookError> {
        if codes.len() > LIST_LIMIT {
            return Err(CodebookError::TooManyCodes { found: codes.len() });
        }
        // a session of all codes says how each of them is counted
        let mut session = Session::new(date, Discipline::Pt);
        for (position, &code) in codes.iter().enumerate() {
            let record = ServiceRecord::new(code, Some(Minutes::ZERO.into()));
            let service = record.resolve(reference).map_err(|error| match error {
                ServiceError::UnknownCode { code } => CodebookError::Unknown { position, code },
                error => CodebookError::NotOfSession { position, error },
            })?;
            // without minutes, nothing but their timing can keep services apart
            let pushed = session.try_push(service);
            pushed.map_err(|_| CodebookError::TimingDiffers { position, code })?;
        }
        let allocation = rule.allocate(&session);
        let entries = allocation.entries();
        let by_code: BTreeMap<ProcedureCode, usize> =
            entries.iter().map(|entry| entry.code).zip(0..).collect();

        let (mut signs, mut next) = (BTreeMap::new(), 1_u64);
        let mut of_code = |code: ProcedureCode| {
            let service = *by_code.get(&code)?;
            let clock = entries.get(service)?.clock;
            let place = match clock {
                Clock::AddOn(family) => Place {
                    service: *by_code.get(&family.first)?,
                    is_add_on: true,
                },
                _ => Place {
                    service,
                    is_add_on: false,
                },
            };
            let mut sign = || {
                *signs.entry(code).or_insert_with(|| {
                    next = next.rotate_left(1);
                    next
                })
            };
            let fast = match clock {
                Clock::Pool => Code {
                    sign: sign(),
                    kept: u16::MAX,
                    once: 0,
                },
                Clock::Untimed | Clock::Counted => Code {
                    sign: sign(),
                    kept: 0,
                    once: 1,
                },
                _ => Code::default(),
            };
            Some((fast, place))
        };
        let found: Vec<_> = codes.iter().filter_map(|code| of_code(*code)).collect();
        let ended = |code: &ProcedureCode| {
            let facts = reference.facts(*code);
            facts.is_some_and(|facts| !facts.is_in_force(date))
        };
        Ok(Self {
            rule,
            codes: found
                .iter()
                .map(|(code, _)| *code)
                .chain(core::iter::repeat_n(
                    Code::default(),
                    FIRST.saturating_sub(found.len()),
                ))
                .collect(),
            places: found.iter().map(|(_, place)| *place).collect(),
            services: entries.iter().map(|entry| entry.clock).collect(),
            not_in_force: codes.iter().copied().filter(ended).collect(),
        })
    }

    /// Returns the rule by which the codes are counted.
    #[must_use]
    pub const fn rule(&self) -> UnitRule {
        self.rule
    }

    /// Returns the number of codes, below which every id is.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Returns whether there is no code.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Returns the codes that are not valid on the date, in the order of the list.
    pub fn not_in_force(&self) -> impl Iterator<Item = ProcedureCode> + '_ {
        self.not_in_force.iter().copied()
    }
}

/// Splits sessions of codes and minutes into units per entry, as [`UnitRule::allocate`] counts each of them.
///
/// Session `i` is `offsets[i]..offsets[i + 1]` of the three columns, with offsets and ids of any integer type.
///
/// - Entries of one code are one service. Its units are at the first entry, and the other entries have 0 units.
/// - An untimed code has 1 unit in a session. Its minutes are not counted.
/// - A code of another block length is counted separately.
/// - The two codes of a family are one service. The first unit is at the first code, the others are at the add-on.
///   Where only one of the two codes has an entry, that entry has the units of both.
///
/// Sessions in which no code repeats, with codes that are untimed or counted together, are the fast case. They are
/// counted as by [`split_sessions`](super::split_sessions). All memory is taken once for all sessions.
///
/// # Errors
///
/// Nothing is written after an error.
///
/// - The columns differ in length, or the offsets are invalid, as for [`split_sessions`](super::split_sessions).
/// - An id is not the position of a code in the codebook.
/// - The entries of a timed code or family have more than 65,535 minutes in a session.
///
/// # Source
///
/// CMS Pub. 100-04, ch. 5, §20.2; AMA, CPT, Introduction, Time.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{ProcedureCode, ReferenceData, UnitRule, time::macros::date};
/// use therapy_billing::units::columns::{self, Codebook};
///
/// let codes = ["97112", "97110", "97010"].map(ProcedureCode::of);
/// let codebook =
///     Codebook::new(ReferenceData::built_in(), UnitRule::MEDICARE, date!(2026 - 03 - 14), &codes).unwrap();
///
/// // 97112 in two entries with 97110 between them, then a hot pack; and one more visit.
/// let (offsets, ids) = ([0_u32, 4, 5], [0_u8, 1, 0, 2, 1]);
/// let minutes = [12, 23, 12, 10, 8];
/// let mut units = [0; 5];
/// columns::split_coded(&codebook, &offsets, &ids, &minutes, &mut units)?;
/// assert_eq!(units, [2, 1, 0, 1, 1]);
/// # }
/// # Ok::<(), therapy_billing::units::columns::ColumnError>(())
/// ```
pub fn split_coded<O: Copy + TryInto<usize>, I: Copy + Ord + TryInto<usize> + TryFrom<usize>>(
    codebook: &Codebook,
    offsets: &[O],
    ids: &[I],
    minutes: &[u16],
    units: &mut [u16],
) -> Result<(), ColumnError> {
    split_known(codebook, offsets, ids, minutes, None, units)
}

/// Splits sessions of codes and minutes, some of which are null, into units per entry.
///
/// What is in the column of minutes at a null is not read. See [`split_coded`] for everything else.
///
/// # Errors
///
/// A timed code whose minutes are null is an error, as it is in a session. The other errors are those of
/// [`split_coded`], and a bitmap that is not as long as the column.
///
/// # Source
///
/// As for [`split_coded`].
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{ProcedureCode, ReferenceData, UnitRule, time::macros::date};
/// use therapy_billing::units::columns::{self, Codebook, ColumnError, Validity};
///
/// let codes = ["97112", "97161"].map(ProcedureCode::of); // the second is an untimed evaluation
/// let codebook =
///     Codebook::new(ReferenceData::built_in(), UnitRule::MEDICARE, date!(2026 - 03 - 14), &codes).unwrap();
/// let (minutes, mut units) = ([24, 0], [0; 2]);
///
/// let second_is_null = Validity::new(&[0b01], 0, 2)?;
/// columns::split_coded_nullable(&codebook, &[0, 2], &[0_u8, 1], &minutes, second_is_null, &mut units)?;
/// assert_eq!(units, [2, 1]);
///
/// let first_is_null = Validity::new(&[0b10], 0, 2)?;
/// let error = columns::split_coded_nullable(
///     &codebook, &[0, 2], &[0_u8, 1], &minutes, first_is_null, &mut units,
/// );
/// assert_eq!(error, Err(ColumnError::TimeMissing { position: 0 }));
/// # }
/// # Ok::<(), therapy_billing::units::columns::ColumnError>(())
/// ```
pub fn split_coded_nullable<
    O: Copy + TryInto<usize>,
    I: Copy + Ord + TryInto<usize> + TryFrom<usize>,
>(
    codebook: &Codebook,
    offsets: &[O],
    ids: &[I],
    minutes: &[u16],
    validity: Validity<'_>,
    units: &mut [u16],
) -> Result<(), ColumnError> {
    equally_long("validity bits", minutes.len(), validity.len())?;
    split_known(codebook, offsets, ids, minutes, Some(validity), units)
}

fn split_known<O: Copy + TryInto<usize>, I: Id>(
    codebook: &Codebook,
    offsets: &[O],
    ids: &[I],
    minutes: &[u16],
    validity: Option<Validity<'_>>,
    units: &mut [u16],
) -> Result<(), ColumnError> {
    same_length(minutes, units)?;
    equally_long("ids", minutes.len(), ids.len())?;
    let sessions = sessions(offsets, minutes)?;
    let known = sessions.start..sessions.minutes.len();
    let mut entries = Entries {
        codebook,
        ids,
        minutes,
        groups: Vec::new(),
        seen: Vec::new(),
        session: 0,
        pool: Vec::new(),
        pool_units: Vec::new(),
    };
    entries.check_ids(known.clone())?;
    if let Some(validity) = validity {
        entries.check_nulls(known, validity)?;
    }
    entries.check_sums(&sessions)?;

    let mut batch = Batch::new();
    let (mut first, mut start) = (0, sessions.start);
    while first < sessions.count {
        let count = sessions.fitting(first, start);
        if count == 0 {
            let session = start..(sessions.end_of)(first);
            start = session.end;
            first += 1;
            entries.count(session, units)?;
        } else {
            let end = (sessions.end_of)(first + count - 1);
            let services = start..end;
            let some = first..first + count;
            batch.count(&mut entries, &sessions, some, services, units)?;
            start = end;
            first += count;
        }
    }
    Ok(())
}

/// The most entries of a batch.
const ENTRIES: usize = 1024;
/// The number of first codes that are looked up without a check.
const FIRST: usize = 256;
/// The most sessions of a batch.
const SESSIONS: usize = 128;
/// The most entries of a session that are compared with each other.
const FEW: usize = 16;

impl<E: Fn(usize) -> usize> Sessions<'_, E> {
    /// Returns how many sessions from the first on, which begins at `start`, fit a batch.
    fn fitting(&self, first: usize, start: usize) -> usize {
        let most = SESSIONS.min(self.count - first);
        let fits = |count: usize| (self.end_of)(first + count - 1) - start <= ENTRIES;
        if fits(most) {
            return most;
        }
        (1..most).take_while(|count| fits(*count)).count()
    }
}

/// Contains the memory for sessions that are looked up and then counted together.
struct Batch {
    /// The minutes of the codes that are counted together; 0 for every other code.
    minutes: [u16; ENTRIES],
    units: [u16; ENTRIES],
    /// The signs of all codes before each entry, added.
    signs: [u64; ENTRIES + 1],
    /// The place at which each session begins, and that at which the last one ends.
    bounds: [u16; SESSIONS + 1],
    /// The number of entries of each session that differ and need no look at the others.
    alone: [u64; SESSIONS],
}

impl Batch {
    const fn new() -> Self {
        Self {
            minutes: [0; ENTRIES],
            units: [0; ENTRIES],
            signs: [0; ENTRIES + 1],
            bounds: [0; SESSIONS + 1],
            alone: [0; SESSIONS],
        }
    }

    fn count<I: Id, E: Fn(usize) -> usize>(
        &mut self,
        entries: &mut Entries<'_, I>,
        sessions: &Sessions<'_, E>,
        some: Range<usize>,
        services: Range<usize>,
        units: &mut [u16],
    ) -> Result<(), ColumnError> {
        let of_batch = units.get_mut(services.clone()).unwrap_or_default();
        let size = of_batch.len();
        let count = some.len();
        for (end, session) in self.bounds.iter_mut().skip(1).zip(some) {
            let place = (sessions.end_of)(session) - services.start;
            *end = u16::try_from(place).unwrap_or(u16::MAX); // at most ENTRIES
        }
        let codes = &entries.codebook.codes;
        match codes.first_chunk::<FIRST>() {
            // ids were checked, so the mask changes none
            Some(first) if entries.codebook.len() <= FIRST => {
                self.look_up(entries, services.clone(), of_batch, |id| {
                    first.get(id % FIRST).copied().unwrap_or_default()
                });
            }
            _ => self.look_up(entries, services.clone(), of_batch, |id| {
                codes.get(id).copied().unwrap_or_default()
            }),
        }

        let mut others = [0; SESSIONS];
        let left = self.merge_repeats(entries, services.start, count, of_batch, &mut others);

        let ends = self.bounds.get(1..=count).unwrap_or_default();
        let batch = Sessions {
            count,
            start: 0,
            end_of: |session: usize| ends.get(session).map_or(size, |end| usize::from(*end)),
            minutes: self.minutes.get(..size).unwrap_or_default(),
        };
        let split_units = self.units.get_mut(..size).unwrap_or_default();
        batch.split(entries.codebook.rule, split_units);
        for (units, split) in of_batch.iter_mut().zip(split_units) {
            *units += *split; // one of them is 0
        }
        for &session in others.get(..left).unwrap_or_default() {
            let session = usize::from(session);
            let bounds = self.bounds.get(session..).and_then(<[u16]>::first_chunk);
            if let Some(bounds) = bounds {
                let [start, end] = bounds.map(|at| usize::from(at) + services.start);
                entries.count(start..end, units)?;
            }
        }
        Ok(())
    }

    /// Finds the sessions that need a look at all of their entries, and merges the entries of a code where that is
    /// enough. Returns how many others there are, whose numbers are written.
    fn merge_repeats<I: Id>(
        &mut self,
        entries: &Entries<'_, I>,
        first: usize,
        count: usize,
        units: &mut [u16],
        others: &mut [u16; SESSIONS],
    ) -> usize {
        let ends = self.bounds.get(1..=count).unwrap_or_default();
        let mut before = 0;
        for (alone, end) in self.alone.iter_mut().zip(ends) {
            let signs = self.signs.get(usize::from(*end)).copied();
            let signs = signs.unwrap_or_default();
            *alone = signs.wrapping_sub(before);
            before = signs;
        }
        let alone = self.alone.get_mut(..count).unwrap_or_default();
        for alone in &mut *alone {
            *alone = alone.count_ones().into();
        }
        let mut left = 0;
        let sessions = self.bounds.iter().zip(ends).zip(0..);
        for (alone, ((&start, &end), session)) in alone.iter().zip(sessions) {
            if *alone == u64::from(end - start) {
                continue;
            }
            let within = usize::from(start)..usize::from(end);
            let minutes = self.minutes.get_mut(within.clone()).unwrap_or_default();
            let units = units.get_mut(within).unwrap_or_default();
            if !entries.merge_few(first + usize::from(start), minutes, units) {
                if let Some(place) = others.get_mut(left) {
                    *place = session;
                    left += 1;
                }
            }
        }
        left
    }

    /// Looks up the codes of a batch and writes the units of those that are not billed by time.
    fn look_up<I: Id>(
        &mut self,
        entries: &Entries<'_, I>,
        services: Range<usize>,
        units: &mut [u16],
        code_of: impl Fn(usize) -> Code,
    ) {
        let ids = entries.ids.get(services.clone()).unwrap_or_default();
        let minutes = entries.minutes.get(services).unwrap_or_default();
        let mut sum = 0_u64;
        let (_, signs) = self.signs.split_at_mut(1);
        let to = units.iter_mut().zip(&mut self.minutes).zip(signs);
        for (((units, kept), signs), (&id, &minutes)) in to.zip(ids.iter().zip(minutes)) {
            let code = code_of(index(id));
            *units = code.once;
            *kept = minutes & code.kept;
            sum = sum.wrapping_add(code.sign);
            *signs = sum;
        }
    }
}

/// An integer that can be the id of a code.
trait Id: Copy + Ord + TryInto<usize> + TryFrom<usize> {}

impl<I: Copy + Ord + TryInto<usize> + TryFrom<usize>> Id for I {}

/// An id that is too large for the machine, or negative, is that of no code.
#[inline]
fn index<I: TryInto<usize>>(id: I) -> usize {
    id.try_into().unwrap_or(usize::MAX)
}

/// Contains the entries of the table, and the memory to count sessions one by one.
struct Entries<'a, I> {
    codebook: &'a Codebook,
    ids: &'a [I],
    minutes: &'a [u16],
    /// The services of a session, in order of delivery.
    groups: Vec<Group>,
    /// The last session that had each service, and its place among the groups.
    seen: Vec<(usize, usize)>,
    session: usize,
    pool: Vec<u16>,
    pool_units: Vec<u16>,
}

/// Contains a service of a session: the entries of one code or family.
struct Group {
    clock: Clock,
    minutes: u16,
    first: Option<usize>,
    add_on: Option<usize>,
}

impl<I: Id> Entries<'_, I> {
    fn place(&self, entry: usize) -> Option<(Place, Clock)> {
        let id = index(*self.ids.get(entry)?);
        let place = *self.codebook.places.get(id)?;
        Some((place, *self.codebook.services.get(place.service)?))
    }

    fn check_ids(&self, entries: Range<usize>) -> Result<(), ColumnError> {
        let codes = self.codebook.len();
        let start = entries.start;
        let ids = self.ids.get(entries).unwrap_or_default();
        // no id is above a number of codes that its type cannot have
        let (least, end) = (I::try_from(0).ok(), I::try_from(codes).ok());
        let is_out =
            |id: &I| least.is_some_and(|least| *id < least) | end.is_some_and(|end| *id >= end);
        if !ids.iter().fold(false, |is_any, id| is_any | is_out(id)) {
            return Ok(());
        }
        match ids.iter().position(is_out) {
            Some(place) => Err(ColumnError::Id {
                position: start + place,
                codes,
            }),
            None => Ok(()),
        }
    }

    /// Merges the entries of each code in a session of few codes that are untimed or counted together: the first entry
    /// has the minutes of all, and the others have neither minutes nor units. Returns whether the session is so.
    fn merge_few(&self, first: usize, minutes: &mut [u16], units: &mut [u16]) -> bool {
        let mut services = [usize::MAX; FEW];
        if minutes.len() > FEW {
            return false;
        }
        for (service, entry) in services.iter_mut().zip(first..first + minutes.len()) {
            match self.place(entry) {
                Some((place, Clock::Pool | Clock::Untimed | Clock::Counted)) => {
                    *service = place.service;
                }
                _ => return false,
            }
        }
        for (entry, service) in services.iter().enumerate().take(minutes.len()) {
            let earlier = services.iter().position(|earlier| earlier == service);
            let Some(earlier) = earlier.filter(|earlier| *earlier < entry) else {
                continue;
            };
            let more = minutes.get_mut(entry).map(core::mem::take);
            if let (Some(minutes), Some(more)) = (minutes.get_mut(earlier), more) {
                *minutes += more; // the sums were checked
            }
            if let Some(units) = units.get_mut(entry) {
                *units = 0;
            }
        }
        true
    }

    fn check_nulls(
        &self,
        entries: Range<usize>,
        validity: Validity<'_>,
    ) -> Result<(), ColumnError> {
        let is_timed = |entry: &usize| {
            let place = self.place(*entry);
            place.is_some_and(|(_, clock)| clock.is_timed())
        };
        let nulls = validity.nulls().filter(|entry| entries.contains(entry));
        match { nulls }.find(is_timed) {
            Some(position) => Err(ColumnError::TimeMissing { position }),
            None => Ok(()),
        }
    }

    /// Checks that no service has more minutes than can be counted, which takes a session of very many entries.
    fn check_sums<E: Fn(usize) -> usize>(
        &mut self,
        sessions: &Sessions<'_, E>,
    ) -> Result<(), ColumnError> {
        let bits = sessions.minutes.iter().fold(1, core::ops::BitOr::bitor);
        let harmless = usize::from(u16::MAX) / usize::from(bits);
        let mut start = sessions.start;
        for first in (0..sessions.count).step_by(LANES) {
            let some = first..sessions.count.min(first + LANES);
            let end = (sessions.end_of)(some.end - 1);
            if end - start > harmless {
                for session in sessions.ranges(some, start) {
                    self.merge(session)?;
                }
            }
            start = end;
        }
        Ok(())
    }

    /// Merges the entries of a session into services.
    fn merge(&mut self, session: Range<usize>) -> Result<(), ColumnError> {
        self.seen.resize(self.codebook.services.len(), (0, 0));
        self.groups.clear();
        self.session += 1;
        for entry in session {
            let (Some((place, clock)), Some(&minutes)) =
                (self.place(entry), self.minutes.get(entry))
            else {
                continue; // ids were checked
            };
            let Some(seen) = self.seen.get_mut(place.service) else {
                continue;
            };
            if seen.0 != self.session {
                *seen = (self.session, self.groups.len());
                self.groups.push(Group {
                    clock,
                    minutes: 0,
                    first: None,
                    add_on: None,
                });
            }
            if let Some(group) = self.groups.get_mut(seen.1) {
                let half = if place.is_add_on {
                    &mut group.add_on
                } else {
                    &mut group.first
                };
                half.get_or_insert(entry);
                if clock.is_timed() {
                    group.minutes = group
                        .minutes
                        .checked_add(minutes)
                        .ok_or(ColumnError::Minutes { position: entry })?;
                }
            }
        }
        Ok(())
    }

    /// Counts one session, whatever its codes.
    fn count(&mut self, session: Range<usize>, units: &mut [u16]) -> Result<(), ColumnError> {
        let rule = self.codebook.rule;
        self.merge(session.clone())?;
        let pooled = self.groups.iter().filter(|group| group.clock.is_pooled());
        self.pool.clear();
        self.pool.extend(pooled.map(|group| group.minutes));
        self.pool_units.resize(self.pool.len(), 0);
        split(
            rule.rounding(),
            rule.pooling(),
            &self.pool,
            &mut self.pool_units,
        );

        units.get_mut(session).unwrap_or_default().fill(0);
        let mut write = |entry: Option<usize>, number: u16| {
            if let Some(units) = entry.and_then(|entry| units.get_mut(entry)) {
                *units = number;
            }
        };
        let mut pool_units = self.pool_units.iter();
        for group in &self.groups {
            let attained = match rule.count_alone(group.clock, group.minutes) {
                Some(units) => units,
                None => pool_units.next().copied().unwrap_or_default(),
            };
            if group.first.is_some() && group.add_on.is_some() {
                let (first, further) = divide(attained);
                write(group.first, first);
                write(group.add_on, further);
            } else {
                write(group.first.or(group.add_on), attained);
            }
        }
        Ok(())
    }
}
