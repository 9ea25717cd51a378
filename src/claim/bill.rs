//! From a visit to lines: units, who furnished them, and the modifiers that follow.

use alloc::vec::Vec;

use super::{
    assistant::{NotApplied, Reading},
    division::Division,
    furnished::furnishing,
    line::ServiceLine,
    visit::Visit,
};
use crate::{
    code::{Modifier, Modifiers, ProcedureCode},
    quantity::Units,
    session::Delivered,
    units::{Allocation, CountedService},
};

/// The lines of a visit, with every modifier that follows from it, and the reasons.
///
/// One line for each code and set of modifiers, in order of delivery, the clean line of a code before
/// its marked one. A code that earns no unit keeps one line of 0 units: record, not claim.
///
/// # Source
///
/// CMS Pub. 100-04, ch. 5, §20.1 and §20.2; 42 CFR 410.60(a)(4).
///
/// # Examples
///
/// ```
/// # #[cfg(feature = "tables")] {
/// use therapy_billing::{
///     Discipline, Minutes, PersonMinutes, ProcedureCode, Service, Session, claim::{Bill, Visit},
///     time::macros::date,
/// };
///
/// let people = PersonMinutes {
///     therapist: Minutes::new(23),
///     assistant: Minutes::new(22),
///     together: Minutes::ZERO,
/// };
/// let session = Session::new(date!(2026 - 03 - 14), Discipline::Pt)
///     .with(Service::new(ProcedureCode::CPT_97110, people)?)?;
/// let visit = Visit::new(session);
/// let bill = Bill::new(&visit);
/// let lines: Vec<String> = bill.lines().iter().map(ToString::to_string).collect();
/// assert_eq!(lines, ["97110 x 2 GP", "97110 x 1 GP CQ"]);
/// # }
/// # Ok::<(), therapy_billing::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bill<'v> {
    visit: &'v Visit,
    allocation: Allocation,
    reading: Result<Reading, NotApplied>,
    lines: Vec<ServiceLine>,
}

impl<'v> Bill<'v> {
    /// Counts a visit and makes its lines.
    #[must_use]
    pub fn new(visit: &'v Visit) -> Self {
        let allocation = visit.rule.allocate(&visit.session);
        let reading = visit.assistant.reading(
            visit.rule,
            visit.setting,
            visit.session.discipline(),
            visit.session.date_of_service(),
        );
        let mut bill = Self {
            visit,
            allocation,
            reading,
            lines: Vec::new(),
        };
        bill.make_lines();
        bill
    }

    fn make_lines(&mut self) {
        let plain = one(self.visit.session.discipline().modifier());
        let mut lines = Vec::with_capacity(self.visit.session.delivered().len());
        for line in self.allocation.lines() {
            let (clean, marked) = self.divided(line.code, line.units);
            let mut made = ServiceLine::new(line.code, clean).with_modifiers(plain);
            if let Some(minutes) = line.minutes {
                made = made.with_minutes(minutes);
            }
            if !clean.is_zero() || marked.is_zero() {
                lines.push(made);
                made = ServiceLine::new(line.code, marked);
            }
            if let (false, Ok(reading)) = (marked.is_zero(), self.reading) {
                let with_assistant = plain.with(reading.modifier).unwrap_or(plain);
                let marked = ServiceLine::new(line.code, marked).with_modifiers(with_assistant);
                lines.push(match made.minutes() {
                    Some(minutes) => marked.with_minutes(minutes),
                    None => marked,
                });
            }
        }
        self.lines = lines;
    }

    /// Clean and marked units of a line: of a family, the first code takes a clean unit if there is
    /// one, else a marked one, and the add-on the rest.
    fn divided(&self, code: ProcedureCode, units: Units) -> (Units, Units) {
        if self.reading.is_err() || !self.names_an_assistant() {
            return (units, Units::ZERO);
        }
        let of_code =
            |service: &CountedService| service.code == code || service.add_on == Some(code);
        let Some(service) = self.allocation.services().find(of_code) else {
            return (units, Units::ZERO);
        };
        let (clean, marked) = self.division(&service, service.units).shares();
        let first_is_clean = !clean.is_zero();
        let less = |units: Units, by: bool| Units::new(units.get().saturating_sub(u16::from(by)));
        match service.add_on {
            None => (clean, marked),
            Some(add_on) if add_on == code => {
                (less(clean, first_is_clean), less(marked, !first_is_clean))
            }
            Some(_) if units.is_zero() => (Units::ZERO, Units::ZERO),
            Some(_) if first_is_clean => (units, Units::ZERO),
            Some(_) => (Units::ZERO, units),
        }
    }

    fn names_an_assistant(&self) -> bool {
        self.visit
            .session
            .delivered()
            .iter()
            .any(Delivered::names_an_assistant)
    }

    /// How `units` of a service divide into clean and marked ones under the visit's reading; all
    /// clean where no assistant modifier is set.
    #[must_use]
    pub fn division(&self, service: &CountedService, units: Units) -> Division {
        match self.reading {
            Ok(reading) => reading.divide(furnishing(&self.visit.session, service, units)),
            Err(_) => Division::all_clean(units),
        }
    }

    /// The visit.
    #[must_use]
    pub const fn visit(&self) -> &'v Visit {
        self.visit
    }

    /// The count the lines rest on.
    #[must_use]
    pub const fn allocation(&self) -> &Allocation {
        &self.allocation
    }

    /// The reading of the assistant rule that holds for the visit.
    ///
    /// # Errors
    ///
    /// Why none does.
    pub const fn reading(&self) -> Result<Reading, NotApplied> {
        self.reading
    }

    /// The lines in order of delivery.
    #[must_use]
    pub fn lines(&self) -> &[ServiceLine] {
        &self.lines
    }

    pub(super) fn lines_mut(&mut self) -> impl Iterator<Item = &mut ServiceLine> {
        self.lines.iter_mut()
    }
}

fn one(modifier: Modifier) -> Modifiers {
    Modifiers::NONE.with(modifier).unwrap_or(Modifiers::NONE)
}

#[cfg(feature = "serde")]
mod wire {
    use alloc::vec::Vec;

    use serde::{Serialize, Serializer, ser::SerializeStruct};

    use super::{Bill, ServiceLine};
    use crate::{
        claim::{furnished::SERVICE, reason::ModifierReason, register::ClaimFinding},
        finding::Finding,
        units::{Alternatives, CountFinding, Reason},
    };

    struct Line<'a>(&'a ServiceLine);

    impl Serialize for Line<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct("Line", 4)?;
            fields.serialize_field("code", &self.0.code())?;
            fields.serialize_field("units", &self.0.units())?;
            fields.serialize_field("minutes", &self.0.minutes())?;
            fields.serialize_field("modifiers", self.0.modifiers())?;
            fields.end()
        }
    }

    struct Lines<'a>(&'a [ServiceLine]);

    impl Serialize for Lines<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.0.iter().map(Line))
        }
    }

    /// A bill without steps and alternatives, for those who only need the lines.
    #[derive(Clone, Copy, Debug)]
    pub struct Brief<'b, 'v>(pub(super) &'b Bill<'v>);

    impl Serialize for Brief<'_, '_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serialize(self.0, serializer, true)
        }
    }

    impl Serialize for Bill<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serialize(self, serializer, false)
        }
    }

    fn serialize<S: Serializer>(
        bill: &Bill<'_>,
        serializer: S,
        is_brief: bool,
    ) -> Result<S::Ok, S::Error> {
        let allocation = &bill.allocation;
        let mut fields = serializer.serialize_struct("Bill", 10)?;
        if let Some(id) = &bill.visit.id {
            fields.serialize_field("id", id)?;
        }
        fields.serialize_field("rule", &allocation.rule())?;
        fields.serialize_field("timed_minutes", &allocation.timed_minutes())?;
        fields.serialize_field("timed_units", &allocation.timed_units())?;
        fields.serialize_field("lines", &Lines(&bill.lines))?;
        fields.serialize_field("tie", &allocation.tie())?;
        if !is_brief {
            let alternatives = Alternatives(allocation);
            fields.serialize_field("alternatives", &alternatives)?;
            if alternatives.are_cut() {
                fields.serialize_field("alternatives_cut", &true)?;
            }
            let steps = allocation.explain();
            fields.serialize_field("steps", &Steps(steps.reasons(), &bill.modifier_reasons()))?;
        }
        fields.serialize_field("findings", &AllFindings(bill))?;
        fields.end()
    }

    struct Steps<'a>(&'a [Reason], &'a [ModifierReason]);

    impl Serialize for Steps<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            use serde::ser::SerializeSeq;

            let mut steps = serializer.serialize_seq(Some(self.0.len() + self.1.len()))?;
            for reason in self.0 {
                steps.serialize_element(reason)?;
            }
            for reason in self.1 {
                steps.serialize_element(reason)?;
            }
            steps.end()
        }
    }

    /// Findings of the count and of the lines, by location, those of the count first.
    struct AllFindings<'a>(&'a Bill<'a>);

    impl Serialize for AllFindings<'_> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            enum Either {
                Count(Finding<CountFinding>),
                Claim(Finding<ClaimFinding>),
            }
            impl Either {
                fn place(&self) -> (bool, [u32; 3]) {
                    let at = match self {
                        Self::Count(finding) => finding.at(),
                        Self::Claim(finding) => finding.at(),
                    };
                    (at.path() == SERVICE, at.positions())
                }
            }
            impl Serialize for Either {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    match self {
                        Self::Count(finding) => finding.serialize(serializer),
                        Self::Claim(finding) => finding.serialize(serializer),
                    }
                }
            }

            let count = self.0.allocation.findings().into_iter().map(Either::Count);
            let claim = self.0.findings().into_iter().map(Either::Claim);
            let mut all: Vec<Either> = count.chain(claim).collect();
            all.sort_by_key(Either::place);
            serializer.collect_seq(all)
        }
    }
}

#[cfg(feature = "serde")]
pub use wire::Brief;

#[cfg(feature = "serde")]
impl<'v> Bill<'v> {
    /// The bill as serialized without steps and alternatives.
    #[must_use]
    pub const fn brief(&self) -> Brief<'_, 'v> {
        Brief(self)
    }
}
