//! The reasons of an allocation: steps with their numbers, then the sentences.

use alloc::vec::Vec;
use core::fmt;

use super::{
    Allocation, Pooling, UnitRule,
    allocation::{Clock, Entry, Standing},
};
use crate::{
    catalog::{BlockMinutes, Family},
    citation::Citation,
    code::ProcedureCode,
    quantity::{Minutes, Units},
};

/// One reason of an allocation, with the numbers it rests on; its `Display` is the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// The pool's minutes fix its units.
    Total {
        /// Minutes of all codes in the pool.
        minutes: u32,
        /// Units they support.
        units: u32,
        /// Least minutes of as many units.
        from: u64,
        /// Most minutes of as many units.
        to: u64,
    },
    /// Full blocks of one code of the pool, and what is left.
    FullUnits {
        /// The code; of a family, the first.
        code: ProcedureCode,
        /// The other code of a family.
        with: Option<ProcedureCode>,
        /// Minutes counted.
        minutes: Minutes,
        /// Full blocks.
        units: Units,
        /// Minutes left over.
        left: Minutes,
    },
    /// An extra unit goes to the code with the most minutes left.
    Extra {
        /// Which unit of the pool it is, counted from 1.
        nth: u32,
        /// The code that gets it.
        code: ProcedureCode,
        /// Minutes left of it.
        left: Minutes,
    },
    /// A code earns the extra unit by itself.
    EarnedAlone {
        /// The code that gets it.
        code: ProcedureCode,
        /// Minutes left of it.
        left: Minutes,
        /// Minutes that make an unfinished block count.
        threshold: Minutes,
    },
    /// Codes counted one by one would have more units than the session holds.
    Cap {
        /// Units of the codes counted one by one.
        alone: u32,
        /// Minutes of the session.
        minutes: u32,
        /// Units they hold.
        units: u32,
    },
    /// Several codes are equal where the extra units run out.
    Tie {
        /// The codes that could move, in order of code.
        codes: Vec<ProcedureCode>,
        /// Minutes left of each.
        left: Minutes,
        /// How many of them get a unit.
        units: u32,
        /// The codes that have it in the default pick.
        chosen: Vec<ProcedureCode>,
    },
    /// A code of another block length, counted on its own clock.
    OwnClock {
        /// The code.
        code: ProcedureCode,
        /// Its minutes.
        minutes: Minutes,
        /// Its block.
        block: BlockMinutes,
        /// Minutes that make an unfinished block count.
        threshold: Minutes,
        /// Its units.
        units: Units,
    },
    /// A family counted as one service on its own clock.
    OwnFamily {
        /// The two codes and their blocks.
        family: Family,
        /// Minutes recorded under both.
        minutes: Minutes,
        /// Units of both.
        units: Units,
    },
    /// Units of a family divided: the first one to the first code, the rest to the add-on.
    FamilyDivided {
        /// The two codes and their blocks.
        family: Family,
        /// Units of the first code.
        first: Units,
        /// Units of the add-on.
        further: Units,
    },
    /// An untimed code: one unit, its minutes kept and not counted.
    Untimed {
        /// The code.
        code: ProcedureCode,
        /// Its minutes, if recorded.
        minutes: Option<Minutes>,
    },
    /// A code counted by something else than time.
    Counted {
        /// The code.
        code: ProcedureCode,
    },
    /// A timed code that earns no unit; its minutes stay on record.
    NoUnit {
        /// The code.
        code: ProcedureCode,
        /// Its minutes.
        minutes: Minutes,
    },
}

impl Step {
    /// The kebab-case kind of the step, as serialized.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Total { .. } => "total",
            Self::FullUnits { .. } => "full-units",
            Self::Extra { .. } => "extra-unit",
            Self::EarnedAlone { .. } => "earned-alone",
            Self::Cap { .. } => "cap",
            Self::Tie { .. } => "tie",
            Self::OwnClock { .. } => "own-clock",
            Self::OwnFamily { .. } => "own-family",
            Self::FamilyDivided { .. } => "family-divided",
            Self::Untimed { .. } => "untimed",
            Self::Counted { .. } => "counted",
            Self::NoUnit { .. } => "no-unit",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Total {
                minutes,
                units,
                from,
                to,
            } => write!(
                f,
                "{minutes} timed minutes fall in {from} through {to}: {}.",
                Counted(*units, "unit")
            ),
            Self::FullUnits {
                code,
                with,
                minutes,
                units,
                left,
            } => {
                write!(f, "{code}")?;
                if let Some(with) = with {
                    write!(f, " with {with}")?;
                }
                write!(
                    f,
                    ": {minutes} {} {}, {} left.",
                    if minutes.get() == 1 { "holds" } else { "hold" },
                    FullUnits(units.get()),
                    left
                )
            }
            Self::Extra { nth, code, left } => write!(
                f,
                "The {} unit goes to {code}, which has the most minutes left ({}).",
                Ordinal(*nth),
                left.get()
            ),
            Self::EarnedAlone {
                code,
                left,
                threshold,
            } => write!(
                f,
                "{code} earns one more unit by itself: {left} left, {} or more count.",
                threshold.get()
            ),
            Self::Cap {
                alone,
                minutes,
                units,
            } => write!(
                f,
                "One by one the codes have {}, the session's {minutes} minutes hold {units}: \
                 the units with the fewest minutes behind them go.",
                Counted(*alone, "unit")
            ),
            Self::Tie {
                codes,
                left,
                units,
                chosen,
            } => write!(
                f,
                "{} are equal with {left} left and {} for them: the choice is the biller's. \
                 {} taken, the longer service first, then the one delivered first.",
                List(codes, "and"),
                IsOrAre(*units),
                Chosen(chosen)
            ),
            Self::OwnClock {
                code,
                minutes,
                block,
                threshold,
                units,
            } => write!(
                f,
                "{code} is counted alone in blocks of {block}, the last from {}: {minutes} are \
                 {units}.",
                threshold.get()
            ),
            Self::OwnFamily {
                family,
                minutes,
                units,
            } => write!(
                f,
                "{} with {} is one service, first {} and then {} each: {minutes} are {units}.",
                family.first, family.add_on, family.first_block, family.add_on_block
            ),
            Self::FamilyDivided {
                family,
                first,
                further,
            } => write!(
                f,
                "The first unit is {} ({}), every further one {} ({}).",
                family.first,
                first.get(),
                family.add_on,
                further.get()
            ),
            Self::Untimed {
                code,
                minutes: Some(minutes),
            } => {
                write!(
                    f,
                    "{code} is untimed: 1 unit, its {minutes} are kept and not counted."
                )
            }
            Self::Untimed {
                code,
                minutes: None,
            } => write!(f, "{code} is untimed: 1 unit."),
            Self::Counted { code } => {
                write!(
                    f,
                    "{code} is not counted by time: 1 unit, more must be stated."
                )
            }
            Self::NoUnit { code, minutes } => {
                write!(f, "{code} earns no unit; its {minutes} stay on record.")
            }
        }
    }
}

/// A step and the source it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reason {
    /// The step with its numbers.
    pub step: Step,
    /// Where the rule for it is written down.
    pub citation: Citation,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.step, self.citation)
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Reason {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;

        struct Sentence<'a>(&'a Step);
        impl serde::Serialize for Sentence<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self.0)
            }
        }

        let mut fields = serializer.serialize_struct("Reason", 3)?;
        fields.serialize_field("kind", self.step.kind())?;
        fields.serialize_field("text", &Sentence(&self.step))?;
        fields.serialize_field("citation", &self.citation)?;
        fields.end()
    }
}

/// Why an allocation is what it is: its reasons in order.
///
/// `Display` prints a sentence a line and the sources at the end.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{
///     Discipline, Minutes, ProcedureCode, Service, Session, UnitRule, time::macros::date,
/// };
///
/// let session = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
///     .with(Service::new(ProcedureCode::CPT_97112, Minutes::new(24))?)?
///     .with(Service::new(ProcedureCode::CPT_97110, Minutes::new(23))?)?;
/// assert_eq!(
///     UnitRule::MEDICARE.allocate(&session).explain().to_string(),
///     "47 timed minutes fall in 38 through 52: 3 units.\n\
///      97112: 24 minutes hold 1 full unit, 9 minutes left.\n\
///      97110: 23 minutes hold 1 full unit, 8 minutes left.\n\
///      The third unit goes to 97112, which has the most minutes left (9).\n\
///      Source: CMS Pub. 100-04, ch. 5, §20.2.C\n"
/// );
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct Explanation {
    reasons: Vec<Reason>,
}

impl Explanation {
    /// The reasons in order.
    #[must_use]
    pub fn reasons(&self) -> &[Reason] {
        &self.reasons
    }

    /// The sources, each once, in order of first use.
    #[must_use]
    pub fn citations(&self) -> Vec<Citation> {
        self.reasons
            .iter()
            .fold(Vec::new(), |mut citations, reason| {
                if !citations.contains(&reason.citation) {
                    citations.push(reason.citation);
                }
                citations
            })
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for reason in &self.reasons {
            writeln!(f, "{}", reason.step)?;
        }
        let citations = self.citations();
        for (place, citation) in citations.iter().enumerate() {
            f.write_str(match place {
                0 if citations.len() == 1 => "Source: ",
                0 => "Sources: ",
                _ => "; ",
            })?;
            write!(f, "{citation}")?;
        }
        if citations.is_empty() {
            Ok(())
        } else {
            f.write_str("\n")
        }
    }
}

impl Allocation<'_> {
    /// The reasons for every unit, and for every minute that earned none.
    #[must_use]
    pub fn explain(&self) -> Explanation {
        let mut reasons = Reasons {
            rule: self.rule(),
            list: Vec::new(),
        };
        if self.entries().iter().any(|entry| entry.clock.is_pooled()) {
            self.explain_pool(&mut reasons);
        }
        for entry in self.entries() {
            self.explain_alone(entry, &mut reasons);
        }
        for line in self.lines().filter(|line| line.units.is_zero()) {
            if let Some(minutes) = line.minutes {
                reasons.push(
                    Step::NoUnit {
                        code: line.code,
                        minutes,
                    },
                    Citation::BPM_220_3_E,
                );
            }
        }
        Explanation {
            reasons: reasons.list,
        }
    }

    fn explain_pool(&self, reasons: &mut Reasons) {
        let rounding = self.rule().rounding();
        let minutes = self.pool_minutes();
        let held = rounding.units(minutes);
        let own = self.rule().citation();
        if self.rule().pooling() == Pooling::Session {
            let from = rounding.least_minutes(held);
            let to = rounding.least_minutes(held + 1) - 1;
            reasons.push(
                Step::Total {
                    minutes,
                    units: held,
                    from,
                    to,
                },
                own,
            );
        }
        let pooled = || {
            self.entries()
                .iter()
                .filter(|entry| entry.clock.is_pooled())
        };
        for entry in pooled() {
            reasons.push(
                Step::FullUnits {
                    code: entry.code,
                    with: entry.clock.family().map(|family| family.add_on),
                    minutes: Minutes::new(entry.counted),
                    units: Units::new(entry.full),
                    left: Minutes::new(entry.remainder(rounding)),
                },
                own,
            );
        }
        if self.rule().pooling() == Pooling::Capped {
            let alone: u32 = pooled()
                .map(|entry| rounding.units(entry.counted.into()))
                .sum();
            if alone > held {
                reasons.push(
                    Step::Cap {
                        alone,
                        minutes,
                        units: held,
                    },
                    own,
                );
            }
        }
        self.explain_extras(reasons);
        for entry in pooled() {
            self.explain_division(entry, reasons);
        }
    }

    /// Extra units in the order in which they are handed out, then the tie at the cut.
    fn explain_extras(&self, reasons: &mut Reasons) {
        let rounding = self.rule().rounding();
        let own = self.rule().citation();
        let mut sure: Vec<&Entry> = self
            .entries()
            .iter()
            .filter(|entry| self.standing(entry) == Standing::With)
            .collect();
        let full = self.pool().total - self.pool().extra;
        if self.rule().pooling() == Pooling::Session {
            sure.sort_by_key(|entry| {
                let longer_first = core::cmp::Reverse((entry.remainder(rounding), entry.counted));
                (longer_first, entry.delivered)
            });
        }
        for (nth, entry) in (full + 1..).zip(sure) {
            let code = entry.movable_code();
            let left = Minutes::new(entry.remainder(rounding));
            let step = match self.rule().pooling() {
                Pooling::Session => Step::Extra { nth, code, left },
                Pooling::None | Pooling::Capped => {
                    let threshold = Minutes::new(rounding.threshold());
                    Step::EarnedAlone {
                        code,
                        left,
                        threshold,
                    }
                }
            };
            reasons.push(step, own);
        }
        if let Some(tie) = self.tie() {
            let chosen = self
                .tied()
                .filter(|entry| entry.attained > entry.full)
                .map(Entry::movable_code)
                .collect();
            let left = Minutes::new(self.pool().cut);
            reasons.push(
                Step::Tie {
                    codes: tie.codes,
                    left,
                    units: tie.units,
                    chosen,
                },
                own,
            );
        }
    }

    fn explain_alone(&self, entry: &Entry, reasons: &mut Reasons) {
        let code = entry.code;
        let minutes = Minutes::new(entry.counted);
        let units = Units::new(entry.attained);
        match entry.clock {
            Clock::Pool | Clock::PoolFamily(_) | Clock::AddOn(_) => {}
            Clock::Untimed => reasons.push(
                Step::Untimed {
                    code,
                    minutes: entry.minutes,
                },
                Citation::CPM_20_2_B,
            ),
            Clock::Counted => reasons.push(Step::Counted { code }, Citation::CPT_TIME),
            Clock::Own(block) => {
                let threshold = Minutes::new(self.rule().rounding_of(block).threshold());
                let step = Step::OwnClock {
                    code,
                    minutes,
                    block,
                    threshold,
                    units,
                };
                reasons.push(step, reasons.own_clock());
            }
            Clock::OwnFamily(family) => {
                let step = Step::OwnFamily {
                    family,
                    minutes,
                    units,
                };
                reasons.push(step, reasons.own_clock());
                self.explain_division(entry, reasons);
            }
        }
    }

    fn explain_division(&self, entry: &Entry, reasons: &mut Reasons) {
        if let Some(family) = entry.clock.family().filter(|_| entry.attained > 0) {
            let first = self.units(family.first);
            let further = self.units(family.add_on);
            let step = Step::FamilyDivided {
                family,
                first,
                further,
            };
            reasons.push(step, Citation::CPT_TIME);
        }
    }
}

struct Reasons {
    rule: UnitRule,
    list: Vec<Reason>,
}

impl Reasons {
    fn push(&mut self, step: Step, citation: Citation) {
        self.list.push(Reason { step, citation });
    }

    /// The source for a code of another block length.
    fn own_clock(&self) -> Citation {
        match self.rule.partial_unit() {
            super::PartialUnit::Never => self.rule.citation(),
            super::PartialUnit::PastMidpoint | super::PartialUnit::Minutes(_) => Citation::ASHA,
        }
    }
}

/// A number and its noun: `1 unit`, `3 units`.
struct Counted(u32, &'static str);

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {}{}",
            self.0,
            self.1,
            if self.0 == 1 { "" } else { "s" }
        )
    }
}

struct FullUnits(u16);

impl fmt::Display for FullUnits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => f.write_str("no full unit"),
            1 => f.write_str("1 full unit"),
            more => write!(f, "{more} full units"),
        }
    }
}

struct IsOrAre(u32);

impl fmt::Display for IsOrAre {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.0 == 1 { "is" } else { "are" };
        write!(f, "there {verb} {}", Counted(self.0, "unit"))
    }
}

struct Ordinal(u32);

impl fmt::Display for Ordinal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const WORDS: [&str; 9] = [
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        ];
        let place = usize::try_from(self.0)
            .ok()
            .and_then(|nth| nth.checked_sub(1));
        match place.and_then(|place| WORDS.get(place)) {
            Some(word) => f.write_str(word),
            None => {
                let ending = match (self.0 % 100, self.0 % 10) {
                    (11..=13, _) => "th",
                    (_, 1) => "st",
                    (_, 2) => "nd",
                    (_, 3) => "rd",
                    _ => "th",
                };
                write!(f, "{}{ending}", self.0)
            }
        }
    }
}

/// Codes in a sentence: `97110, 97112 and 97140`.
struct List<'a>(&'a [ProcedureCode], &'static str);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, code) in self.0.iter().enumerate() {
            match place {
                0 => {}
                _ if place + 1 == self.0.len() => write!(f, " {} ", self.1)?,
                _ => f.write_str(", ")?,
            }
            write!(f, "{code}")?;
        }
        Ok(())
    }
}

struct Chosen<'a>(&'a [ProcedureCode]);

impl fmt::Display for Chosen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verb = if self.0.len() == 1 { "is" } else { "are" };
        write!(f, "{} {verb}", List(self.0, "and"))
    }
}
