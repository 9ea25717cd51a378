//! Bills the procedures of an encounter: one Claim per discipline, each with an OperationOutcome.

use std::collections::{HashMap, hash_map::Entry};

use therapy_billing::{
    Discipline, Minutes, PersonMinutes, ProcedureCode, ReferenceData, Service, Session, Setting,
    TreatmentTime, UnitRule,
    claim::{Bill, Visit},
    reference::catalog::ServiceKind,
    time::{Date, Duration},
};

use crate::{
    answer::{Answer, Header},
    bundle::{Resources, place},
    outcome::{Cause, Issue, Refusal},
    read,
    resource::{Bundle, Encounter, Performer, Procedure, Reference},
    time::{self, Span},
};

/// Bills a Bundle of an Encounter and its Procedures.
pub fn bill(text: &str, rule: UnitRule, setting: Setting, created: Date) -> Result<Answer, Issue> {
    read::kind(text, &["Bundle"])?;
    let bundle: Bundle = read::resource(text)?;
    let mut issues = Vec::new();
    let resources = Resources::of(&bundle, &mut issues);
    let (encounter, entry) = resources.encounter()?;
    let visited = Visited::of(&encounter, entry, &resources, &mut issues)?;

    let done = procedures(&resources, &visited, &mut issues);
    let mut bills = Vec::new();
    for discipline in [Discipline::Pt, Discipline::Ot, Discipline::Slp] {
        let session = session(&done, discipline, visited.date, &mut issues);
        if !session.services().is_empty() {
            bills.push(Bill::new(Visit::new(session, rule, setting)));
        }
    }
    let header = Header {
        encounter: &encounter,
        name: visited.encounter,
        created,
    };
    Ok(Answer::new(&header, &bills, issues))
}

/// What the encounter states about its procedures.
struct Visited<'e> {
    date: Date,
    encounter: Option<Reference>,
    subject: Option<&'e Reference>,
}

impl<'e> Visited<'e> {
    fn of(
        encounter: &'e Encounter,
        entry: usize,
        resources: &Resources<'_>,
        issues: &mut Vec<Issue>,
    ) -> Result<Self, Issue> {
        let refuse = |why: Refusal| Issue::unread(place(entry), why);
        read::no_modifier_extension(&encounter.modifier_extension).map_err(refuse)?;
        match encounter.status.as_deref() {
            Some("finished") => {}
            Some(status @ ("cancelled" | "entered-in-error")) => {
                let what =
                    format!("expected an encounter that took place, found the status {status}");
                return Err(refuse((Cause::NotSupported, what)));
            }
            status => {
                let status = status.unwrap_or("none");
                let what = format!(
                    "expected the status finished, found {status}; bill the encounter when it is over"
                );
                issues.push(Issue::warning(place(entry), (Cause::Value, what)));
            }
        }
        let start = encounter
            .period
            .as_ref()
            .and_then(|period| period.start.as_deref());
        let no_start = || {
            (
                Cause::Required,
                "expected the start of the period, found none".to_owned(),
            )
        };
        Ok(Self {
            date: start
                .ok_or_else(no_start)
                .and_then(time::day)
                .map_err(refuse)?,
            encounter: resources.name(entry),
            subject: encounter.subject.as_ref(),
        })
    }
}

/// A procedure that was done and can be billed.
struct Done {
    entry: usize,
    code: ProcedureCode,
    discipline: Discipline,
    by: By,
    span: Option<Span>,
}

/// Who furnished a procedure.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum By {
    /// No person with a known role. The time counts as the therapist's.
    Unnamed,
    Therapist,
    Assistant,
    Together,
}

impl By {
    /// Whether it is the therapist alone or the assistant alone.
    const fn is_named(self) -> bool {
        matches!(self, Self::Therapist | Self::Assistant)
    }
}

/// Reads the completed procedures. What cannot be billed becomes an issue at its place.
fn procedures(
    resources: &Resources<'_>,
    visited: &Visited<'_>,
    issues: &mut Vec<Issue>,
) -> Vec<Done> {
    let mut completed: Vec<(usize, Procedure)> = Vec::new();
    for index in resources.of_type("Procedure") {
        match resources.read::<Procedure>(index) {
            Ok(procedure) if procedure.status.as_deref() == Some("completed") => {
                completed.push((index, procedure));
            }
            Ok(Procedure {
                status: Some(status),
                ..
            }) => {
                let what = format!("the procedure has the status {status} and was not billed");
                issues.push(Issue::information(place(index), what));
            }
            Ok(_) => {
                let what =
                    "expected the status completed, found none; the procedure was not billed";
                issues.push(Issue::unread(
                    place(index),
                    (Cause::Required, what.to_owned()),
                ));
            }
            Err(why) => issues.push(Issue::unread(place(index), why)),
        }
    }
    let mut disciplines: Vec<Discipline> = Vec::new();
    for (discipline, _) in completed
        .iter()
        .flat_map(|(_, procedure)| roles(&procedure.performer))
    {
        if !disciplines.contains(&discipline) {
            disciplines.push(discipline);
        }
    }
    let only = match disciplines.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let mut done = Vec::with_capacity(completed.len());
    for (entry, procedure) in &completed {
        match procedure_done(*entry, procedure, only, resources, visited) {
            Ok(procedure) => {
                if procedure.by == By::Unnamed {
                    let what = "expected a performer whose function is known, found none; the time counts as the therapist's";
                    issues.push(Issue::warning(
                        place(*entry),
                        (Cause::Required, what.to_owned()),
                    ));
                }
                done.push(procedure);
            }
            Err(why) => issues.push(Issue::unread(place(*entry), why)),
        }
    }
    for procedure in &done {
        warn_of_day(procedure, visited.date, issues);
    }
    warn_of_shared_time(&done, issues);
    done
}

fn procedure_done(
    entry: usize,
    procedure: &Procedure,
    only: Option<Discipline>,
    resources: &Resources<'_>,
    visited: &Visited<'_>,
) -> Result<Done, Refusal> {
    read::no_modifier_extension(&procedure.modifier_extension)?;
    if !resources.may_be_same(procedure.encounter.as_ref(), visited.encounter.as_ref()) {
        let what = "expected a procedure of the encounter of the bundle, found another encounter";
        return Err((Cause::Value, what.to_owned()));
    }
    if !resources.may_be_same(procedure.subject.as_ref(), visited.subject) {
        let what = "expected a procedure of the patient of the encounter, found another patient";
        return Err((Cause::Value, what.to_owned()));
    }
    let code = read::procedure_code(procedure.code.as_ref())?.ok_or_else(read::no_code)?;
    let span = procedure.performed_period.as_ref().map(time::span);
    let span = span.transpose()?.flatten();
    let roles: Vec<(Discipline, By)> = roles(&procedure.performer).collect();
    let discipline = match roles.as_slice() {
        [] => only.ok_or_else(|| {
            let what = "expected a performer who shows the discipline, found none, and the bundle does not have exactly one discipline";
            (Cause::Required, what.to_owned())
        })?,
        [(first, _), others @ ..] if others.iter().all(|(other, _)| other == first) => *first,
        _ => {
            let what = "expected performers of one discipline, found several; record a procedure for each";
            return Err((Cause::Value, what.to_owned()));
        }
    };
    let has = |person: By| roles.iter().any(|&(_, by)| by == person);
    let by = match (has(By::Therapist), has(By::Assistant)) {
        (true, true) => By::Together,
        (true, false) => By::Therapist,
        (false, true) => By::Assistant,
        (false, false) => By::Unnamed,
    };
    service(code, by, span.map(Span::duration))?;
    Ok(Done {
        entry,
        code,
        discipline,
        by,
        span,
    })
}

/// Returns the discipline and the person of every performer whose function is known.
fn roles(performers: &[Performer]) -> impl Iterator<Item = (Discipline, By)> {
    performers.iter().filter_map(|performer| {
        let mut codings = performer.function.as_ref()?.coding.iter();
        codings.find_map(|coding| role(coding.code.as_deref()?))
    })
}

/// Returns the person of a taxonomy code of the National Uniform Claim Committee, or of a short name.
fn role(code: &str) -> Option<(Discipline, By)> {
    match code {
        "PT" => Some((Discipline::Pt, By::Therapist)),
        "PTA" | "225200000X" => Some((Discipline::Pt, By::Assistant)),
        "OT" => Some((Discipline::Ot, By::Therapist)),
        "OTA" => Some((Discipline::Ot, By::Assistant)),
        "SLP" | "235Z00000X" => Some((Discipline::Slp, By::Therapist)),
        _ if code.len() != 10 => None,
        _ => match code.get(..4)? {
            "2251" => Some((Discipline::Pt, By::Therapist)),
            "225X" => Some((Discipline::Ot, By::Therapist)),
            "224Z" => Some((Discipline::Ot, By::Assistant)),
            _ => None,
        },
    }
}

/// Warns of a procedure that began on another day than the encounter.
fn warn_of_day(procedure: &Done, date: Date, issues: &mut Vec<Issue>) {
    let day = procedure.span.map_or(date, Span::day);
    if day != date {
        let what = format!(
            "expected a procedure on {date}, the day of the encounter, found {day}; it was billed for {date}"
        );
        issues.push(Issue::warning(place(procedure.entry), (Cause::Value, what)));
    }
}

/// Warns of minutes that two timed procedures share: they are billed twice. Training of a caregiver is
/// exempt, because the patient is absent, and so are a therapist and an assistant on one code.
fn warn_of_shared_time(done: &[Done], issues: &mut Vec<Issue>) {
    let timed = done
        .iter()
        .filter(|done| Service::without_time(done.code).is_err());
    let present = timed.filter(|done| {
        let facts = ReferenceData::built_in().facts(done.code);
        facts.is_none_or(|facts| facts.service_kind() != ServiceKind::CaregiverTraining)
    });
    let mut spans: Vec<(Span, &Done)> = present
        .filter_map(|done| Some((done.span?, done)))
        .collect();
    spans.sort_by_key(|(span, _)| span.start());
    let mut latest: Option<(Span, &Done)> = None;
    for (span, done) in spans {
        if let Some((before, other)) = latest.filter(|(before, _)| before.overlaps(span)) {
            let is_pair = done.code == other.code
                && done.by != other.by
                && done.discipline == other.discipline;
            if !(is_pair && done.by.is_named() && other.by.is_named()) {
                let what = format!(
                    "expected each minute in one timed procedure, found minutes that are also in {}; correct the times",
                    place(other.entry)
                );
                issues.push(Issue::warning(
                    place(done.entry),
                    (Cause::BusinessRule, what),
                ));
            }
            if before.end() > span.end() {
                continue;
            }
        }
        latest = Some((span, done));
    }
}

/// Makes the service of procedures that have the same code and persons.
fn service(code: ProcedureCode, by: By, duration: Option<Duration>) -> Result<Service, Refusal> {
    let refuse =
        |error: therapy_billing::session::ServiceError| (Cause::BusinessRule, error.to_string());
    let too_long = || {
        (
            Cause::Value,
            "expected at most 1,440 minutes, found more; correct the times".to_owned(),
        )
    };
    let minutes = duration.map(|duration| Minutes::from_duration(duration).ok_or_else(too_long));
    let minutes = minutes.transpose()?;
    let untimed = Service::without_time(code);
    let time: TreatmentTime = match (by, minutes, untimed.is_ok()) {
        (By::Assistant, minutes, true) => {
            // An untimed service of an assistant alone is wholly the assistant's, whatever its length. A
            // minute names the assistant where no time was recorded.
            let assistant = minutes.unwrap_or(Minutes::ZERO).max(Minutes::new(1));
            PersonMinutes {
                assistant,
                ..PersonMinutes::default()
            }
            .into()
        }
        (_, None, _) => return untimed.map_err(refuse),
        (By::Unnamed, Some(minutes), _) => minutes.into(),
        (By::Therapist, Some(therapist), _) => PersonMinutes {
            therapist,
            ..PersonMinutes::default()
        }
        .into(),
        (By::Assistant, Some(assistant), _) => PersonMinutes {
            assistant,
            ..PersonMinutes::default()
        }
        .into(),
        (By::Together, Some(together), _) => PersonMinutes {
            together,
            ..PersonMinutes::default()
        }
        .into(),
    };
    Service::new(code, time).map_err(refuse)
}

/// Makes the session of a discipline. The times of one code and person are added before seconds are
/// dropped, so that they are rounded down once.
fn session(done: &[Done], discipline: Discipline, date: Date, issues: &mut Vec<Issue>) -> Session {
    let mut order: Vec<&Done> = Vec::new();
    let mut times: HashMap<(ProcedureCode, By), Option<Duration>> = HashMap::new();
    for procedure in done.iter().filter(|done| done.discipline == discipline) {
        let time = procedure.span.map(Span::duration);
        match times.entry((procedure.code, procedure.by)) {
            Entry::Vacant(place) => {
                order.push(procedure);
                place.insert(time);
            }
            Entry::Occupied(mut place) => {
                let both = [*place.get(), time].into_iter().flatten();
                place.insert(both.reduce(Duration::saturating_add));
            }
        }
    }
    let mut session = Session::new(date, discipline);
    for &Done {
        entry, code, by, ..
    } in order
    {
        let time = times.get(&(code, by)).copied().flatten();
        let pushed = service(code, by, time).and_then(|service| {
            let pushed = session.try_push(service);
            pushed.map_err(|error| (Cause::BusinessRule, error.to_string()))
        });
        if let Err(why) = pushed {
            issues.push(Issue::unread(place(entry), why));
        }
    }
    session
}
