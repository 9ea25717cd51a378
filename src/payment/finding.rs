//! The register of what an estimate may have to say.

use rust_decimal::Decimal;
use time::Date;

use crate::calendar::IsoDate;
use crate::citation::Citation;
use crate::claim::evidence::StatusLetter;
use crate::code::ProcedureCode;
use crate::finding::{Location, findings};
use crate::money::Dollars;

findings! {
    /// What an estimate has to say about a day, in the order of the register.
    pub enum PaymentFinding {
        /// No charge was stated, so it cannot cap the price.
        ChargeUnknown { code: ProcedureCode } =
            "charge-unknown", Advice, [Citation::SSA_1848_A_1],
            "no charge for {code}: the fee schedule amount stands";
        /// What remains of the deductible was not stated.
        DeductibleUnknown =
            "deductible-unknown", Advice, [Citation::SSA_1833_B],
            "the deductible is taken as met";
        /// What has accrued this year was not stated.
        AccruedUnknown =
            "accrued-unknown", Advice, [Citation::CFR_410_60_E],
            "no running total: KX was not decided";
        /// KX was put on a line, since need was attested.
        KxAdded { line: Location } =
            "kx-added", Advice, [Citation::CFR_410_60_E_1_V],
            "KX added to {line}: need was attested";
        /// There are no figures to make a price of.
        PriceNoData { code: ProcedureCode, date: IsoDate } =
            "price-no-data", Warning, [Citation::SSA_1848_B],
            "no price data for {code} on {date}; totals are incomplete";
        /// GY or GX: excluded by statute, or a voluntary notice.
        NotCovered { code: ProcedureCode } =
            "not-covered", Advice, [Citation::CPM_30],
            "Medicare does not pay {code} as billed: the charge is the patient's";
        /// GZ: denial is expected and no notice was given.
        DeniedNoNotice { code: ProcedureCode } =
            "denied-no-notice", Warning, [Citation::CPM_30],
            "denial of {code} is expected and no notice is on file: nothing is paid or owed";
        /// GA: a notice is on file.
        NoticeOnFile { code: ProcedureCode } =
            "notice-on-file", Advice, [Citation::CPM_30],
            "notice on file for {code}: if it is denied, the patient may owe the charge";
        /// A line above the yearly amount lacks KX.
        KxMissing { accrued: Dollars, allowed: Dollars, amount: Dollars } =
            "kx-missing", Error, [Citation::CFR_410_60_E_1_V],
            "{accrued} and {allowed} exceed {amount}: denied without KX";
        /// A line below the yearly amount carries KX.
        KxEarly { accrued: Dollars, allowed: Dollars, amount: Dollars } =
            "kx-early", Warning, [Citation::CFR_410_60_E_1_V],
            "KX below {amount}: {accrued} and {allowed} do not exceed it";
        /// No yearly amount is held for the year.
        KxNoAmount { year: i32 } =
            "kx-no-amount", Advice, [Citation::KX_AMOUNTS],
            "no amount for {year}";
        /// The running total reaches the review amount.
        ReviewThresholdReached { accrued: Dollars, amount: Dollars } =
            "review-threshold-reached", Advice, [Citation::CFR_410_60_E_3_II],
            "{accrued} reach {amount}: claims may be reviewed";
        /// A status under which Medicare pays nothing for the code on its own.
        CodeNotPayable { code: ProcedureCode, status: StatusLetter, twin: Option<ProcedureCode> } =
            "code-not-payable", Error, [Citation::CMS_PFS],
            "Medicare status {status}: {code} is not payable[; bill {twin}]";
        /// A therapy code without the modifier of a discipline.
        DisciplineMissing { code: ProcedureCode } =
            "discipline-missing", Error, [Citation::CR_10176],
            "{code} is always therapy and needs one of GP, GO, GN";
    }
}

/// The twin of a code: G0283 of 97014.
///
/// # Source
///
/// CMS, PFS relative value files, status I.
pub(super) fn twin_of(code: ProcedureCode) -> Option<ProcedureCode> {
    const STIMULATION: ProcedureCode = ProcedureCode::of("97014");
    (code == STIMULATION).then_some(ProcedureCode::of("G0283"))
}

impl PaymentFinding {
    pub(super) fn kx_missing(accrued: Decimal, allowed: Decimal, amount: Decimal) -> Self {
        Self::KxMissing {
            accrued: Dollars(accrued),
            allowed: Dollars(allowed),
            amount: Dollars(amount),
        }
    }

    pub(super) fn kx_early(accrued: Decimal, allowed: Decimal, amount: Decimal) -> Self {
        Self::KxEarly {
            accrued: Dollars(accrued),
            allowed: Dollars(allowed),
            amount: Dollars(amount),
        }
    }

    pub(super) const fn review_reached(accrued: Decimal, amount: Decimal) -> Self {
        Self::ReviewThresholdReached {
            accrued: Dollars(accrued),
            amount: Dollars(amount),
        }
    }

    pub(super) const fn price_no_data(code: ProcedureCode, date: Date) -> Self {
        Self::PriceNoData {
            code,
            date: IsoDate(date),
        }
    }
}
