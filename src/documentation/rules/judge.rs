//! Evaluates each rule of the register by the function that its row names.

use super::out::Out;
use super::register::{Rule, judge_rules};
use super::{
    certification, evaluation, mode, necessity, neuromuscular, personnel, plan, policy, progress,
    record, signature, text, time as time_rules, treatment_note,
};
use crate::documentation::chart::{Chart, Verdict};

judge_rules!();
