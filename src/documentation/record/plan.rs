//! The plan of care.

use core::fmt;

use time::Date;

use super::declare::record;
use super::{Author, ChangeKind, DiagnosisCode, GoalId, GoalKind, LimitationId, Signature};
use crate::code::ProcedureCode;
use crate::reference::catalog::Discipline;

record! {
    /// The written plan of care.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::documentation::{
    ///     Author, Credential, Episode, Frequency, Goal, PayerKind, PayerProfile, PlanDuration, PlanOfCare, Profile, Record,
    /// };
    /// use therapy_billing::{Discipline, Setting, calendar::parse_date};
    ///
    /// let day = parse_date("2026-03-02")?;
    /// let plan = PlanOfCare::new(Author::new(Credential::Pt))
    ///     .with_established_on(day)
    ///     .with_frequency(Frequency::PerWeek(2))
    ///     .with_duration(PlanDuration::Weeks(8))
    ///     .with_diagnosis("I69.351".parse()?)?;
    ///
    /// // The plan has no long-term goal.
    /// let asks_for_a_goal = |plan| {
    ///     let payer = PayerProfile::new(PayerKind::MedicarePartB);
    ///     let profile = Profile::new(payer, Setting::PrivatePractice, day);
    ///     let record = Record::new(profile, Episode::new(Discipline::Pt, day).with_plan(plan));
    ///     record.validate().iter().any(|finding| finding.id() == "plan/long-term-goal")
    /// };
    /// assert!(asks_for_a_goal(plan.clone()));
    /// assert!(!asks_for_a_goal(plan.with_long_term_goal(Goal::new("g1".parse()?))?));
    /// # Ok::<(), therapy_billing::Error>(())
    /// ```
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

record! {
    /// A goal.
    Goal {
        required {
            /// Its id, which interventions and reports point to.
            id: GoalId = GoalId,
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
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
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum PlanDuration {
    /// So many weeks.
    Weeks(u16),
    /// So many sessions.
    Sessions(u16),
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

/// Forms with exactly one of several keys; a format that does not describe itself has the variant.
#[cfg(feature = "serde")]
#[allow(
    dead_code,
    unnameable_types,
    unreachable_pub,
    reason = "declared like the record, and kept inside"
)]
mod wire {
    use serde::{Deserialize, Deserializer, de::Error};

    use super::record;

    super::super::wire::by_serde!(super::Frequency, super::PlanDuration);

    record! {
        Range { required { min: u16 = u16, max: u16 = u16, } }
    }

    record! {
        Taper { required { from: u16 = u16, to: u16 = u16, } }
    }

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields, rename_all = "kebab-case")]
    struct Frequency {
        #[serde(default, deserialize_with = "super::super::wire::optional")]
        per_week: Option<u16>,
        #[serde(default)]
        range: Option<Range>,
        #[serde(default)]
        taper: Option<Taper>,
    }

    impl<'de> Deserialize<'de> for super::Frequency {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            #[derive(Deserialize)]
            #[serde(rename_all = "kebab-case")]
            enum Variant {
                PerWeek(u16),
                Range { min: u16, max: u16 },
                Taper { from: u16, to: u16 },
            }

            if !deserializer.is_human_readable() {
                return Ok(match Variant::deserialize(deserializer)? {
                    Variant::PerWeek(times) => Self::PerWeek(times),
                    Variant::Range { min, max } => Self::Range { min, max },
                    Variant::Taper { from, to } => Self::Taper { from, to },
                });
            }
            let form: Frequency = super::super::wire::object(deserializer)?;
            match (form.per_week, form.range, form.taper) {
                (Some(times), None, None) => Ok(Self::PerWeek(times)),
                (None, Some(Range { min, max }), None) => Ok(Self::Range { min, max }),
                (None, None, Some(Taper { from, to })) => Ok(Self::Taper { from, to }),
                _ => Err(D::Error::custom(
                    "expected exactly one of per-week, range, taper",
                )),
            }
        }
    }

    record! {
        PlanDuration { optional { weeks with_weeks: u16, sessions with_sessions: u16, } }
    }

    impl<'de> Deserialize<'de> for super::PlanDuration {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            #[derive(Deserialize)]
            #[serde(rename_all = "kebab-case")]
            enum Variant {
                Weeks(u16),
                Sessions(u16),
            }

            if !deserializer.is_human_readable() {
                return Ok(match Variant::deserialize(deserializer)? {
                    Variant::Weeks(weeks) => Self::Weeks(weeks),
                    Variant::Sessions(sessions) => Self::Sessions(sessions),
                });
            }
            let form = PlanDuration::deserialize(deserializer)?;
            match (form.weeks, form.sessions) {
                (Some(weeks), None) => Ok(Self::Weeks(weeks)),
                (None, Some(sessions)) => Ok(Self::Sessions(sessions)),
                _ => Err(D::Error::custom("expected exactly one of weeks, sessions")),
            }
        }
    }
}
