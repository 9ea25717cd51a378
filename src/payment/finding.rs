//! Contains the register of the findings that an estimate may report.

use crate::calendar::IsoDate;
use crate::citation::Citation;
use crate::claim::evidence::StatusLetter;
use crate::code::{Modifier, ProcedureCode};
use crate::finding::{Location, findings};
use crate::money::Dollars;

findings! {
    /// States a finding about an estimate. The variants are in the order of the register.
    pub enum PaymentFinding {
        /// No charge is stated, so it cannot limit the price.
        ChargeUnknown { code: ProcedureCode } =
            "charge-unknown", Advice, [Citation::SSA_1848_A_1],
            "no charge is stated for {code}, so the fee schedule amount is the allowed amount; state the charge";
        /// The remaining deductible is not stated.
        DeductibleUnknown =
            "deductible-unknown", Advice, [Citation::SSA_1833_B],
            "the remaining deductible is not stated, so the estimate assumes that it is met; state it";
        /// What has accrued this year is not stated.
        AccruedUnknown =
            "accrued-unknown", Advice, [Citation::CFR_410_60_E],
            "the amount accrued this year is not stated, so the need for KX was not decided; state it";
        /// KX was added to a line, because the caller attested need.
        KxAdded { line: Location } =
            "kx-added", Advice, [Citation::CFR_410_60_E_1_V],
            "KX was added to {line}, because the caller attested that the service is medically necessary; make sure that the record shows it";
        /// No figures are known that make a price.
        PriceNoData { code: ProcedureCode, date: IsoDate } =
            "price-no-data", Warning, [Citation::SSA_1848_B],
            "no price of {code} is known on {date}, so the totals leave the line out; supply relative values with ReferenceData::with_release if the code has a price";
        /// The line has GY or GX: excluded by statute, or a voluntary notice.
        NotCovered =
            "not-covered", Advice, [Citation::CPM_30],
            "GY or GX on the line means that Medicare does not pay and the charge is the patient's; check that the modifier is correct";
        /// The line has GZ: denial is expected, and no notice was given.
        DeniedNoNotice =
            "denied-no-notice", Warning, [Citation::CPM_30],
            "GZ on the line expects a denial without notice to the patient, so nothing is paid or owed; check that GZ is correct";
        /// The line has GA: a notice is on file.
        NoticeOnFile =
            "notice-on-file", Advice, [Citation::CPM_30],
            "a notice about the line is on file (GA); if Medicare denies the line, the patient may owe the charge";
        /// A line with GA is on the claim of an institution.
        GaDeniedInstitutional =
            "ga-denied-institutional", Advice, [Citation::CPM_30, Citation::CR_6563],
            "Medicare's systems deny lines with GA on claims of institutions, and the patient is liable; expect a denial";
        /// A line above the therapy threshold has GA and lacks KX.
        DeniedPatientLiable =
            "denied-patient-liable", Warning, [Citation::CPM_30],
            "the line is beyond the therapy threshold without KX, and a notice is on file (GA), so Medicare denies it and the patient may owe the charge; check which of the two modifiers applies";
        /// KX and a notice of an expected denial are on one line.
        KxConflict { notice: Modifier } =
            "kx-conflict", Error, [Citation::MAC_KX, Citation::CONVENTION],
            "KX states that the service is medically necessary, but {notice} expects a denial; remove the one that does not apply";
        /// A line above the therapy threshold lacks KX.
        KxMissing { accrued: Dollars, allowed: Option<Dollars>, amount: Dollars } =
            "kx-missing", Error, [Citation::CFR_410_60_E_1_V, Citation::CMS_THERAPY],
            "{accrued} accrued before[ plus {allowed}] exceeds the therapy threshold of {amount}; without KX the line is denied, so add KX if the record supports it";
        /// A line below the therapy threshold has KX.
        KxEarly { amount: Dollars, accrued: Dollars, allowed: Option<Dollars> } =
            "kx-early", Warning, [Citation::CFR_410_60_E_1_V],
            "{accrued} accrued before[ plus {allowed}] does not exceed the therapy threshold of {amount}; remove KX";
        /// The amount of a line without a price would decide about KX.
        KxUndecided =
            "kx-undecided", Advice, [Citation::CFR_410_60_E_1_V],
            "the need for KX could not be decided, because the price of a line is not known; supply relative values for each line";
        /// The therapy threshold of the year is not known.
        KxNoAmount { year: i32 } =
            "kx-no-amount", Advice, [Citation::KX_AMOUNTS],
            "the therapy threshold of {year} is not known, so the need for KX was not decided; supply the amount with ReferenceData::with_yearly_amount";
        /// The amount accrued reaches the targeted medical review threshold.
        ReviewThresholdReached { accrued: Dollars, amount: Dollars } =
            "review-threshold-reached", Advice, [Citation::CFR_410_60_E_3_II],
            "{accrued} accrued this year reaches the targeted medical review threshold of {amount}; be ready for a review of the claim";
        /// Medicare never pays a code of this status separately.
        CodeNotPayable { status: StatusLetter, code: ProcedureCode, twin: Option<ProcedureCode> } =
            "code-not-payable", Error, [Citation::CMS_PFS],
            "Medicare does not pay {code}, which has the status {status} in the physician fee schedule[; bill {twin} instead]";
        /// A therapy code has no discipline modifier.
        DisciplineMissing { code: ProcedureCode } =
            "discipline-missing", Error, [Citation::CR_10176],
            "{code} is paid as therapy and the line has no discipline modifier; add GP, GO or GN";
    }
}
