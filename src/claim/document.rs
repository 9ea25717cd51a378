//! Reads the documents of the programs that audit and check claims.
//!
//! A stored [`Claim`] has every fact that the library can have of it. These documents have the keys that
//! their program documents, and an unknown key is refused by a message that names them.

use alloc::{string::String, vec::Vec};

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, de::Error};
use time::Date;

use crate::claim::assistant::rule::AssistantPolicy;
use crate::claim::claim::Claim;
use crate::claim::line::{RevenueCode, ServiceLine};
use crate::claim::threshold::{Accrued, YearlyAmounts};
use crate::claim::visit::VisitDocument;
use crate::code::{Modifiers, ProcedureCode};
use crate::quantity::Units;
use crate::reference::catalog::Discipline;
use crate::reference::edits::EditProgram;
use crate::reference::thresholds::Bucket;
use crate::reference::{ReferenceData, Setting};
use crate::session::ServiceRecord;
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
    visit: DeliveredDocument,
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

/// The visit of an audit, which has no keys of a bill.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
struct DeliveredDocument {
    #[serde(default)]
    id: Option<String>,
    #[serde(with = "crate::wire::date")]
    date_of_service: Date,
    discipline: Discipline,
    #[serde(default)]
    rule: UnitRule,
    #[serde(deserialize_with = "crate::wire::list")]
    services: Vec<ServiceRecord>,
    #[serde(default)]
    setting: Setting,
    #[serde(default)]
    assistant: AssistantPolicy,
    #[serde(default)]
    edits: EditProgram,
}

crate::wire::object!(
    read DeliveredDocument,
    "a visit, an object of date_of_service, discipline and services"
);

/// A line beside a visit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
struct BilledLine {
    code: ProcedureCode,
    units: Units,
    #[serde(default)]
    modifiers: Modifiers,
    #[serde(default, with = "crate::wire::money_or_null")]
    allowed: Option<Decimal>,
    #[serde(default)]
    revenue_code: Option<RevenueCode>,
}

crate::wire::object!(read BilledLine, "a line, an object of code and units");

/// A line without a visit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, remote = "Self")]
struct CheckedLine {
    #[serde(default, with = "crate::wire::date_or_null")]
    date: Option<Date>,
    code: ProcedureCode,
    units: Units,
    #[serde(default)]
    modifiers: Modifiers,
    #[serde(default, with = "crate::wire::money_or_null")]
    charge: Option<Decimal>,
    #[serde(default, with = "crate::wire::money_or_null")]
    allowed: Option<Decimal>,
    #[serde(default)]
    revenue_code: Option<RevenueCode>,
}

crate::wire::object!(read CheckedLine, "a line, an object of code and units");

impl BilledLine {
    fn line<E: Error>(self) -> Result<ServiceLine, E> {
        let Self {
            code,
            units,
            modifiers,
            allowed,
            revenue_code,
        } = self;
        let (date, charge) = (None, None);
        CheckedLine {
            date,
            code,
            units,
            modifiers,
            charge,
            allowed,
            revenue_code,
        }
        .line(None)
    }
}

impl CheckedLine {
    fn line<E: Error>(self, date: Option<Date>) -> Result<ServiceLine, E> {
        let mut line = ServiceLine::new(self.code, self.units).with_modifiers(self.modifiers);
        if let Some(date) = self.date.or(date) {
            line = line.with_date(date);
        }
        if let Some(charge) = self.charge {
            line = line.with_charge(charge).map_err(E::custom)?;
        }
        if let Some(allowed) = self.allowed {
            line = line.with_allowed(allowed).map_err(E::custom)?;
        }
        Ok(match self.revenue_code {
            Some(revenue_code) => line.with_revenue_code(revenue_code),
            None => line,
        })
    }
}

impl<'de> Deserialize<'de> for AuditInput {
    /// Looks the entries up in the built-in facts.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let document = <AuditDocument as Deserialize>::deserialize(deserializer)?;
        let lines = |lines: Vec<BilledLine>| lines.into_iter().map(BilledLine::line).collect();
        let visit = VisitDocument {
            id: document.visit.id,
            date_of_service: document.visit.date_of_service,
            discipline: document.visit.discipline,
            rule: document.visit.rule,
            services: document.visit.services,
            setting: document.visit.setting,
            assistant: document.visit.assistant,
            edits: document.visit.edits,
            split: None,
            kx_attested: None,
        };
        let visit = visit.resolve(ReferenceData::built_in())?;
        let bucket = Bucket::of(visit.session.discipline());
        let billed: Result<_, D::Error> = lines(document.billed);
        let mut claim = Claim::of_visit(visit, billed?).map_err(D::Error::custom)?;
        let same_day: Result<_, D::Error> = lines(document.same_day);
        claim = claim.with_same_day(same_day?).map_err(D::Error::custom)?;
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
        let date = document.date_of_service;
        let lines = document.lines.into_iter().map(|line| line.line(date));
        let lines: Result<_, D::Error> = lines.collect();
        let claim = Claim::new(lines?, document.rule, document.setting);
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
