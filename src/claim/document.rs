//! Reads the documents of the programs that audit and check claims.
//!
//! A stored [`Claim`] has every fact that the library can have of it. These documents have the keys that
//! their program documents, and an unknown key is refused by a message that names them.

use alloc::{string::String, vec::Vec};

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de::Error};
use time::Date;

use crate::claim::claim::Claim;
use crate::claim::line::{BilledLine, CheckedLine};
use crate::claim::threshold::{Accrued, YearlyAmounts};
use crate::claim::visit::VisitDocument;
use crate::reference::edits::EditProgram;
use crate::reference::thresholds::Bucket;
use crate::reference::{ReferenceData, Setting};
use crate::units::UnitRule;

/// A claim with its visit, read from an input of the example `audit_claims`.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::claim::AuditInput;
///
/// let input: AuditInput = serde_json::from_str(
///     r#"{"visit": {"date_of_service": "2024-08-14", "discipline": "pt",
///                   "services": [{"code": "97110", "minutes": 22}]},
///         "billed": [{"code": "97110", "units": 2, "modifiers": ["GP"]}]}"#,
/// )?;
/// let audit = input.0.audit().expect("the claim has a visit");
/// assert_eq!(audit.summary().timed_units_supported, 1);
/// # }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditInput(pub Claim);

/// A claim without a visit, read from an input of the example `check_claim`.
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::claim::CheckInput;
///
/// let input: CheckInput = serde_json::from_str(
///     r#"{"lines": [{"date": "2026-11-24", "code": "97112", "units": 2}]}"#,
/// )?;
/// assert!(input.0.check().iter().any(|finding| finding.id() == "discipline-missing"));
/// # }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckInput(pub Claim);

#[derive(Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
struct AuditDocument {
    #[serde(default)]
    id: Option<String>,
    visit: VisitDocument,
    #[serde(deserialize_with = "crate::wire::list")]
    billed: Vec<BilledLine>,
    #[serde(default, deserialize_with = "crate::wire::list")]
    same_day: Vec<BilledLine>,
    #[serde(default)]
    threshold: Option<OwnThreshold>,
    #[serde(default)]
    yearly_amounts: YearlyAmounts,
}

crate::wire::object!(read AuditDocument, "a claim, an object of visit and billed");

#[derive(Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
struct CheckDocument {
    #[serde(default)]
    id: Option<String>,
    #[serde(default)]
    rule: UnitRule,
    #[serde(default)]
    setting: Setting,
    #[serde(default)]
    edits: EditProgram,
    #[serde(default, with = "crate::wire::date_or_null")]
    date_of_service: Option<Date>,
    #[serde(deserialize_with = "crate::wire::list")]
    lines: Vec<CheckedLine>,
    #[serde(default)]
    threshold: Accrued,
    #[serde(default)]
    yearly_amounts: YearlyAmounts,
}

crate::wire::object!(read CheckDocument, "a claim, an object of lines");

/// What the bucket of the visit has accrued.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
struct OwnThreshold {
    #[serde(with = "crate::wire::money")]
    accrued: Decimal,
}

crate::wire::object!(read OwnThreshold, "an object of accrued");

impl<'de> Deserialize<'de> for AuditInput {
    /// Looks the entries up in the built-in facts.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let document = <AuditDocument as Deserialize>::deserialize(deserializer)?;
        let lines = |lines: Vec<BilledLine>| lines.into_iter().map(|line| line.0).collect();
        let visit = document.visit.resolve(ReferenceData::built_in())?;
        let bucket = Bucket::of(visit.session.discipline());
        let claim = Claim::of_visit(visit, lines(document.billed)).map_err(D::Error::custom)?;
        let same_day = claim.with_same_day(lines(document.same_day));
        let mut claim = same_day.map_err(D::Error::custom)?;
        if let Some(OwnThreshold { accrued }) = document.threshold {
            claim = claim
                .with_accrued(bucket, accrued)
                .map_err(D::Error::custom)?;
        }
        if let Some(id) = document.id {
            claim = claim.with_id(id);
        }
        Ok(Self(claim.with_yearly_amounts(document.yearly_amounts)))
    }
}

impl<'de> Deserialize<'de> for CheckInput {
    /// Looks the codes up in the built-in facts.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let document = <CheckDocument as Deserialize>::deserialize(deserializer)?;
        let with_date =
            |CheckedLine(line): CheckedLine| match (line.date(), document.date_of_service) {
                (None, Some(date)) => line.with_date(date),
                _ => line,
            };
        let lines = document.lines.into_iter().map(with_date).collect();
        let claim = Claim::new(lines, document.rule, document.setting);
        let mut claim = claim.map_err(D::Error::custom)?.with_edits(document.edits);
        for bucket in Bucket::ALL {
            if let Some(amount) = document.threshold.get(bucket) {
                claim = claim
                    .with_accrued(bucket, amount)
                    .map_err(D::Error::custom)?;
            }
        }
        if let Some(id) = document.id {
            claim = claim.with_id(id);
        }
        Ok(Self(claim.with_yearly_amounts(document.yearly_amounts)))
    }
}
