//! Defines `PlanOfCare` with its goals, frequency, duration and changes.

use core::fmt;

use time::Date;

use super::declare::record;
use super::{Author, ChangeKind, DiagnosisCode, GoalId, GoalKind, LimitationId, Signature};
use crate::code::ProcedureCode;
use crate::reference::catalog::Discipline;

record! {
    /// The written plan of care. Without one, Medicare pays only for an evaluation.
    ///
    /// Medicare requires diagnoses, long-term goals, and the type, amount, frequency and duration of therapy.
    ///
    /// # Source
    ///
    /// CMS Pub. 100-02, ch. 15, §220.1.2; 42 CFR 410.61.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{Discipline, time::macros::date};
    /// use therapy_billing::documentation::{
    ///     Author, Credential, Frequency, Goal, GoalKind, PlanDuration, PlanOfCare, Signature,
    /// };
    ///
    /// let day = date!(2026 - 03 - 02);
    /// let plan = PlanOfCare::new(Author::new(Credential::Pt))
    ///     .with_established_on(day)
    ///     .with_signature(Signature::new().with_credential(Credential::Pt).with_signed_on(day))
    ///     .with_discipline(Discipline::Pt)
    ///     .with_diagnosis("I69.351".parse()?)?
    ///     .with_frequency(Frequency::PerWeek(3))
    ///     .with_duration(PlanDuration::Weeks(6))
    ///     .with_long_term_goal(
    ///         Goal::new("G1".parse()?)
    ///             .with_kind(GoalKind::Function)
    ///             .with_text("cross a parking lot and one curb without help")?
    ///             .with_measure("functional gait assessment")?
    ///             .with_target("21")?
    ///             .with_by(date!(2026 - 04 - 13))
    ///             .with_limitation("F1".parse()?),
    ///     )?;
    /// assert_eq!(plan.long_term_goals.len(), 1);
    /// # Ok::<(), therapy_billing::Error>(())
    /// ```
    #[doc(alias = "plan of care")]
    #[doc(alias = "POC")]
    #[doc(alias = "plan of treatment")]
    PlanOfCare {
        required {
            /// the person who established the plan
            author: Author = Author,
        }
        optional {
            /// the day on which the plan was written or dictated
            established_on with_established_on: Date,
            /// the author's signature
            signature with_signature: Signature,
            /// the type of therapy. If it is absent, it is the discipline of the therapist who evaluated
            discipline with_discipline: Discipline,
            /// the number of sessions per day. If it is absent, it is one
            amount_per_day with_amount_per_day: u16,
            /// the frequency: how many times per week the patient is treated
            frequency with_frequency: Frequency,
            /// the duration of this plan, in weeks or sessions
            duration with_duration: PlanDuration,
        }
        lists {
            /// the diagnoses that are treated
            diagnoses with_diagnosis: DiagnosisCode = "a diagnosis that is treated",
            /// the procedures, if the plan lists them. Medicare does not require it
            interventions with_intervention: ProcedureCode = "a procedure of the plan",
            /// the long-term goals, which are those of the whole episode
            long_term_goals with_long_term_goal: Goal = "a long-term goal, which is one of the whole episode",
            /// the short-term goals, if the plan has them. Medicare does not require them
            short_term_goals with_short_term_goal: Goal = "a short-term goal",
            /// the changes since the plan was established
            changes with_change: PlanChange = "a change since the plan was established",
        }
    }
}

record! {
    /// A goal of the plan of care: what is measured, from which value to which, and by when.
    #[doc(alias = "long-term goal")]
    #[doc(alias = "short-term goal")]
    Goal {
        required {
            /// the id to which interventions and progress reports refer
            id: GoalId = GoalId,
        }
        optional {
            /// the part of life that the goal is about
            kind with_kind: GoalKind,
            /// the day by which the goal is to be reached
            by with_by: Date,
            /// the day on which the goal was reached
            met_on with_met_on: Date,
        }
        keys {
            /// the limitation of the evaluation that the goal is about
            limitation with_limitation: LimitationId,
        }
        texts {
            /// the goal in words
            text with_text,
            /// what is measured
            measure with_measure,
            /// the value at the beginning
            baseline with_baseline,
            /// the value that is to be reached
            target with_target,
            /// the reason why the goal cannot be measured
            unmeasurable_reason with_unmeasurable_reason,
        }
    }
}

record! {
    /// A change of the plan of care: which part was changed, on which day, by whom and why.
    PlanChange {
        required {
            /// the part of the plan that was changed
            kind: ChangeKind = ChangeKind,
            /// the day of the change
            date: Date = Date,
            /// the person who changed the plan
            author: Author = Author,
        }
        texts {
            /// the reason for the change
            reason with_reason,
        }
        flags {
            /// whether the change is signed
            signed with_signed,
        }
        lists {
            /// the procedures that were added
            codes with_code: ProcedureCode = "a procedure that was added",
        }
    }
}

/// The frequency of treatment, in times per week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Frequency {
    /// A fixed number of times per week.
    PerWeek(u16),
    /// A range. Reviewers have read it as its lower end.
    Range {
        /// The fewest times per week.
        min: u16,
        /// The most times per week.
        max: u16,
    },
    /// A number of times per week that changes over the episode.
    Taper {
        /// The times per week at the beginning.
        from: u16,
        /// The times per week at the end.
        to: u16,
    },
}

impl Frequency {
    /// Returns the most visits of a week: the upper end of a range, or the number at the start of a taper.
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

/// The duration of a plan of care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum PlanDuration {
    /// A number of weeks.
    Weeks(u16),
    /// A number of sessions.
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

/// Reads forms with exactly one of several keys. A format that does not describe itself has the variant.
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
                    "expected exactly one of per-week, range and taper, found none or several; state one",
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
                _ => Err(D::Error::custom(
                    "expected exactly one of weeks and sessions, found none or both; state one",
                )),
            }
        }
    }
}
