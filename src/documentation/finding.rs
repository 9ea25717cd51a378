//! What a rule says where its requirement is not met: the rule, its evidence, and the sentence.

use alloc::string::{String, ToString};
use core::fmt;

use super::record::{Deficit, DiagnosisCode, Instrument};
use super::rules::Rule;
use super::timeline::Breach;
use crate::{
    citation::Citation,
    finding::{Check, Evidence, Fact, Severity, ToFact},
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

    fn evidence(&self) -> Evidence {
        self.evidence.clone()
    }
}

impl fmt::Display for Unmet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.evidence.fill(self.rule.row().message, f)
    }
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
}

/// The values that are kept, and "others" where there were more.
impl<T: Copy + PartialEq + ToFact> ToFact for Few<T> {
    fn to_fact(&self) -> Fact {
        let kept = Fact::list(self.iter());
        if !self.more {
            return kept;
        }
        let mut words = String::new();
        for one in self.iter() {
            words.push_str(&one.to_fact().to_string());
            words.push_str(", ");
        }
        words.truncate(words.len().saturating_sub(2));
        words.push_str(" and others");
        Fact::in_words(words, kept)
    }
}

impl ToFact for DiagnosisCode {
    fn to_fact(&self) -> Fact {
        Fact::Text(self.to_string())
    }
}

impl ToFact for Breach {
    fn to_fact(&self) -> Fact {
        Fact::Text(self.to_string())
    }
}

impl ToFact for Deficit {
    fn to_fact(&self) -> Fact {
        Fact::Word(self.as_str())
    }
}

impl ToFact for Instrument {
    fn to_fact(&self) -> Fact {
        Fact::Word(self.as_str())
    }
}
