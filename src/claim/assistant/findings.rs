//! Reports what the step from units to lines found about assistants.

use alloc::vec::Vec;

use crate::claim::assistant::rule::{AssistantReading, DeMinimis, NotApplied};
use crate::claim::bill::{Bill, SERVICE};
use crate::claim::evidence::{GapPolicy, Methods};
use crate::claim::register::ClaimFinding;
use crate::finding::{Findings, Location};
use crate::quantity::Minutes;
use crate::session::{Delivered, Session};
use crate::units::CountedService;

/// The first entry of a code, or of either code of a family.
fn first_entry(session: &Session, service: &CountedService) -> usize {
    let codes = [Some(service.code), service.add_on];
    let delivered = codes
        .into_iter()
        .flatten()
        .filter_map(|code| session.delivered_code(code));
    delivered
        .map(|code| code.first_entry)
        .min()
        .unwrap_or_default()
}

impl Bill {
    /// Returns what the step from units to lines found about assistants.
    pub(in crate::claim) fn assistant_findings(&self) -> Findings<ClaimFinding> {
        let mut findings = Findings::new();
        let session = &self.visit().session;
        let mut naming = session
            .delivered()
            .iter()
            .filter(|code| code.names_an_assistant() || !code.furnished.together().is_zero());
        let Some(first) = naming.next() else {
            return findings;
        };
        let only = naming.next().is_none().then_some(first.code);
        for delivered in session.delivered() {
            let another_names_one = only != Some(delivered.code);
            self.look_at(delivered, another_names_one, &mut findings);
        }
        if let Ok(reading) = self.reading() {
            for service in self.allocation().services() {
                self.look_at_division(reading, &service, &mut findings);
            }
            self.look_at_tie(&mut findings);
        }
        findings
    }

    fn look_at(
        &self,
        delivered: &Delivered,
        another_names_one: bool,
        findings: &mut Findings<ClaimFinding>,
    ) {
        let code = delivered.code;
        let at = Location::new(SERVICE).index(delivered.first_entry);
        let unnamed = delivered.furnished.unnamed();
        if !unnamed.is_zero() && another_names_one {
            findings.push(
                ClaimFinding::AssistantUnstated {
                    code,
                    minutes: unnamed,
                },
                at,
            );
        }
        if !delivered.names_an_assistant() {
            return;
        }
        let entry = self.visit().reference.entry(code);
        if entry.is_some_and(|entry| entry.facts_in_place().service_kind().is_evaluation()) {
            findings.push(ClaimFinding::AssistantEvaluation { code }, at);
        }
        match self.reading() {
            Ok(_) => {}
            Err(NotApplied::NoModifier) => {
                findings.push(ClaimFinding::AssistantSlp, at);
            }
            Err(reason) => findings.push(ClaimFinding::AssistantNotApplied { code, reason }, at),
        }
    }

    fn look_at_division(
        &self,
        reading: AssistantReading,
        service: &CountedService,
        findings: &mut Findings<ClaimFinding>,
    ) {
        if service.units.is_zero() {
            return;
        }
        let code = service.code;
        let division = self.division(service, service.units);
        let at = Location::new(SERVICE).index(first_entry(&self.visit().session, service));
        let (t, a) = division.left();
        if division.methods_differ() {
            let whole = t.get().saturating_add(a.get());
            let (mark, others): (Vec<_>, Vec<_>) = DeMinimis::ALL
                .iter()
                .partition(|method| method.exceeds(a.get().into(), whole.into()));
            let finding = ClaimFinding::AssistantMethodsDiffer {
                a,
                n: Minutes::new(whole),
                methods_that_mark: Methods(mark),
                others: Methods(others),
            };
            findings.push(finding, at);
        }
        if let Some(policy) = GapPolicy::of(division.ground(), reading.de_minimis()) {
            let finding = ClaimFinding::AssistantUnspecified {
                code,
                t,
                a,
                e: division.open(),
                policy,
            };
            findings.push(finding, at);
        }
    }

    /// Whether the lawful splits differ in how many units are marked: if those that could gain the
    /// unit do not all gain a clean one, or all a marked one.
    fn look_at_tie(&self, findings: &mut Findings<ClaimFinding>) {
        let Some(tie) = self.allocation().tie() else {
            return;
        };
        let gained = |service: CountedService| {
            let marked = |units| i32::from(self.division(&service, units).marked().get());
            (service.most > service.least).then(|| marked(service.most) - marked(service.least))
        };
        let mut gains = self.allocation().services().filter_map(gained);
        let first = gains.next();
        if gains.any(|gain| Some(gain) != first) {
            let finding = ClaimFinding::AssistantTie { codes: tie.codes };
            findings.push(finding, Location::new("services"));
        }
    }
}
