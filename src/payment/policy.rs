//! Contains the switches for what the sources leave open. The first value of each is the default.

use core::fmt;

use crate::claim::KxScope;

macro_rules! switch {
    (
        $(#[$meta:meta])*
        $name:ident, $words:literal { $first:ident = $first_text:literal, $(#[$first_doc:meta])*
                      $second:ident = $second_text:literal, $(#[$second_doc:meta])* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[$first_doc])*
            #[default]
            $first,
            $(#[$second_doc])*
            $second,
        }

        impl $name {
            /// Both values, the default first.
            pub const ALL: [Self; 2] = [Self::$first, Self::$second];

            /// Returns the serialized name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    Self::$first => $first_text,
                    Self::$second => $second_text,
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        #[cfg(feature = "serde")]
        crate::wire::named!($name, $words);
    };
}

switch! {
    /// The amount of which 85% is paid if an assistant furnished the service.
    ///
    /// # Source
    ///
    /// Social Security Act, §1834(v)(1), sets "the amount of payment" and leaves the base open.
    AssistantBase, "program-payment or allowed" {
        ProgramPayment = "program-payment", /// The program payment; the patient's share is not reduced.
        Allowed = "allowed", /// The allowed amount, so that the patient's share is lower too.
    }
}

switch! {
    /// The amount that an assistant's line adds to what has accrued this year.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(e), which does not settle it.
    ThresholdAccrual, "allowed or assistant-reduced" {
        Allowed = "allowed", /// Its whole allowed amount.
        AssistantReduced = "assistant-reduced", /// 85% of it.
    }
}

switch! {
    /// The treatment of a line that needs KX and lacks it.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(e)(1)(v): KX attests that services above the threshold are medically necessary.
    KxPolicy, "as-billed or attested" {
        AsBilled = "as-billed", /// The line is denied.
        Attested = "attested", /// The caller attests medical necessity, and KX is added.
    }
}

switch! {
    /// The choice between equal lines, of which one keeps the full unit.
    ///
    /// # Source
    ///
    /// Social Security Act, §1848(b)(7), §1834(k)(7), which do not settle it.
    MpprTie, "first-line or unmodified-first" {
        FirstLine = "first-line", /// The line that comes first.
        UnmodifiedFirst = "unmodified-first", /// A line without CQ or CO, before the line that comes first.
    }
}

/// The readings of open questions that an estimate follows.
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
