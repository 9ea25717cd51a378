//! Every list of a document has at most 4,096 entries: a longer one is refused while it is read, and cannot
//! be built by hand.
#![cfg(all(feature = "serde", feature = "tables"))]

use std::{fs, io, path::Path};

use serde::de::DeserializeOwned;
use therapy_billing::claim::{BillInput, Claim, KxAttestation, Visit};
use therapy_billing::documentation::{
    Amendment, Author, Cotreatment, CoverageList, Credential, Goal, List, MOST_ENTRIES,
    PayerPolicy, PlanOfCare, Record, RecordError, Text, TreatmentDays, TreatmentNote,
};
use therapy_billing::{Discipline, ProcedureCode, Session, TherapyDay, time::macros::date};

/// A document whose last list never ends: a beginning, then one entry again and again.
struct Endless<'a> {
    rest: &'a [u8],
    entry: &'a [u8],
    given: usize,
}

impl io::Read for Endless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() {
            self.rest = self.entry;
        }
        let count = self.rest.read(buffer)?;
        self.given += count;
        assert!(self.given < 4_000_000, "the list was read without an end");
        Ok(count)
    }
}

fn refused<T: DeserializeOwned>(begin: &str, entry: &str) {
    let entry = format!("{entry},");
    let endless = Endless {
        rest: begin.as_bytes(),
        entry: entry.as_bytes(),
        given: 0,
    };
    let Err(error) = serde_json::from_reader::<_, T>(io::BufReader::new(endless)) else {
        panic!("{begin} was read");
    };
    assert!(
        error.to_string().contains("at most 4096 entries"),
        "{begin}: {error}"
    );
}

const VISIT: &str = r#"{"date_of_service":"2026-03-14","discipline":"pt","services":["#;
const SERVICE: &str = r#"{"code":"97110","minutes":15}"#;
const LINE: &str = r#"{"code":"97110","units":1}"#;

#[test]
fn an_endless_list_is_refused_while_it_is_read() {
    refused::<Session>(VISIT, SERVICE);
    refused::<Visit>(VISIT, SERVICE);
    refused::<BillInput>(VISIT, SERVICE);
    let intervals = format!(r#"{VISIT}{{"code":"97110","intervals":["#);
    refused::<Session>(&intervals, r#"{"start":"09:00","end":"09:15"}"#);
    for lines in ["lines", "billed", "same_day"] {
        let claim = format!(r#"{{"date_of_service":"2026-03-14","{lines}":["#);
        refused::<Claim>(&claim, LINE);
    }
    for list in ["lines", "rvus"] {
        let day = format!(r#"{{"date_of_service":"2026-03-14","gpci":"national","{list}":["#);
        let value = r#"{"code":"97110","work":"0.1","pe":"0.1","mp":"0.1"}"#;
        refused::<TherapyDay>(&day, if list == "rvus" { value } else { LINE });
    }
    refused::<KxAttestation>(r#"{"accrued":"0.00","allowed":["#, r#""1.00""#);
    refused::<Record>(r#"{"episode":{"treatment_days":["#, r#""2026-03-02""#);
    refused::<Record>(r#"{"episode":{"prior_notes":["#, r#"{"date":"2026-03-02"}"#);
    refused::<Record>(r#"{"episode":{"evaluation":{"body_parts":["#, r#""knee""#);
    refused::<Record>(r#"{"note":{"interventions":["#, r#"{"code":"97112"}"#);
}

#[test]
fn a_record_built_by_hand_has_no_list_without_a_limit() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/documentation/record");
    for file in fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines().filter(|line| line.trim().starts_with("pub ")) {
            assert!(
                !line.contains(": Vec<") && !line.contains(": BTreeMap<ProcedureCode"),
                "{}: {line}",
                path.display()
            );
        }
    }
}

#[test]
fn a_list_takes_4096_entries_and_not_one_more() {
    let goal = Goal::new("G1".parse().unwrap());
    let full = List::try_from(vec![goal.clone(); MOST_ENTRIES]).unwrap();
    let mut plan = PlanOfCare::new(Author::new(Credential::Pt));
    plan.long_term_goals = full.clone();
    let refused = plan.clone().with_long_term_goal(goal.clone()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "expected at most 4,096 entries in long_term_goals, found more; split the record"
    );
    assert!(plan.long_term_goals.try_push(goal.clone()).is_err());
    assert_eq!(
        plan.long_term_goals, full,
        "a list that refuses an entry is left as it was"
    );
    assert!(List::try_from(vec![goal; MOST_ENTRIES + 1]).is_err());

    let mut note = TreatmentNote::new();
    note.amendments = List::try_from(vec![Amendment::new(); MOST_ENTRIES]).unwrap();
    assert!(note.with_amendment(Amendment::new()).is_err());

    let day = date!(2026 - 03 - 02);
    assert!(TreatmentDays::new([day; MOST_ENTRIES]).is_ok());
    assert_eq!(
        TreatmentDays::new(std::iter::repeat(day)),
        Err(RecordError::TooManyEntries {
            list: "treatment_days"
        })
    );
}

#[test]
fn a_coverage_list_has_at_most_4096_codes_and_texts() {
    let codes = (0..4_097).map(|n| format!("{n:05}").parse::<ProcedureCode>().unwrap());
    let prefixes = List::try_from(vec![Text::new("M54").unwrap().unwrap()]).unwrap();
    let long: std::collections::BTreeMap<_, _> =
        codes.map(|code| (code, prefixes.clone())).collect();
    assert!(CoverageList::try_from(long.clone()).is_err());

    let mut policy = PayerPolicy::new();
    for code in long.keys().take(MOST_ENTRIES) {
        policy = policy.with_diagnosis_prefix(*code, "M54").unwrap();
    }
    let (first, last) = (*long.keys().next().unwrap(), *long.keys().last().unwrap());
    assert!(policy.clone().with_diagnosis_prefix(last, "M54").is_err());
    assert!(policy.with_diagnosis_prefix(first, "M25").is_ok());
}

#[test]
fn a_text_has_at_most_65536_bytes() {
    let (most, more) = ("x".repeat(65_536), "x".repeat(65_537));
    assert!(TreatmentNote::new().with_assessment(&*most).is_ok());
    let refused = TreatmentNote::new().with_assessment(&*more).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "expected at most 65536 bytes in assessment, found 65537; shorten it"
    );
    assert!(Text::new(&*more).is_err());
    assert!(
        more.parse::<therapy_billing::documentation::PersonId>()
            .is_err()
    );
    let shared = Cotreatment::new(therapy_billing::Minutes::new(30));
    assert!(shared.clone().with_goal(Discipline::Ot, &*more).is_err());
    assert!(shared.with_goal(Discipline::Ot, "dress alone").is_ok());
}
