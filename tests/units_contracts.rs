//! Rules of contracts: one answer on every path, whatever the block; and payers by their names.

use therapy_billing::reference::catalog::{BlockMinutes, Family};
use therapy_billing::time::macros::date;
use therapy_billing::units::{
    CountedBy, PartialUnit, Payer, PayerCertainty, Pooling, Preset, columns,
};
use therapy_billing::{
    Discipline, Minutes, ProcedureCode, Service, Session, Timing, UnitRule, Units,
};

const CODES: [&str; 8] = [
    "97112", "97110", "97140", "97116", "97530", "97535", "97035", "97032",
];

fn session(services: &[(&str, u16)]) -> Session {
    let services = services.iter().copied();
    Session::of(date!(2025 - 03 - 14), Discipline::Pt, services).expect("a session")
}

fn rule(pooling: Pooling, partial: PartialUnit, block: u16) -> UnitRule {
    UnitRule::contract(pooling, partial, BlockMinutes::of(block)).expect("a rule")
}

fn grid() -> Vec<UnitRule> {
    let mut rules = Vec::new();
    for pooling in Pooling::ALL {
        for block in [1, 2, 3, 7, 8, 10, 15, 16, 20, 30, 45, 60, 719, 1440] {
            let thresholds = [1, block / 2, block / 2 + 1, block - 1, block];
            let given = thresholds.into_iter().filter_map(BlockMinutes::new);
            let partial = given
                .filter(|minutes| minutes.get() <= block)
                .map(PartialUnit::Minutes);
            for partial in partial.chain([PartialUnit::PastMidpoint, PartialUnit::Never]) {
                rules.push(rule(pooling, partial, block));
            }
        }
    }
    rules
}

#[test]
fn every_rule_gives_one_answer_on_every_path() {
    let sessions: [&[u16]; 8] = [
        &[0],
        &[20, 26],
        &[8, 8],
        &[15, 15, 15, 15, 15],
        &[7, 7, 7, 22, 31, 44, 59, 1],
        &[1440],
        &[720, 720],
        &[180, 180, 180, 180, 180, 180, 180, 180],
    ];
    for rule in grid() {
        for minutes in sessions {
            let services: Vec<_> = CODES.into_iter().zip(minutes.iter().copied()).collect();
            let allocation = rule.allocate(&session(&services));
            let counted: Vec<u16> = services
                .iter()
                .map(|(code, _)| allocation.units(ProcedureCode::of(code)).get())
                .collect();
            let typed: Vec<_> = minutes.iter().copied().map(Minutes::new).collect();
            let mut units = vec![Units::ZERO; minutes.len()];
            let pool = rule.count_into(&typed, &mut units).expect("equal lengths");
            let of_count: Vec<u16> = units.iter().map(|units| units.get()).collect();
            assert_eq!(counted, of_count, "{rule:?} {minutes:?}");
            assert_eq!(pool.total, allocation.timed_units());

            let mut row = vec![0; minutes.len()];
            columns::split_rows(rule, minutes.len(), minutes, &mut row).expect("one row");
            assert_eq!(counted, row, "{rule:?} {minutes:?}");
            let offsets = [0, minutes.len()];
            columns::split_sessions(rule, &offsets, minutes, &mut row).expect("one session");
            assert_eq!(counted, row, "{rule:?} {minutes:?}");
            let mut total = [0];
            columns::total_sessions(rule, &offsets, minutes, &mut total).expect("one session");
            assert_eq!(total[0], allocation.timed_units(), "{rule:?} {minutes:?}");
            if let Ok(units) = rule.units_of_total(minutes.iter().map(|m| u32::from(*m)).sum()) {
                assert_eq!(units, allocation.timed_units(), "{rule:?} {minutes:?}");
            }
        }
    }
}

#[test]
fn the_explanation_names_the_codes_that_the_contract_counts_in_its_own_blocks() {
    let sixteen = PartialUnit::Minutes(BlockMinutes::of(16));
    let contract = rule(Pooling::Session, sixteen, 30);
    let said = contract
        .allocate(&session(&[("97112", 20), ("97110", 26)]))
        .explain()
        .to_string();
    let line = "The contract counts 97110 and 97112 in blocks of 30 minutes.\n";
    assert!(said.starts_with(line), "{said}");
    let quarter = rule(Pooling::Session, PartialUnit::PastMidpoint, 15);
    let said = quarter
        .allocate(&session(&[("97112", 20)]))
        .explain()
        .to_string();
    assert!(!said.contains("The contract counts"), "{said}");
    // a code that has the contract's length in the catalog is not named
    let hour = rule(Pooling::Session, PartialUnit::PastMidpoint, 60);
    let said = hour
        .allocate(&session(&[("96125", 40), ("97112", 20)]))
        .explain()
        .to_string();
    assert!(
        said.starts_with("The contract counts 97112 in blocks of 60 minutes.\n"),
        "{said}"
    );
}

#[test]
fn a_length_that_the_caller_states_is_kept_and_one_that_repeats_the_catalog_changes_nothing() {
    let contract = rule(Pooling::Session, PartialUnit::PastMidpoint, 30);
    let code = ProcedureCode::CPT_97112;
    let units = |service: Service| {
        let session = session(&[]).with(service).expect("a session");
        contract.allocate(&session).units(code).get()
    };
    let quarter = Timing::Blocks {
        minutes: BlockMinutes::QUARTER_HOUR,
    };
    let half = Timing::Blocks {
        minutes: BlockMinutes::of(30),
    };
    assert_eq!(units(Service::new(code, 38).unwrap()), 1);
    assert_eq!(units(Service::with_block(code, 15, 38).unwrap()), 1);
    assert_eq!(
        units(Service::with_timing(code, quarter, Some(38.into())).unwrap()),
        3
    );
    assert_eq!(
        units(Service::with_timing(code, half, Some(38.into())).unwrap()),
        1
    );
}

#[test]
fn a_family_of_two_quarter_hours_is_pooled_in_blocks_of_the_contract() {
    let contract = rule(Pooling::Session, PartialUnit::PastMidpoint, 30);
    let allocation = contract.allocate(&session(&[("97129", 40), ("97130", 36)]));
    let services: Vec<_> = allocation.services().collect();
    assert_eq!(services.len(), 1);
    assert_eq!(allocation.timed_units(), 3);
    assert_eq!(allocation.units(ProcedureCode::of("97130")), Units::new(2));
    // its own lengths stay where the caller states them
    let family = Family {
        first: ProcedureCode::of("97129"),
        first_block: BlockMinutes::QUARTER_HOUR,
        add_on: ProcedureCode::of("97130"),
        add_on_block: BlockMinutes::QUARTER_HOUR,
    };
    let stated = Service::with_timing(family.first, Timing::First { family }, Some(76.into()));
    let stated = session(&[]).with(stated.unwrap()).unwrap();
    assert_eq!(contract.allocate(&stated).timed_units(), 5);
}

#[test]
fn a_threshold_in_minutes_is_that_of_the_contracts_own_block_alone() {
    let ten = rule(
        Pooling::Session,
        PartialUnit::Minutes(BlockMinutes::of(10)),
        15,
    );
    assert_eq!(ten.rounding_of(BlockMinutes::QUARTER_HOUR), ten.rounding());
    assert_eq!(ten.rounding().threshold(), 10);
    assert_eq!(ten.rounding_of(BlockMinutes::of(30)).threshold(), 16);
    let whole = rule(Pooling::Session, PartialUnit::Never, 15);
    assert_eq!(whole.rounding_of(BlockMinutes::of(30)).threshold(), 30);
    assert_eq!(ten.preset(), None);
    assert_eq!(UnitRule::CPT.preset(), Some(Preset::Cpt));
}

#[test]
fn each_service_is_counted_once_in_blocks_or_as_a_family_of_unequal_blocks() {
    let family = Family {
        first: ProcedureCode::of("97998"),
        first_block: BlockMinutes::of(30),
        add_on: ProcedureCode::of("97999"),
        add_on_block: BlockMinutes::of(30),
    };
    let first = Service::with_timing(
        family.first,
        Timing::First { family },
        Some(Minutes::new(50).into()),
    );
    let session = session(&[("97112", 15), ("97012", 10), ("97545", 150), ("96125", 60)])
        .with(first.expect("a service"))
        .expect("a day has room");
    let allocation = UnitRule::MEDICARE.allocate(&session);
    let counted: Vec<_> = allocation
        .services()
        .map(|service| (service.code.to_string(), service.counted))
        .collect();
    let expected = [
        ("97112", CountedBy::Blocks(BlockMinutes::QUARTER_HOUR)),
        ("97012", CountedBy::Once),
        ("97545", CountedBy::UnequalBlocks), // 120 and 60 minutes
        ("96125", CountedBy::Blocks(BlockMinutes::of(60))),
        ("97998", CountedBy::Blocks(BlockMinutes::of(30))),
    ];
    assert_eq!(
        counted,
        expected.map(|(code, counted)| (code.to_owned(), counted))
    );
}

#[test]
fn a_payer_counts_as_its_preset_under_a_name_of_its_own() {
    for payer in Payer::ALL.iter().copied() {
        let rule = UnitRule::named(payer.as_str()).expect("a documented payer");
        let preset = payer.counts_as().rule();
        assert_eq!(rule, payer.rule());
        assert_eq!((rule.payer(), rule.preset()), (Some(payer), None));
        assert_eq!(rule.counts_as(), Some(payer.counts_as()));
        assert!(!rule.is_medicare());
        assert_ne!(rule, preset);
        assert_eq!(rule.to_string(), payer.as_str());
        assert_eq!(rule.citation(), payer.citation());
        for minutes in [&[24, 23][..], &[20, 20], &[7, 7, 7], &[33, 7], &[3]] {
            let services: Vec<_> = CODES.into_iter().zip(minutes.iter().copied()).collect();
            let session = session(&services);
            let (named, plain) = (rule.allocate(&session), preset.allocate(&session));
            assert!(named.lines().eq(plain.lines()));
            assert_eq!(named.tie(), plain.tie());
            assert_eq!(named.findings(), plain.findings());
        }
    }
    let certain = Payer::TexasWorkersCompensation.certainty();
    assert_eq!(certain, PayerCertainty::High);
    assert_eq!(UnitRule::named("Highmark"), None);
    assert_eq!("uhc-commercial".parse(), Ok(Payer::UhcCommercial.rule()));
    assert!("aetna".parse::<UnitRule>().is_err());
    assert_eq!(Preset::ALL.len(), UnitRule::PRESETS.len());
}
