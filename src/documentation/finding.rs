//! What a rule says where its requirement is not met: the rule, its evidence, and the sentence.

use core::fmt::{self, Write};

use time::{Date, Time};

use super::record::{Deficit, DiagnosisCode, Instrument};
use super::rules::Rule;
use super::timeline::Breach;
use crate::{
    calendar::{ClockTime, IsoDate},
    citation::Citation,
    code::ProcedureCode,
    finding::{Check, Severity},
    quantity::Minutes,
};

/// A requirement that a record does not meet, with the evidence; its `Display` is the sentence.
///
/// The sentence says what is missing and what to do. It holds codes, counts, dates and positions,
/// and never a name, a date of birth or the text of a note.
///
/// # Examples
///
/// ```
/// use therapy_billing::{Discipline, Setting, time::macros::date};
/// use therapy_billing::documentation::{Episode, Fact, Payer, PayerKind, Profile, Record};
///
/// let (start, today) = (date!(2026 - 03 - 02), date!(2026 - 03 - 13));
/// let medicare = Payer::new(PayerKind::MedicarePartB);
/// let profile = Profile::new(medicare, Setting::PrivatePractice, today);
/// let episode = Episode::new(Discipline::Pt, start);
/// let findings = Record::new(profile, episode).validate();
///
/// let plan = findings.iter().find(|finding| finding.id() == "evaluation/order-when-alone");
/// assert_eq!(plan.map(|finding| finding.at().to_string()).as_deref(), Some("episode.order"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmet {
    rule: Rule,
    severity: Severity,
    evidence: Evidence,
}

impl Unmet {
    pub(super) const fn new(rule: Rule, severity: Severity, evidence: Evidence) -> Self {
        Self {
            rule,
            severity,
            evidence,
        }
    }

    /// The rule.
    #[must_use]
    pub const fn rule(&self) -> Rule {
        self.rule
    }

    /// The numbers, dates and codes it rests on.
    #[must_use]
    pub const fn evidence(&self) -> &Evidence {
        &self.evidence
    }
}

impl Check for Unmet {
    const KEY: &'static str = "rule";

    fn id(&self) -> &'static str {
        self.rule.id()
    }

    fn severity(&self) -> Severity {
        self.severity
    }

    fn citations(&self) -> &'static [Citation] {
        self.rule.row().citations
    }

    fn position(&self) -> usize {
        self.rule as usize
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.evidence.fill(self.rule.row().message, f)
    }
}

/// The facts a finding rests on, by name.
///
/// # Examples
///
/// ```
/// use therapy_billing::documentation::{Evidence, Fact};
///
/// let evidence = Evidence::NONE.with("n", Fact::Days(17));
/// assert_eq!(evidence.get("n"), Some(&Fact::Days(17)));
/// assert_eq!(evidence.get("date"), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    facts: [Option<(&'static str, Fact)>; Self::MOST],
}

impl Evidence {
    /// The most facts a finding rests on.
    pub const MOST: usize = 3;

    /// The absence of something speaks for itself.
    pub const NONE: Self = Self {
        facts: [const { None }; Self::MOST],
    };

    /// The same, with one fact more; beyond [`MOST`](Self::MOST) none is added.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: Fact) -> Self {
        if let Some(place) = self.facts.iter_mut().find(|place| place.is_none()) {
            *place = Some((name, fact));
        }
        self
    }

    /// The fact of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Fact> {
        self.iter()
            .find_map(|(known, fact)| (known == name).then_some(fact))
    }

    /// The facts with their names.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Fact)> {
        self.facts
            .iter()
            .flatten()
            .map(|(name, fact)| (*name, fact))
    }

    /// Writes a sentence with its facts: `{name}` is a fact, `[...]` is left out where a fact in it
    /// is not known.
    fn fill(&self, message: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = message;
        while let Some((before, optional)) = rest.split_once('[') {
            self.fill_plain(before, f)?;
            let (inside, after) = optional.split_once(']').unwrap_or((optional, ""));
            if names(inside).all(|name| self.get(name).is_some()) {
                self.fill_plain(inside, f)?;
            }
            rest = after;
        }
        self.fill_plain(rest, f)
    }

    fn fill_plain(&self, text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = text;
        while let Some((before, open)) = rest.split_once('{') {
            f.write_str(before)?;
            let (name, after) = open.split_once('}').unwrap_or((open, ""));
            match self.get(name) {
                Some(fact) => write!(f, "{fact}")?,
                None => write!(f, "{{{name}}}")?,
            }
            rest = after;
        }
        f.write_str(rest)
    }
}

/// The names that stand in braces.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{')
        .skip(1)
        .filter_map(|open| open.split_once('}').map(|(name, _)| name))
}

/// One fact: a number, a date, a code, a word of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fact {
    /// A bare number.
    Number(u32),
    /// A number of days.
    Days(u32),
    /// A number of treatment days.
    TreatmentDays(u32),
    /// A number of visits.
    Visits(u32),
    /// Minutes, which may be more than one day's.
    Minutes(u32),
    /// Units, which may be more than one line's.
    Units(u64),
    /// A date.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A procedure code.
    Code(ProcedureCode),
    /// Diagnosis codes.
    Diagnoses(Few<DiagnosisCode>),
    /// Places in a list, from 1.
    Places(Few<u32>),
    /// Deficits.
    Deficits(Few<Deficit>),
    /// Instruments.
    Instruments(Few<Instrument>),
    /// A measured value in hundredths.
    Value(u32),
    /// Why an order does not stand in for the signature.
    Breach(Breach),
    /// A word of a vocabulary, or of the library's own.
    Word(&'static str),
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |f: &mut fmt::Formatter<'_>, number: u64, one: &str| {
            write!(f, "{number} {one}{}", if number == 1 { "" } else { "s" })
        };
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Days(number) => counted(f, (*number).into(), "day"),
            Self::TreatmentDays(number) => counted(f, (*number).into(), "treatment day"),
            Self::Visits(number) => counted(f, (*number).into(), "visit"),
            Self::Minutes(number) => counted(f, (*number).into(), "minute"),
            Self::Units(number) => counted(f, *number, "unit"),
            Self::Date(date) => write!(f, "{}", IsoDate(*date)),
            Self::Time(time) => write!(f, "{}", ClockTime(*time)),
            Self::Code(code) => write!(f, "{code}"),
            Self::Diagnoses(codes) => codes.list(f, |f, code| write!(f, "{code}")),
            Self::Places(places) => places.list(f, |f, place| write!(f, "{place}")),
            Self::Deficits(few) => few.list(f, |f, deficit| words(f, deficit.as_str())),
            Self::Instruments(few) => few.list(f, |f, instrument| words(f, instrument.as_str())),
            Self::Value(hundredths) => match (hundredths / 100, hundredths % 100) {
                (whole, 0) => write!(f, "{whole}"),
                (whole, parts) if parts % 10 == 0 => write!(f, "{whole}.{}", parts / 10),
                (whole, parts) => write!(f, "{whole}.{parts:02}"),
            },
            Self::Breach(breach) => write!(f, "{breach}"),
            Self::Word(word) => words(f, word),
        }
    }
}

/// A serialized name as people write it: blanks for hyphens.
fn words(f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    for (index, word) in name.split('-').enumerate() {
        if index > 0 {
            f.write_char(' ')?;
        }
        f.write_str(word)?;
    }
    Ok(())
}

/// A few of something, in order, each once; of more than fit it is known that there are more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Few<T> {
    kept: [Option<T>; 4],
    more: bool,
}

impl<T: Copy + PartialEq> Few<T> {
    pub(super) const NONE: Self = Self {
        kept: [None; 4],
        more: false,
    };

    /// The first few.
    #[must_use]
    pub fn of(all: impl IntoIterator<Item = T>) -> Self {
        let mut few = Self::NONE;
        for one in all {
            if few.iter().any(|kept| kept == one) {
                continue;
            }
            let Some(place) = few.kept.iter_mut().find(|place| place.is_none()) else {
                few.more = true;
                break;
            };
            *place = Some(one);
        }
        few
    }

    /// Those that are kept.
    pub fn iter(&self) -> impl Iterator<Item = T> + '_ {
        self.kept.iter().flatten().copied()
    }

    /// Whether there are more than are kept.
    #[must_use]
    pub const fn has_more(&self) -> bool {
        self.more
    }

    /// True of none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self.kept, [None, ..])
    }

    fn list(
        &self,
        f: &mut fmt::Formatter<'_>,
        write: impl Fn(&mut fmt::Formatter<'_>, T) -> fmt::Result,
    ) -> fmt::Result {
        let count = self.iter().count();
        for (index, one) in self.iter().enumerate() {
            f.write_str(match index {
                0 => "",
                _ if index + 1 == count && !self.more => " and ",
                _ => ", ",
            })?;
            write(f, one)?;
        }
        if self.more {
            f.write_str(" and others")?;
        }
        Ok(())
    }
}

macro_rules! fact_from {
    ($($type:ty => $variant:ident),* $(,)?) => {$(
        impl From<$type> for Fact {
            fn from(fact: $type) -> Self {
                Self::$variant(fact.into())
            }
        }
    )*};
}
fact_from! {
    u32 => Number, Date => Date, Time => Time, ProcedureCode => Code, Breach => Breach,
    Minutes => Minutes, &'static str => Word,
}
