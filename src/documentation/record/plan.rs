//! The plan of care and its certifications.

use core::fmt;

use time::Date;

use super::declare::record;
use super::{
    Author, CertificationKind, CertificationMode, ChangeKind, DiagnosisCode, GoalId, GoalKind,
    LimitationId, Signature, Text,
};
use crate::{catalog::Discipline, code::ProcedureCode};

record! {
    /// The written plan of care.
    PlanOfCare {
        required {
            /// Who established it.
            author: Author = Author,
        }
        optional {
            /// The day it was written or dictated.
            established_on with_established_on: Date,
            /// The author's signature.
            signature with_signature: Signature,
            /// The type of therapy; where it is not stated, the evaluating therapist's.
            discipline with_discipline: Discipline,
            /// Sessions a day; where it is not stated, one.
            amount_per_day with_amount_per_day: u16,
            /// How often a week.
            frequency with_frequency: Frequency,
            /// How long this plan runs.
            duration with_duration: PlanDuration,
        }
        lists {
            /// Diagnoses treated.
            diagnoses with_diagnosis: DiagnosisCode,
            /// Procedures, where the plan lists them.
            interventions with_intervention: ProcedureCode,
            /// Goals of the whole episode.
            long_term_goals with_long_term_goal: Goal,
            /// Goals on the way, where the plan has them.
            short_term_goals with_short_term_goal: Goal,
            /// What was changed since.
            changes with_change: PlanChange,
        }
    }
}

impl PlanOfCare {
    /// Whether a goal of the plan, long or short term, has this id.
    pub(crate) fn has_goal(&self, id: &GoalId) -> bool {
        let mut goals = self.long_term_goals.iter().chain(&self.short_term_goals);
        goals.any(|goal| goal.id == *id)
    }
}

record! {
    /// A goal.
    Goal {
        required {
            /// Its id, which interventions and reports point to.
            id: GoalId = impl Into<GoalId>,
        }
        optional {
            /// What it is about.
            kind with_kind: GoalKind,
            /// When it is to be reached.
            by with_by: Date,
            /// When it was reached.
            met_on with_met_on: Date,
        }
        keys {
            /// The limitation it is tied to.
            limitation with_limitation: LimitationId,
        }
        texts {
            /// The goal in words.
            text with_text,
            /// What is measured.
            measure with_measure,
            /// Where the patient started.
            baseline with_baseline,
            /// What is to be reached.
            target with_target,
            /// Why it cannot be measured.
            unmeasurable_reason with_unmeasurable_reason,
        }
    }
}

record! {
    /// A change of the plan.
    PlanChange {
        required {
            /// What was changed.
            kind: ChangeKind = ChangeKind,
            /// The day of the change.
            date: Date = Date,
            /// Who changed it.
            author: Author = Author,
        }
        texts {
            /// Why.
            reason with_reason,
        }
        flags {
            /// Whether the change is signed.
            signed with_signed,
        }
        lists {
            /// Procedures added.
            codes with_code: ProcedureCode,
        }
    }
}

/// How often a week the patient comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(rename_all = "kebab-case", try_from = "wire::Frequency")
)]
#[non_exhaustive]
pub enum Frequency {
    /// So many times.
    PerWeek(u16),
    /// From so many to so many times.
    Range {
        /// The lower end.
        min: u16,
        /// The upper end.
        max: u16,
    },
    /// So many times at first, and so many at the end.
    Taper {
        /// At first.
        from: u16,
        /// At the end.
        to: u16,
    },
}

impl Frequency {
    /// The most visits of a week: the upper end, or the start of the taper.
    #[must_use]
    pub const fn most_per_week(self) -> u16 {
        match self {
            Self::PerWeek(times) => times,
            Self::Range { min, max } => {
                if min > max {
                    min
                } else {
                    max
                }
            }
            Self::Taper { from, .. } => from,
        }
    }
}

/// How long a plan runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(rename_all = "kebab-case", try_from = "wire::PlanDuration")
)]
#[non_exhaustive]
pub enum PlanDuration {
    /// So many weeks.
    Weeks(u16),
    /// So many sessions.
    Sessions(u16),
}

/// A physician's or practitioner's approval of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(from = "wire::Certification", into = "wire::Certification")
)]
#[non_exhaustive]
pub struct Certification {
    /// The first one, or a later one.
    pub kind: CertificationKind,
    /// How it came about.
    pub approval: Approval,
    /// First day of the certified interval.
    pub covers_from: Option<Date>,
    /// Last day of the certified interval.
    pub covers_to: Option<Date>,
    /// Why it came late.
    pub delay_reason: Option<Text>,
    /// Whether the services are low-vision services.
    pub low_vision: bool,
}

impl Certification {
    /// The first certification of a plan.
    #[must_use]
    pub const fn initial(approval: Approval) -> Self {
        Self::new(CertificationKind::Initial, approval)
    }

    /// A later certification.
    #[must_use]
    pub const fn recertification(approval: Approval) -> Self {
        Self::new(CertificationKind::Recertification, approval)
    }

    /// A certification of either kind.
    #[must_use]
    pub const fn new(kind: CertificationKind, approval: Approval) -> Self {
        Self {
            kind,
            approval,
            covers_from: None,
            covers_to: None,
            delay_reason: None,
            low_vision: false,
        }
    }

    /// First day of the certified interval.
    #[must_use]
    pub const fn with_covers_from(mut self, date: Date) -> Self {
        self.covers_from = Some(date);
        self
    }

    /// Last day of the certified interval.
    #[must_use]
    pub const fn with_covers_to(mut self, date: Date) -> Self {
        self.covers_to = Some(date);
        self
    }

    /// Why it came late.
    #[must_use]
    pub fn with_delay_reason(mut self, reason: impl Into<alloc::string::String>) -> Self {
        self.delay_reason = Text::new(reason);
        self
    }

    /// Whether the services are low-vision services.
    #[must_use]
    pub const fn with_low_vision(mut self, low_vision: bool) -> Self {
        self.low_vision = low_vision;
        self
    }

    /// Whether it is the first one.
    #[must_use]
    pub const fn is_initial(&self) -> bool {
        matches!(self.kind, CertificationKind::Initial)
    }
}

/// How a certification came about, with what belongs to each way.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Approval {
    /// A signature on any document that approves the plan.
    Signature {
        /// Who certifies.
        certifier: Option<Author>,
        /// Whether it is signed.
        signed: bool,
        /// The date of the signature.
        date: Option<Date>,
    },
    /// A spoken approval.
    Verbal {
        /// Who certifies.
        certifier: Option<Author>,
        /// The day it was given.
        date: Option<Date>,
        /// The day of the signature that followed.
        signed_on: Option<Date>,
    },
    /// A signed order stands in for the signature on the initial plan, from 2025.
    OrderException {
        /// The day the plan was sent to the referrer.
        sent_on: Option<Date>,
        /// What shows that it was sent.
        sent_evidence: Option<Text>,
    },
}

impl Approval {
    /// A signature and its date.
    #[must_use]
    pub const fn signed(certifier: Author, date: Date) -> Self {
        Self::Signature {
            certifier: Some(certifier),
            signed: true,
            date: Some(date),
        }
    }

    /// A spoken approval and its date, not signed yet.
    #[must_use]
    pub const fn verbal(certifier: Author, date: Date) -> Self {
        Self::Verbal {
            certifier: Some(certifier),
            date: Some(date),
            signed_on: None,
        }
    }

    /// A plan that was sent to the referrer, and what shows it.
    #[must_use]
    pub fn order_exception(sent_on: Date, evidence: impl Into<alloc::string::String>) -> Self {
        Self::OrderException {
            sent_on: Some(sent_on),
            sent_evidence: Text::new(evidence),
        }
    }

    /// How it came about.
    #[must_use]
    pub const fn mode(&self) -> CertificationMode {
        match self {
            Self::Signature { .. } => CertificationMode::Signature,
            Self::Verbal { .. } => CertificationMode::Verbal,
            Self::OrderException { .. } => CertificationMode::OrderException,
        }
    }

    /// Who certifies, of a signature or spoken approval.
    #[must_use]
    pub const fn certifier(&self) -> Option<&Author> {
        match self {
            Self::Signature { certifier, .. } | Self::Verbal { certifier, .. } => {
                certifier.as_ref()
            }
            Self::OrderException { .. } => None,
        }
    }

    /// The date of the signature or spoken approval.
    #[must_use]
    pub const fn date(&self) -> Option<Date> {
        match self {
            Self::Signature { date, .. } | Self::Verbal { date, .. } => *date,
            Self::OrderException { .. } => None,
        }
    }
}

impl fmt::Display for Frequency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PerWeek(times) => write!(f, "{times} a week"),
            Self::Range { min, max } => write!(f, "{min} to {max} a week"),
            Self::Taper { from, to } => write!(f, "{from} a week, tapering to {to}"),
        }
    }
}

/// Forms with exactly one of several keys, and certifications with the keys of every mode.
#[cfg(feature = "serde")]
#[allow(
    unnameable_types,
    unreachable_pub,
    reason = "declared like the record, and kept inside"
)]
mod wire {
    use serde::Deserialize;
    use time::Date;

    use super::super::wire::{self as with, by_serde};
    use super::{Approval, Author, CertificationKind, CertificationMode, record};

    by_serde!(super::Frequency, super::PlanDuration, super::Certification);

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    pub(super) struct Frequency {
        #[serde(default, deserialize_with = "with::optional")]
        per_week: Option<u16>,
        #[serde(default)]
        range: Option<Range>,
        #[serde(default)]
        taper: Option<Taper>,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Range {
        #[serde(deserialize_with = "with::required")]
        min: u16,
        #[serde(deserialize_with = "with::required")]
        max: u16,
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Taper {
        #[serde(deserialize_with = "with::required")]
        from: u16,
        #[serde(deserialize_with = "with::required")]
        to: u16,
    }

    impl TryFrom<Frequency> for super::Frequency {
        type Error = &'static str;

        fn try_from(frequency: Frequency) -> Result<Self, Self::Error> {
            match (frequency.per_week, frequency.range, frequency.taper) {
                (Some(times), None, None) => Ok(Self::PerWeek(times)),
                (None, Some(Range { min, max }), None) => Ok(Self::Range { min, max }),
                (None, None, Some(Taper { from, to })) => Ok(Self::Taper { from, to }),
                _ => Err("expected exactly one of per-week, range, taper"),
            }
        }
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    pub(super) struct PlanDuration {
        #[serde(default, deserialize_with = "with::optional")]
        weeks: Option<u16>,
        #[serde(default, deserialize_with = "with::optional")]
        sessions: Option<u16>,
    }

    impl TryFrom<PlanDuration> for super::PlanDuration {
        type Error = &'static str;

        fn try_from(duration: PlanDuration) -> Result<Self, Self::Error> {
            match (duration.weeks, duration.sessions) {
                (Some(weeks), None) => Ok(Self::Weeks(weeks)),
                (None, Some(sessions)) => Ok(Self::Sessions(sessions)),
                _ => Err("expected exactly one of weeks, sessions"),
            }
        }
    }

    record! {
        /// A certification with the keys of every mode; those of another mode are ignored.
        Certification {
            required {
                kind: CertificationKind = CertificationKind,
                mode: CertificationMode = CertificationMode,
            }
            optional {
                certifier with_certifier: Author,
                date with_date: Date,
                signed_on with_signed_on: Date,
                sent_on with_sent_on: Date,
                covers_from with_covers_from: Date,
                covers_to with_covers_to: Date,
            }
            texts {
                sent_evidence with_sent_evidence,
                delay_reason with_delay_reason,
            }
            flags {
                signed with_signed,
                low_vision with_low_vision,
            }
        }
    }

    impl From<Certification> for super::Certification {
        fn from(wire: Certification) -> Self {
            let approval = match wire.mode {
                CertificationMode::Signature => Approval::Signature {
                    certifier: wire.certifier,
                    signed: wire.signed,
                    date: wire.date,
                },
                CertificationMode::Verbal => Approval::Verbal {
                    certifier: wire.certifier,
                    date: wire.date,
                    signed_on: wire.signed_on,
                },
                CertificationMode::OrderException => Approval::OrderException {
                    sent_on: wire.sent_on,
                    sent_evidence: wire.sent_evidence,
                },
            };
            Self {
                kind: wire.kind,
                approval,
                covers_from: wire.covers_from,
                covers_to: wire.covers_to,
                delay_reason: wire.delay_reason,
                low_vision: wire.low_vision,
            }
        }
    }

    impl From<super::Certification> for Certification {
        fn from(certification: super::Certification) -> Self {
            let mut wire = Self::new(certification.kind, certification.approval.mode());
            wire.covers_from = certification.covers_from;
            wire.covers_to = certification.covers_to;
            wire.delay_reason = certification.delay_reason;
            wire.low_vision = certification.low_vision;
            match certification.approval {
                Approval::Signature {
                    certifier,
                    signed,
                    date,
                } => {
                    wire.certifier = certifier;
                    wire.signed = signed;
                    wire.date = date;
                }
                Approval::Verbal {
                    certifier,
                    date,
                    signed_on,
                } => {
                    wire.certifier = certifier;
                    wire.date = date;
                    wire.signed_on = signed_on;
                }
                Approval::OrderException {
                    sent_on,
                    sent_evidence,
                } => {
                    wire.sent_on = sent_on;
                    wire.sent_evidence = sent_evidence;
                }
            }
            wire
        }
    }
}
