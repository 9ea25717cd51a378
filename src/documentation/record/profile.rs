//! Whose rules apply, where, and when the record is read.

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
    /// Whose rules apply to a record, where, and on which day it is read.
    Profile {
        required {
            /// Who pays.
            payer: PayerProfile = PayerProfile,
            /// Where the patient is treated.
            setting: Setting = Setting,
            /// The day the record is read. There is no clock: deadlines are judged on this day.
            as_of: Date = Date,
        }
        optional {
            /// The patient's date of birth.
            birth_date with_birth_date: Date,
            /// What the state asks for.
            state with_state: State,
        }
        flags {
            /// Whether the rules that read free text are on.
            heuristics with_heuristics,
        }
    }
}

record! {
    /// Who pays, and what is known of the payer's written rules.
    PayerProfile {
        required {
            /// The kind of payer.
            kind: PayerKind = PayerKind,
        }
        optional {
            /// The payer's written rules.
            policy with_policy: PayerPolicy,
        }
        texts {
            /// The payer's name; nothing is assumed from it.
            name with_name,
        }
    }
}

record! {
    /// What a state asks for.
    #[derive(Default)]
    State {
        optional {
            /// How far the state lets therapy go without an order.
            direct_access with_direct_access: DirectAccess,
        }
        texts {
            /// The state's name.
            name with_name,
        }
        lists {
            /// What the state's law requires.
            requires with_requirement: Requirement,
        }
    }
}

record! {
    /// How far therapy may go without an order.
    #[derive(Default)]
    DirectAccess {
        optional {
            /// Days after the first treatment day.
            days with_days: u16,
            /// Treatment days.
            visits with_visits: u16,
        }
    }
}

record! {
    /// What a payer has authorized.
    Authorization {
        required {
            /// First day.
            from: Date = Date,
            /// Last day.
            to: Date = Date,
        }
        optional {
            /// Treatment days.
            visits with_visits: u16,
        }
    }
}

record! {
    /// A payer's written rules, each switched on by whoever read them.
    ///
    /// All are optional, and nothing is assumed from a payer's name. See the
    /// [guide](crate::documentation::guide#options) for what each one does.
    ///
    /// # Examples
    ///
    /// ```
    /// use therapy_billing::{UnitRule, documentation::{PayerPolicy, Requirement}};
    ///
    /// let mut policy = PayerPolicy::new().with_requirement(Requirement::Response)?;
    /// policy.unit_rule = Some(UnitRule::CPT);
    /// assert!(!policy.is_unknown());
    /// assert!(PayerPolicy::new().is_unknown());
    /// # Ok::<(), therapy_billing::documentation::RecordError>(())
    /// ```
    #[derive(Default)]
    PayerPolicy {
        optional {
            /// Whether Medicare's documentation rules apply; by default for the two Medicare kinds.
            follows_medicare with_follows_medicare: bool,
            /// How minutes become units; by default Medicare's rule where Medicare's rules apply, else unknown.
            unit_rule with_unit_rule: UnitRule,
            /// Whether CQ and CO are used, so that minutes must be divided by person; by default for Medicare
            /// Part B.
            assistant_modifiers with_assistant_modifiers: bool,
            /// Whether a signed order may replace the signature on the initial plan; by default yes.
            honors_order_exception with_honors_order_exception: bool,
            /// The latest date of that order; by default before the plan is sent.
            exception_order with_exception_order: ExceptionOrder,
            /// Whether the last day of an interval is inside; by default elapsed days, so that it is.
            day_count with_day_count: DayCount,
            /// Days after the tenth treatment day in which the report may still be written; by default 7.
            progress_grace_days with_progress_grace_days: u16,
            /// Days after the visit in which a note is signed in time; by default 7.
            late_entry_days with_late_entry_days: u16,
            /// The payer's own interval of progress reports, in days.
            progress_every_days with_progress_every_days: u16,
            /// The payer's own interval of progress reports, in treatment days.
            progress_every_visits with_progress_every_visits: u16,
            /// What the payer has authorized.
            authorization with_authorization: Authorization,
        }
        lists {
            /// What the payer asks for in writing.
            requires with_requirement: Requirement,
            /// Techniques that the payer does not cover.
            excluded_techniques with_excluded_technique: Technique,
        }
        maps {
            /// The payer's coverage list: by code, how covered diagnoses begin.
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
