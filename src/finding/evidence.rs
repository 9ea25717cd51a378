//! Defines `Evidence`, the facts of a finding as plain values.

use alloc::{string::String, vec::Vec};
use core::fmt::{self, Write};

use time::{Date, Time};

use super::list::listed;
use super::location::Location;
use super::severity::Basis;
use crate::{
    calendar::{ClockTime, IsoDate},
    code::{Modifier, Modifiers, ProcedureCode},
    money::Dollars,
    quantity::{Minutes, Units},
};

/// Contains one fact of a finding: a plain value, which the sentence prints with its noun or sign.
///
/// Counts serialize as whole numbers, money as decimal text, dates as ISO 8601 text, codes and
/// modifiers as text, lists as arrays, and an unknown value as `null`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fact {
    /// A value that is not known.
    Unknown,
    /// A whole number without a unit.
    Number(u64),
    /// Units, printed as "1 unit" or "2 units".
    Units(u64),
    /// Units of timed codes, printed as "1 timed unit" or "2 timed units".
    TimedUnits(u64),
    /// Minutes, printed as "1 minute" or "2 minutes".
    Minutes(u64),
    /// Days, printed as "1 day" or "2 days".
    Days(u64),
    /// Treatment days, printed as "1 treatment day" or "2 treatment days".
    TreatmentDays(u64),
    /// Visits, printed as "1 visit" or "2 visits".
    Visits(u64),
    /// A number with at most two decimals, in hundredths.
    Hundredths(u32),
    /// Dollars, printed as "$2,480.00".
    Money(Dollars),
    /// A date.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A procedure code.
    Code(ProcedureCode),
    /// A modifier.
    Modifier(Modifier),
    /// A serialized name such as `long-term-goal`, printed with blanks.
    Word(&'static str),
    /// A text.
    Text(String),
    /// A place in the caller's data, serialized as its text.
    Location(Location),
    /// Several values, printed with "and" before the last one.
    List(Vec<Fact>),
    /// Several values by name.
    Object(Vec<(&'static str, Fact)>),
    /// Units by code.
    Split(Vec<(ProcedureCode, u32)>),
    /// A value whose words in the sentence are not its serialized form.
    Phrase {
        /// The words in the sentence.
        words: String,
        /// The value.
        value: alloc::boxed::Box<Fact>,
    },
}

impl Fact {
    /// Returns a value that the sentence prints in the given words.
    #[must_use]
    pub fn in_words(words: impl Into<String>, value: Self) -> Self {
        Self::Phrase {
            words: words.into(),
            value: alloc::boxed::Box::new(value),
        }
    }

    /// Returns a list of values.
    pub fn list<T: ToFact>(items: impl IntoIterator<Item = T>) -> Self {
        Self::List(items.into_iter().map(|item| item.to_fact()).collect())
    }
}

impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("unknown"),
            Self::Number(number) => fmt::Display::fmt(number, f),
            Self::Units(number) => counted(f, *number, [" unit", " units"]),
            Self::TimedUnits(number) => counted(f, *number, [" timed unit", " timed units"]),
            Self::Minutes(number) => counted(f, *number, [" minute", " minutes"]),
            Self::Days(number) => counted(f, *number, [" day", " days"]),
            Self::TreatmentDays(number) => {
                counted(f, *number, [" treatment day", " treatment days"])
            }
            Self::Visits(number) => counted(f, *number, [" visit", " visits"]),
            Self::Hundredths(number) => hundredths(f, *number),
            Self::Money(amount) => write!(f, "${}", Thousands(*amount)),
            Self::Date(date) => write!(f, "{}", IsoDate(*date)),
            Self::Time(time) => write!(f, "{}", ClockTime(*time)),
            Self::Code(code) => f.write_str(code.as_str()),
            Self::Modifier(modifier) => f.write_str(modifier.as_str()),
            Self::Word(word) => words(f, word),
            Self::Text(text) => f.write_str(text),
            Self::Location(location) => write!(f, "{location}"),
            Self::List(items) => listed(f, items, " and "),
            Self::Object(facts) => {
                let facts = facts.iter();
                listed(
                    f,
                    facts.map(|(name, fact)| NameAndFact(name, fact)),
                    " and ",
                )
            }
            Self::Split(split) => {
                let codes = split.iter().filter(|(_, units)| *units > 0);
                listed(
                    f,
                    codes.map(|(code, units)| CodeUnits(*code, *units)),
                    " and ",
                )
            }
            Self::Phrase { words, .. } => f.write_str(words),
        }
    }
}

struct NameAndFact<'a>(&'static str, &'a Fact);

impl fmt::Display for NameAndFact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        words(f, self.0)?;
        write!(f, " {}", self.1)
    }
}

struct CodeUnits(ProcedureCode, u32);

impl fmt::Display for CodeUnits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        counted(f, self.1.into(), [" unit", " units"])?;
        write!(f, " of {}", self.0)
    }
}

/// Prints a decimal number with a comma between thousands.
struct Thousands<T>(T);

impl<T: fmt::Display> fmt::Display for Thousands<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = alloc::format!("{}", self.0);
        let (whole, cents) = text.split_once('.').unwrap_or((&text, ""));
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && (whole.len() - index) % 3 == 0 {
                f.write_char(',')?;
            }
            f.write_char(digit)?;
        }
        if cents.is_empty() {
            return Ok(());
        }
        write!(f, ".{cents}")
    }
}

fn counted(f: &mut fmt::Formatter<'_>, number: u64, [one, several]: [&str; 2]) -> fmt::Result {
    if number < 1000 {
        fmt::Display::fmt(&number, f)?;
    } else {
        fmt::Display::fmt(&Thousands(number), f)?;
    }
    f.write_str(if number == 1 { one } else { several })
}

fn hundredths(f: &mut fmt::Formatter<'_>, number: u32) -> fmt::Result {
    match (number / 100, number % 100) {
        (whole, 0) => write!(f, "{whole}"),
        (whole, parts) if parts % 10 == 0 => write!(f, "{whole}.{}", parts / 10),
        (whole, parts) => write!(f, "{whole}.{parts:02}"),
    }
}

/// Writes a kebab-case name with blanks.
fn words(f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    for (index, word) in name.split('-').enumerate() {
        if index > 0 {
            f.write_char(' ')?;
        }
        f.write_str(word)?;
    }
    Ok(())
}

/// Turns a value into a plain fact.
pub trait ToFact {
    /// Returns the value as a fact.
    fn to_fact(&self) -> Fact;

    /// Returns the value as a fact without a copy of what it contains.
    fn into_fact(self) -> Fact
    where
        Self: Sized,
    {
        self.to_fact()
    }

    /// Returns the basis of the answer that the value names, for the tables of an edit.
    fn basis(&self) -> Option<Basis> {
        None
    }
}

macro_rules! to_fact {
    ($($type:ty: $value:ident => $fact:expr;)*) => {$(
        impl ToFact for $type {
            fn to_fact(&self) -> Fact {
                let $value = self;
                $fact
            }
        }
    )*};
}

to_fact! {
    u16: number => Fact::Number(u64::from(*number));
    u32: number => Fact::Number(u64::from(*number));
    u64: number => Fact::Number(*number);
    i32: number => u64::try_from(*number).map_or(Fact::Unknown, Fact::Number);
    Minutes: minutes => Fact::Minutes(minutes.get().into());
    Units: units => Fact::Units(units.get().into());
    Dollars: dollars => Fact::Money(*dollars);
    Date: date => Fact::Date(*date);
    IsoDate: date => Fact::Date(date.0);
    Time: time => Fact::Time(*time);
    ProcedureCode: code => Fact::Code(*code);
    Modifier: modifier => Fact::Modifier(*modifier);
    Modifiers: modifiers => Fact::list(modifiers.iter());
    Location: location => Fact::Location(*location);
    String: text => Fact::Text(text.clone());
    &'static str: word => Fact::Word(word);
}

impl ToFact for Fact {
    fn to_fact(&self) -> Fact {
        self.clone()
    }

    fn into_fact(self) -> Fact {
        self
    }
}

impl<T: ToFact> ToFact for Option<T> {
    fn to_fact(&self) -> Fact {
        self.as_ref().map_or(Fact::Unknown, ToFact::to_fact)
    }

    fn basis(&self) -> Option<Basis> {
        self.as_ref().and_then(ToFact::basis)
    }
}

impl<T: ToFact> ToFact for Vec<T> {
    fn to_fact(&self) -> Fact {
        Fact::List(self.iter().map(ToFact::to_fact).collect())
    }
}

/// Contains the facts of a finding under their names, in the order of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    facts: Vec<(&'static str, Fact)>,
}

impl Evidence {
    /// No facts.
    pub const NONE: Self = Self { facts: Vec::new() };

    /// Returns facts whose names are all different.
    pub(crate) const fn of(facts: Vec<(&'static str, Fact)>) -> Self {
        Self { facts }
    }

    /// Adds a fact under a name. A later fact of the same name replaces the earlier one.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl ToFact) -> Self {
        let fact = fact.into_fact();
        match self.facts.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = fact,
            None => self.facts.push((name, fact)),
        }
        self
    }

    /// Returns the fact of a name, or `None` if there is none.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Fact> {
        self.iter()
            .find_map(|(known, fact)| (known == name).then_some(fact))
    }

    /// Returns the facts in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Fact)> {
        self.facts.iter().map(|(name, fact)| (*name, fact))
    }
}

#[cfg(feature = "serde")]
mod wire {
    use serde::{Serialize, Serializer, ser::SerializeMap};

    use super::{Evidence, Fact};
    use crate::{calendar::IsoDate, wire::Shown};

    impl Serialize for Fact {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Unknown => serializer.serialize_none(),
                Self::Number(number)
                | Self::Units(number)
                | Self::TimedUnits(number)
                | Self::Minutes(number)
                | Self::Days(number)
                | Self::TreatmentDays(number)
                | Self::Visits(number) => serializer.serialize_u64(*number),
                Self::Money(amount) => serializer.collect_str(amount),
                Self::Date(date) => serializer.collect_str(&IsoDate(*date)),
                Self::Word(word) => serializer.serialize_str(word),
                Self::List(items) => serializer.collect_seq(items),
                Self::Object(facts) => {
                    serializer.collect_map(facts.iter().map(|(name, fact)| (name, fact)))
                }
                Self::Split(split) => {
                    serializer.collect_map(split.iter().map(|(code, units)| (Shown(code), units)))
                }
                Self::Phrase { value, .. } => value.serialize(serializer),
                Self::Code(code) => serializer.serialize_str(code.as_str()),
                Self::Modifier(modifier) => serializer.serialize_str(modifier.as_str()),
                Self::Text(text) => serializer.serialize_str(text),
                Self::Hundredths(_) | Self::Time(_) | Self::Location(_) => {
                    serializer.collect_str(self)
                }
            }
        }
    }

    impl Serialize for Evidence {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut facts = serializer.serialize_map(Some(self.facts.len()))?;
            for (name, fact) in self.iter() {
                facts.serialize_entry(name, fact)?;
            }
            facts.end()
        }
    }
}
