//! Lists what is known of each code, one cited row each, ordered by code.
//!
//! Columns: code; label in our own words; timing; designation (`A`lways, `S`ometimes, `L`isted,
//! `O`utside the list, un`V`erified) and how sure it is; PT, OT and SLP (`U`sual, `B`arred, `N`ot
//! restricted); first and last date of service; successors; fee schedule status of July 2024 and
//! July 2026, PC/TC and multiple-procedure indicator; source. Behind a row: its kind, the discipline that it
//! requires (CMS CR 10176), the code that Medicare pays in its place, and the code that it adds to.
//!
//! # Source
//!
//! The last column of each row. Dates of service as CMS files give them; for old codes the first
//! date is that of the file. Successors: CMS and AMA code change notices.

use alloc::borrow::Cow;

use time::{Date, macros::date};

use crate::code::ProcedureCode;
use crate::reference::catalog::entry::{CodeEntry, CodeFacts, MedicareFacts};
use crate::reference::catalog::code_list::CodeList;
use crate::reference::catalog::{
    BlockMinutes, Confidence, Designation, Discipline, DisciplineUse, Family, MedicareStatus,
    Origin, ServiceKind, Timing,
};

use crate::reference::index::{index_of, key_of_code};

use Confidence::{High, Low, Medium};
use Timing::{AddOn, Counted, First, Untimed, Visit};

const A: Designation = Designation::Always;
const S: Designation = Designation::Sometimes;
const L: Designation = Designation::Listed;
const O: Designation = Designation::NotListed;
const V: Designation = Designation::Unverified;

const U: DisciplineUse = DisciplineUse::Usual;
const B: DisciplineUse = DisciplineUse::Barred;
const N: DisciplineUse = DisciplineUse::NotRestricted;

const fn blocks(minutes: u16) -> Timing {
    Timing::Blocks {
        minutes: BlockMinutes::of(minutes),
    }
}

const fn month(minutes: u16) -> Timing {
    Timing::Month {
        minutes: BlockMinutes::of(minutes),
    }
}

const fn family(first: &str, first_block: u16, add_on: &str, add_on_block: u16) -> Family {
    Family {
        first: ProcedureCode::of(first),
        first_block: BlockMinutes::of(first_block),
        add_on: ProcedureCode::of(add_on),
        add_on_block: BlockMinutes::of(add_on_block),
    }
}

const fn status(letter: Option<char>) -> Option<MedicareStatus> {
    match letter {
        Some(letter) => MedicareStatus::from_letter(letter),
        None => None,
    }
}

const fn medicare(
    status_2024: Option<char>,
    status_2026: Option<char>,
    pctc: Option<u8>,
    multiple_procedure: Option<u8>,
) -> MedicareFacts {
    MedicareFacts {
        status_2024: status(status_2024),
        status_2026: status(status_2026),
        status_supplied: None,
        pctc,
        multiple_procedure,
    }
}

#[allow(clippy::panic, reason = "evaluated by the compiler")]
const fn list(codes: &[&str]) -> CodeList {
    CodeList::of(match *codes {
        [] => [None; 4],
        [a] => [Some(ProcedureCode::of(a)), None, None, None],
        [a, b] => [
            Some(ProcedureCode::of(a)),
            Some(ProcedureCode::of(b)),
            None,
            None,
        ],
        [a, b, c] => [
            Some(ProcedureCode::of(a)),
            Some(ProcedureCode::of(b)),
            Some(ProcedureCode::of(c)),
            None,
        ],
        [a, b, c, d] => [
            Some(ProcedureCode::of(a)),
            Some(ProcedureCode::of(b)),
            Some(ProcedureCode::of(c)),
            Some(ProcedureCode::of(d)),
        ],
        _ => panic!("a list has at most four codes"),
    })
}

#[allow(clippy::too_many_arguments, reason = "one argument a column")]
const fn row(
    code: &str,
    label: &'static str,
    timing: Timing,
    designation: Designation,
    confidence: Confidence,
    disciplines: [DisciplineUse; 3],
    effective: Option<Date>,
    terminated: Option<Date>,
    replaced_by: &[&str],
    medicare: MedicareFacts,
    source: &'static str,
) -> CodeEntry {
    CodeEntry {
        facts: CodeFacts {
            code: ProcedureCode::of(code),
            timing,
            designation,
            confidence,
            disciplines,
            effective,
            terminated,
            successors: list(replaced_by),
            origin: Origin::BuiltIn,
            kind: ServiceKind::Other,
            required_discipline: None,
            medicare_code: None,
            add_on_to: CodeList::NONE,
        },
        label: Cow::Borrowed(label),
        source: Cow::Borrowed(source),
        medicare,
    }
}

impl CodeEntry {
    const fn of_kind(mut self, kind: ServiceKind) -> Self {
        self.facts.kind = kind;
        self
    }

    const fn requiring(mut self, discipline: Discipline) -> Self {
        self.facts.required_discipline = Some(discipline);
        self
    }

    const fn paid_as(mut self, code: &str) -> Self {
        self.facts.medicare_code = Some(ProcedureCode::of(code));
        self
    }

    const fn adding_to(mut self, codes: &[&str]) -> Self {
        self.facts.add_on_to = list(codes);
        self
    }
}

index_of! {
    /// The slots of the index of the entries.
    SLOTS: ENTRIES, |entry| key_of_code(entry.code())
}

#[rustfmt::skip]
pub(in crate::reference) static ENTRIES: &[CodeEntry] = &[
    row("0019T", "Shock-wave treatment of muscle or joint", Untimed, S, Medium, [U, N, N], Some(date!(2002 - 01 - 01)), Some(date!(2016 - 12 - 31)), &[], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; CMS RBCS taxonomy, June 2024"),
    row("20560", "Dry needling, one or two muscles", Untimed, S, Low, [U, N, N], Some(date!(2020 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(0), Some(0)), "APTA, dry needling 2020; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("20561", "Dry needling, three muscles or more", Untimed, S, Low, [U, N, N], Some(date!(2020 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(0), Some(0)), "APTA, dry needling 2020; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("64550", "Surface nerve stimulator, fitting", Untimed, S, Medium, [U, U, N], Some(date!(1982 - 01 - 01)), Some(date!(2018 - 12 - 31)), &[], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; CMS RBCS taxonomy, June 2024"),
    row("90901", "Biofeedback", Untimed, S, Medium, [U, U, N], Some(date!(1997 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(0), Some(0)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("90911", "Biofeedback of the pelvic floor (old code)", Untimed, S, Low, [U, U, N], Some(date!(1994 - 01 - 01)), Some(date!(2019 - 12 - 31)), &["90912", "90913"], medicare(None, None, None, None), "CMS RBCS taxonomy, June 2024"),
    row("90912", "Pelvic-floor biofeedback, first quarter hour", First { family: family("90912", 15, "90913", 15) }, S, Low, [U, U, N], Some(date!(2020 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(0), Some(0)), "CMS PFS relative value file, July 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("90913", "Pelvic-floor biofeedback, further quarter hours", AddOn { family: family("90912", 15, "90913", 15) }, S, Low, [U, U, N], Some(date!(2020 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(0), Some(0)), "CMS add-on code edits, June 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").adding_to(&["90912"]),
    row("92506", "Speech and hearing evaluation (old code)", Untimed, A, Medium, [B, B, U], None, Some(date!(2013 - 12 - 31)), &["92521", "92522", "92523", "92524"], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; end date taken from the start of its successors"),
    row("92507", "Speech and language treatment, one patient", Untimed, A, High, [N, N, U], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); ASHA, timed and untimed codes; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("92508", "Speech and language treatment, group", Untimed, A, High, [N, N, U], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); ASHA, timed and untimed codes; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("92520", "Voice-box function tests", Untimed, S, Medium, [N, N, U], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("92521", "Stuttering evaluation", Untimed, A, High, [B, B, U], Some(date!(2014 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").requiring(Discipline::Slp),
    row("92522", "Speech-sound evaluation", Untimed, A, High, [B, B, U], Some(date!(2014 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").requiring(Discipline::Slp),
    row("92523", "Speech-sound and language evaluation", Untimed, A, High, [B, B, U], Some(date!(2014 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").requiring(Discipline::Slp),
    row("92524", "Voice evaluation", Untimed, A, High, [B, B, U], Some(date!(2014 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").requiring(Discipline::Slp),
    row("92526", "Swallowing treatment", Untimed, A, High, [N, U, U], Some(date!(1996 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); ASHA, timed and untimed codes; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("92597", "Voice prosthesis evaluation", Untimed, A, High, [B, B, U], Some(date!(1996 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").requiring(Discipline::Slp),
    row("92605", "Non-speaking device evaluation, first hour", First { family: family("92605", 60, "92618", 30) }, L, Medium, [N, N, U], Some(date!(2003 - 01 - 01)), None, &[], medicare(Some('B'), Some('B'), Some(9), Some(9)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; ASHA, timed and untimed codes; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("92606", "Non-speaking device, set-up and practice", Untimed, L, Medium, [N, N, U], Some(date!(2003 - 01 - 01)), None, &[], medicare(Some('B'), Some('B'), Some(9), Some(9)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("92607", "Speaking device evaluation, first hour", First { family: family("92607", 60, "92608", 30) }, A, High, [B, B, U], Some(date!(2003 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); ASHA, timed and untimed codes; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").requiring(Discipline::Slp),
    row("92608", "Speaking device evaluation, further half hours", AddOn { family: family("92607", 60, "92608", 30) }, A, High, [N, N, U], Some(date!(2003 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(0)), "UnitedHealthcare always-therapy list (follows CMS); ASHA, timed and untimed codes; CMS add-on code edits, June 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").adding_to(&["92607"]),
    row("92609", "Speaking device, set-up and practice", Untimed, A, High, [N, N, U], Some(date!(2003 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("92610", "Swallowing evaluation at the bedside", Untimed, S, Medium, [N, U, U], Some(date!(2003 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(0)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("92611", "Swallowing study under moving X-ray", Untimed, S, Medium, [N, U, U], Some(date!(2003 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(0)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("92612", "Swallowing study by scope", Untimed, S, Medium, [N, U, U], Some(date!(2003 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("92614", "Throat sensation test by scope", Untimed, S, Medium, [N, U, U], Some(date!(2003 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("92616", "Swallowing and sensation study by scope", Untimed, S, Medium, [N, U, U], Some(date!(2003 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("92618", "Non-speaking device evaluation, further half hours", AddOn { family: family("92605", 60, "92618", 30) }, L, Medium, [N, N, U], Some(date!(2012 - 01 - 01)), None, &[], medicare(Some('B'), Some('B'), Some(9), Some(9)), "CMS PFS relative value file, July 2026; CMS add-on code edits, June 2024; ASHA, timed and untimed codes; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").adding_to(&["92605"]),
    row("95831", "Muscle strength test by hand, one limb or trunk", Counted, S, Medium, [U, U, N], Some(date!(1984 - 01 - 01)), Some(date!(2019 - 12 - 31)), &[], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; CMS RBCS taxonomy, June 2024"),
    row("95832", "Muscle strength test by hand, a hand", Untimed, S, Medium, [U, U, N], Some(date!(1984 - 01 - 01)), Some(date!(2019 - 12 - 31)), &[], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; CMS RBCS taxonomy, June 2024"),
    row("95833", "Muscle strength test, whole body, no hands", Untimed, S, Medium, [U, U, N], Some(date!(1984 - 01 - 01)), Some(date!(2019 - 12 - 31)), &[], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; CMS RBCS taxonomy, June 2024"),
    row("95834", "Muscle strength test, whole body and hands", Untimed, S, Medium, [U, U, N], Some(date!(1984 - 01 - 01)), Some(date!(2019 - 12 - 31)), &[], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; CMS RBCS taxonomy, June 2024"),
    row("95851", "Joint motion measured, one limb or trunk section", Counted, S, Medium, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(0), Some(0)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("95852", "Joint motion measured, a hand", Untimed, S, Medium, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(0), Some(0)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("95992", "Repositioning for positional vertigo", Untimed, S, High, [U, U, N], Some(date!(2009 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "First Coast (MAC), 95992; Gawenda Seminars, 95992; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("96105", "Aphasia assessment, each hour", blocks(60), S, Medium, [N, N, U], Some(date!(1996 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "Kansas Medicaid modifier table, about 2011; ASHA, timed and untimed codes; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("96110", "Developmental screening, each instrument", Counted, S, Low, [N, N, N], Some(date!(1996 - 01 - 01)), None, &[], medicare(Some('N'), Some('N'), Some(9), Some(9)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("96111", "Developmental testing (old code)", Untimed, S, Medium, [N, N, N], Some(date!(1996 - 01 - 01)), Some(date!(2018 - 12 - 31)), &["96112", "96113"], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; CMS RBCS taxonomy, June 2024"),
    row("96112", "Developmental testing, first hour", First { family: family("96112", 60, "96113", 30) }, S, Low, [N, N, N], Some(date!(2019 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS add-on code edits, June 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("96113", "Developmental testing, further half hours", AddOn { family: family("96112", 60, "96113", 30) }, S, Low, [N, N, N], Some(date!(2019 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS add-on code edits, June 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").adding_to(&["96112"]),
    row("96125", "Cognitive performance testing, each hour", blocks(60), A, High, [N, U, U], Some(date!(2008 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); ASHA, timed and untimed codes; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97001", "Physical therapy evaluation (old code)", Untimed, A, High, [U, B, B], Some(date!(1998 - 01 - 01)), Some(date!(2016 - 12 - 31)), &["97161", "97162", "97163"], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; CMS RBCS taxonomy, June 2024"),
    row("97002", "Physical therapy re-evaluation (old code)", Untimed, A, High, [U, B, B], Some(date!(1998 - 01 - 01)), Some(date!(2016 - 12 - 31)), &["97164"], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; CMS RBCS taxonomy, June 2024"),
    row("97003", "Occupational therapy evaluation (old code)", Untimed, A, High, [B, U, B], Some(date!(1998 - 01 - 01)), Some(date!(2016 - 12 - 31)), &["97165", "97166", "97167"], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; CMS RBCS taxonomy, June 2024"),
    row("97004", "Occupational therapy re-evaluation (old code)", Untimed, A, High, [B, U, B], Some(date!(1998 - 01 - 01)), Some(date!(2016 - 12 - 31)), &["97168"], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; CMS RBCS taxonomy, June 2024"),
    row("97010", "Hot or cold packs", Untimed, L, Medium, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('B'), Some('B'), Some(9), Some(9)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::UnattendedModality),
    row("97012", "Traction by machine", Untimed, A, High, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::UnattendedModality),
    row("97014", "Unattended electrical stimulation (not for Medicare)", Untimed, O, High, [U, U, N], Some(date!(1983 - 01 - 01)), None, &[], medicare(Some('I'), Some('I'), Some(9), Some(9)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::UnattendedModality).paid_as("G0283"),
    row("97016", "Compression pump", Untimed, A, High, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::UnattendedModality),
    row("97018", "Paraffin bath", Untimed, A, High, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::UnattendedModality),
    row("97022", "Whirlpool", Untimed, A, High, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::UnattendedModality),
    row("97024", "Diathermy", Untimed, A, High, [U, U, N], Some(date!(1983 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::UnattendedModality),
    row("97026", "Infrared", Untimed, A, High, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('R'), Some('R'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::UnattendedModality),
    row("97028", "Ultraviolet", Untimed, A, High, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::UnattendedModality),
    row("97032", "Attended electrical stimulation", blocks(15), A, High, [U, U, N], Some(date!(1995 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97033", "Iontophoresis", blocks(15), A, High, [U, U, N], Some(date!(1995 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97034", "Contrast baths", blocks(15), A, High, [U, U, N], Some(date!(1995 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97035", "Ultrasound", blocks(15), A, High, [U, U, N], Some(date!(1995 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97036", "Full-body immersion tank", blocks(15), A, High, [U, U, N], Some(date!(1995 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97037", "Low-level laser after surgery", Untimed, V, Low, [U, U, N], Some(date!(2024 - 01 - 01)), None, &[], medicare(Some('N'), Some('N'), Some(9), Some(9)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3"),
    row("97039", "Attended modality without its own code", Untimed, A, Medium, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('C'), Some('C'), Some(7), Some(0)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97110", "Exercise for strength and motion", blocks(15), A, High, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS Pub. 100-04, ch. 5, s. 20.2; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97112", "Neuromuscular re-education", blocks(15), A, High, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS Pub. 100-04, ch. 5, s. 20.2; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97113", "Exercise in water", blocks(15), A, High, [U, U, N], Some(date!(1995 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS Pub. 100-04, ch. 5, s. 20.2; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97116", "Walking (gait) training", blocks(15), A, High, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS Pub. 100-04, ch. 5, s. 20.2; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97124", "Massage", blocks(15), A, High, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS Pub. 100-04, ch. 5, s. 20.2; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97127", "Cognitive skills treatment, 2018-2019", Untimed, O, High, [N, U, U], Some(date!(2018 - 01 - 01)), Some(date!(2019 - 12 - 31)), &["97129", "97130"], medicare(None, None, None, None), "AOTA, 97127 and G0515; HTS, 2020 code changes; CMS RBCS taxonomy, June 2024"),
    row("97129", "Cognitive skills treatment, first quarter hour", First { family: family("97129", 15, "97130", 15) }, S, Medium, [N, U, U], Some(date!(2020 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "HTS, 2020 code changes; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97130", "Cognitive skills treatment, further quarter hours", AddOn { family: family("97129", 15, "97130", 15) }, S, Medium, [N, U, U], Some(date!(2020 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "HTS, 2020 code changes; CMS add-on code edits, June 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").adding_to(&["97129"]),
    row("97139", "Therapeutic procedure without its own code", Untimed, A, Medium, [U, U, N], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('C'), Some('C'), Some(7), Some(0)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97140", "Hands-on (manual) therapy", blocks(15), A, High, [U, U, N], Some(date!(1999 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS Pub. 100-04, ch. 5, s. 20.2; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97150", "Group therapy", Untimed, A, High, [U, U, U], Some(date!(1995 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97151", "Behavior assessment by the clinician", blocks(15), O, High, [B, B, B], Some(date!(2019 - 01 - 01)), None, &[], medicare(Some('C'), Some('C'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97152", "Behavior assessment by a technician", blocks(15), O, High, [B, B, B], Some(date!(2019 - 01 - 01)), None, &[], medicare(Some('C'), Some('C'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97153", "Behavior treatment by a technician", blocks(15), O, High, [B, B, B], Some(date!(2019 - 01 - 01)), None, &[], medicare(Some('C'), Some('C'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97154", "Behavior treatment by a technician, group", blocks(15), O, High, [B, B, B], Some(date!(2019 - 01 - 01)), None, &[], medicare(Some('C'), Some('C'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97155", "Behavior treatment with plan change", blocks(15), O, High, [B, B, B], Some(date!(2019 - 01 - 01)), None, &[], medicare(Some('C'), Some('C'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97156", "Behavior guidance for a family", blocks(15), O, High, [B, B, B], Some(date!(2019 - 01 - 01)), None, &[], medicare(Some('C'), Some('C'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97157", "Behavior guidance for several families", blocks(15), O, High, [B, B, B], Some(date!(2019 - 01 - 01)), None, &[], medicare(Some('C'), Some('C'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97158", "Behavior treatment with plan change, group", blocks(15), O, High, [B, B, B], Some(date!(2019 - 01 - 01)), None, &[], medicare(Some('C'), Some('C'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97161", "Physical therapy evaluation, low complexity", Untimed, A, High, [U, B, B], Some(date!(2017 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::Evaluation).requiring(Discipline::Pt),
    row("97162", "Physical therapy evaluation, moderate complexity", Untimed, A, High, [U, B, B], Some(date!(2017 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::Evaluation).requiring(Discipline::Pt),
    row("97163", "Physical therapy evaluation, high complexity", Untimed, A, High, [U, B, B], Some(date!(2017 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::Evaluation).requiring(Discipline::Pt),
    row("97164", "Physical therapy re-evaluation", Untimed, A, High, [U, B, B], Some(date!(2017 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::Reevaluation).requiring(Discipline::Pt),
    row("97165", "Occupational therapy evaluation, low complexity", Untimed, A, High, [B, U, B], Some(date!(2017 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::Evaluation).requiring(Discipline::Ot),
    row("97166", "Occupational therapy evaluation, moderate complexity", Untimed, A, High, [B, U, B], Some(date!(2017 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::Evaluation).requiring(Discipline::Ot),
    row("97167", "Occupational therapy evaluation, high complexity", Untimed, A, High, [B, U, B], Some(date!(2017 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::Evaluation).requiring(Discipline::Ot),
    row("97168", "Occupational therapy re-evaluation", Untimed, A, High, [B, U, B], Some(date!(2017 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS CR 10176 (Pub. 100-04, Transmittal 3814); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::Reevaluation).requiring(Discipline::Ot),
    row("97169", "Athletic training evaluation, low complexity", Untimed, O, High, [B, B, B], Some(date!(2017 - 01 - 01)), None, &[], medicare(Some('N'), Some('N'), Some(9), Some(9)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97170", "Athletic training evaluation, moderate complexity", Untimed, O, High, [B, B, B], Some(date!(2017 - 01 - 01)), None, &[], medicare(Some('N'), Some('N'), Some(9), Some(9)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3"),
    row("97171", "Athletic training evaluation, high complexity", Untimed, O, High, [B, B, B], Some(date!(2017 - 01 - 01)), None, &[], medicare(Some('N'), Some('N'), Some(9), Some(9)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3"),
    row("97172", "Athletic training re-evaluation", Untimed, O, High, [B, B, B], Some(date!(2017 - 01 - 01)), None, &[], medicare(Some('N'), Some('N'), Some(9), Some(9)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3"),
    row("97504", "Orthotic fitting and practice (old code)", blocks(15), A, Low, [U, U, N], None, Some(date!(2005 - 12 - 31)), &["97760"], medicare(None, None, None, None), "CMS PTP edits, 2024 Q3"),
    row("97520", "Prosthetic practice (old code)", blocks(15), A, Low, [U, U, N], None, Some(date!(2005 - 12 - 31)), &["97761"], medicare(None, None, None, None), "CMS PTP edits, 2024 Q3"),
    row("97530", "Functional activities, one patient", blocks(15), A, High, [U, U, N], Some(date!(1985 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97532", "Cognitive skills practice (old code)", blocks(15), A, Medium, [N, U, U], Some(date!(2001 - 01 - 01)), Some(date!(2017 - 12 - 31)), &["97127", "G0515"], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; AOTA, 97127 and G0515; CMS RBCS taxonomy, June 2024"),
    row("97533", "Sensory integration", blocks(15), A, High, [N, U, N], Some(date!(2001 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; ASHA, timed and untimed codes; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97535", "Daily-living skills practice", blocks(15), A, High, [U, U, U], Some(date!(1996 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97537", "Community and work skills practice", blocks(15), A, High, [U, U, N], Some(date!(1996 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97542", "Wheelchair fitting and practice", blocks(15), A, High, [U, U, N], Some(date!(1996 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97545", "Work conditioning, first two hours", First { family: family("97545", 120, "97546", 60) }, O, Medium, [U, U, N], Some(date!(1993 - 01 - 01)), None, &[], medicare(Some('R'), Some('R'), Some(7), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97546", "Work conditioning, further hours", AddOn { family: family("97545", 120, "97546", 60) }, O, Medium, [U, U, N], Some(date!(1993 - 01 - 01)), None, &[], medicare(Some('R'), Some('R'), Some(7), Some(0)), "CMS PFS relative value file, July 2026; CMS add-on code edits, June 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").adding_to(&["97545"]),
    row("97550", "Caregiver training, first half hour", First { family: family("97550", 30, "97551", 15) }, S, High, [U, U, U], Some(date!(2024 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "AAPC, caregiver training; NGS Medicare, caregiver training; CMS MUE tables, 2024 Q3").of_kind(ServiceKind::CaregiverTraining),
    row("97551", "Caregiver training, further quarter hours", AddOn { family: family("97550", 30, "97551", 15) }, S, High, [U, U, U], Some(date!(2024 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "AAPC, caregiver training; NGS Medicare, caregiver training; CMS add-on code edits, June 2024; CMS MUE tables, 2024 Q3").of_kind(ServiceKind::CaregiverTraining).adding_to(&["97550"]),
    row("97552", "Caregiver training, group", Untimed, S, High, [U, U, U], Some(date!(2024 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "AAPC, caregiver training; NGS Medicare, caregiver training; CMS MUE tables, 2024 Q3").of_kind(ServiceKind::CaregiverTraining),
    row("97597", "Wound debridement, first 20 sq cm", Untimed, S, Medium, [U, N, N], Some(date!(2005 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97598", "Wound debridement, each further 20 sq cm", Counted, S, Medium, [U, N, N], Some(date!(2005 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "Kansas Medicaid modifier table, about 2011; CMS add-on code edits, June 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").adding_to(&["97597"]),
    row("97602", "Wound cleaning without sharp tools", Untimed, S, Medium, [U, N, N], Some(date!(2001 - 01 - 01)), None, &[], medicare(Some('B'), Some('B'), Some(9), Some(9)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97605", "Suction wound dressing, up to 50 sq cm", Untimed, S, Medium, [U, N, N], Some(date!(2005 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97606", "Suction wound dressing, over 50 sq cm", Untimed, S, Medium, [U, N, N], Some(date!(2005 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "Kansas Medicaid modifier table, about 2011; CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97607", "Disposable suction dressing, up to 50 sq cm", Untimed, S, Low, [U, N, N], Some(date!(2015 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97608", "Disposable suction dressing, over 50 sq cm", Untimed, S, Low, [U, N, N], Some(date!(2015 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97610", "Wound mist by ultrasound, per day", Untimed, S, Low, [U, N, N], Some(date!(2014 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97750", "Physical performance test with report", blocks(15), A, High, [U, U, N], Some(date!(1995 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97755", "Assistive technology assessment", blocks(15), A, High, [U, U, U], Some(date!(2004 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97760", "Orthotic fitting and practice, first visit", blocks(15), A, High, [U, U, N], Some(date!(2006 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97761", "Prosthetic practice, first visit", blocks(15), A, High, [U, U, N], Some(date!(2006 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97762", "Orthotic or prosthetic check (old code)", blocks(15), A, Medium, [U, U, N], Some(date!(2006 - 01 - 01)), Some(date!(2017 - 12 - 31)), &["97763"], medicare(None, None, None, None), "Kansas Medicaid modifier table, about 2011; CMS RBCS taxonomy, June 2024"),
    row("97763", "Orthotic or prosthetic practice, later visit", blocks(15), A, High, [U, U, N], Some(date!(2018 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97799", "Physical medicine service without its own code", Untimed, A, Medium, [U, U, U], Some(date!(1984 - 01 - 01)), None, &[], medicare(Some('C'), Some('C'), Some(7), Some(0)), "UnitedHealthcare always-therapy list (follows CMS); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97802", "Nutrition therapy, first, one patient", blocks(15), O, High, [B, B, B], Some(date!(2001 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97803", "Nutrition therapy, follow-up, one patient", blocks(15), O, High, [B, B, B], Some(date!(2001 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97804", "Nutrition therapy, group", blocks(30), O, High, [B, B, B], Some(date!(2001 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97810", "Acupuncture, first quarter hour", blocks(15), O, High, [B, B, B], Some(date!(2005 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97811", "Acupuncture, further quarter hours", blocks(15), O, High, [B, B, B], Some(date!(2005 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS add-on code edits, June 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").adding_to(&["97810", "97813"]),
    row("97813", "Acupuncture with current, first quarter hour", blocks(15), O, High, [B, B, B], Some(date!(2005 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("97814", "Acupuncture with current, further quarter hours", blocks(15), O, High, [B, B, B], Some(date!(2005 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS add-on code edits, June 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").adding_to(&["97810", "97813"]),
    row("98940", "Spinal manipulation, one or two regions", Untimed, O, High, [B, B, B], Some(date!(1997 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(0), Some(0)), "CMS PFS relative value file, July 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("98941", "Spinal manipulation, three or four regions", Untimed, O, High, [B, B, B], Some(date!(1997 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(0), Some(0)), "CMS PFS relative value file, July 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("98942", "Spinal manipulation, five regions", Untimed, O, High, [B, B, B], Some(date!(1997 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(0), Some(0)), "CMS PFS relative value file, July 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("98943", "Manipulation away from the spine", Untimed, O, High, [B, B, B], Some(date!(1997 - 01 - 01)), None, &[], medicare(Some('N'), None, Some(9), Some(9)), "CMS PFS relative value file, July 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("98966", "Telephone assessment, 5 to 10 minutes", Untimed, S, Low, [U, U, U], Some(date!(2008 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("98967", "Telephone assessment, 11 to 20 minutes", Untimed, S, Low, [U, U, U], Some(date!(2008 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("98968", "Telephone assessment, 21 to 30 minutes", Untimed, S, Low, [U, U, U], Some(date!(2008 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("98970", "Online assessment over a week, 5 to 10 minutes", Untimed, S, Low, [U, U, U], Some(date!(2020 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("98971", "Online assessment over a week, 11 to 20 minutes", Untimed, S, Low, [U, U, U], Some(date!(2020 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("98972", "Online assessment over a week, 21 minutes or more", Untimed, S, Low, [U, U, U], Some(date!(2020 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("98975", "Remote monitoring, set-up and teaching", Untimed, S, High, [U, U, U], Some(date!(2022 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS MLN MM14250 (therapy code list 2026); CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("98976", "Remote monitoring device, breathing", Untimed, S, High, [U, U, U], Some(date!(2022 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS MLN MM14250 (therapy code list 2026); CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::DeviceSupply),
    row("98977", "Remote monitoring device, muscle and bone", Untimed, S, High, [U, U, U], Some(date!(2022 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS MLN MM14250 (therapy code list 2026); CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::DeviceSupply),
    row("98978", "Remote monitoring device, behavior therapy", Untimed, O, High, [N, N, N], Some(date!(2023 - 01 - 01)), None, &[], medicare(Some('C'), Some('C'), Some(0), Some(0)), "CMS MLN MM14250 (therapy code list 2026); CMS PFS relative value file, July 2026; CMS MUE tables, 2024 Q3"),
    row("98979", "Remote monitoring time, first 10 minutes a month", month(10), S, High, [U, U, U], Some(date!(2026 - 01 - 01)), None, &[], medicare(None, Some('A'), Some(0), Some(0)), "CMS MLN MM14250 (therapy code list 2026)"),
    row("98980", "Remote monitoring time, first 20 minutes a month", month(20), S, High, [U, U, U], Some(date!(2022 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS MLN MM14250 (therapy code list 2026); CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("98981", "Remote monitoring time, further 20 minutes a month", month(20), S, High, [U, U, U], Some(date!(2022 - 01 - 01)), None, &[], medicare(Some('A'), Some('A'), Some(0), Some(0)), "CMS MLN MM14250 (therapy code list 2026); CMS add-on code edits, June 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").adding_to(&["98980"]),
    row("98984", "Remote monitoring device, breathing, 2 to 15 days", Untimed, S, High, [U, U, U], Some(date!(2026 - 01 - 01)), None, &[], medicare(None, Some('A'), Some(0), Some(0)), "CMS MLN MM14250 (therapy code list 2026)").of_kind(ServiceKind::DeviceSupply),
    row("98985", "Remote monitoring device, muscle and bone, 2 to 15 days", Untimed, S, High, [U, U, U], Some(date!(2026 - 01 - 01)), None, &[], medicare(None, Some('A'), Some(0), Some(0)), "CMS MLN MM14250 (therapy code list 2026)").of_kind(ServiceKind::DeviceSupply),
    row("98986", "Remote monitoring device, behavior therapy, 2 to 15 days", Untimed, O, High, [N, N, N], Some(date!(2026 - 01 - 01)), None, &[], medicare(None, Some('C'), Some(0), Some(0)), "CMS MLN MM14250 (therapy code list 2026); CMS PFS relative value file, July 2026"),
    row("G0151", "Home health: physical therapist", Visit, O, Medium, [U, B, B], Some(date!(1999 - 07 - 01)), None, &[], medicare(None, None, None, None), "CMS HCPCS Level II, July 2024"),
    row("G0152", "Home health: occupational therapist", Visit, O, Medium, [B, U, B], Some(date!(1999 - 07 - 01)), None, &[], medicare(None, None, None, None), "CMS HCPCS Level II, July 2024"),
    row("G0153", "Home health: speech-language pathologist", Visit, O, Medium, [B, B, U], Some(date!(1999 - 07 - 01)), None, &[], medicare(None, None, None, None), "CMS HCPCS Level II, July 2024"),
    row("G0157", "Home health: physical therapist assistant", Visit, O, Medium, [U, B, B], Some(date!(2011 - 01 - 01)), None, &[], medicare(None, None, None, None), "CMS HCPCS Level II, July 2024"),
    row("G0158", "Home health: occupational therapy assistant", Visit, O, Medium, [B, U, B], Some(date!(2011 - 01 - 01)), None, &[], medicare(None, None, None, None), "CMS HCPCS Level II, July 2024"),
    row("G0159", "Home health: physical therapy maintenance program", Visit, O, Medium, [U, B, B], Some(date!(2011 - 01 - 01)), None, &[], medicare(None, None, None, None), "CMS HCPCS Level II, July 2024"),
    row("G0160", "Home health: occupational therapy maintenance program", Visit, O, Medium, [B, U, B], Some(date!(2011 - 01 - 01)), None, &[], medicare(None, None, None, None), "CMS HCPCS Level II, July 2024"),
    row("G0161", "Home health: speech-language pathology maintenance program", Visit, O, Medium, [B, B, U], Some(date!(2011 - 01 - 01)), None, &[], medicare(None, None, None, None), "CMS HCPCS Level II, July 2024"),
    row("G0281", "Unattended electrical stimulation of a chronic wound", Untimed, A, High, [U, U, N], Some(date!(2003 - 04 - 01)), None, &[], medicare(Some('A'), None, Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::UnattendedModality),
    row("G0282", "Unattended electrical stimulation, other wounds", Untimed, O, Medium, [U, U, N], Some(date!(2003 - 04 - 01)), None, &[], medicare(Some('N'), None, Some(9), Some(9)), "CMS HCPCS Level II, July 2024; CMS MUE tables, 2024 Q3").of_kind(ServiceKind::UnattendedModality),
    row("G0283", "Unattended electrical stimulation (Medicare)", Untimed, A, High, [U, U, N], Some(date!(2003 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024").of_kind(ServiceKind::UnattendedModality),
    row("G0329", "Electromagnetic treatment of a chronic wound", Untimed, A, High, [U, U, N], Some(date!(2004 - 07 - 01)), None, &[], medicare(Some('A'), None, Some(7), Some(5)), "UnitedHealthcare always-therapy list (follows CMS); CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("G0451", "Developmental test, reading and report", Untimed, S, Low, [N, N, N], Some(date!(2012 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(5), Some(0)), "CMS PFS relative value file, July 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("G0515", "Cognitive skills treatment, 2018-2019 (Medicare)", blocks(15), S, Medium, [N, U, U], Some(date!(2018 - 01 - 01)), Some(date!(2019 - 12 - 31)), &["97129", "97130"], medicare(None, None, None, None), "ASHA, 97127 and G0515; HTS, 2020 code changes; CMS RBCS taxonomy, June 2024"),
    row("G0541", "Direct-care caregiver training, first half hour", First { family: family("G0541", 30, "G0542", 15) }, S, Low, [U, U, U], Some(date!(2025 - 01 - 01)), None, &[], medicare(None, None, None, None), "WOCN, caregiver training").of_kind(ServiceKind::CaregiverTraining),
    row("G0542", "Direct-care caregiver training, further quarter hours", AddOn { family: family("G0541", 30, "G0542", 15) }, S, Low, [U, U, U], Some(date!(2025 - 01 - 01)), None, &[], medicare(None, None, None, None), "WOCN, caregiver training").of_kind(ServiceKind::CaregiverTraining).adding_to(&["G0541"]),
    row("G0543", "Direct-care caregiver training, group", Untimed, S, Low, [U, U, U], Some(date!(2025 - 01 - 01)), None, &[], medicare(None, None, None, None), "WOCN, caregiver training").of_kind(ServiceKind::CaregiverTraining),
    row("G2250", "Review of pictures or video a patient sent", Untimed, S, Low, [U, U, U], Some(date!(2021 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(0), Some(0)), "CMS PFS relative value file, July 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
    row("G2251", "Short check-in call by a therapist", Untimed, S, Low, [U, U, U], Some(date!(2021 - 01 - 01)), None, &[], medicare(Some('A'), None, Some(0), Some(0)), "CMS PFS relative value file, July 2024; CMS MUE tables, 2024 Q3; CMS RBCS taxonomy, June 2024"),
];
