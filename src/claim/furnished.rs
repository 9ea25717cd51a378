//! Whose minutes a service is, and where a reader should look because of it.

use super::{
    Bill,
    assistant::{NotApplied, Reading, is_device_supply, is_evaluation},
    division::{Furnishing, FurnishingClock},
    reason::Policy,
    register::{ClaimFinding, Codes, MethodsThatMark},
};
use crate::{
    finding::{Findings, Location},
    quantity::{Minutes, Units},
    session::{Delivered, Session},
    units::{CountedBy, CountedService},
};

pub(super) const SERVICE: &str = "services[]";

/// Whose minutes a counted service is, both codes of a family added.
#[must_use]
pub fn furnishing(session: &Session, service: &CountedService, units: Units) -> Furnishing {
    let codes = [Some(service.code), service.add_on];
    let delivered = codes
        .into_iter()
        .flatten()
        .filter_map(|code| session.delivered_code(code));
    let (therapist, assistant) = delivered.fold((0_u16, 0_u16), |(therapist, assistant), code| {
        (
            therapist.saturating_add(code.furnished.therapist().get()),
            assistant.saturating_add(code.furnished.assistant().get()),
        )
    });
    let clock = match service.counted {
        _ if is_device_supply(service.code) => FurnishingClock::Supply,
        CountedBy::Blocks(block) => FurnishingClock::Blocks(block),
        CountedBy::UnequalBlocks => FurnishingClock::UnequalFamily,
        _ => FurnishingClock::Untimed,
    };
    Furnishing::new(
        clock,
        units,
        Minutes::new(therapist),
        Minutes::new(assistant),
    )
}

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

impl Bill<'_> {
    /// What the step from units to lines saw: assistants in places where a reader should look.
    ///
    /// Findings about the count itself are the [`allocation`](Self::allocation)'s.
    pub fn findings(&self) -> Findings<ClaimFinding> {
        let mut findings = Findings::new();
        let session = &self.visit().session;
        let somebody = session
            .delivered()
            .iter()
            .any(|code| code.names_an_assistant() || !code.furnished.together().is_zero());
        if !somebody {
            return findings;
        }
        for delivered in session.delivered() {
            self.look_at(delivered, &mut findings);
        }
        if let Ok(reading) = self.reading() {
            for service in self.allocation().services() {
                self.look_at_division(reading, &service, &mut findings);
            }
            self.look_at_tie(&mut findings);
        }
        findings.sort_by_path(|path| usize::from(path == SERVICE));
        findings
    }

    fn look_at(&self, delivered: &Delivered, findings: &mut Findings<ClaimFinding>) {
        let code = delivered.code;
        let at = Location::new(SERVICE).index(delivered.first_entry);
        let unnamed = delivered.furnished.unnamed();
        let another_names_one = || {
            self.visit().session.delivered().iter().any(|other| {
                other.code != code
                    && (other.names_an_assistant() || !other.furnished.together().is_zero())
            })
        };
        if !unnamed.is_zero() && another_names_one() {
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
        if is_evaluation(code) {
            findings.push(ClaimFinding::AssistantEvaluation { code }, at);
        }
        match self.reading() {
            Ok(_) => {}
            Err(NotApplied::NoModifier) => {
                findings.push(ClaimFinding::AssistantSlp { code }, at);
            }
            Err(reason) => findings.push(ClaimFinding::AssistantNotApplied { code, reason }, at),
        }
    }

    fn look_at_division(
        &self,
        reading: Reading,
        service: &CountedService,
        findings: &mut Findings<ClaimFinding>,
    ) {
        if service.units.is_zero() {
            return;
        }
        let code = service.code;
        let division = self.division(service, service.units);
        let at = Location::new(SERVICE).index(first_entry(&self.visit().session, service));
        let (therapist, assistant) = division.left;
        if division.methods_differ {
            let of = Minutes::new(therapist.get() + assistant.get());
            let methods = MethodsThatMark::new(assistant, of);
            findings.push(
                ClaimFinding::AssistantMethodsDiffer {
                    assistant,
                    of,
                    methods,
                },
                at,
            );
        }
        if division.ground.is_unspecified() {
            findings.push(
                ClaimFinding::AssistantUnspecified {
                    code,
                    therapist,
                    assistant,
                    units: division.open,
                    policy: Policy {
                        ground: division.ground,
                        de_minimis: reading.de_minimis,
                    },
                },
                at,
            );
        }
    }

    /// Whether the lawful splits differ in how many units are marked: if those that could gain the
    /// unit do not all gain a clean one, or all a marked one.
    fn look_at_tie(&self, findings: &mut Findings<ClaimFinding>) {
        let Some(tie) = self.allocation().tie() else {
            return;
        };
        let gained = |service: CountedService| {
            let marked = |units| i32::from(self.division(&service, units).marked.get());
            (service.most > service.least).then(|| marked(service.most) - marked(service.least))
        };
        let mut gains = self.allocation().services().filter_map(gained);
        let first = gains.next();
        if gains.any(|gain| Some(gain) != first) {
            let codes = Codes(tie.codes);
            findings.push(
                ClaimFinding::AssistantTie { codes },
                Location::new("services"),
            );
        }
    }
}
