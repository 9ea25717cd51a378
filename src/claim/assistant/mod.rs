//! Decides which units carry CQ or CO: the rule and its versions, the division of units, and the reasons.

pub(in crate::claim) mod division;
mod findings;
pub(in crate::claim) mod reasons;
pub(in crate::claim) mod rule;
