//! Contains the switches for what the sources leave open. The first value of each is the default.

use crate::claim::KxScope;
use crate::name::words;

words! {
    /// Selects the amount of which 85% is paid if an assistant furnished the service.
    ///
    /// # Source
    ///
    /// Social Security Act, §1834(v)(1), sets "the amount of payment" and leaves the base open.
    #[doc(alias = "CQ")]
    #[doc(alias = "CO")]
    #[doc(alias = "assistant reduction")]
    #[derive(Default)]
    #[non_exhaustive]
    AssistantBase, 2, "program-payment or allowed" {
        /// The program payment; the patient's share is not reduced.
        #[default]
        ProgramPayment "program-payment",
        /// The allowed amount, so that the patient's share is lower too.
        Allowed "allowed",
    }
}

words! {
    /// Selects the amount that an assistant's line adds to what has accrued this year.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(e), which does not settle it.
    #[derive(Default)]
    #[non_exhaustive]
    ThresholdAccrual, 2, "allowed or assistant-reduced" {
        /// Its whole allowed amount.
        #[default]
        Allowed "allowed",
        /// 85% of it.
        AssistantReduced "assistant-reduced",
    }
}

words! {
    /// Selects what happens to a line that needs KX and lacks it.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(e)(1)(v): KX attests that services above the threshold are medically necessary.
    #[doc(alias = "KX modifier")]
    #[doc(alias = "therapy threshold")]
    #[derive(Default)]
    #[non_exhaustive]
    KxPolicy, 2, "as-billed or attested" {
        /// The line is denied.
        #[default]
        AsBilled "as-billed",
        /// The caller attests medical necessity, and KX is added.
        Attested "attested",
    }
}

words! {
    /// Selects, among equal lines, the one that keeps a unit at the full price.
    ///
    /// # Source
    ///
    /// Social Security Act, §1848(b)(7), §1834(k)(7), which do not settle it.
    #[doc(alias = "MPPR")]
    #[doc(alias = "multiple procedure payment reduction")]
    #[derive(Default)]
    #[non_exhaustive]
    MpprTie, 2, "first-line or unmodified-first" {
        /// The line that comes first.
        #[default]
        FirstLine "first-line",
        /// A line without CQ or CO, before the line that comes first.
        UnmodifiedFirst "unmodified-first",
    }
}

/// Contains the choices that an estimate follows where the sources leave a question open.
///
/// # Examples
///
/// ```
/// use therapy_billing::payment::{AssistantBase, PaymentPolicy};
///
/// let policy = PaymentPolicy::default().with_assistant_base(AssistantBase::Allowed);
/// assert_eq!(policy.assistant_base.to_string(), "allowed");
/// assert_eq!(policy.kx.to_string(), "as-billed");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PaymentPolicy {
    /// The amount of which 85% is paid.
    pub assistant_base: AssistantBase,
    /// The amount that an assistant's line accrues.
    pub threshold_accrual: ThresholdAccrual,
    /// The treatment of a line that lacks KX.
    pub kx: KxPolicy,
    /// Whether KX is decided for each line or for the whole day.
    pub kx_scope: KxScope,
    /// The choice between equal lines.
    pub mppr_tie: MpprTie,
}

#[cfg(feature = "serde")]
crate::wire::form!("an object of policy switches", "PaymentPolicy" PaymentPolicy {
    #[serde(default)]
    assistant_base: AssistantBase,
    #[serde(default)]
    threshold_accrual: ThresholdAccrual,
    #[serde(default)]
    kx: KxPolicy,
    #[serde(default)]
    kx_scope: KxScope,
    #[serde(default)]
    mppr_tie: MpprTie,
});

impl PaymentPolicy {
    /// The default of each switch.
    pub const DEFAULT: Self = Self {
        assistant_base: AssistantBase::ProgramPayment,
        threshold_accrual: ThresholdAccrual::Allowed,
        kx: KxPolicy::AsBilled,
        kx_scope: KxScope::Line,
        mppr_tie: MpprTie::FirstLine,
    };

    /// Sets the base of the 85%.
    #[must_use]
    pub const fn with_assistant_base(mut self, base: AssistantBase) -> Self {
        self.assistant_base = base;
        self
    }

    /// Sets the accrual of assistants' lines.
    #[must_use]
    pub const fn with_threshold_accrual(mut self, accrual: ThresholdAccrual) -> Self {
        self.threshold_accrual = accrual;
        self
    }

    /// Sets the treatment of lines that lack KX.
    #[must_use]
    pub const fn with_kx(mut self, kx: KxPolicy) -> Self {
        self.kx = kx;
        self
    }

    /// Sets the scope of KX.
    #[must_use]
    pub const fn with_kx_scope(mut self, scope: KxScope) -> Self {
        self.kx_scope = scope;
        self
    }

    /// Sets the choice between equal lines.
    #[must_use]
    pub const fn with_mppr_tie(mut self, tie: MpprTie) -> Self {
        self.mppr_tie = tie;
        self
    }
}
