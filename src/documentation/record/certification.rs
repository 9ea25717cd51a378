//! Defines `Certification`, the approval of a plan of care by a physician or nonphysician practitioner.

use alloc::string::String;

use time::Date;

use super::declare::record;
use super::{Author, CertificationKind, CertificationMode, RecordError, Text};

/// The approval of a plan of care, or of its continuation, by a physician or nonphysician practitioner.
///
/// The initial certification covers at most 90 days from the first treatment day. A recertification covers at most
/// 90 days more.
///
/// # Source
///
/// CMS Pub. 100-02, ch. 15, §220.1.3; 42 CFR 424.24(c).
///
/// # Examples
///
/// ```
/// use therapy_billing::time::macros::date;
/// use therapy_billing::documentation::{Approval, Author, Certification, Credential};
///
/// let physician = Author::new(Credential::Md);
/// let signed = Approval::signed(physician, date!(2026 - 04 - 20));
/// let late = Certification::initial(signed).with_delay_reason("the plan was lost in the mail")?;
/// assert!(late.is_initial());
///
/// let sent = Approval::order_exception(date!(2026 - 03 - 04), "fax receipt")?;
/// assert_eq!(Certification::initial(sent).approval.date(), None);
/// # Ok::<(), therapy_billing::documentation::RecordError>(())
/// ```
#[doc(alias = "recertification")]
#[doc(alias = "certification period")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(from = "wire::Certification", into = "wire::Certification")
)]
#[non_exhaustive]
pub struct Certification {
    /// Whether it is the initial certification or a recertification.
    pub kind: CertificationKind,
    /// How the approval was given.
    pub approval: Approval,
    /// The first day of the certification period, if the certification states it.
    pub covers_from: Option<Date>,
    /// The last day of the certification period, if the certification states it.
    pub covers_to: Option<Date>,
    /// The reason for a delay.
    pub delay_reason: Option<Text>,
    /// Whether the services are low-vision services, which an optometrist may certify.
    pub low_vision: bool,
    /// The keys of a document that belong to another mode. No rule reads them, and they are written back.
    pub unused: Option<UnusedKeys>,
}

record! {
    /// The keys of a certification that belong to another mode than its own.
    #[derive(Default)]
    UnusedKeys {
        optional {
            /// the person who certifies
            certifier with_certifier: Author,
            /// the date of a signature or a verbal approval
            date with_date: Date,
            /// the date of the signature that followed a verbal approval
            signed_on with_signed_on: Date,
            /// the date on which the plan was sent to the referrer
            sent_on with_sent_on: Date,
        }
        texts {
            /// the proof that the plan was sent
            sent_evidence with_sent_evidence,
        }
        flags {
            /// whether the certification is signed
            signed with_signed,
        }
    }
}

impl Certification {
    /// Returns an initial certification, the first one of a plan.
    #[must_use]
    pub const fn initial(approval: Approval) -> Self {
        Self::new(CertificationKind::Initial, approval)
    }

    /// Returns a recertification, which continues a plan.
    #[must_use]
    pub const fn recertification(approval: Approval) -> Self {
        Self::new(CertificationKind::Recertification, approval)
    }

    /// Returns a certification of either kind.
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

    /// Sets the first day of the certification period.
    #[must_use]
    pub const fn with_covers_from(mut self, date: Date) -> Self {
        self.covers_from = Some(date);
        self
    }

    /// Sets the last day of the certification period.
    #[must_use]
    pub const fn with_covers_to(mut self, date: Date) -> Self {
        self.covers_to = Some(date);
        self
    }

    /// Sets the reason for a delay. A blank text is the same as none.
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

    /// Sets whether the services are low-vision services, which an optometrist may certify.
    #[must_use]
    pub const fn with_low_vision(mut self, low_vision: bool) -> Self {
        self.low_vision = low_vision;
        self
    }

    /// Returns whether it is an initial certification.
    #[must_use]
    pub const fn is_initial(&self) -> bool {
        matches!(self.kind, CertificationKind::Initial)
    }
}

/// The way in which a certification was given, with its facts.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Approval {
    /// A signature on any document that approves the plan.
    Signature {
        /// The person who certifies.
        certifier: Option<Author>,
        /// Whether the document is signed.
        signed: bool,
        /// The date of the signature.
        date: Option<Date>,
    },
    /// A verbal approval, which must be signed within 14 days.
    Verbal {
        /// The person who certifies.
        certifier: Option<Author>,
        /// The day on which the approval was given.
        date: Option<Date>,
        /// The day of the signature that followed the verbal approval.
        signed_on: Option<Date>,
    },
    /// The signed-order exception: since 2025, a signed order may replace the signature on the initial plan if
    /// the plan is sent within 30 days of the evaluation.
    #[doc(alias = "signed-order exception")]
    OrderException {
        /// The day on which the plan was sent to the referrer.
        sent_on: Option<Date>,
        /// The proof that the plan was sent.
        sent_evidence: Option<Text>,
    },
}

impl Approval {
    /// Returns an approval by signature, with its date.
    #[must_use]
    pub const fn signed(certifier: Author, date: Date) -> Self {
        Self::Signature {
            certifier: Some(certifier),
            signed: true,
            date: Some(date),
        }
    }

    /// Returns a verbal approval with its date, which is not signed yet.
    #[must_use]
    pub const fn verbal(certifier: Author, date: Date) -> Self {
        Self::Verbal {
            certifier: Some(certifier),
            date: Some(date),
            signed_on: None,
        }
    }

    /// Returns an approval by the signed-order exception: the day on which the plan was sent to the referrer, and
    /// the proof of it.
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

    /// Returns how the approval was given.
    #[must_use]
    pub const fn mode(&self) -> CertificationMode {
        match self {
            Self::Signature { .. } => CertificationMode::Signature,
            Self::Verbal { .. } => CertificationMode::Verbal,
            Self::OrderException { .. } => CertificationMode::OrderException,
        }
    }

    /// Returns the person who certifies by signature or verbal approval.
    #[must_use]
    pub const fn certifier(&self) -> Option<&Author> {
        match self {
            Self::Signature { certifier, .. } | Self::Verbal { certifier, .. } => {
                certifier.as_ref()
            }
            Self::OrderException { .. } => None,
        }
    }

    /// Returns the date of the signature or verbal approval.
    #[must_use]
    pub const fn date(&self) -> Option<Date> {
        match self {
            Self::Signature { date, .. } | Self::Verbal { date, .. } => *date,
            Self::OrderException { .. } => None,
        }
    }
}

/// Reads and writes a certification with the keys of every mode.
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
        /// A certification as a document, with the keys of every mode.
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
