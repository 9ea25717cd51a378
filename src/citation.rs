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
    pub const CPM_20_2: Self = Self::read("CMS Pub. 100-04, ch. 5, §20.2");
    pub const CPM_20_2_B: Self = Self::unverified("CMS Pub. 100-04, ch. 5, §20.2.B");
    pub const CPM_20_2_C: Self = Self::read("CMS Pub. 100-04, ch. 5, §20.2.C");
    pub const CPM_20_3: Self = Self::unverified("CMS Pub. 100-04, ch. 5, §20.3");
    pub const BPM_220_3: Self = Self::read("CMS Pub. 100-02, ch. 15, §220.3");
    pub const BPM_220_3_E: Self = Self::read("CMS Pub. 100-02, ch. 15, §220.3.E");
    pub const BPM_230: Self = Self::unverified("CMS Pub. 100-02, ch. 15, §230");
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
    pub const CARC_18: Self = Self::read("CARC 18");
    pub const CMS_HCPCS: Self = Self::read("CMS HCPCS Level II");
    pub const CMS_PFS: Self = Self::read("CMS PFS relative value file");
    pub const CMS_THERAPY: Self = Self::digest("CMS, therapy services");
    pub const CPM_20_1: Self = Self::read("CMS Pub. 100-04, ch. 5, §20.1");
    pub const CPM_30: Self = Self::unverified("CMS Pub. 100-04, ch. 30");
    pub const CR_10176: Self = Self::read("CMS CR 10176");
    pub const CR_11168: Self = Self::read("CMS CR 11168");
    pub const FR_2020: Self = Self::digest("CY 2020 PFS final rule, 84 FR 62702-62707");
    pub const MAC_KX: Self = Self::digest("Medicare contractors, KX and GA");
    pub const MLN_59: Self = Self::read("CMS MLN1783722");
    /// What the crate holds about modifiers.
    pub const MODIFIER_TABLE: Self = Self::digest("modifier table");
    pub const NCCI_MUE: Self = Self::read("CMS NCCI MUE tables");
    pub const NCCI_PTP: Self = Self::read("CMS NCCI PTP edits");
    pub const PT_4: Self = Self::read("42 CFR 410.60(a)(4)(i)-(v)");
    pub const SSA_1834_V: Self = Self::read("Social Security Act, §1834(v)");
    pub const SV101: Self = Self::read("837P SV101");
    pub const SV104: Self = Self::read("837P SV104");
}

/// Documentation: the record.
#[allow(missing_docs, reason = "each constant is the document it names")]
impl Citation {
    pub const PIM_3_3_2_5: Self = Self::digest("CMS Pub. 100-08, ch. 3, §3.3.2.5");
}

/// Payment: the estimate.
#[allow(missing_docs, reason = "each constant is the document it names")]
impl Citation {
    pub const SSA_1848_B: Self = Self::read("Social Security Act, §1848(b)");
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
