//! A claim as a document: a visit, the lines billed for it, and what stands beside them.

use alloc::{string::String, vec::Vec};

use rust_decimal::Decimal;

use super::{Claim, ServiceLine, Visit};
use crate::money::{AmountError, amount};

/// A visit and the lines billed for it, owned: what a [`Claim`] looks at.
///
/// Its serialized form is the input of the example `audit_claims`. The lines that `bill` writes can
/// stand under `billed` as they are, but for those of 0 units, which are record and not claim.
///
/// # Examples
///
/// ```
/// # #[cfg(all(feature = "serde", feature = "tables"))] {
/// use therapy_billing::claim::ClaimRecord;
///
/// let record: ClaimRecord = serde_json::from_str(
///     r#"{"id": "c-1",
///         "visit": {"date_of_service": "2024-08-14", "discipline": "pt",
///                   "services": [{"code": "97112", "minutes": 23}]},
///         "billed": [{"code": "97112", "units": 2, "modifiers": ["GP"], "allowed": "58.12"}],
///         "threshold": {"accrued": "1310.00"}}"#,
/// )?;
/// assert!(record.claim().audit().findings().is_empty());
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClaimRecord {
    /// The caller's name for it, echoed.
    pub id: Option<String>,
    /// What was delivered.
    pub visit: Visit,
    /// The lines as billed.
    pub billed: Vec<ServiceLine>,
    /// Lines of the same patient, date and provider under another plan of care.
    pub same_day: Vec<ServiceLine>,
    accrued: Option<Decimal>,
}

impl ClaimRecord {
    /// A visit and the lines billed for it.
    #[must_use]
    pub const fn new(visit: Visit, billed: Vec<ServiceLine>) -> Self {
        Self {
            id: None,
            visit,
            billed,
            same_day: Vec::new(),
            accrued: None,
        }
    }

    /// The same, with what the visit's bucket has accrued this year before the claim, in dollars.
    ///
    /// # Errors
    ///
    /// Below zero, or finer than cents.
    pub fn with_accrued(mut self, accrued: Decimal) -> Result<Self, AmountError> {
        self.accrued = Some(amount(accrued)?);
        Ok(self)
    }

    /// What the visit's bucket has accrued before the claim.
    #[must_use]
    pub const fn accrued(&self) -> Option<Decimal> {
        self.accrued
    }

    /// The claim, to be checked or audited.
    #[must_use]
    pub fn claim(&self) -> Claim<'_> {
        let mut claim = Claim::new(&self.visit, &self.billed).with_same_day(&self.same_day);
        claim.accrued = self.accrued;
        claim
    }
}

#[cfg(feature = "serde")]
mod wire {
    use alloc::{string::String, vec::Vec};

    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{ClaimRecord, ServiceLine, Visit};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[serde(remote = "Self")]
    struct Threshold {
        #[serde(with = "crate::wire::money")]
        accrued: Decimal,
    }

    crate::wire::object!(Threshold, "an object of accrued");

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    #[serde(remote = "Self")]
    struct Record {
        #[serde(default)]
        id: Option<String>,
        visit: Visit,
        billed: Vec<ServiceLine>,
        #[serde(default)]
        same_day: Vec<ServiceLine>,
        #[serde(default)]
        threshold: Option<Threshold>,
    }

    crate::wire::object!(read Record, "a claim, an object of visit and billed");

    impl<'de> Deserialize<'de> for ClaimRecord {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let record = <Record as Deserialize>::deserialize(deserializer)?;
            Ok(Self {
                id: record.id,
                visit: record.visit,
                billed: record.billed,
                same_day: record.same_day,
                accrued: record.threshold.map(|threshold| threshold.accrued),
            })
        }
    }

    impl Serialize for ClaimRecord {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            #[derive(Serialize)]
            struct Fields<'a> {
                #[serde(skip_serializing_if = "Option::is_none")]
                id: &'a Option<String>,
                visit: &'a Visit,
                billed: &'a [ServiceLine],
                #[serde(skip_serializing_if = "<[ServiceLine]>::is_empty")]
                same_day: &'a [ServiceLine],
                #[serde(skip_serializing_if = "Option::is_none")]
                threshold: Option<Threshold>,
            }

            Fields {
                id: &self.id,
                visit: &self.visit,
                billed: &self.billed,
                same_day: &self.same_day,
                threshold: self.accrued.map(|accrued| Threshold { accrued }),
            }
            .serialize(serializer)
        }
    }
}
