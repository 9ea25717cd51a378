//! Every check of a claim: lines, edits, the yearly amount, and billed against delivered.

use alloc::vec::Vec;
use core::fmt;

use super::assistant::{DeMinimis, NotApplied};
use super::evidence::{
    AllowedAmount, DeliveredTime, LawfulSplits, ModifierList, NotUsedIn, OpenReading,
    SeparateServices, ShortMinutes, StatusLetter, Twin, UnitCount, UnitSplit,
};
use super::reason::Policy;
use crate::calendar::IsoDate;
use crate::citation::Citation;
use crate::code::{Modifier, ProcedureCode};
use crate::finding::{Location, findings, listed};
use crate::money::Dollars;
use crate::quantity::{Minutes, Units};
use crate::reference::Setting;
use crate::reference::catalog::{Discipline, Successors};
use crate::reference::edits::EditTables;
use crate::units::Force;

findings! {
    /// What a check of a claim saw, from one line's modifiers to what was delivered.
    pub enum ClaimFinding {
        /// One modifier stands twice on a line.
        ModifierDuplicate { modifier: Modifier } =
            "modifier-duplicate", Warning, [Citation::SV101],
            "{modifier} stands twice on the line";
        /// The modifier table has no row.
        ModifierUnknown { modifier: Modifier } =
            "modifier-unknown", Advice, [Citation::MODIFIER_TABLE],
            "no data on modifier {modifier}";
        /// Two modifiers of one kind cannot stand together.
        ModifierConflict { a: Modifier, b: Modifier } =
            "modifier-conflict", Warning, [Citation::MODIFIER_TABLE],
            "{a} and {b} exclude each other";
        /// A modifier of another field stands on a therapy code.
        ModifierNotForCode { modifier: Modifier, code: ProcedureCode } =
            "modifier-not-for-code", Warning, [Citation::MODIFIER_TABLE],
            "{modifier} does not belong on {code}";
        /// A modifier is no longer asked for.
        ModifierEnded { modifier: Modifier, date: IsoDate } =
            "modifier-ended", Advice, [Citation::CMS_HCPCS],
            "{modifier} ended with {date}";
        /// 52 on a timed code.
        ReducedServiceOnTimed { code: ProcedureCode, minutes: ShortMinutes } =
            "reduced-service-on-timed", Advice, [Citation::CPM_20_2],
            "52 does not make {minutes} billable; units follow from minutes";
        /// More than one of 59 and the X modifiers.
        DistinctConflict { list: ModifierList } =
            "distinct-conflict", Error, [Citation::MLN_59],
            "at most one of 59, XE, XP, XS, XU; found {list}";
        /// Two notices that say opposite things.
        NoticeConflict { a: Modifier, b: Modifier } =
            "notice-conflict", Error, [Citation::CPM_30],
            "{a} and {b} say opposite things about the notice";
        /// An always-therapy code without a discipline modifier.
        DisciplineMissing { code: ProcedureCode } =
            "discipline-missing", Error, [Citation::CR_10176],
            "{code} is always therapy and needs one of GP, GO, GN";
        /// A sometimes-therapy code without one, in a therapist's visit.
        DisciplineAdvised { code: ProcedureCode } =
            "discipline-advised", Warning, [Citation::CR_10176],
            "{code} under a therapy plan needs one of GP, GO, GN";
        /// More than one discipline modifier.
        DisciplineConflict { list: ModifierList } =
            "discipline-conflict", Error, [Citation::CR_10176],
            "{list}: exactly one of GP, GO, GN";
        /// The code demands another discipline modifier.
        DisciplineCodeMismatch { code: ProcedureCode, wanted: Modifier, found: Modifier } =
            "discipline-code-mismatch", Error, [Citation::CR_10176],
            "{code} needs {wanted}, found {found}";
        /// The visit is of another discipline.
        DisciplineVisitMismatch { discipline: Discipline, found: Modifier } =
            "discipline-visit-mismatch", Error, [Citation::CPM_20_1],
            "the visit is {discipline}, the line says {found}";
        /// CQ without GP, or CO without GO.
        AssistantDisciplineMismatch { list: ModifierList } =
            "assistant-discipline-mismatch", Error, [Citation::CPM_20_1],
            "CQ goes with GP, CO with GO; found {list}";
        /// CQ and CO on one line.
        AssistantBoth =
            "assistant-both", Error, [Citation::CPM_20_1],
            "CQ and CO on one line";
        /// An assistant modifier before there were any.
        AssistantNotInForce { modifier: Modifier } =
            "assistant-not-in-force", Warning, [Citation::SSA_1834_V],
            "{modifier} begins with 2020-01-01";
        /// An assistant modifier where it is not used.
        AssistantNotApplicable { modifier: Modifier, place: NotUsedIn } =
            "assistant-not-applicable", Warning, [Citation::PT_4],
            "{modifier} is not used in {place}";
        /// KX beside a notice that expects denial.
        KxConflict { notice: Modifier } =
            "kx-conflict", Error, [Citation::MAC_KX],
            "KX attests need, {notice} expects denial";
        /// KX without a discipline modifier.
        KxWithoutDiscipline =
            "kx-without-discipline", Warning, [Citation::CMS_THERAPY],
            "KX for therapy needs one of GP, GO, GN";
        /// The catalog has no entry.
        CodeUnknown { code: ProcedureCode } =
            "code-unknown", Warning, [Citation::CATALOG],
            "no data on {code}";
        /// The code was not in force on the date of service.
        CodeNotInForce { code: ProcedureCode, force: Force, successors: Successors } =
            "code-not-in-force", Error, [Citation::CATALOG],
            "{code} was in force {force}; now {successors}";
        /// Medicare does not pay the code.
        CodeNotPayable { code: ProcedureCode, status: StatusLetter, twin: Twin } =
            "code-not-payable", Error, [Citation::CMS_PFS],
            "Medicare status {status}: {code} is not payable; {twin}";
        /// Medicare never pays the code on its own.
        CodeBundled { code: ProcedureCode } =
            "code-bundled", Advice, [Citation::CMS_PFS],
            "{code} is never paid on its own";
        /// A line of no units.
        UnitsZero =
            "units-zero", Error, [Citation::SV104],
            "a claim line has at least one unit";
        /// Code and modifiers of an earlier line.
        LineDuplicate { line: Location } =
            "line-duplicate", Warning, [Citation::CARC_18],
            "same code and modifiers as {line}";
        /// More units on a line than the edit allows.
        MueLineExceeded { code: ProcedureCode, units: UnitCount, value: u32, tables: EditTables } =
            "mue-line-exceeded", Warning, [Citation::NCCI_MUE],
            "{units} on a line, the value is {value} {tables}";
        /// More units that day than the edit allows; more may be paid on review.
        MueDayExceeded { code: ProcedureCode, units: UnitCount, value: u32, tables: EditTables } =
            "mue-day-exceeded", Warning, [Citation::NCCI_MUE],
            "{units} that day, the value is {value} {tables}; the record must show why";
        /// More units that day than policy or anatomy allows.
        MueDayAbsolute { code: ProcedureCode, units: UnitCount, value: u32, tables: EditTables } =
            "mue-day-absolute", Error, [Citation::NCCI_MUE],
            "{units} that day, the value is {value} {tables}; not paid beyond";
        /// The table of the date has no value for the code.
        MueNoData { code: ProcedureCode, date: IsoDate } =
            "mue-no-data", Advice, [Citation::NCCI_MUE],
            "the value of {code} on {date} is not known; that is not \"unlimited\"";
        /// No table is held.
        MueNoTable { setting: Setting, date: IsoDate } =
            "mue-no-table", Advice, [Citation::NCCI_MUE],
            "no MUE table for {setting} on {date}; units were not checked";
        /// A pair that no modifier passes.
        PtpNeverTogether { column_1: ProcedureCode, column_2: ProcedureCode, tables: EditTables } =
            "ptp-never-together", Error, [Citation::NCCI_PTP],
            "{column_2} is never paid with {column_1}";
        /// A pair that a modifier would pass, and none stands there.
        PtpNeedsModifier {
            column_1: ProcedureCode,
            column_2: ProcedureCode,
            services: SeparateServices,
            tables: EditTables,
        } =
            "ptp-needs-modifier", Error, [Citation::NCCI_PTP, Citation::MLN_59],
            "{column_2} is denied beside {column_1} unless a modifier says, and the record shows, \
             that {services}";
        /// A pair that a modifier passes.
        PtpModifierPresent {
            column_1: ProcedureCode,
            column_2: ProcedureCode,
            modifier: Modifier,
            services: SeparateServices,
            tables: EditTables,
        } =
            "ptp-modifier-present", Advice, [Citation::MLN_59],
            "{modifier} claims that {services}; the record must show it";
        /// A pair of which the start is not known.
        PtpNoData { a: ProcedureCode, b: ProcedureCode, date: IsoDate } =
            "ptp-no-data", Advice, [Citation::NCCI_PTP],
            "it is not known whether {a} with {b} was an edit on {date}";
        /// No table is held.
        PtpNoTable { setting: Setting, date: IsoDate } =
            "ptp-no-table", Advice, [Citation::NCCI_PTP],
            "no PTP table for {setting} on {date}; pairs were not checked";
        /// 59 or an X modifier on a line of no pair.
        DistinctWithoutPair { modifier: Modifier } =
            "distinct-without-pair", Warning, [Citation::MLN_59],
            "{modifier} answers no edit of this claim";
        /// The yearly amount is exceeded and KX is not there.
        KxMissing { accrued: Dollars, allowed: AllowedAmount, amount: Dollars } =
            "kx-missing", Error, [Citation::CFR_410_60_E_1_V],
            "{accrued} and {allowed} exceed {amount}: denied without KX";
        /// KX is there and the yearly amount is not exceeded.
        KxEarly { accrued: Dollars, allowed: AllowedAmount, amount: Dollars } =
            "kx-early", Warning, [Citation::CFR_410_60_E_1_V],
            "KX below {amount}: {accrued} and {allowed} do not exceed it";
        /// Amounts that would decide are not stated.
        KxUndecided =
            "kx-undecided", Advice, [Citation::CFR_410_60_E_1_V],
            "allowed amounts are needed to say";
        /// No amount of the year is held.
        KxNoAmount { year: i32 } =
            "kx-no-amount", Advice, [Citation::KX_AMOUNTS],
            "no amount for {year}";
        /// The total is one at which claims may be reviewed.
        ReviewThresholdReached { accrued: Dollars, amount: Dollars } =
            "review-threshold-reached", Advice, [Citation::CFR_410_60_E_3_II],
            "{accrued} reach {amount}: claims may be reviewed";
        /// More timed units than the day's minutes support.
        UnitsExceedMinutes { billed: u32, supported: u32 } =
            "units-exceed-minutes", Error, [Citation::CPM_20_2],
            "{billed} timed units, the minutes support {supported}";
        /// Fewer timed units than the day's minutes support.
        UnitsBelowMinutes { billed: u32, supported: u32, codes: Codes } =
            "units-below-minutes", Advice, [Citation::CPM_20_2],
            "{billed} timed units, the minutes support {supported}; short are {codes}";
        /// More units of a code than any lawful split gives it.
        UnitsExceedCode { code: ProcedureCode, billed: u32, most: u32 } =
            "units-exceed-code", Error, [Citation::CPM_20_2],
            "{billed} of {code}, at most {most} in any lawful split";
        /// More than one unit of an untimed code.
        UntimedUnits { code: ProcedureCode, billed: u32 } =
            "untimed-units", Error, [Citation::CPM_20_2],
            "{code} is untimed: one unit";
        /// Units that each fit, and that no lawful split has together.
        SplitUnlawful { split: UnitSplit, splits: LawfulSplits } =
            "split-unlawful", Error, [Citation::CPM_20_2],
            "{split} is not lawful; lawful are {splits}";
        /// A billed code that was not delivered.
        CodeNotDelivered { code: ProcedureCode } =
            "code-not-delivered", Error, [Citation::BPM_220_3],
            "{code} is billed and was not delivered";
        /// A delivered code that earns units and is not billed.
        CodeNotBilled { code: ProcedureCode, minutes: DeliveredTime, units: UnitCount } =
            "code-not-billed", Warning, [Citation::BPM_220_3],
            "{minutes} of {code} support {units} and none is billed";
        /// A delivered code that earns no unit.
        MinutesUnbilled { code: ProcedureCode, minutes: Minutes } =
            "minutes-unbilled", Advice, [Citation::BPM_220_3],
            "{minutes} of {code} earn no unit and stay on record";
        /// More clean units than the therapist furnished.
        AssistantModifierMissing { code: ProcedureCode, clean: u32, modifier: Modifier, most: u32 } =
            "assistant-modifier-missing", Error, [Citation::PT_4],
            "{clean} units of {code} without {modifier}, at most {most} are the therapist's";
        /// More marked units than the assistant furnished.
        AssistantModifierUnneeded { code: ProcedureCode, marked: u32, modifier: Modifier, most: u32 } =
            "assistant-modifier-unneeded", Warning, [Citation::PT_4],
            "{marked} units of {code} with {modifier}, at most {most} are the assistant's; each \
             costs 15%";
        /// Right by a reading that nobody stated.
        AssistantOtherReading { code: ProcedureCode, reading: OpenReading, default: OpenReading } =
            "assistant-other-reading", Advice, [Citation::FR_2020, Citation::PT_4],
            "the modifiers of {code} are right by {reading}, not by {default}; state which is used";
        /// The three methods of measuring ten percent disagree.
        AssistantMethodsDiffer { assistant: Minutes, of: Minutes, methods: MethodsThatMark } =
            "assistant-methods-differ", Advice, [Citation::FR_2020],
            "{assistant} of {of}: {methods}";
        /// No published rule covers the units that are left.
        AssistantUnspecified { code: ProcedureCode, therapist: Minutes, assistant: Minutes, units: Units, policy: Policy } =
            "assistant-unspecified", Advice, [Citation::PT_4],
            "{code}, {therapist} of the therapist and {assistant} of the assistant left for {units}: no published rule; {policy} was used";
        /// A choice between equals decides the modifier.
        AssistantTie { codes: Codes } =
            "assistant-tie", Advice, [Citation::CMS_CQ],
            "the tie of {codes} decides how many units are marked";
        /// An assistant has minutes of an evaluation.
        AssistantEvaluation { code: ProcedureCode } =
            "assistant-evaluation", Warning, [Citation::BPM_230],
            "assistant minutes of evaluation {code}, which assistants do not furnish";
        /// An assistant has minutes in speech-language pathology.
        AssistantSlp { code: ProcedureCode } =
            "assistant-slp", Warning, [Citation::SSA_1834_V],
            "assistant minutes of {code} in speech-language pathology, which has no modifier for them";
        /// Nobody is named for minutes beside an assistant's.
        AssistantUnstated { code: ProcedureCode, minutes: Minutes } =
            "assistant-unstated", Advice, [Citation::PT_4],
            "nobody is named for {minutes} of {code}; taken as the therapist's";
        /// Assistant minutes set no modifier.
        AssistantNotApplied { code: ProcedureCode, reason: NotApplied } =
            "assistant-not-applied", Advice, [Citation::PT_4],
            "assistant minutes of {code} set no modifier: {reason}";
    }
}

/// Codes in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Codes(pub Vec<ProcedureCode>);

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        listed(f, &self.0, " and ")
    }
}

/// Which methods of measuring ten percent mark a unit, and which do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MethodsThatMark {
    assistant: Minutes,
    of: Minutes,
}

impl MethodsThatMark {
    /// The methods, asked for the assistant's minutes of the whole.
    #[must_use]
    pub const fn new(assistant: Minutes, of: Minutes) -> Self {
        Self { assistant, of }
    }

    /// Whether one method marks.
    #[must_use]
    pub const fn marks(self, method: DeMinimis) -> bool {
        method.exceeds(self.assistant.get(), self.of.get())
    }
}

impl fmt::Display for MethodsThatMark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mark, others): (Vec<_>, Vec<_>) = DeMinimis::ALL
            .into_iter()
            .partition(|method| self.marks(*method));
        let names = |f: &mut fmt::Formatter<'_>, methods: &[DeMinimis]| {
            for (place, method) in methods.iter().enumerate() {
                let joint = if place == 0 { "" } else { " and " };
                write!(f, "{joint}{}", method.as_str())?;
            }
            f.write_str(if methods.len() == 1 {
                " marks"
            } else {
                " mark"
            })
        };
        if mark.is_empty() {
            return f.write_str("no method marks");
        }
        names(f, &mark)?;
        for (place, method) in others.iter().enumerate() {
            write!(
                f,
                "{}{}",
                if place == 0 { ", " } else { " and " },
                method.as_str()
            )?;
        }
        match others.len() {
            0 => Ok(()),
            1 => f.write_str(" does not"),
            _ => f.write_str(" do not"),
        }
    }
}
