//! Where a rule, a fact or a requirement is written down.

use core::fmt;

/// A document and the place in it that a rule, a step or a finding rests on.
///
/// Constants of this type are the only sources the crate points to, so the list of them below is
/// the list of what was read.
///
/// # Examples
///
/// ```
/// use therapy_billing::Citation;
///
/// assert_eq!(Citation::CPM_20_2_C.to_string(), "CMS Pub. 100-04, ch. 5, §20.2.C");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    text: &'static str,
    certainty: Certainty,
}

/// How well a citation was checked against a primary copy of the document it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Certainty {
    /// Read in the named document, in a version that may lag the current one.
    Read,
    /// Known from contractors, associations or summaries that agree.
    Digest,
    /// Confirmed in neither; the behaviour is a stated choice.
    Unverified,
}

impl Citation {
    const fn read(text: &'static str) -> Self {
        Self {
            text,
            certainty: Certainty::Read,
        }
    }

    const fn digest(text: &'static str) -> Self {
        Self {
            text,
            certainty: Certainty::Digest,
        }
    }

    const fn unverified(text: &'static str) -> Self {
        Self {
            text,
            certainty: Certainty::Unverified,
        }
    }

    /// Document and place, as printed.
    #[must_use]
    pub const fn text(self) -> &'static str {
        self.text
    }

    /// How well the citation was checked.
    #[must_use]
    pub const fn certainty(self) -> Certainty {
        self.certainty
    }
}

/// Units: counting minutes.
#[allow(missing_docs, reason = "each constant is the document it names")]
impl Citation {
    pub const CPM_20_2: Self = Self::digest("CMS Pub. 100-04, ch. 5, §20.2");
    pub const CPM_20_2_B: Self = Self::unverified("CMS Pub. 100-04, ch. 5, §20.2.B");
    pub const CPM_20_2_C: Self = Self::digest("CMS Pub. 100-04, ch. 5, §20.2.C");
    pub const CPM_20_3: Self = Self::unverified("CMS Pub. 100-04, ch. 5, §20.3");
    pub const BPM_220_3: Self = Self::read("CMS Pub. 100-02, ch. 15, §220.3");
    pub const BPM_220_3_E: Self = Self::read("CMS Pub. 100-02, ch. 15, §220.3.E");
    pub const BPM_230: Self = Self::read("CMS Pub. 100-02, ch. 15, §230");
    pub const CMS_11: Self = Self::digest("CMS, 11 Part B Billing Scenarios for PTs and OTs");
    pub const CMS_CQ: Self = Self::digest("CMS, Billing Examples Using CQ/CO Modifiers");
    pub const CPT_TIME: Self = Self::digest("AMA, CPT, Introduction, Time");
    pub const ASHA: Self = Self::digest("ASHA, timed and untimed codes");
    pub const CO_18: Self = Self::unverified("7 CCR 1101-3, Rule 18");
    /// A rule that a contract states, in the words of whoever wrote it down.
    pub const CONTRACT: Self = Self::digest("the payer's contract");
    /// The facts the crate holds about a code, or the entry a user laid over them.
    pub const CATALOG: Self = Self::digest("code catalog");
    /// A choice of this library where no source speaks.
    pub const CONVENTION: Self = Self::unverified("convention of this library");
}

/// Claims: modifiers, edits and audits.
#[allow(missing_docs, reason = "each constant is the document it names")]
impl Citation {
    pub const CARC_18: Self = Self::digest("CARC 18");
    pub const CMS_HCPCS: Self = Self::read("CMS HCPCS Level II");
    pub const CMS_PFS: Self = Self::read("CMS PFS relative value file");
    pub const CMS_THERAPY: Self = Self::read("CMS, therapy services");
    pub const CPM_20_1: Self = Self::digest("CMS Pub. 100-04, ch. 5, §20.1");
    pub const CPM_30: Self = Self::unverified("CMS Pub. 100-04, ch. 30");
    pub const CR_10176: Self = Self::read("CMS CR 10176");
    pub const CR_11168: Self = Self::digest("CMS CR 11168");
    pub const FR_2020: Self = Self::digest("CY 2020 PFS final rule, 84 FR 62702-62707");
    pub const MAC_KX: Self = Self::digest("Medicare contractors, KX and GA");
    pub const MLN_59: Self = Self::read("CMS MLN1783722");
    /// What the crate holds about modifiers.
    pub const MODIFIER_TABLE: Self = Self::digest("modifier table");
    pub const NCCI_MUE: Self = Self::read("CMS NCCI MUE tables");
    pub const NCCI_PTP: Self = Self::read("CMS NCCI PTP edits");
    pub const PT_4: Self = Self::digest("42 CFR 410.60(a)(4)(i)-(v)");
    pub const SSA_1834_V: Self = Self::read("Social Security Act, §1834(v)");
    pub const CPT_CODES: Self = Self::unverified("AMA, CPT, add-on codes and evaluations");
    pub const NUBC: Self = Self::unverified("NUBC, revenue codes 042x, 043x and 044x");
    pub const SV101: Self = Self::digest("837P SV101");
    pub const SV104: Self = Self::digest("837P SV104");
}

/// Documentation: the record.
#[allow(missing_docs, reason = "each constant is the document it names")]
impl Citation {
    pub const BPM_220_A: Self = Self::read("CMS Pub. 100-02, ch. 15, §220.A");
    pub const BPM_220_1_2: Self = Self::read("CMS Pub. 100-02, ch. 15, §220.1.2");
    pub const BPM_220_1_2_THIRTY_DAYS: Self =
        Self::unverified("CMS Pub. 100-02, ch. 15, §220.1.2, the 30 days by analogy");
    pub const BPM_220_1_3: Self = Self::read("CMS Pub. 100-02, ch. 15, §220.1.3");
    pub const BPM_220_1_3_D: Self = Self::read("CMS Pub. 100-02, ch. 15, §220.1.3.D");
    pub const BPM_220_2: Self = Self::read("CMS Pub. 100-02, ch. 15, §220.2");
    pub const BPM_220_2_D: Self = Self::read("CMS Pub. 100-02, ch. 15, §220.2.D");
    pub const BPM_220_3_A: Self = Self::read("CMS Pub. 100-02, ch. 15, §220.3.A");
    pub const BPM_220_3_C: Self = Self::read("CMS Pub. 100-02, ch. 15, §220.3.C");
    pub const BPM_220_3_D: Self = Self::read("CMS Pub. 100-02, ch. 15, §220.3.D");
    pub const BPM_220_3_D_SEVEN_DAYS: Self =
        Self::unverified("CMS Pub. 100-02, ch. 15, §220.3.D, the seven days");
    pub const BPM_230_STAFF: Self = Self::read("CMS Pub. 100-02, ch. 15, §230");
    pub const BPM_230_B: Self = Self::read("CMS Pub. 100-02, ch. 15, §230.B");
    pub const CFR_410_61_B: Self = Self::read("42 CFR 410.61(b)");
    pub const CFR_410_61_C: Self = Self::read("42 CFR 410.61(c)");
    pub const CFR_410_61_D: Self = Self::read("42 CFR 410.61(d)");
    pub const CFR_424_24_C: Self = Self::read("42 CFR 424.24(c)");
    pub const CFR_424_24_C_4: Self = Self::read("42 CFR 424.24(c)(4)");
    pub const CFR_485_713: Self = Self::unverified("42 CFR 485.713");
    pub const PFS_RULE_2020: Self = Self::digest("CY 2020 PFS final rule, 84 FR 62568");
    pub const PFS_RULE_2021: Self = Self::digest("CY 2021 PFS final rule, 85 FR 84472");
    pub const PFS_RULE_2025: Self = Self::digest("CY 2025 PFS final rule, 89 FR 97710");
    pub const PIM_3_3_2_4: Self = Self::digest("CMS Pub. 100-08, ch. 3, §3.3.2.4");
    pub const PIM_3_3_2_5: Self = Self::digest("CMS Pub. 100-08, ch. 3, §3.3.2.5");
    pub const PAL_SIG: Self =
        Self::read("Palmetto GBA, Medicare Documentation Signature Timeliness, 2022");
    pub const NOR_CERT: Self =
        Self::read("Noridian, Outpatient Therapy Certification Plan of Care, 2025");
    pub const NOR_DOC: Self = Self::read("Noridian, outpatient therapy documentation checklist");
    pub const NOV_POC: Self = Self::read("Novitas, plan of care requirements");
    pub const MLN_905365: Self = Self::digest("CMS MLN905365");
    pub const NGS_L33631: Self = Self::unverified("NGS, LCD L33631");
    pub const LMRP_96: Self = Self::unverified("Cigna Medicare LMRP 96-024, retired");
    pub const OIG_2018: Self = Self::digest("HHS OIG A-05-14-00041, 2018");
    pub const CAA_2026: Self = Self::digest("Consolidated Appropriations Act, 2026");
    pub const CPT_PROCEDURES: Self =
        Self::digest("AMA, CPT, 97112, 97150 and therapeutic procedures");
    pub const HNS_97112: Self = Self::read("Health Network Solutions, 97112 policy");
    pub const HNS_TAPE: Self = Self::read("Health Network Solutions, strapping policy");
    pub const LCW_97112: Self = Self::read("LifeCare, 97112");
    pub const CHC_97112: Self = Self::read("ChiroCode, 97112");
    pub const PTM_2016: Self = Self::read("PT Management, 97112, 2016");
    pub const WPT_POC: Self = Self::read("WebPT, plans of care");
    pub const WPT_COTX: Self = Self::read("WebPT, co-treatment");
    pub const AAPC_CANNED: Self = Self::read("AAPC, canned notes");
    pub const UHC_2024: Self = Self::digest("UnitedHealthcare, session note policy, 2024");
    pub const AET_0325: Self = Self::digest("Aetna CPB 0325");
    pub const CIG_135: Self = Self::digest("Cigna CPG 135");
    pub const OK_317: Self = Self::read("Oklahoma Admin. Code 317:30-5-299");
    pub const MS_23_213: Self = Self::read("Mississippi Admin. Code 23-213-1.11");
    pub const MI_418: Self = Self::read("Michigan Admin. Code R 418.10212");
    pub const SC_40_45: Self = Self::read("South Carolina Code 40-45-280");
    pub const TX_PTOT: Self = Self::read("Texas PT and OT boards, supervision rules");
    /// The published ranges of tests and scales.
    pub const INSTRUMENTS: Self = Self::digest("published ranges of the instruments");
    /// The document for which the caller switched an option on.
    pub const PAYER: Self = Self::digest("the payer's written rules");
    /// The practice act of the state for which the caller switched an option on.
    pub const PRACTICE_ACT: Self = Self::digest("the state's practice act");
}

/// Payment: the estimate.
#[allow(missing_docs, reason = "each constant is the document it names")]
impl Citation {
    pub const SSA_1848_B: Self = Self::read("Social Security Act, §1848(b)");
    pub const SSA_1848_B_7: Self = Self::read("Social Security Act, §1848(b)(7) and §1834(k)(7)");
    pub const SSA_1848_A_1: Self =
        Self::read("Social Security Act, §1834(k)(1)(B) and §1848(a)(1)");
    pub const SSA_1848_A_3: Self = Self::read("Social Security Act, §1848(a)(3)");
    pub const SSA_1848_E: Self = Self::read("Social Security Act, §1848(e)");
    pub const SSA_1833_B: Self = Self::read("Social Security Act, §1833(b)");
    pub const SSA_1834_G: Self = Self::read("Social Security Act, §1834(g)");
    pub const SSA_1834_K_1_B: Self = Self::read("Social Security Act, §1834(k)(1)(B)");
    pub const SSA_1834_V_1: Self = Self::read("Social Security Act, §1834(v)(1)");
    pub const BBEDCA_251A: Self = Self::read("BBEDCA, §251A");
    pub const CARES_3709: Self = Self::read("CARES Act, §3709 and extensions");
    pub const PL_117_71: Self = Self::unverified("Pub. L. 117-71");
    pub const CFR_410_60_E: Self = Self::read("42 CFR 410.60(e)");
    pub const PFS_2015: Self = Self::read("CMS, PFS final rule and updates, CY 2015");
    pub const PFS_2016: Self = Self::read("CMS, PFS final rule and updates, CY 2016");
    pub const PFS_2017: Self = Self::read("CMS, PFS final rule and updates, CY 2017");
    pub const PFS_2018: Self = Self::read("CMS, PFS final rule and updates, CY 2018");
    pub const PFS_2019: Self = Self::read("CMS, PFS final rule and updates, CY 2019");
    pub const PFS_2020: Self = Self::read("CMS, PFS final rule and updates, CY 2020");
    pub const PFS_2021: Self = Self::read("CMS, PFS final rule and updates, CY 2021");
    pub const PFS_2022: Self = Self::read("CMS, PFS final rule and updates, CY 2022");
    pub const PFS_2023: Self = Self::read("CMS, PFS final rule and updates, CY 2023");
    pub const PFS_2024: Self = Self::read("CMS, PFS final rule and updates, CY 2024");
    pub const PFS_2025: Self = Self::read("CMS, PFS final rule and updates, CY 2025");
    pub const PFS_2026: Self = Self::read("CMS, PFS final rule and updates, CY 2026");
    pub const RVU_2019: Self = Self::read("CMS, PFS relative value file, October 2019");
    pub const RVU_2020: Self = Self::read("CMS, PFS relative value file, October 2020");
    pub const RVU_2021: Self = Self::read("CMS, PFS relative value file, October 2021");
    pub const RVU_2022: Self = Self::read("CMS, PFS relative value file, October 2022");
    pub const RVU_2023: Self = Self::read("CMS, PFS relative value file, October 2023");
    pub const RVU_2024: Self = Self::read("CMS, PFS relative value file, July 2024");
    pub const RVU_2025: Self = Self::read("CMS, PFS relative value file, October 2025");
    pub const RVU_2026: Self = Self::read("CMS, PFS relative value file, July 2026 (non-QP)");
    pub const RVU_2026_JANUARY: Self = Self::unverified(
        "CMS, PFS relative value file, January 2026, work and total; 0.20 split by inference",
    );
    pub const GPCI_2024: Self = Self::read("CMS, PFS GPCI file, July 2024");
    pub const NATIONAL: Self = Self::digest("national amounts, by the caller's wish");
    pub const OPEN_ASSISTANT_BASE: Self =
        Self::unverified("Social Security Act, §1834(v)(1), which leaves the base open");
    pub const OPEN_THRESHOLD_ACCRUAL: Self =
        Self::unverified("42 CFR 410.60(e), which leaves accrual of assistants' lines open");
    pub const OPEN_KX_SCOPE: Self =
        Self::unverified("42 CFR 410.60(e), which leaves the scope within a day open");
    pub const OPEN_MPPR_TIE: Self = Self::unverified(
        "Social Security Act, §1848(b)(7) and §1834(k)(7), which leave equal lines open",
    );
    /// A figure that the caller gave and no table of the crate holds.
    pub const SUPPLIED: Self = Self::digest("supplied by the caller");
    pub const SUPPLIED_PPRRVU: Self =
        Self::digest("CMS, PFS relative value file (PPRRVU), supplied by the caller");
    pub const SUPPLIED_GPCI: Self = Self::digest("CMS, PFS GPCI file, supplied by the caller");
    pub const SUPPLIED_PFALL: Self =
        Self::digest("CMS, PFS payment amount file (PFALL), supplied by the caller");
    pub const CFR_410_60_E_1_V: Self = Self::read("42 CFR 410.60(e)(1)(v)");
    pub const CFR_410_60_E_3_II: Self = Self::read("42 CFR 410.60(e)(3)(ii)");
    pub const KX_AMOUNTS: Self = Self::digest("CMS, yearly KX threshold amounts, 2018 to 2026");
    pub const KX_2018: Self = Self::digest("CMS, therapy services; BBA 2018, §50202");
    pub const KX_2019: Self = Self::read("CMS CR 11055");
    pub const KX_2020: Self = Self::digest("CMS, therapy update CY 2020");
    pub const KX_2021: Self = Self::digest("CMS CR 12014");
    pub const KX_2022: Self = Self::read("CMS, therapy update CY 2022");
    pub const KX_2023: Self = Self::read("CMS CR 12923");
    pub const KX_2024: Self = Self::read("CMS CR 13371");
    pub const KX_2025: Self = Self::digest("CMS, PFS final rule CY 2025");
    pub const KX_2026: Self = Self::digest("CMS, PFS final rule CY 2026");
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text)?;
        match self.certainty {
            Certainty::Unverified => f.write_str(" (unverified)"),
            Certainty::Read | Certainty::Digest => Ok(()),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Citation {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.certainty {
            Certainty::Unverified => serializer.collect_str(self),
            Certainty::Read | Certainty::Digest => serializer.serialize_str(self.text),
        }
    }
}
