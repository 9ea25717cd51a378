//! What is known of a modifier: its kind, what it excludes, and whether it passes a pair edit.

use core::fmt;

use time::Date;

use crate::code::Modifier;
use crate::reference::catalog::Confidence;

/// The kind of statement a modifier makes. Those of one kind tend to exclude each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ModifierCategory {
    /// Whose plan of care: GP, GO, GN.
    TherapyDiscipline,
    /// An assistant furnished it: CQ, CO.
    TherapyAssistant,
    /// Need above the yearly amount: KX.
    TherapyThreshold,
    /// A service distinct from another: 59, XE, XP, XS, XU.
    DistinctService,
    /// More or less work than usual: 22, 52, 53.
    Extent,
    /// Evaluation and management visits: 24, 25, 57.
    EvaluationAndManagement,
    /// Several procedures: 51.
    Multiple,
    /// Sides of the body: 50, LT, RT.
    Laterality,
    /// The same service again: 76, 77, 91.
    Repeat,
    /// The time after an operation: 58, 78, 79.
    Global,
    /// At a distance: 93, 95, FQ, FR, G0, GQ, GT.
    Telehealth,
    /// A skill new or lost: 96, 97, SZ.
    Habilitation,
    /// Notice of likely denial: GA, GX, GY, GZ.
    Notice,
    /// Spinal manipulation: AT.
    Chiropractic,
    /// Equipment: KF.
    Equipment,
    /// Residents: GE.
    Teaching,
    /// How limited a function is: CH to CN.
    FunctionalReporting,
    /// Any other.
    Other,
}

/// What is known of one modifier.
///
/// # Source
///
/// `source()` of each row.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::Modifier;
/// use therapy_billing::reference::modifiers::ModifierFacts;
///
/// let facts = ModifierFacts::of(Modifier::XE).expect("a row of the table");
/// assert!(facts.excludes(Modifier::DISTINCT_SERVICE));
/// assert!(facts.passes_pair_edits());
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModifierFacts {
    modifier: Modifier,
    category: ModifierCategory,
    meaning: &'static str,
    effective: Option<Date>,
    ended: Option<Date>,
    passes_pair_edits: bool,
    not_with: &'static [Modifier],
    confidence: Confidence,
    source: &'static str,
}

impl ModifierFacts {
    /// The row of a modifier; `None` if the table has none, which is no verdict on the modifier.
    #[must_use]
    pub fn of(modifier: Modifier) -> Option<&'static Self> {
        let table = Self::table();
        let index = table
            .binary_search_by_key(&modifier, |facts| facts.modifier)
            .ok()?;
        table.get(index)
    }

    /// All rows, ordered by modifier; none without feature `tables`.
    #[must_use]
    pub const fn table() -> &'static [Self] {
        #[cfg(feature = "tables")]
        return &table::MODIFIERS;
        #[cfg(not(feature = "tables"))]
        return &[];
    }

    /// The modifier.
    #[must_use]
    pub const fn modifier(&self) -> Modifier {
        self.modifier
    }

    /// The kind of statement it makes.
    #[must_use]
    pub const fn category(&self) -> ModifierCategory {
        self.category
    }

    /// What it says, in our own words.
    #[must_use]
    pub const fn meaning(&self) -> &'static str {
        self.meaning
    }

    /// First date of service; `None` before 2010 or not known.
    #[must_use]
    pub const fn effective(&self) -> Option<Date> {
        self.effective
    }

    /// Last date of service on which it was asked for; `None` while in use.
    #[must_use]
    pub const fn ended(&self) -> Option<Date> {
        self.ended
    }

    /// Whether it can pass a procedure-to-procedure edit of indicator 1.
    #[must_use]
    pub const fn passes_pair_edits(&self) -> bool {
        self.passes_pair_edits
    }

    /// The modifiers it cannot stand with on one line.
    #[must_use]
    pub const fn not_with(&self) -> &'static [Modifier] {
        self.not_with
    }

    /// Whether it cannot stand with `other` on one line.
    #[must_use]
    pub fn excludes(&self, other: Modifier) -> bool {
        self.not_with.contains(&other)
    }

    /// How sure the row is.
    #[must_use]
    pub const fn confidence(&self) -> Confidence {
        self.confidence
    }

    /// The documents the row was taken from.
    #[must_use]
    pub const fn source(&self) -> &'static str {
        self.source
    }
}

impl fmt::Display for ModifierFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.modifier, self.meaning)
    }
}

/// Whether a modifier can pass a procedure-to-procedure edit of indicator 1: it is NCCI-associated.
///
/// A rule of the edits, not of a table: it answers without feature `tables` too, and for anatomic
/// modifiers that the table does not hold.
///
/// # Source
///
/// CMS NCCI policy manual, ch. I; CMS MLN1783722.
///
/// # Examples
///
/// ```
/// use therapy_billing::Modifier;
/// use therapy_billing::reference::modifiers::is_ncci_associated;
///
/// assert!(is_ncci_associated(Modifier::DISTINCT_SERVICE));
/// assert!(is_ncci_associated(Modifier::of("F9")));
/// assert!(!is_ncci_associated(Modifier::GP));
/// ```
#[must_use]
pub fn is_ncci_associated(modifier: Modifier) -> bool {
    matches!(
        modifier.as_str().as_bytes(),
        [b'E', b'1'..=b'4']
            | [b'F' | b'T', b'A' | b'1'..=b'9']
            | [b'L', b'T' | b'C' | b'D' | b'M']
            | [b'R', b'T' | b'C' | b'I']
            | [b'2', b'4' | b'5' | b'7']
            | [b'5', b'7' | b'8' | b'9']
            | [b'7', b'8' | b'9']
            | [b'9', b'1']
            | [b'X', b'E' | b'S' | b'P' | b'U']
    )
}

#[cfg(feature = "tables")]
mod table {
    //! One cited row per modifier, ordered by modifier.
    //!
    //! Columns: modifier; kind; first date and last date of service; whether it passes a pair edit;
    //! what it cannot stand with; how sure the row is; meaning; source.

    use time::{Date, macros::date};

    use super::{Confidence, Modifier, ModifierCategory, ModifierFacts};

    use Confidence::{High, Medium};
    use ModifierCategory::{
        Chiropractic, DistinctService, Equipment, EvaluationAndManagement, Extent,
        FunctionalReporting, Global, Habilitation, Laterality, Multiple, Notice, Other, Repeat,
        Teaching, Telehealth, TherapyAssistant, TherapyDiscipline, TherapyThreshold,
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

    #[rustfmt::skip]
    pub(in crate::reference) static MODIFIERS: [ModifierFacts; 52] = [
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
}
