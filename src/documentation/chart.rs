//! Defines `Chart`, a record with the facts that many rules need, computed once.

use alloc::{borrow::Cow, vec::Vec};

use time::{Date, Duration};

use crate::code::ProcedureCode;
use crate::documentation::record::{
    Approval, Author, BilledDay, Certification, Credential, Episode, Evaluation, Falls, Goal,
    Intervention, Measurement, Order, PayerPolicy, Person, PersonId, PlanOfCare, Profile,
    ProgressReport, Record, Requirement, Signature, TreatmentNote,
};
use crate::finding::Location;
use crate::quantity::Minutes;
use crate::reference::catalog::{ServiceKind, Timing};
use crate::reference::{ReferenceData, Setting};
use crate::units::UnitRule;

/// The reason why a rule was not evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unjudged {
    /// The rule does not apply to the record.
    NotApplicable,
    /// An input is missing.
    Missing(Location),
}

/// What a rule returns after it has reported its findings.
pub(crate) type Verdict = Result<(), Unjudged>;

/// Returns the verdict of a rule that lacks an input.
pub(crate) const fn missing<T>(path: &'static str) -> Result<T, Unjudged> {
    Err(Unjudged::Missing(Location::new(path)))
}

/// Returns the verdict of a rule that lacks an input in a list.
pub(crate) fn missing_at<T>(path: &'static str, position: usize) -> Result<T, Unjudged> {
    Err(Unjudged::Missing(Location::new(path).index(position)))
}

/// Returns the date that is `days` after another one, or the last day of the calendar.
pub(crate) fn plus(date: Date, days: u16) -> Date {
    date.saturating_add(Duration::days(i64::from(days)))
}

/// Returns the days from one date to another. They are negative if the second is earlier.
pub(crate) const fn days_between(from: Date, to: Date) -> i32 {
    to.to_julian_day() - from.to_julian_day()
}

/// Returns the days by which `date` is later than `limit`, or 0 if it is not later.
pub(crate) fn days_past(limit: Date, date: Date) -> u32 {
    u32::try_from(days_between(limit, date)).unwrap_or(0)
}

/// The way in which an entry is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Counting {
    /// In units of 15 minutes.
    Timed,
    /// Once a day, or otherwise not in units of 15 minutes.
    Untimed,
    /// Neither the catalog nor the entry states it.
    Unknown,
}

/// The minutes of a note, by the way in which its entries are counted.
#[derive(Clone, Copy, Debug)]
struct Times {
    /// The position of the first entry of which it is unknown how it is counted.
    unknown: Option<usize>,
    timed: Sum,
    untimed: Sum,
}

/// A sum of minutes, or the position of the first entry that does not state its minutes.
type Sum = Result<u32, usize>;

/// A record with what follows from it.
#[allow(
    clippy::struct_excessive_bools,
    reason = "independent answers that many rules ask for"
)]
#[derive(Clone, Debug)]
pub(crate) struct Chart<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) policy: Cow<'a, PayerPolicy>,
    pub(crate) episode: &'a Episode,
    note: Option<&'a TreatmentNote>,
    claim: Option<&'a BilledDay>,
    people: LastOf<'a, Person, &'a PersonId>,
    times: Option<Times>,
    long_term_goals: Vec<(usize, &'a Goal)>,
    reference: &'a ReferenceData,
    /// The date of service of the note, else of the claim, else the last treatment day up to the day of reading.
    pub(crate) day: Date,
    /// The input that the day comes from.
    pub(crate) day_from: &'static str,
    /// The first treatment day.
    pub(crate) start: Date,
    /// Whether Medicare's documentation rules apply.
    pub(crate) medicare: bool,
    /// Whether Medicare's rules for comprehensive outpatient rehabilitation facilities apply.
    pub(crate) corf: bool,
    /// Whether there is one treatment day, no plan, and nothing but an evaluation.
    pub(crate) evaluation_only: bool,
    /// Whether the note and the claim are about the same day.
    same_day: bool,
    /// The last day that a clinician has reported on.
    pub(crate) reported_to: Option<Date>,
    /// The treatment days since then.
    pub(crate) unreported: &'a [Date],
}

impl<'a> Chart<'a> {
    pub(crate) fn new(record: &'a Record, reference: &'a ReferenceData) -> Self {
        let Record {
            profile,
            episode,
            note,
            claim,
        } = record;
        let (note, claim) = (note.as_ref(), claim.as_ref());
        let policy = match &profile.payer.policy {
            Some(policy) => Cow::Borrowed(policy),
            None => Cow::Owned(PayerPolicy::new()),
        };
        let medicare = policy
            .follows_medicare
            .unwrap_or(profile.payer.kind.is_medicare());
        let days = &episode.treatment_days;
        let start = days.start();
        let noted = note.and_then(|note| note.date_of_service);
        let day = noted
            .or(claim.map(|claim| claim.date_of_service))
            .unwrap_or_else(|| days.up_to(profile.as_of).last().copied().unwrap_or(start));
        let same_day = match (note, claim) {
            (Some(_), Some(claim)) => noted.is_none_or(|date| date == claim.date_of_service),
            _ => false,
        };
        let evaluation_only = days.as_slice().len() == 1
            && episode.plan.is_none()
            && note
                .into_iter()
                .flat_map(|note| &note.interventions)
                .all(|entry| kind(reference, entry.code) == ServiceKind::Evaluation);
        let reported_to = reported_to(episode);
        Self {
            profile,
            policy,
            episode,
            note,
            claim,
            people: LastOf::new(note.map_or(&[][..], |note| &note.people), |person| {
                &person.id
            }),
            times: note.map(|note| times(note, reference)),
            long_term_goals: long_term_goals(episode),
            reference,
            day,
            day_from: match (noted, claim) {
                (Some(_), _) => "note.date_of_service",
                (None, Some(_)) => "claim.date_of_service",
                (None, None) => "episode.treatment_days",
            },
            start,
            medicare,
            corf: medicare && profile.setting == Setting::Corf,
            evaluation_only,
            same_day,
            reported_to,
            unreported: days.between(reported_to, day),
        }
    }

    /// Returns the note. Rules about it do not apply without one.
    pub(crate) fn note(&self) -> Result<&'a TreatmentNote, Unjudged> {
        self.note.ok_or(Unjudged::NotApplicable)
    }

    /// Returns the claim. Rules about it do not apply without one.
    pub(crate) fn claim(&self) -> Result<&'a BilledDay, Unjudged> {
        self.claim.ok_or(Unjudged::NotApplicable)
    }

    /// Returns the note and the claim if they are about the same day.
    pub(crate) fn same_day(&self) -> Result<(&'a TreatmentNote, &'a BilledDay), Unjudged> {
        match (self.note, self.claim) {
            (Some(note), Some(claim)) if self.same_day => Ok((note, claim)),
            _ => Err(Unjudged::NotApplicable),
        }
    }

    /// Returns the evaluation. Rules about it do not apply without one.
    pub(crate) fn evaluation(&self) -> Result<&'a Evaluation, Unjudged> {
        let evaluation = self.episode.evaluation.as_ref();
        evaluation.ok_or(Unjudged::NotApplicable)
    }

    /// Returns the plan. Rules about it do not apply without one.
    pub(crate) fn plan(&self) -> Result<&'a PlanOfCare, Unjudged> {
        self.episode.plan.as_ref().ok_or(Unjudged::NotApplicable)
    }

    /// Returns the signature of the note. Rules about it do not apply without one.
    pub(crate) fn signature(&self) -> Result<&'a Signature, Unjudged> {
        let signature = self.note()?.signature.as_ref();
        signature.ok_or(Unjudged::NotApplicable)
    }

    /// Returns the day on which the record is read.
    pub(crate) const fn as_of(&self) -> Date {
        self.profile.as_of
    }

    /// Returns whether the payer or the state has a requirement.
    pub(crate) fn requires(&self, requirement: Requirement) -> bool {
        let state = self.profile.state.as_ref();
        self.policy.requires.contains(&requirement)
            || state.is_some_and(|state| state.requires.contains(&requirement))
    }

    /// Returns the rule by which minutes become units, if it is known.
    pub(crate) fn unit_rule(&self) -> Option<UnitRule> {
        let medicare = self.medicare.then_some(UnitRule::MEDICARE);
        self.policy.unit_rule.or(medicare)
    }

    /// Returns the number of days after a period in which its report may still be written.
    pub(crate) fn progress_grace(&self) -> u16 {
        self.policy.progress_grace_days.unwrap_or(7)
    }

    /// Returns the number of treatment days up to the day, that day included.
    pub(crate) fn days_so_far(&self) -> u32 {
        count(self.episode.treatment_days.up_to(self.day))
    }

    /// Returns the progress reports with their positions, without the supplements of assistants.
    pub(crate) fn reports(
        &self,
    ) -> impl DoubleEndedIterator<Item = (usize, &'a ProgressReport)> + use<'a> {
        reports(self.episode)
    }

    /// Returns the certifications with their positions.
    pub(crate) fn certifications(
        &self,
    ) -> impl Iterator<Item = (usize, &'a Certification)> + use<'a> {
        self.episode.certifications.iter().enumerate()
    }

    /// Returns the certifications that count, with their positions: those by signature or verbal approval with a
    /// date up to the day of reading and, outside a CORF, those by the signed-order exception.
    pub(crate) fn counting_certifications(
        &self,
    ) -> impl Iterator<Item = (usize, &'a Certification)> + use<'a> {
        let (corf, as_of) = (self.corf, self.as_of());
        let all = self.certifications();
        all.filter(move |(_, certification)| match &certification.approval {
            Approval::Signature { date, .. } | Approval::Verbal { date, .. } => {
                date.is_some_and(|date| date <= as_of)
            }
            Approval::OrderException { .. } => !corf,
        })
    }

    /// Returns whether an initial certification counts.
    pub(crate) fn is_certified(&self) -> bool {
        let mut counting = self.counting_certifications();
        counting.any(|(_, certification)| certification.is_initial())
    }

    /// Returns whether a person with this credential may certify the plan.
    pub(crate) fn may_certify(&self, credential: Credential, low_vision: bool) -> bool {
        match credential {
            Credential::Od => low_vision,
            _ if self.corf => credential.is_physician(),
            _ => credential.is_certifier(),
        }
    }

    /// Returns the long-term goals with their positions. If several have the same id, the last one applies.
    pub(crate) fn long_term_goals(&self) -> Result<&[(usize, &'a Goal)], Unjudged> {
        self.plan().map(|_| self.long_term_goals.as_slice())
    }

    /// Returns the order with its date, if it is signed and dated.
    pub(crate) fn good_order(&self) -> Option<(&'a Order, Date)> {
        let order = self.episode.order.as_ref().filter(|order| order.signed)?;
        Some((order, order.date?))
    }

    /// Returns the people of the note with their positions. If several have the same id, the last one applies.
    pub(crate) fn people(&self) -> impl Iterator<Item = (usize, &'a Person)> {
        self.people.values()
    }

    /// Returns the person of an id. If several have the same id, the last one applies.
    pub(crate) fn person(&self, id: &PersonId) -> Option<&'a Person> {
        self.people.get(&id)
    }

    /// Returns the people who furnished an entry and are listed in the note.
    pub(crate) fn performers<'b>(
        &'b self,
        entry: &'b Intervention,
    ) -> impl Iterator<Item = &'a Person> + use<'a, 'b> {
        let performers = entry.performed_by.iter();
        performers.filter_map(|performer| self.person(&performer.person))
    }

    /// Returns whether an assistant furnished an entry.
    pub(crate) fn has_assistant(&self, entry: &Intervention) -> bool {
        let mut performers = self.performers(entry);
        performers.any(|person| person.credential.is_assistant())
    }

    /// Returns whether an assistant furnished a billed entry.
    pub(crate) fn assistant_treats(&self) -> bool {
        self.billed()
            .is_ok_and(|mut billed| billed.any(|(_, entry)| self.has_assistant(entry)))
    }

    /// Returns the kind of service that a code describes, by the catalog.
    pub(crate) fn kind(&self, code: ProcedureCode) -> ServiceKind {
        kind(self.reference, code)
    }

    /// Returns the measurements of the evaluation and of the reports.
    pub(crate) fn measurements(&self) -> impl Iterator<Item = &'a Measurement> {
        let evaluation = self.episode.evaluation.iter();
        evaluation
            .flat_map(|evaluation| &evaluation.measures)
            .chain(self.reports().flat_map(|(_, report)| &report.measures))
    }

    /// Returns what the evaluation states about falls.
    pub(crate) fn falls(&self) -> Option<&'a Falls> {
        let evaluation = self.episode.evaluation.as_ref();
        evaluation.and_then(|evaluation| evaluation.falls.as_ref())
    }

    /// Returns the entries of the note with their positions.
    pub(crate) fn entries(
        &self,
    ) -> Result<impl Iterator<Item = (usize, &'a Intervention)> + Clone, Unjudged> {
        Ok(self.note()?.interventions.iter().enumerate())
    }

    /// Returns the billed entries of the note with their positions.
    pub(crate) fn billed(
        &self,
    ) -> Result<impl Iterator<Item = (usize, &'a Intervention)> + Clone, Unjudged> {
        Ok(self.entries()?.filter(|(_, entry)| entry.billed))
    }

    /// Returns the billed entries of 97112. Rules about them do not apply if there is none.
    pub(crate) fn neuromuscular(
        &self,
    ) -> Result<impl Iterator<Item = (usize, &'a Intervention)> + Clone, Unjudged> {
        let entries = self.billed()?.filter(|(_, entry)| is_97112(entry));
        match entries.clone().next() {
            Some(_) => Ok(entries),
            None => Err(Unjudged::NotApplicable),
        }
    }

    /// Returns how an entry is counted.
    pub(crate) fn counting(&self, entry: &Intervention) -> Counting {
        counting(self.reference, entry)
    }

    /// Returns how billed lines are counted: by the catalog, else by the last entry of the code in the note.
    pub(crate) fn line_counting(
        &self,
        note: &'a TreatmentNote,
    ) -> impl FnMut(ProcedureCode) -> Counting + use<'_, 'a> {
        let mut entries = None;
        move |code| match catalog_counting(self.reference, code) {
            Counting::Unknown => entries
                .get_or_insert_with(|| LastOf::new(&note.interventions, |entry| entry.code))
                .get(&code)
                .map_or(Counting::Unknown, |entry| self.counting(entry)),
            known => known,
        }
    }

    /// Returns whether an entry is timed by the catalog, and thus one-on-one.
    pub(crate) fn is_timed_in_catalog(&self, entry: &Intervention) -> bool {
        catalog_counting(self.reference, entry.code) == Counting::Timed
    }

    fn times(&self) -> Result<&Times, Unjudged> {
        self.times.as_ref().ok_or(Unjudged::NotApplicable)
    }

    /// Fails if the timing of an entry is unknown.
    pub(crate) fn all_timings_known(&self) -> Verdict {
        match self.times()?.unknown {
            None => Ok(()),
            Some(position) => missing_at("note.interventions[].block_minutes", position),
        }
    }

    /// Returns the sum of the minutes of the timed entries. It is 0 without such entries, and unknown if one of them
    /// has no minutes.
    pub(crate) fn timed_sum(&self) -> Result<u32, Unjudged> {
        sum_or_missing(self.times()?.timed)
    }

    /// Returns the sum of the minutes of the untimed entries, under the same conditions.
    pub(crate) fn untimed_sum(&self) -> Result<u32, Unjudged> {
        sum_or_missing(self.times()?.untimed)
    }

    /// Returns the minutes of untimed services if the stated timed total includes them.
    pub(crate) fn untimed_counted(&self) -> Result<Option<u32>, Unjudged> {
        self.all_timings_known()?;
        let total: u32 = stated(self.note()?.total_timed_minutes)?;
        let untimed = self.untimed_sum()?;
        let timed = self.timed_sum()?;
        Ok((untimed > 0 && total == timed.saturating_add(untimed)).then_some(untimed))
    }

    /// Returns the timed total as stated or, if it is absent or faulty, the sum of the timed entries.
    pub(crate) fn timed_total(&self) -> Result<u32, Unjudged> {
        match self.note()?.total_timed_minutes {
            Some(total) if !matches!(self.untimed_counted(), Ok(Some(_))) => Ok(total.into()),
            Some(_) => self.timed_sum(),
            None => self
                .all_timings_known()
                .and_then(|()| self.timed_sum())
                .or_else(|_| missing("note.total_timed_minutes")),
        }
    }
}

/// The last entry of each key in a list, with its position, in the order of the keys.
#[derive(Clone, Debug)]
pub(crate) struct LastOf<'a, T, K>(Vec<(K, usize, &'a T)>);

impl<'a, T, K: Ord> LastOf<'a, T, K> {
    pub(crate) fn new(list: &'a [T], key: impl Fn(&'a T) -> K) -> Self {
        let entries = list.iter().enumerate();
        let mut entries: Vec<_> = entries
            .map(|(position, entry)| (key(entry), position, entry))
            .collect();
        entries.sort_unstable_by(|(one, a, _), (other, b, _)| one.cmp(other).then(b.cmp(a)));
        entries.dedup_by(|(key, ..), (last, ..)| key == last);
        Self(entries)
    }

    /// Returns the last entry of a key, or `None` if there is none.
    pub(crate) fn get(&self, key: &K) -> Option<&'a T> {
        let place = self.0.binary_search_by(|(known, ..)| known.cmp(key)).ok()?;
        self.0.get(place).map(|(_, _, entry)| *entry)
    }

    /// Returns the keys with their last entries.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&K, &'a T)> {
        self.0.iter().map(|(key, _, entry)| (key, *entry))
    }

    /// Returns the last entries with their positions.
    pub(crate) fn values(&self) -> impl Iterator<Item = (usize, &'a T)> {
        let entries = self.0.iter();
        entries.map(|(_, position, entry)| (*position, *entry))
    }
}

/// Returns how an entry is counted: by the catalog, else by its block of minutes.
fn counting(reference: &ReferenceData, entry: &Intervention) -> Counting {
    match catalog_counting(reference, entry.code) {
        Counting::Unknown => match entry.block_minutes {
            Some(15) => Counting::Timed,
            Some(_) => Counting::Untimed,
            None => Counting::Unknown,
        },
        known => known,
    }
}

/// Returns how the catalog counts a code.
fn catalog_counting(reference: &ReferenceData, code: ProcedureCode) -> Counting {
    let Some(entry) = reference.entry(code) else {
        return Counting::Unknown;
    };
    match entry.timing() {
        timing @ (Timing::Blocks { .. } | Timing::First { .. } | Timing::AddOn { .. })
            if timing.block().is_some_and(|block| block.get() == 15) =>
        {
            Counting::Timed
        }
        _ => Counting::Untimed,
    }
}

/// Adds up the minutes of a note, each way of counting for itself.
fn times(note: &TreatmentNote, reference: &ReferenceData) -> Times {
    let mut times = Times {
        unknown: None,
        timed: Ok(0),
        untimed: Ok(0),
    };
    for (position, entry) in note.interventions.iter().enumerate() {
        let sum = match counting(reference, entry) {
            Counting::Timed => &mut times.timed,
            Counting::Untimed => &mut times.untimed,
            Counting::Unknown => {
                times.unknown = times.unknown.or(Some(position));
                continue;
            }
        };
        *sum = sum.and_then(|sum| match entry.minutes {
            Some(minutes) => Ok(sum.saturating_add(minutes.into())),
            None => Err(position),
        });
    }
    times
}

fn sum_or_missing(sum: Sum) -> Result<u32, Unjudged> {
    sum.or_else(|position| missing_at("note.interventions[].minutes", position))
}

fn kind(reference: &ReferenceData, code: ProcedureCode) -> ServiceKind {
    let facts = reference.facts(code);
    facts.map_or(ServiceKind::Other, |facts| facts.service_kind())
}

/// Returns the long-term goals with their positions. If several have the same id, the last one applies.
fn long_term_goals(episode: &Episode) -> Vec<(usize, &Goal)> {
    let goals = episode.plan.iter().flat_map(|plan| &plan.long_term_goals);
    let mut goals: Vec<_> = goals.enumerate().collect();
    goals.sort_unstable_by(|(a, one), (b, other)| one.id.cmp(&other.id).then(b.cmp(a)));
    goals.dedup_by(|(_, one), (_, last)| one.id == last.id);
    goals.sort_unstable_by_key(|(position, _)| *position);
    goals
}

/// Returns a total as a number.
fn stated(total: Option<Minutes>) -> Result<u32, Unjudged> {
    total.map_or_else(
        || missing("note.total_timed_minutes"),
        |total| Ok(total.into()),
    )
}

/// Returns the length of a list.
pub(crate) fn count<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// Returns the progress reports with their positions, without the supplements of assistants.
pub(crate) fn reports(
    episode: &Episode,
) -> impl DoubleEndedIterator<Item = (usize, &ProgressReport)> {
    let reports = episode.progress_reports.iter().enumerate();
    reports.filter(|(_, report)| !report.supplement)
}

/// Returns the last day that a clinician has reported on.
fn reported_to(episode: &Episode) -> Option<Date> {
    let by_clinician = |author: &Author| author.credential.is_clinician();
    let reported = reports(episode)
        .filter(|(_, report)| by_clinician(&report.author))
        .filter_map(|(_, report)| report.period_end)
        .max();
    let discharge = episode.discharge.as_ref();
    let discharged = discharge
        .filter(|discharge| by_clinician(&discharge.author))
        .and_then(|discharge| {
            let closed = episode.closed.as_ref().map(|closed| closed.on);
            discharge.period_end.or(closed)
        });
    reported.max(discharged)
}

/// Returns whether an entry is of neuromuscular reeducation.
fn is_97112(entry: &Intervention) -> bool {
    entry.code == ProcedureCode::CPT_97112
}
