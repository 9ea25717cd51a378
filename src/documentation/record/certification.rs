//! Certifications: a physician's or practitioner's approval of the plan.

use alloc::string::String;

use time::Date;

use super::declare::record;
use super::{Author, CertificationKind, CertificationMode, RecordError, Text};

/// A physician's or practitioner's approval of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(from = "wire::Certification", into = "wire::Certification")
)]
#[non_exhaustive]
pub struct Certification {
    /// The first one, or a later one.
    pub kind: CertificationKind,
    /// How it came about.
    pub approval: Approval,
    /// First day of the certified interval.
    pub covers_from: Option<Date>,
    /// Last day of the certified interval.
    pub covers_to: Option<Date>,
    /// Why it came late.
    pub delay_reason: Option<Text>,
    /// Whether the services are low-vision services.
    pub low_vision: bool,
    /// What the document states of another mode. No rule looks at it, and it is written back.
    pub unused: Option<UnusedKeys>,
}

record! {
    /// Contains the keys of a certification that belong to another mode than its own.
    #[derive(Default)]
    UnusedKeys {
        optional {
            /// The certifier.
            certifier with_certifier: Author,
            /// The date of a signature or verbal approval.
            date with_date: Date,
            /// The date of the signature that followed a verbal approval.
            signed_on with_signed_on: Date,
            /// The date on which the plan was sent to the referrer.
            sent_on with_sent_on: Date,
        }
        texts {
            /// The proof that the plan was sent.
            sent_evidence with_sent_evidence,
        }
        flags {
            /// Whether the certification is signed.
            signed with_signed,
        }
    }
}

impl Certification {
    /// The first certification of a plan.
    #[must_use]
    pub const fn initial(approval: Approval) -> Self {
        Self::new(CertificationKind::Initial, approval)
    }

    /// A later certification.
    #[must_use]
    pub const fn recertification(approval: Approval) -> Self {
        Self::new(CertificationKind::Recertification, approval)
    }

    /// A certification of either kind.
    #[must_use]
    pub const fn new(kind: CertificationKind, approval: Approval) -> Self {
        Self {
            kind,
            approval,
            covers_from: None,
            covers_to: None,
            delay_reason: None,
            low_vision: false,
            unused: None,
        }
    }

    /// First day of the certified interval.
    #[must_use]
    pub const fn with_covers_from(mut self, date: Date) -> Self {
        self.covers_from = Some(date);
        self
    }

    /// Last day of the certified interval.
    #[must_use]
    pub const fn with_covers_to(mut self, date: Date) -> Self {
        self.covers_to = Some(date);
        self
    }

    /// Sets the reason why it came late. A blank text is the same as none.
    ///
    /// # Errors
    ///
    /// The text is longer than 65,536 bytes.
    pub fn with_delay_reason(
        mut self,
        reason: impl AsRef<str> + Into<String>,
    ) -> Result<Self, RecordError> {
        let text = Text::new(reason);
        self.delay_reason = text.map_err(|error| error.of("delay_reason"))?;
        Ok(self)
    }

    /// Whether the services are low-vision services.
    #[must_use]
    pub const fn with_low_vision(mut self, low_vision: bool) -> Self {
        self.low_vision = low_vision;
        self
    }

    /// Whether it is the first one.
    #[must_use]
    pub const fn is_initial(&self) -> bool {
        matches!(self.kind, CertificationKind::Initial)
    }
}

/// How a certification came about, with what belongs to each way.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Approval {
    /// A signature on any document that approves the plan.
    Signature {
        /// Who certifies.
        certifier: Option<Author>,
        /// Whether it is signed.
        signed: bool,
        /// The date of the signature.
        date: Option<Date>,
    },
    /// A spoken approval.
    Verbal {
        /// Who certifies.
        certifier: Option<Author>,
        /// The day it was given.
        date: Option<Date>,
        /// The day of the signature that followed.
        signed_on: Option<Date>,
    },
    /// A signed order stands in for the signature on the initial plan, from 2025.
    OrderException {
        /// The day the plan was sent to the referrer.
        sent_on: Option<Date>,
        /// What shows that it was sent.
        sent_evidence: Option<Text>,
    },
}

impl Approval {
    /// A signature and its date.
    #[must_use]
    pub const fn signed(certifier: Author, date: Date) -> Self {
        Self::Signature {
            certifier: Some(certifier),
            signed: true,
            date: Some(date),
        }
    }

    /// A spoken approval and its date, not signed yet.
    #[must_use]
    pub const fn verbal(certifier: Author, date: Date) -> Self {
        Self::Verbal {
            certifier: Some(certifier),
            date: Some(date),
            signed_on: None,
        }
    }

    /// A plan that was sent to the referrer, and what shows it.
    ///
    /// # Errors
    ///
    /// The text is longer than 65,536 bytes.
    pub fn order_exception(
        sent_on: Date,
        evidence: impl AsRef<str> + Into<String>,
    ) -> Result<Self, RecordError> {
        let text = Text::new(evidence);
        Ok(Self::OrderException {
            sent_on: Some(sent_on),
            sent_evidence: text.map_err(|error| error.of("sent_evidence"))?,
        })
    }

    /// How it came about.
    #[must_use]
    pub const fn mode(&self) -> CertificationMode {
        match self {
            Self::Signature { .. } => CertificationMode::Signature,
            Self::Verbal { .. } => CertificationMode::Verbal,
            Self::OrderException { .. } => CertificationMode::OrderException,
        }
    }

    /// Who certifies, of a signature or spoken approval.
    #[must_use]
    pub const fn certifier(&self) -> Option<&Author> {
        match self {
            Self::Signature { certifier, .. } | Self::Verbal { certifier, .. } => {
                certifier.as_ref()
            }
            Self::OrderException { .. } => None,
        }
    }

    /// The date of the signature or spoken approval.
    #[must_use]
    pub const fn date(&self) -> Option<Date> {
        match self {
            Self::Signature { date, .. } | Self::Verbal { date, .. } => *date,
            Self::OrderException { .. } => None,
        }
    }
}

/// A certification with the keys of every mode.
#[cfg(feature = "serde")]
#[allow(
    unnameable_types,
    unreachable_pub,
    reason = "declared like the record, and kept inside"
)]
mod wire {
    use time::Date;

    use super::super::wire::by_serde;
    use super::{Approval, Author, CertificationKind, CertificationMode, UnusedKeys, record};

    by_serde!(super::Certification);

    record! {
        /// A certification with the keys of every mode; no rule looks at those of another mode.
        Certification {
            required {
                kind: CertificationKind = CertificationKind,
                mode: CertificationMode = CertificationMode,
            }
            optional {
                certifier with_certifier: Author,
                date with_date: Date,
                signed_on with_signed_on: Date,
                sent_on with_sent_on: Date,
                covers_from with_covers_from: Date,
                covers_to with_covers_to: Date,
            }
            texts {
                sent_evidence with_sent_evidence,
                delay_reason with_delay_reason,
            }
            flags {
                signed with_signed,
                low_vision with_low_vision,
            }
        }
    }

    impl From<Certification> for super::Certification {
        fn from(wire: Certification) -> Self {
            let mut unused = UnusedKeys {
                certifier: wire.certifier,
                date: wire.date,
                signed_on: wire.signed_on,
                sent_on: wire.sent_on,
                sent_evidence: wire.sent_evidence,
                signed: wire.signed,
            };
            let approval = match wire.mode {
                CertificationMode::Signature => Approval::Signature {
                    certifier: unused.certifier.take(),
                    signed: core::mem::take(&mut unused.signed),
                    date: unused.date.take(),
                },
                CertificationMode::Verbal => Approval::Verbal {
                    certifier: unused.certifier.take(),
                    date: unused.date.take(),
                    signed_on: unused.signed_on.take(),
                },
                CertificationMode::OrderException => Approval::OrderException {
                    sent_on: unused.sent_on.take(),
                    sent_evidence: unused.sent_evidence.take(),
                },
            };
            Self {
                kind: wire.kind,
                approval,
                covers_from: wire.covers_from,
                covers_to: wire.covers_to,
                delay_reason: wire.delay_reason,
                low_vision: wire.low_vision,
                unused: Some(unused).filter(|unused| *unused != UnusedKeys::new()),
            }
        }
    }

    impl From<super::Certification> for Certification {
        fn from(certification: super::Certification) -> Self {
            let mut wire = Self::new(certification.kind, certification.approval.mode());
            let unused = certification.unused.unwrap_or_default();
            wire.certifier = unused.certifier;
            wire.date = unused.date;
            wire.signed_on = unused.signed_on;
            wire.sent_on = unused.sent_on;
            wire.sent_evidence = unused.sent_evidence;
            wire.signed = unused.signed;
            wire.covers_from = certification.covers_from;
            wire.covers_to = certification.covers_to;
            wire.delay_reason = certification.delay_reason;
            wire.low_vision = certification.low_vision;
            match certification.approval {
                Approval::Signature {
                    certifier,
                    signed,
                    date,
                } => {
                    wire.certifier = certifier;
                    wire.signed = signed;
                    wire.date = date;
                }
                Approval::Verbal {
                    certifier,
                    date,
                    signed_on,
                } => {
                    wire.certifier = certifier;
                    wire.date = date;
                    wire.signed_on = signed_on;
                }
                Approval::OrderException {
                    sent_on,
                    sent_evidence,
                } => {
                    wire.sent_on = sent_on;
                    wire.sent_evidence = sent_evidence;
                }
            }
            wire
        }
    }
}
