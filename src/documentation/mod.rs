//! What must be on record: is it complete, for 97112 and the visit around it.
//!
//! A [`Record`] holds whose rules apply, the chart over time, one treatment note and that day's
//! claim lines. [`Record::validate`] gives what the rules of the register find, and
//! [`Record::checklist`] what came of every rule. The [`guide`] lists the register.
//!
//! A rule looks at what was recorded and at nothing else. It never decides whether care was needed,
//! whether a cue was given, or whether a claim will be paid. A clean record means only that no rule
//! of this register fired.

mod finding;
mod neuromuscular;
mod record;
mod rules;
mod timeline;

pub mod guide;

pub use finding::{Evidence, Fact, Few, Unmet};
pub use neuromuscular::NeuromuscularGap;
pub use record::*;
pub use rules::{Checklist, Condition, Dates, Outcome, Rule, RuleRow, Scope, UnknownRule};
pub use timeline::{Breach, CertificationTimeline, OrderException, ProgressTimeline, Timeline};
