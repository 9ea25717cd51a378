//! Defines `ReplayError`, which explains why an answer could not be stored or computed again.

use super::tree::TreeError;
use crate::claim::BillError;
use crate::payment::EstimateError;

/// Explains why an answer could not be stored, or a stored answer could not be computed again.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// The input was no document that its program reads with these facts.
    #[error("expected an input that can be computed again: {0}")]
    Input(TreeError),
    /// The answer could not be stored as plain values.
    #[error("expected an answer of plain values: {0}")]
    Answer(TreeError),
    /// The bill could not be made with these facts.
    #[error(transparent)]
    Bill(#[from] BillError),
    /// The claim had no visit, with which an audit compares it.
    #[error("expected a claim with a visit, found one without; add the visit to the input")]
    NoVisit,
    /// The estimate could not be made with these facts.
    #[error(transparent)]
    Estimate(#[from] EstimateError),
}
