//! Lists every check of a claim: lines, edits, the therapy threshold, and billed against delivered.

use alloc::vec::Vec;

use crate::calendar::IsoDate;
use crate::citation::Citation;
use crate::claim::assistant::rule::NotApplied;
use crate::claim::evidence::{
    AnswerTables, EditKind, FirstCodes, GapPolicy, LawfulSplits, Methods, MinuteCount, NotUsedIn,
    OpenReading, Quarters, SeparateServices, StatusLetter, TimedUnits, UnitCount, UnitSplit,
};
use crate::claim::line::RevenueCode;
use crate::code::{Modifier, Modifiers, ProcedureCode};
use crate::finding::{Location, findings};
use crate::money::Dollars;
use crate::quantity::{Minutes, Units};
use crate::reference::Setting;
use crate::reference::catalog::{CodeList, Discipline};
use crate::reference::edits::EditTables;

findings! {
    /// A conclusion of a claim check, an audit, or the step from units to lines.
    pub enum ClaimFinding {
        /// A modifier appears more than once on a line.
        ModifierDuplicate { modifier: Modifier } =
            "modifier-duplicate", Warning, [Citation::SV101],
            "{modifier} appears more than once on the line; keep one";
        /// The modifier table has no row for a modifier.
        ModifierUnknown { modifier: Modifier } =
            "modifier-unknown", Advice, [Citation::MODIFIER_TABLE],
            "the modifier table has no row for {modifier}; verify the modifier";
        /// Two modifiers of one category cannot be on the same line.
        ModifierConflict { a: Modifier, b: Modifier } =
            "modifier-conflict", Warning, [Citation::MODIFIER_TABLE],
            "{a} and {b} cannot be on the same line; remove the one that does not apply";
        /// A modifier of another field is on a therapy code.
        ModifierNotForCode { modifier: Modifier, code: ProcedureCode } =
            "modifier-not-for-code", Warning, [Citation::MODIFIER_TABLE],
            "{modifier} is not used with {code}; remove it";
        /// A modifier is no longer required on the date of service.
        ModifierEnded { modifier: Modifier, date: IsoDate } =
            "modifier-ended", Advice, [Citation::CMS_HCPCS],
            "{modifier} is not required after {date}; leave it out";
        /// A timed code has modifier 52.
        ReducedServiceOnTimed { minutes: Option<Minutes> } =
            "reduced-service-on-timed", Advice, [Citation::CPM_20_2],
            "52 does not make a short timed service billable[ (the visit records {minutes})]; bill the units that the minutes support";
        /// A line has more than one of 59 and the X modifiers.
        DistinctConflict { list: Modifiers } =
            "distinct-conflict", Error, [Citation::MLN_59],
            "the line has {list}, but at most one of 59, XE, XP, XS and XU is permitted; keep the one that applies";
        /// Two notice modifiers contradict each other.
        NoticeConflict { a: Modifier, b: Modifier } =
            "notice-conflict", Error, [Citation::CPM_30],
            "{a} and {b} contradict each other about the notice to the patient; keep the one that applies";
        /// An always-therapy code has no discipline modifier.
        DisciplineMissing { code: ProcedureCode } =
            "discipline-missing", Error, [Citation::CR_10176],
            "{code} is an always-therapy code and the line has no discipline modifier; add GP, GO or GN";
        /// A sometimes-therapy code of a therapist's visit has no discipline modifier.
        DisciplineAdvised { code: ProcedureCode } =
            "discipline-advised", Warning, [Citation::CR_10176],
            "{code} under a therapy plan of care needs a discipline modifier; add GP, GO or GN";
        /// A line has more than one discipline modifier.
        DisciplineConflict { list: Modifiers } =
            "discipline-conflict", Error, [Citation::CR_10176],
            "the line has {list}, but exactly one of GP, GO and GN is permitted; keep the one of the plan of care";
        /// Medicare requires another discipline modifier for the code.
        DisciplineCodeMismatch { code: ProcedureCode, wanted: Modifier, found: Modifier } =
            "discipline-code-mismatch", Error, [Citation::CR_10176],
            "Medicare accepts {code} only with {wanted}, but the line has {found}; correct the code or the modifier";
        /// A line has the discipline modifier of another plan of care than the visit.
        DisciplineVisitMismatch { discipline: Discipline, found: Modifier } =
            "discipline-visit-mismatch", Error, [Citation::CPM_20_1],
            "the visit is {discipline}, but the line has {found}; use the modifier of the visit's plan of care";
        /// A line has the revenue code of another therapy than its discipline modifier.
        RevenueCodeMismatch { revenue_code: RevenueCode, wanted: Modifier, found: Modifier } =
            "revenue-code-mismatch", Warning, [Citation::NUBC],
            "revenue code {revenue_code} is used with {wanted}, but the line has {found}; correct one of them";
        /// CQ is on a line without GP, or CO without GO.
        AssistantDisciplineMismatch { list: Modifiers } =
            "assistant-discipline-mismatch", Error, [Citation::CPM_20_1],
            "CQ is used with GP and CO with GO, but the line has {list}; correct the modifiers";
        /// CQ and CO are on one line.
        AssistantBoth =
            "assistant-both", Error, [Citation::CPM_20_1],
            "CQ and CO are on one line; keep the one of the plan of care";
        /// A line has CQ or CO before 2020-01-01.
        AssistantNotInForce { modifier: Modifier } =
            "assistant-not-in-force", Warning, [Citation::SSA_1834_V],
            "{modifier} is used only from 2020-01-01; remove it";
        /// A line has CQ or CO in a setting or for a payer that does not use it.
        AssistantNotApplicable { modifier: Modifier, setting_or_payer: NotUsedIn } =
            "assistant-not-applicable", Warning, [Citation::PT_4],
            "{modifier} is not used {setting_or_payer}; remove it";
        /// KX is on a line with a notice that expects a denial.
        KxConflict { notice: Modifier } =
            "kx-conflict", Error, [Citation::MAC_KX, Citation::CONVENTION],
            "KX states that the service is medically necessary, but {notice} expects a denial; remove the one that does not apply";
        /// KX is on a line without a discipline modifier.
        KxWithoutDiscipline =
            "kx-without-discipline", Warning, [Citation::CMS_THERAPY],
            "KX is on a line without a discipline modifier; add GP, GO or GN, or remove KX";
        /// The catalog has no entry for a code.
        CodeUnknown { code: ProcedureCode } =
            "code-unknown", Warning, [Citation::CATALOG],
            "the catalog has no entry for {code}; verify the code or supply an entry";
        /// A code was not valid on the date of service.
        CodeNotInForce { code: ProcedureCode, from: Option<IsoDate>, to: Option<IsoDate>, successors: CodeList } =
            "code-not-in-force", Error, [Citation::CATALOG],
            "{code} is not valid on this date of service[, only from {from}][, only through {to}]; replacement: {successors}";
        /// Medicare does not pay a code.
        CodeNotPayable { status: StatusLetter, code: ProcedureCode, twin: Option<ProcedureCode> } =
            "code-not-payable", Error, [Citation::CMS_PFS],
            "Medicare does not pay {code}, which has the status {status} in the physician fee schedule[; bill {twin} instead]";
        /// Medicare never pays a code separately.
        CodeBundled { code: ProcedureCode } =
            "code-bundled", Advice, [Citation::CMS_PFS],
            "Medicare never pays {code} separately; expect no payment for the line";
        /// An add-on code is billed without its first code.
        AddOnWithoutFirst { code: ProcedureCode, first: FirstCodes } =
            "add-on-without-first", Error, [Citation::CPT_CODES],
            "add-on code {code} is billed only with {first} on the same date; add the line that is missing or correct the code";
        /// A line has 0 units.
        UnitsZero =
            "units-zero", Error, [Citation::SV104],
            "the line has 0 units; bill at least 1 unit or remove the line";
        /// A line has the code and modifiers of an earlier line.
        LineDuplicate { line: Location } =
            "line-duplicate", Warning, [Citation::CARC_18],
            "the line has the same code and modifiers as {line}; combine the lines or remove one";
        /// The timed units of a date need more minutes than a day has.
        UnitsExceedDay { units: TimedUnits, date: IsoDate, minutes: MinuteCount } =
            "units-exceed-day", Error, [Citation::CPM_20_2],
            "{units} on {date} need at least {minutes}, but a day has 1,440 minutes; correct the units or the dates";
        /// The timed units of a date need more than eight hours.
        UnitsLongDay { units: TimedUnits, date: IsoDate, minutes: MinuteCount } =
            "units-long-day", Warning, [Citation::CPM_20_2],
            "{units} on {date} need at least {minutes}; check that they belong to one date";
        /// Two evaluations of one discipline are billed on one date.
        EvaluationsSameDay { a: ProcedureCode, b: ProcedureCode } =
            "evaluations-same-day", Warning, [Citation::CPT_CODES],
            "{a} and {b} are both evaluations; bill the one whose complexity applies";
        /// The edit tables of the date are not available.
        EditsNotCurrent { kind: EditKind, date: IsoDate, quarters: Quarters } =
            "edits-not-current", Advice, [Citation::NCCI_MUE, Citation::NCCI_PTP],
            "no {kind} table of the quarter of {date} is available, so the answers rest on {quarters}; supply the table of that quarter with ReferenceData::with_mue or ReferenceData::with_ptp";
        /// A line has more units than the MUE allows.
        MueLineExceeded { units: UnitCount, code: ProcedureCode, value: u32, tables: EditTables } =
            "mue-line-exceeded", Warning, [Citation::NCCI_MUE],
            "the line bills {units} of {code}, but the medically unlikely edit (MUE) allows {value} per line; check the units {tables}";
        /// The lines of a date have more units than the MUE allows, and more may be paid on review.
        MueDayExceeded { units: UnitCount, code: ProcedureCode, value: u32, tables: EditTables } =
            "mue-day-exceeded", Warning, [Citation::NCCI_MUE],
            "the lines bill {units} of {code} for the day, but the medically unlikely edit (MUE) allows {value}; make sure that the record shows why more were needed {tables}";
        /// The lines of a date have more units than policy or anatomy allows.
        MueDayAbsolute { units: UnitCount, code: ProcedureCode, value: u32, tables: EditTables } =
            "mue-day-absolute", Error, [Citation::NCCI_MUE],
            "the lines bill {units} of {code} for the day, but the medically unlikely edit (MUE) allows {value} and no more is paid; correct the units {tables}";
        /// The MUE value of a code on the date is not known.
        MueNoData { code: ProcedureCode, date: IsoDate } =
            "mue-no-data", Advice, [Citation::NCCI_MUE],
            "the medically unlikely edit (MUE) of {code} on {date} is not known; do not treat its units as unlimited";
        /// No MUE table is available for the setting and date.
        MueNoTable { setting: Setting, date: IsoDate } =
            "mue-no-table", Advice, [Citation::NCCI_MUE],
            "no table of medically unlikely edits (MUE) is available for {setting} on {date}, so units were not checked; supply one with ReferenceData::with_mue";
        /// A PTP edit denies a code, and no modifier bypasses it.
        PtpNeverTogether { column_2: ProcedureCode, column_1: ProcedureCode, tables: EditTables } =
            "ptp-never-together", Error, [Citation::NCCI_PTP],
            "a procedure-to-procedure (PTP) edit denies {column_2} with {column_1}, and no modifier bypasses it; correct the codes {tables}";
        /// A PTP edit denies a code unless a modifier bypasses it, and no line has such a modifier.
        PtpNeedsModifier { column_2: ProcedureCode, column_1: ProcedureCode, tables: EditTables; conditions: SeparateServices } =
            "ptp-needs-modifier", Error, [Citation::NCCI_PTP, Citation::MLN_59],
            "a procedure-to-procedure (PTP) edit denies {column_2} with {column_1}; add a modifier that bypasses it only if the record shows that {conditions} {tables}";
        /// A modifier bypasses a PTP edit.
        PtpModifierPresent { modifier: Modifier, tables: EditTables; conditions: SeparateServices } =
            "ptp-modifier-present", Advice, [Citation::MLN_59],
            "{modifier} states that {conditions}; make sure that the record shows it {tables}";
        /// It is not known whether two codes were an edit on the date.
        PtpNoData { a: ProcedureCode, b: ProcedureCode, date: IsoDate } =
            "ptp-no-data", Advice, [Citation::NCCI_PTP],
            "it is not known whether {a} with {b} was a procedure-to-procedure (PTP) edit on {date}; check the table of that quarter";
        /// No PTP table covers a code.
        PtpNoCoverage { code: ProcedureCode } =
            "ptp-no-coverage", Advice, [Citation::NCCI_PTP],
            "no available table of procedure-to-procedure (PTP) edits covers {code}, so its pairs were not checked; supply one with ReferenceData::with_ptp";
        /// No PTP table is available for the setting.
        PtpNoTable { setting: Setting } =
            "ptp-no-table", Advice, [Citation::NCCI_PTP],
            "no table of procedure-to-procedure (PTP) edits is available for {setting}, so pairs were not checked; supply one with ReferenceData::with_ptp";
        /// A line has 59 or an X modifier, and no PTP edit of the claim affects its code.
        DistinctWithoutPair { modifier: Modifier, tables: AnswerTables } =
            "distinct-without-pair", Warning, [Citation::MLN_59],
            "{modifier} is on a line that no PTP edit of this claim affects; remove it if it has no other purpose[ {tables}]";
        /// A line needs KX and does not have it.
        KxMissing { accrued: Dollars, allowed: Option<Dollars>, amount: Dollars } =
            "kx-missing", Error, [Citation::CFR_410_60_E_1_V, Citation::CMS_THERAPY],
            "{accrued} accrued before[ plus {allowed}] exceeds the therapy threshold of {amount}; without KX the line is denied, so add KX if the record supports it";
        /// A line has KX below the therapy threshold.
        KxEarly { amount: Dollars, accrued: Dollars, allowed: Option<Dollars> } =
            "kx-early", Warning, [Citation::CFR_410_60_E_1_V],
            "{accrued} accrued before[ plus {allowed}] does not exceed the therapy threshold of {amount}; remove KX";
        /// Allowed amounts that would decide about KX are missing.
        KxUndecided =
            "kx-undecided", Advice, [Citation::CFR_410_60_E_1_V],
            "the need for KX could not be decided, because allowed amounts are missing; state the allowed amount of each line";
        /// The therapy threshold of the year is not known.
        KxNoAmount { year: i32 } =
            "kx-no-amount", Advice, [Citation::KX_AMOUNTS],
            "the therapy threshold of {year} is not known, so the need for KX was not decided; supply the amount with ReferenceData::with_yearly_amount";
        /// The amount accrued reaches the targeted medical review threshold.
        ReviewThresholdReached { accrued: Dollars, amount: Dollars } =
            "review-threshold-reached", Advice, [Citation::CFR_410_60_E_3_II],
            "{accrued} accrued this year reaches the targeted medical review threshold of {amount}; be ready for a review of the claim";
        /// The claim bills more timed units than the minutes support.
        UnitsExceedMinutes { billed: TimedUnits, supported: UnitCount } =
            "units-exceed-minutes", Error, [Citation::CPM_20_2],
            "the claim bills {billed}, but the minutes support {supported}; reduce the billed units";
        /// The claim bills fewer timed units than the minutes support.
        UnitsBelowMinutes { billed: TimedUnits, supported: UnitCount, codes: Vec<ProcedureCode> } =
            "units-below-minutes", Advice, [Citation::CPM_20_2],
            "the claim bills {billed}, but the minutes support {supported}; check the units of {codes}";
        /// The claim bills more units of a code than any permitted split has.
        UnitsExceedCode { billed: UnitCount, code: ProcedureCode, most: UnitCount } =
            "units-exceed-code", Error, [Citation::CPM_20_2],
            "the claim bills {billed} of {code}, but no permitted split has more than {most}; reduce its units";
        /// The claim bills more than one unit of an untimed code.
        UntimedUnits { code: ProcedureCode } =
            "untimed-units", Error, [Citation::CPM_20_2],
            "{code} is untimed and is billed as 1 unit per date; reduce its units";
        /// No permitted split has the billed units of all codes.
        SplitUnlawful { split: UnitSplit, splits: LawfulSplits } =
            "split-unlawful", Error, [Citation::CPM_20_2],
            "the unit rule does not permit the split {split}; bill {splits}";
        /// A billed code was not delivered.
        CodeNotDelivered { code: ProcedureCode } =
            "code-not-delivered", Error, [Citation::BPM_220_3],
            "{code} is billed, but the visit does not record it; remove the line or correct the visit data";
        /// A delivered service has units and is not billed.
        CodeNotBilled { minutes: Option<Minutes>, code: ProcedureCode, units: UnitCount } =
            "code-not-billed", Warning, [Citation::BPM_220_3],
            "{code} is not billed, but the visit supports {units}[ with {minutes}]; bill the service or correct the visit data";
        /// A timed service is not billed, because no unit is due for it.
        MinutesUnbilled { minutes: Minutes, code: ProcedureCode } =
            "minutes-unbilled", Advice, [Citation::BPM_220_3],
            "no unit is due for {minutes} of {code}; keep the minutes in the record";
        /// More units are billed without the assistant modifier than permitted.
        AssistantModifierMissing { clean: UnitCount, code: ProcedureCode, modifier: Modifier, most: u32 } =
            "assistant-modifier-missing", Error, [Citation::PT_4],
            "the claim bills {clean} of {code} without {modifier}, but at most {most} may be billed without it; add {modifier} to the rest";
        /// More units are billed with the assistant modifier than needed.
        AssistantModifierUnneeded { marked: UnitCount, code: ProcedureCode, modifier: Modifier, most: u32 } =
            "assistant-modifier-unneeded", Warning, [Citation::PT_4],
            "the claim bills {marked} of {code} with {modifier}, but only {most} need it, and each costs 15% of the payment; remove {modifier} from the rest";
        /// The assistant modifiers are right by a reading that was not stated.
        AssistantOtherReading { code: ProcedureCode, reading: OpenReading, default: OpenReading } =
            "assistant-other-reading", Advice, [Citation::FR_2020, Citation::PT_4],
            "the modifiers of {code} are right by {reading}, but not by {default}; state which one is used";
        /// The three methods of the de minimis standard disagree.
        AssistantMethodsDiffer { a: Minutes, n: Minutes, methods_that_mark: Methods, others: Methods } =
            "assistant-methods-differ", Advice, [Citation::FR_2020],
            "with {a} of the assistant in {n}, the unit needs the modifier by {methods_that_mark} and not by {others}; state which method is used";
        /// No published rule decides the units that are left.
        AssistantUnspecified { code: ProcedureCode, t: Minutes, a: Minutes, e: Units, policy: GapPolicy } =
            "assistant-unspecified", Advice, [Citation::PT_4],
            "no published rule decides {e} of {code} with {t} of the therapist and {a} of the assistant remaining, so {policy} was used; state your policy";
        /// The choice between tied codes decides how many units need the assistant modifier.
        AssistantTie { codes: Vec<ProcedureCode> } =
            "assistant-tie", Advice, [Citation::CMS_CQ],
            "the tie of {codes} decides how many units need the assistant modifier; choose the split with that in mind";
        /// An assistant has minutes of an evaluation.
        AssistantEvaluation { code: ProcedureCode } =
            "assistant-evaluation", Warning, [Citation::BPM_230],
            "the visit records assistant minutes of evaluation {code}, which assistants do not furnish; check who furnished it";
        /// An assistant has minutes in speech-language pathology.
        AssistantSlp =
            "assistant-slp", Warning, [Citation::SSA_1834_V],
            "the visit records assistant minutes in speech-language pathology, which has no modifier for them; check who furnished the service";
        /// No person is recorded for minutes beside those of an assistant.
        AssistantUnstated { minutes: Minutes, code: ProcedureCode } =
            "assistant-unstated", Advice, [Citation::PT_4],
            "no person is recorded for {minutes} of {code}, so the time counts as the therapist's; record who furnished it";
        /// Assistant minutes lead to no modifier.
        AssistantNotApplied { code: ProcedureCode, reason: NotApplied } =
            "assistant-not-applied", Advice, [Citation::PT_4],
            "the assistant minutes of {code} lead to no modifier, because {reason}; state otherwise if the payer requires it";
    }
}
