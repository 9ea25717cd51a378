//! Lists what is known of each modifier, one cited row each, ordered by modifier.
//!
//! Columns: modifier; kind; first date and last date of service; whether it passes a pair edit;
//! which modifiers it excludes; how sure the row is; meaning; source.

use time::{Date, macros::date};

use crate::{
    code::Modifier,
    reference::{
        catalog::Confidence,
        index::{index_of, key_of_modifier},
        modifiers::{ModifierCategory, ModifierFacts},
    },
};

use Confidence::{High, Medium};
use ModifierCategory::{
    Chiropractic, DistinctService, Equipment, EvaluationAndManagement, Extent, FunctionalReporting,
    Global, Habilitation, Laterality, Multiple, Notice, Other, Repeat, Teaching, Telehealth,
    TherapyAssistant, TherapyDiscipline, TherapyThreshold,
};

#[allow(clippy::too_many_arguments, reason = "the columns of the table below")]
const fn row(
    modifier: &str,
    category: ModifierCategory,
    effective: Option<Date>,
    ended: Option<Date>,
    passes_pair_edits: bool,
    not_with: &'static [Modifier],
    confidence: Confidence,
    meaning: &'static str,
    source: &'static str,
) -> ModifierFacts {
    ModifierFacts {
        modifier: m(modifier),
        category,
        meaning,
        effective,
        ended,
        passes_pair_edits,
        not_with,
        confidence,
        source,
    }
}

const fn m(modifier: &str) -> Modifier {
    Modifier::of(modifier)
}

index_of! {
    /// The slots of the index of the modifiers.
    SLOTS: MODIFIERS, |facts| key_of_modifier(facts.modifier)
}

#[rustfmt::skip]
pub(in crate::reference) static MODIFIERS: &[ModifierFacts] = &[
    row("22", Extent, None, None, false, &[m("52")], High, "Work was much greater than usual",
        "CMS and CPT modifier lists, June 2024"),
    row("24", EvaluationAndManagement, None, None, true, &[], High, "Unrelated E/M in a postoperative period",
        "CMS and CPT modifier lists, June 2024"),
    row("25", EvaluationAndManagement, None, None, true, &[], High, "Separate E/M by the same clinician on the day of another service",
        "CMS and CPT modifier lists, June 2024; CMS NCCI policy manual, ch. I"),
    row("50", Laterality, None, None, false, &[m("LT"), m("RT")], High, "Same procedure on both sides",
        "CMS and CPT modifier lists, June 2024; CMS PFS relative value file, July 2026"),
    row("51", Multiple, None, None, false, &[], High, "Several procedures at one session",
        "CMS and CPT modifier lists, June 2024"),
    row("52", Extent, None, None, false, &[m("22"), m("53")], High, "Service was reduced by choice",
        "CMS and CPT modifier lists, June 2024"),
    row("53", Extent, None, None, false, &[m("52")], High, "Procedure was stopped for patient safety",
        "CMS and CPT modifier lists, June 2024"),
    row("57", EvaluationAndManagement, None, None, true, &[], High, "E/M led to the decision for major surgery",
        "CMS and CPT modifier lists, June 2024; CMS NCCI policy manual, ch. I"),
    row("58", Global, None, None, true, &[m("78"), m("79")], High, "Staged or related procedure in a postoperative period",
        "CMS and CPT modifier lists, June 2024; CMS NCCI policy manual, ch. I"),
    row("59", DistinctService, None, None, true, &[m("XE"), m("XP"), m("XS"), m("XU")], High, "Service was distinct from another non-E/M service of the same day",
        "CMS MLN1783722 (modifier 59)"),
    row("76", Repeat, None, None, false, &[m("77")], High, "Same service repeated the same day by the same clinician",
        "CMS and CPT modifier lists, June 2024"),
    row("77", Repeat, None, None, false, &[m("76")], High, "Same service repeated the same day by another clinician",
        "CMS and CPT modifier lists, June 2024"),
    row("78", Global, None, None, true, &[m("58"), m("79")], High, "Unplanned return to the operating room",
        "CMS NCCI policy manual, ch. I"),
    row("79", Global, None, None, true, &[m("58"), m("78")], High, "Unrelated procedure in a postoperative period",
        "CMS and CPT modifier lists, June 2024; CMS NCCI policy manual, ch. I"),
    row("91", Repeat, None, None, true, &[], High, "Repeat laboratory test",
        "CMS and CPT modifier lists, June 2024; CMS NCCI policy manual, ch. I"),
    row("93", Telehealth, Some(date!(2022 - 01 - 01)), None, false, &[m("95"), m("GQ"), m("GT")], Medium, "Live audio-only telehealth",
        "CMS and CPT modifier lists, June 2024"),
    row("95", Telehealth, Some(date!(2017 - 01 - 01)), None, false, &[m("93"), m("FQ"), m("GQ"), m("GT")], Medium, "Live audio and video telehealth",
        "CMS and CPT modifier lists, June 2024"),
    row("96", Habilitation, Some(date!(2018 - 01 - 01)), None, false, &[m("97")], Medium, "Service teaches a skill not yet learned",
        "CMS and CPT modifier lists, June 2024"),
    row("97", Habilitation, Some(date!(2018 - 01 - 01)), None, false, &[m("96"), m("SZ")], Medium, "Service restores a lost skill",
        "CMS and CPT modifier lists, June 2024"),
    row("AT", Chiropractic, None, None, false, &[], High, "Active or acute spinal treatment by a chiropractor",
        "CMS and CPT modifier lists, June 2024"),
    row("CH", FunctionalReporting, Some(date!(2013 - 01 - 01)), Some(date!(2018 - 12 - 31)), false, &[m("CI"), m("CJ"), m("CK"), m("CL"), m("CM"), m("CN")], High, "Not limited at all (functional reporting)",
        "CMS HCPCS Level II, July 2024"),
    row("CI", FunctionalReporting, Some(date!(2013 - 01 - 01)), Some(date!(2018 - 12 - 31)), false, &[m("CH"), m("CJ"), m("CK"), m("CL"), m("CM"), m("CN")], High, "At least 1 but under 20 percent limited (functional reporting)",
        "CMS HCPCS Level II, July 2024"),
    row("CJ", FunctionalReporting, Some(date!(2013 - 01 - 01)), Some(date!(2018 - 12 - 31)), false, &[m("CH"), m("CI"), m("CK"), m("CL"), m("CM"), m("CN")], High, "At least 20 but under 40 percent limited (functional reporting)",
        "CMS HCPCS Level II, July 2024"),
    row("CK", FunctionalReporting, Some(date!(2013 - 01 - 01)), Some(date!(2018 - 12 - 31)), false, &[m("CH"), m("CI"), m("CJ"), m("CL"), m("CM"), m("CN")], High, "At least 40 but under 60 percent limited (functional reporting)",
        "CMS HCPCS Level II, July 2024"),
    row("CL", FunctionalReporting, Some(date!(2013 - 01 - 01)), Some(date!(2018 - 12 - 31)), false, &[m("CH"), m("CI"), m("CJ"), m("CK"), m("CM"), m("CN")], High, "At least 60 but under 80 percent limited (functional reporting)",
        "CMS HCPCS Level II, July 2024"),
    row("CM", FunctionalReporting, Some(date!(2013 - 01 - 01)), Some(date!(2018 - 12 - 31)), false, &[m("CH"), m("CI"), m("CJ"), m("CK"), m("CL"), m("CN")], High, "At least 80 but under 100 percent limited (functional reporting)",
        "CMS HCPCS Level II, July 2024"),
    row("CN", FunctionalReporting, Some(date!(2013 - 01 - 01)), Some(date!(2018 - 12 - 31)), false, &[m("CH"), m("CI"), m("CJ"), m("CK"), m("CL"), m("CM")], High, "Fully limited (functional reporting)",
        "CMS HCPCS Level II, July 2024"),
    row("CO", TherapyAssistant, Some(date!(2020 - 01 - 01)), None, false, &[m("CQ"), m("GN"), m("GP")], High, "Occupational therapy assistant furnished the service wholly or more than 10 percent of it",
        "SSA 1834(v); CMS, billing examples for CQ and CO"),
    row("CQ", TherapyAssistant, Some(date!(2020 - 01 - 01)), None, false, &[m("CO"), m("GN"), m("GO")], High, "Physical therapist assistant furnished the service wholly or more than 10 percent of it",
        "SSA 1834(v); CMS, billing examples for CQ and CO"),
    row("CR", Other, None, None, false, &[], High, "Disaster related",
        "CMS and CPT modifier lists, June 2024"),
    row("FQ", Telehealth, Some(date!(2022 - 01 - 01)), None, false, &[m("95"), m("GQ"), m("GT")], Medium, "Audio-only communication technology",
        "CMS and CPT modifier lists, June 2024"),
    row("FR", Telehealth, Some(date!(2022 - 01 - 01)), None, false, &[], Medium, "Supervising clinician present by live video",
        "CMS and CPT modifier lists, June 2024"),
    row("G0", Telehealth, Some(date!(2019 - 01 - 01)), None, false, &[], Medium, "Acute stroke telehealth (letter G, digit zero)",
        "CMS and CPT modifier lists, June 2024"),
    row("GA", Notice, None, None, false, &[m("GX"), m("GY"), m("GZ")], High, "Required notice of likely non-coverage was given and is on file",
        "CMS and CPT modifier lists, June 2024; CMS Pub. 100-04, ch. 30"),
    row("GE", Teaching, None, None, false, &[m("GC")], Medium, "Resident service without the teaching physician (primary care exception)",
        "general knowledge"),
    row("GN", TherapyDiscipline, None, None, false, &[m("CO"), m("CQ"), m("GO"), m("GP")], High, "Line was delivered under a speech-language pathology plan of care",
        "CMS CR 10176; CMS and CPT modifier lists, June 2024"),
    row("GO", TherapyDiscipline, None, None, false, &[m("CQ"), m("GN"), m("GP")], High, "Line was delivered under an occupational therapy plan of care",
        "CMS CR 10176; CMS and CPT modifier lists, June 2024"),
    row("GP", TherapyDiscipline, None, None, false, &[m("CO"), m("GN"), m("GO")], High, "Line was delivered under a physical therapy plan of care",
        "CMS CR 10176; CMS and CPT modifier lists, June 2024"),
    row("GQ", Telehealth, None, None, false, &[m("93"), m("95"), m("FQ"), m("GT")], High, "Store-and-forward telehealth",
        "CMS and CPT modifier lists, June 2024"),
    row("GT", Telehealth, None, None, false, &[m("93"), m("95"), m("FQ"), m("GQ")], High, "Interactive audio and video telehealth (older form)",
        "CMS and CPT modifier lists, June 2024"),
    row("GX", Notice, Some(date!(2010 - 04 - 01)), None, false, &[m("GA"), m("GZ")], Medium, "Optional notice given for something Medicare never covers",
        "CMS and CPT modifier lists, June 2024; CMS Pub. 100-04, ch. 30"),
    row("GY", Notice, None, None, false, &[m("GA"), m("GZ")], High, "Excluded by law or not a Medicare benefit",
        "CMS and CPT modifier lists, June 2024"),
    row("GZ", Notice, None, None, false, &[m("GA"), m("GX"), m("GY")], High, "Denial expected and no notice on file",
        "CMS and CPT modifier lists, June 2024"),
    row("KF", Equipment, None, None, false, &[], High, "Item is an FDA class III device",
        "CMS and CPT modifier lists, June 2024"),
    row("KX", TherapyThreshold, None, None, false, &[], High, "Biller attests that policy requirements are met; for therapy: services above the yearly threshold are needed and documented",
        "CMS CY 2025 PFS final rule; CMS CY 2026 PFS final rule; SSA 1833(g); CMS and CPT modifier lists, June 2024"),
    row("LT", Laterality, None, None, true, &[m("50"), m("RT")], High, "Left side",
        "CMS and CPT modifier lists, June 2024; CMS NCCI policy manual, ch. I"),
    row("RT", Laterality, None, None, true, &[m("50"), m("LT")], High, "Right side",
        "CMS and CPT modifier lists, June 2024; CMS NCCI policy manual, ch. I"),
    row("SZ", Habilitation, None, None, false, &[m("97")], Medium, "Habilitative service (older HCPCS form)",
        "CMS and CPT modifier lists, June 2024"),
    row("XE", DistinctService, Some(date!(2015 - 01 - 01)), None, true, &[m("59"), m("XP"), m("XS"), m("XU")], High, "Separate encounter on the same date",
        "CMS MLN1783722 (modifier 59)"),
    row("XP", DistinctService, Some(date!(2015 - 01 - 01)), None, true, &[m("59"), m("XE"), m("XS"), m("XU")], High, "Different practitioner",
        "CMS MLN1783722 (modifier 59)"),
    row("XS", DistinctService, Some(date!(2015 - 01 - 01)), None, true, &[m("59"), m("XE"), m("XP"), m("XU")], High, "Separate structure or organ",
        "CMS MLN1783722 (modifier 59)"),
    row("XU", DistinctService, Some(date!(2015 - 01 - 01)), None, true, &[m("59"), m("XE"), m("XP"), m("XS")], High, "Unusual service that does not overlap the main one",
        "CMS MLN1783722 (modifier 59)"),
];
