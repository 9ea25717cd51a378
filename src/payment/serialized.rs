//! Serializes an `Estimate` together with the statement that the patient reads.

use alloc::string::String;
use alloc::vec::Vec;

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::estimate::Estimate;
use super::figure::Figure;
use super::finding::PaymentFinding;
use super::line::LineEstimate;
use super::statement::Statement;
use super::totals::Totals;
use crate::claim::Accrued;
use crate::finding::Findings;
use crate::money::Dollars;
use crate::reference::thresholds::Bucket;

#[derive(serde::Serialize)]
#[serde(remote = "Estimate")]
struct Form {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    lines: Vec<LineEstimate>,
    totals: Totals,
    #[serde(serialize_with = "by_bucket")]
    accrued: Accrued,
    #[serde(with = "crate::wire::money_or_null")]
    deductible_remaining: Option<Decimal>,
    figures: Vec<Figure>,
    findings: Findings<PaymentFinding>,
    #[serde(getter = "Estimate::statement")]
    statement: Statement,
}

impl Serialize for Estimate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Form::serialize(self, serializer)
    }
}

/// Writes both buckets as an object, with null for one that is not known; null if neither is known.
fn by_bucket<S: Serializer>(accrued: &Accrued, serializer: S) -> Result<S::Ok, S::Error> {
    if accrued.is_unknown() {
        return serializer.serialize_none();
    }
    let amount = |bucket| accrued.get(bucket).map(Dollars::of_cents);
    let mut fields = serializer.serialize_struct("Accrued", 2)?;
    fields.serialize_field("pt_slp", &amount(Bucket::PtSlp))?;
    fields.serialize_field("ot", &amount(Bucket::Ot))?;
    fields.end()
}
