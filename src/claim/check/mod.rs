//! Checks the lines of a claim: each line, the lines of a date together, NCCI edits and KX.

pub(in crate::claim) mod day;
mod edits;
mod kx;
mod line;
mod together;

use crate::claim::check::day::Days;
use crate::claim::claim::Claim;
use crate::claim::register::ClaimFinding;
use crate::finding::Findings;

impl Claim {
    /// Returns what the lines show: modifiers, codes, edits and the therapy threshold.
    ///
    /// The lines are judged date by date. What only minutes could show is left to
    /// [`audit`](Self::audit). Findings are ordered by location and then as in the register.
    ///
    /// # Source
    ///
    /// Each row of [`ClaimFinding::REGISTER`] names its own.
    pub fn check(&self) -> Findings<ClaimFinding> {
        let days = Days::of(self);
        let mut findings = Findings::new();
        self.check_into(&days, &mut findings);
        day::in_order(&mut findings);
        findings
    }

    pub(in crate::claim) fn check_into(
        &self,
        days: &Days<'_>,
        findings: &mut Findings<ClaimFinding>,
    ) {
        for day in days.iter() {
            day.look_at_lines(findings);
            day.look_at_lines_together(findings);
        }
        edits::look_at_edits(days, findings);
        self.look_at_kx(days, findings);
    }
}
