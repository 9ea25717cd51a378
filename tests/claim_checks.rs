//! Each finding of the claim register is raised by a claim, and not by its nearest neighbour.
#![cfg(feature = "tables")]

use std::collections::BTreeSet;

use therapy_billing::ReferenceData;
use therapy_billing::calendar::parse_date;
use therapy_billing::claim::{
    AssistantPolicy, AssistantRule, Bill, Claim, ClaimFinding, DeMinimis, KxScope, Visit,
};
use therapy_billing::money::parse_amount;
use therapy_billing::reference::edits::{
    AdjudicationIndicator, EditTable, ModifierIndicator, MueTable, PtpTable, Quarter,
};
use therapy_billing::reference::thresholds::Bucket;
use therapy_billing::time::Date;
use therapy_billing::time::macros::date;
use therapy_billing::{
    Check, Citation, Discipline, Finding, Minutes, Modifiers, PersonMinutes, ProcedureCode,
    Service, ServiceLine, Session, Setting, UnitRule, Units,
};

/// A claim in short words: a visit, and lines like `97112 2 GP KX $58.12 @0420`.
#[derive(Clone, Debug)]
struct Sketch {
    date: Date,
    discipline: Discipline,
    setting: Setting,
    rule: UnitRule,
    policy: AssistantPolicy,
    services: Vec<&'static str>,
    billed: Vec<&'static str>,
    same_day: Vec<&'static str>,
    accrued: Option<&'static str>,
    scope: KxScope,
}

/// Lines of a physical therapy visit in a private practice, in the quarter of the built-in tables.
fn lines<const N: usize>(billed: [&'static str; N]) -> Sketch {
    Sketch {
        date: date!(2024 - 08 - 14),
        discipline: Discipline::Pt,
        setting: Setting::PrivatePractice,
        rule: UnitRule::MEDICARE,
        policy: AssistantPolicy::default(),
        services: Vec::new(),
        billed: billed.to_vec(),
        same_day: Vec::new(),
        accrued: None,
        scope: KxScope::Line,
    }
}

impl Sketch {
    fn on(mut self, date: &str) -> Self {
        self.date = parse_date(date).unwrap();
        self
    }

    fn in_ot(mut self) -> Self {
        self.discipline = Discipline::Ot;
        self
    }

    fn in_setting(mut self, setting: Setting) -> Self {
        self.setting = setting;
        self
    }

    fn under(mut self, rule: UnitRule) -> Self {
        self.rule = rule;
        self
    }

    fn stating(mut self, policy: AssistantPolicy) -> Self {
        self.policy = policy;
        self
    }

    /// Services like `97110 20` (therapist) or `97110 20+13` (therapist and assistant).
    fn delivered<const N: usize>(mut self, services: [&'static str; N]) -> Self {
        self.services = services.to_vec();
        self
    }

    fn beside<const N: usize>(mut self, lines: [&'static str; N]) -> Self {
        self.same_day = lines.to_vec();
        self
    }

    fn accrued(mut self, amount: &'static str) -> Self {
        self.accrued = Some(amount);
        self
    }

    fn by_day(mut self) -> Self {
        self.scope = KxScope::Day;
        self
    }

    fn visit(&self) -> Visit {
        let session = Session::new(self.date, self.discipline);
        let session = self.services.iter().fold(session, |session, text| {
            session.with(service(text)).unwrap()
        });
        Visit::new(session, self.rule, self.setting).with_assistant(self.policy)
    }

    /// Ids and places of what the lines show; or, where services were delivered, of the audit.
    fn found_with(&self, edits: &ReferenceData) -> Vec<String> {
        let visit = self.visit();
        let (billed, same_day) = (parsed(&self.billed), parsed(&self.same_day));
        let mut claim = Claim::of_visit(visit, billed)
            .unwrap()
            .with_same_day(same_day)
            .unwrap()
            .with_kx_scope(self.scope)
            .with_reference(edits);
        if let Some(amount) = self.accrued {
            let bucket = Bucket::of(self.discipline);
            claim = claim
                .with_accrued(bucket, parse_amount(amount).unwrap())
                .unwrap();
        }
        let findings = if self.services.is_empty() {
            claim.check()
        } else {
            claim.audit().unwrap().findings().clone()
        };
        findings
            .iter()
            .map(|finding| {
                assert!(!finding.to_string().contains("{}"), "{finding}");
                format!("{} {}", finding.at(), finding.id())
            })
            .collect()
    }

    fn audited(&self) -> Vec<&'static str> {
        let visit = self.visit();
        let audit = Claim::of_visit(visit, parsed(&self.billed))
            .unwrap()
            .audit()
            .unwrap();
        audit.findings().iter().map(Finding::id).collect()
    }

    #[track_caller]
    fn finds<const N: usize>(&self, expected: [&str; N]) {
        assert_eq!(
            self.found_with(&ReferenceData::new()),
            expected,
            "{self:#?}"
        );
    }
}

impl Sketch {
    /// The findings whose id begins in a way.
    #[track_caller]
    fn finds_among<const N: usize>(&self, prefix: &str, expected: [&str; N]) {
        let found = self.found_with(&ReferenceData::new());
        let found = found.iter().filter(|finding| {
            finding
                .split(' ')
                .nth(1)
                .is_some_and(|id| id.starts_with(prefix))
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{self:#?}");
    }
}

fn service(text: &str) -> Service {
    let (code, time) = text.split_once(' ').unwrap();
    let code: ProcedureCode = code.parse().unwrap();
    let minutes = |text: &str| Minutes::new(text.parse().unwrap());
    match time.split_once('+') {
        Some((therapist, assistant)) => {
            let people = PersonMinutes {
                therapist: minutes(therapist),
                assistant: minutes(assistant),
                ..PersonMinutes::default()
            };
            Service::new(code, people).unwrap()
        }
        None => Service::new(code, minutes(time)).unwrap(),
    }
}

fn parsed(lines: &[&str]) -> Vec<ServiceLine> {
    lines
        .iter()
        .map(|text| {
            let mut words = text.split_whitespace();
            let code = words.next().unwrap().parse().unwrap();
            let units = Units::new(words.next().unwrap().parse().unwrap());
            let (revenue, words): (Vec<_>, Vec<_>) = words.partition(|word| word.starts_with('@'));
            let (amounts, modifiers): (Vec<_>, Vec<_>) =
                words.into_iter().partition(|word| word.starts_with('$'));
            let modifiers = Modifiers::new(modifiers.iter().map(|word| word.parse().unwrap()));
            let mut line = ServiceLine::new(code, units).with_modifiers(modifiers.unwrap());
            if let Some(code) = revenue.first() {
                line = line.with_revenue_code(code[1..].parse().unwrap());
            }
            match amounts.first() {
                Some(amount) => line
                    .with_allowed(parse_amount(&amount[1..]).unwrap())
                    .unwrap(),
                None => line,
            }
        })
        .collect()
}

#[test]
fn a_clean_claim_has_no_findings() {
    lines(["97112 2 GP", "97110 1 GP"]).finds([]);
    lines([]).finds([]);
}

#[test]
fn modifiers_that_stand_twice_or_are_not_known() {
    lines(["97110 1 GP GP"]).finds(["billed[0] modifier-duplicate"]);
    lines(["97110 1 GP ZZ"]).finds(["billed[0] modifier-unknown"]);
    lines(["97110 1 GP ZZ ZZ"])
        .finds(["billed[0] modifier-duplicate", "billed[0] modifier-unknown"]);
    lines(["97110 1 GP CR"]).finds([]);
}

#[test]
fn modifiers_that_exclude_each_other() {
    lines(["97110 1 GP 95 93"]).finds(["billed[0] modifier-conflict"]);
    lines(["97110 1 GP 93 FQ"]).finds([]); // two names of one thing
    lines(["97110 1 GP 96 97"]).finds(["billed[0] modifier-conflict"]);
    lines(["97110 1 GP LT RT"]).finds(["billed[0] modifier-conflict"]);
    lines(["97110 1 GP 50 LT"]).finds(["billed[0] modifier-conflict"]);
    lines(["97110 1 GP 95 93 GT"]).finds(["billed[0] modifier-conflict"]); // one a kind
    lines(["97110 1 GP LT 95"]).finds([]);
    lines(["97110 1 95 93 LT RT"])
        .under(UnitRule::CPT)
        .finds(["billed[0] modifier-conflict", "billed[0] modifier-conflict"]);
}

#[test]
fn modifiers_of_another_field() {
    for modifier in ["24", "25", "57", "91", "AT"] {
        let line: &'static str = format!("97110 1 GP {modifier}").leak();
        lines([line]).finds(["billed[0] modifier-not-for-code"]);
    }
    lines(["98940 1 AT"])
        .on("2025-08-14")
        .finds(["claim edits-not-current"]); // its own field
    lines(["97129 1 GO", "97130 1 GO 51"])
        .in_ot()
        .finds(["billed[1] modifier-not-for-code"]);
    lines(["97129 1 GO 51", "97130 1 GO"]).in_ot().finds([]); // not an add-on
    lines(["97110 1 GP 76"]).finds([]);
}

#[test]
fn reduced_service_on_a_timed_code() {
    lines(["97110 1 GP 52"]).finds(["billed[0] reduced-service-on-timed"]);
    lines(["97150 1 GP 52"]).finds([]);
}

#[test]
fn functional_modifiers_ended_with_2018() {
    for (day, ended) in [("2018-12-31", false), ("2019-01-01", true)] {
        let found = lines(["G8978 1 GP CH"])
            .on(day)
            .found_with(&ReferenceData::new());
        let says = found.contains(&"billed[0] modifier-ended".to_owned());
        assert_eq!(says, ended, "{day}: {found:?}");
    }
}

#[test]
fn at_most_one_of_59_and_the_x_modifiers() {
    lines(["97150 1 GP", "97112 1 GP 59 XU"]).finds([
        "billed[1] distinct-conflict",
        "billed[1] ptp-modifier-present",
    ]);
    lines(["97150 1 GP", "97112 1 GP XU"]).finds(["billed[1] ptp-modifier-present"]);
}

#[test]
fn notices_that_say_opposite_things() {
    for pair in ["GA GX", "GA GY", "GA GZ", "GX GZ", "GZ GY"] {
        let line: &'static str = format!("97110 1 GP {pair}").leak();
        lines([line]).finds(["billed[0] notice-conflict"]);
    }
    lines(["97110 1 GP GX GY"]).finds([]);
    lines(["97110 1 GP GY GX"]).finds([]);
    lines(["97110 1 GP GX GY GZ"]).finds(["billed[0] notice-conflict"]);
}

#[test]
fn kx_beside_a_notice_and_without_a_discipline() {
    for notice in ["GA", "GY", "GZ"] {
        let line: &'static str = format!("97110 1 GP KX {notice}").leak();
        lines([line]).finds(["billed[0] kx-conflict"]);
    }
    lines(["97110 1 GP KX GX"]).finds([]);
    lines(["97110 1 KX"])
        .under(UnitRule::CPT)
        .finds(["billed[0] kx-without-discipline"]);
    lines(["97110 1 KX"]).finds(["billed[0] discipline-missing"]); // says it already
    lines(["97010 1 KX"]).finds([
        "billed[0] kx-without-discipline", // on the list and bundled: not asked for otherwise
        "billed[0] code-bundled",
        "billed[0] mue-day-exceeded",
    ]);
}

#[test]
fn discipline_modifiers_under_medicare() {
    lines(["97110 1"]).finds(["billed[0] discipline-missing"]);
    lines(["97110 1"]).under(UnitRule::CPT).finds([]);
    lines(["97597 1"]).finds(["billed[0] discipline-advised"]);
    lines(["97597 1 GP"]).finds([]);
    lines(["97597 1"]).under(UnitRule::WHOLE_BLOCKS).finds([]);
    lines(["97504 1"]).on("2005-06-01").finds([
        "claim mue-no-table",
        "billed[0] discipline-advised", // always therapy, but of low confidence: a warning
    ]);
}

#[test]
fn discipline_modifiers_that_disagree() {
    lines(["97110 1 GP GO"]).finds(["billed[0] discipline-conflict"]);
    lines(["97110 1 GP GO"])
        .under(UnitRule::CPT)
        .finds(["billed[0] discipline-conflict"]);
    lines(["97110 1 GO"]).finds(["billed[0] discipline-visit-mismatch"]);
    lines(["97110 1 GO"])
        .under(UnitRule::CPT)
        .finds(["billed[0] discipline-visit-mismatch"]);
    lines(["97110 1 GO"]).in_ot().finds([]);
}

#[test]
fn codes_that_demand_a_discipline_since_2018() {
    lines(["97165 1 GP"]).finds(["billed[0] discipline-code-mismatch"]);
    lines(["97165 1 GO"]).in_ot().finds([]);
    lines(["97165 1 GO"]).finds(["billed[0] discipline-visit-mismatch"]);
    lines(["97161 1 GN"]).finds([
        "billed[0] discipline-code-mismatch",
        "billed[0] discipline-visit-mismatch",
    ]);
    lines(["97165 1 GP"]).under(UnitRule::CPT).finds([]);
    lines(["97165 1 GP"])
        .on("2017-12-31")
        .finds(["claim mue-no-table"]);
    lines(["97165 1 GP"])
        .on("2018-01-01")
        .finds(["claim mue-no-table", "billed[0] discipline-code-mismatch"]);
}

#[test]
fn assistant_modifiers_by_discipline_date_and_place() {
    lines(["97110 1 GP CQ"]).finds([]);
    lines(["97110 1 GP CO"]).finds(["billed[0] assistant-discipline-mismatch"]);
    lines(["97110 1 GO CO"]).in_ot().finds([]);
    lines(["97110 1 GP CQ CO"]).finds(["billed[0] assistant-both"]); // and nothing else of its kind
    lines(["97110 1 GP CQ"])
        .on("2019-12-31")
        .finds(["claim mue-no-table", "billed[0] assistant-not-in-force"]);
    lines(["97110 1 GP CQ"])
        .on("2020-01-01")
        .finds(["claim mue-no-table"]);
    for setting in Setting::ALL {
        let exempt = matches!(
            setting,
            Setting::PhysicianIncidentTo | Setting::CriticalAccessHospital
        );
        let found = lines(["97110 1 GP CQ"])
            .in_setting(setting)
            .found_with(&ReferenceData::new());
        let says = found.contains(&"billed[0] assistant-not-applicable".to_owned());
        assert_eq!(says, exempt, "{setting}: {found:?}");
    }
    let applies = AssistantPolicy::default().with_applies(true);
    lines(["97110 1 GP CQ"])
        .under(UnitRule::CPT)
        .stating(applies)
        .finds([]);
    lines(["97110 1 GP CQ"])
        .under(UnitRule::CPT)
        .finds(["billed[0] assistant-not-applicable"]);
    lines(["97110 1 GP CQ"])
        .stating(AssistantPolicy::default().with_rule(AssistantRule::None))
        .finds(["billed[0] assistant-not-applicable"]);
}

#[test]
fn codes_that_are_unknown_ended_or_not_paid() {
    lines(["97999 1 GP"]).finds(["billed[0] code-unknown", "billed[0] mue-no-data"]);
    lines(["97001 1 GP"])
        .on("2016-12-31")
        .finds(["claim mue-no-table"]);
    lines(["97001 1 GP"])
        .on("2017-01-01")
        .finds(["claim mue-no-table", "billed[0] code-not-in-force"]);
    lines(["98979 1 GP"]).on("2025-12-31").finds([
        "claim edits-not-current",
        "billed[0] code-not-in-force", // not yet
    ]);
    lines(["97014 1 GP"]).finds(["billed[0] code-not-payable", "billed[0] mue-day-exceeded"]);
    lines(["G0283 1 GP"]).finds([]);
    lines(["97010 1 GP"])
        .in_setting(Setting::OutpatientHospital)
        .finds(["billed[0] code-bundled"]);
    lines(["97110 0 GP"]).finds(["billed[0] units-zero"]);
    lines(["97110 1 GP"]).finds([]);
}

#[test]
fn lines_of_equal_code_and_equal_set_of_modifiers() {
    lines(["97110 1 GP KX", "97110 2 KX GP"]).finds(["billed[1] line-duplicate"]);
    lines(["97110 1 GP KX", "97110 2 GP"]).finds([]);
    lines(["97110 1 GP", "97112 1 GP"]).finds([]);
    lines(["97110 1 GP", "97112 1 GP", "97110 1 GP", "97110 1 GP"])
        .finds(["billed[2] line-duplicate", "billed[3] line-duplicate"]);
}

#[test]
fn units_of_a_day_are_added_over_lines_and_plans() {
    lines(["97112 4 GP"]).finds([]);
    lines(["97112 5 GP"]).finds(["billed[0] mue-day-exceeded"]);
    lines(["97112 3 GP", "97112 2 GP KX"]).finds(["billed[0] mue-day-exceeded"]);
    lines(["97112 3 GP"])
        .beside(["97112 2 GO"])
        .finds(["billed[0] mue-day-exceeded"]);
    lines(["97112 3 GP"]).beside(["97112 1 GO"]).finds([]);
    lines(["97110 1 GP"]).beside(["97112 5 GO"]).finds([]); // another claim's
    lines(["97161 2 GP"]).finds(["billed[0] mue-day-absolute", "billed[0] untimed-units"]);
    lines(["97112 6 GP"])
        .in_setting(Setting::OutpatientHospital)
        .finds([]);
    lines(["97112 7 GP"])
        .in_setting(Setting::CriticalAccessHospital)
        .finds(["billed[0] mue-day-exceeded"]);
    lines(["97112 5 GP"])
        .in_setting(Setting::Corf)
        .finds(["claim mue-no-table"]);
    lines(["97112 5 GP"])
        .on("2024-06-30")
        .finds(["claim mue-no-table"]);
    lines(["97112 65535 GP", "97112 65535 GP KX"])
        .finds(["billed[0] units-exceed-day", "billed[0] mue-day-exceeded"]);
}

#[test]
fn an_indicator_of_1_is_held_against_each_line() {
    let quarter = Quarter::new(2024, 3).unwrap();
    let code = ProcedureCode::CPT_97112;
    let table = MueTable::new(EditTable::Practitioner, quarter);
    let edits = ReferenceData::new().with_mue(table.with(code, 2, AdjudicationIndicator::Line));
    let found = |sketch: Sketch| sketch.found_with(&edits);
    assert!(found(lines(["97112 2 GP", "97112 2 GP KX"])).is_empty());
    assert_eq!(
        found(lines(["97112 2 GP", "97112 3 GP KX"])),
        ["billed[1] mue-line-exceeded"]
    );
    assert!(found(lines(["97110 1 GP"])).is_empty()); // the table of another quarter has it
}

#[test]
fn pairs_are_looked_up_in_the_order_of_the_row() {
    lines(["97150 1 GP", "97112 1 GP"]).finds(["billed[1] ptp-needs-modifier"]);
    lines(["97112 1 GP", "97150 1 GP"]).finds(["billed[0] ptp-needs-modifier"]);
    lines(["97112 1 GP", "97022 1 GP"]).finds(["billed[1] ptp-needs-modifier"]);
    lines(["97140 1 GP", "97124 1 GP 59"]).finds(["billed[1] ptp-never-together"]);
    lines(["97124 1 GP", "97140 1 GP"]).finds(["billed[0] ptp-never-together"]);
    lines(["97110 1 GP", "97112 1 GP"]).finds([]);
}

#[test]
fn a_pair_is_passed_only_if_every_two_lines_are() {
    lines(["97150 1 GP 59", "97112 1 GP"]).finds(["billed[1] ptp-modifier-present"]);
    lines(["97150 1 GP", "97112 1 GP 59"]).finds(["billed[1] ptp-modifier-present"]);
    lines(["97150 1 GP", "97112 1 GP XE", "97112 1 GP"]).finds(["billed[1] ptp-needs-modifier"]);
    lines(["97150 1 GP 59", "97112 1 GP XE", "97112 1 GP"])
        .finds(["billed[1] ptp-modifier-present"]);
    lines(["97150 1 GP LT", "97112 1 GP"]).finds(["billed[1] ptp-modifier-present"]);
    lines(["97150 1 GP KX", "97112 1 GP"]).finds(["billed[1] ptp-needs-modifier"]);
}

#[test]
fn before_july_2019_only_column_2_carries_the_modifier() {
    // 97140 with 95851 has a row with a known start only from 2020; a supplied table reaches back
    let quarter = Quarter::new(2019, 2).unwrap();
    let next = Quarter::new(2019, 3).unwrap();
    let table = |quarter| {
        PtpTable::new(EditTable::Practitioner, quarter).with(
            ProcedureCode::CPT_97140,
            ProcedureCode::CPT_97530,
            ModifierIndicator::Allowed,
            date!(2010 - 01 - 01),
            None,
        )
    };
    let edits = ReferenceData::new()
        .with_ptp(table(quarter))
        .with_ptp(table(next));
    let found = |day, billed| lines(billed).on(day).found_with(&edits);
    let (column_1, column_2) = (
        ["97140 1 GP 59", "97530 1 GP"],
        ["97140 1 GP", "97530 1 GP 59"],
    );
    let (no_table, present) = ("claim mue-no-table", "billed[1] ptp-modifier-present");
    let needs = "billed[1] ptp-needs-modifier";
    assert_eq!(found("2019-06-30", column_1), [no_table, needs]);
    assert_eq!(found("2019-06-30", column_2), [no_table, present]);
    assert_eq!(found("2019-07-01", column_1), [no_table, present]);
}

#[test]
fn lines_of_the_same_day_take_part_in_pairs() {
    lines(["97110 1 GP"])
        .beside(["92507 1 GN"])
        .finds(["billed[0] ptp-needs-modifier"]);
    lines(["97110 1 GP"])
        .beside(["92507 1 GN 59"])
        .finds(["billed[0] ptp-modifier-present"]);
    lines(["97150 1 GP"])
        .beside(["97112 1 GO"])
        .finds(["billed[0] ptp-needs-modifier"]); // column 2 is not billed here
    lines(["97110 1 GP"])
        .beside(["97150 1 GO", "97112 1 GO"])
        .finds([
            "billed[0] ptp-needs-modifier", // 97150 with 97110; the other pair is another claim's
        ]);
}

#[test]
fn pairs_that_nobody_can_look_up() {
    lines(["97150 1 GP", "97112 1 GP"])
        .on("2019-06-03")
        .finds(["claim mue-no-table", "billed[1] ptp-no-data"]);
    lines(["97150 1 GP", "97112 1 GP"])
        .on("2020-05-01")
        .finds(["claim mue-no-table"]);
    let not_current = "claim edits-not-current"; // once for MUE, once for PTP
    lines(["97150 1 GP", "97112 1 GP"]).on("2024-10-01").finds([
        not_current,
        not_current,
        "billed[1] ptp-needs-modifier",
    ]);
    lines(["97112 1 GP"]).on("2024-10-01").finds([not_current]);
    lines(["97112 1 GP"])
        .beside(["97150 1 GO"])
        .on("2024-10-01")
        .finds([not_current, not_current, "billed[0] ptp-needs-modifier"]);
    lines(["97999 1 GP", "97110 1 GP"]).finds([
        "billed[0] code-unknown",
        "billed[0] mue-no-data",
        "billed[0] ptp-no-coverage",
    ]);
    lines(["97110 1 GP 59"])
        .beside(["97999 1 GO"])
        .finds(["claim ptp-no-coverage"]); // not known, so the modifier may have an edit
    lines(["97112 1 GP", "97110 1 GP"])
        .in_setting(Setting::CriticalAccessHospital)
        .finds(["claim ptp-no-table"]);
}

#[test]
fn a_distinct_modifier_that_answers_no_edit() {
    lines(["97110 1 GP 59"]).finds(["billed[0] distinct-without-pair"]);
    lines(["97110 1 GP 59", "97112 1 GP"]).finds(["billed[0] distinct-without-pair"]);
    lines(["97150 1 GP", "97112 1 GP 59", "97116 1 GP XE"]).finds([
        "billed[1] ptp-modifier-present",
        "billed[2] ptp-modifier-present",
    ]);
    // nobody knows whether it answers one
    lines(["97150 1 GP", "97112 1 GP 59"])
        .on("2019-06-03")
        .finds(["claim mue-no-table", "billed[1] ptp-no-data"]);
    lines(["97112 1 GP 59", "97110 1 GP"])
        .on("2024-10-01")
        .finds([
            "claim edits-not-current",
            "claim edits-not-current",
            "billed[0] distinct-without-pair",
        ]);
    lines(["97112 1 GP 59"])
        .on("2024-10-01")
        .finds(["claim edits-not-current", "billed[0] distinct-without-pair"]);
}

#[test]
fn a_revenue_code_of_another_therapy_is_found() {
    lines(["97110 1 GP @0420"]).finds([]);
    lines(["97110 1 GP @429"]).finds([]);
    lines(["97110 1 GP @0430"]).finds(["billed[0] revenue-code-mismatch"]);
    lines(["97110 1 GP @440"]).finds(["billed[0] revenue-code-mismatch"]);
    lines(["97110 1 GP @0510"]).finds([]); // no therapy
    lines(["97110 1 @0430"]).under(UnitRule::CPT).finds([]); // no discipline modifier
}

#[test]
fn an_add_on_needs_a_line_of_its_first_code_on_the_date() {
    lines(["97130 1 GP"]).finds(["billed[0] add-on-without-first"]);
    lines(["97129 1 GP", "97130 1 GP"]).finds([]);
    lines(["97130 1 GP"]).beside(["97129 1 GO"]).finds([]);
    lines(["97129 0 GP", "97130 1 GP"])
        .finds(["billed[0] units-zero", "billed[1] add-on-without-first"]);
    lines(["97598 1 GP"]).finds(["billed[0] add-on-without-first"]); // counted by area
    lines(["97811 1"]).finds([]); // acupuncture
}

#[test]
fn two_evaluations_of_one_discipline_are_found() {
    lines(["97161 1 GP", "97162 1 GP"]).finds([
        "billed[0] ptp-never-together",
        "billed[1] evaluations-same-day",
    ]);
    lines(["97161 1 GP"]).finds([]);
    let speech = Sketch {
        discipline: Discipline::Slp,
        ..lines(["92522 1 GN", "92524 1 GN"])
    };
    let found = speech.found_with(&ReferenceData::new()).join(" ");
    assert!(!found.contains("evaluations-same-day"), "{found}");
}

#[test]
fn the_least_minutes_of_a_day_are_those_of_the_rule() {
    let of = |units: u16, rule| {
        let line: &'static str = format!("97110 {units} GP").leak();
        let found = lines([line]).under(rule).found_with(&ReferenceData::new());
        let found = found.iter().filter(|finding| finding.contains(" units-"));
        found
            .map(|finding| finding[10..].to_owned())
            .collect::<Vec<_>>()
    };
    // 15 x 31 + 8 = 473 minutes, and 15 x 32 + 8 = 488
    assert!(of(32, UnitRule::MEDICARE).is_empty());
    assert_eq!(of(33, UnitRule::MEDICARE), ["units-long-day"]);
    assert_eq!(of(96, UnitRule::MEDICARE), ["units-long-day"]); // 1,433 minutes
    assert_eq!(of(97, UnitRule::MEDICARE), ["units-exceed-day"]); // 1,448 minutes
    assert!(of(32, UnitRule::WHOLE_BLOCKS).is_empty()); // 480 minutes
    assert_eq!(of(33, UnitRule::WHOLE_BLOCKS), ["units-long-day"]);
    // 97545 and 97546: 120 minutes, then 60 each, the last one from 31
    lines(["97545 1 GP", "97546 6 GP"]).finds_among("units-", []); // 120 + 5 x 60 + 31 = 451
    lines(["97545 1 GP", "97546 7 GP"]).finds_among("units-", ["billed[0] units-long-day"]);
}

#[test]
fn the_least_minutes_are_counted_by_pool_discipline_and_length() {
    let need = |sketch: Sketch| {
        let sentence = sentence(&sketch, "units-long-day");
        let (_, need) = sentence.split_once("need at least ").unwrap();
        let units = sentence
            .split_once("claim: ")
            .or(sentence.split_once("]: "));
        let units = units.unwrap().1.split(" on ").next().unwrap();
        format!("{units}: {}", need.split(';').next().unwrap())
    };
    let two = || lines(["97110 17 GP", "97112 17 GP"]);
    assert_eq!(need(two()), "34 timed units: 503 minutes"); // 15 x 33 + 8
    assert_eq!(
        need(two().under(UnitRule::CPT)),
        "34 timed units: 496 minutes"
    ); // 2 x (15 x 16 + 8)
}

#[test]
fn kx_line_by_line() {
    lines(["97110 1 GP $30.00", "97112 1 GP $0.01"])
        .accrued("2300.00")
        .finds(["billed[1] kx-missing"]); // 2330.00 is reached, not exceeded
    lines(["97110 1 GP $30.00", "97112 1 GP KX $0.01"])
        .accrued("2300.00")
        .finds([]);
    lines(["97110 1 GP KX $30.00", "97112 1 GP KX $0.01"])
        .accrued("2300.00")
        .finds(["billed[0] kx-early"]);
    lines(["97110 1 GP $30.01", "97112 1 GP $1.00"])
        .accrued("2300.00")
        .finds(["billed[0] kx-missing", "billed[1] kx-missing"]);
    lines(["97110 1 GP $3000.00"]).finds([]); // no running total, no judgement
    lines(["97110 1 GP $3000.00"])
        .under(UnitRule::CPT)
        .accrued("0")
        .finds([]);
}

#[test]
fn kx_without_allowed_amounts() {
    lines(["97110 1 GP"])
        .accrued("2330.00")
        .finds(["billed[0] kx-missing"]);
    lines(["97110 1 GP"])
        .accrued("2329.99")
        .finds(["claim kx-undecided"]);
    lines(["97110 1 GP", "97112 1 GP"])
        .accrued("100")
        .finds(["claim kx-undecided"]);
    lines(["97110 1 GP", "97112 1 GP $2230.01"])
        .accrued("100")
        .finds([
            "claim kx-undecided",
            "billed[1] kx-missing", // whatever the first line adds
        ]);
    lines(["97110 1 GP KX"]).accrued("2330.00").finds([]);
}

#[test]
fn kx_for_the_whole_day() {
    let day = ["97110 1 GP $30.00", "97112 1 GP $0.01"];
    lines(day)
        .accrued("2300.00")
        .by_day()
        .finds(["billed[0] kx-missing", "billed[1] kx-missing"]);
    lines(day).accrued("2299.99").by_day().finds([]);
}

#[test]
fn kx_is_a_matter_of_the_visits_bucket() {
    lines(["97110 1 GO $30.00"])
        .in_ot()
        .accrued("2330")
        .finds(["billed[0] kx-missing"]);
    lines(["97110 1 GO $30.00"])
        .accrued("2330")
        .finds(["billed[0] discipline-visit-mismatch"]); // the other bucket's
    lines(["97110 1 GP GA $30.00"]).accrued("2330").finds([]); // a notice is no attestation
    lines(["97110 1 GP GY $30.00", "97112 1 GP $30.00"])
        .accrued("2300")
        .finds([]); // not paid
    lines(["97110 0 GP", "97112 1 GP $30.00"])
        .accrued("2300")
        .finds(["billed[0] units-zero"]);
}

#[test]
fn years_without_an_amount_and_totals_to_be_reviewed() {
    lines(["97110 1 GP"])
        .on("2027-01-05")
        .accrued("1000")
        .finds(["claim edits-not-current", "claim kx-no-amount"]);
    lines(["97110 1 GP KX $30.00"])
        .accrued("2970")
        .finds(["claim review-threshold-reached"]);
    lines(["97110 1 GP KX $29.99"]).accrued("2970").finds([]);
    lines(["97110 1 GP"])
        .on("2027-12-31")
        .accrued("3000")
        .finds([
            "claim edits-not-current",
            "claim kx-no-amount",
            "claim review-threshold-reached",
        ]);
    lines(["97110 1 GP"])
        .on("2028-01-01")
        .accrued("3000")
        .finds(["claim edits-not-current", "claim kx-no-amount"]); // indexed from 2028
}

#[test]
fn units_against_minutes() {
    lines(["97110 2 GP"])
        .delivered(["97110 22"])
        .finds(["claim units-exceed-minutes", "billed[0] units-exceed-code"]);
    lines(["97110 2 GP"]).delivered(["97110 23"]).finds([]);
    lines(["97110 1 GP"])
        .delivered(["97110 23"])
        .finds(["claim units-below-minutes"]);
    lines(["97112 2 GP", "97110 1 GP"])
        .delivered(["97112 16", "97110 31"])
        .finds(["billed[0] units-exceed-code"]);
    lines(["97012 2 GP"])
        .delivered(["97012 20"])
        .finds(["billed[0] mue-day-exceeded", "billed[0] untimed-units"]);
    lines(["97012 1 GP"]).delivered(["97012 60"]).finds([]);
}

#[test]
fn splits_among_equals() {
    let delivered = ["97110 29", "97112 25", "97140 25"];
    lines(["97110 1 GP", "97112 2 GP", "97140 2 GP"])
        .delivered(delivered)
        .finds(["claim split-unlawful"]);
    lines(["97110 2 GP", "97112 2 GP", "97140 1 GP"])
        .delivered(delivered)
        .finds([]);
    lines(["97110 1 GP", "97112 2 GP", "97140 1 GP"])
        .delivered(delivered)
        .finds(["claim units-below-minutes"]); // one unit short of a lawful split
}

#[test]
fn codes_of_one_side_alone() {
    lines(["97112 1 GP", "97530 1 GP"])
        .delivered(["97112 15", "97140 15"])
        .finds([
            "billed[1] code-not-delivered",
            "visit.services[1] code-not-billed",
        ]);
    lines(["97112 1 GP"])
        .delivered(["97112 15", "97140 7"])
        .finds(["visit.services[1] minutes-unbilled"]);
    lines(["97112 1 GP"])
        .delivered(["97112 15", "97140 0"])
        .finds([]);
    lines(["97112 1 GP"])
        .delivered(["97112 15", "97161 30"])
        .finds(["visit.services[1] code-not-billed"]);
    lines(["97112 0 GP"]).delivered(["97112 15"]).finds([
        "claim units-below-minutes",
        "billed[0] units-zero",
        "visit.services[0] code-not-billed",
    ]);
}

#[test]
fn families_are_one_service() {
    let both = ["97129 1 GO", "97130 1 GO"];
    lines(both).in_ot().delivered(["97129 23"]).finds([]);
    lines(both)
        .in_ot()
        .delivered(["97129 15", "97130 8"])
        .finds([]);
    lines(both)
        .in_ot()
        .delivered(["97129 22"])
        .finds(["claim units-exceed-minutes", "billed[1] units-exceed-code"]);
    lines(["97129 2 GO"])
        .in_ot()
        .delivered(["97129 30"])
        .finds([
            "billed[0] mue-day-absolute",
            "billed[0] units-exceed-code",
            "visit.services[0] code-not-billed",
        ]);
}

#[test]
fn the_first_unit_of_a_family_is_its_first_code_and_the_others_are_its_add_on() {
    let unbilled = |delivered: &[&'static str]| {
        let sketch = Sketch {
            services: delivered.to_vec(),
            ..lines(["97112 1 GO"]).in_ot()
        };
        let audit = Claim::of_visit(sketch.visit(), parsed(&sketch.billed))
            .unwrap()
            .audit()
            .unwrap();
        let codes = audit.codes().iter();
        let codes: Vec<_> = codes
            .map(|code| (code.code.to_string(), code.billed, code.supported))
            .collect();
        let findings = audit
            .findings()
            .iter()
            .filter_map(|finding| match *finding.check() {
                ClaimFinding::CodeNotBilled {
                    minutes,
                    code,
                    units,
                } => Some((
                    finding.at().to_string(),
                    code.to_string(),
                    minutes.map(Minutes::get),
                    units.0,
                )),
                _ => None,
            });
        (codes, findings.collect::<Vec<_>>())
    };
    let text = str::to_owned;
    // 45 minutes are 3 units, whichever of the two codes they were recorded under
    let codes = vec![
        (text("97112"), 1, 1),
        (text("97129"), 0, 1),
        (text("97130"), 0, 2),
    ];
    let at = |place: usize| format!("visit.services[{place}]");
    assert_eq!(
        unbilled(&["97112 15", "97130 20", "97129 25"]),
        (
            codes.clone(),
            vec![
                (at(1), text("97130"), Some(20), 2),
                (at(2), text("97129"), Some(25), 1)
            ]
        )
    );
    assert_eq!(
        unbilled(&["97112 15", "97129 45"]),
        (
            codes.clone(),
            vec![
                (at(1), text("97129"), Some(45), 1),
                (at(1), text("97130"), None, 2)
            ]
        )
    );
    assert_eq!(
        unbilled(&["97112 15", "97130 45"]),
        (
            codes,
            vec![
                (at(1), text("97129"), None, 1),
                (at(1), text("97130"), Some(45), 2)
            ]
        )
    );
    // 15 minutes are the first code's, and nobody delivered or billed the add-on
    assert_eq!(
        unbilled(&["97112 15", "97129 15"]),
        (
            vec![(text("97112"), 1, 1), (text("97129"), 0, 1)],
            vec![(at(1), text("97129"), Some(15), 1)]
        )
    );
}

#[test]
fn each_code_of_a_family_is_compared_with_its_own_most_units() {
    let delivered = ["97129 20", "97130 25"]; // 1 and 2 units
    lines(["97129 1 GO", "97130 2 GO"])
        .in_ot()
        .delivered(delivered)
        .finds([]);
    lines(["97129 1 GO", "97130 3 GO"])
        .in_ot()
        .delivered(delivered)
        .finds(["claim units-exceed-minutes", "billed[1] units-exceed-code"]);
    lines(["97130 2 GO"]).in_ot().delivered(delivered).finds([
        "claim units-below-minutes",
        "billed[0] add-on-without-first",
        "visit.services[0] code-not-billed",
    ]);
    lines(["97129 1 GO"])
        .in_ot()
        .delivered(["97129 1", "97130 7"])
        .finds(["visit.services[1] minutes-unbilled"]);
}

/// The sentence of the only finding of an id.
fn sentence(sketch: &Sketch, id: &str) -> String {
    let visit = sketch.visit();
    let claim = Claim::of_visit(visit, parsed(&sketch.billed)).unwrap();
    let findings = if sketch.services.is_empty() {
        claim.check()
    } else {
        claim.audit().unwrap().findings().clone()
    };
    let mut found = findings.iter().filter(|finding| finding.id() == id);
    let finding = found.next().unwrap_or_else(|| panic!("{id}: {sketch:#?}"));
    assert_eq!(found.count(), 0, "{id} is found once");
    finding.to_string()
}

#[test]
fn the_codes_with_too_few_units_are_named() {
    let delivered = ["97110 38", "97112 15", "97140 30"]; // 3, 1 and 2 units
    let short = |sketch: Sketch| {
        let sentence = sentence(&sketch, "units-below-minutes");
        let (_, codes) = sentence.split_once("check the units of ").unwrap();
        codes.split(" (").next().unwrap().to_owned()
    };
    let billed = |lines: Sketch| short(lines.delivered(delivered));
    assert_eq!(
        billed(lines(["97110 2 GP", "97112 1 GP", "97140 2 GP"])),
        "97110"
    );
    assert_eq!(
        billed(lines(["97110 3 GP", "97140 1 GP"])),
        "97112 and 97140"
    );
    // 44 minutes are 3 units of four tied codes with 11 minutes each: no code has too few by itself
    let tied = ["97110 11", "97112 11", "97116 11", "97140 11"];
    assert_eq!(
        short(lines(["97110 1 GP", "97112 1 GP"]).delivered(tied)),
        "97116 and 97140"
    );
}

#[test]
fn a_split_that_is_not_permitted_is_named_without_codes_of_0_units() {
    let delivered = ["97110 29", "97112 25", "97140 25"];
    let sketch = lines(["97112 2 GP", "97140 2 GP"]).delivered(delivered);
    let sentence = sentence(&sketch, "split-unlawful");
    let split = "the split 2 units of 97112 and 2 units of 97140;";
    assert!(sentence.contains(split), "{sentence}");
}

#[test]
fn a_split_is_not_judged_where_a_code_exceeds_the_most_of_every_split() {
    lines(["97110 3 GP", "97112 1 GP", "97140 1 GP"])
        .delivered(["97110 29", "97112 25", "97140 25"])
        .finds(["billed[0] units-exceed-code"]);
    // the add-on of a family as well: the third unit goes to either service
    lines(["97129 1 GO", "97130 2 GO"])
        .in_ot()
        .delivered(["97129 20", "97535 20"])
        .finds([
            "billed[1] units-exceed-code",
            "visit.services[1] code-not-billed",
        ]);
}

#[test]
fn a_unit_of_the_wrong_person_is_found_alone() {
    let both = ["97110 30+15"]; // 2 units of the therapist, 1 of the assistant
    lines(["97110 1 GP", "97110 2 GP CQ"])
        .delivered(both)
        .finds(["billed[0] assistant-modifier-unneeded"]);
    let both = ["97110 15+30"];
    lines(["97110 2 GP", "97110 1 GP CQ"])
        .delivered(both)
        .finds(["billed[0] assistant-modifier-missing"]);
    // two units too many are nobody's
    lines(["97110 3 GP", "97110 1 GP CQ"])
        .delivered(["97110 0+30"])
        .finds([
            "claim units-exceed-minutes",
            "billed[0] units-exceed-code",
            "billed[0] assistant-modifier-missing",
        ]);
}

#[test]
fn a_finding_about_the_assistant_of_a_family_is_at_its_first_line() {
    lines(["97130 1 GO", "97129 1 GO"])
        .in_ot()
        .delivered(["97129 0+15", "97130 0+15"])
        .finds(["billed[0] assistant-modifier-missing"]);
    lines(["97112 1 GO CO", "97129 1 GO", "97130 1 GO"])
        .in_ot()
        .delivered(["97112 0+15", "97129 0+15", "97130 0+15"])
        .finds(["billed[1] assistant-modifier-missing"]);
}

#[test]
fn assistant_modifiers_against_whose_minutes() {
    lines(["97110 2 GP"])
        .delivered(["97110 0+30"])
        .finds(["billed[0] assistant-modifier-missing"]);
    lines(["97110 2 GP CQ"]).delivered(["97110 0+30"]).finds([]);
    lines(["97110 2 GP CQ"])
        .delivered(["97110 30"])
        .finds(["billed[0] assistant-modifier-unneeded"]);
    lines(["97110 1 GP"]).delivered(["97110 8+14"]).finds([]);
    lines(["97110 1 GP"])
        .delivered(["97110 7+15"])
        .finds(["billed[0] assistant-modifier-missing"]);
    lines(["97110 1 GP CQ"])
        .delivered(["97110 8+14"])
        .finds(["billed[0] assistant-modifier-unneeded"]);
    // one unit too many is nobody's: it hides no missing modifier and makes none
    lines(["97110 3 GP"]).delivered(["97110 0+30"]).finds([
        "claim units-exceed-minutes",
        "billed[0] units-exceed-code",
        "billed[0] assistant-modifier-missing",
    ]);
    lines(["97110 2 GP CQ", "97110 1 GP"])
        .delivered(["97110 0+30"])
        .finds(["claim units-exceed-minutes", "billed[0] units-exceed-code"]);
}

#[test]
fn a_reading_that_nobody_stated_may_be_the_billers() {
    let delivered = ["97150 13+2"];
    lines(["97150 1 GP"])
        .delivered(delivered)
        .finds(["billed[0] assistant-other-reading"]);
    lines(["97150 1 GP CQ"]).delivered(delivered).finds([]);
    let exact = AssistantPolicy::default().with_de_minimis(DeMinimis::Exact);
    lines(["97150 1 GP"])
        .delivered(delivered)
        .stating(exact)
        .finds(["billed[0] assistant-modifier-missing"]);
}

/// What the step from a visit to lines says of assistants.
#[track_caller]
fn bill_finds<const N: usize>(sketch: &Sketch, expected: [&str; N]) {
    let visit = sketch.visit();
    let findings = Bill::new(visit).findings();
    let ids: Vec<_> = findings.iter().map(Finding::id).collect();
    assert_eq!(ids, expected, "{sketch:#?}");
}

#[test]
fn the_rows_that_a_bill_raises() {
    let visit = |services: &[&'static str]| Sketch {
        services: services.to_vec(),
        ..lines([])
    };
    bill_finds(&visit(&["97150 13+2"]), ["assistant-methods-differ"]);
    bill_finds(&visit(&["97150 13+4"]), []);
    bill_finds(
        &visit(&["97110 10+10", "97140 3"]),
        ["assistant-unspecified", "assistant-unstated"],
    );
    bill_finds(&visit(&["97110 10+10", "97140 2+0"]), []);
    bill_finds(&visit(&["97110 0+20", "97112 20+0"]), ["assistant-tie"]);
    bill_finds(&visit(&["97161 40+10"]), ["assistant-evaluation"]);
    bill_finds(
        &visit(&["97110 0+15"]).in_setting(Setting::CriticalAccessHospital),
        ["assistant-not-applied"],
    );
    let slp = Sketch {
        discipline: Discipline::Slp,
        ..visit(&["92507 20+20"])
    };
    bill_finds(&slp, ["assistant-slp"]);
}

#[test]
fn a_bill_finds_what_concerns_assistants_at_the_first_entry_of_a_service() {
    let places = |services: &[&'static str]| {
        let sketch = Sketch {
            services: services.to_vec(),
            ..lines([])
        };
        let findings = Bill::new(sketch.visit()).findings();
        let found = findings.iter();
        let found = found.map(|finding| format!("{} {}", finding.at(), finding.id()));
        found.collect::<Vec<_>>()
    };
    let differ = |place: usize| vec![format!("services[{place}] assistant-methods-differ")];
    assert_eq!(places(&["97150 13+2"]), differ(0));
    assert_eq!(places(&["97161 40+0", "97150 13+2"]), differ(1));
    assert_eq!(
        places(&["97161 40+0", "97012 5+0", "97150 13+2"]),
        differ(2)
    );
}

#[test]
fn each_division_cites_the_document_that_decides_it() {
    let cited = |sketch: Sketch| {
        let reasons = Bill::new(sketch.visit()).modifier_reasons();
        let of_assistants = reasons.iter().skip(1); // the first is that of the discipline
        of_assistants
            .map(|reason| reason.citation)
            .collect::<Vec<_>>()
    };
    let visit = |services: &[&'static str]| Sketch {
        services: services.to_vec(),
        ..lines([])
    };
    let simple = AssistantPolicy::default().with_de_minimis(DeMinimis::Simple);
    assert_eq!(cited(visit(&["97150 13+4"])), [Citation::PT_4]);
    assert_eq!(
        cited(visit(&["97150 13+4"]).stating(simple)),
        [Citation::FR_2020]
    );
    assert_eq!(
        cited(visit(&["97150 13+4"]).on("2021-06-15")),
        [Citation::FR_2020]
    );
    assert_eq!(cited(visit(&["97110 8+14"])), [Citation::PT_4]);
    assert_eq!(
        cited(visit(&["97110 8+14"]).stating(simple)),
        [Citation::PT_4]
    );
    // 37 minutes are 2 units, one of each code: the assistant's block or the therapist's 8 minutes
    assert_eq!(
        cited(visit(&["97110 8+15", "97112 14+0"])),
        [Citation::CMS_CQ]
    );
}

#[test]
fn a_tie_is_about_assistants_only_where_the_codes_that_could_gain_the_unit_differ() {
    let visit = |services: &[&'static str]| Sketch {
        services: services.to_vec(),
        ..lines([])
    };
    // 70 minutes are 5 units: 97110 and 97112 tie for the fifth
    bill_finds(
        &visit(&["97110 0+20", "97112 20+0", "97140 30+0"]),
        ["assistant-tie"],
    );
    bill_finds(&visit(&["97110 0+20", "97112 0+20", "97140 30+0"]), []);
    bill_finds(&visit(&["97110 20+0", "97112 20+0", "97140 0+30"]), []);
    // 55 minutes are 4 units: 97110 has 1 or 2 of the assistant's, 97112 has 2 or 3
    bill_finds(&visit(&["97110 0+20", "97112 0+35"]), []);
}

#[test]
fn minutes_together_name_somebody_and_minutes_of_nobody_alone_do_not() {
    let visit = |services: &[&'static str]| Sketch {
        services: services.to_vec(),
        ..lines([])
    };
    bill_finds(&visit(&["97110 20", "97112 20"]), []);
    let session = Session::new(date!(2024 - 08 - 14), Discipline::Pt);
    let together = PersonMinutes {
        together: Minutes::new(20),
        ..PersonMinutes::default()
    };
    let session = session
        .with(Service::new(ProcedureCode::CPT_97110, together).unwrap())
        .and_then(|session| session.with(service("97112 20")))
        .unwrap();
    let visit = Visit::new(session, UnitRule::MEDICARE, Setting::PrivatePractice);
    let findings = Bill::new(visit).findings();
    let found: Vec<_> = findings
        .iter()
        .map(|finding| format!("{} {}", finding.at(), finding.id()))
        .collect();
    assert_eq!(found, ["services[1] assistant-unstated"]);
}

#[test]
fn the_supply_of_a_device_has_no_assistant_modifier_and_its_set_up_has_one() {
    let marked = |code: &'static str| {
        let sketch = Sketch {
            services: vec![code],
            ..lines([]).on("2024-08-14")
        };
        let bill = Bill::new(sketch.visit());
        let lines = bill.lines().iter();
        lines
            .map(|line| line.modifiers().contains(therapy_billing::Modifier::CQ))
            .collect::<Vec<_>>()
    };
    assert_eq!(marked("98975 0+20"), [true]);
    assert_eq!(marked("98977 0+20"), [false]);
}

#[test]
fn the_register_is_whole_unique_and_in_its_order() {
    let ids: Vec<_> = ClaimFinding::REGISTER.iter().map(|row| row.id).collect();
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!((ids.len(), unique.len()), (66, 66));
    assert!(
        ids.iter()
            .all(|id| id.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'))
    );
    assert_eq!(ids.first(), Some(&"modifier-duplicate"));
    assert_eq!(ids.last(), Some(&"assistant-not-applied"));
    assert!(
        ClaimFinding::REGISTER
            .iter()
            .all(|row| !row.citations.is_empty())
    );

    // every row stands in this file as something that is found
    let here = include_str!("claim_checks.rs");
    let missing: Vec<_> = ids
        .iter()
        .filter(|id| !here.contains(&format!("{id}\"")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_order_of_modifiers_changes_no_finding() {
    for conflict in ["97110 1 GP GE GC", "97110 1 GP GC GE"] {
        let found = lines([conflict])
            .found_with(&ReferenceData::new())
            .join(" ");
        assert!(found.contains("modifier-conflict"), "{conflict}: {found}");
    }
    for two in ["97110 1 GP GO $60.00", "97110 1 GO GP $60.00"] {
        let found = lines([two])
            .accrued("2330.00")
            .found_with(&ReferenceData::new())
            .join(" ");
        assert!(found.contains("kx-missing"), "{two}: {found}");
    }
}

#[test]
fn an_untimed_code_has_one_unit_also_if_nobody_delivered_it() {
    let found = |line| {
        lines([line, "97110 1 GP"])
            .delivered(["97110 15"])
            .audited()
    };
    assert!(found("97012 3 GP").contains(&"untimed-units"));
    assert!(!found("97012 1 GP").contains(&"untimed-units"));
}

#[test]
fn a_setting_without_the_rule_is_said_of_every_discipline() {
    let found = |setting| {
        let sketch = lines(["92507 1 GN CQ"]).in_setting(setting);
        sketch.found_with(&ReferenceData::new()).join(" ")
    };
    assert!(found(Setting::CriticalAccessHospital).contains("assistant-not-applicable"));
    assert!(!found(Setting::PrivatePractice).contains("assistant-not-applicable"));
}

#[test]
fn findings_stand_by_place_and_then_by_register() {
    let sketch = lines(["97999 0 GP GP", "97110 4"]).delivered(["97112 23", "97140 20"]);
    let visit = sketch.visit();
    let billed = parsed(&sketch.billed);
    let audit = Claim::of_visit(visit, billed).unwrap().audit().unwrap();
    let rank = |path| {
        ["claim", "billed[]", "visit.services[]"]
            .iter()
            .position(|p| *p == path)
    };
    let keys: Vec<_> = audit
        .findings()
        .iter()
        .map(|f| {
            (
                rank(f.at().path()).unwrap(),
                f.at().positions(),
                f.check().position(),
            )
        })
        .collect();
    assert!(keys.is_sorted(), "{:?}", audit.findings());
    assert!(keys.len() > 6);
}
