//! Computes deadlines for those who plan visits: progress reports, certification and the signed-order exception.

use core::fmt;

use time::{Date, macros::date};

use super::chart::{Chart, count, days_between, plus};
use super::record::{
    Approval, Certification, DayCount, ExceptionOrder, PlanDuration, Record, Text,
};
use crate::reference::ReferenceData;

/// The first day on which a signed order may replace the signature on the initial plan.
pub(crate) const EXCEPTION_FROM: Date = date!(2025 - 01 - 01);

/// The first day on which progress reports are counted by treatment days.
pub(crate) const TEN_DAYS_FROM: Date = date!(2013 - 01 - 01);

/// The most treatment days that a progress report covers.
pub(crate) const REPORT_DAYS: u32 = 10;

/// The days after the first treatment day in which the initial certification is timely, and after the evaluation in
/// which a plan must be sent.
pub(crate) const TIMELY_DAYS: u16 = 30;

/// The most days of a certification period.
const CERTIFIED_DAYS: u16 = 90;

/// The deadlines of a record: the next progress report, the end of certification and the signed-order exception.
///
/// They follow from the date of service, the day of reading and the payer's options, as they do in the rules. The
/// library has no clock.
///
/// # Source
///
/// CMS Pub. 100-02, ch. 15, §220.1.3, §220.3.D; 42 CFR 424.24(c).
///
/// # Examples
///
/// ```
/// use therapy_billing::{Discipline, Setting, time::macros::date};
/// use therapy_billing::documentation::{Episode, PayerProfile, PayerKind, PlanOfCare, Profile, Record};
/// use therapy_billing::documentation::{Author, Credential, TreatmentDays};
///
/// let days = [2, 4, 6, 9, 11, 13, 16, 18].map(|day| {
///     date!(2026 - 03 - 01).replace_day(day).unwrap()
/// });
/// let episode = Episode::new(Discipline::Pt, TreatmentDays::new(days)?)
///     .with_plan(PlanOfCare::new(Author::new(Credential::Pt)));
/// let medicare = PayerProfile::new(PayerKind::MedicarePartB);
/// let profile = Profile::new(medicare, Setting::PrivatePractice, date!(2026 - 03 - 18));
/// let record = Record::new(profile, episode);
///
/// let progress = record.timeline().progress().expect("Medicare counts treatment days");
/// assert_eq!((progress.unreported_days, progress.days_until_due), (8, 2));
/// let certification = record.timeline().certification();
/// assert_eq!(certification.initial_due, date!(2026 - 04 - 01));
/// # Ok::<(), therapy_billing::documentation::RecordError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Timeline<'a> {
    chart: Chart<'a>,
}

impl Record {
    /// Returns the deadlines of this record, with the built-in facts.
    #[must_use]
    pub fn timeline(&self) -> Timeline<'_> {
        self.timeline_with(ReferenceData::built_in())
    }

    /// Returns the deadlines of this record, with the given facts.
    #[must_use]
    pub fn timeline_with<'a>(&'a self, reference: &'a ReferenceData) -> Timeline<'a> {
        Timeline {
            chart: Chart::new(self, reference),
        }
    }
}

/// The treatment days until the next progress report is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct ProgressTimeline {
    /// The last day that a clinician has reported on, or `None` if no clinician has reported.
    pub reported_to: Option<Date>,
    /// The number of treatment days since then, up to the day of the record.
    pub unreported_days: u32,
    /// The number of treatment days until the tenth. It is 0 once the tenth is reached.
    pub days_until_due: u32,
    /// The tenth treatment day since then, or `None` before it is known.
    pub tenth_day: Option<Date>,
    /// The last day on which the report may still be written, or `None` before the tenth day is known.
    pub write_by: Option<Date>,
}

/// The end of the certification period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CertificationTimeline {
    /// The last day on which the initial certification is timely.
    pub initial_due: Date,
    /// Whether an initial certification counts, with or without faults of its own.
    pub initial_on_record: bool,
    /// The last certified day: the latest end of the periods that contain the day of the record, else the latest
    /// end of all. `None` if there is no certification period.
    pub ends: Option<Date>,
    /// The number of days from the day of reading to that end. It is negative once the end has passed.
    pub days_left: Option<i32>,
}

/// The result of the signed-order exception: whether an order replaces the signature on the initial plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum OrderException {
    /// No initial certification uses the exception.
    NotUsed,
    /// The exception applies: the order is on file, and the plan was sent in time with proof.
    Applies,
    /// The exception applies so far, and the plan must be sent by this day.
    SendBy(Date),
    /// The exception does not apply.
    Broken(Breach),
}

/// The reason why an order does not replace the signature on the initial plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Breach {
    /// The setting is a comprehensive outpatient rehabilitation facility (CORF) under Medicare's rules.
    Facility,
    /// The date of service is before 2025.
    BeforeItBegan,
    /// The payer requires the signature.
    NotHonored,
    /// There is no signed and dated order.
    NoOrder,
    /// The person who signed the order may not certify.
    OrderSigner,
    /// The order is not for this discipline.
    OrderDiscipline,
    /// The order is dated after the plan was sent, or after the day of reading.
    OrderAfterSending,
    /// The order is dated after the evaluation, and the payer requires it before.
    OrderAfterEvaluation,
    /// The plan was sent later than 30 days after the evaluation.
    SentLate,
    /// Nothing shows that the plan was sent.
    NoEvidence,
    /// The plan was not sent within 30 days of the evaluation.
    NotSent,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Facility => "in a CORF a physician signs the plan",
            Self::BeforeItBegan => "the exception begins with 2025-01-01",
            Self::NotHonored => "the payer requires the signature",
            Self::NoOrder => "there is no signed and dated order",
            Self::OrderSigner => "the order's signer may not certify",
            Self::OrderDiscipline => "the order is not for this discipline",
            Self::OrderAfterSending => "the order is dated after the plan was sent",
            Self::OrderAfterEvaluation => "the order is dated after the evaluation",
            Self::SentLate => "the plan was sent later than 30 days after the evaluation",
            Self::NoEvidence => "nothing shows that the plan was sent",
            Self::NotSent => "the plan was not sent within 30 days of the evaluation",
        })
    }
}

/// A certification period, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Interval {
    pub(crate) from: Date,
    pub(crate) to: Date,
}

impl Interval {
    pub(crate) fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }
}

impl Timeline<'_> {
    /// Returns when the next progress report is due, or `None` if the interval of 10 treatment days does not apply:
    /// for another payer, before 2013, and for a record with nothing but an evaluation.
    #[must_use]
    pub fn progress(&self) -> Option<ProgressTimeline> {
        let chart = &self.chart;
        let applies = chart.medicare && !chart.evaluation_only && chart.day >= TEN_DAYS_FROM;
        applies.then(|| progress(chart))
    }

    /// Returns the end of the certification period and the number of days that are left.
    #[must_use]
    pub fn certification(&self) -> CertificationTimeline {
        let chart = &self.chart;
        let around = intervals(chart).filter(|interval| interval.contains(chart.day));
        let ends = around
            .map(|interval| interval.to)
            .max()
            .or_else(|| intervals(chart).map(|interval| interval.to).max());
        CertificationTimeline {
            initial_due: plus(chart.start, TIMELY_DAYS),
            initial_on_record: chart.is_certified(),
            ends,
            days_left: ends.map(|end| days_between(chart.as_of(), end)),
        }
    }

    /// Returns whether a signed order replaces the signature on the initial plan. Of several certifications by the
    /// exception, the first one that meets the conditions counts.
    #[must_use]
    pub fn order_exception(&self) -> OrderException {
        let chart = &self.chart;
        let mut state = OrderException::NotUsed;
        for (sent_on, evidence) in
            exceptions(chart).map(|(_, sent_on, evidence)| (sent_on, evidence))
        {
            match breach(chart, sent_on, evidence) {
                None if sent_on.is_some() => return OrderException::Applies,
                None => return OrderException::SendBy(send_by(chart)),
                Some(breach) if state == OrderException::NotUsed => {
                    state = OrderException::Broken(breach);
                }
                Some(_) => {}
            }
        }
        state
    }
}

/// Counts the treatment days since the last report.
pub(crate) fn progress(chart: &Chart<'_>) -> ProgressTimeline {
    let unreported_days = count(chart.unreported);
    let tenth_day = chart.unreported.get(9).copied();
    ProgressTimeline {
        reported_to: chart.reported_to,
        unreported_days,
        days_until_due: REPORT_DAYS.saturating_sub(unreported_days),
        tenth_day,
        write_by: tenth_day.map(|tenth| plus(tenth, chart.progress_grace())),
    }
}

/// Returns the period that a certification covers, or `None` for a recertification by exception or without a date.
pub(crate) fn interval(chart: &Chart<'_>, certification: &Certification) -> Option<Interval> {
    let (begin, from, most) = if certification.is_initial() {
        let plan = chart.episode.plan.as_ref();
        let most = match plan.and_then(|plan| plan.duration) {
            Some(PlanDuration::Weeks(weeks)) => weeks.saturating_mul(7).min(CERTIFIED_DAYS),
            Some(PlanDuration::Sessions(_)) | None => CERTIFIED_DAYS,
        };
        let from = certification
            .covers_from
            .map_or(chart.start, |from| from.max(chart.start));
        (chart.start, from, most)
    } else {
        let date = match &certification.approval {
            Approval::Signature { date, .. } | Approval::Verbal { date, .. } => *date,
            Approval::OrderException { .. } => return None,
        };
        let from = certification.covers_from.or(date)?;
        (from, from, CERTIFIED_DAYS)
    };
    let last = match chart.policy.day_count {
        Some(DayCount::FirstDayCounts) if most == 0 => begin.previous_day()?,
        Some(DayCount::FirstDayCounts) => plus(begin, most - 1),
        Some(DayCount::Elapsed) | None => plus(begin, most),
    };
    let to = certification.covers_to.map_or(last, |to| to.min(last));
    Some(Interval { from, to })
}

/// Returns the periods of the certifications that count.
pub(crate) fn intervals(chart: &Chart<'_>) -> impl Iterator<Item = Interval> {
    let counting = chart.counting_certifications();
    counting.filter_map(|(_, certification)| interval(chart, certification))
}

/// Returns the initial certifications by the exception: position, day of sending, proof of sending.
pub(crate) fn exceptions<'a>(
    chart: &Chart<'a>,
) -> impl Iterator<Item = (usize, Option<Date>, Option<&'a Text>)> + use<'a> {
    let initial = chart
        .certifications()
        .filter(|(_, entry)| entry.is_initial());
    initial.filter_map(|(position, entry)| match &entry.approval {
        Approval::OrderException {
            sent_on,
            sent_evidence,
        } => Some((position, *sent_on, sent_evidence.as_ref())),
        _ => None,
    })
}

/// Returns the day from which the days of sending are counted: the evaluation, else the first treatment day.
pub(crate) fn sending_counts_from(chart: &Chart<'_>) -> Date {
    let evaluation = chart.episode.evaluation.as_ref();
    evaluation.map_or(chart.start, |evaluation| evaluation.date)
}

/// Returns the last day on which the plan may be sent.
pub(crate) fn send_by(chart: &Chart<'_>) -> Date {
    plus(sending_counts_from(chart), TIMELY_DAYS)
}

/// Returns the first condition of the signed-order exception that the record does not meet, or `None` if it meets all.
///
/// # Source
///
/// 42 CFR 424.24(c), as amended for 2025; 89 FR 97710.
pub(crate) fn breach(
    chart: &Chart<'_>,
    sent_on: Option<Date>,
    evidence: Option<&Text>,
) -> Option<Breach> {
    if chart.corf {
        return Some(Breach::Facility);
    }
    if chart.day < EXCEPTION_FROM {
        return Some(Breach::BeforeItBegan);
    }
    if chart.policy.honors_order_exception == Some(false) {
        return Some(Breach::NotHonored);
    }
    let Some((order, ordered)) = chart.good_order() else {
        return Some(Breach::NoOrder);
    };
    if !order.signer.credential.is_certifier() {
        return Some(Breach::OrderSigner);
    }
    if !order.disciplines.contains(&chart.episode.discipline) {
        return Some(Breach::OrderDiscipline);
    }
    if ordered > sent_on.unwrap_or(chart.as_of()) {
        return Some(Breach::OrderAfterSending);
    }
    let strict = chart.policy.exception_order == Some(ExceptionOrder::BeforeEvaluation);
    let evaluation = chart.episode.evaluation.as_ref();
    if strict && evaluation.is_some_and(|evaluation| ordered > evaluation.date) {
        return Some(Breach::OrderAfterEvaluation);
    }
    match sent_on {
        Some(sent_on) if sent_on > send_by(chart) => Some(Breach::SentLate),
        Some(_) if evidence.is_none() => Some(Breach::NoEvidence),
        None if chart.as_of() > send_by(chart) => Some(Breach::NotSent),
        Some(_) | None => None,
    }
}
