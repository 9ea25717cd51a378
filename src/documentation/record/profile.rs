//! Defines the profile of a record: the payer, its written rules, the setting and the day of reading.

use alloc::{collections::BTreeMap, string::String};

use time::Date;

use super::declare::record;
use super::{
    DayCount, ExceptionOrder, List, MOST_ENTRIES, PayerKind, RecordError, Requirement, Technique,
    Text,
};
use crate::code::ProcedureCode;
use crate::reference::Setting;
use crate::units::UnitRule;

record! {
    /// The rules that apply to a record: the payer, the setting and the day on which the record is read.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{Setting, time::macros::date};
    /// use therapy_billing::documentation::{PayerKind, PayerProfile, Profile};
    ///
    /// let payer = PayerProfile::new(PayerKind::MedicarePartB);
    /// let profile = Profile::new(payer, Setting::PrivatePractice, date!(2026 - 03 - 13));
    /// assert!(!profile.heuristics);
    /// ```
    Profile {
        required {
            /// the payer and its written rules
            payer: PayerProfile = PayerProfile,
            /// the setting in which the patient is treated
            setting: Setting = Setting,
            /// the day on which the record is read. The library has no clock, so deadlines are judged on this
            /// day
            as_of: Date = Date,
        }
        optional {
            /// the patient's date of birth
            birth_date with_birth_date: Date,
            /// the requirements of the state
            state with_state: State,
        }
        flags {
            /// whether the rules that read free text are evaluated
            heuristics with_heuristics,
        }
    }
}

record! {
    /// The payer of a record, with its written rules as far as the caller knows them.
    PayerProfile {
        required {
            /// the kind of payer
            kind: PayerKind = PayerKind,
        }
        optional {
            /// the payer's written rules
            policy with_policy: PayerPolicy,
        }
        texts {
            /// the payer's name. Nothing is assumed from it
            name with_name,
        }
    }
}

record! {
    /// The requirements of a state, in addition to those of the payer.
    #[derive(Default)]
    State {
        optional {
            /// how far the state permits therapy without an order
            direct_access with_direct_access: DirectAccess,
        }
        texts {
            /// the state's name
            name with_name,
        }
        lists {
            /// the requirements of the state's law
            requires with_requirement: Requirement = "a requirement of the state's law",
        }
    }
}

record! {
    /// The limit up to which a state permits therapy without an order.
    #[derive(Default)]
    #[doc(alias = "direct access")]
    DirectAccess {
        optional {
            /// the number of days after the first treatment day
            days with_days: u16,
            /// the number of treatment days
            visits with_visits: u16,
        }
    }
}

record! {
    /// A payer's authorization of treatment, by dates and by a number of visits.
    #[doc(alias = "prior authorization")]
    Authorization {
        required {
            /// the first day that is authorized
            from: Date = Date,
            /// the last day that is authorized
            to: Date = Date,
        }
        optional {
            /// the number of treatment days that are authorized
            visits with_visits: u16,
        }
    }
}

record! {
    /// A payer's written rules. Whoever has read them sets the options that apply.
    ///
    /// All options are optional, and nothing is assumed from a payer's name. The
    /// [guide](crate::guide::notes_and_plans#options) explains what each option does.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{UnitRule, documentation::{PayerPolicy, Requirement}};
    ///
    /// let policy = PayerPolicy::new()
    ///     .with_requirement(Requirement::Response)?
    ///     .with_unit_rule(UnitRule::CPT);
    /// assert!(!policy.is_unknown());
    /// assert!(PayerPolicy::new().is_unknown());
    /// # Ok::<(), therapy_billing::documentation::RecordError>(())
    /// ```
    #[derive(Default)]
    PayerPolicy {
        optional {
            /// whether Medicare's documentation rules apply. If it is absent, they apply to Medicare Part B and
            /// Medicare Advantage
            follows_medicare with_follows_medicare: bool,
            /// the rule by which minutes become units. If it is absent, it is the 8-minute rule where Medicare's
            /// rules apply, and unknown elsewhere
            unit_rule with_unit_rule: UnitRule,
            /// whether the modifiers CQ and CO are used, so that minutes must be divided by person. If it is
            /// absent, they are used for Medicare Part B
            assistant_modifiers with_assistant_modifiers: bool,
            /// whether a signed order may replace the signature on the initial plan of care. If it is absent, it
            /// may
            honors_order_exception with_honors_order_exception: bool,
            /// the latest date of the order that replaces the signature. If it is absent, the order must be dated
            /// before the plan is sent
            exception_order with_exception_order: ExceptionOrder,
            /// whether the last day of a certification period is inside it. If it is absent, it is
            day_count with_day_count: DayCount,
            /// the number of days after the tenth treatment day in which the progress report may still be
            /// written. If it is absent, it is 7 days
            progress_grace_days with_progress_grace_days: u16,
            /// the number of days after the visit in which a note may be signed without being a late entry. If it
            /// is absent, it is 7 days
            late_entry_days with_late_entry_days: u16,
            /// the payer's own interval of progress reports, in days
            progress_every_days with_progress_every_days: u16,
            /// the payer's own interval of progress reports, in treatment days
            progress_every_visits with_progress_every_visits: u16,
            /// the treatment that the payer has authorized
            authorization with_authorization: Authorization,
        }
        lists {
            /// what the payer requires in writing
            requires with_requirement: Requirement = "something that the payer requires in writing",
            /// the techniques that the payer does not cover
            excluded_techniques with_excluded_technique: Technique = "a technique that the payer does not cover",
        }
        maps {
            /// the texts with which covered diagnosis codes begin, by procedure code
            diagnosis_prefixes: CoverageList = ProcedureCode => List<Text>,
        }
    }
}

/// A payer's coverage list: for each procedure code, the texts with which covered diagnosis codes begin.
///
/// It has at most 4,096 codes, and at most 4,096 texts for each of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CoverageList(BTreeMap<ProcedureCode, List<Text>>);

impl CoverageList {
    /// Returns the texts of a code, or `None` if the list does not have the code.
    #[must_use]
    pub fn get(&self, code: ProcedureCode) -> Option<&List<Text>> {
        self.0.get(&code)
    }

    /// Returns the codes with their texts, in the order of the codes.
    pub fn iter(&self) -> impl Iterator<Item = (ProcedureCode, &List<Text>)> {
        self.0.iter().map(|(code, texts)| (*code, texts))
    }

    /// Returns whether the list has no code.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl TryFrom<BTreeMap<ProcedureCode, List<Text>>> for CoverageList {
    type Error = RecordError;

    fn try_from(codes: BTreeMap<ProcedureCode, List<Text>>) -> Result<Self, RecordError> {
        if codes.len() > MOST_ENTRIES {
            return Err(RecordError::TooManyEntries {
                list: "diagnosis_prefixes",
            });
        }
        Ok(Self(codes))
    }
}

#[cfg(feature = "serde")]
impl super::wire::Part for CoverageList {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    fn write<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

impl PayerPolicy {
    /// Adds a text with which the diagnosis codes begin that cover a procedure. A blank text is left out.
    ///
    /// # Errors
    ///
    /// The text is longer than 65,536 bytes, or there are 4,096 codes or texts of the code already.
    pub fn with_diagnosis_prefix(
        mut self,
        code: ProcedureCode,
        prefix: impl AsRef<str> + Into<String>,
    ) -> Result<Self, RecordError> {
        let codes = &mut self.diagnosis_prefixes.0;
        let added = Text::new(prefix).and_then(|prefix| {
            if codes.len() >= MOST_ENTRIES && !codes.contains_key(&code) {
                return Err(RecordError::TooManyEntries { list: "codes" });
            }
            let texts = codes.entry(code).or_default();
            prefix.map_or(Ok(()), |it| texts.try_push(it))
        });
        added.map_err(|error| error.of("diagnosis_prefixes"))?;
        Ok(self)
    }

    /// Returns whether no option is set.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        *self == Self::new()
    }
}
