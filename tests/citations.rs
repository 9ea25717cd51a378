//! Promise: every citation has the key and the certainty of the tables of sources, and an address only
//! where one is known.

use std::{fs, path::Path};

use therapy_billing::{Certainty, Citation};

/// Every constant, by its key.
const KEYS: &[(Citation, &str)] = &[
    (Citation::CPM_20_1, "CPM-20.1"),
    (Citation::CPM_20_2, "CPM-20.2"),
    (Citation::CPM_20_2_B, "CPM-20.2.B"),
    (Citation::CPM_20_2_C, "CPM-20.2.C"),
    (Citation::CPM_20_3, "CPM-20.3"),
    (Citation::CPM_30, "CPM-30"),
    (Citation::BPM_220_3, "BPM-220.3"),
    (Citation::BPM_220_3_E, "BPM-220.3.E"),
    (Citation::BPM_230, "BPM-230"),
    (Citation::BPM_230_STAFF, "BPM-230"),
    (Citation::BPM_230_B, "BPM-230.B"),
    (Citation::BPM_220_A, "BPM-220.A"),
    (Citation::BPM_220_1_2, "BPM-220.1.2"),
    (Citation::BPM_220_1_2_THIRTY_DAYS, "BPM-220.1.2"),
    (Citation::BPM_220_1_3, "BPM-220.1.3"),
    (Citation::BPM_220_1_3_D, "BPM-220.1.3.D"),
    (Citation::BPM_220_2, "BPM-220.2"),
    (Citation::BPM_220_2_D, "BPM-220.2.D"),
    (Citation::BPM_220_3_A, "BPM-220.3.A"),
    (Citation::BPM_220_3_C, "BPM-220.3.C"),
    (Citation::BPM_220_3_D, "BPM-220.3.D"),
    (Citation::BPM_220_3_D_SEVEN_DAYS, "BPM-220.3.D"),
    (Citation::CMS_11, "CMS-11"),
    (Citation::CMS_CQ, "CMS-CQ"),
    (Citation::CPT_TIME, "CPT"),
    (Citation::CPT_CODES, "CPT"),
    (Citation::CPT_PROCEDURES, "CPT"),
    (Citation::ASHA, "ASHA"),
    (Citation::CO_18, "CO-18"),
    (Citation::TX_134, "TX-134"),
    (Citation::UHC, "UHC"),
    (Citation::HM, "HM"),
    (Citation::NE_003, "NE-003"),
    (Citation::MT, "MT"),
    (Citation::CONTRACT, "contract"),
    (Citation::CATALOG, "CATALOG"),
    (Citation::CONVENTION, "convention"),
    (Citation::OPEN_ASSISTANT_BASE, "convention"),
    (Citation::OPEN_THRESHOLD_ACCRUAL, "convention"),
    (Citation::OPEN_KX_SCOPE, "convention"),
    (Citation::OPEN_MPPR_TIE, "convention"),
    (Citation::CARC_18, "CARC-18"),
    (Citation::CMS_HCPCS, "HCPCS"),
    (Citation::CMS_PFS, "PFS"),
    (Citation::CMS_THERAPY, "CMS-TS"),
    (Citation::CR_10176, "CR-10176"),
    (Citation::CR_6563, "CR-6563"),
    (Citation::CR_11168, "CR-11168"),
    (Citation::FR_2020, "FR-2020"),
    (Citation::MAC_KX, "MAC-KX"),
    (Citation::MLN_59, "MLN-59"),
    (Citation::MODIFIER_TABLE, "MODIFIERS"),
    (Citation::NCCI_MUE, "NCCI-MUE"),
    (Citation::NCCI_PTP, "NCCI-PTP"),
    (Citation::PT_4, "PT-4"),
    (Citation::CFR_410_60_E_1_V, "PT-E1"),
    (Citation::CFR_410_60_E_3_II, "PT-E3"),
    (Citation::CFR_410_60_E, "PT-E"),
    (Citation::SSA_1834_V, "SSA-V"),
    (Citation::NUBC, "NUBC"),
    (Citation::SV101, "SV101"),
    (Citation::SV104, "SV104"),
    (Citation::CFR_410_61_B, "CFR-410.61"),
    (Citation::CFR_410_61_C, "CFR-410.61"),
    (Citation::CFR_410_61_D, "CFR-410.61"),
    (Citation::CFR_424_24_C, "CFR-424.24(c)"),
    (Citation::CFR_424_24_C_4, "CFR-424.24(c)"),
    (Citation::CFR_410_100_B, "CFR-410.100(b)"),
    (Citation::CFR_410_105_C, "CFR-410.105(c)"),
    (Citation::CFR_424_27, "CFR-424.27"),
    (Citation::CFR_485_713, "CFR-485.713"),
    (Citation::PFS_RULE_2020, "PFS-2020"),
    (Citation::PFS_RULE_2021, "PFS-2021"),
    (Citation::PFS_RULE_2025, "PFS-2025"),
    (Citation::PIM_3_3_2_4, "PIM-3.3.2.4"),
    (Citation::PIM_3_3_2_5, "PIM-3.3.2.5"),
    (Citation::PAL_SIG, "PAL-SIG"),
    (Citation::NOR_CERT, "NOR-CERT"),
    (Citation::NOR_DOC, "NOR-DOC"),
    (Citation::NOV_POC, "NOV-POC"),
    (Citation::MLN_905365, "MLN-905365"),
    (Citation::NGS_L33631, "NGS-L33631"),
    (Citation::LMRP_96, "LMRP-96"),
    (Citation::OIG_2018, "OIG-2018"),
    (Citation::CAA_2026, "CAA-2026"),
    (Citation::HNS_97112, "HNS-97112"),
    (Citation::HNS_TAPE, "HNS-TAPE"),
    (Citation::LCW_97112, "LCW-97112"),
    (Citation::CHC_97112, "CHC-97112"),
    (Citation::PTM_2016, "PTM-2016"),
    (Citation::WPT_POC, "WPT-POC"),
    (Citation::WPT_COTX, "WPT-COTX"),
    (Citation::AAPC_CANNED, "AAPC-CANNED"),
    (Citation::UHC_2024, "UHC-2024"),
    (Citation::AET_0325, "AET-0325"),
    (Citation::CIG_135, "CIG-135"),
    (Citation::OK_317, "OK-317"),
    (Citation::MS_23_213, "MS-23-213"),
    (Citation::MI_418, "MI-418"),
    (Citation::SC_40_45, "SC-40-45"),
    (Citation::TX_PTOT, "TX-PTOT"),
    (Citation::INSTRUMENTS, "instruments"),
    (Citation::PAYER, "payer"),
    (Citation::PRACTICE_ACT, "state practice act"),
    (Citation::SSA_1848_B, "SSA 1848(b)"),
    (Citation::SSA_1848_B_7, "SSA 1848(b)(7)"),
    (Citation::SSA_1848_A_1, "SSA 1848(a)(1)"),
    (Citation::SSA_1848_A_3, "SSA 1848(a)(3)"),
    (Citation::SSA_1848_E, "SSA 1848(e)"),
    (Citation::SSA_1833_B, "SSA 1833(b)"),
    (Citation::SSA_1834_G, "SSA 1834(g)"),
    (Citation::SSA_1834_K_1_B, "SSA 1834(k)(1)(B)"),
    (Citation::SSA_1834_V_1, "SSA 1834(v)(1)"),
    (Citation::BBEDCA_251A, "BBEDCA 251A"),
    (Citation::CARES_3709, "CARES 3709"),
    (Citation::PL_117_71, "PL-117-71"),
    (Citation::NATIONAL, "national"),
    (Citation::SUPPLIED, "supplied"),
    (Citation::SUPPLIED_PPRRVU, "supplied"),
    (Citation::SUPPLIED_GPCI, "supplied"),
    (Citation::SUPPLIED_PFALL, "supplied"),
    (Citation::KX_AMOUNTS, "KX-AMOUNTS"),
];

/// Keys with their certainty, as the tables of sources state it. Where a part of a document was not
/// read, the key has two.
const CERTAINTY: &str = "\
    CPM-20.1 digest; CPM-20.2 digest; CPM-20.2.B unverified; CPM-20.2.C digest; CPM-20.3 unverified; CPM-30 unverified; \
    BPM-220.A read; BPM-220.1.2 read unverified; BPM-220.1.3 read; BPM-220.1.3.D read; BPM-220.2 read; BPM-220.2.D read; \
    BPM-220.3 read; BPM-220.3.A read; BPM-220.3.C read; BPM-220.3.D read unverified; BPM-220.3.E read; BPM-230 read; BPM-230.B read; \
    CMS-11 digest; CMS-CQ digest; CPT digest unverified; ASHA digest; CO-18 unverified; TX-134 read; UHC unverified; HM unverified; \
    NE-003 unverified; MT unverified; contract digest; CATALOG digest; convention unverified; CARC-18 digest; HCPCS read; PFS read; \
    CMS-TS read; CR-10176 read; CR-11168 digest; FR-2020 digest; MAC-KX digest; MLN-59 read; MODIFIERS digest; NCCI-MUE read; \
    NCCI-PTP read; PT-4 digest; PT-E read; PT-E1 read; PT-E3 read; SSA-V read; NUBC unverified; SV101 digest; SV104 digest; \
    CFR-410.61 read; CFR-424.24(c) read; CFR-410.100(b) unverified; CFR-410.105(c) unverified; CFR-424.27 unverified; \
    CFR-485.713 unverified; PFS-2020 digest; PFS-2021 digest; PFS-2025 digest; PIM-3.3.2.4 digest; PIM-3.3.2.5 digest; \
    PAL-SIG read; NOR-CERT read; NOR-DOC read; NOV-POC read; MLN-905365 digest; NGS-L33631 unverified; LMRP-96 unverified; \
    OIG-2018 digest; CAA-2026 digest; HNS-97112 read; HNS-TAPE read; LCW-97112 read; CHC-97112 read; PTM-2016 read; \
    WPT-POC read; WPT-COTX read; AAPC-CANNED read; UHC-2024 digest; AET-0325 digest; CIG-135 digest; OK-317 read; \
    MS-23-213 read; MI-418 read; SC-40-45 read; TX-PTOT read; SSA 1848(b) digest; SSA 1848(b)(7) digest; SSA 1848(a)(1) read; \
    SSA 1848(a)(3) digest; SSA 1833(b) digest; SSA 1834(g) digest; SSA 1834(k)(1)(B) read; SSA 1834(v)(1) read; \
    BBEDCA 251A digest; CARES 3709 digest; PL-117-71 unverified; supplied digest; KX-AMOUNTS digest; CR-6563 unverified; \
";

#[test]
fn every_constant_is_in_the_table_of_keys() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let source = fs::read_to_string(folder.join("src/citation.rs")).expect("it is there");
    let test = fs::read_to_string(folder.join("tests/citations.rs")).expect("it is there");
    let mut seen = 0;
    for line in source.lines() {
        let Some((name, rest)) = line.trim().split_once(" = ") else {
            continue;
        };
        if Certainty::ALL
            .iter()
            .any(|it| rest.starts_with(&format!("{it}(")))
        {
            seen += 1;
            assert!(
                test.contains(&format!("(Citation::{name}, ")),
                "{name} has no key here"
            );
        }
    }
    assert!(seen > 100, "the reader of constants found {seen}");
}

#[test]
fn keys_and_certainty_are_those_of_the_tables_of_sources() {
    let rows: Vec<(&str, Vec<&str>)> = CERTAINTY
        .split(';')
        .map(str::trim)
        .filter(|row| !row.is_empty())
        .map(|row| {
            let words: Vec<_> = row.split(' ').collect();
            let is_certainty = |word: &&str| ["read", "digest", "unverified"].contains(word);
            let first = words.iter().position(is_certainty).expect(row);
            (
                &row[..words[..first].join(" ").len()],
                words[first..].to_vec(),
            )
        })
        .collect();
    for &(citation, key) in KEYS {
        assert_eq!(citation.key(), Some(key), "{citation}");
        // Three keys are in no table: the source is stated in other words there.
        if [
            "instruments",
            "payer",
            "state practice act",
            "national",
            "SSA 1848(e)",
        ]
        .contains(&key)
        {
            continue;
        }
        let (_, certain) = rows.iter().find(|(known, _)| *known == key).expect(key);
        assert!(
            certain.contains(&citation.certainty().as_str()),
            "{key}: {citation}"
        );
    }
}

#[test]
fn a_document_and_its_section_are_the_text_of_a_citation() {
    for &(citation, _) in KEYS {
        let text = citation.text();
        match citation.section() {
            None => assert_eq!(citation.document(), text),
            Some(section) => {
                assert!(
                    text.starts_with(citation.document()) && text.ends_with(section),
                    "{text}"
                );
                assert!(
                    !section.is_empty() && !citation.document().is_empty(),
                    "{text}"
                );
            }
        }
    }
    let part = |citation: Citation| (citation.document(), citation.section());
    assert_eq!(part(Citation::CFR_410_61_B), ("42 CFR", Some("410.61(b)")));
    assert_eq!(
        part(Citation::SSA_1834_V),
        ("Social Security Act", Some("§1834(v)"))
    );
    assert_eq!(
        part(Citation::FR_2020),
        ("CY 2020 PFS final rule", Some("84 FR 62702-62707"))
    );
    assert_eq!(part(Citation::CO_18), ("7 CCR 1101-3", Some("Rule 18")));
    assert_eq!(
        part(Citation::ASHA),
        ("ASHA, timed and untimed codes", None)
    );
}

#[test]
fn addresses_are_those_of_the_public_collections_or_none() {
    let address = |citation: Citation| citation.address().unwrap_or_default();
    assert_eq!(
        address(Citation::PT_4),
        "https://www.ecfr.gov/current/title-42/section-410.60"
    );
    assert_eq!(
        address(Citation::SSA_1848_B_7),
        "https://www.ssa.gov/OP_Home/ssact/title18/1848.htm"
    );
    assert_eq!(
        address(Citation::FR_2020),
        "https://www.federalregister.gov/citation/84-FR-62702"
    );
    assert!(address(Citation::CPM_20_2).starts_with("https://www.cms.gov/medicare/"));
    let mut known = 0;
    for &(citation, _) in KEYS {
        let Some(address) = citation.address() else {
            continue;
        };
        known += 1;
        let hosts = [
            "www.ecfr.gov/",
            "www.ssa.gov/",
            "www.federalregister.gov/",
            "www.cms.gov/",
        ];
        let behind = address.strip_prefix("https://").expect(&address);
        assert!(
            hosts.iter().any(|host| behind.starts_with(host)),
            "{address}"
        );
        assert!(
            address.is_ascii() && !address.contains([' ', '(', ')']),
            "{address}"
        );
        assert!(
            !address.ends_with(['-', '/']) && !address.contains("/.htm"),
            "{address}"
        );
    }
    assert!(known > 40, "{known}");
}

#[test]
fn the_three_degrees_of_certainty_have_names_and_an_unverified_source_says_so() {
    for certainty in Certainty::ALL {
        assert_eq!(certainty.to_string(), certainty.as_str());
    }
    assert!(Citation::CPM_30.to_string().ends_with(" (unverified)"));
    assert!(!Citation::CPM_20_2.to_string().contains("unverified"));
}
