//! Readings of what the sources leave open, as switches. The first value of each is the default.

use core::fmt;

pub use crate::claim::KxScope;

macro_rules! switch {
    (
        $(#[$meta:meta])*
        $name:ident { $first:ident = $first_text:literal, $(#[$first_doc:meta])*
                      $second:ident = $second_text:literal, $(#[$second_doc:meta])* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(rename_all = "kebab-case", remote = "Self"))]
        pub enum $name {
            $(#[$first_doc])*
            #[default]
            $first,
            $(#[$second_doc])*
            $second,
        }

        impl $name {
            /// The serialized name.
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
        crate::wire::word!($name, concat!($first_text, " or ", $second_text));
    };
}

switch! {
    /// What 85% is taken of where an assistant furnished the service.
    ///
    /// # Source
    ///
    /// Social Security Act, §1834(v)(1), sets "the amount of payment" and leaves the base open.
    AssistantBase {
        ProgramPayment = "program-payment", /// Of what the program pays; the patient's share stays whole.
        Allowed = "allowed", /// Of the allowed amount, so that the patient's share falls as well.
    }
}

switch! {
    /// What an assistant's line adds to the yearly running total.
    ///
    /// # Source
    ///
    /// Not settled; 42 CFR 410.60(e).
    ThresholdAccrual {
        Allowed = "allowed", /// Its whole allowed amount.
        AssistantReduced = "assistant-reduced", /// 85% of it.
    }
}

switch! {
    /// What happens to a line that needs KX and lacks it.
    ///
    /// # Source
    ///
    /// 42 CFR 410.60(e)(1)(v): KX attests that services above the amount are needed.
    KxPolicy {
        AsBilled = "as-billed", /// The line is denied, as billed.
        Attested = "attested", /// The caller attests need, and KX is added.
    }
}

switch! {
    /// Which of two lines of one code keeps the unit in full.
    ///
    /// # Source
    ///
    /// Not settled; Social Security Act, §1848(b)(7), §1834(k)(7).
    MpprTie {
        FirstLine = "first-line", /// The line that stands first.
        UnmodifiedFirst = "unmodified-first", /// A line without CQ or CO, before the line that stands first.
    }
}

/// The readings an estimate follows.
///
/// # Examples
///
/// ```
/// use therapy_billing::payment::{AssistantBase, Policy};
///
/// let policy = Policy::default().with_assistant_base(AssistantBase::Allowed);
/// assert_eq!(policy.assistant_base.to_string(), "allowed");
/// assert_eq!(policy.kx.to_string(), "as-billed");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(default, deny_unknown_fields))]
#[non_exhaustive]
#[cfg_attr(feature = "serde", serde(remote = "Self"))]
pub struct Policy {
    /// What 85% is taken of.
    pub assistant_base: AssistantBase,
    /// What an assistant's line accrues.
    pub threshold_accrual: ThresholdAccrual,
    /// What happens to a line that lacks KX.
    pub kx: KxPolicy,
    /// Which lines of the crossing day need KX.
    pub kx_scope: KxScope,
    /// Which of two equal lines keeps the full unit.
    pub mppr_tie: MpprTie,
}

#[cfg(feature = "serde")]
crate::wire::object!(Policy, "an object of policy switches");

impl Policy {
    /// The first value of each switch.
    pub const DEFAULT: Self = Self {
        assistant_base: AssistantBase::ProgramPayment,
        threshold_accrual: ThresholdAccrual::Allowed,
        kx: KxPolicy::AsBilled,
        kx_scope: KxScope::Line,
        mppr_tie: MpprTie::FirstLine,
    };

    /// The same, with another base of 85%.
    #[must_use]
    pub const fn with_assistant_base(mut self, base: AssistantBase) -> Self {
        self.assistant_base = base;
        self
    }

    /// The same, with another accrual of assistants' lines.
    #[must_use]
    pub const fn with_threshold_accrual(mut self, accrual: ThresholdAccrual) -> Self {
        self.threshold_accrual = accrual;
        self
    }

    /// The same, with another treatment of lines that lack KX.
    #[must_use]
    pub const fn with_kx(mut self, kx: KxPolicy) -> Self {
        self.kx = kx;
        self
    }

    /// The same, with another scope of KX.
    #[must_use]
    pub const fn with_kx_scope(mut self, scope: KxScope) -> Self {
        self.kx_scope = scope;
        self
    }

    /// The same, with another choice between equal lines.
    #[must_use]
    pub const fn with_mppr_tie(mut self, tie: MpprTie) -> Self {
        self.mppr_tie = tie;
        self
    }
}
